//! Files as users have them: packed, with a mark, in another order, in another language; and misunderstandings.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::carried::RULEBOOK;
use super::harness::{Folder, run};

const ORDERS: &str =
    "order,line,placed_on,agent,paid\no1,1,2026-10-05,ann,10.00\no1,2,2026-10-05,ann,20.00\n";
const AGENTS: &str = "agent,name,tier,joined_on\nann,小安,bronze,2026-10-05\n";

fn close(folder: &Folder, more: &[&str]) -> super::harness::Run {
    let (shop, out) = (folder.path("shop"), folder.path("out"));
    run(&[&[shop.as_str(), "--month", "2026-10", "--out", &out], more].concat())
}

fn packed(text: &str) -> Vec<u8> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::default());
    writer.write_all(text.as_bytes()).unwrap();
    writer.finish().unwrap()
}

#[test]
fn gzip_is_known_by_its_first_bytes_and_not_by_its_name() {
    let plain = Folder::new("plain");
    plain
        .write("shop/rulebook.json", RULEBOOK)
        .write("shop/orders.csv", ORDERS)
        .write("shop/agents.csv", AGENTS);
    close(&plain, &[]).ok();
    let packed_too = Folder::new("packed");
    packed_too.write("shop/rulebook.json.gz", packed(RULEBOOK));
    // Packed without the ending, and plain with it; two packed pieces make one file.
    let (head, tail) = ORDERS.split_at(40);
    packed_too.write("shop/orders.csv", [packed(head), packed(tail)].concat());
    packed_too.write("shop/agents.csv.gz", AGENTS);
    let told = close(&packed_too, &[]).ok();
    assert_eq!(told.counts("orders.csv"), [2, 2, 0]);
    assert_eq!(plain.text("out/statements.csv"), packed_too.text("out/statements.csv"));
}

#[test]
fn a_packed_file_that_is_cut_off_ends_the_run() {
    let folder = Folder::new("cut-off");
    let whole = packed(ORDERS);
    folder.write("shop/rulebook.json", RULEBOOK).write("shop/agents.csv", AGENTS);
    folder.write("shop/orders.csv.gz", &whole[..whole.len() - 12]);
    let told = close(&folder, &[]);
    assert_eq!(told.code, 1);
    assert!(told.stderr.contains("orders.csv.gz: cannot be read"), "{}", told.stderr);
}

#[test]
fn columns_may_stand_in_any_order_behind_a_byte_order_mark() {
    let folder = Folder::new("any-order");
    folder.write("shop/rulebook.json", RULEBOOK).write("shop/agents.csv", AGENTS);
    let orders = "\u{feff}paid, agent ,note,placed_on,line,order\r\n10.00,ann,\"a, b\",2026-10-05,1,o1\r\n\
                  20.00,ann,x,2026-10-05,2,o1\r\n";
    folder.write("shop/orders.csv", orders);
    let told = close(&folder, &[]).ok();
    assert_eq!(told.counts("orders.csv"), [2, 2, 0]);
    assert_eq!(told.stderr.matches("`note`").count(), 1, "{}", told.stderr);
    assert!(folder.text("out/statements.csv").contains("\nann,2026-10,0.00,3.60,"));
}

#[test]
fn the_summary_speaks_chinese_when_asked() {
    let folder = Folder::new("chinese");
    folder.write("shop/rulebook.json", RULEBOOK).write("shop/agents.csv", AGENTS);
    folder.write("shop/orders.csv", format!("{ORDERS}o2,1,2026-10-05,ann,x\n"));
    let told = close(&folder, &["--language", "zh-CN"]).ok();
    for words in ["Σ 各方 = Σ 订单: 30.00 = 30.00", "代理 (1)", "保护期", "小安"] {
        assert!(told.stdout.contains(words), "{words}: {}", told.stdout);
    }
    assert!(told.stderr.contains("orders.csv:4:5: paid: `x` 不是金额"), "{}", told.stderr);
}

#[test]
fn pinned_tiers_and_rates_go_before_those_of_the_agents() {
    let folder = Folder::new("pinned");
    let by_tier = RULEBOOK.replace(
        "\"roles\": {\"direct\": {\"rate\": \"12%\"}",
        "\"mode\": \"by_tier\", \"roles\": {\"direct\": {\"by_tier\": {\"bronze\": \"5%\", \"silver\": \"10%\"}}",
    );
    folder.write("shop/rulebook.json", by_tier).write("shop/agents.csv", AGENTS);
    folder.write(
        "shop/orders.csv",
        "order,line,placed_on,agent,tier,rate,sponsor,sponsor_tier,paid\n\
         o1,1,2026-10-05,ann,,,,,100.00\n\
         o2,1,2026-10-05,ann,silver,,,,100.00\n\
         o3,1,2026-10-05,ann,,20%,,,100.00\n\
         o4,1,2026-10-05,gone,silver,,ann,bronze,100.00\n\
         o5,1,2026-10-05,ann,,,bob,bronze,100.00\n",
    );
    let told = close(&folder, &[]).ok();
    assert!(told.stderr.contains("orders.csv:6:7: sponsor: stands without `tier`"), "{}", told.stderr);
    let statements = folder.text("out/statements.csv");
    // 5.00 + 10.00 + 20.00 as the agent, 2.00 as the sponsor of one who is gone.
    assert!(statements.contains("\nann,2026-10,0.00,37.00,"), "{statements}");
    assert!(statements.contains("\ngone,2026-10,0.00,10.00,"), "{statements}");
    assert!(told.stdout.contains("sold and are not in agents.csv: 1 (gone)"), "{}", told.stdout);
}

#[test]
fn misunderstandings_end_with_2_and_missing_files_with_1() {
    let folder = Folder::new("misuse");
    for (arguments, code, told) in [
        (&["--colour"][..], 2, "--colour"),
        (&[folder.path("").as_str()][..], 2, "which month?"),
        (
            &[folder.path("").as_str(), "--month", "2026-10"][..],
            1,
            "there is no rulebook.json or rulebook.json.gz",
        ),
        (&["--month", "2026-10", "--rulebook", "r", "--orders", "o"][..], 1, "r: cannot be read"),
        (&["--online-retail"][..], 1, "SIYU_DATA is not set"),
    ] {
        let run = run(arguments);
        assert_eq!(run.code, code, "{arguments:?}");
        assert!(run.stderr.contains(told), "{arguments:?}: {}", run.stderr);
    }
    assert!(run(&["--help"]).ok().stdout.contains("Usage: month-close"));
}

#[test]
fn results_never_overwrite_what_is_read() {
    let folder = Folder::new("overwrite");
    folder.write("rulebook.json", RULEBOOK).write("orders.csv", ORDERS).write("agents.csv", AGENTS);
    let told = run(&[&folder.path(""), "--month", "2026-10", "--out", &folder.path("")]);
    assert_eq!(told.code, 1);
    assert!(told.stderr.contains("the results would overwrite what is read"), "{}", told.stderr);
    assert_eq!(folder.text("agents.csv"), AGENTS);
}
