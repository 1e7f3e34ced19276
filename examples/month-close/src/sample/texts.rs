//! The files of a month of the sample shop, as a user would have them.

use siyu::calendar::Month;
use siyu::money::{Currency, Money};

use super::members::{Member, SpendRow, TopUpRow};
use super::people::Person;
use super::trade::{OrderRow, ReceivedRow, RefundRow, UnpaidRow, yuan};
use super::vip::{BalanceRefundRow, RestoreRow};
use crate::report::files::csv_text;

fn money(amount: Money) -> String {
    amount.to_text(Currency::CNY)
}

pub fn agents(people: &[Person], first: usize, month: Month) -> Vec<u8> {
    let header =
        ["agent", "name", "sponsor", "tier", "joined_on", "misses", "last_assessed", "lifetime_spend"];
    let rows = people.iter().skip(first).map(|person| {
        let before = month.previous().filter(|before| Month::of(person.joined_on) <= *before);
        [
            person.id.clone(),
            person.name.clone(),
            person.sponsor.map(|at| people[at].id.clone()).unwrap_or_default(),
            person.tier.into(),
            person.joined_on.to_string(),
            person.misses.to_string(),
            before.map(|month| month.to_string()).unwrap_or_default(),
            yuan(person.lifetime_spend_fen),
        ]
    });
    csv_text(header, rows)
}

pub fn orders(rows: &[OrderRow]) -> Vec<u8> {
    let header = [
        "order",
        "line",
        "placed_on",
        "paid_on",
        "received_on",
        "buyer",
        "agent",
        "sku",
        "category",
        "quantity",
        "paid",
        "list",
        "cost",
        "supplier",
        "new_customer",
    ];
    let rows = rows.iter().map(|row| {
        [
            row.order.clone(),
            row.line.to_string(),
            row.placed_on.to_string(),
            row.placed_on.to_string(),
            row.received_on.map(|date| date.to_string()).unwrap_or_default(),
            row.buyer.clone(),
            row.agent.clone().unwrap_or_default(),
            row.product.sku.into(),
            row.product.category.into(),
            row.quantity.to_string(),
            yuan(row.paid_fen),
            yuan(row.list_fen()),
            yuan(row.product.cost_fen * row.quantity),
            row.product.supplier.into(),
            row.new_customer.to_string(),
        ]
    });
    csv_text(header, rows)
}

pub fn refunds(rows: &[RefundRow]) -> Vec<u8> {
    let rows = rows.iter().map(|row| {
        [row.order.clone(), row.line.to_string(), row.on.to_string(), yuan(row.amount_fen), row.reason.into()]
    });
    csv_text(["order", "line", "on", "amount", "reason"], rows)
}

pub fn received(rows: &[ReceivedRow]) -> Vec<u8> {
    let rows = rows.iter().map(|row| [row.order.clone(), row.received_on.to_string()]);
    csv_text(["order", "received_on"], rows)
}

pub fn customers<'m>(members: impl Iterator<Item = &'m Member>) -> Vec<u8> {
    let rows = members.map(|member| {
        let bought = member.bought_before.map(|date| date.to_string()).unwrap_or_default();
        [member.id.to_string(), member.born_on.to_string(), bought]
    });
    csv_text(["customer", "born_on", "first_purchase_on"], rows)
}

pub fn top_ups(rows: &[TopUpRow]) -> Vec<u8> {
    let rows = rows.iter().map(|row| {
        let (id, customer) = (row.id.to_string(), row.customer.to_string());
        [id, customer, row.on.to_string(), money(row.paid), row.channel.to_string()]
    });
    csv_text(["id", "customer", "on", "paid", "channel"], rows)
}

pub fn spends(rows: &[SpendRow]) -> Vec<u8> {
    let rows = rows.iter().map(|row| {
        let (order, customer) = (row.order.to_string(), row.customer.to_string());
        [order, customer, row.on.to_string(), money(row.amount), money(row.list_value)]
    });
    csv_text(["order", "customer", "on", "amount", "list_value"], rows)
}

pub fn restores(rows: &[RestoreRow]) -> Vec<u8> {
    let rows = rows
        .iter()
        .map(|row| [row.id.clone(), row.order.to_string(), row.customer.to_string(), row.on.to_string()]);
    csv_text(["id", "order", "customer", "on"], rows)
}

pub fn balance_refunds(rows: &[BalanceRefundRow]) -> Vec<u8> {
    let rows = rows
        .iter()
        .map(|row| [row.id.clone(), row.customer.to_string(), row.on.to_string(), "consumer".into()]);
    csv_text(["id", "customer", "on", "cause"], rows)
}

pub fn unpaid(rows: &[UnpaidRow]) -> Vec<u8> {
    let rows = rows.iter().map(|row| {
        let (order, buyer) = (row.order.clone(), row.buyer.clone());
        [order, row.placed_on.to_string(), buyer, yuan(row.amount_fen), row.cancelled.to_string()]
    });
    csv_text(["order", "placed_on", "buyer", "amount", "cancelled"], rows)
}

pub fn visitors(month: Month, visitors: u64) -> Vec<u8> {
    csv_text(["month", "visitors"], [[month.to_string(), visitors.to_string()]].into_iter())
}
