//! The theme: templates, words and assets, the site's own or else the built-in ones.
//!
//! Takes [`Sources`] and the name of a theme, gives a [`Theme`] that renders templates by name. A
//! file of `themes/<name>/` replaces the built-in file of the same path: one step, no deeper
//! cascade. `docs/theme.md` describes files, words and components for theme authors.
//!
//! **Invariant**: nothing here knows what a page holds; templates are given their variables and
//! have no function that looks elsewhere.

mod asset;
mod built_in;
mod bundle;
mod component;
mod fault;
mod reads;
mod template;
mod word;

pub use asset::{Asset, AssetHolds};
pub use component::{Component, Example};
pub use fault::Fault;
pub use word::fill;

use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Span};
use crate::source::{Holds, Root, SourceFile, Sources};
use crate::text::Lang;
use bundle::{Bundle, Role};
use reads::Reads;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use template::{SiteTemplates, Templates};
use tera::{Context, Tera};
use word::Words;

/// What the names of components that authors may call begin with.
const SHORTCODE: &str = "shortcode.";

/// A theme that is ready to render.
pub struct Theme {
    tera: Tera,
    words: BTreeMap<Lang, Words>,
    /// `w`, `assets`, `sheets` and `scripts` of each language, made once.
    shared: BTreeMap<Lang, Context>,
    site_templates: SiteTemplates,
    reads: Reads,
    /// Files to publish, sorted by route.
    pub assets: Vec<Asset>,
    /// Sorted by name.
    pub components: Vec<Component>,
    /// Hash of everything that rendering depends on.
    pub fingerprint: [u8; 32],
}

/// Style sheets and scripts of a page, by their routes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    pub sheets: Vec<String>,
    pub print_sheets: Vec<String>,
    /// The script that runs before the page is shown.
    pub early: Option<String>,
    pub scripts: Vec<String>,
}

/// A sheet or script of some pages, as in the variables of templates.
#[derive(serde::Deserialize)]
struct PageAsset {
    route: String,
    pages: Vec<String>,
}

/// An argument of a shortcode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShortcodeArgument {
    pub name: String,
    pub required: bool,
}

impl Theme {
    /// Loads the theme `name`. A theme that cannot be used gives findings and the built-in theme.
    pub fn load(sources: &Sources, name: &str) -> (Theme, Diagnostics) {
        let mut diagnostics = Vec::new();
        let files = Files::of(sources, name, &mut diagnostics);
        let templates = Templates::load(&files.templates, &mut diagnostics);
        let words = words(&files, &mut diagnostics);
        let components = component::load(&files.parts, &mut diagnostics);
        let bundles = bundle::bundles(&components, &words, &|path| files.part(path));
        let assets = asset::load(&files.assets, &bundles);
        let shared =
            Lang::ALL.iter().map(|lang| (*lang, shared(*lang, &words[lang], &assets, &bundles))).collect();
        let fingerprint = fingerprint(&templates, &words, &assets);
        let reads = Reads::of(&templates.texts);
        let Templates { tera, site: site_templates, .. } = templates;
        (Theme { tera, words, shared, site_templates, reads, assets, components, fingerprint }, diagnostics)
    }

    /// The variables that every template has: `w`, `assets`, `sheets`, `scripts` and those that name
    /// the sheets and scripts of some pages (see `docs/theme.md`). The caller adds
    /// its own and hands them to [`Theme::render`].
    pub fn variables(&self, lang: Lang) -> Context {
        self.shared[&lang].clone()
    }

    /// The style sheets and scripts of the pages of a template, as `parts/assets.html` links them.
    pub fn links(&self, lang: Lang, template: &str) -> Links {
        let context = &self.shared[&lang];
        let value = |key: &str| context.get(key).and_then(|value| serde_json::to_value(value).ok());
        let routes = |key: &str| -> Vec<String> {
            value(key).and_then(|value| serde_json::from_value(value).ok()).unwrap_or_default()
        };
        let name = template.trim_end_matches(".html");
        let of_page = |key: &str| -> Vec<String> {
            let all: Vec<PageAsset> =
                value(key).and_then(|value| serde_json::from_value(value).ok()).unwrap_or_default();
            let shown = all.into_iter().filter(|asset| asset.pages.iter().any(|page| page == name));
            shown.map(|asset| asset.route).collect()
        };
        let early = self.assets.iter().find(|asset| asset.name == EARLY_SCRIPT);
        Links {
            sheets: [routes("sheets"), of_page("sheets_of")].concat(),
            print_sheets: [routes("print_sheets"), of_page("print_sheets_of")].concat(),
            early: early.map(|asset| asset.route.clone()),
            scripts: [routes("scripts"), of_page("scripts_of")].concat(),
        }
    }

    /// Prints a template at the end of `out`. After a fault `out` is as it was.
    pub fn render(&self, template: &str, variables: &Context, out: &mut Vec<u8>) -> Result<(), Fault> {
        let len = out.len();
        self.tera.render_to(template, variables, &mut *out).map_err(|error| {
            out.truncate(len);
            fault::first(&error, template, &self.site_templates)
        })
    }

    /// What `make` gives for a field of `page`, `entry` or `policy`; nothing where the template never reads
    /// a field of that name.
    pub fn read<T: Default>(&self, template: &str, field: &str, make: impl FnOnce() -> T) -> T {
        if self.reads.may(template, field) { make() } else { T::default() }
    }

    /// The word of a language; the key itself where the theme has no such word.
    pub fn word<'a>(&'a self, lang: Lang, key: &'a str) -> &'a str {
        self.words[&lang].get(key).map_or(key, String::as_str)
    }

    /// Whether there is a word with that key.
    pub fn has_word(&self, key: &str) -> bool {
        self.words[&Lang::Zh].contains_key(key)
    }

    /// The names of the shortcodes, sorted.
    pub fn shortcode_names(&self) -> Vec<&str> {
        let mut names: Vec<&str> =
            self.tera.get_component_names().filter_map(|name| name.strip_prefix(SHORTCODE)).collect();
        names.sort_unstable();
        names
    }

    /// The arguments that a shortcode takes; `None` where there is no such shortcode.
    pub fn shortcode_arguments(&self, name: &str) -> Option<Vec<ShortcodeArgument>> {
        let component = self.tera.get_component_definition(&format!("{SHORTCODE}{name}"))?;
        let written = component.args().iter().filter(|argument| !argument.is_implicit());
        Some(
            written
                .map(|argument| ShortcodeArgument {
                    name: argument.name().to_string(),
                    required: argument.is_required(),
                })
                .collect(),
        )
    }

    /// The HTML of a shortcode; `None` where there is no such shortcode. `body_html` is checked HTML,
    /// empty where the shortcode has no body. Arguments it does not take are a fault, so ask
    /// [`Theme::shortcode_arguments`] first.
    pub fn shortcode(
        &self,
        lang: Lang,
        name: &str,
        arguments: &[(String, String)],
        body_html: &str,
    ) -> Option<Result<String, Fault>> {
        let component = format!("{SHORTCODE}{name}");
        if !self.tera.contains_component(&component) {
            return None;
        }
        let mut context = Context::new();
        for (key, value) in arguments {
            context.insert(key.clone(), value);
        }
        let html = self.tera.render_component_with_implicits(
            &component,
            &context,
            &self.shared[&lang],
            Some(body_html),
            true,
        );
        Some(html.map_err(|error| fault::first(&error, &component, &self.site_templates)))
    }

    /// The HTML of an example of a component; `more` are variables of a page that components may read beside
    /// those that every template has.
    pub fn example(&self, lang: Lang, example: &Example, more: &Context) -> Result<String, Fault> {
        let mut arguments = Context::new();
        for (key, value) in &example.arguments {
            arguments.insert(key.clone(), value);
        }
        let mut implicit = self.shared[&lang].clone();
        implicit.extend(more.clone());
        let html =
            self.tera.render_component_with_implicits(&example.component, &arguments, &implicit, None, true);
        html.map_err(|error| fault::first(&error, &example.component, &self.site_templates))
    }
}

/// The usable files of the site's theme, by path below the theme's folder.
#[derive(Default)]
struct Files<'a> {
    templates: BTreeMap<&'a str, &'a SourceFile>,
    words: BTreeMap<Lang, &'a SourceFile>,
    assets: BTreeMap<&'a str, &'a SourceFile>,
    /// Style sheets, scripts and descriptions that bundles are made of.
    parts: BTreeMap<&'a str, &'a SourceFile>,
}

impl<'a> Files<'a> {
    /// The text of a part: the site's, else the built-in one.
    fn part(&self, path: &str) -> Option<String> {
        let site = self.parts.get(path).map(|file| file.text());
        site.or_else(|| built_in::text(path)).map(str::to_string)
    }

    fn of(sources: &'a Sources, theme: &str, diagnostics: &mut Diagnostics) -> Files<'a> {
        let mut files = Files::default();
        let mut found = false;
        for file in sources.files.iter().filter(|file| file.root == Root::Themes) {
            let Some(path) = file.path.strip_prefix(theme).and_then(|rest| rest.strip_prefix('/')) else {
                continue;
            };
            found = true;
            if file.holds == Holds::Refused {
                continue;
            }
            let word_lang = path.strip_suffix(".yaml").and_then(Lang::from_code);
            if let Some(asset) = path.strip_prefix("assets/").filter(|path| asset::is_publishable(path)) {
                files.assets.insert(asset, file);
            } else if let Some(lang) = word_lang.filter(|lang| path == format!("{}.yaml", lang.code())) {
                files.words.insert(lang, file);
            } else if path.ends_with(".html") && matches!(file.holds, Holds::Text(_)) {
                files.templates.insert(path, file);
            } else if is_part(path) && matches!(file.holds, Holds::Text(_)) {
                files.parts.insert(path, file);
            } else {
                let unused = Finding::ThemeFileUnused { path: path.to_string() };
                diagnostics.push(Diagnostic::at(Span::whole(file.id), unused));
            }
        }
        if !found && theme != "default" {
            diagnostics.push(Diagnostic::general(Finding::ThemeMissing { name: theme.to_string() }));
        }
        files
    }
}

/// Whether a path is that of a text which bundles are made of.
fn is_part(path: &str) -> bool {
    let of_component = path.strip_prefix("components/").and_then(|rest| rest.split_once('/'));
    matches!(path, "base.css" | "base.js" | "print.css")
        || of_component.is_some_and(|(_, file)| component::is_part(file))
}

fn words(files: &Files, diagnostics: &mut Diagnostics) -> BTreeMap<Lang, Words> {
    Lang::ALL
        .iter()
        .map(|lang| {
            let mut words = word::built_in(*lang);
            if let Some(file) = files.words.get(lang) {
                diagnostics.extend(word::replace(&mut words, file));
            }
            (*lang, words)
        })
        .collect()
}

/// Scripts of `assets/` that a template links by name and not with all others.
const EARLY_SCRIPT: &str = "early.js";

fn shared(lang: Lang, words: &Words, assets: &[Asset], bundles: &[Bundle]) -> Context {
    let by_name: BTreeMap<&str, &str> =
        assets.iter().map(|asset| (asset.name.as_str(), asset.route.as_str())).collect();
    let of_role = |wanted: &dyn Fn(&Role) -> bool| -> Vec<&str> {
        bundles.iter().filter(|one| wanted(&one.role)).map(|one| by_name[one.name.as_str()]).collect()
    };
    let of_pages = |pages: &dyn Fn(&Role) -> Option<&Vec<String>>| -> Vec<serde_json::Value> {
        let pages = |one: &'_ Bundle| {
            pages(&one.role).map(|pages| json!({ "route": by_name[one.name.as_str()], "pages": pages }))
        };
        bundles.iter().filter_map(pages).collect()
    };
    // What the site adds comes after what the theme brings.
    let added = |ending: &str| -> Vec<&str> {
        let is_bundle = |name: &str| bundles.iter().any(|bundle| bundle.name == name);
        let names = assets.iter().filter(|asset| asset.name.ends_with(ending));
        let names = names.filter(|asset| !is_bundle(&asset.name) && asset.name != EARLY_SCRIPT);
        names.map(|asset| asset.route.as_str()).collect()
    };
    let mut context = Context::new();
    context.insert("w", words);
    context.insert("assets", &by_name);
    context.insert("sheets", &[of_role(&|role| *role == Role::Sheet), added(".css")].concat());
    context.insert("print_sheets", &of_role(&|role| *role == Role::PrintSheet));
    context.insert("scripts", &[of_role(&|role| *role == Role::Script(lang)), added(".js")].concat());
    context.insert(
        "sheets_of",
        &of_pages(&|role| if let Role::SheetOf(pages) = role { Some(pages) } else { None }),
    );
    context.insert(
        "print_sheets_of",
        &of_pages(&|role| if let Role::PrintSheetOf(pages) = role { Some(pages) } else { None }),
    );
    context.insert(
        "scripts_of",
        &of_pages(&|role| if let Role::ScriptOf(pages) = role { Some(pages) } else { None }),
    );
    context
}

fn fingerprint(templates: &Templates, words: &BTreeMap<Lang, Words>, assets: &[Asset]) -> [u8; 32] {
    let mut hash = Sha256::new();
    let mut add = |text: &str| {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text);
    };
    for (name, text) in &templates.texts {
        add(name);
        add(text);
    }
    for (key, word) in words.values().flatten() {
        add(key);
        add(word);
    }
    for asset in assets {
        add(&asset.route);
    }
    hash.finalize().into()
}

#[cfg(test)]
mod tests;
