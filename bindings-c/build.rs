//! Gives the shared library its SONAME, which cargo does not (cargo-c does, and means the same one), and keeps it loaded
//! once it is: a thread that ends after `dlclose` must still find its code.

use std::env::var;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if var("CARGO_CFG_TARGET_OS").as_deref() == Ok("linux") {
        println!("cargo::rustc-cdylib-link-arg=-Wl,-soname,libsiyu.so.{}", interface_version());
        println!("cargo::rustc-cdylib-link-arg=-Wl,-z,nodelete");
    }
}

/// The part of the version that changes when a program must be linked anew: `0.1` of 0.1.7, `1` of 1.4.2.
fn interface_version() -> String {
    let part = |name: &str| var(name).unwrap_or_default();
    let (major, minor) = (part("CARGO_PKG_VERSION_MAJOR"), part("CARGO_PKG_VERSION_MINOR"));
    if major == "0" { format!("0.{minor}") } else { major }
}
