//! The close itself: facts go to siyu, chunk by chunk; a fact that siyu refuses is handed back, the others are closed.

use std::collections::{BTreeMap, HashMap};

use siyu::calendar::{Date, Month};
use siyu::commission::{Account, MovementKind};
use siyu::money::Money;
use siyu::month::{Books, Close, CloseRequest, Partial, Posting, absorb, merge};
use siyu::operation::{Decision, month_close};
use siyu::{Detail, Id, Rulebook};

use crate::facts::{AgentRecord, Chunk, LateRefund, LineRefund, PartyAccount, Payment, Receipt, Sale};
use crate::failure::Failure;
use crate::input::ledger::{Kind, LedgerEntry};

/// What was sold, given back and received in a month.
#[derive(Debug, Default)]
pub struct MonthFacts {
    /// Orders of the month with the refunds of the month.
    pub sales: Vec<Sale>,
    /// Refunds of earlier months' orders.
    pub late_refunds: Vec<LateRefund>,
    /// Earlier months' orders that arrived.
    pub receipts: Vec<Receipt>,
}

/// A fact that siyu refuses.
#[derive(Debug)]
pub enum Refused {
    /// A sale, by its order.
    Sale(Id),
    /// A late refund, by its place in the list.
    LateRefund(usize),
    /// A receipt, by its place in the list.
    Receipt(usize),
}

/// Takes every entry of the ledger.
pub type Ledger<'l> = dyn FnMut(&LedgerEntry) -> Result<(), Failure> + 'l;
/// Takes every fact that siyu refuses.
pub type Refusals<'r> = dyn FnMut(Refused, siyu::Error) -> Result<(), Failure> + 'r;

/// Facts that are absorbed at once.
const CHUNK: usize = 1000;

/// Turns the facts of a month into sums, and writes the ledger.
pub fn absorb_month(
    rulebook: &Rulebook,
    month: Month,
    facts: MonthFacts,
    ledger: &mut Ledger<'_>,
    refusals: &mut Refusals<'_>,
) -> Result<Partial, Failure> {
    let books =
        Books { agent: rulebook.agent()?, commission: rulebook.commission()?, currency: rulebook.currency() };
    let mut absorber = Absorber { books, month, sum: Partial::empty(month), ledger, refusals };
    absorber.sales(facts.sales)?;
    for (at, late) in facts.late_refunds.into_iter().enumerate() {
        let chunk = Chunk { late_refunds: vec![late], ..absorber.nothing() };
        absorber.one(chunk, Refused::LateRefund(at))?;
    }
    for (at, receipt) in facts.receipts.into_iter().enumerate() {
        let chunk = Chunk { receipts: vec![receipt], ..absorber.nothing() };
        absorber.one(chunk, Refused::Receipt(at))?;
    }
    Ok(absorber.sum)
}

struct Absorber<'a, 'l, 'r> {
    books: Books<'a>,
    month: Month,
    sum: Partial,
    ledger: &'a mut Ledger<'l>,
    refusals: &'a mut Refusals<'r>,
}

impl Absorber<'_, '_, '_> {
    fn nothing(&self) -> Chunk {
        let (sales, late_refunds, receipts) = (Vec::new(), Vec::new(), Vec::new());
        Chunk { period: self.month, sales, late_refunds, receipts }
    }

    fn sales(&mut self, sales: Vec<Sale>) -> Result<(), Failure> {
        let mut sales = sales.into_iter();
        loop {
            let chunk = Chunk { sales: sales.by_ref().take(CHUNK).collect(), ..self.nothing() };
            if chunk.sales.is_empty() {
                return Ok(());
            }
            if self.chunk(&chunk)?.is_none() {
                continue;
            }
            // Something in the chunk is refused, and nothing of it counts: one by one the others do.
            for sale in chunk.sales {
                let order = sale.order.id.clone();
                self.one(Chunk { sales: vec![sale], ..self.nothing() }, Refused::Sale(order))?;
            }
        }
    }

    fn one(&mut self, chunk: Chunk, name: Refused) -> Result<(), Failure> {
        match self.chunk(&chunk)? {
            Some(error) => (self.refusals)(name, error),
            None => Ok(()),
        }
    }

    /// Absorbs a chunk, or gives back why siyu refuses it.
    fn chunk(&mut self, chunk: &Chunk) -> Result<Option<siyu::Error>, Failure> {
        let mut postings = Vec::new();
        let partial = match absorb(&self.books, chunk, &mut |posting| postings.push(posting)) {
            Ok(partial) => partial,
            Err(error) => return Ok(Some(error)),
        };
        let whole = std::mem::replace(&mut self.sum, Partial::empty(self.month));
        self.sum = merge(whole, partial)?;
        for sale in &chunk.sales {
            self.sold(sale)?;
        }
        for posting in postings {
            (self.ledger)(&posted(posting))?;
        }
        for sale in &chunk.sales {
            for refund in &sale.refunds {
                (self.ledger)(&refunded(&sale.order.id, refund))?;
            }
        }
        for late in &chunk.late_refunds {
            (self.ledger)(&refunded(&late.order, &late.refund))?;
        }
        Ok(None)
    }

    fn sold(&mut self, sale: &Sale) -> Result<(), Failure> {
        for line in &sale.order.lines {
            (self.ledger)(&LedgerEntry {
                key: (sale.order.id.clone(), line.id.clone()),
                on: sale.paid_on.unwrap_or(sale.order.placed_on),
                kind: Kind::Sold,
                party: sale.order.chain.first().map(|link| link.agent.clone()),
                role: None,
                amount: line.paid,
                frozen_through: None,
                reason: None,
            })?;
        }
        Ok(())
    }
}

fn posted(posting: Posting) -> LedgerEntry {
    LedgerEntry {
        key: (posting.order, posting.line),
        on: posting.on,
        kind: match posting.kind {
            MovementKind::Earned => Kind::Earned,
            MovementKind::Dated => Kind::Dated,
            MovementKind::ClawedBack | MovementKind::Paid => Kind::ClawedBack,
        },
        party: Some(posting.party),
        role: Some(posting.role),
        amount: posting.amount,
        frozen_through: posting.frozen_through,
        reason: None,
    }
}

fn refunded(order: &Id, refund: &LineRefund) -> LedgerEntry {
    LedgerEntry {
        key: (order.clone(), refund.line.clone()),
        on: refund.on,
        kind: Kind::Refunded,
        party: None,
        role: None,
        amount: refund.amount,
        frozen_through: None,
        reason: refund.reason,
    }
}

/// Closes the month. A payment that is more than its party has payable is refused: `refuse` is told its place in the list.
pub fn close_month(
    rulebook: &Rulebook,
    partial: Partial,
    agents: Vec<AgentRecord>,
    (accounts, payments): (Vec<PartyAccount>, Vec<Payment>),
    refuse: &mut dyn FnMut(usize, siyu::Error),
) -> Result<Decision<Close>, Failure> {
    // The places of those that are left.
    let mut places: Vec<usize> = (0..payments.len()).collect();
    let mut request = CloseRequest { partial, agents, accounts, payments };
    loop {
        match month_close(rulebook, &request, Detail::Summary) {
            Ok(decision) => return Ok(decision),
            Err(error) => match payment_at(&error).filter(|at| *at < places.len()) {
                Some(at) => {
                    request.payments.remove(at);
                    refuse(places.remove(at), error);
                }
                None => return Err(error.into()),
            },
        }
    }
}

/// The payment that an error speaks of: its path is `/payments/7/amount`.
fn payment_at(error: &siyu::Error) -> Option<usize> {
    error.path.strip_prefix("/payments/")?.split('/').next()?.parse().ok()
}

/// Pays every party on a day what is payable on it. The house pays and is not paid.
pub fn payments_on(
    day: Date,
    rulebook: &Rulebook,
    partial: &Partial,
    accounts: &[PartyAccount],
) -> Result<Vec<Payment>, Failure> {
    let house = &rulebook.commission()?.residual;
    let mut opening: BTreeMap<&Id, &Account> =
        accounts.iter().map(|one| (&one.party, &one.account)).collect();
    let nothing = Account::default();
    for party in partial.parties.keys() {
        opening.entry(party).or_insert(&nothing);
    }
    let mut payments = Vec::new();
    for (party, account) in opening.into_iter().filter(|(party, _)| *party != house) {
        let mut account = account.clone();
        let movements = partial.parties.get(party).map(Vec::as_slice).unwrap_or_default();
        for movement in movements.iter().filter(|movement| movement.on <= day) {
            account = account.advanced(movement.on)?.account.booked(movement, rulebook.currency())?;
        }
        let amount = account.advanced(day)?.account.payable;
        if !amount.is_zero() {
            payments.push(Payment { party: party.clone(), on: day, amount, withheld: Money::ZERO });
        }
    }
    Ok(payments)
}

/// The customers whom each agent sold to in the month.
pub fn customers(partial: &Partial) -> HashMap<Id, u64> {
    let agents = partial.agents.iter();
    agents.map(|(agent, sum)| (agent.clone(), sum.customers.len() as u64)).collect()
}
