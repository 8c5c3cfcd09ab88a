//! What changes on the disk: events of the system, and where it sends none, a look through the folders.
//!
//! An event is a hint where to look. Whatever an event cannot tell for certain, such as what a folder holds that was
//! moved in, a look through all files tells; such looks are also taken from time to time, so that a lost event or a
//! drive of another machine costs seconds and not the preview.
//!
//! **Invariant**: nothing is read here but names, times and sizes.

use super::listing::{Listing, is_content};
use super::{News, Preview};
use crate::source::Folders;
use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// How long further events are taken into the same build.
const DRAIN: Duration = Duration::from_millis(2);
/// The same where a file is gone or empty: an editor is about to put it back or to fill it.
const DRAIN_UNDER_WAY: Duration = Duration::from_millis(20);
/// So many files at once are a change of branch or a copied folder; such is waited for, but not for ever.
const BULK_PATHS: usize = 20;
const BULK_MAX: Duration = Duration::from_secs(1);
/// After a folder came: what was put into it before the system began to watch it has no event.
const SETTLE: Duration = Duration::from_millis(100);
/// Events that are taken one by one; of more, a look tells what came of them.
const PATHS_MAX: usize = 200;

/// What the system says.
enum Signal {
    Path(PathBuf),
    /// Something that only a look tells.
    Look,
    /// The system cannot watch any more.
    Lost(String),
}

/// Watches the folders of a site.
pub struct Watch {
    signals: Receiver<Signal>,
    /// Keeps the channel open where there is no watcher.
    sender: Sender<Signal>,
    /// Absent where the folders are looked through instead.
    watcher: Option<RecommendedWatcher>,
    folders: Folders,
    listing: Listing,
    /// What the last look took.
    look_took: Duration,
    looked_at: Instant,
    /// When a look is due because a folder came.
    settles_at: Option<Instant>,
    preview: Arc<Preview>,
}

/// Begins to watch; what is there now is the state that changes are told from.
pub fn start(preview: &Arc<Preview>) -> Watch {
    let (sender, signals) = channel();
    let mut watch = Watch {
        signals,
        sender,
        watcher: None,
        folders: real(&preview.options.folders),
        listing: Listing::default(),
        look_took: Duration::ZERO,
        looked_at: Instant::now(),
        settles_at: None,
        preview: Arc::clone(preview),
    };
    if !preview.options.poll {
        watch.again();
    }
    watch.look();
    watch
}

impl Watch {
    /// Waits until files have changed, and gives them.
    pub fn next(&mut self) -> Vec<PathBuf> {
        loop {
            let mut paths = BTreeSet::new();
            let mut look = false;
            match self.signals.recv_timeout(self.wait()) {
                Ok(first) => look |= self.take(first, &mut paths),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    self.settles_at = None;
                    look = true;
                }
            }
            look |= self.drain(&mut paths, DRAIN);
            if paths.iter().any(|path| is_under_way(path)) {
                look |= self.drain(&mut paths, DRAIN_UNDER_WAY);
            }
            look |= self.drain_bulk(&mut paths);
            let moved = paths.iter().any(|path| self.is_root(path));
            if moved {
                self.again();
                look = true;
            }
            let paths: Vec<PathBuf> = paths.into_iter().filter(|path| self.is_content(path)).collect();
            let changed = if !look && paths.len() <= PATHS_MAX && self.listing.note(&paths) {
                paths
            } else {
                // A folder that has just come fills while it is looked at.
                self.settles_at = (!paths.is_empty()).then(|| Instant::now() + SETTLE);
                // An event is believed where names, times and sizes do not tell that anything has changed.
                let changed: BTreeSet<PathBuf> = self.look().into_iter().chain(files(paths)).collect();
                changed.into_iter().collect()
            };
            if moved || !changed.is_empty() {
                return changed;
            }
        }
    }

    /// How long to wait for the system before the next look, so that looking takes a small share of the time.
    fn wait(&self) -> Duration {
        let now = Instant::now();
        let until_look = match self.watcher {
            Some(_) => (100 * self.look_took).clamp(Duration::from_secs(3), Duration::from_secs(60)),
            None => (10 * self.look_took).clamp(Duration::from_millis(300), Duration::from_secs(5)),
        };
        let look_at = self.looked_at + until_look;
        let next = self.settles_at.map_or(look_at, |settles| settles.min(look_at));
        next.saturating_duration_since(now)
    }

    /// Takes what comes within a time; true where only a look tells what it was.
    fn drain(&mut self, paths: &mut BTreeSet<PathBuf>, time: Duration) -> bool {
        let end = Instant::now() + time;
        let mut look = false;
        while let Ok(signal) = self.signals.recv_timeout(end.saturating_duration_since(Instant::now())) {
            look |= self.take(signal, paths);
        }
        look
    }

    /// Where many files change together, as with a change of branch, waits until they have: a site in between is of
    /// no use.
    fn drain_bulk(&mut self, paths: &mut BTreeSet<PathBuf>) -> bool {
        let (mut look, mut before, end) = (false, 0, Instant::now() + BULK_MAX);
        while paths.len() > BULK_PATHS && paths.len() > before && Instant::now() < end {
            before = paths.len();
            look |= self.drain(paths, DRAIN_UNDER_WAY);
        }
        look
    }

    fn take(&mut self, signal: Signal, paths: &mut BTreeSet<PathBuf>) -> bool {
        match signal {
            Signal::Path(path) => {
                if self.is_content(&path) || self.is_root(&path) {
                    paths.insert(path);
                }
                false
            }
            Signal::Look => true,
            Signal::Lost(reason) => {
                if self.watcher.take().is_some() {
                    self.preview.tell(News::Polls { reason });
                }
                true
            }
        }
    }

    fn look(&mut self) -> Vec<PathBuf> {
        let started = Instant::now();
        let changed = self.listing.compare(&self.folders, started, self.watcher.is_some());
        self.looked_at = Instant::now();
        self.look_took = started.elapsed();
        changed
    }

    /// Whether it is the content or the themes folder itself.
    fn is_root(&self, path: &Path) -> bool {
        let named = [&self.preview.options.folders.content, &self.preview.options.folders.themes];
        let mut named = named.into_iter().filter_map(|root| std::path::absolute(root).ok());
        path == self.folders.content || path == self.folders.themes || named.any(|root| root == path)
    }

    fn is_content(&self, path: &Path) -> bool {
        let roots = [&self.folders.content, &self.folders.themes];
        let below = roots.into_iter().find_map(|root| path.strip_prefix(root).ok());
        below.is_some_and(|below| {
            !below.as_os_str().is_empty()
                && is_content(below)
                && !self.folders.skip.iter().any(|skip| path.starts_with(skip))
        })
    }

    /// Watches the folders as they are now, anew: a folder that was deleted and made again is another one.
    fn again(&mut self) {
        if self.preview.options.poll {
            return;
        }
        self.folders = real(&self.preview.options.folders);
        match watcher(&self.folders, &self.preview.options.folders, self.sender.clone()) {
            Ok(watcher) => self.watcher = Some(watcher),
            Err(error) => {
                self.watcher = None;
                self.preview.tell(News::Polls { reason: error.to_string() });
            }
        }
    }
}

/// Those of the paths that are files. What came of a folder, or of what is gone, a look tells.
fn files(paths: Vec<PathBuf>) -> impl Iterator<Item = PathBuf> {
    paths.into_iter().filter(|path| path.is_file())
}

/// Whether an editor seems to be in the middle of saving a file.
fn is_under_way(path: &Path) -> bool {
    std::fs::metadata(path).map_or(true, |metadata| metadata.is_file() && metadata.len() == 0)
}

/// The folders without links, as the system names what changes.
fn real(folders: &Folders) -> Folders {
    let real = |path: &PathBuf| {
        path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.clone())
    };
    Folders {
        content: real(&folders.content),
        themes: real(&folders.themes),
        skip: folders.skip.iter().map(real).collect(),
    }
}

/// A watcher of both folders, and of the folders that they stand in, which tell when one of them comes or goes.
fn watcher(real: &Folders, named: &Folders, sender: Sender<Signal>) -> notify::Result<RecommendedWatcher> {
    let mut watcher = notify::recommended_watcher(move |event| {
        for signal in signals(event) {
            // Nobody listens any more only when the preview ends.
            let _ = sender.send(signal);
        }
    })?;
    for root in [&named.content, &named.themes] {
        if let Some(around) =
            std::path::absolute(root).ok().and_then(|root| Some(root.parent()?.to_path_buf()))
            && around.is_dir()
        {
            watcher.watch(&around, RecursiveMode::NonRecursive)?;
        }
    }
    for root in [&real.content, &real.themes] {
        if root.is_dir() {
            watcher.watch(root, RecursiveMode::Recursive)?;
        }
    }
    Ok(watcher)
}

/// What an event of the system says. That files are read is none of our business: we read them.
fn signals(event: notify::Result<notify::Event>) -> Vec<Signal> {
    match event {
        Err(error) if matches!(error.kind, notify::ErrorKind::MaxFilesWatch) => {
            vec![Signal::Lost(error.to_string())]
        }
        Err(_) => vec![Signal::Look],
        Ok(event) if event.need_rescan() => vec![Signal::Look],
        Ok(event) => match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => paths(event),
            EventKind::Access(_) => Vec::new(),
            _ => paths(event),
        },
    }
}

fn paths(event: notify::Event) -> Vec<Signal> {
    event.paths.into_iter().map(Signal::Path).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{CreateKind, Flag};

    #[test]
    fn reading_is_no_change_and_a_lost_event_asks_for_a_look() {
        let of = |kind: EventKind| signals(Ok(notify::Event::new(kind).add_path("a.md".into()))).len();
        assert_eq!(of(EventKind::Access(AccessKind::Open(AccessMode::Any))), 0);
        assert_eq!(of(EventKind::Access(AccessKind::Close(AccessMode::Read))), 0);
        assert_eq!(of(EventKind::Access(AccessKind::Close(AccessMode::Write))), 1);
        assert_eq!(of(EventKind::Create(CreateKind::File)), 1);
        let overflow = notify::Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert!(matches!(signals(Ok(overflow))[..], [Signal::Look]));
    }
}
