use super::*;
use alloc::vec::Vec;

use crate::calendar::Date;
use crate::document::Id;
use crate::gmv::compose::{ComposeRequest, compose};
use crate::gmv::measure::{Measured, measure};
use crate::gmv::orders::{MeasureRequest, Order, OrderKind, Period, Refund};
use crate::money::Money;
use crate::reason::Reasons;

fn id(number: usize) -> Id {
    Id::new(&number.to_string()).unwrap()
}

fn day(number: u8) -> Date {
    Date::new(2026, 3, number + 1).unwrap()
}

/// Orders that may be: paid in part, cancelled, refunded now or later, top-ups.
fn order() -> impl Strategy<Value = Order> {
    let paid = prop::option::weighted(0.8, 0_u64..=100);
    let refund = (0_u8..28, 0_u64..=60);
    (
        0_usize..6,
        0_u8..28,
        0_i64..100_000,
        paid,
        any::<bool>(),
        prop::collection::vec(refund, 0..3),
        0_usize..4,
    )
        .prop_map(|(buyer, placed_on, amount, percent, cancelled, refunds, extra)| {
            let amount = Money::from_minor(amount).unwrap();
            let share = |amount: Money, percent: u64| {
                Money::from_minor(amount.minor() * i64::try_from(percent.min(50) * 2).unwrap() / 100).unwrap()
            };
            let paid = percent.map(|percent| share(amount, percent));
            let half = |percent: u64| share(paid.unwrap_or_default(), percent / 3);
            let refunds = refunds
                .into_iter()
                .map(|(on, percent)| Refund { refunded_on: day(on), amount: half(percent) });
            Order {
                id: id(0),
                buyer: id(buyer),
                placed_on: day(placed_on),
                amount,
                paid,
                cancelled: cancelled && paid.is_none(),
                refunds: refunds.collect(),
                kind: if extra == 0 { OrderKind::TopUp } else { OrderKind::Goods },
                channel: (extra > 1).then(|| id(extra)),
            }
        })
}

fn orders() -> impl Strategy<Value = Vec<Order>> {
    let numbered = |(at, order): (usize, Order)| Order { id: id(at), ..order };
    prop::collection::vec(order(), 0..25)
        .prop_map(move |orders| orders.into_iter().enumerate().map(numbered).collect())
}

fn some_rules() -> impl Strategy<Value = Rules> {
    let variant = prop::sample::select(std::vec![Variant::Placed, Variant::Paid, Variant::Net]);
    let refunds = prop::sample::select(std::vec![RefundPeriod::OrderDate, RefundPeriod::RefundDate]);
    (variant, refunds, mode()).prop_map(|(variant, refunds_in, mode)| Rules {
        variant,
        refunds_in,
        ..rules(mode)
    })
}

fn measured(rules: &Rules, request: &MeasureRequest) -> Measured {
    measure(rules, Currency::CNY, request, &mut Reasons::none()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn the_variants_hang_together(orders in orders(), rules in some_rules()) {
        let request = MeasureRequest { orders, period: None, visitors: Some(1000), sessions: None };
        let measured = measured(&rules, &request);
        let less = |amount: Money, other: Money| amount.minus(other).unwrap();
        let paid = less(less(measured.placed.amount, measured.unpaid), measured.cancelled);
        prop_assert_eq!(paid, measured.paid.amount);
        prop_assert_eq!(less(paid, measured.refunded), measured.net.amount);
        prop_assert!(!measured.unpaid.is_negative() && !measured.net.amount.is_negative());
        prop_assert!(measured.placed.orders >= measured.paid.orders && measured.paid.orders >= measured.net.orders);
        let goods = request.orders.iter().filter(|order| order.kind == OrderKind::Goods);
        prop_assert_eq!(measured.placed.orders, u64::try_from(goods.count()).unwrap());
    }

    #[test]
    fn the_measured_factors_make_the_measured_gmv(orders in orders(), rules in some_rules(), visitors in 6_u64..10_000) {
        let request = MeasureRequest { orders, period: None, visitors: Some(visitors), sessions: None };
        let measured = measured(&rules, &request);
        let Some(factors) = measured.factors else {
            prop_assert!(measured.gmv.is_zero());
            return Ok(());
        };
        let request = ComposeRequest { factors, what_if: Vec::new() };
        let composed = compose(&rules, Currency::CNY, &request, &mut Reasons::none()).unwrap();
        prop_assert_eq!(composed.gmv, measured.gmv);
        prop_assert_eq!(composed.exact, Number::of_money(measured.gmv, Currency::CNY));
    }

    #[test]
    fn the_order_of_the_orders_does_not_matter(orders in orders(), rules in some_rules()) {
        let mut request = MeasureRequest { orders, period: None, visitors: None, sessions: None };
        let before = measured(&rules, &request);
        request.orders.reverse();
        prop_assert_eq!(measured(&rules, &request), before);
    }

    /// T6 for money: two periods that meet say together what the whole says.
    #[test]
    fn neighbouring_periods_sum_to_the_whole(orders in orders(), rules in some_rules(), cut in 1_u8..27) {
        let within = |from: u8, until: Date| MeasureRequest {
            orders: orders.clone(),
            period: Some(Period { from: day(from), until }),
            visitors: None,
            sessions: None,
        };
        let end = Date::new(2026, 4, 1).unwrap();
        let first = measured(&rules, &within(0, day(cut)));
        let second = measured(&rules, &within(cut, end));
        let whole = measured(&rules, &within(0, end));
        let amounts = |measured: &Measured| {
            [measured.placed.amount, measured.paid.amount, measured.net.amount, measured.refunded, measured.top_ups]
        };
        for ((a, b), both) in amounts(&first).into_iter().zip(amounts(&second)).zip(amounts(&whole)) {
            prop_assert_eq!(a.plus(b).unwrap(), both);
        }
        prop_assert_eq!(first.paid.orders + second.paid.orders, whole.paid.orders);
    }

    #[test]
    fn channels_sum_to_the_whole_where_every_order_has_one(orders in orders(), rules in some_rules()) {
        let named = |order: Order| Order { channel: order.channel.clone().or(Some(id(9))), ..order };
        let orders = orders.into_iter().map(named).collect();
        let measured = measured(&rules, &MeasureRequest { orders, period: None, visitors: None, sessions: None });
        prop_assert_eq!(Money::sum(measured.channels.values().map(|channel| channel.amount)).unwrap(), measured.gmv);
    }
}
