//! `customer_classify` over columns: cells become classes.

use super::{ColumnRules, MOST_CELL, day_of_asking, net_of, orders_of};
use crate::calendar::Date;
use crate::column::{Cell as _, Input as _, Memory, Output as _, columns, put};
use crate::customer::rules::Rules;
use crate::error::{Code, Error};

columns! {
    /// Customers on a day, a row each.
    pub struct ClassifyBatch {
        counts {
            /// Customers.
            rows,
            /// 1: days of asking.
            dates,
        }
        columns {
            /// As `customer_absorb` left it: net sales · 2^13 + orders.
            input cells: i64 [rows],
            /// As `customer_absorb` left it: the day of the last order; nothing where there is none.
            optional last_order_day: i32 [rows],
            /// The day of asking. Needed with `last_order_day`.
            optional as_of_day: i32 [dates],
            /// The class, by its place in the rulebook; nothing when the customer has none.
            output class: u8 [rows],
            /// Orders of positive net in the window.
            wanted orders: u32 [rows],
            /// What the customer bought in the window, less refunds.
            wanted net_sales_fen: i64 [rows],
            /// The next class, by its place in the rulebook; nothing in the highest.
            wanted next_class: u8 [rows],
            /// How many orders it is away; nothing in the highest.
            wanted missing_orders: u32 [rows],
            /// Whether the customer sleeps: 0 no, 1 yes; 0 without `last_order_day`.
            wanted dormant: u8 [rows],
            /// The first day on which the customer sleeps, if nothing else is bought; nothing when that day never comes, or without
            /// `last_order_day`.
            wanted dormant_day: i32 [rows],
            /// 0, or the number of the code by which the row is refused.
            output code: u16 [rows],
        }
    }
}

/// Customers that are worked on at a time.
const BLOCK: usize = 256;

/// Decides the class of each customer. Returns how many rows are refused.
///
/// A row is refused with `money_out_of_range` (a cell that no table has) or `date_out_of_range` (a day that no calendar has, or one
/// after the day of asking).
///
/// # Errors
/// `list_length` of a column; `missing_field` for `as_of_day` beside `last_order_day`; `date_out_of_range` or `count_out_of_range`
/// for `as_of_day`.
pub fn classify_columns<M: Memory>(
    rules: &Rules,
    classes: &ColumnRules,
    batch: &mut ClassifyBatch<M>,
) -> Result<usize, Error> {
    batch.check_lengths()?;
    let sleep = Sleep::of(rules, batch)?;
    let mut refused = 0_usize;
    let mut from = 0_usize;
    while from < batch.rows {
        let rows = batch.rows.saturating_sub(from).min(BLOCK);
        let (mut cells, mut own, mut codes) = ([0_i64; BLOCK], [0_u8; BLOCK], [0_u16; BLOCK]);
        batch.cells.read(from, cells.get_mut(..rows).unwrap_or_default());
        for (at, ((cell, class), code)) in cells.iter().zip(&mut own).zip(&mut codes).take(rows).enumerate() {
            let cell = cell.cast_unsigned();
            let row = from.saturating_add(at);
            if let Err(refusal) = check(batch, cell, row, sleep.as_ref()) {
                *code = refusal.number();
                refused = refused.saturating_add(1);
                write(batch, rules, sleep.as_ref(), row, None);
                continue;
            }
            *class = classes.class(orders_of(cell));
            write(batch, rules, sleep.as_ref(), row, Some(cell));
        }
        batch.class.write(from, own.get(..rows).unwrap_or_default());
        batch.code.write(from, codes.get(..rows).unwrap_or_default());
        from = from.saturating_add(rows);
    }
    Ok(refused)
}

/// Who sleeps.
struct Sleep {
    as_of: i32,
    /// The last day on which one may have ordered last who sleeps now.
    through: Option<i32>,
}

impl Sleep {
    fn of<M: Memory>(rules: &Rules, batch: &ClassifyBatch<M>) -> Result<Option<Self>, Error> {
        if batch.last_order_day.is_none() {
            return Ok(None);
        }
        let as_of = day_of_asking(&batch.as_of_day, "last_order_day")?;
        let through = rules.dormant_through(as_of).map(Date::days_since_epoch);
        Ok(Some(Self { as_of: as_of.days_since_epoch(), through }))
    }
}

#[inline]
fn check<M: Memory>(
    batch: &ClassifyBatch<M>,
    cell: u64,
    row: usize,
    sleep: Option<&Sleep>,
) -> Result<(), Code> {
    if cell > MOST_CELL {
        return Err(Code::MoneyOutOfRange);
    }
    let (Some(sleep), Some(last)) = (sleep, last_day(batch, row)) else { return Ok(()) };
    if last > sleep.as_of || Date::from_days_since_epoch(last).is_none() {
        return Err(Code::DateOutOfRange);
    }
    Ok(())
}

#[inline]
fn last_day<M: Memory>(batch: &ClassifyBatch<M>, row: usize) -> Option<i32> {
    crate::column::optional(&batch.last_order_day, row)
}

/// Writes what is wanted of a customer; zeros where the row is refused.
#[inline]
fn write<M: Memory>(
    batch: &mut ClassifyBatch<M>,
    rules: &Rules,
    sleep: Option<&Sleep>,
    row: usize,
    cell: Option<u64>,
) {
    let orders = cell.map_or(0, orders_of);
    put(&mut batch.orders, row, u32::try_from(orders).unwrap_or(u32::NONE));
    put(&mut batch.net_sales_fen, row, cell.map_or(0, net_of).cast_signed());
    if batch.next_class.is_some() || batch.missing_orders.is_some() {
        let next = rules.next_class(orders);
        let place = next.and_then(|(place, _)| u8::try_from(place).ok()).unwrap_or(u8::NONE);
        let missing = next.and_then(|(_, needed)| u32::try_from(needed.saturating_sub(orders)).ok());
        put(&mut batch.next_class, row, if cell.is_some() { place } else { 0 });
        put(&mut batch.missing_orders, row, if cell.is_some() { missing.unwrap_or(u32::NONE) } else { 0 });
    }
    let last = last_day(batch, row).filter(|_| cell.is_some());
    let through = sleep.and_then(|sleep| sleep.through);
    let is_dormant = last.zip(through).is_some_and(|(last, through)| last <= through);
    put(&mut batch.dormant, row, u8::from(is_dormant));
    if batch.dormant_day.is_some() {
        let begins = last
            .and_then(Date::from_days_since_epoch)
            .and_then(|last| rules.dormant.begins_on(last, rules.leap_day));
        let nothing = if cell.is_some() { i32::NONE } else { 0 };
        put(&mut batch.dormant_day, row, begins.map_or(nothing, Date::days_since_epoch));
    }
}
