//! The one function that tells the story: from what was read to what is to be published.
//!
//! **Invariant**: pure; no disk, clock, environment or printing. The date is an argument.

mod stock;

pub use stock::{Former, Stock};

use crate::config::{self, Config, Profile};
use crate::content::{self, Memo, Reading};
use crate::date::Date;
use crate::diagnostic::finding::Words;
use crate::diagnostic::{self, Diagnostic, Diagnostics, Finding, Level};
use crate::markdown::ShortcodeUse;
use crate::portal::{self, AsOf};
use crate::search::trial::{self, Trial};
use crate::site::{self, Site};
use crate::source::{self, Root, Sources};
use crate::text::Lang;
use crate::theme::Theme;
use crate::vocabulary::Vocabularies;
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::sync::Arc;

/// What a build is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Request {
    /// The day on which validity, schedules and withdrawals are decided.
    pub date: Date,
    /// Wins over the profile of `site.yaml`.
    pub profile: Option<Profile>,
    /// Whether drafts, scheduled entries and those not published proactively are shown, each marked; for
    /// the live preview only.
    pub unpublished: bool,
}

/// A site with the findings that were met in planning it.
pub struct Build {
    pub site: Site,
    /// What reading and resolving met; [`Build::checks`] finds the rest.
    pub diagnostics: Diagnostics,
    /// The searches that are to come out right.
    pub trials: Vec<Trial>,
    request: Request,
    memo: Memo,
    theme: LoadedTheme,
}

/// The theme with what it was loaded from and what was found in it.
#[derive(Clone)]
struct LoadedTheme {
    key: [u8; 32],
    theme: Arc<Theme>,
    diagnostics: Diagnostics,
}

/// Builds the site: settings, entries, portal, plan.
///
/// What is the same as in the build before is taken from `former`; the result is that of a build from
/// nothing. Only a build that has a former one, which may be empty, keeps what the next can take of its
/// search index.
pub fn build(mut sources: Sources, request: &Request, former: Option<Former>) -> Build {
    let mut diagnostics = Vec::new();
    let (vocabularies, found) = Vocabularies::built_in().with_site(&sources);
    diagnostics.extend(found);
    let (config, found) = config::config(&sources, &vocabularies, request.profile);
    diagnostics.extend(found);
    diagnostics.extend(source::apply_limits(&mut sources, config.file_size_max_bytes));
    let sources = Arc::new(sources);
    let reading = Reading { production: config.profile == Profile::Production, raw_html: config.raw_html };
    let (entries, memo, found) =
        content::entries(&sources, &vocabularies, reading, former.as_ref().map(|former| former.read));
    diagnostics.extend(found);
    if entries.entries.is_empty() {
        diagnostics.push(Diagnostic::general(Finding::EmptyContent));
    }
    let as_of = AsOf { date: request.date, unpublished: request.unpublished };
    let (portal, found) = portal::portal(entries, &sources, &config, &vocabularies, as_of);
    diagnostics.extend(found);
    let (trials, found) = trial::trials(&sources, &portal);
    diagnostics.extend(found);
    let theme = LoadedTheme::load(&sources, &config.theme, former.as_ref().and_then(|former| former.theme));
    let at_setting = |found: Diagnostic| Diagnostic { span: found.span.or(config.theme_span), ..found };
    diagnostics.extend(theme.diagnostics.iter().cloned().map(at_setting));
    let (mut site, found) = site::site(sources, config, vocabularies, portal, theme.theme.clone());
    diagnostics.extend(found);
    if let Some(former) = former {
        site.keep_facts(former.facts);
    }
    diagnostic::sort(&mut diagnostics);
    Build { site, diagnostics, trials, request: *request, memo, theme }
}

impl LoadedTheme {
    /// Loads a theme, or takes the former one if none of its files has changed.
    fn load(sources: &Sources, name: &str, former: Option<&LoadedTheme>) -> LoadedTheme {
        let mut hash = Sha256::new();
        hash.update(name);
        for file in sources.files.iter().filter(|file| file.root == Root::Themes) {
            hash.update(file.id.0.to_le_bytes());
            hash.update(&*file.path);
            hash.update(file.sha256);
        }
        let key: [u8; 32] = hash.finalize().into();
        if let Some(former) = former.filter(|former| former.key == key) {
            return former.clone();
        }
        let (theme, diagnostics) = Theme::load(sources, name);
        LoadedTheme { key, theme: Arc::new(theme), diagnostics }
    }
}

impl Build {
    /// The findings of the rules, which nothing of the site depends on.
    pub fn checks(&self) -> Diagnostics {
        let Site { portal, sources, config, vocabularies, theme, .. } = &self.site;
        let mut diagnostics = portal.checks(sources, vocabularies);
        diagnostics.extend(crate::check::check(portal, config));
        diagnostics.extend(crate::check::wording(portal, sources, vocabularies));
        diagnostics.extend(crate::check::payment_progress(portal, config));
        diagnostics.extend(unused_files(portal, sources, config));
        diagnostics.extend(unknown_shortcodes(portal, theme));
        diagnostics
    }

    /// Findings of the searches that do not come out right; they are asked for, since a build does not
    /// depend on them.
    pub fn failed_searches(&self) -> Diagnostics {
        let failed = self
            .trials
            .iter()
            .filter_map(|trial| trial::verdict(trial, &|query| self.site.answer(trial.lang, query).ok()));
        failed.collect()
    }

    /// SHA-256 over every source, the date and the program's version: same inputs, same output.
    pub fn inputs(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(env!("CARGO_PKG_VERSION"));
        hash.update(format!("{} {:?}", self.request.date, self.request.profile));
        if self.request.unpublished {
            hash.update("unpublished");
        }
        for file in &self.site.sources.files {
            hash.update([file.root as u8]);
            hash.update(file.path.as_bytes());
            hash.update(file.sha256);
        }
        hash.finalize().into()
    }
}

/// Files that stand in the content folder and do nothing, so that none is left out in silence.
fn unused_files(portal: &portal::Portal, sources: &Sources, config: &Config) -> Diagnostics {
    let progress = config.payment_progress.file.map(|file| sources.file(file).path.as_str());
    let holidays = config.holidays_file.map(|span| sources.file(span.file).path.as_str());
    let of_program = |path: &str| {
        path == config.logo
            || Some(path) == progress
            || Some(path) == holidays
            || config::is_settings(path)
            || trial::is_tests(path)
            || crate::vocabulary::is_in_folder(path)
    };
    let unused =
        portal.unused_files(sources).into_iter().filter(|file| !of_program(&sources.file(*file).path));
    unused.map(|file| Diagnostic::at(diagnostic::Span::whole(file), Finding::UnusedFile)).collect()
}

/// The weight at which findings keep the output of a profile from being moved in.
pub fn blocking_level(profile: Profile, allow_errors: bool) -> Level {
    if profile == Profile::Production && !allow_errors { Level::Error } else { Level::Refused }
}

/// Shortcodes that the theme does not have, and arguments that they do not take or need.
fn unknown_shortcodes(portal: &portal::Portal, theme: &Theme) -> Diagnostics {
    let mut diagnostics = Vec::new();
    let mut tried = HashSet::new();
    for entry in &portal.entries.entries {
        for used in &entry.facts.shortcodes {
            let at = diagnostic::Span::new(entry.file, used.range.clone());
            diagnostics.extend(faults(used, theme).into_iter().map(|finding| Diagnostic::at(at, finding)));
            if tried.insert((&*used.name, &used.arguments)) {
                diagnostics.extend(fault_of_component(used, theme));
            }
        }
    }
    diagnostics
}

/// A shortcode that fails whatever stands in it is a fault of the theme.
fn fault_of_component(used: &ShortcodeUse, theme: &Theme) -> Option<Diagnostic> {
    let taken = theme.shortcode_arguments(&used.name)?;
    let given =
        used.arguments.iter().filter(|written| taken.iter().any(|argument| *argument.name == ***written));
    let given: Vec<(String, String)> = given.map(|key| (key.to_string(), "x".to_string())).collect();
    if taken.iter().any(|argument| argument.required && !given.iter().any(|(key, _)| *key == argument.name)) {
        return None;
    }
    let fault = theme.shortcode(Lang::Zh, &used.name, &given, "<p>x</p>")?.err()?;
    Some(fault.diagnostic(&format!("{{{{< {} >}}}}", used.name), 1))
}

fn faults(used: &ShortcodeUse, theme: &Theme) -> Vec<Finding> {
    let Some(taken) = theme.shortcode_arguments(&used.name) else {
        let nearest = crate::text::hint(&used.name, theme.shortcode_names());
        return vec![Finding::UnknownShortcode { name: used.name.to_string(), nearest }];
    };
    let finding = |zh: String, en: String| Finding::ShortcodeArgument {
        name: used.name.to_string(),
        problem: Words::new(zh, en),
    };
    let mut findings = Vec::new();
    for argument in taken.iter().filter(|argument| argument.required) {
        let key = &argument.name;
        if !used.arguments.iter().any(|written| **written == **key) {
            findings.push(finding(format!("缺少“{key}”"), format!("needs “{key}”")));
        }
    }
    for written in used.arguments.iter().filter(|written| !taken.iter().any(|a| *a.name == ***written)) {
        findings.push(finding(format!("没有“{written}”这一项"), format!("takes no “{written}”")));
    }
    findings
}
