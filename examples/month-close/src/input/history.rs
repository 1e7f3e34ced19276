//! `history.csv`: figures of earlier months for the conditions that look back, and scores of the month itself.

use std::collections::BTreeMap;

use siyu::Id;
use siyu::calendar::Month;
use siyu::money::{Currency, Money, Rate};

use super::fault::Fault;
use super::problems::Problems;
use super::source::Source;
use super::table::{Column, Row, count, id, month_of_year, optional, read_rows, required};
use crate::facts::PeriodFacts;
use crate::failure::Failure;

/// The columns of `history.csv`.
pub const COLUMNS: &[Column] = &[
    required("agent"),
    required("period"),
    optional("own_net_sales"),
    optional("direct_team_net_sales"),
    optional("whole_team_net_sales"),
    optional("profit"),
    optional("orders"),
    optional("active_customers"),
    optional("repeat_customers"),
    optional("new_customers"),
    optional("store_score"),
    optional("satisfaction"),
];

/// The figures of each agent, month by month.
pub type History = BTreeMap<Id, BTreeMap<Month, PeriodFacts>>;

/// Reads one or more files.
pub fn read(sources: &[Source], currency: Currency, problems: &mut Problems) -> Result<History, Failure> {
    let mut history = History::new();
    for source in sources {
        read_rows(source, COLUMNS, problems, |row| {
            let agent = row.required("agent", id);
            let facts = read_facts(row, currency);
            let (agent, facts) = (agent?, facts?);
            let months = history.entry(agent).or_default();
            if months.contains_key(&facts.period) {
                row.refuse("period", Fault::TwiceInHistory { found: facts.period });
                return None;
            }
            months.insert(facts.period, facts);
            Some(())
        })?;
    }
    Ok(history)
}

fn read_facts(row: &mut Row<'_>, currency: Currency) -> Option<PeriodFacts> {
    let money = |text: &str| Money::parse(text, currency);
    let period = row.required("period", month_of_year);
    let own = row.optional("own_net_sales", money);
    let direct = row.optional("direct_team_net_sales", money);
    let whole = row.optional("whole_team_net_sales", money);
    let profit = row.optional("profit", money);
    let orders = row.optional("orders", count(0));
    let active = row.optional("active_customers", count(0));
    let repeat = row.optional("repeat_customers", count(0));
    let new = row.optional("new_customers", count(0));
    let store_score = row.optional("store_score", Rate::parse);
    let satisfaction = row.optional("satisfaction", Rate::parse);
    Some(PeriodFacts {
        period: period?,
        own_net_sales: own?.unwrap_or_default(),
        direct_team_net_sales: direct?.unwrap_or_default(),
        whole_team_net_sales: whole?.unwrap_or_default(),
        profit: profit?.unwrap_or_default(),
        orders: orders?.unwrap_or_default(),
        active_customers: active?.unwrap_or_default(),
        repeat_customers: repeat?.unwrap_or_default(),
        new_customers: new?.unwrap_or_default(),
        store_score: store_score?,
        satisfaction: satisfaction?,
        host: siyu::document::Map::new(),
    })
}
