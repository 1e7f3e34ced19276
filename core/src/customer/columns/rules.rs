//! The classes by number of orders.

use alloc::boxed::Box;

use super::MOST_ORDERS;
use crate::column::Cell as _;
use crate::customer::rules::Rules;

const ROWS: usize = MOST_ORDERS as usize + 1;

/// The section `customer` in the form that columns work on.
#[derive(Debug)]
pub struct ColumnRules {
    /// The place of the class of so many orders; nothing where there is none.
    classes: Box<[u8; ROWS]>,
}

impl ColumnRules {
    pub(crate) fn of(rules: &Rules) -> Self {
        let mut classes = Box::new([u8::NONE; ROWS]);
        let row = |repurchases: u32| usize::try_from(repurchases).unwrap_or(ROWS).saturating_add(1);
        for (place, class) in (0_u8..).zip(&rules.classes) {
            let end = class.at_most.map_or(ROWS, |most| row(most).saturating_add(1)).min(ROWS);
            // Nobody has as many orders as a class asks for that begins beyond the table.
            classes.get_mut(row(class.at_least)..end).unwrap_or_default().fill(place);
        }
        let without_order = rules.class_of_orders(0).and_then(|place| u8::try_from(place).ok());
        if let Some(first) = classes.first_mut() {
            *first = without_order.unwrap_or(u8::NONE);
        }
        Self { classes }
    }

    /// The place of the class of so many orders.
    #[inline(always)]
    pub(super) fn class(&self, orders: u64) -> u8 {
        // Never beyond the last row, so that nothing is left to check.
        let row = (orders & MOST_ORDERS) as usize;
        self.classes.get(row).copied().unwrap_or(u8::NONE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::Rulebook;

    #[test]
    fn the_table_is_what_the_rules_say() {
        for section in [
            "{}",
            r#"{"classes_over": "all_known"}"#,
            r#"{"classes": [{"id": "one", "at_least": 8190, "at_most": 8190}, {"id": "many", "at_least": 8191},
                {"id": "few", "at_least": 0, "at_most": 8189}]}"#,
            r#"{"classes": [{"id": "none", "at_least": 9000}, {"id": "all", "at_least": 0, "at_most": 8999}]}"#,
            r#"{"classes": [{"id": "all", "at_least": 0, "at_most": 4294967295}]}"#,
        ] {
            let text = alloc::format!(
                r#"{{"name": "r", "version": "1", "effective_from": "2026-01-01", "customer": {section}}}"#
            );
            let rulebook = Rulebook::parse(&text).unwrap();
            let (rules, table) = (rulebook.customer().unwrap(), rulebook.customer_columns().unwrap());
            for orders in 0..=MOST_ORDERS {
                let place = rules.class_of_orders(orders).map_or(u8::NONE, |place| place as u8);
                assert_eq!(table.class(orders), place, "{section}, {orders} orders");
            }
        }
    }
}
