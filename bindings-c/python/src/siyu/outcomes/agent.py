# Printed from the declarations of the core by `cargo test -p siyu-c --test python`; change them, not this file.
"""What siyu tells: `agent`."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from siyu import _told, outcomes


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission:
    """What becomes of an application."""

    agent: str
    """Who."""

    result: outcomes.agent.AdmissionResult
    """Whether they are admitted."""

    tier: str | None = None
    """The tier they enter: the highest whose `admit` holds; absent when refused."""

    asked_tier: str | None = None
    """The tier that `missing` speaks of: the lowest that one can enter; absent when admitted."""

    missing: tuple[outcomes.agent.Shortfall, ...] = ()
    """Every condition of that tier that does not hold."""

    barred: bool = False
    """Whether they were cleared before and may not come back yet."""

    reentry_from: datetime.date | None = None
    """When `barred`: the first day on which they may apply again; absent: never."""

    state: outcomes.agent.AgentState | None = None
    """The agent as the first assessment is handed them; absent when refused."""


def read_admission(value: Any, told: _told.Told) -> Admission:
    return Admission(
        agent=value["agent"],
        result=value["result"],
        tier=value["tier"] if "tier" in value else None,
        asked_tier=value["asked_tier"] if "asked_tier" in value else None,
        missing=tuple(outcomes.agent.read_shortfall(item, told) for item in value["missing"]) if "missing" in value else (),
        barred=value["barred"] if "barred" in value else False,
        reentry_from=datetime.date.fromisoformat(value["reentry_from"]) if "reentry_from" in value else None,
        state=outcomes.agent.read_agent_state(value["state"], told) if "state" in value else None,
    )


AdmissionResult: TypeAlias = Literal["admitted", "refused"]
"""What becomes of an application."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentState:
    """An agent between two assessments. Hosts keep it and hand it back as it was given."""

    agent: str
    """Who."""

    tier: str
    """The tier, in force from `last.effective_from` on where that is there; of a cleared agent the one they had."""

    joined_on: datetime.date
    """The day of joining; its month is the first period that is assessed."""

    misses: int = 0
    """Misses in a row."""

    last: outcomes.agent.LastAssessment | None = None
    """The last assessment; absent until the first."""


def read_agent_state(value: Any, told: _told.Told) -> AgentState:
    return AgentState(
        agent=value["agent"],
        tier=value["tier"],
        joined_on=datetime.date.fromisoformat(value["joined_on"]),
        misses=value["misses"] if "misses" in value else 0,
        last=outcomes.agent.read_last_assessment(value["last"], told) if "last" in value else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What an assessment comes to."""

    agent: str
    """Who."""

    period: str
    """The period that was assessed."""

    outcome: outcomes.agent.Outcome
    """What it came to."""

    already_assessed: bool = False
    """Whether the period had been assessed before: then all is as it was decided at that time, and nothing changes."""

    tier_before: str
    """The tier held in the period."""

    tier_after: str | None = None
    """The tier afterwards; absent when cleared."""

    effective_from: str | None = None
    """The first period in which the change is in force; absent when nothing changes."""

    misses: int
    """Misses in a row afterwards."""

    remaining_grace: int
    """Further misses in a row that would only be warned of."""

    next_tier: str | None = None
    """The next tier above `tier_after` that one can be promoted into; absent at the top, when cleared, and, for a period assessed before, without the facts to tell."""

    missing: tuple[outcomes.agent.Shortfall, ...] = ()
    """What its `reach` still lacks, by the facts handed in."""

    clearing: outcomes.agent.ClearingPlan | None = None
    """What becomes of what a cleared agent leaves."""

    state: outcomes.agent.AgentState
    """The agent afterwards: what the next assessment is handed."""


def read_assessment(value: Any, told: _told.Told) -> Assessment:
    return Assessment(
        agent=value["agent"],
        period=value["period"],
        outcome=value["outcome"],
        already_assessed=value["already_assessed"] if "already_assessed" in value else False,
        tier_before=value["tier_before"],
        tier_after=value["tier_after"] if "tier_after" in value else None,
        effective_from=value["effective_from"] if "effective_from" in value else None,
        misses=value["misses"],
        remaining_grace=value["remaining_grace"],
        next_tier=value["next_tier"] if "next_tier" in value else None,
        missing=tuple(outcomes.agent.read_shortfall(item, told) for item in value["missing"]) if "missing" in value else (),
        clearing=outcomes.agent.read_clearing_plan(value["clearing"], told) if "clearing" in value else None,
        state=outcomes.agent.read_agent_state(value["state"], told),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearingPlan:
    """What becomes of what a cleared agent leaves; `paid` + `runs_on` + `forfeited` = payable + frozen + pending."""

    effective_from: str
    """The first period in which the agent is one no more."""

    heir: outcomes.agent.Heir
    """Who takes over downline and customers."""

    heir_agent: str | None = None
    """The agent who does; absent when the house does."""

    downline: tuple[str, ...] = ()
    """The downline that passes to the heir, by id. An heir of `house` leaves it without a sponsor."""

    customers: int = 0
    """How many customers pass to the heir."""

    paid: Decimal
    """Commission that is paid: all that is payable."""

    runs_on: Decimal
    """Commission that goes its way and is paid when it becomes payable."""

    forfeited: Decimal
    """Commission that is lost to the agent."""

    reentry_from: datetime.date | None = None
    """The first day on which the agent may apply again; absent: never."""


def read_clearing_plan(value: Any, told: _told.Told) -> ClearingPlan:
    return ClearingPlan(
        effective_from=value["effective_from"],
        heir=value["heir"],
        heir_agent=value["heir_agent"] if "heir_agent" in value else None,
        downline=tuple(value["downline"]) if "downline" in value else (),
        customers=value["customers"] if "customers" in value else 0,
        paid=Decimal(value["paid"]),
        runs_on=Decimal(value["runs_on"]),
        forfeited=Decimal(value["forfeited"]),
        reentry_from=datetime.date.fromisoformat(value["reentry_from"]) if "reentry_from" in value else None,
    )


Heir: TypeAlias = Literal["sponsor", "house"]
"""Who takes over what a cleared agent leaves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastAssessment:
    """What the last assessment came to, so that asking again gives the same."""

    period: str
    """The period that was assessed."""

    outcome: outcomes.agent.Outcome
    """What it came to."""

    tier_before: str
    """The tier that was held in it."""

    effective_from: str | None = None
    """The first period in which the new tier, or the clearing, is in force; absent when nothing changed."""

    remaining_grace: int = 0
    """Further misses in a row that would only be warned of."""


def read_last_assessment(value: Any, told: _told.Told) -> LastAssessment:
    return LastAssessment(
        period=value["period"],
        outcome=value["outcome"],
        tier_before=value["tier_before"],
        effective_from=value["effective_from"] if "effective_from" in value else None,
        remaining_grace=value["remaining_grace"] if "remaining_grace" in value else 0,
    )


Metric: TypeAlias = "outcomes.agent.StandardMetric | str"
"""A metric that siyu knows, or one of the host's own, declared in `metrics`."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class MetricWindowOf(_told.OneOf):
    """The time a metric looks at."""

    periods: int | None = None
    """The last periods, the assessed one among them."""


def read_metric_window_of(value: Any, told: _told.Told) -> MetricWindowOf:
    return MetricWindowOf(
        periods=value["periods"] if "periods" in value else None,
    )


MetricWindow: TypeAlias = "Literal[\"period\", \"lifetime\"] | MetricWindowOf"
"""The time a metric looks at."""


def read_metric_window(value: Any, told: _told.Told) -> MetricWindow:
    return value if isinstance(value, str) else read_metric_window_of(value, told)  # type: ignore[return-value]


Outcome: TypeAlias = Literal["protected", "promoted", "kept", "warned", "demoted", "cleared"]
"""What an assessment comes to, in the order in which it is looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodFacts:
    """The figures of one period. What is left out is 0; scores that are left out are unknown."""

    period: str
    """The period: a calendar month."""

    own_net_sales: Decimal = Decimal("0.00")
    """Net sales of the agent."""

    direct_team_net_sales: Decimal = Decimal("0.00")
    """Net sales of the agents whom the agent sponsors; see `SponsorTree::team_sums`."""

    whole_team_net_sales: Decimal = Decimal("0.00")
    """Net sales of all agents below the agent."""

    profit: Decimal = Decimal("0.00")
    """What the agent's sales leave after cost; may be negative. A month close fills in net sales less what suppliers keep."""

    orders: int = 0
    """Orders of positive net that the agent sold."""

    active_customers: int = 0
    """Customers with an order of positive net in this time, each once."""

    repeat_customers: int = 0
    """Those of them with two or more such orders."""

    new_customers: int = 0
    """Those of them who bought for the first time."""

    store_score: Decimal | None = None
    """The score of the shop as a share of the full mark."""

    satisfaction: Decimal | None = None
    """The satisfaction of customers."""

    host: Mapping[str, outcomes.reason.Quantity] = field(default_factory=lambda: {})
    """The host's own metrics, each in its declared unit: `{"live_sessions": {"count": 4}}`."""


def read_period_facts(value: Any, told: _told.Told) -> PeriodFacts:
    return PeriodFacts(
        period=value["period"],
        own_net_sales=Decimal(value["own_net_sales"]) if "own_net_sales" in value else Decimal("0.00"),
        direct_team_net_sales=Decimal(value["direct_team_net_sales"]) if "direct_team_net_sales" in value else Decimal("0.00"),
        whole_team_net_sales=Decimal(value["whole_team_net_sales"]) if "whole_team_net_sales" in value else Decimal("0.00"),
        profit=Decimal(value["profit"]) if "profit" in value else Decimal("0.00"),
        orders=value["orders"] if "orders" in value else 0,
        active_customers=value["active_customers"] if "active_customers" in value else 0,
        repeat_customers=value["repeat_customers"] if "repeat_customers" in value else 0,
        new_customers=value["new_customers"] if "new_customers" in value else 0,
        store_score=Decimal(value["store_score"]) if "store_score" in value else None,
        satisfaction=Decimal(value["satisfaction"]) if "satisfaction" in value else None,
        host={name: outcomes.reason.read_quantity(item, told) for name, item in value["host"].items()} if "host" in value else {},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A figure that conditions look at: one of the columns `readings`."""

    metric: outcomes.agent.Metric
    """What is measured."""

    window: outcomes.agent.MetricWindow
    """The time that is looked at."""

    unit: outcomes.agent.Unit
    """What it is measured in: `money` in minor units, `rate` in millionths, `count` as it is."""


def read_reading(value: Any, told: _told.Told) -> Reading:
    return Reading(
        metric=value["metric"],
        window=outcomes.agent.read_metric_window(value["window"], told),
        unit=value["unit"],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """A requirement that does not hold: what is missing."""

    metric: outcomes.agent.Metric
    """What is measured."""

    window: outcomes.agent.MetricWindow = "period"
    """The time that was looked at; left out when it is the metric's usual one, the period."""

    observed: outcomes.reason.Quantity
    """What was seen."""

    threshold: outcomes.reason.Quantity
    """What the rulebook asks for, at least."""

    margin: outcomes.reason.Quantity | None = None
    """How far the two are apart."""

    path: str
    """Where the requirement stands in the rulebook. Of those below one `…/any`, each alone suffices."""


def read_shortfall(value: Any, told: _told.Told) -> Shortfall:
    return Shortfall(
        metric=value["metric"],
        window=outcomes.agent.read_metric_window(value["window"], told) if "window" in value else "period",
        observed=outcomes.reason.read_quantity(value["observed"], told),
        threshold=outcomes.reason.read_quantity(value["threshold"], told),
        margin=outcomes.reason.read_quantity(value["margin"], told) if "margin" in value else None,
        path=value["path"],
    )


StandardMetric: TypeAlias = Literal["own_net_sales", "direct_team_net_sales", "whole_team_net_sales", "profit", "orders", "active_customers", "new_customers", "repurchase_rate", "store_score", "satisfaction", "own_lifetime_spend", "completed_orders", "age"]
"""The metrics that siyu knows. Net = paid − refunds; a team is without the agent's own sales."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeSummary:
    """What the tree looks like."""

    agents: int
    """How many agents there are."""

    roots: tuple[str, ...]
    """Those without a sponsor, by id."""

    levels: tuple[int, ...]
    """How many agents stand at each level: the roots first, then those below 1 sponsor, 2 sponsors, …"""

    beyond_paid_levels: int | None = None
    """Agents with more sponsors above them than the `levels` of the section `commission` pays; absent where that section is, or where it is the tiers that settle who is paid (`differential`)."""


def read_tree_summary(value: Any, told: _told.Told) -> TreeSummary:
    return TreeSummary(
        agents=value["agents"],
        roots=tuple(value["roots"]),
        levels=tuple(value["levels"]),
        beyond_paid_levels=value["beyond_paid_levels"] if "beyond_paid_levels" in value else None,
    )


Unit: TypeAlias = Literal["money", "rate", "count"]
"""What a metric is measured in, and so how its thresholds are written."""
