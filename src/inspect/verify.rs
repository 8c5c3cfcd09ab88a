//! Holds an output folder against its manifest (rule S722, 篡改校验).

use crate::diagnostic::{Told, told};
use crate::url::MANIFEST;
use anyhow::{Context, bail};
use rayon::prelude::*;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use walkdir::WalkDir;

/// How a folder differs from its manifest; paths sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub changed: Vec<String>,
    pub added: Vec<String>,
    pub missing: Vec<String>,
    /// Files of the manifest.
    pub checked: usize,
}

impl Report {
    /// Whether the folder is as it was written.
    pub fn is_clean(&self) -> bool {
        self.changed.is_empty() && self.added.is_empty() && self.missing.is_empty()
    }
}

#[derive(Deserialize)]
struct Listed {
    files: Vec<Item>,
}

#[derive(Deserialize)]
struct Item {
    path: String,
    size: u64,
    sha256: String,
}

/// Reads every file that the manifest names, and looks for others.
///
/// Files whose name begins with a dot belong to the host and are not reported.
///
/// # Errors
/// Where there is no manifest, or it cannot be read.
pub fn verify(folder: &Path) -> anyhow::Result<Report> {
    if folder.is_file() {
        return verify_zip(folder);
    }
    let path = folder.join(MANIFEST);
    let text = match fs::read(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            bail!(without_manifest(folder))
        }
        Err(error) => return Err(error).with_context(|| path.display().to_string()),
    };
    let listed = parse(&text, &path)?;
    let states: Vec<State> = listed.files.par_iter().map(|file| state(folder, file)).collect();
    let of_host = |path: &String| path.split('/').any(|part| part.starts_with('.'));
    let present = files_of(folder).into_iter().filter(|path| !of_host(path));
    Ok(report(&listed, &states, present.collect()))
}

fn without_manifest(path: &Path) -> Told {
    told(path, "没有清单，不是本程序的输出", "no manifest; not an output of this program")
}

fn parse(manifest: &[u8], path: &Path) -> anyhow::Result<Listed> {
    serde_json::from_slice(manifest)
        .map_err(|error| told(path, "清单已损坏", "the manifest is damaged").because(error).into())
}

/// What differs; `present` are the files that may be ours.
fn report(listed: &Listed, states: &[State], present: Vec<String>) -> Report {
    let with = |wanted: State| {
        let pairs = listed.files.iter().zip(states).filter(|(_, state)| **state == wanted);
        pairs.map(|(file, _)| file.path.clone()).collect::<Vec<_>>()
    };
    let known: HashSet<&str> = listed.files.iter().map(|file| file.path.as_str()).collect();
    let is_added = |path: &String| path != MANIFEST && !known.contains(path.as_str());
    Report {
        changed: with(State::Changed),
        missing: with(State::Missing),
        added: present.into_iter().filter(is_added).collect(),
        checked: listed.files.len(),
    }
}

/// The same for a zip, without unpacking it.
fn verify_zip(path: &Path) -> anyhow::Result<Report> {
    let file = File::open(path).with_context(|| path.display().to_string())?;
    let mut zip = zip::ZipArchive::new(std::io::BufReader::new(file))
        .map_err(|error| told(path, "不是完整的 zip", "not a whole zip").because(error))?;
    let mut text = Vec::new();
    zip.by_name(MANIFEST).map_err(|_| without_manifest(path))?.read_to_end(&mut text)?;
    let listed = parse(&text, path)?;
    let mut states = Vec::with_capacity(listed.files.len());
    for file in &listed.files {
        let state = match zip.by_name(&file.path) {
            Err(_) => State::Missing,
            Ok(mut inside) => {
                let same = inside.size() == file.size && hash(&mut inside)? == file.sha256;
                if same { State::Same } else { State::Changed }
            }
        };
        states.push(state);
    }
    let mut present: Vec<String> = zip.file_names().filter_map(|name| Some(name.ok()?.to_string())).collect();
    present.sort();
    Ok(report(&listed, &states, present))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Same,
    Changed,
    Missing,
}

fn state(folder: &Path, file: &Item) -> State {
    let path = folder.join(&file.path);
    match fs::symlink_metadata(&path) {
        Err(_) => State::Missing,
        Ok(metadata) if !metadata.is_file() || metadata.len() != file.size => State::Changed,
        Ok(_) if hash_file(&path).is_ok_and(|hash| hash == file.sha256) => State::Same,
        Ok(_) => State::Changed,
    }
}

/// SHA-256 of a file, in hexadecimal digits.
pub(crate) fn hash_file(path: &Path) -> std::io::Result<String> {
    hash(&mut File::open(path)?)
}

fn hash(file: &mut dyn Read) -> std::io::Result<String> {
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 64 << 10];
    loop {
        let count = file.read(&mut buffer)?;
        if count == 0 {
            break;
        }
        hash.update(&buffer[..count]);
    }
    Ok(crate::text::hex(&hash.finalize()))
}

/// Every file below a folder, sorted.
fn files_of(folder: &Path) -> Vec<String> {
    let walk = WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    walk.filter(|entry| !entry.file_type().is_dir())
        .filter_map(|entry| {
            let below = entry.path().strip_prefix(folder).ok()?;
            let parts: Vec<String> =
                below.components().map(|p| p.as_os_str().to_string_lossy().into_owned()).collect();
            Some(parts.join("/"))
        })
        .collect()
}
