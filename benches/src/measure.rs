//! Times of cases that take turns, so that what else the machine does falls on all of them alike.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::time::Instant;

/// Something that is measured.
pub struct Case<'c> {
    pub name: String,
    /// What it is one of so many of: orders, decisions.
    pub rows: usize,
    /// The name of the case that it is held against.
    pub against: Option<&'static str>,
    pub run: Box<dyn FnMut() + 'c>,
}

impl<'c> Case<'c> {
    pub fn new(rows: usize, name: &str, against: Option<&'static str>, run: Box<dyn FnMut() + 'c>) -> Self {
        Self { name: name.to_owned(), rows, against, run }
    }
}

/// The times of a case over all rounds.
pub struct Timed {
    pub name: String,
    pub rows: usize,
    /// In nanoseconds, sorted.
    times: Vec<f64>,
    /// The median of the ratios to the other case, round by round, and that case.
    pub ratio: Option<(f64, &'static str)>,
}

impl Timed {
    pub fn median(&self) -> f64 {
        median(&self.times)
    }
    pub fn fastest(&self) -> f64 {
        self.times.first().copied().unwrap_or_default()
    }
}

fn median(sorted: &[f64]) -> f64 {
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}

/// Runs all cases once to warm up, then in so many rounds.
pub fn rounds(mut cases: Vec<Case<'_>>, rounds: usize) -> Vec<Timed> {
    let mut times = vec![Vec::new(); cases.len()];
    for round in 0..=rounds {
        for (case, times) in cases.iter_mut().zip(&mut times) {
            let start = Instant::now();
            (case.run)();
            let time = start.elapsed().as_secs_f64() * 1e9;
            if round > 0 {
                times.push(time);
            }
        }
    }
    let ratio = |own: &[f64], against: &'static str| {
        let other = cases.iter().position(|case| case.name == against)?;
        let mut ratios: Vec<f64> = own.iter().zip(&times[other]).map(|(own, other)| own / other).collect();
        ratios.sort_by(f64::total_cmp);
        Some((median(&ratios), against))
    };
    let timed = cases.iter().zip(&times).map(|(case, times)| {
        let mut sorted = times.clone();
        sorted.sort_by(f64::total_cmp);
        let ratio = case.against.and_then(|against| ratio(times, against));
        Timed { name: case.name.clone(), rows: case.rows, times: sorted, ratio }
    });
    timed.collect()
}

/// Prints a table in Markdown.
pub fn table(title: &str, unit: &str, timed: &[Timed]) {
    println!("\n### {title}\n\n| case | {unit} | fastest | ratio |\n| --- | --- | --- | --- |");
    for case in timed {
        let per_row = |time: f64| format!("{:.2}", time / case.rows as f64);
        let ratio = case.ratio.map_or_else(String::new, |(ratio, against)| format!("{ratio:.2} × {against}"));
        println!("| {} | {} | {} | {ratio} |", case.name, per_row(case.median()), per_row(case.fastest()));
    }
}

/// The most memory that the process ever had, in bytes, where the system tells.
pub fn peak_memory() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<usize>().ok().map(|kilobytes| kilobytes * 1024)
}

/// Counts what a thread allocates while it is asked to.
struct Counting;

/// In bytes.
#[derive(Clone, Copy, Default)]
struct Allocated {
    now: usize,
    peak: usize,
}

thread_local! {
    static ALLOCATED: Cell<Option<Allocated>> = const { Cell::new(None) };
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

// SAFETY: all is done by the system's allocator.
#[allow(unsafe_code)]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size());
        // SAFETY: as the caller vouches.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(layout.size());
        // SAFETY: as the caller vouches.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, start: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(size);
        discount(layout.size());
        // SAFETY: as the caller vouches.
        unsafe { System.realloc(start, layout, size) }
    }

    unsafe fn dealloc(&self, start: *mut u8, layout: Layout) {
        discount(layout.size());
        // SAFETY: as the caller vouches.
        unsafe { System.dealloc(start, layout) }
    }
}

fn count(bytes: usize) {
    if let Some(Allocated { now, peak }) = ALLOCATED.get() {
        let now = now + bytes;
        ALLOCATED.set(Some(Allocated { now, peak: peak.max(now) }));
    }
}

fn discount(bytes: usize) {
    if let Some(Allocated { now, peak }) = ALLOCATED.get() {
        ALLOCATED.set(Some(Allocated { now: now - bytes, peak }));
    }
}

/// The most bytes that were allocated at once by what is run, in this thread; it frees nothing that was there before.
pub fn peak_allocated<Made>(run: impl FnOnce() -> Made) -> (usize, Made) {
    ALLOCATED.set(Some(Allocated::default()));
    let made = run();
    let peak = ALLOCATED.take().map_or(0, |allocated| allocated.peak);
    (peak, made)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_is_counted_and_what_was_freed_before_is_not() {
        let (peak, kept) = peak_allocated(|| {
            drop(vec![0_u8; 1000]);
            vec![0_u8; 700]
        });
        assert_eq!((peak, kept.len()), (1000, 700));
        assert_eq!(peak_allocated(|| ()).0, 0);
    }
}
