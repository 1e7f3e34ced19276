//! The month of the VIP customers: what happened to their balances, which level that gave them, what they paid.

mod book;
mod colours;
mod customer;
mod facts;
mod prices;

use std::collections::BTreeMap;

use siyu::calendar::Month;
use siyu::operation::vip_entitle;
use siyu::vip::{EntitlementFacts, PerkCustomer};
use siyu::{Detail, Id, Rulebook};

use crate::failure::Failure;
use crate::input::Problems;

pub use book::{PaidRefund, TopUpPaid};
pub use colours::{ColourSums, Colours, KINDS};
pub use customer::{CustomerMonth, LevelStep};
pub use facts::VipFacts;
pub use prices::{ListedOrder, PricedOrder, Prices};

/// A closed month of the VIP customers.
#[derive(Debug)]
pub struct VipMonth {
    /// Every customer, by id.
    pub customers: Vec<CustomerMonth>,
    /// Orders of customers with a level that have list prices.
    pub prices: Prices,
    /// By perk of the rulebook, how many customers may have it on the month's last day.
    pub perks: Vec<(Id, usize)>,
}

impl VipMonth {
    /// Closes the month: balances, then levels, then prices by the levels of their days.
    pub fn close(
        facts: VipFacts,
        orders: &[ListedOrder],
        (rulebook, month): (&Rulebook, Month),
        problems: &mut Problems,
    ) -> Result<Self, Failure> {
        let mut customers = Vec::new();
        for facts in facts.by_customer() {
            customers.push(CustomerMonth::close(facts, (rulebook, month), problems)?);
        }
        let prices = prices::price(&mut customers, orders, rulebook);
        let perks = perks(&customers, rulebook, month)?;
        Ok(Self { customers, prices, perks })
    }

    /// What happened to all balances together.
    pub fn sums(&self) -> Result<ColourSums, Failure> {
        let mut sums = ColourSums::default();
        for customer in &self.customers {
            sums.add(&customer.sums)?;
        }
        Ok(sums)
    }

    /// The top-ups that were paid in the month.
    pub fn top_ups(&self) -> impl Iterator<Item = (&Id, &TopUpPaid)> {
        self.customers
            .iter()
            .flat_map(|month| month.top_ups.iter().map(|top_up| (&month.customer.id, top_up)))
    }

    /// Every refund with its customer.
    pub fn refunds(&self) -> impl Iterator<Item = (&CustomerMonth, &PaidRefund)> {
        self.customers.iter().flat_map(|month| month.refunds.iter().map(move |refund| (month, refund)))
    }

    /// How many customers have each level at the end; those without one under `None`.
    pub fn levels(&self) -> BTreeMap<Option<&Id>, usize> {
        let mut levels = BTreeMap::new();
        for customer in &self.customers {
            *levels.entry(customer.level()).or_default() += 1;
        }
        levels
    }
}

/// By level and date alone: what customers have received is in no file.
fn perks(
    customers: &[CustomerMonth],
    rulebook: &Rulebook,
    month: Month,
) -> Result<Vec<(Id, usize)>, Failure> {
    let Some(rules) = rulebook.vip().ok().filter(|rules| !rules.perks.is_empty()) else {
        return Ok(Vec::new());
    };
    let customer = |month: &CustomerMonth| PerkCustomer {
        id: month.customer.id.clone(),
        level: month.level().cloned(),
        history: Vec::new(),
        requests: Vec::new(),
    };
    let facts = EntitlementFacts {
        on: month.last(),
        perk: None,
        customers: customers.iter().map(customer).collect(),
        given: siyu::document::Map::new(),
    };
    let entitled = vip_entitle(rulebook, &facts, Detail::None)?.outcome.entitlements;
    let count = |perk: &Id| entitled.iter().filter(|one| one.perk == *perk && one.available > 0).count();
    Ok(rules.perks.iter().map(|perk| (perk.id.clone(), count(&perk.id))).collect())
}
