//! `cargo xtask python`: builds the wheel of the Python package, installs it as a user would, and runs its checks.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Output, Stdio};

use crate::report::closing_line;
use crate::root;

/// What a check says when it is done, and how many checks it was; or why it failed.
type Told = Result<(String, usize), String>;

struct Check {
    name: &'static str,
    run: fn() -> Told,
    /// Whether what follows would only fail for want of what this makes.
    makes: bool,
}

const CHECKS: &[Check] = &[
    Check { name: "tools", run: tools, makes: true },
    Check { name: "answers of the core", run: native_answers, makes: true },
    Check { name: "wheel", run: wheel, makes: true },
    Check { name: "clean installation", run: clean_installation, makes: false },
    Check { name: "installation for the tests", run: test_installation, makes: true },
    Check { name: "tests", run: tests, makes: false },
    Check { name: "types", run: types, makes: false },
];

/// Builds the wheel, with what that needs, for whoever wants to install it elsewhere.
pub fn prepare() -> Result<(), String> {
    tools()?;
    wheel().map(drop)
}

pub fn run() -> ExitCode {
    let (mut passed, mut failed) = (0, 0);
    for check in CHECKS {
        match (check.run)() {
            Ok((told, count)) => {
                println!("{} ... ok, {told}", check.name);
                passed += count;
            }
            Err(complaint) => {
                println!("{} ... FAILED\n{complaint}", check.name);
                failed += 1;
                if check.makes {
                    break;
                }
            }
        }
    }
    println!("{}", closing_line(passed, failed));
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The package in the environment `tools`, beside what its tests need.
pub fn install() -> Result<(), String> {
    prepare()?;
    test_installation().map(drop)
}

pub fn package() -> PathBuf {
    root().join("bindings-c/python")
}

/// Where everything is made: nothing is installed outside.
pub fn folder() -> PathBuf {
    root().join("target/python")
}

/// A program of a virtual environment.
pub fn program(environment: &str, name: &str) -> PathBuf {
    folder().join(environment).join("bin").join(name)
}

/// Runs a program to a good end and gives what it printed.
pub fn succeed(command: &mut Command) -> Result<String, String> {
    let Output { status, stdout, stderr } = command
        // What a shell has set must not lead to another package than the one that is installed.
        .env_remove("PYTHONPATH")
        .env_remove("PYTHONHOME")
        .env("PIP_DISABLE_PIP_VERSION_CHECK", "1")
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("{command:?} does not start: {error}"))?;
    let (stdout, stderr) = (String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr));
    if status.success() {
        Ok(stdout.into_owned())
    } else {
        Err(format!("{command:?}: {status}\n{stdout}{stderr}"))
    }
}

/// An environment with nothing in it.
fn environment(name: &str) -> Result<(), String> {
    succeed(Command::new("python3").args(["-m", "venv", "--clear"]).arg(folder().join(name))).map(drop)
}

/// What the requirements say is installed in the environment `tools`; kept while they say the same.
fn tools() -> Told {
    let requirements = package().join("tests/requirements.txt");
    let wanted =
        fs::read_to_string(&requirements).map_err(|error| format!("{}: {error}", requirements.display()))?;
    let stamp = folder().join("tools/requirements.txt");
    let packages = wanted.lines().filter(|line| line.contains("==")).count();
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok((format!("{packages} packages are there"), 1));
    }
    environment("tools")?;
    let mut install = Command::new(program("tools", "python"));
    succeed(
        install
            .args(["-m", "pip", "install", "--quiet", "--only-binary", ":all:", "--requirement"])
            .arg(&requirements),
    )?;
    fs::write(&stamp, wanted).map_err(|error| format!("{}: {error}", stamp.display()))?;
    Ok((format!("{packages} packages installed"), 1))
}

fn answers() -> PathBuf {
    folder().join("answers")
}

fn native_answers() -> Told {
    let mut command = Command::new("cargo");
    command
        .args(["run", "--quiet", "--locked", "--package", "siyu", "--example", "vectors"])
        .current_dir(root());
    let lines = succeed(&mut command)?;
    fs::write(answers(), &lines).map_err(|error| format!("{}: {error}", answers().display()))?;
    Ok((format!("{} lines", lines.lines().count()), 1))
}

fn wheels() -> PathBuf {
    folder().join("wheel")
}

/// Builds the wheel: one, for every Python and every implementation of it.
fn wheel() -> Told {
    let _ = fs::remove_dir_all(wheels());
    // Where maturin looks for declarations before it would make some of its own.
    let declarations = root().join("bindings-c/include/siyu.cdef.h");
    fs::copy(&declarations, root().join("target/header.h"))
        .map_err(|error| format!("{}: {error}", declarations.display()))?;
    let mut build = Command::new(program("tools", "maturin"));
    let path = env::var_os("PATH").unwrap_or_default();
    let tools = [folder().join("tools/bin")];
    let path = env::join_paths(tools.into_iter().chain(env::split_paths(&path)))
        .map_err(|error| error.to_string())?;
    build
        .args(["build", "--release", "--locked", "--out"])
        .arg(wheels())
        .env("PATH", path)
        .current_dir(package());
    build.arg("--target-dir").arg(root().join("target"));
    succeed(&mut build)?;
    let wheel = built_wheel()?;
    let name = wheel.file_name().unwrap_or_default().to_string_lossy().into_owned();
    if !(name.starts_with("siyu-") && name.contains("-py3-none-") && name.ends_with(".whl")) {
        return Err(format!("`{name}` is not for every Python: expected siyu-…-py3-none-….whl"));
    }
    let size = fs::metadata(&wheel).map_err(|error| error.to_string())?.len();
    Ok((format!("{name}, {} KiB", size / 1024), 1))
}

pub fn built_wheel() -> Result<PathBuf, String> {
    let entries = fs::read_dir(wheels()).map_err(|error| format!("{}: {error}", wheels().display()))?;
    let wheels: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    match wheels.as_slice() {
        [only] => Ok(only.clone()),
        others => Err(format!("expected one wheel, found {others:?}")),
    }
}

/// As a user has it: the wheel and what it needs, no compiler, no numpy.
fn clean_installation() -> Told {
    environment("clean")?;
    let python = program("clean", "python");
    let mut install = Command::new(&python);
    install.args(["-m", "pip", "install", "--quiet", "--only-binary", ":all:"]).arg(built_wheel()?);
    // Whoever compiled would be found out.
    succeed(
        install
            .env("CC", "no-compiler-may-run")
            .env("CXX", "no-compiler-may-run")
            .env("CARGO", "no-compiler-may-run"),
    )?;
    let listed = succeed(Command::new(&python).args(["-m", "pip", "list", "--format=freeze"]))?;
    let expected = ["cffi", "pip", "pycparser", "setuptools", "siyu"];
    if let Some(other) =
        listed.lines().find(|line| !expected.iter().any(|name| line.starts_with(&format!("{name}=="))))
    {
        return Err(format!("`{other}` came with the wheel, which needs cffi alone"));
    }
    let question = "import siyu; print(siyu.rulebook_check('{}').accepted)";
    let told = succeed(Command::new(&python).args(["-I", "-c", question]).current_dir(folder()))?;
    if told.trim() != "False" {
        return Err(format!("expected `False`, found `{told}`"));
    }
    Ok(("with cffi alone".to_owned(), 1))
}

fn test_installation() -> Told {
    let mut install = Command::new(program("tools", "python"));
    install.args(["-m", "pip", "install", "--quiet", "--force-reinstall", "--no-deps"]).arg(built_wheel()?);
    succeed(&mut install)?;
    Ok(("beside numpy, pandas, Polars and pyarrow".to_owned(), 1))
}

/// A command that sees the package as it is installed, never its sources.
fn in_tests(name: &str) -> Command {
    let mut command = Command::new(program("tools", name));
    command
        .current_dir(package().join("tests"))
        .env("SIYU_ANSWERS", answers())
        .env("SIYU_OUT", folder().join("out"));
    command.env("PYTHONDONTWRITEBYTECODE", "1").env("MPLCONFIGDIR", folder().join("matplotlib"));
    command
}

fn tests() -> Told {
    let told = succeed(in_tests("pytest").args(["-q", "-p", "no:cacheprovider", "--strict-markers", "."]))?;
    let line = told.lines().last().unwrap_or_default();
    let count =
        passed_tests(line).ok_or_else(|| format!("pytest does not say that all passed: `{line}`\n{told}"))?;
    Ok((format!("{count} passed"), count))
}

/// The number in `1101 passed in 5.16s`, behind which longer runs have `(0:02:37)`; none when something was skipped, or whatever else than passed.
fn passed_tests(line: &str) -> Option<usize> {
    let (count, rest) = line.split_once(" passed in ")?;
    let seconds = rest.split_once(" (").map_or(rest, |(seconds, _)| seconds);
    seconds.ends_with('s').then(|| count.parse().ok()).flatten().filter(|count| *count > 0)
}

fn types() -> Told {
    let package = package();
    let mypy = || {
        let mut check = in_tests("mypy");
        check
            .arg("--config-file")
            .arg(package.join("pyproject.toml"))
            .arg("--cache-dir")
            .arg(folder().join("mypy"));
        check
    };
    // The package itself, and then as its users see it: installed.
    let own = succeed(mypy().arg(package.join("src/siyu")))?;
    let users = succeed(mypy().args(typed_files(&package)?))?;
    Ok((format!("{}; {}", own.trim().to_lowercase(), users.trim().to_lowercase()), 2))
}

/// The tests and the examples, which are checked like the package itself.
fn typed_files(package: &Path) -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    for folder in [package.join("tests"), package.join("benches"), root().join("examples/python")] {
        let entries = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        files.extend(
            entries
                .flatten()
                .map(|entry| entry.path())
                .filter(|path| path.extension().is_some_and(|end| end == "py")),
        );
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_run_in_which_all_passed_is_counted() {
        assert_eq!(passed_tests("1101 passed in 5.16s"), Some(1101));
        assert_eq!(passed_tests("1181 passed in 157.17s (0:02:37)"), Some(1181));
        for line in [
            "",
            "no tests ran in 0.01s",
            "0 passed in 0.01s",
            "1 failed, 3 passed in 0.2s",
            "3 passed, 1 skipped in 0.2s",
        ] {
            assert_eq!(passed_tests(line), None, "{line}");
        }
    }
}
