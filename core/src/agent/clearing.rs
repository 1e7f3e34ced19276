//! What becomes of what a cleared agent leaves (清退).

use alloc::vec::Vec;

use super::rules::{Fate, Heir, Section};
use crate::calendar::{Date, Month};
use crate::document::{Id, record};
use crate::error::{Code, Error};
use crate::money::Money;
use crate::order::sort_by;

record! {
    /// What an agent holds at the end of the period: only looked at when the agent is cleared.
    #[derive(Default)]
    pub struct Holdings {
        /// The agent's sponsor.
        pub sponsor: Option<Id>,
        /// The agents whom the agent sponsors.
        pub downline: Vec<Id> = Vec::new(),
        /// How many customers are bound to the agent.
        pub customers: u64 = 0,
        /// Commission that is payable, after debts are netted; not negative, as the next two.
        pub payable: Money = Money::ZERO,
        /// Commission that is frozen.
        pub frozen: Money = Money::ZERO,
        /// Commission that is pending.
        pub pending: Money = Money::ZERO,
    }
}

record! {
    /// What becomes of what a cleared agent leaves; `paid` + `runs_on` + `forfeited` = payable + frozen + pending.
    pub struct ClearingPlan {
        /// The first period in which the agent is one no more.
        pub effective_from: Month,
        /// Who takes over downline and customers.
        pub heir: Heir,
        /// The agent who does; absent when the house does.
        pub heir_agent: Option<Id>,
        /// The downline that passes to the heir, by id. An heir of `house` leaves it without a sponsor.
        pub downline: Vec<Id> = Vec::new(),
        /// How many customers pass to the heir.
        pub customers: u64 = 0,
        /// Commission that is paid: all that is payable.
        pub paid: Money,
        /// Commission that goes its way and is paid when it becomes payable.
        pub runs_on: Money,
        /// Commission that is lost to the agent.
        pub forfeited: Money,
        /// The first day on which the agent may apply again; absent: never.
        pub reentry_from: Option<Date>,
    }
}

/// Makes the plan for an agent who is cleared from a period on.
pub(super) fn plan(section: &Section, holdings: &Holdings, from: Month) -> Result<ClearingPlan, Error> {
    let amounts = [("payable", holdings.payable), ("frozen", holdings.frozen), ("pending", holdings.pending)];
    if let Some((name, _)) = amounts.into_iter().find(|(_, amount)| amount.is_negative()) {
        let error = Error::new(Code::NegativeAmount).found(alloc::format!("{name} < 0")).allowed("≥ 0");
        return Err(error.at(alloc::format!("/holdings/{name}")));
    }
    let policy = &section.clearing;
    let held = [(policy.frozen, holdings.frozen), (policy.pending, holdings.pending)];
    let with_fate = |fate: Fate| {
        let amounts = held.iter().filter(|(own, _)| *own == fate).map(|(_, amount)| *amount);
        Money::sum(amounts).map_err(|error| error.at("/holdings"))
    };
    let heir_agent = match policy.inherit {
        Heir::Sponsor => holdings.sponsor.clone(),
        Heir::House => None,
    };
    let mut downline = holdings.downline.clone();
    sort_by(&mut downline, Ord::cmp);
    Ok(ClearingPlan {
        effective_from: from,
        heir: if heir_agent.is_some() { Heir::Sponsor } else { Heir::House },
        heir_agent,
        downline,
        customers: holdings.customers,
        paid: holdings.payable,
        runs_on: with_fate(Fate::RunsOn)?,
        forfeited: with_fate(Fate::Forfeited)?,
        reentry_from: reentry_from(section, from)
            .map_err(|code| beyond_calendar(code, from).at("/period"))?,
    })
}

/// The first day on which an agent who is cleared from a period on may apply again; `None`: never.
pub(super) fn reentry_from(section: &Section, cleared_from: Month) -> Result<Option<Date>, Code> {
    let Some(months) = section.clearing.reentry_months else { return Ok(None) };
    let first = i32::try_from(months).ok().and_then(|months| cleared_from.checked_add(months));
    first.map(|first| Some(first.first())).ok_or(Code::CountOutOfRange)
}

/// The day from which a cleared agent may apply again lies beyond the calendar.
pub(super) fn beyond_calendar(code: Code, cleared_from: Month) -> Error {
    Error::new(code).found(cleared_from).allowed("≤ \"9899-12\"")
}
