//! Rows of customers, balances and GMV that cannot be taken are named, and the others are closed.

use super::harness::{Folder, rows, run};
use super::vip::rulebook;

const CUSTOMERS: &str = "customer,first_purchase_on\nann,2026-01-02\nbea,2026-01-02\n";

fn shop(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("rulebook.json", rulebook(r#", "gmv": {}"#)).write("customers.csv", CUSTOMERS);
    folder.write(
        "orders.csv",
        "order,line,placed_on,buyer,paid\no1,1,2026-10-05,ann,10.00\no2,1,2026-10-05,bea,10.00\n",
    );
    folder
}

/// Closes October, and gives what was said of a file after its name.
fn close(folder: &Folder, file: &str) -> (super::harness::Run, Vec<String>) {
    let told = run(&[&folder.path(""), "--month", "2026-10", "--out", &folder.path("out")]).ok();
    let start = format!("{}{file}:", folder.path(""));
    let faults = told.stderr.lines().filter_map(|line| line.strip_prefix(&start));
    let faults = faults.map(str::to_owned).collect();
    (told, faults)
}

#[test]
fn customers_have_known_levels_and_stand_once() {
    let folder = shop("bad-customers");
    folder.write(
        "customers.csv",
        "customer,born_on,first_purchase_on,level,level_since,birthday_used\n\
         ann,1990-02-30,,,,\n\
         bea,2026-11-01,,silver,2026-09-01,\n\
         cat,,,gold,2026-10-01,\n\
         dot,,,gold,,\n\
         eve,,,,2026-09-01,x\n\
         fay,,,gold,2026-09-01,\n\
         fay,,,,,\n",
    );
    let (told, faults) = close(&folder, "customers.csv");
    assert_eq!(
        faults,
        [
            "2:2: born_on: `1990-02-30` is not a date, write it like \"2026-10-31\"",
            "3:2: born_on: `2026-11-01` is too late, allowed is 2026-10-31 or earlier",
            "3:4: level: unknown choice `silver`, expected one of gold, diamond",
            "4:5: level_since: `2026-10-01` is too late, allowed is 2026-09-30 or earlier",
            "5:4: level: stands without `level_since`, allowed is both or neither",
            "6:5: level_since: stands without `level`, allowed is both or neither",
            "6:6: birthday_used: `x` is not a date, write it like \"2026-10-31\"",
            "8:1: customer: `fay` stands on line 7 already, allowed is once",
        ]
    );
    assert_eq!(told.counts("customers.csv"), [7, 1, 6]);
    // A level that no top-up earns is lost as the month opens, and that is told.
    assert!(told.stdout.contains("fay, 2026-09-30: 黄金 → no level"), "{}", told.stdout);
}

#[test]
fn what_is_asked_of_balances_is_refused_row_by_row() {
    let folder = shop("bad-balances");
    folder.write(
        "top_ups.csv",
        "id,customer,on,paid,channel\n\
         t1,ann,2026-10-01,3000.00,wechat_pay\n\
         t1,ann,2026-10-02,1.00,\n\
         t2,nobody,2026-10-02,1.00,\n\
         t3,ann,2026-11-01,1.00,\n\
         t4,ann,2026-10-02,0.00,\n\
         t5,ann,2026-10-02,1701.00,\n\
         t6,ann,2026-10-02,1.00,cash\n\
         t7,bea,2026-10-02,100.00,bank\n",
    );
    folder.write(
        "spends.csv",
        "order,customer,on,amount,list_value\no1,ann,2026-10-05,10.00,9.00\no2,bea,2026-10-05,100.01,\no3,bea,2026-10-05,10.00,\n",
    );
    folder.write(
        "restores.csv",
        "id,order,customer,on,amount\nr1,o3,bea,2026-10-06,10.01\nr2,o7,bea,2026-10-06,\n",
    );
    folder.write(
        "balance_refunds.csv",
        "id,customer,on,amount,cause\nb1,bea,2026-10-07,90.01,\nb2,bea,2026-10-07,,none\nb3,bea,2026-10-08,,\nb4,bea,2026-10-08,,whim\n",
    );
    let (told, faults) = close(&folder, "top_ups.csv");
    assert_eq!(
        faults,
        [
            "3:1: id: `t1` stands on line 2 already, allowed is once",
            "4:2: customer: `nobody` is no customer, allowed are the ids of customers.csv",
            "5:3: on: `2026-11-01` is too late, allowed is 2026-10-31 or earlier",
            "6:4: paid: found `0.00`, expected > 0",
            "7:4: paid: the balance would be `5001.00`, the card allows ≤ 5000.00: too much by 1.00",
            "8:5: channel: unknown channel `cash`, expected one of bank, wechat_pay",
        ]
    );
    assert_eq!(told.counts("top_ups.csv"), [8, 2, 6]);
    assert_eq!(told.counts("spends.csv"), [3, 1, 2]);
    assert_eq!(told.counts("restores.csv"), [2, 0, 2]);
    assert_eq!(told.counts("balance_refunds.csv"), [4, 1, 3]);
    for words in [
        "spends.csv:2:5: list_value: the undiscounted value `9.00` is below what is charged, expected ≥ 10.00",
        "spends.csv:3:4: amount: the purchase asks for `100.01`, the balance allows ≤ 100.00: short by 0.01",
        "restores.csv:2:5: amount: `10.01` of the purchase cannot be given back: 10.00 is left of it",
        "restores.csv:3:2: order: unknown purchase `o7`",
        "balance_refunds.csv:2:4: amount: the refund `90.01` is above what is due, ≤ 90.00: too much by 0.01",
        "balance_refunds.csv:4:3: on: nothing is due on `2026-10-08`",
        "balance_refunds.csv:5:5: cause: unknown choice `whim`",
    ] {
        assert!(told.stderr.contains(words), "{words}: {}", told.stderr);
    }
    // What was taken sums up: 3,000.00 and 100.00 came in, 10.00 were spent, 90.00 went back.
    let balances = rows(&folder.path("out/balances.csv"));
    let principal = balances.iter().filter(|row| row["colour"] == "principal");
    let closing: Vec<&str> = principal.map(|row| row["closing"].as_str()).collect();
    assert_eq!(closing, ["3000.00", "0.00"]);
}

#[test]
fn visitors_are_counted_once_and_are_no_fewer_than_the_buyers() {
    let folder = shop("bad-visitors");
    folder.write("visitors.csv", "month,visitors\n2026-09,7\n2026-10,1\n2026-10,9\n2026-13,9\n2026-11,-1\n");
    folder.write(
        "unpaid.csv",
        "order,placed_on,buyer,amount,cancelled\no1,2026-10-05,ann,1.00,\nu1,2026-10-05,,1.00,\n\
         u1,2026-10-05,,1.00,\nu2,2026-09-30,,1.00,perhaps\n",
    );
    let (told, faults) = close(&folder, "visitors.csv");
    assert_eq!(
        faults,
        [
            "3:2: visitors: `1` visitors are fewer than the 3 buyers",
            "4:1: month: `2026-10` stands on line 3 already, allowed is once",
            "5:1: month: `2026-13` is not a date, write it like \"2026-10\"",
            "6:2: visitors: `-1` is out of range, expected ≥ 0 (0–9)",
        ]
    );
    let start = format!("{}unpaid.csv:", folder.path(""));
    let unpaid: Vec<&str> = told.stderr.lines().filter_map(|line| line.strip_prefix(&start)).collect();
    assert_eq!(
        unpaid,
        [
            "2:1: order: order `o1` stands in orders.csv, allowed are orders that were not paid",
            "4:1: order: `u1` stands on line 3 already, allowed is once",
            "5:2: placed_on: `2026-09-30` is not in 2026-10, allowed are 2026-10-01 to 2026-10-31",
            "5:5: cancelled: unknown choice `perhaps`, expected one of \"true\", \"false\"",
        ]
    );
    // Without visitors the GMV is told all the same.
    assert!(told.stdout.contains("GMV placed"), "{}", told.stdout);
    assert!(!told.stdout.contains("conversion"), "{}", told.stdout);
}

#[test]
fn files_for_which_there_are_no_rules_end_the_run() {
    for (file, content, section) in [
        ("top_ups.csv", "id,customer,on,paid\n", "balance"),
        ("visitors.csv", "month,visitors\n", "gmv"),
        ("balances.json", "{}", "balance"),
    ] {
        let folder = shop(&format!("no-rules-{file}"));
        folder.write("rulebook.json", super::carried::RULEBOOK).write(file, content);
        let told = run(&[&folder.path(""), "--month", "2026-10", "--out", &folder.path("out")]);
        assert_eq!(told.code, 1, "{file}");
        assert!(told.stderr.contains(file) && told.stderr.contains(section), "{file}: {}", told.stderr);
    }
    let folder = shop("bad-balances-json");
    folder.write(
        "balances.json",
        r#"{"ann": {"lots": [{"id": "t1", "date": "2026-01-01", "paid": "5", "paid_left": "5"}]}}"#,
    );
    let told = run(&[&folder.path(""), "--month", "2026-10", "--out", &folder.path("out")]);
    assert_eq!(told.code, 1, "an account that no command made");
    assert!(
        told.stderr.contains("the balance of customer `ann`: /account/lots: the account does not add up"),
        "{}",
        told.stderr
    );
}

#[test]
fn an_applied_row_that_says_something_else_now_is_refused() {
    let folder = shop("conflict");
    folder.write("top_ups.csv", "id,customer,on,paid\nt1,ann,2026-10-01,3000.00\nt2,bea,2026-10-01,100.00\n");
    folder.write("balance_refunds.csv", "id,customer,on\nb1,bea,2026-10-07\n");
    close(&folder, "top_ups.csv");
    let november = Folder::new("conflict-next");
    november.write("rulebook.json", rulebook(r#", "gmv": {}"#));
    november.write("orders.csv", "order,line,placed_on,buyer,paid\n");
    november.write("top_ups.csv", "id,customer,on,paid\nt1,ann,2026-10-01,3000.01\nt3,ann,2026-09-30,1.00\n");
    november.write("balance_refunds.csv", "id,customer,on,cause\nb1,bea,2026-10-07,consumer\n");
    let (shop, carried, out) = (november.path(""), folder.path("out"), november.path("out"));
    let told = run(&[&shop, "--month", "2026-11", "--carried", &carried, "--out", &out]).ok();
    for words in [
        "top_ups.csv:2:4: paid: the command `t1` was applied before with another content",
        "top_ups.csv:3:3: on: the date `2026-09-30` is before the account's last command, expected ≥ 2026-10-01",
        "balance_refunds.csv:2:4: cause: the command `refund/b1` was applied before with another content",
    ] {
        assert!(told.stderr.contains(words), "{words}: {}", told.stderr);
    }
}
