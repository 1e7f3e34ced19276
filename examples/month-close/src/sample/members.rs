//! The VIP customers of the sample shop, and their balances before the first month.

use siyu::balance::{Account, ApplyRequest, Command, Spend, TopUp};
use siyu::calendar::{Date, Month};
use siyu::money::Money;
use siyu::operation::balance_apply;
use siyu::vip::{LevelFacts, TopUp as LevelTopUp};
use siyu::{Detail, Id, Rulebook};

use super::random::Random;

/// What a member has topped up before the first month: so many months earlier, so many yuan.
type Past = &'static [(i32, u64)];

/// So many members with this past.
const PASTS: &[(usize, Past)] = &[
    // Gold, some of them close to platinum.
    (8, &[(9, 3_000)]),
    (8, &[(5, 3_500)]),
    (6, &[(14, 2_000), (3, 1_500)]),
    (4, &[(2, 3_800)]),
    // Platinum.
    (7, &[(11, 3_000), (4, 1_200)]),
    (6, &[(8, 2_000), (2, 2_500)]),
    // Diamond.
    (6, &[(16, 3_000), (7, 2_500)]),
    (3, &[(12, 2_000), (6, 2_000), (1, 1_500)]),
    // On their way to gold.
    (3, &[(4, 2_000)]),
    // Their only top-up leaves the window of two years in October; of the last, one of two does.
    (2, &[(23, 3_000)]),
    (1, &[(23, 1_000), (6, 3_200)]),
];

/// A VIP customer.
#[derive(Debug)]
pub struct Member {
    /// The id.
    pub id: Id,
    /// The day of birth.
    pub born_on: Date,
    /// The day of the first purchase, where one was before the member came.
    pub bought_before: Option<Date>,
    /// The day of the first purchase.
    pub first_purchase_on: Option<Date>,
    /// The balance.
    pub account: Account,
    /// The birthdays whose discount was given.
    pub birthdays_used: Vec<Date>,
    /// The part that the member plays in the second month.
    pub part: Part,
}

/// The parts of which there is one each, and all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Buys now and then, and tops up now and then.
    Usual,
    /// Asks for the whole balance back.
    Leaves,
    /// Returns an order that was paid from the balance.
    Returns,
    /// Is charged without the discount of the birthday.
    Overcharged,
    /// Tops up and has bought nothing yet.
    NotYet,
}

/// A row of `top_ups.csv`.
#[derive(Debug)]
pub struct TopUpRow {
    pub id: Id,
    pub customer: Id,
    pub on: Date,
    pub paid: Money,
    pub channel: Id,
}

/// A row of `spends.csv`.
#[derive(Debug)]
pub struct SpendRow {
    pub order: Id,
    pub customer: Id,
    pub on: Date,
    pub amount: Money,
    pub list_value: Money,
}

/// Whole yuan.
pub fn yuan(amount: u64) -> Money {
    i64::try_from(amount * 100).ok().and_then(|fen| Money::from_minor(fen).ok()).unwrap_or(Money::ZERO)
}

fn name(prefix: &str, number: usize) -> Id {
    Id::new(&format!("{prefix}{number:04}"))
        .unwrap_or_else(|_| unreachable!("short and without control characters"))
}

/// Makes members, and what they do with their balances; what siyu would refuse is left undone.
#[derive(Debug)]
pub struct Club {
    pub random: Random,
    pub rulebook: Rulebook,
    pub members: Vec<Member>,
    pub top_ups: Vec<TopUpRow>,
    pub spends: Vec<SpendRow>,
    top_up_count: usize,
    past_orders: usize,
}

impl Club {
    /// The members and their past, when a month opens.
    pub fn open(random: Random, rulebook: Rulebook, opening: Month) -> Self {
        let (members, top_ups, spends) = (Vec::new(), Vec::new(), Vec::new());
        let mut club = Self { random, rulebook, members, top_ups, spends, top_up_count: 0, past_orders: 0 };
        for (count, past) in PASTS {
            for _ in 0..*count {
                let at = club.join(opening, Part::Usual, true);
                club.past(at, past, opening);
            }
        }
        // 2,000.00 were spent, and of the next 2,000.00 some are left a year later, when WeChat Pay takes nothing back.
        let at = club.join(opening, Part::Leaves, true);
        club.past(at, &[(17, 2_000), (12, 2_000)], opening);
        for (at, part) in [(1, Part::Returns), (8, Part::Overcharged)] {
            if let Some(member) = club.members.get_mut(at) {
                member.part = part;
            }
        }
        club
    }

    /// A new member; gives the place.
    pub fn join(&mut self, opening: Month, part: Part, bought: bool) -> usize {
        let years = i32::try_from(self.random.within(24, 58)).unwrap_or(30);
        // Every eighth has the birthday in the second month.
        let month = if self.members.len().is_multiple_of(8) { 10 } else { self.random.within(1, 12) };
        let month = u8::try_from(month).unwrap_or(1);
        let born = Month::new(opening.year() - years, month).unwrap_or(opening);
        let born_on = self.day(born);
        let first = opening.checked_add(-26).unwrap_or(opening);
        let bought_before = bought.then(|| self.day(first));
        let account = Account::default();
        let id = name("v", self.members.len() + 1);
        self.members.push(Member {
            id,
            born_on,
            bought_before,
            first_purchase_on: bought_before,
            account,
            birthdays_used: Vec::new(),
            part,
        });
        self.members.len() - 1
    }

    /// A day of a month, not beyond the 28th.
    pub fn day(&mut self, month: Month) -> Date {
        let day = u8::try_from(self.random.within(1, 28)).unwrap_or(1);
        month.date(day).unwrap_or(month.first())
    }

    /// Earlier top-ups, each mostly spent before the next.
    fn past(&mut self, at: usize, past: Past, opening: Month) {
        for (months, amount) in past {
            let month = opening.checked_add(-months).unwrap_or(opening);
            let day = self.day(month);
            self.top_up(at, day, yuan(*amount));
            // Who leaves keeps some principal of the old top-up.
            let leaves = self.members[at].part == Part::Leaves;
            let keep = yuan(if leaves { 600 } else { self.random.within(4, 11) * 100 });
            let most = if leaves { 20 } else { 60 };
            let mut on = day;
            let next = month.next().and_then(Month::next).unwrap_or(opening).first();
            while self.members[at].account.spendable(on).unwrap_or_default() > keep {
                on = on.checked_add_days(2).filter(|date| *date < next.min(opening.first())).unwrap_or(on);
                let amount = yuan(self.random.within(8, most) * 10);
                let list_value = amount.plus(yuan(self.random.within(1, 8) * 10)).unwrap_or(amount);
                self.past_orders += 1;
                let order = name("p", self.past_orders);
                if !self.spend(at, on, (order, amount, list_value)) {
                    break;
                }
            }
        }
    }

    /// Tops up, unless the card would hold too much.
    pub fn top_up(&mut self, at: usize, on: Date, paid: Money) -> bool {
        let number = self.top_up_count + 1;
        let by_bank = number.is_multiple_of(9) && self.members[at].part != Part::Leaves;
        let (id, channel) = (name("t", number), if by_bank { "bank_transfer" } else { "wechat_pay" });
        let Ok(channel) = Id::new(channel) else { return false };
        let top_up = TopUp { paid, channel: Some(channel.clone()), goods_known: false };
        let done = self.apply(at, Command { top_up: Some(top_up), ..nothing(id.clone(), on) });
        if done {
            self.top_up_count = number;
            let customer = self.members[at].id.clone();
            self.top_ups.push(TopUpRow { id, customer, on, paid, channel });
        }
        done
    }

    /// Pays an order from the balance, if that has enough.
    pub fn spend(&mut self, at: usize, on: Date, (order, amount, list_value): (Id, Money, Money)) -> bool {
        let Ok(id) = Id::new(&format!("spend/{order}")) else { return false };
        let spend = Spend { purchase: order.clone(), amount, list_value: Some(list_value) };
        let done = self.apply(at, Command { spend: Some(spend), ..nothing(id, on) });
        if done {
            let customer = self.members[at].id.clone();
            self.spends.push(SpendRow { order, customer, on, amount, list_value });
        }
        done
    }

    /// Gives a command to a member's account; says whether it was applied.
    pub fn apply(&mut self, at: usize, command: Command) -> bool {
        let account = self.members[at].account.clone();
        let request = ApplyRequest { account, commands: vec![command] };
        let Ok(decision) = balance_apply(&self.rulebook, &request, Detail::None) else { return false };
        self.members[at].account = decision.outcome.account;
        decision.outcome.accepted
    }

    /// The level of a member on a day.
    pub fn level(&self, at: usize, on: Date, first_purchase_on: Option<Date>) -> Option<Id> {
        let lots = self.members[at].account.lots.iter();
        let top_ups = lots.map(|lot| LevelTopUp {
            id: lot.id.clone(),
            on: lot.date,
            amount: lot.paid,
            refunded: Vec::new(),
        });
        let facts = LevelFacts { as_of: on, first_purchase_on, top_ups: top_ups.collect(), current: None };
        siyu::operation::vip_level(&self.rulebook, &facts, Detail::None).ok()?.outcome.level
    }
}

/// A command that asks nothing yet.
pub fn nothing(id: Id, date: Date) -> Command {
    Command { id, date, top_up: None, spend: None, restore: None, refund: None, expire: None }
}
