//! The plan of everything that is published: which routes there are, and how each is made.
//!
//! Takes the portal, the settings and the theme, gives [`Site`].
//!
//! **Invariant**: what stands at a route is made when asked for, from nothing but the plan, on any
//! thread. A plan holds no finished bytes; the search index is made when something asks for it.

mod lookup;
mod search;

use crate::config::{Chrome, Config};
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Finding};
use crate::feed;
use crate::field::Kind;
use crate::portal::route::{COMPUTED_PAGES, comparison_route, list_route};
use crate::portal::{EntryNo, Facet, Portal};
use crate::render::view::{SiteView, View};
use crate::render::{
    CARDS_PER_CHUNK, Cards, Chunk, Entrance, PagePlan, Scene, automatic_exists, automatic_route, chunk_route,
    facet_route, list_facet_page_size, list_facet_route, sections, site_view,
};
use crate::search::answer::{Answer, Query};
use crate::search::read::{Reader, Unreadable};
use crate::source::{Holds, Sources};
use crate::text::Lang;
use crate::theme::{AssetHolds, Theme};
use crate::vocabulary::Vocabularies;
pub use search::Facts;
use search::{Place, Searches, Whole};
use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

/// The order in which outputs are moved in: what is linked to comes before what links.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Order {
    Asset,
    Page,
    List,
    /// `index.html`, `404.html` and the like.
    EntryPoint,
}

/// One output file that is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Path below the output folder, with `/`.
    pub route: String,
    pub order: Order,
}

/// What stands at a route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    Bytes(Vec<u8>),
    /// A file to copy, which must still have this hash.
    Copy {
        disk: PathBuf,
        size_bytes: u64,
        sha256: [u8; 32],
    },
}

/// Anything that can be written out: the site, or a few files in a test.
pub trait Plan: Sync {
    /// Every output, sorted by route, without duplicates.
    fn planned(&self) -> &[Planned];
    /// The content of the output with that number, made now, on any thread.
    fn content(&self, index: usize) -> (Content, Diagnostics);
}

/// How an output is made.
#[derive(Clone, Debug)]
enum Maker {
    Page(PagePlan),
    /// What belongs into the head of the page around a fragment.
    Tags(PagePlan),
    /// A file for programs.
    Feed(feed::Output),
    /// A file for the script that combines facets.
    Chunk(Kind, Lang, Chunk),
    /// A file of the theme, by position.
    ThemeAsset(usize),
    /// A file that an entry names.
    Copy(FileId),
}

/// The site on one date, ready to be written or served.
pub struct Site {
    pub sources: Arc<Sources>,
    pub config: Config,
    pub vocabularies: Vocabularies,
    pub portal: Portal,
    pub theme: Arc<Theme>,
    /// Every output but the files of the search index, sorted by route.
    pages: Vec<Planned>,
    makers: Vec<Maker>,
    site_views: [tera::Value; 2],
    /// Every card, made when the first page asks for it.
    cards: Cards,
    searches: Searches,
    /// Pages and search, made when all of it is asked for.
    whole: OnceLock<Whole>,
}

/// Plans every output. Two outputs with one route are a finding, and the first one stays.
pub fn site(
    sources: Arc<Sources>,
    config: Config,
    vocabularies: Vocabularies,
    portal: Portal,
    theme: Arc<Theme>,
) -> (Site, Diagnostics) {
    let cards = Cards::of(portal.entries.entries.len());
    let scene = Scene {
        portal: &portal,
        sources: &sources,
        config: &config,
        vocabularies: &vocabularies,
        theme: &theme,
        cards: &cards,
    };
    let mut plan: Vec<Output> = Vec::new();
    let views: [SiteView; 2] = Lang::ALL.map(|lang| site_view(&scene, lang));
    collect(&scene, &mut |route, order, maker, no| plan.push((Planned { route, order }, maker, no)));
    addresses(&scene, &mut plan);
    tags(&scene, &mut plan);
    plan.sort_by(|a, b| a.0.route.cmp(&b.0.route));
    let (dropped, diagnostics) = collisions(&plan, &portal, &search::folders(&scene));
    let mut pages = Vec::with_capacity(plan.len());
    let mut makers = Vec::with_capacity(plan.len());
    for (index, (output, maker, _)) in plan.into_iter().enumerate() {
        if !dropped.contains(&index) {
            pages.push(output);
            makers.push(maker);
        }
    }
    let site_views = views.map(|view| tera::Value::from_serializable(&view));
    let (searches, whole) = (Searches::default(), OnceLock::new());
    let site = Site {
        sources,
        config,
        vocabularies,
        portal,
        theme,
        pages,
        makers,
        site_views,
        cards,
        searches,
        whole,
    };
    (site, diagnostics)
}

/// Outputs that would take the place of another, on disks that do not tell letters apart too.
fn collisions(plan: &[Output], portal: &Portal, searches: &[String]) -> (HashSet<usize>, Diagnostics) {
    let mut first: HashMap<String, usize> = HashMap::with_capacity(plan.len());
    for (index, (output, ..)) in plan.iter().enumerate() {
        first.entry(output.route.to_lowercase()).or_insert(index);
    }
    let mut dropped = HashSet::new();
    let mut diagnostics = Vec::new();
    for (index, (output, ..)) in plan.iter().enumerate() {
        let folded = output.route.to_lowercase();
        let same = first.get(&folded).copied().filter(|first| *first != index);
        let rival = same.or_else(|| file_around(&folded, &first));
        if rival.is_none() && !search::reserved(&folded, searches) {
            continue;
        }
        dropped.insert(index);
        let span = std::iter::once(index)
            .chain(rival)
            .filter_map(|at| written_at(&plan[at], portal))
            .max_by_key(|(stub, _)| *stub);
        let finding = Finding::DuplicateRoute { route: output.route.clone() };
        diagnostics.push(Diagnostic { finding, span: span.map(|(_, span)| span), related: Vec::new() });
    }
    (dropped, diagnostics)
}

/// The file of the site that a route would need as a folder.
fn file_around(route: &str, first: &HashMap<String, usize>) -> Option<usize> {
    let folders =
        std::iter::successors(Some(crate::url::folder(route)), |folder| Some(crate::url::folder(folder)));
    let mut inner = folders.take_while(|folder| !folder.is_empty()).filter(|folder| folder.contains('.'));
    inner.find_map(|folder| first.get(folder).copied())
}

/// Where an author wrote what makes an output, and whether it is an alias, which is easiest to change.
fn written_at((_, maker, no): &Output, portal: &Portal) -> Option<(bool, crate::diagnostic::Span)> {
    let is_alias = matches!(maker, Maker::Page(PagePlan::Stub { .. }));
    let entry = portal.entry((*no)?);
    Some((is_alias, entry.span_of(if is_alias { "aliases" } else { "id" })))
}

type Output = (Planned, Maker, Option<EntryNo>);

type Add<'a> = &'a mut dyn FnMut(String, Order, Maker, Option<EntryNo>);

fn collect(scene: &Scene, add: Add) {
    entries(scene, add);
    let languages = scene.config.languages.iter().copied().filter(|lang| scene.portal.speaks(*lang));
    for lang in languages {
        let folder = lang.folder();
        add(format!("{folder}index.html"), Order::EntryPoint, Maker::Page(PagePlan::Home(lang)), None);
        let statement = Maker::Page(PagePlan::Accessibility(lang));
        add(format!("{folder}wza/index.html"), Order::List, statement, None);
        if scene.portal.speaks(Lang::En) && scene.config.languages.contains(&Lang::En) {
            let terms = Maker::Page(PagePlan::Glossary(lang));
            add(crate::render::glossary_route(lang), Order::List, terms, None);
        }
        let search = Maker::Page(PagePlan::Search(lang));
        add(crate::render::search_route(lang), Order::List, search, None);
        let data = Maker::Page(PagePlan::Data(lang));
        add(format!("{folder}data/index.html"), Order::List, data, None);
        entrances(scene, lang, add);
        let prefix = |name: &str| format!("{folder}{name}/index.html");
        add(prefix("ys"), Order::List, Maker::Page(PagePlan::Privacy(lang)), None);
        add(prefix("gy"), Order::List, Maker::Page(PagePlan::About(lang)), None);
        if crate::render::has_progress(scene) {
            add(prefix("dfjd"), Order::List, Maker::Page(PagePlan::Progress(lang)), None);
        }
        lists(scene, lang, add);
        facets(scene, lang, add);
        list_facets(scene, lang, add);
        site_map(scene, lang, add);
        crate::render::subscribe_routes(scene, lang, &mut |route, page| {
            add(route, Order::List, Maker::Page(page), None);
        });
    }
    add("404.html".into(), Order::EntryPoint, Maker::Page(PagePlan::NotFound), None);
    for number in 1..=scene.portal.list(Kind::Policy, Lang::Zh).len().div_ceil(crate::render::CATALOGUE_ROWS)
    {
        let page = Maker::Page(PagePlan::Catalogue { number });
        add(crate::portal::route::page_route("xxgk/", number), Order::List, page, None);
    }
    feed::outputs(scene, &mut |route, output| add(route, Order::List, Maker::Feed(output), None));
    for (index, asset) in scene.theme.assets.iter().enumerate() {
        add(asset.route.clone(), Order::Asset, Maker::ThemeAsset(index), None);
    }
    if let Some((route, file)) = crate::render::logo(scene) {
        add(route, Order::Asset, Maker::Copy(file.id), None);
    }
    for (route, file) in scene.portal.assets(scene.sources) {
        add(route, Order::Asset, Maker::Copy(file), None);
    }
}

/// The list of all pages for search engines: whatever is planned as a page is in it.
fn addresses(scene: &Scene, plan: &mut Vec<Output>) {
    let mut outputs = Vec::new();
    let pages = plan.iter().filter_map(|(planned, maker, _)| match maker {
        Maker::Page(page) => Some((planned.route.as_str(), page)),
        _ => None,
    });
    feed::sitemap::outputs(scene, pages, &mut |route, output| {
        let planned = Planned { route, order: Order::EntryPoint };
        outputs.push((planned, Maker::Feed(feed::Output::Sitemap(output)), None));
    });
    plan.extend(outputs);
}

/// Beside each fragment the tags for the page that it is put into.
fn tags(scene: &Scene, plan: &mut Vec<Output>) {
    if scene.config.chrome != Chrome::Include {
        return;
    }
    let of_pages = plan.iter().filter_map(|(planned, maker, no)| match maker {
        Maker::Page(PagePlan::Stub { .. } | PagePlan::NotFound) => None,
        Maker::Page(page) => {
            let route = crate::render::tags_route(&planned.route);
            Some((Planned { route, order: planned.order }, Maker::Tags(page.clone()), *no))
        }
        _ => None,
    });
    let of_pages: Vec<Output> = of_pages.collect();
    plan.extend(of_pages);
}

/// Pages of entries, and stubs at their former addresses.
fn entries(scene: &Scene, add: Add) {
    let portal = scene.portal;
    for index in 0..portal.entries.entries.len() {
        let no = EntryNo(index as u32);
        let entry = portal.entry(no);
        let route = portal.route(no);
        if route.is_empty()
            || entry.version_of.is_some()
            || (entry.lang != Lang::Zh && portal.in_language(no, entry.lang) != Some(no))
        {
            continue;
        }
        if entry.kind != Kind::Faq && !(entry.kind == Kind::Page && is_shown_elsewhere(&entry.id)) {
            add(route.to_string(), Order::Page, Maker::Page(PagePlan::Entry(no)), Some(no));
        }
        if entry.kind == Kind::PlatformType && portal.is_public(no) {
            for number in 2..=crate::render::platform_pages(portal, no) {
                let page = Maker::Page(PagePlan::Platforms { of: no, number });
                add(crate::render::platforms_route(portal, no, number), Order::List, page, Some(no));
            }
        }
        for alias in entry.fields.texts("aliases").filter_map(crate::url::alias_route) {
            let stub = PagePlan::Stub { to: route.into(), title: entry.title.clone() };
            add(alias, Order::Page, Maker::Page(stub), Some(no));
        }
        if entry.lang == Lang::Zh && portal.is_public(no) {
            versions(portal, no, add);
        }
    }
}

/// Pages of the versions of a policy, and of their comparisons.
fn versions(portal: &Portal, policy: EntryNo, add: Add) {
    let Some(versions) = portal.versions(policy) else { return };
    for (index, version) in versions.all.iter().enumerate() {
        let page = Maker::Page(PagePlan::Version { policy, index });
        add(version.route.to_string(), Order::Page, page, Some(policy));
    }
    for (old, new) in versions.pairs() {
        if let Some(route) = comparison_route(&versions.all[old].route, &versions.all[new].route) {
            let page = Maker::Page(PagePlan::Comparison { policy, old, new });
            add(route, Order::Page, page, Some(policy));
        }
    }
}

/// 我是人才, 我是单位 and 免申即享, as far as the language has entries for them.
fn entrances(scene: &Scene, lang: Lang, add: Add) {
    for entrance in Entrance::ALL.into_iter().filter(|entrance| entrance.exists(scene.portal, lang)) {
        let page = Maker::Page(PagePlan::Entrance(entrance, lang));
        add(entrance.route(lang), Order::List, page, None);
    }
    if automatic_exists(scene.portal, lang) {
        add(automatic_route(lang), Order::List, Maker::Page(PagePlan::Automatic(lang)), None);
    }
}

/// Pages whose text stands on a computed page.
fn is_shown_elsewhere(id: &str) -> bool {
    id == "index" || COMPUTED_PAGES.iter().any(|(page, _)| *page == id)
}

fn lists(scene: &Scene, lang: Lang, add: Add) {
    for kind in Kind::ALL {
        let count = scene.portal.list(kind, lang).len();
        let size = crate::render::page_size(scene, kind);
        for number in 1..=count.div_ceil(size) {
            let page = Maker::Page(PagePlan::List { kind, lang, number });
            add(list_route(kind, lang, number), Order::List, page, None);
        }
    }
}

fn facets(scene: &Scene, lang: Lang, add: Add) {
    for facet in Facet::ALL {
        for value in scene.portal.facet_values(facet, lang) {
            for number in 1..=value.entries.len().div_ceil(scene.config.page_size) {
                let page = PagePlan::Facet { facet, code: value.code.clone(), lang, number };
                add(facet_route(facet, &value.code, lang, number), Order::List, Maker::Page(page), None);
            }
        }
    }
}

/// The lists narrowed to each value of their facets, and what a script combines them from.
fn list_facets(scene: &Scene, lang: Lang, add: Add) {
    let size = list_facet_page_size(scene);
    for kind in Kind::ALL {
        let facets = scene.portal.list_facets(kind, lang);
        for (facet, value) in facets.iter().flat_map(|of| of.values.iter().map(|value| (of.facet, value))) {
            for number in 1..=value.places.len().div_ceil(size) {
                let slug = value.slug.clone();
                let route = list_facet_route(kind, lang, facet, &slug, number);
                let page = PagePlan::ListFacet { kind, facet, slug, lang, number };
                add(route, Order::List, Maker::Page(page), None);
            }
        }
        if facets.is_empty() {
            continue;
        }
        let files = scene.portal.list(kind, lang).len().div_ceil(CARDS_PER_CHUNK);
        for chunk in (0..files).map(Chunk::Cards).chain([Chunk::Columns, Chunk::Titles]) {
            add(chunk_route(kind, lang, chunk), Order::List, Maker::Chunk(kind, lang, chunk), None);
        }
    }
}

fn site_map(scene: &Scene, lang: Lang, add: Add) {
    let index = Maker::Page(PagePlan::SiteMap(lang));
    add(format!("{}wzdt/index.html", lang.folder()), Order::List, index, None);
    let sections = sections(scene.portal, lang);
    if crate::render::site_map_is_split(&sections) {
        for section in sections {
            let route = crate::render::section_route(lang, &section);
            let page = Maker::Page(PagePlan::SiteMapSection(lang, Box::new(section)));
            add(route, Order::List, page, None);
        }
    }
}

impl Site {
    /// Plans the page of all components, which only theme authors ask for.
    pub fn add_components(&mut self) {
        let route = crate::render::COMPONENTS_ROUTE;
        if let Err(at) = self.page_at(route) {
            self.pages.insert(at, Planned { route: route.into(), order: Order::List });
            self.makers.insert(at, Maker::Page(PagePlan::Components));
            self.whole = OnceLock::new();
        }
    }

    /// Every output but the files of the search index, sorted by route, without duplicates: known before an index
    /// is made.
    pub fn pages(&self) -> &[Planned] {
        &self.pages
    }

    /// How many pages a visitor can open.
    pub fn page_count(&self) -> usize {
        self.pages.iter().filter(|planned| planned.route.ends_with(".html")).count()
    }

    /// The content of the page with that number, made now, on any thread, without an index.
    pub fn page_content(&self, page: usize) -> (Content, Diagnostics) {
        let route = &self.pages[page].route;
        match &self.makers[page] {
            Maker::Page(plan) => self.page(plan, route),
            Maker::Tags(plan) => (self.tags(plan, route), Vec::new()),
            Maker::Feed(output) => (Content::Bytes(feed::bytes(&self.scene(), output)), Vec::new()),
            Maker::Chunk(kind, lang, chunk) => {
                let (bytes, fault) = crate::render::chunk(&self.scene(), *kind, *lang, *chunk);
                let found = fault.map(|fault| fault.diagnostic(route, 1));
                (Content::Bytes(bytes), found.into_iter().collect())
            }
            Maker::ThemeAsset(asset) => (self.theme_asset(*asset), Vec::new()),
            Maker::Copy(file) => (self.file(*file), Vec::new()),
        }
    }

    /// What stands at a route; an index is made only if it is one of its files.
    pub fn content_at(&self, route: &str) -> Option<(Content, Diagnostics)> {
        if let Ok(at) = self.page_at(route) {
            return Some(self.page_content(at));
        }
        Some((Content::Bytes(self.search_file_at(route)?), Vec::new()))
    }

    fn page_at(&self, route: &str) -> Result<usize, usize> {
        self.pages.binary_search_by(|planned| planned.route.as_str().cmp(route))
    }

    /// Everything a page is made from.
    pub fn scene(&self) -> Scene<'_> {
        Scene {
            portal: &self.portal,
            sources: &self.sources,
            config: &self.config,
            vocabularies: &self.vocabularies,
            theme: &self.theme,
            cards: &self.cards,
        }
    }

    /// What a query finds in a language, read from the same files that a browser reads.
    ///
    /// # Errors
    /// The site has no index in the language.
    pub fn answer(&self, lang: Lang, query: &Query) -> Result<Answer, Unreadable> {
        let load = |name: &str| self.search_file_of(lang, name);
        Ok(Reader::open(Box::new(load))?.answer(query))
    }

    /// The finished view of a page, with its language.
    fn view(&self, plan: &PagePlan, route: &str) -> (View, Lang) {
        let mut view = crate::render::view(&self.scene(), plan, route);
        let is_planned = |route: &str| self.page_at(route).is_ok();
        crate::render::finish(&self.scene(), plan, &is_planned, &mut view);
        let lang = if view.page.lang == Lang::En.tag() { Lang::En } else { Lang::Zh };
        (view, lang)
    }

    fn tags(&self, plan: &PagePlan, route: &str) -> Content {
        let page = format!("{}.html", route.trim_end_matches(".tags.json"));
        let (view, lang) = self.view(plan, &page);
        Content::Bytes(crate::render::tags(&view, &self.theme.links(lang, view.body.template())))
    }

    fn page(&self, plan: &PagePlan, route: &str) -> (Content, Diagnostics) {
        let (mut view, lang) = self.view(plan, route);
        if self.config.parent_prints.breadcrumbs {
            view.page.breadcrumbs.clear();
        }
        let mut variables = self.theme.variables(lang);
        variables.insert_value("site", self.site_views[lang as usize].clone());
        variables.extend(view.variables());
        let mut html = Vec::with_capacity(16 * 1024);
        match self.theme.render(view.body.template(), &variables, &mut html) {
            Ok(()) => (Content::Bytes(crate::render::published(&self.scene(), &view, html)), Vec::new()),
            Err(fault) => (Content::Bytes(html), vec![fault.diagnostic(route, 1)]),
        }
    }
}

impl Site {
    fn theme_asset(&self, asset: usize) -> Content {
        match &self.theme.assets[asset].holds {
            AssetHolds::Bytes(bytes) => Content::Bytes(bytes.to_vec()),
            AssetHolds::File(file) => self.file(*file),
        }
    }

    fn file(&self, file: FileId) -> Content {
        let file = self.sources.file(file);
        match &file.holds {
            Holds::Binary(binary) => Content::Copy {
                disk: binary.disk.clone(),
                size_bytes: binary.size_bytes,
                sha256: file.sha256,
            },
            Holds::Text(text) => Content::Bytes(text.as_bytes().to_vec()),
            Holds::Refused => Content::Bytes(Vec::new()),
        }
    }
}

impl Plan for Site {
    fn planned(&self) -> &[Planned] {
        &self.whole().planned
    }

    fn content(&self, index: usize) -> (Content, Diagnostics) {
        match self.whole().places[index] {
            Place::Page(page) => self.page_content(page),
            Place::Search(lang, at) => (Content::Bytes(self.search_file(lang, at)), Vec::new()),
        }
    }
}
