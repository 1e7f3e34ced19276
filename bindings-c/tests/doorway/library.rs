//! The library under test: built as it is shipped, but for one function more, which panics.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The folder that holds libsiyu.so and libsiyu.a. (`cargo test` itself builds neither: Rust cannot link them.)
pub fn folder() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("library");
        let built = Command::new(env!("CARGO"))
            .args(["build", "--release", "--locked", "--package", "siyu-c", "--features", "test-panic"])
            .arg("--target-dir")
            .arg(&target)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .expect("cargo starts");
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        let folder = target.join("release");
        // As an installation has it: programs find the library by its SONAME.
        let link = folder.join(soname());
        if fs::read_link(&link).is_err() {
            symlink("libsiyu.so", &link).expect("the target folder is writable");
        }
        folder
    })
}

/// The name that programs find the shared library by: it changes when they must be linked anew.
pub fn soname() -> String {
    let interface = match env!("CARGO_PKG_VERSION_MAJOR") {
        "0" => concat!("0.", env!("CARGO_PKG_VERSION_MINOR")),
        major => major,
    };
    format!("libsiyu.so.{interface}")
}

pub fn shared() -> PathBuf {
    folder().join("libsiyu.so")
}

/// The names that the shared library exports, sorted.
pub fn exported() -> Vec<String> {
    let table =
        told(Command::new("nm").args(["--dynamic", "--defined-only", "--format=posix"]).arg(shared()));
    let mut names: Vec<String> =
        table.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect();
    names.sort_unstable();
    names
}

pub fn dynamic_section() -> String {
    told(Command::new("readelf").args(["--dynamic", "--wide"]).arg(shared()))
}

fn told(command: &mut Command) -> String {
    let output = command.output().expect("binutils are installed");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("it is text")
}
