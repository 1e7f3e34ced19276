"""Every vector: what Python answers is, to the byte, what the core answers; and what it makes of it says the same."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from siyu import Decision, Rulebook, SiyuError, read_decision, rulebook_check
from siyu._operations import FACTS

CORE = Path(__file__).parents[3] / "core"
# What `cargo run -p siyu --example vectors` printed.
NATIVE = Path(os.environ["SIYU_ANSWERS"]).read_text(encoding="utf-8").splitlines()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@dataclasses.dataclass
class Case:
    operation: str
    name: str
    rulebook: str | None
    input: Any
    native: str

    def opened(self) -> Rulebook | None:
        return None if self.rulebook is None else Rulebook.parse(self.rulebook)


def _cases() -> list[Case]:
    cases = []
    native = iter(NATIVE)
    for path in sorted((CORE / "vectors").iterdir()):
        file = json.loads(path.read_text(encoding="utf-8"))
        for case in file["cases"]:
            rules = file["rulebooks"][case["rulebook"]] if "rulebook" in case else None
            text = None if rules is None else _json(rules)
            cases.append(Case(file["operation"], case["name"], text, case["input"], next(native)))
    assert next(native, None) is None, "the core answers more cases than there are"
    return cases


CASES = _cases()
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.operation}: {case.name}")


def _call(case: Case) -> str:
    rulebook = case.opened()
    text = _json(case.input)
    try:
        if rulebook is None:
            from siyu import _library

            return _library.call(None, case.operation, text)
        return rulebook.call(case.operation, text)
    except SiyuError as error:
        return _refusal(error)


def _refusal(error: SiyuError) -> str:
    """As the core tells it: the fields of the refusal that are there."""
    told = dataclasses.asdict(error.refusal)
    return _json({name: value for name, value in told.items() if value is not None})


@each_case
def test_the_call_answers_the_bytes_of_the_core(case: Case) -> None:
    assert _call(case) == case.native


def test_the_digest_is_that_of_every_language() -> None:
    digest = hashlib.sha256("".join(f"{_call(case)}\n" for case in CASES).encode()).hexdigest()
    assert digest == (CORE / "vectors.sha256").read_text().strip()


@each_case
def test_the_method_decides_the_same(case: Case) -> None:
    rulebook = case.opened()
    try:
        if rulebook is None and case.operation == "rulebook_check":
            told = rulebook_check(**case.input)
            _same(told, json.loads(case.native))
            return
        if rulebook is None:
            # What needs a rulebook cannot be asked without one: there is nothing to call it on.
            assert json.loads(case.native)["code"] == "rulebook_missing" or case.operation == "decision_explain"
            return
        if case.operation not in FACTS:
            answered = getattr(rulebook, case.operation)(**case.input)
            _same(answered, json.loads(case.native))
            return
        decision: Decision[Any] = getattr(rulebook, case.operation)(case.input)
    except SiyuError as error:
        native = json.loads(case.native)
        if not _is_whole_amount(case):
            assert (error.code, error.path) == (native["code"], native["path"])
        return
    except TypeError as error:
        # A question with a field too many or too few is none that Python can ask.
        assert case.operation not in FACTS, error
        assert json.loads(case.native)["code"] in ("missing_field", "unknown_field", "wrong_type")
        return
    if _is_whole_amount(case):
        return
    assert decision.json == case.native
    _same(decision.outcome, json.loads(case.native)["outcome"])
    _same(list(decision.reasons), json.loads(case.native).get("reasons", []))
    assert rulebook.decision_verify(decision.operation, decision.input, decision).verified
    assert read_decision(decision.json, rulebook) == decision
    for language in ("en", "zh-CN"):
        sentences = rulebook.decision_explain(decision, language).sentences
        assert tuple(reason.sentence(language) for reason in decision.reasons) == sentences


def _is_whole_amount(case: Case) -> bool:
    """Whether JSON is refused for a whole number: in JSON it may have been a float; in Python it is none, and is an amount."""
    native = json.loads(case.native)
    if native.get("code") != "number_for_decimal":
        return False
    value = case.input
    for step in native["path"].split("/")[1:]:
        value = value[int(step) if isinstance(value, list) else step]
    return isinstance(value, int)


def _same(told: Any, value: Any) -> None:
    """Whether what Python tells says all that the JSON says, in types of Python's own."""
    if isinstance(value, dict) and isinstance(told, dict):
        assert told.keys() == value.keys()
        for name, member in value.items():
            _same(told[name], member)
    elif isinstance(value, dict):
        names = {field.name.rstrip("_") for field in dataclasses.fields(told)}
        assert value.keys() <= names
        for name, member in value.items():
            _same(getattr(told, name, None) if hasattr(told, name) else getattr(told, f"{name}_"), member)
    elif isinstance(value, list):
        assert isinstance(told, (tuple, list)) and len(told) == len(value)
        for one, other in zip(told, value, strict=True):
            _same(one, other)
    elif isinstance(told, Decimal):
        assert format(told, "f") == value
    elif isinstance(told, Fraction):
        assert isinstance(value, str) and told == (Fraction(value[:-1]) / 100 if value.endswith("%") else Fraction(value))
    elif isinstance(told, date):
        assert told.isoformat() == value
    else:
        assert type(told) is type(value) and told == value


def test_every_operation_has_its_method_and_its_vectors() -> None:
    schemas = {path.name.split(".")[0] for path in (CORE / "schema" / "operations").iterdir()}
    methods = {name for name in schemas if callable(getattr(Rulebook, name, None))}
    assert methods == schemas == {case.operation for case in CASES}
