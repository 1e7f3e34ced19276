//! Columns beside loops written by hand for the one rule at hand, in one run: `cargo bench -p siyu --bench columns`.

use std::fmt::Write as _;
use std::hint::black_box;

use divan::Bencher;
use divan::counter::ItemsCount;
use siyu::Rulebook;
use siyu::agent::AssessBatch;
use siyu::column::Slices;
use siyu::commission::{ClawbackBatch, SplitBatch};
use siyu::operation::{agent_assess_columns, commission_clawback_columns, commission_split_columns};

const ROWS: usize = 10_000;

fn main() {
    divan::main();
}

/// SplitMix64: the same rows in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }
}

fn rulebook(commission: &str) -> Rulebook {
    let text = format!(
        r#"{{"name": "b", "version": "1", "effective_from": "2026-01-01",
        "agent": {{"tiers": [{{"id": "t0"}}, {{"id": "t1"}}, {{"id": "t2"}}, {{"id": "t3"}}]}},
        "commission": {{"residual": "house", {commission}}}}}"#
    );
    Rulebook::parse(&text).unwrap_or_else(|findings| panic!("{findings}"))
}

const TIERS: &str = r#"{"t0": "5%", "t1": "8%", "t2": "12%", "t3": "15%"}"#;

/// Two levels: the direct agent by tier, the sponsor 3 %.
fn two_levels() -> Rulebook {
    rulebook(&format!(
        r#""mode": "by_tier", "roles": {{"direct": {{"by_tier": {TIERS}}}, "sponsor": {{"rate": "3%"}}}}"#
    ))
}

/// A differential with a mentor and a cap that acts on some lines, and so many SKUs with a rate of their own.
fn differential(skus: usize) -> Rulebook {
    let mut overrides = String::new();
    for sku in 0..skus {
        let comma = if sku > 0 { "," } else { "" };
        write!(overrides, r#"{comma}{{"sku": "s{sku:04}", "role": "direct", "rate": "{}%"}}"#, sku % 14)
            .unwrap();
    }
    rulebook(&format!(
        r#""mode": "differential", "levels": 2, "cap": {{"share": "17%", "priority": ["direct", "mentor"]}},
        "roles": {{"direct": {{"by_tier": {TIERS}}}, "mentor": {{"rate": "3%"}}}}, "overrides": [{overrides}]"#
    ))
}

/// Lines, and room for what is told of them.
struct Lines {
    chain: usize,
    paid: Vec<i64>,
    tier: Vec<u8>,
    party: Vec<u32>,
    mentor: Vec<u8>,
    sku: Option<Vec<u32>>,
    chain_fen: Vec<i64>,
    mentor_fen: Vec<i64>,
    residual_fen: Vec<i64>,
    code: Vec<u16>,
}

impl Lines {
    fn new(rows: usize, chain: usize, skus: usize) -> Self {
        let mut chance = Chance(20_261_121);
        let cells = rows * chain;
        Self {
            chain,
            paid: (0..rows).map(|_| 990 + i64::try_from(chance.below(40_000)).unwrap()).collect(),
            tier: (0..cells).map(|_| u8::try_from(chance.below(4)).unwrap()).collect(),
            party: (0..cells).map(|cell| u32::try_from(cell).unwrap()).collect(),
            mentor: (0..rows).map(|_| u8::from(chance.below(3) == 0)).collect(),
            sku: (skus > 0)
                .then(|| (0..rows).map(|_| u32::try_from(chance.below(skus as u64)).unwrap()).collect()),
            chain_fen: vec![0; cells],
            mentor_fen: vec![0; rows],
            residual_fen: vec![0; rows],
            code: vec![0; rows],
        }
    }

    fn split(&mut self, rulebook: &Rulebook, has_mentors: bool) -> usize {
        let mut batch: SplitBatch<Slices<'_>> = SplitBatch {
            rows: self.paid.len(),
            chain: self.chain,
            members: 0,
            pools: 0,
            paid_fen: &self.paid,
            cost_fen: None,
            has_supplier: None,
            quantity: None,
            sku: self.sku.as_deref(),
            category: None,
            chain_tier: &self.tier,
            chain_rate_ppm: None,
            direct_is_buyer: None,
            has_mentor: has_mentors.then_some(&self.mentor),
            chain_party: has_mentors.then_some(&self.party),
            mentor_party: None,
            pool_party: None,
            supplier_fen: None,
            chain_fen: &mut self.chain_fen,
            mentor_fen: has_mentors.then_some(&mut self.mentor_fen),
            member_fen: None,
            residual_fen: &mut self.residual_fen,
            code: &mut self.code,
        };
        commission_split_columns(rulebook, &mut batch).unwrap()
    }
}

#[divan::bench]
fn split_two_levels(bencher: Bencher) {
    let (rulebook, mut lines) = (two_levels(), Lines::new(ROWS, 2, 0));
    bencher.counter(ItemsCount::new(ROWS)).bench_local(|| lines.split(black_box(&rulebook), false));
}

#[divan::bench]
fn split_two_levels_by_hand(bencher: Bencher) {
    let mut lines = Lines::new(ROWS, 2, 0);
    let rates = black_box([50_000_i64, 80_000, 120_000, 150_000]);
    bencher.counter(ItemsCount::new(ROWS)).bench_local(|| {
        let rows = lines.paid.iter().zip(lines.tier.chunks_exact(2));
        let told = lines.chain_fen.chunks_exact_mut(2).zip(&mut lines.residual_fen).zip(&mut lines.code);
        for ((paid, tier), ((chain, residual), code)) in rows.zip(told) {
            let direct = paid * rates[usize::from(tier[0] & 3)] / 1_000_000;
            let sponsor = if tier[1] == u8::MAX { 0 } else { paid * 30_000 / 1_000_000 };
            chain[0] = direct;
            chain[1] = sponsor;
            *residual = paid - direct - sponsor;
            *code = 0;
        }
    });
}

#[divan::bench(args = [0, 10, 1000])]
fn split_differential_with_cap(bencher: Bencher, skus: usize) {
    let (rulebook, mut lines) = (differential(skus), Lines::new(ROWS, 4, skus));
    bencher.counter(ItemsCount::new(ROWS)).bench_local(|| lines.split(black_box(&rulebook), true));
}

#[divan::bench]
fn split_differential_with_cap_by_hand(bencher: Bencher) {
    let mut lines = Lines::new(ROWS, 4, 1000);
    let rates = black_box([50_000_i64, 80_000, 120_000, 150_000]);
    let of_sku = black_box((0..1000).map(|sku| sku % 14 * 10_000).collect::<Vec<i64>>());
    bencher.counter(ItemsCount::new(ROWS)).bench_local(|| {
        for row in 0..ROWS {
            let paid = lines.paid[row];
            let chain = &mut lines.chain_fen[row * 4..][..4];
            let (mut below, mut levels, mut sum) = (0, 0, 0);
            chain.fill(0);
            for place in 0..4 {
                if levels == 2 {
                    break;
                }
                let sku = lines.sku.as_ref().unwrap()[row];
                let rate = if place == 0 {
                    of_sku[sku as usize]
                } else {
                    rates[usize::from(lines.tier[row * 4 + place] & 3)]
                };
                let asked = paid * rate / 1_000_000;
                if asked > below {
                    chain[place] = asked - below;
                    levels += i32::from(place > 0);
                    below = asked;
                }
            }
            let mut mentor = if lines.mentor[row] == 1 { paid * 30_000 / 1_000_000 } else { 0 };
            let mut left = paid * 170_000 / 1_000_000;
            if below + mentor > left {
                left -= chain[0];
                mentor = mentor.min(left);
                left -= mentor;
                for part in &mut chain[1..] {
                    *part = left.min(*part);
                    left -= *part;
                }
            }
            sum += chain.iter().sum::<i64>() + mentor;
            lines.mentor_fen[row] = mentor;
            lines.residual_fen[row] = paid - sum;
            lines.code[row] = 0;
        }
    });
}

/// One line at a time: what a storefront asks while a customer waits.
#[divan::bench(sample_size = 1000)]
fn split_one_line(bencher: Bencher) {
    let (rulebook, mut lines) = (two_levels(), Lines::new(1, 2, 0));
    bencher.bench_local(|| lines.split(black_box(&rulebook), false));
}

#[divan::bench(sample_size = 1000)]
fn split_one_line_differential_with_cap(bencher: Bencher) {
    let (rulebook, mut lines) = (differential(1000), Lines::new(1, 4, 1000));
    bencher.bench_local(|| lines.split(black_box(&rulebook), true));
}

/// The sections made ready for columns are a part of it.
#[divan::bench]
fn parse_the_sample_rulebook() -> Rulebook {
    let text = include_str!("../../examples/month-close/src/sample/rulebook.json");
    Rulebook::parse(black_box(text)).unwrap_or_else(|findings| panic!("{findings}"))
}

/// Refunds of lines with four parts.
struct Refunds {
    paid: Vec<i64>,
    parts: Vec<i64>,
    returned: Vec<i64>,
    refund: Vec<i64>,
    taken: Vec<i64>,
    code: Vec<u16>,
}

impl Refunds {
    fn new() -> Self {
        let mut chance = Chance(7);
        let paid: Vec<i64> = (0..ROWS).map(|_| 990 + i64::try_from(chance.below(40_000)).unwrap()).collect();
        let parts = |paid: &i64| [paid / 2, paid / 10, paid / 33, paid - paid / 2 - paid / 10 - paid / 33];
        Self {
            parts: paid.iter().flat_map(parts).collect(),
            returned: paid.iter().map(|paid| paid / 7).collect(),
            refund: paid.iter().map(|paid| paid / 3).collect(),
            taken: vec![0; ROWS * 4],
            code: vec![0; ROWS],
            paid,
        }
    }
}

#[divan::bench]
fn clawback(bencher: Bencher) {
    let (rulebook, mut lines) = (two_levels(), Refunds::new());
    bencher.counter(ItemsCount::new(ROWS)).bench_local(|| {
        let mut batch: ClawbackBatch<Slices<'_>> = ClawbackBatch {
            rows: ROWS,
            parts: black_box(4),
            // Told here the compiler would know how many parts there are, which no caller's compiler does.
            part_role: black_box(&[0, 1, 2, 6][..]),
            paid_fen: &lines.paid,
            part_fen: &lines.parts,
            returned_fen: black_box(Some(&lines.returned[..])),
            compensation_fen: black_box(None),
            refund_fen: &lines.refund,
            reason: black_box(None),
            taken_fen: &mut lines.taken,
            left_fen: black_box(None),
            code: &mut lines.code,
        };
        commission_clawback_columns(black_box(&rulebook), &mut batch).unwrap()
    });
}

#[divan::bench]
fn clawback_by_hand(bencher: Bencher) {
    let mut lines = Refunds::new();
    bencher.counter(ItemsCount::new(ROWS)).bench_local(|| {
        for row in 0..ROWS {
            let (paid, before, refund) = (lines.paid[row], lines.returned[row], lines.refund[row]);
            let (parts, taken) = (&lines.parts[row * 4..][..4], &mut lines.taken[row * 4..][..4]);
            let mut rest = refund;
            for (part, taken) in parts[..3].iter().zip(taken.iter_mut()) {
                *taken = part * (before + refund) / paid - part * before / paid;
                rest -= *taken;
            }
            taken[3] = rest;
            lines.code[row] = 0;
        }
    });
}

/// Agents in any tier, each due for one month.
struct Agents {
    tier: Vec<u8>,
    misses: Vec<u32>,
    joined: Vec<i32>,
    last: Vec<i32>,
    period: Vec<i32>,
    /// Own net sales, active customers.
    reading: Vec<i64>,
    outcome: Vec<u8>,
    after: Vec<u8>,
    misses_after: Vec<u32>,
    code: Vec<u16>,
}

const THRESHOLDS: [i64; 4] = [50_000, 200_000, 1_000_000, 5_000_000];
const JUNE: i32 = 2026 * 12 + 5;

impl Agents {
    fn new() -> Self {
        let mut chance = Chance(11);
        let below = |end: u64, chance: &mut Chance| i64::try_from(chance.below(end)).unwrap();
        Self {
            tier: (0..ROWS).map(|_| u8::try_from(chance.below(4)).unwrap()).collect(),
            misses: (0..ROWS).map(|_| u32::try_from(chance.below(3)).unwrap()).collect(),
            joined: vec![JUNE - 20; ROWS],
            last: vec![JUNE - 1; ROWS],
            period: vec![JUNE; ROWS],
            reading: (0..ROWS).flat_map(|_| [below(6_000_000, &mut chance), below(9, &mut chance)]).collect(),
            outcome: vec![0; ROWS],
            after: vec![0; ROWS],
            misses_after: vec![0; ROWS],
            code: vec![0; ROWS],
        }
    }
}

/// Four tiers: to rise needs net sales, to stay net sales and a customer.
fn four_tiers() -> Rulebook {
    let mut tiers = String::new();
    for (tier, fen) in THRESHOLDS.iter().enumerate() {
        let yuan = fen / 100;
        let reach = match tier {
            0 => String::new(),
            _ => format!(r#""reach": {{"metric": "own_net_sales", "at_least": "{yuan}"}},"#),
        };
        let comma = if tier > 0 { "," } else { "" };
        write!(
            tiers,
            r#"{comma}{{"id": "t{tier}", {reach} "keep": {{"all": [{{"metric": "own_net_sales", "at_least": "{yuan}"}},
            {{"metric": "active_customers", "at_least": 1}}]}}}}"#
        )
        .unwrap();
    }
    let text = format!(
        r#"{{"name": "b", "version": "1", "effective_from": "2026-01-01", "agent": {{"tiers": [{tiers}]}}}}"#
    );
    Rulebook::parse(&text).unwrap_or_else(|findings| panic!("{findings}"))
}

#[divan::bench]
fn assess(bencher: Bencher) {
    let (rulebook, mut agents) = (four_tiers(), Agents::new());
    bencher.counter(ItemsCount::new(ROWS)).bench_local(|| {
        let mut batch: AssessBatch<Slices<'_>> = AssessBatch {
            rows: ROWS,
            readings: 2,
            tier: &agents.tier,
            misses: Some(&agents.misses),
            joined_month: &agents.joined,
            last_month: Some(&agents.last),
            period_month: &agents.period,
            reading: &agents.reading,
            outcome: &mut agents.outcome,
            tier_after: &mut agents.after,
            misses_after: Some(&mut agents.misses_after),
            effective_month: None,
            remaining_grace: None,
            next_tier: None,
            shortfall: None,
            code: &mut agents.code,
        };
        agent_assess_columns(black_box(&rulebook), &mut batch).unwrap()
    });
}

#[divan::bench]
fn assess_by_hand(bencher: Bencher) {
    let mut agents = Agents::new();
    let thresholds = black_box(THRESHOLDS);
    bencher.counter(ItemsCount::new(ROWS)).bench_local(|| {
        for row in 0..ROWS {
            let (tier, missed) = (usize::from(agents.tier[row]), agents.misses[row] + 1);
            let (sales, customers) = (agents.reading[row * 2], agents.reading[row * 2 + 1]);
            let reached = (tier + 1..4).rev().find(|higher| sales >= thresholds[*higher]);
            let keeps = sales >= thresholds[tier] && customers >= 1;
            let is_protected = agents.period[row] <= agents.joined[row] + 1;
            let grace = if tier == 0 { 3 } else { 2 };
            let (outcome, after, misses) = match reached {
                Some(reached) => (1, u8::try_from(reached).unwrap_or(0), 0),
                None if is_protected => (0, agents.tier[row], if keeps { 0 } else { missed - 1 }),
                None if keeps => (2, agents.tier[row], 0),
                None if missed <= grace => (3, agents.tier[row], missed),
                None if tier == 0 => (5, u8::MAX, missed),
                None => (4, agents.tier[row] - 1, 0),
            };
            agents.outcome[row] = outcome;
            agents.after[row] = after;
            agents.misses_after[row] = misses;
            agents.code[row] = if agents.period[row] == agents.last[row] + 1 { 0 } else { 200 };
        }
    });
}
