//! Two months of a shop small enough to reckon by hand.

use std::collections::HashMap;

use super::harness::{Folder, rows, run};

pub const RULEBOOK: &str = r#"{
    "name": "small", "version": "1", "effective_from": "2026-01-01",
    "agent": {
        "tiers": [
            {"id": "bronze", "keep": {"metric": "own_net_sales", "at_least": "100.00"}},
            {
                "id": "silver",
                "reach": {"metric": "own_net_sales", "at_least": "1000.00"},
                "keep": {"metric": "own_net_sales", "at_least": "500.00"}
            }
        ],
        "assessment": {"protect": 0, "grace": 1, "clear_grace": 0}
    },
    "commission": {
        "residual": "house",
        "roles": {"direct": {"rate": "12%"}, "sponsor": {"rate": "2%"}}
    }
}"#;

const AGENTS: &str = "\
agent,name,sponsor,tier,joined_on
ann,小安,bob,bronze,2026-01-05
bob,,cid,silver,2025-11-20
cid,,,bronze,2025-10-01
";

/// September: 1,000.00 sold and received, 1.00 given back; 50.00 sold and on its way.
fn september(folder: &Folder) {
    folder.write("09/rulebook.json", RULEBOOK);
    folder.write("09/agents.csv", AGENTS);
    folder.write(
        "09/orders.csv",
        "order,line,placed_on,received_on,buyer,agent,paid\n\
         o1,1,2026-09-05,2026-09-07,c1,ann,1000.00\n\
         o2,1,2026-09-28,,c2,ann,50.00\n\
         o3,1,2026-09-02,2026-09-03,cid,cid,120.00\n",
    );
    folder.write("09/refunds.csv", "order,line,on,amount\no1,1,2026-09-20,1.00\n");
}

/// October: what is payable is paid out, the 50.00 arrive, and then the first order comes back.
fn october(folder: &Folder) {
    folder.write("10/rulebook.json", RULEBOOK);
    folder.write("10/orders.csv", "order,line,placed_on,buyer,paid\no4,1,2026-10-02,c3,10.00\n");
    folder.write("10/received.csv", "order,received_on\no2,2026-10-03\n");
    folder.write("10/payments.csv", "party,on,amount,withheld\nann,2026-10-05,100.00,19.88\n");
    folder.write("10/refunds.csv", "order,line,on,amount,reason\no1,1,2026-10-12,999.00,returned\n");
}

fn statement(folder: &Folder, month: &str, party: &str) -> HashMap<String, String> {
    let all = rows(&folder.path(&format!("{month}/statements.csv")));
    all.into_iter().find(|row| row["party"] == party).unwrap()
}

fn check(statement: &HashMap<String, String>, expected: &[(&str, &str)]) {
    for (column, amount) in expected {
        assert_eq!(statement[*column], *amount, "{column} of {}", statement["party"]);
    }
}

#[test]
fn a_refund_after_payout_becomes_a_debt_by_the_parts_pinned_a_month_ago() {
    let folder = Folder::new("two-months");
    september(&folder);
    run(&[&folder.path("09"), "--month", "2026-09", "--out", &folder.path("out09")]).ok();
    let first = [
        ("opening", "0.00"),
        ("earned", "126.00"),
        ("clawed_back", "0.12"),
        ("payable", "119.88"),
        ("pending", "6.00"),
        ("closing", "125.88"),
    ];
    check(&statement(&folder, "out09", "ann"), &first);
    check(&statement(&folder, "out09", "bob"), &[("earned", "21.00"), ("clawed_back", "0.02")]);

    october(&folder);
    let ledgers = folder.path("out09");
    let arguments =
        [&folder.path("10"), "--month", "2026-10", "--carried", &ledgers, "--out", &folder.path("out10")];
    let told = run(&arguments).ok();
    // 6.00 were released on the 11th; on the 12th 119.88 of what was paid out had to be given back.
    let second = [
        ("opening", "125.88"),
        ("earned", "0.00"),
        ("clawed_back", "119.88"),
        ("released", "6.00"),
        ("withheld", "19.88"),
        ("paid", "100.00"),
        ("payable", "0.00"),
        ("debt", "113.88"),
        ("closing", "-113.88"),
    ];
    check(&statement(&folder, "out10", "ann"), &second);
    check(&statement(&folder, "out10", "bob"), &[("clawed_back", "19.98"), ("closing", "1.00")]);
    check(&statement(&folder, "out10", "house"), &[("earned", "10.00"), ("clawed_back", "859.14")]);
    assert!(told.stdout.contains("Debts: 113.88 arose, 0.00 were netted, 113.88 are owed at the end"));
    assert!(told.stdout.contains("Σ parts = Σ orders: -989.00 = -989.00"), "{}", told.stdout);
}

#[test]
fn tiers_and_misses_go_on_and_the_downline_of_the_cleared_passes_up() {
    let folder = Folder::new("tiers");
    september(&folder);
    run(&[&folder.path("09"), "--month", "2026-09", "--out", &folder.path("out09")]).ok();
    let agents = folder.text("out09/agents.csv");
    assert_eq!(
        agents,
        "agent,name,sponsor,tier,joined_on,misses,last_assessed,lifetime_spend\n\
         ann,小安,bob,silver,2026-01-05,0,2026-09,0.00\n\
         bob,,cid,silver,2025-11-20,1,2026-09,0.00\n\
         cid,,,bronze,2025-10-01,0,2026-09,120.00\n"
    );
    // In October nobody sells: ann is warned, bob falls, cid is cleared and leaves bob without a sponsor.
    folder.write("10/rulebook.json", RULEBOOK);
    folder.write("10/orders.csv", "order,line,placed_on,paid\no4,1,2026-10-02,10.00\n");
    let out = folder.path("out10");
    run(&[&folder.path("10"), "--month", "2026-10", "--carried", &folder.path("out09"), "--out", &out]).ok();
    let outcomes: Vec<_> = rows(&folder.path("out10/assessments.csv"))
        .into_iter()
        .map(|row| (row["agent"].clone(), row["outcome"].clone(), row["tier_after"].clone()))
        .collect();
    let expected = [("ann", "warned", "silver"), ("bob", "demoted", "bronze"), ("cid", "cleared", "")];
    let expected = expected.map(|(agent, outcome, tier)| (agent.into(), outcome.into(), tier.into()));
    assert_eq!(outcomes, expected);
    let agents = folder.text("out10/agents.csv");
    assert!(agents.contains("\nbob,,,bronze,2025-11-20,0,2026-10,0.00\n"), "{agents}");
    assert!(!agents.contains("cid"), "{agents}");
}

#[test]
fn a_receipt_and_a_refund_of_one_month_count_in_the_order_of_their_days() {
    for (day, through) in [("2026-10-02", ""), ("2026-10-03", "2026-10-10"), ("2026-10-20", "2026-10-10")] {
        let folder = Folder::new(&format!("receipt-{day}"));
        september(&folder);
        run(&[&folder.path("09"), "--month", "2026-09", "--out", &folder.path("out09")]).ok();
        folder.write("10/rulebook.json", RULEBOOK);
        folder.write("10/orders.csv", "order,line,placed_on,paid\n");
        folder.write("10/received.csv", "order,received_on\no2,2026-10-03\n");
        folder.write("10/refunds.csv", format!("order,line,on,amount\no2,1,{day},25.00\n"));
        let carried = folder.path("out09");
        let out = folder.path("out10");
        run(&[&folder.path("10"), "--month", "2026-10", "--carried", &carried, "--out", &out]).ok();
        let expected = [("clawed_back", "3.00"), ("pending", "0.00"), ("payable", "122.88")];
        check(&statement(&folder, "out10", "ann"), &expected);
        let ledger = folder.text("out10/ledger.csv");
        let clawed = format!("o2,1,{day},clawed_back,ann,direct,3.00,{through},");
        assert!(ledger.contains(&clawed), "{clawed}\n{ledger}");
    }
}
