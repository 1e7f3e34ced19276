//! The first piece: a chunk of orders becomes sums.

use alloc::format;
use alloc::vec::Vec;

use super::Books;
use super::facts::{Chunk, LateRefund, LineRefund, Posting, Receipt, Sale};
use super::partial::{AgentSum, Partial, Totals};
use super::refunds::{RefundsByLine, once_only, unknown_line};
use super::tally::Tally;
use crate::agent::RefundAttribution;
use crate::calendar::{Date, Month};
use crate::commission::{
    Clawback, ClawbackRequest, FreezeFrom, LinePart, Movement, MovementKind, Refund, RefundReason, Refunded,
    Role, SplitLine, clawback, split,
};
use crate::document::Id;
use crate::error::{Code, Error};
use crate::money::Money;
use crate::reason::Reasons;

/// Takes a posting; a host that needs none hands in `&mut |_| {}`.
pub type Ledger<'l> = dyn FnMut(Posting) + 'l;

/// Absorbs a chunk of a month's orders, refunds and receipts, and writes every posting to the ledger.
///
/// # Errors
/// [`Code::DuplicateItem`] for what stands twice in the chunk (what stands in two chunks cannot be seen); then the first fault of
/// a sale, late refund or receipt, at its pointer: what splitting or clawing back refuses, [`Code::OutsidePeriod`],
/// [`Code::UnknownLine`], [`Code::RefundBeforeSale`]. Nothing of the chunk counts then.
pub fn absorb(books: &Books<'_>, chunk: &Chunk, ledger: &mut Ledger<'_>) -> Result<Partial, Error> {
    once_only(chunk)?;
    let partial = Partial::empty(chunk.period);
    let mut absorber = Absorber { books, period: chunk.period, partial, tally: Tally::default(), ledger };
    for (at, sale) in chunk.sales.iter().enumerate() {
        absorber.sale(sale).map_err(|error| error.within(format!("/sales/{at}")))?;
    }
    for (at, late) in chunk.late_refunds.iter().enumerate() {
        absorber.late_refund(late).map_err(|error| error.within(format!("/late_refunds/{at}")))?;
    }
    for (at, receipt) in chunk.receipts.iter().enumerate() {
        absorber.receipt(receipt).map_err(|error| error.within(format!("/receipts/{at}")))?;
    }
    let Absorber { partial, tally, .. } = absorber;
    Ok(Partial { parties: tally.finish()?, ..partial })
}

struct Absorber<'a, 'l> {
    books: &'a Books<'a>,
    period: Month,
    partial: Partial,
    /// What becomes the `parties` of the sums.
    tally: Tally,
    ledger: &'a mut Ledger<'l>,
}

/// Where a posting comes from.
#[derive(Clone, Copy)]
struct Source<'a> {
    order: &'a Id,
    line: &'a Id,
    frozen_through: Option<Date>,
}

/// What one line adds to its agent's sums.
struct LineSum {
    paid: Money,
    refunded: Money,
    supplied: Money,
}

impl Absorber<'_, '_> {
    fn sale(&mut self, sale: &Sale) -> Result<(), Error> {
        let order = &sale.order;
        let paid_on = sale.paid_on.unwrap_or(order.placed_on);
        self.within_period(paid_on, if sale.paid_on.is_some() { "/paid_on" } else { "/order/placed_on" })?;
        let refunds = RefundsByLine::of(sale)?;
        let parts = split(self.books.commission, order, self.books.currency, &mut Reasons::none());
        let parts = parts.map_err(|error| error.within("/order"))?;
        let frozen_through = self.frozen_through(sale, paid_on)?;

        let mut sums = LineSum { paid: Money::ZERO, refunded: Money::ZERO, supplied: Money::ZERO };
        for line in &parts.lines {
            let source = Source { order: &order.id, line: &line.line, frozen_through };
            let sum = self.sold_line(line, &refunds, source, paid_on)?;
            sums.paid = sums.paid.plus(sum.paid)?;
            sums.refunded = sums.refunded.plus(sum.refunded)?;
            sums.supplied = sums.supplied.plus(sum.supplied)?;
        }
        self.partial.total(&Totals {
            orders: 1,
            lines: count(parts.lines.len()),
            refunds: count(sale.refunds.len()),
            gross: sums.paid,
            refunded: sums.refunded,
            refunded_late: Money::ZERO,
        })?;
        self.credit(sale, &sums)
    }

    /// Posts a line and its refunds.
    fn sold_line(
        &mut self,
        line: &SplitLine,
        refunds: &RefundsByLine<'_>,
        source: Source<'_>,
        paid_on: Date,
    ) -> Result<LineSum, Error> {
        for part in &line.parts {
            self.post(source, part, paid_on, MovementKind::Earned)?;
        }
        let mut sum = LineSum { paid: line.paid, refunded: Money::ZERO, supplied: supplied(&line.parts)? };
        let mut refunded = Refunded::default();
        for (at, refund) in refunds.of_line(&line.line) {
            let within = |error: Error| error.within(format!("/refunds/{at}"));
            self.within_period(refund.on, "/on").map_err(within)?;
            if refund.on < paid_on {
                let error = Error::new(Code::RefundBeforeSale).found(refund.on).allowed(paid_on);
                return Err(within(error.at("/on")));
            }
            let taken = self.claw_back(line, refunded, refund, source);
            let taken = taken.map_err(|error| within(moved(error, "/refund/", "/")))?;
            refunded = taken.refunded;
            sum.refunded = sum.refunded.plus(refund.amount)?;
            sum.supplied = sum.supplied.minus(supplied(&taken.parts)?)?;
        }
        Ok(sum)
    }

    /// Adds an order to its direct agent's sums.
    fn credit(&mut self, sale: &Sale, sums: &LineSum) -> Result<(), Error> {
        let Some(direct) = sale.order.chain.first() else { return Ok(()) };
        self.partial.agents.change(direct.agent.clone(), |agent| {
            agent.add_money(sums.paid, sums.refunded, sums.supplied)?;
            if sums.paid > sums.refunded {
                agent.add_order(sale.order.buyer.as_ref(), sale.new_customer);
            }
            Ok(())
        })
    }

    fn late_refund(&mut self, late: &LateRefund) -> Result<(), Error> {
        self.within_period(late.refund.on, "/refund/on")?;
        if late.refund.line != late.line.line {
            return Err(unknown_line(&late.refund.line, [&late.line.line]).at("/refund/line"));
        }
        let source =
            Source { order: &late.order, line: &late.line.line, frozen_through: late.frozen_through };
        let taken = self.claw_back(&late.line, late.refunded, &late.refund, source)?;
        let amount = late.refund.amount;
        self.partial.total(&Totals {
            refunds: 1,
            refunded: amount,
            refunded_late: amount,
            ..Totals::default()
        })?;
        match (&late.agent, self.books.agent.refund_attribution) {
            (Some(agent), RefundAttribution::RefundPeriod) => {
                let supplied = supplied(&taken.parts)?.negated();
                let add = |sum: &mut AgentSum| sum.add_money(Money::ZERO, amount, supplied);
                self.partial.agents.change(agent.clone(), add)
            }
            _ => Ok(()),
        }
    }

    /// Dates what is left of a pending line.
    fn receipt(&mut self, receipt: &Receipt) -> Result<(), Error> {
        self.within_period(receipt.received_on, "/received_on")?;
        let through = self
            .books
            .commission
            .freeze
            .through(receipt.received_on)
            .map_err(|error| error.at("/received_on"))?;
        let source =
            Source { order: &receipt.order, line: &receipt.line.line, frozen_through: Some(through) };
        for part in &self.left_of(receipt)? {
            self.post(source, part, receipt.received_on, MovementKind::Dated)?;
        }
        Ok(())
    }

    /// The parts of a line less what earlier refunds took back. A line without any is checked all the same.
    fn left_of(&self, receipt: &Receipt) -> Result<Vec<LinePart>, Error> {
        let mut left = receipt.line.parts.clone();
        let mut refunded = Refunded::default();
        let earlier = [
            (receipt.refunded.returned, RefundReason::Returned, "/refunded/returned"),
            (receipt.refunded.compensation, RefundReason::Compensation, "/refunded/compensation"),
        ];
        for (amount, reason, path) in earlier {
            let refund = Refund { amount, reason: Some(reason) };
            let request = ClawbackRequest { line: receipt.line.clone(), refunded, refund };
            let taken = clawback(self.books.commission, &request, self.books.currency, &mut Reasons::none());
            let taken = taken.map_err(|error| moved(error, "/refund/amount", path))?;
            for (part, gone) in left.iter_mut().zip(&taken.parts) {
                part.amount = part.amount.minus(gone.amount)?;
            }
            refunded = taken.refunded;
        }
        Ok(left)
    }

    fn claw_back(
        &mut self,
        line: &SplitLine,
        refunded: Refunded,
        refund: &LineRefund,
        source: Source<'_>,
    ) -> Result<Clawback, Error> {
        let request = ClawbackRequest {
            line: line.clone(),
            refunded,
            refund: Refund { amount: refund.amount, reason: refund.reason },
        };
        let taken = clawback(self.books.commission, &request, self.books.currency, &mut Reasons::none())?;
        for part in &taken.parts {
            self.post(source, part, refund.on, MovementKind::ClawedBack)?;
        }
        Ok(taken)
    }

    /// One posting: to the ledger, and to the party's sums.
    fn post(
        &mut self,
        source: Source<'_>,
        part: &LinePart,
        on: Date,
        kind: MovementKind,
    ) -> Result<(), Error> {
        if part.amount.is_zero() {
            return Ok(());
        }
        let frozen_through = source.frozen_through;
        (self.ledger)(Posting {
            order: source.order.clone(),
            line: source.line.clone(),
            party: part.party.clone(),
            role: part.role,
            on,
            kind,
            amount: part.amount,
            frozen_through,
        });
        let movement = Movement {
            on,
            kind,
            order: None,
            line: None,
            // Sums forget the role, but for the residual party's: only its postings may be below zero.
            role: (part.role == Role::Residual).then_some(Role::Residual),
            amount: part.amount,
            frozen_through,
            withheld: Money::ZERO,
        };
        self.tally.post(part.party.clone(), movement)
    }

    /// Through which day a sale is frozen, when the event that starts the freeze has happened.
    fn frozen_through(&self, sale: &Sale, paid_on: Date) -> Result<Option<Date>, Error> {
        let freeze = &self.books.commission.freeze;
        let paid_path = if sale.paid_on.is_some() { "/paid_on" } else { "/order/placed_on" };
        let (event, path) = match freeze.from {
            FreezeFrom::Received => (sale.received_on, "/received_on"),
            FreezeFrom::Paid => (Some(paid_on), paid_path),
            FreezeFrom::Placed => (Some(sale.order.placed_on), "/order/placed_on"),
        };
        let Some(event) = event else { return Ok(None) };
        // Goods that come later are the receipt of their own month: dated twice, they would be released twice.
        if freeze.from == FreezeFrom::Received && event > self.period.last() {
            return Err(Error::new(Code::OutsidePeriod).found(event).allowed(self.period).at(path));
        }
        freeze.through(event).map(Some).map_err(|error| error.at(path))
    }

    fn within_period(&self, date: Date, path: &str) -> Result<(), Error> {
        if self.period.contains(date) {
            return Ok(());
        }
        Err(Error::new(Code::OutsidePeriod).found(date).allowed(self.period).at(path))
    }
}

/// The supplier's part of a line.
fn supplied(parts: &[LinePart]) -> Result<Money, Error> {
    Money::sum(parts.iter().filter(|part| part.role == Role::Supplier).map(|part| part.amount))
}

/// The error with the beginning of its path replaced: what clawing back calls the refund is called otherwise here.
fn moved(error: Error, from: &str, to: &str) -> Error {
    match error.path.strip_prefix(from) {
        Some(rest) => {
            let path = format!("{to}{rest}");
            error.at(path)
        }
        None => error,
    }
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
