//! What the page of an entry says in its fields, in plain words: for the search index.
//!
//! Takes an entry through [`PublicView`], gives a list of fields with their labels, their place on the
//! page and their words, block by block. No view and no HTML is made for it.
//!
//! **Invariant**: a word that stands here stands on the page too, apart from 关键词, which only its head
//! has; what the page keeps for itself (the rows of a name list) is not here.

use super::award::amounts;
use super::benefit::{award_words, condition_text, materials, stacking, steps};
use super::entry::{Shown, contact, quotes};
use super::value::{field_label, plain, words_of};
use super::view::ContactView;
use super::{Scene, Spot, challenge, event, interpretation, journey, notice};
use crate::diagnostic::FileId;
use crate::field::{Field, Fields, Kind, PARTS, Spanned, Type, Value};
use crate::markdown::{self, Options};
use crate::portal::PublicView;
use crate::portal::occasion::CallState;
use crate::text::Lang;

/// One field of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldWords {
    /// Canonical key.
    pub key: &'static str,
    pub label: String,
    /// Where on the page; empty is its top.
    pub anchor: String,
    /// Sentences, items of a list, rows of a table.
    pub blocks: Vec<String>,
}

/// Fields that say nothing to look for: ends of other entries, bookkeeping, what stands in the title.
const SILENT: &[&str] = &[
    "id",
    "title",
    "question",
    "lang",
    "translation_of",
    "published_at",
    "updated_on",
    "checked_on",
    "source",
    "withdraw_on",
    "validity",
    "legality_review",
    "fair_competition",
    "versions",
    "relations",
    "past_calls",
    "image",
    "list_file",
    "list_columns",
];

/// Where the page of a kind shows a field; no kind stands for every kind that is not named.
const PLACES: &[(Option<Kind>, &str, &str)] = &[
    (None, "materials", "x-materials"),
    (None, "steps", "x-steps"),
    (Some(Kind::Policy), "contact", "x-contact"),
    (Some(Kind::Policy), "errata", "x-errata"),
    (Some(Kind::Policy), "attachments", "x-attachments"),
    (Some(Kind::Policy), "originals", "x-originals"),
    (Some(Kind::Policy), "document_number", "x-facts"),
    (Some(Kind::Policy), "index_number", "x-facts"),
    (Some(Kind::Policy), "issuers", "x-facts"),
    (Some(Kind::Interpretation), "transcript", "x-transcript"),
    (Some(Kind::Benefit), "stacking", "x-stacking"),
    (Some(Kind::Benefit), "duties", "x-duties"),
    (Some(Kind::Call), "conditions_summary", "x-checks"),
    (Some(Kind::Call), "submission", "x-submission"),
    (Some(Kind::Call), "attachments", "x-attachments"),
    (Some(Kind::Call), "timeline", "x-timeline"),
    (Some(Kind::Call), "benefits", "x-benefits"),
    (Some(Kind::Platform), "services", "x-services"),
    (Some(Kind::Platform), "housing", "x-housing"),
    (Some(Kind::Platform), "benefits", "x-benefits"),
    (Some(Kind::Guide), "know_before", "x-know-before"),
    (Some(Kind::Guide), "faqs", "x-questions"),
    (Some(Kind::Department), "responsibilities", "x-responsibilities"),
    (Some(Kind::Department), "address", "x-reach"),
    (Some(Kind::Department), "phone", "x-reach"),
    (Some(Kind::Department), "hours", "x-reach"),
    (Some(Kind::Department), "email", "x-reach"),
];

/// The parts that the rows of data files are.
const ROWS: &[(&str, &str)] =
    &[("rows_file", "shortage_row"), ("series_file", "series_row"), ("roster_file", "roster_row")];

/// The words of every field that a page shows.
pub fn field_words(scene: &Scene, view: &PublicView) -> Vec<FieldWords> {
    let spot = Spot { route: "", lang: view.lang };
    let spec = view.kind.spec();
    let mut all = Vec::new();
    for field in spec.fields.iter().filter(|field| !SILENT.contains(&field.key)) {
        let Some(value) = view.get(field.key) else { continue };
        match (view.kind, field.key) {
            (_, "basis") => {
                all.extend(basis(scene, spot, view, field));
                continue;
            }
            (Kind::Journey, "steps") => {
                all.extend(journey_steps(scene, spot, view));
                continue;
            }
            (Kind::Interpretation, "points") => {
                all.extend(points(scene, spot, view));
                continue;
            }
            _ => {}
        }
        let mut blocks = blocks(scene, spot, view, field, value);
        blocks.retain(|block| !block.trim().is_empty() && block != "无");
        if !blocks.is_empty() {
            let label = label(scene, spot, field);
            all.push(FieldWords { key: field.key, label, anchor: place(view.kind, field.key), blocks });
        }
    }
    if let Some(count) = view.names_count {
        let label = scene.word(spot.lang, "names_count").to_string();
        all.push(FieldWords {
            key: "list_file",
            label,
            anchor: String::new(),
            blocks: vec![count.to_string()],
        });
    }
    all
}

/// What a field is called on the page; the key of a file of rows says nothing to a reader.
fn label(scene: &Scene, spot: Spot, field: &Field) -> String {
    match field.key {
        "rows_file" => scene.word(spot.lang, "shortage_post_name").to_string(),
        _ => field_label(spot.lang, field),
    }
}

fn place(kind: Kind, key: &str) -> String {
    let is_here = |of: &Option<Kind>| of.is_none_or(|of| of == kind);
    let found = PLACES.iter().find(|(of, of_key, _)| is_here(of) && *of_key == key);
    // The steps of a journey are sections of their own, and questions share their page.
    found
        .filter(|_| kind != Kind::Journey && kind != Kind::Faq)
        .map_or("", |(_, _, anchor)| anchor)
        .to_string()
}

/// The quotes, each at its own place. The list of questions names the clauses alone.
fn basis(scene: &Scene, spot: Spot, view: &PublicView, field: &Field) -> Vec<FieldWords> {
    let fields = scene.portal.fields(view.no);
    let is_faq = view.kind == Kind::Faq;
    let words = |quote: super::view::QuoteView| FieldWords {
        key: "basis",
        label: field_label(spot.lang, field),
        anchor: if is_faq { String::new() } else { quote.anchor },
        blocks: [
            joined(spot.lang, [quote.policy.text, quote.clause]),
            if is_faq { String::new() } else { quote.text },
        ]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect(),
    };
    quotes(scene, spot, fields).into_iter().map(words).filter(|words| !words.blocks.is_empty()).collect()
}

/// The steps of a journey, each a section of the page.
fn journey_steps(scene: &Scene, spot: Spot, view: &PublicView) -> Vec<FieldWords> {
    let words = |(index, step): (usize, &Fields)| {
        let text = |key: &str| step.text(key).unwrap_or_default().to_string();
        let named = ["guides", "benefits"].into_iter().filter_map(|key| {
            let field = part_field("journey_step", key)?;
            Some(plain(scene, spot, &field.ty, &step.get(key)?.value))
        });
        let mut blocks = vec![text("title"), text("text"), text("time_limit")];
        blocks.extend(named);
        blocks.retain(|block| !block.is_empty());
        let label = journey::step_word(scene, spot.lang, index + 1);
        FieldWords { key: "steps", label, anchor: journey::step_anchor(index + 1), blocks }
    };
    view.parts("steps").into_iter().enumerate().map(words).collect()
}

fn part_field(part: &str, key: &str) -> Option<&'static Field> {
    PARTS.iter().find(|spec| spec.name == part)?.fields.iter().find(|field| field.key == key)
}

/// The points of an interpretation, each a section of the page.
fn points(scene: &Scene, spot: Spot, view: &PublicView) -> Vec<FieldWords> {
    let (sections, changes) = interpretation::points(scene, spot, Shown::new(scene.portal, view.no));
    let lines = |html: &str| words_of(html).lines().map(str::to_string).collect();
    let mut all: Vec<FieldWords> = sections
        .into_iter()
        .map(|section| FieldWords {
            key: "points",
            label: section.title,
            anchor: section.anchor,
            blocks: lines(&section.html),
        })
        .collect();
    let rows = changes.rows.into_iter().map(|row| joined(spot.lang, row.into_iter().map(|cell| cell.text)));
    let blocks: Vec<String> = std::iter::once(joined(spot.lang, changes.header)).chain(rows).collect();
    if blocks.iter().any(|block| !block.is_empty()) {
        let anchor = "x-point-changes".to_string();
        all.push(FieldWords { key: "points", label: changes.caption, anchor, blocks });
    }
    all
}

/// The words of one field.
fn blocks(scene: &Scene, spot: Spot, view: &PublicView, field: &Field, value: &Spanned) -> Vec<String> {
    let fields = scene.portal.fields(view.no);
    match (view.kind, field.key) {
        (Kind::Benefit, "conditions") => {
            fields.list("conditions").iter().map(|condition| condition_text(scene, spot, condition)).collect()
        }
        (Kind::Faq, "answer") => markdown_words(view.text("answer").unwrap_or_default()),
        (_, "award") => awards(scene, spot, fields),
        (Kind::Benefit, "stacking") => vec![stacking(scene, spot, fields)],
        (_, "materials") => materials(scene, spot, fields, view.original_no)
            .into_iter()
            .map(|view| joined(spot.lang, [view.name, view.form, view.source, view.note]))
            .collect(),
        (_, "steps") => steps(scene, spot, fields)
            .into_iter()
            .map(|view| joined(spot.lang, [view.title, view.actor, view.time, view.text]))
            .collect(),
        (_, "contact" | "handled_by" | "objection" | "places") => {
            fields.parts(field.key).map(|part| reach(spot.lang, contact(scene, spot, Some(part)))).collect()
        }
        (_, "keywords") => {
            vec![view.texts("keywords").join(if spot.lang == Lang::Zh { "、" } else { ", " })]
        }
        (_, "attachments" | "originals") => {
            super::entry::attachments(scene, spot, view.original_no, field.key)
                .into_iter()
                .map(|file| file.text)
                .collect()
        }
        (Kind::Event, "starts_at") => vec![event::when(spot.lang, fields).text],
        (Kind::Event, "ends_at") => Vec::new(),
        _ => of_type(scene, spot, view, field, &field.ty, &value.value),
    }
}

/// The words of a value by its type.
fn of_type(
    scene: &Scene,
    spot: Spot,
    view: &PublicView,
    field: &Field,
    ty: &Type,
    value: &Value,
) -> Vec<String> {
    match (ty, value) {
        (Type::YesNo | Type::Url | Type::Path | Type::Slug, _) | (_, Value::YesNo(_)) => Vec::new(),
        (Type::File, _) => rows(scene, spot, view, field.key),
        (Type::Markdown, Value::Text(text)) => markdown_words(text),
        (Type::Map, _) => Vec::new(),
        (Type::List(inner), Value::List(items)) if is_short(inner) => {
            let words = items.iter().map(|item| plain(scene, spot, inner, &item.value));
            let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
            vec![words.join(if spot.lang == Lang::Zh { "、" } else { ", " })]
        }
        (Type::List(inner), Value::List(items)) => {
            items.iter().flat_map(|item| of_type(scene, spot, view, field, inner, &item.value)).collect()
        }
        (Type::Part(name), Value::Part(fields)) => vec![part(scene, spot, name, fields)],
        (ty, value) => vec![plain(scene, spot, ty, value)],
    }
}

/// Whether the items of a list are words and no sentences.
fn is_short(ty: &Type) -> bool {
    ty.vocabulary().is_some() || matches!(ty, Type::Reference(_) | Type::TextOrReference(_) | Type::Phone)
}

/// A part as one line, without the names of its fields.
fn part(scene: &Scene, spot: Spot, name: &str, fields: &Fields) -> String {
    let Some(spec) = PARTS.iter().find(|spec| spec.name == name) else { return String::new() };
    let words = spec.fields.iter().filter_map(|field| {
        let value = &fields.get(field.key)?.value;
        match field.ty {
            Type::YesNo | Type::File | Type::Url => None,
            _ => Some(plain(scene, spot, &field.ty, value)),
        }
    });
    joined(spot.lang, words)
}

/// The rows of a data file. Never those of a name list: the view does not give them.
fn rows(scene: &Scene, spot: Spot, view: &PublicView, key: &str) -> Vec<String> {
    if let Some((header, rows)) = view.own_table(key) {
        let lines = rows.iter().map(|row| joined(spot.lang, row.iter().cloned()));
        return std::iter::once(joined(spot.lang, header.iter().cloned())).chain(lines).collect();
    }
    let Some((_, name)) = ROWS.iter().find(|(of, _)| *of == key) else { return Vec::new() };
    view.rows(key).iter().map(|row| part(scene, spot, name, row)).collect()
}

/// What a benefit comes to, and its tiers.
fn awards(scene: &Scene, spot: Spot, fields: &Fields) -> Vec<String> {
    let components = fields.parts("award").zip(amounts(scene, spot, fields));
    components
        .flat_map(|(award, view)| {
            let tiers =
                view.tiers.into_iter().map(|tier| joined(spot.lang, [tier.name, tier.figure, tier.note]));
            std::iter::once(award_words(scene, spot.lang, award)).chain(tiers).collect::<Vec<String>>()
        })
        .collect()
}

/// Whom to ask and where. Hours and facilities are those of the department, and found there.
fn reach(lang: Lang, view: ContactView) -> String {
    let phones = view.phones.into_iter().map(|phone| phone.text);
    let before = [view.department.text, view.role];
    let after = [view.email.text, view.address];
    joined(lang, before.into_iter().chain(phones).chain(after))
}

/// The blocks of a field that is written in Markdown.
fn markdown_words(text: &str) -> Vec<String> {
    let options = Options { policy: false, raw_html: false, skip_title: false };
    let (_, blocks, _) = markdown::facts(FileId(0), text, 0..text.len(), options);
    blocks.into_iter().map(|block| block.text).collect()
}

/// Texts with a mark between them that no phrase crosses.
fn joined(lang: Lang, texts: impl IntoIterator<Item = String>) -> String {
    let texts: Vec<String> = texts.into_iter().filter(|text| !text.is_empty()).collect();
    texts.join(if lang == Lang::Zh { "；" } else { "; " })
}

/// How an entry stands: a code that lasts, and its word. Of a benefit, how its policy stands.
pub fn state_words(scene: &Scene, view: &PublicView) -> Option<(&'static str, String)> {
    let spot = Spot { route: "", lang: view.lang };
    let policy_state = |no| {
        let state = scene.portal.validity(no)?;
        Some((state.code(), scene.label(spot, "validity_states", state.code())))
    };
    let by_time = |badge: super::view::BadgeView| {
        let code = match badge.code {
            "info" => "upcoming",
            "good" if view.kind == Kind::Challenge => "open",
            "good" => "running",
            _ => "over",
        };
        (!badge.text.is_empty()).then_some((code, badge.text))
    };
    match view.kind {
        Kind::Policy => policy_state(view.no),
        Kind::Benefit => {
            let named = view.parts("basis").into_iter().filter_map(|basis| basis.text("policy"));
            let found = named.filter_map(|id| scene.portal.find(&[Kind::Policy], id));
            found.filter(|no| scene.portal.is_public(*no)).find_map(policy_state)
        }
        Kind::Call => {
            let code = match scene.portal.call_state(view.no)? {
                CallState::Suspended => "suspended",
                CallState::Upcoming => "upcoming",
                CallState::Closed => "closed",
                CallState::Open => "open",
            };
            Some((code, scene.label(spot, "call_statuses", code)))
        }
        Kind::Notice => by_time(notice::status(scene, spot, view.no)),
        Kind::Event => by_time(event::state(scene, spot, scene.portal.fields(view.no))),
        Kind::Challenge => by_time(challenge::state(scene, spot, scene.portal.fields(view.no))),
        _ => None,
    }
}
