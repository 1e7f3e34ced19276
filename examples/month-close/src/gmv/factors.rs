//! The factors of a measured GMV: traffic × conversion × value of an order × orders per buyer.

use siyu::gmv::{Counted, FactorName, Factors, Figure, Measured, Number, Proportion, Variant};
use siyu::money::Currency;

use super::GmvMonth;

/// What counts as traffic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Visitors, of whom some buy.
    Visitors,
    /// Buyers, of whom all do: visitors are not known.
    Buyers,
}

impl Basis {
    /// The factors that can move.
    pub fn factor_names(self) -> impl Iterator<Item = FactorName> {
        let all = [
            FactorName::Traffic,
            FactorName::Conversion,
            FactorName::OrderValue,
            FactorName::LifetimePurchases,
        ];
        all.into_iter().filter(move |factor| self == Self::Visitors || *factor != FactorName::Conversion)
    }

    /// The factors of a variant, exact; `None` where nothing was bought, or more came back than went out.
    pub fn factors(self, measured: &Measured, variant: Variant, currency: Currency) -> Option<Factors> {
        let figures = GmvMonth::figures(measured, variant);
        let average = figures.average_per_order.as_ref().filter(|average| !average.amount.is_negative())?;
        let rounded = || Number::parse(&average.amount.to_text(currency)).ok();
        let order_value = average.exact.clone().or_else(rounded)?;
        let number = |figure: &Figure| figure.number().clone();
        let (traffic, conversion) = match self {
            Self::Visitors => {
                (measured.factors.as_ref()?.traffic.clone(), number(figures.conversion_by_buyer.as_ref()?))
            }
            Self::Buyers => (Number::parse(&figures.buyers.to_string()).ok()?, Number::parse("1").ok()?),
        };
        Some(Factors {
            traffic,
            conversion: Proportion(conversion),
            order_value,
            lifetime_purchases: Some(number(figures.purchases_per_buyer.as_ref()?)),
            fission: None,
            conversion_by: Some(Counted::Buyer),
            order_value_per: Some(Counted::Order),
        })
    }
}
