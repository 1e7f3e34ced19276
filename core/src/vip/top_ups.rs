//! Which top-ups count, and how far they reach.

use alloc::vec::Vec;

use super::level::LevelFacts;
use super::rules::{Qualify, Rules};
use crate::calendar::Date;
use crate::document::Id;
use crate::error::Error;
use crate::money::Money;
use crate::order::sort_by;

/// What of a top-up is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    /// What refunds have left of it.
    Net,
    /// What was paid.
    Gross,
}

/// One top-up that has happened.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry<'a> {
    /// The host's id; columns have none.
    pub(super) id: Option<&'a Id>,
    pub(super) on: Date,
    pub(super) gross: Money,
    pub(super) net: Money,
}

impl Entry<'_> {
    fn amount(&self, measure: Measure) -> Money {
        match measure {
            Measure::Net => self.net,
            Measure::Gross => self.gross,
        }
    }
}

/// How far top-ups reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Progress {
    /// What one more top-up is added to: all that counts, or the threshold of the level that single top-ups have reached.
    pub(super) base: Money,
    /// What thresholds are held against.
    pub(super) best: Money,
}

impl Progress {
    fn plus(self, rules: &Rules, amount: Money) -> Result<Self, Error> {
        let reach = self.base.plus(amount)?;
        Ok(match rules.qualify {
            Qualify::Cumulative => Self { base: reach, best: reach },
            Qualify::Single => {
                let level = rules.level_at(rules.rank_reached(reach));
                let held = level.map_or(Money::ZERO, |level| level.top_up);
                Self { base: self.base.at_least(held), best: self.best.at_least(reach) }
            }
        })
    }
}

/// The top-ups up to the day of asking, oldest first, then by id.
#[derive(Debug)]
pub(super) struct TopUps<'a> {
    rules: &'a Rules,
    entries: Vec<Entry<'a>>,
}

impl<'a> TopUps<'a> {
    /// Of top-ups and refunds those that have happened.
    pub(super) fn of(rules: &'a Rules, facts: &'a LevelFacts) -> Result<Self, Error> {
        let happened = facts.top_ups.iter().filter(|top_up| top_up.on <= facts.as_of);
        let entries = happened.map(|top_up| {
            let refunds = top_up.refunded.iter().filter(|refund| refund.on <= facts.as_of);
            let refunded = Money::sum(refunds.map(|refund| refund.amount))?;
            let net = top_up.amount.minus(refunded)?;
            Ok(Entry { id: Some(&top_up.id), on: top_up.on, gross: top_up.amount, net })
        });
        let mut entries = entries.collect::<Result<Vec<_>, Error>>()?;
        sort_by(&mut entries, |a, b| a.on.cmp(&b.on).then_with(|| a.id.cmp(&b.id)));
        Ok(Self { rules, entries })
    }

    /// Entries that are in their order already.
    pub(super) fn sorted(rules: &'a Rules, entries: Vec<Entry<'a>>) -> Self {
        Self { rules, entries }
    }

    /// The entries again, so that their memory serves the next customer.
    pub(super) fn into_entries(self) -> Vec<Entry<'a>> {
        self.entries
    }

    pub(super) fn entries(&self) -> &[Entry<'a>] {
        &self.entries
    }

    /// The place of the oldest entry that still counts on a date: (date − days, date].
    pub(super) fn first_counted(&self, date: Date) -> usize {
        let back = |days: u32| date.checked_add_days(i64::from(days).saturating_neg());
        // A window that begins before the calendar leaves nothing out.
        let Some(start) = self.rules.window_days.and_then(back) else { return 0 };
        self.entries.partition_point(|entry| entry.on <= start)
    }

    /// How far the entries from a place on reach.
    pub(super) fn progress(&self, first: usize, measure: Measure) -> Result<Progress, Error> {
        let counted = self.entries.iter().skip(first);
        counted
            .map(|entry| entry.amount(measure))
            .try_fold(Progress::default(), |progress, amount| progress.plus(self.rules, amount))
    }

    /// The rank that the entries from a place on reach.
    pub(super) fn rank(&self, first: usize, measure: Measure) -> Result<Option<usize>, Error> {
        Ok(self.rules.rank_reached(self.progress(first, measure)?.best))
    }

    /// The day of the top-up with which a rank was reached.
    pub(super) fn reached_on(&self, first: usize, rank: usize) -> Result<Option<Date>, Error> {
        let mut progress = Progress::default();
        for entry in self.entries.iter().skip(first) {
            progress = progress.plus(self.rules, entry.net)?;
            if self.rules.rank_reached(progress.best) >= Some(rank) {
                return Ok(Some(entry.on));
            }
        }
        Ok(None)
    }

    /// The first day from `as_of` on, on which so many top-ups have left the window that the rest no longer reaches a rank;
    /// `None` when that never comes.
    pub(super) fn lost_on(&self, as_of: Date, rank: usize, measure: Measure) -> Result<Option<Date>, Error> {
        let first = self.first_counted(as_of);
        if self.rank(first, measure)? < Some(rank) {
            return Ok(Some(as_of));
        }
        let Some(days) = self.rules.window_days else { return Ok(None) };
        // Fewer top-ups never reach further: `enough` holds at first, and from some place on no more.
        let (mut enough, mut short) = (first, self.entries.len().saturating_add(1));
        while short.saturating_sub(enough) > 1 {
            let middle = enough.midpoint(short);
            if self.rank(middle, measure)? >= Some(rank) {
                enough = middle;
            } else {
                short = middle;
            }
        }
        let last_needed = self.entries.get(enough);
        Ok(last_needed.and_then(|entry| entry.on.checked_add_days(i64::from(days))))
    }
}
