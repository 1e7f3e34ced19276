//! UCI Online Retail: thirteen real months of a British gift shop, closed one after the other.
//!
//! The file has no agents, so documented rules make them of its customers: see [`people`], [`matching`] and [`months`].

mod gmv;
mod lines;
mod matching;
mod months;
mod people;
mod told;

use std::collections::HashMap;
use std::env;
use std::path::{Path, PathBuf};

use siyu::calendar::Month;
use siyu::money::Money;
use siyu::{Id, Language, Rulebook};

use crate::carry::{Carried, agent_records, carry, own_purchases};
use crate::close::{absorb_month, close_month, customers, payments_on};
use crate::closed::{Beside, ClosedMonth};
use crate::failure::Failure;
use crate::gmv::History;
use crate::input::agents::{Agent, Agents};
use crate::input::ledger::PinnedLines;
use crate::input::source::Source;
use crate::input::{Place, Problems};
use crate::report::Teller;
use crate::report::files::{OutFolder, refused_csv};
use crate::run::{first_problems, refused_strictly};
use crate::shop::read_rulebook;
use lines::InvoiceFile;
use months::RetailMonths;
use people::Members;
use told::Sums;

/// The rules that the months are closed by, unless the user gives others.
const RULEBOOK: &str = include_str!("rulebook.json");
/// Where the file lies below the folder that `SIYU_DATA` names.
const FILE: &str = "online_retail/online_retail.csv.gz";
/// Customers with at least this net spend are agents, unless the user says otherwise: 263 of them.
const AGENT_SPEND: &str = "5000";

/// The day on which everything that is payable is paid out. What is refunded after that becomes a debt.
const PAYDAY: u8 = 15;

/// What the user asks for.
#[derive(Debug, Clone, Copy)]
pub struct Options<'o> {
    /// The file.
    pub file: Option<&'o Path>,
    /// The net spend that makes an agent.
    pub agent_spend: Option<&'o str>,
    /// Another rulebook.
    pub rulebook: Option<&'o Path>,
    /// Where the results go.
    pub out: &'o Path,
    /// The language of the summary.
    pub language: Language,
    /// Whether one refused row stops the close.
    pub strict: bool,
}

/// Closes every month of the file and tells how it went.
pub fn close(options: &Options<'_>) -> Result<String, Failure> {
    let built_in = Source::memory("rulebook.json", RULEBOOK);
    let source = options.rulebook.map_or(built_in, Source::file);
    let rulebook = read_rulebook(&source, options.language)?;
    let currency = rulebook.currency();
    let agent_spend = Money::parse(options.agent_spend.unwrap_or(AGENT_SPEND), currency)?;
    let mut problems = Problems::default();
    let file = InvoiceFile::read(&find(options.file)?, currency, &mut problems)?;
    for line in first_problems(&problems, options.language, options.out) {
        eprintln!("{line}");
    }
    if options.strict && problems.refused() > 0 {
        return Err(refused_strictly(&problems));
    }
    let members = Members::of(&file.lines, agent_spend)?;
    let months = RetailMonths::of(&file, &members)?;
    let teller = Teller { language: options.language, currency };
    let mut sums = Sums::begin(&file, &members, months.unmatched()?, agent_spend);
    let mut run = Run::new(&rulebook, options);
    for month in months.months() {
        let closed = run.month(&months, &members, month)?;
        sums.add(&closed)?;
    }
    OutFolder::create(options.out)?.write("refused.csv", &refused_csv(&problems, options.language))?;
    sums.tell(&problems, options.out, teller)
}

fn find(file: Option<&Path>) -> Result<Source, Failure> {
    if let Some(path) = file {
        return Ok(Source::file(path));
    }
    let data = env::var_os("SIYU_DATA").ok_or_else(|| {
        Failure(format!(
            "no file is given and SIYU_DATA is not set: add `--online-retail FILE`, or set SIYU_DATA to the folder that has {FILE}"
        ))
    })?;
    Ok(Source::file(&PathBuf::from(data).join(FILE)))
}

/// What goes from month to month.
struct Run<'r> {
    rulebook: &'r Rulebook,
    options: &'r Options<'r>,
    carried: Carried,
    pinned: PinnedLines,
    /// The GMV of the months so far.
    gmv: History,
    /// Who joined before the month: they are not admitted again once they are cleared.
    joined: usize,
}

impl<'r> Run<'r> {
    fn new(rulebook: &'r Rulebook, options: &'r Options<'r>) -> Self {
        let (carried, pinned) = (Carried::default(), PinnedLines::default());
        Self { rulebook, options, carried, pinned, gmv: History::new(), joined: 0 }
    }

    /// Closes the next month.
    fn month(
        &mut self,
        months: &RetailMonths<'_>,
        members: &Members,
        month: Month,
    ) -> Result<ClosedMonth, Failure> {
        let rulebook = self.rulebook;
        let currency = rulebook.currency();
        let house = &rulebook.commission()?.residual;
        let agents = self.agents(members, month)?;
        let facts = months.facts(month, &agents, &mut self.pinned, house)?;
        let spent = own_purchases(&facts.facts.sales, &agents)?;
        let ordered = gmv::orders(&facts.facts, month)?;
        let out = OutFolder::create(&self.options.out.join(month.to_string()))?;
        let mut ledger = out.ledger(true, currency)?;
        let (to_pin, pinned) = (facts.to_pin, &mut self.pinned);
        let partial = absorb_month(
            rulebook,
            month,
            facts.facts,
            &mut |entry| {
                if to_pin.contains(&entry.key) {
                    pinned.note(entry, Place::NOWHERE)?;
                }
                ledger.entry(entry)
            },
            &mut |refused, error| Err(Failure(format!("{month}: {refused:?}: {error}"))),
        )?;
        self.pinned.complete(house);
        ledger.finish()?;
        let carried = std::mem::take(&mut self.carried);
        let records = agent_records(month, &agents, &carried.history, &spent, &customers(&partial))?;
        let opening: HashMap<Id, _> =
            carried.accounts.iter().map(|one| (one.party.clone(), one.account.clone())).collect();
        let mut refused = Vec::new();
        let payday = month.date(PAYDAY).unwrap_or(month.last());
        let payments = payments_on(payday, rulebook, &partial, &carried.accounts)?;
        let accounts = (carried.accounts, payments);
        let decision = close_month(rulebook, partial, records, accounts, &mut |_, error| {
            refused.push(format!("{month}: {error}"));
        })?;
        if let Some(first) = refused.into_iter().next() {
            return Err(Failure(first));
        }
        let next = carry(&decision.outcome, &agents, carried.history, &spent)?;
        let problems = Problems::default();
        let rulebook = rulebook.clone();
        let gmv = gmv::measure(ordered, std::mem::take(&mut self.gmv), (&rulebook, month))?;
        self.gmv = gmv.as_ref().map(|gmv| gmv.history.clone()).unwrap_or_default();
        let beside = Beside { gmv, ..Beside::default() };
        let mut closed = ClosedMonth { rulebook, decision, opening, agents, next, beside, problems };
        out.write_month(&closed, self.options.language)?;
        self.carried = std::mem::take(&mut closed.next);
        Ok(closed)
    }

    /// The agents at the month's opening, those who join in it among them.
    fn agents(&mut self, members: &Members, month: Month) -> Result<Agents, Failure> {
        let tiers = &self.rulebook.agent()?.tiers;
        let lowest = tiers.first().ok_or_else(|| Failure("the rulebook has no tier".into()))?;
        let joined = members.joined_by(month);
        let mut agents = std::mem::take(&mut self.carried.agents);
        for member in &joined[self.joined..] {
            // A sponsor who was cleared before sponsors nobody.
            let sponsor = member.sponsor.and_then(|at| members.at(at)).map(|sponsor| sponsor.id.clone());
            let sponsor = sponsor.filter(|id| agents.iter().any(|agent| agent.id == *id));
            agents.push(Agent {
                id: member.id.clone(),
                name: None,
                sponsor,
                tier: lowest.id.clone(),
                joined_on: member.joined_on,
                misses: 0,
                last_assessed: None,
                lifetime_spend: Money::ZERO,
            });
        }
        self.joined = joined.len();
        Ok(Agents::from(agents))
    }
}
