//! The assessments of a month: every agent's figures, with those of the teams.

use alloc::format;
use alloc::vec::Vec;
use core::mem::take;

use super::Books;
use super::close::{Assessed, CloseRequest};
use super::facts::AgentRecord;
use super::partial::AgentSum;
use super::statements::Statements;
use crate::agent::{
    AssessmentRequest, Facts, Heir, Holdings, LifetimeFacts, PeriodFacts, SponsorTree, Sponsorship, TeamSums,
    assess,
};
use crate::calendar::Month;
use crate::commission::Statement;
use crate::document::{Id, Map, pointer_step};
use crate::error::{Code, Error};
use crate::money::Money;
use crate::order::set;
use crate::reason::{Detail, Reasons};

/// Assesses every agent, in the order of the request. Says, too, who sold and is not among them.
pub(super) fn assessments(
    books: &Books<'_>,
    request: &CloseRequest,
    statements: &Statements<'_>,
    detail: Detail,
) -> Result<(Vec<Assessed>, Vec<Id>), Error> {
    let period = request.partial.period;
    let mut teams = Teams::of(request, statements)?;
    let mut assessed = Vec::with_capacity(request.agents.len());
    for (at, record) in request.agents.iter().enumerate() {
        let within = |error: Error| of_agent(error, at, record);
        let figures = teams.figures(&record.state.agent, period);
        let (month, facts) = facts(record, &figures).map_err(within)?;
        let holdings = holdings(record, figures).map_err(within)?;
        let request = AssessmentRequest { state: record.state.clone(), period, facts, holdings };
        let mut reasons = Reasons::new(detail);
        let assessment = assess(books.agent, &request, &mut reasons).map_err(within)?;
        assessed.push(Assessed { facts: month, assessment, reasons: reasons.into_vec() });
    }
    pass_over_cleared(&mut assessed, &request.agents);
    Ok((assessed, teams.others))
}

/// Who is cleared in the same month inherits nothing and is inherited by nobody: the next sponsor above who stays is the
/// heir, or the house. An assessment by itself cannot know this, since it sees one agent.
fn pass_over_cleared(assessed: &mut [Assessed], agents: &[AgentRecord]) {
    let plans = assessed.iter().filter(|one| one.assessment.clearing.is_some());
    let cleared = set(plans.map(|one| one.assessment.agent.clone()));
    if cleared.is_empty() {
        return;
    }
    let sponsors: Map<&Id, Option<&Id>> =
        agents.iter().map(|record| (&record.state.agent, record.sponsor.as_ref())).collect();
    for plan in assessed.iter_mut().filter_map(|one| one.assessment.clearing.as_mut()) {
        plan.downline.retain(|agent| cleared.binary_search(agent).is_err());
        // The sponsors are a tree by now, so the way up ends.
        while let Some(heir) = plan.heir_agent.take() {
            if cleared.binary_search(&heir).is_err() {
                plan.heir_agent = Some(heir);
                break;
            }
            plan.heir_agent = sponsors.get(&heir).copied().flatten().cloned();
        }
        if plan.heir_agent.is_none() {
            plan.heir = Heir::House;
        }
    }
}

/// A pointer into an assessment's request as one into the close's.
fn of_agent(error: Error, at: usize, record: &AgentRecord) -> Error {
    match (error.path.as_str(), error.code, &record.state.last) {
        ("/period", Code::PeriodNotDue, Some(_)) => error.at(format!("/agents/{at}/state/last/period")),
        ("/period", Code::PeriodNotDue, None) => error.at(format!("/agents/{at}/state/joined_on")),
        ("/period", _, _) => error.at("/partial/period"),
        // What an agent holds is not handed in, but follows from the agent's account.
        (path, _, _) if path.starts_with("/holdings") => error.at(format!("/agents/{at}/state/agent")),
        _ => error.within(format!("/agents/{at}")),
    }
}

/// The sponsor tree of the month's agents, and what the month says of each, by the index of the tree.
struct Teams<'r> {
    tree: SponsorTree,
    sums: Vec<Option<&'r AgentSum>>,
    statements: Vec<Option<&'r Statement>>,
    own: Vec<Money>,
    teams: Vec<TeamSums>,
    downlines: Vec<Vec<Id>>,
    /// Who sold and is not in the tree.
    others: Vec<Id>,
}

impl<'r> Teams<'r> {
    fn of(request: &'r CloseRequest, statements: &'r Statements<'_>) -> Result<Self, Error> {
        let tree = tree(&request.agents)?;
        let mut others = Vec::new();
        let sums = aligned(tree.ids(), request.partial.agents.iter(), |other| others.push(other.clone()));
        let house = &statements.house;
        let mut stated = aligned(tree.ids(), statements.others.iter().map(|(id, one)| (*id, one)), |_| {});
        if let Some(place) = tree.index_of(&house.party).and_then(|index| stated.get_mut(index)) {
            *place = Some(house);
        }
        let nets = tree.ids().iter().zip(&sums).map(|(id, sum)| net(id, *sum));
        let own = nets.collect::<Result<Vec<Money>, Error>>()?;
        let teams = tree.team_sums(&own).map_err(|error| error.at("/partial/agents"))?;
        let mut downlines: Vec<Vec<Id>> = alloc::vec![Vec::new(); tree.len()];
        for (index, id) in tree.ids().iter().enumerate() {
            if let Some(downline) = tree.sponsor(index).and_then(|sponsor| downlines.get_mut(sponsor)) {
                downline.push(id.clone());
            }
        }
        Ok(Self { tree, sums, statements: stated, own, teams, downlines, others })
    }

    /// What the month says of an agent. Each is asked for once: the downline goes with the answer.
    fn figures(&mut self, agent: &Id, period: Month) -> Figures<'r> {
        // Every agent is in the tree, which was made of them.
        let index = self.tree.index_of(agent).unwrap_or(usize::MAX);
        Figures {
            period,
            sum: self.sums.get(index).copied().flatten(),
            statement: self.statements.get(index).copied().flatten(),
            own_net_sales: self.own.get(index).copied().unwrap_or_default(),
            team: self.teams.get(index).copied().unwrap_or_default(),
            downline: self.downlines.get_mut(index).map(take).unwrap_or_default(),
        }
    }
}

fn tree(agents: &[AgentRecord]) -> Result<SponsorTree, Error> {
    let links = agents
        .iter()
        .map(|record| Sponsorship { agent: record.state.agent.clone(), sponsor: record.sponsor.clone() });
    SponsorTree::of(&links.collect::<Vec<_>>()).map_err(|error| {
        // A record has its agent one level further down.
        let path = match error.path.strip_suffix("/agent") {
            Some(at) => format!("/agents{at}/state/agent"),
            None => format!("/agents{}", error.path.clone()),
        };
        error.at(path)
    })
}

fn net(agent: &Id, sum: Option<&AgentSum>) -> Result<Money, Error> {
    let net = sum.map_or(Ok(Money::ZERO), AgentSum::net);
    net.map_err(|error| error.at(format!("/partial/agents{}", pointer_step(agent.as_str()))))
}

/// Aligns values in the order of their ids with a list of ids in order; who is not in the list is told.
fn aligned<'v, V: Copy>(
    ids: &[Id],
    values: impl Iterator<Item = (&'v Id, V)>,
    mut other: impl FnMut(&'v Id),
) -> Vec<Option<V>> {
    let mut aligned = alloc::vec![None; ids.len()];
    let mut places = ids.iter().zip(aligned.iter_mut()).peekable();
    for (id, value) in values {
        while places.next_if(|(own, _)| *own < id).is_some() {}
        match places.next_if(|(own, _)| *own == id) {
            Some((_, place)) => *place = Some(value),
            None => other(id),
        }
    }
    aligned
}

/// What the month's orders say of one agent.
struct Figures<'f> {
    period: Month,
    /// Absent when the agent sold nothing.
    sum: Option<&'f AgentSum>,
    /// Absent when nothing moved and nothing stood on the agent's account.
    statement: Option<&'f Statement>,
    own_net_sales: Money,
    team: TeamSums,
    /// The agents whom the agent sponsors, by id.
    downline: Vec<Id>,
}

/// The month's figures of an agent, and the facts that the assessment looks at: those that were handed in, the month's sales
/// filled in and added to the lifetime.
fn facts(record: &AgentRecord, figures: &Figures<'_>) -> Result<(PeriodFacts, Facts), Error> {
    let mut facts = record.facts.clone();
    let handed_in = facts.periods.iter().position(|facts| facts.period == figures.period);
    let empty = || PeriodFacts::empty(figures.period);
    let mut month = handed_in.and_then(|at| facts.periods.get(at)).cloned().unwrap_or_else(empty);
    month.own_net_sales = figures.own_net_sales;
    month.direct_team_net_sales = figures.team.direct;
    month.whole_team_net_sales = figures.team.whole;
    month.profit = figures.own_net_sales.minus(figures.sum.map_or(Money::ZERO, |sum| sum.supplied))?;
    month.orders = figures.sum.map_or(0, |sum| sum.orders);
    (month.active_customers, month.repeat_customers, month.new_customers) = (0, 0, 0);
    for customer in figures.sum.into_iter().flat_map(|sum| sum.customers.values()) {
        let count = |sum: &mut u64, counts: bool| *sum = sum.saturating_add(counts.into());
        count(&mut month.active_customers, customer.orders > 0);
        count(&mut month.repeat_customers, customer.orders > 1);
        count(&mut month.new_customers, customer.new);
    }
    if let Some(lifetime) = &mut facts.lifetime {
        add_month(lifetime, &month).map_err(|error| error.at("/facts/lifetime"))?;
    }
    // In its place, so that a fault of another period is told where that one stands.
    match handed_in.and_then(|at| facts.periods.get_mut(at)) {
        Some(place) => *place = month.clone(),
        None => facts.periods.push(month.clone()),
    }
    Ok((month, facts))
}

/// Adds a month's sums to a lifetime; customers of a lifetime cannot be had from sums, so they stay as handed in.
fn add_month(lifetime: &mut LifetimeFacts, month: &PeriodFacts) -> Result<(), Error> {
    lifetime.own_net_sales = lifetime.own_net_sales.plus(month.own_net_sales)?;
    lifetime.direct_team_net_sales = lifetime.direct_team_net_sales.plus(month.direct_team_net_sales)?;
    lifetime.whole_team_net_sales = lifetime.whole_team_net_sales.plus(month.whole_team_net_sales)?;
    lifetime.profit = lifetime.profit.plus(month.profit)?;
    lifetime.orders = lifetime.orders.saturating_add(month.orders);
    lifetime.new_customers = lifetime.new_customers.saturating_add(month.new_customers);
    Ok(())
}

/// What an agent holds at the month's end.
fn holdings(record: &AgentRecord, figures: Figures<'_>) -> Result<Holdings, Error> {
    let account = figures.statement.map(|statement| &statement.account);
    let frozen = account.into_iter().flat_map(|account| &account.frozen);
    Ok(Holdings {
        sponsor: record.sponsor.clone(),
        downline: figures.downline,
        customers: record.customers,
        payable: account.map_or(Money::ZERO, |account| account.payable),
        frozen: Money::sum(frozen.map(|frozen| frozen.amount))?,
        pending: account.map_or(Money::ZERO, |account| account.pending),
    })
}
