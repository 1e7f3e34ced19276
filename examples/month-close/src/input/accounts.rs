//! `accounts.json`: every party's account as the last close wrote it.

use siyu::document;
use siyu::money::Currency;

use super::source::Source;
use crate::facts::PartyAccount;
use crate::failure::Failure;

/// Reads one or more files. An account that cannot be read ends the run: no statement could be true without it.
pub fn read(sources: &[Source], currency: Currency) -> Result<Vec<PartyAccount>, Failure> {
    let mut accounts = Vec::new();
    for source in sources {
        let read: Vec<PartyAccount> = document::read(&source.text()?, currency).map_err(|findings| {
            let lines = findings.0.iter().map(|finding| format!("{}: {finding}", source.name()));
            Failure(lines.collect::<Vec<_>>().join("\n"))
        })?;
        accounts.extend(read);
    }
    Ok(accounts)
}
