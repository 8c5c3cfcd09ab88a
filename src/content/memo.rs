//! What each file gave in a former build, so that only what changed is read again.
//!
//! Takes what was kept and the files of now, gives what still holds, with the numbers that files have now.
//!
//! **Invariant**: what is taken from here is what reading the file anew would give. A file is read again when
//! its bytes, its path, the vocabularies, the way of reading or a file that it names have changed.

use super::{Entry, Reading, renumber};
use crate::diagnostic::{Diagnostics, FileId};
use crate::source::{Root, Sources};
use crate::vocabulary::Vocabularies;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the files of one build gave, by their numbers.
#[derive(Debug, Default)]
pub struct Memo {
    pub(super) common: Common,
    pub(super) files: Vec<Option<Arc<Kept>>>,
    pub(super) versions: BTreeMap<FileId, Version>,
}

/// What the reading of every file depends on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Common {
    pub vocabularies: [u8; 32],
    pub reading: Reading,
}

/// What a file gave that holds entries.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Kept {
    /// The file is a list of entries.
    pub(super) list: bool,
    /// Files that it names as data or attaches as tables, with their hashes; `None` where there is none.
    pub(super) looked_at: Vec<(Box<str>, Option<[u8; 32]>)>,
    pub(super) parsed: Parsed,
}

/// The entries of a file, with the findings of reading them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Parsed {
    pub entries: Vec<Arc<Entry>>,
    pub data_files: Vec<FileId>,
    pub attached: Vec<FileId>,
    /// Not kept on a disk: there stand only readings without findings.
    #[serde(skip)]
    pub diagnostics: Diagnostics,
}

/// The text of a version of a policy, and the hash of the file of that policy.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Version {
    pub policy: [u8; 32],
    pub parsed: Arc<Parsed>,
}

/// A former build, as far as reading can take from it.
#[derive(Clone, Copy, Debug)]
pub struct Former<'a> {
    pub sources: &'a Sources,
    pub memo: &'a Memo,
}

/// What can be taken from a former build, with the numbers of files then and now.
pub(super) struct Taken<'a> {
    former: Former<'a>,
    /// The number that a file of now had then.
    then: Vec<Option<FileId>>,
    /// The number that a file of then has now; `None` where all numbers are as they were.
    now: Option<Vec<Option<FileId>>>,
}

impl Memo {
    pub(super) fn new(common: Common, files: Vec<Option<Arc<Kept>>>) -> Memo {
        Memo { common, files, versions: BTreeMap::new() }
    }
}

impl Common {
    pub(super) fn of(vocabularies: &Vocabularies, reading: Reading) -> Common {
        Common { vocabularies: vocabularies.fingerprint(), reading }
    }
}

impl<'a> Taken<'a> {
    /// Compares the files of then and now; nothing can be taken if what all depend on has changed.
    pub(super) fn new(former: Option<Former<'a>>, sources: &Sources, common: Common) -> Option<Taken<'a>> {
        let former = former.filter(|former| former.memo.common == common)?;
        let (old, new) = (&former.sources.files, &sources.files);
        let mut then = vec![None; new.len()];
        let mut now = vec![None; old.len()];
        let mut at = 0;
        for (index, file) in new.iter().enumerate() {
            let place = (file.root, &*file.path);
            while old.get(at).is_some_and(|old| (old.root, &*old.path) < place) {
                at += 1;
            }
            if old.get(at).is_some_and(|old| (old.root, &*old.path) == place) {
                then[index] = Some(FileId(at as u32));
                now[at] = Some(file.id);
            }
        }
        let is_moved = now.iter().enumerate().any(|(at, id)| id.is_some_and(|id| id.0 as usize != at));
        Some(Taken { former, then, now: is_moved.then_some(now) })
    }

    /// What a file gave, if it would give the same now.
    pub(super) fn file(&self, sources: &Sources, id: FileId) -> Option<Arc<Kept>> {
        let then = self.then[id.0 as usize]?;
        let kept = self.former.memo.files.get(then.0 as usize)?.as_ref()?;
        if self.former.sources.file(then).sha256 != sources.file(id).sha256 {
            return None;
        }
        if kept.looked_at.iter().any(|(path, hash)| sources.hash(Root::Content, path) != *hash) {
            return None;
        }
        match self.moved(&kept.parsed, then, id) {
            Some(parsed) => Some(Arc::new(Kept { parsed, ..(**kept).clone() })),
            None => Some(kept.clone()),
        }
    }

    /// The text of a version, if file and policy are as they were.
    pub(super) fn version(&self, sources: &Sources, id: FileId, policy: FileId) -> Option<Version> {
        let then = self.then[id.0 as usize]?;
        let kept = self.former.memo.versions.get(&then)?;
        let of_policy = kept.parsed.entries.first()?.version_of?;
        let is_same = self.former.sources.file(then).sha256 == sources.file(id).sha256
            && kept.policy == sources.file(policy).sha256
            && self.then[policy.0 as usize] == Some(of_policy);
        is_same.then(|| match self.moved(&kept.parsed, then, id) {
            Some(parsed) => Version { parsed: Arc::new(parsed), ..kept.clone() },
            None => kept.clone(),
        })
    }

    /// What was kept with the numbers of now; `None` where they are the same.
    fn moved(&self, parsed: &Parsed, then: FileId, id: FileId) -> Option<Parsed> {
        let now = self.now.as_ref()?;
        // What a file names was there then, and is there now: its hash has been compared.
        let to = |file: FileId| now.get(file.0 as usize).copied().flatten().unwrap_or(file);
        let named = parsed.data_files.iter().chain(&parsed.attached);
        let of_versions = parsed.entries.iter().filter_map(|entry| entry.version_of.as_ref());
        if then == id && named.chain(of_versions).all(|file| to(*file) == *file) {
            return None;
        }
        let mut parsed = parsed.clone();
        for entry in &mut parsed.entries {
            renumber::entry(Arc::make_mut(entry), &to);
        }
        parsed.data_files.iter_mut().chain(&mut parsed.attached).for_each(|file| *file = to(*file));
        parsed.diagnostics.iter_mut().for_each(|found| renumber::finding(found, &to));
        Some(parsed)
    }
}
