//! Over columns and by call, the same parts and codes: rulebooks of every shape, orders of chance.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec;
use alloc::vec::Vec;

use proptest::prelude::*;

use super::{SplitBatch, WITHOUT_TIER, split_columns};
use crate::Rulebook;
use crate::calendar::strategy::date;
use crate::column::{Cell as _, Slices};
use crate::commission::{CapPolicy, Line, Link, Order, Role, split};
use crate::document::Id;
use crate::error::Code;
use crate::money::{Currency, Money, Rate};
use crate::reason::Reasons;

/// SplitMix64: choices that follow from one number.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }

    fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }

    /// One time in so many.
    fn seldom(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
}

const TIERS: [&str; 3] = ["bronze", "gold", "silver"];
const SKUS: [&str; 2] = ["ham", "tea"];
const CATEGORIES: [&str; 2] = ["drink", "food"];
/// Rates that divide every way, and some that are large.
const RATES: [&str; 9] = ["0", "1", "12.5", "33.3333", "0.7", "5", "20.0001", "45", "100"];

/// A section `commission` of any shape, and whether there is a section `agent` beside it.
fn rulebook(chance: &mut Chance) -> Option<Rulebook> {
    let mode = chance.one(&["flat", "by_tier", "differential"]);
    let mut fields = vec![
        r#""residual": "house""#.to_string(),
        format!(r#""mode": "{mode}", "levels": {}"#, chance.below(3)),
        format!(r#""rounding": "{}""#, chance.one(&["down", "half_up", "half_even", "up"])),
        format!(r#""basis": "{}""#, chance.one(&["paid", "paid", "margin"])),
        format!(r#""self_purchase": "{}""#, chance.one(&["to_self", "to_sponsor", "not_paid"])),
        format!(r#""cost_cover": "{}""#, chance.one(&["cap", "bear"])),
    ];
    let by_tier = |chance: &mut Chance| {
        let rates: Vec<String> = TIERS
            .iter()
            .filter_map(|tier| {
                let is_left_out = chance.seldom(4);
                if is_left_out { None } else { Some(format!(r#""{tier}": "{}%""#, chance.one(&RATES))) }
            })
            .collect();
        let rate =
            if chance.seldom(2) { format!(r#", "rate": "{}%""#, chance.one(&RATES)) } else { String::new() };
        format!(r#"{{"by_tier": {{{}}}{rate}}}"#, rates.join(", "))
    };
    let mut roles = Vec::new();
    for role in ["direct", "sponsor", "sponsor_2", "mentor"] {
        let above = role.starts_with("sponsor");
        let needed = mode == "differential" && role == "direct";
        if (chance.seldom(4) && !needed) || (mode == "differential" && above) {
            continue;
        }
        let plain = mode == "flat" || role == "mentor";
        let rates = if plain { format!(r#"{{"rate": "{}%"}}"#, chance.one(&RATES)) } else { by_tier(chance) };
        roles.push((role, format!(r#""{role}": {rates}"#)));
    }
    let texts: Vec<&str> = roles.iter().map(|(_, text)| text.as_str()).collect();
    fields.push(format!(r#""roles": {{{}}}"#, texts.join(", ")));
    let pools: Vec<String> = ["m", "d"]
        .iter()
        .take(chance.below(3))
        .map(|pool| {
            let members: Vec<String> = (0..chance.below(4) + 1)
                .map(|member| {
                    format!(r#""p{member}": {}"#, chance.one(&[0_u64, 1, 1, 2, 7, 9_007_199_254_740_991]))
                })
                .collect();
            format!(
                r#"{{"id": "{pool}", "rate": "{}%", "members": {{{}}}}}"#,
                chance.one(&RATES),
                members.join(", ")
            )
        })
        .collect();
    fields.push(format!(r#""pools": [{}]"#, pools.join(", ")));
    let selectors = SKUS.iter().map(|sku| ("sku", sku)).chain(CATEGORIES.iter().map(|one| ("category", one)));
    let mut overrides = Vec::new();
    for (selector, name) in selectors {
        for role in ["direct", "sponsor", "sponsor_2", "mentor"] {
            if chance.seldom(3) {
                let terms = match chance.below(4) {
                    0 => format!(
                        r#""per_unit": "{}""#,
                        chance.one(&["0.00", "0.03", "2.50", "9999999999999.00"])
                    ),
                    _ => format!(r#""rate": "{}%""#, chance.one(&RATES)),
                };
                overrides.push(format!(r#"{{"{selector}": "{name}", "role": "{role}", {terms}}}"#));
            }
        }
    }
    fields.push(format!(r#""overrides": [{}]"#, overrides.join(", ")));
    if !chance.seldom(4) {
        let mut cap = vec![format!(r#""policy": "{}""#, chance.one(&["reject", "scale", "cut", "cut"]))];
        if chance.seldom(2) {
            cap.push(format!(r#""share": "{}%""#, chance.one(&RATES)));
        }
        let mut named: Vec<String> = roles.iter().map(|(role, _)| format!("\"{role}\"")).collect();
        if !pools.is_empty() {
            named.push("\"pool\"".into());
        }
        named.retain(|_| chance.seldom(3));
        if chance.seldom(2) {
            named.reverse();
        }
        cap.push(format!(r#""priority": [{}]"#, named.join(", ")));
        fields.push(format!(r#""cap": {{{}}}"#, cap.join(", ")));
    }
    let agent = if chance.seldom(2) {
        let tiers: Vec<String> =
            ["silver", "bronze", "gold"].iter().map(|tier| format!(r#"{{"id": "{tier}"}}"#)).collect();
        format!(r#""agent": {{"tiers": [{}]}}, "#, tiers.join(", "))
    } else {
        String::new()
    };
    Rulebook::parse(&format!(
        r#"{{"name": "r", "version": "1", "effective_from": "2026-01-01", {agent}"commission": {{{}}}}}"#,
        fields.join(", ")
    ))
    .ok()
}

/// Names of agents, before, between and after those of pools.
const AGENTS: [&str; 7] = ["a", "c", "e", "g", "n", "o", "z"];

/// One line with its chain, as both planes take it. Agents are places among [`AGENTS`].
#[derive(Debug, Clone)]
struct Row {
    paid: i64,
    cost: Option<i64>,
    has_supplier: bool,
    quantity: u32,
    sku: Option<u32>,
    category: Option<u32>,
    chain: Vec<(usize, Option<u8>, Option<u32>)>,
    is_self_purchase: bool,
    mentor: Option<usize>,
}

const CHAIN: usize = 5;

fn row(chance: &mut Chance, rulebook: &Rulebook) -> Row {
    let rules = rulebook.commission_columns().unwrap();
    let minor = |chance: &mut Chance| match chance.below(12) {
        0 => 1_000_000_000_000_000 - chance.below(3) as i64,
        1 => chance.below(4) as i64 - 2,
        2..7 => chance.below(60) as i64,
        _ => chance.below(1_000_000) as i64,
    };
    let paid = minor(chance);
    let place = |chance: &mut Chance, length: usize| {
        (length > 0 && chance.seldom(2)).then(|| chance.below(length) as u32)
    };
    let mut names: Vec<usize> = (0..AGENTS.len()).collect();
    let chain = (0..chance.below(CHAIN + 1)).map(|_| {
        let agent = names.remove(chance.below(names.len()));
        let tier =
            (!chance.seldom(6) && !rules.tiers().is_empty()).then(|| chance.below(rules.tiers().len()) as u8);
        let rate = chance.seldom(6).then(|| chance.one(&[0, 70_000, 333_333, 1_000_000]));
        (agent, tier, rate)
    });
    let mut chain: Vec<_> = chain.collect();
    if chain.len() > 1 && chance.seldom(40) {
        chain[1].0 = chain[0].0;
    }
    Row {
        paid,
        cost: match chance.below(4) {
            0 => Some(minor(chance)),
            1 => Some(paid * 2 / 3),
            2 => Some(paid - 1),
            _ => None,
        },
        has_supplier: chance.seldom(3),
        quantity: chance.one(&[1, 1, 2, 3, 0, u32::MAX - 1]),
        sku: place(chance, rules.skus().len()),
        category: place(chance, rules.categories().len()),
        chain,
        is_self_purchase: chance.seldom(4),
        mentor: chance.seldom(2).then(|| chance.below(AGENTS.len())),
    }
}

/// What a row comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Parts {
    supplier: i64,
    chain: Vec<i64>,
    mentor: i64,
    members: Vec<i64>,
    residual: i64,
}

type Told = Result<Parts, Code>;

/// The answer of the call. `names` gives the agents their ids.
fn by_call(rulebook: &Rulebook, row: &Row, names: &[&str]) -> Told {
    let rules = rulebook.commission_columns().unwrap();
    let id = |name: &str| Id::new(name).unwrap();
    let money = |minor| Money::from_minor(minor).map_err(|error| error.code);
    let link = |(agent, tier, rate): &(usize, Option<u8>, Option<u32>)| Link {
        agent: id(names[*agent]),
        tier: tier.map(|tier| rules.tiers()[usize::from(tier)].clone()),
        rate: rate.map(|ppm| Rate::from_ppm(ppm).unwrap()),
    };
    let line = Line {
        id: id("l"),
        sku: row.sku.map(|place| rules.skus()[place as usize].clone()),
        category: row.category.map(|place| rules.categories()[place as usize].clone()),
        quantity: row.quantity.into(),
        paid: money(row.paid)?,
        cost: row.cost.map(money).transpose()?,
        supplier: row.has_supplier.then(|| id("mill")),
    };
    let order = Order {
        id: id("o"),
        placed_on: date("2026-01-01"),
        buyer: row.chain.first().filter(|_| row.is_self_purchase).map(|(agent, ..)| id(names[*agent])),
        chain: row.chain.iter().map(link).collect(),
        mentor: row.mentor.map(|agent| id(names[agent])),
        lines: vec![line],
    };
    let answer = split(rulebook.commission().unwrap(), &order, Currency::CNY, &mut Reasons::none())
        .map_err(|error| error.code)?;
    let part = |roles: &[Role], party: Option<&Id>| {
        let parts = answer.lines[0].parts.iter();
        let own =
            parts.filter(|part| roles.contains(&part.role) && party.is_none_or(|party| part.party == *party));
        own.map(|part| part.amount.minor()).sum::<i64>()
    };
    let of_chain = |(agent, ..): &(usize, Option<u8>, Option<u32>)| {
        part(&[Role::Direct, Role::Sponsor, Role::Sponsor2], Some(&id(names[*agent])))
    };
    let mut chain: Vec<i64> = row.chain.iter().map(of_chain).collect();
    chain.resize(CHAIN, 0);
    let members = rules.pools().iter().flat_map(|pool| pool.members.iter().map(move |member| (pool, member)));
    let member = |(pool, member): (&crate::commission::PoolPlaces, &Id)| {
        let parts = answer.lines[0].parts.iter();
        let own = parts.filter(|part| part.pool.as_ref() == Some(&pool.id) && part.party == *member);
        own.map(|part| part.amount.minor()).sum()
    };
    Ok(Parts {
        supplier: part(&[Role::Supplier], None),
        chain,
        mentor: part(&[Role::Mentor], None),
        members: members.map(member).collect(),
        residual: part(&[Role::Residual], None),
    })
}

/// The answers over columns; `has_parties` is whether they say who is who.
fn over_columns(rulebook: &Rulebook, rows: &[Row], has_parties: bool) -> Vec<Told> {
    let rules = rulebook.commission_columns().unwrap();
    let pools = rules.pools();
    let ids: BTreeSet<&str> = AGENTS.into_iter().chain(pools.iter().map(|pool| pool.id.as_str())).collect();
    let party = |name: &str| ids.iter().position(|id| *id == name).unwrap() as u32;
    let flag = |of: &dyn Fn(&Row) -> bool| rows.iter().map(|row| u8::from(of(row))).collect::<Vec<u8>>();
    let (paid, cost): (Vec<i64>, Vec<i64>) =
        rows.iter().map(|row| (row.paid, row.cost.unwrap_or(i64::NONE))).unzip();
    let (has_supplier, has_mentor) = (flag(&|row| row.has_supplier), flag(&|row| row.mentor.is_some()));
    let direct_is_buyer = flag(&|row| row.is_self_purchase);
    let quantity: Vec<u32> = rows.iter().map(|row| row.quantity).collect();
    let sku: Vec<u32> = rows.iter().map(|row| row.sku.unwrap_or(u32::NONE)).collect();
    let category: Vec<u32> = rows.iter().map(|row| row.category.unwrap_or(u32::NONE)).collect();
    let mentor_party: Vec<u32> =
        rows.iter().map(|row| row.mentor.map_or(u32::NONE, |agent| party(AGENTS[agent]))).collect();
    let cells = || rows.iter().flat_map(|row| (0..CHAIN).map(|place| row.chain.get(place)));
    let tier: Vec<u8> =
        cells().map(|link| link.map_or(u8::NONE, |(_, tier, _)| tier.unwrap_or(WITHOUT_TIER))).collect();
    let rate: Vec<u32> = cells().map(|link| link.and_then(|(.., rate)| *rate).unwrap_or(u32::NONE)).collect();
    let chain_party: Vec<u32> =
        cells().map(|link| link.map_or(u32::NONE, |(agent, ..)| party(AGENTS[*agent]))).collect();
    let pool_party: Vec<u32> = pools.iter().map(|pool| party(pool.id.as_str())).collect();
    let members = pools.iter().map(|pool| pool.members.len()).sum();
    let (mut supplier, mut mentor, mut residual) =
        (vec![-7; rows.len()], vec![-7; rows.len()], vec![-7; rows.len()]);
    let (mut chain, mut member) = (vec![-7; rows.len() * CHAIN], vec![-7; rows.len() * members]);
    let mut code = vec![7; rows.len()];
    let mut batch: SplitBatch<Slices<'_>> = SplitBatch {
        rows: rows.len(),
        chain: CHAIN,
        members,
        pools: pools.len(),
        paid_fen: &paid,
        cost_fen: Some(&cost),
        has_supplier: Some(&has_supplier),
        quantity: Some(&quantity),
        sku: Some(&sku),
        category: Some(&category),
        chain_tier: &tier,
        chain_rate_ppm: Some(&rate),
        direct_is_buyer: Some(&direct_is_buyer),
        has_mentor: Some(&has_mentor),
        chain_party: has_parties.then_some(&chain_party),
        mentor_party: has_parties.then_some(&mentor_party),
        pool_party: has_parties.then_some(&pool_party),
        supplier_fen: Some(&mut supplier),
        chain_fen: &mut chain,
        mentor_fen: Some(&mut mentor),
        member_fen: Some(&mut member),
        residual_fen: &mut residual,
        code: &mut code,
    };
    let refused = split_columns(rules, &mut batch).unwrap();
    assert_eq!(refused, code.iter().filter(|code| **code != 0).count());
    (0..rows.len())
        .map(|at| {
            let parts = Parts {
                supplier: supplier[at],
                chain: chain[at * CHAIN..][..CHAIN].to_vec(),
                mentor: mentor[at],
                members: member[at * members..][..members].to_vec(),
                residual: residual[at],
            };
            match Code::ALL.iter().find(|one| one.number() == code[at]) {
                None => Ok(parts),
                Some(refused) => {
                    let all =
                        [&parts.chain[..], &parts.members, &[parts.supplier, parts.mentor, parts.residual]];
                    assert!(all.concat().iter().all(|minor| *minor == 0), "a refused row has results");
                    Err(*refused)
                }
            }
        })
        .collect()
}

/// A rulebook and rows that follow from a number.
fn situation(seed: u64, rows: usize) -> (Rulebook, Vec<Row>) {
    let mut chance = Chance(seed);
    let rulebook = core::iter::repeat_with(|| rulebook(&mut chance)).flatten().next().unwrap();
    let rows = (0..rows).map(|_| row(&mut chance, &rulebook)).collect();
    (rulebook, rows)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn columns_and_calls_agree_and_a_batch_of_one_is_a_batch_of_many(seed in any::<u64>()) {
        let (rulebook, rows) = situation(seed, 24);
        let told = over_columns(&rulebook, &rows, true);
        for (row, told) in rows.iter().zip(&told) {
            prop_assert_eq!(told, &by_call(&rulebook, row, &AGENTS), "{:?}\n{}", row, rulebook.canonical());
            prop_assert_eq!(&over_columns(&rulebook, core::slice::from_ref(row), true), &vec![told.clone()]);
        }
    }

    /// Without knowing who is who, a row is refused exactly where other names would share otherwise.
    #[test]
    fn a_tie_that_goes_by_id_is_refused_where_ids_are_not_told(seed in any::<u64>()) {
        let (rulebook, mut rows) = situation(seed, 8);
        // Without parties it cannot be seen whether someone stands twice.
        rows.retain(|row| {
            let agents: Vec<usize> = row.chain.iter().map(|link| link.0).chain(row.mentor).collect();
            agents.iter().collect::<BTreeSet<_>>().len() == agents.len()
        });
        let mut chance = Chance(seed);
        let cap = rulebook.commission().unwrap().cap.as_ref();
        let acts_twice = cap.is_some_and(|cap| cap.share.is_some() && cap.policy != CapPolicy::Reject);
        for (row, told) in rows.iter().zip(over_columns(&rulebook, &rows, false)) {
            let mut answers = vec![by_call(&rulebook, row, &AGENTS)];
            for _ in 0..40 {
                let mut names = AGENTS;
                (1..names.len()).for_each(|at| names.swap(at, chance.below(at + 1)));
                answers.push(by_call(&rulebook, row, &names));
            }
            let is_settled = answers.iter().all(|answer| *answer == answers[0]);
            let expected = if is_settled { answers[0].clone() } else { Err(Code::PartyOrderUnknown) };
            // Where two limits act one after the other, the second may hide what the first left open.
            if acts_twice && is_settled && told == Err(Code::PartyOrderUnknown) {
                continue;
            }
            prop_assert_eq!(told, expected, "{:?}\n{}", row, rulebook.canonical());
        }
    }
}

/// Rows with a chain of two under a rulebook; what the columns that are named hold, and the answer.
fn refused(
    columns: impl for<'a> Fn(&mut SplitBatch<Slices<'a>>),
) -> Result<Vec<Option<Code>>, (Code, String)> {
    let text = r#"{"name": "r", "version": "1", "effective_from": "2026-01-01", "agent": {"tiers": [{"id": "t"}]},
        "commission": {"residual": "house", "roles": {"direct": {"rate": "5%"}},
        "pools": [{"id": "p", "rate": "1%", "members": {"x": 1, "y": 1}}],
        "overrides": [{"sku": "tea", "role": "direct", "rate": "1%"}]}}"#;
    let rulebook = Rulebook::parse(text).unwrap();
    let (mut chain, mut member, mut residual, mut code) = ([-7; 2], [-7; 2], [-7; 1], [7; 1]);
    let mut batch: SplitBatch<Slices<'_>> = SplitBatch {
        rows: 1,
        chain: 2,
        members: 2,
        pools: 1,
        paid_fen: &[100],
        cost_fen: None,
        has_supplier: None,
        quantity: None,
        sku: None,
        category: None,
        chain_tier: &[0, WITHOUT_TIER],
        chain_rate_ppm: None,
        direct_is_buyer: None,
        has_mentor: None,
        chain_party: None,
        mentor_party: None,
        pool_party: None,
        supplier_fen: None,
        chain_fen: &mut chain,
        mentor_fen: None,
        member_fen: Some(&mut member),
        residual_fen: &mut residual,
        code: &mut code,
    };
    columns(&mut batch);
    match split_columns(rulebook.commission_columns().unwrap(), &mut batch) {
        Ok(_) => {
            Ok(code.iter().map(|code| Code::ALL.iter().find(|one| one.number() == *code).copied()).collect())
        }
        Err(error) => {
            assert_eq!((chain, member, residual, code), ([-7; 2], [-7; 2], [-7; 1], [7; 1]));
            Err((error.code, error.path.clone()))
        }
    }
}

#[test]
fn cells_that_cannot_be_are_refused_by_themselves() {
    let row = |columns: fn(&mut SplitBatch<Slices<'_>>)| refused(columns).unwrap()[0];
    assert_eq!(row(|_| {}), None);
    assert_eq!(row(|batch| batch.paid_fen = &[1_000_000_000_000_001]), Some(Code::MoneyOutOfRange));
    assert_eq!(row(|batch| batch.cost_fen = Some(&[-1_000_000_000_000_001])), Some(Code::MoneyOutOfRange));
    assert_eq!(row(|batch| batch.chain_tier = &[1, 0]), Some(Code::UnknownChoice));
    assert_eq!(row(|batch| batch.chain_tier = &[u8::MAX, 1]), None, "behind the end of the chain");
    assert_eq!(row(|batch| batch.chain_rate_ppm = Some(&[0, 1_000_001])), Some(Code::RateFormat));
    assert_eq!(row(|batch| batch.sku = Some(&[1])), Some(Code::UnknownChoice));
    assert_eq!(row(|batch| batch.category = Some(&[0])), Some(Code::UnknownChoice));
    assert_eq!(row(|batch| batch.has_mentor = Some(&[2])), Some(Code::UnknownChoice));
    assert_eq!(row(|batch| batch.direct_is_buyer = Some(&[u8::MAX])), None);
}

#[test]
fn a_batch_that_is_wrong_as_a_whole_is_refused_before_anything_is_written() {
    let whole = |columns: fn(&mut SplitBatch<Slices<'_>>)| refused(columns).unwrap_err();
    assert_eq!(whole(|batch| batch.paid_fen = &[]), (Code::ListLength, "/paid_fen".to_string()));
    assert_eq!(whole(|batch| batch.chain_tier = &[0]), (Code::ListLength, "/chain_tier".to_string()));
    assert_eq!(
        whole(|batch| {
            batch.members = 0;
            batch.member_fen = Some(&mut []);
        }),
        (Code::ListLength, "/member_fen".to_string())
    );
    assert_eq!(
        whole(|batch| {
            batch.pools = 2;
            batch.pool_party = Some(&[0, 1]);
        }),
        (Code::ListLength, "/pool_party".to_string())
    );
}

/// Chain, residual and code of rows, by the loop for plain rows or by the one for all.
fn plainly(
    rulebook: &Rulebook,
    chain: usize,
    paid: &[i64],
    tier: &[u8],
    is_plain: bool,
) -> (Vec<i64>, Vec<i64>, Vec<u16>) {
    let quantity = vec![1; paid.len()];
    let (mut parts, mut residual, mut code) =
        (vec![-7; tier.len()], vec![-7; paid.len()], vec![7; paid.len()]);
    let mut batch: SplitBatch<Slices<'_>> = SplitBatch {
        rows: paid.len(),
        chain,
        members: 0,
        pools: 0,
        paid_fen: paid,
        cost_fen: None,
        has_supplier: None,
        quantity: (!is_plain).then_some(&quantity),
        sku: None,
        category: None,
        chain_tier: tier,
        chain_rate_ppm: None,
        direct_is_buyer: None,
        has_mentor: None,
        chain_party: None,
        mentor_party: None,
        pool_party: None,
        supplier_fen: None,
        chain_fen: &mut parts,
        mentor_fen: None,
        member_fen: None,
        residual_fen: &mut residual,
        code: &mut code,
    };
    let refused = split_columns(rulebook.commission_columns().unwrap(), &mut batch).unwrap();
    assert_eq!(refused, code.iter().filter(|code| **code != 0).count());
    (parts, residual, code)
}

/// Rulebooks of which the loop for plain rows takes every row, and what a row may hold.
#[test]
fn plain_rows_come_to_the_same_by_either_loop() {
    let roles = [
        r#""direct": {"by_tier": {"t0": "5%", "t1": "33.3333%"}}, "sponsor": {"rate": "3%"}, "sponsor_2": {"rate": "0.0001%"}"#,
        r#""direct": {"by_tier": {"t0": "5%"}, "rate": "99.9999%"}, "sponsor_2": {"by_tier": {"t0": "0", "t1": "0.0001%"}}"#,
        r#""sponsor": {"rate": "100%"}"#,
    ];
    for (levels, roles) in (0..3).flat_map(|levels| roles.map(|roles| (levels, roles))) {
        let agent = r#""agent": {"tiers": [{"id": "t0"}, {"id": "t1"}]}"#;
        let text = format!(
            r#"{{"name": "r", "version": "1", "effective_from": "2026-01-01", {agent}, "commission":
            {{"residual": "house", "mode": "by_tier", "levels": {levels}, "roles": {{{roles}}}}}}}"#
        );
        let rulebook = Rulebook::parse(&text).unwrap();
        let chain = levels + 1;
        assert!(rulebook.commission_columns().unwrap().plain.is_some());
        let mut chance = Chance(levels as u64);
        // Where the fast loop ends, and where half a word does.
        let (most, half) = (1 << 43, 1 << 31);
        let borders = [
            0,
            1,
            19,
            most - 1,
            most,
            most + 1,
            half - 1,
            half,
            half + 1,
            999_999_999_999_999,
            1_000_000_000_000_000,
            1_000_000_000_000_001,
            -1,
            i64::MIN,
            i64::MAX,
        ];
        for rows in [0, 1, 63, 64, 65, 1_000] {
            let paid: Vec<i64> = (0..rows)
                .map(|_| if chance.seldom(2) { chance.one(&borders) } else { chance.below(1 << 40) as i64 })
                .collect();
            let tier: Vec<u8> =
                (0..rows * chain).map(|_| chance.one(&[0, 0, 1, 1, 1, WITHOUT_TIER, u8::NONE, 2])).collect();
            let told = plainly(&rulebook, chain, &paid, &tier, true);
            assert_eq!(told, plainly(&rulebook, chain, &paid, &tier, false), "{text}");
        }
    }
}
