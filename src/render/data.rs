//! The page of open data, and the links to data on other pages.

use super::head::{self, About};
use super::value::date_view;
use super::view::{BodyView, DataView, DatasetView, LinkView, MachineLinkView, MetaView, PageView, View};
use super::{Scene, Spot};
use crate::field::Kind;
use crate::portal::EntryNo;
use crate::portal::dataset::{Dataset, Holds};
use crate::portal::route::{json_route, list_route};
use crate::text::Lang;
use crate::url;

/// Every set of data with its files.
pub(super) fn page(scene: &Scene, spot: Spot) -> View {
    let sets = scene.portal.datasets();
    let config = scene.config;
    let licence = config.data_licence.as_ref().map(|licence| LinkView {
        text: licence.name.clone(),
        href: licence.href.clone(),
        external: !licence.href.is_empty(),
        ..LinkView::default()
    });
    let catalog = (!config.base_url.is_empty() && !sets.is_empty())
        .then(|| to(spot, "data/catalog.json", scene.word(spot.lang, "open_data_catalog")));
    let view = DataView {
        count: sets.len(),
        sets: sets.iter().map(|set| set_view(scene, spot, set)).collect(),
        licence: licence.unwrap_or_default(),
        catalog: catalog.unwrap_or_default(),
    };
    let title = scene.word(spot.lang, "open_data").to_string();
    let about = About {
        kind: "data",
        title: &title,
        column: None,
        is_column: true,
        description: scene.word(spot.lang, "open_data_description").to_string(),
        keywords: vec![title.clone()],
    };
    let mut page = head::page(scene, spot, about);
    column_metas(scene, spot, &mut page);
    if !view.catalog.href.is_empty() {
        let title = view.catalog.text.clone();
        let href = view.catalog.href.clone();
        page.machine.push(MachineLinkView { media_type: "application/ld+json", title, href });
    }
    View { page, body: BodyView::Data(Box::new(view)) }
}

/// The page is a column of its own, of the type 数据开放; its tags stand behind those of the site.
fn column_metas(scene: &Scene, spot: Spot, page: &mut PageView) {
    if page.metas.iter().any(|meta| meta.name == "ColumnName") {
        return;
    }
    let description = scene.word(spot.lang, "open_data_description").to_string();
    let column_type = scene.label(spot, "column_types", "open_data");
    let metas = [
        ("ColumnName", page.title.clone()),
        ("ColumnDescription", description),
        ("ColumnKeywords", page.title.clone()),
        ("ColumnType", column_type),
    ];
    let site = page.metas.iter().take_while(|meta| meta.name.starts_with("Site")).count();
    let metas = metas.map(|(name, content)| MetaView { name, content });
    page.metas.splice(site..site, metas);
}

fn set_view(scene: &Scene, spot: Spot, set: &Dataset) -> DatasetView {
    let (title, description) = dataset_words(scene, spot.lang, set);
    let file = |route: &Option<String>, text: &str| route.as_ref().map(|route| to(spot, route, text));
    let schema = file(&set.schema, "JSON Schema");
    DatasetView {
        anchor: format!("x-{}", set.name.replace('/', "-")),
        title: LinkView { text: title, href: read_at(scene, spot, set), ..LinkView::default() },
        description,
        count: set.count,
        updated: date_view(spot.lang, set.modified),
        files: file(&set.csv, "CSV").into_iter().chain(file(&set.json, "JSON")).collect(),
        schema: schema.unwrap_or_default(),
    }
}

/// Where people read what a set holds.
fn read_at(scene: &Scene, spot: Spot, set: &Dataset) -> String {
    match set.holds {
        Holds::Kind(kind) => {
            let has = !scene.portal.list(kind, spot.lang).is_empty();
            url::relative(spot.route, &list_route(kind, if has { spot.lang } else { Lang::Zh }, 1))
        }
        Holds::Rows(no) => scene.href(spot, no),
        Holds::Catalogue => url::relative(spot.route, "xxgk/index.html"),
    }
}

fn to(spot: Spot, route: &str, text: &str) -> LinkView {
    LinkView { text: text.to_string(), href: url::relative(spot.route, route), ..LinkView::default() }
}

/// The title and the description of a set in a language.
pub fn dataset_words(scene: &Scene, lang: Lang, set: &Dataset) -> (String, String) {
    let spot = Spot { route: "", lang };
    let filled = |word: &str, name: &str| {
        crate::theme::fill(scene.word(lang, word), |key| (key == "name").then(|| name.to_string()))
    };
    match set.holds {
        Holds::Kind(kind) => {
            let name = &scene.config.column(kind).name[lang as usize];
            let word = match kind {
                Kind::Policy => "dataset_policies",
                Kind::Benefit => "dataset_benefits",
                _ => "dataset_kind",
            };
            (name.clone(), filled(word, name))
        }
        Holds::Rows(no) => {
            let title = scene.title(spot, no).to_string();
            let shown = scene.portal.in_language(no, lang).unwrap_or(no);
            let summary = scene.portal.public_view(shown).and_then(|view| view.text("summary"));
            let description = summary.map_or_else(|| filled("dataset_rows", &title), str::to_string);
            (title, description)
        }
        Holds::Catalogue => {
            let title = scene.word(lang, "catalogue").to_string();
            let description = filled("dataset_catalogue", &title);
            (title, description)
        }
    }
}

/// The table of a shortage catalogue or indicator as CSV, for its page.
pub(super) fn downloads(scene: &Scene, spot: Spot, no: EntryNo) -> Vec<LinkView> {
    let Some(set) = scene.portal.of_rows(no) else { return Vec::new() };
    let word = scene.word(spot.lang, "table_as_csv");
    let csv = set.csv.map(|route| to(spot, &route, word));
    csv.into_iter().chain(set.json.map(|route| to(spot, &route, "JSON"))).collect()
}

/// The JSON of an entry, for the head of its page.
pub(super) fn machine_link(scene: &Scene, spot: Spot, no: EntryNo) -> Option<MachineLinkView> {
    let view = scene.portal.public_view(scene.portal.original(no))?;
    let route = json_route(view.route, view.kind, view.id);
    Some(MachineLinkView {
        media_type: "application/json",
        title: scene.title(spot, no).to_string(),
        href: url::relative(spot.route, &route),
    })
}
