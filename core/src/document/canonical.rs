//! The canonical form of a document: RFC 8785, of which siyu's documents need no more than sorted names and whole numbers.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::node::{Kind, Node};
use super::writer::Writer;
use crate::money::Currency;
use crate::order::sort_by;

/// The tree as canonical JSON: no white space, members sorted by their names' UTF-16 units.
pub(crate) fn canonical(root: &Node<'_>) -> String {
    // The currency is only for amounts, and a tree has none.
    let mut writer = Writer::new(Currency::CNY);
    write(root, &mut writer);
    writer.finish()
}

fn write(node: &Node<'_>, writer: &mut Writer) {
    match node.kind() {
        Kind::Null | Kind::Flag(_) | Kind::Number => writer.plain(node.written()),
        Kind::Text { .. } => writer.text(&node.text().unwrap_or_default()),
        Kind::List => writer.list(|writer| {
            for item in node.items() {
                writer.item(|writer| write(&item, writer));
            }
        }),
        Kind::Object => writer.object(|writer| {
            let mut sorted: Vec<(Cow<'_, str>, Node<'_>)> =
                node.members().map(|member| (member.name(), member.node)).collect();
            sort_by(&mut sorted, |(one, _), (other, _)| one.encode_utf16().cmp(other.encode_utf16()));
            for (name, node) in sorted {
                writer.member(&name, |writer| write(&node, writer));
            }
        }),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_are_sorted_by_utf16_units_and_space_is_gone() {
        let tree = super::super::parse(
            "{ \"\u{ff5e}\": 1, \"😀\": [ ], \"b\" : {\"z\":null,\"a\":\"\\u0041\\/\"} }",
        )
        .unwrap();
        assert_eq!(
            super::canonical(&tree.root()),
            "{\"b\":{\"a\":\"A/\",\"z\":null},\"😀\":[],\"\u{ff5e}\":1}"
        );
    }
}
