use super::*;
use crate::document::Choice;
use crate::gmv::compose::{ComposeRequest, compose};
use crate::gmv::factors::FactorName;
use crate::gmv::solve::{SolveRequest, solve};
use crate::money::Money;
use crate::reason::Reasons;

fn composed(factors: &Factors, rounding: Rounding) -> Option<crate::gmv::Composed> {
    let request = ComposeRequest { factors: factors.clone(), what_if: std::vec![] };
    compose(&rules(rounding), Currency::CNY, &request, &mut Reasons::none()).ok()
}

/// The factors with another value of one; of fission the multiplier.
fn replaced(factors: &Factors, factor: FactorName, value: &Number) -> Factors {
    let mut factors = factors.clone();
    match factor {
        FactorName::Traffic => factors.traffic = value.clone(),
        FactorName::Conversion => factors.conversion = Proportion(value.clone()),
        FactorName::OrderValue => factors.order_value = value.clone(),
        FactorName::LifetimePurchases => factors.lifetime_purchases = Some(value.clone()),
        FactorName::Fission => factors.fission = Some(Fission::given(value.clone())),
    }
    factors
}

fn least(factor: FactorName) -> Number {
    match factor {
        FactorName::LifetimePurchases | FactorName::Fission => Number::one(),
        _ => Number::zero(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn gmv_is_the_exact_product_rounded_once(factors in factors(), mode in mode()) {
        let Some(composed) = composed(&factors, mode) else { return Ok(()) };
        let last = composed.steps.last().unwrap();
        prop_assert_eq!(last.product.number(), &composed.exact);
        let gmv = Number::of_money(composed.gmv, Currency::CNY);
        let distance = gmv.minus(&composed.exact).in_minor_units(Currency::CNY);
        prop_assert!(distance < Number::one() && distance > Number::of(-1));
    }

    #[test]
    fn one_per_cent_of_any_factor_is_one_per_cent_of_gmv(factors in factors(), mode in mode()) {
        let Some(whole) = composed(&factors, mode) else { return Ok(()) };
        let higher = whole.exact.times(&number("1.01")).to_money(mode, Currency::CNY);
        for row in &whole.sensitivity {
            let room = row.factor != FactorName::Conversion || *row.raised.number() <= Number::one();
            prop_assert_eq!(row.gmv, higher.as_ref().ok().copied().filter(|_| room));
            prop_assert_eq!(row.change, row.gmv.map(|gmv| gmv.minus(whole.gmv).unwrap()));
            if room {
                let again = composed(&replaced(&factors, row.factor, row.raised.number()), mode);
                prop_assert_eq!(again.map(|again| again.gmv), row.gmv);
            }
        }
    }

    #[test]
    fn the_solved_value_reaches_the_target_and_a_step_less_does_not(
        factors in factors(), at in 0_usize..5, target in 0_i64..10_i64.pow(14), mode in mode()
    ) {
        let factor = FactorName::ALL[at];
        let target = Money::from_minor(target).unwrap();
        let request = SolveRequest { factors: factors.clone(), factor, target };
        let Ok(solved) = solve(&rules(mode), Currency::CNY, &request, &mut Reasons::none()) else {
            return Ok(());
        };
        let there = composed(&replaced(&factors, factor, &solved.value), mode).unwrap();
        let target_exact = Number::of_money(target, Currency::CNY);
        prop_assert_eq!(there.gmv, solved.gmv);
        prop_assert!(there.exact >= target_exact && there.gmv >= target);
        // solve ∘ formula = target: with the exact value to the minor unit, whatever one millionth of the factor weighs.
        let exact = solved.exact.clone().unwrap_or_else(|| solved.value.clone());
        let met = composed(&replaced(&factors, factor, &exact), mode).unwrap();
        prop_assert!(exact <= solved.value && (met.gmv == target || solved.value == least(factor)));
        if solved.value > least(factor) {
            let less = solved.value.minus(&millionths(1));
            prop_assert!(composed(&replaced(&factors, factor, &less), mode).unwrap().exact < target_exact);
        }
    }

    #[test]
    fn the_solved_k_reaches_the_target_and_a_step_less_does_not(
        start in factors(), target in 1_i64..10_i64.pow(12),
        follows in prop::sample::select(std::vec![Generations::One, Generations::All])
    ) {
        let with = |k: Number| {
            let fission = Fission { multiplier: None, k: Some(Proportion(k)), generations: Some(follows) };
            Factors { fission: Some(fission), ..start.clone() }
        };
        let target = Money::from_minor(target).unwrap();
        let request = SolveRequest { factors: with(Number::zero()), factor: FactorName::Fission, target };
        let solved = solve(&rules(Rounding::Down), Currency::CNY, &request, &mut Reasons::none());
        let Some(k) = solved.ok().and_then(|solved| solved.k) else { return Ok(()) };
        let target = Number::of_money(target, Currency::CNY);
        if let Some(there) = composed(&with(k.clone()), Rounding::Down) {
            prop_assert!(there.exact >= target);
        }
        if !k.is_zero() {
            prop_assert!(composed(&with(k.minus(&millionths(1))), Rounding::Down).unwrap().exact < target);
        }
    }
}
