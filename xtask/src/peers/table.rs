//! The table: medians, ratios round by round, and whether a target is kept.

use super::worker::Missing;
use super::{Size, told_by};

/// The times of a case, round by round, in nanoseconds.
pub struct Measured {
    pub work: String,
    pub title: &'static str,
    pub name: String,
    pub rows: usize,
    pub times: Vec<f64>,
}

const BY_HAND: &str = "by hand";
const SIYU: &str = "siyu";

/// A ratio that is aimed at.
struct Target {
    work: &'static str,
    /// What the name of the case begins with.
    name: &'static str,
    against: &'static str,
    limit: Limit,
}

enum Limit {
    AtMost(f64),
    AtLeast(f64),
}

const fn at_most(work: &'static str, name: &'static str, against: &'static str, ratio: f64) -> Target {
    Target { work, name, against, limit: Limit::AtMost(ratio) }
}

const fn at_least(work: &'static str, name: &'static str, ratio: f64) -> Target {
    Target { work, name, against: SIYU, limit: Limit::AtLeast(ratio) }
}

/// The first that fits counts: `siyu, C` stands before `siyu`.
const TARGETS: &[Target] = &[
    at_most("", "siyu, C", SIYU, 1.03),
    at_most("month", "siyu, numpy", SIYU, 1.3),
    at_most("split", "siyu, numpy", SIYU, 1.3),
    at_most("clawback", "siyu, numpy", SIYU, 1.3),
    at_most("segments", "siyu, numpy", SIYU, 1.3),
    at_most("month", "siyu, WebAssembly", SIYU, 2.5),
    at_most("split", "siyu, WebAssembly", SIYU, 2.5),
    at_most("clawback", "siyu, WebAssembly", SIYU, 2.5),
    at_most("segments", "siyu, WebAssembly", SIYU, 2.5),
    at_most("month", "siyu", BY_HAND, 1.2),
    at_most("segments", "siyu", BY_HAND, 1.2),
    at_least("month", "DuckDB", 8.0),
    at_least("month", "Polars", 8.0),
    at_least("decision-json", "zen-engine", 25.0),
];

/// Prints the table in Markdown, ready for docs/performance.md.
pub fn print(size: Size, measured: &[Measured], missing: &[Missing]) {
    println!("\n### Peers and doorways\n");
    println!(
        "`cargo xtask peers --orders {} --rounds {}`; {}; {}; {}; {}. One thread each.\n",
        size.orders,
        size.rounds,
        told_by("rustc", &["--version"]),
        told_by("gcc", &["--version"]),
        told_by("python3", &["--version"]),
        told_by("node", &["--version"]).replace('v', "Node "),
    );
    println!("| | median | fastest | × by hand | × siyu | target |\n| --- | --- | --- | --- | --- | --- |");
    let mut title = "";
    for case in measured {
        if case.title != title {
            title = case.title;
            println!("| **{title}** | | | | | |");
        }
        let times = sorted(case.times.clone());
        let per_row = |time: f64| short(time / case.rows as f64);
        let ratios = [BY_HAND, SIYU].map(|other| ratio(measured, case, other));
        let [by_hand, siyu] = ratios.map(|ratio| ratio.map_or_else(String::new, short));
        let fastest = times.first().copied().unwrap_or_default();
        println!(
            "| {} | {} | {} | {by_hand} | {siyu} | {} |",
            case.name,
            per_row(median(&times)),
            per_row(fastest),
            verdict(case, ratios)
        );
    }
    for Missing { name, reason } in missing {
        println!("\nNot run: {name} ({reason}).");
    }
}

/// The median of the ratios to another case of the same work, round by round; none to itself, or where there is no such case.
fn ratio(measured: &[Measured], case: &Measured, other: &str) -> Option<f64> {
    let other = measured.iter().find(|known| known.work == case.work && known.name == other)?;
    let per_row = case.rows as f64 / other.rows as f64;
    let ratios = case.times.iter().zip(&other.times).map(|(own, other)| own / other / per_row);
    (other.name != case.name).then(|| median(&sorted(ratios.collect())))
}

fn verdict(case: &Measured, [by_hand, siyu]: [Option<f64>; 2]) -> String {
    let fits = |target: &&Target| {
        (target.work.is_empty() || target.work == case.work) && case.name.starts_with(target.name)
    };
    let told = TARGETS.iter().find(fits).and_then(|target| {
        let found = if target.against == BY_HAND { by_hand } else { siyu }?;
        let (sign, limit, is_kept) = match target.limit {
            Limit::AtMost(limit) => ('≤', limit, found <= limit),
            Limit::AtLeast(limit) => ('≥', limit, found >= limit),
        };
        let verdict = if is_kept { "kept" } else { "missed" };
        Some(format!("{sign} {limit} × {}: {verdict}", target.against))
    });
    told.unwrap_or_default()
}

fn sorted(mut times: Vec<f64>) -> Vec<f64> {
    times.sort_by(f64::total_cmp);
    times
}

fn median(sorted: &[f64]) -> f64 {
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}

/// Three digits of a figure, and of what is above a thousand all before the point.
fn short(figure: f64) -> String {
    match figure {
        ..10.0 => format!("{figure:.2}"),
        10.0..100.0 => format!("{figure:.1}"),
        _ => format!("{figure:.0}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(name: &str, times: &[f64]) -> Measured {
        Measured {
            work: "month".to_owned(),
            title: "",
            name: name.to_owned(),
            rows: 10,
            times: times.to_vec(),
        }
    }

    #[test]
    fn ratios_are_taken_round_by_round() {
        let all = [case("by hand", &[1.0, 10.0, 2.0]), case("siyu", &[3.0, 11.0, 4.0])];
        assert_eq!(all.last().and_then(|siyu| ratio(&all, siyu, BY_HAND)), Some(2.0));
        assert_eq!(all.first().and_then(|by_hand| ratio(&all, by_hand, BY_HAND)), None);
        assert_eq!(all.first().and_then(|by_hand| ratio(&all, by_hand, "DuckDB")), None);
    }

    #[test]
    fn a_target_is_kept_or_missed() {
        assert_eq!(verdict(&case("siyu", &[]), [Some(1.1), None]), "≤ 1.2 × by hand: kept");
        assert_eq!(verdict(&case("siyu, C", &[]), [Some(1.1), Some(1.04)]), "≤ 1.03 × siyu: missed");
        assert_eq!(verdict(&case("DuckDB 2.0.0", &[]), [Some(9.0), Some(7.9)]), "≥ 8 × siyu: missed");
        assert_eq!(verdict(&case("Numba", &[]), [Some(9.0), Some(7.9)]), "");
    }

    #[test]
    fn figures_have_three_digits() {
        assert_eq!([1.0, 12.34, 123.4, 12345.6].map(short), ["1.00", "12.3", "123", "12346"]);
    }
}
