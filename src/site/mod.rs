//! The plan of everything that is published: which routes there are, and how each is made.
//!
//! **Invariant**: a plan holds no bytes; what stands at a route is made when asked for.

use crate::diagnostic::Diagnostics;
use std::path::PathBuf;

/// The order in which outputs are moved in: what is linked to comes before what links.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Order {
    Asset,
    Page,
    List,
    /// `index.html`, `404.html` and the like.
    EntryPoint,
}

/// One output file that is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Path below the output folder, with `/`.
    pub route: String,
    pub order: Order,
}

/// What stands at a route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    Bytes(Vec<u8>),
    /// A file to copy, which must still have this hash.
    Copy {
        disk: PathBuf,
        size_bytes: u64,
        sha256: [u8; 32],
    },
}

/// Anything that can be written out: the site, or a few files in a test.
pub trait Plan: Sync {
    /// Every output, sorted by route, without duplicates.
    fn planned(&self) -> &[Planned];
    /// The content of the output with that number, made now, on any thread.
    fn content(&self, index: usize) -> (Content, Diagnostics);
}
