//! Operations about rulebooks and decisions themselves: check, verify, explain.

use alloc::string::String;
use alloc::vec::Vec;

use super::call;
use crate::document::{Node, Reader, Shape, Text, Value, Writer, canonical, parse, pointer_step, record};
use crate::error::{Code, Error, Finding, Findings, Language};
use crate::reason::Reason;
use crate::rulebook::{Rulebook, findings_of};

/// Reads the fields of an input that holds other documents.
fn document_field<'n, 't>(root: &'n Node<'t>, name: &str) -> Result<&'n Node<'t>, Error> {
    root.member(name)
        .ok_or_else(|| Error::new(Code::MissingField).found("").allowed(name).at(pointer_step(name)))
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
        _ => Err(Error::new(Code::WrongType).found(name).allowed("\"…\"").at(pointer_step(name))),
    }
}

/// `rulebook_check`: all findings of a rulebook's text, its digest and canonical form.
pub(super) fn rulebook_check(_: Option<&Rulebook>, text: &str, root: &Node<'_>) -> Result<String, Error> {
    only_fields(text, root, &["text"])?;
    let (rulebook, findings) = findings_of(&text_field(root, "text")?);
    let mut writer = Writer::new(crate::money::Currency::CNY);
    writer.object(|writer| {
        writer.member("accepted", |writer| writer.plain(rulebook.is_some()));
        writer.member("findings", |writer| write_findings(&findings, writer));
        if let Some(rulebook) = &rulebook {
            writer.member("digest", |writer| writer.text(&alloc::format!("{}", rulebook.digest())));
            writer.member("canonical", |writer| writer.text(rulebook.canonical()));
        }
    });
    Ok(writer.finish())
}

fn write_findings(findings: &[Finding], writer: &mut Writer) {
    writer.list(|writer| {
        for finding in findings {
            writer.item(|writer| writer.object(|writer| write_members(finding, writer)));
        }
    });
}

/// The members of a finding, told in both languages.
fn write_members(finding: &Finding, writer: &mut Writer) {
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
    writer.object(|writer| write_members(&Finding::error(error.clone()), writer));
    writer.finish()
}

/// The refusal of a rulebook as JSON: as [`refusal_json`] tells the one error that stands for all findings, and beside it
/// `findings`, each as `rulebook_check` tells it.
///
/// ```
/// use siyu::{Rulebook, operation::rulebook_refusal_json};
/// let findings = Rulebook::parse(r#"{"name": "", "version": 1}"#).unwrap_err();
/// let json = rulebook_refusal_json(&findings);
/// assert!(json.starts_with(r#"{"code":"rulebook_refused","number":101,"#));
/// assert!(json.contains(r#""findings":[{"code":"missing_field","#) && json.contains(r#"{"code":"id_format","#));
/// ```
#[must_use]
pub fn rulebook_refusal_json(findings: &Findings) -> String {
    let mut writer = Writer::new(crate::money::Currency::CNY);
    writer.object(|writer| {
        write_members(&Finding::error(findings.to_error()), writer);
        writer.member("findings", |writer| write_findings(&findings.0, writer));
    });
    writer.finish()
}

/// Findings as a JSON list, each as `rulebook_check` tells it.
#[must_use]
pub fn findings_json(findings: &Findings) -> String {
    let mut writer = Writer::new(crate::money::Currency::CNY);
    write_findings(&findings.0, &mut writer);
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
    let replayed = call(rulebook, &operation, text.get(input.start..input.end).unwrap_or_default())?;
    let replayed = parse(&replayed).map_err(|finding| finding.error)?;
    let differs_at = first_difference(decision, &replayed).map(Text);
    let mut writer = Writer::new(crate::money::Currency::CNY);
    Verification { verified: differs_at.is_none(), differs_at }.write(&mut writer);
    Ok(writer.finish())
}

/// The pointer of the first place in which two trees differ.
fn first_difference(given: &Node<'_>, replayed: &Node<'_>) -> Option<String> {
    let within = |step: String, inner: Option<String>| inner.map(|inner| alloc::format!("{step}{inner}"));
    match (&given.value, &replayed.value) {
        (Value::Object(left), Value::Object(right)) => {
            let both = left.iter().chain(right);
            both.map(|member| member.name.as_ref()).find_map(|name| {
                match (given.member(name), replayed.member(name)) {
                    (Some(a), Some(b)) => within(pointer_step(name), first_difference(a, b)),
                    _ => Some(pointer_step(name)),
                }
            })
        }
        (Value::List(left), Value::List(right)) => {
            let pairs = left.iter().zip(right).enumerate();
            let inside = pairs
                .map(|(at, (a, b))| within(alloc::format!("/{at}"), first_difference(a, b)))
                .find_map(|at| at);
            inside.or_else(|| {
                (left.len() != right.len()).then(|| alloc::format!("/{}", left.len().min(right.len())))
            })
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
