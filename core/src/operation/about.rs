//! Operations about rulebooks and decisions themselves: check, verify, explain.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use alloc::vec::Vec;

use super::call;
use crate::document::{Node, Reader, Shape, Text, Value, Writer, canonical, parse, pointer_step, record};
use crate::error::{Code, Error, Finding, Language, listed};
use crate::reason::Reason;
use crate::rulebook::{Rulebook, findings_of};

/// Reads the fields of an input that holds other documents.
fn document_field<'n, 't>(root: &'n Node<'t>, name: &str) -> Result<&'n Node<'t>, Error> {
    root.member(name).ok_or_else(|| {
        let names = root.names();
        Error::new(Code::MissingField).found(listed(names)).allowed(name).at(pointer_step(name))
    })
}

/// Refuses fields that an input does not have.
fn only_fields(text: &str, root: &Node<'_>, known: &[&str]) -> Result<(), Error> {
    let mut reader = Reader::new(crate::money::Currency::CNY);
    let _ = reader.fields(root, known);
    reader.first_error(text, root).map_or(Ok(()), Err)
}

fn text_field(root: &Node<'_>, name: &str) -> Result<String, Error> {
    match &document_field(root, name)?.value {
        Value::Text(text) => Ok(text.clone().into_owned()),
        _ => {
            let found = document_field(root, name)?.shown();
            Err(Error::new(Code::WrongType).found(found).allowed("\"…\"").at(pointer_step(name)))
        }
    }
}

/// `rulebook_check`: all findings of a rulebook's text, its digest and canonical form.
pub(super) fn rulebook_check(_: Option<&Rulebook>, text: &str, root: &Node<'_>) -> Result<String, Error> {
    only_fields(text, root, &["text"])?;
    let (rulebook, findings) = findings_of(&text_field(root, "text")?);
    let mut writer = Writer::new(crate::money::Currency::CNY);
    writer.object(|writer| {
        writer.member("accepted", |writer| writer.plain(rulebook.is_some()));
        writer.member("findings", |writer| {
            writer.list(|writer| {
                findings.iter().for_each(|finding| writer.item(|writer| write_finding(finding, writer)))
            });
        });
        if let Some(rulebook) = &rulebook {
            writer.member("digest", |writer| writer.text(&alloc::format!("{}", rulebook.digest())));
            writer.member("canonical", |writer| writer.text(rulebook.canonical()));
        }
    });
    Ok(writer.finish())
}

/// A finding as JSON, told in both languages.
fn write_finding(finding: &Finding, writer: &mut Writer) {
    writer.object(|writer| {
        writer.member("code", |writer| writer.text(finding.code().slug()));
        writer.member("number", |writer| writer.plain(finding.code().number()));
        writer.member("severity", |writer| writer.text(finding.severity.slug()));
        writer.member("path", |writer| writer.text(&finding.error.path));
        if let Some(span) = finding.span {
            writer.member("span", |writer| {
                writer.object(|writer| {
                    let places = [
                        ("start", span.start),
                        ("end", span.end),
                        ("start_utf16", span.start_utf16),
                        ("end_utf16", span.end_utf16),
                        ("line", span.line),
                        ("column", span.column),
                    ];
                    places.iter().for_each(|(name, place)| writer.member(name, |writer| writer.plain(place)));
                });
            });
        }
        writer.member("parameters", |writer| write_parameters(&finding.error, writer));
        for (name, language) in [("en", Language::English), ("zh_cn", Language::Chinese)] {
            writer.member(name, |writer| {
                writer.object(|writer| {
                    writer.member("message", |writer| writer.text(&finding.error.message(language)));
                    writer.member("repair", |writer| writer.text(&finding.error.repair(language)));
                });
            });
        }
    });
}

fn write_parameters(error: &Error, writer: &mut Writer) {
    writer.object(|writer| {
        error.parameters.iter().for_each(|(name, value)| writer.member(name, |writer| writer.text(value)));
    });
}

/// A refusal as the JSON that hosts hand on: code, number, path, parameters, message and repair in both languages.
#[must_use]
pub fn refusal_json(error: &Error) -> String {
    let mut writer = Writer::new(crate::money::Currency::CNY);
    write_finding(&Finding::error(error.clone()), &mut writer);
    writer.finish()
}

record! {
    /// Whether a decision is what the rules give for its input.
    pub struct Verification {
        /// Whether it is, to the byte of its canonical form.
        pub verified: bool,
        /// Where the two first differ: a pointer into the decision.
        pub differs_at: Option<Text>,
    }
}

/// `decision_verify`: replays an input under the rulebook and compares.
pub(super) fn decision_verify(
    rulebook: Option<&Rulebook>,
    text: &str,
    root: &Node<'_>,
) -> Result<String, Error> {
    only_fields(text, root, &["operation", "input", "decision"])?;
    let operation = text_field(root, "operation")?;
    let input = document_field(root, "input")?;
    let decision = document_field(root, "decision")?;
    let replayed = call(rulebook, &operation, text.get(input.start..input.end).unwrap_or_default())
        .map_err(within_input)?;
    let replayed = parse(&replayed).map_err(|finding| finding.error)?;
    let differs_at = first_difference(decision, &replayed).map(Text);
    let mut writer = Writer::new(crate::money::Currency::CNY);
    Verification { verified: differs_at.is_none(), differs_at }.write(&mut writer);
    Ok(writer.finish())
}

/// The refusal of a replay with its place in the question: places in the rulebook stay.
fn within_input(error: Error) -> Error {
    match error.code {
        Code::UnknownOperation => error.at("/operation"),
        Code::RulebookMissing | Code::SectionMissing => error,
        _ => error.within("/input"),
    }
}

/// The pointer of the first place in which a decision differs from the replayed one. The rulebooks are looked at first: under
/// another one, all else may differ for no fault of its own.
fn first_difference(decision: &Node<'_>, replayed: &Node<'_>) -> Option<String> {
    let rulebooks = decision.member("rulebook").zip(replayed.member("rulebook"));
    let differs = rulebooks.and_then(|(given, own)| difference(given, own));
    differs.map(|at| alloc::format!("/rulebook{at}")).or_else(|| difference(decision, replayed))
}

/// The pointer of the first place in which two trees differ.
fn difference(given: &Node<'_>, replayed: &Node<'_>) -> Option<String> {
    match (&given.value, &replayed.value) {
        (Value::Object(left), Value::Object(right)) => {
            let own: BTreeMap<&str, &Node<'_>> =
                right.iter().map(|member| (member.name.as_ref(), &member.node)).collect();
            let mut seen = BTreeSet::new();
            let inside = left.iter().find_map(|member| {
                let name = member.name.as_ref();
                // Of a name that stands twice another reader may take the other.
                let other = own.get(name).filter(|_| seen.insert(name));
                let inner = other.map_or_else(|| Some(String::new()), |own| difference(&member.node, own))?;
                Some(alloc::format!("{}{inner}", pointer_step(name)))
            });
            inside.or_else(|| own.into_keys().find(|name| !seen.contains(name)).map(pointer_step))
        }
        (Value::List(left), Value::List(right)) => {
            let mut pairs = left.iter().zip(right).enumerate();
            let inside = pairs.find_map(|(at, (one, other))| {
                difference(one, other).map(|inner| alloc::format!("/{at}{inner}"))
            });
            let shorter = left.len().min(right.len());
            inside.or_else(|| (left.len() != right.len()).then(|| alloc::format!("/{shorter}")))
        }
        _ => (canonical(given) != canonical(replayed)).then(String::new),
    }
}

record! {
    /// The reasons of a decision as sentences.
    pub struct Explanation {
        /// One sentence per reason, in the decision's order.
        pub sentences: Vec<Text>,
    }
}

/// `decision_explain`: the reasons of a decision as sentences in a language.
pub(super) fn decision_explain(
    rulebook: Option<&Rulebook>,
    text: &str,
    root: &Node<'_>,
) -> Result<String, Error> {
    only_fields(text, root, &["decision", "language"])?;
    let tag = text_field(root, "language")?;
    let language = Language::from_tag(&tag).ok_or_else(|| {
        Error::new(Code::UnknownChoice).found(&tag).with("allowed", "\"zh-CN\", \"en\"").at("/language")
    })?;
    let currency = rulebook.map(Rulebook::currency).unwrap_or_default();
    let mut reader = Reader::new(currency);
    let reasons: Vec<Reason> = match document_field(root, "decision")?.member("reasons") {
        Some(node) => reader
            .step("decision", |reader| reader.step("reasons", |reader| reader.items(node)))
            .unwrap_or_default(),
        None => Vec::new(),
    };
    if let Some(error) = reader.first_error(text, root) {
        return Err(error);
    }
    let sentences = reasons.iter().map(|reason| Text(reason.sentence(language, currency))).collect();
    let mut writer = Writer::new(currency);
    Explanation { sentences }.write(&mut writer);
    Ok(writer.finish())
}
