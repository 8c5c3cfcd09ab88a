//! Clauses and quotes that entries cite, held against the cited text.

use super::{EntryNo, Portal};
use crate::content::Entry;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding};
use crate::field::{Fields, Kind, Value};
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
                    Value::Part(fields) => check_basis(portal, sources, fields),
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

fn check_clauses(portal: &Portal, relation: &super::Relation) -> Diagnostics {
    let target = portal.entry(relation.other);
    let Some(policy) = target.policy.as_deref() else { return Vec::new() };
    let missing = relation.clauses.iter().filter(|clause| policy.find(clause).is_none());
    missing.map(|clause| Diagnostic::at(relation.span, clause_not_found(target, clause))).collect()
}

fn clause_not_found(target: &Entry, clause: &str) -> Finding {
    Finding::ClauseNotFound { policy: target.title.to_string(), clause: clause.to_string() }
}

fn check_basis(portal: &Portal, sources: &Sources, basis: &Fields) -> Option<Diagnostic> {
    let no = portal.find(&[Kind::Policy], basis.text("policy")?)?;
    let target = portal.entry(no);
    let clause = match basis.get("clause") {
        Some(written) => {
            let text = written.value.text()?;
            match target.policy.as_ref()?.find(text) {
                Some(clause) => Some(clause),
                // The relation says so.
                None => return None,
            }
        }
        None => None,
    };
    let written = basis.get("quote")?;
    let quote = written.value.text()?;
    let range = clause.map_or(target.body.clone(), |clause| clause.start..clause.end);
    let text = sources.file(target.file).text().get(range).unwrap_or_default();
    (!holds(text, quote)).then(|| {
        let label = basis.text("clause").unwrap_or("全文").to_string();
        let shown: String = quote.chars().take(40).collect();
        Diagnostic::at(written.span, Finding::QuoteNotFound { clause: label, quote: shown }).also(target.span)
    })
}

/// Whether a text holds a quote, white space apart. Marks of Markdown are no part of the text.
fn holds(text: &str, quote: &str) -> bool {
    let (text, quote) = (without_space(text), without_space(quote));
    let plain = |text: &str| text.chars().filter(|c| !"*`_\\|#>".contains(*c)).collect::<String>();
    !quote.is_empty() && (text.contains(&quote) || plain(&text).contains(&plain(&quote)))
}

impl Portal {
    /// The clause of a policy that a printed reference means, with its anchor.
    pub fn clause_anchor(&self, policy: EntryNo, printed: &str) -> Option<&str> {
        self.entry(policy).policy.as_ref()?.find(printed).map(|clause| &*clause.anchor)
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
