//! What one would write by hand for this one rulebook: 64-bit integers, rates known to the compiler, a row of sums per seller,
//! uplines credited once.

use crate::data::{AGENTS, Agents, Orders};
use crate::month::{Figures, Way};

/// Rates in basis points: of the direct agent by tier, of the sponsor and of the sponsor's sponsor.
const DIRECT: [u64; 4] = [500, 800, 1200, 1500];
const SPONSOR: u64 = 300;
const SPONSOR_2: u64 = 100;
/// Of a differential, by tier; the cap on all of it.
const LADDER: [u64; 4] = [500, 800, 1000, 1200];
const CAP: u64 = 1000;

/// The sums of one seller: what was paid, and what the three earned; aligned so that it lies in one line of the cache.
#[derive(Clone, Copy, Default)]
#[repr(align(32))]
pub struct Row([i64; 4]);

/// What a month is added up in.
pub struct Tables {
    pub earned: Vec<Row>,
    taken: Vec<Row>,
}

impl Tables {
    pub fn new(way: Way) -> Self {
        let taken = if way == Way::Plain { Vec::new() } else { vec![Row::default(); AGENTS] };
        Self { earned: vec![Row::default(); AGENTS], taken }
    }

    fn clear(&mut self) {
        self.earned.fill(Row::default());
        self.taken.fill(Row::default());
    }
}

/// How far ahead of its use a row is asked for.
const AHEAD: usize = 32;

#[inline(always)]
#[allow(unsafe_code)]
fn prefetch(rows: &[Row], at: usize) {
    #[cfg(target_arch = "x86_64")]
    // SAFETY: a prefetch reads nothing, whatever the address.
    unsafe {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        _mm_prefetch::<_MM_HINT_T0>(rows.as_ptr().wrapping_add(at).cast());
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = (rows, at);
}

#[inline(always)]
fn add(row: &mut Row, values: [u64; 4]) {
    for (sum, value) in row.0.iter_mut().zip(values) {
        *sum = sum.wrapping_add(value as i64);
    }
}

/// What is left of every order, shared.
fn plain<const PREFETCH: bool>(agents: &Agents, orders: &Orders, rows: &mut [Row]) {
    let (count, tiers) = (orders.agent.len(), &agents.tier[..rows.len()]);
    let (paid, refunded) = (&orders.paid[..count], &orders.refunded[..count]);
    for at in 0..count {
        if PREFETCH && at.wrapping_add(AHEAD) < count {
            prefetch(rows, orders.agent[at.wrapping_add(AHEAD)] as usize);
        }
        let agent = orders.agent[at] as usize;
        let base = paid[at].wrapping_sub(refunded[at]) as u64;
        let direct = base.wrapping_mul(DIRECT[(tiers[agent] & 3) as usize]) / 10_000;
        let (sponsor, sponsor_2) =
            (base.wrapping_mul(SPONSOR) / 10_000, base.wrapping_mul(SPONSOR_2) / 10_000);
        add(&mut rows[agent], [base, direct, sponsor, sponsor_2]);
    }
}

/// Every order shared as it was paid, and a share of each part taken back with a refund.
fn with_refunds(agents: &Agents, orders: &Orders, tables: &mut Tables) {
    let (count, tiers) = (orders.agent.len(), &agents.tier[..AGENTS]);
    let (earned, taken) = (&mut tables.earned[..AGENTS], &mut tables.taken[..AGENTS]);
    let (paid, refunded) = (&orders.paid[..count], &orders.refunded[..count]);
    for at in 0..count {
        if at.wrapping_add(AHEAD) < count {
            prefetch(earned, orders.agent[at.wrapping_add(AHEAD)] as usize);
        }
        let agent = orders.agent[at] as usize;
        let (base, refund) = (paid[at] as u64, refunded[at] as u64);
        let direct = base.wrapping_mul(DIRECT[(tiers[agent] & 3) as usize]) / 10_000;
        let (sponsor, sponsor_2) =
            (base.wrapping_mul(SPONSOR) / 10_000, base.wrapping_mul(SPONSOR_2) / 10_000);
        add(&mut earned[agent], [base, direct, sponsor, sponsor_2]);
        if refund != 0 {
            let share = |part: u64| part.wrapping_mul(refund) / base;
            add(&mut taken[agent], [refund, share(direct), share(sponsor), share(sponsor_2)]);
        }
    }
}

/// The rates of a seller's chain in a differential, and who is paid.
pub struct Ladder {
    rates: Vec<[u64; 3]>,
    upline: Vec<[u32; 2]>,
    /// Whether the first who is paid above is the sponsor. Else both stand in one role, and the smaller number goes first: the upper.
    is_next: Vec<bool>,
}

impl Ladder {
    pub fn new(agents: &Agents) -> Self {
        let rate = |agent: u32| LADDER[agents.tier[agent as usize] as usize];
        let higher = |agent: u32| {
            let mut above = agents.sponsor[agent as usize];
            while above != u32::MAX && rate(above) <= rate(agent) {
                above = agents.sponsor[above as usize];
            }
            above
        };
        let chain = |agent: u32| {
            let first = higher(agent);
            let second = if first == u32::MAX { first } else { higher(first) };
            let of = |above: u32, below: u64| if above == u32::MAX { below } else { rate(above) };
            let low = rate(agent);
            let middle = of(first, low);
            ([low, middle, of(second, middle)], [first, second])
        };
        let (rates, upline): (Vec<[u64; 3]>, Vec<[u32; 2]>) = (0..AGENTS as u32).map(chain).unzip();
        let is_next =
            upline.iter().zip(&agents.sponsor).map(|([first, _], sponsor)| first == sponsor).collect();
        Self { rates, upline, is_next }
    }
}

/// A differential with a cap, which is cut from the top, and refunds.
fn differential(ladder: &Ladder, orders: &Orders, tables: &mut Tables) {
    let (count, rates) = (orders.agent.len(), &ladder.rates[..AGENTS]);
    let (earned, taken) = (&mut tables.earned[..AGENTS], &mut tables.taken[..AGENTS]);
    let (paid, refunded) = (&orders.paid[..count], &orders.refunded[..count]);
    for at in 0..count {
        if at.wrapping_add(AHEAD) < count {
            prefetch(earned, orders.agent[at.wrapping_add(AHEAD)] as usize);
        }
        let agent = orders.agent[at] as usize;
        let (base, refund) = (paid[at] as u64, refunded[at] as u64);
        let most = base.wrapping_mul(CAP) / 10_000;
        let [low, middle, high] = rates[agent].map(|rate| base.wrapping_mul(rate) / 10_000);
        let (low, sponsor, sponsor_2) = if high <= most {
            (low, middle.wrapping_sub(low), high.wrapping_sub(middle))
        } else {
            let (sponsor, sponsor_2) = (middle.wrapping_sub(low), high.wrapping_sub(middle));
            let low = low.min(most);
            let left = most.wrapping_sub(low);
            if ladder.is_next[agent] {
                let sponsor = sponsor.min(left);
                (low, sponsor, sponsor_2.min(left.wrapping_sub(sponsor)))
            } else {
                let sponsor_2 = sponsor_2.min(left);
                (low, sponsor.min(left.wrapping_sub(sponsor_2)), sponsor_2)
            }
        };
        add(&mut earned[agent], [base, low, sponsor, sponsor_2]);
        if refund != 0 {
            let share = |part: u64| part.wrapping_mul(refund) / base;
            add(&mut taken[agent], [refund, share(low), share(sponsor), share(sponsor_2)]);
        }
    }
}

/// What a seller must have sold to reach each tier, and on the lowest to stay.
const REACH: [i64; 4] = [0, 200_000, 1_000_000, 5_000_000];
const STAY: i64 = 50_000;

/// The outcome (1 promoted, 2 kept, 4 demoted, 5 cleared) and the tier after.
#[inline(always)]
fn assess(tier: u8, own: i64) -> (u8, u8) {
    let reached = u8::from(own >= REACH[1]) + u8::from(own >= REACH[2]) + u8::from(own >= REACH[3]);
    if reached > tier {
        return (1, reached);
    }
    let keeps = if tier == 0 { own >= STAY } else { reached == tier };
    match (keeps, tier) {
        (true, _) => (2, tier),
        (false, 0) => (5, u8::MAX),
        (false, _) => (4, tier - 1),
    }
}

/// Credits the uplines and assesses.
fn close(agents: &Agents, ladder: Option<&Ladder>, tables: &Tables, figures: &mut Figures) {
    figures.clear();
    let above = |agent: u32| if agent == u32::MAX { agent } else { agents.sponsor[agent as usize] };
    for agent in 0..AGENTS {
        let [own, direct, sponsor, sponsor_2] = tables.earned[agent].0;
        let [refunded, parts @ ..] = tables.taken.get(agent).map_or([0; 4], |row| row.0);
        let upline = match ladder {
            Some(ladder) => ladder.upline[agent],
            None => {
                let first = agents.sponsor[agent];
                [first, above(first)]
            }
        };
        let net = own.wrapping_sub(refunded);
        figures.own[agent] = net;
        (figures.outcome[agent], figures.tier_after[agent]) = assess(agents.tier[agent], net);
        figures.direct[agent] = figures.direct[agent].wrapping_add(direct);
        figures.taken[agent] = figures.taken[agent].wrapping_add(parts[0]);
        if let Some(team) = figures.team.get_mut(agents.sponsor[agent] as usize) {
            *team = team.wrapping_add(net);
        }
        for ((paid, earned), taken) in upline.into_iter().zip([sponsor, sponsor_2]).zip([parts[1], parts[2]])
        {
            if paid != u32::MAX {
                let paid = paid as usize;
                figures.indirect[paid] = figures.indirect[paid].wrapping_add(earned);
                figures.taken[paid] = figures.taken[paid].wrapping_add(taken);
            }
        }
    }
}

/// A month by hand.
pub fn run(
    way: Way,
    agents: &Agents,
    ladder: &Ladder,
    orders: &Orders,
    tables: &mut Tables,
    figures: &mut Figures,
) {
    tables.clear();
    match way {
        Way::Plain => plain::<true>(agents, orders, &mut tables.earned),
        Way::Refunds => with_refunds(agents, orders, tables),
        Way::Differential => differential(ladder, orders, tables),
    }
    close(agents, (way == Way::Differential).then_some(ladder), tables, figures);
}

/// The same without asking for memory ahead: what safe Rust can say.
pub fn run_safe(
    agents: &Agents,
    ladder: &Ladder,
    orders: &Orders,
    tables: &mut Tables,
    figures: &mut Figures,
) {
    tables.clear();
    plain::<false>(agents, orders, &mut tables.earned);
    let _ = ladder;
    close(agents, None, tables, figures);
}

/// Two halves in two threads, and their sums added.
pub fn run_in_two(agents: &Agents, halves: &[Orders; 2], tables: &mut [Tables; 2], figures: &mut Figures) {
    std::thread::scope(|scope| {
        for (orders, tables) in halves.iter().zip(tables.iter_mut()) {
            scope.spawn(move || {
                tables.clear();
                plain::<true>(agents, orders, &mut tables.earned);
            });
        }
    });
    let [first, second] = tables;
    for (sum, other) in first.earned.iter_mut().zip(&second.earned) {
        add(sum, other.0.map(|value| value as u64));
    }
    close(agents, None, first, figures);
}
