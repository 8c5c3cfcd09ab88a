//! Synonyms for the search: words that people type, and those that the texts use.
//!
//! Takes the rows of `search_synonyms` and the site's own file (`vocabularies/synonyms.yaml`,
//! `词库/同义词.yaml`), gives [`Synonyms`].
//!
//! **Invariant**: a term stands in at most one group of `same` ones; a site widens the built-in
//! groups and takes nothing out of them; a row that cannot be read is left out and named.

use super::folded;
use crate::diagnostic::finding::Words;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Span};
use crate::source::yaml::Node;
use std::collections::HashMap;

/// Terms that a search takes for each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SynonymGroup {
    /// As written, at least two.
    pub terms: Vec<String>,
    /// Interchangeable; else found too, and ranked lower.
    pub same: bool,
}

/// Every group, the built-in ones first.
#[derive(Clone, Debug, Default)]
pub struct Synonyms {
    pub groups: Vec<SynonymGroup>,
    /// The group of `same` terms that a term stands in, by the folded term.
    same: HashMap<String, usize>,
}

/// Where a term of a file stood first: what a second mention names.
type Seen = HashMap<String, String>;

impl Synonyms {
    /// Adds the rows of one list; what is wrong with them, and where.
    pub(super) fn add(&mut self, node: &Node) -> Diagnostics {
        let Some(rows) = node.list() else {
            let shape = bad(
                node.span,
                "应为同义词组的列表：- {terms: [人才公寓, 人才房], kind: same}",
                "must be a list of groups: - {terms: [talent flat, talent apartment], kind: same}",
            );
            return vec![shape];
        };
        let mut seen = Seen::new();
        let mut diagnostics = Vec::new();
        for row in rows {
            match group(row, &mut diagnostics) {
                Some(group) if group.same => {
                    diagnostics.extend(twice(&group, row.span, &mut seen));
                    self.join(group.terms);
                }
                Some(group) => self.groups.push(group),
                None => {}
            }
        }
        diagnostics
    }

    /// Adds terms that mean the same: into the groups that hold one of them, which become one.
    fn join(&mut self, terms: Vec<String>) {
        let mut held: Vec<usize> =
            terms.iter().filter_map(|term| self.same.get(&folded(term)).copied()).collect();
        held.sort_unstable();
        held.dedup();
        let Some((target, others)) = held.split_first() else {
            self.groups.push(SynonymGroup { terms: Vec::new(), same: true });
            return self.extend(self.groups.len() - 1, terms);
        };
        // From behind, so that the places before stay what they are.
        for other in others.iter().rev() {
            let moved = self.groups.remove(*other);
            for place in self.same.values_mut().filter(|place| **place > *other) {
                *place -= 1;
            }
            for term in &moved.terms {
                self.same.remove(&folded(term));
            }
            self.extend(*target, moved.terms);
        }
        self.extend(*target, terms);
    }

    fn extend(&mut self, group: usize, terms: Vec<String>) {
        for term in terms {
            if self.same.insert(folded(&term), group).is_none() {
                self.groups[group].terms.push(term);
            }
        }
    }
}

/// A term that two groups of `same` ones of one file have: which terms are meant is open.
fn twice(group: &SynonymGroup, span: Span, seen: &mut Seen) -> Option<Diagnostic> {
    let first = group.terms.first().cloned().unwrap_or_default();
    let mut found = None;
    for term in &group.terms {
        if let Some(other) = seen.insert(folded(term), first.clone()) {
            found = found.or(Some((term, other)));
        }
    }
    let (term, other) = found?;
    Some(Diagnostic::at(span, Finding::SynonymTwice { term: term.clone(), other }))
}

/// A group as its row says.
fn group(row: &Node, diagnostics: &mut Diagnostics) -> Option<SynonymGroup> {
    let value = |keys: [&str; 2]| keys.into_iter().find_map(|key| row.get(key));
    let items = value(["terms", "词"]);
    let items = items.map(|node| node.list().unwrap_or(std::slice::from_ref(node))).unwrap_or_default();
    let mut terms: Vec<String> = Vec::new();
    for item in items {
        let term = item.scalar().unwrap_or_default().trim();
        if !term.chars().any(char::is_alphanumeric) {
            let problem = "有一个空的词，已略过";
            diagnostics.push(bad(item.span, problem, "has an empty term, which is left out"));
        } else if !terms.iter().any(|known| folded(known) == folded(term)) {
            terms.push(term.to_string());
        }
    }
    if terms.len() < 2 {
        let only = terms.first().map(|term| format!("（{term}）")).unwrap_or_default();
        diagnostics.push(bad(
            row.span,
            format!("有一组不足两个不同的词{only}"),
            format!(
                "has a group with fewer than two different terms{}",
                only.replace(['（', '）'], " ").trim_end()
            ),
        ));
        return None;
    }
    let kind = value(["kind", "关系"]);
    let written = kind.and_then(Node::scalar).unwrap_or_default().trim();
    let same = match written {
        "same" | "相同" => true,
        "related" | "相关" => false,
        _ => {
            let span = kind.map_or(row.span, |node| node.span);
            diagnostics.push(unknown_kind(span, written, &terms[0]));
            return None;
        }
    };
    Some(SynonymGroup { terms, same })
}

fn unknown_kind(span: Span, written: &str, first: &str) -> Diagnostic {
    if written.is_empty() {
        let en = format!("has the group of “{first}” without kind");
        return bad(span, format!("的“{first}”一组没有写 kind（关系）"), en);
    }
    let near = crate::text::hint(written, ["same", "related", "相同", "相关"]);
    bad(
        span,
        format!("的“{first}”一组写着未知的关系“{written}”{near}"),
        format!("has the unknown kind “{written}”{near} for the group of “{first}”"),
    )
}

fn bad(span: Span, zh: impl Into<String>, en: impl Into<String>) -> Diagnostic {
    Diagnostic::at(span, Finding::BadSynonyms { problem: Words::new(zh, en) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::FileId;
    use crate::source::yaml;
    use crate::vocabulary::Vocabularies;

    /// The groups of a list as `a=b=c` or `a~b`, and the problems in Chinese by line.
    fn read(synonyms: &mut Synonyms, source: &str) -> Vec<(usize, String)> {
        let (node, found) = yaml::parse(FileId(0), source, 0..source.len());
        assert!(found.is_empty());
        let found = synonyms.add(&node.unwrap()).into_iter().map(|diagnostic| {
            let problem = match &diagnostic.finding {
                Finding::BadSynonyms { problem } => problem.zh.clone(),
                Finding::SynonymTwice { term, other } => format!("{term} in {other}"),
                other => panic!("{other:?}"),
            };
            let line = source[..diagnostic.span.unwrap().range().start].matches('\n').count() + 1;
            (line, problem)
        });
        found.collect()
    }

    fn written(synonyms: &Synonyms) -> Vec<String> {
        synonyms.groups.iter().map(|group| group.terms.join(if group.same { "=" } else { "~" })).collect()
    }

    #[test]
    fn a_site_widens_the_groups_and_joins_them() {
        let mut synonyms = Synonyms::default();
        let built_in = "- {terms: [社保, 社会保险], kind: same}\n- {terms: [见习, 实习], kind: related}\n- {terms: [ＶＩＳＡ, 签证], kind: same}\n- {terms: [房补, 住房补贴], kind: same}\n";
        assert!(read(&mut synonyms, built_in).is_empty());
        let own = "- {词: [五险, 社保, visa], 关系: 相同}\n- {词: [实习, 顶岗], 关系: 相关}\n- {terms: [住 房补贴, 租房补助], kind: same}\n";
        assert!(read(&mut synonyms, own).is_empty());
        let wanted = ["社保=社会保险=ＶＩＳＡ=签证=五险", "见习~实习", "房补=住房补贴=租房补助", "实习~顶岗"];
        assert_eq!(written(&synonyms), wanted);
        assert!(read(&mut synonyms, "- {terms: [房补, 五险], kind: same}").is_empty());
        assert_eq!(synonyms.groups[0].terms.len(), 8);
    }

    #[test]
    fn what_cannot_be_read_is_named_with_its_line() {
        let source = "- {terms: [人才房, 人才公寓], kind: same}\n- {terms: [安家费, ' 安 家费'], kind: same}\n- {terms: [入户, 落户], kind: sam}\n- {terms: [入学, 上学]}\n- {terms: [公寓, 人才房], kind: same}\n- {terms: [看病, '', 就医], kind: related}\n- 社保\n";
        let mut synonyms = Synonyms::default();
        let found = read(&mut synonyms, source);
        let lines: Vec<usize> = found.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [2, 3, 4, 5, 6, 7]);
        assert!(found[0].1.contains("安家费") && found[1].1.contains("→ “same”"), "{found:?}");
        assert!(found[3].1 == "人才房 in 人才房", "{found:?}");
        assert_eq!(written(&synonyms), ["人才房=人才公寓=公寓", "看病~就医"]);
        assert_eq!(read(&mut synonyms, "人才房: 人才公寓").len(), 1);
    }

    #[test]
    fn the_built_in_groups_are_whole() {
        let synonyms = Vocabularies::built_in().synonyms;
        assert!((60..=110).contains(&synonyms.groups.len()), "{}", synonyms.groups.len());
        assert!(synonyms.groups.iter().all(|group| group.terms.len() >= 2));
        let size: usize = synonyms.groups.iter().flat_map(|group| &group.terms).map(String::len).sum();
        assert!(size < 6_000, "every page of search loads them: {size}");
    }
}
