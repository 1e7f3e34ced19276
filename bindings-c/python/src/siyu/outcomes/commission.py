# Printed from the declarations of the core by `cargo test -p siyu-c --test python`; change them, not this file.
"""What siyu tells: `commission`."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from siyu import _told, outcomes


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What a party is owed and owes. Only an account that holds residual parts may have less than nothing pending or frozen."""

    pending: Decimal = Decimal("0.00")
    """Earned, and not yet dated by the event that starts the freeze."""

    frozen: tuple[outcomes.commission.Frozen, ...] = ()
    """Earned and dated: payable from the day after `through`."""

    payable: Decimal = Decimal("0.00")
    """What may be paid out."""

    debts: tuple[outcomes.commission.Debt, ...] = ()
    """What was paid out and had to be given back, netted oldest first from what becomes payable."""


def read_account(value: Any, told: _told.Told) -> Account:
    return Account(
        pending=Decimal(value["pending"]) if "pending" in value else Decimal("0.00"),
        frozen=tuple(outcomes.commission.read_frozen(item, told) for item in value["frozen"]) if "frozen" in value else (),
        payable=Decimal(value["payable"]) if "payable" in value else Decimal("0.00"),
        debts=tuple(outcomes.commission.read_debt(item, told) for item in value["debts"]) if "debts" in value else (),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Clawback:
    """Who gives back what."""

    line: str
    """The line."""

    reason: outcomes.commission.RefundReason
    """The reason that counted."""

    parts: tuple[outcomes.commission.LinePart, ...]
    """What each part gives back now, in the order of the split; Σ = the refund. Only the residual party's may be below zero: it gets back what it had borne, or what others give back in whole units."""

    refunded: outcomes.commission.Refunded
    """What was refunded of the line with this refund: the next one needs it."""

    left: Decimal
    """What is left of the line to refund."""


def read_clawback(value: Any, told: _told.Told) -> Clawback:
    return Clawback(
        line=value["line"],
        reason=value["reason"],
        parts=tuple(outcomes.commission.read_line_part(item, told) for item in value["parts"]),
        refunded=outcomes.commission.read_refunded(value["refunded"], told),
        left=Decimal(value["left"]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """What is owed since a day."""

    since: datetime.date
    """The day it arose."""

    amount: Decimal
    """How much is still owed."""


def read_debt(value: Any, told: _told.Told) -> Debt:
    return Debt(
        since=datetime.date.fromisoformat(value["since"]),
        amount=Decimal(value["amount"]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """What is frozen through a day."""

    through: datetime.date
    """The last day on which it is not payable."""

    amount: Decimal
    """How much."""


def read_frozen(value: Any, told: _told.Told) -> Frozen:
    return Frozen(
        through=datetime.date.fromisoformat(value["through"]),
        amount=Decimal(value["amount"]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePart:
    """What one party gets of a line in one role; who holds two roles has two parts."""

    party: str
    """Who."""

    role: outcomes.commission.Role
    """In which role."""

    pool: str | None = None
    """The pool that it comes from."""

    amount: Decimal
    """How much."""


def read_line_part(value: Any, told: _told.Told) -> LinePart:
    return LinePart(
        party=value["party"],
        role=value["role"],
        pool=value["pool"] if "pool" in value else None,
        amount=Decimal(value["amount"]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """One movement of a party's account. Movements of one day count in this order, whatever order they come in: what is frozen no longer is released, `earned`, `dated`, `clawed_back`, `paid`."""

    on: datetime.date
    """The day."""

    kind: outcomes.commission.MovementKind
    """What happened."""

    order: str | None = None
    """The order it ties to."""

    line: str | None = None
    """The line it ties to."""

    role: outcomes.commission.Role | None = None
    """The party's role on that line."""

    amount: Decimal
    """How much, at least zero; only of a `residual` part it may be below. Of a payment: without what was withheld."""

    frozen_through: datetime.date | None = None
    """The last day on which the line's amount is frozen. Without it `earned` and `clawed_back` mean what is pending, and `dated` freezes by the rulebook from `on`."""

    withheld: Decimal = Decimal("0.00")
    """Of a payment: what was withheld for tax beside it."""


def read_movement(value: Any, told: _told.Told) -> Movement:
    return Movement(
        on=datetime.date.fromisoformat(value["on"]),
        kind=value["kind"],
        order=value["order"] if "order" in value else None,
        line=value["line"] if "line" in value else None,
        role=value["role"] if "role" in value else None,
        amount=Decimal(value["amount"]),
        frozen_through=datetime.date.fromisoformat(value["frozen_through"]) if "frozen_through" in value else None,
        withheld=Decimal(value["withheld"]) if "withheld" in value else Decimal("0.00"),
    )


MovementKind: TypeAlias = Literal["earned", "dated", "clawed_back", "paid"]
"""What happened, in the order in which the movements of one day count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyTotal:
    """What a party gets over all lines and roles."""

    party: str
    """Who."""

    amount: Decimal
    """How much."""


def read_party_total(value: Any, told: _told.Told) -> PartyTotal:
    return PartyTotal(
        party=value["party"],
        amount=Decimal(value["amount"]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolPlaces:
    """A pool, and the places of its members."""

    id: str
    """The pool."""

    members: tuple[str, ...]
    """Its members, by id."""


def read_pool_places(value: Any, told: _told.Told) -> PoolPlaces:
    return PoolPlaces(
        id=value["id"],
        members=tuple(value["members"]),
    )


RefundReason: TypeAlias = Literal["returned", "compensation"]
"""Why money goes back to the buyer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refunded:
    """What was refunded of a line so far, by reason."""

    returned: Decimal = Decimal("0.00")
    """With the goods."""

    compensation: Decimal = Decimal("0.00")
    """Without them."""


def read_refunded(value: Any, told: _told.Told) -> Refunded:
    return Refunded(
        returned=Decimal(value["returned"]) if "returned" in value else Decimal("0.00"),
        compensation=Decimal(value["compensation"]) if "compensation" in value else Decimal("0.00"),
    )


Role: TypeAlias = Literal["supplier", "direct", "sponsor", "sponsor_2", "mentor", "pool", "residual"]
"""In which role a party has a part of a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Who gets what of an order. Stored with the order, it is all that later refunds need."""

    order: str
    """The order."""

    lines: tuple[outcomes.commission.SplitLine, ...]
    """Each line, in the order's order."""

    totals: tuple[outcomes.commission.PartyTotal, ...]
    """What each party gets over all lines, by the party's id; Σ = Σ paid."""


def read_split(value: Any, told: _told.Told) -> Split:
    return Split(
        order=value["order"],
        lines=tuple(outcomes.commission.read_split_line(item, told) for item in value["lines"]),
        totals=tuple(outcomes.commission.read_party_total(item, told) for item in value["totals"]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitLine:
    """Who gets what of one line."""

    line: str
    """The line."""

    paid: Decimal
    """What was paid for it: the whole that is shared."""

    parts: tuple[outcomes.commission.LinePart, ...]
    """Everyone's part, a part of nothing included: supplier, chain from the direct agent upward, mentor, pools in the rulebook's order with members by id, and the residual party last. Σ = `paid`. Only the residual party's may be below zero, when the supplier's cost is more than was left for it."""


def read_split_line(value: Any, told: _told.Told) -> SplitLine:
    return SplitLine(
        line=value["line"],
        paid=Decimal(value["paid"]),
        parts=tuple(outcomes.commission.read_line_part(item, told) for item in value["parts"]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """对账单: closing = opening + earned − clawed back − withheld − paid."""

    party: str
    """Who."""

    period: str
    """The month."""

    opening: Decimal
    """What the account was worth at the beginning."""

    earned: Decimal
    """What was earned."""

    clawed_back: Decimal
    """What refunds took back."""

    released: Decimal
    """What became payable, before debts were netted. It moves within the account."""

    withheld: Decimal
    """What was withheld for tax."""

    paid: Decimal
    """What was paid out."""

    debt: Decimal
    """What is owed at the end."""

    closing: Decimal
    """What the account is worth at the end, debts taken off."""

    account: outcomes.commission.Account
    """The account at the end of the month's last day: the next opening."""

    lines: tuple[outcomes.commission.Movement, ...]
    """Every movement, by day and in the order in which they count."""


def read_statement(value: Any, told: _told.Told) -> Statement:
    return Statement(
        party=value["party"],
        period=value["period"],
        opening=Decimal(value["opening"]),
        earned=Decimal(value["earned"]),
        clawed_back=Decimal(value["clawed_back"]),
        released=Decimal(value["released"]),
        withheld=Decimal(value["withheld"]),
        paid=Decimal(value["paid"]),
        debt=Decimal(value["debt"]),
        closing=Decimal(value["closing"]),
        account=outcomes.commission.read_account(value["account"], told),
        lines=tuple(outcomes.commission.read_movement(item, told) for item in value["lines"]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """What a party is paid."""

    gross: Decimal
    """What leaves the account."""

    fee: Decimal
    """What of it is kept as a fee."""

    paid: Decimal
    """What the party receives: gross − fee."""

    movement: outcomes.commission.Movement
    """The movement to book: it takes the gross."""

    account: outcomes.commission.Account
    """The account after it."""


def read_withdrawal(value: Any, told: _told.Told) -> Withdrawal:
    return Withdrawal(
        gross=Decimal(value["gross"]),
        fee=Decimal(value["fee"]),
        paid=Decimal(value["paid"]),
        movement=outcomes.commission.read_movement(value["movement"], told),
        account=outcomes.commission.read_account(value["account"], told),
    )
