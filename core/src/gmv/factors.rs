//! The formula: factors as a request gives them, checked and made into one product.

use alloc::string::String;
use alloc::vec::Vec;

use super::rules::Generations;
use crate::document::{Choice, choice, record};
use crate::error::{Code, Error};
use crate::number::{Number, Proportion};

choice! {
    /// A factor of the formula. Where an order is needed (ties, the chain), it is this one.
    pub enum FactorName {
        /// How many could buy: visitors, fans, members.
        Traffic = "traffic",
        /// The share of them that buys.
        Conversion = "conversion",
        /// Money per order (客单价 per order, AOV).
        OrderValue = "order_value",
        /// How often a customer buys, at least once (终身消费, as a count).
        LifetimePurchases = "lifetime_purchases",
        /// By how much customers multiply themselves, at least one (裂变, as a multiplier).
        Fission = "fission",
    }
}

choice! {
    /// What is counted: buyers and orders are not the same, since a buyer may order twice.
    pub enum Counted {
        /// Distinct buyers.
        Buyer = "buyer",
        /// Orders.
        Order = "order",
    }
}

record! {
    /// How customers bring customers: exactly one of `multiplier` and `k`.
    pub struct Fission {
        /// The multiplier itself, at least 1.
        pub multiplier: Option<Number>,
        /// K: the new customers that one customer brings (invitations per customer × their conversion).
        pub k: Option<Proportion>,
        /// How far K is followed; the rulebook's way unless said.
        pub generations: Option<Generations>,
    }
}

record! {
    /// A set of factors. GMV is their product: traffic × conversion × order value, and in the private domain × lifetime
    /// purchases × fission.
    pub struct Factors {
        /// How many could buy.
        pub traffic: Number,
        /// The share of them that buys, from 0 to 1.
        pub conversion: Proportion,
        /// Money per order, in the currency's own unit.
        pub order_value: Number,
        /// How often a customer buys, at least 1.
        pub lifetime_purchases: Option<Number>,
        /// How customers bring customers.
        pub fission: Option<Fission>,
        /// Whether the conversion counts buyers or orders, where the host knows: what does not fit is then refused.
        pub conversion_by: Option<Counted>,
        /// Whether the order value is per order or per buyer, where the host knows.
        pub order_value_per: Option<Counted>,
    }
}

impl Fission {
    /// A multiplier that is given.
    #[must_use]
    pub fn given(multiplier: Number) -> Self {
        Self { multiplier: Some(multiplier), k: None, generations: None }
    }

    /// The multiplier.
    fn multiplier(&self, usual: Generations) -> Result<Number, Error> {
        match (&self.multiplier, &self.k, self.generations) {
            (Some(multiplier), None, None) if *multiplier >= Number::one() => Ok(multiplier.clone()),
            (Some(multiplier), None, None) => Err(out_of_range(multiplier, "≥ 1").at("/multiplier")),
            (None, Some(k), generations) => {
                multiplier_of(&k.0, generations.unwrap_or(usual)).map_err(|e| e.at("/k"))
            }
            (multiplier, k, generations) => {
                let there = [
                    ("multiplier", multiplier.is_some()),
                    ("k", k.is_some()),
                    ("generations", generations.is_some()),
                ];
                let found: Vec<&str> =
                    there.into_iter().filter(|(_, there)| *there).map(|(name, _)| name).collect();
                Err(Error::new(Code::AlternativeFields).found(found.join(", ")).allowed("multiplier, k"))
            }
        }
    }
}

/// 1 + K, or 1/(1 − K).
fn multiplier_of(k: &Number, generations: Generations) -> Result<Number, Error> {
    if k.is_negative() {
        return Err(out_of_range(k, "≥ 0"));
    }
    let one = Number::one();
    match generations {
        Generations::One => Ok(one.plus(k)),
        Generations::All if *k < one => one.over(&one.minus(k)).ok_or_else(|| out_of_range(k, "< 1")),
        Generations::All => Err(Error::new(Code::FissionDiverges).found(k).allowed("k < 1")),
    }
}

pub(super) fn out_of_range(found: &Number, allowed: &str) -> Error {
    Error::new(Code::ValueOutOfRange).found(found).allowed(allowed)
}

impl Factors {
    /// Checks the factors, in the order of their fields, and makes the formula.
    pub(super) fn formula(&self, usual: Generations) -> Result<Formula, Error> {
        let zero = Number::zero();
        let at_least = |value: &Number, least: &Number, at: &str| match value < least {
            true => Err(out_of_range(value, &alloc::format!("≥ {least}")).at(at)),
            false => Ok(value.clone()),
        };
        let mut values = alloc::vec![(FactorName::Traffic, at_least(&self.traffic, &zero, "/traffic")?)];
        let conversion = &self.conversion.0;
        if *conversion < zero || *conversion > Number::one() {
            return Err(out_of_range(conversion, "0–1").at("/conversion"));
        }
        values.push((FactorName::Conversion, conversion.clone()));
        values.push((FactorName::OrderValue, at_least(&self.order_value, &zero, "/order_value")?));
        if let Some(purchases) = &self.lifetime_purchases {
            let purchases = at_least(purchases, &Number::one(), "/lifetime_purchases")?;
            values.push((FactorName::LifetimePurchases, purchases));
        }
        if let Some(fission) = &self.fission {
            let multiplier = fission.multiplier(usual).map_err(|error| error.within("/fission"))?;
            values.push((FactorName::Fission, multiplier));
        }
        self.check_counts()?;
        Ok(Formula(values))
    }

    /// visitors × buyers/visitor × orders/buyer × money/order: each count must cancel the one before. Without lifetime
    /// purchases nothing turns buyers into orders, so both must count the same; with them the conversion counts buyers and the
    /// value is per order, or else repeat orders count twice.
    fn check_counts(&self) -> Result<(), Error> {
        let (conversion_by, order_value_per) = match self.lifetime_purchases {
            Some(_) => (Counted::Buyer, Counted::Order),
            None => {
                let same = self.conversion_by.or(self.order_value_per).unwrap_or(Counted::Order);
                (same, same)
            }
        };
        let fits = |stated: Option<Counted>, expected: Counted, at: &str| match stated {
            Some(stated) if stated != expected => Err(mixed(stated, expected).at(at)),
            _ => Ok(()),
        };
        fits(self.conversion_by, conversion_by, "/conversion_by")?;
        fits(self.order_value_per, order_value_per, "/order_value_per")
    }
}

pub(super) fn mixed(stated: Counted, expected: Counted) -> Error {
    Error::new(Code::MixedCounts).found(stated.slug()).allowed(alloc::format!("\"{}\"", expected.slug()))
}

/// A checked formula: the factors that take part, in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Formula(pub(super) Vec<(FactorName, Number)>);

impl Formula {
    /// The value of a factor; 1 when it takes no part.
    pub(super) fn value(&self, factor: FactorName) -> Number {
        self.0.iter().find(|(name, _)| *name == factor).map_or_else(Number::one, |(_, value)| value.clone())
    }

    /// The product, exact.
    pub(super) fn product(&self) -> Number {
        self.0.iter().fold(Number::one(), |product, (_, value)| product.times(value))
    }

    /// The formula with another value of one factor.
    pub(super) fn with(&self, factor: FactorName, value: &Number) -> Self {
        let there = |name: FactorName| self.0.iter().find(|(other, _)| *other == name).cloned();
        let replaced = |name: &FactorName| match *name == factor {
            true => Some((factor, value.clone())),
            false => there(*name),
        };
        Self(FactorName::ALL.iter().filter_map(replaced).collect())
    }

    /// "100000 × 0.02 × 150".
    pub(super) fn shown(&self) -> String {
        let values: Vec<String> = self.0.iter().map(|(_, value)| value.shown()).collect();
        values.join(" × ")
    }
}
