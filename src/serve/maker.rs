//! Builds the site whenever files have changed, and says so to the pages that are open.
//!
//! **Invariant**: one build at a time, on one thread; what changes meanwhile is in the next one. A build that fails
//! leaves the site that is shown.

use super::finding::Teller;
use super::showing::{Failure, Made, Showing, blocking};
use super::visitor::{self, Patience};
use super::watch::Watch;
use super::words::Words;
use super::{News, Preview};
use crate::build::{Request, build};
use crate::diagnostic::{self, Diagnostics, in_language};
use crate::source::Disk;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

/// How long a page that is gone is waited for before it is said to be.
const PATIENCE: Duration = Duration::from_millis(300);
/// How long nothing is built before the rules are looked at, and before searches are tried.
const REST_BEFORE_RULES: Duration = Duration::from_millis(30);
const REST_BEFORE_SEARCHES: Duration = Duration::from_millis(500);

/// Makes what is shown.
pub struct Maker {
    preview: Arc<Preview>,
    /// What was last read.
    disk: Disk,
    /// Where sites go whose further findings are wanted.
    checks: Sender<Showing>,
}

impl Maker {
    /// With a thread of its own for findings that no page needs.
    pub fn new(preview: Arc<Preview>) -> Maker {
        let (checks, wanted) = channel();
        let checker = Arc::clone(&preview);
        thread::spawn(move || check(&checker, &wanted));
        let disk = Disk::new(&preview.options.folders);
        Maker { preview, disk, checks }
    }

    /// Builds again and again, as files change, for as long as the program runs.
    pub fn run(mut self, mut watch: Watch) {
        loop {
            let changed = watch.next();
            self.make(changed);
        }
    }

    /// Builds everything.
    pub fn make_all(&mut self) {
        self.make(Vec::new());
    }

    fn make(&mut self, changed: Vec<PathBuf>) {
        let before = self.preview.showing();
        let built = catch_unwind(AssertUnwindSafe(|| self.build(&changed, before.made.as_deref())));
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
                let message = Words { messages: self.preview.options.messages }.own_fault().to_string();
                failed(&before, Failure { message, findings: Vec::new() })
            }
        };
        self.preview.show(showing.clone());
        self.say(&showing, changed);
        if visitor::tell(&self.preview, Patience::Some) {
            self.tell_later(showing.number);
        }
        if showing.failure.is_none() {
            let _ = self.checks.send(showing);
        }
    }

    fn build(&mut self, changed: &[PathBuf], former: Option<&Made>) -> anyhow::Result<Made> {
        let options = &self.preview.options;
        let started = Instant::now();
        let date = options.fixed_day.unwrap_or_else(options.day);
        let (sources, mut findings) = self.disk.update(changed)?;
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
                visitor::tell(&preview, Patience::None);
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

/// Looks for what no page needs: the findings of the rules once the pages that are open have been asked for, and
/// after a while those of the searches, for which an index has to be made.
fn check(preview: &Preview, wanted: &Receiver<Showing>) {
    let mut next = wanted.recv().ok();
    while let Some(showing) = next.take() {
        next = wanted.recv_timeout(REST_BEFORE_RULES).ok();
        let Some(made) = showing.made.as_ref().filter(|_| next.is_none()) else { continue };
        let rules = catch_unwind(AssertUnwindSafe(|| made.build.checks())).unwrap_or_default();
        let told = tell_checked(preview, &showing, rules.clone());
        next = wanted.recv_timeout(REST_BEFORE_SEARCHES).ok();
        if next.is_none() && told && !made.build.trials.is_empty() {
            let searches = catch_unwind(AssertUnwindSafe(|| made.build.failed_searches()));
            let searches = searches.unwrap_or_default();
            if !searches.is_empty() {
                tell_checked(preview, &showing, [rules, searches].concat());
            }
        }
        next = next.or_else(|| wanted.recv().ok());
    }
}

/// Tells what was found in a site, if it is still the one that is shown.
fn tell_checked(preview: &Preview, showing: &Showing, mut found: Diagnostics) -> bool {
    diagnostic::sort(&mut found);
    if !preview.show_checked(showing.number, found) {
        return false;
    }
    visitor::tell(preview, Patience::Some);
    true
}
