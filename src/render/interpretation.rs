//! What the page of an interpretation has beyond other entries: the policy first, then its points.

use super::card::validity;
use super::entrance;
use super::entry::{Shown, attachments};
use super::value::{markdown_html, reference_link};
use super::view::{InterpretationView, LinkView, MediaView, SectionView, TableView, ValueView};
use super::{Scene, Spot};
use crate::field::{Kind, Spanned, Type, Value};
use crate::portal::EntryNo;

/// Fields that the page shows in a place of their own.
pub(super) const OWN: &[&str] = &["interprets", "form", "interpreted_by", "points", "transcript"];

/// The view of an interpretation.
pub(super) fn view(scene: &Scene, spot: Spot, shown: Shown) -> InterpretationView {
    let fields = shown.fields;
    let policy = fields.text("interprets").and_then(|written| scene.portal.find(&[Kind::Policy], written));
    let form = fields.text("form").unwrap_or_default();
    let transcript = fields.text("transcript").unwrap_or_default();
    let (points, changes) = points(scene, spot, shown);
    let number = policy.and_then(|no| scene.portal.entry(no).text("document_number"));
    let explains = Type::TextOrReference(Kind::Department);
    InterpretationView {
        policy: policy.map(|no| scene.link(spot, no)).unwrap_or_default(),
        document_number: number.filter(|number| *number != "无").unwrap_or_default().to_string(),
        validity: policy.map(|no| validity(scene, spot, no)).unwrap_or_default(),
        form: scene.label(spot, "interpretation_forms", form),
        is_questions: form == "qa",
        interpreted_by: fields
            .text("interpreted_by")
            .map(|written| reference_link(scene, spot, &explains, written))
            .unwrap_or_default(),
        points,
        changes,
        media: media(scene, spot, shown),
        transcript: if transcript.is_empty() {
            String::new()
        } else {
            markdown_html(scene, spot, shown.no, transcript)
        },
        lacks_transcript: transcript.is_empty() && matches!(form, "graphic" | "audio" | "video"),
        others: named(scene, policy, "interprets", Kind::Interpretation)
            .filter(|no| *no != shown.original_no)
            .map(|no| LinkView { note: form_label(scene, spot, no), ..scene.link(spot, no) })
            .collect(),
        benefits: named(scene, policy, "based_on", Kind::Benefit)
            .map(|no| entrance::row(scene, spot, no))
            .collect(),
    }
}

/// Public entries of a kind that name a policy so.
fn named<'a>(
    scene: &'a Scene,
    policy: Option<EntryNo>,
    code: &'static str,
    kind: Kind,
) -> impl Iterator<Item = EntryNo> + 'a {
    let portal = scene.portal;
    let incoming = policy.into_iter().flat_map(|no| &portal.incoming[no.0 as usize]);
    incoming
        .filter(move |relation| &*relation.code == code && portal.entry(relation.other).kind == kind)
        .map(|relation| relation.other)
        .filter(|no| portal.is_public(*no))
}

fn form_label(scene: &Scene, spot: Spot, no: EntryNo) -> String {
    let form = scene.portal.entry(no).text("form");
    form.map(|form| scene.label(spot, "interpretation_forms", form)).unwrap_or_default()
}

/// The points in the order of the eight, those of an office's own behind them; 新旧差异 as a table
/// where it is written as rows.
pub(super) fn points(scene: &Scene, spot: Spot, shown: Shown) -> (Vec<SectionView>, TableView) {
    let Some(Value::Map(written)) = shown.get("points").map(|points| &points.value) else {
        return Default::default();
    };
    let terms = scene.vocabularies.terms("interpretation_points");
    let mut all: Vec<(usize, &str, &Spanned)> = Vec::new();
    for (key, value) in written {
        let term = scene.vocabularies.find("interpretation_points", key);
        let place = terms.iter().position(|other| Some(&other.code) == term.map(|term| &term.code));
        all.push((place.unwrap_or(terms.len()), key, value));
    }
    all.sort_by_key(|(place, ..)| *place);
    let mut sections = Vec::new();
    let mut changes = TableView::default();
    for (place, key, value) in all {
        let title = terms.get(place).map_or(key, |term| term.label(spot.lang)).to_string();
        let code =
            terms.get(place).map_or_else(|| crate::text::slug(key), |term| term.code.replace('_', "-"));
        match &value.value {
            Value::List(rows) if rows.iter().all(|row| matches!(row.value, Value::Map(_))) => {
                changes = rows_table(title, rows);
            }
            other => {
                let html = markdown_html(scene, spot, shown.no, other.text().unwrap_or_default());
                sections.push(SectionView { anchor: format!("x-point-{code}"), title, html });
            }
        }
    }
    (sections, changes)
}

/// Rows of maps as a table; the keys of the first row are its header.
fn rows_table(caption: String, rows: &[Spanned]) -> TableView {
    let maps: Vec<&Vec<(Box<str>, Spanned)>> = rows
        .iter()
        .filter_map(|row| match &row.value {
            Value::Map(entries) => Some(entries),
            _ => None,
        })
        .collect();
    let header: Vec<String> =
        maps.first().map(|row| row.iter().map(|(key, _)| key.to_string()).collect()).unwrap_or_default();
    let cell = |row: &Vec<(Box<str>, Spanned)>, key: &String| {
        let found = row.iter().find(|(name, _)| **name == **key);
        ValueView::text(found.and_then(|(_, value)| value.value.text()).unwrap_or_default())
    };
    let rows = maps.iter().map(|row| header.iter().map(|key| cell(row, key)).collect()).collect();
    TableView { key: "changes", caption, header, rows }
}

/// Attached sound and films.
fn media(scene: &Scene, spot: Spot, shown: Shown) -> Vec<MediaView> {
    attachments(scene, spot, shown.original_no, "attachments")
        .into_iter()
        .filter_map(|file| {
            let kind = match file.format.as_str() {
                "MP3" => "audio",
                "MP4" => "video",
                _ => return None,
            };
            let note = format!("{}, {}", file.format, file.size);
            Some(MediaView { kind, src: file.href, title: file.text, note })
        })
        .collect()
}
