//! What each party, and each pool, asks of one line before any cap.

use alloc::format;
use alloc::vec::Vec;

use super::findings::tier_without_rate;
use super::order::{Line, Link, Order, Role};
use super::rules::{Mode, Override, PoolRules, Rules, SelfPurchase};
use crate::document::{Choice, Id};
use crate::error::Error;
use crate::money::{Division, Money, Rate};
use crate::reason::{Computation, Facts, Path, Quantity, Reason, Reasons, Rule};

/// Millionths of a minor unit in one.
pub(super) const MILLION: i128 = 1_000_000;

/// What a party, or a pool, asks of a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Claim<'a> {
    /// The party, or the pool.
    pub(super) id: &'a Id,
    pub(super) role: Role,
    pub(super) pool: Option<&'a PoolRules>,
    pub(super) amount: Money,
    /// The amount before rounding, in millionths of a minor unit.
    pub(super) exact: i128,
}

impl Claim<'_> {
    /// Whether rounding gave it more than the whole units of its exact amount.
    pub(super) fn is_raised(&self) -> bool {
        self.amount.exact().saturating_mul(MILLION) > self.exact.saturating_sub(self.remainder())
    }

    /// What the whole units of its exact amount leave.
    pub(super) fn remainder(&self) -> i128 {
        self.exact.checked_rem(MILLION).unwrap_or(0)
    }
}

/// Who is paid on an order, once self-purchase is decided: the same on every line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Payees<'a> {
    /// From the agent who is paid as the direct one upward.
    chain: &'a [Link],
    /// How many of the order's agents stand below `chain`.
    skipped: usize,
    /// Whether the first of `chain` only stands for what levels above are measured against.
    direct_unpaid: bool,
    mentor: Option<&'a Id>,
}

impl<'a> Payees<'a> {
    pub(super) fn of(rules: &Rules, order: &'a Order, reasons: &mut Reasons) -> Self {
        let whole =
            Self { chain: &order.chain, skipped: 0, direct_unpaid: false, mentor: order.mentor.as_ref() };
        let Some((direct, above)) = order.chain.split_first() else { return whole };
        if order.buyer.as_ref() != Some(&direct.agent) {
            return whole;
        }
        reasons.decisive(|| {
            Reason::new(Rule::CommissionSelfPurchase)
                .at("/commission/self_purchase")
                .of(&direct.agent)
                .with("policy", Quantity::text(rules.self_purchase.slug()))
        });
        match rules.self_purchase {
            SelfPurchase::ToSelf => whole,
            SelfPurchase::ToSponsor => Self { chain: above, skipped: 1, ..whole },
            SelfPurchase::NotPaid => Self { direct_unpaid: true, ..whole },
        }
    }
}

/// The role of an agent by their place in the chain.
fn role_at(place: usize) -> Role {
    match place {
        0 => Role::Direct,
        1 => Role::Sponsor,
        _ => Role::Sponsor2,
    }
}

/// The overrides of a line, one per role: those of its SKU go before those of its category.
#[derive(Debug, Clone, Copy, Default)]
struct Overrides<'a> {
    direct: Option<(usize, &'a Override)>,
    sponsor: Option<(usize, &'a Override)>,
    sponsor_2: Option<(usize, &'a Override)>,
    mentor: Option<(usize, &'a Override)>,
}

impl<'a> Overrides<'a> {
    fn of(rules: &'a Rules, line: &Line) -> Self {
        let mut found = Self::default();
        if line.sku.is_none() && line.category.is_none() {
            return found;
        }
        for (at, one) in rules.overrides.iter().enumerate() {
            let by_sku = one.sku.is_some() && one.sku == line.sku;
            let by_category = one.category.is_some() && one.category == line.category;
            let Some(slot) = found.slot(one.role).filter(|_| by_sku || by_category) else { continue };
            if slot.is_none_or(|(_, earlier)| by_sku && earlier.sku.is_none()) {
                *slot = Some((at, one));
            }
        }
        found
    }

    fn slot(&mut self, role: Role) -> Option<&mut Option<(usize, &'a Override)>> {
        match role {
            Role::Direct => Some(&mut self.direct),
            Role::Sponsor => Some(&mut self.sponsor),
            Role::Sponsor2 => Some(&mut self.sponsor_2),
            Role::Mentor => Some(&mut self.mentor),
            Role::Supplier | Role::Pool | Role::Residual => None,
        }
    }
}

/// Where terms come from.
#[derive(Debug, Clone, Copy)]
enum Source<'a> {
    Override(usize),
    Pinned,
    Tier(Role, &'a Id),
    Role(Role),
    Pool(usize),
}

impl Source<'_> {
    /// The place in the rulebook; a pinned rate has none.
    fn path(self) -> Option<Path> {
        Some(match self {
            Self::Override(at) => format!("/commission/overrides/{at}").into(),
            Self::Pinned => return None,
            Self::Tier(role, tier) => {
                let [_, by_tier] = role_paths(role);
                Path::of_member(by_tier, tier)
            }
            Self::Role(role) => {
                let [rate, _] = role_paths(role);
                Path::fixed(rate)
            }
            Self::Pool(at) => format!("/commission/pools/{at}").into(),
        })
    }
}

/// Where the rulebook has the rate of a role, and its rates by tier.
fn role_paths(role: Role) -> [&'static str; 2] {
    macro_rules! paths {
        ($role:literal) => {
            [concat!("/commission/roles/", $role, "/rate"), concat!("/commission/roles/", $role, "/by_tier")]
        };
    }
    match role {
        Role::Direct => paths!("direct"),
        Role::Sponsor => paths!("sponsor"),
        Role::Sponsor2 => paths!("sponsor_2"),
        Role::Mentor => paths!("mentor"),
        // These have no rates of their own.
        Role::Supplier | Role::Pool | Role::Residual => ["/commission/roles"; 2],
    }
}

/// What someone is to get of a line.
#[derive(Debug, Clone, Copy)]
enum Terms {
    Rate(Rate),
    PerUnit(Money),
}

/// What terms come to on a line.
#[derive(Debug, Clone, Copy)]
struct Asked<'a> {
    terms: Terms,
    source: Source<'a>,
    amount: Money,
    exact: i128,
    division: Option<Division>,
}

/// One line, with what every claim on it needs.
pub(super) struct LineClaims<'a> {
    rules: &'a Rules,
    line: &'a Line,
    /// The line's place in the order.
    at: usize,
    payees: Payees<'a>,
    overrides: Overrides<'a>,
    basis: Money,
    claims: Vec<Claim<'a>>,
}

impl<'a> LineClaims<'a> {
    /// The claims on a line: the chain from the direct agent upward, the mentor, then the pools.
    pub(super) fn of(
        rules: &'a Rules,
        line: &'a Line,
        at: usize,
        payees: Payees<'a>,
        reasons: &mut Reasons,
    ) -> Result<Vec<Claim<'a>>, Error> {
        let basis = line.basis(rules.basis)?;
        let overrides = Overrides::of(rules, line);
        let mut all = Self { rules, line, at, payees, overrides, basis, claims: Vec::with_capacity(8) };
        match rules.mode {
            Mode::Flat | Mode::ByTier => all.by_role(reasons)?,
            Mode::Differential => all.by_difference(reasons)?,
        }
        if let Some(mentor) = payees.mentor
            && let Some(asked) = all.asked_by(Role::Mentor, None)?
        {
            all.claim(mentor, Role::Mentor, asked, reasons);
        }
        all.pools(reasons)?;
        Ok(all.claims)
    }

    /// Every level by its own rate: one without terms does not swallow those above it.
    fn by_role(&mut self, reasons: &mut Reasons) -> Result<(), Error> {
        let most = usize::from(self.rules.levels).saturating_add(1);
        for (place, link) in self.payees.chain.iter().enumerate().take(most) {
            if place == 0 && self.payees.direct_unpaid {
                continue;
            }
            let role = role_at(place);
            if let Some(asked) = self.asked_by(role, Some((place, link)))? {
                self.claim(&link.agent, role, asked, reasons);
            }
        }
        Ok(())
    }

    /// 级差: what each agent of the chain would get, less the most that anyone below would. The parts are differences of
    /// rounded amounts, so that their sum is the highest amount rounded once.
    fn by_difference(&mut self, reasons: &mut Reasons) -> Result<(), Error> {
        let (mut below, mut exact_below, mut levels_paid) = (Money::ZERO, 0_i128, 0_u8);
        for (place, link) in self.payees.chain.iter().enumerate() {
            if place > 0 && levels_paid == self.rules.levels {
                reasons.detail(|| self.level_limit(link));
                break;
            }
            let role = role_at(place);
            let Some(asked) = self.asked_by(role, Some((place, link)))? else { continue };
            let exact = asked.exact.saturating_sub(exact_below).max(0);
            let amount = asked.amount.minus(below)?.at_least(Money::ZERO);
            if place > 0 && exact > 0 {
                levels_paid = levels_paid.saturating_add(1);
            }
            if place > 0 || !self.payees.direct_unpaid {
                self.claims.push(Claim { id: &link.agent, role, pool: None, amount, exact });
                reasons.detail(|| self.difference(&link.agent, role, &asked, (below, amount)));
            }
            below = below.at_least(asked.amount);
            exact_below = exact_below.max(asked.exact);
        }
        Ok(())
    }

    fn pools(&mut self, reasons: &mut Reasons) -> Result<(), Error> {
        for (at, pool) in self.rules.pools.iter().enumerate() {
            // Without a positive weight nobody asks: the residual party keeps it.
            if pool.members.values().all(|weight| *weight == 0) {
                continue;
            }
            let asked = self.asked(Terms::Rate(pool.rate), Source::Pool(at))?;
            self.claim(&pool.id, Role::Pool, asked, reasons);
            if let Some(claim) = self.claims.last_mut() {
                claim.pool = Some(pool);
            }
        }
        Ok(())
    }

    fn claim(&mut self, id: &'a Id, role: Role, asked: Asked<'_>, reasons: &mut Reasons) {
        let Asked { amount, exact, .. } = asked;
        self.claims.push(Claim { id, role, pool: None, amount, exact });
        reasons.detail(|| self.own_terms(id, role, &asked));
    }

    /// The terms of a role on this line: an override, then the rate pinned for the agent, then the tier's, then the role's.
    /// `None` where nobody gives the role a rate.
    fn asked_by(&self, role: Role, agent: Option<(usize, &'a Link)>) -> Result<Option<Asked<'a>>, Error> {
        let mut overrides = self.overrides;
        if let Some((at, one)) = overrides.slot(role).and_then(|slot| *slot) {
            let terms = one.per_unit.map(Terms::PerUnit).or(one.rate.map(Terms::Rate));
            if let Some(terms) = terms {
                return self.asked(terms, Source::Override(at)).map(Some);
            }
        }
        if let Some(rate) = agent.and_then(|(_, link)| link.rate) {
            return self.asked(Terms::Rate(rate), Source::Pinned).map(Some);
        }
        // In a differential all tiers are ranked by one table.
        let role = if self.rules.mode == Mode::Differential && agent.is_some() { Role::Direct } else { role };
        let Some(terms) = self.rules.roles.of(role) else { return Ok(None) };
        let tier = agent.and_then(|(_, link)| link.tier.as_ref());
        let by_tier = tier.and_then(|tier| Some((tier, terms.by_tier.get(tier)?)));
        match (by_tier, terms.rate) {
            (Some((tier, rate)), _) => self.asked(Terms::Rate(*rate), Source::Tier(role, tier)).map(Some),
            (None, Some(rate)) => self.asked(Terms::Rate(rate), Source::Role(role)).map(Some),
            (None, None) => {
                let place = agent.map_or(0, |(place, _)| place.saturating_add(self.payees.skipped));
                let tier = tier.map_or("", Id::as_str);
                Err(tier_without_rate(tier, terms).at(format!("/chain/{place}/tier")))
            }
        }
    }

    fn asked(&self, terms: Terms, source: Source<'a>) -> Result<Asked<'a>, Error> {
        let (amount, exact, division) = match terms {
            Terms::Rate(rate) => {
                let (amount, division) = self.basis.at_rate(rate, self.rules.rounding);
                let exact = self.basis.exact().saturating_mul(i128::from(rate.ppm()));
                (amount, exact, Some(division))
            }
            Terms::PerUnit(unit) => {
                let amount = unit
                    .times(self.line.quantity)
                    .map_err(|error| error.at(format!("/lines/{}/quantity", self.at)))?;
                (amount, amount.exact().saturating_mul(MILLION), None)
            }
        };
        Ok(Asked { terms, source, amount, exact, division })
    }

    /// Why someone asks for what their terms come to.
    fn own_terms(&self, id: &Id, role: Role, asked: &Asked<'_>) -> Reason {
        let (rule, fact) = match (asked.terms, asked.source) {
            (Terms::PerUnit(unit), _) => (Rule::CommissionPerUnit, Some(unit)),
            (Terms::Rate(_), Source::Pinned) => (Rule::CommissionPinned, None),
            (Terms::Rate(_), Source::Pool(_)) => (Rule::CommissionPool, None),
            (Terms::Rate(_), _) => (Rule::CommissionRated, None),
        };
        let reason = self.reason(rule, id, role, asked, asked.amount);
        match fact {
            Some(unit) => reason
                .with("unit", Quantity::Money(unit))
                .with("quantity", Quantity::Count(i64::try_from(self.line.quantity).unwrap_or(i64::MAX))),
            None => reason,
        }
    }

    /// Why someone gets the difference of what their terms come to and what was paid below.
    fn difference(&self, id: &Id, role: Role, asked: &Asked<'_>, (below, amount): (Money, Money)) -> Reason {
        self.reason(Rule::CommissionDifferential, id, role, asked, amount)
            .with("cumulative", Quantity::Money(asked.amount))
            .with("below", Quantity::Money(below))
    }

    fn level_limit(&self, link: &Link) -> Reason {
        Reason::new(Rule::CommissionLevels)
            .at("/commission/levels")
            .of(&link.agent)
            .with("line", Quantity::text(&self.line.id))
            .with("levels", Quantity::Count(i64::from(self.rules.levels)))
    }

    fn reason(&self, rule: Rule, id: &Id, role: Role, asked: &Asked<'_>, amount: Money) -> Reason {
        const LINE: Id = Id::fixed("line");
        const ROLE: Id = Id::fixed("role");
        Reason {
            rule,
            path: asked.source.path(),
            subject: Some(id.into()),
            comparison: None,
            computation: Some(self.computation(asked, amount)),
            facts: Facts::two(
                (LINE, Quantity::Text((&self.line.id).into())),
                (ROLE, Quantity::Text(role.text())),
            ),
        }
    }

    fn computation(&self, asked: &Asked<'_>, amount: Money) -> Computation {
        let (Terms::Rate(rate), Some(division)) = (asked.terms, asked.division) else {
            return Computation::fixed(amount);
        };
        let residue_to = (division.remainder != 0).then(|| self.rules.residual.clone());
        let computation = Computation::rated(self.basis, rate, division, self.rules.rounding, amount);
        Computation { residue_to, ..computation }
    }
}
