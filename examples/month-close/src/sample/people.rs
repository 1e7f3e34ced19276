//! The agents of the sample shop and their customers.

use siyu::calendar::{Date, Month};

use super::random::Random;

/// A tier of the sample rulebook, with what its agents usually sell.
#[derive(Debug)]
struct TierPlan {
    name: &'static str,
    agents: usize,
    /// Net sales of a month that keep the tier, in yuan.
    keep: u64,
    /// Net sales of a month that reach the next one.
    next: u64,
}

/// Highest first, so that every sponsor is there before those sponsored. The figures are those of the rulebook.
const TIERS: &[TierPlan] = &[
    TierPlan { name: "diamond", agents: 8, keep: 20_000, next: 40_000 },
    TierPlan { name: "gold", agents: 32, keep: 8_000, next: 25_000 },
    TierPlan { name: "silver", agents: 85, keep: 3_000, next: 10_000 },
    TierPlan { name: "bronze", agents: 160, keep: 600, next: 4_000 },
];

/// Who joins in the second month.
const NEWCOMERS: usize = 15;

const FIRST_NAMES: &[&str] = &[
    "小桃", "阿禾", "豆豆", "米粒", "青青", "阿月", "小满", "果果", "晚晚", "糖糖", "阿兰", "小鹿", "朵朵",
    "阿秋", "贝贝", "圆圆",
];
const LAST_NAMES: &[&str] = &["妈妈", "姐", "的小铺", "同学", "爱生活", "家", "优选", "日记"];

/// An agent of the sample.
#[derive(Debug)]
pub struct Person {
    /// The id.
    pub id: String,
    /// What friends call them.
    pub name: String,
    /// The sponsor's position.
    pub sponsor: Option<usize>,
    /// The tier at the beginning.
    pub tier: &'static str,
    /// The day of joining.
    pub joined_on: Date,
    /// Misses in a row at the beginning.
    pub misses: u32,
    /// What they bought themselves so far, in fen.
    pub lifetime_spend_fen: u64,
    /// What they sell in a usual month, in yuan: the weight by which orders come.
    pub strength: u64,
    /// Their customers.
    pub customers: Vec<String>,
    /// Whether they still are agents.
    pub active: bool,
}

/// Everyone who is there when the first month opens.
pub fn first_agents(random: &mut Random, opening: Month) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::new();
    for plan in TIERS {
        let above = people.len();
        for _ in 0..plan.agents {
            let number = people.len() + 1;
            let sponsor = sponsor_among(random, above);
            // Some joined in the very month, the others up to three years ago.
            let months = if random.happens(4) { 0 } else { random.within(1, 36) };
            let joined_on = months_before(random, opening, months);
            let strength = strength(random, plan);
            people.push(Person { sponsor, strength, ..newcomer(random, number, plan.name, joined_on) });
        }
    }
    // Trouble that is on its way: agents of the lowest tier who sell next to nothing, some of them for some time already.
    let lowest = people.iter_mut().filter(|person| person.tier == "bronze");
    for (count, person) in lowest.step_by(12).enumerate() {
        person.strength = 0;
        person.misses = u32::try_from(count % 3).unwrap_or(0);
    }
    people
}

/// Who joins when the second month opens.
pub fn newcomers(random: &mut Random, people: &mut Vec<Person>, month: Month) -> usize {
    let first = people.len();
    for _ in 0..NEWCOMERS {
        let active: Vec<usize> = (0..first).filter(|at| people[*at].active).collect();
        let sponsor = random.happens(80).then(|| *random.pick(&active));
        let number = people.len() + 1;
        let joined_on = months_before(random, month, 0);
        let person = newcomer(random, number, "bronze", joined_on);
        people.push(Person { sponsor, strength: random.within(0, 2_000), ..person });
    }
    first
}

fn newcomer(random: &mut Random, number: usize, tier: &'static str, joined_on: Date) -> Person {
    Person {
        id: format!("a{number:03}"),
        name: format!("{}{}", random.pick(FIRST_NAMES), random.pick(LAST_NAMES)),
        sponsor: None,
        tier,
        joined_on,
        misses: 0,
        lifetime_spend_fen: random.within(5_000_000, 9_000_000),
        strength: 0,
        customers: Vec::new(),
        active: true,
    }
}

fn sponsor_among(random: &mut Random, above: usize) -> Option<usize> {
    if above == 0 || random.happens(15) {
        return None;
    }
    usize::try_from(random.below(above as u64)).ok()
}

/// A day of the month that lies so many months before another.
fn months_before(random: &mut Random, month: Month, months: u64) -> Date {
    let months = i32::try_from(months).unwrap_or(0);
    let then = month.checked_add(-months).unwrap_or(month);
    let day = u8::try_from(random.within(1, 28)).unwrap_or(1);
    then.date(day).unwrap_or(then.first())
}

/// Most sell what their tier asks for and more, some enough to rise, some too little to stay.
fn strength(random: &mut Random, plan: &TierPlan) -> u64 {
    match random.below(100) {
        0..74 => random.within(plan.keep * 13 / 10, (plan.keep * 2).min(plan.next * 9 / 10)),
        74..82 => random.within(plan.next * 11 / 10, plan.next * 15 / 10),
        _ => random.within(plan.keep * 3 / 10, plan.keep * 11 / 10),
    }
}
