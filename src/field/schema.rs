//! JSON Schema 2020-12 of the front matter, for editors that complete and check while one types.

use super::read::part_fields;
use super::{Field, Kind, Must, SITE, Type};
use crate::vocabulary::Vocabularies;
use serde_json::{Map, Value, json};

/// The schema of a kind: every field under its Chinese and its English key.
pub fn schema(kind: Kind, vocabularies: &Vocabularies) -> Value {
    let spec = kind.spec();
    let mut schema = object(&spec.fields, vocabularies);
    let head = schema.as_object_mut().expect("object() gives an object");
    head.insert("$schema".into(), "https://json-schema.org/draft/2020-12/schema".into());
    head.insert("$id".into(), format!("juxian:{}", spec.code).into());
    head.insert("title".into(), format!("{} {}", spec.zh, spec.code).into());
    schema
}

/// The schema of `site.yaml`.
pub fn schema_site(vocabularies: &Vocabularies) -> Value {
    let mut schema = object(SITE, vocabularies);
    let head = schema.as_object_mut().expect("object() gives an object");
    head.insert("$schema".into(), "https://json-schema.org/draft/2020-12/schema".into());
    head.insert("$id".into(), "juxian:site".into());
    head.insert("title".into(), "站点 site".into());
    schema
}

fn object(fields: &[Field], vocabularies: &Vocabularies) -> Value {
    let mut properties = Map::new();
    let mut all_of = Vec::new();
    for field in fields.iter().filter(|field| field.must != Must::Computed) {
        let mut property = of_type(&field.ty, vocabularies);
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
fn of_type(ty: &Type, vocabularies: &Vocabularies) -> Value {
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
        Type::Vocabulary(name) => {
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
        Type::Choice(choices) => {
            let words: Vec<&str> = choices.iter().flat_map(|(code, zh)| [*zh, *code]).collect();
            json!({"enum": words})
        }
        Type::List(inner) => {
            let inner = of_type(inner, vocabularies);
            json!({"anyOf": [{"type": "array", "items": inner.clone()}, inner]})
        }
        Type::Part(name) => object(part_fields(name), vocabularies),
        Type::Tiered(inner) => json!({"anyOf": [of_type(inner, vocabularies), {"type": "object"}]}),
        Type::Map => json!({"type": "object"}),
        Type::Any => json!({}),
        _ => scalar(),
    }
}
