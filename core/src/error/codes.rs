//! The one table of codes. Each row: variant, number, slug, messages and repairs in English and Chinese.
//!
//! Numbers come in blocks, one per part of the rules, and once published they are never used twice: a code that is retired leaves
//! its number reserved. The first block holds what every room may find; before `not_in_rulebook` it is about one value by itself.
//! `{name}` stands for a parameter of the error; a test checks that both languages use the same ones.

/// Makes the [`Code`] enum and its tables from the rows below.
macro_rules! codes {
    ($(
        #[cfg($built_in:meta)]
        block $first:literal to $last:literal: $block_en:literal, $block_zh:literal;
        $(
            $(#[doc = $doc:literal])+
            $variant:ident = $number:literal, $slug:literal;
            en: $en:literal, $repair_en:literal;
            zh: $zh:literal, $repair_zh:literal;
        )*
    )+) => {
        /// What can be wrong, each with a number and a slug that stay the same in every version.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u16)]
        #[non_exhaustive]
        pub enum Code {
            $($( #[cfg($built_in)] $(#[doc = $doc])+ $variant = $number, )*)+
        }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Code] = &[$($(#[cfg($built_in)] Code::$variant,)*)+];

            /// The slug of every code, in the order of the table.
            pub const SLUGS: &'static [&'static str] = &[$($(#[cfg($built_in)] $slug,)*)+];

            /// The blocks of numbers, each with its codes: the page of codes is printed from them.
            pub const BLOCKS: &'static [Block] = &[$(#[cfg($built_in)] Block {
                first: $first,
                last: $last,
                english: $block_en,
                chinese: $block_zh,
                codes: &[$(Code::$variant),*],
            }),+];

            /// The number, stable for ever: what C and columns carry.
            #[must_use]
            pub const fn number(self) -> u16 {
                match self { $($(#[cfg($built_in)] Code::$variant => $number,)*)+ }
            }

            /// The name, stable for ever: what JSON carries.
            #[must_use]
            pub const fn slug(self) -> &'static str {
                match self { $($(#[cfg($built_in)] Code::$variant => $slug,)*)+ }
            }

            /// What it is used for, as a documentation comment.
            #[must_use]
            pub const fn documentation(self) -> &'static str {
                match self { $($(#[cfg($built_in)] Code::$variant => concat!($($doc, "\n"),+),)*)+ }
            }

            /// What is wrong, as a template with `{parameter}` places.
            #[must_use]
            pub const fn message_template(self, language: Language) -> &'static str {
                match (self, language) { $($(
                    #[cfg($built_in)]
                    (Code::$variant, Language::English) => $en,
                    #[cfg($built_in)]
                    (Code::$variant, Language::Chinese) => $zh,
                )*)+ }
            }

            /// How to repair it, as a template with `{parameter}` places.
            #[must_use]
            pub const fn repair_template(self, language: Language) -> &'static str {
                match (self, language) { $($(
                    #[cfg($built_in)]
                    (Code::$variant, Language::English) => $repair_en,
                    #[cfg($built_in)]
                    (Code::$variant, Language::Chinese) => $repair_zh,
                )*)+ }
            }
        }
    };
}

use super::Language;

/// A block of numbers, kept for the codes of one part of the rules.
#[derive(Debug, Clone, Copy)]
pub struct Block {
    /// The first number.
    pub first: u16,
    /// The last number.
    pub last: u16,
    /// What its codes are about, in English.
    pub english: &'static str,
    /// The same in Chinese.
    pub chinese: &'static str,
    /// Its codes, in the order of the table.
    pub codes: &'static [Code],
}

impl Code {
    /// Whether it is a fault of one value by itself, not of how values go together.
    pub(crate) fn is_of_one_value(self) -> bool {
        let relates = [Self::MissingField, Self::AlternativeFields, Self::WithoutEffect].contains(&self);
        self < Self::NotInRulebook && !relates
    }
}

codes! {
    #[cfg(all())]
    block 1 to 99: "documents, and faults that every room may find", "文档,以及各部分通用的错误";

    /// The text is not JSON.
    JsonSyntax = 1, "json_syntax";
    en: "not valid json: found {found}, expected {allowed}", "write {allowed} here";
    zh: "不是合法的 JSON:此处为 {found},应为 {allowed}", "此处改为 {allowed}";

    /// The text is longer than a document may be.
    DocumentTooLarge = 2, "document_too_large";
    en: "the document has {found} bytes, expected {allowed}", "split it into parts of {allowed} bytes";
    zh: "文档为 {found} 字节,应为 {allowed}", "拆分为 {allowed} 字节的部分";

    /// Values are nested deeper than they may be.
    DocumentTooDeep = 3, "document_too_deep";
    en: "nested {found} levels deep or deeper, expected {allowed}", "nest {allowed} levels";
    zh: "嵌套达 {found} 层或更深,应为 {allowed}", "嵌套层数改为 {allowed}";

    /// An object has a field that its shape does not know.
    UnknownField = 4, "unknown_field";
    en: "unknown field {found}, expected one of {allowed}", "remove it, or rename it to one of {allowed}";
    zh: "未知字段 {found},可用字段为 {allowed}", "删除该字段,或改名为 {allowed} 之一";

    /// An object has the same field twice.
    DuplicateField = 5, "duplicate_field";
    en: "field {found} stands in one object more than once, expected {allowed}", "keep one and remove the others";
    zh: "字段 {found} 在同一对象中出现多次,应为 {allowed} 次", "只保留一个,删除其余";

    /// An object lacks a field that it must have.
    MissingField = 6, "missing_field";
    en: "field {allowed} is missing beside {found}", "add the field {allowed}";
    zh: "缺少字段 {allowed},现有 {found}", "补上字段 {allowed}";

    /// Fields that exclude each other stand together, or none of the alternatives stands.
    AlternativeFields = 7, "alternative_fields";
    en: "found {found}, expected exactly one of {allowed}", "give exactly one of {allowed}";
    zh: "此处为 {found},应恰有 {allowed} 之一", "只写 {allowed} 之一";

    /// A value is of another JSON type than its shape.
    WrongType = 8, "wrong_type";
    en: "found {found}, expected {allowed}", "write {allowed}";
    zh: "此处为 {found},应为 {allowed}", "改为 {allowed}";

    /// A JSON number stands where an exact decimal is due.
    NumberForDecimal = 9, "number_for_decimal";
    en: "found the number {found} where {allowed} is due: a number may pass through a float", "put it in quotes, as {allowed}";
    zh: "此处为数字 {found},应为 {allowed}:数字可能经过浮点而失真", "加上引号,写成 {allowed}";

    /// A text is not an amount of money in the rulebook's currency.
    MoneyFormat = 10, "money_format";
    en: "{found} is not an amount, write it like {allowed}", "write it like {allowed}";
    zh: "{found} 不是金额,写法如 {allowed}", "按 {allowed} 的写法改写";

    /// An amount is beyond the limit of 10^15 minor units.
    MoneyOutOfRange = 11, "money_out_of_range";
    en: "the amount {found} is beyond the limit of {allowed}", "use an amount within {allowed}";
    zh: "金额 {found} 超出上限 {allowed}", "使用 {allowed} 以内的金额";

    /// A text is not a rate.
    RateFormat = 12, "rate_format";
    en: "{found} is not a rate, write it like {allowed}", "write it like {allowed}";
    zh: "{found} 不是比率,写法如 {allowed}", "按 {allowed} 的写法改写";

    /// A text is not a price factor.
    FactorFormat = 13, "factor_format";
    en: "{found} is not a price factor, write it like {allowed}", "write it like {allowed}";
    zh: "{found} 不是折扣,写法如 {allowed}", "按 {allowed} 的写法改写";

    /// A text is not an exact decimal number.
    DecimalFormat = 14, "decimal_format";
    en: "{found} is not a decimal number, write it like {allowed}", "write it like {allowed}";
    zh: "{found} 不是十进制数,写法如 {allowed}", "按 {allowed} 的写法改写";

    /// A text is not a date of the calendar.
    DateFormat = 15, "date_format";
    en: "{found} is not a date, write it like {allowed}", "write it like {allowed}";
    zh: "{found} 不是日期,写法如 {allowed}", "按 {allowed} 的写法改写";

    /// A name is empty, too long, or has characters that a name may not have.
    IdFormat = 16, "id_format";
    en: "{found} is not an id, expected {allowed} bytes without control characters", "use {allowed} bytes without control characters";
    zh: "{found} 不是合法的编号,应为 {allowed} 字节且不含控制字符", "改为 {allowed} 字节且不含控制字符的编号";

    /// A text is too long.
    TextLength = 17, "text_length";
    en: "the text has {found} characters, expected {allowed}", "shorten it to {allowed} characters";
    zh: "文本有 {found} 个字符,应为 {allowed}", "缩短到 {allowed} 个字符";

    /// A text is none of the words that its shape knows.
    UnknownChoice = 18, "unknown_choice";
    en: "unknown choice {found}, expected one of {allowed}", "use one of {allowed}";
    zh: "未知选项 {found},可用选项为 {allowed}", "改为 {allowed} 之一";

    /// A count is not a whole number within its bounds.
    CountOutOfRange = 19, "count_out_of_range";
    en: "{found} is out of range, expected {allowed}", "use a number {allowed}";
    zh: "{found} 超出范围,应为 {allowed}", "改为 {allowed} 的数";

    /// A number is not within its bounds.
    ValueOutOfRange = 20, "value_out_of_range";
    en: "the value {found} is out of range, expected {allowed}", "use a value of {allowed}";
    zh: "数值 {found} 超出范围,应为 {allowed}", "数值改为 {allowed}";

    /// A date lies before or after what it may be.
    DateOutOfRange = 21, "date_out_of_range";
    en: "the date {found} is out of range, expected {allowed}", "use a date {allowed}";
    zh: "日期 {found} 超出范围,应 {allowed}", "使用 {allowed} 的日期";

    /// An amount that may not be below zero is.
    NegativeAmount = 22, "negative_amount";
    en: "the amount {found} is negative, expected {allowed}", "use an amount {allowed}";
    zh: "金额 {found} 为负,应 {allowed}", "改为 {allowed} 的金额";

    /// An amount that must be above zero is not.
    AmountNotPositive = 23, "amount_not_positive";
    en: "the amount {found} is not above zero, expected {allowed}", "use an amount {allowed}";
    zh: "金额 {found} 不大于零,应 {allowed}", "改为 {allowed} 的金额";

    /// A list has too few or too many items.
    ListLength = 24, "list_length";
    en: "the list has {found} items, expected {allowed}", "give {allowed} items";
    zh: "列表有 {found} 项,应为 {allowed}", "改为 {allowed} 项";

    /// A list has the same thing twice.
    DuplicateItem = 25, "duplicate_item";
    en: "{found} stands more than once, expected {allowed}", "keep one, and remove or rename the others";
    zh: "{found} 重复出现,应为 {allowed} 次", "只保留一个,其余删除或改名";

    /// Something is written that can never matter.
    WithoutEffect = 26, "without_effect";
    en: "{found} has no effect: it needs {allowed}", "remove {found}, or write {allowed}";
    zh: "{found} 不起作用:需要 {allowed}", "删除 {found},或写上 {allowed}";

    /// A level, perk or the like that the facts or the rulebook name is not known.
    NotInRulebook = 27, "not_in_rulebook";
    en: "{found} is not known, expected one of {allowed}", "use one of {allowed}, or add {found}";
    zh: "{found} 未定义,可用的有 {allowed}", "改为 {allowed} 之一,或补充定义 {found}";

    /// A metric that a condition asks for has no facts to look at.
    FactsMissing = 28, "facts_missing";
    en: "{metric} needs the facts {allowed}, found {found}", "hand in {allowed}";
    zh: "{metric} 需要数据 {allowed},现有 {found}", "补充 {allowed}";

    /// An amount is more than the amount it is a part of.
    AmountExceeds = 29, "amount_exceeds";
    en: "the amount {found} is more than the {allowed} it belongs to", "use at most {allowed}";
    zh: "金额 {found} 超过其所属金额 {allowed}", "改为不超过 {allowed}";

    /// The upper end of a range lies below its lower end.
    RangeOrder = 30, "range_order";
    en: "the upper end {found} is below the lower end {allowed}", "use an upper end of at least {allowed}";
    zh: "上限 {found} 低于下限 {allowed}", "上限改为不低于 {allowed}";

    /// The thresholds of levels or steps do not rise.
    ThresholdOrder = 31, "threshold_order";
    en: "the threshold {found} is not above the one before it, expected {allowed}", "use {allowed}, or put them in order, lowest first";
    zh: "门槛 {found} 不高于前一档,应 {allowed}", "改为 {allowed},或按从低到高排列";

    /// A period ends before it begins.
    PeriodOrder = 32, "period_order";
    en: "the end {found} is not after the beginning {allowed}", "use an end after {allowed}";
    zh: "结束 {found} 不晚于开始 {allowed}", "结束日应晚于 {allowed}";

    /// Two periods share a day.
    PeriodOverlap = 33, "period_overlap";
    en: "the period {found} overlaps with {other}", "let each period begin when the other has ended";
    zh: "期间 {found} 与 {other} 重叠", "使各期间首尾相接,互不重叠";

    /// A date lies outside the period that is asked for.
    OutsidePeriod = 34, "outside_period";
    en: "{found} lies outside the period {allowed}", "leave it to the period that it lies in";
    zh: "{found} 不在期间 {allowed} 内", "归入其所属的期间";

    /// More is refunded than is left to refund.
    RefundAboveRest = 35, "refund_above_rest";
    en: "a refund of {found} is above the {allowed} that is left to refund: too much by {by}", "refund at most {allowed}";
    zh: "退款 {found} 超过剩余可退 {allowed}:超出 {by}", "退款不超过 {allowed}";

    #[cfg(all())]
    block 100 to 119: "sharing a whole", "分配整额";

    /// Parts ask for more than the whole.
    PartsExceedWhole = 100, "parts_exceed_whole";
    en: "the parts ask for {found} of {allowed}: too much by {by}", "lower the parts by {by}, or declare a cap policy";
    zh: "各方合计 {found},总额仅 {allowed}:超出 {by}", "将各方合计下调 {by},或声明封顶方式";

    /// No residual party is named: nobody takes what the parts leave.
    ResidualMissing = 101, "residual_missing";
    en: "no residual party takes what the parts leave: short by {by}", "name exactly one residual party";
    zh: "没有剩余承接方:缺口 {by}", "指定恰好一个剩余承接方";

    /// More than one residual party, or more than one pool of the rest, is named.
    ResidualTwice = 102, "residual_twice";
    en: "{found} parties ask for the rest, expected {allowed}", "let exactly one take the rest";
    zh: "有 {found} 方要承接剩余,应为 {allowed} 方", "只让一方承接剩余";

    #[cfg(all())]
    block 120 to 199: "the rulebook", "规则书";

    /// The rulebook lacks the section, or the part of one, that a decision needs.
    SectionMissing = 120, "section_missing";
    en: "the rulebook has no {allowed}", "add {allowed} to the rulebook";
    zh: "规则书没有 {allowed}", "在规则书中补上 {allowed}";

    /// The rulebook was refused: its findings say why.
    RulebookRefused = 121, "rulebook_refused";
    en: "the rulebook has {found} errors, the first is {first}", "repair each finding";
    zh: "规则书有 {found} 处错误,第一处为 {first}", "逐条修复";

    /// No rulebook is in force on a date.
    NoRulebookInForce = 122, "no_rulebook_in_force";
    en: "no rulebook is in force on {found}, expected a day in {allowed}", "add a rulebook whose period holds {found}";
    zh: "{found} 没有生效的规则书,应为 {allowed} 内的日期", "补充期间包含 {found} 的规则书";

    /// A level asks for a larger top-up than a card may hold.
    ThresholdAboveCap = 123, "threshold_above_cap";
    en: "the level asks for {found}, a card may hold {allowed}", "lower the threshold to {allowed}, or raise the card's cap where the law allows it";
    zh: "该等级要求 {found},单卡余额上限为 {allowed}", "将门槛降至 {allowed},或在法律允许时提高单卡上限";

    /// A decision is asked for without a rulebook.
    RulebookMissing = 124, "rulebook_missing";
    en: "{found} decides by a rulebook, and none was handed in", "hand in the rulebook";
    zh: "{found} 需依规则书决定,而未传入规则书", "传入规则书";

    #[cfg(feature = "agent")]
    block 200 to 299: "agents", "代理";

    /// A period is assessed out of turn: an earlier one, or one after the next.
    PeriodNotDue = 200, "period_not_due";
    en: "period {found} is not due, the next one to assess is {allowed}", "assess {allowed}";
    zh: "{found} 不是待考核周期,下一个待考核周期为 {allowed}", "考核 {allowed}";

    /// An agent who was cleared is assessed again.
    AgentCleared = 201, "agent_cleared";
    en: "agent {found} was cleared by the assessment of {allowed}", "stop assessing {found}, or admit them again";
    zh: "代理 {found} 已在 {allowed} 的考核中清退", "停止考核 {found},或重新准入";

    /// An agent's sponsor is not among the agents.
    UnknownSponsor = 202, "unknown_sponsor";
    en: "the sponsor {found} of {agent} is not among the agents", "add {found} to the agents, or leave {agent} without a sponsor";
    zh: "{agent} 的推荐人 {found} 不在代理名单中", "将 {found} 加入名单,或去掉 {agent} 的推荐人";

    /// Agents sponsor each other in a circle.
    SponsorCycle = 203, "sponsor_cycle";
    en: "sponsors go round in a circle: {agents}", "give one of them another sponsor, or none";
    zh: "推荐关系成环:{agents}", "为其中一人更换或取消推荐人";

    /// Nobody can enter a tier.
    TierUnreachable = 204, "tier_unreachable";
    en: "nobody can rise into tier {found}: it has none of {allowed}", "give it one of {allowed}, or remove it";
    zh: "等级 {found} 无法晋升进入:缺少 {allowed}", "补上 {allowed} 之一,或删除该等级";

    /// A way into a tier holds whenever that of a lower tier does.
    EntryNotHarder = 205, "entry_not_harder";
    en: "`{entry}` of tier {found} holds whenever that of the lower tier {allowed} does", "ask more of {found} than of {allowed}";
    zh: "等级 {found} 的 `{entry}` 不高于较低等级 {allowed}", "提高 {found} 的要求,使其高于 {allowed}";

    /// A tier asks more to stay than to come.
    KeepHarderThanReach = 206, "keep_harder_than_reach";
    en: "tier {found} is harder to keep than to reach: who just reaches it misses at once, expected {allowed}", "lower `keep` to at most `reach`: {allowed}";
    zh: "等级 {found} 的保级要求高于晋级要求:刚晋级即不达标,应为 {allowed}", "将 `keep` 降至不高于 `reach`:{allowed}";

    #[cfg(feature = "commission")]
    block 300 to 399: "commission", "佣金";

    /// All commission on a line is more than the cap, and the cap's policy is to reject.
    CommissionAboveCap = 300, "commission_above_cap";
    en: "commission of {found} is above the cap of {allowed}: too much by {by}", "lower the commission by {by}, raise the cap, or let its policy scale or cut";
    zh: "佣金合计 {found} 超过封顶 {allowed}:超出 {by}", "将佣金下调 {by},或提高封顶,或改用按比例缩减、按顺序削减";

    /// A role is paid by tier, and has no rate for a tier.
    TierWithoutRate = 301, "tier_without_rate";
    en: "no rate for the tier {found}: rates are there for {allowed}", "give {found} a rate in `by_tier`, or give the role a `rate` for all others";
    zh: "等级 {found} 没有佣金比例:现有 {allowed}", "在 `by_tier` 中补上 {found},或为该角色设置通用的 `rate`";

    /// The parts of a line that was split do not sum to what was paid.
    PartsNotWhole = 302, "parts_not_whole";
    en: "the parts sum to {found}, the line was paid {allowed}: off by {by}", "hand in the line as it was split";
    zh: "各方合计 {found},该行实付 {allowed}:相差 {by}", "传入当初分佣的原始结果";

    /// More is taken from what is pending or frozen than is there.
    StateOverdrawn = 303, "state_overdrawn";
    en: "{found} is taken from {allowed}, which does not hold it: short by {by}", "name the state that the line's amount is in";
    zh: "从 {allowed} 中扣除 {found},余额不足:缺 {by}", "改为该行金额实际所处的状态";

    /// A withdrawal is below the least that may be withdrawn.
    WithdrawalBelowMinimum = 304, "withdrawal_below_minimum";
    en: "a withdrawal of {found} is below the minimum of {allowed}: short by {by}", "withdraw at least {allowed}";
    zh: "提现 {found} 低于最低额 {allowed}:还差 {by}", "提现不低于 {allowed}";

    /// A withdrawal is above the most that may be withdrawn at once.
    WithdrawalAboveMaximum = 305, "withdrawal_above_maximum";
    en: "a withdrawal of {found} is above the maximum of {allowed}: too much by {by}", "withdraw at most {allowed} at once";
    zh: "提现 {found} 高于最高额 {allowed}:超出 {by}", "单次提现不超过 {allowed}";

    /// A payment is more than is payable.
    AbovePayable = 306, "above_payable";
    en: "{found} is more than the {allowed} that is payable: too much by {by}", "pay at most {allowed}";
    zh: "{found} 超过可付金额 {allowed}:超出 {by}", "支付不超过 {allowed}";

    /// Over columns: parties tie, the tie goes by id, and the columns do not say in which order the parties' ids come.
    PartyOrderUnknown = 307, "party_order_unknown";
    en: "parties tie, and their order by id is not known: {allowed} is missing", "hand in {allowed}";
    zh: "各方并列,而编号顺序未知:缺少 {allowed}", "传入 {allowed}";

    #[cfg(feature = "month")]
    block 400 to 499: "the month", "月结";

    /// Two sums that are to be merged are of different months.
    PeriodMismatch = 400, "period_mismatch";
    en: "found the month {found}, expected {allowed}", "merge sums of {allowed} only";
    zh: "此处为 {found} 月,应为 {allowed} 月", "只合并 {allowed} 月的数据";

    /// A refund names a line that its order does not have.
    UnknownLine = 401, "unknown_line";
    en: "the order has no line {found}, its lines are {allowed}", "name one of {allowed}";
    zh: "订单没有 {found} 这一行,现有 {allowed}", "改为 {allowed} 之一";

    /// The parts of a month do not sum to its whole: the sums are not those of whole orders.
    BooksDoNotBalance = 402, "books_do_not_balance";
    en: "the parts sum to {found}, the whole is {allowed}: off by {by}", "absorb the month again: {by} were lost or changed";
    zh: "各方合计 {found},总额 {allowed}:相差 {by}", "重新归集本月数据:有 {by} 丢失或被改动";

    /// A refund is dated before the order was paid.
    RefundBeforeSale = 403, "refund_before_sale";
    en: "the refund is of {found}, the order was paid on {allowed}", "date the refund on {allowed} or later";
    zh: "退款日期 {found} 早于付款日期 {allowed}", "退款日期应不早于 {allowed}";

    #[cfg(feature = "vip")]
    block 500 to 599: "vip", "会员";

    /// A higher level would, or might, be worse off than a lower one.
    HigherLevelWorse = 500, "higher_level_worse";
    en: "a higher level may be worse off: found {found}, expected {allowed}", "use {allowed}";
    zh: "较高等级可能反而吃亏:此处为 {found},应为 {allowed}", "改为 {allowed}";

    /// Discounts stack and no floor holds.
    FloorMissing = 501, "floor_missing";
    en: "on a birthday level {level} pays {found} of the list price and no floor holds", "add {allowed}";
    zh: "生日叠加后等级 {level} 仅付原价的 {found},且没有底价保护", "补上 {allowed}";

    /// A level's discount, alone or with the birthday's, goes below the floor.
    DiscountBelowFloor = 502, "discount_below_floor";
    en: "level {level} would pay {found} of the list price, below the floor of {allowed} by {by}: the floor holds", "raise the factors, or lower the floor";
    zh: "等级 {level} 折后应付原价的 {found},低于底价 {allowed},差 {by}:以底价为准", "提高折扣系数,或降低底价";

    #[cfg(feature = "balance")]
    block 600 to 699: "balance", "储值余额";

    /// A command's id was used before with other content.
    CommandConflict = 600, "command_conflict";
    en: "the command {found} was applied before with another content, expected {allowed} as it was then", "give the new command an id of its own, or repeat it with {allowed} as it was";
    zh: "命令 {found} 此前已按不同内容执行,应保持 {allowed} 不变", "为新命令另取编号,或保持 {allowed} 与原来一致";

    /// A day lies before that of the account's last command.
    DateBeforeLast = 601, "date_before_last";
    en: "the date {found} is before the account's last command, expected {allowed}", "use a date {allowed}";
    zh: "日期 {found} 早于该账户最后一条命令,应 {allowed}", "使用 {allowed} 的日期";

    /// A top-up would lift the balance above the cap of the card.
    CardCapExceeded = 602, "card_cap_exceeded";
    en: "the balance would be {found}, the card allows {allowed}: too much by {by}", "top up less, by {by}";
    zh: "余额将达 {found},该卡限额 {allowed}:超出 {by}", "充值减少 {by}";

    /// The undiscounted value of a purchase is below what is charged for it.
    ListValueBelowAmount = 603, "list_value_below_amount";
    en: "the undiscounted value {found} is below what is charged, expected {allowed}", "give the value before discount, {allowed}";
    zh: "折前价值 {found} 低于实收金额,应 {allowed}", "填写折前价值,应 {allowed}";

    /// The balance that can be spent is smaller than a purchase.
    BalanceShort = 604, "balance_short";
    en: "the purchase asks for {found}, the balance allows {allowed}: short by {by}", "charge {allowed}, or top up";
    zh: "本次消费 {found},可用余额 {allowed}:还差 {by}", "消费金额应 {allowed},或先充值";

    /// A purchase that is to be given back was never paid from this account.
    UnknownPurchase = 605, "unknown_purchase";
    en: "unknown purchase {found}, expected one that a command {allowed} has paid", "name a purchase of an earlier command {allowed}";
    zh: "未知消费 {found},应为此前 {allowed} 命令支付的消费", "改为此前 {allowed} 命令中的消费编号";

    /// More of a purchase is to be given back than is left of it.
    RestoreAbovePurchase = 606, "restore_above_purchase";
    en: "{found} of the purchase cannot be given back: {allowed} is left of it", "give back an amount above zero and at most {allowed}";
    zh: "无法退回 {found}:该消费仅剩 {allowed} 可退", "退回金额应大于零且不超过 {allowed}";

    /// A refund is more than the quote of the day gives for its cause.
    RefundAboveQuote = 607, "refund_above_quote";
    en: "the refund {found} is above what is due, {allowed}: too much by {by}", "refund {allowed}, or name the cause that grants more";
    zh: "退款 {found} 高于应退金额,应 {allowed}:超出 {by}", "退款应 {allowed},或注明可多退的原因";

    /// A refund that closes the account is less than the whole quote.
    CloseBelowQuote = 608, "close_below_quote";
    en: "the refund {found} closes the account with less than is due, {allowed}: short by {by}", "refund {allowed}, or leave the account open";
    zh: "退款 {found} 关闭账户,但低于应退金额 {allowed}:还差 {by}", "退款 {allowed},或不关闭账户";

    /// An amount is more than can be paid back without bonus becoming cash.
    RefundAbovePrincipal = 609, "refund_above_principal";
    en: "{found} is more than the principal that can be paid back, {allowed}", "plan {allowed}";
    zh: "{found} 高于可退本金,应 {allowed}", "退款计划应 {allowed}";

    /// An account is not what its own commands make.
    AccountInconsistent = 610, "account_inconsistent";
    en: "the account does not add up: found {found}, expected {allowed}", "hand in the account as `balance_apply` returned it";
    zh: "账户数据不一致:此处为 {found},应 {allowed}", "原样传入 `balance_apply` 返回的账户";

    /// A higher step of a bonus ladder gives less.
    LadderFalls = 611, "ladder_falls";
    en: "the bonus {found} is less than a lower step gives, expected {allowed}", "give {allowed}";
    zh: "赠金 {found} 少于较低档位,应 {allowed}", "改为 {allowed}";

    /// A bonus is as large as the top-up it is given for.
    BonusReachesStep = 612, "bonus_reaches_step";
    en: "the bonus {found} is as large as the top-up it is for, expected {allowed}", "give {allowed}: it must never look like money back of its own size";
    zh: "赠金 {found} 不小于充值额,应 {allowed}", "改为 {allowed},以免形同等额返还";

    /// A step of a bonus ladder is above the cap of the card: no top-up can reach it.
    StepAboveCap = 613, "step_above_cap";
    en: "the step makes a balance of {found}, the card allows {allowed}: too much by {by}", "lower the step or its bonus by {by}";
    zh: "该档位将使余额达 {found},该卡限额 {allowed}:超出 {by}", "将档位或赠金下调 {by}";

    /// A named balance has an end.
    NamedBalanceExpires = 614, "named_balance_expires";
    en: "a named balance ends after {found} days, expected {allowed}", "remove it: a named balance has no end";
    zh: "记名余额在 {found} 天后到期,应为 {allowed}", "删除该字段:记名余额不设有效期";

    /// Bonus is spent before principal that can be had back at any time.
    BonusSpentFirst = 615, "bonus_spent_first";
    en: "bonus is spent first and all unspent principal is paid back at any time: goods for {found} may cost nothing, expected {allowed}", "spend in the order {allowed}, or promise less";
    zh: "先用赠金而未消费本金随时可退:价值 {found} 的商品可能分文不收,应为 {allowed}", "扣款顺序改为 {allowed},或缩小退款承诺";

    #[cfg(any(feature = "gmv", feature = "customer"))]
    block 700 to 799: "gmv", "GMV";

    /// A formula mixes what counts buyers with what counts orders.
    MixedCounts = 700, "mixed_counts";
    en: "the formula counts by {found} where {allowed} is due: buyers and orders do not mix", "give the figure by {allowed}";
    zh: "公式中按 {found} 计数,应按 {allowed}:买家数与订单数不可混用", "改用按 {allowed} 计的数值";

    /// A fission rate K that grows without end over all generations.
    FissionDiverges = 701, "fission_diverges";
    en: "k of {found} has no end over all generations, expected {allowed}", "use {allowed}, or \"generations\": \"one\"";
    zh: "裂变系数 {found} 按全部代数累计不收敛,应为 {allowed}", "改为 {allowed},或设 \"generations\": \"one\"";

    /// Fewer visitors than buyers.
    FewerVisitors = 702, "fewer_visitors";
    en: "{found} visitors are fewer than the {allowed} buyers", "give the visitors that these buyers belong to, or leave them out";
    zh: "访客 {found} 少于买家 {allowed}", "填写这些买家所属的访客数,或不填";

    /// No value of a factor reaches the target.
    TargetUnreachable = 703, "target_unreachable";
    en: "the target needs {factor} at {found}, expected {allowed}", "lower the target, or raise another factor";
    zh: "达成目标需要 {factor} 为 {found},应为 {allowed}", "调低目标,或提高其他因子";

    /// Another factor is zero, and so is every product.
    FactorIsZero = 704, "factor_is_zero";
    en: "no target is reached while {factor} is {found}, expected {allowed}", "raise {factor}: {allowed}";
    zh: "{factor} 为 {found} 时无法达成任何目标,应为 {allowed}", "将 {factor} 改为 {allowed}";

    #[cfg(feature = "customer")]
    block 800 to 899: "customers", "客户";

    /// Some number of repurchases has no class.
    BandGap = 800, "band_gap";
    en: "no class has {found} repurchases", "let a class begin at {allowed} repurchases, or reach there";
    zh: "没有等级覆盖复购 {found} 次", "使某一等级覆盖复购 {allowed} 次";

    /// Some number of repurchases has two classes.
    BandOverlap = 801, "band_overlap";
    en: "class {class} begins at {found} repurchases, which class {other} has too", "let class {class} begin where class {other} has ended";
    zh: "等级 {class} 自复购 {found} 次起,与等级 {other} 重叠", "使等级 {class} 自等级 {other} 的上限之后开始";

    #[cfg(all())]
    block 900 to 999: "operations", "操作";

    /// No operation has this name.
    UnknownOperation = 900, "unknown_operation";
    en: "unknown operation {found}, expected one of {allowed}", "call one of {allowed}";
    zh: "未知操作 {found},可用操作为 {allowed}", "调用 {allowed} 之一";

    /// The operation is left out of this build of siyu.
    NotBuiltIn = 901, "not_built_in";
    en: "{found} is not built in, it needs the families {allowed}", "load a build that has {allowed}";
    zh: "当前构建不含 {found},它需要模块 {allowed}", "加载包含 {allowed} 的构建";

    /// A rulebook asks for what cannot be worked out over columns.
    NotOverColumns = 910, "not_over_columns";
    en: "{found} is not worked out over columns, only {allowed}", "call `{operation}` for these rows";
    zh: "列式计算不支持 {found},仅支持 {allowed}", "对这些行改用 `{operation}` 调用";
}
