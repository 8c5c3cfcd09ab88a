//! Relations: written at the source end, shown at both.

use super::reference::{Leaf, visit};
use super::{EntryNo, References, Standing};
use crate::content::{Entries, Entry};
use crate::diagnostic::finding::Words;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Span};
use crate::field::{Kind, Type, Value};
use crate::text::{Lang, hint};
use rayon::prelude::*;

/// One relation as seen from one of its ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// Code of the vocabulary `relation_types`, or the key of the field that names the other end.
    pub code: Box<str>,
    /// The other end.
    pub other: EntryNo,
    /// The clauses named, as printed.
    pub clauses: Box<[Box<str>]>,
    /// Where it is written.
    pub span: Span,
}

/// Field keys that are a relation with a name of its own (`content-model.md`, section 5).
const NAMED: &[(&str, &str)] = &[
    ("interprets", "interprets"),
    ("basis", "based_on"),
    ("programme", "part_of"),
    ("handled_by", "handled_by"),
    ("results_of", "results_of"),
    ("stacking", "excludes"),
];

/// The relations that each entry writes, with findings for references that lead nowhere.
pub(super) fn outgoing(
    entries: &Entries,
    standing: &[Standing],
    original: &[EntryNo],
    references: &References,
) -> (Vec<Vec<Relation>>, Diagnostics) {
    let (relations, found): (Vec<Vec<Relation>>, Vec<Diagnostics>) = entries
        .entries
        .par_iter()
        .enumerate()
        .map(|(index, entry)| {
            let mut relations = Vec::new();
            let mut diagnostics = Vec::new();
            if entry.lang != Lang::Zh || original[index].0 as usize != index {
                return (relations, diagnostics);
            }
            visit(entry, &mut |leaf: Leaf| {
                let (Some(kinds), Some(text)) = (leaf.kinds(), leaf.value.text()) else { return };
                match references.find(entries, kinds, text) {
                    Some(other) => relations.push(relation(&leaf, other)),
                    None if matches!(leaf.ty, Type::TextOrReference(_)) && !looks_like_id(text) => {}
                    None => diagnostics.push(unknown(entries, references, entry, &leaf)),
                }
            });
            relations.dedup_by(|a, b| a.code == b.code && a.other == b.other && a.clauses == b.clauses);
            if standing[index] == Standing::Hidden {
                relations.clear();
            }
            (relations, diagnostics)
        })
        .unzip();
    (relations, found.into_iter().flatten().collect())
}

/// Whether a text that may be a name was rather meant as an id.
fn looks_like_id(text: &str) -> bool {
    text.len() >= 3
        && text.contains('-')
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn relation(written: &Leaf, other: EntryNo) -> Relation {
    let part = written.part;
    let typed = (written.top.key == "relations").then(|| part?.text("type")).flatten();
    let named = NAMED.iter().find(|(key, _)| *key == written.top.key).map(|(_, code)| *code);
    let clauses = part.map(|part| {
        let clauses = part.texts("clauses").chain(part.texts("clause"));
        clauses.map(Box::from).collect::<Vec<Box<str>>>()
    });
    Relation {
        code: typed.or(named).unwrap_or(written.top.key).into(),
        other,
        clauses: clauses.unwrap_or_default().into(),
        span: written.span,
    }
}

fn unknown(entries: &Entries, references: &References, entry: &Entry, written: &Leaf) -> Diagnostic {
    let text = written.value.text().unwrap_or_default();
    let kinds = written.kinds().unwrap_or_default();
    let nearest = hint(text, references.ids_near(entries, kinds, text));
    let kind = match kinds {
        [kind] => Words::new(kind.spec().zh, kind.spec().code.replace('_', " ")),
        _ => Words::new("条目", "entry"),
    };
    let key = if entry.chinese_keys { written.field.zh } else { written.field.key };
    if references.names_hidden(text) {
        let finding = Finding::ReferenceToHidden { key: key.into(), target: text.into() };
        return Diagnostic::at(written.span, finding);
    }
    Diagnostic::at(
        written.span,
        Finding::UnknownReference { key: key.into(), target: text.into(), kind, nearest },
    )
}

/// The same relations, seen from the other end.
pub(super) fn incoming(outgoing: &[Vec<Relation>]) -> Vec<Vec<Relation>> {
    let mut incoming: Vec<Vec<Relation>> = vec![Vec::new(); outgoing.len()];
    for (index, relations) in outgoing.iter().enumerate() {
        for relation in relations {
            let seen = Relation { other: EntryNo(index as u32), ..relation.clone() };
            let there = &mut incoming[relation.other.0 as usize];
            // Those of one entry stand together, at the end.
            let same = there.iter().rev().take_while(|other| other.other == seen.other);
            if !same.into_iter().any(|other| other.code == seen.code) {
                there.push(seen);
            }
        }
    }
    incoming
}

/// Whether a policy is a draft for consultation, which acts on nothing.
pub(super) fn is_consultation(entry: &Entry) -> bool {
    entry.kind == Kind::Policy
        && matches!(entry.fields.get("validity").map(|v| &v.value), Some(Value::Code(code)) if &**code == "consultation")
}
