//! Reading shapes out of a tree, collecting every fault.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::Write as _;

use super::Id;
use super::node::{Member, Node, Value, locate};
use super::shape::Shape;
use super::stand_in::StandIns;
use crate::calendar::UtcOffset;
use crate::error::{Code, Error, Finding, Findings, Ruler, Severity, listed};
use crate::money::Currency;
use crate::order::{sort_by, sort_by_key};

/// More errors, or warnings, than this are not told: a text that has them needs another look than theirs.
const MOST_FINDINGS: usize = 1000;

/// What reading carries along: where it is, what it has found, and the currency of amounts.
///
/// A room that checks what it has read reports through [`Reader::refuse`] and [`Reader::warn`].
#[derive(Debug)]
pub struct Reader {
    path: String,
    currency: Currency,
    /// Where instants become dates; absent where there are only dates.
    utc_offset: Option<UtcOffset>,
    findings: Vec<(Finding, Option<(usize, usize)>)>,
    /// How many of the findings are errors.
    errors: usize,
    /// A field that the outermost object may have besides those of its shape.
    outermost_extra: Option<&'static str>,
    /// Where something could not be read, so that a stand-in, or nothing, is there in its place.
    faulty: StandIns,
    /// The path of the value whose check runs now.
    checked: Option<String>,
    /// The values that the finding which is made now is about, where the check says so.
    related: Option<Vec<String>>,
}

/// The members of an object that a record reads its fields from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields<'n, 't> {
    node: &'n Node<'t>,
    members: &'n [Member<'t>],
}

/// One step of an RFC 6901 pointer.
pub(crate) fn pointer_step(name: &str) -> String {
    alloc::format!("/{}", name.replace('~', "~0").replace('/', "~1"))
}

impl Reader {
    pub(crate) fn new(currency: Currency) -> Self {
        Self {
            path: String::new(),
            currency,
            utc_offset: None,
            findings: Vec::new(),
            errors: 0,
            outermost_extra: None,
            faulty: StandIns::default(),
            checked: None,
            related: None,
        }
    }

    /// Lets the outermost object have one field more, which somebody else reads.
    pub(crate) fn allow_outermost(&mut self, name: &'static str) {
        self.outermost_extra = Some(name);
    }

    /// The currency of amounts.
    #[must_use]
    pub fn currency(&self) -> Currency {
        self.currency
    }

    pub(crate) fn set_currency(&mut self, currency: Currency) {
        self.currency = currency;
    }

    /// Where instants become dates; absent where there are only dates.
    #[must_use]
    pub(crate) fn utc_offset(&self) -> Option<UtcOffset> {
        self.utc_offset
    }

    /// Lets dates be instants, which count as the date that they fall on at an offset.
    pub(crate) fn allow_instants(&mut self, utc_offset: UtcOffset) {
        self.utc_offset = Some(utc_offset);
    }

    /// Reports a fault of what was just read, at a pointer relative to it.
    pub fn refuse(&mut self, relative: &str, error: Error) {
        self.report(Severity::Error, relative, error, None);
    }

    /// Reports a doubt about what was just read, at a pointer relative to it.
    pub fn warn(&mut self, relative: &str, error: Error) {
        self.report(Severity::Warning, relative, error, None);
    }

    fn report(&mut self, severity: Severity, relative: &str, error: Error, place: Option<(usize, usize)>) {
        let is_error = severity == Severity::Error;
        let told = if is_error { self.errors } else { self.findings.len().saturating_sub(self.errors) };
        if told >= MOST_FINDINGS {
            return;
        }
        let mut path = alloc::format!("{}{relative}{}", self.path, error.path.clone());
        if self.checked.is_some() {
            path = self.faulty.as_written(path);
            if self.speaks_of_a_stand_in(&path, error.code) {
                return;
            }
        }
        self.errors = self.errors.saturating_add(usize::from(is_error));
        self.findings.push((Finding { error: error.at(path), severity, span: None }, place));
    }

    /// Runs the check of a value that was just read.
    ///
    /// A value that could not be read has been reported, and a stand-in is in its place, so that all else can still be
    /// checked. What a check says of a stand-in would mislead, so it is withheld: a finding about one value when that value is
    /// faulty, a finding about how values relate when anything below the checked value is, or, within [`Reader::relating`],
    /// when one of those that it is about is.
    pub(crate) fn checking(&mut self, check: impl FnOnce(&mut Self)) {
        let outer = self.checked.replace(self.path.clone());
        check(self);
        self.checked = outer;
    }

    /// Runs a part of a check that looks at some values only, told by their pointers relative to the checked value: what it
    /// reports is withheld when one of them could not be read, and not when anything else could not.
    pub(crate) fn relating<'p>(
        &mut self,
        values: impl IntoIterator<Item = &'p str>,
        check: impl FnOnce(&mut Self),
    ) {
        let values = values.into_iter().map(|relative| alloc::format!("{}{relative}", self.path)).collect();
        let outer = self.related.replace(values);
        check(self);
        self.related = outer;
    }

    fn speaks_of_a_stand_in(&self, path: &str, code: Code) -> bool {
        match (&self.related, &self.checked) {
            (Some(values), _) => values.iter().any(|value| self.faulty.touch(value)),
            (None, Some(checked)) if !code.is_of_one_value() => self.faulty.touch(checked),
            (None, _) => self.faulty.touch(path),
        }
    }

    /// Whether every item of a list at a pointer relative to here could be read, so that none is left out.
    pub(crate) fn is_whole(&self, relative: &str) -> bool {
        !self.faulty.has_gap(&alloc::format!("{}{relative}", self.path))
    }

    /// All findings, in the order of their places in the text.
    pub(crate) fn finish(self, text: &str, root: &Node<'_>) -> Findings {
        let mut places = locate(root, self.findings.iter().map(|(finding, _)| finding.error.path.as_str()));
        let mut found: Vec<((usize, usize), Finding)> = Vec::with_capacity(self.findings.len());
        for ((finding, known), place) in self.findings.into_iter().zip(places.drain(..)) {
            found.push((known.unwrap_or(place), finding));
        }
        sort_by_key(&mut found, |(place, finding)| (place.0, finding.code()));
        let mut ruler = Ruler::new(text);
        let located = found
            .into_iter()
            .map(|((start, end), finding)| Finding { span: Some(ruler.span(start, end)), ..finding });
        Findings(located.collect())
    }

    /// Whether an error was reported.
    pub(crate) fn refuses(&self) -> bool {
        self.errors > 0
    }

    /// The first error by its place in the text.
    pub(crate) fn first_error(self, text: &str, root: &Node<'_>) -> Option<Error> {
        let findings = self.finish(text, root).0;
        findings.into_iter().find(|finding| finding.severity == Severity::Error).map(|finding| finding.error)
    }

    /// Runs `read` one step further down.
    pub(crate) fn step<T>(&mut self, name: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.path.len();
        self.path.push('/');
        if name.contains(['~', '/']) {
            self.path.push_str(&name.replace('~', "~0").replace('/', "~1"));
        } else {
            self.path.push_str(name);
        }
        let result = read(self);
        self.path.truncate(length);
        result
    }

    fn index<T>(&mut self, at: usize, read: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.path.len();
        let _ = write!(self.path, "/{at}");
        let result = read(self);
        self.path.truncate(length);
        result
    }

    /// A value of another type than the shape's; `allowed` in JSON's own notation.
    pub(crate) fn wrong_type(&mut self, node: &Node<'_>, allowed: &str) {
        self.refuse("", Error::new(Code::WrongType).found(node.shown()).allowed(allowed));
    }

    /// The items of a list.
    pub(crate) fn items<'n, 't>(&mut self, node: &'n Node<'t>) -> Option<&'n [Node<'t>]> {
        let Value::List(items) = &node.value else {
            self.wrong_type(node, "[…]");
            return None;
        };
        Some(items)
    }

    /// One item of a list; left out, and known to be, when it cannot be read.
    pub(crate) fn item(&mut self, at: usize, node: &Node<'_>, value: &mut dyn Slot) -> bool {
        let read = self.index(at, |reader| value.fill(node, reader));
        if !read {
            self.faulty.leave_out(&self.path, at);
        }
        read
    }

    /// The members of an object whose names are data, not fields. Repeated names are reported.
    pub(crate) fn entries<'n, 't>(&mut self, node: &'n Node<'t>) -> Option<&'n [Member<'t>]> {
        let Value::Object(members) = &node.value else {
            self.wrong_type(node, "{…}");
            return None;
        };
        self.report_duplicates(members);
        Some(members)
    }

    /// The members of an object with these fields. Unknown and repeated ones are reported.
    pub(crate) fn fields<'n, 't>(&mut self, node: &'n Node<'t>, known: &[&str]) -> Option<Fields<'n, 't>> {
        let members = self.entries(node)?;
        let extra = self.outermost_extra.filter(|_| self.path.is_empty());
        for member in members {
            if !known.contains(&member.name.as_ref()) && extra != Some(member.name.as_ref()) {
                let allowed = if known.is_empty() { "{}".to_string() } else { known.join(", ") };
                let error = Error::new(Code::UnknownField).found(&member.name).with("allowed", allowed);
                self.report(
                    Severity::Error,
                    &pointer_step(&member.name),
                    error,
                    Some((member.start, member.end)),
                );
            }
        }
        Some(Fields { node, members })
    }

    fn report_duplicates(&mut self, members: &[Member<'_>]) {
        for at in repeated(members) {
            let Some(member) = members.get(at) else { continue };
            let error = Error::new(Code::DuplicateField).found(&member.name).with("allowed", 1_u8);
            let place = Some((member.start, member.end));
            self.report(Severity::Error, &pointer_step(&member.name), error, place);
        }
    }

    /// The fields of a record, each into its place, and whether all have a value then.
    pub(crate) fn record(
        &mut self,
        node: &Node<'_>,
        names: &[&str],
        modes: &[Mode],
        slots: &mut [&mut dyn Slot],
    ) -> bool {
        let Some(fields) = self.fields(node, names) else { return false };
        let mut complete = true;
        // Every field is read before one that nothing can stand in for ends the record, so that all are reported.
        for ((name, mode), slot) in names.iter().zip(modes).zip(slots) {
            complete &= self.field_into(fields, name, *mode, *slot);
        }
        complete
    }

    /// A field: read, or left out where that is allowed, or else reported as missing. Whether it has a value then.
    fn field_into(&mut self, fields: Fields<'_, '_>, name: &str, mode: Mode, slot: &mut dyn Slot) -> bool {
        match fields.present(name) {
            Some(node) if self.step(name, |reader| slot.fill(node, reader)) => return true,
            Some(_) => {}
            None if mode.may_be_absent => return true,
            None => self.report_missing(fields, name),
        }
        self.faulty.put(alloc::format!("{}{}", self.path, pointer_step(name)));
        if !mode.may_be_absent {
            slot.stand_apart(self.faulty.len());
        }
        mode.stands_in
    }

    fn report_missing(&mut self, fields: Fields<'_, '_>, name: &str) {
        let names = fields.members.iter().map(|member| member.name.as_ref());
        let error = Error::new(Code::MissingField).found(listed(names)).allowed(name);
        // Its place is the opening brace: the whole object would be a long line under everything.
        let place = Some((fields.node.start, fields.node.start.saturating_add(1)));
        self.report(Severity::Error, &pointer_step(name), error, place);
    }

    /// A field of a shape that is no plain record.
    pub(crate) fn field<T: Shape>(&mut self, fields: Fields<'_, '_>, name: &str) -> Option<T> {
        let mut value = T::blank();
        self.field_into(fields, name, Mode::of::<T>(), &mut value).then_some(value)
    }

    /// The same with a default. One with a fault takes it too.
    pub(crate) fn field_or<T: Shape>(&mut self, fields: Fields<'_, '_>, name: &str, default: T) -> T {
        let mut value = default;
        self.field_into(fields, name, Mode::WITH_DEFAULT, &mut value);
        value
    }

    /// A member of an object whose names are ids; no id, and known to be faulty, when it cannot be read.
    pub(crate) fn entry(&mut self, member: &Member<'_>, value: &mut dyn Slot) -> Option<Id> {
        let entry = self.step(&member.name, |reader| {
            let id = Id::new(&member.name).map_err(|error| reader.refuse("", error)).ok();
            id.zip(value.fill(&member.node, reader).then_some(()))
        });
        if entry.is_none() {
            self.faulty.put(alloc::format!("{}{}", self.path, pointer_step(&member.name)));
        }
        entry.map(|(id, ())| id)
    }
}

/// What may become of a field that is not there, or cannot be read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mode {
    may_be_absent: bool,
    stands_in: bool,
}

impl Mode {
    /// A field that keeps its default.
    pub(crate) const WITH_DEFAULT: Self = Self { may_be_absent: true, stands_in: true };

    /// A field of a type.
    pub(crate) const fn of<T: Shape>() -> Self {
        Self { may_be_absent: T::MAY_BE_ABSENT, stands_in: T::STANDS_IN }
    }
}

/// A value that is read into its place: a shape, whichever it is. So the reader of records is compiled once and not for each.
pub(crate) trait Slot {
    fn fill(&mut self, node: &Node<'_>, reader: &mut Reader) -> bool;
    fn stand_apart(&mut self, count: usize);
}

impl<T: Shape> Slot for T {
    fn fill(&mut self, node: &Node<'_>, reader: &mut Reader) -> bool {
        Shape::fill(self, node, reader)
    }
    fn stand_apart(&mut self, count: usize) {
        Shape::stand_apart(self, count);
    }
}

/// The places of members whose name stands before.
fn repeated(members: &[Member<'_>]) -> Vec<usize> {
    /// Up to so many names are held against each other, which takes no memory.
    const FEW: usize = 16;
    let named = members.iter().map(|member| member.name.as_ref()).zip(0..);
    if members.len() <= FEW {
        let stands_before =
            |(name, at): &(&str, usize)| members.iter().take(*at).any(|member| member.name == *name);
        return named.filter(stands_before).map(|(_, at)| at).collect();
    }
    let mut sorted: Vec<(&str, usize)> = named.collect();
    sort_by(&mut sorted, Ord::cmp);
    let pairs = sorted.iter().zip(sorted.iter().skip(1));
    pairs.filter(|((first, _), (second, _))| first == second).map(|(_, (_, at))| *at).collect()
}

impl<'n, 't> Fields<'n, 't> {
    /// A member that is there and not `null`: hosts write `null` for what they leave out.
    pub(crate) fn present(&self, name: &str) -> Option<&'n Node<'t>> {
        let member = self.members.iter().find(|member| member.name == name)?;
        if matches!(member.node.value, Value::Null) { None } else { Some(&member.node) }
    }
}
