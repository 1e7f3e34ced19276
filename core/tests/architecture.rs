//! Reads the sources of the core and fails on an import that goes against the direction of the house, and on what
//! the core promises not to contain. Comments, strings and code for tests do not count.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use architecture::reader::{FLOAT, MOVED_MODULE, ROOM_IN_FRONT_PAGE, Reader, Word};
use proc_macro2::TokenStream;

// In the folder of that name, so that cargo takes the parts for no tests of their own.
mod architecture {
    mod examples;
    pub mod reader;
}

/// A top-level module of the core and the others it may import; below it, not above it and not beside it.
struct Room {
    name: &'static str,
    may_import: &'static [&'static [&'static str]],
}

const fn room(name: &'static str, may_import: &'static [&'static [&'static str]]) -> Room {
    Room { name, may_import }
}

const FIGURES: &[&str] = &["order", "error", "money", "calendar"];
const GROUND: &[&str] = &["order", "error", "money", "calendar", "column", "document", "number", "reason"];
const RULES: &[&str] = &[
    "agent",
    "commission",
    "month",
    "vip",
    "balance",
    "gmv",
    "customer",
    "selection",
    "settlement",
    "campaign",
];

const ROOMS: &[Room] = &[
    room("order", &[]),
    room("error", &[]),
    room("money", &[&["order", "error"]]),
    room("calendar", &[&["error"]]),
    room("column", &[&["error", "money"]]),
    room("document", &[FIGURES]),
    room("number", &[FIGURES, &["document"]]),
    room("reason", &[FIGURES, &["document"]]),
    room("agent", &[GROUND]),
    room("commission", &[GROUND, &["agent"]]),
    room("month", &[GROUND, &["agent", "commission"]]),
    room("balance", &[GROUND]),
    room("vip", &[GROUND, &["balance"]]),
    room("gmv", &[GROUND]),
    room("customer", &[GROUND]),
    room("selection", &[GROUND]),
    room("settlement", &[GROUND]),
    room("campaign", &[GROUND]),
    room("rulebook", &[GROUND, RULES]),
    room("lab", &[GROUND, RULES, &["rulebook"]]),
    room("operation", &[GROUND, RULES, &["rulebook", "lab"]]),
];

/// The JSON library, and the only rooms that may name it.
const JSON_LIBRARY: &str = "hifijson";
const KNOW_JSON: &[&str] = &["document", "rulebook", "operation"];

/// What no file of the core may hold, and why.
const BANNED: &[(&str, &str)] = &[
    ("std", "the core is no_std: take it from `core` or `alloc`"),
    ("unsafe", "the core holds no unsafe code"),
    ("f32", "the core computes without floats: take `Money`, `Rate` or integers"),
    ("f64", "the core computes without floats: take `Money`, `Rate` or integers"),
    (FLOAT, "the core computes without floats: take `Money`, `Rate` or integers"),
    ("include!", "it brings in code that this test does not read: write a module"),
    (MOVED_MODULE, "this test finds a module by its name: let the file be named like it"),
    (ROOM_IN_FRONT_PAGE, "give the room a file of its own"),
];

/// The file that names every room.
const FRONT_PAGE: &str = "lib.rs";

#[test]
fn imports_follow_the_direction_of_the_house() {
    let sources = read_sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    assert!(sources.iter().any(|source| source.path == FRONT_PAGE), "read the wrong folder: no {FRONT_PAGE}");
    let complaints = complaints(&sources);
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// A file under `src`, its path parted by `/`.
struct Source {
    path: String,
    text: String,
}

impl Source {
    /// The modules that lead to this file: none for the front page, `["agent", "tier"]` for `agent/tier.rs`.
    fn module(&self) -> Vec<String> {
        let stem = self.path.strip_suffix(".rs").unwrap_or(&self.path);
        let mut names: Vec<String> = stem.split('/').map(str::to_owned).collect();
        if names.last().is_some_and(|last| last == "mod") || self.path == FRONT_PAGE {
            names.pop();
        }
        names
    }
}

fn read_sources(folder: &Path) -> io::Result<Vec<Source>> {
    let mut sources = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(next) = waiting.pop() {
        let mut entries: Vec<PathBuf> =
            fs::read_dir(next)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<_>>()?;
        entries.sort();
        for path in entries {
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let names = path.strip_prefix(folder).unwrap_or(&path).iter();
                let names: Vec<_> = names.map(|name| name.to_string_lossy()).collect();
                sources.push(Source { path: names.join("/"), text: fs::read_to_string(&path)? });
            }
        }
    }
    Ok(sources)
}

/// Everything that is wrong with the sources, one line each: `agent/tier.rs:3: …`.
fn complaints(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    let mut readers = Vec::new();
    for source in sources {
        match source.text.parse::<TokenStream>() {
            Ok(stream) => readers.push((source, Reader::read(source.module(), stream))),
            Err(error) => found.push(format!("{}: cannot be read: {error}", source.path)),
        }
    }
    let for_tests: BTreeSet<&[String]> =
        readers.iter().flat_map(|(_, reader)| reader.test_modules.iter().map(Vec::as_slice)).collect();
    for (source, reader) in &readers {
        let module = source.module();
        let only_for_tests = (1..=module.len()).any(|length| for_tests.contains(&module[..length]));
        if !only_for_tests {
            found.extend(complaints_about(source, reader));
        }
    }
    found
}

/// What is wrong with one file.
fn complaints_about(source: &Source, reader: &Reader) -> Vec<String> {
    let module = source.module();
    let own = module.first().map(String::as_str);
    let place = |word: &Word| format!("{}:{}", source.path, word.line);
    let mut found = Vec::new();
    if let Some(name) = own {
        match ROOMS.iter().find(|room| room.name == name) {
            None => found.push(format!("{}: `{name}` is an unknown room: {ADD}", source.path)),
            Some(room) => found.extend(reader.reached.iter().filter_map(|word| {
                refusal(room, &word.text).map(|refusal| format!("{}: {refusal}", place(word)))
            })),
        }
    }
    for word in &reader.words {
        if let Some((name, why)) = BANNED.iter().find(|(name, _)| *name == word.text) {
            found.push(format!("{}: `{name}`: {why}", place(word)));
        }
        if word.text == JSON_LIBRARY && !own.is_some_and(|own| KNOW_JSON.contains(&own)) {
            found.push(format!("{}: only {} may name `{JSON_LIBRARY}`", place(word), KNOW_JSON.join(", ")));
        }
    }
    found
}

const ADD: &str = "add it to ROOMS in core/tests/architecture.rs with what it may import";

/// Why `room` may not import `target` from the root.
fn refusal(room: &Room, target: &str) -> Option<String> {
    if target == room.name || room.may_import.iter().any(|names| names.contains(&target)) {
        None
    } else if ROOMS.iter().any(|other| other.name == target) {
        Some(format!("`{}` may not import `{target}`", room.name))
    } else {
        Some(format!("`crate::{target}` is no known room: import through the room that has it, or {ADD}"))
    }
}
