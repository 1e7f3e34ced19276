//! What is known of an agent between two assessments.

use super::rules::Section;
use crate::calendar::{Date, Month};
use crate::document::{Id, choice, record};
use crate::error::{Code, Error};

choice! {
    /// What an assessment comes to, in the order in which it is looked at.
    pub enum Outcome {
        /// In the protected time: nobody falls.
        Protected = "protected",
        /// To a higher tier.
        Promoted = "promoted",
        /// Stays, and the misses return to 0.
        Kept = "kept",
        /// A miss within the grace.
        Warned = "warned",
        /// To a lower tier; the misses return to 0.
        Demoted = "demoted",
        /// No longer an agent (清退).
        Cleared = "cleared",
    }
}

record! {
    /// An agent between two assessments. Hosts keep it and hand it back as it was given.
    pub struct AgentState {
        /// Who.
        pub agent: Id,
        /// The tier, in force from `last.effective_from` on where that is there; of a cleared agent the one they had.
        pub tier: Id,
        /// The day of joining; its month is the first period that is assessed.
        pub joined_on: Date,
        /// Misses in a row.
        pub misses: u32 = 0,
        /// The last assessment; absent until the first.
        pub last: Option<LastAssessment>,
    }
}

record! {
    /// What the last assessment came to, so that asking again gives the same.
    pub struct LastAssessment {
        /// The period that was assessed.
        pub period: Month,
        /// What it came to.
        pub outcome: Outcome,
        /// The tier that was held in it.
        pub tier_before: Id,
        /// The first period in which the new tier, or the clearing, is in force; absent when nothing changed.
        pub effective_from: Option<Month>,
        /// Further misses in a row that would only be warned of.
        pub remaining_grace: u32 = 0,
    }
}

impl AgentState {
    /// The state of an agent who has just been admitted.
    #[must_use]
    pub fn admitted(agent: Id, tier: Id, joined_on: Date) -> Self {
        Self { agent, tier, joined_on, misses: 0, last: None }
    }

    /// The period of joining.
    #[must_use]
    pub fn joined_in(&self) -> Month {
        Month::of(self.joined_on)
    }

    /// Whether the last assessment cleared the agent.
    #[must_use]
    pub fn is_cleared(&self) -> bool {
        self.last.as_ref().is_some_and(|last| last.outcome == Outcome::Cleared)
    }

    /// The tier in force in a period not before the last assessed one; `None` once a clearing is in force.
    ///
    /// A promotion that takes effect with the next period, or a fall, leaves the tier of the assessed period as it was.
    #[must_use]
    pub fn tier_in(&self, period: Month) -> Option<&Id> {
        match &self.last {
            Some(last) if last.effective_from.is_some_and(|from| period < from) => Some(&last.tier_before),
            _ if self.is_cleared() => None,
            _ => Some(&self.tier),
        }
    }

    /// The tier after the last assessment; `None` when it cleared the agent.
    pub(super) fn tier_after(&self) -> Option<&Id> {
        if self.is_cleared() { None } else { Some(&self.tier) }
    }

    /// The rank of the tier in the rulebook.
    pub(super) fn rank_in(&self, section: &Section) -> Result<usize, Error> {
        section.rank(&self.tier).ok_or_else(|| {
            let tiers = super::metric::quoted_names(section.tiers.iter().map(|tier| &tier.id));
            Error::new(Code::UnknownChoice).found(&self.tier).allowed(tiers).at("/state/tier")
        })
    }

    /// Refuses a last assessment of a period before that of joining.
    pub(super) fn check_last(&self) -> Result<(), Error> {
        let Some(last) = self.last.as_ref().filter(|last| last.period < self.joined_in()) else {
            return Ok(());
        };
        let allowed = alloc::format!("≥ {} (joined_on)", self.joined_in());
        Err(Error::new(Code::CountOutOfRange).found(last.period).allowed(allowed).at("/state/last/period"))
    }

    /// Whether a period is the one to be assessed now.
    ///
    /// # Errors
    /// [`Code::AgentCleared`]; [`Code::PeriodNotDue`] for an earlier period or one after the next.
    pub(super) fn check_due(&self, period: Month) -> Result<(), Error> {
        if let (true, Some(last)) = (self.is_cleared(), &self.last) {
            let error = Error::new(Code::AgentCleared).found(&self.agent).allowed(last.period);
            return Err(error.at("/state/last/outcome"));
        }
        let due = match &self.last {
            Some(last) => last.period.next(),
            None => Some(self.joined_in()),
        };
        if due == Some(period) {
            return Ok(());
        }
        // There is no month after 9999-12.
        let due = due.map_or_else(|| "∎".into(), |due| alloc::format!("{due}"));
        Err(Error::new(Code::PeriodNotDue).found(period).allowed(due).at("/period"))
    }
}
