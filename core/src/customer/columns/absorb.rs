//! `customer_absorb` over columns: orders are added to their customers' cells.

use super::{MOST_CELL, MOST_ORDERS, cell_of, day_of_asking, orders_of};
use crate::calendar::Date;
use crate::column::{Cell, Input, Memory, Output, amount, columns, place};
use crate::customer::rules::Rules;
use crate::error::{Code, Error};
use crate::money::Money;

/// Orders that are worked on at a time: so many cells are looked up ahead of their use.
const BLOCK: usize = 128;
/// The most that may be paid for one.
const MOST: u64 = Money::MAX.minor().unsigned_abs();

columns! {
    /// Orders, a row each, and the table that they are added to. The table begins with zeros, and is the same whatever chunks the
    /// orders come in.
    pub struct AbsorbBatch {
        counts {
            /// Orders.
            rows,
            /// Customers, numbered from 0 in the order of their ids' bytes.
            customers,
            /// 1: days of asking.
            dates,
        }
        columns {
            /// Who bought.
            input customer: u32 [rows],
            /// What was paid; not negative.
            input paid_fen: i64 [rows],
            /// What of it was refunded by the day of asking; nothing unless said. An order of which nothing is left does not count.
            optional refunded_fen: i64 [rows],
            /// The day of the order. Unless said, all orders are in the window.
            optional day: i32 [rows],
            /// The day of asking, with which the window ends: an order after it, or before the window, adds nothing. Needed with `day`.
            optional as_of_day: i32 [dates],
            /// Per customer: net sales · 2^13 + orders of positive net.
            update cells: i64 [customers],
            /// Per customer: the day of the last order that counts, in the window or before it. Begins with nothing. Needs `day`.
            tally last_order_day: i32 [customers],
            /// 0, or the number of the code by which the row is refused: nothing of it is added.
            output code: u16 [rows],
        }
    }
}

/// Adds orders to the table. Returns how many are refused.
///
/// A row is refused with `count_out_of_range` (a customer that the table does not have), `money_out_of_range`, `negative_amount`,
/// `refund_above_rest`, `date_out_of_range` (a day that no calendar has), `money_out_of_range` (what the customer bought in all), or
/// `count_out_of_range` (the customer's order 8,192).
///
/// # Errors
/// `list_length` of a column; `missing_field` for `as_of_day` beside `day`, and `day` beside `last_order_day`; `date_out_of_range` or
/// `count_out_of_range` for `as_of_day`.
pub fn absorb_columns<M: Memory>(rules: &Rules, batch: &mut AbsorbBatch<M>) -> Result<usize, Error> {
    batch.check_lengths()?;
    let days = Days::of(rules, batch)?;
    let (mut room, mut refused) = (Room::EMPTY, 0_usize);
    for from in (0..batch.rows).step_by(BLOCK) {
        let rows = batch.rows.saturating_sub(from).min(BLOCK);
        let Room { customer, paid, refunded, day } = &mut room;
        let orders = Orders {
            customer: batch.customer.cells(from, customer.get_mut(..rows).unwrap_or_default()),
            paid: batch.paid_fen.cells(from, paid.get_mut(..rows).unwrap_or_default()),
            refunded: cells(&batch.refunded_fen, from, refunded.get_mut(..rows).unwrap_or_default()),
            day: cells(&batch.day, from, day.get_mut(..rows).unwrap_or_default()),
        };
        look_ahead(batch, orders.customer, from.saturating_add(rows));
        let mut codes = [0_u16; BLOCK];
        let table = Table::<M> { cells: &mut batch.cells, last_order_day: &mut batch.last_order_day };
        refused = refused.saturating_add(orders.add(table, days, &mut codes));
        batch.code.write(from, codes.get(..rows).unwrap_or_default());
    }
    Ok(refused)
}

/// Cells of a column that may be left out: the room as it is where it was.
fn cells<'c, T: Cell, C: Input<T>>(column: &'c Option<C>, from: usize, room: &'c mut [T]) -> &'c [T] {
    match column {
        Some(column) => column.cells(from, room),
        None => room,
    }
}

/// Which days count.
#[derive(Clone, Copy)]
struct Days {
    from: i32,
    as_of: i32,
}

impl Days {
    /// Those of the window on the day of asking; `None` where orders have no days.
    fn of<M: Memory>(rules: &Rules, batch: &AbsorbBatch<M>) -> Result<Option<Self>, Error> {
        if batch.day.is_none() {
            if batch.last_order_day.is_some() {
                let error = Error::new(Code::MissingField).found("last_order_day").allowed("day");
                return Err(error.at("/day"));
            }
            return Ok(None);
        }
        let as_of = day_of_asking(&batch.as_of_day, "day")?;
        let from = rules.window(as_of).map_or(Date::MIN, |window| window.from());
        Ok(Some(Self { from: from.days_since_epoch(), as_of: as_of.days_since_epoch() }))
    }
}

/// Room for columns that cannot be looked at where they lie, and for those that are not there.
struct Room {
    customer: [u32; BLOCK],
    paid: [i64; BLOCK],
    refunded: [i64; BLOCK],
    day: [i32; BLOCK],
}

impl Room {
    const EMPTY: Self =
        Self { customer: [0; BLOCK], paid: [0; BLOCK], refunded: [0; BLOCK], day: [0; BLOCK] };
}

/// The table that orders are added to.
struct Table<'t, M: Memory> {
    cells: &'t mut M::Output<i64>,
    last_order_day: &'t mut Option<M::Output<i32>>,
}

/// The columns of a block.
struct Orders<'c> {
    customer: &'c [u32],
    paid: &'c [i64],
    refunded: &'c [i64],
    day: &'c [i32],
}

impl Orders<'_> {
    /// Adds them and says how many are refused.
    #[inline(never)]
    fn add<M: Memory>(&self, mut table: Table<'_, M>, days: Option<Days>, codes: &mut [u16; BLOCK]) -> usize {
        let mut refused = 0_usize;
        let amounts = self.paid.iter().zip(self.refunded);
        for (((customer, (paid, refunded)), day), code) in
            self.customer.iter().zip(amounts).zip(self.day).zip(codes)
        {
            // Comparing without a sign finds amounts below zero, too.
            let is_usual = paid.cast_unsigned() <= MOST && refunded.cast_unsigned() <= paid.cast_unsigned();
            let net = paid.wrapping_sub(*refunded).cast_unsigned();
            if is_usual && days.is_none() && add(table.cells, place(*customer), net).is_ok() {
                continue;
            }
            let order = Order { customer: *customer, paid: *paid, refunded: *refunded, day: *day };
            if let Err(refusal) = order.add(&mut table, days) {
                *code = refusal.number();
                refused = refused.saturating_add(1);
            }
        }
        refused
    }
}

/// Any order, checked as the call does.
struct Order {
    customer: u32,
    paid: i64,
    refunded: i64,
    day: i32,
}

impl Order {
    #[inline(never)]
    fn add<M: Memory>(&self, table: &mut Table<'_, M>, days: Option<Days>) -> Result<(), Code> {
        let customer = place(self.customer);
        if customer >= table.cells.length() {
            return Err(Code::CountOutOfRange);
        }
        let net = self.net()?;
        let Some(days) = days else { return add(table.cells, customer, net) };
        if Date::from_days_since_epoch(self.day).is_none() {
            return Err(Code::DateOutOfRange);
        }
        if self.day > days.as_of || net == 0 {
            return Ok(());
        }
        if self.day >= days.from {
            add(table.cells, customer, net)?;
        }
        if let Some(last) = table.last_order_day {
            // Nothing is the least of all.
            last.put(customer, last.at(customer).max(self.day));
        }
        Ok(())
    }

    /// What is left of it.
    fn net(&self) -> Result<u64, Code> {
        let paid = amount(self.paid.into())?;
        let refunded = amount(self.refunded.given().unwrap_or(0).into())?;
        if paid < 0 || refunded < 0 {
            return Err(Code::NegativeAmount);
        }
        let net = paid.saturating_sub(refunded);
        u64::try_from(net).map_err(|_| Code::RefundAboveRest)
    }
}

/// Adds what is left of an order to a customer's cell, or nothing where that would not hold it.
#[inline(always)]
fn add(cells: &mut impl Output<i64>, customer: usize, net: u64) -> Result<(), Code> {
    let mut refusal = None;
    let is_there = cells.change(customer, |[cell]: &mut [i64; 1]| {
        let before = cell.cast_unsigned();
        // Two sound cells together are below 2^64, and one that is not is above them already.
        let after = before.wrapping_add(cell_of(net));
        let has_room = orders_of(before) < MOST_ORDERS || net == 0;
        let is_within = before <= MOST_CELL && after <= MOST_CELL;
        if has_room && is_within {
            *cell = after.cast_signed();
        } else {
            refusal = Some(if is_within { Code::CountOutOfRange } else { Code::MoneyOutOfRange });
        }
    });
    match refusal {
        None if is_there => Ok(()),
        Some(refusal) => Err(refusal),
        None => Err(Code::CountOutOfRange),
    }
}

/// Looks at the cells of a block's customers before any is changed, and at the columns of the next block: these reads wait for no
/// other, so that the memory is asked for all of them at once.
#[inline(never)]
fn look_ahead<M: Memory>(batch: &AbsorbBatch<M>, customers: &[u32], next: usize) {
    /// As many amounts as lie in one line of the cache.
    const TOGETHER: usize = 8;
    let mut touched = 0;
    for customer in customers {
        touched ^= batch.cells.at(place(*customer));
    }
    for row in (next..next.saturating_add(BLOCK)).step_by(TOGETHER) {
        touched ^= i64::from(batch.customer.at(row)) ^ batch.paid_fen.at(row);
        touched ^= batch.refunded_fen.as_ref().map_or(0, |column| column.at(row));
    }
    core::hint::black_box(touched);
}
