//! Files that hold one version of a policy: no entries of their own.

use super::Entry;
use crate::diagnostic::FileId;
use crate::field::Kind;
use crate::source::{Root, Sources};
use crate::text::Lang;
use crate::url;
use std::collections::{BTreeMap, HashSet};

/// The files that policies name as their versions, each with the position of the first policy that
/// does. A policy that names versions is itself the version of none.
pub(super) fn files<'a>(
    sources: &Sources,
    entries: impl Iterator<Item = &'a Entry>,
) -> BTreeMap<FileId, usize> {
    let mut files: BTreeMap<FileId, usize> = BTreeMap::new();
    let mut policies: HashSet<FileId> = HashSet::new();
    for (position, entry) in entries.enumerate() {
        let is_policy = entry.kind == Kind::Policy && entry.lang == Lang::Zh;
        if !is_policy || files.contains_key(&entry.file) {
            continue;
        }
        for path in entry.fields.parts("versions").filter_map(|row| row.text("file")) {
            policies.insert(entry.file);
            let file = find(sources, entry.file, path).filter(|file| !policies.contains(file));
            if let Some(file) = file {
                files.entry(file).or_insert(position);
            }
        }
    }
    files
}

/// Looks beside the policy's own file, then in the folder called like it.
pub(super) fn find(sources: &Sources, policy: FileId, path: &str) -> Option<FileId> {
    let own = &sources.file(policy).path;
    let (stem, _) = own.rsplit_once('.')?;
    let folders = [url::folder(own).to_string(), format!("{stem}/")];
    folders.iter().find_map(|folder| {
        let file = sources.find(Root::Content, &url::join(folder, path)?)?;
        let is_markdown = [".md", ".markdown"].iter().any(|ending| file.path.ends_with(ending));
        is_markdown.then_some(file.id)
    })
}
