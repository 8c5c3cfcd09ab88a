//! What templates see: plain data, ready to print, in the language of the page.
//!
//! Takes nothing; `render` fills these structs from the portal and hands them to the theme as the
//! variables `site`, `page` and those of [`BodyView`]. `docs/theme.md` lists every field for theme
//! authors; a field is taken away or renamed only with a new version there.
//!
//! Rules that hold for every struct:
//! - every field is always there; what is unknown is an empty text or list, never null, so that
//!   `{% if x.field %}` is enough (access to null is an error in Tera 2);
//! - texts are final: translated, dates written out, amounts formatted. A [`DateView`] also has
//!   the ISO form for `<time>`;
//! - an `href` in `page` and in the body is final (relative to the page); an `href` in `site` is
//!   a route and printed as `{{ root }}{{ item.href }}` unless `item.external`;
//! - fields named `html` or `body` hold checked HTML and are printed with `| safe`; all others
//!   are plain text.
//!
//! **Invariant**: no function here looks anything up; templates cannot ask for more than they got.

mod about;
mod benefit;
mod calendar;
mod call;
mod components;
mod data;
mod entrance;
mod event;
mod faq;
mod home;
mod indicator;
mod interpretation;
mod journey;
mod list;
mod notice;
mod platform_type;
mod programme;
mod progress;
mod scheme;
mod search;
mod shortage;
mod version;

pub use about::*;
pub use benefit::*;
pub use calendar::*;
pub use call::*;
pub use components::*;
pub use data::*;
pub use entrance::*;
pub use event::*;
pub use faq::*;
pub use home::*;
pub use indicator::*;
pub use interpretation::*;
pub use journey::*;
pub use list::*;
pub use notice::*;
pub use platform_type::*;
pub use programme::*;
pub use progress::*;
pub use scheme::*;
pub use search::*;
pub use shortage::*;
pub use version::*;

use crate::field::Kind;
use crate::text::Lang;
use serde::Serialize;
use serde_json::{Map, Value};
use tera::Context;

/// Version of the variables that templates see; `docs/theme.md` describes this one.
pub const VIEW_VERSION: u32 = 1;

/// One page, complete.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct View {
    pub page: PageView,
    pub body: BodyView,
}

/// What stands between header and footer; each variant has its own template.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub enum BodyView {
    Home(Box<HomeView>),
    List(Box<ListView>),
    Facet(Box<FacetView>),
    /// A kind without a template of its own.
    Entry(Box<EntryView>),
    Page(Box<EntryView>),
    Policy(Box<EntryView>, Box<PolicyView>),
    Comparison(Box<ComparisonView>),
    Benefit(Box<EntryView>, Box<BenefitView>),
    Platform(Box<EntryView>, Box<PlatformView>),
    Guide(Box<EntryView>, Box<GuideView>),
    Department(Box<EntryView>, Box<DepartmentView>),
    Interpretation(Box<EntryView>, Box<InterpretationView>),
    Call(Box<EntryView>, Box<CallView>),
    Programme(Box<EntryView>, Box<ProgrammeView>),
    PlatformType(Box<EntryView>, Box<PlatformTypeView>),
    Journey(Box<EntryView>, Box<JourneyView>),
    Notice(Box<EntryView>, Box<NoticeView>),
    Faq(Box<FaqView>),
    Entrance(Box<EntranceView>),
    Automatic(Box<AutomaticView>),
    Event(Box<EntryView>, Box<EventView>),
    Challenge(Box<EntryView>, Box<ChallengeView>),
    Indicator(Box<EntryView>, Box<IndicatorView>),
    Shortage(Box<EntryView>, Box<ShortageView>),
    LevelScheme(Box<EntryView>, Box<LevelSchemeView>),
    RatingScheme(Box<EntryView>, Box<RatingSchemeView>),
    Numbers(Box<NumbersView>),
    Progress(Box<ProgressView>),
    Privacy(Box<PrivacyView>),
    About(Box<AboutView>),
    Catalogue(Box<CatalogueView>),
    Data(Box<DataView>),
    SiteMap(Box<SiteMapView>),
    Accessibility(Box<AccessibilityView>),
    Glossary(Box<GlossaryView>),
    Search(Box<SearchView>),
    Components(Box<ComponentsView>),
    Calendar(Box<CalendarView>),
    Subscribe(Box<SubscribeView>),
    #[default]
    NotFound,
    Stub(Box<StubView>),
}

impl BodyView {
    /// The template that prints it.
    pub fn template(&self) -> &'static str {
        match self {
            BodyView::Home(_) => "home.html",
            BodyView::List(_) => "list.html",
            BodyView::Facet(_) => "facet.html",
            BodyView::Entry(_) => "entry.html",
            BodyView::Page(_) => "page.html",
            BodyView::Policy(..) => "policy.html",
            BodyView::Comparison(_) => "comparison.html",
            BodyView::Benefit(..) => "benefit.html",
            BodyView::Platform(..) => "platform.html",
            BodyView::Guide(..) => "guide.html",
            BodyView::Department(..) => "department.html",
            BodyView::Interpretation(..) => "interpretation.html",
            BodyView::Call(..) => "call.html",
            BodyView::Programme(..) => "programme.html",
            BodyView::PlatformType(..) => "platform_type.html",
            BodyView::Journey(..) => "journey.html",
            BodyView::Notice(..) => "notice.html",
            BodyView::Faq(_) => "faq.html",
            BodyView::Entrance(_) => "entrance.html",
            BodyView::Automatic(_) => "automatic.html",
            BodyView::Event(..) => "event.html",
            BodyView::Challenge(..) => "challenge.html",
            BodyView::Indicator(..) => "indicator.html",
            BodyView::Shortage(..) => "shortage.html",
            BodyView::LevelScheme(..) => "level_scheme.html",
            BodyView::RatingScheme(..) => "rating_scheme.html",
            BodyView::Numbers(_) => "numbers.html",
            BodyView::Progress(_) => "progress.html",
            BodyView::Privacy(_) => "privacy.html",
            BodyView::About(_) => "about.html",
            BodyView::Catalogue(_) => "catalogue.html",
            BodyView::Data(_) => "data.html",
            BodyView::SiteMap(_) => "sitemap.html",
            BodyView::Accessibility(_) => "accessibility.html",
            BodyView::Glossary(_) => "glossary.html",
            BodyView::Search(_) => "search.html",
            BodyView::Components(_) => "components.html",
            BodyView::Calendar(_) => "calendar.html",
            BodyView::Subscribe(_) => "subscribe.html",
            BodyView::NotFound => "404.html",
            BodyView::Stub(_) => "stub.html",
        }
    }
}

/// The template of the page of a kind.
pub fn entry_template(kind: Kind) -> &'static str {
    match kind {
        Kind::Page => "page.html",
        Kind::Policy => "policy.html",
        Kind::Benefit => "benefit.html",
        Kind::Platform => "platform.html",
        Kind::Guide => "guide.html",
        Kind::Department => "department.html",
        Kind::Interpretation => "interpretation.html",
        Kind::Call => "call.html",
        Kind::Programme => "programme.html",
        Kind::PlatformType => "platform_type.html",
        Kind::Journey => "journey.html",
        Kind::Notice => "notice.html",
        Kind::Event => "event.html",
        Kind::Challenge => "challenge.html",
        Kind::Indicator => "indicator.html",
        Kind::Shortage => "shortage.html",
        Kind::LevelScheme => "level_scheme.html",
        Kind::RatingScheme => "rating_scheme.html",
        Kind::Faq | Kind::News => "entry.html",
    }
}

impl View {
    /// The variables of the page: `page`, `root`, `template` (its name without ending), and those of the body. The theme adds `w` and
    /// `assets`; `site` is made once and shared by the caller.
    pub fn variables(&self) -> Context {
        let mut context = Context::new();
        context.insert("page", &self.page);
        context.insert("root", &self.page.root);
        context.insert("template", self.body.template().trim_end_matches(".html"));
        match &self.body {
            BodyView::Home(home) => context.insert("home", home),
            BodyView::List(list) => context.insert("list", list),
            BodyView::Facet(facet) => context.insert("facet", facet),
            BodyView::Entry(entry) | BodyView::Page(entry) => context.insert("entry", entry),
            BodyView::Policy(entry, policy) => both(&mut context, entry, "policy", policy),
            BodyView::Comparison(comparison) => context.insert("comparison", comparison),
            BodyView::Benefit(entry, benefit) => both(&mut context, entry, "benefit", benefit),
            BodyView::Platform(entry, platform) => both(&mut context, entry, "platform", platform),
            BodyView::Guide(entry, guide) => both(&mut context, entry, "guide", guide),
            BodyView::Department(entry, department) => both(&mut context, entry, "department", department),
            BodyView::Interpretation(entry, view) => both(&mut context, entry, "interpretation", view),
            BodyView::Call(entry, call) => both(&mut context, entry, "call", call),
            BodyView::Programme(entry, view) => both(&mut context, entry, "programme", view),
            BodyView::PlatformType(entry, view) => both(&mut context, entry, "platform_type", view),
            BodyView::Journey(entry, journey) => both(&mut context, entry, "journey", journey),
            BodyView::Notice(entry, notice) => both(&mut context, entry, "notice", notice),
            BodyView::Faq(faq) => context.insert("faq", faq),
            BodyView::Entrance(entrance) => context.insert("entrance", entrance),
            BodyView::Automatic(automatic) => context.insert("automatic", automatic),
            BodyView::Event(entry, event) => both(&mut context, entry, "event", event),
            BodyView::Challenge(entry, challenge) => both(&mut context, entry, "challenge", challenge),
            BodyView::Indicator(entry, indicator) => both(&mut context, entry, "indicator", indicator),
            BodyView::Shortage(entry, shortage) => both(&mut context, entry, "shortage", shortage),
            BodyView::LevelScheme(entry, scheme) => both(&mut context, entry, "level_scheme", scheme),
            BodyView::RatingScheme(entry, scheme) => both(&mut context, entry, "rating_scheme", scheme),
            BodyView::Numbers(numbers) => context.insert("numbers", numbers),
            BodyView::Progress(progress) => context.insert("progress", progress),
            BodyView::Privacy(privacy) => context.insert("privacy", privacy),
            BodyView::About(about) => context.insert("about", about),
            BodyView::Catalogue(catalogue) => context.insert("catalogue", catalogue),
            BodyView::Data(data) => context.insert("data", data),
            BodyView::SiteMap(map) => context.insert("sitemap", map),
            BodyView::Accessibility(statement) => context.insert("accessibility", statement),
            BodyView::Glossary(glossary) => context.insert("glossary", glossary),
            BodyView::Search(search) => context.insert("search", search),
            BodyView::Components(components) => context.insert("components", &components.components),
            BodyView::Calendar(calendar) => context.insert("calendar", calendar),
            BodyView::Subscribe(subscribe) => context.insert("subscribe", subscribe),
            BodyView::NotFound => {}
            BodyView::Stub(stub) => context.insert("stub", stub),
        }
        context
    }
}

fn both(context: &mut Context, entry: &EntryView, name: &'static str, special: &impl Serialize) {
    context.insert("entry", entry);
    context.insert(name, special);
}

// ---- small parts

/// A link inside `page` or the body. An empty `href` is plain text, an empty `text` is no link.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct LinkView {
    pub text: String,
    pub href: String,
    /// What stands behind it in small type: a date, a clause, a state.
    pub note: String,
    /// Leads to another host.
    pub external: bool,
}

/// A date: `2026年3月1日` and `2026-03-01`. Both empty where there is none; 长期 has no `iso`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DateView {
    pub text: String,
    pub iso: String,
}

/// A word in a frame that says what state something is in.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct BadgeView {
    /// Ending of the class: a validity code (`in_force`), `good`, `warning`, `danger`, `info`, `plain`.
    pub code: &'static str,
    pub text: String,
    /// The sentence beside it: 至2026年12月31日; may be empty.
    pub detail: String,
    /// Where the sentence leads, such as the replacing document; may be empty.
    pub href: String,
}

/// Links under a common label.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GroupView {
    pub label: String,
    pub links: Vec<LinkView>,
}

/// How a [`ValueView`] is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ValueKind {
    #[default]
    Text,
    /// `text` and `href`.
    Link,
    /// `text`, and the ISO form in `code`.
    Date,
    /// `text`, and `tel:…` in `href`.
    Phone,
    /// `text`, and `mailto:…` in `href`.
    Email,
    /// An amount or number, printed in tabular figures.
    Figure,
    /// A file: name in `text`, address in `href`, type and size in `note`.
    Attachment,
    /// Checked HTML in `text`.
    Html,
    /// 原文未明确 and the like: an honest gap; `text` says it.
    Gap,
}

/// One value of a fact, or one cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ValueView {
    pub kind: ValueKind,
    pub text: String,
    pub href: String,
    /// The machine form, where there is one: an ISO date, the code of a vocabulary value.
    pub code: String,
    /// What stands behind it in small type.
    pub note: String,
}

impl ValueView {
    /// Plain text.
    pub fn text(text: impl Into<String>) -> ValueView {
        ValueView { text: text.into(), ..ValueView::default() }
    }

    /// A date.
    pub fn date(date: DateView) -> ValueView {
        ValueView { kind: ValueKind::Date, text: date.text, code: date.iso, ..ValueView::default() }
    }

    /// Anything with an address.
    pub fn linked(kind: ValueKind, text: impl Into<String>, href: impl Into<String>) -> ValueView {
        ValueView { kind, text: text.into(), href: href.into(), ..ValueView::default() }
    }
}

/// A label with its values: 发文机关 → two departments.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FactView {
    /// Canonical key of the field.
    pub key: &'static str,
    pub label: String,
    pub values: Vec<ValueView>,
}

/// A table with a caption; every row has as many cells as the header.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TableView {
    /// Canonical key of the field; also the anchor, as `x-<key>`.
    pub key: &'static str,
    pub caption: String,
    pub header: Vec<String>,
    pub rows: Vec<Vec<ValueView>>,
}

/// A part of a page with a heading of its own: 议程, 回顾, 文字稿, a point of an interpretation.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SectionView {
    pub anchor: String,
    pub title: String,
    pub html: String,
}

/// A line of the contents; chapters hold their articles.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ContentsView {
    pub anchor: String,
    /// 第三章, 第八条, 一、; may be empty.
    pub label: String,
    pub title: String,
    /// Whether they are shown at once: only in a short text.
    pub open: bool,
    pub children: Vec<ContentsView>,
}

/// A file to download.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AttachmentView {
    pub text: String,
    pub href: String,
    /// `PDF`, `Word`.
    pub format: String,
    /// `1.2 MB`.
    pub size: String,
    /// In hexadecimal; empty where it is not shown.
    pub sha256: String,
}

/// A picture.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ImageView {
    pub src: String,
    pub alt: String,
    pub caption: String,
    /// In pixels; 0 where unknown.
    pub width: u32,
    pub height: u32,
}

/// An entry in a list.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CardView {
    pub title: String,
    pub href: String,
    pub date: DateView,
    pub summary: String,
    pub badges: Vec<BadgeView>,
    /// The figure that answers: an amount, a space; may be empty.
    pub figure: String,
    /// Too wide for large type beside the text.
    pub figure_is_wide: bool,
    /// Short facts: document number, level, phone.
    pub facts: Vec<CardFactView>,
    /// The moment until which it can be done, as ISO without a zone: `2026-12-31T17:00`; may be empty.
    pub until: String,
}

/// A short fact on a card.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CardFactView {
    /// Key of the field; ending of the class.
    pub key: &'static str,
    pub label: String,
    pub text: String,
    /// Whether the text says without its label what it is.
    pub plain: bool,
}

/// Links to the other pages of a list.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PagerView {
    /// From 1.
    pub number: usize,
    pub count: usize,
    pub previous: LinkView,
    pub next: LinkView,
    /// The numbered pages; the present one has no `href`, a gap is the text `…` without `href`.
    pub pages: Vec<LinkView>,
    /// Every page of a long list, or evenly spread ones of a very long list; on its first page alone.
    pub all: Vec<LinkView>,
}

/// A value of a facet with the number of entries that have it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CountedLinkView {
    pub text: String,
    pub href: String,
    pub count: usize,
    /// This is the page that is being read.
    pub current: bool,
}

/// The values of one facet: 主题, 对象, 行业, 地区, 年份.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FacetLinksView {
    pub label: String,
    pub links: Vec<CountedLinkView>,
}

/// Whom to call, and where to go.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ContactView {
    pub department: LinkView,
    pub role: String,
    /// `href` is `tel:…`.
    pub phones: Vec<LinkView>,
    /// `href` is `mailto:…`.
    pub email: LinkView,
    pub address: String,
    pub hours: String,
    pub accessibility: String,
    /// Whether any of it is known.
    pub known: bool,
}

/// A material to hand in.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MaterialView {
    pub name: String,
    /// 原件1份, 复印件2份.
    pub form: String,
    /// Who issues it.
    pub source: String,
    pub note: String,
    /// An empty form or a sample.
    pub sample: LinkView,
    /// Obtained by data sharing, need not be handed in.
    pub shared: bool,
}

/// A step of a procedure.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct StepView {
    /// From 1.
    pub number: usize,
    pub title: String,
    pub text: String,
    /// Who does it.
    pub actor: String,
    /// 5个工作日.
    pub time: String,
    pub links: Vec<LinkView>,
}

/// A question with its answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct QuestionView {
    pub anchor: String,
    pub question: String,
    pub html: String,
}

/// A verbatim quote, for the section 依据原文.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct QuoteView {
    /// `x-quote-1`.
    pub anchor: String,
    /// The policy, with the address of the clause.
    pub policy: LinkView,
    /// 第八条（二）.
    pub clause: String,
    /// What the quote proves: 待遇, 条件.
    pub proves: String,
    /// The boxes of a benefit that rest on it, on the same page.
    pub backs: Vec<LinkView>,
    pub text: String,
    /// Validity of the policy.
    pub badge: BadgeView,
}

// ---- the site

/// What is the same on every page of a language; made once and shared.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SiteView {
    pub name: String,
    /// `zh-CN`, `en`.
    pub lang: &'static str,
    /// Route of the home page of the language: `index.html`, `en/index.html`.
    pub home: String,
    pub host_body: String,
    pub undertaking_body: String,
    /// Phone, address, mail; `label` says which, an address of `href` is complete.
    pub contact: Vec<SiteLinkView>,
    /// Site map, accessibility statement, catalogue, guide to disclosure, privacy, about.
    pub footer_links: Vec<SiteLinkView>,
    /// Identity items in the state order: site id code, ICP, public security, CONAC.
    pub identity: Vec<SiteLinkView>,
    /// 12345 or the mailbox; empty `text` where not set.
    pub interaction: SiteLinkView,
    pub chrome: ChromeView,
    /// Whether a page without a header has the line with search, language and 长者版.
    pub tools: bool,
    /// Columns that have entries.
    pub nav: Vec<SiteLinkView>,
    /// Home pages of the other languages; `key` is the `lang` tag.
    pub languages: Vec<SiteLinkView>,
    pub logo: ImageView,
    /// Where the search form leads without scripts; a route. Empty: no form.
    pub search_action: String,
    /// Route of the OpenSearch description; empty without `base_url`.
    pub search_description: String,
    /// Accent: `blue` or `red`.
    pub theme_color: String,
    /// Whether the pages are those of a `preview` build.
    pub preview: bool,
}

/// A link of the site: `href` is a route and takes `root` before it, unless `external`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SiteLinkView {
    /// What it is, for comparisons in templates: the column, `icp`, `site_map`.
    pub key: String,
    /// What stands before it: ICP备案号; may be empty.
    pub label: String,
    pub text: String,
    pub href: String,
    pub external: bool,
    /// Route of a local mark such as the public security badge; may be empty.
    pub image: String,
}

/// The frame around the pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChromeView {
    /// Own header and footer.
    #[default]
    Own,
    /// A page without header and footer.
    None,
    /// A fragment for a parent page.
    Include,
}

// ---- the page

/// What every page has.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PageView {
    /// Kind of page: `policy`, `home`, `list`, `facet`, `not_found`, `stub` …; on entries the code of the kind.
    pub kind: &'static str,
    /// `zh-CN`, `en`.
    pub lang: &'static str,
    /// From the page to the root: empty, `../`, `../../`; on 404 the full address of the site.
    pub root: String,
    pub route: String,
    /// Key of the column it belongs to, for the navigation; may be empty.
    pub column: String,
    /// The `<h1>`.
    pub title: String,
    /// The `<title>`: title first, site name last.
    pub head_title: String,
    pub breadcrumbs: Vec<LinkView>,
    /// In the order of the state's table.
    pub metas: Vec<MetaView>,
    /// Full address; empty without `base_url`.
    pub canonical: String,
    pub alternates: Vec<AlternateView>,
    /// The same for programs: JSON of the entry, Atom, calendars.
    pub machine: Vec<MachineLinkView>,
    /// Open Graph, in its order.
    pub open_graph: Vec<PropertyView>,
    /// JSON-LD, safe inside its `<script>` and printed with `| safe`; may be empty.
    pub json_ld: String,
    pub noindex: bool,
    /// The same page in another language; empty `href` where there is none.
    pub translation: TranslationView,
    /// 草稿, 预览, 定时发布, 已下架.
    pub banners: Vec<BannerView>,
    /// Address of 我为政府网站找错 for this page; empty where not set.
    pub error_report: String,
    /// The channel of the settings, told of this page where its address holds `{url}` or `{title}`;
    /// empty `text` where not set.
    pub feedback: LinkView,
    /// Whether links of the site may be printed. Every page that is built has it; one that may stand at
    /// an unknown address would not.
    pub linked: bool,
}

/// A `<meta name content>`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MetaView {
    pub name: &'static str,
    pub content: String,
}

/// A `<link rel="alternate" hreflang>`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AlternateView {
    /// `zh-CN`, `en`, `x-default`.
    pub lang: &'static str,
    pub href: String,
}

/// A `<link rel="alternate" type>` to a machine output.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MachineLinkView {
    /// `application/json`, `application/atom+xml`, `text/calendar`.
    pub media_type: &'static str,
    pub title: String,
    /// Relative to the page.
    pub href: String,
}

/// The switch to the other language.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TranslationView {
    pub lang: &'static str,
    pub text: String,
    pub href: String,
    /// Where it leads to another page than this one: that one, and why; in the language it leads to.
    pub lead: String,
    /// On a translation: 以中文文本为准, with the day of the translation; may be empty.
    pub note: String,
}

/// A bar above the page.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct BannerView {
    /// `preview`, `draft`, `scheduled`, `withdrawn`, `expired`, `notice`.
    pub code: &'static str,
    pub text: String,
    pub link: LinkView,
}

// ---- bodies

/// Cards under a heading, with a link to all of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CardGroupView {
    pub label: String,
    pub count: usize,
    pub cards: Vec<CardView>,
    /// The same as HTML, in lists and on pages of facets: one `<li>` after the other; `cards` is empty then.
    pub cards_html: String,
    pub more: LinkView,
}

/// Everything with one value of a facet, per kind. Variable `facet`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FacetView {
    /// 主题, 对象, 行业, 地区.
    pub facet: String,
    pub value: String,
    pub description: String,
    pub count: usize,
    pub groups: Vec<CardGroupView>,
    /// The other values of the facet.
    pub siblings: FacetLinksView,
    pub pager: PagerView,
}

/// What every entry has. Variable `entry`, on all pages of entries.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct EntryView {
    pub id: String,
    /// Code of the kind: `policy`, `platform_type`.
    pub kind: &'static str,
    pub kind_label: String,
    pub summary: String,
    pub badges: Vec<BadgeView>,
    pub published: DateView,
    pub updated: DateView,
    pub source: String,
    /// Responsible editor; mostly empty.
    pub editor: String,
    /// Topics and audiences with their facet pages.
    pub tags: Vec<LinkView>,
    /// Which layer the page is: 本页为便民解读，以文件原文为准; empty on issued texts.
    pub layer_note: String,
    pub image: ImageView,
    pub facts: Vec<FactView>,
    pub tables: Vec<TableView>,
    /// The table as CSV and the like, below the tables.
    pub downloads: Vec<LinkView>,
    pub body: String,
    /// Outline of the body; empty for short texts.
    pub contents: Vec<ContentsView>,
    pub sections: Vec<SectionView>,
    pub quotes: Vec<QuoteView>,
    pub contact: ContactView,
    pub attachments: Vec<AttachmentView>,
    /// Journeys (一件事) that it is a step of.
    pub part_of: Vec<PartOfView>,
    /// Relations written here and those of others, grouped by name.
    pub relations: Vec<GroupView>,
    /// Similar entries.
    pub related: Vec<LinkView>,
    pub previous: LinkView,
    pub next: LinkView,
    /// Former addresses, for the information of the office in a preview.
    pub aliases: Vec<String>,
    /// The full address of the page as a QR code, an SVG; empty without `base_url`, and on kinds
    /// that nobody carries about.
    pub qr_html: String,
    /// Free fields of the author.
    pub custom: Map<String, Value>,
}

/// What a policy has beyond [`EntryView`]. Variable `policy`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PolicyView {
    /// The state on the date of the build: code, word, sentence.
    pub validity: BadgeView,
    pub document_number: String,
    pub issuers: Vec<LinkView>,
    pub dated_on: DateView,
    pub effective_on: DateView,
    pub expires_on: DateView,
    /// 这份文件能给我什么.
    pub benefits: Vec<BenefitRowView>,
    /// What the state wants at the head of every document, in its order: 索引号, 主题分类, 发布机构 … 文件状态.
    pub document: Vec<FactView>,
    /// The links of the text with their full addresses, as paper shows them; empty without `base_url`.
    pub print_links: Vec<LinkView>,
    /// The version whose text stands on the page, which a copied link leads to; empty on its own page.
    pub version_href: String,
    pub originals: Vec<AttachmentView>,
    pub definitions: Vec<DefinitionView>,
    pub interpretations: Vec<LinkView>,
    pub errata: Vec<ErratumView>,
    /// 公开方式, 抄送, 印发.
    pub imprint: Vec<FactView>,
    pub interpreter: LinkView,
    /// The timeline, newest first; empty where there is one version only.
    pub versions: Vec<VersionView>,
    /// The comparison of the first version with the one in force, where they are no neighbours.
    pub first_comparison: LinkView,
    /// What it rests on, replaces, changes, names, and what does so with it.
    pub relations: Vec<RelationGroupView>,
    /// The same as a picture: checked SVG; may be empty.
    pub graph_html: String,
}

/// A term that the text defines.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DefinitionView {
    pub term: String,
    pub meaning: String,
    /// The clause, linked within the page.
    pub clause: LinkView,
}

/// A correction of the issued text.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ErratumView {
    pub clause: LinkView,
    pub wrong: String,
    pub right: String,
    pub note: String,
}

/// What a platform has beyond [`EntryView`]. Variable `platform`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PlatformView {
    pub platform_type: LinkView,
    /// Highest level in words: 省级.
    pub level: String,
    /// 0 where there is no rating.
    pub stars: u8,
    /// 四星级（2025年评定，有效至2027年）; may be empty.
    pub rating: String,
    /// The scheme by which it was rated; empty where there is no rating.
    pub rating_scheme: LinkView,
    /// Last day of the rating.
    pub rated_until: DateView,
    pub levels: TableView,
    pub accepts: Vec<String>,
    /// Area, area to let, rent, as of.
    pub space: Vec<FactView>,
    pub housing: Vec<FactView>,
    pub services: Vec<String>,
    pub industries: Vec<LinkView>,
    pub benefits: Vec<LinkView>,
    pub results: TableView,
}

/// What a guide has beyond [`EntryView`]. Variable `guide`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GuideView {
    /// What must be done before signing, moving, paying.
    pub know_before: Vec<String>,
    /// What one asks first: how long, how many visits, what fee.
    pub answers: Vec<FactView>,
    /// The eight elements of the inspection, always all, in its order; no values is a gap. Of the
    /// materials and the procedure it has the number and the way to them.
    pub elements: Vec<FactView>,
    pub materials: Vec<MaterialView>,
    pub steps: Vec<StepView>,
    pub action: LinkView,
    pub questions: Vec<QuestionView>,
}

/// What a department has beyond [`EntryView`]. Variable `department`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DepartmentView {
    pub short_name: String,
    pub responsibilities: Vec<String>,
    /// Benefits, guides, calls, programmes and platforms that it handles.
    pub handled: Vec<GroupView>,
    /// Policies that it issued, newest first.
    pub issued: Vec<LinkView>,
    pub issued_more: LinkView,
    pub roster: TableView,
    pub checked_on: DateView,
}

/// 公开目录. Variable `catalogue`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CatalogueView {
    pub count: usize,
    pub rows: Vec<CatalogueRowView>,
    pub pager: PagerView,
    /// 公开指南, 依申请公开, the table as CSV.
    pub links: Vec<LinkView>,
}

/// A row of the catalogue.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CatalogueRowView {
    pub index_number: String,
    pub title: String,
    pub href: String,
    pub summary: String,
    pub dated_on: DateView,
}

/// The site map. Variable `sitemap`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SiteMapView {
    pub sections: Vec<SiteMapSectionView>,
}

/// A column of the site map, by year or initial.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SiteMapSectionView {
    pub anchor: String,
    pub link: LinkView,
    pub count: usize,
    pub groups: Vec<GroupView>,
}

/// The accessibility statement; its text stands in the words of the theme. Variable `accessibility`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AccessibilityView {
    /// Whom to tell of a barrier.
    pub contact: ContactView,
    /// Known shortcomings, one a line.
    pub shortcomings: Vec<String>,
    pub checked_on: DateView,
}

/// A page that sends the reader on. Variable `stub`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct StubView {
    /// Relative, also on a page without scripts.
    pub href: String,
    pub title: String,
}

mod glossary;
mod structured;
pub use glossary::{GlossaryGroupView, GlossaryTermView, GlossaryView};
pub use structured::PropertyView;

impl SiteView {
    /// A site of a language with nothing in it.
    pub fn of(lang: Lang) -> SiteView {
        SiteView { lang: lang.tag(), home: format!("{}index.html", lang.folder()), ..SiteView::default() }
    }
}

#[cfg(test)]
mod tests;
