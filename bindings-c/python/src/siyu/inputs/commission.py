# Printed from the declarations of the core by `cargo test -p siyu-c --test python`; change them, not this file.
"""What hosts write: `commission`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

from siyu import inputs, outcomes, values


class Account(TypedDict):
    """What a party is owed and owes. Only an account that holds residual parts may have less than nothing pending or frozen."""

    pending: NotRequired[values.Money | None]
    """Earned, and not yet dated by the event that starts the freeze."""

    frozen: NotRequired[Sequence[inputs.commission.Frozen | outcomes.commission.Frozen] | None]
    """Earned and dated: payable from the day after `through`."""

    payable: NotRequired[values.Money | None]
    """What may be paid out."""

    debts: NotRequired[Sequence[inputs.commission.Debt | outcomes.commission.Debt] | None]
    """What was paid out and had to be given back, netted oldest first from what becomes payable."""


Basis: TypeAlias = Literal["paid", "margin"]
"""What rates apply to."""


class Cap(TypedDict):
    """The most that all commission on a line may be: everyone's but the supplier's and the residual party's."""

    share: NotRequired[values.Rate | None]
    """The most, as a share of the basis, rounded down; the whole of what was paid is the most in any case."""

    policy: NotRequired[inputs.commission.CapPolicy | None]
    """What happens beyond it."""

    priority: NotRequired[Sequence[inputs.commission.Role] | None]
    """With `cut`: who is paid first."""


CapPolicy: TypeAlias = Literal["reject", "scale", "cut"]
"""What happens to commission beyond the cap."""


class ClawbackRequest(TypedDict):
    """A refund of a line that was split."""

    line: inputs.commission.SplitLine | outcomes.commission.SplitLine
    """The line as it was split then: no rulebook of today enters."""

    refunded: NotRequired[inputs.commission.Refunded | outcomes.commission.Refunded | None]
    """What was refunded before."""

    refund: inputs.commission.Refund
    """This refund."""


CostCover: TypeAlias = Literal["cap", "bear"]
"""Whether commission must leave the supplier's cost whole."""


class Debt(TypedDict):
    """What is owed since a day."""

    since: values.Date
    """The day it arose."""

    amount: values.Money
    """How much is still owed."""


Freeze = TypedDict(
    "Freeze",
    {
        "days": "NotRequired[int | None]",
        "from": "NotRequired[inputs.commission.FreezeFrom | None]",
    },
)
"""How long commission waits before it is payable."""


FreezeFrom: TypeAlias = Literal["received", "paid", "placed"]
"""The event that starts the freeze."""


class Frozen(TypedDict):
    """What is frozen through a day."""

    through: values.Date
    """The last day on which it is not payable."""

    amount: values.Money
    """How much."""


class Line(TypedDict):
    """A line of an order."""

    id: str
    """The line, unique in its order."""

    sku: NotRequired[str | None]
    """What was sold."""

    category: NotRequired[str | None]
    """Its category."""

    quantity: NotRequired[int | None]
    """How many units, at least one."""

    paid: values.Money
    """What was paid for the whole line, after every discount allotted to it; freight apart."""

    cost: NotRequired[values.Money | None]
    """The supplier's price of the whole line, where it is known."""

    supplier: NotRequired[str | None]
    """Who is owed that price; without a supplier the cost stays with the residual party."""


class LinePart(TypedDict):
    """What one party gets of a line in one role; who holds two roles has two parts."""

    party: str
    """Who."""

    role: inputs.commission.Role
    """In which role."""

    pool: NotRequired[str | None]
    """The pool that it comes from."""

    amount: values.Money
    """How much."""


class Link(TypedDict):
    """An agent of the chain, as they were when the order was placed."""

    agent: str
    """Who."""

    tier: NotRequired[str | None]
    """Their tier."""

    rate: NotRequired[values.Rate | None]
    """A rate agreed with this agent: it goes before the rulebook's role and tier, not before an override of the line."""


Mode: TypeAlias = Literal["flat", "by_tier", "differential"]
"""Where the rates of the agent chain come from."""


class Movement(TypedDict):
    """One movement of a party's account. Movements of one day count in this order, whatever order they come in: what is frozen no longer is released, `earned`, `dated`, `clawed_back`, `paid`."""

    on: values.Date
    """The day."""

    kind: inputs.commission.MovementKind
    """What happened."""

    order: NotRequired[str | None]
    """The order it ties to."""

    line: NotRequired[str | None]
    """The line it ties to."""

    role: NotRequired[inputs.commission.Role | None]
    """The party's role on that line."""

    amount: values.Money
    """How much, at least zero; only of a `residual` part it may be below. Of a payment: without what was withheld."""

    frozen_through: NotRequired[values.Date | None]
    """The last day on which the line's amount is frozen. Without it `earned` and `clawed_back` mean what is pending, and `dated` freezes by the rulebook from `on`."""

    withheld: NotRequired[values.Money | None]
    """Of a payment: what was withheld for tax beside it."""


MovementKind: TypeAlias = Literal["earned", "dated", "clawed_back", "paid"]
"""What happened, in the order in which the movements of one day count."""


class Order(TypedDict):
    """An order as it was placed."""

    id: str
    """The order."""

    placed_on: values.Date
    """The day it was placed: who sold, with which tier and rate, is pinned on this day, and the rulebook in force on it is the one to ask."""

    buyer: NotRequired[str | None]
    """Who bought: the direct agent may have, and a month counts its customers by it."""

    chain: NotRequired[Sequence[inputs.commission.Link] | None]
    """The agents from the direct agent upward, each once."""

    mentor: NotRequired[str | None]
    """The direct agent's mentor."""

    lines: Sequence[inputs.commission.Line]
    """What was bought; at least one line."""


class Override(TypedDict):
    """Other terms of one role for the lines of a SKU or of a category; a SKU goes before a category."""

    sku: NotRequired[str | None]
    """The SKU: exactly one of `sku` and `category`."""

    category: NotRequired[str | None]
    """The category."""

    role: inputs.commission.Role
    """Whose terms: `direct`, `sponsor`, `sponsor_2` or `mentor`."""

    rate: NotRequired[values.Rate | None]
    """A rate instead of the role's, the tier's and the pinned one: exactly one of `rate` and `per_unit`."""

    per_unit: NotRequired[values.Money | None]
    """A fixed amount for each unit sold."""


class PoolRules(TypedDict):
    """An amount that several share by weight."""

    id: str
    """The pool's name."""

    rate: values.Rate
    """Its size, as a rate of the basis."""

    members: Mapping[str, int]
    """The weight of each member; without a positive one the pool's amount stays with the residual party."""


class Refund(TypedDict):
    """One refund."""

    amount: values.Money
    """How much goes back to the buyer."""

    reason: NotRequired[inputs.commission.RefundReason | None]
    """Why; the rulebook's default reason unless said."""


RefundReason: TypeAlias = Literal["returned", "compensation"]
"""Why money goes back to the buyer."""


class RefundRules(TypedDict):
    """How refunds are read."""

    default_reason: NotRequired[inputs.commission.RefundReason | None]
    """The reason of a refund that names none."""


class Refunded(TypedDict):
    """What was refunded of a line so far, by reason."""

    returned: NotRequired[values.Money | None]
    """With the goods."""

    compensation: NotRequired[values.Money | None]
    """Without them."""


Role: TypeAlias = Literal["supplier", "direct", "sponsor", "sponsor_2", "mentor", "pool", "residual"]
"""In which role a party has a part of a line."""


class RoleRate(TypedDict):
    """The rate of one role."""

    rate: NotRequired[values.Rate | None]
    """The rate of everyone, or of those whose tier `by_tier` does not name."""

    by_tier: NotRequired[Mapping[str, values.Rate] | None]
    """The rate of each tier."""


class Roles(TypedDict):
    """The rate of each role."""

    direct: NotRequired[inputs.commission.RoleRate | None]
    """The agent who sold."""

    sponsor: NotRequired[inputs.commission.RoleRate | None]
    """The direct agent's sponsor: level 1."""

    sponsor_2: NotRequired[inputs.commission.RoleRate | None]
    """The sponsor's sponsor: level 2."""

    mentor: NotRequired[inputs.commission.RoleRate | None]
    """The mentor whom the order names."""


class Rules(TypedDict):
    """How commission is shared out."""

    basis: NotRequired[inputs.commission.Basis | None]
    """What rates apply to."""

    mode: NotRequired[inputs.commission.Mode | None]
    """Where the rates of the agent chain come from."""

    levels: NotRequired[int | None]
    """How many levels above the direct agent may be paid on a line: 0, 1 or 2. In a differential these are agents with a rate above all below them, wherever they stand in the chain."""

    rounding: NotRequired[inputs.money.Rounding | None]
    """How rates are rounded, and the fee of a withdrawal."""

    residual: str
    """Who takes what all others leave, the rounding included."""

    roles: NotRequired[inputs.commission.Roles | None]
    """The rate of each role; a role that is left out is paid only where an override or a pinned rate says so."""

    pools: NotRequired[Sequence[inputs.commission.PoolRules] | None]
    """Amounts that several share by weight."""

    overrides: NotRequired[Sequence[inputs.commission.Override] | None]
    """Other terms for a SKU or a category."""

    self_purchase: NotRequired[inputs.commission.SelfPurchase | None]
    """Who is paid when the direct agent is the buyer."""

    cap: NotRequired[inputs.commission.Cap | None]
    """The most that all commission on a line may be. Without it, commission beyond what was paid is refused."""

    cost_cover: NotRequired[inputs.commission.CostCover | None]
    """Whether commission must leave the supplier's cost whole, where it is known."""

    freeze: NotRequired[inputs.commission.Freeze | None]
    """How long commission waits before it is payable."""

    refund: NotRequired[inputs.commission.RefundRules | None]
    """How refunds are read."""

    withdrawal: NotRequired[inputs.commission.WithdrawalRules | None]
    """What a party may withdraw at once."""


SelfPurchase: TypeAlias = Literal["to_self", "to_sponsor", "not_paid"]
"""Who is paid when the direct agent is the buyer."""


class SplitLine(TypedDict):
    """Who gets what of one line."""

    line: str
    """The line."""

    paid: values.Money
    """What was paid for it: the whole that is shared."""

    parts: Sequence[inputs.commission.LinePart | outcomes.commission.LinePart]
    """Everyone's part, a part of nothing included: supplier, chain from the direct agent upward, mentor, pools in the rulebook's order with members by id, and the residual party last. Σ = `paid`. Only the residual party's may be below zero, when the supplier's cost is more than was left for it."""


class StatementRequest(TypedDict):
    """A party's month."""

    party: str
    """Who."""

    period: str
    """The month."""

    opening: NotRequired[inputs.commission.Account | outcomes.commission.Account | None]
    """The account at the end of the month before."""

    movements: NotRequired[Sequence[inputs.commission.Movement | outcomes.commission.Movement] | None]
    """What happened in the month, in any order."""


class WithdrawRequest(TypedDict):
    """A party asks for a part of what is payable."""

    account: inputs.commission.Account | outcomes.commission.Account
    """The party's account, on this day or an earlier one."""

    amount: values.Money
    """How much leaves the account, the fee inside."""

    on: values.Date
    """The day."""


class WithdrawalRules(TypedDict):
    """What a party may withdraw at once. All amounts are gross: the fee is inside them."""

    minimum: NotRequired[values.Money | None]
    """The least."""

    maximum: NotRequired[values.Money | None]
    """The most."""

    fee: NotRequired[values.Money | None]
    """A fixed fee: at most one of `fee` and `fee_rate`."""

    fee_rate: NotRequired[values.Rate | None]
    """A fee as a rate of the amount."""
