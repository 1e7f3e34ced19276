//! The one table of reasons. Each row: variant, slug, and the sentence in English and Chinese.
//!
//! Places: `{subject}`; of a comparison `{observed} {threshold} {margin} {verdict}`; of a computation `{basis} {rate}
//! {exact} {amount}`; and the facts of the reason by name. A test checks that both languages use the same places.

/// Makes the [`Rule`] enum and its tables from the rows below.
macro_rules! rules {
    ($( $(#[doc = $doc:literal])+ $variant:ident = $slug:literal; en: $en:literal; zh: $zh:literal; )+) => {
        choice! {
            /// The rule that a reason speaks of. Names stay the same in every version.
            pub enum Rule { $( $(#[doc = $doc])+ $variant = $slug ),+ }
        }

        impl Rule {
            /// The sentence, as a template.
            #[must_use]
            pub const fn template(self, language: Language) -> &'static str {
                match (self, language) { $(
                    (Rule::$variant, Language::English) => $en,
                    (Rule::$variant, Language::Chinese) => $zh,
                )+ }
            }
        }
    };
}

use crate::document::choice;
use crate::error::Language;

rules! {
    // Sharing a whole.

    /// A part is a rate of the basis.
    ShareRated = "share_rated";
    en: "{subject} gets {rate} of {basis}: exactly {exact}, so {amount}";
    zh: "{subject} 得 {basis} 的 {rate}:精确值 {exact},取 {amount}";

    /// A part is a fixed amount.
    ShareFixed = "share_fixed";
    en: "{subject} gets the fixed amount {amount}";
    zh: "{subject} 得固定金额 {amount}";

    /// A part is a weighted share of a pool.
    SharePooled = "share_pooled";
    en: "{subject} gets {amount} of the pool {pool} by weight";
    zh: "{subject} 按权重从资金池 {pool} 得 {amount}";

    /// The residual party takes what is left, rounding included.
    ShareResidual = "share_residual";
    en: "{subject} takes what is left, the rounding included: {amount}";
    zh: "{subject} 承接余下部分(含舍入差):{amount}";

    // Agents.

    // Commission.

    // The month.

    // VIP.

    /// A purchase is a condition of every level.
    VipPurchase = "vip_purchase";
    en: "a level needs a purchase: {verdict}";
    zh: "等级以有购买为前提:{verdict}";

    /// A top-up counts.
    VipTopUpCounted = "vip_top_up_counted";
    en: "top-up {subject} of {on} counts with {amount}";
    zh: "{on} 的充值 {subject} 计入 {amount}";

    /// A top-up has left the window.
    VipTopUpTooOld = "vip_top_up_too_old";
    en: "top-up {subject} of {on} ({amount}) no longer counts";
    zh: "{on} 的充值 {subject}({amount})已不计入";

    /// Top-ups against the threshold of a level.
    VipTopUp = "vip_top_up";
    en: "level {subject} needs {threshold} of top-ups, {observed} count: {verdict}";
    zh: "等级 {subject} 需充值 {threshold},计入 {observed}:{verdict}";

    /// A level is held until its period ends.
    VipKeptInPeriod = "vip_kept_in_period";
    en: "level {subject} is held until its period ends on {end}";
    zh: "等级 {subject} 保留至本期结束({end})";

    /// A level is held although refunds have lowered what counts.
    VipKeptAfterRefund = "vip_kept_after_refund";
    en: "level {subject} is held: refunds do not lower it";
    zh: "等级 {subject} 保留:退款不影响等级";

    /// A level is lost because of refunds.
    VipLoweredByRefund = "vip_lowered_by_refund";
    en: "level {subject} is lost: refunds have lowered what counts";
    zh: "失去等级 {subject}:退款后计入金额不足";

    /// A level is lost because top-ups no longer count.
    VipLowered = "vip_lowered";
    en: "level {subject} is lost: what counts no longer earns it";
    zh: "失去等级 {subject}:计入金额已不足";

    /// What the next level needs.
    VipNext = "vip_next";
    en: "the next level {subject} ({top_up}) needs {amount} more";
    zh: "升至 {subject}({top_up})还需充值 {amount}";

    /// The level discount.
    VipLevelPrice = "vip_level_price";
    en: "level {subject} pays {factor} of {basis}: exactly {exact}, so {amount}";
    zh: "等级 {subject} 付 {basis} 的 {factor}:精确值 {exact},取 {amount}";

    /// The birthday discount on top.
    VipBirthdayPrice = "vip_birthday_price";
    en: "for the birthday of {birthday} in all {factor} of {basis}: exactly {exact}, so {amount}";
    zh: "生日 {birthday},合计付 {basis} 的 {factor}:精确值 {exact},取 {amount}";

    /// The birthday discount has a maximum.
    VipBirthdayMaximum = "vip_birthday_maximum";
    en: "the birthday takes off {observed}, at most {threshold}: {verdict}, so {amount}";
    zh: "生日优惠 {observed},上限 {threshold}:{verdict},取 {amount}";

    /// It is no birthday.
    VipNoBirthday = "vip_no_birthday";
    en: "{on} is not in the birthday window of one born on {born_on}";
    zh: "{on} 不在 {born_on} 出生者的生日期间内";

    /// The discount of this birthday was given already.
    VipBirthdayUsed = "vip_birthday_used";
    en: "the discount of the birthday of {birthday} was given already";
    zh: "生日 {birthday} 的优惠已使用";

    /// A coupon against its minimum.
    VipCouponMinimum = "vip_coupon_minimum";
    en: "{subject} needs an order of {threshold}, this one has {observed}: {verdict}";
    zh: "{subject} 需满 {threshold},本单 {observed}:{verdict}";

    /// What a coupon or points took.
    VipTaken = "vip_taken";
    en: "{subject} takes {amount} of {observed} (at most {threshold}), {unused} is left unused";
    zh: "{subject} 抵扣 {amount}(面值 {observed},上限 {threshold}),未用 {unused}";

    /// A floor holds.
    VipFloor = "vip_floor";
    en: "line {subject} is not sold below {amount}: {unused} of step {step} is left unused";
    zh: "行 {subject} 不低于底价 {amount}:步骤 {step} 有 {unused} 未用";

    /// The level that a perk needs.
    VipPerkLevel = "vip_perk_level";
    en: "{subject}: from level {threshold} on, the customer has {observed}: {verdict}";
    zh: "{subject}:需等级 {threshold} 及以上,现为 {observed}:{verdict}";

    /// A perk is given now.
    VipPerkOpen = "vip_perk_open";
    en: "{subject}: given until {until} (that day excluded)";
    zh: "{subject}:发放期至 {until}(不含当日)";

    /// A perk is not given now.
    VipPerkClosed = "vip_perk_closed";
    en: "{subject}: not given on {on}";
    zh: "{subject}:{on} 不在发放期";

    /// What one person has had of a perk.
    VipPerkPerPerson = "vip_perk_per_person";
    en: "{subject}: {per_person} per person, {observed} received: {verdict}";
    zh: "{subject}:每人限 {per_person},已领 {observed}:{verdict}";

    /// What is left of a perk.
    VipPerkTotal = "vip_perk_total";
    en: "{subject}: {observed} left of {total}: {verdict}";
    zh: "{subject}:共 {total},剩余 {observed}:{verdict}";

    /// What a request brought.
    VipPerkGranted = "vip_perk_granted";
    en: "{subject}, number {place} in the queue for {perk}, gets {observed} of {threshold}: {verdict}";
    zh: "{subject} 在 {perk} 排第 {place} 位,得 {observed}(申请 {threshold}):{verdict}";

    // Balance.

    // GMV.
}
