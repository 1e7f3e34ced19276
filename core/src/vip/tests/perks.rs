//! Who gets what.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use proptest::prelude::*;

use super::{SAMPLE, date, id, rules};
use crate::document::Id;
use crate::error::Code;
use crate::reason::Reasons;
use crate::vip::{
    Entitlement, EntitlementFacts, Entitlements, Limit, PerkCustomer, PerkReceipt, PerkRequest, Rules,
    entitle,
};

fn with_perk(fields: &str) -> Rules {
    rules(&alloc::format!(r#""perks": [{{"id": "p", {fields}}}], {SAMPLE}"#))
}

fn customer(name: &str, level: Option<&str>) -> PerkCustomer {
    PerkCustomer { id: id(name), level: level.map(id), history: Vec::new(), requests: Vec::new() }
}

fn asking(name: &str, level: Option<&str>, quantity: u64, at: u64) -> PerkCustomer {
    let requests = vec![PerkRequest { perk: id("p"), quantity, at }];
    PerkCustomer { requests, ..customer(name, level) }
}

fn facts(on: &str, customers: Vec<PerkCustomer>) -> EntitlementFacts {
    EntitlementFacts { on: date(on), perk: None, customers, given: alloc::collections::BTreeMap::new() }
}

fn decide(rules: &Rules, facts: &EntitlementFacts) -> Entitlements {
    entitle(rules, facts, &mut Reasons::none()).unwrap()
}

fn only(rules: &Rules, on: &str, customer: PerkCustomer) -> Entitlement {
    decide(rules, &facts(on, vec![customer])).entitlements.remove(0)
}

#[test]
fn a_festival_gift_is_by_level_and_once_per_festival() {
    let rules = with_perk(
        r#""kind": "festival_gift", "festival": "spring", "items": {"gold": "tea", "diamond": "set"},
        "periods": [{"from": "2026-02-10", "to": "2026-02-24"}, {"from": "2027-02-01", "to": "2027-02-14"}]"#,
    );
    let gift = |level: Option<&str>, on: &str| {
        let found = only(&rules, on, customer("c", level));
        (found.item.map(|item| String::from(item.as_str())), found.available, found.limited_by)
    };
    assert_eq!(gift(Some("gold"), "2026-02-10"), (Some("tea".into()), 1, None));
    assert_eq!(
        gift(Some("platinum"), "2026-02-23"),
        (Some("tea".into()), 1, None),
        "that of the next lower level"
    );
    assert_eq!(gift(Some("diamond"), "2026-02-23"), (Some("set".into()), 1, None));
    assert_eq!(gift(Some("gold"), "2026-02-24"), (Some("tea".into()), 0, Some(Limit::Period)));
    assert_eq!(gift(None, "2026-02-10"), (None, 0, Some(Limit::Level)));

    let mut had = customer("c", Some("gold"));
    had.history = vec![PerkReceipt { perk: id("p"), on: date("2026-02-10"), quantity: 1 }];
    let now = only(&rules, "2026-02-11", had.clone());
    assert_eq!((now.available, now.limited_by), (0, Some(Limit::PerPerson)));
    let next_year = only(&rules, "2027-02-01", had);
    assert_eq!((next_year.available, next_year.until), (1, Some(date("2027-02-14"))));
}

#[test]
fn a_sample_is_for_a_level_and_above() {
    let rules = with_perk(
        r#""kind": "sample", "from_level": "platinum", "periods": [{"from": "2026-03-01", "to": "2026-04-01"}]"#,
    );
    let limit = |level| only(&rules, "2026-03-01", customer("c", level)).limited_by;
    assert_eq!(limit(None), Some(Limit::Level));
    assert_eq!(limit(Some("gold")), Some(Limit::Level));
    assert_eq!(limit(Some("platinum")), None);
    assert_eq!(limit(Some("diamond")), None);
}

#[test]
fn an_early_trial_opens_earlier_for_a_higher_level() {
    let rules = with_perk(
        r#""kind": "early_trial", "days_earlier": {"platinum": 3, "diamond": 7},
        "periods": [{"from": "2026-03-08", "to": "2026-04-01"}]"#,
    );
    for (level, first) in [("gold", "2026-03-08"), ("platinum", "2026-03-05"), ("diamond", "2026-03-01")] {
        let opened = only(&rules, first, customer("c", Some(level)));
        assert_eq!((opened.limited_by, opened.opens_on), (None, None), "{level}");
        let eve = date(first).checked_add_days(-1).unwrap();
        let before = only(&rules, &alloc::format!("{eve}"), customer("c", Some(level)));
        assert_eq!((before.limited_by, before.opens_on), (Some(Limit::Period), Some(date(first))), "{level}");
    }
}

const LIMITED: &str = r#""kind": "limited_offer", "per_person": 2, "total": 3,
    "periods": [{"from": "2026-03-01", "to": "2026-04-01"}]"#;

/// Who was granted how many, and what limited it, in the order of the queue.
fn queue(rules: &Rules, facts: &EntitlementFacts) -> Vec<(String, u64, Option<Limit>)> {
    let grants = decide(rules, facts).grants.into_iter();
    grants.map(|grant| (String::from(grant.customer.as_str()), grant.granted, grant.limited_by)).collect()
}

#[test]
fn a_limited_quantity_goes_first_by_level_then_by_time_then_by_id() {
    let rules = with_perk(LIMITED);
    let asked = facts(
        "2026-03-01",
        vec![
            asking("gold early", Some("gold"), 1, 1),
            asking("b", Some("platinum"), 1, 5),
            asking("a", Some("platinum"), 1, 5),
            asking("diamond late", Some("diamond"), 1, 9),
            asking("stranger", None, 1, 0),
            asking("platinum early", Some("platinum"), 1, 4),
        ],
    );
    let expected = [
        ("diamond late", 1, None),
        ("platinum early", 1, None),
        ("a", 1, None),
        ("b", 0, Some(Limit::Total)),
        ("gold early", 0, Some(Limit::Total)),
        ("stranger", 0, Some(Limit::Level)),
    ];
    assert_eq!(
        queue(&rules, &asked),
        expected.map(|(who, granted, limit)| (String::from(who), granted, limit))
    );
}

#[test]
fn quotas_cut_a_request_to_what_is_left() {
    let rules = with_perk(LIMITED);
    let grant = |wanted: u64, had: u64, given: u64| {
        let mut applicant = asking("c", Some("gold"), wanted, 1);
        applicant.history = vec![PerkReceipt { perk: id("p"), on: date("2026-03-02"), quantity: had }];
        let mut facts = facts("2026-03-03", vec![applicant]);
        facts.given.insert(id("p"), given);
        let (_, granted, limit) = queue(&rules, &facts).remove(0);
        (granted, limit)
    };
    // wanted, had, given to anyone
    assert_eq!(grant(2, 0, 0), (2, None));
    assert_eq!(grant(3, 0, 0), (2, Some(Limit::PerPerson)));
    assert_eq!(grant(2, 1, 1), (1, Some(Limit::PerPerson)));
    assert_eq!(grant(2, 0, 2), (1, Some(Limit::Total)));
    assert_eq!(grant(1, 2, 2), (0, Some(Limit::PerPerson)));
    assert_eq!(
        grant(1, 9, 9),
        (0, Some(Limit::PerPerson)),
        "what one person has had comes before what is left"
    );
    assert_eq!(grant(1, 0, 9), (0, Some(Limit::Total)));
}

#[test]
fn limits_come_in_their_order() {
    let rules = with_perk(LIMITED);
    let limit = |level: Option<&str>, on: &str, had: u64, given: u64| {
        let mut asker = customer("c", level);
        asker.history = vec![PerkReceipt { perk: id("p"), on: date("2026-03-01"), quantity: had }];
        let mut facts = facts(on, vec![asker]);
        facts.given.insert(id("p"), given);
        decide(&rules, &facts).entitlements.remove(0).limited_by
    };
    assert_eq!(limit(None, "2026-04-01", 2, 3), Some(Limit::Level));
    assert_eq!(limit(Some("gold"), "2026-04-01", 2, 3), Some(Limit::Period));
    assert_eq!(limit(Some("gold"), "2026-03-31", 2, 3), Some(Limit::PerPerson));
    assert_eq!(limit(Some("gold"), "2026-03-31", 1, 3), Some(Limit::Total));
    assert_eq!(limit(Some("gold"), "2026-03-31", 1, 2), None);
}

#[test]
fn one_perk_may_be_asked_for_alone() {
    let rules = rules(&alloc::format!(
        r#""perks": [{{"id": "p", "kind": "sample", "periods": [{{"from": "2026-03-01", "to": "2026-04-01"}}]}},
            {{"id": "q", "kind": "sample", "periods": [{{"from": "2026-03-01", "to": "2026-04-01"}}]}}], {SAMPLE}"#
    ));
    let mut facts = facts("2026-03-01", vec![customer("c", Some("gold"))]);
    let perks = |facts: &EntitlementFacts| {
        let found = decide(&rules, facts).entitlements.into_iter();
        found.map(|entitlement| entitlement.perk).collect::<Vec<Id>>()
    };
    assert_eq!(perks(&facts), [id("p"), id("q")]);
    facts.perk = Some(id("q"));
    assert_eq!(perks(&facts), [id("q")]);
}

#[test]
fn refusals_come_in_their_order() {
    let rules = with_perk(LIMITED);
    let mut twice = asking("c", Some("silver"), 0, 1);
    twice.requests.push(twice.requests[0].clone());
    let mut wrong = facts("2026-03-01", vec![twice, customer("c", None)]);
    wrong.perk = Some(id("x"));
    wrong.given.insert(id("y"), 1);
    let mut found = Vec::new();
    let mut step = |facts: &EntitlementFacts| {
        let error = entitle(&rules, facts, &mut Reasons::none()).unwrap_err();
        found.push((error.code, error.path.clone()));
    };
    step(&wrong);
    wrong.customers[1].id = id("d");
    step(&wrong);
    wrong.customers[0].requests[1].perk = id("z");
    step(&wrong);
    wrong.customers[0].requests[0].quantity = 1;
    wrong.customers[0].requests[1].quantity = 1;
    step(&wrong);
    wrong.customers[0].level = None;
    step(&wrong);
    wrong.perk = None;
    step(&wrong);
    wrong.customers[0].requests.pop();
    step(&wrong);
    let expected = [
        (Code::DuplicateItem, "/customers/1/id"),
        (Code::DuplicateItem, "/customers/0/requests/1/perk"),
        (Code::CountOutOfRange, "/customers/0/requests/0/quantity"),
        (Code::NotInRulebook, "/customers/0/level"),
        (Code::NotInRulebook, "/perk"),
        (Code::NotInRulebook, "/customers/0/requests/1/perk"),
        (Code::NotInRulebook, "/given/y"),
    ];
    assert_eq!(found, expected.map(|(code, path)| (code, String::from(path))));
}

fn any_customers() -> impl Strategy<Value = Vec<PerkCustomer>> {
    let level = prop_oneof![Just(None), Just(Some("gold")), Just(Some("platinum")), Just(Some("diamond"))];
    let one = (level, 1..4_u64, 0..5_u64, 0..3_u64);
    prop::collection::vec(one, 0..8).prop_map(|customers| {
        let numbered = customers.into_iter().enumerate();
        let make = |(at, (level, quantity, time, had)): (usize, (Option<&str>, u64, u64, u64))| {
            let mut customer = asking(&alloc::format!("c{at}"), level, quantity, time);
            if had > 0 {
                customer.history.push(PerkReceipt { perk: id("p"), on: date("2026-03-01"), quantity: had });
            }
            customer
        };
        numbered.map(make).collect()
    })
}

proptest! {
    #[test]
    fn grants_keep_quotas_and_prefer_the_higher_level(customers in any_customers(), given in 0..5_u64) {
        let rules = with_perk(LIMITED);
        let mut facts = facts("2026-03-02", customers);
        facts.given.insert(id("p"), given);
        let grants = decide(&rules, &facts).grants;
        prop_assert!(grants.iter().map(|grant| grant.granted).sum::<u64>() <= 3_u64.saturating_sub(given));
        let rank = |customer: &Id| {
            let known = facts.customers.iter().find(|known| known.id == *customer);
            known.and_then(|known| known.level.as_ref()).and_then(|level| rules.rank_of(level))
        };
        for (place, grant) in grants.iter().enumerate() {
            let had = facts.customers.iter().find(|known| known.id == grant.customer).unwrap();
            let had: u64 = had.history.iter().map(|receipt| receipt.quantity).sum();
            prop_assert!(grant.granted == 0 || had + grant.granted <= 2);
            prop_assert_eq!(grant.limited_by.is_none(), grant.granted == grant.requested);
            if grant.limited_by == Some(Limit::Total) {
                // Nothing goes to those behind whom the quota cut.
                prop_assert!(grants[place + 1..].iter().all(|behind| behind.granted == 0));
            }
            prop_assert!(grants[place + 1..].iter().all(|behind| rank(&behind.customer) <= rank(&grant.customer)));
        }
        let mut reversed = facts.clone();
        reversed.customers.reverse();
        prop_assert_eq!(decide(&rules, &reversed).grants, grants);
    }
}
