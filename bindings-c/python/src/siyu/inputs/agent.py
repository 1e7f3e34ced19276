# Printed from the declarations of the core by `cargo test -p siyu-c --test python`; change them, not this file.
"""What hosts write: `agent`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

from siyu import inputs, outcomes, values


class AgentState(TypedDict):
    """An agent between two assessments. Hosts keep it and hand it back as it was given."""

    agent: str
    """Who."""

    tier: str
    """The tier, in force from `last.effective_from` on where that is there; of a cleared agent the one they had."""

    joined_on: values.Date
    """The day of joining; its month is the first period that is assessed."""

    misses: NotRequired[int | None]
    """Misses in a row."""

    last: NotRequired[inputs.agent.LastAssessment | outcomes.agent.LastAssessment | None]
    """The last assessment; absent until the first."""


class Application(TypedDict):
    """An applicant, and what is known of them as a customer."""

    agent: str
    """Who."""

    sponsor: NotRequired[str | None]
    """The agent who brings them; only checked not to be themselves."""

    applied_on: values.Date
    """The day of applying, and of joining when admitted."""

    born: NotRequired[values.Date | None]
    """The day of birth, where the rulebook asks for an age."""

    own_lifetime_spend: values.Money
    """What they have ever spent, net of refunds."""

    completed_orders: int
    """Completed orders of their own."""

    cleared_in: NotRequired[str | None]
    """The last period in which they were assessed, and cleared; absent for those who never were."""

    host: NotRequired[Mapping[str, inputs.reason.Quantity | outcomes.reason.Quantity] | None]
    """The host's own metrics, each in its declared unit."""


class AssessmentPolicy(TypedDict):
    """How agents are assessed, once per period (a calendar month)."""

    protect: NotRequired[int | None]
    """Periods after the period of joining in which nobody falls; the period of joining is always protected. 0–120."""

    grace: NotRequired[int | None]
    """Misses in a row that are only warned of. 0–120."""

    clear_grace: NotRequired[int | None]
    """The same on the lowest tier, where the next miss clears. 0–120."""

    promotion: NotRequired[inputs.agent.Promotion | None]
    """How far a promotion goes."""

    promotion_effective: NotRequired[inputs.agent.Effect | None]
    """From when it is in force."""

    demotion: NotRequired[inputs.agent.Demotion | None]
    """How far a demotion goes. A fall is in force from the period after the assessed one."""


class AssessmentRequest(TypedDict):
    """An agent, a period, and what is known of them."""

    state: inputs.agent.AgentState | outcomes.agent.AgentState
    """The agent as the last assessment, or the admission, left them."""

    period: str
    """The period to assess: the one after the last, or that of joining."""

    facts: NotRequired[inputs.agent.Facts | None]
    """The figures of the period and of what else the conditions look at."""

    holdings: NotRequired[inputs.agent.Holdings | None]
    """What the agent holds, for the plan if they are cleared."""


class ClearingPolicy(TypedDict):
    """What becomes of what a cleared agent leaves. What is payable is always paid."""

    inherit: NotRequired[inputs.agent.Heir | None]
    """Who takes over downline and customers."""

    frozen: NotRequired[inputs.agent.Fate | None]
    """What becomes of frozen commission."""

    pending: NotRequired[inputs.agent.Fate | None]
    """What becomes of pending commission."""

    reentry_months: NotRequired[int | None]
    """Months from the clearing until the agent may apply again; absent: never. 0–1200."""


class ConditionMetric(TypedDict):
    """What must hold: one metric at least so much, or all or any of several conditions, at most four levels deep."""

    metric: inputs.agent.Metric | outcomes.agent.Metric
    """What is measured."""

    at_least: values.Money | values.Rate | int
    """The threshold, in the metric's unit: exactly on it passes."""

    window: NotRequired[inputs.agent.MetricWindow | outcomes.agent.MetricWindow | None]
    """The time that is looked at; the metric's usual one unless said."""


class ConditionAll(TypedDict):
    """What must hold: one metric at least so much, or all or any of several conditions, at most four levels deep."""

    all: Sequence[inputs.agent.Condition]
    """Every one of these holds."""


class ConditionAny(TypedDict):
    """What must hold: one metric at least so much, or all or any of several conditions, at most four levels deep."""

    any: Sequence[inputs.agent.Condition]
    """One of these holds."""


Condition: TypeAlias = "ConditionMetric | ConditionAll | ConditionAny"
"""What must hold: one metric at least so much, or all or any of several conditions, at most four levels deep."""


Demotion: TypeAlias = Literal["one_step", "to_held"]
"""How far one demotion goes."""


Effect: TypeAlias = Literal["now", "next_period"]
"""From when a promotion is in force."""


class Facts(TypedDict):
    """What is known about one agent at the end of a period. The order of the lists does not matter."""

    periods: NotRequired[Sequence[inputs.agent.PeriodFacts | outcomes.agent.PeriodFacts] | None]
    """The periods that the conditions look at; others may be there and are not looked at."""

    windows: NotRequired[Sequence[inputs.agent.WindowFacts] | None]
    """The customers of the windows that the conditions look at."""

    lifetime: NotRequired[inputs.agent.LifetimeFacts | None]
    """The lifetime, where a condition looks at it."""


Fate: TypeAlias = Literal["runs_on", "forfeited"]
"""What becomes of commission that is not payable yet when its agent is cleared."""


Heir: TypeAlias = Literal["sponsor", "house"]
"""Who takes over what a cleared agent leaves."""


class Holdings(TypedDict):
    """What an agent holds at the end of the period: only looked at when the agent is cleared."""

    sponsor: NotRequired[str | None]
    """The agent's sponsor."""

    downline: NotRequired[Sequence[str] | None]
    """The agents whom the agent sponsors."""

    customers: NotRequired[int | None]
    """How many customers are bound to the agent."""

    payable: NotRequired[values.Money | None]
    """Commission that is payable, after debts are netted; not negative, as the next two."""

    frozen: NotRequired[values.Money | None]
    """Commission that is frozen."""

    pending: NotRequired[values.Money | None]
    """Commission that is pending."""


class LastAssessment(TypedDict):
    """What the last assessment came to, so that asking again gives the same."""

    period: str
    """The period that was assessed."""

    outcome: inputs.agent.Outcome
    """What it came to."""

    tier_before: str
    """The tier that was held in it."""

    effective_from: NotRequired[str | None]
    """The first period in which the new tier, or the clearing, is in force; absent when nothing changed."""

    remaining_grace: NotRequired[int | None]
    """Further misses in a row that would only be warned of."""


class LifetimeFacts(TypedDict):
    """The figures from the agent's first day as an agent to the end of the assessed period."""

    own_spend: NotRequired[values.Money | None]
    """What the agent has spent as a customer, ever, net of refunds."""

    own_net_sales: NotRequired[values.Money | None]
    """Net sales of the agent."""

    direct_team_net_sales: NotRequired[values.Money | None]
    """Net sales of the agents whom the agent sponsors; see `SponsorTree::team_sums`."""

    whole_team_net_sales: NotRequired[values.Money | None]
    """Net sales of all agents below the agent."""

    profit: NotRequired[values.Money | None]
    """What the agent's sales leave after cost; may be negative. A month close fills in net sales less what suppliers keep."""

    orders: NotRequired[int | None]
    """Orders of positive net that the agent sold."""

    active_customers: NotRequired[int | None]
    """Customers with an order of positive net in this time, each once."""

    repeat_customers: NotRequired[int | None]
    """Those of them with two or more such orders."""

    new_customers: NotRequired[int | None]
    """Those of them who bought for the first time."""

    store_score: NotRequired[values.Rate | None]
    """The score of the shop as a share of the full mark."""

    satisfaction: NotRequired[values.Rate | None]
    """The satisfaction of customers."""

    host: NotRequired[Mapping[str, inputs.reason.Quantity | outcomes.reason.Quantity] | None]
    """The host's own metrics, each in its declared unit: `{"live_sessions": {"count": 4}}`."""


Metric: TypeAlias = "inputs.agent.StandardMetric | str"
"""A metric that siyu knows, or one of the host's own, declared in `metrics`."""


class MetricWindowPeriods(TypedDict):
    """The time a metric looks at."""

    periods: int
    """The last periods, the assessed one among them."""


MetricWindow: TypeAlias = "MetricWindowPeriods | Literal[\"period\", \"lifetime\"]"
"""The time a metric looks at."""


Outcome: TypeAlias = Literal["protected", "promoted", "kept", "warned", "demoted", "cleared"]
"""What an assessment comes to, in the order in which it is looked at."""


class PeriodFacts(TypedDict):
    """The figures of one period. What is left out is 0; scores that are left out are unknown."""

    period: str
    """The period: a calendar month."""

    own_net_sales: NotRequired[values.Money | None]
    """Net sales of the agent."""

    direct_team_net_sales: NotRequired[values.Money | None]
    """Net sales of the agents whom the agent sponsors; see `SponsorTree::team_sums`."""

    whole_team_net_sales: NotRequired[values.Money | None]
    """Net sales of all agents below the agent."""

    profit: NotRequired[values.Money | None]
    """What the agent's sales leave after cost; may be negative. A month close fills in net sales less what suppliers keep."""

    orders: NotRequired[int | None]
    """Orders of positive net that the agent sold."""

    active_customers: NotRequired[int | None]
    """Customers with an order of positive net in this time, each once."""

    repeat_customers: NotRequired[int | None]
    """Those of them with two or more such orders."""

    new_customers: NotRequired[int | None]
    """Those of them who bought for the first time."""

    store_score: NotRequired[values.Rate | None]
    """The score of the shop as a share of the full mark."""

    satisfaction: NotRequired[values.Rate | None]
    """The satisfaction of customers."""

    host: NotRequired[Mapping[str, inputs.reason.Quantity | outcomes.reason.Quantity] | None]
    """The host's own metrics, each in its declared unit: `{"live_sessions": {"count": 4}}`."""


Promotion: TypeAlias = Literal["jump", "step"]
"""How far one promotion goes."""


RefundAttribution: TypeAlias = Literal["order_period", "refund_period"]
"""The period that a refund lowers the net sales of. For whoever sums the facts of a period."""


class Section(TypedDict):
    """The section as it is written."""

    tiers: Sequence[inputs.agent.Tier]
    """The tiers, lowest first; 1–32."""

    assessment: NotRequired[inputs.agent.AssessmentPolicy | None]
    """How agents are assessed."""

    clearing: NotRequired[inputs.agent.ClearingPolicy | None]
    """What becomes of what a cleared agent leaves."""

    metrics: NotRequired[Mapping[str, inputs.agent.Unit] | None]
    """Metrics that the host measures itself, by name, with their unit."""

    refund_attribution: NotRequired[inputs.agent.RefundAttribution | None]
    """The period that a refund counts in."""

    leap_day: NotRequired[inputs.calendar.LeapDay | None]
    """The birthday of those born on 29 February, in a common year."""


class Sponsorship(TypedDict):
    """An agent and the agent who brought them."""

    agent: str
    """Who."""

    sponsor: NotRequired[str | None]
    """Who brought them; absent for a root."""


StandardMetric: TypeAlias = Literal["own_net_sales", "direct_team_net_sales", "whole_team_net_sales", "profit", "orders", "active_customers", "new_customers", "repurchase_rate", "store_score", "satisfaction", "own_lifetime_spend", "completed_orders", "age"]
"""The metrics that siyu knows. Net = paid − refunds; a team is without the agent's own sales."""


class Tier(TypedDict):
    """One tier."""

    id: str
    """The tier's name."""

    admit: NotRequired[inputs.agent.Condition | None]
    """What an applicant must meet to enter here; absent: nobody enters here."""

    reach: NotRequired[inputs.agent.Condition | None]
    """What an agent of a lower tier must meet to be promoted into it; absent: nobody is promoted into it."""

    keep: NotRequired[inputs.agent.Condition | None]
    """What an agent of this tier must meet to stay; absent: nobody falls from it."""

    grace: NotRequired[int | None]
    """Misses in a row that are only warned of, in place of the assessment's `grace`."""


class TreeCheck(TypedDict):
    """All agents with their sponsors, in any order."""

    agents: Sequence[inputs.agent.Sponsorship]
    """Every agent once."""


Unit: TypeAlias = Literal["money", "rate", "count"]
"""What a metric is measured in, and so how its thresholds are written."""


class WindowFacts(TypedDict):
    """Customers of several periods, each counted once. They cannot be had from the counts of the periods, so whoever has the orders counts them."""

    periods: int
    """The periods of the window as the rulebook has them, at least 2: the assessed one and those before it, or those since joining where there are fewer."""

    active_customers: int
    """Customers with an order of positive net in the window, each once."""

    repeat_customers: NotRequired[int | None]
    """Those of them with two or more such orders in the window."""
