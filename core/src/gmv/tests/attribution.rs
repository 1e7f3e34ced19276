use super::*;
use alloc::vec::Vec;

use crate::document::Choice;
use crate::gmv::attribute::{AttributeRequest, Attributed, FactorPart, attribute};
use crate::gmv::factors::FactorName;
use crate::money::Money;
use crate::reason::Reasons;

fn attributed(request: &AttributeRequest, rounding: Rounding) -> Option<Attributed> {
    attribute(&rules(rounding), Currency::CNY, request, &mut Reasons::none()).ok()
}

/// Amounts are small, so that rounding is felt.
fn small() -> impl Strategy<Value = Factors> {
    (0_u64..30, 0_u64..=10, 0_u64..30, 2_u64..8, 2_u64..8).prop_map(|(traffic, tenths, hundredths, a, b)| {
        Factors {
            traffic: Number::of(traffic),
            conversion: Proportion(millionths(tenths * 100_000)),
            order_value: millionths(hundredths * 10_000),
            lifetime_purchases: Some(millionths(a * 500_000)),
            fission: Some(Fission::given(millionths(b * 500_000))),
            conversion_by: None,
            order_value_per: None,
        }
    })
}

fn pair() -> impl Strategy<Value = (Factors, Factors)> {
    prop_oneof![(factors(), factors()), (small(), small())]
}

fn total(parts: &[FactorPart]) -> Money {
    Money::sum(parts.iter().map(|part| part.amount)).unwrap()
}

fn exact(parts: &[FactorPart]) -> Number {
    parts.iter().fold(Number::zero(), |sum, part| sum.plus(&part.exact))
}

/// Every order of some factors.
fn orders(factors: &[FactorName]) -> Vec<Vec<FactorName>> {
    if factors.is_empty() {
        return std::vec![Vec::new()];
    }
    let first = |first: &FactorName| {
        let rest: Vec<FactorName> = factors.iter().copied().filter(|other| other != first).collect();
        orders(&rest).into_iter().map(|rest| [std::vec![*first], rest].concat()).collect::<Vec<_>>()
    };
    factors.iter().flat_map(first).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn parts_sum_to_the_change_to_the_fen_and_exactly((before, after) in pair(), mode in mode()) {
        let request = AttributeRequest { before, after, order: Vec::new() };
        let Some(told) = attributed(&request, mode) else { return Ok(()) };
        prop_assert_eq!(told.change, told.after.minus(told.before).unwrap());
        let product = |factors: &Factors| factors.formula(Generations::One).unwrap().product();
        let change = product(&request.after).minus(&product(&request.before));
        for parts in [&told.chain, &told.shapley] {
            prop_assert_eq!(total(parts), told.change);
            prop_assert_eq!(exact(parts), change.clone());
            for part in parts.iter() {
                let distance = Number::of_money(part.amount, Currency::CNY).minus(&part.exact);
                let distance = distance.in_minor_units(Currency::CNY);
                prop_assert!(distance <= Number::one() && distance >= Number::of(-1));
            }
        }
    }

    #[test]
    fn a_factor_that_did_not_move_has_no_part((before, after) in pair(), at in 0_usize..3, mode in mode()) {
        let mut after = after;
        match FactorName::ALL[at] {
            FactorName::Traffic => after.traffic = before.traffic.clone(),
            FactorName::Conversion => after.conversion = before.conversion.clone(),
            _ => after.order_value = before.order_value.clone(),
        }
        let Some(told) = attributed(&AttributeRequest { before, after, order: Vec::new() }, mode) else { return Ok(()) };
        for parts in [&told.chain, &told.shapley] {
            let dummy = parts.iter().find(|part| part.factor == FactorName::ALL[at]).unwrap();
            prop_assert!(dummy.exact.is_zero() && dummy.amount.is_zero());
        }
    }

    #[test]
    fn factors_that_move_alike_have_equal_shapley_parts(before in small(), after in small()) {
        let alike = |mut factors: Factors| {
            factors.fission = factors.lifetime_purchases.clone().map(Fission::given);
            factors
        };
        let request = AttributeRequest { before: alike(before), after: alike(after), order: Vec::new() };
        let told = attributed(&request, Rounding::HalfUp).unwrap();
        let [.., purchases, fission] = &told.shapley[..] else { panic!("five factors") };
        prop_assert_eq!(&purchases.exact, &fission.exact);
        let distance = purchases.amount.minus(fission.amount).unwrap();
        prop_assert!((0..=1).contains(&distance.minor()), "a tie goes to the earlier factor");
    }

    #[test]
    fn back_again_takes_the_same_parts_away((before, after) in pair()) {
        let there = AttributeRequest { before: before.clone(), after: after.clone(), order: Vec::new() };
        let back = AttributeRequest { before: after, after: before, order: Vec::new() };
        let (Some(there), Some(back)) = (attributed(&there, Rounding::HalfUp), attributed(&back, Rounding::HalfUp)) else {
            return Ok(());
        };
        for (there, back) in there.shapley.iter().zip(&back.shapley) {
            prop_assert!(there.exact.plus(&back.exact).is_zero());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// The definition itself: the mean of the chain over every order; and no order of the chain moves Shapley.
    #[test]
    fn shapley_is_the_mean_of_all_chains((before, after) in pair()) {
        let base = AttributeRequest { before, after, order: Vec::new() };
        let Some(told) = attributed(&base, Rounding::HalfUp) else { return Ok(()) };
        let names: Vec<FactorName> = told.shapley.iter().map(|part| part.factor).collect();
        let every = orders(&names);
        let mut sums: Vec<Number> = names.iter().map(|_| Number::zero()).collect();
        for order in &every {
            let request = AttributeRequest { order: order.clone(), ..base.clone() };
            let Some(chained) = attributed(&request, Rounding::HalfUp) else { return Ok(()) };
            prop_assert_eq!(&chained.shapley, &told.shapley);
            for (name, sum) in names.iter().zip(&mut sums) {
                let part = chained.chain.iter().find(|part| part.factor == *name).unwrap();
                *sum = sum.plus(&part.exact);
            }
        }
        for (part, sum) in told.shapley.iter().zip(&sums) {
            prop_assert_eq!(Some(part.exact.clone()), sum.over(&Number::of(every.len())));
        }
    }
}
