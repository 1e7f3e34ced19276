//! What is known of customers: their orders.

use alloc::format;
use alloc::vec::Vec;

use crate::calendar::{Date, Window};
use crate::document::{Id, Seen, record};
use crate::error::{Code, Error};
use crate::money::{Currency, Money};

record! {
    /// An order of a customer. It counts where something is left of it: of positive net.
    pub struct Order {
        /// The host's id of it.
        pub id: Id,
        /// Its day.
        pub on: Date,
        /// What was paid; not negative.
        pub paid: Money,
        /// What of it was refunded by the day of asking; at most `paid`.
        pub refunded: Money = Money::ZERO,
    }
}

record! {
    /// What is known of one customer.
    pub struct Customer {
        /// The customer's orders, in any order. Those after the day of asking have not happened yet and do not count.
        pub orders: Vec<Order> = Vec::new(),
        /// Whether the customer can still be reached: who cannot is sent no sample.
        pub reachable: bool = true,
    }
}

/// A day and what was bought on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Purchase {
    pub(super) on: Date,
    pub(super) net: Money,
}

/// The orders of a customer that count, oldest first.
#[derive(Debug, Clone, Default)]
pub(super) struct Purchases(pub(super) Vec<Purchase>);

impl Purchases {
    /// Checks the orders at a place and keeps those that count on a day.
    pub(super) fn of<'o>(
        orders: &'o [Order],
        as_of: Date,
        currency: Currency,
        seen: &mut Seen<'o>,
        place: &str,
    ) -> Result<Self, Error> {
        let mut purchases = Vec::with_capacity(orders.len());
        for (at, order) in orders.iter().enumerate() {
            let net =
                order.net(currency, seen).map_err(|error| error.within(format!("{place}/orders/{at}")))?;
            if order.on <= as_of && !net.is_zero() {
                purchases.push(Purchase { on: order.on, net });
            }
        }
        crate::order::sort_by_key(&mut purchases, |purchase| *purchase);
        Ok(Self(purchases))
    }

    /// Those of some days.
    pub(super) fn within(&self, window: Window) -> &[Purchase] {
        let from = self.0.partition_point(|purchase| purchase.on < window.from());
        let rest = self.0.get(from..).unwrap_or_default();
        let count = rest.partition_point(|purchase| window.contains(purchase.on));
        rest.get(..count).unwrap_or_default()
    }

    pub(super) fn last_on(&self) -> Option<Date> {
        self.0.last().map(|purchase| purchase.on)
    }
}

impl Order {
    fn net<'o>(&'o self, currency: Currency, seen: &mut Seen<'o>) -> Result<Money, Error> {
        if !seen.add(&self.id) {
            return Err(Error::new(Code::DuplicateItem).found(&self.id).allowed(1_u8).at("/id"));
        }
        for (amount, place) in [(self.paid, "/paid"), (self.refunded, "/refunded")] {
            if amount.is_negative() {
                let error = Error::new(Code::NegativeAmount).found(amount.to_text(currency));
                return Err(error.allowed("≥ 0").at(place));
            }
        }
        let net = self.paid.minus(self.refunded)?;
        if net.is_negative() {
            let error = Error::new(Code::RefundAboveRest).found(self.refunded.to_text(currency));
            let error = error.allowed(self.paid.to_text(currency)).with("by", net.size().to_text(currency));
            return Err(error.at("/refunded"));
        }
        Ok(net)
    }
}

/// How many there are.
pub(super) fn count(items: usize) -> u64 {
    u64::try_from(items).unwrap_or(u64::MAX)
}
