//! Rounding a quotient, with the remainder that it leaves.

/// How a part of a minor unit is rounded. All modes are symmetric: −x rounds to the negative of what x rounds to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Rounding {
    /// Toward zero: what a merchant pays out, unless its rule says otherwise.
    #[default]
    Down,
    /// To the nearest, a half away from zero: prices, unless their rule says otherwise.
    HalfUp,
    /// To the nearest, a half to the even neighbour.
    HalfEven,
    /// Away from zero.
    Up,
}

/// An exact division: `numerator / denominator = quotient + remainder / denominator`, and the quotient rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Division {
    /// The quotient toward zero.
    pub quotient: i128,
    /// What the quotient leaves of the numerator, with the numerator's sign.
    pub remainder: i128,
    /// The (positive) denominator.
    pub denominator: i128,
    /// The quotient, rounded by the mode that was asked for.
    pub rounded: i128,
}

impl Division {
    /// Divides and rounds. `None` when the denominator is not positive or a value does not fit.
    ///
    /// ```
    /// use siyu::money::{Division, Rounding};
    /// // 19.99 × 5 % = 0.9995
    /// let exact = |mode| Division::of(1999 * 50_000, 1_000_000, mode).unwrap();
    /// assert_eq!(exact(Rounding::Down).rounded, 99);
    /// assert_eq!(exact(Rounding::HalfUp).rounded, 100);
    /// assert_eq!(exact(Rounding::Down).remainder, 950_000);
    /// ```
    #[must_use]
    pub fn of(numerator: i128, denominator: i128, mode: Rounding) -> Option<Self> {
        if denominator <= 0 {
            return None;
        }
        let quotient = numerator.checked_div(denominator)?;
        let remainder = numerator.checked_rem(denominator)?;
        let twice = remainder.unsigned_abs().checked_mul(2)?;
        let away = match mode {
            Rounding::Down => false,
            Rounding::Up => remainder != 0,
            Rounding::HalfUp => twice >= denominator.unsigned_abs(),
            Rounding::HalfEven => match twice.cmp(&denominator.unsigned_abs()) {
                core::cmp::Ordering::Less => false,
                core::cmp::Ordering::Equal => quotient.checked_rem(2)? != 0,
                core::cmp::Ordering::Greater => true,
            },
        };
        let rounded = if away { quotient.checked_add(numerator.signum())? } else { quotient };
        Some(Self { quotient, remainder, denominator, rounded })
    }
}

/// Millionths rounded to whole units: what a rate of an amount comes to, without a division.
///
/// For at most 10^21 millionths, which is the whole of the largest amount. 10^6 = 2^6 · 15,625, and ⌊⌊x / 2^6⌋ / 15,625⌋ =
/// ⌊x / 10^6⌋; with x + 999,999 < 2^70 the first quotient fits into 64 bits, and the second is a multiplication by a constant.
#[inline]
pub(crate) fn round_millionths(exact: u128, mode: Rounding) -> i64 {
    const MILLION: u128 = 1_000_000;
    let raised_by = match mode {
        Rounding::Down => 0,
        Rounding::HalfUp | Rounding::HalfEven => MILLION / 2,
        Rounding::Up => MILLION - 1,
    };
    let raised = exact.wrapping_add(raised_by);
    let Ok(sixty_fourths) = u64::try_from(raised >> 6) else { return i64::MAX };
    let rounded = sixty_fourths / 15_625;
    // Exactly a half: the raised value is whole.
    let is_half = mode == Rounding::HalfEven && u128::from(rounded).wrapping_mul(MILLION) == raised;
    let rounded = if is_half { rounded & !1 } else { rounded };
    rounded.cast_signed()
}

#[cfg(test)]
mod tests {
    use super::*;
    use Rounding::{Down, HalfEven, HalfUp, Up};
    use proptest::prelude::*;

    #[test]
    fn the_four_modes_on_quarters() {
        // numerator in quarters: down, half up, half even, up
        let table = [
            (0, [0, 0, 0, 0]),
            (1, [0, 0, 0, 1]),
            (2, [0, 1, 0, 1]),
            (3, [0, 1, 1, 1]),
            (4, [1, 1, 1, 1]),
            (6, [1, 2, 2, 2]),
            (10, [2, 3, 2, 3]),
        ];
        for (numerator, expected) in table {
            for (mode, want) in [Down, HalfUp, HalfEven, Up].into_iter().zip(expected) {
                assert_eq!(Division::of(numerator, 4, mode).unwrap().rounded, want, "{numerator}/4 {mode:?}");
                assert_eq!(
                    Division::of(-numerator, 4, mode).unwrap().rounded,
                    -want,
                    "-{numerator}/4 {mode:?}"
                );
            }
        }
    }

    #[test]
    fn no_division_by_zero_or_less() {
        assert_eq!(Division::of(1, 0, Down), None);
        assert_eq!(Division::of(1, -4, Down), None);
    }

    /// Both ways to round millionths.
    fn agree(exact: u128) {
        for mode in [Down, HalfUp, HalfEven, Up] {
            let division = Division::of(i128::try_from(exact).unwrap(), 1_000_000, mode).unwrap();
            assert_eq!(i128::from(round_millionths(exact, mode)), division.rounded, "{exact} {mode:?}");
        }
    }

    #[test]
    fn millionths_are_rounded_without_a_division_up_to_the_largest_amount() {
        const MOST: u128 = 10_u128.pow(21);
        for near in [
            0,
            1_000_000,
            123_456_789_000_000,
            2_u128.pow(63),
            2_u128.pow(64),
            2_u128.pow(69),
            MOST - 1_000_000,
        ] {
            for step in [0, 1, 63, 64, 65, 499_999, 500_000, 500_001, 999_999, 1_000_000] {
                agree((near + step).min(MOST));
                agree((near / 1_000_000 * 1_000_000 + step).min(MOST));
                agree(near.saturating_sub(step));
            }
        }
        (0..3_000_000).step_by(7).for_each(agree);
    }

    proptest! {
        #[test]
        fn any_millionths_are_rounded_alike(units in 0_u128..=10_u128.pow(15), ppm in 0_u128..=1_000_000) {
            agree(units * ppm);
            agree((units * ppm / 500_000) * 500_000);
        }

        #[test]
        fn every_mode_stays_within_one_unit_of_the_exact_value(
            numerator in -(10_i128.pow(21))..10_i128.pow(21), denominator in 1_i128..10_i128.pow(9)
        ) {
            for mode in [Down, HalfUp, HalfEven, Up] {
                let division = Division::of(numerator, denominator, mode).unwrap();
                prop_assert_eq!(division.quotient * denominator + division.remainder, numerator);
                prop_assert!((division.rounded * denominator - numerator).abs() < denominator);
            }
        }
    }
}
