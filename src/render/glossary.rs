//! The page of terms: one English for each, with what it means.

use super::head::{self, About};
use super::view::{BodyView, GlossaryGroupView, GlossaryTermView, GlossaryView, View};
use super::{Scene, Spot};
use crate::text::Lang;
use crate::vocabulary::GlossaryTerm;

/// Where it stands, in either language.
pub fn glossary_route(lang: Lang) -> String {
    format!("{}glossary/index.html", lang.folder())
}

/// The page of terms.
pub(super) fn page(scene: &Scene, spot: Spot) -> View {
    let glossary = &scene.vocabularies.glossary;
    let mut groups: Vec<GlossaryGroupView> = glossary
        .groups
        .iter()
        .map(|(code, names)| GlossaryGroupView {
            anchor: format!("x-{code}"),
            label: names[spot.lang as usize].clone(),
            terms: terms(scene, spot.lang, code),
        })
        .collect();
    groups.retain(|group| !group.terms.is_empty());
    let count = groups.iter().map(|group| group.terms.len()).sum();
    let title = scene.word(spot.lang, "glossary").to_string();
    let about = About {
        kind: "glossary",
        title: &title,
        column: None,
        is_column: true,
        description: scene.word(spot.lang, "glossary_description").to_string(),
        keywords: vec![title.clone()],
    };
    let view = GlossaryView { count, groups };
    View { page: head::page(scene, spot, about), body: BodyView::Glossary(Box::new(view)) }
}

/// The terms of a group: by the alphabet in English, as the list has them in Chinese. Platform types
/// are terms too; terms of a site without a group stand in the first.
fn terms(scene: &Scene, lang: Lang, code: &str) -> Vec<GlossaryTermView> {
    let glossary = &scene.vocabularies.glossary;
    let first = glossary.groups.first().map(|(code, _)| code.as_str());
    let is_here = |term: &&GlossaryTerm| {
        let known = glossary.group(&term.group, lang).is_some();
        if known { term.group == code } else { first == Some(code) }
    };
    let of_glossary = glossary
        .terms
        .iter()
        .filter(is_here)
        .map(|term| view(lang, &term.zh, &term.en, &term.note[lang as usize]));
    let types = scene.vocabularies.terms("platform_types").iter();
    let types = types.filter(|term| code == "platforms" && !term.en.is_empty());
    let types = types.filter(|term| glossary.find(&term.zh).is_none());
    let mut terms: Vec<GlossaryTermView> =
        of_glossary.chain(types.map(|term| view(lang, &term.zh, &term.en, ""))).collect();
    if lang == Lang::En {
        terms.sort_by_key(|term| term.term.to_lowercase());
    }
    terms
}

fn view(lang: Lang, zh: &str, en: &str, meaning: &str) -> GlossaryTermView {
    let english = super::said::capital(en.to_string());
    let (term, other) = if lang == Lang::Zh { (zh.to_string(), english) } else { (english, zh.to_string()) };
    GlossaryTermView { term, other, meaning: meaning.to_string() }
}
