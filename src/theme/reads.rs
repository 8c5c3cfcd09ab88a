//! Which fields a template may read, so that what no template prints need not be made.
//!
//! Takes the texts of all templates, gives for each the words in its tags and in those of the templates and
//! components that it extends, includes and calls.
//!
//! **Invariant**: in doubt a field is read. A template that reads by computed names, walks through a map
//! or hands a whole view on reads everything.

use regex::Regex;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

/// The views whose fields are asked for; handed on as a whole they are read as a whole.
const VIEWS: [&str; 3] = ["page", "entry", "policy"];

/// The words of each template.
pub(super) struct Reads(HashMap<String, Words>);

enum Words {
    All,
    These(HashSet<String>),
}

impl Reads {
    /// What the templates read, by their names and texts.
    pub fn of(texts: &BTreeMap<String, String>) -> Reads {
        let one: BTreeMap<&str, One> =
            texts.iter().map(|(name, text)| (name.as_str(), One::of(text))).collect();
        let mut homes: HashMap<&str, &str> = HashMap::new();
        for (name, template) in &one {
            homes.extend(template.components.iter().map(|component| (*component, *name)));
        }
        let pages = one.keys().filter(|name| !name.contains('/'));
        Reads(pages.map(|name| (name.to_string(), together(name, &one, &homes))).collect())
    }

    /// Whether a template may read a field of that name.
    pub fn may(&self, template: &str, field: &str) -> bool {
        match self.0.get(template) {
            Some(Words::These(words)) => words.contains(field),
            Some(Words::All) | None => true,
        }
    }
}

/// What stands in one file.
struct One<'a> {
    words: HashSet<&'a str>,
    reads_all: bool,
    /// Components that it defines.
    components: Vec<&'a str>,
    /// Names of files and components, and other words in the same places.
    others: Vec<&'a str>,
}

impl<'a> One<'a> {
    fn of(text: &'a str) -> One<'a> {
        static TAG: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"(?s)\{\{.*?\}\}|\{%.*?%\}").expect("a valid pattern"));
        static WORD: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"[A-Za-z_]\w*").expect("a valid pattern"));
        static DEFINED: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"\{%-?\s*component\s+([\w.]+)").expect("a valid pattern"));
        static OTHER: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r#"["'`]([^"'`]+)["'`]|<\s*([\w.]+)"#).expect("a valid pattern"));
        let mut one =
            One { words: HashSet::new(), reads_all: false, components: Vec::new(), others: Vec::new() };
        for tag in TAG.find_iter(text).map(|tag| tag.as_str()) {
            one.words.extend(WORD.find_iter(tag).map(|word| word.as_str()));
            one.reads_all |= reads_all(tag);
            let others = OTHER.captures_iter(tag).filter_map(|found| found.get(1).or(found.get(2)));
            one.others.extend(others.map(|other| other.as_str()));
        }
        let defined = DEFINED.captures_iter(text).filter_map(|found| found.get(1));
        one.components.extend(defined.map(|name| name.as_str()));
        one
    }
}

/// Whether a tag may read fields that it does not name.
fn reads_all(tag: &str) -> bool {
    static COMPUTED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"__tera_context|\bfor\s+\w+\s*,|\[\s*[A-Za-z_]|\bget\s*\(").expect("a valid pattern")
    });
    static VIEW: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(&format!(r"\b(?:{})\b", VIEWS.join("|"))).expect("a valid pattern"));
    let is_whole = |found: regex::Match| {
        let (before, behind) = (&tag[..found.start()], &tag[found.end()..]);
        let is_part_of_more = before.ends_with(['.', '@', '"', '\'', '`', '-', '/']);
        let is_asked_for = behind.trim_start().strip_prefix("is").is_some_and(|rest| {
            let rest = rest.trim_start();
            rest.strip_prefix("not ").unwrap_or(rest).trim_start().starts_with("defined")
        });
        !is_part_of_more && !behind.starts_with('.') && !is_asked_for
    };
    COMPUTED.is_match(tag) || VIEW.find_iter(tag).any(is_whole)
}

/// The words of a template and of everything that takes part in it.
fn together(name: &str, one: &BTreeMap<&str, One>, homes: &HashMap<&str, &str>) -> Words {
    let mut words = HashSet::new();
    let mut met = HashSet::from([name]);
    let mut open = vec![name];
    while let Some(template) = open.pop().and_then(|name| one.get(name)) {
        if template.reads_all {
            return Words::All;
        }
        words.extend(template.words.iter().map(|word| word.to_string()));
        for other in &template.others {
            let home = homes.get(other).copied().or_else(|| one.get_key_value(other).map(|(name, _)| *name));
            open.extend(home.filter(|name| met.insert(name)));
        }
    }
    Words::These(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reads(texts: &[(&str, &str)]) -> Reads {
        Reads::of(&texts.iter().map(|(name, text)| (name.to_string(), text.to_string())).collect())
    }

    #[test]
    fn words_of_all_that_takes_part_are_read() {
        let reads = reads(&[
            ("policy.html", r#"{% extends "base.html" %}{{ entry.body }}{{ <jx.code html={entry.x} /> }}"#),
            ("base.html", r#"<p>qr</p>{% include "parts/foot.html" %}"#),
            ("parts/foot.html", "{{ page.title }}"),
            (
                "components/code/template.html",
                "{% component jx.code(html: string) %}{{ html | safe }}{% endcomponent %}",
            ),
            ("other.html", "{{ page.json_ld }}"),
        ]);
        for field in ["body", "title", "html", "x", "safe"] {
            assert!(reads.may("policy.html", field), "{field}");
        }
        assert!(!reads.may("policy.html", "json_ld") && !reads.may("policy.html", "qr"));
        assert!(reads.may("missing.html", "anything"));
    }

    #[test]
    fn what_cannot_be_known_reads_everything() {
        for tag in [
            "{{ page | json_encode }}",
            "{{ entry[name] }}",
            "{% for key, value in entry.custom %}",
            "{{ <jx.all entry={entry} /> }}",
            "{{ __tera_context }}",
            "{{ page.translation | get(key=k) }}",
            "{% if page == entry %}",
        ] {
            assert!(reads(&[("a.html", tag)]).may("a.html", "json_ld"), "{tag}");
        }
        for tag in [r#"{% if entry is defined and page.kind == "page" %}"#, r#"{{ assets["page.js"] }}"#] {
            assert!(!reads(&[("a.html", tag)]).may("a.html", "json_ld"), "{tag}");
        }
    }
}
