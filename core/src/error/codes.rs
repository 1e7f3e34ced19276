//! The one table of codes. Each row: variant, number, slug, messages and repairs in English and Chinese.
//!
//! Numbers come in blocks, one per room, and are never used twice: a code that is retired leaves its number reserved.
//! `{name}` stands for a parameter of the error; a test checks that both languages use the same ones.

/// Makes the [`Code`] enum and its tables from the rows below.
macro_rules! codes {
    ($(
        $(#[doc = $doc:literal])+
        $variant:ident = $number:literal, $slug:literal;
        en: $en:literal, $repair_en:literal;
        zh: $zh:literal, $repair_zh:literal;
    )+) => {
        /// What can be wrong, each with a number and a slug that stay the same in every version.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u16)]
        #[non_exhaustive]
        pub enum Code {
            $( $(#[doc = $doc])+ $variant = $number, )+
        }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Code] = &[$(Code::$variant),+];

            /// The number, stable for ever: what C and columns carry.
            #[must_use]
            pub const fn number(self) -> u16 {
                match self { $(Code::$variant => $number),+ }
            }

            /// The name, stable for ever: what JSON carries.
            #[must_use]
            pub const fn slug(self) -> &'static str {
                match self { $(Code::$variant => $slug),+ }
            }

            /// What is wrong, as a template with `{parameter}` places.
            #[must_use]
            pub const fn message_template(self, language: Language) -> &'static str {
                match (self, language) { $(
                    (Code::$variant, Language::English) => $en,
                    (Code::$variant, Language::Chinese) => $zh,
                )+ }
            }

            /// How to repair it, as a template with `{parameter}` places.
            #[must_use]
            pub const fn repair_template(self, language: Language) -> &'static str {
                match (self, language) { $(
                    (Code::$variant, Language::English) => $repair_en,
                    (Code::$variant, Language::Chinese) => $repair_zh,
                )+ }
            }
        }
    };
}

use super::Language;

impl Code {
    /// Whether it is a fault of one value by itself, not of how values go together.
    pub(crate) fn is_of_one_value(self) -> bool {
        let relates = [Self::MissingField, Self::AlternativeFields, Self::WithoutEffect].contains(&self);
        (self < Self::PartsExceedWhole || self == Self::NegativeAmount) && !relates
    }
}

codes! {
    // 1–99: reading a document.

    /// The text is not JSON.
    JsonSyntax = 1, "json_syntax";
    en: "not valid json: found {found}, expected {allowed}", "write {allowed} here";
    zh: "不是合法的 JSON:此处为 {found},应为 {allowed}", "此处改为 {allowed}";

    /// The text is longer, or nested deeper, than a document may be.
    DocumentTooLarge = 2, "document_too_large";
    en: "the document has {found}, the limit is {allowed}", "split it into parts within {allowed}";
    zh: "文档为 {found},上限为 {allowed}", "拆分到 {allowed} 以内";

    /// An object has a field that its shape does not know.
    UnknownField = 3, "unknown_field";
    en: "unknown field {found}, expected one of {allowed}", "remove it, or rename it to one of {allowed}";
    zh: "未知字段 {found},可用字段为 {allowed}", "删除该字段,或改名为 {allowed} 之一";

    /// An object has the same field twice.
    DuplicateField = 4, "duplicate_field";
    en: "field {found} stands twice in one object, allowed is {allowed}", "keep {allowed} and remove the other";
    zh: "字段 {found} 在同一对象中重复,允许 {allowed}", "保留 {allowed},删除其余";

    /// An object lacks a field that it must have.
    MissingField = 5, "missing_field";
    en: "field {allowed} is missing: found {found}", "add the field {allowed}";
    zh: "缺少字段 {allowed}:现有 {found}", "补上字段 {allowed}";

    /// A value is of another JSON type than its shape.
    WrongType = 6, "wrong_type";
    en: "found {found}, expected {allowed}", "write {allowed}";
    zh: "此处为 {found},应为 {allowed}", "改为 {allowed}";

    /// A JSON number stands where an exact decimal is due.
    NumberForDecimal = 7, "number_for_decimal";
    en: "found the number {found} where {allowed} is due: a number may pass through a float", "put it in quotes, as {allowed}";
    zh: "此处为数字 {found},应为 {allowed}:数字可能经过浮点而失真", "加上引号,写成 {allowed}";

    /// A text is not an amount of money in the rulebook's currency.
    MoneyFormat = 8, "money_format";
    en: "{found} is not an amount, write it like {allowed}", "write {allowed}";
    zh: "{found} 不是金额,写法如 {allowed}", "改写为 {allowed}";

    /// An amount is beyond the limit of 10^15 minor units.
    MoneyOutOfRange = 9, "money_out_of_range";
    en: "the amount {found} is beyond the limit of {allowed}", "use an amount within {allowed}";
    zh: "金额 {found} 超出上限 {allowed}", "使用 {allowed} 以内的金额";

    /// A text is not a rate.
    RateFormat = 10, "rate_format";
    en: "{found} is not a rate, write it like {allowed}", "write {allowed}";
    zh: "{found} 不是比率,写法如 {allowed}", "改写为 {allowed}";

    /// A text is not a price factor.
    FactorFormat = 11, "factor_format";
    en: "{found} is not a price factor, write it like {allowed}", "write {allowed}";
    zh: "{found} 不是折扣,写法如 {allowed}", "改写为 {allowed}";

    /// A text is not a date of the calendar.
    DateFormat = 12, "date_format";
    en: "{found} is not a date, write it like {allowed}", "write {allowed}";
    zh: "{found} 不是日期,写法如 {allowed}", "改写为 {allowed}";

    /// A text is none of the words that its shape knows.
    UnknownChoice = 13, "unknown_choice";
    en: "unknown choice {found}, expected one of {allowed}", "use one of {allowed}";
    zh: "未知选项 {found},可用选项为 {allowed}", "改为 {allowed} 之一";

    /// A count is not a whole number within its bounds.
    CountOutOfRange = 14, "count_out_of_range";
    en: "{found} is out of range, expected {allowed}", "use {allowed}";
    zh: "{found} 超出范围,应为 {allowed}", "改为 {allowed}";

    /// A name is empty, too long, or has characters that a name may not have.
    IdFormat = 15, "id_format";
    en: "{found} is not an id, expected {allowed}", "use {allowed}";
    zh: "{found} 不是合法的编号,应为 {allowed}", "改为 {allowed}";

    /// A list has the same thing twice.
    DuplicateItem = 16, "duplicate_item";
    en: "{found} stands twice, allowed is {allowed}", "keep {allowed} and remove or rename the other";
    zh: "{found} 重复出现,允许 {allowed}", "保留 {allowed},删除其余或改名";

    /// A list has too few or too many items.
    ListLength = 17, "list_length";
    en: "the list has {found} items, expected {allowed}", "give {allowed} items";
    zh: "列表有 {found} 项,应为 {allowed}", "改为 {allowed} 项";

    /// Fields that exclude each other stand together, or none of the alternatives stands.
    AlternativeFields = 18, "alternative_fields";
    en: "found {found}, expected exactly one of {allowed}", "keep exactly one of {allowed}";
    zh: "此处为 {found},应恰有 {allowed} 之一", "只保留 {allowed} 之一";

    /// A text is not an exact decimal number.
    DecimalFormat = 19, "decimal_format";
    en: "{found} is not a decimal number, write it like {allowed}", "write {allowed}";
    zh: "{found} 不是十进制数,写法如 {allowed}", "改写为 {allowed}";

    /// Something is written that can never matter.
    WithoutEffect = 20, "without_effect";
    en: "{found} has no effect: it needs {allowed}", "remove {found}, or write {allowed}";
    zh: "{found} 不起作用:需要 {allowed}", "删除 {found},或写上 {allowed}";

    // 50–99: sharing a whole.

    /// Parts ask for more than the whole.
    PartsExceedWhole = 50, "parts_exceed_whole";
    en: "the parts ask for {found} of {allowed}: too much by {by}", "lower the parts by {by}, or declare a cap policy";
    zh: "各方合计 {found},总额仅 {allowed}:超出 {by}", "将各方合计下调 {by},或声明封顶方式";

    /// No residual party is named: nobody takes what the parts leave.
    ResidualMissing = 51, "residual_missing";
    en: "no residual party takes what the parts leave: found {found}, short by {by}", "name exactly one residual party";
    zh: "没有剩余承接方:现有 {found},缺口 {by}", "指定恰好一个剩余承接方";

    /// More than one residual party, or more than one pool of the rest, is named.
    ResidualTwice = 52, "residual_twice";
    en: "{found} ask for the rest, allowed is {allowed}", "let {allowed} take the rest";
    zh: "{found} 都要承接剩余,允许 {allowed}", "只让 {allowed} 承接剩余";

    /// A whole or a fixed part is below zero.
    NegativeAmount = 53, "negative_amount";
    en: "found {found}, expected {allowed}", "use {allowed}";
    zh: "此处为 {found},应为 {allowed}", "改为 {allowed}";

    // 100–199: the rulebook.

    /// The rulebook has no section for this family.
    SectionMissing = 100, "section_missing";
    en: "the rulebook has no section {allowed}: found {found}", "add the section {allowed} to the rulebook";
    zh: "规则书没有 {allowed} 部分:现有 {found}", "在规则书中补上 {allowed} 部分";

    /// The rulebook was refused: its findings say why.
    RulebookRefused = 101, "rulebook_refused";
    en: "the rulebook has {found} errors, allowed are {allowed}; the first is {first}", "repair each finding, {first} first";
    zh: "规则书有 {found} 处错误,允许 {allowed};第一处为 {first}", "逐条修复,先修复 {first}";

    /// No rulebook is in force on a date.
    NoRulebookInForce = 102, "no_rulebook_in_force";
    en: "no rulebook is in force on {found}: the first begins {allowed}", "add a rulebook with `effective_from` on or before {found}";
    zh: "{found} 没有生效的规则书:最早生效日为 {allowed}", "补充 `effective_from` 不晚于 {found} 的规则书";

    /// A period of force ends before it begins.
    PeriodOrder = 103, "period_order";
    en: "the end {found} is not after the beginning {allowed}", "use an end after {allowed}";
    zh: "结束 {found} 不晚于开始 {allowed}", "结束日应晚于 {allowed}";

    // 200–299: agents.

    /// A period is assessed out of turn: an earlier one, or one after the next.
    PeriodNotDue = 200, "period_not_due";
    en: "period {found} is not due, the next one to assess is {allowed}", "assess {allowed}";
    zh: "{found} 不是待考核周期,下一个待考核周期为 {allowed}", "考核 {allowed}";

    /// An agent who was cleared is assessed again.
    AgentCleared = 201, "agent_cleared";
    en: "agent {found} was cleared by the assessment of {allowed}", "stop assessing {found}, or admit them again";
    zh: "代理 {found} 已在 {allowed} 的考核中清退", "停止考核 {found},或重新准入";

    /// A metric that a condition asks for has no facts to look at.
    FactsMissing = 202, "facts_missing";
    en: "{metric} needs the facts {allowed}: found {found}", "hand in {allowed}";
    zh: "{metric} 需要数据 {allowed}:现有 {found}", "补充 {allowed}";

    /// An agent's sponsor is not among the agents.
    UnknownSponsor = 203, "unknown_sponsor";
    en: "the sponsor {found} of {agent} is not among the agents", "add {found} to the agents, or leave {agent} without a sponsor";
    zh: "{agent} 的推荐人 {found} 不在代理名单中", "将 {found} 加入名单,或去掉 {agent} 的推荐人";

    /// Agents sponsor each other in a circle.
    SponsorCycle = 204, "sponsor_cycle";
    en: "sponsors go round in a circle: {agents}", "give one of them another sponsor, or none";
    zh: "推荐关系成环:{agents}", "为其中一人更换或取消推荐人";

    /// Nobody can enter a tier.
    TierUnreachable = 205, "tier_unreachable";
    en: "nobody can rise into tier {found}: it has none of {allowed}", "give it one of {allowed}, or remove it";
    zh: "等级 {found} 无法晋升进入:缺少 {allowed}", "补上 {allowed} 之一,或删除该等级";

    /// A way into a tier holds whenever that of a lower tier does.
    EntryNotHarder = 206, "entry_not_harder";
    en: "`{entry}` of tier {found} holds whenever that of the lower tier {allowed} does", "ask more of {found} than of {allowed}";
    zh: "等级 {found} 的 `{entry}` 不高于较低等级 {allowed}", "提高 {found} 的要求,使其高于 {allowed}";

    /// A tier asks more to stay than to come.
    KeepHarderThanReach = 207, "keep_harder_than_reach";
    en: "tier {found} is harder to keep than to reach: who just reaches it misses at once, expected {allowed}", "lower `keep` to at most `reach`: {allowed}";
    zh: "等级 {found} 的保级要求高于晋级要求:刚晋级即不达标,应为 {allowed}", "将 `keep` 降至不高于 `reach`:{allowed}";

    // 300–399: commission.

    /// All commission on a line is more than the cap, and the cap's policy is to reject.
    CommissionAboveCap = 300, "commission_above_cap";
    en: "commission of {found} is above the cap of {allowed}: too much by {by}", "lower the commission by {by}, raise the cap, or let its policy scale or cut";
    zh: "佣金合计 {found} 超过封顶 {allowed}:超出 {by}", "将佣金下调 {by},或提高封顶,或改用按比例缩减、按顺序削减";

    /// A role is paid by tier, and has no rate for a tier.
    TierWithoutRate = 302, "tier_without_rate";
    en: "no rate for the tier {found}: rates are there for {allowed}", "give {found} a rate in `by_tier`, or give the role a `rate` for all others";
    zh: "等级 {found} 没有佣金比例:现有 {allowed}", "在 `by_tier` 中补上 {found},或为该角色设置通用的 `rate`";

    /// The parts of a line that was split do not sum to what was paid.
    PartsNotWhole = 303, "parts_not_whole";
    en: "the parts sum to {found}, the line was paid {allowed}: off by {by}", "hand in the line as it was split";
    zh: "各方合计 {found},该行实付 {allowed}:相差 {by}", "传入当初分佣的原始结果";

    /// A refund is more than what is left of a line.
    RefundAboveRest = 304, "refund_above_rest";
    en: "a refund of {found} is above the {allowed} that is left of the line: too much by {by}", "refund at most {allowed}";
    zh: "退款 {found} 超过该行剩余可退 {allowed}:超出 {by}", "退款不超过 {allowed}";

    /// More is taken from what is pending or frozen than is there.
    StateOverdrawn = 305, "state_overdrawn";
    en: "{found} is taken from {allowed}, which does not hold it: short by {by}", "name the state that the line's amount is in";
    zh: "从 {allowed} 中扣除 {found},余额不足:缺 {by}", "改为该行金额实际所处的状态";

    /// A date lies outside the period that is asked for.
    OutsidePeriod = 306, "outside_period";
    en: "{found} lies outside the period {allowed}", "leave it to the period that it lies in";
    zh: "{found} 不在期间 {allowed} 内", "归入其所属的期间";

    /// A withdrawal is below the least that may be withdrawn.
    WithdrawalBelowMinimum = 307, "withdrawal_below_minimum";
    en: "a withdrawal of {found} is below the minimum of {allowed}: short by {by}", "withdraw at least {allowed}";
    zh: "提现 {found} 低于最低额 {allowed}:还差 {by}", "提现不低于 {allowed}";

    /// A withdrawal is above the most that may be withdrawn at once.
    WithdrawalAboveMaximum = 308, "withdrawal_above_maximum";
    en: "a withdrawal of {found} is above the maximum of {allowed}: too much by {by}", "withdraw at most {allowed} at once";
    zh: "提现 {found} 高于最高额 {allowed}:超出 {by}", "单次提现不超过 {allowed}";

    /// A payment is more than is payable.
    AbovePayable = 309, "above_payable";
    en: "{found} is more than the {allowed} that is payable: too much by {by}", "pay at most {allowed}";
    zh: "{found} 超过可付金额 {allowed}:超出 {by}", "支付不超过 {allowed}";

    // 400–499: the month.

    /// Two sums that are to be merged are of different months.
    PeriodMismatch = 401, "period_mismatch";
    en: "found the month {found}, expected {allowed}", "merge sums of {allowed} only";
    zh: "此处为 {found} 月,应为 {allowed} 月", "只合并 {allowed} 月的数据";

    /// A refund names a line that its order does not have.
    UnknownLine = 402, "unknown_line";
    en: "the order has no line {found}, its lines are {allowed}", "name one of {allowed}";
    zh: "订单没有 {found} 这一行,现有 {allowed}", "改为 {allowed} 之一";

    /// A refund is dated before the order was paid.
    RefundBeforeSale = 404, "refund_before_sale";
    en: "the refund is of {found}, the order was paid on {allowed}", "date the refund on {allowed} or later";
    zh: "退款日期 {found} 早于付款日期 {allowed}", "退款日期应不早于 {allowed}";

    /// The parts of a month do not sum to its whole: the sums are not those of whole orders.
    BooksDoNotBalance = 403, "books_do_not_balance";
    en: "the parts sum to {found}, the whole is {allowed}: off by {by}", "absorb the month again: {by} were lost or changed";
    zh: "各方合计 {found},总额 {allowed}:相差 {by}", "重新归集本月数据:有 {by} 丢失或被改动";

    // 500–599: vip.

    /// A level, perk or the like that the facts or the rulebook name is not known.
    NotInRulebook = 500, "not_in_rulebook";
    en: "{found} is not known, expected one of {allowed}", "use one of {allowed}, or add {found}";
    zh: "{found} 未定义,可用的有 {allowed}", "改为 {allowed} 之一,或补充定义 {found}";

    /// A higher level would, or might, be worse off than a lower one.
    HigherLevelWorse = 501, "higher_level_worse";
    en: "a higher level may be worse off: found {found}, expected {allowed}", "use {allowed}";
    zh: "较高等级可能反而吃亏:此处为 {found},应为 {allowed}", "改为 {allowed}";

    /// The thresholds of levels do not rise.
    ThresholdOrder = 502, "threshold_order";
    en: "the threshold {found} is not above that of the level below, expected {allowed}", "use {allowed}, or put the levels in order, lowest first";
    zh: "门槛 {found} 不高于下一级,应为 {allowed}", "改为 {allowed},或按从低到高排列等级";

    /// A date lies before or after what it may be.
    DateOutOfRange = 503, "date_out_of_range";
    en: "the date {found} is out of range, expected {allowed}", "use a date {allowed}";
    zh: "日期 {found} 超出范围,应为 {allowed}", "使用 {allowed} 的日期";

    /// More is refunded than was topped up.
    RefundExceedsTopUp = 504, "refund_exceeds_top_up";
    en: "refunds of {found} exceed what is left of the top-up, {allowed}: too much by {by}", "refund at most {allowed}";
    zh: "退款 {found} 超过充值所余 {allowed}:超出 {by}", "退款不超过 {allowed}";

    /// Discounts stack and no floor holds.
    FloorMissing = 505, "floor_missing";
    en: "on a birthday level {level} pays {found} of the list price and no floor holds", "add {allowed}";
    zh: "生日叠加后等级 {level} 仅付原价的 {found},且没有底价保护", "补上 {allowed}";

    /// Stacked discounts go below the floor.
    DiscountBelowFloor = 506, "discount_below_floor";
    en: "on a birthday level {level} would pay {found} of the list price, below the floor of {allowed} by {by}: the floor holds", "raise the factors, or lower the floor";
    zh: "生日叠加后等级 {level} 应付原价的 {found},低于底价 {allowed},差 {by}:以底价为准", "提高折扣系数,或降低底价";

    /// Two periods share a day.
    PeriodOverlap = 507, "period_overlap";
    en: "the period {found} overlaps with {other}", "let each period begin when the other has ended";
    zh: "期间 {found} 与 {other} 重叠", "使各期间首尾相接,互不重叠";

    // 600–699: balance.

    // 700–799: gmv.

    /// A formula mixes what counts buyers with what counts orders.
    MixedCounts = 700, "mixed_counts";
    en: "the formula counts by {found} where {allowed} is due: buyers and orders do not mix", "give the figure by {allowed}";
    zh: "公式中按 {found} 计数,应按 {allowed}:买家数与订单数不可混用", "改用按 {allowed} 计的数值";

    /// A number is not within its bounds.
    ValueOutOfRange = 701, "value_out_of_range";
    en: "the value {found} is out of range, expected {allowed}", "use a value of {allowed}";
    zh: "数值 {found} 超出范围,应为 {allowed}", "数值改为 {allowed}";

    /// A fission rate K that grows without end over all generations.
    FissionDiverges = 702, "fission_diverges";
    en: "k of {found} has no end over all generations, expected {allowed}", "use {allowed}, or \"generations\": \"one\"";
    zh: "裂变系数 {found} 按全部代数累计不收敛,应为 {allowed}", "改为 {allowed},或设 \"generations\": \"one\"";

    /// An amount is more than the amount it is a part of.
    AmountExceeds = 703, "amount_exceeds";
    en: "the amount {found} is more than the {allowed} it belongs to", "use at most {allowed}";
    zh: "金额 {found} 超过其所属金额 {allowed}", "改为不超过 {allowed}";

    /// Fewer visitors than buyers.
    FewerVisitors = 704, "fewer_visitors";
    en: "{found} visitors are fewer than the {allowed} buyers", "give the visitors that these buyers belong to, or leave them out";
    zh: "访客 {found} 少于买家 {allowed}", "填写这些买家所属的访客数,或不填";

    /// No value of a factor reaches the target.
    TargetUnreachable = 705, "target_unreachable";
    en: "the target needs a {factor} of {found}, expected {allowed}", "lower the target, or raise another factor";
    zh: "达成目标需要 {factor} 为 {found},应为 {allowed}", "调低目标,或提高其他因子";

    /// Another factor is zero, and so is every product.
    FactorIsZero = 706, "factor_is_zero";
    en: "no target is reached while {factor} is {found}, expected {allowed}", "give a {factor} of {allowed}";
    zh: "{factor} 为 {found} 时无法达成任何目标,应为 {allowed}", "将 {factor} 改为 {allowed}";

    /// The upper end of a range lies below its lower end.
    RangeOrder = 707, "range_order";
    en: "the upper end {found} is below the lower end {allowed}", "use an upper end of at least {allowed}";
    zh: "上限 {found} 低于下限 {allowed}", "上限改为不低于 {allowed}";

    // 900–999: operations.

    /// No operation has this name.
    UnknownOperation = 900, "unknown_operation";
    en: "unknown operation {found}, expected one of {allowed}", "call one of {allowed}";
    zh: "未知操作 {found},可用操作为 {allowed}", "调用 {allowed} 之一";
}
