//! Small sources that the checker must refuse, and some it must let pass: a check that cannot fail is worthless.

use std::path::Path;

use crate::{ROOMS, Source, complaints, read_sources};

fn sources(files: &[(&str, &str)]) -> Vec<Source> {
    files.iter().map(|(path, text)| Source { path: (*path).to_owned(), text: (*text).to_owned() }).collect()
}

/// Each with the file, its text, and the one complaint it must raise.
const BAD: &[(&str, &str, &str)] = &[
    ("error/mod.rs", "use crate::money::Money;", "error/mod.rs:1: `error` may not import `money`"),
    ("money.rs", "\n\nfn f(_: crate::calendar::Date) {}", "money.rs:3: `money` may not import `calendar`"),
    ("document/mod.rs", "use crate::reason::Reason;", "`document` may not import `reason`"),
    ("agent/mod.rs", "use crate::commission;", "`agent` may not import `commission`"),
    ("agent/mod.rs", "use crate :: /* why */\n commission :: Split;", "`agent` may not import `commission`"),
    ("agent/mod.rs", "use crate::{money::Money, vip::Level};", "`agent` may not import `vip`"),
    ("agent/mod.rs", "use crate::{money::{self, Money}, gmv};", "`agent` may not import `gmv`"),
    ("agent/mod.rs", "use {crate::money, crate::gmv};", "`agent` may not import `gmv`"),
    ("agent/mod.rs", "use super::vip;", "`agent` may not import `vip`"),
    ("agent.rs", "use super::vip;", "`agent` may not import `vip`"),
    ("agent/tier.rs", "use super::super::vip::Level;", "`agent` may not import `vip`"),
    ("agent/tier.rs", "use self::super::super::vip::Level;", "`agent` may not import `vip`"),
    ("agent/tier.rs", "use super::{Agent, super::vip::Level};", "`agent` may not import `vip`"),
    ("agent/tier.rs", "use super::super::{money, vip};", "`agent` may not import `vip`"),
    (
        "agent/tier.rs",
        "mod a { mod b { use super::super::super::super::vip; } }",
        "`agent` may not import `vip`",
    ),
    ("agent/tier/gold.rs", "fn f() { super::super::super::vip::level() }", "`agent` may not import `vip`"),
    ("agent/tier.rs", "pub struct Held(pub(crate) crate::vip::Level);", "`agent` may not import `vip`"),
    ("agent/tier.rs", "pub struct Held(pub (crate::vip::Level));", "`agent` may not import `vip`"),
    ("agent/tier.rs", "macro_rules! m { () => { $crate::vip::f() } }", "`agent` may not import `vip`"),
    ("agent/tier.rs", "fn f() { assert!(crate::vip::f()) }", "`agent` may not import `vip`"),
    ("agent/tier.rs", "#[cfg(not(test))] use crate::vip;", "`agent` may not import `vip`"),
    ("agent/tier.rs", "#[cfg(any(test, fuzzing))] use crate::vip;", "`agent` may not import `vip`"),
    (
        "agent/tier.rs",
        "#[cfg(test)] const A: [u8; 1] = [{ 1 }]; use crate::vip;",
        "`agent` may not import `vip`",
    ),
    (
        "agent/tier.rs",
        "struct A { #[cfg(test)] a: u8, b: crate::vip::Level }",
        "`agent` may not import `vip`",
    ),
    ("agent/tier.rs", "use crate::Money;", "`crate::Money` is no known room"),
    ("agent/tier.rs", "use crate::*;", "`crate::*` is no known room"),
    ("agent/tier.rs", "use crate::{self as house};", "`crate::self` is no known room"),
    ("agent/tier.rs", "use crate as house;", "`crate::self` is no known room"),
    ("agent/mod.rs", "use super as house;", "`crate::self` is no known room"),
    ("agent/mod.rs", "extern crate self as siyu;", "`crate::self` is no known room"),
    ("commission/mod.rs", "use crate::{agent, month};", "`commission` may not import `month`"),
    ("month/mod.rs", "use crate::{agent, commission, vip};", "`month` may not import `vip`"),
    ("vip/mod.rs", "use crate::{balance, agent};", "`vip` may not import `agent`"),
    ("balance/mod.rs", "use crate::vip;", "`balance` may not import `vip`"),
    ("gmv/mod.rs", "use crate::rulebook::Rulebook;", "`gmv` may not import `rulebook`"),
    ("rulebook/mod.rs", "use crate::{gmv, lab};", "`rulebook` may not import `lab`"),
    ("lab/mod.rs", "use crate::operation;", "`lab` may not import `operation`"),
    ("shop/mod.rs", "//! A new room.", "`shop` is an unknown room: add it to ROOMS"),
    ("lib.rs", "pub mod shop { }", "lib.rs:1: `room in lib.rs`"),
    ("agent/mod.rs", "use std::vec::Vec;", "agent/mod.rs:1: `std`: the core is no_std"),
    ("agent/mod.rs", "fn f() -> ::std::string::String {}", "`std`: the core is no_std"),
    ("lib.rs", "extern crate std;", "`std`: the core is no_std"),
    ("agent/mod.rs", "#[cfg(test)] use crate::vip; fn f() { std::f() }", "`std`: the core is no_std"),
    ("agent/mod.rs", "fn f() { unsafe { g() } }", "`unsafe`: "),
    ("agent/mod.rs", "fn f(rate: f64) {}", "`f64`: "),
    ("agent/mod.rs", "type Rate = f32;", "`f32`: "),
    ("agent/mod.rs", "const A: Rate = a(1.5);", "`float literal`: "),
    ("agent/mod.rs", "const A: Rate = a(1e6);", "`float literal`: "),
    ("agent/mod.rs", "const A: Rate = a(2f64);", "`float literal`: "),
    ("agent/mod.rs", "include!(\"vip.rs\");", "`include!`: "),
    ("agent/mod.rs", "#[path = \"../vip/mod.rs\"] mod level;", "`module path`: "),
    ("agent/mod.rs", "use hifijson::SliceLexer;", "only document, rulebook, operation may name `hifijson`"),
    ("agent/mod.rs", "use crate::document::{hifijson};", "only document, rulebook, operation may name"),
    ("agent/mod.rs", "use crate::{document::{hifijson}};", "only document, rulebook, operation may name"),
    ("lib.rs", "pub use hifijson;", "only document, rulebook, operation may name `hifijson`"),
    ("agent/mod.rs", "fn f( {", "agent/mod.rs: cannot be read"),
];

#[test]
fn every_bad_example_is_refused() {
    for (path, text, expected) in BAD {
        let found = complaints(&sources(&[(path, text)]));
        assert_eq!(found.len(), 1, "{path}: {text}: {found:?}");
        assert!(found[0].contains(expected), "{path}: {text}: {found:?}");
    }
}

const GOOD: &[(&str, &str)] = &[
    (
        "lib.rs",
        "#![no_std] extern crate alloc; #[cfg(test)] extern crate std; pub mod agent; pub use agent::Agent;",
    ),
    ("lib.rs", "pub use crate::vip::Level; pub use self::money::Money;"),
    ("agent/mod.rs", "use crate::{agent::tier, error, money::{self, Money}, calendar, document, reason};"),
    (
        "agent/tier.rs",
        "use super::Agent; use super::{star::Star, sponsor}; pub(super) fn f(&self) { self.a() }",
    ),
    ("agent/tier.rs", "pub(crate) fn f() {} pub(in crate::agent) fn g() {} pub(in super::super) fn h() {}"),
    ("agent/tier.rs", "// use crate::vip;\n/* unsafe /* f64 */ */ //! std::fs\n/// crate::vip\nfn f() {}"),
    (
        "agent/tier.rs",
        "const A: &str = \"use crate::vip; // f64\"; const B: &str = r#\"\"std::\"#; const C: char = '\"';",
    ),
    ("agent/tier.rs", "#[cfg(test)] mod tests { use std::vec; use crate::vip; const A: f64 = 1.5; }"),
    ("agent/tier.rs", "#[cfg(all(test, miri))] #[allow(unused)] pub(crate) fn f() -> f64 { std::g() }"),
    ("agent/tier.rs", "//! Tests.\n#![allow(dead_code)]\n#![cfg(test)]\nuse std::fs; use crate::vip;"),
    ("agent/tier.rs", "fn f(pair: ((u8, u8), u8)) -> u8 { pair.0.1 + 1_000usize + 0x1f + (0..5).len() }"),
    ("agent/tier.rs", "fn f<'a>(path: &'a str, include: bool) -> bool { include != path.is_empty() }"),
    ("agent/tier.rs", "fn f() { include_str!(\"rules.md\") }"),
    ("commission/mod.rs", "use crate::agent::Tier;"),
    ("month/mod.rs", "use crate::{agent, commission};"),
    ("vip/mod.rs", "use crate::balance;"),
    ("reason/mod.rs", "use crate::document;"),
    ("document/mod.rs", "use hifijson::SliceLexer;"),
    ("rulebook/mod.rs", "use crate::{agent, campaign, document}; use hifijson::token;"),
    ("lab/mod.rs", "use crate::{agent, rulebook, vip};"),
    ("operation/json.rs", "use crate::{agent, lab, rulebook}; use hifijson::token;"),
];

#[test]
fn no_good_example_is_refused() {
    for (path, text) in GOOD {
        assert_eq!(complaints(&sources(&[(path, text)])), [""; 0], "{path}: {text}");
    }
}

#[test]
fn a_file_that_only_tests_declare_may_import_anything() {
    let test_file = "use std::fs; use crate::vip;";
    for path in ["agent/tier/tests.rs", "agent/tier/tests/mod.rs", "agent/tier/tests/deep.rs"] {
        let declared = [("agent/tier.rs", "#[cfg(test)]\nmod tests;"), (path, test_file)];
        assert_eq!(complaints(&sources(&declared)), [""; 0], "{path}");
        let shipped = [("agent/tier.rs", "mod tests;"), (path, test_file)];
        assert_eq!(complaints(&sources(&shipped)).len(), 2, "{path}");
    }
}

#[test]
fn all_complaints_are_told_with_their_places() {
    let found = complaints(&sources(&[
        ("agent/mod.rs", "use crate::{\n    gmv,\n    vip,\n};"),
        ("money.rs", "type A = f64;"),
    ]));
    assert_eq!(found.len(), 3);
    assert!(
        found[0].starts_with("agent/mod.rs:2: ") && found[1].starts_with("agent/mod.rs:3: "),
        "{found:?}"
    );
    assert!(found[2].starts_with("money.rs:1: "), "{found:?}");
}

/// So the table can hold no circle.
#[test]
fn the_table_is_written_bottom_up() {
    for (position, room) in ROOMS.iter().enumerate() {
        for name in room.may_import.iter().copied().flatten() {
            let is_below = ROOMS[..position].iter().any(|below| below.name == *name);
            assert!(is_below, "`{}` may import `{name}`, which does not stand above it", room.name);
        }
    }
}

#[test]
fn the_reader_finds_files_in_folders() {
    let sources = read_sources(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    assert!(sources.iter().any(|source| source.path == "tests/architecture.rs"));
    assert!(sources.iter().any(|source| source.path == "src/lib.rs"));
}
