//! The part of the summary that tells of VIP customers: levels, and why they moved; prices; perks.

use std::fmt::Write as _;

use siyu::money::Money;
use siyu::reason::{Reason, Rule};
use siyu::vip::{LevelChange, Step};
use siyu::{Id, Language, Rulebook, Text};

use super::text::{Teller, table};
use crate::closed::ClosedMonth;
use crate::failure::Failure;
use crate::vip::{CustomerMonth, LevelStep, PricedOrder, VipMonth};

/// As many of a kind as a summary names; the files have all.
pub const SHOWN: usize = 5;

/// Tells the levels, the prices and the perks of a month.
pub fn part(month: &ClosedMonth, vip: &VipMonth, teller: Teller) -> Result<String, Failure> {
    let teller = VipTeller { rulebook: &month.rulebook, teller };
    if month.rulebook.vip().is_err() {
        return Ok(String::new());
    }
    let mut out = teller.levels(vip);
    out += &teller.moves(vip);
    out += &teller.prices(vip)?;
    out += &teller.perks(month, vip);
    Ok(out)
}

/// Tells with the names that the rulebook gives.
#[derive(Clone, Copy)]
pub struct VipTeller<'a> {
    /// The rules.
    pub rulebook: &'a Rulebook,
    /// The language and the currency.
    pub teller: Teller,
}

/// What became of levels, in the order in which it is told.
const CHANGES: [(LevelChange, &str, &str); 4] = [
    (LevelChange::Granted, "new", "新获得"),
    (LevelChange::Upgraded, "rose", "升级"),
    (LevelChange::Lowered, "lowered", "降级"),
    (LevelChange::Ended, "ended", "失去"),
];

impl VipTeller<'_> {
    /// What customers call a level.
    pub fn level(&self, level: Option<&Id>) -> String {
        let Some(level) = level else { return self.teller.say("no level", "无等级").to_owned() };
        let rules = self.rulebook.vip().ok();
        let known = rules.and_then(|rules| rules.levels.iter().find(|known| known.id == *level));
        let name = known.and_then(|known| known.name.as_ref()).map(|name| name.to_string());
        name.unwrap_or_else(|| level.to_string())
    }

    fn levels(&self, vip: &VipMonth) -> String {
        let counted = vip.levels();
        let rules = self.rulebook.vip().ok();
        let levels = rules.map(|rules| rules.levels.iter().map(|level| Some(&level.id)).collect());
        let levels: Vec<Option<&Id>> = levels.unwrap_or_default();
        let counts = levels.into_iter().chain([None]).map(|level| {
            let count = counted.get(&level).copied().unwrap_or_default();
            format!("{} {count}", self.level(level))
        });
        let counts = counts.collect::<Vec<String>>().join(", ");
        let title = self.teller.say("VIP customers", "VIP 客户");
        format!("\n{title} ({}): {counts}\n", vip.customers.len())
    }

    fn moves(&self, vip: &VipMonth) -> String {
        let mut out = String::new();
        for (change, english, chinese) in CHANGES {
            let of = |month: &'_ CustomerMonth, step: &LevelStep| {
                (step.standing.change == change).then(|| self.told(month, step))
            };
            let moves =
                vip.customers.iter().flat_map(|month| month.moves().filter_map(move |step| of(month, step)));
            let moves: Vec<String> = moves.collect();
            if moves.is_empty() {
                continue;
            }
            let _ = writeln!(out, "  {} ({})", self.teller.say(english, chinese), moves.len());
            for told in moves.iter().take(SHOWN) {
                let _ = writeln!(out, "    {told}");
            }
            out += &self.more(moves.len(), "vip.csv");
        }
        out
    }

    /// A customer whose level moved, and why.
    fn told(&self, month: &CustomerMonth, step: &LevelStep) -> String {
        let (before, after) = (self.level(step.before.as_ref()), self.level(step.standing.level.as_ref()));
        let why = self.sentences(step.reasons.iter());
        format!("{}, {}: {before} → {after}; {why}", month.customer.id, step.on)
    }

    /// Reasons as sentences. That a purchase is there goes without saying.
    pub fn sentences<'r>(&self, reasons: impl Iterator<Item = &'r Reason>) -> String {
        let holds = |reason: &Reason| reason.comparison.as_ref().is_some_and(|comparison| comparison.holds);
        let told = reasons.filter(|reason| reason.rule != Rule::VipPurchase || !holds(reason));
        let sentences = told.map(|reason| reason.sentence(self.teller.language, self.teller.currency));
        sentences.collect::<Vec<String>>().join("; ")
    }

    /// How many there are beyond those that are shown.
    pub fn more(&self, all: usize, file: &str) -> String {
        match (all.checked_sub(SHOWN).filter(|more| *more > 0), self.teller.language) {
            (None, _) => String::new(),
            (Some(more), Language::English) => format!("    … and {more} more in {file}\n"),
            (Some(more), Language::Chinese) => format!("    …… 其余 {more} 条见 {file}\n"),
        }
    }

    fn prices(&self, vip: &VipMonth) -> Result<String, Failure> {
        let orders = &vip.prices.orders;
        let mut out = String::new();
        if !orders.is_empty() {
            out += &self.price_sums(orders)?;
            let otherwise: Vec<&PricedOrder> = orders.iter().filter(|order| !order.agrees()).collect();
            for order in otherwise.iter().take(SHOWN) {
                let _ = writeln!(out, "    {}", self.otherwise(order));
            }
            out += &self.more(otherwise.len(), "vip_prices.csv");
        }
        if let Some((order, error)) = vip.prices.unpriced.first() {
            let count = vip.prices.unpriced.len();
            let note = self.teller.say("orders could not be priced; the first is", "笔订单无法定价,首笔为");
            let _ = writeln!(out, "  {count} {note} {order}: {}", error.message(self.teller.language));
        }
        let birthday = orders.iter().filter(|order| !order.step(Step::Birthday).is_zero());
        let shown = birthday.clone().find(|order| order.agrees()).or(birthday.clone().next());
        out += &shown.map(|order| self.waterfall(order)).unwrap_or_default();
        Ok(out)
    }

    fn price_sums(&self, orders: &[PricedOrder]) -> Result<String, Failure> {
        let money = |of: &dyn Fn(&PricedOrder) -> Money| {
            Money::sum(orders.iter().map(of)).map(|amount| self.teller.money(amount))
        };
        let list = money(&|order| order.priced.list)?;
        let [level, birthday] =
            [Step::Level, Step::Birthday].map(|step| money(&move |order| order.step(step)));
        let (level, birthday) = (level?, birthday?);
        let payable = money(&|order| order.priced.payable)?;
        let paid = money(&|order| order.paid)?;
        let (count, otherwise) = (orders.len(), orders.iter().filter(|order| !order.agrees()).count());
        Ok(match self.teller.language {
            Language::English => format!(
                "  VIP prices of {count} orders: list {list} − level {level} − birthday {birthday} = {payable}; \
                 paid {paid}, {otherwise} otherwise than the rules say\n"
            ),
            Language::Chinese => format!(
                "  {count} 笔订单的 VIP 价:原价 {list} − 等级 {level} − 生日 {birthday} = {payable};\
                 实付 {paid},与规则不符 {otherwise} 笔\n"
            ),
        })
    }

    fn otherwise(&self, order: &PricedOrder) -> String {
        let (paid, due) = (self.teller.money(order.paid), self.teller.money(order.priced.payable));
        let (id, customer, on) = (&order.order, &order.customer, order.on);
        match self.teller.language {
            Language::English => format!("order {id} of {customer}, {on}: {paid} was paid instead of {due}"),
            Language::Chinese => format!("{customer} 的订单 {id}({on}):实付 {paid},应付 {due}"),
        }
    }

    /// The price of an order, step by step.
    fn waterfall(&self, order: &PricedOrder) -> String {
        let teller = self.teller;
        let born = order.born_on.map(|date| date.to_string()).unwrap_or_default();
        let (id, customer, on) = (&order.order, &order.customer, order.on);
        let level = self.level(Some(&order.level));
        let title = match teller.language {
            Language::English => {
                format!("A birthday price: order {id} of {customer} ({level}, born on {born}), {on}")
            }
            Language::Chinese => format!("生日折上折:{customer}({level},{born} 出生)的订单 {id},{on}"),
        };
        let mut rows = vec![vec![
            teller.say("list price", "原价").to_owned(),
            String::new(),
            teller.money(order.priced.list),
        ]];
        for step in order.priced.steps.iter().filter(|step| !step.amount.is_zero()) {
            let name = match step.step {
                Step::Level => teller.say("level", "等级"),
                Step::Birthday => teller.say("birthday", "生日"),
                Step::Coupon => teller.say("coupon", "优惠券"),
                Step::Points => teller.say("points", "积分"),
            };
            rows.push(vec![name.to_owned(), teller.money(step.amount.negated()), teller.money(step.price)]);
        }
        let payable = teller.money(order.priced.payable);
        rows.push(vec![teller.say("payable", "应付").to_owned(), String::new(), payable]);
        rows.push(vec![teller.say("paid", "实付").to_owned(), String::new(), teller.money(order.paid)]);
        let why = self.sentences(order.reasons.iter());
        let header = ["", teller.say("step", "步骤"), teller.say("price", "价格")];
        format!("\n{title}\n{}  {why}\n", table(&header, &rows))
    }

    fn perks(&self, month: &ClosedMonth, vip: &VipMonth) -> String {
        let Ok(rules) = self.rulebook.vip() else { return String::new() };
        let told = vip.perks.iter().filter(|(_, customers)| *customers > 0).map(|(id, customers)| {
            let perk = rules.perks.iter().find(|perk| perk.id == *id);
            let name = perk.and_then(|perk| perk.name.as_ref()).map_or(id.as_str(), Text::as_str);
            format!("{name} {customers}")
        });
        let told: Vec<String> = told.collect();
        if told.is_empty() {
            return String::new();
        }
        let last = month.close().period.last();
        let (told, teller) = (told.join(", "), self.teller);
        match teller.language {
            Language::English => {
                format!("\nPerks on {last}, customers whose level may have them: {told}\n")
            }
            Language::Chinese => format!("\n{last} 可享权益的客户数(按等级与日期):{told}\n"),
        }
    }
}
