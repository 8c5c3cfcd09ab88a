//! Front matter and Markdown become typed entries, one file at a time.
//!
//! Takes [`Sources`] and vocabularies, gives [`Entries`]: fields, title, facts of the body and
//! clauses of policies, as places in the source text. Which entries a visitor may see, and what a
//! reference leads to, is decided later, in `portal`.
//!
//! **Invariant**: an entry depends on its own file and the data files it names, on nothing else.

mod data;
mod file;
mod front_matter;
mod memo;
mod place;
mod renumber;
mod stored;
mod version;

pub use data::{DataTable, Names};
pub use front_matter::front_matter;
pub use memo::{Former, Memo};
pub use place::{Place, place};
pub use stored::{Stored, store};

use crate::diagnostic::{Diagnostics, FileId, Span};
use crate::field::{Fields, Kind};
use crate::markdown::Facts;
use crate::policy::PolicyText;
use crate::source::{Holds, Root, SourceFile, Sources};
use crate::text::Lang;
use crate::vocabulary::Vocabularies;
use memo::{Common, Kept, Parsed, Taken, Version};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

/// One policy, benefit, platform, guide … in one language.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Entry {
    pub id: Box<str>,
    /// Whether the author wrote the id, or it came from the path.
    pub id_written: bool,
    pub kind: Kind,
    pub lang: Lang,
    pub file: FileId,
    /// The front matter, the row of a list, or the whole file.
    pub span: Span,
    pub title: Box<str>,
    pub fields: Fields,
    /// The Markdown body, in bytes of the file; empty for rows of a list.
    pub body: Range<usize>,
    pub facts: Arc<Facts>,
    /// Titles that the body names between 《 and 》, folded.
    pub cited: Arc<[Box<str>]>,
    /// The clause structure; of policies only.
    pub policy: Option<Arc<PolicyText>>,
    /// Data files that the fields name.
    #[serde(with = "crate::field::stored::pairs")]
    pub data: Vec<(&'static str, DataTable)>,
    /// Whether the author writes Chinese keys; messages follow.
    pub chinese_keys: bool,
    pub has_front_matter: bool,
    /// Not to be published: in a folder or file whose name begins with `_`, or in `drafts`.
    pub draft: bool,
    /// Of the text of one version of a policy: the file of that policy. Such an entry has no fields and
    /// stands in no list; `portal` ties it to its policy.
    pub version_of: Option<FileId>,
}

impl Entry {
    /// The text of a field.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.fields.text(key)
    }

    /// The place of a field, or of the whole entry where it is not written.
    pub fn span_of(&self, key: &str) -> Span {
        self.fields.get(key).map_or(self.span, |value| value.span)
    }

    /// The name of a field as this author writes it.
    pub fn key_name(&self, key: &'static str) -> &'static str {
        let field = self.kind.spec().fields.iter().find(|field| field.key == key);
        field.map_or(key, |field| if self.chinese_keys { field.zh } else { field.key })
    }

    /// A data file by the key that names it.
    pub fn table(&self, key: &str) -> Option<&DataTable> {
        self.data.iter().find(|(k, _)| *k == key).map(|(_, table)| table)
    }
}

/// The file that a row of 版本 names: beside the policy's own file, or in the folder called like it.
pub fn version_file(sources: &Sources, policy: FileId, path: &str) -> Option<FileId> {
    version::find(sources, policy, path)
}

/// Every entry of a site, in the order of files and rows.
#[derive(Debug, Default)]
pub struct Entries {
    pub entries: Vec<Arc<Entry>>,
    /// Files that entries name as data; they are published as such only by what names them.
    pub data_files: HashSet<FileId>,
    /// Spreadsheets that entries attach; they are no lists of entries.
    pub attached: HashSet<FileId>,
}

/// How bodies are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    pub production: bool,
    pub raw_html: bool,
}

/// Reads every entry, in parallel; a file that a former build has read is taken from it.
pub fn entries(
    sources: &Sources,
    vocabularies: &Vocabularies,
    reading: Reading,
    former: Option<Former>,
) -> (Entries, Memo, Diagnostics) {
    let common = Common::of(vocabularies, reading);
    let taken = Taken::new(former, sources, common);
    let context = file::Context { sources, vocabularies, reading };
    let mut memo = Memo::new(common, read_pages(&context, taken.as_ref()));
    let mut all = Entries::default();
    let mut diagnostics = Vec::new();
    read_versions(&context, taken.as_ref(), &mut memo);
    for version in memo.versions.values() {
        take(&version.parsed, &mut all, &mut diagnostics);
    }
    for (index, kept) in memo.files.iter().enumerate() {
        let is_version = memo.versions.contains_key(&FileId(index as u32));
        if let Some(kept) = kept.as_ref().filter(|kept| !kept.list && !is_version) {
            take(&kept.parsed, &mut all, &mut diagnostics);
        }
    }
    read_lists(&context, taken.as_ref(), &mut memo, &mut all, &mut diagnostics);
    all.entries.sort_by_key(|entry| (entry.span.file, entry.span.start, entry.lang));
    (all, memo, diagnostics)
}

fn take(parsed: &Parsed, all: &mut Entries, diagnostics: &mut Diagnostics) {
    all.entries.extend(parsed.entries.iter().cloned());
    all.data_files.extend(&parsed.data_files);
    all.attached.extend(&parsed.attached);
    diagnostics.extend(parsed.diagnostics.iter().cloned());
}

/// What every file of Markdown gives; of other files nothing yet.
fn read_pages(context: &file::Context, taken: Option<&Taken>) -> Vec<Option<Arc<Kept>>> {
    let read = |source: &SourceFile| {
        if source.root != Root::Content || source.holds == Holds::Refused {
            return None;
        }
        if let Some(kept) = taken.and_then(|taken| taken.file(context.sources, source.id)) {
            // Whether a list is one depends on what other files name.
            return (!kept.list).then_some(kept);
        }
        let place = place(source).filter(|place| !place.list)?;
        Some(Arc::new(file::read(context, source, &place)))
    };
    context.sources.files.par_iter().map(read).collect()
}

/// Reads the files that policies name as their versions, as such.
fn read_versions(context: &file::Context, taken: Option<&Taken>, memo: &mut Memo) {
    let pages = memo.files.iter().flatten().filter_map(|kept| kept.parsed.entries.first());
    let entries: Vec<&Arc<Entry>> = pages.collect();
    let files = version::files(context.sources, entries.iter().map(|entry| &***entry));
    let read = |(file, policy): (&FileId, &usize)| {
        let policy = entries[*policy];
        let version = taken.and_then(|taken| taken.version(context.sources, *file, policy.file));
        let version = version.unwrap_or_else(|| Version {
            policy: context.sources.file(policy.file).sha256,
            parsed: Arc::new(file::read_version(context, context.sources.file(*file), policy)),
        });
        (*file, version)
    };
    memo.versions = files.par_iter().map(read).collect();
}

/// Reads the lists, but for those that are the data of an entry.
fn read_lists(
    context: &file::Context,
    taken: Option<&Taken>,
    memo: &mut Memo,
    all: &mut Entries,
    diagnostics: &mut Diagnostics,
) {
    let is_open = |file: &&SourceFile| file.root == Root::Content && file.holds != Holds::Refused;
    let files =
        context.sources.files.iter().filter(is_open).filter(|file| memo.files[file.id.0 as usize].is_none());
    let files: Vec<&SourceFile> =
        files.filter(|file| !all.data_files.contains(&file.id) && !all.attached.contains(&file.id)).collect();
    let read = |source: &&SourceFile| {
        let kept = taken.and_then(|taken| taken.file(context.sources, source.id)).filter(|kept| kept.list);
        let read = || Some(Arc::new(file::rows(context, source, &place(source).filter(|place| place.list)?)));
        Some((source.id, kept.or_else(read)?))
    };
    let lists: Vec<(FileId, Arc<Kept>)> = files.par_iter().filter_map(read).collect();
    all.data_files.extend(lists.iter().flat_map(|(_, kept)| &kept.parsed.data_files));
    for (file, kept) in lists {
        // A list may name data files that stand before it in the same folder; they are no lists.
        if !all.data_files.contains(&file) {
            take(&kept.parsed, all, diagnostics);
        }
        memo.files[file.0 as usize] = Some(kept);
    }
}
