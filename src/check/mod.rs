//! Rules on entries that need more than one field, and no rendering.
//!
//! Takes the portal, gives findings. Rules that a stage meets on its way (a dead link, a wrong
//! type) are reported there; the catalogue of further rules is to live here, one function each.
//!
//! **Invariant**: a rule looks and reports; it changes nothing.

mod dates;
mod glossary;
mod progress;
mod rows;
mod summary;

pub use progress::payment_progress;

use crate::config::Config;
use crate::content::Entry;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding};
use crate::field::{Kind, Value};
use crate::portal::Portal;
use crate::source::Sources;
use crate::text::Lang;
use crate::vocabulary::Vocabularies;
use rayon::prelude::*;
use std::collections::HashMap;

/// A rule on one entry.
type Rule = fn(&Entry) -> Diagnostics;

const RULES: &[Rule] = &[bad_aliases, reversed_dates, rows::repeated];

/// Runs every rule on every entry, then those on the site as a whole.
pub fn check(portal: &Portal, config: &Config) -> Diagnostics {
    let entries = &portal.entries.entries;
    let mut diagnostics: Diagnostics =
        entries.par_iter().flat_map_iter(|entry| RULES.iter().flat_map(|rule| rule(entry))).collect();
    diagnostics.extend(dates::check(portal, config));
    diagnostics.extend(duplicate_index_numbers(portal));
    diagnostics.extend(unknown_exclusions(portal, config));
    diagnostics.extend(policies(portal).flat_map(|entry| number_forms(entry, config)));
    diagnostics
}

/// P614: what search is to leave out exists.
fn unknown_exclusions(portal: &Portal, config: &Config) -> Diagnostics {
    let is_known = |id: &str| portal.entries.entries.iter().any(|entry| *entry.id == *id);
    let unknown = config.search.exclude_ids.iter().filter(|id| !is_known(id));
    unknown
        .map(|id| {
            let nearest = portal.nearest_id(&[], id);
            let finding = Finding::SearchExcludeUnknown { id: id.clone(), nearest };
            Diagnostic { finding, span: config.search.exclude_span, related: Vec::new() }
        })
        .collect()
}

/// Policies in Chinese that are meant to be published.
fn policies(portal: &Portal) -> impl Iterator<Item = &Entry> {
    let all = portal.entries.entries.iter().map(AsRef::as_ref);
    let originals = all.filter(|entry: &&Entry| entry.lang == Lang::Zh && !entry.draft);
    originals.filter(|entry| entry.kind == Kind::Policy)
}

/// X360: the disclosure catalogue finds a document by its number.
fn duplicate_index_numbers(portal: &Portal) -> Diagnostics {
    let mut first: HashMap<&str, &Entry> = HashMap::new();
    let mut diagnostics = Vec::new();
    for entry in policies(portal) {
        let Some(number) = entry.text("index_number").map(str::trim).filter(|text| !text.is_empty()) else {
            continue;
        };
        let other = *first.entry(number).or_insert(entry);
        if !std::ptr::eq(other, entry) {
            let finding = Finding::DuplicateIndexNumber { number: number.into() };
            let there = other.span_of("index_number");
            diagnostics.push(Diagnostic::at(entry.span_of("index_number"), finding).also(there));
        }
    }
    diagnostics
}

/// X361: numbers have the form that the settings give.
fn number_forms(entry: &Entry, config: &Config) -> Diagnostics {
    let patterns = [
        ("index_number", &config.index_number_pattern),
        ("registration_number", &config.registration_number_pattern),
    ];
    let mut diagnostics = Vec::new();
    for (key, pattern) in patterns {
        let (Some(pattern), Some(number)) = (pattern, entry.text(key)) else { continue };
        if !number.is_empty() && !pattern.is_match(number) {
            let finding = Finding::NumberForm {
                key: entry.key_name(key).into(),
                number: number.into(),
                pattern: pattern.as_str().into(),
            };
            diagnostics.push(Diagnostic::at(entry.span_of(key), finding));
        }
    }
    diagnostics
}

/// Rules on what entries say beside each other: in the other language, and to programs.
pub fn wording(portal: &Portal, sources: &Sources, vocabularies: &Vocabularies) -> Diagnostics {
    let mut diagnostics = glossary::check(portal, sources, vocabularies);
    diagnostics.extend(summary::check(portal));
    diagnostics
}

/// I404: a former address is a path inside the site.
fn bad_aliases(entry: &Entry) -> Diagnostics {
    let bad = entry.fields.list("aliases").iter().filter(|alias| {
        let text = alias.value.text().unwrap_or_default();
        crate::url::alias_route(text).is_none()
    });
    bad.map(|alias| {
        let finding = Finding::BadAlias { alias: alias.value.text().unwrap_or_default().into() };
        Diagnostic::at(alias.span, finding)
    })
    .collect()
}

/// Whether a field says the time of the day.
fn has_time(entry: &Entry, key: &str) -> bool {
    matches!(entry.fields.get(key).map(|written| &written.value), Some(Value::Moment(_)))
}

/// F209: what ends does not end before it begins.
fn reversed_dates(entry: &Entry) -> Diagnostics {
    const PAIRS: [(&str, &str); 4] = [
        ("effective_on", "expires_on"),
        ("starts_at", "ends_at"),
        ("dated_on", "published_at"),
        ("published_at", "withdraw_on"),
    ];
    let mut diagnostics = Vec::new();
    for (first, last) in PAIRS {
        let key = |key| entry.key_name(key).to_string();
        if let (Some(from), Some(to)) = (entry.fields.moment(first), entry.fields.moment(last))
            && (to.date() < from.date() || to < from && has_time(entry, first) && has_time(entry, last))
        {
            let finding = Finding::DatesReversed { earlier: key(first), later: key(last) };
            diagnostics.push(Diagnostic::at(entry.span_of(last), finding));
        }
    }
    for (part, first, last) in [("period", "start", "end"), ("valid", "from", "to")] {
        if let Some(fields) = entry.fields.part(part)
            && let (Some(from), Some(to)) = (fields.date(first), fields.date(last))
            && to < from
        {
            let finding = Finding::DatesReversed { earlier: from.to_string(), later: to.to_string() };
            diagnostics.push(Diagnostic::at(entry.span_of(part), finding));
        }
    }
    diagnostics
}
