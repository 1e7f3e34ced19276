// Printed from the declarations of the core by `cargo test`; change them, not this file.

import type { Column } from './index.js';

/** What comes out of a batch, and where to. */
export interface ColumnOptions<Columns, Wanted> {
  /** Of the results that need not be worked out, those that are wanted: all of them unless said. Without them a batch may be much quicker. */
  wanted?: readonly Wanted[];
  /**
   * Arrays or columns of your own for results, by name and exactly as long: what comes out are then these, and of a column its cells.
   * A table that is added to may come out where it came from; as a column it is then not copied.
   */
  out?: { [Name in Exclude<keyof Columns, 'refused'>]?: Columns[Name] | Column<NonNullable<Columns[Name]>> };
}

/** Applicants, a row each. `rulebook_columns` tells the places of tiers and readings; whether an applicant sponsors themselves is not looked at. */
export interface AgentAdmitBatch {
  /** Applicants. */
  rows: number;
  /**
   * What the conditions look at; nothing where it is not known.
   *
   * Cells: `rows` × `readings`.
   */
  reading: BigInt64Array | Column<BigInt64Array>;
  /**
   * The last month in which the applicant was assessed, and cleared; nothing for those who never were.
   *
   * Cells: `rows`.
   */
  cleared_month?: Int32Array | Column<Int32Array>;
  /**
   * The day of applying; needed where `cleared_month` is there.
   *
   * Cells: `rows`.
   */
  applied_day?: Int32Array | Column<Int32Array>;
}

/** What comes out of `agentAdmitColumns`. */
export interface AgentAdmitColumns {
  /** How many rows are refused. */
  refused: number;
  /**
   * What becomes of the application: 0 admitted, 1 refused.
   *
   * Cells: `rows`.
   */
  result: Uint8Array;
  /**
   * The tier that the applicant enters: the highest whose `admit` holds; nothing when refused.
   *
   * Cells: `rows`.
   */
  tier: Uint8Array;
  /**
   * The tier that `shortfall` speaks of: the lowest that one can enter; nothing when admitted.
   *
   * Cells: `rows`.
   */
  asked_tier: Uint8Array;
  /**
   * How far each reading is below what that tier still lacks. Of thresholds in one `any`, each alone suffices.
   *
   * Cells: `rows` × `readings`.
   */
  shortfall: BigInt64Array;
  /**
   * Whether the applicant was cleared before and may not come back yet: 0 no, 1 yes.
   *
   * Cells: `rows`.
   */
  barred: Uint8Array;
  /**
   * When barred: the first day on which they may apply again; nothing: never.
   *
   * Cells: `rows`.
   */
  reentry_day: Int32Array;
  /**
   * 0, or the number of the code by which the row is refused.
   *
   * Cells: `rows`.
   */
  code: Uint16Array;
}

/** Agents and the month that each is assessed for, a row each. `rulebook_columns` tells the places of tiers and readings. A month that was assessed already is refused (`period_not_due`): columns do not hold what was decided. */
export interface AgentAssessBatch {
  /**
   * The tier; nothing for an agent who was cleared: refused.
   *
   * Cells: `rows`.
   */
  tier: Uint8Array | Column<Uint8Array>;
  /**
   * Misses in a row; none unless said.
   *
   * Cells: `rows`.
   */
  misses?: Uint32Array | Column<Uint32Array>;
  /**
   * The month of joining.
   *
   * Cells: `rows`.
   */
  joined_month: Int32Array | Column<Int32Array>;
  /**
   * The last month that was assessed; nothing before the first.
   *
   * Cells: `rows`.
   */
  last_month?: Int32Array | Column<Int32Array>;
  /**
   * The month to assess: the one after the last, or that of joining.
   *
   * Cells: `rows`.
   */
  period_month: Int32Array | Column<Int32Array>;
  /**
   * What the conditions look at; nothing where it is not known.
   *
   * Cells: `rows` × `readings`.
   */
  reading: BigInt64Array | Column<BigInt64Array>;
}

/** What comes out of `agentAssessColumns`. */
export interface AgentAssessColumns {
  /** How many rows are refused. */
  refused: number;
  /**
   * What it comes to: 0 protected, 1 promoted, 2 kept, 3 warned, 4 demoted, 5 cleared.
   *
   * Cells: `rows`.
   */
  outcome: Uint8Array;
  /**
   * The tier afterwards; nothing when cleared.
   *
   * Cells: `rows`.
   */
  tier_after: Uint8Array;
  /**
   * Misses in a row afterwards.
   *
   * Cells: `rows`.
   */
  misses_after: Uint32Array;
  /**
   * The first month in which the change is in force; nothing where nothing changes.
   *
   * Cells: `rows`.
   */
  effective_month: Int32Array;
  /**
   * Further misses in a row that would only be warned of.
   *
   * Cells: `rows`.
   */
  remaining_grace: Uint32Array;
  /**
   * The next tier above that one can be promoted into; nothing where there is none.
   *
   * Cells: `rows`.
   */
  next_tier: Uint8Array;
  /**
   * How far each reading is below what the next tier still lacks. Of thresholds in one `any`, each alone suffices.
   *
   * Cells: `rows` × `readings`.
   */
  shortfall: BigInt64Array;
  /**
   * 0, or the number of the code by which the row is refused.
   *
   * Cells: `rows`.
   */
  code: Uint16Array;
}

/**
 * Lines of orders, a row each: what was paid, and who may be paid for it. `rulebook_columns` tells the places of tiers, SKUs, categories, pools and members.
 *
 * Where parties tie, the tie goes by id as it does in the call: `chain_party`, `mentor_party` and `pool_party` say in which order the ids come. A row whose result depends on a tie that they do not settle is refused (`party_order_unknown`).
 */
export interface CommissionSplitBatch {
  /** The members of all pools. Default: 0. */
  members?: number;
  /** The pools. Default: 0. */
  pools?: number;
  /**
   * What was paid for the line, after every discount; freight apart.
   *
   * Cells: `rows`.
   */
  paid_fen: BigInt64Array | Column<BigInt64Array>;
  /**
   * The supplier's price of the line; not known unless said.
   *
   * Cells: `rows`.
   */
  cost_fen?: BigInt64Array | Column<BigInt64Array>;
  /**
   * Whether a supplier is owed that price: 0 no, 1 yes; no unless said.
   *
   * Cells: `rows`.
   */
  has_supplier?: Uint8Array | Column<Uint8Array>;
  /**
   * How many units, at least one; one unless said.
   *
   * Cells: `rows`.
   */
  quantity?: Uint32Array | Column<Uint32Array>;
  /**
   * The SKU's place among those with overrides; none of them unless said.
   *
   * Cells: `rows`.
   */
  sku?: Uint32Array | Column<Uint32Array>;
  /**
   * The category's place among those with overrides; none of them unless said.
   *
   * Cells: `rows`.
   */
  category?: Uint32Array | Column<Uint32Array>;
  /**
   * The tiers of the chain from the direct agent upward, by their places; 254 is an agent without a tier, 255 nobody: there the chain ends.
   *
   * Cells: `rows` × `chain`.
   */
  chain_tier: Uint8Array | Column<Uint8Array>;
  /**
   * The rates agreed with agents of the chain; none unless said.
   *
   * Cells: `rows` × `chain`.
   */
  chain_rate_ppm?: Uint32Array | Column<Uint32Array>;
  /**
   * Whether the direct agent is the buyer: 0 no, 1 yes; no unless said.
   *
   * Cells: `rows`.
   */
  direct_is_buyer?: Uint8Array | Column<Uint8Array>;
  /**
   * Whether the direct agent has a mentor: 0 no, 1 yes; no unless said.
   *
   * Cells: `rows`.
   */
  has_mentor?: Uint8Array | Column<Uint8Array>;
  /**
   * Who the agents of the chain are: places among all ids of parties and pools in their order. An agent twice in a chain is refused where this column is there.
   *
   * Cells: `rows` × `chain`.
   */
  chain_party?: Uint32Array | Column<Uint32Array>;
  /**
   * Who the mentor is, by the same places.
   *
   * Cells: `rows`.
   */
  mentor_party?: Uint32Array | Column<Uint32Array>;
  /**
   * Where the pools are among the same places, for all rows.
   *
   * Cells: `pools`.
   */
  pool_party?: Uint32Array | Column<Uint32Array>;
}

/** What comes out of `commissionSplitColumns`. */
export interface CommissionSplitColumns {
  /** How many rows are refused. */
  refused: number;
  /**
   * The supplier's part: the cost, where a supplier is owed it.
   *
   * Cells: `rows`.
   */
  supplier_fen: BigInt64Array;
  /**
   * The parts of the chain; 0 for who has none.
   *
   * Cells: `rows` × `chain`.
   */
  chain_fen: BigInt64Array;
  /**
   * The mentor's part.
   *
   * Cells: `rows`.
   */
  mentor_fen: BigInt64Array;
  /**
   * The parts of the members of all pools.
   *
   * Cells: `rows` × `members`.
   */
  member_fen: BigInt64Array;
  /**
   * The residual party's part: what all others leave of `paid_fen`. It may be below zero.
   *
   * Cells: `rows`.
   */
  residual_fen: BigInt64Array;
  /**
   * 0, or the number of the code by which the row is refused.
   *
   * Cells: `rows`.
   */
  code: Uint16Array;
}

/** Refunds of lines that were split, a row each. All lines have the same parts in the same order; a part that a line does not have is 0 in its row. */
export interface CommissionClawbackBatch {
  /**
   * The role of each part, for all rows: 0 supplier, 1 direct, 2 sponsor, 3 sponsor_2, 4 mentor, 5 pool, 6 residual; exactly one is residual.
   *
   * Cells: `parts`.
   */
  part_role: Uint8Array | Column<Uint8Array>;
  /**
   * What was paid for the line.
   *
   * Cells: `rows`.
   */
  paid_fen: BigInt64Array | Column<BigInt64Array>;
  /**
   * The parts of the line as it was split then; Σ of a row = `paid_fen`.
   *
   * Cells: `rows` × `parts`.
   */
  part_fen: BigInt64Array | Column<BigInt64Array>;
  /**
   * What was refunded before with the goods; nothing unless said.
   *
   * Cells: `rows`.
   */
  returned_fen?: BigInt64Array | Column<BigInt64Array>;
  /**
   * What was refunded before without them; nothing unless said.
   *
   * Cells: `rows`.
   */
  compensation_fen?: BigInt64Array | Column<BigInt64Array>;
  /**
   * This refund.
   *
   * Cells: `rows`.
   */
  refund_fen: BigInt64Array | Column<BigInt64Array>;
  /**
   * Why: 0 returned, 1 compensation; the rulebook's default unless said.
   *
   * Cells: `rows`.
   */
  reason?: Uint8Array | Column<Uint8Array>;
}

/** What comes out of `commissionClawbackColumns`. */
export interface CommissionClawbackColumns {
  /** How many rows are refused. */
  refused: number;
  /**
   * What each part gives back now; Σ of a row = `refund_fen`. Only the residual party's may be below zero.
   *
   * Cells: `rows` × `parts`.
   */
  taken_fen: BigInt64Array;
  /**
   * What is left of the line to refund.
   *
   * Cells: `rows`.
   */
  left_fen: BigInt64Array;
  /**
   * 0, or the number of the code by which the row is refused.
   *
   * Cells: `rows`.
   */
  code: Uint16Array;
}

/** The sponsor tree of a month, or of a segment of it in which nobody's sponsor or tier changes. */
export interface MonthChainsBatch {
  /** 2: the agents above the seller who are paid at most, where `upline` is there. Default: 0. */
  above?: number;
  /**
   * The number of each agent's sponsor; nothing for a root.
   *
   * Cells: `agents`.
   */
  sponsor: Uint32Array | Column<Uint32Array>;
  /**
   * The tier in which each agent sells and is paid: its place in the rulebook, from the lowest.
   *
   * Cells: `agents`.
   */
  tier: Uint8Array | Column<Uint8Array>;
}

/** What comes out of `monthChainsColumns`. */
export interface MonthChainsColumns {
  /** How many rows are refused. */
  refused: number;
  /**
   * The class of rates in which an order of each agent is shared. It is a number of this rulebook, and may be kept with an order as what was pinned for it.
   *
   * Cells: `agents`.
   */
  class: Uint16Array;
  /**
   * Who is paid as sponsor and as sponsor_2 on an order of each agent; in a differential the first and the second above with a rate above all below. Needed in a differential; elsewhere they are the sponsor and the sponsor's sponsor.
   *
   * Cells: `agents` × `above`.
   */
  upline: Uint32Array;
}

/** Lines of a month's orders, a row each, and the tables that they are added to. A table begins with zeros, and is the same whatever chunks the lines come in. */
export interface MonthAbsorbBatch {
  /** 2: the agents above the seller who are paid at most, where `upline` is there. Default: 0. */
  above?: number;
  /** Suppliers, numbered from 0. Default: 0. */
  suppliers?: number;
  /**
   * Who sold; nothing where no agent did, and all is the house's.
   *
   * Cells: `rows`.
   */
  agent: Uint32Array | Column<Uint32Array>;
  /**
   * What was paid for the line.
   *
   * Cells: `rows`.
   */
  paid_fen: BigInt64Array | Column<BigInt64Array>;
  /**
   * What of it was cancelled before it counted: it is as if the rest alone had been paid, and nobody earns on it or gives it back. Nothing unless said.
   *
   * Cells: `rows`.
   */
  cancelled_fen?: BigInt64Array | Column<BigInt64Array>;
  /**
   * What was refunded of it in the month with the goods; nothing unless said. Everyone gives back.
   *
   * Cells: `rows`.
   */
  returned_fen?: BigInt64Array | Column<BigInt64Array>;
  /**
   * What was refunded of it in the month without them; nothing unless said. The supplier keeps its part.
   *
   * Cells: `rows`.
   */
  compensation_fen?: BigInt64Array | Column<BigInt64Array>;
  /**
   * The supplier's price of the line, where it is known.
   *
   * Cells: `rows`.
   */
  cost_fen?: BigInt64Array | Column<BigInt64Array>;
  /**
   * The number of who is owed that price; without a supplier the cost stays with the house.
   *
   * Cells: `rows`.
   */
  supplier?: Uint32Array | Column<Uint32Array>;
  /**
   * Units sold, for overrides with an amount per unit; 1 unless said.
   *
   * Cells: `rows`.
   */
  quantity?: Uint32Array | Column<Uint32Array>;
  /**
   * The SKU's place among those with overrides, as `rulebook_columns` tells; none of them unless said.
   *
   * Cells: `rows`.
   */
  sku?: Uint32Array | Column<Uint32Array>;
  /**
   * The category's place among those with overrides, as `rulebook_columns` tells; none of them unless said.
   *
   * Cells: `rows`.
   */
  category?: Uint32Array | Column<Uint32Array>;
  /**
   * Whether the direct agent is the buyer: 0 no, 1 yes; no unless said.
   *
   * Cells: `rows`.
   */
  direct_is_buyer?: Uint8Array | Column<Uint8Array>;
  /**
   * The class that was pinned when the order was placed; that of the agent unless said. Of a self-purchase that is paid to the sponsor, the sponsor's class.
   *
   * Cells: `rows`.
   */
  pinned_class?: Uint16Array | Column<Uint16Array>;
  /**
   * How many orders of positive net the line stands for: 1 on one line of such an order, 0 on its others. Unless said each line is an order, and counts when something is left of it.
   *
   * Cells: `rows`.
   */
  orders?: Uint8Array | Column<Uint8Array>;
  /**
   * Of each agent, as `month_chains` tells: the class of rates.
   *
   * Cells: `agents`.
   */
  class: Uint16Array | Column<Uint16Array>;
  /**
   * The number of each agent's sponsor; nothing for a root.
   *
   * Cells: `agents`.
   */
  sponsor: Uint32Array | Column<Uint32Array>;
  /**
   * Of each agent, as `month_chains` tells: who is paid as sponsor and as sponsor_2. Needed in a differential; elsewhere the sponsor and the sponsor's sponsor unless said.
   *
   * Cells: `agents` × `above`.
   */
  upline?: Uint32Array | Column<Uint32Array>;
  /**
   * Per seller: what was paid, and what it earned in the roles direct, sponsor and sponsor_2.
   *
   * Cells: `agents` × `width`.
   */
  earned_fen: BigInt64Array | Column<BigInt64Array>;
  /**
   * Per seller: what was refunded, and what the same roles gave back. Needed with `returned_fen` or `compensation_fen`.
   *
   * Cells: `agents` × `width`.
   */
  clawed_back_fen?: BigInt64Array | Column<BigInt64Array>;
  /**
   * Per seller: what suppliers kept.
   *
   * Cells: `agents`.
   */
  supplied_fen?: BigInt64Array | Column<BigInt64Array>;
  /**
   * Per seller: orders of positive net.
   *
   * Cells: `agents`.
   */
  orders_sold?: BigInt64Array | Column<BigInt64Array>;
  /**
   * Per supplier: what it earned. Needed with `supplier`.
   *
   * Cells: `suppliers`.
   */
  supplier_earned_fen?: BigInt64Array | Column<BigInt64Array>;
  /**
   * Per supplier: what it gave back. Needed with `supplier`.
   *
   * Cells: `suppliers`.
   */
  supplier_clawed_back_fen?: BigInt64Array | Column<BigInt64Array>;
  /**
   * gross, refunded, gross_without_agent, refunded_without_agent, supplied, supplier_clawed_back, house, house_clawed_back, and lines, which is a count.
   *
   * Cells: `totals`.
   */
  totals_fen: BigInt64Array | Column<BigInt64Array>;
}

/** What comes out of `monthAbsorbColumns`. */
export interface MonthAbsorbColumns {
  /** How many rows are refused. */
  refused: number;
  /**
   * Per seller: what was paid, and what it earned in the roles direct, sponsor and sponsor_2.
   *
   * Cells: `agents` × `width`.
   */
  earned_fen: BigInt64Array;
  /**
   * Per seller: what was refunded, and what the same roles gave back. Needed with `returned_fen` or `compensation_fen`.
   *
   * Cells: `agents` × `width`.
   */
  clawed_back_fen?: BigInt64Array;
  /**
   * Per seller: what suppliers kept.
   *
   * Cells: `agents`.
   */
  supplied_fen?: BigInt64Array;
  /**
   * Per seller: orders of positive net.
   *
   * Cells: `agents`.
   */
  orders_sold?: BigInt64Array;
  /**
   * Per supplier: what it earned. Needed with `supplier`.
   *
   * Cells: `suppliers`.
   */
  supplier_earned_fen?: BigInt64Array;
  /**
   * Per supplier: what it gave back. Needed with `supplier`.
   *
   * Cells: `suppliers`.
   */
  supplier_clawed_back_fen?: BigInt64Array;
  /**
   * gross, refunded, gross_without_agent, refunded_without_agent, supplied, supplier_clawed_back, house, house_clawed_back, and lines, which is a count.
   *
   * Cells: `totals`.
   */
  totals_fen: BigInt64Array;
  /**
   * 0, or the number of the code by which the row is refused: nothing of it is added. A row that would take the month's gross beyond the limit of money is refused; no other depends on the rows before it.
   *
   * Cells: `rows`.
   */
  code: Uint16Array;
}

/** The tables of a month that another chunk's are added to. Associative and commutative; a table that one side has, the other must have. */
export interface MonthMergeBatch {
  /** Agents, numbered from 0. */
  agents: number;
  /** Suppliers, numbered from 0. Default: 0. */
  suppliers?: number;
  /**
   * As of `month_absorb`: what each seller's orders earned.
   *
   * Cells: `agents` × `width`.
   */
  earned_fen: BigInt64Array | Column<BigInt64Array>;
  /**
   * What they gave back.
   *
   * Cells: `agents` × `width`.
   */
  clawed_back_fen?: BigInt64Array | Column<BigInt64Array>;
  /**
   * What suppliers kept.
   *
   * Cells: `agents`.
   */
  supplied_fen?: BigInt64Array | Column<BigInt64Array>;
  /**
   * Orders of positive net.
   *
   * Cells: `agents`.
   */
  orders_sold?: BigInt64Array | Column<BigInt64Array>;
  /**
   * What each supplier earned.
   *
   * Cells: `suppliers`.
   */
  supplier_earned_fen?: BigInt64Array | Column<BigInt64Array>;
  /**
   * What each supplier gave back.
   *
   * Cells: `suppliers`.
   */
  supplier_clawed_back_fen?: BigInt64Array | Column<BigInt64Array>;
  /**
   * The totals.
   *
   * Cells: `totals`.
   */
  totals_fen: BigInt64Array | Column<BigInt64Array>;
  /**
   * The same of the other chunk.
   *
   * Cells: `agents` × `width`.
   */
  other_earned_fen: BigInt64Array | Column<BigInt64Array>;
  /**
   * The same of the other chunk.
   *
   * Cells: `agents` × `width`.
   */
  other_clawed_back_fen?: BigInt64Array | Column<BigInt64Array>;
  /**
   * The same of the other chunk.
   *
   * Cells: `agents`.
   */
  other_supplied_fen?: BigInt64Array | Column<BigInt64Array>;
  /**
   * The same of the other chunk.
   *
   * Cells: `agents`.
   */
  other_orders_sold?: BigInt64Array | Column<BigInt64Array>;
  /**
   * The same of the other chunk.
   *
   * Cells: `suppliers`.
   */
  other_supplier_earned_fen?: BigInt64Array | Column<BigInt64Array>;
  /**
   * The same of the other chunk.
   *
   * Cells: `suppliers`.
   */
  other_supplier_clawed_back_fen?: BigInt64Array | Column<BigInt64Array>;
  /**
   * The same of the other chunk.
   *
   * Cells: `totals`.
   */
  other_totals_fen: BigInt64Array | Column<BigInt64Array>;
}

/** What comes out of `monthMergeColumns`. */
export interface MonthMergeColumns {
  /** How many rows are refused. */
  refused: number;
  /**
   * As of `month_absorb`: what each seller's orders earned.
   *
   * Cells: `agents` × `width`.
   */
  earned_fen: BigInt64Array;
  /**
   * What they gave back.
   *
   * Cells: `agents` × `width`.
   */
  clawed_back_fen?: BigInt64Array;
  /**
   * What suppliers kept.
   *
   * Cells: `agents`.
   */
  supplied_fen?: BigInt64Array;
  /**
   * Orders of positive net.
   *
   * Cells: `agents`.
   */
  orders_sold?: BigInt64Array;
  /**
   * What each supplier earned.
   *
   * Cells: `suppliers`.
   */
  supplier_earned_fen?: BigInt64Array;
  /**
   * What each supplier gave back.
   *
   * Cells: `suppliers`.
   */
  supplier_clawed_back_fen?: BigInt64Array;
  /**
   * The totals.
   *
   * Cells: `totals`.
   */
  totals_fen: BigInt64Array;
}

/** The tables of a month, all chunks merged, and what they come to for each agent. */
export interface MonthCloseBatch {
  /** Segments of the month, between which sponsors or tiers changed; 1 where none did. Each has tables of its own. */
  segments: number;
  /** 2: the agents above the seller who are paid at most, where `upline` is there. Default: 0. */
  above?: number;
  /** 4: the cells of an agent's row of sums. */
  width: number;
  /** The readings that assessments look at, as `rulebook_columns` tells them. Default: 0. */
  readings?: number;
  /**
   * The number of each agent's sponsor at the month's end; nothing for a root. Teams are summed up by it.
   *
   * Cells: `agents`.
   */
  sponsor: Uint32Array | Column<Uint32Array>;
  /**
   * Of each segment, as `month_chains` tells: who is paid as sponsor and as sponsor_2. Needed in a differential, and with several segments; else the sponsor and the sponsor's sponsor unless said.
   *
   * Cells: `segments` × `agents` × `above`.
   */
  upline?: Uint32Array | Column<Uint32Array>;
  /**
   * Of each segment, as `month_absorb` left it: what each seller's orders earned.
   *
   * Cells: `segments` × `agents` × `width`.
   */
  earned_fen: BigInt64Array | Column<BigInt64Array>;
  /**
   * Of each segment, as `month_absorb` left it: what they gave back; nothing unless said.
   *
   * Cells: `segments` × `agents` × `width`.
   */
  clawed_back_fen?: BigInt64Array | Column<BigInt64Array>;
  /**
   * What suppliers kept of each seller's orders, all segments added; nothing unless said.
   *
   * Cells: `agents`.
   */
  supplied_fen?: BigInt64Array | Column<BigInt64Array>;
  /**
   * The totals, all segments added.
   *
   * Cells: `totals`.
   */
  totals_fen: BigInt64Array | Column<BigInt64Array>;
  /**
   * Orders of positive net of each seller, all segments added; nothing unless said.
   *
   * Cells: `agents`.
   */
  orders_sold?: BigInt64Array | Column<BigInt64Array>;
  /**
   * The readings of `agent_assess`, which the month is put into: own_net_sales, direct_team_net_sales, whole_team_net_sales, profit and orders of the month are set, and added to those of the lifetime or of several periods, which hold what was before the month (nothing stays nothing). All others stay as they are.
   *
   * Cells: `agents` × `readings`.
   */
  reading?: BigInt64Array | Column<BigInt64Array>;
}

/** What comes out of `monthCloseColumns`. */
export interface MonthCloseColumns {
  /** How many rows are refused. */
  refused: number;
  /**
   * What each agent sold, less refunds.
   *
   * Cells: `agents`.
   */
  own_net_sales_fen: BigInt64Array;
  /**
   * What the agents sold whom the agent sponsors, less refunds.
   *
   * Cells: `agents`.
   */
  direct_team_net_sales_fen: BigInt64Array;
  /**
   * What all agents below sold, less refunds.
   *
   * Cells: `agents`.
   */
  whole_team_net_sales_fen: BigInt64Array;
  /**
   * Own net sales less what suppliers kept.
   *
   * Cells: `agents`.
   */
  profit_fen: BigInt64Array;
  /**
   * What the agent earned on own orders: of one segment the second cells of `earned_fen`.
   *
   * Cells: `agents`.
   */
  direct_fen: BigInt64Array;
  /**
   * What the agent earned on orders of those below.
   *
   * Cells: `agents`.
   */
  indirect_fen: BigInt64Array;
  /**
   * What the agent gave back of both.
   *
   * Cells: `agents`.
   */
  clawed_back_by_agent_fen: BigInt64Array;
  /**
   * The readings of `agent_assess`, which the month is put into: own_net_sales, direct_team_net_sales, whole_team_net_sales, profit and orders of the month are set, and added to those of the lifetime or of several periods, which hold what was before the month (nothing stays nothing). All others stay as they are.
   *
   * Cells: `agents` × `readings`.
   */
  reading?: BigInt64Array;
}

/** Customers on a day, a row each, and their top-ups: those of the first row first, then those of the second, and so on. */
export interface VipLevelBatch {
  /**
   * The day of asking.
   *
   * Cells: `rows`.
   */
  as_of_day: Int32Array | Column<Int32Array>;
  /**
   * The day of the customer's first purchase; nothing when there is none.
   *
   * Cells: `rows`.
   */
  first_purchase_day?: Int32Array | Column<Int32Array>;
  /**
   * How many of the top-ups are the customer's; Σ = `top_ups`.
   *
   * Cells: `rows`.
   */
  top_up_count: Uint32Array | Column<Uint32Array>;
  /**
   * The day of the top-up. A customer's top-ups stand in the order of their days, those of one day in the order of their ids. One that is later than `as_of_day` has not happened yet and does not count.
   *
   * Cells: `top_ups`.
   */
  top_up_day: Int32Array | Column<Int32Array>;
  /**
   * What was paid, bonus apart; not negative.
   *
   * Cells: `top_ups`.
   */
  top_up_fen: BigInt64Array | Column<BigInt64Array>;
  /**
   * What of it was refunded by `as_of_day`; nothing unless said.
   *
   * Cells: `top_ups`.
   */
  refunded_fen?: BigInt64Array | Column<BigInt64Array>;
  /**
   * The level that the last decision gave, by its place in the rulebook; nothing when there is none.
   *
   * Cells: `rows`.
   */
  current_level?: Uint8Array | Column<Uint8Array>;
  /**
   * The `since_day` of that decision.
   *
   * Cells: `rows`.
   */
  current_since_day?: Int32Array | Column<Int32Array>;
}

/** What comes out of `vipLevelColumns`. */
export interface VipLevelColumns {
  /** How many rows are refused. */
  refused: number;
  /**
   * The level, by its place in the rulebook; nothing when the customer has none.
   *
   * Cells: `rows`.
   */
  level: Uint8Array;
  /**
   * What became of the current level: 0 none, 1 granted, 2 upgraded, 3 kept, 4 renewed, 5 lowered, 6 ended.
   *
   * Cells: `rows`.
   */
  change: Uint8Array;
  /**
   * The day from which the level, or its current period, runs.
   *
   * Cells: `rows`.
   */
  since_day: Int32Array;
  /**
   * The day on which the current period has ended; nothing where levels have no period.
   *
   * Cells: `rows`.
   */
  review_day: Int32Array;
  /**
   * The first day on which the level is lost if nothing else happens; nothing when that day never comes.
   *
   * Cells: `rows`.
   */
  ends_day: Int32Array;
  /**
   * What counts, net of refunds.
   *
   * Cells: `rows`.
   */
  counted_fen: BigInt64Array;
  /**
   * The next level; nothing on the highest.
   *
   * Cells: `rows`.
   */
  next_level: Uint8Array;
  /**
   * The least top-up of today that reaches it (补差); nothing on the highest.
   *
   * Cells: `rows`.
   */
  missing_fen: BigInt64Array;
  /**
   * 1 when a level needs a purchase that is not there, 0 elsewhere.
   *
   * Cells: `rows`.
   */
  purchase_missing: Uint8Array;
  /**
   * 0, or the number of the code by which the row is refused.
   *
   * Cells: `rows`.
   */
  code: Uint16Array;
}

/** Goods and who buys them: a row is an order of one line. (In an order of several lines a step is allotted by the ids of the lines, which columns do not have: that is for the call.) */
export interface VipPriceBatch {
  /**
   * The day of the order.
   *
   * Cells: `rows`.
   */
  on_day: Int32Array | Column<Int32Array>;
  /**
   * The list price, all units together.
   *
   * Cells: `rows`.
   */
  list_fen: BigInt64Array | Column<BigInt64Array>;
  /**
   * How many units; 1 unless said.
   *
   * Cells: `rows`.
   */
  quantity?: Uint32Array | Column<Uint32Array>;
  /**
   * What it costs the merchant, all units together.
   *
   * Cells: `rows`.
   */
  cost_fen?: BigInt64Array | Column<BigInt64Array>;
  /**
   * Below what it is not sold, all units together.
   *
   * Cells: `rows`.
   */
  floor_fen?: BigInt64Array | Column<BigInt64Array>;
  /**
   * The customer's level, by its place in the rulebook; nothing when there is none.
   *
   * Cells: `rows`.
   */
  level?: Uint8Array | Column<Uint8Array>;
  /**
   * The customer's day of birth.
   *
   * Cells: `rows`.
   */
  born_day?: Int32Array | Column<Int32Array>;
  /**
   * The year of the last birthday whose discount was given.
   *
   * Cells: `rows`.
   */
  birthday_used_year?: Int32Array | Column<Int32Array>;
  /**
   * What the customer's coupon takes off.
   *
   * Cells: `rows`.
   */
  coupon_fen?: BigInt64Array | Column<BigInt64Array>;
  /**
   * The order that the coupon needs; nothing of it unless said.
   *
   * Cells: `rows`.
   */
  coupon_minimum_fen?: BigInt64Array | Column<BigInt64Array>;
  /**
   * The points that the customer offers.
   *
   * Cells: `rows`.
   */
  points?: Uint32Array | Column<Uint32Array>;
}

/** What comes out of `vipPriceColumns`. */
export interface VipPriceColumns {
  /** How many rows are refused. */
  refused: number;
  /**
   * What is to be paid: `list_fen` less what the four steps take off.
   *
   * Cells: `rows`.
   */
  payable_fen: BigInt64Array;
  /**
   * What the level takes off.
   *
   * Cells: `rows`.
   */
  level_fen: BigInt64Array;
  /**
   * What the birthday takes off.
   *
   * Cells: `rows`.
   */
  birthday_fen: BigInt64Array;
  /**
   * What the coupon takes off.
   *
   * Cells: `rows`.
   */
  coupon_off_fen: BigInt64Array;
  /**
   * What the points take off.
   *
   * Cells: `rows`.
   */
  points_fen: BigInt64Array;
  /**
   * The birthday whose discount was given; nothing when none was.
   *
   * Cells: `rows`.
   */
  birthday_day: Int32Array;
  /**
   * The points that were taken.
   *
   * Cells: `rows`.
   */
  points_used: Uint32Array;
  /**
   * 0, or the number of the code by which the row is refused.
   *
   * Cells: `rows`.
   */
  code: Uint16Array;
}

/** Orders, a row each, and the table that they are added to. The table begins with zeros, and is the same whatever chunks the orders come in. */
export interface CustomerAbsorbBatch {
  /** 1: days of asking. Default: 0. */
  dates?: number;
  /**
   * Who bought.
   *
   * Cells: `rows`.
   */
  customer: Uint32Array | Column<Uint32Array>;
  /**
   * What was paid; not negative.
   *
   * Cells: `rows`.
   */
  paid_fen: BigInt64Array | Column<BigInt64Array>;
  /**
   * What of it was refunded by the day of asking; nothing unless said. An order of which nothing is left does not count.
   *
   * Cells: `rows`.
   */
  refunded_fen?: BigInt64Array | Column<BigInt64Array>;
  /**
   * The day of the order. Unless said, all orders are in the window.
   *
   * Cells: `rows`.
   */
  day?: Int32Array | Column<Int32Array>;
  /**
   * The day of asking, with which the window ends: an order after it, or before the window, adds nothing. Needed with `day`.
   *
   * Cells: `dates`.
   */
  as_of_day?: Int32Array | Column<Int32Array>;
  /**
   * Per customer: net sales · 2^13 + orders of positive net.
   *
   * Cells: `customers`.
   */
  cells: BigInt64Array | Column<BigInt64Array>;
  /**
   * Per customer: the day of the last order that counts, in the window or before it. Begins with nothing. Needs `day`.
   *
   * Cells: `customers`.
   */
  last_order_day?: Int32Array | Column<Int32Array>;
}

/** What comes out of `customerAbsorbColumns`. */
export interface CustomerAbsorbColumns {
  /** How many rows are refused. */
  refused: number;
  /**
   * Per customer: net sales · 2^13 + orders of positive net.
   *
   * Cells: `customers`.
   */
  cells: BigInt64Array;
  /**
   * Per customer: the day of the last order that counts, in the window or before it. Begins with nothing. Needs `day`.
   *
   * Cells: `customers`.
   */
  last_order_day?: Int32Array;
  /**
   * 0, or the number of the code by which the row is refused: nothing of it is added.
   *
   * Cells: `rows`.
   */
  code: Uint16Array;
}

/** The table of some orders, to which that of others is added. Associative and commutative. */
export interface CustomerMergeBatch {
  /**
   * As of `customer_absorb`.
   *
   * Cells: `customers`.
   */
  cells: BigInt64Array | Column<BigInt64Array>;
  /**
   * As of `customer_absorb`: days of last orders. One that one side has, the other must have.
   *
   * Cells: `customers`.
   */
  last_order_day?: Int32Array | Column<Int32Array>;
  /**
   * The same of the other chunk.
   *
   * Cells: `customers`.
   */
  other_cells: BigInt64Array | Column<BigInt64Array>;
  /**
   * The same of the other chunk.
   *
   * Cells: `customers`.
   */
  other_last_order_day?: Int32Array | Column<Int32Array>;
}

/** What comes out of `customerMergeColumns`. */
export interface CustomerMergeColumns {
  /** How many rows are refused. */
  refused: number;
  /**
   * As of `customer_absorb`.
   *
   * Cells: `customers`.
   */
  cells: BigInt64Array;
  /**
   * As of `customer_absorb`: days of last orders. One that one side has, the other must have.
   *
   * Cells: `customers`.
   */
  last_order_day?: Int32Array;
}

/** Customers on a day, a row each. */
export interface CustomerClassifyBatch {
  /** 1: days of asking. Default: 0. */
  dates?: number;
  /**
   * As `customer_absorb` left it: net sales · 2^13 + orders.
   *
   * Cells: `rows`.
   */
  cells: BigInt64Array | Column<BigInt64Array>;
  /**
   * As `customer_absorb` left it: the day of the last order; nothing where there is none.
   *
   * Cells: `rows`.
   */
  last_order_day?: Int32Array | Column<Int32Array>;
  /**
   * The day of asking. Needed with `last_order_day`.
   *
   * Cells: `dates`.
   */
  as_of_day?: Int32Array | Column<Int32Array>;
}

/** What comes out of `customerClassifyColumns`. */
export interface CustomerClassifyColumns {
  /** How many rows are refused. */
  refused: number;
  /**
   * The class, by its place in the rulebook; nothing when the customer has none.
   *
   * Cells: `rows`.
   */
  class: Uint8Array;
  /**
   * Orders of positive net in the window.
   *
   * Cells: `rows`.
   */
  orders: Uint32Array;
  /**
   * What the customer bought in the window, less refunds.
   *
   * Cells: `rows`.
   */
  net_sales_fen: BigInt64Array;
  /**
   * The next class, by its place in the rulebook; nothing in the highest.
   *
   * Cells: `rows`.
   */
  next_class: Uint8Array;
  /**
   * How many orders it is away; nothing in the highest.
   *
   * Cells: `rows`.
   */
  missing_orders: Uint32Array;
  /**
   * Whether the customer sleeps: 0 no, 1 yes; 0 without `last_order_day`.
   *
   * Cells: `rows`.
   */
  dormant: Uint8Array;
  /**
   * The first day on which the customer sleeps, if nothing else is bought; nothing when that day never comes, or without `last_order_day`.
   *
   * Cells: `rows`.
   */
  dormant_day: Int32Array;
  /**
   * 0, or the number of the code by which the row is refused.
   *
   * Cells: `rows`.
   */
  code: Uint16Array;
}

/** The table of all customers, all chunks merged, and what they come to together. */
export interface CustomerSegmentsBatch {
  /** The classes of the rulebook, and one more for customers without a class. */
  bands: number;
  /** 4: how many figures of all customers there are. */
  figures: number;
  /** 3: how many figures of the first customers there are. */
  firsts: number;
  /**
   * As `customer_absorb` left it: net sales · 2^13 + orders.
   *
   * Cells: `customers`.
   */
  cells: BigInt64Array | Column<BigInt64Array>;
}

/** What comes out of `customerSegmentsColumns`. */
export interface CustomerSegmentsColumns {
  /** How many rows are refused. */
  refused: number;
  /**
   * How many customers each class has, in the rulebook's order; last those without a class.
   *
   * Cells: `bands`.
   */
  class_customers: BigInt64Array;
  /**
   * What they bought in the window, less refunds.
   *
   * Cells: `bands`.
   */
  class_net_sales_fen: BigInt64Array;
  /**
   * The customers that shares are shares of, those with an order, orders, and what was bought in all (fen).
   *
   * Cells: `figures`.
   */
  whole: BigInt64Array;
  /**
   * The first customers by net sales, as many as the rulebook's `top_share`: how many, what they bought (fen), and the least that one of them bought (fen).
   *
   * Cells: `firsts`.
   */
  top: BigInt64Array;
  /**
   * The same of super users.
   *
   * Cells: `firsts`.
   */
  super_users: BigInt64Array;
  /**
   * The same of the fewest customers who bought the rulebook's `coverage` of all.
   *
   * Cells: `firsts`.
   */
  coverage: BigInt64Array;
  /**
   * Whether the customer is a super user: 0 no, 1 yes. Of customers with one amount those with the lowest numbers are.
   *
   * Cells: `customers`.
   */
  super_user: Uint8Array;
}

/**
 * The operations that run over columns: typed arrays in, typed arrays out, no reasons. Amounts are minor units (`_fen`), days are
 * counted from 1970-01-01 (`_day`), what is not there is the least value of a signed cell and the greatest of an unsigned one.
 */
export interface ColumnMethods {
  /** Decides applications, an applicant per row (RULES.md §1). */
  agentAdmitColumns<Wanted extends 'asked_tier' | 'shortfall' | 'barred' | 'reentry_day' = 'asked_tier' | 'shortfall' | 'barred' | 'reentry_day'>(
    batch: AgentAdmitBatch,
    options?: ColumnOptions<AgentAdmitColumns, Wanted>,
  ): Omit<AgentAdmitColumns, Exclude<'asked_tier' | 'shortfall' | 'barred' | 'reentry_day', Wanted>>;
  /** Assesses agents, an agent and a month per row (RULES.md §1). */
  agentAssessColumns<Wanted extends 'misses_after' | 'effective_month' | 'remaining_grace' | 'next_tier' | 'shortfall' = 'misses_after' | 'effective_month' | 'remaining_grace' | 'next_tier' | 'shortfall'>(
    batch: AgentAssessBatch,
    options?: ColumnOptions<AgentAssessColumns, Wanted>,
  ): Omit<AgentAssessColumns, Exclude<'misses_after' | 'effective_month' | 'remaining_grace' | 'next_tier' | 'shortfall', Wanted>>;
  /** Shares lines of orders among supplier, agents, mentor, pools and the residual party, a line per row (RULES.md §2). */
  commissionSplitColumns<Wanted extends 'supplier_fen' | 'mentor_fen' | 'member_fen' = 'supplier_fen' | 'mentor_fen' | 'member_fen'>(
    batch: CommissionSplitBatch,
    options?: ColumnOptions<CommissionSplitColumns, Wanted>,
  ): Omit<CommissionSplitColumns, Exclude<'supplier_fen' | 'mentor_fen' | 'member_fen', Wanted>>;
  /** Who gives back what when buyers are refunded, a refund per row (RULES.md §2). */
  commissionClawbackColumns<Wanted extends 'left_fen' = 'left_fen'>(
    batch: CommissionClawbackBatch,
    options?: ColumnOptions<CommissionClawbackColumns, Wanted>,
  ): Omit<CommissionClawbackColumns, Exclude<'left_fen', Wanted>>;
  /** Who is paid on the orders of each agent, and in which class of rates: what the month's sums are made by. */
  monthChainsColumns<Wanted extends 'upline' = 'upline'>(
    batch: MonthChainsBatch,
    options?: ColumnOptions<MonthChainsColumns, Wanted>,
  ): Omit<MonthChainsColumns, Exclude<'upline', Wanted>>;
  /** A chunk of a month's order lines, a line per row, added to tables per seller (RULES.md §2, §3). */
  monthAbsorbColumns(batch: MonthAbsorbBatch, options?: ColumnOptions<MonthAbsorbColumns, never>): MonthAbsorbColumns;
  /** The tables of another chunk of the month, added to those of this one. */
  monthMergeColumns(batch: MonthMergeBatch, options?: ColumnOptions<MonthMergeColumns, never>): MonthMergeColumns;
  /** What each agent and each team sold in the month, and what each agent earned and gave back. */
  monthCloseColumns<Wanted extends 'own_net_sales_fen' | 'whole_team_net_sales_fen' | 'profit_fen' | 'direct_fen' | 'clawed_back_by_agent_fen' = 'own_net_sales_fen' | 'whole_team_net_sales_fen' | 'profit_fen' | 'direct_fen' | 'clawed_back_by_agent_fen'>(
    batch: MonthCloseBatch,
    options?: ColumnOptions<MonthCloseColumns, Wanted>,
  ): Omit<MonthCloseColumns, Exclude<'own_net_sales_fen' | 'whole_team_net_sales_fen' | 'profit_fen' | 'direct_fen' | 'clawed_back_by_agent_fen', Wanted>>;
  /** The VIP level of customers on a day, a customer per row (RULES.md §3). */
  vipLevelColumns<Wanted extends 'change' | 'since_day' | 'review_day' | 'ends_day' | 'counted_fen' | 'next_level' | 'missing_fen' | 'purchase_missing' = 'change' | 'since_day' | 'review_day' | 'ends_day' | 'counted_fen' | 'next_level' | 'missing_fen' | 'purchase_missing'>(
    batch: VipLevelBatch,
    options?: ColumnOptions<VipLevelColumns, Wanted>,
  ): Omit<VipLevelColumns, Exclude<'change' | 'since_day' | 'review_day' | 'ends_day' | 'counted_fen' | 'next_level' | 'missing_fen' | 'purchase_missing', Wanted>>;
  /** The price waterfall of orders of one line, an order per row (RULES.md §3). */
  vipPriceColumns<Wanted extends 'level_fen' | 'birthday_fen' | 'coupon_off_fen' | 'points_fen' | 'birthday_day' | 'points_used' = 'level_fen' | 'birthday_fen' | 'coupon_off_fen' | 'points_fen' | 'birthday_day' | 'points_used'>(
    batch: VipPriceBatch,
    options?: ColumnOptions<VipPriceColumns, Wanted>,
  ): Omit<VipPriceColumns, Exclude<'level_fen' | 'birthday_fen' | 'coupon_off_fen' | 'points_fen' | 'birthday_day' | 'points_used', Wanted>>;
  /** A chunk of orders, an order per row, added to one cell per customer (RULES.md §6). */
  customerAbsorbColumns(batch: CustomerAbsorbBatch, options?: ColumnOptions<CustomerAbsorbColumns, never>): CustomerAbsorbColumns;
  /** The cells of another chunk of orders, added to those of this one. */
  customerMergeColumns(batch: CustomerMergeBatch, options?: ColumnOptions<CustomerMergeColumns, never>): CustomerMergeColumns;
  /** The class of customers by repurchases and whether they sleep, a customer per row (RULES.md §6). */
  customerClassifyColumns<Wanted extends 'orders' | 'net_sales_fen' | 'next_class' | 'missing_orders' | 'dormant' | 'dormant_day' = 'orders' | 'net_sales_fen' | 'next_class' | 'missing_orders' | 'dormant' | 'dormant_day'>(
    batch: CustomerClassifyBatch,
    options?: ColumnOptions<CustomerClassifyColumns, Wanted>,
  ): Omit<CustomerClassifyColumns, Exclude<'orders' | 'net_sales_fen' | 'next_class' | 'missing_orders' | 'dormant' | 'dormant_day', Wanted>>;
  /** All customers together: how many each class has, what the first of them buy, super users, coverage (RULES.md §6). */
  customerSegmentsColumns<Wanted extends 'class_net_sales_fen' | 'super_users' | 'coverage' | 'super_user' = 'class_net_sales_fen' | 'super_users' | 'coverage' | 'super_user'>(
    batch: CustomerSegmentsBatch,
    options?: ColumnOptions<CustomerSegmentsColumns, Wanted>,
  ): Omit<CustomerSegmentsColumns, Exclude<'class_net_sales_fen' | 'super_users' | 'coverage' | 'super_user', Wanted>>;
}
