//! The JDKs of this machine.

use std::fs;
use std::path::{Path, PathBuf};

/// Where packages put them.
const FOLDER: &str = "/usr/lib/jvm";

/// The oldest JDK that has a version (such as 17) or a newer one: what an example asks for is what it is tried with.
pub fn at_least(version: u32) -> Result<PathBuf, String> {
    let complaint = || format!("no JDK {version} or newer in {FOLDER}: install one");
    let entries = fs::read_dir(FOLDER).map_err(|_| complaint())?;
    entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|home| home.join("bin/javac").is_file())
        .filter_map(|home| Some((version_of(&home)?, home)))
        .filter(|(found, _)| *found >= version)
        .min()
        .map(|(_, home)| home)
        .ok_or_else(complaint)
}

fn version_of(home: &Path) -> Option<u32> {
    major(&fs::read_to_string(home.join("release")).ok()?)
}

/// The 17 of the line `JAVA_VERSION="17.0.15"` in a file `release`.
fn major(release: &str) -> Option<u32> {
    let version = release.lines().find_map(|line| line.strip_prefix("JAVA_VERSION="))?;
    version.trim_matches('"').split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_read_from_the_release() {
        assert_eq!(major("IMPLEMENTOR=\"Debian\"\nJAVA_VERSION=\"17.0.15\"\n"), Some(17));
        assert_eq!(major("JAVA_VERSION=\"25\"\nJAVA_VERSION_DATE=\"2025-09-16\"\n"), Some(25));
        assert_eq!(major("JAVA_RUNTIME_VERSION=\"25.0.3+9-LTS\"\n"), None);
    }

    #[test]
    fn a_version_that_nobody_has_is_told() {
        let message = at_least(u32::MAX).unwrap_err();
        assert!(message.starts_with("no JDK 4294967295 or newer in "), "{message}");
    }
}
