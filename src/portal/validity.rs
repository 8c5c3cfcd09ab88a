//! What is in force on the date, and where front matter and text disagree.

use super::relation::{acts_from, is_consultation};
use super::{EntryNo, Relation};
use crate::content::{Entries, Entry};
use crate::date::{Date, DateTime, days_between};
use crate::diagnostic::{Diagnostic, Diagnostics, Finding};
use crate::field::{Kind, Value};
use crate::policy::{self, Expires, Known, State, ValidityFacts};
use crate::text::without_space;

/// The state of every policy, with findings.
pub(super) fn validity(
    entries: &Entries,
    outgoing: &[Vec<Relation>],
    incoming: &[Vec<Relation>],
    published: &[Option<DateTime>],
    date: Date,
) -> (Vec<Option<State>>, Diagnostics) {
    let mut diagnostics = cycles(entries, outgoing);
    let states = entries
        .entries
        .iter()
        .enumerate()
        .map(|(index, entry)| {
            let text = entry.policy.as_deref()?;
            let mismatches = disagreements(entry, text, published[index].map(|moment| moment.date()));
            let contradicts =
                mismatches.iter().any(|d| matches!(d.finding, Finding::ValidityMismatch { .. }));
            diagnostics.extend(mismatches);
            let state = policy::validity(
                &facts(entries, entry, text, &incoming[index], contradicts, published[index]),
                date,
            );
            diagnostics.extend(expiry_near(entry, state, date));
            Some(state)
        })
        .collect();
    (states, diagnostics)
}

fn facts(
    entries: &Entries,
    entry: &Entry,
    text: &policy::PolicyText,
    incoming: &[Relation],
    contradicts: bool,
    published: Option<DateTime>,
) -> ValidityFacts {
    let expected = policy::expected(text, known(entry, published.map(|moment| moment.date())));
    let ended_by = |code: &str| {
        let acting =
            incoming.iter().filter(|relation| &*relation.code == code && relation.clauses.is_empty());
        let sources = acting.map(|relation| &entries.entries[relation.other.0 as usize]);
        sources.filter(|source| !is_consultation(source)).filter_map(acts_from).min()
    };
    let partly = incoming
        .iter()
        .any(|relation| matches!(&*relation.code, "repeals" | "amends") && !relation.clauses.is_empty());
    let expires_on = match entry.fields.get("expires_on").map(|v| &v.value) {
        Some(Value::Date(date)) => Expires::On(*date),
        Some(Value::LongTerm) => Expires::Never,
        _ => expected.expires_on.map_or(Expires::Unknown, Expires::On),
    };
    let extended = incoming
        .iter()
        .filter(|relation| &*relation.code == "extends")
        .filter_map(|relation| entries.entries[relation.other.0 as usize].fields.date("expires_on"));
    ValidityFacts {
        consultation: is_consultation(entry),
        effective_on: entry.fields.date("effective_on").or(expected.effective_on),
        expires_on: extended.max().map_or(expires_on, Expires::On),
        run_off: entry.fields.yes("run_off"),
        repealed_on: ended_by("repeals"),
        superseded_on: ended_by("supersedes"),
        partly,
        contradicts,
    }
}

/// What the front matter says of the dates.
pub(super) fn known(entry: &Entry, published_on: Option<Date>) -> Known {
    Known {
        effective_on: entry.fields.date("effective_on"),
        dated_on: entry.fields.date("dated_on"),
        published_on,
    }
}

/// Findings where the front matter and the issued text say different things.
fn disagreements(entry: &Entry, text: &policy::PolicyText, published: Option<Date>) -> Diagnostics {
    let mut diagnostics = Vec::new();
    let expected = policy::expected(text, known(entry, published));
    let effective_on = expected.effective_on.filter(|_| expected.effective_is_exact);
    let mut compare = |key: &'static str, written: Option<Date>, found: Option<Date>| {
        if let (Some(written), Some(found)) = (written, found)
            && written != found
        {
            let finding = Finding::ValidityMismatch {
                key: entry.key_name(key).into(),
                written: written.to_string(),
                text: found.to_string(),
            };
            diagnostics.push(Diagnostic::at(entry.span_of(key), finding));
        }
    };
    compare("effective_on", entry.fields.date("effective_on"), effective_on);
    compare("expires_on", entry.fields.date("expires_on"), expected.expires_on);
    compare("dated_on", entry.fields.date("dated_on"), text.dated_on.as_ref().map(|found| found.value));
    diagnostics.extend(number_differs(entry, text));
    diagnostics.extend(title_differs(entry, text));
    diagnostics.extend(override_unproven(entry));
    diagnostics
}

fn number_differs(entry: &Entry, text: &policy::PolicyText) -> Option<Diagnostic> {
    let written = entry.text("document_number").filter(|number| *number != "无")?;
    let found = text.document_number.as_ref()?;
    (folded(written) != folded(&found.value)).then(|| {
        let finding =
            Finding::DocumentNumberDiffers { written: written.into(), text: found.value.to_string() };
        Diagnostic::at(entry.span_of("document_number"), finding)
    })
}

fn title_differs(entry: &Entry, text: &policy::PolicyText) -> Option<Diagnostic> {
    entry.fields.get("title")?;
    let found: Vec<&str> =
        [&text.carrier_title, &text.inner_title].into_iter().flatten().map(|found| &*found.value).collect();
    let written = folded(&entry.title);
    let differs = !found.is_empty() && found.iter().all(|title| !is_title_of(&written, &folded(title)));
    differs.then(|| {
        let finding = Finding::TitleDiffers { written: entry.title.to_string(), text: found[0].to_string() };
        Diagnostic::at(entry.span_of("title"), finding)
    })
}

/// Whether a title is that of the text, or of the notice that carries it (关于印发《…》的通知).
fn is_title_of(written: &str, text: &str) -> bool {
    written == text || written.contains(&format!("《{text}》"))
}

/// Without space, brackets of one width.
fn folded(text: &str) -> String {
    without_space(text)
        .chars()
        .map(crate::text::narrow)
        .map(|c| {
            if "〔[【(".contains(c) {
                '('
            } else if "〕]】)".contains(c) {
                ')'
            } else {
                c
            }
        })
        .collect()
}

fn override_unproven(entry: &Entry) -> Option<Diagnostic> {
    let written = entry.fields.get("validity")?;
    (!is_consultation(entry)).then(|| {
        let finding = Finding::ValidityOverride { written: written.value.text().unwrap_or_default().into() };
        Diagnostic::at(written.span, finding)
    })
}

fn expiry_near(entry: &Entry, state: State, date: Date) -> Option<Diagnostic> {
    let last = entry.fields.date("expires_on").filter(|_| state == State::Expiring)?;
    let finding = Finding::ExpiryNear { days: days_between(date, last), date: last.to_string() };
    Some(Diagnostic::at(entry.span_of("expires_on"), finding))
}

/// Replacement and repeal may not run in a circle.
fn cycles(entries: &Entries, outgoing: &[Vec<Relation>]) -> Diagnostics {
    let next = |index: usize| {
        let ending = |relation: &&Relation| matches!(&*relation.code, "supersedes" | "repeals");
        outgoing[index].iter().filter(ending).map(|relation| relation.other.0 as usize)
    };
    let mut diagnostics = Vec::new();
    for start in (0..outgoing.len()).filter(|index| entries.entries[*index].kind == Kind::Policy) {
        let mut seen = std::collections::HashSet::new();
        let mut waiting: Vec<usize> = next(start).collect();
        while let Some(index) = waiting.pop() {
            if index == start {
                let entry = &entries.entries[start];
                let finding = Finding::ReplacementCycle { id: entry.id.to_string() };
                diagnostics.push(Diagnostic::at(entry.span_of("relations"), finding));
                break;
            }
            if seen.insert(index) {
                waiting.extend(next(index));
            }
        }
    }
    diagnostics
}

impl super::Portal {
    /// The dates that follow from the text of a policy.
    pub fn expected(&self, no: EntryNo) -> Option<policy::Expected> {
        let entry = self.entry(no);
        let published = self.published[no.0 as usize].map(|moment| moment.date());
        Some(policy::expected(entry.policy.as_deref()?, known(entry, published)))
    }
}

/// Numbers of entries are dense; this keeps the type in one place.
impl From<usize> for EntryNo {
    fn from(index: usize) -> EntryNo {
        EntryNo(index as u32)
    }
}
