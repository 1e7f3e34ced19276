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

    /// A metric held against what a condition asks for.
    AgentRequirement = "agent_requirement";
    en: "{condition} of {tier}: {subject} ({window}) is {observed}, at least {threshold} is asked for: {verdict}";
    zh: "{tier} 的 {condition}:{subject}({window})为 {observed},要求至少 {threshold}:{verdict}";

    /// An applicant is admitted.
    AgentAdmitted = "agent_admitted";
    en: "{subject} is admitted to {tier}";
    zh: "{subject} 准入 {tier}";

    /// An applicant is refused.
    AgentRefused = "agent_refused";
    en: "{subject} is not admitted: {tier} would be the tier to enter";
    zh: "{subject} 未获准入:应先满足 {tier} 的条件";

    /// A cleared agent comes back too early.
    AgentReentry = "agent_reentry";
    en: "{subject} was cleared and may apply again from {threshold} on: {verdict}";
    zh: "{subject} 曾被清退,{threshold} 起方可再次申请:{verdict}";

    /// A cleared agent may not come back.
    AgentBarred = "agent_barred";
    en: "{subject} was cleared, and the rulebook has no way back";
    zh: "{subject} 曾被清退,规则不允许再次申请";

    /// Nobody falls in the protected time.
    AgentProtected = "agent_protected";
    en: "{subject} is protected through {until} and stays {before}";
    zh: "{subject} 保护期至 {until},保持 {before}";

    /// An agent rises.
    AgentPromoted = "agent_promoted";
    en: "{subject} rises from {before} to {after}, in force from {from}";
    zh: "{subject} 由 {before} 升至 {after},自 {from} 起生效";

    /// An agent stays.
    AgentKept = "agent_kept";
    en: "{subject} keeps {before}: the misses return to 0";
    zh: "{subject} 保级 {before}:未达标次数归零";

    /// A miss within the grace.
    AgentWarned = "agent_warned";
    en: "{subject} misses what {before} asks, {misses} in a row within a grace of {grace}: {remaining} more would still be a warning";
    zh: "{subject} 未达 {before} 的要求,连续 {misses} 次,宽限 {grace} 次:还可再有 {remaining} 次";

    /// An agent falls.
    AgentDemoted = "agent_demoted";
    en: "{subject} falls from {before} to {after}, in force from {from}: miss {misses} is beyond the grace of {grace}";
    zh: "{subject} 由 {before} 降至 {after},自 {from} 起生效:连续第 {misses} 次未达标,超出宽限 {grace} 次";

    /// An agent is cleared.
    AgentCleared = "agent_cleared";
    en: "{subject} is cleared from {from}: miss {misses} on the lowest tier {before} is beyond the grace of {grace}";
    zh: "{subject} 自 {from} 起清退:在最低等级 {before} 连续第 {misses} 次未达标,超出宽限 {grace} 次";

    /// The period was assessed before.
    AgentAlreadyAssessed = "agent_already_assessed";
    en: "{period} was assessed before for {subject}: the outcome stays";
    zh: "{subject} 的 {period} 已考核过:结果不变";

    /// The sponsors make a sound tree.
    AgentTreeSound = "agent_tree_sound";
    en: "{agents} agents on {levels} levels below {roots} roots; {beyond} of them have more sponsors above than the {depth} levels paid";
    zh: "共 {agents} 名代理、{levels} 层、{roots} 个根;其中 {beyond} 名的上级多于计酬的 {depth} 层";

    // Commission.

    // The month.

    // VIP.

    // Balance.

    // GMV.
}
