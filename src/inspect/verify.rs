//! Holds an output folder against its manifest (rule S722, 篡改校验).

use super::output::{Item, Listed, manifest_in, manifest_of, open_zip, parse};
use crate::url::MANIFEST;
use rayon::prelude::*;
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
    let listed = parse(&manifest_of(folder)?, &folder.join(MANIFEST))?;
    let states: Vec<State> = listed.files.par_iter().map(|file| state(folder, file)).collect();
    let of_host = |path: &String| path.split('/').any(|part| part.starts_with('.'));
    let present = files_of(folder).into_iter().filter(|path| !of_host(path));
    Ok(report(&listed, &states, present.collect()))
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
    let mut zip = open_zip(path)?;
    let listed = parse(&manifest_in(&mut zip, path)?, path)?;
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
pub fn hash_file(path: &Path) -> std::io::Result<String> {
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

/// Whether bytes are those that a manifest names.
pub(super) fn is_as_listed(bytes: &[u8], file: &Item) -> bool {
    bytes.len() as u64 == file.size && crate::text::hex(&Sha256::digest(bytes)) == file.sha256
}
