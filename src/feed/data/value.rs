//! Typed values as JSON: codes with their wordings, ids with names, amounts as numbers of 元.
//!
//! Takes a value with its type from the dictionary, gives JSON of the shape that [`super::schema`]
//! describes; `docs/formats.md` tells it to readers.
//!
//! **Invariant**: what is not public is left out: references to hidden or withdrawn entries, files
//! that are not published, consent and other fields of the office.

use crate::date::DateTime;
use crate::field::{self, Duration, Fields, Kind, Spanned, Type, Value};
use crate::portal::{EntryNo, PublicView, Target};
use crate::render::{Scene, duration};
use crate::source::Holds;
use crate::text::{Lang, hex};
use crate::url;
use serde_json::{Map, Value as Json, json};

/// The address of a route: absolute where the site has an address, else the route itself.
pub(super) fn address(scene: &Scene, route: &str) -> String {
    let absolute = scene.config.absolute(route);
    url::encode(if absolute.is_empty() { route } else { &absolute })
}

/// A moment with its offset: time is China Standard Time.
pub(super) fn moment(moment: DateTime) -> String {
    format!("{}T{:02}:{:02}:00+08:00", moment.date(), moment.hour(), moment.minute())
}

/// An amount in 元; `fen` are hundredths.
pub(super) fn money(fen: i64) -> Json {
    let amount = if fen % 100 == 0 { Json::from(fen / 100) } else { Json::from(fen as f64 / 100.0) };
    json!({"amount": amount, "currency": "CNY"})
}

/// A decimal as a number, whole where it is whole.
pub(super) fn decimal(text: &str) -> Json {
    match (text.parse::<i64>(), text.parse::<f64>()) {
        (Ok(whole), _) => whole.into(),
        (_, Ok(number)) => number.into(),
        _ => Json::Null,
    }
}

/// A value; `None` where nothing of it is public. `from` is the entry it stands in.
pub(super) fn json_of(scene: &Scene, from: EntryNo, ty: &Type, value: &Value) -> Option<Json> {
    match (ty, value) {
        (Type::List(inner), Value::List(items)) => {
            let items = items.iter().filter_map(|item| json_of(scene, from, inner, &item.value));
            Some(items.collect())
        }
        (Type::List(inner), single) => Some(json_of(scene, from, inner, single).into_iter().collect()),
        (Type::Part(name), Value::Part(fields)) => part(scene, from, name, fields),
        (Type::Tiered(inner), value) if !matches!(value, Value::Map(_)) => json_of(scene, from, inner, value),
        (_, Value::YesNo(yes)) => Some((*yes).into()),
        (_, Value::Integer(number)) => Some((*number).into()),
        (_, Value::Number(text)) => Some(decimal(text)),
        (_, Value::Money(fen)) => Some(money(*fen)),
        (_, Value::Ratio(millionths)) => Some((*millionths as f64 / 1_000_000.0).into()),
        (_, Value::Duration(length)) => Some(duration_json(*length)),
        (_, Value::Date(date)) => Some(date.to_string().into()),
        (_, Value::Moment(written)) => Some(moment(*written).into()),
        (_, Value::LongTerm) => Some("long_term".into()),
        (ty, Value::Code(code)) => Some(term(scene, ty, code)),
        (ty, Value::Reference(text)) => reference(scene, ty, text),
        (_, Value::File(path)) => file(scene, from, path),
        (Type::Reference(_) | Type::TextOrReference(_), Value::Text(text)) => reference(scene, ty, text),
        (Type::Situation | Type::Step | Type::Region | Type::SubjectClass, Value::Text(text)) => {
            Some(json!({"zh": text}))
        }
        (_, value) => Some(free(value)),
    }
}

/// The part of a field: an object of its fields.
pub(super) fn part(scene: &Scene, from: EntryNo, name: &str, fields: &Fields) -> Option<Json> {
    let spec = field::PARTS.iter().find(|part| part.name == name)?;
    let mut object = Map::new();
    for inner in spec.fields.iter().filter(|inner| inner.key != "consent") {
        let Some(written) = fields.get(inner.key) else { continue };
        object.extend(json_of(scene, from, &inner.ty, &written.value).map(|json| (inner.key.into(), json)));
    }
    match name {
        "attachment" => attachment(object),
        "basis" => {
            cited_clause(scene, fields, &mut object);
            Some(object.into())
        }
        _ => Some(object.into()),
    }
}

/// A file with the name that its author gave it; none that is not published.
fn attachment(mut object: Map<String, Json>) -> Option<Json> {
    let name = object.remove("name");
    let Some(Json::Object(mut file)) = object.remove("file") else { return None };
    file.extend(name.map(|name| ("name".into(), name)));
    Some(file.into())
}

/// The anchor and the address of the clause that a basis cites.
fn cited_clause(scene: &Scene, basis: &Fields, object: &mut Map<String, Json>) {
    let policy = basis.text("policy").and_then(|text| scene.portal.find(&[Kind::Policy], text));
    let Some(view) = policy.and_then(|no| scene.portal.public_view(no)) else { return };
    let anchor = basis.text("clause").and_then(|clause| scene.portal.clause_anchor(view.no, clause));
    if let Some(anchor) = anchor {
        object.insert("anchor".into(), anchor.into());
        object.insert("url".into(), format!("{}#{anchor}", address(scene, view.route)).into());
    }
}

/// A value of a closed list: code and wordings.
fn term(scene: &Scene, ty: &Type, code: &str) -> Json {
    coded(scene, ty.vocabulary().unwrap_or_default(), code)
}

/// A code of a vocabulary with its wordings.
pub(super) fn coded(scene: &Scene, vocabulary: &str, code: &str) -> Json {
    match scene.vocabularies.term(vocabulary, code) {
        Some(term) => json!({"code": code, "zh": term.label(Lang::Zh), "en": term.label(Lang::En)}),
        None => json!({"code": code, "zh": code}),
    }
}

fn reference(scene: &Scene, ty: &Type, text: &str) -> Option<Json> {
    let kinds: &[Kind] = match ty {
        Type::Reference(kinds) => kinds,
        Type::TextOrReference(kind) => std::slice::from_ref(kind),
        _ => &[],
    };
    match scene.portal.find(kinds, text) {
        Some(no) => scene.portal.public_view(no).map(|view| named(&view)),
        None if scene.portal.names_hidden(text) => None,
        None if kinds == [Kind::Department] => Some(json!({"name": text})),
        None => Some(json!({"title": text})),
    }
}

/// An entry as others name it.
pub(super) fn named(view: &PublicView) -> Json {
    match view.kind {
        Kind::Department => json!({"id": view.id, "name": view.title}),
        kind => json!({"kind": kind.spec().code, "id": view.id, "title": view.title}),
    }
}

/// A published file.
fn file(scene: &Scene, from: EntryNo, path: &str) -> Option<Json> {
    let Target::Asset(asset) = scene.portal.resolve(scene.sources, from, path) else { return None };
    let file = scene.sources.file(asset.file);
    let size_bytes = match &file.holds {
        Holds::Text(text) => text.len() as u64,
        Holds::Binary(binary) => binary.size_bytes,
        Holds::Refused => return None,
    };
    let name = file.path.rsplit('/').next().unwrap_or_default();
    let address = address(scene, &asset.route);
    Some(json!({"name": name, "url": address, "size_bytes": size_bytes, "sha256": hex(&file.sha256)}))
}

fn duration_json(length: Duration) -> Json {
    let text = duration(Lang::Zh, length);
    let (number, unit) = match length {
        Duration::Days(n) => (n, "days"),
        Duration::WorkingDays(n) => (n, "working_days"),
        Duration::Months(n) => (n, "months"),
        Duration::Years(n) => (n, "years"),
        Duration::Before { month, day } => {
            return json!({"before": format!("{month:02}-{day:02}"), "text": text});
        }
    };
    json!({"value": number, "unit": unit, "text": text})
}

/// A value of any shape; texts that are an amount become one.
fn free(value: &Value) -> Json {
    match value {
        Value::Map(entries) => {
            let pair = |(key, value): &(Box<str>, Spanned)| (key.to_string(), free(&value.value));
            Json::Object(entries.iter().map(pair).collect())
        }
        Value::List(items) => items.iter().map(|item| free(&item.value)).collect(),
        Value::Money(fen) => money(*fen),
        Value::Ratio(millionths) => (*millionths as f64 / 1_000_000.0).into(),
        Value::Integer(number) => (*number).into(),
        Value::YesNo(yes) => (*yes).into(),
        Value::Date(date) => date.to_string().into(),
        other => match other.text() {
            Some(text) => field::parse_money(text).map_or_else(|| text.into(), money),
            None => Json::Null,
        },
    }
}
