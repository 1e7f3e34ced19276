//! `ledger.csv`, as a close writes it: for every line what was sold and who earned of it, for every refund what was given
//! back and by whom, for every later receipt until when it is frozen. What happens to a line in a later month takes its
//! pinned parts from here.

use std::collections::{BTreeMap, HashMap, HashSet};

use siyu::Id;
use siyu::calendar::Date;
use siyu::money::{Currency, Money};

use super::fault::Fault;
use super::problems::{Place, Problems};
use super::refunds::REASONS;
use super::source::Source;
use super::table::{Column, Row, date, id, optional, read_rows, required, word};
use crate::facts::{LateRefund, LinePart, LineRefund, Receipt, RefundReason, Refunded, Role, SplitLine};
use crate::failure::Failure;

/// The columns of `ledger.csv`.
pub const COLUMNS: &[Column] = &[
    required("order"),
    required("line"),
    required("on"),
    required("kind"),
    optional("party"),
    optional("role"),
    required("amount"),
    optional("frozen_through"),
    optional("reason"),
];

/// What a row of a ledger says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The line: `party` is its direct agent, if any, `amount` what was paid for it.
    Sold,
    /// A party's part of the line.
    Earned,
    /// A refund of the line, with its reason.
    Refunded,
    /// What a party gave back for a refund.
    ClawedBack,
    /// A party's part of the line is frozen from this day on, since the goods were received.
    Dated,
}

/// The kinds by their words in the file.
pub const KINDS: &[(&str, Kind)] = &[
    ("sold", Kind::Sold),
    ("earned", Kind::Earned),
    ("refunded", Kind::Refunded),
    ("clawed_back", Kind::ClawedBack),
    ("dated", Kind::Dated),
];

/// The roles by their words in the file.
pub const ROLES: &[(&str, Role)] = &[
    ("supplier", Role::Supplier),
    ("direct", Role::Direct),
    ("sponsor", Role::Sponsor),
    ("sponsor_2", Role::Sponsor2),
    ("mentor", Role::Mentor),
    ("pool", Role::Pool),
    ("residual", Role::Residual),
];

/// An order and one of its lines.
pub type LineKey = (Id, Id);

/// The lines of earlier months that this month has to do with.
#[derive(Debug, Default)]
pub struct PinnedLines(HashMap<Id, BTreeMap<Id, Pinned>>);

impl PinnedLines {
    /// A line.
    pub fn line(&mut self, order: &Id, line: &Id) -> Option<&mut Pinned> {
        self.0.get_mut(order)?.get_mut(line)
    }

    /// The lines of an order.
    pub fn lines_of(&self, order: &Id) -> Vec<Id> {
        self.0.get(order).map(|lines| lines.keys().cloned().collect()).unwrap_or_default()
    }

    /// Notes what an entry says of its line; of a line that was not sold here, nothing.
    pub fn note(&mut self, entry: &LedgerEntry, place: Place) -> Result<(), siyu::Error> {
        let (order, line) = &entry.key;
        if entry.kind == Kind::Sold {
            let sold = Pinned { place, ..Pinned::sold(entry.on, entry.party.clone(), entry.amount) };
            self.0.entry(order.clone()).or_default().insert(line.clone(), sold);
            return Ok(());
        }
        let Some(line) = self.line(order, line) else { return Ok(()) };
        match (entry.kind, &entry.party, entry.role) {
            (Kind::Earned, Some(party), Some(role)) => {
                let (party, amount) = (party.clone(), entry.amount);
                line.frozen_through = entry.frozen_through;
                line.parts.push(LinePart { party, role, pool: None, amount });
                Ok(())
            }
            (Kind::Refunded, _, _) => line.note_refund(entry.amount, entry.reason),
            (Kind::Dated, _, _) => {
                line.frozen_through = entry.frozen_through;
                Ok(())
            }
            (Kind::Sold | Kind::Earned | Kind::ClawedBack, _, _) => Ok(()),
        }
    }

    /// Parts of nothing are in no ledger; the house's must be there all the same.
    pub fn complete(&mut self, house: &Id) {
        for line in self.0.values_mut().flat_map(BTreeMap::values_mut) {
            if line.parts.iter().all(|part| part.role != Role::Residual) {
                let (party, role) = (house.clone(), Role::Residual);
                line.parts.push(LinePart { party, role, pool: None, amount: Money::ZERO });
            }
        }
    }
}

/// What is pinned of a line that was sold in an earlier month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pinned {
    /// The day it was sold.
    pub sold_on: Date,
    /// The direct agent.
    pub agent: Option<Id>,
    /// What was paid for it.
    pub paid: Money,
    /// Who earned of it; Σ = paid.
    pub parts: Vec<LinePart>,
    /// Until when the parts are frozen; `None` while the goods are on their way.
    pub frozen_through: Option<Date>,
    /// What was refunded.
    pub refunded: Refunded,
    place: Place,
}

impl Pinned {
    /// A line that was sold, before anything else is known of it.
    pub fn sold(sold_on: Date, agent: Option<Id>, paid: Money) -> Self {
        Self {
            sold_on,
            agent,
            paid,
            parts: Vec::new(),
            frozen_through: None,
            refunded: Refunded::default(),
            place: Place::NOWHERE,
        }
    }

    /// What is left to refund.
    pub fn left(&self) -> Result<Money, siyu::Error> {
        self.paid.minus(self.refunded.returned)?.minus(self.refunded.compensation)
    }

    /// A refund of the line, which is noted.
    pub fn refund(&mut self, order: Id, refund: LineRefund) -> Result<LateRefund, siyu::Error> {
        let late = LateRefund {
            order,
            agent: self.agent.clone(),
            line: self.split(refund.line.clone()),
            refunded: self.refunded,
            frozen_through: self.frozen_through,
            refund,
        };
        self.note_refund(late.refund.amount, late.refund.reason)?;
        Ok(late)
    }

    /// The goods of the line are received, which is noted.
    pub fn receive(&mut self, (order, line): LineKey, received_on: Date, frozen_through: Date) -> Receipt {
        self.frozen_through = Some(frozen_through);
        Receipt { order, line: self.split(line), refunded: self.refunded, received_on }
    }

    fn split(&self, line: Id) -> SplitLine {
        SplitLine { line, paid: self.paid, parts: self.parts.clone() }
    }

    fn note_refund(&mut self, amount: Money, reason: Option<RefundReason>) -> Result<(), siyu::Error> {
        let side = match reason {
            Some(RefundReason::Compensation) => &mut self.refunded.compensation,
            Some(RefundReason::Returned) | None => &mut self.refunded.returned,
        };
        *side = side.plus(amount)?;
        Ok(())
    }
}

/// One row of a ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerEntry {
    /// The order and the line.
    pub key: LineKey,
    /// When.
    pub on: Date,
    /// What the row says.
    pub kind: Kind,
    /// The party; of `sold` the direct agent.
    pub party: Option<Id>,
    /// The party's role.
    pub role: Option<Role>,
    /// How much.
    pub amount: Money,
    /// Until when it is frozen.
    pub frozen_through: Option<Date>,
    /// Why something was refunded.
    pub reason: Option<RefundReason>,
}

/// Who reads a ledger.
#[derive(Debug, Clone, Copy)]
pub struct LedgerRules<'a> {
    /// The currency of the rulebook.
    pub currency: Currency,
    /// Who takes what all others leave: parts of nothing are not in the file, and this one is always there.
    pub house: &'a Id,
}

/// Reads of one or more ledgers, in the order of time, the lines of the orders that are wanted.
pub fn read(
    sources: &[Source],
    rules: LedgerRules<'_>,
    wanted: &HashSet<Id>,
    problems: &mut Problems,
) -> Result<PinnedLines, Failure> {
    let mut pinned = PinnedLines::default();
    for source in sources {
        read_rows(source, COLUMNS, problems, |row| {
            let entry = read_entry(row, rules.currency)?;
            if wanted.contains(&entry.key.0) { take(&mut pinned, entry, row) } else { Some(()) }
        })?;
    }
    pinned.complete(rules.house);
    for lines in pinned.0.values_mut() {
        lines.retain(|_, line| sums_to_whole(line, rules.currency, problems));
    }
    Ok(pinned)
}

fn read_entry(row: &mut Row<'_>, currency: Currency) -> Option<LedgerEntry> {
    let order = row.required("order", id);
    let line = row.required("line", id);
    let on = row.required("on", date);
    let kind = row.required("kind", word(KINDS));
    let party = row.optional("party", id);
    let role = row.optional("role", word(ROLES));
    // The house's part may be below zero: it bears a cost above what was paid.
    let amount = row.required("amount", |text| Money::parse(text, currency));
    let frozen_through = row.optional("frozen_through", date);
    let reason = row.optional("reason", word(REASONS));
    Some(LedgerEntry {
        key: (order?, line?),
        on: on?,
        kind: kind?,
        party: party?,
        role: role?,
        amount: amount?,
        frozen_through: frozen_through?,
        reason: reason?,
    })
}

fn take(pinned: &mut PinnedLines, entry: LedgerEntry, row: &mut Row<'_>) -> Option<()> {
    let (order, line) = entry.key.clone();
    let known = pinned.line(&order, &line).map(|line| line.place.line);
    match (entry.kind, known) {
        (Kind::Sold, Some(first)) => {
            row.refuse("line", Fault::Twice { found: line.to_string(), line: first });
            None
        }
        (Kind::Sold, None) => {
            pinned.note(&entry, row.place).ok()?;
            Some(())
        }
        (_, None) => {
            row.refuse("line", Fault::UnknownLine { order: order.to_string(), line: line.to_string() });
            None
        }
        (_, Some(_)) => {
            if entry.kind == Kind::Earned {
                let cells = [("party", entry.party.is_some()), ("role", entry.role.is_some())];
                for (column, _) in cells.into_iter().filter(|(_, stands)| !stands) {
                    row.refuse(column, Fault::Empty);
                }
                entry.party.as_ref().zip(entry.role)?;
            }
            match pinned.note(&entry, row.place) {
                Ok(()) => Some(()),
                Err(error) => {
                    row.refuse("amount", error);
                    None
                }
            }
        }
    }
}

/// A ledger that was cut or edited must not become a clawback.
fn sums_to_whole(line: &Pinned, currency: Currency, problems: &mut Problems) -> bool {
    let sum = Money::sum(line.parts.iter().map(|part| part.amount));
    if sum.as_ref() == Ok(&line.paid) {
        return true;
    }
    let parts = sum.map_or_else(|error| error.to_string(), |sum| sum.to_text(currency));
    let fault = Fault::PartsDiffer { parts, whole: line.paid.to_text(currency) };
    problems.refuse(line.place, [(Some("amount"), fault)]);
    false
}
