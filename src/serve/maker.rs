//! Builds the site whenever files have changed, and says so to the pages that are open.
//!
//! **Invariant**: one build at a time, on one thread; what changes meanwhile is in the next one. A build that fails
//! leaves the site that is shown.

use super::finding::Teller;
use super::showing::{Failure, Made, Showing, blocking};
use super::visitor::{self, Patience};
use super::watch::Watch;
use super::{News, Preview};
use crate::build::{Request, build};
use crate::diagnostic::{self, Diagnostics, in_language};
use crate::source::{self, Holds};
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

/// How long a page that is gone is waited for before it is said to be.
const PATIENCE: Duration = Duration::from_millis(300);
/// How long nothing is built before searches are tried.
const REST: Duration = Duration::from_millis(500);

/// Makes what is shown.
pub struct Maker {
    preview: Arc<Preview>,
    /// Where sites go whose further findings are wanted.
    checks: Sender<Showing>,
}

impl Maker {
    /// With a thread of its own for findings that no page needs.
    pub fn new(preview: Arc<Preview>) -> Maker {
        let (checks, wanted) = channel();
        let checker = Arc::clone(&preview);
        thread::spawn(move || check(&checker, &wanted));
        Maker { preview, checks }
    }

    /// Builds again and again, as files change, for as long as the program runs.
    pub fn run(self, mut watch: Watch) {
        loop {
            let changed = watch.next();
            self.make(changed);
        }
    }

    /// Builds everything.
    pub fn make_all(&self) {
        self.make(Vec::new());
    }

    fn make(&self, changed: Vec<PathBuf>) {
        let before = self.preview.showing();
        let built = catch_unwind(AssertUnwindSafe(|| self.build(before.made.as_deref())));
        let showing = match built {
            Ok(Ok(made)) => match self.failure(&made) {
                Some(failure) => failed(&before, failure),
                None => shown(&before, made),
            },
            Ok(Err(error)) => {
                let message = in_language(&error, self.preview.options.messages);
                failed(&before, Failure { message, findings: Vec::new() })
            }
            Err(_) => {
                let message = "the program has a fault; what it printed says where".to_string();
                failed(&before, Failure { message, findings: Vec::new() })
            }
        };
        let assets = changed_assets(&before, &showing);
        self.preview.show(showing.clone());
        self.say(&showing, changed);
        if visitor::tell(&self.preview, &assets, Patience::Some) {
            self.tell_later(showing.number);
        }
        if showing.failure.is_none() {
            let _ = self.checks.send(showing);
        }
    }

    fn build(&self, former: Option<&Made>) -> anyhow::Result<Made> {
        let options = &self.preview.options;
        let started = Instant::now();
        let date = options.fixed_day.unwrap_or_else(options.day);
        let (sources, mut findings) = source::read(&options.folders)?;
        let request = Request { date, profile: options.profile, unpublished: options.unpublished };
        let mut build = build(sources, &request, former.map(|former| &former.build));
        findings.append(&mut build.diagnostics);
        diagnostic::sort(&mut findings);
        Ok(Made::new(build, findings, date, started.elapsed()))
    }

    /// Why a site must not take the place of the one that is shown.
    fn failure(&self, made: &Made) -> Option<Failure> {
        let site = made.site();
        let found = blocking(&made.findings, &site.sources);
        let teller = Teller {
            sources: &site.sources,
            folders: &self.preview.options.folders,
            messages: self.preview.options.messages,
            profile: site.config.profile,
        };
        let findings: Vec<_> = found.iter().map(|found| teller.told(found)).collect();
        let message = findings.first()?.message.clone();
        Some(Failure { message, findings })
    }

    fn say(&self, showing: &Showing, changed: Vec<PathBuf>) {
        let news = match (&showing.failure, &showing.made) {
            (Some(failure), _) => {
                let places = failure.findings.first().filter(|told| !told.path.is_empty());
                let place = places.map_or(String::new(), |told| format!("{}:{}: ", told.path, told.line));
                News::Failed { message: format!("{place}{}", failure.message) }
            }
            (None, Some(made)) => News::Made { changed, pages: made.site().pages().len(), took: made.took },
            (None, None) => return,
        };
        self.preview.tell(news);
    }

    /// Tells pages that are gone, unless another build has come meanwhile and told them.
    fn tell_later(&self, number: u64) {
        let preview = Arc::clone(&self.preview);
        thread::spawn(move || {
            thread::sleep(PATIENCE);
            if preview.showing().number == number {
                visitor::tell(&preview, &[], Patience::None);
            }
        });
    }
}

fn shown(before: &Showing, made: Made) -> Showing {
    let searched = before.made.as_ref().filter(|made| made.is_searched());
    Showing {
        number: before.number + 1,
        made: Some(Arc::new(made)),
        checked: None,
        failure: None,
        before: searched.or(before.before.as_ref()).cloned(),
    }
}

fn failed(before: &Showing, failure: Failure) -> Showing {
    Showing { number: before.number + 1, failure: Some(Arc::new(failure)), ..before.clone() }
}

/// The routes of files that have other bytes than before: a page that shows one of them is old though its own bytes
/// are not.
fn changed_assets(before: &Showing, now: &Showing) -> Vec<String> {
    let (Some(before), Some(now)) = (&before.made, &now.made) else { return Vec::new() };
    let binary = |made: &Made| -> HashMap<(source::Root, String), [u8; 32]> {
        let files = made.site().sources.files.iter();
        let binary = files.filter(|file| matches!(file.holds, Holds::Binary(_)));
        binary.map(|file| ((file.root, file.path.clone()), file.sha256)).collect()
    };
    let (old, new) = (binary(before), binary(now));
    let changed = |file: &source::SourceFile| {
        let key = (file.root, file.path.clone());
        old.get(&key).is_some_and(|sha256| new.get(&key).is_some_and(|now| now != sha256))
    };
    if old == new {
        return Vec::new();
    }
    let site = now.site();
    let copies = site.copies().filter(|(_, file)| changed(site.sources.file(*file)));
    copies.map(|(route, _)| route.to_string()).collect()
}

/// Looks for what no page needs: soon the findings of the rules, and after a while those of the searches, for which
/// an index has to be made.
fn check(preview: &Preview, wanted: &Receiver<Showing>) {
    let mut next = wanted.recv().ok();
    while let Some(showing) = next.take() {
        let Some(made) = showing.made.as_ref().filter(|_| preview.showing().number == showing.number) else {
            next = wanted.recv().ok();
            continue;
        };
        let rules = catch_unwind(AssertUnwindSafe(|| made.build.checks())).unwrap_or_default();
        let told = tell_checked(preview, &showing, rules.clone());
        next = match wanted.recv_timeout(REST) {
            Ok(newer) => Some(newer),
            Err(_) => {
                if told && !made.build.trials.is_empty() {
                    let searches = catch_unwind(AssertUnwindSafe(|| made.build.failed_searches()));
                    let searches = searches.unwrap_or_default();
                    if !searches.is_empty() {
                        tell_checked(preview, &showing, [rules, searches].concat());
                    }
                }
                wanted.recv().ok()
            }
        };
    }
}

/// Tells what was found in a site, if it is still the one that is shown.
fn tell_checked(preview: &Preview, showing: &Showing, mut found: Diagnostics) -> bool {
    diagnostic::sort(&mut found);
    if !preview.show_checked(showing.number, found) {
        return false;
    }
    visitor::tell(preview, &[], Patience::Some);
    true
}
