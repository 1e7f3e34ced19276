//! Columns against calls, and against plain loops.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use proptest::prelude::*;

use super::{AbsorbBatch, ClassifyBatch, MergeBatch, SegmentsBatch, cell_of, net_of, orders_of};
use crate::calendar::Date;
use crate::column::{Cell as _, Slices};
use crate::customer::{ClassifyRequest, Customer, Order, SegmentsRequest};
use crate::document::{Id, Map};
use crate::error::Code;
use crate::money::Money;
use crate::operation::{
    customer_absorb_columns, customer_classify, customer_classify_columns, customer_merge_columns,
    customer_segments, customer_segments_columns,
};
use crate::reason::Detail;
use crate::rulebook::Rulebook;

const CUSTOMERS: usize = 12;
/// 2026-06-30.
const AS_OF: i32 = 20_634;

fn rulebook(section: &str) -> Rulebook {
    let text =
        format!(r#"{{"name": "r", "version": "1", "effective_from": "2026-01-01", "customer": {section}}}"#);
    Rulebook::parse(&text).unwrap_or_else(|findings| panic!("{section}\n{findings}"))
}

fn any_rulebook() -> impl Strategy<Value = String> {
    let classes = prop_oneof![
        Just(String::new()),
        Just(String::from(
            r#""classes": [{"id": "few", "at_least": 0, "at_most": 2}, {"id": "many", "at_least": 3}],"#
        )),
    ];
    let over = prop_oneof![Just("buyers"), Just("all_known")];
    let dormant =
        prop_oneof![Just(r#"{"years": 2}"#), Just(r#"{"years": 1}"#), Just(r#"{"idle_days": 100}"#)];
    let users = prop_oneof![
        Just(r#"{"share": "20%"}"#),
        Just(r#"{"top": 3}"#),
        Just(r#"{"top": 5, "at_least": "0.20"}"#),
        Just(r#"{"share": "100%", "at_least": "0.05"}"#),
    ];
    let count = prop_oneof![Just("ceiling"), Just("floor")];
    let all =
        (classes, over.clone(), over, dormant, users, count, 1..=1_000_000_u32, 1..=1_000_000_u32, 1..3_u32);
    all.prop_map(|(classes, over, shares, dormant, users, count, top, coverage, years)| {
        let rate = |ppm: u32| format!("{}.{:06}", ppm / 1_000_000, ppm % 1_000_000);
        let (top, coverage) = (rate(top), rate(coverage));
        format!(
            r#"{{{classes} "classes_over": "{over}", "shares_over": "{shares}", "dormant": {dormant}, "window_years": {years},
                "super_users": {users}, "top_count": "{count}", "concentration": {{"top_share": "{top}", "coverage": "{coverage}"}}}}"#
        )
    })
}

#[derive(Debug, Clone, Copy)]
struct Row {
    customer: u32,
    paid: i64,
    refunded: i64,
    day: i32,
}

fn any_row() -> impl Strategy<Value = Row> {
    let customer = prop_oneof![20 => 0..CUSTOMERS as u32, 1 => Just(CUSTOMERS as u32), 1 => Just(u32::NONE)];
    let paid = prop_oneof![20 => 0..50_i64, 1 => Just(-1), 1 => Just(Money::MAX.minor() + 1)];
    let refunded = prop_oneof![20 => Just(0), 5 => 0..50_i64, 1 => Just(-1), 2 => Just(i64::NONE)];
    let day = prop_oneof![20 => AS_OF - 1200..AS_OF + 30, 2 => AS_OF - 366..AS_OF - 363, 1 => Just(i32::NONE), 1 => Just(i32::MAX)];
    (customer, paid, refunded, day).prop_map(|(customer, paid, refunded, day)| Row {
        customer,
        paid,
        refunded,
        day,
    })
}

/// Tables as they are at the beginning.
#[derive(Debug, Clone, PartialEq)]
struct Tables {
    cells: Vec<i64>,
    last: Vec<i32>,
}

impl Tables {
    fn new() -> Self {
        Self { cells: std::vec![0; CUSTOMERS], last: std::vec![i32::NONE; CUSTOMERS] }
    }

    /// Absorbs rows in chunks and returns their codes.
    fn absorb(&mut self, rulebook: &Rulebook, rows: &[Row], chunk: usize, has_days: bool) -> Vec<u16> {
        let mut codes = Vec::new();
        for rows in rows.chunks(chunk.max(1)) {
            let mut code = std::vec![9; rows.len()];
            let customer: Vec<u32> = rows.iter().map(|row| row.customer).collect();
            let paid: Vec<i64> = rows.iter().map(|row| row.paid).collect();
            let refunded: Vec<i64> = rows.iter().map(|row| row.refunded).collect();
            let day: Vec<i32> = rows.iter().map(|row| row.day).collect();
            let mut batch: AbsorbBatch<Slices<'_>> = AbsorbBatch {
                rows: rows.len(),
                customers: CUSTOMERS,
                dates: 1,
                customer: &customer,
                paid_fen: &paid,
                refunded_fen: Some(&refunded),
                day: has_days.then_some(&day[..]),
                as_of_day: has_days.then_some(&[AS_OF][..]),
                cells: &mut self.cells,
                last_order_day: has_days.then_some(&mut self.last[..]),
                code: &mut code,
            };
            let refused = customer_absorb_columns(rulebook, &mut batch).unwrap();
            assert_eq!(refused, code.iter().filter(|code| **code != 0).count());
            codes.extend(code);
        }
        codes
    }

    fn merge(&mut self, rulebook: &Rulebook, other: &Self) {
        let mut batch: MergeBatch<Slices<'_>> = MergeBatch {
            customers: CUSTOMERS,
            cells: &mut self.cells,
            last_order_day: Some(&mut self.last),
            other_cells: &other.cells,
            other_last_order_day: Some(&other.last),
        };
        assert_eq!(customer_merge_columns(rulebook, &mut batch).unwrap(), 0);
    }
}

/// Of the first thing that is wrong with a row.
fn code_of(row: &Row, has_days: bool) -> u16 {
    let beyond = |minor: i64| minor.unsigned_abs() > Money::MAX.minor().unsigned_abs();
    let refunded = row.refunded.given().unwrap_or(0);
    let code = if row.customer >= CUSTOMERS as u32 {
        Code::CountOutOfRange
    } else if beyond(row.paid) || beyond(refunded) {
        Code::MoneyOutOfRange
    } else if row.paid < 0 || refunded < 0 {
        Code::NegativeAmount
    } else if refunded > row.paid {
        Code::RefundAboveRest
    } else if has_days && Date::from_days_since_epoch(row.day).is_none() {
        Code::DateOutOfRange
    } else {
        return 0;
    };
    code.number()
}

fn id(customer: usize) -> Id {
    Id::new(&format!("c{customer:02}")).unwrap()
}

/// The orders of a customer that were not refused, as the calls take them.
fn orders_of_customer(rows: &[Row], customer: usize) -> Vec<Order> {
    let own = rows.iter().enumerate().filter(|(_, row)| row.customer == customer as u32);
    let sound = own.filter(|(_, row)| code_of(row, true) == 0);
    let order = |(at, row): (usize, &Row)| Order {
        id: Id::new(&format!("o{at}")).unwrap(),
        on: Date::from_days_since_epoch(row.day).unwrap(),
        paid: Money::from_minor(row.paid).unwrap(),
        refunded: Money::from_minor(row.refunded.given().unwrap_or(0)).unwrap(),
    };
    sound.map(order).collect()
}

/// What the columns tell of each customer.
#[derive(Debug, PartialEq)]
struct Told {
    class: u8,
    orders: u32,
    net: i64,
    next: u8,
    missing: u32,
    dormant: u8,
    dormant_day: i32,
}

fn classified(rulebook: &Rulebook, tables: &Tables) -> Vec<Told> {
    let count = tables.cells.len();
    let (mut class, mut next, mut dormant) = (std::vec![7; count], std::vec![7; count], std::vec![7; count]);
    let (mut orders, mut missing) = (std::vec![7; count], std::vec![7; count]);
    let (mut net, mut dormant_day, mut code) =
        (std::vec![7; count], std::vec![7; count], std::vec![7; count]);
    let mut batch: ClassifyBatch<Slices<'_>> = ClassifyBatch {
        rows: count,
        dates: 1,
        cells: &tables.cells,
        last_order_day: Some(&tables.last),
        as_of_day: Some(&[AS_OF]),
        class: &mut class,
        orders: Some(&mut orders),
        net_sales_fen: Some(&mut net),
        next_class: Some(&mut next),
        missing_orders: Some(&mut missing),
        dormant: Some(&mut dormant),
        dormant_day: Some(&mut dormant_day),
        code: &mut code,
    };
    assert_eq!(customer_classify_columns(rulebook, &mut batch), Ok(0));
    let told = |at: usize| Told {
        class: class[at],
        orders: orders[at],
        net: net[at],
        next: next[at],
        missing: missing[at],
        dormant: dormant[at],
        dormant_day: dormant_day[at],
    };
    (0..count).map(told).collect()
}

/// The same by the call.
fn called(rulebook: &Rulebook, orders: Vec<Order>) -> Told {
    let as_of = Date::from_days_since_epoch(AS_OF).unwrap();
    let request = ClassifyRequest { as_of, orders, reachable: true };
    let told = customer_classify(rulebook, &request, Detail::None).unwrap().outcome;
    let classes = &rulebook.customer().unwrap().classes;
    let place = |id: &Id| classes.iter().position(|class| class.id == *id).unwrap() as u8;
    Told {
        class: told.class.as_ref().map_or(u8::NONE, place),
        orders: told.orders as u32,
        net: told.net_sales.minor(),
        next: told.next.as_ref().map_or(u8::NONE, |next| place(&next.class)),
        missing: told.next.as_ref().map_or(u32::NONE, |next| next.missing as u32),
        dormant: told.dormant.into(),
        dormant_day: told.dormant_on.map_or(i32::NONE, Date::days_since_epoch),
    }
}

#[derive(Debug, PartialEq)]
struct Together {
    customers: Vec<i64>,
    net: Vec<i64>,
    whole: [i64; 4],
    top: [i64; 3],
    super_users: [i64; 3],
    coverage: [i64; 3],
    flags: Vec<u8>,
}

fn segmented(rulebook: &Rulebook, cells: &[i64]) -> Together {
    let bands = rulebook.customer().unwrap().classes.len() + 1;
    let mut told = Together {
        customers: std::vec![7; bands],
        net: std::vec![7; bands],
        whole: [7; 4],
        top: [7; 3],
        super_users: [7; 3],
        coverage: [7; 3],
        flags: std::vec![7; cells.len()],
    };
    let mut batch: SegmentsBatch<Slices<'_>> = SegmentsBatch {
        customers: cells.len(),
        bands,
        figures: 4,
        firsts: 3,
        cells,
        class_customers: &mut told.customers,
        class_net_sales_fen: Some(&mut told.net),
        whole: &mut told.whole,
        top: &mut told.top,
        super_users: Some(&mut told.super_users),
        coverage: Some(&mut told.coverage),
        super_user: Some(&mut told.flags),
    };
    assert_eq!(customer_segments_columns(rulebook, &mut batch), Ok(0));
    told
}

fn same_together(rulebook: &Rulebook, rows: &[Row], told: &Together) -> Result<(), TestCaseError> {
    let customer = |at: usize| (id(at), Customer { orders: orders_of_customer(rows, at), reachable: true });
    let request = SegmentsRequest {
        as_of: Date::from_days_since_epoch(AS_OF).unwrap(),
        customers: (0..CUSTOMERS).map(customer).collect::<Map<_, _>>(),
        period: None,
        returned: None,
    };
    let called = customer_segments(rulebook, &request, Detail::None).unwrap().outcome;
    let classes = called.classes.iter().map(|class| (class.customers as i64, class.net_sales.minor()));
    let (mut customers, mut net): (Vec<i64>, Vec<i64>) = classes.unzip();
    customers.push(called.unclassified as i64);
    net.push(0);
    prop_assert_eq!((&told.customers, &told.net), (&customers, &net));
    prop_assert_eq!(
        &told.whole[1..],
        &[called.buyers as i64, called.orders as i64, called.net_sales.minor()]
    );
    if let Some(figures) = &called.concentration {
        prop_assert_eq!(told.whole[0], figures.customers as i64);
        prop_assert_eq!(&told.top[..2], &[figures.top_customers as i64, figures.top_net_sales.minor()]);
        prop_assert_eq!(told.coverage[0], figures.coverage_customers as i64);
    }
    let users = &called.super_users;
    let least = users.users.last().map_or(0, |last| last.net_sales.minor());
    prop_assert_eq!(told.super_users, [users.customers as i64, users.net_sales.minor(), least]);
    let flags: Vec<u8> =
        (0..CUSTOMERS).map(|at| users.users.iter().any(|user| user.customer == id(at)).into()).collect();
    prop_assert_eq!(&told.flags, &flags);
    Ok(())
}

proptest! {
    #[test]
    fn columns_tell_what_the_calls_tell(
        section in any_rulebook(),
        rows in prop::collection::vec(any_row(), 0..160),
        chunk in 1..150_usize,
    ) {
        let rulebook = rulebook(&section);
        let mut tables = Tables::new();
        let codes = tables.absorb(&rulebook, &rows, chunk, true);
        let expected: Vec<u16> = rows.iter().map(|row| code_of(row, true)).collect();
        prop_assert_eq!(codes, expected, "each row has the code of its own fault");
        let told = classified(&rulebook, &tables);
        for (customer, told) in told.iter().enumerate() {
            prop_assert_eq!(told, &called(&rulebook, orders_of_customer(&rows, customer)), "customer {}", customer);
        }
        same_together(&rulebook, &rows, &segmented(&rulebook, &tables.cells))?;
    }

    #[test]
    fn chunks_merge_to_the_same_in_any_order(
        rows in prop::collection::vec(any_row(), 0..160), cut in 0..160_usize, chunk in 1..150_usize,
    ) {
        let rulebook = rulebook("{}");
        let (first, second) = rows.split_at(cut.min(rows.len()));
        let mut whole = Tables::new();
        whole.absorb(&rulebook, &rows, 1000, true);
        let [mut one, mut other] = [first, second].map(|rows| {
            let mut tables = Tables::new();
            tables.absorb(&rulebook, rows, chunk, true);
            tables
        });
        let before = one.clone();
        one.merge(&rulebook, &other);
        other.merge(&rulebook, &before);
        prop_assert_eq!(&one, &whole);
        prop_assert_eq!(&other, &whole);
    }

    #[test]
    fn without_days_all_orders_are_in_the_window(rows in prop::collection::vec(any_row(), 0..300), chunk in 1..300_usize) {
        let mut tables = Tables::new();
        let codes = tables.absorb(&rulebook("{}"), &rows, chunk, false);
        let expected: Vec<u16> = rows.iter().map(|row| code_of(row, false)).collect();
        prop_assert_eq!(codes, expected);
        for (customer, cell) in tables.cells.iter().enumerate() {
            let own = rows.iter().filter(|row| code_of(row, false) == 0 && row.customer == customer as u32);
            let nets: Vec<u64> =
                own.map(|row| (row.paid - row.refunded.given().unwrap_or(0)).unsigned_abs()).filter(|net| *net > 0).collect();
            let cell = cell.cast_unsigned();
            prop_assert_eq!((net_of(cell), orders_of(cell)), (nets.iter().sum(), nets.len() as u64));
        }
    }
}

#[test]
fn a_cell_holds_the_limit_of_money_and_so_many_orders() {
    let rulebook = rulebook("{}");
    let row = |paid| Row { customer: 3, paid, refunded: 0, day: AS_OF };
    let mut tables = Tables::new();
    let all = Money::MAX.minor();
    assert_eq!(
        tables.absorb(&rulebook, &[row(all), row(1), row(0)], 9, false),
        [0, Code::MoneyOutOfRange.number(), 0]
    );
    assert_eq!(tables.cells[3], cell_of(all.unsigned_abs()).cast_signed());
    assert_eq!(classified(&rulebook, &tables)[3].net, all);

    let mut tables = Tables::new();
    let codes = tables.absorb(&rulebook, &std::vec![row(1); 8193], 1000, false);
    assert!(codes[..8191].iter().all(|code| *code == 0));
    assert_eq!(codes[8191..], [Code::CountOutOfRange.number(); 2]);
    assert_eq!(tables.absorb(&rulebook, &[row(0)], 1, false), [0], "what counts for nothing has room");
    assert_eq!(classified(&rulebook, &tables)[3].orders, 8191);
}

#[test]
fn cells_that_no_table_has_are_refused() {
    let rulebook = rulebook("{}");
    for cell in [-1, i64::MIN, i64::MAX] {
        let mut tables = Tables::new();
        tables.cells[5] = cell;
        let rows = [Row { customer: 5, paid: 1, refunded: 0, day: AS_OF }];
        assert_eq!(tables.absorb(&rulebook, &rows, 1, false), [Code::MoneyOutOfRange.number()]);
        assert_eq!(tables.cells[5], cell);
        let (mut class, mut code, mut net) = ([7; CUSTOMERS], [7; CUSTOMERS], [7; CUSTOMERS]);
        let mut batch: ClassifyBatch<Slices<'_>> = ClassifyBatch {
            rows: CUSTOMERS,
            dates: 1,
            cells: &tables.cells,
            last_order_day: None,
            as_of_day: None,
            class: &mut class,
            orders: None,
            net_sales_fen: Some(&mut net),
            next_class: None,
            missing_orders: None,
            dormant: None,
            dormant_day: None,
            code: &mut code,
        };
        assert_eq!(customer_classify_columns(&rulebook, &mut batch), Ok(1));
        assert_eq!((class[5], net[5], code[5]), (0, 0, Code::MoneyOutOfRange.number()));
        assert_eq!((class[4], code[4]), (u8::NONE, 0), "others do not notice");
        let mut other = Tables::new();
        other.cells[5] = cell;
        let mut batch: MergeBatch<Slices<'_>> = MergeBatch {
            customers: CUSTOMERS,
            cells: &mut Tables::new().cells,
            last_order_day: None,
            other_cells: &other.cells,
            other_last_order_day: None,
        };
        let refused = customer_merge_columns(&rulebook, &mut batch).unwrap_err();
        assert_eq!((refused.code, refused.path.as_str()), (Code::MoneyOutOfRange, "/other_cells/5"));
        let mut told = [7; 5];
        let mut batch: SegmentsBatch<Slices<'_>> = SegmentsBatch {
            customers: CUSTOMERS,
            bands: 5,
            figures: 4,
            firsts: 3,
            cells: &tables.cells,
            class_customers: &mut told,
            class_net_sales_fen: None,
            whole: &mut [0; 4],
            top: &mut [0; 3],
            super_users: None,
            coverage: None,
            super_user: None,
        };
        let refused = customer_segments_columns(&rulebook, &mut batch).unwrap_err();
        assert_eq!((refused.code, refused.path.as_str()), (Code::MoneyOutOfRange, "/cells/5"));
        assert_eq!(told, [7; 5], "nothing is written");
    }
}

#[test]
fn days_need_a_day_of_asking() {
    let rulebook = rulebook("{}");
    let refusal = |day: Option<&[i32]>, as_of: Option<&[i32]>, last: Option<&mut [i32]>| {
        let mut batch: AbsorbBatch<Slices<'_>> = AbsorbBatch {
            rows: 1,
            customers: 1,
            dates: 1,
            customer: &[0],
            paid_fen: &[1],
            refunded_fen: None,
            day,
            as_of_day: as_of,
            cells: &mut [0],
            last_order_day: last,
            code: &mut [0],
        };
        customer_absorb_columns(&rulebook, &mut batch).map_err(|error| (error.code, error.path.clone()))
    };
    assert_eq!(refusal(Some(&[AS_OF]), None, None), Err((Code::MissingField, "/as_of_day".into())));
    assert_eq!(refusal(None, Some(&[AS_OF]), Some(&mut [0])), Err((Code::MissingField, "/day".into())));
    assert_eq!(
        refusal(Some(&[AS_OF]), Some(&[i32::NONE]), None),
        Err((Code::DateOutOfRange, "/as_of_day/0".into()))
    );
    assert_eq!(refusal(Some(&[AS_OF]), Some(&[]), None), Err((Code::ListLength, "/as_of_day".into())));
    assert_eq!(refusal(Some(&[AS_OF]), Some(&[AS_OF]), None), Ok(0));
}
