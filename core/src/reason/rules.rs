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

    /// A top-up reaches a step of the bonus ladder.
    BalanceBonus = "balance_bonus";
    en: "{subject}: {observed} reaches the step of {threshold}, so {amount} is added";
    zh: "{subject}:充值 {observed} 达到 {threshold} 档,赠送 {amount}";

    /// The balance is held under the cap of the card.
    BalanceCap = "balance_cap";
    en: "{subject}: the card holds {observed} after it, the cap is {threshold}: {verdict}";
    zh: "{subject}:充值后卡内 {observed},限额 {threshold}:{verdict}";

    /// A purchase is paid from the balance.
    BalanceSpent = "balance_spent";
    en: "{subject} draws {paid} of principal and {bonus} of bonus, in the order {order}";
    zh: "{subject} 按 {order} 顺序使用本金 {paid}、赠金 {bonus}";

    /// A purchase is given back.
    BalanceRestored = "balance_restored";
    en: "{subject} gives back {paid} of principal and {bonus} of bonus, what was drawn last first";
    zh: "{subject} 退回本金 {paid}、赠金 {bonus},后用先退";

    /// Balance is paid back to the customer.
    BalancePaidBack = "balance_paid_back";
    en: "{subject}: {amount} is paid back, cause {cause}";
    zh: "{subject}:退款 {amount},原因 {cause}";

    /// Bonus whose time is over is written off.
    BalanceExpired = "balance_expired";
    en: "{subject}: {bonus} of bonus could last be spent before {date}";
    zh: "{subject}:{date} 前到期的赠金 {bonus} 失效";

    /// A command was applied before.
    BalanceRepeated = "balance_repeated";
    en: "{subject} was applied before with the same content: nothing changes";
    zh: "{subject} 此前已按相同内容执行,不再变动";

    /// A command brings its group down.
    BalanceRejected = "balance_rejected";
    en: "{subject} is rejected ({code}): found {found}, allowed {allowed}; nothing of its group is applied";
    zh: "{subject} 被拒绝({code}):此处为 {found},允许 {allowed};整组命令均不执行";

    /// The merchant promises the unspent principal at any time.
    BalancePromise = "balance_promise";
    en: "the merchant promises all unspent principal at any time: {amount}";
    zh: "商家承诺未消费本金随时可退:{amount}";

    /// The merchant promises nothing beyond the law.
    BalanceNoPromise = "balance_no_promise";
    en: "the merchant promises nothing beyond the law; the unspent principal would be {amount}";
    zh: "商家未作法定之外的承诺;未消费本金为 {amount}";

    /// A lot is untouched within the window of art. 14.
    BalanceUntouched = "balance_untouched";
    en: "{subject} is untouched, counting purchases against the oldest top-up first, and was paid {observed} ago, within {threshold} (法释〔2025〕4号 art. 14): {verdict}";
    zh: "{subject} 未使用(消费按最早充值先计),付款已过 {observed},期限 {threshold}(法释〔2025〕4号第十四条):{verdict}";

    /// No lot is untouched within the window of art. 14.
    BalanceNothingUntouched = "balance_nothing_untouched";
    en: "nothing is untouched within {days} of its payment (法释〔2025〕4号 art. 14)";
    zh: "没有付款 {days} 内且未使用的充值(法释〔2025〕4号第十四条)";

    /// The operator's cause, art. 18.
    BalanceOperatorCause = "balance_operator_cause";
    en: "operator's cause (法释〔2025〕4号 art. 18): of {paid} paid and {bonus} of bonus {basis} was used, which counts {exact}, so {deducted}; less {refunded} paid back before, with {untouched} untouched: {due}";
    zh: "经营者原因(法释〔2025〕4号第十八条):实付 {paid}、赠金 {bonus},已用 {basis},折算 {exact},扣除 {deducted};此前已退 {refunded},另有未使用 {untouched}:应退 {due}";

    /// The consumer's cause, art. 19.
    BalanceConsumerCause = "balance_consumer_cause";
    en: "consumer's cause (法释〔2025〕4号 art. 19): of {paid} paid goods for {used} were used, so {deducted}; less {refunded} paid back before, with {untouched} untouched: {due}";
    zh: "消费者原因(法释〔2025〕4号第十九条):实付 {paid},已用价值 {used},扣除 {deducted};此前已退 {refunded},另有未使用 {untouched}:应退 {due}";

    /// A basis is for another cause.
    BalanceOtherCause = "balance_other_cause";
    en: "{subject} is for the cause {needed}, here it is {cause}: not granted";
    zh: "{subject} 适用于原因 {needed},此处为 {cause}:不适用";

    /// A refund is never below zero, art. 20.
    BalanceNoExcessClaim = "balance_no_excess_claim";
    en: "{subject}: what was used goes beyond what was paid by {waived}, which cannot be claimed (法释〔2025〕4号 art. 20)";
    zh: "{subject}:已用价值超出实付 {waived},不得向消费者追索(法释〔2025〕4号第二十条)";

    /// A card for unlimited use, art. 22.
    BalanceByTime = "balance_by_time";
    en: "{left} of {whole} are left of a card of {paid} (法释〔2025〕4号 art. 22): less {deducted} for the time gone and {refunded} paid back before: {due}";
    zh: "{paid} 的卡共 {whole},剩余 {left}(法释〔2025〕4号第二十二条):扣除已过期间 {deducted} 与此前已退 {refunded}:应退 {due}";

    /// Which basis applies.
    BalanceBasisApplies = "balance_basis_applies";
    en: "{subject} applies, the best for the customer that rulebook or law grants: {amount}";
    zh: "适用 {subject},为规则或法律所给的对消费者最有利者:{amount}";

    /// No basis is granted.
    BalanceNothingGranted = "balance_nothing_granted";
    en: "neither the rulebook nor the law grants a refund here";
    zh: "规则书与法律均未给予退款依据";

    /// A refund is never above the principal.
    BalancePrincipalCeiling = "balance_principal_ceiling";
    en: "{observed} is held under the principal that can be paid back, {threshold}: {amount}";
    zh: "{observed} 不超过可退本金 {threshold}:{amount}";

    /// Bonus is never paid out.
    BalanceBonusNeverCash = "balance_bonus_never_cash";
    en: "the unspent bonus of {bonus} is never paid out";
    zh: "未使用赠金 {bonus} 不折现";

    /// A lot is paid back by its own channel.
    BalanceLegOriginal = "balance_leg_original";
    en: "{amount} of {subject} goes back by {channel}: {observed} after the payment, {threshold} allowed: {verdict}";
    zh: "{subject} 的 {amount} 原路退回 {channel}:付款后 {observed},期限 {threshold}:{verdict}";

    /// A lot is paid back by its own channel, which has no end.
    BalanceLegOriginalAnyTime = "balance_leg_original_any_time";
    en: "{amount} of {subject} goes back by {channel}, at any time";
    zh: "{subject} 的 {amount} 原路退回 {channel},不限期";

    /// The channel of a lot no longer takes money back.
    BalanceLegLate = "balance_leg_late";
    en: "{amount} of {subject} goes by transfer: {channel} takes nothing back {observed} after the payment, {threshold} allowed: {verdict}";
    zh: "{subject} 的 {amount} 改为转账:付款后 {observed},{channel} 期限 {threshold}:{verdict}";

    /// A lot has no channel that takes money back.
    BalanceLegNoWayBack = "balance_leg_no_way_back";
    en: "{amount} of {subject} goes by transfer: {channel} takes nothing back";
    zh: "{subject} 的 {amount} 改为转账:{channel} 不支持原路退回";

    // GMV.
}
