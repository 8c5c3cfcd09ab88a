//! What an office offers, twice over in one node: schema.org for search engines, CPSV-AP 3.2.0 for
//! catalogues of public services.

use super::{Node, body, document, node, put, put_all, put_value, regions, spot, thing};
use crate::field::{Duration, Fields, Kind, Value as Written};
use crate::portal::{EntryNo, PublicView};
use crate::render::said::said_first;
use crate::render::{Scene, benefit, value};
use crate::text::{Lang, is_han};
use serde_json::{Value, json};

/// The terms that a service uses beside those of schema.org.
pub(super) fn context() -> Value {
    json!(["https://schema.org", {
        "cpsv": "http://purl.org/vocab/cpsv#",
        "cv": "http://data.europa.eu/m8g/",
        "dct": "http://purl.org/dc/terms/",
        "eli": "http://data.europa.eu/eli/ontology#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }])
}

/// A benefit or a guide.
pub(super) fn service(scene: &Scene, view: &PublicView) -> Value {
    let mut service = thing(scene, view, json!(["GovernmentService", "cpsv:PublicService"]));
    let provider = provider(scene, view);
    put_value(&mut service, "provider", provider.clone());
    let label = |vocabulary: &str, code: &str| scene.label(spot(view), vocabulary, code);
    let topics: Vec<String> = view.texts("topics").iter().map(|code| label("topics", code)).collect();
    put_all(&mut service, "serviceType", topics.into_iter().map(Value::from).collect());
    let audience = |code: &&str| json!({ "@type": "Audience", "audienceType": label("audiences", code) });
    put_all(&mut service, "audience", view.texts("audiences").iter().map(audience).collect());
    put_all(&mut service, "areaServed", regions(scene, view));
    put_all(&mut service, "availableChannel", channels(view));
    let policies: Vec<Value> = policies(scene, view).filter_map(|no| document::policy(scene, no)).collect();
    let terms = policies.first().and_then(|policy| policy["@id"].as_str());
    put(&mut service, "termsOfService", terms.unwrap_or_default());
    public_service(scene, view, provider, policies, &mut service);
    service.into()
}

/// The body that answers for it; where none is named, the host body.
fn provider(scene: &Scene, view: &PublicView) -> Option<Value> {
    let written = view.part("handled_by").and_then(|part| part.text("department"));
    let named = written.and_then(|written| body(scene, view.lang, written));
    named.or_else(|| super::host_body(scene, view.lang))
}

fn policies<'a>(scene: &'a Scene, view: &PublicView<'a>) -> impl Iterator<Item = EntryNo> + use<'a> {
    let basis = view.parts("basis").into_iter();
    let mut policies: Vec<EntryNo> =
        basis.filter_map(|part| scene.portal.find(&[Kind::Policy], part.text("policy")?)).collect();
    policies.dedup();
    policies.into_iter()
}

/// Where to apply: online, and at the counter.
fn channels(view: &PublicView) -> Vec<Value> {
    let entry = view.part("apply").and_then(|apply| apply.text("entry")).or(view.text("online_entry"));
    let online = entry.map(|entry| json!({ "@type": "ServiceChannel", "serviceUrl": entry }));
    let addresses = places(view).into_iter().map(|address| {
        json!({ "@type": "ServiceChannel", "serviceLocation": { "@type": "Place", "address": address } })
    });
    online.into_iter().chain(addresses).collect()
}

fn places<'a>(view: &PublicView<'a>) -> Vec<&'a str> {
    let handled_by = view.part("handled_by").and_then(|part| part.text("address"));
    let places = view.parts("places").into_iter().filter_map(|part| part.text("address"));
    places.chain(handled_by).collect()
}

// ---- CPSV-AP

fn public_service(
    scene: &Scene,
    view: &PublicView,
    provider: Option<Value>,
    policies: Vec<Value>,
    service: &mut Node,
) {
    let said = |text: &str| literal(view, text);
    // A part of a service has no page; its identifier is that of the service and its number.
    let numbered = |ty: &str, mark: &str, texts: Vec<String>| -> Vec<Value> {
        let part = |(index, text): (usize, String)| json!({ "@type": ty, "dct:identifier": format!("{}-{mark}-{}", view.id, index + 1), "dct:title": said(&text) });
        texts.into_iter().enumerate().map(part).collect()
    };
    put(service, "dct:identifier", view.id);
    service.insert("dct:title".into(), said(view.title));
    service.insert("dct:description".into(), said(crate::render::open_graph::description(view)));
    put_value(service, "cv:hasCompetentAuthority", provider.map(|body| authority(&body, &said)));
    put_all(
        service,
        "cv:holdsRequirement",
        numbered("cv:Requirement", "requirement", conditions(scene, view)),
    );
    let materials = view.parts("materials").into_iter().filter_map(|part| part.text("name"));
    let materials = materials.map(|name| said_first(scene, view.lang, name)).collect();
    put_all(service, "cv:hasInputType", numbered("cv:EvidenceType", "input", materials));
    put_all(service, "cpsv:produces", numbered("cv:Output", "output", outputs(scene, view)));
    put_value(service, "cv:hasCost", view.text("fee").map(|fee| cost(scene, view, fee)));
    put_all(service, "cv:hasChannel", numbered("cv:Channel", "channel", channel_names(view)));
    let resource = |policy: Value| {
        let mut resource = node("eli:LegalResource");
        resource.extend(policy.as_object().cloned().unwrap_or_default());
        Value::from(resource)
    };
    put_all(service, "cv:hasLegalResource", policies.into_iter().map(resource).collect());
    put_value(service, "cv:processingTime", processing_time(view));
    let concept = |vocabulary: &'static str| {
        move |code: &str| {
            json!({ "@type": "skos:Concept", "skos:notation": code,
            "skos:prefLabel": said(&scene.label(spot(view), vocabulary, code)) })
        }
    };
    let topics = view.texts("topics").into_iter().map(concept("topics")).collect();
    put_all(service, "cv:thematicArea", topics);
    put_all(service, "cv:isGroupedBy", events(scene, view, &said));
}

/// A text with its language: what has not been translated stays Chinese.
fn literal(view: &PublicView, text: &str) -> Value {
    let lang = if text.chars().any(is_han) { Lang::Zh } else { view.lang };
    json!({ "@value": text, "@language": lang.tag() })
}

fn authority(body: &Value, said: &dyn Fn(&str) -> Value) -> Value {
    let mut authority = node("cv:PublicOrganisation");
    put(&mut authority, "@id", body["@id"].as_str().unwrap_or_default());
    authority.insert("skos:prefLabel".into(), said(body["name"].as_str().unwrap_or_default()));
    authority.into()
}

fn conditions(scene: &Scene, view: &PublicView) -> Vec<String> {
    let Some(Written::List(conditions)) = view.get("conditions").map(|written| &written.value) else {
        return Vec::new();
    };
    conditions.iter().map(|written| benefit::condition_text(scene, spot(view), written)).collect()
}

/// What comes out of it: the award, or the paper that a guide ends in.
fn outputs(scene: &Scene, view: &PublicView) -> Vec<String> {
    let award = |award: &&Fields| benefit::headline(scene, spot(view), award).text;
    let awards = view.parts("award");
    let result = view.text("result_name").map(str::to_string);
    awards.iter().map(award).filter(|text| !text.is_empty()).chain(result).collect()
}

fn cost(scene: &Scene, view: &PublicView, fee: &str) -> Value {
    let mut cost = node("cv:Cost");
    put(&mut cost, "dct:identifier", &format!("{}-cost", view.id));
    cost.insert("dct:description".into(), literal(view, &said_first(scene, view.lang, fee)));
    if ["不收费", "免费", "无", "Free", "Free of charge", "No fee"].contains(&fee) {
        cost.insert("cv:hasValue".into(), json!({ "@value": "0", "@type": "xsd:double" }));
    }
    cost.into()
}

fn channel_names(view: &PublicView) -> Vec<String> {
    let entry = view.part("apply").and_then(|apply| apply.text("entry")).or(view.text("online_entry"));
    entry.into_iter().chain(places(view)).map(str::to_string).collect()
}

/// The promised time, else the legal one, else that of the payment. Working days are no duration of
/// a calendar and stay words.
fn processing_time(view: &PublicView) -> Option<Value> {
    let payment = || view.part("payment")?.get("time_limit");
    let written =
        view.get("time_limit_promised").or_else(|| view.get("time_limit_legal")).or_else(payment)?;
    let Written::Duration(length) = written.value else { return None };
    let iso = match length {
        Duration::Days(days) => format!("P{days}D"),
        Duration::Months(months) => format!("P{months}M"),
        Duration::Years(years) => format!("P{years}Y"),
        Duration::WorkingDays(_) | Duration::Before { .. } => {
            return Some(
                json!({ "@value": value::duration(view.lang, length), "@language": view.lang.tag() }),
            );
        }
    };
    Some(json!({ "@value": iso, "@type": "xsd:duration" }))
}

/// Journeys that lead through it, and the stages of a working life it belongs to.
fn events(scene: &Scene, view: &PublicView, said: &dyn Fn(&str) -> Value) -> Vec<Value> {
    let incoming = scene.portal.incoming[view.original_no.0 as usize].iter();
    let mut journeys: Vec<EntryNo> = incoming.map(|relation| relation.other).collect();
    journeys.sort();
    journeys.dedup();
    let journey = |no: EntryNo| {
        let shown = scene.portal.in_language(no, view.lang).unwrap_or(no);
        let journey = scene.portal.public_view(shown).filter(|journey| journey.kind == Kind::Journey)?;
        let address = super::address(scene, journey.original_no);
        Some(
            json!({ "@id": address, "@type": "cv:LifeEvent", "dct:identifier": journey.id, "dct:title": said(journey.title) }),
        )
    };
    let stage = |code: &str| {
        let label = scene.label(spot(view), "life_stages", code);
        json!({ "@type": "cv:LifeEvent", "dct:identifier": code, "dct:title": said(&label) })
    };
    let stages = view.texts("life_stages").into_iter().map(stage);
    journeys.into_iter().filter_map(journey).chain(stages).collect()
}
