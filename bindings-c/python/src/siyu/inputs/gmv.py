# Printed from the declarations of the core by `cargo test -p siyu-c --test python`; change them, not this file.
"""What hosts write: `gmv`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

from siyu import inputs, outcomes, values


class AttributeRequest(TypedDict):
    """Two sets of factors. A factor that only one of them has counts as 1 in the other."""

    before: inputs.gmv.Factors | outcomes.gmv.Factors
    """The factors before."""

    after: inputs.gmv.Factors | outcomes.gmv.Factors
    """The factors after."""

    order: NotRequired[Sequence[inputs.gmv.FactorName] | None]
    """The order in which the chain replaces them; traffic, conversion, order value, lifetime purchases, fission unless given."""


class ComposeRequest(TypedDict):
    """Factors to multiply, and changes of them to try."""

    factors: inputs.gmv.Factors | outcomes.gmv.Factors
    """The factors."""

    what_if: NotRequired[Sequence[inputs.gmv.WhatIf] | None]
    """Changes to try, each on its own."""


Counted: TypeAlias = Literal["buyer", "order"]
"""What is counted: buyers and orders are not the same, since a buyer may order twice."""


class Exposure(TypedDict):
    """How often a campaign was seen: `impressions`, or `promoters` × `impressions_each`."""

    cpm: values.Money
    """The price of a thousand impressions (CPM); not negative."""

    impressions: NotRequired[int | None]
    """All impressions. Whoever sees twice counts twice: impressions are not reach."""

    promoters: NotRequired[int | None]
    """How many promote."""

    impressions_each: NotRequired[int | None]
    """How many impressions each of them makes."""


FactorName: TypeAlias = Literal["traffic", "conversion", "order_value", "lifetime_purchases", "fission"]
"""A factor of the formula. Where an order is needed (ties, the chain), it is this one."""


class Factors(TypedDict):
    """A set of factors. GMV is their product: traffic × conversion × order value, and in the private domain × lifetime purchases × fission."""

    traffic: values.Number
    """How many could buy."""

    conversion: values.Proportion
    """The share of them that buys, from 0 to 1."""

    order_value: values.Number
    """Money per order, in the currency's own unit."""

    lifetime_purchases: NotRequired[values.Number | None]
    """How often a customer buys, at least 1."""

    fission: NotRequired[inputs.gmv.Fission | outcomes.gmv.Fission | None]
    """How customers bring customers."""

    conversion_by: NotRequired[inputs.gmv.Counted | None]
    """Whether the conversion counts buyers or orders, where the host knows: what does not fit is then refused."""

    order_value_per: NotRequired[inputs.gmv.Counted | None]
    """Whether the order value is per order or per buyer, where the host knows."""


class Fission(TypedDict):
    """How customers bring customers: exactly one of `multiplier` and `k`."""

    multiplier: NotRequired[values.Number | None]
    """The multiplier itself, at least 1."""

    k: NotRequired[values.Proportion | None]
    """K: the new customers that one customer brings (invitations per customer × their conversion)."""

    generations: NotRequired[inputs.gmv.Generations | None]
    """How far K is followed; the rulebook's way unless said."""


class Funnel(TypedDict):
    """A channel through which people are asked to add a friend."""

    channel: str
    """The channel, once in the list."""

    contacts: int
    """How many are asked."""

    stages: Sequence[inputs.gmv.Stage]
    """The stages on the way, each with the share that passes; at least one, at most eight."""


Generations: TypeAlias = Literal["one", "all"]
"""How far a fission rate K (new customers per customer) is followed."""


class MeasureRequest(TypedDict):
    """Orders to measure."""

    orders: Sequence[inputs.gmv.Order]
    """The orders, in any order. With refunds by refund date, older orders with a refund in the period belong here too."""

    period: NotRequired[inputs.gmv.Period | None]
    """The days that count; all of them unless given."""

    visitors: NotRequired[int | None]
    """Distinct visitors of those days."""

    sessions: NotRequired[int | None]
    """Visits of those days."""


class Order(TypedDict):
    """An order as the host recorded it."""

    id: str
    """The order's id, once in the list."""

    buyer: str
    """Who bought."""

    placed_on: values.Date
    """The day it was placed."""

    amount: values.Money
    """What the order came to when it was placed; not negative."""

    paid: NotRequired[values.Money | None]
    """What was paid for it, at most the amount; absent when it was not paid. Nothing to pay is "0.00", and paid."""

    cancelled: NotRequired[bool | None]
    """Whether it was cancelled before it was paid. One cancelled afterwards is told by its refunds."""

    refunds: NotRequired[Sequence[inputs.gmv.Refund] | None]
    """What went back of what was paid."""

    kind: NotRequired[inputs.gmv.OrderKind | None]
    """What was paid for."""

    channel: NotRequired[str | None]
    """Where the order came from."""


OrderKind: TypeAlias = Literal["goods", "top_up"]
"""What was paid for."""


Period = TypedDict(
    "Period",
    {
        "from": "values.Date",
        "until": "values.Date",
    },
)
"""Days from `from` to the day before `until`."""


class ReachRequest(TypedDict):
    """What to compute: at least one of the three."""

    exposure: NotRequired[inputs.gmv.Exposure | None]
    """Being seen."""

    returns: NotRequired[inputs.gmv.Returns | None]
    """Money spent and brought back."""

    funnels: NotRequired[Sequence[inputs.gmv.Funnel] | None]
    """Channels that add friends."""


class Refund(TypedDict):
    """Money that went back to the buyer."""

    refunded_on: values.Date
    """The day it went back."""

    amount: values.Money
    """How much; not negative."""


RefundPeriod: TypeAlias = Literal["order_date", "refund_date"]
"""In which period a refund is taken off."""


class Returns(TypedDict):
    """What was spent, and the revenue it brought."""

    revenue: values.Money
    """The revenue; not negative."""

    cost: values.Money
    """The cost; above zero."""


class Rules(TypedDict):
    """The section `gmv` of a rulebook. Each field has its usual value, so `{}` is a whole section."""

    variant: NotRequired[inputs.gmv.Variant | None]
    """What the merchant calls GMV."""

    refunds_in: NotRequired[inputs.gmv.RefundPeriod | None]
    """When refunds are taken off."""

    generations: NotRequired[inputs.gmv.Generations | None]
    """How a fission rate K becomes a multiplier, unless a request says so itself."""

    rounding: NotRequired[inputs.money.Rounding | None]
    """How a GMV is rounded, once, at the end."""


class SolveRequest(TypedDict):
    """A target, and the factor that is to reach it."""

    factors: inputs.gmv.Factors | outcomes.gmv.Factors
    """The factors as they are."""

    factor: inputs.gmv.FactorName
    """The factor to move."""

    target: values.Money
    """The GMV to reach; not negative."""


class Stage(TypedDict):
    """A stage of a funnel."""

    name: str
    """What it is called."""

    low: values.Rate
    """The share that passes at least."""

    high: values.Rate
    """The share that passes at most."""


Variant: TypeAlias = Literal["placed", "paid", "net"]
"""Which amounts are called GMV. They differ widely, so every figure carries the name."""


class WhatIf(TypedDict):
    """A change to try: the factors it names are replaced, the others stay."""

    name: str
    """What the change is called, once in the list."""

    traffic: NotRequired[values.Number | None]
    """Another traffic."""

    conversion: NotRequired[values.Proportion | None]
    """Another conversion."""

    order_value: NotRequired[values.Number | None]
    """Another order value."""

    lifetime_purchases: NotRequired[values.Number | None]
    """Other lifetime purchases."""

    fission: NotRequired[inputs.gmv.Fission | outcomes.gmv.Fission | None]
    """Another fission."""
