//! Writes a plan to a folder or a zip: whole files only, and only those that changed.
//!
//! Takes a [plan](crate::site::Plan), renders every output, decides once, then moves what changed into place. Beside
//! the folder, on the same disk, lie for the time of a run `.<name>.juxian-staging` (what is to be
//! moved in), `.<name>.juxian-journal` (what is being moved) and for good `.<name>.juxian-lock` and
//! `.<name>.juxian-state` (times of files, so that the next run need not read them).
//!
//! Killed before the journal stands, a run leaves everything as it was; killed after, the next run
//! finishes it. The journal is flushed to the disk; after a loss of power the host's file system
//! decides what of the files is there, and `verify` tells.
//!
//! **Invariant**: nothing outside the output folder and those four names is touched, and no file in
//! it that is not in its manifest.

mod archive;
mod folder;
mod journal;
mod lock;
pub mod manifest;
mod stage;

pub use archive::archive;
pub use folder::folder;
pub use manifest::{MANIFEST, Manifest};

use crate::date::Date;
use crate::diagnostic::{Diagnostics, Finding};

/// What a run may do, and what it puts into the manifest.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    pub date: Date,
    /// Digest of everything the output was made from.
    pub inputs: [u8; 32],
    /// Whether a folder with files that are not ours may be taken over.
    pub adopt: bool,
    /// Whether to wait for another run to end.
    pub wait: bool,
}

/// Whether what was rendered is moved in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    MoveIn,
    Discard,
}

/// Who is asked and told while a run goes on.
pub struct Watch<'a> {
    /// Called after each output with the number of outputs done since the last call.
    pub progress: &'a (dyn Fn(usize) + Sync),
    /// Called once with what the pages reported.
    pub decide: &'a dyn Fn(&Diagnostics) -> Verdict,
}

/// What a run did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// What the pages reported, each fault of a template once.
    pub diagnostics: Diagnostics,
    pub files_total: usize,
    pub files_changed: usize,
    pub files_removed: usize,
    /// Whether the output was moved in.
    pub written: bool,
}

/// One finding per place: the same fault on many pages is counted, with the first of them.
pub fn once_per_place(found: Diagnostics) -> Diagnostics {
    let mut once: Diagnostics = Vec::new();
    for diagnostic in found {
        let same = once.iter_mut().find(|other| match (&other.finding, &diagnostic.finding) {
            (
                Finding::TemplateFault { message: a, chain: c, .. },
                Finding::TemplateFault { message: b, chain: d, .. },
            ) => a == b && c == d && other.span == diagnostic.span,
            (a, b) => a == b && other.span == diagnostic.span,
        });
        match same {
            Some(other) => {
                if let Finding::TemplateFault { count, .. } = &mut other.finding {
                    *count += 1;
                }
            }
            None => once.push(diagnostic),
        }
    }
    once
}
