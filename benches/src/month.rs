//! A month through siyu's columns.

use siyu::Rulebook;
use siyu::agent::AssessBatch;
use siyu::column::Slices;
use siyu::month::{AbsorbBatch, ChainsBatch, CloseBatch, MergeBatch};
use siyu::operation;

use crate::aligned::Aligned;
use crate::data::{AGENTS, Agents, Orders};

/// What is asked of a month.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// What is left of each order is shared.
    Plain,
    /// Each order is shared as it was paid, and its refund taken back from each part.
    Refunds,
    /// The same with a differential and a cap.
    Differential,
}

/// Rows that are handed in at once.
pub const CHUNK: usize = 1 << 16;
const WIDTH: usize = 4;
const TOTALS: usize = 9;

/// The rulebook of a way of sharing, with so many overrides.
pub fn rulebook(way: Way, overrides: usize) -> Rulebook {
    Rulebook::parse(&rulebook_text(way, overrides)).expect("the rulebook is sound")
}

/// The same as it is written.
pub fn rulebook_text(way: Way, overrides: usize) -> String {
    let terms = match way {
        Way::Plain | Way::Refunds => {
            r#""mode": "by_tier", "roles": {"direct": {"by_tier": {"bronze": "5%", "silver": "8%", "gold": "12%", "star": "15%"}}, "sponsor": {"rate": "3%"}, "sponsor_2": {"rate": "1%"}}"#
        }
        Way::Differential => {
            r#""mode": "differential", "roles": {"direct": {"by_tier": {"bronze": "5%", "silver": "8%", "gold": "10%", "star": "12%"}}}, "cap": {"share": "10%", "policy": "cut", "priority": ["direct", "sponsor", "sponsor_2"]}"#
        }
    };
    let one = |at: usize| format!(r#"{{"sku": "s{at}", "role": "direct", "rate": "{}.5%"}}"#, at % 7 + 1);
    let overrides = (0..overrides).map(one).collect::<Vec<_>>().join(", ");
    let tier = |id: &str, reach: &str, keep: &str| {
        let reach = if reach.is_empty() {
            String::new()
        } else {
            format!(r#", "reach": {{"metric": "own_net_sales", "at_least": "{reach}"}}"#)
        };
        format!(r#"{{"id": "{id}"{reach}, "keep": {{"metric": "own_net_sales", "at_least": "{keep}"}}}}"#)
    };
    let tiers = [
        tier("bronze", "", "500.00"),
        tier("silver", "2000.00", "2000.00"),
        tier("gold", "10000.00", "10000.00"),
        tier("star", "50000.00", "50000.00"),
    ];
    format!(
        r#"{{"name": "measured", "version": "1", "effective_from": "2026-01-01",
        "agent": {{"tiers": [{}], "assessment": {{"protect": 0, "grace": 0, "clear_grace": 0}}}},
        "commission": {{"residual": "house", "levels": 2, {terms}, "overrides": [{overrides}]}}}}"#,
        tiers.join(", ")
    )
}

/// What a month comes to, per agent.
pub struct Figures {
    pub own: Vec<i64>,
    pub team: Vec<i64>,
    pub direct: Vec<i64>,
    pub indirect: Vec<i64>,
    pub taken: Vec<i64>,
    pub outcome: Vec<u8>,
    pub tier_after: Vec<u8>,
    code: Vec<u16>,
    own_reading: Vec<i64>,
}

impl PartialEq for Figures {
    /// What both ways of closing a month tell.
    fn eq(&self, other: &Self) -> bool {
        self.own == other.own
            && self.team == other.team
            && self.direct == other.direct
            && self.indirect == other.indirect
            && self.taken == other.taken
            && self.outcome == other.outcome
            && self.tier_after == other.tier_after
    }
}

impl Figures {
    pub fn new() -> Self {
        Self::with(|| vec![0; AGENTS])
    }

    /// With columns that may be left out made so.
    fn with(optional: impl Fn() -> Vec<i64>) -> Self {
        let column = || vec![0; AGENTS];
        Self {
            own: optional(),
            team: column(),
            direct: optional(),
            indirect: column(),
            taken: optional(),
            outcome: vec![0; AGENTS],
            tier_after: vec![0; AGENTS],
            code: vec![0; AGENTS],
            own_reading: column(),
        }
    }

    /// What a host needs that takes as little memory as can be: own sales are the reading, and what was earned on own orders
    /// stands in the table of sums.
    pub fn lean() -> Self {
        Self::with(Vec::new)
    }

    /// What a lean run comes to, as others tell it.
    pub fn completed(self, tables: &Tables) -> Self {
        let direct = tables.earned.chunks(WIDTH).map(|row| row[1]).collect();
        Self { own: self.own_reading.clone(), direct, taken: vec![0; AGENTS], ..self }
    }

    pub fn clear(&mut self) {
        for column in [&mut self.own, &mut self.team, &mut self.direct, &mut self.indirect, &mut self.taken] {
            column.fill(0);
        }
    }
}

/// A column that may be left out.
fn given<T>(column: &[T]) -> Option<&[T]> {
    (!column.is_empty()).then_some(column)
}

fn wanted<T>(column: &mut [T]) -> Option<&mut [T]> {
    (!column.is_empty()).then_some(column)
}

/// Who is paid on whose orders, as columns.
pub struct Chains {
    class: Vec<u16>,
    upline: Vec<u32>,
}

impl Chains {
    pub fn new(way: Way, rulebook: &Rulebook, agents: &Agents) -> Self {
        // Elsewhere those above are the sponsors.
        let above = if way == Way::Differential { AGENTS * 2 } else { 0 };
        let (mut class, mut upline) = (vec![0; AGENTS], vec![0; above]);
        let mut batch: ChainsBatch<Slices<'_>> = ChainsBatch {
            agents: AGENTS,
            above: 2,
            sponsor: &agents.sponsor,
            tier: &agents.tier,
            class: &mut class,
            upline: wanted(&mut upline),
        };
        operation::month_chains_columns(rulebook, &mut batch).expect("the tree is sound");
        Self { class, upline }
    }
}

/// The tables of a month.
pub struct Tables {
    earned: Aligned<i64>,
    taken: Aligned<i64>,
    totals: Vec<i64>,
    code: Vec<u16>,
}

impl Tables {
    pub fn new(way: Way) -> Self {
        let taken = Aligned::zeros(if way == Way::Plain { 0 } else { AGENTS * WIDTH });
        Self { earned: Aligned::zeros(AGENTS * WIDTH), taken, totals: vec![0; TOTALS], code: vec![0; CHUNK] }
    }

    pub fn clear(&mut self) {
        self.earned.fill(0);
        self.taken.fill(0);
        self.totals.fill(0);
    }
}

/// Adds orders to the tables, chunk by chunk.
pub fn absorb(
    way: Way,
    rulebook: &Rulebook,
    agents: &Agents,
    chains: &Chains,
    orders: &Orders,
    skus: Option<&[u32]>,
    tables: &mut Tables,
) {
    let mut from = 0;
    while from < orders.agent.len() {
        let to = orders.agent.len().min(from + CHUNK);
        let refunded = &orders.refunded[from..to];
        let Tables { earned, taken, totals, code } = tables;
        let mut batch: AbsorbBatch<Slices<'_>> = AbsorbBatch {
            rows: to - from,
            agents: AGENTS,
            above: 2,
            width: WIDTH,
            suppliers: 0,
            totals: TOTALS,
            agent: &orders.agent[from..to],
            paid_fen: &orders.paid[from..to],
            cancelled_fen: (way == Way::Plain).then_some(refunded),
            returned_fen: (way != Way::Plain).then_some(refunded),
            compensation_fen: None,
            cost_fen: None,
            supplier: None,
            quantity: None,
            sku: skus.map(|skus| &skus[from..to]),
            category: None,
            direct_is_buyer: None,
            pinned_class: None,
            orders: None,
            class: &chains.class,
            sponsor: &agents.sponsor,
            upline: given(&chains.upline),
            earned_fen: earned,
            clawed_back_fen: wanted(&mut taken[..]),
            supplied_fen: None,
            orders_sold: None,
            supplier_earned_fen: None,
            supplier_clawed_back_fen: None,
            totals_fen: totals,
            code: &mut code[..to - from],
        };
        assert_eq!(operation::month_absorb_columns(rulebook, &mut batch).expect("the batch is sound"), 0);
        from = to;
    }
}

/// Adds other tables.
pub fn merge(rulebook: &Rulebook, into: &mut Tables, other: &Tables) {
    let mut batch: MergeBatch<Slices<'_>> = MergeBatch {
        agents: AGENTS,
        width: WIDTH,
        suppliers: 0,
        totals: TOTALS,
        earned_fen: &mut into.earned,
        clawed_back_fen: None,
        supplied_fen: None,
        orders_sold: None,
        supplier_earned_fen: None,
        supplier_clawed_back_fen: None,
        totals_fen: &mut into.totals,
        other_earned_fen: &other.earned,
        other_clawed_back_fen: None,
        other_supplied_fen: None,
        other_orders_sold: None,
        other_supplier_earned_fen: None,
        other_supplier_clawed_back_fen: None,
        other_totals_fen: &other.totals,
    };
    operation::month_merge_columns(rulebook, &mut batch).expect("the sums are within the limit");
}

/// Credits the uplines.
pub fn close(rulebook: &Rulebook, agents: &Agents, chains: &Chains, tables: &Tables, figures: &mut Figures) {
    let mut batch: CloseBatch<Slices<'_>> = CloseBatch {
        agents: AGENTS,
        segments: 1,
        above: 2,
        width: WIDTH,
        totals: TOTALS,
        sponsor: &agents.sponsor,
        upline: given(&chains.upline),
        earned_fen: &tables.earned,
        clawed_back_fen: given(&tables.taken[..]),
        readings: 1,
        supplied_fen: None,
        orders_sold: None,
        reading: Some(&mut figures.own_reading),
        totals_fen: &tables.totals,
        own_net_sales_fen: wanted(&mut figures.own),
        direct_team_net_sales_fen: &mut figures.team,
        whole_team_net_sales_fen: None,
        profit_fen: None,
        direct_fen: wanted(&mut figures.direct),
        indirect_fen: &mut figures.indirect,
        clawed_back_by_agent_fen: wanted(&mut figures.taken),
    };
    operation::month_close_columns(rulebook, &mut batch).expect("the books balance");
}

/// Assesses every agent, in pieces of so many; with several pieces each in its thread.
pub fn assess(rulebook: &Rulebook, agents: &Agents, figures: &mut Figures, most: usize) {
    let outcomes = figures.outcome.chunks_mut(most).zip(figures.tier_after.chunks_mut(most));
    let pieces = figures.own_reading.chunks(most).zip(outcomes.zip(figures.code.chunks_mut(most)));
    std::thread::scope(|scope| {
        for (piece, (reading, ((outcome, tier_after), code))) in pieces.enumerate() {
            let rows = piece * most..piece * most + reading.len();
            let mut batch: AssessBatch<Slices<'_>> = AssessBatch {
                rows: rows.len(),
                readings: 1,
                tier: &agents.tier[rows.clone()],
                misses: None,
                joined_month: &agents.joined[rows.clone()],
                last_month: Some(&agents.last[rows.clone()]),
                period_month: &agents.month[rows],
                reading,
                outcome,
                tier_after,
                misses_after: None,
                effective_month: None,
                remaining_grace: None,
                next_tier: None,
                shortfall: None,
                code,
            };
            let mut assess = move || {
                let refused = operation::agent_assess_columns(rulebook, &mut batch);
                assert_eq!(refused.expect("the batch is sound"), 0);
            };
            if most < AGENTS {
                scope.spawn(assess);
            } else {
                assess();
            }
        }
    });
}
