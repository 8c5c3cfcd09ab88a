//! Renders outputs into the staging folder, those that changed.

use super::manifest::{Entry, Manifest, Times, time_of};
use crate::diagnostic::{Diagnostics, told};
use crate::inspect::hash_file;
use crate::site::{Content, Plan};
use crate::text::hex;
use anyhow::{Context, bail};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;

/// What became of one output.
pub(super) struct Staged {
    pub entry: Entry,
    /// Whether it lies in staging, to be moved in.
    pub changed: bool,
    pub time: u64,
}

/// Former outputs by path.
pub(super) struct Former<'a> {
    pub entries: HashMap<&'a str, &'a Entry>,
    pub times: Times,
}

impl<'a> Former<'a> {
    pub fn new(manifest: Option<&'a Manifest>, times: Times) -> Former<'a> {
        let files = manifest.map_or(&[][..], |manifest| &manifest.files);
        Former { entries: files.iter().map(|entry| (entry.path.as_str(), entry)).collect(), times }
    }
}

/// Renders every output of a plan, on all threads; bytes are dropped as soon as they are written.
pub(super) fn stage(
    plan: &dyn Plan,
    staging: &Path,
    out: &Path,
    former: &Former,
    progress: &(dyn Fn(usize) + Sync),
) -> anyhow::Result<(Vec<Staged>, Diagnostics)> {
    let results: Vec<(Staged, Diagnostics)> = (0..plan.planned().len())
        .into_par_iter()
        .map(|index| {
            let route = &plan.planned()[index].route;
            check_route(route)?;
            let (content, diagnostics) = plan.content(index);
            let staged = one(route, &content, staging, out, former)?;
            progress(1);
            Ok((staged, diagnostics))
        })
        .collect::<anyhow::Result<_>>()?;
    let mut staged = Vec::with_capacity(results.len());
    let mut diagnostics = Vec::new();
    for (output, found) in results {
        staged.push(output);
        diagnostics.extend(found);
    }
    Ok((staged, diagnostics))
}

/// A route stays inside the folder, whatever made it.
pub(super) fn check_route(route: &str) -> anyhow::Result<()> {
    let bad = |part: &str| part.is_empty() || part == "." || part == ".." || part.contains(['\\', '\0', ':']);
    if route.split('/').any(bad) {
        bail!(told(Path::new(route), "不是输出文件夹内的路径", "is no path inside the output folder"));
    }
    Ok(())
}

fn one(
    route: &str,
    content: &Content,
    staging: &Path,
    out: &Path,
    former: &Former,
) -> anyhow::Result<Staged> {
    let (size, sha256) = match content {
        Content::Bytes(bytes) => (bytes.len() as u64, hex(&Sha256::digest(bytes))),
        Content::Copy { size_bytes, sha256, .. } => (*size_bytes, hex(sha256)),
    };
    let entry = Entry { path: route.to_string(), size, sha256 };
    if let Some(time) = unchanged(&entry, out, former) {
        return Ok(Staged { entry, changed: false, time });
    }
    let path = staging.join(route);
    let mut file = create(&path)?;
    match content {
        Content::Bytes(bytes) => file.write_all(bytes).with_context(|| path.display().to_string())?,
        Content::Copy { disk, .. } => {
            copy(disk, &mut file, &entry.sha256).with_context(|| path.display().to_string())?
        }
    }
    let time = file.metadata().map_or(0, |metadata| time_of(&metadata));
    Ok(Staged { entry, changed: true, time })
}

/// The time of the file on the disk if it already is what it should be.
///
/// It is trusted if size and time are those recorded, else read.
fn unchanged(entry: &Entry, out: &Path, former: &Former) -> Option<u64> {
    let old = former.entries.get(entry.path.as_str())?;
    if *old != entry {
        return None;
    }
    let path = out.join(&entry.path);
    let metadata = fs::symlink_metadata(&path).ok().filter(fs::Metadata::is_file)?;
    let time = time_of(&metadata);
    if metadata.len() != entry.size {
        return None;
    }
    let trusted = time != 0 && former.times.get(&entry.path) == Some(&time);
    (trusted || hash_file(&path).is_ok_and(|hash| hash == entry.sha256)).then_some(time)
}

/// Creates a file, and its folder where it is missing.
fn create(path: &Path) -> anyhow::Result<File> {
    match File::create(path) {
        Ok(file) => Ok(file),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let folder = path.parent().context("a staged file has a folder")?;
            fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
            File::create(path).with_context(|| path.display().to_string())
        }
        Err(error) => Err(error).with_context(|| path.display().to_string()),
    }
}

/// Copies a file in a stream; one that changed since it was read is an error.
pub(super) fn copy(disk: &Path, to: &mut dyn Write, sha256: &str) -> anyhow::Result<()> {
    let mut file = File::open(disk).with_context(|| disk.display().to_string())?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 64 << 10];
    loop {
        let count = file.read(&mut buffer).with_context(|| disk.display().to_string())?;
        if count == 0 {
            break;
        }
        hash.update(&buffer[..count]);
        to.write_all(&buffer[..count])?;
    }
    if hex(&hash.finalize()) != sha256 {
        bail!(told(disk, "文件在生成期间被改动，请重新运行", "changed during the build; run again"));
    }
    Ok(())
}
