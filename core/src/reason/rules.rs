//! The one table of reasons. Each row: variant, slug, and the sentence in English and Chinese.
//!
//! Places: `{subject}`; of a comparison `{observed} {threshold} {margin} {verdict}`; of a computation `{basis} {rate}
//! {exact} {amount}`; and the facts of the reason by name. `{subject_word}` says a subject that is a word of
//! siyu's own as people do (`words.rs`). A test checks that both languages use the same places.

/// Makes the [`Rule`] enum and its tables from the rows below.
macro_rules! rules {
    ($(
        #[cfg($built_in:meta)]
        group $group_en:literal, $group_zh:literal;
        $( $(#[doc = $doc:literal])+ $variant:ident = $slug:literal; en: $en:literal; zh: $zh:literal; )+
    )+) => {
        choice! {
            /// The rule that a reason speaks of. Names stay the same in every version.
            pub enum Rule { $($( #[cfg($built_in)] $(#[doc = $doc])+ $variant = $slug, )+)+ }
        }

        impl Rule {
            /// The rules by what they are about, in English and Chinese: the page of reasons is printed from them.
            pub const GROUPS: &'static [(&'static str, &'static str, &'static [Rule])] =
                &[$(#[cfg($built_in)] ($group_en, $group_zh, &[$(Rule::$variant),+])),+];

            /// The sentence, as a template.
            #[must_use]
            pub const fn template(self, language: Language) -> &'static str {
                match (self, language) { $($(
                    #[cfg($built_in)]
                    (Rule::$variant, Language::English) => $en,
                    #[cfg($built_in)]
                    (Rule::$variant, Language::Chinese) => $zh,
                )+)+ }
            }
        }
    };
}

use crate::document::choice;
use crate::error::Language;

rules! {
    #[cfg(all())]
    group "sharing a whole", "分配整额";

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
    en: "{subject} gets {weight} of {total} parts of the pool {pool} of {basis}: exactly {exact}, so {amount}";
    zh: "{subject} 从资金池 {pool}({basis})按权重 {weight}/{total} 分得:精确值 {exact},取 {amount}";

    /// The residual party takes what is left, rounding included.
    ShareResidual = "share_residual";
    en: "{subject} takes what is left, the rounding included: {amount}";
    zh: "{subject} 承接余下部分(含舍入差):{amount}";

    #[cfg(feature = "agent")]
    group "agents", "代理";

    /// A metric held against what a condition asks for.
    AgentRequirement = "agent_requirement";
    en: "{condition} {tier}: {subject_word} ({window}) is {observed}, at least {threshold} is asked for: {verdict}";
    zh: "{condition} {tier}:{subject_word}({window})为 {observed},要求至少 {threshold}:{verdict}";

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
    en: "the sponsors make a sound tree: agents {agents}, levels {levels}, roots {roots}";
    zh: "推荐关系成树:共 {agents} 名代理、{levels} 层、{roots} 个根";

    /// How far the tree reaches above the levels that commission pays.
    AgentTreeBeyondPaidLevels = "agent_tree_beyond_paid_levels";
    en: "levels paid above the direct agent: {paid}; agents with more sponsors above than that: {beyond}";
    zh: "直接代理之上计酬 {paid} 级;上级多于此的代理:{beyond} 名";

    #[cfg(feature = "commission")]
    group "commission", "佣金";

    /// The direct agent is the buyer.
    CommissionSelfPurchase = "commission_self_purchase";
    en: "{subject} sold and bought: {policy}";
    zh: "{subject} 自购:{policy}";

    /// A supplier gets its cost.
    CommissionSupplier = "commission_supplier";
    en: "line {line}: {subject} supplied and gets its cost of {amount}";
    zh: "行 {line}:供应商 {subject} 得供货价 {amount}";

    /// A party gets a rate of the basis.
    CommissionRated = "commission_rated";
    en: "line {line}: {subject} gets {rate} of {basis} as {role}: exactly {exact}, so {amount}";
    zh: "行 {line}:{subject} 作为 {role} 得 {basis} 的 {rate}:精确值 {exact},取 {amount}";

    /// A party gets the rate that was pinned for it when the order was placed.
    CommissionPinned = "commission_pinned";
    en: "line {line}: {subject} gets the pinned rate of {rate} of {basis} as {role}: exactly {exact}, so {amount}";
    zh: "行 {line}:{subject} 作为 {role} 按下单时锁定的 {rate} 计 {basis}:精确值 {exact},取 {amount}";

    /// A party gets a fixed amount for each unit.
    CommissionPerUnit = "commission_per_unit";
    en: "line {line}: {subject} gets {unit} for each of {quantity} units as {role}: {amount}";
    zh: "行 {line}:{subject} 作为 {role} 每件 {unit},共 {quantity} 件,得 {amount}";

    /// A party gets what its terms come to, less what was paid below.
    CommissionDifferential = "commission_differential";
    en: "line {line}: {subject} as {role} comes to {cumulative}, {below} is paid below: {amount}";
    zh: "行 {line}:{subject} 作为 {role} 累计应得 {cumulative},下级已得 {below},级差为 {amount}";

    /// As many levels above the direct agent are paid as the rulebook allows.
    CommissionLevels = "commission_levels";
    en: "line {line}: {levels} paid above the direct agent is the limit, so {subject} and those above get nothing";
    zh: "行 {line}:直接代理之上已付 {levels} 级,{subject} 及其上级不再得佣";

    /// The size of a pool.
    CommissionPool = "commission_pool";
    en: "line {line}: the pool {subject} has {rate} of {basis}: exactly {exact}, so {amount}";
    zh: "行 {line}:资金池 {subject} 为 {basis} 的 {rate}:精确值 {exact},取 {amount}";

    /// A party gets its weight's share of a pool.
    CommissionPooled = "commission_pooled";
    en: "line {line}: {subject} gets {weight} of {total} parts of the pool {pool} of {basis}: exactly {exact}, so {amount}";
    zh: "行 {line}:{subject} 从资金池 {pool}({basis})按权重 {weight}/{total} 分得:精确值 {exact},取 {amount}";

    /// A unit that rounding alone had put above what the line can bear is taken back.
    CommissionTakenBack = "commission_taken_back";
    en: "line {line}: rounding alone went beyond {limit}, so {subject} gives one unit back and gets {amount}";
    zh: "行 {line}:仅因舍入超出 {limit},{subject} 退回一个最小单位,得 {amount}";

    /// All commission on a line is more than the line can bear.
    CommissionCapped = "commission_capped";
    en: "line {subject}: commission of {observed} against at most {threshold}, {verdict}: {policy}";
    zh: "行 {subject}:佣金合计 {observed},上限 {threshold},{verdict}:{policy}";

    /// A cap lowered a part.
    CommissionLowered = "commission_lowered";
    en: "line {line}: {subject} asked for {asked} as {role} and gets {amount} under the cap ({policy})";
    zh: "行 {line}:{subject} 作为 {role} 应得 {asked},封顶后({policy})得 {amount}";

    /// The supplier's cost and the commission together are more than was paid.
    CommissionLoss = "commission_loss";
    en: "line {line}: paid {paid} at a cost of {cost}, so {subject} bears a loss of {amount}";
    zh: "行 {line}:实付 {paid},成本 {cost},由 {subject} 承担亏损 {amount}";

    /// The residual party takes what is left of a line.
    CommissionResidual = "commission_residual";
    en: "line {line}: {subject} takes what is left, the rounding included: {amount}";
    zh: "行 {line}:{subject} 承接余下部分(含舍入差):{amount}";

    /// A party gives back its part of a refund.
    ClawbackPart = "clawback_part";
    en: "line {line}: of {basis} as {role}, {subject} gives back {given} in all for {refunded} refunded of {whole}: now {amount}";
    zh: "行 {line}:{subject} 作为 {role} 得 {basis},按累计退款 {refunded}/{whole} 共应退回 {given},本次 {amount}";

    /// The goods stay with the buyer, so the supplier keeps its part.
    ClawbackSupplierKeeps = "clawback_supplier_keeps";
    en: "line {line}: the goods stay, so {subject} as {role} keeps its part of {basis}: {given} given back for {refunded} returned of {whole}, now {amount}";
    zh: "行 {line}:货物未退回,{subject} 作为 {role} 保留其 {basis}:按退货 {refunded}/{whole} 累计退回 {given},本次 {amount}";

    /// The residual party gives back the rest of a refund.
    ClawbackResidual = "clawback_residual";
    en: "line {line}: {subject} gives back the rest of the refund of {refund}: {amount}";
    zh: "行 {line}:{subject} 承担退款 {refund} 的其余部分:{amount}";

    /// A part was earned.
    MovementEarned = "movement_earned";
    en: "{on}: earned {amount} on order {order}, line {line}";
    zh: "{on}:订单 {order} 行 {line} 入账 {amount}";

    /// The event that starts the freeze happened.
    MovementDated = "movement_dated";
    en: "{on}: {amount} of order {order}, line {line}, is frozen through {through}";
    zh: "{on}:订单 {order} 行 {line} 的 {amount} 冻结至 {through}(含当日)";

    /// The freeze was over before it was booked.
    MovementPayable = "movement_payable";
    en: "{on}: {amount} of order {order}, line {line}, was frozen through {through} and is payable";
    zh: "{on}:订单 {order} 行 {line} 的 {amount} 已于 {through} 解冻,可付";

    /// A refund took something back.
    MovementClawedBack = "movement_clawed_back";
    en: "{on}: {amount} clawed back on order {order}, line {line}";
    zh: "{on}:订单 {order} 行 {line} 追回 {amount}";

    /// Something was paid out.
    MovementPaid = "movement_paid";
    en: "{on}: paid {amount}, withheld {withheld}";
    zh: "{on}:支付 {amount},代扣 {withheld}";

    /// What was frozen became payable.
    FrozenReleased = "frozen_released";
    en: "{on}: {amount} released";
    zh: "{on}:解冻 {amount}";

    /// What was paid out and had to be given back became a debt.
    DebtArose = "debt_arose";
    en: "{on}: {amount} was paid out before and is owed from now on";
    zh: "{on}:{amount} 此前已付出,转为欠款";

    /// Debts were netted from what became payable.
    DebtNetted = "debt_netted";
    en: "{on}: {amount} of debts netted, oldest first";
    zh: "{on}:抵扣欠款 {amount}(先旧后新)";

    /// The closing of a statement.
    StatementClosing = "statement_closing";
    en: "{subject}: {opening} + earned {earned} - clawed back {clawed_back} - withheld {withheld} - paid {paid} = {amount}";
    zh: "{subject}:期初 {opening} + 入账 {earned} - 追回 {clawed_back} - 代扣 {withheld} - 支付 {paid} = 期末 {amount}";

    /// The least that may be withdrawn.
    WithdrawalMinimum = "withdrawal_minimum";
    en: "a withdrawal of {observed} against at least {threshold}: {verdict}";
    zh: "提现 {observed},最低 {threshold}:{verdict}";

    /// The most that may be withdrawn at once.
    WithdrawalMaximum = "withdrawal_maximum";
    en: "a withdrawal of {observed} against at most {threshold}: {verdict}";
    zh: "提现 {observed},最高 {threshold}:{verdict}";

    /// No more than what is payable may be withdrawn.
    WithdrawalPayable = "withdrawal_payable";
    en: "a withdrawal of {observed} against {threshold} payable: {verdict}";
    zh: "提现 {observed},可付 {threshold}:{verdict}";

    /// The fee of a withdrawal.
    WithdrawalFee = "withdrawal_fee";
    en: "of a withdrawal of {basis} a fee of {amount} is kept";
    zh: "提现 {basis} 收取手续费 {amount}";

    #[cfg(feature = "month")]
    group "the month", "月结";

    /// The parts of a month sum to its whole.
    MonthBalances = "month_balances";
    en: "{subject}: all statements and the house sum to the net sales of {amount}";
    zh: "{subject}:全部对账单与平台合计等于净销售额 {amount}";

    #[cfg(feature = "vip")]
    group "vip", "会员";

    /// The level that a refund of the balance leaves.
    VipLevelAfterRefund = "vip_level_after_refund";
    en: "once {refund} is refunded the level is {observed}, and {threshold} while it is not";
    zh: "退还 {refund} 之后等级为 {observed},不退则为 {threshold}";

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
    en: "{subject_word} needs an order of {threshold}, this one has {observed}: {verdict}";
    zh: "{subject_word} 需满 {threshold},本单 {observed}:{verdict}";

    /// What a coupon or points took.
    VipTaken = "vip_taken";
    en: "{subject_word}: {amount} of {observed} is taken (at most {threshold}), {unused} is left unused";
    zh: "{subject_word} 抵扣 {amount}(面值 {observed},上限 {threshold}),未用 {unused}";

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

    #[cfg(feature = "balance")]
    group "balance", "储值余额";

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
    en: "{subject} draws {paid} of principal and {bonus} of bonus: {spending}";
    zh: "{subject} 使用本金 {paid}、赠金 {bonus}:{spending}";

    /// A purchase is given back.
    BalanceRestored = "balance_restored";
    en: "{subject} gives back {paid} of principal and {bonus} of bonus, what was drawn last first";
    zh: "{subject} 退回本金 {paid}、赠金 {bonus},后用先退";

    /// Balance is paid back to the customer.
    BalancePaidBack = "balance_paid_back";
    en: "{subject}: {amount} is paid back, {cause}";
    zh: "{subject}:退款 {amount},{cause}";

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

    /// A card for unlimited use was never used within the window of art. 14.
    BalanceCardUntouched = "balance_card_untouched";
    en: "the card was never used and was paid {observed} ago, within {threshold} (法释〔2025〕4号 art. 14): {verdict}";
    zh: "该卡从未使用,付款已过 {observed},期限 {threshold}(法释〔2025〕4号第十四条):{verdict}";

    /// No lot is untouched within the window of art. 14.
    BalanceNothingUntouched = "balance_nothing_untouched";
    en: "nothing is untouched within {days} of its payment (法释〔2025〕4号 art. 14)";
    zh: "付款后 {days}内没有未使用的充值(法释〔2025〕4号第十四条)";

    /// The operator's cause, art. 18.
    BalanceOperatorCause = "balance_operator_cause";
    en: "operator's cause (法释〔2025〕4号 art. 18): of {paid} paid and {bonus} of bonus, {basis} was used, which counts {exact}, so {deducted} is deducted; {refunded} was paid back before, {untouched} is untouched: {due}";
    zh: "经营者原因(法释〔2025〕4号第十八条):实付 {paid}、赠金 {bonus},已用 {basis},折算 {exact},扣除 {deducted};此前已退 {refunded},另有未使用 {untouched}:应退 {due}";

    /// The consumer's cause, art. 19.
    BalanceConsumerCause = "balance_consumer_cause";
    en: "consumer's cause (法释〔2025〕4号 art. 19): of {paid} paid, goods worth {used} were used, so {deducted} is deducted; {refunded} was paid back before, {untouched} is untouched: {due}";
    zh: "消费者原因(法释〔2025〕4号第十九条):实付 {paid},已用价值 {used},扣除 {deducted};此前已退 {refunded},另有未使用 {untouched}:应退 {due}";

    /// A basis is for another cause.
    BalanceOtherCause = "balance_other_cause";
    en: "{subject_word} is for {needed}, here it is {cause}: not granted";
    zh: "{subject_word} 适用于{needed},此处为{cause}:不适用";

    /// A refund is never below zero, art. 20.
    BalanceNoExcessClaim = "balance_no_excess_claim";
    en: "{subject_word}: what was used goes beyond what was paid by {waived}, which cannot be claimed (法释〔2025〕4号 art. 20)";
    zh: "{subject_word}:已用价值超出实付 {waived},不得向消费者追索(法释〔2025〕4号第二十条)";

    /// A card for unlimited use, art. 22.
    BalanceByTime = "balance_by_time";
    en: "{left} of {whole} are left of a card of {paid} (法释〔2025〕4号 art. 22): less {deducted} for the time gone and {refunded} paid back before: {due}";
    zh: "{paid} 的卡共 {whole},剩余 {left}(法释〔2025〕4号第二十二条):扣除已过期间 {deducted} 与此前已退 {refunded}:应退 {due}";

    /// Which basis applies.
    BalanceBasisApplies = "balance_basis_applies";
    en: "{subject_word} applies, the best for the customer that rulebook or law grants: {amount}";
    zh: "适用 {subject_word},为规则或法律所给的对消费者最有利者:{amount}";

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

    /// How a lot was paid is not known.
    BalanceLegNoChannel = "balance_leg_no_channel";
    en: "{amount} of {subject} goes by transfer: it names no channel that it was paid by";
    zh: "{subject} 的 {amount} 改为转账:充值时未记录付款渠道";

    #[cfg(feature = "gmv")]
    group "gmv", "GMV";

    /// What the merchant calls GMV.
    GmvChosen = "gmv_chosen";
    en: "gmv here is the {subject_word} amount: {formula} = {amount}";
    zh: "GMV 口径为 {subject_word}:{formula} = {amount}";

    /// One variant of GMV.
    GmvVariant = "gmv_variant";
    en: "{subject_word}: {formula} = {amount}, from {orders} orders of {buyers} buyers";
    zh: "{subject_word}:{formula} = {amount},共 {orders} 单、{buyers} 位买家";

    /// A figure that is not money.
    GmvFigure = "gmv_figure";
    en: "{subject_word} = {formula} = {exact}";
    zh: "{subject_word} = {formula} = {exact}";

    /// A figure that is money.
    GmvAmount = "gmv_amount";
    en: "{subject_word} = {formula} = {exact}, so {amount}";
    zh: "{subject_word} = {formula} = {exact},取 {amount}";

    /// Refunds that were taken off.
    GmvRefunds = "gmv_refunds";
    en: "refunds of {amount} are taken off, counted by {subject_word}";
    zh: "扣除退款 {amount},按 {subject_word} 归属";

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
    en: "{subject_word}: gmv = {formula} = {exact}, so {amount}, a change of {change}";
    zh: "{subject_word}:GMV = {formula} = {exact},取 {amount},变动 {change}";

    /// A change that is parted among its factors.
    GmvChange = "gmv_change";
    en: "gmv went from {before} to {after}: a change of {amount}";
    zh: "GMV 由 {before} 变为 {after}:变动 {amount}";

    /// A factor's part by chain substitution.
    GmvChainPart = "gmv_chain_part";
    en: "{subject_word} went from {before} to {after}, replaced in its turn: exactly {exact}, so {amount}";
    zh: "{subject_word} 由 {before} 变为 {after},连环替代:精确值 {exact},取 {amount}";

    /// A factor's part by Shapley.
    GmvShapleyPart = "gmv_shapley_part";
    en: "{subject_word} went from {before} to {after}, the mean over all orders: exactly {exact}, so {amount}";
    zh: "{subject_word} 由 {before} 变为 {after},对全部替代顺序取平均:精确值 {exact},取 {amount}";

    /// The value that reaches a target.
    GmvSolved = "gmv_solved";
    en: "{subject_word} from {current} to {value}: gmv = {formula} = {exact}, so {amount}; target {threshold}: {verdict}";
    zh: "{subject_word} 由 {current} 调至 {value}:GMV = {formula} = {exact},取 {amount};目标 {threshold}:{verdict}";

    /// What a channel is expected to add.
    GmvFunnel = "gmv_funnel";
    en: "{subject}: {formula} = {low} to {high} adds";
    zh: "{subject}:{formula} = 预计添加 {low} 至 {high}";

    #[cfg(feature = "customer")]
    group "customers", "客户";

    /// The class of a customer.
    CustomerClass = "customer_class";
    en: "orders from {from} through {through}: {orders}, so {observed} repurchases; class {subject} begins at {threshold}: {verdict}";
    zh: "{from} 至 {through} 有订单 {orders} 笔,复购 {observed} 次;等级 {subject} 自 {threshold} 次起:{verdict}";

    /// A customer without an order in the window has no class.
    CustomerNoOrder = "customer_no_order";
    en: "no order of positive net from {from} through {through}, so no class";
    zh: "{from} 至 {through} 没有净额大于零的订单,不分等级";

    /// What the next class needs.
    CustomerNextClass = "customer_next_class";
    en: "the next class {subject} begins at {threshold} orders, {observed} count: {verdict}";
    zh: "升至等级 {subject} 需订单 {threshold} 笔,计入 {observed} 笔:{verdict}";

    /// When orders leave the window, the class changes.
    CustomerClassFalls = "customer_class_falls";
    en: "if nothing is bought, so many orders have left the window on {on} that the class becomes {subject}";
    zh: "若不再下单,至 {on} 因订单移出统计窗口,等级变为 {subject}";

    /// Whether a customer sleeps, by years.
    CustomerDormant = "customer_dormant";
    en: "the last order was on {last_order}: dormant from {threshold} on, the day of asking is {observed}: {verdict}";
    zh: "最近一单在 {last_order}:自 {threshold} 起视为沉睡,查询日为 {observed}:{verdict}";

    /// Whether a customer sleeps, by idle days.
    CustomerIdle = "customer_idle";
    en: "the last order was on {last_order}, {observed} ago; dormant after {threshold}: {verdict}";
    zh: "最近一单在 {last_order},已过 {observed};满 {threshold} 视为沉睡:{verdict}";

    /// A customer sleeps and can be reached.
    CustomerSampleDue = "customer_sample_due";
    en: "the customer sleeps and can be reached: a sample is due";
    zh: "客户沉睡且可触达:应寄送试用装";

    /// A customer sleeps and cannot be reached.
    CustomerUnreachable = "customer_unreachable";
    en: "the customer sleeps and cannot be reached: no sample";
    zh: "客户沉睡且无法触达:不寄试用装";

    /// What all customers come to.
    CustomerSegments = "customer_segments";
    en: "from {from} through {through}: {buyers} of {customers} customers bought {net} in {orders} orders";
    zh: "{from} 至 {through}:{customers} 名客户中 {buyers} 名下单,共 {orders} 单,净额 {net}";

    /// How many customers a class has.
    CustomerClassCount = "customer_class_count";
    en: "class {subject}: {customers} of {total} customers, who bought {net}";
    zh: "等级 {subject}:{customers} 名(共 {total} 名),净额 {net}";

    /// Customers without a class.
    CustomerUnclassified = "customer_unclassified";
    en: "customers without an order in the window, and so without a class: {customers}";
    zh: "窗口内没有订单、不分等级的客户:{customers} 名";

    /// How many customers sleep.
    CustomerDormantCount = "customer_dormant_count";
    en: "customers who sleep: {dormant}; those who can be reached: {samples}";
    zh: "沉睡客户 {dormant} 名,其中可触达 {samples} 名";

    /// A repurchase rate.
    CustomerRepurchase = "customer_repurchase";
    en: "repurchase rate, {subject_word}: {again} of {total} = {exact}";
    zh: "复购率({subject_word}):{again} / {total} = {exact}";

    /// Who bought most.
    CustomerSuperUsers = "customer_super_users";
    en: "super users: {customers}, who bought {net} of {whole}; each of them {exact}, so {average}";
    zh: "超级用户 {customers} 名,净额 {net}(合计 {whole});人均 {exact},取 {average}";

    /// The share of the first customers.
    CustomerTopShare = "customer_top_share";
    en: "the first {asked} of {customers} customers are {top}: they bought {net} of {whole} = {exact}";
    zh: "{customers} 名客户的前 {asked} 为 {top} 名:净额 {net} / {whole} = {exact}";

    /// How few customers buy most.
    CustomerCoverage = "customer_coverage";
    en: "{asked} of all sales come from {covering} of {customers} customers = {exact}";
    zh: "{asked} 的销售额来自 {customers} 名客户中的 {covering} 名 = {exact}";

    /// How unevenly sales are spread.
    CustomerGini = "customer_gini";
    en: "gini over {customers} customers: {exact}; corrected for few: {corrected}";
    zh: "{customers} 名客户的基尼系数:{exact};小样本修正:{corrected}";
}
