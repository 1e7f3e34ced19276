//! The rulebook's section `commission`: what a merchant may write.

use alloc::vec::Vec;

use super::findings;
use super::order::Role;
use crate::calendar::Date;
use crate::document::{Id, Map, choice, record};
use crate::error::{Code, Error};
use crate::money::{Money, Rate, Rounding};

choice! {
    /// What rates apply to.
    pub enum Basis {
        /// What was paid for the line.
        Paid = "paid",
        /// What was paid less the supplier's cost, never below zero; every line must then name its cost.
        Margin = "margin",
    }
}

choice! {
    /// Where the rates of the agent chain come from.
    pub enum Mode {
        /// One rate per role.
        Flat = "flat",
        /// The rate of the agent's tier in that role.
        ByTier = "by_tier",
        /// 级差: walking up the chain, the rate of each agent's tier (`by_tier` of the role `direct`) less the highest rate
        /// already paid below, never below zero.
        Differential = "differential",
    }
}

choice! {
    /// Who is paid when the direct agent is the buyer.
    pub enum SelfPurchase {
        /// The direct agent, like on any other order.
        ToSelf = "to_self",
        /// The chain moves up by one: the sponsor is paid as the direct agent.
        ToSponsor = "to_sponsor",
        /// The direct agent is not paid; the levels above are, as if the direct agent had been.
        NotPaid = "not_paid",
    }
}

choice! {
    /// What happens to commission beyond the cap.
    pub enum CapPolicy {
        /// The order is refused.
        Reject = "reject",
        /// Everyone is lowered in proportion, by largest remainder.
        Scale = "scale",
        /// Those named first in `priority` are paid first, the unnamed last, by id.
        Cut = "cut",
    }
}

choice! {
    /// Whether commission must leave the supplier's cost whole.
    pub enum CostCover {
        /// Commission is at most what was paid less the cost; the cap policy decides beyond (`cut` where none is named).
        Cap = "cap",
        /// Commission is paid in full, and the residual party bears the loss.
        Bear = "bear",
    }
}

choice! {
    /// The event that starts the freeze.
    pub enum FreezeFrom {
        /// The goods were received.
        Received = "received",
        /// The order was paid.
        Paid = "paid",
        /// The order was placed.
        Placed = "placed",
    }
}

choice! {
    /// Why money goes back to the buyer.
    pub enum RefundReason {
        /// The goods come back: the supplier gives its part back too.
        Returned = "returned",
        /// The goods stay: the supplier keeps its part, and the residual party bears it.
        Compensation = "compensation",
    }
}

record! {
    /// How commission is shared out.
    pub struct Rules {
        /// What rates apply to.
        pub basis: Basis = Basis::Paid,
        /// Where the rates of the agent chain come from.
        pub mode: Mode = Mode::Flat,
        /// How many levels above the direct agent may be paid on a line: 0, 1 or 2. In a differential these are agents with a
        /// rate above all below them, wherever they stand in the chain.
        pub levels: u8 = 1,
        /// How rates are rounded, and the fee of a withdrawal.
        pub rounding: Rounding = Rounding::Down,
        /// Who takes what all others leave, the rounding included.
        pub residual: Id,
        /// The rate of each role; a role that is left out is paid only where an override or a pinned rate says so.
        pub roles: Roles = Roles::default(),
        /// Amounts that several share by weight.
        pub pools: Vec<PoolRules> = Vec::new(),
        /// Other terms for a SKU or a category.
        pub overrides: Vec<Override> = Vec::new(),
        /// Who is paid when the direct agent is the buyer.
        pub self_purchase: SelfPurchase = SelfPurchase::ToSelf,
        /// The most that all commission on a line may be. Without it, commission beyond what was paid is refused.
        pub cap: Option<Cap>,
        /// Whether commission must leave the supplier's cost whole, where it is known.
        pub cost_cover: CostCover = CostCover::Cap,
        /// How long commission waits before it is payable.
        pub freeze: Freeze = Freeze::default(),
        /// How refunds are read.
        pub refund: RefundRules = RefundRules::default(),
        /// What a party may withdraw at once.
        pub withdrawal: WithdrawalRules = WithdrawalRules::default(),
    }
    check: findings::check;
}

impl Rules {
    /// How many levels above the direct agent are paid, whoever stands there; `None` in a differential, where it is the tiers that
    /// settle who of the chain is paid.
    #[must_use]
    pub fn paid_levels(&self) -> Option<u8> {
        (self.mode != Mode::Differential).then_some(self.levels)
    }
}

record! {
    /// The rate of each role.
    #[derive(Default)]
    pub struct Roles {
        /// The agent who sold.
        pub direct: Option<RoleRate>,
        /// The direct agent's sponsor: level 1.
        pub sponsor: Option<RoleRate>,
        /// The sponsor's sponsor: level 2.
        pub sponsor_2: Option<RoleRate>,
        /// The mentor whom the order names.
        pub mentor: Option<RoleRate>,
    }
}

impl Roles {
    /// The rate of a role that can have one.
    #[must_use]
    pub fn of(&self, role: Role) -> Option<&RoleRate> {
        match role {
            Role::Direct => self.direct.as_ref(),
            Role::Sponsor => self.sponsor.as_ref(),
            Role::Sponsor2 => self.sponsor_2.as_ref(),
            Role::Mentor => self.mentor.as_ref(),
            Role::Supplier | Role::Pool | Role::Residual => None,
        }
    }
}

record! {
    /// The rate of one role.
    pub struct RoleRate {
        /// The rate of everyone, or of those whose tier `by_tier` does not name.
        pub rate: Option<Rate>,
        /// The rate of each tier.
        pub by_tier: Map<Id, Rate> = Map::new(),
    }
}

record! {
    /// An amount that several share by weight.
    pub struct PoolRules {
        /// The pool's name.
        pub id: Id,
        /// Its size, as a rate of the basis.
        pub rate: Rate,
        /// The weight of each member; without a positive one the pool's amount stays with the residual party.
        pub members: Map<Id, u64>,
    }
}

record! {
    /// Other terms of one role for the lines of a SKU or of a category; a SKU goes before a category.
    pub struct Override {
        /// The SKU: exactly one of `sku` and `category`.
        pub sku: Option<Id>,
        /// The category.
        pub category: Option<Id>,
        /// Whose terms: `direct`, `sponsor`, `sponsor_2` or `mentor`.
        pub role: Role,
        /// A rate instead of the role's, the tier's and the pinned one: exactly one of `rate` and `per_unit`.
        pub rate: Option<Rate>,
        /// A fixed amount for each unit sold.
        pub per_unit: Option<Money>,
    }
    check: findings::check_override;
}

record! {
    /// The most that all commission on a line may be: everyone's but the supplier's and the residual party's.
    pub struct Cap {
        /// The most, as a share of the basis, rounded down; the whole of what was paid is the most in any case.
        pub share: Option<Rate>,
        /// What happens beyond it.
        pub policy: CapPolicy = CapPolicy::Cut,
        /// With `cut`: who is paid first.
        pub priority: Vec<Role> = Vec::new(),
    }
}

record! {
    /// How long commission waits before it is payable.
    pub struct Freeze {
        /// It is frozen through the day of the event + so many days, and payable from the next.
        pub days: u16 = Freeze::default().days,
        /// The event that the host reports.
        pub from: FreezeFrom = FreezeFrom::Received,
    }
}

impl Default for Freeze {
    fn default() -> Self {
        Self { days: 7, from: FreezeFrom::Received }
    }
}

impl Freeze {
    /// The last day on which an amount is frozen whose event happened on a date.
    ///
    /// # Errors
    /// [`Code::CountOutOfRange`] when that lies beyond the calendar.
    pub fn through(&self, event: Date) -> Result<Date, Error> {
        event.checked_add_days(i64::from(self.days)).ok_or_else(|| {
            Error::new(Code::CountOutOfRange)
                .found(self.days)
                .allowed(alloc::format!("≤ {}", event.days_until(Date::MAX)))
        })
    }
}

record! {
    /// How refunds are read.
    pub struct RefundRules {
        /// The reason of a refund that names none.
        pub default_reason: RefundReason = RefundReason::Returned,
    }
}

impl Default for RefundRules {
    fn default() -> Self {
        Self { default_reason: RefundReason::Returned }
    }
}

record! {
    /// What a party may withdraw at once. All amounts are gross: the fee is inside them.
    #[derive(Default)]
    pub struct WithdrawalRules {
        /// The least.
        pub minimum: Money = Money::ZERO,
        /// The most.
        pub maximum: Option<Money>,
        /// A fixed fee: at most one of `fee` and `fee_rate`.
        pub fee: Option<Money>,
        /// A fee as a rate of the amount.
        pub fee_rate: Option<Rate>,
    }
    check: findings::check_withdrawal;
}
