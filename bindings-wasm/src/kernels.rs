//! The columns of every batch, handed to the kernel of its operation.
//!
//! Printed from the core's table by `cargo test`: do not edit.

use siyu::column::Slices;
use siyu::error::{Code, Error};
use siyu::{Rulebook, operation};
use siyu::{agent, commission, customer, month, vip};

use crate::columns::Taken;

/// The operations that run over columns.
#[rustfmt::skip]
const ALLOWED: &str = "agent_admit, agent_assess, commission_split, commission_clawback, month_chains, month_absorb, month_merge, month_close, vip_level, vip_price, customer_absorb, customer_merge, customer_classify, customer_segments";

/// Runs the kernel of an operation and tells how many rows are refused.
pub(crate) fn run(rulebook: &Rulebook, name: &str, columns: Taken<'_, '_>) -> Result<usize, Error> {
    match name {
        "agent_admit" => agent_admit(rulebook, columns),
        "agent_assess" => agent_assess(rulebook, columns),
        "commission_split" => commission_split(rulebook, columns),
        "commission_clawback" => commission_clawback(rulebook, columns),
        "month_chains" => month_chains(rulebook, columns),
        "month_absorb" => month_absorb(rulebook, columns),
        "month_merge" => month_merge(rulebook, columns),
        "month_close" => month_close(rulebook, columns),
        "vip_level" => vip_level(rulebook, columns),
        "vip_price" => vip_price(rulebook, columns),
        "customer_absorb" => customer_absorb(rulebook, columns),
        "customer_merge" => customer_merge(rulebook, columns),
        "customer_classify" => customer_classify(rulebook, columns),
        "customer_segments" => customer_segments(rulebook, columns),
        _ => Err(Error::new(Code::UnknownOperation).found(name).allowed(ALLOWED)),
    }
}

#[inline(never)]
fn agent_admit(rulebook: &Rulebook, mut columns: Taken<'_, '_>) -> Result<usize, Error> {
    let mut batch = agent::AdmitBatch::<Slices<'_>> {
        rows: columns.count(),
        readings: columns.count(),
        reading: columns.input(),
        cleared_month: columns.optional(),
        applied_day: columns.optional(),
        result: columns.output(),
        tier: columns.output(),
        asked_tier: columns.wanted(),
        shortfall: columns.wanted(),
        barred: columns.wanted(),
        reentry_day: columns.wanted(),
        code: columns.output(),
    };
    operation::agent_admit_columns(rulebook, &mut batch)
}

#[inline(never)]
fn agent_assess(rulebook: &Rulebook, mut columns: Taken<'_, '_>) -> Result<usize, Error> {
    let mut batch = agent::AssessBatch::<Slices<'_>> {
        rows: columns.count(),
        readings: columns.count(),
        tier: columns.input(),
        misses: columns.optional(),
        joined_month: columns.input(),
        last_month: columns.optional(),
        period_month: columns.input(),
        reading: columns.input(),
        outcome: columns.output(),
        tier_after: columns.output(),
        misses_after: columns.wanted(),
        effective_month: columns.wanted(),
        remaining_grace: columns.wanted(),
        next_tier: columns.wanted(),
        shortfall: columns.wanted(),
        code: columns.output(),
    };
    operation::agent_assess_columns(rulebook, &mut batch)
}

#[inline(never)]
fn commission_split(rulebook: &Rulebook, mut columns: Taken<'_, '_>) -> Result<usize, Error> {
    let mut batch = commission::SplitBatch::<Slices<'_>> {
        rows: columns.count(),
        chain: columns.count(),
        members: columns.count(),
        pools: columns.count(),
        paid_fen: columns.input(),
        cost_fen: columns.optional(),
        has_supplier: columns.optional(),
        quantity: columns.optional(),
        sku: columns.optional(),
        category: columns.optional(),
        chain_tier: columns.input(),
        chain_rate_ppm: columns.optional(),
        direct_is_buyer: columns.optional(),
        has_mentor: columns.optional(),
        chain_party: columns.optional(),
        mentor_party: columns.optional(),
        pool_party: columns.optional(),
        supplier_fen: columns.wanted(),
        chain_fen: columns.output(),
        mentor_fen: columns.wanted(),
        member_fen: columns.wanted(),
        residual_fen: columns.output(),
        code: columns.output(),
    };
    operation::commission_split_columns(rulebook, &mut batch)
}

#[inline(never)]
fn commission_clawback(rulebook: &Rulebook, mut columns: Taken<'_, '_>) -> Result<usize, Error> {
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

#[inline(never)]
fn month_chains(rulebook: &Rulebook, mut columns: Taken<'_, '_>) -> Result<usize, Error> {
    let mut batch = month::ChainsBatch::<Slices<'_>> {
        agents: columns.count(),
        above: columns.count(),
        sponsor: columns.input(),
        tier: columns.input(),
        class: columns.output(),
        upline: columns.wanted(),
    };
    operation::month_chains_columns(rulebook, &mut batch)
}

#[inline(never)]
fn month_absorb(rulebook: &Rulebook, mut columns: Taken<'_, '_>) -> Result<usize, Error> {
    let mut batch = month::AbsorbBatch::<Slices<'_>> {
        rows: columns.count(),
        agents: columns.count(),
        above: columns.count(),
        width: columns.count(),
        suppliers: columns.count(),
        totals: columns.count(),
        agent: columns.input(),
        paid_fen: columns.input(),
        cancelled_fen: columns.optional(),
        returned_fen: columns.optional(),
        compensation_fen: columns.optional(),
        cost_fen: columns.optional(),
        supplier: columns.optional(),
        quantity: columns.optional(),
        sku: columns.optional(),
        category: columns.optional(),
        direct_is_buyer: columns.optional(),
        pinned_class: columns.optional(),
        orders: columns.optional(),
        class: columns.input(),
        sponsor: columns.input(),
        upline: columns.optional(),
        earned_fen: columns.output(),
        clawed_back_fen: columns.wanted(),
        supplied_fen: columns.wanted(),
        orders_sold: columns.wanted(),
        supplier_earned_fen: columns.wanted(),
        supplier_clawed_back_fen: columns.wanted(),
        totals_fen: columns.output(),
        code: columns.output(),
    };
    operation::month_absorb_columns(rulebook, &mut batch)
}

#[inline(never)]
fn month_merge(rulebook: &Rulebook, mut columns: Taken<'_, '_>) -> Result<usize, Error> {
    let mut batch = month::MergeBatch::<Slices<'_>> {
        agents: columns.count(),
        width: columns.count(),
        suppliers: columns.count(),
        totals: columns.count(),
        earned_fen: columns.output(),
        clawed_back_fen: columns.wanted(),
        supplied_fen: columns.wanted(),
        orders_sold: columns.wanted(),
        supplier_earned_fen: columns.wanted(),
        supplier_clawed_back_fen: columns.wanted(),
        totals_fen: columns.output(),
        other_earned_fen: columns.input(),
        other_clawed_back_fen: columns.optional(),
        other_supplied_fen: columns.optional(),
        other_orders_sold: columns.optional(),
        other_supplier_earned_fen: columns.optional(),
        other_supplier_clawed_back_fen: columns.optional(),
        other_totals_fen: columns.input(),
    };
    operation::month_merge_columns(rulebook, &mut batch)
}

#[inline(never)]
fn month_close(rulebook: &Rulebook, mut columns: Taken<'_, '_>) -> Result<usize, Error> {
    let mut batch = month::CloseBatch::<Slices<'_>> {
        agents: columns.count(),
        segments: columns.count(),
        above: columns.count(),
        width: columns.count(),
        totals: columns.count(),
        readings: columns.count(),
        sponsor: columns.input(),
        upline: columns.optional(),
        earned_fen: columns.input(),
        clawed_back_fen: columns.optional(),
        supplied_fen: columns.optional(),
        totals_fen: columns.input(),
        orders_sold: columns.optional(),
        own_net_sales_fen: columns.wanted(),
        direct_team_net_sales_fen: columns.output(),
        whole_team_net_sales_fen: columns.wanted(),
        profit_fen: columns.wanted(),
        direct_fen: columns.wanted(),
        indirect_fen: columns.output(),
        clawed_back_by_agent_fen: columns.wanted(),
        reading: columns.wanted(),
    };
    operation::month_close_columns(rulebook, &mut batch)
}

#[inline(never)]
fn vip_level(rulebook: &Rulebook, mut columns: Taken<'_, '_>) -> Result<usize, Error> {
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

#[inline(never)]
fn vip_price(rulebook: &Rulebook, mut columns: Taken<'_, '_>) -> Result<usize, Error> {
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

#[inline(never)]
fn customer_absorb(rulebook: &Rulebook, mut columns: Taken<'_, '_>) -> Result<usize, Error> {
    let mut batch = customer::AbsorbBatch::<Slices<'_>> {
        rows: columns.count(),
        customers: columns.count(),
        dates: columns.count(),
        customer: columns.input(),
        paid_fen: columns.input(),
        refunded_fen: columns.optional(),
        day: columns.optional(),
        as_of_day: columns.optional(),
        cells: columns.output(),
        last_order_day: columns.wanted(),
        code: columns.output(),
    };
    operation::customer_absorb_columns(rulebook, &mut batch)
}

#[inline(never)]
fn customer_merge(rulebook: &Rulebook, mut columns: Taken<'_, '_>) -> Result<usize, Error> {
    let mut batch = customer::MergeBatch::<Slices<'_>> {
        customers: columns.count(),
        cells: columns.output(),
        last_order_day: columns.wanted(),
        other_cells: columns.input(),
        other_last_order_day: columns.optional(),
    };
    operation::customer_merge_columns(rulebook, &mut batch)
}

#[inline(never)]
fn customer_classify(rulebook: &Rulebook, mut columns: Taken<'_, '_>) -> Result<usize, Error> {
    let mut batch = customer::ClassifyBatch::<Slices<'_>> {
        rows: columns.count(),
        dates: columns.count(),
        cells: columns.input(),
        last_order_day: columns.optional(),
        as_of_day: columns.optional(),
        class: columns.output(),
        orders: columns.wanted(),
        net_sales_fen: columns.wanted(),
        next_class: columns.wanted(),
        missing_orders: columns.wanted(),
        dormant: columns.wanted(),
        dormant_day: columns.wanted(),
        code: columns.output(),
    };
    operation::customer_classify_columns(rulebook, &mut batch)
}

#[inline(never)]
fn customer_segments(rulebook: &Rulebook, mut columns: Taken<'_, '_>) -> Result<usize, Error> {
    let mut batch = customer::SegmentsBatch::<Slices<'_>> {
        customers: columns.count(),
        bands: columns.count(),
        figures: columns.count(),
        firsts: columns.count(),
        cells: columns.input(),
        class_customers: columns.output(),
        class_net_sales_fen: columns.wanted(),
        whole: columns.output(),
        top: columns.output(),
        super_users: columns.wanted(),
        coverage: columns.wanted(),
        super_user: columns.wanted(),
    };
    operation::customer_segments_columns(rulebook, &mut batch)
}
