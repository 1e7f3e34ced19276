//! The invoice lines of UCI Online Retail: read, weighed and put in order of time.

use std::collections::{BTreeMap, HashMap};

use siyu::Id;
use siyu::calendar::Date;
use siyu::error::Code;
use siyu::money::{Currency, Money};

use crate::failure::Failure;
use crate::input::source::Source;
use crate::input::table::{Column, Row, optional, read_rows, required};
use crate::input::{Fault, Problems};

/// The columns of the file; description and country have no bearing on the close.
const COLUMNS: &[Column] = &[
    required("InvoiceNo"),
    required("StockCode"),
    optional("Description"),
    required("Quantity"),
    required("InvoiceDate"),
    required("UnitPrice"),
    required("CustomerID"),
    optional("Country"),
];

/// Codes that stand for no goods: postage, carriage, manual entries, discounts, samples, bad debts, bank and marketplace
/// fees, and a commission to a charity. Vouchers (`gift_…`) are none either.
const NOT_GOODS: &[&str] = &["POST", "DOT", "C2", "M", "D", "S", "B", "BANK CHARGES", "AMAZONFEE", "CRUK"];

/// One line with an amount.
#[derive(Debug, Clone)]
pub struct InvoiceLine {
    /// The invoice.
    pub invoice: Id,
    /// The line's place among those of its invoice, from 1.
    pub number: u32,
    /// What was sold.
    pub stock: Id,
    /// How many, negative when they come back.
    pub quantity: i64,
    /// Quantity × unit price; below zero it is a refund.
    pub amount: Money,
    /// The day.
    pub date: Date,
    /// Seconds since midnight.
    second: u32,
    /// The customer's number, where it is known.
    pub customer: Option<u32>,
}

impl InvoiceLine {
    /// Whether an agent can earn of it.
    pub fn is_goods_of_customer(&self) -> bool {
        let code = self.stock.as_str();
        let goods =
            !code.starts_with("gift_") && !NOT_GOODS.iter().any(|other| other.eq_ignore_ascii_case(code));
        goods && self.customer.is_some()
    }
}

/// Why a line of no amount is there. Such lines are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    /// Stock that went missing or was written off.
    WrittenOff,
    /// Goods that a known customer did not pay for.
    Free,
    /// Stock that came in or was put right.
    NoPrice,
}

impl LeftOut {
    fn of(quantity: i64, customer: Option<u32>) -> Self {
        match (quantity < 0, customer) {
            (true, _) => Self::WrittenOff,
            (false, Some(_)) => Self::Free,
            (false, None) => Self::NoPrice,
        }
    }
}

/// The whole file.
#[derive(Debug)]
pub struct InvoiceFile {
    /// Lines with an amount, in order of time, lines of one second in the order of the file.
    pub lines: Vec<InvoiceLine>,
    /// Lines without, by reason.
    pub left_out: BTreeMap<LeftOut, u64>,
}

impl InvoiceFile {
    /// Reads the file.
    pub fn read(source: &Source, currency: Currency, problems: &mut Problems) -> Result<Self, Failure> {
        let mut file = Self { lines: Vec::new(), left_out: BTreeMap::new() };
        let mut names = Names::default();
        read_rows(source, COLUMNS, problems, |row| {
            let line = read_line(row, currency, &mut names)?;
            if line.amount.is_zero() {
                *file.left_out.entry(LeftOut::of(line.quantity, line.customer)).or_default() += 1;
            } else {
                file.lines.push(line);
            }
            Some(())
        })?;
        file.lines.sort_by_key(|line| (line.date, line.second));
        Ok(file)
    }
}

/// Half a million lines have few thousand codes: each is kept once.
#[derive(Default)]
struct Names {
    ids: HashMap<String, Id>,
    /// Lines so far of each invoice.
    lines: HashMap<Id, u32>,
}

impl Names {
    fn id(&mut self, text: &str) -> Result<Id, siyu::Error> {
        if let Some(id) = self.ids.get(text) {
            return Ok(id.clone());
        }
        let id = Id::new(text)?;
        self.ids.insert(text.into(), id.clone());
        Ok(id)
    }
}

fn read_line(row: &mut Row<'_>, currency: Currency, names: &mut Names) -> Option<InvoiceLine> {
    let invoice = row.required("InvoiceNo", |text| names.id(text));
    let stock = row.required("StockCode", |text| names.id(text));
    let quantity = row.required("Quantity", whole_number);
    let time = row.required("InvoiceDate", date_and_second);
    let price = row.required("UnitPrice", |text| Money::parse(text, currency));
    let customer = row.optional("CustomerID", customer_number);
    let (invoice, quantity, price, (date, second)) = (invoice?, quantity?, price?, time?);
    let amount = price.times(quantity.unsigned_abs());
    let amount = match amount {
        Ok(amount) if quantity < 0 => amount.negated(),
        Ok(amount) => amount,
        Err(error) => {
            row.refuse("Quantity", Fault::Value(error));
            return None;
        }
    };
    let (stock, customer) = (stock?, customer?);
    let number = names.lines.entry(invoice.clone()).or_default();
    *number += 1;
    Some(InvoiceLine { number: *number, invoice, stock, quantity, amount, date, second, customer })
}

fn whole_number(text: &str) -> Result<i64, siyu::Error> {
    let refused = || siyu::Error::new(Code::CountOutOfRange).found(text).allowed("-?0–9…");
    text.parse().map_err(|_| refused())
}

/// `2010-12-01 08:26:00`
fn date_and_second(text: &str) -> Result<(Date, u32), siyu::Error> {
    let read = || {
        let (date, time) = text.split_once(' ')?;
        let mut parts = time.split(':').map(|part| part.parse::<u32>().ok());
        let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next()??);
        let within = hour < 24 && minute < 60 && second < 60 && parts.next().is_none();
        Some((Date::parse(date)?, (hour * 60 + minute) * 60 + second)).filter(|_| within)
    };
    read().ok_or_else(|| siyu::Error::new(Code::DateFormat).found(text).allowed("\"2010-12-01 08:26:00\""))
}

/// `17850.0`: the number passed through a float before it was published.
fn customer_number(text: &str) -> Result<u32, siyu::Error> {
    let refused = || siyu::Error::new(Code::CountOutOfRange).found(text).allowed("\"17850.0\", \"17850\"");
    text.strip_suffix(".0").unwrap_or(text).parse().map_err(|_| refused())
}
