//! One customer's month: day by day, what happens to the balance, and which level that leaves.

use std::collections::BTreeSet;

use siyu::balance::{Account, Event};
use siyu::calendar::{Date, Month};
use siyu::money::Money;
use siyu::operation::vip_level;
use siyu::reason::Reason;
use siyu::vip::{LevelFacts, Standing, TopUp, TopUpRefund};
use siyu::{Detail, Id, Rulebook};

use super::book::{Asking, Book, BookFacts, PaidRefund, Taken, TopUpPaid, refunded_lots};
use super::colours::{ColourSums, Colours};
use crate::facts::CurrentLevel;
use crate::failure::Failure;
use crate::input::Problems;
use crate::input::customers::Customer;
use crate::input::movements::{Asked, Movement};

/// A decision about a customer's level.
#[derive(Debug)]
pub struct LevelStep {
    /// The day.
    pub on: Date,
    /// The level before.
    pub before: Option<Id>,
    /// The level from now on.
    pub standing: Standing,
    /// Why.
    pub reasons: Vec<Reason>,
}

impl LevelStep {
    /// Whether it gave another level.
    pub fn moved(&self) -> bool {
        self.before != self.standing.level
    }
}

/// A closed month of one customer.
#[derive(Debug)]
pub struct CustomerMonth {
    /// As the next month begins.
    pub customer: Customer,
    /// The balance.
    pub account: Account,
    /// What happened to it.
    pub sums: ColourSums,
    /// The top-ups of the month.
    pub top_ups: Vec<TopUpPaid>,
    /// The refunds of the month.
    pub refunds: Vec<PaidRefund>,
    /// The level at the opening, then every day that gave another one, then the month's last. Empty where the rulebook has no levels.
    pub steps: Vec<LevelStep>,
}

impl CustomerMonth {
    /// Closes a customer's month.
    pub fn close(
        facts: BookFacts,
        (rulebook, month): (&Rulebook, Month),
        problems: &mut Problems,
    ) -> Result<Self, Failure> {
        let BookFacts { customer, account, movements } = facts;
        let book = Book::open(rulebook, (&customer.id, account))?;
        let current = customer.level.clone();
        let mut days = Days {
            rulebook,
            customer,
            book,
            current,
            refunded: Vec::new(),
            sums: ColourSums::default(),
            top_ups: Vec::new(),
            refunds: Vec::new(),
            steps: Vec::new(),
        };
        days.open(&movements, month, problems)?;
        days.go(&movements, month, problems)?;
        days.end(month)
    }

    /// The level at the month's end.
    pub fn level(&self) -> Option<&Id> {
        self.steps.last().and_then(|step| step.standing.level.as_ref())
    }

    /// The level of a day.
    pub fn level_on(&self, date: Date) -> Option<&Id> {
        let step = self.steps.iter().rev().find(|step| step.on <= date);
        step.and_then(|step| step.standing.level.as_ref())
    }

    /// The level at the opening: as the file gives it, or else as earlier top-ups have earned it.
    pub fn opening_level(&self) -> Option<&Id> {
        self.steps.first().and_then(|step| step.before.as_ref().or(step.standing.level.as_ref()))
    }

    /// Every decision of the month that gave another level. A level that the file gives and that nothing earns is lost as
    /// the month opens; one that top-ups have earned before there was a close is no news.
    pub fn moves(&self) -> impl Iterator<Item = &LevelStep> {
        let news = |(at, step): &(usize, &LevelStep)| step.moved() && (*at > 0 || step.before.is_some());
        self.steps.iter().enumerate().filter(news).map(|(_, step)| step)
    }
}

/// The days of a month as they pass.
struct Days<'a> {
    rulebook: &'a Rulebook,
    customer: Customer,
    book: Book<'a>,
    current: Option<CurrentLevel>,
    /// What was refunded in this month: the lot, the day, how much. Of earlier refunds the account keeps no day by lot.
    refunded: Vec<(Id, Date, Money)>,
    sums: ColourSums,
    top_ups: Vec<TopUpPaid>,
    refunds: Vec<PaidRefund>,
    steps: Vec<LevelStep>,
}

impl Days<'_> {
    /// What happened before the month makes the opening.
    fn open(&mut self, movements: &[Movement], month: Month, problems: &mut Problems) -> Result<(), Failure> {
        for movement in movements.iter().filter(|one| one.on < month.first()) {
            self.book.take(movement, &self.asking(), problems)?;
        }
        self.sums.opening = Colours::of(&self.book.account)?;
        let eve = month.previous().map_or(month.first(), Month::last);
        self.assess(eve)
    }

    fn go(&mut self, movements: &[Movement], month: Month, problems: &mut Problems) -> Result<(), Failure> {
        let movements: Vec<&Movement> = movements.iter().filter(|one| one.on >= month.first()).collect();
        let bought = self.customer.first_purchase_on.filter(|date| month.contains(*date));
        let days = movements.iter().map(|one| one.on).chain(bought).chain([month.last()]);
        for day in days.collect::<BTreeSet<Date>>() {
            self.pass_ends(day)?;
            for movement in movements.iter().filter(|one| one.on == day) {
                if matches!(movement.asked, Asked::Refund { .. }) {
                    self.assess(day)?;
                }
                self.take(movement, problems)?;
            }
            self.assess(day)?;
        }
        Ok(())
    }

    fn take(&mut self, movement: &Movement, problems: &mut Problems) -> Result<(), Failure> {
        let taken = self.book.take(movement, &self.asking(), problems)?;
        let Taken::Applied { events, refund } = taken else { return Ok(()) };
        self.note(&events)?;
        let on = movement.on;
        self.refunded.extend(refunded_lots(&events).map(|(lot, amount)| (lot.clone(), on, amount)));
        self.refunds.extend(refund.map(|refund| *refund));
        if let Asked::TopUp { paid, .. } = movement.asked {
            self.top_ups.push(TopUpPaid { on, paid });
        }
        Ok(())
    }

    fn note(&mut self, events: &[Event]) -> Result<(), Failure> {
        for event in events {
            self.sums.note(event)?;
        }
        Ok(())
    }

    fn asking(&self) -> Asking {
        Asking { first_purchase_on: self.customer.first_purchase_on, current: self.current.clone() }
    }

    /// A level may end between two days on which something happens.
    fn pass_ends(&mut self, day: Date) -> Result<(), Failure> {
        while let Some(step) = self.steps.last() {
            let end = step.standing.ends_on.filter(|end| *end > step.on && *end < day);
            let Some(end) = end else { break };
            self.assess(end)?;
        }
        Ok(())
    }

    /// Decides the level of a day.
    fn assess(&mut self, on: Date) -> Result<(), Failure> {
        if self.rulebook.vip().is_err() {
            return Ok(());
        }
        let facts = LevelFacts {
            as_of: on,
            first_purchase_on: self.customer.first_purchase_on,
            top_ups: self.counted()?,
            current: self.current.clone(),
        };
        let decision = vip_level(self.rulebook, &facts, Detail::Summary)?;
        let standing = decision.outcome;
        let before = self.current.take().map(|current| current.level);
        let current = standing.level.clone().zip(standing.since);
        self.current = current.map(|(level, since)| CurrentLevel { level, since });
        let step = LevelStep { on, before, standing, reasons: decision.reasons };
        // Of decisions that moved nothing only the last is kept, beside that of the opening.
        let quiet = |step: &LevelStep| !step.moved();
        if self.steps.len() > 1 && quiet(&step) && self.steps.last().is_some_and(quiet) {
            self.steps.pop();
        }
        self.steps.push(step);
        Ok(())
    }

    /// The top-ups as levels count them.
    fn counted(&self) -> Result<Vec<TopUp>, Failure> {
        let mut top_ups = Vec::new();
        for lot in &self.book.account.lots {
            let now = self.refunded.iter().filter(|(id, ..)| *id == lot.id);
            let mut refunded: Vec<TopUpRefund> =
                now.map(|(_, on, amount)| TopUpRefund { on: *on, amount: *amount }).collect();
            let earlier = lot.refunded.minus(Money::sum(refunded.iter().map(|refund| refund.amount))?)?;
            if !earlier.is_zero() {
                refunded.push(TopUpRefund { on: lot.date, amount: earlier });
            }
            top_ups.push(TopUp { id: lot.id.clone(), on: lot.date, amount: lot.paid, refunded });
        }
        Ok(top_ups)
    }

    fn end(mut self, month: Month) -> Result<CustomerMonth, Failure> {
        let expired = self.book.expire(month.last())?;
        self.note(&expired)?;
        let Self { mut customer, book, current, mut sums, top_ups, refunds, steps, .. } = self;
        sums.closing = Colours::of(&book.account)?;
        sums.prove()?;
        if !steps.is_empty() {
            customer.level = current;
        }
        Ok(CustomerMonth { customer, account: book.account, sums, top_ups, refunds, steps })
    }
}
