//! The facts that GMV is measured from: orders, and the days that count.

use alloc::string::String;
use alloc::vec::Vec;

use crate::calendar::{Date, Window};
use crate::document::{Id, Seen, choice, record};
use crate::error::{Code, Error};
use crate::money::{Currency, Money, write_scaled};

choice! {
    /// What was paid for.
    pub enum OrderKind {
        /// Goods or services.
        Goods = "goods",
        /// A top-up of a balance: no GMV until it is spent, or it would count twice.
        TopUp = "top_up",
    }
}

record! {
    /// Money that went back to the buyer.
    pub struct Refund {
        /// The day it went back.
        pub refunded_on: Date,
        /// How much; not negative.
        pub amount: Money,
    }
}

record! {
    /// An order as the host recorded it.
    pub struct Order {
        /// The order's id, once in the list.
        pub id: Id,
        /// Who bought.
        pub buyer: Id,
        /// The day it was placed.
        pub placed_on: Date,
        /// What the order came to when it was placed; not negative.
        pub amount: Money,
        /// What was paid for it, at most the amount; absent when it was not paid. Nothing to pay is "0.00", and paid.
        pub paid: Option<Money>,
        /// Whether it was cancelled before it was paid. One cancelled afterwards is told by its refunds.
        pub cancelled: bool = false,
        /// What went back of what was paid.
        pub refunds: Vec<Refund> = Vec::new(),
        /// What was paid for.
        pub kind: OrderKind = OrderKind::Goods,
        /// Where the order came from.
        pub channel: Option<Id>,
    }
}

record! {
    /// Days from `from` to the day before `until`.
    pub struct Period {
        /// The first day.
        pub from: Date,
        /// The first day that is no longer in it.
        pub until: Date,
    }
}

record! {
    /// Orders to measure.
    pub struct MeasureRequest {
        /// The orders, in any order. With refunds by refund date, older orders with a refund in the period belong here too.
        pub orders: Vec<Order>,
        /// The days that count; all of them unless given.
        pub period: Option<Period>,
        /// Distinct visitors of those days.
        pub visitors: Option<u64>,
        /// Visits of those days.
        pub sessions: Option<u64>,
    }
}

impl MeasureRequest {
    /// Refuses what an order cannot be, the first in the list first.
    pub(super) fn check(&self, currency: Currency) -> Result<(), Error> {
        let mut ids = Seen::new();
        for (index, order) in self.orders.iter().enumerate() {
            let checked = if ids.add(&order.id) {
                order.check(currency)
            } else {
                Err(Error::new(Code::DuplicateItem).found(&order.id).allowed(1_u8).at("/id"))
            };
            checked.map_err(|error| error.within(alloc::format!("/orders/{index}")))?;
        }
        Ok(())
    }

    /// The days that count; all of them without a period.
    pub(super) fn window(&self) -> Result<Option<Window>, Error> {
        match &self.period {
            None => Ok(None),
            Some(Period { from, until }) if until <= from => {
                Err(Error::new(Code::PeriodOrder).found(until).allowed(from).at("/period/until"))
            }
            Some(Period { from, until }) => Ok(Window::new(*from, *until)),
        }
    }
}

impl Order {
    fn check(&self, currency: Currency) -> Result<(), Error> {
        let text = |minor: i128| write_scaled(minor, u32::from(currency.decimals()));
        let not_negative = |amount: Money, place: String| match amount.is_negative() {
            true => {
                Err(Error::new(Code::NegativeAmount).found(text(amount.exact())).allowed("≥ 0").at(place))
            }
            false => Ok(()),
        };
        let within = |amount: i128, limit: Money, place: &str| match amount > limit.exact() {
            true => {
                let error = Error::new(Code::AmountExceeds).found(text(amount)).allowed(text(limit.exact()));
                Err(error.at(place))
            }
            false => Ok(()),
        };
        not_negative(self.amount, "/amount".into())?;
        let paid = self.paid.unwrap_or_default();
        not_negative(paid, "/paid".into())?;
        within(paid.exact(), self.amount, "/paid")?;
        if self.cancelled && self.paid.is_some() {
            let both = Error::new(Code::AlternativeFields).found("cancelled, paid");
            return Err(both.allowed("cancelled, paid").at("/cancelled"));
        }
        for (index, refund) in self.refunds.iter().enumerate() {
            not_negative(refund.amount, alloc::format!("/refunds/{index}/amount"))?;
        }
        within(sum(self.refunds.iter().map(|refund| refund.amount)), paid, "/refunds")
    }
}

/// A sum that no list of amounts can overflow.
pub(super) fn sum(amounts: impl Iterator<Item = Money>) -> i128 {
    amounts.fold(0, |sum, amount| sum.saturating_add(amount.exact()))
}
