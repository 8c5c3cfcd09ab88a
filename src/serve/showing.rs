//! What is shown now: the last site that could be built, what was found, and why a newer one cannot be shown.
//!
//! **Invariant**: a value that is never changed; a new one takes its place.

use super::finding;
use crate::build::Build;
use crate::date::Date;
use crate::diagnostic::{self, Diagnostic, Diagnostics, FileId, Finding, Level};
use crate::site::Site;
use crate::source::{Folders, Root, Sources};
use crate::text::Lang;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// A site and what was found while it was read and built.
pub struct Made {
    pub build: Build,
    /// In the order in which findings are shown.
    pub findings: Diagnostics,
    /// Positions of the findings of each file.
    by_file: HashMap<FileId, Vec<usize>>,
    /// Positions of the findings that belong to no entry: of the site as a whole, of its settings and theme.
    elsewhere: Vec<usize>,
    pub date: Date,
    pub took: Duration,
    /// The numbers of the search indexes that browsers have begun to read.
    indexes: [OnceLock<String>; 2],
}

impl Made {
    /// Files and findings together.
    pub fn new(build: Build, findings: Diagnostics, date: Date, took: Duration) -> Made {
        let mut by_file: HashMap<FileId, Vec<usize>> = HashMap::new();
        let mut elsewhere = Vec::new();
        for (at, found) in findings.iter().enumerate() {
            let Some(span) = found.span else {
                elsewhere.push(at);
                continue;
            };
            by_file.entry(span.file).or_default().push(at);
            let file = build.site.sources.file(span.file);
            if file.root == Root::Themes || crate::config::is_settings(&file.path) {
                elsewhere.push(at);
            }
        }
        Made { build, findings, by_file, elsewhere, date, took, indexes: Default::default() }
    }

    /// The site.
    pub fn site(&self) -> &Site {
        &self.build.site
    }

    /// Positions of the findings of a file.
    pub fn of_file(&self, file: FileId) -> &[usize] {
        self.by_file.get(&file).map_or(&[], Vec::as_slice)
    }

    /// Positions of the findings of the site as a whole, of its settings and of its theme.
    pub fn elsewhere(&self) -> &[usize] {
        &self.elsewhere
    }

    /// Notes the number in the head of a search index that is handed to a browser.
    pub fn note_index(&self, lang: Lang, head: &[u8]) {
        let text = String::from_utf8_lossy(head);
        let number = text.split("\"build\":\"").nth(1).and_then(|rest| rest.split('"').next());
        if let Some(number) = number {
            let _ = self.indexes[lang as usize].set(number.to_string());
        }
    }

    /// Whether a browser has begun to read a search index.
    pub fn is_searched(&self) -> bool {
        self.indexes.iter().any(|number| number.get().is_some())
    }
}

/// Findings of a site that no page needs.
#[derive(Clone)]
pub struct Checked {
    pub found: Diagnostics,
    /// Whether the program did not fail while it looked for them.
    pub is_whole: bool,
}

impl Checked {
    /// What was found; nothing where the program failed.
    pub fn new(found: Option<Diagnostics>) -> Checked {
        let is_whole = found.is_some();
        let mut found = found.unwrap_or_default();
        diagnostic::sort(&mut found);
        Checked { found, is_whole }
    }

    /// Both together.
    pub fn and(mut self, mut more: Checked) -> Checked {
        self.found.append(&mut more.found);
        diagnostic::sort(&mut self.found);
        Checked { found: self.found, is_whole: self.is_whole && more.is_whole }
    }
}

/// Why the newest files are not shown.
#[derive(Clone)]
pub struct Failure {
    pub message: String,
    pub findings: Vec<finding::Told>,
    /// The newest files, as far as they could be read.
    pub sources: Option<Arc<Sources>>,
}

impl Failure {
    /// A failure that no place is known of.
    pub fn without_place(message: String) -> Failure {
        Failure { message, findings: Vec::new(), sources: None }
    }
}

/// What is shown.
#[derive(Clone)]
pub struct Showing {
    /// Counts builds, those that failed too.
    pub number: u64,
    /// Absent until a first site could be built.
    pub made: Option<Arc<Made>>,
    /// Findings of `made` that no page needs; absent until they are known.
    pub checked: Option<Arc<Checked>>,
    pub failure: Option<Arc<Failure>>,
    /// The site before, as long as a browser may still ask for files of its search index.
    pub before: Option<Arc<Made>>,
}

impl Showing {
    /// Before anything is built.
    pub fn first() -> Showing {
        Showing { number: 0, made: None, checked: None, failure: None, before: None }
    }

    /// The same with another site in its place.
    pub fn with_made(&self, made: Arc<Made>) -> Showing {
        let searched = self.made.as_ref().filter(|made| made.is_searched());
        Showing {
            number: self.number + 1,
            made: Some(made),
            checked: None,
            failure: None,
            before: searched.or(self.before.as_ref()).cloned(),
        }
    }

    /// The same, and why the newest files are not shown.
    pub fn with_failure(&self, failure: Failure) -> Showing {
        Showing { number: self.number + 1, failure: Some(Arc::new(failure)), ..self.clone() }
    }

    /// The same with findings of a site, if it is the one that is shown.
    pub fn with_checked(&self, made: &Arc<Made>, checked: Checked) -> Option<Showing> {
        let is_shown = self.made.as_ref().is_some_and(|shown| Arc::ptr_eq(shown, made));
        is_shown.then(|| Showing { checked: Some(Arc::new(checked)), ..self.clone() })
    }

    /// The newest files that were built, as far as they could be read.
    pub fn newest(&self) -> Option<&Sources> {
        match (&self.failure, &self.made) {
            (Some(failure), _) => failure.sources.as_deref(),
            (None, made) => made.as_ref().map(|made| &*made.site().sources),
        }
    }

    /// What was found in the site that no page needs, as far as it is known.
    pub fn checked(&self) -> &[Diagnostic] {
        self.checked.as_ref().map_or(&[], |checked| &checked.found)
    }

    /// A file of the site that is shown, or of the newest files where these are not, at a path as
    /// [`finding::Told`] has it.
    pub fn file_at(&self, folders: &Folders, path: &str) -> Option<PathBuf> {
        let shown = self.made.as_ref().map(|made| &made.site().sources);
        let newest = self.failure.as_ref().and_then(|failure| failure.sources.as_ref());
        shown.into_iter().chain(newest).find_map(|sources| finding::file_at(sources, folders, path))
    }

    /// Where the site begins on this host, as an address has it, with `/` at both ends.
    pub fn base_path(&self) -> String {
        self.made.as_ref().map_or("/".into(), |made| crate::url::encode(&made.site().config.base_path))
    }

    /// The site whose search index a browser has begun to read: a page that was opened before a build goes on
    /// with the files of that index, and one without a number gets the newest.
    pub fn with_index(&self, lang: Lang, number: Option<&str>) -> Option<&Arc<Made>> {
        let has_number = |made: &&Arc<Made>| made.indexes[lang as usize].get().map(String::as_str) == number;
        let before = self.before.as_ref().filter(has_number).filter(|_| number.is_some());
        match &self.made {
            Some(made) if before.is_some() && !has_number(&made) => before,
            made => made.as_ref(),
        }
    }
}

/// The findings that keep a site from being shown: settings or a theme that cannot be used. Content never does.
pub fn blocking(findings: &Diagnostics, sources: &Sources) -> Diagnostics {
    let is_blocking = |finding: &Finding, in_settings: bool| match finding {
        Finding::BadSetting { .. } | Finding::ThemeMissing { .. } | Finding::TemplateBroken { .. } => true,
        Finding::YamlSyntax { .. }
        | Finding::YamlTab
        | Finding::YamlForbidden { .. }
        | Finding::FullWidthColon { .. }
        | Finding::NotAMap { .. } => in_settings,
        other => in_settings && other.level() == Level::Refused,
    };
    let in_settings = |file: FileId| {
        let file = sources.file(file);
        file.root == Root::Content && crate::config::is_settings(&file.path)
    };
    let blocking = findings
        .iter()
        .filter(|found| is_blocking(&found.finding, found.span.is_some_and(|span| in_settings(span.file))));
    blocking.cloned().collect()
}
