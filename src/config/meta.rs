//! What the state meta tags ask of the settings: a host that is a host, columns that say something of
//! their own (`standards.md`, section 2).
//!
//! **Invariant**: looks at resolved settings and changes nothing.

use super::{Config, setting_name};
use crate::diagnostic::finding::Words;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding};
use crate::field::{Fields, Kind};

/// Characters that a description of a column needs.
const DESCRIPTION_MIN: usize = 10;
/// Words that a column may have.
const KEYWORDS_MAX: usize = 8;

/// S702, S705 and S727: domain and columns.
pub(super) fn check(config: &Config, fields: &Fields, chinese: bool) -> Diagnostics {
    let at = |key: &str| fields.get(key).map(|value| value.span).or(config.file);
    let mut diagnostics = Vec::new();
    let mut report = |key: &str, finding: Finding| {
        diagnostics.push(Diagnostic { finding, span: at(key), related: Vec::new() });
    };
    if let Some(host) = host_in(&config.domain) {
        let key = setting_name("site_domain", chinese);
        report("site_domain", Finding::WrongSiteMeta { key, found: config.domain.clone(), wanted: host });
    }
    for (index, kind) in Kind::ALL.into_iter().enumerate() {
        let column = config.column(kind);
        if let Some(problem) = problem(config, index) {
            report("columns", Finding::ColumnMeta { column: column.name[0].clone(), problem });
        }
    }
    let taken = &config.column_types_taken;
    let others = config.columns.iter().filter(|column| !taken.contains(&column.column_type));
    let others: Vec<String> =
        others.map(|column| format!("{} ({})", column.name[0], column.column_type)).collect();
    if !taken.is_empty() && !others.is_empty() {
        report("column_types", Finding::ColumnTypeNotTaken { columns: others.join(", ") });
    }
    diagnostics
}

/// The host of a domain that is written as an address.
fn host_in(domain: &str) -> Option<String> {
    let bare = domain.trim_start_matches("https://").trim_start_matches("http://");
    let host = bare.split('/').next().unwrap_or_default();
    (host != domain).then(|| host.to_string())
}

/// What is wrong with a column in either language.
fn problem(config: &Config, index: usize) -> Option<Words> {
    let column = &config.columns[index];
    let before = &config.columns[..index];
    for lang in [0, 1] {
        let description = &column.description[lang];
        let length = description.chars().count();
        if length < DESCRIPTION_MIN {
            return Some(Words::new(
                format!("的说明只有 {length} 个字，至少要 {DESCRIPTION_MIN} 个"),
                format!("has a description of {length} characters; at least {DESCRIPTION_MIN} are wanted"),
            ));
        }
        if let Some(other) = before.iter().find(|other| other.description[lang] == *description) {
            return Some(Words::new(
                format!("的说明与“{}”相同", other.name[0]),
                format!("has the description of “{}”", other.name[0]),
            ));
        }
        let count = column.keywords[lang].len();
        if count > KEYWORDS_MAX {
            return Some(Words::new(
                format!("有 {count} 个关键词，最多 {KEYWORDS_MAX} 个"),
                format!("has {count} keywords; at most {KEYWORDS_MAX} are wanted"),
            ));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::host_in;

    #[test]
    fn a_domain_is_a_host() {
        assert_eq!(host_in("www.yunxi.example"), None);
        assert_eq!(host_in("http://www.yunxi.example/").as_deref(), Some("www.yunxi.example"));
        assert_eq!(host_in(""), None);
    }
}
