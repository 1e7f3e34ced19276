//! `customers.csv`: VIP customers at the month's opening.

use std::collections::HashMap;

use siyu::Id;
use siyu::calendar::{Date, Month};

use super::fault::Fault;
use super::problems::Problems;
use super::source::Source;
use super::table::{Column, Row, date, id, one_of, optional, read_rows, required};
use crate::facts::CurrentLevel;
use crate::failure::Failure;

/// The columns of `customers.csv`.
pub const COLUMNS: &[Column] = &[
    required("customer"),
    optional("born_on"),
    optional("first_purchase_on"),
    optional("level"),
    optional("level_since"),
    optional("birthday_used"),
];

/// A customer: one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Customer {
    /// The id.
    pub id: Id,
    /// The day of birth.
    pub born_on: Option<Date>,
    /// The day of the first purchase.
    pub first_purchase_on: Option<Date>,
    /// The level that the last close left.
    pub level: Option<CurrentLevel>,
    /// The last birthday whose discount was given.
    pub birthday_used: Option<Date>,
}

impl Customer {
    /// A customer of whom nothing is known.
    pub fn unknown(id: Id) -> Self {
        Self { id, born_on: None, first_purchase_on: None, level: None, birthday_used: None }
    }
}

/// The customers, in the order of the file.
#[derive(Debug, Default)]
pub struct Customers {
    list: Vec<Customer>,
    lines: HashMap<Id, u64>,
}

/// What decides whether a row can be taken.
#[derive(Debug, Clone, Copy)]
pub struct CustomerRules<'a> {
    /// The month that is closed.
    pub month: Month,
    /// The levels of the rulebook.
    pub levels: &'a [Id],
}

impl Customers {
    /// Reads one or more files: what the last close wrote, and who came since.
    pub fn read(
        sources: &[Source],
        rules: CustomerRules<'_>,
        problems: &mut Problems,
    ) -> Result<Self, Failure> {
        let mut customers = Self::default();
        for source in sources {
            read_rows(source, COLUMNS, problems, |row| {
                let customer = read_customer(row, rules)?;
                customers.add(customer, row)
            })?;
        }
        Ok(customers)
    }

    fn add(&mut self, customer: Customer, row: &mut Row<'_>) -> Option<()> {
        if let Some(line) = self.lines.get(&customer.id) {
            row.refuse("customer", Fault::Twice { found: customer.id.to_string(), line: *line });
            return None;
        }
        self.lines.insert(customer.id.clone(), row.place.line);
        self.list.push(customer);
        Some(())
    }

    /// Whether a customer is there.
    pub fn has(&self, id: &Id) -> bool {
        self.lines.contains_key(id)
    }

    /// The customers.
    pub fn into_list(self) -> Vec<Customer> {
        self.list
    }
}

fn read_customer(row: &mut Row<'_>, rules: CustomerRules<'_>) -> Option<Customer> {
    let customer = row.required("customer", id);
    let born_on = row.optional("born_on", not_after(rules.month.last()));
    let first_purchase_on = row.optional("first_purchase_on", not_after(rules.month.last()));
    let level = read_level(row, rules);
    let birthday_used = row.optional("birthday_used", date);
    Some(Customer {
        id: customer?,
        born_on: born_on?,
        first_purchase_on: first_purchase_on?,
        level: level?,
        birthday_used: birthday_used?,
    })
}

/// The level at the opening: it was given before the month.
fn read_level(row: &mut Row<'_>, rules: CustomerRules<'_>) -> Option<Option<CurrentLevel>> {
    let level = row.optional("level", one_of(rules.levels));
    let before = rules.month.previous().map_or(rules.month.first(), Month::last);
    let since = row.optional("level_since", not_after(before));
    match (level?, since?) {
        (Some(level), Some(since)) => Some(Some(CurrentLevel { level, since })),
        (None, None) => Some(None),
        (Some(_), None) => {
            row.refuse("level", Fault::Without { other: "level_since" });
            None
        }
        (None, Some(_)) => {
            row.refuse("level_since", Fault::Without { other: "level" });
            None
        }
    }
}

/// Reads a date that is not after another.
pub fn not_after(latest: Date) -> impl Fn(&str) -> Result<Date, Fault> {
    move |text| {
        let found = date(text)?;
        if found <= latest { Ok(found) } else { Err(Fault::After { found, latest }) }
    }
}
