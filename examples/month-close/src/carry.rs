//! What goes from one month into the next: agents with their tiers and misses, accounts, figures.

use std::collections::HashMap;

use siyu::Id;
use siyu::calendar::Month;
use siyu::commission::Account;
use siyu::money::Money;
use siyu::month::Close;

use crate::facts::{
    AgentRecord, AgentState, Facts, LastAssessment, LifetimeFacts, Outcome, PartyAccount, PeriodFacts, Sale,
};
use crate::failure::Failure;
use crate::input::agents::{Agent, Agents};
use crate::input::history::History;

/// What the next month begins with.
#[derive(Debug, Default)]
pub struct Carried {
    /// The agents who are left.
    pub agents: Vec<Agent>,
    /// Every account that is not empty.
    pub accounts: Vec<PartyAccount>,
    /// The figures of all months so far.
    pub history: History,
}

/// What agents bought themselves in the month, less its refunds.
pub fn own_purchases(sales: &[Sale], agents: &Agents) -> Result<HashMap<Id, Money>, Failure> {
    let mut spent: HashMap<Id, Money> = HashMap::new();
    for sale in sales {
        let Some(buyer) = sale.order.buyer.as_ref().filter(|buyer| agents.agent(buyer).is_some()) else {
            continue;
        };
        let paid = Money::sum(sale.order.lines.iter().map(|line| line.paid))?;
        let refunded = Money::sum(sale.refunds.iter().map(|refund| refund.amount))?;
        let sum = spent.entry(buyer.clone()).or_default();
        *sum = sum.plus(paid)?.minus(refunded)?;
    }
    Ok(spent)
}

/// The agents as the close takes them.
pub fn agent_records(
    month: Month,
    agents: &Agents,
    history: &History,
    spent: &HashMap<Id, Money>,
    customers: &HashMap<Id, u64>,
) -> Result<Vec<AgentRecord>, Failure> {
    let records = agents.list().iter().map(|agent| {
        let months = history.get(&agent.id);
        let periods: Vec<PeriodFacts> =
            months.map(|months| months.values().cloned().collect()).unwrap_or_default();
        let own_spend = agent.lifetime_spend.plus(spent.get(&agent.id).copied().unwrap_or_default())?;
        let before = periods.iter().filter(|facts| facts.period < month);
        let lifetime = lifetime(&before.collect::<Vec<_>>(), own_spend)?;
        Ok(AgentRecord {
            state: state(agent),
            sponsor: agent.sponsor.clone(),
            customers: customers.get(&agent.id).copied().unwrap_or_default(),
            facts: Facts { periods, windows: Vec::new(), lifetime: Some(lifetime) },
        })
    });
    records.collect()
}

/// The row of an agent as the state that siyu left. What the last outcome was plays no part in the next assessment, so no
/// file carries it.
fn state(agent: &Agent) -> AgentState {
    let last = agent.last_assessed.map(|period| LastAssessment {
        period,
        outcome: Outcome::Kept,
        tier_before: agent.tier.clone(),
        effective_from: None,
        remaining_grace: 0,
    });
    let admitted = AgentState::admitted(agent.id.clone(), agent.tier.clone(), agent.joined_on);
    AgentState { misses: agent.misses, last, ..admitted }
}

/// The sums of the months before.
fn lifetime(before: &[&PeriodFacts], own_spend: Money) -> Result<LifetimeFacts, Failure> {
    let sum = |of: fn(&PeriodFacts) -> Money| Money::sum(before.iter().map(|facts| of(facts)));
    let count = |of: fn(&PeriodFacts) -> u64| before.iter().map(|facts| of(facts)).sum();
    Ok(LifetimeFacts {
        own_spend: Some(own_spend),
        own_net_sales: sum(|facts| facts.own_net_sales)?,
        direct_team_net_sales: sum(|facts| facts.direct_team_net_sales)?,
        whole_team_net_sales: sum(|facts| facts.whole_team_net_sales)?,
        profit: sum(|facts| facts.profit)?,
        orders: count(|facts| facts.orders),
        active_customers: 0,
        repeat_customers: 0,
        new_customers: count(|facts| facts.new_customers),
        store_score: None,
        satisfaction: None,
        host: siyu::document::Map::new(),
    })
}

/// What the next month begins with: cleared agents are gone, and who stood below them stands below their heirs.
pub fn carry(
    close: &Close,
    agents: &Agents,
    mut history: History,
    spent: &HashMap<Id, Money>,
) -> Result<Carried, Failure> {
    let mut heirs: HashMap<&Id, Option<&Id>> = HashMap::new();
    for assessed in &close.assessments {
        if let Some(plan) = &assessed.assessment.clearing {
            heirs.insert(&assessed.assessment.agent, plan.heir_agent.as_ref());
        }
    }
    let mut next = Vec::new();
    for assessed in &close.assessments {
        let assessment = &assessed.assessment;
        let Some(agent) = agents.agent(&assessment.agent) else { continue };
        if heirs.contains_key(&assessment.agent) {
            history.remove(&assessment.agent);
            continue;
        }
        let months = history.entry(agent.id.clone()).or_default();
        months.insert(close.period, assessed.facts.clone());
        let spent = spent.get(&agent.id).copied().unwrap_or_default();
        next.push(Agent {
            sponsor: heir(agent.sponsor.as_ref(), &heirs).cloned(),
            tier: assessment.state.tier.clone(),
            misses: assessment.state.misses,
            last_assessed: Some(close.period),
            lifetime_spend: agent.lifetime_spend.plus(spent)?,
            ..agent.clone()
        });
    }
    let statements = close.statements.iter().chain([&close.house]);
    let accounts = statements
        .map(|statement| PartyAccount { party: statement.party.clone(), account: statement.account.clone() });
    Ok(Carried {
        agents: next,
        accounts: accounts.filter(|one| one.account != Account::default()).collect(),
        history,
    })
}

/// Who sponsors now; an heir may have been cleared too.
fn heir<'h>(sponsor: Option<&'h Id>, heirs: &HashMap<&'h Id, Option<&'h Id>>) -> Option<&'h Id> {
    let mut next = sponsor;
    while let Some(heir) = next.and_then(|id| heirs.get(id)) {
        next = *heir;
    }
    next
}
