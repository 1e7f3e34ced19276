//! What VIP, GMV and customers look at once the month is closed: orders and refunds, without those that siyu refused.

use std::collections::HashSet;

use siyu::calendar::Month;
use siyu::gmv::Refund;
use siyu::{Id, Rulebook};

use crate::close::Refused;
use crate::closed::Beside;
use crate::customers::CustomerOrders;
use crate::facts::LateRefund;
use crate::failure::Failure;
use crate::gmv::{GmvFacts, GmvMonth, GmvOrders};
use crate::input::orders::Orders;
use crate::input::{Place, Problems};
use crate::vip::{ListedOrder, VipFacts, VipMonth};

/// Orders and refunds of a month.
pub struct Sold {
    orders: GmvOrders,
    customers: CustomerOrders,
    /// Those of which list prices are known.
    listed: Vec<ListedOrder>,
    /// Refunds of earlier months' orders.
    late: Vec<(Id, Refund)>,
    refused: HashSet<Id>,
    refused_late: HashSet<usize>,
}

impl Sold {
    /// What was read.
    pub fn of(orders: &Orders, late: &[(LateRefund, Place)]) -> Result<Self, Failure> {
        let refund = |one: &LateRefund| Refund { refunded_on: one.refund.on, amount: one.refund.amount };
        Ok(Self {
            orders: GmvOrders::of(&orders.sales)?,
            customers: CustomerOrders::of(&orders.sales)?,
            listed: ListedOrder::of(orders)?,
            late: late.iter().map(|(one, _)| (one.order.clone(), refund(one))).collect(),
            refused: HashSet::new(),
            refused_late: HashSet::new(),
        })
    }

    /// Notes what siyu refuses.
    pub fn refuse(&mut self, refused: &Refused) {
        match refused {
            Refused::Sale(order) => {
                self.refused.insert(order.clone());
            }
            Refused::LateRefund(at) => {
                self.refused_late.insert(*at);
            }
            Refused::Receipt(_) => {}
        }
    }

    /// Closes the parts for which there are files and rules.
    pub fn close(
        mut self,
        (vip, gmv): (Option<VipFacts>, Option<GmvFacts>),
        (rulebook, month): (&Rulebook, Month),
        problems: &mut Problems,
    ) -> Result<Beside, Failure> {
        let customers = self.customers.close(&self.refused, (rulebook, month))?;
        self.orders.take_out(&self.refused);
        self.listed.retain(|order| !self.refused.contains(&order.order));
        let mut late = self.late.into_iter().enumerate();
        let late = late.by_ref().filter(|(at, _)| !self.refused_late.contains(at)).map(|(_, refund)| refund);
        let vip = vip.map(|mut facts| {
            facts.note_purchases(self.orders.purchases());
            VipMonth::close(facts, &self.listed, (rulebook, month), problems)
        });
        let vip = vip.transpose()?;
        let Some(facts) = gmv else { return Ok(Beside { vip, gmv: None, customers }) };
        let mut orders = self.orders;
        orders.add_late(late, month)?;
        orders.add_unpaid(&facts.unpaid)?;
        for (customer, top_up) in vip.iter().flat_map(VipMonth::top_ups) {
            orders.add_top_up(customer, top_up.on, top_up.paid)?;
        }
        let gmv = GmvMonth::close(orders, facts, (rulebook, month), problems)?;
        Ok(Beside { vip, gmv: Some(gmv), customers })
    }
}
