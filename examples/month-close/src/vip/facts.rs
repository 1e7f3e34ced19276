//! What is read for the VIP customers: who they are, their balances, and what happens to these.

use std::collections::BTreeMap;

use siyu::balance::Account;
use siyu::calendar::{Date, Month};
use siyu::document;
use siyu::error::Findings;
use siyu::money::Currency;
use siyu::{Id, Rulebook};

use super::book::BookFacts;
use crate::failure::Failure;
use crate::input::Problems;
use crate::input::customers::{Customer, CustomerRules, Customers};
use crate::input::movements::{self, Movement, MovementRules};
use crate::input::source::Source;
use crate::shop::ShopFiles;

/// The options of the files that tell of customers and balances.
const FILES: [&str; 6] = ["customers", "balances", "top-ups", "spends", "restores", "balance-refunds"];

/// What is read for the VIP customers.
#[derive(Debug)]
pub struct VipFacts {
    customers: Vec<Customer>,
    balances: BTreeMap<Id, Account>,
    movements: Vec<Movement>,
}

impl VipFacts {
    /// Reads the files; `None` where there are none.
    pub fn read(
        files: &ShopFiles,
        (rulebook, month): (&Rulebook, Month),
        problems: &mut Problems,
    ) -> Result<Option<Self>, Failure> {
        if FILES.iter().all(|name| files.table(name).is_empty()) {
            return Ok(None);
        }
        let currency = rulebook.currency();
        let levels: Vec<Id> = rulebook
            .vip()
            .map(|rules| rules.levels.iter().map(|level| level.id.clone()).collect())
            .unwrap_or_default();
        let rules = CustomerRules { month, levels: &levels };
        let customers = Customers::read(files.table("customers"), rules, problems)?;
        let balances = read_balances(files.table("balances"), currency)?;
        let rules = MovementRules { month, currency, customers: &customers };
        let tables = ["top-ups", "spends", "restores", "balance-refunds"].map(|name| files.table(name));
        let movements = movements::read(tables, rules, problems)?;
        if let Some(name) = FILES.iter().find(|name| **name != "customers" && !files.table(name).is_empty()) {
            // Without rules nothing can be said of a balance, and nothing may be lost.
            let source = files.table(name).first().map_or(*name, Source::name);
            rulebook.balance().map_err(|error| Failure(format!("{source}: {error}")))?;
        }
        Ok(Some(Self { customers: customers.into_list(), balances, movements }))
    }

    /// Notes who bought when: whoever has bought nothing before has the first purchase now.
    pub fn note_purchases<'o>(&mut self, purchases: impl Iterator<Item = (&'o Id, Date)>) {
        let mut first: BTreeMap<&Id, Date> = BTreeMap::new();
        for (customer, on) in purchases {
            first.entry(customer).and_modify(|known| *known = (*known).min(on)).or_insert(on);
        }
        for customer in &mut self.customers {
            let bought = first.get(&customer.id).copied();
            let known = customer.first_purchase_on;
            customer.first_purchase_on = known.into_iter().chain(bought).min();
        }
    }

    /// The facts of each customer, by id.
    pub fn by_customer(self) -> Vec<BookFacts> {
        let mut all: BTreeMap<Id, BookFacts> = BTreeMap::new();
        for customer in self.customers {
            all.insert(customer.id.clone(), BookFacts::of(customer));
        }
        for (id, account) in self.balances {
            let facts = all.entry(id.clone()).or_insert_with(|| BookFacts::of(Customer::unknown(id)));
            facts.account = account;
        }
        for movement in self.movements {
            let id = &movement.customer;
            let facts = all.entry(id.clone()).or_insert_with(|| BookFacts::of(Customer::unknown(id.clone())));
            facts.movements.push(movement);
        }
        let mut facts: Vec<BookFacts> = all.into_values().collect();
        // The sort is stable: what happens alike on one day happens in the order of the file.
        facts.iter_mut().for_each(|one| one.movements.sort_by_key(|one| (one.on, one.asked.rank())));
        facts
    }
}

/// Reads `balances.json`, as a close wrote it. An account that cannot be read ends the run.
fn read_balances(sources: &[Source], currency: Currency) -> Result<BTreeMap<Id, Account>, Failure> {
    let mut balances = BTreeMap::new();
    for source in sources {
        let read = document::from_json::<BTreeMap<Id, Account>>(&source.text()?, currency);
        let refused = |findings: Findings| Failure(format!("{}:\n{findings}", source.name()));
        for (customer, account) in read.map_err(refused)? {
            if balances.insert(customer.clone(), account).is_some() {
                let name = source.name();
                return Err(Failure(format!(
                    "{name}: customer `{customer}` stands in another file too, allowed is once"
                )));
            }
        }
    }
    Ok(balances)
}
