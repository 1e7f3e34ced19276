//! `orders.csv`: one row per order line.

use std::collections::HashMap;

use siyu::Id;
use siyu::calendar::{Date, Month};
use siyu::money::{Currency, Money, Rate};

use super::agents::Agents;
use super::fault::Fault;
use super::problems::{Place, Problems};
use super::refunds::ReadRefund;
use super::source::Source;
use super::table::{Column, Row, amount, count, date, flag, id, optional, read_rows, required};
use crate::facts::{Line, Link, Order, Sale};
use crate::failure::Failure;

/// The columns of `orders.csv`.
pub const COLUMNS: &[Column] = &[
    required("order"),
    required("line"),
    required("placed_on"),
    optional("paid_on"),
    optional("received_on"),
    optional("buyer"),
    optional("agent"),
    optional("mentor"),
    optional("sku"),
    optional("category"),
    optional("quantity"),
    required("paid"),
    optional("list"),
    optional("cost"),
    optional("supplier"),
    optional("new_customer"),
    optional("tier"),
    optional("rate"),
    optional("sponsor"),
    optional("sponsor_tier"),
];

/// What the rows of one order say in common: they must agree.
const COMMON: &[&str] = &[
    "placed_on",
    "paid_on",
    "received_on",
    "buyer",
    "agent",
    "mentor",
    "new_customer",
    "tier",
    "rate",
    "sponsor",
    "sponsor_tier",
];

/// The orders of the month.
#[derive(Debug, Default)]
pub struct Orders {
    /// In the order of their first rows.
    pub sales: Vec<Sale>,
    /// Of the lines that have one, the list price: order and line.
    list_prices: HashMap<(Id, Id), Money>,
    index: HashMap<Id, Known>,
}

/// Where an order stands, and what its rows have in common.
#[derive(Debug)]
struct Known {
    sale: usize,
    first: Place,
    common: Vec<String>,
    lines: HashMap<Id, (usize, Place)>,
    /// The rows of its refunds.
    refunds: Vec<Place>,
}

/// What decides whether a row can be taken.
#[derive(Clone, Copy)]
pub struct OrderRules<'a> {
    /// The month that is closed.
    pub month: Month,
    /// The currency of the rulebook.
    pub currency: Currency,
    /// The agents at the month's opening.
    pub agents: &'a Agents,
}

impl Orders {
    /// Reads one or more files.
    pub fn read(sources: &[Source], rules: OrderRules<'_>, problems: &mut Problems) -> Result<Self, Failure> {
        let mut orders = Self::default();
        for source in sources {
            read_rows(source, COLUMNS, problems, |row| orders.take(row, rules))?;
        }
        Ok(orders)
    }

    /// A line of an order of this month, by its positions.
    pub fn line(&self, order: &Id, line: &Id) -> Option<(usize, usize)> {
        let known = self.index.get(order)?;
        known.lines.get(line).map(|(line, _)| (known.sale, *line))
    }

    /// An order of this month.
    pub fn sale(&mut self, order: &Id) -> Option<&mut Sale> {
        let known = self.index.get(order)?;
        self.sales.get_mut(known.sale)
    }

    /// Whether there is an order of this id.
    pub fn has(&self, order: &Id) -> bool {
        self.index.contains_key(order)
    }

    /// The list price of a line, where the file has it.
    pub fn list_price(&self, order: &Id, line: &Id) -> Option<Money> {
        self.list_prices.get(&(order.clone(), line.clone())).copied()
    }

    /// Gives a refund to its sale.
    pub fn refund(&mut self, sale: usize, one: ReadRefund) {
        if let Some(known) = self.index.get_mut(&one.order) {
            known.refunds.push(one.place);
        }
        if let Some(sale) = self.sales.get_mut(sale) {
            sale.refunds.push(one.refund);
        }
    }

    /// Every row that speaks of an order: its lines and their refunds.
    pub fn places(&self, order: &Id) -> Vec<Place> {
        let Some(known) = self.index.get(order) else { return Vec::new() };
        let lines = known.lines.values().map(|(_, place)| *place);
        lines.chain(known.refunds.iter().copied()).collect()
    }

    fn take(&mut self, row: &mut Row<'_>, rules: OrderRules<'_>) -> Option<()> {
        let order = row.required("order", id);
        let line = read_line(row, rules.currency);
        let list = row.optional("list", amount(rules.currency));
        let head = read_head(row, rules);
        let (order, line, list, head) = (order?, line?, list?, head?);
        let key = (order.clone(), line.id.clone());
        self.add(row, order, line, head)?;
        self.list_prices.extend(list.map(|list| (key, list)));
        Some(())
    }

    fn add(&mut self, row: &mut Row<'_>, order: Id, line: Line, head: Head) -> Option<()> {
        let common = COMMON
            .iter()
            .map(|column| row.text(column).flatten().unwrap_or_default().to_owned())
            .collect::<Vec<_>>();
        let Some(known) = self.index.get_mut(&order) else {
            self.begin(
                order,
                line,
                head,
                Known { sale: 0, first: row.place, common, lines: HashMap::new(), refunds: Vec::new() },
            );
            return Some(());
        };
        known.agrees(row, &common)?;
        if let Some((_, first)) = known.lines.get(&line.id) {
            row.refuse("line", Fault::Twice { found: line.id.to_string(), line: first.line });
            return None;
        }
        let lines = &mut self.sales.get_mut(known.sale)?.order.lines;
        known.lines.insert(line.id.clone(), (lines.len(), row.place));
        lines.push(line);
        Some(())
    }

    fn begin(&mut self, order: Id, line: Line, head: Head, mut known: Known) {
        known.sale = self.sales.len();
        known.lines.insert(line.id.clone(), (0, known.first));
        self.index.insert(order.clone(), known);
        self.sales.push(Sale {
            order: Order {
                id: order,
                placed_on: head.placed_on,
                buyer: head.buyer,
                chain: head.chain,
                mentor: head.mentor,
                lines: vec![line],
            },
            paid_on: head.paid_on,
            received_on: head.received_on,
            new_customer: head.new_customer,
            refunds: Vec::new(),
        });
    }
}

impl Known {
    /// Whether a further row of the order says the same as its first.
    fn agrees(&self, row: &mut Row<'_>, common: &[String]) -> Option<()> {
        let mut agreed = Some(());
        for ((column, first), found) in COMMON.iter().zip(&self.common).zip(common) {
            if first != found {
                let (first, found) = (first.clone(), found.clone());
                row.refuse(column, Fault::Differs { found, first, line: self.first.line });
                agreed = None;
            }
        }
        agreed
    }
}

fn read_line(row: &mut Row<'_>, currency: Currency) -> Option<Line> {
    let line = row.required("line", id);
    let sku = row.optional("sku", id);
    let category = row.optional("category", id);
    let quantity = row.optional("quantity", count(1));
    let paid = row.required("paid", amount(currency));
    let cost = row.optional("cost", amount(currency));
    let supplier = row.optional("supplier", id);
    if let (Some(Some(_)), Some(None)) = (&supplier, cost) {
        row.refuse("supplier", Fault::Without { other: "cost" });
        return None;
    }
    Some(Line {
        id: line?,
        sku: sku?,
        category: category?,
        quantity: quantity?.unwrap_or(1),
        paid: paid?,
        cost: cost?,
        supplier: supplier?,
    })
}

/// What all rows of an order say.
struct Head {
    placed_on: Date,
    paid_on: Option<Date>,
    received_on: Option<Date>,
    buyer: Option<Id>,
    chain: Vec<Link>,
    mentor: Option<Id>,
    new_customer: bool,
}

fn read_head(row: &mut Row<'_>, rules: OrderRules<'_>) -> Option<Head> {
    let placed_on = row.required("placed_on", date);
    let paid_on = not_before(row, "paid_on", placed_on);
    // An order belongs to the month in which it was paid.
    let (column, sold_on) = match (paid_on, placed_on) {
        (Some(Some(paid_on)), _) => ("paid_on", Some(paid_on)),
        (_, placed_on) => ("placed_on", placed_on),
    };
    if let Some(found) = sold_on.filter(|found| !rules.month.contains(*found)) {
        row.refuse(column, Fault::OutsideMonth { found, month: rules.month });
        return None;
    }
    let received_on = not_before(row, "received_on", placed_on);
    let buyer = row.optional("buyer", id);
    let chain = read_chain(row, rules.agents);
    let mentor = row.optional("mentor", id);
    let new_customer = row.optional("new_customer", flag);
    Some(Head {
        placed_on: placed_on?,
        paid_on: paid_on?,
        received_on: received_on?,
        buyer: buyer?,
        chain: chain?,
        mentor: mentor?,
        new_customer: new_customer?.unwrap_or(false),
    })
}

/// A date that may be absent and does not lie before the order.
fn not_before(row: &mut Row<'_>, column: &'static str, placed_on: Option<Date>) -> Option<Option<Date>> {
    let found = row.optional(column, date)?;
    if let Some((found, earliest)) = found.zip(placed_on)
        && found < earliest
    {
        row.refuse(column, Fault::Before { found, earliest });
        return None;
    }
    Some(found)
}

/// The agents of the order: pinned by the row where it says so, else by `agents.csv`.
fn read_chain(row: &mut Row<'_>, agents: &Agents) -> Option<Vec<Link>> {
    let agent = row.optional("agent", id);
    let tier = row.optional("tier", id);
    let rate = row.optional("rate", Rate::parse);
    let sponsor = row.optional("sponsor", id);
    let sponsor_tier = row.optional("sponsor_tier", id);
    let (agent, tier, rate, sponsor, sponsor_tier) = (agent?, tier?, rate?, sponsor?, sponsor_tier?);
    for (column, stands, other, other_stands) in [
        ("tier", tier.is_some(), "agent", agent.is_some()),
        ("rate", rate.is_some(), "agent", agent.is_some()),
        ("sponsor", sponsor.is_some(), "tier", tier.is_some()),
        ("sponsor_tier", sponsor_tier.is_some(), "sponsor", sponsor.is_some()),
        ("sponsor", sponsor.is_some(), "sponsor_tier", sponsor_tier.is_some()),
    ] {
        if stands && !other_stands {
            row.refuse(column, Fault::Without { other });
            return None;
        }
    }
    let Some(agent) = agent else { return Some(Vec::new()) };
    if tier.is_some() {
        let direct = Link { agent, tier, rate };
        let above = sponsor.map(|agent| Link { agent, tier: sponsor_tier, rate: None });
        return Some([Some(direct), above].into_iter().flatten().collect());
    }
    let Some(mut chain) = agents.chain(&agent) else {
        row.refuse("agent", Fault::UnknownAgent { found: agent.to_string() });
        return None;
    };
    if let Some(direct) = chain.first_mut() {
        direct.rate = rate;
    }
    Some(chain)
}
