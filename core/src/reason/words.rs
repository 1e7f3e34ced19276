//! siyu's own words in sentences: the slugs that a reason's facts carry, as people say them.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use crate::error::Language;

/// What a window of several periods is called; their number follows it and stands in the word for `{}`.
const LAST_PERIODS: &str = "periods: ";

/// The name of the fact, the slug, the word in English and in Chinese. A slug that is not here is shown as it stands.
const WORDS: &[(&str, &str, &str, &str)] = &[
    ("role", "supplier", "supplier", "供应商"),
    ("role", "direct", "direct agent", "直接代理"),
    ("role", "sponsor", "sponsor", "上级"),
    ("role", "sponsor_2", "upper sponsor", "上上级"),
    ("role", "mentor", "mentor", "导师"),
    ("role", "pool", "pool member", "资金池成员"),
    ("role", "residual", "residual party", "剩余承接方"),
    ("policy", "to_self", "paid like any other order", "照常付给本人"),
    ("policy", "to_sponsor", "the sponsor is paid instead", "改付上级"),
    ("policy", "not_paid", "not paid", "不付"),
    ("policy", "reject", "refused", "拒绝"),
    ("policy", "scale", "lowered in proportion", "按比例缩减"),
    ("policy", "cut", "cut in the order of priority", "按优先次序削减"),
    ("condition", "admit", "to enter", "准入"),
    ("condition", "reach", "to rise into", "晋级"),
    ("condition", "keep", "to keep", "保级"),
    ("window", "period", "this period", "本期"),
    ("window", "lifetime", "all time", "累计"),
    ("window", LAST_PERIODS, "the last {} periods", "近 {} 期"),
    ("step", "level", "level", "等级"),
    ("step", "birthday", "birthday", "生日"),
    ("step", "coupon", "coupon", "优惠券"),
    ("step", "points", "points", "积分"),
    ("spending", "principal_first", "principal first", "先本金"),
    ("spending", "bonus_first", "bonus first", "先赠金"),
    ("spending", "proportional", "in proportion", "按比例"),
    ("spending", "soonest_expiry", "soonest expiry first", "先到期先用"),
    ("cause", "operator", "the operator's cause", "经营者原因"),
    ("cause", "consumer", "the consumer's cause", "消费者原因"),
    ("cause", "none", "no cause", "无特定原因"),
    ("needed", "operator", "the operator's cause", "经营者原因"),
    ("needed", "consumer", "the consumer's cause", "消费者原因"),
    ("subject", "own_net_sales", "own net sales", "本人净销售额"),
    ("subject", "direct_team_net_sales", "net sales of the direct team", "直属团队净销售额"),
    ("subject", "whole_team_net_sales", "net sales of the whole team", "整个团队净销售额"),
    ("subject", "profit", "profit", "利润"),
    ("subject", "orders", "orders", "订单数"),
    ("subject", "active_customers", "active customers", "活跃客户数"),
    ("subject", "new_customers", "new customers", "新客数"),
    ("subject", "repurchase_rate", "repurchase rate", "复购率"),
    ("subject", "store_score", "store score", "店铺评分"),
    ("subject", "satisfaction", "satisfaction", "满意度"),
    ("subject", "own_lifetime_spend", "own lifetime spend", "本人累计消费"),
    ("subject", "completed_orders", "completed orders", "已完成订单数"),
    ("subject", "age", "age", "年龄"),
    ("subject", "coupon", "the coupon", "优惠券"),
    ("subject", "points", "points", "积分"),
    ("subject", "promise", "the promise of the merchant", "商家承诺"),
    ("subject", "seven_days", "the seven days", "七日无理由"),
    ("subject", "operator", "the basis of the operator's cause", "经营者原因"),
    ("subject", "consumer", "the basis of the consumer's cause", "消费者原因"),
    ("subject", "unlimited", "the time card", "期限卡"),
    ("subject", "placed", "placed", "下单"),
    ("subject", "paid", "paid", "支付"),
    ("subject", "net", "net", "净额"),
    ("subject", "order_date", "the date of the order", "下单日"),
    ("subject", "refund_date", "the date of the refund", "退款日"),
    ("subject", "traffic", "traffic", "流量"),
    ("subject", "conversion", "conversion", "转化率"),
    ("subject", "order_value", "order value", "客单价"),
    ("subject", "lifetime_purchases", "lifetime purchases", "终身消费次数"),
    ("subject", "fission", "fission", "裂变率"),
    ("subject", "purchases_per_buyer", "purchases per buyer", "人均购买次数"),
    ("subject", "average_per_order", "average per order", "平均每单金额"),
    ("subject", "average_per_buyer", "average per buyer", "平均每位买家金额"),
    ("subject", "conversion_by_buyer", "conversion by buyers", "按买家计转化率"),
    ("subject", "conversion_by_order", "conversion by orders", "按订单计转化率"),
    ("subject", "conversion_by_session", "conversion by sessions", "按访问计转化率"),
    ("subject", "exposure", "worth of exposure", "曝光价值"),
    ("subject", "roas", "return on ad spend", "投入产出比"),
    ("subject", "roi", "return on investment", "投资回报率"),
    ("subject", "cost_share", "share of cost", "费用占比"),
    ("subject", "by_orders", "buyers with two orders", "下单两次的买家"),
    ("subject", "by_days", "buyers with orders on two days", "在两天下单的买家"),
    ("subject", "order_based", "orders after the first", "首单之后的订单"),
    (
        "subject",
        "within_horizon",
        "customers who came again within the horizon",
        "首单后期限内再次下单的客户",
    ),
    ("subject", "calendar", "buyers with two orders in the period", "期间内下单两次的买家"),
    ("subject", "returned", "buyers who returned in the second period", "后一期间回购的买家"),
    ("subject", "known_before", "buyers who had bought before", "此前买过的买家"),
];

/// What stands between the slugs of a reason that speaks of several, or between one and a number; and in a Chinese sentence.
const BETWEEN: &[(&str, &str)] = &[("/", "/"), (" × ", " × "), (", ", "、")];

/// The word for a slug that a reason speaks of; any other subject, as it stands.
pub(super) fn subject(slug: &str, language: Language) -> Cow<'_, str> {
    word("subject", slug, language).unwrap_or(Cow::Borrowed(slug))
}

/// The word for a slug that a fact carries, or the words for several.
pub(super) fn word(fact: &str, slug: &str, language: Language) -> Option<Cow<'static, str>> {
    one_word(fact, slug, language).or_else(|| several_words(fact, slug, language))
}

fn several_words(fact: &str, slugs: &str, language: Language) -> Option<Cow<'static, str>> {
    let (between, in_chinese) = BETWEEN.iter().find(|(between, _)| slugs.contains(between))?;
    let is_number = |piece: &str| piece.starts_with(|first: char| first.is_ascii_digit());
    let pieces = slugs.split(between).map(|piece| match one_word(fact, piece, language) {
        None if is_number(piece) => Some(Cow::Owned(piece.into())),
        word => word,
    });
    // Where one piece is none of siyu's words it is a name of the host's, which stays whole.
    let words = pieces.collect::<Option<Vec<_>>>()?;
    Some(Cow::Owned(words.join(if language == Language::Chinese { in_chinese } else { between })))
}

fn one_word(fact: &str, slug: &str, language: Language) -> Option<Cow<'static, str>> {
    let (slug, number) = match slug.strip_prefix(LAST_PERIODS) {
        Some(number) => (LAST_PERIODS, Some(number)),
        None => (slug, None),
    };
    let (_, _, english, chinese) = WORDS.iter().find(|(name, known, ..)| *name == fact && *known == slug)?;
    let word = match language {
        Language::English => *english,
        Language::Chinese => *chinese,
    };
    Some(number.map_or(Cow::Borrowed(word), |number| Cow::Owned(word.replace("{}", number))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_word_stands_once_and_speaks_its_language() {
        let names: BTreeSet<_> = WORDS.iter().map(|(fact, slug, ..)| (fact, slug)).collect();
        assert_eq!(names.len(), WORDS.len());
        let chinese = |text: &str| {
            text.replace("{}", "").chars().all(|c| c == ' ' || ('\u{4e00}'..='\u{9fff}').contains(&c))
        };
        for (_, slug, in_english, in_chinese) in WORDS {
            assert!(in_english.is_ascii() && chinese(in_chinese), "{slug}");
        }
        assert_eq!(word("role", "direct", Language::Chinese), Some("直接代理".into()));
        assert_eq!(word("party", "direct", Language::Chinese), None);
    }

    #[test]
    fn several_slugs_are_said_each_and_names_of_the_host_stay_whole() {
        for (fact, slugs, in_english, in_chinese) in [
            ("subject", "traffic × 1.01", "traffic × 1.01", "流量 × 1.01"),
            ("subject", "net/average_per_order", "net/average per order", "净额/平均每单金额"),
            (
                "needed",
                "operator, consumer",
                "the operator's cause, the consumer's cause",
                "经营者原因、消费者原因",
            ),
        ] {
            assert_eq!(word(fact, slugs, Language::English).as_deref(), Some(in_english));
            assert_eq!(word(fact, slugs, Language::Chinese).as_deref(), Some(in_chinese));
        }
        for name in ["orders/day", "more traffic", "traffic × more", "1.01"] {
            assert_eq!(subject(name, Language::Chinese), name);
        }
    }
}
