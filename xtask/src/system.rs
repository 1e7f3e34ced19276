//! What the checks need from the system, and how it gets there.

use std::env;
use std::process::{Command, Stdio};

/// A program that some check runs, and the package of Debian that has it.
struct Program {
    name: &'static str,
    package: &'static str,
}

/// What the tests of the doorways build and run programs with.
const PROGRAMS: &[Program] = &[
    Program { name: "gcc", package: "gcc" },
    Program { name: "g++", package: "g++" },
    Program { name: "readelf", package: "binutils" },
    Program { name: "valgrind", package: "valgrind" },
    Program { name: "php", package: "php-cli" },
    // Tries the npm package.
    Program { name: "chromium", package: "chromium" },
];

/// Installs what is missing, where the system is a Debian; what could not be installed is told here and then fails the
/// checks that need it.
pub fn prepare() {
    let packages = missing(PROGRAMS, is_installed);
    if packages.is_empty() {
        return;
    }
    println!("prepare: install {} (with apt-get)", packages.join(", "));
    let mut install = vec!["install", "--yes", "--no-install-recommends"];
    install.extend(&packages);
    // The list of packages may be old, or not be there at all.
    let result = apt_get(&["update"]).and_then(|()| apt_get(&install));
    if let Err(message) = result {
        println!("prepare: {message}");
    }
}

/// The packages of the programs that are not there.
fn missing(programs: &[Program], is_installed: impl Fn(&str) -> bool) -> Vec<&'static str> {
    programs.iter().filter(|program| !is_installed(program.name)).map(|program| program.package).collect()
}

fn is_installed(program: &str) -> bool {
    let folders = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&folders).any(|folder| folder.join(program).is_file())
}

fn apt_get(arguments: &[&str]) -> Result<(), String> {
    let output = Command::new("apt-get")
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("`apt-get` does not start: {error}"))?;
    if output.status.success() {
        Ok(())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).trim().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_missing_is_installed() {
        assert_eq!(missing(PROGRAMS, |_| true), [""; 0]);
        assert_eq!(missing(PROGRAMS, |name| name != "php" && name != "g++"), ["g++", "php-cli"]);
    }

    #[test]
    fn a_program_is_looked_for_on_the_path() {
        assert!(is_installed("cargo"));
        assert!(!is_installed("cargo-that-nobody-has"));
    }
}
