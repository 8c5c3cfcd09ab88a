//! The page of an entry: what every kind has, from the dictionary.

use super::card::{badges, kind_label, kinds_label};
use super::head::{self, About, banner};
use super::value::{date_view, fact, field_label, markdown_html, table, views};
use super::view::{
    AttachmentView, BodyView, ContactView, ContentsView, EntryView, FactView, GroupView, ImageView, LinkView,
    QuoteView, SectionView, TableView, ValueView, View, entry_template,
};
use super::{
    Body, Scene, Spot, benefit, call, challenge, department, event, guide, indicator, interpretation,
    journey, level_scheme, notice, platform, platform_type, policy, programme, rating_scheme, shortage,
};
use crate::config::Profile;
use crate::content::{DataTable, Entry};
use crate::field::{Field, Fields, Kind, Spanned, Type, Value};
use crate::policy::State;
use crate::portal::{EntryNo, Facet, Portal, Standing, Target, names_count, public_names};
use crate::source::Holds;
use crate::text::Lang;
use crate::url;

/// An entry in the language shown: what the translation writes, else what the original says.
#[derive(Clone, Copy)]
pub(super) struct Shown<'a> {
    pub no: EntryNo,
    pub original_no: EntryNo,
    pub original: &'a Entry,
    pub translation: Option<&'a Entry>,
    /// Those of the original, and over them what the translation writes.
    pub fields: &'a Fields,
}

impl<'a> Shown<'a> {
    pub fn new(portal: &'a Portal, no: EntryNo) -> Shown<'a> {
        let original_no = portal.original(no);
        let translation = (original_no != no).then(|| portal.entry(no));
        let original = portal.entry(original_no);
        Shown { no, original_no, original, translation, fields: portal.fields(no) }
    }

    pub fn get(&self, key: &str) -> Option<&'a Spanned> {
        self.fields.get(key)
    }

    pub fn text(&self, key: &str) -> Option<&'a str> {
        self.get(key)?.value.text()
    }

    pub fn texts(&self, key: &str) -> Vec<String> {
        self.fields.texts(key).map(str::to_string).collect()
    }
}

/// The page of an entry.
pub(super) fn page(scene: &Scene, spot: Spot, no: EntryNo) -> View {
    let shown = Shown::new(scene.portal, no);
    if scene.portal.standing(shown.original_no) == Standing::Withdrawn
        || scene.portal.standing(no) == Standing::Withdrawn
    {
        return withdrawn(scene, spot, shown);
    }
    let mut entry = entry_view(scene, spot, shown);
    let mut page = head::entry_page(scene, spot, no, about(scene, spot.lang, shown, &entry));
    if scene.config.profile == Profile::Preview && !shown.original.has_front_matter {
        page.banners.push(banner("preview", scene.word(spot.lang, "no_front_matter_banner")));
    }
    if rests_on_nothing(scene, shown.original) {
        page.banners.push(banner("expired", scene.word(spot.lang, "banner_basis_gone")));
    }
    let body = match shown.original.kind {
        Kind::Policy => {
            page.banners.extend(policy::banner_of_state(scene, spot, no));
            let view = policy::view(scene, spot, shown, &entry.body);
            BodyView::Policy(Box::new(entry), Box::new(view))
        }
        Kind::Benefit => {
            let view = benefit::view(scene, spot, shown, &mut entry.quotes);
            BodyView::Benefit(Box::new(entry), Box::new(view))
        }
        Kind::Platform => BodyView::Platform(Box::new(entry), Box::new(platform::view(scene, spot, shown))),
        Kind::Guide => BodyView::Guide(Box::new(entry), Box::new(guide::view(scene, spot, shown))),
        Kind::Department => {
            BodyView::Department(Box::new(entry), Box::new(department::view(scene, spot, shown)))
        }
        Kind::Interpretation => {
            BodyView::Interpretation(Box::new(entry), Box::new(interpretation::view(scene, spot, shown)))
        }
        Kind::Call => BodyView::Call(Box::new(entry), Box::new(call::view(scene, spot, shown))),
        Kind::Programme => {
            BodyView::Programme(Box::new(entry), Box::new(programme::view(scene, spot, shown)))
        }
        Kind::PlatformType => {
            BodyView::PlatformType(Box::new(entry), Box::new(platform_type::view(scene, spot, shown)))
        }
        Kind::Journey => BodyView::Journey(Box::new(entry), Box::new(journey::view(scene, spot, shown))),
        Kind::Notice => BodyView::Notice(Box::new(entry), Box::new(notice::view(scene, spot, shown))),
        Kind::Event => BodyView::Event(Box::new(entry), Box::new(event::view(scene, spot, shown))),
        Kind::Challenge => {
            BodyView::Challenge(Box::new(entry), Box::new(challenge::view(scene, spot, shown)))
        }
        Kind::Indicator => {
            BodyView::Indicator(Box::new(entry), Box::new(indicator::view(scene, spot, shown)))
        }
        Kind::Shortage => BodyView::Shortage(Box::new(entry), Box::new(shortage::view(scene, spot, shown))),
        Kind::LevelScheme => {
            BodyView::LevelScheme(Box::new(entry), Box::new(level_scheme::view(scene, spot, shown)))
        }
        Kind::RatingScheme => {
            BodyView::RatingScheme(Box::new(entry), Box::new(rating_scheme::view(scene, spot, shown)))
        }
        Kind::Page => BodyView::Page(Box::new(entry)),
        _ => BodyView::Entry(Box::new(entry)),
    };
    debug_assert_eq!(body.template(), entry_template(shown.original.kind));
    page.noindex = shown.original.table("list_file").is_some();
    View { page, body }
}

/// Whether an entry has a basis, and every policy of it is out of force.
pub(super) fn rests_on_nothing(scene: &Scene, entry: &Entry) -> bool {
    let policies: Vec<EntryNo> = entry
        .fields
        .parts("basis")
        .filter_map(|basis| scene.portal.find(&[Kind::Policy], basis.text("policy")?))
        .collect();
    let is_gone = |no: &EntryNo| {
        matches!(scene.portal.validity(*no), Some(State::Repealed | State::Superseded | State::Expired))
    };
    !policies.is_empty() && policies.iter().all(is_gone)
}

fn about<'a>(scene: &Scene, lang: Lang, shown: Shown<'a>, entry: &EntryView) -> About<'a> {
    let mut keywords = shown.texts("keywords");
    if lang == Lang::En {
        // Those of the original, where the translation writes none.
        keywords.retain(|word| !word.chars().any(crate::text::is_han));
    }
    About {
        kind: shown.original.kind.spec().code,
        title: shown.translation.map_or(&shown.original.title, |entry| &entry.title),
        column: Some(shown.original.kind),
        is_column: false,
        description: if entry.summary.is_empty() {
            shown.translation.map_or(&shown.original.title, |entry| &entry.title).to_string()
        } else {
            entry.summary.clone()
        },
        keywords: if keywords.is_empty() { derived_keywords(scene, lang, shown) } else { keywords },
    }
}

/// Words to find an entry by, where none are written: never those of the whole column (S704).
fn derived_keywords(scene: &Scene, lang: Lang, shown: Shown) -> Vec<String> {
    let label = |facet: Facet| {
        let codes = shown.fields.texts(facet.key());
        codes.map(move |code| scene.vocabularies.label(facet.key(), code, lang).to_string())
    };
    let title = shown.translation.unwrap_or(shown.original).title.to_string();
    let number = shown.text("document_number").filter(|number| *number != "无").map(str::to_string);
    let facets = [Facet::Topic, Facet::Audience, Facet::Industry].into_iter().flat_map(label);
    let column = scene.config.column(shown.original.kind).name[lang as usize].clone();
    std::iter::once(title).chain(number).chain(facets.take(5)).chain([column]).collect()
}

/// After 下架日期: that there was a page, and since when it is gone; of a list only the count.
fn withdrawn(scene: &Scene, spot: Spot, shown: Shown) -> View {
    let date = date_view(spot.lang, shown.fields.date("withdraw_on"));
    let mut facts = Vec::new();
    let gone = ValueView::date(date);
    facts.push(FactView {
        key: "withdraw_on",
        label: scene.word(spot.lang, "withdrawn_on").into(),
        values: vec![gone],
    });
    facts.extend(count_of_names(scene, spot, shown));
    let entry = EntryView {
        id: shown.original.id.to_string(),
        kind: shown.original.kind.spec().code,
        kind_label: kind_label(spot.lang, shown.original.kind),
        facts,
        ..EntryView::default()
    };
    let mut page = head::entry_page(scene, spot, shown.no, about(scene, spot.lang, shown, &entry));
    page.noindex = true;
    page.banners.push(banner("withdrawn", scene.word(spot.lang, "withdrawn_banner")));
    View { page, body: BodyView::Entry(Box::new(entry)) }
}

/// How many people the name list of a notice has.
fn count_of_names(scene: &Scene, spot: Spot, shown: Shown) -> Option<FactView> {
    let values = vec![ValueView::text(names_count(shown.original)?.to_string())];
    Some(FactView { key: "list_file", label: scene.word(spot.lang, "names_count").into(), values })
}

/// Fields that a page shows in a place of their own, or not at all.
const ELSEWHERE: &[&str] = &[
    "id",
    "title",
    "question",
    "summary",
    "keywords",
    "column",
    "topics",
    "audiences",
    "image",
    "attachments",
    "review",
    "verified",
    "cases",
    "allow",
    "custom",
    "aliases",
    "lang",
    "openness",
    "scheduled",
    "withdraw_on",
    "source",
    "editor",
    "published_at",
    "updated_on",
    "relations",
    "basis",
    "list_file",
    "list_columns",
    "rows_file",
    "series_file",
    "roster_file",
    "past_numbers_file",
    "contact",
    "originals",
    "errata",
    "versions",
    "validity",
];

/// Fields that the page of a kind shows in a place of its own.
fn own_place(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Policy => policy::OWN,
        Kind::Benefit => &[
            "award",
            "payment",
            "stacking",
            "apply",
            "materials",
            "steps",
            "handled_by",
            "access_mode",
            "conditions",
            "duties",
        ],
        Kind::Platform => &[
            "type",
            "levels",
            "rating",
            "accepts",
            "space",
            "housing",
            "services",
            "industries",
            "benefits",
            "results",
        ],
        Kind::Guide => guide::OWN,
        Kind::Interpretation => interpretation::OWN,
        Kind::Call => call::OWN,
        Kind::Programme => programme::OWN,
        Kind::PlatformType => platform_type::OWN,
        Kind::Journey => journey::OWN,
        Kind::Notice => notice::OWN,
        Kind::Department => &["responsibilities", "roster_file", "contact_checked_on"],
        Kind::Event => &["type", "starts_at", "ends_at", "place", "organisers", "sign_up", "agenda", "recap"],
        Kind::Challenge => &["need", "organisation", "budget", "ends_on"],
        Kind::Indicator => &["unit", "definition", "period_kind", "series_file", "as_of"],
        Kind::Shortage => &["year", "rows_file", "definition"],
        Kind::LevelScheme => &["region", "version", "grades"],
        Kind::RatingScheme => &["platform_types", "stars", "criteria", "review_cycle"],
        _ => &[],
    }
}

fn is_elsewhere(kind: Kind, key: &str) -> bool {
    ELSEWHERE.contains(&key) || own_place(kind).contains(&key)
}

fn entry_view(scene: &Scene, spot: Spot, shown: Shown) -> EntryView {
    let original = shown.original;
    let fields = shown.fields;
    let published = fields.date("published_at");
    let template = entry_template(original.kind);
    let (mut facts, tables, sections) = from_dictionary(scene, spot, shown);
    if shown.translation.is_some() {
        facts.extend(count_of_names(scene, spot, shown));
    }
    let no = shown.original_no;
    let (previous, next) = neighbours(scene, spot, no);
    let theme = scene.theme;
    EntryView {
        id: original.id.to_string(),
        kind: original.kind.spec().code,
        kind_label: kind_label(spot.lang, original.kind),
        summary: shown.text("summary").unwrap_or_default().to_string(),
        badges: if matches!(original.kind, Kind::Policy | Kind::Platform) {
            Vec::new()
        } else {
            badges(scene, spot, shown.no)
        },
        published: date_view(spot.lang, published),
        updated: date_view(spot.lang, fields.date("updated_on").filter(|date| Some(*date) != published)),
        source: head::source(scene, spot, shown.no),
        editor: original.text("editor").unwrap_or_default().to_string(),
        tags: theme.read(template, "tags", || tags(scene, spot, fields)),
        layer_note: layer_note(scene, spot, original.kind),
        image: image(scene, spot, shown),
        facts,
        tables: tables.into_iter().chain(data_tables(scene, spot, shown)).collect(),
        downloads: super::data::downloads(scene, spot, no),
        body: body(scene, spot, shown),
        contents: theme.read(template, "contents", || contents(scene, spot, shown)),
        sections,
        quotes: quotes(scene, spot, fields),
        contact: theme.read(template, "contact", || {
            contact(scene, spot, fields.part("contact").or_else(|| fields.part("handled_by")))
        }),
        attachments: attachments(scene, spot, no, "attachments"),
        part_of: journey::part_of(scene, spot, no),
        relations: if original.kind == Kind::Policy { Vec::new() } else { relations(scene, spot, no) },
        related: theme.read(template, "related", || related(scene, spot, no)),
        previous,
        next,
        aliases: fields.texts("aliases").map(str::to_string).collect(),
        qr_html: theme.read(template, "qr_html", || super::qr::of_entry(scene, spot, original.kind)),
        custom: custom(fields),
    }
}

/// The body in the language shown. A translation without a body shows none of the original's.
fn body(scene: &Scene, spot: Spot, shown: Shown) -> String {
    match scene.portal.versions(shown.no) {
        Some(versions) if shown.translation.is_none() => {
            super::version::body(scene, spot, shown.no, versions.current)
        }
        _ => Body { scene: *scene, no: shown.no, route: spot.route }.html(),
    }
}

type FromDictionary = (Vec<FactView>, Vec<TableView>, Vec<SectionView>);

/// Every field that is not shown elsewhere: scalars as facts, lists of parts as tables, Markdown as
/// sections.
fn from_dictionary(scene: &Scene, spot: Spot, shown: Shown) -> FromDictionary {
    let mut all: FromDictionary = Default::default();
    let kind = shown.original.kind;
    for field in kind.spec().fields.iter().filter(|field| !is_elsewhere(kind, field.key)) {
        let Some(value) = shown.get(field.key) else { continue };
        match (&field.ty, &value.value) {
            (Type::List(Type::Part(part)), _) => {
                let rows: Vec<&Fields> = shown.fields.parts(field.key).collect();
                let caption = field_label(spot.lang, field);
                let rows = rows.iter().copied();
                all.1.extend(table(scene, spot, field.key, caption, part, rows, shown.original_no));
            }
            (Type::Part(part), Value::Part(fields)) => {
                all.0.extend(part_facts(scene, spot, field, part, fields, shown.original_no));
            }
            (Type::Markdown, Value::Text(text)) => all.2.push(SectionView {
                anchor: format!("x-{}", field.key),
                title: field_label(spot.lang, field),
                html: markdown_html(scene, spot, shown.no, text),
            }),
            (Type::Map, Value::Map(entries)) => {
                all.2.extend(entries.iter().map(|(key, value)| SectionView {
                    anchor: format!("x-{}", crate::text::slug(key)),
                    title: key.to_string(),
                    html: markdown_html(scene, spot, shown.no, value.value.text().unwrap_or_default()),
                }))
            }
            (_, value) => all.0.extend(fact(scene, spot, field, value, shown.original_no)),
        }
    }
    all
}

/// A part as one fact whose values carry their labels.
fn part_facts(
    scene: &Scene,
    spot: Spot,
    field: &'static Field,
    part: &str,
    fields: &Fields,
    from: EntryNo,
) -> Option<FactView> {
    let spec = crate::field::PARTS.iter().find(|spec| spec.name == part)?;
    let colon = if spot.lang == Lang::Zh { "：" } else { ": " };
    let values = spec.fields.iter().filter_map(|inner| {
        let value = fields.get(inner.key)?;
        let mut first = views(scene, spot, &inner.ty, &value.value, from).into_iter().next()?;
        if !matches!(inner.key, "department" | "name") {
            first.text = format!("{}{colon}{}", field_label(spot.lang, inner), first.text);
        }
        Some(first)
    });
    let values: Vec<ValueView> = values.collect();
    (!values.is_empty()).then(|| FactView { key: field.key, label: field_label(spot.lang, field), values })
}

/// Rows of data files and name lists.
fn data_tables(scene: &Scene, spot: Spot, shown: Shown) -> Vec<TableView> {
    let mut tables = Vec::new();
    let own = own_place(shown.original.kind);
    for (key, data) in shown.original.data.iter().filter(|(key, _)| !own.contains(key)) {
        let field = shown.original.kind.spec().fields.iter().find(|field| field.key == *key);
        let caption = field.map(|field| field_label(spot.lang, field)).unwrap_or_default();
        match data {
            DataTable::Parts { part, rows } => {
                tables.extend(table(scene, spot, key, caption, part, rows.iter(), shown.original_no));
            }
            DataTable::Names(names) if *key == "past_numbers_file" => {
                tables.push(text_table(key, caption, &said_header(scene, spot, &names.header), &names.rows));
            }
            // People are named on one page only, that of the original; a translation gives their number.
            DataTable::Names(_) if shown.translation.is_some() => {}
            DataTable::Names(_) => {
                if let Some(names) = public_names(shown.original, scene.vocabularies) {
                    tables.push(text_table(
                        key,
                        caption,
                        &said_header(scene, spot, &names.header),
                        &names.rows,
                    ));
                }
            }
        }
    }
    tables
}

/// The columns of a table that the office has drawn up, as far as their names are known words.
fn said_header(scene: &Scene, spot: Spot, header: &[String]) -> Vec<String> {
    header.iter().map(|name| super::said::said_first(scene, spot.lang, name)).collect()
}

pub(super) fn text_table(
    key: &'static str,
    caption: String,
    header: &[String],
    rows: &[Vec<String>],
) -> TableView {
    let cells = |row: &Vec<String>| {
        (0..header.len()).map(|index| ValueView::text(row.get(index).cloned().unwrap_or_default())).collect()
    };
    TableView { key, caption, header: header.to_vec(), rows: rows.iter().map(cells).collect() }
}

fn tags(scene: &Scene, spot: Spot, fields: &Fields) -> Vec<LinkView> {
    let facets = [Facet::Audience, Facet::Topic, Facet::Industry].into_iter();
    facets.flat_map(|facet| facet_links(scene, spot, fields, facet)).collect()
}

/// The values of a facet, each with its page.
pub(super) fn facet_links(scene: &Scene, spot: Spot, fields: &Fields, facet: Facet) -> Vec<LinkView> {
    let link = |code: &str| LinkView {
        text: scene.label(spot, facet.key(), code),
        href: super::list::facet_href(scene, spot, facet, code).unwrap_or_default(),
        ..LinkView::default()
    };
    fields.texts(facet.key()).map(link).collect()
}

/// Which layer a page is; issued texts need no note.
fn layer_note(scene: &Scene, spot: Spot, kind: Kind) -> String {
    let key = match kind {
        Kind::Interpretation => "layer_interpretation",
        Kind::Benefit | Kind::Faq => "layer_benefit",
        Kind::Guide | Kind::Journey => "layer_guide",
        _ => return String::new(),
    };
    scene.word(spot.lang, key).to_string()
}

fn image(scene: &Scene, spot: Spot, shown: Shown) -> ImageView {
    let Some(part) = shown.fields.part("image") else { return ImageView::default() };
    let Some(path) = part.text("file") else { return ImageView::default() };
    let Target::Asset(asset) = scene.portal.resolve(scene.sources, shown.original_no, path) else {
        return ImageView::default();
    };
    let dimensions = match &scene.sources.file(asset.file).holds {
        Holds::Binary(binary) => binary.dimensions,
        _ => None,
    };
    let (width, height) = dimensions.unwrap_or_default();
    let text = |key: &str| part.text(key).unwrap_or_default().to_string();
    let caption =
        [text("caption"), text("map_approval")].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>();
    ImageView {
        src: url::encode(&url::relative(spot.route, &asset.route)),
        alt: text("alt"),
        caption: caption.join("　"),
        width,
        height,
    }
}

/// The outline: chapters with their articles of a policy, headings of another text.
fn contents(scene: &Scene, spot: Spot, shown: Shown) -> Vec<ContentsView> {
    let entry = scene.portal.entry(scene.portal.text_of(shown.no));
    match shown.original.kind {
        Kind::Call => return call::contents(scene, spot, shown.fields),
        // Their pages are short lists of sections, of which the text is one.
        Kind::Benefit | Kind::Programme | Kind::PlatformType | Kind::Journey | Kind::Notice => {
            return Vec::new();
        }
        _ => {}
    }
    if let Some(policy) = entry.policy.as_deref().filter(|policy| policy.clauses.len() > 3) {
        return super::policy::contents(&policy.clauses);
    }
    let headings: Vec<_> = entry.facts.headings.iter().filter(|heading| heading.level <= 3).collect();
    if headings.len() < 3 {
        return Vec::new();
    }
    let view = |heading: &&crate::markdown::Heading| ContentsView {
        anchor: heading.id.to_string(),
        title: heading.text.to_string(),
        ..ContentsView::default()
    };
    let points = shown.get("points").filter(|_| shown.original.kind == Kind::Interpretation);
    let points = points.map(|_| ContentsView {
        anchor: "x-points".into(),
        title: scene.word(spot.lang, "points").to_string(),
        ..ContentsView::default()
    });
    points.into_iter().chain(headings.iter().map(view)).collect()
}

/// The verbatim quotes of 依据, with the address of their clause.
pub(super) fn quotes(scene: &Scene, spot: Spot, fields: &Fields) -> Vec<QuoteView> {
    fields.parts("basis").enumerate().map(|(index, basis)| quote(scene, spot, basis, index + 1)).collect()
}

fn quote(scene: &Scene, spot: Spot, basis: &Fields, number: usize) -> QuoteView {
    let written = basis.text("policy").unwrap_or_default();
    let clause = basis.text("clause").unwrap_or_default();
    let (policy, badge) = match scene.portal.find(&[Kind::Policy], written) {
        Some(no) => {
            // The clause stands in the Chinese text; its name may be said in the reader's language.
            let mut link = scene.link(Spot { lang: Lang::Zh, ..spot }, no);
            link.text = scene.title(spot, no).to_string();
            if let Some(anchor) = scene.portal.clause_anchor(no, clause) {
                link.href = format!("{}#{anchor}", link.href);
            }
            link.note = scene.portal.entry(no).text("document_number").unwrap_or_default().to_string();
            (link, super::card::validity(scene, spot, no))
        }
        None => {
            let text = scene.unresolved(written).to_string();
            (LinkView { text, ..LinkView::default() }, Default::default())
        }
    };
    QuoteView {
        anchor: format!("x-quote-{number}"),
        policy,
        clause: super::said::said(scene, spot.lang, clause),
        proves: String::new(),
        backs: Vec::new(),
        text: basis.text("quote").unwrap_or_default().to_string(),
        badge,
    }
}

/// Whom to ask: what is written, filled up from the department's own record.
pub(super) fn contact(scene: &Scene, spot: Spot, part: Option<&Fields>) -> ContactView {
    let Some(part) = part else { return ContactView::default() };
    let department = part.text("department").and_then(|text| scene.portal.find(&[Kind::Department], text));
    let record =
        department.map(|no| scene.portal.fields(scene.portal.in_language(no, spot.lang).unwrap_or(no)));
    let text = |key: &str| {
        let own = part.text(key).or_else(|| record?.texts(key).next());
        super::said::said_first(scene, spot.lang, own.unwrap_or_default())
    };
    let link = match department {
        Some(no) => scene.link(spot, no),
        None => {
            let written = part.text("department").unwrap_or_default();
            LinkView { text: scene.unresolved(written).into(), ..LinkView::default() }
        }
    };
    let written: Vec<&str> = part.texts("phone").collect();
    let phones = if written.is_empty() {
        record.map(|r| r.texts("phone").collect()).unwrap_or_default()
    } else {
        written
    };
    let phone =
        |text: &str| LinkView { text: text.into(), href: format!("tel:{text}"), ..LinkView::default() };
    let email = text("email");
    let contact = ContactView {
        department: link,
        role: text("role"),
        phones: phones.into_iter().map(phone).collect(),
        email: LinkView {
            href: if email.is_empty() { String::new() } else { format!("mailto:{email}") },
            text: email,
            ..LinkView::default()
        },
        address: text("address"),
        hours: text("hours"),
        accessibility: text("accessibility"),
        known: false,
    };
    let known = contact != ContactView::default();
    ContactView { known, ..contact }
}

/// The files of a list of attachments.
pub(super) fn attachments(scene: &Scene, spot: Spot, no: EntryNo, key: &str) -> Vec<AttachmentView> {
    let said = scene.portal.in_language(no, spot.lang).unwrap_or(no);
    scene
        .portal
        .fields(said)
        .parts(key)
        .filter_map(|part| attachment(scene, spot, no, part.text("file")?, part.text("name")))
        .collect()
}

fn attachment(
    scene: &Scene,
    spot: Spot,
    no: EntryNo,
    path: &str,
    name: Option<&str>,
) -> Option<AttachmentView> {
    let Target::Asset(asset) = scene.portal.resolve(scene.sources, no, path) else { return None };
    let file = scene.sources.file(asset.file);
    let file_name = file.path.rsplit('/').next().unwrap_or_default();
    Some(AttachmentView {
        text: name.unwrap_or(file_name).to_string(),
        href: url::encode(&url::relative(spot.route, &asset.route)),
        format: file_name.rsplit('.').next().unwrap_or_default().to_uppercase(),
        size: super::size(super::body::file_size(file)),
        sha256: crate::text::hex(&file.sha256),
    })
}

/// Relations written here, then those of others, grouped by name.
fn relations(scene: &Scene, spot: Spot, no: EntryNo) -> Vec<GroupView> {
    let portal = scene.portal;
    let mut groups: Vec<GroupView> = Vec::new();
    let written =
        portal.outgoing[no.0 as usize].iter().filter(|relation| is_written_relation(portal, no, relation));
    for relation in written {
        let label = scene.label(spot, "relation_types", &relation.code);
        push(&mut groups, label, relation_link(scene, spot, relation));
    }
    for relation in portal.incoming[no.0 as usize].iter().filter(|relation| portal.is_public(relation.other))
    {
        let source = portal.entry(relation.other);
        if has_own_section(portal.entry(no).kind, source.kind, &relation.code) {
            continue;
        }
        let label = match scene.vocabularies.term("relation_types", &relation.code) {
            Some(term) => {
                let key = if spot.lang == Lang::Zh { "inverse_zh" } else { "inverse_en" };
                term.extra.get(key).cloned().unwrap_or_default()
            }
            None => kinds_label(spot.lang, source.kind),
        };
        push(&mut groups, label, relation_link(scene, spot, relation));
    }
    groups
}

/// Whether the page of a kind shows what names it so in a section of its own.
fn has_own_section(kind: Kind, source: Kind, code: &str) -> bool {
    match kind {
        Kind::Department => {
            matches!(
                code,
                "handled_by" | "issuers" | "department" | "authority" | "source" | "steps" | "places"
            ) || code == "contact" && matches!(source, Kind::Call | Kind::Platform)
        }
        Kind::Guide => source == Kind::Journey,
        Kind::Benefit => matches!(source, Kind::Call | Kind::Journey),
        Kind::Programme => source == Kind::Call || code == "sister_programmes",
        Kind::Call => matches!(code, "results_of" | "past_calls" | "apply"),
        Kind::PlatformType => code == "suspends",
        Kind::RatingScheme => source == Kind::Platform,
        Kind::LevelScheme => source == Kind::LevelScheme,
        _ => false,
    }
}

/// Relations of the field 关系; those of other fields are shown with their field.
fn is_written_relation(portal: &Portal, no: EntryNo, relation: &crate::portal::Relation) -> bool {
    let field = portal.entry(no).fields.get("relations");
    field.is_some_and(|field| field.span.start <= relation.span.start && relation.span.end <= field.span.end)
}

fn relation_link(scene: &Scene, spot: Spot, relation: &crate::portal::Relation) -> LinkView {
    let mut link = scene.link(spot, relation.other);
    let number = scene.portal.entry(relation.other).text("document_number").filter(|number| *number != "无");
    let clauses = relation.clauses.iter().map(|clause| super::said::said(scene, spot.lang, clause));
    let clauses = clauses.collect::<Vec<_>>().join(if spot.lang == Lang::Zh { "、" } else { ", " });
    link.note = [number.unwrap_or_default(), &clauses]
        .into_iter()
        .filter(|t| !t.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    link
}

/// Links a group may show.
const GROUP_MAX: usize = 30;

fn push(groups: &mut Vec<GroupView>, label: String, link: LinkView) {
    match groups.iter_mut().find(|group| group.label == label) {
        Some(group) if group.links.len() >= GROUP_MAX || group.links.contains(&link) => {}
        Some(group) => group.links.push(link),
        None => groups.push(GroupView { label, links: vec![link] }),
    }
}

fn neighbours(scene: &Scene, spot: Spot, no: EntryNo) -> (LinkView, LinkView) {
    let portal = scene.portal;
    let list = portal.list(portal.entry(no).kind, Lang::Zh);
    let at = portal.position[no.0 as usize] as usize;
    if list.get(at) != Some(&no) {
        return Default::default();
    }
    let shown = |other: &EntryNo| portal.in_language(*other, spot.lang).is_some();
    let link = |other: Option<&EntryNo>| other.map(|other| scene.link(spot, *other)).unwrap_or_default();
    let before = list[..at].iter().rev().take(50).find(|other| shown(other));
    (link(before), link(list[at + 1..].iter().take(50).find(|other| shown(other))))
}

/// Entries that are similar.
const RELATED_MAX: usize = 5;

/// Public entries of the first topic or industry, nearest in its list first.
fn related(scene: &Scene, spot: Spot, no: EntryNo) -> Vec<LinkView> {
    let portal = scene.portal;
    let fields = &portal.entry(no).fields;
    let first = [Facet::Topic, Facet::Industry].into_iter().find_map(|facet| {
        fields.texts(facet.key()).next().map(|code| portal.with_facet(facet, code, Lang::Zh))
    });
    let list = first.unwrap_or_default();
    let named = |other: &EntryNo| {
        let here = &portal.outgoing[no.0 as usize];
        here.iter().chain(&portal.incoming[no.0 as usize]).any(|relation| relation.other == *other)
    };
    // The order of facets: by kind, then as in the list of the kind.
    let place = |no: EntryNo| (portal.entry(no).kind as usize, portal.position[no.0 as usize]);
    let near = list.binary_search_by_key(&place(no), |other| place(*other));
    let start = near.unwrap_or_else(|at| at).saturating_sub(RELATED_MAX);
    list.iter()
        .skip(start.min(list.len().saturating_sub(4 * RELATED_MAX)))
        .take(4 * RELATED_MAX)
        .filter(|other| **other != no && !named(other) && portal.in_language(**other, spot.lang).is_some())
        .take(RELATED_MAX)
        .map(|other| LinkView {
            note: kind_label(spot.lang, portal.entry(*other).kind),
            ..scene.link(spot, *other)
        })
        .collect()
}

fn custom(fields: &Fields) -> serde_json::Map<String, serde_json::Value> {
    let Some(Value::Map(entries)) = fields.get("custom").map(|v| &v.value) else { return Default::default() };
    let text = |value: &Spanned| serde_json::Value::from(value.value.text().unwrap_or_default());
    entries.iter().map(|(key, value)| (key.to_string(), text(value))).collect()
}
