//! Reading straight from the text, without a tree: how nearly all calls are read.
//!
//! It goes along with the text once and fills each value when it comes by. At the first thing that is not as it should be it gives
//! up, and the text is read again through a tree, which finds all faults with their places. So it reads less than the tree does, and
//! what it reads is the same: shapes and the lexer are those of the tree.

use super::Id;
use super::lexer::{Lexer, opened_by};
use super::node::{Kind, Node, Tree};
use super::parser::{beginning, check_length, parse_at};
use super::reader::{Entries, List, Plan, Reader, Slot};
use super::writer::FieldName;

/// How far reading straight from a text has come.
#[derive(Debug, Default)]
pub(super) struct Straight {
    /// The byte that is read next.
    at: usize,
    /// Whether something was not as it should be.
    has_failed: bool,
    /// The value of the field that the outermost object may have besides those of its shape.
    extra: Option<(Kind, usize, usize)>,
}

/// Something is not as it should be.
struct GivenUp;

impl Plan {
    /// Which field's name stands next, and its bit. Hosts mostly write fields in their order.
    fn find(&self, next: usize, lexer: &mut Lexer<'_>) -> Option<(usize, u64)> {
        let (before, behind) = self.names.split_at_checked(next)?;
        let mut is_next = |name: &FieldName| lexer.take(name.quoted());
        let later = behind.iter().position(&mut is_next).map(|at| at.saturating_add(next));
        let at = later.or_else(|| before.iter().position(is_next))?;
        Some((at, 1_u64.checked_shl(u32::try_from(at).ok()?)?))
    }
}

impl Reader {
    /// Fills a value from a whole text, and `beside` from the field that the outermost object may have besides those of its shape.
    /// When it says no, the text has a fault, or is unusual, and the values mean nothing.
    pub(crate) fn read_straight(
        &mut self,
        text: &str,
        value: &mut dyn Slot,
        beside: Option<&mut dyn Slot>,
    ) -> bool {
        if check_length(text.len()).is_err() {
            return false;
        }
        let tree = Tree::few(text);
        self.straight = Some(Straight { at: beginning(text), ..Straight::default() });
        let read = self.whole(&tree, value, beside).is_ok();
        let straight = self.straight.take();
        read && straight.is_some_and(|straight| !straight.has_failed)
    }

    fn whole(
        &mut self,
        tree: &Tree<'_>,
        value: &mut dyn Slot,
        beside: Option<&mut dyn Slot>,
    ) -> Result<(), GivenUp> {
        let mut lexer = self.lexer(tree);
        let first = lexer.peek().ok_or(GivenUp)?;
        self.value(&mut lexer, tree, first, value)?;
        if lexer.peek().is_some() {
            return Err(GivenUp);
        }
        let extra = self.straight.as_mut().and_then(|straight| straight.extra.take());
        match (extra, beside) {
            (Some((kind, start, end)), Some(beside)) if kind != Kind::Null => {
                beside.fill(&tree.apart(kind, start, end), self).then_some(()).ok_or(GivenUp)
            }
            _ => Ok(()),
        }
    }

    /// What of the text is yet to be read.
    fn lexer<'t>(&self, tree: &Tree<'t>) -> Lexer<'t> {
        Lexer::new(tree.text(), self.straight.as_ref().map_or(0, |straight| straight.at))
    }

    /// Gives up, where the text is read straight.
    pub(super) fn give_up(&mut self) -> bool {
        self.straight.as_mut().map(|straight| straight.has_failed = true).is_some()
    }

    fn at(&mut self, at: usize) {
        if let Some(straight) = &mut self.straight {
            straight.at = at;
        }
    }

    /// Reads a value, which begins with a byte.
    fn value<'t>(
        &mut self,
        lexer: &mut Lexer<'t>,
        tree: &Tree<'t>,
        first: u8,
        value: &mut dyn Slot,
    ) -> Result<(), GivenUp> {
        let start = lexer.at();
        let Some(kind) = opened_by(first) else {
            let kind = scalar(lexer, first)?;
            return if value.fill(&tree.apart(kind, start, lexer.at()), self) {
                Ok(())
            } else {
                Err(GivenUp)
            };
        };
        if value.needs_tree() {
            return self.through_tree(lexer, start, value);
        }
        lexer.pass();
        self.at(lexer.at());
        let read = value.fill(&tree.apart(kind, start, lexer.at()), self);
        *lexer = self.lexer(tree);
        if read { Ok(()) } else { Err(GivenUp) }
    }

    /// Reads a value whose shape looks into the tree.
    fn through_tree(
        &mut self,
        lexer: &mut Lexer<'_>,
        start: usize,
        value: &mut dyn Slot,
    ) -> Result<(), GivenUp> {
        let (inner, end) = parse_at(lexer.text(), start).ok_or(GivenUp)?;
        let straight = self.straight.take();
        let read = value.fill(&inner.root(), self);
        self.straight = straight;
        *lexer = Lexer::new(lexer.text(), end);
        if read && !self.refuses() { Ok(()) } else { Err(GivenUp) }
    }

    /// The fields of a record, each into its place, where an object was opened.
    pub(super) fn record_straight(
        &mut self,
        node: &Node<'_>,
        plan: &Plan,
        slots: &mut [&mut dyn Slot],
    ) -> bool {
        let read = self.members_of_record(node.tree(), plan, slots);
        read.is_ok() || !self.give_up()
    }

    fn members_of_record(
        &mut self,
        tree: &Tree<'_>,
        plan: &Plan,
        slots: &mut [&mut dyn Slot],
    ) -> Result<(), GivenUp> {
        let mut extra = self.outermost_extra.take();
        let mut lexer = self.lexer(tree);
        let mut missing = plan.required;
        // Which fields have been there, by a bit of each.
        let mut there = 0_u64;
        let mut next = 0_usize;
        let mut byte = lexer.peek().ok_or(GivenUp)?;
        while byte != b'}' {
            let Some((field, bit)) = plan.find(next, &mut lexer) else {
                self.extra(&mut lexer, extra.take().ok_or(GivenUp)?)?;
                byte = behind(&mut lexer, b'}')?;
                continue;
            };
            let first = after_name(&mut lexer)?;
            if there & bit != 0 {
                return Err(GivenUp);
            }
            there |= bit;
            if first == b'n' {
                // `null` is what is left out.
                scalar(&mut lexer, first)?;
            } else {
                missing &= !bit;
                let slot = slots.get_mut(field).ok_or(GivenUp)?;
                self.value(&mut lexer, tree, first, *slot)?;
            }
            next = field.saturating_add(1);
            byte = behind(&mut lexer, b'}')?;
        }
        lexer.pass();
        self.at(lexer.at());
        if missing == 0 { Ok(()) } else { Err(GivenUp) }
    }

    /// A member that is none of the record's fields.
    fn extra(&mut self, lexer: &mut Lexer<'_>, name: FieldName) -> Result<(), GivenUp> {
        if !lexer.take(name.quoted()) {
            return Err(GivenUp);
        }
        let first = after_name(lexer)?;
        let start = lexer.at();
        let kind = scalar(lexer, first)?;
        if let Some(straight) = &mut self.straight {
            straight.extra = Some((kind, start, lexer.at()));
        }
        Ok(())
    }

    /// The items of a list that was opened.
    pub(super) fn list_straight(&mut self, node: &Node<'_>, list: &mut dyn List) -> bool {
        let read = self.items_of_list(node.tree(), list);
        read.is_ok() || !self.give_up()
    }

    fn items_of_list(&mut self, tree: &Tree<'_>, list: &mut dyn List) -> Result<(), GivenUp> {
        let mut lexer = self.lexer(tree);
        let mut byte = lexer.peek().ok_or(GivenUp)?;
        while byte != b']' {
            let item = list.begin().ok_or(GivenUp)?;
            self.value(&mut lexer, tree, byte, item)?;
            byte = behind(&mut lexer, b']')?;
        }
        lexer.pass();
        self.at(lexer.at());
        Ok(())
    }

    /// The members of an object that was opened, whose names are ids.
    pub(super) fn entries_straight(&mut self, node: &Node<'_>, entries: &mut dyn Entries) -> bool {
        let read = self.members_of_entries(node.tree(), entries);
        read.is_ok() || !self.give_up()
    }

    fn members_of_entries(&mut self, tree: &Tree<'_>, entries: &mut dyn Entries) -> Result<(), GivenUp> {
        let mut lexer = self.lexer(tree);
        let mut byte = lexer.peek().ok_or(GivenUp)?;
        let mut count = 0_usize;
        while byte != b'}' {
            if byte != b'"' {
                return Err(GivenUp);
            }
            let start = lexer.at();
            let kind = scalar(&mut lexer, byte)?;
            let name = tree.apart(kind, start, lexer.at()).text().ok_or(GivenUp)?;
            let mut id = Id::new(&name).ok();
            let first = after_name(&mut lexer)?;
            let mut read = Err(GivenUp);
            entries.read(&mut |value| {
                read = self.value(&mut lexer, tree, first, value);
                id.take().filter(|_| read.is_ok())
            });
            read?;
            count = count.saturating_add(1);
            byte = behind(&mut lexer, b'}')?;
        }
        lexer.pass();
        self.at(lexer.at());
        entries.settle();
        // A name that stands twice has left one entry.
        if entries.count() == count { Ok(()) } else { Err(GivenUp) }
    }
}

/// A value without values inside.
fn scalar(lexer: &mut Lexer<'_>, first: u8) -> Result<Kind, GivenUp> {
    match lexer.plain_string() {
        Some(kind) => Ok(kind),
        None => lexer.scalar(first).map_err(|_| GivenUp),
    }
}

/// The colon behind a name: the byte with which the value begins.
fn after_name(lexer: &mut Lexer<'_>) -> Result<u8, GivenUp> {
    if lexer.peek() != Some(b':') {
        return Err(GivenUp);
    }
    lexer.pass();
    lexer.peek().ok_or(GivenUp)
}

/// What is behind an item or a member: the byte with which the next one begins, or the one that closes.
fn behind(lexer: &mut Lexer<'_>, closing: u8) -> Result<u8, GivenUp> {
    match lexer.peek() {
        Some(b',') => {
            lexer.pass();
            // Nothing closes behind a comma.
            lexer.peek().filter(|next| *next != closing).ok_or(GivenUp)
        }
        Some(byte) if byte == closing => Ok(byte),
        _ => Err(GivenUp),
    }
}
