//! The facts of a month, before siyu sees them.

use siyu::Id;
use siyu::calendar::Date;
use siyu::money::{Money, Rate};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub agent: Id,
    pub tier: Option<Id>,
    pub rate: Option<Rate>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub id: Id,
    pub sku: Option<Id>,
    pub category: Option<Id>,
    pub quantity: u64,
    pub paid: Money,
    pub cost: Option<Money>,
    pub supplier: Option<Id>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    pub id: Id,
    pub placed_on: Date,
    pub buyer: Option<Id>,
    pub chain: Vec<Link>,
    pub mentor: Option<Id>,
    pub lines: Vec<Line>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sale {
    pub order: Order,
    pub paid_on: Option<Date>,
    pub received_on: Option<Date>,
    pub new_customer: bool,
    pub refunds: Vec<LineRefund>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefundReason {
    Returned,
    Compensation,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineRefund {
    pub line: Id,
    pub on: Date,
    pub amount: Money,
    pub reason: Option<RefundReason>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinePart {
    pub party: Id,
    pub role: Role,
    pub pool: Option<Id>,
    pub amount: Money,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SplitLine {
    pub line: Id,
    pub paid: Money,
    pub parts: Vec<LinePart>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Refunded {
    pub returned: Money,
    pub compensation: Money,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Supplier,
    Direct,
    Sponsor,
    Sponsor2,
    Mentor,
    Pool,
    Residual,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateRefund {
    pub order: Id,
    pub agent: Option<Id>,
    pub line: SplitLine,
    pub refunded: Refunded,
    pub frozen_through: Option<Date>,
    pub refund: LineRefund,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    pub order: Id,
    pub line: SplitLine,
    pub refunded: Refunded,
    pub received_on: Date,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    pub party: Id,
    pub on: Date,
    pub amount: Money,
    pub withheld: Money,
}
