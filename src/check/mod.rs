//! Rules on entries that need more than one field, and no rendering.
//!
//! Takes the portal, gives findings. Rules that a stage meets on its way (a dead link, a wrong
//! type) are reported there; the catalogue of further rules is to live here, one function each.
//!
//! **Invariant**: a rule looks and reports; it changes nothing.

mod progress;

pub use progress::payment_progress;

use crate::content::Entry;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding};
use crate::portal::Portal;
use rayon::prelude::*;

/// A rule on one entry.
type Rule = fn(&Entry) -> Diagnostics;

const RULES: &[Rule] = &[bad_aliases, reversed_dates];

/// Runs every rule on every entry.
pub fn check(portal: &Portal) -> Diagnostics {
    let entries = &portal.entries.entries;
    entries.par_iter().flat_map_iter(|entry| RULES.iter().flat_map(|rule| rule(entry))).collect()
}

/// I404: a former address is a path inside the site.
fn bad_aliases(entry: &Entry) -> Diagnostics {
    let bad = entry.fields.list("aliases").iter().filter(|alias| {
        let text = alias.value.text().unwrap_or_default();
        crate::url::alias_route(text).is_none()
    });
    bad.map(|alias| {
        let finding = Finding::BadAlias { alias: alias.value.text().unwrap_or_default().into() };
        Diagnostic::at(alias.span, finding)
    })
    .collect()
}

/// F209: what ends does not end before it begins.
fn reversed_dates(entry: &Entry) -> Diagnostics {
    const PAIRS: [(&str, &str); 4] = [
        ("effective_on", "expires_on"),
        ("starts_at", "ends_at"),
        ("dated_on", "published_at"),
        ("published_at", "withdraw_on"),
    ];
    let mut diagnostics = Vec::new();
    for (first, last) in PAIRS {
        let key = |key| entry.key_name(key).to_string();
        if let (Some(from), Some(to)) = (entry.fields.moment(first), entry.fields.moment(last))
            && to.date() < from.date()
        {
            let finding = Finding::DatesReversed { earlier: key(first), later: key(last) };
            diagnostics.push(Diagnostic::at(entry.span_of(last), finding));
        }
    }
    for (part, first, last) in [("period", "start", "end"), ("valid", "from", "to")] {
        if let Some(fields) = entry.fields.part(part)
            && let (Some(from), Some(to)) = (fields.date(first), fields.date(last))
            && to < from
        {
            let finding = Finding::DatesReversed { earlier: from.to_string(), later: to.to_string() };
            diagnostics.push(Diagnostic::at(entry.span_of(part), finding));
        }
    }
    diagnostics
}
