//! The list of questions: grouped by topic, each with its answer, its clauses and its last check.

use super::entry::{Shown, quotes};
use super::head::{self, About};
use super::list::{facet_href, facet_links};
use super::value::{date_view, markdown_html};
use super::view::{BodyView, FaqAnswerView, FaqGroupView, FaqView, LinkView, View};
use super::{Body, Scene, Spot};
use crate::date::last_day;
use crate::field::Kind;
use crate::portal::{EntryNo, Facet};
use crate::text::Lang;

/// The list of questions of a language.
pub(super) fn page(scene: &Scene, spot: Spot) -> View {
    let column = scene.config.column(Kind::Faq);
    let lang = spot.lang as usize;
    let all = scene.portal.list(Kind::Faq, spot.lang);
    let view = FaqView {
        description: column.description[lang].clone(),
        count: all.len(),
        groups: groups(scene, spot, all),
        facets: Facet::ALL.into_iter().filter_map(|facet| facet_links(scene, spot, facet, 24)).collect(),
    };
    let about = About {
        kind: "list",
        title: &column.name[lang],
        column: Some(Kind::Faq),
        is_column: true,
        description: column.description[lang].clone(),
        keywords: column.keywords[lang].clone(),
    };
    View { page: head::page(scene, spot, about), body: BodyView::Faq(Box::new(view)) }
}

/// Each question under its first topic, in the order of the topics; the rest at the end.
fn groups(scene: &Scene, spot: Spot, all: &[EntryNo]) -> Vec<FaqGroupView> {
    let topic = |no: &EntryNo| scene.portal.fields(*no).texts("topics").next();
    let topics = scene.vocabularies.terms("topics");
    let known = topics.iter().map(|term| Some(term.code.as_str())).chain([None]);
    known
        .filter_map(|code| {
            let of_topic = all.iter().filter(|no| topic(no).filter(|c| is_topic(scene, c)) == code);
            let questions: Vec<FaqAnswerView> = of_topic.map(|no| answer(scene, spot, *no)).collect();
            let topic = match code {
                Some(code) => LinkView {
                    text: scene.label(spot, "topics", code),
                    href: facet_href(scene, spot, Facet::Topic, code).unwrap_or_default(),
                    ..LinkView::default()
                },
                None => LinkView { text: scene.word(spot.lang, "other").into(), ..LinkView::default() },
            };
            let anchor = format!("x-topic-{}", code.unwrap_or("other"));
            (!questions.is_empty()).then_some(FaqGroupView { anchor, topic, questions })
        })
        .collect()
}

fn is_topic(scene: &Scene, code: &str) -> bool {
    scene.vocabularies.term("topics", code).is_some()
}

fn answer(scene: &Scene, spot: Spot, no: EntryNo) -> FaqAnswerView {
    let shown = Shown::new(scene.portal, scene.portal.in_language(no, spot.lang).unwrap_or(no));
    let mut html = match shown.text("answer") {
        Some(answer) if !answer.is_empty() => markdown_html(scene, spot, shown.no, answer),
        _ => String::new(),
    };
    html.push_str(&Body { scene: *scene, no: shown.no, route: spot.route }.html());
    let checked = shown.fields.date("checked_on");
    FaqAnswerView {
        anchor: shown.original.id.to_string(),
        question: scene.title(spot, no).to_string(),
        html,
        basis: clauses(scene, spot, shown),
        checked_on: date_view(spot.lang, checked),
        stale: checked
            .and_then(|date| last_day(date, 1)?.tomorrow().ok())
            .is_some_and(|anniversary| anniversary < scene.portal.date),
    }
}

/// The clauses that an entry rests on, each as one link: 《办法》第八条.
pub(super) fn clauses(scene: &Scene, spot: Spot, shown: Shown) -> Vec<LinkView> {
    let titled = |title: &str| match spot.lang {
        Lang::Zh if !title.contains('《') && !title.is_empty() => format!("《{title}》"),
        _ => title.to_string(),
    };
    quotes(scene, spot, shown.fields)
        .into_iter()
        .map(|quote| LinkView {
            text: format!(
                "{}{}{}",
                titled(&quote.policy.text),
                if spot.lang == Lang::En && !quote.clause.is_empty() { ", " } else { "" },
                quote.clause
            ),
            ..quote.policy
        })
        .collect()
}
