//! `cargo xtask engines`: the examples in Spark, DuckDB and Polars, with the Python package as a user has it.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use crate::report::Checks;
use crate::{jdk, python, root};

/// The oldest Java that Spark 4 runs on.
const JAVA: u32 = 17;

/// A folder of `examples`, and how many checks its `main.py` tells, a line each.
struct Example {
    engine: &'static str,
    checks: usize,
}

const EXAMPLES: &[Example] = &[
    Example { engine: "duckdb", checks: 3 },
    Example { engine: "polars", checks: 3 },
    Example { engine: "spark", checks: 5 },
];

pub fn run() -> ExitCode {
    let mut checks = Checks::default();
    let mut is_installed = true;
    for (name, install) in
        [("package", python::install as fn() -> Result<(), String>), ("engines", install_engines)]
    {
        checks.run(name, || install().inspect_err(|_| is_installed = false));
    }
    // Without them the rest would only fail for want of them.
    if is_installed {
        checks.run("the shop is that of the benches", same_shop);
        for example in EXAMPLES {
            checks.run(&format!("{}: types", example.engine), || types(example));
            run_example(&mut checks, example);
        }
    }
    checks.end()
}

/// Where what the examples share is.
fn shared() -> PathBuf {
    root().join("examples/engines")
}

/// Installs the engines beside the package, where they are not there yet.
fn install_engines() -> Result<(), String> {
    let requirements = shared().join("requirements.txt");
    let wanted =
        fs::read_to_string(&requirements).map_err(|error| format!("{}: {error}", requirements.display()))?;
    // Goes with the environment when that is made anew.
    let stamp = python::folder().join("tools/engines.txt");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    // PySpark comes as a source archive of jars and Python, of which pip makes a wheel: there is nothing to compile.
    let mut install = Command::new(python::program("tools", "python"));
    python::succeed(install.args(["-m", "pip", "install", "--quiet", "--requirement"]).arg(&requirements))?;
    fs::write(&stamp, wanted).map_err(|error| format!("{}: {error}", stamp.display()))
}

fn types(example: &Example) -> Result<(), String> {
    let folder = root().join("examples").join(example.engine);
    let mut files = Vec::new();
    for folder in [&folder, &shared()] {
        let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        files.extend(entries.flatten().map(|entry| entry.path()));
    }
    files.retain(|path| path.extension().is_some_and(|end| end == "py"));
    files.sort();
    let mut mypy = Command::new(python::program("tools", "mypy"));
    mypy.arg("--config-file").arg(python::package().join("pyproject.toml"));
    mypy.arg("--cache-dir").arg(python::folder().join("mypy")).args(files);
    python::succeed(mypy.env("MYPYPATH", shared())).map(drop)
}

/// A command of the environment, in a folder of its own.
fn program(path: PathBuf) -> Result<Command, String> {
    let folder = python::folder().join("engines");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut command = Command::new(python::program("tools", "python"));
    command.arg(path).current_dir(folder).env("PYTHONDONTWRITEBYTECODE", "1");
    Ok(command)
}

/// The sums that `benches/src/data.rs` holds its own generator against, too.
fn same_shop() -> Result<(), String> {
    python::succeed(&mut program(shared().join("shop.py"))?).map(drop)
}

/// Runs an example; each of its lines that tells a check is one.
fn run_example(checks: &mut Checks, example: &Example) {
    let Example { engine, checks: expected } = *example;
    match told(example).map(|printed| checks_in(&printed)) {
        Ok(lines) if lines.len() == expected => {
            for line in lines {
                checks.passed(&format!("{engine}: {line}"));
            }
        }
        Ok(lines) => {
            checks.run(engine, || Err(format!("{} checks instead of {expected}: {lines:?}", lines.len())))
        }
        Err(message) => checks.run(engine, || Err(message)),
    }
}

fn told(example: &Example) -> Result<String, String> {
    let mut command = program(root().join("examples").join(example.engine).join("main.py"))?;
    if example.engine == "spark" {
        command.env("JAVA_HOME", jdk::at_least(JAVA)?);
        // Whatever Spark this machine has, the pinned one is tried.
        command.env_remove("SPARK_HOME").env_remove("PYSPARK_PYTHON").env_remove("PYSPARK_SUBMIT_ARGS");
    }
    python::succeed(&mut command)
}

fn checks_in(printed: &str) -> Vec<String> {
    printed.lines().filter(|line| line.contains(" ... ok, ")).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pins(path: PathBuf) -> Vec<String> {
        let text = fs::read_to_string(path).unwrap();
        text.lines().filter(|line| line.contains("==")).map(str::to_owned).collect()
    }

    #[test]
    fn what_both_need_has_one_version() {
        let tests = pins(python::package().join("tests/requirements.txt"));
        let engines = pins(shared().join("requirements.txt"));
        let name = |pin: &str| pin.split("==").next().unwrap_or_default().to_owned();
        for pin in &engines {
            let other = tests.iter().find(|other| name(other) == name(pin));
            assert!(other.is_none_or(|other| other == pin), "{pin} and {other:?}");
        }
        assert!(tests.iter().any(|pin| engines.contains(pin)), "{tests:?}");
    }

    #[test]
    fn only_lines_that_tell_a_check_are_counted() {
        let printed = "month ... ok, as on one machine\n    stage 2: 9 tasks\nok\nlevels ... ok, all\n";
        assert_eq!(checks_in(printed), ["month ... ok, as on one machine", "levels ... ok, all"]);
    }
}
