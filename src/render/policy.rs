//! What the page of a policy has beyond other entries.

use super::card::{effective_on, expires_on, validity};
use super::entrance;
use super::entry::{Shown, attachments};
use super::head::banner;
use super::value::{date_view, fact};
use super::view::{
    BannerView, ContentsView, DateView, DefinitionView, ErratumView, FactView, LinkView, PolicyView,
    ValueView,
};
use super::{Scene, Spot};
use crate::field::{Kind, Value};
use crate::policy::{Clause, ClauseLevel, State};
use crate::portal::EntryNo;

/// Fields that the page shows in a place of their own. `review_due_on` and the two after it are for the
/// office: its review, and what the rules of benefits start from.
pub(super) const OWN: &[&str] = &[
    "document_number",
    "issuers",
    "dated_on",
    "effective_on",
    "expires_on",
    "interpreter",
    "review_due_on",
    "inclusive_bounds",
    "stacking_default",
    "index_number",
    "subject_class",
];

/// The template of policies and of their versions.
const TEMPLATE: &str = "policy.html";

/// The view of a policy, with the version in force, whose text is given as HTML.
pub(super) fn view(scene: &Scene, spot: Spot, shown: Shown, body: &str) -> PolicyView {
    PolicyView {
        print_links: scene.theme.read(TEMPLATE, "print_links", || {
            super::printed::links(&scene.config.absolute(spot.route), body)
        }),
        ..view_of(scene, spot, shown, scene.portal.text_of(shown.original_no))
    }
}

/// The view of a policy with one of its texts.
pub(super) fn view_of(scene: &Scene, spot: Spot, shown: Shown, text_no: EntryNo) -> PolicyView {
    let portal = scene.portal;
    let no = shown.original_no;
    let entry = shown.original;
    let text = portal.entry(text_no).policy.as_deref();
    let versions = portal.versions(no);
    let number = entry.text("document_number").filter(|number| *number != "无");
    let found_number = text.and_then(|text| text.document_number.as_ref()).map(|found| &*found.value);
    let incoming = |code: &'static str| {
        portal.incoming[no.0 as usize].iter().filter(move |relation| &*relation.code == code)
    };
    let benefits = incoming("based_on").filter(|relation| portal.entry(relation.other).kind == Kind::Benefit);
    let dated = || text?.dated_on.as_ref().map(|found| found.value);
    let theme = scene.theme;
    PolicyView {
        validity: validity(scene, spot, no),
        document_number: number.or(found_number).unwrap_or_default().to_string(),
        issuers: issuers(scene, spot, shown),
        dated_on: date_view(spot.lang, entry.fields.date("dated_on").or_else(dated)),
        effective_on: date_view(spot.lang, effective_on(scene, no)),
        expires_on: expiry(scene, spot, no),
        benefits: benefits
            .filter(|relation| portal.is_public(relation.other))
            .map(|relation| entrance::row(scene, spot, relation.other))
            .collect(),
        document: theme.read(TEMPLATE, "document", || document(scene, spot, shown)),
        print_links: Vec::new(),
        version_href: super::version::shown_href(scene, spot, no, text_no),
        originals: attachments(scene, spot, no, "originals"),
        definitions: theme.read(TEMPLATE, "definitions", || definitions(scene, spot, shown, text_no)),
        interpretations: incoming("interprets")
            .filter(|relation| portal.is_public(relation.other))
            .map(|relation| scene.link(spot, relation.other))
            .collect(),
        errata: errata(scene, spot, shown),
        imprint: theme.read(TEMPLATE, "imprint", || imprint(scene, spot, shown)),
        interpreter: theme.read(TEMPLATE, "interpreter", || interpreter(scene, spot, shown)),
        versions: versions
            .map(|versions| super::version::timeline(scene, spot, no, versions.current))
            .unwrap_or_default(),
        first_comparison: versions
            .filter(|versions| versions.current > 1)
            .map(|versions| super::version::comparison_link(scene, spot, versions, (0, versions.current)))
            .unwrap_or_default(),
        relations: theme.read(TEMPLATE, "relations", || super::relation::groups(scene, spot, no)),
        graph_html: theme.read(TEMPLATE, "graph_html", || super::relation::picture(scene, spot, no)),
    }
}

fn expiry(scene: &Scene, spot: Spot, no: EntryNo) -> DateView {
    let long =
        matches!(scene.portal.entry(no).fields.get("expires_on").map(|v| &v.value), Some(Value::LongTerm));
    match expires_on(scene, no) {
        None if long => DateView { text: scene.word(spot.lang, "long_term").into(), iso: String::new() },
        date => date_view(spot.lang, date),
    }
}

fn department(scene: &Scene, spot: Spot, text: &str) -> LinkView {
    match scene.portal.find(&[Kind::Department], text) {
        Some(no) => scene.link(spot, no),
        None => LinkView { text: scene.unresolved(text).to_string(), ..LinkView::default() },
    }
}

fn issuers(scene: &Scene, spot: Spot, shown: Shown) -> Vec<LinkView> {
    let written: Vec<LinkView> =
        shown.fields.texts("issuers").map(|text| department(scene, spot, text)).collect();
    if !written.is_empty() {
        return written;
    }
    let text = shown.original.policy.as_deref();
    text.map(|text| text.issuers.iter().map(|issuer| department(scene, spot, issuer)).collect())
        .unwrap_or_default()
}

fn interpreter(scene: &Scene, spot: Spot, shown: Shown) -> LinkView {
    let found = shown.original.policy.as_deref().and_then(|text| text.interpreter.as_ref());
    let text = shown.original.text("interpreter").or(found.map(|found| &*found.value));
    text.map(|text| department(scene, spot, text)).unwrap_or_default()
}

fn definitions(scene: &Scene, spot: Spot, shown: Shown, text_no: EntryNo) -> Vec<DefinitionView> {
    let entry = scene.portal.entry(text_no);
    let Some(text) = entry.policy.as_deref() else { return Vec::new() };
    let source = scene.sources.file(entry.file).text();
    text.definitions
        .iter()
        .map(|definition| {
            let clause = definition.clause.and_then(|index| text.clauses.get(index));
            // A further paragraph of an article has no label of its own.
            let labelled = std::iter::successors(clause, |clause| text.clauses.get(clause.parent? as usize));
            let label = labelled.map(|clause| &*clause.label).find(|label| !label.is_empty());
            let meaning = source.get(definition.range.clone()).unwrap_or_default().trim().replace("**", "");
            let start = crate::text::clause_label(&meaning).map_or(0, |label| label.len);
            DefinitionView {
                term: definition.term.to_string(),
                meaning: meaning[start..].trim().to_string(),
                clause: clause
                    .map(|clause| LinkView {
                        text: label.unwrap_or_default().to_string(),
                        href: clause_href(scene, spot, shown, &clause.anchor),
                        ..LinkView::default()
                    })
                    .unwrap_or_default(),
            }
        })
        .collect()
}

/// The place of a clause: on this page, or on the original's, since only that has clauses.
fn clause_href(scene: &Scene, spot: Spot, shown: Shown, anchor: &str) -> String {
    match shown.translation {
        Some(_) => {
            let original = scene.portal.route(shown.original_no);
            format!("{}#{anchor}", crate::url::relative(spot.route, original))
        }
        None => format!("#{anchor}"),
    }
}

fn errata(scene: &Scene, spot: Spot, shown: Shown) -> Vec<ErratumView> {
    let view = |part: &crate::field::Fields| {
        let text = |key: &str| part.text(key).unwrap_or_default().to_string();
        let anchor = scene.portal.clause_anchor(shown.original_no, &text("clause"));
        ErratumView {
            clause: LinkView {
                text: text("clause"),
                href: anchor.map(|anchor| clause_href(scene, spot, shown, anchor)).unwrap_or_default(),
                ..LinkView::default()
            },
            wrong: text("wrong"),
            right: text("right"),
            note: text("note"),
        }
    };
    shown.fields.parts("errata").map(view).collect()
}

/// What the state wants said of every document, in its order; the title stands above the page.
fn document(scene: &Scene, spot: Spot, shown: Shown) -> Vec<FactView> {
    let spec = shown.original.kind.spec();
    let of_field = |key: &str| {
        let field = spec.fields.iter().find(|field| field.key == key)?;
        fact(scene, spot, field, &shown.get(key)?.value, shown.original_no)
    };
    let state = validity(scene, spot, shown.original_no);
    let state = (!state.text.is_empty()).then(|| FactView {
        key: "validity",
        label: scene.word(spot.lang, "document_state").into(),
        values: vec![ValueView::text(state.text)],
    });
    let keys = ["index_number", "subject_class", "issuers", "dated_on", "document_number"];
    let first = keys.into_iter().filter_map(of_field);
    first.chain(["published_at", "keywords"].into_iter().filter_map(of_field)).chain(state).collect()
}

/// 公开方式, as every official text states it.
fn imprint(scene: &Scene, spot: Spot, shown: Shown) -> Vec<FactView> {
    let openness = shown.original.text("openness").unwrap_or("proactive");
    vec![FactView {
        key: "openness",
        label: scene.word(spot.lang, "openness").into(),
        values: vec![ValueView::text(scene.label(spot, "openness", openness))],
    }]
}

/// A bar for texts that a reader may not rely on.
pub(super) fn banner_of_state(scene: &Scene, spot: Spot, no: EntryNo) -> Option<BannerView> {
    let state = scene.portal.validity(no)?;
    let word = match state {
        State::Consultation => "banner_consultation",
        State::Repealed => "banner_repealed",
        State::Superseded => "banner_superseded",
        State::Expired => "banner_expired",
        State::RunOff => "banner_run_off",
        State::NotYetEffective => "banner_not_yet_effective",
        State::Unverified => "banner_unverified",
        State::InForce | State::Expiring | State::PartlyInForce => return None,
    };
    let mut bar = banner("expired", scene.word(spot.lang, word));
    let badge = validity(scene, spot, no);
    if !badge.href.is_empty() {
        bar.link = LinkView { text: badge.detail, href: badge.href, ..LinkView::default() };
    }
    Some(bar)
}

/// Lines of the contents up to which all of them are shown at once.
const OPEN_MAX: usize = 40;
/// Articles of one range, where a chapter has more than `OPEN_MAX`.
const RANGE: usize = 20;

/// The outline of a policy: parts, chapters and sections with their articles.
pub(super) fn contents(clauses: &[Clause]) -> Vec<ContentsView> {
    let mut outline = Vec::new();
    // The open groups from the outermost inwards.
    let mut groups: Vec<(u8, ContentsView)> = Vec::new();
    let mut count = 0;
    for clause in clauses {
        let Some(depth) = depth(clause.level) else { continue };
        count += 1;
        while groups.last().is_some_and(|(above, _)| *above >= depth) {
            close(&mut groups, &mut outline);
        }
        groups.push((depth, line(clause)));
    }
    while !groups.is_empty() {
        close(&mut groups, &mut outline);
    }
    let mut outline = in_ranges(outline);
    open(&mut outline, count <= OPEN_MAX);
    outline
}

/// Puts the innermost group where it belongs.
fn close(groups: &mut Vec<(u8, ContentsView)>, outline: &mut Vec<ContentsView>) {
    let Some((_, mut group)) = groups.pop() else { return };
    group.children = in_ranges(group.children);
    match groups.last_mut() {
        Some((_, above)) => above.children.push(group),
        None => outline.push(group),
    }
}

/// How deep a clause stands in the contents; none for those that it does not list.
fn depth(level: ClauseLevel) -> Option<u8> {
    Some(match level {
        ClauseLevel::Annex => 0,
        ClauseLevel::Part => 1,
        ClauseLevel::Chapter => 2,
        ClauseLevel::Section => 3,
        ClauseLevel::SectionLevel1 => 4,
        ClauseLevel::Article | ClauseLevel::SectionLevel2 => 5,
        _ => return None,
    })
}

/// Many articles in a row stand in ranges, 第一条—第二十条, so that nobody has to pass them all.
fn in_ranges(lines: Vec<ContentsView>) -> Vec<ContentsView> {
    let is_article = |line: &ContentsView| line.children.is_empty() && !line.label.is_empty();
    if lines.len() <= OPEN_MAX || !lines.iter().all(is_article) {
        return lines;
    }
    let range = |lines: &[ContentsView]| ContentsView {
        anchor: lines[0].anchor.clone(),
        label: match lines {
            [first, .., last] => format!("{}—{}", first.label, last.label),
            lines => lines[0].label.clone(),
        },
        children: lines.to_vec(),
        ..ContentsView::default()
    };
    lines.chunks(RANGE).map(range).collect()
}

fn open(lines: &mut [ContentsView], is_open: bool) {
    for line in lines {
        line.open = is_open && !line.children.is_empty();
        open(&mut line.children, is_open);
    }
}

fn line(clause: &Clause) -> ContentsView {
    ContentsView {
        anchor: clause.anchor.to_string(),
        label: clause.label.to_string(),
        title: clause.heading.to_string(),
        ..ContentsView::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clause(level: ClauseLevel, number: u32) -> Clause {
        Clause {
            level,
            number,
            suffix: None,
            label: format!("{}{number}", level.code()).into(),
            heading: "".into(),
            anchor: format!("{}-{number}", level.code()).into(),
            parent: None,
            start: 0,
            end: 0,
        }
    }

    fn outline(levels: &[(ClauseLevel, u32)]) -> Vec<ContentsView> {
        let clauses: Vec<Clause> = levels.iter().map(|(level, number)| clause(*level, *number)).collect();
        contents(&clauses)
    }

    #[test]
    fn sections_stand_in_their_chapter_and_annexes_beside_it() {
        use ClauseLevel::{Annex, Article, Chapter, Item, Section};
        let all = outline(&[
            (Chapter, 1),
            (Section, 1),
            (Article, 1),
            (Item, 1),
            (Section, 2),
            (Article, 2),
            (Chapter, 2),
            (Article, 3),
            (Annex, 1),
        ]);
        let labels: Vec<&str> = all.iter().map(|line| &*line.label).collect();
        assert_eq!(labels, ["chapter1", "chapter2", "annex1"]);
        assert_eq!(all[0].children.len(), 2);
        assert_eq!(all[0].children[1].children[0].label, "article2");
        assert!(all[0].open && all[0].children[0].open && !all[2].open);
    }

    #[test]
    fn a_long_row_of_articles_stands_in_closed_ranges() {
        let articles: Vec<_> = (1..=70).map(|number| (ClauseLevel::Article, number)).collect();
        let all = outline(&articles);
        assert_eq!(all.len(), 4);
        assert_eq!(all[3].label, "article61—article70");
        assert!(!all[0].open);
    }
}
