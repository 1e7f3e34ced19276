# Printed from the declarations of the core by `cargo test -p siyu-c --test python`; change them, not this file.
"""What hosts write: `month`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

from siyu import inputs, outcomes, values


class AgentRecord(TypedDict):
    """An agent at the month's end, before the assessment."""

    state: inputs.agent.AgentState | outcomes.agent.AgentState
    """Tier, misses and last assessment, which is that of the month before. Of an agent from before the first close ever it is written by hand: the month before, `kept`, the tier."""

    sponsor: NotRequired[str | None]
    """Who sponsors the agent."""

    customers: NotRequired[int | None]
    """How many customers are bound to the agent: for the plan if they are cleared."""

    facts: NotRequired[inputs.agent.Facts | None]
    """What the close cannot know from one month's orders. Of the month itself only scores and the host's own metrics are looked at: sales, profit, orders and customers are filled in. Customers of windows and of the lifetime, and what the agent spent, are those up to the month's end; all else of the lifetime is what was before the month, which is added."""


class AgentSum(TypedDict):
    """One agent's own sales in a chunk."""

    gross: NotRequired[values.Money | None]
    """What customers paid."""

    refunded: NotRequired[values.Money | None]
    """What went back to them, as far as it counts for this month."""

    supplied: NotRequired[values.Money | None]
    """What suppliers kept of it."""

    orders: NotRequired[int | None]
    """Orders of positive net."""

    customers: NotRequired[Mapping[str, inputs.month.CustomerSum | outcomes.month.CustomerSum] | None]
    """Per customer: orders of positive net."""


class Chunk(TypedDict):
    """One month's orders, or a part of them, in any order."""

    period: str
    """The month."""

    sales: NotRequired[Sequence[inputs.month.Sale] | None]
    """Orders that were paid in the month, each once in all chunks."""

    late_refunds: NotRequired[Sequence[inputs.month.LateRefund] | None]
    """Refunds in the month of orders of earlier months."""

    receipts: NotRequired[Sequence[inputs.month.Receipt] | None]
    """Lines of earlier months whose freeze begins in this month, since the goods were received only now."""


class CloseRequest(TypedDict):
    """A month's sums, and what else its close needs."""

    partial: inputs.month.Partial | outcomes.month.Partial
    """The whole month: all chunks merged."""

    agents: NotRequired[Sequence[inputs.month.AgentRecord] | None]
    """Every agent of the month: who joined in it or earlier, and was not cleared by an earlier one."""

    accounts: NotRequired[Sequence[inputs.month.PartyAccount] | None]
    """The accounts as the last close left them, the residual party's among them; who has none starts with nothing."""

    payments: NotRequired[Sequence[inputs.month.Payment] | None]
    """What was paid out in the month."""


class CustomerSum(TypedDict):
    """One customer of one agent in a chunk."""

    orders: NotRequired[int | None]
    """Orders of positive net."""

    new: NotRequired[bool | None]
    """Whether the first order ever is among them."""


class LateRefund(TypedDict):
    """A refund in this month of an order of an earlier one. It carries what was pinned then, so that no later edit of the rulebook, promotion or re-binding can change what is taken back. Several of one line follow each other."""

    order: str
    """The order."""

    agent: NotRequired[str | None]
    """The direct agent, whose net sales it lowers when the rulebook counts refunds in their own month."""

    line: inputs.commission.SplitLine | outcomes.commission.SplitLine
    """The line as it was split then."""

    refunded: NotRequired[inputs.commission.Refunded | outcomes.commission.Refunded | None]
    """What was refunded of it before, earlier refunds of this month among it."""

    frozen_through: NotRequired[values.Date | None]
    """Through which day the line's commission is, or was, frozen; absent while it is pending: before the goods are received."""

    refund: inputs.month.LineRefund
    """The refund; its `line` is the one above."""


class LineRefund(TypedDict):
    """Money that went back to a customer for a line."""

    line: str
    """The line."""

    on: values.Date
    """When."""

    amount: values.Money
    """How much."""

    reason: NotRequired[inputs.commission.RefundReason | None]
    """Why; the rulebook's default unless said."""


class MergeRequest(TypedDict):
    """Sums of one month that are to be one."""

    partials: Sequence[inputs.month.Partial | outcomes.month.Partial]
    """The sums, in any order; at least one."""


class Partial(TypedDict):
    """What a chunk of a month comes to."""

    period: str
    """The month."""

    totals: NotRequired[inputs.month.Totals | outcomes.month.Totals | None]
    """Totals of the money that moved."""

    parties: NotRequired[Mapping[str, Sequence[inputs.commission.Movement | outcomes.commission.Movement]] | None]
    """Per party: its postings, summed by day, kind and the day through which they are frozen. Sums tie to no order, and of roles only `residual` is told."""

    agents: NotRequired[Mapping[str, inputs.month.AgentSum | outcomes.month.AgentSum] | None]
    """Per agent: sales that count for the assessment."""


class PartyAccount(TypedDict):
    """A party's account as the last close left it."""

    party: str
    """Who."""

    account: inputs.commission.Account | outcomes.commission.Account
    """What the party has, is owed and owes."""


class Payment(TypedDict):
    """Money paid out to a party within the month."""

    party: str
    """To whom."""

    on: values.Date
    """When."""

    amount: values.Money
    """What the party received."""

    withheld: NotRequired[values.Money | None]
    """What was withheld for tax on top of it."""


class Receipt(TypedDict):
    """A line of an earlier month of which the freeze begins now."""

    order: str
    """The order."""

    line: inputs.commission.SplitLine | outcomes.commission.SplitLine
    """The line as it was split then."""

    refunded: NotRequired[inputs.commission.Refunded | outcomes.commission.Refunded | None]
    """What was refunded of it before that day, and so while it was pending. A refund on that day or later carries the day through which the line is frozen."""

    received_on: values.Date
    """When the goods were received."""


class Sale(TypedDict):
    """An order of the month, with its refunds of the same month."""

    order: inputs.commission.Order
    """The order as it was placed, its agents pinned."""

    paid_on: NotRequired[values.Date | None]
    """When it was paid, within the month; the day it was placed unless said."""

    received_on: NotRequired[values.Date | None]
    """When the goods were received, if they were by the month's end; commission that freezes from there is pending until then. Goods that come later are a receipt of the month in which they come."""

    new_customer: NotRequired[bool | None]
    """Whether it is the buyer's first order ever: what the metric of new customers counts."""

    refunds: NotRequired[Sequence[inputs.month.LineRefund] | None]
    """Refunds of the order within the month, in any order."""


class Totals(TypedDict):
    """Money that moved, and how many orders moved it. net = gross − refunded."""

    orders: NotRequired[int | None]
    """Orders of the month."""

    lines: NotRequired[int | None]
    """Their lines."""

    refunds: NotRequired[int | None]
    """Refunds, those of earlier orders among them."""

    gross: NotRequired[values.Money | None]
    """What was paid for the lines."""

    refunded: NotRequired[values.Money | None]
    """What went back to customers in the month."""

    refunded_late: NotRequired[values.Money | None]
    """The part of `refunded` that is for orders of earlier months."""
