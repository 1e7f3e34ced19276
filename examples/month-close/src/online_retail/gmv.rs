//! The GMV of the thirteen months. The file knows no visitors, so a change is parted among buyers, orders per buyer, and the
//! value of an order.

use siyu::calendar::Month;
use siyu::gmv::{Average, FactorName, Measured, Refund};
use siyu::money::Money;
use siyu::{Id, Rulebook};

use crate::close::MonthFacts;
use crate::closed::ClosedMonth;
use crate::failure::Failure;
use crate::gmv::{GmvFacts, GmvMonth, GmvOrders, History};
use crate::input::Problems;
use crate::report::{Teller, grouped, table};

/// An invoice counts as one order, also where part of it belongs to no agent.
pub fn orders(facts: &MonthFacts, month: Month) -> Result<GmvOrders, Failure> {
    let invoice = |id: &Id| Id::new(id.as_str().strip_suffix("/house").unwrap_or(id.as_str()));
    let mut orders = GmvOrders::of(&facts.sales)?.merged(invoice)?;
    let late = facts.late_refunds.iter().map(|one| {
        let refund = Refund { refunded_on: one.refund.on, amount: one.refund.amount };
        (one.order.clone(), refund)
    });
    orders.add_late(late, month)?;
    Ok(orders)
}

/// Measures a month, where the rulebook says what GMV is.
pub fn measure(
    orders: GmvOrders,
    history: History,
    (rulebook, month): (&Rulebook, Month),
) -> Result<Option<GmvMonth>, Failure> {
    if rulebook.gmv().is_err() {
        return Ok(None);
    }
    let facts = GmvFacts { history, ..GmvFacts::default() };
    // There are no visitors who could be refused.
    GmvMonth::close(orders, facts, (rulebook, month), &mut Problems::default()).map(Some)
}

/// One month in the table.
struct Row {
    month: Month,
    measured: Measured,
    change: Option<Money>,
    /// By Shapley: buyers, orders per buyer, value of an order.
    parts: [Option<Money>; 3],
}

/// The factors of the table, in its order.
const FACTORS: [FactorName; 3] = [FactorName::Traffic, FactorName::LifetimePurchases, FactorName::OrderValue];

/// The months, one under the other.
#[derive(Default)]
pub struct GmvTable {
    rows: Vec<Row>,
}

impl GmvTable {
    /// Adds a month.
    pub fn add(&mut self, month: &ClosedMonth) {
        let Some(gmv) = &month.beside.gmv else { return };
        let part = |factor: FactorName| {
            let parts = &gmv.change.as_ref()?.shapley;
            parts.iter().find(|part| part.factor == factor).map(|part| part.amount)
        };
        self.rows.push(Row {
            month: gmv.month,
            measured: gmv.measured.clone(),
            change: gmv.change.as_ref().map(|change| change.change),
            parts: FACTORS.map(part),
        });
    }

    /// Tells them.
    pub fn tell(&self, teller: Teller) -> String {
        if self.rows.is_empty() {
            return String::new();
        }
        let title = teller.say(
            "GMV (paid), and what changed it from month to month: Shapley parts of buyers, orders per buyer, value of an order.\n\
             An invoice without a customer counts as one of a buyer of its own.",
            "GMV(已付口径)及逐月变动的归因:买家数、人均订单数、笔单价的 Shapley 份额。\n无客户编号的发票各算一位买家。",
        );
        let header = [
            teller.say("month", "月份"),
            "GMV",
            teller.say("net", "净额"),
            teller.say("buyers", "买家"),
            teller.say("orders/buyer", "人均订单"),
            teller.say("per order", "笔单价"),
            teller.say("per buyer", "客单价"),
            teller.say("change", "变动"),
            teller.say("of buyers", "买家数"),
            teller.say("of orders/buyer", "人均订单"),
            teller.say("of per order", "笔单价"),
        ];
        let rows: Vec<Vec<String>> = self.rows.iter().map(|row| row.cells(teller)).collect();
        format!("\n{title}\n{}", table(&header, &rows))
    }
}

impl Row {
    fn cells(&self, teller: Teller) -> Vec<String> {
        let figures = GmvMonth::figures(&self.measured, self.measured.variant);
        let known = |amount: Option<Money>| amount.map(|amount| teller.money(amount)).unwrap_or_default();
        let per_buyer = figures.purchases_per_buyer.as_ref();
        let average = |average: &Option<Average>| average.as_ref().map(|average| average.amount);
        let mut cells = vec![
            self.month.to_string(),
            teller.money(self.measured.gmv),
            teller.money(self.measured.net.amount),
            grouped(&figures.buyers.to_string()),
            per_buyer.map(|figure| figure.value.to_string()).unwrap_or_default(),
            known(average(&figures.average_per_order)),
            known(average(&figures.average_per_buyer)),
            known(self.change),
        ];
        cells.extend(self.parts.map(known));
        cells
    }
}
