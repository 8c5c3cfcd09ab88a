//! Typed values as JSON: codes with their wordings, ids with names, amounts as numbers of 元.
//!
//! Takes a value with its type from the dictionary, gives JSON of the shape that [`super::schema`]
//! describes; `docs/formats.md` tells it to readers.
//!
//! **Invariant**: what is not public is left out: references to hidden or withdrawn entries, files
//! that are not published, consent and other fields of the office.

use super::json::{Json, Object};
use crate::date::DateTime;
use crate::field::{self, Duration, Fields, Kind, Type, Value};
use crate::portal::{EntryNo, PublicView, Target};
use crate::render::{Scene, duration};
use crate::source::Holds;
use crate::text::{Lang, hex};
use crate::url;

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
pub(super) fn money(fen: i64) -> Json<'static> {
    let amount = if fen % 100 == 0 { Json::from(fen / 100) } else { Json::from(fen as f64 / 100.0) };
    [("amount", amount), ("currency", "CNY".into())].into()
}

/// A decimal as a number, whole where it is whole.
pub(super) fn decimal(text: &str) -> Json<'static> {
    match (text.parse::<i64>(), text.parse::<f64>()) {
        (Ok(whole), _) => whole.into(),
        (_, Ok(number)) => number.into(),
        _ => Json::Null,
    }
}

/// A value; `None` where nothing of it is public. `from` is the entry it stands in.
pub(super) fn json_of<'a>(scene: &Scene<'a>, from: EntryNo, ty: &Type, value: &'a Value) -> Option<Json<'a>> {
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
            Some([("zh", (&**text).into())].into())
        }
        (_, value) => Some(free(value)),
    }
}

/// The part of a field: an object of its fields.
pub(super) fn part<'a>(scene: &Scene<'a>, from: EntryNo, name: &str, fields: &'a Fields) -> Option<Json<'a>> {
    let spec = field::PARTS.iter().find(|part| part.name == name)?;
    let mut object = Object::default();
    for inner in spec.fields.iter().filter(|inner| inner.key != "consent") {
        let Some(written) = fields.get(inner.key) else { continue };
        object.put(inner.key, json_of(scene, from, &inner.ty, &written.value));
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
fn attachment(mut object: Object) -> Option<Json> {
    let name = object.remove("name");
    let Some(Json::Object(mut file)) = object.remove("file") else { return None };
    file.put("name", name);
    Some(file.into())
}

/// The anchor and the address of the clause that a basis cites.
fn cited_clause<'a>(scene: &Scene<'a>, basis: &Fields, object: &mut Object<'a>) {
    let policy = basis.text("policy").and_then(|text| scene.portal.find(&[Kind::Policy], text));
    let Some(view) = policy.and_then(|no| scene.portal.public_view(no)) else { return };
    let anchor = basis.text("clause").and_then(|clause| scene.portal.clause_anchor(view.no, clause));
    if let Some(anchor) = anchor {
        object.insert("anchor", anchor);
        object.insert("url", format!("{}#{anchor}", address(scene, view.route)));
    }
}

/// A value of a closed list: code and wordings.
fn term<'a>(scene: &Scene<'a>, ty: &Type, code: &'a str) -> Json<'a> {
    coded(scene, ty.vocabulary().unwrap_or_default(), code)
}

/// A code of a vocabulary with its wordings.
pub(super) fn coded<'a>(scene: &Scene<'a>, vocabulary: &str, code: &'a str) -> Json<'a> {
    match scene.vocabularies.term(vocabulary, code) {
        Some(term) => {
            let label = |lang| Json::from(term.label(lang));
            [("code", code.into()), ("zh", label(Lang::Zh)), ("en", label(Lang::En))].into()
        }
        None => [("code", code.into()), ("zh", code.into())].into(),
    }
}

fn reference<'a>(scene: &Scene<'a>, ty: &Type, text: &'a str) -> Option<Json<'a>> {
    let kinds: &[Kind] = match ty {
        Type::Reference(kinds) => kinds,
        Type::TextOrReference(kind) => std::slice::from_ref(kind),
        _ => &[],
    };
    match scene.portal.find(kinds, text) {
        Some(no) => scene.portal.public_view(no).map(|view| named(&view)),
        None if scene.portal.names_hidden(text) => None,
        None if kinds == [Kind::Department] => Some([("name", text.into())].into()),
        None => Some([("title", text.into())].into()),
    }
}

/// An entry as others name it.
pub(super) fn named<'a>(view: &PublicView<'a>) -> Json<'a> {
    match view.kind {
        Kind::Department => [("id", view.id.into()), ("name", view.title.into())].into(),
        kind => {
            [("kind", kind.spec().code.into()), ("id", view.id.into()), ("title", view.title.into())].into()
        }
    }
}

/// A published file.
fn file<'a>(scene: &Scene<'a>, from: EntryNo, path: &str) -> Option<Json<'a>> {
    let Target::Asset(asset) = scene.portal.resolve(scene.sources, from, path) else { return None };
    let file = scene.sources.file(asset.file);
    let size_bytes = match &file.holds {
        Holds::Text(text) => text.len() as u64,
        Holds::Binary(binary) => binary.size_bytes,
        Holds::Refused => return None,
    };
    let name = file.path.rsplit('/').next().unwrap_or_default();
    let address = address(scene, &asset.route);
    let facts = [
        ("name", name.into()),
        ("url", address.into()),
        ("size_bytes", size_bytes.into()),
        ("sha256", hex(&file.sha256).into()),
    ];
    Some(facts.into())
}

fn duration_json(length: Duration) -> Json<'static> {
    let text = duration(Lang::Zh, length);
    let (number, unit) = match length {
        Duration::Days(n) => (n, "days"),
        Duration::WorkingDays(n) => (n, "working_days"),
        Duration::Months(n) => (n, "months"),
        Duration::Years(n) => (n, "years"),
        Duration::Before { month, day } => {
            return [("before", format!("{month:02}-{day:02}").into()), ("text", text.into())].into();
        }
    };
    [("value", number.into()), ("unit", unit.into()), ("text", text.into())].into()
}

/// A value of any shape; texts that are an amount become one.
fn free(value: &Value) -> Json<'_> {
    match value {
        Value::Map(entries) => {
            let mut object = Object::default();
            entries.iter().for_each(|(key, value)| object.insert(&**key, free(&value.value)));
            object.into()
        }
        Value::List(items) => items.iter().map(|item| free(&item.value)).collect(),
        Value::Money(fen) => money(*fen),
        Value::Ratio(millionths) => (*millionths as f64 / 1_000_000.0).into(),
        Value::Integer(number) => (*number).into(),
        Value::YesNo(yes) => (*yes).into(),
        Value::Date(date) => date.to_string().into(),
        other => match other.text() {
            Some(text) => match field::parse_money(text) {
                Some(fen) => money(fen),
                None => text.into(),
            },
            None => Json::Null,
        },
    }
}
