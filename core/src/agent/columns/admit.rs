//! `agent_admit` over columns.

use super::calendar_months;
use super::rules::ColumnRules;
use crate::agent::admit::AdmissionResult;
use crate::agent::clearing;
use crate::agent::rules::Gate;
use crate::calendar::{Date, Month};
use crate::column::{Cell as _, Input as _, Memory, Output as _, columns, optional, put};
use crate::error::{Code, Error};

columns! {
    /// Applicants, a row each. `rulebook_columns` tells the places of tiers and readings; whether an applicant sponsors themselves
    /// is not looked at.
    pub struct AdmitBatch {
        counts {
            /// Applicants.
            rows,
            /// The readings that conditions look at.
            readings,
        }
        columns {
            /// What the conditions look at; nothing where it is not known.
            input reading: i64 [rows, readings],
            /// The last month in which the applicant was assessed, and cleared; nothing for those who never were.
            optional cleared_month: i32 [rows],
            /// The day of applying; needed where `cleared_month` is there.
            optional applied_day: i32 [rows],
            /// What becomes of the application: 0 admitted, 1 refused.
            output result: u8 [rows],
            /// The tier that the applicant enters: the highest whose `admit` holds; nothing when refused.
            output tier: u8 [rows],
            /// The tier that `shortfall` speaks of: the lowest that one can enter; nothing when admitted.
            wanted asked_tier: u8 [rows],
            /// How far each reading is below what that tier still lacks. Of thresholds in one `any`, each alone suffices.
            wanted shortfall: i64 [rows, readings],
            /// Whether the applicant was cleared before and may not come back yet: 0 no, 1 yes.
            wanted barred: u8 [rows],
            /// When barred: the first day on which they may apply again; nothing: never.
            wanted reentry_day: i32 [rows],
            /// 0, or the number of the code by which the row is refused.
            output code: u16 [rows],
        }
    }
}

/// Decides each row's application. Returns how many rows are refused for a fault; not to be admitted is none.
///
/// # Errors
/// `list_length` of a column, or where `readings` are not as many as the rulebook's; `section_missing` when no tier has `admit`.
pub fn admit_columns<M: Memory>(rules: &ColumnRules, batch: &mut AdmitBatch<M>) -> Result<usize, Error> {
    batch.check_lengths()?;
    rules.admission.check_width(batch.readings)?;
    if rules.admission.is_empty() {
        return Err(Error::new(Code::SectionMissing).allowed("\"admit\"").at("/agent/tiers"));
    }
    let mut refused = 0_usize;
    for row in 0..batch.rows {
        let decided = decide(rules, batch, row);
        if let Err(code) = decided {
            refused = refused.saturating_add(1);
            batch.code.put(row, code.number());
        } else {
            batch.code.put(row, 0);
        }
        write(rules, batch, row, decided.ok());
    }
    Ok(refused)
}

/// A cleared agent may not come back before a day, or never.
#[derive(Debug, Clone, Copy)]
struct Bar(Option<Date>);

/// What becomes of an application.
#[derive(Debug, Clone, Copy)]
enum Decided {
    Admitted(usize),
    Refused { asked: usize, bar: Option<Bar> },
}

/// Decides a row, or says why not: first what its cells may be, then in the order of the call.
fn decide<M: Memory>(rules: &ColumnRules, batch: &AdmitBatch<M>, row: usize) -> Result<Decided, Code> {
    let first = row.saturating_mul(batch.readings);
    let reading = |place: usize| batch.reading.at(first.saturating_add(place));
    let cleared = optional(&batch.cleared_month, row);
    let applied = optional(&batch.applied_day, row);
    if cleared.is_some_and(|month| !calendar_months().contains(&month)) {
        return Err(Code::DateOutOfRange);
    }
    let applied =
        applied.map(|day| Date::from_days_since_epoch(day).ok_or(Code::DateOutOfRange)).transpose()?;
    rules.admission.check(&reading)?;
    let bar = cleared.map(|month| bar(rules, month, applied)).transpose()?.flatten();
    let mut asked = 0;
    for rank in (0..rules.section.tiers.len()).rev() {
        let Some(condition) = rules.admission.condition(Gate::Admit, rank) else { continue };
        if rules.admission.holds(condition, &reading)? && bar.is_none() {
            return Ok(Decided::Admitted(rank));
        }
        asked = rank;
    }
    Ok(Decided::Refused { asked, bar })
}

fn bar(rules: &ColumnRules, cleared: i32, applied: Option<Date>) -> Result<Option<Bar>, Code> {
    let applied = applied.ok_or(Code::MissingField)?;
    let from = Month::from_index(cleared.saturating_add(1)).ok_or(Code::CountOutOfRange)?;
    let until = clearing::reentry_from(&rules.section, from)?;
    Ok(until.is_none_or(|until| applied < until).then_some(Bar(until)))
}

/// Writes a row; of one with a fault, zeros.
fn write<M: Memory>(rules: &ColumnRules, batch: &mut AdmitBatch<M>, row: usize, decided: Option<Decided>) {
    let tier = |rank: usize| u8::try_from(rank).unwrap_or(u8::NONE);
    let (result, own, asked, bar) = match decided {
        None => (0, 0, 0, None),
        Some(Decided::Admitted(rank)) => (AdmissionResult::Admitted as u8, tier(rank), u8::NONE, None),
        Some(Decided::Refused { asked, bar }) => (AdmissionResult::Refused as u8, u8::NONE, tier(asked), bar),
    };
    batch.result.put(row, result);
    batch.tier.put(row, own);
    put(&mut batch.asked_tier, row, asked);
    if let Some(column) = &mut batch.shortfall {
        let asked = match decided {
            Some(Decided::Refused { asked, .. }) => rules.admission.condition(Gate::Admit, asked),
            _ => None,
        };
        rules.admission.write_lacking(asked, (&batch.reading, column), row);
    }
    put(&mut batch.barred, row, u8::from(bar.is_some()));
    if let Some(column) = &mut batch.reentry_day {
        let day = bar.and_then(|Bar(until)| until).map_or(i32::NONE, Date::days_since_epoch);
        column.put(row, if decided.is_some() { day } else { 0 });
    }
}
