//! What was found, as pages of the preview tell it: in words, with the source line and the place to open.
//!
//! **Invariant**: reads a site that is built; the words are those of the command line.

use super::showing::Made;
use crate::config::Profile;
use crate::diagnostic::{Diagnostic, Level, Messages, Span};
use crate::portal::{EntryNo, Unpublished};
use crate::source::{Folders, Root, Sources};
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Characters of a source line that are told.
const LINE_CHARS_MAX: usize = 160;
/// Findings that one page is told; the overview has the others.
pub const OF_PAGE_MAX: usize = 100;

/// A finding in words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Told {
    pub level: &'static str,
    pub code: &'static str,
    pub name: &'static str,
    pub message: String,
    pub help: String,
    /// As the author would open it, such as `content/policies/x.md`; empty for the site as a whole.
    pub path: String,
    /// From 1; 0 for a whole file.
    pub line: usize,
    pub column: usize,
    pub source: String,
}

impl Told {
    /// A fault of the program itself, which has no place.
    pub fn of_program(message: &str) -> Told {
        Told { level: Level::Error.code(), message: message.to_string(), ..Told::default() }
    }
}

/// What is needed to put findings into words.
#[derive(Clone, Copy)]
pub struct Teller<'a> {
    pub sources: &'a Sources,
    pub folders: &'a Folders,
    pub messages: Messages,
    pub profile: Profile,
}

impl<'a> Teller<'a> {
    /// What puts the findings of a site into words.
    pub fn of(made: &'a Made, folders: &'a Folders, messages: Messages) -> Teller<'a> {
        let site = made.site();
        Teller { sources: &site.sources, folders, messages, profile: site.config.profile }
    }
}

impl Teller<'_> {
    /// A finding in words.
    pub fn told(&self, found: &Diagnostic) -> Told {
        let mut told = Told {
            level: self.level(found).code(),
            code: found.finding.code(),
            name: found.finding.name(),
            message: found.finding.message(self.messages),
            help: found.finding.help(self.messages),
            ..Told::default()
        };
        if let Some(span) = found.span {
            told.path = self.path(span);
            if span.end > 0 {
                let text = self.sources.file(span.file).text();
                (told.line, told.column, told.source) = place(text, span.start as usize);
            }
        }
        told
    }

    /// The weight of a finding: in a preview an error keeps nothing from being published.
    pub fn level(&self, found: &Diagnostic) -> Level {
        match found.level() {
            Level::Error if self.profile == Profile::Preview => Level::Warning,
            level => level,
        }
    }

    fn path(&self, span: Span) -> String {
        let file = self.sources.file(span.file);
        let folder = match file.root {
            Root::Content => &self.folders.content,
            Root::Themes => &self.folders.themes,
        };
        let folder = folder.to_string_lossy().replace('\\', "/");
        format!("{}/{}", folder.trim_end_matches('/'), file.path)
    }
}

/// Line and column of a byte, from 1, and the line itself.
fn place(text: &str, byte: usize) -> (usize, usize, String) {
    let byte = text.floor_char_boundary(byte.min(text.len()));
    let start = text[..byte].rfind('\n').map_or(0, |at| at + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    let column = text[start..byte].chars().count() + 1;
    // Of a long line the part around the place is told.
    let skipped = if column > LINE_CHARS_MAX { column - LINE_CHARS_MAX / 2 } else { 0 };
    let mut shown: String = line.chars().skip(skipped).take(LINE_CHARS_MAX).collect();
    if skipped > 0 {
        shown.insert(0, '…');
    }
    (text[..start].matches('\n').count() + 1, column, shown)
}

/// An entry that is shown here and will not be published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Kept {
    pub title: String,
    pub why: &'static str,
    pub route: String,
}

/// The findings of the files of a page: those of the entries that it shows, of the theme, and on a home page of
/// the settings and of the site as a whole.
pub fn of_page<'a>(made: &'a Made, checked: &'a [Diagnostic], page: Option<usize>) -> Vec<&'a Diagnostic> {
    let site = made.site();
    let (shown, is_home) = page.map_or((Vec::new(), false), |page| (site.shown_on(page), site.is_home(page)));
    let places: Vec<Span> = shown.iter().map(|no| written(made, *no)).collect();
    let files: BTreeSet<_> = places.iter().map(|place| place.file).collect();
    let is_of_page = |found: &Diagnostic| match found.span {
        None => is_home,
        Some(span) => {
            places.iter().any(|place| holds(*place, span))
                || site.sources.file(span.file).root == Root::Themes
                || is_home && crate::config::is_settings(&site.sources.file(span.file).path)
        }
    };
    let of_files = files.iter().flat_map(|file| made.of_file(*file)).map(|at| &made.findings[*at]);
    let others = made.elsewhere().iter().map(|at| &made.findings[*at]);
    of_files
        .chain(others.filter(|found| found.span.is_none_or(|span| !files.contains(&span.file))))
        .chain(checked)
        .filter(|found| is_of_page(found))
        .collect()
}

/// Where an entry is written: its row in a list, else its whole file.
fn written(made: &Made, no: EntryNo) -> Span {
    let entry = made.site().portal.entry(no);
    let text = made.site().sources.file(entry.file).text();
    let is_row = entry.body.end == 0 && !entry.has_front_matter && (entry.span.end as usize) < text.len();
    if is_row { entry.span } else { Span::whole(entry.file) }
}

/// Whether a place lies in another; a whole file holds all of it, and what is said of a whole file is said of each
/// row in it.
fn holds(place: Span, span: Span) -> bool {
    place.file == span.file
        && (place.end == 0 || span.end == 0 || (place.start <= span.start && span.start < place.end))
}

/// The entries on a page that will not be published.
pub fn kept_of_page(made: &Made, page: usize) -> Vec<Kept> {
    let site = made.site();
    site.shown_on(page).into_iter().filter_map(|no| kept(made, no)).collect()
}

/// Every entry that is shown and will not be published.
pub fn all_kept(made: &Made) -> Vec<Kept> {
    let count = made.site().portal.entries.entries.len();
    (0..count).filter_map(|index| kept(made, EntryNo(index as u32))).collect()
}

fn kept(made: &Made, no: EntryNo) -> Option<Kept> {
    let portal = &made.site().portal;
    let why = portal.unpublished(no).filter(|_| !portal.route(no).is_empty())?;
    let entry = portal.entry(no);
    if entry.version_of.is_some() {
        return None;
    }
    let why = match why {
        Unpublished::Draft => "draft",
        Unpublished::Scheduled => "scheduled",
        Unpublished::OnRequest => "on_request",
        Unpublished::Withheld => "withheld",
    };
    Some(Kept { title: entry.title.to_string(), why, route: portal.route(no).to_string() })
}

/// The file of the site at a path as [`Told`] has it, on the disk.
pub fn file_at(sources: &Sources, folders: &Folders, path: &str) -> Option<PathBuf> {
    let roots = [(Root::Content, &folders.content), (Root::Themes, &folders.themes)];
    roots.into_iter().find_map(|(root, folder)| {
        let written = folder.to_string_lossy().replace('\\', "/");
        let below = path.strip_prefix(written.trim_end_matches('/'))?.strip_prefix('/')?;
        let file = sources.find(root, below)?;
        std::path::absolute(folder.join(&file.path)).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_has_its_line_and_column_in_characters() {
        assert_eq!(place("一\n二三\n", "一\n二".len()), (2, 2, "二三".into()));
        assert_eq!(place("", 9), (1, 1, String::new()));
        let long = format!("{}!", "长".repeat(500));
        let (line, column, shown) = place(&long, 1500);
        assert_eq!((line, column), (1, 501));
        assert!(shown.starts_with('…') && shown.ends_with('!'));
    }

    #[test]
    fn a_whole_file_holds_every_place_and_a_row_its_own() {
        let file = crate::diagnostic::FileId(3);
        let row = Span::new(file, 10..20);
        assert!(holds(Span::whole(file), row) && holds(row, Span::whole(file)));
        assert!(holds(row, Span::new(file, 12..13)) && !holds(row, Span::new(file, 20..21)));
        assert!(!holds(row, Span::whole(crate::diagnostic::FileId(4))));
    }

    #[test]
    fn only_files_of_the_site_are_found() {
        let sources = Sources::from_texts([("policies/a.md", "一")]);
        let folders = Folders { content: "content".into(), themes: "themes".into(), skip: Vec::new() };
        assert!(file_at(&sources, &folders, "content/policies/a.md").is_some());
        for path in ["content/policies/b.md", "/etc/passwd", "content/../content/policies/a.md", "content"] {
            assert_eq!(file_at(&sources, &folders, path), None, "{path}");
        }
    }
}
