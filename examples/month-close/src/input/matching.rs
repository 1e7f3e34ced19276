//! Brings refunds and receipts to their lines: those of this month's orders to the sale, those of earlier months to what the
//! ledgers pinned.

use std::collections::HashSet;

use siyu::Id;
use siyu::calendar::Date;
use siyu::money::{Currency, Money};

use super::fault::Fault;
use super::ledger::PinnedLines;
use super::orders::Orders;
use super::problems::{Place, Problems};
use super::received::ReadReceipt;
use super::refunds::ReadRefund;
use crate::facts::{LateRefund, Receipt};
use crate::failure::Failure;

/// What happened in the month to lines of earlier months, with the rows that say so.
#[derive(Debug, Default)]
pub struct Late {
    /// Refunds.
    pub refunds: Vec<(LateRefund, Place)>,
    /// Receipts; a row without a line makes several.
    pub receipts: Vec<(Receipt, Place)>,
}

/// The refunds of this month's orders go to their sales; the others are left.
pub fn refund_sales(
    refunds: Vec<ReadRefund>,
    orders: &mut Orders,
    currency: Currency,
    problems: &mut Problems,
) -> Result<Vec<ReadRefund>, Failure> {
    let mut left = Vec::new();
    for one in refunds {
        match orders.line(&one.order, &one.refund.line) {
            None => left.push(one),
            Some(place) => refund_sale(one, place, orders, currency, problems)?,
        }
    }
    Ok(left)
}

fn refund_sale(
    one: ReadRefund,
    (sale, line): (usize, usize),
    orders: &mut Orders,
    currency: Currency,
    problems: &mut Problems,
) -> Result<(), Failure> {
    let sold = &orders.sales[sale];
    let earliest = sold.order.placed_on;
    if one.refund.on < earliest {
        problems.refuse(one.place, [(Some("on"), Fault::Before { found: one.refund.on, earliest })]);
        return Ok(());
    }
    let refunded = sold.refunds.iter().filter(|refund| refund.line == one.refund.line);
    let refunded = Money::sum(refunded.map(|refund| refund.amount))?;
    let left = sold.order.lines[line].paid.minus(refunded)?;
    if one.refund.amount > left {
        problems.refuse(one.place, [(Some("amount"), more_than_left(&one, left, currency))]);
        return Ok(());
    }
    orders.refund(sale, one);
    Ok(())
}

/// The receipts of this month's orders go to their sales; the others are left.
pub fn receive_sales(
    receipts: Vec<ReadReceipt>,
    orders: &mut Orders,
    problems: &mut Problems,
) -> Vec<ReadReceipt> {
    let mut left = Vec::new();
    for one in receipts {
        let Some(sale) = orders.sale(&one.order) else {
            left.push(one);
            continue;
        };
        let earliest = sale.order.placed_on;
        if one.received_on < earliest {
            let fault = Fault::Before { found: one.received_on, earliest };
            problems.refuse(one.place, [(Some("received_on"), fault)]);
        } else if sale.received_on.is_some() {
            let fault = Fault::ReceivedAlready { order: one.order.to_string() };
            problems.refuse(one.place, [(Some("order"), fault)]);
        } else {
            sale.received_on = Some(one.received_on);
        }
    }
    left
}

/// The orders that a ledger is asked for.
pub fn wanted(refunds: &[ReadRefund], receipts: &[ReadReceipt]) -> HashSet<Id> {
    let orders = refunds.iter().map(|one| &one.order).chain(receipts.iter().map(|one| &one.order));
    orders.cloned().collect()
}

/// One thing that happens to a line of an earlier month.
enum Event {
    Received(ReadReceipt),
    Refunded(ReadRefund),
}

impl Event {
    /// Of one day the receipt comes first, as it does in a statement.
    fn key(&self) -> (Date, u8) {
        match self {
            Self::Received(one) => (one.received_on, 0),
            Self::Refunded(one) => (one.refund.on, 1),
        }
    }
}

/// Takes what happened to lines of earlier months in the order of time, so that each finds what came before it.
/// `frozen_through` says how long a receipt freezes.
pub fn take_late(
    (refunds, receipts): (Vec<ReadRefund>, Vec<ReadReceipt>),
    pinned: &mut PinnedLines,
    frozen_through: impl Fn(Date) -> Result<Date, siyu::Error>,
    currency: Currency,
    problems: &mut Problems,
) -> Result<Late, Failure> {
    let receipts = receipts.into_iter().map(Event::Received);
    let mut events: Vec<Event> = receipts.chain(refunds.into_iter().map(Event::Refunded)).collect();
    events.sort_by_key(Event::key);
    let mut late = Late::default();
    for event in events {
        match event {
            Event::Refunded(one) => {
                let place = one.place;
                let taken = refund_line(one, pinned, currency, problems)?;
                late.refunds.extend(taken.map(|taken| (taken, place)));
            }
            Event::Received(one) => {
                let through = frozen_through(one.received_on)?;
                let taken = receive_lines(&one, through, pinned, problems);
                late.receipts.extend(taken.into_iter().map(|taken| (taken, one.place)));
            }
        }
    }
    Ok(late)
}

fn refund_line(
    one: ReadRefund,
    pinned: &mut PinnedLines,
    currency: Currency,
    problems: &mut Problems,
) -> Result<Option<LateRefund>, Failure> {
    let Some(line) = pinned.line(&one.order, &one.refund.line) else {
        let fault = unknown(&one.order, one.refund.line.as_str());
        problems.refuse(one.place, [(Some("order"), fault)]);
        return Ok(None);
    };
    let left = line.left()?;
    if one.refund.amount > left {
        problems.refuse(one.place, [(Some("amount"), more_than_left(&one, left, currency))]);
        return Ok(None);
    }
    Ok(Some(line.refund(one.order, one.refund)?))
}

/// The lines of a receipt that are still on their way.
fn receive_lines(
    one: &ReadReceipt,
    frozen_through: Date,
    pinned: &mut PinnedLines,
    problems: &mut Problems,
) -> Vec<Receipt> {
    let lines = one.line.clone().map_or_else(|| pinned.lines_of(&one.order), |line| vec![line]);
    let mut receipts = Vec::new();
    let mut fault = None;
    for id in lines {
        match pinned.line(&one.order, &id) {
            None => fault = Some(("line", unknown(&one.order, id.as_str()))),
            Some(line) if one.received_on < line.sold_on => {
                fault =
                    Some(("received_on", Fault::Before { found: one.received_on, earliest: line.sold_on }));
            }
            Some(line) if line.frozen_through.is_some() => {
                fault.get_or_insert(("order", Fault::ReceivedAlready { order: one.order.to_string() }));
            }
            Some(line) => {
                receipts.push(line.receive((one.order.clone(), id), one.received_on, frozen_through))
            }
        }
    }
    if receipts.is_empty() {
        let (column, fault) = fault.unwrap_or_else(|| ("order", unknown(&one.order, "")));
        problems.refuse(one.place, [(Some(column), fault)]);
    }
    receipts
}

fn unknown(order: &Id, line: &str) -> Fault {
    Fault::UnknownLine { order: order.to_string(), line: line.into() }
}

fn more_than_left(one: &ReadRefund, left: Money, currency: Currency) -> Fault {
    Fault::MoreThanLeft { found: one.refund.amount.to_text(currency), left: left.to_text(currency) }
}
