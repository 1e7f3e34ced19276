//! Refunds: M1, M5, M6 and M7 as properties.

use alloc::vec;
use proptest::prelude::*;

use super::splitting::any_rules;
use super::*;

/// A line with these parts; the residual party takes the rest of `paid`.
fn line(paid: i64, amounts: &[(Role, i64)]) -> SplitLine {
    let part = |(at, (role, amount)): (usize, &(Role, i64))| LinePart {
        party: id(&format!("p{at}")),
        role: *role,
        pool: None,
        amount: fen(*amount),
    };
    let mut parts: Vec<LinePart> = amounts.iter().enumerate().map(part).collect();
    let rest = paid - amounts.iter().map(|(_, amount)| amount).sum::<i64>();
    parts.push(LinePart { party: id("house"), role: Role::Residual, pool: None, amount: fen(rest) });
    SplitLine { line: id("l"), paid: fen(paid), parts }
}

fn refund(line: &SplitLine, refunded: Refunded, amount: i64, reason: RefundReason) -> Clawback {
    let refund = Refund { amount: fen(amount), reason: Some(reason) };
    let request = ClawbackRequest { line: line.clone(), refunded, refund };
    clawback(&rules(r#""residual": "h""#), &request, CNY, &mut Reasons::none()).unwrap()
}

/// What each part gives back over a series of refunds.
fn taken(line: &SplitLine, refunds: &[(i64, RefundReason)]) -> (Vec<i64>, Refunded) {
    let mut sums = vec![0; line.parts.len()];
    let mut refunded = Refunded::default();
    for (amount, reason) in refunds {
        let back = refund(line, refunded, *amount, *reason);
        assert_eq!(
            back.parts.iter().map(|part| part.amount.minor()).sum::<i64>(),
            *amount,
            "M1 after every refund"
        );
        assert_eq!(
            back.left.minor(),
            line.paid.minor() - back.refunded.returned.minor() - back.refunded.compensation.minor()
        );
        for ((sum, back), part) in sums.iter_mut().zip(&back.parts).zip(&line.parts) {
            assert!(part.role == Role::Residual || !back.amount.is_negative(), "M5: monotone");
            *sum += back.amount.minor();
        }
        refunded = back.refunded;
    }
    (sums, refunded)
}

#[test]
fn who_holds_two_roles_gives_back_in_each() {
    let mut two = line(1000, &[(Role::Direct, 155), (Role::Mentor, 155)]);
    two.parts[1].party = two.parts[0].party.clone();
    let back = refund(&two, Refunded::default(), 10, RefundReason::Returned);
    assert_eq!(back.parts.iter().map(|part| part.amount.minor()).collect::<Vec<_>>(), [1, 1, 8]);
}

#[test]
fn the_order_of_reasons_does_not_matter() {
    use RefundReason::{Compensation, Returned};
    let sold = line(999, &[(Role::Supplier, 601), (Role::Direct, 77), (Role::Pool, 1)]);
    let one = taken(&sold, &[(100, Returned), (333, Compensation), (566, Returned)]);
    let other = taken(&sold, &[(333, Compensation), (566, Returned), (100, Returned)]);
    assert_eq!(one, other);
    assert_eq!(one.0, [601 * 666 / 999, 77, 1, 999 - 78 - 601 * 666 / 999]);
}

/// Parts of a line: mostly within what was paid, sometimes sold below cost.
fn sold() -> impl Strategy<Value = SplitLine> {
    let paid = prop_oneof![3 => 0_i64..500, 1 => 0_i64..=1_000_000_000_000];
    let shares = prop::collection::vec((0_usize..3, 0_i64..=1000), 0..5);
    (paid, shares, 500_i64..4000).prop_map(|(paid, shares, scale)| {
        let roles = [Role::Supplier, Role::Direct, Role::Pool];
        let parts: Vec<(Role, i64)> =
            shares.iter().map(|(role, share)| (roles[*role], paid * share / scale)).collect();
        line(paid, &parts)
    })
}

/// Slices of a whole, with reasons: where to cut, in millionths.
fn slices(all_returned: bool) -> impl Strategy<Value = Vec<(i64, RefundReason)>> {
    let reason = if all_returned { Just(false).boxed() } else { any::<bool>().boxed() };
    prop::collection::vec((0_i64..1_000_000, reason), 0..8).prop_map(|cuts| {
        let reason = |kept| if kept { RefundReason::Compensation } else { RefundReason::Returned };
        cuts.into_iter().map(|(cut, kept)| (cut, reason(kept))).collect()
    })
}

/// The slices as amounts that together stay within what was paid.
fn cut(paid: i64, slices: &[(i64, RefundReason)]) -> Vec<(i64, RefundReason)> {
    let mut left = paid;
    let mut cut = Vec::new();
    for (share, reason) in slices {
        let amount = i64::try_from(i128::from(left) * i128::from(*share) / 1_000_000).unwrap();
        left -= amount;
        cut.push((amount, *reason));
    }
    cut
}

proptest! {
    /// M5, M6: any slicing takes what one refund of the same amounts takes, within what was earned, exactly at full refund.
    #[test]
    fn slicing_and_order_of_refunds_do_not_matter(line in sold(), slices in slices(false), swap in any::<prop::sample::Index>()) {
        let mut refunds = cut(line.paid.minor(), &slices);
        let (sums, refunded) = taken(&line, &refunds);
        for (sum, part) in sums.iter().zip(&line.parts).filter(|(_, part)| part.role != Role::Residual) {
            prop_assert!(*sum <= part.amount.minor());
        }
        let whole = [(refunded.compensation.minor(), RefundReason::Compensation), (refunded.returned.minor(), RefundReason::Returned)];
        prop_assert_eq!(&taken(&line, &whole).0, &sums);
        if !refunds.is_empty() {
            let at = swap.index(refunds.len());
            refunds.rotate_left(at);
            prop_assert_eq!(&taken(&line, &refunds).0, &sums);
        }
    }

    /// M5: a full return takes exactly what everyone had, the residual party's loss included; until then the residual party gives
    /// less than one unit per other part above its own share.
    #[test]
    fn a_full_return_is_exact(line in sold(), slices in slices(true)) {
        let mut refunds = cut(line.paid.minor(), &slices);
        let (sums, refunded) = taken(&line, &refunds);
        let residual = line.parts.last().unwrap().amount.exact();
        let above = i128::from(*sums.last().unwrap()) * line.paid.exact() - residual * refunded.returned.exact();
        let others = line.parts.iter().filter(|part| part.role != Role::Residual && !part.amount.is_zero()).count();
        prop_assert!(above >= 0 && (above == 0 || above < i128::try_from(others).unwrap() * line.paid.exact()));
        refunds.push((line.paid.minor() - refunded.returned.minor(), RefundReason::Returned));
        if !line.paid.is_zero() {
            let earned: Vec<i64> = line.parts.iter().map(|part| part.amount.minor()).collect();
            prop_assert_eq!(taken(&line, &refunds).0, earned);
        }
    }

    /// M7: once split, no rulebook enters.
    #[test]
    fn refunds_are_immune_to_the_rulebook(line in sold(), before in any_rules(), after in any_rules(), share in 0_i64..=1_000_000) {
        let amount = i64::try_from(i128::from(line.paid.minor()) * i128::from(share) / 1_000_000).unwrap();
        let refund = Refund { amount: fen(amount), reason: Some(RefundReason::Returned) };
        let request = ClawbackRequest { line, refunded: Refunded::default(), refund };
        let back = |rules: &Rules| clawback(rules, &request, CNY, &mut Reasons::none()).unwrap();
        prop_assert_eq!(back(&before), back(&after));
    }

    /// M8: any amounts at all are answered or refused.
    #[test]
    fn no_amounts_panic(amounts in prop::collection::vec((0_usize..7, -1_000_000_000_000_000_i64..=1_000_000_000_000_000), 0..5), figures in prop::array::uniform4(-1_000_000_000_000_000_i64..=1_000_000_000_000_000)) {
        let roles = [Role::Supplier, Role::Direct, Role::Sponsor, Role::Sponsor2, Role::Mentor, Role::Pool, Role::Residual];
        let part = |(role, amount): &(usize, i64)| LinePart { party: id("p"), role: roles[*role], pool: None, amount: fen(*amount) };
        let line = SplitLine { line: id("l"), paid: fen(figures[0]), parts: amounts.iter().map(part).collect() };
        let refunded = Refunded { returned: fen(figures[1]), compensation: fen(figures[2]) };
        let request = ClawbackRequest { line, refunded, refund: Refund { amount: fen(figures[3]), reason: None } };
        let _ = clawback(&rules(r#""residual": "h""#), &request, CNY, &mut Reasons::none());
    }
}
