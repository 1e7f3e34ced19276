//! The WebAssembly modules of the npm package: which there are, and how each is built.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use crate::npm::{folder, run, script};
use crate::root;

pub const TARGET: &str = "wasm32-unknown-unknown";

/// A module of the package. One more is a row of [`BUILDS`].
struct Build {
    /// Its file is `siyu.wasm` for `siyu`.
    name: &'static str,
    /// The features of `bindings-wasm`, parted by commas.
    features: &'static str,
    /// The profile of the workspace.
    profile: &'static str,
    /// Flags of rustc beside [`FLAGS`].
    flags: &'static [&'static str],
    /// What binaryen may use, and how it goes about it.
    optimise: &'static [&'static str],
}

/// All of them speak through the JavaScript of the last one, which has all features.
const BUILDS: &[Build] = &[
    small("siyu", "whole"),
    // One family each: what a page of a phone needs of siyu, within the budget.
    small("siyu-agent", "agent"),
    small("siyu-balance", "balance"),
    small("siyu-commission", "commission"),
    small("siyu-customer", "customer"),
    small("siyu-gmv", "gmv"),
    small("siyu-vip", "vip"),
    Build {
        name: "siyu-columns",
        features: "columns",
        profile: "wasm-speed",
        // What every engine has that has 64-bit typed arrays: Node 16, Chrome 75, Safari 15.
        flags: &["-Ctarget-feature=+mutable-globals,+sign-ext,+bulk-memory,+nontrapping-fptoint"],
        optimise: &[
            "--mvp-features",
            "--enable-mutable-globals",
            "--enable-sign-ext",
            "--enable-bulk-memory",
            "--enable-nontrapping-float-to-int",
            "-O3",
        ],
    },
];

/// A module for phones and pages, where each byte counts.
const fn small(name: &'static str, features: &'static str) -> Build {
    Build {
        name,
        features,
        profile: "wasm",
        flags: &[
            // Old phones have nothing newer than the first version of WebAssembly.
            "-Ctarget-feature=+mutable-globals",
            // A value of more than one word is copied by a call, and loops keep no pointers that run along.
            "-Cllvm-args=--max-store-memcpy=1 --disable-lsr",
            // The rounds of SHA-256 as a loop: only the digest of a rulebook waits for them.
            "--cfg=sha2_backend_soft=\"compact\"",
        ],
        optimise: &["--mvp-features", "--enable-mutable-globals", "-Oz"],
    }
}

/// What each brings is told in ARCHITECTURE.md, "Size and memory of the call plane".
const FLAGS: &[&str] = &[
    // Nothing but what a build names.
    "-Ctarget-cpu=mvp",
    // The core does not panic. What could is left as an instruction that stops the module, without a word and without a place.
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    "-Zlocation-detail=none",
    "-Zfmt-debug=none",
];

/// Builds all modules into a folder, with the JavaScript that loads them, `bindgen.js`.
pub fn build(tools: &Path) -> Result<PathBuf, String> {
    let modules = folder().join("modules");
    fs::create_dir_all(&modules).map_err(|error| format!("cannot make {}: {error}", modules.display()))?;
    let glue = modules.join("bindgen.js");
    // While one is optimised, which takes about as long, the next is compiled.
    thread::scope(|scope| {
        let mut optimising = Vec::new();
        for build in BUILDS {
            let bound = bound(build, &compiled(build)?)?;
            let written = fs::copy(bound.join("siyu.js"), &glue);
            written.map_err(|error| format!("cannot write {}: {error}", glue.display()))?;
            let module = modules.join(build.name).with_extension("wasm");
            let mut optimise = script(tools, "tools/optimise.mjs");
            optimise.args([&bound.join("siyu_bg.wasm"), &module]).args(build.optimise);
            optimising.push(scope.spawn(move || run(&mut optimise)));
        }
        let ended =
            optimising.into_iter().map(|one| one.join().unwrap_or_else(|_| Err("stopped".to_owned())));
        ended.collect::<Result<Vec<_>, _>>()
    })?;
    Ok(modules)
}

/// The module as Rust makes it, the standard library built along: as it comes it is built for speed, with newer instructions than
/// old phones have, and with messages for panics.
fn compiled(build: &Build) -> Result<PathBuf, String> {
    let words =
        ["build", "--locked", "--package", "siyu-wasm", "--profile", build.profile, "--target", TARGET];
    let features = ["--no-default-features", "--features", build.features];
    let library = ["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"];
    let flags = [FLAGS, build.flags].concat().join("\u{1f}");
    // What begins with -Z is there in every release, behind this lock.
    let mut command = cargo();
    command.args(words).args(features).args(library);
    run(command.env("CARGO_ENCODED_RUSTFLAGS", flags).env("RUSTC_BOOTSTRAP", "1"))?;
    Ok(root().join("target").join(TARGET).join(build.profile).join("siyu_wasm.wasm"))
}

/// The folder of the module that JavaScript can load, and of the JavaScript that loads it.
fn bound(build: &Build, module: &Path) -> Result<PathBuf, String> {
    let bound = folder().join("bindgen").join(build.name);
    let words = ["run", "--locked", "--package", "xtask", "--features", "bindgen", "--bin", "bindgen", "--"];
    run(cargo().args(words).args([module, &bound]))?;
    Ok(bound)
}

pub fn cargo() -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(root());
    command
}
