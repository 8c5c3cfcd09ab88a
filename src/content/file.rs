//! One file becomes one entry, or a list of them.

use super::memo::{Kept, Parsed};
use super::{Entry, Place, Reading, data, front_matter};
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Finding, Span};
use crate::field::{self, Field, Fields, Kind, Mode, Spanned, Target, Value};
use crate::markdown::{self, Options};
use crate::policy;
use crate::source::{SourceFile, Sources, yaml};
use crate::text::{Lang, folded_title};
use crate::vocabulary::Vocabularies;
use std::ops::Range;
use std::sync::Arc;

/// What reading a file may look at.
pub(super) struct Context<'a> {
    pub sources: &'a Sources,
    pub vocabularies: &'a Vocabularies,
    pub reading: Reading,
}

/// Reads a Markdown file.
pub(super) fn read(context: &Context, file: &SourceFile, place: &Place) -> Kept {
    let text = file.text();
    let (yaml_range, body_start, mut diagnostics) = front_matter(file.id, text);
    let head = read_head(context, file, place, yaml_range.clone(), &mut diagnostics);
    let body = body_start..text.len();
    let is_policy = place.kind == Kind::Policy && place.lang == Lang::Zh;
    let options = Options { policy: is_policy, raw_html: context.reading.raw_html, skip_title: true };
    let (facts, blocks, found) = markdown::facts(file.id, text, body.clone(), options);
    diagnostics.extend(found);
    let policy = is_policy.then(|| Arc::new(policy::structure(&blocks)));
    let span = yaml_range.map_or(Span::whole(file.id), |range| Span::new(file.id, range));
    let title = title_of(&head.fields, &facts, policy.as_deref(), place, context.vocabularies);
    let (data, data_files, found) =
        data::load(context.sources, context.vocabularies, file, &head.fields, place);
    diagnostics.extend(found);
    let looked_at = data::named(context.sources, file, &head.fields, place);
    let attached = data::attached(context.sources, file, &head.fields);
    let (id, id_written) = match written_id(&head.fields, &mut diagnostics) {
        Some(id) => (id.into(), true),
        None => (place.default_id.as_str().into(), false),
    };
    let cited = cited(&text[body.clone()]);
    let entry = Entry {
        id,
        id_written,
        kind: place.kind,
        lang: place.lang,
        file: file.id,
        span,
        title,
        fields: head.fields,
        body,
        facts: Arc::new(facts),
        cited,
        policy,
        data,
        chinese_keys: head.chinese_keys,
        has_front_matter: head.present,
        draft: place.draft,
        version_of: None,
    };
    let parsed = Parsed { entries: vec![Arc::new(entry)], data_files, attached, diagnostics };
    Kept { list: false, looked_at, parsed }
}

/// Reads a file that holds one version of a policy: its text, and nothing of its front matter.
pub(super) fn read_version(context: &Context, file: &SourceFile, policy: &Entry) -> Parsed {
    let text = file.text();
    let (yaml_range, body_start, mut diagnostics) = front_matter(file.id, text);
    if let Some(range) = yaml_range {
        let at = Span::new(file.id, range);
        diagnostics.push(Diagnostic::at(at, Finding::VersionFrontMatter).also(policy.span_of("versions")));
    }
    let body = body_start..text.len();
    let options = Options { policy: true, raw_html: context.reading.raw_html, skip_title: true };
    let (facts, blocks, found) = markdown::facts(file.id, text, body.clone(), options);
    diagnostics.extend(found);
    let cited = cited(&text[body.clone()]);
    let entry = Entry {
        id: policy.id.clone(),
        id_written: true,
        kind: Kind::Policy,
        lang: Lang::Zh,
        file: file.id,
        span: Span::whole(file.id),
        title: policy.title.clone(),
        fields: Fields::default(),
        body,
        facts: Arc::new(facts),
        cited,
        policy: Some(Arc::new(policy::structure(&blocks))),
        data: Vec::new(),
        chinese_keys: policy.chinese_keys,
        has_front_matter: true,
        draft: policy.draft,
        version_of: Some(policy.file),
    };
    Parsed { entries: vec![Arc::new(entry)], diagnostics, ..Parsed::default() }
}

/// Names longer than this, in bytes, are no titles.
const TITLE_BYTES_MAX: usize = 400;

/// The titles that a text names between 《 and 》.
fn cited(text: &str) -> Arc<[Box<str>]> {
    let named = text.split('《').skip(1).filter_map(|rest| Some(rest.split_once('》')?.0));
    let titles = named.filter(|title| title.len() < TITLE_BYTES_MAX);
    let mut titles: Vec<Box<str>> = titles.map(|title| folded_title(title).into()).collect();
    titles.sort_unstable();
    titles.dedup();
    titles.into()
}

/// The id that the author writes, if it may be one.
fn written_id<'a>(fields: &'a Fields, diagnostics: &mut Diagnostics) -> Option<&'a str> {
    let written = fields.get("id")?;
    let id = written.value.text()?;
    if !crate::url::is_id(id) {
        diagnostics.push(Diagnostic::at(written.span, Finding::BadId { id: id.into() }));
        return None;
    }
    Some(id)
}

struct Head {
    fields: Fields,
    chinese_keys: bool,
    present: bool,
}

fn read_head(
    context: &Context,
    file: &SourceFile,
    place: &Place,
    range: Option<Range<usize>>,
    diagnostics: &mut Diagnostics,
) -> Head {
    let absent = Head { fields: Fields::default(), chinese_keys: true, present: false };
    let Some(range) = range else {
        if diagnostics.is_empty() && file.holds != crate::source::Holds::Refused {
            diagnostics.push(Diagnostic::at(Span::whole(file.id), Finding::NoFrontMatter));
        }
        return absent;
    };
    let (node, found) = yaml::parse(file.id, file.text(), range.clone());
    let explained = !found.is_empty();
    diagnostics.extend(found);
    let Some(node) = node else { return Head { present: true, ..absent } };
    if node.map().is_none() {
        if !node.is_empty() && !explained {
            let finding = Finding::NotAMap { key: "---".into() };
            diagnostics.push(Diagnostic::at(node.span, finding));
        }
        return Head { present: true, ..absent };
    }
    let mode = if place.lang == Lang::Zh { Mode::Original } else { Mode::Translation };
    let (fields, found) = field::read(Target::Kind(place.kind), &node, context.vocabularies, mode);
    diagnostics.extend(found);
    let chinese_keys = field::uses_chinese_keys(&node);
    if place.lang == Lang::Zh && !place.draft {
        let at = Span::new(file.id, 0..3);
        let written = |field: &Field| {
            node.get(field.zh).or_else(|| node.get(field.key)).is_some_and(|value| !value.is_empty())
        };
        let absent = field::missing(place.kind, &fields, at, chinese_keys, context.reading.production);
        diagnostics.extend(absent.into_iter().filter(|(field, _)| !written(field)).map(|(_, found)| found));
    }
    Head { fields, chinese_keys, present: true }
}

/// The title field, else the heading of the text, else the name of the file.
fn title_of(
    fields: &Fields,
    facts: &markdown::Facts,
    policy: Option<&policy::PolicyText>,
    place: &Place,
    vocabularies: &Vocabularies,
) -> Box<str> {
    let written =
        fields.text("title").or_else(|| fields.text("question")).map(str::trim).filter(|t| !t.is_empty());
    if let Some(title) = written {
        return title.into();
    }
    let code = fields.text("type").filter(|_| place.kind == Kind::PlatformType);
    if let Some(term) = vocabularies.term("platform_types", code.unwrap_or_default()) {
        return term.label(place.lang).into();
    }
    let heading = facts.title.as_ref().map(|found| found.text.as_ref());
    let carrier = policy.and_then(|policy| policy.carrier_title.as_ref()).map(|found| found.value.as_ref());
    let title = heading.or(carrier).map(str::trim).filter(|title| !title.is_empty());
    title.unwrap_or(&place.stem).into()
}

/// Reads a list: one entry per row, and one more per translation column.
pub(super) fn rows(context: &Context, file: &SourceFile, place: &Place) -> Kept {
    let (rows, diagnostics) = field::list::read(place.kind, file.id, file.text(), context.vocabularies);
    let mut parsed = Parsed { diagnostics, ..Parsed::default() };
    let mut looked_at = Vec::new();
    for row in rows {
        let production = context.reading.production;
        let absent = field::missing(place.kind, &row.fields, row.span, true, production);
        parsed.diagnostics.extend(absent.into_iter().map(|(_, found)| found));
        // Its finding; the row then has the id that its title gives.
        let _ = written_id(&row.fields, &mut parsed.diagnostics);
        let (data, files, found) =
            data::load(context.sources, context.vocabularies, file, &row.fields, place);
        looked_at.extend(data::named(context.sources, file, &row.fields, place));
        parsed.data_files.extend(files);
        parsed.diagnostics.extend(found);
        let original = entry_of_row(place, file.id, row.fields, row.span, Lang::Zh);
        let original = Entry { data, ..original };
        for (code, mut fields) in row.translations {
            if let Some(lang) = Lang::from_code(&code) {
                fields.set("id", Spanned { value: Value::Text(original.id.clone()), span: row.span });
                parsed.entries.push(Arc::new(entry_of_row(place, file.id, fields, row.span, lang)));
            }
        }
        parsed.entries.push(Arc::new(original));
    }
    Kept { list: true, looked_at, parsed }
}

fn entry_of_row(place: &Place, file: FileId, fields: Fields, span: Span, lang: Lang) -> Entry {
    let written = fields.text("id").filter(|id| crate::url::is_id(id));
    let title = fields.text("title").or_else(|| fields.text("question")).unwrap_or_default().to_string();
    let (id, id_written) = match written {
        Some(id) => (id.to_string(), true),
        None => (crate::text::path_hash(&format!("{}#{title}", place.default_id)), false),
    };
    Entry {
        id: id.as_str().into(),
        id_written,
        kind: place.kind,
        lang,
        file,
        span,
        title: if title.is_empty() { id.into() } else { title.into() },
        fields,
        body: 0..0,
        facts: Arc::default(),
        cited: Arc::default(),
        policy: None,
        data: Vec::new(),
        chinese_keys: true,
        has_front_matter: true,
        draft: place.draft,
        version_of: None,
    }
}
