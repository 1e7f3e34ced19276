//! What is read for the GMV beside the orders.

use siyu::calendar::Month;
use siyu::error::Findings;
use siyu::money::Currency;
use siyu::{Rulebook, document};

use super::History;
use crate::failure::Failure;
use crate::input::Problems;
use crate::input::orders::Orders;
use crate::input::source::Source;
use crate::input::unpaid::{self, Unpaid, UnpaidRules};
use crate::input::visitors::{self, Visitors};
use crate::shop::ShopFiles;

/// What is read for the GMV.
#[derive(Debug, Default)]
pub struct GmvFacts {
    /// How many saw the shop.
    pub visitors: Visitors,
    /// Orders that were not paid.
    pub unpaid: Vec<Unpaid>,
    /// The months before, as the last close measured them.
    pub history: History,
}

impl GmvFacts {
    /// Reads the files; `None` where the rulebook does not say what GMV is.
    pub fn read(
        files: &ShopFiles,
        (rulebook, month): (&Rulebook, Month),
        orders: &Orders,
        problems: &mut Problems,
    ) -> Result<Option<Self>, Failure> {
        if let Err(error) = rulebook.gmv() {
            let given = ["visitors", "unpaid"].into_iter().find_map(|name| files.table(name).first());
            return given.map_or(Ok(None), |source| Err(Failure(format!("{}: {error}", source.name()))));
        }
        let currency = rulebook.currency();
        let visitors = visitors::read(files.table("visitors"), problems)?;
        let unpaid = unpaid::read(files.table("unpaid"), UnpaidRules { month, currency, orders }, problems)?;
        let history = read_history(files.table("gmv"), currency)?;
        Ok(Some(Self { visitors, unpaid, history }))
    }
}

/// Reads `gmv.json`, as a close wrote it.
fn read_history(sources: &[Source], currency: Currency) -> Result<History, Failure> {
    let mut history = History::new();
    for source in sources {
        let read = document::from_json::<History>(&source.text()?, currency);
        let refused = |findings: Findings| Failure(format!("{}:\n{findings}", source.name()));
        history.extend(read.map_err(refused)?);
    }
    Ok(history)
}
