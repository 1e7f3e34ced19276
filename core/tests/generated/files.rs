//! Comparing what is generated with the files that are there.

use std::fs;
use std::path::{Path, PathBuf};

/// A file that is generated.
pub struct File {
    /// Its place below the folder.
    pub path: String,
    /// What it holds.
    pub text: String,
}

/// Makes the files of a folder of the crate with this ending be exactly these, and fails if they were not.
pub fn keep(folder: &str, ending: &str, files: Vec<File>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut stale = Vec::new();
    let mut kept = Vec::new();
    for file in files {
        let path = root.join(&file.path);
        if fs::read_to_string(&path).ok().as_deref() != Some(file.text.as_str()) {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &file.text).unwrap();
            stale.push(format!("rewritten: {folder}/{}", file.path));
        }
        kept.push(path);
    }
    for path in files_below(&root).into_iter().filter(|path| path.to_string_lossy().ends_with(ending)) {
        if !kept.contains(&path) {
            fs::remove_file(&path).unwrap();
            stale.push(format!("removed: {}", path.display()));
        }
    }
    assert!(
        stale.is_empty(),
        "generated files were stale; look at them and commit them:\n{}",
        stale.join("\n")
    );
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}
