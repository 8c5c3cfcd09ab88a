//! What a link or a file name in an entry leads to, decided before anything is rendered.

use super::{EntryNo, Portal, Standing, visit};
use crate::content::Entry;
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Finding, Span};
use crate::field::{Kind, Type};
use crate::markdown;
use crate::source::{Holds, Root, SourceFile, Sources};
use crate::text::{Lang, nearest, slug};
use crate::url;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashSet};

/// A file that is published because an entry names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    pub file: FileId,
    pub route: String,
}

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    Entry {
        no: EntryNo,
        anchor: Option<String>,
    },
    /// A place on the same page.
    Anchor(String),
    /// A computed page, by its route.
    Page(String),
    Asset(Asset),
    External(String),
    /// A scheme that is not allowed.
    Unsafe,
    /// A file of a type that is not published.
    Barred,
    /// Nowhere, with the nearest name there is.
    Dead(Option<String>),
}

/// Endings of files that may be published.
const ALLOWED: &[&str] = &[
    "pdf", "ofd", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "wps", "et", "csv", "txt", "zip", "png",
    "jpg", "jpeg", "gif", "svg", "webp", "mp3", "mp4", "ics",
];

/// Folders of computed pages that a text may link to.
const COMPUTED: &[&str] = &[
    "wzdt/index.html",
    "xxgk/index.html",
    "wza/index.html",
    "rc/index.html",
    "dw/index.html",
    "msjx/index.html",
    "rl/index.html",
    "dy/index.html",
    "data/index.html",
    "dfjd/index.html",
    "ys/index.html",
    "gy/index.html",
    "index.html",
];

impl Portal {
    /// What a link written in an entry leads to.
    pub fn resolve(&self, sources: &Sources, from: EntryNo, target: &str) -> Target {
        let target = target.trim();
        if let Some(anchor) = target.strip_prefix('#') {
            return match self.anchor_in(from, &url::decode(anchor)) {
                Some(anchor) => Target::Anchor(anchor),
                None => Target::Dead(self.nearest_anchor(from, anchor)),
            };
        }
        if let Some(outside) = outside(target) {
            return outside;
        }
        let (path, anchor) =
            target.split_once('#').map_or((target, None), |(path, anchor)| (path, Some(anchor)));
        let path = url::decode(path.split('?').next().unwrap_or_default());
        if let Some(list) = self.list_at(sources, from, &path) {
            return list;
        }
        match self.entry_at(sources, from, &path) {
            Some(no) => self.place_in(no, self.entry(from).lang, anchor),
            None => self.file_or_page(sources, from, &path),
        }
    }

    fn place_in(&self, no: EntryNo, lang: Lang, anchor: Option<&str>) -> Target {
        if self.standing(no) == Standing::Hidden {
            return Target::Dead(None);
        }
        let shown = self.in_language(no, lang).unwrap_or(no);
        match anchor.filter(|anchor| !anchor.is_empty()) {
            None => Target::Entry { no: shown, anchor: None },
            Some(written) => {
                let written = url::decode(written);
                match (self.anchor(shown, &written), self.anchor(no, &written)) {
                    (Some(anchor), _) => Target::Entry { no: shown, anchor: Some(anchor) },
                    (None, Some(anchor)) => Target::Entry { no, anchor: Some(anchor) },
                    (None, None) => Target::Dead(self.nearest_anchor(no, &written)),
                }
            }
        }
    }

    /// The anchor on the page of an entry that is meant by `art-8`, `第八条` or the id of a heading.
    pub fn anchor(&self, no: EntryNo, written: &str) -> Option<String> {
        self.anchor_in(self.text_of(no), written)
    }

    /// The anchor in the text of an entry itself, whichever version its page shows.
    fn anchor_in(&self, text: EntryNo, written: &str) -> Option<String> {
        let entry = self.entry(text);
        if let Some(clause) = entry.policy.as_ref().and_then(|policy| policy.find(written)) {
            return Some(clause.anchor.to_string());
        }
        let heading =
            entry.facts.headings.iter().find(|heading| &*heading.id == written || &*heading.text == written);
        let term =
            || entry.facts.definitions.iter().find(|term| &*term.anchor == written || &*term.term == written);
        heading.map(|heading| heading.id.to_string()).or_else(|| term().map(|term| term.anchor.to_string()))
    }

    fn nearest_anchor(&self, no: EntryNo, written: &str) -> Option<String> {
        let entry = self.entry(self.text_of(no));
        let headings = entry.facts.headings.iter().map(|heading| &*heading.id);
        let clauses =
            entry.policy.iter().flat_map(|policy| policy.clauses.iter().map(|clause| &*clause.anchor));
        nearest(written, headings.chain(clauses)).map(|anchor| format!("#{anchor}"))
    }

    fn entry_at(&self, sources: &Sources, from: EntryNo, path: &str) -> Option<EntryNo> {
        if !path.contains(['/', '.']) {
            return self.find(&[], path);
        }
        let file = sources.file(self.entry(from).file);
        let joined = url::join(url::folder(&file.path), path)?;
        if let Some(id) = path.strip_suffix(".html") {
            let id = id.rsplit('/').next().unwrap_or_default();
            return self
                .find(&[], id)
                .filter(|no| self.route(*no).ends_with(path.trim_start_matches(['.', '/'])));
        }
        let folder = joined.trim_end_matches('/');
        let found = sources
            .find(Root::Content, &joined)
            .or_else(|| sources.find(Root::Content, &format!("{folder}/index.md")))
            .or_else(|| sources.find(Root::Content, &format!("{folder}.md")))?;
        self.first_of_file(found.id)
    }

    /// The list page that a table of entries has become.
    fn list_at(&self, sources: &Sources, from: EntryNo, path: &str) -> Option<Target> {
        if !path.to_ascii_lowercase().ends_with(".csv") {
            return None;
        }
        let joined = url::join(url::folder(&sources.file(self.entry(from).file).path), path)?;
        let first = self.first_of_file(sources.find(Root::Content, &joined)?.id)?;
        Some(Target::Page(super::route::list_route(self.entry(first).kind, self.entry(from).lang, 1)))
    }

    fn first_of_file(&self, file: FileId) -> Option<EntryNo> {
        let entries = &self.entries.entries;
        let index = entries.partition_point(|entry| entry.span.file < file);
        entries
            .get(index)
            .filter(|entry| entry.span.file == file && entry.lang == Lang::Zh || entry.file == file)?;
        Some(EntryNo(index as u32))
            .filter(|no| self.entry(*no).body.end > 0 || self.entry(*no).has_front_matter)
    }

    fn file_or_page(&self, sources: &Sources, from: EntryNo, path: &str) -> Target {
        let file = sources.file(self.entry(from).file);
        let trimmed = path.trim_start_matches("../").trim_start_matches(['.', '/']);
        if COMPUTED.contains(&trimmed) || trimmed == "dfjd/index.html" && self.has_payment_progress {
            return Target::Page(trimmed.to_string());
        }
        let list = Kind::ALL.into_iter().map(|kind| super::route::list_route(kind, Lang::Zh, 1));
        if let Some(route) = list.into_iter().find(|route| route == trimmed) {
            return Target::Page(route);
        }
        let joined = url::join(url::folder(&file.path), path);
        match joined.as_deref().and_then(|joined| sources.find(Root::Content, joined)) {
            Some(found) => self.asset(from, found),
            None => Target::Dead(joined.and_then(|joined| near_file(sources, &joined))),
        }
    }

    /// The published form of a file that an entry names.
    fn asset(&self, from: EntryNo, file: &SourceFile) -> Target {
        let name = file.path.rsplit('/').next().unwrap_or_default();
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let ending = ending.to_ascii_lowercase();
        let is_text = matches!(file.holds, Holds::Text(_)) && ending != "csv";
        if !ALLOWED.contains(&ending.as_str()) || is_text || self.entries.data_files.contains(&file.id) {
            return Target::Barred;
        }
        let hash = crate::text::hex(&file.sha256[..4]);
        let stem = Some(slug(stem)).filter(|stem| !stem.is_empty()).unwrap_or_else(|| "file".into());
        let route = format!("{}{stem}-{hash}.{ending}", self.asset_folder(from));
        Target::Asset(Asset { file: file.id, route })
    }

    /// The folder of an entry's attachments and images, with its closing `/`.
    fn asset_folder(&self, no: EntryNo) -> String {
        let entry = self.entry(self.original(no));
        match entry.kind.spec().prefix {
            "" => format!("{}/", entry.id),
            prefix => format!("{prefix}/{}/", entry.id),
        }
    }

    /// Files of the content folder that are no entry and that no entry names, drafts included.
    pub fn unused_files(&self, sources: &Sources) -> Vec<FileId> {
        let entries = &self.entries;
        let own: HashSet<FileId> = entries.entries.iter().map(|entry| entry.file).collect();
        let read = |id: &FileId| {
            own.contains(id) || entries.data_files.contains(id) || entries.attached.contains(id)
        };
        let content =
            sources.files.iter().filter(|file| file.root == Root::Content && file.holds != Holds::Refused);
        let mut rest: Vec<FileId> = content.map(|file| file.id).filter(|id| !read(id)).collect();
        if rest.is_empty() {
            return rest;
        }
        let named: HashSet<FileId> = entries
            .entries
            .par_iter()
            .flat_map_iter(|entry| {
                let folder = url::folder(&sources.file(entry.file).path);
                let mut named = Vec::new();
                named_files(entry, &mut |target, _| {
                    let path = url::decode(target.split(['#', '?']).next().unwrap_or_default());
                    let file = url::join(folder, &path).and_then(|path| sources.find(Root::Content, &path));
                    named.extend(file.map(|file| file.id));
                });
                named
            })
            .collect();
        rest.retain(|id| !named.contains(id));
        rest
    }

    /// Every file that public entries name, by route.
    pub fn assets(&self, sources: &Sources) -> BTreeMap<String, FileId> {
        let lists: Vec<BTreeMap<String, FileId>> = (0..self.entries.entries.len())
            .into_par_iter()
            .map(|index| EntryNo(index as u32))
            .filter(|no| self.is_public(*no) || self.is_public_version(*no))
            .map(|no| {
                let mut found = BTreeMap::new();
                named_files(self.entry(no), &mut |target, _| {
                    if let Target::Asset(asset) = self.resolve(sources, no, target) {
                        found.insert(asset.route, asset.file);
                    }
                });
                found
            })
            .filter(|found| !found.is_empty())
            .collect();
        lists.into_iter().flatten().collect()
    }
}

fn outside(target: &str) -> Option<Target> {
    if target.starts_with("//") {
        return Some(Target::Unsafe);
    }
    let (scheme, _) = target.split_once(':')?;
    let is_scheme =
        !scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    if !is_scheme {
        return None;
    }
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" | "mailto" | "tel" => Some(Target::External(target.to_string())),
        _ => Some(Target::Unsafe),
    }
}

/// A file of the same folder with a name like that of a path.
fn near_file(sources: &Sources, path: &str) -> Option<String> {
    let folder = url::folder(path);
    let at = sources.files.partition_point(|file| (file.root, file.path.as_str()) < (Root::Content, path));
    let reach = crate::text::CANDIDATES_MAX / 2;
    let near = &sources.files[at.saturating_sub(reach)..(at + reach).min(sources.files.len())];
    let beside = near.iter().filter(|file| file.root == Root::Content && url::folder(&file.path) == folder);
    nearest(path, beside.map(|file| file.path.as_str()))
        .map(|path| path.rsplit('/').next().unwrap_or(path).into())
}

/// Calls `found` for everything an entry links to or names as a file. Gives what else is wrong with
/// the Markdown in its fields; the place is that of the value.
fn named_files(entry: &Entry, found: &mut dyn FnMut(&str, Span)) -> Diagnostics {
    let mut diagnostics = Vec::new();
    for link in &entry.facts.links {
        found(&link.target, Span::new(entry.file, link.range.clone()));
    }
    for image in &entry.facts.images {
        found(&image.target, Span::new(entry.file, image.range.clone()));
    }
    visit(entry, &mut |leaf| {
        if let (true, Some(text)) = (is_markdown(&leaf), leaf.value.text()) {
            let (facts, _, faults) = markdown::facts(entry.file, text, 0..text.len(), FIELD);
            facts.links.iter().for_each(|link| found(&link.target, leaf.span));
            facts.images.iter().for_each(|image| found(&image.target, leaf.span));
            diagnostics.extend(faults.into_iter().map(|fault| Diagnostic { span: Some(leaf.span), ..fault }));
        }
        let data = leaf.top.key.ends_with("_file") || leaf.top.key == "versions";
        if let (Type::File, Some(path), false) = (leaf.ty, leaf.value.text(), data) {
            found(path, leaf.span);
        }
    });
    diagnostics
}

/// How Markdown in a field is read.
const FIELD: markdown::Options = markdown::Options { policy: false, raw_html: false, skip_title: false };

/// Whether a value is printed as Markdown: fields of that type, and the answer to a question.
fn is_markdown(leaf: &super::Leaf) -> bool {
    matches!(leaf.ty, Type::Markdown) || leaf.top.key == "answer"
}

/// Findings for links and files that lead nowhere.
pub(super) fn check(portal: &Portal, sources: &Sources) -> Diagnostics {
    (0..portal.entries.entries.len())
        .into_par_iter()
        .flat_map_iter(|index| {
            let no = EntryNo(index as u32);
            let mut diagnostics = Vec::new();
            let faults = named_files(portal.entry(no), &mut |target, span| {
                let finding = match portal.resolve(sources, no, target) {
                    Target::Dead(near) => Finding::DeadLink {
                        target: target.into(),
                        nearest: near.map(|near| format!(" → “{near}”")).unwrap_or_default(),
                    },
                    Target::Unsafe => Finding::UnsafeLink { target: target.into() },
                    Target::Barred => Finding::AttachmentType { path: target.into() },
                    _ => return,
                };
                diagnostics.push(Diagnostic::at(span, finding));
            });
            diagnostics.extend(faults);
            diagnostics
        })
        .collect()
}
