//! `customer_merge` over columns: the cells of another chunk are added.

use super::{MOST_CELL, MOST_ORDERS, not_a_cell, orders_of};
use crate::column::{Input as _, Memory, Output as _, columns};
use crate::error::{Code, Error};

columns! {
    /// The table of some orders, to which that of others is added. Associative and commutative.
    pub struct MergeBatch {
        counts {
            /// Customers, numbered from 0.
            customers,
        }
        columns {
            /// As of `customer_absorb`.
            update cells: i64 [customers],
            /// As of `customer_absorb`: days of last orders. One that one side has, the other must have.
            tally last_order_day: i32 [customers],
            /// The same of the other chunk.
            input other_cells: i64 [customers],
            /// The same of the other chunk.
            optional other_last_order_day: i32 [customers],
        }
    }
}

/// Adds the table of another chunk. No row is refused: the tables are added as a whole or not at all.
///
/// # Errors
/// `list_length` of a column; `missing_field` for days of last orders that only one side has; `money_out_of_range` for a cell that no
/// table has, or a sum beyond the limit of money; `count_out_of_range` for more than 8,191 orders of a customer. Nothing is written
/// then.
pub fn merge_columns<M: Memory>(batch: &mut MergeBatch<M>) -> Result<usize, Error> {
    batch.check_lengths()?;
    let one_sided = |there: &str, missing: &str| {
        let error = Error::new(Code::MissingField).found(there).allowed(missing);
        Err(error.at(alloc::format!("/{missing}")))
    };
    match (&batch.last_order_day, &batch.other_last_order_day) {
        (Some(_), None) => return one_sided("last_order_day", "other_last_order_day"),
        (None, Some(_)) => return one_sided("other_last_order_day", "last_order_day"),
        _ => {}
    }
    for customer in 0..batch.customers {
        sum(batch, customer)?;
    }
    for customer in 0..batch.customers {
        // Every sum was made once before.
        if let Ok(sum) = sum(batch, customer) {
            batch.cells.put(customer, sum);
        }
        if let (Some(last), Some(other)) = (&mut batch.last_order_day, &batch.other_last_order_day) {
            last.put(customer, last.at(customer).max(other.at(customer)));
        }
    }
    Ok(0)
}

#[inline]
fn sum<M: Memory>(batch: &MergeBatch<M>, customer: usize) -> Result<i64, Error> {
    let (one, other) =
        (batch.cells.at(customer).cast_unsigned(), batch.other_cells.at(customer).cast_unsigned());
    if one > MOST_CELL {
        return Err(not_a_cell("cells", customer, one));
    }
    if other > MOST_CELL {
        return Err(not_a_cell("other_cells", customer, other));
    }
    let orders = orders_of(one).saturating_add(orders_of(other));
    if orders > MOST_ORDERS {
        let error =
            Error::new(Code::CountOutOfRange).found(orders).allowed(alloc::format!("≤ {MOST_ORDERS}"));
        return Err(error.at(alloc::format!("/cells/{customer}")));
    }
    // Two sound cells together are below 2^64.
    let sum = one.wrapping_add(other);
    if sum > MOST_CELL {
        return Err(not_a_cell("cells", customer, sum));
    }
    Ok(sum.cast_signed())
}
