//! siyu's own words in sentences: the slugs that a reason's facts carry, as people say them.

use crate::error::Language;

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
];

/// The word for a slug that a fact carries.
pub(super) fn word(fact: &str, slug: &str, language: Language) -> Option<&'static str> {
    let (_, _, english, chinese) = WORDS.iter().find(|(name, known, ..)| *name == fact && *known == slug)?;
    Some(match language {
        Language::English => english,
        Language::Chinese => chinese,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_word_stands_once_and_speaks_its_language() {
        let names: BTreeSet<_> = WORDS.iter().map(|(fact, slug, ..)| (fact, slug)).collect();
        assert_eq!(names.len(), WORDS.len());
        let chinese = |text: &str| text.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        for (_, slug, in_english, in_chinese) in WORDS {
            assert!(in_english.is_ascii() && chinese(in_chinese), "{slug}");
        }
        assert_eq!(word("role", "direct", Language::Chinese), Some("直接代理"));
        assert_eq!(word("party", "direct", Language::Chinese), None);
    }
}
