//! A site on the disk that is read again and again: only what changed is read.
//!
//! Takes the folders and the paths that have changed, gives what a reading of everything would give.
//!
//! **Invariant**: after [`Disk::update`] with all paths that changed, files and findings are those of
//! [`read`](super::read()).

use super::read::{self, Met, Walked};
use super::{Folders, Holds, Root, SourceFile, Sources};
use crate::diagnostic::{Diagnostic, Diagnostics, FileId};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// What was last read.
#[derive(Debug)]
pub struct Disk {
    folders: Folders,
    roots: Vec<(Root, PathBuf)>,
    sources: Sources,
    /// The finding of reading each file.
    findings: Vec<Option<Diagnostic>>,
    /// A link makes one file stand in two places: then a change of one is a change of another.
    has_links: bool,
}

impl Disk {
    /// Remembers the folders; nothing is read yet.
    pub fn new(folders: &Folders) -> Disk {
        Disk {
            folders: folders.clone(),
            roots: Vec::new(),
            sources: Sources::default(),
            findings: Vec::new(),
            has_links: false,
        }
    }

    /// Reads everything.
    ///
    /// # Errors
    /// Those of [`read`](super::read()); then the next reading reads everything too.
    pub fn read(&mut self) -> anyhow::Result<(Sources, Diagnostics)> {
        self.sources.files.clear();
        self.walk(&|_| true)?;
        Ok(self.now())
    }

    /// Reads what has changed: files, and everything below folders that are named.
    ///
    /// # Errors
    /// Those of [`read`](super::read()); then the next reading reads everything.
    pub fn update(&mut self, changed: &[PathBuf]) -> anyhow::Result<(Sources, Diagnostics)> {
        if self.sources.files.is_empty() || self.has_links {
            return self.read();
        }
        let known: Option<Vec<usize>> = changed.iter().map(|path| self.known(path)).collect();
        match known {
            Some(places) => places.into_iter().for_each(|place| self.load(place)),
            None => {
                let changed: HashSet<&Path> = changed.iter().map(PathBuf::as_path).collect();
                self.walk(&|path| path.ancestors().any(|folder| changed.contains(folder)))?;
            }
        }
        Ok(self.now())
    }

    fn now(&self) -> (Sources, Diagnostics) {
        (self.sources.clone(), self.findings.iter().flatten().cloned().collect())
    }

    /// The place of a file that was read and still is a plain file: only such a one can change without changing
    /// which files there are.
    fn known(&self, path: &Path) -> Option<usize> {
        let (root, below) =
            self.roots.iter().find_map(|(root, folder)| Some((*root, path.strip_prefix(folder).ok()?)))?;
        let file = self.sources.find(root, &read::portable(below))?;
        (read::is_plain_file(path) && file.holds != Holds::Refused).then_some(file.id.0 as usize)
    }

    fn load(&mut self, place: usize) {
        let file = &mut self.sources.files[place];
        let (root, path) = (file.root, file.path.clone());
        let Some((_, folder)) = self.roots.iter().find(|(known, _)| *known == root) else { return };
        let disk = folder.join(&path);
        (*file, self.findings[place]) = read::load(file.id, Met { root, path, disk, refusal: None });
    }

    /// Looks which files there are, and reads those that are new or have changed.
    fn walk(&mut self, is_changed: &(dyn Fn(&Path) -> bool + Sync)) -> anyhow::Result<()> {
        let former = std::mem::take(&mut self.sources);
        let mut findings = std::mem::take(&mut self.findings);
        let Walked { met, roots, has_links } = read::walked(&self.folders)?;
        let same_roots = roots == self.roots;
        let kept = |met: &Met| {
            let file = former.find(met.root, &met.path)?;
            let is_same = met.refusal.is_none() && file.holds != Holds::Refused;
            (same_roots && is_same && !is_changed(&met.disk)).then_some(file.id)
        };
        let places: Vec<Option<FileId>> = met.iter().map(kept).collect();
        let fresh = met.into_iter().zip(&places).enumerate();
        let fresh: Vec<(usize, Met)> =
            fresh.filter(|(_, (_, place))| place.is_none()).map(|(at, (met, _))| (at, met)).collect();
        let mut loaded = read::load_all(fresh).into_iter();
        for (at, place) in places.iter().enumerate() {
            let id = FileId(at as u32);
            let (file, finding) = match place {
                Some(then) => {
                    let file = SourceFile { id, ..former.file(*then).clone() };
                    (file, renumbered(findings[then.0 as usize].take(), id))
                }
                None => loaded.next().expect("one was loaded for each that is not kept"),
            };
            self.sources.files.push(file);
            self.findings.push(finding);
        }
        (self.roots, self.has_links) = (roots, has_links);
        Ok(())
    }
}

fn renumbered(finding: Option<Diagnostic>, id: FileId) -> Option<Diagnostic> {
    let mut finding = finding?;
    finding.span.iter_mut().for_each(|span| span.file = id);
    Some(finding)
}
