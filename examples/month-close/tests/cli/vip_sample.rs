//! The VIP customers and the GMV of the built-in shop.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

use super::harness::{Folder, amounts, minor, rows, run, sum};

/// The sample's files, closed as a user would close them, the second month after the first; and the summary.
fn closed() -> &'static (Folder, String) {
    static CLOSED: OnceLock<(Folder, String)> = OnceLock::new();
    CLOSED.get_or_init(close)
}

fn close() -> (Folder, String) {
    let folder = Folder::new("vip-sample");
    let commands = run(&["--write-sample", &folder.path("shop")]).ok().stdout;
    let second: Vec<&str> = commands.lines().last().unwrap().split_whitespace().skip(1).collect();
    let told = run(&[&second[..], &["--out", &folder.path("out"), "--strict"]].concat()).ok();
    assert_eq!(told.stderr, "");
    (folder, told.stdout)
}

#[test]
fn the_summary_tells_of_levels_prices_balances_a_refund_and_gmv() {
    let (folder, told) = closed();
    for words in [
        "VIP customers (61): 黄金 ",
        "  new (",
        "  rose (",
        "  lowered (",
        "  ended (",
        "level diamond is lost: refunds have lowered what counts",
        "what counts no longer earns it",
        ", 1 otherwise than the rules say",
        "A birthday price: order ",
        "Perks on 2026-10-31",
        "Balances of customers (",
        "  + given back by returns ",
        "Refunds of balances (1): ",
        "the merchant's promise",
        " back by wechat_pay, 25 days after the payment",
        " by bank_transfer, since its own channel takes nothing back after ",
        "level: 钻石 → 黄金",
        "GMV placed ",
        "GMV net ",
        "What made the change of ",
        "For 40 % more, ",
    ] {
        assert!(told.contains(words), "{words}");
    }
    let changes = rows(&folder.path("out/vip.csv"));
    let changes: BTreeSet<&str> =
        changes.iter().filter_map(|row| row["changes"].split_whitespace().nth(1)).collect();
    assert_eq!(changes, BTreeSet::from(["granted", "upgraded", "lowered", "ended"]));
}

#[test]
fn a_birthday_multiplies_and_every_price_is_the_list_less_its_steps() {
    let (folder, _) = closed();
    let factors =
        BTreeMap::from([("gold", (950, 9_025)), ("platinum", (900, 8_550)), ("diamond", (850, 8_075))]);
    let orders = rows(&folder.path("shop/2026-10/orders.csv"));
    let mut birthdays = 0;
    let prices = rows(&folder.path("out/vip_prices.csv"));
    for row in &prices {
        let figure = |column: &str| minor(&row[column]);
        let (list, payable) = (figure("list"), figure("payable"));
        let birthday = figure("birthday_discount");
        assert_eq!(payable, list - figure("level_discount") - birthday, "{row:?}");
        let lines: Vec<&HashMap<String, String>> =
            orders.iter().filter(|line| line["order"] == row["order"]).collect();
        assert_eq!(lines.iter().map(|line| minor(&line["paid"])).sum::<i64>(), figure("paid"));
        assert_eq!(lines.iter().map(|line| minor(&line["list"])).sum::<i64>(), list);
        // The plum is not sold below 9.90, whoever buys it.
        if lines.iter().all(|line| line["sku"] != "FO-PLUM") {
            let (level, both) = factors[row["level"].as_str()];
            let expected =
                if birthday > 0 { (list * both + 5_000) / 10_000 } else { (list * level + 500) / 1_000 };
            assert_eq!(payable, expected, "{row:?}");
        }
        birthdays += i32::from(birthday > 0);
    }
    assert!(prices.len() > 60 && birthdays > 3, "{} prices, {birthdays} birthdays", prices.len());
    let otherwise = prices.iter().filter(|row| row["payable"] != row["paid"]);
    let short: Vec<i64> = otherwise.map(|row| minor(&row["paid"]) - minor(&row["payable"])).collect();
    assert!(matches!(short[..], [more] if more > 0), "one birthday is overlooked: {short:?}");
}

#[test]
fn balances_go_on_where_they_were_left_and_sum_up_to_the_files() {
    let (folder, told) = closed();
    let balances = rows(&folder.path("out/balances.csv"));
    let total = |colour: &str, column: &str| -> i64 {
        balances.iter().filter(|row| row["colour"] == colour).map(|row| minor(&row[column])).sum()
    };
    let changes = ["topped_up", "spent", "restored", "refunded", "lapsed", "closed", "reopened", "exchanged"];
    for row in &balances {
        let changed: i64 = changes.iter().map(|column| minor(&row[*column])).sum();
        assert_eq!(minor(&row["opening"]) + changed, minor(&row["closing"]), "{row:?}");
        assert!(minor(&row["closing"]) >= 0, "{row:?}");
    }
    // The closing of September, which the sample's folder of what is carried has beside the files that are read again.
    let before = rows(&folder.path("shop/carried/balances.csv"));
    let closing: HashMap<(String, String), String> = before
        .into_iter()
        .map(|row| ((row["customer"].clone(), row["colour"].clone()), row["closing"].clone()))
        .collect();
    for row in &balances {
        let key = (row["customer"].clone(), row["colour"].clone());
        assert_eq!(closing.get(&key).map_or("0.00", String::as_str), row["opening"], "{key:?}");
    }
    let october = |file: &str| rows(&folder.path(&format!("shop/2026-10/{file}")));
    assert_eq!(total("principal", "topped_up"), sum(&october("top_ups.csv"), "paid"));
    let spent = total("principal", "spent") + total("bonus", "spent");
    assert_eq!(-spent, sum(&october("spends.csv"), "amount"));
    let legs = rows(&folder.path("out/refund_legs.csv"));
    assert_eq!(-total("principal", "refunded"), sum(&legs, "amount"));
    assert_eq!(total("bonus", "refunded"), 0, "bonus never becomes cash");
    let routes: Vec<&str> = legs.iter().map(|row| row["route"].as_str()).collect();
    assert_eq!(routes, ["original", "transfer"]);
    // What came back to the balance is what was refunded of the order.
    let restored = october("restores.csv");
    let returned = |row: &HashMap<String, String>| restored.iter().any(|one| one["order"] == row["order"]);
    let refunds: Vec<_> = october("refunds.csv").into_iter().filter(returned).collect();
    assert_eq!(total("principal", "restored") + total("bonus", "restored"), sum(&refunds, "amount"));
    assert!(!refunds.is_empty());
    assert!(told.contains("= closing"), "{told}");
}

#[test]
fn gmv_is_that_of_the_files_and_its_change_is_parted_to_the_fen() {
    let (folder, told) = closed();
    let october = |file: &str| rows(&folder.path(&format!("shop/2026-10/{file}")));
    let paid = sum(&october("orders.csv"), "paid");
    let net = paid - sum(&october("refunds.csv"), "amount");
    let placed = paid + sum(&october("unpaid.csv"), "amount");
    // The last number of a line is that of October.
    let last = |start: &str| {
        let line = told.lines().find(|line| line.trim_start().starts_with(start)).unwrap();
        minor(&line.split_whitespace().last().unwrap().replace(',', ""))
    };
    assert_eq!([last("GMV placed"), last("GMV paid"), last("GMV net")], [placed, paid, net]);
    assert_eq!(last("top-ups, no GMV"), sum(&october("top_ups.csv"), "paid"));
    let september = sum(&rows(&folder.path("shop/2026-09/orders.csv")), "paid");
    let change = folder.text("out/gmv_change.json");
    let (chain, shapley) = change.split_once("\"shapley\"").unwrap();
    assert_eq!(amounts(chain, "change"), [paid - september]);
    for parts in [chain, shapley] {
        let parts = amounts(parts, "amount");
        assert_eq!((parts.len(), parts.iter().sum::<i64>()), (4, paid - september));
    }
}
