//! Random small shops and rulebooks, closed by call.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

use proptest::collection::vec as several;
use proptest::option::of as maybe;
use proptest::prelude::*;
use proptest::sample::select;

use crate::agent::{AgentState, Facts};
use crate::calendar::{Date, Month};
use crate::commission::{self, Link, RefundReason};
use crate::document::Id;
use crate::error::Error;
use crate::money::Money;
use crate::month::{self, AgentRecord, Books, Chunk, CloseRequest, LineRefund, Partial, Sale};
use crate::reason::Reasons;
use crate::rulebook::Rulebook;

pub(super) const SUPPLIERS: usize = 2;
const TIERS: [&str; 3] = ["bronze", "silver", "gold"];
const SKUS: [&str; 3] = ["tea", "cup", "none"];
const CATEGORIES: [&str; 2] = ["food", "other"];

#[derive(Debug, Clone)]
pub(super) struct Shop {
    pub(super) rulebook: String,
    /// Whether the lines' overrides are handed in.
    pub(super) has_overrides: bool,
    pub(super) knows_costs: bool,
    pub(super) has_quantities: bool,
    pub(super) sponsor: Vec<u32>,
    pub(super) tier: Vec<u8>,
    pub(super) orders: Vec<Order>,
}

#[derive(Debug, Clone)]
pub(super) struct Order {
    id: usize,
    pub(super) lines: Vec<Line>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub(super) agent: Option<u32>,
    pub(super) is_buyer: bool,
    pub(super) paid: i64,
    pub(super) cancelled: i64,
    pub(super) returned: i64,
    pub(super) compensation: i64,
    pub(super) cost: Option<i64>,
    pub(super) supplier: Option<u32>,
    pub(super) quantity: u32,
    sku: &'static str,
    category: &'static str,
    pub(super) orders: u8,
}

impl Line {
    pub(super) fn sku_place(&self, rulebook: &Rulebook) -> u32 {
        place(rulebook.commission_columns().unwrap().skus(), self.sku)
    }

    pub(super) fn category_place(&self, rulebook: &Rulebook) -> u32 {
        place(rulebook.commission_columns().unwrap().categories(), self.category)
    }
}

fn place(names: &[Id], name: &str) -> u32 {
    names.iter().position(|one| one.as_str() == name).map_or(u32::MAX, |at| u32::try_from(at).unwrap())
}

fn id(text: impl ToString) -> Id {
    Id::new(&text.to_string()).unwrap()
}

fn agent(number: u32) -> Id {
    id(format!("a{number:03}"))
}

fn fen(minor: i64) -> Money {
    Money::from_minor(minor).unwrap()
}

fn period() -> Month {
    Month::parse("2026-10").unwrap()
}

/// What the calls come to.
#[derive(Debug)]
pub(super) struct Called {
    pub(super) earned: Vec<i64>,
    pub(super) clawed_back: Vec<i64>,
    pub(super) own: Vec<i64>,
    pub(super) direct_team: Vec<i64>,
    pub(super) whole_team: Vec<i64>,
    pub(super) profit: Vec<i64>,
    pub(super) orders: Vec<i64>,
    pub(super) supplier_earned: Vec<i64>,
    pub(super) supplier_clawed_back: Vec<i64>,
    pub(super) house: (i64, i64),
    pub(super) totals: (i64, i64, i64),
}

impl Shop {
    pub(super) fn is_differential(&self) -> bool {
        self.rulebook.contains("differential")
    }

    fn sale(&self, order: &Order) -> Sale {
        let first = &order.lines[0];
        let above = |at: &u32| Some(self.sponsor[*at as usize]).filter(|sponsor| *sponsor != u32::MAX);
        let chain = core::iter::successors(first.agent, above).map(|at| Link {
            agent: agent(at),
            tier: Some(id(TIERS[usize::from(self.tier[at as usize])])),
            rate: None,
        });
        let lines = order.lines.iter().enumerate().map(|(at, line)| commission::Line {
            id: id(at),
            sku: self.has_overrides.then(|| id(line.sku)),
            category: self.has_overrides.then(|| id(line.category)),
            quantity: if self.has_quantities { line.quantity.into() } else { 1 },
            paid: fen(line.paid - line.cancelled),
            cost: line.cost.filter(|_| self.knows_costs).map(fen),
            supplier: line.supplier.filter(|_| self.knows_costs).map(|at| id(format!("s{at}"))),
        });
        let day = Date::new(2026, 10, 9).unwrap();
        let refunds = order.lines.iter().enumerate().flat_map(|(at, line)| {
            let both =
                [(line.returned, RefundReason::Returned), (line.compensation, RefundReason::Compensation)];
            let refund = move |(amount, reason): (i64, RefundReason)| LineRefund {
                line: id(at),
                on: day,
                amount: fen(amount),
                reason: Some(reason),
            };
            both.into_iter().filter(|(amount, _)| *amount != 0).map(refund)
        });
        Sale {
            order: commission::Order {
                id: id(format!("o{}", order.id)),
                placed_on: day,
                buyer: first.agent.filter(|_| first.is_buyer).map(agent),
                chain: chain.collect(),
                mentor: None,
                lines: lines.collect(),
            },
            paid_on: None,
            received_on: None,
            new_customer: false,
            refunds: refunds.collect(),
        }
    }

    pub(super) fn by_call(&self, rulebook: &Rulebook, orders: &[Order]) -> Result<Partial, Error> {
        let sales = orders.iter().map(|order| self.sale(order)).collect();
        let chunk = Chunk { period: period(), sales, late_refunds: Vec::new(), receipts: Vec::new() };
        month::absorb(&books(rulebook), &chunk, &mut |_| {})
    }

    pub(super) fn closed_by_call(&self, rulebook: &Rulebook, orders: &[Order]) -> Called {
        let partial = self.by_call(rulebook, orders).unwrap();
        let agents = (0_u32..).zip(self.sponsor.iter().zip(&self.tier));
        let agents = agents.map(|(at, (sponsor, tier))| AgentRecord {
            state: AgentState::admitted(
                agent(at),
                id(TIERS[usize::from(*tier)]),
                Date::new(2026, 10, 1).unwrap(),
            ),
            sponsor: (*sponsor != u32::MAX).then(|| agent(*sponsor)),
            customers: 0,
            facts: Facts::default(),
        });
        let request =
            CloseRequest { partial, agents: agents.collect(), accounts: Vec::new(), payments: Vec::new() };
        let closed = month::close(&books(rulebook), &request, &mut Reasons::none()).unwrap();
        let statement = |party: &Id| {
            let stated = closed.statements.iter().find(|statement| statement.party == *party);
            stated.map_or((0, 0), |statement| (statement.earned.minor(), statement.clawed_back.minor()))
        };
        let numbers = || 0..u32::try_from(self.sponsor.len()).unwrap();
        let suppliers = || (0..SUPPLIERS).map(|at| id(format!("s{at}")));
        let figure = |of: fn(&crate::agent::PeriodFacts) -> i64| {
            closed.assessments.iter().map(|one| of(&one.facts)).collect()
        };
        Called {
            earned: numbers().map(|at| statement(&agent(at)).0).collect(),
            clawed_back: numbers().map(|at| statement(&agent(at)).1).collect(),
            own: figure(|facts| facts.own_net_sales.minor()),
            direct_team: figure(|facts| facts.direct_team_net_sales.minor()),
            whole_team: figure(|facts| facts.whole_team_net_sales.minor()),
            profit: figure(|facts| facts.profit.minor()),
            orders: figure(|facts| i64::try_from(facts.orders).unwrap()),
            supplier_earned: suppliers().map(|party| statement(&party).0).collect(),
            supplier_clawed_back: suppliers().map(|party| statement(&party).1).collect(),
            house: (closed.house.earned.minor(), closed.house.clawed_back.minor()),
            totals: (
                closed.totals.gross.minor(),
                closed.totals.refunded.minor(),
                i64::try_from(closed.totals.lines).unwrap(),
            ),
        }
    }
}

fn books(rulebook: &Rulebook) -> Books<'_> {
    Books {
        agent: rulebook.agent().unwrap(),
        commission: rulebook.commission().unwrap(),
        currency: rulebook.currency(),
    }
}

fn rate() -> impl Strategy<Value = String> {
    prop_oneof![3 => 0_u32..160_000, 1 => 0_u32..1_000_000]
        .prop_map(|ppm| crate::money::Rate::from_ppm(ppm).unwrap().to_text())
}

/// A role's rates: those of tiers where the mode looks at them.
fn role(rates: [String; 3], mode: &str, by_tier: bool) -> String {
    let [bronze, silver, gold] = rates;
    if mode == "differential" || mode == "by_tier" && by_tier {
        format!(r#"{{"by_tier": {{"bronze": "{bronze}", "silver": "{silver}", "gold": "{gold}"}}}}"#)
    } else {
        format!(r#"{{"rate": "{bronze}"}}"#)
    }
}

fn cap() -> impl Strategy<Value = Option<String>> {
    let priority =
        select(vec!["", r#""sponsor""#, r#""direct", "sponsor_2""#, r#""sponsor_2", "sponsor", "direct""#]);
    let policy = select(vec!["cut", "scale", "reject"]);
    maybe((maybe(rate()), policy, priority).prop_map(|(share, policy, priority)| {
        let share = share.map_or_else(String::new, |share| format!(r#""share": "{share}", "#));
        let priority = if policy == "cut" { priority } else { "" };
        format!(r#"{{{share}"policy": "{policy}", "priority": [{priority}]}}"#)
    }))
}

fn overrides() -> impl Strategy<Value = String> {
    let place = select(vec![("sku", "tea"), ("sku", "cup"), ("category", "food")]);
    let terms = prop_oneof![
        rate().prop_map(|rate| format!(r#""rate": "{rate}""#)),
        (0_u32..900).prop_map(|fen| format!(r#""per_unit": "{}.{:02}""#, fen / 100, fen % 100))
    ];
    let one = (place, select(vec!["direct", "sponsor", "sponsor_2"]), terms);
    several(one, 0..4).prop_map(|list| {
        let mut known = Vec::new();
        let list = list.into_iter().filter(|(place, role, _)| {
            let is_new = !known.contains(&(*place, *role));
            known.push((*place, *role));
            is_new
        });
        let list = list.map(|((field, name), role, terms)| {
            format!(r#"{{"{field}": "{name}", "role": "{role}", {terms}}}"#)
        });
        list.collect::<Vec<_>>().join(", ")
    })
}

fn rulebook() -> impl Strategy<Value = (String, bool)> {
    let words = (
        select(vec!["flat", "by_tier", "differential"]),
        select(vec!["down", "half_up", "half_even", "up"]),
        select(vec!["paid", "paid", "margin"]),
        select(vec!["to_self", "to_sponsor", "not_paid"]),
        select(vec!["cap", "bear"]),
        0_u8..=2,
    );
    let rates = || [rate(), rate(), rate()];
    let by_tier = [any::<bool>(), any::<bool>(), any::<bool>()];
    (words, [rates(), rates(), rates()], by_tier, cap(), overrides()).prop_map(|(words, rates, by_tier, cap, overrides)| {
        let (mode, rounding, basis, self_purchase, cost_cover, levels) = words;
        let names = if mode == "differential" { &["direct"][..] } else { &["direct", "sponsor", "sponsor_2"] };
        let roles = names.iter().zip(rates).zip(by_tier);
        let roles: Vec<String> = roles.map(|((name, rates), by_tier)| format!(r#""{name}": {}"#, role(rates, mode, by_tier))).collect();
        let overrides = if mode == "differential" { String::new() } else { overrides };
        let cap = cap.map_or_else(String::new, |cap| format!(r#""cap": {cap}, "#));
        let has_overrides = !overrides.is_empty();
        let text = format!(
            r#"{{"name": "s", "version": "1", "effective_from": "2026-01-01", "agent": {{"tiers": [{{"id": "bronze"}}, {{"id": "silver"}}, {{"id": "gold"}}]}},
            "commission": {{"residual": "house", "mode": "{mode}", "rounding": "{rounding}", "basis": "{basis}", "levels": {levels}, {cap}"cost_cover": "{cost_cover}",
            "self_purchase": "{self_purchase}", "overrides": [{overrides}], "roles": {{{}}}}}}}"#,
            roles.join(", ")
        );
        (text, has_overrides)
    })
}

/// Sponsors without a cycle, whatever the numbers.
fn tree() -> impl Strategy<Value = (Vec<u32>, Vec<u8>)> {
    (1_usize..9)
        .prop_flat_map(|agents| {
            let order = Just((0..u32::try_from(agents).unwrap()).collect::<Vec<u32>>()).prop_shuffle();
            (
                order,
                several(0_u8..3, agents),
                several(any::<prop::sample::Index>(), agents),
                several(0_u8..5, agents),
            )
        })
        .prop_map(|(order, tiers, picks, roots)| {
            let mut sponsor = vec![u32::MAX; order.len()];
            for (at, agent) in order.iter().enumerate().skip(1) {
                if roots[at] > 0 {
                    sponsor[*agent as usize] = order[picks[at].index(at)];
                }
            }
            (sponsor, tiers)
        })
}

/// Amounts of everyday size, small ones, and now and then one beyond the fast path.
fn paid() -> impl Strategy<Value = i64> {
    prop_oneof![8 => 0_i64..100_000, 3 => 0_i64..12, 1 => 8_796_093_022_000_i64..8_796_093_023_000, 1 => -2_i64..2]
}

prop_compose! {
    fn line(has_refunds: bool)(
        paid in paid(), cancelled in 0_u8..14, refunds in [0_u8..10, 0_u8..10], cost in maybe(0_i64..60_000), supplier in maybe(0_u32..2),
        quantity in prop_oneof![9 => 1_u32..4, 1 => 0_u32..1], sku in select(SKUS.to_vec()), category in select(CATEGORIES.to_vec()),
    ) -> Line {
        let base = paid - if cancelled < 4 { paid / 8 * i64::from(cancelled) } else { 0 };
        let [returned, compensation] = refunds.map(|eighths| if has_refunds && eighths < 6 { base * i64::from(eighths) / 8 } else { 0 });
        Line { agent: None, is_buyer: false, paid, cancelled: paid - base, returned, compensation, cost, supplier, quantity, sku, category, orders: 0 }
    }
}

pub(super) fn shop() -> impl Strategy<Value = Shop> {
    (rulebook(), tree(), any::<[bool; 3]>()).prop_flat_map(
        |((rulebook, has_overrides), (sponsor, tier), [knows_costs, has_quantities, has_refunds])| {
            let agent = maybe(0..u32::try_from(sponsor.len()).unwrap());
            several((agent, any::<bool>(), several(line(has_refunds), 1..4)), 0..10).prop_map(move |orders| {
                let orders = orders.into_iter().enumerate().map(|(id, (agent, is_buyer, mut lines))| {
                    let net = |line: &Line| line.paid - line.cancelled - line.returned - line.compensation;
                    let left: i64 = lines.iter().map(net).sum();
                    for line in &mut lines {
                        (line.agent, line.is_buyer) = (agent, is_buyer && agent.is_some());
                    }
                    lines[0].orders = u8::from(left > 0);
                    Order { id, lines }
                });
                let (rulebook, sponsor, tier) = (rulebook.clone(), sponsor.clone(), tier.clone());
                Shop {
                    rulebook,
                    has_overrides,
                    knows_costs,
                    has_quantities,
                    sponsor,
                    tier,
                    orders: orders.collect(),
                }
            })
        },
    )
}
