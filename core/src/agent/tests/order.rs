//! The published order, idempotence, and what comes after what.

use super::*;
use crate::agent::precedence::{Conditions, Standing, decide};
use crate::error::Code;
use Outcome::{Cleared, Demoted, Kept, Promoted, Protected, Warned};

/// Conditions that hold or do not, whatever the tier.
struct Fixed {
    reaches: bool,
    keeps: bool,
}

impl Conditions for Fixed {
    type Refusal = Error;

    fn reaches(&mut self, _: usize) -> Result<bool, Error> {
        Ok(self.reaches)
    }
    fn keeps(&mut self, _: usize) -> Result<bool, Error> {
        Ok(self.keeps)
    }
}

#[test]
fn the_first_row_that_fits_decides() {
    let any = None;
    let yes = Some(true);
    // reach holds, protected, keep holds, within grace, lowest tier → outcome
    let published = [
        ([yes, any, any, any, any], Promoted),
        ([any, yes, any, any, any], Protected),
        ([any, any, yes, any, any], Kept),
        ([any, any, any, yes, any], Warned),
        ([any, any, any, any, yes], Cleared),
        ([any, any, any, any, any], Demoted),
    ];
    let policy = &three_tiers("").assessment;
    let mut seen = 0;
    for bits in 0..32_u8 {
        let given: [bool; 5] = core::array::from_fn(|at| bits & (1 << at) != 0);
        let [reaches, protected, keeps, within_grace, lowest] = given;
        let fits = |row: &[Option<bool>; 5]| {
            row.iter().zip(given).all(|(want, have)| want.is_none_or(|want| want == have))
        };
        let expected = published.iter().find(|(row, _)| fits(row)).unwrap().1;
        let standing = Standing {
            rank: usize::from(!lowest),
            misses: 1,
            protected,
            grace: if within_grace { 2 } else { 1 },
        };
        let verdict = decide(policy, 3, standing, &mut Fixed { reaches, keeps }).unwrap();
        assert_eq!(verdict.outcome, expected, "{given:?}");
        let misses = match expected {
            Promoted | Kept | Demoted => 0,
            Protected => u32::from(!keeps),
            Warned | Cleared => 2,
        };
        assert_eq!(verdict.misses, misses, "{given:?}");
        seen += 1;
    }
    assert_eq!(seen, 32);
}

#[test]
fn exactly_on_target_is_kept() {
    let rules = three_tiers("\"grace\": 0");
    let state = assessed("silver", "2024-05", 0);
    assert_eq!(assess_sales(&rules, &state, "2024-06", "5000.00").outcome, Kept);
    let short = assess_sales(&rules, &state, "2024-06", "4999.99");
    assert_eq!((short.outcome, short.tier_after), (Demoted, Some(id("bronze"))));
}

#[test]
fn the_same_month_three_times_is_one_demotion() {
    let rules = three_tiers("\"grace\": 0");
    let first = assess_sales(&rules, &assessed("gold", "2024-05", 0), "2024-06", "0.00");
    assert_eq!((first.outcome, first.already_assessed), (Demoted, false));
    let second = assess_sales(&rules, &first.state, "2024-06", "0.00");
    let third = assess_sales(&rules, &second.state, "2024-06", "99999.00");
    for again in [&second, &third] {
        assert!(again.already_assessed);
        assert_eq!(
            (again.outcome, &again.tier_after, &again.state),
            (Demoted, &Some(id("silver")), &first.state)
        );
    }
    assert_eq!(Assessment { already_assessed: false, ..second }, first);
    let without_facts = assess_plainly(&rules, &request(&first.state, "2024-06", facts(vec![]))).unwrap();
    assert_eq!((without_facts.outcome, without_facts.next_tier), (Demoted, None));
}

#[test]
fn the_time_of_joining_is_protected_and_misses_in_it_do_not_count() {
    let rules = three_tiers("\"protect\": 1, \"grace\": 0");
    let january = assess_sales(&rules, &agent("silver"), "2024-01", "0.00");
    assert_eq!((january.outcome, january.misses), (Protected, 0));
    let february = assess_sales(&rules, &january.state, "2024-02", "0.00");
    assert_eq!((february.outcome, february.misses), (Protected, 0));
    let march = assess_sales(&rules, &february.state, "2024-03", "0.00");
    assert_eq!((march.outcome, march.tier_after), (Demoted, Some(id("bronze"))));
    let rises = assess_sales(&rules, &agent("silver"), "2024-01", "20000.00");
    assert_eq!((rises.outcome, rises.tier_after), (Promoted, Some(id("gold"))));
}

#[test]
fn a_period_out_of_turn_is_refused() {
    let rules = three_tiers("");
    let refused = |state: &AgentState, period: &str| {
        let error = assess_plainly(&rules, &request(state, period, facts(vec![]))).unwrap_err();
        (error.code, error.parameter("allowed").unwrap().to_string())
    };
    let due = |period: &str| (Code::PeriodNotDue, period.to_string());
    assert_eq!(refused(&agent("bronze"), "2023-12"), due("2024-01"), "before joining");
    assert_eq!(refused(&agent("bronze"), "2024-02"), due("2024-01"), "the first is the month of joining");
    assert_eq!(refused(&assessed("bronze", "2024-05", 0), "2024-04"), due("2024-06"), "earlier");
    assert_eq!(refused(&assessed("bronze", "2024-05", 0), "2024-07"), due("2024-06"), "one skipped");
    assert_eq!(refused(&assessed("bronze", "9999-12", 0), "2024-07"), due("∎"), "the calendar ends");
    assert_eq!(
        refused(&assessed("bronze", "2023-05", 0), "2023-06").0,
        Code::CountOutOfRange,
        "last before joining"
    );
    assert_eq!(refused(&assessed("tin", "2024-05", 0), "2024-06").0, Code::UnknownChoice);
    let last = assess_plainly(
        &rules,
        &request(&assessed("silver", "9999-11", 2), "9999-12", facts(vec![sold("9999-12", "0.00")])),
    );
    assert_eq!(last.unwrap_err().code, Code::CountOutOfRange, "no month for the fall to be in force");
}

#[test]
fn a_cleared_agent_is_not_assessed_again() {
    let rules = three_tiers("\"clear_grace\": 1");
    let warned = assess_sales(&rules, &assessed("bronze", "2024-05", 0), "2024-06", "2999.99");
    assert_eq!((warned.outcome, warned.misses, warned.remaining_grace), (Warned, 1, 0));
    let cleared = assess_sales(&rules, &warned.state, "2024-07", "2999.99");
    assert_eq!((cleared.outcome, &cleared.tier_after, cleared.misses), (Cleared, &None, 2));
    assert_eq!(
        (cleared.state.tier_in(month("2024-07")), cleared.state.tier_in(month("2024-08"))),
        (Some(&id("bronze")), None)
    );
    assert!(assess_sales(&rules, &cleared.state, "2024-07", "2999.99").already_assessed);
    let error = assess_plainly(&rules, &request(&cleared.state, "2024-08", facts(vec![]))).unwrap_err();
    assert_eq!((error.code, error.path.as_str()), (Code::AgentCleared, "/state/last/outcome"));
}

#[test]
fn a_change_is_in_force_from_its_period_on() {
    for (effect, from, in_june) in [("now", "2024-06", "gold"), ("next_period", "2024-07", "bronze")] {
        let rules = three_tiers(&format!("\"promotion_effective\": \"{effect}\""));
        let rises = assess_sales(&rules, &assessed("bronze", "2024-05", 0), "2024-06", "20000.00");
        assert_eq!(rises.effective_from, Some(month(from)));
        assert_eq!(rises.state.tier_in(month("2024-06")), Some(&id(in_june)));
        assert_eq!(rises.state.tier_in(month("2024-07")), Some(&id("gold")));
        // What was effective next period takes effect first: July is held against gold.
        let july = assess_sales(&rules, &rises.state, "2024-07", "19999.99");
        assert_eq!((july.outcome, &july.tier_before), (Warned, &id("gold")));
        let falls = assess_sales(&three_tiers("\"grace\": 0"), &rises.state, "2024-07", "0.00");
        assert_eq!((falls.outcome, falls.effective_from), (Demoted, Some(month("2024-08"))));
        assert_eq!(falls.state.tier_in(month("2024-07")), Some(&id("gold")));
    }
}

#[test]
fn a_tier_may_have_its_own_grace_and_the_lowest_has_that_of_clearing() {
    let rules = rules(
        r#"{"tiers": [
            {"id": "bronze", "keep": {"metric": "orders", "at_least": 1}},
            {"id": "silver", "reach": {"metric": "orders", "at_least": 5}, "keep": {"metric": "orders", "at_least": 3}, "grace": 1}],
        "assessment": {"grace": 0, "clear_grace": 2}}"#,
    );
    let silver = assess_sales(&rules, &assessed("silver", "2024-05", 0), "2024-06", "0.00");
    assert_eq!((silver.outcome, silver.remaining_grace), (Warned, 0));
    let falls = assess_sales(&rules, &silver.state, "2024-07", "0.00");
    assert_eq!((falls.outcome, falls.misses, falls.remaining_grace), (Demoted, 0, 2));
    let outcomes: Vec<Outcome> = (0..3)
        .map(|misses| assess_sales(&rules, &assessed("bronze", "2024-05", misses), "2024-06", "0.00").outcome)
        .collect();
    assert_eq!(outcomes, [Warned, Warned, Cleared]);
}

/// A merchant reads what is missing in their own words.
#[test]
fn a_requirement_reads_like_a_sentence_in_both_languages() {
    let tiers = |window: &str| {
        rules(&format!(
            r#"{{"tiers": [{{"id": "铜牌", "keep": {{"metric": "own_net_sales", "at_least": "3000.00", "window": {window}}}}}]}}"#
        ))
    };
    let told = |window: &str, language| {
        let mut reasons = Reasons::new(crate::reason::Detail::Summary);
        let lifetime = LifetimeFacts { own_net_sales: money("2999.99"), ..LifetimeFacts::default() };
        let periods = ["2024-04", "2024-05", "2024-06"].map(|period| sold(period, "900.00"));
        let facts = Facts { periods: periods.into(), windows: vec![], lifetime: Some(lifetime) };
        let request = request(&assessed("铜牌", "2024-05", 0), "2024-06", facts);
        assess(&tiers(window), &request, &mut reasons).unwrap();
        reasons.into_vec().last().unwrap().sentence(language, Currency::CNY)
    };
    use crate::Language::{Chinese, English};
    let english = [r#""period""#, r#"{"periods": 3}"#, r#""lifetime""#].map(|window| told(window, English));
    assert_eq!(
        english,
        [
            "to keep 铜牌: own net sales (this period) is 900.00, at least 3000.00 is asked for: short by 2100.00",
            "to keep 铜牌: own net sales (the last 3 periods) is 2700.00, at least 3000.00 is asked for: short by 300.00",
            "to keep 铜牌: own net sales (all time) is 2999.99, at least 3000.00 is asked for: short by 0.01",
        ]
    );
    let chinese = [r#"{"periods": 3}"#, r#""lifetime""#].map(|window| told(window, Chinese));
    assert_eq!(
        chinese,
        [
            "保级 铜牌:本人净销售额(近 3 期)为 2700.00,要求至少 3000.00:还差 300.00",
            "保级 铜牌:本人净销售额(累计)为 2999.99,要求至少 3000.00:还差 0.01",
        ]
    );
}
