//! The templates of a theme: which files they are, and whether they can be used.

use super::{built_in, fault, word};
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Finding, Span};
use crate::source::SourceFile;
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use tera::{ErrorKind, Tera};

/// A template that the site wrote.
pub struct SiteTemplate {
    pub file: FileId,
    pub text: String,
}

/// The templates that the site wrote, by name.
pub type SiteTemplates = BTreeMap<String, SiteTemplate>;

/// Every template of a theme, ready to render.
pub struct Templates {
    pub tera: Tera,
    pub site: SiteTemplates,
    /// Name and text of all, the built-in ones included.
    pub texts: BTreeMap<String, String>,
}

impl Templates {
    /// Puts the site's files over the built-in ones. Where they do not fit together, the findings
    /// say why, and the built-in theme is used alone.
    pub fn load(files: &BTreeMap<&str, &SourceFile>, diagnostics: &mut Diagnostics) -> Templates {
        let mut site = SiteTemplates::new();
        for (name, file) in files {
            let template = SiteTemplate { file: file.id, text: file.text().to_string() };
            let one = SiteTemplates::from([(name.to_string(), template)]);
            match syntax_error(name, file.text()) {
                Some(error) => diagnostics.extend(fault::all(&error, name, &one).iter().map(fault::broken)),
                None => site.extend(one),
            }
        }
        let texts = merged(&site);
        diagnostics.extend(unused(&site, &texts));
        let mut tera = engine();
        match tera.add_raw_templates(&texts) {
            Ok(()) => Templates { tera, site, texts },
            Err(error) => {
                diagnostics.extend(fault::all(&error, "", &site).iter().map(fault::broken));
                let texts = merged(&SiteTemplates::new());
                tera.add_raw_templates(&texts).expect("the built-in templates fit together");
                Templates { tera, site: SiteTemplates::new(), texts }
            }
        }
    }
}

fn engine() -> Tera {
    let mut tera = Tera::default();
    tera.register_filter("fill", word::fill_filter);
    tera
}

fn merged(site: &SiteTemplates) -> BTreeMap<String, String> {
    let mut texts: BTreeMap<String, String> =
        built_in::templates().map(|(name, text)| (name.to_string(), text.to_string())).collect();
    texts.extend(site.iter().map(|(name, template)| (name.clone(), template.text.clone())));
    texts
}

/// Only the syntax is looked at: alone, a template lacks its parents and components.
fn syntax_error(name: &str, text: &str) -> Option<tera::Error> {
    let error = engine().add_raw_template(name, text).err()?;
    matches!(error.kind(), ErrorKind::SyntaxError(_)).then_some(error)
}

/// Files that replace nothing, are named by no other template and define no component.
fn unused(site: &SiteTemplates, texts: &BTreeMap<String, String>) -> Diagnostics {
    static NAMED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"\{%-?\s*(?:include|extends)\s+["'`]([^"'`]+)["'`]"#).expect("a valid pattern")
    });
    let named: BTreeSet<&str> = texts
        .values()
        .flat_map(|text| NAMED.captures_iter(text))
        .filter_map(|found| found.get(1))
        .map(|name| name.as_str())
        .collect();
    let is_used = |name: &str, text: &str| {
        built_in::text(name).is_some()
            || named.contains(name)
            || text.contains("{% component ")
            || text.contains("{%- component ")
    };
    site.iter()
        .filter(|(name, template)| !is_used(name, &template.text))
        .map(|(name, template)| {
            let unused = Finding::ThemeFileUnused { path: name.clone() };
            Diagnostic::at(Span::whole(template.file), unused)
        })
        .collect()
}
