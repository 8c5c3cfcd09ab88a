//! JSON Schema 2020-12 of the front matter, for editors that complete and check while one types.

use super::read::part_fields;
use super::{Field, Kind, Must, SITE, Type};
use crate::vocabulary::Vocabularies;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// The schema of a kind: every field under its Chinese and its English key.
pub fn schema(kind: Kind, vocabularies: &Vocabularies) -> Value {
    let spec = kind.spec();
    document(&spec.fields, vocabularies, spec.code, spec.zh)
}

/// The schema of `site.yaml`.
pub fn schema_site(vocabularies: &Vocabularies) -> Value {
    document(SITE, vocabularies, "site", "站点")
}

/// A whole schema. Vocabularies and parts stand in it once, however many fields have them.
fn document(fields: &[Field], vocabularies: &Vocabularies, code: &str, zh: &str) -> Value {
    let mut shared = BTreeMap::new();
    fields.iter().for_each(|field| define(&field.ty, vocabularies, &mut shared));
    let mut schema = object(fields);
    let head = schema.as_object_mut().expect("object() gives an object");
    head.insert("$schema".into(), "https://json-schema.org/draft/2020-12/schema".into());
    head.insert("$id".into(), format!("juxian:{code}").into());
    head.insert("title".into(), format!("{zh} {code}").into());
    head.insert("$defs".into(), shared.into_iter().collect::<Map<String, Value>>().into());
    schema
}

/// Adds the vocabularies and parts that a type names, and those that they name.
fn define(ty: &Type, vocabularies: &Vocabularies, shared: &mut BTreeMap<String, Value>) {
    match ty {
        Type::Vocabulary(name) => {
            shared.entry(format!("vocabulary-{name}")).or_insert_with(|| vocabulary(name, vocabularies));
        }
        Type::Part(name) => {
            if let Entry::Vacant(place) = shared.entry(format!("part-{name}")) {
                place.insert(object(part_fields(name)));
                part_fields(name).iter().for_each(|field| define(&field.ty, vocabularies, shared));
            }
        }
        Type::List(inner) | Type::Tiered(inner) => define(inner, vocabularies, shared),
        _ => {}
    }
}

/// The values of a closed list, by wording, code and alias.
fn vocabulary(name: &str, vocabularies: &Vocabularies) -> Value {
    let terms = vocabularies.terms(name).iter();
    let choice = |term: &crate::vocabulary::Term| {
        [json!({"const": term.zh, "title": term.en}), json!({"const": term.code, "title": term.zh})]
    };
    let mut choices: Vec<Value> = terms.clone().flat_map(choice).collect();
    let aliases: Vec<&String> = terms.flat_map(|term| &term.aliases).collect();
    if !aliases.is_empty() {
        choices.push(json!({"enum": aliases}));
    }
    json!({"anyOf": choices})
}

fn object(fields: &[Field]) -> Value {
    let mut properties = Map::new();
    let mut all_of = Vec::new();
    for field in fields.iter().filter(|field| field.must != Must::Computed) {
        let mut property = of_type(&field.ty);
        if let Some(property) = property.as_object_mut() {
            property.insert("description".into(), format!("{}\n{}", field.help_zh, field.help_en).into());
            property.insert("examples".into(), json!([field.example]));
        }
        properties.insert(field.zh.to_string(), property.clone());
        properties.insert(field.key.to_string(), property);
        if field.must == Must::Always {
            all_of.push(json!({"anyOf": [{"required": [field.zh]}, {"required": [field.key]}]}));
        }
    }
    let mut schema = json!({"type": "object", "properties": properties, "additionalProperties": false});
    if !all_of.is_empty() {
        schema["allOf"] = all_of.into();
    }
    schema
}

/// Scalars may be written with or without quotes, hence strings and numbers.
fn of_type(ty: &Type) -> Value {
    let scalar = || json!({"type": ["string", "number"]});
    match ty {
        Type::Text { max, .. } if *max > 0 => json!({"type": ["string", "number"], "maxLength": max}),
        Type::YesNo => json!({"enum": ["是", "否", "yes", "no", true, false]}),
        Type::Integer | Type::Year => json!({"type": ["integer", "string"]}),
        Type::Date => json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
        Type::DateOrLong => json!({"type": "string", "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2}|长期)$"}),
        Type::Moment => {
            json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}( [0-9]{2}:[0-9]{2})?$"})
        }
        Type::Money => json!({"type": "string", "pattern": "^[0-9]+([.][0-9]+)?(亿|万)?元$"}),
        Type::Slug => json!({"type": "string", "pattern": "^[a-z0-9-]{3,60}$"}),
        Type::Vocabulary(name) => json!({"$ref": format!("#/$defs/vocabulary-{name}")}),
        Type::Choice(choices) => {
            let words: Vec<&str> = choices.iter().flat_map(|(code, zh)| [*zh, *code]).collect();
            json!({"enum": words})
        }
        Type::List(inner) => {
            let inner = of_type(inner);
            json!({"anyOf": [{"type": "array", "items": inner.clone()}, inner]})
        }
        Type::Part(name) => json!({"$ref": format!("#/$defs/part-{name}")}),
        Type::Tiered(inner) => json!({"anyOf": [of_type(inner), {"type": "object"}]}),
        Type::Map => json!({"type": "object"}),
        Type::Any => json!({}),
        _ => scalar(),
    }
}
