//! Clauses and quotes that entries cite, held against the cited text: the version in force on the date.

use super::{EntryNo, Portal, Versions};
use crate::content::Entry;
use crate::date::Date;
use crate::diagnostic::finding::Words;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding};
use crate::field::{Fields, Kind, Value};
use crate::policy::diff::{Fate, Provision, compare};
use crate::policy::{Clause, PolicyText};
use crate::source::Sources;
use crate::text::{Lang, without_space};
use rayon::prelude::*;

/// Findings for clauses that do not exist and quotes that are not in them.
pub(super) fn check(portal: &Portal, sources: &Sources) -> Diagnostics {
    (0..portal.entries.entries.len())
        .into_par_iter()
        .flat_map_iter(|index| {
            let entry = &portal.entries.entries[index];
            let bases = if entry.lang == Lang::Zh { entry.fields.list("basis") } else { &[] };
            let mut found: Diagnostics = bases
                .iter()
                .filter_map(|basis| match &basis.value {
                    Value::Part(fields) => check_basis(portal, sources, entry, fields),
                    _ => None,
                })
                .collect();
            for relation in &portal.outgoing[index] {
                found.extend(check_clauses(portal, relation));
            }
            found
        })
        .collect()
}

/// A clause that is named must be in the text; in any version of it, since an amendment names clauses
/// of the text before it, and a basis in an old version has a finding of its own.
fn check_clauses(portal: &Portal, relation: &super::Relation) -> Diagnostics {
    let target = portal.entry(relation.other);
    if target.policy.is_none() {
        return Vec::new();
    }
    let texts: Vec<EntryNo> = match portal.versions(relation.other) {
        Some(versions) => versions.all.iter().map(|version| version.text).collect(),
        None => vec![relation.other],
    };
    let has = |clause: &str| texts.iter().any(|text| portal.clause_in(*text, clause).is_some());
    let missing = relation.clauses.iter().filter(|clause| !has(clause));
    missing.map(|clause| Diagnostic::at(relation.span, clause_not_found(target, clause))).collect()
}

fn clause_not_found(target: &Entry, clause: &str) -> Finding {
    Finding::ClauseNotFound { policy: target.title.to_string(), clause: clause.to_string() }
}

fn check_basis(portal: &Portal, sources: &Sources, entry: &Entry, basis: &Fields) -> Option<Diagnostic> {
    let policy = portal.find(&[Kind::Policy], basis.text("policy")?)?;
    let cited = Cited { portal, sources, policy, clause: basis.text("clause"), quote: basis.text("quote") };
    let at = basis.get("quote").or(basis.get("clause"))?.span;
    if cited.stands_in(portal.text_of(policy)) {
        return Some(Diagnostic::at(at, cited.changed_since(portal.versions(policy)?, checked_on(entry)?)?));
    }
    let finding = cited.of_other_version().or_else(|| {
        // A clause that no version has is told by the relation.
        let known =
            cited.clause.is_none_or(|clause| portal.clause_in(portal.text_of(policy), clause).is_some());
        let clause = cited.clause.unwrap_or("全文").to_string();
        let quote = cited.quote.filter(|_| known)?.chars().take(40).collect();
        Some(Finding::QuoteNotFound { clause, quote })
    })?;
    Some(Diagnostic::at(at, finding).also(portal.entry(policy).span))
}

/// When somebody last held an entry against its sources.
fn checked_on(entry: &Entry) -> Option<Date> {
    let verified = entry.fields.part("verified").and_then(|part| part.date("date"));
    verified.or_else(|| entry.fields.date("updated_on")).or_else(|| entry.fields.date("published_at"))
}

/// What a basis cites.
#[derive(Clone, Copy)]
struct Cited<'a> {
    portal: &'a Portal,
    sources: &'a Sources,
    policy: EntryNo,
    clause: Option<&'a str>,
    quote: Option<&'a str>,
}

impl Cited<'_> {
    /// Whether a text has the clause, and the quote in it.
    fn stands_in(&self, text: EntryNo) -> bool {
        let entry = self.portal.entry(text);
        let range = match self.clause {
            Some(written) => match self.portal.clause_in(text, written) {
                Some(clause) => clause.start..clause.end,
                None => return false,
            },
            None => entry.body.clone(),
        };
        let source = self.sources.file(entry.file).text().get(range).unwrap_or_default();
        self.quote.is_none_or(|quote| holds(source, quote))
    }

    /// Where clause and quote stand in a version that is not in force, the newest first.
    fn of_other_version(&self) -> Option<Finding> {
        let versions = self.portal.versions(self.policy)?;
        let mut others = (0..versions.all.len()).rev().filter(|index| *index != versions.current);
        let found = others.find(|index| self.stands_in(versions.all[*index].text))?;
        let (old, current) = (versions.all[found].date, versions.in_force().date);
        let now = self.now(versions, found);
        let [what_zh, what_en] = match self.quote {
            Some(_) => ["这句原文", "the quote"],
            None => ["这一条", "the clause"],
        };
        Some(Finding::QuoteOfOtherVersion {
            place: format!("《{}》{}", self.portal.entry(self.policy).title, self.clause.unwrap_or_default()),
            told: Words::new(
                format!("{what_zh}只在 {old} 版中，现行的是 {current} 版{}", now.zh),
                format!(
                    "{what_en} stands only in the version of {old}; in force is that of {current}{}",
                    now.en
                ),
            ),
        })
    }

    /// A clause that has another text than when it was checked.
    fn changed_since(&self, versions: &Versions, checked: Date) -> Option<Finding> {
        let then = versions.on(checked);
        let written = self.clause?;
        if then >= versions.current || !self.changed(versions, then, written) {
            return None;
        }
        Some(Finding::QuotedClauseChanged {
            policy: self.portal.entry(self.policy).title.to_string(),
            clause: written.to_string(),
            old: versions.all[then].date.to_string(),
            current: versions.in_force().date.to_string(),
        })
    }

    /// Whether the clause in force says something else than the clause of that name in an old version.
    fn changed(&self, versions: &Versions, then: usize, written: &str) -> bool {
        let text = |text: EntryNo| {
            let clause = self.portal.clause_in(text, written)?;
            let source = self.sources.file(self.portal.entry(text).file).text();
            let body = source.get(clause.start..clause.end)?;
            Some(without_space(body).chars().filter(|c| !MARKS.contains(*c)).collect::<String>())
        };
        text(versions.all[then].text) != text(versions.in_force().text)
    }

    /// What has become of the clause of an old version.
    fn now(&self, versions: &Versions, found: usize) -> Words {
        let none = Words::new("", "");
        let text = versions.all[found].text;
        let Some(clause) = self.clause.and_then(|written| self.portal.clause_in(text, written)) else {
            return none;
        };
        let policy = self.portal.entry(text).policy.as_deref();
        let unit = policy.and_then(|policy| unit_of(policy, clause));
        let (old, new) = (self.provisions(text), self.provisions(versions.in_force().text));
        let Some(at) = old.iter().position(|one| unit.is_some_and(|unit| one.anchor == unit.anchor)) else {
            return none;
        };
        let pairs = if found < versions.current {
            compare(&old, &new)
        } else {
            // A version that is to come: seen from the other side, each pair is the same.
            return Words::new("，该版尚未施行", ", and that version is not in force yet");
        };
        let pair = pairs.into_iter().find(|pair| pair.old == Some(at));
        match pair.and_then(|pair| Some((pair.fate, &new[pair.new?]))) {
            Some((fate, now)) if now.label != old[at].label => Words::new(
                format!("，该条现为{}{}", now.label, if fate == Fate::Same { "" } else { "，并有修改" }),
                format!(
                    "; the clause is now {}{}",
                    now.label,
                    if fate == Fate::Same { "" } else { " and was changed" }
                ),
            ),
            Some(_) => Words::new("，该条已修改", "; the clause was changed"),
            None => Words::new("，该条已删除", "; the clause was removed"),
        }
    }

    fn provisions(&self, text: EntryNo) -> Vec<Provision> {
        self.portal.provisions(self.sources, text)
    }
}

/// The article, or the （一） of the section form, that a clause stands in.
fn unit_of<'a>(policy: &'a PolicyText, clause: &'a Clause) -> Option<&'a Clause> {
    use crate::policy::ClauseLevel as L;
    let up = std::iter::successors(Some(clause), |clause| policy.clauses.get(clause.parent? as usize));
    up.into_iter()
        .find(|clause| matches!(clause.level, L::Annex | L::Article | L::SectionLevel1 | L::SectionLevel2))
}

/// Marks of Markdown, which are no part of a text.
const MARKS: &str = "*`_\\|#>";

/// Whether a text holds a quote, white space and marks of Markdown apart.
fn holds(text: &str, quote: &str) -> bool {
    let (text, quote) = (without_space(text), without_space(quote));
    let plain = |text: &str| text.chars().filter(|c| !MARKS.contains(*c)).collect::<String>();
    !quote.is_empty() && (text.contains(&quote) || plain(&text).contains(&plain(&quote)))
}

impl Portal {
    /// The clause of a policy that a printed reference means, with its anchor on the page of the policy.
    pub fn clause_anchor(&self, policy: EntryNo, printed: &str) -> Option<&str> {
        self.clause_in(self.text_of(policy), printed).map(|clause| &*clause.anchor)
    }

    /// The clause of one version that a printed reference means.
    pub fn clause_in(&self, text: EntryNo, printed: &str) -> Option<&Clause> {
        self.entry(text).policy.as_ref()?.find(printed)
    }
}

#[cfg(test)]
mod tests {
    use super::holds;

    #[test]
    fn only_white_space_may_differ() {
        assert!(holds("**第三条**　每人每月\n补贴1500元。", "每人每月补贴1500元"));
        assert!(!holds("每人每月补贴1500元。", "每人每月补贴2000元"));
        assert!(!holds("每人每月补贴1500元。", " "));
    }
}
