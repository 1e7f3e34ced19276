//! What is wrong with a batch as a whole, and what the close does beyond what the call does.

use alloc::vec;
use alloc::vec::Vec;

use super::{Chains, Tables, WIDTH, close, shop, totals};
use crate::column::Slices;
use crate::error::Code;
use crate::money::Money;
use crate::month::{AbsorbBatch, ChainsBatch, CloseBatch};
use crate::operation;
use crate::rulebook::Rulebook;
use shop::Shop;

const NOBODY: u32 = u32::MAX;

fn rulebook(commission: &str) -> Rulebook {
    let text = alloc::format!(
        r#"{{"name": "s", "version": "1", "effective_from": "2026-01-01", "agent": {{"tiers": [{{"id": "a"}}, {{"id": "b", "reach": {{"all": [
            {{"metric": "own_net_sales", "at_least": "1.00"}}, {{"metric": "own_net_sales", "at_least": "9.00", "window": "lifetime"}},
            {{"metric": "direct_team_net_sales", "at_least": "1.00", "window": {{"periods": 3}}}}, {{"metric": "store_score", "at_least": "0.5"}}]}}}}]}},
        "commission": {{"residual": "house", "levels": 2, "roles": {{"direct": {{"rate": "10%"}}, "sponsor": {{"rate": "2%"}}}}{commission}}}}}"#
    );
    Rulebook::parse(&text).unwrap()
}

fn chains(
    rulebook: &Rulebook,
    sponsor: &[u32],
    tier: &[u8],
) -> Result<Chains, (Code, alloc::string::String)> {
    let (mut class, mut upline) = (vec![7; sponsor.len()], vec![7; sponsor.len() * 2]);
    let mut batch: ChainsBatch<Slices<'_>> = ChainsBatch {
        agents: sponsor.len(),
        above: 2,
        sponsor,
        tier,
        class: &mut class,
        upline: Some(&mut upline),
    };
    let told = operation::month_chains_columns(rulebook, &mut batch);
    match told {
        Ok(refused) => {
            assert_eq!(refused, 0);
            Ok(Chains { class, upline })
        }
        Err(error) => {
            assert!(class.iter().all(|cell| *cell == 7) && upline.iter().all(|cell| *cell == 7));
            Err((error.code, error.path.clone()))
        }
    }
}

/// Lines without anything unusual.
fn absorb(
    rulebook: &Rulebook,
    sponsor: &[u32],
    chains: &Chains,
    lines: &[(u32, i64)],
    tables: &mut Tables,
) -> Vec<u16> {
    let (agent, paid): (Vec<u32>, Vec<i64>) = lines.iter().copied().unzip();
    let mut code = vec![7; lines.len()];
    let mut batch: AbsorbBatch<Slices<'_>> = AbsorbBatch {
        rows: lines.len(),
        agents: sponsor.len(),
        above: 2,
        width: WIDTH,
        suppliers: 0,
        totals: totals::TOTALS,
        agent: &agent,
        paid_fen: &paid,
        cancelled_fen: None,
        returned_fen: None,
        compensation_fen: None,
        cost_fen: None,
        supplier: None,
        quantity: None,
        sku: None,
        category: None,
        direct_is_buyer: None,
        pinned_class: None,
        orders: None,
        class: &chains.class,
        sponsor,
        upline: Some(&chains.upline),
        earned_fen: &mut tables.earned,
        clawed_back_fen: None,
        supplied_fen: None,
        orders_sold: Some(&mut tables.orders),
        supplier_earned_fen: None,
        supplier_clawed_back_fen: None,
        totals_fen: &mut tables.totals,
        code: &mut code,
    };
    operation::month_absorb_columns(rulebook, &mut batch).unwrap();
    code
}

fn shop_of(sponsor: &[u32]) -> Shop {
    Shop {
        rulebook: "".into(),
        has_overrides: false,
        knows_costs: false,
        has_quantities: false,
        sponsor: sponsor.to_vec(),
        tier: vec![0; sponsor.len()],
        orders: Vec::new(),
    }
}

#[test]
fn an_unsound_tree_is_refused_before_anything_is_written() {
    let book = rulebook("");
    let refused = |sponsor: &[u32], tier: &[u8]| chains(&book, sponsor, tier).err().unwrap();
    assert_eq!(refused(&[1, 2, 1], &[0; 3]), (Code::SponsorCycle, "/sponsor/1".into()));
    assert_eq!(refused(&[NOBODY, 9], &[0; 2]), (Code::UnknownSponsor, "/sponsor/1".into()));
    assert_eq!(refused(&[NOBODY, 0], &[0, 2]), (Code::UnknownChoice, "/tier/1".into()));
    assert_eq!(refused(&[NOBODY, 0], &[0]), (Code::ListLength, "/tier".into()));
    let pools = rulebook(r#", "pools": [{"id": "p", "rate": "1%", "members": {"m": 1}}]"#);
    let refused = chains(&pools, &[NOBODY], &[0]).err().unwrap();
    assert_eq!(refused, (Code::NotOverColumns, "/commission/pools".into()));
}

#[test]
fn lines_of_unknown_agents_and_beyond_the_limit_of_money_are_refused_alone() {
    let (book, sponsor) = (rulebook(""), [NOBODY, 0]);
    let chains = chains(&book, &sponsor, &[0, 1]).unwrap();
    let most = Money::MAX.minor();
    let mut tables = Tables::new(2);
    let lines = [(1, 100), (2, 100), (1, -1), (0, most + 1), (0, most - 100), (0, 1), (NOBODY, 0), (1, 0)];
    let codes = absorb(&book, &sponsor, &chains, &lines, &mut tables);
    let code = |code: Code| code.number();
    let expected = [
        0,
        code(Code::CountOutOfRange),
        code(Code::NegativeAmount),
        code(Code::MoneyOutOfRange),
        0,
        code(Code::MoneyOutOfRange),
        0,
        0,
    ];
    assert_eq!(codes, expected);
    assert_eq!(tables.earned, [most - 100, most / 10 - 10, 0, 0, 100, 10, 2, 0]);
    assert_eq!((tables.totals[0], tables.totals[8], tables.orders), (most, 4, vec![1, 1]));
}

#[test]
fn each_segment_is_credited_by_its_own_tree_and_tables_that_lost_something_are_refused() {
    let book = rulebook("");
    let trees = [[NOBODY, 0, 0], [NOBODY, 0, 1]];
    let chains = trees.map(|sponsor| chains(&book, &sponsor, &[0; 3]).unwrap());
    let tables = [0, 1].map(|segment| {
        let mut tables = Tables::new(3);
        let codes = absorb(&book, &trees[segment], &chains[segment], &[(2, 1000), (1, 100)], &mut tables);
        assert_eq!(codes, [0, 0]);
        tables
    });
    let shop = shop_of(&trees[1]);
    let uplines = [&chains[0].upline[..], &chains[1].upline[..]];
    let closed = close(&book, &shop, &uplines, &[&tables[0], &tables[1]]).unwrap();
    assert_eq!(closed.own, [0, 200, 2000]);
    assert_eq!((closed.direct_team, closed.whole_team), (vec![200, 2000, 0], vec![2200, 2000, 0]));
    assert_eq!(closed.direct, [0, 20, 200]);
    assert_eq!(closed.indirect, [20 + 2 + 2, 20, 0], "the seller's sponsor of each segment");
    let mut lost = tables[0].clone();
    lost.earned[8] -= 1;
    let error = close(&book, &shop, &uplines, &[&lost, &tables[1]]).unwrap_err();
    assert_eq!((error.code, error.path.as_str()), (Code::BooksDoNotBalance, "/totals_fen/0"));
    let nobody = [NOBODY; 6];
    let error = close(&book, &shop, &[&nobody, uplines[1]], &[&tables[0], &tables[1]]).unwrap_err();
    assert_eq!(error.code, Code::BooksDoNotBalance, "somebody must be credited");
}

#[test]
fn the_month_is_put_into_the_readings_of_the_assessment() {
    let (book, sponsor) = (rulebook(""), [NOBODY, 0]);
    let chains = chains(&book, &sponsor, &[0; 2]).unwrap();
    let mut tables = Tables::new(2);
    absorb(&book, &sponsor, &chains, &[(0, 150), (1, 200)], &mut tables);
    // Own sales of the month and of the lifetime, those of the team over three months, a score.
    let mut reading = [i64::MIN, 1000, 50, 600_000, 7, i64::MIN, i64::MIN, 400_000];
    let mut columns = [(); 5].map(|()| vec![7; 2]);
    let [own, team, direct, indirect, taken] = &mut columns;
    let mut batch: CloseBatch<Slices<'_>> = CloseBatch {
        agents: 2,
        segments: 1,
        above: 2,
        width: WIDTH,
        totals: totals::TOTALS,
        readings: 4,
        sponsor: &sponsor,
        upline: Some(&chains.upline),
        earned_fen: &tables.earned,
        clawed_back_fen: None,
        supplied_fen: None,
        orders_sold: None,
        totals_fen: &tables.totals,
        own_net_sales_fen: Some(own),
        direct_team_net_sales_fen: team,
        whole_team_net_sales_fen: None,
        profit_fen: None,
        direct_fen: Some(direct),
        indirect_fen: indirect,
        clawed_back_by_agent_fen: Some(taken),
        reading: Some(&mut reading),
    };
    assert_eq!(operation::month_close_columns(&book, &mut batch).unwrap(), 0);
    assert_eq!(reading, [150, 1150, 250, 600_000, 200, i64::MIN, i64::MIN, 400_000]);
}
