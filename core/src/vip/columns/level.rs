//! `vip_level` over columns.

use alloc::vec::Vec;

use super::{check_levels, day, optional_amount, optional_day, optional_level};
use crate::calendar::Date;
use crate::column::{Cell as _, Input as _, Memory, Output as _, amount, columns, put};
use crate::document::Choice as _;
use crate::error::{Code, Error};
use crate::money::Money;
use crate::reason::Reasons;
use crate::vip::assessment::{Assessment, Customer, Outcome};
use crate::vip::level::LevelChange;
use crate::vip::rules::Rules;
use crate::vip::top_ups::{Entry, TopUps};

columns! {
    /// Customers on a day, a row each, and their top-ups: those of the first row first, then those of the second, and so on.
    pub struct LevelBatch {
        counts {
            /// Customers.
            rows,
            /// Top-ups of all customers.
            top_ups,
        }
        columns {
            /// The day of asking.
            input as_of_day: i32 [rows],
            /// The day of the customer's first purchase; nothing when there is none.
            optional first_purchase_day: i32 [rows],
            /// How many of the top-ups are the customer's; Σ = `top_ups`.
            input top_up_count: u32 [rows],
            /// The day of the top-up. A customer's top-ups stand in the order of their days, those of one day in the order of
            /// their ids. One that is later than `as_of_day` has not happened yet and does not count.
            input top_up_day: i32 [top_ups],
            /// What was paid, bonus apart; not negative.
            input top_up_fen: i64 [top_ups],
            /// What of it was refunded by `as_of_day`; nothing unless said.
            optional refunded_fen: i64 [top_ups],
            /// The level that the last decision gave, by its place in the rulebook; nothing when there is none.
            optional current_level: u8 [rows],
            /// The `since_day` of that decision.
            optional current_since_day: i32 [rows],
            /// The level, by its place in the rulebook; nothing when the customer has none.
            output level: u8 [rows],
            /// What became of the current level: 0 none, 1 granted, 2 upgraded, 3 kept, 4 renewed, 5 lowered, 6 ended.
            wanted change: u8 [rows],
            /// The day from which the level, or its current period, runs.
            wanted since_day: i32 [rows],
            /// The day on which the current period has ended; nothing where levels have no period.
            wanted review_day: i32 [rows],
            /// The first day on which the level is lost if nothing else happens; nothing when that day never comes.
            wanted ends_day: i32 [rows],
            /// What counts, net of refunds.
            wanted counted_fen: i64 [rows],
            /// The next level; nothing on the highest.
            wanted next_level: u8 [rows],
            /// The least top-up of today that reaches it (补差); nothing on the highest.
            wanted missing_fen: i64 [rows],
            /// 1 when a level needs a purchase that is not there, 0 elsewhere.
            wanted purchase_missing: u8 [rows],
            /// 0, or the number of the code by which the row is refused.
            output code: u16 [rows],
        }
    }
}

/// Decides the level of each customer. Returns how many rows are refused.
///
/// A row is refused, in this order, with `date_out_of_range` (a day that no calendar has, top-ups that are not in the order of
/// their days), `money_out_of_range`, `negative_amount`, `refund_above_rest`, `not_in_rulebook` (the current level),
/// `missing_field` (since when it is held), `date_out_of_range` (from a day yet to come), `money_out_of_range` (of sums).
///
/// # Errors
/// `list_length` of a column, or at `/top_up_count` when its sum is not `top_ups`; `count_out_of_range` when the rulebook has more
/// levels than a byte can tell.
pub fn level_columns<M: Memory>(rules: &Rules, batch: &mut LevelBatch<M>) -> Result<usize, Error> {
    batch.check_lengths()?;
    check_levels(rules)?;
    check_counts(batch)?;
    let mut refused = 0_usize;
    let mut first = 0_usize;
    // Its memory serves every customer in turn.
    let mut entries = Vec::new();
    for row in 0..batch.rows {
        let end = first.saturating_add(count(batch, row));
        let code = match decide(rules, batch, row, first..end, &mut entries) {
            Ok(outcome) => {
                write(batch, row, &outcome);
                0
            }
            Err(code) => {
                clear(batch, row);
                refused = refused.saturating_add(1);
                code.number()
            }
        };
        batch.code.put(row, code);
        first = end;
    }
    Ok(refused)
}

fn count<M: Memory>(batch: &LevelBatch<M>, row: usize) -> usize {
    usize::try_from(batch.top_up_count.at(row)).unwrap_or(usize::MAX)
}

fn check_counts<M: Memory>(batch: &LevelBatch<M>) -> Result<(), Error> {
    let sum = (0..batch.rows).fold(0_usize, |sum, row| sum.saturating_add(count(batch, row)));
    if sum == batch.top_ups {
        return Ok(());
    }
    Err(Error::new(Code::ListLength).found(batch.top_ups).allowed(sum).at("/top_up_count"))
}

fn decide<'r, M: Memory>(
    rules: &'r Rules,
    batch: &LevelBatch<M>,
    row: usize,
    top_ups: core::ops::Range<usize>,
    entries: &mut Vec<Entry<'r>>,
) -> Result<Outcome, Code> {
    let as_of = day(batch.as_of_day.at(row))?;
    let first_purchase_on = optional_day(&batch.first_purchase_day, row)?;
    read_top_ups(batch, top_ups, as_of, entries)?;
    let customer = Customer { as_of, first_purchase_on, current: current(rules, batch, row, as_of)? };
    let told = |error: Error| error.code;
    let assessment = Assessment::new(rules, customer, TopUps::sorted(rules, core::mem::take(entries)));
    let assessment = assessment.map_err(told)?;
    let outcome = assessment.decide(&mut Reasons::none()).map_err(told);
    *entries = assessment.into_top_ups().into_entries();
    outcome
}

/// The top-ups of a customer that have happened.
fn read_top_ups<M: Memory>(
    batch: &LevelBatch<M>,
    places: core::ops::Range<usize>,
    as_of: Date,
    entries: &mut Vec<Entry<'_>>,
) -> Result<(), Code> {
    entries.clear();
    let mut latest = Date::MIN;
    for place in places.clone() {
        let on = day(batch.top_up_day.at(place))?;
        if on < latest {
            return Err(Code::DateOutOfRange);
        }
        latest = on;
    }
    for place in places.clone() {
        amount(batch.top_up_fen.at(place).into())?;
        optional_amount(&batch.refunded_fen, place)?;
    }
    for place in places {
        let gross = batch.top_up_fen.at(place);
        let refunded = optional_amount(&batch.refunded_fen, place)?.unwrap_or(0);
        if gross < 0 || refunded < 0 {
            return Err(Code::NegativeAmount);
        }
        if refunded > gross {
            return Err(Code::RefundAboveRest);
        }
        let on = day(batch.top_up_day.at(place))?;
        if on <= as_of {
            let money = |minor| Money::from_minor(minor).map_err(|error| error.code);
            let net = money(gross.saturating_sub(refunded))?;
            entries.push(Entry { id: None, on, gross: money(gross)?, net });
        }
    }
    Ok(())
}

/// The rank that a customer has, and since when.
fn current<M: Memory>(
    rules: &Rules,
    batch: &LevelBatch<M>,
    row: usize,
    as_of: Date,
) -> Result<Option<(usize, Date)>, Code> {
    let Some(rank) = optional_level(rules, &batch.current_level, row)? else { return Ok(None) };
    let since = optional_day(&batch.current_since_day, row)?.ok_or(Code::MissingField)?;
    if since > as_of { Err(Code::DateOutOfRange) } else { Ok(Some((rank, since))) }
}

fn write<M: Memory>(batch: &mut LevelBatch<M>, row: usize, outcome: &Outcome) {
    let place = |rank: Option<usize>| rank.and_then(|rank| u8::try_from(rank).ok()).unwrap_or(u8::NONE);
    let day = |date: Option<Date>| date.map_or(i32::NONE, Date::days_since_epoch);
    batch.level.put(row, place(outcome.rank));
    let change = LevelChange::ALL.iter().position(|change| *change == outcome.change);
    put(&mut batch.change, row, place(change));
    put(&mut batch.since_day, row, day(outcome.since));
    put(&mut batch.review_day, row, day(outcome.review_on));
    put(&mut batch.ends_day, row, day(outcome.ends_on));
    put(&mut batch.counted_fen, row, outcome.counted.minor());
    put(&mut batch.next_level, row, place(outcome.next.map(|(rank, _)| rank)));
    put(&mut batch.missing_fen, row, outcome.next.map_or(i64::NONE, |(_, missing)| missing.minor()));
    put(&mut batch.purchase_missing, row, outcome.purchase_missing.into());
}

fn clear<M: Memory>(batch: &mut LevelBatch<M>, row: usize) {
    batch.level.put(row, 0);
    for column in [&mut batch.change, &mut batch.next_level, &mut batch.purchase_missing] {
        put(column, row, 0);
    }
    for column in [&mut batch.since_day, &mut batch.review_day, &mut batch.ends_day] {
        put(column, row, 0);
    }
    for column in [&mut batch.counted_fen, &mut batch.missing_fen] {
        put(column, row, 0);
    }
}

#[cfg(test)]
mod tests;
