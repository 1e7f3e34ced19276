//! What is wrong, or doubtful, in the section `commission`.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use super::order::{Role, not_negative};
use super::rules::{CapPolicy, Mode, Override, RoleRate, Rules, WithdrawalRules};
use crate::document::{Choice, Id, Map, Reader, Seen, pointer_step};
use crate::error::{Code, Error, listed};
use crate::money::{Rate, write_scaled};
use crate::order::{repeated, set, sort_by};

/// The roles that have a rate.
const RATED: [Role; 4] = [Role::Direct, Role::Sponsor, Role::Sponsor2, Role::Mentor];
/// The roles that a cap lowers.
const CAPPED: [Role; 5] = [Role::Direct, Role::Sponsor, Role::Sponsor2, Role::Mentor, Role::Pool];
/// The most levels that may be paid above the direct agent.
const MOST_LEVELS: u8 = 2;

/// All findings of the section.
pub(super) fn check(rules: &Rules, reader: &mut Reader) {
    if rules.levels > MOST_LEVELS {
        let error = Error::new(Code::CountOutOfRange).found(rules.levels).allowed("0, 1, 2");
        reader.refuse("/levels", error);
    }
    for role in RATED {
        if let Some(rate) = rules.roles.of(role) {
            let path = format!("/roles/{}", role.slug());
            reader.relating(["/mode", "/levels", path.as_str()], |reader| {
                check_role(rules, role, (rate, &path), reader);
            });
        }
    }
    if rules.mode == Mode::Differential && rules.roles.direct.is_none() {
        let error = Error::new(Code::MissingField).found("roles").allowed("direct");
        reader.relating(["/mode", "/roles/direct"], |reader| reader.refuse("/roles/direct", error));
    }
    check_pools(rules, reader);
    check_overrides(rules, reader);
    check_cap(rules, reader);
    let looked_at = ["/mode", "/levels", "/roles", "/pools", "/overrides", "/cap"];
    reader.relating(looked_at, |reader| check_sums(rules, reader));
}

/// Something that is written and can never matter: a fault, or a doubt where it may be switched off on purpose.
fn without_effect(found: impl fmt::Display, needs: impl fmt::Display) -> Error {
    Error::new(Code::WithoutEffect).found(found).allowed(needs)
}

fn check_role(rules: &Rules, role: Role, (terms, path): (&RoleRate, &str), reader: &mut Reader) {
    let above = matches!(role, Role::Sponsor | Role::Sponsor2);
    if rules.mode == Mode::Differential && above {
        reader.refuse(path, without_effect(role.slug(), "\"mode\": \"flat\", \"by_tier\""));
        return;
    }
    let tiers_count = rules.mode != Mode::Flat && role != Role::Mentor;
    if !terms.by_tier.is_empty() && !tiers_count {
        let needs = if role == Role::Mentor { "rate" } else { "\"mode\": \"by_tier\", \"differential\"" };
        reader.refuse(&format!("{path}/by_tier"), without_effect("by_tier", needs));
    }
    if terms.rate.is_none() && (terms.by_tier.is_empty() || !tiers_count) {
        reader.refuse(
            &format!("{path}/rate"),
            Error::new(Code::MissingField).found(role.slug()).allowed("rate"),
        );
    }
    if let Some(levels) = level_needed(rules, role) {
        reader.warn(path, without_effect(role.slug(), format!("\"levels\": {levels}")));
    }
}

/// The `levels` that a role needs and the rulebook does not give.
fn level_needed(rules: &Rules, role: Role) -> Option<u8> {
    let level = match role {
        Role::Sponsor => 1,
        Role::Sponsor2 if rules.mode == Mode::Differential => 1,
        Role::Sponsor2 => 2,
        Role::Supplier | Role::Direct | Role::Mentor | Role::Pool | Role::Residual => return None,
    };
    (rules.levels < level).then_some(level)
}

fn check_pools(rules: &Rules, reader: &mut Reader) {
    let mut seen = Seen::new();
    for (at, pool) in rules.pools.iter().enumerate() {
        if !seen.add(&pool.id) {
            reader.refuse(
                &format!("/pools/{at}/id"),
                Error::new(Code::DuplicateItem).found(&pool.id).allowed(1_u8),
            );
        }
        let path = format!("/pools/{at}/members");
        if pool.members.is_empty() {
            reader.refuse(&path, Error::new(Code::ListLength).found(0_u8).allowed("≥ 1"));
        } else if pool.members.values().all(|weight| *weight == 0) {
            let error = without_effect(&pool.id, "> 0");
            reader.relating([path.as_str()], |reader| reader.warn(&path, error));
        }
    }
}

/// What an override is for.
fn selector(one: &Override) -> (Option<&Id>, Option<&Id>) {
    (one.sku.as_ref(), one.category.as_ref())
}

/// What one override says by itself.
pub(super) fn check_override(one: &Override, reader: &mut Reader) {
    let mut exactly_one = |first: (&str, bool), second: (&str, bool)| {
        if first.1 == second.1 {
            let both = format!("{}, {}", first.0, second.0);
            let found = if first.1 { both.as_str() } else { "{}" };
            reader.refuse("", Error::new(Code::AlternativeFields).found(found).with("allowed", &both));
        }
    };
    exactly_one(("sku", one.sku.is_some()), ("category", one.category.is_some()));
    exactly_one(("rate", one.rate.is_some()), ("per_unit", one.per_unit.is_some()));
    if !RATED.contains(&one.role) {
        reader.refuse("/role", unknown_role(one.role, &RATED));
    }
    if let Some(per_unit) = one.per_unit
        && let Err(error) = not_negative(per_unit, reader.currency(), "/per_unit")
    {
        reader.refuse("", error);
    }
}

fn unknown_role(role: Role, known: &[Role]) -> Error {
    let known: Vec<String> = known.iter().map(|role| format!("\"{}\"", role.slug())).collect();
    Error::new(Code::UnknownChoice).found(role.slug()).with("allowed", known.join(", "))
}

fn check_overrides(rules: &Rules, reader: &mut Reader) {
    let repeated = repeated(&rules.overrides, |one| (selector(one), one.role));
    for (at, one) in rules.overrides.iter().enumerate() {
        let path = format!("/overrides/{at}");
        // One without a selector has a finding of its own.
        if let Some(selector) = one.sku.as_ref().or(one.category.as_ref())
            && repeated.binary_search(&at).is_ok()
        {
            let twice = format!("{selector}, {}", one.role.slug());
            reader.refuse(&path, Error::new(Code::DuplicateItem).found(twice).allowed(1_u8));
        }
        if let Some(levels) = level_needed(rules, one.role) {
            let (path, needs) = (format!("{path}/role"), format!("\"levels\": {levels}"));
            reader.relating(["/mode", "/levels", path.as_str()], |reader| {
                reader.warn(&path, without_effect(one.role.slug(), needs));
            });
        }
    }
}

fn check_cap(rules: &Rules, reader: &mut Reader) {
    let Some(cap) = &rules.cap else { return };
    if cap.policy != CapPolicy::Cut && !cap.priority.is_empty() {
        reader.relating(["/cap"], |reader| {
            reader.warn("/cap/priority", without_effect("priority", "\"policy\": \"cut\""));
        });
    }
    let there: Vec<Role> = CAPPED.into_iter().filter(|role| is_there(rules, *role)).collect();
    for (at, role) in cap.priority.iter().enumerate() {
        let path = format!("/cap/priority/{at}");
        if !there.contains(role) {
            let looked_at = [path.as_str(), "/mode", "/roles", "/pools", "/overrides"];
            reader.relating(looked_at, |reader| reader.refuse(&path, unknown_role(*role, &there)));
        } else if cap.priority.iter().take(at).any(|earlier| earlier == role) {
            reader.refuse(&path, Error::new(Code::DuplicateItem).found(role.slug()).allowed(1_u8));
        }
    }
}

/// Whether a role can ever be paid commission under the rulebook.
fn is_there(rules: &Rules, role: Role) -> bool {
    match role {
        Role::Pool => !rules.pools.is_empty(),
        Role::Sponsor | Role::Sponsor2 if rules.mode == Mode::Differential => true,
        _ => rules.roles.of(role).is_some() || rules.overrides.iter().any(|one| one.role == role),
    }
}

/// The highest rates together: of the roles as they stand, and of each SKU and category with its overrides in their place.
fn check_sums(rules: &Rules, reader: &mut Reader) {
    let plain = rates_together(rules, &Map::new());
    if check_sum(rules, plain, "/roles", reader) {
        return;
    }
    let mut selected: Vec<(usize, &Override)> = rules.overrides.iter().enumerate().collect();
    sort_by(&mut selected, |(_, one), (_, other)| selector(one).cmp(&selector(other)));
    for group in selected.chunk_by(|(_, one), (_, other)| selector(one) == selector(other)) {
        let rates = group.iter().map(|(_, one)| (one.role, one.rate.unwrap_or(Rate::ZERO))).collect();
        if let Some((at, _)) = group.first() {
            check_sum(rules, rates_together(rules, &rates), &format!("/overrides/{at}"), reader);
        }
    }
}

/// In millionths: the most that roles and pools can ask of the basis together.
fn rates_together(rules: &Rules, replaced: &Map<Role, Rate>) -> u64 {
    let differential = rules.mode == Mode::Differential;
    let highest = |role: Role| {
        let source = if differential && role != Role::Mentor { Role::Direct } else { role };
        let written = rules.roles.of(source).map_or(Rate::ZERO, |terms| {
            terms.by_tier.values().copied().chain(terms.rate).max().unwrap_or(Rate::ZERO)
        });
        u64::from(replaced.get(&role).copied().unwrap_or(written).ppm())
    };
    let chain =
        RATED.into_iter().filter(|role| *role != Role::Mentor && level_needed(rules, *role).is_none());
    let chain: u64 =
        if differential { chain.map(highest).max().unwrap_or(0) } else { chain.map(highest).sum() };
    let pools: u64 = rules.pools.iter().map(|pool| u64::from(pool.rate.ppm())).sum();
    chain.saturating_add(highest(Role::Mentor)).saturating_add(pools)
}

/// Reports a sum above the cap's share, or above the whole. Says whether it did.
fn check_sum(rules: &Rules, sum: u64, path: &str, reader: &mut Reader) -> bool {
    let share = rules.cap.as_ref().and_then(|cap| cap.share).filter(|share| u64::from(share.ppm()) < sum);
    let limit = u64::from(share.unwrap_or(Rate::ONE).ppm());
    if sum <= limit {
        return false;
    }
    let text =
        |ppm: u64| String::from(write_scaled(i128::from(ppm), 6).trim_end_matches('0').trim_end_matches('.'));
    let code = if share.is_some() { Code::CommissionAboveCap } else { Code::PartsExceedWhole };
    let error =
        Error::new(code).found(text(sum)).allowed(text(limit)).with("by", text(sum.saturating_sub(limit)));
    // A declared cap says what happens then; without one such an order would be refused.
    if rules.cap.is_some() {
        reader.warn(path, error)
    } else {
        reader.refuse(path, error)
    }
    true
}

/// What the terms of withdrawal say by themselves.
pub(super) fn check_withdrawal(rules: &WithdrawalRules, reader: &mut Reader) {
    let currency = reader.currency();
    let amounts = [("/minimum", Some(rules.minimum)), ("/maximum", rules.maximum), ("/fee", rules.fee)];
    for (path, amount) in amounts {
        if let Some(Err(error)) = amount.map(|amount| not_negative(amount, currency, path)) {
            reader.refuse("", error);
        }
    }
    if let Some(maximum) = rules.maximum {
        let least = rules.minimum.at_least(rules.fee.unwrap_or_default());
        if maximum < least {
            let allowed = format!("≥ {}", least.to_text(currency));
            let error = Error::new(Code::CountOutOfRange).found(maximum.to_text(currency)).allowed(allowed);
            reader.refuse("/maximum", error);
        }
    }
    if rules.fee.is_some() && rules.fee_rate.is_some() {
        let both = "fee, fee_rate";
        reader.refuse("", Error::new(Code::AlternativeFields).found(both).with("allowed", both));
    }
}

impl Rules {
    /// Holds the tiers that roles name against the tiers that there are, each with the place of its name: a name that no tier
    /// has is a fault, and so is a tier that no rate is for. `section` is the place of this section.
    pub fn check_tiers(&self, tiers: &[(&Id, String)], section: &str, reader: &mut Reader) {
        let known = set(tiers.iter().map(|(tier, _)| *tier));
        let names = listed(known.iter().map(|tier| tier.as_str()));
        for role in RATED {
            let Some(terms) = self.roles.of(role).filter(|terms| !terms.by_tier.is_empty()) else { continue };
            let by_tier = format!("{section}/roles/{}/by_tier", role.slug());
            let places = tiers.iter().map(|(_, place)| place.as_str());
            reader.relating(places, |reader| {
                for tier in terms.by_tier.keys().filter(|tier| known.binary_search(tier).is_err()) {
                    let error = Error::new(Code::UnknownChoice).found(tier).with("allowed", &names);
                    reader.refuse(&format!("{by_tier}{}", pointer_step(tier.as_str())), error);
                }
            });
            let without = tiers.iter().filter(|(tier, _)| !terms.by_tier.contains_key(*tier));
            for (tier, place) in without.filter(|_| terms.rate.is_none()) {
                let error = tier_without_rate(tier.as_str(), terms);
                let looked_at = format!("{section}/roles/{}", role.slug());
                reader.relating([place.as_str(), &looked_at], |reader| reader.refuse(&by_tier, error));
            }
        }
    }
}

/// A tier that no rate is for.
pub(super) fn tier_without_rate(tier: &str, terms: &RoleRate) -> Error {
    let known = listed(terms.by_tier.keys().map(Id::as_str));
    Error::new(Code::TierWithoutRate).found(tier).allowed(known)
}
