//! Comparing what is generated with the files that are there.

use std::fs;
use std::path::{Path, PathBuf};

/// A file that is generated.
pub struct File {
    /// Its place in the crate, parted by `/`.
    pub path: String,
    /// What it holds.
    pub text: String,
}

/// Makes files hold what they should, and fails if they did not.
pub fn keep(files: &[File]) {
    fail(&rewritten(files));
}

/// The same for a folder that holds nothing else.
pub fn keep_folder(folder: &str, files: &[File]) {
    let mut stale = rewritten(files);
    let kept: Vec<PathBuf> = files.iter().map(|file| place(&file.path)).collect();
    for path in files_below(&place(folder)).into_iter().filter(|path| !kept.contains(path)) {
        fs::remove_file(&path).unwrap();
        stale.push(format!("removed: {}", path.display()));
    }
    fail(&stale);
}

fn place(path: &str) -> PathBuf {
    path.split('/').fold(Path::new(env!("CARGO_MANIFEST_DIR")).to_owned(), |place, step| place.join(step))
}

fn rewritten(files: &[File]) -> Vec<String> {
    files.iter().filter(|file| write_anew(file)).map(|file| format!("rewritten: {}", file.path)).collect()
}

/// Writes a file where it does not hold what it should.
fn write_anew(file: &File) -> bool {
    let path = place(&file.path);
    let stale = fs::read_to_string(&path).ok().as_deref() != Some(file.text.as_str());
    if stale {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &file.text).unwrap();
    }
    stale
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

fn fail(stale: &[String]) {
    assert!(
        stale.is_empty(),
        "generated files were stale; look at them and commit them:\n{}",
        stale.join("\n")
    );
}
