//! Builds the site whenever files have changed, and says so to the pages that are open.
//!
//! **Invariant**: one build at a time, on one thread; what changes meanwhile is in the next one. A build that fails
//! leaves the site that is shown.

use super::checker::{self, Wanted};
use super::finding::Teller;
use super::showing::{Failure, Made, Showing, blocking};
use super::visitor::{self, Patience};
use super::watch::Watch;
use super::words::Words;
use super::{News, Preview, guarded};
use crate::build::{Request, Stock, build};
use crate::diagnostic::{self, in_language};
use crate::source::{Disk, Holds, SourceFile, Sources};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

/// How long a page that is gone is waited for before it is said to be.
const PATIENCE: Duration = Duration::from_millis(300);
/// How long nothing is done after a fault of our own, which may come again at once.
const REST_AFTER_FAULT: Duration = Duration::from_secs(1);

/// Makes what is shown.
pub struct Maker {
    preview: Arc<Preview>,
    /// What was last read.
    disk: Disk,
    /// Where sites go whose further findings are wanted.
    checks: Arc<Wanted>,
}

impl Maker {
    /// With a thread of its own for findings that no page needs.
    pub fn new(preview: Arc<Preview>) -> Maker {
        let checks = Arc::new(Wanted::default());
        let (checked, wanted) = (Arc::clone(&preview), Arc::clone(&checks));
        thread::spawn(move || checker::run(&checked, &wanted));
        let disk = Disk::new(&preview.options.folders);
        Maker { preview, disk, checks }
    }

    /// Builds again and again, as files change, for as long as the program runs.
    pub fn run(mut self, mut watch: Watch) {
        loop {
            let done = guarded(|| {
                let changed = watch.next();
                self.make(changed);
            });
            if done.is_none() {
                guarded(|| self.show(Err(self.own_fault()), Vec::new()));
                thread::sleep(REST_AFTER_FAULT);
            }
        }
    }

    /// Builds everything.
    pub fn make_all(&mut self) {
        self.make(Vec::new());
    }

    fn make(&mut self, changed: Vec<PathBuf>) {
        let before = self.preview.showing();
        let made = match guarded(|| self.build(&changed, &before)) {
            Some(Ok(None)) => return,
            Some(Ok(Some(made))) => self.failure(&made).map_or(Ok(made), Err),
            Some(Err(error)) => {
                Err(Failure::without_place(in_language(&error, self.preview.options.messages)))
            }
            None => {
                // What was read may be half of it.
                self.disk = Disk::new(&self.preview.options.folders);
                Err(self.own_fault())
            }
        };
        self.show(made, changed);
    }

    /// Shows a site, or why there is none, and says so.
    fn show(&self, made: Result<Made, Failure>, changed: Vec<PathBuf>) {
        let showing = match made {
            Ok(made) => {
                let made = Arc::new(made);
                self.preview.show(|before| before.with_made(Arc::clone(&made)))
            }
            Err(failure) => self.preview.show(|before| before.with_failure(failure)),
        };
        self.say(&showing, changed);
        if visitor::tell(&self.preview, Patience::Some) {
            self.tell_later(showing.number);
        }
        if let (Some(made), None) = (&showing.made, &showing.failure) {
            self.checks.put(Arc::clone(made));
        }
    }

    fn own_fault(&self) -> Failure {
        Failure::without_place(Words { messages: self.preview.options.messages }.own_fault().to_string())
    }

    /// Builds the newest files; nothing where they are those of the last build.
    fn build(&mut self, changed: &[PathBuf], before: &Showing) -> anyhow::Result<Option<Made>> {
        let options = &self.preview.options;
        let started = Instant::now();
        let date = options.fixed_day.unwrap_or_else(options.day);
        let (sources, mut findings) = self.disk.update(changed)?;
        let former = before.made.as_deref();
        let is_same_day = former.is_none_or(|former| former.date == date);
        if is_same_day && before.newest().is_some_and(|newest| is_same(newest, &sources)) {
            return Ok(None);
        }
        let request = Request { date, profile: options.profile, unpublished: options.unpublished };
        let stock = Stock::default();
        let mut build = build(
            sources,
            &request,
            Some(former.map_or_else(|| stock.former(), |former| former.build.former())),
        );
        findings.append(&mut build.diagnostics);
        diagnostic::sort(&mut findings);
        Ok(Some(Made::new(build, findings, date, started.elapsed())))
    }

    /// Why a site must not take the place of the one that is shown.
    fn failure(&self, made: &Made) -> Option<Failure> {
        let options = &self.preview.options;
        let sources = &made.site().sources;
        let found = blocking(&made.findings, sources);
        let teller = Teller::of(made, &options.folders, options.messages);
        let findings: Vec<_> = found.iter().map(|found| teller.told(found)).collect();
        let message = findings.first()?.message.clone();
        Some(Failure { message, findings, sources: Some(Arc::clone(sources)) })
    }

    fn say(&self, showing: &Showing, changed: Vec<PathBuf>) {
        let news = match (&showing.failure, &showing.made) {
            (Some(failure), _) => {
                let places = failure.findings.first().filter(|told| !told.path.is_empty());
                let place = places.map_or(String::new(), |told| format!("{}:{}: ", told.path, told.line));
                News::Failed { message: format!("{place}{}", failure.message) }
            }
            (None, Some(made)) => News::Made { changed, pages: made.site().page_count(), took: made.took },
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

/// Whether files are the same as those of a build. Of two that could not be read nobody knows.
fn is_same(built: &Sources, read: &Sources) -> bool {
    let disk = |file: &SourceFile| match &file.holds {
        Holds::Binary(binary) => Some(binary.disk.clone()),
        _ => None,
    };
    let pairs = built.files.iter().zip(&read.files);
    built.files.len() == read.files.len()
        && pairs.into_iter().all(|(a, b)| {
            let is_same = a.root == b.root && a.path == b.path && a.sha256 == b.sha256;
            is_same && a.sha256 != [0; 32] && (a.holds == Holds::Refused || disk(a) == disk(b))
        })
}
