//! What is wrong, or doubtful, in the section `customer` of a rulebook.

use alloc::format;
use alloc::vec::Vec;

use super::rules::{Class, Dormancy, Rules, SuperUsers};
use crate::document::{Reader, Seen};
use crate::error::{Code, Error};
use crate::money::{Money, Rate};
use crate::order::sort_by_key;

/// The longest window: a hundred years.
const MOST_YEARS: u32 = 100;
/// The same in days.
const MOST_DAYS: u32 = 36_525;
/// Places of classes stand in a byte, of which the greatest means none.
const MOST_CLASSES: usize = 255;

/// Reports every finding of the section.
pub(super) fn check(rules: &Rules, reader: &mut Reader) {
    check_terms(rules, reader);
    check_classes(rules, reader);
    check_super_users(rules, reader);
    for (path, rate) in [
        ("/concentration/top_share", rules.concentration.top_share),
        ("/concentration/coverage", rules.concentration.coverage),
    ] {
        check_share(path, rate, reader);
    }
}

fn check_terms(rules: &Rules, reader: &mut Reader) {
    let dormant = &rules.dormant;
    let terms = [
        ("/window_years", Some(rules.window_years), MOST_YEARS),
        ("/dormant/years", Some(dormant.years), MOST_YEARS),
        ("/dormant/idle_days", dormant.idle_days, MOST_DAYS),
        ("/horizon_days", Some(rules.horizon_days), MOST_DAYS),
    ];
    for (path, term, most) in terms {
        if let Some(count) = term.filter(|count| !(1..=most).contains(count)) {
            let error = Error::new(Code::CountOutOfRange).found(count);
            reader.refuse(path, error.allowed(format!("1–{most}")));
        }
    }
    if dormant.years != Dormancy::usual().years && dormant.idle_days.is_some() {
        let error = Error::new(Code::AlternativeFields).found("years, idle_days");
        reader.refuse("/dormant", error.allowed("years, idle_days"));
    }
}

/// Classes are disjoint and complete: read upwards, each begins where the one below has ended.
fn check_classes(rules: &Rules, reader: &mut Reader) {
    let count = rules.classes.len();
    if !(1..=MOST_CLASSES).contains(&count) {
        let error = Error::new(Code::ListLength).found(count).allowed(format!("1–{MOST_CLASSES}"));
        reader.refuse("/classes", error);
        return;
    }
    let mut seen = Seen::new();
    let mut is_sound = true;
    for (at, class) in rules.classes.iter().enumerate() {
        if !seen.add(&class.id) {
            let error = Error::new(Code::DuplicateItem).found(&class.id).allowed(1_u8);
            reader.refuse(&format!("/classes/{at}/id"), error);
        }
        if let Some(most) = class.at_most.filter(|most| *most < class.at_least) {
            let error = Error::new(Code::RangeOrder).found(most).allowed(class.at_least);
            reader.refuse(&format!("/classes/{at}/at_most"), error);
            is_sound = false;
        }
    }
    if is_sound {
        check_bands(rules, reader);
    }
}

fn check_bands(rules: &Rules, reader: &mut Reader) {
    let mut upwards: Vec<(usize, &Class)> = rules.classes.iter().enumerate().collect();
    sort_by_key(&mut upwards, |(at, class)| (class.at_least, *at));
    // The first number of repurchases that no class below has; `None` once one has no end.
    let mut next = Some(0_u32);
    let mut below: Option<&Class> = None;
    for (at, class) in upwards {
        let path = format!("/classes/{at}/at_least");
        match next {
            Some(next) if class.at_least > next => {
                reader.refuse(&path, gap(next, class.at_least.checked_sub(1)))
            }
            Some(next) if class.at_least == next => {}
            _ => {
                let other = below.map_or("", |below| below.id.as_str());
                let error = Error::new(Code::BandOverlap).found(class.at_least).with("other", other);
                reader.refuse(&path, error.with("class", &class.id));
            }
        }
        // Nothing is beyond a class without an end, nor beyond the greatest number.
        let end = class.at_most.and_then(|most| most.checked_add(1));
        if next.is_some_and(|next| end.is_none_or(|end| end > next)) {
            next = end;
            below = Some(class);
        }
    }
    if let Some(next) = next {
        reader.refuse("/classes", gap(next, None));
    }
}

fn gap(from: u32, to: Option<u32>) -> Error {
    let found = match to {
        Some(to) if to == from => format!("{from}"),
        Some(to) => format!("{from}–{to}"),
        None => format!("≥ {from}"),
    };
    Error::new(Code::BandGap).found(found).allowed(from)
}

fn check_super_users(rules: &Rules, reader: &mut Reader) {
    let users = &rules.super_users;
    if users.top.is_some() && users.share != SuperUsers::usual().share {
        let error = Error::new(Code::AlternativeFields).found("top, share");
        reader.refuse("/super_users", error.allowed("top, share"));
    }
    if users.top == Some(0) {
        reader.refuse("/super_users/top", Error::new(Code::CountOutOfRange).found(0_u8).allowed("≥ 1"));
    }
    check_share("/super_users/share", users.share, reader);
    if let Some(least) = users.at_least.filter(|least| *least <= Money::ZERO) {
        let found = least.to_text(reader.currency());
        reader
            .refuse("/super_users/at_least", Error::new(Code::AmountNotPositive).found(found).allowed("> 0"));
    }
}

/// A share of nothing tells nothing.
fn check_share(path: &str, share: Rate, reader: &mut Reader) {
    if share == Rate::ZERO {
        let error = Error::new(Code::WithoutEffect).found(share.to_text()).allowed("> 0, ≤ 1");
        reader.refuse(path, error);
    }
}
