//! Which open data there are: one set for each kind, for each table of rows, and the disclosure catalogue.
//!
//! The page of open data, the DCAT catalogue and the files themselves all start from this list.
//!
//! **Invariant**: a set counts public entries only, and its dates are those of its content.

use super::{EntryNo, Portal};
use crate::date::Date;
use crate::field::Kind;
use crate::text::Lang;

/// What a set holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Every public entry of a kind.
    Kind(Kind),
    /// The rows of one shortage catalogue or indicator.
    Rows(EntryNo),
    /// The columns of 公开目录 for every policy.
    Catalogue,
}

/// One set of open data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dataset {
    /// Its name, which is unique: `benefits`, `shortage-2026`, `catalogue`.
    pub name: String,
    pub holds: Holds,
    /// Routes of its files; at least one of them is there.
    pub json: Option<String>,
    pub csv: Option<String>,
    /// Route of the JSON Schema of the JSON.
    pub schema: Option<String>,
    /// Entries or rows.
    pub count: usize,
    /// When the oldest of its content was published, and when the newest was changed.
    pub issued: Option<Date>,
    pub modified: Option<Date>,
}

/// Kinds whose list is a spreadsheet too.
const SPREADSHEETS: [Kind; 3] = [Kind::Benefit, Kind::Platform, Kind::Call];

/// The name of the file that lists a kind: `platform-types`.
pub fn list_name(kind: Kind) -> &'static str {
    kind.spec().folder_en
}

/// The name of the schema of the JSON of an entry: `data-platform-type`.
pub fn schema_name(kind: Kind) -> String {
    format!("data-{}", kind.spec().code.replace('_', "-"))
}

impl Portal {
    /// Every set of open data, in the order of the kinds.
    pub fn datasets(&self) -> Vec<Dataset> {
        let mut sets = Vec::new();
        for kind in Kind::ALL {
            let list = self.list(kind, Lang::Zh);
            if list.is_empty() || kind == Kind::Page {
                continue;
            }
            sets.push(self.of_kind(kind, list));
            if kind == Kind::Policy {
                sets.push(self.catalogue(list));
            }
            if matches!(kind, Kind::Shortage | Kind::Indicator) {
                sets.extend(list.iter().filter_map(|no| self.of_rows(*no)));
            }
        }
        sets
    }

    fn of_kind(&self, kind: Kind, list: &[EntryNo]) -> Dataset {
        let name = list_name(kind).to_string();
        Dataset {
            holds: Holds::Kind(kind),
            json: Some(format!("data/{name}.json")),
            csv: SPREADSHEETS.contains(&kind).then(|| format!("data/{name}.csv")),
            schema: Some(format!("schema/data-list-{name}.json")),
            count: list.len(),
            issued: self.oldest(list),
            modified: self.newest(list),
            name,
        }
    }

    fn catalogue(&self, list: &[EntryNo]) -> Dataset {
        Dataset {
            name: "catalogue".into(),
            holds: Holds::Catalogue,
            json: None,
            csv: Some("data/catalogue.csv".into()),
            schema: None,
            count: list.len(),
            issued: self.oldest(list),
            modified: self.newest(list),
        }
    }

    /// The set of the rows of an entry, if it has any.
    pub fn of_rows(&self, no: EntryNo) -> Option<Dataset> {
        let view = self.public_view(no)?;
        let (key, name) = match view.kind {
            Kind::Shortage => ("rows_file", self.shortage_name(no)),
            Kind::Indicator => ("series_file", format!("indicators/{}", view.id)),
            _ => return None,
        };
        let rows = view.rows(key);
        (!rows.is_empty()).then(|| Dataset {
            holds: Holds::Rows(view.original_no),
            json: Some(super::route::json_route(self.route(view.original_no), view.kind, view.id)),
            csv: Some(format!("data/{name}.csv")),
            schema: Some(format!("schema/{}.json", schema_name(view.kind))),
            count: rows.len(),
            issued: view.published.map(|moment| moment.date()),
            modified: view.updated,
            name,
        })
    }

    /// `shortage-2026`; of several catalogues of one year each with its id behind.
    fn shortage_name(&self, no: EntryNo) -> String {
        let year = |no: EntryNo| self.entry(self.original(no)).fields.get("year").map(|year| &year.value);
        let number = match year(no) {
            Some(crate::field::Value::Integer(year)) => Some(*year),
            _ => None,
        };
        let id = &self.entry(self.original(no)).id;
        let same = self.list(Kind::Shortage, Lang::Zh).iter().filter(|other| year(**other) == year(no));
        match number {
            Some(number) if same.count() == 1 => format!("shortage-{number}"),
            Some(number) => format!("shortage-{number}-{id}"),
            None => format!("shortage-{id}"),
        }
    }

    /// Those of a list that have a public view.
    fn shown<'a>(&'a self, list: &'a [EntryNo]) -> impl Iterator<Item = EntryNo> + 'a {
        list.iter().copied().filter(|no| self.has_view(*no))
    }

    fn oldest(&self, list: &[EntryNo]) -> Option<Date> {
        let published = self.shown(list).filter_map(|no| self.published[self.original(no).0 as usize]);
        published.min().map(|moment| moment.date())
    }

    /// The newest date of change of public entries.
    pub fn newest(&self, list: &[EntryNo]) -> Option<Date> {
        self.shown(list).filter_map(|no| self.updated[no.0 as usize]).max()
    }
}
