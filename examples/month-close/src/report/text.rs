//! Words in two languages, amounts with their groups, and columns that stand under each other.

use siyu::Language;
use siyu::money::{Currency, Money};

/// Tells in a language and a currency.
#[derive(Debug, Clone, Copy)]
pub struct Teller {
    /// The language.
    pub language: Language,
    /// The currency.
    pub currency: Currency,
}

impl Teller {
    /// One of two texts.
    pub fn say<'t>(&self, english: &'t str, chinese: &'t str) -> &'t str {
        match self.language {
            Language::English => english,
            Language::Chinese => chinese,
        }
    }

    /// An amount with its groups: `1,234,567.89`.
    pub fn money(&self, amount: Money) -> String {
        grouped(&amount.to_text(self.currency))
    }
}

/// A number with a comma before every three digits of its whole part.
pub fn grouped(number: &str) -> String {
    let (whole, fraction) = number.split_at(number.find('.').unwrap_or(number.len()));
    let (sign, digits) = whole.split_at(usize::from(whole.starts_with('-')));
    let mut out = String::from(sign);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out + fraction
}

/// How wide a text stands in a terminal: Chinese characters and full-width forms take two columns.
pub fn width(text: &str) -> usize {
    let wide = |c: &char| matches!(*c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}');
    text.chars().count() + text.chars().filter(wide).count()
}

/// Rows of cells under a header: the first column to the left, the others to the right.
pub fn table(header: &[&str], rows: &[Vec<String>]) -> String {
    let mut widths: Vec<usize> = header.iter().map(|cell| width(cell)).collect();
    for row in rows {
        for (at, cell) in row.iter().enumerate() {
            widths[at] = widths[at].max(width(cell));
        }
    }
    let line = |cells: &mut dyn Iterator<Item = &str>| {
        let mut out = String::from("  ");
        for (at, cell) in cells.enumerate() {
            let space = " ".repeat(widths[at] - width(cell));
            out += &if at == 0 { format!("{cell}{space}") } else { format!("  {space}{cell}") };
        }
        out.trim_end().to_owned() + "\n"
    };
    let mut out = line(&mut header.iter().copied());
    for row in rows {
        out += &line(&mut row.iter().map(String::as_str));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        for (number, shown) in [
            ("0.00", "0.00"),
            ("-1.50", "-1.50"),
            ("999", "999"),
            ("-1000.000", "-1,000.000"),
            ("1234567.89", "1,234,567.89"),
        ] {
            assert_eq!(grouped(number), shown);
        }
    }

    #[test]
    fn columns_stand_under_each_other_in_both_scripts() {
        let rows = vec![vec!["小桃".to_owned(), "1".to_owned()], vec!["a".to_owned(), "20".to_owned()]];
        assert_eq!(table(&["name", "n"], &rows), "  name   n\n  小桃   1\n  a     20\n");
    }
}
