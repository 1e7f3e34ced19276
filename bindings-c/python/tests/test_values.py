"""What goes in: exact values in any of Python's ways, and nothing that may have lost something."""

from __future__ import annotations

from collections import UserDict, deque
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy
import pandas
import pytest
from conftest import ORDER

from siyu import Rulebook, SiyuError, inputs

DETAILS: list[inputs.reason.Detail] = ["none", "summary", "full"]


def paid(rulebook: Rulebook, value: Any) -> Decimal:
    order: Any = {**ORDER, "lines": [{"id": "1", "paid": value}]}
    return rulebook.commission_split(order).outcome.lines[0].paid


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal("19.99"), "19.99"),
        (Decimal("19.9"), "19.90"),
        (Decimal("2E+1"), "20.00"),
        (Decimal("-0.00"), "0.00"),
        (Decimal("1E-1"), "0.10"),
        ("19.99", "19.99"),
        (20, "20.00"),
        (numpy.int64(20), "20.00"),
        (numpy.uint8(20), "20.00"),
        (0, "0.00"),
    ],
)
def test_exact_amounts_are_taken(rulebook: Rulebook, value: Any, expected: str) -> None:
    assert str(paid(rulebook, value)) == expected


@pytest.mark.parametrize("value", [19.99, 20.0, float("nan"), float("inf"), numpy.float64(19.99)])
def test_floats_are_refused_with_their_place_and_the_repair(rulebook: Rulebook, value: float) -> None:
    with pytest.raises(SiyuError) as raised:
        paid(rulebook, value)
    error = raised.value
    assert (error.code, error.number, error.path) == ("number_for_decimal", 9, "/lines/0/paid")
    assert repr(float(value)) in error.message and "Decimal(" in error.repair
    assert "浮点数" in error.zh_cn.message and error.params["found"] == f"`{float(value)!r}`"


@pytest.mark.parametrize("value", [numpy.float32(19.99), Decimal("NaN"), Decimal("Infinity"), True, b"19.99", object()])
def test_what_is_no_amount_is_refused(rulebook: Rulebook, value: Any) -> None:
    with pytest.raises(SiyuError) as raised:
        paid(rulebook, value)
    assert raised.value.path == "/lines/0/paid"


def test_floats_are_refused_where_no_amount_is_due_too(rulebook: Rulebook) -> None:
    order: Any = {**ORDER, "lines": [{"id": "1", "paid": 1, "quantity": 2.0}]}
    with pytest.raises(SiyuError) as raised:
        rulebook.commission_split(order)
    assert raised.value.path == "/lines/0/quantity"


def test_an_enormous_decimal_is_refused_quickly(rulebook: Rulebook) -> None:
    for value in (Decimal("1E+999999"), Decimal("1E-999999")):
        with pytest.raises(SiyuError) as raised:
            paid(rulebook, value)
        assert raised.value.code == "money_format"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 12, 21), "2026-12-21"),
        ("2026-12-21", "2026-12-21"),
        (pandas.Timestamp("2026-12-21T00:00:00+08:00"), "2026-12-21"),
        # An instant counts as the date that it falls on at the rulebook's offset, +08:00.
        (datetime(2026, 12, 20, 16, 30, tzinfo=timezone.utc), "2026-12-21"),
        (datetime(2026, 12, 20, 23, 30, 0, 250, tzinfo=timezone(timedelta(hours=8))), "2026-12-20"),
    ],
)
def test_days_and_instants(rulebook: Rulebook, day: Any, expected: str) -> None:
    earned: Any = {"on": "2026-11-01", "kind": "earned", "amount": 5, "frozen_through": day}
    statement = rulebook.commission_statement({"party": "mei", "period": "2026-11", "movements": [earned]}).outcome
    assert [held.through for held in statement.account.frozen] == [date.fromisoformat(expected)]


def test_a_datetime_without_an_offset_is_no_day(rulebook: Rulebook) -> None:
    with pytest.raises(SiyuError) as raised:
        rulebook.commission_split({**ORDER, "placed_on": datetime(2026, 11, 21, 12)})
    assert (raised.value.code, raised.value.path) == ("date_format", "/placed_on")
    assert "tzinfo" in raised.value.repair


def test_fractions_are_exact_numbers() -> None:
    rulebook = Rulebook.parse({"name": "s", "version": "1", "effective_from": "2026-01-01", "gmv": {}})
    returns = rulebook.gmv_reach({"returns": {"revenue": Decimal("4.00"), "cost": 3}}).outcome.returns
    assert returns is not None and returns.roas is not None and returns.roas.exact == Fraction(4, 3)


def test_any_mapping_and_any_iterable_will_do(rulebook: Rulebook) -> None:
    expected = rulebook.commission_split(ORDER)
    order: Any = UserDict(ORDER)
    order["chain"] = deque(UserDict(link) for link in ORDER["chain"] or ())
    order["lines"] = (line for line in ORDER["lines"])
    assert rulebook.commission_split(order) == expected


def test_what_was_told_goes_in_again(rulebook: Rulebook) -> None:
    split = rulebook.commission_split(ORDER).outcome
    first = rulebook.commission_clawback({"line": split.lines[0], "refund": {"amount": 1, "reason": "returned"}}).outcome
    again = rulebook.commission_clawback(
        {"line": split.lines[0], "refunded": first.refunded, "refund": {"amount": Decimal("18.99"), "reason": "returned"}}
    ).outcome
    assert again.left == 0
    assert [one.amount + other.amount for one, other in zip(first.parts, again.parts, strict=True)] == [
        part.amount for part in split.lines[0].parts
    ]


def test_steps_of_a_path_are_escaped(rulebook: Rulebook) -> None:
    facts: Any = {"a/b~c": [1.5]}
    with pytest.raises(SiyuError) as raised:
        rulebook.commission_split(facts)
    assert raised.value.path == "/a~1b~0c/0"


def test_names_are_texts(rulebook: Rulebook) -> None:
    facts: Any = {1: 2}
    with pytest.raises(SiyuError) as raised:
        rulebook.commission_split(facts)
    assert (raised.value.code, raised.value.params["found"]) == ("wrong_type", "`int`")


def test_texts_beyond_ascii_and_escapes(rulebook: Rulebook) -> None:
    party = 'mei "美" \\ 🧋'
    split = rulebook.commission_split({**ORDER, "chain": [{"agent": party}]})
    assert split.outcome.lines[0].parts[0].party == party


def test_detail_says_how_much_is_told(rulebook: Rulebook) -> None:
    told = {detail: len(rulebook.commission_split(ORDER, detail=detail).reasons) for detail in DETAILS}
    assert told["none"] == 0 < told["full"] and told["summary"] <= told["full"]
    assert rulebook.commission_split(ORDER) == rulebook.commission_split(ORDER, detail="full")
