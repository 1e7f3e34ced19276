//! The words of documents as people say them. A sentence asks for one by a place that ends in `_word`.

use alloc::borrow::Cow;

use crate::error::Language;

/// The word in documents, in English, in Chinese.
const WORDS: &[(&str, &str, &str)] = &[
    // Metrics and where they are asked for.
    ("own_net_sales", "own net sales", "本人净销售额"),
    ("direct_team_net_sales", "direct team's net sales", "直属团队净销售额"),
    ("whole_team_net_sales", "whole team's net sales", "整个团队净销售额"),
    ("profit", "profit", "利润"),
    ("orders", "orders", "订单数"),
    ("active_customers", "active customers", "活跃客户数"),
    ("new_customers", "new customers", "新客数"),
    ("repurchase_rate", "repurchase rate", "复购率"),
    ("store_score", "store score", "店铺评分"),
    ("satisfaction", "satisfaction", "满意度"),
    ("own_lifetime_spend", "own lifetime spend", "本人累计消费"),
    ("admit", "to enter", "准入"),
    ("reach", "to reach", "晋级"),
    ("keep", "to keep", "保级"),
    ("period", "this period", "本期"),
    ("lifetime", "lifetime", "累计"),
    // Roles and policies of commission.
    ("supplier", "supplier", "供应商"),
    ("direct", "direct agent", "直接代理"),
    ("sponsor", "sponsor", "上级"),
    ("sponsor_2", "sponsor's sponsor", "上上级"),
    ("mentor", "mentor", "导师"),
    ("pool", "pool", "资金池"),
    ("residual", "residual party", "剩余承接方"),
    ("to_self", "paid to the agent", "佣金归本人"),
    ("to_sponsor", "paid to the sponsor", "佣金归上级"),
    ("not_paid", "not paid", "不付佣金"),
    ("reject", "the order is refused", "拒绝该单"),
    ("scale", "lowered in proportion", "按比例缩减"),
    ("cut", "cut by priority", "按优先顺序削减"),
    // Steps of a price.
    ("level", "level", "等级折扣"),
    ("birthday", "birthday", "生日折扣"),
    ("coupon", "coupon", "优惠券"),
    ("points", "points", "积分"),
    // Balances.
    ("principal_first", "principal first", "先本金"),
    ("bonus_first", "bonus first", "先赠金"),
    ("proportional", "in proportion", "按比例"),
    ("soonest_expiry", "soonest expiry first", "先到期先用"),
    ("promise", "the merchant's promise", "商家承诺"),
    ("seven_days", "the seven days", "七日无理由"),
    ("operator", "operator's cause", "经营者原因"),
    ("consumer", "consumer's cause", "消费者原因"),
    ("none", "nobody's cause", "无特定原因"),
    ("unlimited", "the time card", "期限卡"),
    // GMV.
    ("placed", "placed", "下单"),
    ("paid", "paid", "支付"),
    ("net", "net", "净额"),
    ("order_date", "order date", "下单日"),
    ("refund_date", "refund date", "退款日"),
    ("average_per_order", "average per order", "笔单价"),
    ("average_per_buyer", "average per buyer", "客单价(按买家)"),
    ("purchases_per_buyer", "purchases per buyer", "人均购买次数"),
    ("conversion_by_buyer", "conversion by buyer", "转化率(按买家)"),
    ("conversion_by_order", "conversion by order", "转化率(按订单)"),
    ("conversion_by_session", "conversion by session", "转化率(按会话)"),
    ("traffic", "traffic", "流量"),
    ("conversion", "conversion", "转化率"),
    ("order_value", "order value", "客单价"),
    ("lifetime_purchases", "lifetime purchases", "终身消费次数"),
    ("fission", "fission", "裂变率"),
];

/// A word of documents as people say it; what is no such word stays as it is.
pub(super) fn spoken(word: &str, language: Language) -> Cow<'_, str> {
    if let Some(periods) = word.strip_prefix("periods: ") {
        return Cow::Owned(match language {
            Language::English => alloc::format!("last {periods} periods"),
            Language::Chinese => alloc::format!("近 {periods} 期"),
        });
    }
    // A figure of a figure: "paid/average_per_order".
    if let Some((of, figure)) = word.split_once('/') {
        let parts = [spoken(of, language), spoken(figure, language)];
        return Cow::Owned(parts.join(if language == Language::English { ", " } else { "·" }));
    }
    match WORDS.iter().find(|(slug, _, _)| *slug == word) {
        Some((_, english, chinese)) => {
            Cow::Borrowed(if language == Language::English { english } else { chinese })
        }
        None => Cow::Borrowed(word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_word_stands_once() {
        let words: BTreeSet<&str> = WORDS.iter().map(|(word, _, _)| *word).collect();
        assert_eq!(words.len(), WORDS.len());
    }

    #[test]
    fn words_are_spoken_and_names_stay() {
        assert_eq!(spoken("own_net_sales", Language::Chinese), "本人净销售额");
        assert_eq!(spoken("periods: 3", Language::English), "last 3 periods");
        assert_eq!(spoken("live_sessions", Language::Chinese), "live_sessions");
    }
}
