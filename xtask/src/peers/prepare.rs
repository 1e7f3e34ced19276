//! What is measured, built and installed: all below `target/`. siyu's own doorways must be there; a peer that cannot be had is told.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::worker::{Missing, Program};
use crate::root;
use crate::{python, system, wasm};

pub fn folder() -> PathBuf {
    root().join("target/bench")
}

/// The program of `benches`.
pub fn native() -> PathBuf {
    root().join("target/release/siyu-benches")
}

/// Builds and installs all, and gives what can be run and what cannot.
pub fn programs() -> Result<(Vec<Program>, Vec<Missing>), String> {
    fs::create_dir_all(folder()).map_err(|error| format!("cannot make {}: {error}", folder().display()))?;
    system::prepare();
    let mut missing = Vec::new();
    told("siyu and its C library", native_and_library)?;
    let c = told("the program in C", program_in_c)?;
    told("the wheel", python::prepare)?;
    let python = told("Python's peers", || python_peers(&mut missing))?;
    let package = told("the npm package", || {
        wasm::prepare();
        wasm::build_package()
    })?;
    let script = |name: &str| root().join("benches/peers").join(name);
    let program = |name, command: Command| Program { name, command, words: Vec::new() };
    let mut native_work = Command::new(native());
    native_work.arg("work");
    let mut in_python = Command::new(python);
    in_python.arg(script("python/worker.py")).env("PYTHONDONTWRITEBYTECODE", "1");
    let mut in_node = Command::new("node");
    in_node.arg(script("javascript/worker.mjs"));
    let mut programs = vec![
        program("siyu-benches", native_work),
        program("the program in C", Command::new(c)),
        program("Python", in_python),
        Program { words: vec![package.into_os_string()], ..program("Node", in_node) },
    ];
    match told("zen-engine", zen) {
        Ok(zen) => programs.push(program("zen-engine", Command::new(zen))),
        Err(message) => {
            let reason = message.lines().last().unwrap_or_default().to_owned();
            missing.push(Missing { name: "zen-engine".to_owned(), reason });
        }
    }
    Ok((programs, missing))
}

fn told<T>(what: &str, prepare: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    eprintln!("prepare: {what}");
    prepare()
}

fn native_and_library() -> Result<(), String> {
    let words = ["build", "--release", "--locked", "--package", "siyu-benches", "--package", "siyu-c"];
    succeed(Command::new("cargo").args(words)).map(drop)
}

/// The program in C, which finds the shared library as an installed one: by its SONAME.
fn program_in_c() -> Result<PathBuf, String> {
    let library = root().join("target/release/libsiyu.so");
    let dynamic = succeed(Command::new("readelf").arg("--dynamic").arg(&library))?;
    let name = soname(&dynamic).ok_or_else(|| format!("{} has no SONAME", library.display()))?;
    let link = folder().join(name);
    let _ = fs::remove_file(&link);
    symlink(&library, &link).map_err(|error| format!("cannot link {}: {error}", link.display()))?;
    let program = folder().join("doorway");
    let mut compile = Command::new("gcc");
    compile.args(["-std=c11", "-O2", "-Wall", "-Wextra", "-Werror", "-o"]).arg(&program);
    compile.arg(root().join("benches/peers/c/worker.c")).arg("-I").arg(root().join("bindings-c/include"));
    compile.arg(&library).arg(format!("-Wl,-rpath,{}", folder().display()));
    succeed(&mut compile)?;
    Ok(program)
}

fn soname(dynamic: &str) -> Option<&str> {
    let (_, behind) = dynamic.lines().find(|line| line.contains("(SONAME)"))?.split_once('[')?;
    behind.split_once(']').map(|(name, _)| name)
}

/// An environment with the peers at the versions that `requirements.txt` names, and the wheel of siyu.
fn python_peers(missing: &mut Vec<Missing>) -> Result<PathBuf, String> {
    let environment = folder().join("venv");
    let python = environment.join("bin/python");
    let requirements = root().join("benches/peers/python/requirements.txt");
    let wanted =
        fs::read_to_string(&requirements).map_err(|error| format!("{}: {error}", requirements.display()))?;
    let stamp = environment.join("requirements.txt");
    if fs::read_to_string(&stamp).ok().as_ref() != Some(&wanted) {
        succeed(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&environment))?;
        // One by one: what cannot be had does not keep the others out.
        let mut is_whole = true;
        for package in wanted.lines().filter(|line| line.contains("==")) {
            if let Err(message) = install(&python, package.as_ref()) {
                is_whole = false;
                let reason = message.lines().last().unwrap_or_default().to_owned();
                missing.push(Missing { name: package.to_owned(), reason });
            }
        }
        if is_whole {
            fs::write(&stamp, &wanted).map_err(|error| format!("{}: {error}", stamp.display()))?;
        }
    }
    let wheel = python::built_wheel()?;
    // The version stays the same while the code changes.
    succeed(pip(&python).arg("--force-reinstall").arg("--no-deps").arg(&wheel))?;
    install(&python, "cffi".as_ref())?;
    Ok(python)
}

fn pip(python: &Path) -> Command {
    let mut command = Command::new(python);
    command.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--only-binary",
        ":all:",
    ]);
    command
}

fn install(python: &Path, package: &Path) -> Result<(), String> {
    succeed(pip(python).arg(package)).map(drop)
}

/// zen-engine, which stands outside of the workspace: only this builds it.
fn zen() -> Result<PathBuf, String> {
    let target = folder().join("zen");
    let mut build = Command::new("cargo");
    build.args(["build", "--release", "--locked", "--manifest-path"]);
    build.arg(root().join("benches/peers/zen/Cargo.toml")).arg("--target-dir").arg(&target);
    succeed(&mut build)?;
    Ok(target.join("release/siyu-benches-zen"))
}

/// Runs a program to a good end and gives what it printed.
pub fn succeed(command: &mut Command) -> Result<String, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command
        .current_dir(root())
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("`{name}` does not start: {error}"))?;
    let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    if output.status.success() {
        Ok(stdout.into_owned())
    } else {
        Err(format!("`{name}` ended with {}: {stdout}{}", output.status, stderr.trim_end()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_soname_stands_in_brackets() {
        let line = " 0x000000000000000e (SONAME)             Library soname: [libsiyu.so.0.1]";
        assert_eq!(soname(line), Some("libsiyu.so.0.1"));
        assert_eq!(soname(" 0x0000000000000001 (NEEDED)  Shared library: [libc.so.6]"), None);
    }
}
