//! The canonical form: the same for all that means the same, read back as what it was written from, for every section with
//! every field.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;
use siyu::Rulebook;

/// Fields that every rulebook has.
const HEAD: &str = r#""name": "r", "version": "1", "effective_from": "2026-01-01""#;

/// Rulebooks that together have every field of every section, each with another value than its default.
const FULL: &[&str] = &[
    r#""effective_to": "2027-01-01", "currency": "JPY", "utc_offset": "+09:00", "note": "注 \u0041\n😀",
    "agent": {
      "tiers": [
        {"id": "bronze", "admit": {"all": [{"metric": "age", "at_least": 18}, {"metric": "own_lifetime_spend", "at_least": "50000"}]},
         "keep": {"any": [{"metric": "lessons", "at_least": 3, "window": "lifetime"}, {"metric": "orders", "at_least": 1}]}},
        {"id": "gold/1", "reach": {"metric": "own_net_sales", "at_least": "10000", "window": {"periods": 3}},
         "keep": {"metric": "repurchase_rate", "at_least": "12.5%"}, "grace": 5}],
      "assessment": {"protect": 2, "grace": 1, "clear_grace": 0, "promotion": "step", "promotion_effective": "now", "demotion": "to_held"},
      "clearing": {"inherit": "house", "frozen": "forfeited", "pending": "forfeited", "reentry_months": 6},
      "metrics": {"lessons": "count", "mood": "rate", "tips": "money"}, "refund_attribution": "refund_period", "leap_day": "march_1"},
    "commission": {"residual": "house", "basis": "margin", "mode": "by_tier", "levels": 2, "rounding": "half_even",
      "roles": {"direct": {"rate": "5%", "by_tier": {"gold/1": "8%"}}, "sponsor": {"rate": "2%"}, "sponsor_2": {"rate": "1%"}, "mentor": {"rate": "0.5%"}},
      "pools": [{"id": "team", "rate": "1%", "members": {"a": 1, "b": 2}}],
      "overrides": [{"sku": "s", "role": "direct", "rate": "3%"}, {"category": "c", "role": "mentor", "per_unit": "50"}],
      "self_purchase": "not_paid", "cap": {"share": "30%", "policy": "cut", "priority": ["direct", "pool"]}, "cost_cover": "bear",
      "freeze": {"days": 15, "from": "paid"}, "refund": {"default_reason": "compensation"},
      "withdrawal": {"minimum": "10", "maximum": "5000", "fee_rate": "0.6%"}},
    "vip": {"qualify": "single", "window_days": 365, "purchase_required": false, "on_refund": "keep_to_period_end", "valid_months": 12,
      "levels": [{"id": "gold", "name": "金卡", "top_up": "300", "factor": "9.5折", "birthday_factor": "9折"},
        {"id": "diamond", "top_up": "500", "factor": "85折", "birthday_factor": "80%"}],
      "rounding": "down", "floor": {"cost": true, "unit_price": "1", "list_share": "10%"},
      "birthday": {"mode": "additive", "window": "week", "leap_day": "march_1", "factor": "9折", "without_level": "0.99", "maximum_discount": "50", "once": false},
      "coupon": {"minimum_of": "discounted", "maximum_share": "50%"}, "points": {"points": 100, "worth": "1", "maximum_share": "25%"},
      "perks": [{"id": "gift", "kind": "festival_gift", "name": "礼物", "festival": "spring", "items": {"gold": "tea", "diamond": "set"},
          "periods": [{"from": "2026-02-10", "to": "2026-02-24"}]},
        {"id": "trial", "kind": "early_trial", "from_level": "gold", "days_earlier": {"diamond": 7}, "per_person": 2, "total": 100,
          "periods": [{"from": "2026-03-10", "to": "2026-04-01"}]}]},
    "balance": {"card": {"kind": "anonymous", "cap": "900", "cap_counts": "principal"}, "valid_days": 1200, "spending": "soonest_expiry",
      "bonus": {"steps": [{"at_least": "100", "bonus": "10"}, {"at_least": "300", "bonus": "40"}], "grant": "per_multiple", "valid_days": 90},
      "refund": {"promise": "any_time", "window_days": 10, "consumer_price": "charged"},
      "channels": {"wechat": {"days": 365, "transfer_fallback": "bank"}, "bank": {}, "cash": {"refundable": false}}},
    "gmv": {"variant": "net", "refunds_in": "refund_date", "generations": "all", "rounding": "up"},
    "customer": {"classes": [{"id": "rare", "name": "偶尔", "at_least": 0, "at_most": 2}, {"id": "often", "at_least": 3}],
      "classes_over": "all_known", "window_years": 2, "leap_day": "march_1", "dormant": {"years": 3}, "horizon_days": 30,
      "super_users": {"top": 690, "at_least": "1000"}, "concentration": {"top_share": "10%", "coverage": "50%"},
      "shares_over": "all_known", "top_count": "floor", "rounding": "down"}"#,
    r#""currency": {"code": "CNY", "decimals": 3},
    "commission": {"residual": "house", "mode": "differential", "roles": {"direct": {"by_tier": {"a": "20%", "b": "30%"}}},
      "cap": {"policy": "scale"}, "withdrawal": {"fee": "1.005"}},
    "customer": {"dormant": {"idle_days": 400}, "super_users": {"share": "5%"}}"#,
];

/// A rulebook that says nothing beyond what each section must say, and the same with every default written out.
const PLAIN: &str = r#""agent": {"tiers": [{"id": "a", "keep": {"metric": "orders", "at_least": 1}}]},
    "commission": {"residual": "h", "roles": {"direct": {"rate": "1%"}}, "pools": [{"id": "p", "rate": "1%", "members": {"a": 1}}],
      "overrides": [{"sku": "s", "role": "direct", "rate": "2%"}, {"category": "c", "role": "direct", "per_unit": "1"}], "cap": {}},
    "vip": {"levels": [{"id": "gold", "top_up": "3000"}], "points": {"points": 1, "worth": "0.01"}, "birthday": {"factor": "0.9"},
      "floor": {"unit_price": "1.00"}, "perks": [{"id": "p", "kind": "sample", "periods": [{"from": "2026-03-01", "to": "2026-04-01"}]}]},
    "balance": {"bonus": {"steps": [{"at_least": "100", "bonus": "10"}]}, "refund": {"promise": "none"}, "channels": {"bank": {}}}, "gmv": {}, "customer": {}"#;
const PLAIN_AT_LENGTH: &str = r#""effective_to": null, "currency": "CNY", "utc_offset": "+08:00", "note": null,
    "agent": {"tiers": [{"id": "a", "admit": null, "reach": null, "keep": {"metric": "orders", "at_least": 1, "window": "period"}, "grace": null}],
      "assessment": {"protect": 1, "grace": 2, "clear_grace": 3, "promotion": "jump", "promotion_effective": "next_period", "demotion": "one_step"},
      "clearing": {"inherit": "sponsor", "frozen": "runs_on", "pending": "runs_on", "reentry_months": null},
      "metrics": {}, "refund_attribution": "order_period", "leap_day": "february_28"},
    "commission": {"basis": "paid", "mode": "flat", "levels": 1, "rounding": "down", "residual": "h",
      "roles": {"direct": {"rate": "0.01", "by_tier": {}}, "sponsor": null, "sponsor_2": null, "mentor": null},
      "pools": [{"id": "p", "rate": "1%", "members": {"a": 1}}],
      "overrides": [{"sku": "s", "category": null, "role": "direct", "rate": "2%", "per_unit": null},
        {"sku": null, "category": "c", "role": "direct", "rate": null, "per_unit": "1.00"}],
      "self_purchase": "to_self", "cap": {"share": null, "policy": "cut", "priority": []}, "cost_cover": "cap", "freeze": {"days": 7, "from": "received"},
      "refund": {"default_reason": "returned"}, "withdrawal": {"minimum": "0", "maximum": null, "fee": null, "fee_rate": null}},
    "vip": {"qualify": "cumulative", "window_days": null, "purchase_required": true, "on_refund": "recompute", "valid_months": null,
      "levels": [{"id": "gold", "name": null, "top_up": "3000.00", "factor": "100%", "birthday_factor": null}], "rounding": "half_up",
      "floor": {"cost": false, "unit_price": "1.00", "list_share": null},
      "birthday": {"mode": "multiply", "window": "day", "leap_day": "february_28", "factor": "9折", "without_level": null, "maximum_discount": null, "once": true},
      "coupon": {"minimum_of": "list", "maximum_share": "100%"}, "points": {"points": 1, "worth": "0.01", "maximum_share": "1"},
      "perks": [{"id": "p", "kind": "sample", "name": null, "festival": null, "from_level": null, "items": {}, "days_earlier": {}, "per_person": 1,
        "total": null, "periods": [{"from": "2026-03-01", "to": "2026-04-01"}]}]},
    "balance": {"card": {"kind": "named", "cap": null, "cap_counts": "principal_and_bonus"}, "bonus": {"steps": [{"at_least": "100.0", "bonus": "10.0"}], "grant": "once", "valid_days": null},
      "valid_days": null, "spending": "principal_first", "refund": {"promise": "none", "window_days": 7, "consumer_price": "undiscounted"},
      "channels": {"bank": {"refundable": true, "days": null, "transfer_fallback": null}}},
    "gmv": {"variant": "paid", "refunds_in": "order_date", "generations": "one", "rounding": "half_up"},
    "customer": {"classes": [{"id": "A", "name": null, "at_least": 4, "at_most": null}, {"id": "B", "at_least": 2, "at_most": 3},
        {"id": "C", "at_least": 1, "at_most": 1}, {"id": "D", "at_least": 0, "at_most": 0}],
      "classes_over": "buyers", "window_years": 1, "leap_day": "february_28", "dormant": {"years": 2, "idle_days": null}, "horizon_days": 90,
      "super_users": {"share": "1%", "top": null, "at_least": null}, "concentration": {"top_share": "0.2", "coverage": "80%"},
      "shares_over": "buyers", "top_count": "ceiling", "rounding": "half_up"}"#;

fn rulebook(fields: &str) -> Rulebook {
    Rulebook::parse(&format!("{{{HEAD}, {fields}}}")).unwrap_or_else(|findings| panic!("{findings}"))
}

/// All names of all objects.
fn names(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            found.extend(members.keys().cloned());
            members.values().for_each(|member| names(member, found));
        }
        Value::Array(items) => items.iter().for_each(|item| names(item, found)),
        _ => {}
    }
}

/// The fields that the records of the sections declare, read from the sources.
fn declared() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut fields = BTreeSet::new();
    for file in [
        "agent/rules.rs",
        "commission/rules.rs",
        "vip/rules.rs",
        "balance/rules.rs",
        "gmv/rules.rs",
        "customer/rules.rs",
        "rulebook/mod.rs",
    ] {
        let source = std::fs::read_to_string(folder.join(file)).unwrap();
        let lines = source.lines().filter_map(|line| line.strip_prefix("        pub "));
        fields.extend(lines.filter_map(|line| Some(line.split_once(':')?.0.to_owned())));
    }
    assert!(fields.contains("self_purchase") && fields.contains("generations"), "{fields:?}");
    fields
}

#[test]
fn the_samples_have_every_field_of_every_section() {
    let mut found = BTreeSet::new();
    for fields in FULL {
        names(&serde_json::from_str(rulebook(fields).canonical()).unwrap(), &mut found);
    }
    let missing: Vec<_> = declared().difference(&found).cloned().collect();
    assert!(missing.is_empty(), "no sample has, with another value than its default: {missing:?}");
}

#[test]
fn a_canonical_form_is_its_own() {
    for fields in FULL.iter().chain([&PLAIN, &PLAIN_AT_LENGTH]) {
        let written = rulebook(fields);
        let again = Rulebook::parse(written.canonical()).unwrap_or_else(|findings| panic!("{findings}"));
        assert_eq!(again.canonical(), written.canonical());
        assert_eq!((again.document(), again.digest()), (written.document(), written.digest()));
        let codes = |rulebook: &Rulebook| -> Vec<_> {
            rulebook.warnings().0.iter().map(|finding| (finding.code(), finding.error.path.clone())).collect()
        };
        let sorted = |rulebook: &Rulebook| {
            let mut codes = codes(rulebook);
            codes.sort();
            codes
        };
        assert_eq!(sorted(&again), sorted(&written), "a doubt does not depend on the spelling");
    }
}

/// RFC 8785: white space, the order of members and the spelling of strings are nothing.
#[test]
fn spelling_does_not_count() {
    for fields in FULL {
        let written = rulebook(fields);
        // serde_json sorts the members by their bytes and spells strings its own way.
        let value: Value = serde_json::from_str(&format!("{{{HEAD}, {fields}}}")).unwrap();
        for text in [value.to_string(), format!("\u{feff}{value:#}"), backwards(&value)] {
            assert_eq!(Rulebook::parse(&text).unwrap().canonical(), written.canonical());
        }
    }
}

/// The value with every object's members in the opposite order, and each name's first letter escaped.
fn backwards(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let told = members.iter().rev().map(|(name, member)| {
                let first = u32::from(name.chars().next().unwrap());
                let rest = Value::from(name.chars().skip(1).collect::<String>()).to_string();
                format!("\"\\u{first:04x}{} : {}", &rest[1..], backwards(member))
            });
            format!("{{ {} }}", told.collect::<Vec<_>>().join(" ,\r\n"))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(backwards).collect::<Vec<_>>().join(", ")),
        _ => value.to_string(),
    }
}

#[test]
fn a_default_that_is_written_out_is_left_out() {
    let (plain, at_length) = (rulebook(PLAIN), rulebook(PLAIN_AT_LENGTH));
    assert_eq!(plain.canonical(), at_length.canonical());
    let mut found = BTreeSet::new();
    names(&serde_json::from_str(&format!("{{{PLAIN_AT_LENGTH}}}")).unwrap(), &mut found);
    names(&serde_json::from_str(&format!("{{{HEAD}}}")).unwrap(), &mut found);
    let missing: Vec<_> = declared().difference(&found).cloned().collect();
    assert!(missing.is_empty(), "not written out: {missing:?}");
}

/// Whatever changes what a rulebook means changes its digest.
#[test]
fn every_value_counts() {
    for fields in FULL {
        let written = rulebook(fields);
        let value: Value = serde_json::from_str(written.canonical()).unwrap();
        let mut digests = BTreeSet::from([written.digest()]);
        let mut without = 0;
        let mut pointers = Vec::new();
        leaves(&value, String::new(), &mut pointers);
        for pointer in pointers {
            let mut changed = value.clone();
            let (outer, name) = pointer.rsplit_once('/').unwrap();
            match changed.pointer_mut(outer) {
                Some(Value::Object(members)) => members.remove(&name.replace("~1", "/").replace("~0", "~")),
                Some(Value::Array(items)) => Some(items.remove(name.parse().unwrap())),
                _ => None,
            };
            // Most leaves may be left out, and then the rulebook is another one.
            if let Ok(other) = Rulebook::parse(&changed.to_string()) {
                without += 1;
                assert!(digests.insert(other.digest()), "{pointer} does not count");
            }
        }
        assert!(without > 3, "only {without} fields could be left out");
    }
}

/// The pointers of all values that are neither objects nor lists.
fn leaves(value: &Value, pointer: String, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let step = name.replace('~', "~0").replace('/', "~1");
                leaves(member, format!("{pointer}/{step}"), found);
            }
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| leaves(item, format!("{pointer}/{at}"), found));
        }
        _ => found.push(pointer),
    }
}
