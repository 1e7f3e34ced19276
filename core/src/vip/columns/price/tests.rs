//! Over columns and by call, the same prices and codes.

use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use proptest::collection::vec as several;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::{PriceBatch, price_columns};
use crate::Rulebook;
use crate::calendar::Date;
use crate::column::{Cell as _, Slices};
use crate::document::Id;
use crate::error::Code;
use crate::money::{Currency, Money};
use crate::reason::Reasons;
use crate::vip::{Coupon, PriceFacts, PriceLine, Rules, price};

fn rules(section: &str) -> Rules {
    let text = format!(
        r#"{{"name": "s", "version": "1", "effective_from": "2026-01-01", "vip": {{{section} "levels": [
            {{"id": "gold", "top_up": "3000.00", "factor": "9.5折"}},
            {{"id": "platinum", "top_up": "4000.00", "factor": "9折", "birthday_factor": "0.913"}}
        ]}}}}"#
    );
    Rulebook::parse(&text).unwrap().vip().unwrap().clone()
}

/// Sections of every shape.
fn section() -> impl Strategy<Value = String> {
    let floor = option::of(select(
        &[
            r#""floor": {"cost": true}, "#,
            r#""floor": {"unit_price": "3.00", "list_share": "70%"}, "#,
            r#""floor": {"list_share": "88.8888%", "cost": true}, "#,
        ][..],
    ));
    let mode = select(&["multiply", "best_of", "additive"][..]);
    let window = select(&["day", "week", "month"][..]);
    let birthday = option::of((mode, window, any::<bool>(), any::<bool>(), any::<bool>()));
    let points = option::of(select(&["100%", "33.3333%"][..]));
    let rounding = select(&["half_up", "half_even", "down", "up"][..]);
    let coupon = select(&["list", "discounted"][..]);
    (floor, birthday, points, rounding, coupon).prop_map(|(floor, birthday, points, rounding, coupon)| {
        let birthday = birthday.map_or(String::new(), |(mode, window, is_once, is_capped, is_for_all)| {
            let maximum = if is_capped { r#", "maximum_discount": "5.00""# } else { "" };
            let all = if is_for_all { r#", "without_level": "9.8折""# } else { "" };
            format!(
                r#""birthday": {{"mode": "{mode}", "window": "{window}", "factor": "9.3折", "once": {is_once}{maximum}{all}}}, "#
            )
        });
        let points = points.map_or(String::new(), |share| {
            format!(r#""points": {{"points": 7, "worth": "0.05", "maximum_share": "{share}"}}, "#)
        });
        let floor = floor.unwrap_or_default();
        format!(
            r#"{floor}{birthday}{points}"rounding": "{rounding}", "coupon": {{"minimum_of": "{coupon}", "maximum_share": "50%"}}, "#
        )
    })
}

#[derive(Debug, Clone)]
struct Row {
    on: i32,
    list: i64,
    quantity: u32,
    cost: Option<i64>,
    floor: Option<i64>,
    level: Option<u8>,
    born: Option<i32>,
    used: Option<i32>,
    coupon: Option<(i64, i64)>,
    points: u32,
}

/// 2026-03-01.
const DAY: i32 = 20_513;

fn row() -> impl Strategy<Value = Row> {
    let fen = || prop_oneof![30 => 0_i64..30_000, 2 => 0_i64..4, 1 => Just(-5_i64), 1 => Just(1_000_000_000_000_001_i64)];
    let born =
        option::of(prop_oneof![8 => -4000_i32..4000, 4 => Just(DAY - 365 * 30 - 8), 1 => DAY - 3..DAY + 4]);
    let level = option::of(prop_oneof![20 => 0_u8..2, 1 => Just(2_u8)]);
    let coupon = option::of((fen(), fen()));
    let used = option::of(2025_i32..2028);
    let count = prop_oneof![30 => 1_u32..4, 1 => Just(0_u32)];
    (
        DAY - 40..DAY + 40,
        fen(),
        count,
        option::of(fen()),
        option::of(fen()),
        level,
        born,
        used,
        coupon,
        0_u32..3000,
    )
        .prop_map(|(on, list, quantity, cost, floor, level, born, used, coupon, points)| Row {
            on,
            list,
            quantity,
            cost,
            floor,
            level,
            born,
            used,
            coupon,
            points: points.saturating_sub(1000),
        })
}

/// What a row comes to: payable, the four steps, the birthday, points.
type Told = Result<(i64, [i64; 4], i32, u32), Code>;

fn by_call(rules: &Rules, row: &Row) -> Told {
    let day = |number| Date::from_days_since_epoch(number).ok_or(Code::DateOutOfRange);
    let money = |minor| Money::from_minor(minor).map_err(|error| error.code);
    let line = PriceLine {
        id: Id::new("1").unwrap(),
        sku: None,
        quantity: row.quantity.into(),
        list: money(row.list)?,
        cost: row.cost.map(money).transpose()?,
        floor: row.floor.map(money).transpose()?,
    };
    let coupon = row
        .coupon
        .map(|(amount, minimum)| Ok(Coupon { id: None, amount: money(amount)?, minimum: money(minimum)? }));
    let level = row.level.map(|place| {
        rules
            .levels
            .get(usize::from(place))
            .map_or_else(|| Id::new("unknown").unwrap(), |level| level.id.clone())
    });
    let facts = PriceFacts {
        on: day(row.on)?,
        lines: vec![line],
        level,
        born_on: row.born.map(day).transpose()?,
        birthdays_used: row.used.map(|year| Date::new(year, 6, 1).unwrap()).into_iter().collect(),
        coupon: coupon.transpose()?,
        points: row.points.into(),
    };
    let priced = price(rules, Currency::CNY, &facts, &mut Reasons::none()).map_err(|error| error.code)?;
    let steps: Vec<i64> = priced.steps.iter().map(|step| step.amount.minor()).collect();
    let birthday = priced.birthday.map_or(i32::NONE, Date::days_since_epoch);
    Ok((priced.payable.minor(), steps.try_into().unwrap(), birthday, priced.points_used as u32))
}

fn over_columns(rules: &Rules, rows: &[Row]) -> Vec<Told> {
    fn column<T>(rows: &[Row], of: fn(&Row) -> T) -> Vec<T> {
        rows.iter().map(of).collect()
    }
    let amounts = || vec![77_i64; rows.len()];
    let (mut payable, mut level, mut birthday) = (amounts(), amounts(), amounts());
    let (mut coupon, mut points) = (amounts(), amounts());
    let (mut given, mut used) = (vec![77_i32; rows.len()], vec![77_u32; rows.len()]);
    let mut code = vec![77_u16; rows.len()];
    let mut batch: PriceBatch<Slices<'_>> = PriceBatch {
        rows: rows.len(),
        on_day: &column(rows, |row| row.on),
        list_fen: &column(rows, |row| row.list),
        quantity: Some(&column(rows, |row| row.quantity)),
        cost_fen: Some(&column(rows, |row| row.cost.unwrap_or(i64::NONE))),
        floor_fen: Some(&column(rows, |row| row.floor.unwrap_or(i64::NONE))),
        level: Some(&column(rows, |row| row.level.unwrap_or(u8::NONE))),
        born_day: Some(&column(rows, |row| row.born.unwrap_or(i32::NONE))),
        birthday_used_year: Some(&column(rows, |row| row.used.unwrap_or(i32::NONE))),
        coupon_fen: Some(&column(rows, |row| row.coupon.map_or(i64::NONE, |(amount, _)| amount))),
        coupon_minimum_fen: Some(&column(rows, |row| row.coupon.map_or(i64::NONE, |(_, minimum)| minimum))),
        points: Some(&column(rows, |row| row.points)),
        payable_fen: &mut payable,
        level_fen: Some(&mut level),
        birthday_fen: Some(&mut birthday),
        coupon_off_fen: Some(&mut coupon),
        points_fen: Some(&mut points),
        birthday_day: Some(&mut given),
        points_used: Some(&mut used),
        code: &mut code,
    };
    let refused = price_columns(rules, &mut batch).unwrap();
    assert_eq!(refused, code.iter().filter(|code| **code != 0).count());
    (0..rows.len())
        .map(|row| {
            let steps = [level[row], birthday[row], coupon[row], points[row]];
            match Code::ALL.iter().find(|one| one.number() == code[row]) {
                None => Ok((payable[row], steps, given[row], used[row])),
                Some(refused) => {
                    assert_eq!((payable[row], steps, given[row], used[row]), (0, [0; 4], 0, 0));
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
        rows in several(row(), 0..40),
    ) {
        let rules = rules(&section);
        let told = over_columns(&rules, &rows);
        for (row, told) in rows.iter().zip(&told) {
            prop_assert_eq!(told, &by_call(&rules, row), "{:?}", row);
            prop_assert_eq!(&over_columns(&rules, std::slice::from_ref(row)), &vec![*told]);
            if let Ok((payable, steps, ..)) = told {
                prop_assert_eq!(row.list, payable + steps.iter().sum::<i64>());
            }
        }
    }
}

#[test]
fn nine_tenths_on_a_birthday_of_95_percent_is_855_thousandths() {
    let rules = rules(r#""birthday": {"factor": "9.5折", "mode": "multiply", "window": "day"}, "#);
    let row = Row {
        on: DAY,
        list: 100_000,
        quantity: 1,
        cost: None,
        floor: None,
        level: Some(0),
        // 1996-03-01.
        born: Some(9556),
        used: None,
        coupon: None,
        points: 0,
    };
    assert_eq!(over_columns(&rules, &[row]), [Ok((90_250, [5_000, 4_750, 0, 0], DAY, 0))]);
}
