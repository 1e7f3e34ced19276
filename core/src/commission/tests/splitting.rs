//! Splitting: tables of precedence, and M1–M4 and M8 as properties.

use alloc::collections::BTreeMap;
use alloc::vec;
use proptest::prelude::*;

use super::*;
use crate::document::Map;
use crate::reason::Detail;

const TIERS: [&str; 4] = ["", "silver", "gold", "diamond"];

#[test]
fn an_agent_without_a_difference_uses_up_no_level() {
    let tiers = r#""roles": {"direct": {"rate": "5%", "by_tier": {"silver": "10%", "gold": "15%", "diamond": "30%"}}}"#;
    let rules = |levels: u8| {
        rules(&format!(r#""residual": "h", "mode": "differential", "levels": {levels}, {tiers}"#))
    };
    let chain = order(&[10_000], &["silver", "silver", "", "gold", "diamond"]);
    assert_eq!(parts(&rules(0), &chain), ["a0 1000", "h 9000"]);
    assert_eq!(parts(&rules(1), &chain), ["a0 1000", "a1 0", "a2 0", "a3 500", "h 8500"]);
    assert_eq!(parts(&rules(2), &chain), ["a0 1000", "a1 0", "a2 0", "a3 500", "a4 1500", "h 7000"]);
}

#[test]
fn a_fixed_amount_per_unit_takes_part_in_a_differential() {
    let rules = rules(
        r#""residual": "h", "mode": "differential", "roles": {"direct": {"rate": "10%"}},
        "overrides": [{"sku": "s", "role": "direct", "per_unit": "3.00"}]"#,
    );
    let mut two = order(&[10_000], &["", ""]);
    two.lines[0].sku = Some(id("s"));
    two.lines[0].quantity = 2;
    assert_eq!(parts(&rules, &two), ["a0 600", "a1 400", "h 9000"]);
}

#[test]
fn terms_come_from_the_nearest_source() {
    let section = r#""residual": "h", "mode": "by_tier", "roles": {"direct": {"rate": "1%", "by_tier": {"gold": "2%"}}},
        "overrides": [{"category": "c", "role": "direct", "rate": "4%"}, {"sku": "s", "role": "direct", "rate": "5%"}]"#;
    let rules = rules(section);
    for (tier, pinned, category, sku, expected) in [
        ("", None, None, None, 1),
        ("silver", None, None, None, 1),
        ("gold", None, None, None, 2),
        ("gold", Some(30_000), None, None, 3),
        ("gold", Some(30_000), Some("c"), None, 4),
        ("gold", Some(30_000), Some("c"), Some("s"), 5),
        ("gold", None, Some("other"), Some("other"), 2),
    ] {
        let mut one = order(&[100], &[tier]);
        one.chain[0].rate = pinned.map(ppm);
        one.lines[0].category = category.map(id);
        one.lines[0].sku = sku.map(id);
        assert_eq!(
            parts(&rules, &one)[0],
            format!("a0 {expected}"),
            "{tier} {pinned:?} {category:?} {sku:?}"
        );
    }
}

#[test]
fn a_pinned_rate_is_paid_though_the_rulebook_knows_the_role_no_longer() {
    let mut one = order(&[100], &["", ""]);
    one.chain[0].rate = Some(ppm(80_000));
    assert_eq!(parts(&rules(r#""residual": "h""#), &one), ["a0 8", "h 92"]);
}

#[test]
fn a_chain_that_is_only_the_buyer_moves_up_to_nobody() {
    let rules =
        rules(r#""residual": "h", "self_purchase": "to_sponsor", "roles": {"direct": {"rate": "10%"}}"#);
    let mut own = order(&[100], &["gold"]);
    own.buyer = Some(id("a0"));
    assert_eq!(parts(&rules, &own), ["h 100"]);
}

#[test]
fn a_tier_that_is_missed_is_named_where_it_stands_in_the_order() {
    let section = r#""residual": "h", "mode": "by_tier", "self_purchase": "to_sponsor", "roles": {"direct": {"by_tier": {"gold": "1%"}}}"#;
    let mut own = order(&[100], &["gold", "silver"]);
    own.buyer = Some(id("a0"));
    let error = split_quietly(&rules(section), &own).unwrap_err();
    assert_eq!((error.code, error.path.as_str()), (Code::TierWithoutRate, "/chain/1/tier"));
}

#[test]
fn the_smallest_remainder_gives_back_first() {
    let roles = |direct, sponsor| {
        rules(&format!(
            r#""residual": "h", "rounding": "up", "roles": {{"direct": {{"rate": "{direct}"}}, "sponsor": {{"rate": "{sponsor}"}}}}"#
        ))
    };
    let one = order(&[1], &["", ""]);
    assert_eq!(parts(&roles("70%", "30%"), &one), ["a0 1", "a1 0", "h 0"]);
    assert_eq!(parts(&roles("30%", "70%"), &one), ["a0 0", "a1 1", "h 0"]);
    assert_eq!(parts(&roles("50%", "50%"), &one), ["a0 0", "a1 1", "h 0"]);
}

#[test]
fn the_tighter_of_two_limits_acts_once() {
    let roles = r#""roles": {"direct": {"rate": "20%"}, "sponsor": {"rate": "20%"}}"#;
    let rules = |policy: &str| {
        rules(&format!(r#""residual": "h", {roles}, "cap": {{"share": "30%", "policy": "{policy}"}}"#))
    };
    let mut line = order(&[1000], &["", ""]);
    for (cost, cut, scaled) in [
        (None, [200, 100], [150, 150]),
        (Some(850), [150, 0], [75, 75]),
        (Some(500), [200, 100], [150, 150]),
        (Some(2000), [0, 0], [0, 0]),
    ] {
        line.lines[0].cost = cost.map(fen);
        for (policy, [a, b]) in [("cut", cut), ("scale", scaled)] {
            assert_eq!(
                parts(&rules(policy), &line),
                [format!("a0 {a}"), format!("a1 {b}"), format!("h {}", 1000 - a - b)],
                "{cost:?} {policy}"
            );
        }
    }
}

/// Σ rates ≤ 1 and no cap: every limit is beyond reach.
fn open_roles() -> impl Strategy<Value = Rules> {
    (prop::array::uniform4(0_u32..250_000), 0_u8..3, rounding()).prop_map(|(rates, levels, rounding)| {
        let role = |at: usize| Some(RoleRate { rate: Some(ppm(rates[at])), by_tier: Map::new() });
        Rules {
            levels,
            rounding,
            roles: Roles { direct: role(0), sponsor: role(1), sponsor_2: role(2), mentor: role(3) },
            ..rules(r#""residual": "h""#)
        }
    })
}

fn rounding() -> impl Strategy<Value = Rounding> {
    prop::sample::select(vec![Rounding::Down, Rounding::HalfUp, Rounding::HalfEven, Rounding::Up])
}

fn role_rate() -> impl Strategy<Value = Option<RoleRate>> {
    let by_tier = prop::collection::btree_map(
        prop::sample::select(&TIERS[1..]).prop_map(id),
        (0_u32..=1_000_000).prop_map(ppm),
        0..3,
    );
    prop::option::of(
        (prop::option::weighted(0.9, (0_u32..=1_000_000).prop_map(ppm)), by_tier)
            .prop_map(|(rate, by_tier)| RoleRate { rate, by_tier: by_tier.into_iter().collect() }),
    )
}

const ROLES: [Role; 7] =
    [Role::Supplier, Role::Direct, Role::Sponsor, Role::Sponsor2, Role::Mentor, Role::Pool, Role::Residual];

fn overrides() -> impl Strategy<Value = Vec<Override>> {
    let one = (
        any::<bool>(),
        0_usize..3,
        0_usize..7,
        prop::option::of((0_u32..=1_000_000).prop_map(ppm)),
        0_i64..1000,
    )
        .prop_map(|(by_sku, name, role, rate, unit)| {
            let name = id(["s", "t", "u"][name]);
            let (sku, category) = if by_sku { (Some(name), None) } else { (None, Some(name)) };
            Override { sku, category, role: ROLES[role], rate, per_unit: rate.is_none().then(|| fen(unit)) }
        });
    prop::collection::vec(one, 0..4)
}

/// Rules of any kind, also such as a rulebook would refuse.
pub(super) fn any_rules() -> impl Strategy<Value = Rules> {
    let pool =
        (0_usize..3, 0_u32..=1_000_000, prop::array::uniform3(0_u64..5)).prop_map(|(name, rate, weights)| {
            PoolRules {
                id: id(["p", "q", "a0"][name]),
                rate: ppm(rate),
                members: ["a0", "m", "z"].into_iter().map(id).zip(weights).collect(),
            }
        });
    let cap = prop::option::of(
        (prop::option::of(0_u32..=1_000_000), 0_usize..3, prop::collection::vec(0_usize..7, 0..4)).prop_map(
            |(share, policy, priority)| Cap {
                share: share.map(ppm),
                policy: [CapPolicy::Reject, CapPolicy::Scale, CapPolicy::Cut][policy],
                priority: priority.into_iter().map(|at| ROLES[at]).collect(),
            },
        ),
    );
    let words = (0_usize..2, 0_usize..3, 0_u8..=3, 0_usize..3, any::<bool>());
    let roles = (role_rate(), role_rate(), role_rate(), role_rate());
    (words, rounding(), roles, prop::collection::vec(pool, 0..3), overrides(), cap).prop_map(
        |(
            (basis, mode, levels, own, bear),
            rounding,
            (direct, sponsor, sponsor_2, mentor),
            pools,
            overrides,
            cap,
        )| Rules {
            basis: [Basis::Paid, Basis::Margin][basis],
            mode: [Mode::Flat, Mode::ByTier, Mode::Differential][mode],
            levels,
            rounding,
            roles: Roles { direct, sponsor, sponsor_2, mentor },
            pools,
            overrides,
            self_purchase: [SelfPurchase::ToSelf, SelfPurchase::ToSponsor, SelfPurchase::NotPaid][own],
            cap,
            cost_cover: if bear { CostCover::Bear } else { CostCover::Cap },
            ..rules(r#""residual": "h""#)
        },
    )
}

/// Amounts of every size, the small and the extreme ones most.
fn amount() -> impl Strategy<Value = i64> {
    prop_oneof![4 => 0_i64..200, 2 => 0_i64..10_000_000, 1 => 0_i64..=1_000_000_000_000_000, 1 => Just(1_000_000_000_000_000)]
}

fn any_line() -> impl Strategy<Value = Line> {
    let names = (prop::option::of(0_usize..3), prop::option::of(0_usize..3));
    let cost = prop::option::weighted(0.9, amount());
    let quantity = prop_oneof![20 => 1_u64..5, 1 => 0_u64..=u64::MAX];
    (names, quantity, amount(), cost, any::<bool>()).prop_map(
        |((sku, category), quantity, paid, cost, supplied)| Line {
            id: id("l"),
            sku: sku.map(|at| id(["s", "t", "u"][at])),
            category: category.map(|at| id(["s", "t", "u"][at])),
            quantity,
            paid: fen(paid),
            cost: cost.map(fen),
            supplier: (supplied && cost.is_some()).then(|| id("mill")),
        },
    )
}

pub(super) fn any_order() -> impl Strategy<Value = Order> {
    let link = (0_usize..4, prop::option::weighted(0.2, 0_u32..=1_000_000));
    (prop::collection::vec(any_line(), 1..5), prop::collection::vec(link, 0..6), any::<bool>(), any::<bool>())
        .prop_map(|(lines, links, own, mentored)| {
            let mut made = order(&[], &[]);
            let lines = lines.into_iter().enumerate();
            made.lines = lines.map(|(at, line)| Line { id: id(&format!("l{at}")), ..line }).collect();
            let links = links.into_iter().enumerate();
            made.chain = links
                .map(|(at, (tier, rate))| Link {
                    agent: id(&format!("a{at}")),
                    tier: (tier > 0).then(|| id(TIERS[tier])),
                    rate: rate.map(ppm),
                })
                .collect();
            made.buyer = own.then(|| id("a0"));
            made.mentor = mentored.then(|| id("a1"));
            made
        })
}

fn is_commission(part: &LinePart) -> bool {
    !matches!(part.role, Role::Supplier | Role::Residual)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// M1, M2, M8: whatever the rules and the order, either a coded refusal or parts that sum to what was paid, none but the
    /// residual party's below zero, and commission within every limit.
    #[test]
    fn any_split_is_whole_and_within_its_limits(rules in any_rules(), order in any_order()) {
        let mut reasons = Reasons::new(Detail::Full);
        let Ok(split) = split(&rules, &order, CNY, &mut reasons) else { return Ok(()) };
        prop_assert!(!reasons.into_vec().is_empty());
        let mut sums: BTreeMap<&Id, i128> = BTreeMap::new();
        for (line, facts) in split.lines.iter().zip(&order.lines) {
            let sum: i128 = line.parts.iter().map(|part| part.amount.exact()).sum();
            prop_assert_eq!((sum, line.paid), (facts.paid.exact(), facts.paid));
            let (last, others) = line.parts.split_last().unwrap();
            prop_assert_eq!(last.role, Role::Residual);
            prop_assert!(others.iter().all(|part| part.role != Role::Residual && !part.amount.is_negative()));
            let commission: i128 = others.iter().filter(|part| is_commission(part)).map(|part| part.amount.exact()).sum();
            let cost = facts.cost.map_or(0, Money::exact);
            prop_assert!(commission <= facts.paid.exact());
            if rules.cost_cover == CostCover::Cap && facts.cost.is_some() {
                prop_assert!(commission <= (facts.paid.exact() - cost).max(0));
            }
            if let Some(share) = rules.cap.as_ref().and_then(|cap| cap.share) {
                let basis = if rules.basis == Basis::Paid { facts.paid.exact() } else { (facts.paid.exact() - cost).max(0) };
                prop_assert!(commission * 1_000_000 <= basis * i128::from(share.ppm()));
            }
            for part in &line.parts {
                *sums.entry(&part.party).or_default() += part.amount.exact();
            }
        }
        let totals: Vec<(&Id, i128)> = split.totals.iter().map(|total| (&total.party, total.amount.exact())).collect();
        prop_assert_eq!(totals, sums.into_iter().collect::<Vec<_>>());
    }

    /// M3: permuting lines permutes results only.
    #[test]
    fn lines_do_not_see_each_other(rules in any_rules(), order in any_order()) {
        let Ok(forward) = split_quietly(&rules, &order) else { return Ok(()) };
        let mut backward = order.clone();
        backward.lines.reverse();
        let mut backward = split_quietly(&rules, &backward).unwrap();
        backward.lines.reverse();
        prop_assert_eq!(forward, backward);
    }

    /// M4: where no limit is reached, each part is within one unit of its exact rate, and nobody loses by another's level.
    #[test]
    fn rated_parts_are_within_one_unit(rules in open_roles(), paid in amount(), agents in 0_usize..5) {
        let mut one = order(&[paid], &["", "", "", "", ""][..agents]);
        one.mentor = Some(id("m"));
        let split = split_quietly(&rules, &one).unwrap();
        let parts: Vec<&LinePart> = split.lines[0].parts.iter().filter(|part| is_commission(part)).collect();
        prop_assert_eq!(parts.len(), 1 + agents.min(usize::from(rules.levels) + 1));
        for part in parts {
            let rate = rules.roles.of(part.role).unwrap().rate.unwrap();
            let exact = i128::from(paid) * i128::from(rate.ppm());
            prop_assert!((part.amount.exact() * 1_000_000 - exact).abs() < 1_000_000);
            if rate.ppm() == 0 || paid == 0 {
                prop_assert!(part.amount.is_zero());
            }
        }
    }

    /// M4 of pools: every member's share is the floor or the ceiling of its quota.
    #[test]
    fn pools_satisfy_quota(paid in 0_i64..100_000, rate in 0_u32..=1_000_000, weights in prop::array::uniform3(0_u64..9)) {
        let members: Map<Id, u64> = ["a", "b", "c"].into_iter().map(id).zip(weights).collect();
        let rules = Rules { pools: vec![PoolRules { id: id("p"), rate: ppm(rate), members: members.clone() }], ..rules(r#""residual": "h""#) };
        let split = split_quietly(&rules, &order(&[paid], &[])).unwrap();
        let size = paid * i64::from(rate) / 1_000_000;
        let total = i64::try_from(weights.iter().sum::<u64>()).unwrap();
        for part in split.lines[0].parts.iter().filter(|part| is_commission(part)) {
            let quota = size * i64::try_from(*members.get(&part.party).unwrap()).unwrap();
            prop_assert!(part.amount.minor() >= quota / total && part.amount.minor() <= (quota + total - 1) / total);
        }
    }

    /// 级差: the parts of the chain sum to the highest rate rounded once, at most `levels` above the direct agent are paid.
    #[test]
    fn a_differential_sums_to_the_highest_rate(rates in prop::collection::vec(0_u32..=1_000_000, 1..6), paid in amount(), levels in 0_u8..3, rounding in rounding()) {
        let rules = Rules { levels, rounding, ..rules(r#""residual": "h", "mode": "differential", "roles": {"direct": {"rate": "0%"}}"#) };
        let mut one = order(&[paid], &["", "", "", "", ""][..rates.len()]);
        for (link, rate) in one.chain.iter_mut().zip(&rates) {
            link.rate = Some(ppm(*rate));
        }
        let split = split_quietly(&rules, &one).unwrap();
        let chain: Vec<&LinePart> = split.lines[0].parts.iter().filter(|part| is_commission(part)).collect();
        let (mut highest, mut above) = (rates[0], 0);
        for (at, rate) in rates.iter().enumerate().skip(1) {
            if above < levels && paid > 0 && *rate > highest {
                (highest, above) = (*rate, above + 1);
                prop_assert!(chain[at].party == one.chain[at].agent);
            }
        }
        prop_assert!(chain.iter().skip(1).filter(|part| !part.amount.is_zero()).count() <= usize::from(levels));
        let sum: i128 = chain.iter().map(|part| part.amount.exact()).sum();
        prop_assert_eq!(sum, fen(paid).at_rate(ppm(highest), rounding).0.exact());
    }
}
