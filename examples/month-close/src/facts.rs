//! The facts of a month, as siyu takes them.

pub use siyu::agent::{AgentState, Facts, LastAssessment, LifetimeFacts, Outcome, PeriodFacts};
pub use siyu::balance::Cause;
pub use siyu::commission::{Line, LinePart, Link, Order, RefundReason, Refunded, Role, SplitLine};
pub use siyu::month::{AgentRecord, Chunk, LateRefund, LineRefund, PartyAccount, Payment, Receipt, Sale};
pub use siyu::vip::CurrentLevel;
