//! `money_share`: sharing a whole, as hosts ask for it.

use alloc::vec::Vec;

use crate::document::{Id, Map, Reader, Text, record};
use crate::error::{Code, Error};
use crate::money::{Claim, Currency, Money, Part, Pool, PoolSize, Rate, Rounding, Share, Sharing};
use crate::reason::{Computation, Reason, Reasons, Rule};

record! {
    /// A whole and who shares it.
    pub struct ShareRequest {
        /// What is shared; not negative.
        pub whole: Money,
        /// What rates apply to; the whole unless said.
        pub basis: Option<Money>,
        /// How rated parts are rounded.
        pub rounding: Rounding = Rounding::Down,
        /// Parties with a claim of their own.
        pub parts: Vec<PartRequest> = Vec::new(),
        /// Parties that share by weight.
        pub pools: Vec<PoolRequest> = Vec::new(),
        /// Who takes what is left.
        pub residual: Option<Id>,
    }
}

record! {
    /// A party with a claim: exactly one of `fixed` and `rate`.
    pub struct PartRequest {
        /// Who.
        pub id: Id,
        /// So much, whatever the whole is.
        pub fixed: Option<Money>,
        /// A rate of the basis.
        pub rate: Option<Rate>,
    }
    check: part_has_one_claim;
}

record! {
    /// An amount shared by weight: at most one of `fixed` and `rate`; with neither, all that the others leave.
    pub struct PoolRequest {
        /// The pool's name.
        pub id: Id,
        /// So much, whatever the whole is.
        pub fixed: Option<Money>,
        /// A rate of the basis.
        pub rate: Option<Rate>,
        /// The weight of each member.
        pub members: Map<Id, u64>,
    }
    check: pool_has_one_size;
}

fn part_has_one_claim(part: &PartRequest, reader: &mut Reader) {
    if part.fixed.is_some() == part.rate.is_some() {
        let found = if part.fixed.is_some() { "fixed, rate" } else { "{}" };
        reader.refuse("", Error::new(Code::AlternativeFields).found(found).with("allowed", "fixed, rate"));
    }
}

fn pool_has_one_size(pool: &PoolRequest, reader: &mut Reader) {
    if pool.fixed.is_some() && pool.rate.is_some() {
        reader.refuse(
            "",
            Error::new(Code::AlternativeFields).found("fixed, rate").with("allowed", "fixed, rate"),
        );
    }
}

record! {
    /// Who received what; Σ amounts = the whole.
    pub struct Shared {
        /// Parts, then pool members, then the residual party.
        pub shares: Vec<Received>,
    }
}

record! {
    /// What one party received.
    pub struct Received {
        /// Who.
        pub id: Id,
        /// The pool it came from.
        pub pool: Option<Id>,
        /// How much.
        pub amount: Money,
        /// Whether a unit that rounding had given was taken back.
        pub taken_back: bool = false,
    }
}

/// A claim of `fixed` or `rate`, whichever is there.
fn claim(fixed: Option<Money>, rate: Option<Rate>) -> Option<Claim> {
    fixed.map(Claim::Fixed).or(rate.map(Claim::Rated))
}

/// Shares the whole.
pub(super) fn share(
    currency: Currency,
    request: &ShareRequest,
    reasons: &mut Reasons,
) -> Result<Shared, Error> {
    let parts = request.parts.iter();
    let parts =
        parts.filter_map(|part| Some(Part { id: part.id.as_str(), claim: claim(part.fixed, part.rate)? }));
    let pools = request.pools.iter().map(|pool| Pool {
        id: pool.id.as_str(),
        size: claim(pool.fixed, pool.rate).map_or(PoolSize::Rest, PoolSize::Claim),
        members: pool.members.iter().map(|(id, weight)| (id.as_str(), *weight)).collect(),
    });
    let basis = request.basis.unwrap_or(request.whole);
    let sharing = Sharing {
        whole: request.whole,
        basis,
        rounding: request.rounding,
        currency,
        parts: parts.collect(),
        pools: pools.collect(),
        residual: request.residual.as_ref().map(Id::as_str),
    };
    let shares = sharing.share()?;
    reasons.details(|| tell(request, basis, &shares));
    let received = shares.into_iter().map(|share| {
        Ok(Received {
            id: Id::new(share.id)?,
            pool: share.pool.map(Id::new).transpose()?,
            amount: share.amount,
            taken_back: share.taken_back,
        })
    });
    Ok(Shared { shares: received.collect::<Result<_, Error>>()? })
}

/// Why each share is what it is. Shares come in the order of the parts, then of the pools' members, the residual party last.
fn tell(request: &ShareRequest, basis: Money, shares: &[Share<'_>]) -> Vec<Reason> {
    let (parts, others) = shares.split_at(request.parts.len().min(shares.len()));
    let mut told: Vec<Reason> = Vec::with_capacity(shares.len());
    told.extend(parts.iter().zip(&request.parts).map(|(share, part)| match part.rate.zip(share.division) {
        Some((rate, division)) => {
            let residue_to = request.residual.clone().filter(|_| division.remainder != 0);
            let computation = Computation::rated(basis, rate, division, request.rounding, share.amount);
            Reason::new(Rule::ShareRated)
                .of(Text::new(share.id))
                .computed(Computation { residue_to, ..computation })
        }
        None => {
            Reason::new(Rule::ShareFixed).of(Text::new(share.id)).computed(Computation::fixed(share.amount))
        }
    }));
    let mut others = others.iter();
    for pool in &request.pools {
        let members: Vec<_> = others.by_ref().take(pool.members.len()).zip(pool.members.values()).collect();
        let all = members.iter().fold(0, |sum: i128, (_, weight)| sum.saturating_add((**weight).into()));
        let size = Money::sum(members.iter().map(|(share, _)| share.amount)).unwrap_or_default();
        told.extend(members.into_iter().map(|(share, weight)| {
            let reason = Reason::new(Rule::SharePooled).of(Text::new(share.id));
            reason.pooled(&pool.id, size, (*weight, all), share.amount)
        }));
    }
    told.extend(others.map(|share| {
        Reason::new(Rule::ShareResidual).of(Text::new(share.id)).computed(Computation::fixed(share.amount))
    }));
    told
}
