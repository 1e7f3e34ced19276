//! What is measured: the metrics of conditions, their units, and the time they look at.

use alloc::string::String;
use core::fmt;

use crate::document::{
    Choice, Description, Field, Id, Kind, Node, Reader, Shape, Text, Word, Writer, choice, field_name,
};
use crate::error::{Code, Error};

choice! {
    /// What a metric is measured in, and so how its thresholds are written.
    pub enum Unit {
        /// An amount: `"10000.00"`.
        Money = "money",
        /// A share from 0 to 1: `"0.6"` or `"60%"`.
        Rate = "rate",
        /// A whole number from 0: `12`.
        Count = "count",
    }
}

choice! {
    /// The metrics that siyu knows. Net = paid − refunds; a team is without the agent's own sales.
    pub enum StandardMetric {
        /// Money: net sales of the agent.
        OwnNetSales = "own_net_sales",
        /// Money: net sales of the agents whom the agent sponsors.
        DirectTeamNetSales = "direct_team_net_sales",
        /// Money: net sales of all agents below the agent.
        WholeTeamNetSales = "whole_team_net_sales",
        /// Money: what the agent's sales leave after cost.
        Profit = "profit",
        /// Count: orders of positive net that the agent sold.
        Orders = "orders",
        /// Count: customers with an order of positive net in the window, each once.
        ActiveCustomers = "active_customers",
        /// Count: customers who bought for the first time.
        NewCustomers = "new_customers",
        /// Rate: customers with two or more orders of positive net in the window / active customers; 0 without any.
        RepurchaseRate = "repurchase_rate",
        /// Rate: the score of the shop as a share of the full mark (4.8 of 5 is `"0.96"`); over periods their mean.
        StoreScore = "store_score",
        /// Rate: the satisfaction of customers; over periods their mean.
        Satisfaction = "satisfaction",
        /// Money, of the lifetime by nature: what the agent has spent as a customer, net of refunds.
        OwnLifetimeSpend = "own_lifetime_spend",
        /// Count, of an applicant: completed orders of their own.
        CompletedOrders = "completed_orders",
        /// Count, of an applicant: whole years of age on the day of applying.
        Age = "age",
    }
}

impl StandardMetric {
    /// What it is measured in.
    #[must_use]
    pub const fn unit(self) -> Unit {
        match self {
            Self::OwnNetSales
            | Self::DirectTeamNetSales
            | Self::WholeTeamNetSales
            | Self::Profit
            | Self::OwnLifetimeSpend => Unit::Money,
            Self::RepurchaseRate | Self::StoreScore | Self::Satisfaction => Unit::Rate,
            Self::Orders | Self::ActiveCustomers | Self::NewCustomers | Self::CompletedOrders | Self::Age => {
                Unit::Count
            }
        }
    }

    /// Whether it looks at the lifetime by nature, so that no other window fits.
    #[must_use]
    pub const fn is_of_lifetime(self) -> bool {
        matches!(self, Self::OwnLifetimeSpend | Self::CompletedOrders | Self::Age)
    }

    /// Whether an application has it.
    #[must_use]
    pub const fn serves_admission(self) -> bool {
        self.is_of_lifetime()
    }

    /// Whether an assessment has it.
    #[must_use]
    pub const fn serves_assessment(self) -> bool {
        !matches!(self, Self::CompletedOrders | Self::Age)
    }
}

/// A metric by its name: one that siyu knows, or one that the host measures and the section declares in `metrics`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Metric {
    /// One that siyu knows.
    Standard(StandardMetric),
    /// One of the host's own.
    Host(Id),
}

impl Metric {
    /// The metric of a name.
    #[must_use]
    pub fn named(name: Id) -> Self {
        let standard = StandardMetric::ALL.iter().find(|metric| metric.slug() == name.as_str());
        standard.map_or(Self::Host(name), |metric| Self::Standard(*metric))
    }

    /// Its name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Standard(metric) => metric.slug(),
            Self::Host(id) => id.as_str(),
        }
    }

    /// The window that is meant where none is written.
    #[must_use]
    pub fn usual_window(&self) -> MetricWindow {
        match self {
            Self::Standard(metric) if metric.is_of_lifetime() => MetricWindow::Lifetime,
            _ => MetricWindow::PERIOD,
        }
    }
}

impl fmt::Display for Metric {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl From<&Metric> for Text {
    fn from(metric: &Metric) -> Self {
        match metric {
            Metric::Standard(metric) => metric.slug().into(),
            Metric::Host(id) => id.into(),
        }
    }
}

impl Shape for Metric {
    fn blank() -> Self {
        Self::Host(Id::blank())
    }
    #[allow(private_interfaces)]
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        Id::read(node, reader).map(Self::named)
    }
    fn write(&self, writer: &mut Writer) {
        match self {
            Self::Standard(metric) => metric.write(writer),
            Self::Host(id) => id.write(writer),
        }
    }
    fn describe() -> Description {
        const DOCUMENTATION: &str =
            "A metric that siyu knows, or one of the host's own, declared in `metrics`.";
        Description::named(module_path!(), "Metric", DOCUMENTATION, || {
            Description::AnyOf(alloc::vec![StandardMetric::describe(), Id::describe()])
        })
    }
}

/// The time a metric looks at: `"period"`, `{"periods": 3}` or `"lifetime"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MetricWindow {
    /// The last periods, the assessed one among them; for those who joined later, the periods since joining.
    Periods(u32),
    /// All the time until the end of the assessed period.
    Lifetime,
}

impl MetricWindow {
    /// The assessed period alone.
    pub const PERIOD: Self = Self::Periods(1);
    /// The most periods of a window: ten years of months.
    pub const MOST_PERIODS: u32 = 120;

    /// As it stands in sentences.
    pub(super) fn plain(self) -> String {
        match self {
            Self::Periods(1) => "period".into(),
            Self::Periods(periods) => alloc::format!("periods: {periods}"),
            Self::Lifetime => "lifetime".into(),
        }
    }
}

impl fmt::Display for MetricWindow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Periods(1) => f.write_str("\"period\""),
            Self::Periods(periods) => write!(f, "{{\"periods\": {periods}}}"),
            Self::Lifetime => f.write_str("\"lifetime\""),
        }
    }
}

impl Shape for MetricWindow {
    const NEEDS_TREE: bool = true;
    fn blank() -> Self {
        Self::PERIOD
    }
    #[allow(private_interfaces)]
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        const WORDS: &str = "\"period\", \"lifetime\", {\"periods\": 3}";
        match (node.kind(), node.text()) {
            (_, Some(word)) if word == "period" => Some(Self::PERIOD),
            (_, Some(word)) if word == "lifetime" => Some(Self::Lifetime),
            (_, Some(word)) => {
                reader.refuse("", Error::new(Code::UnknownChoice).found(word).allowed(WORDS));
                None
            }
            (Kind::Object, _) => {
                let fields = reader.fields(node, &["periods"])?;
                let periods: u32 = reader.field(fields, "periods")?;
                if !(1..=Self::MOST_PERIODS).contains(&periods) {
                    let allowed = alloc::format!("1–{}", Self::MOST_PERIODS);
                    let error = Error::new(Code::CountOutOfRange).found(periods).allowed(allowed);
                    reader.refuse("/periods", error);
                    return None;
                }
                Some(Self::Periods(periods))
            }
            _ => {
                reader.wrong_type(node, WORDS);
                None
            }
        }
    }
    fn write(&self, writer: &mut Writer) {
        match self {
            Self::Periods(1) => writer.word("period"),
            Self::Periods(periods) => writer.object(|writer| writer.field(field_name!("periods"), periods)),
            Self::Lifetime => writer.word("lifetime"),
        }
    }
    fn describe() -> Description {
        const DOCUMENTATION: &str = "The time a metric looks at.";
        Description::named(module_path!(), "MetricWindow", DOCUMENTATION, || {
            let word = |slug, documentation| Word { slug, documentation };
            let periods = Field {
                description: Description::Count { least: 1, most: Self::MOST_PERIODS.into() },
                ..Field::of::<u32>("periods", "The last periods, the assessed one among them.")
            };
            Description::AnyOf(alloc::vec![
                Description::Choice(alloc::vec![
                    word("period", "The assessed period alone."),
                    word("lifetime", "All the time until the end of the assessed period."),
                ]),
                Description::Record(alloc::vec![periods]),
            ])
        })
    }
}

/// Names as they stand in messages: `"a", "b"`; of very many the first.
pub(super) fn quoted_names<Name: fmt::Display>(names: impl Iterator<Item = Name>) -> String {
    const MOST_NAMES: usize = 40;
    let mut names = names.map(|name| alloc::format!("\"{name}\""));
    let mut shown: alloc::vec::Vec<String> = names.by_ref().take(MOST_NAMES).collect();
    if names.next().is_some() {
        shown.push("…".into());
    }
    shown.join(", ")
}
