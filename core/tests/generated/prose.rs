//! Documentation comments as plain text.

/// The comment on one line per paragraph, with links to items as their names.
pub fn plain(documentation: &str) -> String {
    let lines: Vec<&str> = documentation.lines().map(str::trim).collect();
    let paragraphs = lines.split(|line| line.is_empty()).map(|lines| lines.join(" "));
    let paragraphs: Vec<String> =
        paragraphs.filter(|text| !text.is_empty()).map(|text| without_links(&text)).collect();
    paragraphs.join("\n\n")
}

/// ``[`Item`](place)`` and ``[`Item`]`` as `` `Item` ``.
fn without_links(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, link)) = rest.split_once("[`") {
        let Some((item, after)) = link.split_once("`]") else { break };
        plain.push_str(&format!("{before}`{item}`"));
        rest = match after.strip_prefix('(').and_then(|place| place.split_once(')')) {
            Some((_, behind)) => behind,
            None => after,
        };
    }
    plain + rest
}

#[test]
fn a_comment_becomes_plain_text() {
    assert_eq!(
        plain(" One\n line.\n\n See [`a::b`](super::b) and [`c`].\n"),
        "One line.\n\nSee `a::b` and `c`."
    );
}
