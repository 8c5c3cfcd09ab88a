//! The two entrances, 我是人才 and 我是单位, and the list of what needs no application.
//!
//! **Invariant**: everything here is computed from benefits, calls, journeys, guides and platforms
//! that are public on the day of the build; benefits that can no longer be claimed are left out.

use super::benefit::{headline, part_lines, when};
use super::call;
use super::card::card;
use super::entry::{Shown, contact, rests_on_nothing};
use super::faq::clauses;
use super::head::{self, About};
use super::list::facet_href;
use super::view::{
    AudienceView, AutomaticView, BadgeView, BandView, BenefitGroupView, BenefitRowView, BodyView, CardView,
    ContactView, CountedLinkView, EntranceView, HomeEntranceView, HomeStageView, LinkView, MatrixRowView,
    MatrixView, MonthCallView, StageView, ValueKind, ValueView, View,
};
use super::{Scene, Spot};
use crate::date::Date;
use crate::field::{Kind, Value};
use crate::portal::occasion::CallState;
use crate::portal::{EntryNo, Facet, Portal};
use crate::text::Lang;
use crate::url;

/// For whom an entrance is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entrance {
    Talent,
    Employer,
}

impl Entrance {
    /// Both, in the order in which they are shown.
    pub const ALL: [Entrance; 2] = [Entrance::Talent, Entrance::Employer];

    /// Groups of audiences that it serves; the first names it.
    pub(super) fn groups(self) -> &'static [&'static str] {
        match self {
            Entrance::Talent => &["individual", "team"],
            Entrance::Employer => &["employer", "team", "platform", "intermediary"],
        }
    }

    pub(super) fn code(self) -> &'static str {
        match self {
            Entrance::Talent => "talent",
            Entrance::Employer => "employer",
        }
    }

    /// The key of its name among the words of the theme.
    pub(super) fn word(self) -> &'static str {
        match self {
            Entrance::Talent => "entrance_talent",
            Entrance::Employer => "entrance_employer",
        }
    }

    /// The key of the sentence below its name.
    fn lead_word(self) -> &'static str {
        match self {
            Entrance::Talent => "entrance_talent_lead",
            Entrance::Employer => "entrance_employer_lead",
        }
    }

    /// The address of its page.
    pub fn route(self, lang: Lang) -> String {
        let folder = match self {
            Entrance::Talent => "rc",
            Entrance::Employer => "dw",
        };
        format!("{}{folder}/index.html", lang.folder())
    }

    /// Whether a language has anything for it.
    pub fn exists(self, portal: &Portal, lang: Lang) -> bool {
        self.groups().iter().any(|group| !portal.with_facet(Facet::Audience, group, lang).is_empty())
    }
}

/// The address of the list 免申即享.
pub fn automatic_route(lang: Lang) -> String {
    format!("{}msjx/index.html", lang.folder())
}

/// Benefits under one heading, and in one cell; the rest is behind the link to all of them.
const ROWS_MAX: usize = 100;
const CELL_MAX: usize = 12;

/// How what stands on that list is obtained.
const AUTOMATIC: [&str; 2] = ["automatic", "declaration"];

/// Whether a language has anything for that list.
pub fn automatic_exists(portal: &Portal, lang: Lang) -> bool {
    let mut all = portal.list(Kind::Benefit, lang).iter();
    all.any(|no| portal.fields(*no).text("access_mode").is_some_and(|mode| AUTOMATIC.contains(&mode)))
}

/// Links to the pages of this module that a language has, but not to the one being read.
pub(super) fn links(scene: &Scene, spot: Spot) -> Vec<LinkView> {
    let entrances = Entrance::ALL.into_iter().filter(|entrance| entrance.exists(scene.portal, spot.lang));
    let mut all: Vec<(&str, String)> =
        entrances.map(|entrance| (entrance.word(), entrance.route(spot.lang))).collect();
    if automatic_exists(scene.portal, spot.lang) {
        all.push(("automatic_title", automatic_route(spot.lang)));
    }
    all.into_iter()
        .filter(|(_, route)| route != spot.route)
        .map(|(word, route)| LinkView {
            text: scene.word(spot.lang, word).to_string(),
            href: url::relative(spot.route, &route),
            ..LinkView::default()
        })
        .collect()
}

/// The page of an entrance.
pub(super) fn entrance(scene: &Scene, spot: Spot, entrance: Entrance) -> View {
    let lang = spot.lang;
    let benefits = benefits_for(scene, lang, entrance.groups());
    let main = entrance.groups().iter().filter(|group| **group != "intermediary");
    let main = benefits_for(scene, lang, &main.copied().collect::<Vec<_>>());
    let is_employer = entrance == Entrance::Employer;
    let view = EntranceView {
        code: entrance.code(),
        lead: scene.word(lang, entrance.lead_word()).to_string(),
        links: links(scene, spot),
        audiences: audiences(scene, spot, entrance.groups(), &benefits),
        month: month(scene, spot, entrance),
        bands: ["stage", "life_stages"].into_iter().filter_map(|key| band(scene, spot, key, &main)).collect(),
        topics: by_topic(scene, spot, &main),
        matrix: matrix(scene, spot, entrance.groups(), &benefits),
        hires: if is_employer { hires(scene, spot) } else { Vec::new() },
        agencies: if is_employer { agencies(scene, spot) } else { BenefitGroupView::default() },
        platforms: if is_employer { platforms(scene, spot) } else { Vec::new() },
        journeys: cards_for(scene, spot, entrance, Kind::Journey),
        guides: for_entrance(scene, lang, entrance, Kind::Guide)
            .into_iter()
            .map(|no| scene.link(spot, no))
            .collect(),
        offices: offices(scene, spot, &benefits),
    };
    let title = scene.word(lang, entrance.word()).to_string();
    let mut page = computed_page(scene, spot, "entrance", &title, view.lead.clone());
    page.column = entrance.word().to_string();
    View { page, body: BodyView::Entrance(Box::new(view)) }
}

/// The entrance as it stands on the home page.
pub(super) fn at_home(scene: &Scene, spot: Spot, entrance: Entrance) -> HomeEntranceView {
    let lang = spot.lang;
    let href = url::relative(spot.route, &entrance.route(lang));
    let benefits = benefits_for(scene, lang, entrance.groups());
    let audiences = audiences(scene, spot, entrance.groups(), &benefits).into_iter();
    let part = |word: &str, anchor: &str| LinkView {
        text: scene.word(lang, word).to_string(),
        href: format!("{href}#{anchor}"),
        ..LinkView::default()
    };
    let mut parts = vec![part("all_benefits", "x-benefits"), part("matrix", "x-matrix")];
    if entrance == Entrance::Employer {
        parts.splice(0..1, [part("month_calls", "x-month"), part("hires", "x-hires")]);
    }
    HomeEntranceView {
        code: entrance.code(),
        link: LinkView {
            text: scene.word(lang, entrance.word()).to_string(),
            note: scene.word(lang, &format!("{}_note", entrance.word())).to_string(),
            href: href.clone(),
            external: false,
        },
        count: benefits.len(),
        audiences: audiences
            .filter(|audience| audience.count > 0)
            .map(|audience| CountedLinkView {
                text: audience.link.text,
                href: audience.link.href,
                count: audience.count,
                current: false,
            })
            .collect(),
        parts,
    }
}

/// The stages of a working life that have benefits, leading to the entrance of talents.
pub(super) fn life(scene: &Scene, spot: Spot) -> Vec<HomeStageView> {
    let talent = Entrance::Talent;
    if !talent.exists(scene.portal, spot.lang) {
        return Vec::new();
    }
    let route = url::relative(spot.route, &talent.route(spot.lang));
    let benefits = benefits_for(scene, spot.lang, talent.groups());
    let stages = band(scene, spot, "life_stages", &benefits).map(|band| band.stages).unwrap_or_default();
    stages
        .into_iter()
        .filter(|stage| stage.count > 0)
        .map(|stage| HomeStageView {
            href: format!("{route}#{}", stage.anchor),
            key: stage.key,
            label: stage.label,
            count: stage.count,
        })
        .collect()
}

/// The head of a page of this module.
fn computed_page(
    scene: &Scene,
    spot: Spot,
    kind: &'static str,
    title: &str,
    description: String,
) -> super::view::PageView {
    let keywords = vec![title.to_string()];
    let about = About { kind, title, column: Some(Kind::Benefit), is_column: true, description, keywords };
    head::page(scene, spot, about)
}

/// Whether a benefit may still be claimed, or will be.
fn is_claimable(scene: &Scene, no: EntryNo) -> bool {
    let entry = scene.portal.entry(scene.portal.original(no));
    let last = entry.fields.part("valid").and_then(|valid| valid.date("to"));
    !rests_on_nothing(scene, entry) && last.is_none_or(|last| scene.portal.date <= last)
}

/// Claimable benefits of a language for groups of audiences, in the order of their list.
fn benefits_for(scene: &Scene, lang: Lang, groups: &[&str]) -> Vec<EntryNo> {
    let all = scene.portal.list(Kind::Benefit, lang).iter().copied();
    all.filter(|no| serves(scene, *no, groups) && is_claimable(scene, *no)).collect()
}

/// Whether an audience of an entry belongs to one of the groups.
fn serves(scene: &Scene, no: EntryNo, groups: &[&str]) -> bool {
    let mut written = scene.portal.fields(no).texts("audiences");
    written.any(|code| group_of(scene, code).is_some_and(|group| groups.contains(&group)))
}

pub(super) fn group_of<'a>(scene: &'a Scene, audience: &'a str) -> Option<&'a str> {
    let term = scene.vocabularies.term("audiences", audience)?;
    Some(term.extra.get("group").map_or(audience, String::as_str))
}

/// Public entries of a kind that are for an entrance, or for nobody in particular.
fn for_entrance(scene: &Scene, lang: Lang, entrance: Entrance, kind: Kind) -> Vec<EntryNo> {
    let all = scene.portal.list(kind, lang).iter().copied();
    let is_for_all = |no: EntryNo| scene.portal.fields(no).texts("audiences").next().is_none();
    all.filter(|no| is_for_all(*no) || serves(scene, *no, entrance.groups())).collect()
}

fn cards_for(scene: &Scene, spot: Spot, entrance: Entrance, kind: Kind) -> Vec<CardView> {
    for_entrance(scene, spot.lang, entrance, kind).into_iter().map(|no| card(scene, spot, no)).collect()
}

/// The audiences of the groups that have a page, in the order of the vocabulary.
fn audiences(scene: &Scene, spot: Spot, groups: &[&str], benefits: &[EntryNo]) -> Vec<AudienceView> {
    let terms = scene.vocabularies.terms("audiences").iter();
    terms
        .filter(|term| group_of(scene, &term.code).is_some_and(|group| groups.contains(&group)))
        .filter_map(|term| {
            let href = facet_href(scene, spot, Facet::Audience, &term.code)?;
            let with = scene.portal.with_facet(Facet::Audience, &term.code, spot.lang);
            let own: Vec<EntryNo> = benefits.iter().copied().filter(|no| with.contains(no)).collect();
            let link = LinkView { text: term.label(spot.lang).to_string(), href, ..LinkView::default() };
            Some(AudienceView { link, count: own.len(), topics: topics_of(scene, spot, &own) })
        })
        .collect()
}

/// The topics of benefits with their pages, in the order of the vocabulary.
fn topics_of(scene: &Scene, spot: Spot, benefits: &[EntryNo]) -> Vec<LinkView> {
    let terms = scene.vocabularies.terms("topics").iter();
    terms
        .filter(|term| benefits.iter().any(|no| has(scene, *no, "topics", &term.code)))
        .map(|term| topic_link(scene, spot, &term.code))
        .collect()
}

fn has(scene: &Scene, no: EntryNo, key: &str, code: &str) -> bool {
    scene.portal.fields(no).texts(key).any(|written| written == code)
}

fn topic_link(scene: &Scene, spot: Spot, code: &str) -> LinkView {
    LinkView {
        text: scene.label(spot, "topics", code),
        href: facet_href(scene, spot, Facet::Topic, code).unwrap_or_default(),
        ..LinkView::default()
    }
}

/// A benefit with its amount as the note.
fn with_amount(scene: &Scene, spot: Spot, no: EntryNo) -> LinkView {
    let amount = amount(scene, spot, no);
    let note = if amount.kind == ValueKind::Gap { String::new() } else { amount.text };
    LinkView { note, ..scene.link(spot, no) }
}

fn amount(scene: &Scene, spot: Spot, no: EntryNo) -> ValueView {
    match scene.portal.fields(no).part("award") {
        Some(award) => headline(scene, spot, award),
        None => ValueView { kind: ValueKind::Gap, ..ValueView::default() },
    }
}

/// Benefits with their amounts; where there are too many for a cell, the last link leads to all.
fn capped(scene: &Scene, spot: Spot, benefits: Vec<EntryNo>, all: LinkView) -> Vec<LinkView> {
    let more = benefits.len().checked_sub(CELL_MAX).filter(|more| *more > 0);
    let mut links: Vec<LinkView> =
        benefits.into_iter().take(CELL_MAX).map(|no| with_amount(scene, spot, no)).collect();
    links.extend(more.map(|_| LinkView { text: scene.word(spot.lang, "see_all").into(), ..all }));
    links
}

fn list_link(scene: &Scene, spot: Spot) -> LinkView {
    super::overview::more_link(scene, spot, Kind::Benefit)
}

/// A heading with its rows; where they are too many, it says how many there are.
fn group(
    scene: &Scene,
    spot: Spot,
    heading: (String, LinkView),
    benefits: Vec<EntryNo>,
) -> Option<BenefitGroupView> {
    let (anchor, mut heading) = heading;
    if benefits.len() > ROWS_MAX {
        let count = benefits.len().to_string();
        heading.note = crate::theme::fill(scene.word(spot.lang, "entries_total"), |key| {
            (key == "count").then(|| count.clone())
        });
    }
    let rows: Vec<BenefitRowView> =
        benefits.into_iter().take(ROWS_MAX).map(|no| row(scene, spot, no)).collect();
    (!rows.is_empty()).then_some(BenefitGroupView { anchor, heading, rows })
}

/// Calls that can be answered on the day of the build or later in its month, first to close first.
fn month(scene: &Scene, spot: Spot, entrance: Entrance) -> Vec<MonthCallView> {
    let portal = scene.portal;
    let last = portal.date.last_of_month();
    let mut calls: Vec<(Option<Date>, EntryNo)> = portal
        .list(Kind::Call, spot.lang)
        .iter()
        .copied()
        .filter(|no| serves(scene, *no, entrance.groups()))
        .filter(|no| {
            let fields = portal.fields(*no);
            let begins = fields.date("starts_at").is_some_and(|start| start <= last);
            begins && matches!(portal.call_state(*no), Some(CallState::Open | CallState::Upcoming))
        })
        .map(|no| (portal.fields(no).date("ends_at"), no))
        .collect();
    calls.sort();
    calls.into_iter().map(|(_, no)| month_call(scene, spot, no)).collect()
}

pub(super) fn month_call(scene: &Scene, spot: Spot, no: EntryNo) -> MonthCallView {
    let fields = scene.portal.fields(no);
    let benefits = fields.texts("benefits").filter_map(|id| scene.portal.find(&[Kind::Benefit], id));
    MonthCallView {
        row: call::row(scene, spot, no),
        benefits: benefits
            .filter(|no| scene.portal.is_public(*no))
            .map(|no| with_amount(scene, spot, no))
            .collect(),
        materials: material_names(scene, spot, no),
    }
}

/// The documents to hand in, those that need not be marked as such.
fn material_names(scene: &Scene, spot: Spot, no: EntryNo) -> Vec<String> {
    let fields = scene.portal.fields(no);
    super::benefit::materials(scene, spot, fields, scene.portal.original(no))
        .into_iter()
        .map(|material| match (material.shared, spot.lang) {
            (false, _) => material.name,
            (true, Lang::Zh) => format!("{}（{}）", material.name, scene.word(spot.lang, "not_needed")),
            (true, Lang::En) => format!("{} ({})", material.name, scene.word(spot.lang, "not_needed")),
        })
        .collect()
}

/// A row of stages with the benefits of each; stages without one stay, as a gap that can be seen.
fn band(scene: &Scene, spot: Spot, key: &'static str, benefits: &[EntryNo]) -> Option<BandView> {
    let vocabulary = if key == "stage" { "stages" } else { key };
    let stages: Vec<StageView> = scene
        .vocabularies
        .terms(vocabulary)
        .iter()
        .map(|term| {
            let written = if spot.lang == Lang::Zh { "label_zh" } else { "label_en" };
            let label = term.extra.get(written).map_or(term.label(spot.lang), String::as_str);
            let own = benefits.iter().filter(|no| has(scene, **no, key, &term.code));
            StageView {
                key: term.code.clone(),
                anchor: format!("x-stage-{}", term.code.replace('_', "-")),
                count: own.clone().count(),
                label: label.to_string(),
                benefits: capped(scene, spot, own.copied().collect(), list_link(scene, spot)),
            }
        })
        .collect();
    let is_long = stages.len() > 4;
    let stages: Vec<StageView> =
        stages.into_iter().filter(|stage| !is_long || !stage.benefits.is_empty()).collect();
    let any = stages.iter().any(|stage| !stage.benefits.is_empty());
    let label = scene.word(spot.lang, if key == "stage" { "band_stages" } else { "band_life" }).to_string();
    any.then_some(BandView { key, label, stages })
}

/// Benefits under their first topic, in the order of the vocabulary.
fn by_topic(scene: &Scene, spot: Spot, benefits: &[EntryNo]) -> Vec<BenefitGroupView> {
    let first = |no: &EntryNo| {
        let mut written = scene.portal.fields(*no).texts("topics");
        written.find(|code| scene.vocabularies.term("topics", code).is_some())
    };
    let topics = scene.vocabularies.terms("topics").iter().map(|term| Some(term.code.as_str()));
    topics
        .chain([None])
        .filter_map(|code| {
            let own = benefits.iter().copied().filter(|no| first(no) == code).collect();
            let heading = match code {
                Some(code) => topic_link(scene, spot, code),
                None => LinkView { text: scene.word(spot.lang, "other").into(), ..LinkView::default() },
            };
            let anchor = format!("x-topic-{}", code.unwrap_or("other"));
            group(scene, spot, (anchor, heading), own)
        })
        .collect()
}

/// A benefit as a row of a table.
pub(super) fn row(scene: &Scene, spot: Spot, no: EntryNo) -> BenefitRowView {
    let shown = Shown::new(scene.portal, no);
    let fields = shown.fields;
    let mode = fields.text("access_mode");
    BenefitRowView {
        benefit: scene.link(spot, no),
        who: fields.texts("audiences").map(|code| scene.label(spot, "audiences", code)).collect(),
        summary: shown.text("summary").unwrap_or_default().to_string(),
        amount: amount(scene, spot, no),
        level: shown.text("level").map(|level| scene.label(spot, "levels", level)).unwrap_or_default(),
        how: BadgeView {
            code: if mode == Some("automatic") { "good" } else { "plain" },
            text: mode.map(|mode| scene.label(spot, "access_modes", mode)).unwrap_or_default(),
            ..BadgeView::default()
        },
        by_when: if mode == Some("automatic") { Vec::new() } else { when(scene, spot, fields, no) },
        paid: part_lines(scene, spot, fields, "payment", shown.original_no),
        materials: material_names(scene, spot, no),
        basis: clauses(scene, spot, shown),
        office: contact(scene, spot, fields.part("handled_by")),
    }
}

/// Topics down, audiences across: a benefit stands under the audiences that it names.
fn matrix(scene: &Scene, spot: Spot, groups: &[&str], benefits: &[EntryNo]) -> MatrixView {
    let names = |no: &EntryNo, code: &str| has(scene, *no, "audiences", code);
    let audiences: Vec<&str> = scene
        .vocabularies
        .terms("audiences")
        .iter()
        .map(|term| term.code.as_str())
        .filter(|code| group_of(scene, code).is_some_and(|group| groups.contains(&group)))
        .filter(|code| benefits.iter().any(|no| names(no, code)))
        .collect();
    let row = |topic: &str| MatrixRowView {
        topic: topic_link(scene, spot, topic),
        cells: audiences
            .iter()
            .map(|audience| {
                let here =
                    benefits.iter().filter(|no| names(no, audience) && has(scene, **no, "topics", topic));
                capped(scene, spot, here.copied().collect(), topic_link(scene, spot, topic))
            })
            .collect(),
    };
    let topics = scene.vocabularies.terms("topics").iter().map(|term| term.code.as_str());
    let rows = topics.map(row).filter(|row| row.cells.iter().any(|cell: &Vec<LinkView>| !cell.is_empty()));
    let audience_link = |code: &&str| LinkView {
        text: scene.label(spot, "audiences", code),
        href: facet_href(scene, spot, Facet::Audience, code).unwrap_or_default(),
        ..LinkView::default()
    };
    MatrixView { audiences: audiences.iter().map(audience_link).collect(), rows: rows.collect() }
}

/// 员工→可申报→截止日→材料: for each kind of individual what may be claimed.
fn hires(scene: &Scene, spot: Spot) -> Vec<BenefitGroupView> {
    let benefits = benefits_for(scene, spot.lang, &["individual"]);
    let terms = scene.vocabularies.terms("audiences").iter();
    terms
        .filter(|term| group_of(scene, &term.code) == Some("individual"))
        .filter_map(|term| {
            let own = benefits.iter().copied().filter(|no| has(scene, *no, "audiences", &term.code));
            let heading = LinkView {
                text: term.label(spot.lang).to_string(),
                href: facet_href(scene, spot, Facet::Audience, &term.code).unwrap_or_default(),
                ..LinkView::default()
            };
            let anchor = format!("x-hire-{}", term.code);
            group(scene, spot, (anchor, heading), own.collect())
        })
        .collect()
}

fn agencies(scene: &Scene, spot: Spot) -> BenefitGroupView {
    let benefits = benefits_for(scene, spot.lang, &["intermediary"]);
    BenefitGroupView {
        anchor: "x-agencies".into(),
        heading: LinkView {
            text: scene.label(spot, "audiences", "intermediary"),
            href: facet_href(scene, spot, Facet::Audience, "intermediary").unwrap_or_default(),
            ..LinkView::default()
        },
        rows: benefits.into_iter().map(|no| row(scene, spot, no)).collect(),
    }
}

/// Platforms by type, in the order of the vocabulary, each leading to the page of its type if it has one.
pub(super) fn platforms(scene: &Scene, spot: Spot) -> Vec<CountedLinkView> {
    let portal = scene.portal;
    let of = |no: EntryNo| portal.entry(no).text("type");
    let all: Vec<Option<&str>> = portal.list(Kind::Platform, Lang::Zh).iter().map(|no| of(*no)).collect();
    let pages = portal.list(Kind::PlatformType, Lang::Zh);
    let terms = scene.vocabularies.terms("platform_types").iter();
    terms
        .map(|term| {
            let page = pages.iter().find(|no| of(**no) == Some(&term.code));
            CountedLinkView {
                text: term.label(spot.lang).to_string(),
                href: page.map(|no| scene.href(spot, *no)).unwrap_or_default(),
                count: all.iter().filter(|code| **code == Some(&term.code)).count(),
                current: false,
            }
        })
        .filter(|link| link.count > 0)
        .collect()
}

/// The departments that handle these benefits, each once.
fn offices(scene: &Scene, spot: Spot, benefits: &[EntryNo]) -> Vec<ContactView> {
    let mut offices: Vec<ContactView> = Vec::new();
    for no in benefits {
        let Some(part) = scene.portal.fields(*no).part("handled_by") else { continue };
        let office = contact(scene, spot, Some(part));
        if office.known && !offices.iter().any(|other| other.department.text == office.department.text) {
            offices.push(office);
        }
    }
    offices
}

/// The list of what needs no application, and below it what a written undertaking is enough for.
pub(super) fn automatic(scene: &Scene, spot: Spot) -> View {
    let lang = spot.lang;
    let modes = [(AUTOMATIC[0], "automatic_note"), (AUTOMATIC[1], "declaration_note")];
    let groups = modes.map(|(mode, note)| {
        let all = scene.portal.list(Kind::Benefit, lang).iter().copied();
        let own = all.filter(|no| {
            let written = scene.portal.fields(*no).get("access_mode").map(|mode| &mode.value);
            matches!(written, Some(Value::Code(code)) if &**code == mode) && is_claimable(scene, *no)
        });
        BenefitGroupView {
            anchor: format!("x-{mode}"),
            heading: LinkView {
                text: scene.label(spot, "access_modes", mode),
                note: scene.word(lang, note).to_string(),
                ..LinkView::default()
            },
            rows: own.map(|no| row(scene, spot, no)).collect(),
        }
    });
    let title = scene.word(lang, "automatic_title").to_string();
    let lead = scene.word(lang, "automatic_lead").to_string();
    let mut page = computed_page(scene, spot, "automatic", &title, lead.clone());
    page.column = "automatic_title".to_string();
    View { page, body: BodyView::Automatic(Box::new(AutomaticView { lead, groups: groups.into() })) }
}
