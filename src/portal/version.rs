//! The versions of one policy: which there are, which is in force on the date, where each stands.
//!
//! The version that stands in the policy's own file is the row of 版本 without a file, else the text
//! from 施行日期 on. A policy has versions only if there are at least two.
//!
//! **Invariant**: the page of the work shows the text of [`Portal::text_of`], and everything that names
//! a clause of the policy looks it up there.

use super::validity::{Site, known};
use super::{EntryNo, Portal, References, Standing};
use crate::content::{Entries, Entry, version_file};
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Finding, Span};
use crate::field::Kind;
use crate::markdown;
use crate::policy::diff::{Provision, provisions};
use crate::source::Sources;
use crate::text::Lang;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// One version of a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// In force from.
    pub date: Date,
    /// The entry whose body is the text: the policy itself, or one with `version_of`.
    pub text: EntryNo,
    /// The amending document, where it is named and public.
    pub by: Option<EntryNo>,
    /// Address of its page; empty where the policy is hidden.
    pub route: Box<str>,
    /// Where it is written.
    pub span: Span,
}

/// The versions of a policy, at least two, in the order of their dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versions {
    pub all: Vec<Version>,
    /// The newest that has begun on the date of the build; before the first one, the first.
    pub current: usize,
}

impl Versions {
    /// The version in force.
    pub fn in_force(&self) -> &Version {
        &self.all[self.current]
    }

    /// The last day of a version; none for the newest.
    pub fn last_day(&self, index: usize) -> Option<Date> {
        self.all.get(index + 1)?.date.yesterday().ok()
    }

    /// The version in force on a day; before the first one, the first.
    pub fn on(&self, day: Date) -> usize {
        self.all.partition_point(|version| version.date <= day).saturating_sub(1)
    }

    /// The pairs that are compared: neighbours, and the first with the one in force.
    pub fn pairs(&self) -> Vec<(usize, usize)> {
        let mut pairs: Vec<(usize, usize)> = (1..self.all.len()).map(|at| (at - 1, at)).collect();
        if self.current > 1 {
            pairs.push((0, self.current));
        }
        pairs
    }
}

/// By policy.
pub(super) type AllVersions = BTreeMap<EntryNo, Versions>;

/// Gives the texts of versions the id and title of their policy.
pub(super) fn tie(entries: &mut Entries) {
    let named: HashMap<FileId, (Box<str>, Box<str>)> = {
        let policies: HashSet<FileId> = entries.entries.iter().filter_map(|entry| entry.version_of).collect();
        let policy = |entry: &&Arc<Entry>| policies.contains(&entry.file) && entry.version_of.is_none();
        let named = entries.entries.iter().filter(policy);
        named.map(|entry| (entry.file, (entry.id.clone(), entry.title.clone()))).collect()
    };
    for entry in &mut entries.entries {
        if let Some((id, title)) = entry.version_of.and_then(|policy| named.get(&policy))
            && (&entry.id, &entry.title) != (id, title)
        {
            let entry = Arc::make_mut(entry);
            (entry.id, entry.title) = (id.clone(), title.clone());
        }
    }
}

/// Gives the texts of versions the standing of their policy.
pub(super) fn follow(entries: &Entries, standing: &mut [Standing]) {
    let of_file: HashMap<FileId, Standing> = entries
        .entries
        .iter()
        .zip(standing.iter())
        .filter(|(entry, _)| {
            entry.kind == Kind::Policy && entry.version_of.is_none() && entry.lang == Lang::Zh
        })
        .map(|(entry, standing)| (entry.file, *standing))
        .collect();
    for (entry, standing) in entries.entries.iter().zip(standing.iter_mut()) {
        if let Some(policy) = entry.version_of {
            *standing = of_file.get(&policy).copied().unwrap_or(Standing::Hidden);
        }
    }
}

/// What the versions of all policies depend on.
pub(super) struct Given<'a> {
    pub entries: &'a Entries,
    pub sources: &'a Sources,
    pub routes: &'a [Box<str>],
    pub references: &'a References,
    pub date: Date,
}

/// The versions of every policy that has some.
pub(super) fn versions(given: &Given) -> (AllVersions, Diagnostics) {
    let mut texts: HashMap<FileId, (EntryNo, FileId)> = HashMap::new();
    for (index, entry) in given.entries.entries.iter().enumerate() {
        if let Some(policy) = entry.version_of {
            texts.insert(entry.file, (index.into(), policy));
        }
    }
    let mut all = AllVersions::new();
    let mut diagnostics = Vec::new();
    let mut used = HashSet::new();
    for (index, entry) in given.entries.entries.iter().enumerate() {
        if entry.fields.list("versions").is_empty() || entry.policy.is_none() {
            continue;
        }
        let mut reading = Reading { given, texts: &texts, used: &mut used, diagnostics: Vec::new() };
        let versions = reading.versions(index.into(), entry);
        diagnostics.append(&mut reading.diagnostics);
        all.extend(versions.map(|versions| (EntryNo::from(index), versions)));
    }
    (all, diagnostics)
}

/// Gives the texts of versions the addresses of their pages.
pub(super) fn place(versions: &AllVersions, entries: &Entries, routes: &mut [Box<str>]) {
    for version in versions.values().flat_map(|versions| &versions.all) {
        if entries.entries[version.text.0 as usize].version_of.is_some() {
            routes[version.text.0 as usize] = version.route.clone();
        }
    }
}

/// Reading the rows of one policy.
struct Reading<'a> {
    given: &'a Given<'a>,
    /// Texts of versions by their file, with the file of the policy they belong to.
    texts: &'a HashMap<FileId, (EntryNo, FileId)>,
    /// Files that were named already.
    used: &'a mut HashSet<FileId>,
    diagnostics: Diagnostics,
}

impl Reading<'_> {
    fn report(&mut self, span: Span, finding: Finding) {
        self.diagnostics.push(Diagnostic::at(span, finding));
    }

    fn versions(&mut self, no: EntryNo, policy: &Entry) -> Option<Versions> {
        let mut all: Vec<Version> = Vec::new();
        let mut before: Option<Date> = None;
        let mut own = false;
        for row in policy.fields.parts("versions") {
            let Some((date, span)) = row.get("date").and_then(|at| Some((row.date("date")?, at.span))) else {
                continue;
            };
            if let Some(before) = before.filter(|before| date < *before) {
                let finding = Finding::VersionOrder { date: date.to_string(), before: before.to_string() };
                self.report(span, finding);
            }
            before = Some(date);
            let text = match row.get("file") {
                Some(file) => self.text_of_row(policy, file.value.text().unwrap_or_default(), file.span),
                None if own => {
                    self.report(span, Finding::VersionWithoutFile { date: date.to_string() });
                    None
                }
                None => Some(no),
            };
            own |= text == Some(no);
            let by = row
                .text("by")
                .and_then(|by| self.given.references.find(self.given.entries, &[Kind::Policy], by));
            all.extend(text.map(|text| Version { date, text, by, route: "".into(), span }));
        }
        if !own && let Some(date) = own_date(policy) {
            let span = policy.span_of("effective_on");
            all.push(Version { date, text: no, by: None, route: "".into(), span });
        }
        self.settle(no, policy, all)
    }

    /// The entry with the text that a row names. The policy's own file is its own text.
    fn text_of_row(&mut self, policy: &Entry, path: &str, span: Span) -> Option<EntryNo> {
        let Some(file) = version_file(self.given.sources, policy.file, path) else {
            self.report(span, Finding::VersionFileMissing { path: path.into() });
            return None;
        };
        let text = self.texts.get(&file).filter(|(_, of)| *of == policy.file).map(|(no, _)| *no);
        match text.filter(|_| self.used.insert(file)) {
            Some(text) => Some(text),
            None => {
                self.report(span, Finding::VersionFileTwice { path: path.into() });
                None
            }
        }
    }

    /// Sorts the versions, and gives them their addresses.
    fn settle(&mut self, no: EntryNo, policy: &Entry, mut all: Vec<Version>) -> Option<Versions> {
        all.sort_by_key(|version| (version.date, version.span));
        for pair in all.windows(2).filter(|pair| pair[0].date == pair[1].date) {
            let finding = Finding::VersionDate { date: pair[1].date.to_string() };
            self.diagnostics.push(Diagnostic::at(pair[1].span, finding).also(pair[0].span));
        }
        all.dedup_by(|later, earlier| later.date == earlier.date);
        if all.len() < 2 {
            return None;
        }
        self.without_clauses(policy, &all);
        self.before_policy(policy, &all);
        let route = &self.given.routes[no.0 as usize];
        if let Some(stem) = route.strip_suffix(".html") {
            all.iter_mut()
                .for_each(|version| version.route = format!("{stem}/v/{}.html", version.date).into());
        }
        let begun = all.partition_point(|version| version.date <= self.given.date);
        Some(Versions { all, current: begun.saturating_sub(1) })
    }

    /// The first day in force is that of the first version.
    fn before_policy(&mut self, policy: &Entry, all: &[Version]) {
        let Some(effective) = policy.fields.date("effective_on") else { return };
        if let Some(version) = all.first().filter(|version| version.date < effective) {
            let date = version.date.to_string();
            let finding = Finding::VersionBeforePolicy { date, effective: effective.to_string() };
            let found = Diagnostic::at(version.span, finding).also(policy.span_of("effective_on"));
            self.diagnostics.push(found);
        }
    }

    fn without_clauses(&mut self, policy: &Entry, all: &[Version]) {
        let entry = |version: &Version| &self.given.entries.entries[version.text.0 as usize];
        let has =
            |version: &Version| entry(version).policy.as_ref().is_some_and(|text| !text.clauses.is_empty());
        if !all.iter().any(has) {
            return;
        }
        let bare = all.iter().filter(|version| !has(version)).map(|version| {
            let finding = Finding::VersionWithoutClauses { date: version.date.to_string() };
            Diagnostic::at(version.span, finding).also(policy.span)
        });
        let bare: Vec<Diagnostic> = bare.collect();
        self.diagnostics.extend(bare);
    }
}

/// From when the text in the policy's own file is in force, where no row says so.
fn own_date(policy: &Entry) -> Option<Date> {
    let text = policy.policy.as_deref();
    let expected = || crate::policy::expected(text?, known(policy, None)).effective_on;
    let dated = || text?.dated_on.as_ref().map(|found| found.value);
    policy.fields.date("effective_on").or_else(expected).or_else(dated)
}

/// Versions and amending documents that do not name each other.
pub(super) fn check(portal: &Portal) -> Diagnostics {
    let mut diagnostics = Vec::new();
    let amends = |by: EntryNo, policy: EntryNo| {
        let relations = portal.outgoing[by.0 as usize].iter().filter(|relation| relation.other == policy);
        relations
            .into_iter()
            .any(|relation| matches!(&*relation.code, "amends" | "supersedes" | "repeals" | "extends"))
    };
    for (no, versions) in &portal.versions {
        for version in &versions.all {
            if let Some(by) = version.by.filter(|by| !amends(*by, *no)) {
                let by = portal.entry(by).id.to_string();
                let finding = Finding::VersionWithoutAmendment { by, date: version.date.to_string() };
                diagnostics.push(Diagnostic::at(version.span, finding));
            }
        }
    }
    let site = Site::of(portal);
    for (index, relations) in portal.outgoing.iter().enumerate() {
        let amended = relations.iter().filter(|relation| {
            &*relation.code == "amends" && portal.entry(relation.other).kind == Kind::Policy
        });
        for relation in amended {
            let Some(from) = site.acts_from(index.into()) else { continue };
            let source = EntryNo::from(index);
            let versions = portal.versions.get(&relation.other);
            let has = |version: &Version| version.by == Some(source) || version.date >= from;
            if !versions.is_some_and(|versions| versions.all.iter().any(has)) {
                let policy = portal.entry(relation.other).title.to_string();
                let finding = Finding::AmendmentWithoutVersion { policy, date: from.to_string() };
                diagnostics.push(Diagnostic::at(relation.span, finding));
            }
        }
    }
    diagnostics
}

impl Portal {
    /// The versions of a policy that has at least two.
    pub fn versions(&self, no: EntryNo) -> Option<&Versions> {
        self.versions.get(&self.original(no))
    }

    /// The entry whose body the page of an entry shows: of a policy the version in force, of others
    /// the entry itself.
    pub fn text_of(&self, no: EntryNo) -> EntryNo {
        self.versions.get(&no).map_or(no, |versions| versions.in_force().text)
    }

    /// Whether an entry is the text of a version that is published.
    pub fn is_public_version(&self, no: EntryNo) -> bool {
        self.entry(no).version_of.is_some() && self.standing(no) == Standing::Public
    }

    /// The clauses of a text, to be compared with those of another version.
    pub fn provisions(&self, sources: &Sources, text: EntryNo) -> Vec<Provision> {
        let entry = self.entry(text);
        let Some(policy) = entry.policy.as_deref() else { return Vec::new() };
        let options = markdown::Options { policy: true, raw_html: false, skip_title: true };
        let source = sources.file(entry.file).text();
        let (_, blocks, _) = markdown::facts(entry.file, source, entry.body.clone(), options);
        provisions(policy, &blocks, source)
    }
}
