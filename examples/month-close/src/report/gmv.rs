//! The part of the summary that tells of GMV.

use std::fmt::Write as _;

use siyu::Language;
use siyu::gmv::{Average, FactorName, FactorPart, Figure, Measured, Number, Variant, VariantFigures};
use siyu::money::Money;

use super::text::{Teller, grouped, table};
use crate::gmv::{Basis, GmvMonth};

/// A figure of a month, if it has one.
type Cell = fn(&Measured, Teller) -> Option<String>;

/// Tells the GMV of a month, beside that of the month before.
pub fn part(gmv: &GmvMonth, teller: Teller) -> String {
    let mut out = measured(gmv, teller);
    out += &attributed(gmv, teller);
    out += &solved(gmv, teller);
    out
}

fn variant_name(variant: Variant, teller: Teller) -> &'static str {
    match variant {
        Variant::Placed => teller.say("placed", "下单口径"),
        Variant::Paid => teller.say("paid", "已付口径"),
        Variant::Net => teller.say("net", "净额口径"),
    }
}

/// The figures of the merchant's own variant.
fn own(measured: &Measured) -> &VariantFigures {
    GmvMonth::figures(measured, measured.variant)
}

fn measured(gmv: &GmvMonth, teller: Teller) -> String {
    let month = gmv.month.to_string();
    let before = gmv.month.previous().map(|before| before.to_string()).unwrap_or_default();
    let rows: [(&str, Cell); 12] = [
        (teller.say("visitors", "访客"), |month, _| {
            Some(grouped(&month.factors.as_ref()?.traffic.to_string()))
        }),
        (teller.say("buyers", "买家"), |month, _| Some(grouped(&own(month).buyers.to_string()))),
        (teller.say("orders", "订单"), |month, _| Some(grouped(&own(month).orders.to_string()))),
        (teller.say("conversion, by buyer", "转化率(按买家)"), |month, _| {
            own(month).conversion_by_buyer.as_ref().map(percent)
        }),
        (teller.say("orders per buyer", "人均订单数"), |month, _| {
            own(month).purchases_per_buyer.as_ref().map(|figure| figure.value.to_string())
        }),
        (teller.say("value of an order (AOV)", "笔单价"), |month, teller| {
            average(own(month).average_per_order.as_ref(), teller)
        }),
        (teller.say("value of a buyer", "客单价"), |month, teller| {
            average(own(month).average_per_buyer.as_ref(), teller)
        }),
        (teller.say("GMV placed", "GMV 下单口径"), |month, teller| {
            Some(teller.money(month.placed.amount))
        }),
        (teller.say("GMV paid", "GMV 已付口径"), |month, teller| Some(teller.money(month.paid.amount))),
        (teller.say("GMV net", "GMV 净额口径"), |month, teller| Some(teller.money(month.net.amount))),
        (teller.say("top-ups, no GMV until spent", "充值(消费前不计入)"), |month, teller| {
            Some(month.top_ups).filter(|amount| !amount.is_zero()).map(|amount| teller.money(amount))
        }),
        (teller.say("cancelled or unpaid", "取消或未付"), |month, teller| {
            let lost = month.unpaid.plus(month.cancelled).ok()?;
            Some(lost).filter(|amount| !amount.is_zero()).map(|amount| teller.money(amount))
        }),
    ];
    let mut lines = Vec::new();
    for (name, cell) in rows {
        let now = cell(&gmv.measured, teller);
        let then = gmv.before.as_ref().map(|before| cell(before, teller));
        if now.is_none() && then.as_ref().is_none_or(Option::is_none) {
            continue;
        }
        let shown = |cell: Option<String>| cell.unwrap_or_else(|| "–".into());
        let then = then.map(shown);
        lines.push([name.to_owned()].into_iter().chain(then).chain([shown(now)]).collect::<Vec<String>>());
    }
    let header: Vec<&str> = match gmv.before {
        Some(_) => vec!["", &before, &month],
        None => vec!["", &month],
    };
    let variant = variant_name(gmv.measured.variant, teller);
    let title = match teller.language {
        Language::English => format!("GMV; buyers, orders and averages are of what was {variant}"),
        Language::Chinese => format!("GMV(买家、订单与均值为{variant})"),
    };
    format!("\n{title}\n{}", table(&header, &lines))
}

fn average(average: Option<&Average>, teller: Teller) -> Option<String> {
    average.map(|average| teller.money(average.amount))
}

/// `0.041234` as `4.1234 %`: a shift of digits, so that nothing is rounded.
pub(super) fn percent(figure: &Figure) -> String {
    percent_of(&figure.value)
}

fn percent_of(number: &Number) -> String {
    let text = number.to_string();
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let digits = format!("{whole}{decimals:0<2}");
    let (whole, decimals) = digits.split_at(whole.len() + 2);
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let point = if decimals.is_empty() { "" } else { "." };
    format!("{whole}{point}{decimals} %")
}

/// What a factor is called.
pub fn factor_name(factor: FactorName, basis: Basis, teller: Teller) -> &'static str {
    match (factor, basis) {
        (FactorName::Traffic, Basis::Visitors) => teller.say("visitors", "访客"),
        (FactorName::Traffic, Basis::Buyers) => teller.say("buyers", "买家"),
        (FactorName::Conversion, _) => teller.say("conversion", "转化率"),
        (FactorName::OrderValue, _) => teller.say("value of an order", "笔单价"),
        (FactorName::LifetimePurchases, _) => teller.say("orders per buyer", "人均订单数"),
        (FactorName::Fission, _) => teller.say("fission", "裂变"),
    }
}

fn value(factor: FactorName, value: &Number) -> String {
    if factor == FactorName::Conversion { percent_of(value) } else { grouped(&value.to_string()) }
}

/// The least value that can be: people are whole, and an amount ends with the currency's decimals.
fn least(factor: FactorName, number: &Number, teller: Teller) -> String {
    match factor {
        FactorName::Traffic => grouped(&rounded_up(&number.to_string(), 0)),
        FactorName::OrderValue => {
            grouped(&rounded_up(&number.to_string(), usize::from(teller.currency.decimals())))
        }
        _ => value(factor, number),
    }
}

/// A decimal that is not below zero with so many places at most, rounded up digit by digit.
fn rounded_up(decimal: &str, places: usize) -> String {
    let (whole, decimals) = decimal.split_once('.').unwrap_or((decimal, ""));
    if decimals.len() <= places {
        return decimal.to_owned();
    }
    let mut digits: Vec<u8> = whole.bytes().chain(decimals.bytes().take(places)).collect();
    // Nines turn to zeros up to the first digit that can rise.
    let rises = digits.iter().rposition(|digit| *digit != b'9');
    let nines = rises.map_or(0, |at| at + 1);
    digits[nines..].fill(b'0');
    match rises {
        Some(at) => digits[at] += 1,
        None => digits.insert(0, b'1'),
    }
    let text = String::from_utf8_lossy(&digits);
    let (whole, decimals) = text.split_at(text.len() - places);
    if places == 0 { whole.to_owned() } else { format!("{whole}.{decimals}") }
}

fn attributed(gmv: &GmvMonth, teller: Teller) -> String {
    let Some(change) = &gmv.change else { return String::new() };
    let header = [
        "",
        teller.say("before", "上月"),
        teller.say("now", "本月"),
        teller.say("chain substitution", "连环替代"),
        "Shapley",
    ];
    let name = |factor: FactorName| factor_name(factor, gmv.basis, teller);
    let shapley = |factor: FactorName| change.shapley.iter().find(|part| part.factor == factor);
    let shown = gmv.basis.factor_names().filter_map(|factor| {
        let chain = change.chain.iter().find(|part| part.factor == factor)?;
        let amounts = [chain.amount, shapley(factor)?.amount].map(|amount| teller.money(amount));
        let values = [&chain.before.value, &chain.after.value].map(|number| value(factor, number));
        Some([name(factor).to_owned()].into_iter().chain(values).chain(amounts).collect::<Vec<String>>())
    });
    let mut rows: Vec<Vec<String>> = shown.collect();
    let sum = |parts: &[FactorPart]| Money::sum(parts.iter().map(|part| part.amount)).unwrap_or_default();
    let (before, after) = (teller.money(change.before), teller.money(change.after));
    let sums = [sum(&change.chain), sum(&change.shapley)].map(|amount| teller.money(amount));
    let together = teller.say("together", "合计").to_owned();
    rows.push([together, before, after].into_iter().chain(sums).collect());
    let moved = teller.money(change.change);
    let title = match teller.language {
        Language::English => format!("What made the change of {moved}"),
        Language::Chinese => format!("变动 {moved} 的归因"),
    };
    format!("\n{title}\n{}", table(&header, &rows))
}

fn solved(gmv: &GmvMonth, teller: Teller) -> String {
    if gmv.solved.is_empty() {
        return String::new();
    }
    let target = teller.money(gmv.target);
    let mut out = match teller.language {
        Language::English => format!("\nFor 40 % more, {target}, one factor alone would have to be\n"),
        Language::Chinese => format!("\n若要提高 40%,达到 {target},仅动一项时须为\n"),
    };
    for (factor, solved) in &gmv.solved {
        let name = factor_name(*factor, gmv.basis, teller);
        let told = match solved {
            Ok(solved) => {
                let (from, to) =
                    (value(*factor, &solved.current.value), least(*factor, &solved.value, teller));
                match teller.language {
                    Language::English => format!("{to} instead of {from}"),
                    Language::Chinese => format!("{to}(现为 {from})"),
                }
            }
            Err(error) => error.message(teller.language),
        };
        let _ = writeln!(out, "  {name}: {told}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_shown_in_percent_digit_by_digit() {
        for (number, shown) in [
            ("0.041234", "4.1234 %"),
            ("0.5", "50 %"),
            ("1", "100 %"),
            ("0.000001", "0.0001 %"),
            ("0", "0 %"),
        ] {
            assert_eq!(percent_of(&Number::parse(number).unwrap()), shown);
        }
    }

    #[test]
    fn what_is_needed_is_rounded_up_digit_by_digit() {
        for (number, places, shown) in [
            ("94361.400369", 0, "94362"),
            ("94361", 0, "94361"),
            ("99.999001", 2, "100.00"),
            ("409.78134", 2, "409.79"),
            ("409.7", 2, "409.7"),
            ("0.001", 2, "0.01"),
            ("9.5", 0, "10"),
        ] {
            assert_eq!(rounded_up(number, places), shown);
        }
    }
}
