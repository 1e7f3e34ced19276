//! What is wrong, or doubtful, in the section `vip` of a rulebook.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::rules::{Floor, MinimumOf, OnRefund, Perk, PerkKind, PerkPeriod, Rules};
use crate::calendar::Window;
use crate::document::{Id, Map, Reader, Seen, pointer_step};
use crate::error::{Code, Error};
use crate::money::{Money, Rate, write_scaled};

/// The longest window of top-ups: a hundred years.
const MOST_WINDOW_DAYS: u32 = 36_525;
/// The longest period of a level: a hundred years.
const MOST_VALID_MONTHS: u32 = 1_200;
/// The earliest that a perk opens before its period.
const MOST_DAYS_EARLIER: u32 = 366;

/// A factor in millionths of a millionth, as the shortest decimal.
pub(super) fn factor_text(factor: u64) -> String {
    let full = write_scaled(i128::from(factor), 12);
    String::from(full.trim_end_matches('0').trim_end_matches('.'))
}

/// Reports every finding of the section.
pub(super) fn check(rules: &Rules, reader: &mut Reader) {
    check_terms(rules, reader);
    check_levels(rules, reader);
    check_factors(rules, reader);
    check_floor(rules, reader);
    check_birthday(rules, reader);
    check_coupon_and_points(rules, reader);
    check_perks(rules, reader);
}

fn out_of_range(found: impl core::fmt::Display, allowed: impl core::fmt::Display) -> Error {
    Error::new(Code::CountOutOfRange).found(found).with("allowed", allowed)
}

fn check_terms(rules: &Rules, reader: &mut Reader) {
    let terms = [
        ("/window_days", rules.window_days, MOST_WINDOW_DAYS),
        ("/valid_months", rules.valid_months, MOST_VALID_MONTHS),
    ];
    for (path, term, most) in terms {
        if let Some(count) = term.filter(|count| !(1..=most).contains(count)) {
            reader.refuse(path, out_of_range(count, format!("1–{most}")));
        }
    }
    if rules.on_refund == OnRefund::KeepToPeriodEnd && rules.valid_months.is_none() {
        let error = Error::new(Code::MissingField).found("keep_to_period_end").allowed("valid_months");
        reader.refuse("/on_refund", error);
    }
}

/// An amount that may not be below zero.
fn check_amount(path: &str, amount: Money, reader: &mut Reader) {
    if amount.is_negative() {
        let found = amount.to_text(reader.currency());
        reader.refuse(path, Error::new(Code::NegativeAmount).found(found).allowed("≥ 0"));
    }
}

fn check_levels(rules: &Rules, reader: &mut Reader) {
    if rules.levels.is_empty() {
        reader.refuse("/levels", Error::new(Code::ListLength).found(0_u8).with("allowed", "≥ 1"));
    }
    check_unique(rules.levels.iter().map(|level| &level.id), "/levels", reader);
    for (at, level) in rules.levels.iter().enumerate() {
        check_amount(&format!("/levels/{at}/top_up"), level.top_up, reader);
    }
    for (at, (below, level)) in rules.levels.iter().zip(rules.levels.iter().skip(1)).enumerate() {
        if level.top_up <= below.top_up {
            let currency = reader.currency();
            let error = Error::new(Code::ThresholdOrder)
                .found(level.top_up.to_text(currency))
                .allowed(format!("> {} ({})", below.top_up.to_text(currency), below.id));
            reader.refuse(&format!("/levels/{}/top_up", at.saturating_add(1)), error);
        }
    }
}

fn check_unique<'a>(ids: impl Iterator<Item = &'a Id>, list: &str, reader: &mut Reader) {
    let mut seen = Seen::new();
    for (at, id) in ids.enumerate() {
        if !seen.add(id) {
            let error = Error::new(Code::DuplicateItem).found(id).allowed(1_u8);
            reader.refuse(&format!("{list}/{at}/id"), error);
        }
    }
}

/// A higher level that pays more, with or without the birthday, is an error.
fn check_factors(rules: &Rules, reader: &mut Reader) {
    for (at, level) in rules.levels.iter().enumerate() {
        let below = at.checked_sub(1);
        let below_id = rules.level_at(below).map_or("–", |level| level.id.as_str());
        let worse = |found: u64, most: u64, what: &str| {
            Error::new(Code::HigherLevelWorse)
                .found(format!("{} {}", level.id, factor_text(found)))
                .allowed(format!("{what} ≤ {} ({below_id})", factor_text(most)))
        };
        let plain = (rules.level_factor(Some(at)), rules.level_factor(below));
        if plain.0 > plain.1 {
            reader.refuse(&format!("/levels/{at}/factor"), worse(plain.0, plain.1, "factor"));
            continue;
        }
        let combined = (rules.combined_factor(Some(at)), rules.combined_factor(below));
        if combined.0 > combined.1 {
            let own = level.birthday_factor.map_or("factor", |_| "birthday_factor");
            let error = worse(combined.0, combined.1, "factor, birthday_factor");
            reader.refuse(&format!("/levels/{at}/{own}"), error);
        }
    }
}

fn check_floor(rules: &Rules, reader: &mut Reader) {
    let Some(floor) = &rules.floor else { return };
    let Floor { cost, unit_price, list_share } = floor;
    if let Some(price) = unit_price {
        check_amount("/floor/unit_price", *price, reader);
    }
    if !cost && unit_price.is_none() && list_share.is_none() {
        reader.warn("/floor", without_effect("floor", "cost, unit_price, list_share"));
    }
    for at in 0..rules.levels.len() {
        let path = format!("/levels/{at}/factor");
        warn_below_floor(rules, Some(at), (rules.level_factor(Some(at)), &path), reader);
    }
}

fn without_effect(found: impl core::fmt::Display, allowed: &str) -> Error {
    Error::new(Code::WithoutEffect).found(found).with("allowed", allowed)
}

fn check_birthday(rules: &Rules, reader: &mut Reader) {
    let Some(birthday) = &rules.birthday else { return check_idle_birthday_factors(rules, reader) };
    if let Some(maximum) = birthday.maximum_discount {
        check_amount("/birthday/maximum_discount", maximum, reader);
        if maximum.is_zero() {
            reader.warn("/birthday/maximum_discount", without_effect("0", "> 0"));
        }
    }
    let ranks = || core::iter::once(None).chain((0..rules.levels.len()).map(Some));
    if ranks().all(|rank| rules.combined_factor(rank) == rules.level_factor(rank)) {
        reader.warn("/birthday", without_effect("birthday", "factor < 1"));
        return;
    }
    check_stacking(rules, ranks(), reader);
}

/// Factors for a birthday discount that the rulebook does not give.
fn check_idle_birthday_factors(rules: &Rules, reader: &mut Reader) {
    for (at, level) in rules.levels.iter().enumerate().filter(|(_, level)| level.birthday_factor.is_some()) {
        let error = without_effect(format!("{} birthday_factor", level.id), "birthday");
        reader.warn(&format!("/levels/{at}/birthday_factor"), error);
    }
}

/// Warns, with the figure, of the level whose birthday price lies deepest below the floor, or has none.
fn check_stacking(rules: &Rules, ranks: impl Iterator<Item = Option<usize>>, reader: &mut Reader) {
    let stacked = ranks.filter(|rank| rules.combined_factor(*rank) < rules.level_factor(*rank));
    let deepest = stacked.map(|rank| (rules.combined_factor(rank), rank)).min_by_key(|(factor, _)| *factor);
    let Some((factor, rank)) = deepest else { return };
    let holds = |floor: &Floor| floor.cost || floor.unit_price.is_some() || floor.list_share.is_some();
    if !rules.floor.as_ref().is_some_and(holds) {
        let error =
            Error::new(Code::FloorMissing).found(factor_text(factor)).with("level", level_name(rules, rank));
        reader.warn("/birthday", error.allowed("floor (cost, unit_price, list_share)"));
    }
    warn_below_floor(rules, rank, (factor, "/birthday"), reader);
}

fn level_name(rules: &Rules, rank: Option<usize>) -> &str {
    rules.level_at(rank).map_or("–", |level| level.id.as_str())
}

/// Warns where a level pays a smaller part of the list price than the floor's share of it.
fn warn_below_floor(rules: &Rules, rank: Option<usize>, (factor, path): (u64, &str), reader: &mut Reader) {
    let share = rules.floor.as_ref().and_then(|floor| floor.list_share).unwrap_or(Rate::ZERO);
    let share = u64::from(share.ppm()).saturating_mul(u64::from(Rate::ONE.ppm()));
    if factor < share {
        let error = Error::new(Code::DiscountBelowFloor).found(factor_text(factor));
        let by = factor_text(share.saturating_sub(factor));
        let error = error.allowed(factor_text(share)).with("by", by);
        reader.warn(path, error.with("level", level_name(rules, rank)));
    }
}

fn check_coupon_and_points(rules: &Rules, reader: &mut Reader) {
    if rules.coupon.minimum_of == MinimumOf::Discounted && rules.levels.len() > 1 {
        let error = Error::new(Code::HigherLevelWorse).found("discounted").allowed("\"list\"");
        reader.warn("/coupon/minimum_of", error);
    }
    if rules.coupon.maximum_share == Rate::ZERO {
        reader.refuse("/coupon/maximum_share", without_effect("0", "> 0, ≤ 1"));
    }
    let Some(points) = &rules.points else { return };
    if points.points == 0 {
        reader.refuse("/points/points", out_of_range(points.points, "≥ 1"));
    }
    if points.worth <= Money::ZERO {
        let found = points.worth.to_text(reader.currency());
        reader.refuse("/points/worth", Error::new(Code::AmountNotPositive).found(found).allowed("> 0"));
    }
    if points.maximum_share == Rate::ZERO {
        reader.refuse("/points/maximum_share", without_effect("0", "> 0, ≤ 1"));
    }
}

fn check_perks(rules: &Rules, reader: &mut Reader) {
    check_unique(rules.perks.iter().map(|perk| &perk.id), "/perks", reader);
    for (at, perk) in rules.perks.iter().enumerate() {
        let path = format!("/perks/{at}");
        check_perk_levels(rules, perk, &path, reader);
        check_perk_quotas(perk, &path, reader);
        check_perk_periods(perk, &path, reader);
        check_festival(rules.perks.iter().take(at), perk, &path, reader);
    }
}

/// The levels that a perk names are known, and a higher one is never worse off.
fn check_perk_levels(rules: &Rules, perk: &Perk, path: &str, reader: &mut Reader) {
    let unknown = |level: &&Id| rules.rank_of(level).is_none();
    let from = perk.from_level.iter().map(|level| (String::from("from_level"), level));
    let items = perk.items.keys().map(|level| (format!("items{}", pointer_step(level.as_str())), level));
    let earlier = perk
        .days_earlier
        .keys()
        .map(|level| (format!("days_earlier{}", pointer_step(level.as_str())), level));
    for (field, level) in from.chain(items).chain(earlier).filter(|(_, level)| unknown(level)) {
        reader.refuse(&format!("{path}/{field}"), not_in_rulebook(level, level_names(rules)));
    }
    let lowest = perk.from_level.as_ref().and_then(|level| rules.rank_of(level)).unwrap_or(0);
    for level in perk.items.keys().filter(|level| rules.rank_of(level).is_some_and(|rank| rank < lowest)) {
        let error = without_effect(level, "≥ from_level");
        reader.warn(&format!("{path}/items{}", pointer_step(level.as_str())), error);
    }
    check_days_earlier(rules, perk, path, reader);
}

fn check_days_earlier(rules: &Rules, perk: &Perk, path: &str, reader: &mut Reader) {
    let mut most = 0;
    for level in &rules.levels {
        let Some(days) = perk.days_earlier.get(&level.id) else { continue };
        let path = format!("{path}/days_earlier{}", pointer_step(level.id.as_str()));
        if *days > MOST_DAYS_EARLIER {
            reader.refuse(&path, out_of_range(days, format!("0–{MOST_DAYS_EARLIER}")));
        }
        if *days < most {
            let found = format!("{} {days}", level.id);
            let error = Error::new(Code::HigherLevelWorse).found(found).allowed(format!("≥ {most}"));
            reader.refuse(&path, error);
        }
        most = most.max(*days);
    }
}

/// The levels' names, for messages.
pub(super) fn level_names(rules: &Rules) -> String {
    rules.levels.iter().map(|level| format!("\"{}\"", level.id)).collect::<Vec<_>>().join(", ")
}

/// A name that the rulebook does not know.
pub(super) fn not_in_rulebook(found: &Id, names: String) -> Error {
    Error::new(Code::NotInRulebook).found(found).with("allowed", names)
}

fn check_perk_quotas(perk: &Perk, path: &str, reader: &mut Reader) {
    if perk.per_person == 0 {
        reader.refuse(&format!("{path}/per_person"), out_of_range(0_u8, "≥ 1"));
    }
    match perk.total {
        Some(0) => reader.refuse(&format!("{path}/total"), out_of_range(0_u8, "≥ 1")),
        Some(total) if perk.per_person > total => {
            reader.warn(&format!("{path}/per_person"), out_of_range(perk.per_person, format!("≤ {total}")));
        }
        None if perk.kind == PerkKind::LimitedOffer => {
            let error = Error::new(Code::MissingField).found("limited_offer").allowed("total");
            reader.refuse(&format!("{path}/total"), error);
        }
        _ => {}
    }
    if perk.kind == PerkKind::FestivalGift && perk.festival.is_none() {
        let error = Error::new(Code::MissingField).found("festival_gift").allowed("festival");
        reader.refuse(&format!("{path}/festival"), error);
    }
}

/// The days of a period, those among them on which it is open to the level that enters first.
pub(super) fn opened(period: &PerkPeriod, days_earlier: u32) -> Option<Window> {
    let back = i64::from(days_earlier).saturating_neg();
    Window::new(period.from.checked_add_days(back).unwrap_or(crate::calendar::Date::MIN), period.to)
}

fn most_days_earlier(days_earlier: &Map<Id, u32>) -> u32 {
    days_earlier.values().copied().max().unwrap_or(0).min(MOST_DAYS_EARLIER)
}

fn check_perk_periods(perk: &Perk, path: &str, reader: &mut Reader) {
    if perk.periods.is_empty() {
        let error = Error::new(Code::ListLength).found(0_u8).with("allowed", "≥ 1");
        reader.refuse(&format!("{path}/periods"), error);
    }
    let earlier = most_days_earlier(&perk.days_earlier);
    for (at, period) in perk.periods.iter().enumerate() {
        if period.to <= period.from {
            let error = Error::new(Code::PeriodOrder).found(period.to).allowed(period.from);
            reader.refuse(&format!("{path}/periods/{at}/to"), error);
            continue;
        }
        let others = perk.periods.iter().take(at);
        if let Some(other) = others.into_iter().find(|other| overlap(period, other, earlier)) {
            reader.refuse(&format!("{path}/periods/{at}"), overlapping(period, other));
        }
    }
}

fn overlap(one: &PerkPeriod, other: &PerkPeriod, days_earlier: u32) -> bool {
    let windows = opened(one, days_earlier).zip(opened(other, days_earlier));
    windows.is_some_and(|(one, other)| one.overlaps(other))
}

fn overlapping(found: &PerkPeriod, other: &PerkPeriod) -> Error {
    let error = Error::new(Code::PeriodOverlap).found(format!("{} – {}", found.from, found.to));
    error.with("other", format!("{} – {}", other.from, other.to))
}

/// One festival gives one gift: by level through `items`, not through a second perk.
fn check_festival<'a>(earlier: impl Iterator<Item = &'a Perk>, perk: &Perk, path: &str, reader: &mut Reader) {
    let Some(festival) = &perk.festival else { return };
    let others: Vec<&PerkPeriod> = earlier
        .filter(|other| other.festival.as_ref() == Some(festival))
        .flat_map(|other| other.periods.iter())
        .collect();
    for (at, period) in perk.periods.iter().enumerate() {
        if let Some(other) = others.iter().find(|other| overlap(period, other, 0)) {
            reader.refuse(&format!("{path}/periods/{at}"), overlapping(period, other));
        }
    }
}
