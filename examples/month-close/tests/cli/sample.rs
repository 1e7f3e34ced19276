//! The built-in shop.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::harness::{Folder, minor, rows, run, sum};

/// Every file below a folder with its content.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            found.extend(
                files(&path).into_iter().map(|(inner, content)| (format!("{name}/{inner}"), content)),
            );
        } else {
            found.insert(name, fs::read(&path).unwrap());
        }
    }
    found
}

/// What each party earned and gave back, by the ledger.
fn ledger_sums(path: &str) -> BTreeMap<(String, String), i64> {
    let mut sums = BTreeMap::new();
    for row in csv::Reader::from_path(path).unwrap().records() {
        let row = row.unwrap();
        *sums.entry((row[3].to_owned(), row[4].to_owned())).or_default() += minor(&row[6]);
    }
    sums
}

#[test]
fn the_sample_shows_every_outcome_and_debts_and_balances() {
    let folder = Folder::new("sample");
    let told = run(&["--out", &folder.path("out")]).ok();
    assert_eq!(told.stderr, "");
    let assessments = rows(&folder.path("out/assessments.csv"));
    assert!((280..=320).contains(&assessments.len()), "{} agents", assessments.len());
    let outcomes: BTreeSet<&str> = assessments.iter().map(|row| row["outcome"].as_str()).collect();
    assert_eq!(outcomes, BTreeSet::from(["cleared", "demoted", "kept", "promoted", "protected", "warned"]));
    let tiers: BTreeSet<&str> = assessments.iter().map(|row| row["tier_before"].as_str()).collect();
    assert_eq!(tiers, BTreeSet::from(["bronze", "silver", "gold", "diamond"]));
    for word in ["short by ", "Debts: ", " were netted", "is cleared from 2026-11"] {
        assert!(told.stdout.contains(word), "{word}");
    }
    let debts = told.stdout.lines().find(|line| line.starts_with("Debts: ")).unwrap();
    assert!(!debts.contains(" 0.00 arose") && !debts.contains(" 0.00 were netted"), "{debts}");

    let orders = csv::Reader::from_path(folder.path("out/ledger.csv")).unwrap().into_records();
    let orders = orders.map(Result::unwrap).filter(|row| &row[3] == "sold").map(|row| row[0].to_owned());
    assert_eq!(orders.collect::<BTreeSet<String>>().len(), 5000);
    assert_eq!(fs::read_to_string(folder.path("out/refused.csv")).unwrap().lines().count(), 1);
}

#[test]
fn statements_are_the_sums_of_the_files_and_tie_to_the_ledger() {
    let folder = Folder::new("sample-sums");
    let commands = run(&["--write-sample", &folder.path("shop")]).ok().stdout;
    let second: Vec<&str> = commands.lines().last().unwrap().split_whitespace().skip(1).collect();
    let out = folder.path("out");
    let told = run(&[&second[..], &["--out", &out, "--strict"]].concat()).ok();

    let orders = rows(&folder.path("shop/2026-10/orders.csv"));
    let refunds = rows(&folder.path("shop/2026-10/refunds.csv"));
    let statements = rows(&folder.path("out/statements.csv"));
    let ledger = ledger_sums(&folder.path("out/ledger.csv"));
    assert_eq!(sum(&statements, "earned"), sum(&orders, "paid"));
    assert_eq!(sum(&statements, "clawed_back"), sum(&refunds, "amount"));
    assert_eq!(told.counts("orders.csv"), [orders.len() as u64, orders.len() as u64, 0]);
    for statement in &statements {
        let figure = |column: &str| minor(&statement[column]);
        let closing = figure("opening") + figure("earned")
            - figure("clawed_back")
            - figure("withheld")
            - figure("paid");
        assert_eq!(figure("closing"), closing, "{}", statement["party"]);
        let held = figure("pending") + figure("frozen") + figure("payable") - figure("debt");
        assert_eq!(closing, held, "{}", statement["party"]);
        for kind in ["earned", "clawed_back"] {
            let sum = ledger.get(&(kind.to_owned(), statement["party"].clone())).copied();
            assert_eq!(sum.unwrap_or_default(), figure(kind), "{}", statement["party"]);
        }
    }

    // What is written and read again closes as what is built in does.
    let built_in = folder.path("built-in");
    run(&["--out", &built_in]).ok();
    for file in [
        "statements.csv",
        "statements.json",
        "assessments.csv",
        "agents.csv",
        "accounts.json",
        "ledger.csv",
        "customers.csv",
        "vip.csv",
        "vip_prices.csv",
        "balances.csv",
        "balances.json",
        "refund_legs.csv",
        "gmv.json",
        "gmv_change.json",
    ] {
        assert_eq!(folder.text(&format!("out/{file}")), folder.text(&format!("built-in/{file}")), "{file}");
    }
}

#[test]
fn one_seed_closes_to_the_same_bytes_and_another_does_not() {
    let folder = Folder::new("sample-seed");
    for name in ["one", "two"] {
        run(&["--out", &folder.path(name), "--seed", "7"]).ok();
    }
    run(&["--out", &folder.path("other"), "--seed", "8"]).ok();
    let one = files(&folder.0.join("one"));
    assert!(one.keys().any(|name| name == "before/accounts.json"));
    assert!(one == files(&folder.0.join("two")));
    assert_ne!(one["statements.csv"], files(&folder.0.join("other"))["statements.csv"]);
}
