//! `accounts.json`: every party's account as the last close wrote it.

use siyu::document;
use siyu::error::Findings;
use siyu::money::Currency;

use super::source::Source;
use crate::facts::PartyAccount;
use crate::failure::Failure;

/// Reads one or more files. An account that cannot be read ends the run: no statement could be true without it.
pub fn read(sources: &[Source], currency: Currency) -> Result<Vec<PartyAccount>, Failure> {
    let mut accounts = Vec::new();
    for source in sources {
        let read = document::from_json::<Vec<PartyAccount>>(&source.text()?, currency);
        let refused = |findings: Findings| Failure(format!("{}:\n{findings}", source.name()));
        accounts.extend(read.map_err(refused)?);
    }
    Ok(accounts)
}
