# Printed from the declarations of the core by `cargo test -p siyu-c --test python`; change them, not this file.
"""Operations over columns: arrays of integers in, arrays out, for volume.

Amounts are in the currency's minor unit (`_fen`), rates in millionths (`_ppm`), days are counted from 1970-01-01 (`_day`), months
from year 0 (`_month`), tiers, levels and parties are places in the rulebook. A row that is refused has the number of its code in
the column `code` (`code_name` tells it), 0 elsewhere; other rows do not notice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from siyu import _batch
from siyu._batch import Batch, Column, Results, Table, code_name, zeros
from siyu._decision import Operator


_AGENT_ADMIT = Batch(
    "agent_admit",
    ("rows", "readings",),
    (
        _batch.Cells("reading", "q", "input", False, ("rows", "readings",)),
        _batch.Cells("cleared_month", "i", "input", True, ("rows",)),
        _batch.Cells("applied_day", "i", "input", True, ("rows",)),
        _batch.Cells("result", "B", "output", False, ("rows",)),
        _batch.Cells("tier", "B", "output", False, ("rows",)),
        _batch.Cells("asked_tier", "B", "output", True, ("rows",)),
        _batch.Cells("shortfall", "q", "output", True, ("rows", "readings",)),
        _batch.Cells("barred", "B", "output", True, ("rows",)),
        _batch.Cells("reentry_day", "i", "output", True, ("rows",)),
        _batch.Cells("code", "H", "output", False, ("rows",)),
    ),
)


_AGENT_ASSESS = Batch(
    "agent_assess",
    ("rows", "readings",),
    (
        _batch.Cells("tier", "B", "input", False, ("rows",)),
        _batch.Cells("misses", "I", "input", True, ("rows",)),
        _batch.Cells("joined_month", "i", "input", False, ("rows",)),
        _batch.Cells("last_month", "i", "input", True, ("rows",)),
        _batch.Cells("period_month", "i", "input", False, ("rows",)),
        _batch.Cells("reading", "q", "input", False, ("rows", "readings",)),
        _batch.Cells("outcome", "B", "output", False, ("rows",)),
        _batch.Cells("tier_after", "B", "output", False, ("rows",)),
        _batch.Cells("misses_after", "I", "output", True, ("rows",)),
        _batch.Cells("effective_month", "i", "output", True, ("rows",)),
        _batch.Cells("remaining_grace", "I", "output", True, ("rows",)),
        _batch.Cells("next_tier", "B", "output", True, ("rows",)),
        _batch.Cells("shortfall", "q", "output", True, ("rows", "readings",)),
        _batch.Cells("code", "H", "output", False, ("rows",)),
    ),
)


_COMMISSION_SPLIT = Batch(
    "commission_split",
    ("rows", "chain", "members", "pools",),
    (
        _batch.Cells("paid_fen", "q", "input", False, ("rows",)),
        _batch.Cells("cost_fen", "q", "input", True, ("rows",)),
        _batch.Cells("has_supplier", "B", "input", True, ("rows",)),
        _batch.Cells("quantity", "I", "input", True, ("rows",)),
        _batch.Cells("sku", "I", "input", True, ("rows",)),
        _batch.Cells("category", "I", "input", True, ("rows",)),
        _batch.Cells("chain_tier", "B", "input", False, ("rows", "chain",)),
        _batch.Cells("chain_rate_ppm", "I", "input", True, ("rows", "chain",)),
        _batch.Cells("direct_is_buyer", "B", "input", True, ("rows",)),
        _batch.Cells("has_mentor", "B", "input", True, ("rows",)),
        _batch.Cells("chain_party", "I", "input", True, ("rows", "chain",)),
        _batch.Cells("mentor_party", "I", "input", True, ("rows",)),
        _batch.Cells("pool_party", "I", "input", True, ("pools",)),
        _batch.Cells("supplier_fen", "q", "output", True, ("rows",)),
        _batch.Cells("chain_fen", "q", "output", False, ("rows", "chain",)),
        _batch.Cells("mentor_fen", "q", "output", True, ("rows",)),
        _batch.Cells("member_fen", "q", "output", True, ("rows", "members",)),
        _batch.Cells("residual_fen", "q", "output", False, ("rows",)),
        _batch.Cells("code", "H", "output", False, ("rows",)),
    ),
)


_COMMISSION_CLAWBACK = Batch(
    "commission_clawback",
    ("rows", "parts",),
    (
        _batch.Cells("part_role", "B", "input", False, ("parts",)),
        _batch.Cells("paid_fen", "q", "input", False, ("rows",)),
        _batch.Cells("part_fen", "q", "input", False, ("rows", "parts",)),
        _batch.Cells("returned_fen", "q", "input", True, ("rows",)),
        _batch.Cells("compensation_fen", "q", "input", True, ("rows",)),
        _batch.Cells("refund_fen", "q", "input", False, ("rows",)),
        _batch.Cells("reason", "B", "input", True, ("rows",)),
        _batch.Cells("taken_fen", "q", "output", False, ("rows", "parts",)),
        _batch.Cells("left_fen", "q", "output", True, ("rows",)),
        _batch.Cells("code", "H", "output", False, ("rows",)),
    ),
)


_MONTH_CHAINS = Batch(
    "month_chains",
    ("agents", "above",),
    (
        _batch.Cells("sponsor", "I", "input", False, ("agents",)),
        _batch.Cells("tier", "B", "input", False, ("agents",)),
        _batch.Cells("class", "H", "output", False, ("agents",)),
        _batch.Cells("upline", "I", "output", True, ("agents", "above",)),
    ),
)


_MONTH_ABSORB = Batch(
    "month_absorb",
    ("rows", "agents", "above", "width", "suppliers", "totals",),
    (
        _batch.Cells("agent", "I", "input", False, ("rows",)),
        _batch.Cells("paid_fen", "q", "input", False, ("rows",)),
        _batch.Cells("cancelled_fen", "q", "input", True, ("rows",)),
        _batch.Cells("returned_fen", "q", "input", True, ("rows",)),
        _batch.Cells("compensation_fen", "q", "input", True, ("rows",)),
        _batch.Cells("cost_fen", "q", "input", True, ("rows",)),
        _batch.Cells("supplier", "I", "input", True, ("rows",)),
        _batch.Cells("quantity", "I", "input", True, ("rows",)),
        _batch.Cells("sku", "I", "input", True, ("rows",)),
        _batch.Cells("category", "I", "input", True, ("rows",)),
        _batch.Cells("direct_is_buyer", "B", "input", True, ("rows",)),
        _batch.Cells("pinned_class", "H", "input", True, ("rows",)),
        _batch.Cells("orders", "B", "input", True, ("rows",)),
        _batch.Cells("class", "H", "input", False, ("agents",)),
        _batch.Cells("sponsor", "I", "input", False, ("agents",)),
        _batch.Cells("upline", "I", "input", True, ("agents", "above",)),
        _batch.Cells("earned_fen", "q", "update", False, ("agents", "width",)),
        _batch.Cells("clawed_back_fen", "q", "update", True, ("agents", "width",)),
        _batch.Cells("supplied_fen", "q", "update", True, ("agents",)),
        _batch.Cells("orders_sold", "q", "update", True, ("agents",)),
        _batch.Cells("supplier_earned_fen", "q", "update", True, ("suppliers",)),
        _batch.Cells("supplier_clawed_back_fen", "q", "update", True, ("suppliers",)),
        _batch.Cells("totals_fen", "q", "update", False, ("totals",)),
        _batch.Cells("code", "H", "output", False, ("rows",)),
    ),
)


_MONTH_MERGE = Batch(
    "month_merge",
    ("agents", "width", "suppliers", "totals",),
    (
        _batch.Cells("earned_fen", "q", "update", False, ("agents", "width",)),
        _batch.Cells("clawed_back_fen", "q", "update", True, ("agents", "width",)),
        _batch.Cells("supplied_fen", "q", "update", True, ("agents",)),
        _batch.Cells("orders_sold", "q", "update", True, ("agents",)),
        _batch.Cells("supplier_earned_fen", "q", "update", True, ("suppliers",)),
        _batch.Cells("supplier_clawed_back_fen", "q", "update", True, ("suppliers",)),
        _batch.Cells("totals_fen", "q", "update", False, ("totals",)),
        _batch.Cells("other_earned_fen", "q", "input", False, ("agents", "width",)),
        _batch.Cells("other_clawed_back_fen", "q", "input", True, ("agents", "width",)),
        _batch.Cells("other_supplied_fen", "q", "input", True, ("agents",)),
        _batch.Cells("other_orders_sold", "q", "input", True, ("agents",)),
        _batch.Cells("other_supplier_earned_fen", "q", "input", True, ("suppliers",)),
        _batch.Cells("other_supplier_clawed_back_fen", "q", "input", True, ("suppliers",)),
        _batch.Cells("other_totals_fen", "q", "input", False, ("totals",)),
    ),
)


_MONTH_CLOSE = Batch(
    "month_close",
    ("agents", "segments", "above", "width", "totals", "readings",),
    (
        _batch.Cells("sponsor", "I", "input", False, ("agents",)),
        _batch.Cells("upline", "I", "input", True, ("segments", "agents", "above",)),
        _batch.Cells("earned_fen", "q", "input", False, ("segments", "agents", "width",)),
        _batch.Cells("clawed_back_fen", "q", "input", True, ("segments", "agents", "width",)),
        _batch.Cells("supplied_fen", "q", "input", True, ("agents",)),
        _batch.Cells("totals_fen", "q", "input", False, ("totals",)),
        _batch.Cells("orders_sold", "q", "input", True, ("agents",)),
        _batch.Cells("own_net_sales_fen", "q", "output", True, ("agents",)),
        _batch.Cells("direct_team_net_sales_fen", "q", "output", False, ("agents",)),
        _batch.Cells("whole_team_net_sales_fen", "q", "output", True, ("agents",)),
        _batch.Cells("profit_fen", "q", "output", True, ("agents",)),
        _batch.Cells("direct_fen", "q", "output", True, ("agents",)),
        _batch.Cells("indirect_fen", "q", "output", False, ("agents",)),
        _batch.Cells("clawed_back_by_agent_fen", "q", "output", True, ("agents",)),
        _batch.Cells("reading", "q", "update", True, ("agents", "readings",)),
    ),
)


_VIP_LEVEL = Batch(
    "vip_level",
    ("rows", "top_ups",),
    (
        _batch.Cells("as_of_day", "i", "input", False, ("rows",)),
        _batch.Cells("first_purchase_day", "i", "input", True, ("rows",)),
        _batch.Cells("top_up_count", "I", "input", False, ("rows",)),
        _batch.Cells("top_up_day", "i", "input", False, ("top_ups",)),
        _batch.Cells("top_up_fen", "q", "input", False, ("top_ups",)),
        _batch.Cells("refunded_fen", "q", "input", True, ("top_ups",)),
        _batch.Cells("current_level", "B", "input", True, ("rows",)),
        _batch.Cells("current_since_day", "i", "input", True, ("rows",)),
        _batch.Cells("level", "B", "output", False, ("rows",)),
        _batch.Cells("change", "B", "output", True, ("rows",)),
        _batch.Cells("since_day", "i", "output", True, ("rows",)),
        _batch.Cells("review_day", "i", "output", True, ("rows",)),
        _batch.Cells("ends_day", "i", "output", True, ("rows",)),
        _batch.Cells("counted_fen", "q", "output", True, ("rows",)),
        _batch.Cells("next_level", "B", "output", True, ("rows",)),
        _batch.Cells("missing_fen", "q", "output", True, ("rows",)),
        _batch.Cells("purchase_missing", "B", "output", True, ("rows",)),
        _batch.Cells("code", "H", "output", False, ("rows",)),
    ),
)


_VIP_PRICE = Batch(
    "vip_price",
    ("rows",),
    (
        _batch.Cells("on_day", "i", "input", False, ("rows",)),
        _batch.Cells("list_fen", "q", "input", False, ("rows",)),
        _batch.Cells("quantity", "I", "input", True, ("rows",)),
        _batch.Cells("cost_fen", "q", "input", True, ("rows",)),
        _batch.Cells("floor_fen", "q", "input", True, ("rows",)),
        _batch.Cells("level", "B", "input", True, ("rows",)),
        _batch.Cells("born_day", "i", "input", True, ("rows",)),
        _batch.Cells("birthday_used_year", "i", "input", True, ("rows",)),
        _batch.Cells("coupon_fen", "q", "input", True, ("rows",)),
        _batch.Cells("coupon_minimum_fen", "q", "input", True, ("rows",)),
        _batch.Cells("points", "I", "input", True, ("rows",)),
        _batch.Cells("payable_fen", "q", "output", False, ("rows",)),
        _batch.Cells("level_fen", "q", "output", True, ("rows",)),
        _batch.Cells("birthday_fen", "q", "output", True, ("rows",)),
        _batch.Cells("coupon_off_fen", "q", "output", True, ("rows",)),
        _batch.Cells("points_fen", "q", "output", True, ("rows",)),
        _batch.Cells("birthday_day", "i", "output", True, ("rows",)),
        _batch.Cells("points_used", "I", "output", True, ("rows",)),
        _batch.Cells("code", "H", "output", False, ("rows",)),
    ),
)


_CUSTOMER_ABSORB = Batch(
    "customer_absorb",
    ("rows", "customers", "dates",),
    (
        _batch.Cells("customer", "I", "input", False, ("rows",)),
        _batch.Cells("paid_fen", "q", "input", False, ("rows",)),
        _batch.Cells("refunded_fen", "q", "input", True, ("rows",)),
        _batch.Cells("day", "i", "input", True, ("rows",)),
        _batch.Cells("as_of_day", "i", "input", True, ("dates",)),
        _batch.Cells("cells", "q", "update", False, ("customers",)),
        _batch.Cells("last_order_day", "i", "update", True, ("customers",)),
        _batch.Cells("code", "H", "output", False, ("rows",)),
    ),
)


_CUSTOMER_MERGE = Batch(
    "customer_merge",
    ("customers",),
    (
        _batch.Cells("cells", "q", "update", False, ("customers",)),
        _batch.Cells("last_order_day", "i", "update", True, ("customers",)),
        _batch.Cells("other_cells", "q", "input", False, ("customers",)),
        _batch.Cells("other_last_order_day", "i", "input", True, ("customers",)),
    ),
)


_CUSTOMER_CLASSIFY = Batch(
    "customer_classify",
    ("rows", "dates",),
    (
        _batch.Cells("cells", "q", "input", False, ("rows",)),
        _batch.Cells("last_order_day", "i", "input", True, ("rows",)),
        _batch.Cells("as_of_day", "i", "input", True, ("dates",)),
        _batch.Cells("class", "B", "output", False, ("rows",)),
        _batch.Cells("orders", "I", "output", True, ("rows",)),
        _batch.Cells("net_sales_fen", "q", "output", True, ("rows",)),
        _batch.Cells("next_class", "B", "output", True, ("rows",)),
        _batch.Cells("missing_orders", "I", "output", True, ("rows",)),
        _batch.Cells("dormant", "B", "output", True, ("rows",)),
        _batch.Cells("dormant_day", "i", "output", True, ("rows",)),
        _batch.Cells("code", "H", "output", False, ("rows",)),
    ),
)


_CUSTOMER_SEGMENTS = Batch(
    "customer_segments",
    ("customers", "bands", "figures", "firsts",),
    (
        _batch.Cells("cells", "q", "input", False, ("customers",)),
        _batch.Cells("class_customers", "q", "output", False, ("bands",)),
        _batch.Cells("class_net_sales_fen", "q", "output", True, ("bands",)),
        _batch.Cells("whole", "q", "output", False, ("figures",)),
        _batch.Cells("top", "q", "output", False, ("firsts",)),
        _batch.Cells("super_users", "q", "output", True, ("firsts",)),
        _batch.Cells("coverage", "q", "output", True, ("firsts",)),
        _batch.Cells("super_user", "B", "output", True, ("customers",)),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AgentAdmitColumns(Table):
    """What `agent_admit_columns` gives, a cell per row."""

    _batch: ClassVar[Batch] = _AGENT_ADMIT

    result: Any
    """What becomes of the application: 0 admitted, 1 refused (uint8, rows)"""

    tier: Any
    """The tier that the applicant enters: the highest whose `admit` holds; nothing when refused (uint8, rows)"""

    asked_tier: Any
    """The tier that `shortfall` speaks of: the lowest that one can enter; nothing when admitted (uint8, rows; None where it is not wanted)"""

    shortfall: Any
    """How far each reading is below what that tier still lacks. Of thresholds in one `any`, each alone suffices (int64, rows × readings; None where it is not wanted)"""

    barred: Any
    """Whether the applicant was cleared before and may not come back yet: 0 no, 1 yes (uint8, rows; None where it is not wanted)"""

    reentry_day: Any
    """When barred: the first day on which they may apply again; nothing: never (int32, rows; None where it is not wanted)"""

    code: Any
    """0, or the number of the code by which the row is refused (uint16, rows)"""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AgentAssessColumns(Table):
    """What `agent_assess_columns` gives, a cell per row."""

    _batch: ClassVar[Batch] = _AGENT_ASSESS

    outcome: Any
    """What it comes to: 0 protected, 1 promoted, 2 kept, 3 warned, 4 demoted, 5 cleared (uint8, rows)"""

    tier_after: Any
    """The tier afterwards; nothing when cleared (uint8, rows)"""

    misses_after: Any
    """Misses in a row afterwards (uint32, rows; None where it is not wanted)"""

    effective_month: Any
    """The first month in which the change is in force; nothing where nothing changes (int32, rows; None where it is not wanted)"""

    remaining_grace: Any
    """Further misses in a row that would only be warned of (uint32, rows; None where it is not wanted)"""

    next_tier: Any
    """The next tier above that one can be promoted into; nothing where there is none (uint8, rows; None where it is not wanted)"""

    shortfall: Any
    """How far each reading is below what the next tier still lacks. Of thresholds in one `any`, each alone suffices (int64, rows × readings; None where it is not wanted)"""

    code: Any
    """0, or the number of the code by which the row is refused (uint16, rows)"""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CommissionSplitColumns(Table):
    """What `commission_split_columns` gives, a cell per row."""

    _batch: ClassVar[Batch] = _COMMISSION_SPLIT

    supplier_fen: Any
    """The supplier's part: the cost, where a supplier is owed it (int64, rows; None where it is not wanted)"""

    chain_fen: Any
    """The parts of the chain; 0 for who has none (int64, rows × chain)"""

    mentor_fen: Any
    """The mentor's part (int64, rows; None where it is not wanted)"""

    member_fen: Any
    """The parts of the members of all pools (int64, rows × members; None where it is not wanted)"""

    residual_fen: Any
    """The residual party's part: what all others leave of `paid_fen`. It may be below zero (int64, rows)"""

    code: Any
    """0, or the number of the code by which the row is refused (uint16, rows)"""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CommissionClawbackColumns(Table):
    """What `commission_clawback_columns` gives, a cell per row."""

    _batch: ClassVar[Batch] = _COMMISSION_CLAWBACK

    taken_fen: Any
    """What each part gives back now; Σ of a row = `refund_fen`. Only the residual party's may be below zero (int64, rows × parts)"""

    left_fen: Any
    """What is left of the line to refund (int64, rows; None where it is not wanted)"""

    code: Any
    """0, or the number of the code by which the row is refused (uint16, rows)"""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MonthChainsColumns(Table):
    """What `month_chains_columns` gives, a cell per row."""

    _batch: ClassVar[Batch] = _MONTH_CHAINS

    class_: Any
    """The class of rates in which an order of each agent is shared. It is a number of this rulebook, and may be kept with an order as what was pinned for it (uint16, agents)"""

    upline: Any
    """Who is paid as sponsor and as sponsor_2 on an order of each agent; in a differential the first and the second above with a rate above all below. Needed in a differential; elsewhere they are the sponsor and the sponsor's sponsor (uint32, agents × above; None where it is not wanted)"""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MonthAbsorbColumns(Table):
    """What `month_absorb_columns` gives, a cell per row."""

    _batch: ClassVar[Batch] = _MONTH_ABSORB

    earned_fen: Any
    """Per seller: what was paid, and what it earned in the roles direct, sponsor and sponsor_2 (int64, agents × width; added to, in place)"""

    clawed_back_fen: Any
    """Per seller: what was refunded, and what the same roles gave back. Needed with `returned_fen` or `compensation_fen` (int64, agents × width; added to, in place)"""

    supplied_fen: Any
    """Per seller: what suppliers kept (int64, agents; added to, in place)"""

    orders_sold: Any
    """Per seller: orders of positive net (int64, agents; added to, in place)"""

    supplier_earned_fen: Any
    """Per supplier: what it earned. Needed with `supplier` (int64, suppliers; added to, in place)"""

    supplier_clawed_back_fen: Any
    """Per supplier: what it gave back. Needed with `supplier` (int64, suppliers; added to, in place)"""

    totals_fen: Any
    """gross, refunded, gross_without_agent, refunded_without_agent, supplied, supplier_clawed_back, house, house_clawed_back, and lines, which is a count (int64, totals; added to, in place)"""

    code: Any
    """0, or the number of the code by which the row is refused: nothing of it is added. A row that would take the month's gross beyond the limit of money is refused; no other depends on the rows before it (uint16, rows)"""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MonthMergeColumns(Results):
    """What `month_merge_columns` gives, a cell per row."""

    earned_fen: Any
    """As of `month_absorb`: what each seller's orders earned (int64, agents × width; added to, in place)"""

    clawed_back_fen: Any
    """What they gave back (int64, agents × width; added to, in place)"""

    supplied_fen: Any
    """What suppliers kept (int64, agents; added to, in place)"""

    orders_sold: Any
    """Orders of positive net (int64, agents; added to, in place)"""

    supplier_earned_fen: Any
    """What each supplier earned (int64, suppliers; added to, in place)"""

    supplier_clawed_back_fen: Any
    """What each supplier gave back (int64, suppliers; added to, in place)"""

    totals_fen: Any
    """The totals (int64, totals; added to, in place)"""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MonthCloseColumns(Table):
    """What `month_close_columns` gives, a cell per row."""

    _batch: ClassVar[Batch] = _MONTH_CLOSE

    own_net_sales_fen: Any
    """What each agent sold, less refunds (int64, agents; None where it is not wanted)"""

    direct_team_net_sales_fen: Any
    """What the agents sold whom the agent sponsors, less refunds (int64, agents)"""

    whole_team_net_sales_fen: Any
    """What all agents below sold, less refunds (int64, agents; None where it is not wanted)"""

    profit_fen: Any
    """Own net sales less what suppliers kept (int64, agents; None where it is not wanted)"""

    direct_fen: Any
    """What the agent earned on own orders: of one segment the second cells of `earned_fen` (int64, agents; None where it is not wanted)"""

    indirect_fen: Any
    """What the agent earned on orders of those below (int64, agents)"""

    clawed_back_by_agent_fen: Any
    """What the agent gave back of both (int64, agents; None where it is not wanted)"""

    reading: Any
    """The readings of `agent_assess`, which the month is put into: own_net_sales, direct_team_net_sales, whole_team_net_sales, profit and orders of the month are set, and added to those of the lifetime or of several periods, which hold what was before the month (nothing stays nothing). All others stay as they are (int64, agents × readings; added to, in place)"""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class VipLevelColumns(Table):
    """What `vip_level_columns` gives, a cell per row."""

    _batch: ClassVar[Batch] = _VIP_LEVEL

    level: Any
    """The level, by its place in the rulebook; nothing when the customer has none (uint8, rows)"""

    change: Any
    """What became of the current level: 0 none, 1 granted, 2 upgraded, 3 kept, 4 renewed, 5 lowered, 6 ended (uint8, rows; None where it is not wanted)"""

    since_day: Any
    """The day from which the level, or its current period, runs (int32, rows; None where it is not wanted)"""

    review_day: Any
    """The day on which the current period has ended; nothing where levels have no period (int32, rows; None where it is not wanted)"""

    ends_day: Any
    """The first day on which the level is lost if nothing else happens; nothing when that day never comes (int32, rows; None where it is not wanted)"""

    counted_fen: Any
    """What counts, net of refunds (int64, rows; None where it is not wanted)"""

    next_level: Any
    """The next level; nothing on the highest (uint8, rows; None where it is not wanted)"""

    missing_fen: Any
    """The least top-up of today that reaches it (补差); nothing on the highest (int64, rows; None where it is not wanted)"""

    purchase_missing: Any
    """1 when a level needs a purchase that is not there, 0 elsewhere (uint8, rows; None where it is not wanted)"""

    code: Any
    """0, or the number of the code by which the row is refused (uint16, rows)"""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class VipPriceColumns(Table):
    """What `vip_price_columns` gives, a cell per row."""

    _batch: ClassVar[Batch] = _VIP_PRICE

    payable_fen: Any
    """What is to be paid: `list_fen` less what the four steps take off (int64, rows)"""

    level_fen: Any
    """What the level takes off (int64, rows; None where it is not wanted)"""

    birthday_fen: Any
    """What the birthday takes off (int64, rows; None where it is not wanted)"""

    coupon_off_fen: Any
    """What the coupon takes off (int64, rows; None where it is not wanted)"""

    points_fen: Any
    """What the points take off (int64, rows; None where it is not wanted)"""

    birthday_day: Any
    """The birthday whose discount was given; nothing when none was (int32, rows; None where it is not wanted)"""

    points_used: Any
    """The points that were taken (uint32, rows; None where it is not wanted)"""

    code: Any
    """0, or the number of the code by which the row is refused (uint16, rows)"""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CustomerAbsorbColumns(Table):
    """What `customer_absorb_columns` gives, a cell per row."""

    _batch: ClassVar[Batch] = _CUSTOMER_ABSORB

    cells: Any
    """Per customer: net sales · 2^13 + orders of positive net (int64, customers; added to, in place)"""

    last_order_day: Any
    """Per customer: the day of the last order that counts, in the window or before it. Begins with nothing. Needs `day` (int32, customers; added to, in place)"""

    code: Any
    """0, or the number of the code by which the row is refused: nothing of it is added (uint16, rows)"""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CustomerMergeColumns(Results):
    """What `customer_merge_columns` gives, a cell per row."""

    cells: Any
    """As of `customer_absorb` (int64, customers; added to, in place)"""

    last_order_day: Any
    """As of `customer_absorb`: days of last orders. One that one side has, the other must have (int32, customers; added to, in place)"""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CustomerClassifyColumns(Table):
    """What `customer_classify_columns` gives, a cell per row."""

    _batch: ClassVar[Batch] = _CUSTOMER_CLASSIFY

    class_: Any
    """The class, by its place in the rulebook; nothing when the customer has none (uint8, rows)"""

    orders: Any
    """Orders of positive net in the window (uint32, rows; None where it is not wanted)"""

    net_sales_fen: Any
    """What the customer bought in the window, less refunds (int64, rows; None where it is not wanted)"""

    next_class: Any
    """The next class, by its place in the rulebook; nothing in the highest (uint8, rows; None where it is not wanted)"""

    missing_orders: Any
    """How many orders it is away; nothing in the highest (uint32, rows; None where it is not wanted)"""

    dormant: Any
    """Whether the customer sleeps: 0 no, 1 yes; 0 without `last_order_day` (uint8, rows; None where it is not wanted)"""

    dormant_day: Any
    """The first day on which the customer sleeps, if nothing else is bought; nothing when that day never comes, or without `last_order_day` (int32, rows; None where it is not wanted)"""

    code: Any
    """0, or the number of the code by which the row is refused (uint16, rows)"""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CustomerSegmentsColumns(Table):
    """What `customer_segments_columns` gives, a cell per row."""

    _batch: ClassVar[Batch] = _CUSTOMER_SEGMENTS

    class_customers: Any
    """How many customers each class has, in the rulebook's order; last those without a class (int64, bands)"""

    class_net_sales_fen: Any
    """What they bought in the window, less refunds (int64, bands; None where it is not wanted)"""

    whole: Any
    """The customers that shares are shares of, those with an order, orders, and what was bought in all (fen) (int64, figures)"""

    top: Any
    """The first customers by net sales, as many as the rulebook's `top_share`: how many, what they bought (fen), and the least that one of them bought (fen) (int64, firsts)"""

    super_users: Any
    """The same of super users (int64, firsts; None where it is not wanted)"""

    coverage: Any
    """The same of the fewest customers who bought the rulebook's `coverage` of all (int64, firsts; None where it is not wanted)"""

    super_user: Any
    """Whether the customer is a super user: 0 no, 1 yes. Of customers with one amount those with the lowest numbers are (uint8, customers; None where it is not wanted)"""


class ColumnOperations(Operator):
    """Every operation over columns."""

    __slots__ = ()

    def agent_admit_columns(
        self,
        *,
        reading: Column,
        cleared_month: Column | None = None,
        applied_day: Column | None = None,
        rows: int | None = None,
        readings: int | None = None,
        wanted: Sequence[Literal["asked_tier", "shortfall", "barred", "reentry_day"]] | None = None,
        out: Mapping[str, Any] | None = None,
    ) -> AgentAdmitColumns:
        """Decides applications, an applicant per row (RULES.md §1).

        Applicants, a row each. `rulebook_columns` tells the places of tiers and readings; whether an applicant sponsors themselves is not looked at.

        - `reading` (int64, rows × readings): What the conditions look at; nothing where it is not known.
        - `cleared_month` (int32, rows; may be left out): The last month in which the applicant was assessed, and cleared; nothing for those who never were.
        - `applied_day` (int32, rows; may be left out): The day of applying; needed where `cleared_month` is there.
        - `rows`: Applicants. To be said where no table tells it by its shape.
        - `readings`: The readings that conditions look at. To be said where no table tells it by its shape.

        `wanted`: which of the results that may be left out are (all of them unless said). `out`: buffers of one's own for results, by name.
        """
        given = {"reading": reading, "cleared_month": cleared_month, "applied_day": applied_day}
        return AgentAdmitColumns(**_AGENT_ADMIT.run(self._opened(), given, {"rows": rows, "readings": readings}, wanted, out))

    def agent_assess_columns(
        self,
        *,
        tier: Column,
        joined_month: Column,
        period_month: Column,
        reading: Column,
        misses: Column | None = None,
        last_month: Column | None = None,
        wanted: Sequence[Literal["misses_after", "effective_month", "remaining_grace", "next_tier", "shortfall"]] | None = None,
        out: Mapping[str, Any] | None = None,
    ) -> AgentAssessColumns:
        """Assesses agents, an agent and a month per row (RULES.md §1).

        Agents and the month that each is assessed for, a row each. `rulebook_columns` tells the places of tiers and readings. A month that was assessed already is refused (`period_not_due`): columns do not hold what was decided.

        - `tier` (uint8, rows): The tier; nothing for an agent who was cleared: refused.
        - `misses` (uint32, rows; may be left out): Misses in a row; none unless said.
        - `joined_month` (int32, rows): The month of joining.
        - `last_month` (int32, rows; may be left out): The last month that was assessed; nothing before the first.
        - `period_month` (int32, rows): The month to assess: the one after the last, or that of joining.
        - `reading` (int64, rows × readings): What the conditions look at; nothing where it is not known.

        `wanted`: which of the results that may be left out are (all of them unless said). `out`: buffers of one's own for results, by name.
        """
        given = {"tier": tier, "joined_month": joined_month, "period_month": period_month, "reading": reading, "misses": misses, "last_month": last_month}
        return AgentAssessColumns(**_AGENT_ASSESS.run(self._opened(), given, {}, wanted, out))

    def commission_split_columns(
        self,
        *,
        paid_fen: Column,
        chain_tier: Column,
        cost_fen: Column | None = None,
        has_supplier: Column | None = None,
        quantity: Column | None = None,
        sku: Column | None = None,
        category: Column | None = None,
        chain_rate_ppm: Column | None = None,
        direct_is_buyer: Column | None = None,
        has_mentor: Column | None = None,
        chain_party: Column | None = None,
        mentor_party: Column | None = None,
        pool_party: Column | None = None,
        members: int | None = None,
        pools: int | None = None,
        wanted: Sequence[Literal["supplier_fen", "mentor_fen", "member_fen"]] | None = None,
        out: Mapping[str, Any] | None = None,
    ) -> CommissionSplitColumns:
        """Shares lines of orders among supplier, agents, mentor, pools and the residual party, a line per row (RULES.md §2).

        Lines of orders, a row each: what was paid, and who may be paid for it. `rulebook_columns` tells the places of tiers, SKUs, categories, pools and members.

        Where parties tie, the tie goes by id as it does in the call: `chain_party`, `mentor_party` and `pool_party` say in which order the ids come. A row whose result depends on a tie that they do not settle is refused (`party_order_unknown`).

        - `paid_fen` (int64, rows): What was paid for the line, after every discount; freight apart.
        - `cost_fen` (int64, rows; may be left out): The supplier's price of the line; not known unless said.
        - `has_supplier` (uint8, rows; may be left out): Whether a supplier is owed that price: 0 no, 1 yes; no unless said.
        - `quantity` (uint32, rows; may be left out): How many units, at least one; one unless said.
        - `sku` (uint32, rows; may be left out): The SKU's place among those with overrides; none of them unless said.
        - `category` (uint32, rows; may be left out): The category's place among those with overrides; none of them unless said.
        - `chain_tier` (uint8, rows × chain): The tiers of the chain from the direct agent upward, by their places; 254 is an agent without a tier, 255 nobody: there the chain ends.
        - `chain_rate_ppm` (uint32, rows × chain; may be left out): The rates agreed with agents of the chain; none unless said.
        - `direct_is_buyer` (uint8, rows; may be left out): Whether the direct agent is the buyer: 0 no, 1 yes; no unless said.
        - `has_mentor` (uint8, rows; may be left out): Whether the direct agent has a mentor: 0 no, 1 yes; no unless said.
        - `chain_party` (uint32, rows × chain; may be left out): Who the agents of the chain are: places among all ids of parties and pools in their order. An agent twice in a chain is refused where this column is there.
        - `mentor_party` (uint32, rows; may be left out): Who the mentor is, by the same places.
        - `pool_party` (uint32, pools; may be left out): Where the pools are among the same places, for all rows.
        - `members`: The members of all pools. To be said where no table tells it by its shape.
        - `pools`: The pools. To be said where no table tells it by its shape.

        `wanted`: which of the results that may be left out are (all of them unless said). `out`: buffers of one's own for results, by name.
        """
        given = {"paid_fen": paid_fen, "chain_tier": chain_tier, "cost_fen": cost_fen, "has_supplier": has_supplier, "quantity": quantity, "sku": sku, "category": category, "chain_rate_ppm": chain_rate_ppm, "direct_is_buyer": direct_is_buyer, "has_mentor": has_mentor, "chain_party": chain_party, "mentor_party": mentor_party, "pool_party": pool_party}
        return CommissionSplitColumns(**_COMMISSION_SPLIT.run(self._opened(), given, {"members": members, "pools": pools}, wanted, out))

    def commission_clawback_columns(
        self,
        *,
        part_role: Column,
        paid_fen: Column,
        part_fen: Column,
        refund_fen: Column,
        returned_fen: Column | None = None,
        compensation_fen: Column | None = None,
        reason: Column | None = None,
        wanted: Sequence[Literal["left_fen"]] | None = None,
        out: Mapping[str, Any] | None = None,
    ) -> CommissionClawbackColumns:
        """Who gives back what when buyers are refunded, a refund per row (RULES.md §2).

        Refunds of lines that were split, a row each. All lines have the same parts in the same order; a part that a line does not have is 0 in its row.

        - `part_role` (uint8, parts): The role of each part, for all rows: 0 supplier, 1 direct, 2 sponsor, 3 sponsor_2, 4 mentor, 5 pool, 6 residual; exactly one is residual.
        - `paid_fen` (int64, rows): What was paid for the line.
        - `part_fen` (int64, rows × parts): The parts of the line as it was split then; Σ of a row = `paid_fen`.
        - `returned_fen` (int64, rows; may be left out): What was refunded before with the goods; nothing unless said.
        - `compensation_fen` (int64, rows; may be left out): What was refunded before without them; nothing unless said.
        - `refund_fen` (int64, rows): This refund.
        - `reason` (uint8, rows; may be left out): Why: 0 returned, 1 compensation; the rulebook's default unless said.

        `wanted`: which of the results that may be left out are (all of them unless said). `out`: buffers of one's own for results, by name.
        """
        given = {"part_role": part_role, "paid_fen": paid_fen, "part_fen": part_fen, "refund_fen": refund_fen, "returned_fen": returned_fen, "compensation_fen": compensation_fen, "reason": reason}
        return CommissionClawbackColumns(**_COMMISSION_CLAWBACK.run(self._opened(), given, {}, wanted, out))

    def month_chains_columns(
        self,
        *,
        sponsor: Column,
        tier: Column,
        above: int | None = None,
        wanted: Sequence[Literal["upline"]] | None = None,
        out: Mapping[str, Any] | None = None,
    ) -> MonthChainsColumns:
        """Who is paid on the orders of each agent, and in which class of rates: what the month's sums are made by.

        The sponsor tree of a month, or of a segment of it in which nobody's sponsor or tier changes.

        - `sponsor` (uint32, agents): The number of each agent's sponsor; nothing for a root.
        - `tier` (uint8, agents): The tier in which each agent sells and is paid: its place in the rulebook, from the lowest.
        - `above`: 2: the agents above the seller who are paid at most, where `upline` is there. To be said where no table tells it by its shape.

        `wanted`: which of the results that may be left out are (all of them unless said). `out`: buffers of one's own for results, by name.
        """
        given = {"sponsor": sponsor, "tier": tier}
        return MonthChainsColumns(**_MONTH_CHAINS.run(self._opened(), given, {"above": above}, wanted, out))

    def month_absorb_columns(
        self,
        *,
        agent: Column,
        paid_fen: Column,
        class_: Column,
        sponsor: Column,
        earned_fen: Column,
        totals_fen: Column,
        cancelled_fen: Column | None = None,
        returned_fen: Column | None = None,
        compensation_fen: Column | None = None,
        cost_fen: Column | None = None,
        supplier: Column | None = None,
        quantity: Column | None = None,
        sku: Column | None = None,
        category: Column | None = None,
        direct_is_buyer: Column | None = None,
        pinned_class: Column | None = None,
        orders: Column | None = None,
        upline: Column | None = None,
        clawed_back_fen: Column | None = None,
        supplied_fen: Column | None = None,
        orders_sold: Column | None = None,
        supplier_earned_fen: Column | None = None,
        supplier_clawed_back_fen: Column | None = None,
        above: int | None = None,
        suppliers: int | None = None,
        out: Mapping[str, Any] | None = None,
    ) -> MonthAbsorbColumns:
        """A chunk of a month's order lines, a line per row, added to tables per seller (RULES.md §2, §3).

        Lines of a month's orders, a row each, and the tables that they are added to. A table begins with zeros, and is the same whatever chunks the lines come in.

        - `agent` (uint32, rows): Who sold; nothing where no agent did, and all is the house's.
        - `paid_fen` (int64, rows): What was paid for the line.
        - `cancelled_fen` (int64, rows; may be left out): What of it was cancelled before it counted: it is as if the rest alone had been paid, and nobody earns on it or gives it back. Nothing unless said.
        - `returned_fen` (int64, rows; may be left out): What was refunded of it in the month with the goods; nothing unless said. Everyone gives back.
        - `compensation_fen` (int64, rows; may be left out): What was refunded of it in the month without them; nothing unless said. The supplier keeps its part.
        - `cost_fen` (int64, rows; may be left out): The supplier's price of the line, where it is known.
        - `supplier` (uint32, rows; may be left out): The number of who is owed that price; without a supplier the cost stays with the house.
        - `quantity` (uint32, rows; may be left out): Units sold, for overrides with an amount per unit; 1 unless said.
        - `sku` (uint32, rows; may be left out): The SKU's place among those with overrides, as `rulebook_columns` tells; none of them unless said.
        - `category` (uint32, rows; may be left out): The category's place among those with overrides, as `rulebook_columns` tells; none of them unless said.
        - `direct_is_buyer` (uint8, rows; may be left out): Whether the direct agent is the buyer: 0 no, 1 yes; no unless said.
        - `pinned_class` (uint16, rows; may be left out): The class that was pinned when the order was placed; that of the agent unless said. Of a self-purchase that is paid to the sponsor, the sponsor's class.
        - `orders` (uint8, rows; may be left out): How many orders of positive net the line stands for: 1 on one line of such an order, 0 on its others. Unless said each line is an order, and counts when something is left of it.
        - `class` (uint16, agents): Of each agent, as `month_chains` tells: the class of rates.
        - `sponsor` (uint32, agents): The number of each agent's sponsor; nothing for a root.
        - `upline` (uint32, agents × above; may be left out): Of each agent, as `month_chains` tells: who is paid as sponsor and as sponsor_2. Needed in a differential; elsewhere the sponsor and the sponsor's sponsor unless said.
        - `earned_fen` (int64, agents × width; added to, in place): Per seller: what was paid, and what it earned in the roles direct, sponsor and sponsor_2.
        - `clawed_back_fen` (int64, agents × width; added to, in place): Per seller: what was refunded, and what the same roles gave back. Needed with `returned_fen` or `compensation_fen`.
        - `supplied_fen` (int64, agents; added to, in place): Per seller: what suppliers kept.
        - `orders_sold` (int64, agents; added to, in place): Per seller: orders of positive net.
        - `supplier_earned_fen` (int64, suppliers; added to, in place): Per supplier: what it earned. Needed with `supplier`.
        - `supplier_clawed_back_fen` (int64, suppliers; added to, in place): Per supplier: what it gave back. Needed with `supplier`.
        - `totals_fen` (int64, totals; added to, in place): gross, refunded, gross_without_agent, refunded_without_agent, supplied, supplier_clawed_back, house, house_clawed_back, and lines, which is a count.
        - `above`: 2: the agents above the seller who are paid at most, where `upline` is there. To be said where no table tells it by its shape.
        - `suppliers`: Suppliers, numbered from 0. To be said where no table tells it by its shape.

        `wanted`: which of the results that may be left out are (all of them unless said). `out`: buffers of one's own for results, by name.
        """
        given = {"agent": agent, "paid_fen": paid_fen, "class": class_, "sponsor": sponsor, "earned_fen": earned_fen, "totals_fen": totals_fen, "cancelled_fen": cancelled_fen, "returned_fen": returned_fen, "compensation_fen": compensation_fen, "cost_fen": cost_fen, "supplier": supplier, "quantity": quantity, "sku": sku, "category": category, "direct_is_buyer": direct_is_buyer, "pinned_class": pinned_class, "orders": orders, "upline": upline, "clawed_back_fen": clawed_back_fen, "supplied_fen": supplied_fen, "orders_sold": orders_sold, "supplier_earned_fen": supplier_earned_fen, "supplier_clawed_back_fen": supplier_clawed_back_fen}
        return MonthAbsorbColumns(**_MONTH_ABSORB.run(self._opened(), given, {"above": above, "suppliers": suppliers}, None, out))

    def month_merge_columns(
        self,
        *,
        earned_fen: Column,
        totals_fen: Column,
        other_earned_fen: Column,
        other_totals_fen: Column,
        clawed_back_fen: Column | None = None,
        supplied_fen: Column | None = None,
        orders_sold: Column | None = None,
        supplier_earned_fen: Column | None = None,
        supplier_clawed_back_fen: Column | None = None,
        other_clawed_back_fen: Column | None = None,
        other_supplied_fen: Column | None = None,
        other_orders_sold: Column | None = None,
        other_supplier_earned_fen: Column | None = None,
        other_supplier_clawed_back_fen: Column | None = None,
        agents: int | None = None,
        width: int | None = None,
        suppliers: int | None = None,
        out: Mapping[str, Any] | None = None,
    ) -> MonthMergeColumns:
        """The tables of another chunk of the month, added to those of this one.

        The tables of a month that another chunk's are added to. Associative and commutative; a table that one side has, the other must have.

        - `earned_fen` (int64, agents × width; added to, in place): As of `month_absorb`: what each seller's orders earned.
        - `clawed_back_fen` (int64, agents × width; added to, in place): What they gave back.
        - `supplied_fen` (int64, agents; added to, in place): What suppliers kept.
        - `orders_sold` (int64, agents; added to, in place): Orders of positive net.
        - `supplier_earned_fen` (int64, suppliers; added to, in place): What each supplier earned.
        - `supplier_clawed_back_fen` (int64, suppliers; added to, in place): What each supplier gave back.
        - `totals_fen` (int64, totals; added to, in place): The totals.
        - `other_earned_fen` (int64, agents × width): The same of the other chunk.
        - `other_clawed_back_fen` (int64, agents × width; may be left out): The same of the other chunk.
        - `other_supplied_fen` (int64, agents; may be left out): The same of the other chunk.
        - `other_orders_sold` (int64, agents; may be left out): The same of the other chunk.
        - `other_supplier_earned_fen` (int64, suppliers; may be left out): The same of the other chunk.
        - `other_supplier_clawed_back_fen` (int64, suppliers; may be left out): The same of the other chunk.
        - `other_totals_fen` (int64, totals): The same of the other chunk.
        - `agents`: Agents, numbered from 0. To be said where no table tells it by its shape.
        - `width`: 4: the cells of an agent's row of sums. To be said where no table tells it by its shape.
        - `suppliers`: Suppliers, numbered from 0. To be said where no table tells it by its shape.

        `wanted`: which of the results that may be left out are (all of them unless said). `out`: buffers of one's own for results, by name.
        """
        given = {"earned_fen": earned_fen, "totals_fen": totals_fen, "other_earned_fen": other_earned_fen, "other_totals_fen": other_totals_fen, "clawed_back_fen": clawed_back_fen, "supplied_fen": supplied_fen, "orders_sold": orders_sold, "supplier_earned_fen": supplier_earned_fen, "supplier_clawed_back_fen": supplier_clawed_back_fen, "other_clawed_back_fen": other_clawed_back_fen, "other_supplied_fen": other_supplied_fen, "other_orders_sold": other_orders_sold, "other_supplier_earned_fen": other_supplier_earned_fen, "other_supplier_clawed_back_fen": other_supplier_clawed_back_fen}
        return MonthMergeColumns(**_MONTH_MERGE.run(self._opened(), given, {"agents": agents, "width": width, "suppliers": suppliers}, None, out))

    def month_close_columns(
        self,
        *,
        sponsor: Column,
        earned_fen: Column,
        totals_fen: Column,
        upline: Column | None = None,
        clawed_back_fen: Column | None = None,
        supplied_fen: Column | None = None,
        orders_sold: Column | None = None,
        reading: Column | None = None,
        segments: int | None = None,
        above: int | None = None,
        width: int | None = None,
        readings: int | None = None,
        wanted: Sequence[Literal["own_net_sales_fen", "whole_team_net_sales_fen", "profit_fen", "direct_fen", "clawed_back_by_agent_fen"]] | None = None,
        out: Mapping[str, Any] | None = None,
    ) -> MonthCloseColumns:
        """What each agent and each team sold in the month, and what each agent earned and gave back.

        The tables of a month, all chunks merged, and what they come to for each agent.

        - `sponsor` (uint32, agents): The number of each agent's sponsor at the month's end; nothing for a root. Teams are summed up by it.
        - `upline` (uint32, segments × agents × above; may be left out): Of each segment, as `month_chains` tells: who is paid as sponsor and as sponsor_2. Needed in a differential, and with several segments; else the sponsor and the sponsor's sponsor unless said.
        - `earned_fen` (int64, segments × agents × width): Of each segment, as `month_absorb` left it: what each seller's orders earned.
        - `clawed_back_fen` (int64, segments × agents × width; may be left out): Of each segment, as `month_absorb` left it: what they gave back; nothing unless said.
        - `supplied_fen` (int64, agents; may be left out): What suppliers kept of each seller's orders, all segments added; nothing unless said.
        - `totals_fen` (int64, totals): The totals, all segments added.
        - `orders_sold` (int64, agents; may be left out): Orders of positive net of each seller, all segments added; nothing unless said.
        - `reading` (int64, agents × readings; added to, in place): The readings of `agent_assess`, which the month is put into: own_net_sales, direct_team_net_sales, whole_team_net_sales, profit and orders of the month are set, and added to those of the lifetime or of several periods, which hold what was before the month (nothing stays nothing). All others stay as they are.
        - `segments`: Segments of the month, between which sponsors or tiers changed; 1 where none did. Each has tables of its own. To be said where no table tells it by its shape.
        - `above`: 2: the agents above the seller who are paid at most, where `upline` is there. To be said where no table tells it by its shape.
        - `width`: 4: the cells of an agent's row of sums. To be said where no table tells it by its shape.
        - `readings`: The readings that assessments look at, as `rulebook_columns` tells them. To be said where no table tells it by its shape.

        `wanted`: which of the results that may be left out are (all of them unless said). `out`: buffers of one's own for results, by name.
        """
        given = {"sponsor": sponsor, "earned_fen": earned_fen, "totals_fen": totals_fen, "upline": upline, "clawed_back_fen": clawed_back_fen, "supplied_fen": supplied_fen, "orders_sold": orders_sold, "reading": reading}
        return MonthCloseColumns(**_MONTH_CLOSE.run(self._opened(), given, {"segments": segments, "above": above, "width": width, "readings": readings}, wanted, out))

    def vip_level_columns(
        self,
        *,
        as_of_day: Column,
        top_up_count: Column,
        top_up_day: Column,
        top_up_fen: Column,
        first_purchase_day: Column | None = None,
        refunded_fen: Column | None = None,
        current_level: Column | None = None,
        current_since_day: Column | None = None,
        wanted: Sequence[Literal["change", "since_day", "review_day", "ends_day", "counted_fen", "next_level", "missing_fen", "purchase_missing"]] | None = None,
        out: Mapping[str, Any] | None = None,
    ) -> VipLevelColumns:
        """The VIP level of customers on a day, a customer per row (RULES.md §3).

        Customers on a day, a row each, and their top-ups: those of the first row first, then those of the second, and so on.

        - `as_of_day` (int32, rows): The day of asking.
        - `first_purchase_day` (int32, rows; may be left out): The day of the customer's first purchase; nothing when there is none.
        - `top_up_count` (uint32, rows): How many of the top-ups are the customer's; Σ = `top_ups`.
        - `top_up_day` (int32, top_ups): The day of the top-up. A customer's top-ups stand in the order of their days, those of one day in the order of their ids. One that is later than `as_of_day` has not happened yet and does not count.
        - `top_up_fen` (int64, top_ups): What was paid, bonus apart; not negative.
        - `refunded_fen` (int64, top_ups; may be left out): What of it was refunded by `as_of_day`; nothing unless said.
        - `current_level` (uint8, rows; may be left out): The level that the last decision gave, by its place in the rulebook; nothing when there is none.
        - `current_since_day` (int32, rows; may be left out): The `since_day` of that decision.

        `wanted`: which of the results that may be left out are (all of them unless said). `out`: buffers of one's own for results, by name.
        """
        given = {"as_of_day": as_of_day, "top_up_count": top_up_count, "top_up_day": top_up_day, "top_up_fen": top_up_fen, "first_purchase_day": first_purchase_day, "refunded_fen": refunded_fen, "current_level": current_level, "current_since_day": current_since_day}
        return VipLevelColumns(**_VIP_LEVEL.run(self._opened(), given, {}, wanted, out))

    def vip_price_columns(
        self,
        *,
        on_day: Column,
        list_fen: Column,
        quantity: Column | None = None,
        cost_fen: Column | None = None,
        floor_fen: Column | None = None,
        level: Column | None = None,
        born_day: Column | None = None,
        birthday_used_year: Column | None = None,
        coupon_fen: Column | None = None,
        coupon_minimum_fen: Column | None = None,
        points: Column | None = None,
        wanted: Sequence[Literal["level_fen", "birthday_fen", "coupon_off_fen", "points_fen", "birthday_day", "points_used"]] | None = None,
        out: Mapping[str, Any] | None = None,
    ) -> VipPriceColumns:
        """The price waterfall of orders of one line, an order per row (RULES.md §3).

        Goods and who buys them: a row is an order of one line. (In an order of several lines a step is allotted by the ids of the lines, which columns do not have: that is for the call.)

        - `on_day` (int32, rows): The day of the order.
        - `list_fen` (int64, rows): The list price, all units together.
        - `quantity` (uint32, rows; may be left out): How many units; 1 unless said.
        - `cost_fen` (int64, rows; may be left out): What it costs the merchant, all units together.
        - `floor_fen` (int64, rows; may be left out): Below what it is not sold, all units together.
        - `level` (uint8, rows; may be left out): The customer's level, by its place in the rulebook; nothing when there is none.
        - `born_day` (int32, rows; may be left out): The customer's day of birth.
        - `birthday_used_year` (int32, rows; may be left out): The year of the last birthday whose discount was given.
        - `coupon_fen` (int64, rows; may be left out): What the customer's coupon takes off.
        - `coupon_minimum_fen` (int64, rows; may be left out): The order that the coupon needs; nothing of it unless said.
        - `points` (uint32, rows; may be left out): The points that the customer offers.

        `wanted`: which of the results that may be left out are (all of them unless said). `out`: buffers of one's own for results, by name.
        """
        given = {"on_day": on_day, "list_fen": list_fen, "quantity": quantity, "cost_fen": cost_fen, "floor_fen": floor_fen, "level": level, "born_day": born_day, "birthday_used_year": birthday_used_year, "coupon_fen": coupon_fen, "coupon_minimum_fen": coupon_minimum_fen, "points": points}
        return VipPriceColumns(**_VIP_PRICE.run(self._opened(), given, {}, wanted, out))

    def customer_absorb_columns(
        self,
        *,
        customer: Column,
        paid_fen: Column,
        cells: Column,
        refunded_fen: Column | None = None,
        day: Column | None = None,
        as_of_day: Column | None = None,
        last_order_day: Column | None = None,
        dates: int | None = None,
        out: Mapping[str, Any] | None = None,
    ) -> CustomerAbsorbColumns:
        """A chunk of orders, an order per row, added to one cell per customer (RULES.md §6).

        Orders, a row each, and the table that they are added to. The table begins with zeros, and is the same whatever chunks the orders come in.

        - `customer` (uint32, rows): Who bought.
        - `paid_fen` (int64, rows): What was paid; not negative.
        - `refunded_fen` (int64, rows; may be left out): What of it was refunded by the day of asking; nothing unless said. An order of which nothing is left does not count.
        - `day` (int32, rows; may be left out): The day of the order. Unless said, all orders are in the window.
        - `as_of_day` (int32, dates; may be left out): The day of asking, with which the window ends: an order after it, or before the window, adds nothing. Needed with `day`.
        - `cells` (int64, customers; added to, in place): Per customer: net sales · 2^13 + orders of positive net.
        - `last_order_day` (int32, customers; added to, in place): Per customer: the day of the last order that counts, in the window or before it. Begins with nothing. Needs `day`.
        - `dates`: 1: days of asking. To be said where no table tells it by its shape.

        `wanted`: which of the results that may be left out are (all of them unless said). `out`: buffers of one's own for results, by name.
        """
        given = {"customer": customer, "paid_fen": paid_fen, "cells": cells, "refunded_fen": refunded_fen, "day": day, "as_of_day": as_of_day, "last_order_day": last_order_day}
        return CustomerAbsorbColumns(**_CUSTOMER_ABSORB.run(self._opened(), given, {"dates": dates}, None, out))

    def customer_merge_columns(
        self,
        *,
        cells: Column,
        other_cells: Column,
        last_order_day: Column | None = None,
        other_last_order_day: Column | None = None,
        out: Mapping[str, Any] | None = None,
    ) -> CustomerMergeColumns:
        """The cells of another chunk of orders, added to those of this one.

        The table of some orders, to which that of others is added. Associative and commutative.

        - `cells` (int64, customers; added to, in place): As of `customer_absorb`.
        - `last_order_day` (int32, customers; added to, in place): As of `customer_absorb`: days of last orders. One that one side has, the other must have.
        - `other_cells` (int64, customers): The same of the other chunk.
        - `other_last_order_day` (int32, customers; may be left out): The same of the other chunk.

        `wanted`: which of the results that may be left out are (all of them unless said). `out`: buffers of one's own for results, by name.
        """
        given = {"cells": cells, "other_cells": other_cells, "last_order_day": last_order_day, "other_last_order_day": other_last_order_day}
        return CustomerMergeColumns(**_CUSTOMER_MERGE.run(self._opened(), given, {}, None, out))

    def customer_classify_columns(
        self,
        *,
        cells: Column,
        last_order_day: Column | None = None,
        as_of_day: Column | None = None,
        dates: int | None = None,
        wanted: Sequence[Literal["orders", "net_sales_fen", "next_class", "missing_orders", "dormant", "dormant_day"]] | None = None,
        out: Mapping[str, Any] | None = None,
    ) -> CustomerClassifyColumns:
        """The class of customers by repurchases and whether they sleep, a customer per row (RULES.md §6).

        Customers on a day, a row each.

        - `cells` (int64, rows): As `customer_absorb` left it: net sales · 2^13 + orders.
        - `last_order_day` (int32, rows; may be left out): As `customer_absorb` left it: the day of the last order; nothing where there is none.
        - `as_of_day` (int32, dates; may be left out): The day of asking. Needed with `last_order_day`.
        - `dates`: 1: days of asking. To be said where no table tells it by its shape.

        `wanted`: which of the results that may be left out are (all of them unless said). `out`: buffers of one's own for results, by name.
        """
        given = {"cells": cells, "last_order_day": last_order_day, "as_of_day": as_of_day}
        return CustomerClassifyColumns(**_CUSTOMER_CLASSIFY.run(self._opened(), given, {"dates": dates}, wanted, out))

    def customer_segments_columns(
        self,
        *,
        cells: Column,
        bands: int | None = None,
        figures: int | None = None,
        firsts: int | None = None,
        wanted: Sequence[Literal["class_net_sales_fen", "super_users", "coverage", "super_user"]] | None = None,
        out: Mapping[str, Any] | None = None,
    ) -> CustomerSegmentsColumns:
        """All customers together: how many each class has, what the first of them buy, super users, coverage (RULES.md §6).

        The table of all customers, all chunks merged, and what they come to together.

        - `cells` (int64, customers): As `customer_absorb` left it: net sales · 2^13 + orders.
        - `bands`: The classes of the rulebook, and one more for customers without a class. To be said where no table tells it by its shape.
        - `figures`: 4: how many figures of all customers there are. To be said where no table tells it by its shape.
        - `firsts`: 3: how many figures of the first customers there are. To be said where no table tells it by its shape.

        `wanted`: which of the results that may be left out are (all of them unless said). `out`: buffers of one's own for results, by name.
        """
        given = {"cells": cells}
        return CustomerSegmentsColumns(**_CUSTOMER_SEGMENTS.run(self._opened(), given, {"bands": bands, "figures": figures, "firsts": firsts}, wanted, out))


__all__ = ["Column", "Results", "Table", "code_name", "zeros", "AgentAdmitColumns", "AgentAssessColumns", "CommissionSplitColumns", "CommissionClawbackColumns", "MonthChainsColumns", "MonthAbsorbColumns", "MonthMergeColumns", "MonthCloseColumns", "VipLevelColumns", "VipPriceColumns", "CustomerAbsorbColumns", "CustomerMergeColumns", "CustomerClassifyColumns", "CustomerSegmentsColumns"]
