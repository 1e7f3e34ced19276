//! Where a text comes from: a file, plain or gzip, or the built-in sample.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use flate2::bufread::MultiGzDecoder;

use crate::failure::Failure;

/// The first bytes of every gzip file.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// A text with the name by which messages call it.
#[derive(Debug, Clone)]
pub struct Source {
    name: String,
    content: Content,
}

#[derive(Debug, Clone)]
enum Content {
    File(PathBuf),
    Memory(Vec<u8>),
}

impl Source {
    /// A file, called as the user wrote it.
    pub fn file(path: &Path) -> Self {
        Self { name: path.display().to_string(), content: Content::File(path.into()) }
    }

    /// A text in memory.
    pub fn memory(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), content: Content::Memory(bytes.into()) }
    }

    /// Its name in messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Opens it, unpacked when it begins like gzip, whatever its name is.
    pub fn open(&self) -> Result<Box<dyn BufRead + '_>, Failure> {
        self.unpacked().map_err(|error| self.unreadable(&error))
    }

    /// The whole text.
    pub fn text(&self) -> Result<String, Failure> {
        let mut text = String::new();
        self.open()?.read_to_string(&mut text).map_err(|error| self.unreadable(&error))?;
        Ok(text)
    }

    fn unpacked(&self) -> io::Result<Box<dyn BufRead + '_>> {
        let mut raw: Box<dyn BufRead + '_> = match &self.content {
            Content::File(path) => Box::new(BufReader::with_capacity(1 << 16, File::open(path)?)),
            Content::Memory(bytes) => Box::new(Cursor::new(bytes.as_slice())),
        };
        if raw.fill_buf()?.starts_with(&GZIP) {
            return Ok(Box::new(BufReader::with_capacity(1 << 16, MultiGzDecoder::new(raw))));
        }
        Ok(raw)
    }

    fn unreadable(&self, error: &io::Error) -> Failure {
        Failure(format!("{}: cannot be read: {error}", self.name))
    }
}

/// The file `name` in a folder, or `name.gz`; `None` when neither is there.
pub fn in_folder(folder: &Path, name: &str) -> Option<Source> {
    let plain = folder.join(name);
    let packed = folder.join(format!("{name}.gz"));
    [plain, packed].into_iter().find(|path| path.is_file()).map(|path| Source::file(&path))
}
