//! The part of the summary that tells of prepaid balances: their books, and refunds with every basis.

use std::fmt::Write as _;

use siyu::Language;
use siyu::balance::{Basis, Candidate, EventKind, Leg, Route};
use siyu::money::Money;

use super::text::{Teller, table};
use super::vip::{SHOWN, VipTeller};
use crate::closed::ClosedMonth;
use crate::facts::Cause;
use crate::failure::Failure;
use crate::vip::{Colours, CustomerMonth, KINDS, PaidRefund, VipMonth};

/// Tells the balances of a month.
pub fn part(month: &ClosedMonth, vip: &VipMonth, teller: Teller) -> Result<String, Failure> {
    if month.rulebook.balance().is_err() {
        return Ok(String::new());
    }
    let mut out = books(vip, teller)?;
    let named = VipTeller { rulebook: &month.rulebook, teller };
    let refunds: Vec<(&CustomerMonth, &PaidRefund)> = vip.refunds().collect();
    if !refunds.is_empty() {
        let sum = teller.money(Money::sum(refunds.iter().map(|(_, refund)| refund.amount))?);
        let title = teller.say("Refunds of balances", "余额退款");
        let _ = writeln!(out, "\n{title} ({}): {sum}", refunds.len());
        for (customer, refund) in refunds.iter().take(SHOWN) {
            out += &told(customer, refund, named);
        }
        out += &named.more(refunds.len(), "refund_legs.csv");
    }
    Ok(out)
}

fn kind_name(kind: EventKind, teller: Teller) -> &'static str {
    match kind {
        EventKind::ToppedUp => teller.say("+ topped up, with bonus", "+ 充值与赠金"),
        EventKind::Spent => teller.say("− spent", "− 消费"),
        EventKind::Restored => teller.say("+ given back by returns", "+ 退货返还"),
        EventKind::Refunded => teller.say("− refunded", "− 退款"),
        EventKind::Lapsed => teller.say("− bonus lapsed", "− 赠金失效"),
        EventKind::Closed => teller.say("− closed", "− 销户"),
        EventKind::Reopened => teller.say("+ reopened", "+ 恢复"),
        EventKind::Exchanged => teller.say("± exchanged", "± 折换"),
    }
}

/// Opening, changes and closing, which sum up in both colours.
fn books(vip: &VipMonth, teller: Teller) -> Result<String, Failure> {
    let sums = vip.sums()?;
    sums.prove()?;
    let row = |name: &str, colours: Colours| -> Result<Vec<String>, Failure> {
        let amounts = [colours.principal, colours.bonus, colours.total()?];
        Ok([name.to_owned()].into_iter().chain(amounts.map(|amount| teller.money(amount))).collect())
    };
    let mut rows = vec![row(teller.say("opening", "期初"), sums.opening)?];
    for (kind, change) in KINDS.into_iter().zip(sums.changes) {
        let always = matches!(kind, EventKind::ToppedUp | EventKind::Spent | EventKind::Refunded);
        if always || change != Colours::default() {
            rows.push(row(kind_name(kind, teller), change)?);
        }
    }
    rows.push(row(teller.say("= closing", "= 期末"), sums.closing)?);
    let header =
        ["", teller.say("principal", "本金"), teller.say("bonus", "赠金"), teller.say("together", "合计")];
    let open = vip.customers.iter().filter(|month| month.sums.closing != Colours::default()).count();
    let title = teller.say("Balances of customers", "客户余额");
    Ok(format!("\n{title} ({open})\n{}", table(&header, &rows)))
}

/// What a basis is called.
fn basis_name(basis: Basis, teller: Teller) -> &'static str {
    match basis {
        Basis::Promise => teller.say("the merchant's promise", "商家承诺"),
        Basis::SevenDays => teller.say("untouched within 7 days", "七日内未使用"),
        Basis::Operator => teller.say("operator's cause", "经营者原因"),
        Basis::Consumer => teller.say("consumer's cause", "消费者原因"),
        Basis::Unlimited => teller.say("by time", "按时间折算"),
    }
}

fn cause_name(cause: Cause, teller: Teller) -> &'static str {
    match cause {
        Cause::None => teller.say("nobody's cause", "无特定原因"),
        Cause::Consumer => teller.say("the consumer's cause", "消费者原因"),
        Cause::Operator => teller.say("the operator's cause", "经营者原因"),
    }
}

fn told(customer: &CustomerMonth, refund: &PaidRefund, named: VipTeller<'_>) -> String {
    let teller = named.teller;
    let amount = teller.money(refund.amount);
    let (id, on) = (&customer.customer.id, refund.on);
    let cause = cause_name(refund.cause, teller);
    let separator = teller.say(", ", ",");
    let mut out = format!("  {id}{separator}{on}{separator}{cause}: {amount}\n");
    let header = [
        teller.say("    basis", "    依据"),
        teller.say("article", "条款"),
        teller.say("paid", "实付"),
        teller.say("deducted", "扣除"),
        teller.say("amount", "金额"),
        "",
    ];
    let rows: Vec<Vec<String>> =
        refund.quote.candidates.iter().map(|one| basis_row(one, refund, teller)).collect();
    out += &table(&header, &rows);
    for leg in &refund.legs {
        let _ = writeln!(out, "      {}", leg_told(leg, teller));
    }
    if let Some((before, after)) = refund.before.as_ref().zip(refund.after.as_ref()) {
        let level = teller.say("level", "等级");
        let (before, after) = (named.level(before.level.as_ref()), named.level(after.level.as_ref()));
        let _ = writeln!(out, "      {level}: {before} → {after}");
    }
    out
}

fn basis_row(candidate: &Candidate, refund: &PaidRefund, teller: Teller) -> Vec<String> {
    let applies = refund.quote.applies == Some(candidate.basis);
    let note = match (applies, candidate.granted) {
        (true, _) => teller.say("applies", "适用"),
        (false, true) => teller.say("granted", "有权主张"),
        (false, false) => teller.say("not granted", "不适用"),
    };
    let article = candidate.article.as_ref().map(|article| article.to_string()).unwrap_or_default();
    let article = match article.split_once(" art. ") {
        Some((law, number)) if teller.language == Language::Chinese => format!("{law}第 {number} 条"),
        _ => article,
    };
    let counted = |amount: Money| if candidate.paid.is_zero() { String::new() } else { teller.money(amount) };
    vec![
        format!("    {}", basis_name(candidate.basis, teller)),
        article,
        counted(candidate.paid),
        counted(candidate.deducted),
        teller.money(candidate.amount),
        note.to_owned(),
    ]
}

fn leg_told(leg: &Leg, teller: Teller) -> String {
    let amount = teller.money(leg.amount);
    let (lot, days) = (&leg.lot, leg.age_days);
    let channel = leg.channel.as_ref().map_or("–", |channel| channel.as_str());
    match (leg.route, teller.language) {
        (Route::Original, Language::English) => {
            format!("{amount} of {lot} back by {channel}, {days} days after the payment")
        }
        (Route::Transfer, Language::English) => {
            format!(
                "{amount} of {lot} by {channel}, since its own channel takes nothing back after {days} days"
            )
        }
        (Route::Original, Language::Chinese) => {
            format!("{lot} 的 {amount} 原路退回 {channel}(付款后 {days} 天)")
        }
        (Route::Transfer, Language::Chinese) => {
            format!("{lot} 的 {amount} 经 {channel} 转账(付款后 {days} 天,原渠道已不可退)")
        }
    }
}
