//! Who may see an entry on the date of the build.

use super::EntryNo;
use crate::content::Entries;
use crate::date::{Date, DateTime};
use crate::diagnostic::{Diagnostic, Diagnostics, Finding};
use crate::field::Value;
use rayon::prelude::*;

/// What a portal is resolved for.
#[derive(Clone, Copy, Debug)]
pub struct AsOf {
    /// The day on which validity, schedules and withdrawals are decided.
    pub date: Date,
    /// Whether what is not published is shown as if it were: in the live preview only.
    pub unpublished: bool,
}

/// Why an entry is not published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unpublished {
    Draft,
    Scheduled,
    /// 依申请公开.
    OnRequest,
    /// 不予公开.
    Withheld,
}

/// Whether an entry is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Public,
    /// Its 下架日期 has passed: the address stays, with a short notice.
    Withdrawn,
    /// A draft, scheduled for later, or not published proactively. It leaves no trace.
    Hidden,
}

/// When each entry was published: 发布时间, else 更新时间, else 成文日期, else the date in its text.
pub(super) fn published(entries: &Entries) -> Vec<Option<DateTime>> {
    let midnight = |date: Date| date.at(0, 0, 0, 0);
    entries
        .entries
        .iter()
        .map(|entry| {
            let fields = &entry.fields;
            let dated = || fields.moment("dated_on").or_else(|| fields.moment("starts_at"));
            let text = || entry.policy.as_ref()?.dated_on.as_ref().map(|found| midnight(found.value));
            fields.moment("published_at").or_else(|| fields.moment("updated_on")).or_else(dated).or_else(text)
        })
        .collect()
}

/// Why each entry is not published on a date, where it is not.
pub(super) fn unpublished(
    entries: &Entries,
    published: &[Option<DateTime>],
    date: Date,
) -> Vec<Option<Unpublished>> {
    let of_entries = entries.entries.iter().zip(published);
    let reasons = of_entries.map(|(entry, published)| {
        let openness = match entry.fields.get("openness").map(|v| &v.value) {
            Some(Value::Code(code)) => &**code,
            Some(_) => "withheld",
            None => "proactive",
        };
        let future = published.is_some_and(|moment| moment.date() > date);
        match openness {
            _ if entry.draft => Some(Unpublished::Draft),
            "proactive" if future && entry.fields.yes("scheduled") => Some(Unpublished::Scheduled),
            "proactive" => None,
            "on_request" => Some(Unpublished::OnRequest),
            _ => Some(Unpublished::Withheld),
        }
    });
    reasons.collect()
}

/// The standing of every entry; a translation follows its original later, in `route`.
pub(super) fn standing(
    entries: &Entries,
    published: &[Option<DateTime>],
    unpublished: &[Option<Unpublished>],
    as_of: AsOf,
) -> (Vec<Standing>, Diagnostics) {
    let mut diagnostics = Vec::new();
    let standing = entries
        .entries
        .iter()
        .zip(published)
        .zip(unpublished)
        .map(|((entry, published), unpublished)| {
            if unpublished.is_some() && !as_of.unpublished {
                return Standing::Hidden;
            }
            let future = published.is_some_and(|moment| moment.date() > as_of.date);
            if future && unpublished.is_none() && entry.fields.get("published_at").is_some() {
                let finding = Finding::PublishedInFuture { key: entry.key_name("scheduled").into() };
                diagnostics.push(Diagnostic::at(entry.span_of("published_at"), finding));
            }
            match entry.fields.date("withdraw_on") {
                Some(last) if last < as_of.date => Standing::Withdrawn,
                _ => Standing::Public,
            }
        })
        .collect();
    (standing, diagnostics)
}

/// When the content of each entry was changed: 更新时间, else the day on which its original was published.
pub(super) fn updated(portal: &super::Portal) -> Vec<Option<Date>> {
    let of_entry = |no: super::EntryNo| {
        let published = portal.published[portal.original(no).0 as usize];
        portal.fields(no).date("updated_on").or(published.map(|moment| moment.date()))
    };
    (0..portal.entries.entries.len()).into_par_iter().map(|index| of_entry(index.into())).collect()
}

/// Whether each entry stands in lists.
pub(super) fn public(entries: &Entries, standing: &[Standing], original: &[EntryNo]) -> Vec<bool> {
    let of_original = |index: usize| standing[original[index].0 as usize];
    let all = entries.entries.iter().zip(standing).enumerate();
    all.map(|(index, (entry, own))| {
        *own == Standing::Public && of_original(index) == Standing::Public && entry.version_of.is_none()
    })
    .collect()
}

impl super::Portal {
    /// Whether an entry stands in lists: public, and so is its original.
    pub fn is_public(&self, no: EntryNo) -> bool {
        self.public[no.0 as usize]
    }

    /// Why an entry is not published though it is shown: its own reason, or that of its original.
    pub fn unpublished(&self, no: EntryNo) -> Option<Unpublished> {
        self.unpublished[no.0 as usize].or(self.unpublished[self.original(no).0 as usize])
    }
}
