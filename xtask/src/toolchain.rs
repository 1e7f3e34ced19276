//! What the checks need from rustup, and how it gets there.

use std::fs;
use std::process::Command;

use crate::root;

/// Which compiler a check runs with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toolchain {
    /// The one that `cargo` means here.
    Active,
    /// Exactly the one that `rust-version` in Cargo.toml names.
    Oldest,
}

/// Parts of a toolchain that rustup's minimal profile leaves out.
const COMPONENTS: &[&str] = &["rustfmt", "clippy", "rust-src"];

/// Adds what is missing, `targets` among it, and touches the network only for that. What could not be added is told
/// here and then fails the checks that need it.
pub fn prepare(oldest: &Result<Oldest, String>, targets: &[(Toolchain, &str)]) {
    add_missing(None, "component", COMPONENTS);
    add_missing(None, "target", &of(Toolchain::Active, targets));
    // Without a promised version its checks fail by themselves.
    let Ok(oldest) = oldest else { return };
    let selector = oldest.selector();
    if let Some(selector) = &selector
        && run("rustc", &[selector, "--version"]).is_err()
    {
        println!("prepare: install the toolchain {}", oldest.version);
        let words = ["toolchain", "install", &oldest.version, "--profile", "minimal", "--no-self-update"];
        tell_failure(run("rustup", &words));
    }
    add_missing(selector.as_deref(), "target", &of(Toolchain::Oldest, targets));
}

fn of<'name>(wanted: Toolchain, targets: &[(Toolchain, &'name str)]) -> Vec<&'name str> {
    targets.iter().filter(|(toolchain, _)| *toolchain == wanted).map(|(_, target)| *target).collect()
}

fn add_missing(selector: Option<&str>, kind: &str, names: &[&str]) {
    let rustup = |words: [&str; 3]| run("rustup", &selector.into_iter().chain(words).collect::<Vec<_>>());
    let installed = match rustup([kind, "list", "--installed"]) {
        Ok(listed) => listed,
        Err(message) => {
            println!("prepare: cannot tell which {kind}s are installed: {message}");
            return;
        }
    };
    for name in names.iter().filter(|name| !is_listed(&installed, name)) {
        println!("prepare: add the {kind} {name}");
        tell_failure(rustup([kind, "add", name]));
    }
}

fn tell_failure(result: Result<String, String>) {
    if let Err(message) = result {
        println!("prepare: {message}");
    }
}

/// Whether a list of rustup, one name in a line, holds `name`; components are listed with their host behind a dash.
fn is_listed(installed: &str, name: &str) -> bool {
    installed
        .lines()
        .filter_map(|line| line.strip_prefix(name))
        .any(|rest| rest.is_empty() || rest.starts_with('-'))
}

fn run(program: &str, arguments: &[&str]) -> Result<String, String> {
    let output = Command::new(program)
        .args(arguments)
        // Otherwise rustup buries its refusal, one line, under a backtrace.
        .env("RUST_BACKTRACE", "0")
        .current_dir(root())
        .output()
        .map_err(|error| format!("`{program}` does not start: {error}"))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).trim().to_owned())
    }
}

/// The oldest compiler that siyu promises to build with.
pub struct Oldest {
    /// In three parts, as rustup names a toolchain.
    pub version: String,
    /// Whether plain `cargo` is that compiler already.
    pub is_active: bool,
}

impl Oldest {
    /// Reads the promise from the workspace's manifest and compares it with the active compiler.
    pub fn find() -> Result<Self, String> {
        let path = root().join("Cargo.toml");
        let manifest =
            fs::read_to_string(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        let version = promised_version(&manifest)
            .ok_or("Cargo.toml has no line `rust-version = \"1.x\"`: write the oldest compiler there")?;
        let active = run("rustc", &["--version"])?;
        let is_active = compiler_version(&active) == Some(version.as_str());
        Ok(Self { version, is_active })
    }

    /// The first word behind `cargo` or `rustup` that picks this compiler; none where it is picked already.
    pub fn selector(&self) -> Option<String> {
        (!self.is_active).then(|| format!("+{}", self.version))
    }
}

fn promised_version(manifest: &str) -> Option<String> {
    let value = manifest.lines().find_map(|line| {
        let (key, value) = line.split_once('=')?;
        (key.trim() == "rust-version").then_some(value)
    })?;
    let version = value.split('"').nth(1)?;
    let is_numeric = version.split('.').all(|part| part.parse::<u32>().is_ok());
    match version.split('.').count() {
        2 if is_numeric => Some(format!("{version}.0")),
        3 if is_numeric => Some(version.to_owned()),
        _ => None,
    }
}

fn compiler_version(line: &str) -> Option<&str> {
    line.strip_prefix("rustc ")?.split_whitespace().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_promised_version_becomes_a_toolchain_name() {
        let table = [
            ("rust-version = \"1.95\"", Some("1.95.0")),
            ("rust-version=\"1.95.2\" # the oldest", Some("1.95.2")),
            ("version = \"0.1.0\"\nrust-version = \"1.95\"\n", Some("1.95.0")),
            ("version = \"0.1.0\"\n", None),
            ("rust-version.workspace = true", None),
            ("rust-version = \"1\"", None),
            ("rust-version = \"stable\"", None),
        ];
        for (manifest, expected) in table {
            assert_eq!(promised_version(manifest).as_deref(), expected, "{manifest}");
        }
    }

    #[test]
    fn targets_go_to_the_compiler_that_builds_for_them() {
        let targets =
            [(Toolchain::Active, "wasm32-unknown-unknown"), (Toolchain::Oldest, "thumbv7em-none-eabihf")];
        assert_eq!(of(Toolchain::Active, &targets), ["wasm32-unknown-unknown"]);
        assert_eq!(of(Toolchain::Oldest, &targets), ["thumbv7em-none-eabihf"]);
    }

    #[test]
    fn only_the_very_release_counts_as_that_version() {
        assert_eq!(compiler_version("rustc 1.95.0 (59807616e 2026-04-14)\n"), Some("1.95.0"));
        assert_eq!(compiler_version("rustc 1.95.0-nightly (abc 2026-01-01)\n"), Some("1.95.0-nightly"));
        assert_eq!(compiler_version("cargo 1.95.0"), None);
    }

    #[test]
    fn components_are_listed_with_their_host_and_targets_without() {
        let installed =
            "cargo-x86_64-unknown-linux-gnu\nrustfmt-x86_64-unknown-linux-gnu\nwasm32-unknown-unknown\n";
        assert!(is_listed(installed, "rustfmt"));
        assert!(is_listed(installed, "wasm32-unknown-unknown"));
        assert!(!is_listed(installed, "clippy"));
        assert!(!is_listed(installed, "rust"));
    }
}
