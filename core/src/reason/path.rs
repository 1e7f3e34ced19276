//! Where a rule stands.

use alloc::string::String;
use core::fmt;

use crate::document::{Description, Id, Node, Reader, Shape, Text, Writer, push_step};

/// Where a rule stands in the rulebook: an RFC 6901 pointer.
#[derive(Debug, Clone)]
pub struct Path(Held);

#[derive(Debug, Clone)]
enum Held {
    Whole(Text),
    /// One of siyu's own, in which nothing is to be escaped.
    Fixed(&'static str),
    /// A member of an object, put together only where it is told.
    Member(&'static str, Id),
}

impl Path {
    /// A path that is the same for every rulebook.
    pub(crate) const fn fixed(pointer: &'static str) -> Self {
        Self(Held::Fixed(pointer))
    }

    /// The path of an object's member by name.
    pub(crate) fn of_member(object: &'static str, name: &Id) -> Self {
        Self(Held::Member(object, name.clone()))
    }

    /// The pointer.
    #[must_use]
    pub fn to_text(&self) -> Text {
        match &self.0 {
            Held::Whole(text) => text.clone(),
            Held::Fixed(pointer) => (*pointer).into(),
            Held::Member(object, name) => {
                let mut pointer = String::from(*object);
                push_step(name.as_str(), &mut pointer);
                pointer.into()
            }
        }
    }
}

impl PartialEq for Path {
    fn eq(&self, other: &Self) -> bool {
        self.to_text() == other.to_text()
    }
}

impl Eq for Path {}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_text().fmt(f)
    }
}

impl<Pointer: Into<Text>> From<Pointer> for Path {
    #[cfg_attr(not(target_family = "wasm"), inline)]
    fn from(pointer: Pointer) -> Self {
        Self(Held::Whole(pointer.into()))
    }
}

impl Shape for Path {
    const STANDS_IN: bool = true;
    fn blank() -> Self {
        Self(Held::Whole(Text::default()))
    }
    #[allow(private_interfaces)]
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        Text::read(node, reader).map(Self::from)
    }
    fn write(&self, writer: &mut Writer) {
        match &self.0 {
            Held::Fixed(pointer) => writer.word(pointer),
            Held::Member(object, name) if name.is_step() => writer.member_path(object, name),
            _ => self.to_text().write(writer),
        }
    }
    fn describe() -> Description {
        Text::describe()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;

    #[test]
    fn a_member_s_path_is_the_pointer() {
        for (name, pointer) in [
            ("gold", "/tiers/gold"),
            ("金牌", "/tiers/金牌"),
            ("a/b~c", "/tiers/a~1b~0c"),
            ("a\"b", "/tiers/a\"b"),
            ("a name of more than twenty-two bytes", "/tiers/a name of more than twenty-two bytes"),
        ] {
            let path = Path::of_member("/tiers", &Id::new(name).unwrap());
            assert_eq!(path, Path::from(pointer));
            assert_eq!(alloc::format!("{path}"), pointer);
            let written = crate::document::to_json(&path, Currency::CNY);
            assert_eq!(written, crate::document::to_json(&Text::new(pointer), Currency::CNY));
        }
    }
}
