# Printed from the declarations of the core by `cargo test -p siyu-c --test python`; change them, not this file.
"""What siyu tells: `gmv`."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from siyu import _told, outcomes


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed:
    """A change of GMV and its parts."""

    before: Decimal
    """GMV before, rounded once."""

    after: Decimal
    """GMV after, rounded once."""

    change: Decimal
    """The difference of the two."""

    chain: tuple[outcomes.gmv.FactorPart, ...]
    """By chain substitution, in the order of the chain."""

    shapley: tuple[outcomes.gmv.FactorPart, ...]
    """By Shapley, in the order of the formula."""


def read_attributed(value: Any, told: _told.Told) -> Attributed:
    return Attributed(
        before=Decimal(value["before"]),
        after=Decimal(value["after"]),
        change=Decimal(value["change"]),
        chain=tuple(outcomes.gmv.read_factor_part(item, told) for item in value["chain"]),
        shapley=tuple(outcomes.gmv.read_factor_part(item, told) for item in value["shapley"]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Average:
    """An average of money."""

    amount: Decimal
    """Rounded once, by the rulebook's mode."""

    exact: Fraction | None = None
    """The exact average in the currency's own unit, where the amount is not it."""


def read_average(value: Any, told: _told.Told) -> Average:
    return Average(
        amount=Decimal(value["amount"]),
        exact=_told.fraction(value["exact"]) if "exact" in value else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelFigures:
    """What one channel brought, in the merchant's variant."""

    amount: Decimal
    """Its GMV."""

    orders: int
    """Its orders."""

    buyers: int
    """Its distinct buyers; one who bought through two channels counts in both."""


def read_channel_figures(value: Any, told: _told.Told) -> ChannelFigures:
    return ChannelFigures(
        amount=Decimal(value["amount"]),
        orders=value["orders"],
        buyers=value["buyers"],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A GMV and how it came about."""

    formula: outcomes.gmv.FormulaName
    """Which formula it is."""

    gmv: Decimal
    """The product, rounded once, by the rulebook's mode."""

    exact: Fraction
    """The exact product in the currency's own unit."""

    steps: tuple[outcomes.gmv.Step, ...]
    """Factor by factor."""

    sensitivity: tuple[outcomes.gmv.Sensitivity, ...]
    """One per cent more of each factor."""

    what_if: tuple[outcomes.gmv.WhatIfResult, ...] = ()
    """Each change that was tried, in the order of the request."""


def read_composed(value: Any, told: _told.Told) -> Composed:
    return Composed(
        formula=value["formula"],
        gmv=Decimal(value["gmv"]),
        exact=_told.fraction(value["exact"]),
        steps=tuple(outcomes.gmv.read_step(item, told) for item in value["steps"]),
        sensitivity=tuple(outcomes.gmv.read_sensitivity(item, told) for item in value["sensitivity"]),
        what_if=tuple(outcomes.gmv.read_what_if_result(item, told) for item in value["what_if"]) if "what_if" in value else (),
    )


Counted: TypeAlias = Literal["buyer", "order"]
"""What is counted: buyers and orders are not the same, since a buyer may order twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExposureValue:
    """What it would have cost to buy the impressions."""

    impressions: int
    """The impressions."""

    value: Decimal
    """CPM × impressions / 1000, rounded once, by the rulebook's mode."""

    exact: Fraction
    """The exact value in the currency's own unit."""


def read_exposure_value(value: Any, told: _told.Told) -> ExposureValue:
    return ExposureValue(
        impressions=value["impressions"],
        value=Decimal(value["value"]),
        exact=_told.fraction(value["exact"]),
    )


FactorName: TypeAlias = Literal["traffic", "conversion", "order_value", "lifetime_purchases", "fission"]
"""A factor of the formula. Where an order is needed (ties, the chain), it is this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorPart:
    """The part of a change that one factor made."""

    factor: outcomes.gmv.FactorName
    """The factor."""

    before: outcomes.number.Figure
    """Its value before."""

    after: outcomes.number.Figure
    """Its value after."""

    exact: Fraction
    """Its part in the currency's own unit, exact."""

    amount: Decimal
    """Its part in money. All parts sum to the change."""


def read_factor_part(value: Any, told: _told.Told) -> FactorPart:
    return FactorPart(
        factor=value["factor"],
        before=outcomes.number.read_figure(value["before"], told),
        after=outcomes.number.read_figure(value["after"], told),
        exact=_told.fraction(value["exact"]),
        amount=Decimal(value["amount"]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Factors:
    """A set of factors. GMV is their product: traffic × conversion × order value, and in the private domain × lifetime purchases × fission."""

    traffic: Fraction
    """How many could buy."""

    conversion: Fraction
    """The share of them that buys, from 0 to 1."""

    order_value: Fraction
    """Money per order, in the currency's own unit."""

    lifetime_purchases: Fraction | None = None
    """How often a customer buys, at least 1."""

    fission: outcomes.gmv.Fission | None = None
    """How customers bring customers."""

    conversion_by: outcomes.gmv.Counted | None = None
    """Whether the conversion counts buyers or orders, where the host knows: what does not fit is then refused."""

    order_value_per: outcomes.gmv.Counted | None = None
    """Whether the order value is per order or per buyer, where the host knows."""


def read_factors(value: Any, told: _told.Told) -> Factors:
    return Factors(
        traffic=_told.fraction(value["traffic"]),
        conversion=_told.fraction(value["conversion"]),
        order_value=_told.fraction(value["order_value"]),
        lifetime_purchases=_told.fraction(value["lifetime_purchases"]) if "lifetime_purchases" in value else None,
        fission=outcomes.gmv.read_fission(value["fission"], told) if "fission" in value else None,
        conversion_by=value["conversion_by"] if "conversion_by" in value else None,
        order_value_per=value["order_value_per"] if "order_value_per" in value else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Fission:
    """How customers bring customers: exactly one of `multiplier` and `k`."""

    multiplier: Fraction | None = None
    """The multiplier itself, at least 1."""

    k: Fraction | None = None
    """K: the new customers that one customer brings (invitations per customer × their conversion)."""

    generations: outcomes.gmv.Generations | None = None
    """How far K is followed; the rulebook's way unless said."""


def read_fission(value: Any, told: _told.Told) -> Fission:
    return Fission(
        multiplier=_told.fraction(value["multiplier"]) if "multiplier" in value else None,
        k=_told.fraction(value["k"]) if "k" in value else None,
        generations=value["generations"] if "generations" in value else None,
    )


FormulaName: TypeAlias = Literal["traditional", "private_domain"]
"""Which formula the factors make."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelResult:
    """What is expected of one channel."""

    channel: str
    """The channel."""

    stages: tuple[outcomes.gmv.StageResult, ...]
    """How many pass each stage."""

    adds: outcomes.gmv.Range
    """How many are added: those that pass the last stage."""


def read_funnel_result(value: Any, told: _told.Told) -> FunnelResult:
    return FunnelResult(
        channel=value["channel"],
        stages=tuple(outcomes.gmv.read_stage_result(item, told) for item in value["stages"]),
        adds=outcomes.gmv.read_range(value["adds"], told),
    )


Generations: TypeAlias = Literal["one", "all"]
"""How far a fission rate K (new customers per customer) is followed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """GMV in all its variants. placed − unpaid − cancelled = paid; paid − refunded = net."""

    variant: outcomes.gmv.Variant
    """What this merchant calls GMV."""

    gmv: Decimal
    """The GMV of that variant."""

    placed: outcomes.gmv.VariantFigures
    """Everything ordered."""

    paid: outcomes.gmv.VariantFigures
    """What was paid."""

    net: outcomes.gmv.VariantFigures
    """What was paid and kept. Below zero when a period's refunds are more than its sales."""

    unpaid: Decimal
    """What was ordered, not cancelled, and not paid."""

    cancelled: Decimal
    """What was cancelled before it was paid."""

    refunded: Decimal
    """What went back and counts here."""

    top_ups: Decimal
    """Top-ups that were paid: no GMV."""

    channels: Mapping[str, outcomes.gmv.ChannelFigures] = field(default_factory=lambda: {})
    """Each channel that is named by an order."""

    factors: outcomes.gmv.Factors | None = None
    """The factors of the merchant's variant; their product is its GMV, to the fen. There when `visitors` is given and something was bought."""


def read_measured(value: Any, told: _told.Told) -> Measured:
    return Measured(
        variant=value["variant"],
        gmv=Decimal(value["gmv"]),
        placed=outcomes.gmv.read_variant_figures(value["placed"], told),
        paid=outcomes.gmv.read_variant_figures(value["paid"], told),
        net=outcomes.gmv.read_variant_figures(value["net"], told),
        unpaid=Decimal(value["unpaid"]),
        cancelled=Decimal(value["cancelled"]),
        refunded=Decimal(value["refunded"]),
        top_ups=Decimal(value["top_ups"]),
        channels={name: outcomes.gmv.read_channel_figures(item, told) for name, item in value["channels"].items()} if "channels" in value else {},
        factors=outcomes.gmv.read_factors(value["factors"], told) if "factors" in value else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """From the least to the most that is expected."""

    low: outcomes.number.Figure
    """The least."""

    high: outcomes.number.Figure
    """The most."""


def read_range(value: Any, told: _told.Told) -> Range:
    return Range(
        low=outcomes.number.read_figure(value["low"], told),
        high=outcomes.number.read_figure(value["high"], told),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """What was asked for."""

    exposure: outcomes.gmv.ExposureValue | None = None
    """The exposure's worth."""

    returns: outcomes.gmv.ReturnFigures | None = None
    """The returns, under each of their names."""

    funnels: tuple[outcomes.gmv.FunnelResult, ...] = ()
    """Each channel, in the order of the request."""

    adds: outcomes.gmv.Range | None = None
    """All channels together."""


def read_reached(value: Any, told: _told.Told) -> Reached:
    return Reached(
        exposure=outcomes.gmv.read_exposure_value(value["exposure"], told) if "exposure" in value else None,
        returns=outcomes.gmv.read_return_figures(value["returns"], told) if "returns" in value else None,
        funnels=tuple(outcomes.gmv.read_funnel_result(item, told) for item in value["funnels"]) if "funnels" in value else (),
        adds=outcomes.gmv.read_range(value["adds"], told) if "adds" in value else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnFigures:
    """Three figures that all go by the name ROI."""

    roas: outcomes.number.Figure
    """revenue / cost: what shops call ROI (10 spent, 100 sold: 10)."""

    roi: outcomes.number.Figure
    """(revenue − cost) / cost: what finance calls ROI (10 spent, 100 sold: 9)."""

    cost_share: outcomes.number.Figure | None = None
    """cost / revenue (费比); absent without revenue."""


def read_return_figures(value: Any, told: _told.Told) -> ReturnFigures:
    return ReturnFigures(
        roas=outcomes.number.read_figure(value["roas"], told),
        roi=outcomes.number.read_figure(value["roi"], told),
        cost_share=outcomes.number.read_figure(value["cost_share"], told) if "cost_share" in value else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """What one per cent more of one factor does. A product rises by one per cent whichever factor does: what differs is what that per cent costs, and whether the factor has room for it."""

    factor: outcomes.gmv.FactorName
    """The factor."""

    raised: outcomes.number.Figure
    """Its value times 1.01; of fission the multiplier's."""

    gmv: Decimal | None = None
    """GMV with it; absent where there is no room: a conversion above 1, an amount beyond the limit."""

    change: Decimal | None = None
    """How much more that is."""


def read_sensitivity(value: Any, told: _told.Told) -> Sensitivity:
    return Sensitivity(
        factor=value["factor"],
        raised=outcomes.number.read_figure(value["raised"], told),
        gmv=Decimal(value["gmv"]) if "gmv" in value else None,
        change=Decimal(value["change"]) if "change" in value else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Solved:
    """The least value that reaches the target."""

    factor: outcomes.gmv.FactorName
    """The factor."""

    before: Decimal
    """GMV with the factors as they are."""

    current: outcomes.number.Figure
    """The factor as it is; 1 when the formula does not have it."""

    value: Fraction
    """The least number of six decimals with which the exact product is the target or more; of fission the multiplier. Never below what the factor can be, even when less would do."""

    exact: Fraction | None = None
    """The value with which the product is the target itself, where six decimals cannot say it."""

    times: outcomes.number.Figure | None = None
    """The value in times of what it is; absent when that is nothing."""

    k: Fraction | None = None
    """For a fission that was given by K: the least K of six decimals that reaches the target; absent where none does."""

    gmv: Decimal
    """GMV with the value."""


def read_solved(value: Any, told: _told.Told) -> Solved:
    return Solved(
        factor=value["factor"],
        before=Decimal(value["before"]),
        current=outcomes.number.read_figure(value["current"], told),
        value=_told.fraction(value["value"]),
        exact=_told.fraction(value["exact"]) if "exact" in value else None,
        times=outcomes.number.read_figure(value["times"], told) if "times" in value else None,
        k=_told.fraction(value["k"]) if "k" in value else None,
        gmv=Decimal(value["gmv"]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class StageResult:
    """How many pass a stage."""

    name: str
    """The stage."""

    passed: outcomes.gmv.Range
    """How many."""


def read_stage_result(value: Any, told: _told.Told) -> StageResult:
    return StageResult(
        name=value["name"],
        passed=outcomes.gmv.read_range(value["passed"], told),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One factor, and the product so far."""

    factor: outcomes.gmv.FactorName
    """The factor."""

    value: outcomes.number.Figure
    """Its value; of fission the multiplier."""

    product: outcomes.number.Figure
    """The product of all factors up to this one."""


def read_step(value: Any, told: _told.Told) -> Step:
    return Step(
        factor=value["factor"],
        value=outcomes.number.read_figure(value["value"], told),
        product=outcomes.number.read_figure(value["product"], told),
    )


Variant: TypeAlias = Literal["placed", "paid", "net"]
"""Which amounts are called GMV. They differ widely, so every figure carries the name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantFigures:
    """One variant of GMV and what follows from it. What would divide by zero is absent."""

    amount: Decimal
    """The GMV of this variant."""

    orders: int
    """The orders behind it. In `net` an order that was refunded whole is none."""

    buyers: int
    """The distinct buyers behind it."""

    average_per_order: outcomes.gmv.Average | None = None
    """Amount / orders (笔单价, AOV)."""

    average_per_buyer: outcomes.gmv.Average | None = None
    """Amount / buyers (客单价)."""

    purchases_per_buyer: outcomes.number.Figure | None = None
    """Orders / buyers, at least 1; over a customer's whole time these are the lifetime purchases."""

    conversion_by_buyer: outcomes.number.Figure | None = None
    """Buyers / visitors."""

    conversion_by_order: outcomes.number.Figure | None = None
    """Orders / visitors."""

    conversion_by_session: outcomes.number.Figure | None = None
    """Orders / visits."""


def read_variant_figures(value: Any, told: _told.Told) -> VariantFigures:
    return VariantFigures(
        amount=Decimal(value["amount"]),
        orders=value["orders"],
        buyers=value["buyers"],
        average_per_order=outcomes.gmv.read_average(value["average_per_order"], told) if "average_per_order" in value else None,
        average_per_buyer=outcomes.gmv.read_average(value["average_per_buyer"], told) if "average_per_buyer" in value else None,
        purchases_per_buyer=outcomes.number.read_figure(value["purchases_per_buyer"], told) if "purchases_per_buyer" in value else None,
        conversion_by_buyer=outcomes.number.read_figure(value["conversion_by_buyer"], told) if "conversion_by_buyer" in value else None,
        conversion_by_order=outcomes.number.read_figure(value["conversion_by_order"], told) if "conversion_by_order" in value else None,
        conversion_by_session=outcomes.number.read_figure(value["conversion_by_session"], told) if "conversion_by_session" in value else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfResult:
    """What a change gives."""

    name: str
    """The change."""

    gmv: Decimal
    """GMV with it."""

    change: Decimal
    """That less the GMV without it."""


def read_what_if_result(value: Any, told: _told.Told) -> WhatIfResult:
    return WhatIfResult(
        name=value["name"],
        gmv=Decimal(value["gmv"]),
        change=Decimal(value["change"]),
    )
