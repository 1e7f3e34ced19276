//! The facts of each month, made of the invoice lines.

use std::collections::{BTreeMap, HashMap, HashSet};

use siyu::Id;
use siyu::calendar::Month;
use siyu::money::Money;

use super::lines::{InvoiceFile, InvoiceLine};
use super::matching::{Piece, match_refunds};
use super::people::Members;
use crate::close::MonthFacts;
use crate::facts::{LateRefund, Line, LinePart, LineRefund, Link, Order, Role, Sale};
use crate::failure::Failure;
use crate::input::agents::Agents;
use crate::input::ledger::{LineKey, Pinned, PinnedLines};

/// The file with every refund matched.
pub struct RetailMonths<'f> {
    lines: &'f [InvoiceLine],
    members: &'f Members,
    /// Refunds of each month, in order of time.
    pieces: BTreeMap<Month, Vec<Piece>>,
    /// Sales of which a later month refunds something, by position.
    refunded_later: HashSet<usize>,
}

/// Refunds without an earlier sale.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unmatched {
    /// How many.
    pub refunds: u64,
    /// Their sum.
    pub amount: Money,
}

/// What was sold and given back in a month.
#[derive(Debug, Default)]
pub struct RetailFacts {
    /// Orders and refunds, those that the house bears among the late ones.
    pub facts: MonthFacts,
    /// The lines whose parts a later month will ask for.
    pub to_pin: HashSet<LineKey>,
}

impl<'f> RetailMonths<'f> {
    /// Matches the refunds.
    pub fn of(file: &'f InvoiceFile, members: &'f Members) -> Result<Self, Failure> {
        let month_of = |at: usize| Month::of(file.lines[at].date);
        let mut pieces: BTreeMap<Month, Vec<Piece>> = BTreeMap::new();
        let mut refunded_later = HashSet::new();
        for piece in match_refunds(&file.lines)? {
            let month = month_of(piece.refund);
            refunded_later.extend(piece.sale.filter(|sale| month_of(*sale) < month));
            pieces.entry(month).or_default().push(piece);
        }
        Ok(Self { lines: &file.lines, members, pieces, refunded_later })
    }

    /// Every month of the file, first to last.
    pub fn months(&self) -> Vec<Month> {
        let bounds = self.lines.first().zip(self.lines.last());
        let (mut next, last) = match bounds {
            Some((first, last)) => (Some(Month::of(first.date)), Month::of(last.date)),
            None => return Vec::new(),
        };
        std::iter::from_fn(|| {
            let month = next.filter(|month| *month <= last)?;
            next = month.next();
            Some(month)
        })
        .collect()
    }

    /// Refunds that found no earlier sale, over the whole file.
    pub fn unmatched(&self) -> Result<Unmatched, Failure> {
        let pieces = || self.pieces.values().flatten().filter(|piece| piece.sale.is_none());
        Ok(Unmatched {
            refunds: pieces().count() as u64,
            amount: Money::sum(pieces().map(|piece| piece.amount))?,
        })
    }

    /// The facts of a month. `agents` are those at its opening, newcomers of the month among them; `pinned` are the lines of
    /// earlier months that were asked for, which note what is refunded now.
    pub fn facts(
        &self,
        month: Month,
        agents: &Agents,
        pinned: &mut PinnedLines,
        house: &Id,
    ) -> Result<RetailFacts, Failure> {
        let mut facts = RetailFacts::default();
        let mut places: HashMap<usize, usize> = HashMap::new();
        self.add_sales(month, agents, &mut facts, &mut places)?;
        for piece in self.pieces.get(&month).into_iter().flatten() {
            let refunded = &self.lines[piece.refund];
            match piece.sale {
                None => facts.facts.late_refunds.push(borne_by_house(refunded, piece.amount, house)?),
                Some(sale) => {
                    let line = line_id(&self.lines[sale])?;
                    let refund = LineRefund { line, on: refunded.date, amount: piece.amount, reason: None };
                    match places.get(&sale) {
                        Some(order) => facts.facts.sales[*order].refunds.push(refund),
                        None => facts.facts.late_refunds.push(self.late(sale, refund, pinned)?),
                    }
                }
            }
        }
        Ok(facts)
    }

    /// The sales of a month, one order per invoice, and a second one where part of an invoice belongs to no agent.
    fn add_sales(
        &self,
        month: Month,
        agents: &Agents,
        facts: &mut RetailFacts,
        places: &mut HashMap<usize, usize>,
    ) -> Result<(), Failure> {
        let first = self.lines.partition_point(|line| Month::of(line.date) < month);
        let end = self.lines.partition_point(|line| Month::of(line.date) <= month);
        let mut orders: HashMap<Id, usize> = HashMap::new();
        for (at, line) in self.lines.iter().enumerate().take(end).skip(first) {
            if line.amount.is_negative() {
                continue;
            }
            let id = order_id(line)?;
            let order = match orders.get(&id) {
                Some(order) => *order,
                None => {
                    orders.insert(id.clone(), facts.facts.sales.len());
                    facts.facts.sales.push(self.sale(id.clone(), line, month, agents)?);
                    facts.facts.sales.len() - 1
                }
            };
            places.insert(at, order);
            let sold = sold_line(line)?;
            if self.refunded_later.contains(&at) {
                facts.to_pin.insert((id, sold.id.clone()));
            }
            facts.facts.sales[order].order.lines.push(sold);
        }
        Ok(())
    }

    /// An order without lines yet. The file knows no delivery: what is invoiced counts as paid and received on the day.
    fn sale(&self, id: Id, line: &InvoiceLine, month: Month, agents: &Agents) -> Result<Sale, Failure> {
        let active = |id: &Id| agents.agent(id).is_some();
        let customer = line.customer.filter(|_| line.is_goods_of_customer());
        let agent = customer.and_then(|customer| self.members.agent_of(customer, month, active));
        let chain: Vec<Link> = agent.and_then(|agent| agents.chain(&agent.id)).unwrap_or_default();
        let buyer = line.customer.map(|customer| Id::new(&customer.to_string())).transpose()?;
        Ok(Sale {
            order: Order { id, placed_on: line.date, buyer, chain, mentor: None, lines: Vec::new() },
            paid_on: Some(line.date),
            received_on: Some(line.date),
            new_customer: false,
            refunds: Vec::new(),
        })
    }

    fn late(&self, sale: usize, refund: LineRefund, pinned: &mut PinnedLines) -> Result<LateRefund, Failure> {
        let sold = &self.lines[sale];
        let key = (order_id(sold)?, refund.line.clone());
        let line = pinned.line(&key.0, &key.1).ok_or_else(|| {
            Failure(format!("line {} of invoice {} was not kept for its refund", key.1, key.0))
        })?;
        Ok(line.refund(key.0, refund)?)
    }
}

/// A refund that no sale in the file goes with: the house gives it alone.
fn borne_by_house(line: &InvoiceLine, amount: Money, house: &Id) -> Result<LateRefund, Failure> {
    let role = Role::Residual;
    let part = LinePart { party: house.clone(), role, pool: None, amount };
    let mut pinned = Pinned::sold(line.date, None, amount);
    // It comes out of what the house can dispose of, and waits for no receipt.
    pinned.frozen_through = Some(line.date);
    pinned.parts.push(part);
    let refund = LineRefund { line: line_id(line)?, on: line.date, amount, reason: None };
    Ok(pinned.refund(line.invoice.clone(), refund)?)
}

/// The invoice; what of it belongs to no agent is an order of its own.
fn order_id(line: &InvoiceLine) -> Result<Id, Failure> {
    if line.is_goods_of_customer() {
        return Ok(line.invoice.clone());
    }
    Ok(Id::new(&format!("{}/house", line.invoice))?)
}

fn line_id(line: &InvoiceLine) -> Result<Id, Failure> {
    Ok(Id::new(&line.number.to_string())?)
}

fn sold_line(line: &InvoiceLine) -> Result<Line, Failure> {
    Ok(Line {
        id: line_id(line)?,
        sku: Some(line.stock.clone()),
        category: None,
        quantity: line.quantity.unsigned_abs(),
        paid: line.amount,
        cost: None,
        supplier: None,
    })
}
