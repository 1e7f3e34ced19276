//! Putting things in order. One sort serves all: the standard library's, compiled anew for each kind of thing, would make the
//! library a tenth larger.

use alloc::vec::Vec;
use core::cmp::Ordering;

/// Up to so many things are sorted in their places.
const FEW: usize = 20;

/// Sorts by a comparison; equals keep their order.
pub(crate) fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let count = items.len();
    sort(&mut Row { items, compare }, count);
}

/// Sorts by a key; equals keep their order.
pub(crate) fn sort_by_key<T, Key: Ord>(items: &mut [T], key: impl Fn(&T) -> Key) {
    sort_by(items, |one, other| key(one).cmp(&key(other)));
}

/// Sorts by a key that no two things share, in their places however many they are: nothing is allocated.
pub(crate) fn sort_in_place_by_key<T, Key: Ord>(items: &mut [T], key: impl Fn(&T) -> Key) {
    let count = items.len();
    if count > FEW {
        return heap_sort(&mut Row { items, compare: |one: &T, other: &T| key(one).cmp(&key(other)) }, count);
    }
    // In its own code for each kind of thing: it is short, and rows of columns wait for it.
    for end in 1..count {
        for place in (1..=end).rev() {
            match items.get_mut(place.saturating_sub(1)..=place) {
                Some([before, own]) if key(before) > key(own) => core::mem::swap(before, own),
                _ => break,
            }
        }
    }
}

/// Each of some keys once, in order: a set that is searched by halves.
pub(crate) fn set<Key: Ord>(keys: impl Iterator<Item = Key>) -> Vec<Key> {
    let mut keys: Vec<Key> = keys.collect();
    sort_by(&mut keys, Ord::cmp);
    keys.dedup();
    keys
}

/// The places of items whose key an earlier one has, in order.
pub(crate) fn repeated<'i, T, Key: Ord>(items: &'i [T], key: impl Fn(&'i T) -> Key) -> Vec<usize> {
    let mut keys: Vec<(Key, usize)> = items.iter().map(key).zip(0..).collect();
    sort_by(&mut keys, Ord::cmp);
    let pairs = keys.iter().zip(keys.iter().skip(1));
    set(pairs.filter(|((one, _), (next, _))| one == next).map(|(_, (_, at))| *at))
}

/// Things that stand in a row, whatever they are.
trait Sortable {
    fn compare(&self, one: usize, other: usize) -> Ordering;
    fn swap(&mut self, one: usize, other: usize);
}

struct Row<'i, T, Compare> {
    items: &'i mut [T],
    compare: Compare,
}

impl<T, Compare: Fn(&T, &T) -> Ordering> Sortable for Row<'_, T, Compare> {
    fn compare(&self, one: usize, other: usize) -> Ordering {
        match (self.items.get(one), self.items.get(other)) {
            (Some(one), Some(other)) => (self.compare)(one, other),
            _ => Ordering::Equal,
        }
    }
    fn swap(&mut self, one: usize, other: usize) {
        self.items.swap(one, other);
    }
}

fn sort(row: &mut dyn Sortable, count: usize) {
    if count > FEW {
        return sort_many(row, count);
    }
    for end in 1..count {
        for place in (1..=end).rev() {
            let before = place.saturating_sub(1);
            if row.compare(before, place) != Ordering::Greater {
                break;
            }
            row.swap(before, place);
        }
    }
}

/// Finds the order first, and then brings each thing to its place by one swap.
fn sort_many(row: &mut dyn Sortable, count: usize) {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|one, other| row.compare(*one, *other));
    // Which thing stands at a place, and at which place a thing stands, while they move.
    let mut things: Vec<usize> = (0..count).collect();
    let mut places = things.clone();
    let get = |list: &[usize], at: usize| list.get(at).copied().unwrap_or(at);
    for (place, wanted) in order.into_iter().enumerate() {
        let from = get(&places, wanted);
        let there = get(&things, place);
        row.swap(place, from);
        if let (Some(thing), Some(stands)) = (things.get_mut(from), places.get_mut(there)) {
            *thing = there;
            *stands = from;
        }
    }
}

/// Puts the greatest of what is left at the end, again and again.
fn heap_sort(row: &mut dyn Sortable, count: usize) {
    for top in (0..count.div_euclid(2)).rev() {
        sift(row, top, count);
    }
    for end in (1..count).rev() {
        row.swap(0, end);
        sift(row, 0, end);
    }
}

/// Lets a thing sink until nothing below it is greater.
fn sift(row: &mut dyn Sortable, top: usize, end: usize) {
    let mut place = top;
    loop {
        let left = place.saturating_mul(2).saturating_add(1);
        let right = left.saturating_add(1);
        let is_right = right < end && row.compare(right, left) == Ordering::Greater;
        let below = if is_right { right } else { left };
        if below >= end || row.compare(below, place) != Ordering::Greater {
            return;
        }
        row.swap(place, below);
        place = below;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_standard_library_does(keys in prop::collection::vec(0_u8..40, 0..80)) {
            let mut items: Vec<(u8, usize)> = keys.into_iter().zip(0..).collect();
            let mut expected = items.clone();
            expected.sort_by_key(|(key, _)| *key);
            sort_by_key(&mut items, |(key, _)| *key);
            prop_assert_eq!(&items, &expected);
            items.reverse();
            sort_in_place_by_key(&mut items, |item| *item);
            prop_assert_eq!(items, expected);
        }
    }
}
