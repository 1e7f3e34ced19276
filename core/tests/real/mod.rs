//! The real shops' files, found through `SIYU_DATA`: `cdnow/` (Fader and Hardie's CDNOW) and `online_retail/` (UCI 352).

// Each test crate takes what it needs.
#![allow(dead_code)]

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;

/// The folder of the data; says so when there is none.
pub fn data() -> Option<PathBuf> {
    let folder = std::env::var_os("SIYU_DATA").map(PathBuf::from);
    if folder.is_none() {
        println!("did not run: SIYU_DATA is not set");
    }
    folder
}

fn unpacked(path: &Path) -> GzDecoder<BufReader<File>> {
    let file = File::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    GzDecoder::new(BufReader::new(file))
}

pub fn text(path: &Path) -> String {
    let mut text = String::new();
    unpacked(path).read_to_string(&mut text).unwrap();
    text
}

/// The tests' own reading of "29.33": hundredths or thousandths, by plain text.
pub fn plain_minor(text: &str, decimals: usize) -> i64 {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    format!("{whole}{fraction:0<decimals$}").parse().unwrap()
}

/// One purchase of CDNOW: customer, date as 19970101, dollars.
pub type Purchase<'a> = (&'a str, &'a str, &'a str);

/// The columns are apart by blanks; the sample has one customer number more than the master.
pub fn purchases(text: &str, columns: [usize; 3]) -> Vec<Purchase<'_>> {
    let rows =
        text.lines().filter(|line| line.trim_start().starts_with(|first: char| first.is_ascii_digit()));
    rows.map(|line| {
        let fields: Vec<&str> = line.split_whitespace().collect();
        (fields[columns[0]], fields[columns[1]], fields[columns[2]])
    })
    .collect()
}

/// An invoice of Online Retail: customer, day, thousandths of a pound.
#[derive(Clone)]
pub struct Invoice {
    pub number: String,
    pub customer: String,
    pub day: String,
    pub total: i64,
}

/// Invoices of known customers, in the order of the file: sales, and credit notes with a total below zero.
pub fn invoices(data: &Path) -> Vec<Invoice> {
    let mut lines = csv::Reader::from_reader(unpacked(&data.join("online_retail/online_retail.csv.gz")));
    let (mut invoices, mut places): (Vec<Invoice>, HashMap<String, usize>) = (Vec::new(), HashMap::new());
    for line in lines.records() {
        let line = line.unwrap();
        let [number, _, _, quantity, moment, price, customer, _] =
            <[&str; 8]>::try_from(line.iter().collect::<Vec<_>>()).unwrap();
        if customer.is_empty() || number.starts_with('A') {
            continue;
        }
        let amount = quantity.parse::<i64>().unwrap() * plain_minor(price, 3);
        match places.get(number) {
            Some(place) => invoices[*place].total += amount,
            None => {
                places.insert(number.into(), invoices.len());
                let (customer, day) = (customer.into(), moment[..10].into());
                invoices.push(Invoice { number: number.into(), customer, day, total: amount });
            }
        }
    }
    invoices
}
