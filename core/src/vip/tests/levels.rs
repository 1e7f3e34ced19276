//! Levels on the days that matter.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use super::{date, fen, id, sample, yuan};
use crate::document::Id;
use crate::error::{Code, Error};
use crate::money::Currency;
use crate::reason::{Detail, Reasons, Rule};
use crate::vip::{
    ConsideredRefund, CurrentLevel, LevelChange, LevelFacts, Rules, Standing, TopUp, TopUpRefund, level,
    level_after_refund,
};

fn facts(as_of: &str, top_ups: &[(&str, &str)]) -> LevelFacts {
    let top_ups = top_ups.iter().enumerate().map(|(at, (on, amount))| TopUp {
        id: id(alloc::format!("t{}", at + 1)),
        on: date(on),
        amount: yuan(amount),
        refunded: Vec::new(),
    });
    LevelFacts {
        as_of: date(as_of),
        first_purchase_on: Some(date("2025-12-01")),
        top_ups: top_ups.collect(),
        current: None,
    }
}

fn current(facts: LevelFacts, level: &str, since: &str) -> LevelFacts {
    LevelFacts { current: Some(CurrentLevel { level: id(level), since: date(since) }), ..facts }
}

fn refunded(mut facts: LevelFacts, top_up: usize, on: &str, amount: &str) -> LevelFacts {
    facts.top_ups[top_up].refunded.push(TopUpRefund { on: date(on), amount: yuan(amount) });
    facts
}

fn decide(rules: &Rules, facts: &LevelFacts) -> Standing {
    level(rules, Currency::CNY, facts, &mut Reasons::none()).unwrap()
}

/// Level, change, and the days `since` and `ends_on`.
fn told(standing: &Standing) -> (Option<&str>, LevelChange, Option<String>, Option<String>) {
    let day = |date: Option<crate::calendar::Date>| date.map(|date| alloc::format!("{date}"));
    (standing.level.as_ref().map(Id::as_str), standing.change, day(standing.since), day(standing.ends_on))
}

fn day(text: &str) -> Option<String> {
    Some(String::from(text))
}

#[test]
fn a_level_is_reached_at_its_threshold() {
    let rules = sample("");
    for (amount, level, missing) in [
        ("2999.99", None, Some(("gold", "0.01"))),
        ("3000", Some("gold"), Some(("platinum", "1000"))),
        ("3999.99", Some("gold"), Some(("platinum", "0.01"))),
        ("4000", Some("platinum"), Some(("diamond", "1000"))),
        ("5000", Some("diamond"), None),
        ("9999", Some("diamond"), None),
    ] {
        let standing = decide(&rules, &facts("2026-05-01", &[("2026-05-01", amount)]));
        assert_eq!(standing.level.as_ref().map(Id::as_str), level, "{amount}");
        let next = standing.next.as_ref().map(|next| (next.level.as_str(), next.missing));
        assert_eq!(next, missing.map(|(level, missing)| (level, yuan(missing))), "{amount}");
    }
}

#[test]
fn a_customer_without_a_purchase_has_no_level() {
    let rules = sample("");
    let bought = facts("2026-05-01", &[("2026-05-01", "5000")]);
    for first_purchase_on in [None, Some(date("2026-05-02"))] {
        let standing = decide(&rules, &LevelFacts { first_purchase_on, ..bought.clone() });
        assert_eq!(standing.level, None);
        let next = standing.next.unwrap();
        assert_eq!((next.level.as_str(), next.missing, next.purchase_missing), ("diamond", fen(0), true));
    }
    let free = sample(r#""purchase_required": false,"#);
    let standing = decide(&free, &LevelFacts { first_purchase_on: None, ..bought });
    assert_eq!(standing.level, Some(id("diamond")));
}

#[test]
fn cumulative_top_ups_add_up_and_single_ones_upgrade_by_difference() {
    let top_ups = |amounts: &[&str]| {
        let all: Vec<(&str, &str)> = amounts.iter().map(|amount| ("2026-05-01", *amount)).collect();
        facts("2026-05-01", &all)
    };
    let (cumulative, single) = (sample(""), sample(r#""qualify": "single","#));
    for (amounts, together, alone) in [
        (vec!["1500", "1500"], Some("gold"), None),
        (vec!["3000", "1000"], Some("platinum"), Some("platinum")),
        (vec!["3000", "500", "500"], Some("platinum"), Some("gold")),
        (vec!["3500", "500"], Some("platinum"), Some("gold")),
        (vec!["3000", "1000", "1000"], Some("diamond"), Some("diamond")),
        (vec!["2000", "3000"], Some("diamond"), Some("gold")),
        (vec!["5000"], Some("diamond"), Some("diamond")),
    ] {
        let names =
            |rules: &Rules| decide(rules, &top_ups(&amounts)).level.map(|level| String::from(level.as_str()));
        assert_eq!(names(&cumulative).as_deref(), together, "{amounts:?} together");
        assert_eq!(names(&single).as_deref(), alone, "{amounts:?} alone");
    }
    let next = decide(&single, &top_ups(&["3500"])).next.unwrap();
    assert_eq!((next.level, next.missing), (id("platinum"), yuan("1000")));
}

#[test]
fn top_ups_count_through_the_last_day_of_their_window() {
    let rules = sample(r#""window_days": 365,"#);
    let top_ups = [("2025-05-01", "1000"), ("2026-04-01", "3000")];
    let last = decide(&rules, &facts("2026-04-30", &top_ups));
    assert_eq!(told(&last), (Some("platinum"), LevelChange::Granted, day("2026-04-01"), day("2026-05-01")));
    let after = decide(&rules, &facts("2026-05-01", &top_ups));
    assert_eq!(told(&after), (Some("gold"), LevelChange::Granted, day("2026-04-01"), day("2027-04-01")));
    let fallen = decide(&rules, &current(facts("2026-05-01", &top_ups), "platinum", "2026-04-01"));
    assert_eq!(told(&fallen), (Some("gold"), LevelChange::Lowered, day("2026-05-01"), day("2027-04-01")));
    assert_eq!(
        told(&decide(&rules, &current(facts("2027-04-01", &top_ups), "gold", "2026-05-01"))).1,
        LevelChange::Ended
    );
}

#[test]
fn what_is_yet_to_come_does_not_count() {
    let rules = sample("");
    let later = facts("2026-05-01", &[("2026-05-01", "3000"), ("2026-05-02", "2000")]);
    assert_eq!(decide(&rules, &later).level, Some(id("gold")));
    let refund = refunded(facts("2026-05-01", &[("2026-05-01", "3000")]), 0, "2026-05-02", "3000");
    assert_eq!(decide(&rules, &refund).level, Some(id("gold")));
}

#[test]
fn a_refund_recomputes_keeps_to_the_period_end_or_keeps() {
    let gold = |as_of| {
        let facts = facts(as_of, &[("2026-01-10", "3000"), ("2026-02-10", "1000")]);
        current(refunded(facts, 1, "2026-03-01", "1000"), "platinum", "2026-02-10")
    };
    let recompute = sample("");
    assert_eq!(
        told(&decide(&recompute, &gold("2026-03-01"))),
        (Some("gold"), LevelChange::Lowered, day("2026-03-01"), None)
    );
    let keep = sample(r#""on_refund": "keep","#);
    assert_eq!(
        told(&decide(&keep, &gold("2036-03-01"))),
        (Some("platinum"), LevelChange::Kept, day("2026-02-10"), None)
    );
    let to_end = sample(r#""on_refund": "keep_to_period_end", "valid_months": 12,"#);
    assert_eq!(
        told(&decide(&to_end, &gold("2027-02-09"))),
        (Some("platinum"), LevelChange::Kept, day("2026-02-10"), day("2027-02-10"))
    );
    assert_eq!(
        told(&decide(&to_end, &gold("2027-02-10"))),
        (Some("gold"), LevelChange::Lowered, day("2027-02-10"), None)
    );
    let in_period = sample(r#""valid_months": 12,"#);
    assert_eq!(
        told(&decide(&in_period, &gold("2026-03-01"))),
        (Some("gold"), LevelChange::Lowered, day("2026-02-10"), None),
        "a fall within a period leaves it its days"
    );
}

#[test]
fn a_period_holds_what_the_window_would_lose() {
    let rules = sample(r#""window_days": 90, "valid_months": 12,"#);
    let top_ups = [("2026-01-10", "4000")];
    let reached = decide(&rules, &facts("2026-01-10", &top_ups));
    assert_eq!(
        told(&reached),
        (Some("platinum"), LevelChange::Granted, day("2026-01-10"), day("2027-01-10"))
    );
    assert_eq!(reached.review_on, Some(date("2027-01-10")));
    let held = decide(&rules, &current(facts("2027-01-09", &top_ups), "platinum", "2026-01-10"));
    assert_eq!(told(&held), (Some("platinum"), LevelChange::Kept, day("2026-01-10"), day("2027-01-10")));
    assert_eq!(held.next.unwrap().missing, yuan("5000"), "the next level is earned afresh");
    let over = decide(&rules, &current(facts("2027-01-10", &top_ups), "platinum", "2026-01-10"));
    assert_eq!(told(&over), (None, LevelChange::Ended, None, None));
    let renewed = [("2026-01-10", "4000"), ("2026-12-24", "4000")];
    let renewed = decide(&rules, &current(facts("2027-01-12", &renewed), "platinum", "2026-01-10"));
    assert_eq!(
        told(&renewed),
        (Some("platinum"), LevelChange::Renewed, day("2027-01-10"), day("2028-01-10"))
    );
}

#[test]
fn a_period_that_begins_today_is_held_to_its_end() {
    let rules = sample(r#""on_refund": "keep_to_period_end", "valid_months": 12,"#);
    let granted_by_hand = decide(&rules, &current(facts("2026-05-01", &[]), "gold", "2026-05-01"));
    assert_eq!(
        told(&granted_by_hand),
        (Some("gold"), LevelChange::Kept, day("2026-05-01"), day("2027-05-01"))
    );
}

#[test]
fn an_upgrade_begins_with_the_top_up_that_reached_it() {
    let rules = sample(r#""valid_months": 12,"#);
    let top_ups = [("2026-01-10", "3000"), ("2026-06-01", "2000")];
    let upgraded = decide(&rules, &current(facts("2026-06-03", &top_ups), "gold", "2026-01-10"));
    assert_eq!(told(&upgraded), (Some("diamond"), LevelChange::Upgraded, day("2026-06-01"), None));
    let bought_later =
        LevelFacts { first_purchase_on: Some(date("2026-06-02")), ..facts("2026-06-03", &top_ups) };
    assert_eq!(decide(&rules, &bought_later).since, Some(date("2026-06-02")));
}

#[test]
fn a_level_without_a_threshold_needs_no_top_up() {
    let rules = super::rules(r#""levels": [{"id": "member", "top_up": "0"}, {"id": "gold", "top_up": "1"}]"#);
    let standing = decide(&rules, &facts("2026-05-01", &[]));
    assert_eq!(told(&standing), (Some("member"), LevelChange::Granted, day("2025-12-01"), None));
}

#[test]
fn the_level_after_a_refund_takes_from_the_newest() {
    let rules = sample("");
    let facts = current(
        facts("2026-05-01", &[("2026-01-10", "3000"), ("2026-02-10", "2000")]),
        "diamond",
        "2026-02-10",
    );
    let after = |amount: &str, top_up: Option<&str>| {
        let refund = ConsideredRefund { amount: yuan(amount), top_up: top_up.map(id) };
        level_after_refund(&rules, Currency::CNY, &facts, &[refund])
    };
    for (amount, level, counted) in [
        ("0", Some("diamond"), "5000"),
        ("0.01", Some("platinum"), "4999.99"),
        ("2000", Some("gold"), "3000"),
        ("2000.01", None, "2999.99"),
        ("5000", None, "0"),
    ] {
        let standing = after(amount, None).unwrap();
        assert_eq!(standing.level.as_ref().map(Id::as_str), level, "{amount}");
        assert_eq!(standing.counted, yuan(counted));
    }
    assert_eq!(after("3000", Some("t1")).unwrap().counted, yuan("2000"));
    let refusal = |result: Result<Standing, Error>| {
        let error = result.unwrap_err();
        (error.code, error.path.clone(), error.parameter("by").map(String::from))
    };
    assert_eq!(refusal(after("5000.01", None)), (Code::RefundAboveRest, "/amount".into(), day("0.01")));
    assert_eq!(refusal(after("2000.01", Some("t2"))), (Code::RefundAboveRest, "/amount".into(), day("0.01")));
    assert_eq!(refusal(after("1", Some("t9"))), (Code::NotInRulebook, "/top_up".into(), None));
    assert_eq!(refusal(after("-1", None)), (Code::NegativeAmount, "/amount".into(), None));
}

#[test]
fn the_newest_top_up_of_one_day_is_the_last_by_id() {
    let rules = sample(r#""window_days": 30,"#);
    let facts = facts("2026-05-01", &[("2026-05-01", "3000"), ("2026-05-01", "2000")]);
    let refund = ConsideredRefund { amount: yuan("2000"), top_up: None };
    let standing = level_after_refund(&rules, Currency::CNY, &facts, &[refund]).unwrap();
    assert_eq!(standing.level, Some(id("gold")));
}

#[test]
fn refusals_come_in_their_order() {
    let rules = sample("");
    let mut wrong = facts("2026-05-01", &[("2026-05-01", "-1"), ("2026-05-01", "1000")]);
    wrong.top_ups[1].id = id("t1");
    wrong.top_ups[1].refunded = vec![
        TopUpRefund { on: date("2026-04-30"), amount: yuan("-1") },
        TopUpRefund { on: date("2026-05-01"), amount: yuan("1002") },
    ];
    let mut wrong = current(wrong, "silver", "2026-05-02");
    let mut found = Vec::new();
    let mut step = |facts: &LevelFacts| {
        let error = level(&rules, Currency::CNY, facts, &mut Reasons::none()).unwrap_err();
        found.push((error.code, error.path.clone()));
    };
    step(&wrong);
    wrong.top_ups[1].id = id("t2");
    step(&wrong);
    wrong.top_ups[0].amount = yuan("1");
    step(&wrong);
    wrong.top_ups[1].refunded[0].amount = yuan("1");
    step(&wrong);
    wrong.top_ups[1].refunded[0].on = date("2026-05-01");
    step(&wrong);
    wrong.top_ups[1].refunded.pop();
    step(&wrong);
    wrong.current = Some(CurrentLevel { level: id("gold"), since: date("2026-05-02") });
    step(&wrong);
    let expected = [
        (Code::DuplicateItem, "/top_ups/1/id"),
        (Code::NegativeAmount, "/top_ups/0/amount"),
        (Code::NegativeAmount, "/top_ups/1/refunded/0/amount"),
        (Code::DateOutOfRange, "/top_ups/1/refunded/0/on"),
        (Code::RefundAboveRest, "/top_ups/1/refunded"),
        (Code::NotInRulebook, "/current/level"),
        (Code::DateOutOfRange, "/current/since"),
    ];
    assert_eq!(found, expected.map(|(code, path)| (code, String::from(path))));
}

#[test]
fn a_sum_beyond_the_limit_is_refused() {
    let rules = sample("");
    let most = "10000000000000";
    let facts = facts("2026-05-01", &[("2026-05-01", most), ("2026-05-01", most)]);
    let error = level(&rules, Currency::CNY, &facts, &mut Reasons::none()).unwrap_err();
    assert_eq!((error.code, error.path.as_str()), (Code::MoneyOutOfRange, "/top_ups"));
}

#[test]
fn reasons_tell_the_margin_and_what_the_next_level_needs() {
    let rules = sample("");
    let mut reasons = Reasons::new(Detail::Summary);
    level(&rules, Currency::CNY, &facts("2026-05-01", &[("2026-05-01", "3312.40")]), &mut reasons).unwrap();
    let reasons = reasons.into_vec();
    let told: Vec<Rule> = reasons.iter().map(|reason| reason.rule).collect();
    assert_eq!(told, [Rule::VipPurchase, Rule::VipTopUp, Rule::VipNext]);
    let sentence = |at: usize| reasons[at].sentence(crate::error::Language::English, Currency::CNY);
    assert_eq!(sentence(1), "level gold needs 3000.00 of top-ups, 3312.40 count: met, with 312.40 to spare");
    assert_eq!(sentence(2), "the next level platinum (4000.00) needs 687.60 more");
}
