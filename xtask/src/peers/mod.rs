//! `cargo xtask peers`, and the first part of `cargo xtask bench`: siyu through each of its doorways, what one would write by hand, and
//! what people use instead, in one table of one run. Each is a process of its own that speaks as `benches/src/protocol.rs` says;
//! their cases take turns, and all must come to the same sums.

mod prepare;
mod table;
mod worker;

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, ExitCode};

use crate::root;
use table::Measured;
use worker::Worker;

/// What is measured, in the order of the table; cases of other works are told as unknown.
const WORKS: &[(&str, &str)] = &[
    ("month", "W1, a month, ns per order"),
    ("decision", "W2, a decision into a buffer, ns"),
    ("decision-json", "W2, a decision as JSON with reasons, ns"),
    ("segments", "W3, segments, ns per order"),
    ("split", "split over columns, ns per order"),
    ("clawback", "refunds over columns, ns per refund"),
];

/// In nanoseconds: what runs as long is hardly slower for what the caches hold when it begins. What is quicker runs once before it is
/// measured, or a case would be told as fast that finds its columns where another one of its process has just read them.
const FILLS_CACHES: f64 = 1e9;

/// How much is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    pub orders: usize,
    pub rounds: usize,
}

impl Size {
    /// Reads what follows the command: `--orders 1000000 --rounds 3`.
    pub fn read(words: &[&str]) -> Result<Self, String> {
        let mut size = Self { orders: 10_000_000, rounds: 11 };
        let (pairs, rest) = words.as_chunks::<2>();
        for [option, value] in pairs {
            let place = match *option {
                "--orders" => &mut size.orders,
                "--rounds" => &mut size.rounds,
                other => return Err(format!("unknown option `{other}`: expected --orders or --rounds")),
            };
            *place = value
                .parse()
                .ok()
                .filter(|value| *value > 0)
                .ok_or_else(|| format!("`{value}` is no number of {}", option.trim_start_matches('-')))?;
        }
        match rest {
            [] => Ok(size),
            [option, ..] => Err(format!("`{option}` wants a number behind it")),
        }
    }
}

/// Prints the table.
pub fn run(words: &[&str]) -> ExitCode {
    match Size::read(words).and_then(measure) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Prepares all, measures, and prints the table.
pub fn measure(size: Size) -> Result<(), String> {
    let (programs, mut missing) = prepare::programs()?;
    let folder = prepare::folder().join(size.orders.to_string());
    fs::create_dir_all(&folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
    prepare::succeed(Command::new(prepare::native()).arg("write").arg(&folder).arg(size.orders.to_string()))?;
    let mut workers = Vec::new();
    for program in programs {
        let mut worker = Worker::start(program, &folder)?;
        missing.append(&mut worker.missing);
        workers.push(worker);
    }
    let mut measured = Vec::new();
    for (work, title) in WORKS {
        measured.extend(rounds(work, title, &mut workers, size.rounds)?);
    }
    table::print(size, &measured, &missing);
    Ok(())
}

/// Lets all cases of a work take turns, once to compare what they come to, then in so many rounds.
fn rounds(
    work: &str,
    title: &'static str,
    workers: &mut [Worker],
    rounds: usize,
) -> Result<Vec<Measured>, String> {
    let cases = |worker: &Worker| -> Vec<usize> {
        (0..worker.cases.len())
            .filter(|at| worker.cases.get(*at).is_some_and(|case| case.work == work))
            .collect()
    };
    let turns: Vec<(usize, usize)> = workers
        .iter()
        .enumerate()
        .flat_map(|(place, worker)| cases(worker).into_iter().map(move |at| (place, at)))
        .collect();
    eprintln!("{title}: {} cases in {rounds} rounds", turns.len());
    let mut sums = BTreeMap::<String, Vec<String>>::new();
    let mut times = vec![Vec::new(); turns.len()];
    for round in 0..=rounds {
        for ((place, at), times) in turns.iter().zip(&mut times) {
            let Some(worker) = workers.get_mut(*place) else { continue };
            if round == 0 {
                sums.entry(worker.check(*at)?).or_default().push(worker.name(*at));
            } else {
                if times.last().is_none_or(|last| *last < FILLS_CACHES) {
                    worker.run(*at)?;
                }
                times.push(worker.run(*at)?);
            }
        }
    }
    if sums.len() > 1 {
        return Err(format!("not all come to the same in `{work}`: {sums:?}"));
    }
    let of = |((place, at), times): (&(usize, usize), Vec<f64>)| {
        let case = workers.get(*place)?.cases.get(*at)?;
        Some(Measured { work: work.to_owned(), title, name: case.name.clone(), rows: case.rows, times })
    };
    Ok(turns.iter().zip(times).filter_map(of).collect())
}

/// What the table was made with.
fn told_by(program: &str, words: &[&str]) -> String {
    let output = Command::new(program).args(words).current_dir(root()).output();
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    text.lines().next().unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_read_from_options() {
        assert_eq!(Size::read(&[]), Ok(Size { orders: 10_000_000, rounds: 11 }));
        assert_eq!(
            Size::read(&["--rounds", "3", "--orders", "1000000"]),
            Ok(Size { orders: 1_000_000, rounds: 3 })
        );
        for words in [&["--orders"][..], &["--orders", "many"], &["--rounds", "0"], &["--speed", "9"]] {
            assert!(Size::read(words).is_err(), "{words:?}");
        }
    }
}
