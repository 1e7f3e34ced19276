//! What can be wrong with a row beyond what siyu itself refuses, in both languages.

use siyu::Language;
use siyu::balance::Rejection;
use siyu::calendar::{Date, Month};

/// One fault of a row.
#[derive(Debug, Clone)]
pub enum Fault {
    /// siyu refuses the value.
    Value(siyu::Error),
    /// A cell is empty that must not be.
    Empty,
    /// The row has another number of columns than the header.
    Width { found: usize, header: usize },
    /// The cell is not UTF-8.
    Encoding,
    /// The date is not of the month that is closed.
    OutsideMonth { found: Date, month: Month },
    /// The date lies before another of the same thing.
    Before { found: Date, earliest: Date },
    /// The date lies after another of the same thing.
    After { found: Date, latest: Date },
    /// The last assessment is not that of the month before.
    NotDue { found: Month, due: Option<Month> },
    /// Sponsors in a circle.
    Circle { agents: String },
    /// No such agent.
    UnknownAgent { found: String },
    /// No such line, in this month or in a ledger.
    UnknownLine { order: String, line: String },
    /// The same thing stands on an earlier row.
    Twice { found: String, line: u64 },
    /// The month of an agent stands twice.
    TwiceInHistory { found: Month },
    /// Rows of one order disagree.
    Differs { found: String, first: String, line: u64 },
    /// The goods of the order were received before.
    ReceivedAlready { order: String },
    /// More is refunded than is left.
    MoreThanLeft { found: String, left: String },
    /// The parts in a ledger do not sum to the line.
    PartsDiffer { parts: String, whole: String },
    /// siyu refuses what is asked of a balance.
    Rejected(Box<Rejection>),
    /// Nothing of a balance is due.
    NothingDue { found: Date },
    /// No such customer.
    UnknownCustomer { found: String },
    /// An order that was not paid stands among those that were.
    PaidAlready { order: String },
    /// A cell that stands only together with another one.
    Without { other: &'static str },
}

impl Fault {
    /// The fault as one line.
    pub fn message(&self, language: Language) -> String {
        match language {
            Language::English => self.english(),
            Language::Chinese => self.chinese(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::Value(error) => error.message(Language::English),
            Self::Empty => "empty, a value is due here".into(),
            Self::Width { found, header } => format!("{found} columns, the header has {header}"),
            Self::Encoding => "not UTF-8: save the file as UTF-8".into(),
            Self::OutsideMonth { found, month } => {
                format!("`{found}` is not in {month}, allowed are {} to {}", month.first(), month.last())
            }
            Self::Before { found, earliest } => {
                format!("`{found}` is too early, allowed is {earliest} or later")
            }
            Self::After { found, latest } => format!("`{found}` is too late, allowed is {latest} or earlier"),
            Self::NotDue { found, due: Some(due) } => {
                format!("`{found}` is not the month before, allowed is {due}, or nothing")
            }
            Self::NotDue { found, due: None } => {
                format!("`{found}` is before the agent joined, allowed is nothing")
            }
            Self::Circle { agents } => format!("{agents} sponsor each other, allowed is a tree"),
            Self::UnknownAgent { found } => {
                format!("`{found}` is no agent, allowed are the ids of agents.csv, or nothing")
            }
            Self::UnknownLine { order, line } => format!(
                "line `{line}` of order `{order}` is not known, allowed are the lines of orders.csv and of the given ledgers"
            ),
            Self::Twice { found, line } => {
                format!("`{found}` stands on line {line} already, allowed is once")
            }
            Self::TwiceInHistory { found } => {
                format!("`{found}` stands twice for this agent, allowed is once")
            }
            Self::Differs { found, first, line } => {
                format!("`{found}` differs from the order's first row (line {line}), allowed is `{first}`")
            }
            Self::ReceivedAlready { order } => {
                format!("order `{order}` was received before, allowed is an order on its way")
            }
            Self::MoreThanLeft { found, left } => {
                format!("`{found}` is more than the line has left, allowed is {left} or less")
            }
            Self::PartsDiffer { parts, whole } => {
                format!("the parts of this line sum to `{parts}`, allowed is {whole}")
            }
            Self::Rejected(rejection) => rejection.en.message.to_string(),
            Self::NothingDue { found } => {
                format!(
                    "nothing is due on `{found}`, allowed is a day on which rulebook or law grant a refund"
                )
            }
            Self::UnknownCustomer { found } => {
                format!("`{found}` is no customer, allowed are the ids of customers.csv")
            }
            Self::PaidAlready { order } => {
                format!("order `{order}` stands in orders.csv, allowed are orders that were not paid")
            }
            Self::Without { other } => format!("stands without `{other}`, allowed is both or neither"),
        }
    }

    fn chinese(&self) -> String {
        match self {
            Self::Value(error) => error.message(Language::Chinese),
            Self::Empty => "为空,此处必须填写".into(),
            Self::Width { found, header } => format!("共 {found} 列,表头为 {header} 列"),
            Self::Encoding => "不是 UTF-8 编码:请将文件另存为 UTF-8".into(),
            Self::OutsideMonth { found, month } => {
                format!("`{found}` 不在 {month} 内,允许 {} 至 {}", month.first(), month.last())
            }
            Self::Before { found, earliest } => format!("`{found}` 过早,允许 {earliest} 及以后"),
            Self::After { found, latest } => format!("`{found}` 过晚,允许 {latest} 及以前"),
            Self::NotDue { found, due: Some(due) } => format!("`{found}` 不是上一个月,允许 {due},或留空"),
            Self::NotDue { found, due: None } => format!("`{found}` 早于加入时间,应留空"),
            Self::Circle { agents } => format!("{agents} 互为上级,上下级必须成树"),
            Self::UnknownAgent { found } => format!("`{found}` 不是代理,允许 agents.csv 中的编号,或留空"),
            Self::UnknownLine { order, line } => {
                format!("找不到订单 `{order}` 的第 `{line}` 行,允许 orders.csv 或所给台账中的行")
            }
            Self::Twice { found, line } => format!("`{found}` 已在第 {line} 行出现,只允许一次"),
            Self::TwiceInHistory { found } => format!("该代理的 `{found}` 重复出现,只允许一次"),
            Self::Differs { found, first, line } => {
                format!("`{found}` 与该订单首行(第 {line} 行)不同,允许 `{first}`")
            }
            Self::ReceivedAlready { order } => format!("订单 `{order}` 此前已收货,允许在途订单"),
            Self::MoreThanLeft { found, left } => format!("`{found}` 超出该行余额,允许 {left} 及以下"),
            Self::PartsDiffer { parts, whole } => format!("该行各方合计 `{parts}`,应为 {whole}"),
            Self::Rejected(rejection) => rejection.zh_cn.message.to_string(),
            Self::NothingDue { found } => format!("`{found}` 无应退金额,允许规则书或法律准予退款之日"),
            Self::UnknownCustomer { found } => {
                format!("`{found}` 不是客户,允许 customers.csv 中的编号")
            }
            Self::PaidAlready { order } => {
                format!("订单 `{order}` 已在 orders.csv 中,允许未支付的订单")
            }
            Self::Without { other } => format!("缺少配套的 `{other}`,两者须同时填写或同时留空"),
        }
    }
}

impl From<siyu::Error> for Fault {
    fn from(error: siyu::Error) -> Self {
        Self::Value(error)
    }
}
