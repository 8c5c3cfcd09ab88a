//! Lists: one CSV, a row per entry, columns from the dictionary.

use super::read::{Mode, Reader, missing_field, part_fields};
use super::{Field, Fields, Kind, ListForm, Must, Spanned, Type, Value};
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Finding, Span};
use crate::text::{Lang, hint};
use crate::vocabulary::Vocabularies;
use std::collections::HashMap;

/// One entry of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub fields: Fields,
    /// The first row of the entry.
    pub span: Span,
    /// What columns such as `名称@en` say, by language.
    pub translations: Vec<(String, Fields)>,
}

/// A cell with its place in the file.
struct Cell {
    text: String,
    span: Span,
}

/// Where the cells of a column go.
struct Column {
    title: String,
    lang: Option<String>,
    /// The field of the entry.
    field: &'static Field,
    /// The field of its part, for 联系.部门 and the columns of the repeated part.
    inner: Option<&'static Field>,
    repeated: bool,
}

/// Reads a list of entries of a kind. Rows with one id are one entry with several repeated parts.
pub fn read(kind: Kind, file: FileId, text: &str, vocabularies: &Vocabularies) -> (Vec<Row>, Diagnostics) {
    let mut diagnostics = Vec::new();
    let (header, rows) = cells(file, text, &mut diagnostics);
    let columns = columns(kind, &header, &mut diagnostics);
    let mut entries: Vec<Row> = Vec::new();
    let mut by_id: HashMap<String, usize> = HashMap::new();
    let mut reader = Reader { vocabularies, mode: Mode::Original, diagnostics: Vec::new() };
    for (number, cells) in rows {
        let row = read_row(&mut reader, &columns, &cells);
        let id = row.fields.text("id").map(str::to_string);
        let named = id.is_some() || row.fields.get("title").is_some() || row.fields.get("question").is_some();
        if !named {
            diagnostics.push(Diagnostic::at(row.span, Finding::CsvNoId { row: number }));
            continue;
        }
        match id.as_ref().and_then(|id| by_id.get(id)) {
            Some(first) => merge(kind, &mut entries[*first], row, &mut diagnostics),
            None => {
                by_id.extend(id.map(|id| (id, entries.len())));
                entries.push(row);
            }
        }
    }
    diagnostics.extend(reader.diagnostics);
    (entries, diagnostics)
}

/// Reads the rows of a data file as parts.
pub fn read_part(
    part: &str,
    file: FileId,
    text: &str,
    vocabularies: &Vocabularies,
) -> (Vec<Fields>, Diagnostics) {
    let mut diagnostics = Vec::new();
    let (header, rows) = cells(file, text, &mut diagnostics);
    let fields = part_fields(part);
    let columns: Vec<Option<&'static Field>> =
        header.iter().map(|cell| known(fields, cell, &mut diagnostics)).collect();
    let mut reader = Reader { vocabularies, mode: Mode::Original, diagnostics: Vec::new() };
    let mut parts = Vec::new();
    for (_, cells) in rows {
        let place = cells.first().map(|first| first.span.to(cells.last().unwrap_or(first).span));
        let mut row = Fields::default();
        for (column, cell) in columns.iter().zip(&cells) {
            if let (Some(field), false) = (column, cell.text.is_empty())
                && let Some(value) = cell_value(&mut reader, field, &field.ty, field.zh, cell)
            {
                row.set(field.key, Spanned { value, span: cell.span });
            }
        }
        let absent = fields.iter().filter(|field| field.must == Must::Always && row.get(field.key).is_none());
        let missing = absent.zip(place.into_iter().cycle());
        diagnostics.extend(missing.map(|(field, place)| missing_field(field, place, true)));
        parts.push(row);
    }
    diagnostics.extend(reader.diagnostics);
    (parts, diagnostics)
}

/// The header and rows of a table with columns of its own.
pub fn table(text: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let (header, rows) = cells(FileId(0), text, &mut Vec::new());
    let texts = |cells: Vec<Cell>| cells.into_iter().map(|cell| cell.text).collect::<Vec<_>>();
    (texts(header), rows.into_iter().map(|(_, cells)| texts(cells)).collect())
}

/// Comma, semicolon or tab: whichever the header has most of.
fn separator(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let count = |separator: u8| header.bytes().filter(|b| *b == separator).count();
    [b',', b'\t', b';']
        .into_iter()
        .max_by_key(|separator| (count(*separator), *separator == b','))
        .unwrap_or(b',')
}

type Table = (Vec<Cell>, Vec<(usize, Vec<Cell>)>);

/// Every cell with its place. Empty rows are left out; uneven ones reported and filled up.
fn cells(file: FileId, text: &str, diagnostics: &mut Diagnostics) -> Table {
    let separator = separator(text);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut header: Vec<Cell> = Vec::new();
    let mut rows = Vec::new();
    let mut record = csv::StringRecord::new();
    loop {
        let start = reader.position().byte() as usize;
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(_) => continue,
        }
        let end = (reader.position().byte() as usize).min(text.len());
        if !text[start..end].matches('"').count().is_multiple_of(2) {
            let line = text[start..end].trim_start().lines().next().map_or(0, str::len);
            let at = end - text[start..end].trim_start().len();
            diagnostics.push(Diagnostic::at(Span::new(file, at..at + line), Finding::CsvQuote));
        }
        let row = placed(Span::new(file, start..end), text, separator as char, &record);
        if row.iter().all(|cell| cell.text.is_empty()) {
            continue;
        }
        if header.is_empty() {
            header = row;
            continue;
        }
        let number = record.position().map_or(0, |position| position.line() as usize);
        if row.len() != header.len() {
            let finding = Finding::CsvRow { row: number, found: row.len(), wanted: header.len() };
            let line = text[start..end].trim_end().len();
            diagnostics.push(Diagnostic::at(Span::new(file, start..start + line), finding));
        }
        rows.push((number, row));
    }
    (header, rows)
}

/// Each cell with its place, found by walking the bytes of the row once.
fn placed(row: Span, text: &str, separator: char, record: &csv::StringRecord) -> Vec<Cell> {
    let range = row.range();
    let source = text.get(range.clone()).unwrap_or_default();
    let mut at = source.len() - source.trim_start_matches(['\r', '\n']).len();
    let mut cells = Vec::with_capacity(record.len());
    for cell in record {
        let rest = &source[at..];
        let len = written_len(rest, separator);
        let written = &rest[..len];
        let inner = written.trim().trim_matches('"');
        let start = range.start + at + (written.len() - written.trim_start().trim_start_matches('"').len());
        let span = Span::new(row.file, start..(start + inner.len()).min(range.end));
        cells.push(Cell { text: cell.trim().replace("\r\n", "\n"), span });
        at = (at + len + separator.len_utf8()).min(source.len());
    }
    cells
}

/// Bytes of a cell as it is written, up to its separator or the end of the row.
fn written_len(rest: &str, separator: char) -> usize {
    let mut quoted = false;
    for (at, c) in rest.char_indices() {
        match c {
            '"' => quoted = !quoted,
            c if !quoted && (c == separator || c == '\n' || c == '\r') => return at,
            _ => {}
        }
    }
    rest.len()
}

fn known(fields: &'static [Field], cell: &Cell, diagnostics: &mut Diagnostics) -> Option<&'static Field> {
    let found = fields.iter().find(|field| field.key == cell.text || field.zh == cell.text);
    if found.is_none() && !cell.text.is_empty() {
        let nearest = hint(&cell.text, fields.iter().flat_map(|field| [field.zh, field.key]));
        let finding = Finding::UnknownField { key: cell.text.clone(), nearest };
        diagnostics.push(Diagnostic::at(cell.span, finding));
    }
    found
}

fn columns(kind: Kind, header: &[Cell], diagnostics: &mut Diagnostics) -> Vec<Option<Column>> {
    let fields: &'static [Field] = &kind.spec().fields;
    let repeated = match kind.spec().list {
        ListForm::Rows { repeated } => repeated.and_then(|key| fields.iter().find(|field| field.key == key)),
        ListForm::No => None,
    };
    header
        .iter()
        .enumerate()
        .map(|(index, cell)| {
            if let Some(first) =
                header[..index].iter().find(|first| first.text == cell.text && !cell.text.is_empty())
            {
                let finding = Finding::DuplicateKey { key: cell.text.clone() };
                diagnostics.push(Diagnostic::at(cell.span, finding).also(first.span));
                return None;
            }
            let (name, lang) = match cell.text.split_once('@') {
                Some((name, lang)) => (name.trim(), Some(lang.trim().to_string())),
                None => (cell.text.as_str(), None),
            };
            if lang.as_deref().is_some_and(|code| Lang::from_code(code).is_none()) {
                let finding = Finding::UnknownField {
                    key: cell.text.clone(),
                    nearest: format!(" → “{name}@en”"),
                };
                diagnostics.push(Diagnostic::at(cell.span, finding));
                return None;
            }
            if lang.is_some() && name.contains('.') && !is_in_part(fields, name) {
                let finding = Finding::UnknownField { key: cell.text.clone(), nearest: String::new() };
                diagnostics.push(Diagnostic::at(cell.span, finding));
                return None;
            }
            let title = cell.text.clone();
            if let Some(outer) = repeated
                && let Some(inner) = inner_field(outer, name)
            {
                return Some(Column { title, lang, field: outer, inner: Some(inner), repeated: true });
            }
            if let Some((outer, inner)) = name.split_once('.') {
                let outer = fields.iter().find(|field| field.key == outer || field.zh == outer);
                if let Some((outer, inner)) =
                    outer.and_then(|outer| Some((outer, inner_field(outer, inner)?)))
                {
                    return Some(Column { title, lang, field: outer, inner: Some(inner), repeated: false });
                }
            }
            let plain = Cell { text: name.to_string(), span: cell.span };
            let field = known(fields, &plain, diagnostics)?;
            Some(Column { title, lang, field, inner: None, repeated: false })
        })
        .collect()
}

/// Whether `空间.租金` stands in one part; in a list of parts a translation could not tell which.
fn is_in_part(fields: &'static [Field], name: &str) -> bool {
    let Some((outer, _)) = name.split_once('.') else { return false };
    let outer = fields.iter().find(|field| field.key == outer || field.zh == outer);
    outer.is_some_and(|field| matches!(field.ty, Type::Part(_)))
}

/// A field of the part that a field holds, or holds a list of.
fn inner_field(outer: &Field, name: &str) -> Option<&'static Field> {
    let part = match &outer.ty {
        Type::Part(part) | Type::List(Type::Part(part)) => *part,
        _ => return None,
    };
    part_fields(part).iter().find(|field| field.key == name || field.zh == name)
}

fn read_row(reader: &mut Reader, columns: &[Option<Column>], cells: &[Cell]) -> Row {
    let span = match (cells.first(), cells.last()) {
        (Some(first), Some(last)) if last.span.end >= first.span.start => {
            Span { end: last.span.end, ..first.span }
        }
        (Some(first), _) => first.span,
        _ => Span::whole(FileId(0)),
    };
    let mut row = Row { fields: Fields::default(), span, translations: Vec::new() };
    for (column, cell) in columns.iter().zip(cells) {
        let Some(column) = column else { continue };
        if cell.text.is_empty() {
            continue;
        }
        let field = column.inner.unwrap_or(column.field);
        let Some(value) = cell_value(reader, field, &field.ty, &column.title, cell) else { continue };
        let value = Spanned { value, span: cell.span };
        match (&column.lang, column.inner) {
            (Some(lang), None) => translation(&mut row, lang).set(field.key, value),
            (Some(lang), Some(inner)) => set_inner(translation(&mut row, lang), column, inner.key, value),
            (None, None) => row.fields.set(field.key, value),
            (None, Some(inner)) => set_inner(&mut row.fields, column, inner.key, value),
        }
    }
    row
}

fn translation<'a>(row: &'a mut Row, lang: &str) -> &'a mut Fields {
    let index = row.translations.iter().position(|(code, _)| code == lang).unwrap_or_else(|| {
        row.translations.push((lang.to_string(), Fields::default()));
        row.translations.len() - 1
    });
    &mut row.translations[index].1
}

fn set_inner(fields: &mut Fields, column: &Column, key: &'static str, value: Spanned) {
    let span = value.span;
    let mut part = match fields.take(column.field.key).map(|old| old.value) {
        Some(Value::Part(part)) => part,
        Some(Value::List(mut items)) => match items.pop().map(|item| item.value) {
            Some(Value::Part(part)) => part,
            _ => Fields::default(),
        },
        _ => Fields::default(),
    };
    part.set(key, value);
    let part = Value::Part(part);
    let value = if column.repeated || matches!(column.field.ty, Type::List(_)) {
        Value::List(vec![Spanned { value: part, span }])
    } else {
        part
    };
    fields.set(column.field.key, Spanned { value, span });
}

/// Lists stand in one cell between semicolons.
fn cell_value(reader: &mut Reader, field: &Field, ty: &Type, title: &str, cell: &Cell) -> Option<Value> {
    match ty {
        Type::List(Type::Part(_)) | Type::Part(_) => {
            let part = match ty {
                Type::Part(name) | Type::List(Type::Part(name)) => name,
                _ => return None,
            };
            let first = part_fields(part).first()?;
            let value = reader.scalar(first, &first.ty, title, &cell.text, cell.span)?;
            let mut fields = Fields::default();
            fields.set(first.key, Spanned { value, span: cell.span });
            let part = Value::Part(fields);
            Some(match ty {
                Type::List(_) => Value::List(vec![Spanned { value: part, span: cell.span }]),
                _ => part,
            })
        }
        Type::List(inner) => {
            let items = cell.text.split([';', '；']).map(str::trim).filter(|item| !item.is_empty());
            let items: Vec<Spanned> = items
                .filter_map(|item| {
                    let value = reader.scalar(field, inner, title, item, cell.span)?;
                    Some(Spanned { value, span: cell.span })
                })
                .collect();
            Some(Value::List(items))
        }
        ty => reader.scalar(field, ty, title, &cell.text, cell.span),
    }
}

/// A later row of an entry adds to its repeated part; its other cells are empty or the same.
fn merge(kind: Kind, entry: &mut Row, row: Row, diagnostics: &mut Diagnostics) {
    let repeated = match kind.spec().list {
        ListForm::Rows { repeated } => repeated,
        ListForm::No => None,
    };
    let id = row.fields.text("id").unwrap_or_default().to_string();
    for (key, value) in row.fields.iter() {
        if Some(key) == repeated {
            match entry.fields.get_mut(key) {
                Some(Spanned { value: Value::List(items), .. }) => {
                    items.extend(row.fields.list(key).iter().cloned());
                }
                _ => entry.fields.set(key, value.clone()),
            }
        } else {
            match entry.fields.get(key) {
                Some(old) if old.value == value.value => {}
                Some(old) => {
                    let name = kind.spec().field(key).map_or(key, |field| field.zh).to_string();
                    let finding = Finding::CsvConflict { key: name, id: id.clone() };
                    diagnostics.push(Diagnostic::at(value.span, finding).also(old.span));
                }
                None => entry.fields.set(key, value.clone()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLATFORMS: &str = "编号,类型,名称,名称@en,级别,认定年份,行业,联系.部门,更新时间\n\
        pt-1,人才飞地,云溪飞地,Yunxi enclave,市级,2024,新一代信息技术;生物,rcb,2026-10-08\n\
        pt-2,孵化器,\"示例,孵化器\",,省级,2023,新材料,kgxj,2026-10-08\n\
        pt-2,,,,市级,2021,,,\n";

    #[test]
    fn rows_of_one_id_are_one_entry() {
        let (rows, diagnostics) = read(Kind::Platform, FileId(0), PLATFORMS, &Vocabularies::built_in());
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[1].fields.text("title"), Some("示例,孵化器"));
        let years: Vec<_> = rows[1].fields.parts("levels").map(|level| level.get("year").cloned()).collect();
        assert_eq!(years.len(), 2);
        assert_eq!(rows[0].fields.texts("industries").collect::<Vec<_>>(), ["next-gen-it", "biotech"]);
        assert_eq!(rows[0].translations[0].1.text("title"), Some("Yunxi enclave"));
        assert_eq!(rows[0].fields.part("contact").unwrap().text("department"), Some("rcb"));
    }

    #[test]
    fn a_cell_of_a_part_may_be_translated() {
        let text = "编号,名称,名称@en,空间.面积,空间.租金,空间.租金@en\npt-1,云溪园,Yunxi Park,900,每月20元,CNY 20 a month\n";
        let (rows, diagnostics) = read(Kind::Platform, FileId(0), text, &Vocabularies::built_in());
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        let english = rows[0].translations[0].1.part("space").unwrap();
        assert_eq!(english.text("rent"), Some("CNY 20 a month"));
        assert_eq!(rows[0].fields.part("space").unwrap().text("rent"), Some("每月20元"));
    }

    #[test]
    fn faults_name_their_cell() {
        let text = "编号,名程,类型\npt-1,甲,府邸,多\npt-1,,众创空间\n";
        let (_, diagnostics) = read(Kind::Platform, FileId(0), text, &Vocabularies::built_in());
        let codes: Vec<_> = diagnostics.iter().map(|d| d.finding.code()).collect();
        assert_eq!(codes, ["L301", "F201", "F204"]);
        assert_eq!(&text[diagnostics[1].span.unwrap().range()], "名程");
        assert_eq!(&text[diagnostics[2].span.unwrap().range()], "府邸");
    }

    #[test]
    fn other_separators_are_seen() {
        assert_eq!(table("a;b\n1;2\n").1, [["1", "2"]]);
        assert_eq!(table("a\tb\n1\t\"2\n3\"\n").1, [["1", "2\n3"]]);
    }
}
