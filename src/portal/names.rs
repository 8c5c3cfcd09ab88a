//! Name lists of notices: what of them may be shown, and what may not even be in the file.

use super::Portal;
use crate::content::{DataTable, Entry, Names};
use crate::date::Date;
use crate::diagnostic::finding::Words;
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Finding, Span};
use crate::field::{Kind, Value};
use crate::source::Sources;
use crate::vocabulary::Vocabularies;

/// What happens to a column.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Treatment {
    Public,
    Masked,
    YearOnly,
}

/// A list as the public may see it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublicNames {
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// Findings for lists: columns without a treatment, identity and mobile numbers, no day of withdrawal.
pub(super) fn check(portal: &Portal, sources: &Sources, vocabularies: &Vocabularies) -> Diagnostics {
    let mut diagnostics = Vec::new();
    let mut attached: Vec<FileId> = portal.entries.attached.iter().copied().collect();
    attached.sort();
    for file in attached {
        let (header, rows) = crate::field::list::table(sources.file(file).text());
        diagnostics.extend(leaks(&Names { file, header, rows }));
    }
    for entry in portal.entries.entries.iter().filter(|entry| entry.kind == Kind::Notice) {
        let Some(DataTable::Names(names)) = entry.table("list_file") else { continue };
        if entry.fields.date("withdraw_on").is_none() {
            diagnostics.push(Diagnostic::at(entry.span_of("list_file"), Finding::ListWithoutWithdrawal));
        }
        for column in &names.header {
            let column = column.clone();
            let finding = match treatment(entry, &column, vocabularies) {
                Err(problem) => Finding::ListColumn { column, problem },
                Ok(Treatment::Public) if names_persons(&column) && !needs_full_names(entry) => {
                    Finding::FullNameNotRequired { column }
                }
                Ok(_) => continue,
            };
            diagnostics.push(Diagnostic::at(entry.span_of("list_columns"), finding));
        }
        diagnostics.extend(leaks(names));
    }
    diagnostics
}

/// The list of a notice with every column treated as its author says.
pub fn public_names(entry: &Entry, vocabularies: &Vocabularies) -> Option<PublicNames> {
    let Some(DataTable::Names(names)) = entry.table("list_file") else { return None };
    let columns: Vec<(usize, Treatment)> = names
        .header
        .iter()
        .enumerate()
        .filter_map(|(index, column)| Some((index, treatment(entry, column, vocabularies).ok()?)))
        .collect();
    let row = |row: &Vec<String>| {
        let cell = |(index, treatment): &(usize, Treatment)| {
            shown(&names.header[*index], row.get(*index).map_or("", String::as_str), *treatment)
        };
        columns.iter().map(cell).collect()
    };
    Some(PublicNames {
        header: columns.iter().map(|(index, _)| names.header[*index].clone()).collect(),
        rows: names.rows.iter().map(row).collect(),
    })
}

/// The number of people on a list, which stays when the list itself has been taken off.
pub fn names_count(entry: &Entry) -> Option<usize> {
    match entry.table("list_file") {
        Some(DataTable::Names(names)) => Some(names.rows.len()),
        _ => None,
    }
}

fn treatment(entry: &Entry, column: &str, vocabularies: &Vocabularies) -> Result<Treatment, Words> {
    let written = match entry.fields.get("list_columns").map(|v| &v.value) {
        Some(Value::Map(columns)) => columns.iter().find(|(name, _)| &**name == column),
        _ => None,
    };
    let text = written
        .and_then(|(_, value)| value.value.text())
        .ok_or_else(|| Words::new("没有写明怎样公开", "has no policy"))?;
    match vocabularies.find("list_column_policies", text).map(|term| term.code.as_str()) {
        Some("public") => Ok(Treatment::Public),
        Some("public_if_required") if needs_full_names(entry) => Ok(Treatment::Public),
        Some("masked" | "public_if_required") => Ok(Treatment::Masked),
        Some("year_only") => Ok(Treatment::YearOnly),
        Some("refuse") => Err(Words::new("不得出现在文件中", "may not be in the file")),
        _ => Err(Words::new("的处理方式不是已知的取值", "has an unknown policy")),
    }
}

/// Whether the rule of a notice demands full names: a publicity notice asks for objections to these very
/// people; results, announcements and lists can be read without.
fn needs_full_names(entry: &Entry) -> bool {
    entry.text("type") == Some("publicity")
}

/// Whether a column holds the names of persons.
fn names_persons(column: &str) -> bool {
    let of_bodies = ["单位", "项目名", "企业", "平台", "学校"].iter().any(|word| column.contains(word));
    let of_persons = ["姓名", "负责人", "申报人", "申请人", "联系人", "人选", "入选人", "获得者"];
    !of_bodies && (of_persons.iter().any(|word| column.contains(word)) || column.trim() == "名单")
}

/// Whether a cell looks like the name of a person: two to four Han letters.
fn looks_like_name(cell: &str) -> bool {
    let cell = cell.trim();
    (2..=4).contains(&cell.chars().count()) && cell.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

fn shown(column: &str, cell: &str, treatment: Treatment) -> String {
    match treatment {
        Treatment::Public => cell.to_string(),
        Treatment::YearOnly => cell.chars().take_while(char::is_ascii_digit).take(4).collect(),
        Treatment::Masked if names_persons(column) || looks_like_name(cell) => mask_name(cell),
        Treatment::Masked => mask_number(cell),
    }
}

/// 王*明, 王*.
fn mask_name(name: &str) -> String {
    let letters: Vec<char> = name.trim().chars().collect();
    match letters.len() {
        0 | 1 => "*".into(),
        2 => format!("{}*", letters[0]),
        n => format!("{}{}{}", letters[0], "*".repeat(n - 2), letters[n - 1]),
    }
}

/// 138****1234; of an identity number only the last four.
fn mask_number(text: &str) -> String {
    let letters: Vec<char> = text.trim().chars().collect();
    let (before, after) = match letters.len() {
        0..=4 => (0, 0),
        11 => (3, 4),
        _ => (0, 4),
    };
    let hidden = letters.len() - before - after;
    let start: String = letters[..before].iter().collect();
    let end: String = letters[letters.len() - after..].iter().collect();
    format!("{start}{}{end}", "*".repeat(hidden.max(1)))
}

fn leaks(names: &Names) -> Diagnostics {
    let mut diagnostics = Vec::new();
    for row in &names.rows {
        for (index, cell) in row.iter().enumerate() {
            let column = names.header.get(index).cloned().unwrap_or_default();
            for number in personal_numbers(cell) {
                let masked = mask_number(&number);
                let finding = match number.len() {
                    18 => Finding::IdentityNumber { column: column.clone(), masked },
                    _ => Finding::MobileNumber { column: column.clone(), masked },
                };
                diagnostics.push(Diagnostic::at(Span::whole(names.file), finding));
            }
        }
    }
    diagnostics
}

/// Identity and mobile numbers in a cell, however they are written: in full width, in groups, in
/// brackets, several of them, with 86 in front.
fn personal_numbers(cell: &str) -> Vec<String> {
    let plain: String = cell.chars().map(crate::text::narrow).collect::<String>().to_ascii_uppercase();
    let is_joint = |c: char| c.is_whitespace() || matches!(c, '-' | '(' | ')' | '.' | '_' | '—' | '–');
    let mut found = Vec::new();
    for stretch in plain.split(|c: char| !(c.is_ascii_digit() || c == 'X' || is_joint(c))) {
        let groups: Vec<&str> = stretch.split(is_joint).filter(|group| !group.is_empty()).collect();
        let joined = groups.concat();
        let starts = groups.iter().scan(0, |at, group| {
            let start = *at;
            *at += group.len();
            Some(start)
        });
        // A number begins where a group begins, or after the 86 of the country.
        let mut free = 0;
        for start in starts.flat_map(|start| [start, start + 2, start + 4]) {
            let prefix =
                ["", "86", "0086"].iter().any(|code| joined[..start.min(joined.len())].ends_with(code));
            if start < free || !prefix {
                continue;
            }
            let number = [18, 11]
                .into_iter()
                .find_map(|length| joined.get(start..start + length).filter(|n| is_personal(n)));
            if let Some(number) = number {
                found.push(number.to_string());
                free = start + number.len();
            }
        }
    }
    found
}

fn is_personal(number: &str) -> bool {
    looks_like_identity_number(number) || is_mobile(number)
}

/// 18 characters with a possible date of birth: refused whatever the check character, since a wrong
/// one is more often a slip of the pen than another number.
fn looks_like_identity_number(run: &str) -> bool {
    is_identity_number(run) || birth_date(run).is_some_and(|date| (1900..2100).contains(&date.year()))
}

/// The date of birth in 18 characters that have the form of an identity number.
fn birth_date(run: &str) -> Option<Date> {
    if run.len() != 18 || run[..17].contains('X') {
        return None;
    }
    crate::date::parse_date(&format!("{}-{}-{}", &run[6..10], &run[10..12], &run[12..14]))
}

/// A mainland mobile number.
fn is_mobile(run: &str) -> bool {
    run.len() == 11 && run.starts_with('1') && matches!(run.as_bytes()[1], b'3'..=b'9') && !run.contains('X')
}

/// 18 characters with a valid date and the check character of GB 11643.
fn is_identity_number(run: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    if birth_date(run).is_none() {
        return false;
    }
    let sum: u32 =
        run[..17].bytes().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    run.as_bytes()[17] == b"10X98765432"[(sum % 11) as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identity_numbers_are_known_by_their_check() {
        assert!(is_identity_number("11010519491231002X"));
        assert!(!is_identity_number("110105194912310021"));
        assert_eq!(personal_numbers("１１０１０５ 19491231 002x"), ["11010519491231002X"]);
    }

    #[test]
    fn numbers_are_seen_however_they_are_written() {
        for cell in [
            "13800138000",
            "138 0013 8000",
            "138-0013-8000",
            "（138）0013-8000",
            "+8613800138000",
            "86-13800138000",
            "008613800138000",
            "电话：13800138000，",
            "0571-88888888 13800138000",
        ] {
            assert_eq!(personal_numbers(cell), ["13800138000"], "{cell}");
        }
        assert_eq!(personal_numbers("13800138000 13900139000").len(), 2);
        for harmless in
            ["0571-88888888", "2026年1月", "编号 20260001380", "400-800-8000", "11999901000000100F"]
        {
            assert_eq!(personal_numbers(harmless), Vec::<String>::new(), "{harmless}");
        }
    }

    #[test]
    fn masks_keep_no_more_than_they_say() {
        assert_eq!(mask_name("王小明"), "王*明");
        assert_eq!(mask_name("王明"), "王*");
        assert_eq!(mask_number("13800138000"), "138****8000");
        assert_eq!(mask_number("11010519491231002X"), "**************002X");
    }
}
