//! A month of the sample's VIP customers: top-ups, orders at VIP prices paid from the balance, a return, a refund.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use siyu::balance::{Cause, QuoteRequest, Refund, Restore};
use siyu::calendar::{Date, Month};
use siyu::money::Money;
use siyu::operation::{balance_refund_quote, vip_price};
use siyu::vip::{PriceFacts, PriceLine, PricedLine};
use siyu::{Detail, Id};

use super::members::{Club, Member, Part, nothing, yuan};
use super::trade::{MEMBER_DAY, OrderRow, RefundRow};

/// Who comes in the second month.
const NEWCOMERS: usize = 6;
/// Days after which an order comes back.
const RETURN_DAYS: i64 = 6;
/// The day of the second month on which a balance is asked back.
const LEAVING_DAY: u8 = 19;

/// A row of `restores.csv`.
#[derive(Debug)]
pub struct RestoreRow {
    pub id: String,
    pub order: Id,
    pub customer: Id,
    pub on: Date,
}

/// A row of `balance_refunds.csv`.
#[derive(Debug)]
pub struct BalanceRefundRow {
    pub id: String,
    pub customer: Id,
    pub on: Date,
}

/// What happens to members in a month, apart from top-ups and spends.
#[derive(Debug, Default)]
pub struct VipRows {
    /// Orders that were given back.
    pub restores: Vec<RestoreRow>,
    /// What the shop gave back for them.
    pub refunds: Vec<RefundRow>,
    /// Balances that were asked back.
    pub balance_refunds: Vec<BalanceRefundRow>,
    /// The place of the first member who came in the month.
    pub first: usize,
    returned: bool,
    overlooked: bool,
}

/// Something that a member does on a day; of one day in this order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    TopUp(Money),
    Order(String),
    Return(String),
    Leave,
}

/// What is still to come, first to last.
type Events = BTreeSet<(Date, Event)>;

/// The orders of a month that members may take over, by id: their rows.
type Orders = BTreeMap<String, Vec<usize>>;

impl Club {
    /// A month of the members. Orders of others become theirs, at their price; those in `refunded` are left alone.
    pub fn month(
        &mut self,
        (month, second): (Month, bool),
        rows: &mut [OrderRow],
        refunded: &HashSet<String>,
    ) -> VipRows {
        let mut told = VipRows { first: if second { self.members.len() } else { 0 }, ..VipRows::default() };
        if second {
            for number in 0..NEWCOMERS {
                let part = if number == 0 { Part::NotYet } else { Part::Usual };
                self.join(month, part, false);
            }
        }
        let mut orders = free_orders(rows, refunded);
        for at in 0..self.members.len() {
            let new = second && at >= told.first;
            let mut events = self.plans(at, (month, second, new), &mut orders, rows);
            while let Some((on, event)) = events.pop_first() {
                self.happen(at, (on, event), rows, &mut events, (&mut told, second));
            }
        }
        told
    }

    /// What a member has in mind for a month.
    fn plans(
        &mut self,
        at: usize,
        (month, second, new): (Month, bool, bool),
        orders: &mut Orders,
        rows: &[OrderRow],
    ) -> Events {
        let mut events = Events::new();
        let part = self.members[at].part;
        let tops_up = new || part == Part::Returns || (part != Part::Leaves && self.random.happens(25));
        if tops_up || (part == Part::Leaves && !second) {
            let usual = [500, 1_000, 1_000, 1_500, 2_000];
            let amount = if new || part == Part::Leaves { 3_000 } else { *self.random.pick(&usual) };
            let day = self.day(month);
            // Newcomers top up early, who leaves does late.
            let day = if new { month.date(2).unwrap_or(day) } else { day };
            let day = if part == Part::Leaves { month.date(24).unwrap_or(day) } else { day };
            events.insert((day, Event::TopUp(yuan(amount))));
        }
        if part == Part::Leaves && second {
            events.extend(month.date(LEAVING_DAY).map(|day| (day, Event::Leave)));
        }
        let buys = match part {
            Part::NotYet | Part::Leaves => 0,
            Part::Returns | Part::Overcharged => 2,
            Part::Usual => self.random.within(u64::from(new), 3),
        };
        for _ in 0..buys {
            let Some(order) = self.take_order(orders) else { break };
            let on = rows.iter().find(|row| row.order == order).map(|row| row.placed_on);
            events.extend(on.map(|on| (on, Event::Order(order))));
        }
        events
    }

    /// One of the orders that are left.
    fn take_order(&mut self, orders: &mut Orders) -> Option<String> {
        let at = usize::try_from(self.random.below(orders.len().max(1) as u64)).ok()?;
        let order = orders.keys().nth(at)?.clone();
        orders.remove(&order);
        Some(order)
    }

    fn happen(
        &mut self,
        at: usize,
        (on, event): (Date, Event),
        rows: &mut [OrderRow],
        events: &mut Events,
        (told, second): (&mut VipRows, bool),
    ) {
        match event {
            Event::TopUp(paid) => {
                self.top_up(at, on, paid);
            }
            Event::Order(order) => {
                // The shop overlooks one birthday.
                let part = self.members[at].part;
                let overlooked = second && part == Part::Overcharged && !told.overlooked;
                told.overlooked |= overlooked;
                let paid = self.buy(at, (&order, on), overlooked, rows);
                let back = on.checked_add_days(RETURN_DAYS).filter(|back| Month::of(*back) == Month::of(on));
                if let Some(back) = back.filter(|_| paid && second && part == Part::Returns && !told.returned)
                {
                    told.returned = true;
                    events.insert((back, Event::Return(order)));
                }
            }
            Event::Return(order) => self.give_back(at, on, &order, rows, told),
            Event::Leave => self.leave(at, on, told),
        }
    }

    /// The member takes an order over, at the price of the level; says whether the balance paid it.
    fn buy(&mut self, at: usize, (order, on): (&str, Date), overlooked: bool, rows: &mut [OrderRow]) -> bool {
        let member = &self.members[at];
        let first = member.first_purchase_on.or(Some(on));
        let level = self.level(at, on, first);
        let of_order = |row: &&mut OrderRow| row.order == order;
        let lines: Vec<PriceLine> = rows.iter_mut().filter(of_order).filter_map(|row| listed(row)).collect();
        let facts = PriceFacts {
            on,
            lines,
            level,
            born_on: Some(member.born_on).filter(|_| !overlooked),
            birthdays_used: member.birthdays_used.clone(),
            coupon: None,
            points: 0,
        };
        let Ok(priced) = vip_price(&self.rulebook, &facts, Detail::None) else { return false };
        let priced = priced.outcome;
        let prices: HashMap<&str, &PricedLine> =
            priced.lines.iter().map(|line| (line.id.as_str(), line)).collect();
        for row in rows.iter_mut().filter(of_order) {
            row.buyer = member.id.to_string();
            let payable = prices.get(row.line.to_string().as_str()).map(|line| line.payable.minor());
            row.paid_fen = payable.and_then(|fen| u64::try_from(fen).ok()).unwrap_or(row.paid_fen);
        }
        let member = &mut self.members[at];
        member.first_purchase_on = first;
        member.birthdays_used.extend(priced.birthday);
        let Ok(order) = Id::new(order) else { return false };
        self.spend(at, on, (order, priced.payable, priced.list))
    }

    /// The goods come back, and the money to the balance.
    fn give_back(&mut self, at: usize, on: Date, order: &str, rows: &[OrderRow], told: &mut VipRows) {
        let Ok(purchase) = Id::new(order) else { return };
        let id = format!("r{:04}", told.restores.len() + 1);
        let Ok(command) = Id::new(&format!("restore/{id}")) else { return };
        let restore = Restore { purchase: purchase.clone(), amount: None };
        if !self.apply(at, siyu::balance::Command { restore: Some(restore), ..nothing(command, on) }) {
            return;
        }
        let customer = self.members[at].id.clone();
        told.restores.push(RestoreRow { id, order: purchase, customer, on });
        let lines = rows.iter().filter(|row| row.order == order);
        told.refunds.extend(lines.map(|row| RefundRow {
            order: row.order.clone(),
            line: row.line,
            on,
            amount_fen: row.paid_fen,
            reason: "returned",
        }));
    }

    /// The member asks for the whole balance.
    fn leave(&mut self, at: usize, on: Date, told: &mut VipRows) {
        let account = Some(self.members[at].account.clone());
        let request = QuoteRequest { account, unlimited: None, on, cause: Cause::Consumer };
        let Ok(quote) = balance_refund_quote(&self.rulebook, &request, Detail::None) else { return };
        let id = format!("b{:04}", told.balance_refunds.len() + 1);
        let Ok(command) = Id::new(&format!("refund/{id}")) else { return };
        let refund = Refund { amount: quote.outcome.amount, cause: Cause::Consumer, close: true };
        if self.apply(at, siyu::balance::Command { refund: Some(refund), ..nothing(command, on) }) {
            let customer = self.members[at].id.clone();
            told.balance_refunds.push(BalanceRefundRow { id, customer, on });
        }
    }

    /// The members who came since a place.
    pub fn since(&self, first: usize) -> impl Iterator<Item = &Member> {
        self.members.iter().skip(first)
    }
}

/// Orders of customers who bought before, on no member day and without refunds.
fn free_orders(rows: &[OrderRow], refunded: &HashSet<String>) -> Orders {
    let mut orders = Orders::new();
    for (at, row) in rows.iter().enumerate() {
        let free = !row.new_customer && row.buyer.starts_with('c') && row.placed_on.day() != MEMBER_DAY;
        if free && !refunded.contains(&row.order) {
            orders.entry(row.order.clone()).or_default().push(at);
        }
    }
    orders
}

fn listed(row: &OrderRow) -> Option<PriceLine> {
    let fen = |fen: u64| Money::from_minor(i64::try_from(fen).ok()?).ok();
    Some(PriceLine {
        id: Id::new(&row.line.to_string()).ok()?,
        sku: Id::new(row.product.sku).ok(),
        quantity: row.quantity,
        list: fen(row.list_fen())?,
        cost: None,
        floor: None,
    })
}
