//! Open data: one JSON for each entry, lists as JSON and CSV, their schemas, the DCAT catalogue.
//!
//! Takes the scene, gives one file at a time. The fields and promises are in `docs/formats.md`.
//!
//! **Invariant**: an entry is read through [`crate::portal::PublicView`] only.

mod csv;
mod dcat;
mod entry;
mod json;
mod schema;
mod table;
mod value;

use crate::field::Kind;
use crate::portal::EntryNo;
use crate::portal::dataset::{Dataset, Holds};
use crate::portal::route::json_route;
use crate::render::Scene;
use crate::text::Lang;
use entry::{Extent, FORMAT, entry, licence, told};
use json::{Json, Object};
use rayon::prelude::*;
use serde_json::Value;

/// A file of open data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    Entry(EntryNo),
    /// Every entry of a kind.
    List(Kind),
    Table(Kind),
    Rows(EntryNo),
    Catalogue,
    /// The front matter of a kind, as editors check it.
    FrontMatterSchema(Kind),
    SiteSchema,
    /// The JSON of an entry of a kind, and of the list of it.
    EntrySchema(Kind),
    ListSchema(Kind),
    /// DCAT.
    Catalog,
}

/// Every file of open data.
pub fn outputs(scene: &Scene, add: &mut dyn FnMut(String, Output)) {
    let portal = scene.portal;
    for kind in Kind::ALL {
        let list = portal.list(kind, Lang::Zh);
        for no in list {
            let route = json_route(portal.route(*no), kind, &portal.entry(*no).id);
            add(route, Output::Entry(*no));
        }
        if !list.is_empty() {
            let name = crate::portal::dataset::schema_name(kind);
            add(format!("schema/{name}.json"), Output::EntrySchema(kind));
        }
        let code = kind.spec().code.replace('_', "-");
        add(format!("schema/{code}.json"), Output::FrontMatterSchema(kind));
    }
    add("schema/site.json".into(), Output::SiteSchema);
    let sets = portal.datasets();
    if !sets.is_empty() && !scene.config.base_url.is_empty() {
        add("data/catalog.json".into(), Output::Catalog);
    }
    for set in sets {
        of_set(set, add);
    }
}

fn of_set(set: Dataset, add: &mut dyn FnMut(String, Output)) {
    let csv = set.csv;
    match set.holds {
        Holds::Kind(kind) => {
            set.json.into_iter().for_each(|route| add(route, Output::List(kind)));
            set.schema.into_iter().for_each(|route| add(route, Output::ListSchema(kind)));
            csv.into_iter().for_each(|route| add(route, Output::Table(kind)));
        }
        // Their JSON is that of the entry.
        Holds::Rows(no) => csv.into_iter().for_each(|route| add(route, Output::Rows(no))),
        Holds::Catalogue => csv.into_iter().for_each(|route| add(route, Output::Catalogue)),
    }
}

/// The content of one of them.
pub fn bytes(scene: &Scene, output: &Output) -> Vec<u8> {
    let json = |value: &Value| format!("{value}\n").into_bytes();
    match output {
        Output::Entry(no) => line(&entry(scene, *no, Extent::Whole).unwrap_or_default()),
        Output::List(kind) => list(scene, *kind),
        Output::Table(kind) => table::of_kind(scene, *kind),
        Output::Rows(no) => table::of_rows(scene, *no),
        Output::Catalogue => table::catalogue(scene),
        Output::FrontMatterSchema(kind) => json(&crate::field::schema(*kind, scene.vocabularies)),
        Output::SiteSchema => json(&crate::field::schema_site(scene.vocabularies)),
        Output::EntrySchema(kind) => json(&schema::of_entry(scene, *kind)),
        Output::ListSchema(kind) => json(&schema::of_list(scene, *kind)),
        Output::Catalog => json(&dcat::catalog(scene)),
    }
}

/// What the JSON of most entries takes at most.
const LINE_BYTES: usize = 4 << 10;

/// One object in one line.
fn line(object: &Object) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(LINE_BYTES);
    serde_json::to_writer(&mut bytes, object).expect("texts and numbers can be written as JSON");
    bytes.push(b'\n');
    bytes
}

/// Entries of a list that are made at a time: enough for all threads, and little memory.
const CHUNK: usize = 1024;

/// The list of a kind: a head, then one entry a line.
fn list(scene: &Scene, kind: Kind) -> Vec<u8> {
    let public: Vec<EntryNo> =
        scene.portal.list(kind, Lang::Zh).iter().copied().filter(|no| told(scene, *no).is_some()).collect();
    let name = crate::portal::dataset::list_name(kind);
    let mut head = Object::default();
    head.insert("format", FORMAT);
    head.insert("schema", value::address(scene, &format!("schema/data-list-{name}.json")));
    head.put("licence", licence(scene));
    let column = &scene.config.column(kind).name;
    head.insert("title", [("zh", Json::from(column[0].as_str())), ("en", Json::from(column[1].as_str()))]);
    head.insert("count", public.len());
    let mut bytes = line(&head);
    bytes.truncate(bytes.len() - 2);
    bytes.extend_from_slice(b",\"entries\":[\n");
    for (index, chunk) in public.chunks(CHUNK).enumerate() {
        let listed = |no: &EntryNo| entry(scene, *no, Extent::Listed).map(|entry| line(&entry));
        let lines: Vec<Vec<u8>> = chunk.par_iter().filter_map(listed).collect();
        for (at, line) in lines.iter().enumerate() {
            if (index, at) != (0, 0) {
                bytes.push(b',');
            }
            bytes.extend_from_slice(line);
        }
        if index == 0 {
            // The others are about as long; growing step by step would hold the list twice.
            bytes.reserve(bytes.len() / chunk.len() * (public.len() - chunk.len()) * 17 / 16 + 16);
        }
    }
    bytes.extend_from_slice(b"]}\n");
    bytes
}
