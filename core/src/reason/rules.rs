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

    // Balance.

    // GMV.

    /// What the merchant calls GMV.
    GmvChosen = "gmv_chosen";
    en: "gmv here is the {subject} amount: {formula} = {amount}";
    zh: "GMV 口径为 {subject}:{formula} = {amount}";

    /// One variant of GMV.
    GmvVariant = "gmv_variant";
    en: "{subject}: {formula} = {amount}, from {orders} orders of {buyers} buyers";
    zh: "{subject}:{formula} = {amount},共 {orders} 单、{buyers} 位买家";

    /// A figure that is not money.
    GmvFigure = "gmv_figure";
    en: "{subject} = {formula} = {exact}";
    zh: "{subject} = {formula} = {exact}";

    /// A figure that is money.
    GmvAmount = "gmv_amount";
    en: "{subject} = {formula} = {exact}, so {amount}";
    zh: "{subject} = {formula} = {exact},取 {amount}";

    /// Refunds that were taken off.
    GmvRefunds = "gmv_refunds";
    en: "refunds of {amount} are taken off, counted by {subject}";
    zh: "扣除退款 {amount},按 {subject} 归属";

    /// Top-ups that do not count.
    GmvTopUps = "gmv_top_ups";
    en: "top-ups of {amount} are no gmv until they are spent";
    zh: "储值 {amount} 在消费之前不计入 GMV";

    /// The product of the factors.
    GmvProduct = "gmv_product";
    en: "gmv = {formula} = {exact}, so {amount}";
    zh: "GMV = {formula} = {exact},取 {amount}";

    /// The product with other factors.
    GmvScenario = "gmv_scenario";
    en: "{subject}: gmv = {formula} = {exact}, so {amount}, a change of {change}";
    zh: "{subject}:GMV = {formula} = {exact},取 {amount},变动 {change}";

    /// A change that is parted among its factors.
    GmvChange = "gmv_change";
    en: "gmv went from {before} to {after}: a change of {amount}";
    zh: "GMV 由 {before} 变为 {after}:变动 {amount}";

    /// A factor's part by chain substitution.
    GmvChainPart = "gmv_chain_part";
    en: "{subject} went from {before} to {after}, replaced in its turn: exactly {exact}, so {amount}";
    zh: "{subject} 由 {before} 变为 {after},连环替代:精确值 {exact},取 {amount}";

    /// A factor's part by Shapley.
    GmvShapleyPart = "gmv_shapley_part";
    en: "{subject} went from {before} to {after}, the mean over all orders: exactly {exact}, so {amount}";
    zh: "{subject} 由 {before} 变为 {after},对全部替代顺序取平均:精确值 {exact},取 {amount}";

    /// The value that reaches a target.
    GmvSolved = "gmv_solved";
    en: "{subject} from {current} to {value}: gmv = {formula} = {exact}, so {amount}; target {threshold}: {verdict}";
    zh: "{subject} 由 {current} 调至 {value}:GMV = {formula} = {exact},取 {amount};目标 {threshold}:{verdict}";

    /// What a channel is expected to add.
    GmvFunnel = "gmv_funnel";
    en: "{subject}: {formula} = {low} to {high} adds";
    zh: "{subject}:{formula} = 预计添加 {low} 至 {high}";
}
