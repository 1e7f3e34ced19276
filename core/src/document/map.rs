//! Values by key.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::borrow::Borrow;

use super::Id;
use crate::order::sort_by;

/// Values by key, in the order of the keys: a sorted list. Small, quick to read and to go through; to insert a key before others
/// moves them, so that many are better collected at once.
///
/// ```
/// use siyu::{Id, document::Map};
/// let weights: Map<Id, u64> = [("b", 2), ("a", 1)].map(|(id, weight)| (Id::new(id).unwrap(), weight)).into_iter().collect();
/// assert_eq!(weights.get("b"), Some(&2));
/// assert!(weights.values().eq(&[1, 2]));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Map<Key, Value>(Vec<(Key, Value)>);

impl<Key, Value> Map<Key, Value> {
    /// A map of nothing.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The entries, in the order of their keys.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&Key, &Value)> + ExactSizeIterator {
        self.0.iter().map(|(key, value)| (key, value))
    }

    /// The keys, in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &Key> + ExactSizeIterator {
        self.0.iter().map(|(key, _)| key)
    }

    /// The values, in the order of their keys.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &Value> + ExactSizeIterator {
        self.0.iter().map(|(_, value)| value)
    }

    /// The values, in the order of their keys, to be changed.
    pub fn values_mut(&mut self) -> impl DoubleEndedIterator<Item = &mut Value> + ExactSizeIterator {
        self.0.iter_mut().map(|(_, value)| value)
    }
}

impl<Key: Ord, Value> Map<Key, Value> {
    fn find<Query: Ord + ?Sized>(&self, key: &Query) -> Result<usize, usize>
    where
        Key: Borrow<Query>,
    {
        self.0.binary_search_by(|(other, _)| other.borrow().cmp(key))
    }

    /// The value of a key.
    #[must_use]
    pub fn get<Query: Ord + ?Sized>(&self, key: &Query) -> Option<&Value>
    where
        Key: Borrow<Query>,
    {
        self.find(key).ok().and_then(|at| self.0.get(at)).map(|(_, value)| value)
    }

    /// The value of a key, to be changed.
    #[must_use]
    pub fn get_mut<Query: Ord + ?Sized>(&mut self, key: &Query) -> Option<&mut Value>
    where
        Key: Borrow<Query>,
    {
        self.find(key).ok().and_then(|at| self.0.get_mut(at)).map(|(_, value)| value)
    }

    /// Whether a key has a value.
    #[must_use]
    pub fn contains_key<Query: Ord + ?Sized>(&self, key: &Query) -> bool
    where
        Key: Borrow<Query>,
    {
        self.find(key).is_ok()
    }

    /// Gives a key a value, and says which it had.
    pub fn insert(&mut self, key: Key, value: Value) -> Option<Value> {
        // What comes in order needs no search.
        let place = if self.0.last().is_none_or(|(last, _)| *last < key) {
            Err(self.0.len())
        } else {
            self.find(&key)
        };
        match place {
            Ok(at) => self.0.get_mut(at).map(|(_, before)| core::mem::replace(before, value)),
            Err(at) => {
                self.0.insert(at, (key, value));
                None
            }
        }
    }

    /// Puts an entry at the end: [`Map::sort`] must follow.
    pub(super) fn push(&mut self, key: Key, value: Value) {
        self.0.push((key, value));
    }

    /// Brings entries that stand in no order into it; of several values of one key the last stays.
    pub(super) fn sort(&mut self) {
        sort_by(&mut self.0, |(one, _), (other, _)| one.cmp(other));
        // What is removed is the later of two.
        self.0.dedup_by(|(key, value), (before, kept)| {
            let same = key == before;
            if same {
                core::mem::swap(value, kept);
            }
            same
        });
    }

    fn sorted(list: Vec<(Key, Value)>) -> Self {
        let mut map = Self(list);
        map.sort();
        map
    }
}

impl<Key, Value> Default for Map<Key, Value> {
    fn default() -> Self {
        Self::new()
    }
}

impl<Key: Ord, Value> FromIterator<(Key, Value)> for Map<Key, Value> {
    fn from_iter<Entries: IntoIterator<Item = (Key, Value)>>(entries: Entries) -> Self {
        Self::sorted(entries.into_iter().collect())
    }
}

impl<Key: Ord, Value, const COUNT: usize> From<[(Key, Value); COUNT]> for Map<Key, Value> {
    fn from(entries: [(Key, Value); COUNT]) -> Self {
        Self::sorted(entries.into())
    }
}

impl<Key, Value> IntoIterator for Map<Key, Value> {
    type Item = (Key, Value);
    type IntoIter = alloc::vec::IntoIter<(Key, Value)>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'m, Key, Value> IntoIterator for &'m Map<Key, Value> {
    type Item = (&'m Key, &'m Value);
    type IntoIter = core::iter::Map<core::slice::Iter<'m, (Key, Value)>, fn(&(Key, Value)) -> (&Key, &Value)>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().map(|(key, value)| (key, value))
    }
}

/// Values that are gathered by id, in whatever order the ids come, and told in the order of the ids. The tree of ids is compiled
/// once, and not for each kind of value; few are found without one.
#[derive(Debug, Clone)]
pub struct Gather<Key, Value> {
    entries: Vec<(Key, Value)>,
    /// Where the entries stand, once they are many.
    places: BTreeMap<Key, usize>,
}

impl<Key, Value> Gather<Key, Value> {
    /// Up to so many are looked through.
    const FEW: usize = 12;

    /// A map of nothing.
    #[must_use]
    pub const fn new() -> Self {
        Self { entries: Vec::new(), places: BTreeMap::new() }
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The values, in the order in which their ids came.
    pub fn values(&self) -> impl Iterator<Item = &Value> {
        self.entries.iter().map(|(_, value)| value)
    }
}

impl<Key: Ord, Value> Gather<Key, Value> {
    /// The entries, in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = (&Key, &Value)> {
        let entry = |at: usize| self.entries.get(at).map(|(key, value)| (key, value));
        self.order().into_iter().filter_map(entry)
    }

    /// The ids, in order.
    pub fn keys(&self) -> impl Iterator<Item = &Key> {
        self.iter().map(|(key, _)| key)
    }

    /// The places of the entries, in the order of their ids.
    fn order(&self) -> Vec<usize> {
        if self.entries.len() > Self::FEW {
            return self.places.values().copied().collect();
        }
        let key = |at: &usize| self.entries.get(*at).map(|(key, _)| key);
        let mut order: Vec<usize> = (0..self.entries.len()).collect();
        sort_by(&mut order, |one, other| key(one).cmp(&key(other)));
        order
    }

    /// The entries, in the order of their ids.
    pub fn sorted(mut self) -> impl Iterator<Item = (Key, Value)> {
        sort_by(&mut self.entries, |(one, _), (other, _)| one.cmp(other));
        self.entries.into_iter()
    }
}

impl<Key: Clone + Ord + Borrow<Id>, Value> Gather<Key, Value> {
    fn find(&self, id: &Id) -> Option<usize> {
        if self.entries.len() > Self::FEW {
            return self.places.get(id).copied();
        }
        self.entries.iter().position(|(known, _)| known.borrow() == id)
    }

    fn push(&mut self, id: Key, value: Value) {
        let at = self.entries.len();
        if at > Self::FEW {
            self.places.insert(id.clone(), at);
        }
        self.entries.push((id, value));
        if at == Self::FEW {
            self.places.extend(self.entries.iter().zip(0..).map(|((id, _), at)| (id.clone(), at)));
        }
    }

    /// The value of an id.
    #[must_use]
    pub fn get(&self, id: &Id) -> Option<&Value> {
        self.entries.get(self.find(id)?).map(|(_, value)| value)
    }

    /// The value of an id, to be changed.
    #[must_use]
    pub fn get_mut(&mut self, id: &Id) -> Option<&mut Value> {
        let at = self.find(id)?;
        self.entries.get_mut(at).map(|(_, value)| value)
    }

    /// Gives an id a value, and says which it had.
    pub fn insert(&mut self, id: Key, value: Value) -> Option<Value> {
        if let Some(before) = self.get_mut(id.borrow()) {
            return Some(core::mem::replace(before, value));
        }
        self.push(id, value);
        None
    }
}

impl<Key: Clone + Ord + Borrow<Id>, Value: Default> Gather<Key, Value> {
    /// Changes the value of an id, the usual one where it has none yet.
    pub fn change<Answer>(&mut self, id: Key, change: impl FnOnce(&mut Value) -> Answer) -> Answer {
        if let Some(value) = self.get_mut(id.borrow()) {
            return change(value);
        }
        let mut value = Value::default();
        let answer = change(&mut value);
        self.push(id, value);
        answer
    }
}

impl<Key, Value> Default for Gather<Key, Value> {
    fn default() -> Self {
        Self::new()
    }
}

/// Equal with the same values by the same ids, whichever came first.
impl<Key: Ord, Value: PartialEq> PartialEq for Gather<Key, Value> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl<Key: Ord, Value: Eq> Eq for Gather<Key, Value> {}

/// Ids that have been seen.
pub(crate) type Seen<'k> = Gather<&'k Id, ()>;

impl<'k> Seen<'k> {
    /// Adds an id, and says whether it is a new one.
    pub(crate) fn add(&mut self, id: &'k Id) -> bool {
        self.insert(id, ()).is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn maps_hold_what_a_tree_holds(entries in prop::collection::vec((0_u8..20, any::<u8>()), 0..60)) {
            let tree: BTreeMap<u8, u8> = entries.iter().copied().collect();
            let collected: Map<u8, u8> = entries.iter().copied().collect();
            let mut inserted = Map::new();
            let mut earlier = BTreeMap::new();
            for (key, value) in entries {
                prop_assert_eq!(inserted.insert(key, value), earlier.insert(key, value));
            }
            prop_assert!(tree.iter().eq(&collected) && tree.into_iter().eq(inserted.clone()));
            prop_assert_eq!(&collected, &inserted);
            for key in 0..20 {
                prop_assert_eq!(collected.get(&key), earlier.get(&key));
                prop_assert_eq!(collected.contains_key(&key), earlier.contains_key(&key));
            }
        }

        #[test]
        fn what_is_gathered_comes_out_in_order(entries in prop::collection::vec(("[a-f]", 0_u32..9), 0..40)) {
            let entries: Vec<(Id, u32)> = entries.into_iter().map(|(id, n)| (Id::new(&id).unwrap(), n)).collect();
            let mut tree: BTreeMap<&Id, u32> = BTreeMap::new();
            let mut gathered: Gather<&Id, u32> = Gather::new();
            for (id, n) in &entries {
                *tree.entry(id).or_default() += n;
                gathered.change(id, |sum| *sum += n);
                prop_assert_eq!(gathered.get(id), tree.get(id));
            }
            prop_assert!(gathered.sorted().eq(tree));
        }
    }
}
