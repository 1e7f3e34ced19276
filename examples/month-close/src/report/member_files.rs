//! The files of VIP customers, their balances, and GMV.

use std::collections::BTreeMap;

use siyu::Id;
use siyu::balance::Account;
use siyu::document::{self, Choice};
use siyu::money::{Currency, Money};
use siyu::vip::Step;

use super::files::{OutFolder, csv_text, or_empty};
use super::text::Teller;
use super::vip::VipTeller;
use crate::closed::{Beside, ClosedMonth};
use crate::failure::Failure;
use crate::vip::{Colours, CustomerMonth, LevelStep, VipMonth};

/// Writes what there is of them.
pub fn write(out: &OutFolder, month: &ClosedMonth, teller: Teller) -> Result<(), Failure> {
    let currency = teller.currency;
    let Beside { vip, gmv, customers } = &month.beside;
    if let Some(vip) = vip {
        out.write("customers.csv", &customers_csv(vip))?;
        let accounts = vip.customers.iter().map(|one| (one.customer.id.clone(), one.account.clone()));
        let accounts: BTreeMap<Id, Account> =
            accounts.filter(|(_, one)| *one != Account::default()).collect();
        out.write("balances.json", document::to_json(&accounts, currency).as_bytes())?;
        out.write("balances.csv", &balances_csv(vip, currency))?;
        out.write("refund_legs.csv", &refund_legs_csv(vip, currency))?;
        let named = VipTeller { rulebook: &month.rulebook, teller };
        out.write("vip.csv", &vip_csv(vip, named))?;
        out.write("vip_prices.csv", &vip_prices_csv(vip, currency))?;
    }
    if let Some(segments) = customers {
        out.write("segments.json", document::to_json(segments, currency).as_bytes())?;
    }
    if let Some(gmv) = gmv {
        out.write("gmv.json", document::to_json(&gmv.history, currency).as_bytes())?;
        if let Some(change) = &gmv.change {
            out.write("gmv_change.json", document::to_json(change, currency).as_bytes())?;
        }
    }
    Ok(())
}

/// What the next month begins with.
fn customers_csv(vip: &VipMonth) -> Vec<u8> {
    let header = ["customer", "born_on", "first_purchase_on", "level", "level_since", "birthday_used"];
    let rows = vip.customers.iter().map(|month| {
        let customer = &month.customer;
        [
            customer.id.to_string(),
            or_empty(customer.born_on.as_ref()),
            or_empty(customer.first_purchase_on.as_ref()),
            or_empty(customer.level.as_ref().map(|current| &current.level)),
            or_empty(customer.level.as_ref().map(|current| &current.since)),
            or_empty(customer.birthday_used.as_ref()),
        ]
    });
    csv_text(header, rows)
}

fn vip_csv(vip: &VipMonth, named: VipTeller<'_>) -> Vec<u8> {
    let header = [
        "customer",
        "level_before",
        "changes",
        "level",
        "since",
        "review_on",
        "ends_on",
        "counted",
        "next_level",
        "missing",
        "reasons",
    ];
    let rows = vip.customers.iter().filter_map(|month| vip_row(month, named));
    csv_text(header, rows)
}

/// A customer's levels over the month; nothing where the rulebook has none.
fn vip_row(month: &CustomerMonth, named: VipTeller<'_>) -> Option<[String; 11]> {
    let standing = &month.steps.last()?.standing;
    let currency = named.teller.currency;
    let change = |step: &LevelStep| {
        let level = or_empty(step.standing.level.as_ref());
        format!("{} {} {level}", step.on, step.standing.change.slug()).trim_end().to_owned()
    };
    let changes: Vec<String> = month.moves().map(change).collect();
    let why = month.moves().last().or(month.steps.last())?;
    let next = standing.next.as_ref();
    Some([
        month.customer.id.to_string(),
        or_empty(month.opening_level()),
        changes.join("; "),
        or_empty(standing.level.as_ref()),
        or_empty(standing.since.as_ref()),
        or_empty(standing.review_on.as_ref()),
        or_empty(standing.ends_on.as_ref()),
        standing.counted.to_text(currency),
        or_empty(next.map(|next| &next.level)),
        next.map(|next| next.missing.to_text(currency)).unwrap_or_default(),
        named.sentences(why.reasons.iter()),
    ])
}

/// One of two colours.
type ColourOf = fn(Colours) -> Money;

/// Opening, every change, closing: first of principal, then of bonus.
fn balances_csv(vip: &VipMonth, currency: Currency) -> Vec<u8> {
    let header = [
        "customer",
        "colour",
        "opening",
        "topped_up",
        "spent",
        "restored",
        "refunded",
        "lapsed",
        "closed",
        "reopened",
        "exchanged",
        "closing",
    ];
    let colours: [(&str, ColourOf); 2] =
        [("principal", |colours| colours.principal), ("bonus", |colours| colours.bonus)];
    let rows = vip.customers.iter().flat_map(|month| {
        colours.map(|(name, of)| {
            let changes = month.sums.changes.map(|change| of(change).to_text(currency));
            let [topped_up, spent, restored, refunded, lapsed, closed, reopened, exchanged] = changes;
            [
                month.customer.id.to_string(),
                name.to_owned(),
                of(month.sums.opening).to_text(currency),
                topped_up,
                spent,
                restored,
                refunded,
                lapsed,
                closed,
                reopened,
                exchanged,
                of(month.sums.closing).to_text(currency),
            ]
        })
    });
    csv_text(header, rows)
}

/// What the treasury pays.
fn refund_legs_csv(vip: &VipMonth, currency: Currency) -> Vec<u8> {
    let header =
        ["refund", "customer", "on", "cause", "basis", "top_up", "route", "channel", "amount", "age_days"];
    let rows = vip.refunds().flat_map(|(month, refund)| {
        refund.legs.iter().map(move |leg| {
            [
                refund.id.to_string(),
                month.customer.id.to_string(),
                refund.on.to_string(),
                refund.cause.slug().to_owned(),
                refund.quote.applies.map(Choice::slug).unwrap_or_default().to_owned(),
                leg.lot.to_string(),
                leg.route.slug().to_owned(),
                or_empty(leg.channel.as_ref()),
                leg.amount.to_text(currency),
                leg.age_days.to_string(),
            ]
        })
    });
    csv_text(header, rows)
}

fn vip_prices_csv(vip: &VipMonth, currency: Currency) -> Vec<u8> {
    let header = [
        "order",
        "customer",
        "on",
        "level",
        "list",
        "level_discount",
        "birthday_discount",
        "payable",
        "paid",
    ];
    let rows = vip.prices.orders.iter().map(|order| {
        let money = |amount: Money| amount.to_text(currency);
        [
            order.order.to_string(),
            order.customer.to_string(),
            order.on.to_string(),
            order.level.to_string(),
            money(order.priced.list),
            money(order.step(Step::Level)),
            money(order.step(Step::Birthday)),
            money(order.priced.payable),
            money(order.paid),
        ]
    });
    csv_text(header, rows)
}
