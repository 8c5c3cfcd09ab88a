//! The one gate for what leaves the program as data.
//!
//! Feeds, calendars, data files, structured data and (later) the search index take an entry from
//! [`Portal::public_view`] and from nowhere else, so that what is hidden, internal or personal is
//! decided once. Pages take their name lists from [`super::public_names`], which follows the same rules.
//!
//! **Invariant**: a hidden or withdrawn entry has no view; fields of the office and the rows of a
//! name list are not reachable through one.

use super::{EntryNo, Portal, Relation, names_count};
use crate::content::{DataTable, Entry};
use crate::date::{Date, DateTime};
use crate::diagnostic::FileId;
use crate::field::{Fields, Kind, Spanned};
use crate::policy::PolicyText;
use crate::text::Lang;
use std::ops::Range;

/// Fields that are for the office alone: its review, its exceptions, its tests, its addresses of old.
const OF_THE_OFFICE: &[&str] = &[
    "review",
    "verified",
    "allow",
    "cases",
    "aliases",
    "scheduled",
    "openness",
    "review_due_on",
    "consent",
    "editor",
    "custom",
    "column",
];

/// What of a notice with a name list is known outside its page.
const OF_NAME_LISTS: &[&str] = &["id", "title", "type", "period", "published_at", "updated_on", "source"];

/// What anybody may know of an entry, in the language it is written in.
#[derive(Clone, Copy, Debug)]
pub struct PublicView<'a> {
    pub no: EntryNo,
    /// The Chinese entry; `no` itself for originals.
    pub original_no: EntryNo,
    pub kind: Kind,
    pub lang: Lang,
    /// Address below the output folder, without an anchor.
    pub route: &'a str,
    /// The id, which is also the anchor of a question in its list.
    pub id: &'a str,
    pub title: &'a str,
    pub published: Option<DateTime>,
    /// 更新时间, else the day of publication.
    pub updated: Option<Date>,
    /// How many people the name list of a notice has; the list itself is not in the view.
    pub names_count: Option<usize>,
    fields: &'a Fields,
    original: &'a Entry,
    /// Whose body the page shows.
    text: &'a Entry,
    own: &'a Entry,
}

/// The body that a page shows.
#[derive(Clone, Copy, Debug)]
pub struct PublicBody<'a> {
    pub file: FileId,
    /// First and last byte of it in the file.
    pub start: usize,
    pub end: usize,
    /// The structure of an issued text.
    pub policy: Option<&'a PolicyText>,
    /// The heading at its top that repeats the title, which the page leaves out: its first byte.
    pub title_at: Option<usize>,
}

impl Portal {
    /// Whether an entry has a public view.
    pub(super) fn has_view(&self, no: EntryNo) -> bool {
        self.is_public(no) && !self.route(no).is_empty()
    }

    /// The public view of an entry, if anybody may see it.
    pub fn public_view(&self, no: EntryNo) -> Option<PublicView<'_>> {
        if !self.has_view(no) {
            return None;
        }
        let original_no = self.original(no);
        let original = self.entry(original_no);
        let fields = self.fields(no);
        let published = self.published[original_no.0 as usize];
        Some(PublicView {
            no,
            original_no,
            kind: original.kind,
            lang: self.entry(no).lang,
            route: self.route(no),
            id: &original.id,
            title: &self.entry(no).title,
            published,
            updated: self.updated[no.0 as usize],
            names_count: names_count(original),
            fields,
            original,
            text: self.entry(self.text_of(original_no)),
            own: self.entry(no),
        })
    }
}

impl<'a> PublicView<'a> {
    /// A field, unless it is for the office alone or tells of people on a list.
    pub fn get(&self, key: &str) -> Option<&'a Spanned> {
        self.may_show(key).then(|| self.fields.get(key)).flatten()
    }

    /// A field as text.
    pub fn text(&self, key: &str) -> Option<&'a str> {
        self.get(key)?.value.text()
    }

    /// A field as a date.
    pub fn date(&self, key: &str) -> Option<Date> {
        self.may_show(key).then(|| self.fields.date(key)).flatten()
    }

    /// A field as a date with a time.
    pub fn moment(&self, key: &str) -> Option<DateTime> {
        self.may_show(key).then(|| self.fields.moment(key)).flatten()
    }

    /// The texts of a list.
    pub fn texts(&self, key: &str) -> Vec<&'a str> {
        if self.may_show(key) { self.fields.texts(key).collect() } else { Vec::new() }
    }

    /// A part such as `period`.
    pub fn part(&self, key: &str) -> Option<&'a Fields> {
        self.may_show(key).then(|| self.fields.part(key)).flatten()
    }

    /// The parts of a list.
    pub fn parts(&self, key: &str) -> Vec<&'a Fields> {
        if self.may_show(key) { self.fields.parts(key).collect() } else { Vec::new() }
    }

    /// All public fields, in the order in which they are written.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &'a Spanned)> + use<'a> {
        let view = *self;
        self.fields.iter().filter(move |(key, _)| view.may_show(key))
    }

    /// The rows of a data file; never those of a name list.
    pub fn rows(&self, key: &str) -> &'a [Fields] {
        match self.original.table(key) {
            Some(DataTable::Parts { rows, .. }) if self.may_show(key) => rows,
            _ => &[],
        }
    }

    /// A table with columns of its own that is no name list: the past numbers of a programme.
    pub fn own_table(&self, key: &str) -> Option<(&'a [String], &'a [Vec<String>])> {
        match self.original.table(key) {
            Some(DataTable::Names(table)) if self.kind == Kind::Programme && self.may_show(key) => {
                Some((&table.header, &table.rows))
            }
            _ => None,
        }
    }

    /// The issued text of a policy, in the version in force: its structure, the file that holds it, and where in it.
    pub fn issued_text(&self) -> Option<(&'a PolicyText, FileId, Range<usize>)> {
        let policy = self.text.policy.as_deref()?;
        Some((policy, self.text.file, self.text.body.clone()))
    }

    /// The body as its page shows it: of a policy the issued text in force, of a translation its own
    /// words. A notice with a name list has none outside its page.
    pub fn body(&self) -> Option<PublicBody<'a>> {
        let entry = if self.original_no == self.no { self.text } else { self.own };
        if self.is_name_list() || entry.body.is_empty() {
            return None;
        }
        let title = entry.facts.title.as_ref().filter(|title| title.first && title.text == entry.title);
        Some(PublicBody {
            file: entry.file,
            start: entry.body.start,
            end: entry.body.end,
            policy: entry.policy.as_deref(),
            title_at: title.map(|title| title.range.start),
        })
    }

    /// Whether a field is for the office alone.
    pub fn is_of_the_office(key: &str) -> bool {
        OF_THE_OFFICE.contains(&key)
    }

    /// Whether it is a notice with a name list, of which only title, period and count are known.
    pub fn is_name_list(&self) -> bool {
        self.names_count.is_some() && self.kind == Kind::Notice
    }

    fn may_show(&self, key: &str) -> bool {
        !OF_THE_OFFICE.contains(&key) && (!self.is_name_list() || OF_NAME_LISTS.contains(&key))
    }
}

impl Portal {
    /// What a public entry names, as far as that is public itself.
    pub fn public_outgoing(&self, view: &PublicView) -> impl Iterator<Item = &Relation> {
        self.public_ends(&self.outgoing[view.original_no.0 as usize], view)
    }

    /// What public entries name this one.
    pub fn public_incoming(&self, view: &PublicView) -> impl Iterator<Item = &Relation> {
        self.public_ends(&self.incoming[view.original_no.0 as usize], view)
    }

    fn public_ends<'a>(
        &'a self,
        relations: &'a [Relation],
        view: &PublicView,
    ) -> impl Iterator<Item = &'a Relation> + use<'a> {
        let shown = if view.is_name_list() { &[] } else { relations };
        shown.iter().filter(|relation| self.is_public(relation.other))
    }
}
