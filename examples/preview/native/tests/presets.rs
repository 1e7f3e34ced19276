//! The presets: each is a rulebook without a fault, and gives the figures that the published case has.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use siyu::{Rulebook, call};

const CASES: [&str; 5] = ["xiaohongmao", "xiaoyatong", "aike", "qiduojia", "lama"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../presets")
}

fn rulebook(case: &str) -> Rulebook {
    let text = fs::read_to_string(folder().join(format!("{case}.rulebook.json"))).unwrap();
    Rulebook::parse(&text).unwrap_or_else(|findings| panic!("{case}:\n{findings}"))
}

fn scenario(case: &str) -> Value {
    let text = fs::read_to_string(folder().join(format!("{case}.json"))).unwrap();
    serde_json::from_str::<Value>(&text).unwrap()["scenario"].take()
}

fn outcome(case: &str, operation: &str, input: &Value) -> Value {
    let answer = call(Some(&rulebook(case)), operation, &input.to_string())
        .unwrap_or_else(|error| panic!("{case}, {operation}: {error}"));
    serde_json::from_str::<Value>(&answer).unwrap()["outcome"].take()
}

#[test]
fn every_case_is_a_rulebook_without_a_fault_or_doubt() {
    for case in CASES {
        let rulebook = rulebook(case);
        assert!(rulebook.warnings().0.is_empty(), "{case}:\n{}", rulebook.warnings());
    }
}

#[test]
fn every_file_is_a_case_with_its_rulebook() {
    let mut found: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let mut expected: Vec<String> =
        CASES.iter().flat_map(|case| [format!("{case}.json"), format!("{case}.rulebook.json")]).collect();
    // The sample's rulebook is that of the month close.
    expected.push("sample.json".to_owned());
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
}

/// RULES §1: 49,999.99 is refused with "short by 0.01", 50,000.00 is admitted.
#[test]
fn xiaohongmao_admits_who_has_spent_fifty_thousand() {
    let mut application = scenario("xiaohongmao")["agent"]["admission"].take();
    let refused = outcome("xiaohongmao", "agent_admit", &application);
    assert_eq!(refused["result"], "refused");
    assert_eq!(refused["missing"][0]["margin"], json!({"money": "0.01"}));
    application["own_lifetime_spend"] = json!("50000.00");
    assert_eq!(outcome("xiaohongmao", "agent_admit", &application)["result"], "admitted");
}

/// RULES §5: from 500 to 700 million, by traffic alone 1.4 times.
#[test]
fn xiaohongmao_wants_seven_hundred_million() {
    let gmv = &scenario("xiaohongmao")["gmv"];
    let question = json!({"factors": gmv["before"], "factor": gmv["target"]["factor"], "target": gmv["target"]["amount"]});
    let solved = outcome("xiaohongmao", "gmv_solve", &question);
    assert_eq!(
        (&solved["before"], &solved["times"]["value"], &solved["gmv"]),
        (&json!("500000000.00"), &json!("1.4"), &json!("700000000.00"))
    );
}

/// The case: six million in April, more than ten in May (W3); and settlements sum to what was paid (W10).
#[test]
fn xiaoyatong_settles_to_the_fen_and_grows_by_four_million() {
    let scenario = scenario("xiaoyatong");
    let split = outcome("xiaoyatong", "commission_split", &scenario["order"]["input"]);
    for line in split["lines"].as_array().unwrap() {
        let fen = |amount: &Value| amount.as_str().unwrap().replace('.', "").parse::<i64>().unwrap();
        let sum: i64 = line["parts"].as_array().unwrap().iter().map(|part| fen(&part["amount"])).sum();
        assert_eq!(sum, fen(&line["paid"]), "{line}");
    }
    let gmv = &scenario["gmv"];
    let change =
        outcome("xiaoyatong", "gmv_attribute", &json!({"before": gmv["before"], "after": gmv["after"]}));
    assert_eq!(
        (&change["before"], &change["after"], &change["change"]),
        (&json!("6000000.00"), &json!("10000000.00"), &json!("4000000.00"))
    );
}

/// RULES §5: 300,000 by the traditional formula, 1,500,000 with four purchases and K = 0.25, 1,600,000 over all generations.
#[test]
fn aike_turns_three_hundred_thousand_into_one_and_a_half_million() {
    let gmv = &scenario("aike")["gmv"];
    let change = outcome("aike", "gmv_attribute", &json!({"before": gmv["before"], "after": gmv["after"]}));
    assert_eq!((&change["before"], &change["after"]), (&json!("300000.00"), &json!("1500000.00")));
    let mut all = gmv["after"].clone();
    all["fission"]["generations"] = json!("all");
    assert_eq!(outcome("aike", "gmv_compose", &json!({"factors": all}))["gmv"], "1600000.00");
}

/// RULES §3: 3,000, 4,000 and 5,000 make the levels; 0.9 × 0.95 = 0.855.
#[test]
fn qiduojia_has_three_levels_and_a_discount_on_top() {
    let vip = &scenario("qiduojia")["vip"];
    for (top_up, level) in [
        ("2999.99", Value::Null),
        ("3000.00", json!("gold")),
        ("4000.00", json!("platinum")),
        ("5000.00", json!("diamond")),
    ] {
        let top_ups = json!([{"id": "t", "on": vip["on"], "amount": top_up}]);
        let question =
            json!({"as_of": vip["on"], "first_purchase_on": vip["first_purchase_on"], "top_ups": top_ups});
        assert_eq!(outcome("qiduojia", "vip_level", &question)["level"], level, "{top_up}");
    }
    let question =
        json!({"on": vip["on"], "level": "platinum", "born_on": vip["born_on"], "lines": vip["lines"]});
    assert_eq!(outcome("qiduojia", "vip_price", &question)["payable"], "855.00");
}

/// RULES §4, V8: 5,000 paid, 900 charged for 1,000 of goods; the promise gives 4,100 even on the consumer's cause.
#[test]
fn qiduojia_pays_balances_back_at_any_time() {
    let balance = &scenario("qiduojia")["balance"];
    let account = &outcome("qiduojia", "balance_apply", &json!({"commands": balance["commands"]}))["account"];
    let quote = outcome(
        "qiduojia",
        "balance_refund_quote",
        &json!({"account": account, "on": balance["on"], "cause": balance["cause"]}),
    );
    assert_eq!((&quote["amount"], &quote["applies"]), (&json!("4100.00"), &json!("promise")));
}

/// RULES §5: CPM 18, 20,000 keepers with 100 each: 36,000.00. §1: 264 class hours within three months make a mentor.
#[test]
fn lama_values_a_round_and_makes_mentors() {
    let scenario = scenario("lama");
    let reached = outcome("lama", "gmv_reach", &json!({"exposure": scenario["gmv"]["reach"]["exposure"]}));
    assert_eq!(reached["exposure"]["value"], "36000.00");

    let agent = &scenario["agent"];
    let mut state = agent["state"].clone();
    let mut outcomes = Vec::new();
    for index in 0..3 {
        let periods = &agent["months"].as_array().unwrap()[..=index];
        let question = json!({"state": state, "period": agent["months"][index]["period"], "facts": {"periods": periods}});
        let mut assessed = outcome("lama", "agent_assess", &question);
        outcomes.push(assessed["outcome"].take());
        state = assessed["state"].take();
    }
    assert_eq!(outcomes, ["protected", "protected", "promoted"]);
}
