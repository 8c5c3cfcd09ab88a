//! The state of every file below the folders, so that what changed is known without an event: where the system
//! sends none, where it has lost some, and where a whole folder moved.
//!
//! **Invariant**: no file is opened; looking through the folders reads names, times and sizes.

use crate::source::{Folders, is_ignored_name};
use std::collections::HashMap;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};
use walkdir::WalkDir;

/// What tells one state of a file from another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Stamp {
    modified: Option<SystemTime>,
    size_bytes: u64,
    /// The number of the file on its disk, where the system has one: a save through a new file changes it.
    inode: u64,
}

impl Stamp {
    fn of(metadata: &Metadata) -> Stamp {
        Stamp { modified: metadata.modified().ok(), size_bytes: metadata.len(), inode: inode(metadata) }
    }

    /// Whether the file was saved so shortly ago that another save can have the same stamp.
    fn is_young(&self) -> bool {
        let age = |modified: SystemTime| SystemTime::now().duration_since(modified);
        self.modified.is_some_and(|modified| age(modified).is_ok_and(|age| age < TICK))
    }
}

#[cfg(unix)]
fn inode(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn inode(_: &Metadata) -> u64 {
    0
}

/// A state of a file, and when it has to be looked at once more.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    stamp: Stamp,
    /// When a save that its stamp does not tell would show another time; absent where an event would tell it.
    again_at: Option<Instant>,
}

/// The files of a site as they were last seen.
#[derive(Default)]
pub struct Listing {
    files: HashMap<PathBuf, Seen>,
}

/// How coarse the times of disks are at most: two saves within this can have the same stamp.
const TICK: Duration = Duration::from_secs(2);

impl Listing {
    /// Looks through the folders and gives the files that came, went or changed since the last time.
    ///
    /// Where no event `tells` of a save, a file that changed is given once more when the times of its disk would
    /// tell another save from the one that was seen.
    pub fn compare(&mut self, folders: &Folders, now: Instant, tells: bool) -> Vec<PathBuf> {
        let mut seen = HashMap::with_capacity(self.files.len());
        let mut changed = Vec::new();
        let is_first = self.files.is_empty();
        for (path, stamp) in walk(folders) {
            let former = self.files.remove(&path);
            let is_same = former.is_some_and(|former| former.stamp == stamp);
            let is_due = former.is_some_and(|former| former.again_at.is_some_and(|at| at <= now));
            let again_at = match former {
                Some(former) if is_same => former.again_at.filter(|_| !is_due),
                // At the first look every file is new, and few have been saved just now.
                None if is_first => stamp.is_young().then_some(now + TICK),
                _ => stamp.modified.map(|_| now + TICK),
            };
            if !is_same || is_due {
                changed.push(path.clone());
            }
            seen.insert(path, Seen { stamp, again_at: again_at.filter(|_| !tells) });
        }
        changed.extend(self.files.drain().map(|(path, _)| path));
        self.files = seen;
        changed.sort();
        changed
    }

    /// Notes files that are about to be read; where one of the paths is or was a folder, of which only
    /// [`Listing::compare`] knows what it holds, nothing is noted and the answer is false.
    pub fn note(&mut self, paths: &[PathBuf]) -> bool {
        let mut stamps = Vec::with_capacity(paths.len());
        for path in paths {
            let stamp = match std::fs::metadata(path) {
                Ok(metadata) if metadata.is_file() => Some(Stamp::of(&metadata)),
                Ok(_) => return false,
                Err(_) if self.files.contains_key(path) || path.extension().is_some() => None,
                Err(_) => return false,
            };
            stamps.push(stamp);
        }
        for (path, stamp) in paths.iter().zip(stamps) {
            match stamp {
                Some(stamp) => self.files.insert(path.clone(), Seen { stamp, again_at: None }),
                None => self.files.remove(path),
            };
        }
        true
    }
}

/// Every file below the folders.
fn walk(folders: &Folders) -> HashMap<PathBuf, Stamp> {
    let mut found = HashMap::new();
    for root in [&folders.content, &folders.themes] {
        // That a folder itself is there is a state too: an empty one differs from none.
        if root.is_dir() {
            found.insert(root.clone(), Stamp::default());
        }
        let walk = WalkDir::new(root).follow_links(true).into_iter();
        let kept = walk.filter_entry(|entry| {
            let is_ignored = || is_ignored_name(&entry.file_name().to_string_lossy());
            entry.depth() == 0 || !is_ignored() && !folders.skip.iter().any(|skip| skip == entry.path())
        });
        for entry in kept.filter_map(Result::ok).filter(|entry| entry.file_type().is_file()) {
            if let Ok(metadata) = entry.metadata() {
                found.insert(entry.into_path(), Stamp::of(&metadata));
            }
        }
    }
    found
}

/// Whether a path below a root is content, as far as its names tell.
pub fn is_content(below: &Path) -> bool {
    below.components().all(|part| !is_ignored_name(&part.as_os_str().to_string_lossy()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// A folder of content without a file; it goes with the first value.
    fn empty_site() -> (tempfile::TempDir, Folders) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let [content, themes] = ["content", "themes"].map(|name| folder.path().join(name));
        fs::create_dir(&content).expect("it is new");
        (folder, Folders { content, themes, skip: Vec::new() })
    }

    #[test]
    fn what_came_went_and_changed_is_told_once() {
        let (_kept, folders) = empty_site();
        let content = folders.content.clone();
        let mut listing = Listing::default();
        let write = |name: &str, text: &str| fs::write(content.join(name), text).expect("it can be written");
        write("a.md", "one");
        write("~$a.docx", "lock");
        assert_eq!(listing.compare(&folders, Instant::now(), true), [content.clone(), content.join("a.md")]);
        assert!(listing.compare(&folders, Instant::now(), true).is_empty());
        write("b.md", "two");
        fs::remove_file(content.join("a.md")).expect("it is there");
        assert_eq!(
            listing.compare(&folders, Instant::now(), true),
            [content.join("a.md"), content.join("b.md")]
        );
        write("b.md", "longer");
        assert!(listing.note(&[content.join("b.md")]));
        assert!(listing.compare(&folders, Instant::now(), true).is_empty());
        fs::create_dir(content.join("policies")).expect("it is new");
        assert!(!listing.note(&[content.join("policies")]));
    }

    #[test]
    fn what_is_noted_beside_a_folder_is_still_told() {
        let (_kept, folders) = empty_site();
        let content = folders.content.clone();
        let [a, b, new] = ["a.md", "b.md", "new"].map(|name| content.join(name));
        fs::write(&a, "one").expect("it can be written");
        fs::write(&b, "one").expect("it can be written");
        let mut listing = Listing::default();
        listing.compare(&folders, Instant::now(), true);
        fs::write(&a, "longer").expect("it can be written");
        fs::remove_file(&b).expect("it is there");
        fs::create_dir(&new).expect("it is new");
        assert!(!listing.note(&[a.clone(), b.clone(), new]));
        assert!(!listing.note(&[a.clone(), b.clone(), content.join("gone")]));
        assert_eq!(listing.compare(&folders, Instant::now(), true), [a, b]);
    }

    #[test]
    fn a_second_save_within_a_tick_of_the_disk_is_told_once_the_tick_is_over() {
        let (_kept, folders) = empty_site();
        let content = folders.content.clone();
        let path = content.join("a.md");
        let (start, long_ago) = (Instant::now(), SystemTime::UNIX_EPOCH + 50 * TICK);
        let save = |text: &str, time: SystemTime| {
            fs::write(&path, text).expect("it can be written");
            let file = fs::File::options().write(true).open(&path).expect("it is there");
            file.set_modified(time).expect("its time can be set");
        };
        save("one", long_ago);
        let mut listing = Listing::default();
        listing.compare(&folders, start, false);
        let mut look = |after: Duration| listing.compare(&folders, start + after, false).len();
        assert_eq!(look(2 * TICK), 0);
        save("two", long_ago + TICK);
        assert_eq!(look(3 * TICK), 1);
        save("two again", long_ago + TICK);
        assert_eq!(look(3 * TICK), 1, "another size tells");
        save("two AGAIN", long_ago + TICK);
        assert_eq!([look(3 * TICK + TICK / 2), look(4 * TICK), look(9 * TICK)], [0, 1, 0]);
    }
}
