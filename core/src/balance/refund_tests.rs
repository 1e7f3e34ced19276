//! Quotes, what refunds do to the books, and plans.

use alloc::format;
use alloc::vec::Vec;

use super::tests::{
    accepted, command, day, id, money, quoted, refund, restore, rulebook, run, spend, top_up,
};
use super::*;
use crate::Rulebook;
use crate::error::Code;
use crate::money::{Currency, Money};
use crate::operation;
use crate::reason::Detail;

const PROMISES_NOTHING: &str =
    r#"{"refund": {"promise": "none"}, "bonus": {"steps": [{"at_least": "3000", "bonus": "1000"}]}}"#;
const ANY_TIME: &str =
    r#"{"refund": {"promise": "any_time"}, "bonus": {"steps": [{"at_least": "3000", "bonus": "1000"}]}}"#;

fn listed(name: &str, date: &str, amount: &str, list_value: &str) -> Command {
    let list_value = Some(money(list_value));
    Command {
        spend: Some(Spend { purchase: id(name), amount: money(amount), list_value }),
        ..command(name, date)
    }
}

fn closing(name: &str, date: &str, amount: &str, cause: Cause) -> Command {
    Command { refund: Some(Refund { amount: money(amount), cause, close: true }), ..command(name, date) }
}

fn candidate(quote: &Quote, basis: Basis) -> &Candidate {
    quote.candidates.iter().find(|candidate| candidate.basis == basis).unwrap()
}

fn events(applied: &Applied) -> Vec<alloc::string::String> {
    use crate::document::Choice;
    let shown = |amount: Money| amount.to_text(Currency::CNY);
    let told = applied.events.iter();
    told.map(|e| format!("{} {} {}/{}", e.kind.slug(), e.lot, shown(e.paid), shown(e.bonus))).collect()
}

#[test]
fn the_seventh_day_after_payment_is_the_last() {
    let rules = rulebook(PROMISES_NOTHING);
    let account = accepted(&rules, &[top_up("t", "2026-01-01", "2999")]);
    for (on, due, applies) in [
        ("2026-01-01", "2999", Some(Basis::SevenDays)),
        ("2026-01-08", "2999", Some(Basis::SevenDays)),
        ("2026-01-09", "0", None),
    ] {
        let quote = quoted(&rules, &account, on, Cause::None);
        assert_eq!((quote.amount, quote.applies), (money(due), applies), "{on}");
    }
    let known = TopUp { paid: money("2999"), channel: None, goods_known: true };
    let account = accepted(&rules, &[Command { top_up: Some(known), ..command("t", "2026-01-01") }]);
    assert_eq!(quoted(&rules, &account, "2026-01-01", Cause::None).applies, None, "art. 14, exception");
}

#[test]
fn untouched_is_what_the_oldest_first_leaves_untouched_whatever_the_spending_order() {
    for order in ["principal_first", "bonus_first", "proportional", "soonest_expiry"] {
        let rules = rulebook(&format!(
            r#"{{"card": {{"cap": "100000"}}, "refund": {{"promise": "none"}}, "spending": "{order}",
                "bonus": {{"steps": [{{"at_least": "1000", "bonus": "200"}}]}}}}"#
        ));
        let old_and_new = [
            top_up("old", "2026-01-01", "500"),
            top_up("new", "2026-02-01", "1000"),
            spend("p", "2026-02-02", "100"),
        ];
        let account = accepted(&rules, &old_and_new);
        let quote = quoted(&rules, &account, "2026-02-08", Cause::Operator);
        assert_eq!(candidate(&quote, Basis::SevenDays).amount, money("1000"), "{order}");
        assert_eq!(quote.amount, money("1400"), "{order}: 1,000.00 in full, 500.00 − 100.00");
        let more = run(&rules, &account, &[spend("q", "2026-02-08", "400.01")]).account;
        let quote = quoted(&rules, &more, "2026-02-08", Cause::Operator);
        assert_eq!(candidate(&quote, Basis::SevenDays).amount, Money::ZERO, "{order}");
        // 1,500.00 − 500.01 · 1,500 / 1,700 = 1,500.00 − 441.185…
        assert_eq!(quote.amount, money("1058.82"), "{order}");
        let back = run(&rules, &more, &[restore("r", "2026-02-08", "q", Some("0.01"))]).account;
        assert_eq!(quoted(&rules, &back, "2026-02-08", Cause::None).amount, money("1000"), "{order}");
    }
}

#[test]
fn a_lot_paid_back_within_its_seven_days_leaves_the_pool() {
    let rules = rulebook(
        r#"{"card": {"cap": "10000"}, "refund": {"promise": "none"}, "bonus": {"steps": [{"at_least": "3000", "bonus": "1000"}]}}"#,
    );
    let account = accepted(
        &rules,
        &[
            top_up("a", "2026-01-01", "3000"),
            spend("p", "2026-01-02", "1500"),
            top_up("b", "2026-03-01", "1000"),
            refund("x", "2026-03-05", "1000", Cause::None),
        ],
    );
    assert_eq!(quoted(&rules, &account, "2026-04-01", Cause::Operator).amount, money("1875"));
    assert_eq!(quoted(&rules, &account, "2026-04-01", Cause::Consumer).amount, money("1500"));
}

#[test]
fn an_exchange_leaves_no_lot_untouched_that_was_used() {
    let rules = rulebook(
        r#"{"card": {"cap": "10000"}, "refund": {"promise": "none"}, "bonus": {"steps": [
            {"at_least": "1000", "bonus": "500"}, {"at_least": "1100", "bonus": "2000"}]}}"#,
    );
    let known = TopUp { paid: money("1100"), channel: None, goods_known: true };
    let account = accepted(
        &rules,
        &[
            top_up("a", "2026-01-01", "1000"),
            top_up("b", "2026-01-01", "10"),
            Command { top_up: Some(known), ..command("c", "2026-01-01") },
            spend("p", "2026-01-02", "1505"),
        ],
    );
    // b is used by 5.00; the bonus of c stands in for it when all that is due goes back, and still b was used.
    let due = quoted(&rules, &account, "2026-01-03", Cause::Operator).amount;
    assert_eq!(due, money("1421.17"), "2,110.00 − 1,505.00 · 2,110 / 4,610 = 1,421.1605…");
    let paid = run(&rules, &account, &[refund("x", "2026-01-03", "1421.17", Cause::Operator)]).account;
    assert_eq!(quoted(&rules, &paid, "2026-01-03", Cause::Operator).amount, Money::ZERO);
}

#[test]
fn earlier_refunds_are_taken_off_every_basis() {
    let rules = rulebook(PROMISES_NOTHING);
    let mut account =
        accepted(&rules, &[top_up("t", "2026-01-01", "3000"), spend("p", "2026-01-02", "1500")]);
    for (name, amount, left) in [("x", "1000", "875"), ("y", "500", "375"), ("z", "375", "0")] {
        let applied = run(&rules, &account, &[refund(name, "2026-02-01", amount, Cause::Operator)]);
        assert!(applied.accepted, "{:?}", applied.results);
        account = applied.account;
        assert_eq!(quoted(&rules, &account, "2026-02-01", Cause::Operator).amount, money(left));
    }
    assert_eq!(quoted(&rules, &account, "2026-02-01", Cause::Consumer).amount, Money::ZERO);
    assert_eq!(account.spendable(day("2026-02-01")).unwrap(), Money::ZERO, "nothing is left to spend");
}

#[test]
fn what_the_law_gives_beyond_unspent_principal_exchanges_what_purchases_hold() {
    let rules = rulebook(PROMISES_NOTHING);
    let account = accepted(&rules, &[top_up("t", "2026-01-01", "3000"), spend("p", "2026-01-02", "1500")]);
    let applied = run(&rules, &account, &[refund("x", "2026-02-01", "1875", Cause::Operator)]);
    assert_eq!(
        events(&applied),
        [
            "exchanged t 0.00/-375.00",
            "exchanged t 375.00/0.00",
            "refunded t -1875.00/0.00",
            "lapsed t 0.00/-625.00"
        ]
    );
    let lot = &applied.account.lots[0];
    assert_eq!((lot.paid_spent(), lot.bonus_spent()), (money("1125"), money("375")), "as art. 18 counts it");
    // The purchase is given back afterwards: what it now holds returns, and the law gives back the rest of the principal.
    let after = run(&rules, &applied.account, &[restore("r", "2026-03-01", "p", None)]).account;
    assert_eq!((after.lots[0].paid_left, after.lots[0].bonus_left), (money("1125"), money("375")));
    assert_eq!(quoted(&rules, &after, "2026-03-01", Cause::Consumer).amount, money("1125"));
}

#[test]
fn a_closing_refund_pays_the_whole_quote_and_ends_the_account() {
    let rules = rulebook(PROMISES_NOTHING);
    let account =
        accepted(&rules, &[top_up("t", "2026-01-01", "1000"), listed("p", "2026-01-02", "480", "600")]);
    let open = run(&rules, &account, &[refund("x", "2026-02-01", "400", Cause::Consumer)]).account;
    assert_eq!(open.spendable(day("2026-02-01")).unwrap(), money("120"), "an open account keeps the rest");
    let closed = run(&rules, &account, &[closing("x", "2026-02-01", "400", Cause::Consumer)]);
    assert_eq!(events(&closed), ["refunded t -400.00/0.00", "closed t -120.00/0.00"]);
    // The goods come back: the price difference that was closed is the customer's again.
    let back = run(&rules, &closed.account, &[restore("r", "2026-03-01", "p", None)]).account;
    assert_eq!(quoted(&rules, &back, "2026-03-01", Cause::Consumer).amount, money("600"));
    let paid = run(&rules, &back, &[refund("y", "2026-03-01", "600", Cause::Consumer)]);
    assert_eq!(events(&paid), ["reopened t 120.00/0.00", "refunded t -600.00/0.00"]);
    let nothing = accepted(&rules, &[top_up("t", "2026-01-01", "3000"), spend("p", "2026-01-02", "3594")]);
    let closed = run(&rules, &nothing, &[closing("x", "2026-02-01", "0", Cause::Consumer)]);
    assert_eq!(events(&closed), ["closed t 0.00/-406.00"], "nothing is due, and the rest ends");
}

#[test]
fn a_better_agreement_on_the_price_of_used_goods_prevails() {
    let rules = |price: &str| {
        rulebook(&format!(r#"{{"refund": {{"promise": "none", "consumer_price": "{price}"}}}}"#))
    };
    let due = |rules: &Rulebook| {
        let account =
            accepted(rules, &[top_up("t", "2026-01-01", "5000"), listed("p", "2026-01-02", "900", "1000")]);
        quoted(rules, &account, "2026-02-01", Cause::Consumer).amount
    };
    assert_eq!(due(&rules("undiscounted")), money("4000"));
    assert_eq!(due(&rules("charged")), money("4100"));
}

#[test]
fn of_equal_bases_the_promise_applies_and_every_candidate_is_shown() {
    let rules = rulebook(ANY_TIME);
    let account = accepted(&rules, &[top_up("t", "2026-01-01", "3000"), spend("p", "2026-01-02", "1500")]);
    let quote = quoted(&rules, &account, "2026-02-01", Cause::Consumer);
    assert_eq!((quote.amount, quote.applies), (money("1500"), Some(Basis::Promise)));
    let shown: Vec<(Basis, bool, Money)> =
        quote.candidates.iter().map(|c| (c.basis, c.granted, c.amount)).collect();
    assert_eq!(
        shown,
        [
            (Basis::Promise, true, money("1500")),
            (Basis::SevenDays, false, money("0")),
            (Basis::Operator, false, money("1875")),
            (Basis::Consumer, true, money("1500")),
        ]
    );
}

#[test]
fn an_unlimited_card_counts_its_days() {
    let rules = |promise: &str| rulebook(&format!(r#"{{"refund": {{"promise": "{promise}"}}}}"#));
    let card = UnlimitedCard {
        paid: money("3650"),
        date: day("2026-01-01"),
        from: None,
        days: 365,
        untouched: false,
        refunded: Money::ZERO,
    };
    let due = |card: &UnlimitedCard, promise: &str, on: &str, cause: Cause| {
        let request = QuoteRequest { account: None, unlimited: Some(card.clone()), on: day(on), cause };
        let quote = operation::balance_refund_quote(&rules(promise), &request, Detail::None).unwrap().outcome;
        (quote.amount.to_text(Currency::CNY), quote.applies)
    };
    let unlimited = Some(Basis::Unlimited);
    let later = UnlimitedCard { from: Some(day("2026-02-01")), ..card.clone() };
    let untouched = UnlimitedCard { untouched: true, ..card.clone() };
    let refunded = UnlimitedCard { refunded: money("2000"), ..card.clone() };
    let third = UnlimitedCard { paid: money("10"), days: 3, ..card.clone() };
    for (card, promise, on, cause, amount, applies) in [
        (&card, "none", "2026-05-27", Cause::Operator, "2190.00", unlimited),
        (&card, "none", "2026-05-27", Cause::Consumer, "2190.00", unlimited),
        (&card, "none", "2026-05-27", Cause::None, "0.00", None),
        (&card, "any_time", "2026-05-27", Cause::None, "2190.00", unlimited),
        (&card, "none", "2026-12-31", Cause::Consumer, "10.00", unlimited),
        (&card, "none", "2027-01-01", Cause::Consumer, "0.00", unlimited),
        (&card, "none", "2030-01-01", Cause::Consumer, "0.00", unlimited),
        (&later, "none", "2026-01-10", Cause::Consumer, "3650.00", unlimited),
        (&untouched, "none", "2026-01-08", Cause::None, "3650.00", Some(Basis::SevenDays)),
        (&untouched, "none", "2026-01-09", Cause::None, "0.00", None),
        (&refunded, "none", "2026-05-27", Cause::Operator, "190.00", unlimited),
        (&third, "none", "2026-01-02", Cause::Operator, "6.67", unlimited),
    ] {
        assert_eq!(due(card, promise, on, cause), (amount.into(), applies), "{on} {cause:?} {promise}");
    }
}

fn planned(
    rules: &Rulebook,
    account: &Account,
    amount: &str,
    on: &str,
) -> Result<Vec<alloc::string::String>, Code> {
    use crate::document::Choice;
    let request = PlanRequest { account: account.clone(), amount: money(amount), on: day(on) };
    let plan =
        operation::balance_refund_plan(rules, &request, Detail::Full).map_err(|error| error.code)?.outcome;
    let sum = Money::sum(plan.legs.iter().map(|leg| leg.amount)).unwrap();
    assert_eq!(sum, money(amount), "Σ legs = amount");
    let shown = |leg: &Leg| {
        let channel = leg.channel.as_ref().map_or("-", crate::Id::as_str);
        format!("{} {} {} {}", leg.lot, leg.route.slug(), channel, leg.amount.to_text(Currency::CNY))
    };
    Ok(plan.legs.iter().map(shown).collect())
}

#[test]
fn a_plan_goes_back_the_newest_first_while_channels_allow_then_by_transfer() {
    let rules = rulebook(
        r#"{"card": {"cap": "100000"}, "refund": {"promise": "any_time"}, "channels": {
            "wechat_pay": {"days": 365, "transfer_fallback": "bank"}, "cash": {"refundable": false}, "bank": {}}}"#,
    );
    let by = |name: &str, date: &str, channel: Option<&str>| Command {
        top_up: Some(TopUp { paid: money("100"), channel: channel.map(id), goods_known: false }),
        ..command(name, date)
    };
    let account = accepted(
        &rules,
        &[
            by("a", "2025-01-01", Some("wechat_pay")),
            by("b", "2025-01-02", Some("wechat_pay")),
            by("c", "2025-06-01", Some("cash")),
            by("d", "2025-07-01", None),
            by("e", "2025-08-01", Some("bank")),
            spend("p", "2025-08-02", "40"),
        ],
    );
    let all = |on: &str| planned(&rules, &account, "460", on).unwrap();
    let tail = ["d transfer - 100.00", "c transfer - 100.00"];
    let bank = "e original bank 100.00";
    let (a, b) = ("a original wechat_pay 60.00", "b original wechat_pay 100.00");
    assert_eq!(all("2026-01-01"), [&[bank, b, a], tail.as_slice()].concat(), "day 365 still counts");
    assert_eq!(all("2026-01-02"), [&[bank, b], tail.as_slice(), &["a transfer bank 60.00"]].concat());
    assert_eq!(
        all("2026-01-03"),
        [&[bank], tail.as_slice(), &["b transfer bank 100.00", "a transfer bank 60.00"]].concat()
    );
    assert_eq!(
        planned(&rules, &account, "150", "2026-01-01").unwrap(),
        [bank, "b original wechat_pay 50.00"]
    );
    assert_eq!(planned(&rules, &account, "460.01", "2026-01-01"), Err(Code::RefundAbovePrincipal));
    assert_eq!(planned(&rules, &account, "0", "2026-01-01"), Err(Code::AmountNotPositive));
    assert_eq!(planned(&rules, &account, "1", "2025-08-01"), Err(Code::DateBeforeLast));
}

#[test]
fn a_plan_of_what_the_law_gives_reaches_lots_whose_principal_was_spent() {
    let rules = rulebook(
        r#"{"card": {"cap": "100000"}, "refund": {"promise": "none"}, "channels": {"wechat_pay": {"days": 365}},
            "bonus": {"steps": [{"at_least": "3000", "bonus": "1000"}]}}"#,
    );
    let account = accepted(
        &rules,
        &[
            top_up("a", "2026-01-01", "3000"),
            top_up("b", "2026-01-02", "1000"),
            spend("p", "2026-02-01", "3000"),
        ],
    );
    // 4,000.00 − 3,000 · 4/5 = 1,600.00, of which 1,000.00 is unspent principal.
    assert_eq!(quoted(&rules, &account, "2026-03-01", Cause::Operator).amount, money("1600"));
    let legs = planned(&rules, &account, "1600", "2026-03-01").unwrap();
    assert_eq!(legs, ["b transfer - 1000.00", "a transfer - 600.00"]);
    let applied = run(&rules, &account, &[refund("x", "2026-03-01", "1600", Cause::Operator)]);
    let refunded: Vec<Money> = applied.account.lots.iter().map(|lot| lot.refunded).collect();
    assert_eq!(refunded, [money("600"), money("1000")], "the books follow the plan");
}
