//! A zip for hosts that take an upload.

use super::lock::{create_afresh, lock};
use super::manifest::{Entry, MANIFEST, Manifest};
use super::stage::{check_route, copy};
use super::{Options, Outcome, Verdict, Watch, once_per_place};
use crate::diagnostic::Diagnostics;
use crate::site::{Content, Plan};
use crate::text::hex;
use anyhow::Context;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::fs;
use std::io::{BufWriter, Write};
use std::path::Path;
use zip::write::{SimpleFileOptions, ZipWriter};

/// Outputs that are rendered before they are packed.
const CHUNK: usize = 256;

/// Writes the plan as a zip, with its manifest. The same plan gives the same bytes.
///
/// # Errors
/// The disk's failures; a former zip stays as it was.
pub fn archive(plan: &dyn Plan, out: &Path, options: &Options, watch: &Watch) -> anyhow::Result<Outcome> {
    let out = std::path::absolute(out).with_context(|| out.display().to_string())?;
    let parent = out.parent().context("the zip has a folder")?;
    fs::create_dir_all(parent).with_context(|| parent.display().to_string())?;
    let name = out.file_name().context("the zip has a name")?.to_string_lossy();
    let new = parent.join(format!(".{name}.juxian-new"));
    let _lock = lock(&parent.join(format!(".{name}.juxian-lock")), options.wait)?;
    let packed = pack(plan, &new, options, watch);
    let result = packed.and_then(|mut outcome| {
        outcome.diagnostics = once_per_place(std::mem::take(&mut outcome.diagnostics));
        outcome.written = (watch.decide)(&outcome.diagnostics) == Verdict::MoveIn;
        if outcome.written {
            fs::rename(&new, &out).with_context(|| out.display().to_string())?;
        }
        Ok(outcome)
    });
    if !matches!(&result, Ok(outcome) if outcome.written) {
        let _ = fs::remove_file(&new);
    }
    result
}

fn pack(plan: &dyn Plan, path: &Path, options: &Options, watch: &Watch) -> anyhow::Result<Outcome> {
    let file = create_afresh(path).with_context(|| path.display().to_string())?;
    let mut zip = ZipWriter::new(BufWriter::new(file));
    let settings = SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default())
        .unix_permissions(0o644);
    let planned = plan.planned();
    let mut entries = Vec::with_capacity(planned.len());
    let mut diagnostics: Diagnostics = Vec::new();
    for chunk in (0..planned.len()).collect::<Vec<_>>().chunks(CHUNK) {
        let contents: Vec<(Content, Diagnostics)> =
            chunk.par_iter().map(|index| plan.content(*index)).collect();
        for (index, (content, found)) in chunk.iter().zip(contents) {
            let route = &planned[*index].route;
            check_route(route)?;
            zip.start_file(route.as_str(), settings)?;
            entries.push(add(&mut zip, route, &content)?);
            diagnostics.extend(found);
        }
        (watch.progress)(chunk.len());
    }
    let files_total = entries.len();
    zip.start_file(MANIFEST, settings)?;
    Manifest::new(options, entries).write(&mut zip)?;
    let file = zip.finish()?.into_inner().map_err(|error| error.into_error())?;
    file.sync_all().with_context(|| path.display().to_string())?;
    Ok(Outcome { diagnostics, files_total, files_changed: files_total, ..Outcome::default() })
}

fn add(zip: &mut dyn Write, route: &str, content: &Content) -> anyhow::Result<Entry> {
    let (size, sha256) = match content {
        Content::Bytes(bytes) => {
            zip.write_all(bytes)?;
            (bytes.len() as u64, hex(&Sha256::digest(bytes)))
        }
        Content::Copy { disk, size_bytes, sha256 } => {
            let sha256 = hex(sha256);
            copy(disk, zip, &sha256)?;
            (*size_bytes, sha256)
        }
    };
    Ok(Entry { path: route.to_string(), size, sha256 })
}
