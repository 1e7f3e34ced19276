//! The customers of a month: how often they came, and who bought most.

use std::collections::{BTreeMap, HashSet};

use siyu::calendar::Month;
use siyu::customer::{Customer, Order, Segments, SegmentsRequest};
use siyu::money::Money;
use siyu::operation::customer_segments;
use siyu::{Detail, Id, Rulebook};

use crate::facts::Sale;
use crate::failure::Failure;

/// What known customers bought in a month.
#[derive(Debug, Default)]
pub struct CustomerOrders {
    orders: Vec<(Id, Order)>,
}

impl CustomerOrders {
    /// The orders whose buyers are known.
    pub fn of(sales: &[Sale]) -> Result<Self, Failure> {
        let mut orders = Vec::new();
        for sale in sales {
            let Some(buyer) = sale.order.buyer.clone() else { continue };
            let order = Order {
                id: sale.order.id.clone(),
                on: sale.paid_on.unwrap_or(sale.order.placed_on),
                paid: Money::sum(sale.order.lines.iter().map(|line| line.paid))?,
                refunded: Money::sum(sale.refunds.iter().map(|refund| refund.amount))?,
            };
            orders.push((buyer, order));
        }
        Ok(Self { orders })
    }

    /// What the customers are like at the month's end, by the orders of the month alone; `None` where the rulebook does not say what
    /// customers are.
    pub fn close(
        self,
        refused: &HashSet<Id>,
        (rulebook, month): (&Rulebook, Month),
    ) -> Result<Option<Segments>, Failure> {
        if rulebook.customer().is_err() {
            return Ok(None);
        }
        let mut customers: BTreeMap<Id, Customer> = BTreeMap::new();
        for (buyer, order) in self.orders.into_iter().filter(|(_, order)| !refused.contains(&order.id)) {
            let new = || Customer { orders: Vec::new(), reachable: true };
            customers.entry(buyer).or_insert_with(new).orders.push(order);
        }
        let customers = customers.into_iter().collect();
        let request = SegmentsRequest { as_of: month.last(), customers, period: None, returned: None };
        Ok(Some(customer_segments(rulebook, &request, Detail::None)?.outcome))
    }
}
