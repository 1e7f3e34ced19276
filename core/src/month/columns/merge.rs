//! `month_merge` over columns: the tables of another chunk are added.

use super::totals::{TOTALS, Totals};
use super::{WIDTH, check_width};
use crate::column::{Input as _, Memory, Output as _, columns, is_amount};
use crate::error::{Code, Error};

columns! {
    /// The tables of a month that another chunk's are added to. Associative and commutative; a table that one side has, the other
    /// must have.
    pub struct MergeBatch {
        counts {
            /// Agents, numbered from 0.
            agents,
            /// 4: the cells of an agent's row of sums.
            width,
            /// Suppliers, numbered from 0.
            suppliers,
            /// 9: how many totals there are.
            totals,
        }
        columns {
            /// As of `month_absorb`: what each seller's orders earned.
            update earned_fen: i64 [agents, width],
            /// What they gave back.
            tally clawed_back_fen: i64 [agents, width],
            /// What suppliers kept.
            tally supplied_fen: i64 [agents],
            /// Orders of positive net.
            tally orders_sold: i64 [agents],
            /// What each supplier earned.
            tally supplier_earned_fen: i64 [suppliers],
            /// What each supplier gave back.
            tally supplier_clawed_back_fen: i64 [suppliers],
            /// The totals.
            update totals_fen: i64 [totals],
            /// The same of the other chunk.
            input other_earned_fen: i64 [agents, width],
            /// The same of the other chunk.
            optional other_clawed_back_fen: i64 [agents, width],
            /// The same of the other chunk.
            optional other_supplied_fen: i64 [agents],
            /// The same of the other chunk.
            optional other_orders_sold: i64 [agents],
            /// The same of the other chunk.
            optional other_supplier_earned_fen: i64 [suppliers],
            /// The same of the other chunk.
            optional other_supplier_clawed_back_fen: i64 [suppliers],
            /// The same of the other chunk.
            input other_totals_fen: i64 [totals],
        }
    }
}

/// Cells that are added at a time.
const BLOCK: usize = 256;

/// Adds the tables of another chunk. No row is refused: the tables are added as a whole or not at all.
///
/// # Errors
/// `list_length` of a column, `count_out_of_range` of a width, `missing_field` for a table that only one side has,
/// `money_out_of_range` for a sum beyond the limit of money. Nothing is written then.
pub fn merge_columns<M: Memory>(batch: &mut MergeBatch<M>) -> Result<usize, Error> {
    check_width("width", batch.width, WIDTH)?;
    check_width("totals", batch.totals, TOTALS)?;
    batch.check_lengths()?;
    each_table::<M>(batch, |name, own, other| match (own, other) {
        (Some(own), Some(other)) => check(name, own, other),
        (None, None) => Ok(()),
        (Some(_), None) => Err(one_sided(name, &alloc::format!("other_{name}"))),
        (None, Some(_)) => Err(one_sided(&alloc::format!("other_{name}"), name)),
    })?;
    let (own, other) =
        (Totals::read(&batch.totals_fen), core::array::from_fn(|cell| batch.other_totals_fen.at(cell)));
    let totals = own.plus(&Totals(other)).map_err(|code| Error::new(code).at("/totals_fen"))?;
    each_table::<M>(batch, |_, own, other| {
        if let (Some(own), Some(other)) = (own, other) {
            add(own, other);
        }
        Ok(())
    })?;
    batch.totals_fen.write(0, &totals.0);
    Ok(0)
}

type Visit<'v, M> = dyn FnMut(
        &str,
        Option<&mut <M as Memory>::Output<i64>>,
        Option<&<M as Memory>::Input<i64>>,
    ) -> Result<(), Error>
    + 'v;

fn each_table<M: Memory>(
    batch: &mut MergeBatch<M>,
    mut visit: impl FnMut(&str, Option<&mut M::Output<i64>>, Option<&M::Input<i64>>) -> Result<(), Error>,
) -> Result<(), Error> {
    let visit: &mut Visit<'_, M> = &mut visit;
    visit("earned_fen", Some(&mut batch.earned_fen), Some(&batch.other_earned_fen))?;
    visit("clawed_back_fen", batch.clawed_back_fen.as_mut(), batch.other_clawed_back_fen.as_ref())?;
    visit("supplied_fen", batch.supplied_fen.as_mut(), batch.other_supplied_fen.as_ref())?;
    visit("orders_sold", batch.orders_sold.as_mut(), batch.other_orders_sold.as_ref())?;
    visit(
        "supplier_earned_fen",
        batch.supplier_earned_fen.as_mut(),
        batch.other_supplier_earned_fen.as_ref(),
    )?;
    visit(
        "supplier_clawed_back_fen",
        batch.supplier_clawed_back_fen.as_mut(),
        batch.other_supplier_clawed_back_fen.as_ref(),
    )
}

fn one_sided(there: &str, missing: &str) -> Error {
    Error::new(Code::MissingField).found(there).allowed(missing).at(alloc::format!("/{missing}"))
}

fn check(
    name: &str,
    own: &impl crate::column::Output<i64>,
    other: &impl crate::column::Input<i64>,
) -> Result<(), Error> {
    // What is beyond 64 bits is beyond the limit of money, too.
    let sum = |cell: usize| own.at(cell).saturating_add(other.at(cell));
    match (0..own.length()).find(|cell| !is_amount(sum(*cell))) {
        Some(cell) => {
            let found = i128::from(own.at(cell)).saturating_add(other.at(cell).into());
            Err(Error::new(Code::MoneyOutOfRange).found(found).at(alloc::format!("/{name}/{cell}")))
        }
        None => Ok(()),
    }
}

fn add(own: &mut impl crate::column::Output<i64>, other: &impl crate::column::Input<i64>) {
    let mut from = 0_usize;
    while from < own.length() {
        let cells = own.length().saturating_sub(from).min(BLOCK);
        let mut sums = [0_i64; BLOCK];
        let Some(sums) = sums.get_mut(..cells) else { return };
        other.read(from, sums);
        for (at, sum) in sums.iter_mut().enumerate() {
            *sum = sum.wrapping_add(own.at(from.saturating_add(at)));
        }
        own.write(from, sums);
        from = from.saturating_add(cells);
    }
}
