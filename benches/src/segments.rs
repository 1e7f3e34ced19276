//! Customers by class, and the share of the first of them (W3): by hand and through siyu's columns.

use siyu::Rulebook;
use siyu::column::Slices;
use siyu::customer::{AbsorbBatch, ClassifyBatch, MergeBatch, SegmentsBatch};
use siyu::operation;

use crate::data::{Orders, customer};
use crate::measure::{Case, rounds, table};
use crate::month::CHUNK;
use crate::protocol::{self, Checksum, Job};

/// Customers.
pub const CUSTOMERS: usize = 9_000_000;
/// The first of them whose share is told: 1 %.
const TOP: u64 = CUSTOMERS as u64 / 100;
/// A, B, C, D, and none.
const BANDS: usize = 5;

/// What both ways tell.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Figures {
    classes: [i64; BANDS],
    whole: i64,
    top: i64,
}

impl Figures {
    fn sum(&self) -> u64 {
        Checksum::default().column(self.classes).column([self.whole, self.top]).value()
    }
}

/// The customers of orders.
pub fn customers_of(orders: usize) -> Vec<u32> {
    buyers(orders, CUSTOMERS)
}

/// The same of so many customers.
fn buyers(orders: usize, customers: usize) -> Vec<u32> {
    (0..orders).map(|at| customer(at, customers)).collect()
}

/// What one would write by hand: net sales and the number of orders of a customer in one integer, so that an order waits for one line
/// of the cache; prefetched; the first customers by counting amounts in buckets.
mod by_hand {
    use super::{BANDS, Figures};
    use crate::data::Orders;

    const ONE: u64 = 1 << 48;
    const NET: u64 = ONE - 1;
    /// How far ahead of its use a row is asked for.
    const AHEAD: usize = 48;
    /// By orders: none, D, C, B, B, A.
    const CLASS: [usize; 8] = [4, 3, 2, 1, 1, 0, 0, 0];

    #[inline(always)]
    #[allow(unsafe_code)]
    fn prefetch(rows: &[u64], at: usize) {
        #[cfg(target_arch = "x86_64")]
        // SAFETY: a prefetch reads nothing, whatever the address.
        unsafe {
            use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
            _mm_prefetch::<_MM_HINT_T0>(rows.as_ptr().wrapping_add(at).cast());
        }
        #[cfg(not(target_arch = "x86_64"))]
        let _ = (rows, at);
    }

    fn add<const PREFETCH: bool>(customer: &[u32], orders: &Orders, rows: &mut [u64]) {
        rows.fill(0);
        let count = customer.len();
        let (paid, refunded) = (&orders.paid[..count], &orders.refunded[..count]);
        for at in 0..count {
            if PREFETCH && at + AHEAD < count {
                prefetch(rows, customer[at + AHEAD] as usize);
            }
            let net = (paid[at] - refunded[at]) as u64;
            rows[customer[at] as usize] += net | if net != 0 { ONE } else { 0 };
        }
    }

    /// 256 buckets for each power of two.
    #[inline(always)]
    fn bucket(net: u64) -> usize {
        if net == 0 { 0 } else { ((net as f64).to_bits() >> 44) as usize - (1023 << 8) + 1 }
    }

    fn tell(rows: &[u64], top: u64) -> Figures {
        let mut figures = Figures { classes: [0; BANDS], whole: 0, top: 0 };
        let (mut counts, mut sums) = (vec![0_u32; 49 * 256 + 2], vec![0_u64; 49 * 256 + 2]);
        for row in rows {
            let (orders, net) = ((row >> 48) as usize, row & NET);
            figures.classes[CLASS[orders.min(7)]] += 1;
            figures.whole += net as i64;
            counts[bucket(net)] += 1;
            sums[bucket(net)] += net;
        }
        let (mut left, mut sum) = (top, 0_u64);
        for place in (0..counts.len()).rev() {
            if u64::from(counts[place]) < left {
                left -= u64::from(counts[place]);
                sum += sums[place];
                continue;
            }
            // Only those of the bucket in which the end lies are sorted.
            let nets = rows.iter().map(|row| row & NET);
            let mut last: Vec<u64> = nets.filter(|net| bucket(*net) == place).collect();
            last.sort_unstable_by(|one, other| other.cmp(one));
            figures.top = (sum + last[..left as usize].iter().sum::<u64>()) as i64;
            break;
        }
        figures
    }

    pub fn run<const PREFETCH: bool>(
        customer: &[u32],
        orders: &Orders,
        rows: &mut [u64],
        top: u64,
    ) -> Figures {
        add::<PREFETCH>(customer, orders, rows);
        tell(rows, top)
    }
}

/// Adds some orders to a table.
fn absorb(
    rulebook: &Rulebook,
    (customer, paid, refunded): (&[u32], &[i64], &[i64]),
    cells: &mut [i64],
    code: &mut [u16],
) {
    let mut batch: AbsorbBatch<Slices<'_>> = AbsorbBatch {
        rows: customer.len(),
        customers: cells.len(),
        dates: 0,
        customer,
        paid_fen: paid,
        refunded_fen: Some(refunded),
        day: None,
        as_of_day: None,
        cells,
        last_order_day: None,
        code: &mut code[..customer.len()],
    };
    assert_eq!(operation::customer_absorb_columns(rulebook, &mut batch).expect("the batch is sound"), 0);
}

/// Adds the orders of a range of customers, chunk by chunk, to the table of that range.
fn absorb_range(rulebook: &Rulebook, customer: &[u32], orders: &Orders, cells: &mut [i64], first: u32) {
    let mut own = (vec![0_u32; CHUNK], vec![0_i64; CHUNK], vec![0_i64; CHUNK]);
    let mut code = vec![0_u16; CHUNK];
    cells.fill(0);
    for from in (0..customer.len()).step_by(CHUNK) {
        let rows = from..customer.len().min(from + CHUNK);
        let amounts = orders.paid[rows.clone()].iter().zip(&orders.refunded[rows.clone()]);
        let mut count = 0;
        // Whose order is the next is not to be guessed: each is written, and kept or written over.
        for (customer, (paid, refunded)) in customer[rows].iter().zip(amounts) {
            let number = customer.wrapping_sub(first);
            (own.0[count], own.1[count], own.2[count]) = (number, *paid, *refunded);
            count += usize::from((number as usize) < cells.len());
        }
        absorb(rulebook, (&own.0[..count], &own.1[..count], &own.2[..count]), cells, &mut code);
    }
}

fn rulebook() -> Rulebook {
    let text = r#"{"name": "measured", "version": "1", "effective_from": "2026-01-01",
        "customer": {"shares_over": "all_known", "concentration": {"top_share": "1%"}}}"#;
    Rulebook::parse(text).expect("the rulebook is sound")
}

/// The table of some orders.
struct Table {
    cells: Vec<i64>,
    code: Vec<u16>,
}

impl Table {
    fn new(customers: usize) -> Self {
        Self { cells: vec![0; customers], code: vec![0; CHUNK] }
    }

    fn absorb(&mut self, rulebook: &Rulebook, customer: &[u32], orders: &Orders) {
        self.cells.fill(0);
        for from in (0..customer.len()).step_by(CHUNK) {
            let rows = from..customer.len().min(from + CHUNK);
            let columns = (&customer[rows.clone()], &orders.paid[rows.clone()], &orders.refunded[rows]);
            absorb(rulebook, columns, &mut self.cells, &mut self.code);
        }
    }

    /// The same in two threads: each goes through all orders, and takes those of its half of the customers.
    fn absorb_in_two(&mut self, rulebook: &Rulebook, customer: &[u32], orders: &Orders) {
        let half = self.cells.len() / 2;
        let (first, second) = self.cells.split_at_mut(half);
        std::thread::scope(|scope| {
            for (cells, first) in [(first, 0), (second, half as u32)] {
                scope.spawn(move || absorb_range(rulebook, customer, orders, cells, first));
            }
        });
    }

    fn merge(&mut self, rulebook: &Rulebook, other: &Self) {
        let mut batch: MergeBatch<Slices<'_>> = MergeBatch {
            customers: self.cells.len(),
            cells: &mut self.cells,
            last_order_day: None,
            other_cells: &other.cells,
            other_last_order_day: None,
        };
        operation::customer_merge_columns(rulebook, &mut batch).expect("the sums are within the limit");
    }

    /// The class of each customer, too.
    fn classify(&self, rulebook: &Rulebook, class: &mut [u8], code: &mut [u16]) {
        let mut batch: ClassifyBatch<Slices<'_>> = ClassifyBatch {
            rows: self.cells.len(),
            dates: 0,
            cells: &self.cells,
            last_order_day: None,
            as_of_day: None,
            class,
            orders: None,
            net_sales_fen: None,
            next_class: None,
            missing_orders: None,
            dormant: None,
            dormant_day: None,
            code,
        };
        assert_eq!(
            operation::customer_classify_columns(rulebook, &mut batch).expect("the batch is sound"),
            0
        );
    }

    fn tell(&self, rulebook: &Rulebook) -> Figures {
        let (mut classes, mut whole, mut top) = ([0; BANDS], [0; 4], [0; 3]);
        let mut batch: SegmentsBatch<Slices<'_>> = SegmentsBatch {
            customers: self.cells.len(),
            bands: BANDS,
            figures: 4,
            firsts: 3,
            cells: &self.cells,
            class_customers: &mut classes,
            class_net_sales_fen: None,
            whole: &mut whole,
            top: &mut top,
            super_users: None,
            coverage: None,
            super_user: None,
        };
        operation::customer_segments_columns(rulebook, &mut batch).expect("the cells are sound");
        Figures { classes, whole: whole[3], top: top[1] }
    }
}

/// One of the ways to tell segments, and what it told last.
struct Way<'a, R> {
    customer: &'a [u32],
    orders: &'a Orders,
    rulebook: Rulebook,
    rows: R,
    told: Figures,
}

/// The same ways as cases that take turns with those of other processes.
pub fn cases<'a>(customer: &'a [u32], orders: &'a Orders) -> Vec<protocol::Case<'a>> {
    let by_hand =
        Way { customer, orders, rulebook: rulebook(), rows: vec![0; CUSTOMERS], told: Figures::default() };
    let by_hand = Job {
        state: by_hand,
        run: |way| way.told = by_hand::run::<true>(way.customer, way.orders, &mut way.rows, TOP),
        sum: |way| way.told.sum(),
    };
    let rows = Table::new(CUSTOMERS);
    let siyu = Job {
        state: Way { customer, orders, rulebook: rulebook(), rows, told: Figures::default() },
        run: |way| {
            way.rows.absorb(&way.rulebook, way.customer, way.orders);
            way.told = way.rows.tell(&way.rulebook);
        },
        sum: |way| way.told.sum(),
    };
    let case = |name, task| protocol::Case { work: "segments", name, rows: customer.len(), task };
    vec![case("by hand", Box::new(by_hand)), case("siyu", Box::new(siyu))]
}

/// Customers by hand and through siyu, in one thread and in two.
pub fn measure(count: usize, turns: usize) {
    let orders = Orders::new(0..count);
    let customer = customers_of(count);
    let halves = [Orders::new(0..count / 2), Orders::new(count / 2..count)];
    let (first, second) = customer.split_at(count / 2);
    let rulebook = &rulebook();
    let (mut rows, mut own) = (vec![0_u64; CUSTOMERS], Table::new(CUSTOMERS));
    let expected = by_hand::run::<true>(&customer, &orders, &mut rows, TOP);
    own.absorb(rulebook, &customer, &orders);
    assert_eq!(own.tell(rulebook), expected, "by hand and through siyu the figures are the same");
    let (orders, customer) = (&orders, &customer[..]);
    let mut safe = vec![0_u64; CUSTOMERS];
    let mut with_classes = Table::new(CUSTOMERS);
    let (mut class, mut code) = (vec![0_u8; CUSTOMERS], vec![0_u16; CUSTOMERS]);
    let mut two = [(); 2].map(|()| Table::new(CUSTOMERS));
    let halves = [(first, &halves[0]), (second, &halves[1])];
    let mut halved = Table::new(CUSTOMERS);
    let cases = vec![
        Case::new(
            count,
            "by hand",
            None,
            Box::new(move || {
                std::hint::black_box(by_hand::run::<true>(customer, orders, &mut rows, TOP));
            }),
        ),
        Case::new(
            count,
            "by hand, no prefetch",
            Some("by hand"),
            Box::new(move || {
                std::hint::black_box(by_hand::run::<false>(customer, orders, &mut safe, TOP));
            }),
        ),
        Case::new(
            count,
            "siyu",
            Some("by hand"),
            Box::new(move || {
                own.absorb(rulebook, customer, orders);
                std::hint::black_box(own.tell(rulebook));
            }),
        ),
        Case::new(
            count,
            "siyu, and a column of classes",
            Some("siyu"),
            Box::new(move || {
                with_classes.absorb(rulebook, customer, orders);
                with_classes.classify(rulebook, &mut class, &mut code);
                std::hint::black_box(with_classes.tell(rulebook));
            }),
        ),
        Case::new(
            count,
            "siyu, two threads by customers",
            Some("siyu"),
            Box::new(move || {
                halved.absorb_in_two(rulebook, customer, orders);
                assert_eq!(halved.tell(rulebook), expected);
            }),
        ),
        Case::new(
            count,
            "siyu, two threads by orders",
            Some("siyu"),
            Box::new(move || {
                std::thread::scope(|scope| {
                    for (table, (customer, orders)) in two.iter_mut().zip(halves) {
                        scope.spawn(move || table.absorb(rulebook, customer, orders));
                    }
                });
                let [first, second] = &mut two;
                first.merge(rulebook, second);
                assert_eq!(first.tell(rulebook), expected);
            }),
        ),
    ];
    let title = format!("Segments of {CUSTOMERS} customers by {count} orders (W3)");
    table(&title, "ns per order", &rounds(cases, turns));
}

/// Orders and customers that instructions are counted over.
const COUNTED: usize = 200_000;
const COUNTED_CUSTOMERS: usize = 180_000;

pub fn count() {
    let (orders, customer) = (Orders::new(0..COUNTED), buyers(COUNTED, COUNTED_CUSTOMERS));
    let (rulebook, mut table) = (rulebook(), Table::new(COUNTED_CUSTOMERS));
    table.absorb(&rulebook, &customer, &orders);
    let (mut class, mut code) = (vec![0_u8; COUNTED_CUSTOMERS], vec![0_u16; COUNTED_CUSTOMERS]);
    table.classify(&rulebook, &mut class, &mut code);
    std::hint::black_box((table.tell(&rulebook), class));
}

/// What `count` does beside.
pub fn count_nothing() {
    std::hint::black_box((Orders::new(0..COUNTED).paid.len(), buyers(COUNTED, COUNTED_CUSTOMERS)));
}
