use super::*;
use crate::error::Code;
use crate::gmv::Figure;
use crate::money::{Division, Money};

#[test]
fn numbers_are_strict() {
    for (text, shown) in [
        ("0", Some("0")),
        ("-0.00", Some("0")),
        ("0.020000", Some("0.02")),
        ("6/4", Some("1.5")),
        ("-1/3", Some("-1/3")),
        ("1/8000000", Some("1/8000000")),
        ("999999999999999999/1000000", Some("999999999999.999999")),
        ("1000000000000000", Some("1000000000000000")),
        ("1000000000000001", None),
        ("-1000000000000000.000001", None),
        ("999999999999999999/1", None),
        ("0.0000000", None),
        ("1/0", None),
        ("1/-2", None),
        ("0.5/2", None),
        ("1/2/3", None),
        ("1 / 2", None),
        ("/2", None),
        ("1/", None),
        ("1000000000000000000/7", None),
        ("007", None),
        ("+1", None),
        ("1e2", None),
        ("2%", None),
        ("", None),
    ] {
        let read = Number::parse(text).ok().map(|number| number.to_string());
        assert_eq!(read.as_deref(), shown, "{text}");
    }
    assert_eq!(Number::parse("1000000000000001").unwrap_err().code, Code::ValueOutOfRange);
    for (text, shown) in
        [("2%", Some("0.02")), ("0.0001%", Some("0.000001")), ("0.00001%", None), ("%", None)]
    {
        assert_eq!(Proportion::parse(text).ok().map(|share| share.to_string()).as_deref(), shown, "{text}");
    }
    let beyond = Proportion::parse("99999999999999999999999%").unwrap_err();
    assert_eq!(beyond.code, Code::ValueOutOfRange);
}

#[test]
fn a_sentence_shows_every_decimal_that_ends() {
    let seventh = number("1/8000000");
    assert_eq!(seventh.shown(), "0.000000125");
    assert_eq!(number("-1/3").shown(), "-1/3");
    assert_eq!(seventh.times(&seventh).shown(), "0.000000000000015625");
}

#[test]
fn a_figure_keeps_what_six_decimals_lose() {
    let third = Figure::of(number("2/3"));
    assert_eq!((third.value.to_string().as_str(), third.number()), ("0.666667", &number("2/3")));
    assert_eq!(Figure::of(number("0.5")).exact, None);
}

proptest! {
    #[test]
    fn a_number_is_read_back_as_it_is_written(
        above in -(10_i64.pow(15))..10_i64.pow(15), below in 1_i64..10_i64.pow(15)
    ) {
        let number = number(&alloc::format!("{above}/{below}"));
        prop_assert_eq!(Number::parse(&number.to_string()).unwrap(), number);
    }

    #[test]
    fn rounding_is_that_of_money(
        above in -(10_i64.pow(14))..10_i64.pow(14), below in prop_oneof![1_i64..9, 1_i64..10_i64.pow(9)], mode in mode()
    ) {
        let number = number(&alloc::format!("{above}/{below}"));
        let rounded = Division::of(i128::from(above), i128::from(below), mode).unwrap().rounded;
        let money = Money::from_exact(rounded).unwrap();
        prop_assert_eq!(number.rounded(mode).minor_to_money().unwrap(), money);
        let in_yuan = number.over(&Number::of(100)).unwrap();
        prop_assert_eq!(in_yuan.to_money(mode, Currency::CNY).unwrap(), money);
    }

    /// M8: whatever is written, there is a number or a coded error.
    #[test]
    fn no_text_is_too_strange(text in "[-0-9./%e]{0,40}") {
        let _ = (Number::parse(&text), Proportion::parse(&text));
    }
}
