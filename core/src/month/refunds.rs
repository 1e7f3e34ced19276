//! What must stand once in a chunk, and the refunds of a sale, line by line.

use alloc::format;
use alloc::vec::Vec;

use super::facts::{Chunk, LineRefund, Sale};
use crate::document::Id;
use crate::error::{Code, Error};
use crate::order::{sort_by, sort_by_key};

/// Refuses what stands twice in a chunk, so that nothing is counted twice: an order; a line's receipt; a refund of an earlier
/// line after the same earlier refunds as another, as a list has it where each was taken for the first.
pub(super) fn once_only(chunk: &Chunk) -> Result<(), Error> {
    let twice = |path: &str, at: usize, end: &str, found: &dyn core::fmt::Display| {
        Err(Error::new(Code::DuplicateItem).found(found).allowed(1_u8).at(format!("{path}/{at}{end}")))
    };
    let orders = chunk.sales.iter().map(|sale| &sale.order.id);
    if let Some((at, order)) = repeated(orders.enumerate()) {
        return twice("/sales", at, "/order/id", order);
    }
    let refunds = chunk.late_refunds.iter().enumerate().filter(|(_, late)| !late.refund.amount.is_zero());
    let refunds = refunds.map(|(at, late)| {
        let before = (late.refunded.returned, late.refunded.compensation);
        (at, (&late.order, &late.line.line, before))
    });
    if let Some((at, (order, line, _))) = repeated(refunds) {
        return twice("/late_refunds", at, "/refunded", &format!("{order}, {line}"));
    }
    let receipts = chunk.receipts.iter().map(|receipt| (&receipt.order, &receipt.line.line));
    if let Some((at, (order, line))) = repeated(receipts.enumerate()) {
        return twice("/receipts", at, "/line/line", &format!("{order}, {line}"));
    }
    Ok(())
}

/// The first item that stands there before, and its place.
fn repeated<T: Ord + Copy>(items: impl Iterator<Item = (usize, T)>) -> Option<(usize, T)> {
    let mut sorted: Vec<(T, usize)> = items.map(|(at, item)| (item, at)).collect();
    sort_by(&mut sorted, Ord::cmp);
    let again = sorted.windows(2).filter_map(|pair| match pair {
        [(item, _), (next, at)] if item == next => Some((*at, *next)),
        _ => None,
    });
    again.min_by_key(|(at, _)| *at)
}

/// The refunds of a sale by line, by day, and as they stand in the list.
pub(super) struct RefundsByLine<'s>(Vec<(&'s Id, usize, &'s LineRefund)>);

impl<'s> RefundsByLine<'s> {
    /// Sorts a sale's refunds.
    ///
    /// # Errors
    /// [`Code::UnknownLine`]: every refund must name a line of its order, so that none is lost silently.
    pub(super) fn of(sale: &'s Sale) -> Result<Self, Error> {
        if sale.refunds.is_empty() {
            return Ok(Self(Vec::new()));
        }
        let mut lines: Vec<&Id> = sale.order.lines.iter().map(|line| &line.id).collect();
        sort_by(&mut lines, Ord::cmp);
        for (at, refund) in sale.refunds.iter().enumerate() {
            if lines.binary_search(&&refund.line).is_err() {
                let error = unknown_line(&refund.line, sale.order.lines.iter().map(|line| &line.id));
                return Err(error.at(format!("/refunds/{at}/line")));
            }
        }
        let refunds = sale.refunds.iter().enumerate();
        let mut refunds: Vec<_> = refunds.map(|(at, refund)| (&refund.line, at, refund)).collect();
        sort_by_key(&mut refunds, |(line, at, refund)| (*line, refund.on, *at));
        Ok(Self(refunds))
    }

    /// The refunds of a line with their places in the sale's list.
    pub(super) fn of_line(&self, line: &Id) -> impl Iterator<Item = (usize, &'s LineRefund)> {
        let first = self.0.partition_point(|(other, _, _)| *other < line);
        let after = self.0.iter().skip(first);
        after.take_while(move |(other, _, _)| *other == line).map(|(_, at, refund)| (*at, *refund))
    }
}

/// A refund names a line that is not there.
pub(super) fn unknown_line<'l>(found: &Id, known: impl IntoIterator<Item = &'l Id>) -> Error {
    let known: Vec<&str> = known.into_iter().map(Id::as_str).take(20).collect();
    Error::new(Code::UnknownLine).found(found).allowed(known.join(", "))
}
