//! What the checks need from the system, and how it gets there.

use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, Stdio};

/// A program that some check runs, or another file that it needs, and the package of Debian that has it.
struct Program {
    /// Its name on the `PATH`, or, of what is no program, the whole path.
    name: &'static str,
    package: &'static str,
}

/// What the tests of the doorways and the examples build and run programs with.
const PROGRAMS: &[Program] = &[
    Program { name: "gcc", package: "gcc" },
    Program { name: "g++", package: "g++" },
    Program { name: "readelf", package: "binutils" },
    Program { name: "valgrind", package: "valgrind" },
    Program { name: "php", package: "php-cli" },
    Program { name: "go", package: "golang-go" },
    Program { name: "/usr/share/java/jna.jar", package: "libjna-java" },
    Program { name: "/usr/share/java/jackson-databind.jar", package: "libjackson2-databind-java" },
    Program { name: "python3", package: "python3-venv" },
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
    // Of a whole path, joining leaves just that.
    env::split_paths(&folders).any(|folder| folder.join(program).is_file())
}

/// A `PATH` on which a folder comes first.
pub fn path_before(folder: &Path) -> Result<OsString, String> {
    let folders = env::var_os("PATH").unwrap_or_default();
    env::join_paths(std::iter::once(folder.to_owned()).chain(env::split_paths(&folders)))
        .map_err(|error| format!("{} cannot stand in a PATH: {error}", folder.display()))
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
    fn a_folder_comes_first_on_the_path() {
        let path = path_before(Path::new("/somewhere/bin")).unwrap();
        assert_eq!(env::split_paths(&path).next().as_deref(), Some(Path::new("/somewhere/bin")));
        assert!(env::split_paths(&path).count() > 1);
        assert!(path_before(Path::new("/some:where")).is_err());
    }

    #[test]
    fn a_program_is_looked_for_on_the_path() {
        assert!(is_installed("cargo"));
        assert!(!is_installed("cargo-that-nobody-has"));
        assert!(is_installed(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")));
        assert!(!is_installed(concat!(env!("CARGO_MANIFEST_DIR"), "/nothing")));
    }
}
