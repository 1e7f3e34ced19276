//! Values that a host keeps between two calls, each as a JSON text of its own.

use alloc::string::String;

use super::{Reader, Shape, Writer, parse};
use crate::error::Findings;
use crate::money::Currency;

/// The JSON text of a value, amounts in a currency.
///
/// ```
/// use siyu::document::{from_json, to_json};
/// use siyu::money::{Currency, Money};
/// let text = to_json(&vec![Money::from_minor(1990).unwrap()], Currency::CNY);
/// assert_eq!(text, r#"["19.90"]"#);
/// assert_eq!(from_json::<Vec<Money>>(&text, Currency::CNY).unwrap()[0].minor(), 1990);
/// ```
#[must_use]
pub fn to_json<T: Shape>(value: &T, currency: Currency) -> String {
    let mut writer = Writer::new(currency);
    value.write(&mut writer);
    writer.finish()
}

/// The value of a JSON text, amounts in a currency.
///
/// # Errors
/// All faults of the text at once.
pub fn from_json<T: Shape>(text: &str, currency: Currency) -> Result<T, Findings> {
    let mut reader = Reader::new(currency);
    let mut value = T::blank();
    if reader.read_straight(text, &mut value, None) {
        return Ok(value);
    }
    let tree = parse(text).map_err(|finding| Findings(alloc::vec![finding]))?;
    let root = tree.root();
    let mut reader = Reader::new(currency);
    match T::read(&root, &mut reader) {
        Some(value) if !reader.refuses() => Ok(value),
        _ => Err(reader.finish(text, &root)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Id;
    use crate::error::Code;
    use crate::money::Money;
    use alloc::collections::BTreeMap;

    #[test]
    fn faults_of_a_value_are_told_together() {
        let text = r#"{"a": "1.005", "b": 2, "": "3"}"#;
        let findings = from_json::<BTreeMap<Id, Money>>(text, Currency::CNY).unwrap_err();
        let codes: alloc::vec::Vec<Code> = findings.0.iter().map(|finding| finding.code()).collect();
        assert_eq!(codes, [Code::MoneyFormat, Code::NumberForDecimal, Code::IdFormat]);
        assert_eq!(from_json::<Money>("[", Currency::CNY).unwrap_err().0[0].code(), Code::JsonSyntax);
    }
}
