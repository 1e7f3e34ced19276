//! GMV measured on real shops, against a plain loop over the same files and against the figures that others published.

mod real;

use std::collections::{BTreeMap, HashMap, HashSet};

use real::{Invoice, Purchase, data, invoices, plain_minor, purchases, text};
use siyu::calendar::{Date, Month};
use siyu::gmv::{Average, ComposeRequest, MeasureRequest, Measured, Order, OrderKind, Period, Refund};
use siyu::money::{Currency, Money};
use siyu::operation::{gmv_compose, gmv_measure};
use siyu::{Detail, Id, Rulebook};

fn rulebook(currency: &str, gmv: &str) -> Rulebook {
    let text = format!(
        r#"{{"name": "real", "version": "1", "effective_from": "1990-01-01", "currency": {currency}, "gmv": {gmv}}}"#
    );
    Rulebook::parse(&text).unwrap()
}

fn paid_order(id: &str, buyer: &str, placed_on: Date, amount: Money) -> Order {
    Order {
        id: Id::new(id).unwrap(),
        buyer: Id::new(buyer).unwrap(),
        placed_on,
        amount,
        paid: Some(amount),
        cancelled: false,
        refunds: Vec::new(),
        kind: OrderKind::Goods,
        channel: None,
    }
}

fn request(orders: Vec<Order>) -> MeasureRequest {
    MeasureRequest { orders, period: None, visitors: None, sessions: None }
}

fn measured(rulebook: &Rulebook, request: &MeasureRequest) -> Measured {
    gmv_measure(rulebook, request, Detail::None).unwrap().outcome
}

/// Half up, of amounts that are not negative: the tests' own rounding.
fn average(total: i64, count: i64) -> i64 {
    (2 * total + count) / (2 * count)
}

fn minor(average: &Option<Average>) -> i64 {
    average.as_ref().unwrap().amount.minor()
}

fn cdnow_orders(purchases: &[Purchase<'_>]) -> Vec<Order> {
    let usd = Currency::named("USD").unwrap();
    let order = |(row, (customer, day, dollars)): (usize, &Purchase<'_>)| {
        let date = Date::parse(&format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..])).unwrap();
        paid_order(&format!("row {row}"), customer, date, Money::parse(dollars, usd).unwrap())
    };
    purchases.iter().enumerate().map(order).collect()
}

/// Orders, buyers and cents by a plain loop.
fn plain(purchases: &[Purchase<'_>]) -> (i64, i64, i64) {
    let (mut cents, mut customers) = (0, HashSet::new());
    for (customer, _, dollars) in purchases {
        cents += plain_minor(dollars, 2);
        customers.insert(*customer);
    }
    (i64::try_from(purchases.len()).unwrap(), i64::try_from(customers.len()).unwrap(), cents)
}

fn check_against_plain(measured: &Measured, (orders, buyers, total): (i64, i64, i64)) {
    for figures in [&measured.placed, &measured.paid, &measured.net] {
        assert_eq!((i64::try_from(figures.orders), i64::try_from(figures.buyers)), (Ok(orders), Ok(buyers)));
        assert_eq!(figures.amount.minor(), total);
        assert_eq!(minor(&figures.average_per_order), average(total, orders));
        assert_eq!(minor(&figures.average_per_buyer), average(total, buyers));
        let purchases = figures.purchases_per_buyer.as_ref().unwrap().number().to_string();
        assert_eq!(purchases, siyu::gmv::Number::parse(&format!("{orders}/{buyers}")).unwrap().to_string());
    }
}

#[test]
fn cdnow_sample_is_as_published() {
    let Some(data) = data() else { return };
    let text = text(&data.join("cdnow/CDNOW_sample.txt.gz"));
    let purchases = purchases(&text, [1, 2, 4]);
    let plain = plain(&purchases);
    assert_eq!(plain, (6_919, 2_357, 24_409_194), "published: 6,919 orders, 2,357 customers, 244,091.94");
    let usd = rulebook("\"USD\"", "{}");
    let request = request(cdnow_orders(&purchases));
    let measured = measured(&usd, &request);
    check_against_plain(&measured, plain);
    assert_eq!(minor(&measured.paid.average_per_buyer), 10_356, "published: 103.56 per customer");
    assert_eq!(minor(&measured.paid.average_per_order), 3_528, "published: 35.28 per order");
}

#[test]
fn cdnow_sample_gives_the_same_through_json_and_its_factors_give_it_back() {
    let Some(data) = data() else { return };
    let text = text(&data.join("cdnow/CDNOW_sample.txt.gz"));
    let purchases = purchases(&text, [1, 2, 4]);
    let rows = purchases.iter().enumerate().map(|(row, (customer, day, dollars))| {
        let date = format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]);
        serde_json::json!({"id": format!("row {row}"), "buyer": customer, "placed_on": date, "amount": dollars, "paid": dollars})
    });
    let input =
        serde_json::json!({"orders": rows.collect::<Vec<_>>(), "visitors": 100_000, "detail": "none"});
    let usd = rulebook("\"USD\"", "{}");
    let answer = siyu::call(Some(&usd), "gmv_measure", &input.to_string()).unwrap();
    let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
    assert_eq!(answer["outcome"]["gmv"], "244091.94");

    let question = serde_json::json!({"factors": answer["outcome"]["factors"], "detail": "none"});
    let again = siyu::call(Some(&usd), "gmv_compose", &question.to_string()).unwrap();
    let again: serde_json::Value = serde_json::from_str(&again).unwrap();
    assert_eq!(
        (&again["outcome"]["gmv"], &again["outcome"]["exact"]),
        (&"244091.94".into(), &"244091.94".into())
    );
}

#[test]
fn cdnow_master_is_as_a_plain_loop_says() {
    let Some(data) = data() else { return };
    let text = text(&data.join("cdnow/CDNOW_master.txt.gz"));
    let purchases = purchases(&text, [0, 1, 3]);
    let plain = plain(&purchases);
    assert_eq!((plain.0, plain.1), (69_659, 23_570), "published counts");
    check_against_plain(&measured(&rulebook("\"USD\"", "{}"), &request(cdnow_orders(&purchases))), plain);
}

/// The orders, with each credit note taken off the customer's latest orders that still have something left; what finds no
/// order belongs to sales before the file begins. Beside them, by a plain loop, what each month sold and gave back.
struct Shop {
    orders: Vec<Order>,
    sold: BTreeMap<String, i64>,
    credited: BTreeMap<String, i64>,
    unmatched: i64,
}

fn shop(invoices: &[Invoice]) -> Shop {
    let date = |day: &str| Date::parse(day).unwrap();
    let mut shop =
        Shop { orders: Vec::new(), sold: BTreeMap::new(), credited: BTreeMap::new(), unmatched: 0 };
    let mut of_customer: HashMap<&str, Vec<(usize, i64)>> = HashMap::new();
    for invoice in invoices {
        let month = invoice.day[..7].to_string();
        let open = of_customer.entry(&invoice.customer).or_default();
        if !invoice.number.starts_with('C') {
            *shop.sold.entry(month).or_default() += invoice.total;
            open.push((shop.orders.len(), invoice.total));
            let amount = Money::from_minor(invoice.total).unwrap();
            shop.orders.push(paid_order(&invoice.number, &invoice.customer, date(&invoice.day), amount));
            continue;
        }
        let mut left = -invoice.total;
        for (place, rest) in open.iter_mut().rev() {
            let taken = left.min(*rest);
            if taken > 0 {
                (left, *rest) = (left - taken, *rest - taken);
                *shop.credited.entry(month.clone()).or_default() += taken;
                let amount = Money::from_minor(taken).unwrap();
                shop.orders[*place].refunds.push(Refund { refunded_on: date(&invoice.day), amount });
            }
        }
        shop.unmatched += left;
    }
    shop
}

#[test]
fn online_retail_is_as_a_plain_loop_says_month_by_month() {
    let Some(data) = data() else { return };
    let invoices = invoices(&data);
    let sales: Vec<&Invoice> = invoices.iter().filter(|invoice| !invoice.number.starts_with('C')).collect();
    let buyers: HashSet<&str> = sales.iter().map(|invoice| invoice.customer.as_str()).collect();
    let total: i64 = sales.iter().map(|invoice| invoice.total).sum();
    assert_eq!(
        (sales.len(), buyers.len()),
        (18_536, 4_339),
        "published: invoices and customers without credit notes"
    );
    assert_eq!(total, 8_911_407_904, "published: 8,911,407.904");

    let Shop { orders, sold, credited, unmatched } = shop(&invoices);
    let pounds = r#"{"code": "GBP", "decimals": 3}"#;
    let by_refund_date = rulebook(pounds, r#"{"variant": "net", "refunds_in": "refund_date"}"#);
    let whole = measured(&by_refund_date, &request(orders.clone()));
    let (orders_count, buyers_count) =
        (i64::try_from(sales.len()).unwrap(), i64::try_from(buyers.len()).unwrap());
    assert_eq!(whole.paid.amount.minor(), total);
    assert_eq!(minor(&whole.paid.average_per_order), average(total, orders_count));
    assert_eq!(minor(&whole.paid.average_per_buyer), average(total, buyers_count));
    let credits: i64 =
        invoices.iter().filter(|invoice| invoice.number.starts_with('C')).map(|c| -c.total).sum();
    assert_eq!(whole.refunded.minor() + unmatched, credits);

    let mut by_month = 0;
    for (month, sold) in &sold {
        let month = Month::parse(month).unwrap().window();
        let until = month.last().unwrap().checked_add_days(1).unwrap();
        let period = Some(Period { from: month.from(), until });
        let measured = measured(&by_refund_date, &MeasureRequest { period, ..request(orders.clone()) });
        let credited = credited.get(&month.from().to_string()[..7]).copied().unwrap_or(0);
        assert_eq!(
            (measured.paid.amount.minor(), measured.refunded.minor(), measured.gmv.minor()),
            (*sold, credited, sold - credited)
        );
        by_month += measured.gmv.minor();
    }
    assert_eq!(by_month, whole.gmv.minor(), "months sum to the whole");

    let by_order_date = rulebook(pounds, r#"{"variant": "net"}"#);
    let visited = MeasureRequest { visitors: Some(100_000), ..request(orders) };
    let measured = measured(&by_order_date, &visited);
    assert_eq!(measured.gmv, whole.gmv, "over all time both ways of counting refunds are one");
    let factors = measured.factors.unwrap();
    let composed =
        gmv_compose(&by_order_date, &ComposeRequest { factors, what_if: Vec::new() }, Detail::None).unwrap();
    assert_eq!(composed.outcome.gmv, measured.gmv);
}
