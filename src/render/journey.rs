//! What the page of a journey (一件事) has beyond other entries, and the list of its steps on every
//! page that is one of them.

use super::benefit::materials;
use super::card::card;
use super::entry::{Shown, contact};
use super::view::{
    ContactView, JourneyStepView, JourneyView, LinkView, MaterialView, OfficeView, PartOfStepView,
    PartOfView, ReferringMaterialView,
};
use super::{Scene, Spot};
use crate::field::{Fields, Kind};
use crate::portal::EntryNo;
use crate::text::Lang;

/// Fields that the page shows in a place of their own.
pub(super) const OWN: &[&str] = &["situation", "steps"];

/// The view of a journey.
pub(super) fn view(scene: &Scene, spot: Spot, shown: Shown) -> JourneyView {
    let steps: Vec<&Fields> = shown.fields.parts("steps").collect();
    let mut documents = Vec::new();
    let mut offices = Vec::new();
    let mut handled = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        let here = LinkView {
            text: step_word(scene, spot.lang, index + 1),
            href: format!("#{}", step_anchor(index + 1)),
            ..LinkView::default()
        };
        for no in entries(scene, step) {
            let entry = Shown::new(scene.portal, scene.portal.in_language(no, spot.lang).unwrap_or(no));
            documents.push((here.clone(), materials(scene, spot, entry.fields, no)));
            let places = entry.fields.parts("places").map(|part| contact(scene, spot, Some(part)));
            offices.extend(places.map(|place| (here.clone(), place)));
            let department = contact(scene, spot, entry.fields.part("handled_by"));
            handled.extend(department.known.then(|| (here.clone(), department)));
        }
    }
    JourneyView {
        situation: shown
            .text("situation")
            .map(|code| scene.label(spot, "journey_situations", code))
            .unwrap_or_default(),
        steps: steps
            .iter()
            .enumerate()
            .map(|(index, step)| step_view(scene, spot, step, index + 1))
            .collect(),
        materials: merged(spot.lang, documents),
        offices: merged_offices(offices, handled),
    }
}

pub(super) fn step_anchor(number: usize) -> String {
    format!("x-step-{number}")
}

/// 第3步.
pub(super) fn step_word(scene: &Scene, lang: Lang, number: usize) -> String {
    let number = number.to_string();
    crate::theme::fill(scene.word(lang, "step_number"), |key| (key == "number").then(|| number.clone()))
}

fn step_view(scene: &Scene, spot: Spot, step: &Fields, number: usize) -> JourneyStepView {
    let of_kind =
        |kind: Kind| entries(scene, step).into_iter().filter(move |no| scene.portal.entry(*no).kind == kind);
    JourneyStepView {
        number,
        anchor: step_anchor(number),
        title: step.text("title").unwrap_or_default().to_string(),
        text: step.text("text").unwrap_or_default().to_string(),
        time: step.text("time_limit").unwrap_or_default().to_string(),
        guides: of_kind(Kind::Guide).map(|no| scene.link(spot, no)).collect(),
        benefits: of_kind(Kind::Benefit).map(|no| card(scene, spot, no)).collect(),
    }
}

/// The public guides of a step, then its benefits.
fn entries(scene: &Scene, step: &Fields) -> Vec<EntryNo> {
    let named = |key: &'static str, kind: Kind| {
        step.texts(key).filter_map(move |id| scene.portal.find(&[kind], id)).collect::<Vec<_>>()
    };
    let mut all = named("guides", Kind::Guide);
    all.extend(named("benefits", Kind::Benefit));
    all.retain(|no| scene.portal.is_public(*no));
    all
}

/// Each office once, with the steps that need it: the places that guides name, then departments
/// that have none among them.
fn merged_offices(
    places: Vec<(LinkView, ContactView)>,
    departments: Vec<(LinkView, ContactView)>,
) -> Vec<OfficeView> {
    let mut offices: Vec<OfficeView> = Vec::new();
    let named = places.into_iter().map(|place| (true, place));
    for (is_place, (step, contact)) in named.chain(departments.into_iter().map(|place| (false, place))) {
        let same = |office: &&mut OfficeView| {
            office.contact.department.text == contact.department.text
                && (!is_place || office.contact.address == contact.address)
        };
        match offices.iter_mut().find(same) {
            Some(office) => add(&mut office.needed_for, step),
            None => offices.push(OfficeView { contact, needed_for: vec![step] }),
        }
    }
    for office in &mut offices {
        office.needed_for.sort_by_key(|step| (step.href.len(), step.href.clone()));
    }
    offices
}

fn add(links: &mut Vec<LinkView>, link: LinkView) {
    if !links.contains(&link) {
        links.push(link);
    }
}

/// The documents of several lists, each once, with what needs it; an empty link is no need of its own.
///
/// A document is free of handing in only where every list says so; these stand last.
pub(super) fn merged(
    lang: Lang,
    lists: impl IntoIterator<Item = (LinkView, Vec<MaterialView>)>,
) -> Vec<ReferringMaterialView> {
    let mut all: Vec<ReferringMaterialView> = Vec::new();
    for (link, list) in lists {
        for material in list {
            let name = crate::text::without_space(&material.name);
            let same = all.iter_mut().find(|other| crate::text::without_space(&other.material.name) == name);
            match same {
                Some(old) => join(lang, old, material, link.clone()),
                None => all.push(ReferringMaterialView {
                    material,
                    needed_for: Some(link.clone()).filter(|link| !link.text.is_empty()).into_iter().collect(),
                }),
            }
        }
    }
    all.sort_by_key(|item| item.material.shared);
    all
}

/// Parts with one more, unless one of them says it already; of 电子 and 电子1份 the longer one does.
fn with_part(text: &str, more: String, separator: &str) -> String {
    let mut parts: Vec<String> =
        text.split(separator).filter(|part| !part.is_empty()).map(str::to_string).collect();
    match parts.iter_mut().find(|part| more.starts_with(part.as_str()) || part.starts_with(&more)) {
        Some(part) if part.len() < more.len() => *part = more,
        Some(_) => {}
        None if more.is_empty() => {}
        None => parts.push(more),
    }
    parts.join(separator)
}

fn join(lang: Lang, old: &mut ReferringMaterialView, new: MaterialView, link: LinkView) {
    let separator = if lang == Lang::Zh { "；" } else { "; " };
    let known = &mut old.material;
    for (text, more) in
        [(&mut known.form, new.form), (&mut known.source, new.source), (&mut known.note, new.note)]
    {
        *text = with_part(text, more, separator);
    }
    known.shared &= new.shared;
    if known.sample.text.is_empty() {
        known.sample = new.sample;
    }
    // What the page itself asks for is not narrowed to others that ask for it too.
    if !link.text.is_empty() && !old.needed_for.is_empty() {
        add(&mut old.needed_for, link);
    }
}

/// The journeys that an entry is a step of.
pub(super) fn part_of(scene: &Scene, spot: Spot, no: EntryNo) -> Vec<PartOfView> {
    let portal = scene.portal;
    if !matches!(portal.entry(no).kind, Kind::Guide | Kind::Benefit) {
        return Vec::new();
    }
    let mut journeys: Vec<EntryNo> = portal.incoming[no.0 as usize]
        .iter()
        .map(|relation| relation.other)
        .filter(|other| portal.entry(*other).kind == Kind::Journey && portal.is_public(*other))
        .collect();
    journeys.sort();
    journeys.dedup();
    journeys.into_iter().map(|journey| one_part_of(scene, spot, no, journey)).collect()
}

fn one_part_of(scene: &Scene, spot: Spot, no: EntryNo, journey: EntryNo) -> PartOfView {
    let shown = Shown::new(scene.portal, scene.portal.in_language(journey, spot.lang).unwrap_or(journey));
    let parts: Vec<&Fields> = shown.fields.parts("steps").collect();
    let members: Vec<Vec<EntryNo>> = parts.iter().map(|step| entries(scene, step)).collect();
    let page = scene.href(spot, journey);
    let title = |index: usize| parts[index].text("title").unwrap_or_default().to_string();
    let step = |index: usize| LinkView {
        text: title(index),
        href: format!("{page}#{}", step_anchor(index + 1)),
        ..LinkView::default()
    };
    let at = members.iter().position(|members| members.contains(&no));
    // A neighbour leads to what is done there, and to the journey where that has no page.
    let neighbour = |index: usize| {
        let first = members[index].iter().find(|other| **other != no);
        LinkView { href: first.map_or_else(|| step(index).href, |no| scene.href(spot, *no)), ..step(index) }
    };
    let steps = (0..parts.len()).map(|index| {
        let current = members[index].contains(&no);
        let link = |other: &EntryNo| {
            let link = scene.link(spot, *other);
            if *other == no { LinkView { href: String::new(), ..link } } else { link }
        };
        let links = if current { members[index].iter().map(link).collect() } else { Vec::new() };
        PartOfStepView { number: index + 1, step: step(index), current, links }
    });
    PartOfView {
        journey: scene.link(spot, journey),
        steps: steps.collect(),
        previous: at.filter(|at| *at > 0).map(|at| neighbour(at - 1)).unwrap_or_default(),
        next: at.filter(|at| at + 1 < parts.len()).map(|at| neighbour(at + 1)).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn material(name: &str, form: &str, shared: bool) -> MaterialView {
        MaterialView { name: name.into(), form: form.into(), shared, ..MaterialView::default() }
    }

    fn link(text: &str) -> LinkView {
        LinkView { text: text.into(), href: format!("#{text}"), ..LinkView::default() }
    }

    #[test]
    fn a_document_stands_once_with_every_step_that_needs_it() {
        let lists = [
            (link("一"), vec![material("身份证", "原件", false), material("学历证书", "", true)]),
            (
                link("二"),
                vec![
                    material("身份 证", "复印件", false),
                    material("身份证", "复印件2份", false),
                    material("学历证书", "", false),
                ],
            ),
            (link("二"), vec![material("身份证", "原件", false)]),
        ];
        let all = merged(Lang::Zh, lists);
        assert_eq!(all.len(), 2);
        assert_eq!(all[0].material.form, "原件；复印件2份");
        assert_eq!(all[0].needed_for, [link("一"), link("二")]);
        assert!(!all[1].material.shared, "one step wants it handed in");
    }

    #[test]
    fn what_the_page_itself_needs_names_no_one() {
        let lists = [
            (LinkView::default(), vec![material("申报书", "电子", false)]),
            (link("补贴"), vec![material("申报书", "电子", false), material("合同", "", false)]),
        ];
        let all = merged(Lang::Zh, lists);
        assert!(all[0].needed_for.is_empty());
        assert_eq!(all[1].needed_for, [link("补贴")]);
    }
}
