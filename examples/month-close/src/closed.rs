//! A month that is closed, and what can be asked of it.

use std::collections::HashMap;

use siyu::commission::{Account, Statement, StatementRequest};
use siyu::customer::Segments;
use siyu::money::Money;
use siyu::month::Close;
use siyu::operation::{Decision, commission_statement};
use siyu::reason::{Reason, Rule};
use siyu::{Detail, Id, Rulebook};

use crate::carry::Carried;
use crate::gmv::GmvMonth;
use crate::input::Problems;
use crate::input::agents::Agents;
use crate::vip::VipMonth;

/// A closed month.
pub struct ClosedMonth {
    /// The rules.
    pub rulebook: Rulebook,
    /// What siyu decided.
    pub decision: Decision<Close>,
    /// The accounts at the opening.
    pub opening: HashMap<Id, Account>,
    /// The agents at the opening.
    pub agents: Agents,
    /// What the next month begins with.
    pub next: Carried,
    /// What else is closed.
    pub beside: Beside,
    /// What was read and what was refused.
    pub problems: Problems,
}

/// What is closed beside agents and statements, where there are files and rules for it.
#[derive(Debug, Default)]
pub struct Beside {
    /// The VIP customers and their balances.
    pub vip: Option<VipMonth>,
    /// The GMV.
    pub gmv: Option<GmvMonth>,
    /// What all customers are like.
    pub customers: Option<Segments>,
}

impl ClosedMonth {
    /// The outcome.
    pub fn close(&self) -> &Close {
        &self.decision.outcome
    }

    /// All statements, the house's last.
    pub fn statements(&self) -> impl Iterator<Item = &Statement> {
        let close = self.close();
        close.statements.iter().chain([&close.house])
    }

    /// Why debts arose and were netted, party by party.
    pub fn debt_reasons(&self) -> Result<Vec<(Id, Vec<Reason>)>, siyu::Error> {
        let mut told = Vec::new();
        for statement in &self.close().statements {
            // The close tells no reasons of single statements; booked again they do.
            let request = StatementRequest {
                party: statement.party.clone(),
                period: statement.period,
                opening: self.opening.get(&statement.party).cloned().unwrap_or_default(),
                movements: statement.lines.clone(),
            };
            let decision = commission_statement(&self.rulebook, &request, Detail::Full)?;
            let mut reasons = decision.reasons;
            reasons.retain(|reason| matches!(reason.rule, Rule::DebtArose | Rule::DebtNetted));
            if !reasons.is_empty() {
                told.push((statement.party.clone(), reasons));
            }
        }
        Ok(told)
    }

    /// What all parties and the house earned less what they gave back: Σ parts.
    pub fn parts(&self) -> Result<Money, siyu::Error> {
        let earned = Money::sum(self.statements().map(|statement| statement.earned))?;
        earned.minus(Money::sum(self.statements().map(|statement| statement.clawed_back))?)
    }
}
