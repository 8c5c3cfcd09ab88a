//! What the place of a file says about it: kind, id, language, draft.

use crate::field::{Kind, ListForm};
use crate::source::SourceFile;
use crate::text::{Lang, clause_label, path_hash, slug};

/// What the path of a content file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub kind: Kind,
    pub lang: Lang,
    /// The id where the author writes none.
    pub default_id: String,
    /// A list: one entry per row.
    pub list: bool,
    pub draft: bool,
    /// File name without language and ending, or the folder's name for `index.md`.
    pub stem: String,
}

/// The place of a file that may hold entries; `None` for settings, word lists and other files.
pub fn place(file: &SourceFile) -> Option<Place> {
    let (folders, name) = file.path.rsplit_once('/').unwrap_or(("", &file.path));
    let (base, ending) = name.rsplit_once('.')?;
    let first = folders.split('/').next().unwrap_or_default();
    if matches!(first, "vocabularies" | "词库") {
        return None;
    }
    let list = match ending.to_ascii_lowercase().as_str() {
        "md" | "markdown" => false,
        "csv" => true,
        _ => return None,
    };
    let (base, lang) = match base.rsplit_once('.') {
        Some((stem, code)) if !list && code.len() == 2 && Lang::from_code(code).is_some() => {
            (stem, Lang::from_code(code).expect("tested above"))
        }
        _ => (base, Lang::Zh),
    };
    let kind = kind_of_folder(first);
    if list && !kind.is_some_and(|kind| kind.spec().list != ListForm::No) {
        return None;
    }
    let stem = match folders.rsplit('/').next() {
        Some(folder) if base == "index" && !folder.is_empty() => folder,
        _ => base,
    };
    let draft = file.path.split('/').any(|part| part.starts_with('_') || matches!(part, "drafts" | "草稿"));
    Some(Place {
        kind: kind.unwrap_or_else(|| guessed_kind(file.text())),
        lang,
        default_id: default_id(stem, &file.path, name, base),
        list,
        draft,
        stem: stem.to_string(),
    })
}

fn kind_of_folder(folder: &str) -> Option<Kind> {
    Kind::ALL.into_iter().find(|kind| {
        let spec = kind.spec();
        folder == spec.folder_en || folder == spec.folder_zh
    })
}

/// Outside the kind folders a text with a 第X条 or a document number is a policy, else a page.
fn guessed_kind(text: &str) -> Kind {
    let article = text.lines().any(|line| {
        let line = line.trim_start_matches(['#', '*', ' ', '\u{3000}']);
        line.starts_with('第')
            && line.chars().take(12).any(|c| c == '条')
            && (clause_label(line).is_some() || line.contains('。'))
    });
    let number = || text.lines().take(20).any(|line| crate::text::find_document_number(line).is_some());
    if article || number() { Kind::Policy } else { Kind::Page }
}

/// The slug of an ASCII stem, else `x` and eight digits of the hash of the path; the same for every
/// language of one entry.
fn default_id(stem: &str, path: &str, name: &str, base: &str) -> String {
    let slug = if stem.is_ascii() { slug(stem) } else { String::new() };
    if (3..=60).contains(&slug.len()) {
        return slug;
    }
    let folder = &path[..path.len() - name.len()];
    path_hash(&format!("{folder}{base}.md"))
}
