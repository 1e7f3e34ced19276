//! What the merchant may say about GMV.

use crate::document::{choice, record};
use crate::money::Rounding;

choice! {
    /// Which amounts are called GMV. They differ widely, so every figure carries the name.
    pub enum Variant {
        /// Everything ordered: unpaid, cancelled and later refunded orders too.
        Placed = "placed",
        /// What was paid, later refunds not taken off.
        Paid = "paid",
        /// What was paid, less refunds.
        Net = "net",
    }
}

choice! {
    /// In which period a refund is taken off.
    pub enum RefundPeriod {
        /// In the period of its order, whenever the money went back.
        OrderDate = "order_date",
        /// In the period in which the money went back, whenever the order was placed.
        RefundDate = "refund_date",
    }
}

choice! {
    /// How far a fission rate K (new customers per customer) is followed.
    pub enum Generations {
        /// Those whom the customers bring: 1 + K.
        One = "one",
        /// Those whom these bring as well, and so on: 1/(1 − K), for K < 1.
        All = "all",
    }
}

record! {
    /// The section `gmv` of a rulebook. Each field has its usual value, so `{}` is a whole section.
    pub struct Rules {
        /// What the merchant calls GMV.
        pub variant: Variant = Variant::Paid,
        /// When refunds are taken off.
        pub refunds_in: RefundPeriod = RefundPeriod::OrderDate,
        /// How a fission rate K becomes a multiplier, unless a request says so itself.
        pub generations: Generations = Generations::One,
        /// How a GMV is rounded, once, at the end.
        pub rounding: Rounding = Rounding::HalfUp,
    }
}
