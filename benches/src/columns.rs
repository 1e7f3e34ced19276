//! The kernels over slices, for `bindings-c/python/benches/bench.py`, which hands in its own rows and takes turns with it: in a folder
//! for each operation `rulebook.json`, `counts`, and every column that is there as the bytes of its cells.

use std::any::Any;
use std::collections::BTreeMap;
use std::io::{self, BufRead, Write};
use std::path::Path;
use std::time::Instant;
use std::{fs, iter};

use siyu::column::{Cell, Column, Direction, Kind, Layout, Slices, Source};
use siyu::{Error, Rulebook, agent, commission, customer, month, operation, vip};

use crate::aligned::Aligned;

type Run = fn(&Rulebook, &mut Lent<'_>) -> Result<usize, Error>;

macro_rules! kernels {
    ($($name:literal: $kernel:ident($batch:path),)+) => {
        &[$(($name, |rules, columns| operation::$kernel(rules, &mut <$batch>::of(columns)))),+]
    };
}

const KERNELS: &[(&str, Run)] = kernels! {
    "agent_admit": agent_admit_columns(agent::AdmitBatch::<Slices<'_>>),
    "agent_assess": agent_assess_columns(agent::AssessBatch::<Slices<'_>>),
    "commission_split": commission_split_columns(commission::SplitBatch::<Slices<'_>>),
    "commission_clawback": commission_clawback_columns(commission::ClawbackBatch::<Slices<'_>>),
    "customer_absorb": customer_absorb_columns(customer::AbsorbBatch::<Slices<'_>>),
    "customer_classify": customer_classify_columns(customer::ClassifyBatch::<Slices<'_>>),
    "customer_merge": customer_merge_columns(customer::MergeBatch::<Slices<'_>>),
    "customer_segments": customer_segments_columns(customer::SegmentsBatch::<Slices<'_>>),
    "month_chains": month_chains_columns(month::ChainsBatch::<Slices<'_>>),
    "month_absorb": month_absorb_columns(month::AbsorbBatch::<Slices<'_>>),
    "month_merge": month_merge_columns(month::MergeBatch::<Slices<'_>>),
    "month_close": month_close_columns(month::CloseBatch::<Slices<'_>>),
    "vip_level": vip_level_columns(vip::LevelBatch::<Slices<'_>>),
    "vip_price": vip_price_columns(vip::PriceBatch::<Slices<'_>>),
};

/// An operation with its rows.
struct Batch {
    rulebook: Rulebook,
    counts: BTreeMap<String, usize>,
    /// Columns of integers, by name.
    read: BTreeMap<String, Box<dyn Any>>,
    written: BTreeMap<String, Box<dyn Any>>,
    run: Run,
}

/// A batch's columns, lent to a kernel.
struct Lent<'a> {
    counts: &'a BTreeMap<String, usize>,
    read: &'a BTreeMap<String, Box<dyn Any>>,
    written: BTreeMap<&'a str, &'a mut Box<dyn Any>>,
}

impl<'a> Source<Slices<'a>> for Lent<'a> {
    fn count(&mut self, name: &'static str) -> usize {
        self.counts.get(name).copied().unwrap_or(0)
    }

    fn input<T: Cell>(&mut self, name: &'static str) -> Option<&'a [T]> {
        self.read.get(name)?.downcast_ref::<Aligned<T>>().map(|column| &column[..])
    }

    fn output<T: Cell>(&mut self, name: &'static str) -> Option<&'a mut [T]> {
        self.written.remove(name)?.downcast_mut::<Aligned<T>>().map(|column| &mut column[..])
    }
}

impl Batch {
    fn read(folder: &Path, name: &str) -> Result<Self, String> {
        let folder = folder.join(name);
        let text = |file: &str| {
            let path = folder.join(file);
            fs::read_to_string(&path).map_err(|error| format!("`{}`: {error}", path.display()))
        };
        let (_, run) =
            KERNELS.iter().find(|(own, _)| *own == name).ok_or_else(|| format!("unknown kernel `{name}`"))?;
        let layout = operation::COLUMNS.iter().find(|columns| columns.name == name).map(|found| found.layout);
        let (read, written) = columns(&folder, &layout.ok_or_else(|| format!("unknown kernel `{name}`"))?);
        let count = |line: &str| {
            let (name, count) = line.split_once(' ')?;
            Some((name.to_owned(), count.parse().ok()?))
        };
        Ok(Self {
            rulebook: Rulebook::parse(&text("rulebook.json")?).map_err(|findings| findings.to_string())?,
            counts: text("counts")?.lines().filter_map(count).collect(),
            read,
            written,
            run: *run,
        })
    }

    fn run(&mut self) -> Result<usize, Error> {
        let written = self.written.iter_mut().map(|(name, cells)| (name.as_str(), cells)).collect();
        (self.run)(&self.rulebook, &mut Lent { counts: &self.counts, read: &self.read, written })
    }

    /// Writes what the kernel wrote beside what it was given.
    fn tell(&self, folder: &Path) -> io::Result<()> {
        self.written.iter().try_for_each(|(name, cells)| {
            fs::write(folder.join(format!("{name}.native")), bytes_of(cells.as_ref()))
        })
    }
}

type Cells = BTreeMap<String, Box<dyn Any>>;

/// The columns that have a file: those that are read, and those that are written.
fn columns(folder: &Path, layout: &Layout) -> (Cells, Cells) {
    let cells = |column: &Column| {
        let bytes = fs::read(folder.join(column.name)).ok()?;
        Some((column.name.to_owned(), cells_of(column.kind, &bytes)))
    };
    let (read, written): (Vec<_>, Vec<_>) =
        layout.columns.iter().partition(|column| column.direction == Direction::Input);
    (read.into_iter().filter_map(cells).collect(), written.into_iter().filter_map(cells).collect())
}

/// What to do with each width of integers.
macro_rules! widths {
    ($($kind:ident $integer:ident)+) => {
        fn cells_of(kind: Kind, bytes: &[u8]) -> Box<dyn Any> {
            match kind {
                $(Kind::$kind => {
                    let (cells, _) = bytes.as_chunks::<{ size_of::<$integer>() }>();
                    Box::new(Aligned::new(cells.iter().map(|cell| $integer::from_ne_bytes(*cell))))
                })+
            }
        }

        fn bytes_of(cells: &dyn Any) -> Vec<u8> {
            $(if let Some(cells) = cells.downcast_ref::<Aligned<$integer>>() {
                return cells.iter().flat_map(|cell| cell.to_ne_bytes()).collect();
            })+
            Vec::new()
        }
    };
}

widths! { U8 u8 U16 u16 U32 u32 I32 i32 I64 i64 }

/// Reads lines `KERNEL RUNS` and answers each with the nanoseconds of the fastest run. The first line of a kernel runs it once
/// and writes what it told.
pub fn serve(folder: &Path) -> Result<(), String> {
    let mut batches = BTreeMap::new();
    for line in io::stdin().lock().lines() {
        let line = line.map_err(|error| error.to_string())?;
        let (name, runs) = line.split_once(' ').ok_or_else(|| format!("not `KERNEL RUNS`: `{line}`"))?;
        let runs: usize = runs.parse().map_err(|_| format!("no number of runs: `{runs}`"))?;
        if !batches.contains_key(name) {
            let mut batch = Batch::read(folder, name)?;
            batch.run().map_err(|error| error.to_string())?;
            batch.tell(&folder.join(name)).map_err(|error| error.to_string())?;
            batches.insert(name.to_owned(), batch);
        }
        let Some(batch) = batches.get_mut(name) else { continue };
        let timed = || {
            let start = Instant::now();
            let refused = batch.run();
            (start.elapsed().as_nanos(), refused)
        };
        let fastest = iter::repeat_with(timed).take(runs).map(|(time, _)| time).min();
        println!("{}", fastest.unwrap_or(0));
        io::stdout().flush().map_err(|error| error.to_string())?;
    }
    Ok(())
}
