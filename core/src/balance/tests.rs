//! Tables: the orders, groups and conflicts, the precedence, forged accounts.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

use super::*;
use crate::error::Code;
use crate::money::{Currency, Money};
use crate::operation;
use crate::reason::Detail;
use crate::{Id, Rulebook};

pub(super) fn money(text: &str) -> Money {
    Money::parse(text, Currency::CNY).unwrap()
}

pub(super) fn day(text: &str) -> crate::calendar::Date {
    crate::calendar::Date::parse(text).unwrap()
}

pub(super) fn id(text: impl ToString) -> Id {
    Id::new(&text.to_string()).unwrap()
}

pub(super) fn rulebook(section: &str) -> Rulebook {
    let text =
        format!(r#"{{"name": "r", "version": "1", "effective_from": "2026-01-01", "balance": {section}}}"#);
    Rulebook::parse(&text).unwrap_or_else(|findings| panic!("{findings}"))
}

pub(super) fn command(name: &str, date: &str) -> Command {
    Command {
        id: id(name),
        date: day(date),
        top_up: None,
        spend: None,
        restore: None,
        refund: None,
        expire: None,
    }
}

pub(super) fn top_up(name: &str, date: &str, paid: &str) -> Command {
    let top_up = TopUp { paid: money(paid), channel: None, goods_known: false };
    Command { top_up: Some(top_up), ..command(name, date) }
}

pub(super) fn spend(name: &str, date: &str, amount: &str) -> Command {
    let spend = Spend { purchase: id(name), amount: money(amount), list_value: None };
    Command { spend: Some(spend), ..command(name, date) }
}

pub(super) fn restore(name: &str, date: &str, purchase: &str, amount: Option<&str>) -> Command {
    let restore = Restore { purchase: id(purchase), amount: amount.map(money) };
    Command { restore: Some(restore), ..command(name, date) }
}

pub(super) fn refund(name: &str, date: &str, amount: &str, cause: Cause) -> Command {
    let refund = Refund { amount: money(amount), cause, close: false };
    Command { refund: Some(refund), ..command(name, date) }
}

pub(super) fn run(rulebook: &Rulebook, account: &Account, commands: &[Command]) -> Applied {
    let request = ApplyRequest { account: account.clone(), commands: commands.to_vec() };
    operation::balance_apply(rulebook, &request, Detail::None).unwrap().outcome
}

pub(super) fn accepted(rulebook: &Rulebook, commands: &[Command]) -> Account {
    let applied = run(rulebook, &Account::default(), commands);
    assert!(applied.accepted, "{:?}", applied.results);
    applied.account
}

pub(super) fn quoted(rulebook: &Rulebook, account: &Account, on: &str, cause: Cause) -> Quote {
    let request = QuoteRequest { account: Some(account.clone()), unlimited: None, on: day(on), cause };
    operation::balance_refund_quote(rulebook, &request, Detail::None).unwrap().outcome
}

/// The draws of a purchase: `lot principal/bonus`.
fn draws(account: &Account, purchase: &str) -> Vec<String> {
    let purchase = account.purchases.iter().find(|held| held.id.as_str() == purchase).unwrap();
    let shown = |amount: Money| amount.to_text(Currency::CNY);
    purchase.draws.iter().map(|d| format!("{} {}/{}", d.lot, shown(d.paid), shown(d.bonus))).collect()
}

fn code_of(result: &CommandResult) -> &str {
    result.rejection.as_ref().map_or("", |rejection| rejection.code.as_str())
}

const PLAIN: &str = r#"{"refund": {"promise": "none"}}"#;

#[test]
fn each_order_draws_as_it_says() {
    // b expires before a; its bonus before both; c has no bonus.
    let table = [
        ("principal_first", ["a 100.00/0.00", "b 100.00/0.00", "c 10.00/0.00"].as_slice()),
        ("bonus_first", &["a 0.00/20.00", "b 0.00/20.00", "a 100.00/0.00", "b 70.00/0.00"]),
        ("proportional", &["a 100.00/20.00", "b 75.00/15.00"]),
        ("soonest_expiry", &["a 100.00/0.00", "a 0.00/20.00", "b 90.00/0.00"]),
    ];
    for (order, expected) in table {
        let rules = rulebook(&format!(
            r#"{{"refund": {{"promise": "none"}}, "spending": "{order}",
                "bonus": {{"steps": [{{"at_least": "100", "bonus": "20"}}]}}}}"#
        ));
        let account = accepted(
            &rules,
            &[
                top_up("a", "2026-01-01", "100"),
                top_up("b", "2026-01-02", "100"),
                top_up("c", "2026-01-03", "50"),
                spend("p", "2026-01-04", "210"),
            ],
        );
        assert_eq!(draws(&account, "p"), expected, "{order}");
    }
}

#[test]
fn what_expires_soonest_goes_first_and_expired_lots_not_at_all() {
    let section = |order: &str| {
        format!(
            r#"{{"refund": {{"promise": "none"}}, "spending": "{order}", "card": {{"kind": "anonymous"}}, "valid_days": 30,
                "bonus": {{"valid_days": 10, "steps": [{{"at_least": "100", "bonus": "20"}}]}}}}"#
        )
    };
    let commands = [top_up("a", "2026-01-01", "100"), top_up("b", "2026-01-15", "100")];
    let soonest = rulebook(&section("soonest_expiry"));
    let on = |date: &str, amount: &str| {
        let account = accepted(&soonest, &commands);
        let applied = run(&soonest, &account, &[spend("p", date, amount)]);
        if applied.accepted {
            Ok(draws(&applied.account, "p"))
        } else {
            Err(code_of(&applied.results[0]).to_string())
        }
    };
    // a's bonus could be spent through the 11th, b's through the 25th; a through the 31st, b through 14 February.
    assert_eq!(on("2026-01-20", "125").unwrap(), ["b 0.00/20.00", "a 100.00/0.00", "b 5.00/0.00"]);
    assert_eq!(on("2026-01-25", "20").unwrap(), ["b 0.00/20.00"], "the last day counts");
    assert_eq!(on("2026-01-26", "20").unwrap(), ["a 20.00/0.00"]);
    assert_eq!(on("2026-01-31", "200").unwrap(), ["a 100.00/0.00", "b 100.00/0.00"]);
    assert_eq!(on("2026-02-01", "100").unwrap(), ["b 100.00/0.00"]);
    assert_eq!(on("2026-02-01", "100.01").unwrap_err(), "balance_short");
    assert_eq!(on("2026-02-15", "0.01").unwrap_err(), "balance_short");
    // Principal that can no longer be spent is still the customer's.
    let account = accepted(&soonest, &commands);
    let expire = Command { expire: Some(Expire {}), ..command("e", "2026-03-01") };
    let applied = run(&soonest, &account, &[expire]);
    assert_eq!(applied.account.bonus_left().unwrap(), Money::ZERO);
    assert_eq!(quoted(&soonest, &applied.account, "2026-03-01", Cause::Consumer).amount, money("200"));
}

#[test]
fn a_purchase_is_restored_last_drawn_first() {
    let rules = rulebook(
        r#"{"refund": {"promise": "none"}, "bonus": {"steps": [{"at_least": "100", "bonus": "20"}]}}"#,
    );
    let before =
        [top_up("a", "2026-01-01", "100"), top_up("b", "2026-01-02", "100"), spend("p", "2026-01-03", "230")];
    let account = accepted(&rules, &before);
    assert_eq!(draws(&account, "p"), ["a 100.00/0.00", "b 100.00/0.00", "a 0.00/20.00", "b 0.00/10.00"]);
    let account = run(&rules, &account, &[restore("r1", "2026-01-04", "p", Some("40"))]).account;
    assert_eq!(draws(&account, "p"), ["a 100.00/0.00", "b 90.00/0.00"]);
    let account = run(&rules, &account, &[restore("r2", "2026-01-04", "p", None)]).account;
    assert!(draws(&account, "p").is_empty());
    assert_eq!(account.lots, accepted(&rules, &before[..2]).lots);
    let again = run(&rules, &account, &[restore("r3", "2026-01-04", "p", None)]);
    assert_eq!(code_of(&again.results[0]), "restore_above_purchase");
}

#[test]
fn the_proportion_is_a_cumulative_floor_whatever_the_slices() {
    let rules = rulebook(
        r#"{"refund": {"promise": "none"}, "spending": "proportional",
            "bonus": {"steps": [{"at_least": "1", "bonus": "0.33"}]}}"#,
    );
    let mut account = accepted(&rules, &[top_up("a", "2026-01-01", "1")]);
    for used in 1..=133_i64 {
        account = run(&rules, &account, &[spend(&format!("p{used}"), "2026-01-02", "0.01")]).account;
        assert_eq!(account.lots[0].paid_spent().minor(), 100 * used / 133, "{used}");
    }
    // Whole purchases give back exactly what they took, in any order.
    for used in [70, 3, 133] {
        let held = account.purchases[used - 1].draws[0].clone();
        let after =
            run(&rules, &account, &[restore(&format!("r{used}"), "2026-01-03", &format!("p{used}"), None)]);
        let events: Vec<(Money, Money)> =
            after.events.iter().map(|event| (event.paid, event.bonus)).collect();
        assert_eq!(events, [(held.paid, held.bonus)]);
        account = after.account;
    }
}

#[test]
fn a_group_is_all_or_nothing_and_an_id_is_used_once() {
    let rules = rulebook(PLAIN);
    let account = accepted(&rules, &[top_up("t", "2026-01-01", "100")]);
    let group = [
        spend("p1", "2026-01-02", "60"),
        top_up("t", "2026-01-01", "100"),
        spend("p2", "2026-01-02", "60"),
        spend("p3", "2026-01-02", "1"),
    ];
    let applied = run(&rules, &account, &group);
    assert!(!applied.accepted);
    assert_eq!(applied.account, account);
    assert!(applied.events.is_empty());
    let statuses: Vec<Status> = applied.results.iter().map(|result| result.status).collect();
    assert_eq!(statuses, [Status::NotApplied, Status::AlreadyApplied, Status::Rejected, Status::NotApplied]);
    assert_eq!(applied.results[2].rejection.as_ref().unwrap().path.as_str(), "/commands/2/spend/amount");
}

#[test]
fn a_conflict_names_the_field() {
    let rules = rulebook(r#"{"refund": {"promise": "any_time"}, "channels": {"wechat_pay": {"days": 365}}}"#);
    let close =
        |command: Command| Command { refund: command.refund.map(|r| Refund { close: true, ..r }), ..command };
    let (t, p) = (top_up("t", "2026-01-01", "100"), spend("p", "2026-01-02", "60"));
    let (r, b) = (restore("r", "2026-01-02", "p", Some("10")), refund("b", "2026-01-03", "20", Cause::None));
    let e = Command { expire: Some(Expire {}), ..command("e", "2026-01-03") };
    let account = accepted(&rules, &[t.clone(), p.clone(), r, b.clone(), e]);
    let with_channel = Some(TopUp { channel: Some(id("wechat_pay")), ..t.top_up.clone().unwrap() });
    let known_goods = Some(TopUp { goods_known: true, ..t.top_up.clone().unwrap() });
    let listed = Some(Spend { list_value: Some(money("60")), ..p.spend.clone().unwrap() });
    let renamed = Some(Spend { purchase: id("q"), ..p.spend.clone().unwrap() });
    let table = [
        (top_up("t", "2026-01-02", "100"), "/date"),
        (top_up("t", "2026-01-01", "101"), "/top_up/paid"),
        (Command { top_up: with_channel, ..t.clone() }, "/top_up/channel"),
        (Command { top_up: known_goods, ..t.clone() }, "/top_up/goods_known"),
        (spend("t", "2026-01-01", "100"), "/spend"),
        (spend("p", "2026-01-02", "61"), "/spend/amount"),
        (Command { spend: listed, ..p.clone() }, "/spend/list_value"),
        (Command { spend: renamed, ..p.clone() }, "/spend/purchase"),
        (restore("p", "2026-01-02", "p", None), "/restore"),
        (restore("r", "2026-01-02", "q", Some("10")), "/restore/purchase"),
        (restore("r", "2026-01-02", "p", None), "/restore/amount"),
        (refund("r", "2026-01-02", "1", Cause::None), "/refund"),
        (refund("b", "2026-01-03", "21", Cause::None), "/refund/amount"),
        (refund("b", "2026-01-03", "20", Cause::Operator), "/refund/cause"),
        (close(b), "/refund/close"),
        (Command { expire: Some(Expire {}), ..command("r", "2026-01-02") }, "/expire"),
        (top_up("e", "2026-01-03", "1"), "/top_up"),
    ];
    for (command, field) in table {
        let applied = run(&rules, &account, core::slice::from_ref(&command));
        let result = &applied.results[0];
        assert_eq!(result.status, Status::Conflict, "{field}");
        assert_eq!(result.rejection.as_ref().unwrap().path.as_str(), format!("/commands/0{field}"));
        assert!(result.rejection.as_ref().unwrap().en.message.as_str().contains(&field[1..]), "{field}");
    }
}

/// A command with as many faults as can stand together, then one repaired after the other: what is told is always the
/// first of the published precedence.
#[test]
fn rejections_follow_one_precedence() {
    let order = precedence();
    let rules = rulebook(
        r#"{"refund": {"promise": "none"}, "channels": {"cash": {"refundable": false}},
            "card": {"kind": "anonymous"}, "valid_days": 36525}"#,
    );
    let account = accepted(&rules, &[top_up("t", "2026-06-01", "1000"), spend("p", "2026-06-02", "900")]);
    let late = accepted(&rules, &[top_up("t", "2026-06-01", "1000"), spend("p", "2026-06-02", "900")]);
    let odd_top_up = |name: &str, date: &str, paid: &str, channel: &str| Command {
        top_up: Some(TopUp { paid: money(paid), channel: Some(id(channel)), goods_known: false }),
        ..command(name, date)
    };
    let odd_spend = |name: &str, date: &str, purchase: &str, amount: &str, list: &str| Command {
        spend: Some(Spend { purchase: id(purchase), amount: money(amount), list_value: Some(money(list)) }),
        ..command(name, date)
    };
    let closing = |name: &str, date: &str, amount: &str| Command {
        refund: Some(Refund { amount: money(amount), cause: Cause::Operator, close: true }),
        ..command(name, date)
    };
    let chains = [
        vec![
            (odd_top_up("t", "2026-01-01", "0", "points"), "command_conflict"),
            (odd_top_up("n", "2026-01-01", "0", "points"), "date_before_last"),
            (odd_top_up("n", "9999-06-02", "0", "points"), "amount_not_positive"),
            (odd_top_up("n", "9999-06-02", "900.01", "points"), "not_in_rulebook"),
            (odd_top_up("n", "9999-06-02", "900.01", "cash"), "card_cap_exceeded"),
            (odd_top_up("n", "9999-06-02", "900", "cash"), "date_out_of_range"),
            (odd_top_up("n", "2026-06-02", "900", "cash"), ""),
        ],
        vec![
            (odd_spend("t", "2026-01-01", "p", "0", "-1"), "command_conflict"),
            (odd_spend("n", "2026-01-01", "p", "0", "-1"), "date_before_last"),
            (odd_spend("n", "2026-06-02", "p", "0", "-1"), "amount_not_positive"),
            (odd_spend("n", "2026-06-02", "p", "100.01", "100"), "duplicate_item"),
            (odd_spend("n", "2026-06-02", "q", "100.01", "100"), "list_value_below_amount"),
            (odd_spend("n", "2026-06-02", "q", "100.01", "100.01"), "balance_short"),
            (odd_spend("n", "2026-06-02", "q", "100", "100.01"), ""),
        ],
        vec![
            (restore("t", "2026-01-01", "q", Some("-1")), "command_conflict"),
            (restore("n", "2026-01-01", "q", Some("-1")), "date_before_last"),
            (restore("n", "2026-06-02", "q", Some("-1")), "amount_not_positive"),
            (restore("n", "2026-06-02", "q", Some("900.01")), "unknown_purchase"),
            (restore("n", "2026-06-02", "p", Some("900.01")), "restore_above_purchase"),
            (restore("n", "2026-06-02", "p", Some("900")), ""),
        ],
        vec![
            (closing("t", "2026-01-01", "-1"), "command_conflict"),
            (closing("n", "2026-01-01", "-1"), "date_before_last"),
            (closing("n", "2026-06-02", "-1"), "amount_not_positive"),
            (closing("n", "2026-06-02", "100.01"), "refund_above_quote"),
            (closing("n", "2026-06-02", "99.99"), "close_below_quote"),
            (closing("n", "2026-06-02", "100"), ""),
        ],
    ];
    let mut told = Vec::new();
    for chain in chains {
        let mut last = 0;
        for (command, expected) in &chain {
            let applied = run(&rules, &account, core::slice::from_ref(command));
            assert_eq!(code_of(&applied.results[0]), *expected, "{command:?}");
            if let Some(rank) = order.iter().position(|code| code.slug() == *expected) {
                assert!(rank >= last, "{expected} stands before what was told earlier");
                last = rank;
                told.push(order[rank]);
            }
        }
    }
    assert_eq!(account, late, "nothing of it changed the account");
    for code in &order {
        assert!(told.contains(code) || *code == Code::MoneyOutOfRange, "{} is never told", code.slug());
    }
}

#[test]
fn an_amount_beyond_the_limit_of_money_is_told_last_and_at_once() {
    let rules = |bonus: &str| {
        rulebook(&format!(
            r#"{{"refund": {{"promise": "none"}}, "card": {{"cap": "10000000000000", "cap_counts": "principal"}},
            "bonus": {{"grant": "per_multiple", "steps": [{{"at_least": "1", "bonus": "{bonus}"}}]}}}}"#
        ))
    };
    let most = "10000000000000.00";
    let applied = run(
        &rules("0"),
        &Account::default(),
        &[top_up("t", "2026-01-01", most), spend("p", "2026-01-01", most)],
    );
    assert!(applied.accepted, "{:?}", applied.results);
    // The card is empty again, but all that was ever paid must stay within the limit, so that every figure does.
    let beyond = run(&rules("0"), &applied.account, &[top_up("u", "2026-01-02", "1")]);
    assert_eq!(code_of(&beyond.results[0]), "money_out_of_range");
    for bonus in ["0.01", "5"] {
        let applied = run(&rules(bonus), &Account::default(), &[top_up("t", "2026-01-01", most)]);
        assert_eq!(code_of(&applied.results[0]), "money_out_of_range");
    }
    let capped = run(&rulebook(PLAIN), &Account::default(), &[top_up("t", "2026-01-01", most)]);
    assert_eq!(code_of(&capped.results[0]), "card_cap_exceeded");
    let listed = |name: &str, list: &str| Command {
        spend: Some(Spend { purchase: id(name), amount: money("1"), list_value: Some(money(list)) }),
        ..command(name, "2026-01-01")
    };
    let account = accepted(&rules("0"), &[top_up("t", "2026-01-01", "3"), listed("p", most)]);
    assert_eq!(code_of(&run(&rules("0"), &account, &[listed("q", "1")]).results[0]), "money_out_of_range");
    assert_eq!(quoted(&rules("0"), &account, "2026-02-01", Cause::Consumer).amount, Money::ZERO);
}

#[test]
fn an_account_that_its_commands_do_not_make_is_refused() {
    let rules = rulebook(PLAIN);
    let good = accepted(
        &rules,
        &[
            top_up("t", "2026-01-01", "100"),
            spend("p", "2026-01-02", "60"),
            restore("r", "2026-01-03", "p", Some("10")),
        ],
    );
    type Forge = fn(&mut Account);
    let forgeries: [(Forge, &str); 13] = [
        (|a| a.lots[0].paid_left = money("51"), "/account/lots/0/paid"),
        (|a| a.lots[0].bonus_left = money("1"), "/account/lots/0/bonus"),
        (|a| a.lots[0].refunded = money("-1"), "/account/lots/0/refunded"),
        (|a| (a.lots[0].paid, a.lots[0].paid_left) = (money("101"), money("51")), "/account/applied/0"),
        (|a| a.lots.push(Lot { id: id("x"), ..a.lots[0].clone() }), "/account/lots/1/paid"),
        (|a| a.lots.push(a.lots[0].clone()), "/account/lots/1/id"),
        (|a| a.purchases[0].restored = money("0"), "/account/purchases/0/draws"),
        (|a| a.purchases[0].draws[0].lot = id("x"), "/account/purchases/0/draws"),
        (|a| a.purchases[0].list_value = money("70"), "/account/applied/1"),
        (|a| a.purchases.push(a.purchases[0].clone()), "/account/purchases/1/id"),
        (|a| a.applied.truncate(2), "/account/purchases/0/restored"),
        (|a| a.applied.push(a.applied[0].clone()), "/account/applied/3/id"),
        (|a| a.applied[2].date = day("2025-12-31"), "/account/applied/2/date"),
    ];
    for (forge, path) in forgeries {
        let mut account = good.clone();
        forge(&mut account);
        let request = QuoteRequest {
            account: Some(account),
            unlimited: None,
            on: day("2026-02-01"),
            cause: Cause::None,
        };
        let error = operation::balance_refund_quote(&rules, &request, Detail::None).unwrap_err();
        assert_eq!(error.path, path, "{error}");
    }
}

#[test]
fn levels_count_top_ups_net_of_refunds() {
    let rules = rulebook(r#"{"refund": {"promise": "any_time"}}"#);
    let account = accepted(
        &rules,
        &[
            top_up("a", "2026-01-01", "3000"),
            top_up("b", "2026-01-02", "1000"),
            refund("x", "2026-02-01", "1500", Cause::None),
        ],
    );
    let nets: Vec<(&str, Money)> =
        account.top_ups().map(|top_up| (top_up.lot.as_str(), top_up.net)).collect();
    assert_eq!(nets, [("a", money("2500")), ("b", money("0"))], "newest first");
}

/// The page of this room tells the precedence as it is.
#[test]
fn the_published_precedence_is_the_one_in_force() {
    let page = include_str!("mod.rs");
    let rows = page.lines().filter_map(|line| line.strip_prefix("//! | ")?.split_once(" | `"));
    let told: Vec<(String, String)> = rows
        .filter(|(rank, _)| rank.parse::<usize>().is_ok())
        .map(|(rank, rest)| (rank.into(), rest.split('`').next().unwrap().into()))
        .collect();
    let order: Vec<(String, String)> = (1_usize..)
        .zip(precedence())
        .map(|(rank, code)| (rank.to_string(), code.slug().to_string()))
        .collect();
    assert_eq!(told, order);
}
