//! The state of every file below the folders, so that what changed is known without an event: where the system
//! sends none, where it has lost some, and where a whole folder moved.
//!
//! **Invariant**: no file is opened; looking through the folders reads names, times and sizes.

use crate::source::{Folders, is_ignored_name};
use std::collections::{HashMap, HashSet};
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
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
}

#[cfg(unix)]
fn inode(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn inode(_: &Metadata) -> u64 {
    0
}

/// The files of a site as they were last seen.
#[derive(Default)]
pub struct Listing {
    files: HashMap<PathBuf, Stamp>,
}

impl Listing {
    /// Looks through the folders and gives the files that came, went or changed since the last time.
    pub fn compare(&mut self, folders: &Folders) -> Vec<PathBuf> {
        let mut seen = HashMap::with_capacity(self.files.len());
        for root in [&folders.content, &folders.themes] {
            // That a folder itself is there is a state too: an empty one differs from none.
            if root.is_dir() {
                seen.insert(root.clone(), Stamp::default());
            }
            let walk = WalkDir::new(root).follow_links(true).into_iter();
            let kept = walk.filter_entry(|entry| {
                let is_ignored = || is_ignored_name(&entry.file_name().to_string_lossy());
                entry.depth() == 0 || !is_ignored() && !folders.skip.iter().any(|skip| skip == entry.path())
            });
            for entry in kept.filter_map(Result::ok).filter(|entry| entry.file_type().is_file()) {
                if let Ok(metadata) = entry.metadata() {
                    seen.insert(entry.into_path(), Stamp::of(&metadata));
                }
            }
        }
        let gone = self.files.keys().filter(|path| !seen.contains_key(*path)).cloned();
        let came = seen.iter().filter(|(path, stamp)| self.files.get(*path) != Some(stamp));
        let changed: HashSet<PathBuf> = gone.chain(came.map(|(path, _)| path.clone())).collect();
        self.files = seen;
        let mut changed: Vec<PathBuf> = changed.into_iter().collect();
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
                Some(stamp) => self.files.insert(path.clone(), stamp),
                None => self.files.remove(path),
            };
        }
        true
    }
}

/// Whether a path below a root is content, as far as its names tell.
pub fn is_content(below: &Path) -> bool {
    below.components().all(|part| !is_ignored_name(&part.as_os_str().to_string_lossy()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn what_came_went_and_changed_is_told_once() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let content = folder.path().join("content");
        fs::create_dir(&content).expect("it is new");
        let folders =
            Folders { content: content.clone(), themes: folder.path().join("themes"), skip: Vec::new() };
        let mut listing = Listing::default();
        let write = |name: &str, text: &str| fs::write(content.join(name), text).expect("it can be written");
        write("a.md", "one");
        write("~$a.docx", "lock");
        assert_eq!(listing.compare(&folders), [content.clone(), content.join("a.md")]);
        assert!(listing.compare(&folders).is_empty());
        write("b.md", "two");
        fs::remove_file(content.join("a.md")).expect("it is there");
        assert_eq!(listing.compare(&folders), [content.join("a.md"), content.join("b.md")]);
        write("b.md", "longer");
        assert!(listing.note(&[content.join("b.md")]));
        assert!(listing.compare(&folders).is_empty());
        fs::create_dir(content.join("policies")).expect("it is new");
        assert!(!listing.note(&[content.join("policies")]));
    }

    #[test]
    fn what_is_noted_beside_a_folder_is_still_told() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let content = folder.path().join("content");
        fs::create_dir(&content).expect("it is new");
        let folders =
            Folders { content: content.clone(), themes: folder.path().join("themes"), skip: Vec::new() };
        let [a, b, new] = ["a.md", "b.md", "new"].map(|name| content.join(name));
        fs::write(&a, "one").expect("it can be written");
        fs::write(&b, "one").expect("it can be written");
        let mut listing = Listing::default();
        listing.compare(&folders);
        fs::write(&a, "longer").expect("it can be written");
        fs::remove_file(&b).expect("it is there");
        fs::create_dir(&new).expect("it is new");
        assert!(!listing.note(&[a.clone(), b.clone(), new]));
        assert!(!listing.note(&[a.clone(), b.clone(), content.join("gone")]));
        assert_eq!(listing.compare(&folders), [a, b]);
    }
}
