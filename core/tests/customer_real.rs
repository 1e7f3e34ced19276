//! Customers of real shops, against plain loops over the same files and the figures that others published.

mod real;

use std::collections::{BTreeMap, BTreeSet};

use real::{Invoice, Purchase, data, invoices, plain_minor, purchases, text};
use siyu::calendar::Date;
use siyu::column::{Cell as _, Slices};
use siyu::customer::{
    AbsorbBatch, Customer, Order, Period, RepurchaseRate, Segments, SegmentsBatch, SegmentsRequest,
    TwoPeriods,
};
use siyu::money::Money;
use siyu::operation::{customer_absorb_columns, customer_segments, customer_segments_columns};
use siyu::{Detail, Id, Rulebook};

fn rulebook(section: &str) -> Rulebook {
    let text = format!(
        r#"{{"name": "real", "version": "1", "effective_from": "1990-01-01", "currency": "USD", "customer": {section}}}"#
    );
    Rulebook::parse(&text).unwrap_or_else(|findings| panic!("{findings}"))
}

fn date(day: &str) -> Date {
    Date::parse(day).unwrap()
}

fn cdnow_day(day: &str) -> Date {
    date(&format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]))
}

fn customers(purchases: &[Purchase<'_>]) -> BTreeMap<Id, Customer> {
    let mut customers: BTreeMap<Id, Customer> = BTreeMap::new();
    for (row, (customer, day, dollars)) in purchases.iter().enumerate() {
        let order = Order {
            id: Id::new(&format!("row {row}")).unwrap(),
            on: cdnow_day(day),
            paid: Money::from_minor(plain_minor(dollars, 2)).unwrap(),
            refunded: Money::ZERO,
        };
        let new = || Customer { orders: Vec::new(), reachable: true };
        customers.entry(Id::new(customer).unwrap()).or_insert_with(new).orders.push(order);
    }
    customers
}

fn segments(section: &str, as_of: &str, customers: &BTreeMap<Id, Customer>) -> Segments {
    asked(section, as_of, customers, None, None)
}

fn asked(
    section: &str,
    as_of: &str,
    customers: &BTreeMap<Id, Customer>,
    period: Option<Period>,
    returned: Option<TwoPeriods>,
) -> Segments {
    let customers = customers.clone().into_iter().collect();
    let request = SegmentsRequest { as_of: date(as_of), customers, period, returned };
    customer_segments(&rulebook(section), &request, Detail::None).unwrap().outcome
}

fn counts(rate: &Option<RepurchaseRate>) -> (u64, u64) {
    let rate = rate.as_ref().unwrap();
    (rate.again, rate.of)
}

fn period(from: &str, until: &str) -> Period {
    Period { from: date(from), until: date(until) }
}

/// The sample as the literature has it. One of its customers bought for nothing only, which is an order to it and none to siyu: a fen
/// is put in for each such purchase where orders are counted.
#[test]
fn cdnow_sample_is_as_published() {
    let Some(data) = data() else { return };
    let text = text(&data.join("cdnow/CDNOW_sample.txt.gz"));
    let purchases = purchases(&text, [1, 2, 4]);
    let free = purchases.iter().filter(|(_, _, dollars)| plain_minor(dollars, 2) == 0).count();
    assert_eq!((purchases.len(), free), (6_919, 8));
    let counted: Vec<Purchase<'_>> = purchases
        .iter()
        .map(|(customer, day, dollars)| {
            (*customer, *day, if plain_minor(dollars, 2) == 0 { "0.01" } else { *dollars })
        })
        .collect();
    let counted = customers(&counted);

    let of_1997 = segments("{}", "1997-12-31", &counted);
    let classes: Vec<u64> = of_1997.classes.iter().map(|class| class.customers).collect();
    assert_eq!(classes, [280, 335, 438, 1304], "published: A 280, B 335, C 438, D 1304");
    assert_eq!(counts(&of_1997.repurchase.by_orders), (1053, 2357), "published: 44.675 % of 1997");

    let whole = r#"{"window_years": 2, "horizon_days": HORIZON}"#;
    for (horizon, again) in [("30", 410), ("90", 687), ("365", 1074)] {
        let told = segments(&whole.replace("HORIZON", horizon), "1998-06-30", &counted);
        assert_eq!(counts(&told.repurchase.within_horizon), (again, 2357), "published: {horizon} days");
    }
    let returned = |first, second| Some(TwoPeriods { first, second });
    let (january, february) = (period("1997-01-01", "1997-02-01"), period("1997-02-01", "1997-03-01"));
    let (april, may) = (period("1997-04-01", "1997-05-01"), period("1997-05-01", "1997-06-01"));
    let section = whole.replace("HORIZON", "90");
    let all = asked(
        &section,
        "1998-06-30",
        &counted,
        Some(period("1997-01-01", "1998-01-01")),
        returned(january, february),
    );
    assert_eq!(counts(&all.repurchase.by_orders), (1152, 2357), "published: 48.876 %, same day counts");
    assert_eq!(counts(&all.repurchase.by_days), (1139, 2357), "published: 48.324 %, distinct days");
    assert_eq!(counts(&all.repurchase.order_based), (4562, 6919), "published: 65.934 %");
    assert_eq!(counts(&all.repurchase.calendar), (1053, 2357), "published: 44.675 %");
    assert_eq!(counts(&all.repurchase.returned), (124, 781), "published: 15.877 %");
    let all = asked(&section, "1998-06-30", &counted, None, returned(april, may));
    assert_eq!(counts(&all.repurchase.returned), (90, 267), "published: 33.708 %");

    let sold = customers(&purchases);
    for (top, published) in [("1%", 0.14554), ("5%", 0.36066), ("10%", 0.50807), ("20%", 0.67455)] {
        let section = format!(
            r#"{{"window_years": 2, "shares_over": "all_known", "concentration": {{"top_share": "{top}"}}}}"#
        );
        let figures = segments(&section, "1998-06-30", &sold).concentration.unwrap();
        // Published in thousandths of a per cent, which not every source rounds.
        let share_of: f64 = figures.top_share.value.to_string().parse().unwrap();
        assert!((share_of - published).abs() < 0.000_01, "{top}: {share_of}, published {published}");
        assert_eq!((figures.customers, figures.coverage_customers), (2357, 777), "published: 777 customers");
        assert_eq!(figures.gini.value.to_string(), "0.630917", "published");
        assert_eq!(figures.gini_corrected.unwrap().value.to_string(), "0.631185", "published");
    }
}

#[test]
fn cdnow_master_over_columns_is_as_the_call_and_a_plain_loop_say() {
    let Some(data) = data() else { return };
    let text = text(&data.join("cdnow/CDNOW_master.txt.gz"));
    let purchases = purchases(&text, [0, 1, 3]);
    let as_of = date("1998-06-30").days_since_epoch();
    let numbers: BTreeSet<&str> = purchases.iter().map(|(customer, ..)| *customer).collect();
    let numbers: BTreeMap<&str, u32> = numbers.into_iter().zip(0..).collect();
    let rulebook = rulebook(r#"{"concentration": {"top_share": "1%"}}"#);
    let customer: Vec<u32> = purchases.iter().map(|(customer, ..)| numbers[customer]).collect();
    let paid: Vec<i64> = purchases.iter().map(|(_, _, dollars)| plain_minor(dollars, 2)).collect();
    let day: Vec<i32> = purchases.iter().map(|(_, day, _)| cdnow_day(day).days_since_epoch()).collect();
    let (mut cells, mut last) = (vec![0; numbers.len()], vec![i32::NONE; numbers.len()]);
    let mut code = vec![0; paid.len()];
    let mut batch: AbsorbBatch<Slices<'_>> = AbsorbBatch {
        rows: paid.len(),
        customers: numbers.len(),
        dates: 1,
        customer: &customer,
        paid_fen: &paid,
        refunded_fen: None,
        day: Some(&day),
        as_of_day: Some(&[as_of]),
        cells: &mut cells,
        last_order_day: Some(&mut last),
        code: &mut code,
    };
    assert_eq!(customer_absorb_columns(&rulebook, &mut batch), Ok(0));
    let (mut classes, mut whole, mut top) = ([0; 5], [0; 4], [0; 3]);
    let mut batch: SegmentsBatch<Slices<'_>> = SegmentsBatch {
        customers: numbers.len(),
        bands: 5,
        figures: 4,
        firsts: 3,
        cells: &cells,
        class_customers: &mut classes,
        class_net_sales_fen: None,
        whole: &mut whole,
        top: &mut top,
        super_users: None,
        coverage: None,
        super_user: None,
    };
    assert_eq!(customer_segments_columns(&rulebook, &mut batch), Ok(0));

    let first = date("1997-07-01").days_since_epoch();
    let mut orders = vec![(0_u64, 0_i64); numbers.len()];
    for ((customer, paid), day) in customer.iter().zip(&paid).zip(&day) {
        if *day >= first && *paid > 0 {
            let (count, sum) = &mut orders[*customer as usize];
            (*count, *sum) = (*count + 1, *sum + paid);
        }
    }
    let of = |range: std::ops::RangeInclusive<u64>| {
        orders.iter().filter(|(count, _)| range.contains(count)).count() as i64
    };
    assert_eq!(classes, [of(5..=u64::MAX), of(3..=4), of(2..=2), of(1..=1), of(0..=0)]);
    let mut nets: Vec<i64> = orders.iter().map(|(_, net)| *net).filter(|net| *net > 0).collect();
    nets.sort_unstable_by(|one, other| other.cmp(one));
    let most = nets.len().div_ceil(100);
    assert_eq!(top, [most as i64, nets[..most].iter().sum(), nets[most - 1]]);

    let request = SegmentsRequest {
        as_of: date("1998-06-30"),
        customers: customers(&purchases).into_iter().collect(),
        period: None,
        returned: None,
    };
    let called = customer_segments(&rulebook, &request, Detail::None).unwrap().outcome;
    assert_eq!(
        whole,
        [called.buyers, called.buyers, called.orders, called.net_sales.minor().unsigned_abs()]
            .map(|n| n as i64)
    );
    assert!(called.classes.iter().zip(classes).all(|(class, count)| class.customers as i64 == count));
    assert_eq!(called.unclassified as i64, classes[4]);
    assert_eq!(called.concentration.unwrap().top_net_sales.minor(), top[1]);
}

/// Invoices above zero of known customers.
#[test]
fn online_retail_is_as_a_plain_loop_says() {
    let Some(data) = data() else { return };
    let invoices = invoices(&data);
    let sales: Vec<&Invoice> = invoices.iter().filter(|invoice| invoice.total > 0).collect();
    let mut customers: BTreeMap<Id, Customer> = BTreeMap::new();
    let mut plain: BTreeMap<&str, (u64, i64)> = BTreeMap::new();
    for invoice in &sales {
        let order = Order {
            id: Id::new(&invoice.number).unwrap(),
            on: date(&invoice.day),
            paid: Money::from_minor(invoice.total).unwrap(),
            refunded: Money::ZERO,
        };
        let new = || Customer { orders: Vec::new(), reachable: true };
        customers.entry(Id::new(&invoice.customer).unwrap()).or_insert_with(new).orders.push(order);
        if invoice.day.as_str() > "2010-12-09" {
            let own = plain.entry(&invoice.customer).or_default();
            *own = (own.0 + 1, own.1 + invoice.total);
        }
    }
    let told = segments("{}", "2011-12-09", &customers);
    assert_eq!(told.buyers, plain.len() as u64);
    let of = |range: std::ops::RangeInclusive<u64>| {
        plain.values().filter(|(count, _)| range.contains(count)).count() as u64
    };
    let classes: Vec<u64> = told.classes.iter().map(|class| class.customers).collect();
    assert_eq!(classes, [of(5..=u64::MAX), of(3..=4), of(2..=2), of(1..=1)]);
    let mut nets: Vec<i64> = plain.values().map(|(_, net)| *net).collect();
    nets.sort_unstable_by(|one, other| other.cmp(one));
    let whole: i64 = nets.iter().sum();
    assert_eq!(told.net_sales.minor(), whole);
    let figures = told.concentration.unwrap();
    let top = nets.len().div_ceil(5);
    assert_eq!(figures.top_customers, top as u64);
    assert_eq!(figures.top_net_sales.minor(), nets[..top].iter().sum::<i64>());
    let mut sum = 0;
    let covering = nets.iter().take_while(|net| {
        let is_short = 5 * sum < 4 * whole;
        sum += **net;
        is_short
    });
    assert_eq!(figures.coverage_customers, covering.count() as u64);
}
