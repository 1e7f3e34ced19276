//! What a check said: counts read from the output of `cargo test`, and the verdict made of them.

use std::process::ExitCode;
use std::time::Instant;

/// What a test prints, and then passes, when it would need the data folder and has none.
pub const DATA_MISSING: &str = "did not run: SIYU_DATA is not set";

/// What is counted when a step ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counting {
    /// The step itself, by its exit code.
    Step,
    /// Every test that `cargo test` reports, doctests too; a step that reports none has failed.
    CargoTests,
    /// What the last line of another command of xtask says: `N passed, N failed`. See [`closing_line`].
    ClosingLine,
}

/// How a command of xtask that runs checks of its own ends its output, so that `cargo xtask test` can add them up.
pub fn closing_line(passed: usize, failed: usize) -> String {
    format!("{passed} passed, {failed} failed")
}

/// Runs the checks of a command of xtask, tells each in a line, and counts.
#[derive(Default)]
pub struct Checks {
    passed: usize,
    failed: usize,
}

impl Checks {
    /// Runs a check. A failed one says why, in as many lines as it likes.
    pub fn run(&mut self, name: &str, check: impl FnOnce() -> Result<(), String>) {
        let start = Instant::now();
        let result = check();
        let seconds = start.elapsed().as_secs_f64();
        match result {
            Ok(()) => {
                self.passed += 1;
                println!("{name} ... ok ({seconds:.1} s)");
            }
            Err(message) => {
                self.failed += 1;
                println!("{name} ... FAILED ({seconds:.1} s)");
                message.lines().for_each(|line| println!("    {line}"));
            }
        }
    }

    /// Counts a check that told its own line.
    pub fn passed(&mut self, line: &str) {
        self.passed += 1;
        println!("{line}");
    }

    /// Closes with the sum.
    pub fn end(self) -> ExitCode {
        println!("{}", closing_line(self.passed, self.failed));
        if self.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

/// How a finished process ended and what it wrote.
pub struct Ended {
    pub success: bool,
    pub stdout: String,
    pub stderr: String,
}

/// What a step adds to the sum, and what is to be told of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    pub passed: usize,
    pub failed: usize,
    /// Why the step failed, beyond what its output says.
    pub complaints: Vec<String>,
    /// Lines of tests that could not run without the data folder.
    pub without_data: Vec<String>,
}

impl Verdict {
    /// A step that could not even start.
    pub fn not_started(complaint: String) -> Self {
        Self { failed: 1, complaints: vec![complaint], ..Self::default() }
    }

    pub fn of(counting: Counting, ended: &Ended) -> Self {
        let mut verdict = match counting {
            Counting::Step => Self::of_step(ended),
            Counting::CargoTests => Self::of_tests(ended),
            Counting::ClosingLine => Self::of_closing_line(ended),
        };
        verdict.without_data = without_data(counting, ended);
        verdict
    }

    fn of_step(ended: &Ended) -> Self {
        Self { passed: usize::from(ended.success), failed: usize::from(!ended.success), ..Self::default() }
    }

    fn of_closing_line(ended: &Ended) -> Self {
        let line = ended.stdout.lines().last().unwrap_or_default();
        let mut verdict = match closing_counts(line) {
            Some((passed, failed)) => Self { passed, failed, ..Self::default() },
            None => Self::not_started(format!("the last line is no sum of checks: `{line}`")),
        };
        if verdict.failed == 0 && (!ended.success || verdict.passed == 0) {
            verdict.complaints.push("no check failed, and yet the command did".to_owned());
            verdict.failed = 1;
        }
        verdict
    }

    fn of_tests(ended: &Ended) -> Self {
        let mut verdict = Self::default();
        let mut results = 0_usize;
        for line in ended.stdout.lines() {
            if let Some(result) = line.strip_prefix("test result: ") {
                results += 1;
                verdict.add_result(result);
            } else if let Some(name) = ignored_test(line) {
                verdict.complaints.push(format!("{name} is ignored: make it run or take it out"));
            }
        }
        if results == 0 {
            verdict.complaints.push("no test reported a result".to_owned());
        }
        // A crash or a compile error ends the step without a failed test to count.
        if verdict.failed == 0 && (!ended.success || !verdict.complaints.is_empty()) {
            verdict.failed = 1;
        }
        verdict
    }

    /// Adds `ok. 3 passed; 0 failed; 1 ignored; …`; an ignored test counts as failed, since nothing is skipped
    /// silently.
    fn add_result(&mut self, result: &str) {
        let counts = (count(result, "passed"), count(result, "failed"), count(result, "ignored"));
        if let (Some(passed), Some(failed), Some(ignored)) = counts {
            self.passed += passed;
            self.failed += failed + ignored;
        } else {
            self.failed += 1;
            self.complaints.push(format!("cannot read the result `{result}`"));
        }
    }
}

/// The numbers of `3 passed, 0 failed`.
fn closing_counts(line: &str) -> Option<(usize, usize)> {
    let (passed, failed) = line.strip_suffix(" failed")?.split_once(" passed, ")?;
    Some((passed.parse().ok()?, failed.parse().ok()?))
}

/// The number in front of `word` in `ok. 3 passed; 0 failed; …`.
fn count(result: &str, word: &str) -> Option<usize> {
    let (_, counts) = result.split_once(". ")?;
    counts.split(';').find_map(|part| match part.split_whitespace().collect::<Vec<_>>().as_slice() {
        [number, name] if *name == word => number.parse().ok(),
        _ => None,
    })
}

/// The name in `test agent::tests::a ... ignored, why`.
fn ignored_test(line: &str) -> Option<&str> {
    let (name, outcome) = line.strip_prefix("test ")?.rsplit_once(" ... ")?;
    (outcome == "ignored" || outcome.starts_with("ignored,")).then_some(name)
}

/// The lines of tests that had no data; not those of a source that a failed step quotes.
fn without_data(counting: Counting, ended: &Ended) -> Vec<String> {
    if counting != Counting::CargoTests && !ended.success {
        return Vec::new();
    }
    let lines = ended.stdout.lines().filter(|line| line.contains(DATA_MISSING));
    lines.map(|line| line.trim().to_owned()).collect()
}

/// What to show of a failed step: all it wrote, but of the tests only those that failed.
pub fn worth_telling(counting: Counting, ended: &Ended) -> String {
    let stdout = match counting {
        Counting::Step | Counting::ClosingLine => ended.stdout.clone(),
        Counting::CargoTests => without_successes(&ended.stdout),
    };
    format!("{}{stdout}", ended.stderr)
}

fn without_successes(stdout: &str) -> String {
    let mut told = String::new();
    let mut is_success = false;
    for line in stdout.lines() {
        is_success = match line {
            "successes:" => true,
            "failures:" => false,
            _ => is_success && !line.starts_with("test result: "),
        };
        let is_passed = line.starts_with("test ") && line.ends_with(" ... ok");
        if !(is_success || is_passed || line.is_empty()) {
            told.push_str(line);
            told.push('\n');
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tests(success: bool, stdout: &str) -> Verdict {
        Verdict::of(
            Counting::CargoTests,
            &Ended { success, stdout: stdout.to_owned(), stderr: String::new() },
        )
    }

    fn counts(verdict: &Verdict) -> (usize, usize) {
        (verdict.passed, verdict.failed)
    }

    #[test]
    fn all_binaries_and_doctests_are_summed() {
        let verdict = tests(
            true,
            "running 2 tests\ntest a ... ok\ntest b ... ok\n\n\
             test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\n\
             running 0 tests\n\n\
             test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\n\
             running 40 tests\n\
             test result: ok. 40 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.50s\n\n\
             all doctests ran in 1.60s; merged doctests compilation took 0.09s\n",
        );
        assert_eq!(verdict, Verdict { passed: 42, ..Verdict::default() });
    }

    #[test]
    fn failures_are_summed_over_binaries() {
        let verdict = tests(
            false,
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
             test result: FAILED. 5 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n",
        );
        assert_eq!(counts(&verdict), (8, 3));
    }

    #[test]
    fn an_ignored_test_fails_the_step_by_name() {
        let verdict = tests(
            true,
            "test agent::a ... ok\ntest agent::b ... ignored\ntest core/src/lib.rs - c (line 3) ... ignored, slow\n\
             test result: ok. 1 passed; 0 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.00s\n",
        );
        assert_eq!(counts(&verdict), (1, 2));
        assert_eq!(
            verdict.complaints,
            [
                "agent::b is ignored: make it run or take it out",
                "core/src/lib.rs - c (line 3) is ignored: make it run or take it out"
            ]
        );
    }

    #[test]
    fn a_step_that_does_not_compile_is_one_failure() {
        assert_eq!(counts(&tests(false, "")), (0, 1));
    }

    #[test]
    fn a_binary_that_dies_is_a_failure_though_the_others_passed() {
        let verdict = tests(
            false,
            "test result: ok. 7 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\n\
             running 1 test\n",
        );
        assert_eq!(counts(&verdict), (7, 1));
    }

    #[test]
    fn silence_is_not_success() {
        assert_eq!(counts(&tests(true, "")), (0, 1));
    }

    #[test]
    fn a_result_that_cannot_be_read_is_a_failure() {
        for line in ["test result: ok\n", "test result: ok. many passed; 0 failed; 0 ignored\n"] {
            let verdict = tests(true, line);
            assert_eq!(counts(&verdict), (0, 1), "{line}");
            assert_eq!(verdict.complaints.len(), 1, "{line}");
        }
    }

    #[test]
    fn a_result_inside_another_line_is_not_counted() {
        let verdict = tests(
            true,
            "  left: \"test result: ok. 9 passed; 0 failed; 0 ignored\"\n\
             test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n",
        );
        assert_eq!(counts(&verdict), (1, 0));
    }

    #[test]
    fn checks_that_had_no_data_are_told() {
        let ended = Ended {
            success: true,
            stdout: format!(
                "---- online_retail stdout ----\n  online_retail {DATA_MISSING}\n\n---- cdnow stdout ----\n\
                 cdnow {DATA_MISSING}\n\n\
                 test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n"
            ),
            stderr: String::new(),
        };
        let verdict = Verdict::of(Counting::CargoTests, &ended);
        assert_eq!(counts(&verdict), (2, 0));
        let expected = [format!("online_retail {DATA_MISSING}"), format!("cdnow {DATA_MISSING}")];
        assert_eq!(verdict.without_data, expected);
        assert_eq!(Verdict::of(Counting::Step, &ended).without_data, expected);
    }

    #[test]
    fn a_source_that_a_failed_step_quotes_is_no_test_without_data() {
        let quoted = format!("println!(\"cdnow {DATA_MISSING}\");\n");
        let format = Ended { success: false, stdout: quoted.clone(), stderr: String::new() };
        assert_eq!(Verdict::of(Counting::Step, &format).without_data, [""; 0]);
        let compiler = Ended { success: false, stdout: String::new(), stderr: quoted };
        assert_eq!(Verdict::of(Counting::CargoTests, &compiler).without_data, [""; 0]);
    }

    #[test]
    fn a_plain_step_counts_once_by_its_exit_code() {
        for (success, expected) in [(true, (1, 0)), (false, (0, 1))] {
            let stdout = "test result: ok. 9 passed; 0 failed; 0 ignored\n".to_owned();
            let ended = Ended { success, stdout, stderr: String::new() };
            assert_eq!(counts(&Verdict::of(Counting::Step, &ended)), expected);
        }
    }

    #[test]
    fn the_closing_line_of_another_command_is_its_sum() {
        let of = |success, stdout: &str| {
            let ended = Ended { success, stdout: stdout.to_owned(), stderr: String::new() };
            counts(&Verdict::of(Counting::ClosingLine, &ended))
        };
        assert_eq!(of(true, &format!("vectors ... ok\n{}\n", closing_line(7, 0))), (7, 0));
        assert_eq!(of(false, "7 passed, 2 failed\n"), (7, 2));
        // What contradicts itself, or says nothing, has failed.
        assert_eq!(of(false, "7 passed, 0 failed\n"), (7, 1));
        assert_eq!(of(true, "0 passed, 0 failed\n"), (0, 1));
        for stdout in ["", "done\n", "7 passed, 0 failed\nbye\n", "many passed, 0 failed\n"] {
            assert_eq!(of(true, stdout), (0, 1), "{stdout}");
        }
    }

    #[test]
    fn of_a_failed_step_only_the_failures_are_shown() {
        let ended = Ended {
            success: false,
            stdout: "running 2 tests\ntest a ... ok\ntest b ... FAILED\n\nsuccesses:\n\n---- a stdout ----\nfine\n\n\n\
                     successes:\n    a\n\nfailures:\n\n---- b stdout ----\nbroken\n\n\nfailures:\n    b\n\n\
                     test result: FAILED. 1 passed; 1 failed; 0 ignored\n\nrunning 1 test\ntest c ... ok\n\n\
                     successes:\n\nsuccesses:\n    c\n\ntest result: ok. 1 passed; 0 failed; 0 ignored\n\nrunning 1 test\n"
                .to_owned(),
            stderr: "   Compiling siyu\n".to_owned(),
        };
        assert_eq!(
            worth_telling(Counting::CargoTests, &ended),
            "   Compiling siyu\nrunning 2 tests\ntest b ... FAILED\nfailures:\n---- b stdout ----\nbroken\n\
             failures:\n    b\ntest result: FAILED. 1 passed; 1 failed; 0 ignored\nrunning 1 test\n\
             test result: ok. 1 passed; 0 failed; 0 ignored\nrunning 1 test\n"
        );
        assert_eq!(worth_telling(Counting::Step, &ended), format!("{}{}", ended.stderr, ended.stdout));
    }
}
