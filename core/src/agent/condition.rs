//! Conditions: "at least" on a metric, and all or any of several.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write as _;

use super::metric::{Metric, MetricWindow, Unit};
use crate::document::{Description, Field, Node, Reader, Shape, Text, Writer, field_name};
use crate::error::{Code, Error};
use crate::money::{Money, Rate};
use crate::reason::Quantity;

/// What must hold to enter, reach or keep a tier.
///
/// In documents `{"metric": "own_net_sales", "at_least": "10000.00", "window": {"periods": 3}}`, `{"all": [ … ]}` or
/// `{"any": [ … ]}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// One metric is at least so much.
    Requirement(Requirement),
    /// Every one of these holds.
    All(Vec<Condition>),
    /// One of these holds.
    Any(Vec<Condition>),
}

/// A metric must be at least so much: exactly on target passes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    /// What is measured.
    pub metric: Metric,
    /// The threshold, in the metric's unit.
    pub at_least: Quantity,
    /// The time that is looked at.
    pub window: MetricWindow,
}

impl Condition {
    /// The most levels of `all` and `any` within each other, the requirement counted.
    pub const DEEPEST: usize = 4;
    /// The most requirements in one condition.
    pub const MOST_REQUIREMENTS: usize = 64;

    /// Visits every requirement with its place, a pointer that begins with `path`.
    pub(super) fn visit<'c>(&'c self, path: &mut String, visit: &mut dyn FnMut(&'c Requirement, &str)) {
        match self {
            Self::Requirement(requirement) => visit(requirement, path),
            Self::All(parts) => visit_parts(parts, "all", path, &mut |part, path| part.visit(path, visit)),
            Self::Any(parts) => visit_parts(parts, "any", path, &mut |part, path| part.visit(path, visit)),
        }
    }

    /// Visits every requirement, to change it.
    pub(super) fn visit_mut(&mut self, path: &mut String, visit: &mut dyn FnMut(&mut Requirement, &str)) {
        let (parts, name) = match self {
            Self::Requirement(requirement) => return visit(requirement, path),
            Self::All(parts) => (parts, "all"),
            Self::Any(parts) => (parts, "any"),
        };
        for (at, part) in parts.iter_mut().enumerate() {
            within(path, name, at, |path| part.visit_mut(path, visit));
        }
    }

    /// Visits every `all` and `any`: its parts and its place.
    pub(super) fn visit_groups(&self, path: &mut String, visit: &mut dyn FnMut(&[Condition], &str)) {
        let (parts, name) = match self {
            Self::Requirement(_) => return,
            Self::All(parts) => (parts, "all"),
            Self::Any(parts) => (parts, "any"),
        };
        visit(parts, &alloc::format!("{path}/{name}"));
        visit_parts(parts, name, path, &mut |part, path| part.visit_groups(path, visit));
    }

    /// How many levels it has.
    pub(super) fn depth(&self) -> usize {
        match self {
            Self::Requirement(_) => 1,
            Self::All(parts) | Self::Any(parts) => {
                parts.iter().map(Self::depth).max().unwrap_or(0).saturating_add(1)
            }
        }
    }

    /// Whether it surely implies another: wherever it holds, the other holds. Never wrong when it says yes.
    pub(super) fn implies(&self, other: &Self) -> bool {
        match (self, other) {
            (_, Self::All(parts)) => parts.iter().all(|part| self.implies(part)),
            (Self::Any(parts), _) => parts.iter().all(|part| part.implies(other)),
            (Self::Requirement(own), Self::Requirement(asked)) => own.implies(asked),
            (Self::All(own), Self::Any(asked)) => {
                own.iter().any(|part| part.implies(other)) || asked.iter().any(|part| self.implies(part))
            }
            (Self::All(own), Self::Requirement(_)) => own.iter().any(|part| part.implies(other)),
            (Self::Requirement(_), Self::Any(asked)) => asked.iter().any(|part| self.implies(part)),
        }
    }
}

fn visit_parts<'c>(
    parts: &'c [Condition],
    name: &str,
    path: &mut String,
    visit: &mut dyn FnMut(&'c Condition, &mut String),
) {
    for (at, part) in parts.iter().enumerate() {
        within(path, name, at, |path| visit(part, path));
    }
}

/// Runs one step further down: `path` has `/name/at` behind it meanwhile.
pub(super) fn within<T>(path: &mut String, name: &str, at: usize, run: impl FnOnce(&mut String) -> T) -> T {
    let length = path.len();
    let _ = write!(path, "/{name}/{at}");
    let result = run(path);
    path.truncate(length);
    result
}

impl Requirement {
    /// Whether it asks at least as much as another of the same metric and window.
    fn implies(&self, other: &Self) -> bool {
        use Quantity::{Count, Money, Rate};
        let asks_more = match (&self.at_least, &other.at_least) {
            (Money(own), Money(asked)) => own >= asked,
            (Rate(own), Rate(asked)) => own >= asked,
            (Count(own), Count(asked)) => own >= asked,
            _ => false,
        };
        self.metric == other.metric && self.window == other.window && asks_more
    }

    /// Gives the threshold of a host's metric its unit: until the section's `metrics` are known it stands as it was written.
    pub(super) fn resolve(&mut self, unit: Unit, reader: &Reader) -> Result<(), Error> {
        self.at_least = match (&self.at_least, unit) {
            (Quantity::Text(text), Unit::Money) => {
                Quantity::Money(Money::parse(text.as_str(), reader.currency())?)
            }
            (Quantity::Text(text), Unit::Rate) => Quantity::Rate(Rate::parse(text.as_str())?),
            (Quantity::Text(text), Unit::Count) => {
                return Err(Error::new(Code::WrongType)
                    .found(alloc::format!("\"{text}\""))
                    .allowed("0–9007199254740991"));
            }
            (Quantity::Count(number), Unit::Money | Unit::Rate) => {
                let quoted = alloc::format!("\"{number}\"");
                return Err(Error::new(Code::NumberForDecimal).found(number).allowed(quoted));
            }
            (settled, _) => settled.clone(),
        };
        Ok(())
    }
}

impl Shape for Condition {
    const NEEDS_TREE: bool = true;
    fn blank() -> Self {
        Self::All(Vec::new())
    }
    #[allow(private_interfaces)]
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        const KINDS: [&str; 3] = ["metric", "all", "any"];
        let fields = reader.fields(node, &["metric", "at_least", "window", "all", "any"])?;
        let there = |names: &[&'static str]| -> Vec<&'static str> {
            names.iter().filter(|name| fields.present(name).is_some()).copied().collect()
        };
        let of_metric = there(&["at_least", "window"]);
        match *there(&KINDS) {
            ["metric"] => {}
            ["all"] if of_metric.is_empty() => return reader.field(fields, "all").map(Self::All),
            ["any"] if of_metric.is_empty() => return reader.field(fields, "any").map(Self::Any),
            _ => {
                let found = [there(&KINDS), of_metric].concat().join(", ");
                let error = Error::new(Code::AlternativeFields).found(found);
                reader.refuse("", error.allowed("metric + at_least, all, any"));
                return None;
            }
        }
        let metric: Metric = reader.field(fields, "metric")?;
        let unit = match &metric {
            Metric::Standard(standard) => Some(standard.unit()),
            Metric::Host(_) => None,
        };
        let number = fields.present("at_least").is_some_and(|node| node.number().is_some());
        let at_least = match unit {
            Some(Unit::Money) => reader.field(fields, "at_least").map(Quantity::Money),
            Some(Unit::Rate) => reader.field(fields, "at_least").map(Quantity::Rate),
            Some(Unit::Count) => reader.field(fields, "at_least").and_then(count),
            None if number => reader.field(fields, "at_least").and_then(count),
            None => reader.field::<Text>(fields, "at_least").map(Quantity::Text),
        };
        let usual = metric.usual_window();
        let window = reader.field_or(fields, "window", usual);
        Some(Self::Requirement(Requirement { metric, at_least: at_least?, window }))
    }

    fn write(&self, writer: &mut Writer) {
        writer.object(|writer| match self {
            Self::All(parts) => writer.field(field_name!("all"), parts),
            Self::Any(parts) => writer.field(field_name!("any"), parts),
            Self::Requirement(Requirement { metric, at_least, window }) => {
                writer.field(field_name!("metric"), metric);
                match at_least {
                    Quantity::Money(amount) => writer.field(field_name!("at_least"), amount),
                    Quantity::Rate(rate) => writer.field(field_name!("at_least"), rate),
                    Quantity::Count(count) => writer.field(field_name!("at_least"), count),
                    other => writer.field(field_name!("at_least"), other),
                }
                if *window != metric.usual_window() {
                    writer.field(field_name!("window"), window);
                }
            }
        });
    }

    fn describe() -> Description {
        const DOCUMENTATION: &str = "What must hold: one metric at least so much, or all or any of several conditions, at most \
            four levels deep.";
        Description::named(module_path!(), "Condition", DOCUMENTATION, || {
            let at_least = Field {
                description: Description::AnyOf(alloc::vec![
                    Money::describe(),
                    Rate::describe(),
                    u64::describe()
                ]),
                ..Field::of::<Text>("at_least", "The threshold, in the metric's unit: exactly on it passes.")
            };
            let record = |fields| Description::Record(fields);
            Description::AnyOf(alloc::vec![
                record(alloc::vec![
                    Field::of::<Metric>("metric", "What is measured."),
                    at_least,
                    Field::of::<Option<MetricWindow>>(
                        "window",
                        "The time that is looked at; the metric's usual one unless said."
                    ),
                ]),
                record(alloc::vec![Field::of::<Vec<Self>>("all", "Every one of these holds.")]),
                record(alloc::vec![Field::of::<Vec<Self>>("any", "One of these holds.")]),
            ])
        })
    }
}

fn count(number: u64) -> Option<Quantity> {
    i64::try_from(number).ok().map(Quantity::Count)
}
