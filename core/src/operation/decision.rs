//! What every operation answers: outcome, reasons, and by which rules.

use alloc::string::String;
use alloc::vec::Vec;

use crate::document::{Description, Field, Id, Shape, Text, Word, Writer, field_name, record};
use crate::money::Currency;
use crate::reason::{Reason, Reasons};
use crate::rulebook::{Rulebook, SEMANTICS};

record! {
    /// By which rules a decision was made, so that it can be replayed years later.
    pub struct Stamp {
        /// The rulebook's name.
        pub name: Id,
        /// The merchant's version of it.
        pub version: Id,
        /// SHA-256 of its canonical form, in hexadecimal digits.
        pub digest: Id,
        /// The version of what the rules mean.
        pub semantics: u32,
    }
}

impl Stamp {
    /// The stamp of a rulebook.
    #[must_use]
    pub fn of(rulebook: &Rulebook) -> Self {
        Self {
            name: rulebook.name().clone(),
            version: rulebook.version().clone(),
            digest: rulebook.digest_text().clone(),
            semantics: SEMANTICS,
        }
    }
}

/// An outcome with its reasons and the rules it was made by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision<Outcome> {
    /// The operation that decided.
    pub operation: &'static str,
    /// What was decided.
    pub outcome: Outcome,
    /// Why, as far as the level of detail tells.
    pub reasons: Vec<Reason>,
    /// By which rules.
    pub rulebook: Stamp,
}

impl<Outcome> Decision<Outcome> {
    pub(crate) fn new(
        operation: &'static str,
        rulebook: &Rulebook,
        outcome: Outcome,
        reasons: Reasons,
    ) -> Self {
        Self { operation, outcome, reasons: reasons.into_vec(), rulebook: Stamp::of(rulebook) }
    }
}

impl<Outcome: Shape> Decision<Outcome> {
    /// The decision as JSON.
    pub(crate) fn written(&self, currency: Currency) -> String {
        // A reason takes some 300 bytes: with room for all of them the text is not moved as it grows.
        const OF_A_REASON: usize = 320;
        let room = self.reasons.len().saturating_mul(OF_A_REASON).saturating_add(512);
        let mut writer = Writer::with_room(currency, room);
        writer.object(|writer| {
            writer.member("operation", |writer| writer.word(self.operation));
            writer.field(field_name!("outcome"), &self.outcome);
            if !self.reasons.is_empty() {
                writer.field(field_name!("reasons"), &self.reasons);
            }
            writer.field(field_name!("rulebook"), &self.rulebook);
        });
        writer.finish()
    }

    /// What the decision of an operation looks like.
    pub(crate) fn describe(operation: &'static str) -> Description {
        let named = Word { slug: operation, documentation: "" };
        Description::Record(alloc::vec![
            Field {
                description: Description::Choice(alloc::vec![named]),
                ..Field::of::<Text>("operation", "The operation that decided.")
            },
            Field::of::<Outcome>("outcome", "What was decided."),
            Field::or::<Vec<Reason>>("reasons", "Why, as far as the level of detail tells.", &Vec::new()),
            Field::of::<Stamp>("rulebook", "By which rules."),
        ])
    }
}
