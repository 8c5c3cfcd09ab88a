//! Addresses (`content-model.md`, section 7): prefix of the kind and id, for ever.

use super::{EntryNo, Standing};
use crate::content::{Entries, Entry};
use crate::field::Kind;
use crate::text::Lang;

/// The address of every entry that has one.
pub(super) fn routes(entries: &Entries, standing: &[Standing], original: &[EntryNo]) -> Vec<Box<str>> {
    entries
        .entries
        .iter()
        .enumerate()
        .map(|(index, entry)| {
            let first = original[index].0 as usize;
            let hidden = [standing[index], standing[first]].contains(&Standing::Hidden);
            let orphan = entry.lang != Lang::Zh && first == index;
            if hidden || orphan { "".into() } else { route(&entries.entries[first], entry.lang) }
        })
        .collect()
}

fn route(entry: &Entry, lang: Lang) -> Box<str> {
    let prefix = entry.kind.spec().prefix;
    let folder = lang.folder();
    match entry.kind {
        Kind::Faq => format!("{folder}{prefix}/index.html"),
        Kind::Page => format!("{folder}{}.html", entry.id),
        Kind::PlatformType => format!("{folder}{prefix}/{}.html", entry.text("type").unwrap_or(&entry.id)),
        _ => format!("{folder}{prefix}/{}.html", entry.id),
    }
    .into()
}

/// The address of page `number` (from 1) of the list of a kind.
pub fn list_route(kind: Kind, lang: Lang, number: usize) -> String {
    let spec = kind.spec();
    let prefix = match spec.prefix {
        "" => "ym",
        prefix => prefix,
    };
    page_route(&format!("{}{prefix}/", lang.folder()), number)
}

/// `index.html` for the first page, `2.html` and so on for the others.
pub fn page_route(folder: &str, number: usize) -> String {
    match number {
        1 => format!("{folder}index.html"),
        _ => format!("{folder}{number}.html"),
    }
}
