//! Closed lists of values (`vocabularies.yaml`), with what a site adds to them.
//!
//! Takes the built-in lists and the files of the content folder `vocabularies/`, gives
//! [`Vocabularies`]: every value by code, Chinese wording or alias.
//!
//! **Invariant**: a code never changes its meaning; a site adds values, aliases and wordings only.

mod fact;
mod glossary;
mod synonym;

pub use glossary::{Glossary, GlossaryTerm};
pub use synonym::{SynonymGroup, Synonyms};

use crate::diagnostic::finding::Words;
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Finding, Span};
use crate::source::yaml::{self, Key, Node, Yaml};
use crate::source::{Root, SourceFile, Sources};
use crate::text::{Lang, narrow};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// The built-in lists.
pub const BUILT_IN: &str = include_str!("vocabularies.yaml");

/// Files of the folder that hold something else than vocabularies.
const OTHER_FILES: [&str; 8] =
    ["synonyms", "facts", "holidays", "glossary", "同义词", "事实", "节假日", "术语"];

/// One value of a closed list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Term {
    pub code: String,
    pub zh: String,
    pub en: String,
    pub aliases: Vec<String>,
    /// Other attributes: `group`, `subject`, `legal_force`, `parent`, `rated` …; lists joined by `;`.
    pub extra: BTreeMap<String, String>,
}

impl Term {
    /// The wording in a language.
    pub fn label(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En if !self.en.is_empty() => &self.en,
            Lang::En => &self.zh,
        }
    }
}

#[derive(Clone, Debug, Default)]
struct List {
    terms: Vec<Term>,
    by_code: HashMap<String, usize>,
    /// Codes, wordings and aliases, folded.
    by_name: HashMap<String, usize>,
}

impl List {
    fn add(&mut self, term: Term) {
        let index = match self.by_code.get(&term.code) {
            Some(index) => {
                merge(&mut self.terms[*index], term);
                *index
            }
            None => {
                self.by_code.insert(term.code.clone(), self.terms.len());
                self.terms.push(term);
                self.terms.len() - 1
            }
        };
        let term = &self.terms[index];
        let names = [&term.code, &term.zh, &term.en].into_iter().chain(&term.aliases);
        for name in names.filter(|name| !name.is_empty()) {
            self.by_name.entry(folded(name)).or_insert(index);
        }
    }
}

fn merge(old: &mut Term, new: Term) {
    for (old, new) in [(&mut old.zh, new.zh), (&mut old.en, new.en)] {
        if !new.is_empty() {
            *old = new;
        }
    }
    old.aliases.extend(new.aliases);
    old.extra.extend(new.extra);
}

/// Without width, case and space: how a written value is compared.
fn folded(text: &str) -> String {
    text.chars().map(narrow).filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// Every closed list, by name.
#[derive(Clone, Debug, Default)]
pub struct Vocabularies {
    lists: HashMap<String, List>,
    /// The one English of each term.
    pub glossary: Glossary,
    /// Words that the search takes for each other.
    pub synonyms: Synonyms,
    fingerprint: [u8; 32],
}

impl Vocabularies {
    /// The lists that come with the program.
    ///
    /// # Panics
    /// Never in a released program: a test reads the same file.
    pub fn built_in() -> Vocabularies {
        static READ: LazyLock<Vocabularies> = LazyLock::new(Vocabularies::read_built_in);
        READ.clone()
    }

    fn read_built_in() -> Vocabularies {
        let (node, _) = yaml::parse(FileId(0), BUILT_IN, 0..BUILT_IN.len());
        let node = node.expect("the built-in vocabularies are valid YAML");
        let mut all = Vocabularies {
            fingerprint: Sha256::digest(BUILT_IN).into(),
            glossary: Glossary::built_in(),
            ..Default::default()
        };
        for (name, list) in node.map().unwrap_or_default() {
            if name.text == "search_synonyms" {
                let found = all.synonyms.add(list);
                assert!(found.is_empty(), "the built-in synonyms are whole: {found:?}");
            } else if !matches!(name.text.as_str(), "entities" | "pages" | "public_names") {
                all.add_list(&name.text, list);
            }
        }
        all
    }

    /// Adds the lists of a site.
    pub fn with_site(mut self, sources: &Sources) -> (Vocabularies, Diagnostics) {
        let mut diagnostics = Vec::new();
        let mut hash = Sha256::new();
        hash.update(self.fingerprint);
        for file in sources.files.iter().filter(|file| is_vocabulary(file)) {
            hash.update(file.sha256);
            let (node, found) = yaml::parse(file.id, file.text(), 0..file.text().len());
            diagnostics.extend(found);
            let Some(node) = node.filter(|node| !node.is_empty()) else { continue };
            let Some(lists) = node.map() else {
                let problem = Words::new("应为“词表名: 列表”", "must map names to lists");
                let finding = Finding::BadVocabulary { name: file.path.clone(), problem };
                diagnostics.push(Diagnostic::at(Span::whole(file.id), finding));
                continue;
            };
            for (name, list) in lists {
                for (span, problem) in self.add_list_of_site(name, list) {
                    let finding = Finding::BadVocabulary { name: name.text.clone(), problem };
                    diagnostics.push(Diagnostic::at(span, finding));
                }
            }
        }
        diagnostics.extend(self.words_of_site(sources, &mut hash));
        self.fingerprint = hash.finalize().into();
        (self, diagnostics)
    }

    /// Adds the glossary of a site, its facts and its synonyms.
    fn words_of_site(&mut self, sources: &Sources, hash: &mut Sha256) -> Diagnostics {
        let mut diagnostics = Vec::new();
        for (file, stem) in sources.files.iter().filter_map(|file| Some((file, stem(file)?))) {
            if !matches!(stem, "glossary" | "术语" | "facts" | "事实" | "synonyms" | "同义词") {
                continue;
            }
            hash.update(stem);
            hash.update(file.sha256);
            let (node, found) = yaml::parse(file.id, file.text(), 0..file.text().len());
            diagnostics.extend(found);
            let Some(node) = node.filter(|node| !node.is_empty()) else { continue };
            match stem {
                "glossary" | "术语" => diagnostics.extend(self.add_glossary(file, &node)),
                "synonyms" | "同义词" => diagnostics.extend(self.synonyms.add(&node)),
                _ => self.add_facts(&node),
            }
        }
        diagnostics
    }

    /// Adds the terms of a site's glossary.
    fn add_glossary(&mut self, file: &SourceFile, node: &Node) -> Diagnostics {
        let mut diagnostics = Vec::new();
        if !Glossary::is_well_shaped(node) {
            let problem = Words::new(
                "应为术语的列表：- {zh: 人才, en: talent}",
                "must be a list of terms: - {zh: 人才, en: talent}",
            );
            let finding = Finding::BadVocabulary { name: file.path.clone(), problem };
            diagnostics.push(Diagnostic::at(node.span, finding));
        }
        diagnostics.extend(self.glossary.add(node).into_iter().map(|row| {
            let problem = Words::new("的每一项都要有 zh 和 en", "needs in every row zh and en");
            let finding = Finding::BadVocabulary { name: file.path.clone(), problem };
            Diagnostic::at(row.span, finding)
        }));
        diagnostics
    }

    /// Adds the rows of a list that have a code and a wording.
    fn add_list(&mut self, name: &str, node: &Node) {
        for row in node.list().unwrap_or_default() {
            if let Some(term) = usable(row) {
                self.grades(name, row, &term.code);
                self.lists.entry(name.to_string()).or_default().add(term);
            }
        }
    }

    /// Adds the rows of a site's list; what is wrong with it, and where.
    fn add_list_of_site(&mut self, name: &Key, list: &Node) -> Vec<(Span, Words)> {
        let mut problems = Vec::new();
        if !self.contains(&name.text) && !name.text.starts_with("own_") {
            let near = crate::text::hint(&name.text, self.lists.keys().map(String::as_str));
            let words = Words::new(
                format!("不是已有的词表{near}；自己的词表以 own_ 开头"),
                format!("is not one that exists{near}; lists of your own begin with own_"),
            );
            problems.push((name.span, words));
        }
        self.add_list(&name.text, list);
        let bad_rows = list.list().unwrap_or_default().iter().filter(|row| usable(row).is_none());
        let bad = bad_rows.map(|row| row.span).chain(list.list().is_none().then_some(name.span));
        problems.extend(bad.map(|span| {
            let words = Words::new(
                "的每一项都要有 code（字母、数字、短横线）和 zh",
                "needs in every row a code (letters, digits, hyphens) and zh",
            );
            (span, words)
        }));
        problems
    }

    /// The grades of a level scheme are a list of their own, `grades:<scheme>`.
    fn grades(&mut self, name: &str, row: &Node, scheme: &str) {
        if name == "level_schemes"
            && let Some(grades) = row.get("grades").and_then(Node::list)
        {
            for grade in grades.iter().filter_map(term) {
                self.lists.entry(format!("grades:{scheme}")).or_default().add(grade);
            }
        }
    }

    /// The value with a code.
    pub fn term(&self, vocabulary: &str, code: &str) -> Option<&Term> {
        let list = self.lists.get(vocabulary)?;
        list.by_code.get(code).map(|index| &list.terms[*index])
    }

    /// The value that an author means: code, wording or alias, whatever its width, case and spaces.
    pub fn find(&self, vocabulary: &str, written: &str) -> Option<&Term> {
        self.term(vocabulary, written).or_else(|| {
            let list = self.lists.get(vocabulary)?;
            list.by_name.get(&folded(written)).map(|index| &list.terms[*index])
        })
    }

    /// Every value of a list, in its order.
    pub fn terms(&self, vocabulary: &str) -> &[Term] {
        self.lists.get(vocabulary).map_or(&[], |list| &list.terms)
    }

    /// Whether there is a list of that name.
    pub fn contains(&self, vocabulary: &str) -> bool {
        self.lists.contains_key(vocabulary)
    }

    /// The wording of a code in a language; the code itself where it is unknown.
    pub fn label<'a>(&'a self, vocabulary: &str, code: &'a str, lang: Lang) -> &'a str {
        self.term(vocabulary, code).map_or(code, |term| term.label(lang))
    }

    /// A hash of every list, part of the key of whatever was read with them.
    pub fn fingerprint(&self) -> [u8; 32] {
        self.fingerprint
    }
}

/// Whether a text may be a code: codes stand in addresses.
fn is_code(code: &str) -> bool {
    let is_letter = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    (1..=60).contains(&code.len())
        && code.bytes().all(is_letter)
        && crate::url::windows_refuses(code).is_none()
}

/// A row with a code that may stand in addresses, and a wording.
fn usable(row: &Node) -> Option<Term> {
    term(row).filter(|term| is_code(&term.code))
}

/// Whether a path below the content folder stands among the word lists.
pub fn is_in_folder(path: &str) -> bool {
    path.starts_with("vocabularies/") || path.starts_with("词库/")
}

fn is_vocabulary(file: &SourceFile) -> bool {
    stem(file).is_some_and(|stem| !OTHER_FILES.contains(&stem))
}

/// The name of a word list, without its ending.
fn stem(file: &SourceFile) -> Option<&str> {
    let inside = file.path.strip_prefix("vocabularies/").or_else(|| file.path.strip_prefix("词库/"))?;
    let stem = inside.strip_suffix(".yaml").or_else(|| inside.strip_suffix(".yml"))?;
    (file.root == Root::Content).then_some(stem)
}

fn term(row: &Node) -> Option<Term> {
    let mut term = Term::default();
    for (key, value) in row.map()? {
        let text = match &value.value {
            Yaml::Scalar { text, quoted: false } if text == "null" => continue,
            Yaml::Scalar { text, .. } => text.clone(),
            Yaml::List(items) => items.iter().filter_map(Node::scalar).collect::<Vec<_>>().join(";"),
            Yaml::Map(_) => continue,
        };
        match key.text.as_str() {
            "code" | "代码" => term.code = text,
            "zh" | "中文" => term.zh = text,
            "en" | "英文" => term.en = text,
            "aliases" | "别名" => {
                term.aliases = text.split(';').filter(|a| !a.is_empty()).map(Into::into).collect()
            }
            other => {
                term.extra.insert(other.to_string(), text);
            }
        }
    }
    (!term.code.is_empty() && !term.zh.is_empty()).then_some(term)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_found_by_code_wording_and_alias() {
        let all = Vocabularies::built_in();
        for written in ["county", "县级", "区级", "县(区)级", "县（区）级"] {
            assert_eq!(all.find("levels", written).map(|t| t.code.as_str()), Some("county"), "{written}");
        }
        assert_eq!(all.find("levels", "府级"), None);
        assert_eq!(all.term("regions", "999901101").unwrap().extra["parent"], "999901");
        assert_eq!(all.terms("grades:demo-2026").len(), 6);
    }

    #[test]
    fn a_site_adds_values_and_wordings() {
        let sources = Sources::from_texts([(
            "vocabularies/own.yaml",
            "levels:\n  - {code: county, zh: 区级}\n  - {code: park, 中文: 园区级}\ntopic: 1\n",
        )]);
        let (all, diagnostics) = Vocabularies::built_in().with_site(&sources);
        assert_eq!(all.term("levels", "county").unwrap().zh, "区级");
        assert_eq!(all.find("levels", "园区级").unwrap().code, "park");
        assert_eq!(diagnostics.len(), 2);
    }

    #[test]
    fn a_site_adds_synonyms_and_hears_what_is_wrong() {
        let own = "- {terms: [社保, 三险], kind: same}\n- {词: [星光]}\n";
        for path in ["vocabularies/synonyms.yaml", "词库/同义词.yaml"] {
            let sources = Sources::from_texts([(path, own)]);
            let (all, diagnostics) = Vocabularies::built_in().with_site(&sources);
            let group =
                all.synonyms.groups.iter().find(|group| group.same && group.terms.contains(&"三险".into()));
            assert!(group.unwrap().terms.contains(&"社会保险".into()), "{path}");
            assert_eq!(diagnostics.len(), 1, "{path}");
            let span = diagnostics[0].span.unwrap();
            assert_eq!((span.file, span.range().start), (sources.files[0].id, own.find("{词").unwrap()));
            assert_ne!(all.fingerprint(), Vocabularies::built_in().fingerprint());
        }
    }
}
