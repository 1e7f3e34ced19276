//! What holds of prices whatever the order is.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use proptest::prelude::*;

use super::{date, fen, id, rules};
use crate::money::{Currency, Division, Money, Rounding};
use crate::reason::Reasons;
use crate::vip::{Coupon, PriceFacts, PriceLine, Priced, Rules, Step, price};

const STEPS: [Step; 4] = [Step::Level, Step::Birthday, Step::Coupon, Step::Points];

/// Three levels with falling factors, in tenths of a per cent.
fn any_rules() -> impl Strategy<Value = Rules> {
    let factors = (1..=1000_u32, 1..=1000_u32, 1..=1000_u32, 1..=1000_u32).prop_map(|(a, b, c, birthday)| {
        let mut factors = [a, b, c];
        factors.sort_unstable_by(|x, y| y.cmp(x));
        (factors, birthday)
    });
    let mode = prop_oneof![Just("multiply"), Just("best_of"), Just("additive")];
    let rounding = prop_oneof![Just("half_up"), Just("half_even"), Just("down"), Just("up")];
    let maximum = prop_oneof![
        Just(String::new()),
        (1..5000_u32)
            .prop_map(|fen| { alloc::format!(r#", "maximum_discount": "{}.{:02}""#, fen / 100, fen % 100) })
    ];
    let shares = (1..=100_u32, 1..=100_u32);
    (factors, mode, rounding, maximum, shares).prop_map(
        |((factors, birthday), mode, rounding, maximum, (coupon, points))| {
            let decimal =
                |thousandths: u32| alloc::format!("{}.{:03}", thousandths / 1000, thousandths % 1000);
            let level = |(at, factor): (usize, &u32)| {
                alloc::format!(r#"{{"id": "l{at}", "top_up": "{at}", "factor": "{}"}}"#, decimal(*factor))
            };
            let levels: Vec<String> = factors.iter().enumerate().map(level).collect();
            rules(&alloc::format!(
                r#""rounding": "{rounding}", "levels": [{}], "coupon": {{"maximum_share": "{coupon}%"}},
            "birthday": {{"mode": "{mode}", "factor": "{}"{maximum}}},
            "points": {{"points": 7, "worth": "0.30", "maximum_share": "{points}%"}}"#,
                levels.join(","),
                decimal(birthday)
            ))
        },
    )
}

fn any_line() -> impl Strategy<Value = (i64, Option<i64>)> {
    let list = prop_oneof![0..20_i64, 0..100_000_i64, Just(0)];
    (list, prop::option::weighted(0.4, 0..100_000_i64))
}

fn any_order() -> impl Strategy<Value = PriceFacts> {
    let coupon = prop::option::of((0..50_000_i64, 0..100_000_i64));
    (prop::collection::vec(any_line(), 1..6), coupon, 0..2000_u64, any::<bool>(), 0..4_usize).prop_map(
        |(lines, coupon, points, birthday, level)| {
            let lines = lines.into_iter().enumerate().map(|(at, (list, floor))| PriceLine {
                id: id(at),
                sku: None,
                quantity: 1,
                list: fen(list),
                cost: None,
                floor: floor.map(fen),
            });
            PriceFacts {
                on: date("2026-05-20"),
                lines: lines.collect(),
                level: level.checked_sub(1).map(|at| id(alloc::format!("l{at}"))),
                born_on: Some(date(if birthday { "1990-05-20" } else { "1990-05-21" })),
                birthdays_used: Vec::new(),
                coupon: coupon.map(|(amount, minimum)| Coupon {
                    id: None,
                    amount: fen(amount),
                    minimum: fen(minimum),
                }),
                points,
            }
        },
    )
}

fn decide(rules: &Rules, facts: &PriceFacts) -> Priced {
    price(rules, Currency::CNY, facts, &mut Reasons::none()).unwrap()
}

fn without_floors(mut facts: PriceFacts) -> PriceFacts {
    facts.lines.iter_mut().for_each(|line| line.floor = None);
    facts
}

fn sum(amounts: impl Iterator<Item = Money>) -> i64 {
    amounts.map(Money::minor).sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_waterfall_conserves(rules in any_rules(), facts in any_order()) {
        let priced = decide(&rules, &facts);
        let mut running = priced.list.minor();
        for (step, kind) in priced.steps.iter().zip(STEPS) {
            prop_assert_eq!(step.step, kind);
            prop_assert_eq!(sum(priced.lines.iter().map(|line| line.step(kind))), step.amount.minor());
            prop_assert!(!step.amount.is_negative() && !step.unused.is_negative());
            running -= step.amount.minor();
            prop_assert_eq!(step.price.minor(), running);
        }
        prop_assert_eq!(priced.payable.minor(), running);
        prop_assert_eq!(sum(priced.lines.iter().map(|line| line.list)), priced.list.minor());
        prop_assert_eq!(sum(priced.lines.iter().map(|line| line.payable)), running);
        for line in &priced.lines {
            prop_assert_eq!(line.list.minor() - sum(STEPS.iter().map(|step| line.step(*step))), line.payable.minor());
        }
    }

    #[test]
    fn no_line_is_sold_below_its_floor_and_maximums_hold(rules in any_rules(), facts in any_order()) {
        let priced = decide(&rules, &facts);
        for (line, fact) in priced.lines.iter().zip(&facts.lines) {
            prop_assert!(line.payable >= fact.floor.unwrap_or_default().at_most(fact.list));
            prop_assert!(!line.payable.is_negative() && !line.unused.is_negative());
        }
        let birthday = rules.birthday.as_ref().unwrap();
        prop_assert!(birthday.maximum_discount.is_none_or(|maximum| priced.steps[1].amount <= maximum));
        for (at, share) in [(2, rules.coupon.maximum_share), (3, rules.points.as_ref().unwrap().maximum_share)] {
            let (most, _) = priced.steps[at - 1].price.at_rate(share, Rounding::Down);
            prop_assert!(priced.steps[at].amount <= most);
        }
        let offered = facts.coupon.as_ref().map_or(0, |coupon| coupon.amount.minor());
        prop_assert_eq!(priced.steps[2].amount.minor() + priced.steps[2].unused.minor(), offered);
        prop_assert!(priced.points_used <= facts.points);
        let worth = i128::from(priced.points_used) * 30 / 7;
        prop_assert!(worth >= priced.steps[3].amount.exact(), "points are worth what they take");
        let fewer = i128::from(priced.points_used.saturating_sub(1)) * 30 / 7;
        prop_assert!(priced.points_used == 0 || fewer < priced.steps[3].amount.exact(), "and no fewer would be");
    }

    #[test]
    fn prices_are_rounded_once(rules in any_rules(), facts in any_order()) {
        let priced = decide(&rules, &without_floors(facts.clone()));
        let rank = facts.level.as_ref().and_then(|level| rules.rank_of(level));
        let at = |factor: u64| {
            let exact = priced.list.exact() * i128::from(factor);
            fen(i64::try_from(Division::of(exact, 1_000_000_000_000, rules.rounding).unwrap().rounded).unwrap())
        };
        prop_assert_eq!(priced.steps[0].price, at(rules.level_factor(rank)));
        if priced.birthday.is_some() && rules.birthday.as_ref().unwrap().maximum_discount.is_none() {
            prop_assert_eq!(priced.steps[1].price, at(rules.combined_factor(rank)));
        }
        prop_assert!(priced.steps[..2].iter().all(|step| step.unused.is_zero()), "only a floor leaves a discount unused");
    }

    #[test]
    fn a_higher_level_never_pays_more(rules in any_rules(), facts in any_order()) {
        let payable = |facts: &PriceFacts| {
            let levels = core::iter::once(None).chain(rules.levels.iter().map(|level| Some(level.id.clone())));
            let priced = levels.map(|level| decide(&rules, &PriceFacts { level, ..facts.clone() }).payable.minor());
            priced.collect::<Vec<i64>>()
        };
        for facts in [without_floors(facts.clone()), facts] {
            let paid = payable(&facts);
            prop_assert!(paid.is_sorted_by(|lower, higher| lower >= higher), "{paid:?}");
        }
    }

    /// Levels and lines of a few minor units, where every unit that rounding moves is felt; all steps.
    #[test]
    fn a_higher_level_never_pays_more_however_small_the_order(
        rounding in prop_oneof![Just("half_up"), Just("half_even"), Just("down"), Just("up")],
        lines in prop::collection::vec((0..25_i64, 0..25_i64), 1..7),
        factors in prop::collection::vec(1..=100_u32, 6), birthday in 50..=100_u32,
        (coupon, points, share) in (0..20_i64, 0..200_u64, 1..=100_u32),
    ) {
        let mut factors = factors;
        factors.sort_unstable_by(|x, y| y.cmp(x));
        let level = |(at, factor): (usize, &u32)| {
            alloc::format!(r#"{{"id": "l{at}", "top_up": "{at}", "factor": "{factor}%"}}"#)
        };
        let levels: Vec<String> = factors.iter().enumerate().map(level).collect();
        let rules = rules(&alloc::format!(
            r#""rounding": "{rounding}", "levels": [{}], "birthday": {{"factor": "{birthday}%"}},
            "coupon": {{"maximum_share": "{share}%"}}, "points": {{"points": 10, "worth": "0.01", "maximum_share": "{share}%"}}"#,
            levels.join(",")
        ));
        let lines = lines.into_iter().enumerate().map(|(at, (list, floor))| PriceLine {
            id: id(at), sku: None, quantity: 1, list: fen(list), cost: None, floor: Some(fen(floor)),
        });
        let facts = PriceFacts {
            on: date("2026-05-20"), lines: lines.collect(), level: None, born_on: Some(date("1990-05-20")),
            birthdays_used: Vec::new(), coupon: Some(Coupon { id: None, amount: fen(coupon), minimum: fen(0) }), points,
        };
        let of = |level: Option<crate::document::Id>| decide(&rules, &PriceFacts { level, ..facts.clone() });
        let levels = rules.levels.iter().map(|level| of(Some(level.id.clone())));
        let paid: Vec<i64> = core::iter::once(of(None)).chain(levels).map(|priced| priced.payable.minor()).collect();
        prop_assert!(paid.is_sorted_by(|lower, higher| lower >= higher), "{paid:?}");
    }

    /// A higher level can only then never pay more: what is sold is told from exact amounts, rounded once.
    #[test]
    fn all_lines_sum_to_their_exact_parts_of_the_running_total_or_their_floors(rules in any_rules(), facts in any_order()) {
        let priced = decide(&rules, &facts);
        let unused = sum(priced.lines.iter().map(|line| line.unused));
        let running = i128::from(priced.payable.minor() - unused);
        let exact = priced.lines.iter().zip(&facts.lines).map(|(line, fact)| {
            let floor = fact.floor.unwrap_or_default().at_most(fact.list);
            (running * line.list.exact()).max(floor.exact() * priced.list.exact())
        });
        let exact = Division::of(exact.sum(), priced.list.exact(), rules.rounding);
        prop_assert_eq!(priced.payable.exact(), exact.map_or(0, |division| division.rounded));
    }

    #[test]
    fn a_floor_moves_no_more_than_odd_units_between_other_lines(rules in any_rules(), facts in any_order()) {
        // Coupon and points are left out: their limits are shares of the price of all lines.
        let facts = PriceFacts { coupon: None, points: 0, ..facts };
        let priced = decide(&rules, &facts);
        let free = decide(&rules, &without_floors(facts.clone()));
        prop_assert!(free.lines.iter().all(|line| line.unused.is_zero()));
        for ((line, free), fact) in priced.lines.iter().zip(&free.lines).zip(&facts.lines) {
            let floor = fact.floor.unwrap_or_default().at_most(fact.list);
            let moved = line.payable.minor() - free.payable.at_least(floor).minor();
            prop_assert!(moved.abs() <= 2, "at most one in each of the two steps: {moved}");
        }
    }

    #[test]
    fn the_order_of_lines_does_not_matter(rules in any_rules(), facts in any_order()) {
        let sorted = |priced: Priced| {
            let mut lines = priced.lines.clone();
            lines.sort_by_key(|line| line.id.to_string());
            Priced { lines, ..priced }
        };
        let mut reversed = facts.clone();
        reversed.lines.reverse();
        prop_assert_eq!(sorted(decide(&rules, &reversed)), sorted(decide(&rules, &facts)));
    }
}
