//! Data files beside an entry: rows of shortage catalogues, series, rosters, name lists.

use super::Place;
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Finding};
use crate::field::{self, Fields, Kind};
use crate::source::{Root, SourceFile, Sources};
use crate::url;
use crate::vocabulary::Vocabularies;
use serde::{Deserialize, Serialize};

/// The name of a part of the dictionary.
type Key = &'static str;

/// The content of a data file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum DataTable {
    /// Rows of a part of the dictionary.
    Parts {
        #[serde(with = "crate::field::stored::key")]
        part: Key,
        rows: Vec<Fields>,
    },
    /// A table with columns of its own: a name list.
    Names(Names),
}

impl DataTable {
    /// Whether there is no row below the header.
    fn is_empty(&self) -> bool {
        match self {
            DataTable::Parts { rows, .. } => rows.is_empty(),
            DataTable::Names(names) => names.rows.is_empty(),
        }
    }
}

/// A name list as the file holds it. What may be shown of it is decided in `portal`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Names {
    pub file: FileId,
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// Fields that name a data file, and the part that its rows fill.
const DATA_FIELDS: &[(Kind, &str, Option<&str>)] = &[
    (Kind::Shortage, "rows_file", Some("shortage_row")),
    (Kind::Indicator, "series_file", Some("series_row")),
    (Kind::Department, "roster_file", Some("roster_row")),
    (Kind::Notice, "list_file", None),
    (Kind::Programme, "past_numbers_file", None),
];

type Loaded = (Vec<(&'static str, DataTable)>, Vec<FileId>, Diagnostics);

/// Loads the data files that the fields of an entry name.
pub(super) fn load(
    sources: &Sources,
    vocabularies: &Vocabularies,
    file: &SourceFile,
    fields: &Fields,
    place: &Place,
) -> Loaded {
    let mut loaded: Loaded = Default::default();
    for (_, key, part) in DATA_FIELDS.iter().filter(|(kind, ..)| *kind == place.kind) {
        let Some(written) = fields.get(key) else { continue };
        let path = written.value.text().unwrap_or_default();
        let found =
            url::join(url::folder(&file.path), path).and_then(|path| sources.find(Root::Content, &path));
        let Some(data) = found else {
            let finding = Finding::DataFileMissing { key: key_name(place.kind, key), path: path.into() };
            loaded.2.push(Diagnostic::at(written.span, finding));
            continue;
        };
        loaded.1.push(data.id);
        let table = match part {
            Some(part) => {
                let (rows, found) = field::list::read_part(part, data.id, data.text(), vocabularies);
                loaded.2.extend(found);
                DataTable::Parts { part, rows }
            }
            None => {
                let (header, rows) = field::list::table(data.text());
                DataTable::Names(Names { file: data.id, header, rows })
            }
        };
        if table.is_empty() {
            let finding = Finding::NoRows { key: key_name(place.kind, key), path: path.into() };
            loaded.2.push(Diagnostic::at(written.span, finding));
        }
        loaded.0.push((key, table));
    }
    loaded
}

/// Spreadsheets that an entry attaches: they are files to download, no lists.
pub(super) fn attached(sources: &Sources, file: &SourceFile, fields: &Fields) -> Vec<FileId> {
    tables(file, fields).filter_map(|path| Some(sources.find(Root::Content, &path)?.id)).collect()
}

/// The paths of spreadsheets that an entry attaches.
fn tables(file: &SourceFile, fields: &Fields) -> impl Iterator<Item = String> {
    let parts = ["attachments", "originals"].into_iter().flat_map(|key| fields.parts(key));
    let named = parts.filter_map(|part| part.text("file"));
    named
        .filter(|path| path.to_ascii_lowercase().ends_with(".csv"))
        .filter_map(|path| url::join(url::folder(&file.path), path))
}

/// Every path that [`load`] and [`attached`] look at, with the hash of what is there.
pub(super) fn named(
    sources: &Sources,
    file: &SourceFile,
    fields: &Fields,
    place: &Place,
) -> Vec<(Box<str>, Option<[u8; 32]>)> {
    let data = DATA_FIELDS.iter().filter(|(kind, ..)| *kind == place.kind);
    let data = data.filter_map(|(_, key, _)| url::join(url::folder(&file.path), fields.text(key)?));
    let paths = data.chain(tables(file, fields));
    paths.map(|path| (path.as_str().into(), sources.hash(Root::Content, &path))).collect()
}

fn key_name(kind: Kind, key: &str) -> String {
    let field = kind.spec().fields.iter().find(|field| field.key == key);
    field.map_or(key, |field| field.zh).to_string()
}
