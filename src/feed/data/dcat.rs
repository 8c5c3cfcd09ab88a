//! The catalogue of open data in DCAT 3, with what DCAT-AP 3 obliges to: `data/catalog.json`.
//!
//! JSON-LD with its context inside and absolute addresses, so that it is read without a network.
//!
//! **Invariant**: there is none without an address of the site; dates are those of the content.

use super::value::address;
use crate::portal::dataset::{Dataset, Holds};
use crate::render::{Scene, dataset_words};
use crate::text::Lang;
use serde_json::{Map, Value, json};

const MEDIA_TYPES: &str = "https://www.iana.org/assignments/media-types/";
const LANGUAGES: &str = "http://publications.europa.eu/resource/authority/language/";
const FILE_TYPES: &str = "http://publications.europa.eu/resource/authority/file-type/";
/// Government and public sector, population and society.
const THEMES: [&str; 2] = [
    "http://publications.europa.eu/resource/authority/data-theme/GOVE",
    "http://publications.europa.eu/resource/authority/data-theme/SOCI",
];

/// The catalogue with its datasets and their files.
pub(super) fn catalog(scene: &Scene) -> Value {
    let route = "data/catalog.json";
    let sets = scene.portal.datasets();
    let dates = |pick: fn(&Dataset) -> Option<crate::date::Date>| sets.iter().filter_map(pick);
    let words = |key: &str| in_languages(scene, |lang| scene.word(lang, key).to_string());
    let names = in_languages(scene, |lang| {
        format!("{} · {}", scene.config.name(lang), scene.word(lang, "open_data"))
    });
    let mut catalog = Map::new();
    catalog.insert("@context".into(), context());
    catalog.insert("@id".into(), address(scene, route).into());
    catalog.insert("@type".into(), "dcat:Catalog".into());
    catalog.insert("dct:title".into(), names);
    catalog.insert("dct:description".into(), words("open_data_description"));
    catalog.insert("dct:publisher".into(), publisher(scene));
    catalog.insert("dct:language".into(), languages(scene));
    catalog.insert("foaf:homepage".into(), json!({"@id": address(scene, "data/index.html")}));
    catalog.insert(
        "dcat:themeTaxonomy".into(),
        json!({"@id": "http://publications.europa.eu/resource/authority/data-theme"}),
    );
    catalog.extend(dated("dct:issued", dates(|set| set.issued).min()));
    catalog.extend(dated("dct:modified", dates(|set| set.modified).max()));
    catalog.extend(licence(scene));
    catalog.insert("dcat:dataset".into(), sets.iter().map(|set| dataset(scene, set)).collect());
    catalog.into()
}

fn context() -> Value {
    json!({
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    })
}

fn dataset(scene: &Scene, set: &Dataset) -> Value {
    let id = format!("{}#{}", address(scene, "data/catalog.json"), set.name);
    let title = |lang: Lang| dataset_words(scene, lang, set).0;
    let description = |lang: Lang| dataset_words(scene, lang, set).1;
    let mut object = Map::new();
    object.insert("@id".into(), id.as_str().into());
    object.insert("@type".into(), "dcat:Dataset".into());
    object.insert("dct:identifier".into(), set.name.as_str().into());
    object.insert("dct:title".into(), in_languages(scene, title));
    object.insert("dct:description".into(), in_languages(scene, description));
    object.insert("dct:publisher".into(), publisher(scene));
    object.extend(dated("dct:issued", set.issued));
    object.extend(dated("dct:modified", set.modified));
    object.insert("dct:language".into(), languages(scene));
    object.insert("dcat:theme".into(), THEMES.iter().map(|theme| json!({"@id": theme})).collect());
    object.insert("dcat:landingPage".into(), json!({"@id": landing_page(scene, set)}));
    let files = [("csv", &set.csv), ("json", &set.json)];
    let files = files
        .into_iter()
        .filter_map(|(form, route)| Some(distribution(scene, set, form, route.as_deref()?, &id)));
    object.insert("dcat:distribution".into(), files.collect());
    object.into()
}

fn distribution(scene: &Scene, set: &Dataset, form: &str, route: &str, dataset: &str) -> Value {
    let file = address(scene, route);
    let media_type = if form == "csv" { "text/csv" } else { "application/json" };
    let mut object = Map::new();
    object.insert("@id".into(), format!("{dataset}-{form}").into());
    object.insert("@type".into(), "dcat:Distribution".into());
    object.insert("dcat:accessURL".into(), json!({"@id": file}));
    object.insert("dcat:downloadURL".into(), json!({"@id": file}));
    object.insert("dcat:mediaType".into(), json!({"@id": format!("{MEDIA_TYPES}{media_type}")}));
    object.insert("dct:format".into(), json!({"@id": format!("{FILE_TYPES}{}", form.to_uppercase())}));
    if let (Some(schema), "json") = (&set.schema, form) {
        object.insert("dct:conformsTo".into(), json!({"@id": address(scene, schema)}));
    }
    object.extend(licence(scene));
    object.into()
}

fn landing_page(scene: &Scene, set: &Dataset) -> String {
    match set.holds {
        Holds::Kind(kind) => address(scene, &crate::portal::route::list_route(kind, Lang::Zh, 1)),
        Holds::Rows(no) => address(scene, scene.portal.route(no)),
        Holds::Catalogue => address(scene, "xxgk/index.html"),
    }
}

fn publisher(scene: &Scene) -> Value {
    let config = scene.config;
    let name = if config.host_body.is_empty() { config.name(Lang::Zh) } else { &config.host_body };
    json!({
        "@id": address(scene, "index.html#publisher"),
        "@type": "foaf:Agent",
        "foaf:name": {"@value": name, "@language": "zh"},
    })
}

/// The licence of the site, as a document with a name where it has no address.
fn licence(scene: &Scene) -> Option<(String, Value)> {
    let licence = scene.config.data_licence.as_ref()?;
    let mut object = Map::new();
    if !licence.href.is_empty() {
        object.insert("@id".into(), licence.href.as_str().into());
    }
    object.insert("@type".into(), "dct:LicenseDocument".into());
    object.insert("rdfs:label".into(), json!({"@value": licence.name, "@language": "zh"}));
    Some(("dct:license".into(), object.into()))
}

fn dated(key: &str, date: Option<crate::date::Date>) -> Option<(String, Value)> {
    Some((key.into(), json!({"@value": date?.to_string(), "@type": "xsd:date"})))
}

fn spoken(scene: &Scene) -> impl Iterator<Item = Lang> {
    scene.config.languages.iter().copied().filter(|lang| scene.portal.speaks(*lang))
}

fn in_languages(scene: &Scene, text: impl Fn(Lang) -> String) -> Value {
    spoken(scene).map(|lang| json!({"@value": text(lang), "@language": lang.code()})).collect()
}

fn languages(scene: &Scene) -> Value {
    let code = |lang: Lang| if lang == Lang::Zh { "ZHO" } else { "ENG" };
    spoken(scene).map(|lang| json!({"@id": format!("{LANGUAGES}{}", code(lang))})).collect()
}
