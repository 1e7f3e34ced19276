# Printed from the declarations of the core by `cargo test -p siyu-c --test python`; change them, not this file.
"""What siyu tells: `vip`."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from siyu import _told, outcomes


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitlement:
    """What a customer may have of a perk."""

    customer: str
    """Who."""

    perk: str
    """Which perk."""

    kind: outcomes.vip.PerkKind
    """What kind of perk it is."""

    item: str | None = None
    """What the level receives."""

    available: int
    """How many units the customer may have now."""

    until: datetime.date | None = None
    """The first day on which it is no longer given."""

    opens_on: datetime.date | None = None
    """When it is not given yet: the first day on which it is, to this level."""

    limited_by: outcomes.vip.Limit | None = None
    """What keeps the customer from it."""


def read_entitlement(value: Any, told: _told.Told) -> Entitlement:
    return Entitlement(
        customer=value["customer"],
        perk=value["perk"],
        kind=value["kind"],
        item=value["item"] if "item" in value else None,
        available=value["available"],
        until=datetime.date.fromisoformat(value["until"]) if "until" in value else None,
        opens_on=datetime.date.fromisoformat(value["opens_on"]) if "opens_on" in value else None,
        limited_by=value["limited_by"] if "limited_by" in value else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitlements:
    """Who may have what, and who gets what."""

    entitlements: tuple[outcomes.vip.Entitlement, ...]
    """Every customer with every perk, customers as given, perks as in the rulebook; before requests are met."""

    grants: tuple[outcomes.vip.PerkGrant, ...]
    """Every request, perks as in the rulebook, then in the order in which they were met: higher level first, then earlier, then by customer id."""


def read_entitlements(value: Any, told: _told.Told) -> Entitlements:
    return Entitlements(
        entitlements=tuple(outcomes.vip.read_entitlement(item, told) for item in value["entitlements"]),
        grants=tuple(outcomes.vip.read_perk_grant(item, told) for item in value["grants"]),
    )


LevelChange: TypeAlias = Literal["none", "granted", "upgraded", "kept", "renewed", "lowered", "ended"]
"""What became of the level."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRefundQuote:
    """A refund quote, the way back to the payments, and the level before and after."""

    quote: outcomes.balance.Quote
    """What can be refunded, by every basis."""

    legs: tuple[outcomes.balance.Leg, ...]
    """By which ways it goes back; Σ legs = the quote's amount."""

    before: outcomes.vip.Standing
    """The level while nothing is refunded."""

    after: outcomes.vip.Standing
    """The level once all of it is."""


def read_level_refund_quote(value: Any, told: _told.Told) -> LevelRefundQuote:
    return LevelRefundQuote(
        quote=outcomes.balance.read_quote(value["quote"], told),
        legs=tuple(outcomes.balance.read_leg(item, told) for item in value["legs"]),
        before=outcomes.vip.read_standing(value["before"], told),
        after=outcomes.vip.read_standing(value["after"], told),
    )


Limit: TypeAlias = Literal["level", "period", "per_person", "total"]
"""What keeps a customer from a perk, in this order of precedence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextLevel:
    """What the next level needs."""

    level: str
    """Which level."""

    top_up: Decimal
    """Its threshold."""

    missing: Decimal
    """The least top-up of today that reaches it: the difference to what counts (补差)."""

    purchase_missing: bool = False
    """Whether it needs a purchase as well."""


def read_next_level(value: Any, told: _told.Told) -> NextLevel:
    return NextLevel(
        level=value["level"],
        top_up=Decimal(value["top_up"]),
        missing=Decimal(value["missing"]),
        purchase_missing=value["purchase_missing"] if "purchase_missing" in value else False,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PerkGrant:
    """What a request brought."""

    customer: str
    """Who."""

    perk: str
    """Which perk."""

    item: str | None = None
    """What the level receives."""

    requested: int
    """How many units were asked for."""

    granted: int
    """How many units are granted."""

    limited_by: outcomes.vip.Limit | None = None
    """What kept the customer from the rest."""


def read_perk_grant(value: Any, told: _told.Told) -> PerkGrant:
    return PerkGrant(
        customer=value["customer"],
        perk=value["perk"],
        item=value["item"] if "item" in value else None,
        requested=value["requested"],
        granted=value["granted"],
        limited_by=value["limited_by"] if "limited_by" in value else None,
    )


PerkKind: TypeAlias = Literal["festival_gift", "sample", "early_trial", "limited_offer"]
"""What kind of perk it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceStep:
    """One step of the waterfall."""

    step: outcomes.vip.Step
    """Which."""

    amount: Decimal
    """What it takes off: Σ over the lines."""

    unused: Decimal
    """What it could not take: what floors left, and of coupon and points also what is beyond their limits."""

    price: Decimal
    """The price after it."""


def read_price_step(value: Any, told: _told.Told) -> PriceStep:
    return PriceStep(
        step=value["step"],
        amount=Decimal(value["amount"]),
        unused=Decimal(value["unused"]),
        price=Decimal(value["price"]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """The waterfall: `list` − Σ `steps` = `payable`, for the order and for every line."""

    list: Decimal
    """The list price of all lines."""

    steps: tuple[outcomes.vip.PriceStep, ...]
    """Every step, in its order, also those that take nothing."""

    payable: Decimal
    """What is to be paid."""

    lines: tuple[outcomes.vip.PricedLine, ...]
    """The lines, in the order of the facts."""

    birthday: datetime.date | None = None
    """The birthday whose discount was given: to be kept with those that are used."""

    points_used: int
    """The points that were taken."""


def read_priced(value: Any, told: _told.Told) -> Priced:
    return Priced(
        list=Decimal(value["list"]),
        steps=tuple(outcomes.vip.read_price_step(item, told) for item in value["steps"]),
        payable=Decimal(value["payable"]),
        lines=tuple(outcomes.vip.read_priced_line(item, told) for item in value["lines"]),
        birthday=datetime.date.fromisoformat(value["birthday"]) if "birthday" in value else None,
        points_used=value["points_used"],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PricedLine:
    """A line with what each step took off it."""

    id: str
    """The line."""

    list: Decimal
    """Its list price."""

    level: Decimal
    """Its part of the level discount."""

    birthday: Decimal
    """Its part of the birthday discount."""

    coupon: Decimal
    """Its part of the coupon."""

    points: Decimal
    """Its part of the points."""

    payable: Decimal
    """What is to be paid for it."""

    unused: Decimal
    """What its floor left of the parts that fell on it; odd minor units of an order with floors may be among it."""


def read_priced_line(value: Any, told: _told.Told) -> PricedLine:
    return PricedLine(
        id=value["id"],
        list=Decimal(value["list"]),
        level=Decimal(value["level"]),
        birthday=Decimal(value["birthday"]),
        coupon=Decimal(value["coupon"]),
        points=Decimal(value["points"]),
        payable=Decimal(value["payable"]),
        unused=Decimal(value["unused"]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The level of a customer on a day."""

    level: str | None = None
    """Which; absent when the customer has none."""

    change: outcomes.vip.LevelChange
    """What became of the level that the facts name."""

    since: datetime.date | None = None
    """The day from which the level, or the current period of it, runs."""

    review_on: datetime.date | None = None
    """The day on which the current period has ended and the level is assessed afresh; absent where levels have no period."""

    ends_on: datetime.date | None = None
    """The first day on which the level is lost if nothing else happens; absent when that day never comes."""

    counted: Decimal
    """What counts, net of refunds: all top-ups of the window, or how far single ones reach."""

    next: outcomes.vip.NextLevel | None = None
    """What the next level needs; absent on the highest."""


def read_standing(value: Any, told: _told.Told) -> Standing:
    return Standing(
        level=value["level"] if "level" in value else None,
        change=value["change"],
        since=datetime.date.fromisoformat(value["since"]) if "since" in value else None,
        review_on=datetime.date.fromisoformat(value["review_on"]) if "review_on" in value else None,
        ends_on=datetime.date.fromisoformat(value["ends_on"]) if "ends_on" in value else None,
        counted=Decimal(value["counted"]),
        next=outcomes.vip.read_next_level(value["next"], told) if "next" in value else None,
    )


Step: TypeAlias = Literal["level", "birthday", "coupon", "points"]
"""A step of the waterfall, in this order."""
