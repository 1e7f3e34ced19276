//! How sections go together: what none of them can see by itself.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::Document;
use crate::balance;
use crate::document::{Id, Reader};
use crate::error::{Code, Error};
use crate::vip::{self, Qualify};

/// Checks the sections of a document against each other. What was read with stand-ins is not held against anything.
pub(super) fn check(document: &Document, reader: &mut Reader) {
    #[cfg(all(feature = "agent", feature = "commission"))]
    if let (Some(agent), Some(commission)) = (&document.agent, &document.commission)
        && reader.is_whole("/agent/tiers")
    {
        let tiers: Vec<(&Id, String)> = agent
            .tiers
            .iter()
            .enumerate()
            .map(|(at, tier)| (&tier.id, format!("/agent/tiers/{at}/id")))
            .collect();
        commission.check_tiers(&tiers, "/commission", reader);
    }
    #[cfg(all(feature = "vip", feature = "balance"))]
    if let (Some(vip), Some(balance)) = (&document.vip, &document.balance) {
        thresholds_within_cap(vip, balance, reader);
    }
}

/// A level that asks for more than a card may hold: no single top-up can reach it, and a sum of several only while the balance
/// is spent in between.
fn thresholds_within_cap(vip: &vip::Rules, balance: &balance::Rules, reader: &mut Reader) {
    let currency = reader.currency();
    let Some(cap) = balance.card.cap_in(currency) else { return };
    for (at, level) in vip.levels.iter().enumerate().filter(|(_, level)| level.top_up > cap) {
        let error = Error::new(Code::ThresholdAboveCap)
            .found(level.top_up.to_text(currency))
            .allowed(format!("≤ {}", cap.to_text(currency)));
        let path = format!("/vip/levels/{at}/top_up");
        reader.relating([path.as_str(), "/vip/qualify", "/balance/card"], |reader| match vip.qualify {
            Qualify::Single => reader.refuse(&path, error),
            Qualify::Cumulative => reader.warn(&path, error),
        });
    }
}
