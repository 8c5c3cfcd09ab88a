//! The facts of a site (`vocabularies/facts.yaml`) that conditions and tiers of benefits go by.
//!
//! Only what pages need is kept: which fact says the grade of which level scheme.
//!
//! **Invariant**: a row that cannot be read is left out; the rules on benefits report it.

use crate::source::yaml::{self, Node};
use crate::source::{Root, SourceFile, Sources};

/// A property of a person, a body or a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fact {
    /// What conditions call it: 人才层次.
    pub title: String,
    /// `talent_level`.
    pub key: String,
    /// The level scheme whose grade it is; mostly empty.
    pub scheme: String,
    /// Of a graded fact from the highest to the lowest.
    pub values: Vec<String>,
}

/// The facts of a site, in the order of their file.
pub(super) fn facts(sources: &Sources) -> Vec<Fact> {
    let files = sources.files.iter().filter(|file| is_facts(file));
    files
        .flat_map(|file| {
            let (node, _) = yaml::parse(file.id, file.text(), 0..file.text().len());
            let rows = node.as_ref().and_then(Node::list).unwrap_or_default();
            rows.iter().filter_map(fact).collect::<Vec<_>>()
        })
        .collect()
}

fn is_facts(file: &SourceFile) -> bool {
    const PATHS: [&str; 4] =
        ["vocabularies/facts.yaml", "vocabularies/facts.yml", "词库/事实.yaml", "词库/事实.yml"];
    file.root == Root::Content && PATHS.contains(&file.path.as_str())
}

fn fact(row: &Node) -> Option<Fact> {
    let get = |zh: &str, en: &str| row.get(zh).or_else(|| row.get(en));
    let text = |zh: &str, en: &str| get(zh, en).and_then(Node::scalar).unwrap_or_default().trim().to_string();
    let values = get("值", "values").and_then(Node::list).unwrap_or_default();
    let fact = Fact {
        title: text("名称", "title"),
        key: text("键", "key"),
        scheme: text("体系", "scheme"),
        values: values.iter().filter_map(Node::scalar).map(|value| value.trim().to_string()).collect(),
    };
    (!fact.title.is_empty()).then_some(fact)
}
