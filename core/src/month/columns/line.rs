//! One line of any kind, checked and shared as the call does.

use super::absorb::{AbsorbBatch, Absorber};
use super::chains::ABOVE;
use super::totals::{Total, Totals};
use crate::column::{Cell, Input as _, Memory, amount, optional, place};
use crate::commission::{ChainLine, Chained, CostCover, LANES, Overridden, SelfPurchase, floor_share};
use crate::error::Code;

/// What a line adds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Posted {
    /// Whose sale it is; beyond every table where no agent sold.
    pub(super) agent: usize,
    /// On whose row commission is added up.
    pub(super) credited: usize,
    pub(super) base: i64,
    pub(super) parts: [i64; LANES],
    pub(super) refunded: i64,
    pub(super) taken: [i64; LANES],
    pub(super) supplier: usize,
    pub(super) supplied: i64,
    pub(super) supplier_taken: i64,
    pub(super) orders: i64,
    /// The month's totals with it.
    pub(super) totals: Totals,
}

/// A line that was shared.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shared {
    agent: usize,
    credited: usize,
    base: i64,
    parts: [i64; LANES],
    supplier: usize,
    supplied: i64,
    returned: i64,
    compensation: i64,
    orders: Option<i64>,
}

impl Shared {
    /// Reads a row, checks it and shares it, in the order in which the call does.
    pub(super) fn of<M: Memory>(by: &Absorber<'_>, batch: &AbsorbBatch<M>, row: usize) -> Result<Self, Code> {
        let number = batch.agent.at(row);
        let agent = number.given().map_or(usize::MAX, place);
        if number.given().is_some() && agent >= batch.agents {
            return Err(Code::CountOutOfRange);
        }
        let money = |column: &Option<M::Input<i64>>| {
            optional(column, row).map(|minor| amount(minor.into())).transpose()
        };
        let paid = amount(batch.paid_fen.at(row).into())?;
        let cancelled = money(&batch.cancelled_fen)?.unwrap_or(0);
        let cost = money(&batch.cost_fen)?;
        let (returned, compensation) = (money(&batch.returned_fen)?, money(&batch.compensation_fen)?);
        let supplier = optional(&batch.supplier, row).map(place);
        let quantity = optional(&batch.quantity, row).unwrap_or(1);
        if supplier.is_some_and(|supplier| supplier >= batch.suppliers) || quantity == 0 {
            return Err(Code::CountOutOfRange);
        }
        if paid < 0 || cancelled < 0 {
            return Err(Code::NegativeAmount);
        }
        if cancelled > paid {
            return Err(Code::RefundAboveRest);
        }
        if cost.is_none() && (supplier.is_some() || by.chains.is_by_margin) {
            return Err(Code::MissingField);
        }
        if cost.is_some_and(|cost| cost < 0) {
            return Err(Code::NegativeAmount);
        }
        let base = paid.saturating_sub(cancelled);
        let payee = payee(by, batch, row, agent)?;
        let overridden = overridden(by, batch, row)?;
        let line = ChainLine {
            paid: base,
            cost,
            covers_cost: by.rules.cost_cover == CostCover::Cap,
            quantity: quantity.into(),
            class: class_of(batch, row, payee.credited)?,
            overridden: overridden.as_ref().map(Found::as_ref),
            direct_unpaid: payee.is_unpaid,
        };
        let parts = match by.chains.fast(&line) {
            Some(parts) => parts,
            None => by.chains.exactly(&line, chained(by, batch, payee.credited))?,
        };
        let supplied = if supplier.is_some() { cost.unwrap_or(0) } else { 0 };
        Ok(Self {
            agent,
            credited: payee.credited,
            base,
            parts,
            supplier: supplier.unwrap_or(usize::MAX),
            supplied,
            returned: returned.unwrap_or(0),
            compensation: compensation.unwrap_or(0),
            orders: optional(&batch.orders, row).map(i64::from),
        })
    }

    /// The line with what is given back of it, and the totals of the month with it.
    pub(super) fn posted(&self, totals: Totals) -> Result<Posted, Code> {
        let Self { agent, credited, base, parts, supplied, returned, compensation, .. } = *self;
        let house = parts.iter().fold(i128::from(base), |rest, part| rest.saturating_sub((*part).into()));
        let house = amount(house.saturating_sub(supplied.into()))?;
        if returned < 0 || compensation < 0 {
            return Err(Code::NegativeAmount);
        }
        let refunded = amount(i128::from(returned).saturating_add(compensation.into()))?;
        if refunded > base {
            return Err(Code::RefundAboveRest);
        }
        let (taken, supplier_taken) = if refunded == 0 {
            ([0; LANES], 0)
        } else {
            (parts.map(|part| floor_share(part, refunded, base)), floor_share(supplied, returned, base))
        };
        let others =
            taken.iter().fold(i128::from(refunded), |rest, taken| rest.saturating_sub((*taken).into()));
        let house_taken = amount(others.saturating_sub(supplier_taken.into()))?;
        let mut own = Totals::ZERO;
        let without_agent = |value: i64| if agent == usize::MAX { value } else { 0 };
        let all = [
            (Total::Gross, base),
            (Total::Refunded, refunded),
            (Total::GrossWithoutAgent, without_agent(base)),
            (Total::RefundedWithoutAgent, without_agent(refunded)),
            (Total::Supplied, supplied),
            (Total::SupplierClawedBack, supplier_taken),
            (Total::House, house),
            (Total::HouseClawedBack, house_taken),
            (Total::Lines, 1),
        ];
        all.into_iter().for_each(|(total, value)| own.add(total, value));
        Ok(Posted {
            agent,
            credited,
            base,
            parts,
            refunded,
            taken,
            supplier: self.supplier,
            supplied,
            supplier_taken,
            orders: self.orders.unwrap_or_else(|| i64::from(base > refunded)),
            totals: totals.plus(&own)?,
        })
    }
}

/// Whose chain is paid on a line.
#[derive(Debug, Clone, Copy)]
struct Payee {
    credited: usize,
    is_unpaid: bool,
}

fn payee<M: Memory>(
    by: &Absorber<'_>,
    batch: &AbsorbBatch<M>,
    row: usize,
    agent: usize,
) -> Result<Payee, Code> {
    let own = Payee { credited: agent, is_unpaid: false };
    if agent == usize::MAX {
        return Ok(own);
    }
    match (optional(&batch.direct_is_buyer, row).unwrap_or(0), by.rules.self_purchase) {
        (_, SelfPurchase::ToSelf) | (0, _) => Ok(own),
        (1, SelfPurchase::NotPaid) => Ok(Payee { is_unpaid: true, ..own }),
        (1, SelfPurchase::ToSponsor) => {
            let sponsor = batch.sponsor.at(agent).given().map_or(usize::MAX, place);
            Ok(Payee { credited: if sponsor < batch.agents { sponsor } else { usize::MAX }, ..own })
        }
        _ => Err(Code::UnknownChoice),
    }
}

/// The class of who is paid; of nobody that of nobody, which is the first.
fn class_of<M: Memory>(batch: &AbsorbBatch<M>, row: usize, credited: usize) -> Result<u16, Code> {
    if credited == usize::MAX {
        return Ok(0);
    }
    Ok(optional(&batch.pinned_class, row).unwrap_or_else(|| batch.class.at(credited)))
}

/// The overrides of a line.
enum Found<'r> {
    Alone(&'r Overridden),
    Both(Overridden),
}

impl Found<'_> {
    fn as_ref(&self) -> &Overridden {
        match self {
            Self::Alone(one) => one,
            Self::Both(both) => both,
        }
    }
}

#[inline]
fn overridden<'r, M: Memory>(
    by: &Absorber<'r>,
    batch: &AbsorbBatch<M>,
    row: usize,
) -> Result<Option<Found<'r>>, Code> {
    let table = &by.chains.overrides;
    let of_sku =
        optional(&batch.sku, row).map(|place| table.of_sku(place).ok_or(Code::UnknownChoice)).transpose()?;
    let of_category = optional(&batch.category, row)
        .map(|place| table.of_category(place).ok_or(Code::UnknownChoice))
        .transpose()?;
    Ok(match (of_sku, of_category) {
        (None, None) => None,
        (Some(one), None) | (None, Some(one)) => Some(Found::Alone(one)),
        (Some(of_sku), Some(of_category)) => Some(Found::Both(of_sku.before(of_category))),
    })
}

/// Who the lanes of a seller are.
fn chained<M: Memory>(by: &Absorber<'_>, batch: &AbsorbBatch<M>, agent: usize) -> Chained {
    let sponsor = batch.sponsor.at(agent);
    let uplines = match &batch.upline {
        Some(uplines) => uplines.row::<ABOVE>(agent),
        None => [sponsor, batch.sponsor.at(place(sponsor))],
    };
    by.chains.chained(u32::try_from(agent).unwrap_or(u32::NONE), sponsor, uplines)
}
