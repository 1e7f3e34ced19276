//! The macros by which a type says its shape once.

/// Declares a struct and its shape: an object with one member per field, unknown members refused.
///
/// `field: Type` must be there (unless the type is an `Option`), `field: Type = default` may be left out, and is left out in
/// writing when it has its default. `check: path;` at the end names a `fn(&Self, &mut Reader)` that runs on each one read.
macro_rules! record {
    (
        $(#[$($meta:tt)*])*
        pub struct $name:ident {
            $( $(#[$($field_meta:tt)*])* pub $field:ident: $type:ty $(= $default:expr)? ),* $(,)?
        }
        $(check: $check:path;)?
    ) => {
        $(#[$($meta)*])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name {
            $( $(#[$($field_meta)*])* pub $field: $type, )*
        }

        impl $name {
            const FIELD_NAMES: &'static [$crate::document::FieldName] =
                &[$( $crate::document::field_name!(stringify!($field)) ),*];
        }

        impl $crate::document::Shape for $name {
            fn blank() -> Self {
                Self { $( $field: $crate::document::record!(@blank $type $(, $default)?), )* }
            }

            #[allow(private_interfaces)]
            fn fill(&mut self, node: &$crate::document::Node<'_>, reader: &mut $crate::document::Reader) -> bool {
                const PLAN: &$crate::document::Plan = &$crate::document::Plan::new(
                    $name::FIELD_NAMES,
                    &[$( $crate::document::record!(@mode $type $(, $default)?) ),*],
                );
                let complete = reader.record(node, PLAN, &mut [$( &mut self.$field ),*]);
                $( if complete {
                    reader.checking(|reader| $check(self, reader));
                } )?
                complete
            }

            fn write(&self, writer: &mut $crate::document::Writer) {
                let start = writer.place();
                $( $crate::document::record!(@write self, writer, $field $(, $default)?); )*
                writer.end_object(start);
            }

            fn describe() -> $crate::document::Description {
                let documentation = $crate::document::documentation!($([$($meta)*])*);
                $crate::document::Description::named(module_path!(), stringify!($name), documentation, || {
                    $crate::document::Description::Record(alloc::vec![$({
                        let documentation = $crate::document::documentation!($([$($field_meta)*])*);
                        $crate::document::record!(@describe documentation, $field, $type $(, $default)?)
                    }),*])
                })
            }
        }
    };
    (@blank $type:ty, $default:expr) => { $default };
    (@blank $type:ty) => { <$type as $crate::document::Shape>::blank() };
    (@mode $type:ty, $default:expr) => { $crate::document::Mode::WITH_DEFAULT };
    (@mode $type:ty) => { $crate::document::Mode::of::<$type>() };
    (@write $self:ident, $writer:ident, $field:ident, $default:expr) => {
        if $self.$field != $default {
            $crate::document::record!(@write $self, $writer, $field);
        }
    };
    (@write $self:ident, $writer:ident, $field:ident) => {
        $writer.field($crate::document::field_name!(stringify!($field)), &$self.$field);
    };
    (@describe $documentation:ident, $field:ident, $type:ty, $default:expr) => {
        $crate::document::Field::or::<$type>(stringify!($field), $documentation, &$default)
    };
    (@describe $documentation:ident, $field:ident, $type:ty) => {
        $crate::document::Field::of::<$type>(stringify!($field), $documentation)
    };
}

/// The documentation among some attributes, each in brackets: its lines, each with its end.
macro_rules! documentation {
    (@line doc = $line:literal) => { concat!($line, "\n") };
    (@line $($other:tt)*) => { "" };
    ($([$($attribute:tt)*])*) => { concat!($($crate::document::documentation!(@line $($attribute)*)),*) };
}

/// Declares an enum of words and its shape: a string.
macro_rules! choice {
    (
        $(#[$($meta:tt)*])*
        pub enum $name:ident { $( $(#[$($word_meta:tt)*])* $word:ident = $slug:literal ),+ $(,)? }
    ) => {
        $(#[$($meta)*])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( $(#[$($word_meta)*])* $word, )+ }

        $crate::document::choice_shape! {
            module_path!(),
            $(#[$($meta)*])*
            $name { $($(#[$($word_meta)*])* $word = $slug),+ }
        }
    };
}

/// Gives an enum that stands elsewhere, in the module of the path, the shape of a word.
macro_rules! choice_shape {
    (
        $module:expr,
        $(#[$($meta:tt)*])*
        $name:ident { $( $(#[$($word_meta:tt)*])* $word:ident = $slug:literal ),+ $(,)? }
    ) => {
        // A word may be left out of a build, by an attribute that stands beside its documentation.
        #[allow(unused_doc_comments)]
        impl $crate::document::Choice for $name {
            const ALL: &'static [Self] = &[$($(#[$($word_meta)*])* <$name>::$word),+];
            const SLUGS: &'static [&'static str] = &[$($(#[$($word_meta)*])* $slug),+];
            fn slug(self) -> &'static str {
                match self { $($(#[$($word_meta)*])* <$name>::$word => $slug),+ }
            }
            fn text(self) -> $crate::document::Text {
                match self { $($(#[$($word_meta)*])* <$name>::$word => const { $crate::document::Text::fixed($slug) }),+ }
            }
        }

        #[allow(unused_doc_comments)]
        impl $crate::document::Shape for $name {
            const STANDS_IN: bool = true;
            fn blank() -> Self {
                let [first, ..] = [$($(#[$($word_meta)*])* <$name>::$word),+];
                first
            }
            #[allow(private_interfaces)]
            fn read(node: &$crate::document::Node<'_>, reader: &mut $crate::document::Reader) -> Option<Self> {
                $crate::document::shape_of_choice(node, reader)
            }
            fn write(&self, writer: &mut $crate::document::Writer) {
                writer.word($crate::document::Choice::slug(*self));
            }
            fn describe() -> $crate::document::Description {
                let documentation = $crate::document::documentation!($([$($meta)*])*);
                $crate::document::Description::named($module, stringify!($name), documentation, || {
                    $crate::document::Description::Choice(alloc::vec::Vec::from([$($(#[$($word_meta)*])* $crate::document::Word {
                        slug: $slug,
                        documentation: $crate::document::documentation!($([$($word_meta)*])*),
                    }),+]))
                })
            }
        }
    };
}

pub(crate) use {choice, choice_shape, documentation, record};

#[cfg(test)]
mod tests {
    use alloc::collections::BTreeMap;
    use alloc::string::String;
    use alloc::vec::Vec;

    use crate::document::{Id, Reader, Shape, Writer, parse};
    use crate::error::{Code, Error, Findings};
    use crate::money::{Currency, Factor, Money, Rate};
    use proptest::prelude::*;

    choice! {
        /// A colour.
        pub enum Colour { /// Red.
            Red = "red", /// Blue.
            Blue = "blue" }
    }

    record! {
        /// A sample.
        pub struct Sample {
            /// Amount.
            pub paid: Money,
            /// Rate with a default.
            pub rate: Rate = Rate::ZERO,
            /// Optional factor.
            pub factor: Option<Factor>,
            /// A word.
            pub colour: Colour = Colour::Red,
            /// Nested.
            pub inner: Vec<Inner> = Vec::new(),
            /// By id.
            pub counts: BTreeMap<Id, u8> = BTreeMap::new(),
        }
        check: even;
    }

    record! {
        /// Nested.
        pub struct Inner {
            /// A count.
            pub count: u32,
        }
    }

    fn even(sample: &Sample, reader: &mut Reader) {
        if sample.inner.len() % 2 == 1 {
            reader.refuse(
                "/inner",
                Error::new(Code::ListLength).found(sample.inner.len()).with("allowed", "0, 2"),
            );
        }
    }

    fn read(text: &str) -> (Option<Sample>, Findings) {
        let tree = parse(text).unwrap();
        let mut reader = Reader::new(Currency::CNY);
        let sample = Sample::read(&tree.root(), &mut reader);
        (sample, reader.finish(text, &tree.root()))
    }

    #[test]
    fn every_fault_is_reported_in_the_order_of_the_text() {
        let text = r#"{"paid": 19.9, "rte": "5%", "factor": "88.8折", "colour": "green",
            "inner": [{"count": -1}, {"count": 1.0}, {}, 7], "counts": {"": 1, "a": 300}, "paid": "1"}"#;
        let (_, findings) = read(text);
        assert!(findings.refuse(), "what was read holds stand-ins, and is never used");
        let found: Vec<(Code, &str, usize)> =
            findings.0.iter().map(|f| (f.code(), f.error.path.as_str(), f.span.unwrap().line)).collect();
        assert_eq!(
            found,
            [
                (Code::NumberForDecimal, "/paid", 1),
                (Code::UnknownField, "/rte", 1),
                (Code::FactorFormat, "/factor", 1),
                (Code::UnknownChoice, "/colour", 1),
                (Code::CountOutOfRange, "/inner/0/count", 2),
                (Code::CountOutOfRange, "/inner/1/count", 2),
                (Code::MissingField, "/inner/2/count", 2),
                (Code::WrongType, "/inner/3", 2),
                (Code::IdFormat, "/counts/", 2),
                (Code::CountOutOfRange, "/counts/a", 2),
                (Code::DuplicateField, "/paid", 2),
            ]
        );
    }

    /// The same straight from the text.
    fn read_straight(text: &str) -> Option<Sample> {
        let mut sample = Sample::blank();
        Reader::new(Currency::CNY).read_straight(text, &mut sample, None).then_some(sample)
    }

    #[test]
    fn usual_texts_are_read_straight() {
        for text in [
            r#"{"paid":"19.9"}"#,
            "\u{feff} {\n  \"paid\": \"19.9\",\n  \"rate\": null,\n  \"inner\": [ ]\n}\n",
            r#"{"counts": {"b": 1, "a": 2}, "colour": "blue", "paid": "1", "factor": "8.5折"}"#,
            r#"{"paid": "1", "inner": [{"count": 1}, {"count": 2}], "counts": {"\u540d": 3}}"#,
        ] {
            let sample = read_straight(text);
            assert!(sample.is_some(), "{text}");
            assert_eq!(sample, read(text).0, "{text}");
        }
    }

    #[test]
    fn what_is_unusual_is_left_to_the_tree() {
        for (text, has_faults) in [
            (r#"{"p\u0061id": "1"}"#, false),
            (r#"{"paid" : "1"}"#, false),
            (r#"{"paid": "1", "paid": "1"}"#, true),
            (r#"{"paid": "1", "rate": null, "rate": null}"#, true),
            (r#"{"paid": "1", "counts": {"a": 1, "a": 1}}"#, true),
            (r#"{"paid": "1", "inner": [{"count": 1}]}"#, true),
            (r#"{"paid": "1", "inner": [null]}"#, true),
            (r#"{"paid": null}"#, true),
            (r#"{"paid": "1", "other": 1}"#, true),
        ] {
            assert_eq!(read_straight(text), None, "{text}");
            assert_eq!(read(text).1.refuse(), has_faults, "{text}");
        }
        for text in
            ["", "[]", "{\"paid\": \"1\"}\0", "{\"paid\": \"1\",}", "{\"paid\": \"1\"", "{\"paid\": \"1\"} 1"]
        {
            assert_eq!(read_straight(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_read_straight_is_what_the_tree_reads(
            edits in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..2, "[\\[\\]{}:,\" \\\\\u{0}0-9abnu折]{0,2}"), 0..3)
        ) {
            let usual = r#"{"paid": "19.9", "rate": null, "factor": "8.5折", "colour": "blue",
                "inner": [{"count": 1}, {"count": 2}], "counts": {"a": 7, "b": 8}}"#;
            let mut characters: Vec<char> = usual.chars().collect();
            for (at, removed, put) in edits {
                let at = at.index(characters.len() - 1);
                characters.splice(at..at + removed, put.chars());
            }
            let text: String = characters.into_iter().collect();
            let mut straight = Sample::blank();
            let is_read = Reader::new(Currency::CNY).read_straight(&text, &mut straight, None);
            let Ok(tree) = parse(&text) else {
                prop_assert!(!is_read, "{text}");
                return Ok(());
            };
            let (sample, findings) = read(&text);
            if is_read {
                prop_assert!(!findings.refuse(), "{text}");
                prop_assert_eq!(&sample, &Some(straight.clone()));
            }
            // What was filled straight does not show once the tree has filled it.
            let mut reader = Reader::new(Currency::CNY);
            let is_filled = straight.fill(&tree.root(), &mut reader);
            prop_assert_eq!(is_filled.then_some(straight), sample);
            prop_assert_eq!(reader.finish(&text, &tree.root()).0, findings.0);
        }
    }

    #[test]
    fn faults_beyond_the_limit_are_not_told() {
        let many: Vec<String> = (0..5000).map(|n| alloc::format!("\"f{n}\":0")).collect();
        assert_eq!(read(&alloc::format!("{{{}}}", many.join(","))).1.0.len(), 1000);
    }

    #[test]
    fn a_check_speaks_of_what_was_read_and_defaults_are_left_out() {
        let (sample, findings) = read(r#"{"paid": "19.9", "rate": null, "inner": [{"count": 1}]}"#);
        assert_eq!(findings.0.iter().map(|f| f.error.path.as_str()).collect::<Vec<_>>(), ["/inner"]);
        let mut sample = sample.unwrap();
        sample.inner.clear();
        let written = |sample: &Sample| -> String {
            let mut writer = Writer::new(Currency::CNY);
            sample.write(&mut writer);
            writer.finish()
        };
        assert_eq!(written(&sample), r#"{"paid":"19.90"}"#);
        sample.colour = Colour::Blue;
        sample.counts.insert(Id::new("a").unwrap(), 7);
        assert_eq!(written(&sample), r#"{"paid":"19.90","colour":"blue","counts":{"a":7}}"#);
        assert_eq!(read(&written(&sample)).0, Some(sample));
    }
}
