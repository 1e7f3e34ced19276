//! Over columns and by call, the same figures and codes.

mod batches;
mod shop;

use alloc::vec;
use alloc::vec::Vec;

use proptest::prelude::*;

use super::*;
use crate::column::Slices;
use crate::error::Code;
use crate::operation;
use crate::rulebook::Rulebook;
use shop::{Line, Order, Shop, shop};

/// The tables of a month.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Tables {
    earned: Vec<i64>,
    clawed_back: Vec<i64>,
    supplied: Vec<i64>,
    orders: Vec<i64>,
    supplier_earned: Vec<i64>,
    supplier_clawed_back: Vec<i64>,
    totals: Vec<i64>,
}

impl Tables {
    fn new(agents: usize) -> Self {
        let [table, column, suppliers] =
            [agents * WIDTH, agents, shop::SUPPLIERS].map(|cells| vec![0; cells]);
        Self {
            earned: table.clone(),
            clawed_back: table,
            supplied: column.clone(),
            orders: column,
            supplier_earned: suppliers.clone(),
            supplier_clawed_back: suppliers,
            totals: vec![0; totals::TOTALS],
        }
    }
}

/// The tree as `month_chains` tells it.
struct Chains {
    class: Vec<u16>,
    upline: Vec<u32>,
}

fn chains(rulebook: &Rulebook, shop: &Shop) -> Chains {
    let agents = shop.sponsor.len();
    let (mut class, mut upline) = (vec![7; agents], vec![7; agents * 2]);
    let mut batch: ChainsBatch<Slices<'_>> = ChainsBatch {
        agents,
        above: 2,
        sponsor: &shop.sponsor,
        tier: &shop.tier,
        class: &mut class,
        upline: Some(&mut upline),
    };
    assert_eq!(operation::month_chains_columns(rulebook, &mut batch).unwrap(), 0);
    Chains { class, upline }
}

/// A column, unless all of it is what is meant without it.
fn unless_zero<T: Default + PartialEq>(column: &[T]) -> Option<&[T]> {
    column.iter().any(|cell| *cell != T::default()).then_some(column)
}

/// Adds lines to tables; their codes.
fn absorb(
    rulebook: &Rulebook,
    shop: &Shop,
    chains: &Chains,
    lines: &[Line],
    tables: &mut Tables,
) -> Vec<u16> {
    fn column<T>(lines: &[Line], of: impl Fn(&Line) -> T) -> Vec<T> {
        lines.iter().map(of).collect()
    }
    let (costs, overridden) = (shop.knows_costs, shop.has_overrides);
    let cost = column(lines, |line| line.cost.unwrap_or(i64::MIN));
    let supplier = column(lines, |line| line.supplier.unwrap_or(u32::MAX));
    let quantity = column(lines, |line| line.quantity);
    let sku = column(lines, |line| line.sku_place(rulebook));
    let category = column(lines, |line| line.category_place(rulebook));
    let cancelled = column(lines, |line| line.cancelled);
    let returned = column(lines, |line| line.returned);
    let compensation = column(lines, |line| line.compensation);
    let is_buyer = column(lines, |line| u8::from(line.is_buyer));
    let mut code = vec![7; lines.len()];
    let mut batch: AbsorbBatch<Slices<'_>> = AbsorbBatch {
        rows: lines.len(),
        agents: shop.sponsor.len(),
        above: 2,
        width: WIDTH,
        suppliers: shop::SUPPLIERS,
        totals: totals::TOTALS,
        agent: &column(lines, |line| line.agent.unwrap_or(u32::MAX)),
        paid_fen: &column(lines, |line| line.paid),
        cancelled_fen: unless_zero(&cancelled),
        returned_fen: unless_zero(&returned),
        compensation_fen: unless_zero(&compensation),
        cost_fen: costs.then_some(&cost[..]),
        supplier: costs.then_some(&supplier[..]),
        quantity: shop.has_quantities.then_some(&quantity[..]),
        sku: overridden.then_some(&sku[..]),
        category: overridden.then_some(&category[..]),
        direct_is_buyer: unless_zero(&is_buyer),
        pinned_class: None,
        orders: Some(&column(lines, |line| line.orders)),
        class: &chains.class,
        sponsor: &shop.sponsor,
        upline: shop.is_differential().then_some(&chains.upline),
        earned_fen: &mut tables.earned,
        clawed_back_fen: Some(&mut tables.clawed_back),
        supplied_fen: Some(&mut tables.supplied),
        orders_sold: Some(&mut tables.orders),
        supplier_earned_fen: Some(&mut tables.supplier_earned),
        supplier_clawed_back_fen: Some(&mut tables.supplier_clawed_back),
        totals_fen: &mut tables.totals,
        code: &mut code,
    };
    let refused = operation::month_absorb_columns(rulebook, &mut batch).unwrap();
    assert_eq!(refused, code.iter().filter(|code| **code != 0).count());
    code
}

fn merge(rulebook: &Rulebook, agents: usize, mut into: Tables, other: &Tables) -> Tables {
    let mut batch: MergeBatch<Slices<'_>> = MergeBatch {
        agents,
        width: WIDTH,
        suppliers: shop::SUPPLIERS,
        totals: totals::TOTALS,
        earned_fen: &mut into.earned,
        clawed_back_fen: Some(&mut into.clawed_back),
        supplied_fen: Some(&mut into.supplied),
        orders_sold: Some(&mut into.orders),
        supplier_earned_fen: Some(&mut into.supplier_earned),
        supplier_clawed_back_fen: Some(&mut into.supplier_clawed_back),
        totals_fen: &mut into.totals,
        other_earned_fen: &other.earned,
        other_clawed_back_fen: Some(&other.clawed_back),
        other_supplied_fen: Some(&other.supplied),
        other_orders_sold: Some(&other.orders),
        other_supplier_earned_fen: Some(&other.supplier_earned),
        other_supplier_clawed_back_fen: Some(&other.supplier_clawed_back),
        other_totals_fen: &other.totals,
    };
    assert_eq!(operation::month_merge_columns(rulebook, &mut batch).unwrap(), 0);
    into
}

/// What a close tells of each agent.
#[derive(Debug, Default, PartialEq, Eq)]
struct Closed {
    own: Vec<i64>,
    direct_team: Vec<i64>,
    whole_team: Vec<i64>,
    profit: Vec<i64>,
    direct: Vec<i64>,
    indirect: Vec<i64>,
    clawed_back: Vec<i64>,
}

fn close(rulebook: &Rulebook, shop: &Shop, uplines: &[&[u32]], tables: &[&Tables]) -> Result<Closed, Error> {
    let agents = shop.sponsor.len();
    let stacked = |of: fn(&Tables) -> &Vec<i64>| {
        tables.iter().flat_map(|table| of(table).clone()).collect::<Vec<i64>>()
    };
    let summed = |of: fn(&Tables) -> &Vec<i64>| {
        (0..of(tables[0]).len())
            .map(|cell| tables.iter().map(|table| of(table)[cell]).sum())
            .collect::<Vec<i64>>()
    };
    let concat = uplines.concat();
    let column = || vec![7; agents];
    let mut closed = Closed {
        own: column(),
        direct_team: column(),
        whole_team: column(),
        profit: column(),
        direct: column(),
        indirect: column(),
        clawed_back: column(),
    };
    let mut batch: CloseBatch<Slices<'_>> = CloseBatch {
        agents,
        segments: tables.len(),
        above: 2,
        width: WIDTH,
        totals: totals::TOTALS,
        sponsor: &shop.sponsor,
        upline: uplines.first().map(|_| &concat[..]),
        earned_fen: &stacked(|tables| &tables.earned),
        clawed_back_fen: Some(&stacked(|tables| &tables.clawed_back)),
        readings: 0,
        supplied_fen: Some(&summed(|tables| &tables.supplied)),
        orders_sold: None,
        reading: None,
        totals_fen: &summed(|tables| &tables.totals),
        own_net_sales_fen: Some(&mut closed.own),
        direct_team_net_sales_fen: &mut closed.direct_team,
        whole_team_net_sales_fen: Some(&mut closed.whole_team),
        profit_fen: Some(&mut closed.profit),
        direct_fen: Some(&mut closed.direct),
        indirect_fen: &mut closed.indirect,
        clawed_back_by_agent_fen: Some(&mut closed.clawed_back),
    };
    operation::month_close_columns(rulebook, &mut batch)?;
    Ok(closed)
}

fn lines(orders: &[Order]) -> Vec<Line> {
    orders.iter().flat_map(|order| order.lines.clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Each order that the call refuses has a line with that code, and no other order has; what is left comes to the same
    /// statements and figures.
    #[test]
    fn columns_and_calls_agree(shop in shop()) {
        let Ok(rulebook) = Rulebook::parse(&shop.rulebook) else { return Ok(()) };
        let chains = chains(&rulebook, &shop);
        let mut sound = Vec::new();
        for order in &shop.orders {
            let mut tables = Tables::new(shop.sponsor.len());
            let codes = absorb(&rulebook, &shop, &chains, &order.lines, &mut tables);
            match shop.by_call(&rulebook, core::slice::from_ref(order)) {
                Ok(_) => {
                    prop_assert!(codes.iter().all(|code| *code == 0), "{:?} {:?}", order, codes);
                    sound.push(order.clone());
                }
                Err(error) => prop_assert!(codes.contains(&error.code.number()), "{:?} {:?} {:?}", order, codes, error),
            }
        }
        let mut tables = Tables::new(shop.sponsor.len());
        absorb(&rulebook, &shop, &chains, &lines(&sound), &mut tables);
        let closed = close(&rulebook, &shop, &[&chains.upline], &[&tables]).unwrap();
        if shop.is_differential() {
            let error = close(&rulebook, &shop, &[], &[&tables]).unwrap_err();
            prop_assert_eq!((error.code, error.path.as_str()), (Code::MissingField, "/upline"));
        } else {
            prop_assert_eq!(&close(&rulebook, &shop, &[], &[&tables]).unwrap(), &closed);
        }
        let called = shop.closed_by_call(&rulebook, &sound);
        let earned: Vec<i64> = closed.direct.iter().zip(&closed.indirect).map(|(direct, indirect)| direct + indirect).collect();
        prop_assert_eq!(earned, called.earned);
        prop_assert_eq!(&closed.clawed_back, &called.clawed_back);
        prop_assert_eq!(&closed.own, &called.own);
        prop_assert_eq!(&closed.direct_team, &called.direct_team);
        prop_assert_eq!(&closed.whole_team, &called.whole_team);
        prop_assert_eq!(&closed.profit, &called.profit);
        prop_assert_eq!(&tables.orders, &called.orders);
        prop_assert_eq!((&tables.supplier_earned, &tables.supplier_clawed_back), (&called.supplier_earned, &called.supplier_clawed_back));
        let total = |total: Total| tables.totals[total as usize];
        prop_assert_eq!((total(Total::House), total(Total::HouseClawedBack)), called.house);
        prop_assert_eq!((total(Total::Gross), total(Total::Refunded), total(Total::Lines)), called.totals);
    }

    /// However the lines are cut into chunks, and however the tables are merged, they are the same; so are they line by line.
    #[test]
    fn tables_are_the_same_in_any_chunks(shop in shop(), cut in 0_usize..12, second in 0_usize..12) {
        let Ok(rulebook) = Rulebook::parse(&shop.rulebook) else { return Ok(()) };
        let (chains, lines, agents) = (chains(&rulebook, &shop), lines(&shop.orders), shop.sponsor.len());
        let of = |lines: &[Line]| {
            let mut tables = Tables::new(agents);
            let codes = absorb(&rulebook, &shop, &chains, lines, &mut tables);
            (tables, codes)
        };
        let (whole, codes) = of(&lines);
        let (low, high) = (cut.min(second).min(lines.len()), cut.max(second).min(lines.len()));
        let [a, b, c] = [&lines[..low], &lines[low..high], &lines[high..]].map(of);
        prop_assert_eq!(&[a.1, b.1, c.1].concat(), &codes);
        let merged = merge(&rulebook, agents, merge(&rulebook, agents, a.0.clone(), &b.0), &c.0);
        let turned = merge(&rulebook, agents, c.0, &merge(&rulebook, agents, b.0, &a.0));
        prop_assert_eq!(&merged, &whole);
        prop_assert_eq!(&turned, &whole);
        let mut alone = Tables::new(agents);
        let each: Vec<u16> = lines.iter().flat_map(|line| absorb(&rulebook, &shop, &chains, core::slice::from_ref(line), &mut alone)).collect();
        prop_assert_eq!(each, codes);
        prop_assert_eq!(alone, whole);
    }

    /// So they are where there are many lines, near the limit of money, too.
    #[test]
    fn tables_of_many_lines_are_the_same_a_few_at_a_time(shop in shop(), turned: bool) {
        let Ok(rulebook) = Rulebook::parse(&shop.rulebook) else { return Ok(()) };
        let (chains, mut lines) = (chains(&rulebook, &shop), lines(&shop.orders).repeat(30));
        if turned { lines.reverse(); }
        let (mut tables, mut alone) = ([(); 2].map(|()| Tables::new(shop.sponsor.len()))).into();
        let codes = absorb(&rulebook, &shop, &chains, &lines, &mut tables);
        let each: Vec<u16> = lines.chunks(7).flat_map(|lines| absorb(&rulebook, &shop, &chains, lines, &mut alone)).collect();
        prop_assert_eq!(each, codes);
        prop_assert_eq!(alone, tables);
    }
}
