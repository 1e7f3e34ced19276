//! GMV month over month, reckoned by hand.

use super::harness::{Folder, run};
use super::vip::rulebook;

/// Two buyers in September, three in October; one order is given back.
fn months(folder: &Folder, visitors: bool, gmv: &str) -> String {
    for (month, orders, seen) in [
        ("09", "o1,1,2026-09-05,ann,60.00\no2,1,2026-09-06,bea,40.00\n", 100),
        ("10", "o3,1,2026-10-05,ann,60.00\no4,1,2026-10-06,bea,40.00\no5,1,2026-10-07,,20.00\n", 100),
    ] {
        folder.write(&format!("{month}/rulebook.json"), rulebook(gmv));
        folder.write(&format!("{month}/orders.csv"), format!("order,line,placed_on,buyer,paid\n{orders}"));
        if visitors {
            let seen = format!("month,visitors\n2026-{month},{seen}\n");
            folder.write(&format!("{month}/visitors.csv"), seen);
        }
    }
    folder.write("10/refunds.csv", "order,line,on,amount\no2,1,2026-10-09,40.00\no3,1,2026-10-09,10.00\n");
    folder.write(
        "10/unpaid.csv",
        "order,placed_on,buyer,amount,cancelled\nu1,2026-10-05,eve,7.00,true\nu2,2026-10-05,ann,5.00,\n",
    );
    let path = |name: &str| folder.path(name);
    run(&[&path("09"), "--month", "2026-09", "--out", &path("out09")]).ok();
    run(&[&path("10"), "--month", "2026-10", "--carried", &path("out09"), "--out", &path("out10")])
        .ok()
        .stdout
}

/// The cells of the first line that begins so.
fn cells(told: &str, start: &str) -> Vec<String> {
    let line = told.lines().filter_map(|line| line.trim_start().strip_prefix(start)).next();
    let line = line.unwrap_or_else(|| panic!("no {start} in {told}"));
    line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).map(str::to_owned).collect()
}

#[test]
fn with_visitors_the_change_is_that_of_conversion_and_order_value() {
    let folder = Folder::new("gmv-visitors");
    let told = months(&folder, true, r#", "gmv": {"refunds_in": "refund_date"}"#);
    for (name, figures) in [
        ("visitors ", ["100", "100"]),
        ("buyers ", ["2", "3"]),
        ("conversion, by buyer ", ["2 %", "3 %"]),
        ("orders per buyer ", ["1", "1"]),
        ("value of an order (AOV) ", ["50.00", "40.00"]),
        ("GMV placed ", ["100.00", "132.00"]),
        ("GMV paid ", ["100.00", "120.00"]),
        // 40.00 went back of September's order, 10.00 of October's.
        ("GMV net ", ["100.00", "70.00"]),
        ("cancelled or unpaid ", ["–", "12.00"]),
    ] {
        assert_eq!(cells(&told, name), figures, "{name}");
    }
    // 100 × 0.02 × 50 → 100 × 0.03 × 40: first the conversion, +50.00, then the value, −30.00; by Shapley 45.00 and −25.00.
    assert_eq!(cells(&told, "conversion  "), ["2 %", "3 %", "50.00", "45.00"]);
    assert_eq!(cells(&told, "value of an order  "), ["50", "40", "-30.00", "-25.00"]);
    assert_eq!(cells(&told, "together  "), ["100.00", "120.00", "20.00", "20.00"]);
    assert!(told.contains("What made the change of 20.00"), "{told}");
    // 168.00 are 140 visitors, or a conversion of 4.2 %, or 56.00 an order.
    for words in [
        "For 40 % more, 168.00, one",
        "  visitors: 140 instead of 100\n",
        "  conversion: 4.2 % instead of 3 %\n",
        "  value of an order: 56 instead of 40\n",
        "  orders per buyer: 1.4 instead of 1\n",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
}

#[test]
fn without_visitors_it_is_that_of_buyers() {
    let folder = Folder::new("gmv-buyers");
    let told = months(&folder, false, r#", "gmv": {}"#);
    assert!(!told.contains("conversion") && !told.contains("visitors"), "{told}");
    let part = told.split_once("What made the change of 20.00").unwrap().1;
    assert_eq!(cells(part, "buyers  "), ["2", "3", "50.00", "45.00"]);
    assert_eq!(cells(part, "value of an order  "), ["50", "40", "-30.00", "-25.00"]);
    // Refunds count with their orders: of September's nothing is taken off in October.
    assert_eq!(cells(&told, "GMV net "), ["100.00", "110.00"]);
}

#[test]
fn a_first_month_has_nothing_to_stand_beside() {
    let folder = Folder::new("gmv-first");
    months(&folder, true, r#", "gmv": {}"#);
    let out = folder.path("alone");
    let told = run(&[&folder.path("09"), "--month", "2026-09", "--out", &out]).ok().stdout;
    assert_eq!(cells(&told, "GMV paid "), ["100.00"]);
    assert!(!told.contains("What made the change"), "{told}");
    assert!(told.contains("For 40 % more, 140.00"), "{told}");
    assert!(!folder.0.join("alone/gmv_change.json").exists());
}

#[test]
fn a_target_beyond_what_a_factor_can_be_is_told() {
    let folder = Folder::new("gmv-target");
    folder
        .write("rulebook.json", rulebook(r#", "gmv": {}"#))
        .write("visitors.csv", "month,visitors\n2026-10,2\n");
    folder.write(
        "orders.csv",
        "order,line,placed_on,buyer,paid\no1,1,2026-10-05,a,10.00\no2,1,2026-10-05,b,10.00\n",
    );
    let told = run(&[&folder.path(""), "--month", "2026-10", "--out", &folder.path("out")]).ok().stdout;
    assert!(told.contains("  conversion: the target needs a conversion of `1.4`, expected ≤ 1"), "{told}");
}
