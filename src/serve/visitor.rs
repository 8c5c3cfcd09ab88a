//! The pages that are open in browsers, and what each is told after a build.
//!
//! A page says which bytes it was made of. After a build the pages that are open are rendered, each path once, and
//! only those whose bytes differ are told to load anew; whoever comes later is compared in the same way, while nobody
//! else is told anything, so that nothing is missed between loading a page and listening.
//!
//! **Invariant**: the work grows with the number of different open pages, not with their square.

use super::finding::{self, Kept, Teller, Told};
use super::page::{Found, found};
use super::showing::Showing;
use super::words::Words;
use super::{Editor, Preview, guarded, overview};
use crate::diagnostic::Level;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// The path of the overview.
pub const OVERVIEW: &str = "/_juxian/";

/// A page that is open.
struct Visitor {
    path: String,
    /// The page that it shows, as [`super::page::Page::seen`] has it.
    seen: String,
    events: UnboundedSender<String>,
}

/// All open pages.
#[derive(Default)]
pub struct Visitors {
    all: Vec<Visitor>,
}

impl Visitors {
    /// Lets go of pages that were closed, and keeps the connections of the others alive.
    pub fn ping(&mut self) {
        self.all.retain(|visitor| visitor.events.send(": \n\n".into()).is_ok());
    }
}

/// How a page stands; the form that `live.js` reads.
#[derive(Serialize)]
struct State {
    reload: bool,
    number: u64,
    /// Style sheets of the theme, by route, as addresses have it; so is the path before them.
    sheets: Vec<String>,
    base: String,
    failure: Option<FailureTold>,
    findings: Vec<FindingTold>,
    /// Findings that did not find room.
    more: usize,
    kept: Vec<Kept>,
    is_checked: bool,
    counts: BTreeMap<&'static str, usize>,
}

#[derive(Serialize)]
struct FailureTold {
    message: String,
    findings: Vec<FindingTold>,
}

/// A finding with what opens its file.
#[derive(Serialize)]
pub struct FindingTold {
    #[serde(flatten)]
    pub told: Told,
    pub href: Option<String>,
}

/// Listens for a page: its events, beginning with how it stands now.
pub fn arrive(preview: &Preview, path: String, seen: String) -> UnboundedReceiver<String> {
    let (events, receiver) = unbounded_channel();
    let hello = serde_json::json!({
        "token": preview.token,
        "editor": match preview.options.editor {
            Editor::None => "none",
            Editor::Link(_) => "link",
            Editor::Command(_) => "command",
        },
        "lang": words(preview).tag(),
        "words": words(preview).of_script(),
    });
    let _ = events.send(format!("retry: 1000\nevent: hello\ndata: {hello}\n\n"));
    // Meanwhile nobody is told anything: what is shown from now on, this page is told too.
    let _alone = preview.telling.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let showing = preview.showing();
    let (now, mut state) = standing_or_fault(preview, &showing, &path, &counts(preview, &showing));
    state.reload = now.is_some_and(|now| now.seen != seen);
    let _ = events.send(event(&state));
    preview.visitors().all.push(Visitor { path, seen, events });
    receiver
}

/// Whether a page that is gone is waited for: an editor may be about to put its file back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Patience {
    Some,
    None,
}

/// Tells every open page how it stands; true where one was waited for.
pub fn tell(preview: &Preview, patience: Patience) -> bool {
    let _alone = preview.telling.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let paths: BTreeSet<String> = {
        let mut visitors = preview.visitors();
        visitors.all.retain(|visitor| !visitor.events.is_closed());
        visitors.all.iter().map(|visitor| visitor.path.clone()).collect()
    };
    if paths.is_empty() {
        return false;
    }
    let showing = preview.showing();
    let counts = counts(preview, &showing);
    let standing = |path: String| {
        let state = standing_or_fault(preview, &showing, &path, &counts);
        (path, state)
    };
    let states: BTreeMap<String, (Option<Now>, State)> = paths.into_iter().map(standing).collect();
    let mut waits = false;
    let visitors = preview.visitors();
    for visitor in &visitors.all {
        let Some((now, state)) = states.get(&visitor.path) else { continue };
        let is_other = now.as_ref().is_some_and(|now| now.seen != visitor.seen);
        if is_other && now.as_ref().is_some_and(|now| now.is_gone) && patience == Patience::Some {
            waits = true;
            continue;
        }
        let _ = visitor.events.send(if is_other { reload(state.number) } else { event(state) });
    }
    waits
}

fn event(state: &State) -> String {
    let data = serde_json::to_string(state).expect("a state has text keys");
    format!("event: state\ndata: {data}\n\n")
}

/// A page that loads anew is told everything then.
fn reload(number: u64) -> String {
    format!("event: state\ndata: {{\"reload\":true,\"number\":{number}}}\n\n")
}

/// What is at a path now.
struct Now {
    seen: String,
    is_gone: bool,
}

fn words(preview: &Preview) -> Words {
    Words { messages: preview.options.messages }
}

/// Whatever is at a path, pages of the preview itself too.
pub fn at(preview: &Preview, showing: &Showing, (path, query): (&str, Option<&str>)) -> Found {
    if path == OVERVIEW {
        return Found::Page(overview::page(preview, showing, words(preview)));
    }
    found(showing, &preview.options.folders, words(preview), (path, query))
}

/// How a page stands; where the program fails over it, the page stays as it is and says so.
fn standing_or_fault(
    preview: &Preview,
    showing: &Showing,
    path: &str,
    counts: &BTreeMap<&'static str, usize>,
) -> (Option<Now>, State) {
    if let Some((now, state)) = guarded(|| standing(preview, showing, path, counts)) {
        return (Some(now), state);
    }
    let mut state = bare(showing, counts);
    let message = words(preview).own_fault().to_string();
    state.failure = Some(FailureTold { message, findings: Vec::new() });
    (None, state)
}

/// What is the same for every page.
fn bare(showing: &Showing, counts: &BTreeMap<&'static str, usize>) -> State {
    State {
        reload: false,
        number: showing.number,
        sheets: Vec::new(),
        base: showing.base_path(),
        failure: None,
        findings: Vec::new(),
        more: 0,
        kept: Vec::new(),
        is_checked: showing.checked.is_some(),
        counts: counts.clone(),
    }
}

fn standing(
    preview: &Preview,
    showing: &Showing,
    path: &str,
    counts: &BTreeMap<&'static str, usize>,
) -> (Now, State) {
    let (now, page, faults) = match at(preview, showing, (path, None)) {
        Found::Page(page) => {
            (Now { seen: page.seen(), is_gone: page.status == 404 }, page.number, page.faults)
        }
        _ => (Now { seen: String::new(), is_gone: false }, None, Vec::new()),
    };
    let mut state = bare(showing, counts);
    state.failure = showing.failure.as_ref().map(|failure| FailureTold {
        message: failure.message.clone(),
        findings: failure.findings.iter().map(|told| openable(preview, showing, told.clone())).collect(),
    });
    let Some(made) = &showing.made else { return (now, state) };
    let assets = made.site().theme.assets.iter();
    let routes = assets.map(|asset| crate::url::encode(&asset.route));
    state.sheets = routes.filter(|route| route.ends_with(".css")).collect();
    if path == OVERVIEW {
        return (now, state);
    }
    let teller = teller(preview, made);
    let mut of_page = finding::of_page(made, showing.checked(), page);
    of_page.retain(|found| teller.level(found) > Level::Hint);
    of_page.sort_by_key(|found| std::cmp::Reverse(teller.level(found)));
    state.more = of_page.len().saturating_sub(finding::OF_PAGE_MAX);
    let shown = of_page.into_iter().take(finding::OF_PAGE_MAX).map(|found| teller.told(found));
    let told = unchecked(showing, words(preview)).into_iter().chain(faults).chain(shown);
    state.findings = told.map(|told| openable(preview, showing, told)).collect();
    state.kept = page.map_or(Vec::new(), |page| finding::kept_of_page(made, page));
    (now, state)
}

/// That the program failed while it looked for findings, as a finding.
pub fn unchecked(showing: &Showing, words: Words) -> Option<Told> {
    let failed = showing.checked.as_ref().filter(|checked| !checked.is_whole);
    failed.map(|_| Told::of_program(words.checks_failed()))
}

/// What puts the findings of a site into words.
pub fn teller<'a>(preview: &'a Preview, made: &'a super::showing::Made) -> Teller<'a> {
    Teller::of(made, &preview.options.folders, preview.options.messages)
}

/// A finding with the address that opens its file, where the editor has such.
pub fn openable(preview: &Preview, showing: &Showing, told: Told) -> FindingTold {
    let file = showing.file_at(&preview.options.folders, &told.path);
    let href = file.and_then(|file| preview.options.editor.link(&file, told.line, told.column));
    FindingTold { told, href }
}

/// How many findings of each level the site has.
fn counts(preview: &Preview, showing: &Showing) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    let Some(made) = &showing.made else { return counts };
    let teller = teller(preview, made);
    for found in made.findings.iter().chain(showing.checked()) {
        *counts.entry(teller.level(found).code()).or_default() += 1;
    }
    counts
}
