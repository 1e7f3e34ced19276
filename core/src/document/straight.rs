//! Reading straight from the text, without a tree: how nearly all calls are read.
//!
//! It goes along with the text once and fills each value when it comes by. At the first thing that is not as it should be it gives
//! up, and the text is read again through a tree, which finds all faults with their places. So it reads less than the tree does, and
//! what it reads is the same: the shapes and the lexer are those of the tree.

use super::Id;
use super::lexer::{DEEPEST, Lexer, opened_by};
use super::node::{Kind, Node, Tree};
use super::parser::{beginning, check_length, parse_at};
use super::reader::{Entries, List, Plan, Reader, Slot};
use super::writer::FieldName;

/// How far reading straight from a text has come.
#[derive(Debug, Default)]
pub(super) struct Straight {
    /// Whether the text is read so.
    pub(super) is_on: bool,
    /// Whether something was not as it should be.
    has_failed: bool,
    /// The byte that is read next.
    at: usize,
    /// How many lists and objects are open.
    depth: usize,
    /// The value of the field that the outermost object may have besides those of its shape, and its place.
    extra: Option<(Kind, usize, usize)>,
}

/// Something is not as it should be, or not usual.
struct GivenUp;

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
        self.straight = Straight { is_on: true, at: beginning(text), ..Straight::default() };
        let read = self.whole(&Tree::few(text), value, beside).is_ok();
        self.straight.is_on = false;
        read && !self.straight.has_failed
    }

    fn whole(
        &mut self,
        tree: &Tree<'_>,
        value: &mut dyn Slot,
        beside: Option<&mut dyn Slot>,
    ) -> Result<(), GivenUp> {
        let mut lexer = self.lexer(tree);
        let first = lexer.first();
        self.value(&mut lexer, tree, first, value)?;
        if lexer.peek().is_some() {
            return Err(GivenUp);
        }
        match (self.straight.extra.take(), beside) {
            (Some((kind, start, end)), Some(beside)) if kind != Kind::Null => {
                filled(beside.fill(&tree.apart(kind, start, end), self))
            }
            _ => Ok(()),
        }
    }

    /// What of the text is yet to be read.
    fn lexer<'t>(&self, tree: &Tree<'t>) -> Lexer<'t> {
        Lexer::new(tree.text(), self.straight.at)
    }

    /// Gives up, where the text is read straight, and says whether it is.
    pub(super) fn give_up(&mut self) -> bool {
        self.straight.has_failed |= self.straight.is_on;
        self.straight.is_on
    }

    /// Reads a value, which begins with a byte.
    #[inline(never)]
    fn value<'t>(
        &mut self,
        lexer: &mut Lexer<'t>,
        tree: &Tree<'t>,
        first: u8,
        value: &mut dyn Slot,
    ) -> Result<(), GivenUp> {
        if let Some(kind) = opened_by(first) {
            return self.container(kind, lexer, tree, value);
        }
        let start = lexer.at();
        let kind = scalar(lexer, first)?;
        filled(value.fill(&tree.apart(kind, start, lexer.at()), self))
    }

    /// Reads a list or an object.
    #[inline(never)]
    fn container<'t>(
        &mut self,
        kind: Kind,
        lexer: &mut Lexer<'t>,
        tree: &Tree<'t>,
        value: &mut dyn Slot,
    ) -> Result<(), GivenUp> {
        let start = lexer.at();
        if value.needs_tree() {
            return self.through_tree(lexer, start, value);
        }
        // Some shapes hold themselves.
        filled(self.straight.depth < DEEPEST)?;
        self.straight.depth = self.straight.depth.saturating_add(1);
        self.straight.at = start.saturating_add(1);
        let read = filled(value.fill(&tree.apart(kind, start, start), self));
        self.straight.depth = self.straight.depth.saturating_sub(1);
        *lexer = self.lexer(tree);
        read
    }

    /// Reads a value whose shape looks into the tree.
    fn through_tree(
        &mut self,
        lexer: &mut Lexer<'_>,
        start: usize,
        value: &mut dyn Slot,
    ) -> Result<(), GivenUp> {
        let (inner, end) = parse_at(lexer.text(), start).ok_or(GivenUp)?;
        self.straight.is_on = false;
        let read = filled(value.fill(&inner.root(), self) && !self.refuses());
        self.straight.is_on = true;
        *lexer = Lexer::new(lexer.text(), end);
        read
    }

    /// The fields of a record, each into its place, where an object was opened.
    pub(super) fn record_straight(
        &mut self,
        node: &Node<'_>,
        plan: &Plan,
        slots: &mut [&mut dyn Slot],
    ) -> bool {
        self.record_members(node.tree(), plan, slots).is_ok() || !self.give_up()
    }

    fn record_members(
        &mut self,
        tree: &Tree<'_>,
        plan: &Plan,
        slots: &mut [&mut dyn Slot],
    ) -> Result<(), GivenUp> {
        let extra = self.outermost_extra.take();
        let mut lexer = self.lexer(tree);
        // Fields by a bit of each: those that have been there, and those that have to be and have no value yet.
        let (mut there, mut missing) = (0_u32, plan.required);
        let mut next = 0_usize;
        let mut byte = lexer.first();
        while byte != b'}' {
            let Some(field) = find(plan.names, next, &lexer) else {
                self.extra(&mut lexer, extra)?;
                byte = behind(&mut lexer, b'}')?;
                continue;
            };
            let name = plan.names.get(field).ok_or(GivenUp)?;
            let first = lexer.pass_to_next(name.with_colon().len());
            let bit = 1_u32.wrapping_shl(u32::try_from(field).map_err(|_| GivenUp)?);
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
        self.straight.at = lexer.at().saturating_add(1);
        filled(missing == 0)
    }

    /// A member that is none of the record's fields: the one that may be there besides them, once.
    fn extra(&mut self, lexer: &mut Lexer<'_>, name: Option<FieldName>) -> Result<(), GivenUp> {
        let name = name.filter(|_| self.straight.extra.is_none()).ok_or(GivenUp)?.with_colon();
        filled(lexer.has_next(name))?;
        let first = lexer.pass_to_next(name.len());
        let start = lexer.at();
        let kind = scalar(lexer, first)?;
        self.straight.extra = Some((kind, start, lexer.at()));
        Ok(())
    }

    /// The items of a list that was opened.
    pub(super) fn list_straight(&mut self, node: &Node<'_>, list: &mut dyn List) -> bool {
        self.items(node.tree(), list).is_ok() || !self.give_up()
    }

    fn items(&mut self, tree: &Tree<'_>, list: &mut dyn List) -> Result<(), GivenUp> {
        self.outermost_extra = None;
        let mut lexer = self.lexer(tree);
        let mut byte = lexer.first();
        while byte != b']' {
            let item = list.begin().ok_or(GivenUp)?;
            self.value(&mut lexer, tree, byte, item)?;
            byte = behind(&mut lexer, b']')?;
        }
        self.straight.at = lexer.at().saturating_add(1);
        Ok(())
    }

    /// The members of an object that was opened, whose names are ids.
    pub(super) fn entries_straight(&mut self, node: &Node<'_>, entries: &mut dyn Entries) -> bool {
        self.entry_members(node.tree(), entries).is_ok() || !self.give_up()
    }

    fn entry_members(&mut self, tree: &Tree<'_>, entries: &mut dyn Entries) -> Result<(), GivenUp> {
        self.outermost_extra = None;
        let mut lexer = self.lexer(tree);
        let mut byte = lexer.first();
        let mut count = 0_usize;
        while byte != b'}' {
            let start = lexer.at();
            let kind = scalar(&mut lexer, byte)?;
            let name = tree.apart(kind, start, lexer.at()).text().ok_or(GivenUp)?;
            let mut id = Id::new(&name).ok();
            filled(lexer.first() == b':')?;
            let first = lexer.pass_to_next(1);
            let mut read = Err(GivenUp);
            entries.read(&mut |value| {
                read = self.value(&mut lexer, tree, first, value).and_then(|()| filled(id.is_some()));
                id.take().filter(|_| read.is_ok())
            });
            read?;
            count = count.saturating_add(1);
            byte = behind(&mut lexer, b'}')?;
        }
        self.straight.at = lexer.at().saturating_add(1);
        entries.settle();
        // A name that stands twice has left one entry.
        filled(entries.count() == count)
    }
}

fn filled(is_filled: bool) -> Result<(), GivenUp> {
    if is_filled { Ok(()) } else { Err(GivenUp) }
}

/// Which field's name stands next, with its colon. Hosts mostly write fields in their order.
fn find(names: &[FieldName], next: usize, lexer: &Lexer<'_>) -> Option<usize> {
    let is_next = |name: &FieldName| lexer.has_next(name.with_colon());
    if names.get(next).is_some_and(is_next) {
        return Some(next);
    }
    find_farther(names, next, lexer)
}

#[inline(never)]
fn find_farther(names: &[FieldName], next: usize, lexer: &Lexer<'_>) -> Option<usize> {
    let (before, behind) = names.split_at_checked(next)?;
    let is_next = |name: &FieldName| lexer.has_next(name.with_colon());
    let later = behind.iter().skip(1).position(is_next);
    later.map(|at| at.saturating_add(next).saturating_add(1)).or_else(|| before.iter().position(is_next))
}

/// A value without values inside.
fn scalar(lexer: &mut Lexer<'_>, first: u8) -> Result<Kind, GivenUp> {
    match lexer.plain_string() {
        Some(kind) => Ok(kind),
        None => lexer.scalar(first).map_err(|_| GivenUp),
    }
}

/// What is behind an item or a member: the byte with which the next one begins, or the one that closes.
fn behind(lexer: &mut Lexer<'_>, closing: u8) -> Result<u8, GivenUp> {
    match lexer.first() {
        b',' => {
            let next = lexer.pass_to_next(1);
            // Nothing closes behind a comma.
            if next == closing { Err(GivenUp) } else { Ok(next) }
        }
        byte if byte == closing => Ok(byte),
        _ => Err(GivenUp),
    }
}
