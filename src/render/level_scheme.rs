//! What the page of a level scheme has beyond other entries: grades, and what each of them gives.

use super::entry::{Shown, rests_on_nothing};
use super::value::{money, views};
use super::view::{BadgeView, GradeBenefitView, GradeView, LevelSchemeView, LinkView};
use super::{Scene, Spot};
use crate::field::{Fields, Kind, Spanned, Type, Value, parse_money};
use crate::portal::{EntryNo, Target};
use crate::text::Lang;
use crate::vocabulary::Term;

/// Ids under which an office keeps the page of its talent code.
const CODE_PAGES: [&str; 3] = ["rencai-ma", "rencaima", "talent-code"];

/// The view of a level scheme.
pub(super) fn view(scene: &Scene, spot: Spot, shown: Shown) -> LevelSchemeView {
    let versions = versions(scene, shown.original);
    let current = current(scene, &versions);
    let is_current = current.is_none_or(|no| no == shown.original_no);
    let grades = grades(scene, spot, shown);
    let link = |no: &EntryNo| LinkView {
        note: scene
            .word(spot.lang, if Some(*no) == current { "scheme_current" } else { "scheme_former" })
            .into(),
        href: if *no == shown.original_no { String::new() } else { scene.href(spot, *no) },
        ..scene.link(spot, *no)
    };
    LevelSchemeView {
        state: state(scene, spot, is_current),
        current: if is_current {
            LinkView::default()
        } else {
            current.map(|no| scene.link(spot, no)).unwrap_or_default()
        },
        version: shown.text("version").unwrap_or_default().to_string(),
        region: shown
            .fields
            .text("region")
            .map(|code| scene.label(spot, "regions", code))
            .unwrap_or_default(),
        matrix: matrix(scene, spot, shown.original_no, &grades),
        grades,
        versions: if versions.len() > 1 { versions.iter().map(link).collect() } else { Vec::new() },
        guides: guides(scene, spot, shown),
        code_page: code_page(scene, spot),
    }
}

fn state(scene: &Scene, spot: Spot, is_current: bool) -> BadgeView {
    let (code, word) = if is_current { ("good", "scheme_current") } else { ("warning", "scheme_former") };
    BadgeView { code, text: scene.word(spot.lang, word).into(), ..BadgeView::default() }
}

/// The public schemes of the same region, newest first.
fn versions(scene: &Scene, entry: &crate::content::Entry) -> Vec<EntryNo> {
    let portal = scene.portal;
    let region = entry.text("region");
    let all = portal.list(Kind::LevelScheme, Lang::Zh).iter().copied();
    let mut same: Vec<EntryNo> = all.filter(|no| portal.entry(*no).text("region") == region).collect();
    same.sort_by_key(|no| (std::cmp::Reverse(portal.published[no.0 as usize]), *no));
    same
}

/// The newest version whose basis is not out of force; else the newest.
fn current(scene: &Scene, versions: &[EntryNo]) -> Option<EntryNo> {
    let holds = |no: &&EntryNo| !rests_on_nothing(scene, scene.portal.entry(**no));
    versions.iter().find(holds).or(versions.first()).copied()
}

fn grades(scene: &Scene, spot: Spot, shown: Shown) -> Vec<GradeView> {
    let rank = |part: &Fields| match part.get("rank").map(|value| &value.value) {
        Some(Value::Integer(rank)) => *rank,
        _ => i64::MAX,
    };
    let mut parts: Vec<&Fields> = shown.fields.parts("grades").collect();
    parts.sort_by_key(|part| rank(part));
    let view = |(index, part): (usize, &&Fields)| {
        let text = |key: &str| part.text(key).unwrap_or_default().to_string();
        GradeView {
            anchor: format!("x-grade-{}", index + 1),
            code: text("code"),
            name: text("name"),
            criteria: text("criteria_summary"),
            maps_to: part.parts("maps_to").map(|mapping| mapped(scene, spot, shown, mapping)).collect(),
            perks: part.texts("perks").map(str::to_string).collect(),
        }
    };
    parts.iter().enumerate().map(view).collect()
}

/// A grade of another scheme: its scheme with a link, its code as the note.
fn mapped(scene: &Scene, spot: Spot, shown: Shown, mapping: &Fields) -> LinkView {
    let code = mapping.text("code").unwrap_or_default();
    let Some(scheme) = mapping.get("scheme") else { return LinkView::default() };
    let ty = Type::TextOrReference(Kind::LevelScheme);
    let scheme =
        views(scene, spot, &ty, &scheme.value, shown.original_no).into_iter().next().unwrap_or_default();
    let note = scene.say(spot.lang, "grade_code", &[("code", code)]);
    LinkView { text: scheme.text, href: scheme.href, note, ..LinkView::default() }
}

/// What the conditions of a benefit say of a grade. In this order, so that the least of several
/// conditions that must all hold is the smallest, and the best of several ways the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Access {
    No,
    /// By another way than the grade.
    Otherwise,
    Yes,
}

/// Public benefits whose conditions or award go by a fact of this scheme.
fn matrix(scene: &Scene, spot: Spot, scheme: EntryNo, grades: &[GradeView]) -> Vec<GradeBenefitView> {
    let portal = scene.portal;
    let is_of_scheme = |fact: &&Term| {
        let written = fact.extra.get("scheme");
        written.is_some_and(|id| portal.find(&[Kind::LevelScheme], id) == Some(scheme))
    };
    let facts: Vec<&Term> = scene.vocabularies.terms("facts").iter().filter(is_of_scheme).collect();
    if facts.is_empty() {
        return Vec::new();
    }
    let codes: Vec<&str> = grades.iter().map(|grade| grade.code.as_str()).collect();
    let mut rows = Vec::new();
    for no in portal.list(Kind::Benefit, Lang::Zh) {
        let fields = &portal.entry(*no).fields;
        let access = access(fields, &facts, &codes);
        let amounts = amounts(spot.lang, fields, &facts, &codes);
        if access.is_none() && amounts.is_none() {
            continue;
        }
        let cell = |index: usize| {
            let amount = amounts.as_ref().map(|amounts| amounts[index].clone());
            match access.as_ref().map_or(Access::Yes, |access| access[index]) {
                Access::No => String::new(),
                Access::Otherwise => scene.word(spot.lang, "grade_otherwise").to_string(),
                Access::Yes => amount.unwrap_or_else(|| scene.word(spot.lang, "grade_may").to_string()),
            }
        };
        let cells: Vec<String> = (0..codes.len()).map(cell).collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            rows.push(GradeBenefitView { benefit: scene.link(spot, *no), cells });
        }
    }
    rows
}

/// What the conditions say of each grade, by code; `None` where they do not ask for it.
fn access(fields: &Fields, facts: &[&Term], codes: &[&str]) -> Option<Vec<Access>> {
    let written = fields.list("conditions").iter();
    joined(written.filter_map(|written| condition(&written.value, facts, codes)), Access::min)
}

fn joined(all: impl Iterator<Item = Vec<Access>>, join: fn(Access, Access) -> Access) -> Option<Vec<Access>> {
    all.reduce(|a, b| a.into_iter().zip(b).map(|(a, b)| join(a, b)).collect())
}

fn condition(value: &Value, facts: &[&Term], codes: &[&str]) -> Option<Vec<Access>> {
    let Value::Map(entries) = value else { return None };
    let get = |key: &str| entries.iter().find(|(name, _)| &**name == key).map(|(_, value)| &value.value);
    let inner = |value: &Value| -> Vec<Option<Vec<Access>>> {
        match value {
            Value::List(items) => items.iter().map(|item| condition(&item.value, facts, codes)).collect(),
            single => vec![condition(single, facts, codes)],
        }
    };
    if let Some(all) = get("all") {
        return joined(inner(all).into_iter().flatten(), Access::min);
    }
    if let Some(any) = get("any") {
        let ways = inner(any);
        ways.iter().find(|way| way.is_some())?;
        let open = || vec![Access::Otherwise; codes.len()];
        return joined(ways.into_iter().map(|way| way.unwrap_or_else(open)), Access::max);
    }
    if let Some(not) = get("not") {
        let inverse = |access| match access {
            Access::No => Access::Yes,
            Access::Otherwise => Access::Otherwise,
            Access::Yes => Access::No,
        };
        return inner(not).into_iter().next()?.map(|grades| grades.into_iter().map(inverse).collect());
    }
    let named = get("fact")?.text()?;
    facts.iter().find(|fact| fact.zh == named || fact.code == named)?;
    compared(entries, codes)
}

/// What an operator lets in; codes go from the highest to the lowest.
fn compared(entries: &[(Box<str>, Spanned)], codes: &[&str]) -> Option<Vec<Access>> {
    const OPERATORS: [&str; 7] = ["is", "is_not", "is_in", "at_least", "at_most", "more_than", "less_than"];
    let (operator, value) = entries.iter().find(|(key, _)| OPERATORS.contains(&&**key))?;
    let texts: Vec<&str> = match &value.value {
        Value::List(items) => items.iter().filter_map(|item| item.value.text()).collect(),
        single => single.text().into_iter().collect(),
    };
    let place = codes.iter().position(|code| Some(code) == texts.first());
    let may = |index: usize| match (&**operator, place) {
        ("is" | "is_in", _) => Some(texts.contains(&codes[index])),
        ("is_not", _) => Some(!texts.contains(&codes[index])),
        ("at_least", Some(place)) => Some(index <= place),
        ("more_than", Some(place)) => Some(index < place),
        ("at_most", Some(place)) => Some(index >= place),
        ("less_than", Some(place)) => Some(index > place),
        _ => None,
    };
    (0..codes.len()).map(|index| Some(if may(index)? { Access::Yes } else { Access::No })).collect()
}

/// The amounts of each grade, where an award has tiers by it.
fn amounts(lang: Lang, fields: &Fields, facts: &[&Term], codes: &[&str]) -> Option<Vec<String>> {
    let is_grade = |named: &str| facts.iter().any(|fact| fact.zh == named || fact.code == named);
    let mut cells: Option<Vec<Vec<String>>> = None;
    for award in fields.parts("award") {
        let by = award.text("by").unwrap_or_default();
        for (key, value) in award.iter() {
            let Value::Map(entries) = &value.value else { continue };
            let find = |names: [&str; 2]| entries.iter().find(|(key, _)| names.contains(&&**key));
            let by = find(["按", "by"]).and_then(|(_, value)| value.value.text()).unwrap_or(by);
            if !is_grade(by) || key == "ratio" {
                continue;
            }
            let tiers = match find(["档", "tiers"]).map(|(_, tiers)| &tiers.value) {
                Some(Value::Map(tiers)) => tiers,
                _ => entries,
            };
            let unit = award.text("unit").unwrap_or_default();
            let cells = cells.get_or_insert_with(|| vec![Vec::new(); codes.len()]);
            for (index, code) in codes.iter().enumerate() {
                let own = tiers.iter().find(|(name, _)| &**name == *code);
                let tier = own.or_else(|| tiers.iter().find(|(name, _)| matches!(&**name, "其他" | "other")));
                cells[index].extend(tier.and_then(|(_, tier)| amount(lang, &tier.value, unit)));
            }
        }
    }
    Some(cells?.into_iter().map(|amounts| amounts.join(" + ")).collect())
}

fn amount(lang: Lang, value: &Value, unit: &str) -> Option<String> {
    let text = match value {
        Value::Money(fen) => money(lang, *fen),
        other => match other.text().and_then(parse_money) {
            Some(fen) => money(lang, fen),
            None => other.text()?.to_string(),
        },
    };
    Some(if unit.is_empty() { text } else { format!("{text}/{unit}") })
}

/// Guides that the text of the scheme leads to.
fn guides(scene: &Scene, spot: Spot, shown: Shown) -> Vec<LinkView> {
    let portal = scene.portal;
    let mut guides: Vec<EntryNo> = Vec::new();
    for link in &shown.original.facts.links {
        if let Target::Entry { no, .. } = portal.resolve(scene.sources, shown.original_no, &link.target)
            && portal.entry(no).kind == Kind::Guide
            && portal.is_public(no)
            && !guides.contains(&portal.original(no))
        {
            guides.push(portal.original(no));
        }
    }
    guides.iter().map(|no| scene.link(spot, *no)).collect()
}

fn code_page(scene: &Scene, spot: Spot) -> LinkView {
    let page = CODE_PAGES.iter().find_map(|id| scene.portal.find(&[Kind::Page], id));
    page.filter(|no| scene.portal.is_public(*no)).map(|no| scene.link(spot, no)).unwrap_or_default()
}
