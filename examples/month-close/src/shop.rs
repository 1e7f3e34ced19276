//! A month of the user's own shop: its files, read, matched and closed.

use std::collections::HashMap;
use std::path::Path;

use siyu::calendar::{Date, Month};
use siyu::commission::FreezeFrom;
use siyu::error::Findings;
use siyu::{Id, Language, Rulebook};

use crate::arguments::{FILES, ShopPaths};
use crate::carry::{agent_records, carry, own_purchases};
use crate::close::{Ledger, MonthFacts, Refused, absorb_month, close_month, customers, payments_on};
use crate::closed::ClosedMonth;
use crate::conditions::refuse_unanswerable;
use crate::facts::{PartyAccount, Payment};
use crate::failure::Failure;
use crate::gmv::GmvFacts;
use crate::input::agents::{AgentRules, Agents};
use crate::input::history::History;
use crate::input::ledger::LedgerRules;
use crate::input::matching::{Late, receive_sales, refund_sales, take_late, wanted};
use crate::input::orders::{OrderRules, Orders};
use crate::input::source::{Source, in_folder};
use crate::input::{Fault, Place, Problems, accounts, history, ledger, payments, received, refunds};
use crate::sold::Sold;
use crate::vip::VipFacts;

/// Where the texts of a month are. Only the rulebook and the orders must be there.
#[derive(Debug, Clone)]
pub struct ShopFiles {
    /// The rules.
    pub rulebook: Source,
    /// The others, by the name of their option.
    pub tables: HashMap<&'static str, Vec<Source>>,
}

impl ShopFiles {
    /// Finds the files that the user named, and the others in the folders.
    pub fn find(paths: &ShopPaths) -> Result<Self, Failure> {
        let mut tables: HashMap<&'static str, Vec<Source>> = HashMap::new();
        for name in FILES {
            let named = paths.files.iter().filter(|(option, _)| *option == name);
            let named: Vec<Source> = named.map(|(_, path)| Source::file(path)).collect();
            let in_folder = || paths.folder.as_deref().and_then(|folder| in_folder(folder, &file_name(name)));
            let found = if named.is_empty() { in_folder().into_iter().collect() } else { named };
            tables.insert(name, found);
        }
        let needed = |name: &str, tables: &HashMap<&str, Vec<Source>>| {
            let found = tables.get(name).and_then(|sources| sources.last()).cloned();
            found.ok_or_else(|| Failure(missing(name, paths.folder.as_deref())))
        };
        let rulebook = needed("rulebook", &tables)?;
        needed("orders", &tables)?;
        let mut files = Self { rulebook, tables };
        if let Some(carried) = &paths.carried {
            files.carry(carried);
        }
        Ok(files)
    }

    /// Puts what the last close wrote before what the month brings.
    pub fn carry(&mut self, carried: &Path) {
        for name in CARRIED {
            let found = in_folder(carried, &file_name(name));
            self.tables.entry(name).or_default().splice(0..0, found);
        }
    }

    /// The files of an option.
    pub fn table(&self, name: &str) -> &[Source] {
        self.tables.get(name).map(Vec::as_slice).unwrap_or_default()
    }
}

/// What one close writes for the next.
const CARRIED: [&str; 7] = ["agents", "accounts", "history", "ledger", "customers", "balances", "gmv"];

/// What the file of an option is called.
pub fn file_name(option: &str) -> String {
    let ending = if matches!(option, "rulebook" | "accounts" | "balances" | "gmv") { "json" } else { "csv" };
    format!("{}.{ending}", option.replace('-', "_"))
}

fn missing(option: &str, folder: Option<&Path>) -> String {
    let file = file_name(option);
    match folder {
        Some(folder) => {
            format!(
                "{}: there is no {file} or {file}.gz: put it there, or add `--{option} FILE`",
                folder.display()
            )
        }
        None => format!("no {file} is given: add a folder that has it, or `--{option} FILE`"),
    }
}

/// Reads a rulebook; a bad one is refused with all its findings, a doubtful one is spoken of.
pub fn read_rulebook(source: &Source, language: Language) -> Result<Rulebook, Failure> {
    let refused =
        |findings: Findings| Failure(format!("{}:\n{}", source.name(), findings.render(language).trim_end()));
    let rulebook = Rulebook::parse(&source.text()?).map_err(refused)?;
    refuse_unanswerable(&rulebook)?;
    let warnings = rulebook.warnings();
    if !warnings.0.is_empty() {
        eprintln!("{}:\n{}", source.name(), warnings.render(language).trim_end());
    }
    Ok(rulebook)
}

/// A month whose files are read, before anything is closed.
pub struct ReadMonth {
    rulebook: Rulebook,
    month: Month,
    agents: Agents,
    history: History,
    orders: Orders,
    late: Late,
    accounts: Vec<PartyAccount>,
    payments: Vec<(Payment, Place)>,
    vip: Option<VipFacts>,
    gmv: Option<GmvFacts>,
    /// What was read and refused so far.
    pub problems: Problems,
}

impl ReadMonth {
    /// Reads all files.
    pub fn read(files: &ShopFiles, rulebook: Rulebook, month: Month) -> Result<Self, Failure> {
        let mut problems = Problems::default();
        let currency = rulebook.currency();
        let (agent, commission) = (rulebook.agent()?, rulebook.commission()?);
        let tiers: Vec<Id> = agent.tiers.iter().map(|tier| tier.id.clone()).collect();
        let agent_rules = AgentRules { month, currency, tiers: &tiers };
        let agents = Agents::read(files.table("agents"), agent_rules, &mut problems)?;
        let history = history::read(files.table("history"), currency, &mut problems)?;
        let order_rules = OrderRules { month, currency, agents: &agents };
        let mut orders = Orders::read(files.table("orders"), order_rules, &mut problems)?;
        let refunds = refunds::read(files.table("refunds"), month, currency, &mut problems)?;
        let refunds = refund_sales(refunds, &mut orders, currency, &mut problems)?;
        let receipts = received::read(files.table("received"), month, &mut problems)?;
        let mut receipts = receive_sales(receipts, &mut orders, &mut problems);
        if commission.freeze.from != FreezeFrom::Received {
            // Nothing waits for the goods: what they say is true and changes nothing.
            receipts.clear();
        }
        let ledger_rules = LedgerRules { currency, house: &commission.residual };
        let wanted = wanted(&refunds, &receipts);
        let mut pinned = ledger::read(files.table("ledger"), ledger_rules, &wanted, &mut problems)?;
        let through = |received_on| commission.freeze.through(received_on);
        let late = take_late((refunds, receipts), &mut pinned, through, currency, &mut problems)?;
        let accounts = accounts::read(files.table("accounts"), currency)?;
        let payments = payments::read(files.table("payments"), month, currency, &mut problems)?;
        let vip = VipFacts::read(files, (&rulebook, month), &mut problems)?;
        let gmv = GmvFacts::read(files, (&rulebook, month), &orders, &mut problems)?;
        Ok(Self { rulebook, month, agents, history, orders, late, accounts, payments, vip, gmv, problems })
    }

    /// What could be paid out on a day of the month. Used where the payments are still to be made.
    pub fn payments_on(self, day: Date) -> Result<Vec<Payment>, Failure> {
        let Self { rulebook, month, orders, late, accounts, .. } = self;
        let facts = MonthFacts {
            sales: orders.sales,
            late_refunds: late.refunds.into_iter().map(|(refund, _)| refund).collect(),
            receipts: late.receipts.into_iter().map(|(receipt, _)| receipt).collect(),
        };
        let refuse = |_, error: siyu::Error| Err(error.into());
        let partial = absorb_month(&rulebook, month, facts, &mut |_| Ok(()), &mut { refuse })?;
        payments_on(day, &rulebook, &partial, &accounts)
    }

    /// Closes the month with all that was not refused.
    pub fn close(self, ledger: &mut Ledger<'_>) -> Result<ClosedMonth, Failure> {
        let Self { rulebook, month, agents, history, mut orders, late, accounts, payments, .. } = self;
        let (vip, gmv, mut problems) = (self.vip, self.gmv, self.problems);
        let mut sold = Sold::of(&orders, &late.refunds)?;
        let (late_refunds, refund_places): (Vec<_>, Vec<Place>) = late.refunds.into_iter().unzip();
        let (receipts, receipt_places): (Vec<_>, Vec<Place>) = late.receipts.into_iter().unzip();
        let facts = MonthFacts { sales: std::mem::take(&mut orders.sales), late_refunds, receipts };
        let spent = own_purchases(&facts.sales, &agents)?;
        let partial = absorb_month(&rulebook, month, facts, ledger, &mut |refused, error| {
            sold.refuse(&refused);
            let places = match refused {
                Refused::Sale(order) => orders.places(&order),
                Refused::LateRefund(at) => vec![refund_places[at]],
                Refused::Receipt(at) => vec![receipt_places[at]],
            };
            for place in places {
                let fault = Fault::Value(error.clone());
                problems.refuse(place, [(column_of(&error), fault)]);
            }
            Ok(())
        })?;
        let records = agent_records(month, &agents, &history, &spent, &customers(&partial))?;
        let opening = accounts.iter().map(|one| (one.party.clone(), one.account.clone())).collect();
        let paid = payments.iter().map(|(payment, _)| payment.clone()).collect();
        let decision = close_month(&rulebook, partial, records, (accounts, paid), &mut |at, error| {
            problems.refuse(payments[at].1, [(Some("amount"), Fault::Value(error))]);
        })?;
        let next = carry(&decision.outcome, &agents, history, &spent)?;
        let beside = sold.close((vip, gmv), (&rulebook, month), &mut problems)?;
        Ok(ClosedMonth { rulebook, decision, opening, agents, next, beside, problems })
    }
}

/// The column that an error of siyu speaks of, by the last step of its path.
fn column_of(error: &siyu::Error) -> Option<&'static str> {
    const COLUMNS: [&str; 7] = ["paid", "cost", "quantity", "received_on", "paid_on", "amount", "on"];
    let step = error.path.rsplit('/').next()?;
    COLUMNS.into_iter().find(|column| *column == step)
}
