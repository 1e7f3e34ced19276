//! Python's own words and forms.

use super::prose::plain;

/// What stands at the top of every generated module.
pub const HEAD: &str = "# Printed from the declarations of the core by `cargo test -p siyu-c --test python`; change them, not this file.\n";

const KEYWORDS: [&str; 12] =
    ["and", "as", "class", "from", "global", "in", "is", "not", "or", "pass", "with", "yield"];

pub fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&name)
}

/// A field's name as an attribute.
pub fn attribute(name: &str) -> String {
    if is_keyword(name) { format!("{name}_") } else { name.to_owned() }
}

/// A documentation comment as a docstring, indented.
pub fn docstring(documentation: &str, indent: &str) -> String {
    let text = plain(documentation).replace('\\', "\\\\").replace("\"\"\"", "'''");
    // A quotation mark at the end would run into the closing ones.
    let text = if text.ends_with('"') { text + " " } else { text };
    let text = text.replace("\n\n", &format!("\n\n{indent}"));
    format!("{indent}\"\"\"{text}\"\"\"\n")
}

/// A text as a literal: JSON's escapes are Python's.
pub fn literal(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// `LastAssessment` as `last_assessment`.
pub fn snake(name: &str) -> String {
    let mut snake = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}

/// `top_up` as `TopUp`.
pub fn camel(name: &str) -> String {
    let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
    name.split('_').filter(|word| !word.is_empty()).map(capital).collect()
}
