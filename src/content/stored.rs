//! What reading gave, as it is kept on a disk: each file by itself, so that all threads can read them back.
//!
//! **Invariant**: only readings without findings are kept; the others cost no more than they did. What holds of
//! them now is decided by [`super::memo`], as after a build in the same process.

use super::memo::{Common, Kept, Version};
use super::{Former, Memo};
use crate::diagnostic::FileId;
use crate::source::{Holds, Root, SourceFile, Sources};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

/// The files of a build and what they gave.
#[derive(Debug, Default)]
pub struct Stored {
    sources: Sources,
    memo: Memo,
}

/// What stands before the files.
#[derive(Serialize, Deserialize)]
struct Head {
    common: Common,
    /// Root, path and hash of every file.
    files: Vec<(Root, String, [u8; 32])>,
    versions: BTreeMap<FileId, Version>,
}

/// Files whose bytes are held in memory at once.
const FILES_AT_ONCE: usize = 1024;

/// What reading gave as parts of bytes: a head, and one for each file, which may be empty.
pub fn store(
    sources: &Sources,
    memo: &Memo,
    part: &mut dyn FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<()> {
    let is_clean = |(_, version): &(&FileId, &Version)| version.parsed.diagnostics.is_empty();
    let head = Head {
        common: memo.common,
        files: sources.files.iter().map(|file| (file.root, file.path.clone(), file.sha256)).collect(),
        versions: memo.versions.iter().filter(is_clean).map(|(id, version)| (*id, version.clone())).collect(),
    };
    part(&bytes(&head)?)?;
    let of_file = |kept: &Option<Arc<Kept>>| match kept.as_deref() {
        Some(kept) if kept.parsed.diagnostics.is_empty() => bytes(kept),
        _ => Ok(Vec::new()),
    };
    for files in memo.files.chunks(FILES_AT_ONCE) {
        let parts: Vec<io::Result<Vec<u8>>> = files.par_iter().map(of_file).collect();
        parts.into_iter().try_for_each(|bytes| part(&bytes?))?;
    }
    Ok(())
}

fn bytes(value: &impl Serialize) -> io::Result<Vec<u8>> {
    postcard::to_allocvec(value).map_err(io::Error::other)
}

impl Stored {
    /// Reads back what [`store`] has given.
    pub fn from_parts(parts: &[&[u8]]) -> Option<Stored> {
        let (head, files) = parts.split_first()?;
        let Head { common, files: named, versions } = postcard::from_bytes(head).ok()?;
        if named.len() != files.len() {
            return None;
        }
        let read = |part: &&[u8]| match part.is_empty() {
            true => Some(None),
            false => Some(Some(Arc::new(postcard::from_bytes::<Kept>(part).ok()?))),
        };
        let files: Option<Vec<Option<Arc<Kept>>>> = files.par_iter().map(read).collect();
        let file = |(at, (root, path, sha256)): (usize, (Root, String, [u8; 32]))| SourceFile {
            id: FileId(at as u32),
            root,
            path,
            sha256,
            holds: Holds::Refused,
        };
        let sources = Sources { files: named.into_iter().enumerate().map(file).collect() };
        Some(Stored { sources, memo: Memo { common, files: files?, versions } })
    }

    /// What a build can take from it.
    pub fn former(&self) -> Former<'_> {
        Former { sources: &self.sources, memo: &self.memo }
    }
}
