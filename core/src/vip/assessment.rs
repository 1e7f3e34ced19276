//! How a level is decided: what is earned, what is kept, from when and until when.

use alloc::format;
use alloc::string::String;

use super::level::{LevelChange, NextLevel, Standing};
use super::rules::{OnRefund, Rules};
use super::top_ups::{Measure, Progress, TopUps};
use crate::calendar::Date;
use crate::error::Error;
use crate::money::Money;
use crate::reason::{Comparison, Computation, Operator, Quantity, Reason, Reasons, Rule};

/// The beginning of the period that covers a date: the first one begins with `since`, each one where the last has ended.
fn period_start(since: Date, date: Date, months: u32) -> Date {
    let mut start = since;
    while let Some(next) = period_end(start, months).filter(|next| *next > start && *next <= date) {
        start = next;
    }
    start
}

/// The first day after the period that begins on a date; `None` where the calendar ends before it.
fn period_end(start: Date, months: u32) -> Option<Date> {
    start.checked_add_months(i32::try_from(months).ok()?)
}

/// Why a level is held that the top-ups of today do not earn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kept {
    /// Its period runs.
    InPeriod,
    /// Refunds do not count against it.
    AfterRefund,
}

/// What an assessment looks at beside top-ups.
#[derive(Debug, Clone, Copy)]
pub(super) struct Customer {
    pub(super) as_of: Date,
    pub(super) first_purchase_on: Option<Date>,
    /// The rank that the customer has, and since when.
    pub(super) current: Option<(usize, Date)>,
}

/// What an assessment comes to, levels by their ranks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Outcome {
    pub(super) rank: Option<usize>,
    pub(super) change: LevelChange,
    pub(super) since: Option<Date>,
    pub(super) review_on: Option<Date>,
    pub(super) ends_on: Option<Date>,
    pub(super) counted: Money,
    /// The next rank, and what it needs.
    pub(super) next: Option<(usize, Money)>,
    pub(super) purchase_missing: bool,
}

impl Outcome {
    /// The same with the names of levels.
    pub(super) fn named(self, rules: &Rules) -> Standing {
        let next = self.next.and_then(|(rank, missing)| Some((rules.levels.get(rank)?, missing)));
        Standing {
            level: rules.level_at(self.rank).map(|level| level.id.clone()),
            change: self.change,
            since: self.since,
            review_on: self.review_on,
            ends_on: self.ends_on,
            counted: self.counted,
            next: next.map(|(level, missing)| NextLevel {
                level: level.id.clone(),
                top_up: level.top_up,
                missing,
                purchase_missing: self.purchase_missing,
            }),
        }
    }
}

/// One assessment: a customer, and what the top-ups of today earn.
pub(super) struct Assessment<'a> {
    rules: &'a Rules,
    customer: Customer,
    top_ups: TopUps<'a>,
    /// The oldest top-up that counts today.
    first: usize,
    progress: Progress,
    purchase_missing: bool,
}

impl<'a> Assessment<'a> {
    pub(super) fn new(rules: &'a Rules, customer: Customer, top_ups: TopUps<'a>) -> Result<Self, Error> {
        let first = top_ups.first_counted(customer.as_of);
        let progress = top_ups.progress(first, Measure::Net).map_err(|error| error.at("/top_ups"))?;
        let purchased = customer.first_purchase_on.is_some_and(|date| date <= customer.as_of);
        let purchase_missing = rules.purchase_required && !purchased;
        Ok(Self { rules, customer, top_ups, first, progress, purchase_missing })
    }

    pub(super) fn decide(&self, reasons: &mut Reasons) -> Result<Outcome, Error> {
        let (rank, kept) = self.held()?;
        self.tell_top_ups(reasons);
        self.tell_purchase(reasons);
        self.tell_thresholds(rank, reasons);
        self.tell_change(rank, kept, reasons)?;
        let since = rank.map(|rank| self.since(rank)).transpose()?;
        let next = self.next(rank)?;
        self.tell_next(next, reasons);
        Ok(Outcome {
            rank,
            change: self.change(rank, since),
            since,
            review_on: since
                .zip(self.rules.valid_months)
                .and_then(|(start, months)| period_end(start, months)),
            ends_on: rank.zip(since).map_or(Ok(None), |(rank, since)| self.ends_on(rank, since))?,
            counted: self.progress.best,
            next,
            purchase_missing: self.purchase_missing,
        })
    }

    /// The top-ups again.
    pub(super) fn into_top_ups(self) -> TopUps<'a> {
        self.top_ups
    }

    /// The rank that the top-ups from a place on earn, with the purchase as a condition.
    fn earned(&self, first: usize, measure: Measure) -> Result<Option<usize>, Error> {
        if self.purchase_missing { Ok(None) } else { self.top_ups.rank(first, measure) }
    }

    /// Whether the period of the current level still runs.
    fn in_period(&self, since: Date) -> bool {
        let end = |months| period_end(since, months);
        self.rules.valid_months.is_some_and(|months| end(months).is_none_or(|end| self.customer.as_of < end))
    }

    /// The rank that is held: what is earned, or more where the current level is kept.
    fn held(&self) -> Result<(Option<usize>, Option<Kept>), Error> {
        let earned = self.earned(self.first, Measure::Net)?;
        let Some((current, since)) = self.customer.current else { return Ok((earned, None)) };
        let (kept, why) = match (self.in_period(since), self.rules.on_refund) {
            // What counted when the period began counts until it ends, less what is refunded.
            (true, OnRefund::Recompute) => {
                (self.earned(self.top_ups.first_counted(since), Measure::Net)?, Kept::InPeriod)
            }
            (true, OnRefund::KeepToPeriodEnd | OnRefund::Keep) => (Some(current), Kept::InPeriod),
            (false, OnRefund::Keep) => (self.earned(self.first, Measure::Gross)?, Kept::AfterRefund),
            (false, OnRefund::Recompute | OnRefund::KeepToPeriodEnd) => (None, Kept::InPeriod),
        };
        let kept = kept.min(Some(current));
        Ok(if kept > earned { (kept, Some(why)) } else { (earned, None) })
    }

    /// The day from which the level, or its current period, runs.
    fn since(&self, rank: usize) -> Result<Date, Error> {
        let as_of = self.customer.as_of;
        let start = match self.customer.current {
            Some((current, since)) if current == rank => since,
            Some((current, since)) if current > rank => self.fell_on(since),
            _ => {
                let reached = self.top_ups.reached_on(self.first, rank)?.unwrap_or(Date::MIN);
                let purchase = self.customer.first_purchase_on.filter(|_| self.rules.purchase_required);
                let before = self.customer.current.map(|(_, since)| since);
                let start = reached.max(purchase.unwrap_or(reached));
                let start = start.max(before.unwrap_or(start));
                // A level without a threshold, and without a purchase, begins on the day somebody asks.
                if start == Date::MIN { as_of } else { start }
            }
        };
        Ok(self.rules.valid_months.map_or(start, |months| period_start(start, as_of, months)))
    }

    /// The beginning of a lower level: where periods are, a fall within one leaves it its days.
    fn fell_on(&self, since: Date) -> Date {
        match self.rules.valid_months {
            Some(months) => period_start(since, self.customer.as_of, months),
            None => self.customer.as_of,
        }
    }

    /// The first day on which a level is lost if nothing else happens.
    fn ends_on(&self, rank: usize, since: Date) -> Result<Option<Date>, Error> {
        let measure = match self.rules.on_refund {
            OnRefund::Keep => Measure::Gross,
            OnRefund::Recompute | OnRefund::KeepToPeriodEnd => Measure::Net,
        };
        let lost = if self.purchase_missing {
            Some(self.customer.as_of)
        } else {
            self.top_ups.lost_on(self.customer.as_of, rank, measure)?
        };
        let (Some(lost), Some(months)) = (lost, self.rules.valid_months) else { return Ok(lost) };
        // A period that has begun is held to its end; the first one that begins when the rank is lost does not begin.
        let start = period_start(since, lost, months);
        Ok(if start == lost && start > since { Some(lost) } else { period_end(start, months) })
    }

    fn change(&self, rank: Option<usize>, since: Option<Date>) -> LevelChange {
        match (self.customer.current, rank) {
            (None, None) => LevelChange::None,
            (None, Some(_)) => LevelChange::Granted,
            (Some(_), None) => LevelChange::Ended,
            (Some((current, _)), Some(rank)) if rank > current => LevelChange::Upgraded,
            (Some((current, _)), Some(rank)) if rank < current => LevelChange::Lowered,
            (Some((_, before)), Some(_)) if since == Some(before) => LevelChange::Kept,
            (Some(_), Some(_)) => LevelChange::Renewed,
        }
    }

    /// The level above the one that is held; without the purchase, the one that it would bring.
    fn next(&self, rank: Option<usize>) -> Result<Option<(usize, Money)>, Error> {
        let above = rank.map_or(0, |rank| rank.saturating_add(1));
        let waiting = self.rules.rank_reached(self.progress.best).filter(|_| self.purchase_missing);
        let next = waiting.unwrap_or(above).max(above);
        let Some(level) = self.rules.levels.get(next) else { return Ok(None) };
        let missing = level.top_up.minus(self.progress.base)?.at_least(Money::ZERO);
        let missing = if level.top_up <= self.progress.best { Money::ZERO } else { missing };
        Ok(Some((next, missing)))
    }

    fn tell_top_ups(&self, reasons: &mut Reasons) {
        for (at, entry) in self.top_ups.entries().iter().enumerate() {
            let counted = at >= self.first;
            reasons.detail(|| {
                let rule = if counted { Rule::VipTopUpCounted } else { Rule::VipTopUpTooOld };
                let reason = Reason::new(rule).at("/vip/window_days");
                let reason = if let Some(id) = entry.id { reason.of(id) } else { reason };
                reason.computed(Computation::fixed(entry.net)).with("on", Quantity::Date(entry.on))
            });
        }
    }

    fn tell_purchase(&self, reasons: &mut Reasons) {
        if !self.rules.purchase_required {
            return;
        }
        let count = if self.purchase_missing { 0 } else { 1 };
        let (observed, threshold) = (Quantity::Count(count), Quantity::Count(1));
        reasons.decisive(|| {
            let comparison = Comparison::of(observed, Operator::AtLeast, threshold);
            Reason::new(Rule::VipPurchase).at("/vip/purchase_required").compared(comparison)
        });
    }

    /// Every threshold; those of the level that is held, or of the lowest when none is, are decisive.
    fn tell_thresholds(&self, rank: Option<usize>, reasons: &mut Reasons) {
        for (at, level) in self.rules.levels.iter().enumerate() {
            let reason = || {
                let observed = Quantity::Money(self.progress.best);
                let comparison = Comparison::of(observed, Operator::AtLeast, Quantity::Money(level.top_up));
                let path = format!("/vip/levels/{at}/top_up");
                Reason::new(Rule::VipTopUp).at(path).of(&level.id).compared(comparison)
            };
            if at == rank.unwrap_or(0) { reasons.decisive(reason) } else { reasons.detail(reason) }
        }
    }

    fn tell_change(
        &self,
        rank: Option<usize>,
        kept: Option<Kept>,
        reasons: &mut Reasons,
    ) -> Result<(), Error> {
        let Some((current, since)) = self.customer.current else { return Ok(()) };
        let Some(level) = self.rules.levels.get(current) else { return Ok(()) };
        if rank < Some(current) {
            let refunded = self.earned(self.first, Measure::Gross)? >= Some(current);
            let (rule, path) = match refunded {
                true => (Rule::VipLoweredByRefund, "/vip/on_refund".into()),
                false => (Rule::VipLowered, self.path_of_loss(current)),
            };
            reasons.decisive(|| Reason::new(rule).at(path).of(&level.id));
        } else if kept == Some(Kept::AfterRefund) {
            reasons.decisive(|| Reason::new(Rule::VipKeptAfterRefund).at("/vip/on_refund").of(&level.id));
        } else if kept == Some(Kept::InPeriod) {
            let end = self.rules.valid_months.and_then(|months| period_end(since, months));
            reasons.decisive(|| {
                Reason::new(Rule::VipKeptInPeriod)
                    .at("/vip/valid_months")
                    .of(&level.id)
                    .with("end", Quantity::Date(end.unwrap_or(Date::MAX)))
            });
        }
        Ok(())
    }

    /// What costs a level that no refund has cost.
    fn path_of_loss(&self, rank: usize) -> String {
        match (self.purchase_missing, self.rules.window_days) {
            (true, _) => "/vip/purchase_required".into(),
            (false, Some(_)) => "/vip/window_days".into(),
            (false, None) => format!("/vip/levels/{rank}/top_up"),
        }
    }

    fn tell_next(&self, next: Option<(usize, Money)>, reasons: &mut Reasons) {
        let next = next.and_then(|(rank, missing)| Some((self.rules.levels.get(rank)?, missing)));
        let Some((level, missing)) = next else { return };
        reasons.decisive(|| {
            Reason::new(Rule::VipNext)
                .at("/vip/levels")
                .of(&level.id)
                .computed(Computation::fixed(missing))
                .with("top_up", Quantity::Money(level.top_up))
        });
    }
}
