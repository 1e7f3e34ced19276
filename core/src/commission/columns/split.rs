//! `commission_split` over columns.

mod claim;
mod fit;
mod member;

use claim::{Claim, Claims};
use member::Quota;

use super::rules::ColumnRules;
use crate::column::{Cell, Input as _, Memory, Output as _, amount, columns};
use crate::error::{Code, Error};

/// In a column of tiers: an agent without a tier. Nobody at all is [`Cell::NONE`].
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
    let most_claims = batch.chain.saturating_add(rules.pools.len()).saturating_add(1);
    let mut claims = Claims::for_most(most_claims);
    let mut quotas = member::quotas_for(rules);
    let mut refused = 0_usize;
    for row in 0..batch.rows {
        let code = match split(rules, batch, row, &mut claims, quotas.as_mut_slice()) {
            Ok(()) => 0,
            Err(code) => {
                clear(batch, row);
                refused = refused.saturating_add(1);
                code.number()
            }
        };
        batch.code.put(row, code);
    }
    Ok(refused)
}

/// Refuses counts that are not the rulebook's, and a rulebook whose tiers the column cannot tell apart.
fn check_counts<M: Memory>(rules: &ColumnRules, batch: &SplitBatch<M>) -> Result<(), Error> {
    let length = |found: usize, allowed: usize, path: &str| {
        let error = Error::new(Code::ListLength).found(found).allowed(allowed).at(path);
        if found == allowed { Ok(()) } else { Err(error) }
    };
    if batch.member_fen.is_some() {
        length(batch.members, rules.members(), "/member_fen")?;
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
fn split<M: Memory>(
    rules: &ColumnRules,
    batch: &mut SplitBatch<M>,
    row: usize,
    claims: &mut Claims,
    quotas: &mut [Quota],
) -> Result<(), Code> {
    let line = read(rules, batch, row)?;
    claims.ask(rules, batch, row, &line)?;
    let claims = claims.as_mut_slice();
    fit::fit(rules, &line, claims)?;
    let supplier = if line.has_supplier { line.cost.unwrap_or(0) } else { 0 };
    let given = fit::total(claims).saturating_add(supplier.into());
    let residual = amount(i128::from(line.paid).saturating_sub(given))?;
    batch.residual_fen.put(row, residual);
    if let Some(column) = &mut batch.supplier_fen {
        column.put(row, supplier);
    }
    write(rules, batch, row, claims, quotas);
    Ok(())
}

/// A cell of a column that may be left out.
fn optional<T: Cell, I: crate::column::Input<T>>(column: &Option<I>, row: usize) -> Option<T> {
    column.as_ref().and_then(|column| column.at(row).given())
}

/// Reads and checks a row: first what its cells may be, then in the order in which the call does.
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

/// Writes the parts of chain, mentor and pools.
fn write<M: Memory>(
    rules: &ColumnRules,
    batch: &mut SplitBatch<M>,
    row: usize,
    claims: &[Claim],
    quotas: &mut [Quota],
) {
    clear_commission(batch, row);
    for claim in claims {
        match claim.who {
            claim::Who::Chain(place) => {
                batch.chain_fen.put(row.saturating_mul(batch.chain).saturating_add(place), claim.amount);
            }
            claim::Who::Mentor => {
                if let Some(column) = &mut batch.mentor_fen {
                    column.put(row, claim.amount);
                }
            }
            claim::Who::Pool(pool) => {
                if let Some((column, pool)) = batch.member_fen.as_mut().zip(rules.pools.get(pool)) {
                    let first = row.saturating_mul(batch.members).saturating_add(pool.first_member);
                    member::share(claim.amount, pool, quotas, |member, part| {
                        column.put(first.saturating_add(member), part);
                    });
                }
            }
        }
    }
}

fn clear_commission<M: Memory>(batch: &mut SplitBatch<M>, row: usize) {
    let first = row.saturating_mul(batch.chain);
    for place in first..first.saturating_add(batch.chain) {
        batch.chain_fen.put(place, 0);
    }
    if let Some(column) = &mut batch.mentor_fen {
        column.put(row, 0);
    }
    if let Some(column) = &mut batch.member_fen {
        let first = row.saturating_mul(batch.members);
        for place in first..first.saturating_add(batch.members) {
            column.put(place, 0);
        }
    }
}

fn clear<M: Memory>(batch: &mut SplitBatch<M>, row: usize) {
    clear_commission(batch, row);
    batch.residual_fen.put(row, 0);
    if let Some(column) = &mut batch.supplier_fen {
        column.put(row, 0);
    }
}

#[cfg(test)]
mod tests;
