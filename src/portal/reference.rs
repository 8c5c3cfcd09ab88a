//! Ids, and what a written reference means.

use super::{EntryNo, Standing};
use crate::config::Config;
use crate::content::{Entries, Entry};
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Span};
use crate::field::{self, Field, Fields, Kind, Type, Value};
use crate::source::Sources;
use crate::text::{Lang, path_hash};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Finds entries by id; departments also by their names.
#[derive(Debug, Default)]
pub struct References {
    /// Originals that may be named, sorted by id.
    by_id: Vec<EntryNo>,
    /// Where the entries of an id begin in `by_id`.
    places: HashMap<Box<str>, u32>,
    departments: HashMap<Box<str>, EntryNo>,
    /// Ids of what nobody may see, which are not printed either.
    hidden: HashSet<Box<str>>,
    /// Names of departments that nobody may see, in every language.
    hidden_departments: HashSet<Box<str>>,
}

impl References {
    /// Indexes the originals; a duplicate id is refused, and the first one keeps it.
    pub(super) fn new(
        entries: &Entries,
        standing: &[Standing],
        original: &[EntryNo],
    ) -> (References, Diagnostics) {
        let mut by_id: Vec<EntryNo> =
            originals(entries).filter(|no| !entries.entries[no.0 as usize].draft).collect();
        let id = |no: &EntryNo| &*entries.entries[no.0 as usize].id;
        let kind = |no: &EntryNo| entries.entries[no.0 as usize].kind as usize;
        let written = |no: &EntryNo| entries.entries[no.0 as usize].id_written;
        // Ids that nobody wrote need be unique only among the addresses of their kind.
        let clash =
            |a: &EntryNo, b: &EntryNo| id(a) == id(b) && (kind(a) == kind(b) || written(a) && written(b));
        by_id.sort_by(|a, b| (id(a), kind(a), a).cmp(&(id(b), kind(b), b)));
        let mut diagnostics = Vec::new();
        for pair in by_id.windows(2).filter(|pair| clash(&pair[0], &pair[1])) {
            let [first, second] = [pair[0], pair[1]].map(|no| &entries.entries[no.0 as usize]);
            let finding = Finding::DuplicateId { id: first.id.to_string() };
            diagnostics.push(Diagnostic::at(second.span_of("id"), finding).also(first.span_of("id")));
        }
        by_id.dedup_by(|later, earlier| clash(earlier, later));
        by_id.retain(|no| standing[no.0 as usize] != Standing::Hidden);
        let hidden = originals(entries).filter(|no| standing[no.0 as usize] == Standing::Hidden);
        let hidden = hidden.map(|no| entries.entries[no.0 as usize].id.clone()).collect();
        let mut departments = HashMap::new();
        for no in by_id.iter().copied() {
            for name in names_of_department(&entries.entries[no.0 as usize]) {
                departments.entry(name.into()).or_insert(no);
            }
        }
        let all = entries.entries.iter().zip(original);
        let hidden_departments = all
            .filter(|(_, original)| standing[original.0 as usize] == Standing::Hidden)
            .flat_map(|(entry, _)| names_of_department(entry).map(Box::from))
            .collect();
        let mut places = HashMap::with_capacity(by_id.len());
        for (place, no) in by_id.iter().enumerate() {
            places.entry(entries.entries[no.0 as usize].id.clone()).or_insert(place as u32);
        }
        (References { by_id, places, departments, hidden, hidden_departments }, diagnostics)
    }

    /// The entry of one of the kinds that a text names.
    pub(super) fn find(&self, entries: &Entries, kinds: &[Kind], written: &str) -> Option<EntryNo> {
        let written = written.trim();
        let entry = |no: EntryNo| &entries.entries[no.0 as usize];
        let fits = |no: &EntryNo| kinds.is_empty() || kinds.contains(&entry(*no).kind);
        let first = self.places.get(written).map_or(self.by_id.len(), |place| *place as usize);
        let same = self.by_id[first..].iter().copied().take_while(|no| *entry(*no).id == *written);
        let department =
            || self.departments.get(written).copied().filter(|_| kinds.contains(&Kind::Department));
        same.into_iter().find(fits).or_else(department)
    }

    /// Whether a text names an entry that nobody may see.
    pub(super) fn names_hidden(&self, written: &str) -> bool {
        self.hidden.contains(written.trim())
    }

    /// Whether a text is the id or a name of a department that nobody may see.
    pub(super) fn names_hidden_department(&self, written: &str) -> bool {
        self.names_hidden(written) || self.hidden_departments.contains(written.trim())
    }

    /// Ids of one of the kinds that stand near a text in their order, for suggestions.
    pub(super) fn ids_near<'a>(
        &'a self,
        entries: &'a Entries,
        kinds: &'a [Kind],
        written: &str,
    ) -> impl Iterator<Item = &'a str> {
        let entry = |no: &EntryNo| -> &'a Entry { &entries.entries[no.0 as usize] };
        let at = self.by_id.partition_point(|no| *entry(no).id < *written);
        let reach = crate::text::CANDIDATES_MAX;
        let near = &self.by_id[at.saturating_sub(reach)..(at + reach).min(self.by_id.len())];
        let fitting = move |entry: &&Entry| kinds.is_empty() || kinds.contains(&entry.kind);
        near.iter().map(entry).filter(fitting).map(|entry| &*entry.id)
    }
}

/// The full and the short name of a department; of another entry none.
fn names_of_department(entry: &Entry) -> impl Iterator<Item = &str> {
    let names = [Some(&*entry.title), entry.text("short_name")].into_iter().flatten();
    names.filter(|_| entry.kind == Kind::Department)
}

fn originals(entries: &Entries) -> impl Iterator<Item = EntryNo> {
    let all = entries.entries.iter().enumerate();
    all.filter(|(_, entry)| entry.lang == Lang::Zh && entry.version_of.is_none())
        .map(|(index, _)| EntryNo(index as u32))
}

/// Entries whose file name is not unique take their id from the path; written ids stay.
///
/// All of them do, so that the address does not depend on the order of files.
pub(super) fn settle_ids(entries: &mut Entries, sources: &Sources) -> Diagnostics {
    if entries.entries.iter().all(|entry| entry.id_written) {
        return Vec::new();
    }
    let mut count: HashMap<(Lang, Kind, &str), u32> = HashMap::with_capacity(entries.entries.len());
    for entry in entries.entries.iter().filter(|entry| entry.version_of.is_none()) {
        *count.entry((entry.lang, entry.kind, &*entry.id)).or_default() += 1;
    }
    count.retain(|_, count| *count > 1);
    if count.is_empty() {
        return Vec::new();
    }
    let is_shared =
        |entry: &Entry| !entry.id_written && count.contains_key(&(entry.lang, entry.kind, &*entry.id));
    let shared: Vec<usize> =
        (0..entries.entries.len()).filter(|index| is_shared(&entries.entries[*index])).collect();
    let mut diagnostics = Vec::new();
    for index in shared {
        let entry = &mut entries.entries[index];
        let id = path_hash(&format!("{}#{}", sources.file(entry.file).path, entry.title));
        let finding = Finding::SharedFileName { name: entry.id.to_string(), id: id.clone() };
        diagnostics.push(Diagnostic::at(Span::whole(entry.file), finding));
        Arc::make_mut(entry).id = id.into();
    }
    diagnostics
}

type Paired = (Vec<EntryNo>, Vec<[Option<EntryNo>; 2]>, Diagnostics);

/// Finds the original of every translation.
pub(super) fn pair_translations(
    entries: &Entries,
    sources: &Sources,
    standing: &[Standing],
    config: &Config,
) -> Paired {
    let numbers = (0..entries.entries.len()).map(|index| EntryNo(index as u32));
    let mut original: Vec<EntryNo> = numbers.collect();
    let mut translations = vec![[None; 2]; original.len()];
    let mut diagnostics = Vec::new();
    let translated: Vec<usize> =
        (0..entries.entries.len()).filter(|index| entries.entries[*index].lang != Lang::Zh).collect();
    if translated.is_empty() {
        return (original, translations, diagnostics);
    }
    let by_id: HashMap<(Kind, &str), EntryNo> = originals(entries)
        .map(|no| ((entries.entries[no.0 as usize].kind, &*entries.entries[no.0 as usize].id), no))
        .collect();
    let path = |entry: &Entry| sources.file(entry.file).path.as_str();
    let by_path: HashMap<&str, EntryNo> = originals(entries)
        .filter(|no| entries.entries[no.0 as usize].body.end > 0)
        .map(|no| (path(&entries.entries[no.0 as usize]), no))
        .collect();
    for index in translated {
        let entry = &entries.entries[index];
        let beside = || original_path(path(entry)).and_then(|path| by_path.get(path.as_str()));
        let named = || by_id.get(&(entry.kind, &*entry.id));
        let first = if entry.id_written { named().or_else(beside) } else { beside().or_else(named) };
        let Some(first) = first else {
            let finding = Finding::TranslationWithoutOriginal { id: entry.id.to_string() };
            diagnostics.push(Diagnostic::at(entry.span, finding));
            continue;
        };
        original[index] = *first;
        let shown = ![standing[index], standing[first.0 as usize]].contains(&Standing::Hidden);
        if shown && config.languages.contains(&entry.lang) {
            translations[first.0 as usize][entry.lang as usize] = Some(EntryNo(index as u32));
        }
        diagnostics.extend(undated(entry));
        diagnostics.extend(stale(entry, &entries.entries[first.0 as usize]));
    }
    (original, translations, diagnostics)
}

/// `a/x.md` for `a/x.en.md`.
fn original_path(path: &str) -> Option<String> {
    let (stem, ending) = path.rsplit_once('.')?;
    let (stem, _) = stem.rsplit_once('.')?;
    Some(format!("{stem}.{ending}"))
}

/// S728: a file says of what day it is. Rows of a table are of the day of their original.
fn undated(translation: &Entry) -> Option<Diagnostic> {
    let is_dated = ["updated_on", "published_at"].iter().any(|key| translation.fields.date(key).is_some());
    let is_file = translation.body.end > 0;
    (is_file && !is_dated).then(|| Diagnostic::at(translation.span, Finding::TranslationWithoutDate))
}

fn stale(translation: &Entry, original: &Entry) -> Option<Diagnostic> {
    let current = older_than(translation, original)?;
    let finding = Finding::TranslationStale { original: current.to_string() };
    Some(Diagnostic::at(translation.span_of("updated_on"), finding).also(original.span))
}

/// The date of an original that is later than that of its translation.
pub(super) fn older_than(translation: &Entry, original: &Entry) -> Option<crate::date::Date> {
    let date = |entry: &Entry| entry.fields.date("updated_on").or_else(|| entry.fields.date("published_at"));
    let (written, current) = (date(translation)?, date(original)?);
    (written < current).then_some(current)
}

/// One scalar in the fields of an entry, nested ones included.
#[derive(Clone, Copy)]
pub struct Leaf<'a> {
    /// The field of the entry it stands in, also when nested in its parts.
    pub top: &'static Field,
    /// The field, or the field of a part, that holds it.
    pub field: &'static Field,
    pub ty: &'static Type,
    pub value: &'a Value,
    pub span: Span,
    /// The part it stands in, if any: with the clause and the quote of a basis.
    pub part: Option<&'a Fields>,
}

impl Leaf<'_> {
    /// The kinds that a reference may lead to; `None` for what is no reference.
    pub fn kinds(&self) -> Option<&'static [Kind]> {
        match self.ty {
            Type::Reference(kinds) => Some(kinds),
            Type::TextOrReference(kind) => Some(std::slice::from_ref(kind)),
            _ => None,
        }
    }
}

/// Calls `found` for every scalar in the fields of an entry.
pub fn visit<'a>(entry: &'a Entry, found: &mut dyn FnMut(Leaf<'a>)) {
    let mut specs = InOrder::of(&entry.kind.spec().fields);
    for (key, value) in entry.fields.iter() {
        if let Some(field) = specs.find(key) {
            let leaf =
                Leaf { top: field, field, ty: &field.ty, value: &value.value, span: value.span, part: None };
            visit_value(leaf, found);
        }
    }
}

/// Finds fields of the dictionary by keys that come in about its order.
struct InOrder {
    fields: &'static [Field],
    next: usize,
}

impl InOrder {
    fn of(fields: &'static [Field]) -> InOrder {
        InOrder { fields, next: 0 }
    }

    fn find(&mut self, key: &str) -> Option<&'static Field> {
        let (before, after) = self.fields.split_at(self.next);
        let fits = |field: &Field| field.key == key;
        let at =
            after.iter().position(fits).map(|at| at + self.next).or_else(|| before.iter().position(fits))?;
        self.next = at + 1;
        Some(&self.fields[at])
    }
}

fn visit_value<'a>(leaf: Leaf<'a>, found: &mut dyn FnMut(Leaf<'a>)) {
    match (leaf.ty, leaf.value) {
        (Type::List(inner), Value::List(items)) => {
            for item in items {
                visit_value(Leaf { ty: inner, value: &item.value, span: item.span, ..leaf }, found);
            }
        }
        (Type::List(inner), _) => visit_value(Leaf { ty: inner, ..leaf }, found),
        (Type::Part(name), Value::Part(fields)) => {
            let Some(spec) = field::PARTS.iter().find(|part| part.name == *name) else { return };
            let mut specs = InOrder::of(spec.fields);
            for (key, value) in fields.iter() {
                if let Some(inner) = specs.find(key) {
                    let (ty, span) = (&inner.ty, value.span);
                    visit_value(
                        Leaf { field: inner, ty, value: &value.value, span, part: Some(fields), ..leaf },
                        found,
                    );
                }
            }
        }
        _ => found(leaf),
    }
}
