//! JSON Schema 2020-12 of the data files, from the same dictionary as the data.
//!
//! **Invariant**: every field that [`super::entry`] writes has its shape here; a field that is not
//! described is not allowed, so that a new one is noticed.

use super::entry::FORMAT;
use super::value::address;
use crate::field::{Field, Kind, PARTS, Type};
use crate::portal::dataset::{list_name, schema_name};
use crate::render::Scene;
use crate::text::Lang;
use serde_json::{Map, Value, json};

const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The schema of the list of a kind.
pub(super) fn of_list(scene: &Scene, kind: Kind) -> Value {
    let name = list_name(kind);
    let entry = format!("{}.json", schema_name(kind));
    json!({
        "$schema": DRAFT,
        "$id": address(scene, &format!("schema/data-list-{name}.json")),
        "title": scene.config.column(kind).name[Lang::Zh as usize],
        "type": "object",
        "properties": {
            "format": {"const": FORMAT},
            "schema": {"type": "string"},
            "licence": licence(),
            "title": spoken(),
            "count": {"type": "integer", "minimum": 0},
            "entries": {"type": "array", "items": {"$ref": entry}},
        },
        "required": ["format", "schema", "title", "count", "entries"],
        "additionalProperties": false,
    })
}

/// The schema of the JSON of an entry; in lists it has neither format nor clauses.
pub(super) fn of_entry(scene: &Scene, kind: Kind) -> Value {
    let spec = kind.spec();
    let mut properties = Map::new();
    for field in spec.fields.iter().filter(|field| !is_office(field.key)) {
        properties.insert(field.key.into(), described(field));
    }
    properties.extend(computed(kind));
    json!({
        "$schema": DRAFT,
        "$id": address(scene, &format!("schema/{}.json", schema_name(kind))),
        "title": format!("{} {}", spec.zh, spec.code),
        "type": "object",
        "properties": properties,
        "required": ["kind", "id", "url", "json", "title"],
        "additionalProperties": false,
        "$defs": definitions(),
    })
}

/// Fields that [`super::entry`] never writes under their own key.
fn is_office(key: &str) -> bool {
    crate::portal::PublicView::is_of_the_office(key)
        || key.ends_with("_file")
        || matches!(key, "question" | "withdraw_on" | "lang" | "translation_of" | "list_columns")
}

/// What the site says of every entry, and of some kinds.
fn computed(kind: Kind) -> Map<String, Value> {
    let rows = |part: &str| json!({"type": "array", "items": of_part(part)});
    let moment = json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\\+08:00$"});
    let mut all = json!({
        "format": {"const": FORMAT},
        "schema": {"type": "string"},
        "licence": licence(),
        "kind": {"const": kind.spec().code},
        "id": {"type": "string"},
        "url": spoken(),
        "json": {"type": "string"},
        "title": spoken(),
        "summary": spoken(),
        "published_at": moment,
        "updated_on": date("更新时间 last change"),
        "relations": {"type": "array", "items": {"$ref": "#/$defs/relation"}},
    });
    let own = match kind {
        Kind::Policy => json!({
            "validity": {"$ref": "#/$defs/validity"},
            "preamble": {"type": "string"},
            "clauses": {"type": "array", "items": {"$ref": "#/$defs/clause"}},
            "texts": {"type": "array", "items": {"$ref": "#/$defs/text"}},
        }),
        Kind::Benefit => json!({
            "conditions_in_words": {"$ref": "#/$defs/lines"},
            "award_in_words": {"$ref": "#/$defs/lines"},
            "valid": {"$ref": "#/$defs/claimable"},
        }),
        Kind::Notice => json!({"names_count": {"type": "integer"}}),
        Kind::Shortage => json!({"rows": rows("shortage_row")}),
        Kind::Indicator => json!({"series": rows("series_row")}),
        Kind::Department => json!({"roster": rows("roster_row")}),
        Kind::Programme => json!({"past_numbers": {"$ref": "#/$defs/table"}}),
        _ => json!({}),
    };
    if let (Value::Object(all), Value::Object(own)) = (&mut all, own) {
        all.extend(own);
    }
    all.as_object().cloned().unwrap_or_default()
}

fn described(field: &Field) -> Value {
    let mut schema = of_type(&field.ty);
    if let Value::Object(object) = &mut schema {
        object.insert("title".into(), field.zh.into());
        object.insert("description".into(), format!("{}\n{}", field.help_zh, field.help_en).into());
    }
    schema
}

fn of_type(ty: &Type) -> Value {
    match ty {
        Type::YesNo => json!({"type": "boolean"}),
        Type::Integer | Type::Year => json!({"type": "integer"}),
        Type::Number | Type::Ratio => json!({"type": "number"}),
        Type::Money => reference("money"),
        Type::Duration => reference("duration"),
        Type::Date => json!({"type": "string", "format": "date"}),
        Type::DateOrLong => reference("day"),
        Type::Moment => json!({"type": "string", "format": "date-time"}),
        Type::SubjectClass
        | Type::Step
        | Type::Situation
        | Type::Region
        | Type::Choice(_)
        | Type::Vocabulary(_) => reference("term"),
        Type::Reference(_) | Type::TextOrReference(_) => reference("reference"),
        Type::File => reference("file"),
        Type::Part("attachment") => reference("file"),
        Type::Part(name) => of_part(name),
        Type::List(inner) => json!({"type": "array", "items": of_type(inner)}),
        // Tiers are free maps from the value of a fact to an amount.
        Type::Tiered(inner) => json!({"anyOf": [of_type(inner), {"type": "object"}]}),
        Type::Map => json!({"type": "object"}),
        Type::Any => json!({}),
        _ => json!({"type": "string"}),
    }
}

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/$defs/{name}")})
}

fn of_part(name: &str) -> Value {
    let fields = PARTS.iter().find(|part| part.name == name).map_or(&[][..], |part| part.fields);
    let fields = fields.iter().filter(|field| field.key != "consent");
    let mut properties: Map<String, Value> =
        fields.map(|field| (field.key.to_string(), described(field))).collect();
    if name == "basis" {
        properties.insert("anchor".into(), json!({"type": "string"}));
        properties.insert("url".into(), json!({"type": "string"}));
    }
    json!({"type": "object", "properties": properties, "additionalProperties": false})
}

/// A text in each language that the entry has.
fn spoken() -> Value {
    json!({
        "type": "object",
        "properties": {"zh": {"type": "string"}, "en": {"type": "string"}},
        "required": ["zh"],
        "additionalProperties": false,
    })
}

fn licence() -> Value {
    json!({
        "type": "object",
        "properties": {"name": {"type": "string"}, "url": {"type": "string"}},
        "required": ["name"],
        "additionalProperties": false,
    })
}

fn date(description: &str) -> Value {
    json!({"type": "string", "format": "date", "description": description})
}

fn text_object(keys: &[&str], required: &[&str]) -> Value {
    let properties: Map<String, Value> =
        keys.iter().map(|key| (key.to_string(), json!({"type": "string"}))).collect();
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

/// The shapes that fields share.
fn definitions() -> Value {
    let texts = json!({"type": "array", "items": {"type": "string"}});
    let day = json!({"anyOf": [{"type": "string", "format": "date"}, {"const": "long_term"}]});
    let mut duration = text_object(&["unit", "before", "text"], &["text"]);
    duration["properties"]["value"] = json!({"type": "integer"});
    let mut file = text_object(&["name", "url", "sha256"], &["name", "url", "sha256"]);
    file["properties"]["size_bytes"] = json!({"type": "integer"});
    let mut relation = text_object(
        &["direction", "type", "kind", "id", "title"],
        &["direction", "type", "kind", "id", "title"],
    );
    relation["properties"]["direction"] = json!({"enum": ["outgoing", "incoming"]});
    relation["properties"]["clauses"] = texts.clone();
    let mut clause = text_object(&["anchor", "level", "label", "heading", "text"], &["anchor", "level"]);
    clause["properties"]["children"] = json!({"type": "array", "items": {"$ref": "#/$defs/clause"}});
    let object = |properties: Value| json!({"type": "object", "properties": properties, "additionalProperties": false});
    json!({
        "money": object(json!({"amount": {"type": "number"}, "currency": {"const": "CNY"}})),
        "duration": duration,
        "day": day,
        "term": text_object(&["code", "zh", "en"], &["zh"]),
        "reference": text_object(&["kind", "id", "title", "name"], &[]),
        "file": file,
        "relation": relation,
        "clause": clause,
        "lines": object(json!({"zh": texts.clone(), "en": texts.clone()})),
        "table": object(json!({"header": texts.clone(), "rows": {"type": "array", "items": texts}})),
        "validity": object(json!({
            "state": reference("term"),
            "from": {"type": "string", "format": "date"},
            "to": reference("day"),
            "ended_by": reference("reference"),
        })),
        "text": object(json!({
            "from": {"type": "string", "format": "date"},
            "to": {"type": "string", "format": "date"},
            "in_force": {"type": "boolean"},
            "url": {"type": "string"},
            "by": reference("reference"),
            "changes": {"type": "array", "items": object(json!({
                "kind": {"enum": ["added", "removed", "changed", "moved", "renumbered"]},
                "from": {"type": "string"},
                "to": {"type": "string"},
            }))},
        })),
        "claimable": object(json!({
            "from": reference("day"),
            "to": reference("day"),
            "run_off": {"type": "boolean"},
            "policy_state": reference("term"),
        })),
    })
}
