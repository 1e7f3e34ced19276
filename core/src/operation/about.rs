//! Operations about rulebooks and decisions themselves: check, verify, explain.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::{call, not_built_in};
use crate::document::{
    Description, Field, Id, Kind, Map, Node, Reader, Shape, Text, Word, Writer, canonical, form, parse,
    pointer_step, record,
};
use crate::error::{Code, Error, Finding, Findings, Language, Severity, Span, listed};
use crate::money::Currency;
use crate::order::sort_by;
use crate::reason::Reason;
use crate::rulebook::{Rulebook, findings_of};

/// Reads the fields of an input that holds other documents.
fn document_field<'n>(root: &Node<'n>, name: &str) -> Result<Node<'n>, Error> {
    root.member(name).ok_or_else(|| {
        let names: Vec<_> = root.names().collect();
        let found = listed(names.iter().map(AsRef::as_ref));
        Error::new(Code::MissingField).found(found).allowed(name).at(pointer_step(name))
    })
}

/// Refuses fields that an input does not have.
pub(super) fn only_fields(text: &str, root: &Node<'_>, known: &[&'static str]) -> Result<(), Error> {
    let mut reader = Reader::new(Currency::CNY);
    let _ = reader.fields(root, known);
    reader.first_error(text, root).map_or(Ok(()), Err)
}

fn text_field(root: &Node<'_>, name: &str) -> Result<String, Error> {
    let node = document_field(root, name)?;
    match node.text() {
        Some(text) => Ok(text.into_owned()),
        None => {
            let found = node.shown();
            Err(Error::new(Code::WrongType).found(found).allowed("\"…\"").at(pointer_step(name)))
        }
    }
}

/// `rulebook_check`: all findings of a rulebook's text, its digest and canonical form.
pub(super) fn rulebook_check(_: Option<&Rulebook>, text: &str, root: &Node<'_>) -> Result<String, Error> {
    only_fields(text, root, &["text"])?;
    let (rulebook, findings) = findings_of(&text_field(root, "text")?);
    let checked = Checked {
        accepted: rulebook.is_some(),
        findings: findings.iter().map(Refusal::of).collect(),
        digest: rulebook.as_ref().map(|rulebook| alloc::format!("{}", rulebook.digest()).into()),
        canonical: rulebook.as_ref().map(|rulebook| rulebook.canonical().into()),
    };
    Ok(written(&checked))
}

/// What `rulebook_check` reads.
pub(super) fn describe_check() -> Description {
    Description::Record(alloc::vec![Field::of::<String>("text", "The rulebook's text.")])
}

/// An answer as JSON. What is about rulebooks and decisions holds no amounts, so that the currency does not matter.
pub(super) fn written(answer: &impl Shape) -> String {
    let mut writer = Writer::new(Currency::CNY);
    answer.write(&mut writer);
    writer.finish()
}

record! {
    /// All that is to be said of a rulebook's text.
    pub struct Checked {
        /// Whether it is a rulebook.
        pub accepted: bool,
        /// What was found, in the order of the text; warnings too.
        pub findings: Vec<Refusal>,
        /// SHA-256 of the canonical form; of a rulebook that is accepted.
        pub digest: Option<Text>,
        /// The canonical form; of a rulebook that is accepted.
        pub canonical: Option<String>,
    }
}

record! {
    /// A finding, or the one error of a call, told in both languages.
    pub struct Refusal {
        /// What is wrong.
        pub code: Code,
        /// The code's number.
        pub number: u16,
        /// How much it weighs.
        pub severity: Severity,
        /// Where: an RFC 6901 pointer into the document that was handed in; empty for the whole of it.
        pub path: String,
        /// Where in the rulebook's text; of findings.
        pub span: Option<Place>,
        /// The parameters of the message by name.
        pub parameters: Map<Id, String>,
        /// In English.
        pub en: Telling,
        /// In Chinese.
        pub zh_cn: Telling,
        /// All that was found in a rulebook, in the order of its text, when this is the refusal of one.
        pub findings: Option<Vec<Refusal>>,
    }
}

record! {
    /// A place in a text, in every unit that an editor may ask for; half-open.
    pub struct Place {
        /// First byte.
        pub start: u64,
        /// One after the last byte.
        pub end: u64,
        /// First UTF-16 unit.
        pub start_utf16: u64,
        /// One after the last UTF-16 unit.
        pub end_utf16: u64,
        /// Line of the first byte, from 1.
        pub line: u64,
        /// Column of the first byte in UTF-16 units, from 1.
        pub column: u64,
    }
}

record! {
    /// What is said in one language.
    pub struct Telling {
        /// What is wrong.
        pub message: String,
        /// How to repair it.
        pub repair: String,
    }
}

impl Refusal {
    fn of(finding: &Finding) -> Self {
        let error = &finding.error;
        let told = |language| Telling { message: error.message(language), repair: error.repair(language) };
        let parameters = error.parameters.iter();
        // Their names are the project's own, and valid ids.
        let parameters = parameters.filter_map(|(name, value)| Some((Id::new(name).ok()?, value.clone())));
        Self {
            code: error.code,
            number: error.code.number(),
            severity: finding.severity,
            path: error.path.clone(),
            span: finding.span.map(Place::of),
            parameters: parameters.collect(),
            en: told(Language::English),
            zh_cn: told(Language::Chinese),
            findings: None,
        }
    }
}

impl Place {
    fn of(span: Span) -> Self {
        // A text is far shorter than 64 bits can count.
        let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        Self {
            start: count(span.start),
            end: count(span.end),
            start_utf16: count(span.start_utf16),
            end_utf16: count(span.end_utf16),
            line: count(span.line),
            column: count(span.column),
        }
    }
}

/// A refusal as the JSON that hosts hand on: code, number, path, parameters, message and repair in both languages.
#[must_use]
pub fn refusal_json(error: &Error) -> String {
    written(&Refusal::of(&Finding::error(error.clone())))
}

/// The refusal of a rulebook as JSON: the one error that stands for all findings, and the findings.
///
/// ```
/// use siyu::{Rulebook, operation::rulebook_refusal_json};
/// let findings = Rulebook::parse(r#"{"name": "", "version": 1}"#).unwrap_err();
/// let json = rulebook_refusal_json(&findings);
/// assert!(json.starts_with(r#"{"code":"rulebook_refused","#));
/// assert!(json.contains(r#""findings":[{"code":"missing_field","#) && json.contains(r#"{"code":"id_format","#));
/// ```
#[must_use]
pub fn rulebook_refusal_json(findings: &Findings) -> String {
    let refusal = Refusal::of(&Finding::error(findings.clone().into_error()));
    written(&Refusal { findings: Some(findings.0.iter().map(Refusal::of).collect()), ..refusal })
}

/// Findings as a JSON list, each as `rulebook_check` tells it.
#[must_use]
pub fn findings_json(findings: &Findings) -> String {
    written(&findings.0.iter().map(Refusal::of).collect::<Vec<_>>())
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
    let replayed = call(rulebook, &operation, input.written()).map_err(within_input)?;
    let replayed = parse(&replayed).map_err(|finding| finding.error)?;
    let differs_at = first_difference(&decision, &replayed.root()).map(Text::from);
    Ok(written(&Verification { verified: differs_at.is_none(), differs_at }))
}

/// What `decision_verify` reads.
pub(super) fn describe_verify() -> Description {
    Description::Record(alloc::vec![
        Field::of::<String>("operation", "The operation that decided."),
        Field::of_anything("input", "Its input, as it was."),
        Field::of_anything("decision", "The decision to compare with."),
    ])
}

/// The refusal of a replay with its place in the question: places in the rulebook stay.
fn within_input(error: Error) -> Error {
    match error.code {
        Code::UnknownOperation | Code::NotBuiltIn => error.at("/operation"),
        Code::RulebookMissing | Code::SectionMissing => error,
        _ => error.within("/input"),
    }
}

/// The pointer of the first place in which a decision differs from the replayed one. The rulebooks are looked at first: under
/// another one, all else may differ for no fault of its own.
fn first_difference(decision: &Node<'_>, replayed: &Node<'_>) -> Option<String> {
    let rulebooks = decision.member("rulebook").zip(replayed.member("rulebook"));
    let differs = rulebooks.and_then(|(given, own)| difference(&given, &own));
    differs.map(|at| alloc::format!("/rulebook{at}")).or_else(|| difference(decision, replayed))
}

/// The pointer of the first place in which two trees differ.
fn difference(given: &Node<'_>, replayed: &Node<'_>) -> Option<String> {
    match (given.kind(), replayed.kind()) {
        (Kind::Object, Kind::Object) => {
            let mut own: Vec<(Cow<'_, str>, Node<'_>)> =
                replayed.members().map(|member| (member.name(), member.node)).collect();
            sort_by(&mut own, |(one, _), (other, _)| one.cmp(other));
            let mut seen = alloc::vec![false; own.len()];
            let inside = given.members().find_map(|member| {
                let name = member.name();
                let at = own.binary_search_by(|(known, _)| known.cmp(&name)).ok();
                // Of a name that stands twice another reader may take the other.
                let first =
                    at.and_then(|at| seen.get_mut(at)).is_some_and(|seen| !core::mem::replace(seen, true));
                let other = at.filter(|_| first).and_then(|at| own.get(at));
                let inner =
                    other.map_or_else(|| Some(String::new()), |(_, own)| difference(&member.node, own))?;
                Some(alloc::format!("{}{inner}", pointer_step(&name)))
            });
            let missing = || own.iter().zip(&seen).find(|(_, seen)| !**seen);
            inside.or_else(|| missing().map(|((name, _), _)| pointer_step(name)))
        }
        (Kind::List, Kind::List) => {
            let (mut left, mut right) = (given.items(), replayed.items());
            let mut at = 0_usize;
            loop {
                let inner = match (left.next(), right.next()) {
                    (Some(one), Some(other)) => difference(&one, &other),
                    (None, None) => return None,
                    _ => Some(String::new()),
                };
                if let Some(inner) = inner {
                    return Some(alloc::format!("/{at}{inner}"));
                }
                at = at.saturating_add(1);
            }
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
            .step("decision", |reader| reader.step("reasons", |reader| Vec::read(&node, reader)))
            .unwrap_or_default(),
        None => Vec::new(),
    };
    if let Some(error) = reader.first_error(text, root) {
        // Of a family that is not built in the very rules are unknown.
        let operation = document_field(root, "decision")?.member("operation").and_then(|node| node.text());
        return Err(operation
            .and_then(|name| not_built_in(&name))
            .map_or(error, |error| error.at("/decision/operation")));
    }
    let sentences = reasons.iter().map(|reason| reason.sentence(language, currency).into()).collect();
    Ok(written(&Explanation { sentences }))
}

/// What `decision_explain` reads.
pub(super) fn describe_explain() -> Description {
    let word = |slug, documentation| Word { slug, documentation };
    let languages = alloc::vec![word("en", "English."), word("zh-CN", "Simplified Chinese.")];
    Description::Record(alloc::vec![
        Field::of_anything("decision", "The decision; of it, `reasons` are read."),
        Field {
            description: Description::AnyOf(alloc::vec![
                Description::Choice(languages),
                Description::Text(form("^(zh|en)(-.*)?$", &["zh-CN"])),
            ]),
            ..Field::of::<String>("language", "The language by its BCP 47 tag.")
        },
    ])
}
