//! Over columns and by call, the same levels and codes.

use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use proptest::collection::vec as several;
use proptest::option;
use proptest::prelude::*;

use super::{LevelBatch, level_columns};
use crate::Rulebook;
use crate::calendar::Date;
use crate::column::{Cell as _, Slices};
use crate::document::{Choice as _, Id};
use crate::error::Code;
use crate::money::{Currency, Money};
use crate::reason::Reasons;
use crate::vip::{CurrentLevel, LevelChange, LevelFacts, Rules, TopUp, TopUpRefund, level};

fn rules(section: &str) -> Rules {
    let text = format!(
        r#"{{"name": "s", "version": "1", "effective_from": "2026-01-01", "vip": {{{section} "levels": [
            {{"id": "gold", "top_up": "3000.00"}}, {{"id": "platinum", "top_up": "4000.00"}},
            {{"id": "diamond", "top_up": "5000.00"}}
        ]}}}}"#
    );
    Rulebook::parse(&text).unwrap().vip().unwrap().clone()
}

/// Sections of every shape.
fn section() -> impl Strategy<Value = String> {
    let word = |words: &'static [&'static str]| proptest::sample::select(words);
    (
        word(&["single", "cumulative"]),
        word(&["recompute", "keep_to_period_end", "keep"]),
        any::<bool>(),
        option::of(1_u32..800),
        option::of(1_u32..20),
    )
        .prop_map(|(qualify, on_refund, purchase, window, months)| {
            let window = window.map_or(String::new(), |days| format!(r#""window_days": {days}, "#));
            // What is kept to the end of a period needs one.
            let months = if on_refund == "keep_to_period_end" { months.or(Some(6)) } else { months };
            let months = months.map_or(String::new(), |months| format!(r#""valid_months": {months}, "#));
            format!(
                r#""qualify": "{qualify}", "on_refund": "{on_refund}", "purchase_required": {purchase}, {window}{months}"#
            )
        })
}

#[derive(Debug, Clone)]
struct Row {
    as_of: i32,
    purchase: Option<i32>,
    /// Day, amount, refunded.
    top_ups: Vec<(i32, i64, i64)>,
    current: Option<(u8, i32)>,
}

const DAY: i32 = 20_000;

fn row() -> impl Strategy<Value = Row> {
    let day = || prop_oneof![30 => DAY - 900..DAY + 30, 1 => Just(i32::MAX)];
    let fen = || prop_oneof![20 => 0_i64..600_000, 1 => Just(-1_i64), 1 => Just(999_999_999_999_999_i64)];
    let top_up = (day(), fen(), prop_oneof![6 => Just(0_u8), 2 => 0_u8..101, 1 => Just(120_u8)]);
    let current = option::of((0_u8..4, DAY - 900..DAY + 5));
    (DAY - 100..DAY, option::of(day()), several(top_up, 0..6), current).prop_map(
        |(as_of, purchase, top_ups, current)| {
            let mut top_ups: Vec<(i32, i64, i64)> = top_ups
                .into_iter()
                .map(|(day, fen, percent)| (day, fen, fen / 100 * i64::from(percent)))
                .collect();
            top_ups.sort_by_key(|(day, ..)| *day);
            Row { as_of, purchase, top_ups, current }
        },
    )
}

/// What a row comes to: level, change, since, review, end, counted, next, missing, purchase missing.
type Told = Result<(u8, u8, [i32; 3], i64, u8, i64, u8), Code>;

fn by_call(rules: &Rules, row: &Row) -> Told {
    let day = |number| Date::from_days_since_epoch(number).ok_or(Code::DateOutOfRange);
    let money = |minor| Money::from_minor(minor).map_err(|error| error.code);
    let id = |text: &str| Id::new(text).unwrap();
    let as_of = day(row.as_of)?;
    let first_purchase_on = row.purchase.map(day).transpose()?;
    for (on, ..) in &row.top_ups {
        day(*on)?;
    }
    let top_ups = row.top_ups.iter().enumerate().map(|(at, (on, amount, refunded))| {
        let refunded = TopUpRefund { on: day(*on)?, amount: money(*refunded)? };
        Ok(TopUp {
            id: id(&format!("{at:03}")),
            on: day(*on)?,
            amount: money(*amount)?,
            refunded: vec![refunded],
        })
    });
    let current = row.current.map(|(level, since)| {
        let level =
            rules.levels.get(usize::from(level)).map_or_else(|| id("unknown"), |level| level.id.clone());
        Ok(CurrentLevel { level, since: day(since)? })
    });
    let facts = LevelFacts {
        as_of,
        first_purchase_on,
        top_ups: top_ups.collect::<Result<_, Code>>()?,
        current: current.transpose()?,
    };
    let standing = level(rules, Currency::CNY, &facts, &mut Reasons::none()).map_err(|error| error.code)?;
    let place = |id: Option<&Id>| id.map_or(u8::NONE, |id| rules.rank_of(id).unwrap() as u8);
    let number = |date: Option<Date>| date.map_or(i32::NONE, Date::days_since_epoch);
    let next = standing.next.as_ref();
    let waits = rules.purchase_required && first_purchase_on.is_none_or(|date| date > as_of);
    Ok((
        place(standing.level.as_ref()),
        LevelChange::ALL.iter().position(|change| *change == standing.change).unwrap() as u8,
        [number(standing.since), number(standing.review_on), number(standing.ends_on)],
        standing.counted.minor(),
        place(next.map(|next| &next.level)),
        next.map_or(i64::NONE, |next| next.missing.minor()),
        next.map_or(waits, |next| next.purchase_missing).into(),
    ))
}

fn over_columns(rules: &Rules, rows: &[Row]) -> Vec<Told> {
    let column = |of: fn(&Row) -> i32| rows.iter().map(of).collect::<Vec<i32>>();
    let all = || rows.iter().flat_map(|row| &row.top_ups);
    let (days, since) = (
        all().map(|(on, ..)| *on).collect::<Vec<_>>(),
        column(|row| row.current.map_or(i32::NONE, |(_, since)| since)),
    );
    let (gross, refunded): (Vec<i64>, Vec<i64>) =
        all().map(|(_, gross, refunded)| (*gross, *refunded)).unzip();
    let level: Vec<u8> = rows.iter().map(|row| row.current.map_or(u8::NONE, |(level, _)| level)).collect();
    let counts: Vec<u32> = rows.iter().map(|row| row.top_ups.len() as u32).collect();
    let bytes = || vec![77_u8; rows.len()];
    let (mut got, mut change, mut next, mut waits) = (bytes(), bytes(), bytes(), bytes());
    let dates = || vec![77_i32; rows.len()];
    let (mut begins, mut review, mut ends) = (dates(), dates(), dates());
    let (mut counted, mut missing) = (vec![77_i64; rows.len()], vec![77_i64; rows.len()]);
    let mut code = vec![77_u16; rows.len()];
    let mut batch: LevelBatch<Slices<'_>> = LevelBatch {
        rows: rows.len(),
        top_ups: days.len(),
        as_of_day: &column(|row| row.as_of),
        first_purchase_day: Some(&column(|row| row.purchase.unwrap_or(i32::NONE))),
        top_up_count: &counts,
        top_up_day: &days,
        top_up_fen: &gross,
        refunded_fen: Some(&refunded),
        current_level: Some(&level),
        current_since_day: Some(&since),
        level: &mut got,
        change: Some(&mut change),
        since_day: Some(&mut begins),
        review_day: Some(&mut review),
        ends_day: Some(&mut ends),
        counted_fen: Some(&mut counted),
        next_level: Some(&mut next),
        missing_fen: Some(&mut missing),
        purchase_missing: Some(&mut waits),
        code: &mut code,
    };
    let refused = level_columns(rules, &mut batch).unwrap();
    assert_eq!(refused, code.iter().filter(|code| **code != 0).count());
    (0..rows.len())
        .map(|row| {
            let days = [begins[row], review[row], ends[row]];
            let told = (got[row], change[row], days, counted[row], next[row], missing[row], waits[row]);
            match Code::ALL.iter().find(|one| one.number() == code[row]) {
                None => Ok(told),
                Some(refused) => {
                    assert_eq!(told, (0, 0, [0; 3], 0, 0, 0, 0), "a refused row has results");
                    Err(*refused)
                }
            }
        })
        .collect()
}

proptest! {
    #[test]
    fn columns_and_calls_agree_and_a_batch_of_one_is_a_batch_of_many(
        section in section(),
        rows in several(row(), 0..30),
    ) {
        let rules = rules(&section);
        let told = over_columns(&rules, &rows);
        for (row, told) in rows.iter().zip(&told) {
            prop_assert_eq!(told, &by_call(&rules, row), "{:?}", row);
            prop_assert_eq!(&over_columns(&rules, std::slice::from_ref(row)), &vec![*told]);
        }
    }
}

#[test]
fn a_top_up_of_four_thousand_after_a_purchase_is_platinum_and_diamond_lacks_the_difference() {
    let row = Row { as_of: DAY, purchase: Some(DAY), top_ups: vec![(DAY, 400_000, 0)], current: None };
    let told = over_columns(&rules(""), &[row]);
    assert_eq!(told, [Ok((1, 1, [DAY, i32::NONE, i32::NONE], 400_000, 2, 100_000, 0))]);
}

#[test]
fn top_ups_out_of_order_are_refused_and_do_not_touch_the_next_customer() {
    let late = Row { as_of: DAY, purchase: None, top_ups: vec![(DAY, 1, 0), (DAY - 1, 1, 0)], current: None };
    let fine = Row { as_of: DAY, purchase: Some(DAY), top_ups: vec![(DAY, 300_000, 0)], current: None };
    let told = over_columns(&rules(""), &[late, fine]);
    assert_eq!(told[0], Err(Code::DateOutOfRange));
    assert_eq!(told[1].as_ref().map(|told| told.0), Ok(0));
}
