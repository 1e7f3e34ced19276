//! The section of the rulebook: the ladder, the caps, the findings.

use alloc::format;
use alloc::vec::Vec;

use super::Cause;
use super::tests::{accepted, money, quoted, rulebook, spend, top_up};
use crate::Rulebook;
use crate::error::{Code, Severity};
use crate::money::{Currency, Money};

#[test]
fn the_ladder_gives_the_highest_step_once_or_for_each_multiple() {
    let ladder = |grant: &str| {
        rulebook(&format!(
            r#"{{"card": {{"cap": "100000"}}, "refund": {{"promise": "none"}}, "bonus": {{"grant": "{grant}",
                "steps": [{{"at_least": "1000", "bonus": "50"}}, {{"at_least": "3000", "bonus": "300"}}]}}}}"#
        ))
    };
    let table = [
        ("999.99", "0", "0"),
        ("1000", "50", "50"),
        ("2999.99", "50", "100"),
        ("3000", "300", "300"),
        ("5999.99", "300", "300"),
        ("6000", "300", "600"),
        ("10000", "300", "900"),
    ];
    for (paid, once, per_multiple) in table {
        for (grant, bonus) in [("once", once), ("per_multiple", per_multiple)] {
            let account = accepted(&ladder(grant), &[top_up("t", "2026-01-01", paid)]);
            assert_eq!(account.lots[0].bonus, money(bonus), "{paid} {grant}");
        }
    }
}

#[test]
fn the_lawful_caps_are_the_defaults() {
    let cap = |card: &str, currency: Currency| {
        let rules = rulebook(&format!(r#"{{"refund": {{"promise": "none"}}, "card": {card}}}"#));
        rules.balance().unwrap().card.cap_in(currency)
    };
    assert_eq!(cap("{}", Currency::CNY), Some(money("5000")));
    assert_eq!(cap(r#"{"kind": "anonymous"}"#, Currency::CNY), Some(money("1000")));
    assert_eq!(cap(r#"{"cap": "200"}"#, Currency::CNY), Some(money("200")));
    assert_eq!(cap("{}", Currency::named("JPY").unwrap()), None);
    assert_eq!(cap("{}", Currency::new("CNY", 3).unwrap()).map(Money::minor), Some(5_000_000));
}

#[test]
fn a_rulebook_is_told_all_its_findings() {
    let steps =
        |steps: &str| format!(r#"{{"refund": {{"promise": "none"}}, "bonus": {{"steps": [{steps}]}}}}"#);
    let step = |at_least: &str, bonus: &str| format!(r#"{{"at_least": "{at_least}", "bonus": "{bonus}"}}"#);
    let two = |a: &str, b: &str| steps(&format!("{a}, {b}"));
    let table = [
        (two(&step("300", "30"), &step("300", "40")), Code::ThresholdOrder, "/bonus/steps/1/at_least"),
        (two(&step("300", "30"), &step("200", "20")), Code::ThresholdOrder, "/bonus/steps/1/at_least"),
        (two(&step("300", "30"), &step("500", "20")), Code::LadderFalls, "/bonus/steps/1/bonus"),
        (
            // 2,999.99 gives 100 twice, 3,000.00 gives 199.99 once.
            two(&step("1000", "100"), &step("3000", "199.99"))
                .replace("\"steps\"", "\"grant\": \"per_multiple\", \"steps\""),
            Code::LadderFalls,
            "/bonus/steps/1/bonus",
        ),
        (steps(&step("100", "110")), Code::BonusReachesStep, "/bonus/steps/0/bonus"),
        (steps(&step("100", "100")), Code::BonusReachesStep, "/bonus/steps/0/bonus"),
        (steps(&step("0", "1")), Code::AmountNotPositive, "/bonus/steps/0/at_least"),
        (steps(&step("1", "-1")), Code::NegativeAmount, "/bonus/steps/0/bonus"),
        (steps(&step("4800", "200.01")), Code::StepAboveCap, "/bonus/steps/0"),
        (
            r#"{"refund": {"promise": "none"}, "card": {"cap": "0"}}"#.into(),
            Code::AmountNotPositive,
            "/card/cap",
        ),
        (
            r#"{"refund": {"promise": "none"}, "valid_days": 365}"#.into(),
            Code::NamedBalanceExpires,
            "/valid_days",
        ),
        (
            r#"{"refund": {"promise": "none"}, "bonus": {"valid_days": 0}}"#.into(),
            Code::CountOutOfRange,
            "/bonus/valid_days",
        ),
        (
            r#"{"refund": {"promise": "none"}, "card": {"kind": "anonymous"}, "valid_days": 36526}"#.into(),
            Code::CountOutOfRange,
            "/valid_days",
        ),
        (
            r#"{"refund": {"promise": "none"}, "channels": {"a/b": {"transfer_fallback": "bank"}}}"#.into(),
            Code::NotInRulebook,
            "/channels/a~1b/transfer_fallback",
        ),
        (
            r#"{"refund": {"promise": "none"}, "channels": {"a": {"transfer_fallback": "a"}}}"#.into(),
            Code::NotInRulebook,
            "/channels/a/transfer_fallback",
        ),
    ];
    let warnings = [Code::LadderFalls, Code::BonusReachesStep, Code::NamedBalanceExpires];
    for (section, code, path) in table {
        let text = format!(
            r#"{{"name": "r", "version": "1", "effective_from": "2026-01-01", "balance": {section}}}"#
        );
        let findings = match Rulebook::parse(&text) {
            Ok(rulebook) => rulebook.warnings().clone(),
            Err(findings) => findings,
        };
        let found: Vec<(Code, &str)> = findings.0.iter().map(|f| (f.code(), f.error.path.as_str())).collect();
        assert_eq!(found, [(code, format!("/balance{path}").as_str())], "{section}");
        let severity = if warnings.contains(&code) { Severity::Warning } else { Severity::Error };
        assert_eq!(findings.0[0].severity, severity, "{section}");
    }
    rulebook(&steps(&step("4800", "200")));
    let doubts = |section: &str| rulebook(section).warnings().0.len();
    assert_eq!(doubts(&two(&step("1000", "100"), &step("3000", "199.99"))), 0, "once, the step gives more");
    let multiples = two(&step("1000", "100"), &step("3000", "200"))
        .replace("\"steps\"", "\"grant\": \"per_multiple\", \"steps\"");
    assert_eq!(doubts(&multiples), 0, "a fen less gives 200.00 too");
    rulebook(
        r#"{"refund": {"promise": "none"}, "card": {"cap_counts": "principal"}, "bonus": {"steps": [{"at_least": "5000", "bonus": "500"}]}}"#,
    );
}

#[test]
fn faults_of_a_section_are_told_at_once() {
    let text = r#"{"name": "r", "version": "1", "effective_from": "2026-01-01", "balance": {
        "card": {"kind": "gold", "cap": "-1"},
        "bonus": {"steps": [{"at_least": 3000, "bonus": "300"}, {"at_least": "0.00", "bonus": "1.234"}], "valid_days": 0},
        "refund": {"promise": "maybe", "window_days": -7},
        "channels": {"wechat_pay": {"days": "365", "transfer_fallback": "bank"}, "bank": {"dayz": 1}}}}"#;
    let findings = Rulebook::parse(text).unwrap_err();
    let found: Vec<(Code, &str)> = findings.0.iter().map(|f| (f.code(), f.error.path.as_str())).collect();
    assert_eq!(
        found,
        [
            (Code::UnknownChoice, "/balance/card/kind"),
            (Code::AmountNotPositive, "/balance/card/cap"),
            (Code::NumberForDecimal, "/balance/bonus/steps/0/at_least"),
            (Code::AmountNotPositive, "/balance/bonus/steps/1/at_least"),
            (Code::MoneyFormat, "/balance/bonus/steps/1/bonus"),
            (Code::CountOutOfRange, "/balance/bonus/valid_days"),
            (Code::UnknownChoice, "/balance/refund/promise"),
            (Code::CountOutOfRange, "/balance/refund/window_days"),
            (Code::WrongType, "/balance/channels/wechat_pay/days"),
            (Code::UnknownField, "/balance/channels/bank/dayz"),
        ]
    );
}

/// Bonus that is spent first, while all principal can be had back at any time, buys goods for nothing.
#[test]
fn bonus_before_refundable_principal_is_a_warning() {
    let section = |promise: &str, spending: &str, bonus: &str| {
        format!(r#"{{"refund": {{"promise": "{promise}"}}, "spending": "{spending}", "bonus": {bonus}}}"#)
    };
    let lasting = r#"{"steps": [{"at_least": "3000", "bonus": "300"}]}"#;
    let expiring = r#"{"steps": [{"at_least": "3000", "bonus": "300"}], "valid_days": 90}"#;
    let nothing = r#"{"steps": [{"at_least": "3000", "bonus": "0"}]}"#;
    let table = [
        ("any_time", "bonus_first", lasting, true),
        ("any_time", "soonest_expiry", expiring, true),
        ("any_time", "soonest_expiry", lasting, false),
        ("any_time", "principal_first", expiring, false),
        ("any_time", "proportional", expiring, false),
        ("none", "bonus_first", lasting, false),
        ("any_time", "bonus_first", nothing, false),
        ("any_time", "bonus_first", "{}", false),
    ];
    for (promise, spending, bonus, doubted) in table {
        let rulebook = rulebook(&section(promise, spending, bonus));
        let told = rulebook
            .warnings()
            .0
            .iter()
            .map(|f| (f.code(), f.error.path.as_str(), f.error.parameter("found")));
        let expected = (Code::BonusSpentFirst, "/balance/spending", Some("`300.00`"));
        assert_eq!(
            told.collect::<Vec<_>>(),
            if doubted { alloc::vec![expected] } else { Vec::new() },
            "{promise} {spending} {bonus}"
        );
    }
}

/// What the warning says: goods for 300.00, and every fen back.
#[test]
fn bonus_spent_first_leaves_all_principal_refundable() {
    let rules = rulebook(
        r#"{"refund": {"promise": "any_time"}, "spending": "bonus_first", "bonus": {"steps": [{"at_least": "3000", "bonus": "300"}]}}"#,
    );
    let account = accepted(&rules, &[top_up("t", "2026-01-01", "3000"), spend("o", "2026-01-02", "300")]);
    assert_eq!(quoted(&rules, &account, "2026-02-01", Cause::None).amount, money("3000"));
}
