//! Where a document could not be read, so that a stand-in, or nothing, is there in its place.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;

/// The pointers of what could not be read.
#[derive(Debug, Clone, Default)]
pub(super) struct StandIns {
    faulty: BTreeSet<String>,
    /// Of each list with items that were left out: where they stood, ascending.
    gaps: BTreeMap<String, Vec<usize>>,
}

impl StandIns {
    /// A value that could not be read.
    pub(super) fn put(&mut self, pointer: String) {
        self.faulty.insert(pointer);
    }

    /// An item of a list that could not be read and is left out.
    pub(super) fn leave_out(&mut self, list: &str, at: usize) {
        self.faulty.insert(alloc::format!("{list}/{at}"));
        self.gaps.entry(list.into()).or_default().push(at);
    }

    pub(super) fn len(&self) -> usize {
        self.faulty.len()
    }

    /// Whether a value could not be read, or anything below it, or something that it is a part of.
    pub(super) fn touch(&self, pointer: &str) -> bool {
        if self.faulty.is_empty() {
            return false;
        }
        let below = alloc::format!("{pointer}/");
        self.faulty.range(below.clone()..).next().is_some_and(|next| next.starts_with(&below))
            || outward(pointer).any(|outer| self.faulty.contains(outer))
    }

    pub(super) fn has_gap(&self, list: &str) -> bool {
        self.gaps.contains_key(list)
    }

    /// A pointer into what was read as a pointer into what was written: items that were left out count again.
    pub(super) fn as_written(&self, pointer: String) -> String {
        if self.gaps.is_empty() {
            return pointer;
        }
        let mut written = String::with_capacity(pointer.len());
        for step in pointer.split('/').skip(1) {
            let gaps = self.gaps.get(written.as_str()).map(Vec::as_slice).unwrap_or_default();
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
