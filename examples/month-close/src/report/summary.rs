//! The summary of a closed month.

use std::fmt::Write as _;

use siyu::commission::Statement;
use siyu::money::Money;
use siyu::month::Assessed;
use siyu::reason::{Reason, Rule};
use siyu::{Id, Language};

use super::text::{Teller, grouped, table};
use super::{balances, customers, gmv, vip};
use crate::closed::{Beside, ClosedMonth};
use crate::facts::Outcome;
use crate::failure::Failure;
use crate::input::{FileLog, Problems};

/// As many of a kind as a summary names; the files have all.
const SHOWN: usize = 5;

/// Tells a closed month.
pub fn month(month: &ClosedMonth, teller: Teller) -> Result<String, Failure> {
    let mut out = heading(month, teller);
    out += &files(month.problems.files(), teller);
    out += &totals(month, teller);
    out += &agents(month, teller);
    out += &statements(month, teller);
    out += &debts(month, teller)?;
    if let Some(vip) = &month.beside.vip {
        out += &vip::part(month, vip, teller)?;
        out += &balances::part(month, vip, teller)?;
    }
    let Beside { gmv, customers, .. } = &month.beside;
    out += &gmv.as_ref().map(|gmv| gmv::part(gmv, teller)).unwrap_or_default();
    out += &customers.as_ref().map(|segments| customers::part(segments, teller)).unwrap_or_default();
    out += &house(month, teller);
    out += &balance(month.parts()?, month.close().net, teller)?;
    Ok(out)
}

/// What a month is closed by.
pub fn heading(month: &ClosedMonth, teller: Teller) -> String {
    let stamp = &month.decision.rulebook;
    let digest = stamp.digest.as_str().get(..12).unwrap_or_default().to_owned();
    let period = month.close().period;
    let (name, version) = (&stamp.name, &stamp.version);
    match teller.language {
        Language::English => {
            format!("{period} closed by the rulebook {name} {version} (sha-256 {digest}…)\n")
        }
        Language::Chinese => {
            format!("{period} 已按规则书 {name} {version} 关账(SHA-256 {digest}…)\n")
        }
    }
}

/// What was read of each file, what was closed and what was refused.
pub fn files(files: &[FileLog], teller: Teller) -> String {
    let header = [
        teller.say("file", "文件"),
        teller.say("rows read", "读取行数"),
        teller.say("closed", "入账"),
        teller.say("refused", "拒绝"),
    ];
    let rows: Vec<Vec<String>> = files
        .iter()
        .map(|file| {
            let counts = [file.read, file.taken(), file.refused];
            let counts = counts.iter().map(|count| grouped(&count.to_string()));
            [file.name.clone()].into_iter().chain(counts).collect()
        })
        .collect();
    format!("\n{}\n{}", teller.say("Files", "文件"), table(&header, &rows))
}

/// Columns that nobody knows, one line per file.
pub fn unknown_columns(problems: &Problems, teller: Teller) -> Vec<String> {
    let files = problems.files().iter().filter(|file| !file.unknown.is_empty());
    let told = files.map(|file| {
        let names: Vec<String> = file.unknown.iter().map(|name| format!("`{name}`")).collect();
        let note = teller.say("columns that are not looked at", "以下列未使用");
        format!("{}:1: {note}: {}", file.name, names.join(", "))
    });
    told.collect()
}

fn totals(month: &ClosedMonth, teller: Teller) -> String {
    let totals = &month.close().totals;
    let count = |count: u64| grouped(&count.to_string());
    let rows = [
        (teller.say("orders", "订单"), count(totals.orders)),
        (teller.say("lines", "订单行"), count(totals.lines)),
        (teller.say("refunds", "退款笔数"), count(totals.refunds)),
        (teller.say("gross", "销售总额"), teller.money(totals.gross)),
        (teller.say("refunded", "退款"), teller.money(totals.refunded)),
        (teller.say("  of it for earlier months", "  其中往月订单"), teller.money(totals.refunded_late)),
        (teller.say("net", "净销售额"), teller.money(month.close().net)),
    ];
    let rows: Vec<Vec<String>> = rows.into_iter().map(|(name, value)| vec![name.into(), value]).collect();
    format!("\n{}\n{}", teller.say("Sales", "销售"), table(&["", month.rulebook.currency().code()], &rows))
}

/// Every outcome, in the order in which it is told.
const OUTCOMES: [(Outcome, &str, &str); 6] = [
    (Outcome::Promoted, "rose", "晋升"),
    (Outcome::Kept, "kept", "保级"),
    (Outcome::Protected, "protected", "保护期"),
    (Outcome::Warned, "warned", "预警"),
    (Outcome::Demoted, "fell", "降级"),
    (Outcome::Cleared, "cleared", "清退"),
];

fn agents(month: &ClosedMonth, teller: Teller) -> String {
    let assessments = &month.close().assessments;
    let of =
        |outcome: Outcome| assessments.iter().filter(move |assessed| assessed.assessment.outcome == outcome);
    let counts = OUTCOMES.map(|(outcome, english, chinese)| {
        format!("{} {}", teller.say(english, chinese), of(outcome).count())
    });
    let title = teller.say("Agents", "代理");
    let mut out = format!("\n{title} ({}): {}\n", assessments.len(), counts.join(", "));
    for (outcome, english, chinese) in OUTCOMES {
        if matches!(outcome, Outcome::Kept) {
            continue;
        }
        let all: Vec<&Assessed> = of(outcome).collect();
        if all.is_empty() {
            continue;
        }
        let _ = writeln!(out, "  {}", teller.say(english, chinese));
        for assessed in all.iter().take(SHOWN) {
            let _ = writeln!(out, "    {}", told(month, assessed, teller));
        }
        out += &more(all.len(), "    ", "assessments.csv", teller);
    }
    let unassessed = &month.close().unassessed;
    if !unassessed.is_empty() {
        let names: Vec<&str> = unassessed.iter().take(SHOWN).map(Id::as_str).collect();
        let note = teller.say("sold and are not in agents.csv", "有销售但不在 agents.csv 中");
        let _ = writeln!(out, "  {note}: {} ({})", unassessed.len(), names.join(", "));
    }
    out
}

/// An agent, and why.
fn told(month: &ClosedMonth, assessed: &Assessed, teller: Teller) -> String {
    let agent = &assessed.assessment.agent;
    let sentences = assessed.reasons.iter().map(|reason| reason.sentence(teller.language, teller.currency));
    let named = month.agents.agent(agent).and_then(|agent| agent.name.as_deref());
    let named = named.map(|name| format!("{name}, ")).unwrap_or_default();
    format!("{named}{}", sentences.collect::<Vec<_>>().join("; "))
}

fn more(all: usize, indent: &str, file: &str, teller: Teller) -> String {
    if all <= SHOWN {
        return String::new();
    }
    let more = all - SHOWN;
    match teller.language {
        Language::English => format!("{indent}… and {more} more in {file}\n"),
        Language::Chinese => format!("{indent}…… 其余 {more} 条见 {file}\n"),
    }
}

/// The largest statements: of agents, and of suppliers and all others.
fn statements(month: &ClosedMonth, teller: Teller) -> String {
    let is_agent = |statement: &&Statement| month.agents.agent(&statement.party).is_some();
    let (agents, others): (Vec<&Statement>, Vec<&Statement>) =
        month.close().statements.iter().partition(is_agent);
    let of_agents = teller.say("Statements of agents, the largest", "代理对账单(金额最大者)");
    let of_others =
        teller.say("Statements of suppliers and others, the largest", "供应商等对账单(金额最大者)");
    let tables = [(of_agents, agents), (of_others, others)].into_iter();
    tables.map(|(title, statements)| statement_table(month, title, statements, teller)).collect()
}

fn statement_table(
    month: &ClosedMonth,
    title: &str,
    mut statements: Vec<&Statement>,
    teller: Teller,
) -> String {
    if statements.is_empty() {
        return String::new();
    }
    let kept = |statement: &Statement| statement.earned.minus(statement.clawed_back).unwrap_or_default();
    // The sort is stable, and the statements stand by id.
    statements.sort_by_key(|statement| std::cmp::Reverse(kept(statement)));
    let header = [
        teller.say("party", "对象"),
        teller.say("opening", "期初"),
        teller.say("earned", "入账"),
        teller.say("clawed back", "扣回"),
        teller.say("paid", "已付"),
        teller.say("closing", "期末"),
        teller.say("payable", "可提"),
        teller.say("debt", "欠款"),
    ];
    let rows = statements.iter().take(SHOWN).map(|statement| {
        let amounts = [
            statement.opening,
            statement.earned,
            statement.clawed_back,
            statement.paid,
            statement.closing,
            statement.account.payable,
            statement.debt,
        ];
        let amounts = amounts.into_iter().map(|amount| teller.money(amount));
        [named(month, &statement.party)].into_iter().chain(amounts).collect()
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let more = more(statements.len(), "  ", "statements.csv", teller);
    format!("\n{title} ({})\n{}{more}", statements.len(), table(&header, &rows))
}

fn named(month: &ClosedMonth, party: &Id) -> String {
    let name = month.agents.agent(party).and_then(|agent| agent.name.as_deref());
    name.map_or_else(|| party.to_string(), |name| format!("{party} {name}"))
}

/// Debts that arose and that were netted: a refund of what was already paid out.
fn debts(month: &ClosedMonth, teller: Teller) -> Result<String, Failure> {
    let (mut arose, mut netted) = (Money::ZERO, Money::ZERO);
    let mut told = Vec::new();
    for (party, reasons) in month.debt_reasons()? {
        for reason in &reasons {
            let amount =
                reason.computation.as_ref().map(|computation| computation.amount).unwrap_or_default();
            let sum = if reason.rule == Rule::DebtArose { &mut arose } else { &mut netted };
            *sum = sum.plus(amount)?;
        }
        let sentence = |reason: &Reason| reason.sentence(teller.language, teller.currency);
        let sentences: Vec<String> = reasons.iter().map(sentence).collect();
        told.push(format!("    {}: {}", named(month, &party), sentences.join("; ")));
    }
    if told.is_empty() {
        return Ok(String::new());
    }
    let owed = Money::sum(month.statements().map(|statement| statement.debt))?;
    let (arose, netted, owed) = (teller.money(arose), teller.money(netted), teller.money(owed));
    let title = match teller.language {
        Language::English => {
            format!("\nDebts: {arose} arose, {netted} were netted, {owed} are owed at the end\n")
        }
        Language::Chinese => format!("\n欠款:新增 {arose},抵扣 {netted},期末 {owed}\n"),
    };
    let all = told.len();
    told.truncate(SHOWN);
    Ok(title + &told.join("\n") + "\n" + &more(all, "    ", "statements.csv", teller))
}

fn house(month: &ClosedMonth, teller: Teller) -> String {
    let house = &month.close().house;
    let kept = house.earned.minus(house.clawed_back).unwrap_or_default();
    let (earned, back) = (teller.money(house.earned), teller.money(house.clawed_back));
    let kept = teller.money(kept);
    match teller.language {
        Language::English => {
            format!("\nThe house ({}): {earned} earned, {back} given back, {kept} left\n", house.party)
        }
        Language::Chinese => {
            format!("\n平台({}):入账 {earned},退回 {back},留存 {kept}\n", house.party)
        }
    }
}

/// The line that everything is for.
pub fn balance(parts: Money, orders: Money, teller: Teller) -> Result<String, Failure> {
    let (left, right) = (teller.say("Σ parts", "Σ 各方"), teller.say("Σ orders", "Σ 订单"));
    Ok(format!("\n{left} = {right}: {}\n", equal(parts, orders, teller)?))
}

/// Two amounts that must be the same.
pub fn equal(one: Money, other: Money, teller: Teller) -> Result<String, Failure> {
    let (shown, expected) = (teller.money(one), teller.money(other));
    if one == other {
        return Ok(format!("{shown} = {expected}"));
    }
    Err(Failure(format!("the books do not balance: {shown} instead of {expected}")))
}
