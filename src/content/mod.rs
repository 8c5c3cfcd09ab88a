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
mod place;
mod version;

pub use data::{DataTable, Names};
pub use front_matter::front_matter;
pub use place::{Place, place};

use crate::diagnostic::{Diagnostics, FileId, Span};
use crate::field::{Fields, Kind};
use crate::markdown::Facts;
use crate::policy::PolicyText;
use crate::source::{Holds, Root, Sources};
use crate::text::Lang;
use crate::vocabulary::Vocabularies;
use rayon::prelude::*;
use std::collections::HashSet;
use std::ops::Range;

/// One policy, benefit, platform, guide … in one language.
#[derive(Debug)]
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
    pub facts: Facts,
    /// The clause structure; of policies only.
    pub policy: Option<Box<PolicyText>>,
    /// Data files that the fields name.
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
    pub entries: Vec<Entry>,
    /// Files that entries name as data; they are published as such only by what names them.
    pub data_files: HashSet<FileId>,
    /// Spreadsheets that entries attach; they are no lists of entries.
    pub attached: HashSet<FileId>,
}

/// How bodies are read.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    pub production: bool,
    pub raw_html: bool,
}

/// Reads every entry, in parallel.
pub fn entries(sources: &Sources, vocabularies: &Vocabularies, reading: Reading) -> (Entries, Diagnostics) {
    let places: Vec<(FileId, Place)> = sources
        .files
        .par_iter()
        .filter(|file| file.root == Root::Content && file.holds != Holds::Refused)
        .filter_map(|file| Some((file.id, place(file)?)))
        .collect();
    let context = file::Context { sources, vocabularies, reading };
    let pages: Vec<(file::Page, Diagnostics)> = places
        .par_iter()
        .filter(|(_, place)| !place.list)
        .map(|(file, place)| file::read(&context, sources.file(*file), place))
        .collect();
    let mut all = Entries::default();
    let mut diagnostics = Vec::new();
    let versions = version::files(sources, pages.iter().map(|(page, _)| &page.entry));
    for (file, policy) in &versions {
        let (entry, found) = file::read_version(&context, sources.file(*file), &pages[*policy].0.entry);
        all.entries.push(entry);
        diagnostics.extend(found);
    }
    for (page, found) in pages {
        if versions.contains_key(&page.entry.file) {
            continue;
        }
        all.entries.push(page.entry);
        all.data_files.extend(page.data_files);
        all.attached.extend(page.attached);
        diagnostics.extend(found);
    }
    let mut lists: Vec<(FileId, file::Rows)> = Vec::new();
    for (file, place) in places.iter().filter(|(_, place)| place.list) {
        if all.data_files.contains(file) || all.attached.contains(file) {
            continue;
        }
        let rows = file::rows(&context, sources.file(*file), place);
        all.data_files.extend(&rows.1);
        lists.push((*file, rows));
    }
    // A list may name data files that stand before it in the same folder; they are no lists.
    for (file, (rows, _, found)) in lists {
        if !all.data_files.contains(&file) {
            all.entries.extend(rows);
            diagnostics.extend(found);
        }
    }
    all.entries.sort_by_key(|entry| (entry.span.file, entry.span.start, entry.lang));
    (all, diagnostics)
}
