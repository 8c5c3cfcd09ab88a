//! Style sheets and scripts that are put together from the parts of a theme.
//!
//! Takes `base.css`, `base.js`, `print.css` and the folders of components; gives one style sheet for every page,
//! one for print, one script for each language, and a sheet and a script of its own for a component
//! that only some pages use; its rules for paper stand in that sheet, so that `@page` is theirs alone.
//!
//! **Invariant**: the order is that of the names, so that the same theme gives the same bytes.

use super::Words;
use super::component::Component;
use crate::text::Lang;
use std::collections::{BTreeMap, BTreeSet};

/// Keys of words that scripts print begin with this.
const SCRIPT_WORD: &str = "js_";

/// A file put together from parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    /// As the asset is called: `jx.css`.
    pub name: String,
    pub text: String,
    pub role: Role,
}

/// Where a bundle is linked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    Sheet,
    /// For paper only; it holds up no screen.
    PrintSheet,
    /// On every page of a language.
    Script(Lang),
    /// On pages of these templates.
    SheetOf(Vec<String>),
    PrintSheetOf(Vec<String>),
    ScriptOf(Vec<String>),
}

/// Puts the parts together; `part` gives the text of a file by its path in the theme.
pub fn bundles(
    components: &[Component],
    words: &BTreeMap<Lang, Words>,
    part: &dyn Fn(&str) -> Option<String>,
) -> Vec<Bundle> {
    let first = |path: &str| part(path).map(|text| without_comments(&text)).unwrap_or_default();
    let joined = |file: &str, components: &[&Component]| -> String {
        components.iter().map(|component| first(&format!("components/{}/{file}", component.name))).collect()
    };
    let everywhere: Vec<&Component> = components.iter().filter(|one| one.pages.is_empty()).collect();
    let print = compact(&(first("print.css") + &joined("print.css", &everywhere)));
    let mut bundles = vec![
        bundle(
            "jx.css",
            compact(&(first("base.css") + &modern(joined("style.css", &everywhere)))),
            Role::Sheet,
        ),
        bundle("jx-print.css", print, Role::PrintSheet),
    ];
    let script = first("base.js") + &joined("script.js", &everywhere);
    for lang in Lang::ALL {
        let text = format!("window.jx = {{ words: {} }};\n{script}", script_words(&words[&lang]));
        bundles.push(bundle(&format!("jx-{}.js", lang.code()), enclosed(text), Role::Script(lang)));
    }
    for (together, pages) in groups(components) {
        let name = pages[0].clone();
        let style = compact(&modern(joined("style.css", &together)));
        bundles.push(bundle(&format!("jx-{name}.css"), style, Role::SheetOf(pages.clone())));
        let print = compact(&joined("print.css", &together));
        bundles.push(bundle(&format!("jx-{name}-print.css"), print, Role::PrintSheetOf(pages.clone())));
        let script = joined("script.js", &together);
        let script =
            if script.is_empty() { script } else { enclosed(format!("var jx = window.jx;\n{script}")) };
        bundles.push(bundle(&format!("jx-{name}.js"), script, Role::ScriptOf(pages)));
    }
    bundles.retain(|bundle| !bundle.text.is_empty());
    bundles
}

/// The components that only some pages use, by the templates that use the same of them: a page links
/// one sheet beside the common one.
fn groups(components: &[Component]) -> Vec<(Vec<&Component>, Vec<String>)> {
    let templates: BTreeSet<&String> = components.iter().flat_map(|component| &component.pages).collect();
    let mut groups: Vec<(Vec<&Component>, Vec<String>)> = Vec::new();
    for template in templates {
        let used: Vec<&Component> =
            components.iter().filter(|component| component.pages.contains(template)).collect();
        let same = groups.iter_mut().find(|(others, _)| {
            others.iter().map(|other| &other.name).eq(used.iter().map(|component| &component.name))
        });
        match same {
            Some((_, pages)) => pages.push(template.clone()),
            None => groups.push((used, vec![template.clone()])),
        }
    }
    groups
}

/// Rules for browsers that know custom properties; older ones read the page as `base.css` begins.
fn modern(rules: String) -> String {
    if rules.is_empty() { rules } else { format!("@supports (--a: 0) {{\n{rules}}}\n") }
}

/// A script whose names are its own.
fn enclosed(script: String) -> String {
    format!("(function () {{\n\"use strict\";\n{script}}}());\n")
}

fn bundle(name: &str, text: String, role: Role) -> Bundle {
    Bundle { name: name.to_string(), text, role }
}

/// The words that scripts print, as an object whose keys lack the prefix.
fn script_words(words: &Words) -> String {
    let of_scripts: BTreeMap<&str, &str> = words
        .iter()
        .filter_map(|(key, word)| Some((key.strip_prefix(SCRIPT_WORD)?, word.as_str())))
        .collect();
    serde_json::to_string(&of_scripts).expect("words are texts")
}

/// The text without the comments that fill whole lines, and without indentation and empty lines.
/// Comments within a line stay, since only a parser could tell them from text.
fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut inside = false;
    for line in text.lines().map(str::trim) {
        if inside || line.starts_with("/*") {
            inside = !line.ends_with("*/");
        } else if !line.is_empty() && !line.starts_with("//") {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

/// A style sheet without the spaces that only its writers need: after `{`, `}`, `;`, `:` and `,`, and before `{` and
/// `}`. One before a colon stays, since it is a combinator in a selector; so does all that stands in quotes.
fn compact(sheet: &str) -> String {
    let mut kept = String::with_capacity(sheet.len());
    let mut quote = None;
    let mut rest = sheet.chars().peekable();
    while let Some(character) = rest.next() {
        if let Some(mark) = quote {
            kept.push(character);
            if character == '\\' {
                kept.extend(rest.next());
            } else if character == mark {
                quote = None;
            }
        } else if character.is_ascii_whitespace() {
            let after = kept.chars().next_back().is_none_or(|last| "{};:, ".contains(last));
            let before = rest.peek().is_none_or(|next| "{}".contains(*next) || next.is_ascii_whitespace());
            if !after && !before {
                kept.push(' ');
            }
        } else {
            if character == '}' && kept.ends_with(';') {
                kept.pop();
            }
            quote = (character == '"' || character == '\'').then_some(character);
            kept.push(character);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_that_fill_lines_are_taken_away_and_no_others() {
        let text = "/** One\n * two.\n */\na {\n  b: url(//c); /* d */\n}\n\n// e\nf // g\n/* h */\n";
        assert_eq!(without_comments(text), "a {\nb: url(//c); /* d */\n}\nf // g\n");
    }

    #[test]
    fn sheets_lose_the_spaces_between_and_no_others() {
        let sheet = "@media (max-width: 9px) {\n.jx a :hover, .jx > b {\n  margin: calc(1px + 2px) 0;\n  content: \"— \\\" {  }\";\n}\n}\n";
        let wanted =
            "@media (max-width:9px){.jx a :hover,.jx > b{margin:calc(1px + 2px) 0;content:\"— \\\" {  }\"}}";
        assert_eq!(compact(sheet), wanted);
    }
}
