//! `vip_level`: which level a customer has, since when, until when, and what the next one needs.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::vec::Vec;

use super::findings::{level_names, not_in_rulebook};
use super::rules::{OnRefund, Rules};
use super::top_ups::{Measure, Progress, TopUps};
use crate::calendar::Date;
use crate::document::{Id, choice, record};
use crate::error::{Code, Error};
use crate::money::{Currency, Money};
use crate::reason::{Comparison, Computation, Operator, Quantity, Reason, Reasons, Rule};

record! {
    /// What is known of a customer on a day. What lies after `as_of` has not happened yet and does not count.
    pub struct LevelFacts {
        /// The day of asking.
        pub as_of: Date,
        /// The day of the customer's first purchase; absent when there is none.
        pub first_purchase_on: Option<Date>,
        /// Every top-up of the customer.
        pub top_ups: Vec<TopUp> = Vec::new(),
        /// The level that the last decision gave.
        pub current: Option<CurrentLevel>,
    }
}

record! {
    /// A top-up.
    pub struct TopUp {
        /// The host's id of it.
        pub id: Id,
        /// Its day.
        pub on: Date,
        /// What was paid, bonus apart; not negative.
        pub amount: Money,
        /// What of it was refunded; together at most `amount`.
        pub refunded: Vec<TopUpRefund> = Vec::new(),
    }
}

record! {
    /// A refund from a top-up.
    pub struct TopUpRefund {
        /// Its day, not before that of the top-up.
        pub on: Date,
        /// How much; not negative.
        pub amount: Money,
    }
}

record! {
    /// The level that a customer has.
    pub struct CurrentLevel {
        /// Which.
        pub level: Id,
        /// The `since` of the decision that gave it.
        pub since: Date,
    }
}

choice! {
    /// What became of the level.
    pub enum LevelChange {
        /// There was none and there is none.
        None = "none",
        /// The customer has a level for the first time, or again.
        Granted = "granted",
        /// It rose.
        Upgraded = "upgraded",
        /// It is as before.
        Kept = "kept",
        /// It is as before, and a new period of it has begun.
        Renewed = "renewed",
        /// It fell to a lower one.
        Lowered = "lowered",
        /// It is lost and no lower one is earned.
        Ended = "ended",
    }
}

record! {
    /// The level of a customer on a day.
    pub struct Standing {
        /// Which; absent when the customer has none.
        pub level: Option<Id>,
        /// What became of the level that the facts name.
        pub change: LevelChange,
        /// The day from which the level, or the current period of it, runs.
        pub since: Option<Date>,
        /// The day on which the current period has ended and the level is assessed afresh; absent where levels have no period.
        pub review_on: Option<Date>,
        /// The first day on which the level is lost if nothing else happens; absent when that day never comes.
        pub ends_on: Option<Date>,
        /// What counts, net of refunds: all top-ups of the window, or how far single ones reach.
        pub counted: Money,
        /// What the next level needs; absent on the highest.
        pub next: Option<NextLevel>,
    }
}

record! {
    /// What the next level needs.
    pub struct NextLevel {
        /// Which level.
        pub level: Id,
        /// Its threshold.
        pub top_up: Money,
        /// The least top-up of today that reaches it: the difference to what counts (补差).
        pub missing: Money,
        /// Whether it needs a purchase as well.
        pub purchase_missing: bool = false,
    }
}

record! {
    /// A refund that is considered.
    pub struct ConsideredRefund {
        /// How much.
        pub amount: Money,
        /// From which top-up; from the newest ones unless said.
        pub top_up: Option<Id>,
    }
}

/// Decides the level of a customer on a day.
///
/// # Errors
/// In this order: [`Code::DuplicateItem`] (top-ups), [`Code::NegativeAmount`], [`Code::DateOutOfRange`] (a refund before
/// its top-up), [`Code::RefundExceedsTopUp`], [`Code::NotInRulebook`] (the current level), [`Code::DateOutOfRange`] (a level
/// held from a day yet to come), [`Code::MoneyOutOfRange`].
pub fn level(
    rules: &Rules,
    currency: Currency,
    facts: &LevelFacts,
    reasons: &mut Reasons,
) -> Result<Standing, Error> {
    check_top_ups(currency, facts)?;
    let current = current_of(rules, facts)?;
    Assessment::new(rules, facts, current)?.decide(reasons)
}

/// The level that a refund of today would leave: `facts` with the refund taken from the top-up it names, or from the newest
/// top-ups that still have something.
///
/// # Errors
/// Those of [`level`]; besides [`Code::NegativeAmount`] at `/amount`, [`Code::NotInRulebook`] at `/top_up` for a
/// top-up that the facts do not have, and [`Code::RefundExceedsTopUp`] at `/amount`.
pub fn level_after_refund(
    rules: &Rules,
    currency: Currency,
    facts: &LevelFacts,
    refund: &ConsideredRefund,
) -> Result<Standing, Error> {
    check_top_ups(currency, facts)?;
    let refunded = with_refund(currency, facts, refund)?;
    level(rules, currency, &refunded, &mut Reasons::none())
}

fn with_refund(
    currency: Currency,
    facts: &LevelFacts,
    refund: &ConsideredRefund,
) -> Result<LevelFacts, Error> {
    not_negative(currency, refund.amount).map_err(|error| error.at("/amount"))?;
    let mut after = facts.clone();
    let asked = |top_up: &&mut TopUp| refund.top_up.as_ref().is_none_or(|id| *id == top_up.id);
    let as_of = facts.as_of;
    let mut from: Vec<&mut TopUp> =
        after.top_ups.iter_mut().filter(|top_up| top_up.on <= as_of).filter(asked).collect();
    if let (Some(id), true) = (&refund.top_up, from.is_empty()) {
        let known: Vec<&str> = facts.top_ups.iter().map(|top_up| top_up.id.as_str()).collect();
        return Err(not_in_rulebook(id, known.join(", ")).at("/top_up"));
    }
    from.sort_by(|a, b| (b.on, &b.id).cmp(&(a.on, &a.id)));
    let mut left = refund.amount;
    for top_up in from {
        let refunded = Money::sum(top_up.refunded.iter().map(|refund| refund.amount))?;
        let amount = top_up.amount.minus(refunded)?.at_most(left);
        left = left.minus(amount)?;
        top_up.refunded.push(TopUpRefund { on: as_of, amount });
    }
    if left.is_zero() {
        return Ok(after);
    }
    Err(exceeds(currency, refund.amount, refund.amount.minus(left)?)?.at("/amount"))
}

fn exceeds(currency: Currency, refunded: Money, most: Money) -> Result<Error, Error> {
    let by = refunded.minus(most)?;
    let error = Error::new(Code::RefundExceedsTopUp).found(refunded.to_text(currency));
    Ok(error.allowed(most.to_text(currency)).with("by", by.to_text(currency)))
}

pub(super) fn not_negative(currency: Currency, amount: Money) -> Result<(), Error> {
    if amount.is_negative() {
        return Err(Error::new(Code::NegativeAmount).found(amount.to_text(currency)).allowed("≥ 0"));
    }
    Ok(())
}

/// Refuses the second of two equal ids, `list/<place>/id`.
pub(super) fn unique<'a>(ids: impl Iterator<Item = &'a Id>, list: &str) -> Result<(), Error> {
    let mut seen = BTreeSet::new();
    for (at, id) in ids.enumerate() {
        if !seen.insert(id) {
            let error = Error::new(Code::DuplicateItem).found(id).allowed(1_u8);
            return Err(error.at(format!("{list}/{at}/id")));
        }
    }
    Ok(())
}

fn check_top_ups(currency: Currency, facts: &LevelFacts) -> Result<(), Error> {
    unique(facts.top_ups.iter().map(|top_up| &top_up.id), "/top_ups")?;
    for (at, top_up) in facts.top_ups.iter().enumerate() {
        let path = format!("/top_ups/{at}");
        not_negative(currency, top_up.amount).map_err(|error| error.at(format!("{path}/amount")))?;
        for (place, refund) in top_up.refunded.iter().enumerate() {
            let path = format!("{path}/refunded/{place}");
            not_negative(currency, refund.amount).map_err(|error| error.at(format!("{path}/amount")))?;
            if refund.on < top_up.on {
                let error = Error::new(Code::DateOutOfRange).found(refund.on);
                return Err(error.allowed(format!("≥ {}", top_up.on)).at(format!("{path}/on")));
            }
        }
        let refunded = Money::sum(top_up.refunded.iter().map(|refund| refund.amount))
            .map_err(|error| error.at(format!("{path}/refunded")))?;
        if refunded > top_up.amount {
            return Err(exceeds(currency, refunded, top_up.amount)?.at(format!("{path}/refunded")));
        }
    }
    Ok(())
}

/// The rank that the facts name, and since when.
fn current_of(rules: &Rules, facts: &LevelFacts) -> Result<Option<(usize, Date)>, Error> {
    let Some(current) = &facts.current else { return Ok(None) };
    let rank = rules
        .rank_of(&current.level)
        .ok_or_else(|| not_in_rulebook(&current.level, level_names(rules)).at("/current/level"))?;
    if current.since > facts.as_of {
        let error = Error::new(Code::DateOutOfRange).found(current.since);
        return Err(error.allowed(format!("≤ {}", facts.as_of)).at("/current/since"));
    }
    Ok(Some((rank, current.since)))
}

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

/// One assessment: facts, and what the top-ups of today earn.
struct Assessment<'a> {
    rules: &'a Rules,
    facts: &'a LevelFacts,
    current: Option<(usize, Date)>,
    top_ups: TopUps<'a>,
    /// The oldest top-up that counts today.
    first: usize,
    progress: Progress,
    purchase_missing: bool,
}

impl<'a> Assessment<'a> {
    fn new(rules: &'a Rules, facts: &'a LevelFacts, current: Option<(usize, Date)>) -> Result<Self, Error> {
        let top_ups = TopUps::of(rules, facts)?;
        let first = top_ups.first_counted(facts.as_of);
        let progress = top_ups.progress(first, Measure::Net).map_err(|error| error.at("/top_ups"))?;
        let purchased = facts.first_purchase_on.is_some_and(|date| date <= facts.as_of);
        let purchase_missing = rules.purchase_required && !purchased;
        Ok(Self { rules, facts, current, top_ups, first, progress, purchase_missing })
    }

    fn decide(&self, reasons: &mut Reasons) -> Result<Standing, Error> {
        let (rank, kept) = self.held()?;
        self.tell_top_ups(reasons);
        self.tell_purchase(reasons);
        self.tell_thresholds(rank, reasons);
        self.tell_change(rank, kept, reasons)?;
        let since = rank.map(|rank| self.since(rank)).transpose()?;
        let next = self.next(rank)?;
        self.tell_next(next.as_ref(), reasons);
        Ok(Standing {
            level: self.rules.level_at(rank).map(|level| level.id.clone()),
            change: self.change(rank, since),
            since,
            review_on: since
                .zip(self.rules.valid_months)
                .and_then(|(start, months)| period_end(start, months)),
            ends_on: rank.zip(since).map_or(Ok(None), |(rank, since)| self.ends_on(rank, since))?,
            counted: self.progress.best,
            next,
        })
    }

    /// The rank that the top-ups from a place on earn, with the purchase as a condition.
    fn earned(&self, first: usize, measure: Measure) -> Result<Option<usize>, Error> {
        if self.purchase_missing { Ok(None) } else { self.top_ups.rank(first, measure) }
    }

    /// Whether the period of the current level still runs.
    fn in_period(&self, since: Date) -> bool {
        let end = |months| period_end(since, months);
        self.rules.valid_months.is_some_and(|months| end(months).is_none_or(|end| self.facts.as_of < end))
    }

    /// The rank that is held: what is earned, or more where the current level is kept.
    fn held(&self) -> Result<(Option<usize>, Option<Kept>), Error> {
        let earned = self.earned(self.first, Measure::Net)?;
        let Some((current, since)) = self.current else { return Ok((earned, None)) };
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
        let as_of = self.facts.as_of;
        let start = match self.current {
            Some((current, since)) if current == rank => since,
            Some((current, since)) if current > rank => self.fell_on(since),
            _ => {
                let reached = self.top_ups.reached_on(self.first, rank)?.unwrap_or(Date::MIN);
                let purchase = self.facts.first_purchase_on.filter(|_| self.rules.purchase_required);
                let before = self.current.map(|(_, since)| since);
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
            Some(months) => period_start(since, self.facts.as_of, months),
            None => self.facts.as_of,
        }
    }

    /// The first day on which a level is lost if nothing else happens.
    fn ends_on(&self, rank: usize, since: Date) -> Result<Option<Date>, Error> {
        let measure = match self.rules.on_refund {
            OnRefund::Keep => Measure::Gross,
            OnRefund::Recompute | OnRefund::KeepToPeriodEnd => Measure::Net,
        };
        let lost = if self.purchase_missing {
            Some(self.facts.as_of)
        } else {
            self.top_ups.lost_on(self.facts.as_of, rank, measure)?
        };
        let (Some(lost), Some(months)) = (lost, self.rules.valid_months) else { return Ok(lost) };
        // A period that has begun is held to its end; the first one that begins when the rank is lost does not begin.
        let start = period_start(since, lost, months);
        Ok(if start == lost && start > since { Some(lost) } else { period_end(start, months) })
    }

    fn change(&self, rank: Option<usize>, since: Option<Date>) -> LevelChange {
        match (self.current, rank) {
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
    fn next(&self, rank: Option<usize>) -> Result<Option<NextLevel>, Error> {
        let above = rank.map_or(0, |rank| rank.saturating_add(1));
        let waiting = self.rules.rank_reached(self.progress.best).filter(|_| self.purchase_missing);
        let Some(level) = self.rules.levels.get(waiting.unwrap_or(above).max(above)) else {
            return Ok(None);
        };
        let missing = level.top_up.minus(self.progress.base)?.at_least(Money::ZERO);
        let missing = if level.top_up <= self.progress.best { Money::ZERO } else { missing };
        Ok(Some(NextLevel {
            level: level.id.clone(),
            top_up: level.top_up,
            missing,
            purchase_missing: self.purchase_missing,
        }))
    }

    fn tell_top_ups(&self, reasons: &mut Reasons) {
        for (at, entry) in self.top_ups.entries().iter().enumerate() {
            let counted = at >= self.first;
            reasons.detail(|| {
                let rule = if counted { Rule::VipTopUpCounted } else { Rule::VipTopUpTooOld };
                Reason::new(rule)
                    .at("/vip/window_days")
                    .of(entry.id)
                    .computed(Computation::fixed(entry.net))
                    .with("on", Quantity::Date(entry.on))
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
        let Some((current, since)) = self.current else { return Ok(()) };
        let Some(level) = self.rules.levels.get(current) else { return Ok(()) };
        if rank < Some(current) {
            let refunded = self.earned(self.first, Measure::Gross)? >= Some(current);
            let rule = if refunded { Rule::VipLoweredByRefund } else { Rule::VipLowered };
            reasons.decisive(|| Reason::new(rule).at("/vip/on_refund").of(&level.id));
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

    fn tell_next(&self, next: Option<&NextLevel>, reasons: &mut Reasons) {
        let Some(next) = next else { return };
        reasons.decisive(|| {
            Reason::new(Rule::VipNext)
                .at("/vip/levels")
                .of(&next.level)
                .computed(Computation::fixed(next.missing))
                .with("top_up", Quantity::Money(next.top_up))
        });
    }
}
