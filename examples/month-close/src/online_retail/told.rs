//! What the user is told of the thirteen months.

use std::fmt::Write as _;
use std::path::Path;

use siyu::Language;
use siyu::calendar::Month;
use siyu::money::Money;

use super::gmv::GmvTable;
use super::lines::{InvoiceFile, LeftOut};
use super::months::Unmatched;
use super::people::Members;
use crate::closed::ClosedMonth;
use crate::facts::Outcome;
use crate::failure::Failure;
use crate::input::Problems;
use crate::report::{Teller, grouped, summary, table};

/// One month in the table.
struct Row {
    month: Month,
    orders: u64,
    gross: Money,
    refunded: Money,
    net: Money,
    parts: Money,
    house: Money,
    agents: usize,
    outcomes: [usize; 4],
    debt: Money,
}

/// The outcomes that the table counts.
const COUNTED: [(Outcome, &str, &str); 4] = [
    (Outcome::Promoted, "rose", "晋升"),
    (Outcome::Warned, "warned", "预警"),
    (Outcome::Demoted, "fell", "降级"),
    (Outcome::Cleared, "cleared", "清退"),
];

/// Adds up the months as they are closed.
pub struct Sums<'f> {
    file: &'f InvoiceFile,
    agents: usize,
    agent_spend: Money,
    unmatched: Unmatched,
    rows: Vec<Row>,
    gmv: GmvTable,
}

impl<'f> Sums<'f> {
    /// Before the first month.
    pub fn begin(file: &'f InvoiceFile, members: &Members, unmatched: Unmatched, agent_spend: Money) -> Self {
        let gmv = GmvTable::default();
        Self { file, agents: members.count(), agent_spend, unmatched, rows: Vec::new(), gmv }
    }

    /// Adds a month.
    pub fn add(&mut self, month: &ClosedMonth) -> Result<(), Failure> {
        self.gmv.add(month);
        let close = month.close();
        let outcomes = COUNTED.map(|(outcome, _, _)| {
            close.assessments.iter().filter(|assessed| assessed.assessment.outcome == outcome).count()
        });
        self.rows.push(Row {
            month: close.period,
            orders: close.totals.orders,
            gross: close.totals.gross,
            refunded: close.totals.refunded,
            net: close.net,
            parts: month.parts()?,
            house: close.house.earned.minus(close.house.clawed_back)?,
            agents: close.assessments.len(),
            outcomes,
            debt: Money::sum(close.statements.iter().map(|statement| statement.debt))?,
        });
        Ok(())
    }

    /// The whole account.
    pub fn tell(&self, problems: &Problems, out: &Path, teller: Teller) -> Result<String, Failure> {
        let mut text = self.introduction(teller);
        text += &summary::files(problems.files(), teller);
        text += &self.left_out(problems, teller);
        text += &self.months(teller)?;
        text += &self.gmv.tell(teller);
        text += &self.unmatched(teller);
        text += &self.proof(teller)?;
        let written = teller.say("Files are in", "结果文件位于");
        let _ = writeln!(text, "{written} {}", out.display());
        Ok(text)
    }

    fn introduction(&self, teller: Teller) -> String {
        let (spend, agents) = (teller.money(self.agent_spend), self.agents);
        match teller.language {
            Language::English => format!(
                "UCI Online Retail, closed month by month. Amounts are in pounds with three decimals, so that every quantity ×\n\
                 unit price is exact and no line is rounded. {agents} customers with a net spend of {spend} or more are agents.\n"
            ),
            Language::Chinese => format!(
                "UCI Online Retail 逐月关账。金额以英镑计,三位小数:每行数量 × 单价均为精确值,行金额不作舍入。\n\
                 净消费不低于 {spend} 的 {agents} 位客户作为代理。\n"
            ),
        }
    }

    /// Lines of no amount, by reason, so that read = closed + left out + refused.
    fn left_out(&self, problems: &Problems, teller: Teller) -> String {
        let reasons = [
            (LeftOut::WrittenOff, "price 0, stock taken out", "单价 0,库存调减"),
            (LeftOut::Free, "price 0, given to a customer", "单价 0,赠予客户"),
            (LeftOut::NoPrice, "price 0, stock put in or corrected", "单价 0,库存调增或更正"),
        ];
        let count = |count: u64| grouped(&count.to_string());
        let mut rows: Vec<Vec<String>> = reasons
            .into_iter()
            .map(|(reason, english, chinese)| {
                let lines = self.file.left_out.get(&reason).copied().unwrap_or_default();
                vec![teller.say(english, chinese).to_owned(), count(lines)]
            })
            .collect();
        let left_out: u64 = self.file.left_out.values().sum();
        let closed = self.file.lines.len() as u64;
        let read: u64 = problems.files().iter().map(|file| file.read).sum();
        let refused = problems.refused();
        rows.push(vec![teller.say("together", "合计").to_owned(), count(left_out)]);
        let title = teller.say("Left out, since nothing was paid", "未入账行(金额为零)");
        let lines = teller.say("lines", "行数");
        let sign = if read == closed + left_out + refused { "=" } else { "≠" };
        let sum = match teller.language {
            Language::English => "read = with an amount + left out + refused",
            Language::Chinese => "读取 = 有金额 + 未入账 + 拒绝",
        };
        format!(
            "\n{title}\n{}  {sum}: {} {sign} {} + {} + {}\n",
            table(&["", lines], &rows),
            count(read),
            count(closed),
            count(left_out),
            count(refused)
        )
    }

    fn months(&self, teller: Teller) -> Result<String, Failure> {
        let mut header = vec![
            teller.say("month", "月份"),
            teller.say("orders", "订单"),
            teller.say("gross", "总额"),
            teller.say("refunded", "退款"),
            teller.say("net", "净额"),
            teller.say("the house", "平台"),
            teller.say("agents", "代理"),
        ];
        header.extend(COUNTED.iter().map(|(_, english, chinese)| teller.say(english, chinese)));
        header.push(teller.say("debts", "欠款"));
        let count = |count: u64| grouped(&count.to_string());
        let mut rows: Vec<Vec<String>> = Vec::new();
        for row in &self.rows {
            let amounts = [row.gross, row.refunded, row.net, row.house].map(|amount| teller.money(amount));
            let counts = row.outcomes.map(|count| count.to_string());
            let mut cells = vec![row.month.to_string(), count(row.orders)];
            cells.extend(amounts);
            cells.push(row.agents.to_string());
            cells.extend(counts);
            cells.push(teller.money(row.debt));
            rows.push(cells);
        }
        let sum = |of: fn(&Row) -> Money| Money::sum(self.rows.iter().map(of));
        let amounts =
            [sum(|row| row.gross)?, sum(|row| row.refunded)?, sum(|row| row.net)?, sum(|row| row.house)?];
        let orders: u64 = self.rows.iter().map(|row| row.orders).sum();
        let mut cells = vec![teller.say("all", "合计").to_owned(), count(orders)];
        cells.extend(amounts.map(|amount| teller.money(amount)));
        cells.push(String::new());
        for at in 0..COUNTED.len() {
            cells.push(self.rows.iter().map(|row| row.outcomes[at]).sum::<usize>().to_string());
        }
        cells.push(String::new());
        rows.push(cells);
        Ok(format!("\n{}\n{}", teller.say("Months", "各月"), table(&header, &rows)))
    }

    fn unmatched(&self, teller: Teller) -> String {
        let refunds = grouped(&self.unmatched.refunds.to_string());
        let amount = teller.money(self.unmatched.amount);
        match teller.language {
            Language::English => format!(
                "\n{refunds} refunds, those without a customer among them, found no earlier sale of the same customer and code,\n\
                 or less than they gave back: {amount} are borne by the house.\n"
            ),
            Language::Chinese => format!(
                "\n{refunds} 笔退款(含无客户编号者)找不到同一客户、同一货号的在先销售,或其余额不足:共 {amount},由平台承担。\n"
            ),
        }
    }

    /// The sums of the statements beside those of the file.
    fn proof(&self, teller: Teller) -> Result<String, Failure> {
        let (sales, refunds): (Vec<Money>, Vec<Money>) =
            self.file.lines.iter().map(|line| line.amount).partition(|amount| !amount.is_negative());
        let (sold, given_back) = (Money::sum(sales)?, Money::sum(refunds)?.negated());
        let sum = |of: fn(&Row) -> Money| Money::sum(self.rows.iter().map(of));
        let pairs = [
            (teller.say("gross", "总额"), sum(|row| row.gross)?, sold),
            (teller.say("refunded", "退款"), sum(|row| row.refunded)?, given_back),
            (teller.say("net", "净额"), sum(|row| row.net)?, sold.minus(given_back)?),
        ];
        let mut text = String::new();
        for (name, closed, file) in pairs {
            let equal = summary::equal(closed, file, teller)?;
            let of_file = teller.say("the file's", "文件合计");
            let _ = writeln!(text, "{name}: {equal} ({of_file})");
        }
        let balance = summary::balance(sum(|row| row.parts)?, sold.minus(given_back)?, teller)?;
        Ok(format!("\n{text}{balance}"))
    }
}
