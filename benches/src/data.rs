//! The shop that is measured: deterministic, the same in every language. SplitMix64 from a seed; 300 roots, every other agent's sponsor
//! is an earlier one; a few agents have most of the orders.

/// Agents.
pub const AGENTS: usize = 180_000;
const ROOTS: usize = 300;
const SEED: u64 = 20_261_121;

/// The n-th output, from 1 on.
fn random(n: u64) -> u64 {
    let mut z = SEED.wrapping_add(n.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

fn below(random: u64, limit: u64) -> u64 {
    ((random >> 32) * limit) >> 32
}

/// Agents as columns.
pub struct Agents {
    pub sponsor: Vec<u32>,
    pub tier: Vec<u8>,
    /// The months of joining and of the last assessment, and the one that is closed.
    pub joined: Vec<i32>,
    pub last: Vec<i32>,
    pub month: Vec<i32>,
}

/// Orders of a month as columns, in no order.
pub struct Orders {
    pub agent: Vec<u32>,
    pub paid: Vec<i64>,
    /// What of it went back to the buyer.
    pub refunded: Vec<i64>,
}

impl Agents {
    pub fn new() -> Self {
        let sponsor = (0..AGENTS as u64)
            .map(|at| if at < ROOTS as u64 { u32::MAX } else { below(random(2 * at + 1), at) as u32 });
        let tier = (0..AGENTS as u64).map(|at| match below(random(2 * at + 2), 100) {
            0..70 => 0,
            70..90 => 1,
            90..98 => 2,
            _ => 3,
        });
        Self {
            sponsor: sponsor.collect(),
            tier: tier.collect(),
            joined: vec![2025 * 12; AGENTS],
            last: vec![2026 * 12 + 8; AGENTS],
            month: vec![2026 * 12 + 9; AGENTS],
        }
    }
}

impl Orders {
    /// The orders of some places; any cut of a range gives the same orders.
    pub fn new(range: std::ops::Range<usize>) -> Self {
        let mut orders = Self { agent: Vec::new(), paid: Vec::new(), refunded: Vec::new() };
        orders.agent.reserve_exact(range.len());
        orders.paid.reserve_exact(range.len());
        orders.refunded.reserve_exact(range.len());
        for at in range {
            let first = 2 * AGENTS as u64 + 6 * at as u64;
            let share = (random(first + 1) >> 11) as f64 * (1.0 / 9_007_199_254_740_992.0);
            let agent = (AGENTS as f64 * share * share) as usize;
            let paid = 990 + (random(first + 2) % 40_000) as i64;
            let refunded = match below(random(first + 3), 100) {
                0..3 => paid,
                3..5 => 1 + (random(first + 4) % (paid as u64 - 1)) as i64,
                _ => 0,
            };
            orders.agent.push(agent.min(AGENTS - 1) as u32);
            orders.paid.push(paid);
            orders.refunded.push(refunded);
        }
        orders
    }
}

/// The buyer of an order, one of so many.
pub fn customer(order: usize, customers: usize) -> u32 {
    let first = 2 * AGENTS as u64 + 6 * order as u64;
    below(random(first + 5), customers as u64) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shop_is_the_same_in_every_language() {
        let (agents, orders) = (Agents::new(), Orders::new(0..100_000));
        let sponsors = agents.sponsor.iter().skip(ROOTS).map(|sponsor| i64::from(*sponsor)).sum();
        let tiers = agents.tier.iter().map(|tier| i64::from(*tier)).sum();
        let sellers = orders.agent.iter().map(|agent| i64::from(*agent)).sum();
        let found: [i64; 5] =
            [sponsors, tiers, sellers, orders.paid.iter().sum(), orders.refunded.iter().sum()];
        // `examples/engines/shop.py` has them, too.
        assert_eq!(found, [8_082_812_515, 76_090, 6_019_907_637, 2_101_821_834, 85_090_469]);
    }
}
