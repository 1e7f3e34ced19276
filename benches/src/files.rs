//! The data as files that processes in other languages read: a file per column, cells little-endian, nothing between them.

use std::fs;
use std::io;
use std::path::Path;

use crate::data::{AGENTS, Agents, Orders};
use crate::decision;
use crate::month::{Way, rulebook_text};
use crate::segments;

/// Writes columns, the rulebook, and decisions as they are asked for.
pub fn write(folder: &Path, count: usize) -> io::Result<()> {
    let (agents, orders) = (Agents::new(), Orders::new(0..count));
    fs::write(folder.join("customer.u32"), bytes(&segments::customers_of(count), u32::to_le_bytes))?;
    fs::write(folder.join("sponsor.u32"), bytes(&agents.sponsor, u32::to_le_bytes))?;
    fs::write(folder.join("tier.u8"), &agents.tier)?;
    fs::write(folder.join("joined.i32"), bytes(&agents.joined, i32::to_le_bytes))?;
    fs::write(folder.join("last.i32"), bytes(&agents.last, i32::to_le_bytes))?;
    fs::write(folder.join("month.i32"), bytes(&agents.month, i32::to_le_bytes))?;
    fs::write(folder.join("agent.u32"), bytes(&orders.agent, u32::to_le_bytes))?;
    fs::write(folder.join("paid.i64"), bytes(&orders.paid, i64::to_le_bytes))?;
    fs::write(folder.join("refunded.i64"), bytes(&orders.refunded, i64::to_le_bytes))?;
    fs::write(folder.join("rulebook.json"), rulebook_text(Way::Plain, 0))?;
    fs::write(
        folder.join("requests.jsonl"),
        decision::requests(decision::DECISIONS.min(count), "full").join("\n"),
    )
}

/// Reads what was written.
pub fn read(folder: &Path) -> io::Result<(Agents, Orders)> {
    let agents = Agents {
        sponsor: cells(folder, "sponsor.u32", u32::from_le_bytes)?,
        tier: fs::read(folder.join("tier.u8"))?,
        joined: cells(folder, "joined.i32", i32::from_le_bytes)?,
        last: cells(folder, "last.i32", i32::from_le_bytes)?,
        month: cells(folder, "month.i32", i32::from_le_bytes)?,
    };
    let orders = Orders {
        agent: cells(folder, "agent.u32", u32::from_le_bytes)?,
        paid: cells(folder, "paid.i64", i64::from_le_bytes)?,
        refunded: cells(folder, "refunded.i64", i64::from_le_bytes)?,
    };
    let is_whole = agents.sponsor.len() == AGENTS && orders.agent.len() == orders.paid.len();
    if is_whole {
        Ok((agents, orders))
    } else {
        Err(io::Error::other("the columns are not as long as they should be"))
    }
}

/// Reads who bought.
pub fn read_customers(folder: &Path) -> io::Result<Vec<u32>> {
    cells(folder, "customer.u32", u32::from_le_bytes)
}

fn bytes<T: Copy, const SIZE: usize>(column: &[T], of: fn(T) -> [u8; SIZE]) -> Vec<u8> {
    column.iter().flat_map(|cell| of(*cell)).collect()
}

fn cells<T, const SIZE: usize>(folder: &Path, name: &str, of: fn([u8; SIZE]) -> T) -> io::Result<Vec<T>> {
    let bytes = fs::read(folder.join(name))?;
    Ok(bytes.as_chunks().0.iter().map(|cell| of(*cell)).collect())
}
