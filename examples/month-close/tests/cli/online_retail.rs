//! Thirteen real months beside sums taken from the raw file, apart from the example's own reader.

use std::collections::BTreeMap;
use std::env;
use std::fs::{self, File};

use flate2::read::GzDecoder;

use super::harness::{Folder, amounts, minor, rows, run, run_with};

/// Sums in thousandths of a pound.
#[derive(Debug, Default, PartialEq, Eq)]
struct Sums {
    gross: i64,
    refunded: i64,
}

/// A price in thousandths.
fn thousandths(price: &str) -> i64 {
    let (whole, fraction) = price.split_once('.').unwrap_or((price, ""));
    let sign = if whole.starts_with('-') { -1 } else { 1 };
    let fraction: i64 = format!("{fraction:0<3}").parse().unwrap();
    whole.parse::<i64>().unwrap() * 1000 + sign * fraction
}

fn raw_sums(data: &str) -> BTreeMap<String, Sums> {
    let file = File::open(format!("{data}/online_retail/online_retail.csv.gz")).unwrap();
    let mut months: BTreeMap<String, Sums> = BTreeMap::new();
    for record in csv::Reader::from_reader(GzDecoder::new(file)).records() {
        let record = record.unwrap();
        let amount = record[3].parse::<i64>().unwrap() * thousandths(&record[5]);
        let month = months.entry(record[4][..7].to_owned()).or_default();
        if amount > 0 {
            month.gross += amount;
        } else {
            month.refunded -= amount;
        }
    }
    months
}

#[test]
fn thirteen_months_of_online_retail_close_to_the_thousandth() {
    let Ok(data) = env::var("SIYU_DATA") else {
        println!("did not run: SIYU_DATA is not set");
        return;
    };
    let folder = Folder::new("online-retail");
    let told = run_with(&["--online-retail", "--out", &folder.path("out")], Some(&data)).ok();
    assert!(told.stdout.contains("Σ parts = Σ orders: 9,747,747.934 = 9,747,747.934"), "{}", told.stdout);
    assert_eq!(told.counts("online_retail.csv.gz"), [541_909, 541_909, 0]);

    let expected = raw_sums(&data);
    assert_eq!(expected.len(), 13);
    let (mut gross, mut refunded, mut before) = (0, 0, None);
    let mut closing: BTreeMap<String, String> = BTreeMap::new();
    for (month, expected) in expected {
        let statements = rows(&folder.path(&format!("out/{month}/statements.csv")));
        let sum = |column: &str| statements.iter().map(|row| minor(&row[column])).sum::<i64>();
        assert_eq!(Sums { gross: sum("earned"), refunded: sum("clawed_back") }, expected, "{month}");
        let measured = folder.text(&format!("out/{month}/gmv.json"));
        let (_, measured) = measured.split_once(&format!("\"{month}\":")).unwrap();
        assert_eq!(amounts(measured, "gmv")[0], expected.gross, "GMV of {month}");
        assert_eq!(amounts(measured, "refunded")[0], expected.refunded, "GMV of {month}");
        if let Some(before) = before {
            // By chain and by Shapley: buyers, all of whom buy, the value of an order, orders per buyer.
            let change = folder.text(&format!("out/{month}/gmv_change.json"));
            let (chain, shapley) = change.split_once("\"shapley\"").unwrap();
            for parts in [chain, shapley].map(|parts| amounts(parts, "amount")) {
                assert_eq!((parts.len(), parts[1]), (4, 0), "{month}");
                assert_eq!(parts.iter().sum::<i64>(), expected.gross - before, "{month}");
            }
        }
        before = Some(expected.gross);
        gross += expected.gross;
        refunded += expected.refunded;
        // Every account goes on where it was left.
        for row in &statements {
            let before = closing.get(&row["party"]).map_or("0.000", String::as_str);
            assert_eq!(row["opening"], before, "{month}: {}", row["party"]);
        }
        closing = statements.into_iter().map(|row| (row["party"].clone(), row["closing"].clone())).collect();
    }
    assert_eq!((gross, refunded, gross - refunded), (10_666_684_544, 918_936_610, 9_747_747_934));

    let ledger = File::open(folder.path("out/2011-06/ledger.csv.gz")).unwrap();
    let mut lines: BTreeMap<(String, String), i64> = BTreeMap::new();
    for record in csv::Reader::from_reader(GzDecoder::new(ledger)).records() {
        let record = record.unwrap();
        let sign = match &record[3] {
            "sold" | "refunded" => -1,
            _ => 1,
        };
        let kind = if matches!(&record[3], "sold" | "earned") { "sale" } else { "refund" };
        let key = (format!("{}#{}", &record[0], &record[1]), kind.to_owned());
        *lines.entry(key).or_default() += sign * minor(&record[6]);
    }
    assert!(lines.len() > 30_000 && lines.values().all(|sum| *sum == 0), "parts differ from their line");
}

/// A file in the form of Online Retail, small enough to match by hand.
const SMALL: &str = "\
InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
1,A,Mug,10,2011-01-05 09:00:00,1.00,100.0,UK
1,POST,Postage,1,2011-01-05 09:00:00,5.00,100.0,UK
2,A,Mug,4,2011-01-20 09:00:00,1.50,100.0,UK
3,F,\"Lamp, red\",1,2011-01-21 09:00:00,0.125,7.0,UK
C4,A,Mug,-12,2011-02-03 09:00:00,1.00,100.0,UK
5,C,Pan,1,2011-02-04 09:00:00,0,7.0,UK
6,C,Pan,-3,2011-02-04 09:00:00,0.00,,UK
C7,A,Mug,-9,2011-02-05 09:00:00,1.00,100.0,UK
8,D,Lid,x,2011-02-05 09:00:00,1.00,,UK
9,E,Jug,1,2011-02-06 09:00:00,2.00,,UK
";

#[test]
fn refunds_go_to_the_latest_sale_with_something_left_and_then_to_the_house() {
    let folder = Folder::new("small-retail");
    folder.write("small.csv", SMALL);
    let file = folder.path("small.csv");
    let told = run(&["--online-retail", &file, "--agent-spend", "0.1", "--out", &folder.path("out")]).ok();
    assert!(told.stderr.contains("small.csv:10:4: Quantity: `x` is out of range"), "{}", told.stderr);
    assert_eq!(told.counts("small.csv"), [10, 9, 1]);
    assert!(told.stdout.contains("10 = 7 + 2 + 1"), "{}", told.stdout);
    // 12.00: 6.00 of invoice 2, then 6.00 of invoice 1; 9.00: the 4.00 left of invoice 1, and 5.00 from the house.
    let ledger = File::open(folder.path("out/2011-02/ledger.csv.gz")).unwrap();
    let refunds: Vec<String> = csv::Reader::from_reader(GzDecoder::new(ledger))
        .records()
        .map(Result::unwrap)
        .filter(|record| &record[3] == "refunded")
        .map(|record| format!("{} {} {} {}", &record[0], &record[1], &record[2], &record[6]))
        .collect();
    assert_eq!(
        refunds,
        ["2 1 2011-02-03 6.000", "1 1 2011-02-03 6.000", "1 1 2011-02-05 4.000", "C7 1 2011-02-05 5.000"]
    );
    let text = fs::read_to_string(folder.path("out/2011-02/statements.csv")).unwrap();
    // Customer 7 is the one agent. 5 % of 16.000 and of 0.125 came in January, 0.500 of it was paid out on the 15th; what
    // 16.000 brought goes in February. The house bears the other 15.200 and the 5.000 without a sale.
    assert!(text.contains("\n7,2011-02,0.306,0.000,0.800,0.000,0.000,-0.494,"), "{text}");
    assert!(text.contains("\nhouse,2011-02,20.319,2.000,20.200,0.000,0.000,2.119,"), "{text}");
    assert!(told.stdout.contains("Σ parts = Σ orders: 2.125 = 2.125"), "{}", told.stdout);
}
