//! How much commission a line can bear, and what happens beyond it.

use alloc::vec::Vec;

use super::claim::{Claim, MILLION};
use super::order::{Line, Role};
use super::rules::{CapPolicy, CostCover, Rules};
use crate::document::{Choice, Id};
use crate::error::{Code, Error};
use crate::money::{Currency, Money, largest_remainder};
use crate::order::sort_by_key;
use crate::reason::{Comparison, Computation, Operator, Quantity, Reason, Reasons, Rule};

/// The most that all commission on a line may be, for one reason.
#[derive(Debug, Clone, Copy)]
struct Limit {
    /// In whole minor units, rounded down.
    amount: Money,
    /// In millionths of a minor unit.
    exact: i128,
    /// What happens beyond it; `None` where the rulebook declares nothing.
    policy: Option<CapPolicy>,
    /// Where the rulebook says so.
    path: &'static str,
}

impl Limit {
    fn whole(amount: Money, policy: Option<CapPolicy>, path: &'static str) -> Self {
        Self { amount, exact: amount.exact().saturating_mul(MILLION), policy, path }
    }

    /// What the line leaves for commission: what was paid less a known cost, or all that was paid.
    fn of_line(rules: &Rules, line: &Line) -> Result<Self, Error> {
        let declared = rules.cap.as_ref().map(|cap| cap.policy);
        match (line.cost, rules.cost_cover) {
            (Some(cost), CostCover::Cap) => {
                let margin = line.paid.minus(cost)?.at_least(Money::ZERO);
                Ok(Self::whole(margin, declared.or(Some(CapPolicy::Cut)), "/commission/cost_cover"))
            }
            (None, _) | (_, CostCover::Bear) => Ok(Self::whole(line.paid, declared, "/commission/cap")),
        }
    }

    /// The share of the basis that the rulebook declares.
    fn of_share(rules: &Rules, basis: Money) -> Option<Self> {
        let cap = rules.cap.as_ref()?;
        let share = cap.share?;
        let (amount, _) = basis.at_rate(share, crate::money::Rounding::Down);
        let exact = basis.exact().saturating_mul(i128::from(share.ppm()));
        Some(Self { amount, exact, policy: Some(cap.policy), path: "/commission/cap/share" })
    }
}

/// The claims of a line and what they must fit in.
pub(super) struct Fitting<'r> {
    pub(super) rules: &'r Rules,
    pub(super) line: &'r Line,
    pub(super) currency: Currency,
}

impl Fitting<'_> {
    /// Lowers the claims to what the line can bear: first what rounding alone put above a limit is taken back, then the
    /// tightest limit acts by its policy.
    pub(super) fn fit(&self, claims: &mut [Claim<'_>], reasons: &mut Reasons) -> Result<(), Error> {
        let line = Limit::of_line(self.rules, self.line)?;
        let share = Limit::of_share(self.rules, self.line.basis(self.rules.basis)?);
        let tightest = share.filter(|share| share.amount < line.amount).unwrap_or(line);
        let sum = total(claims);
        if sum <= tightest.amount.exact() {
            return Ok(());
        }
        let exact = claims.iter().fold(0_i128, |sum, claim| sum.saturating_add(claim.exact));
        let by_rounding = [Some(line), share].into_iter().flatten().filter(|limit| limit.exact >= exact);
        if let Some(limit) = by_rounding.min_by_key(|limit| limit.amount) {
            self.take_back(claims, sum.saturating_sub(limit.amount.exact()), limit, reasons);
        }
        let sum = Money::from_exact(total(claims))?;
        if sum > tightest.amount { self.act(claims, sum, tightest, reasons) } else { Ok(()) }
    }

    /// Takes `over` units back, one from each claim that rounding raised: smallest remainder first, ties by id.
    fn take_back(&self, claims: &mut [Claim<'_>], over: i128, limit: Limit, reasons: &mut Reasons) {
        let mut raised: Vec<&mut Claim<'_>> = claims.iter_mut().filter(|claim| claim.is_raised()).collect();
        sort_by_key(&mut raised, |claim| (claim.remainder(), claim.id, claim.role));
        for claim in raised.into_iter().take(usize::try_from(over).unwrap_or(0)) {
            let lower = claim.amount.exact().saturating_sub(1);
            claim.amount = Money::from_exact(lower).unwrap_or(claim.amount);
            reasons.decisive(|| {
                self.reason(Rule::CommissionTakenBack, limit)
                    .of(claim.id)
                    .computed(Computation::fixed(claim.amount))
                    .with("limit", Quantity::Money(limit.amount))
            });
        }
    }

    fn act(
        &self,
        claims: &mut [Claim<'_>],
        sum: Money,
        limit: Limit,
        reasons: &mut Reasons,
    ) -> Result<(), Error> {
        let policy = limit
            .policy
            .filter(|policy| *policy != CapPolicy::Reject)
            .ok_or_else(|| self.beyond(sum, limit))?;
        reasons.decisive(|| {
            let (asked, most) = (Quantity::Money(sum), Quantity::Money(limit.amount));
            self.reason(Rule::CommissionCapped, limit)
                .of(&self.line.id)
                .compared(Comparison::of(asked, Operator::AtMost, most))
                .with("policy", Quantity::text(policy.slug()))
        });
        let asked: Vec<Money> = claims.iter().map(|claim| claim.amount).collect();
        if policy == CapPolicy::Scale {
            scale(claims, limit.amount)
        } else {
            self.cut(claims, limit.amount)?
        }
        for (claim, asked) in claims.iter().zip(asked).filter(|(claim, asked)| claim.amount != *asked) {
            reasons.detail(|| {
                self.reason(Rule::CommissionLowered, limit)
                    .of(claim.id)
                    .computed(Computation::fixed(claim.amount))
                    .with("role", Quantity::text(claim.role.slug()))
                    .with("asked", Quantity::Money(asked))
                    .with("policy", Quantity::text(policy.slug()))
            });
        }
        Ok(())
    }

    /// Those named first are paid first; the unnamed last, by id.
    fn cut(&self, claims: &mut [Claim<'_>], most: Money) -> Result<(), Error> {
        let priority = self.rules.cap.as_ref().map_or(&[][..], |cap| &cap.priority);
        let rank = |role: Role| priority.iter().position(|named| *named == role).unwrap_or(usize::MAX);
        let mut turn: Vec<&mut Claim<'_>> = claims.iter_mut().collect();
        sort_by_key(&mut turn, |claim| (rank(claim.role), claim.id, claim.role));
        let mut left = most;
        for claim in turn {
            claim.amount = claim.amount.at_most(left);
            left = left.minus(claim.amount)?;
        }
        Ok(())
    }

    fn beyond(&self, sum: Money, limit: Limit) -> Error {
        let code = if limit.policy.is_some() { Code::CommissionAboveCap } else { Code::PartsExceedWhole };
        let by = sum.exact().saturating_sub(limit.amount.exact());
        Error::new(code)
            .found(sum.to_text(self.currency))
            .allowed(limit.amount.to_text(self.currency))
            .with("by", Money::from_exact(by).unwrap_or_default().to_text(self.currency))
    }

    fn reason(&self, rule: Rule, limit: Limit) -> Reason {
        Reason::new(rule).at(limit.path).with("line", Quantity::text(&self.line.id))
    }
}

fn total(claims: &[Claim<'_>]) -> i128 {
    claims.iter().fold(0_i128, |sum, claim| sum.saturating_add(claim.amount.exact()))
}

/// Everyone in proportion to the rounded amount, by largest remainder.
fn scale(claims: &mut [Claim<'_>], most: Money) {
    let weights: Vec<((&Id, Role), u64)> = claims
        .iter()
        .map(|claim| ((claim.id, claim.role), u64::try_from(claim.amount.minor()).unwrap_or(0)))
        .collect();
    for (claim, (_, amount)) in claims.iter_mut().zip(largest_remainder(most, &weights)) {
        claim.amount = amount;
    }
}
