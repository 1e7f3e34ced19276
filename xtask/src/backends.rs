//! `cargo xtask backends`: the examples in C, PHP, Go and Java, run by the commands of their own guides.

use std::fs;
use std::process::{Command, ExitCode, Stdio};

use sha2::{Digest, Sha256};

use crate::report::Checks;
use crate::{jdk, root, system};

/// An example. The blocks of shell in its guide are its checks, in this order, each in a shell of its own.
struct Example {
    language: &'static str,
    guide: &'static str,
    jdk: Option<u32>,
    blocks: &'static [Block],
}

struct Block {
    name: &'static str,
    expected: Expected,
}

/// What the commands of a block come to, beside success.
enum Expected {
    /// They print what stands in this file.
    File(&'static str),
    /// They print the answers to all vectors.
    Answers,
    /// Any output.
    Anything,
}

const STORY: Block = Block { name: "story", expected: Expected::File("examples/story/expected.txt") };
const REFUNDS: Block =
    Block { name: "refunds in columns", expected: Expected::File("examples/story/refunds.txt") };
const VECTORS: Block = Block { name: "vectors", expected: Expected::Answers };
const HARD_CASES: Block = Block { name: "hard cases", expected: Expected::Anything };

const EXAMPLES: &[Example] = &[
    // Its vectors and hard cases are tests of `bindings-c`.
    Example { language: "C", guide: "examples/c/README.md", jdk: None, blocks: &[STORY, REFUNDS] },
    Example {
        language: "PHP",
        guide: "examples/php/README.md",
        jdk: None,
        blocks: &[STORY, REFUNDS, Block { name: "story, preloaded", ..STORY }, VECTORS, HARD_CASES],
    },
    Example {
        language: "Go",
        guide: "examples/go/README.md",
        jdk: None,
        blocks: &[STORY, REFUNDS, VECTORS, HARD_CASES],
    },
    Example {
        language: "Java, JNA",
        guide: "examples/java/jna/README.md",
        jdk: Some(17),
        blocks: &[STORY, REFUNDS, VECTORS, HARD_CASES],
    },
    Example {
        language: "Java, FFM",
        guide: "examples/java/panama/README.md",
        jdk: Some(22),
        blocks: &[STORY, REFUNDS, VECTORS, HARD_CASES],
    },
];

/// Runs every block of every guide.
pub fn check() -> ExitCode {
    system::prepare();
    let mut checks = Checks::default();
    checks.run("Go: gofmt", go_is_formatted);
    for example in EXAMPLES {
        match blocks_of(example) {
            Err(message) => checks.run(example.language, || Err(message)),
            Ok(blocks) => {
                for (block, commands) in example.blocks.iter().zip(blocks) {
                    let name = format!("{}: {}", example.language, block.name);
                    checks.run(&name, || try_block(example, block, &commands));
                }
            }
        }
    }
    checks.end()
}

fn blocks_of(example: &Example) -> Result<Vec<String>, String> {
    let blocks = shell_blocks(&read(example.guide)?);
    let (found, expected) = (blocks.len(), example.blocks.len());
    if found == expected {
        Ok(blocks)
    } else {
        Err(format!("{} has {found} blocks of shell instead of {expected}", example.guide))
    }
}

fn shell_blocks(guide: &str) -> Vec<String> {
    let behind_openings = guide.split("```sh\n").skip(1);
    behind_openings.filter_map(|text| text.split_once("```")).map(|(block, _)| block.to_owned()).collect()
}

fn try_block(example: &Example, block: &Block, commands: &str) -> Result<(), String> {
    let mut shell = Command::new("sh");
    shell.args(["-e", "-c", commands]);
    if let Some(version) = example.jdk {
        let bin = jdk::at_least(version)?.join("bin");
        // The folder of the classes stands on the class path before the compiler makes it.
        shell.env("PATH", system::path_before(&bin)?).env("JDK_JAVAC_OPTIONS", "-Xlint:all,-path -Werror");
    }
    let printed = output_of(&mut shell)?;
    match block.expected {
        Expected::Anything => Ok(()),
        Expected::File(path) => compare(&read(path)?, &printed),
        Expected::Answers => compare_digest(read("core/vectors.sha256")?.trim_end(), &printed),
    }
}

/// Says where two texts first differ.
fn compare(expected: &str, printed: &str) -> Result<(), String> {
    if expected == printed {
        return Ok(());
    }
    let mut number = 0;
    let mut lines = (expected.split('\n'), printed.split('\n'));
    loop {
        number += 1;
        let line = (lines.0.next(), lines.1.next());
        if line.0 != line.1 {
            let told = |text: Option<&str>| text.map_or("the end".to_owned(), |text| format!("`{text}`"));
            return Err(format!("line {number}: expected {}, found {}", told(line.0), told(line.1)));
        }
    }
}

fn compare_digest(expected: &str, printed: &str) -> Result<(), String> {
    let digest: String = Sha256::digest(printed).iter().map(|byte| format!("{byte:02x}")).collect();
    if digest == expected {
        return Ok(());
    }
    Err(format!(
        "expected the digest {expected}, found {digest} of {} lines; \
         compare them with those of `cargo run -p siyu --example vectors`",
        printed.lines().count()
    ))
}

fn go_is_formatted() -> Result<(), String> {
    let unformatted = output_of(Command::new("gofmt").args(["-l", "examples/go"]))?;
    if unformatted.is_empty() { Ok(()) } else { Err(format!("run gofmt -w on {unformatted}")) }
}

/// What a command prints; a failed one's output is the complaint.
fn output_of(command: &mut Command) -> Result<String, String> {
    let output =
        command.current_dir(root()).stdin(Stdio::null()).output().map_err(|error| {
            format!("`{}` does not start: {error}", command.get_program().to_string_lossy())
        })?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if !output.status.success() {
        return Err(format!("{}\n{}{}", output.status, text(&output.stderr), text(&output.stdout)));
    }
    String::from_utf8(output.stdout).map_err(|error| format!("what it prints is not UTF-8: {error}"))
}

fn read(path: &str) -> Result<String, String> {
    fs::read_to_string(root().join(path)).map_err(|error| format!("cannot read {path}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_guide_has_the_blocks_that_are_run() {
        for example in EXAMPLES {
            let blocks = blocks_of(example).unwrap();
            assert!(blocks.iter().all(|block| !block.trim().is_empty()), "{}", example.guide);
        }
    }

    #[test]
    fn blocks_of_shell_are_found_among_others() {
        let guide = "a\n```sh\none\ntwo\n```\n```ini\nx=y\n```\n```sh\nthree\n```\nb\n";
        assert_eq!(shell_blocks(guide), ["one\ntwo\n", "three\n"]);
    }

    #[test]
    fn the_first_difference_is_told() {
        assert_eq!(compare("a\nb\n", "a\nb\n"), Ok(()));
        let told = |printed| compare("a\nb\n", printed).unwrap_err();
        assert_eq!(told("a\nc\n"), "line 2: expected `b`, found `c`");
        assert_eq!(told("a\nb"), "line 3: expected ``, found the end");
        assert_eq!(told("a\nb\nc\n"), "line 3: expected ``, found `c`");
    }

    #[test]
    fn a_digest_is_compared() {
        let of_abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(compare_digest(of_abc, "abc"), Ok(()));
        let message = compare_digest(of_abc, "abd\n").unwrap_err();
        assert!(message.contains(" of 1 lines; "), "{message}");
    }

    #[test]
    fn a_failed_command_tells_what_it_wrote() {
        let message =
            output_of(Command::new("sh").args(["-c", "echo out; echo err >&2; exit 3"])).unwrap_err();
        assert_eq!(message, "exit status: 3\nerr\nout\n");
    }
}
