//! `commission_split`: who gets what of each line of an order.

use alloc::format;
use alloc::vec::Vec;

use super::cap::Fitting;
use super::claim::{Claim, LineClaims, Payees};
use super::order::{Line, Order, Role};
use super::rules::Rules;
use crate::document::{Gather, Id, record};
use crate::error::Error;
use crate::money::{Currency, Money, largest_remainder};
use crate::reason::{Computation, Facts, Path, Quantity, Reason, Reasons, Rule};

record! {
    /// Who gets what of an order. Stored with the order, it is all that later refunds need.
    pub struct Split {
        /// The order.
        pub order: Id,
        /// Each line, in the order's order.
        pub lines: Vec<SplitLine>,
        /// What each party gets over all lines, by the party's id; Σ = Σ paid.
        pub totals: Vec<PartyTotal>,
    }
}

record! {
    /// Who gets what of one line.
    pub struct SplitLine {
        /// The line.
        pub line: Id,
        /// What was paid for it: the whole that is shared.
        pub paid: Money,
        /// Everyone's part, a part of nothing included: supplier, chain from the direct agent upward, mentor, pools in the
        /// rulebook's order with members by id, and the residual party last. Σ = `paid`. Only the residual party's may be below
        /// zero, when the supplier's cost is more than was left for it.
        pub parts: Vec<LinePart>,
    }
}

record! {
    /// What one party gets of a line in one role; who holds two roles has two parts.
    pub struct LinePart {
        /// Who.
        pub party: Id,
        /// In which role.
        pub role: Role,
        /// The pool that it comes from.
        pub pool: Option<Id>,
        /// How much.
        pub amount: Money,
    }
}

record! {
    /// What a party gets over all lines and roles.
    pub struct PartyTotal {
        /// Who.
        pub party: Id,
        /// How much.
        pub amount: Money,
    }
}

/// Shares every line of an order among supplier, agents, mentor, pools and the residual party.
///
/// # Errors
/// In this order: what [`Order`] itself may not be (`list_length`, `duplicate_item`, `count_out_of_range`,
/// `negative_amount`, `missing_field`); then line by line `tier_without_rate`, `parts_exceed_whole`,
/// `commission_above_cap`, and `money_out_of_range`.
pub fn split(
    rules: &Rules,
    order: &Order,
    currency: Currency,
    reasons: &mut Reasons,
) -> Result<Split, Error> {
    order.check(rules.basis, currency)?;
    let payees = Payees::of(rules, order, reasons);
    let mut lines = Vec::with_capacity(order.lines.len());
    for (at, line) in order.lines.iter().enumerate() {
        let mut claims = LineClaims::of(rules, line, at, payees, reasons)?;
        let fitting = Fitting { rules, line, currency };
        fitting.fit(&mut claims, reasons).map_err(|error| error.at(format!("/lines/{at}")))?;
        lines.push(share(rules, line, &claims, reasons)?);
    }
    let totals = totals(&lines)?;
    Ok(Split { order: order.id.clone(), lines, totals })
}

/// Turns claims that fit into parts: supplier, claims, and what they leave.
fn share(
    rules: &Rules,
    line: &Line,
    claims: &[Claim<'_>],
    reasons: &mut Reasons,
) -> Result<SplitLine, Error> {
    let mut parts = Vec::with_capacity(claims.len().saturating_add(2));
    if let Some((supplier, cost)) = line.supplier.as_ref().zip(line.cost) {
        parts.push(LinePart { party: supplier.clone(), role: Role::Supplier, pool: None, amount: cost });
        reasons.detail(|| told(Rule::CommissionSupplier, supplier, line, cost));
    }
    for claim in claims {
        match claim.pool {
            None => {
                let Claim { id, role, amount, .. } = *claim;
                parts.push(LinePart { party: id.clone(), role, pool: None, amount });
            }
            Some(pool) => {
                let members: Vec<(&Id, u64)> =
                    pool.members.iter().map(|(member, weight)| (member, *weight)).collect();
                let all =
                    members.iter().fold(0, |sum: i128, (_, weight)| sum.saturating_add((*weight).into()));
                let shared = largest_remainder(claim.amount, &members).into_iter().zip(&members);
                for ((member, amount), (_, weight)) in shared {
                    let pool = Some(pool.id.clone());
                    parts.push(LinePart { party: member.clone(), role: Role::Pool, pool, amount });
                    reasons.detail(|| {
                        let reason = told(Rule::CommissionPooled, member, line, amount);
                        reason.pooled(claim.id, claim.amount, (*weight, all), amount)
                    });
                }
            }
        }
    }
    let given = parts.iter().fold(0_i128, |sum, part| sum.saturating_add(part.amount.exact()));
    let left = Money::from_exact(line.paid.exact().saturating_sub(given))?;
    if left.is_negative() {
        reasons.decisive(|| loss(rules, line, left));
    }
    reasons.detail(|| {
        told(Rule::CommissionResidual, &rules.residual, line, left).at(Path::fixed("/commission/residual"))
    });
    parts.push(LinePart { party: rules.residual.clone(), role: Role::Residual, pool: None, amount: left });
    Ok(SplitLine { line: line.id.clone(), paid: line.paid, parts })
}

fn told(rule: Rule, party: &Id, line: &Line, amount: Money) -> Reason {
    const LINE: Id = Id::fixed("line");
    Reason {
        subject: Some(party.into()),
        computation: Some(Computation::fixed(amount)),
        facts: Facts::one(LINE, Quantity::Text((&line.id).into())),
        ..Reason::new(rule)
    }
}

/// The supplier's cost and the commission together are more than was paid.
fn loss(rules: &Rules, line: &Line, left: Money) -> Reason {
    told(Rule::CommissionLoss, &rules.residual, line, left.size())
        .at("/commission/cost_cover")
        .with("paid", Quantity::Money(line.paid))
        .with("cost", Quantity::Money(line.cost.unwrap_or_default()))
}

fn totals(lines: &[SplitLine]) -> Result<Vec<PartyTotal>, Error> {
    let mut sums: Gather<&Id, i128> = Gather::new();
    for part in lines.iter().flat_map(|line| &line.parts) {
        sums.change(&part.party, |sum| *sum = sum.saturating_add(part.amount.exact()));
    }
    sums.sorted()
        .map(|(party, sum)| Ok(PartyTotal { party: party.clone(), amount: Money::from_exact(sum)? }))
        .collect()
}
