//! The floor: what no generator on this machine can beat by much.
//!
//! Reads every source, turns Markdown into HTML, and writes a tree of the same names and sizes as a
//! built site. No front matter is understood, nothing is resolved, no template runs.
//!
//! **Invariant**: as parallel as juxian, from the same crates, without cleverness.

use pulldown_cmark::{Options, Parser, html};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for found in WalkDir::new(folder).sort_by_file_name() {
        let found = found?;
        if found.file_type().is_file() {
            files.push(found.into_path());
        }
    }
    Ok(files)
}

/// Lists the files of a built site: path below it, a tab, size in bytes.
pub fn write_manifest(out: &Path, manifest: &Path) -> io::Result<()> {
    let mut list = BufWriter::new(File::create(manifest)?);
    for path in files(out)? {
        let size_bytes = fs::metadata(&path)?.len();
        let below = path.strip_prefix(out).expect("the walk began there");
        writeln!(list, "{}\t{size_bytes}", below.display())?;
    }
    list.flush()
}

/// Reads and converts `content`, then writes what the manifest lists below `out`.
pub fn run(content: &Path, manifest: &Path, out: &Path) -> io::Result<()> {
    let sources = files(content)?;
    let html_bytes: usize = sources.par_iter().map(|path| convert(path)).sum::<io::Result<usize>>()?;
    assert!(html_bytes > 0, "the conversion is not optimised away");
    write_tree(manifest, out)
}

/// Reads and hashes `content`, then writes what the manifest lists below `out`: what a rebuild with a
/// cache cannot do without.
pub fn run_hashing(content: &Path, manifest: &Path, out: &Path) -> io::Result<()> {
    let sources = files(content)?;
    let hashes: Vec<[u8; 32]> = sources
        .par_iter()
        .map(|path| Ok(Sha256::digest(fs::read(path)?).into()))
        .collect::<io::Result<_>>()?;
    assert!(hashes.iter().any(|hash| hash[0] > 0), "the hashes are not optimised away");
    write_tree(manifest, out)
}

/// Writes what a manifest lists below `out`.
fn write_tree(manifest: &Path, out: &Path) -> io::Result<()> {
    let list = fs::read_to_string(manifest)?;
    let outputs: Vec<(PathBuf, usize)> = list
        .lines()
        .map(|line| {
            let (path, size) = line.split_once('\t').expect("write_manifest wrote it");
            (out.join(path), size.parse().expect("write_manifest wrote it"))
        })
        .collect();
    let folders: BTreeSet<&Path> = outputs.iter().filter_map(|(path, _)| path.parent()).collect();
    for folder in folders {
        fs::create_dir_all(folder)?;
    }
    let largest = outputs.iter().map(|(_, size)| *size).max().unwrap_or(0);
    let filler: Vec<u8> = "人才政策\n".bytes().cycle().take(largest).collect();
    outputs.par_iter().try_for_each(|(path, size)| File::create(path)?.write_all(&filler[..*size]))
}

/// The length of the HTML of one source.
fn convert(path: &Path) -> io::Result<usize> {
    let text = fs::read_to_string(path)?;
    let body = text
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"))
        .map_or(&*text, |(_, body)| body);
    let mut out = String::with_capacity(text.len() * 3 / 2);
    html::push_html(&mut out, Parser::new_ext(body, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES));
    Ok(out.len())
}
