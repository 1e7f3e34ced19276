"""What is refused, and how that is told."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import pytest
from conftest import ORDER, RULES

from siyu import Rulebook, SiyuError, rulebook_check
from siyu._codes import NUMBERS

FAULTY = '{\n  "name": "shop", "version": "1", "effective_from": "2026-02-30",\n  "commission": {"rolls": {}}\n}'


def refusal(rules: Any) -> SiyuError:
    with pytest.raises(SiyuError) as raised:
        Rulebook.parse(rules)
    return raised.value


def test_a_call_is_refused_with_code_path_and_parameters(rulebook: Rulebook) -> None:
    order: Any = {**ORDER, "lines": [{"id": "1", "paid": "-0.01"}]}
    with pytest.raises(ValueError, match="negative_amount") as raised:
        rulebook.commission_split(order)
    error = raised.value
    assert isinstance(error, SiyuError)
    assert (error.code, error.number, error.path) == ("negative_amount", NUMBERS["negative_amount"], "/lines/0/paid")
    assert error.params["found"] == "`-0.01`"
    assert error.message == error.en.message and error.repair == error.en.repair
    assert error.zh_cn.message and error.zh_cn.message != error.message
    assert error.findings == []
    assert str(error) == f"/lines/0/paid: {error.message}; {error.repair} (negative_amount)"


def test_a_rulebook_is_refused_with_all_findings() -> None:
    error = refusal(FAULTY)
    assert (error.code, error.path) == ("rulebook_refused", "/effective_from")
    assert [(finding.path, finding.code) for finding in error.findings][0] == ("/effective_from", "date_format")
    assert {finding.code for finding in error.findings} >= {"date_format", "unknown_field"}
    span = error.findings[0].span
    assert span is not None and span.line == 2
    assert FAULTY.encode()[span.start : span.end] == b'"2026-02-30"'
    # Each finding is a line of its own.
    assert len(str(error).splitlines()) == 1 + len(error.findings)
    assert "line 2, column" in str(error)


def test_the_same_findings_come_from_the_check() -> None:
    checked = rulebook_check(FAULTY)
    assert not checked.accepted and checked.digest is None
    assert list(checked.findings) == refusal(FAULTY).findings


def test_a_float_in_the_rules_is_refused_before_anything() -> None:
    rules: Any = {**RULES, "commission": {"residual": "house", "roles": {"direct": {"rate": 0.12}}}}
    error = refusal(rules)
    assert (error.code, error.path) == ("number_for_decimal", "/commission/roles/direct/rate")


def test_errors_survive_pickling() -> None:
    error = refusal(FAULTY)
    again = pickle.loads(pickle.dumps(error))
    assert isinstance(again, SiyuError) and again.refusal == error.refusal and str(again) == str(error)


def test_texts_that_are_no_json_are_refused(rulebook: Rulebook) -> None:
    for text in ("", "{", "nul", '{"a": 1} {}', "[" * 100_000):
        with pytest.raises(SiyuError):
            rulebook.call("commission_split", text)
        assert refusal(text).findings


def test_an_unknown_operation_is_refused(rulebook: Rulebook) -> None:
    with pytest.raises(SiyuError) as raised:
        rulebook.call("commission_spilt", "{}")
    assert raised.value.code == "unknown_operation"


def test_half_a_character_is_no_text(rulebook: Rulebook) -> None:
    with pytest.raises(UnicodeEncodeError):
        rulebook.call("commission_split", "\ud800")


def test_codes_are_those_of_the_core() -> None:
    schema = json.loads((Path(__file__).parents[3] / "core/schema/refusal.schema.json").read_text(encoding="utf-8"))
    assert list(NUMBERS) == schema["definitions"]["error.Code"]["enum"]
