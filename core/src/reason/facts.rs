//! What a sentence needs besides subject, comparison and computation.

use crate::document::{Description, Id, Map, Node, Reader, Shape, Writer};

use super::Quantity;

/// Values by name, in the order of the names. Most reasons have one or two, which lie in their place: decisions have many reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    few: [Option<(Id, Quantity)>; 2],
    /// All of them, where they are more.
    many: Map<Id, Quantity>,
}

impl Facts {
    /// No facts.
    #[must_use]
    #[cfg_attr(not(target_family = "wasm"), inline)]
    pub const fn new() -> Self {
        Self { few: [None, None], many: Map::new() }
    }

    /// One fact.
    #[must_use]
    #[cfg_attr(not(target_family = "wasm"), inline)]
    pub fn one(name: Id, value: Quantity) -> Self {
        Self { few: [Some((name, value)), None], many: Map::new() }
    }

    /// Two facts, in the order of their names.
    #[must_use]
    pub(crate) fn two(one: (Id, Quantity), other: (Id, Quantity)) -> Self {
        Self {
            few: if one.0 < other.0 { [Some(one), Some(other)] } else { [Some(other), Some(one)] },
            many: Map::new(),
        }
    }

    /// Gives a name a value.
    pub fn insert(&mut self, name: Id, value: Quantity) {
        match &mut self.few {
            [one @ None, _] if self.many.is_empty() => *one = Some((name, value)),
            [Some((first, _)), other @ None] if *first < name => *other = Some((name, value)),
            _ => self.insert_among(name, value),
        }
    }

    fn insert_among(&mut self, name: Id, value: Quantity) {
        let mut all = core::mem::take(&mut self.many);
        for (name, value) in core::mem::take(&mut self.few).into_iter().flatten() {
            all.insert(name, value);
        }
        all.insert(name, value);
        if all.len() > self.few.len() {
            self.many = all;
            return;
        }
        for (place, fact) in self.few.iter_mut().zip(all) {
            *place = Some(fact);
        }
    }

    /// The value of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Quantity> {
        self.iter().find(|(known, _)| known.as_str() == name).map(|(_, value)| value)
    }

    /// Names and values, in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&Id, &Quantity)> {
        self.few.iter().flatten().map(|(name, value)| (name, value)).chain(self.many.iter())
    }
}

impl Default for Facts {
    fn default() -> Self {
        Self::new()
    }
}

impl Shape for Facts {
    const STANDS_IN: bool = true;
    fn blank() -> Self {
        Self::new()
    }
    #[allow(private_interfaces)]
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        let mut facts = Self::new();
        for (name, value) in Map::<Id, Quantity>::read(node, reader)? {
            facts.insert(name, value);
        }
        Some(facts)
    }
    fn write(&self, writer: &mut Writer) {
        writer.entries(self.iter());
    }
    fn describe() -> Description {
        Map::<Id, Quantity>::describe()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::collections::BTreeMap;
    use alloc::vec::Vec;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn facts_hold_what_a_tree_holds(entries in prop::collection::vec(("[a-e]", 0_i64..9), 0..8)) {
            let entries: Vec<(Id, Quantity)> =
                entries.iter().map(|(name, count)| (Id::new(name).unwrap(), Quantity::Count(*count))).collect();
            let tree: BTreeMap<Id, Quantity> = entries.iter().cloned().collect();
            let mut facts = Facts::new();
            for (name, value) in entries {
                facts.insert(name, value);
            }
            prop_assert!(facts.iter().eq(&tree));
            for name in ["a", "b", "c", "d", "e"] {
                prop_assert_eq!(facts.get(name), tree.get(name));
            }
            // However they came: what is equal is held alike.
            let mut sorted = Facts::new();
            for (name, value) in tree {
                sorted.insert(name, value);
            }
            prop_assert_eq!(facts, sorted);
        }
    }
}
