//! The library as C sees it: programs in C and C++, built by the system's compiler and watched by its sanitizers and by
//! valgrind. They run every vector, hostile input, 64 threads, a fork and a panic; canaries show that the watchers watch.

#![cfg(target_os = "linux")]

#[path = "../../../core/tests/vectors/answers.rs"]
mod answers;
mod cases;
mod guide;
mod library;
mod program;

use cases::Prepared;
use program::{Mode, Program};
use sha2::{Digest as _, Sha256};

/// How much a program does: valgrind is slow, and runs one thread at a time.
struct Amounts {
    /// Calls of each of 64 threads.
    thread_calls: usize,
    /// Calls of each process after a fork.
    process_calls: usize,
    /// Inputs that are changed at random.
    mutations: usize,
    /// The size of garbage, in MiB, where it stays below the limit of a document.
    garbage: usize,
}

impl Amounts {
    fn of(mode: Mode) -> Self {
        match mode {
            Mode::C99 | Mode::Cpp17 => {
                Self { thread_calls: 500, process_calls: 800, mutations: 20_000, garbage: 60 }
            }
            Mode::Sanitized => Self { thread_calls: 100, process_calls: 400, mutations: 5_000, garbage: 60 },
            Mode::Valgrind => Self { thread_calls: 6, process_calls: 25, mutations: 300, garbage: 2 },
        }
    }
}

fn vectors(mode: Mode) {
    let Prepared { path, digest } = cases::prepared();
    assert_eq!(Program::new("vectors").run(mode, &[path]), *digest);
}

fn hostile(mode: Mode) {
    let Amounts { mutations, garbage, .. } = Amounts::of(mode);
    let path = cases::prepared().path.clone();
    let told = Program::new("hostile").run(mode, &[path, mutations.to_string(), garbage.to_string()]);
    assert!(told.starts_with(&format!("{mutations} mutations, ")), "{told}");
}

fn threads(mode: Mode) {
    let calls = Amounts::of(mode).thread_calls;
    let told = Program::new("threads").run(mode, &[&cases::prepared().path, &calls.to_string()]);
    assert_eq!(told, format!("64 threads, {calls} calls each, 0 wrong\n"));
}

fn columns(mode: Mode) {
    let (rows, batches) = if mode == Mode::Valgrind { (60, 2) } else { (2_000, 50) };
    let told = Program::new("columns").run(mode, &[rows.to_string(), batches.to_string()]);
    assert_eq!(told, format!("{rows} rows\n"));
}

fn arrow(mode: Mode) {
    assert_eq!(Program::new("arrow").run(mode, &[] as &[&str]), "done\n");
}

fn fork(mode: Mode) {
    let calls = Amounts::of(mode).process_calls;
    let told = Program::new("fork").run(mode, &[&cases::prepared().path, &calls.to_string()]);
    assert_eq!(told, format!("8 children and their parent made {calls} calls each\n"));
}

fn panic(mode: Mode) {
    let told = Program::new("panic").run(mode, &[&cases::prepared().path]);
    assert_eq!(told, "caught in 8 threads\n");
}

macro_rules! in_every_mode {
    ($($program:ident)+) => {$(
        mod $program {
            use super::Mode;

            #[test]
            fn in_c99() {
                super::$program(Mode::C99);
            }

            #[test]
            fn in_cpp17_linked_statically() {
                super::$program(Mode::Cpp17);
            }

            #[test]
            fn under_sanitizers() {
                super::$program(Mode::Sanitized);
            }

            #[test]
            fn under_valgrind() {
                super::$program(Mode::Valgrind);
            }
        }
    )+};
}

in_every_mode! { vectors columns arrow hostile threads fork panic }

#[test]
fn the_answers_have_the_digest_that_they_have_in_every_language() {
    let lines = Program::new("answers").run(Mode::C99, &[cases::of_vectors()]);
    assert!(lines == answers::lines(), "the lines differ");
    let digest: String = Sha256::digest(lines).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(digest, include_str!("../../../core/vectors.sha256").trim_end());
}

#[test]
fn sanitizers_and_valgrind_see_a_leak_and_a_use_after_free() {
    let canary = Program::new("canary");
    for mode in [Mode::Sanitized, Mode::Valgrind] {
        assert_eq!(canary.run(mode, &["none"]), "done\n");
        for fault in ["leak", "late"] {
            let ended = canary.end(mode, &[fault]);
            assert!(!ended.status.success(), "{mode:?} does not see the fault `{fault}`: {ended:?}");
        }
    }
}

#[test]
fn the_declarations_alone_are_c() {
    program::compile_declarations("siyu.cdef.h");
}

/// What PHP FFI and cffi bind to is there, and nothing else is exported to clash with a host's own names.
#[test]
fn the_library_exports_the_functions_of_the_header_and_nothing_else() {
    let declared = include_str!("../../include/siyu.cdef.h");
    let mut expected: Vec<&str> = declared
        .split(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '('))
        .filter_map(|word| word.strip_suffix('(').or_else(|| word.split_once('(').map(|(name, _)| name)))
        // Arrow's structs have functions, too.
        .filter(|name| name.starts_with("siyu_"))
        .collect();
    expected.push("siyu_test_panic");
    expected.sort_unstable();
    assert_eq!(library::exported(), expected);
}

#[test]
fn the_library_has_a_soname_and_stays_loaded() {
    let dynamic = library::dynamic_section();
    assert!(dynamic.contains(&format!("Library soname: [{}]", library::soname())), "{dynamic}");
    assert!(dynamic.lines().any(|line| line.contains("FLAGS_1") && line.contains("NODELETE")), "{dynamic}");
}
