//! T2, T3 and T7 on rulebooks and facts of chance, and that no rulebook text panics.

use super::*;
use crate::money::Rate;
use crate::reason::Quantity;
use proptest::prelude::*;
use std::string::String;

/// A metric, a threshold near the figures of [`period`], and a window.
fn requirement() -> impl Strategy<Value = String> {
    const METRICS: [(&str, &str); 12] = [
        ("own_net_sales", "\"{}.00\""),
        ("direct_team_net_sales", "\"{}.00\""),
        ("whole_team_net_sales", "\"{}.00\""),
        ("profit", "\"{}.00\""),
        ("orders", "{}"),
        ("active_customers", "{}"),
        ("new_customers", "{}"),
        ("repurchase_rate", "\"{}%\""),
        ("store_score", "\"{}%\""),
        ("satisfaction", "\"{}%\""),
        ("lives", "{}"),
        ("mood", "\"{}%\""),
    ];
    let windows = prop::sample::select(vec!["\"period\"", "{\"periods\": 2}", "{\"periods\": 3}"]);
    (prop::sample::select(METRICS.to_vec()), 0..60_u32, windows).prop_map(
        |((metric, form), threshold, window)| {
            let threshold = form.replace("{}", &threshold.to_string());
            format!(r#"{{"metric": "{metric}", "at_least": {threshold}, "window": {window}}}"#)
        },
    )
}

fn condition() -> impl Strategy<Value = String> {
    requirement().prop_recursive(2, 6, 3, |inner| {
        let kind = prop::sample::select(vec!["all", "any"]);
        (kind, prop::collection::vec(inner, 1..3))
            .prop_map(|(kind, parts)| format!(r#"{{"{kind}": [{}]}}"#, parts.join(",")))
    })
}

/// A section of three or four tiers.
pub(super) fn section() -> impl Strategy<Value = String> {
    let tiers = prop::collection::vec((condition(), condition()), 3..5);
    let policy = (any::<bool>(), any::<bool>(), 0..2_u32);
    (tiers, policy).prop_map(|(tiers, (jump, to_held, grace))| {
        let tier = |(at, (reach, keep)): (usize, &(String, String))| {
            format!(r#"{{"id": "t{at}", "reach": {reach}, "keep": {keep}}}"#)
        };
        let tiers: Vec<String> = tiers.iter().enumerate().map(tier).collect();
        format!(
            r#"{{"tiers": [{}], "metrics": {{"lives": "count", "mood": "rate"}}, "assessment":
                {{"grace": {grace}, "clear_grace": {grace}, "promotion": "{}", "demotion": "{}"}}}}"#,
            tiers.join(","),
            if jump { "jump" } else { "step" },
            if to_held { "to_held" } else { "one_step" }
        )
    })
}

fn period(name: &'static str) -> impl Strategy<Value = PeriodFacts> {
    let score = || (0..=100_u32).prop_map(|percent| Rate::from_ppm(percent * 10_000).unwrap());
    let money = || (-20..60_i64).prop_map(|whole| Money::from_minor(whole * 100).unwrap());
    let counts = (0..60_u64, 0..60_u64, 0..60_u64, 0..60_u64, 0..60_i64);
    ([money(), money(), money(), money()], counts, [score(), score(), score()]).prop_map(
        move |(
            [own, direct, whole, profit],
            (orders, active, repeat, new, lives),
            [store, satisfaction, mood],
        )| {
            PeriodFacts {
                period: month(name),
                own_net_sales: own,
                direct_team_net_sales: direct,
                whole_team_net_sales: whole,
                profit,
                orders,
                active_customers: active.max(repeat),
                repeat_customers: repeat,
                new_customers: new,
                store_score: Some(store),
                satisfaction: Some(satisfaction),
                host: [(id("lives"), Quantity::Count(lives)), (id("mood"), Quantity::Rate(mood))].into(),
            }
        },
    )
}

pub(super) fn any_facts() -> impl Strategy<Value = Facts> {
    let window = |periods| {
        (0..60_u64, 0..60_u64).prop_map(move |(active, repeat)| WindowFacts {
            periods,
            active_customers: active.max(repeat),
            repeat_customers: repeat,
        })
    };
    (period("2024-06"), period("2024-05"), period("2024-04"), window(2), window(3)).prop_map(
        |(now, before, earlier, two, three)| Facts {
            periods: vec![now, before, earlier],
            windows: vec![two, three],
            lifetime: None,
        },
    )
}

/// The same facts with one metric raised by something.
fn raised(facts: &Facts, which: usize, period: usize, by: u32) -> Facts {
    let mut facts = facts.clone();
    let count = u64::from(by);
    let up =
        |amount: &mut Money| *amount = amount.plus(Money::from_minor(i64::from(by) * 100).unwrap()).unwrap();
    let better = |score: &mut Option<Rate>| {
        let ppm = score.unwrap().ppm() + by * 10_000;
        *score = Rate::from_ppm(ppm.min(1_000_000));
    };
    let now = &mut facts.periods[period];
    match which {
        0 => up(&mut now.own_net_sales),
        1 => up(&mut now.direct_team_net_sales),
        2 => up(&mut now.whole_team_net_sales),
        3 => up(&mut now.profit),
        4 => now.orders += count,
        5 => now.new_customers += count,
        6 => better(&mut now.store_score),
        7 => better(&mut now.satisfaction),
        8 => {
            now.host.insert(id("lives"), Quantity::Count(60 + i64::from(by)));
        }
        9 => {
            now.host.insert(id("mood"), Quantity::Rate(Rate::ONE));
        }
        // More active customers who all come again raise both metrics of customers.
        10 => {
            now.active_customers += count;
            now.repeat_customers += count;
        }
        11 => now.repeat_customers = (now.repeat_customers + count).min(now.active_customers),
        _ => {
            let window = &mut facts.windows[period % 2];
            window.active_customers += count;
            window.repeat_customers += count;
        }
    }
    facts
}

/// Where an assessment leaves the agent: the tier (−1 when cleared), then how far from the next fall.
fn standing(assessment: &Assessment) -> (i64, i64) {
    let rank = |tier: &Id| tier.as_str().trim_start_matches('t').parse::<i64>().unwrap();
    (assessment.tier_after.as_ref().map_or(-1, rank), -i64::from(assessment.misses))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// T3.
    #[test]
    fn a_better_figure_never_leaves_an_agent_worse(
        section in section(), facts in any_facts(), rank in 0..3_usize, misses in 0..2_u32,
        which in 0..13_usize, at in 0..3_usize, by in 1..40_u32,
    ) {
        let rules = rules(&section);
        let state = assessed(&format!("t{rank}"), "2024-05", misses);
        let of = |facts: Facts| assess_plainly(&rules, &request(&state, "2024-06", facts)).unwrap();
        let (less, more) = (of(facts.clone()), of(raised(&facts, which, at, by)));
        prop_assert!(standing(&less) <= standing(&more), "{:?} {:?}", less, more);
    }

    /// T2 and T7.
    #[test]
    fn the_order_of_facts_does_not_matter_and_the_same_gives_the_same_bytes(
        section in section(), facts in any_facts(), rank in 0..3_usize, misses in 0..2_u32,
    ) {
        let rulebook = parse(&section).unwrap();
        let state = assessed(&format!("t{rank}"), "2024-05", misses);
        let turned = Facts {
            periods: facts.periods.iter().rev().cloned().collect(),
            windows: facts.windows.iter().rev().cloned().collect(),
            lifetime: None,
        };
        let call = |rulebook: &Rulebook, facts: Facts| {
            let mut writer = crate::document::Writer::new(Currency::CNY);
            crate::document::Shape::write(&request(&state, "2024-06", facts), &mut writer);
            crate::call(Some(rulebook), "agent_assess", &writer.finish()).unwrap()
        };
        let answer = call(&rulebook, facts.clone());
        prop_assert_eq!(&call(&rulebook, facts), &answer);
        prop_assert_eq!(&call(&rulebook, turned.clone()), &answer);
        let canonical = Rulebook::parse(rulebook.canonical()).unwrap();
        prop_assert_eq!(&call(&canonical, turned), &answer);
    }

    /// M8: whatever is written into the section, reading it ends in a rulebook or in findings.
    #[test]
    fn no_section_panics(section in any_section()) {
        let findings = match parse(&section) {
            Ok(rulebook) => rulebook.warnings().clone(),
            Err(findings) => findings,
        };
        for finding in findings.0 {
            prop_assert!(finding.error.path.starts_with("/agent"));
            let told = finding.error.message(crate::Language::Chinese);
            prop_assert!(!told.contains("{found"), "a place that nothing fills: {}", told);
        }
    }
}

/// A section of well-formed JSON whose values may be anything.
fn any_section() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "null",
        "true",
        "1",
        "-1",
        "4294967296",
        "1.5",
        "[]",
        "{}",
        "\"\"",
        "\"a\"",
        "\"1\"",
        "\"5%\"",
        "\"period\"",
        "\"orders\"",
        "\"profit\"",
        "\"age\"",
        "\"lives\"",
        "\"count\"",
        "\"jump\"",
        "{\"periods\": 0}",
        "{\"metric\": \"orders\", \"at_least\": 1}",
        "{\"metric\": \"lives\", \"at_least\": \"1\"}",
    ]);
    let name = || {
        prop::sample::select(vec![
            "id", "admit", "reach", "keep", "grace", "metric", "at_least", "window", "all", "any", "protect",
            "lives",
        ])
    };
    let value = word.prop_map(String::from).prop_recursive(5, 40, 4, move |inner| {
        let list =
            prop::collection::vec(inner.clone(), 0..4).prop_map(|items| format!("[{}]", items.join(",")));
        let object = prop::collection::vec((name(), inner), 0..4).prop_map(|members| {
            let members: Vec<String> =
                members.iter().map(|(name, value)| format!("\"{name}\": {value}")).collect();
            format!("{{{}}}", members.join(","))
        });
        prop_oneof![list, object]
    });
    let tier = prop::collection::vec((name(), value.clone()), 0..5).prop_map(|members| {
        let members: Vec<String> =
            members.iter().map(|(name, value)| format!("\"{name}\": {value}")).collect();
        format!("{{{}}}", members.join(","))
    });
    (prop::collection::vec(tier, 0..4), value.clone(), value).prop_map(|(tiers, metrics, assessment)| {
        format!(r#"{{"tiers": [{}], "metrics": {metrics}, "assessment": {assessment}}}"#, tiers.join(","))
    })
}
