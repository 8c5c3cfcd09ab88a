//! What a site keeps out of its search.

use crate::diagnostic::Span;
use crate::diagnostic::finding::Words;
use crate::field::{Fields, KINDS, Kind};
use crate::text::hint;

/// What is not found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchSettings {
    /// Ids of entries.
    pub exclude_ids: Vec<String>,
    /// Where those are written.
    pub exclude_span: Option<Span>,
    pub exclude_kinds: Vec<Kind>,
    /// Canonical keys; of every kind that has them.
    pub exclude_fields: Vec<&'static str>,
    /// Headings of sections and printed labels of clauses, as they stand on the page.
    pub exclude_headings: Vec<String>,
}

/// The settings, as far as what they name exists.
pub(super) fn settings(fields: &Fields) -> SearchSettings {
    let part = fields.part("search");
    let texts = |key: &str| -> Vec<String> {
        part.map(|part| part.texts(key).map(str::to_string).collect()).unwrap_or_default()
    };
    SearchSettings {
        exclude_ids: fields.texts("search_exclude").map(str::to_string).collect(),
        exclude_span: fields.get("search_exclude").map(|value| value.span),
        exclude_kinds: texts("exclude_kinds").iter().filter_map(|name| Kind::find(name)).collect(),
        exclude_fields: texts("exclude_fields").iter().filter_map(|name| key_of(name)).collect(),
        exclude_headings: texts("exclude_headings"),
    }
}

/// The canonical key that a name of a field means, in either language.
fn key_of(name: &str) -> Option<&'static str> {
    let mut all = KINDS.iter().flat_map(|spec| &spec.fields);
    all.find(|field| field.key == name || field.zh == name).map(|field| field.key)
}

/// Names of kinds and fields that there are not.
pub(super) fn problems(fields: &Fields) -> Vec<(&'static str, Words)> {
    let Some(part) = fields.part("search") else { return Vec::new() };
    let kinds = || KINDS.iter().flat_map(|spec| [spec.zh, spec.code]);
    let keys = || KINDS.iter().flat_map(|spec| &spec.fields).flat_map(|field| [field.zh, field.key]);
    let unknown_kinds = part.texts("exclude_kinds").filter(|name| Kind::find(name).is_none()).map(|name| {
        let nearest = hint(name, kinds());
        Words::new(
            format!("排除的类别“{name}”不存在{nearest}"),
            format!("leaves out the kind “{name}”, which there is not{nearest}"),
        )
    });
    let unknown_fields = part.texts("exclude_fields").filter(|name| key_of(name).is_none()).map(|name| {
        let nearest = hint(name, keys());
        Words::new(
            format!("排除的字段“{name}”不存在{nearest}"),
            format!("leaves out the field “{name}”, which there is not{nearest}"),
        )
    });
    unknown_kinds.chain(unknown_fields).map(|words| ("search", words)).collect()
}
