//! Cards for unlimited use through a time: 年卡, 月卡.

use alloc::vec::Vec;

use super::basis::article;
use super::command::Cause;
use super::quote::{Basis, Candidate, Quote, decide};
use super::rules::{Promise, Rules, not_positive};
use crate::calendar::Date;
use crate::document::{Choice, record};
use crate::error::{Code, Error};
use crate::money::{Currency, Division, Money, Rounding};
use crate::reason::{Comparison, Operator, Quantity, Reason, Reasons, Rule};

record! {
    /// A card that was paid once and lets its holder come as often as they like.
    pub struct UnlimitedCard {
        /// What was paid, above zero.
        pub paid: Money,
        /// The day of payment.
        pub date: Date,
        /// The first day of its time; the day of payment where absent.
        pub from: Option<Date>,
        /// The days of its time, at least 1.
        pub days: u32,
        /// Whether it was never used: within the window of payment it is then paid back in full (art. 14).
        pub untouched: bool = false,
        /// What was paid back of it before.
        pub refunded: Money = Money::ZERO,
    }
}

impl UnlimitedCard {
    pub(super) fn verify(&self, currency: Currency) -> Result<(), Error> {
        if self.paid <= Money::ZERO {
            return Err(not_positive(self.paid, currency).at("/paid"));
        }
        if self.refunded.is_negative() {
            let error = Error::new(Code::NegativeAmount).found(self.refunded.to_text(currency));
            return Err(error.allowed("≥ 0").at("/refunded"));
        }
        if self.days == 0 {
            return Err(Error::new(Code::CountOutOfRange).found(0).allowed("≥ 1").at("/days"));
        }
        Ok(())
    }

    /// The days that are left on a day, that day included: all before its first day, none after its last.
    fn days_left(&self, on: Date) -> i64 {
        let used = self.from.unwrap_or(self.date).days_until(on);
        i64::from(self.days).saturating_sub(used.max(0)).max(0)
    }
}

/// The quote of a verified card.
pub(super) fn quote(
    rules: &Rules,
    card: &UnlimitedCard,
    on: Date,
    cause: Cause,
    reasons: &mut Reasons,
) -> Result<Quote, Error> {
    let candidates: Vec<Candidate> =
        alloc::vec![seven_days(rules, card, on, reasons)?, by_time(rules, card, on, cause, reasons)?];
    let principal = card.paid.minus(card.refunded)?.at_least(Money::ZERO);
    Ok(decide(candidates, principal, principal, reasons))
}

fn seven_days(
    rules: &Rules,
    card: &UnlimitedCard,
    on: Date,
    reasons: &mut Reasons,
) -> Result<Candidate, Error> {
    let window = i64::from(rules.refund.window_days);
    let age = card.date.days_until(on);
    let granted = card.untouched && (0..=window).contains(&age);
    let candidate = Candidate {
        paid: card.paid,
        refunded_before: card.refunded,
        ..Candidate::new(Basis::SevenDays, article(14), granted)
    };
    reasons.detail(|| match granted {
        true => Reason::new(Rule::BalanceCardUntouched)
            .at("/balance/refund/window_days")
            .compared(Comparison::of(Quantity::Days(age), Operator::AtMost, Quantity::Days(window))),
        false => Reason::new(Rule::BalanceNothingUntouched)
            .at("/balance/refund/window_days")
            .with("days", Quantity::Days(window)),
    });
    candidate.summed()
}

/// Art. 22: paid × time left / whole time, whoever's cause it is; a promise of refunds at any time needs no cause.
fn by_time(
    rules: &Rules,
    card: &UnlimitedCard,
    on: Date,
    cause: Cause,
    reasons: &mut Reasons,
) -> Result<Candidate, Error> {
    let granted = cause != Cause::None || rules.refund.promise == Promise::AnyTime;
    let left = card.days_left(on);
    let whole = i64::from(card.days);
    let gone = i128::from(whole.saturating_sub(left));
    // What is deducted is rounded down: part of a minor unit is the customer's.
    let nothing = Division { quotient: 0, remainder: 0, denominator: 1, rounded: 0 };
    let exact = card.paid.exact().saturating_mul(gone);
    let division = Division::of(exact, i128::from(whole), Rounding::Down).unwrap_or(nothing);
    let candidate = Candidate {
        paid: card.paid,
        deducted: Money::from_exact(division.rounded)?,
        refunded_before: card.refunded,
        ..Candidate::new(Basis::Unlimited, article(22), granted)
    };
    let candidate = candidate.summed()?;
    reasons.detail(|| {
        candidate
            .reason(Rule::BalanceByTime)
            .with("left", Quantity::Days(left))
            .with("whole", Quantity::Days(whole))
    });
    if !granted {
        reasons.detail(|| {
            Reason::new(Rule::BalanceOtherCause)
                .of(candidate.basis.slug())
                .with("needed", Quantity::text("operator, consumer"))
                .with("cause", Quantity::text(cause.slug()))
        });
    }
    Ok(candidate)
}
