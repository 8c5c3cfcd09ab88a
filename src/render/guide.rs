//! What the page of a guide has beyond other entries: the eight elements of the inspection.

use super::benefit::{materials, steps};
use super::entry::{Shown, contact, quotes};
use super::value::{fact, markdown_html};
use super::view::{FactView, GuideView, LinkView, QuestionView, ValueKind, ValueView};
use super::{Scene, Spot};
use crate::field::{Kind, Value};

/// Element of the inspection, and the field that holds it.
const ELEMENTS: [(&str, &str); 8] = [
    ("item_name", "title"),
    ("legal_basis", "basis"),
    ("conditions", "conditions"),
    ("materials", "materials"),
    ("place", "places"),
    ("hours", "hours"),
    ("phone", "phone"),
    ("procedure", "steps"),
];

/// Fields that the page shows in a place of their own.
pub(super) const OWN: &[&str] = &[
    "conditions",
    "materials",
    "places",
    "hours",
    "phone",
    "steps",
    "handled_by",
    "online_entry",
    "faqs",
    "know_before",
    "time_limit_promised",
    "visits",
    "fee",
];

/// The view of a guide.
pub(super) fn view(scene: &Scene, spot: Spot, shown: Shown) -> GuideView {
    let fields = shown.fields;
    let is_gone = super::entry::rests_on_nothing(scene, shown.original);
    let entry = fields.text("online_entry").filter(|_| !is_gone);
    GuideView {
        know_before: shown.texts("know_before"),
        answers: answers(scene, spot, shown),
        elements: ELEMENTS.iter().map(|(code, key)| element(scene, spot, shown, code, key)).collect(),
        materials: materials(scene, spot, fields, shown.original_no),
        steps: steps(scene, spot, fields),
        action: entry
            .map(|href| LinkView {
                text: scene.word(spot.lang, "apply_online").into(),
                href: href.into(),
                external: true,
                ..LinkView::default()
            })
            .unwrap_or_default(),
        questions: questions(scene, spot, shown),
    }
}

fn element(scene: &Scene, spot: Spot, shown: Shown, code: &str, key: &'static str) -> FactView {
    let label = scene.label(spot, "inspection_items", code);
    let values = match key {
        "title" => vec![ValueView::text(scene.title(spot, shown.no))],
        "basis" => quotes(scene, spot, shown.fields)
            .into_iter()
            .map(|quote| ValueView {
                note: quote.clause,
                ..ValueView::linked(ValueKind::Link, quote.policy.text, format!("#{}", quote.anchor))
            })
            .collect(),
        // They stand in full below; here one reads how many there are.
        "materials" => materials_count(scene, spot, shown),
        "steps" => count(scene, spot, shown, "steps", "see_steps"),
        "places" => places(scene, spot, shown),
        _ => {
            let field = Kind::Guide.spec().fields.iter().find(|field| field.key == key);
            let fact =
                field.and_then(|field| fact(scene, spot, field, &shown.get(key)?.value, shown.original_no));
            fact.map(|fact| fact.values).unwrap_or_default()
        }
    };
    FactView { key, label, values }
}

/// How long it takes, how often one has to come, what it costs; what is not written is a gap.
fn answers(scene: &Scene, spot: Spot, shown: Shown) -> Vec<FactView> {
    let answer = |key: &str| {
        let field = Kind::Guide.spec().fields.iter().find(|field| field.key == key)?;
        let written = shown.get(key);
        let values = match written.map(|written| &written.value) {
            Some(Value::Integer(visits)) if key == "visits" => {
                vec![ValueView::text(visits_words(scene, spot, *visits))]
            }
            Some(value) => {
                fact(scene, spot, field, value, shown.original_no).map(|fact| fact.values).unwrap_or_default()
            }
            None => Vec::new(),
        };
        let label = super::value::field_label(spot.lang, field);
        Some(FactView { key: field.key, label, values })
    };
    ["time_limit_promised", "visits", "fee"].into_iter().filter_map(answer).collect()
}

/// 0次（全程网办）, 1次.
fn visits_words(scene: &Scene, spot: Spot, visits: i64) -> String {
    let key = match visits {
        0 => "visits_none",
        1 => "visits_one",
        _ => "visits_many",
    };
    scene.say(spot.lang, key, &[("count", &visits.to_string())])
}

/// How many there are, and the way to them; none is a gap.
fn count(scene: &Scene, spot: Spot, shown: Shown, key: &str, word: &str) -> Vec<ValueView> {
    let count = shown.fields.parts(key).count();
    let text = scene.say(spot.lang, word, &[("count", &count.to_string())]);
    let line = ValueView::linked(ValueKind::Link, text, format!("#x-{key}"));
    if count == 0 { Vec::new() } else { vec![line] }
}

fn materials_count(scene: &Scene, spot: Spot, shown: Shown) -> Vec<ValueView> {
    let mut lines = count(scene, spot, shown, "materials", "see_materials");
    let shared = materials(scene, spot, shown.fields, shown.original_no).iter().filter(|m| m.shared).count();
    if let (Some(line), true) = (lines.first_mut(), shared > 0) {
        line.note = scene.say(spot.lang, "materials_shared_count", &[("count", &shared.to_string())]);
    }
    lines
}

fn places(scene: &Scene, spot: Spot, shown: Shown) -> Vec<ValueView> {
    shown
        .fields
        .parts("places")
        .map(|part| {
            let place = contact(scene, spot, Some(part));
            ValueView { note: place.department.text, ..ValueView::text(place.address) }
        })
        .collect()
}

fn questions(scene: &Scene, spot: Spot, shown: Shown) -> Vec<QuestionView> {
    let written = shown.fields.texts("faqs");
    written
        .filter_map(|id| scene.portal.find(&[Kind::Faq], id))
        .map(|no| {
            let answer = Shown::new(scene.portal, scene.portal.in_language(no, spot.lang).unwrap_or(no));
            QuestionView {
                anchor: format!("x-{}", answer.original.id),
                question: scene.title(spot, no).to_string(),
                html: markdown_html(scene, spot, answer.no, answer.text("answer").unwrap_or_default()),
            }
        })
        .collect()
}
