//! The facts of an assessment: what a month close hands in about one agent.

use alloc::vec::Vec;

use crate::calendar::Month;
use crate::document::{Id, Map, record};
use crate::money::{Money, Rate};
use crate::reason::Quantity;

/// Declares a record of figures: the fields of its own, then those that all figures share.
macro_rules! figures {
    (
        $(#[$($meta:tt)*])*
        pub struct $name:ident { $( $(#[$($own_meta:tt)*])* pub $own:ident: $type:ty $(= $default:expr)?, )* }
    ) => {
        record! {
            $(#[$($meta)*])*
            pub struct $name {
                $( $(#[$($own_meta)*])* pub $own: $type $(= $default)?, )*
                /// Net sales of the agent.
                pub own_net_sales: Money = Money::ZERO,
                /// Net sales of the agents whom the agent sponsors; see [`SponsorTree::team_sums`](super::SponsorTree).
                pub direct_team_net_sales: Money = Money::ZERO,
                /// Net sales of all agents below the agent.
                pub whole_team_net_sales: Money = Money::ZERO,
                /// What the agent's sales leave after cost; may be negative. A month close fills in net sales less what suppliers keep.
                pub profit: Money = Money::ZERO,
                /// Orders of positive net that the agent sold.
                pub orders: u64 = 0,
                /// Customers with an order of positive net in this time, each once.
                pub active_customers: u64 = 0,
                /// Those of them with two or more such orders.
                pub repeat_customers: u64 = 0,
                /// Those of them who bought for the first time.
                pub new_customers: u64 = 0,
                /// The score of the shop as a share of the full mark.
                pub store_score: Option<Rate>,
                /// The satisfaction of customers.
                pub satisfaction: Option<Rate>,
                /// The host's own metrics, each in its declared unit: `{"live_sessions": {"count": 4}}`.
                pub host: Map<Id, Quantity> = Map::new(),
            }
        }

        impl $name {
            pub(super) fn figures(&self) -> Figures<'_> {
                Figures {
                    own_net_sales: self.own_net_sales,
                    direct_team_net_sales: self.direct_team_net_sales,
                    whole_team_net_sales: self.whole_team_net_sales,
                    profit: self.profit,
                    orders: self.orders,
                    customers: Customers { active: self.active_customers, repeat: self.repeat_customers },
                    new_customers: self.new_customers,
                    store_score: self.store_score,
                    satisfaction: self.satisfaction,
                    host: &self.host,
                }
            }
        }
    };
}

figures! {
    /// The figures of one period. What is left out is 0; scores that are left out are unknown.
    pub struct PeriodFacts {
        /// The period: a calendar month.
        pub period: Month,
    }
}

figures! {
    /// The figures from the agent's first day as an agent to the end of the assessed period.
    #[derive(Default)]
    pub struct LifetimeFacts {
        /// What the agent has spent as a customer, ever, net of refunds.
        pub own_spend: Option<Money>,
    }
}

impl PeriodFacts {
    /// A period in which nothing happened.
    #[must_use]
    pub fn empty(period: Month) -> Self {
        let zero = Money::ZERO;
        Self {
            period,
            own_net_sales: zero,
            direct_team_net_sales: zero,
            whole_team_net_sales: zero,
            profit: zero,
            orders: 0,
            active_customers: 0,
            repeat_customers: 0,
            new_customers: 0,
            store_score: None,
            satisfaction: None,
            host: Map::new(),
        }
    }
}

record! {
    /// Customers of several periods, each counted once. They cannot be had from the counts of the periods, so whoever
    /// has the orders counts them.
    pub struct WindowFacts {
        /// The periods of the window as the rulebook has them, at least 2: the assessed one and those before it, or those
        /// since joining where there are fewer.
        pub periods: u32,
        /// Customers with an order of positive net in the window, each once.
        pub active_customers: u64,
        /// Those of them with two or more such orders in the window.
        pub repeat_customers: u64 = 0,
    }
}

record! {
    /// What is known about one agent at the end of a period. The order of the lists does not matter.
    #[derive(Default)]
    pub struct Facts {
        /// The periods that the conditions look at; others may be there and are not looked at.
        pub periods: Vec<PeriodFacts> = Vec::new(),
        /// The customers of the windows that the conditions look at.
        pub windows: Vec<WindowFacts> = Vec::new(),
        /// The lifetime, where a condition looks at it.
        pub lifetime: Option<LifetimeFacts>,
    }
}

/// The figures of a period or of the lifetime.
#[derive(Debug, Clone, Copy)]
pub(super) struct Figures<'f> {
    pub(super) own_net_sales: Money,
    pub(super) direct_team_net_sales: Money,
    pub(super) whole_team_net_sales: Money,
    pub(super) profit: Money,
    pub(super) orders: u64,
    pub(super) customers: Customers,
    pub(super) new_customers: u64,
    pub(super) store_score: Option<Rate>,
    pub(super) satisfaction: Option<Rate>,
    pub(super) host: &'f Map<Id, Quantity>,
}

/// Customers of some time, each once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Customers {
    pub(super) active: u64,
    pub(super) repeat: u64,
}

impl WindowFacts {
    pub(super) fn customers(&self) -> Customers {
        Customers { active: self.active_customers, repeat: self.repeat_customers }
    }
}
