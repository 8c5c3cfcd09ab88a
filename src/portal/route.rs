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
            // The text of a version has the address of its version, which `version` knows.
            if hidden || orphan || entry.version_of.is_some() {
                "".into()
            } else {
                route(&entries.entries[first], entry.lang)
            }
        })
        .collect()
}

/// Pages whose text an office may write, and the folder of the computed page that shows it.
pub const COMPUTED_PAGES: [(&str, &str); 2] = [("privacy", "ys"), ("about", "gy")];

fn route(entry: &Entry, lang: Lang) -> Box<str> {
    let prefix = entry.kind.spec().prefix;
    let folder = lang.folder();
    match entry.kind {
        Kind::Faq => format!("{folder}{prefix}/index.html"),
        Kind::Page => match COMPUTED_PAGES.iter().find(|(id, _)| *id == &*entry.id) {
            Some((_, prefix)) => format!("{folder}{prefix}/index.html"),
            None => format!("{folder}{}.html", entry.id),
        },
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

/// The address of the JSON of an entry, from the address of its page in Chinese; one for all languages.
///
/// A question has no page of its own, so its id takes the place of `index`.
pub fn json_route(route: &str, kind: Kind, id: &str) -> String {
    match kind {
        Kind::Faq => format!("data/{}/{id}.json", kind.spec().prefix),
        Kind::Page => format!("data/ym/{id}.json"),
        _ => format!("data/{}.json", route.strip_suffix(".html").unwrap_or(route)),
    }
}

/// The address of an Atom feed: of everything (`all`), of a kind (`zc`), of a topic (`zt-housing`).
pub fn atom_route(name: &str, lang: Lang) -> String {
    format!("{}feed/{name}.xml", lang.folder())
}

/// The address of a calendar: of a kind (`sb`), a department (`bm-rcb`), a topic (`zt-housing`).
pub fn ics_route(name: &str, lang: Lang) -> String {
    format!("{}ics/{name}.ics", lang.folder())
}

/// The address of the comparison of two versions of a policy, from the addresses of their pages.
pub fn comparison_route(old: &str, new: &str) -> Option<String> {
    let (folder, from) = old.strip_suffix(".html")?.rsplit_once("/v/")?;
    let (_, to) = new.strip_suffix(".html")?.rsplit_once("/v/")?;
    Some(format!("{folder}/duibi/{from}_{to}.html"))
}
