//! Rows that cannot be taken are named, and the others are closed.

use super::carried::RULEBOOK;
use super::harness::{Folder, run};

const AGENTS: &str = "agent,sponsor,tier,joined_on\nann,bob,bronze,2026-01-05\nbob,,silver,2025-11-20\n";

fn shop(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("rulebook.json", RULEBOOK).write("agents.csv", AGENTS);
    folder
}

/// Closes October, and gives what was said of a file after its name.
fn close(folder: &Folder, file: &str) -> (super::harness::Run, Vec<String>) {
    let told = run(&[&folder.path(""), "--month", "2026-10", "--out", &folder.path("out")]).ok();
    let start = format!("{}{file}:", folder.path(""));
    let faults =
        told.stderr.lines().filter_map(|line| line.strip_prefix(&start)).map(str::to_owned).collect();
    (told, faults)
}

#[test]
fn bad_cells_are_named_by_line_and_column_with_what_is_allowed() {
    let folder = shop("bad-orders");
    let mut orders = b"\
line,order,paid,placed_on,buyer,agent,colour,quantity,cost,supplier,new_customer,received_on
1,o1,10.00,2026-10-01,c1,ann,red,1,,,false,
2,o1,19.905,2026-10-01,c1,ann,red,1,,,false,
1,o2,10.00,2026-09-30,c1,ann,red,1,,,false,
1,o3,10.00,2026-10-01,c1,eve,red,1,,,false,
1,o4,10.00,2026-10-01,c1,ann,red,0,,,false,
1,o1,10.00,2026-10-01,c1,ann,red,1,,,false,
3,o1,10.00,2026-10-01,c9,ann,red,1,,,false,
1,o5,10.00
1,o6,10.00,2026-10-01,c1,ann,red,1,,shan-ye,false,
1,o7,10.00,2026-10-01,c1,ann,red,1,,,yes,
1,o8,-1.00,2026-10-32,c1,ann,red,1,,,,
1,,10.00,2026-10-01,c1,ann,red,1,,,,
1,o9,10.00,2026-10-05,c1,ann,red,1,,,,2026-10-04
"
    .to_vec();
    orders.extend(b"1,o10,10.00,2026-10-01,c\xff,ann,red,1,,,,\n1,o11,7.00,2026-10-31,c1,ann,red,,,,,\n");
    folder.write("orders.csv", orders);
    let (told, faults) = close(&folder, "orders.csv");
    assert_eq!(
        faults,
        [
            "1: columns that are not looked at: `colour`",
            "3:3: paid: `19.905` is not an amount, write it like \"199.00\"",
            "4:4: placed_on: `2026-09-30` is not in 2026-10, allowed are 2026-10-01 to 2026-10-31",
            "5:6: agent: `eve` is no agent, allowed are the ids of agents.csv, or nothing",
            "6:8: quantity: `0` is out of range, expected ≥ 1 (0–9)",
            "7:1: line: `1` stands on line 2 already, allowed is once",
            "8:5: buyer: `c9` differs from the order's first row (line 2), allowed is `c1`",
            "9: 3 columns, the header has 12",
            "10:10: supplier: stands without `cost`, allowed is both or neither",
            "11:11: new_customer: unknown choice `yes`, expected one of \"true\", \"false\"",
            "12:3: paid: the amount `-1.00` is negative, expected ≥ 0",
            "12:4: placed_on: `2026-10-32` is not a date, write it like \"2026-10-31\"",
            "13:2: order: empty, a value is due here",
            "14:12: received_on: `2026-10-04` is too early, allowed is 2026-10-05 or later",
            "15:5: buyer: not UTF-8: save the file as UTF-8",
        ]
    );
    assert_eq!(told.counts("orders.csv"), [15, 2, 13]);
    assert!(told.stdout.contains("Σ parts = Σ orders: 17.00 = 17.00"), "{}", told.stdout);
    assert_eq!(folder.text("out/refused.csv").lines().count(), 1 + 14, "unknown columns refuse nothing");
}

#[test]
fn refunds_must_find_their_line_and_leave_it_something() {
    let folder = shop("bad-refunds");
    folder.write("orders.csv", "order,line,placed_on,agent,paid\no1,1,2026-10-05,ann,10.00\n");
    folder.write(
        "refunds.csv",
        "order,line,on,amount,reason\n\
         o1,1,2026-10-06,4.00,returned\n\
         o1,1,2026-10-07,6.01,\n\
         o1,1,2026-10-07,6.00,compensation\n\
         o1,1,2026-10-08,0.01,\n\
         o1,2,2026-10-08,1.00,\n\
         o7,1,2026-10-08,1.00,\n\
         o1,1,2026-11-01,1.00,broken\n\
         o1,1,2026-10-09,0.00,\n",
    );
    let (told, faults) = close(&folder, "refunds.csv");
    assert_eq!(
        faults,
        [
            "3:4: amount: `6.01` is more than the line has left, allowed is 6.00 or less",
            "5:4: amount: `0.01` is more than the line has left, allowed is 0.00 or less",
            "6:1: order: line `2` of order `o1` is not known, allowed are the lines of orders.csv and of the given ledgers",
            "7:1: order: line `1` of order `o7` is not known, allowed are the lines of orders.csv and of the given ledgers",
            "8:3: on: `2026-11-01` is not in 2026-10, allowed are 2026-10-01 to 2026-10-31",
            "8:5: reason: unknown choice `broken`, expected one of \"returned\", \"compensation\"",
            "9:4: amount: the amount `0.00` is not above zero, expected > 0",
        ]
    );
    assert_eq!(told.counts("refunds.csv"), [8, 2, 6]);
    assert!(told.stdout.contains("Σ parts = Σ orders: 0.00 = 0.00"), "{}", told.stdout);
}

#[test]
fn agents_must_make_a_tree_of_known_tiers() {
    let folder = shop("bad-agents");
    folder.write("orders.csv", "order,line,placed_on,agent,paid\no1,1,2026-10-05,ann,10.00\n");
    folder.write(
        "agents.csv",
        "agent,sponsor,tier,joined_on,last_assessed\n\
         ann,,bronze,2026-01-05,2026-09\n\
         dan,eve,bronze,2026-01-05,\n\
         eve,dan,bronze,2026-01-05,\n\
         fay,nobody,bronze,2026-01-05,\n\
         gus,fay,bronze,2026-01-05,\n\
         hal,,gold,2026-01-05,\n\
         ida,,bronze,2026-11-01,\n\
         jon,,bronze,2026-01-05,2026-08\n\
         ann,,bronze,2026-01-05,\n\
         kim,ann,bronze,2026-10-05,2026-09\n\
         lea,ann,bronze,2026-10-05,\n",
    );
    let (told, faults) = close(&folder, "agents.csv");
    assert_eq!(
        faults,
        [
            "3:2: sponsor: dan → eve → dan sponsor each other, allowed is a tree",
            "4:2: sponsor: dan → eve → dan sponsor each other, allowed is a tree",
            "5:2: sponsor: `nobody` is no agent, allowed are the ids of agents.csv, or nothing",
            "6:2: sponsor: `fay` is no agent, allowed are the ids of agents.csv, or nothing",
            "7:3: tier: unknown choice `gold`, expected one of bronze, silver",
            "8:4: joined_on: `2026-11-01` is too late, allowed is 2026-10-31 or earlier",
            "9:5: last_assessed: `2026-08` is not the month before, allowed is 2026-09, or nothing",
            "10:1: agent: `ann` stands on line 2 already, allowed is once",
            "11:5: last_assessed: `2026-09` is before the agent joined, allowed is nothing",
        ]
    );
    assert_eq!(told.counts("agents.csv"), [11, 2, 9]);
}

#[test]
fn what_siyu_refuses_is_refused_by_its_rows_and_the_rest_is_closed() {
    let folder = shop("refused-by-siyu");
    folder.write("rulebook.json", RULEBOOK.replace("\"residual\"", "\"basis\": \"margin\", \"residual\""));
    folder.write(
        "orders.csv",
        "order,line,placed_on,agent,paid,cost\n\
         o1,1,2026-10-05,ann,10.00,4.00\n\
         o2,1,2026-10-05,ann,10.00,4.00\n\
         o2,2,2026-10-05,ann,10.00,\n\
         o3,1,2026-10-05,ann,10.00,4.00\n",
    );
    folder.write("refunds.csv", "order,line,on,amount\no2,1,2026-10-06,1.00\no3,1,2026-10-06,1.00\n");
    folder.write("payments.csv", "party,on,amount\nann,2026-10-09,0.01\nbob,2026-10-09,0.00\n");
    let (told, faults) = close(&folder, "orders.csv");
    assert_eq!(faults.len(), 2, "both rows of the order: {faults:?}");
    assert!(faults.iter().all(|fault| fault.contains(":6: cost: field cost is missing")), "{faults:?}");
    assert_eq!(told.counts("orders.csv"), [4, 2, 2]);
    assert_eq!(told.counts("refunds.csv"), [2, 1, 1]);
    // Nothing is payable yet, and nothing is no payment.
    assert_eq!(told.counts("payments.csv"), [2, 0, 2]);
    assert!(told.stderr.contains("payments.csv:2:3: amount: `0.01` is more than the 0.00 that is payable"));
    assert!(told.stdout.contains("Σ parts = Σ orders: 19.00 = 19.00"), "{}", told.stdout);
}

#[test]
fn strictly_one_refused_row_closes_nothing() {
    let folder = shop("strict");
    folder.write("orders.csv", "order,line,placed_on,paid\no1,1,2026-10-05,10.00\no2,1,2026-10-05,x\n");
    let out = folder.path("out");
    let told = run(&[&folder.path(""), "--month", "2026-10", "--out", &out, "--strict"]);
    assert_eq!((told.code, told.stdout.as_str()), (1, ""));
    assert!(told.stderr.contains("orders.csv:3:4: paid: `x` is not an amount"), "{}", told.stderr);
    assert!(told.stderr.contains("1 row is refused and nothing is closed"), "{}", told.stderr);
    assert!(!std::path::Path::new(&out).exists());
}

#[test]
fn a_file_that_cannot_be_read_ends_the_run_and_says_where() {
    let folder = shop("unreadable");
    let orders = "order,line,placed_on,paid\no1,1,2026-10-05,10.00\n";
    let bad = |name: &str, content: &str, told: &str| {
        folder.write("agents.csv", AGENTS).write("orders.csv", orders).write("accounts.json", "[]");
        folder.write("rulebook.json", RULEBOOK).write(name, content);
        let run = run(&[&folder.path(""), "--month", "2026-10", "--out", &folder.path("out")]);
        assert_eq!(run.code, 1, "{name}");
        assert!(run.stderr.contains(told), "{name}: {}", run.stderr);
        assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    };
    bad(
        "orders.csv",
        "order,line,paid\n",
        "orders.csv:1: column `placed_on` is missing: found `order,line,paid`",
    );
    bad("orders.csv", "order,line,placed_on,paid,paid\n", "orders.csv:1:5: column `paid` stands twice");
    bad("accounts.json", "[{\"party\": \"ann\"}]", "/0/account");
    bad("rulebook.json", "{\"name\": \"x\"}", "rulebook.json");
    let looks_back = RULEBOOK.replace(
        "{\"metric\": \"own_net_sales\", \"at_least\": \"1000.00\"}",
        "{\"metric\": \"active_customers\", \"at_least\": 3, \"window\": {\"periods\": 3}}",
    );
    bad("rulebook.json", &looks_back, "tier `silver` asks for `active_customers`");
}

#[test]
fn a_doubtful_rulebook_is_spoken_of_and_closes() {
    let folder = shop("doubtful");
    let doubtful = RULEBOOK.replace("\"residual\"", "\"cap\": {\"share\": \"10%\"}, \"residual\"");
    folder.write("rulebook.json", doubtful);
    folder.write("orders.csv", "order,line,placed_on,agent,paid\no1,1,2026-10-05,ann,10.00\n");
    let (told, _) = close(&folder, "orders.csv");
    assert!(told.stderr.contains("warning commission_above_cap"), "{}", told.stderr);
}
