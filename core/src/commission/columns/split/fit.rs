//! How much commission a row's line can bear, and what happens beyond it: in place, without allocating.

use core::cmp::Reverse;

use super::Line;
use super::claim::{Claim, MILLION};
use crate::column::{Cell as _, amount};
use crate::commission::columns::rules::ColumnRules;
use crate::commission::order::Role;
use crate::commission::rules::CapPolicy;
use crate::error::Code;
use crate::money::{Rounding, round_millionths};

/// The most that all commission on a line may be, for one reason.
#[derive(Debug, Clone, Copy)]
struct Limit {
    amount: i64,
    /// In millionths of a minor unit.
    exact: i128,
    /// What happens beyond it; `None` where the rulebook declares nothing.
    policy: Option<CapPolicy>,
}

impl Limit {
    /// What the line leaves for commission: what was paid less a known cost, or all that was paid.
    fn of_line(rules: &ColumnRules, line: &Line) -> Self {
        let (amount, policy) = match line.cost.filter(|_| rules.cap.covers_cost) {
            Some(cost) => (line.paid.saturating_sub(cost).max(0), rules.cap.policy.or(Some(CapPolicy::Cut))),
            None => (line.paid, rules.cap.policy),
        };
        Self { amount, exact: i128::from(amount).saturating_mul(MILLION), policy }
    }

    /// The share of the basis that the rulebook declares.
    fn of_share(rules: &ColumnRules, line: &Line) -> Option<Self> {
        let exact = u128::from(line.basis.unsigned_abs()).wrapping_mul(rules.cap.share?.into());
        let amount = round_millionths(exact, Rounding::Down);
        Some(Self { amount, exact: exact.cast_signed(), policy: rules.cap.policy })
    }
}

/// All claims together.
pub(super) fn total(claims: &[Claim]) -> i128 {
    claims.iter().fold(0_i128, |sum, claim| sum.saturating_add(claim.amount.into()))
}

/// Lowers the claims to what the line can bear: first what rounding alone put above a limit is taken back, then the tightest
/// limit acts by its policy. Claims may stand in another order afterwards.
pub(super) fn fit(rules: &ColumnRules, line: &Line, claims: &mut [Claim]) -> Result<(), Code> {
    let (whole, share) = (Limit::of_line(rules, line), Limit::of_share(rules, line));
    let tightest = share.filter(|share| share.amount < whole.amount).unwrap_or(whole);
    let sum = total(claims);
    if sum <= tightest.amount.into() {
        return Ok(());
    }
    let exact = claims.iter().fold(0_i128, |sum, claim| sum.saturating_add(claim.exact));
    let by_rounding = [Some(whole), share].into_iter().flatten().filter(|limit| limit.exact >= exact);
    if let Some(most) = by_rounding.map(|limit| limit.amount).min() {
        take_back(claims, sum.saturating_sub(most.into()))?;
    }
    let sum = amount(total(claims))?;
    match tightest.policy {
        _ if sum <= tightest.amount => Ok(()),
        None => Err(Code::PartsExceedWhole),
        Some(CapPolicy::Reject) => Err(Code::CommissionAboveCap),
        Some(CapPolicy::Scale) => scale(claims, sum, tightest.amount),
        Some(CapPolicy::Cut) => cut(&rules.cap.turn, claims, tightest.amount),
    }
}

/// Takes `over` units back, one from each claim that rounding raised: smallest remainder first, ties by id.
fn take_back(claims: &mut [Claim], over: i128) -> Result<(), Code> {
    let key = |claim: &Claim| (!claim.is_raised(), claim.remainder());
    claims.sort_unstable_by_key(|claim| (key(claim), claim.turn()));
    let raised = claims.iter().filter(|claim| claim.is_raised()).count();
    let first = usize::try_from(over).unwrap_or(0).min(raised);
    settled(claims, first, key)?;
    for claim in claims.iter_mut().take(first) {
        claim.amount = claim.amount.saturating_sub(1);
    }
    Ok(())
}

/// Everyone in proportion to the rounded amount, by largest remainder.
fn scale(claims: &mut [Claim], sum: i64, most: i64) -> Result<(), Code> {
    let mut left = i128::from(most);
    for claim in claims.iter_mut() {
        let product = i128::from(claim.amount).saturating_mul(most.into());
        let floor = product.checked_div(sum.into()).unwrap_or(0);
        // From here on only the remainder counts.
        claim.exact = product.checked_rem(sum.into()).unwrap_or(0);
        claim.amount = i64::try_from(floor).unwrap_or(0);
        left = left.saturating_sub(floor);
    }
    let key = |claim: &Claim| Reverse(claim.exact);
    claims.sort_unstable_by_key(|claim| (key(claim), claim.turn()));
    let first = usize::try_from(left).unwrap_or(0);
    settled(claims, first, key)?;
    for claim in claims.iter_mut().take(first) {
        claim.amount = claim.amount.saturating_add(1);
    }
    Ok(())
}

/// Those named first are paid first; the unnamed last, by id.
fn cut(turns: &[u8], claims: &mut [Claim], most: i64) -> Result<(), Code> {
    let turn = |claim: &Claim| turns.get(claim.role as usize).copied().unwrap_or(u8::MAX);
    claims.sort_unstable_by_key(|claim| (turn(claim), claim.turn()));
    let mut left = most;
    for group in claims.chunk_by_mut(|one, other| turn(one) == turn(other)) {
        let asks = || group.iter().filter(|claim| claim.amount > 0);
        if left > 0 && total(group) > left.into() && asks().count() > 1 && !is_ordered(asks()) {
            return Err(Code::PartyOrderUnknown);
        }
        for claim in group {
            claim.amount = claim.amount.min(left);
            left = left.saturating_sub(claim.amount);
        }
    }
    Ok(())
}

/// Refuses sorted claims of which it is not known which are the first so many: those with the key of the border tie, and their
/// order by id is not known.
fn settled<Key: PartialEq>(claims: &[Claim], first: usize, key: impl Fn(&Claim) -> Key) -> Result<(), Code> {
    let Some((last, next)) =
        first.checked_sub(1).and_then(|last| Some((claims.get(last)?, claims.get(first)?)))
    else {
        return Ok(());
    };
    let border = key(last);
    let tied = claims.iter().filter(|claim| key(claim) == border);
    if key(next) == border && !is_ordered(tied) { Err(Code::PartyOrderUnknown) } else { Ok(()) }
}

/// Whether the order of claims by id is known: all have their places among ids, or all are pools, whose names the rulebook knows.
fn is_ordered<'a>(claims: impl Iterator<Item = &'a Claim> + Clone) -> bool {
    claims.clone().all(|claim| claim.party.given().is_some())
        || claims.clone().all(|claim| claim.role == Role::Pool)
}
