//! The life of commission: accounts are sums, statements tie, and nothing depends on the order of events.

use alloc::collections::BTreeMap;
use alloc::vec;
use proptest::prelude::*;

use super::splitting::{any_order, any_rules};
use super::*;
use crate::calendar::Month;

fn day(day: i64) -> Date {
    date("2026-01-01").checked_add_days(day).unwrap()
}

fn movement(on: Date, kind: MovementKind, amount: i64, frozen_through: Option<Date>) -> Movement {
    let (order, line, role) = (Some(id("o")), Some(id("l")), Some(Role::Direct));
    Movement { on, kind, order, line, role, amount: fen(amount), frozen_through, withheld: Money::ZERO }
}

fn state(opening: &Account, period: Month, movements: Vec<Movement>) -> Result<Statement, crate::Error> {
    let request = StatementRequest { party: id("a"), period, opening: opening.clone(), movements };
    statement(&rules(r#""residual": "h""#), &request, CNY, &mut Reasons::none())
}

#[test]
fn an_account_is_read_in_any_order_and_kept_in_the_order_of_dates() {
    let account: Account = read(
        r#"{"frozen": [{"through": "2026-02-02", "amount": "1"}, {"through": "2026-01-02", "amount": "2"}, {"through": "2026-02-02", "amount": "3"}]}"#,
    );
    assert_eq!(account.value().unwrap(), fen(600));
    let tidy = account.advanced(date("2026-01-02")).unwrap().account;
    let expected = [(date("2026-01-02"), 200), (date("2026-02-02"), 400)];
    assert_eq!(
        tidy.frozen.iter().map(|frozen| (frozen.through, frozen.amount.minor())).collect::<Vec<_>>(),
        expected
    );
}

#[test]
fn each_day_that_something_was_released_is_told() {
    let account: Account = read(
        r#"{"frozen": [{"through": "2026-01-02", "amount": "2"}, {"through": "2026-01-05", "amount": "3"}], "debts": [{"since": "2025-12-01", "amount": "4"}]}"#,
    );
    let advanced = account.advanced(date("2026-01-31")).unwrap();
    let told: Vec<_> =
        advanced.releases.iter().map(|one| (one.on, one.released.minor(), one.netted.minor())).collect();
    assert_eq!(told, [(date("2026-01-03"), 200, 200), (date("2026-01-06"), 300, 200)]);
    assert_eq!(advanced.account.payable, fen(100));
}

#[test]
fn on_one_day_earnings_count_before_clawbacks_and_clawbacks_before_payments() {
    use MovementKind::{ClawedBack, Dated, Earned, Paid};
    let (today, long_ago) = (day(4), Some(day(0)));
    let movements = vec![
        movement(today, Paid, 3, None),
        movement(today, ClawedBack, 7, long_ago),
        movement(today, Dated, 10, long_ago),
        movement(today, Earned, 10, None),
    ];
    let month = Month::of(today);
    let statement = state(&Account::default(), month, movements).unwrap();
    assert_eq!(
        (statement.account.payable, statement.debt, statement.released),
        (Money::ZERO, Money::ZERO, fen(10))
    );
    assert_eq!(
        statement.lines.iter().map(|line| line.kind).collect::<Vec<_>>(),
        [Earned, Dated, ClawedBack, Paid]
    );
    let paid_too_much = state(&statement.account, month, vec![movement(today, Paid, 1, None)]).unwrap_err();
    assert_eq!((paid_too_much.code, paid_too_much.parameter("by")), (Code::AbovePayable, Some("0.01")));
}

#[test]
fn a_movement_that_is_not_dated_cannot_be_booked_as_such() {
    let dated = movement(day(0), MovementKind::Dated, 1, None);
    assert_eq!(Account::default().booked(&dated, CNY).unwrap_err().code, Code::MissingField);
}

/// What happens to one line of a party: earned, dated, refunded.
#[derive(Debug, Clone)]
struct Story {
    amount: i64,
    earned: i64,
    dated: Option<i64>,
    frozen: i64,
    refunds: Vec<(i64, i64)>,
}

impl Story {
    fn movements(&self) -> Vec<Movement> {
        let mut all = vec![movement(day(self.earned), MovementKind::Earned, self.amount, None)];
        let dated = self.dated.map(|after| self.earned + after);
        let through = dated.map(|dated| dated + self.frozen);
        let mut left = self.amount;
        let mut refunds = self.refunds.clone();
        refunds.sort_unstable();
        let mut pending = self.amount;
        for (after, share) in refunds {
            let on = self.earned + after;
            let amount = left * share / 100;
            left -= amount;
            let is_dated = dated.is_some_and(|dated| dated <= on);
            pending -= if is_dated { 0 } else { amount };
            let frozen_through = through.filter(|_| is_dated).map(day);
            all.push(movement(day(on), MovementKind::ClawedBack, amount, frozen_through));
        }
        if let (Some(dated), Some(through)) = (dated, through) {
            all.push(movement(day(dated), MovementKind::Dated, pending, Some(day(through))));
        }
        all
    }
}

fn stories() -> impl Strategy<Value = Vec<Story>> {
    let refunds = prop::collection::vec((0_i64..40, 0_i64..=100), 0..4);
    let story =
        (0_i64..1000, 0_i64..50, prop::option::weighted(0.8, 0_i64..20), 0_i64..15, refunds).prop_map(
            |(amount, earned, dated, frozen, refunds)| Story { amount, earned, dated, frozen, refunds },
        );
    prop::collection::vec(story, 1..8)
}

/// The months that stories happen in.
fn months() -> impl Iterator<Item = Month> {
    let first = Month::parse("2026-01").unwrap();
    (0..5).filter_map(move |months| first.checked_add(months))
}

/// Runs month after month; pays all that is payable on these days of each month.
fn run(movements: &[Movement], pay_days: &[u8]) -> Result<Vec<Statement>, crate::Error> {
    let mut statements: Vec<Statement> = Vec::new();
    let mut account = Account::default();
    for month in months() {
        let mut own: Vec<Movement> = movements.iter().filter(|one| month.contains(one.on)).cloned().collect();
        for pay_day in pay_days {
            let on = month.date(*pay_day).unwrap();
            let until: Vec<Movement> = own.iter().filter(|one| one.on <= on).cloned().collect();
            // What the statement would hold on that day is payable on it.
            let mut booked = account.clone();
            let mut sorted = until;
            sorted.sort_by_key(|one| (one.on, one.kind));
            for one in &sorted {
                booked = booked.advanced(one.on)?.account.booked(one, CNY)?;
            }
            let payable = booked.advanced(on)?.account.payable;
            own.push(Movement { role: None, ..movement(on, MovementKind::Paid, payable.minor(), None) });
        }
        let statement = state(&account, month, own)?;
        account = statement.account.clone();
        statements.push(statement);
    }
    Ok(statements)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Every statement ties, carries to the next, and does not depend on the order in which events are handed in.
    #[test]
    fn statements_tie_and_carry(stories in stories(), pay_days in prop::collection::btree_set(1_u8..=28, 0..3), seed in any::<prop::sample::Index>()) {
        let mut movements: Vec<Movement> = stories.iter().flat_map(Story::movements).collect();
        let pay_days: Vec<u8> = pay_days.into_iter().collect();
        let statements = run(&movements, &pay_days).unwrap();
        let mut opening = Money::ZERO;
        for statement in &statements {
            prop_assert_eq!(statement.opening, opening);
            let expected = statement.opening.minor() + statement.earned.minor() - statement.clawed_back.minor() - statement.withheld.minor() - statement.paid.minor();
            prop_assert_eq!(statement.closing.minor(), expected);
            prop_assert_eq!(statement.account.value().unwrap(), statement.closing);
            prop_assert!(statement.account.payable.is_zero() || statement.debt.is_zero(), "payable nets debts");
            prop_assert!(!statement.account.holds_less_than_nothing());
            opening = statement.closing;
        }
        let earned: i64 = stories.iter().map(|story| story.amount).sum();
        prop_assert_eq!(statements.iter().map(|statement| statement.earned.minor()).sum::<i64>(), earned);
        let at = seed.index(movements.len());
        movements.rotate_left(at);
        movements.reverse();
        prop_assert_eq!(run(&movements, &pay_days).unwrap(), statements);
    }

    /// Without payments there is no debt, and what was kept of every dated line is payable in the end.
    #[test]
    fn what_is_not_paid_out_is_never_owed(stories in stories()) {
        let movements: Vec<Movement> = stories.iter().flat_map(Story::movements).collect();
        let last = run(&movements, &[]).unwrap().pop().unwrap();
        prop_assert!(last.debt.is_zero() && last.account.frozen.is_empty());
        let kept = |dated: bool| -> i64 {
            let chosen = stories.iter().filter(|story| story.dated.is_some() == dated);
            chosen.flat_map(Story::movements).map(|one| match one.kind {
                MovementKind::Earned => one.amount.minor(),
                MovementKind::ClawedBack => -one.amount.minor(),
                MovementKind::Dated | MovementKind::Paid => 0,
            }).sum()
        };
        prop_assert_eq!((last.account.payable.minor(), last.account.pending.minor()), (kept(true), kept(false)));
    }

    /// Accounts are sums: merged in any order, advanced in one step or several.
    #[test]
    fn accounts_merge_in_any_order(accounts in prop::array::uniform3(account()), to in prop::array::uniform2(0_i64..60)) {
        let [a, b, c] = accounts;
        let plus = |one: &Account, other: &Account| one.plus(other).unwrap();
        prop_assert_eq!(plus(&plus(&a, &b), &c), plus(&a, &plus(&c, &b)));
        prop_assert_eq!(plus(&a, &b).value().unwrap(), a.value().unwrap().plus(b.value().unwrap()).unwrap());
        let (first, last) = (to[0].min(to[1]), to[0].max(to[1]));
        let all = plus(&plus(&a, &b), &c);
        let at_once = all.advanced(day(last)).unwrap().account;
        prop_assert_eq!(&all.advanced(day(first)).unwrap().account.advanced(day(last)).unwrap().account, &at_once);
        prop_assert_eq!(at_once.value().unwrap(), all.value().unwrap());
        prop_assert!(at_once.payable.is_zero() || at_once.debts.is_empty());
    }

    /// Σ over parties = Σ orders: what all parties close with is what was paid for the orders.
    #[test]
    fn the_statements_of_all_parties_sum_to_the_orders(rules in any_rules(), orders in prop::collection::vec(any_order(), 1..4)) {
        let mut by_party: BTreeMap<Id, Vec<Movement>> = BTreeMap::new();
        let mut paid = 0_i128;
        for order in &orders {
            let Ok(split) = split_quietly(&rules, order) else { continue };
            for line in &split.lines {
                paid += line.paid.exact();
                for part in &line.parts {
                    let earned = Movement { role: Some(part.role), ..movement(day(3), MovementKind::Earned, part.amount.minor(), Some(day(9))) };
                    by_party.entry(part.party.clone()).or_default().push(earned);
                }
            }
        }
        let mut closing = 0_i128;
        for (_, movements) in by_party {
            // Beyond 10^15 a statement is refused, like any amount.
            let Ok(statement) = state(&Account::default(), Month::parse("2026-01").unwrap(), movements) else { return Ok(()) };
            closing += statement.closing.exact();
        }
        prop_assert_eq!(closing, paid);
    }

    /// A withdrawal pays gross − fee, within its limits, and leaves the rest; whatever is asked.
    #[test]
    fn a_withdrawal_is_whole_or_refused(account in account(), amount in -100_i64..6000, on in 0_i64..60, minimum in 0_i64..100, fee in prop::option::of(0_i64..100), rate in 0_u32..=1_000_000) {
        let withdrawal = WithdrawalRules {
            minimum: fen(minimum),
            maximum: Some(fen(3000)),
            fee: fee.map(fen),
            fee_rate: fee.is_none().then(|| ppm(rate)),
        };
        let rules = Rules { withdrawal, ..rules(r#""residual": "h""#) };
        let request = WithdrawRequest { account: account.clone(), amount: fen(amount), on: day(on) };
        let payable = account.advanced(day(on)).unwrap().account.payable.minor();
        let least = minimum.max(fee.unwrap_or(0) + 1);
        match withdraw(&rules, &request, CNY, &mut Reasons::none()) {
            Ok(done) => {
                prop_assert!(amount >= least && amount <= 3000 && amount <= payable);
                prop_assert_eq!(done.paid.minor() + done.fee.minor(), amount);
                prop_assert!(!done.paid.is_negative());
                prop_assert_eq!(done.account.payable.minor(), payable - amount);
                let booked = account.advanced(day(on)).unwrap().account.booked(&done.movement, CNY).unwrap();
                prop_assert_eq!(booked, done.account);
            }
            Err(error) if amount < least => prop_assert_eq!(error.code, Code::WithdrawalBelowMinimum),
            Err(error) if amount > 3000 => prop_assert_eq!(error.code, Code::WithdrawalAboveMaximum),
            Err(error) => {
                prop_assert_eq!(error.code, Code::AbovePayable);
                prop_assert!(amount > payable);
            }
        }
    }
}

/// Accounts such as merging makes: payable and debts together, and a loss of the residual party.
fn account() -> impl Strategy<Value = Account> {
    let frozen = prop::collection::btree_map(0_i64..50, -500_i64..2000, 0..5);
    let debts = prop::collection::btree_map(0_i64..50, 1_i64..500, 0..4);
    (0_i64..100, frozen, 0_i64..5000, debts).prop_map(|(pending, frozen, payable, debts)| Account {
        pending: fen(pending),
        frozen: frozen
            .into_iter()
            .map(|(through, amount)| Frozen { through: day(through), amount: fen(amount) })
            .collect(),
        payable: fen(payable),
        debts: debts
            .into_iter()
            .map(|(since, amount)| Debt { since: day(since), amount: fen(amount) })
            .collect(),
    })
}
