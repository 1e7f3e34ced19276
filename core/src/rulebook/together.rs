//! How sections go together: what none of them can see by itself.

use super::Document;
use crate::document::Reader;

/// Checks the sections of a document against each other. What was read with stand-ins is not held against anything.
pub(super) fn check(document: &Document, reader: &mut Reader) {
    tiers::check(document, reader);
    card::check(document, reader);
}

#[cfg(all(feature = "agent", feature = "commission"))]
mod tiers {
    use alloc::format;
    use alloc::string::String;
    use alloc::vec::Vec;

    use super::Document;
    use crate::document::{Id, Reader};

    /// The tiers that commission names are those of the agents.
    pub(super) fn check(document: &Document, reader: &mut Reader) {
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
    }
}

#[cfg(all(feature = "balance", feature = "vip"))]
mod card {
    use alloc::format;

    use super::Document;
    use crate::document::Reader;
    use crate::error::{Code, Error};
    use crate::vip::Qualify;

    /// A level that asks for more than a card may hold: no single top-up can reach it, and a sum of several only while the balance
    /// is spent in between.
    pub(super) fn check(document: &Document, reader: &mut Reader) {
        let (Some(vip), Some(balance)) = (&document.vip, &document.balance) else { return };
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
}

/// Without both of the sections.
#[cfg(not(all(feature = "agent", feature = "commission")))]
mod tiers {
    pub(super) fn check(_: &super::Document, _: &mut crate::document::Reader) {}
}

/// Without both of the sections.
#[cfg(not(all(feature = "balance", feature = "vip")))]
mod card {
    pub(super) fn check(_: &super::Document, _: &mut crate::document::Reader) {}
}
