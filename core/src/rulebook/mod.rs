//! A merchant's rules as data: parsed once, checked whole, immutable, with a canonical form and a digest.

mod digest;
mod together;
mod unread;

pub use digest::Digest;

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use crate::calendar::{Date, UtcOffset};
use crate::document::{
    Description, Field, Id, Reader, Shape, Text, Writer, canonical, field_name, parse, record,
};
use crate::error::{Code, Error, Finding, Findings, listed};
use crate::money::Currency;
use crate::order::sort_by_key;

/// What a section is read as: the rules of its family, or not at all in a build without it.
#[allow(missing_docs, reason = "they are the rules of the rooms")]
pub mod section {
    #[cfg(not(feature = "agent"))]
    pub use super::unread::Unread as Agent;
    #[cfg(not(feature = "balance"))]
    pub use super::unread::Unread as Balance;
    #[cfg(not(feature = "commission"))]
    pub use super::unread::Unread as Commission;
    #[cfg(not(feature = "customer"))]
    pub use super::unread::Unread as Customer;
    #[cfg(not(feature = "gmv"))]
    pub use super::unread::Unread as Gmv;
    #[cfg(not(feature = "vip"))]
    pub use super::unread::Unread as Vip;
    #[cfg(feature = "agent")]
    pub use crate::agent::Rules as Agent;
    #[cfg(feature = "balance")]
    pub use crate::balance::Rules as Balance;
    #[cfg(feature = "commission")]
    pub use crate::commission::Rules as Commission;
    #[cfg(feature = "customer")]
    pub use crate::customer::Rules as Customer;
    #[cfg(feature = "gmv")]
    pub use crate::gmv::Rules as Gmv;
    #[cfg(feature = "vip")]
    pub use crate::vip::Rules as Vip;
}

/// The version of what the rules *mean*. It rises when the same rulebook and facts may give another outcome; decisions
/// carry it, so that they can be replayed by a library that knows it.
pub const SEMANTICS: u32 = 1;

record! {
    /// The document as the merchant writes it. `$schema` may stand beside these fields, for editors.
    pub struct Document {
        /// The rulebook's name.
        pub name: Id,
        /// The merchant's version of it.
        pub version: Id,
        /// The first day on which it is in force.
        pub effective_from: Date,
        /// The first day on which it is no longer in force.
        pub effective_to: Option<Date>,
        /// The one currency of all amounts.
        pub currency: Currency = Currency::CNY,
        /// The merchant's own calendar: where instants become dates.
        pub utc_offset: UtcOffset = UtcOffset::default(),
        /// What the rulebook is for, in words.
        pub note: Option<Text>,
        // Sections, one per family:
        /// How commission is shared out.
        pub commission: Option<section::Commission>,
        /// Agents: tiers, admission, assessment, clearing, the sponsor tree.
        pub agent: Option<section::Agent>,
        /// The rules of VIP levels, prices and perks.
        pub vip: Option<section::Vip>,
        /// The rules of refundable balances.
        pub balance: Option<section::Balance>,
        /// What GMV means here.
        pub gmv: Option<section::Gmv>,
        /// Customers: classes, who sleeps, super users, concentration.
        pub customer: Option<section::Customer>,
    }
    check: check;
}

fn check(document: &Document, reader: &mut Reader) {
    if let Some(end) = document.effective_to
        && end <= document.effective_from
    {
        let error = Error::new(Code::PeriodOrder).found(end).allowed(document.effective_from);
        reader.relating(["/effective_from", "/effective_to"], |reader| reader.refuse("/effective_to", error));
    }
    together::check(document, reader);
}

/// A checked rulebook: an immutable handle that is cheap to clone and safe to share between threads.
///
/// ```
/// use siyu::Rulebook;
/// let rulebook = Rulebook::parse(r#"{"name": "sample", "version": "1", "effective_from": "2026-01-01"}"#).unwrap();
/// assert_eq!(rulebook.name().as_str(), "sample");
/// assert!(rulebook.warnings().0.is_empty());
/// ```
#[derive(Debug, Clone)]
pub struct Rulebook(Arc<Checked>);

#[derive(Debug)]
struct Checked {
    document: Document,
    canonical: String,
    digest: Digest,
    /// The digest as every decision carries it.
    digest_text: Id,
    warnings: Findings,
    #[cfg(feature = "columns")]
    columns: ColumnRules,
}

/// The sections in the form that columns work on.
#[cfg(feature = "columns")]
#[derive(Debug)]
struct ColumnRules {
    commission: Option<crate::commission::ColumnRules>,
    agent: Option<crate::agent::ColumnRules>,
    customer: Option<crate::customer::ColumnRules>,
    /// Of a rulebook with both sections.
    chains: Option<crate::commission::ChainRules>,
}

#[cfg(feature = "columns")]
impl ColumnRules {
    fn of(document: &Document) -> Self {
        let tiers =
            document.agent.as_ref().map(|rules| rules.tiers.iter().map(|tier| tier.id.clone()).collect());
        let commission = document.commission.as_ref();
        Self {
            commission: commission.map(|rules| crate::commission::ColumnRules::of(rules, tiers)),
            agent: document.agent.as_ref().map(crate::agent::ColumnRules::of),
            customer: document.customer.as_ref().map(crate::customer::ColumnRules::of),
            chains: document.agent.as_ref().zip(commission).map(|(agent, rules)| {
                let tiers: Vec<&Id> = agent.tiers.iter().map(|tier| &tier.id).collect();
                crate::commission::ChainRules::of(rules, &tiers)
            }),
        }
    }
}

impl Rulebook {
    /// Parses and checks a rulebook.
    ///
    /// # Errors
    /// All findings at once, warnings among them, when at least one of them is an error.
    pub fn parse(text: &str) -> Result<Self, Findings> {
        let tree = parse(text).map_err(|finding| Findings(alloc::vec![finding]))?;
        let root = tree.root();
        let mut reader = Reader::new(Currency::CNY);
        // Amounts are read in the document's currency, so it comes first; a fault of it is reported in its turn.
        if let Some(currency) =
            root.member("currency").and_then(|node| Currency::read(&node, &mut Reader::new(Currency::CNY)))
        {
            reader.set_currency(currency);
        }
        reader.allow_outermost(field_name!("$schema"));
        let document = Document::read(&root, &mut reader);
        match document {
            Some(document) if !reader.refuses() => {
                let warnings = reader.finish(text, &root);
                Ok(Self::checked(document, warnings))
            }
            _ => Err(reader.finish(text, &root)),
        }
    }

    /// What a rulebook looks like: the document, and `$schema` for editors.
    #[must_use]
    pub fn describe() -> Description {
        Document::describe().and(Field::of::<Option<String>>(
            "$schema",
            "The JSON Schema that an editor checks the document by.",
        ))
    }

    fn checked(document: Document, warnings: Findings) -> Self {
        let mut writer = Writer::new(document.currency);
        document.write(&mut writer);
        let text = unread::settled(writer.finish(), NOT_READ, document.currency);
        // What siyu writes it can read; were it not so, the text as written would still be a faithful form.
        let canonical = parse(&text).map_or(text.clone(), |tree| canonical(&tree.root()));
        let digest = Digest::of(canonical.as_bytes());
        // 64 hexadecimal digits are an id; were they not, the rulebook's own name would still stand for it.
        let digest_text = Id::new(&alloc::format!("{digest}")).unwrap_or_else(|_| document.name.clone());
        #[cfg(feature = "columns")]
        let columns = ColumnRules::of(&document);
        Self(Arc::new(Checked {
            document,
            canonical,
            digest,
            digest_text,
            warnings,
            #[cfg(feature = "columns")]
            columns,
        }))
    }

    /// The document that was read.
    #[must_use]
    pub fn document(&self) -> &Document {
        &self.0.document
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &Id {
        &self.0.document.name
    }

    /// The merchant's version.
    #[must_use]
    pub fn version(&self) -> &Id {
        &self.0.document.version
    }

    /// The currency of all amounts.
    #[must_use]
    pub fn currency(&self) -> Currency {
        self.0.document.currency
    }

    /// The merchant's own calendar: where instants among facts become dates.
    #[must_use]
    pub fn utc_offset(&self) -> UtcOffset {
        self.0.document.utc_offset
    }

    /// What was found and refuses nothing.
    #[must_use]
    pub fn warnings(&self) -> &Findings {
        &self.0.warnings
    }

    /// The canonical form: RFC 8785, amounts and rates in their one form, defaults left out. Rulebooks that mean the same
    /// have the same canonical form, and parsing it gives the same rulebook.
    #[must_use]
    pub fn canonical(&self) -> &str {
        &self.0.canonical
    }

    /// SHA-256 of the canonical form.
    #[must_use]
    pub fn digest(&self) -> Digest {
        self.0.digest
    }

    /// The digest in hexadecimal digits.
    #[must_use]
    pub fn digest_text(&self) -> &Id {
        &self.0.digest_text
    }

    /// Whether it is in force on a date.
    #[must_use]
    pub fn is_in_force(&self, date: Date) -> bool {
        let Document { effective_from, effective_to, .. } = self.document();
        *effective_from <= date && effective_to.is_none_or(|end| date < end)
    }

    /// Of several rulebooks the one in force on a date: of those that are, the one that began last; of those that began on one
    /// day, the last of the list.
    ///
    /// # Errors
    /// [`Code::NoRulebookInForce`].
    pub fn in_force(rulebooks: &[Self], date: Date) -> Result<&Self, Error> {
        let begins = |rulebook: &&Self| rulebook.document().effective_from;
        rulebooks.iter().filter(|rulebook| rulebook.is_in_force(date)).max_by_key(begins).ok_or_else(|| {
            let mut periods: Vec<&Document> = rulebooks.iter().map(Self::document).collect();
            sort_by_key(&mut periods, |document| (document.effective_from, document.effective_to));
            let shown = periods.into_iter().map(|Document { effective_from, effective_to, .. }| {
                let end = effective_to.map_or_else(|| "∞".into(), |end| alloc::format!("{end}"));
                alloc::format!("[{effective_from}, {end})")
            });
            let shown: Vec<String> = shown.collect();
            Error::new(Code::NoRulebookInForce).found(date).allowed(listed(shown.iter().map(String::as_str)))
        })
    }
}

/// Makes an accessor of each family's section, which refuses with a coded error when the section is absent.
macro_rules! sections {
    ($(#[cfg($built_in:meta)] $(#[doc = $doc:literal])+ $name:ident: $rules:ty;)*) => {
        /// The sections that this build does not read.
        const NOT_READ: &[&str] = &[$(#[cfg(not($built_in))] stringify!($name)),*];

        impl Rulebook {
            $(
                $(#[doc = $doc])+
                ///
                /// # Errors
                /// [`Code::SectionMissing`].
                #[cfg($built_in)]
                pub fn $name(&self) -> Result<&$rules, Error> {
                    self.0.document.$name.as_ref().ok_or_else(|| self.section_missing(stringify!($name)))
                }
            )*

            fn section_missing(&self, section: &str) -> Error {
                let error = Error::new(Code::SectionMissing).found(self.present_sections());
                error.allowed(alloc::format!("\"{section}\"")).at(alloc::format!("/{section}"))
            }

            fn present_sections(&self) -> String {
                let sections: &[(&str, bool)] = &[$((stringify!($name), self.0.document.$name.is_some())),*];
                listed(sections.iter().filter(|(_, there)| *there).map(|(name, _)| *name))
            }
        }
    };
}

sections! {
    #[cfg(feature = "commission")]
    /// The rules of commission.
    commission: crate::commission::Rules;
    #[cfg(feature = "agent")]
    /// The rules of agents.
    agent: crate::agent::Rules;
    #[cfg(feature = "gmv")]
    /// What GMV means to the merchant.
    gmv: crate::gmv::Rules;
    #[cfg(feature = "vip")]
    /// The rules of VIP levels, prices and perks.
    vip: crate::vip::Rules;
    #[cfg(feature = "balance")]
    /// The rules of refundable balances.
    balance: crate::balance::Rules;
    #[cfg(feature = "customer")]
    /// The rules of customers.
    customer: crate::customer::Rules;
}

#[cfg(feature = "columns")]
impl Rulebook {
    /// The rules of commission in the form that columns work on.
    ///
    /// # Errors
    /// [`Code::SectionMissing`].
    pub fn commission_columns(&self) -> Result<&crate::commission::ColumnRules, Error> {
        self.0.columns.commission.as_ref().ok_or_else(|| self.section_missing("commission"))
    }

    /// The rules of agents in the form that columns work on.
    ///
    /// # Errors
    /// [`Code::SectionMissing`].
    pub fn agent_columns(&self) -> Result<&crate::agent::ColumnRules, Error> {
        self.0.columns.agent.as_ref().ok_or_else(|| self.section_missing("agent"))
    }

    /// The rules of customers in the form that columns work on.
    ///
    /// # Errors
    /// [`Code::SectionMissing`].
    pub fn customer_columns(&self) -> Result<&crate::customer::ColumnRules, Error> {
        self.0.columns.customer.as_ref().ok_or_else(|| self.section_missing("customer"))
    }

    /// What agents of a chain are paid, in the form that the columns of a month work on.
    ///
    /// # Errors
    /// [`Code::SectionMissing`] without the sections `agent` and `commission`.
    pub fn chain_columns(&self) -> Result<&crate::commission::ChainRules, Error> {
        self.agent()?;
        self.0.columns.chains.as_ref().ok_or_else(|| self.section_missing("commission"))
    }
}

/// A check of a rulebook that answers instead of refusing: for editors.
pub(crate) fn findings_of(text: &str) -> (Option<Rulebook>, Vec<Finding>) {
    match Rulebook::parse(text) {
        Ok(rulebook) => {
            let warnings = rulebook.warnings().0.clone();
            (Some(rulebook), warnings)
        }
        Err(findings) => (None, findings.0),
    }
}

#[cfg(test)]
mod tests;
