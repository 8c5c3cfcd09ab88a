//! Walks the folders, reads texts, hashes everything else.
//!
//! Left out in silence, since they are never content: names that begin with a dot, `Thumbs.db`,
//! `desktop.ini`, `node_modules`, and the lock files of Office (`~$…`).

use super::encoding::decode;
use super::{Binary, Holds, Root, SourceFile, Sources};
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Finding, Span, told};
use crate::url::windows_refuses;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::Read;
use std::ops::Range;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// Where a site lies on the disk.
#[derive(Clone, Debug)]
pub struct Folders {
    pub content: PathBuf,
    /// The folder of themes; may be missing.
    pub themes: PathBuf,
    /// Folders that are not looked into: the output, if it lies inside.
    pub skip: Vec<PathBuf>,
}

/// Texts larger than this are refused before they are read.
const TEXT_BYTES_MAX: u64 = 256 << 20;
/// Other files larger than this are refused before they are hashed.
const BINARY_BYTES_MAX: u64 = 4 << 30;

/// A path that the walk met, or the finding that keeps it out.
pub(super) struct Met {
    pub root: Root,
    pub path: String,
    pub disk: PathBuf,
    pub refusal: Option<Finding>,
}

/// What a walk through the folders met, sorted by root and path.
pub(super) struct Walked {
    pub met: Vec<Met>,
    /// The folders without links.
    pub roots: Vec<(Root, PathBuf)>,
    /// Whether a link was followed.
    pub has_links: bool,
}

/// Reads a site.
///
/// # Errors
/// Only where the content folder itself cannot be read; everything else is a finding.
pub fn read(folders: &Folders) -> anyhow::Result<(Sources, Diagnostics)> {
    let files = load_all(walked(folders)?.met.into_iter().enumerate().collect());
    let mut diagnostics = Vec::new();
    let mut sources = Sources { files: Vec::with_capacity(files.len()) };
    for (file, finding) in files {
        diagnostics.extend(finding);
        sources.files.push(file);
    }
    Ok((sources, diagnostics))
}

/// Looks which files there are.
pub(super) fn walked(folders: &Folders) -> anyhow::Result<Walked> {
    let content = fs::canonicalize(&folders.content).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => told(
            &folders.content,
            "没有这个内容文件夹；请在站点文件夹中运行，或用 --content 指定，或先运行 juxian init",
            "there is no such folder of content; run this in the folder of the site, name it with --content, or begin with juxian init",
        ),
        _ => told(&folders.content, "无法读取", "cannot be read").because(error),
    })?;
    anyhow::ensure!(content.is_dir(), told(&folders.content, "不是文件夹", "not a folder"));
    let skip: Vec<PathBuf> = folders.skip.iter().filter_map(|path| fs::canonicalize(path).ok()).collect();
    let mut roots = vec![(Root::Content, content)];
    roots.extend(fs::canonicalize(&folders.themes).ok().map(|themes| (Root::Themes, themes)));
    let mut has_links = false;
    let mut met: Vec<Met> =
        roots.iter().flat_map(|(root, folder)| walk(*root, folder, &skip, &mut has_links)).collect();
    met.sort_by(|a, b| (a.root, &a.path).cmp(&(b.root, &b.path)));
    met.dedup_by(|a, b| a.root == b.root && a.path == b.path);
    collisions(&mut met);
    Ok(Walked { met, roots, has_links })
}

/// Reads files, each with the number that it shall have.
pub(super) fn load_all(met: Vec<(usize, Met)>) -> Vec<(SourceFile, Option<Diagnostic>)> {
    met.into_par_iter().map(|(index, met)| load(FileId(index as u32), met)).collect()
}

fn is_ignored(entry: &DirEntry, skip: &[PathBuf]) -> bool {
    entry.depth() > 0
        && (is_ignored_name(&entry.file_name().to_string_lossy())
            || skip.iter().any(|path| path == entry.path()))
}

/// Whether a file or folder of this name is never content.
pub fn is_ignored_name(name: &str) -> bool {
    name.starts_with('.')
        || name.starts_with("~$")
        || matches!(name, "Thumbs.db" | "desktop.ini" | "node_modules")
}

/// Every file below a folder. Links are followed as long as they stay inside.
fn walk(root: Root, folder: &Path, skip: &[PathBuf], has_links: &mut bool) -> Vec<Met> {
    let mut found = Vec::new();
    // Folders reached through links: a second way to one would double everything below it.
    let mut linked: HashSet<PathBuf> = HashSet::new();
    let mut walk = WalkDir::new(folder).follow_links(true).into_iter();
    while let Some(next) = walk.next() {
        match next {
            Ok(entry) if is_ignored(&entry, skip) => {
                if entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
            }
            Ok(entry) => {
                *has_links |= entry.path_is_symlink();
                let outside = entry.path_is_symlink() && leads_outside(&entry, folder);
                if entry.file_type().is_dir() {
                    if outside {
                        walk.skip_current_dir();
                        found.push(refused(root, folder, entry.path(), link_outside(entry.path())));
                    } else if entry.path_is_symlink() && !linked.insert(real(entry.path())) {
                        walk.skip_current_dir();
                        let target = real(entry.path()).display().to_string();
                        found.push(refused(root, folder, entry.path(), Finding::LinkLoop { target }));
                    }
                    continue;
                }
                found.push(met(root, folder, &entry, outside));
            }
            Err(error) => found.extend(failed(root, folder, &error)),
        }
    }
    found
}

fn leads_outside(entry: &DirEntry, folder: &Path) -> bool {
    fs::canonicalize(entry.path()).is_ok_and(|target| !target.starts_with(folder))
}

fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf())
}

fn link_outside(path: &Path) -> Finding {
    let target = fs::read_link(path).map(|target| target.display().to_string()).unwrap_or_default();
    Finding::LinkOutside { target }
}

fn met(root: Root, folder: &Path, entry: &DirEntry, outside: bool) -> Met {
    let mut met = refused(root, folder, entry.path(), Finding::NotPlainFile);
    if entry.path().to_str().is_none() {
        met.refusal = Some(Finding::PathNotUnicode { path: met.path.clone() });
    } else if outside {
        met.refusal = Some(link_outside(entry.path()));
    } else if entry.file_type().is_file() {
        met.refusal = windows_refuses(&met.path).map(|reason| Finding::WindowsName { reason });
    }
    met
}

fn refused(root: Root, folder: &Path, path: &Path, finding: Finding) -> Met {
    let below = path.strip_prefix(folder).unwrap_or(path);
    Met { root, path: portable(below), disk: path.to_path_buf(), refusal: Some(finding) }
}

/// Whether a path is a file, and no link to one.
pub(super) fn is_plain_file(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file())
}

/// A path below a root, with `/`.
pub(super) fn portable(below: &Path) -> String {
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// What walkdir could not do: a loop of links, a broken link, a folder without permission; nothing where the name
/// is one that is left out, such as the lock of Emacs, a link to no file.
fn failed(root: Root, folder: &Path, error: &walkdir::Error) -> Option<Met> {
    let path = error.path()?;
    let name = path.strip_prefix(folder).ok().and_then(Path::file_name);
    if name.is_some_and(|name| is_ignored_name(&name.to_string_lossy())) {
        return None;
    }
    let target = fs::read_link(path).map(|target| target.display().to_string());
    let finding = match target {
        Ok(target) => Finding::LinkLoop { target },
        Err(_) => Finding::Unreadable { reason: reason(error.io_error()) },
    };
    Some(refused(root, folder, path, finding))
}

fn reason(error: Option<&std::io::Error>) -> String {
    error.map(|error| error.kind().to_string()).unwrap_or_else(|| "?".into())
}

/// The later of two names that differ in case only is refused.
fn collisions(met: &mut [Met]) {
    let mut seen: HashMap<(Root, String), String> = HashMap::new();
    for file in met.iter_mut() {
        let folded = file.path.to_lowercase();
        match seen.get(&(file.root, folded.clone())) {
            Some(other) if file.refusal.is_none() => {
                file.refusal = Some(Finding::CaseCollision { other: other.clone() });
            }
            Some(_) => {}
            None => {
                seen.insert((file.root, folded), file.path.clone());
            }
        }
    }
}

fn is_text(root: Root, path: &str) -> bool {
    let ending = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    match root {
        Root::Content => matches!(ending.as_str(), "md" | "markdown" | "yaml" | "yml" | "csv"),
        Root::Themes => {
            matches!(ending.as_str(), "html" | "css" | "js" | "yaml" | "yml" | "svg" | "txt" | "xml")
        }
    }
}

pub(super) fn load(id: FileId, met: Met) -> (SourceFile, Option<Diagnostic>) {
    let Met { root, path, disk, refusal } = met;
    let mut file = SourceFile { id, root, path, sha256: [0; 32], holds: Holds::Refused };
    let whole = |finding| Some(Diagnostic::at(Span::whole(id), finding));
    if let Some(finding) = refusal {
        return (file, whole(finding));
    }
    let loaded = if is_text(root, &file.path) { load_text(&disk) } else { load_binary(disk) };
    match loaded {
        Ok((sha256, mut holds)) => {
            let control = match &mut holds {
                Holds::Text(text) => blank_controls(text).map(|(clean, range)| {
                    *text = clean.into();
                    range
                }),
                _ => None,
            };
            file.sha256 = sha256;
            file.holds = holds;
            (file, control.map(|range| Diagnostic::at(Span::new(id, range), Finding::ControlCharacter)))
        }
        Err(finding) => (file, whole(finding)),
    }
}

/// The text with spaces in the place of control characters, which HTML and terminals must not get, if there
/// are any; bytes keep their places. With it the place of the first.
fn blank_controls(text: &str) -> Option<(String, Range<usize>)> {
    // The last two of each plane and U+FDD0 to U+FDEF are no characters: XML and HTML refuse them.
    let is_none = |c: char| c as u32 & 0xFFFE == 0xFFFE || ('\u{FDD0}'..='\u{FDEF}').contains(&c);
    let is_control = |c: char| is_none(c) || c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    let (start, first) = text.char_indices().find(|(_, c)| is_control(*c))?;
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        match is_control(c) {
            true => (0..c.len_utf8()).for_each(|_| clean.push(' ')),
            false => clean.push(c),
        }
    }
    Some((clean, start..start + first.len_utf8()))
}

fn unreadable(error: std::io::Error) -> Finding {
    Finding::Unreadable { reason: reason(Some(&error)) }
}

fn refuse_larger(disk: &Path, limit: u64) -> Result<(), Finding> {
    let size = fs::metadata(disk).map_err(unreadable)?.len();
    if size > limit {
        return Err(Finding::FileTooLarge { size: in_words(size), limit: in_words(limit) });
    }
    Ok(())
}

/// A number of bytes as a message says it.
fn in_words(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{:.1} KB", bytes as f64 / 1024.0),
        _ => format!("{:.1} MB", bytes as f64 / 1_048_576.0),
    }
}

fn load_text(disk: &Path) -> Result<([u8; 32], Holds), Finding> {
    refuse_larger(disk, TEXT_BYTES_MAX)?;
    let bytes = fs::read(disk).map_err(unreadable)?;
    let sha256 = Sha256::digest(&bytes).into();
    match decode(bytes) {
        Ok(text) => Ok((sha256, Holds::Text(text.into()))),
        Err(looks_like) => Err(Finding::NotUtf8 { looks_like }),
    }
}

/// Hashes a file in a stream; its head tells the size of an image.
fn load_binary(disk: PathBuf) -> Result<([u8; 32], Holds), Finding> {
    refuse_larger(&disk, BINARY_BYTES_MAX)?;
    let mut file = fs::File::open(&disk).map_err(unreadable)?;
    let mut hash = Sha256::new();
    let mut head = Vec::new();
    let mut buffer = vec![0; 64 << 10];
    let mut size_bytes = 0;
    loop {
        let count = file.read(&mut buffer).map_err(unreadable)?;
        if count == 0 {
            break;
        }
        if head.is_empty() {
            head = buffer[..count].to_vec();
        }
        hash.update(&buffer[..count]);
        size_bytes += count as u64;
    }
    // A JPEG may carry more than the head before its size.
    let dimensions = imagesize::blob_size(&head)
        .or_else(|_| imagesize::size(&disk))
        .ok()
        .and_then(|size| Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?)))
        .or_else(|| svg_size(&head));
    Ok((hash.finalize().into(), Holds::Binary(Binary { size_bytes, dimensions, disk })))
}

/// Width and height of an SVG, from its attributes or its view box.
fn svg_size(head: &[u8]) -> Option<(u32, u32)> {
    let text = String::from_utf8_lossy(head);
    let tag = text.get(text.find("<svg")?..)?;
    let tag = &tag[..tag.find('>')?];
    let attribute = |name: &str| {
        let at = tag.find(&format!(" {name}=\""))? + name.len() + 3;
        tag[at..].split('"').next()
    };
    let number = |text: &str| text.trim_end_matches("px").parse::<f32>().ok().map(|n| n.round() as u32);
    let size = attribute("width").and_then(number).zip(attribute("height").and_then(number));
    size.or_else(|| {
        let view_box: Vec<&str> = attribute("viewBox")?.split([' ', ',']).collect();
        number(view_box.get(2)?).zip(number(view_box.get(3)?))
    })
}

/// Refuses files over the size that the site allows.
pub fn apply_limits(sources: &mut Sources, file_bytes_max: u64) -> Diagnostics {
    let mut diagnostics = Vec::new();
    for file in &mut sources.files {
        let size = match &file.holds {
            Holds::Text(text) => text.len() as u64,
            Holds::Binary(binary) => binary.size_bytes,
            Holds::Refused => continue,
        };
        if size > file_bytes_max {
            let finding = Finding::FileTooLarge { size: in_words(size), limit: in_words(file_bytes_max) };
            diagnostics.push(Diagnostic::at(Span::whole(file.id), finding));
            (file.holds, file.sha256) = (Holds::Refused, [0; 32]);
        }
    }
    diagnostics
}
