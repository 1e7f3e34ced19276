//! Where a document could not be read, so that a stand-in, or nothing, is there in its place.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

/// The pointers of what could not be read.
#[derive(Debug, Clone, Default)]
pub(super) struct StandIns {
    places: BTreeMap<String, Place>,
    faults: usize,
}

/// What is known of a place in a document.
#[derive(Debug, Clone, Default)]
struct Place {
    /// Whether the value there could not be read.
    is_faulty: bool,
    /// Of a list: where the items stood that were left out, ascending.
    gaps: Vec<usize>,
}

impl StandIns {
    /// A value that could not be read.
    pub(super) fn put(&mut self, pointer: String) {
        let place = self.places.entry(pointer).or_default();
        if !place.is_faulty {
            place.is_faulty = true;
            self.faults = self.faults.saturating_add(1);
        }
    }

    /// An item of a list that could not be read and is left out.
    pub(super) fn leave_out(&mut self, list: &str, at: usize) {
        self.put(alloc::format!("{list}/{at}"));
        self.places.entry(list.into()).or_default().gaps.push(at);
    }

    pub(super) fn len(&self) -> usize {
        self.faults
    }

    /// Whether a value could not be read, or anything below it, or something that it is a part of.
    pub(super) fn touch(&self, pointer: &str) -> bool {
        if self.places.is_empty() {
            return false;
        }
        let below = alloc::format!("{pointer}/");
        let is_faulty = |outer: &str| self.places.get(outer).is_some_and(|place| place.is_faulty);
        // Below a list with gaps, too, there is something faulty.
        self.places.range(below.clone()..).next().is_some_and(|(next, _)| next.starts_with(&below))
            || outward(pointer).any(is_faulty)
    }

    pub(super) fn has_gap(&self, list: &str) -> bool {
        !self.gaps(list).is_empty()
    }

    fn gaps(&self, list: &str) -> &[usize] {
        self.places.get(list).map(|place| place.gaps.as_slice()).unwrap_or_default()
    }

    /// A pointer into what was read as a pointer into what was written: items that were left out count again.
    pub(super) fn as_written(&self, pointer: String) -> String {
        if self.places.is_empty() {
            return pointer;
        }
        let mut written = String::with_capacity(pointer.len());
        for step in pointer.split('/').skip(1) {
            let gaps = self.gaps(&written);
            let number = if gaps.is_empty() { None } else { step.parse::<usize>().ok() };
            written.push('/');
            match number {
                Some(at) => {
                    let passed = |at: usize, gap: &usize| if *gap <= at { at.saturating_add(1) } else { at };
                    written.push_str(&alloc::format!("{}", gaps.iter().fold(at, passed)));
                }
                None => written.push_str(step),
            }
        }
        written
    }
}

/// A pointer and all that it lies in, the outermost last.
fn outward(pointer: &str) -> impl Iterator<Item = &str> {
    core::iter::successors(Some(pointer), |inner| inner.rsplit_once('/').map(|(outer, _)| outer))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_touches_what_it_is_part_of_and_what_is_part_of_it() {
        let mut faulty = StandIns::default();
        assert!(!faulty.touch(""));
        faulty.put("/a/b".into());
        for (pointer, touched) in [
            ("", true),
            ("/a", true),
            ("/a/b", true),
            ("/a/b/c", true),
            ("/a/bc", false),
            ("/a/c", false),
            ("/b", false),
        ] {
            assert_eq!(faulty.touch(pointer), touched, "{pointer}");
        }
    }

    #[test]
    fn pointers_count_the_items_that_were_left_out() {
        let mut faulty = StandIns::default();
        for at in [0, 2, 3] {
            faulty.leave_out("/a", at);
        }
        faulty.leave_out("/a/4/b", 1);
        for (read, written) in [
            ("/a/0", "/a/1"),
            ("/a/1/x", "/a/4/x"),
            ("/a/2", "/a/5"),
            ("/b/0", "/b/0"),
            ("/a/1/b/1", "/a/4/b/2"),
            ("", ""),
        ] {
            assert_eq!(faulty.as_written(read.into()), written, "{read}");
        }
    }
}
