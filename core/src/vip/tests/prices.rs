//! The waterfall, figure by figure.

use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

use super::{date, id, rules, sample, yuan};
use crate::calendar::{Date, LeapDay};
use crate::error::{Code, Language};
use crate::money::{Currency, Money};
use crate::reason::{Detail, Reasons, Rule};
use crate::vip::birthday::birthday_around;
use crate::vip::{
    Birthday, BirthdayMode, BirthdayWindow, Coupon, PriceFacts, PriceLine, Priced, Rules, Step, price,
};

fn line(name: &str, list: &str) -> PriceLine {
    PriceLine { id: id(name), sku: None, quantity: 1, list: yuan(list), cost: None, floor: None }
}

fn order(level: Option<&str>, lines: &[(&str, &str)]) -> PriceFacts {
    PriceFacts {
        on: date("2026-05-20"),
        lines: lines.iter().map(|(name, list)| line(name, list)).collect(),
        level: level.map(id),
        born_on: Some(date("1990-05-20")),
        birthdays_used: Vec::new(),
        coupon: None,
        points: 0,
    }
}

fn coupon(amount: &str, minimum: &str) -> Option<Coupon> {
    Some(Coupon { id: None, amount: yuan(amount), minimum: yuan(minimum) })
}

fn decide(rules: &Rules, facts: &PriceFacts) -> Priced {
    price(rules, Currency::CNY, facts, &mut Reasons::none()).unwrap()
}

fn shown(amount: Money) -> String {
    amount.to_text(Currency::CNY)
}

/// The amounts of the four steps, then what is payable.
fn waterfall(priced: &Priced) -> Vec<String> {
    priced.steps.iter().map(|step| step.amount).chain([priced.payable]).map(shown).collect()
}

/// What one step takes off every line.
fn lines(priced: &Priced, step: Step) -> Vec<String> {
    priced.lines.iter().map(|line| shown(line.step(step))).collect()
}

fn birthday(mode: &str) -> Rules {
    sample(&alloc::format!(
        r#""floor": {{"unit_price": "0"}}, "birthday": {{"mode": "{mode}", "factor": "95折"}},"#
    ))
}

#[test]
fn a_birthday_multiplies_adds_or_takes_the_better() {
    for (mode, level, expected) in [
        ("multiply", Some("platinum"), ["100.00", "45.00", "0.00", "0.00", "855.00"]),
        ("additive", Some("platinum"), ["100.00", "50.00", "0.00", "0.00", "850.00"]),
        ("best_of", Some("platinum"), ["100.00", "0.00", "0.00", "0.00", "900.00"]),
        ("best_of", Some("gold"), ["50.00", "0.00", "0.00", "0.00", "950.00"]),
        ("multiply", None, ["0.00", "0.00", "0.00", "0.00", "1000.00"]),
    ] {
        let priced = decide(&birthday(mode), &order(level, &[("1", "1000")]));
        assert_eq!(waterfall(&priced), expected, "{mode} {level:?}");
        assert_eq!(priced.birthday.is_some(), expected[1] != "0.00", "{mode} {level:?}");
    }
}

#[test]
fn a_birthday_factor_is_by_level_and_may_be_without() {
    let rules = rules(
        r#""floor": {"unit_price": "0"}, "birthday": {"factor": "95折", "without_level": "99折"}, "levels": [
        {"id": "gold", "top_up": "3000", "factor": "95折"},
        {"id": "diamond", "top_up": "5000", "factor": "9折", "birthday_factor": "8折"}]"#,
    );
    for (level, payable) in [(None, "990.00"), (Some("gold"), "902.50"), (Some("diamond"), "720.00")] {
        assert_eq!(shown(decide(&rules, &order(level, &[("1", "1000")])).payable), payable, "{level:?}");
    }
}

#[test]
fn additive_below_zero_is_zero() {
    let rules = rules(
        r#""floor": {"cost": true}, "birthday": {"mode": "additive", "factor": "3折"},
        "levels": [{"id": "gold", "top_up": "1", "factor": "4折"}]"#,
    );
    let mut facts = order(Some("gold"), &[("1", "100")]);
    facts.lines[0].cost = Some(yuan("0"));
    assert_eq!(waterfall(&decide(&rules, &facts)), ["60.00", "40.00", "0.00", "0.00", "0.00"]);
}

#[test]
fn each_price_is_rounded_once_from_the_exact_value() {
    // 10.03 × 0.9 = 9.027 → 9.03; × 0.95 = 8.57565 → 8.58, where 0.95 × 9.03 = 8.5785 → 8.58;
    // 0.30 × 0.9 = 0.27; × 0.95 = 0.2565 → 0.26
    // 0.55 × 0.9 = 0.495 → 0.50; × 0.95 = 0.47025 → 0.47, where 0.95 × 0.50 = 0.475 → 0.48
    for (list, level, payable) in
        [("10.03", "9.03", "8.58"), ("0.30", "0.27", "0.26"), ("0.55", "0.50", "0.47")]
    {
        let priced = decide(&birthday("multiply"), &order(Some("platinum"), &[("1", list)]));
        assert_eq!(
            (shown(priced.steps[0].price), shown(priced.payable)),
            (level.to_string(), payable.to_string())
        );
    }
    let down = sample(r#""rounding": "down","#);
    assert_eq!(shown(decide(&down, &order(Some("platinum"), &[("1", "0.55")])).payable), "0.49");
}

#[test]
fn a_discount_is_computed_on_the_total_and_allotted() {
    // 0.15 × 0.9 = 0.135 → 0.14: one fen off in all, not one off each line
    let priced =
        decide(&sample(""), &order(Some("platinum"), &[("a", "0.05"), ("b", "0.05"), ("c", "0.05")]));
    assert_eq!(shown(priced.steps[0].amount), "0.01");
    assert_eq!(lines(&priced, Step::Level), ["0.01", "0.00", "0.00"]);
}

#[test]
fn a_coupon_is_allotted_by_largest_remainder() {
    let mut facts = order(None, &[("a", "200"), ("b", "200"), ("c", "200")]);
    facts.coupon = coupon("100", "0");
    let priced = decide(&sample(""), &facts);
    assert_eq!(lines(&priced, Step::Coupon), ["33.34", "33.33", "33.33"]);
    assert_eq!(waterfall(&priced), ["0.00", "0.00", "100.00", "0.00", "500.00"]);
}

#[test]
fn all_steps_run_in_their_order() {
    let rules = sample(
        r#""floor": {"unit_price": "0"}, "birthday": {"factor": "95折"},
        "points": {"points": 100, "worth": "1", "maximum_share": "10%"},"#,
    );
    let mut facts = order(Some("platinum"), &[("1", "600"), ("2", "400")]);
    facts.coupon = coupon("55", "1000");
    facts.points = 10_050;
    let priced = decide(&rules, &facts);
    // 1000 → 900 → 855 → 800 → at most 80 of 100.50 in points
    assert_eq!(waterfall(&priced), ["100.00", "45.00", "55.00", "80.00", "720.00"]);
    assert_eq!(priced.points_used, 8_000);
    assert_eq!(shown(priced.steps[3].unused), "20.50");
    assert_eq!(lines(&priced, Step::Coupon), ["33.00", "22.00"]);
}

#[test]
fn the_fewest_points_are_used() {
    let rules = sample(r#""points": {"points": 3, "worth": "0.10"},"#);
    // points, then what is payable of 0.09, and how many were used
    for (points, payable, used) in
        [(1, "0.06", 1), (2, "0.03", 2), (3, "0.00", 3), (4, "0.00", 3), (0, "0.09", 0)]
    {
        let mut facts = order(None, &[("1", "0.09")]);
        facts.points = points;
        let priced = decide(&rules, &facts);
        assert_eq!((shown(priced.payable), priced.points_used), (payable.to_string(), used), "{points}");
    }
}

#[test]
fn a_coupon_has_a_minimum_and_a_maximum() {
    let with = |terms: &str, amount: &str, minimum: &str| {
        let mut facts = order(Some("platinum"), &[("1", "1000")]);
        facts.coupon = coupon(amount, minimum);
        let step = decide(&sample(terms), &facts).steps[2].clone();
        (shown(step.amount), shown(step.unused))
    };
    let pair = |amount: &str, unused: &str| (amount.to_string(), unused.to_string());
    assert_eq!(with("", "100", "1000"), pair("100.00", "0.00"));
    assert_eq!(with("", "100", "1000.01"), pair("0.00", "100.00"));
    let discounted = r#""coupon": {"minimum_of": "discounted"},"#;
    assert_eq!(with(discounted, "100", "900"), pair("100.00", "0.00"));
    assert_eq!(with(discounted, "100", "900.01"), pair("0.00", "100.00"));
    assert_eq!(with(r#""coupon": {"maximum_share": "5%"},"#, "100", "0"), pair("45.00", "55.00"));
    assert_eq!(with("", "1000", "0"), pair("900.00", "100.00"), "no more than the price");
}

#[test]
fn the_floor_holds_at_every_step_and_tells_what_is_unused() {
    let mut facts = order(Some("platinum"), &[("a", "100"), ("b", "100")]);
    facts.lines[0].floor = Some(yuan("95"));
    facts.coupon = coupon("20", "0");
    let priced = decide(&sample(""), &facts);
    // Of 20.00 the level takes 5.00 from a; of the coupon nothing.
    assert_eq!(waterfall(&priced), ["15.00", "0.00", "10.00", "0.00", "175.00"]);
    assert_eq!(lines(&priced, Step::Level), ["5.00", "10.00"]);
    assert_eq!(lines(&priced, Step::Coupon), ["0.00", "10.00"]);
    let unused: Vec<String> = priced.steps.iter().map(|step| shown(step.unused)).collect();
    assert_eq!(unused, ["5.00", "0.00", "10.00", "0.00"]);
    assert_eq!(shown(priced.lines[0].unused), "15.00");
}

#[test]
fn a_floor_is_the_cost_a_unit_price_or_a_share() {
    for (floor, quantity, cost, own, payable) in [
        (r#"{"cost": true}"#, 1, Some("97"), None, "97.00"),
        (r#"{"unit_price": "9.90"}"#, 10, None, None, "99.00"),
        (r#"{"list_share": "95.555%"}"#, 1, None, None, "95.56"),
        (r#"{"cost": true, "unit_price": "9.90", "list_share": "95%"}"#, 3, Some("92"), None, "95.00"),
        (r#"{"unit_price": "9.90"}"#, 1, Some("97"), None, "90.00"),
        (r#"{"unit_price": "9.90"}"#, 1, None, Some("98"), "98.00"),
        (r#"{"cost": true}"#, 1, Some("120"), None, "100.00"),
    ] {
        let mut facts = order(Some("platinum"), &[("1", "100")]);
        facts.lines[0].quantity = quantity;
        facts.lines[0].cost = cost.map(yuan);
        facts.lines[0].floor = own.map(yuan);
        let rules = sample(&alloc::format!(r#""floor": {floor},"#));
        assert_eq!(shown(decide(&rules, &facts).payable), payable, "{floor}");
    }
}

#[test]
fn a_birthday_has_a_maximum() {
    let rules =
        sample(r#""floor": {"unit_price": "0"}, "birthday": {"factor": "95折", "maximum_discount": "20"},"#);
    let payable = |list: &str| waterfall(&decide(&rules, &order(Some("platinum"), &[("1", list)])));
    assert_eq!(payable("1000"), ["100.00", "20.00", "0.00", "0.00", "880.00"]);
    assert_eq!(payable("400"), ["40.00", "18.00", "0.00", "0.00", "342.00"]);
}

#[test]
fn a_birthday_is_given_once() {
    let rules = |once: bool| {
        sample(&alloc::format!(
            r#""floor": {{"unit_price": "0"}}, "birthday": {{"window": "month", "factor": "95折", "once": {once}}},"#
        ))
    };
    let mut facts = order(Some("platinum"), &[("1", "1000")]);
    let first = decide(&rules(true), &facts);
    assert_eq!((shown(first.payable), first.birthday), ("855.00".to_string(), Some(date("2026-05-20"))));
    facts.on = date("2026-05-31");
    facts.birthdays_used = vec![date("2025-05-20")];
    assert_eq!(shown(decide(&rules(true), &facts).payable), "855.00", "another year's");
    facts.birthdays_used.extend(first.birthday);
    let second = decide(&rules(true), &facts);
    assert_eq!((shown(second.payable), second.birthday), ("900.00".to_string(), None));
    assert_eq!(shown(decide(&rules(false), &facts).payable), "855.00");
}

fn around(window: BirthdayWindow, leap_day: LeapDay, born_on: &str, on: &str) -> Option<Date> {
    let rules = Birthday {
        mode: BirthdayMode::Multiply,
        window,
        leap_day,
        factor: crate::money::Factor::ONE,
        without_level: None,
        maximum_discount: None,
        once: true,
    };
    birthday_around(&rules, date(born_on), date(on))
}

#[test]
fn birthdays_reach_as_far_as_their_window() {
    use BirthdayWindow::{Day, Month, Week};
    for (window, born_on, on, birthday) in [
        (Day, "1990-05-20", "2026-05-20", Some("2026-05-20")),
        (Day, "1990-05-20", "2026-05-19", None),
        (Day, "1990-05-20", "2026-05-21", None),
        // 2026-05-20 is a Wednesday.
        (Week, "1990-05-20", "2026-05-17", None),
        (Week, "1990-05-20", "2026-05-18", Some("2026-05-20")),
        (Week, "1990-05-20", "2026-05-24", Some("2026-05-20")),
        (Week, "1990-05-20", "2026-05-25", None),
        (Month, "1990-05-20", "2026-05-01", Some("2026-05-20")),
        (Month, "1990-05-20", "2026-05-31", Some("2026-05-20")),
        (Month, "1990-05-20", "2026-06-01", None),
        // 2026-01-01 is a Thursday: its week begins in the old year, and that of 2025-12-31 ends in the new one.
        (Week, "1990-01-01", "2025-12-28", None),
        (Week, "1990-01-01", "2025-12-29", Some("2026-01-01")),
        (Week, "1990-01-01", "2026-01-04", Some("2026-01-01")),
        (Week, "1990-12-31", "2026-01-04", Some("2025-12-31")),
        (Week, "1990-12-31", "2026-01-05", None),
        (Week, "2026-01-01", "2026-01-01", Some("2026-01-01")),
    ] {
        let found = around(window, LeapDay::February28, born_on, on);
        assert_eq!(found, birthday.map(date), "{window:?} {born_on} {on}");
    }
}

#[test]
fn a_birthday_on_the_leap_day() {
    use BirthdayWindow::{Day, Month, Week};
    let born_on = "2000-02-29";
    for (window, on, february, march) in [
        (Day, "2024-02-29", Some("2024-02-29"), Some("2024-02-29")),
        (Day, "2024-02-28", None, None),
        (Day, "2024-03-01", None, None),
        (Day, "2026-02-28", Some("2026-02-28"), None),
        (Day, "2026-03-01", None, Some("2026-03-01")),
        // 2026-02-28 is a Saturday, 2026-03-01 the Sunday of the same week.
        (Week, "2026-02-23", Some("2026-02-28"), Some("2026-03-01")),
        (Week, "2026-03-02", None, None),
        // 2022-02-28 is a Monday.
        (Week, "2022-02-27", None, None),
        (Week, "2022-03-06", Some("2022-02-28"), Some("2022-03-01")),
        (Month, "2026-02-01", Some("2026-02-28"), None),
        (Month, "2026-03-31", None, Some("2026-03-01")),
        (Month, "2028-02-01", Some("2028-02-29"), Some("2028-02-29")),
    ] {
        assert_eq!(around(window, LeapDay::February28, born_on, on), february.map(date), "{window:?} {on}");
        assert_eq!(around(window, LeapDay::March1, born_on, on), march.map(date), "{window:?} {on}");
    }
}

#[test]
fn refusals_come_in_their_order() {
    let rules = sample(r#""floor": {"cost": true},"#);
    let mut wrong = order(Some("silver"), &[]);
    (wrong.born_on, wrong.points) = (Some(date("2026-05-21")), 1);
    let mut found = Vec::new();
    let mut step = |facts: &PriceFacts| {
        let error = price(&rules, Currency::CNY, facts, &mut Reasons::none()).unwrap_err();
        found.push((error.code, error.path.clone()));
    };
    step(&wrong);
    wrong.lines = vec![line("a", "-1"), line("a", "1")];
    wrong.lines[0].quantity = 0;
    step(&wrong);
    wrong.lines[1].id = id("b");
    step(&wrong);
    wrong.lines[0].quantity = 1;
    step(&wrong);
    wrong.lines[0].list = yuan("1");
    wrong.coupon = coupon("-1", "-1");
    step(&wrong);
    wrong.coupon = coupon("1", "-1");
    step(&wrong);
    wrong.coupon = None;
    wrong.lines[0].cost = Some(yuan("0.50"));
    step(&wrong);
    wrong.lines[1].cost = Some(yuan("0.50"));
    step(&wrong);
    wrong.level = None;
    step(&wrong);
    wrong.born_on = None;
    step(&wrong);
    let expected = [
        (Code::ListLength, "/lines"),
        (Code::DuplicateItem, "/lines/1/id"),
        (Code::CountOutOfRange, "/lines/0/quantity"),
        (Code::NegativeAmount, "/lines/0/list"),
        (Code::NegativeAmount, "/coupon/amount"),
        (Code::NegativeAmount, "/coupon/minimum"),
        (Code::MissingField, "/lines/1/cost"),
        (Code::NotInRulebook, "/level"),
        (Code::DateOutOfRange, "/born_on"),
        (Code::SectionMissing, "/points"),
    ];
    assert_eq!(found, expected.map(|(code, path)| (code, String::from(path))));
}

#[test]
fn amounts_beyond_the_limit_are_refused() {
    let most = "10000000000000";
    let refusal = |rules: &Rules, facts: &PriceFacts| {
        let error = price(rules, Currency::CNY, facts, &mut Reasons::none()).unwrap_err();
        (error.code, error.path.clone())
    };
    let out = |path: &str| (Code::MoneyOutOfRange, path.to_string());
    assert_eq!(refusal(&sample(""), &order(None, &[("a", most), ("b", most)])), out("/lines"));
    let mut many = order(None, &[("a", "1")]);
    many.lines[0].quantity = u64::MAX;
    assert_eq!(refusal(&sample(r#""floor": {"unit_price": "1"},"#), &many), out("/lines/0/quantity"));
    let mut points = order(None, &[("a", "1")]);
    points.points = u64::MAX;
    assert_eq!(refusal(&sample(r#""points": {"points": 1, "worth": "1"},"#), &points), out("/points"));
}

#[test]
fn the_largest_order_is_priced_exactly() {
    let rules = rules(
        r#""floor": {"unit_price": "0"}, "birthday": {"factor": "0.987654"},
        "levels": [{"id": "gold", "top_up": "1", "factor": "0.123457"}]"#,
    );
    let priced = decide(&rules, &order(Some("gold"), &[("1", "10000000000000")]));
    // 10^13 × 0.123457 × 0.987654 = 10^13 × 0.121932799878
    assert_eq!(shown(priced.payable), "1219327998780.00");
}

#[test]
fn reasons_tell_the_exact_value_of_each_price() {
    let rules = birthday("multiply");
    let mut reasons = Reasons::new(Detail::Full);
    let mut facts = order(Some("platinum"), &[("1", "0.55")]);
    facts.lines[0].floor = Some(yuan("0.48"));
    price(&rules, Currency::CNY, &facts, &mut reasons).unwrap();
    let reasons = reasons.into_vec();
    let told: Vec<Rule> = reasons.iter().map(|reason| reason.rule).collect();
    assert_eq!(told, [Rule::VipLevelPrice, Rule::VipBirthdayPrice, Rule::VipFloor]);
    let sentence = |at: usize, language| reasons[at].sentence(language, Currency::CNY);
    assert_eq!(
        sentence(1, Language::English),
        "for the birthday of 2026-05-20 in all 0.855 of 0.55: exactly 0.47025, so 0.47"
    );
    assert_eq!(sentence(2, Language::Chinese), "行 1 不低于底价 0.48:步骤 生日 有 0.01 未用");
}
