//! Conditions that the files of month-close cannot answer: better refused at once than answered with nothing.

use siyu::Rulebook;
use siyu::agent::{Condition, Metric, MetricWindow, Requirement, StandardMetric};

use crate::failure::Failure;

/// Refuses a rulebook that asks for customers of several months, which no sum of months knows, or for a metric of the host's own.
pub fn refuse_unanswerable(rulebook: &Rulebook) -> Result<(), Failure> {
    for tier in &rulebook.agent()?.tiers {
        for condition in [&tier.reach, &tier.keep].into_iter().flatten() {
            if let Some(metric) = unanswerable(condition) {
                return Err(Failure(format!(
                    "tier `{}` asks for `{metric}`, which the files of month-close do not have: allowed are siyu's own metrics, \
                     and those of customers over one month",
                    tier.id
                )));
            }
        }
    }
    Ok(())
}

fn unanswerable(condition: &Condition) -> Option<&Metric> {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().find_map(unanswerable),
        Condition::Requirement(Requirement { metric, window, .. }) => {
            let of_customers = matches!(
                metric,
                Metric::Standard(StandardMetric::ActiveCustomers | StandardMetric::RepurchaseRate)
            );
            let unknown =
                matches!(metric, Metric::Host(_)) || of_customers && *window != MetricWindow::PERIOD;
            unknown.then_some(metric)
        }
    }
}
