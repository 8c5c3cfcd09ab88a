//! The visible words of a theme: one map for each language, with `{placeholders}` to be filled.

use super::built_in;
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Finding, Span};
use crate::source::SourceFile;
use crate::source::yaml::{self, Key, Node};
use crate::text::Lang;
use std::collections::{BTreeMap, BTreeSet};
use tera::{Kwargs, State};

/// Words by key.
pub type Words = BTreeMap<String, String>;

/// Keys that a site may add for its own templates and scripts begin with these.
const OWN_PREFIXES: [&str; 2] = ["own_", "js_own_"];

/// The words that come with the program.
pub fn built_in(lang: Lang) -> Words {
    let text = built_in::text(&format!("{}.yaml", lang.code())).expect("there are words of every language");
    let (node, _) = yaml::parse(FileId(0), text, 0..text.len());
    let node = node.expect("the built-in words are YAML");
    let entries = node.map().expect("the built-in words are a map");
    entries
        .iter()
        .map(|(key, value)| (key.text.clone(), value.scalar().unwrap_or_default().to_string()))
        .collect()
}

/// Puts the words of a site's file over the built-in ones.
pub fn replace(words: &mut Words, file: &SourceFile) -> Diagnostics {
    let (node, mut diagnostics) = yaml::parse(file.id, file.text(), 0..file.text().len());
    let Some(node) = node.filter(|node| !node.is_empty()) else { return diagnostics };
    let Some(entries) = node.map() else {
        let finding = Finding::NotAMap { key: file.path.clone() };
        diagnostics.push(Diagnostic::at(Span::whole(file.id), finding));
        return diagnostics;
    };
    for (key, value) in entries {
        diagnostics.extend(replace_one(words, key, value));
    }
    diagnostics
}

fn replace_one(words: &mut Words, key: &Key, value: &Node) -> Option<Diagnostic> {
    let Some(word) = value.scalar() else {
        return Some(Diagnostic::at(value.span, Finding::ThemeWord { key: key.text.clone() }));
    };
    match words.get_mut(&key.text) {
        Some(present) if placeholders(present) == placeholders(word) => *present = word.to_string(),
        Some(present) => {
            let wanted = placeholders(present).into_iter().map(|name| format!("{{{name}}}"));
            let wanted = wanted.collect::<Vec<_>>().join(" ");
            let finding = Finding::ThemeWordPlaceholders { key: key.text.clone(), wanted };
            return Some(Diagnostic::at(value.span, finding));
        }
        None if OWN_PREFIXES.iter().any(|prefix| key.text.starts_with(prefix)) => {
            words.insert(key.text.clone(), word.to_string());
        }
        None => {
            return Some(Diagnostic::at(key.span, Finding::ThemeWord { key: key.text.clone() }));
        }
    }
    None
}

/// The word with its `{placeholders}` filled; those without a value stay as they are.
///
/// ```
/// assert_eq!(juxian::theme::fill("共{count}条", |name| (name == "count").then(|| "3".into())), "共3条");
/// ```
pub fn fill(word: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut filled = String::with_capacity(word.len() + 16);
    let mut rest = word;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        match after.split_once('}') {
            Some((name, behind)) => {
                match value(name) {
                    Some(value) => filled.push_str(&value),
                    None => {
                        filled.push('{');
                        filled.push_str(name);
                        filled.push('}');
                    }
                }
                rest = behind;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

/// `{{ w.entries_total | fill(count=list.count) }}`.
pub fn fill_filter(word: &str, values: Kwargs, _: &State) -> String {
    fill(word, |name| {
        let (_, value) = values.iter().find(|(key, _)| key.as_str() == Some(name))?;
        Some(value.as_str().map_or_else(|| value.to_string(), str::to_string))
    })
}

/// The names in braces.
pub fn placeholders(word: &str) -> BTreeSet<String> {
    let names = std::cell::RefCell::new(BTreeSet::new());
    fill(word, |name| {
        names.borrow_mut().insert(name.to_string());
        None
    });
    names.into_inner()
}
