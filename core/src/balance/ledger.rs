//! The movements of an account. Each conserves every colour of every lot, and tells what it did as events.

use alloc::vec::Vec;

use super::account::{Account, Draw, Lot, Purchase};
use super::order::{Take, steps};
use super::rules::SpendingOrder;
use crate::calendar::Date;
use crate::document::{Id, choice, record};
use crate::error::{Code, Error};
use crate::money::Money;

choice! {
    /// What happened to a lot.
    pub enum EventKind {
        /// A top-up made it.
        ToppedUp = "topped_up",
        /// A purchase drew on it.
        Spent = "spent",
        /// A purchase gave back what it had drawn.
        Restored = "restored",
        /// Principal was paid back.
        Refunded = "refunded",
        /// Bonus expired, or lapsed with the principal that was paid back.
        Lapsed = "lapsed",
        /// What was left was closed when the contract ended.
        Closed = "closed",
        /// Closed principal became refundable again, since a purchase was given back.
        Reopened = "reopened",
        /// What purchases hold of it was exchanged, principal for bonus, because the law counts both as used in the
        /// proportion of their amounts (art. 18).
        Exchanged = "exchanged",
    }
}

record! {
    /// A change of what is left of a lot. The events of an account sum to what is left.
    pub struct Event {
        /// The command that did it.
        pub command: Id,
        /// What happened.
        pub kind: EventKind,
        /// To which lot.
        pub lot: Id,
        /// By how much unspent principal rose, or fell where negative.
        pub paid: Money = Money::ZERO,
        /// By how much unspent bonus rose, or fell where negative.
        pub bonus: Money = Money::ZERO,
    }
}

/// In which order lots are drawn on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// As the merchant chose.
    Merchant(SpendingOrder),
    /// Lot by lot, the oldest first, principal before bonus: what the law's bases count by, whatever the merchant chose.
    OldestFirst,
}

/// An amount of principal and one of bonus; negative where they fall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Colours {
    pub(super) paid: Money,
    pub(super) bonus: Money,
}

impl Colours {
    fn negated(self) -> Self {
        Self { paid: self.paid.negated(), bonus: self.bonus.negated() }
    }

    fn total(self) -> Result<Money, Error> {
        self.paid.plus(self.bonus)
    }
}

/// An account that is being changed.
#[derive(Debug, Clone)]
pub(super) struct Ledger {
    pub(super) account: Account,
    pub(super) events: Vec<Event>,
}

/// A place that an account does not have. Ledgers run on verified accounts, so that this is never seen.
fn no_such(list: &str) -> Error {
    Error::new(Code::AccountInconsistent).found("").allowed(list)
}

impl Ledger {
    pub(super) fn of(account: Account) -> Self {
        Self { account, events: Vec::new() }
    }

    fn lot(&mut self, at: usize) -> Result<&mut Lot, Error> {
        self.account.lots.get_mut(at).ok_or_else(|| no_such("lots"))
    }

    /// The place of a lot.
    pub(super) fn place_of(&self, id: &Id) -> Result<usize, Error> {
        self.account.lots.iter().position(|lot| lot.id == *id).ok_or_else(|| no_such("lots"))
    }

    /// Changes what is left of a lot.
    fn shift(&mut self, at: usize, by: &Id, kind: EventKind, change: Colours) -> Result<(), Error> {
        let lot = self.lot(at)?;
        lot.paid_left = lot.paid_left.plus(change.paid)?;
        lot.bonus_left = lot.bonus_left.plus(change.bonus)?;
        let Colours { paid, bonus } = change;
        let event = Event { command: by.clone(), kind, lot: lot.id.clone(), paid, bonus };
        if event.paid != Money::ZERO || event.bonus != Money::ZERO {
            self.events.push(event);
        }
        Ok(())
    }

    /// Adds a lot, whole and unspent.
    pub(super) fn top_up(&mut self, by: &Id, lot: Lot) -> Result<(), Error> {
        let change = Colours { paid: lot.paid, bonus: lot.bonus };
        let (paid_left, bonus_left) = (Money::ZERO, Money::ZERO);
        let at = self.account.lots.len();
        self.account.lots.push(Lot { paid_left, bonus_left, ..lot });
        self.shift(at, by, EventKind::ToppedUp, change)
    }

    /// Pays a purchase, as far as the balance reaches.
    pub(super) fn spend(
        &mut self,
        by: &Id,
        mut purchase: Purchase,
        order: Order,
        on: Date,
    ) -> Result<Colours, Error> {
        let (mut due, mut drawn) = (purchase.amount, Colours::default());
        for step in steps(&self.account.lots, order, on) {
            if due.is_zero() {
                break;
            }
            let taken = step.take.of(self.lot(step.lot)?, on, due)?;
            if taken == Colours::default() {
                continue;
            }
            let lot = self.lot(step.lot)?.id.clone();
            purchase.draws.push(Draw { lot, paid: taken.paid, bonus: taken.bonus });
            self.shift(step.lot, by, EventKind::Spent, taken.negated())?;
            due = due.minus(taken.total()?)?;
            drawn = Colours { paid: drawn.paid.plus(taken.paid)?, bonus: drawn.bonus.plus(taken.bonus)? };
        }
        self.account.purchases.push(purchase);
        Ok(drawn)
    }

    /// Gives a purchase back, what was drawn last first, into the lots and colours that it holds.
    pub(super) fn restore(&mut self, by: &Id, purchase: &Id, amount: Money) -> Result<Colours, Error> {
        let of_purchase = |held: &&mut Purchase| held.id == *purchase;
        let held = self.account.purchases.iter_mut().find(of_purchase).ok_or_else(|| no_such("purchases"))?;
        held.restored = held.restored.plus(amount)?;
        let mut draws = core::mem::take(&mut held.draws);
        let (mut due, mut back) = (amount, Colours::default());
        for draw in draws.iter_mut().rev() {
            let at = self.place_of(&draw.lot)?;
            let part = Take::back(self.lot(at)?, draw, due)?;
            draw.paid = draw.paid.minus(part.paid)?;
            draw.bonus = draw.bonus.minus(part.bonus)?;
            self.shift(at, by, EventKind::Restored, part)?;
            due = due.minus(part.total()?)?;
            back = Colours { paid: back.paid.plus(part.paid)?, bonus: back.bonus.plus(part.bonus)? };
        }
        draws.retain(|draw| draw.paid != Money::ZERO || draw.bonus != Money::ZERO);
        if let Some(held) = self.account.purchases.iter_mut().find(of_purchase) {
            held.draws = draws;
        }
        Ok(back)
    }

    /// Writes off bonus that could last be spent before a day.
    pub(super) fn expire(&mut self, by: &Id, on: Date) -> Result<Money, Error> {
        let mut expired = Money::ZERO;
        for at in 0..self.account.lots.len() {
            let lot = self.lot(at)?;
            if lot.bonus_spendable_through().is_some_and(|last| last < on) {
                let bonus = lot.bonus_left;
                expired = expired.plus(bonus)?;
                self.lapse(at, by, bonus)?;
            }
        }
        Ok(expired)
    }

    fn lapse(&mut self, at: usize, by: &Id, bonus: Money) -> Result<(), Error> {
        let lot = self.lot(at)?;
        lot.bonus_lapsed = lot.bonus_lapsed.plus(bonus)?;
        self.shift(at, by, EventKind::Lapsed, Colours { paid: Money::ZERO, bonus: bonus.negated() })
    }

    /// Makes unspent principal of at least `amount`: from what was closed, then by exchanging what purchases hold.
    ///
    /// The merchant's spending order says which colour a purchase drew; the law counts both colours as used in proportion.
    /// Where the law therefore gives back more than the unspent principal, purchases must hold so much more bonus instead:
    /// the books stay true, and no bonus becomes cash.
    ///
    /// # Errors
    /// [`Code::RefundAbovePrincipal`] where no exchange reaches that far.
    pub(super) fn free_principal(&mut self, by: &Id, amount: Money) -> Result<(), Error> {
        let left = self.account.principal_left()?;
        let mut short = amount.minus(left)?.at_least(Money::ZERO);
        for at in (0..self.account.lots.len()).rev() {
            let lot = self.lot(at)?;
            let paid = lot.kept.at_most(short);
            lot.kept = lot.kept.minus(paid)?;
            self.shift(at, by, EventKind::Reopened, Colours { paid, bonus: Money::ZERO })?;
            short = short.minus(paid)?;
        }
        for at in (0..self.account.purchases.len()).rev() {
            short = self.exchange(at, by, short)?;
        }
        if short.is_zero() {
            return Ok(());
        }
        let allowed = alloc::format!("≤ {}", amount.minus(short)?.minor());
        Err(Error::new(Code::RefundAbovePrincipal).found(amount.minor()).with("allowed", allowed))
    }

    /// Exchanges principal that a purchase holds for bonus, what was drawn last first, and says how much is still short.
    fn exchange(&mut self, purchase: usize, by: &Id, mut short: Money) -> Result<Money, Error> {
        if short.is_zero() {
            return Ok(short);
        }
        let held = self.account.purchases.get_mut(purchase).ok_or_else(|| no_such("purchases"))?;
        let mut draws = core::mem::take(&mut held.draws);
        let mut changed = Vec::with_capacity(draws.len());
        while let Some(draw) = draws.pop() {
            let (parts, rest) = self.exchange_draw(draw, by, short)?;
            changed.extend(parts.into_iter().rev());
            short = rest;
        }
        changed.reverse();
        if let Some(held) = self.account.purchases.get_mut(purchase) {
            held.draws = changed;
        }
        Ok(short)
    }

    /// Exchanges principal of one draw: for bonus of its own lot, then of the others, oldest first.
    fn exchange_draw(
        &mut self,
        mut draw: Draw,
        by: &Id,
        mut short: Money,
    ) -> Result<(Vec<Draw>, Money), Error> {
        let home = self.place_of(&draw.lot)?;
        let mut others = Vec::new();
        for source in core::iter::once(home).chain(0..self.account.lots.len()) {
            let lot = self.lot(source)?;
            let unspent = lot.bonus_left;
            let moved = draw.paid.at_most(short).at_most(unspent.plus(lot.bonus_lapsed)?);
            if moved.is_zero() {
                continue;
            }
            let from_left = unspent.at_most(moved);
            lot.bonus_lapsed = lot.bonus_lapsed.minus(moved.minus(from_left)?)?;
            let id = lot.id.clone();
            let bonus = from_left.negated();
            self.shift(source, by, EventKind::Exchanged, Colours { paid: Money::ZERO, bonus })?;
            self.shift(home, by, EventKind::Exchanged, Colours { paid: moved, bonus: Money::ZERO })?;
            draw.paid = draw.paid.minus(moved)?;
            short = short.minus(moved)?;
            if source == home {
                draw.bonus = draw.bonus.plus(moved)?;
            } else {
                others.push(Draw { lot: id, paid: Money::ZERO, bonus: moved });
            }
        }
        let mut parts = others;
        if !draw.total()?.is_zero() {
            parts.insert(0, draw);
        }
        Ok((parts, short))
    }

    /// Pays principal of a lot back. Its unspent bonus lapses in the same proportion, the part of a minor unit too.
    pub(super) fn pay_back(&mut self, at: usize, by: &Id, amount: Money) -> Result<(), Error> {
        let lot = self.lot(at)?;
        let before = lot.paid_left;
        let after = before.minus(amount)?;
        let lapsed = lot.bonus_left.minus(lot.bonus_left.floor_share(after, before))?;
        lot.refunded = lot.refunded.plus(amount)?;
        let change = Colours { paid: amount.negated(), bonus: Money::ZERO };
        self.shift(at, by, EventKind::Refunded, change)?;
        self.lapse(at, by, lapsed)
    }

    /// Closes what is left, when the contract ends.
    pub(super) fn close(&mut self, by: &Id) -> Result<(), Error> {
        for at in 0..self.account.lots.len() {
            let lot = self.lot(at)?;
            let left = Colours { paid: lot.paid_left, bonus: lot.bonus_left };
            lot.kept = lot.kept.plus(left.paid)?;
            lot.bonus_lapsed = lot.bonus_lapsed.plus(left.bonus)?;
            self.shift(at, by, EventKind::Closed, left.negated())?;
        }
        Ok(())
    }
}
