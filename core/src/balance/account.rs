//! The state of one customer's balance.

use alloc::vec::Vec;

use super::command::Command;
use crate::calendar::Date;
use crate::document::{Id, record};
use crate::error::Error;
use crate::money::{Division, Money, Rounding};

record! {
    #[derive(Default)]
    /// One customer's balance: what `balance_apply` returned last, or `{}` for a new one. Hosts keep it as it is.
    pub struct Account {
        /// The lots, in the order of their top-ups.
        pub lots: Vec<Lot> = Vec::new(),
        /// The purchases, in the order in which they were paid.
        pub purchases: Vec<Purchase> = Vec::new(),
        /// Every command that was applied, in order: the ledger by which any figure can be computed again.
        pub applied: Vec<Command> = Vec::new(),
    }
}

record! {
    /// What one top-up made. Each colour is conserved: paid = paid_left + drawn by purchases + refunded + kept,
    /// bonus = bonus_left + drawn by purchases + bonus_lapsed.
    pub struct Lot {
        /// The id of the top-up's command.
        pub id: Id,
        /// The day of payment.
        pub date: Date,
        /// How it was paid.
        pub channel: Option<Id>,
        /// The last day on which the lot can be spent.
        pub expires: Option<Date>,
        /// The last day on which its bonus can be spent, where that is another.
        pub bonus_expires: Option<Date>,
        /// Whether the customer had had the same goods before (art. 14, exception).
        pub goods_known: bool = false,
        /// What was paid: principal.
        pub paid: Money,
        /// What the merchant added.
        pub bonus: Money = Money::ZERO,
        /// Unspent principal.
        pub paid_left: Money = Money::ZERO,
        /// Unspent bonus.
        pub bonus_left: Money = Money::ZERO,
        /// Principal that was paid back.
        pub refunded: Money = Money::ZERO,
        /// Principal that was closed in the merchant's favour when the contract ended (art. 19).
        pub kept: Money = Money::ZERO,
        /// Bonus that expired, or lapsed when its principal was paid back.
        pub bonus_lapsed: Money = Money::ZERO,
    }
}

record! {
    /// A purchase that was paid from the balance.
    pub struct Purchase {
        /// The host's id.
        pub id: Id,
        /// What was charged.
        pub amount: Money,
        /// What it cost without any discount.
        pub list_value: Money,
        /// How much of `amount` was given back.
        pub restored: Money = Money::ZERO,
        /// What it still holds of lots, in the order drawn; together `amount` less `restored`.
        pub draws: Vec<Draw> = Vec::new(),
    }
}

record! {
    /// What a purchase holds of a lot.
    pub struct Draw {
        /// The lot.
        pub lot: Id,
        /// Of its principal.
        pub paid: Money = Money::ZERO,
        /// Of its bonus.
        pub bonus: Money = Money::ZERO,
    }
}

/// A top-up as levels count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TopUpNet<'a> {
    /// The lot.
    pub lot: &'a Id,
    /// The day of payment.
    pub date: Date,
    /// What was paid.
    pub paid: Money,
    /// What was paid less what was paid back of it.
    pub net: Money,
}

impl Lot {
    /// The principal that purchases hold.
    #[must_use]
    pub fn paid_spent(&self) -> Money {
        rest(self.paid, &[self.paid_left, self.refunded, self.kept])
    }

    /// The bonus that purchases hold.
    #[must_use]
    pub fn bonus_spent(&self) -> Money {
        rest(self.bonus, &[self.bonus_left, self.bonus_lapsed])
    }

    /// The last day on which the bonus can be spent: its own, or the lot's where that is sooner.
    #[must_use]
    pub fn bonus_spendable_through(&self) -> Option<Date> {
        match (self.expires, self.bonus_expires) {
            (Some(lot), Some(bonus)) => Some(lot.min(bonus)),
            (lot, bonus) => lot.or(bonus),
        }
    }

    /// The principal that can be spent on a day.
    #[must_use]
    pub fn paid_spendable(&self, on: Date) -> Money {
        if self.expires.is_none_or(|last| on <= last) { self.paid_left } else { Money::ZERO }
    }

    /// The bonus that can be spent on a day.
    #[must_use]
    pub fn bonus_spendable(&self, on: Date) -> Money {
        let open = self.bonus_spendable_through().is_none_or(|last| on <= last);
        if open { self.bonus_left } else { Money::ZERO }
    }
}

/// What parts leave of a whole. Accounts are verified before they are used, so the parts never exceed the whole.
fn rest(whole: Money, parts: &[Money]) -> Money {
    let left = parts.iter().fold(whole.exact(), |left, part| left.saturating_sub(part.exact()));
    Money::from_exact(left).unwrap_or(Money::ZERO)
}

impl Purchase {
    /// What is charged after what was given back.
    #[must_use]
    pub fn charged(&self) -> Money {
        rest(self.amount, &[self.restored])
    }

    /// The undiscounted value of what was not given back, in proportion; part of a minor unit counts for the customer.
    #[must_use]
    pub fn list_value_kept(&self) -> Money {
        let value = self.list_value.exact().saturating_mul(self.charged().exact());
        let division = Division::of(value, self.amount.exact(), Rounding::Down);
        division.map_or(Money::ZERO, |division| Money::from_exact(division.rounded).unwrap_or(Money::ZERO))
    }
}

impl Draw {
    /// Both colours.
    pub(super) fn total(&self) -> Result<Money, Error> {
        self.paid.plus(self.bonus)
    }
}

impl Account {
    /// The top-ups with what is left of them after refunds, oldest first: what levels count.
    pub fn top_ups(&self) -> impl Iterator<Item = TopUpNet<'_>> {
        self.lots.iter().map(|lot| TopUpNet {
            lot: &lot.id,
            date: lot.date,
            paid: lot.paid,
            net: rest(lot.paid, &[lot.refunded]),
        })
    }

    /// The day of the last command.
    #[must_use]
    pub fn last_date(&self) -> Option<Date> {
        self.applied.last().map(|command| command.date)
    }

    /// What can be spent on a day, of both colours.
    ///
    /// # Errors
    /// [`crate::error::Code::MoneyOutOfRange`]; so do the sums below.
    pub fn spendable(&self, on: Date) -> Result<Money, Error> {
        let lots = self.lots.iter();
        Money::sum(lots.flat_map(|lot| [lot.paid_spendable(on), lot.bonus_spendable(on)]))
    }

    /// All unspent principal, expired lots included.
    ///
    /// # Errors
    /// See [`Account::spendable`].
    pub fn principal_left(&self) -> Result<Money, Error> {
        self.total(|lot| lot.paid_left)
    }

    /// All unspent bonus.
    ///
    /// # Errors
    /// See [`Account::spendable`].
    pub fn bonus_left(&self) -> Result<Money, Error> {
        self.total(|lot| lot.bonus_left)
    }

    /// All that was paid back.
    ///
    /// # Errors
    /// See [`Account::spendable`].
    pub fn refunded(&self) -> Result<Money, Error> {
        self.total(|lot| lot.refunded)
    }

    /// What was paid and not paid back: no refund can be more.
    ///
    /// # Errors
    /// See [`Account::spendable`].
    pub fn principal(&self) -> Result<Money, Error> {
        self.total(|lot| lot.paid)?.minus(self.refunded()?)
    }

    /// The principal that can be paid back without bonus becoming cash: what is unspent, what was closed, and what purchases
    /// hold of principal as far as bonus can stand in its place.
    pub(super) fn refundable(&self) -> Result<Money, Error> {
        let spent = self.total(Lot::paid_spent)?;
        let stand_in = self.total(|lot| lot.bonus_left)?.plus(self.total(|lot| lot.bonus_lapsed)?)?;
        let closed = self.total(|lot| lot.kept)?;
        self.principal_left()?.plus(closed)?.plus(spent.at_most(stand_in))
    }

    pub(super) fn total(&self, part: impl Fn(&Lot) -> Money) -> Result<Money, Error> {
        Money::sum(self.lots.iter().map(part))
    }
}
