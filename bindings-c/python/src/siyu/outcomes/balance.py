# Printed from the declarations of the core by `cargo test -p siyu-c --test python`; change them, not this file.
"""What siyu tells: `balance`."""

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
    """One customer's balance: what `balance_apply` returned last, or `{}` for a new one. Hosts keep it as it is."""

    lots: tuple[outcomes.balance.Lot, ...] = ()
    """The lots, in the order of their top-ups."""

    purchases: tuple[outcomes.balance.Purchase, ...] = ()
    """The purchases, in the order in which they were paid."""

    applied: tuple[outcomes.balance.Command, ...] = ()
    """Every command that was applied, in order: the ledger by which any figure can be computed again."""


def read_account(value: Any, told: _told.Told) -> Account:
    return Account(
        lots=tuple(outcomes.balance.read_lot(item, told) for item in value["lots"]) if "lots" in value else (),
        purchases=tuple(outcomes.balance.read_purchase(item, told) for item in value["purchases"]) if "purchases" in value else (),
        applied=tuple(outcomes.balance.read_command(item, told) for item in value["applied"]) if "applied" in value else (),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What became of a group."""

    accepted: bool
    """Whether the group was applied (or had been before)."""

    account: outcomes.balance.Account
    """The account after it; as it was, where the group was rejected."""

    results: tuple[outcomes.balance.CommandResult, ...]
    """What became of each command, in order."""

    events: tuple[outcomes.balance.Event, ...]
    """What changed, in order."""


def read_applied(value: Any, told: _told.Told) -> Applied:
    return Applied(
        accepted=value["accepted"],
        account=outcomes.balance.read_account(value["account"], told),
        results=tuple(outcomes.balance.read_command_result(item, told) for item in value["results"]),
        events=tuple(outcomes.balance.read_event(item, told) for item in value["events"]),
    )


Basis: TypeAlias = Literal["promise", "seven_days", "operator", "consumer", "unlimited"]
"""On what a refund may rest. Of equal amounts the first of this list applies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One basis with its figures: amount = untouched + max(0, paid − deducted − refunded_before), each part where it has it."""

    basis: outcomes.balance.Basis
    """Which."""

    article: str | None = None
    """The article of the law; absent for a promise."""

    granted: bool
    """Whether the rulebook or the law grants it on this day and for this cause."""

    amount: Decimal
    """What it comes to."""

    untouched: Decimal = Decimal("0.00")
    """Of it, what is paid back in full for lots untouched within the window (art. 14)."""

    untouched_lots: tuple[str, ...] = ()
    """Those lots."""

    paid: Decimal = Decimal("0.00")
    """What was paid for all that is pooled."""

    bonus: Decimal = Decimal("0.00")
    """What was added to it."""

    used: Decimal = Decimal("0.00")
    """What was used of it, at the price that this basis counts."""

    deducted: Decimal = Decimal("0.00")
    """What is deducted for it, part of a minor unit left to the customer."""

    refunded_before: Decimal = Decimal("0.00")
    """What was paid back of it before."""

    waived: Decimal = Decimal("0.00")
    """What goes below zero and is not claimed from the customer (art. 20)."""


def read_candidate(value: Any, told: _told.Told) -> Candidate:
    return Candidate(
        basis=value["basis"],
        article=value["article"] if "article" in value else None,
        granted=value["granted"],
        amount=Decimal(value["amount"]),
        untouched=Decimal(value["untouched"]) if "untouched" in value else Decimal("0.00"),
        untouched_lots=tuple(value["untouched_lots"]) if "untouched_lots" in value else (),
        paid=Decimal(value["paid"]) if "paid" in value else Decimal("0.00"),
        bonus=Decimal(value["bonus"]) if "bonus" in value else Decimal("0.00"),
        used=Decimal(value["used"]) if "used" in value else Decimal("0.00"),
        deducted=Decimal(value["deducted"]) if "deducted" in value else Decimal("0.00"),
        refunded_before=Decimal(value["refunded_before"]) if "refunded_before" in value else Decimal("0.00"),
        waived=Decimal(value["waived"]) if "waived" in value else Decimal("0.00"),
    )


Cause: TypeAlias = Literal["operator", "consumer", "none"]
"""By whose doing the contract ends: it decides what the law grants."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One change of an account: exactly one of `top_up`, `spend`, `restore`, `refund` and `expire`."""

    id: str
    """The host's id of this command. The same again, with the same content, changes nothing."""

    date: datetime.date
    """The day on which it happens, not before that of the last command applied."""

    top_up: outcomes.balance.TopUp | None = None
    """Money comes in; the lot bears the command's id."""

    spend: outcomes.balance.Spend | None = None
    """A purchase is paid from the balance."""

    restore: outcomes.balance.Restore | None = None
    """A purchase is given back, in whole or in part."""

    refund: outcomes.balance.Refund | None = None
    """Balance is paid back to the customer."""

    expire: outcomes.balance.Expire | None = None
    """Bonus whose time is over is written off."""


def read_command(value: Any, told: _told.Told) -> Command:
    return Command(
        id=value["id"],
        date=datetime.date.fromisoformat(value["date"]),
        top_up=outcomes.balance.read_top_up(value["top_up"], told) if "top_up" in value else None,
        spend=outcomes.balance.read_spend(value["spend"], told) if "spend" in value else None,
        restore=outcomes.balance.read_restore(value["restore"], told) if "restore" in value else None,
        refund=outcomes.balance.read_refund(value["refund"], told) if "refund" in value else None,
        expire=outcomes.balance.read_expire(value["expire"], told) if "expire" in value else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandResult:
    """What became of one command."""

    id: str
    """The command."""

    status: outcomes.balance.Status
    """What became of it."""

    rejection: outcomes.balance.Rejection | None = None
    """Why, where it was rejected or in conflict."""


def read_command_result(value: Any, told: _told.Told) -> CommandResult:
    return CommandResult(
        id=value["id"],
        status=value["status"],
        rejection=outcomes.balance.read_rejection(value["rejection"], told) if "rejection" in value else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """What a purchase holds of a lot."""

    lot: str
    """The lot."""

    paid: Decimal = Decimal("0.00")
    """Of its principal."""

    bonus: Decimal = Decimal("0.00")
    """Of its bonus."""


def read_draw(value: Any, told: _told.Told) -> Draw:
    return Draw(
        lot=value["lot"],
        paid=Decimal(value["paid"]) if "paid" in value else Decimal("0.00"),
        bonus=Decimal(value["bonus"]) if "bonus" in value else Decimal("0.00"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A change of what is left of a lot. The events of an account sum to what is left."""

    command: str
    """The command that did it."""

    kind: outcomes.balance.EventKind
    """What happened."""

    lot: str
    """To which lot."""

    paid: Decimal = Decimal("0.00")
    """By how much unspent principal rose, or fell where negative."""

    bonus: Decimal = Decimal("0.00")
    """By how much unspent bonus rose, or fell where negative."""


def read_event(value: Any, told: _told.Told) -> Event:
    return Event(
        command=value["command"],
        kind=value["kind"],
        lot=value["lot"],
        paid=Decimal(value["paid"]) if "paid" in value else Decimal("0.00"),
        bonus=Decimal(value["bonus"]) if "bonus" in value else Decimal("0.00"),
    )


EventKind: TypeAlias = Literal["topped_up", "spent", "restored", "refunded", "lapsed", "closed", "reopened", "exchanged"]
"""What happened to a lot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expire:
    """Bonus that could last be spent before the command's date is written off. Principal never is."""


def read_expire(value: Any, told: _told.Told) -> Expire:
    return Expire(
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One payment of a refund."""

    lot: str
    """The lot whose principal it pays back."""

    route: outcomes.balance.Route
    """How it goes."""

    channel: str | None = None
    """By which channel: the lot's own, or the fallback that the rulebook names for it."""

    amount: Decimal
    """How much."""

    age_days: int
    """Days since the lot was paid."""


def read_leg(value: Any, told: _told.Told) -> Leg:
    return Leg(
        lot=value["lot"],
        route=value["route"],
        channel=value["channel"] if "channel" in value else None,
        amount=Decimal(value["amount"]),
        age_days=value["age_days"],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """What one top-up made. Each colour is conserved: paid = paid_left + drawn by purchases + refunded + kept, bonus = bonus_left + drawn by purchases + bonus_lapsed."""

    id: str
    """The id of the top-up's command."""

    date: datetime.date
    """The day of payment."""

    channel: str | None = None
    """How it was paid."""

    expires: datetime.date | None = None
    """The last day on which the lot can be spent."""

    bonus_expires: datetime.date | None = None
    """The last day on which its bonus can be spent, where that is another."""

    goods_known: bool = False
    """Whether the customer had had the same goods before (art. 14, exception)."""

    paid: Decimal
    """What was paid: principal."""

    bonus: Decimal = Decimal("0.00")
    """What the merchant added."""

    paid_left: Decimal = Decimal("0.00")
    """Unspent principal."""

    bonus_left: Decimal = Decimal("0.00")
    """Unspent bonus."""

    refunded: Decimal = Decimal("0.00")
    """Principal that was paid back."""

    kept: Decimal = Decimal("0.00")
    """Principal that was closed in the merchant's favour when the contract ended (art. 19)."""

    bonus_lapsed: Decimal = Decimal("0.00")
    """Bonus that expired, or lapsed when its principal was paid back."""


def read_lot(value: Any, told: _told.Told) -> Lot:
    return Lot(
        id=value["id"],
        date=datetime.date.fromisoformat(value["date"]),
        channel=value["channel"] if "channel" in value else None,
        expires=datetime.date.fromisoformat(value["expires"]) if "expires" in value else None,
        bonus_expires=datetime.date.fromisoformat(value["bonus_expires"]) if "bonus_expires" in value else None,
        goods_known=value["goods_known"] if "goods_known" in value else False,
        paid=Decimal(value["paid"]),
        bonus=Decimal(value["bonus"]) if "bonus" in value else Decimal("0.00"),
        paid_left=Decimal(value["paid_left"]) if "paid_left" in value else Decimal("0.00"),
        bonus_left=Decimal(value["bonus_left"]) if "bonus_left" in value else Decimal("0.00"),
        refunded=Decimal(value["refunded"]) if "refunded" in value else Decimal("0.00"),
        kept=Decimal(value["kept"]) if "kept" in value else Decimal("0.00"),
        bonus_lapsed=Decimal(value["bonus_lapsed"]) if "bonus_lapsed" in value else Decimal("0.00"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All payments of a refund; Σ amounts = the amount asked."""

    legs: tuple[outcomes.balance.Leg, ...]
    """Back to original payments first, newest first, then transfers, newest first."""


def read_plan(value: Any, told: _told.Told) -> Plan:
    return Plan(
        legs=tuple(outcomes.balance.read_leg(item, told) for item in value["legs"]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """A purchase that was paid from the balance."""

    id: str
    """The host's id."""

    amount: Decimal
    """What was charged."""

    list_value: Decimal
    """What it cost without any discount."""

    restored: Decimal = Decimal("0.00")
    """How much of `amount` was given back."""

    draws: tuple[outcomes.balance.Draw, ...] = ()
    """What it still holds of lots, in the order drawn; together `amount` less `restored`."""


def read_purchase(value: Any, told: _told.Told) -> Purchase:
    return Purchase(
        id=value["id"],
        amount=Decimal(value["amount"]),
        list_value=Decimal(value["list_value"]),
        restored=Decimal(value["restored"]) if "restored" in value else Decimal("0.00"),
        draws=tuple(outcomes.balance.read_draw(item, told) for item in value["draws"]) if "draws" in value else (),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What is due."""

    amount: Decimal
    """How much: the best for the customer that rulebook or law grants, never above the principal."""

    applies: outcomes.balance.Basis | None = None
    """On which basis; absent where none is granted."""

    principal: Decimal
    """What was paid and not paid back: the most that any refund can be."""

    bonus_left: Decimal = Decimal("0.00")
    """Unspent bonus: never paid out."""

    candidates: tuple[outcomes.balance.Candidate, ...]
    """Every candidate, granted or not."""


def read_quote(value: Any, told: _told.Told) -> Quote:
    return Quote(
        amount=Decimal(value["amount"]),
        applies=value["applies"] if "applies" in value else None,
        principal=Decimal(value["principal"]),
        bonus_left=Decimal(value["bonus_left"]) if "bonus_left" in value else Decimal("0.00"),
        candidates=tuple(outcomes.balance.read_candidate(item, told) for item in value["candidates"]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Refund:
    """Balance is paid back, newest lots first, at most what the quote of the day for this cause gives."""

    amount: Decimal
    """How much, above zero (zero only where it closes an account to which nothing is due)."""

    cause: outcomes.balance.Cause = "none"
    """By whose doing."""

    close: bool = False
    """Whether the contract ends: the whole quote is paid, and what is left after it (bonus; the price difference that art. 19 leaves to the operator) is closed with it."""


def read_refund(value: Any, told: _told.Told) -> Refund:
    return Refund(
        amount=Decimal(value["amount"]),
        cause=value["cause"] if "cause" in value else "none",
        close=value["close"] if "close" in value else False,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """Why a command was rejected: the members of a refusal."""

    code: str
    """The code's name."""

    number: int
    """The code's number."""

    path: str
    """Where: an RFC 6901 pointer into the request. Of a conflict, the field that differs."""

    parameters: Mapping[str, str]
    """The parameters of the messages."""

    en: outcomes.balance.Told
    """In English."""

    zh_cn: outcomes.balance.Told
    """In Chinese."""


def read_rejection(value: Any, told: _told.Told) -> Rejection:
    return Rejection(
        code=value["code"],
        number=value["number"],
        path=value["path"],
        parameters=dict(value["parameters"]),
        en=outcomes.balance.read_told(value["en"], told),
        zh_cn=outcomes.balance.read_told(value["zh_cn"], told),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Restore:
    """A purchase is given back: the same lots and colours have it again, what was drawn last first."""

    purchase: str
    """The purchase."""

    amount: Decimal | None = None
    """How much of what was charged, above zero; all that is left of it where absent."""


def read_restore(value: Any, told: _told.Told) -> Restore:
    return Restore(
        purchase=value["purchase"],
        amount=Decimal(value["amount"]) if "amount" in value else None,
    )


Route: TypeAlias = Literal["original", "transfer"]
"""How a leg reaches the customer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spend:
    """A purchase is paid from the balance."""

    purchase: str
    """The host's id of the purchase."""

    amount: Decimal
    """What is charged to the balance, above zero."""

    list_value: Decimal | None = None
    """What the same goods cost without any discount, at least `amount`; `amount` where absent."""


def read_spend(value: Any, told: _told.Told) -> Spend:
    return Spend(
        purchase=value["purchase"],
        amount=Decimal(value["amount"]),
        list_value=Decimal(value["list_value"]) if "list_value" in value else None,
    )


Status: TypeAlias = Literal["applied", "already_applied", "conflict", "rejected", "not_applied"]
"""What became of a command."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A rejection in words."""

    message: str
    """What is wrong."""

    repair: str
    """How to repair it."""


def read_told(value: Any, told: _told.Told) -> Told:
    return Told(
        message=value["message"],
        repair=value["repair"],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TopUp:
    """Money comes in and makes a lot."""

    paid: Decimal
    """What the customer pays, above zero."""

    channel: str | None = None
    """How it is paid: one of the rulebook's channels."""

    goods_known: bool = False
    """Whether the customer had had the same goods before: then an untouched lot is not paid back within 7 days (法释〔2025〕4号 art. 14, exception)."""


def read_top_up(value: Any, told: _told.Told) -> TopUp:
    return TopUp(
        paid=Decimal(value["paid"]),
        channel=value["channel"] if "channel" in value else None,
        goods_known=value["goods_known"] if "goods_known" in value else False,
    )
