//! Balances and levels of a shop small enough to reckon by hand.

use std::collections::HashMap;

use super::carried::RULEBOOK;
use super::harness::{Folder, rows, run};

/// The rulebook of the small shop with VIP customers; `gmv` may follow.
pub fn rulebook(more: &str) -> String {
    let sections = r#""vip": {
        "levels": [
            {"id": "gold", "name": "黄金", "top_up": "3000", "factor": "9折"},
            {"id": "diamond", "top_up": "5000", "factor": "8折"}
        ],
        "birthday": {"window": "day", "factor": "95折"}
    },
    "balance": {
        "refund": {"promise": "any_time"},
        "bonus": {"steps": [{"at_least": "3000", "bonus": "300"}]},
        "channels": {"wechat_pay": {"days": 365, "transfer_fallback": "bank"}, "bank": {}}
    }"#;
    let text = RULEBOOK.trim_end().strip_suffix('}').unwrap();
    format!("{text}, {sections}{more}}}")
}

/// October: Ann rises by difference, is priced on her birthday, returns an order and takes 100.00 out.
fn october(folder: &Folder) {
    folder.write("10/rulebook.json", rulebook(""));
    folder.write(
        "10/customers.csv",
        "customer,born_on,first_purchase_on\nann,1990-10-09,2026-01-02\nbea,,\ncat,,2026-01-02\n",
    );
    folder.write(
        "10/top_ups.csv",
        "id,customer,on,paid,channel\n\
         1,ann,2025-10-01,3000.00,wechat_pay\n\
         2,ann,2026-10-05,2000.00,wechat_pay\n\
         3,bea,2026-10-02,3000.00,\n\
         4,cat,2026-09-30,3000.00,bank\n",
    );
    folder.write(
        "10/orders.csv",
        "order,line,placed_on,buyer,list,paid\n\
         1,1,2026-10-04,ann,100.00,90.00\n\
         2,1,2026-10-09,ann,100.00,76.00\n\
         2,2,2026-10-09,ann,50.00,38.00\n\
         3,1,2026-10-20,bea,50.00,50.00\n",
    );
    folder.write(
        "10/spends.csv",
        "order,customer,on,amount,list_value\n\
         0,ann,2025-11-11,2500.00,2800.00\n1,ann,2026-10-04,90.00,100.00\n2,ann,2026-10-09,114.00,150.00\n",
    );
    folder.write("10/restores.csv", "id,order,customer,on\n1,1,ann,2026-10-11\n");
    folder.write("10/balance_refunds.csv", "id,customer,on,amount,cause\n1,ann,2026-10-12,2100.00,\n");
}

fn row(folder: &Folder, file: &str, find: &[(&str, &str)]) -> HashMap<String, String> {
    let all = rows(&folder.path(file));
    let found = all.into_iter().find(|row| find.iter().all(|(column, value)| row[*column] == *value));
    found.unwrap_or_else(|| panic!("no {find:?} in {file}"))
}

fn check(row: &HashMap<String, String>, expected: &[(&str, &str)]) {
    for (column, value) in expected {
        assert_eq!(row[*column], *value, "{column} of {row:?}");
    }
}

fn close(folder: &Folder, month: &str, carried: Option<&str>) -> super::harness::Run {
    let (shop, out) = (folder.path(month), folder.path(&format!("out{month}")));
    let carried = carried.map(|name| folder.path(name));
    let more: Vec<&str> = carried.iter().flat_map(|carried| ["--carried", carried.as_str()]).collect();
    let month = format!("2026-{month}");
    run(&[&[shop.as_str(), "--month", &month, "--out", &out, "--strict"], &more[..]].concat()).ok()
}

#[test]
fn a_month_of_balances_is_what_is_reckoned_by_hand() {
    let folder = Folder::new("vip-month");
    october(&folder);
    let told = close(&folder, "10", None);
    // Earlier rows make the opening: 3,000.00 − 2,500.00, and 300.00 of bonus; no bonus is spent before principal.
    let ann = row(&folder, "out10/balances.csv", &[("customer", "ann"), ("colour", "principal")]);
    let figures = [
        ("opening", "500.00"),
        ("topped_up", "2000.00"),
        ("spent", "-204.00"),
        ("restored", "90.00"),
        ("refunded", "-2100.00"),
        ("closing", "286.00"),
    ];
    check(&ann, &figures);
    let bonus = row(&folder, "out10/balances.csv", &[("customer", "ann"), ("colour", "bonus")]);
    // 100.00 of the old lot's 386.00 go back, and with it so much of its bonus: ⌊300.00 × 286 / 386⌋ is left.
    check(
        &bonus,
        &[("opening", "300.00"), ("lapsed", "-77.73"), ("refunded", "0.00"), ("closing", "222.27")],
    );
    // The whole of the new lot goes back; 100.00 of the one of a year and eleven days ago go by transfer.
    let legs = rows(&folder.path("out10/refund_legs.csv"));
    let legs: Vec<String> = legs
        .iter()
        .map(|leg| format!("{} {} {} {}", leg["top_up"], leg["route"], leg["channel"], leg["amount"]))
        .collect();
    assert_eq!(legs, ["2 original wechat_pay 2000.00", "1 transfer bank 100.00"]);
    // 5,000.00 are diamond on the 5th; less 2,100.00 they are nothing.
    let ann = row(&folder, "out10/vip.csv", &[("customer", "ann")]);
    check(
        &ann,
        &[
            ("level_before", "gold"),
            ("changes", "2026-10-05 upgraded diamond; 2026-10-12 ended"),
            ("level", ""),
        ],
    );
    check(&ann, &[("counted", "2900.00"), ("next_level", "gold"), ("missing", "100.00")]);
    // Bea topped up before her first purchase.
    let bea = row(&folder, "out10/vip.csv", &[("customer", "bea")]);
    check(&bea, &[("changes", "2026-10-20 granted gold"), ("since", "2026-10-20")]);
    // Cat's level is no news.
    check(
        &row(&folder, "out10/vip.csv", &[("customer", "cat")]),
        &[("level_before", "gold"), ("changes", "")],
    );
    // Gold on the 4th, diamond and birthday on the 9th: 0.9, and 0.8 × 0.95.
    let prices: Vec<_> = rows(&folder.path("out10/vip_prices.csv"))
        .into_iter()
        .map(|row| format!("{} {} {} {}", row["order"], row["level"], row["payable"], row["paid"]))
        .collect();
    assert_eq!(prices, ["1 gold 90.00 90.00", "2 diamond 114.00 114.00", "3 gold 45.00 50.00"]);
    assert!(
        told.stdout.contains("order 3 of bea, 2026-10-20: 50.00 was paid instead of 45.00"),
        "{}",
        told.stdout
    );
    assert!(told.stdout.contains("VIP customers (3): 黄金 2, diamond 0, no level 1"), "{}", told.stdout);
    assert!(!told.stdout.contains("GMV"), "the rulebook does not say what GMV is");
}

#[test]
fn the_next_month_goes_on_and_rows_that_were_applied_change_nothing() {
    let folder = Folder::new("vip-next");
    october(&folder);
    close(&folder, "10", None);
    assert!(folder.text("out10/customers.csv").contains("\nann,1990-10-09,2026-01-02,,,2026-10-09\n"));
    assert!(folder.text("out10/customers.csv").contains("\nbea,,2026-10-20,gold,2026-10-20,\n"));
    folder.write("11/rulebook.json", rulebook(""));
    folder.write("11/orders.csv", "order,line,placed_on,paid\n9,1,2026-11-02,10.00\n");
    // The whole export once more, with one row more.
    let again = format!("{}5,ann,2026-11-03,100.00,wechat_pay\n", folder.text("10/top_ups.csv"));
    folder.write("11/top_ups.csv", again);
    folder.write(
        "11/balance_refunds.csv",
        "id,customer,on,amount,cause\n1,ann,2026-10-12,2100.00,\n2,cat,2026-11-09,,\n",
    );
    let told = close(&folder, "11", Some("out10"));
    assert_eq!(told.counts("top_ups.csv"), [5, 5, 0]);
    let ann = row(&folder, "out11/balances.csv", &[("customer", "ann"), ("colour", "principal")]);
    check(
        &ann,
        &[("opening", "286.00"), ("topped_up", "100.00"), ("refunded", "0.00"), ("closing", "386.00")],
    );
    check(&row(&folder, "out11/vip.csv", &[("customer", "ann")]), &[("changes", "2026-11-03 granted gold")]);
    // Without an amount all goes back, the bonus lapses, and the level is gone.
    let cat = row(&folder, "out11/balances.csv", &[("customer", "cat"), ("colour", "bonus")]);
    check(&cat, &[("opening", "300.00"), ("lapsed", "-300.00"), ("closing", "0.00")]);
    check(
        &row(&folder, "out11/refund_legs.csv", &[("customer", "cat")]),
        &[("amount", "3000.00"), ("basis", "promise")],
    );
    check(&row(&folder, "out11/vip.csv", &[("customer", "cat")]), &[("changes", "2026-11-09 ended")]);
    assert!(told.stdout.contains("level: 黄金 → no level"), "{}", told.stdout);
}

#[test]
fn without_their_files_the_parts_are_left_out() {
    let folder = Folder::new("vip-none");
    folder.write("10/rulebook.json", rulebook(""));
    folder.write("10/orders.csv", "order,line,placed_on,buyer,list,paid\n1,1,2026-10-04,ann,100.00,90.00\n");
    let told = close(&folder, "10", None);
    for words in ["VIP", "Balances", "GMV"] {
        assert!(!told.stdout.contains(words), "{words}: {}", told.stdout);
    }
    for file in ["vip.csv", "balances.json", "customers.csv", "gmv.json"] {
        assert!(!folder.0.join("out10").join(file).exists(), "{file}");
    }
}

#[test]
fn the_parts_speak_chinese_when_asked() {
    let folder = Folder::new("vip-chinese");
    october(&folder);
    let (shop, out) = (folder.path("10"), folder.path("out"));
    let told = run(&[&shop, "--month", "2026-10", "--out", &out, "--language", "zh-CN"]).ok();
    for words in [
        "VIP 客户 (3): 黄金 2",
        "生日折上折:ann",
        "客户余额 (3)",
        "余额退款 (1)",
        "法释〔2025〕4号第 18 条",
        "失去 (1)",
    ] {
        assert!(told.stdout.contains(words), "{words}: {}", told.stdout);
    }
}
