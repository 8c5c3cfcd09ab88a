//! The glossary: the one English of each term of the field, with what it means.
//!
//! Takes the built-in list and the site's own (`vocabularies/glossary.yaml`, `词库/术语.yaml`), gives
//! [`Glossary`]: the page of terms, the English of a text that is nothing but a term, and the terms
//! that a longer text holds.
//!
//! **Invariant**: a term has one English that the program writes; further forms only count as it.

use crate::source::yaml::{self, Node};
use crate::{diagnostic::FileId, text::Lang};
use std::collections::HashMap;

/// The built-in terms.
const BUILT_IN: &str = include_str!("glossary.yaml");

/// A term in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GlossaryTerm {
    pub zh: String,
    pub en: String,
    /// Forms that an English text may use in its place.
    pub also: Vec<String>,
    /// Whether translations are held to it; verbs turn as the sentence needs.
    pub compared: bool,
    /// Code of its group.
    pub group: String,
    /// What it means, by language; may be empty.
    pub note: [String; 2],
}

impl GlossaryTerm {
    /// Whether an English text uses the term in one of its forms.
    ///
    /// ```
    /// use juxian::vocabulary::GlossaryTerm;
    /// let term = GlossaryTerm { en: "maker space".into(), also: vec!["makerspace".into()], ..Default::default() };
    /// assert!(term.is_used_in("Two new Makerspaces"));
    /// assert!(!term.is_used_in("A mass innovation space"));
    /// ```
    pub fn is_used_in(&self, english: &str) -> bool {
        let english = english.to_lowercase();
        // High-level and young talent says high-level talent: the words of a form may stand apart.
        let says = |form: &String| {
            let form = form.to_lowercase();
            english.lines().any(|line| form.split_whitespace().all(|word| line.contains(word)))
        };
        std::iter::once(&self.en).chain(&self.also).any(says)
    }
}

/// Every term, by its Chinese, in the order of the lists.
#[derive(Clone, Debug, Default)]
pub struct Glossary {
    /// Code and names of the groups.
    pub groups: Vec<(String, [String; 2])>,
    pub terms: Vec<GlossaryTerm>,
    /// Words of forms, which are no terms, by their Chinese.
    words: HashMap<String, String>,
    by_zh: HashMap<String, usize>,
}

impl Glossary {
    /// The terms that come with the program.
    ///
    /// # Panics
    /// Never in a released program: a test reads the same file.
    pub(super) fn built_in() -> Glossary {
        let (node, _) = yaml::parse(FileId(0), BUILT_IN, 0..BUILT_IN.len());
        let mut glossary = Glossary::default();
        glossary.add(&node.expect("the built-in glossary is valid YAML"));
        glossary
    }

    /// Whether a file is a list of terms, or a map of nothing but groups, words and terms.
    pub(super) fn is_well_shaped(node: &Node) -> bool {
        let fits = |(key, value): &(yaml::Key, Node)| match key.text.as_str() {
            "words" | "用语" => value.map().is_some() || value.is_empty(),
            "groups" | "组" | "terms" | "术语" => value.list().is_some() || value.is_empty(),
            _ => false,
        };
        node.list().is_some() || node.map().is_some_and(|pairs| pairs.iter().all(fits))
    }

    /// Adds groups and terms; the rows that have no Chinese or no English are given back.
    pub(super) fn add<'a>(&mut self, node: &'a Node) -> Vec<&'a Node> {
        let rows = |names: [&str; 2]| names.into_iter().find_map(|name| node.get(name)?.list());
        for row in rows(["groups", "组"]).unwrap_or_default() {
            let [code, zh, en] =
                [["code", "代码"], ["zh", "中文"], ["en", "英文"]].map(|keys| text(row, keys));
            if !code.is_empty() && !self.groups.iter().any(|(known, _)| *known == code) {
                self.groups.push((code, [zh, en]));
            }
        }
        let words = ["words", "用语"].into_iter().find_map(|name| node.get(name)?.map());
        let words = words.unwrap_or_default().iter();
        self.words.extend(words.filter_map(|(zh, en)| Some((zh.text.clone(), en.scalar()?.to_string()))));
        let terms = node.list().or_else(|| rows(["terms", "术语"])).unwrap_or_default();
        terms.iter().filter(|row| !self.add_term(row)).collect()
    }

    fn add_term(&mut self, row: &Node) -> bool {
        let term = GlossaryTerm {
            zh: text(row, ["zh", "中文"]),
            en: text(row, ["en", "英文"]),
            also: list(row, ["also", "别名"]),
            compared: !matches!(text(row, ["compared", "比对"]).as_str(), "no" | "否"),
            group: text(row, ["group", "组"]),
            note: [text(row, ["note_zh", "释义"]), text(row, ["note_en", "英文释义"])],
        };
        if term.zh.is_empty() || term.en.is_empty() {
            return false;
        }
        match self.by_zh.get(&term.zh) {
            Some(index) => {
                let old = &mut self.terms[*index];
                let group = if term.group.is_empty() { old.group.clone() } else { term.group.clone() };
                let note = std::mem::take(&mut old.note);
                let kept = |new: &String, old: String| if new.is_empty() { old } else { new.clone() };
                let [zh, en] = note;
                let note = [kept(&term.note[0], zh), kept(&term.note[1], en)];
                *old = GlossaryTerm { group, note, ..term };
            }
            None => {
                self.by_zh.insert(term.zh.clone(), self.terms.len());
                self.terms.push(term);
            }
        }
        true
    }

    /// The term that a text is.
    pub fn find(&self, zh: &str) -> Option<&GlossaryTerm> {
        self.by_zh.get(zh.trim()).map(|index| &self.terms[*index])
    }

    /// The English of a text that is nothing but a term, or a word of forms.
    pub fn english(&self, zh: &str) -> Option<&str> {
        let word = || self.words.get(zh.trim()).map(String::as_str);
        self.find(zh).map(|term| term.en.as_str()).or_else(word)
    }

    /// The terms in a text that translations are held to, each once; of two that begin at one place
    /// the longer.
    pub fn terms_in(&self, text: &str) -> Vec<&GlossaryTerm> {
        let mut found: Vec<&GlossaryTerm> = Vec::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let here = self.terms.iter().filter(|term| rest.starts_with(term.zh.as_str()));
            let step = match here.max_by_key(|term| term.zh.len()) {
                Some(term) => {
                    if term.compared && !found.contains(&term) {
                        found.push(term);
                    }
                    term.zh.len()
                }
                None => first.len_utf8(),
            };
            rest = &rest[step..];
        }
        found
    }

    /// The name of a group.
    pub fn group(&self, code: &str, lang: Lang) -> Option<&str> {
        let (_, names) = self.groups.iter().find(|(known, _)| known == code)?;
        Some(&names[lang as usize])
    }
}

fn text(row: &Node, keys: [&str; 2]) -> String {
    let written = keys.into_iter().find_map(|key| row.get(key)?.scalar());
    written.unwrap_or_default().trim().to_string()
}

fn list(row: &Node, keys: [&str; 2]) -> Vec<String> {
    let Some(node) = keys.into_iter().find_map(|key| row.get(key)) else { return Vec::new() };
    let items = node.list().unwrap_or(std::slice::from_ref(node));
    items.iter().filter_map(Node::scalar).map(|text| text.trim().to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_terms_are_whole() {
        let glossary = Glossary::built_in();
        assert!((60..=150).contains(&glossary.terms.len()));
        for term in &glossary.terms {
            assert!(glossary.group(&term.group, Lang::En).is_some(), "{}", term.zh);
            assert!(term.note.iter().all(|note| !note.is_empty()), "{}", term.zh);
            assert_eq!(glossary.find(&term.zh), Some(term), "{}", term.zh);
        }
    }

    #[test]
    fn the_longer_term_is_meant() {
        let glossary = Glossary::built_in();
        let found: Vec<&str> =
            glossary.terms_in("人才飞地和人才飞地、飞地").iter().map(|term| term.zh.as_str()).collect();
        assert_eq!(found, ["人才飞地", "飞地"]);
    }

    #[test]
    fn a_site_changes_the_english_and_keeps_the_meaning() {
        let source = "- {中文: 众创空间, 英文: innovation space}\n- {中文: 云溪领航, 英文: Yunxi Navigator}\n- {中文: 无}\n";
        let (node, _) = yaml::parse(FileId(0), source, 0..source.len());
        let mut glossary = Glossary::built_in();
        assert_eq!(glossary.add(&node.unwrap()).len(), 1);
        let term = glossary.find("众创空间").unwrap();
        assert_eq!((term.en.as_str(), term.group.as_str()), ("innovation space", "platforms"));
        assert!(!term.note[1].is_empty());
        assert_eq!(glossary.find("云溪领航").unwrap().en, "Yunxi Navigator");
    }
}
