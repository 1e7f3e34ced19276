//! `rulebook_columns`: what the numbers in columns mean under a rulebook.

use alloc::string::String;
use alloc::vec::Vec;

use super::about::{only_fields, written};
use crate::agent::Reading;
use crate::commission::{PoolPlaces, Role};
use crate::document::{Choice as _, Description, Id, Node, record};
use crate::error::{Code, Error};
use crate::rulebook::Rulebook;

record! {
    /// What the numbers in columns mean under a rulebook: a place is counted from 0 in these lists. What a rulebook does not
    /// have is an empty list.
    pub struct ColumnPlaces {
        /// Tiers, lowest first; without the section `agent` those that the rates of `commission` name, by id.
        pub tiers: Vec<Id>,
        /// The columns `readings` of `agent_admit`.
        pub admission_readings: Vec<Reading>,
        /// The columns `readings` of `agent_assess`.
        pub assessment_readings: Vec<Reading>,
        /// Roles: the same under every rulebook.
        pub roles: Vec<Role>,
        /// Pools in the rulebook's order. The columns `member_fen` of `commission_split` are the members of the first pool, then
        /// those of the next.
        pub pools: Vec<PoolPlaces>,
        /// SKUs that have overrides, by id: the column `sku` of `commission_split`.
        pub skus: Vec<Id>,
        /// Categories that have overrides, by id: the column `category` of `commission_split`.
        pub categories: Vec<Id>,
        /// VIP levels, lowest first.
        pub levels: Vec<Id>,
        /// Classes of customers, in the rulebook's order.
        pub classes: Vec<Id>,
    }
}

/// Tells the places.
pub(super) fn rulebook_columns(
    rulebook: Option<&Rulebook>,
    text: &str,
    root: &Node<'_>,
) -> Result<String, Error> {
    let rulebook = rulebook.ok_or_else(|| Error::new(Code::RulebookMissing).found("rulebook_columns"))?;
    only_fields(text, root, &[])?;
    let agent = rulebook.agent_columns().ok();
    let commission = rulebook.commission_columns().ok();
    let tiers = match (rulebook.agent(), commission) {
        (Ok(agent), _) => agent.tiers.iter().map(|tier| tier.id.clone()).collect(),
        (Err(_), Some(commission)) => commission.tiers().to_vec(),
        (Err(_), None) => Vec::new(),
    };
    Ok(written(&ColumnPlaces {
        tiers,
        admission_readings: agent.map(|rules| rules.admission_readings().to_vec()).unwrap_or_default(),
        assessment_readings: agent.map(|rules| rules.assessment_readings().to_vec()).unwrap_or_default(),
        roles: Role::ALL.to_vec(),
        pools: commission.map(|rules| rules.pools().to_vec()).unwrap_or_default(),
        skus: commission.map(|rules| rules.skus().to_vec()).unwrap_or_default(),
        categories: commission.map(|rules| rules.categories().to_vec()).unwrap_or_default(),
        levels: rulebook
            .vip()
            .map(|rules| rules.levels.iter().map(|level| level.id.clone()).collect())
            .unwrap_or_default(),
        classes: rulebook
            .customer()
            .map(|rules| rules.classes.iter().map(|class| class.id.clone()).collect())
            .unwrap_or_default(),
    }))
}

/// What it reads.
pub(super) fn describe() -> Description {
    Description::Record(Vec::new())
}
