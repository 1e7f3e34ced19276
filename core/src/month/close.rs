//! The last piece: sums become statements and assessments.

use alloc::vec::Vec;

use super::Books;
use super::assessments::assessments;
use super::facts::{AgentRecord, PartyAccount, Payment};
use super::partial::{Partial, Totals};
use super::statements::{balance, statements};
use crate::agent::{Assessment, PeriodFacts};
use crate::calendar::Month;
use crate::commission::Statement;
use crate::document::{Id, record};
use crate::error::Error;
use crate::money::Money;
use crate::reason::{Computation, Reason, Reasons, Rule};

record! {
    /// A month's sums, and what else its close needs.
    pub struct CloseRequest {
        /// The whole month: all chunks merged.
        pub partial: Partial,
        /// Every agent of the month: who joined in it or earlier, and was not cleared by an earlier one.
        pub agents: Vec<AgentRecord> = Vec::new(),
        /// The accounts as the last close left them, the residual party's among them; who has none starts with nothing.
        pub accounts: Vec<PartyAccount> = Vec::new(),
        /// What was paid out in the month.
        pub payments: Vec<Payment> = Vec::new(),
    }
}

record! {
    /// A closed month. Σ earned over `statements` and `house` = gross, Σ clawed back = refunded.
    pub struct Close {
        /// The month.
        pub period: Month,
        /// Money that moved.
        pub totals: Totals,
        /// gross − refunded.
        pub net: Money,
        /// The statement of the residual party: its account is what the house keeps.
        pub house: Statement,
        /// The statements of all others, by id. Why a debt arose or was netted tells `commission_statement`, asked with the opening
        /// account and the `lines`.
        pub statements: Vec<Statement>,
        /// The assessments, in the order of the agents handed in.
        pub assessments: Vec<Assessed>,
        /// Agents with sales in the month who are not among the agents handed in: they are paid and not assessed.
        pub unassessed: Vec<Id>,
    }
}

record! {
    /// An agent's assessment, with what it looked at and why it came out so.
    pub struct Assessed {
        /// The figures of the month.
        pub facts: PeriodFacts,
        /// What it came to.
        pub assessment: Assessment,
        /// Why, as far as the level of detail tells. `decision_explain` takes this object as its `decision`.
        pub reasons: Vec<Reason> = Vec::new(),
    }
}

/// Closes a month: states every party's account and assesses every agent.
///
/// # Errors
/// In this order: `books_do_not_balance` when the sums are not those of whole orders; `duplicate_item` for an account
/// that stands twice; what statements refuse, the residual party's first, then by id; what the sponsor tree refuses; what
/// assessments refuse, with the agent's pointer.
pub fn close(books: &Books<'_>, request: &CloseRequest, reasons: &mut Reasons) -> Result<Close, Error> {
    let partial = &request.partial;
    balance(books, request)?;
    let net = partial.totals.net().map_err(|error| error.at("/partial/totals"))?;
    let statements = statements(books, request)?;
    let (assessments, unassessed) = assessments(books, request, &statements, reasons.level())?;
    reasons
        .decisive(|| Reason::new(Rule::MonthBalances).of(partial.period).computed(Computation::fixed(net)));
    Ok(Close {
        period: partial.period,
        totals: partial.totals.clone(),
        net,
        house: statements.house,
        statements: statements.others.into_iter().map(|(_, statement)| statement).collect(),
        assessments,
        unassessed,
    })
}
