//! What the merchant may write under `customer`.

use alloc::vec::Vec;

use super::findings::check;
use crate::calendar::{Date, LeapDay, Window};
use crate::document::{Id, Text, choice, record};
use crate::money::{Money, Rate, Rounding};

choice! {
    /// Who is counted.
    pub enum Population {
        /// Those with an order in the window.
        Buyers = "buyers",
        /// All that are known, those without an order too.
        AllKnown = "all_known",
    }
}

choice! {
    /// How a share of a number of customers becomes a number.
    pub enum TopCount {
        /// The next whole number up: 20 % of 2,357 are 472.
        Ceiling = "ceiling",
        /// The next whole number down: 20 % of 2,357 are 471.
        Floor = "floor",
    }
}

record! {
    /// A class of customers.
    pub struct Class {
        /// Its id.
        pub id: Id,
        /// What people call it.
        pub name: Option<Text>,
        /// The fewest repurchases (orders − 1).
        pub at_least: u32,
        /// The most; no end unless said.
        pub at_most: Option<u32>,
    }
}

record! {
    /// When a customer sleeps.
    pub struct Dormancy {
        /// From the day so many years after the last order.
        pub years: u32 = 2,
        /// In place of `years`: from so many days after the last order on.
        pub idle_days: Option<u32>,
    }
}

record! {
    /// Who the super users are: the first by net sales in the window, those of one amount by id.
    pub struct SuperUsers {
        /// Such a share of the customers.
        pub share: Rate = ONE_PER_CENT,
        /// In place of `share`: so many.
        pub top: Option<u64>,
        /// Of those only who bought for that much.
        pub at_least: Option<Money>,
    }
}

record! {
    /// What is told of how sales are concentrated.
    pub struct Concentration {
        /// The first customers whose share of the sales is told.
        pub top_share: Rate = TWENTY_PER_CENT,
        /// The share of the sales for which the fewest customers are told.
        pub coverage: Rate = EIGHTY_PER_CENT,
    }
}

record! {
    /// The section `customer` of a rulebook. Each field has its usual value, so `{}` is a whole section.
    pub struct Rules {
        /// Classes by repurchases in the window, in any order. Every number of repurchases has exactly one.
        pub classes: Vec<Class> = usual_classes(),
        /// Who has a class. Who has no order in the window has no repurchase either: no class, or that of 0.
        pub classes_over: Population = Population::Buyers,
        /// The window of classes and sales: so many years up to and with the day of asking, (day − years, day].
        pub window_years: u32 = 1,
        /// Where a 29 February goes in a year without one.
        pub leap_day: LeapDay = LeapDay::default(),
        /// When a customer sleeps.
        pub dormant: Dormancy = Dormancy::usual(),
        /// Days after the first order within which one of a later day counts for the repurchase rate of a fixed horizon.
        pub horizon_days: u32 = 90,
        /// Who the super users are.
        pub super_users: SuperUsers = SuperUsers::usual(),
        /// What is told of how sales are concentrated.
        pub concentration: Concentration = Concentration::usual(),
        /// The customers that shares are shares of: those of super users, of the first customers, of coverage, and Gini.
        pub shares_over: Population = Population::Buyers,
        /// How a share of customers becomes a number of them.
        pub top_count: TopCount = TopCount::Ceiling,
        /// How averages are rounded.
        pub rounding: Rounding = Rounding::HalfUp,
    }
    check: check;
}

const TWENTY_PER_CENT: Rate = rate(200_000);
const EIGHTY_PER_CENT: Rate = rate(800_000);
const ONE_PER_CENT: Rate = rate(10_000);

const fn rate(ppm: u32) -> Rate {
    match Rate::from_ppm(ppm) {
        Some(rate) => rate,
        None => Rate::ONE,
    }
}

/// A: 4 repurchases and more; B: 2 or 3; C: 1; D: none.
fn usual_classes() -> Vec<Class> {
    let class = |id, at_least, at_most| Class { id: Id::fixed(id), name: None, at_least, at_most };
    alloc::vec![class("A", 4, None), class("B", 2, Some(3)), class("C", 1, Some(1)), class("D", 0, Some(0)),]
}

impl Dormancy {
    pub(super) const fn usual() -> Self {
        Self { years: 2, idle_days: None }
    }

    /// A day moved by the time that it takes to fall asleep.
    fn moved(&self, day: Date, forward: bool, leap_day: LeapDay) -> Option<Date> {
        match self.idle_days {
            Some(days) => {
                let days = i64::from(days);
                day.checked_add_days(if forward { days } else { days.checked_neg()? })
            }
            None => {
                let years = i32::try_from(self.years).ok()?;
                day.checked_add_years(if forward { years } else { years.checked_neg()? }, leap_day)
            }
        }
    }

    /// The first day on which a customer sleeps who ordered on a day last; `None` beyond the calendar.
    pub(super) fn begins_on(&self, last_order: Date, leap_day: LeapDay) -> Option<Date> {
        self.moved(last_order, true, leap_day)
    }
}

impl SuperUsers {
    pub(super) const fn usual() -> Self {
        Self { share: ONE_PER_CENT, top: None, at_least: None }
    }
}

impl Concentration {
    const fn usual() -> Self {
        Self { top_share: TWENTY_PER_CENT, coverage: EIGHTY_PER_CENT }
    }
}

impl TopCount {
    /// A share of a number of customers.
    pub(super) fn of(self, share: Rate, customers: u64) -> u64 {
        const MILLION: u128 = 1_000_000;
        let exact = u128::from(share.ppm()).saturating_mul(customers.into());
        let count = match self {
            Self::Ceiling => exact.div_ceil(MILLION),
            Self::Floor => exact / MILLION,
        };
        u64::try_from(count).unwrap_or(customers)
    }
}

impl Rules {
    /// The place of the class of a number of repurchases. A checked section has one for every number.
    pub(super) fn class_of(&self, repurchases: u64) -> Option<usize> {
        self.classes.iter().position(|class| {
            u64::from(class.at_least) <= repurchases
                && class.at_most.is_none_or(|most| repurchases <= u64::from(most))
        })
    }

    /// The place of the class of a customer with so many orders in the window.
    pub(super) fn class_of_orders(&self, orders: u64) -> Option<usize> {
        match (orders.checked_sub(1), self.classes_over) {
            (Some(repurchases), _) => self.class_of(repurchases),
            (None, Population::AllKnown) => self.class_of(0),
            (None, Population::Buyers) => None,
        }
    }

    /// The place of the next class above that of so many orders, and with how many orders it begins.
    pub(super) fn next_class(&self, orders: u64) -> Option<(usize, u64)> {
        let own = self.class_of_orders(orders).and_then(|place| self.class(place));
        let above = |class: &Class| own.is_none_or(|own| class.at_least > own.at_least);
        let classes = self.classes.iter().enumerate().filter(|(_, class)| above(class));
        let (place, next) = classes.min_by_key(|(_, class)| class.at_least)?;
        Some((place, u64::from(next.at_least).saturating_add(1)))
    }

    /// The class of a place.
    pub(super) fn class(&self, place: usize) -> Option<&Class> {
        self.classes.get(place)
    }

    /// The days that count on a day: all before it where the window begins before the calendar.
    pub(super) fn window(&self, as_of: Date) -> Option<Window> {
        Window::trailing_years(as_of, self.window_years, self.leap_day).or_else(|| {
            let day_after = as_of.checked_add_days(1)?;
            Window::new(Date::MIN, day_after)
        })
    }

    /// The last day on which a customer may have ordered last who sleeps on a day; `None` where nobody can.
    pub(super) fn dormant_through(&self, as_of: Date) -> Option<Date> {
        let back = self.dormant.moved(as_of, false, self.leap_day)?;
        // A leap day moves the day by one at most.
        let mut near = (-2..=2).rev().filter_map(|days| back.checked_add_days(days));
        near.find(|last| self.dormant.begins_on(*last, self.leap_day).is_some_and(|begins| begins <= as_of))
    }

    /// How many of so many customers super users are at most.
    pub(super) fn most_super_users(&self, customers: u64) -> u64 {
        let SuperUsers { share, top, .. } = self.super_users;
        top.unwrap_or_else(|| self.top_count.of(share, customers)).min(customers)
    }
}
