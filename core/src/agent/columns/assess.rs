//! `agent_assess` over columns.

use core::ops::RangeInclusive;

use super::calendar_months;
use super::rules::ColumnRules;
use crate::agent::assess::{effective_in, is_protected, remaining_grace};
use crate::agent::clearing;
use crate::agent::precedence::{self, Standing, Verdict};
use crate::agent::rules::Gate;
use crate::agent::state::Outcome;
use crate::calendar::Month;
use crate::column::{Cell as _, Input as _, Memory, Output as _, columns, optional, put};
use crate::error::{Code, Error};

columns! {
    /// Agents and the month that each is assessed for, a row each. `rulebook_columns` tells the places of tiers and readings. A
    /// month that was assessed already is refused (`period_not_due`): columns do not hold what was decided.
    pub struct AssessBatch {
        counts {
            /// Agents.
            rows,
            /// The readings that conditions look at.
            readings,
        }
        columns {
            /// The tier; nothing for an agent who was cleared: refused.
            input tier: u8 [rows],
            /// Misses in a row; none unless said.
            optional misses: u32 [rows],
            /// The month of joining.
            input joined_month: i32 [rows],
            /// The last month that was assessed; nothing before the first.
            optional last_month: i32 [rows],
            /// The month to assess: the one after the last, or that of joining.
            input period_month: i32 [rows],
            /// What the conditions look at; nothing where it is not known.
            input reading: i64 [rows, readings],
            /// What it comes to: 0 protected, 1 promoted, 2 kept, 3 warned, 4 demoted, 5 cleared.
            output outcome: u8 [rows],
            /// The tier afterwards; nothing when cleared.
            output tier_after: u8 [rows],
            /// Misses in a row afterwards.
            wanted misses_after: u32 [rows],
            /// The first month in which the change is in force; nothing where nothing changes.
            wanted effective_month: i32 [rows],
            /// Further misses in a row that would only be warned of.
            wanted remaining_grace: u32 [rows],
            /// The next tier above that one can be promoted into; nothing where there is none.
            wanted next_tier: u8 [rows],
            /// How far each reading is below what the next tier still lacks. Of thresholds in one `any`, each alone suffices.
            wanted shortfall: i64 [rows, readings],
            /// 0, or the number of the code by which the row is refused.
            output code: u16 [rows],
        }
    }
}

/// Assesses each row's agent. Returns how many rows are refused.
///
/// # Errors
/// `list_length` of a column, or where `readings` are not as many as the rulebook's.
pub fn assess_columns<M: Memory>(rules: &ColumnRules, batch: &mut AssessBatch<M>) -> Result<usize, Error> {
    batch.check_lengths()?;
    rules.assessment.check_width(batch.readings)?;
    let mut refused = 0_usize;
    let calendar = calendar_months();
    for row in 0..batch.rows {
        let assessed = assess(rules, &calendar, batch, row);
        if let Err(code) = assessed {
            refused = refused.saturating_add(1);
            batch.code.put(row, code.number());
        } else {
            batch.code.put(row, 0);
        }
        write(rules, batch, row, assessed.ok());
    }
    Ok(refused)
}

/// What an assessment comes to.
#[derive(Debug, Clone, Copy)]
struct Assessed {
    verdict: Verdict,
    effective: Option<i32>,
    next_tier: Option<usize>,
}

/// Assesses a row, or says why not: first what its cells may be, then in the order of the call.
fn assess<M: Memory>(
    rules: &ColumnRules,
    calendar: &RangeInclusive<i32>,
    batch: &AssessBatch<M>,
    row: usize,
) -> Result<Assessed, Code> {
    let first = row.saturating_mul(batch.readings);
    let reading = |place: usize| batch.reading.at(first.saturating_add(place));
    let (joined, period) = (batch.joined_month.at(row), batch.period_month.at(row));
    let last = optional(&batch.last_month, row);
    if [Some(joined), last, Some(period)].into_iter().flatten().any(|month| !calendar.contains(&month)) {
        return Err(Code::DateOutOfRange);
    }
    rules.assessment.check(&reading)?;
    if last.is_some_and(|last| last < joined) {
        return Err(Code::CountOutOfRange);
    }
    let rank = usize::from(batch.tier.at(row).given().ok_or(Code::AgentCleared)?);
    let due = last.map_or(joined, |last| last.saturating_add(1));
    if period != due {
        return Err(Code::PeriodNotDue);
    }
    let section = &rules.section;
    if rank >= section.tiers.len() {
        return Err(Code::UnknownChoice);
    }
    let misses = optional(&batch.misses, row).unwrap_or(0);
    let standing = Standing {
        rank,
        misses,
        protected: is_protected(section, joined, period),
        grace: section.grace_of(rank),
    };
    let mut judge = Judge { rules, reading: &reading };
    let verdict = precedence::decide(&section.assessment, section.tiers.len(), standing, &mut judge)?;
    let effective = effective_in(section, verdict.outcome).map(|periods| period.saturating_add(periods));
    if effective.is_some_and(|month| !calendar.contains(&month)) {
        return Err(Code::CountOutOfRange);
    }
    if verdict.outcome == Outcome::Cleared {
        if let Some(from) = effective.and_then(Month::from_index) {
            clearing::reentry_from(section, from)?;
        }
        return Ok(Assessed { verdict, effective, next_tier: None });
    }
    let next_tier = rules.next_tier.get(verdict.rank).copied().flatten();
    if let Some(next) = next_tier {
        judge.holds(Gate::Reach, next)?;
    }
    Ok(Assessed { verdict, effective, next_tier })
}

/// Holds conditions against a row.
struct Judge<'a, Reading> {
    rules: &'a ColumnRules,
    reading: &'a Reading,
}

impl<Reading: Fn(usize) -> i64> Judge<'_, Reading> {
    /// Whether a condition of a tier holds; `None` when it is not there.
    #[inline]
    fn holds(&self, gate: Gate, rank: usize) -> Result<Option<bool>, Code> {
        let conditions = &self.rules.assessment;
        conditions.condition(gate, rank).map(|asked| conditions.holds(asked, self.reading)).transpose()
    }
}

impl<Reading: Fn(usize) -> i64> precedence::Conditions for Judge<'_, Reading> {
    type Refusal = Code;

    fn reaches(&mut self, rank: usize) -> Result<bool, Code> {
        Ok(self.holds(Gate::Reach, rank)?.unwrap_or(false))
    }

    fn keeps(&mut self, rank: usize) -> Result<bool, Code> {
        Ok(self.holds(Gate::Keep, rank)?.unwrap_or(true))
    }
}

/// Writes a row; of a refused one, zeros.
fn write<M: Memory>(rules: &ColumnRules, batch: &mut AssessBatch<M>, row: usize, assessed: Option<Assessed>) {
    let tier = |rank: usize| u8::try_from(rank).unwrap_or(u8::NONE);
    let verdict = assessed.map(|assessed| assessed.verdict);
    let after = verdict.map_or(
        0,
        |Verdict { outcome, rank, .. }| {
            if outcome == Outcome::Cleared { u8::NONE } else { tier(rank) }
        },
    );
    batch.outcome.put(row, verdict.map_or(0, |verdict| verdict.outcome as u8));
    batch.tier_after.put(row, after);
    put(&mut batch.misses_after, row, verdict.map_or(0, |verdict| verdict.misses));
    put(
        &mut batch.effective_month,
        row,
        assessed.map_or(0, |assessed| assessed.effective.unwrap_or(i32::NONE)),
    );
    put(
        &mut batch.remaining_grace,
        row,
        verdict.map_or(0, |verdict| remaining_grace(&rules.section, verdict)),
    );
    let next = assessed.map(|assessed| assessed.next_tier);
    put(&mut batch.next_tier, row, next.map_or(0, |next| next.map_or(u8::NONE, tier)));
    if let Some(column) = &mut batch.shortfall {
        let asked = next.flatten().and_then(|next| rules.assessment.condition(Gate::Reach, next));
        rules.assessment.write_lacking(asked, (&batch.reading, column), row);
    }
}
