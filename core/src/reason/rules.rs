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

    /// The parts of a month sum to its whole.
    MonthBalances = "month_balances";
    en: "{subject}: all statements and the house sum to the net sales of {amount}";
    zh: "{subject}:全部对账单与平台合计等于净销售额 {amount}";

    // VIP.

    // Balance.

    // GMV.
}
