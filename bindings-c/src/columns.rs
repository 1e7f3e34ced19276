//! The columns: for every operation that runs over them a struct and a function.
//!
//! Written by `cargo test -p siyu-c` from the core's table: do not edit.

use siyu::operation;

use crate::error::Error;
use crate::memory::{self, Kernel, Lent, Sound};
use crate::rulebook::Rulebook;
use crate::shape;

/// Applicants, a row each. `rulebook_columns` tells the places of tiers and readings; whether an applicant sponsors themselves
/// is not looked at.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct AgentAdmitBatch {
    /// The size of this struct in bytes, `sizeof`: so it can grow without breaking its users.
    pub size: usize,
    /// Applicants.
    pub rows: usize,
    /// The readings that conditions look at.
    pub readings: usize,
    /// What the conditions look at; nothing where it is not known.
    ///
    /// Cells: `rows` × `readings`; read.
    pub reading: *const i64,
    /// The last month in which the applicant was assessed, and cleared; nothing for those who never were.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub cleared_month: *const i32,
    /// The day of applying; needed where `cleared_month` is there.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub applied_day: *const i32,
    /// What becomes of the application: 0 admitted, 1 refused.
    ///
    /// Cells: `rows`; written.
    pub result: *mut u8,
    /// The tier that the applicant enters: the highest whose `admit` holds; nothing when refused.
    ///
    /// Cells: `rows`; written.
    pub tier: *mut u8,
    /// The tier that `shortfall` speaks of: the lowest that one can enter; nothing when admitted.
    ///
    /// Cells: `rows`; written; NULL if it is not wanted.
    pub asked_tier: *mut u8,
    /// How far each reading is below what that tier still lacks. Of thresholds in one `any`, each alone suffices.
    ///
    /// Cells: `rows` × `readings`; written; NULL if it is not wanted.
    pub shortfall: *mut i64,
    /// Whether the applicant was cleared before and may not come back yet: 0 no, 1 yes.
    ///
    /// Cells: `rows`; written; NULL if it is not wanted.
    pub barred: *mut u8,
    /// When barred: the first day on which they may apply again; nothing: never.
    ///
    /// Cells: `rows`; written; NULL if it is not wanted.
    pub reentry_day: *mut i32,
    /// 0, or the number of the code by which the row is refused.
    ///
    /// Cells: `rows`; written.
    pub code: *mut u16,
}

static AGENT_ADMIT: Kernel = Kernel {
    name: "agent_admit",
    layout: siyu::agent::AdmitBatch::<Lent>::LAYOUT,
    shapes: shape::shapes(&siyu::agent::AdmitBatch::<Lent>::LAYOUT),
    run: |rules, batch: Sound| operation::agent_admit_columns(rules, &mut siyu::agent::AdmitBatch::of(&mut batch.columns())),
};

const _: () = assert!(shape::is_struct_of::<AgentAdmitBatch>(&AGENT_ADMIT.layout));

/// Decides applications, an applicant per row (RULES.md §1).
///
/// `refused`, unless NULL, tells how many rows are: each has its code in the column `code`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_agent_admit_columns(
    rulebook: *const Rulebook,
    batch: *const AgentAdmitBatch,
    refused: *mut usize,
    error: *mut *mut Error,
) -> i32 {
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { memory::run(&AGENT_ADMIT, rulebook, batch, refused, error) }
}

/// Agents and the month that each is assessed for, a row each. `rulebook_columns` tells the places of tiers and readings. A
/// month that was assessed already is refused (`period_not_due`): columns do not hold what was decided.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct AgentAssessBatch {
    /// The size of this struct in bytes, `sizeof`: so it can grow without breaking its users.
    pub size: usize,
    /// Agents.
    pub rows: usize,
    /// The readings that conditions look at.
    pub readings: usize,
    /// The tier; nothing for an agent who was cleared: refused.
    ///
    /// Cells: `rows`; read.
    pub tier: *const u8,
    /// Misses in a row; none unless said.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub misses: *const u32,
    /// The month of joining.
    ///
    /// Cells: `rows`; read.
    pub joined_month: *const i32,
    /// The last month that was assessed; nothing before the first.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub last_month: *const i32,
    /// The month to assess: the one after the last, or that of joining.
    ///
    /// Cells: `rows`; read.
    pub period_month: *const i32,
    /// What the conditions look at; nothing where it is not known.
    ///
    /// Cells: `rows` × `readings`; read.
    pub reading: *const i64,
    /// What it comes to: 0 protected, 1 promoted, 2 kept, 3 warned, 4 demoted, 5 cleared.
    ///
    /// Cells: `rows`; written.
    pub outcome: *mut u8,
    /// The tier afterwards; nothing when cleared.
    ///
    /// Cells: `rows`; written.
    pub tier_after: *mut u8,
    /// Misses in a row afterwards.
    ///
    /// Cells: `rows`; written; NULL if it is not wanted.
    pub misses_after: *mut u32,
    /// The first month in which the change is in force; nothing where nothing changes.
    ///
    /// Cells: `rows`; written; NULL if it is not wanted.
    pub effective_month: *mut i32,
    /// Further misses in a row that would only be warned of.
    ///
    /// Cells: `rows`; written; NULL if it is not wanted.
    pub remaining_grace: *mut u32,
    /// The next tier above that one can be promoted into; nothing where there is none.
    ///
    /// Cells: `rows`; written; NULL if it is not wanted.
    pub next_tier: *mut u8,
    /// How far each reading is below what the next tier still lacks. Of thresholds in one `any`, each alone suffices.
    ///
    /// Cells: `rows` × `readings`; written; NULL if it is not wanted.
    pub shortfall: *mut i64,
    /// 0, or the number of the code by which the row is refused.
    ///
    /// Cells: `rows`; written.
    pub code: *mut u16,
}

static AGENT_ASSESS: Kernel = Kernel {
    name: "agent_assess",
    layout: siyu::agent::AssessBatch::<Lent>::LAYOUT,
    shapes: shape::shapes(&siyu::agent::AssessBatch::<Lent>::LAYOUT),
    run: |rules, batch: Sound| operation::agent_assess_columns(rules, &mut siyu::agent::AssessBatch::of(&mut batch.columns())),
};

const _: () = assert!(shape::is_struct_of::<AgentAssessBatch>(&AGENT_ASSESS.layout));

/// Assesses agents, an agent and a month per row (RULES.md §1).
///
/// `refused`, unless NULL, tells how many rows are: each has its code in the column `code`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_agent_assess_columns(
    rulebook: *const Rulebook,
    batch: *const AgentAssessBatch,
    refused: *mut usize,
    error: *mut *mut Error,
) -> i32 {
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { memory::run(&AGENT_ASSESS, rulebook, batch, refused, error) }
}

/// Lines of orders, a row each: what was paid, and who may be paid for it. `rulebook_columns` tells the places of tiers, SKUs,
/// categories, pools and members.
///
/// Where parties tie, the tie goes by id as it does in the call: `chain_party`, `mentor_party` and `pool_party` say in which
/// order the ids come. A row whose result depends on a tie that they do not settle is refused (`party_order_unknown`).
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CommissionSplitBatch {
    /// The size of this struct in bytes, `sizeof`: so it can grow without breaking its users.
    pub size: usize,
    /// Lines.
    pub rows: usize,
    /// The most agents of a chain.
    pub chain: usize,
    /// The members of all pools.
    pub members: usize,
    /// The pools.
    pub pools: usize,
    /// What was paid for the line, after every discount; freight apart.
    ///
    /// Cells: `rows`; read.
    pub paid_fen: *const i64,
    /// The supplier's price of the line; not known unless said.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub cost_fen: *const i64,
    /// Whether a supplier is owed that price: 0 no, 1 yes; no unless said.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub has_supplier: *const u8,
    /// How many units, at least one; one unless said.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub quantity: *const u32,
    /// The SKU's place among those with overrides; none of them unless said.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub sku: *const u32,
    /// The category's place among those with overrides; none of them unless said.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub category: *const u32,
    /// The tiers of the chain from the direct agent upward, by their places; 254 is an agent without a tier, 255 nobody: there
    /// the chain ends.
    ///
    /// Cells: `rows` × `chain`; read.
    pub chain_tier: *const u8,
    /// The rates agreed with agents of the chain; none unless said.
    ///
    /// Cells: `rows` × `chain`; read; NULL to leave it out.
    pub chain_rate_ppm: *const u32,
    /// Whether the direct agent is the buyer: 0 no, 1 yes; no unless said.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub direct_is_buyer: *const u8,
    /// Whether the direct agent has a mentor: 0 no, 1 yes; no unless said.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub has_mentor: *const u8,
    /// Who the agents of the chain are: places among all ids of parties and pools in their order. An agent twice in a chain
    /// is refused where this column is there.
    ///
    /// Cells: `rows` × `chain`; read; NULL to leave it out.
    pub chain_party: *const u32,
    /// Who the mentor is, by the same places.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub mentor_party: *const u32,
    /// Where the pools are among the same places, for all rows.
    ///
    /// Cells: `pools`; read; NULL to leave it out.
    pub pool_party: *const u32,
    /// The supplier's part: the cost, where a supplier is owed it.
    ///
    /// Cells: `rows`; written; NULL if it is not wanted.
    pub supplier_fen: *mut i64,
    /// The parts of the chain; 0 for who has none.
    ///
    /// Cells: `rows` × `chain`; written.
    pub chain_fen: *mut i64,
    /// The mentor's part.
    ///
    /// Cells: `rows`; written; NULL if it is not wanted.
    pub mentor_fen: *mut i64,
    /// The parts of the members of all pools.
    ///
    /// Cells: `rows` × `members`; written; NULL if it is not wanted.
    pub member_fen: *mut i64,
    /// The residual party's part: what all others leave of `paid_fen`. It may be below zero.
    ///
    /// Cells: `rows`; written.
    pub residual_fen: *mut i64,
    /// 0, or the number of the code by which the row is refused.
    ///
    /// Cells: `rows`; written.
    pub code: *mut u16,
}

static COMMISSION_SPLIT: Kernel = Kernel {
    name: "commission_split",
    layout: siyu::commission::SplitBatch::<Lent>::LAYOUT,
    shapes: shape::shapes(&siyu::commission::SplitBatch::<Lent>::LAYOUT),
    run: |rules, batch: Sound| operation::commission_split_columns(rules, &mut siyu::commission::SplitBatch::of(&mut batch.columns())),
};

const _: () = assert!(shape::is_struct_of::<CommissionSplitBatch>(&COMMISSION_SPLIT.layout));

/// Shares lines of orders among supplier, agents, mentor, pools and the residual party, a line per row (RULES.md §2).
///
/// `refused`, unless NULL, tells how many rows are: each has its code in the column `code`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_commission_split_columns(
    rulebook: *const Rulebook,
    batch: *const CommissionSplitBatch,
    refused: *mut usize,
    error: *mut *mut Error,
) -> i32 {
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { memory::run(&COMMISSION_SPLIT, rulebook, batch, refused, error) }
}

/// Refunds of lines that were split, a row each. All lines have the same parts in the same order; a part that a line does not
/// have is 0 in its row.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CommissionClawbackBatch {
    /// The size of this struct in bytes, `sizeof`: so it can grow without breaking its users.
    pub size: usize,
    /// Refunds.
    pub rows: usize,
    /// Parts of a line, the residual party's among them.
    pub parts: usize,
    /// The role of each part, for all rows: 0 supplier, 1 direct, 2 sponsor, 3 sponsor_2, 4 mentor, 5 pool, 6 residual;
    /// exactly one is residual.
    ///
    /// Cells: `parts`; read.
    pub part_role: *const u8,
    /// What was paid for the line.
    ///
    /// Cells: `rows`; read.
    pub paid_fen: *const i64,
    /// The parts of the line as it was split then; Σ of a row = `paid_fen`.
    ///
    /// Cells: `rows` × `parts`; read.
    pub part_fen: *const i64,
    /// What was refunded before with the goods; nothing unless said.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub returned_fen: *const i64,
    /// What was refunded before without them; nothing unless said.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub compensation_fen: *const i64,
    /// This refund.
    ///
    /// Cells: `rows`; read.
    pub refund_fen: *const i64,
    /// Why: 0 returned, 1 compensation; the rulebook's default unless said.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub reason: *const u8,
    /// What each part gives back now; Σ of a row = `refund_fen`. Only the residual party's may be below zero.
    ///
    /// Cells: `rows` × `parts`; written.
    pub taken_fen: *mut i64,
    /// What is left of the line to refund.
    ///
    /// Cells: `rows`; written; NULL if it is not wanted.
    pub left_fen: *mut i64,
    /// 0, or the number of the code by which the row is refused.
    ///
    /// Cells: `rows`; written.
    pub code: *mut u16,
}

static COMMISSION_CLAWBACK: Kernel = Kernel {
    name: "commission_clawback",
    layout: siyu::commission::ClawbackBatch::<Lent>::LAYOUT,
    shapes: shape::shapes(&siyu::commission::ClawbackBatch::<Lent>::LAYOUT),
    run: |rules, batch: Sound| operation::commission_clawback_columns(rules, &mut siyu::commission::ClawbackBatch::of(&mut batch.columns())),
};

const _: () = assert!(shape::is_struct_of::<CommissionClawbackBatch>(&COMMISSION_CLAWBACK.layout));

/// Who gives back what when buyers are refunded, a refund per row (RULES.md §2).
///
/// `refused`, unless NULL, tells how many rows are: each has its code in the column `code`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_commission_clawback_columns(
    rulebook: *const Rulebook,
    batch: *const CommissionClawbackBatch,
    refused: *mut usize,
    error: *mut *mut Error,
) -> i32 {
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { memory::run(&COMMISSION_CLAWBACK, rulebook, batch, refused, error) }
}

/// The sponsor tree of a month, or of a segment of it in which nobody's sponsor or tier changes.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct MonthChainsBatch {
    /// The size of this struct in bytes, `sizeof`: so it can grow without breaking its users.
    pub size: usize,
    /// Agents, numbered from 0 in the order of their ids' bytes.
    pub agents: usize,
    /// 2: the agents above the seller who are paid at most, where `upline` is there.
    pub above: usize,
    /// The number of each agent's sponsor; nothing for a root.
    ///
    /// Cells: `agents`; read.
    pub sponsor: *const u32,
    /// The tier in which each agent sells and is paid: its place in the rulebook, from the lowest.
    ///
    /// Cells: `agents`; read.
    pub tier: *const u8,
    /// The class of rates in which an order of each agent is shared. It is a number of this rulebook, and may be kept with an
    /// order as what was pinned for it.
    ///
    /// Cells: `agents`; written.
    pub class: *mut u16,
    /// Who is paid as sponsor and as sponsor_2 on an order of each agent; in a differential the first and the second
    /// above with a rate above all below. Needed in a differential; elsewhere they are the sponsor and the sponsor's sponsor.
    ///
    /// Cells: `agents` × `above`; written; NULL if it is not wanted.
    pub upline: *mut u32,
}

static MONTH_CHAINS: Kernel = Kernel {
    name: "month_chains",
    layout: siyu::month::ChainsBatch::<Lent>::LAYOUT,
    shapes: shape::shapes(&siyu::month::ChainsBatch::<Lent>::LAYOUT),
    run: |rules, batch: Sound| operation::month_chains_columns(rules, &mut siyu::month::ChainsBatch::of(&mut batch.columns())),
};

const _: () = assert!(shape::is_struct_of::<MonthChainsBatch>(&MONTH_CHAINS.layout));

/// Who is paid on the orders of each agent, and in which class of rates: what the month's sums are made by.
///
/// `refused`, unless NULL, tells how many rows are: each has its code in the column `code`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_month_chains_columns(
    rulebook: *const Rulebook,
    batch: *const MonthChainsBatch,
    refused: *mut usize,
    error: *mut *mut Error,
) -> i32 {
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { memory::run(&MONTH_CHAINS, rulebook, batch, refused, error) }
}

/// Lines of a month's orders, a row each, and the tables that they are added to. A table begins with zeros, and is the same
/// whatever chunks the lines come in.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct MonthAbsorbBatch {
    /// The size of this struct in bytes, `sizeof`: so it can grow without breaking its users.
    pub size: usize,
    /// Lines.
    pub rows: usize,
    /// Agents, numbered from 0 in the order of their ids' bytes.
    pub agents: usize,
    /// 2: the agents above the seller who are paid at most, where `upline` is there.
    pub above: usize,
    /// 4: the cells of an agent's row of sums.
    pub width: usize,
    /// Suppliers, numbered from 0.
    pub suppliers: usize,
    /// 9: how many totals there are.
    pub totals: usize,
    /// Who sold; nothing where no agent did, and all is the house's.
    ///
    /// Cells: `rows`; read.
    pub agent: *const u32,
    /// What was paid for the line.
    ///
    /// Cells: `rows`; read.
    pub paid_fen: *const i64,
    /// What of it was cancelled before it counted: it is as if the rest alone had been paid, and nobody earns on it or gives
    /// it back. Nothing unless said.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub cancelled_fen: *const i64,
    /// What was refunded of it in the month with the goods; nothing unless said. Everyone gives back.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub returned_fen: *const i64,
    /// What was refunded of it in the month without them; nothing unless said. The supplier keeps its part.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub compensation_fen: *const i64,
    /// The supplier's price of the line, where it is known.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub cost_fen: *const i64,
    /// The number of who is owed that price; without a supplier the cost stays with the house.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub supplier: *const u32,
    /// Units sold, for overrides with an amount per unit; 1 unless said.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub quantity: *const u32,
    /// The SKU's place among those with overrides, as `rulebook_columns` tells; none of them unless said.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub sku: *const u32,
    /// The category's place among those with overrides, as `rulebook_columns` tells; none of them unless said.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub category: *const u32,
    /// Whether the direct agent is the buyer: 0 no, 1 yes; no unless said.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub direct_is_buyer: *const u8,
    /// The class that was pinned when the order was placed; that of the agent unless said. Of a self-purchase that is paid to
    /// the sponsor, the sponsor's class.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub pinned_class: *const u16,
    /// How many orders of positive net the line stands for: 1 on one line of such an order, 0 on its others. Unless said each
    /// line is an order, and counts when something is left of it.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub orders: *const u8,
    /// Of each agent, as `month_chains` tells: the class of rates.
    ///
    /// Cells: `agents`; read.
    pub class: *const u16,
    /// The number of each agent's sponsor; nothing for a root.
    ///
    /// Cells: `agents`; read.
    pub sponsor: *const u32,
    /// Of each agent, as `month_chains` tells: who is paid as sponsor and as sponsor_2. Needed in a differential; elsewhere the
    /// sponsor and the sponsor's sponsor unless said.
    ///
    /// Cells: `agents` × `above`; read; NULL to leave it out.
    pub upline: *const u32,
    /// Per seller: what was paid, and what it earned in the roles direct, sponsor and sponsor_2.
    ///
    /// Cells: `agents` × `width`; added to.
    pub earned_fen: *mut i64,
    /// Per seller: what was refunded, and what the same roles gave back. Needed with `returned_fen` or `compensation_fen`.
    ///
    /// Cells: `agents` × `width`; added to; NULL to leave it out.
    pub clawed_back_fen: *mut i64,
    /// Per seller: what suppliers kept.
    ///
    /// Cells: `agents`; added to; NULL to leave it out.
    pub supplied_fen: *mut i64,
    /// Per seller: orders of positive net.
    ///
    /// Cells: `agents`; added to; NULL to leave it out.
    pub orders_sold: *mut i64,
    /// Per supplier: what it earned. Needed with `supplier`.
    ///
    /// Cells: `suppliers`; added to; NULL to leave it out.
    pub supplier_earned_fen: *mut i64,
    /// Per supplier: what it gave back. Needed with `supplier`.
    ///
    /// Cells: `suppliers`; added to; NULL to leave it out.
    pub supplier_clawed_back_fen: *mut i64,
    /// gross, refunded, gross_without_agent, refunded_without_agent, supplied, supplier_clawed_back, house, house_clawed_back, and
    /// lines, which is a count.
    ///
    /// Cells: `totals`; added to.
    pub totals_fen: *mut i64,
    /// 0, or the number of the code by which the row is refused: nothing of it is added. A row that would take the
    /// month's gross beyond the limit of money is refused; no other depends on the rows before it.
    ///
    /// Cells: `rows`; written.
    pub code: *mut u16,
}

static MONTH_ABSORB: Kernel = Kernel {
    name: "month_absorb",
    layout: siyu::month::AbsorbBatch::<Lent>::LAYOUT,
    shapes: shape::shapes(&siyu::month::AbsorbBatch::<Lent>::LAYOUT),
    run: |rules, batch: Sound| operation::month_absorb_columns(rules, &mut siyu::month::AbsorbBatch::of(&mut batch.columns())),
};

const _: () = assert!(shape::is_struct_of::<MonthAbsorbBatch>(&MONTH_ABSORB.layout));

/// A chunk of a month's order lines, a line per row, added to tables per seller (RULES.md §2, §3).
///
/// `refused`, unless NULL, tells how many rows are: each has its code in the column `code`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_month_absorb_columns(
    rulebook: *const Rulebook,
    batch: *const MonthAbsorbBatch,
    refused: *mut usize,
    error: *mut *mut Error,
) -> i32 {
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { memory::run(&MONTH_ABSORB, rulebook, batch, refused, error) }
}

/// The tables of a month that another chunk's are added to. Associative and commutative; a table that one side has, the other
/// must have.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct MonthMergeBatch {
    /// The size of this struct in bytes, `sizeof`: so it can grow without breaking its users.
    pub size: usize,
    /// Agents, numbered from 0.
    pub agents: usize,
    /// 4: the cells of an agent's row of sums.
    pub width: usize,
    /// Suppliers, numbered from 0.
    pub suppliers: usize,
    /// 9: how many totals there are.
    pub totals: usize,
    /// As of `month_absorb`: what each seller's orders earned.
    ///
    /// Cells: `agents` × `width`; added to.
    pub earned_fen: *mut i64,
    /// What they gave back.
    ///
    /// Cells: `agents` × `width`; added to; NULL to leave it out.
    pub clawed_back_fen: *mut i64,
    /// What suppliers kept.
    ///
    /// Cells: `agents`; added to; NULL to leave it out.
    pub supplied_fen: *mut i64,
    /// Orders of positive net.
    ///
    /// Cells: `agents`; added to; NULL to leave it out.
    pub orders_sold: *mut i64,
    /// What each supplier earned.
    ///
    /// Cells: `suppliers`; added to; NULL to leave it out.
    pub supplier_earned_fen: *mut i64,
    /// What each supplier gave back.
    ///
    /// Cells: `suppliers`; added to; NULL to leave it out.
    pub supplier_clawed_back_fen: *mut i64,
    /// The totals.
    ///
    /// Cells: `totals`; added to.
    pub totals_fen: *mut i64,
    /// The same of the other chunk.
    ///
    /// Cells: `agents` × `width`; read.
    pub other_earned_fen: *const i64,
    /// The same of the other chunk.
    ///
    /// Cells: `agents` × `width`; read; NULL to leave it out.
    pub other_clawed_back_fen: *const i64,
    /// The same of the other chunk.
    ///
    /// Cells: `agents`; read; NULL to leave it out.
    pub other_supplied_fen: *const i64,
    /// The same of the other chunk.
    ///
    /// Cells: `agents`; read; NULL to leave it out.
    pub other_orders_sold: *const i64,
    /// The same of the other chunk.
    ///
    /// Cells: `suppliers`; read; NULL to leave it out.
    pub other_supplier_earned_fen: *const i64,
    /// The same of the other chunk.
    ///
    /// Cells: `suppliers`; read; NULL to leave it out.
    pub other_supplier_clawed_back_fen: *const i64,
    /// The same of the other chunk.
    ///
    /// Cells: `totals`; read.
    pub other_totals_fen: *const i64,
}

static MONTH_MERGE: Kernel = Kernel {
    name: "month_merge",
    layout: siyu::month::MergeBatch::<Lent>::LAYOUT,
    shapes: shape::shapes(&siyu::month::MergeBatch::<Lent>::LAYOUT),
    run: |rules, batch: Sound| operation::month_merge_columns(rules, &mut siyu::month::MergeBatch::of(&mut batch.columns())),
};

const _: () = assert!(shape::is_struct_of::<MonthMergeBatch>(&MONTH_MERGE.layout));

/// The tables of another chunk of the month, added to those of this one.
///
/// `refused`, unless NULL, tells how many rows are: each has its code in the column `code`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_month_merge_columns(
    rulebook: *const Rulebook,
    batch: *const MonthMergeBatch,
    refused: *mut usize,
    error: *mut *mut Error,
) -> i32 {
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { memory::run(&MONTH_MERGE, rulebook, batch, refused, error) }
}

/// The tables of a month, all chunks merged, and what they come to for each agent.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct MonthCloseBatch {
    /// The size of this struct in bytes, `sizeof`: so it can grow without breaking its users.
    pub size: usize,
    /// Agents, numbered from 0 in the order of their ids' bytes.
    pub agents: usize,
    /// Segments of the month, between which sponsors or tiers changed; 1 where none did. Each has tables of its own.
    pub segments: usize,
    /// 2: the agents above the seller who are paid at most, where `upline` is there.
    pub above: usize,
    /// 4: the cells of an agent's row of sums.
    pub width: usize,
    /// 9: how many totals there are.
    pub totals: usize,
    /// The readings that assessments look at, as `rulebook_columns` tells them.
    pub readings: usize,
    /// The number of each agent's sponsor at the month's end; nothing for a root. Teams are summed up by it.
    ///
    /// Cells: `agents`; read.
    pub sponsor: *const u32,
    /// Of each segment, as `month_chains` tells: who is paid as sponsor and as sponsor_2. Needed in a differential, and with
    /// several segments; else the sponsor and the sponsor's sponsor unless said.
    ///
    /// Cells: `segments` × `agents` × `above`; read; NULL to leave it out.
    pub upline: *const u32,
    /// Of each segment, as `month_absorb` left it: what each seller's orders earned.
    ///
    /// Cells: `segments` × `agents` × `width`; read.
    pub earned_fen: *const i64,
    /// Of each segment, as `month_absorb` left it: what they gave back; nothing unless said.
    ///
    /// Cells: `segments` × `agents` × `width`; read; NULL to leave it out.
    pub clawed_back_fen: *const i64,
    /// What suppliers kept of each seller's orders, all segments added; nothing unless said.
    ///
    /// Cells: `agents`; read; NULL to leave it out.
    pub supplied_fen: *const i64,
    /// The totals, all segments added.
    ///
    /// Cells: `totals`; read.
    pub totals_fen: *const i64,
    /// Orders of positive net of each seller, all segments added; nothing unless said.
    ///
    /// Cells: `agents`; read; NULL to leave it out.
    pub orders_sold: *const i64,
    /// What each agent sold, less refunds.
    ///
    /// Cells: `agents`; written; NULL if it is not wanted.
    pub own_net_sales_fen: *mut i64,
    /// What the agents sold whom the agent sponsors, less refunds.
    ///
    /// Cells: `agents`; written.
    pub direct_team_net_sales_fen: *mut i64,
    /// What all agents below sold, less refunds.
    ///
    /// Cells: `agents`; written; NULL if it is not wanted.
    pub whole_team_net_sales_fen: *mut i64,
    /// Own net sales less what suppliers kept.
    ///
    /// Cells: `agents`; written; NULL if it is not wanted.
    pub profit_fen: *mut i64,
    /// What the agent earned on own orders: of one segment the second cells of `earned_fen`.
    ///
    /// Cells: `agents`; written; NULL if it is not wanted.
    pub direct_fen: *mut i64,
    /// What the agent earned on orders of those below.
    ///
    /// Cells: `agents`; written.
    pub indirect_fen: *mut i64,
    /// What the agent gave back of both.
    ///
    /// Cells: `agents`; written; NULL if it is not wanted.
    pub clawed_back_by_agent_fen: *mut i64,
    /// The readings of `agent_assess`, which the month is put into: own_net_sales, direct_team_net_sales, whole_team_net_sales, profit
    /// and orders of the month are set, and added to those of the lifetime or of several periods, which hold what was before
    /// the month (nothing stays nothing). All others stay as they are.
    ///
    /// Cells: `agents` × `readings`; added to; NULL to leave it out.
    pub reading: *mut i64,
}

static MONTH_CLOSE: Kernel = Kernel {
    name: "month_close",
    layout: siyu::month::CloseBatch::<Lent>::LAYOUT,
    shapes: shape::shapes(&siyu::month::CloseBatch::<Lent>::LAYOUT),
    run: |rules, batch: Sound| operation::month_close_columns(rules, &mut siyu::month::CloseBatch::of(&mut batch.columns())),
};

const _: () = assert!(shape::is_struct_of::<MonthCloseBatch>(&MONTH_CLOSE.layout));

/// What each agent and each team sold in the month, and what each agent earned and gave back.
///
/// `refused`, unless NULL, tells how many rows are: each has its code in the column `code`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_month_close_columns(
    rulebook: *const Rulebook,
    batch: *const MonthCloseBatch,
    refused: *mut usize,
    error: *mut *mut Error,
) -> i32 {
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { memory::run(&MONTH_CLOSE, rulebook, batch, refused, error) }
}

/// Customers on a day, a row each, and their top-ups: those of the first row first, then those of the second, and so on.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct VipLevelBatch {
    /// The size of this struct in bytes, `sizeof`: so it can grow without breaking its users.
    pub size: usize,
    /// Customers.
    pub rows: usize,
    /// Top-ups of all customers.
    pub top_ups: usize,
    /// The day of asking.
    ///
    /// Cells: `rows`; read.
    pub as_of_day: *const i32,
    /// The day of the customer's first purchase; nothing when there is none.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub first_purchase_day: *const i32,
    /// How many of the top-ups are the customer's; Σ = `top_ups`.
    ///
    /// Cells: `rows`; read.
    pub top_up_count: *const u32,
    /// The day of the top-up. A customer's top-ups stand in the order of their days, those of one day in the order of
    /// their ids. One that is later than `as_of_day` has not happened yet and does not count.
    ///
    /// Cells: `top_ups`; read.
    pub top_up_day: *const i32,
    /// What was paid, bonus apart; not negative.
    ///
    /// Cells: `top_ups`; read.
    pub top_up_fen: *const i64,
    /// What of it was refunded by `as_of_day`; nothing unless said.
    ///
    /// Cells: `top_ups`; read; NULL to leave it out.
    pub refunded_fen: *const i64,
    /// The level that the last decision gave, by its place in the rulebook; nothing when there is none.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub current_level: *const u8,
    /// The `since_day` of that decision.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub current_since_day: *const i32,
    /// The level, by its place in the rulebook; nothing when the customer has none.
    ///
    /// Cells: `rows`; written.
    pub level: *mut u8,
    /// What became of the current level: 0 none, 1 granted, 2 upgraded, 3 kept, 4 renewed, 5 lowered, 6 ended.
    ///
    /// Cells: `rows`; written; NULL if it is not wanted.
    pub change: *mut u8,
    /// The day from which the level, or its current period, runs.
    ///
    /// Cells: `rows`; written; NULL if it is not wanted.
    pub since_day: *mut i32,
    /// The day on which the current period has ended; nothing where levels have no period.
    ///
    /// Cells: `rows`; written; NULL if it is not wanted.
    pub review_day: *mut i32,
    /// The first day on which the level is lost if nothing else happens; nothing when that day never comes.
    ///
    /// Cells: `rows`; written; NULL if it is not wanted.
    pub ends_day: *mut i32,
    /// What counts, net of refunds.
    ///
    /// Cells: `rows`; written; NULL if it is not wanted.
    pub counted_fen: *mut i64,
    /// The next level; nothing on the highest.
    ///
    /// Cells: `rows`; written; NULL if it is not wanted.
    pub next_level: *mut u8,
    /// The least top-up of today that reaches it (补差); nothing on the highest.
    ///
    /// Cells: `rows`; written; NULL if it is not wanted.
    pub missing_fen: *mut i64,
    /// 1 when a level needs a purchase that is not there, 0 elsewhere.
    ///
    /// Cells: `rows`; written; NULL if it is not wanted.
    pub purchase_missing: *mut u8,
    /// 0, or the number of the code by which the row is refused.
    ///
    /// Cells: `rows`; written.
    pub code: *mut u16,
}

static VIP_LEVEL: Kernel = Kernel {
    name: "vip_level",
    layout: siyu::vip::LevelBatch::<Lent>::LAYOUT,
    shapes: shape::shapes(&siyu::vip::LevelBatch::<Lent>::LAYOUT),
    run: |rules, batch: Sound| operation::vip_level_columns(rules, &mut siyu::vip::LevelBatch::of(&mut batch.columns())),
};

const _: () = assert!(shape::is_struct_of::<VipLevelBatch>(&VIP_LEVEL.layout));

/// The VIP level of customers on a day, a customer per row (RULES.md §3).
///
/// `refused`, unless NULL, tells how many rows are: each has its code in the column `code`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_vip_level_columns(
    rulebook: *const Rulebook,
    batch: *const VipLevelBatch,
    refused: *mut usize,
    error: *mut *mut Error,
) -> i32 {
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { memory::run(&VIP_LEVEL, rulebook, batch, refused, error) }
}

/// Goods and who buys them: a row is an order of one line. (In an order of several lines a step is allotted by the ids of the
/// lines, which columns do not have: that is for the call.)
#[repr(C)]
#[derive(Clone, Copy)]
pub struct VipPriceBatch {
    /// The size of this struct in bytes, `sizeof`: so it can grow without breaking its users.
    pub size: usize,
    /// Orders of one line.
    pub rows: usize,
    /// The day of the order.
    ///
    /// Cells: `rows`; read.
    pub on_day: *const i32,
    /// The list price, all units together.
    ///
    /// Cells: `rows`; read.
    pub list_fen: *const i64,
    /// How many units; 1 unless said.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub quantity: *const u32,
    /// What it costs the merchant, all units together.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub cost_fen: *const i64,
    /// Below what it is not sold, all units together.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub floor_fen: *const i64,
    /// The customer's level, by its place in the rulebook; nothing when there is none.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub level: *const u8,
    /// The customer's day of birth.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub born_day: *const i32,
    /// The year of the last birthday whose discount was given.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub birthday_used_year: *const i32,
    /// What the customer's coupon takes off.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub coupon_fen: *const i64,
    /// The order that the coupon needs; nothing of it unless said.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub coupon_minimum_fen: *const i64,
    /// The points that the customer offers.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub points: *const u32,
    /// What is to be paid: `list_fen` less what the four steps take off.
    ///
    /// Cells: `rows`; written.
    pub payable_fen: *mut i64,
    /// What the level takes off.
    ///
    /// Cells: `rows`; written; NULL if it is not wanted.
    pub level_fen: *mut i64,
    /// What the birthday takes off.
    ///
    /// Cells: `rows`; written; NULL if it is not wanted.
    pub birthday_fen: *mut i64,
    /// What the coupon takes off.
    ///
    /// Cells: `rows`; written; NULL if it is not wanted.
    pub coupon_off_fen: *mut i64,
    /// What the points take off.
    ///
    /// Cells: `rows`; written; NULL if it is not wanted.
    pub points_fen: *mut i64,
    /// The birthday whose discount was given; nothing when none was.
    ///
    /// Cells: `rows`; written; NULL if it is not wanted.
    pub birthday_day: *mut i32,
    /// The points that were taken.
    ///
    /// Cells: `rows`; written; NULL if it is not wanted.
    pub points_used: *mut u32,
    /// 0, or the number of the code by which the row is refused.
    ///
    /// Cells: `rows`; written.
    pub code: *mut u16,
}

static VIP_PRICE: Kernel = Kernel {
    name: "vip_price",
    layout: siyu::vip::PriceBatch::<Lent>::LAYOUT,
    shapes: shape::shapes(&siyu::vip::PriceBatch::<Lent>::LAYOUT),
    run: |rules, batch: Sound| operation::vip_price_columns(rules, &mut siyu::vip::PriceBatch::of(&mut batch.columns())),
};

const _: () = assert!(shape::is_struct_of::<VipPriceBatch>(&VIP_PRICE.layout));

/// The price waterfall of orders of one line, an order per row (RULES.md §3).
///
/// `refused`, unless NULL, tells how many rows are: each has its code in the column `code`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_vip_price_columns(
    rulebook: *const Rulebook,
    batch: *const VipPriceBatch,
    refused: *mut usize,
    error: *mut *mut Error,
) -> i32 {
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { memory::run(&VIP_PRICE, rulebook, batch, refused, error) }
}

/// Orders, a row each, and the table that they are added to. The table begins with zeros, and is the same whatever chunks the
/// orders come in.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CustomerAbsorbBatch {
    /// The size of this struct in bytes, `sizeof`: so it can grow without breaking its users.
    pub size: usize,
    /// Orders.
    pub rows: usize,
    /// Customers, numbered from 0 in the order of their ids' bytes.
    pub customers: usize,
    /// 1: days of asking.
    pub dates: usize,
    /// Who bought.
    ///
    /// Cells: `rows`; read.
    pub customer: *const u32,
    /// What was paid; not negative.
    ///
    /// Cells: `rows`; read.
    pub paid_fen: *const i64,
    /// What of it was refunded by the day of asking; nothing unless said. An order of which nothing is left does not count.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub refunded_fen: *const i64,
    /// The day of the order. Unless said, all orders are in the window.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub day: *const i32,
    /// The day of asking, with which the window ends: an order after it, or before the window, adds nothing. Needed with `day`.
    ///
    /// Cells: `dates`; read; NULL to leave it out.
    pub as_of_day: *const i32,
    /// Per customer: net sales · 2^13 + orders of positive net.
    ///
    /// Cells: `customers`; added to.
    pub cells: *mut i64,
    /// Per customer: the day of the last order that counts, in the window or before it. Begins with nothing. Needs `day`.
    ///
    /// Cells: `customers`; added to; NULL to leave it out.
    pub last_order_day: *mut i32,
    /// 0, or the number of the code by which the row is refused: nothing of it is added.
    ///
    /// Cells: `rows`; written.
    pub code: *mut u16,
}

static CUSTOMER_ABSORB: Kernel = Kernel {
    name: "customer_absorb",
    layout: siyu::customer::AbsorbBatch::<Lent>::LAYOUT,
    shapes: shape::shapes(&siyu::customer::AbsorbBatch::<Lent>::LAYOUT),
    run: |rules, batch: Sound| operation::customer_absorb_columns(rules, &mut siyu::customer::AbsorbBatch::of(&mut batch.columns())),
};

const _: () = assert!(shape::is_struct_of::<CustomerAbsorbBatch>(&CUSTOMER_ABSORB.layout));

/// A chunk of orders, an order per row, added to one cell per customer (RULES.md §6).
///
/// `refused`, unless NULL, tells how many rows are: each has its code in the column `code`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_customer_absorb_columns(
    rulebook: *const Rulebook,
    batch: *const CustomerAbsorbBatch,
    refused: *mut usize,
    error: *mut *mut Error,
) -> i32 {
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { memory::run(&CUSTOMER_ABSORB, rulebook, batch, refused, error) }
}

/// The table of some orders, to which that of others is added. Associative and commutative.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CustomerMergeBatch {
    /// The size of this struct in bytes, `sizeof`: so it can grow without breaking its users.
    pub size: usize,
    /// Customers, numbered from 0.
    pub customers: usize,
    /// As of `customer_absorb`.
    ///
    /// Cells: `customers`; added to.
    pub cells: *mut i64,
    /// As of `customer_absorb`: days of last orders. One that one side has, the other must have.
    ///
    /// Cells: `customers`; added to; NULL to leave it out.
    pub last_order_day: *mut i32,
    /// The same of the other chunk.
    ///
    /// Cells: `customers`; read.
    pub other_cells: *const i64,
    /// The same of the other chunk.
    ///
    /// Cells: `customers`; read; NULL to leave it out.
    pub other_last_order_day: *const i32,
}

static CUSTOMER_MERGE: Kernel = Kernel {
    name: "customer_merge",
    layout: siyu::customer::MergeBatch::<Lent>::LAYOUT,
    shapes: shape::shapes(&siyu::customer::MergeBatch::<Lent>::LAYOUT),
    run: |rules, batch: Sound| operation::customer_merge_columns(rules, &mut siyu::customer::MergeBatch::of(&mut batch.columns())),
};

const _: () = assert!(shape::is_struct_of::<CustomerMergeBatch>(&CUSTOMER_MERGE.layout));

/// The cells of another chunk of orders, added to those of this one.
///
/// `refused`, unless NULL, tells how many rows are: each has its code in the column `code`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_customer_merge_columns(
    rulebook: *const Rulebook,
    batch: *const CustomerMergeBatch,
    refused: *mut usize,
    error: *mut *mut Error,
) -> i32 {
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { memory::run(&CUSTOMER_MERGE, rulebook, batch, refused, error) }
}

/// Customers on a day, a row each.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CustomerClassifyBatch {
    /// The size of this struct in bytes, `sizeof`: so it can grow without breaking its users.
    pub size: usize,
    /// Customers.
    pub rows: usize,
    /// 1: days of asking.
    pub dates: usize,
    /// As `customer_absorb` left it: net sales · 2^13 + orders.
    ///
    /// Cells: `rows`; read.
    pub cells: *const i64,
    /// As `customer_absorb` left it: the day of the last order; nothing where there is none.
    ///
    /// Cells: `rows`; read; NULL to leave it out.
    pub last_order_day: *const i32,
    /// The day of asking. Needed with `last_order_day`.
    ///
    /// Cells: `dates`; read; NULL to leave it out.
    pub as_of_day: *const i32,
    /// The class, by its place in the rulebook; nothing when the customer has none.
    ///
    /// Cells: `rows`; written.
    pub class: *mut u8,
    /// Orders of positive net in the window.
    ///
    /// Cells: `rows`; written; NULL if it is not wanted.
    pub orders: *mut u32,
    /// What the customer bought in the window, less refunds.
    ///
    /// Cells: `rows`; written; NULL if it is not wanted.
    pub net_sales_fen: *mut i64,
    /// The next class, by its place in the rulebook; nothing in the highest.
    ///
    /// Cells: `rows`; written; NULL if it is not wanted.
    pub next_class: *mut u8,
    /// How many orders it is away; nothing in the highest.
    ///
    /// Cells: `rows`; written; NULL if it is not wanted.
    pub missing_orders: *mut u32,
    /// Whether the customer sleeps: 0 no, 1 yes; 0 without `last_order_day`.
    ///
    /// Cells: `rows`; written; NULL if it is not wanted.
    pub dormant: *mut u8,
    /// The first day on which the customer sleeps, if nothing else is bought; nothing when that day never comes, or without
    /// `last_order_day`.
    ///
    /// Cells: `rows`; written; NULL if it is not wanted.
    pub dormant_day: *mut i32,
    /// 0, or the number of the code by which the row is refused.
    ///
    /// Cells: `rows`; written.
    pub code: *mut u16,
}

static CUSTOMER_CLASSIFY: Kernel = Kernel {
    name: "customer_classify",
    layout: siyu::customer::ClassifyBatch::<Lent>::LAYOUT,
    shapes: shape::shapes(&siyu::customer::ClassifyBatch::<Lent>::LAYOUT),
    run: |rules, batch: Sound| operation::customer_classify_columns(rules, &mut siyu::customer::ClassifyBatch::of(&mut batch.columns())),
};

const _: () = assert!(shape::is_struct_of::<CustomerClassifyBatch>(&CUSTOMER_CLASSIFY.layout));

/// The class of customers by repurchases and whether they sleep, a customer per row (RULES.md §6).
///
/// `refused`, unless NULL, tells how many rows are: each has its code in the column `code`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_customer_classify_columns(
    rulebook: *const Rulebook,
    batch: *const CustomerClassifyBatch,
    refused: *mut usize,
    error: *mut *mut Error,
) -> i32 {
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { memory::run(&CUSTOMER_CLASSIFY, rulebook, batch, refused, error) }
}

/// The table of all customers, all chunks merged, and what they come to together.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CustomerSegmentsBatch {
    /// The size of this struct in bytes, `sizeof`: so it can grow without breaking its users.
    pub size: usize,
    /// Customers, numbered from 0 in the order of their ids' bytes.
    pub customers: usize,
    /// The classes of the rulebook, and one more for customers without a class.
    pub bands: usize,
    /// 4: how many figures of all customers there are.
    pub figures: usize,
    /// 3: how many figures of the first customers there are.
    pub firsts: usize,
    /// As `customer_absorb` left it: net sales · 2^13 + orders.
    ///
    /// Cells: `customers`; read.
    pub cells: *const i64,
    /// How many customers each class has, in the rulebook's order; last those without a class.
    ///
    /// Cells: `bands`; written.
    pub class_customers: *mut i64,
    /// What they bought in the window, less refunds.
    ///
    /// Cells: `bands`; written; NULL if it is not wanted.
    pub class_net_sales_fen: *mut i64,
    /// The customers that shares are shares of, those with an order, orders, and what was bought in all (fen).
    ///
    /// Cells: `figures`; written.
    pub whole: *mut i64,
    /// The first customers by net sales, as many as the rulebook's `top_share`: how many, what they bought (fen), and the least
    /// that one of them bought (fen).
    ///
    /// Cells: `firsts`; written.
    pub top: *mut i64,
    /// The same of super users.
    ///
    /// Cells: `firsts`; written; NULL if it is not wanted.
    pub super_users: *mut i64,
    /// The same of the fewest customers who bought the rulebook's `coverage` of all.
    ///
    /// Cells: `firsts`; written; NULL if it is not wanted.
    pub coverage: *mut i64,
    /// Whether the customer is a super user: 0 no, 1 yes. Of customers with one amount those with the lowest numbers are.
    ///
    /// Cells: `customers`; written; NULL if it is not wanted.
    pub super_user: *mut u8,
}

static CUSTOMER_SEGMENTS: Kernel = Kernel {
    name: "customer_segments",
    layout: siyu::customer::SegmentsBatch::<Lent>::LAYOUT,
    shapes: shape::shapes(&siyu::customer::SegmentsBatch::<Lent>::LAYOUT),
    run: |rules, batch: Sound| operation::customer_segments_columns(rules, &mut siyu::customer::SegmentsBatch::of(&mut batch.columns())),
};

const _: () = assert!(shape::is_struct_of::<CustomerSegmentsBatch>(&CUSTOMER_SEGMENTS.layout));

/// All customers together: how many each class has, what the first of them buy, super users, coverage (RULES.md §6).
///
/// `refused`, unless NULL, tells how many rows are: each has its code in the column `code`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn siyu_customer_segments_columns(
    rulebook: *const Rulebook,
    batch: *const CustomerSegmentsBatch,
    refused: *mut usize,
    error: *mut *mut Error,
) -> i32 {
    // SAFETY: the caller keeps the conventions of the header.
    unsafe { memory::run(&CUSTOMER_SEGMENTS, rulebook, batch, refused, error) }
}

/// Every operation over columns.
#[cfg(feature = "arrow")]
pub(crate) static KERNELS: &[&Kernel] = &[
    &AGENT_ADMIT,
    &AGENT_ASSESS,
    &COMMISSION_SPLIT,
    &COMMISSION_CLAWBACK,
    &MONTH_CHAINS,
    &MONTH_ABSORB,
    &MONTH_MERGE,
    &MONTH_CLOSE,
    &VIP_LEVEL,
    &VIP_PRICE,
    &CUSTOMER_ABSORB,
    &CUSTOMER_MERGE,
    &CUSTOMER_CLASSIFY,
    &CUSTOMER_SEGMENTS,
];
