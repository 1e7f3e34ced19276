//! What holds of levels whatever the facts are.

use alloc::vec::Vec;
use proptest::prelude::*;

use super::{SAMPLE, date, fen, id, rules};
use crate::calendar::Date;
use crate::money::{Currency, Money};
use crate::reason::Reasons;
use crate::vip::{
    ConsideredRefund, CurrentLevel, LevelChange, LevelFacts, Rules, Standing, TopUp, TopUpRefund, level,
    level_after_refund,
};

fn any_rules() -> impl Strategy<Value = Rules> {
    let qualify = prop_oneof![Just("single"), Just("cumulative")];
    let window = prop_oneof![Just(""), Just(r#""window_days": 30,"#), Just(r#""window_days": 365,"#)];
    let held = prop_oneof![
        Just(r#""on_refund": "recompute","#),
        Just(r#""on_refund": "keep","#),
        Just(r#""valid_months": 1, "on_refund": "recompute","#),
        Just(r#""valid_months": 6, "on_refund": "keep_to_period_end","#),
        Just(r#""valid_months": 12, "on_refund": "keep","#),
    ];
    (qualify, window, held).prop_map(|(qualify, window, held)| {
        rules(&alloc::format!(r#""qualify": "{qualify}", {window} {held} {SAMPLE}"#))
    })
}

fn day(offset: i64) -> Date {
    date("2026-01-01").checked_add_days(offset).unwrap()
}

/// Amounts around the thresholds and their differences, and any.
fn any_amount() -> impl Strategy<Value = i64> {
    let edges = prop_oneof![Just(100_000), Just(300_000), Just(400_000), Just(500_000)];
    prop_oneof![(edges, -1..=1_i64).prop_map(|(edge, by)| edge + by), 0..600_000_i64]
}

fn any_top_ups() -> impl Strategy<Value = Vec<TopUp>> {
    let refund = (0..60_i64, 0..=100_i64);
    let top_up = (0..500_i64, any_amount(), prop::option::of(refund));
    prop::collection::vec(top_up, 0..6).prop_map(|top_ups| {
        let numbered = top_ups.into_iter().enumerate();
        numbered
            .map(|(at, (on, amount, refund))| {
                let refund = refund.map(|(later, percent)| TopUpRefund {
                    on: day(on + later),
                    amount: fen(amount * percent / 100),
                });
                TopUp { id: id(at), on: day(on), amount: fen(amount), refunded: refund.into_iter().collect() }
            })
            .collect()
    })
}

fn any_facts() -> impl Strategy<Value = LevelFacts> {
    let current =
        prop::option::of((prop_oneof![Just("gold"), Just("platinum"), Just("diamond")], 0..400_i64));
    (any_top_ups(), current, 0..500_i64, prop::option::weighted(0.9, 0..100_i64)).prop_map(
        |(top_ups, current, later, bought)| {
            let since = current.as_ref().map_or(0, |(_, since)| *since);
            LevelFacts {
                as_of: day(since + later),
                first_purchase_on: bought.map(day),
                top_ups,
                current: current.map(|(level, since)| CurrentLevel { level: id(level), since: day(since) }),
            }
        },
    )
}

fn decide(rules: &Rules, facts: &LevelFacts) -> Standing {
    level(rules, Currency::CNY, facts, &mut Reasons::none()).unwrap()
}

fn rank(rules: &Rules, standing: &Standing) -> Option<usize> {
    standing.level.as_ref().and_then(|level| rules.rank_of(level))
}

/// The facts of a later day, with the level that a decision gave.
fn later(facts: &LevelFacts, standing: &Standing, as_of: Date) -> LevelFacts {
    let current = standing.level.clone().zip(standing.since);
    let current = current.map(|(level, since)| CurrentLevel { level, since });
    LevelFacts { as_of, current, ..facts.clone() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_larger_top_up_never_gives_a_lower_level(rules in any_rules(), facts in any_facts(), more in 0..200_000_i64, at in 0..6_usize) {
        let before = rank(&rules, &decide(&rules, &facts));
        let mut larger = facts.clone();
        if let Some(top_up) = larger.top_ups.get_mut(at) {
            top_up.amount = top_up.amount.plus(fen(more)).unwrap();
        }
        prop_assert!(rank(&rules, &decide(&rules, &larger)) >= before);
        larger.top_ups.push(TopUp { id: id("more"), on: facts.as_of, amount: fen(more), refunded: Vec::new() });
        prop_assert!(rank(&rules, &decide(&rules, &larger)) >= before);
    }

    #[test]
    fn a_refund_never_raises_and_keeping_never_lowers(rules in any_rules(), facts in any_facts(), percent in 0..=100_i64) {
        let before = decide(&rules, &facts);
        let held = later(&facts, &before, facts.as_of);
        let paid = facts.top_ups.iter().filter(|top_up| top_up.on <= facts.as_of);
        let left = paid.map(|top_up| {
            let refunded = Money::sum(top_up.refunded.iter().map(|refund| refund.amount)).unwrap();
            top_up.amount.minus(refunded).unwrap().minor()
        });
        let refund = ConsideredRefund { amount: fen(left.sum::<i64>() * percent / 100), top_up: None };
        let after = level_after_refund(&rules, Currency::CNY, &held, &[refund]).unwrap();
        prop_assert!(rank(&rules, &after) <= rank(&rules, &before));
        if rules.on_refund != crate::vip::OnRefund::Recompute {
            prop_assert_eq!(after.level, before.level);
        }
    }

    #[test]
    fn what_the_next_level_needs_is_exact(rules in any_rules(), facts in any_facts()) {
        // What the next level needs is told to somebody who has the level that the decision gave.
        let standing = decide(&rules, &facts);
        let facts = later(&facts, &standing, facts.as_of);
        let Some(next) = standing.next else { return Ok(()) };
        let with = |amount: Money| {
            let mut facts = facts.clone();
            facts.first_purchase_on = facts.first_purchase_on.min(Some(facts.as_of)).or(Some(facts.as_of));
            facts.top_ups.push(TopUp { id: id("next"), on: facts.as_of, amount, refunded: Vec::new() });
            decide(&rules, &facts).level
        };
        prop_assert_eq!(with(next.missing), Some(next.level.clone()));
        if !next.missing.is_zero() {
            let short = with(next.missing.minus(fen(1)).unwrap());
            prop_assert!(short.and_then(|level| rules.rank_of(&level)) < rules.rank_of(&next.level));
        }
    }

    #[test]
    fn asking_again_gives_the_same_and_order_does_not_matter(rules in any_rules(), facts in any_facts()) {
        let first = decide(&rules, &facts);
        let again = decide(&rules, &later(&facts, &first, facts.as_of));
        let same = if first.level.is_some() { LevelChange::Kept } else { LevelChange::None };
        prop_assert_eq!(&again, &Standing { change: same, ..first.clone() });
        let mut reversed = facts.clone();
        reversed.top_ups.reverse();
        prop_assert_eq!(decide(&rules, &reversed), first);
    }

    #[test]
    fn a_level_ends_on_the_day_that_was_told(rules in any_rules(), facts in any_facts()) {
        let mut facts = facts;
        // What is yet to come would change what was told.
        let as_of = facts.as_of;
        facts.top_ups.retain(|top_up| top_up.on <= as_of);
        facts.top_ups.iter_mut().for_each(|top_up| top_up.refunded.retain(|refund| refund.on <= as_of));
        facts.first_purchase_on = facts.first_purchase_on.filter(|date| *date <= as_of);
        let told = decide(&rules, &facts);
        let Some(held) = rank(&rules, &told) else { return Ok(()) };
        let last = told.ends_on.map_or(as_of.checked_add_days(4000), |end| end.checked_add_days(-1)).unwrap();
        prop_assert!(last >= as_of);
        // A host assesses on every day that a decision names.
        let mut standing = told.clone();
        while let Some(review) = standing.review_on.filter(|review| *review <= last) {
            standing = decide(&rules, &later(&facts, &standing, review));
            prop_assert_eq!(rank(&rules, &standing), Some(held));
        }
        prop_assert_eq!(rank(&rules, &decide(&rules, &later(&facts, &standing, last))), Some(held));
        if let Some(end) = told.ends_on {
            prop_assert!(rank(&rules, &decide(&rules, &later(&facts, &standing, end))) < Some(held));
        }
    }
}
