//! Properties of the month close. Worked cases stand in the vectors `month_*`.

use alloc::collections::BTreeMap;
use alloc::string::ToString;
use alloc::vec::Vec;

use proptest::prelude::*;

use super::*;
use crate::agent::AgentState;
use crate::calendar::{Date, Month};
use crate::commission::{Line, Link, MovementKind, Order, RefundReason};
use crate::document::Id;
use crate::money::Money;
use crate::reason::{Detail, Reasons};
use crate::rulebook::Rulebook;

const PERIOD: &str = "2026-10";

fn rulebook() -> Rulebook {
    Rulebook::parse(
        r#"{"name": "shop", "version": "1", "effective_from": "2026-01-01",
        "agent": {"tiers": [{"id": "bronze", "keep": {"metric": "own_net_sales", "at_least": "5.00"}},
            {"id": "silver", "reach": {"metric": "whole_team_net_sales", "at_least": "20.00"}}]},
        "commission": {"residual": "house", "rounding": "half_up", "levels": 2, "pools": [{"id": "ops", "rate": "2%", "members": {"p": 1, "q": 2}}],
            "roles": {"direct": {"rate": "12.5%"}, "sponsor": {"rate": "3.3%"}, "sponsor_2": {"rate": "1.1%"}}}}"#,
    )
    .unwrap()
}

fn id(text: impl ToString) -> Id {
    Id::new(&text.to_string()).unwrap()
}

fn fen(minor: i64) -> Money {
    Money::from_minor(minor).unwrap()
}

fn day(day: u8) -> Date {
    Date::new(2026, 10, day).unwrap()
}

/// Agents a0 … a4, each sponsored by the one before.
fn agents() -> Vec<AgentRecord> {
    let record = |n: usize| AgentRecord {
        state: AgentState::admitted(id(format_args!("a{n}")), id("bronze"), day(1)),
        sponsor: (n > 0).then(|| id(format_args!("a{}", n - 1))),
        customers: 0,
        facts: crate::agent::Facts::default(),
    };
    (0..5).map(record).collect()
}

/// A line: what was paid, whether its supplier's cost is known, and what is refunded of it, as eighths with a day and a reason.
type LineSeed = (i64, Option<i64>, Vec<(u8, u8, bool)>);

prop_compose! {
    fn line()(
        paid in 0_i64..3000, cost in proptest::option::of(0_i64..3500),
        refunds in proptest::collection::vec((0_u8..3, 1_u8..=31, any::<bool>()), 0..3),
    ) -> LineSeed { (paid, cost, refunds) }
}

prop_compose! {
    fn sales()(seeds in proptest::collection::vec(
        (0_usize..5, 0_usize..6, 1_u8..=28, proptest::option::of(1_u8..=31), proptest::collection::vec(line(), 1..4)), 0..12,
    )) -> Vec<Sale> {
        seeds.into_iter().enumerate().map(|(at, (agent, buyer, placed, received, lines))| sale(at, agent, buyer, placed, received, &lines)).collect()
    }
}

fn sale(at: usize, agent: usize, buyer: usize, placed: u8, received: Option<u8>, lines: &[LineSeed]) -> Sale {
    let chain = (0..=agent).rev().map(|n| Link { agent: id(format_args!("a{n}")), tier: None, rate: None });
    let order_lines = lines.iter().enumerate().map(|(n, (paid, cost, _))| Line {
        id: id(n),
        sku: None,
        category: None,
        quantity: 1,
        paid: fen(*paid),
        cost: cost.map(fen),
        supplier: cost.map(|_| id("supplier")),
    });
    let refunds = lines.iter().enumerate().flat_map(|(n, (paid, _, refunds))| {
        refunds.iter().map(move |(eighths, on, returned)| LineRefund {
            line: id(n),
            // Never before the sale.
            on: day((*on).max(placed)),
            amount: fen(paid * i64::from(*eighths) / 8),
            reason: Some(if *returned { RefundReason::Returned } else { RefundReason::Compensation }),
        })
    });
    Sale {
        order: Order {
            id: id(format_args!("o{at}")),
            placed_on: day(placed),
            buyer: Some(id(format_args!("c{buyer}"))),
            chain: chain.collect(),
            mentor: None,
            lines: order_lines.collect(),
        },
        paid_on: None,
        received_on: received.map(day),
        new_customer: at.is_multiple_of(3),
        refunds: refunds.collect(),
    }
}

fn chunk(sales: &[Sale]) -> Chunk {
    let period = Month::parse(PERIOD).unwrap();
    Chunk { period, sales: sales.into(), late_refunds: Vec::new(), receipts: Vec::new() }
}

fn with_books<T>(run: impl FnOnce(&Books<'_>) -> T) -> T {
    let rulebook = rulebook();
    let books = Books {
        agent: rulebook.agent().unwrap(),
        commission: rulebook.commission().unwrap(),
        currency: rulebook.currency(),
    };
    run(&books)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// However a month is cut into chunks, and however they are merged, it comes to the same sums; so it does when the orders
    /// stand in another order (T2).
    #[test]
    fn a_month_is_the_same_in_any_chunks(sales in sales(), cut in 0_usize..12, second in 0_usize..12) {
        with_books(|books| {
            let partial = |sales: &[Sale]| absorb(books, &chunk(sales), &mut |_| {}).unwrap();
            let whole = partial(&sales);
            let (cut, second) = (cut.min(sales.len()), second.min(sales.len()));
            let (low, high) = (cut.min(second), cut.max(second));
            let [a, b, c] = [partial(&sales[..low]), partial(&sales[low..high]), partial(&sales[high..])];
            let left = merge(merge(a.clone(), b.clone()).unwrap(), c.clone()).unwrap();
            let right = merge(c, merge(b, a).unwrap()).unwrap();
            let mut turned = sales.clone();
            turned.reverse();
            turned.iter_mut().for_each(|sale| sale.refunds.reverse());
            prop_assert_eq!(&left, &whole);
            prop_assert_eq!(&right, &whole);
            prop_assert_eq!(&partial(&turned), &whole);
            Ok(())
        })?;
    }

    /// Σ over statements and house = Σ orders, each statement ties to its postings and closes as published.
    #[test]
    fn statements_sum_to_the_orders_and_tie_to_postings(sales in sales()) {
        with_books(|books| {
            let mut postings: BTreeMap<(Id, MovementKind), i64> = BTreeMap::new();
            let partial = absorb(books, &chunk(&sales), &mut |posting| {
                *postings.entry((posting.party, posting.kind)).or_default() += posting.amount.minor();
            }).unwrap();
            let request = CloseRequest { partial, agents: agents(), accounts: Vec::new(), payments: Vec::new() };
            let closed = close(books, &request, &mut Reasons::new(Detail::Full)).unwrap();

            let paid: i64 = sales.iter().flat_map(|sale| &sale.order.lines).map(|line| line.paid.minor()).sum();
            let refunded: i64 = sales.iter().flat_map(|sale| &sale.refunds).map(|refund| refund.amount.minor()).sum();
            prop_assert_eq!(closed.net.minor(), paid - refunded);
            let all = || closed.statements.iter().chain([&closed.house]);
            prop_assert_eq!(all().map(|statement| statement.earned.minor()).sum::<i64>(), paid);
            prop_assert_eq!(all().map(|statement| statement.clawed_back.minor()).sum::<i64>(), refunded);
            for statement in all() {
                let posted = |kind| postings.get(&(statement.party.clone(), kind)).copied().unwrap_or_default();
                prop_assert_eq!(statement.earned.minor(), posted(MovementKind::Earned));
                prop_assert_eq!(statement.clawed_back.minor(), posted(MovementKind::ClawedBack));
                prop_assert_eq!(
                    statement.closing.minor(),
                    statement.opening.minor() + statement.earned.minor() - statement.clawed_back.minor()
                );
                prop_assert_eq!(statement.account.value().unwrap(), statement.closing);
            }
            Ok(())
        })?;
    }

    /// The figures that agents are assessed by are those of the orders they sold.
    #[test]
    fn figures_are_those_of_the_orders(sales in sales()) {
        with_books(|books| {
            let partial = absorb(books, &chunk(&sales), &mut |_| {}).unwrap();
            let request = CloseRequest { partial, agents: agents(), accounts: Vec::new(), payments: Vec::new() };
            let closed = close(books, &request, &mut Reasons::none()).unwrap();
            let net = |sale: &Sale| -> i64 {
                let paid: i64 = sale.order.lines.iter().map(|line| line.paid.minor()).sum();
                paid - sale.refunds.iter().map(|refund| refund.amount.minor()).sum::<i64>()
            };
            let sold_by = |n: usize| { let agent = id(format_args!("a{n}")); sales.iter().filter(move |sale| sale.order.chain[0].agent == agent) };
            for (n, assessed) in closed.assessments.iter().enumerate() {
                let facts = &assessed.facts;
                prop_assert_eq!(facts.own_net_sales.minor(), sold_by(n).map(net).sum::<i64>());
                let below: i64 = (n + 1..5).flat_map(sold_by).map(net).sum();
                prop_assert_eq!(facts.whole_team_net_sales.minor(), below);
                prop_assert_eq!(facts.orders as usize, sold_by(n).filter(|sale| net(sale) > 0).count());
                let mut buyers: BTreeMap<&Id, u64> = BTreeMap::new();
                for sale in sold_by(n).filter(|sale| net(sale) > 0) {
                    *buyers.entry(sale.order.buyer.as_ref().unwrap()).or_default() += 1;
                }
                prop_assert_eq!(facts.active_customers, buyers.len() as u64);
                prop_assert_eq!(facts.repeat_customers, buyers.values().filter(|orders| **orders > 1).count() as u64);
            }
            Ok(())
        })?;
    }
}

/// What one month leaves pending, frozen or owed is what the next month opens with.
#[test]
fn a_month_opens_with_what_the_last_one_left() {
    with_books(|books| {
        let line: LineSeed = (10_000, None, Vec::new());
        let october = absorb(books, &chunk(&[sale(0, 0, 0, 28, Some(30), &[line])]), &mut |_| {}).unwrap();
        let request =
            CloseRequest { partial: october, agents: Vec::new(), accounts: Vec::new(), payments: Vec::new() };
        let closed = close(books, &request, &mut Reasons::none()).unwrap();
        let october = closed.statements.iter().find(|statement| statement.party == id("a0")).unwrap();
        assert_eq!(
            (october.closing.minor(), october.released.minor()),
            (1250, 0),
            "frozen through 6 November"
        );

        let account = PartyAccount { party: id("a0"), account: october.account.clone() };
        let november = Partial::empty(Month::parse("2026-11").unwrap());
        let request = CloseRequest {
            partial: november,
            agents: Vec::new(),
            accounts: [account].into(),
            payments: Vec::new(),
        };
        let closed = close(books, &request, &mut Reasons::none()).unwrap();
        let november = &closed.statements[0];
        assert_eq!(
            (november.opening.minor(), november.released.minor(), november.closing.minor()),
            (1250, 1250, 1250)
        );
        assert_eq!(november.account.payable.minor(), 1250);
    });
}
