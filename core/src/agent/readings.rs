//! What a metric shows: the facts of a window drawn together.

use alloc::string::String;
use alloc::vec::Vec;

use super::condition::Requirement;
use super::facts::{Customers, Facts, Figures, LifetimeFacts, PeriodFacts};
use super::metric::{Metric, MetricWindow, StandardMetric, Unit, quoted_names};
use super::rules::Section;
use crate::calendar::Month;
use crate::document::{Id, Map, pointer_step};
use crate::error::{Code, Error};
use crate::money::{Money, Rate};
use crate::order::repeated;
use crate::reason::Quantity;

/// The facts of one agent, ready to be asked.
pub(super) struct Readings<'f> {
    section: &'f Section,
    facts: &'f Facts,
    periods: Map<Month, &'f PeriodFacts>,
    assessed: Month,
    joined: Month,
}

impl<'f> Readings<'f> {
    /// Checks the facts. `assessed` is not before `joined`.
    pub(super) fn new(
        section: &'f Section,
        facts: &'f Facts,
        joined: Month,
        assessed: Month,
    ) -> Result<Self, Error> {
        let repeated = repeated(&facts.periods, |period| period.period);
        for (at, period) in facts.periods.iter().enumerate() {
            let place = || alloc::format!("/facts/periods/{at}");
            check_figures(section, period.figures()).map_err(|error| error.within(place()))?;
            if repeated.first() == Some(&at) {
                let error = Error::new(Code::DuplicateItem).found(period.period).allowed(1);
                return Err(error.at("/period").within(place()));
            }
        }
        if let Some(lifetime) = &facts.lifetime {
            check_figures(section, lifetime.figures()).map_err(|error| error.within("/facts/lifetime"))?;
        }
        for (at, window) in facts.windows.iter().enumerate() {
            let place = || alloc::format!("/facts/windows/{at}");
            check_customers(window.customers()).map_err(|error| error.within(place()))?;
            let error = match window.periods {
                periods if !(2..=MetricWindow::MOST_PERIODS).contains(&periods) => {
                    let allowed = alloc::format!("2–{}", MetricWindow::MOST_PERIODS);
                    Error::new(Code::CountOutOfRange).found(periods).allowed(allowed)
                }
                periods if facts.windows.iter().take(at).any(|earlier| earlier.periods == periods) => {
                    Error::new(Code::DuplicateItem).found(periods).allowed(1)
                }
                _ => continue,
            };
            return Err(error.at("/periods").within(place()));
        }
        let periods = facts.periods.iter().map(|period| (period.period, period)).collect();
        Ok(Self { section, facts, periods, assessed, joined })
    }

    /// What a requirement's metric shows in its window.
    pub(super) fn observe(&self, requirement: &Requirement) -> Result<Quantity, Error> {
        use StandardMetric::{
            ActiveCustomers, Age, CompletedOrders, DirectTeamNetSales, NewCustomers, Orders,
            OwnLifetimeSpend, OwnNetSales, Profit, RepurchaseRate, Satisfaction, StoreScore,
            WholeTeamNetSales,
        };
        let metric = match &requirement.metric {
            Metric::Standard(metric) => *metric,
            Metric::Host(id) => return self.observe_host(requirement, id),
        };
        match metric {
            OwnNetSales => self.money(requirement, |figures| figures.own_net_sales),
            DirectTeamNetSales => self.money(requirement, |figures| figures.direct_team_net_sales),
            WholeTeamNetSales => self.money(requirement, |figures| figures.whole_team_net_sales),
            Profit => self.money(requirement, |figures| figures.profit),
            Orders => self.count(requirement, |figures| figures.orders),
            NewCustomers => self.count(requirement, |figures| figures.new_customers),
            ActiveCustomers => self.customers(requirement).and_then(|customers| whole(customers.active)),
            RepurchaseRate => self.customers(requirement).map(|customers| Quantity::Rate(customers.rate())),
            StoreScore => self.mean(requirement, |figures| figures.store_score),
            Satisfaction => self.mean(requirement, |figures| figures.satisfaction),
            OwnLifetimeSpend => match self.facts.lifetime.as_ref().and_then(|facts| facts.own_spend) {
                Some(spend) => Ok(Quantity::Money(spend)),
                None => Err(missing(requirement, "own_spend", "null", "/facts/lifetime/own_spend")),
            },
            // A rulebook that asks an agent for these is refused; were it not, nothing would be known of them.
            CompletedOrders | Age => Err(missing(requirement, metric_name(requirement), "null", "/facts")),
        }
    }

    fn observe_host(&self, requirement: &Requirement, id: &Id) -> Result<Quantity, Error> {
        let of = |figures: Figures<'_>| figures.host.get(id).cloned();
        match self.section.metrics.get(id) {
            Some(Unit::Money) => self.money(requirement, |figures| match of(figures) {
                Some(Quantity::Money(amount)) => amount,
                _ => Money::ZERO,
            }),
            Some(Unit::Rate) => self.mean(requirement, |figures| match of(figures) {
                Some(Quantity::Rate(rate)) => Some(rate),
                _ => None,
            }),
            // The facts were checked: a count is there and not negative, or left out and 0.
            Some(Unit::Count) | None => self.count(requirement, |figures| match of(figures) {
                Some(Quantity::Count(count)) => u64::try_from(count).unwrap_or(0),
                _ => 0,
            }),
        }
    }

    /// The figures that a window covers, oldest first.
    fn covered(&self, requirement: &Requirement) -> Result<Vec<Figures<'f>>, Error> {
        let MetricWindow::Periods(periods) = requirement.window else {
            return Ok(alloc::vec![self.lifetime(requirement)?.figures()]);
        };
        let (mut covered, mut lacking) = (Vec::new(), Vec::new());
        let mut next = Some(self.first_of(periods));
        while let Some(period) = next.filter(|period| *period <= self.assessed) {
            match self.periods.get(&period) {
                Some(facts) => covered.push(facts.figures()),
                None => lacking.push(period),
            }
            next = period.next();
        }
        if lacking.is_empty() {
            return Ok(covered);
        }
        let found = alloc::format!("[{}]", quoted_names(self.periods.keys()));
        Err(missing(requirement, quoted_names(lacking.iter()), found, "/facts/periods"))
    }

    /// The first period of a window: not before the period of joining.
    fn first_of(&self, periods: u32) -> Month {
        let back = i32::try_from(periods).unwrap_or(i32::MAX).saturating_sub(1).saturating_neg();
        self.assessed.checked_add(back).map_or(self.joined, |first| first.max(self.joined))
    }

    fn lifetime(&self, requirement: &Requirement) -> Result<&'f LifetimeFacts, Error> {
        let lifetime = self.facts.lifetime.as_ref();
        lifetime.ok_or_else(|| missing(requirement, "\"lifetime\"", "null", "/facts/lifetime"))
    }

    fn money(&self, requirement: &Requirement, of: impl Fn(Figures<'_>) -> Money) -> Result<Quantity, Error> {
        let sum = Money::sum(self.covered(requirement)?.into_iter().map(of));
        sum.map(Quantity::Money).map_err(|error| error.at("/facts/periods"))
    }

    fn count(&self, requirement: &Requirement, of: impl Fn(Figures<'_>) -> u64) -> Result<Quantity, Error> {
        let counts = self.covered(requirement)?.into_iter().map(of);
        whole(counts.fold(0, u64::saturating_add))
    }

    /// The mean of the periods that have a score, to the millionth and down: so it is at least a threshold exactly when
    /// the true mean is.
    fn mean(
        &self,
        requirement: &Requirement,
        of: impl Fn(Figures<'_>) -> Option<Rate>,
    ) -> Result<Quantity, Error> {
        let scores: Vec<u64> =
            self.covered(requirement)?.into_iter().filter_map(of).map(|score| score.ppm().into()).collect();
        let sum = scores.iter().fold(0, |sum: u64, score| sum.saturating_add(*score));
        let mean = u64::try_from(scores.len()).ok().and_then(|count| sum.checked_div(count));
        let mean = mean.and_then(|ppm| u32::try_from(ppm).ok()).and_then(Rate::from_ppm);
        mean.map(Quantity::Rate).ok_or_else(|| {
            let name = metric_name(requirement);
            missing(requirement, name, "null", "/facts/periods")
        })
    }

    /// The customers of a window, each once.
    fn customers(&self, requirement: &Requirement) -> Result<Customers, Error> {
        let MetricWindow::Periods(periods) = requirement.window else {
            return Ok(self.lifetime(requirement)?.figures().customers);
        };
        if let Some(window) = self.facts.windows.iter().find(|window| window.periods == periods) {
            return Ok(window.customers());
        }
        // A window of one period, or one that joining has cut down to one, has that period's own counts.
        if self.first_of(periods) == self.assessed {
            let of_period = Requirement { window: MetricWindow::PERIOD, ..requirement.clone() };
            let only = self.covered(&of_period)?.pop();
            return only.map(|figures| figures.customers).ok_or_else(|| Error::new(Code::FactsMissing));
        }
        let windows = self.facts.windows.iter().map(|window| window.periods);
        let found = alloc::format!("[{}]", quoted_names(windows));
        Err(missing(requirement, requirement.window, found, "/facts/windows"))
    }
}

impl Customers {
    /// The share of repeat customers, to the millionth and down; 0 without active customers.
    fn rate(self) -> Rate {
        let repeat = u128::from(self.repeat).saturating_mul(Rate::ONE.ppm().into());
        let ppm = repeat.checked_div(self.active.into()).unwrap_or(0);
        u32::try_from(ppm).ok().and_then(Rate::from_ppm).unwrap_or(Rate::ZERO)
    }
}

/// The largest count: beyond 2^53 − 1 no document could carry it.
pub(super) const MOST_COUNT: i64 = (1 << 53) - 1;

/// A count as a quantity.
pub(super) fn whole(count: u64) -> Result<Quantity, Error> {
    match i64::try_from(count) {
        Ok(within) if within <= MOST_COUNT => Ok(Quantity::Count(within)),
        _ => {
            let allowed = alloc::format!("0–{MOST_COUNT}");
            Err(Error::new(Code::CountOutOfRange).found(count).allowed(allowed).at("/facts"))
        }
    }
}

fn metric_name(requirement: &Requirement) -> String {
    alloc::format!("{}", requirement.metric)
}

/// A metric has nothing to look at.
fn missing(
    requirement: &Requirement,
    allowed: impl core::fmt::Display,
    found: impl core::fmt::Display,
    path: &str,
) -> Error {
    let error = Error::new(Code::FactsMissing).found(found).allowed(allowed);
    error.with("metric", &requirement.metric).at(path)
}

fn check_figures(section: &Section, figures: Figures<'_>) -> Result<(), Error> {
    check_customers(figures.customers)?;
    check_host(section, figures.host)
}

fn check_customers(customers: Customers) -> Result<(), Error> {
    if customers.repeat <= customers.active {
        return Ok(());
    }
    let allowed = alloc::format!("0–{} (active_customers)", customers.active);
    Err(Error::new(Code::CountOutOfRange).found(customers.repeat).allowed(allowed).at("/repeat_customers"))
}

/// The host's own metrics are declared and in their units.
pub(super) fn check_host(section: &Section, host: &Map<Id, Quantity>) -> Result<(), Error> {
    for (id, value) in host {
        let error = match (section.metrics.get(id), value) {
            (None, _) => {
                let declared = quoted_names(section.metrics.keys());
                Error::new(Code::UnknownChoice).found(id).allowed(declared)
            }
            (Some(Unit::Count), Quantity::Count(count)) if *count < 0 => {
                Error::new(Code::CountOutOfRange).found(count).allowed("≥ 0")
            }
            (Some(Unit::Money), Quantity::Money(_))
            | (Some(Unit::Rate), Quantity::Rate(_))
            | (Some(Unit::Count), Quantity::Count(_)) => continue,
            (Some(Unit::Money), _) => Error::new(Code::WrongType).found(id).allowed("{\"money\": \"…\"}"),
            (Some(Unit::Rate), _) => Error::new(Code::WrongType).found(id).allowed("{\"rate\": \"…\"}"),
            (Some(Unit::Count), _) => Error::new(Code::WrongType).found(id).allowed("{\"count\": 0}"),
        };
        return Err(error.at(alloc::format!("/host{}", pointer_step(id.as_str()))));
    }
    Ok(())
}
