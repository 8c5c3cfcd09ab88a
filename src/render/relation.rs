//! How a policy stands to other documents and items: a list to read, and what the picture shows.

use super::card::badges;
use super::graph::{self, Edge, Node};
use super::version::{comparison_link, filled};
use super::view::{BadgeView, LinkView, RelationGroupView, RelationView};
use super::{Scene, Spot};
use crate::field::Kind;
use crate::portal::{EntryNo, Relation};
use crate::text::Lang;
use std::collections::HashSet;

/// Items of one group that are listed.
const GROUP_MAX: usize = 30;

/// Relations of a policy in the order in which they are read; others follow.
const ORDER: &[&str] = &[
    "implements",
    "based_on",
    "supersedes",
    "repeals",
    "amends",
    "extends",
    "applies_mutatis",
    "interprets",
];

/// One document or item in a relation.
struct Seen<'a> {
    other: EntryNo,
    relation: Option<&'a Relation>,
}

impl<'a> Seen<'a> {
    fn clauses(&self) -> &'a [Box<str>] {
        self.relation.map_or(&[], |relation| &relation.clauses)
    }
}

/// Everything that a policy names and that names it, in groups.
pub(super) fn groups(scene: &Scene, spot: Spot, no: EntryNo) -> Vec<RelationGroupView> {
    let portal = scene.portal;
    let mut groups = Vec::new();
    let resting = portal.resting_on(no);
    let items = resting.iter().map(|other| Seen { other: *other, relation: None }).collect();
    groups.extend(group(scene, spot, ("resting", scene.word(spot.lang, "relation_resting")), items, no));
    let resting: HashSet<EntryNo> = resting.into_iter().collect();
    let outgoing = of_vocabulary(scene, &portal.outgoing[no.0 as usize]);
    let incoming = of_vocabulary(scene, &portal.incoming[no.0 as usize]);
    for code in codes(&outgoing) {
        let label = scene.label(spot, "relation_types", code);
        groups.extend(group(scene, spot, (code, &label), seen(&outgoing, code), no));
    }
    for code in codes(&incoming) {
        let found = seen(&incoming, code).into_iter().filter(|seen| !has_own_place(scene, code, seen.other));
        let found = found.filter(|seen| !resting.contains(&seen.other)).collect();
        groups.extend(group(scene, spot, (code, &inverse(scene, spot.lang, code)), found, no));
    }
    let related: HashSet<EntryNo> = outgoing.iter().chain(&incoming).map(|relation| relation.other).collect();
    let texts = [
        ("mentions", "relation_mentions", portal.mentioned(no)),
        ("mentioned_by", "relation_mentioned_by", portal.mentioned_by(no)),
    ];
    for (key, word, others) in texts {
        let others = others.iter().filter(|other| !related.contains(other));
        let items = others.map(|other| Seen { other: *other, relation: None }).collect();
        groups.extend(group(scene, spot, (key, scene.word(spot.lang, word)), items, no));
    }
    groups.extend(others(scene, spot, no));
    groups
}

/// What names a policy in a field that is no relation: questions, journeys, programmes.
fn others(scene: &Scene, spot: Spot, no: EntryNo) -> Vec<RelationGroupView> {
    let incoming = scene.portal.incoming[no.0 as usize].iter();
    let plain = incoming.filter(|relation| {
        scene.vocabularies.term("relation_types", &relation.code).is_none() && &*relation.code != "versions"
    });
    let plain: Vec<&Relation> = plain.collect();
    let kind_of = |relation: &&Relation| scene.portal.entry(relation.other).kind;
    let kinds = Kind::ALL.into_iter().filter(|kind| plain.iter().any(|relation| kind_of(relation) == *kind));
    kinds
        .filter_map(|kind| {
            let found = plain.iter().filter(|relation| kind_of(relation) == kind);
            let items = found.map(|relation| Seen { other: relation.other, relation: None }).collect();
            let label = super::card::kind_label(spot.lang, kind);
            group(scene, spot, (kind.spec().code, &label), items, no)
        })
        .collect()
}

fn of_vocabulary<'a>(scene: &Scene, relations: &'a [Relation]) -> Vec<&'a Relation> {
    let known = |relation: &&Relation| scene.vocabularies.term("relation_types", &relation.code).is_some();
    relations.iter().filter(known).collect()
}

fn codes<'a>(relations: &[&'a Relation]) -> Vec<&'a str> {
    let place = |code: &str| ORDER.iter().position(|one| *one == code).unwrap_or(ORDER.len());
    let mut codes: Vec<&str> = relations.iter().map(|relation| &*relation.code).collect();
    codes.sort_by(|a, b| (place(a), *a).cmp(&(place(b), *b)));
    codes.dedup();
    codes
}

fn seen<'a>(relations: &[&'a Relation], code: &str) -> Vec<Seen<'a>> {
    let same = relations.iter().filter(|relation| &*relation.code == code);
    same.map(|relation| Seen { other: relation.other, relation: Some(relation) }).collect()
}

/// Whether the page of a policy shows it in a section of its own.
fn has_own_place(scene: &Scene, code: &str, other: EntryNo) -> bool {
    code == "interprets" || code == "based_on" && scene.portal.entry(other).kind == Kind::Benefit
}

fn inverse(scene: &Scene, lang: Lang, code: &str) -> String {
    let key = if lang == Lang::Zh { "inverse_zh" } else { "inverse_en" };
    let term = scene.vocabularies.term("relation_types", code);
    term.and_then(|term| term.extra.get(key)).cloned().unwrap_or_default()
}

fn group(
    scene: &Scene,
    spot: Spot,
    (key, label): (&str, &str),
    items: Vec<Seen>,
    no: EntryNo,
) -> Option<RelationGroupView> {
    let mut met = HashSet::new();
    let public = items.iter().filter(|seen| scene.portal.is_public(seen.other));
    let once: Vec<&Seen> = public.filter(|seen| met.insert((seen.other, seen.clauses()))).collect();
    let rest = once.len().saturating_sub(GROUP_MAX);
    let views: Vec<RelationView> =
        once.iter().take(GROUP_MAX).map(|seen| item(scene, spot, seen, no)).collect();
    let count = rest.to_string();
    let more = (rest > 0).then(|| filled(scene, spot.lang, "relation_more", &[("count", &count)]));
    (!views.is_empty()).then(|| RelationGroupView {
        key: key.into(),
        label: label.into(),
        items: views,
        more: more.unwrap_or_default(),
    })
}

fn item(scene: &Scene, spot: Spot, seen: &Seen, no: EntryNo) -> RelationView {
    let entry = scene.portal.entry(seen.other);
    let number = entry.text("document_number").filter(|number| *number != "无").unwrap_or_default();
    let clauses = seen.clauses().join("、");
    let note: Vec<&str> = [number, &clauses].into_iter().filter(|text| !text.is_empty()).collect();
    let badge = badges(scene, spot, seen.other).into_iter().next().unwrap_or_default();
    let is_state = matches!(entry.kind, Kind::Policy | Kind::Call);
    RelationView {
        link: LinkView { note: note.join(" "), ..scene.link(spot, seen.other) },
        badge: BadgeView {
            detail: String::new(),
            href: String::new(),
            ..if is_state { badge } else { BadgeView::default() }
        },
        comparison: comparison(scene, spot, seen, no).unwrap_or_default(),
    }
}

/// What an amendment changed, from both ends of it.
fn comparison(scene: &Scene, spot: Spot, seen: &Seen, no: EntryNo) -> Option<LinkView> {
    let relation = seen.relation.filter(|relation| matches!(&*relation.code, "amends" | "repeals"))?;
    let is_source = scene.portal.outgoing[no.0 as usize].contains(relation);
    let (source, target) = if is_source { (no, relation.other) } else { (relation.other, no) };
    let versions = scene.portal.versions(target)?;
    let made = versions.all.iter().position(|version| version.by == Some(source))?;
    Some(comparison_link(scene, spot, versions, (made.checked_sub(1)?, made)))
}

/// Relations that stand above the policy in the picture, and those that stand below.
const ABOVE: &[&str] = &["implements", "based_on", "supersedes", "repeals", "amends", "extends"];
const BELOW: &[&str] =
    &["implements", "based_on", "amends", "extends", "supersedes", "repeals", "interprets"];

/// The picture of the relations of a policy; empty where there are none.
pub(super) fn picture(scene: &Scene, spot: Spot, no: EntryNo) -> String {
    let outgoing = of_vocabulary(scene, &scene.portal.outgoing[no.0 as usize]);
    let incoming = of_vocabulary(scene, &scene.portal.incoming[no.0 as usize]);
    let label = |code: &str| scene.label(spot, "relation_types", code);
    let above = edges(scene, spot, &outgoing, ABOVE, &label);
    let below = edges(scene, spot, &incoming, BELOW, &label);
    if above.is_empty() && below.is_empty() {
        return String::new();
    }
    let title = scene.title(spot, no);
    let tell = |key: &str, edges: &[Edge]| {
        if edges.is_empty() {
            return String::new();
        }
        let told = edges.iter().take(graph::ROW_MAX).map(|edge| format!("{} {}", edge.word, edge.node.title));
        let items = told.collect::<Vec<_>>().join(if spot.lang == Lang::Zh { "；" } else { "; " });
        filled(scene, spot.lang, key, &[("items", &items)])
    };
    let words = graph::Words {
        title: filled(scene, spot.lang, "graph_title", &[("title", title)]),
        description: [tell("graph_above", &above), tell("graph_below", &below)].concat().trim_end().into(),
        more: scene.word(spot.lang, "graph_more").to_string(),
    };
    let middle = Node { title: title.to_string(), href: String::new() };
    graph::svg(&middle, &above, &below, &words)
}

fn edges(
    scene: &Scene,
    spot: Spot,
    relations: &[&Relation],
    wanted: &[&str],
    label: &dyn Fn(&str) -> String,
) -> Vec<Edge> {
    let of_code = |code: &&str| -> Vec<&Relation> {
        let same = relations.iter().filter(|relation| &*relation.code == *code).copied();
        same.filter(|relation| scene.portal.is_public(relation.other)).collect()
    };
    let by_code: Vec<Vec<&Relation>> = wanted.iter().map(of_code).collect();
    let longest = by_code.iter().map(Vec::len).max().unwrap_or_default();
    // One of each kind first, so that a row that is cut still shows every kind.
    let in_turn = (0..longest).flat_map(|at| by_code.iter().filter_map(move |same| same.get(at)));
    let mut met = HashSet::new();
    let once = in_turn.filter(|relation| met.insert(relation.other));
    once.map(|relation| {
        let title = scene.title(spot, relation.other).to_string();
        let node = Node { title, href: scene.href(spot, relation.other) };
        Edge { word: label(&relation.code), node }
    })
    .collect()
}
