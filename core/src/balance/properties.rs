//! P1 to P6 over random histories: top-ups, purchases, refunds of purchases, refunds of what refunds left, expiry, replays and
//! conflicts, under every spending order.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use proptest::prelude::*;

use super::tests::{command, day, id, rulebook, run};
use super::*;
use crate::calendar::Date;
use crate::document::Choice;
use crate::money::Money;
use crate::operation;
use crate::reason::Detail;
use crate::{Id, Rulebook};

/// What a random host does next; fractions are of whatever is possible then, and may go beyond it.
#[derive(Debug, Clone, Copy)]
enum Move {
    TopUp { fen: i64, goods_known: bool },
    Spend { permille: i64, markup_permille: i64 },
    Restore { which: usize, permille: i64 },
    Refund { permille: i64, cause: usize, close: bool },
    Expire,
    Replay { which: usize },
    Conflict { which: usize },
}

fn any_move() -> impl Strategy<Value = Move> {
    let some = any::<u16>().prop_map(usize::from);
    let permille = prop_oneof![4 => 1_i64..1000, 3 => Just(1000_i64), 1 => 1001_i64..1200];
    prop_oneof![
        5 => (1_i64..300_000, prop::bool::weighted(0.1))
            .prop_map(|(fen, goods_known)| Move::TopUp { fen, goods_known }),
        8 => (permille.clone(), 0_i64..700)
            .prop_map(|(permille, markup_permille)| Move::Spend { permille, markup_permille }),
        5 => (some.clone(), permille.clone()).prop_map(|(which, permille)| Move::Restore { which, permille }),
        4 => (permille, 0_usize..3, prop::bool::weighted(0.2))
            .prop_map(|(permille, cause, close)| Move::Refund { permille, cause, close }),
        1 => Just(Move::Expire),
        1 => some.clone().prop_map(|which| Move::Replay { which }),
        1 => some.prop_map(|which| Move::Conflict { which }),
    ]
}

/// Moves, each with the days that pass before it.
fn histories() -> impl Strategy<Value = Vec<(u8, Move)>> {
    prop::collection::vec((0_u8..5, any_move()), 50..70)
}

/// A rulebook of each kind, by number.
fn rules_of(order: SpendingOrder, promise: &str, expiring: bool) -> Rulebook {
    let order = order.slug();
    let (lot, bonus) = if expiring { (r#""valid_days": 60,"#, r#""valid_days": 20,"#) } else { ("", "") };
    rulebook(&format!(
        r#"{{"card": {{"cap": "1000000000", "kind": "anonymous"}}, "spending": "{order}", {lot}
            "refund": {{"promise": "{promise}"}}, "channels": {{"wechat_pay": {{"days": 30}}}},
            "bonus": {{{bonus} "steps": [{{"at_least": "500", "bonus": "33.33"}}, {{"at_least": "1500", "bonus": "777.77"}}]}}}}"#
    ))
}

fn minor(fen: i64) -> Money {
    Money::from_minor(fen).unwrap()
}

/// The part of an amount, at least a fen.
fn part(amount: Money, permille: i64) -> Money {
    minor((amount.minor() * permille / 1000).max(1))
}

fn quote_of(rules: &Rulebook, account: &Account, on: Date, cause: Cause) -> Quote {
    let request = QuoteRequest { account: Some(account.clone()), unlimited: None, on, cause };
    operation::balance_refund_quote(rules, &request, Detail::None).unwrap().outcome
}

/// The command of a move on an account.
fn command_of(rules: &Rulebook, account: &Account, step: usize, date: Date, what: Move) -> Command {
    let fresh = Command { date, ..command(&format!("c{step}"), "2026-01-01") };
    let purchase = |which: usize| {
        let count = account.purchases.len();
        (count > 0).then(|| account.purchases[which % count].clone())
    };
    let earlier = |which: usize| {
        let count = account.applied.len();
        (count > 0).then(|| account.applied[which % count].clone())
    };
    match what {
        Move::TopUp { fen, goods_known } => {
            let channel = (fen % 2 == 0).then(|| id("wechat_pay"));
            Command { top_up: Some(TopUp { paid: minor(fen), channel, goods_known }), ..fresh }
        }
        Move::Spend { permille, markup_permille } => {
            let amount = part(account.spendable(date).unwrap(), permille);
            let list_value = Some(amount.plus(part(amount, markup_permille)).unwrap());
            Command { spend: Some(Spend { purchase: fresh.id.clone(), amount, list_value }), ..fresh }
        }
        Move::Restore { which, permille } => {
            // Now and then what is to be given back is a refund, which is no purchase.
            let held = purchase(which);
            let purchase = held.as_ref().map_or_else(|| id("c0"), |held| held.id.clone());
            let amount = held.filter(|_| permille != 1000).map(|held| part(held.charged(), permille));
            Command { restore: Some(Restore { purchase, amount }), ..fresh }
        }
        Move::Refund { permille, cause, close } => {
            let cause = Cause::ALL[cause];
            let due = quote_of(rules, account, date, cause).amount;
            let amount = if close { due } else { part(due, permille) };
            Command { refund: Some(Refund { amount, cause, close }), ..fresh }
        }
        Move::Expire => Command { expire: Some(Expire {}), ..fresh },
        Move::Replay { which } => earlier(which).unwrap_or(Command { expire: Some(Expire {}), ..fresh }),
        Move::Conflict { which } => match earlier(which) {
            Some(command) => Command { date: command.date.checked_add_days(1).unwrap(), ..command },
            None => Command { expire: Some(Expire {}), ..fresh },
        },
    }
}

/// P1, P2: every lot holds what it was given, colour by colour, and nothing is below zero.
fn conserved(account: &Account) -> Result<(), TestCaseError> {
    let mut held: BTreeMap<&Id, (i64, i64)> = BTreeMap::new();
    for draw in account.purchases.iter().flat_map(|purchase| &purchase.draws) {
        prop_assert!(!draw.paid.is_negative() && !draw.bonus.is_negative());
        let sum = held.entry(&draw.lot).or_default();
        *sum = (sum.0 + draw.paid.minor(), sum.1 + draw.bonus.minor());
    }
    for lot in &account.lots {
        let (paid, bonus) = held.remove(&lot.id).unwrap_or_default();
        let parts = [lot.paid_left, lot.bonus_left, lot.refunded, lot.kept, lot.bonus_lapsed];
        prop_assert!(parts.iter().all(|part| !part.is_negative()), "{:?}", lot);
        prop_assert_eq!(
            lot.paid.minor(),
            lot.paid_left.minor() + paid + lot.refunded.minor() + lot.kept.minor()
        );
        prop_assert_eq!(lot.bonus.minor(), lot.bonus_left.minor() + bonus + lot.bonus_lapsed.minor());
    }
    prop_assert!(held.is_empty(), "a purchase holds of a lot that is not there");
    for purchase in &account.purchases {
        let drawn: i64 = purchase.draws.iter().map(|draw| draw.paid.minor() + draw.bonus.minor()).sum();
        prop_assert_eq!(drawn, purchase.charged().minor());
    }
    Ok(())
}

/// What is left of each lot, from events alone.
type Left = BTreeMap<Id, (i64, i64)>;

fn follow(left: &mut Left, events: &[Event]) {
    for event in events {
        let lot = left.entry(event.lot.clone()).or_default();
        *lot = (lot.0 + event.paid.minor(), lot.1 + event.bonus.minor());
    }
}

/// P3: a refund of a purchase gives the lots and colours back that it took, what was drawn last first.
fn restored_what_it_took(before: &Account, after: &Applied, restore: &Restore) -> Result<(), TestCaseError> {
    let of = |account: &Account| {
        account.purchases.iter().find(|held| held.id == restore.purchase).unwrap().draws.clone()
    };
    let (was, is) = (of(before), of(&after.account));
    let mut given: Left = BTreeMap::new();
    follow(&mut given, &after.events);
    for (place, draw) in was.iter().enumerate() {
        let kept = is.get(place);
        let still = kept.map_or((0, 0), |kept| (kept.paid.minor(), kept.bonus.minor()));
        let lot = given.entry(draw.lot.clone()).or_default();
        *lot = (lot.0 - (draw.paid.minor() - still.0), lot.1 - (draw.bonus.minor() - still.1));
        prop_assert!(place + 1 >= is.len() || kept == Some(draw), "only the last draw left is cut");
    }
    prop_assert!(given.values().all(|rest| *rest == (0, 0)), "{:?}", given);
    Ok(())
}

/// P4, P6: statutory quote ≤ quote ≤ principal, and cash is principal only.
fn quotes_are_ordered(
    account: &Account,
    on: Date,
    (promising, silent): (&Rulebook, &Rulebook),
) -> Result<(), TestCaseError> {
    for cause in Cause::ALL {
        let quote = quote_of(promising, account, on, *cause);
        let statutory = quote_of(silent, account, on, *cause);
        prop_assert!(statutory.amount <= quote.amount);
        prop_assert!(quote.amount <= quote.principal);
        prop_assert!(quote.amount.minor() >= 0);
        let paid: i64 = account.lots.iter().map(|lot| lot.paid.minor()).sum();
        let refunded: i64 = account.lots.iter().map(|lot| lot.refunded.minor()).sum();
        prop_assert_eq!(quote.principal.minor(), paid - refunded);
        let best = quote.candidates.iter().filter(|candidate| candidate.granted).map(|c| c.amount).max();
        prop_assert_eq!(quote.amount, best.unwrap_or(Money::ZERO), "nothing granted is out of reach");
    }
    Ok(())
}

/// Whatever is due can be paid back and planned to the fen, and then nothing more is due.
fn what_is_due_can_be_paid(rules: &Rulebook, account: &Account, on: Date) -> Result<(), TestCaseError> {
    for cause in Cause::ALL {
        let amount = quote_of(rules, account, on, *cause).amount;
        let refund = Refund { amount, cause: *cause, close: true };
        let closing = Command { date: on, refund: Some(refund), ..command("closing", "2026-01-01") };
        let closed = run(rules, account, &[closing]);
        prop_assert!(closed.accepted, "{:?}", closed.results);
        conserved(&closed.account)?;
        prop_assert_eq!(closed.account.spendable(on).unwrap(), Money::ZERO);
        prop_assert_eq!(quote_of(rules, &closed.account, on, *cause).amount, Money::ZERO);
        if amount > Money::ZERO {
            let request = PlanRequest { account: account.clone(), amount, on };
            let plan = operation::balance_refund_plan(rules, &request, Detail::None).unwrap().outcome;
            prop_assert_eq!(Money::sum(plan.legs.iter().map(|leg| leg.amount)).unwrap(), amount);
            for (lot, after) in account.lots.iter().zip(&closed.account.lots) {
                let legs = plan.legs.iter().filter(|leg| leg.lot == lot.id).map(|leg| leg.amount);
                prop_assert_eq!(after.refunded, lot.refunded.plus(Money::sum(legs).unwrap()).unwrap());
            }
        }
    }
    Ok(())
}

/// Plays a history and checks every step.
fn play(
    rules: &Rulebook,
    both: (&Rulebook, &Rulebook),
    history: &[(u8, Move)],
) -> Result<Account, TestCaseError> {
    let mut account = Account::default();
    let mut left: Left = BTreeMap::new();
    let mut date = day("2026-01-01");
    for (step, (days, what)) in history.iter().enumerate() {
        date = date.checked_add_days(i64::from(*days)).unwrap();
        let command = command_of(rules, &account, step, date, *what);
        let applied = run(rules, &account, core::slice::from_ref(&command));
        let status = applied.results[0].status;
        match (what, status) {
            (Move::Replay { .. }, Status::Applied | Status::AlreadyApplied) => {}
            (Move::Conflict { .. }, Status::Applied | Status::Conflict) => {}
            (_, Status::Applied | Status::Rejected) => {}
            _ => prop_assert!(false, "{:?} became {:?}", what, status),
        }
        if status != Status::Applied {
            prop_assert_eq!(&applied.account, &account);
            prop_assert!(applied.events.is_empty());
            continue;
        }
        if let Some(restore) = &command.restore {
            restored_what_it_took(&account, &applied, restore)?;
        }
        let replayed = run(rules, &applied.account, &[command]);
        prop_assert_eq!(replayed.results[0].status, Status::AlreadyApplied);
        prop_assert_eq!(&replayed.account, &applied.account);
        follow(&mut left, &applied.events);
        account = applied.account;
        conserved(&account)?;
        for lot in &account.lots {
            let told = left.get(&lot.id).copied();
            prop_assert_eq!(told, Some((lot.paid_left.minor(), lot.bonus_left.minor())));
        }
        quotes_are_ordered(&account, date, both)?;
    }
    what_is_due_can_be_paid(rules, &account, date)?;
    Ok(account)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn books_stay_true_through_any_history(
        history in histories(), order in 0_usize..4, promised: bool, expiring: bool,
    ) {
        let order = SpendingOrder::ALL[order];
        let (promising, silent) = (rules_of(order, "any_time", expiring), rules_of(order, "none", expiring));
        play(if promised { &promising } else { &silent }, (&promising, &silent), &history)?;
    }

    /// P5: the same commands under every spending order have the same statutory bases.
    #[test]
    fn statutory_bases_do_not_hang_on_the_spending_order(history in histories()) {
        let rules: Vec<Rulebook> =
            SpendingOrder::ALL.iter().map(|order| rules_of(*order, "none", false)).collect();
        let mut accounts = alloc::vec![Account::default(); rules.len()];
        let mut date = day("2026-01-01");
        let mut compared = 0;
        for (step, (days, what)) in history.iter().enumerate() {
            date = date.checked_add_days(i64::from(*days)).unwrap();
            let command = command_of(&rules[0], &accounts[0], step, date, *what);
            let applied: Vec<Applied> = rules.iter().zip(&accounts)
                .map(|(rules, account)| run(rules, account, core::slice::from_ref(&command))).collect();
            // A partial refund lets bonus lapse as the merchant's order left it: then one order may have more to spend.
            if applied.iter().any(|one| one.accepted != applied[0].accepted) {
                continue;
            }
            accounts = applied.into_iter().map(|one| one.account).collect();
            let bases: Vec<Vec<Candidate>> = rules.iter().zip(&accounts)
                .map(|(rules, account)| quote_of(rules, account, date, Cause::None).candidates.split_off(1)).collect();
            compared += 1;
            prop_assert!(bases.iter().all(|one| *one == bases[0]), "{:?}", bases);
        }
        prop_assert!(compared > 0);
    }

    /// However restores of one purchase are sliced, the lots have the same again.
    #[test]
    fn slices_of_a_restore_come_to_the_same(
        order in 0_usize..4, paid in 1_i64..100_000, used in 1_i64..1000, cuts in prop::collection::vec(1_i64..1000, 1..6),
    ) {
        let rules = rules_of(SpendingOrder::ALL[order], "none", false);
        let top_up = |name: &str, fen: i64| Command {
            top_up: Some(TopUp { paid: minor(fen), channel: None, goods_known: false }),
            ..command(name, "2026-01-01")
        };
        let start = run(&rules, &Account::default(), &[top_up("a", paid), top_up("b", paid + 50_000)]).account;
        let amount = part(start.spendable(day("2026-01-01")).unwrap(), used);
        let spend = Spend { purchase: id("p"), amount, list_value: None };
        let spent = run(&rules, &start, &[Command { spend: Some(spend), ..command("p", "2026-01-01") }]).account;
        let back = |name: String, amount: Money| Command {
            restore: Some(Restore { purchase: id("p"), amount: Some(amount) }),
            ..command(&name, "2026-01-01")
        };
        let (mut sliced, mut given) = (spent.clone(), Money::ZERO);
        for (at, cut) in cuts.iter().enumerate() {
            let slice = part(amount.minus(given).unwrap(), *cut);
            if given.plus(slice).unwrap() > amount {
                break;
            }
            given = given.plus(slice).unwrap();
            sliced = run(&rules, &sliced, &[back(format!("r{at}"), slice)]).account;
        }
        let whole = run(&rules, &spent, &[back("r".into(), given)]).account;
        prop_assert_eq!(sliced.lots, whole.lots);
        prop_assert_eq!(sliced.purchases, whole.purchases);
    }
}
