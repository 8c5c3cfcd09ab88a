//! A finished output as it lies on the disk: a folder, a zip, or its manifest alone.
//!
//! **Invariant**: reads what the manifest names, inside the output, and nothing else.

use crate::diagnostic::{Told, told};
use crate::url::MANIFEST;
use anyhow::{Context, bail};
use serde::Deserialize;
use std::fs::{self, File};
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// What a manifest says.
#[derive(Debug, Deserialize)]
pub(super) struct Listed {
    #[serde(default)]
    pub generator: String,
    #[serde(default)]
    pub date: String,
    pub files: Vec<Item>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Item {
    pub path: String,
    pub size: u64,
    pub sha256: String,
}

/// What is larger is no page, and is not read for its text.
const PAGE_BYTES_MAX: u64 = 32 << 20;

type Zip = zip::ZipArchive<BufReader<File>>;

enum Place {
    Folder(PathBuf),
    /// One reader: the parts of a zip are read one after the other.
    Zip(Box<Mutex<Zip>>),
    /// Paths and hashes are all there is.
    Manifest,
}

/// An output that can be asked for its files.
pub(super) struct Output {
    place: Place,
    pub listed: Listed,
}

impl Output {
    /// Opens a folder, a zip or a manifest.
    ///
    /// # Errors
    /// Where there is no manifest, or it is damaged or names files outside the output.
    pub fn open(path: &Path) -> anyhow::Result<Output> {
        let output = if path.is_dir() {
            let text = manifest_of(path)?;
            Output { listed: parse(&text, &path.join(MANIFEST))?, place: Place::Folder(path.into()) }
        } else if is_zip(path)? {
            let mut zip = open_zip(path)?;
            let listed = parse(&manifest_in(&mut zip, path)?, path)?;
            Output { listed, place: Place::Zip(Box::new(Mutex::new(zip))) }
        } else {
            let text = fs::read(path).with_context(|| path.display().to_string())?;
            Output { listed: parse(&text, path)?, place: Place::Manifest }
        };
        let strange = output.listed.files.iter().find(|file| !is_inside(&file.path));
        if let Some(file) = strange {
            let told = told(path, "清单已损坏", "the manifest is damaged");
            bail!(told.because(format!("“{}”", file.path.escape_default())));
        }
        Ok(output)
    }

    /// Whether there are files beside the manifest.
    pub fn has_files(&self) -> bool {
        !matches!(self.place, Place::Manifest)
    }

    /// The bytes of a page; `None` where it is not there, cannot be read or is too large for a page.
    pub fn read(&self, file: &Item) -> Option<Vec<u8>> {
        if file.size > PAGE_BYTES_MAX {
            return None;
        }
        let mut bytes = Vec::with_capacity(usize::try_from(file.size).ok()?);
        match &self.place {
            Place::Manifest => return None,
            Place::Folder(folder) => {
                let path = folder.join(&file.path);
                let is_file = fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.is_file());
                let opened = is_file.then(|| File::open(path).ok()).flatten()?;
                opened.take(PAGE_BYTES_MAX).read_to_end(&mut bytes).ok()?;
            }
            Place::Zip(zip) => {
                let mut zip = zip.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
                let inside = zip.by_name(&file.path).ok()?;
                inside.take(PAGE_BYTES_MAX).read_to_end(&mut bytes).ok()?;
            }
        }
        Some(bytes)
    }
}

/// A path that leads out of an output, or names what no output has.
fn is_inside(path: &str) -> bool {
    let parts = || path.split('/');
    !path.is_empty() && !path.contains(['\\', '\0']) && parts().all(|part| !matches!(part, "" | "." | ".."))
}

/// The bytes of the manifest of a folder.
pub(super) fn manifest_of(folder: &Path) -> anyhow::Result<Vec<u8>> {
    let path = folder.join(MANIFEST);
    match fs::read(&path) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => bail!(without_manifest(folder)),
        Err(error) => Err(error).with_context(|| path.display().to_string()),
    }
}

/// The bytes of the manifest of a zip.
pub(super) fn manifest_in(zip: &mut Zip, path: &Path) -> anyhow::Result<Vec<u8>> {
    let mut text = Vec::new();
    zip.by_name(MANIFEST).map_err(|_| without_manifest(path))?.read_to_end(&mut text)?;
    Ok(text)
}

fn is_zip(path: &Path) -> anyhow::Result<bool> {
    let mut file = File::open(path).with_context(|| path.display().to_string())?;
    let mut start = [0; 2];
    Ok(file.read_exact(&mut start).is_ok() && &start == b"PK")
}

pub(super) fn open_zip(path: &Path) -> anyhow::Result<Zip> {
    let file = File::open(path).with_context(|| path.display().to_string())?;
    let zip = zip::ZipArchive::new(BufReader::new(file))
        .map_err(|error| told(path, "不是完整的 zip", "not a whole zip").because(error))?;
    Ok(zip)
}

fn without_manifest(path: &Path) -> Told {
    told(path, "没有清单，不是本程序的输出", "no manifest; not an output of this program")
}

pub(super) fn parse(manifest: &[u8], path: &Path) -> anyhow::Result<Listed> {
    serde_json::from_slice(manifest)
        .map_err(|error| told(path, "清单已损坏", "the manifest is damaged").because(error).into())
}
