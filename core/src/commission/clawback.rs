//! `commission_clawback`: who gives back what when a buyer is refunded.
//!
//! What a party has given back after refunds of `R` of a line that was paid `B` is ⌊c · R / B⌋ of its part `c`; the residual
//! party has given back the rest of `R`. A refund takes the difference to what was given back before it, so that it does not
//! matter how refunds are sliced or in which order they come.

use alloc::format;
use alloc::vec::Vec;

use super::order::{Role, not_negative};
use super::rules::{RefundReason, Rules};
use super::split::{LinePart, SplitLine};
use crate::document::{Choice, Id, record};
use crate::error::{Code, Error};
use crate::money::{Currency, Division, Money, Rounding};
use crate::reason::{Computation, Quantity, Reason, Reasons, Rule};

record! {
    /// A refund of a line that was split.
    pub struct ClawbackRequest {
        /// The line as it was split then: no rulebook of today enters.
        pub line: SplitLine,
        /// What was refunded before.
        pub refunded: Refunded = Refunded::default(),
        /// This refund.
        pub refund: Refund,
    }
}

record! {
    /// What was refunded of a line so far, by reason.
    #[derive(Default, Copy)]
    pub struct Refunded {
        /// With the goods.
        pub returned: Money = Money::ZERO,
        /// Without them.
        pub compensation: Money = Money::ZERO,
    }
}

impl Refunded {
    /// All that was refunded.
    fn total(&self) -> Result<Money, Error> {
        self.returned.plus(self.compensation)
    }

    fn with(self, amount: Money, reason: RefundReason) -> Result<Self, Error> {
        Ok(match reason {
            RefundReason::Returned => Self { returned: self.returned.plus(amount)?, ..self },
            RefundReason::Compensation => Self { compensation: self.compensation.plus(amount)?, ..self },
        })
    }
}

record! {
    /// One refund.
    pub struct Refund {
        /// How much goes back to the buyer.
        pub amount: Money,
        /// Why; the rulebook's default reason unless said.
        pub reason: Option<RefundReason>,
    }
}

record! {
    /// Who gives back what.
    pub struct Clawback {
        /// The line.
        pub line: Id,
        /// The reason that counted.
        pub reason: RefundReason,
        /// What each part gives back now, in the order of the split; Σ = the refund. Only the residual party's may be below
        /// zero: it gets back what it had borne, or what others give back in whole units.
        pub parts: Vec<LinePart>,
        /// What was refunded of the line with this refund: the next one needs it.
        pub refunded: Refunded,
        /// What is left of the line to refund.
        pub left: Money,
    }
}

/// Says who gives back what for a refund.
///
/// # Errors
/// In this order: `negative_amount` (of a part that is not the residual party's, what was paid or refunded),
/// `residual_missing`, `residual_twice`, `parts_not_whole`, `refund_above_rest` (by how much).
pub fn clawback(
    rules: &Rules,
    request: &ClawbackRequest,
    currency: Currency,
    reasons: &mut Reasons,
) -> Result<Clawback, Error> {
    let ClawbackRequest { line, refunded: before, refund } = request;
    check(request, currency)?;
    let reason = refund.reason.unwrap_or(rules.refund.default_reason);
    let after = before.with(refund.amount, reason)?;
    let left = line.paid.minus(after.total()?)?;
    if left.is_negative() {
        let most = line.paid.minus(before.total()?)?;
        return Err(Error::new(Code::RefundAboveRest)
            .found(refund.amount.to_text(currency))
            .allowed(most.to_text(currency))
            .with("by", left.size().to_text(currency))
            .at("/refund/amount"));
    }
    let mut others = 0_i128;
    let mut parts = Vec::with_capacity(line.parts.len());
    for part in &line.parts {
        let amount = if part.role == Role::Residual {
            Money::ZERO
        } else {
            let taken = Taken::of(part, line.paid, *before)?;
            let takes = Taken::of(part, line.paid, after)?;
            let amount = takes.given.minus(taken.given)?;
            reasons.detail(|| told(part, line, &takes, amount, reason));
            amount
        };
        others = others.saturating_add(amount.exact());
        parts.push(LinePart { amount, ..part.clone() });
    }
    let rest = Money::from_exact(refund.amount.exact().saturating_sub(others))?;
    for part in parts.iter_mut().filter(|part| part.role == Role::Residual) {
        part.amount = rest;
        reasons.detail(|| {
            Reason::new(Rule::ClawbackResidual)
                .of(&part.party)
                .computed(Computation::fixed(rest))
                .with("line", Quantity::text(&line.line))
                .with("refund", Quantity::Money(refund.amount))
        });
    }
    Ok(Clawback { line: line.line.clone(), reason, parts, refunded: after, left })
}

fn check(request: &ClawbackRequest, currency: Currency) -> Result<(), Error> {
    let ClawbackRequest { line, refunded, refund } = request;
    not_negative(line.paid, currency, "/line/paid")?;
    for (at, part) in line.parts.iter().enumerate().filter(|(_, part)| part.role != Role::Residual) {
        not_negative(part.amount, currency, &format!("/line/parts/{at}/amount"))?;
    }
    not_negative(refunded.returned, currency, "/refunded/returned")?;
    not_negative(refunded.compensation, currency, "/refunded/compensation")?;
    not_negative(refund.amount, currency, "/refund/amount")?;
    let sum = Money::sum(line.parts.iter().map(|part| part.amount))?;
    let off = sum.minus(line.paid)?.size().to_text(currency);
    let residuals = line.parts.iter().filter(|part| part.role == Role::Residual).count();
    let found = match residuals {
        0 => Error::new(Code::ResidualMissing).with("by", off),
        1 if sum == line.paid => return Ok(()),
        1 => Error::new(Code::PartsNotWhole)
            .found(sum.to_text(currency))
            .allowed(line.paid.to_text(currency))
            .with("by", off),
        _ => Error::new(Code::ResidualTwice).found(residuals).allowed(1_u8),
    };
    Err(found.at("/line/parts"))
}

/// What one part has given back after all refunds so far.
struct Taken {
    /// The refunds that count for its role.
    counted: Money,
    /// ⌊part · counted / paid⌋.
    given: Money,
    division: Option<Division>,
}

impl Taken {
    /// A supplier gives back when the goods come back; everyone else for every refund.
    fn of(part: &LinePart, paid: Money, refunded: Refunded) -> Result<Self, Error> {
        let counted = if part.role == Role::Supplier { refunded.returned } else { refunded.total()? };
        // A line that was paid nothing has nothing to refund: the division is `None`, and nothing is taken.
        let numerator = part.amount.exact().saturating_mul(counted.exact());
        let division = Division::of(numerator, paid.exact(), Rounding::Down);
        let given = Money::from_exact(division.map_or(0, |division| division.rounded))?;
        Ok(Self { counted, given, division })
    }
}

fn told(part: &LinePart, line: &SplitLine, takes: &Taken, amount: Money, reason: RefundReason) -> Reason {
    let keeps = part.role == Role::Supplier && reason == RefundReason::Compensation;
    let rule = if keeps { Rule::ClawbackSupplierKeeps } else { Rule::ClawbackPart };
    let part_of = |value: fn(Division) -> i128| takes.division.map(value);
    Reason::new(rule)
        .of(&part.party)
        .computed(Computation {
            basis: Some(part.amount),
            quotient: part_of(|division| division.quotient).and_then(|value| Money::from_exact(value).ok()),
            remainder: part_of(|division| division.remainder).and_then(|value| i64::try_from(value).ok()),
            denominator: part_of(|division| division.denominator).and_then(|value| i64::try_from(value).ok()),
            rounding: Some(Rounding::Down),
            ..Computation::fixed(amount)
        })
        .with("line", Quantity::text(&line.line))
        .with("role", Quantity::text(part.role.slug()))
        .with("refunded", Quantity::Money(takes.counted))
        .with("whole", Quantity::Money(line.paid))
        .with("given", Quantity::Money(takes.given))
}
