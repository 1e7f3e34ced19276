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

    proptest! {
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
