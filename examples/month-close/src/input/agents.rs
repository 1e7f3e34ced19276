//! `agents.csv`: the agents at the month's opening.

use std::collections::{HashMap, HashSet};

use siyu::Id;
use siyu::calendar::{Date, Month};
use siyu::error::Code;
use siyu::money::{Currency, Money};

use super::fault::Fault;
use super::problems::{Place, Problems};
use super::source::Source;
use super::table::{
    Column, Row, amount, count, date, id, month_of_year, one_of, optional, read_rows, required,
};
use crate::facts::Link;
use crate::failure::Failure;

/// The columns of `agents.csv`.
pub const COLUMNS: &[Column] = &[
    required("agent"),
    optional("name"),
    optional("sponsor"),
    required("tier"),
    required("joined_on"),
    optional("misses"),
    optional("last_assessed"),
    optional("lifetime_spend"),
];

/// An agent at the month's opening: one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agent {
    /// The id.
    pub id: Id,
    /// What people call them; told in the summary.
    pub name: Option<String>,
    /// Who sponsors them.
    pub sponsor: Option<Id>,
    /// The tier in force in the month.
    pub tier: Id,
    /// The day of joining.
    pub joined_on: Date,
    /// Misses in a row.
    pub misses: u32,
    /// The month of the last assessment; none before the first.
    pub last_assessed: Option<Month>,
    /// What they have spent as a customer so far, net of refunds.
    pub lifetime_spend: Money,
}

/// The agents, in the order of the file.
#[derive(Debug, Default)]
pub struct Agents {
    list: Vec<Agent>,
    places: HashMap<Id, (usize, Place)>,
}

impl Agents {
    /// Reads one or more files: what the last close wrote, and who joined since.
    pub fn read(sources: &[Source], rules: AgentRules<'_>, problems: &mut Problems) -> Result<Self, Failure> {
        let mut agents = Self::default();
        for source in sources {
            read_rows(source, COLUMNS, problems, |row| {
                let agent = read_agent(row, rules)?;
                agents.add(agent, row)
            })?;
        }
        agents.refuse_circles(problems);
        agents.refuse_orphans(problems);
        Ok(agents)
    }

    fn add(&mut self, agent: Agent, row: &mut Row<'_>) -> Option<()> {
        if let Some((_, first)) = self.places.get(&agent.id) {
            row.refuse("agent", Fault::Twice { found: agent.id.to_string(), line: first.line });
            return None;
        }
        self.places.insert(agent.id.clone(), (self.list.len(), row.place));
        self.list.push(agent);
        Some(())
    }

    /// Nobody stands above themselves.
    fn refuse_circles(&mut self, problems: &mut Problems) {
        // Whoever was met on a way up that has ended is on no circle, or was refused for it.
        let mut done: HashSet<Id> = HashSet::new();
        for start in self.list.iter().map(|agent| agent.id.clone()).collect::<Vec<_>>() {
            let mut way: Vec<Id> = Vec::new();
            let mut next = Some(start);
            while let Some(id) = next.filter(|id| !done.contains(id)) {
                if let Some(at) = way.iter().position(|met| *met == id) {
                    self.refuse_circle(way.get(at..).unwrap_or_default(), problems);
                    break;
                }
                next = self.agent(&id).and_then(|agent| agent.sponsor.clone());
                way.push(id);
            }
            done.extend(way);
        }
        self.index();
    }

    fn refuse_circle(&mut self, circle: &[Id], problems: &mut Problems) {
        let names: Vec<&str> = circle.iter().chain(circle.first()).map(Id::as_str).collect();
        for id in circle {
            let fault = Fault::Circle { agents: names.join(" → ") };
            if let Some((_, place)) = self.places.remove(id) {
                problems.refuse(place, [(Some("sponsor"), fault)]);
            }
        }
        self.list.retain(|agent| !circle.contains(&agent.id));
        self.index();
    }

    /// Finds the agents again after some were taken out.
    fn index(&mut self) {
        for (at, agent) in self.list.iter().enumerate() {
            if let Some(entry) = self.places.get_mut(&agent.id) {
                entry.0 = at;
            }
        }
    }

    /// A sponsor may stand below those it sponsors, so this waits for the last row. A refused agent may in turn have been
    /// another one's sponsor.
    fn refuse_orphans(&mut self, problems: &mut Problems) {
        loop {
            let unknown = |agent: &&Agent| agent.sponsor.as_ref().is_some_and(|id| self.agent(id).is_none());
            let orphans: Vec<Agent> = self.list.iter().filter(unknown).cloned().collect();
            if orphans.is_empty() {
                return;
            }
            for orphan in orphans {
                let found = orphan.sponsor.map(|sponsor| sponsor.to_string()).unwrap_or_default();
                if let Some((_, place)) = self.places.remove(&orphan.id) {
                    problems.refuse(place, [(Some("sponsor"), Fault::UnknownAgent { found })]);
                }
                self.list.retain(|agent| agent.id != orphan.id);
            }
            self.index();
        }
    }

    /// The agents, in the order of the file.
    pub fn list(&self) -> &[Agent] {
        &self.list
    }

    /// An agent by id.
    pub fn agent(&self, id: &Id) -> Option<&Agent> {
        self.places.get(id).and_then(|(at, _)| self.list.get(*at))
    }

    /// The chain that an order of this agent is pinned with: the agent and all who stand above, with their tiers.
    pub fn chain(&self, direct: &Id) -> Option<Vec<Link>> {
        let mut chain: Vec<Link> = Vec::new();
        let mut next = Some(self.agent(direct)?);
        while let Some(agent) = next {
            chain.push(Link { agent: agent.id.clone(), tier: Some(agent.tier.clone()), rate: None });
            // A cycle in the tree is refused by siyu; here it only must not last for ever.
            let above = agent.sponsor.as_ref().and_then(|id| self.agent(id));
            next = above.filter(|above| chain.iter().all(|link| link.agent != above.id));
        }
        Some(chain)
    }
}

impl From<Vec<Agent>> for Agents {
    /// Agents that come from no file.
    fn from(list: Vec<Agent>) -> Self {
        let places =
            list.iter().enumerate().map(|(at, agent)| (agent.id.clone(), (at, Place::NOWHERE))).collect();
        Self { list, places }
    }
}

/// What decides whether a row can be taken.
#[derive(Debug, Clone, Copy)]
pub struct AgentRules<'a> {
    /// The month that is closed.
    pub month: Month,
    /// The currency of the rulebook.
    pub currency: Currency,
    /// The tiers of the rulebook.
    pub tiers: &'a [Id],
}

fn read_agent(row: &mut Row<'_>, rules: AgentRules<'_>) -> Option<Agent> {
    let agent = row.required("agent", id);
    let name = row.text("name").map(|name| name.map(str::to_owned));
    let sponsor = row.optional("sponsor", id);
    let tier = row.required("tier", one_of(rules.tiers));
    let joined_on = row.required("joined_on", |text| {
        let (found, latest) = (date(text)?, rules.month.last());
        if found <= latest { Ok(found) } else { Err(Fault::After { found, latest }) }
    });
    let misses = row.optional("misses", small_count);
    let last_assessed = joined_on.and_then(|joined_on| read_last_assessed(row, joined_on, rules.month));
    let lifetime_spend = row.optional("lifetime_spend", amount(rules.currency));
    Some(Agent {
        id: agent?,
        name: name?,
        sponsor: sponsor?,
        tier: tier?,
        joined_on: joined_on?,
        misses: misses?.unwrap_or(0),
        last_assessed: last_assessed?,
        lifetime_spend: lifetime_spend?.unwrap_or(Money::ZERO),
    })
}

/// Assessments leave no month out. Who joined before the month and was never assessed begins with it.
fn read_last_assessed(row: &mut Row<'_>, joined_on: Date, month: Month) -> Option<Option<Month>> {
    let found = row.optional("last_assessed", month_of_year)?;
    let due = month.previous().filter(|before| Month::of(joined_on) <= *before);
    match found {
        Some(found) if due != Some(found) => {
            row.refuse("last_assessed", Fault::NotDue { found, due });
            None
        }
        _ => Some(due),
    }
}

fn small_count(text: &str) -> Result<u32, siyu::Error> {
    let refused = || siyu::Error::new(Code::CountOutOfRange).found(text).allowed(format!("0–{}", u32::MAX));
    u32::try_from(count(0)(text)?).map_err(|_| refused())
}
