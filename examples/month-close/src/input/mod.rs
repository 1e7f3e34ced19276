//! The user's own files: readers that name every bad cell and lose nothing.

pub mod accounts;
pub mod agents;
pub mod customers;
mod fault;
pub mod history;
pub mod ledger;
pub mod matching;
pub mod movements;
pub mod orders;
pub mod payments;
mod problems;
mod progress;
pub mod received;
pub mod refunds;
pub mod source;
pub mod table;
pub mod unpaid;
pub mod visitors;

pub use fault::Fault;
pub use problems::{FileLog, Place, Problems};

#[cfg(test)]
mod tests {
    use super::table::Column;
    use super::{
        agents, customers, history, ledger, movements, orders, payments, received, refunds, unpaid, visitors,
    };

    #[test]
    fn the_readme_names_every_column() {
        let readme = include_str!("../../README.md");
        let tables: [(&str, &[Column]); 14] = [
            ("agents.csv", agents::COLUMNS),
            ("balance_refunds.csv", movements::REFUNDS),
            ("customers.csv", customers::COLUMNS),
            ("history.csv", history::COLUMNS),
            ("ledger.csv", ledger::COLUMNS),
            ("orders.csv", orders::COLUMNS),
            ("payments.csv", payments::COLUMNS),
            ("received.csv", received::COLUMNS),
            ("refunds.csv", refunds::COLUMNS),
            ("restores.csv", movements::RESTORES),
            ("spends.csv", movements::SPENDS),
            ("top_ups.csv", movements::TOP_UPS),
            ("unpaid.csv", unpaid::COLUMNS),
            ("visitors.csv", visitors::COLUMNS),
        ];
        for (file, columns) in tables {
            assert!(readme.contains(file), "{file}");
            for column in columns {
                assert!(readme.contains(&format!("`{}`", column.name)), "{file}: {}", column.name);
            }
        }
    }
}
