//! Reading shapes out of a tree, collecting every fault.

use alloc::borrow::Cow;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::Id;
use super::node::{Kind, Member, Node, locate};
use super::shape::Shape;
use super::stand_in::StandIns;
use super::straight::Straight;
use super::writer::FieldName;
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
    /// The way from the whole document to the value that is read now.
    way: Vec<Step>,
    currency: Currency,
    /// Where instants become dates; absent where there are only dates.
    utc_offset: Option<UtcOffset>,
    findings: Vec<(Finding, Option<(usize, usize)>)>,
    /// How many of the findings are errors.
    errors: usize,
    /// A field that the outermost object may have besides those of its shape.
    pub(super) outermost_extra: Option<FieldName>,
    /// Where something could not be read, so that a stand-in, or nothing, is there in its place.
    faulty: StandIns,
    /// How many steps of the way lead to the value whose check runs now.
    checked: Option<usize>,
    /// The values that the finding which is made now is about, where the check says so.
    related: Option<Vec<String>>,
    /// Where the fields of the records stand that are read now: one list for all, so that none needs one of its own.
    places: Vec<u32>,
    /// How far the text has been read, where it is read without a tree.
    pub(super) straight: Straight,
}

/// A step from a value to one inside it. Pointers are made of steps only for findings.
#[derive(Debug)]
enum Step {
    Field(&'static str),
    Name(String),
    Item(usize),
}

/// The members of an object that a record reads its fields from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields<'n> {
    node: Node<'n>,
}

/// One step of an RFC 6901 pointer.
pub(crate) fn pointer_step(name: &str) -> String {
    let mut step = String::with_capacity(name.len().saturating_add(1));
    push_step(name, &mut step);
    step
}

/// The same at the end of a pointer.
pub(crate) fn push_step(name: &str, pointer: &mut String) {
    pointer.push('/');
    if !name.contains(['~', '/']) {
        return pointer.push_str(name);
    }
    for part in name.split_inclusive(['~', '/']) {
        match (part.strip_suffix('~'), part.strip_suffix('/')) {
            (Some(plain), _) => pointer.extend([plain, "~0"]),
            (_, Some(plain)) => pointer.extend([plain, "~1"]),
            _ => pointer.push_str(part),
        }
    }
}

impl Reader {
    pub(crate) fn new(currency: Currency) -> Self {
        Self {
            way: Vec::new(),
            currency,
            utc_offset: None,
            findings: Vec::new(),
            errors: 0,
            outermost_extra: None,
            faulty: StandIns::default(),
            checked: None,
            related: None,
            places: Vec::new(),
            straight: Straight::default(),
        }
    }

    /// The pointer of the value that is read now.
    fn path(&self) -> String {
        self.path_of(self.way.len())
    }

    fn path_of(&self, steps: usize) -> String {
        let mut pointer = String::new();
        for step in self.way.iter().take(steps) {
            match step {
                Step::Field(name) => push_step(name, &mut pointer),
                Step::Name(name) => push_step(name, &mut pointer),
                Step::Item(at) => push_step(&alloc::format!("{at}"), &mut pointer),
            }
        }
        pointer
    }

    /// Lets the outermost object have one field more, which somebody else reads.
    pub(crate) fn allow_outermost(&mut self, name: FieldName) {
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
        if self.straight.is_on {
            // What a call would only be warned of it is not told.
            if severity == Severity::Error {
                self.give_up();
            }
            return;
        }
        if self.has_told_enough(severity) {
            return;
        }
        let is_error = severity == Severity::Error;
        let mut path = self.path();
        path.push_str(relative);
        path.push_str(&error.path);
        if self.checked.is_some() {
            path = self.faulty.as_written(path);
            if self.speaks_of_a_stand_in(&path, error.code) {
                return;
            }
        }
        self.errors = self.errors.saturating_add(usize::from(is_error));
        self.findings.push((Finding { error: error.at(path), severity, span: None }, place));
    }

    fn has_told_enough(&self, severity: Severity) -> bool {
        let warnings = self.findings.len().saturating_sub(self.errors);
        let told = if severity == Severity::Error { self.errors } else { warnings };
        told >= MOST_FINDINGS
    }

    /// Runs the check of a value that was just read.
    ///
    /// A value that could not be read has been reported, and a stand-in is in its place, so that all else can still be
    /// checked. What a check says of a stand-in would mislead, so it is withheld: a finding about one value when that value is
    /// faulty, a finding about how values relate when anything below the checked value is, or, within [`Reader::relating`],
    /// when one of those that it is about is.
    pub(crate) fn checking(&mut self, check: impl FnOnce(&mut Self)) {
        let outer = self.checked.replace(self.way.len());
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
        if self.faulty.len() == 0 {
            return check(self);
        }
        let outer = self.relate(&mut values.into_iter());
        check(self);
        self.related = outer;
    }

    fn relate(&mut self, values: &mut dyn Iterator<Item = &str>) -> Option<Vec<String>> {
        let path = self.path();
        self.related.replace(values.map(|relative| alloc::format!("{path}{relative}")).collect())
    }

    fn speaks_of_a_stand_in(&self, path: &str, code: Code) -> bool {
        match (&self.related, self.checked) {
            (Some(values), _) => values.iter().any(|value| self.faulty.touch(value)),
            (None, Some(steps)) if !code.is_of_one_value() => self.faulty.touch(&self.path_of(steps)),
            (None, _) => self.faulty.touch(path),
        }
    }

    /// Whether every item of a list at a pointer relative to here could be read, so that none is left out.
    pub(crate) fn is_whole(&self, relative: &str) -> bool {
        !self.faulty.has_gap(&alloc::format!("{}{relative}", self.path()))
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
    pub(crate) fn step<T>(&mut self, name: &'static str, read: impl FnOnce(&mut Self) -> T) -> T {
        self.way.push(Step::Field(name));
        let result = read(self);
        self.way.pop();
        result
    }

    /// Reads a value one step further down.
    fn fill(&mut self, step: Step, node: Node<'_>, value: &mut dyn Slot) -> bool {
        self.way.push(step);
        let read = value.fill(&node, self);
        self.way.pop();
        read
    }

    /// Keeps in mind that a value one step further down could not be read.
    fn is_faulty(&mut self, name: &str) {
        let mut path = self.path();
        push_step(name, &mut path);
        self.faulty.put(path);
    }

    /// A value of another type than the shape's; `allowed` in JSON's own notation.
    pub(crate) fn wrong_type(&mut self, node: &Node<'_>, allowed: &str) {
        self.refuse("", Error::new(Code::WrongType).found(node.shown()).allowed(allowed));
    }

    /// A list, without the items that cannot be read: they are left out, and known to be.
    pub(super) fn list(&mut self, node: &Node<'_>, list: &mut dyn List) -> bool {
        if node.kind() != Kind::List {
            self.wrong_type(node, "[…]");
            return false;
        }
        if self.straight.is_on {
            return self.list_straight(node, list);
        }
        for (at, item) in node.items().enumerate() {
            if !list.begin().is_some_and(|place| self.fill(Step::Item(at), item, place)) {
                list.undo();
                let path = self.path();
                self.faulty.leave_out(&path, at);
            }
        }
        true
    }

    /// An object whose names are ids, without the members that cannot be read: they are known to be faulty.
    pub(super) fn entries(&mut self, node: &Node<'_>, entries: &mut dyn Entries) -> bool {
        if self.straight.is_on && node.kind() == Kind::Object {
            return self.entries_straight(node, entries);
        }
        if !self.is_object(node) {
            return false;
        }
        for member in node.members() {
            entries.read(&mut |value| self.entry(&member, value));
        }
        entries.settle();
        true
    }

    /// Whether an object stands here, as it should. Repeated names in it are reported.
    fn is_object(&mut self, node: &Node<'_>) -> bool {
        if node.kind() != Kind::Object {
            self.wrong_type(node, "{…}");
            return false;
        }
        self.report_repeated(node);
        true
    }

    /// An object with these fields. Unknown and repeated ones are reported.
    pub(crate) fn fields<'n>(&mut self, node: &Node<'n>, known: &[&'static str]) -> Option<Fields<'n>> {
        if self.give_up() {
            return None;
        }
        self.is_object(node).then(|| {
            self.report_unknown(node, known);
            Fields { node: *node }
        })
    }

    fn report_unknown(&mut self, node: &Node<'_>, known: &[&str]) {
        let extra = self.outermost_extra.filter(|_| self.way.is_empty());
        for member in node.members() {
            let name = member.name();
            if known.contains(&name.as_ref()) || extra.is_some_and(|extra| extra.is(&name)) {
                continue;
            }
            if self.has_told_enough(Severity::Error) {
                return;
            }
            let allowed = if known.is_empty() { "{}".to_string() } else { known.join(", ") };
            let error = Error::new(Code::UnknownField).found(&name).with("allowed", allowed);
            self.report(Severity::Error, &pointer_step(&name), error, Some(member.place()));
        }
    }

    fn report_repeated(&mut self, node: &Node<'_>) {
        for (name, place) in repeated(node) {
            let error = Error::new(Code::DuplicateField).found(&name).with("allowed", 1_u8);
            self.report(Severity::Error, &pointer_step(&name), error, Some(place));
        }
    }

    /// The fields of a record, each into its place, and whether all have a value then.
    pub(crate) fn record(&mut self, node: &Node<'_>, plan: &Plan, slots: &mut [&mut dyn Slot]) -> bool {
        if node.kind() != Kind::Object {
            self.wrong_type(node, "{…}");
            return false;
        }
        if self.straight.is_on {
            return self.record_straight(node, plan, slots);
        }
        let Plan { names, modes, .. } = *plan;
        let first = self.places.len();
        if !self.find_fields(node, names) {
            self.report_repeated(node);
            self.report_unknown(node, &names.iter().map(|name| name.plain()).collect::<Vec<_>>());
        }
        let mut complete = true;
        // Every field is read before one that nothing can stand in for ends the record, so that all are reported.
        for (at, ((name, mode), slot)) in names.iter().zip(modes).zip(slots).enumerate() {
            let place = self.places.get(first.saturating_add(at)).copied();
            let there = place.filter(|place| *place != 0).map(|place| node.tree().node(place));
            let there = there.filter(|value| value.kind() != Kind::Null);
            complete &= self.field_into(node, there, name.plain(), *mode, *slot);
        }
        self.places.truncate(first);
        complete
    }

    /// Finds where each field stands, 0 for one that does not, in one pass, and whether nothing else stands there.
    fn find_fields(&mut self, node: &Node<'_>, names: &[FieldName]) -> bool {
        let first = self.places.len();
        self.places.resize(first.saturating_add(names.len()), 0);
        let places = self.places.get_mut(first..).unwrap_or_default();
        let mut extra = self.outermost_extra.filter(|_| self.way.is_empty());
        let mut known = true;
        // Hosts mostly write fields in their order.
        let mut next = 0_usize;
        for member in node.members() {
            let name = member.name();
            let (before, behind) = names.split_at_checked(next).unwrap_or((names, &[]));
            let later = behind.iter().position(|field| field.is(&name)).map(|at| at.saturating_add(next));
            let field = later.or_else(|| before.iter().position(|field| field.is(&name)));
            match field.and_then(|at| Some((at, places.get_mut(at)?))) {
                Some((at, place)) if *place == 0 => {
                    *place = member.node.at();
                    next = at.saturating_add(1);
                }
                None if extra.take_if(|extra| extra.is(&name)).is_some() => {}
                _ => known = false,
            }
        }
        known
    }

    /// A field: read, or left out where that is allowed, or else reported as missing. Whether it has a value then.
    fn field_into(
        &mut self,
        object: &Node<'_>,
        there: Option<Node<'_>>,
        name: &'static str,
        mode: Mode,
        slot: &mut dyn Slot,
    ) -> bool {
        match there {
            Some(node) if self.fill(Step::Field(name), node, slot) => return true,
            Some(_) => {}
            None if mode.may_be_absent => return true,
            None => self.report_missing(object, name),
        }
        self.is_faulty(name);
        if !mode.may_be_absent {
            slot.stand_apart(self.faulty.len());
        }
        mode.stands_in
    }

    fn report_missing(&mut self, object: &Node<'_>, name: &str) {
        let names: Vec<Cow<'_, str>> = object.names().collect();
        let found = listed(names.iter().map(AsRef::as_ref));
        let error = Error::new(Code::MissingField).found(found).allowed(name);
        // Its place is the opening brace: the whole object would be a long line under everything.
        let (start, _) = object.place();
        self.report(Severity::Error, &pointer_step(name), error, Some((start, start.saturating_add(1))));
    }

    /// A field of a shape that is no plain record.
    pub(crate) fn field<T: Shape>(&mut self, fields: Fields<'_>, name: &'static str) -> Option<T> {
        let mut value = T::blank();
        let there = fields.present(name);
        self.field_into(&fields.node, there, name, Mode::of::<T>(), &mut value).then_some(value)
    }

    /// The same with a default. One with a fault takes it too.
    pub(crate) fn field_or<T: Shape>(&mut self, fields: Fields<'_>, name: &'static str, default: T) -> T {
        let mut value = default;
        self.field_into(&fields.node, fields.present(name), name, Mode::WITH_DEFAULT, &mut value);
        value
    }

    /// A member of an object whose names are ids; no id, and known to be faulty, when it cannot be read.
    fn entry(&mut self, member: &Member<'_>, value: &mut dyn Slot) -> Option<Id> {
        let name = member.name();
        self.way.push(Step::Name(name.clone().into_owned()));
        let id = Id::new(&name).map_err(|error| self.refuse("", error)).ok();
        let read = value.fill(&member.node, self);
        self.way.pop();
        let entry = id.filter(|_| read);
        if entry.is_none() {
            self.is_faulty(&name);
        }
        entry
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

/// What of a record is the same each time it is read.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(super) names: &'static [FieldName],
    modes: &'static [Mode],
    /// A bit for each field that must be there.
    pub(super) required: u32,
}

impl Plan {
    pub(crate) const fn new(names: &'static [FieldName], modes: &'static [Mode]) -> Self {
        assert!(modes.len() <= 32, "a record has at most 32 fields");
        let (mut required, mut bit, mut rest) = (0, 1_u32, modes);
        while let [mode, behind @ ..] = rest {
            if !mode.may_be_absent {
                required |= bit;
            }
            bit = bit.wrapping_shl(1);
            rest = behind;
        }
        Self { names, modes, required }
    }
}

/// A value that is read into its place: a shape, whichever it is. So the reader of records is compiled once and not for each.
pub(crate) trait Slot {
    fn fill(&mut self, node: &Node<'_>, reader: &mut Reader) -> bool;
    fn stand_apart(&mut self, count: usize);
    fn needs_tree(&self) -> bool;
}

impl<T: Shape> Slot for T {
    fn fill(&mut self, node: &Node<'_>, reader: &mut Reader) -> bool {
        Shape::fill(self, node, reader)
    }
    fn stand_apart(&mut self, count: usize) {
        Shape::stand_apart(self, count);
    }
    fn needs_tree(&self) -> bool {
        T::NEEDS_TREE
    }
}

/// An object whose names are ids and which is read, whatever its values are.
pub(super) trait Entries {
    /// Takes in one more entry, of which `read` reads the value and gives the id, where both can be.
    fn read(&mut self, read: &mut dyn FnMut(&mut dyn Slot) -> Option<Id>);
    /// What is to be done when all entries are there.
    fn settle(&mut self);
    /// How many entries there are.
    fn count(&self) -> usize;
}

/// A list that is read, whatever its items are.
pub(super) trait List {
    /// A new item at the end, yet to be read: into its place at once, since what is read is often large to move.
    fn begin(&mut self) -> Option<&mut dyn Slot>;
    /// Leaves the last item out.
    fn undo(&mut self);
}

/// The members whose name stands before, each with its place.
fn repeated(node: &Node<'_>) -> Vec<(String, (usize, usize))> {
    /// Up to so many names are held against each other, which takes no memory.
    const FEW: usize = 16;
    let is_first =
        |(at, member): &(usize, Member<'_>)| !node.names().take(*at).any(|name| name == member.name());
    if node.members().take(FEW).enumerate().all(|named| is_first(&named)) && node.members().nth(FEW).is_none()
    {
        return Vec::new();
    }
    let mut sorted: Vec<(Cow<'_, str>, (usize, usize))> =
        node.members().map(|member| (member.name(), member.place())).collect();
    sort_by(&mut sorted, Ord::cmp);
    let pairs = sorted.iter().zip(sorted.iter().skip(1));
    let same = pairs.filter(|((first, _), (second, _))| first == second);
    same.map(|(_, (name, place))| (name.clone().into_owned(), *place)).collect()
}

impl<'n> Fields<'n> {
    /// A member that is there and not `null`: hosts write `null` for what they leave out.
    pub(crate) fn present(&self, name: &str) -> Option<Node<'n>> {
        self.node.member(name).filter(|node| node.kind() != Kind::Null)
    }
}
