//! `vip_entitle`: who may have which perk on a day, and who gets what there is of it.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Reverse;

use super::findings::{level_names, not_in_rulebook, opened};
use super::level::unique;
use super::rules::{Perk, PerkKind, PerkPeriod, Rules};
use crate::calendar::{Date, Window};
use crate::document::{Id, Map, Text, choice, pointer_step, record};
use crate::error::{Code, Error};
use crate::order::sort_by;
use crate::reason::{Comparison, Operator, Quantity, Reason, Reasons, Rule};

record! {
    /// Who asks, and what was given so far.
    pub struct EntitlementFacts {
        /// The day of asking.
        pub on: Date,
        /// The only perk that is looked at; every perk unless said.
        pub perk: Option<Id>,
        /// Who asks.
        pub customers: Vec<PerkCustomer>,
        /// By perk, the units given to anyone in the period that runs.
        pub given: Map<Id, u64> = Map::new(),
    }
}

record! {
    /// A customer, what they have had, and what they apply for.
    pub struct PerkCustomer {
        /// The host's id of the customer.
        pub id: Id,
        /// The level, as `vip_level` gave it; absent when there is none.
        pub level: Option<Id>,
        /// What the customer has received. Perks that the rulebook no longer has may stand here.
        pub history: Vec<PerkReceipt> = Vec::new(),
        /// What the customer applies for: each perk once.
        pub requests: Vec<PerkRequest> = Vec::new(),
    }
}

record! {
    /// A perk that was received.
    pub struct PerkReceipt {
        /// Which.
        pub perk: Id,
        /// The day.
        pub on: Date,
        /// How many units.
        pub quantity: u64 = 1,
    }
}

record! {
    /// An application for a perk.
    pub struct PerkRequest {
        /// Which.
        pub perk: Id,
        /// How many units.
        pub quantity: u64 = 1,
        /// When it was made: any count that grows with time, such as milliseconds since 1970.
        pub at: u64,
    }
}

choice! {
    /// What keeps a customer from a perk, in this order of precedence.
    pub enum Limit {
        /// The level is too low.
        Level = "level",
        /// It is not given on this day.
        Period = "period",
        /// The customer has had all that one person gets.
        PerPerson = "per_person",
        /// Nothing is left of it.
        Total = "total",
    }
}

record! {
    /// Who may have what, and who gets what.
    pub struct Entitlements {
        /// Every customer with every perk, customers as given, perks as in the rulebook; before requests are met.
        pub entitlements: Vec<Entitlement>,
        /// Every request, perks as in the rulebook, then in the order in which they were met: higher level first, then earlier,
        /// then by customer id.
        pub grants: Vec<PerkGrant>,
    }
}

record! {
    /// What a customer may have of a perk.
    pub struct Entitlement {
        /// Who.
        pub customer: Id,
        /// Which perk.
        pub perk: Id,
        /// What kind of perk it is.
        pub kind: PerkKind,
        /// What the level receives.
        pub item: Option<Id>,
        /// How many units the customer may have now.
        pub available: u64,
        /// The first day on which it is no longer given.
        pub until: Option<Date>,
        /// When it is not given yet: the first day on which it is, to this level.
        pub opens_on: Option<Date>,
        /// What keeps the customer from it.
        pub limited_by: Option<Limit>,
    }
}

record! {
    /// What a request brought.
    pub struct PerkGrant {
        /// Who.
        pub customer: Id,
        /// Which perk.
        pub perk: Id,
        /// What the level receives.
        pub item: Option<Id>,
        /// How many units were asked for.
        pub requested: u64,
        /// How many units are granted.
        pub granted: u64,
        /// What kept the customer from the rest.
        pub limited_by: Option<Limit>,
    }
}

/// Decides who may have which perk on a day, and meets requests as far as quotas go.
///
/// # Errors
/// In this order: [`Code::DuplicateItem`] (customers, a customer's requests), [`Code::CountOutOfRange`] (a quantity of
/// zero), [`Code::NotInRulebook`] (levels and perks).
pub fn entitle(
    rules: &Rules,
    facts: &EntitlementFacts,
    reasons: &mut Reasons,
) -> Result<Entitlements, Error> {
    check(facts)?;
    let ranks = ranks(rules, facts)?;
    check_perks(rules, facts)?;
    let asked = |perk: &&Perk| facts.perk.as_ref().is_none_or(|id| *id == perk.id);
    let perks: Vec<&Perk> = rules.perks.iter().filter(asked).collect();
    let customers = || facts.customers.iter().zip(&ranks);
    let mut entitlements = Vec::new();
    for (customer, rank) in customers() {
        for perk in &perks {
            let claim = Claim::of(rules, facts, perk, customer, *rank);
            claim.tell(rules, facts, reasons);
            entitlements.push(claim.entitlement());
        }
    }
    let mut grants = Vec::new();
    for perk in perks {
        let claims = customers().map(|(customer, rank)| Claim::of(rules, facts, perk, customer, *rank));
        grants.extend(meet(perk, claims, facts, reasons));
    }
    Ok(Entitlements { entitlements, grants })
}

fn check(facts: &EntitlementFacts) -> Result<(), Error> {
    unique(facts.customers.iter().map(|customer| &customer.id), "/customers")?;
    for (at, customer) in facts.customers.iter().enumerate() {
        let list = format!("/customers/{at}/requests");
        let requests = customer.requests.iter().map(|request| &request.perk);
        unique(requests, &list).map_err(|error| {
            let path = error.path.replace("/id", "/perk");
            error.at(path)
        })?;
    }
    for (at, customer) in facts.customers.iter().enumerate() {
        let requests = customer.requests.iter().map(|request| request.quantity);
        if let Some(place) = requests.into_iter().position(|quantity| quantity == 0) {
            let error = Error::new(Code::CountOutOfRange).found(0_u8).with("allowed", "≥ 1");
            return Err(error.at(format!("/customers/{at}/requests/{place}/quantity")));
        }
    }
    Ok(())
}

fn ranks(rules: &Rules, facts: &EntitlementFacts) -> Result<Vec<Option<usize>>, Error> {
    let rank = |(at, customer): (usize, &PerkCustomer)| {
        let Some(level) = &customer.level else { return Ok(None) };
        rules
            .rank_of(level)
            .map(Some)
            .ok_or_else(|| not_in_rulebook(level, level_names(rules)).at(format!("/customers/{at}/level")))
    };
    facts.customers.iter().enumerate().map(rank).collect()
}

/// Every perk that is asked for or counted is known.
fn check_perks(rules: &Rules, facts: &EntitlementFacts) -> Result<(), Error> {
    let asked = facts.perk.iter().map(|perk| (perk, String::from("/perk")));
    let requested = facts.customers.iter().enumerate().flat_map(|(at, customer)| {
        let path = move |place: usize| format!("/customers/{at}/requests/{place}/perk");
        customer.requests.iter().enumerate().map(move |(place, request)| (&request.perk, path(place)))
    });
    let given = facts.given.keys().map(|perk| (perk, format!("/given{}", pointer_step(perk.as_str()))));
    let mut named = asked.chain(requested).chain(given);
    match named.find(|(perk, _)| !rules.perks.iter().any(|known| known.id == **perk)) {
        Some((perk, path)) => {
            let names: Vec<String> = rules.perks.iter().map(|known| format!("\"{}\"", known.id)).collect();
            Err(not_in_rulebook(perk, names.join(", ")).at(path))
        }
        None => Ok(()),
    }
}

/// What a level has of a map by level: its own, or that of the next lower level that is named.
fn by_level<'a, T>(map: &'a Map<Id, T>, rules: &Rules, rank: usize) -> Option<&'a T> {
    rules.levels.iter().take(rank.saturating_add(1)).rev().find_map(|level| map.get(&level.id))
}

/// What one customer may have of one perk, quotas of all customers apart.
struct Claim<'a> {
    perk: &'a Perk,
    customer: &'a PerkCustomer,
    rank: Option<usize>,
    item: Option<&'a Id>,
    /// The period that runs for this level.
    period: Option<&'a PerkPeriod>,
    opens_on: Option<Date>,
    received: u64,
    /// What all customers may still have.
    left: Option<u64>,
}

impl<'a> Claim<'a> {
    fn of(
        rules: &Rules,
        facts: &EntitlementFacts,
        perk: &'a Perk,
        customer: &'a PerkCustomer,
        rank: Option<usize>,
    ) -> Self {
        let lowest = perk.from_level.as_ref().and_then(|level| rules.rank_of(level)).unwrap_or(0);
        let rank = rank.filter(|rank| *rank >= lowest);
        let days = rank.and_then(|rank| by_level(&perk.days_earlier, rules, rank)).copied().unwrap_or(0);
        let windows = || perk.periods.iter().filter_map(move |period| Some((period, opened(period, days)?)));
        let running = windows().find(|(_, window)| window.contains(facts.on));
        let openings = windows().map(|(_, window)| window.from()).filter(|from| *from > facts.on);
        Self {
            perk,
            customer,
            rank,
            item: rank.and_then(|rank| by_level(&perk.items, rules, rank)),
            period: running.map(|(period, _)| period),
            opens_on: if running.is_some() { None } else { openings.min() },
            received: running.map_or(0, |(_, window)| received(perk, customer, window)),
            left: perk
                .total
                .map(|total| total.saturating_sub(facts.given.get(&perk.id).copied().unwrap_or(0))),
        }
    }

    /// What one person may still have.
    fn own(&self) -> u64 {
        self.perk.per_person.saturating_sub(self.received)
    }

    /// What keeps the customer from it when so much is left for all.
    fn limit(&self, left: Option<u64>) -> Option<Limit> {
        if self.rank.is_none() {
            Some(Limit::Level)
        } else if self.period.is_none() {
            Some(Limit::Period)
        } else if self.own() == 0 {
            Some(Limit::PerPerson)
        } else {
            (left == Some(0)).then_some(Limit::Total)
        }
    }

    fn entitlement(&self) -> Entitlement {
        let limited_by = self.limit(self.left);
        let available = if limited_by.is_some() { 0 } else { self.own().min(self.left.unwrap_or(u64::MAX)) };
        Entitlement {
            customer: self.customer.id.clone(),
            perk: self.perk.id.clone(),
            kind: self.perk.kind,
            item: self.item.cloned(),
            available,
            until: self.period.map(|period| period.to).filter(|_| self.rank.is_some()),
            opens_on: self.opens_on.filter(|_| self.rank.is_some()),
            limited_by,
        }
    }

    fn request(&self) -> Option<&'a PerkRequest> {
        self.customer.requests.iter().find(|request| request.perk == self.perk.id)
    }

    /// Grants what a request asks for as far as quotas go.
    fn grant(&self, requested: u64, left: Option<u64>) -> PerkGrant {
        let limit = self.limit(left);
        let most = if limit.is_some() { 0 } else { self.own().min(left.unwrap_or(u64::MAX)) };
        let granted = requested.min(most);
        let scarcer = if self.own() <= left.unwrap_or(u64::MAX) { Limit::PerPerson } else { Limit::Total };
        PerkGrant {
            customer: self.customer.id.clone(),
            perk: self.perk.id.clone(),
            item: self.item.cloned(),
            requested,
            granted,
            limited_by: if granted < requested { limit.or(Some(scarcer)) } else { None },
        }
    }

    fn tell(&self, rules: &Rules, facts: &EntitlementFacts, reasons: &mut Reasons) {
        let place = rules.perks.iter().position(|perk| perk.id == self.perk.id).unwrap_or(0);
        let reason = |rule: Rule, field: &str| {
            let subject = format!("{} / {}", self.customer.id, self.perk.id);
            Reason::new(rule).at(format!("/vip/perks/{place}{field}")).of(subject)
        };
        reasons.decisive(|| {
            let lowest = self.perk.from_level.as_ref().or(rules.levels.first().map(|level| &level.id));
            reason(Rule::VipPerkLevel, "/from_level").compared(Comparison {
                observed: named(self.customer.level.as_ref()),
                operator: Operator::AtLeast,
                threshold: named(lowest),
                holds: self.rank.is_some(),
                margin: None,
            })
        });
        if self.rank.is_none() {
            return;
        }
        let Some(period) = self.period else {
            reasons.decisive(|| reason(Rule::VipPerkClosed, "/periods").with("on", Quantity::Date(facts.on)));
            return;
        };
        let count = |count: u64| Quantity::Count(i64::try_from(count).unwrap_or(i64::MAX));
        reasons.detail(|| reason(Rule::VipPerkOpen, "/periods").with("until", Quantity::Date(period.to)));
        reasons.decisive(|| {
            let most = self.perk.per_person.saturating_sub(1);
            reason(Rule::VipPerkPerPerson, "/per_person")
                .compared(Comparison::of(count(self.received), Operator::AtMost, count(most)))
                .with("per_person", count(self.perk.per_person))
        });
        if let Some((total, left)) = self.perk.total.zip(self.left) {
            reasons.decisive(|| {
                reason(Rule::VipPerkTotal, "/total")
                    .compared(Comparison::of(count(left), Operator::AtLeast, count(1)))
                    .with("total", count(total))
            });
        }
    }
}

/// A level's name, or a dash.
fn named(level: Option<&Id>) -> Quantity {
    Quantity::text(level.map_or(Text::from("–"), Text::from))
}

/// The units that a customer received in a period.
fn received(perk: &Perk, customer: &PerkCustomer, window: Window) -> u64 {
    let receipts = customer.history.iter().filter(|receipt| receipt.perk == perk.id);
    let inside = receipts.filter(|receipt| window.contains(receipt.on));
    inside.fold(0, |sum, receipt| sum.saturating_add(receipt.quantity))
}

/// Meets the requests for one perk: first by level, then by time, then by customer id.
fn meet<'a>(
    perk: &Perk,
    claims: impl Iterator<Item = Claim<'a>>,
    facts: &EntitlementFacts,
    reasons: &mut Reasons,
) -> Vec<PerkGrant> {
    let given = facts.given.get(&perk.id).copied().unwrap_or(0);
    let mut left = perk.total.map(|total| total.saturating_sub(given));
    let requested = claims.filter_map(|claim| Some((claim.request()?, claim)));
    let mut queue: Vec<(&PerkRequest, Claim<'_>)> = requested.collect();
    sort_by(&mut queue, |(request, claim), (other_request, other)| {
        let key = |request: &PerkRequest, claim: &Claim<'_>| (Reverse(claim.rank), request.at);
        let order = key(request, claim).cmp(&key(other_request, other));
        order.then_with(|| claim.customer.id.cmp(&other.customer.id))
    });
    let mut grants = Vec::new();
    for (place, (request, claim)) in queue.iter().enumerate() {
        let grant = claim.grant(request.quantity, left);
        left = left.map(|left| left.saturating_sub(grant.granted));
        let count = |count: u64| Quantity::Count(i64::try_from(count).unwrap_or(i64::MAX));
        reasons.decisive(|| {
            Reason::new(Rule::VipPerkGranted)
                .of(&grant.customer)
                .compared(Comparison::of(count(grant.granted), Operator::AtLeast, count(grant.requested)))
                .with("perk", Quantity::text(&grant.perk))
                .with("place", Quantity::Count(i64::try_from(place.saturating_add(1)).unwrap_or(i64::MAX)))
        });
        grants.push(grant);
    }
    grants
}
