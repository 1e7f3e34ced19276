//! Why a decision is what it is: reasons with margins, as data, and as sentences in English and Chinese.

mod facts;
mod path;
mod rules;
mod words;

pub use facts::Facts;
pub use path::Path;
pub use rules::Rule;

use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::calendar::Date;
use crate::document::{
    Description, Field, Id, Node, Reader, Shape, Text, Writer, choice, field_name, record,
};
use crate::error::{Code, Error, Language, fill};
use crate::money::{Currency, Division, Money, Rate, Rounding, write_scaled};

choice! {
    /// How much a decision tells.
    pub enum Detail {
        /// The outcome alone.
        None = "none",
        /// The reasons that decided.
        Summary = "summary",
        /// Every reason.
        Full = "full",
    }
}

choice! {
    /// How an observed value is held against a threshold.
    pub enum Operator {
        /// observed ≥ threshold.
        AtLeast = "at_least",
        /// observed ≤ threshold.
        AtMost = "at_most",
        /// observed = threshold.
        Equal = "equal",
    }
}

/// A value with its unit. In documents an object with the unit as its one name: `{"money": "312.40"}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Quantity {
    /// An amount in the rulebook's currency.
    Money(Money),
    /// A share of something.
    Rate(Rate),
    /// A whole number.
    Count(i64),
    /// A number of days.
    Days(i64),
    /// A civil date.
    Date(Date),
    /// A name or a word.
    Text(Text),
}

impl Quantity {
    /// A name or a word; what a text cannot hold is left out.
    #[must_use]
    pub fn text(value: impl Into<Text>) -> Self {
        Self::Text(Text::cut(value))
    }

    /// Whether it is a number, or an amount, of nothing.
    fn is_nothing(&self) -> bool {
        match self {
            Self::Money(amount) => amount.is_zero(),
            Self::Rate(rate) => *rate == Rate::ZERO,
            Self::Count(count) | Self::Days(count) => *count == 0,
            Self::Date(_) | Self::Text(_) => false,
        }
    }

    fn rendered(&self, language: Language, currency: Currency) -> String {
        match (self, language) {
            (Self::Money(amount), _) => amount.to_text(currency),
            (Self::Rate(rate), _) => rate.to_percent(),
            (Self::Count(count), _) => count.to_string(),
            (Self::Days(days @ (1 | -1)), Language::English) => alloc::format!("{days} day"),
            (Self::Days(days), Language::English) => alloc::format!("{days} days"),
            (Self::Days(days), Language::Chinese) => alloc::format!("{days} 天"),
            (Self::Date(date), _) => date.to_string(),
            (Self::Text(text), _) => text.to_string(),
        }
    }
}

impl Shape for Quantity {
    const NEEDS_TREE: bool = true;
    fn blank() -> Self {
        Self::Count(0)
    }
    #[allow(private_interfaces)]
    fn read(node: &Node<'_>, reader: &mut Reader) -> Option<Self> {
        const UNITS: [&str; 6] = ["money", "rate", "count", "days", "date", "text"];
        let fields = reader.fields(node, &UNITS)?;
        let mut present = UNITS.into_iter().filter(|unit| fields.present(unit).is_some());
        let unit = present.next();
        if let (Some(first), Some(second)) = (unit, present.next()) {
            let found = alloc::format!("{first}, {second}");
            let error = Error::new(Code::AlternativeFields).found(found).allowed(UNITS.join(", "));
            reader.refuse("", error);
            return None;
        }
        match unit {
            Some("money") => reader.field(fields, "money").map(Self::Money),
            Some("rate") => reader.field(fields, "rate").map(Self::Rate),
            Some("count") => reader.field(fields, "count").map(Self::Count),
            Some("days") => reader.field(fields, "days").map(Self::Days),
            Some("date") => reader.field(fields, "date").map(Self::Date),
            Some(_) => reader.field(fields, "text").map(Self::Text),
            None => {
                reader.wrong_type(node, "{\"money\": \"…\"}");
                None
            }
        }
    }

    fn write(&self, writer: &mut Writer) {
        writer.object(|writer| match self {
            Self::Money(value) => writer.field(field_name!("money"), value),
            Self::Rate(value) => writer.field(field_name!("rate"), value),
            Self::Count(value) => writer.field(field_name!("count"), value),
            Self::Days(value) => writer.field(field_name!("days"), value),
            Self::Date(value) => writer.field(field_name!("date"), value),
            Self::Text(value) => writer.field(field_name!("text"), value),
        });
    }

    fn describe() -> Description {
        const DOCUMENTATION: &str = "A value with its unit as the one name of an object.";
        Description::named(module_path!(), "Quantity", DOCUMENTATION, || {
            let fields = alloc::vec![
                Field::of::<Money>("money", "An amount in the rulebook's currency."),
                Field::of::<Rate>("rate", "A share of something."),
                Field::of::<i64>("count", "A whole number."),
                Field::of::<i64>("days", "A number of days."),
                Field::of::<Date>("date", "A civil date."),
                Field::of::<Text>("text", "A name or a word."),
            ];
            let alone = |field| Description::Record(alloc::vec![field]);
            Description::AnyOf(fields.into_iter().map(alone).collect())
        })
    }
}

record! {
    /// An observed value held against a threshold.
    pub struct Comparison {
        /// What was seen.
        pub observed: Quantity,
        /// How it is held against the threshold.
        pub operator: Operator,
        /// What the rule asks for.
        pub threshold: Quantity,
        /// Whether it holds.
        pub holds: bool,
        /// How far the two are apart, never negative: "short by", or "beyond by".
        pub margin: Option<Quantity>,
    }
}

impl Comparison {
    /// Holds two values of one unit against each other; the margin is their distance.
    #[must_use]
    pub fn of(observed: Quantity, operator: Operator, threshold: Quantity) -> Self {
        use Quantity::{Count, Date, Days, Money, Rate, Text};
        let (order, margin) = match (&observed, &threshold) {
            (Money(a), Money(b)) => (a.cmp(b), a.minus(*b).ok().map(|distance| Money(distance.size()))),
            (Rate(a), Rate(b)) => (a.cmp(b), Some(Rate(if a > b { a.above(*b) } else { b.above(*a) }))),
            (Count(a), Count(b)) => (a.cmp(b), Some(Count(a.saturating_sub(*b).saturating_abs()))),
            (Days(a), Days(b)) => (a.cmp(b), Some(Days(a.saturating_sub(*b).saturating_abs()))),
            (Date(a), Date(b)) => (a.cmp(b), Some(Days(a.days_until(*b).saturating_abs()))),
            (Text(a), Text(b)) => (a.cmp(b), None),
            // Two units have no order: such a comparison never holds.
            _ => return Self { observed, operator, threshold, holds: false, margin: None },
        };
        let holds = match operator {
            Operator::AtLeast => order.is_ge(),
            Operator::AtMost => order.is_le(),
            Operator::Equal => order.is_eq(),
        };
        Self { observed, operator, threshold, holds, margin }
    }

    /// "short by 312.40", "met exactly", "met, with 12.00 to spare", …
    fn verdict(&self, language: Language, currency: Currency) -> String {
        let plain = |english: &str, chinese: &str| match language {
            Language::English => String::from(english),
            Language::Chinese => chinese.into(),
        };
        let Some(margin) = &self.margin else {
            return if self.holds { plain("met", "符合") } else { plain("not met", "不符合") };
        };
        let shown = margin.rendered(language, currency);
        let with =
            |english: &str, chinese: &str| fill(&plain(english, chinese), &[("margin", shown.clone())]);
        match (self.holds, self.operator) {
            (true, Operator::Equal) => plain("met", "符合"),
            (true, _) if margin.is_nothing() => plain("met exactly", "恰好达到"),
            (true, _) => with("met, with {margin} to spare", "符合,余量 {margin}"),
            (false, Operator::AtLeast) => with("short by {margin}", "还差 {margin}"),
            (false, Operator::AtMost) => with("too much by {margin}", "超出 {margin}"),
            (false, Operator::Equal) => with("off by {margin}", "相差 {margin}"),
        }
    }
}

record! {
    /// How an amount was computed: `basis · rate = quotient + remainder / denominator`, rounded to `amount`.
    pub struct Computation {
        /// What the rate applies to.
        pub basis: Option<Money>,
        /// The rate.
        pub rate: Option<Rate>,
        /// The exact quotient, toward zero.
        pub quotient: Option<Money>,
        /// What the quotient leaves, in `denominator`-ths of a minor unit.
        pub remainder: Option<i64>,
        /// The parts of a minor unit that the remainder counts.
        pub denominator: Option<i64>,
        /// How it was rounded.
        pub rounding: Option<Rounding>,
        /// The amount.
        pub amount: Money,
        /// Who took what rounding left.
        pub residue_to: Option<Id>,
    }
}

impl Computation {
    /// An amount that needed no computing.
    #[must_use]
    pub fn fixed(amount: Money) -> Self {
        Self {
            basis: None,
            rate: None,
            quotient: None,
            remainder: None,
            denominator: None,
            rounding: None,
            amount,
            residue_to: None,
        }
    }

    /// A rate of a basis, with its exact division.
    #[must_use]
    pub fn rated(basis: Money, rate: Rate, division: Division, rounding: Rounding, amount: Money) -> Self {
        Self {
            basis: Some(basis),
            rate: Some(rate),
            quotient: Money::from_exact(division.quotient).ok(),
            remainder: i64::try_from(division.remainder).ok(),
            denominator: i64::try_from(division.denominator).ok(),
            rounding: Some(rounding),
            ..Self::fixed(amount)
        }
    }

    /// A part of an amount by weight, with its exact division.
    #[must_use]
    pub fn weighted(whole: Money, division: Option<Division>, amount: Money) -> Self {
        Self {
            basis: Some(whole),
            quotient: division.and_then(|division| Money::from_exact(division.quotient).ok()),
            remainder: division.and_then(|division| i64::try_from(division.remainder).ok()),
            denominator: division.and_then(|division| i64::try_from(division.denominator).ok()),
            ..Self::fixed(amount)
        }
    }

    /// The exact value: "0.9995", or "0.12 + 1/300" where the decimals do not end.
    fn exact(&self, currency: Currency) -> String {
        let quotient = self.quotient.unwrap_or(self.amount);
        let decimals = u32::from(currency.decimals());
        match (self.remainder, self.denominator) {
            (Some(remainder), Some(denominator)) if remainder != 0 => {
                let (remainder, denominator) = (i128::from(remainder), i128::from(denominator));
                decimal(quotient.exact(), remainder, denominator, decimals).unwrap_or_else(|| {
                    fraction(&quotient.to_text(currency), remainder, denominator, decimals)
                })
            }
            _ => quotient.to_text(currency),
        }
    }
}

/// `(quotient + remainder / denominator) · 10^−decimals` as a decimal, where it has one of at most twelve places.
fn decimal(quotient: i128, remainder: i128, denominator: i128, decimals: u32) -> Option<String> {
    (1..=12_u32.saturating_sub(decimals)).find_map(|places| {
        let unit = 10_i128.checked_pow(places)?;
        let scaled = remainder.checked_mul(unit)?;
        if scaled.checked_rem(denominator)? != 0 {
            return None;
        }
        let value = quotient.checked_mul(unit)?.checked_add(scaled.checked_div(denominator)?)?;
        Some(write_scaled(value, decimals.saturating_add(places)))
    })
}

/// "0.12 + 1/300": the rest in parts of a major unit, like what stands before it.
fn fraction(quotient: &str, remainder: i128, denominator: i128, decimals: u32) -> String {
    let sign = if remainder < 0 { "-" } else { "+" };
    let part = remainder.unsigned_abs();
    let whole = denominator.unsigned_abs().saturating_mul(10_u128.saturating_pow(decimals));
    let (mut divisor, mut rest) = (whole, part);
    while let Some(next) = divisor.checked_rem(rest) {
        (divisor, rest) = (rest, next);
    }
    let reduced = |value: u128| value.checked_div(divisor).unwrap_or(value);
    alloc::format!("{quotient} {sign} {}/{}", reduced(part), reduced(whole))
}

record! {
    /// One reason of a decision.
    pub struct Reason {
        /// The rule it speaks of.
        pub rule: Rule,
        /// Where the rule stands in the rulebook: an RFC 6901 pointer.
        pub path: Option<Path>,
        /// The metric, party, line or tier it speaks of.
        pub subject: Option<Text>,
        /// What was held against what.
        pub comparison: Option<Box<Comparison>>,
        /// How an amount came about.
        pub computation: Option<Computation>,
        /// Whatever else the sentence needs, by name.
        pub facts: Facts = Facts::new(),
    }
}

impl Reason {
    /// A reason that names its rule alone.
    #[must_use]
    #[cfg_attr(not(target_family = "wasm"), inline)]
    pub fn new(rule: Rule) -> Self {
        Self { rule, path: None, subject: None, comparison: None, computation: None, facts: Facts::new() }
    }

    /// The reason with the rule's place in the rulebook.
    #[must_use]
    #[cfg_attr(not(target_family = "wasm"), inline)]
    pub fn at(mut self, path: impl Into<Path>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// The reason with what it speaks of.
    #[must_use]
    #[cfg_attr(not(target_family = "wasm"), inline)]
    pub fn of(mut self, subject: impl Into<Text>) -> Self {
        self.subject = Some(Text::cut(subject));
        self
    }

    /// The reason with a comparison.
    #[must_use]
    pub fn compared(mut self, comparison: Comparison) -> Self {
        self.comparison = Some(Box::new(comparison));
        self
    }

    /// The reason with how an amount came about.
    #[must_use]
    #[cfg_attr(not(target_family = "wasm"), inline)]
    pub fn computed(mut self, computation: Computation) -> Self {
        self.computation = Some(computation);
        self
    }

    /// The reason with what a member gets of a pool that has a whole to share: its weight, of all weights together.
    #[must_use]
    pub fn pooled(
        self,
        pool: impl Into<Text>,
        whole: Money,
        (weight, all): (u64, i128),
        amount: Money,
    ) -> Self {
        let numerator = whole.exact().saturating_mul(i128::from(weight));
        let division = Division::of(numerator, all, Rounding::Down);
        let count = |weight: i128| Quantity::Count(i64::try_from(weight).unwrap_or(i64::MAX));
        self.computed(Computation::weighted(whole, division, amount))
            .with("pool", Quantity::text(pool))
            .with("weight", count(i128::from(weight)))
            .with("total", count(all))
    }

    /// The reason with one fact more, under one of the project's own names.
    #[must_use]
    #[cfg_attr(not(target_family = "wasm"), inline)]
    pub fn with(mut self, name: &'static str, value: Quantity) -> Self {
        self.facts.insert(Id::fixed(name), value);
        self
    }

    /// The reason as a sentence.
    #[must_use]
    pub fn sentence(&self, language: Language, currency: Currency) -> String {
        fill(self.rule.template(language), &self.places(language, currency))
    }

    fn places(&self, language: Language, currency: Currency) -> Vec<(String, String)> {
        let mut places: Vec<(String, String)> = self
            .facts
            .iter()
            .map(|(name, value)| {
                let word = match value {
                    Quantity::Text(text) => words::word(name.as_str(), text.as_str(), language),
                    _ => None,
                };
                (name.to_string(), word.map_or_else(|| value.rendered(language, currency), String::from))
            })
            .collect();
        let mut put = |name: &str, value: String| places.push((name.into(), value));
        let subject = self.subject.as_ref().map_or("", Text::as_str);
        put("subject", subject.into());
        put("subject_word", words::subject(subject, language).into());
        if let Some(comparison) = &self.comparison {
            put("observed", comparison.observed.rendered(language, currency));
            put("threshold", comparison.threshold.rendered(language, currency));
            put(
                "margin",
                comparison
                    .margin
                    .as_ref()
                    .map(|margin| margin.rendered(language, currency))
                    .unwrap_or_default(),
            );
            put("verdict", comparison.verdict(language, currency));
        }
        if let Some(computation) = &self.computation {
            put("basis", computation.basis.unwrap_or(computation.amount).to_text(currency));
            put("rate", computation.rate.map(Rate::to_percent).unwrap_or_default());
            put("exact", computation.exact(currency));
            put("amount", computation.amount.to_text(currency));
        }
        places
    }
}

/// Gathers the reasons of one decision, as many as its level of detail asks for.
///
/// Reasons are made by closures, so that a decision without reasons pays for none.
#[derive(Debug, Clone)]
pub struct Reasons {
    detail: Detail,
    gathered: Vec<Reason>,
}

impl Reasons {
    /// Gathers at a level of detail.
    #[must_use]
    pub fn new(detail: Detail) -> Self {
        Self { detail, gathered: Vec::new() }
    }

    /// Gathers nothing.
    #[must_use]
    pub fn none() -> Self {
        Self::new(Detail::None)
    }

    /// How much is gathered: for decisions that gather reasons of others apart.
    #[must_use]
    pub fn level(&self) -> Detail {
        self.detail
    }

    /// A reason that decided: told in a summary.
    pub fn decisive(&mut self, reason: impl FnOnce() -> Reason) {
        if self.detail >= Detail::Summary {
            self.gathered.push(reason());
        }
    }

    /// A reason that only the full account tells.
    pub fn detail(&mut self, reason: impl FnOnce() -> Reason) {
        if self.detail == Detail::Full {
            self.gathered.push(reason());
        }
    }

    /// Reasons that only the full account tells, made together.
    pub fn details(&mut self, reasons: impl FnOnce() -> Vec<Reason>) {
        if self.detail == Detail::Full {
            self.gathered.extend(reasons());
        }
    }

    /// What was gathered, in order.
    #[must_use]
    pub fn into_vec(self) -> Vec<Reason> {
        self.gathered
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Choice;
    use crate::error::{Piece, places};
    use std::collections::BTreeSet;

    fn money(text: &str) -> Money {
        Money::parse(text, Currency::CNY).unwrap()
    }

    #[test]
    fn both_languages_of_a_rule_use_the_same_places() {
        let names = |template: &'static str| -> BTreeSet<&str> {
            places(template)
                .filter_map(|piece| if let Piece::Place(name) = piece { Some(name) } else { None })
                .collect()
        };
        for rule in Rule::ALL {
            assert_eq!(
                names(rule.template(Language::English)),
                names(rule.template(Language::Chinese)),
                "{}",
                rule.slug()
            );
        }
    }

    #[test]
    fn a_comparison_knows_its_margin() {
        let short = Comparison::of(
            Quantity::Money(money("49999.99")),
            Operator::AtLeast,
            Quantity::Money(money("50000")),
        );
        assert!(!short.holds);
        assert_eq!(short.verdict(Language::English, Currency::CNY), "short by 0.01");
        assert_eq!(short.verdict(Language::Chinese, Currency::CNY), "还差 0.01");
        let verdict = |observed, operator, threshold, language| {
            let held = Comparison::of(Quantity::Days(observed), operator, Quantity::Days(threshold));
            held.verdict(language, Currency::CNY)
        };
        use Language::{Chinese, English};
        use Operator::{AtLeast, AtMost, Equal};
        for (observed, operator, threshold, english, chinese) in [
            (5, AtLeast, 3, "met, with 2 days to spare", "符合,余量 2 天"),
            (3, AtLeast, 3, "met exactly", "恰好达到"),
            (2, AtLeast, 3, "short by 1 day", "还差 1 天"),
            (2, AtMost, 3, "met, with 1 day to spare", "符合,余量 1 天"),
            (3, AtMost, 3, "met exactly", "恰好达到"),
            (5, AtMost, 3, "too much by 2 days", "超出 2 天"),
            (3, Equal, 3, "met", "符合"),
            (5, Equal, 3, "off by 2 days", "相差 2 天"),
        ] {
            assert_eq!(verdict(observed, operator, threshold, English), english);
            assert_eq!(verdict(observed, operator, threshold, Chinese), chinese);
        }
        let exact = Comparison::of(Quantity::Count(3), Operator::AtLeast, Quantity::Count(3));
        assert!(exact.holds);
        assert_eq!(exact.margin, Some(Quantity::Count(0)));
        assert!(!Comparison::of(Quantity::Count(3), Operator::Equal, Quantity::Days(3)).holds);
    }

    #[test]
    fn a_reason_is_a_sentence_and_is_read_back() {
        let basis = money("19.99");
        let rate = Rate::parse("5%").unwrap();
        let (amount, division) = basis.at_rate(rate, Rounding::Down);
        let reason = Reason::new(Rule::ShareRated)
            .at("/commission/roles/direct")
            .of("a1")
            .computed(Computation::rated(basis, rate, division, Rounding::Down, amount))
            .with("pool", Quantity::text("p"));
        assert_eq!(
            reason.sentence(Language::English, Currency::CNY),
            "a1 gets 5% of 19.99: exactly 0.9995, so 0.99"
        );
        let mut writer = Writer::new(Currency::CNY);
        reason.write(&mut writer);
        let text = writer.finish();
        let tree = crate::document::parse(&text).unwrap();
        assert_eq!(Reason::read(&tree.root(), &mut Reader::new(Currency::CNY)), Some(reason));
    }

    #[test]
    fn an_exact_value_is_in_the_unit_of_its_amount() {
        let jpy = Currency::named("JPY").unwrap();
        for (numerator, denominator, currency, shown) in [
            (1999 * 50_000, 1_000_000, Currency::CNY, "0.9995"),
            (100, 1, Currency::CNY, "1.00"),
            (1, 1_000_000, Currency::CNY, "0.00000001"),
            (-1999 * 50_000, 1_000_000, Currency::CNY, "-0.9995"),
            (100, 3, Currency::CNY, "0.33 + 1/300"),
            (-50, 6, Currency::CNY, "-0.08 - 1/300"),
            (7, 8, jpy, "0.875"),
            (7, 6, jpy, "1 + 1/6"),
        ] {
            let division = Division::of(numerator, denominator, Rounding::Down).unwrap();
            let computation = Computation::weighted(Money::ZERO, Some(division), Money::ZERO);
            assert_eq!(computation.exact(currency), shown);
        }
    }

    #[test]
    fn a_quantity_has_one_unit() {
        let read = |text: &str| {
            let tree = crate::document::parse(text).unwrap();
            let mut reader = Reader::new(Currency::CNY);
            let read = Quantity::read(&tree.root(), &mut reader);
            read.ok_or_else(|| reader.first_error(text, &tree.root()).unwrap().code)
        };
        assert_eq!(read(r#"{"count": 3, "days": null}"#), Ok(Quantity::Count(3)));
        assert_eq!(read(r#"{"count": 3, "days": 3}"#), Err(Code::AlternativeFields));
        assert_eq!(read("{}"), Err(Code::WrongType));
    }

    #[test]
    fn detail_decides_what_is_gathered() {
        for (detail, count) in [(Detail::None, 0), (Detail::Summary, 1), (Detail::Full, 2)] {
            let mut reasons = Reasons::new(detail);
            reasons.decisive(|| Reason::new(Rule::ShareFixed));
            reasons.detail(|| Reason::new(Rule::ShareFixed));
            assert_eq!(reasons.into_vec().len(), count);
        }
    }
}
