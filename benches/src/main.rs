//! `cargo xtask bench` runs this: siyu beside what one would write by hand, in one process and in turns. Without an argument all is
//! measured; `count month` and `count decision` run a little of it under a counter of instructions; `work` takes turns with the peers.

mod aligned;
mod columns;
mod data;
mod decision;
mod files;
mod hand;
mod measure;
mod month;
mod protocol;
mod segments;
mod worker;

use std::path::Path;
use std::process::ExitCode;

use data::{AGENTS, Agents, Orders};
use measure::{Case, rounds, table};
use month::{Chains, Figures, Way};

/// Orders of the month that is measured.
const ORDERS: usize = 10_000_000;
const ROUNDS: usize = 11;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let number = |word: &str| word.parse::<usize>().ok();
    match words.as_slice() {
        [] => all(ORDERS, ROUNDS),
        ["all", orders, rounds] if number(orders).is_some() && number(rounds).is_some() => {
            all(number(orders).unwrap_or(ORDERS), number(rounds).unwrap_or(ROUNDS));
        }
        ["month"] => months(ORDERS, ROUNDS),
        ["month", orders] if number(orders).is_some() => months(number(orders).unwrap_or(ORDERS), ROUNDS),
        ["decision"] => decision::measure(ROUNDS),
        ["segments"] => segments::measure(ORDERS, ROUNDS),
        ["segments", orders] if number(orders).is_some() => {
            segments::measure(number(orders).unwrap_or(ORDERS), ROUNDS);
        }
        ["growth"] => growth(8),
        ["memory"] => memory(),
        ["count", "month"] => count_month(Way::Plain),
        ["count", "month-refunds"] => count_month(Way::Refunds),
        ["count", "month-differential"] => count_month(Way::Differential),
        ["count", "month-nothing"] => {
            std::hint::black_box(Orders::new(0..COUNTED).agent.len() + Agents::new().tier.len());
        }
        ["count", "decision"] => decision::count(),
        ["count", "decision-nothing"] => decision::count_nothing(),
        ["count", "decision-buffer"] => decision::count_into_buffer(),
        ["count", "decision-buffer-nothing"] => decision::count_into_buffer_nothing(),
        ["count", "segments"] => segments::count(),
        ["count", "segments-nothing"] => segments::count_nothing(),
        ["write", folder, orders] if number(orders).is_some() => {
            let written = files::write(Path::new(folder), number(orders).unwrap_or(ORDERS));
            return told(folder, written);
        }
        ["work", folder] => return told(folder, worker::serve(Path::new(folder))),
        ["columns", folder] => {
            return told(folder, columns::serve(Path::new(folder)).map_err(std::io::Error::other));
        }
        _ => {
            eprintln!(
                "usage: siyu-benches [all ORDERS ROUNDS | month [ORDERS] | decision | segments [ORDERS] | growth | memory | write FOLDER ORDERS | work FOLDER | columns FOLDER | count WORK]"
            );
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

fn all(orders: usize, rounds: usize) {
    // First: the most memory that a process took never falls.
    growth(orders.ilog10() + 1);
    months(orders, rounds);
    decision::measure(rounds);
    segments::measure(orders, rounds);
}

fn told(folder: &str, done: std::io::Result<()>) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: `{folder}`: {error}");
            ExitCode::FAILURE
        }
    }
}

/// One way of sharing, through siyu.
struct Columns<'a> {
    way: Way,
    rulebook: siyu::Rulebook,
    agents: &'a Agents,
    chains: Chains,
    tables: month::Tables,
    figures: Figures,
}

impl<'a> Columns<'a> {
    fn new(way: Way, overrides: usize, agents: &'a Agents) -> Self {
        let rulebook = month::rulebook(way, overrides);
        let chains = Chains::new(way, &rulebook, agents);
        Self { way, rulebook, agents, chains, tables: month::Tables::new(way), figures: Figures::new() }
    }

    fn run(&mut self, orders: &Orders, skus: Option<&[u32]>) {
        self.chains = Chains::new(self.way, &self.rulebook, self.agents);
        self.tables.clear();
        self.absorb(orders, skus);
        self.close();
    }

    fn absorb(&mut self, orders: &Orders, skus: Option<&[u32]>) {
        month::absorb(self.way, &self.rulebook, self.agents, &self.chains, orders, skus, &mut self.tables);
    }

    fn close(&mut self) {
        self.credit();
        month::assess(&self.rulebook, self.agents, &mut self.figures, AGENTS);
    }

    fn credit(&mut self) {
        month::close(&self.rulebook, self.agents, &self.chains, &self.tables, &mut self.figures);
    }
}

/// A month of orders: by hand and through siyu, plain, with refunds, with a differential and a cap, with overrides, in two threads.
fn months(count: usize, turns: usize) {
    let (agents, orders) = (Agents::new(), Orders::new(0..count));
    let halves = [Orders::new(0..count / 2), Orders::new(count / 2..count)];
    let ladder = hand::Ladder::new(&agents);
    for way in [Way::Plain, Way::Refunds, Way::Differential] {
        let (mut tables, mut figures) = (hand::Tables::new(way), Figures::new());
        hand::run(way, &agents, &ladder, &orders, &mut tables, &mut figures);
        let mut columns = Columns::new(way, 0, &agents);
        columns.run(&orders, None);
        assert!(columns.figures == figures, "by hand and through siyu the figures are the same: {way:?}");
    }
    let skus: Vec<u32> = (0..count as u32).map(|at| at.wrapping_mul(2_654_435_761) % 1000).collect();
    let mut cases: Vec<Case<'_>> = Vec::new();
    let (agents, ladder, orders) = (&agents, &ladder, &orders);
    let by_hand = |way: Way| {
        let (mut tables, mut figures) = (hand::Tables::new(way), Figures::new());
        move || hand::run(way, agents, ladder, orders, &mut tables, &mut figures)
    };
    let siyu = |way: Way, overrides: usize| {
        let mut columns = Columns::new(way, overrides, agents);
        let skus = (overrides > 0).then_some(&skus[..]);
        move || columns.run(orders, skus)
    };
    cases.push(Case::new(count, "by hand", None, Box::new(by_hand(Way::Plain))));
    let (mut tables, mut figures) = (hand::Tables::new(Way::Plain), Figures::new());
    cases.push(Case::new(
        count,
        "by hand, no prefetch",
        Some("by hand"),
        Box::new(move || hand::run_safe(agents, ladder, orders, &mut tables, &mut figures)),
    ));
    cases.push(Case::new(count, "siyu", Some("by hand"), Box::new(siyu(Way::Plain, 0))));
    cases.push(Case::new(count, "siyu, 1,000 overrides", Some("siyu"), Box::new(siyu(Way::Plain, 1000))));
    cases.push(Case::new(count, "by hand, refunds", None, Box::new(by_hand(Way::Refunds))));
    cases.push(Case::new(count, "siyu, refunds", Some("by hand, refunds"), Box::new(siyu(Way::Refunds, 0))));
    cases.push(Case::new(count, "by hand, differential", None, Box::new(by_hand(Way::Differential))));
    cases.push(Case::new(
        count,
        "siyu, differential",
        Some("by hand, differential"),
        Box::new(siyu(Way::Differential, 0)),
    ));
    let (mut tables, mut figures) = ([(); 2].map(|()| hand::Tables::new(Way::Plain)), Figures::new());
    let halves = &halves;
    cases.push(Case::new(
        count,
        "by hand, two threads",
        Some("by hand"),
        Box::new(move || hand::run_in_two(agents, halves, &mut tables, &mut figures)),
    ));
    let mut two = [(); 2].map(|()| Columns::new(Way::Plain, 0, agents));
    cases.push(Case::new(
        count,
        "siyu, two threads",
        Some("siyu"),
        Box::new(move || {
            std::thread::scope(|scope| {
                for (columns, orders) in two.iter_mut().zip(halves) {
                    scope.spawn(move || {
                        columns.tables.clear();
                        columns.absorb(orders, None);
                    });
                }
            });
            let [first, second] = &mut two;
            month::merge(&first.rulebook, &mut first.tables, &second.tables);
            first.credit();
            month::assess(&first.rulebook, agents, &mut first.figures, AGENTS.div_ceil(2));
        }),
    ));
    let title = format!("Month of {count} orders and {AGENTS} agents (W1)");
    table(&title, "ns per order", &rounds(cases, turns));
}

/// Months of 10^4 to 10^n orders, made and absorbed chunk by chunk: the time per order stays, and so does the memory.
fn growth(decades: u32) {
    println!("\n### Growth\n\n| orders | ns per order, absorbed | peak memory, MB |\n| --- | --- | --- |");
    let agents = Agents::new();
    let mut columns = Columns::new(Way::Plain, 0, &agents);
    for decade in 4..=decades {
        let count = 10_usize.pow(decade);
        columns.tables.clear();
        let mut time = 0.0;
        for from in (0..count).step_by(1 << 20) {
            let orders = Orders::new(from..count.min(from + (1 << 20)));
            let start = std::time::Instant::now();
            columns.absorb(&orders, None);
            time += start.elapsed().as_secs_f64();
        }
        columns.close();
        let peak = measure::peak_memory().map_or_else(|| "?".to_owned(), |bytes| format!("{}", bytes >> 20));
        println!("| 10^{decade} | {:.2} | {peak} |", time * 1e9 / count as f64);
    }
}

fn memory() {
    let per_agent = most_bytes_per_agent(1 << 20);
    println!("\n### Memory\n\npeak beyond the columns of orders and agents: {per_agent:.1} bytes per agent");
}

/// What a month takes beyond its columns: all that is allocated, by siyu or for it.
fn most_bytes_per_agent(orders: usize) -> f64 {
    let (agents, orders) = (Agents::new(), Orders::new(0..orders));
    let (mut tables, mut by_hand) = (hand::Tables::new(Way::Plain), Figures::new());
    hand::run(Way::Plain, &agents, &hand::Ladder::new(&agents), &orders, &mut tables, &mut by_hand);
    let (peak, (tables, figures)) = measure::peak_allocated(|| {
        let rulebook = month::rulebook(Way::Plain, 0);
        let chains = Chains::new(Way::Plain, &rulebook, &agents);
        let mut tables = month::Tables::new(Way::Plain);
        month::absorb(Way::Plain, &rulebook, &agents, &chains, &orders, None, &mut tables);
        let mut figures = Figures::lean();
        month::close(&rulebook, &agents, &chains, &tables, &mut figures);
        month::assess(&rulebook, &agents, &mut figures, AGENTS);
        (tables, figures)
    });
    assert!(figures.completed(&tables) == by_hand, "by hand and through siyu the figures are the same");
    peak as f64 / AGENTS as f64
}

/// Orders that instructions are counted over.
const COUNTED: usize = 200_000;

fn count_month(way: Way) {
    let (agents, orders) = (Agents::new(), Orders::new(0..COUNTED));
    Columns::new(way, 0, &agents).run(&orders, None);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_takes_at_most_64_bytes_per_agent() {
        let per_agent = most_bytes_per_agent(1 << 17);
        assert!(per_agent <= 64.0, "{per_agent}");
    }

    #[test]
    fn absorbing_allocates_nothing() {
        let (agents, orders) = (Agents::new(), Orders::new(0..10_000));
        let skus: Vec<u32> = (0..1000).cycle().take(10_000).collect();
        for (way, overrides) in
            [(Way::Plain, 0), (Way::Plain, 1000), (Way::Refunds, 0), (Way::Differential, 0)]
        {
            let mut columns = Columns::new(way, overrides, &agents);
            let skus = (overrides > 0).then_some(&skus[..]);
            let (peak, ()) = measure::peak_allocated(|| columns.absorb(&orders, skus));
            assert_eq!(peak, 0, "{way:?}, {overrides} overrides");
        }
    }
}
