//! The section `balance` of a rulebook, and its findings.

use alloc::string::String;
use alloc::vec::Vec;

use crate::document::{Id, Map, Reader, choice, pointer_step, record};
use crate::error::{Code, Error};
use crate::money::{Currency, Money};

/// The most days that a validity may last: a hundred years.
const MOST_DAYS: u32 = 36_525;

choice! {
    /// Whether a card bears its holder's name. The law caps the two differently.
    pub enum CardKind {
        /// 记名: in the holder's name.
        Named = "named",
        /// 不记名: in nobody's name.
        Anonymous = "anonymous",
    }
}

choice! {
    /// What the cap of a card counts.
    pub enum CapCounts {
        /// Unspent principal and unspent bonus.
        PrincipalAndBonus = "principal_and_bonus",
        /// Unspent principal alone.
        Principal = "principal",
    }
}

record! {
    /// The card that a balance is kept on.
    pub struct CardRules {
        /// Named or anonymous.
        pub kind: CardKind = CardKind::Named,
        /// The most that a top-up may lift the balance to. Where absent, the law's cap in CNY (单用途商业预付卡管理办法(试行)):
        /// 5,000.00 named, 1,000.00 anonymous; no cap in other currencies.
        pub cap: Option<Money>,
        /// What the cap counts.
        pub cap_counts: CapCounts = CapCounts::PrincipalAndBonus,
    }
}

choice! {
    /// How often a step of the bonus ladder is given.
    pub enum BonusGrant {
        /// The highest step that the top-up reaches, once.
        Once = "once",
        /// The highest step that the top-up reaches, for each whole multiple of it.
        PerMultiple = "per_multiple",
    }
}

record! {
    /// A step of the bonus ladder: "充3000送300".
    pub struct BonusStep {
        /// The least top-up, above zero.
        pub at_least: Money,
        /// What the merchant adds, not negative.
        pub bonus: Money,
    }
}

record! {
    /// What the merchant adds to a top-up.
    pub struct BonusRules {
        /// The ladder, lowest step first.
        pub steps: Vec<BonusStep> = Vec::new(),
        /// How often a step is given.
        pub grant: BonusGrant = BonusGrant::Once,
        /// Days after the top-up through which the bonus can be spent; no end where absent.
        pub valid_days: Option<u32>,
    }
}

choice! {
    /// In which order a purchase draws on lots and colours. Lots go by expiry (none is last), date and id; expired
    /// ones are never drawn on.
    pub enum SpendingOrder {
        /// The principal of all lots, then the bonus of all lots.
        PrincipalFirst = "principal_first",
        /// The bonus of all lots, then the principal of all lots.
        BonusFirst = "bonus_first",
        /// Lot by lot, principal = ⌊paid · used / (paid + bonus)⌋ of all that is used of the lot, bonus the rest.
        Proportional = "proportional",
        /// What expires soonest, then the oldest, then by id; of one lot, principal before a bonus that expires with it.
        SoonestExpiry = "soonest_expiry",
    }
}

choice! {
    /// What the merchant promises beyond the law.
    pub enum Promise {
        /// The unspent principal is paid back at any time: 余额随时可退 \[X\].
        AnyTime = "any_time",
        /// Nothing.
        None = "none",
    }
}

choice! {
    /// At which price used goods count when the customer ends the contract.
    pub enum ConsumerPrice {
        /// At the price without discount, as the law allows (法释〔2025〕4号 art. 19).
        Undiscounted = "undiscounted",
        /// At what was charged: a better agreement, which prevails.
        Charged = "charged",
    }
}

record! {
    /// What is paid back, and when.
    pub struct RefundRules {
        /// What the merchant promises.
        pub promise: Promise,
        /// Days after the day of payment through which an untouched lot is paid back in full (法释〔2025〕4号 art. 14).
        pub window_days: u32 = 7,
        /// At which price used goods count on the consumer's cause.
        pub consumer_price: ConsumerPrice = ConsumerPrice::Undiscounted,
    }
}

record! {
    /// A way in which customers pay.
    pub struct Channel {
        /// Whether it can take money back at all: cash cannot.
        pub refundable: bool = true,
        /// Days after the payment through which it takes money back (WeChat Pay: 365); no end where absent.
        pub days: Option<u32>,
        /// The channel that pays what this one no longer can; any transfer where absent.
        pub transfer_fallback: Option<Id>,
    }
}

record! {
    /// The rules of balances.
    pub struct Rules {
        /// The card.
        pub card: CardRules = CardRules::default(),
        /// What is added to a top-up.
        pub bonus: BonusRules = BonusRules::default(),
        /// Days after the top-up through which a lot can be spent; no end where absent. Principal that can no longer be
        /// spent is never forfeited: it stays refundable.
        pub valid_days: Option<u32>,
        /// The order of spending.
        pub spending: SpendingOrder = SpendingOrder::PrincipalFirst,
        /// What is paid back, and when.
        pub refund: RefundRules,
        /// The ways of paying, by id.
        pub channels: Map<Id, Channel> = Map::new(),
    }
    check: check;
}

impl Default for CardRules {
    fn default() -> Self {
        Self { kind: CardKind::Named, cap: None, cap_counts: CapCounts::PrincipalAndBonus }
    }
}

impl Default for BonusRules {
    fn default() -> Self {
        Self { steps: Vec::new(), grant: BonusGrant::Once, valid_days: None }
    }
}

impl CardRules {
    /// The cap that holds: the rulebook's own, or the law's for renminbi.
    #[must_use]
    pub fn cap_in(&self, currency: Currency) -> Option<Money> {
        let yuan = match self.kind {
            CardKind::Named => 5_000_i128,
            CardKind::Anonymous => 1_000,
        };
        let lawful = || {
            let unit = 10_i128.saturating_pow(u32::from(currency.decimals()));
            (currency.code() == Currency::CNY.code())
                .then(|| Money::from_exact(yuan.saturating_mul(unit)).ok())
                .flatten()
        };
        self.cap.or_else(lawful)
    }

    /// What the cap counts of an amount of principal and one of bonus, in minor units.
    pub(super) fn counted(&self, principal: Money, bonus: i128) -> i128 {
        match self.cap_counts {
            CapCounts::Principal => principal.exact(),
            CapCounts::PrincipalAndBonus => principal.exact().saturating_add(bonus),
        }
    }
}

impl BonusRules {
    /// The step that a top-up reaches, and the bonus in minor units, wide enough for any multiple.
    pub(super) fn of(&self, paid: Money) -> Option<(&BonusStep, i128)> {
        let step = self.steps.iter().filter(|step| step.at_least <= paid).max_by_key(|step| step.at_least)?;
        let times = match self.grant {
            BonusGrant::Once => 1,
            BonusGrant::PerMultiple => paid.exact().checked_div(step.at_least.exact()).unwrap_or(0),
        };
        Some((step, step.bonus.exact().saturating_mul(times)))
    }
}

fn check(rules: &Rules, reader: &mut Reader) {
    check_card(rules, reader);
    check_ladder(rules, reader);
    check_days(rules, reader);
    check_spending(rules, reader);
    check_channels(rules, reader);
}

fn check_card(rules: &Rules, reader: &mut Reader) {
    let currency = reader.currency();
    if let Some(cap) = rules.card.cap
        && cap <= Money::ZERO
    {
        reader.refuse("/card/cap", not_positive(cap, currency));
    }
}

fn check_ladder(rules: &Rules, reader: &mut Reader) {
    let currency = reader.currency();
    let mut below: Option<&BonusStep> = None;
    for (at, step) in rules.bonus.steps.iter().enumerate() {
        let path = alloc::format!("/bonus/steps/{at}");
        check_step(rules, step, &path, reader);
        if let Some(below) = below {
            if step.at_least <= below.at_least {
                let error = Error::new(Code::ThresholdOrder).found(step.at_least.to_text(currency));
                let error = error.with("allowed", alloc::format!("> {}", below.at_least.to_text(currency)));
                reader.refuse(&alloc::format!("{path}/at_least"), error);
            } else if let Some(least) = bonus_below(rules, step).filter(|least| step.bonus.exact() < *least) {
                let error = Error::new(Code::LadderFalls).found(step.bonus.to_text(currency));
                let error = error.with("allowed", alloc::format!("≥ {}", shown_exact(least, currency)));
                reader.warn(&alloc::format!("{path}/bonus"), error);
            }
        }
        below = Some(step);
    }
}

/// The bonus of a top-up that misses a step by one minor unit, in minor units: each multiple of the step below counts.
fn bonus_below(rules: &Rules, step: &BonusStep) -> Option<i128> {
    let paid = step.at_least.minus(Money::from_minor(1).ok()?).ok()?;
    rules.bonus.of(paid).map(|(_, bonus)| bonus)
}

fn check_step(rules: &Rules, step: &BonusStep, path: &str, reader: &mut Reader) {
    let currency = reader.currency();
    let shown = |amount: Money| amount.to_text(currency);
    if step.at_least <= Money::ZERO {
        return reader.refuse(&alloc::format!("{path}/at_least"), not_positive(step.at_least, currency));
    }
    if step.bonus.is_negative() {
        let error = Error::new(Code::NegativeAmount).found(shown(step.bonus)).allowed("≥ 0");
        return reader.refuse(&alloc::format!("{path}/bonus"), error);
    }
    if step.bonus >= step.at_least {
        let error = Error::new(Code::BonusReachesStep).found(shown(step.bonus));
        let error = error.with("allowed", alloc::format!("< {}", shown(step.at_least)));
        reader.warn(&alloc::format!("{path}/bonus"), error);
    }
    let counted = rules.card.counted(step.at_least, step.bonus.exact());
    if let Some(cap) = rules.card.cap_in(currency)
        && counted > cap.exact()
    {
        let over = counted.saturating_sub(cap.exact());
        let error = Error::new(Code::StepAboveCap)
            .found(shown_exact(counted, currency))
            .with("allowed", alloc::format!("≤ {}", shown(cap)))
            .with("by", shown_exact(over, currency));
        reader.refuse(path, error);
    }
}

fn check_days(rules: &Rules, reader: &mut Reader) {
    for (path, days) in [("/valid_days", rules.valid_days), ("/bonus/valid_days", rules.bonus.valid_days)] {
        if let Some(days) = days
            && !(1..=MOST_DAYS).contains(&days)
        {
            let allowed = alloc::format!("1–{MOST_DAYS}");
            reader.refuse(path, Error::new(Code::CountOutOfRange).found(days).with("allowed", allowed));
        }
    }
    if let Some(days) = rules.valid_days
        && rules.card.kind == CardKind::Named
    {
        reader.warn("/valid_days", Error::new(Code::NamedBalanceExpires).found(days).allowed("null"));
    }
}

/// Whoever spends bonus first and then asks for all principal has had goods for nothing.
fn check_spending(rules: &Rules, reader: &mut Reader) {
    let sooner = rules.bonus.valid_days.is_some_and(|days| rules.valid_days.is_none_or(|lot| days < lot));
    let bonus_first = match rules.spending {
        SpendingOrder::BonusFirst => true,
        SpendingOrder::SoonestExpiry => sooner,
        SpendingOrder::PrincipalFirst | SpendingOrder::Proportional => false,
    };
    let most = rules.bonus.steps.iter().map(|step| step.bonus).max().unwrap_or(Money::ZERO);
    if bonus_first && rules.refund.promise == Promise::AnyTime && most > Money::ZERO {
        let error = Error::new(Code::BonusSpentFirst).found(most.to_text(reader.currency()));
        reader.warn("/spending", error.with("allowed", "\"principal_first\", \"proportional\""));
    }
}

fn check_channels(rules: &Rules, reader: &mut Reader) {
    for (id, channel) in &rules.channels {
        if let Some(fallback) = &channel.transfer_fallback
            && (fallback == id || !rules.channels.contains_key(fallback))
        {
            let others: Vec<&str> =
                rules.channels.keys().filter(|other| *other != id).map(Id::as_str).collect();
            let error = Error::new(Code::NotInRulebook).found(fallback).with("allowed", names(&others));
            let path = alloc::format!("/channels{}/transfer_fallback", pointer_step(id.as_str()));
            reader.refuse(&path, error);
        }
    }
}

/// The names as a list for a message; none at all is `null`.
pub(super) fn names(names: &[&str]) -> String {
    if names.is_empty() { "null".into() } else { names.join(", ") }
}

/// An amount that must be above zero and is not.
pub(super) fn not_positive(amount: Money, currency: Currency) -> Error {
    Error::new(Code::AmountNotPositive).found(amount.to_text(currency)).allowed("> 0")
}

/// Minor units as an amount; beyond the limit of money, as they stand.
pub(super) fn shown_exact(minor: i128, currency: Currency) -> String {
    Money::from_exact(minor).map_or_else(|_| alloc::format!("{minor}"), |amount| amount.to_text(currency))
}
