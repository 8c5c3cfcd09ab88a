//! Every page that can be found, as documents for the index.
//!
//! Takes the scene and a language, gives documents in the order of their numbers. What a page says in
//! fields comes from `render`, its text from the units of `unit`.
//!
//! **Invariant**: an entry is taken through [`PublicView`] alone, so that what is hidden, withdrawn or
//! personal is not in the index; equal content gives equal documents in an equal order.

use super::document::{Document, Documents, SearchFacet, StateClass, StateLabel, Unit};
use super::unit::{self, UNIT_CHARS};
use crate::config::SearchSettings;
use crate::date::Date;
use crate::field::Kind;
use crate::portal::{EntryNo, Facet, ListFacet, PublicView, implied, year_of};
use crate::render::{FieldWords, Scene, field_words, state_words};
use crate::text::Lang;
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard};

/// Fields in which an entry says of itself what it is.
const FIRST: [&str; 2] = ["summary", "answer"];

/// The entries of a language that anybody may find, oldest first, undated ones before all others: the place of an
/// entry is the number of its document, so that a new entry leaves the numbers of the old ones alone.
#[derive(Debug)]
pub struct Found {
    entries: Vec<EntryNo>,
    /// Documents of several parts, whose parts are written one after the other.
    recent: Recent<Document>,
}

/// What was made last, by number: kept while it is asked for again and again, and not for long. The texts of all laws
/// would be many times what else there is of them.
#[derive(Debug)]
struct Recent<T> {
    kept: Mutex<VecDeque<(usize, Arc<T>)>>,
    most: usize,
}

/// What was found, with the scene that documents are made from.
pub struct Gathered<'a> {
    scene: Scene<'a>,
    found: &'a Found,
}

/// The documents of a language, all at once.
pub fn documents(scene: &Scene, lang: Lang) -> Vec<Document> {
    let Found { entries, .. } = Found::of(scene, lang);
    entries.par_iter().map(|no| document(scene, *no)).collect()
}

impl<T> Recent<T> {
    /// Keeps two for each thread: each writes what lies together, and begins the next while another ends the last.
    fn for_all_threads() -> Recent<T> {
        Recent { kept: Mutex::default(), most: 2 * rayon::current_num_threads() }
    }

    /// The one with a number. Nothing waits while it is made: threads that ask for it at once may all make it.
    fn get(&self, number: usize, make: impl FnOnce() -> T) -> Arc<T> {
        if let Some(found) = self.again(number) {
            return found;
        }
        let made = Arc::new(make());
        let mut kept = self.lock();
        if kept.len() >= self.most {
            kept.pop_front();
        }
        kept.push_back((number, made.clone()));
        made
    }

    /// The one with a number, if it is kept; it goes last then.
    fn again(&self, number: usize) -> Option<Arc<T>> {
        let mut kept = self.lock();
        let at = kept.iter().position(|(of, _)| *of == number)?;
        let found = kept.remove(at)?;
        kept.push_back(found.clone());
        Some(found.1)
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<(usize, Arc<T>)>> {
        self.kept.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

impl Found {
    /// Looks through the entries of a language.
    pub fn of(scene: &Scene, lang: Lang) -> Found {
        let left_out = &scene.config.search.exclude_kinds;
        let kinds = Kind::ALL.into_iter().filter(|kind| !left_out.contains(kind));
        let listed: Vec<EntryNo> = kinds.flat_map(|kind| scene.portal.list(kind, lang)).copied().collect();
        let mut found: Vec<(Option<Date>, &str, EntryNo)> = listed
            .par_iter()
            .filter_map(|no| {
                let no = scene.portal.in_language(*no, lang)?;
                let view = scene.portal.public_view(no)?;
                let is_kept = !scene.config.search.exclude_ids.iter().any(|id| id == view.id);
                is_kept.then(|| (view.published.map(|moment| moment.date()), view.id, no))
            })
            .collect();
        found.par_sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
        let entries = found.into_iter().map(|(.., no)| no).collect();
        Found { entries, recent: Recent::for_all_threads() }
    }

    /// The documents, made when asked for.
    pub fn documents<'a>(&'a self, scene: Scene<'a>) -> Gathered<'a> {
        Gathered { scene, found: self }
    }
}

impl Documents for Gathered<'_> {
    fn count(&self) -> usize {
        self.found.entries.len()
    }

    fn document(&self, number: usize) -> Cow<'_, Document> {
        Cow::Owned(document(&self.scene, self.found.entries[number]))
    }

    fn show(&self, number: usize, look: &mut dyn FnMut(&Document)) {
        let make = || document(&self.scene, self.found.entries[number]);
        look(&self.found.recent.get(number, make));
    }
}

/// The document of an entry that anybody may find.
fn document(scene: &Scene, no: EntryNo) -> Document {
    let view = scene.portal.public_view(no).expect("what was found is public");
    let number = view.text("document_number").filter(|number| *number != "无");
    let is_call = matches!(view.kind, Kind::Call | Kind::Challenge);
    Document {
        id: view.id.to_string(),
        kind: view.kind,
        title: view.title.to_string(),
        route: if view.kind == Kind::Faq { format!("{}#{}", view.route, view.id) } else { view.route.into() },
        names: names(&view),
        document_number: number.unwrap_or_default().to_string(),
        published: view.published.map(|moment| moment.date()),
        deadline: scene.portal.deadline(no).filter(|_| is_call),
        amount_yuan: scene.portal.most(no).filter(|_| view.kind == Kind::Benefit).map(|fen| fen / 100),
        state: state(scene, &view),
        facets: facets(scene, &view),
        units: units(scene, &view, &scene.config.search),
    }
}

/// What an entry is called by besides its title.
fn names(view: &PublicView) -> Vec<String> {
    let written = ["short_name", "registration_number", "item_code"].into_iter();
    let mut names: Vec<String> =
        written.filter_map(|key| view.text(key)).filter(|name| *name != "无").map(str::to_string).collect();
    let policy = view.body().and_then(|body| body.policy);
    let titles = policy.into_iter().flat_map(|text| [&text.carrier_title, &text.inner_title]);
    names.extend(titles.flatten().map(|found| found.value.to_string()));
    names.retain(|name| name != view.title && !name.is_empty());
    names.sort();
    names.dedup();
    names
}

fn state(scene: &Scene, view: &PublicView) -> StateLabel {
    let Some((code, text)) = state_words(scene, view) else { return StateLabel::default() };
    let class = match code {
        "in_force" | "expiring" | "partly_in_force" | "open" | "running" => StateClass::Good,
        "not_yet_effective" | "upcoming" | "consultation" => StateClass::Soon,
        "repealed" | "superseded" | "expired" | "run_off" | "closed" | "over" => StateClass::Ended,
        _ => StateClass::Neutral,
    };
    StateLabel { code: code.into(), text, class }
}

/// The codes by which results are narrowed, with those that they imply.
fn facets(scene: &Scene, view: &PublicView) -> Vec<(SearchFacet, Vec<String>)> {
    let across = |facet: Facet| {
        let keys: &[&str] = match facet {
            Facet::Region => &["regions", "belongs_to", "located_in"],
            _ => &[facet.key()],
        };
        let codes = keys.iter().flat_map(|key| view.texts(key));
        implied(facet, codes, scene.vocabularies)
    };
    let all = SearchFacet::ALL.into_iter().map(|facet| {
        let codes = match facet {
            SearchFacet::Topic => across(Facet::Topic),
            SearchFacet::Region => across(Facet::Region),
            SearchFacet::Industry => across(Facet::Industry),
            SearchFacet::Audience => across(Facet::Audience),
            SearchFacet::Level => scene.portal.levels(view.no),
            SearchFacet::Year => year(scene, view).map(|year| year.to_string()).into_iter().collect(),
        };
        (facet, codes)
    });
    all.filter(|(_, codes)| !codes.is_empty()).collect()
}

/// The year of kinds that are looked for by it; of others the day of publication says nothing.
fn year(scene: &Scene, view: &PublicView) -> Option<i64> {
    let by_year = ListFacet::of(view.kind).contains(&ListFacet::Year);
    let written = year_of(scene.portal.fields(view.no)).filter(|_| view.kind == Kind::Shortage);
    written.or_else(|| scene.portal.year(view.no).filter(|_| by_year))
}

/// The body first, since it is what most words are looked for in; then the fields.
fn units(scene: &Scene, view: &PublicView, settings: &SearchSettings) -> Vec<Unit> {
    let is_kept = |words: &FieldWords| {
        !settings.exclude_fields.contains(&words.key) && !settings.exclude_headings.contains(&words.label)
    };
    let words = field_words(scene, view).into_iter().filter(is_kept);
    let (first, rest): (Vec<FieldWords>, Vec<FieldWords>) =
        words.partition(|words| FIRST.contains(&words.key));
    // What an entry says of itself comes first: results whose title answers show it.
    let mut units: Vec<Unit> = first.into_iter().flat_map(of_field).collect();
    if let Some(body) = view.body() {
        let text = scene.sources.file(body.file).text();
        let source = unit::Source { text, body, raw_html: scene.config.raw_html };
        units.extend(unit::of_body(&source, &settings.exclude_headings));
    }
    units.extend(rest.into_iter().flat_map(of_field));
    if view.kind == Kind::Faq {
        // All questions stand on one page, and each is found as a whole.
        units.iter_mut().for_each(|unit| unit.anchor.clear());
    }
    units
}

/// The units of a field: one, unless it is long.
fn of_field(words: FieldWords) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    for block in words.blocks {
        match units.last_mut() {
            Some(last) if unit::length(&last.text) + unit::length(&block) < UNIT_CHARS => {
                last.text.push('\n');
                last.text.push_str(&block);
            }
            _ => {
                let (anchor, label) = (words.anchor.clone(), words.label.clone());
                units.push(Unit { anchor, label, text: block });
            }
        }
    }
    units
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How often each of the numbers asked for was made.
    fn made(recent: &Recent<usize>, asked: impl IntoIterator<Item = usize>) -> Vec<usize> {
        let mut made = Vec::new();
        for number in asked {
            let found = recent.get(number, || {
                made.push(number);
                number
            });
            assert_eq!(*found, number);
        }
        made
    }

    #[test]
    fn parts_that_are_asked_for_in_order_need_their_document_once() {
        let recent = Recent { kept: Mutex::default(), most: 4 };
        let of_two_threads = (0..50).flat_map(|step| [step / 10, 100 + step / 5]);
        assert_eq!(made(&recent, of_two_threads).len(), 5 + 10);
        assert_eq!(recent.lock().len(), 4, "no more are kept");
    }

    #[test]
    fn what_was_not_asked_for_lately_is_made_again() {
        let recent = Recent { kept: Mutex::default(), most: 2 };
        assert_eq!(made(&recent, [1, 1, 2, 1, 3, 1, 2, 1]), [1, 2, 3, 2]);
    }
}
