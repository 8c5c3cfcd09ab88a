//! The versions of a policy: its timeline, the page of each version, what became of each clause.

use super::entry::Shown;
use super::head::{self, About, banner};
use super::value::{date_text, date_view};
use super::view::{BadgeView, BodyView, ContentsView, EntryView, LinkView, VersionView, View};
use super::{Body, Scene, Spot};
use crate::markdown::{ClauseMark, ClauseNote, Resolve, ResolvedImage, ResolvedLink};
use crate::policy::diff::{Fate, Provision, compare};
use crate::portal::route::comparison_route;
use crate::portal::{EntryNo, Versions};
use crate::text::Lang;
use crate::theme::fill;
use crate::url;
use std::borrow::Cow;
use std::collections::HashMap;

/// A word with its `{placeholders}` filled.
pub(super) fn filled(scene: &Scene, lang: Lang, key: &str, values: &[(&str, &str)]) -> String {
    let value = |name: &str| values.iter().find(|(key, _)| *key == name).map(|(_, text)| text.to_string());
    fill(scene.word(lang, key), value)
}

/// 2024年版; with the whole date where two versions are of one year.
pub(super) fn version_name(scene: &Scene, lang: Lang, versions: &Versions, index: usize) -> String {
    let date = versions.all[index].date;
    let same_year = versions.all.iter().filter(|version| version.date.year() == date.year()).count() > 1;
    let date = match (same_year, lang) {
        (false, Lang::Zh) => format!("{}年", date.year()),
        (false, Lang::En) => date.year().to_string(),
        (true, _) => date_text(lang, date),
    };
    filled(scene, lang, "version_name", &[("date", &date)])
}

/// The address of the comparison of two versions, as seen from the spot.
pub(super) fn comparison_href(spot: Spot, versions: &Versions, old: usize, new: usize) -> Option<String> {
    let route = comparison_route(&versions.all[old].route, &versions.all[new].route)?;
    Some(url::relative(spot.route, &route))
}

/// A link to the comparison of two versions.
pub(super) fn comparison_link(
    scene: &Scene,
    spot: Spot,
    versions: &Versions,
    (old, new): (usize, usize),
) -> LinkView {
    let name = |index| version_name(scene, spot.lang, versions, index);
    LinkView {
        text: filled(scene, spot.lang, "comparison_of", &[("old", &name(old)), ("new", &name(new))]),
        href: comparison_href(spot, versions, old, new).unwrap_or_default(),
        ..LinkView::default()
    }
}

/// Every version of a policy, newest first; `shown` is the one whose text stands on the page.
pub(super) fn timeline(scene: &Scene, spot: Spot, policy: EntryNo, shown: usize) -> Vec<VersionView> {
    let Some(versions) = scene.portal.versions(policy) else { return Vec::new() };
    let line = |index: usize| {
        let version = &versions.all[index];
        let href = url::relative(spot.route, &version.route);
        let comparison = index.checked_sub(1).map(|before| LinkView {
            text: scene.word(spot.lang, "comparison_before").to_string(),
            href: comparison_href(spot, versions, before, index).unwrap_or_default(),
            ..LinkView::default()
        });
        VersionView {
            date: date_view(spot.lang, Some(version.date)),
            badge: badge(scene, spot, policy, versions, index),
            period: period(scene, spot.lang, versions, index),
            by: version.by.map(|by| scene.link(spot, by)).unwrap_or_default(),
            link: LinkView {
                text: version_name(scene, spot.lang, versions, index),
                href: if *version.route == *spot.route { String::new() } else { href },
                ..LinkView::default()
            },
            comparison: comparison.unwrap_or_default(),
            shown: index == shown,
        }
    };
    (0..versions.all.len()).rev().map(line).collect()
}

/// The page of the version whose text stands on a page; empty on that page itself.
pub(super) fn shown_href(scene: &Scene, spot: Spot, policy: EntryNo, text: EntryNo) -> String {
    let versions = scene.portal.versions(policy).map_or(&[][..], |versions| &versions.all);
    let shown = versions.iter().find(|version| version.text == text && *version.route != *spot.route);
    shown.map(|version| url::relative(spot.route, &version.route)).unwrap_or_default()
}

/// 自2024年7月1日起施行, 2024年7月1日至2025年12月31日施行.
fn period(scene: &Scene, lang: Lang, versions: &Versions, index: usize) -> String {
    let from = date_text(lang, versions.all[index].date);
    match versions.last_day(index) {
        Some(last) => {
            filled(scene, lang, "version_period", &[("from", &from), ("to", &date_text(lang, last))])
        }
        None => filled(scene, lang, "version_from", &[("from", &from)]),
    }
}

/// 现行, 已被修改, 尚未施行; of a policy that is gone its own state.
fn badge(scene: &Scene, spot: Spot, policy: EntryNo, versions: &Versions, index: usize) -> BadgeView {
    if index == versions.current && scene.portal.is_gone(policy) {
        return BadgeView { detail: String::new(), ..super::card::validity(scene, spot, policy) };
    }
    let begun = versions.all[index].date <= scene.portal.date;
    let (code, word) = match index {
        _ if !begun => ("info", "version_to_come"),
        index if index == versions.current => ("good", "version_in_force"),
        _ => ("plain", "version_amended"),
    };
    BadgeView { code, text: scene.word(spot.lang, word).to_string(), ..BadgeView::default() }
}

/// The page of one version.
pub(super) fn page(scene: &Scene, spot: Spot, policy: EntryNo, index: usize) -> View {
    let shown = Shown::new(scene.portal, policy);
    let Some(versions) = scene.portal.versions(policy) else { return View::default() };
    let text = versions.all[index].text;
    let name = version_name(scene, spot.lang, versions, index);
    let title =
        filled(scene, spot.lang, "version_title", &[("title", &shown.original.title), ("version", &name)]);
    let entry = EntryView {
        id: shown.original.id.to_string(),
        kind: shown.original.kind.spec().code,
        kind_label: super::card::kind_label(spot.lang, shown.original.kind),
        published: date_view(spot.lang, shown.fields.date("published_at")),
        source: head::source(scene, spot, policy),
        body: body(scene, spot, policy, index),
        contents: contents(scene, text),
        qr_html: super::qr::of_entry(scene, spot, shown.original.kind),
        ..EntryView::default()
    };
    let about = About {
        kind: shown.original.kind.spec().code,
        title: &title,
        column: Some(shown.original.kind),
        is_column: false,
        description: format!("{title}，{}", period(scene, spot.lang, versions, index)),
        keywords: shown.texts("keywords"),
    };
    let mut page = head::entry_page(scene, spot, policy, about);
    page.alternates = Vec::new();
    let last = page.breadcrumbs.len().saturating_sub(1);
    page.breadcrumbs.insert(last, scene.link(spot, policy));
    page.breadcrumbs[last + 1].text = name;
    page.banners.push(bar(scene, spot, policy, versions, index));
    let mut view = super::policy::view_of(scene, spot, shown, text);
    view.print_links = super::printed::links(&scene.config.absolute(spot.route), &entry.body);
    view.versions = timeline(scene, spot, policy, index);
    view.validity = badge(scene, spot, policy, versions, index);
    view.validity.detail = period(scene, spot.lang, versions, index);
    view.effective_on = date_view(spot.lang, Some(versions.all[index].date));
    view.benefits = Vec::new();
    view.originals = Vec::new();
    view.interpretations = Vec::new();
    view.relations = Vec::new();
    view.graph_html = String::new();
    view.first_comparison = LinkView::default();
    View { page, body: BodyView::Policy(Box::new(entry), Box::new(view)) }
}

fn contents(scene: &Scene, text: EntryNo) -> Vec<ContentsView> {
    let policy = scene.portal.entry(text).policy.as_deref();
    policy
        .filter(|policy| policy.clauses.len() > 3)
        .map(|policy| super::policy::contents(&policy.clauses))
        .unwrap_or_default()
}

/// From when to when the version was in force, and the way to the one that is.
fn bar(
    scene: &Scene,
    spot: Spot,
    policy: EntryNo,
    versions: &Versions,
    index: usize,
) -> super::view::BannerView {
    let begun = versions.all[index].date <= scene.portal.date;
    let gone = scene.portal.is_gone(policy);
    let (code, word, link) = match index {
        _ if !begun => ("notice", "version_bar_to_come", "version_to_current"),
        index if index == versions.current && gone => ("expired", "version_bar_gone", "version_to_work"),
        index if index == versions.current => ("notice", "version_bar_current", "version_to_work"),
        _ => ("expired", "version_bar_amended", "version_to_current"),
    };
    let period = period(scene, spot.lang, versions, index);
    let mut bar = banner(code, filled(scene, spot.lang, word, &[("period", &period)]));
    let text = scene.word(spot.lang, link).to_string();
    bar.link = LinkView { text, href: scene.href(spot, policy), ..LinkView::default() };
    bar
}

/// The body of a version, with what became of its clauses.
pub(super) fn body(scene: &Scene, spot: Spot, policy: EntryNo, index: usize) -> String {
    let Some(versions) = scene.portal.versions(policy) else { return String::new() };
    let body = Body { scene: *scene, no: versions.all[index].text, route: spot.route };
    let notes = notes(scene, spot, policy, versions, index);
    let noted = Noted { body, notes };
    noted.body.html_with(&noted)
}

type Notes = HashMap<Box<str>, ClauseNote>;

/// Of the version in force: under which number a clause stood before. Of others: where it is now.
fn notes(scene: &Scene, spot: Spot, policy: EntryNo, versions: &Versions, index: usize) -> Notes {
    let current = versions.current;
    let provisions = |index: usize| scene.portal.provisions(scene.sources, versions.all[index].text);
    if index == current {
        let Some(before) = current.checked_sub(1) else { return Notes::new() };
        let name = version_name(scene, spot.lang, versions, before);
        let route = url::relative(spot.route, &versions.all[before].route);
        return numbers_before(
            scene,
            spot.lang,
            (&provisions(before), &provisions(current)),
            (&name, &route),
        );
    }
    let (here, now) = (provisions(index), provisions(current));
    let href = scene.href(spot, policy);
    let (old, new) = if index < current { (&here, &now) } else { (&now, &here) };
    let pairs = compare(old, new).into_iter();
    let seen = pairs.map(|pair| if index < current { pair } else { pair.turned() });
    let mut notes = Notes::new();
    for pair in seen {
        let Some(old) = pair.old.map(|at| &here[at]).filter(|old| old.is_clause()) else { continue };
        let new = pair.new.map(|at| &now[at]);
        let label = new.map(|new| new.label.to_string()).unwrap_or_default();
        let word = match (new, pair.fate) {
            (None, _) if index > current => "note_to_come",
            (None, _) => "note_removed",
            (Some(new), Fate::Same) if new.label == old.label => continue,
            (Some(_), Fate::Same) => "note_now",
            (Some(new), _) if new.label == old.label => "note_changed",
            (Some(_), _) => "note_now_changed",
        };
        let text = filled(scene, spot.lang, word, &[("clause", &label), ("here", &old.label)]);
        let href = new.map(|new| format!("{href}#{}", new.anchor)).unwrap_or_default();
        notes.insert(old.anchor.clone(), ClauseNote { text, href });
    }
    notes
}

/// Clauses that had another number in the version before.
fn numbers_before(
    scene: &Scene,
    lang: Lang,
    (old, new): (&[Provision], &[Provision]),
    (name, href): (&str, &str),
) -> Notes {
    let mut notes = Notes::new();
    for pair in compare(old, new) {
        let (Some(old), Some(new)) = (pair.old.map(|at| &old[at]), pair.new.map(|at| &new[at])) else {
            continue;
        };
        if new.is_clause() && old.label != new.label && !old.label.is_empty() {
            let values = [("version", name), ("clause", &*old.label), ("here", &*new.label)];
            let text = filled(scene, lang, "note_before", &values);
            notes.insert(new.anchor.clone(), ClauseNote { text, href: format!("{href}#{}", old.anchor) });
        }
    }
    notes
}

/// A body whose clauses have notes.
struct Noted<'a> {
    body: Body<'a>,
    notes: Notes,
}

impl Resolve for Noted<'_> {
    fn link(&self, target: &str) -> ResolvedLink {
        self.body.link(target)
    }

    fn image(&self, target: &str) -> Option<ResolvedImage> {
        self.body.image(target)
    }

    fn clause_at(&self, start: usize) -> Option<ClauseMark<'_>> {
        self.body.clause_at(start)
    }

    fn clause_note(&self, anchor: &str) -> Option<ClauseNote> {
        self.notes.get(anchor).cloned()
    }

    fn is_signature(&self, start: usize) -> bool {
        self.body.is_signature(start)
    }

    fn is_addressees(&self, start: usize) -> bool {
        self.body.is_addressees(start)
    }

    fn shortcode(&self, name: &str, args: &[(String, String)], body: &str) -> Option<String> {
        self.body.shortcode(name, args, body)
    }

    fn word(&self, key: &str) -> Cow<'_, str> {
        self.body.word(key)
    }
}
