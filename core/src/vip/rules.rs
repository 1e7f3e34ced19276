//! What the merchant may write under `vip`.

use alloc::vec::Vec;

use crate::calendar::{Date, LeapDay};
use crate::document::{Id, Map, Text, choice, record};
use crate::money::{Factor, Money, Rate, Rounding};

choice! {
    /// Which top-ups make a level.
    pub enum Qualify {
        /// One top-up that reaches the threshold; from a level that is held, one that reaches the difference.
        Single = "single",
        /// All top-ups together.
        Cumulative = "cumulative",
    }
}

choice! {
    /// What a balance refund does to a level.
    pub enum OnRefund {
        /// The level is what the rest of the top-ups still earns.
        Recompute = "recompute",
        /// The level stays until its period ends, and is then what the rest still earns.
        KeepToPeriodEnd = "keep_to_period_end",
        /// The level stays as if nothing had been refunded.
        Keep = "keep",
    }
}

choice! {
    /// How a birthday discount meets the level discount.
    pub enum BirthdayMode {
        /// 折上折: both factors multiply, 0.9 × 0.95 = 0.855.
        Multiply = "multiply",
        /// The better of the two.
        BestOf = "best_of",
        /// What both take off is added, 1 − 0.1 − 0.05 = 0.85; below zero is zero.
        Additive = "additive",
    }
}

choice! {
    /// The days around a birthday that count as birthday.
    pub enum BirthdayWindow {
        /// The day itself.
        Day = "day",
        /// Its week, Monday to Sunday.
        Week = "week",
        /// Its calendar month.
        Month = "month",
    }
}

choice! {
    /// What a coupon's minimum is held against.
    pub enum MinimumOf {
        /// The list price: the same for every level.
        List = "list",
        /// The price after level and birthday: a higher level may miss a coupon that a lower one gets.
        Discounted = "discounted",
    }
}

choice! {
    /// What kind of perk it is.
    pub enum PerkKind {
        /// A gift at a festival.
        FestivalGift = "festival_gift",
        /// A sample of a new product.
        Sample = "sample",
        /// A trial before others.
        EarlyTrial = "early_trial",
        /// Goods of a limited quantity.
        LimitedOffer = "limited_offer",
    }
}

record! {
    /// The section `vip` of a rulebook.
    pub struct Rules {
        /// Which top-ups make a level.
        pub qualify: Qualify = Qualify::Cumulative,
        /// Top-ups count so many days, the day of asking among them: 1–36525. Without it they count for ever.
        pub window_days: Option<u32>,
        /// Whether only a customer with a purchase can have a level.
        pub purchase_required: bool = true,
        /// What a balance refund does to a level.
        pub on_refund: OnRefund = OnRefund::Recompute,
        /// A level is held for so many months before it is assessed afresh: 1–1200. Without it, it is held as long as the
        /// top-ups that count earn it.
        pub valid_months: Option<u32>,
        /// The levels, lowest first.
        pub levels: Vec<Level>,
        /// How prices are rounded.
        pub rounding: Rounding = Rounding::HalfUp,
        /// Below what no line is sold.
        pub floor: Option<Floor>,
        /// The birthday discount.
        pub birthday: Option<Birthday>,
        /// How coupons are taken.
        pub coupon: CouponRules = CouponRules::default(),
        /// What points are worth; without it none are taken.
        pub points: Option<PointRules>,
        /// What levels are entitled to.
        pub perks: Vec<Perk> = Vec::new(),
    }
    check: super::findings::check;
}

record! {
    /// A level.
    pub struct Level {
        /// Its name in facts and decisions.
        pub id: Id,
        /// What customers call it.
        pub name: Option<Text>,
        /// The top-up that it takes; above that of the level below.
        pub top_up: Money,
        /// What part of the list price the level pays; never more than the level below.
        pub factor: Factor = Factor::ONE,
        /// The birthday factor of the level, where it is not that of `birthday`.
        pub birthday_factor: Option<Factor>,
    }
}

record! {
    /// Below what no line is sold, at any step; of several the highest holds. A line's own `floor` always holds; a line
    /// whose list price is already lower is sold at list price.
    pub struct Floor {
        /// The line's cost; every line must then tell it.
        pub cost: bool = false,
        /// A price per unit.
        pub unit_price: Option<Money>,
        /// A share of the list price, rounded up to the minor unit.
        pub list_share: Option<Rate>,
    }
}

record! {
    /// The birthday discount.
    pub struct Birthday {
        /// How it meets the level discount.
        pub mode: BirthdayMode = BirthdayMode::Multiply,
        /// The days that count as birthday.
        pub window: BirthdayWindow = BirthdayWindow::Day,
        /// When those born on 29 February have their birthday in a common year.
        pub leap_day: LeapDay = LeapDay::default(),
        /// The factor of levels without a `birthday_factor` of their own.
        pub factor: Factor = Factor::ONE,
        /// The factor of customers without a level; without it they have no birthday discount.
        pub without_level: Option<Factor>,
        /// The most that the birthday takes off one order.
        pub maximum_discount: Option<Money>,
        /// Whether it is given once per birthday.
        pub once: bool = true,
    }
}

record! {
    /// How coupons are taken.
    pub struct CouponRules {
        /// What a coupon's minimum is held against.
        pub minimum_of: MinimumOf = MinimumOf::List,
        /// The most that a coupon takes: a share of the price before it, rounded down to the minor unit.
        pub maximum_share: Rate = Rate::ONE,
    }
}

impl Default for CouponRules {
    fn default() -> Self {
        Self { minimum_of: MinimumOf::List, maximum_share: Rate::ONE }
    }
}

record! {
    /// What points are worth.
    pub struct PointRules {
        /// So many points …
        pub points: u64,
        /// … are worth so much.
        pub worth: Money,
        /// The most that points take: a share of the price before them, rounded down to the minor unit.
        pub maximum_share: Rate = Rate::ONE,
    }
}

record! {
    /// Something that levels are entitled to.
    pub struct Perk {
        /// Its name in facts and decisions.
        pub id: Id,
        /// What kind it is.
        pub kind: PerkKind,
        /// What customers call it.
        pub name: Option<Text>,
        /// The festival of a festival gift.
        pub festival: Option<Id>,
        /// The lowest level that gets it; the lowest of all unless said.
        pub from_level: Option<Id>,
        /// What each level receives; a level that is not named receives what the next lower one does.
        pub items: Map<Id, Id> = Map::new(),
        /// By how many days its periods open earlier for a level (0–366); a level that is not named has the days of the next
        /// lower one.
        pub days_earlier: Map<Id, u32> = Map::new(),
        /// When it is given. Quotas are those of one period.
        pub periods: Vec<PerkPeriod>,
        /// The most units of one customer in one period.
        pub per_person: u64 = 1,
        /// The units that there are in one period; without it as many as are asked for. A limited offer needs it.
        pub total: Option<u64>,
    }
}

record! {
    /// When a perk is given: `[from, to)`.
    pub struct PerkPeriod {
        /// The first day.
        pub from: Date,
        /// The first day on which it is no longer given.
        pub to: Date,
    }
}

/// One, in the unit of [`Rules::combined_factor`].
pub(super) const FACTOR_ONE: u64 = 1_000_000_000_000;

impl Rules {
    /// The place of a level, the lowest being 0.
    #[must_use]
    pub fn rank_of(&self, level: &Id) -> Option<usize> {
        self.levels.iter().position(|known| known.id == *level)
    }

    /// The highest level whose threshold an amount reaches.
    ///
    /// This is what columns ask: levels are ascending, so the answer is monotone in the amount.
    #[must_use]
    pub fn rank_reached(&self, amount: Money) -> Option<usize> {
        self.levels.partition_point(|level| level.top_up <= amount).checked_sub(1)
    }

    /// The level of a rank.
    pub(super) fn level_at(&self, rank: Option<usize>) -> Option<&Level> {
        self.levels.get(rank?)
    }

    /// What part of the list price a level pays, birthday apart, in millionths of a millionth.
    pub(super) fn level_factor(&self, rank: Option<usize>) -> u64 {
        let factor = self.level_at(rank).map_or(Factor::ONE, |level| level.factor);
        u64::from(factor.ppm()).saturating_mul(u64::from(Factor::ONE.ppm()))
    }

    /// The birthday factor of a level; `None` when it has no birthday discount.
    pub(super) fn birthday_factor(&self, rank: Option<usize>) -> Option<Factor> {
        let birthday = self.birthday.as_ref()?;
        match self.level_at(rank) {
            Some(level) => Some(level.birthday_factor.unwrap_or(birthday.factor)),
            None => birthday.without_level,
        }
    }

    /// What part of the list price a level pays on a birthday, in millionths of a millionth. It never pays more than
    /// without the birthday.
    pub(super) fn combined_factor(&self, rank: Option<usize>) -> u64 {
        let level = self.level_factor(rank);
        let Some((birthday, rules)) = self.birthday_factor(rank).zip(self.birthday.as_ref()) else {
            return level;
        };
        let million = u64::from(Factor::ONE.ppm());
        let alone = u64::from(birthday.ppm()).saturating_mul(million);
        match rules.mode {
            BirthdayMode::Multiply => {
                let factor = self.level_at(rank).map_or(Factor::ONE, |level| level.factor);
                u64::from(factor.ppm()).saturating_mul(u64::from(birthday.ppm()))
            }
            BirthdayMode::BestOf => level.min(alone),
            BirthdayMode::Additive => level.saturating_add(alone).saturating_sub(FACTOR_ONE),
        }
    }
}
