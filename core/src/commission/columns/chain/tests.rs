//! The fast path and the exact one give the same parts, and the exact one those of the call; see also the tests of `month/columns`.

use alloc::format;
use alloc::vec;

use proptest::prelude::*;

use super::*;
use crate::rulebook::Rulebook;

const ROUNDINGS: [&str; 4] = ["down", "half_up", "half_even", "up"];

fn chains(rates: [u32; 3], share: u32, rounding: &str, mode: &str) -> ChainRules {
    let [direct, sponsor, sponsor_2] = rates.map(|ppm| Rate::from_ppm(ppm).unwrap().to_text());
    let share = Rate::from_ppm(share).unwrap().to_text();
    let roles = if mode == "differential" {
        format!(r#"{{"direct": {{"by_tier": {{"a": "{direct}", "b": "{sponsor}", "c": "{sponsor_2}"}}}}}}"#)
    } else {
        format!(
            r#"{{"direct": {{"rate": "{direct}"}}, "sponsor": {{"rate": "{sponsor}"}}, "sponsor_2": {{"rate": "{sponsor_2}"}}}}"#
        )
    };
    rules(&format!(
        r#""mode": "{mode}", "rounding": "{rounding}", "cap": {{"share": "{share}"}}, "roles": {roles}"#
    ))
}

fn rules(commission: &str) -> ChainRules {
    let text = format!(
        r#"{{"name": "s", "version": "1", "effective_from": "2026-01-01", "agent": {{"tiers": [{{"id": "a"}}, {{"id": "b"}}, {{"id": "c"}}]}},
        "commission": {{"residual": "house", "levels": 2, {commission}}}}}"#
    );
    let rulebook = Rulebook::parse(&text).unwrap();
    let tiers: Vec<&Id> = rulebook.agent().unwrap().tiers.iter().map(|tier| &tier.id).collect();
    ChainRules::of(rulebook.commission().unwrap(), &tiers)
}

/// A rate, now and then one whose products lie next to a whole.
fn ppm() -> impl Strategy<Value = u32> {
    prop_oneof![
        0_u32..=1_000_000,
        prop::sample::select(vec![0, 1, 2, 500_000, 999_998, 999_999, 1_000_000, 333_333, 125_000])
    ]
}

/// A base, now and then one at the border of the fast path, or a multiple of a million and its neighbours.
fn base() -> impl Strategy<Value = i64> {
    let border = i64::try_from(MOST_FAST).unwrap();
    prop_oneof![
        0_i64..100_000,
        border - 1_000_000..border,
        (0_i64..8_796_093, -2_i64..3).prop_map(|(millions, off)| (millions * 1_000_000 + off).max(0)),
        0..border,
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn of_half_a_word_the_upper_half_of_a_product_is_the_same(
        a in prop_oneof![0..=HALF_WORD, HALF_WORD - 1000..=HALF_WORD],
        b in prop_oneof![any::<u64>(), u64::MAX - 1000..=u64::MAX, ppm().prop_map(multiplier)],
    ) {
        prop_assert_eq!(u128::from(high_of_half(a, b)), (u128::from(a) * u128::from(b)) >> 64);
    }

    #[test]
    fn both_paths_give_the_same_parts(
        rates in [ppm(), ppm(), ppm()], share in ppm(), rounding in prop::sample::select(ROUNDINGS.to_vec()), is_differential: bool,
        base in base(), direct_unpaid: bool,
    ) {
        let mut rates = rates;
        if is_differential { rates.sort_unstable(); }
        let chains = chains(rates, share, rounding, if is_differential { "differential" } else { "flat" });
        let (fast, exact) = both(&chains, ChainLine { paid: base, direct_unpaid, ..LINE });
        if let Some(fast) = fast {
            prop_assert_eq!(fast, exact);
            let who = Chained { agents: [0, 1, 2], roles: LANE_ROLES };
            let class = chains.numbering().number([0, 1, 2]) | chains.turn_bits(|| who);
            let class = (chains.class(class).unwrap(), class);
            let shared = match chains.sharing(false) {
                Sharing::ByLane => Some(ChainRules::by_lane(base as u64, class.0.multipliers)),
                Sharing::Differential => chains.differential(base as u64, class.0, class.1),
                _ => None,
            };
            if let Some(shared) = shared.filter(|_| !direct_unpaid) {
                prop_assert_eq!(shared.map(|part| part as i64), exact);
            }
        } else {
            // Only a cap keeps a line of this size from the fast path.
            let all: i64 = exact.iter().sum();
            prop_assert!(all <= base && i128::from(all) * 1_000_000 <= i128::from(base) * i128::from(share));
        }
    }
}

/// The parts of a line, if the fast path takes it, and exactly.
fn both(chains: &ChainRules, line: ChainLine<'_>) -> (Option<[i64; LANES]>, [i64; LANES]) {
    let who = Chained { agents: [0, 1, 2], roles: LANE_ROLES };
    let class = chains.numbering().number([0, 1, 2]) | chains.turn_bits(|| who);
    let line = ChainLine { class, ..line };
    (chains.fast(&line), chains.exactly(&line, who).unwrap())
}

const LINE: ChainLine<'_> = ChainLine {
    paid: 0,
    cost: None,
    covers_cost: false,
    quantity: 1,
    class: 0,
    overridden: None,
    direct_unpaid: false,
};

#[test]
fn what_a_seller_who_is_not_paid_leaves_does_not_raise_a_cut_differential() {
    let chains = chains([1, 35_034, 999_999], 999_998, "down", "differential");
    let (fast, exact) = both(&chains, ChainLine { paid: 119_036_773_050, direct_unpaid: true, ..LINE });
    assert_eq!(exact, [0, 4_170_215_270, 114_866_319_706]);
    assert!(fast.is_none_or(|fast| fast == exact), "one fen was in the wrong hands: {fast:?}");
}

#[test]
fn a_cap_without_a_share_is_what_was_paid_whatever_the_basis() {
    let chains = rules(
        r#""basis": "margin", "cap": {}, "roles": {"direct": {"rate": "0.8"}, "sponsor": {"rate": "0.8"}}"#,
    );
    let (fast, exact) = both(&chains, ChainLine { paid: 100, cost: Some(50), ..LINE });
    assert_eq!((fast, exact), (Some([40, 40, 0]), [40, 40, 0]));
}

#[test]
fn a_number_is_a_class() {
    let chains = chains([10_000, 20_000, 30_000], 1_000_000, "down", "differential");
    let numbering = chains.numbering();
    for first in [None, Some(0), Some(1), Some(2)] {
        for second in [None, Some(0), Some(1), Some(2)] {
            for third in [None, Some(0), Some(1), Some(2)] {
                let tiers = [first, second, third];
                let rates = chains.rates(numbering.number(tiers.map(|tier| tier.unwrap_or(u8::NONE))));
                assert_eq!(rates, Some(tiers.map(|tier| tier.map(|tier| (u32::from(tier) + 1) * 10_000))));
            }
        }
    }
    assert!(chains.class(64).is_none() && chains.rates(64).is_none());
}
