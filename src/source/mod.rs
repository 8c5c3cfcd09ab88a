//! Reads the folders of a site: every text once, every other file as a hash.
//!
//! Takes the content folder and the themes folder, gives [`Sources`]. Files are sorted by path, so
//! that the numbers of files, and with them the order of everything, are those of the tree and not
//! of the disk.
//!
//! **Invariant**: this is the only module that reads the disk before the output is written. What is
//! refused has a [`Finding`](crate::diagnostic::Finding) and an empty text; nothing is skipped in silence.

mod disk;
mod encoding;
mod read;
pub mod yaml;

pub use disk::Disk;
pub use read::{Folders, apply_limits, is_ignored_name, read};

use crate::diagnostic::FileId;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::sync::Arc;

/// Which of the two folders a file came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Root {
    Content,
    Themes,
}

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Text in UTF-8 without byte order mark; line ends as in the file.
    Text(Arc<str>),
    /// Bytes that are only copied.
    Binary(Binary),
    /// Nothing that may be used; a finding says why.
    Refused,
}

/// Facts of a file that is copied, not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binary {
    pub size_bytes: u64,
    /// Width and height in pixels, of images whose header tells.
    pub dimensions: Option<(u32, u32)>,
    /// Where to copy it from.
    pub disk: PathBuf,
}

/// One file of the content or themes folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    pub id: FileId,
    pub root: Root,
    /// Path below its root, with `/`.
    pub path: String,
    /// SHA-256 of the bytes on disk; zeros when refused.
    pub sha256: [u8; 32],
    pub holds: Holds,
}

impl SourceFile {
    /// The text; empty for files that hold none.
    pub fn text(&self) -> &str {
        match &self.holds {
            Holds::Text(text) => text,
            _ => "",
        }
    }
}

/// Every file of a site, sorted by root and path; `files[i].id == FileId(i)`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    pub files: Vec<SourceFile>,
}

impl Sources {
    /// The file with a number.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// The file at a path below a root.
    pub fn find(&self, root: Root, path: &str) -> Option<&SourceFile> {
        self.files
            .binary_search_by(|file| (file.root, file.path.as_str()).cmp(&(root, path)))
            .ok()
            .map(|index| &self.files[index])
    }

    /// The hash of the file at a path below a root, if there is one; that of a refused file is zero.
    pub fn hash(&self, root: Root, path: &str) -> Option<[u8; 32]> {
        self.find(root, path).map(|file| file.sha256)
    }

    /// A site held in memory, for tests and examples: paths below `content/`.
    pub fn from_texts<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Sources {
        use sha2::{Digest, Sha256};
        let mut files: Vec<SourceFile> = texts
            .into_iter()
            .map(|(path, text)| SourceFile {
                id: FileId(0),
                root: Root::Content,
                path: path.to_string(),
                sha256: Sha256::digest(text.as_bytes()).into(),
                holds: Holds::Text(text.into()),
            })
            .collect();
        files.sort_by(|a, b| (a.root, &a.path).cmp(&(b.root, &b.path)));
        for (index, file) in files.iter_mut().enumerate() {
            file.id = FileId(index as u32);
        }
        Sources { files }
    }
}
