//! What a host hands in to close a month.

use alloc::vec::Vec;

use crate::agent::{AgentState, Facts};
use crate::calendar::{Date, Month};
use crate::commission::{Account, MovementKind, Order, RefundReason, Refunded, Role, SplitLine};
use crate::document::{Id, record};
use crate::money::Money;

record! {
    /// One month's orders, or a part of them, in any order.
    pub struct Chunk {
        /// The month.
        pub period: Month,
        /// Orders that were paid in the month, each once in all chunks.
        pub sales: Vec<Sale> = Vec::new(),
        /// Refunds in the month of orders of earlier months.
        pub late_refunds: Vec<LateRefund> = Vec::new(),
        /// Lines of earlier months whose freeze begins in this month, since the goods were received only now.
        pub receipts: Vec<Receipt> = Vec::new(),
    }
}

record! {
    /// An order of the month, with its refunds of the same month.
    pub struct Sale {
        /// The order as it was placed, its agents pinned.
        pub order: Order,
        /// When it was paid, within the month; the day it was placed unless said.
        pub paid_on: Option<Date>,
        /// When the goods were received, if they were by the month's end; commission that freezes from there is pending until then.
        /// Goods that come later are a receipt of the month in which they come.
        pub received_on: Option<Date>,
        /// Whether it is the buyer's first order ever: what the metric of new customers counts.
        pub new_customer: bool = false,
        /// Refunds of the order within the month, in any order.
        pub refunds: Vec<LineRefund> = Vec::new(),
    }
}

record! {
    /// Money that went back to a customer for a line.
    pub struct LineRefund {
        /// The line.
        pub line: Id,
        /// When.
        pub on: Date,
        /// How much.
        pub amount: Money,
        /// Why; the rulebook's default unless said.
        pub reason: Option<RefundReason>,
    }
}

record! {
    /// A refund in this month of an order of an earlier one. It carries what was pinned then, so that no later edit of
    /// the rulebook, promotion or re-binding can change what is taken back. Several of one line follow each other.
    pub struct LateRefund {
        /// The order.
        pub order: Id,
        /// The direct agent, whose net sales it lowers when the rulebook counts refunds in their own month.
        pub agent: Option<Id>,
        /// The line as it was split then.
        pub line: SplitLine,
        /// What was refunded of it before, earlier refunds of this month among it.
        pub refunded: Refunded = Refunded::default(),
        /// Through which day the line's commission is, or was, frozen; absent while it is pending: before the goods are received.
        pub frozen_through: Option<Date>,
        /// The refund; its `line` is the one above.
        pub refund: LineRefund,
    }
}

record! {
    /// A line of an earlier month of which the freeze begins now.
    pub struct Receipt {
        /// The order.
        pub order: Id,
        /// The line as it was split then.
        pub line: SplitLine,
        /// What was refunded of it before that day, and so while it was pending. A refund on that day or later carries the day
        /// through which the line is frozen.
        pub refunded: Refunded = Refunded::default(),
        /// When the goods were received.
        pub received_on: Date,
    }
}

record! {
    /// One posting to a party: what ties its statement to order lines.
    pub struct Posting {
        /// The order.
        pub order: Id,
        /// The line.
        pub line: Id,
        /// Who.
        pub party: Id,
        /// In which role.
        pub role: Role,
        /// When.
        pub on: Date,
        /// Earned, clawed back, or dated.
        pub kind: MovementKind,
        /// How much.
        pub amount: Money,
        /// Through which day it is frozen; absent while it is pending.
        pub frozen_through: Option<Date>,
    }
}

record! {
    /// An agent at the month's end, before the assessment.
    pub struct AgentRecord {
        /// Tier, misses and last assessment, which is that of the month before. Of an agent from before the first close ever it is
        /// written by hand: the month before, `kept`, the tier.
        pub state: AgentState,
        /// Who sponsors the agent.
        pub sponsor: Option<Id>,
        /// How many customers are bound to the agent: for the plan if they are cleared.
        pub customers: u64 = 0,
        /// What the close cannot know from one month's orders. Of the month itself only scores and the host's own metrics are
        /// looked at: sales, profit, orders and customers are filled in. Customers of windows and of the lifetime, and what the agent
        /// spent, are those up to the month's end; all else of the lifetime is what was before the month, which is added.
        pub facts: Facts = Facts::default(),
    }
}

record! {
    /// A party's account as the last close left it.
    pub struct PartyAccount {
        /// Who.
        pub party: Id,
        /// What the party has, is owed and owes.
        pub account: Account,
    }
}

record! {
    /// Money paid out to a party within the month.
    pub struct Payment {
        /// To whom.
        pub party: Id,
        /// When.
        pub on: Date,
        /// What the party received.
        pub amount: Money,
        /// What was withheld for tax on top of it.
        pub withheld: Money = Money::ZERO,
    }
}
