//! How much commission a row's line can bear, and what happens beyond it: in place, without allocating.

use alloc::vec::Vec;
use core::cmp::Reverse;

use super::claim::{Asked, MILLION, Rates, Who, ask};
use super::{Line, SplitBatch};
use crate::column::{Cell as _, Memory, amount, optional};
use crate::commission::columns::rules::ColumnRules;
use crate::commission::order::Role;
use crate::commission::rules::CapPolicy;
use crate::error::Code;
use crate::money::{Rounding, round_millionths};
use crate::order::sort_in_place_by_key;

/// The most that all commission on a line may be, for one reason.
#[derive(Debug, Clone, Copy)]
struct Limit {
    amount: i64,
    /// In millionths of a minor unit.
    exact: u128,
    /// What happens beyond it; `None` where the rulebook declares nothing.
    policy: Option<CapPolicy>,
}

impl Limit {
    /// What the line leaves for commission: what was paid less a known cost, or all that was paid.
    #[inline]
    fn of_line(rules: &ColumnRules, line: &Line) -> Self {
        let (amount, policy) = match line.cost.filter(|_| rules.cap.covers_cost) {
            Some(cost) => (line.paid.saturating_sub(cost).max(0), rules.cap.policy.or(Some(CapPolicy::Cut))),
            None => (line.paid, rules.cap.policy),
        };
        Self { amount, exact: u128::from(amount.unsigned_abs()).wrapping_mul(MILLION), policy }
    }

    /// The share of the basis that the rulebook declares.
    #[inline]
    fn of_share(rules: &ColumnRules, line: &Line) -> Option<Self> {
        let exact = u128::from(line.basis.unsigned_abs()).wrapping_mul(rules.cap.share?.into());
        Some(Self { amount: round_millionths(exact, Rounding::Down), exact, policy: rules.cap.policy })
    }
}

/// The most that all commission on a line may be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    whole: Limit,
    share: Option<Limit>,
}

impl Limits {
    #[inline]
    pub(super) fn of(rules: &ColumnRules, line: &Line) -> Self {
        Self { whole: Limit::of_line(rules, line), share: Limit::of_share(rules, line) }
    }

    #[inline]
    fn tightest(&self) -> Limit {
        self.share.filter(|share| share.amount < self.whole.amount).unwrap_or(self.whole)
    }

    /// The tightest of them.
    #[inline]
    pub(super) fn most(&self) -> i64 {
        self.tightest().amount
    }
}

/// What a party, or a pool, asks of a line that cannot bear all that is asked of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Claim {
    pub(super) who: Who,
    pub(super) amount: i64,
    /// Before rounding, in millionths of a minor unit.
    exact: u128,
    /// The place of the id among all of them, or `NONE`.
    party: u32,
    /// Of a pool, its place among the names of pools.
    pool_name: usize,
}

impl Claim {
    const NOTHING: Self = Self { who: Who::Mentor, amount: 0, exact: 0, party: u32::NONE, pool_name: 0 };

    fn of<M: Memory>(
        rules: &ColumnRules,
        batch: &SplitBatch<M>,
        line: &Line,
        who: Who,
        asked: Asked,
    ) -> Self {
        let (party, pool_name) = match who {
            Who::Chain { place, .. } => {
                (optional(&batch.chain_party, line.first_cell.saturating_add(place)), 0)
            }
            Who::Mentor => (optional(&batch.mentor_party, line.row), 0),
            Who::Pool(at) => match rules.pools.get(at) {
                Some(pool) => (optional(&batch.pool_party, pool.place), pool.place_by_name),
                None => (None, 0),
            },
        };
        let Asked { amount, exact } = asked;
        Self { who, amount, exact, party: party.unwrap_or(u32::NONE), pool_name }
    }

    /// What the whole units of its exact amount leave.
    fn remainder(&self) -> u128 {
        let floor = round_millionths(self.exact, Rounding::Down);
        self.exact.wrapping_sub(u128::from(floor.unsigned_abs()).wrapping_mul(MILLION))
    }

    /// Whether rounding gave it more than the whole units of its exact amount.
    fn is_raised(&self) -> bool {
        u128::from(self.amount.unsigned_abs()).saturating_mul(MILLION) > self.exact
    }

    /// Where it stands among claims that tie: by id, then by role.
    fn turn(&self) -> (u32, usize, Role) {
        (self.party, self.pool_name, self.who.role())
    }
}

/// Room for the claims of one row, taken once per batch: on the stack as long as they are few.
pub(super) struct Claims {
    few: [Claim; 8],
    many: Vec<Claim>,
}

impl Claims {
    /// Room for so many.
    pub(super) fn for_most(most: usize) -> Self {
        let few = [Claim::NOTHING; 8];
        let many = if most > few.len() { alloc::vec![Claim::NOTHING; most] } else { Vec::new() };
        Self { few, many }
    }

    /// The claims on a row's line, lowered to what it can bear: first what rounding alone put above a limit is taken back, then
    /// the tightest limit acts by its policy. They may stand in another order than they were made in.
    pub(super) fn fitted<M: Memory>(
        &mut self,
        rules: &ColumnRules,
        batch: &SplitBatch<M>,
        line: &Line,
        limits: Limits,
    ) -> Result<&[Claim], Code> {
        let room = if self.many.is_empty() { &mut self.few[..] } else { &mut self.many[..] };
        let mut free = room.iter_mut();
        let mut count = 0_usize;
        let rates: Rates<'_, M> = Rates { tier: &batch.chain_tier, pinned: batch.chain_rate_ppm.as_ref() };
        ask(rules, rates, line, |who, asked| {
            if let Some(free) = free.next() {
                *free = Claim::of(rules, batch, line, who, asked);
                count = count.saturating_add(1);
            }
        })?;
        let claims = room.get_mut(..count).unwrap_or_default();
        fit(rules, claims, limits)?;
        Ok(claims)
    }
}

/// All claims together.
pub(super) fn total(claims: &[Claim]) -> i128 {
    claims.iter().fold(0_i128, |sum, claim| sum.saturating_add(claim.amount.into()))
}

fn fit(rules: &ColumnRules, claims: &mut [Claim], limits: Limits) -> Result<(), Code> {
    let tightest = limits.tightest();
    let sum = total(claims);
    let exact = claims.iter().fold(0_u128, |sum, claim| sum.saturating_add(claim.exact));
    let known = [Some(limits.whole), limits.share].into_iter().flatten();
    let by_rounding = known.filter(|limit| limit.exact >= exact).map(|limit| i128::from(limit.amount)).min();
    // What is refused anyway does not hang on who was taken from.
    let taken = match by_rounding.filter(|most| *most < sum) {
        Some(most) => take_back(claims, sum.saturating_sub(most)),
        None => Ok(()),
    };
    let sum = amount(total(claims))?;
    match tightest.policy {
        _ if sum <= tightest.amount => taken,
        None => Err(Code::PartsExceedWhole),
        Some(CapPolicy::Reject) => Err(Code::CommissionAboveCap),
        Some(CapPolicy::Scale | CapPolicy::Cut) if taken.is_err() => taken,
        Some(CapPolicy::Scale) => scale(claims, sum, tightest.amount),
        Some(CapPolicy::Cut) => cut(&rules.cap.turn, claims, tightest.amount),
    }
}

/// Takes `over` units back, one from each claim that rounding raised: smallest remainder first, ties by id. Where a tie that is
/// not settled decides who is taken from, it says so, and has taken the right sum.
fn take_back(claims: &mut [Claim], over: i128) -> Result<(), Code> {
    let key = |claim: &Claim| (!claim.is_raised(), claim.remainder());
    sort_in_place_by_key(claims, |claim| (key(claim), claim.turn()));
    let raised = claims.iter().filter(|claim| claim.is_raised()).count();
    let first = usize::try_from(over).unwrap_or(0).min(raised);
    let taken = settled(claims, first, key);
    for claim in claims.iter_mut().take(first) {
        claim.amount = claim.amount.saturating_sub(1);
    }
    taken
}

/// Everyone in proportion to the rounded amount, by largest remainder.
fn scale(claims: &mut [Claim], sum: i64, most: i64) -> Result<(), Code> {
    let mut left = i128::from(most);
    for claim in claims.iter_mut() {
        let product = i128::from(claim.amount).saturating_mul(most.into());
        let floor = product.checked_div(sum.into()).unwrap_or(0);
        // From here on only the remainder counts.
        claim.exact = product.checked_rem(sum.into()).unwrap_or(0).unsigned_abs();
        claim.amount = i64::try_from(floor).unwrap_or(0);
        left = left.saturating_sub(floor);
    }
    let key = |claim: &Claim| Reverse(claim.exact);
    sort_in_place_by_key(claims, |claim| (key(claim), claim.turn()));
    let first = usize::try_from(left).unwrap_or(0);
    settled(claims, first, key)?;
    for claim in claims.iter_mut().take(first) {
        claim.amount = claim.amount.saturating_add(1);
    }
    Ok(())
}

/// Those named first are paid first; the unnamed last, by id.
fn cut(turns: &[u8], claims: &mut [Claim], most: i64) -> Result<(), Code> {
    let turn = |claim: &Claim| turns.get(claim.who.role() as usize).copied().unwrap_or(u8::MAX);
    sort_in_place_by_key(claims, |claim| (turn(claim), claim.turn()));
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
        || claims.clone().all(|claim| claim.who.role() == Role::Pool)
}
