//! The columns of every batch, handed to the kernel of its operation.
//!
//! Printed from the core's table by `cargo test`: do not edit.

use siyu::column::Slices;
use siyu::error::{Code, Error};
use siyu::{Rulebook, operation};
use siyu::{commission, vip};

use crate::columns::Taken;

/// The operations that run over columns.
const ALLOWED: &str = "commission_clawback, vip_level, vip_price";

/// Runs the kernel of an operation and tells how many rows are refused.
pub(crate) fn run(rulebook: &Rulebook, name: &str, mut columns: Taken<'_>) -> Result<usize, Error> {
    match name {
        "commission_clawback" => {
            let mut batch = commission::ClawbackBatch::<Slices<'_>> {
                rows: columns.count(),
                parts: columns.count(),
                part_role: columns.input(),
                paid_fen: columns.input(),
                part_fen: columns.input(),
                returned_fen: columns.optional(),
                compensation_fen: columns.optional(),
                refund_fen: columns.input(),
                reason: columns.optional(),
                taken_fen: columns.output(),
                left_fen: columns.wanted(),
                code: columns.output(),
            };
            operation::commission_clawback_columns(rulebook, &mut batch)
        }
        "vip_level" => {
            let mut batch = vip::LevelBatch::<Slices<'_>> {
                rows: columns.count(),
                top_ups: columns.count(),
                as_of_day: columns.input(),
                first_purchase_day: columns.optional(),
                top_up_count: columns.input(),
                top_up_day: columns.input(),
                top_up_fen: columns.input(),
                refunded_fen: columns.optional(),
                current_level: columns.optional(),
                current_since_day: columns.optional(),
                level: columns.output(),
                change: columns.wanted(),
                since_day: columns.wanted(),
                review_day: columns.wanted(),
                ends_day: columns.wanted(),
                counted_fen: columns.wanted(),
                next_level: columns.wanted(),
                missing_fen: columns.wanted(),
                purchase_missing: columns.wanted(),
                code: columns.output(),
            };
            operation::vip_level_columns(rulebook, &mut batch)
        }
        "vip_price" => {
            let mut batch = vip::PriceBatch::<Slices<'_>> {
                rows: columns.count(),
                on_day: columns.input(),
                list_fen: columns.input(),
                quantity: columns.optional(),
                cost_fen: columns.optional(),
                floor_fen: columns.optional(),
                level: columns.optional(),
                born_day: columns.optional(),
                birthday_used_year: columns.optional(),
                coupon_fen: columns.optional(),
                coupon_minimum_fen: columns.optional(),
                points: columns.optional(),
                payable_fen: columns.output(),
                level_fen: columns.wanted(),
                birthday_fen: columns.wanted(),
                coupon_off_fen: columns.wanted(),
                points_fen: columns.wanted(),
                birthday_day: columns.wanted(),
                points_used: columns.wanted(),
                code: columns.output(),
            };
            operation::vip_price_columns(rulebook, &mut batch)
        }
        _ => Err(Error::new(Code::UnknownOperation).found(name).allowed(ALLOWED)),
    }
}
