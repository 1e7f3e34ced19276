//! The tree of a JSON text, with the place of every value.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::lexer::unescaped;
use crate::order::sort_by;

/// The values of a JSON text in the order in which they begin, each name of a member before its value. That is all there is
/// in memory besides the text: strangers send texts.
#[derive(Debug, Clone)]
pub(crate) struct Tree<'t> {
    text: &'t str,
    entries: Vec<Entry>,
}

/// A value, or the name of a member, and the bytes it stands in.
#[derive(Debug, Clone, Copy)]
struct Entry {
    start: u32,
    end: u32,
    /// Where the next value begins that is not part of this one.
    next: u32,
    kind: Kind,
}

/// The kinds of JSON values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Null,
    Flag(bool),
    Number,
    /// A string, with escapes or without.
    Text {
        escaped: bool,
    },
    List,
    Object,
}

/// A value and its place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node<'n> {
    tree: &'n Tree<'n>,
    at: u32,
    entry: Entry,
}

/// A member of an object; names may repeat.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Member<'n> {
    name: Node<'n>,
    pub(crate) node: Node<'n>,
}

/// What is around the outermost value.
const NOWHERE: u32 = u32::MAX;

/// A count of bytes or values as the tree keeps it: a text of 64 MiB has fewer.
fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn wide(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

impl<'t> Tree<'t> {
    /// A tree without values.
    pub(super) fn new(text: &'t str) -> Self {
        // What most texts need, so that they are read without growing.
        const BYTES_OF_A_VALUE: usize = 8;
        let usual = text.len().checked_div(BYTES_OF_A_VALUE).unwrap_or(0).saturating_add(4);
        Self { text, entries: Vec::with_capacity(usual) }
    }

    /// A tree without values, of which there will be few, or none.
    pub(super) const fn few(text: &'t str) -> Self {
        Self { text, entries: Vec::new() }
    }

    /// The text that the values stand in.
    pub(super) fn text(&self) -> &'t str {
        self.text
    }

    /// A value that is not in the tree, for who reads without one: what is inside it nobody can ask for.
    pub(super) fn apart(&self, kind: Kind, start: usize, end: usize) -> Node<'_> {
        let entry = Entry { start: narrow(start), end: narrow(end), next: 0, kind };
        Node { tree: self, at: NOWHERE, entry }
    }

    /// A value without values inside.
    pub(super) fn put(&mut self, kind: Kind, start: usize, end: usize) {
        let next = narrow(self.entries.len().saturating_add(1));
        self.push(Entry { start: narrow(start), end: narrow(end), next, kind });
    }

    /// A list or an object begins, within another one or alone: where it stands.
    pub(super) fn open(&mut self, kind: Kind, start: usize, around: Option<u32>) -> u32 {
        let at = narrow(self.entries.len());
        // While it is open nothing stands behind it, and this says what is around it.
        self.push(Entry { start: narrow(start), end: 0, next: around.unwrap_or(NOWHERE), kind });
        at
    }

    /// The end of a list or an object that was opened: what is around it.
    pub(super) fn close(&mut self, at: u32, end: usize) -> Option<u32> {
        let next = narrow(self.entries.len());
        let entry = self.entries.get_mut(wide(at))?;
        entry.end = narrow(end);
        Some(core::mem::replace(&mut entry.next, next)).filter(|around| *around != NOWHERE)
    }

    fn push(&mut self, entry: Entry) {
        if self.entries.len() == self.entries.capacity() {
            self.grow(entry.start);
        }
        self.entries.push(entry);
    }

    /// Twice as much, and no more than there can be: a value and what parts it from the next have two bytes.
    #[cold]
    fn grow(&mut self, start: u32) {
        let left = self.text.len().saturating_sub(wide(start));
        let more = self.entries.len().min(left.checked_div(2).unwrap_or(0));
        self.entries.reserve_exact(more.saturating_add(2));
    }

    /// The kind of a value by where it stands.
    pub(super) fn kind(&self, at: u32) -> Kind {
        self.entry(at).kind
    }

    /// The outermost value.
    pub(crate) fn root(&self) -> Node<'_> {
        self.node(0)
    }

    /// A value by where it stands among all.
    pub(super) fn node(&self, at: u32) -> Node<'_> {
        Node { tree: self, at, entry: self.entry(at) }
    }

    fn entry(&self, at: u32) -> Entry {
        const NOTHING: Entry = Entry { start: 0, end: 0, next: NOWHERE, kind: Kind::Null };
        self.entries.get(wide(at)).copied().unwrap_or(NOTHING)
    }
}

impl<'n> Node<'n> {
    /// Where it stands among all values; the outermost is 0.
    pub(super) fn at(&self) -> u32 {
        self.at
    }

    pub(super) fn tree(&self) -> &'n Tree<'n> {
        self.tree
    }

    pub(crate) fn kind(&self) -> Kind {
        self.entry.kind
    }

    /// The bytes it stands in, half-open.
    pub(crate) fn place(&self) -> (usize, usize) {
        (wide(self.entry.start), wide(self.entry.end))
    }

    /// As it stands in the text.
    pub(crate) fn written(&self) -> &'n str {
        let (start, end) = self.place();
        self.tree.text.get(start..end).unwrap_or_default()
    }

    /// A string.
    pub(crate) fn text(&self) -> Option<Cow<'n, str>> {
        match self.kind() {
            Kind::Text { escaped: true } => Some(unescaped(self.written())),
            _ => self.plain().map(Cow::Borrowed),
        }
    }

    /// A string without an escape.
    pub(super) fn plain(&self) -> Option<&'n str> {
        let (start, end) = self.place();
        match self.kind() {
            Kind::Text { escaped: false } => {
                self.tree.text.get(start.saturating_add(1)..end.saturating_sub(1))
            }
            _ => None,
        }
    }

    /// A number, as it stands in the text.
    pub(crate) fn number(&self) -> Option<&'n str> {
        (self.kind() == Kind::Number).then(|| self.written())
    }

    /// The items of a list; a value of another kind has none.
    pub(crate) fn items(&self) -> impl Iterator<Item = Node<'n>> + use<'n> {
        let is_list = self.kind() == Kind::List;
        self.inside().filter(move |_| is_list)
    }

    /// The members of an object; a value of another kind has none.
    pub(crate) fn members(&self) -> impl Iterator<Item = Member<'n>> + use<'n> {
        let is_object = self.kind() == Kind::Object;
        let mut inside = self.inside();
        core::iter::from_fn(move || Some(Member { name: inside.next()?, node: inside.next()? }))
            .filter(move |_| is_object)
    }

    /// What stands in a list or an object.
    fn inside(&self) -> Inside<'n> {
        Inside { tree: self.tree, at: self.at.saturating_add(1), end: self.entry.next }
    }

    /// The member of an object by name, the first of several.
    pub(crate) fn member(&self, name: &str) -> Option<Node<'n>> {
        self.members().find(|member| member.name() == name).map(|member| member.node)
    }

    /// The names of an object's members.
    pub(crate) fn names(&self) -> impl Iterator<Item = Cow<'n, str>> + use<'n> {
        self.members().map(|member| member.name())
    }

    /// What stands here, in JSON's own notation, for messages.
    pub(crate) fn shown(&self) -> Cow<'n, str> {
        match self.kind() {
            Kind::Null | Kind::Flag(_) | Kind::Number => self.written().into(),
            Kind::Text { .. } => alloc::format!("\"{}\"", self.text().unwrap_or_default()).into(),
            Kind::List => "[…]".into(),
            Kind::Object => "{…}".into(),
        }
    }
}

impl<'n> Member<'n> {
    pub(crate) fn name(&self) -> Cow<'n, str> {
        self.name.text().unwrap_or_default()
    }

    /// The bytes that its name stands in.
    pub(crate) fn place(&self) -> (usize, usize) {
        self.name.place()
    }
}

/// Values that stand beside each other.
struct Inside<'n> {
    tree: &'n Tree<'n>,
    at: u32,
    end: u32,
}

impl<'n> Iterator for Inside<'n> {
    type Item = Node<'n>;
    fn next(&mut self) -> Option<Node<'n>> {
        if self.at >= self.end {
            return None;
        }
        let node = self.tree.node(self.at);
        self.at = node.entry.next;
        Some(node)
    }
}

/// The place of each pointer, or of the deepest value above it that exists. One walk finds them all.
pub(crate) fn locate<'p>(root: &Node<'_>, pointers: impl Iterator<Item = &'p str>) -> Vec<(usize, usize)> {
    let wanted: Vec<Wanted<'_>> = pointers.enumerate().map(|(index, rest)| Wanted { index, rest }).collect();
    let mut places = alloc::vec![root.place(); wanted.len()];
    locate_below(*root, &wanted, &mut places);
    places
}

/// What is left of a pointer, and which of all it is.
#[derive(Clone, Copy)]
struct Wanted<'p> {
    index: usize,
    rest: &'p str,
}

/// Finds the places of pointers that begin at a node.
fn locate_below(node: Node<'_>, wanted: &[Wanted<'_>], places: &mut [(usize, usize)]) {
    let mut steps: Vec<(Cow<'_, str>, Wanted<'_>)> = Vec::new();
    for pointer in wanted {
        if let Some(place) = places.get_mut(pointer.index) {
            *place = node.place();
        }
        let Some(rest) = pointer.rest.strip_prefix('/') else { continue };
        let (step, rest) = rest.find('/').and_then(|at| rest.split_at_checked(at)).unwrap_or((rest, ""));
        let plain = if step.contains('~') {
            Cow::Owned(step.replace("~1", "/").replace("~0", "~"))
        } else {
            Cow::Borrowed(step)
        };
        steps.push((plain, Wanted { rest, ..*pointer }));
    }
    if steps.is_empty() {
        return;
    }
    sort_by(&mut steps, |(one, _), (other, _)| one.cmp(other));
    let mut seen = alloc::vec![false; steps.len()];
    let mut step_into = |name: &str, inner: Node<'_>| {
        let first = steps.partition_point(|(step, _)| step.as_ref() < name);
        // The first of several members of one name is the one that is read.
        match (steps.get(first), seen.get_mut(first)) {
            (Some((step, _)), Some(seen)) if step == name && !*seen => *seen = true,
            _ => return,
        }
        let same = steps.iter().skip(first).take_while(|(step, _)| step == name);
        let below: Vec<Wanted<'_>> = same.map(|(_, pointer)| *pointer).collect();
        locate_below(inner, &below, places);
    };
    for member in node.members() {
        step_into(&member.name(), member.node);
    }
    if node.kind() == Kind::List {
        let last = wanted.iter().filter_map(|pointer| list_step(pointer.rest)).max().unwrap_or(0);
        for (at, item) in node.items().enumerate().take(last.saturating_add(1)) {
            step_into(&alloc::format!("{at}"), item);
        }
    }
}

/// The place in a list that a pointer goes to.
fn list_step(pointer: &str) -> Option<usize> {
    pointer.strip_prefix('/')?.split('/').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::parse;
    use alloc::string::ToString;

    #[test]
    fn values_know_their_places() {
        let text = "{ \"a\" : [10, {\"名\": \"x\\n\"}] }";
        let tree = parse(text).unwrap();
        let node = tree.root();
        let at = |pointer: &str| {
            let (start, end) = locate(&node, core::iter::once(pointer))[0];
            text[start..end].to_string()
        };
        assert_eq!(at("/a/0"), "10");
        assert_eq!(at("/a/1/名"), "\"x\\n\"");
        assert_eq!(at("/a/7/b"), "[10, {\"名\": \"x\\n\"}]", "the deepest value that exists");
        assert_eq!(at(""), text);
    }
}
