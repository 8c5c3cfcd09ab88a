//! Texts and data: policies as legislation, questions, datasets.

use super::{Node, address, body, host_body, node, put, put_all, put_value, regions, spot, thing};
use crate::field::Kind;
use crate::portal::PublicView;
use crate::render::value;
use crate::render::view::PageView;
use crate::render::{Scene, Spot};
use crate::text::Lang;
use crate::url;
use serde_json::{Value, json};

/// A policy. Each language is a text of its own, and the translation names its original.
pub(super) fn legislation(scene: &Scene, view: &PublicView) -> Value {
    let mut law = thing(scene, view, json!("Legislation"));
    if view.no != view.original_no {
        law.insert("@id".into(), json!(scene.config.absolute(view.route)));
        law.insert("translationOfWork".into(), json!({ "@id": address(scene, view.original_no) }));
    }
    put(&mut law, "inLanguage", view.lang.tag());
    let number = view.text("document_number").filter(|number| *number != "无");
    put(&mut law, "legislationIdentifier", number.unwrap_or_default());
    let genre = view.text("genre").map(|code| scene.label(spot(view), "document_genres", code));
    put(&mut law, "legislationType", &genre.unwrap_or_default());
    dates(scene, view, &mut law);
    if let Some(state) = scene.portal.validity(view.no) {
        let term = scene.vocabularies.term("validity_states", state.code());
        let force = term.and_then(|term| term.extra.get("legal_force"));
        let force = force.map(|force| format!("https://schema.org/{force}"));
        put(&mut law, "legislationLegalForce", &force.unwrap_or_default());
    }
    put_all(&mut law, "legislationJurisdiction", regions(scene, view));
    let issuers = view.texts("issuers");
    let issuers = issuers.into_iter().filter_map(|written| body(scene, view.lang, written));
    put_all(&mut law, "legislationPassedBy", issuers.collect());
    relations(scene, view, &mut law);
    put_value(&mut law, "publisher", host_body(scene, view.lang));
    law.into()
}

/// One version of a policy, which is an example of the work.
pub(super) fn version(
    scene: &Scene,
    policy: crate::portal::EntryNo,
    index: usize,
    page: &PageView,
) -> Option<Value> {
    let view = scene.portal.public_view(policy)?;
    let versions = scene.portal.versions(policy)?;
    let Value::Object(mut law) = legislation(scene, &view) else { return None };
    law.insert("@id".into(), json!(page.canonical));
    law.insert("name".into(), json!(page.title));
    law.insert("url".into(), json!(page.canonical));
    law.insert("legislationDateVersion".into(), json!(versions.all.get(index)?.date.to_string()));
    law.insert("exampleOfWork".into(), json!({ "@id": address(scene, view.original_no) }));
    if index != versions.current {
        law.insert("legislationLegalForce".into(), json!("https://schema.org/NotInForce"));
    }
    Some(law.into())
}

fn dates(scene: &Scene, view: &PublicView, law: &mut Node) {
    let text = |date: Option<crate::date::Date>| date.map(|date| date.to_string()).unwrap_or_default();
    put(law, "legislationDate", &text(view.date("dated_on")));
    let expected = || scene.portal.expected(view.original_no)?.effective_on;
    let effective = view.date("effective_on").or_else(expected);
    put(law, "legislationDateOfApplicability", &text(effective));
    let versions = view.parts("versions");
    let held = versions.iter().filter_map(|part| part.date("date")).filter(|date| *date <= scene.portal.date);
    put(law, "legislationDateVersion", &text(held.max()));
    put(law, "datePublished", &text(view.published.map(|moment| moment.date())));
    put(law, "dateModified", &text(view.updated));
}

/// What it does to other documents. A replaced or extended document is changed as a whole.
fn relations(scene: &Scene, view: &PublicView, law: &mut Node) {
    let outgoing = &scene.portal.outgoing[view.original_no.0 as usize];
    for (property, codes) in [
        ("legislationAmends", &["amends"][..]),
        ("legislationRepeals", &["repeals"]),
        ("legislationChanges", &["supersedes", "extends"]),
        ("isBasedOn", &["based_on", "implements"]),
    ] {
        let named = outgoing.iter().filter(|relation| codes.contains(&&*relation.code));
        let policies = named.filter_map(|relation| policy(scene, relation.other)).collect();
        put_all(law, property, policies);
    }
    let versions = view.parts("versions");
    let by = versions.iter().filter_map(|part| scene.portal.find(&[Kind::Policy], part.text("by")?));
    put_all(law, "legislationConsolidates", by.filter_map(|no| policy(scene, no)).collect());
}

/// A policy that anybody may see, by its address.
pub(super) fn policy(scene: &Scene, no: crate::portal::EntryNo) -> Option<Value> {
    let view = scene.portal.public_view(scene.portal.original(no))?;
    (view.kind == Kind::Policy).then(|| json!({ "@id": scene.config.absolute(view.route) }))
}

/// The questions of a language with their answers in plain words.
pub(super) fn questions(scene: &Scene, lang: Lang, page: &PageView) -> Option<Value> {
    let spot = Spot { route: &page.route, lang };
    let question = |no: &crate::portal::EntryNo| {
        let view = scene.portal.public_view(scene.portal.in_language(*no, lang).unwrap_or(*no))?;
        let html = value::markdown_html(scene, spot, view.no, view.text("answer")?);
        let mut question = node("Question");
        put(&mut question, "@id", &format!("{}#{}", page.canonical, view.id));
        put(&mut question, "name", view.title);
        question
            .insert("acceptedAnswer".into(), json!({ "@type": "Answer", "text": value::words_of(&html) }));
        Some(Value::from(question))
    };
    let questions: Vec<Value> = scene.portal.list(Kind::Faq, lang).iter().filter_map(question).collect();
    let mut list = node("FAQPage");
    put(&mut list, "@id", &format!("{}#questions", page.canonical));
    put(&mut list, "name", &page.title);
    put(&mut list, "url", &page.canonical);
    put(&mut list, "inLanguage", page.lang);
    let any = !questions.is_empty();
    list.insert("mainEntity".into(), questions.into());
    any.then(|| list.into())
}

/// A table of the office, with its files as far as the page links them.
pub(super) fn dataset(scene: &Scene, view: &PublicView, page: &PageView) -> Value {
    let mut data = thing(scene, view, json!("Dataset"));
    put(&mut data, "identifier", view.id);
    put(&mut data, "measurementTechnique", view.text("definition").unwrap_or_default());
    put_value(&mut data, "creator", host_body(scene, view.lang));
    put_all(&mut data, "spatialCoverage", regions(scene, view));
    let year = view.text("year").map(str::to_string).or_else(|| Some(view.date("as_of")?.to_string()));
    put(&mut data, "temporalCoverage", &year.unwrap_or_default());
    put(&mut data, "datePublished", &view.published.map(|at| at.date().to_string()).unwrap_or_default());
    put(&mut data, "dateModified", &view.updated.map(|date| date.to_string()).unwrap_or_default());
    let files = page.machine.iter().filter(|link| link.media_type != "application/atom+xml");
    let files = files.filter_map(|link| {
        let route = url::join(url::folder(&page.route), &link.href)?;
        let address = scene.config.absolute(&route);
        Some(json!({ "@type": "DataDownload", "encodingFormat": link.media_type, "contentUrl": address }))
    });
    put_all(&mut data, "distribution", files.collect());
    data.into()
}
