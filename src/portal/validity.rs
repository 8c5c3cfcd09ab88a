//! What is in force on the date, and where front matter and text disagree.

use super::relation::is_consultation;
use super::version::AllVersions;
use super::{EntryNo, Relation};
use crate::content::{Entries, Entry};
use crate::date::{Date, DateTime, days_between};
use crate::diagnostic::{Diagnostic, Diagnostics, Finding};
use crate::field::{Kind, Value};
use crate::policy::{self, Expires, Known, State, ValidityFacts};
use crate::text::without_space;
use rayon::prelude::*;
use std::collections::HashSet;
use std::sync::LazyLock;

/// What is in force, by entry.
#[derive(Default)]
pub(super) struct Validity {
    pub states: Vec<Option<State>>,
    /// The last day in force, extensions included; `None` for 长期 and where nothing says.
    pub last_days: Vec<Option<Date>>,
    /// The document in force that repealed or replaced it.
    pub ended_by: Vec<Option<EntryNo>>,
}

/// What the validity of one policy depends on besides itself.
pub(super) struct Site<'a> {
    pub entries: &'a Entries,
    pub published: &'a [Option<DateTime>],
    pub versions: &'a AllVersions,
    pub date: Date,
}

/// What is in force of one entry.
#[derive(Default)]
struct Found {
    state: Option<State>,
    last_day: Option<Date>,
    ended_by: Option<EntryNo>,
    diagnostics: Diagnostics,
}

/// The state of every policy, with findings.
pub(super) fn validity(
    site: &Site,
    outgoing: &[Vec<Relation>],
    incoming: &[Vec<Relation>],
) -> (Validity, Diagnostics) {
    let entries = site.entries;
    let mut diagnostics = cycles(entries, outgoing);
    let titles: Titles = LazyLock::new(Box::new(|| titles(entries)));
    let found: Vec<Found> = entries
        .entries
        .par_iter()
        .enumerate()
        .map(|(index, entry)| {
            let text = entry.policy.as_deref().filter(|_| entry.version_of.is_none());
            let relations = (&*outgoing[index], &*incoming[index]);
            text.map_or_else(Found::default, |text| {
                site.found(EntryNo::from(index), text, relations, &titles)
            })
        })
        .collect();
    let mut validity = Validity::default();
    for found in found {
        validity.states.push(found.state);
        validity.last_days.push(found.last_day);
        validity.ended_by.push(found.ended_by);
        diagnostics.extend(found.diagnostics);
    }
    (validity, diagnostics)
}

/// Titles of policies, made when the first text repeals something.
type Titles<'t> = LazyLock<HashSet<String>, Box<dyn FnOnce() -> HashSet<String> + Send + 't>>;

impl<'a> Site<'a> {
    /// The site of a portal that is made.
    pub fn of(portal: &'a super::Portal) -> Site<'a> {
        Site {
            entries: &portal.entries,
            published: &portal.published,
            versions: &portal.versions,
            date: portal.date,
        }
    }

    /// The state of one policy.
    fn found(
        &self,
        no: EntryNo,
        text: &policy::PolicyText,
        (outgoing, incoming): (&[Relation], &[Relation]),
        titles: &Titles,
    ) -> Found {
        let entry = self.entry(no);
        let extended_to = self.extended_to(incoming);
        let published_on = self.published[no.0 as usize].map(|moment| moment.date());
        let mut diagnostics = self.disagreements(no, text, published_on, extended_to);
        let contradicts = diagnostics.iter().any(|d| matches!(d.finding, Finding::ValidityMismatch { .. }));
        diagnostics.extend(undeclared_repeals(self.entries, entry, text, (outgoing, titles)));
        let facts = self.facts(no, incoming, published_on);
        let facts = ValidityFacts {
            contradicts,
            expires_on: extended_to.map_or(facts.expires_on, Expires::On),
            ..facts
        };
        let state = policy::validity(&facts, self.date);
        let last_day = match facts.expires_on {
            Expires::On(day) => Some(day),
            Expires::Never | Expires::Unknown => None,
        };
        diagnostics.extend(expiry_near(entry, state, last_day, self.date));
        let ending = match state {
            State::Repealed => self.ended_by(incoming, "repeals"),
            State::Superseded => self.ended_by(incoming, "supersedes"),
            _ => None,
        };
        Found { state: Some(state), last_day, ended_by: ending.map(|(_, no)| no), diagnostics }
    }

    fn entry(&self, no: EntryNo) -> &'a Entry {
        &self.entries.entries[no.0 as usize]
    }

    /// The text of the version in force.
    fn text(&self, no: EntryNo) -> Option<&'a policy::PolicyText> {
        let text = self.versions.get(&no).map_or(no, |versions| versions.in_force().text);
        self.entry(text).policy.as_deref()
    }

    /// The documents that act on a policy in one way, each with the day from which it does.
    fn acting<'b>(
        &'b self,
        incoming: &'b [Relation],
        code: &'b str,
    ) -> impl Iterator<Item = (&'b Relation, &'b Entry, Date)> {
        incoming.iter().filter(move |relation| &*relation.code == code).filter_map(|relation| {
            let source = self.entry(relation.other);
            let from = self.acts_from(relation.other)?;
            (!is_consultation(source)).then_some((relation, source, from))
        })
    }

    /// The day from which a document acts on others: its 施行日期, else that of its text, else the
    /// day of the document.
    pub fn acts_from(&self, no: EntryNo) -> Option<Date> {
        let entry = self.entry(no);
        let published_on = self.published[no.0 as usize].map(|moment| moment.date());
        let expected = || policy::expected(entry.policy.as_deref()?, known(entry, published_on)).effective_on;
        let dated = || entry.policy.as_deref()?.dated_on.as_ref().map(|found| found.value);
        let written = |key| entry.fields.date(key);
        written("effective_on")
            .or_else(expected)
            .or_else(|| written("dated_on"))
            .or_else(dated)
            .or(published_on)
    }

    /// The new last day that an extension in force has set.
    fn extended_to(&self, incoming: &[Relation]) -> Option<Date> {
        let acting = self.acting(incoming, "extends").filter(|(_, _, from)| *from <= self.date);
        let until = |source: &Entry| match source.policy.as_deref()?.period.as_ref()?.value {
            policy::Period::Until(day) => Some(day),
            policy::Period::Years(_) | policy::Period::Months(_) => None,
        };
        acting.filter_map(|(_, source, _)| until(source).or_else(|| source.fields.date("expires_on"))).max()
    }

    /// The first document that ends the whole text in one way, and from when.
    fn ended_by(&self, incoming: &[Relation], code: &str) -> Option<(Date, EntryNo)> {
        let whole = self.acting(incoming, code).filter(|(relation, ..)| relation.clauses.is_empty());
        whole.map(|(relation, _, from)| (from, relation.other)).min()
    }

    /// Whether clauses of the printed text are gone or have another wording: some were repealed or
    /// amended, and no version of the text says so. With such a version the text is what is in force.
    fn is_partly(&self, no: EntryNo, incoming: &[Relation]) -> bool {
        let acting = ["repeals", "amends"].into_iter().flat_map(|code| self.acting(incoming, code));
        let versions = self.versions.get(&no);
        let is_in_text = |by: EntryNo, from: Date| {
            versions.is_some_and(|versions| {
                let begun = &versions.all[..=versions.current];
                begun
                    .iter()
                    .any(|version| version.by == Some(by) || version.by.is_none() && version.date == from)
            })
        };
        acting
            .filter(|(relation, _, from)| !relation.clauses.is_empty() && *from <= self.date)
            .any(|(relation, _, from)| !is_in_text(relation.other, from))
    }

    fn facts(&self, no: EntryNo, incoming: &[Relation], published_on: Option<Date>) -> ValidityFacts {
        let entry = self.entry(no);
        let expected =
            self.text(no).map(|text| policy::expected(text, known(entry, published_on))).unwrap_or_default();
        let ended_by = |code: &str| self.ended_by(incoming, code).map(|(from, _)| from);
        ValidityFacts {
            consultation: is_consultation(entry),
            effective_on: entry.fields.date("effective_on").or(expected.effective_on),
            expires_on: match entry.fields.get("expires_on").map(|v| &v.value) {
                Some(Value::Date(date)) => Expires::On(*date),
                Some(Value::LongTerm) => Expires::Never,
                _ => expected.expires_on.map_or(Expires::Unknown, Expires::On),
            },
            run_off: entry.fields.yes("run_off"),
            repealed_on: ended_by("repeals"),
            superseded_on: ended_by("supersedes"),
            partly: self.is_partly(no, incoming),
            contradicts: false,
        }
    }

    /// Findings where the front matter and the issued text say different things: of the dates the
    /// version in force, of number and title the policy's own file.
    fn disagreements(
        &self,
        no: EntryNo,
        own: &policy::PolicyText,
        published: Option<Date>,
        extended_to: Option<Date>,
    ) -> Diagnostics {
        let entry = self.entry(no);
        let text = self.text(no).unwrap_or(own);
        let is_version = |day: &Date| {
            let versions = self.versions.get(&no);
            versions.is_some_and(|versions| versions.all.iter().any(|version| version.date == *day))
        };
        let expected = policy::expected(text, known(entry, published));
        let exact = expected.effective_on.filter(|_| expected.effective_is_exact);
        let effective_on = exact.filter(|day| !is_version(day));
        let dated_on = own.dated_on.as_ref().map(|found| found.value);
        let mut diagnostics = Vec::new();
        diagnostics.extend(differs(entry, "effective_on", entry.fields.date("effective_on"), effective_on));
        let last_day = entry.fields.date("expires_on").filter(|day| Some(*day) != extended_to);
        diagnostics.extend(differs(entry, "expires_on", last_day, expected.expires_on));
        diagnostics.extend(differs(entry, "dated_on", entry.fields.date("dated_on"), dated_on));
        let is_long = matches!(entry.fields.get("expires_on").map(|v| &v.value), Some(Value::LongTerm));
        if let (true, Some(found)) = (is_long, expected.expires_on) {
            let (key, written) = (entry.key_name("expires_on").into(), "长期".into());
            let finding = Finding::ValidityMismatch { key, written, text: found.to_string() };
            diagnostics.push(Diagnostic::at(entry.span_of("expires_on"), finding));
        }
        diagnostics.extend(statements_differ(entry, text));
        diagnostics.extend(number_differs(entry, own));
        diagnostics.extend(title_differs(entry, own));
        diagnostics.extend(override_unproven(entry));
        diagnostics
    }
}

fn differs(
    entry: &Entry,
    key: &'static str,
    written: Option<Date>,
    found: Option<Date>,
) -> Option<Diagnostic> {
    let (written, found) = (written?, found?);
    let finding = Finding::ValidityMismatch {
        key: entry.key_name(key).into(),
        written: written.to_string(),
        text: found.to_string(),
    };
    (written != found).then(|| Diagnostic::at(entry.span_of(key), finding))
}

/// What the front matter says of the dates.
pub(super) fn known(entry: &Entry, published_on: Option<Date>) -> Known {
    Known {
        effective_on: entry.fields.date("effective_on"),
        dated_on: entry.fields.date("dated_on"),
        published_on,
    }
}

/// 到期续付 and 含本数: what the text states and the front matter denies, or does not say.
fn statements_differ(entry: &Entry, text: &policy::PolicyText) -> Diagnostics {
    let pairs = [("run_off", &text.run_off), ("inclusive_bounds", &text.inclusive_bounds)];
    let denied = pairs.into_iter().filter(|(key, stated)| {
        stated.is_some()
            && entry.has_front_matter
            && entry.fields.get(key).is_some()
            && !entry.fields.yes(key)
    });
    let finding = |(key, _): (&'static str, _)| {
        Diagnostic::at(entry.span_of(key), Finding::StatementDiffers { key: entry.key_name(key).into() })
    };
    denied.map(finding).collect()
}

/// 《…》同时废止 in the text without the relation 废止 or 代替 that would make it act.
fn undeclared_repeals(
    entries: &Entries,
    entry: &Entry,
    text: &policy::PolicyText,
    (outgoing, titles): (&[Relation], &Titles),
) -> Diagnostics {
    let ends = |relation: &&Relation| matches!(&*relation.code, "repeals" | "supersedes");
    if text.repeals.is_empty() {
        return Vec::new();
    }
    let declared: Vec<String> = outgoing
        .iter()
        .filter(ends)
        .map(|relation| folded(&entries.entries[relation.other.0 as usize].title))
        .collect();
    let is_declared = |title: &str| {
        let title = folded(title);
        declared.iter().any(|other| other.contains(&title) || title.contains(other.as_str()))
    };
    let missing = text.repeals.iter().filter(|repeal| entry.has_front_matter && !is_declared(&repeal.title));
    let finding = |repeal: &policy::Repeal| {
        let span = crate::diagnostic::Span::new(entry.file, repeal.range.clone());
        let title = repeal.title.to_string();
        let is_here = titles.contains(&folded(&title));
        let finding =
            if is_here { Finding::RepealNotDeclared { title } } else { Finding::RepealNotHere { title } };
        Diagnostic::at(span, finding)
    };
    missing.map(finding).collect()
}

/// Titles of the policies that the site has, and those within them: 关于印发《…》的通知.
fn titles(entries: &Entries) -> HashSet<String> {
    let policies = entries.entries.iter().filter(|entry| entry.kind == Kind::Policy && !entry.draft);
    let inner = |title: &str| Some(title.split_once('《')?.1.split_once('》')?.0.to_string());
    policies
        .map(|entry| folded(&entry.title))
        .flat_map(|title| [inner(&title).unwrap_or_default(), title])
        .collect()
}

fn number_differs(entry: &Entry, text: &policy::PolicyText) -> Option<Diagnostic> {
    let written = entry.text("document_number").filter(|number| *number != "无")?;
    let found = text.document_number.as_ref()?;
    (written != &*found.value && folded(written) != folded(&found.value)).then(|| {
        let finding =
            Finding::DocumentNumberDiffers { written: written.into(), text: found.value.to_string() };
        Diagnostic::at(entry.span_of("document_number"), finding)
    })
}

fn title_differs(entry: &Entry, text: &policy::PolicyText) -> Option<Diagnostic> {
    entry.fields.get("title")?;
    let found: Vec<&str> =
        [&text.carrier_title, &text.inner_title].into_iter().flatten().map(|found| &*found.value).collect();
    if found.contains(&&*entry.title) {
        return None;
    }
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

fn expiry_near(entry: &Entry, state: State, last: Option<Date>, date: Date) -> Option<Diagnostic> {
    let last = last.filter(|_| state == State::Expiring)?;
    let finding = Finding::ExpiryNear { days: days_between(date, last), date: last.to_string() };
    Some(Diagnostic::at(entry.span_of("expires_on"), finding))
}

/// How far the search for circles has come with an entry.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Visit {
    Not,
    Open,
    Done,
}

/// Replacement and repeal may not run in a circle: one search in depth over all, and each relation
/// that leads back to an entry still open is a finding.
fn cycles(entries: &Entries, outgoing: &[Vec<Relation>]) -> Diagnostics {
    let ends = |relation: &Relation| matches!(&*relation.code, "supersedes" | "repeals");
    let mut visits = vec![Visit::Not; outgoing.len()];
    let mut diagnostics = Vec::new();
    for start in (0..outgoing.len()).filter(|index| entries.entries[*index].kind == Kind::Policy) {
        if visits[start] != Visit::Not {
            continue;
        }
        visits[start] = Visit::Open;
        let mut path = vec![(start, 0)];
        while let Some((index, next)) = path.last_mut() {
            let Some(relation) = outgoing[*index].get(*next) else {
                visits[*index] = Visit::Done;
                path.pop();
                continue;
            };
            *next += 1;
            let other = relation.other.0 as usize;
            match visits[other] {
                Visit::Not if ends(relation) => {
                    visits[other] = Visit::Open;
                    path.push((other, 0));
                }
                Visit::Open if ends(relation) => {
                    let id = entries.entries[*index].id.to_string();
                    diagnostics.push(Diagnostic::at(relation.span, Finding::ReplacementCycle { id }));
                }
                _ => {}
            }
        }
    }
    diagnostics
}

impl super::Portal {
    /// The dates that follow from the text of a policy.
    pub fn expected(&self, no: EntryNo) -> Option<policy::Expected> {
        let published = self.published[no.0 as usize].map(|moment| moment.date());
        let text = self.entry(self.text_of(no)).policy.as_deref()?;
        Some(policy::expected(text, known(self.entry(no), published)))
    }
}

/// Numbers of entries are dense; this keeps the type in one place.
impl From<usize> for EntryNo {
    fn from(index: usize) -> EntryNo {
        EntryNo(index as u32)
    }
}
