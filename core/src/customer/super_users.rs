//! Super users: who bought most.

use alloc::vec::Vec;

use super::facts::count;
use super::rules::Rules;
use super::segments::{counted, quantity};
use crate::document::{Id, record};
use crate::error::Error;
use crate::money::{Currency, Money};
use crate::number::{Figure, Number};
use crate::order::sort_by;
use crate::reason::{Quantity, Reason, Reasons, Rule};

record! {
    /// A super user.
    pub struct SuperUser {
        /// Who.
        pub customer: Id,
        /// What the customer bought in the window, less refunds.
        pub net_sales: Money,
    }
}

record! {
    /// The super users of a shop.
    pub struct SuperUserFigures {
        /// Each of them, who bought most first, those of one amount by id.
        pub users: Vec<SuperUser>,
        /// How many they are.
        pub customers: u64,
        /// What they bought.
        pub net_sales: Money,
        /// Their share of all net sales; absent without sales.
        pub share: Option<Figure>,
        /// What each of them bought, rounded once by the rulebook's mode; absent where there is none.
        pub average: Option<Money>,
    }
}

/// What a customer bought in the window.
pub(super) struct Spender<'i> {
    pub(super) id: &'i Id,
    pub(super) net: i128,
    pub(super) has_bought: bool,
}

/// Who bought most first, those of one amount by id. Who bought stands before who did not.
pub(super) fn sort(spenders: &mut [Spender<'_>]) {
    sort_by(spenders, |one, other| other.net.cmp(&one.net).then_with(|| one.id.cmp(other.id)));
}

/// Picks the super users of sorted customers.
pub(super) fn super_users(
    rules: &Rules,
    currency: Currency,
    spenders: &[Spender<'_>],
    whole: Money,
    reasons: &mut Reasons,
) -> Result<SuperUserFigures, Error> {
    let least = rules.super_users.at_least.map_or(1, Money::exact);
    let most = rules.most_super_users(count(counted(rules.shares_over, spenders).len()));
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let picked = || spenders.iter().take(most).take_while(|spender| spender.net >= least);
    let amount = |net: i128| Money::from_exact(net).map_err(|error| error.at("/customers"));
    let net_sales = amount(picked().fold(0, |sum: i128, spender| sum.saturating_add(spender.net)))?;
    let customers = count(picked().count());
    let exact = Number::of_money(net_sales, currency).over(&Number::of(customers));
    let average = exact.as_ref().map(|exact| exact.to_money(rules.rounding, currency)).transpose()?;
    let share = Number::of(net_sales.minor()).over(&Number::of(whole.minor()));
    reasons.decisive(|| {
        Reason::new(Rule::CustomerSuperUsers)
            .at("/customer/super_users")
            .with("customers", quantity(customers))
            .with("net", Quantity::Money(net_sales))
            .with("whole", Quantity::Money(whole))
            .with("exact", Quantity::text(exact.as_ref().map_or_else(|| "–".into(), Number::shown)))
            .with("average", average.map_or_else(|| Quantity::text("–"), Quantity::Money))
    });
    let users = picked()
        .map(|spender| Ok(SuperUser { customer: spender.id.clone(), net_sales: amount(spender.net)? }))
        .collect::<Result<_, Error>>()?;
    Ok(SuperUserFigures { users, customers, net_sales, share: share.map(Figure::of), average })
}
