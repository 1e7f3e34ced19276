//! `commission_split` over columns.

mod claim;
mod fit;
mod member;
mod plain;

use claim::{Rates, Who, ask};
use fit::{Claims, Limits};
use member::Quotas;

use super::rules::ColumnRules;
use crate::column::{Cell as _, Input as _, Memory, Output as _, amount, columns, optional, put};
use crate::error::{Code, Error};

/// In a column of tiers: an agent without a tier. Nobody at all is [`Cell::NONE`](crate::column::Cell::NONE).
pub const WITHOUT_TIER: u8 = 254;

columns! {
    /// Lines of orders, a row each: what was paid, and who may be paid for it. `rulebook_columns` tells the places of tiers, SKUs,
    /// categories, pools and members.
    ///
    /// Where parties tie, the tie goes by id as it does in the call: `chain_party`, `mentor_party` and `pool_party` say in which
    /// order the ids come. A row whose result depends on a tie that they do not settle is refused (`party_order_unknown`).
    pub struct SplitBatch {
        counts {
            /// Lines.
            rows,
            /// The most agents of a chain.
            chain,
            /// The members of all pools.
            members,
            /// The pools.
            pools,
        }
        columns {
            /// What was paid for the line, after every discount; freight apart.
            input paid_fen: i64 [rows],
            /// The supplier's price of the line; not known unless said.
            optional cost_fen: i64 [rows],
            /// Whether a supplier is owed that price: 0 no, 1 yes; no unless said.
            optional has_supplier: u8 [rows],
            /// How many units, at least one; one unless said.
            optional quantity: u32 [rows],
            /// The SKU's place among those with overrides; none of them unless said.
            optional sku: u32 [rows],
            /// The category's place among those with overrides; none of them unless said.
            optional category: u32 [rows],
            /// The tiers of the chain from the direct agent upward, by their places; 254 is an agent without a tier, 255 nobody: there
            /// the chain ends.
            input chain_tier: u8 [rows, chain],
            /// The rates agreed with agents of the chain; none unless said.
            optional chain_rate_ppm: u32 [rows, chain],
            /// Whether the direct agent is the buyer: 0 no, 1 yes; no unless said.
            optional direct_is_buyer: u8 [rows],
            /// Whether the direct agent has a mentor: 0 no, 1 yes; no unless said.
            optional has_mentor: u8 [rows],
            /// Who the agents of the chain are: places among all ids of parties and pools in their order. An agent twice in a chain
            /// is refused where this column is there.
            optional chain_party: u32 [rows, chain],
            /// Who the mentor is, by the same places.
            optional mentor_party: u32 [rows],
            /// Where the pools are among the same places, for all rows.
            optional pool_party: u32 [pools],
            /// The supplier's part: the cost, where a supplier is owed it.
            wanted supplier_fen: i64 [rows],
            /// The parts of the chain; 0 for who has none.
            output chain_fen: i64 [rows, chain],
            /// The mentor's part.
            wanted mentor_fen: i64 [rows],
            /// The parts of the members of all pools.
            wanted member_fen: i64 [rows, members],
            /// The residual party's part: what all others leave of `paid_fen`. It may be below zero.
            output residual_fen: i64 [rows],
            /// 0, or the number of the code by which the row is refused.
            output code: u16 [rows],
        }
    }
}

/// Shares each row's line. Returns how many rows are refused.
///
/// # Errors
/// `list_length` of a column, or where `members` or `pools` are not those of the rulebook; `count_out_of_range` at `/chain_tier` where
/// the rulebook has more tiers than that column can tell apart.
pub fn split_columns<M: Memory>(rules: &ColumnRules, batch: &mut SplitBatch<M>) -> Result<usize, Error> {
    batch.check_lengths()?;
    check_counts(rules, batch)?;
    let mut room = Room { claims: None, quotas: None };
    if let Some(refused) = plain::split(rules, batch, &mut room) {
        return Ok(refused);
    }
    let mut refused = 0_usize;
    for row in 0..batch.rows {
        refused = refused.saturating_add(split_into(rules, batch, row, &mut room));
    }
    Ok(refused)
}

/// Writes a row, or why it is refused. Returns how many rows are: 0 or 1.
#[inline]
fn split_into<M: Memory>(
    rules: &ColumnRules,
    batch: &mut SplitBatch<M>,
    row: usize,
    room: &mut Room,
) -> usize {
    let refusal = split(rules, batch, row, room).err();
    if refusal.is_some() {
        clear(batch, row);
    }
    batch.code.put(row, refusal.map_or(0, Code::number));
    usize::from(refusal.is_some())
}

/// Room that rows share, taken when the first of them needs it.
struct Room {
    claims: Option<Claims>,
    quotas: Option<Quotas>,
}

/// Refuses counts that are not the rulebook's, and a rulebook whose tiers the column cannot tell apart.
fn check_counts<M: Memory>(rules: &ColumnRules, batch: &SplitBatch<M>) -> Result<(), Error> {
    let length = |found: usize, allowed: usize, path: &str| {
        let error = Error::new(Code::ListLength).found(found).allowed(allowed).at(path);
        if found == allowed { Ok(()) } else { Err(error) }
    };
    if batch.member_fen.is_some() {
        length(batch.members, rules.members, "/member_fen")?;
    }
    if batch.pool_party.is_some() {
        length(batch.pools, rules.pools().len(), "/pool_party")?;
    }
    let tiers = rules.tiers().len();
    if tiers > usize::from(WITHOUT_TIER) {
        let error = Error::new(Code::CountOutOfRange).found(tiers);
        return Err(error.allowed(alloc::format!("≤ {WITHOUT_TIER}")).at("/chain_tier"));
    }
    Ok(())
}

/// What a row says of its line.
#[derive(Debug, Clone, Copy)]
struct Line {
    row: usize,
    /// The cell of the direct agent in columns of the chain.
    first_cell: usize,
    paid: i64,
    cost: Option<i64>,
    has_supplier: bool,
    quantity: u32,
    sku: Option<u32>,
    category: Option<u32>,
    /// How many agents the chain has.
    chain: usize,
    is_self_purchase: bool,
    has_mentor: bool,
    /// What rates apply to.
    basis: i64,
}

/// Writes a row's parts, or says why there are none.
///
/// Claims are written as they are made; only where they turn out to be more than the line can bear, they are made again to be
/// lowered.
#[inline]
fn split<M: Memory>(
    rules: &ColumnRules,
    batch: &mut SplitBatch<M>,
    row: usize,
    room: &mut Room,
) -> Result<(), Code> {
    let line = read(rules, batch, row)?;
    let limits = Limits::of(rules, &line);
    clear_commission(batch, row);
    let rates: Rates<'_, M> = Rates { tier: &batch.chain_tier, pinned: batch.chain_rate_ppm.as_ref() };
    let mut parts: Parts<'_, M> = Parts {
        chain: &mut batch.chain_fen,
        mentor: &mut batch.mentor_fen,
        member: &mut batch.member_fen,
        rules,
        quotas: &mut room.quotas,
    };
    let mut given = 0_i64;
    ask(rules, rates, &line, |who, asked| {
        given = given.saturating_add(asked.amount);
        parts.put(&line, who, asked.amount);
    })?;
    if given > limits.most() {
        given = fit_again(rules, batch, &line, limits, room)?;
    }
    let supplier = if line.has_supplier { line.cost.unwrap_or(0) } else { 0 };
    // All three are amounts: the sum is far from the bounds of 64 bits.
    let residual = line.paid.saturating_sub(given).saturating_sub(supplier);
    batch.residual_fen.put(row, amount(residual.into())?);
    put(&mut batch.supplier_fen, row, supplier);
    Ok(())
}

/// Makes the claims of a row again, lowers them to what the line can bear, and writes them. Returns what they are together.
#[cold]
fn fit_again<M: Memory>(
    rules: &ColumnRules,
    batch: &mut SplitBatch<M>,
    line: &Line,
    limits: Limits,
    room: &mut Room,
) -> Result<i64, Code> {
    let most_claims = batch.chain.saturating_add(rules.pools.len()).saturating_add(1);
    let claims = room.claims.get_or_insert_with(|| Claims::for_most(most_claims));
    let claims = claims.fitted(rules, batch, line, limits)?;
    let mut parts: Parts<'_, M> = Parts {
        chain: &mut batch.chain_fen,
        mentor: &mut batch.mentor_fen,
        member: &mut batch.member_fen,
        rules,
        quotas: &mut room.quotas,
    };
    claims.iter().for_each(|claim| parts.put(line, claim.who, claim.amount));
    amount(fit::total(claims))
}

/// Where the parts of chain, mentor and pools are written.
struct Parts<'a, M: Memory> {
    chain: &'a mut M::Output<i64>,
    mentor: &'a mut Option<M::Output<i64>>,
    member: &'a mut Option<M::Output<i64>>,
    rules: &'a ColumnRules,
    quotas: &'a mut Option<Quotas>,
}

impl<M: Memory> Parts<'_, M> {
    #[inline]
    fn put(&mut self, line: &Line, who: Who, amount: i64) {
        match who {
            Who::Chain { place, .. } => self.chain.put(line.first_cell.saturating_add(place), amount),
            Who::Mentor => {
                put(self.mentor, line.row, amount);
            }
            Who::Pool(pool) => self.put_members(line, pool, amount),
        }
    }

    fn put_members(&mut self, line: &Line, pool: usize, amount: i64) {
        if let Some((column, pool)) = self.member.as_mut().zip(self.rules.pools.get(pool)) {
            let first = line.row.saturating_mul(self.rules.members).saturating_add(pool.first_member);
            let quotas = self.quotas.get_or_insert_with(|| Quotas::for_largest(self.rules));
            member::share(amount, pool, quotas, |member, part| {
                column.put(first.saturating_add(member), part)
            });
        }
    }
}

/// Reads and checks a row: first what its cells may be, then in the order in which the call does.
#[inline]
fn read<M: Memory>(rules: &ColumnRules, batch: &SplitBatch<M>, row: usize) -> Result<Line, Code> {
    let truth = |column: &Option<M::Input<u8>>| match optional(column, row) {
        None | Some(0) => Ok(false),
        Some(1) => Ok(true),
        Some(_) => Err(Code::UnknownChoice),
    };
    let paid = amount(batch.paid_fen.at(row).into())?;
    let cost = optional(&batch.cost_fen, row).map(|cost| amount(cost.into())).transpose()?;
    let (sku, category) = (optional(&batch.sku, row), optional(&batch.category, row));
    if sku.is_some_and(|place| rules.of_sku(place).is_none())
        || category.is_some_and(|place| rules.of_category(place).is_none())
    {
        return Err(Code::UnknownChoice);
    }
    let line = Line {
        row,
        first_cell: row.saturating_mul(batch.chain),
        paid,
        cost,
        has_supplier: truth(&batch.has_supplier)?,
        quantity: optional(&batch.quantity, row).unwrap_or(1),
        sku,
        category,
        chain: read_chain(rules, batch, row)?,
        is_self_purchase: truth(&batch.direct_is_buyer)?,
        has_mentor: truth(&batch.has_mentor)?,
        basis: match cost {
            Some(cost) if rules.is_basis_margin => paid.saturating_sub(cost).max(0),
            _ => paid,
        },
    };
    if line.quantity == 0 {
        return Err(Code::CountOutOfRange);
    }
    match cost {
        _ if paid < 0 => Err(Code::NegativeAmount),
        None if line.has_supplier || rules.is_basis_margin => Err(Code::MissingField),
        Some(cost) if cost < 0 => Err(Code::NegativeAmount),
        _ => Ok(line),
    }
}

/// How long the chain is, once its cells are checked.
#[inline]
fn read_chain<M: Memory>(rules: &ColumnRules, batch: &SplitBatch<M>, row: usize) -> Result<usize, Code> {
    let first = row.saturating_mul(batch.chain);
    let tiers = rules.tiers().len();
    let mut length = 0_usize;
    for place in first..first.saturating_add(batch.chain) {
        let Some(tier) = batch.chain_tier.at(place).given() else { break };
        if usize::from(tier) >= tiers && tier != WITHOUT_TIER {
            return Err(Code::UnknownChoice);
        }
        if optional(&batch.chain_rate_ppm, place).is_some_and(|ppm| ppm > 1_000_000) {
            return Err(Code::RateFormat);
        }
        length = length.saturating_add(1);
    }
    if let Some(parties) = &batch.chain_party {
        let party = |place: usize| parties.at(first.saturating_add(place)).given();
        let again =
            |place: usize| party(place).is_some_and(|one| (0..place).any(|other| party(other) == Some(one)));
        if (1..length).any(again) {
            return Err(Code::DuplicateItem);
        }
    }
    Ok(length)
}

/// Sets the parts of chain, mentor and pools to nothing.
#[inline]
fn clear_commission<M: Memory>(batch: &mut SplitBatch<M>, row: usize) {
    let clear = |column: &mut M::Output<i64>, width: usize| {
        let first = row.saturating_mul(width);
        (first..first.saturating_add(width)).for_each(|place| column.put(place, 0));
    };
    clear(&mut batch.chain_fen, batch.chain);
    if let Some(column) = &mut batch.mentor_fen {
        clear(column, 1);
    }
    if let Some(column) = &mut batch.member_fen {
        clear(column, batch.members);
    }
}

#[cold]
fn clear<M: Memory>(batch: &mut SplitBatch<M>, row: usize) {
    clear_commission(batch, row);
    batch.residual_fen.put(row, 0);
    put(&mut batch.supplier_fen, row, 0);
}

#[cfg(test)]
mod tests;
