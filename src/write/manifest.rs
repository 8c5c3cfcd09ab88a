//! `juxian-manifest.json`: every file of the output with size and SHA-256.

use super::Options;
use crate::diagnostic::told;
use crate::text::hex;
use anyhow::Context;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::UNIX_EPOCH;

pub use crate::url::MANIFEST;

/// Version of the format; a manifest of another version is not understood.
const FORMAT: u32 = 1;

/// One file of the output.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Path below the output folder, with `/`.
    pub path: String,
    /// In bytes.
    pub size: u64,
    /// In lower-case hexadecimal digits.
    pub sha256: String,
}

/// What an output folder holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub format: u32,
    pub generator: String,
    /// The date of the build, not of the clock.
    pub date: String,
    /// Digest of everything the output was made from.
    pub inputs: String,
    /// Sorted by path, without the manifest itself.
    pub files: Vec<Entry>,
}

impl Manifest {
    /// A manifest of files.
    pub fn new(options: &Options, files: Vec<Entry>) -> Manifest {
        Manifest {
            format: FORMAT,
            generator: concat!("juxian ", env!("CARGO_PKG_VERSION")).to_string(),
            date: options.date.to_string(),
            inputs: hex(&options.inputs),
            files,
        }
    }

    /// The manifest of an output folder; `None` where there is none.
    ///
    /// # Errors
    /// Where it cannot be read or is not understood: then nothing in the folder may be touched.
    pub fn read(folder: &Path) -> anyhow::Result<Option<Manifest>> {
        let path = folder.join(MANIFEST);
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error).with_context(|| path.display().to_string()),
        };
        let manifest: Manifest = serde_json::from_slice(&text)
            .map_err(|error| told(&path, "清单已损坏", "the manifest is damaged").because(error))?;
        anyhow::ensure!(
            manifest.format == FORMAT,
            told(
                &path,
                "清单是另一种格式，由更新的程序写成",
                "the manifest has another format, of a newer program"
            )
        );
        Ok(Some(manifest))
    }

    /// Writes the manifest, one file a line.
    pub fn write(&self, out: &mut dyn Write) -> anyhow::Result<()> {
        let text = |value: &str| serde_json::to_string(value);
        writeln!(out, "{{\"format\":{},", self.format)?;
        writeln!(out, "\"generator\":{},", text(&self.generator)?)?;
        writeln!(out, "\"date\":{},", text(&self.date)?)?;
        writeln!(out, "\"inputs\":{},", text(&self.inputs)?)?;
        writeln!(out, "\"files\":[")?;
        for (index, entry) in self.files.iter().enumerate() {
            let comma = if index + 1 < self.files.len() { "," } else { "" };
            writeln!(out, "{}{comma}", serde_json::to_string(entry)?)?;
        }
        writeln!(out, "]}}")?;
        Ok(())
    }
}

/// Modification times by path, in nanoseconds: which files need not be read again.
pub(super) type Times = HashMap<String, u64>;

/// The time of a file as kept; 0 where the system tells none.
pub(super) fn time_of(metadata: &fs::Metadata) -> u64 {
    let since = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    since.map_or(0, |since| u64::try_from(since.as_nanos()).unwrap_or(0))
}

/// Reads the times; an unreadable file means that nothing is trusted.
pub(super) fn read_times(path: &Path) -> Times {
    let text = fs::read_to_string(path).unwrap_or_default();
    let line = |line: &str| {
        let (time, path) = line.split_once(' ')?;
        Some((path.to_string(), time.parse().ok()?))
    };
    text.lines().filter_map(line).collect()
}

/// Replaces the times in one step.
pub(super) fn write_times(path: &Path, times: &[(&str, u64)]) -> std::io::Result<()> {
    let mut text = String::with_capacity(times.len() * 64);
    for (route, time) in times {
        text.push_str(&time.to_string());
        text.push(' ');
        text.push_str(route);
        text.push('\n');
    }
    let new = path.with_extension("juxian-state-new");
    super::lock::create_afresh(&new)?.write_all(text.as_bytes())?;
    fs::rename(new, path)
}
