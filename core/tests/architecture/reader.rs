//! Reads one file as tokens: what its paths reach at the root, and which words it holds.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};

// Findings that are no single word; the space keeps them apart from any word of a source.
pub const FLOAT: &str = "float literal";
pub const MOVED_MODULE: &str = "module path";
pub const ROOM_IN_FRONT_PAGE: &str = "room in lib.rs";

/// A word of the source and the line it stands in.
pub struct Word {
    pub text: String,
    pub line: usize,
}

/// What one file says: the top-level names its paths reach, and all its other words, without code for tests.
#[derive(Default)]
pub struct Reader {
    pub reached: Vec<Word>,
    pub words: Vec<Word>,
    /// Modules that exist only for tests and lie in files of their own.
    pub test_modules: Vec<Vec<String>>,
}

impl Reader {
    pub fn read(module: Vec<String>, stream: TokenStream) -> Self {
        let mut reader = Self::default();
        let tokens: Vec<TokenTree> = stream.into_iter().collect();
        if starts_for_tests(&tokens) {
            reader.test_modules.push(module);
        } else {
            reader.walk(&module, &tokens);
        }
        reader
    }

    fn note(&mut self, text: &str, token: &TokenTree) {
        self.words.push(Word { text: text.to_owned(), line: token.span().start().line });
    }

    fn reach(&mut self, name: &str, token: &TokenTree) {
        self.reached.push(Word { text: name.to_owned(), line: token.span().start().line });
    }

    fn walk(&mut self, module: &[String], tokens: &[TokenTree]) {
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            at = match token {
                TokenTree::Punct(punct) if punct.as_char() == '#' => self.attribute(module, tokens, at),
                TokenTree::Punct(_) => at + 1,
                TokenTree::Group(group) => {
                    self.walk(module, &inside(group));
                    at + 1
                }
                TokenTree::Literal(literal) => {
                    // In `pair.0.1` the lexer takes `0.1` for a number.
                    let is_field = at > 0 && is_punct(tokens.get(at - 1), '.');
                    if !is_field && is_float(&literal.to_string()) {
                        self.note(FLOAT, token);
                    }
                    at + 1
                }
                TokenTree::Ident(word) => self.word(module, word, tokens, at),
            }
        }
    }

    /// Steps over an item that exists only for tests; any other attribute is read like code.
    fn attribute(&mut self, module: &[String], tokens: &[TokenTree], at: usize) -> usize {
        let Some(TokenTree::Group(attribute)) = tokens.get(at + 1) else { return at + 1 };
        let content = inside(attribute);
        if is_word(content.first(), "path") {
            self.note(MOVED_MODULE, &tokens[at]);
        }
        if !is_for_tests(&content) {
            return at + 1;
        }
        let Some(end) = end_of_item(tokens, at + 2) else { return at + 1 };
        if let [.., TokenTree::Ident(keyword), TokenTree::Ident(name), TokenTree::Punct(_)] = &tokens[at..end]
            && keyword == "mod"
        {
            self.test_modules.push(child(module, name));
        }
        end
    }

    /// Reads what starts with the word at `at`, and says where to go on.
    fn word(&mut self, module: &[String], word: &Ident, tokens: &[TokenTree], at: usize) -> usize {
        let text = word.to_string();
        match (text.as_str(), tokens.get(at + 1), tokens.get(at + 2)) {
            // `pub(crate)` and `pub(in crate::agent)` say who may see; they import nothing.
            ("pub", Some(TokenTree::Group(group)), _) if says_who_may_see(group) => at + 2,
            ("mod", Some(TokenTree::Ident(name)), Some(TokenTree::Group(group))) => {
                if module.is_empty() {
                    self.note(ROOM_IN_FRONT_PAGE, &tokens[at]);
                }
                self.walk(&child(module, name), &inside(group));
                at + 3
            }
            ("extern", Some(TokenTree::Ident(krate)), Some(name)) if krate == "crate" => {
                if is_word(Some(name), "self") {
                    self.reach("self", name);
                }
                at + 2
            }
            ("crate", ..) => self.follow(module, 0, tokens, at),
            ("super", ..) => self.follow(module, module.len().saturating_sub(1), tokens, at),
            ("self", Some(_), _) if is_path(tokens, at) => self.follow(module, module.len(), tokens, at),
            (_, Some(TokenTree::Punct(bang)), Some(TokenTree::Group(_))) if bang.as_char() == '!' => {
                self.note(&format!("{text}!"), &tokens[at]);
                at + 1
            }
            _ => {
                self.note(&text, &tokens[at]);
                at + 1
            }
        }
    }

    /// Follows a path whose word at `at` stands for the module `depth` levels below the root, and notes what it
    /// names at the root. Says where to go on.
    fn follow(&mut self, module: &[String], depth: usize, tokens: &[TokenTree], at: usize) -> usize {
        if is_path(tokens, at) {
            return self.enter(module, depth, tokens, at + 3);
        }
        if depth == 0 {
            // The root by itself, as in `use super as house`: nobody could see what comes through it.
            self.reach("self", &tokens[at]);
        }
        at + 1
    }

    /// Reads what stands at `at` behind the `::` of a module `depth` levels below the root.
    fn enter(&mut self, module: &[String], depth: usize, tokens: &[TokenTree], at: usize) -> usize {
        match tokens.get(at) {
            Some(TokenTree::Ident(word)) if word == "super" => {
                self.follow(module, depth.saturating_sub(1), tokens, at)
            }
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                for branch in inside(group).split(|token| is_punct(Some(token), ',')) {
                    let end = self.enter(module, depth, branch, 0);
                    self.walk(module, &branch[end..]);
                }
                at + 1
            }
            Some(token) if depth == 0 => {
                self.reach(&token.to_string(), token);
                at + 1
            }
            _ => at,
        }
    }
}

fn inside(group: &Group) -> Vec<TokenTree> {
    group.stream().into_iter().collect()
}

fn child(module: &[String], name: &Ident) -> Vec<String> {
    module.iter().cloned().chain([name.to_string()]).collect()
}

fn is_word(token: Option<&TokenTree>, expected: &str) -> bool {
    matches!(token, Some(TokenTree::Ident(word)) if word == expected)
}

fn is_punct(token: Option<&TokenTree>, expected: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == expected)
}

/// Whether `::` follows the word at `at`.
fn is_path(tokens: &[TokenTree], at: usize) -> bool {
    is_punct(tokens.get(at + 1), ':') && is_punct(tokens.get(at + 2), ':')
}

/// `(crate)`, `(super)`, `(self)`, `(in some::path)`; but not the `(crate::money::Money)` of a tuple field's type.
fn says_who_may_see(group: &Group) -> bool {
    let content = inside(group);
    let is_scope = ["crate", "super", "self"].iter().any(|scope| is_word(content.first(), scope));
    is_word(content.first(), "in") || (is_scope && content.len() == 1)
}

/// `1.5`, `1e6`, `2f64`; not `0x1f`, `1usize` or a string.
fn is_float(literal: &str) -> bool {
    literal.starts_with(|first: char| first.is_ascii_digit())
        && literal
            .trim_start_matches(|digit: char| digit.is_ascii_digit() || digit == '_')
            .starts_with(['.', 'e', 'E', 'f'])
}

/// Whether the content of an attribute is `cfg(test)` or `cfg(all(test, …))`.
fn is_for_tests(content: &[TokenTree]) -> bool {
    let [TokenTree::Ident(name), TokenTree::Group(condition)] = content else { return false };
    name == "cfg" && needs_test(&inside(condition))
}

fn needs_test(condition: &[TokenTree]) -> bool {
    match condition {
        [TokenTree::Ident(word)] => word == "test",
        [TokenTree::Ident(word), TokenTree::Group(all)] if word == "all" => {
            inside(all).split(|token| is_punct(Some(token), ',')).any(needs_test)
        }
        _ => false,
    }
}

/// Whether one of the inner attributes at the start of a file is `#![cfg(test)]`.
fn starts_for_tests(tokens: &[TokenTree]) -> bool {
    tokens
        .chunks(3)
        .map_while(|chunk| match chunk {
            [TokenTree::Punct(hash), TokenTree::Punct(bang), TokenTree::Group(attribute)]
                if hash.as_char() == '#' && bang.as_char() == '!' =>
            {
                Some(inside(attribute))
            }
            _ => None,
        })
        .any(|content| is_for_tests(&content))
}

/// Where the item ends that starts at `at`; nothing where no item starts, so that it is read like any code.
fn end_of_item(tokens: &[TokenTree], mut at: usize) -> Option<usize> {
    while is_punct(tokens.get(at), '#') {
        at += 2;
    }
    if is_word(tokens.get(at), "pub") {
        at += 1;
        at += usize::from(matches!(tokens.get(at), Some(TokenTree::Group(_))));
    }
    let TokenTree::Ident(keyword) = tokens.get(at)? else { return None };
    let next = |word| is_word(tokens.get(at + 1), word);
    let only_semicolon = match keyword.to_string().as_str() {
        "use" | "static" | "type" => true,
        "const" => !(next("fn") || next("unsafe") || next("async") || next("extern")),
        "extern" => next("crate"),
        "mod" | "fn" | "struct" | "enum" | "union" | "trait" | "impl" | "unsafe" | "async"
        | "macro_rules" => false,
        _ => return None,
    };
    let is_end = |token: &TokenTree| match token {
        TokenTree::Group(group) => !only_semicolon && group.delimiter() == Delimiter::Brace,
        _ => is_punct(Some(token), ';'),
    };
    tokens[at..].iter().position(is_end).map(|length| at + length + 1)
}
