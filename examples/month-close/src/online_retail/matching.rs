//! Which sale each refund belongs to. The file does not say: a cancellation names its customer and code, not its invoice.
//!
//! The rule: the same customer's same stock code, of the lines before it the latest with something left first, over several
//! lines if it is more than one has left.

use std::collections::HashMap;

use siyu::Id;
use siyu::money::Money;

use super::lines::InvoiceLine;
use crate::failure::Failure;

/// A refund, or as much of it as belongs to one sale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// The refund's position among the lines.
    pub refund: usize,
    /// The sale's position; `None` when there is no sale before it that has anything left.
    pub sale: Option<usize>,
    /// How much, above zero.
    pub amount: Money,
}

/// Matches the refunds of lines that stand in order of time.
pub fn match_refunds(lines: &[InvoiceLine]) -> Result<Vec<Piece>, Failure> {
    // Of each customer and code the sales with something left, the latest last.
    let mut open: HashMap<(u32, &Id), Vec<(usize, Money)>> = HashMap::new();
    let mut pieces = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let key = line.customer.map(|customer| (customer, &line.stock));
        if !line.amount.is_negative() {
            if let Some(key) = key {
                open.entry(key).or_default().push((at, line.amount));
            }
            continue;
        }
        let mut wanted = line.amount.negated();
        let mut sales = key.and_then(|key| open.get_mut(&key));
        while !wanted.is_zero() {
            let latest = sales.as_mut().and_then(|sales| sales.pop());
            let Some((sale, left)) = latest else {
                pieces.push(Piece { refund: at, sale: None, amount: wanted });
                break;
            };
            let amount = wanted.at_most(left);
            pieces.push(Piece { refund: at, sale: Some(sale), amount });
            wanted = wanted.minus(amount)?;
            let left = left.minus(amount)?;
            if let Some(sales) = sales.as_mut().filter(|_| !left.is_zero()) {
                sales.push((sale, left));
            }
        }
    }
    Ok(pieces)
}
