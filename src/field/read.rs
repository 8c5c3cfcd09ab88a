//! Reads a map of YAML by the dictionary: keys in either language, values typed.

use super::parse::{Wrong, scalar};
use super::{Field, Fields, Kind, Must, PARTS, SITE, Spanned, Type, Value, type_name};
use crate::diagnostic::finding::Words;
use crate::diagnostic::{Diagnostic, Diagnostics, Finding, Span};
use crate::source::yaml::{Key, Node, Yaml};
use crate::text::hint;
use crate::vocabulary::Vocabularies;

/// What a map is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    Kind(Kind),
    Part(&'static str),
    Site,
}

impl Target {
    fn fields(self) -> &'static [Field] {
        match self {
            Target::Kind(kind) => &kind.spec().fields,
            Target::Part(name) => part_fields(name),
            Target::Site => SITE,
        }
    }
}

/// Whether an entry is read whole, or as the translation of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Original,
    /// Only what a reader sees as words may be written.
    Translation,
}

pub(super) fn part_fields(name: &str) -> &'static [Field] {
    PARTS.iter().find(|part| part.name == name).map_or(&[], |part| part.fields)
}

/// Fields that a translation may write although they are no words.
const TRANSLATION_KEYS: [&str; 7] =
    ["id", "updated_on", "published_at", "review", "verified", "allow", "custom"];

/// Reads a map; every fault is a finding, and what is right is kept.
pub fn read(target: Target, node: &Node, vocabularies: &Vocabularies, mode: Mode) -> (Fields, Diagnostics) {
    let mut reader = Reader { vocabularies, mode, diagnostics: Vec::new() };
    let fields = reader.map(target.fields(), node.map().unwrap_or_default());
    (fields, reader.diagnostics)
}

/// Whether most keys of a map are Chinese; messages then name fields in Chinese.
pub fn uses_chinese_keys(node: &Node) -> bool {
    let keys = node.map().unwrap_or_default();
    let ascii = keys.iter().filter(|(key, _)| key.text.is_ascii()).count();
    ascii * 2 <= keys.len()
}

/// Finds the field that a key names; a hint of the nearest name where there is none.
fn find(fields: &'static [Field], key: &str) -> Result<&'static Field, String> {
    if let Some(field) = fields.iter().find(|field| field.key == key || field.zh == key) {
        return Ok(field);
    }
    let names = fields.iter().flat_map(|field| [field.zh, field.key]);
    Err(hint(key, names))
}

pub(super) struct Reader<'a> {
    pub vocabularies: &'a Vocabularies,
    pub mode: Mode,
    pub diagnostics: Diagnostics,
}

impl Reader<'_> {
    fn report(&mut self, span: Span, finding: Finding) {
        self.diagnostics.push(Diagnostic::at(span, finding));
    }

    fn map(&mut self, fields: &'static [Field], entries: &[(Key, Node)]) -> Fields {
        let mut found: Vec<(&'static Field, Span, Option<Value>, Span)> = Vec::new();
        for (key, node) in entries {
            let field = match find(fields, &key.text) {
                Ok(field) => field,
                Err(nearest) => {
                    self.report(key.span, Finding::UnknownField { key: key.text.clone(), nearest });
                    continue;
                }
            };
            if let Some((_, first, ..)) = found.iter().find(|(other, ..)| other.key == field.key) {
                let finding = Finding::DuplicateKey { key: key.text.clone() };
                self.diagnostics.push(Diagnostic::at(key.span, finding).also(*first));
                continue;
            }
            if node.is_empty() || !self.may_write(field, key) {
                continue;
            }
            let value = self.value(field, &field.ty, &key.text, node);
            found.push((field, key.span, value, node.span));
        }
        let position = |field: &Field| fields.iter().position(|other| other.key == field.key);
        found.sort_by_key(|(field, ..)| position(field));
        let mut result = Fields::default();
        for (field, _, value, span) in found {
            if let Some(value) = value {
                result.set(field.key, Spanned { value, span });
            }
        }
        result
    }

    fn may_write(&mut self, field: &Field, key: &Key) -> bool {
        if field.must == Must::Computed {
            self.report(key.span, Finding::ComputedField { key: key.text.clone() });
            return false;
        }
        if self.mode == Mode::Translation && !is_words(&field.ty) && !TRANSLATION_KEYS.contains(&field.key) {
            self.report(key.span, Finding::NotInTranslation { key: key.text.clone() });
            return false;
        }
        true
    }

    /// A value of a type; `None` where it could not be read.
    fn value(&mut self, field: &Field, ty: &'static Type, key: &str, node: &Node) -> Option<Value> {
        match (ty, &node.value) {
            (Type::Any, _) => Some(self.free(node)),
            (Type::Map, Yaml::Map(entries)) => Some(self.free_map(entries, false)),
            (Type::List(Type::Any), Yaml::Map(_)) => {
                Some(Value::List(vec![Spanned { value: self.free(node), span: node.span }]))
            }
            (Type::Tiered(inner), Yaml::Map(entries)) => Some(self.tiers(field, inner, key, entries)),
            (Type::List(inner), Yaml::List(items)) => {
                let mut values = Vec::new();
                for item in items.iter().filter(|item| !item.is_empty()) {
                    if let Some(value) = self.value(field, inner, key, item) {
                        values.push(Spanned { value, span: item.span });
                    }
                }
                Some(Value::List(values))
            }
            (Type::List(inner), Yaml::Scalar { text, .. }) if splits(inner) => {
                Some(Value::List(self.split(field, inner, key, text, node.span)))
            }
            (Type::List(inner), _) => {
                let value = self.value(field, inner, key, node)?;
                Some(Value::List(vec![Spanned { value, span: node.span }]))
            }
            (Type::Part(name), Yaml::Map(entries)) => {
                Some(Value::Part(self.part_of(field, name, node.span, entries)))
            }
            (Type::Part(name), Yaml::Scalar { text, .. }) => self.short_part(name, key, text, node.span),
            (ty, Yaml::Scalar { text, .. }) => self.scalar(field, ty, key, text, node.span),
            (ty, _) => {
                let found = if node.list().is_some() { "[…]" } else { "{…}" };
                self.wrong_type(key, ty, found, node.span);
                None
            }
        }
    }

    /// A part; one that a translation has of its own is read whole.
    fn part_of(&mut self, field: &Field, name: &str, span: Span, entries: &[(Key, Node)]) -> Fields {
        let mode = self.mode;
        if TRANSLATION_KEYS.contains(&field.key) {
            self.mode = Mode::Original;
        }
        let fields = self.part(name, span, entries);
        self.mode = mode;
        fields
    }

    fn part(&mut self, name: &str, span: Span, entries: &[(Key, Node)]) -> Fields {
        let spec = part_fields(name);
        let fields = self.map(spec, entries);
        if self.mode == Mode::Original {
            let chinese = entries.iter().any(|(key, _)| !key.text.is_ascii());
            for field in spec.iter().filter(|f| f.must == Must::Always && fields.get(f.key).is_none()) {
                let written = entries.iter().any(|(key, _)| key.text == field.key || key.text == field.zh);
                if !written {
                    self.diagnostics.push(missing_field(field, span, chinese));
                }
            }
        }
        fields
    }

    /// A part written as one word stands for its first field: `受理: rsj`, `依据: [yrc-2026-3]`; for
    /// its telephone if it is a number: `联系方式: 000-00000003`.
    fn short_part(&mut self, name: &'static str, key: &str, text: &str, span: Span) -> Option<Value> {
        let is_number = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | ' '));
        let phone = part_fields(name).iter().find(|field| is_number && field.key == "phone");
        let first = phone.or(part_fields(name).first())?;
        let others = part_fields(name)[1..].iter().any(|field| field.must == Must::Always);
        if others {
            self.wrong_type(key, &Type::Map, text, span);
            return None;
        }
        let node = Node { value: Yaml::Scalar { text: text.into(), quoted: false }, span };
        let value = self.value(first, &first.ty, key, &node)?;
        let mut fields = Fields::default();
        fields.set(first.key, Spanned { value, span });
        Some(Value::Part(fields))
    }

    fn split(
        &mut self,
        field: &Field,
        inner: &'static Type,
        key: &str,
        text: &str,
        span: Span,
    ) -> Vec<Spanned> {
        let parts = text.split(['；', ';', '，', ',', '、']).map(str::trim).filter(|part| !part.is_empty());
        let whole = self.vocabularies_have(inner, text);
        let parts: Vec<&str> = if whole { vec![text] } else { parts.collect() };
        parts
            .into_iter()
            .filter_map(|part| Some(Spanned { value: self.scalar(field, inner, key, part, span)?, span }))
            .collect()
    }

    fn vocabularies_have(&self, ty: &Type, text: &str) -> bool {
        matches!(ty, Type::Vocabulary(name) if self.vocabularies.find(name, text).is_some())
    }

    pub(super) fn scalar(
        &mut self,
        field: &Field,
        ty: &Type,
        key: &str,
        text: &str,
        span: Span,
    ) -> Option<Value> {
        self.check_length(ty, key, text, span);
        match scalar(ty, text, self.vocabularies) {
            Ok(value) => Some(value),
            Err(Wrong::Type) => {
                self.wrong_type(key, ty, text, span);
                None
            }
            Err(Wrong::Form(example)) => {
                let example = if example.is_empty() { field.example } else { example };
                let finding =
                    Finding::WrongForm { key: key.into(), found: shortened(text), example: example.into() };
                self.report(span, finding);
                // What is no address may do anything once it stands in a link.
                (!matches!(ty, Type::Url)).then(|| Value::Text(text.trim().into()))
            }
            Err(Wrong::Value(vocabulary)) => {
                let names = self.vocabularies.terms(vocabulary).iter();
                let names = names.flat_map(|term| [term.zh.as_str(), term.code.as_str()]);
                let near = hint(text, names);
                let finding = Finding::UnknownValue {
                    key: key.into(),
                    found: shortened(text),
                    vocabulary: vocabulary.into(),
                    nearest: near,
                };
                self.report(span, finding);
                None
            }
        }
    }

    fn wrong_type(&mut self, key: &str, ty: &Type, found: &str, span: Span) {
        let (zh, en) = type_name(ty).trim_end_matches(')').rsplit_once(" (").unwrap_or_default();
        let wanted = Words::new(zh, en);
        self.report(span, Finding::WrongType { key: key.into(), wanted, found: shortened(found) });
    }

    fn check_length(&mut self, ty: &Type, key: &str, text: &str, span: Span) {
        let Type::Text { min, max } = ty else { return };
        let length = text.trim().chars().count();
        let english = text.is_ascii();
        if self.mode == Mode::Translation || english || (length >= *min && (*max == 0 || length <= *max)) {
            return;
        }
        let wanted = match max {
            0 => format!("≥ {min}"),
            max => format!("{min}–{max}"),
        };
        self.report(span, Finding::WrongLength { key: key.into(), length, wanted });
    }

    fn tiers(&mut self, field: &Field, inner: &'static Type, key: &str, entries: &[(Key, Node)]) -> Value {
        let mut tiers = Vec::new();
        for (name, node) in entries {
            let value = match &node.value {
                Yaml::Scalar { text, .. } if name.text != "按" && name.text != "by" => {
                    self.scalar(field, inner, key, text, node.span)
                }
                _ => Some(self.free(node)),
            };
            if let Some(value) = value {
                tiers.push((name.text.as_str().into(), Spanned { value, span: node.span }));
            }
        }
        Value::Map(tiers)
    }

    /// A value of any shape; keys of conditions become their codes.
    fn free(&mut self, node: &Node) -> Value {
        match &node.value {
            Yaml::Scalar { text, .. } => Value::Text(text.trim().into()),
            Yaml::List(items) => {
                let item = |item: &Node| Spanned { value: self.free(item), span: item.span };
                Value::List(items.iter().map(item).collect())
            }
            Yaml::Map(entries) => self.free_map(entries, true),
        }
    }

    fn free_map(&mut self, entries: &[(Key, Node)], translate: bool) -> Value {
        let is_condition = translate
            && entries.iter().any(|(key, _)| {
                matches!(
                    key.text.as_str(),
                    "项" | "fact"
                        | "待核"
                        | "manual_check"
                        | "任一"
                        | "any"
                        | "全部"
                        | "all"
                        | "不"
                        | "not"
                        | "例外"
                        | "exception"
                )
            });
        let pair = |(key, node): &(Key, Node)| {
            let name = if is_condition { self.condition_key(key) } else { key.text.clone() };
            (name.as_str().into(), Spanned { value: self.free(node), span: node.span })
        };
        Value::Map(entries.iter().map(pair).collect())
    }

    fn condition_key(&mut self, key: &Key) -> String {
        let vocabularies = self.vocabularies;
        let code = ["operators", "combiners"].into_iter().find_map(|list| vocabularies.find(list, &key.text));
        if let Some(term) = code {
            return term.code.clone();
        }
        match find(part_fields("condition"), &key.text) {
            Ok(field) => field.key.to_string(),
            Err(nearest) => {
                self.report(key.span, Finding::UnknownField { key: key.text.clone(), nearest });
                key.text.clone()
            }
        }
    }
}

/// Whether a scalar stands for several values, between separators.
fn splits(ty: &Type) -> bool {
    matches!(ty, Type::Vocabulary(_) | Type::Reference(_) | Type::Phone | Type::Slug | Type::Path)
}

/// What a reader sees as words, and a translation may therefore write.
fn is_words(ty: &Type) -> bool {
    match ty {
        Type::Text { .. }
        | Type::Markdown
        | Type::TextOrReference(_)
        | Type::Step
        | Type::Map
        | Type::Any => true,
        Type::List(inner) | Type::Tiered(inner) => is_words(inner),
        Type::Part(name) => {
            part_fields(name).iter().any(|field| matches!(field.ty, Type::Text { .. } | Type::Step))
        }
        _ => false,
    }
}

pub(super) fn shortened(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(40) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_string(),
    }
}

pub(super) fn missing_field(field: &Field, at: Span, chinese: bool) -> Diagnostic {
    let key = if chinese { field.zh } else { field.key };
    let meaning = Words::new(field.help_zh, field.help_en);
    Diagnostic::at(at, Finding::MissingField { key: key.into(), meaning })
}

/// Findings for obligatory fields that are not written.
pub fn missing(
    kind: Kind,
    fields: &Fields,
    at: Span,
    chinese: bool,
    production: bool,
) -> Vec<(&'static Field, Diagnostic)> {
    let absent = kind.spec().fields.iter().filter(|field| fields.get(field.key).is_none());
    absent
        .filter(|field| match field.must {
            Must::Always => true,
            Must::Production => production,
            Must::When(key) => required(kind, field.key, key, fields),
            Must::Optional | Must::Computed => false,
        })
        .map(|field| (field, missing_field(field, at, chinese)))
        .collect()
}

/// The conditions of ○ in `content-model.md`.
fn required(kind: Kind, key: &str, on: &str, fields: &Fields) -> bool {
    let is = |value: &str| fields.text(on) == Some(value);
    match (kind, key) {
        (Kind::Policy, _) => fields.yes(on),
        (Kind::Interpretation, "transcript") => is("graphic") || is("audio") || is("video"),
        (Kind::Benefit, "apply") => !is("automatic"),
        (Kind::Platform, "housing") => is("flat"),
        (Kind::Platform, "hours") => is("talent-home") || is("desk"),
        (Kind::Notice, "list_columns") => fields.get(on).is_some(),
        (Kind::Notice, _) => is("publicity"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::FileId;
    use crate::source::yaml;

    fn read_policy(text: &str) -> (Fields, Vec<&'static str>) {
        let (node, mut diagnostics) = yaml::parse(FileId(0), text, 0..text.len());
        let vocabularies = Vocabularies::built_in();
        let (fields, found) = read(Target::Kind(Kind::Policy), &node.unwrap(), &vocabularies, Mode::Original);
        diagnostics.extend(found);
        (fields, diagnostics.iter().map(|d| d.finding.code()).collect())
    }

    #[test]
    fn keys_in_both_languages_are_one() {
        let (fields, codes) = read_policy("标题: 云溪区人才办法\ntitle: 另一个标题啊\n");
        assert_eq!((fields.text("title"), codes), (Some("云溪区人才办法"), vec!["F106"]));
    }

    #[test]
    fn scalars_are_typed_by_the_dictionary() {
        let (fields, codes) =
            read_policy("规范性文件: 是\n施行日期: 2026-03-01\n失效日期: 长期\n层级: 区级\n发文机关: rcb\n");
        assert!(codes.is_empty(), "{codes:?}");
        assert!(fields.yes("normative"));
        assert_eq!(fields.get("expires_on").unwrap().value, Value::LongTerm);
        assert_eq!(fields.text("level"), Some("county"));
        assert_eq!(fields.texts("issuers").collect::<Vec<_>>(), ["rcb"]);
    }

    #[test]
    fn every_fault_is_reported_at_once() {
        let (_, codes) = read_policy("标提: 甲\n施行日期: 明年\n层级: 府级\n语言: en\n发文字号: 云政发\n");
        assert_eq!(codes, ["F201", "F202", "F204", "F205", "F208"]);
    }
}
