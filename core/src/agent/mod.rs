//! Agents: tiers, admission, assessment, demotion, clearing, and the sponsor tree (代理分级、考核、降级、清退).
//!
//! *Tiers* stand in the section `agent` of a rulebook, lowest first. Each may have three conditions: `admit` to enter as an
//! applicant, `reach` to be promoted into it, `keep` to stay. A [`Condition`] is "at least" on a metric, or `all` or `any` of
//! several; exactly on target passes.
//!
//! *Admission* ([`admit`]): the applicant enters the highest tier whose `admit` holds. Not to meet any is an outcome that says
//! what is missing, not an error.
//!
//! *Assessment* ([`assess`]): once per agent and calendar month, in this order:
//! 1. *protected*: in the month of joining and `protect` more nobody falls, but one may rise;
//! 2. *promoted*: to the highest tier above whose `reach` holds (`jump`), or one up (`step`);
//! 3. *kept*: `keep` holds, and the misses return to 0;
//! 4. *warned*: a miss within `grace` misses in a row;
//! 5. *demoted*: beyond it, one down (`one_step`) or to the tier whose `keep` holds (`to_held`);
//! 6. *cleared*: on the lowest tier beyond `clear_grace`, with a plan of what becomes of downline, customers and commission.
//!
//! A month that was assessed already answers as it was decided; an earlier one, or one after the next, is refused. A change
//! is in force from [`Assessment::effective_from`] on: a promotion from the assessed month or the next, a fall from the next.
//!
//! *Metrics* look at the assessed month (`"period"`), the last n months since joining (`{"periods": 3}`) or the `"lifetime"`.
//! Money and counts are summed; scores are means of the months that have one; rates are had from counts; customers are
//! counted once, so whoever has the orders hands in the counts of longer windows ([`WindowFacts`]). Rates and scores are
//! shares of 1: a shop score of 4.8 of 5 is `"0.96"`.
//!
//! *The sponsor tree* ([`check_tree`], [`SponsorTree`]): a cycle or an unknown sponsor is an error that names the agents.
//!
//! ```
//! let rulebook = siyu::Rulebook::parse(r#"{
//!     "name": "sample", "version": "1", "effective_from": "2024-01-01",
//!     "agent": {
//!         "tiers": [
//!             {"id": "bronze",
//!              "admit": {"all": [
//!                  {"metric": "own_lifetime_spend", "at_least": "50000.00"},
//!                  {"metric": "completed_orders", "at_least": 1},
//!                  {"metric": "age", "at_least": 18}]},
//!              "keep": {"metric": "own_net_sales", "at_least": "1000.00"}},
//!             {"id": "silver",
//!              "reach": {"metric": "own_net_sales", "at_least": "30000.00", "window": {"periods": 3}},
//!              "keep": {"metric": "own_net_sales", "at_least": "5000.00"}}],
//!         "assessment": {"protect": 1, "grace": 0}
//!     }
//! }"#).unwrap();
//! let answer = siyu::call(Some(&rulebook), "agent_admit", r#"{"agent": "a1", "applied_on": "2024-01-15",
//!     "born": "1990-05-01", "own_lifetime_spend": "49999.99", "completed_orders": 3, "detail": "none"}"#).unwrap();
//! assert!(answer.contains(r#""result":"refused""#) && answer.contains(r#""margin":{"money":"0.01"}"#));
//!
//! let answer = siyu::call(Some(&rulebook), "agent_assess", r#"{"period": "2024-03",
//!     "state": {"agent": "a2", "tier": "silver", "joined_on": "2023-01-15",
//!               "last": {"period": "2024-02", "outcome": "kept", "tier_before": "silver"}},
//!     "facts": {"periods": [{"period": "2024-01", "own_net_sales": "6000.00"},
//!                           {"period": "2024-02", "own_net_sales": "5000.00"},
//!                           {"period": "2024-03", "own_net_sales": "4999.99"}]}}"#).unwrap();
//! assert!(answer.contains(r#""outcome":"demoted""#) && answer.contains(r#""tier_after":"bronze""#));
//! assert!(answer.contains(r#""margin":{"money":"14000.01"}"#), "what silver's reach of three months still lacks");
//! ```

mod admit;
mod assess;
mod clearing;
#[cfg(feature = "columns")]
mod columns;
mod condition;
#[cfg(feature = "columns")]
mod dense;
mod evaluation;
mod facts;
mod findings;
mod metric;
mod precedence;
mod readings;
mod rules;
mod state;
#[cfg(test)]
mod tests;
mod tree;
mod tree_check;

pub use admit::{Admission, AdmissionResult, Application, admit};
pub use assess::{Assessment, AssessmentRequest, assess};
pub use clearing::{ClearingPlan, Holdings};
#[cfg(feature = "columns")]
pub use columns::{AdmitBatch, AssessBatch, ColumnRules, Reading, admit_columns, assess_columns};
pub use condition::{Condition, Requirement};
#[cfg(feature = "columns")]
pub(crate) use dense::DenseTree;
pub use evaluation::Shortfall;
pub use facts::{Facts, LifetimeFacts, PeriodFacts, WindowFacts};
pub use metric::{Metric, MetricWindow, StandardMetric, Unit};
pub use rules::{
    AssessmentPolicy, ClearingPolicy, Demotion, Effect, Fate, Heir, Promotion, RefundAttribution, Rules,
    Section, Tier,
};
pub use state::{AgentState, LastAssessment, Outcome};
pub use tree::{SponsorTree, Sponsorship, TeamSums};
pub use tree_check::{TreeCheck, TreeSummary, check_tree};
