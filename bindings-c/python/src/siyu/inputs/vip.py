# Printed from the declarations of the core by `cargo test -p siyu-c --test python`; change them, not this file.
"""What hosts write: `vip`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

from siyu import inputs, outcomes, values


class Birthday(TypedDict):
    """The birthday discount."""

    mode: NotRequired[inputs.vip.BirthdayMode | None]
    """How it meets the level discount."""

    window: NotRequired[inputs.vip.BirthdayWindow | None]
    """The days that count as birthday."""

    leap_day: NotRequired[inputs.calendar.LeapDay | None]
    """When those born on 29 February have their birthday in a common year."""

    factor: NotRequired[values.Factor | None]
    """The factor of levels without a `birthday_factor` of their own."""

    without_level: NotRequired[values.Factor | None]
    """The factor of customers without a level; without it they have no birthday discount."""

    maximum_discount: NotRequired[values.Money | None]
    """The most that the birthday takes off one order."""

    once: NotRequired[bool | None]
    """Whether it is given once per birthday."""


BirthdayMode: TypeAlias = Literal["multiply", "best_of", "additive"]
"""How a birthday discount meets the level discount."""


BirthdayWindow: TypeAlias = Literal["day", "week", "month"]
"""The days around a birthday that count as birthday."""


class Coupon(TypedDict):
    """A coupon of a fixed amount."""

    id: NotRequired[str | None]
    """The host's id of it."""

    amount: values.Money
    """What it takes off."""

    minimum: NotRequired[values.Money | None]
    """The order that it needs."""


class CouponRules(TypedDict):
    """How coupons are taken."""

    minimum_of: NotRequired[inputs.vip.MinimumOf | None]
    """What a coupon's minimum is held against."""

    maximum_share: NotRequired[values.Rate | None]
    """The most that a coupon takes: a share of the price before it, rounded down to the minor unit."""


class CurrentLevel(TypedDict):
    """The level that a customer has."""

    level: str
    """Which."""

    since: values.Date
    """The `since` of the decision that gave it."""


class EntitlementFacts(TypedDict):
    """Who asks, and what was given so far."""

    on: values.Date
    """The day of asking."""

    perk: NotRequired[str | None]
    """The only perk that is looked at; every perk unless said."""

    customers: Sequence[inputs.vip.PerkCustomer]
    """Who asks."""

    given: NotRequired[Mapping[str, int] | None]
    """By perk, the units given to anyone in the period that runs."""


class Floor(TypedDict):
    """Below what no line is sold, at any step; of several the highest holds. A line's own `floor` always holds; a line whose list price is already lower is sold at list price."""

    cost: NotRequired[bool | None]
    """The line's cost; every line must then tell it."""

    unit_price: NotRequired[values.Money | None]
    """A price per unit."""

    list_share: NotRequired[values.Rate | None]
    """A share of the list price, rounded up to the minor unit."""


class Level(TypedDict):
    """A level."""

    id: str
    """Its name in facts and decisions."""

    name: NotRequired[str | None]
    """What customers call it."""

    top_up: values.Money
    """The top-up that it takes; above that of the level below."""

    factor: NotRequired[values.Factor | None]
    """What part of the list price the level pays; never more than the level below."""

    birthday_factor: NotRequired[values.Factor | None]
    """The birthday factor of the level, where it is not that of `birthday`."""


class LevelFacts(TypedDict):
    """What is known of a customer on a day. What lies after `as_of` has not happened yet and does not count."""

    as_of: values.Date
    """The day of asking."""

    first_purchase_on: NotRequired[values.Date | None]
    """The day of the customer's first purchase; absent when there is none."""

    top_ups: NotRequired[Sequence[inputs.vip.TopUp] | None]
    """Every top-up of the customer."""

    current: NotRequired[inputs.vip.CurrentLevel | None]
    """The level that the last decision gave."""


class LevelRefundRequest(TypedDict):
    """A customer with a balance, on the day of asking. The top-ups that the level counts are those of the account."""

    account: inputs.balance.Account | outcomes.balance.Account
    """The balance."""

    on: values.Date
    """The day of asking."""

    cause: NotRequired[inputs.balance.Cause | None]
    """Who gave cause for the refund."""

    first_purchase_on: NotRequired[values.Date | None]
    """The day of the customer's first purchase; absent when there is none."""

    current: NotRequired[inputs.vip.CurrentLevel | None]
    """The level that the last decision gave."""


MinimumOf: TypeAlias = Literal["list", "discounted"]
"""What a coupon's minimum is held against."""


OnRefund: TypeAlias = Literal["recompute", "keep_to_period_end", "keep"]
"""What a balance refund does to a level."""


class Perk(TypedDict):
    """Something that levels are entitled to."""

    id: str
    """Its name in facts and decisions."""

    kind: inputs.vip.PerkKind
    """What kind it is."""

    name: NotRequired[str | None]
    """What customers call it."""

    festival: NotRequired[str | None]
    """The festival of a festival gift."""

    from_level: NotRequired[str | None]
    """The lowest level that gets it; the lowest of all unless said."""

    items: NotRequired[Mapping[str, str] | None]
    """What each level receives; a level that is not named receives what the next lower one does."""

    days_earlier: NotRequired[Mapping[str, int] | None]
    """By how many days its periods open earlier for a level (0–366); a level that is not named has the days of the next lower one."""

    periods: Sequence[inputs.vip.PerkPeriod]
    """When it is given. Quotas are those of one period."""

    per_person: NotRequired[int | None]
    """The most units of one customer in one period."""

    total: NotRequired[int | None]
    """The units that there are in one period; without it as many as are asked for. A limited offer needs it."""


class PerkCustomer(TypedDict):
    """A customer, what they have had, and what they apply for."""

    id: str
    """The host's id of the customer."""

    level: NotRequired[str | None]
    """The level, as `vip_level` gave it; absent when there is none."""

    history: NotRequired[Sequence[inputs.vip.PerkReceipt] | None]
    """What the customer has received. Perks that the rulebook no longer has may stand here."""

    requests: NotRequired[Sequence[inputs.vip.PerkRequest] | None]
    """What the customer applies for: each perk once."""


PerkKind: TypeAlias = Literal["festival_gift", "sample", "early_trial", "limited_offer"]
"""What kind of perk it is."""


PerkPeriod = TypedDict(
    "PerkPeriod",
    {
        "from": "values.Date",
        "to": "values.Date",
    },
)
"""When a perk is given: `[from, to)`."""


class PerkReceipt(TypedDict):
    """A perk that was received."""

    perk: str
    """Which."""

    on: values.Date
    """The day."""

    quantity: NotRequired[int | None]
    """How many units."""


class PerkRequest(TypedDict):
    """An application for a perk."""

    perk: str
    """Which."""

    quantity: NotRequired[int | None]
    """How many units."""

    at: int
    """When it was made: any count that grows with time, such as milliseconds since 1970."""


class PointRules(TypedDict):
    """What points are worth."""

    points: int
    """So many points …"""

    worth: values.Money
    """… are worth so much."""

    maximum_share: NotRequired[values.Rate | None]
    """The most that points take: a share of the price before them, rounded down to the minor unit."""


class PriceFacts(TypedDict):
    """An order, and who buys."""

    on: values.Date
    """The day of the order."""

    lines: Sequence[inputs.vip.PriceLine]
    """What is bought."""

    level: NotRequired[str | None]
    """The level of the customer, as `vip_level` gave it; absent when there is none."""

    born_on: NotRequired[values.Date | None]
    """The day of birth."""

    birthdays_used: NotRequired[Sequence[values.Date] | None]
    """The birthdays whose discount was given already, as `birthday` of those decisions; their years count."""

    coupon: NotRequired[inputs.vip.Coupon | None]
    """The coupon that the customer uses."""

    points: NotRequired[int | None]
    """The points that the customer offers."""


class PriceLine(TypedDict):
    """A line of an order."""

    id: str
    """The host's id of it."""

    sku: NotRequired[str | None]
    """The goods."""

    quantity: NotRequired[int | None]
    """How many units."""

    list: values.Money
    """The list price of the line, all units together."""

    cost: NotRequired[values.Money | None]
    """What the line costs the merchant, all units together."""

    floor: NotRequired[values.Money | None]
    """Below what the line is not sold, all units together."""


Qualify: TypeAlias = Literal["single", "cumulative"]
"""Which top-ups make a level."""


class Rules(TypedDict):
    """The section `vip` of a rulebook."""

    qualify: NotRequired[inputs.vip.Qualify | None]
    """Which top-ups make a level."""

    window_days: NotRequired[int | None]
    """Top-ups count so many days, the day of asking among them: 1–36525. Without it they count for ever."""

    purchase_required: NotRequired[bool | None]
    """Whether only a customer with a purchase can have a level."""

    on_refund: NotRequired[inputs.vip.OnRefund | None]
    """What a balance refund does to a level."""

    valid_months: NotRequired[int | None]
    """A level is held for so many months before it is assessed afresh: 1–1200. Without it, it is held as long as the top-ups that count earn it."""

    levels: Sequence[inputs.vip.Level]
    """The levels, lowest first."""

    rounding: NotRequired[inputs.money.Rounding | None]
    """How prices are rounded."""

    floor: NotRequired[inputs.vip.Floor | None]
    """Below what no line is sold."""

    birthday: NotRequired[inputs.vip.Birthday | None]
    """The birthday discount."""

    coupon: NotRequired[inputs.vip.CouponRules | None]
    """How coupons are taken."""

    points: NotRequired[inputs.vip.PointRules | None]
    """What points are worth; without it none are taken."""

    perks: NotRequired[Sequence[inputs.vip.Perk] | None]
    """What levels are entitled to."""


class TopUp(TypedDict):
    """A top-up."""

    id: str
    """The host's id of it."""

    on: values.Date
    """Its day."""

    amount: values.Money
    """What was paid, bonus apart; not negative."""

    refunded: NotRequired[Sequence[inputs.vip.TopUpRefund] | None]
    """What of it was refunded; together at most `amount`."""


class TopUpRefund(TypedDict):
    """A refund from a top-up."""

    on: values.Date
    """Its day, not before that of the top-up."""

    amount: values.Money
    """How much; not negative."""
