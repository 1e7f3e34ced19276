//! One line in 128 bits: the path of lines that are out of the ordinary, step for step as [`split`](crate::commission::split) shares
//! them.

use super::overrides::Overridden;
use super::{ChainRules, LANES, Terms};
use crate::column::amount;
use crate::commission::{CapPolicy, Role};
use crate::error::Code;
use crate::money::{Division, Money, Rate, Rounding};

const MILLION: i128 = 1_000_000;

/// A line as columns have it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ChainLine<'r> {
    pub(crate) paid: i64,
    /// The supplier's price, and whether it counts against commission.
    pub(crate) cost: Option<i64>,
    pub(crate) covers_cost: bool,
    pub(crate) quantity: u64,
    pub(crate) class: u16,
    /// Overrides of its SKU and category.
    pub(crate) overridden: Option<&'r Overridden>,
    /// Whether the direct agent only stands for what levels above are measured against.
    pub(crate) direct_unpaid: bool,
}

/// Who the lanes are, for what the call settles by role and by id.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Chained {
    pub(crate) agents: [u32; LANES],
    pub(crate) roles: [Role; LANES],
}

/// What a lane asks.
#[derive(Debug, Clone, Copy, Default)]
struct Claim {
    amount: i128,
    /// In millionths, before rounding.
    exact: i128,
}

impl Claim {
    fn remainder(self) -> i128 {
        self.exact.checked_rem(MILLION).unwrap_or(0)
    }

    fn is_raised(self) -> bool {
        self.amount.saturating_mul(MILLION) > self.exact.saturating_sub(self.remainder())
    }
}

/// The most that all commission may be.
#[derive(Debug, Clone, Copy)]
struct Limit {
    amount: i128,
    exact: i128,
    policy: Option<CapPolicy>,
}

impl ChainRules {
    /// Who the lanes of an agent are, who is sponsored by one and whose sales pay two.
    pub(crate) fn chained(&self, agent: u32, sponsor: u32, [first, second]: [u32; LANES - 1]) -> Chained {
        // In a differential the first who is paid may stand anywhere above.
        let is_next = !self.is_differential || sponsor == first;
        let roles = [Role::Direct, if is_next { Role::Sponsor } else { Role::Sponsor2 }, Role::Sponsor2];
        Chained { agents: [agent, first, second], roles }
    }

    /// The parts of a line that was checked.
    pub(crate) fn exactly(&self, line: &ChainLine<'_>, who: Chained) -> Result<[i64; LANES], Code> {
        let paid = i128::from(line.paid);
        let left = line.cost.map_or(paid, |cost| paid.saturating_sub(cost.into()).max(0));
        let basis = if self.is_by_margin { left } else { paid };
        let mut claims = self.claims(line, basis)?;
        let covered = line.covers_cost && line.cost.is_some();
        let whole = if covered { left } else { paid };
        let policy = if covered { self.policy.or(Some(CapPolicy::Cut)) } else { self.policy };
        let line = Limit { amount: whole, exact: whole.saturating_mul(MILLION), policy };
        self.fit(&mut claims, basis, line, who)?;
        let mut parts = [0; LANES];
        for (part, claim) in parts.iter_mut().zip(claims) {
            *part = amount(claim.amount)?;
        }
        Ok(parts)
    }

    fn claims(&self, line: &ChainLine<'_>, basis: i128) -> Result<[Claim; LANES], Code> {
        let mut claims = [Claim::default(); LANES];
        let mut below = Claim::default();
        let overridden = line.overridden.map_or([None; LANES], |over| over.terms);
        let rates = self.rates(line.class).ok_or(Code::UnknownChoice)?;
        let lanes = claims.iter_mut().zip(rates).zip(overridden);
        for (lane, ((claim, rate), over)) in lanes.enumerate() {
            let Some(rate) = rate else { continue };
            let is_unpaid = lane == 0 && line.direct_unpaid;
            if is_unpaid && !self.is_differential {
                continue;
            }
            let asked = self.asked(over.unwrap_or(Terms::Rate(rate)), basis, line.quantity)?;
            let own = if self.is_differential {
                let difference = Claim {
                    amount: asked.amount.saturating_sub(below.amount).max(0),
                    exact: asked.exact.saturating_sub(below.exact).max(0),
                };
                below = Claim { amount: below.amount.max(asked.amount), exact: below.exact.max(asked.exact) };
                difference
            } else {
                asked
            };
            if !is_unpaid {
                *claim = own;
            }
        }
        Ok(claims)
    }

    fn asked(&self, terms: Terms, basis: i128, quantity: u64) -> Result<Claim, Code> {
        match terms {
            Terms::Rate(ppm) => {
                let exact = basis.saturating_mul(ppm.into());
                let rounded =
                    Division::of(exact, MILLION, self.rounding).map_or(0, |division| division.rounded);
                Ok(Claim { amount: rounded, exact })
            }
            Terms::PerUnit(unit) => {
                let amount = i128::from(amount(i128::from(unit).saturating_mul(quantity.into()))?);
                Ok(Claim { amount, exact: amount.saturating_mul(MILLION) })
            }
        }
    }

    fn fit(&self, claims: &mut [Claim; LANES], basis: i128, line: Limit, who: Chained) -> Result<(), Code> {
        let share = self.share.map(|ppm| {
            let exact = basis.saturating_mul(ppm.into());
            let down = Division::of(exact, Rate::ONE.ppm().into(), Rounding::Down);
            Limit { amount: down.map_or(0, |division| division.rounded), exact, policy: self.policy }
        });
        let tightest = share.filter(|share| share.amount < line.amount).unwrap_or(line);
        let sum = total(claims);
        if sum <= tightest.amount {
            return Ok(());
        }
        let exact = claims.iter().fold(0_i128, |sum, claim| sum.saturating_add(claim.exact));
        let by_rounding = [Some(line), share].into_iter().flatten().filter(|limit| limit.exact >= exact);
        if let Some(limit) = by_rounding.min_by_key(|limit| limit.amount) {
            take_back(claims, sum.saturating_sub(limit.amount), who);
        }
        let sum = i128::from(amount(total(claims))?);
        if sum <= tightest.amount {
            return Ok(());
        }
        match tightest.policy {
            Some(CapPolicy::Scale) => scale(claims, tightest.amount, who),
            Some(CapPolicy::Cut) => self.cut(claims, tightest.amount, who),
            Some(CapPolicy::Reject) => return Err(Code::CommissionAboveCap),
            None => return Err(Code::PartsExceedWhole),
        }
        Ok(())
    }

    /// The lanes in the turn in which a cap cuts: those named first, the unnamed last, by id.
    pub(super) fn turn(&self, who: Chained) -> [usize; LANES] {
        let rank = |lane: usize| {
            let role = role_at(who, lane);
            let named = super::LANE_ROLES.iter().position(|known| *known == role);
            named.and_then(|place| self.cut_order.get(place)).copied().unwrap_or(usize::MAX)
        };
        let mut turn = [0, 1, 2];
        turn.sort_by_key(|lane| (rank(*lane), by_id(who, *lane)));
        turn
    }

    /// Those whose turn comes first are paid first.
    fn cut(&self, claims: &mut [Claim; LANES], most: i128, who: Chained) {
        let mut left = most;
        for lane in self.turn(who) {
            if let Some(claim) = claims.get_mut(lane) {
                claim.amount = claim.amount.min(left);
                left = left.saturating_sub(claim.amount);
            }
        }
    }
}

fn role_at(who: Chained, lane: usize) -> Role {
    who.roles.get(lane).copied().unwrap_or(Role::Sponsor2)
}

/// Agents are numbered in the order of their ids; what ties beyond them is settled by role.
fn by_id(who: Chained, lane: usize) -> (u32, Role) {
    (who.agents.get(lane).copied().unwrap_or(u32::MAX), role_at(who, lane))
}

fn total(claims: &[Claim; LANES]) -> i128 {
    claims.iter().fold(0_i128, |sum, claim| sum.saturating_add(claim.amount))
}

/// Takes units back from those whom rounding raised: smallest remainder first.
fn take_back(claims: &mut [Claim; LANES], over: i128, who: Chained) {
    let mut turn = [0, 1, 2];
    turn.sort_by_key(|lane| (claims.get(*lane).map_or(0, |claim| claim.remainder()), by_id(who, *lane)));
    let mut over = over;
    for lane in turn {
        if let Some(claim) = claims.get_mut(lane).filter(|claim| over > 0 && claim.is_raised()) {
            claim.amount = claim.amount.saturating_sub(1);
            over = over.saturating_sub(1);
        }
    }
}

/// Everyone in proportion, by largest remainder.
fn scale(claims: &mut [Claim; LANES], most: i128, who: Chained) {
    let all = total(claims);
    let mut quotas = [(0_i128, 0_i128); LANES];
    for (quota, claim) in quotas.iter_mut().zip(claims.iter()) {
        let division = Division::of(most.saturating_mul(claim.amount), all, Rounding::Down);
        *quota = division.map_or((0, 0), |division| (division.quotient, division.remainder));
    }
    let given = quotas.iter().fold(0_i128, |sum, (floor, _)| sum.saturating_add(*floor));
    let mut left = most.saturating_sub(given);
    let mut turn = [0, 1, 2];
    turn.sort_by_key(|lane| {
        let remainder = quotas.get(*lane).map_or(0, |(_, remainder)| *remainder);
        (core::cmp::Reverse(remainder), by_id(who, *lane))
    });
    for lane in turn {
        if let Some((floor, _)) = quotas.get_mut(lane).filter(|_| left > 0) {
            *floor = floor.saturating_add(1);
            left = left.saturating_sub(1);
        }
    }
    for (claim, (floor, _)) in claims.iter_mut().zip(quotas) {
        claim.amount = floor.min(i128::from(Money::MAX.minor()));
    }
}
