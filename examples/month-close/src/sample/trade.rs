//! A month of trade in the sample shop: orders, and refunds now and later.

use siyu::calendar::{Date, Month};
use siyu::money::{Currency, Money};

use super::catalogue::{PRODUCTS, Product};
use super::people::Person;
use super::random::Random;

/// One row of `orders.csv`.
#[derive(Debug)]
pub struct OrderRow {
    pub order: String,
    pub line: u64,
    pub placed_on: Date,
    pub received_on: Option<Date>,
    pub buyer: String,
    pub agent: Option<String>,
    pub product: &'static Product,
    pub quantity: u64,
    pub paid_fen: u64,
    pub new_customer: bool,
}

impl OrderRow {
    /// What the line costs before any discount, in fen.
    pub fn list_fen(&self) -> u64 {
        self.product.price_fen * self.quantity
    }
}

/// One row of `refunds.csv`.
#[derive(Debug)]
pub struct RefundRow {
    pub order: String,
    pub line: u64,
    pub on: Date,
    pub amount_fen: u64,
    pub reason: &'static str,
}

/// One row of `received.csv`.
#[derive(Debug)]
pub struct ReceivedRow {
    pub order: String,
    pub received_on: Date,
}

/// The member day of every month, when a tenth of the orders comes, at nine tenths of the price (9折).
pub const MEMBER_DAY: u8 = 10;

/// One row of `unpaid.csv`.
#[derive(Debug)]
pub struct UnpaidRow {
    pub order: String,
    pub placed_on: Date,
    pub buyer: String,
    pub amount_fen: u64,
    pub cancelled: bool,
}

/// What an agent sells to one customer in a month, more or less.
const YUAN_PER_CUSTOMER: u64 = 400;

/// Trades month after month.
#[derive(Debug)]
pub struct Trade {
    random: Random,
    orders: u64,
    customers: u64,
    /// Refunds that are still to come.
    coming: Vec<RefundRow>,
    /// Orders that are still on their way.
    on_the_way: Vec<ReceivedRow>,
}

/// What a month brings.
#[derive(Debug)]
pub struct MonthRows {
    /// Orders of the month.
    pub orders: Vec<OrderRow>,
    /// Refunds in the month.
    pub refunds: Vec<RefundRow>,
    /// Earlier orders that arrive.
    pub received: Vec<ReceivedRow>,
}

impl Trade {
    /// Before the first order. Agents have customers already, more of them the more they sell.
    pub fn begin(random: Random, people: &mut [Person]) -> Self {
        let mut trade = Self { random, orders: 0, customers: 0, coming: Vec::new(), on_the_way: Vec::new() };
        for person in people {
            let known = 1 + person.strength / YUAN_PER_CUSTOMER;
            person.customers = (0..known).map(|_| trade.new_customer()).collect();
        }
        trade
    }

    fn new_customer(&mut self) -> String {
        self.customers += 1;
        format!("c{:05}", self.customers)
    }

    /// A month of trade with so many orders.
    pub fn month(&mut self, month: Month, orders: usize, people: &mut [Person]) -> MonthRows {
        let received = std::mem::take(&mut self.on_the_way);
        let mut rows = Vec::new();
        let mut days: Vec<Date> = (0..orders).map(|_| self.day(month)).collect();
        days.sort();
        for day in days {
            self.order(day, month, people, &mut rows);
        }
        let coming = std::mem::take(&mut self.coming);
        let (mut now, later) = coming.into_iter().partition::<Vec<_>, _>(|refund| month.contains(refund.on));
        self.coming = later;
        now.sort_by_key(|refund| refund.on);
        MonthRows { orders: rows, refunds: now, received }
    }

    /// The refunds of orders so far that are still to come.
    pub fn coming(&self) -> &[RefundRow] {
        &self.coming
    }

    fn day(&mut self, month: Month) -> Date {
        let member_day = self.random.happens(10);
        let any = u8::try_from(self.random.within(1, u64::from(month.days()))).unwrap_or(1);
        month.date(if member_day { MEMBER_DAY } else { any }).unwrap_or(month.first())
    }

    fn order(&mut self, placed_on: Date, month: Month, people: &mut [Person], rows: &mut Vec<OrderRow>) {
        self.orders += 1;
        let order = format!("o{:06}", self.orders);
        let agent = self.agent(people);
        let (buyer, new_customer) = self.buyer(agent.and_then(|at| people.get_mut(at)));
        let agent = agent.map(|at| people[at].id.clone());
        let transit = i64::try_from(self.random.within(2, 6)).unwrap_or(2);
        let received_on = placed_on.checked_add_days(transit).unwrap_or(placed_on);
        if !month.contains(received_on) {
            self.on_the_way.push(ReceivedRow { order: order.clone(), received_on });
        }
        let lines = 1 + self.random.weighted([55, 30, 15].into_iter()) as u64;
        for line in 1..=lines {
            let product = self.random.pick(PRODUCTS);
            let quantity = 1 + self.random.weighted([80, 15, 5].into_iter()) as u64;
            let full = product.price_fen * quantity;
            let paid_fen = if placed_on.day() == MEMBER_DAY { full * 9 / 10 } else { full };
            let row = OrderRow {
                order: order.clone(),
                line,
                placed_on,
                // What arrives after the month is not known when the month is closed.
                received_on: Some(received_on).filter(|date| month.contains(*date)),
                buyer: buyer.clone(),
                agent: agent.clone(),
                product,
                quantity,
                paid_fen,
                new_customer,
            };
            self.maybe_refund(&row, received_on);
            rows.push(row);
        }
    }

    /// Who sells, by strength; one order in twenty finds its way without an agent. A cleared agent's customers go to the
    /// sponsor, or to the house.
    fn agent(&mut self, people: &[Person]) -> Option<usize> {
        if self.random.happens(5) {
            return None;
        }
        let mut found = Some(self.random.weighted(people.iter().map(|person| person.strength)));
        while let Some(at) = found.filter(|at| !people[*at].active) {
            found = people[at].sponsor;
        }
        found
    }

    /// Who buys: a new customer, a known one of the agent's, or now and then the agent.
    fn buyer(&mut self, agent: Option<&mut Person>) -> (String, bool) {
        let known = agent.as_ref().map_or(0, |agent| agent.customers.len() as u64);
        if known == 0 || self.random.happens(18) {
            let customer = self.new_customer();
            if let Some(agent) = agent {
                agent.customers.push(customer.clone());
            }
            return (customer, true);
        }
        match agent {
            Some(agent) if self.random.happens(3) => (agent.id.clone(), false),
            Some(agent) => (self.random.pick(&agent.customers).clone(), false),
            None => (String::new(), false),
        }
    }

    /// One line in sixteen is given back: mostly whole and soon, some in part, some for a complaint with the goods kept,
    /// and some only weeks later, when the commission has been paid out.
    fn maybe_refund(&mut self, row: &OrderRow, received_on: Date) {
        if self.random.below(16) != 0 {
            return;
        }
        let days =
            if self.random.happens(15) { self.random.within(16, 40) } else { self.random.within(1, 9) };
        let on = received_on.checked_add_days(i64::try_from(days).unwrap_or(1)).unwrap_or(received_on);
        let (amount_fen, reason) = match self.random.below(100) {
            0..55 => (row.paid_fen, "returned"),
            55..75 => (row.paid_fen / (row.quantity + 1), "returned"),
            _ => (self.random.within(1, row.paid_fen.min(3_000)), "compensation"),
        };
        let refund = RefundRow { order: row.order.clone(), line: row.line, on, amount_fen, reason };
        // Once in a while the rest is asked for later.
        if amount_fen < row.paid_fen && self.random.happens(10) {
            let on = on.checked_add_days(5).unwrap_or(on);
            let rest = RefundRow {
                order: row.order.clone(),
                on,
                amount_fen: row.paid_fen - amount_fen,
                reason: "returned",
                ..refund
            };
            self.coming.push(rest);
        }
        self.coming.push(refund);
    }
}

/// Fen as the files have them.
pub fn yuan(fen: u64) -> String {
    let minor = i64::try_from(fen).unwrap_or(i64::MAX);
    Money::from_minor(minor).unwrap_or(Money::MAX).to_text(Currency::CNY)
}
