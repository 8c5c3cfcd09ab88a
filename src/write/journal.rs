//! The list of moves that a run is making, so that the next one can finish them.

use super::lock::create_afresh;
use super::stage::check_route;
use crate::diagnostic::told;
use anyhow::{Context, bail};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// What is to be done, in this order; paths below the output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Journal {
    /// Removals that make room: a file where a folder is to be, or the other way round.
    #[serde(default)]
    pub clearings: Vec<String>,
    /// Moves from staging.
    pub moves: Vec<String>,
    pub removals: Vec<String>,
}

/// Names beside an output folder.
pub(super) struct Beside {
    pub out: PathBuf,
    pub staging: PathBuf,
    pub journal: PathBuf,
    pub lock: PathBuf,
    pub state: PathBuf,
}

impl Beside {
    /// The names that belong to an output folder.
    pub fn new(out: &Path) -> anyhow::Result<Beside> {
        let out = std::path::absolute(out).with_context(|| out.display().to_string())?;
        let name = out
            .file_name()
            .ok_or_else(|| told(&out, "输出文件夹没有名字", "the output folder has no name"))?;
        let parent = out
            .parent()
            .ok_or_else(|| told(&out, "输出文件夹没有上级", "the output folder has no parent"))?
            .to_path_buf();
        let beside = |what: &str| parent.join(format!(".{}.juxian-{what}", name.to_string_lossy()));
        Ok(Beside {
            staging: beside("staging"),
            journal: beside("journal"),
            lock: beside("lock"),
            state: beside("state"),
            out,
        })
    }
}

impl Journal {
    /// The journal of moves and removals.
    pub fn new(moves: Vec<String>, removals: Vec<String>) -> Journal {
        let to: HashSet<&str> = moves.iter().map(String::as_str).collect();
        let through: HashSet<&str> = moves.iter().flat_map(|path| folders(path)).collect();
        let is_in_the_way = |path: &String| {
            through.contains(path.as_str()) || folders(path).any(|folder| to.contains(folder))
        };
        let (clearings, removals) = removals.into_iter().partition(is_in_the_way);
        Journal { clearings, moves, removals }
    }

    /// Writes the journal and flushes it; from then on the run will be finished by somebody.
    pub fn commit(&self, beside: &Beside) -> anyhow::Result<()> {
        let new = beside.journal.with_extension("juxian-journal-new");
        let write = || -> std::io::Result<()> {
            let mut file = create_afresh(&new)?;
            file.write_all(&serde_json::to_vec(self)?)?;
            file.sync_all()?;
            fs::rename(&new, &beside.journal)
        };
        write().with_context(|| beside.journal.display().to_string())
    }

    /// Does what has not been done yet. Each step is one rename or one removal.
    pub fn run(&self, beside: &Beside) -> anyhow::Result<()> {
        for path in &self.clearings {
            remove(&beside.out, path)?;
        }
        for path in &self.moves {
            let from = beside.staging.join(path);
            let to = beside.out.join(path);
            match fs::rename(&from, &to) {
                Ok(()) => {}
                Err(_) if fs::symlink_metadata(&from).is_err() => {}
                Err(_) => {
                    let folder = to.parent().context("an output has a folder")?;
                    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
                    fs::rename(&from, &to).with_context(|| to.display().to_string())?;
                }
            }
        }
        for path in &self.removals {
            remove(&beside.out, path)?;
        }
        let _ = fs::remove_file(&beside.journal);
        let _ = fs::remove_dir_all(&beside.staging);
        Ok(())
    }
}

/// The folders that a path lies in, from the innermost.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    let first = Some(crate::url::folder(path)).filter(|folder| !folder.is_empty());
    std::iter::successors(first, |folder| {
        Some(crate::url::folder(folder)).filter(|folder| !folder.is_empty())
    })
}

/// Nothing is moved or removed outside the folder or through a link in it.
///
/// # Errors
/// A path that leaves the folder, or a link on the way.
pub(super) fn refuse_links<'a>(out: &Path, paths: impl Iterator<Item = &'a String>) -> anyhow::Result<()> {
    let mut known: HashSet<&str> = HashSet::new();
    for path in paths {
        check_route(path)?;
        for folder in folders(path).take_while(|folder| known.insert(folder)) {
            let disk = out.join(folder);
            if fs::symlink_metadata(&disk).is_ok_and(|metadata| metadata.is_symlink()) {
                bail!(told(
                    &disk,
                    "是符号链接，不会写到它所指的地方",
                    "is a symbolic link; nothing is written through it"
                ));
            }
        }
    }
    Ok(())
}

/// Removes a file and the folders that it leaves empty.
fn remove(out: &Path, path: &str) -> anyhow::Result<()> {
    let file = out.join(path);
    match fs::remove_file(&file) {
        Ok(()) => {}
        // Somebody has put a folder there since: it is theirs.
        Err(_) if file.is_dir() => return Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => return Err(error).with_context(|| file.display().to_string()),
    }
    let mut folder = file.parent();
    while let Some(empty) = folder.filter(|folder| *folder != out && folder.starts_with(out)) {
        if fs::remove_dir(empty).is_err() {
            break;
        }
        folder = empty.parent();
    }
    Ok(())
}

/// Finishes a run that was cut off while it moved, or clears away what one left before.
pub(super) fn recover(beside: &Beside) -> anyhow::Result<()> {
    match fs::read(&beside.journal) {
        Ok(text) => {
            let journal: Journal =
                serde_json::from_slice(&text).with_context(|| beside.journal.display().to_string())?;
            let all = || journal.clearings.iter().chain(&journal.moves).chain(&journal.removals);
            refuse_links(&beside.out, all()).with_context(|| beside.journal.display().to_string())?;
            fs::create_dir_all(&beside.out).with_context(|| beside.out.display().to_string())?;
            journal.run(beside)
        }
        Err(_) if beside.staging.exists() => {
            fs::remove_dir_all(&beside.staging).with_context(|| beside.staging.display().to_string())
        }
        Err(_) => Ok(()),
    }
}
