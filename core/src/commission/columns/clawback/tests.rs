//! Over columns and by call, the same figures and codes.

use alloc::vec;
use alloc::vec::Vec;

use proptest::collection::vec as several;
use proptest::prelude::*;

use super::{ClawbackBatch, clawback_columns};
use crate::column::Slices;
use crate::commission::{
    ClawbackRequest, LinePart, Refund, RefundReason, Refunded, Role, Rules, SplitLine, clawback,
};
use crate::document::Id;
use crate::error::Code;
use crate::money::{Currency, Money};
use crate::reason::Reasons;

const ROLES: [Role; 4] = [Role::Supplier, Role::Direct, Role::Residual, Role::Pool];

fn rules() -> Rules {
    let text = r#"{"name": "s", "version": "1", "effective_from": "2026-01-01", "commission": {"residual": "house"}}"#;
    crate::Rulebook::parse(text).unwrap().commission().unwrap().clone()
}

/// One refund, as both planes take it.
#[derive(Debug, Clone)]
struct Row {
    paid: i64,
    parts: [i64; 4],
    returned: i64,
    compensation: i64,
    refund: i64,
    reason: Option<RefundReason>,
}

/// What a row comes to: the parts and what is left, or the code.
type Told = Result<(Vec<i64>, i64), Code>;

fn by_call(row: &Row) -> Told {
    let money = |minor| Money::from_minor(minor).map_err(|error| error.code);
    let parts = ROLES.iter().zip(row.parts).map(|(role, minor)| {
        Ok(LinePart { party: Id::new("x").unwrap(), role: *role, pool: None, amount: money(minor)? })
    });
    let request = ClawbackRequest {
        line: SplitLine {
            line: Id::new("1").unwrap(),
            paid: money(row.paid)?,
            parts: parts.collect::<Result<_, Code>>()?,
        },
        refunded: Refunded { returned: money(row.returned)?, compensation: money(row.compensation)? },
        refund: Refund { amount: money(row.refund)?, reason: row.reason },
    };
    let taken =
        clawback(&rules(), &request, Currency::CNY, &mut Reasons::none()).map_err(|error| error.code)?;
    Ok((taken.parts.iter().map(|part| part.amount.minor()).collect(), taken.left.minor()))
}

fn over_columns(rows: &[Row]) -> Vec<Told> {
    let column = |of: fn(&Row) -> i64| rows.iter().map(of).collect::<Vec<i64>>();
    let (paid, returned) = (column(|row| row.paid), column(|row| row.returned));
    let (compensation, refund) = (column(|row| row.compensation), column(|row| row.refund));
    let parts: Vec<i64> = rows.iter().flat_map(|row| row.parts).collect();
    let reason: Vec<u8> = rows.iter().map(|row| row.reason.map_or(u8::MAX, |reason| reason as u8)).collect();
    let (mut taken, mut left) = (vec![-7; parts.len()], vec![-7; rows.len()]);
    let mut code = vec![7; rows.len()];
    let mut batch: ClawbackBatch<Slices<'_>> = ClawbackBatch {
        rows: rows.len(),
        parts: ROLES.len(),
        part_role: &ROLES.map(|role| role as u8),
        paid_fen: &paid,
        part_fen: &parts,
        returned_fen: Some(&returned),
        compensation_fen: Some(&compensation),
        refund_fen: &refund,
        reason: Some(&reason),
        taken_fen: &mut taken,
        left_fen: Some(&mut left),
        code: &mut code,
    };
    let refused = clawback_columns(&rules(), &mut batch).unwrap();
    assert_eq!(refused, code.iter().filter(|code| **code != 0).count());
    let taken = taken.chunks(ROLES.len()).map(<[i64]>::to_vec);
    taken
        .zip(left)
        .zip(code)
        .map(|((taken, left), code)| match Code::ALL.iter().find(|one| one.number() == code) {
            None => Ok((taken, left)),
            Some(refused) => {
                assert!(taken.iter().all(|minor| *minor == 0) && left == 0, "a refused row has results");
                Err(*refused)
            }
        })
        .collect()
}

/// Amounts of everyday size, and now and then one at the border of what is allowed.
fn minor() -> impl Strategy<Value = i64> {
    prop_oneof![8 => 0_i64..100_000, 1 => -3_i64..3, 1 => 999_999_999_999_990_i64..1_000_000_000_000_010]
}

fn row() -> impl Strategy<Value = Row> {
    let reason =
        prop_oneof![Just(None), Just(Some(RefundReason::Returned)), Just(Some(RefundReason::Compensation))];
    (
        minor(),
        [minor(), minor(), minor(), minor()],
        [0_u8..=100, 0_u8..=100, 0_u8..=100],
        any::<bool>(),
        reason,
    )
        .prop_map(|(paid, mut parts, [returned, compensation, refund], is_whole, reason)| {
            if is_whole {
                parts[2] = paid - parts[0] - parts[1] - parts[3];
            }
            let share = |percent: u8| paid / 100 * i64::from(percent) / 2;
            Row {
                paid,
                parts,
                returned: share(returned),
                compensation: share(compensation),
                refund: share(refund),
                reason,
            }
        })
}

proptest! {
    #[test]
    fn columns_and_calls_agree_and_a_batch_of_one_is_a_batch_of_many(rows in several(row(), 0..40)) {
        let told = over_columns(&rows);
        for (row, told) in rows.iter().zip(&told) {
            prop_assert_eq!(told, &by_call(row));
            prop_assert_eq!(&over_columns(std::slice::from_ref(row)), &vec![told.clone()]);
        }
    }
}

#[test]
fn the_example_of_one_yuan_takes_twelve_fen() {
    let row = Row {
        paid: 100_000,
        parts: [0, 12_000, 88_000, 0],
        returned: 0,
        compensation: 0,
        refund: 100,
        reason: None,
    };
    assert_eq!(over_columns(&[row]), [Ok((vec![0, 12, 88, 0], 99_900))]);
}

#[test]
fn a_batch_that_is_wrong_as_a_whole_is_refused_before_anything_is_written() {
    let refused = |roles: &[u8], paid: &[i64]| {
        let mut taken = [-7; 2];
        let mut code = [7; 1];
        let mut batch: ClawbackBatch<Slices<'_>> = ClawbackBatch {
            rows: 1,
            parts: 2,
            part_role: roles,
            paid_fen: paid,
            part_fen: &[0, 0],
            returned_fen: None,
            compensation_fen: None,
            refund_fen: &[0],
            reason: None,
            taken_fen: &mut taken,
            left_fen: None,
            code: &mut code,
        };
        let error = clawback_columns(&rules(), &mut batch).unwrap_err();
        assert_eq!((taken, code), ([-7; 2], [7; 1]));
        (error.code, error.path.clone())
    };
    assert_eq!(refused(&[1, 6], &[]), (Code::ListLength, "/paid_fen".into()));
    assert_eq!(refused(&[1, 1], &[0]), (Code::ResidualMissing, "/part_role".into()));
    assert_eq!(refused(&[6, 6], &[0]), (Code::ResidualTwice, "/part_role".into()));
    assert_eq!(refused(&[1, 9], &[0]), (Code::UnknownChoice, "/part_role/1".into()));
}
