//! The user's own files: readers that name every bad cell and lose nothing.

pub mod accounts;
pub mod agents;
mod fault;
pub mod history;
pub mod ledger;
pub mod matching;
pub mod orders;
pub mod payments;
mod problems;
mod progress;
pub mod received;
pub mod refunds;
pub mod source;
pub mod table;

pub use fault::Fault;
pub use problems::{FileLog, Place, Problems};

#[cfg(test)]
mod tests {
    use super::table::Column;
    use super::{agents, history, ledger, orders, payments, received, refunds};

    #[test]
    fn the_readme_names_every_column() {
        let readme = include_str!("../../README.md");
        let tables: [(&str, &[Column]); 7] = [
            ("agents.csv", agents::COLUMNS),
            ("history.csv", history::COLUMNS),
            ("ledger.csv", ledger::COLUMNS),
            ("orders.csv", orders::COLUMNS),
            ("payments.csv", payments::COLUMNS),
            ("received.csv", received::COLUMNS),
            ("refunds.csv", refunds::COLUMNS),
        ];
        for (file, columns) in tables {
            assert!(readme.contains(file), "{file}");
            for column in columns {
                assert!(readme.contains(&format!("`{}`", column.name)), "{file}: {}", column.name);
            }
        }
    }
}
