//! The spreadsheets: which columns each has, and what stands in them.
//!
//! The head of a column is the Chinese key of the dictionary, as an author would write it in a CSV, with
//! a dot before nested keys; amounts have their unit behind. Columns that are computed have a head of
//! their own. `docs/formats.md` lists all of them; columns are added at the end only.
//!
//! **Invariant**: rows come from [`PublicView`] in the order of the lists.

use super::csv::{self, Cell};
use super::json::Json;
use super::value::address;
use crate::date::minute;
use crate::field::{Field, Fields, Kind, PARTS, Type, Value};
use crate::portal::{EntryNo, PublicView, Target};
use crate::render::{Scene, duration};
use crate::text::Lang;

/// Between the values of one cell.
const SEPARATOR: &str = "；";
/// Between quotes, which hold semicolons themselves.
const QUOTES: &str = "｜";

/// Columns of benefits: paths of keys, and `=name` for what is computed.
const BENEFITS: &str = "id title summary audiences topics level support_forms access_mode =conditions =award \
    =amount_min =amount_max =unit payment.mode payment.time_limit stacking.group stacking.rule apply.mode \
    apply.windows.start apply.windows.end apply.entry handled_by.department basis.policy basis.clause \
    basis.quote =valid_from =valid_to duties =published =updated =url =json";
const PLATFORMS: &str = "id title type levels.level levels.recognised_by levels.document_number levels.year \
    levels.status rating.stars rating.valid_until host credit_code operator authority industries \
    research_fields belongs_to located_in address accepts space.area_m2 space.available_m2 space.rent \
    space.as_of housing.units services hours contact.department contact.phone =updated =url =json";
const CALLS: &str = "id title summary programme benefits year starts_at ends_at suspension.from suspension.to \
    audiences topics quota conditions_summary materials.name submission contact.department contact.phone \
    basis.policy basis.clause =published =updated =url =json";

fn columns(kind: Kind) -> Vec<&'static str> {
    let columns = match kind {
        Kind::Benefit => BENEFITS,
        Kind::Platform => PLATFORMS,
        _ => CALLS,
    };
    columns.split_whitespace().collect()
}

/// The spreadsheet of a kind.
pub(super) fn of_kind(scene: &Scene, kind: Kind) -> Vec<u8> {
    let columns = columns(kind);
    let header: Vec<String> = columns.iter().map(|path| head(kind, path)).collect();
    let views = scene.portal.list(kind, Lang::Zh).iter().filter_map(|no| scene.portal.public_view(*no));
    let row = |view: PublicView| columns.iter().map(|path| cell(scene, &view, path)).collect();
    csv::bytes(&header, views.map(row))
}

/// The rows of a shortage catalogue or an indicator, all columns of the part.
pub(super) fn of_rows(scene: &Scene, no: EntryNo) -> Vec<u8> {
    let Some(view) = scene.portal.public_view(no) else { return Vec::new() };
    let (key, part) = match view.kind {
        Kind::Shortage => ("rows_file", "shortage_row"),
        _ => ("series_file", "series_row"),
    };
    let fields = PARTS.iter().find(|spec| spec.name == part).map_or(&[][..], |spec| spec.fields);
    let header: Vec<String> = fields.iter().map(|field| field.zh.to_string()).collect();
    let row = |row: &Fields| -> Vec<Cell> {
        fields.iter().map(|field| field_cell(scene, view.no, field, row)).collect()
    };
    csv::bytes(&header, view.rows(key).iter().map(row))
}

/// 公开目录: 索引, 名称, 内容概述, 生成日期, and the address.
pub(super) fn catalogue(scene: &Scene) -> Vec<u8> {
    let header = ["索引", "名称", "内容概述", "生成日期", "网址"].map(String::from);
    let rows = scene.portal.list(Kind::Policy, Lang::Zh).iter().filter_map(|no| {
        let view = scene.portal.public_view(*no)?;
        let dated = || view.issued_text()?.0.dated_on.as_ref().map(|found| found.value);
        let dated = view.date("dated_on").or_else(dated);
        Some(vec![
            Cell::text(view.text("index_number").unwrap_or_default()),
            Cell::text(view.title),
            Cell::text(view.text("summary").unwrap_or_default()),
            dated.map_or(Cell::Empty, |date| Cell::Plain(date.to_string())),
            Cell::text(address(scene, view.route)),
        ])
    });
    csv::bytes(&header, rows)
}

/// The head of a column.
fn head(kind: Kind, path: &str) -> String {
    let computed = match path {
        "=conditions" => "条件",
        "=award" => "待遇",
        "=amount_min" => "金额下限（元）",
        "=amount_max" => "金额上限（元）",
        "=unit" => "计量单位",
        "=valid_from" => "有效.自",
        "=valid_to" => "有效.至",
        "=published" => "发布时间",
        "=updated" => "更新时间",
        "=url" => "网址",
        "=json" => "数据网址",
        _ => "",
    };
    if !computed.is_empty() {
        return computed.into();
    }
    let mut fields: &[Field] = &kind.spec().fields;
    let mut words = Vec::new();
    for key in path.split('.') {
        let Some(field) = fields.iter().find(|field| field.key == key) else { break };
        words.push(field.zh);
        fields = part_of(&field.ty).map_or(&[], |part| part.fields);
    }
    words.join(".")
}

fn part_of(ty: &Type) -> Option<&'static crate::field::PartSpec> {
    match ty {
        Type::List(inner) => part_of(inner),
        Type::Part(name) => PARTS.iter().find(|part| part.name == *name),
        _ => None,
    }
}

fn cell(scene: &Scene, view: &PublicView, path: &str) -> Cell {
    let json = || crate::portal::route::json_route(view.route, view.kind, view.id);
    match path {
        "id" => Cell::text(view.id),
        "title" => Cell::text(view.title),
        "=published" => view.published.map_or(Cell::Empty, |at| Cell::Plain(minute(at))),
        "=updated" => view.updated.map_or(Cell::Empty, |on| Cell::Plain(on.to_string())),
        "=url" => Cell::text(address(scene, view.route)),
        "=json" => Cell::text(address(scene, &json())),
        _ if path.starts_with('=') => benefit_cell(scene, view, path),
        _ => match path.split_once('.') {
            None => {
                let field = view.kind.spec().field(path);
                let written = view.get(path).zip(field);
                written.map_or(Cell::Empty, |(value, field)| one(scene, view.no, &field.ty, &value.value))
            }
            Some((key, inner)) => nested(scene, view, key, inner),
        },
    }
}

/// One field of every part of a list.
fn nested(scene: &Scene, view: &PublicView, key: &str, path: &str) -> Cell {
    let part = view.kind.spec().field(key).and_then(|field| part_of(&field.ty));
    let (Some(part), parts) = (part, view.parts(key)) else { return Cell::Empty };
    let (inner, deeper) = path.split_once('.').map_or((path, None), |(key, rest)| (key, Some(rest)));
    let Some(field) = part.fields.iter().find(|field| field.key == inner) else { return Cell::Empty };
    let cells = parts.into_iter().flat_map(|fields| match (deeper, part_of(&field.ty)) {
        (Some(deeper), Some(below)) => {
            let field = below.fields.iter().find(|field| field.key == deeper);
            let cell = |row: &Fields| field.map(|field| field_cell(scene, view.no, field, row));
            fields.parts(inner).filter_map(cell).collect()
        }
        _ => vec![field_cell(scene, view.no, field, fields)],
    });
    joined(cells.collect(), if field.key == "quote" { QUOTES } else { SEPARATOR })
}

fn field_cell(scene: &Scene, from: EntryNo, field: &Field, fields: &Fields) -> Cell {
    fields.get(field.key).map_or(Cell::Empty, |value| one(scene, from, &field.ty, &value.value))
}

/// Several cells in one; a single one stays what it is.
fn joined(cells: Vec<Cell>, separator: &str) -> Cell {
    let mut filled: Vec<Cell> = cells.into_iter().filter(|cell| *cell != Cell::Empty).collect();
    if filled.len() == 1 {
        return filled.remove(0);
    }
    let texts = filled.into_iter().filter_map(|cell| match cell {
        Cell::Text(text) | Cell::Plain(text) => Some(text),
        Cell::Empty => None,
    });
    Cell::text(texts.collect::<Vec<_>>().join(separator))
}

/// A value as a cell.
fn one(scene: &Scene, from: EntryNo, ty: &Type, value: &Value) -> Cell {
    let inner = if let Type::List(inner) = ty { inner } else { ty };
    match value {
        Value::List(items) => {
            joined(items.iter().map(|item| one(scene, from, inner, &item.value)).collect(), SEPARATOR)
        }
        Value::YesNo(yes) => Cell::text(if *yes { "是" } else { "否" }),
        Value::Integer(number) => Cell::Plain(number.to_string()),
        Value::Number(text) => Cell::Plain(text.to_string()),
        Value::Money(fen) => yuan(*fen),
        Value::Ratio(millionths) => Cell::Plain(format!("{}%", *millionths as f64 / 10_000.0)),
        Value::Duration(length) => Cell::text(duration(Lang::Zh, *length)),
        Value::Date(date) => Cell::Plain(date.to_string()),
        Value::Moment(moment) => Cell::Plain(minute(*moment)),
        Value::LongTerm => Cell::text("长期"),
        Value::File(path) => match scene.portal.resolve(scene.sources, from, path) {
            Target::Asset(asset) => Cell::text(address(scene, &asset.route)),
            _ => Cell::Empty,
        },
        _ => Cell::text(words(scene, from, inner, value)),
    }
}

/// A code or reference by its name; other texts as they are.
fn words(scene: &Scene, from: EntryNo, ty: &Type, value: &Value) -> String {
    let json = super::value::json_of(scene, from, ty, value);
    let text = |json: &Json| {
        let named = ["zh", "name", "title"].into_iter().find_map(|key| json.get(key)?.as_str());
        named.or(json.as_str()).unwrap_or_default().to_string()
    };
    json.as_ref().map(text).unwrap_or_default()
}

fn yuan(fen: i64) -> Cell {
    Cell::Plain(if fen % 100 == 0 { (fen / 100).to_string() } else { format!("{:.2}", fen as f64 / 100.0) })
}

/// What is computed of a benefit. Amounts are told of benefits with one component only: how several
/// add up is a matter of their rules.
fn benefit_cell(scene: &Scene, view: &PublicView, path: &str) -> Cell {
    let awards = view.parts("award");
    let single = || if let [award] = awards[..] { Some(award) } else { None };
    let amounts = || single().map(crate::field::award_amounts).unwrap_or_default();
    let amount = |fen: Option<i64>| fen.map_or(Cell::Empty, yuan);
    let day = |key: &str| match super::entry::claimable(scene, view).get(key).and_then(|day| day.as_str()) {
        Some("long_term") => Cell::text("长期"),
        Some(day) => Cell::Plain(day.into()),
        None => Cell::Empty,
    };
    match path {
        "=conditions" => {
            let conditions = view.get("conditions").map(|conditions| match &conditions.value {
                Value::List(items) => items.as_slice(),
                _ => std::slice::from_ref(conditions),
            });
            let words = conditions.unwrap_or_default().iter();
            let words = words.map(|condition| crate::render::condition_words(scene, Lang::Zh, condition));
            Cell::text(words.collect::<Vec<_>>().join(SEPARATOR))
        }
        "=award" => {
            let words = awards.iter().map(|award| crate::render::award_words(scene, Lang::Zh, award));
            Cell::text(words.collect::<Vec<_>>().join(SEPARATOR))
        }
        "=amount_min" => amount(amounts().into_iter().min()),
        "=amount_max" => amount(amounts().into_iter().max()),
        "=unit" => Cell::text(single().and_then(|award| award.text("unit")).unwrap_or_default()),
        "=valid_from" => day("from"),
        _ => day("to"),
    }
}
