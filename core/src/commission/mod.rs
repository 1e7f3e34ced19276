//! Commission (佣金分润): who gets what of an order, who gives back what of a refund, and when it is paid.
//!
//! # Sharing a line
//!
//! *The whole* of a line is what was paid for it, after every discount allotted to it; freight apart. It is shared among the
//! supplier (its cost), the direct agent, the sponsor (level 1), the sponsor's sponsor (level 2), the mentor, the members of
//! pools, and the residual party, which takes what all others leave. Σ parts = the whole, on every line, whatever the rules.
//! Each line is computed by itself; totals are sums of lines.
//!
//! *The basis* of rates is what was paid, or the margin (paid − cost, never below zero). A rate comes, in this order, from an
//! override of the line's SKU, one of its category, the rate pinned for the agent in the order, the agent's tier, or the role.
//! The chain with tiers and rates is pinned when the order is placed; ask the rulebook in force on that day, store the
//! [`Split`], and nothing that happens later changes it.
//!
//! *Modes.* `flat` and `by_tier` pay every level its own rate: one that is disabled or at nothing does not swallow those above.
//! `differential` (级差) walks up the whole chain and pays each agent what the tier's rate comes to less the most that anyone
//! below comes to: 20 %, 15 %, 30 % of 100.00 are 20.00, 0.00, 10.00. There is one table of tiers, that of the role `direct`.
//! `levels` counts the agents above the direct one who are *paid* on a line, and an agent without a difference uses up no
//! level: an agent of the same rank between two others must not cost the upper one its difference, and what a limit on
//! levels protects against is how many people live off one sale. Agents from the third of the chain upward have the role
//! `sponsor_2`; everyone the walk met has a part, of nothing perhaps.
//!
//! *The cap.* Commission (everyone's but the supplier's and the residual party's) is at most what was paid, at most what a
//! known cost leaves of it, and at most the declared share of the basis. What rounding alone puts above a limit is taken back
//! unit by unit; beyond that the cap's policy acts: `reject`, `scale` or `cut`. With `"cost_cover": "bear"` the cost sets no
//! limit, and the residual party bears the loss, as it bears a cost above what was paid: its part may then be below zero.
//!
//! # Refunds
//!
//! After refunds of `R` of a line that was paid `B` a party with the part `c` has given back ⌊c · R / B⌋, and the residual party
//! the rest of `R`; each refund takes the difference to what was given back before. So 1.00 back on 1,000.00 takes 0.12 of a
//! commission of 120.00, parts are conserved after every refund, and neither slicing nor order matters. When the goods stay
//! with the buyer (`compensation`), the supplier keeps its part. A residual part below zero is given back like any other: while
//! goods come back from a line sold below cost, the supplier gives back more than the buyer receives, and the residual party
//! receives the difference.
//!
//! # Life
//!
//! A part is pending → frozen through a day → payable from the next → paid. A refund takes from the state that the line's
//! amount is in; what was already paid becomes a debt, netted oldest first from what becomes payable later. An [`Account`]
//! holds the sums of a party, so that accounts can be merged and carried from month to month.
//!
//! ```
//! let rulebook = siyu::Rulebook::parse(r#"{
//!     "name": "sample", "version": "1", "effective_from": "2026-01-01",
//!     "commission": {"residual": "house", "roles": {"direct": {"rate": "12%"}, "sponsor": {"rate": "2%"}}}
//! }"#).unwrap();
//! let order = r#"{
//!     "id": "o1", "placed_on": "2026-01-05", "detail": "none",
//!     "chain": [{"agent": "ann"}, {"agent": "bob"}],
//!     "lines": [{"id": "1", "paid": "1000.00"}]
//! }"#;
//! let split = siyu::call(Some(&rulebook), "commission_split", order).unwrap();
//! assert!(split.contains(r#"{"party":"ann","role":"direct","amount":"120.00"}"#));
//! assert!(split.contains(r#"{"party":"house","role":"residual","amount":"860.00"}"#));
//! ```

mod account;
mod cap;
mod claim;
mod clawback;
#[cfg(feature = "columns")]
mod columns;
mod findings;
mod movement;
mod order;
mod rules;
mod split;
mod statement;
mod withdraw;

#[cfg(test)]
mod tests;

pub use account::{Account, Advanced, Debt, Frozen, Release};
pub use clawback::{Clawback, ClawbackRequest, Refund, Refunded, clawback};
#[cfg(feature = "columns")]
pub(crate) use columns::{ChainLine, Chained, LANES, MOST_FAST, Overridden, Sharing, floor_share};
#[cfg(feature = "columns")]
pub use columns::{
    ChainRules, ClawbackBatch, ColumnRules, PoolPlaces, SplitBatch, WITHOUT_TIER, clawback_columns,
    split_columns,
};
pub use movement::{Movement, MovementKind};
pub use order::{Line, Link, Order, Role};
pub use rules::{
    Basis, Cap, CapPolicy, CostCover, Freeze, FreezeFrom, Mode, Override, PoolRules, RefundReason,
    RefundRules, RoleRate, Roles, Rules, SelfPurchase, WithdrawalRules,
};
pub use split::{LinePart, PartyTotal, Split, SplitLine, split};
pub use statement::{Statement, StatementRequest, statement};
pub use withdraw::{WithdrawRequest, Withdrawal, withdraw};
