//! `money_share`: sharing a whole, as hosts ask for it.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use crate::document::{Id, Reader, record};
use crate::error::{Code, Error};
use crate::money::{Claim, Currency, Money, Part, Pool, PoolSize, Rate, Rounding, Sharing};
use crate::reason::{Computation, Quantity, Reason, Reasons, Rule};

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
        pub members: BTreeMap<Id, u64>,
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
    let mut shares = Vec::new();
    for share in sharing.share()? {
        let rate = request.parts.iter().find(|part| part.id.as_str() == share.id).and_then(|part| part.rate);
        let residual = share.pool.is_none() && sharing.residual == Some(share.id);
        reasons.detail(|| {
            match (share.pool, rate.zip(share.division)) {
                (Some(pool), _) => Reason::new(Rule::SharePooled)
                    .with("pool", Quantity::text(pool))
                    .computed(Computation::fixed(share.amount)),
                (None, Some((rate, division))) => {
                    let computation =
                        Computation::rated(basis, rate, division, request.rounding, share.amount);
                    let residue_to = request.residual.clone();
                    Reason::new(Rule::ShareRated).computed(Computation { residue_to, ..computation })
                }
                (None, None) if residual => {
                    Reason::new(Rule::ShareResidual).computed(Computation::fixed(share.amount))
                }
                (None, None) => Reason::new(Rule::ShareFixed).computed(Computation::fixed(share.amount)),
            }
            .of(share.id)
        });
        shares.push(Received {
            id: Id::new(share.id)?,
            pool: share.pool.map(Id::new).transpose()?,
            amount: share.amount,
            taken_back: share.taken_back,
        });
    }
    Ok(Shared { shares })
}
