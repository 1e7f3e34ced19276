//! The last piece: sums become statements and assessments.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::Books;
use super::facts::{AgentRecord, PartyAccount, Payment};
use super::partial::{AgentSum, CustomerSum, Partial, Totals};
use crate::agent::{
    Assessment, AssessmentRequest, Facts, Holdings, LifetimeFacts, PeriodFacts, SponsorTree, Sponsorship,
    TeamSums, assess,
};
use crate::calendar::Month;
use crate::commission::{Account, Movement, MovementKind, Statement, StatementRequest, statement};
use crate::document::{Id, pointer_step, record};
use crate::error::{Code, Error};
use crate::money::Money;
use crate::reason::{Computation, Detail, Reason, Reasons, Rule};

record! {
    /// A month's sums, and what else its close needs.
    pub struct CloseRequest {
        /// The whole month: all chunks merged.
        pub partial: Partial,
        /// Every agent of the month.
        pub agents: Vec<AgentRecord> = Vec::new(),
        /// The accounts as the last close left them; who has none starts with nothing.
        pub accounts: Vec<PartyAccount> = Vec::new(),
        /// What was paid out in the month.
        pub payments: Vec<Payment> = Vec::new(),
    }
}

record! {
    /// A closed month. Σ earned over `statements` and `house` = gross, Σ clawed back = refunded.
    pub struct Close {
        /// The month.
        pub period: Month,
        /// Money that moved.
        pub totals: Totals,
        /// gross − refunded.
        pub net: Money,
        /// The statement of the residual party: its account is what the house keeps.
        pub house: Statement,
        /// The statements of all others, by id.
        pub statements: Vec<Statement>,
        /// The assessments, in the order of the agents handed in.
        pub assessments: Vec<Assessed>,
        /// Agents with sales in the month who are not among the agents handed in: they are paid and not assessed.
        pub unassessed: Vec<Id>,
    }
}

record! {
    /// An agent's assessment, with what it looked at and why it came out so.
    pub struct Assessed {
        /// The figures of the month.
        pub facts: PeriodFacts,
        /// What it came to.
        pub assessment: Assessment,
        /// Why, as far as the level of detail tells.
        pub reasons: Vec<Reason> = Vec::new(),
    }
}

/// Closes a month: states every party's account and assesses every agent.
///
/// # Errors
/// In this order: [`Code::BooksDoNotBalance`] when the sums are not those of whole orders; what statements refuse;
/// [`Code::DuplicateItem`] and what the sponsor tree refuses; what assessments refuse, with the agent's pointer.
pub fn close(books: &Books<'_>, request: &CloseRequest, reasons: &mut Reasons) -> Result<Close, Error> {
    let partial = &request.partial;
    balance(books, partial)?;
    let mut statements = statements(books, request)?;
    let house = match statements.remove(&books.commission.residual) {
        Some(house) => house,
        None => PartyMonth::default().state(books, partial.period, &books.commission.residual)?,
    };
    let assessments = assessments(books, request, &statements, reasons.level())?;
    let agents: BTreeSet<&Id> = request.agents.iter().map(|record| &record.state.agent).collect();
    let unassessed = partial.agents.keys().filter(|agent| !agents.contains(agent)).cloned().collect();
    let net = partial.totals.net()?;
    reasons
        .decisive(|| Reason::new(Rule::MonthBalances).of(partial.period).computed(Computation::fixed(net)));
    Ok(Close {
        period: partial.period,
        totals: partial.totals.clone(),
        net,
        house,
        statements: statements.into_values().collect(),
        assessments,
        unassessed,
    })
}

/// Σ parts = Σ orders, or the sums were not made by [`absorb`](super::absorb).
fn balance(books: &Books<'_>, partial: &Partial) -> Result<(), Error> {
    let sum = |kind: MovementKind| {
        let movements = partial.parties.values().flatten();
        Money::sum(movements.filter(|movement| movement.kind == kind).map(|movement| movement.amount))
    };
    let pairs = [
        (sum(MovementKind::Earned)?, partial.totals.gross, "gross"),
        (sum(MovementKind::ClawedBack)?, partial.totals.refunded, "refunded"),
    ];
    for (parts, whole, name) in pairs {
        if parts != whole {
            return Err(Error::new(Code::BooksDoNotBalance)
                .found(parts.to_text(books.currency))
                .allowed(whole.to_text(books.currency))
                .with("by", parts.minus(whole)?.size().to_text(books.currency))
                .at(format!("/partial/totals/{name}")));
        }
    }
    Ok(())
}

/// What a party brings into its statement, and where each movement stands in the request.
#[derive(Default)]
struct PartyMonth {
    opening: Account,
    opening_place: String,
    movements: Vec<Movement>,
    places: Vec<String>,
}

impl PartyMonth {
    fn push(&mut self, movement: Movement, place: String) {
        self.movements.push(movement);
        self.places.push(place);
    }

    fn state(self, books: &Books<'_>, period: Month, party: &Id) -> Result<Statement, Error> {
        let Self { opening, opening_place, movements, places } = self;
        let request = StatementRequest { party: party.clone(), period, opening, movements };
        let stated = statement(books.commission, &request, books.currency, &mut Reasons::none());
        stated.map_err(|error| {
            let path = own_place(&error.path, &opening_place, &places);
            error.at(path)
        })
    }
}

/// A pointer into a statement's request as one into the close's.
fn own_place(path: &str, opening: &str, places: &[String]) -> String {
    if let Some(rest) = path.strip_prefix("/opening") {
        return format!("{opening}/account{rest}");
    }
    let movement = path.strip_prefix("/movements/").map(|rest| rest.split_once('/').unwrap_or((rest, "")));
    match movement.and_then(|(at, rest)| Some((places.get(at.parse::<usize>().ok()?)?, rest))) {
        Some((place, "")) => place.clone(),
        Some((place, rest)) => format!("{place}/{rest}"),
        None => String::from(path),
    }
}

/// The statements of all parties that had an account, a posting or a payment.
fn statements(books: &Books<'_>, request: &CloseRequest) -> Result<BTreeMap<Id, Statement>, Error> {
    let mut parties: BTreeMap<Id, PartyMonth> = BTreeMap::new();
    for (at, PartyAccount { party, account }) in request.accounts.iter().enumerate() {
        let opening_place = format!("/accounts/{at}");
        let month = PartyMonth { opening: account.clone(), opening_place, ..PartyMonth::default() };
        if parties.insert(party.clone(), month).is_some() {
            let error = Error::new(Code::DuplicateItem).found(party).allowed(1_u8);
            return Err(error.at(format!("/accounts/{at}/party")));
        }
    }
    for (party, movements) in &request.partial.parties {
        let month = parties.entry(party.clone()).or_default();
        for (at, movement) in movements.iter().enumerate() {
            month.push(movement.clone(), format!("/partial/parties{}/{at}", pointer_step(party.as_str())));
        }
    }
    for (at, payment) in request.payments.iter().enumerate() {
        let movement = Movement {
            on: payment.on,
            kind: MovementKind::Paid,
            order: None,
            line: None,
            role: None,
            amount: payment.amount,
            frozen_through: None,
            withheld: payment.withheld,
        };
        parties.entry(payment.party.clone()).or_default().push(movement, format!("/payments/{at}"));
    }
    let stated = parties.into_iter().map(|(party, month)| {
        let statement = month.state(books, request.partial.period, &party)?;
        Ok((party, statement))
    });
    stated.collect()
}

fn assessments(
    books: &Books<'_>,
    request: &CloseRequest,
    statements: &BTreeMap<Id, Statement>,
    detail: Detail,
) -> Result<Vec<Assessed>, Error> {
    let period = request.partial.period;
    let teams = Teams::of(request)?;
    let mut assessed = Vec::with_capacity(request.agents.len());
    for (at, record) in request.agents.iter().enumerate() {
        let within = |error: Error| error.within(format!("/agents/{at}"));
        let agent = &record.state.agent;
        let (month, facts) = facts(record, &teams.figures(request, agent)?).map_err(within)?;
        let holdings = holdings(record, teams.downline(agent), statements.get(agent))?;
        let request = AssessmentRequest { state: record.state.clone(), period, facts, holdings };
        let mut reasons = Reasons::new(detail);
        let assessment = assess(books.agent, &request, &mut reasons).map_err(within)?;
        assessed.push(Assessed { facts: month, assessment, reasons: reasons.into_vec() });
    }
    Ok(assessed)
}

/// The sponsor tree of the month's agents, with the sums of each one's team.
struct Teams {
    tree: SponsorTree,
    own: Vec<Money>,
    sums: Vec<TeamSums>,
    downlines: Vec<Vec<Id>>,
}

impl Teams {
    fn of(request: &CloseRequest) -> Result<Self, Error> {
        let links: Vec<Sponsorship> = request
            .agents
            .iter()
            .map(|record| Sponsorship { agent: record.state.agent.clone(), sponsor: record.sponsor.clone() })
            .collect();
        let tree = SponsorTree::of(&links).map_err(|error| error.within("/agents"))?;
        let net = |agent| request.partial.agents.get(agent).map_or(Ok(Money::ZERO), AgentSum::net);
        let own: Vec<Money> = tree.ids().iter().map(net).collect::<Result<_, _>>()?;
        let sums = tree.team_sums(&own)?;
        let mut downlines: Vec<Vec<Id>> = alloc::vec![Vec::new(); tree.len()];
        for (index, id) in tree.ids().iter().enumerate() {
            if let Some(downline) = tree.sponsor(index).and_then(|sponsor| downlines.get_mut(sponsor)) {
                downline.push(id.clone());
            }
        }
        Ok(Self { tree, own, sums, downlines })
    }

    fn figures<'r>(&self, request: &'r CloseRequest, agent: &Id) -> Result<Figures<'r>, Error> {
        let index = self.tree.index_of(agent);
        let team = index.and_then(|index| self.sums.get(index)).copied().unwrap_or_default();
        Ok(Figures {
            period: request.partial.period,
            sum: request.partial.agents.get(agent),
            own_net_sales: index.and_then(|index| self.own.get(index)).copied().unwrap_or_default(),
            team,
        })
    }

    /// The agents whom an agent sponsors, by id.
    fn downline(&self, agent: &Id) -> Vec<Id> {
        let index = self.tree.index_of(agent);
        index.and_then(|index| self.downlines.get(index)).cloned().unwrap_or_default()
    }
}

/// What the month's orders say of one agent.
struct Figures<'f> {
    period: Month,
    /// Absent when the agent sold nothing.
    sum: Option<&'f AgentSum>,
    own_net_sales: Money,
    team: TeamSums,
}

/// The month's figures of an agent, and the facts that the assessment looks at: those that were handed in, the month's sales
/// filled in and added to the lifetime.
fn facts(record: &AgentRecord, figures: &Figures<'_>) -> Result<(PeriodFacts, Facts), Error> {
    let mut facts = record.facts.clone();
    let handed_in = facts.periods.iter().position(|facts| facts.period == figures.period);
    let mut month = match handed_in {
        Some(at) => facts.periods.swap_remove(at),
        None => PeriodFacts::empty(figures.period),
    };
    month.own_net_sales = figures.own_net_sales;
    month.direct_team_net_sales = figures.team.direct;
    month.whole_team_net_sales = figures.team.whole;
    month.profit = figures.own_net_sales.minus(figures.sum.map_or(Money::ZERO, |sum| sum.supplied))?;
    month.orders = figures.sum.map_or(0, |sum| sum.orders);
    let customers = |counts: fn(&CustomerSum) -> bool| {
        let customers = figures.sum.into_iter().flat_map(|sum| sum.customers.values());
        u64::try_from(customers.filter(|customer| counts(customer)).count()).unwrap_or(u64::MAX)
    };
    month.active_customers = customers(|customer| customer.orders > 0);
    month.repeat_customers = customers(|customer| customer.orders > 1);
    month.new_customers = customers(|customer| customer.new);
    if let Some(lifetime) = &mut facts.lifetime {
        add_month(lifetime, &month)?;
    }
    facts.periods.push(month.clone());
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
fn holdings(
    record: &AgentRecord,
    downline: Vec<Id>,
    statement: Option<&Statement>,
) -> Result<Holdings, Error> {
    let nothing = Account::default();
    let account = statement.map_or(&nothing, |statement| &statement.account);
    Ok(Holdings {
        sponsor: record.sponsor.clone(),
        downline,
        customers: record.customers,
        payable: account.payable,
        frozen: Money::sum(account.frozen.iter().map(|frozen| frozen.amount))?,
        pending: account.pending,
    })
}
