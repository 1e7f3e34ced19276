//! What is written in Rust among the processes of `cargo xtask bench`: siyu itself, and what one would write by hand.

use std::fmt::Write as _;
use std::hint::black_box;
use std::io;
use std::path::Path;

use siyu::Rulebook;
use siyu::column::Slices;
use siyu::commission::{ClawbackBatch, SplitBatch};
use siyu::operation::{commission_clawback_columns, commission_split_columns};

use crate::Columns;
use crate::data::{Agents, Orders};
use crate::decision::{self, Facts};
use crate::files;
use crate::hand::{self, Ladder};
use crate::month::{Figures, Way, rulebook};
use crate::protocol::{self, Case, Checksum, Job};
use crate::segments;

/// Orders that are split in a batch, and how often it is in a run.
const BATCH: usize = 100_000;
const TIMES: usize = 10;
/// Who is paid for an order: the direct agent, the sponsor, the sponsor's sponsor, the house.
const PARTS: usize = 4;
const ROLES: [u8; PARTS] = [1, 2, 3, 6];

const CLEARED: u8 = 5;

pub fn serve(folder: &Path) -> io::Result<()> {
    let (agents, orders) = files::read(folder)?;
    let customers = files::read_customers(folder)?;
    let requests = std::fs::read_to_string(folder.join("requests.jsonl"))?;
    let requests: Vec<String> = requests.lines().map(str::to_owned).collect();
    let facts = decision::facts_of(&agents, &orders, requests.len());
    let (rulebook, lines) = (rulebook(Way::Plain, 0), Lines::new(&agents, &orders));
    let mut cases = months(&agents, &orders);
    cases.extend(segments::cases(&customers, &orders));
    cases.extend(batches(&rulebook, &lines));
    cases.extend(decisions(&rulebook, &facts));
    cases.extend(texts(&rulebook, &agents, &orders, &requests));
    protocol::serve(cases)
}

fn sum_of_month(figures: &Figures) -> u64 {
    let cleared = figures.outcome.iter().map(|outcome| i64::from(*outcome == CLEARED));
    [&figures.own, &figures.team, &figures.direct, &figures.indirect]
        .into_iter()
        .fold(Checksum::default(), |sum, column| sum.column(column.iter().copied()))
        .column(figures.tier_after.iter().map(|tier| i64::from(*tier)))
        .column(cleared)
        .value()
}

struct ByHand<'a> {
    agents: &'a Agents,
    orders: &'a Orders,
    ladder: Ladder,
    tables: hand::Tables,
    figures: Figures,
}

fn months<'a>(agents: &'a Agents, orders: &'a Orders) -> Vec<Case<'a>> {
    let tables = hand::Tables::new(Way::Plain);
    let by_hand = ByHand { agents, orders, ladder: Ladder::new(agents), tables, figures: Figures::new() };
    let by_hand = Job {
        state: by_hand,
        run: |state| {
            let ByHand { agents, orders, ladder, tables, figures } = state;
            hand::run(Way::Plain, agents, ladder, orders, tables, figures);
        },
        sum: |state| sum_of_month(&state.figures),
    };
    let siyu = Job {
        state: (Columns::new(Way::Plain, 0, agents), orders),
        run: |(columns, orders)| columns.run(orders, None),
        sum: |(columns, _)| sum_of_month(&columns.figures),
    };
    let rows = orders.agent.len();
    vec![
        Case { work: "month", name: "by hand", rows, task: Box::new(by_hand) },
        Case { work: "month", name: "siyu", rows, task: Box::new(siyu) },
    ]
}

/// The first orders as columns for a split, and refunds of them.
struct Lines {
    paid: Vec<i64>,
    tiers: Vec<u8>,
    parts: Vec<i64>,
    returned: Vec<i64>,
    refund: Vec<i64>,
}

impl Lines {
    fn new(agents: &Agents, orders: &Orders) -> Self {
        let facts = decision::facts_of(agents, orders, BATCH);
        let mut parts = vec![0; facts.len() * PARTS];
        for (order, parts) in facts.iter().zip(parts.as_chunks_mut().0) {
            decision::by_hand(order, parts);
        }
        Self {
            paid: facts.iter().map(|order| order.paid).collect(),
            tiers: facts.iter().flat_map(|order| order.tier).collect(),
            parts,
            returned: facts.iter().map(|order| order.paid / 7).collect(),
            refund: facts.iter().map(|order| order.paid / 3).collect(),
        }
    }
}

/// The memory that a batch is written into.
struct Batch<'a> {
    rulebook: &'a Rulebook,
    lines: &'a Lines,
    chain: Vec<i64>,
    house: Vec<i64>,
    taken: Vec<i64>,
    code: Vec<u16>,
}

impl<'a> Batch<'a> {
    fn new(rulebook: &'a Rulebook, lines: &'a Lines) -> Self {
        let rows = lines.paid.len();
        let [chain, house, taken] = [rows * (PARTS - 1), rows, rows * PARTS].map(|cells| vec![0; cells]);
        Self { rulebook, lines, chain, house, taken, code: vec![0; rows] }
    }

    fn split(&mut self) {
        let mut batch: SplitBatch<Slices<'_>> = SplitBatch {
            rows: self.lines.paid.len(),
            // What no caller of a library has as a constant beside the call.
            chain: black_box(PARTS - 1),
            members: 0,
            pools: 0,
            paid_fen: &self.lines.paid,
            cost_fen: black_box(None),
            has_supplier: black_box(None),
            quantity: black_box(None),
            sku: black_box(None),
            category: black_box(None),
            chain_tier: &self.lines.tiers,
            chain_rate_ppm: black_box(None),
            direct_is_buyer: black_box(None),
            has_mentor: black_box(None),
            chain_party: black_box(None),
            mentor_party: black_box(None),
            pool_party: black_box(None),
            supplier_fen: black_box(None),
            chain_fen: &mut self.chain,
            mentor_fen: black_box(None),
            member_fen: black_box(None),
            residual_fen: &mut self.house,
            code: &mut self.code,
        };
        assert_eq!(commission_split_columns(self.rulebook, &mut batch), Ok(0), "the orders are sound");
    }

    fn split_by_hand(&mut self) {
        const DIRECT: [u64; 4] = [500, 800, 1200, 1500];
        let (tiers, _) = self.lines.tiers.as_chunks::<{ PARTS - 1 }>();
        let (chain, _) = self.chain.as_chunks_mut::<{ PARTS - 1 }>();
        for (((paid, tiers), chain), house) in
            self.lines.paid.iter().zip(tiers).zip(chain).zip(&mut self.house)
        {
            let base = *paid as u64;
            let share = |rate: u64| (base.wrapping_mul(rate) / 10_000) as i64;
            let above = |tier: u8, rate: u64| if tier == u8::MAX { 0 } else { share(rate) };
            *chain = [share(DIRECT[usize::from(tiers[0] & 3)]), above(tiers[1], 300), above(tiers[2], 100)];
            *house = chain.iter().fold(*paid, |rest, part| rest.wrapping_sub(*part));
        }
        self.code.fill(0);
    }

    fn clawback(&mut self) {
        let mut batch: ClawbackBatch<Slices<'_>> = ClawbackBatch {
            rows: self.lines.paid.len(),
            parts: black_box(PARTS),
            part_role: black_box(&ROLES[..]),
            paid_fen: &self.lines.paid,
            part_fen: &self.lines.parts,
            returned_fen: black_box(Some(&self.lines.returned[..])),
            compensation_fen: black_box(None),
            refund_fen: &self.lines.refund,
            reason: black_box(None),
            taken_fen: &mut self.taken,
            left_fen: black_box(None),
            code: &mut self.code,
        };
        assert_eq!(commission_clawback_columns(self.rulebook, &mut batch), Ok(0), "the refunds are sound");
    }

    fn clawback_by_hand(&mut self) {
        let Lines { paid, parts, returned, refund, .. } = self.lines;
        let (parts, taken) = (parts.as_chunks::<PARTS>().0, self.taken.as_chunks_mut::<PARTS>().0);
        for ((((paid, parts), returned), refund), taken) in
            paid.iter().zip(parts).zip(returned).zip(refund).zip(taken)
        {
            let (paid, before, after) =
                (*paid as u64, *returned as u64, returned.wrapping_add(*refund) as u64);
            let share = |part: u64, of: u64| (part.wrapping_mul(of) / paid) as i64;
            let mut rest = *refund;
            for (part, taken) in parts[..PARTS - 1].iter().zip(taken.iter_mut()) {
                *taken = share(*part as u64, after).wrapping_sub(share(*part as u64, before));
                rest = rest.wrapping_sub(*taken);
            }
            taken[PARTS - 1] = rest;
        }
        self.code.fill(0);
    }

    fn sum_of_split(&mut self) -> u64 {
        Checksum::default().column(self.chain.iter().copied()).column(self.house.iter().copied()).value()
    }

    fn sum_of_clawback(&mut self) -> u64 {
        Checksum::default().column(self.taken.iter().copied()).value()
    }
}

/// Splits and refunds over columns.
fn batches<'a>(rulebook: &'a Rulebook, lines: &'a Lines) -> Vec<Case<'a>> {
    let rows = lines.paid.len() * TIMES;
    let case = |work, name, run: fn(&mut Batch<'a>), sum| {
        let task: Box<dyn protocol::Task + 'a> =
            Box::new(Job { state: Batch::new(rulebook, lines), run, sum });
        Case { work, name, rows, task }
    };
    vec![
        case("split", "by hand", |batch| (0..TIMES).for_each(|_| batch.split_by_hand()), Batch::sum_of_split),
        case("split", "siyu", |batch| (0..TIMES).for_each(|_| batch.split()), Batch::sum_of_split),
        case(
            "clawback",
            "by hand",
            |batch| (0..TIMES).for_each(|_| batch.clawback_by_hand()),
            Batch::sum_of_clawback,
        ),
        case("clawback", "siyu", |batch| (0..TIMES).for_each(|_| batch.clawback()), Batch::sum_of_clawback),
    ]
}

struct Decisions<'a> {
    rulebook: &'a Rulebook,
    facts: &'a [Facts],
    parts: Vec<[i64; PARTS]>,
}

/// Decisions into a buffer, one at a time.
fn decisions<'a>(rulebook: &'a Rulebook, facts: &'a [Facts]) -> Vec<Case<'a>> {
    let case = |name, run: fn(&mut Decisions<'a>)| {
        let state = Decisions { rulebook, facts, parts: vec![[0; PARTS]; facts.len()] };
        let sum = |decisions: &mut Decisions<'a>| sum_of_parts(decisions.parts.iter().copied());
        Case { work: "decision", name, rows: facts.len(), task: Box::new(Job { state, run, sum }) }
    };
    vec![
        case("by hand", |decisions| {
            for (order, parts) in decisions.facts.iter().zip(&mut decisions.parts) {
                decision::by_hand(black_box(order), parts);
            }
        }),
        case("siyu", |decisions| {
            for (order, parts) in decisions.facts.iter().zip(&mut decisions.parts) {
                decision::split(decisions.rulebook, black_box(order), parts);
            }
        }),
    ]
}

fn sum_of_parts(decisions: impl Iterator<Item = [i64; PARTS]>) -> u64 {
    Checksum::default().column(decisions.flatten()).value()
}

struct Texts<'a> {
    rulebook: &'a Rulebook,
    agents: &'a Agents,
    orders: &'a Orders,
    requests: &'a [String],
}

/// Decisions as JSON that says why.
fn texts<'a>(
    rulebook: &'a Rulebook,
    agents: &'a Agents,
    orders: &'a Orders,
    requests: &'a [String],
) -> Vec<Case<'a>> {
    let case = |name, run: fn(&mut Texts<'a>), sum: fn(&mut Texts<'a>) -> u64| {
        let state = Texts { rulebook, agents, orders, requests };
        Case { work: "decision-json", name, rows: requests.len(), task: Box::new(Job { state, run, sum }) }
    };
    vec![
        case(
            "by hand",
            |texts| {
                for at in 0..texts.requests.len() {
                    black_box(written_by_hand(texts.agents, texts.orders, at));
                }
            },
            |texts| {
                let told = |at| parts_of(&written_by_hand(texts.agents, texts.orders, at));
                sum_of_parts((0..texts.requests.len()).map(told))
            },
        ),
        case(
            "siyu",
            |texts| decision::decide(texts.rulebook, texts.requests),
            |texts| {
                let told = |request: &String| {
                    let told = siyu::call(Some(texts.rulebook), "commission_split", request);
                    parts_of(&told.expect("the order is sound"))
                };
                sum_of_parts(texts.requests.iter().map(told))
            },
        ),
    ]
}

/// Who gets what, as what, and by which rate.
fn written_by_hand(agents: &Agents, orders: &Orders, at: usize) -> String {
    const DIRECT: [i64; 4] = [5, 8, 12, 15];
    let (seller, paid) = (orders.agent[at], orders.paid[at]);
    let mut text = String::with_capacity(256);
    let mut rest = paid;
    let _ = write!(text, r#"{{"order":"o{at}","parts":["#);
    let (mut agent, mut rate) = (seller, DIRECT[usize::from(agents.tier[seller as usize] & 3)]);
    for (role, next) in [("direct", 3), ("sponsor", 1), ("sponsor_2", 0)] {
        let amount = paid.wrapping_mul(rate) / 100;
        rest = rest.wrapping_sub(amount);
        let (yuan, fen) = (amount / 100, amount % 100);
        let _ = write!(
            text,
            r#"{{"party":"a{agent}","role":"{role}","rate":"{rate}%","amount":"{yuan}.{fen:02}"}},"#
        );
        let above = agents.sponsor[agent as usize];
        if above == u32::MAX {
            break;
        }
        (agent, rate) = (above, next);
    }
    let (yuan, fen) = (rest / 100, rest % 100);
    let _ = write!(text, r#"{{"party":"house","role":"residual","amount":"{yuan}.{fen:02}"}}]}}"#);
    text
}

/// The parts by role that a JSON text tells.
fn parts_of(text: &str) -> [i64; PARTS] {
    ["direct", "sponsor", "sponsor_2", "residual"].map(|role| {
        let behind = text.split_once(&format!(r#""role":"{role}""#)).map_or("", |(_, behind)| behind);
        let amount = behind.split_once(r#""amount":""#).and_then(|(_, behind)| behind.split_once('"'));
        amount.map_or(0, |(amount, _)| amount.replace('.', "").parse().expect("an amount"))
    })
}
