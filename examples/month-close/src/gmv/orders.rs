//! The orders that a month's GMV is measured from.

use std::collections::{BTreeMap, HashSet};

use siyu::Id;
use siyu::calendar::{Date, Month};
use siyu::gmv::{Order, OrderKind, Refund};
use siyu::money::Money;

use crate::facts::{LineRefund, Sale};
use crate::failure::Failure;
use crate::input::unpaid::Unpaid;

/// Orders of a month, refunds of earlier ones, and what was not paid.
#[derive(Debug, Default)]
pub struct GmvOrders {
    list: Vec<Order>,
}

impl GmvOrders {
    /// The orders that were paid in a month. They count on the day of payment, as everything else of them does.
    pub fn of(sales: &[Sale]) -> Result<Self, Failure> {
        let mut orders = Self::default();
        for sale in sales {
            let paid = Money::sum(sale.order.lines.iter().map(|line| line.paid))?;
            let refund = |one: &LineRefund| Refund { refunded_on: one.on, amount: one.amount };
            let refunds = sale.refunds.iter().map(refund).collect();
            let on = sale.paid_on.unwrap_or(sale.order.placed_on);
            let bought = Order { refunds, ..bought(sale.order.id.clone(), on, paid) };
            orders.add(bought, sale.order.buyer.as_ref())?;
        }
        Ok(orders)
    }

    /// Takes out the orders that siyu refused.
    pub fn take_out(&mut self, refused: &HashSet<Id>) {
        self.list.retain(|order| !refused.contains(&order.id));
    }

    /// Makes one order of those that a name brings together.
    pub fn merged(self, name: impl Fn(&Id) -> Result<Id, siyu::Error>) -> Result<Self, Failure> {
        let mut list: BTreeMap<Id, Order> = BTreeMap::new();
        for order in self.list {
            let id = name(&order.id)?;
            if let Some(whole) = list.get_mut(&id) {
                whole.amount = whole.amount.plus(order.amount)?;
                whole.paid = Some(whole.amount);
                whole.refunds.extend(order.refunds);
            } else {
                list.insert(id.clone(), Order { id, ..order });
            }
        }
        Ok(Self { list: list.into_values().collect() })
    }

    /// Who bought, and when.
    pub fn purchases(&self) -> impl Iterator<Item = (&Id, Date)> {
        self.list.iter().map(|order| (&order.buyer, order.placed_on))
    }

    /// Adds refunds of earlier months' orders. Of those orders only what goes back counts, and only where refunds count in
    /// their own month.
    pub fn add_late(
        &mut self,
        refunds: impl Iterator<Item = (Id, Refund)>,
        month: Month,
    ) -> Result<(), Failure> {
        let before = month.previous().map_or(month.first(), Month::last);
        let mut late: BTreeMap<Id, Vec<Refund>> = BTreeMap::new();
        for (order, refund) in refunds {
            late.entry(order).or_default().push(refund);
        }
        for (at, refunds) in late.into_values().enumerate() {
            let paid = Money::sum(refunds.iter().map(|refund| refund.amount))?;
            let order = Order { refunds, ..bought(Id::new(&format!("earlier/{at}"))?, before, paid) };
            self.add(order, None)?;
        }
        Ok(())
    }

    /// Adds orders that were not paid.
    pub fn add_unpaid(&mut self, unpaid: &[Unpaid]) -> Result<(), Failure> {
        for one in unpaid {
            let order = bought(one.order.clone(), one.placed_on, one.amount);
            self.add(Order { paid: None, cancelled: one.cancelled, ..order }, one.buyer.as_ref())?;
        }
        Ok(())
    }

    /// Adds a top-up, which is no GMV until it is spent.
    pub fn add_top_up(&mut self, customer: &Id, on: Date, paid: Money) -> Result<(), Failure> {
        let id = Id::new(&format!("top-up/{}", self.list.len()))?;
        self.add(Order { kind: OrderKind::TopUp, ..bought(id, on, paid) }, Some(customer))
    }

    /// Without a buyer an order counts as one of a buyer of its own.
    fn add(&mut self, order: Order, buyer: Option<&Id>) -> Result<(), Failure> {
        let nobody = || Id::new(&format!("guest/{}", self.list.len()));
        let buyer = buyer.map_or_else(nobody, |buyer| Ok(buyer.clone()))?;
        self.list.push(Order { buyer, ..order });
        Ok(())
    }

    pub(super) fn into_list(self) -> Vec<Order> {
        self.list
    }
}

/// An order that was paid whole; its buyer is still to be named.
fn bought(id: Id, on: Date, amount: Money) -> Order {
    Order {
        buyer: id.clone(),
        id,
        placed_on: on,
        amount,
        paid: Some(amount),
        cancelled: false,
        refunds: Vec::new(),
        kind: OrderKind::Goods,
        channel: None,
    }
}
