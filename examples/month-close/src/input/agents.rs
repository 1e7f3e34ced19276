//! `agents.csv`: the agents at the month's opening.

use std::collections::HashMap;

use siyu::Id;
use siyu::calendar::{Date, Month};
use siyu::error::Code;
use siyu::money::{Currency, Money};

use super::fault::Fault;
use super::problems::{Place, Problems};
use super::source::Source;
use super::table::{Column, Row, amount, count, date, id, optional, read_rows, required};
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
    pub fn read(sources: &[Source], currency: Currency, problems: &mut Problems) -> Result<Self, Failure> {
        let mut agents = Self::default();
        for source in sources {
            read_rows(source, COLUMNS, problems, |row| {
                let agent = read_agent(row, currency)?;
                agents.add(agent, row)
            })?;
        }
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
            let positions = self.list.iter().enumerate().map(|(at, agent)| (agent.id.clone(), at));
            for (id, at) in positions.collect::<Vec<_>>() {
                if let Some(entry) = self.places.get_mut(&id) {
                    entry.0 = at;
                }
            }
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

fn read_agent(row: &mut Row<'_>, currency: Currency) -> Option<Agent> {
    let agent = row.required("agent", id);
    let name = row.text("name").map(|name| name.map(str::to_owned));
    let sponsor = row.optional("sponsor", id);
    let tier = row.required("tier", id);
    let joined_on = row.required("joined_on", date);
    let misses = row.optional("misses", small_count);
    let last_assessed = row.optional("last_assessed", month);
    let lifetime_spend = row.optional("lifetime_spend", amount(currency));
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

fn small_count(text: &str) -> Result<u32, siyu::Error> {
    let read = count(0)(text)?;
    u32::try_from(read)
        .map_err(|_| siyu::Error::new(Code::CountOutOfRange).found(text).allowed(format!("0–{}", u32::MAX)))
}

/// Reads a month.
pub fn month(text: &str) -> Result<Month, siyu::Error> {
    Month::parse(text).ok_or_else(|| siyu::Error::new(Code::DateFormat).found(text).allowed("\"2026-10\""))
}
