//! What the page of a guide has beyond other entries: the eight elements of the inspection.

use super::benefit::{materials, steps};
use super::entry::{Shown, contact, quotes};
use super::value::{fact, markdown_html};
use super::view::{FactView, GuideView, LinkView, QuestionView, ValueKind, ValueView};
use super::{Scene, Spot};
use crate::field::Kind;

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

/// The view of a guide.
pub(super) fn view(scene: &Scene, spot: Spot, shown: Shown) -> GuideView {
    let fields = shown.fields;
    let is_gone = super::entry::rests_on_nothing(scene, shown.original);
    let entry = fields.text("online_entry").filter(|_| !is_gone);
    GuideView {
        know_before: shown.texts("know_before"),
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
        "materials" => shown
            .fields
            .parts("materials")
            .filter_map(|part| part.text("name"))
            .map(|name| ValueView::text(super::said::said_first(scene, spot.lang, name)))
            .collect(),
        "steps" => {
            steps(scene, spot, shown.fields).into_iter().map(|step| ValueView::text(step.title)).collect()
        }
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
