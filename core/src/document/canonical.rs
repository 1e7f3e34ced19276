//! The canonical form of a document: RFC 8785, of which siyu's documents need no more than sorted names and whole numbers.

use alloc::string::String;
use alloc::vec::Vec;

use super::node::{Member, Node, Value};
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
    match &node.value {
        Value::Null => writer.plain("null"),
        Value::Bool(flag) => writer.plain(flag),
        Value::Number(text) => writer.plain(text),
        Value::Text(text) => writer.text(text),
        Value::List(items) => writer.list(|writer| {
            for item in items {
                writer.item(|writer| write(item, writer));
            }
        }),
        Value::Object(members) => writer.object(|writer| {
            let mut sorted: Vec<&Member<'_>> = members.iter().collect();
            sort_by(&mut sorted, |a, b| a.name.encode_utf16().cmp(b.name.encode_utf16()));
            for member in sorted {
                writer.member(&member.name, |writer| write(&member.node, writer));
            }
        }),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_are_sorted_by_utf16_units_and_space_is_gone() {
        let node = super::super::parse(
            "{ \"\u{ff5e}\": 1, \"😀\": [ ], \"b\" : {\"z\":null,\"a\":\"\\u0041\\/\"} }",
        )
        .unwrap();
        assert_eq!(super::canonical(&node), "{\"b\":{\"a\":\"A/\",\"z\":null},\"😀\":[],\"\u{ff5e}\":1}");
    }
}
