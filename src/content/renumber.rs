//! The numbers of files in what was read before, when files have come or gone since.
//!
//! **Invariant**: every number of a file that an entry or a finding holds goes through here.

use super::{DataTable, Entry};
use crate::diagnostic::{Diagnostic, FileId, Span};

/// What number a file has now.
type To<'t> = &'t dyn Fn(FileId) -> FileId;

/// Gives an entry the numbers that files have now.
pub(super) fn entry(entry: &mut Entry, to: To) {
    entry.file = to(entry.file);
    entry.span.file = to(entry.span.file);
    entry.version_of = entry.version_of.map(to);
    entry.fields.visit_spans(&mut |span| span.file = to(span.file));
    entry.data.iter_mut().for_each(|(_, data)| table(data, to));
}

fn table(table: &mut DataTable, to: To) {
    match table {
        DataTable::Parts { rows, .. } => {
            rows.iter_mut().for_each(|row| row.visit_spans(&mut |span| span.file = to(span.file)));
        }
        DataTable::Names(names) => names.file = to(names.file),
    }
}

/// Gives a finding the numbers that files have now.
pub(super) fn finding(found: &mut Diagnostic, to: To) {
    found.span.iter_mut().chain(&mut found.related).for_each(|span: &mut Span| span.file = to(span.file));
}
