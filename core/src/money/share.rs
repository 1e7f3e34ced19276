//! Sharing a whole: fixed parts, rated parts, pools by weight, and exactly one residual party (RULES.md §0).
//!
//! Σ shares = whole, always. Rated and fixed parts never receive odd units; a zero weight receives zero; a pool is split by
//! largest remainder, ties by id (by its UTF-8 bytes); the result does not depend on the order of the parts.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::{Currency, Division, Money, Rate, Rounding};
use crate::error::{Code, Error};
use crate::order::{sort_by, sort_by_key};

/// What a part asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// So much, whatever the whole is.
    Fixed(Money),
    /// A rate of the basis.
    Rated(Rate),
}

/// A party with a claim of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part<'a> {
    /// Who: unique among the parts.
    pub id: &'a str,
    /// How much.
    pub claim: Claim,
}

/// How large a pool is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PoolSize {
    /// A claim like that of a part.
    Claim(Claim),
    /// All that parts and other pools leave; at most one pool may ask for it.
    Rest,
}

/// An amount that several share by weight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pool<'a> {
    /// The pool's name: unique among parts and pools.
    pub id: &'a str,
    /// How much there is to share.
    pub size: PoolSize,
    /// Who shares it, with what weight; unique within the pool.
    pub members: Vec<(&'a str, u64)>,
}

/// A whole and who shares it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sharing<'a> {
    /// What is shared; not negative.
    pub whole: Money,
    /// What rates apply to: often the whole itself.
    pub basis: Money,
    /// How rated parts are rounded.
    pub rounding: Rounding,
    /// The currency, for messages.
    pub currency: Currency,
    /// Parties with a claim of their own.
    pub parts: Vec<Part<'a>>,
    /// Parties that share by weight.
    pub pools: Vec<Pool<'a>>,
    /// Who takes what is left.
    pub residual: Option<&'a str>,
}

/// What one party receives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share<'a> {
    /// Who.
    pub id: &'a str,
    /// The pool it comes from.
    pub pool: Option<&'a str>,
    /// How much.
    pub amount: Money,
    /// How a rated amount was divided: exact quotient and remainder.
    pub division: Option<Division>,
    /// A unit that rounding had given and that was taken back, since the parts together overshot the whole.
    pub taken_back: bool,
}

impl<'a> Sharing<'a> {
    /// Who receives what: parts and pool members in the order they were given, the residual party last.
    ///
    /// # Errors
    /// [`Code::NegativeAmount`], [`Code::DuplicateItem`], [`Code::ResidualTwice`], [`Code::ResidualMissing`],
    /// [`Code::PartsExceedWhole`]: in this order of precedence. Paths are those of a [`Sharing`] as a document.
    pub fn share(&self) -> Result<Vec<Share<'a>>, Error> {
        self.check()?;
        let mut claims: Vec<Share<'a>> = self.claims().map(|(id, claim)| self.claim(id, claim)).collect();
        let left = self.fit(&mut claims)?;
        let Some(residual) = self.residual else { return Err(self.residual_missing(left)) };

        let (mut shares, mut left) = (Vec::new(), left.exact());
        let mut claimed = claims.into_iter();
        shares.extend(claimed.by_ref().take(self.parts.len()));
        for pool in &self.pools {
            let size = match pool.size {
                PoolSize::Claim(_) => claimed.next().map_or(Money::ZERO, |share| share.amount),
                PoolSize::Rest => Money::from_exact(core::mem::take(&mut left))?,
            };
            let shared = largest_remainder(size, &pool.members);
            let given: i128 = shared.iter().fold(0, |sum, (_, amount)| sum.saturating_add(amount.exact()));
            // A pool without a positive weight goes to the residual.
            left = left.saturating_add(size.exact()).saturating_sub(given);
            shares.extend(shared.into_iter().map(|(id, amount)| Share {
                id,
                pool: Some(pool.id),
                amount,
                division: None,
                taken_back: false,
            }));
        }
        let amount = Money::from_exact(left)?;
        shares.push(Share { id: residual, pool: None, amount, division: None, taken_back: false });
        Ok(shares)
    }

    /// Parts, then pools with a claim of their own.
    fn claims(&self) -> impl Iterator<Item = (&'a str, Claim)> + Clone + '_ {
        let parts = self.parts.iter().map(|part| (part.id, part.claim));
        parts.chain(self.pools.iter().filter_map(|pool| match pool.size {
            PoolSize::Claim(claim) => Some((pool.id, claim)),
            PoolSize::Rest => None,
        }))
    }

    fn check(&self) -> Result<(), Error> {
        self.not_negative(self.whole, || "/whole".into())?;
        self.not_negative(self.basis, || "/basis".into())?;
        for (at, part) in self.parts.iter().enumerate() {
            self.fixed_not_negative(part.claim, || format!("/parts/{at}/fixed"))?;
        }
        for (at, pool) in self.pools.iter().enumerate() {
            if let PoolSize::Claim(claim) = pool.size {
                self.fixed_not_negative(claim, || format!("/pools/{at}/fixed"))?;
            }
        }
        self.unique()?;
        let mut rests = self.pools.iter().enumerate().filter(|(_, pool)| pool.size == PoolSize::Rest);
        if let Some((at, _)) = rests.nth(1) {
            let count = rests.count().saturating_add(2);
            return Err(Error::new(Code::ResidualTwice)
                .found(count)
                .allowed(1_u8)
                .at(format!("/pools/{at}")));
        }
        Ok(())
    }

    fn fixed_not_negative(&self, claim: Claim, path: impl FnOnce() -> String) -> Result<(), Error> {
        if let Claim::Fixed(amount) = claim { self.not_negative(amount, path) } else { Ok(()) }
    }

    fn not_negative(&self, amount: Money, path: impl FnOnce() -> String) -> Result<(), Error> {
        if amount.is_negative() {
            let error = Error::new(Code::NegativeAmount).found(amount.to_text(self.currency));
            return Err(error.allowed("≥ 0").at(path()));
        }
        Ok(())
    }

    /// Parts, pools and the residual party have names of their own, and so have the members of a pool.
    fn unique(&self) -> Result<(), Error> {
        let parts = self.parts.iter().enumerate().map(|(at, part)| (part.id, ("/parts/", at)));
        let pools = self.pools.iter().enumerate().map(|(at, pool)| (pool.id, ("/pools/", at)));
        let residual = self.residual.map(|id| (id, ("/residual", 0)));
        if let Some((id, (list, at))) = second_of(parts.chain(pools).chain(residual).collect()) {
            let path = if list == "/residual" { list.into() } else { format!("{list}{at}/id") };
            return Err(Error::new(Code::DuplicateItem).found(id).allowed(1_u8).at(path));
        }
        for (at, pool) in self.pools.iter().enumerate() {
            if let Some((id, _)) = second_of(pool.members.iter().map(|(id, _)| (*id, ())).collect()) {
                let path = format!("/pools/{at}/members");
                return Err(Error::new(Code::DuplicateItem).found(id).allowed(1_u8).at(path));
            }
        }
        Ok(())
    }

    fn claim(&self, id: &'a str, claim: Claim) -> Share<'a> {
        let (amount, division) = match claim {
            Claim::Fixed(amount) => (amount, None),
            Claim::Rated(rate) => {
                let (amount, division) = self.basis.at_rate(rate, self.rounding);
                (amount, Some(division))
            }
        };
        Share { id, pool: None, amount, division, taken_back: false }
    }

    /// What the claims leave of the whole. An overshoot that only rounding made is taken back from the parts that rounding
    /// raised, smallest remainder first, ties by id.
    fn fit(&self, claims: &mut [Share<'a>]) -> Result<Money, Error> {
        let asked = claims.iter().fold(0_i128, |sum, share| sum.saturating_add(share.amount.exact()));
        let over = asked.saturating_sub(self.whole.exact());
        if over > 0 {
            let million = i128::from(Rate::ONE.ppm());
            let exact = claims.iter().fold(0_i128, |sum, share| {
                let scaled = share.amount.exact().saturating_mul(million);
                sum.saturating_add(share.division.map_or(scaled, |division| {
                    division.quotient.saturating_mul(million).saturating_add(division.remainder)
                }))
            });
            if exact > self.whole.exact().saturating_mul(million) {
                return Err(self.exceeds(asked, over));
            }
            take_back(claims, over);
            return Ok(Money::ZERO);
        }
        Money::from_exact(over.saturating_neg())
    }

    fn exceeds(&self, asked: i128, over: i128) -> Error {
        let text = |amount: i128| super::write_scaled(amount, u32::from(self.currency.decimals()));
        let whole = self.whole.to_text(self.currency);
        Error::new(Code::PartsExceedWhole).found(text(asked)).allowed(whole).with("by", text(over))
    }

    /// Nobody takes the rest: says how much that is, and as a rate when all parts are rates of the whole.
    fn residual_missing(&self, left: Money) -> Error {
        let rates = self
            .claims()
            .map(|(_, claim)| if let Claim::Rated(rate) = claim { Some(rate.ppm()) } else { None });
        let all: Option<u32> = rates.sum();
        let short_rate = match all.and_then(|sum| Rate::ONE.ppm().checked_sub(sum)).and_then(Rate::from_ppm) {
            Some(rate) if self.basis == self.whole && !self.parts.is_empty() => {
                format!(" ({})", rate.to_percent())
            }
            _ => String::new(),
        };
        Error::new(Code::ResidualMissing)
            .with("by", format!("{}{short_rate}", left.to_text(self.currency)))
            .at("/residual")
    }
}

/// Takes `over` units back, one from each part that rounding raised.
fn take_back(claims: &mut [Share<'_>], over: i128) {
    let mut raised: Vec<&mut Share<'_>> =
        claims.iter_mut().filter(|share| share.division.is_some_and(|d| d.rounded > d.quotient)).collect();
    sort_by_key(&mut raised, |share| (share.division.map(|division| division.remainder), share.id));
    let count = usize::try_from(over).unwrap_or(usize::MAX);
    for share in raised.into_iter().take(count) {
        share.taken_back = true;
        share.amount = share.amount.minus(Money::from_minor(1).unwrap_or_default()).unwrap_or(share.amount);
    }
}

/// A name that stands twice, with the later of its places.
fn second_of<Place: Copy + Ord>(mut named: Vec<(&str, Place)>) -> Option<(&str, Place)> {
    sort_by(&mut named, Ord::cmp);
    named.windows(2).find_map(|pair| match pair {
        [(one, _), (other, place)] if one == other => Some((*other, *place)),
        _ => None,
    })
}

/// Splits an amount by weight: everyone gets the floor of its quota, and the units that are left go to the largest
/// remainders, ties by id. Without a positive weight everyone gets nothing. A negative amount is not split.
///
/// ```
/// use siyu::money::{Money, largest_remainder};
/// let shares = largest_remainder(Money::from_minor(101).unwrap(), &[("a", 1), ("b", 1), ("c", 0)]);
/// assert_eq!(shares.iter().map(|(_, amount)| amount.minor()).collect::<Vec<_>>(), [51, 50, 0]);
/// ```
#[must_use]
pub fn largest_remainder<Id: Ord + Clone>(amount: Money, weights: &[(Id, u64)]) -> Vec<(Id, Money)> {
    let total = weights.iter().fold(0_i128, |sum, (_, weight)| sum.saturating_add(i128::from(*weight)));
    let quota = |weight: u64| {
        Division::of(amount.exact().max(0).saturating_mul(i128::from(weight)), total, Rounding::Down)
    };
    let quotas: Vec<(i128, i128)> = weights
        .iter()
        .map(|(_, weight)| quota(*weight).map_or((0, 0), |division| (division.quotient, division.remainder)))
        .collect();
    let given = quotas.iter().fold(0_i128, |sum, (floor, _)| sum.saturating_add(*floor));
    let left = if total > 0 { amount.exact().max(0).saturating_sub(given) } else { 0 };

    let mut order: Vec<(usize, i128, &Id)> = quotas
        .iter()
        .zip(weights)
        .enumerate()
        .map(|(at, ((_, remainder), (id, _)))| (at, *remainder, id))
        .collect();
    sort_by(&mut order, |a, b| b.1.cmp(&a.1).then_with(|| a.2.cmp(b.2)));
    let mut amounts: Vec<i128> = quotas.into_iter().map(|(floor, _)| floor).collect();
    for (at, _, _) in order.into_iter().take(usize::try_from(left).unwrap_or(0)) {
        if let Some(share) = amounts.get_mut(at) {
            *share = share.saturating_add(1);
        }
    }
    let shares = weights.iter().zip(amounts);
    shares.map(|((id, _), share)| (id.clone(), Money::from_exact(share).unwrap_or_default())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;
    use alloc::vec;
    use proptest::prelude::*;

    fn fen(minor: i64) -> Money {
        Money::from_minor(minor).unwrap()
    }

    fn sharing<'a>(whole: i64, parts: Vec<Part<'a>>, pools: Vec<Pool<'a>>) -> Sharing<'a> {
        Sharing {
            whole: fen(whole),
            basis: fen(whole),
            rounding: Rounding::Down,
            currency: Currency::CNY,
            parts,
            pools,
            residual: Some("house"),
        }
    }

    fn rated(id: &str, rate: &str) -> Part<'static> {
        Part { id: String::from(id).leak(), claim: Claim::Rated(Rate::parse(rate).unwrap()) }
    }

    fn amounts(shares: &[Share<'_>]) -> Vec<i64> {
        shares.iter().map(|share| share.amount.minor()).collect()
    }

    #[test]
    fn the_residual_party_takes_what_rounding_leaves() {
        assert_eq!(amounts(&sharing(645, vec![rated("agent", "30%")], vec![]).share().unwrap()), [193, 452]);
    }

    #[test]
    fn a_fixed_part_is_what_it_says() {
        let fee = Part { id: "fee", claim: Claim::Fixed(fen(7)) };
        for whole in 7..500 {
            let shares = sharing(whole, vec![fee, rated("a", "33%")], vec![]);
            // Rates apply to the basis: where they leave no room for the fee, the whole is refused.
            if let Ok(shares) = shares.share() {
                assert_eq!(amounts(&shares)[0], 7);
            }
        }
    }

    #[test]
    fn a_zero_weight_gets_nothing_and_a_pool_without_weight_goes_to_the_residual() {
        let pool = |members| Pool { id: "pool", size: PoolSize::Rest, members };
        let split = |whole, members| amounts(&sharing(whole, vec![], vec![pool(members)]).share().unwrap());
        assert_eq!(split(100, vec![("w", 0), ("x", 1), ("y", 1), ("z", 1)]), [0, 34, 33, 33, 0]);
        assert_eq!(split(100, vec![("a", 29), ("b", 71)]), [29, 71, 0]);
        assert_eq!(split(100, vec![("a", 0), ("b", 0)]), [0, 0, 100]);
    }

    #[test]
    fn without_a_residual_party_it_says_what_is_short() {
        let mut thirds =
            sharing(10_000, vec![rated("a", "33%"), rated("b", "33%"), rated("c", "33%")], vec![]);
        thirds.residual = None;
        let error = thirds.share().unwrap_err();
        assert_eq!((error.code, error.parameter("by")), (Code::ResidualMissing, Some("1.00 (1%)")));
    }

    #[test]
    fn parts_beyond_the_whole_are_refused_by_how_much() {
        let error = sharing(10_000, vec![rated("a", "70%"), rated("b", "40%")], vec![]).share().unwrap_err();
        assert_eq!((error.code, error.parameter("by")), (Code::PartsExceedWhole, Some("10.00")));
        assert_eq!(sharing(-1, vec![], vec![]).share().unwrap_err().code, Code::NegativeAmount);
    }

    #[test]
    fn an_overshoot_of_rounding_alone_is_taken_back() {
        let mut halves = sharing(1, vec![rated("b", "50%"), rated("a", "50%")], vec![]);
        halves.rounding = Rounding::HalfUp;
        let shares = halves.share().unwrap();
        assert_eq!(amounts(&shares), [1, 0, 0], "equal remainders: taken from the first id");
        assert!(shares[1].taken_back);
    }

    #[test]
    fn precedence_of_refusals() {
        let two_rests = |id| Pool { id, size: PoolSize::Rest, members: vec![("m", 1)] };
        let mut wrong =
            sharing(-1, vec![rated("a", "70%"), rated("a", "70%")], vec![two_rests("p"), two_rests("q")]);
        wrong.residual = None;
        let mut codes = Vec::new();
        let mut step = |wrong: &Sharing<'_>| {
            let error = wrong.share().unwrap_err();
            codes.push((error.code, error.path.clone()));
        };
        step(&wrong);
        (wrong.whole, wrong.basis) = (fen(100), fen(100));
        step(&wrong);
        wrong.parts[1].id = "b";
        step(&wrong);
        wrong.pools.pop();
        step(&wrong);
        wrong.parts.pop();
        step(&wrong);
        use Code::{DuplicateItem, NegativeAmount, PartsExceedWhole, ResidualMissing, ResidualTwice};
        let codes: Vec<(Code, &str)> = codes.iter().map(|(code, path)| (*code, path.as_str())).collect();
        assert_eq!(
            codes,
            [
                (NegativeAmount, "/whole"),
                (DuplicateItem, "/parts/1/id"),
                (ResidualTwice, "/pools/1"),
                (PartsExceedWhole, ""),
                (ResidualMissing, "/residual")
            ]
        );
    }

    /// M1, M2, M4 over every small whole and every pair and triple of small weights.
    #[test]
    fn largest_remainder_satisfies_quota_on_a_whole_small_domain() {
        for whole in 0..=60_i64 {
            for weights in (0..5_u64.pow(3)).map(|n| [n % 5, n / 5 % 5, n / 25]) {
                let members: Vec<(&str, u64)> = ["a", "b", "c"].into_iter().zip(weights).collect();
                let total: u64 = weights.iter().sum();
                let shares = largest_remainder(fen(whole), &members);
                let sum: i64 = shares.iter().map(|(_, amount)| amount.minor()).sum();
                assert_eq!(sum, if total == 0 { 0 } else { whole });
                for ((_, amount), weight) in shares.iter().zip(weights).filter(|_| total > 0) {
                    let exact = whole * i64::try_from(weight).unwrap();
                    let total = i64::try_from(total).unwrap();
                    assert!(amount.minor() >= exact / total && amount.minor() <= (exact + total - 1) / total);
                }
            }
        }
    }

    fn claims() -> impl Strategy<Value = Vec<(u8, u32)>> {
        proptest::collection::vec((0_u8..2, 0_u32..400_000), 0..6)
    }

    proptest! {
        #[test]
        fn shares_sum_to_the_whole_in_any_order_of_parts(
            whole in 0_i64..1_000_000_000_000_000, claims in claims(), weights in proptest::collection::vec(0_u64..1000, 0..6),
            mode in prop::sample::select(vec![Rounding::Down, Rounding::HalfUp, Rounding::HalfEven, Rounding::Up]),
        ) {
            let names: Vec<String> = (0..12).map(|n| n.to_string()).collect();
            let parts: Vec<Part<'_>> = claims.iter().zip(&names).map(|((kind, size), id)| Part {
                id,
                claim: if *kind == 0 { Claim::Fixed(fen(i64::from(*size))) } else { Claim::Rated(Rate::from_ppm(*size).unwrap()) },
            }).collect();
            let members = weights.iter().zip(&names).map(|(weight, id)| (id.as_str(), *weight)).collect();
            let mut sharing = sharing(whole, parts, vec![Pool { id: "pool", size: PoolSize::Rest, members }]);
            sharing.rounding = mode;
            let Ok(shares) = sharing.share() else { return Ok(()) };
            prop_assert_eq!(shares.iter().map(|share| share.amount.minor()).sum::<i64>(), whole);
            for (share, part) in shares.iter().zip(&sharing.parts) {
                match part.claim {
                    Claim::Fixed(amount) => prop_assert_eq!(share.amount, amount),
                    Claim::Rated(rate) => {
                        let exact = i128::from(whole) * i128::from(rate.ppm());
                        prop_assert!((share.amount.exact() * 1_000_000 - exact).abs() <= 1_000_000);
                    }
                }
            }
            let sorted = |shares: &[Share<'_>]| {
                let mut pairs: Vec<(String, Option<String>, i64)> = shares.iter().map(|share| (share.id.to_string(), share.pool.map(String::from), share.amount.minor())).collect();
                pairs.sort();
                pairs
            };
            let before = sorted(&shares);
            sharing.parts.reverse();
            sharing.pools[0].members.reverse();
            prop_assert_eq!(sorted(&sharing.share().unwrap()), before);
        }
    }
}
