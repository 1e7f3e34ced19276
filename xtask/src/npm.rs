//! The tools of npm that builds and checks use: exact versions, in a folder inside `target/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::root;

/// The package.json that names the tools, and the lock that pins what they bring along.
const MANIFESTS: [&str; 2] = ["package.json", "package-lock.json"];

/// The folder of everything that is built for npm.
pub fn folder() -> PathBuf {
    root().join("target").join("npm")
}

/// The folder of the tools, which are installed when the manifests have changed.
pub fn tools() -> Result<PathBuf, String> {
    install(&root().join("bindings-wasm").join("tools"), "tools", &MANIFESTS, "ci")
}

/// The folder where the packages that manifests name are installed; nothing is done while they are as they were.
pub fn install(source: &Path, name: &str, manifests: &[&str], how: &str) -> Result<PathBuf, String> {
    let place = folder().join(name);
    let is_fresh = place.join("node_modules").is_dir()
        && manifests.iter().all(|name| {
            let installed = fs::read(place.join(name)).ok();
            installed.is_some() && installed == fs::read(source.join(name)).ok()
        });
    if !is_fresh {
        fs::create_dir_all(&place).map_err(|error| format!("cannot make {}: {error}", place.display()))?;
        // The manifests come last: a broken installation is not taken for a fresh one.
        let _ = fs::remove_file(place.join("package.json"));
        for name in manifests.iter().rev() {
            let copied = fs::copy(source.join(name), place.join(name));
            copied.map_err(|error| format!("cannot copy {name}: {error}"))?;
        }
        let words = [how, "--no-audit", "--no-fund"];
        if let Err(message) = run(Command::new("npm").args(words).current_dir(&place)) {
            let _ = fs::remove_file(place.join("package.json"));
            return Err(message);
        }
    }
    Ok(place)
}

/// A script of Node that finds the tools.
pub fn script(tools: &Path, name: &str) -> Command {
    let mut command = Command::new("node");
    command.arg(root().join("bindings-wasm").join(name)).current_dir(tools);
    command
}

/// Runs a program and gives what it printed, or all that it said when it failed.
pub fn run(command: &mut Command) -> Result<String, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command
        .env("CARGO_TERM_COLOR", "never")
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("`{name}` does not start: {error}"))?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim_end().to_owned();
    if output.status.success() {
        Ok(text(&output.stdout))
    } else {
        Err(format!("{}\n{}", text(&output.stdout), text(&output.stderr)).trim().to_owned())
    }
}
