//! The statements of a month: every party that had an account, a posting or a payment.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::Books;
use super::close::CloseRequest;
use super::facts::{PartyAccount, Payment};
use crate::commission::{Account, Movement, MovementKind, Statement, StatementRequest, statement};
use crate::document::{Gather, Id, Map, pointer_step};
use crate::error::{Code, Error};
use crate::money::Money;
use crate::reason::Reasons;

/// The statements of a month.
pub(super) struct Statements<'r> {
    /// The residual party's, which is there in any case.
    pub(super) house: Statement,
    /// All others, by id.
    pub(super) others: Map<&'r Id, Statement>,
}

/// States every party's account.
pub(super) fn statements<'r>(books: &Books<'_>, request: &'r CloseRequest) -> Result<Statements<'r>, Error> {
    let mut parties: Gather<&Id, PartyMonth<'_>> = Gather::new();
    for (party, postings) in request.partial.parties.iter() {
        parties.insert(party, PartyMonth { postings, ..PartyMonth::default() });
    }
    for (at, PartyAccount { party, account }) in request.accounts.iter().enumerate() {
        if parties.change(party, |month| month.account.replace((at, account))).is_some() {
            let error = Error::new(Code::DuplicateItem).found(party).allowed(1_u8);
            return Err(error.at(format!("/accounts/{at}/party")));
        }
    }
    for (at, payment) in request.payments.iter().enumerate() {
        parties.change(&payment.party, |month| month.payments.push((at, payment)));
    }
    let residual = &books.commission.residual;
    let house = parties.get_mut(residual).map(core::mem::take).unwrap_or_default();
    let house = house.state(books, request, residual)?;
    let mut others = Map::new();
    for (party, month) in parties.sorted().filter(|(party, _)| *party != residual) {
        others.insert(party, month.state(books, request, party)?);
    }
    Ok(Statements { house, others })
}

/// What a party brings into its statement, and where it stands in the request.
#[derive(Default)]
struct PartyMonth<'r> {
    account: Option<(usize, &'r Account)>,
    postings: &'r [Movement],
    payments: Vec<(usize, &'r Payment)>,
}

impl PartyMonth<'_> {
    fn state(&self, books: &Books<'_>, request: &CloseRequest, party: &Id) -> Result<Statement, Error> {
        let paid = self.payments.iter().map(|(_, payment)| paid_out(payment));
        let request = StatementRequest {
            party: party.clone(),
            period: request.partial.period,
            opening: self.account.map(|(_, account)| account.clone()).unwrap_or_default(),
            movements: self.postings.iter().cloned().chain(paid).collect(),
        };
        let stated = statement(books.commission, &request, books.currency, &mut Reasons::none());
        stated.map_err(|error| {
            let path = self.place(&error.path, party);
            error.at(path)
        })
    }

    /// A pointer into the statement's request as one into the close's.
    fn place(&self, path: &str, party: &Id) -> String {
        let account = self.account.map(|(at, _)| format!("/accounts/{at}/account"));
        let postings = format!("/partial/parties{}", pointer_step(party.as_str()));
        if let Some((account, rest)) = account.as_ref().zip(path.strip_prefix("/opening")) {
            return format!("{account}{rest}");
        }
        let movement =
            path.strip_prefix("/movements/").map(|rest| rest.split_once('/').unwrap_or((rest, "")));
        let at = movement.and_then(|(at, _)| at.parse::<usize>().ok());
        match (at, movement) {
            (Some(at), Some((_, rest))) if at < self.postings.len() => format!("{postings}/{at}/{rest}"),
            (Some(at), Some((_, rest))) => {
                let payment = self.payments.get(at.saturating_sub(self.postings.len()));
                payment.map_or(postings, |(at, _)| format!("/payments/{at}/{rest}"))
            }
            // It is the whole that is beyond some limit.
            _ => account.unwrap_or(postings),
        }
    }
}

fn paid_out(payment: &Payment) -> Movement {
    Movement {
        on: payment.on,
        kind: MovementKind::Paid,
        order: None,
        line: None,
        role: None,
        amount: payment.amount,
        frozen_through: None,
        withheld: payment.withheld,
    }
}

/// Σ parts = Σ orders, or the sums were not made by [`absorb`](super::absorb).
pub(super) fn balance(books: &Books<'_>, request: &CloseRequest) -> Result<(), Error> {
    let partial = &request.partial;
    let sum = |kind: MovementKind| {
        let movements = partial.parties.values().flatten();
        let amounts = movements.filter(|movement| movement.kind == kind).map(|movement| movement.amount);
        Money::sum(amounts).map_err(|error| error.at("/partial/parties"))
    };
    let pairs = [
        (sum(MovementKind::Earned)?, partial.totals.gross, "gross"),
        (sum(MovementKind::ClawedBack)?, partial.totals.refunded, "refunded"),
    ];
    for (parts, whole, name) in pairs {
        if parts != whole {
            let off = parts.exact().saturating_sub(whole.exact());
            let off = Money::from_exact(off).map_err(|error| error.at("/partial/totals"))?;
            return Err(Error::new(Code::BooksDoNotBalance)
                .found(parts.to_text(books.currency))
                .allowed(whole.to_text(books.currency))
                .with("by", off.size().to_text(books.currency))
                .at(format!("/partial/totals/{name}")));
        }
    }
    Ok(())
}
