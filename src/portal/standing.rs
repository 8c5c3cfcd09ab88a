//! Who may see an entry on the date of the build.

use super::EntryNo;
use crate::content::Entries;
use crate::date::{Date, DateTime};
use crate::diagnostic::{Diagnostic, Diagnostics, Finding};
use crate::field::Value;

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

/// The standing of every entry; a translation follows its original later, in `route`.
pub(super) fn standing(
    entries: &Entries,
    published: &[Option<DateTime>],
    date: Date,
) -> (Vec<Standing>, Diagnostics) {
    let mut diagnostics = Vec::new();
    let standing = entries
        .entries
        .iter()
        .zip(published)
        .map(|(entry, published)| {
            let future = published.is_some_and(|moment| moment.date() > date);
            let open = match entry.fields.get("openness").map(|v| &v.value) {
                Some(Value::Code(code)) => &**code == "proactive",
                Some(_) => false,
                None => true,
            };
            let scheduled = entry.fields.yes("scheduled");
            if entry.draft || !open || (scheduled && future) {
                return Standing::Hidden;
            }
            if future && entry.fields.get("published_at").is_some() {
                let finding = Finding::PublishedInFuture { key: entry.key_name("scheduled").into() };
                diagnostics.push(Diagnostic::at(entry.span_of("published_at"), finding));
            }
            match entry.fields.date("withdraw_on") {
                Some(last) if last < date => Standing::Withdrawn,
                _ => Standing::Public,
            }
        })
        .collect();
    (standing, diagnostics)
}

impl super::Portal {
    /// Whether an entry stands in lists: public, and so is its original.
    pub fn is_public(&self, no: EntryNo) -> bool {
        self.standing(no) == Standing::Public
            && self.standing(self.original(no)) == Standing::Public
            && self.entry(no).version_of.is_none()
    }
}
