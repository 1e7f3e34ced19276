"""The handle: where it comes from, who may use it, and when it goes."""

from __future__ import annotations

import copy
import gc
import json
import multiprocessing
import os
import pickle
import subprocess
import sys
import threading
import weakref
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import ORDER, RULES

import siyu
from siyu import Rulebook, SiyuError, read_decision


def test_text_path_and_dictionary_give_the_same(tmp_path: Path) -> None:
    by_dictionary = Rulebook.parse(RULES)
    path = tmp_path / "rules.json"
    path.write_text(by_dictionary.canonical, encoding="utf-8")
    assert Rulebook.parse(path) == Rulebook.parse(by_dictionary.canonical) == by_dictionary
    assert len({Rulebook.parse(path), by_dictionary}) == 1
    assert (by_dictionary.name, by_dictionary.version, len(by_dictionary.digest)) == ("my-shop", "2026-11", 64)
    assert json.loads(by_dictionary.canonical)["commission"]["roles"]["direct"]["rate"] == "0.12"
    with pytest.raises(FileNotFoundError):
        Rulebook.parse(tmp_path / "none.json")


def test_warnings_are_findings() -> None:
    names = [path.stem for path in (Path(__file__).parents[3] / "core" / "vectors").iterdir()]
    warned = []
    for name in names:
        file = json.loads((Path(__file__).parents[3] / "core" / "vectors" / f"{name}.json").read_text(encoding="utf-8"))
        for rules in file.get("rulebooks", {}).values():
            warned += Rulebook.parse(json.dumps(rules)).warnings
    assert warned and all(warning.severity == "warning" and warning.en.message for warning in warned)
    assert Rulebook.parse(RULES).warnings == []


def test_a_closed_rulebook_says_so_and_its_reasons_go_on_printing() -> None:
    with Rulebook.parse(RULES) as rulebook:
        split = rulebook.commission_split(ORDER)
    assert split.reasons[0].sentence("en").startswith("line 1: mei gets 12% of 19.99")
    with pytest.raises(ValueError, match="closed"):
        rulebook.commission_split(ORDER)
    with pytest.raises(ValueError, match="closed"), rulebook:
        pass
    assert repr(rulebook) == "<siyu.Rulebook, closed>"
    rulebook.close()


def test_the_handle_goes_with_its_last_use() -> None:
    rulebook = Rulebook.parse(RULES)
    handle = weakref.ref(rulebook._opened())
    split = rulebook.commission_split(ORDER)
    del rulebook
    gc.collect()
    assert handle() is not None, "the reasons still need it"
    del split
    gc.collect()
    assert handle() is None


def test_memory_does_not_grow() -> None:
    def resident() -> int:
        return int(Path("/proc/self/statm").read_text().split()[1])

    def work() -> None:
        for _ in range(300):
            rulebook = Rulebook.parse(RULES)
            rulebook.commission_split(ORDER)
            with pytest.raises(SiyuError):
                rulebook.call("commission_split", "{}")
        gc.collect()

    work()
    before = resident()
    for _ in range(4):
        work()
    assert resident() - before < 512, "pages of 4 KiB"


def test_one_rulebook_serves_many_threads() -> None:
    rulebook = Rulebook.parse(RULES)
    expected = rulebook.commission_split(ORDER)
    ready = threading.Barrier(64)

    def ask(_: int) -> int:
        ready.wait()
        return sum(rulebook.commission_split(ORDER) == expected for _ in range(20))

    with ThreadPoolExecutor(64) as pool:
        assert sum(pool.map(ask, range(64))) == 64 * 20


def test_closing_while_others_call() -> None:
    for _ in range(20):
        rulebook = Rulebook.parse(RULES)
        started = threading.Barrier(9)

        def ask(rulebook: Rulebook = rulebook, started: threading.Barrier = started) -> int:
            started.wait()
            done = 0
            try:
                for _ in range(200):
                    rulebook.commission_split(ORDER)
                    done += 1
            except ValueError as error:
                assert "closed" in str(error)
            return done

        with ThreadPoolExecutor(8) as pool:
            asked = [pool.submit(ask) for _ in range(8)]
            started.wait()
            rulebook.close()
            assert all(one.result() <= 200 for one in asked)


def test_a_fork_may_go_on_with_it() -> None:
    rulebook = Rulebook.parse(RULES)
    expected = rulebook.commission_split(ORDER).json
    for _ in range(4):
        child = os.fork()
        if child == 0:
            same = all(rulebook.commission_split(ORDER).json == expected for _ in range(50))
            os._exit(0 if same else 1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert rulebook.commission_split(ORDER).json == expected


def _split_elsewhere(rulebook: Rulebook) -> siyu.Decision[siyu.outcomes.commission.Split]:
    return rulebook.commission_split(ORDER)


def test_rulebooks_and_decisions_go_to_other_processes() -> None:
    rulebook = Rulebook.parse(RULES)
    here = rulebook.commission_split(ORDER)
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        there = pool.submit(_split_elsewhere, rulebook).result()
    assert there == here and there.outcome == here.outcome
    assert [str(reason) for reason in there.reasons] == [str(reason) for reason in here.reasons]


def test_copies_are_equal(rulebook: Rulebook) -> None:
    split = rulebook.commission_split(ORDER)
    for again in (copy.deepcopy(split), pickle.loads(pickle.dumps(split))):
        assert again == split and again.outcome == split.outcome and again.reasons == split.reasons
        assert str(again.reasons[0]) == str(split.reasons[0])
    assert pickle.loads(pickle.dumps(rulebook)) == rulebook


def test_outcomes_do_not_change(rulebook: Rulebook) -> None:
    split = rulebook.commission_split(ORDER)
    with pytest.raises(AttributeError):
        split.outcome.order = "o-2"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        split.json = "{}"  # type: ignore[misc]
    assert isinstance(split.outcome.lines, tuple)


def test_a_stored_decision_is_replayed(rulebook: Rulebook) -> None:
    split = rulebook.commission_split(ORDER, detail="summary")
    stored, asked = split.json, split.input
    assert rulebook.decision_verify("commission_split", asked, stored).verified
    again = read_decision(stored, rulebook)
    assert again == split and again.outcome == split.outcome
    with pytest.raises(ValueError, match="decides nothing"):
        read_decision(stored.replace("commission_split", "commission_spilt"))
    forged = stored.replace('"2.39"', '"2.93"', 1)
    verified = rulebook.decision_verify("commission_split", asked, forged)
    assert not verified.verified and verified.differs_at == "/outcome/lines/0/parts/0/amount"


def test_sentences_speak_of_the_rulebooks_currency() -> None:
    yen = Rulebook.parse({**RULES, "currency": "JPY"})
    split = yen.commission_split({**ORDER, "lines": [{"id": "1", "paid": 1999}]})
    assert split.outcome.lines[0].paid == Decimal(1999)
    assert "of 1999 as" in str(split.reasons[0])
    assert f"{split.reasons[0]}" == str(split.reasons[0]) and "行 1" in f"{split.reasons[0]:zh-CN}"


def test_the_package_imports_without_numpy_and_quickly() -> None:
    program = "import sys, siyu; print(sorted(name for name in ('numpy', 'pyarrow', 'pandas') if name in sys.modules))"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"
