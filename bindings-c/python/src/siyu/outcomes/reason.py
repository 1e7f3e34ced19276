# Printed from the declarations of the core by `cargo test -p siyu-c --test python`; change them, not this file.
"""What siyu tells: `reason`."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from siyu import _told, outcomes


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """An observed value held against a threshold."""

    observed: outcomes.reason.Quantity
    """What was seen."""

    operator: outcomes.reason.Operator
    """How it is held against the threshold."""

    threshold: outcomes.reason.Quantity
    """What the rule asks for."""

    holds: bool
    """Whether it holds."""

    margin: outcomes.reason.Quantity | None = None
    """How far the two are apart, never negative: "short by", or "beyond by"."""


def read_comparison(value: Any, told: _told.Told) -> Comparison:
    return Comparison(
        observed=outcomes.reason.read_quantity(value["observed"], told),
        operator=value["operator"],
        threshold=outcomes.reason.read_quantity(value["threshold"], told),
        holds=value["holds"],
        margin=outcomes.reason.read_quantity(value["margin"], told) if "margin" in value else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Computation:
    """How an amount was computed: `basis · rate = quotient + remainder / denominator`, rounded to `amount`."""

    basis: Decimal | None = None
    """What the rate applies to."""

    rate: Decimal | None = None
    """The rate."""

    quotient: Decimal | None = None
    """The exact quotient, toward zero."""

    remainder: int | None = None
    """What the quotient leaves, in `denominator`-ths of a minor unit."""

    denominator: int | None = None
    """The parts of a minor unit that the remainder counts."""

    rounding: outcomes.money.Rounding | None = None
    """How it was rounded."""

    amount: Decimal
    """The amount."""

    residue_to: str | None = None
    """Who took what rounding left."""


def read_computation(value: Any, told: _told.Told) -> Computation:
    return Computation(
        basis=Decimal(value["basis"]) if "basis" in value else None,
        rate=Decimal(value["rate"]) if "rate" in value else None,
        quotient=Decimal(value["quotient"]) if "quotient" in value else None,
        remainder=value["remainder"] if "remainder" in value else None,
        denominator=value["denominator"] if "denominator" in value else None,
        rounding=value["rounding"] if "rounding" in value else None,
        amount=Decimal(value["amount"]),
        residue_to=value["residue_to"] if "residue_to" in value else None,
    )


Operator: TypeAlias = Literal["at_least", "at_most", "equal"]
"""How an observed value is held against a threshold."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Quantity(_told.OneOf):
    """A value with its unit as the one name of an object."""

    money: Decimal | None = None
    """An amount in the rulebook's currency."""

    rate: Decimal | None = None
    """A share of something."""

    count: int | None = None
    """A whole number."""

    days: int | None = None
    """A number of days."""

    date: datetime.date | None = None
    """A civil date."""

    text: str | None = None
    """A name or a word."""


def read_quantity(value: Any, told: _told.Told) -> Quantity:
    return Quantity(
        money=Decimal(value["money"]) if "money" in value else None,
        rate=Decimal(value["rate"]) if "rate" in value else None,
        count=value["count"] if "count" in value else None,
        days=value["days"] if "days" in value else None,
        date=datetime.date.fromisoformat(value["date"]) if "date" in value else None,
        text=value["text"] if "text" in value else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason(_told.Explained):
    """One reason of a decision."""

    rule: outcomes.reason.Rule
    """The rule it speaks of."""

    path: str | None = None
    """Where the rule stands in the rulebook: an RFC 6901 pointer."""

    subject: str | None = None
    """The metric, party, line or tier it speaks of."""

    comparison: outcomes.reason.Comparison | None = None
    """What was held against what."""

    computation: outcomes.reason.Computation | None = None
    """How an amount came about."""

    facts: Mapping[str, outcomes.reason.Quantity] = field(default_factory=lambda: {})
    """Whatever else the sentence needs, by name."""

    __getstate__ = _told.Explained.__getstate__
    __setstate__ = _told.Explained.__setstate__


def read_reason(value: Any, told: _told.Told) -> Reason:
    made = Reason(
        rule=value["rule"],
        path=value["path"] if "path" in value else None,
        subject=value["subject"] if "subject" in value else None,
        comparison=outcomes.reason.read_comparison(value["comparison"], told) if "comparison" in value else None,
        computation=outcomes.reason.read_computation(value["computation"], told) if "computation" in value else None,
        facts={name: outcomes.reason.read_quantity(item, told) for name, item in value["facts"].items()} if "facts" in value else {},
    )
    made._keep(value, told)
    return made


Rule: TypeAlias = Literal["share_rated", "share_fixed", "share_pooled", "share_residual", "agent_requirement", "agent_admitted", "agent_refused", "agent_reentry", "agent_barred", "agent_protected", "agent_promoted", "agent_kept", "agent_warned", "agent_demoted", "agent_cleared", "agent_already_assessed", "agent_tree_sound", "agent_tree_beyond_paid_levels", "commission_self_purchase", "commission_supplier", "commission_rated", "commission_pinned", "commission_per_unit", "commission_differential", "commission_levels", "commission_pool", "commission_pooled", "commission_taken_back", "commission_capped", "commission_lowered", "commission_loss", "commission_residual", "clawback_part", "clawback_supplier_keeps", "clawback_residual", "movement_earned", "movement_dated", "movement_payable", "movement_clawed_back", "movement_paid", "frozen_released", "debt_arose", "debt_netted", "statement_closing", "withdrawal_minimum", "withdrawal_maximum", "withdrawal_payable", "withdrawal_fee", "month_balances", "vip_level_after_refund", "vip_purchase", "vip_top_up_counted", "vip_top_up_too_old", "vip_top_up", "vip_kept_in_period", "vip_kept_after_refund", "vip_lowered_by_refund", "vip_lowered", "vip_next", "vip_level_price", "vip_birthday_price", "vip_birthday_maximum", "vip_no_birthday", "vip_birthday_used", "vip_coupon_minimum", "vip_taken", "vip_floor", "vip_perk_level", "vip_perk_open", "vip_perk_closed", "vip_perk_per_person", "vip_perk_total", "vip_perk_granted", "balance_bonus", "balance_cap", "balance_spent", "balance_restored", "balance_paid_back", "balance_expired", "balance_repeated", "balance_rejected", "balance_promise", "balance_no_promise", "balance_untouched", "balance_card_untouched", "balance_nothing_untouched", "balance_operator_cause", "balance_consumer_cause", "balance_other_cause", "balance_no_excess_claim", "balance_by_time", "balance_basis_applies", "balance_nothing_granted", "balance_principal_ceiling", "balance_bonus_never_cash", "balance_leg_original", "balance_leg_original_any_time", "balance_leg_late", "balance_leg_no_way_back", "balance_leg_no_channel", "gmv_chosen", "gmv_variant", "gmv_figure", "gmv_amount", "gmv_refunds", "gmv_top_ups", "gmv_product", "gmv_scenario", "gmv_change", "gmv_chain_part", "gmv_shapley_part", "gmv_solved", "gmv_funnel", "customer_class", "customer_no_order", "customer_next_class", "customer_class_falls", "customer_dormant", "customer_idle", "customer_sample_due", "customer_unreachable", "customer_segments", "customer_class_count", "customer_unclassified", "customer_dormant_count", "customer_repurchase", "customer_super_users", "customer_top_share", "customer_coverage", "customer_gini"]
"""The rule that a reason speaks of. Names stay the same in every version."""
