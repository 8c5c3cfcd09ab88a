//! Bodies, places and dates: departments, platforms, events.

use super::{body, moment, node, put, put_all, put_value, regions, spot, thing};
use crate::portal::PublicView;
use crate::render::Scene;
use serde_json::{Value, json};

/// A department.
pub(super) fn department(scene: &Scene, view: &PublicView) -> Value {
    let mut department = thing(scene, view, json!("GovernmentOrganization"));
    put(&mut department, "identifier", view.id);
    put(&mut department, "alternateName", view.text("short_name").unwrap_or_default());
    put_all(&mut department, "telephone", view.texts("phone").into_iter().map(Value::from).collect());
    put(&mut department, "email", view.text("email").unwrap_or_default());
    put(&mut department, "address", view.text("address").unwrap_or_default());
    put_all(&mut department, "areaServed", regions(scene, view));
    department.into()
}

/// A platform: a body, and the place where it works.
pub(super) fn platform(scene: &Scene, view: &PublicView) -> Value {
    let mut platform = thing(scene, view, json!("Organization"));
    put(&mut platform, "identifier", view.id);
    let label = |vocabulary: &str, code: &str| scene.label(spot(view), vocabulary, code);
    let kind = view.text("type").map(|code| label("platform_types", code));
    put(&mut platform, "disambiguatingDescription", &kind.unwrap_or_default());
    let industries = view.texts("industries");
    let industries = industries.into_iter().map(|code| label("industries", code).into());
    put_all(&mut platform, "knowsAbout", industries.collect());
    let named = |name: &str| json!({ "@type": "Organization", "name": name });
    put_value(&mut platform, "parentOrganization", view.text("host").map(named));
    let mut place = node("Place");
    put(&mut place, "name", view.title);
    put(&mut place, "address", view.text("address").unwrap_or_default());
    let inside = view.text("located_in").map(|code| label("regions", code));
    let inside = inside.map(|name| json!({ "@type": "AdministrativeArea", "name": name }));
    put_value(&mut place, "containedInPlace", inside);
    platform.insert("location".into(), place.into());
    platform.into()
}

/// An event.
pub(super) fn event(scene: &Scene, view: &PublicView) -> Value {
    let mut event = thing(scene, view, json!("Event"));
    put(&mut event, "startDate", &view.moment("starts_at").map(moment).unwrap_or_default());
    put(&mut event, "endDate", &view.moment("ends_at").map(moment).unwrap_or_default());
    put(&mut event, "eventStatus", "https://schema.org/EventScheduled");
    put(&mut event, "eventAttendanceMode", "https://schema.org/OfflineEventAttendanceMode");
    let place = |name: &str| json!({ "@type": "Place", "name": name, "address": name });
    put_value(&mut event, "location", view.text("place").map(place));
    let organisers = view.texts("organisers");
    let organisers = organisers.into_iter().filter_map(|written| body(scene, view.lang, written));
    put_all(&mut event, "organizer", organisers.collect());
    put(&mut event, "image", &crate::render::open_graph::image_address(scene, view).unwrap_or_default());
    event.into()
}
