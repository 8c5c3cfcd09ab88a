//! One entry as JSON: every public field under its canonical key, and what the site computes of it.
//!
//! **Invariant**: everything comes from [`PublicView`]; the bytes depend on the content and on what is
//! in force, never on the day of the build.

use super::json::{Json, Object};
use super::value::{address, coded, json_of, moment, named};
use crate::field::{Fields, Kind, Type, Value};
use crate::markdown;
use crate::policy::diff::{Fate, Provision, compare};
use crate::policy::{Clause, PolicyText};
use crate::portal::dataset::schema_name;
use crate::portal::{EntryNo, PublicView, Relation};
use crate::render::Scene;
use crate::text::Lang;

/// Version of the JSON of entries and lists.
pub(super) const FORMAT: u32 = 1;

/// How much of an entry is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// With the clauses of a policy: in the file of the entry.
    Whole,
    /// In a list of its kind.
    Listed,
}

/// Fields that are told in a form of their own.
const COMPUTED: &[&str] = &[
    "id",
    "title",
    "question",
    "summary",
    "published_at",
    "updated_on",
    "withdraw_on",
    "lang",
    "translation_of",
    "relations",
    "validity",
    "rows_file",
    "series_file",
    "roster_file",
    "past_numbers_file",
    "list_file",
    "list_columns",
];

/// The JSON of a public entry; of an original only, since one file speaks both languages.
pub(super) fn entry<'a>(scene: &Scene<'a>, no: EntryNo, extent: Extent) -> Option<Object<'a>> {
    let view = told(scene, no)?;
    let mut object = Object::default();
    if extent == Extent::Whole {
        let schema = format!("schema/{}.json", schema_name(view.kind));
        object.insert("format", FORMAT);
        object.insert("schema", address(scene, &schema));
        object.put("licence", licence(scene));
    }
    head(scene, &view, &mut object);
    fields(scene, &view, &mut object);
    if let Some(count) = view.names_count {
        object.insert("names_count", count);
    }
    rows(scene, &view, &mut object);
    match view.kind {
        Kind::Policy => policy(scene, &view, extent, &mut object),
        Kind::Benefit => benefit(scene, &view, &mut object),
        _ => {}
    }
    relations(scene, &view, &mut object);
    Some(object)
}

/// An entry of which there is JSON.
pub(super) fn told<'a>(scene: &Scene<'a>, no: EntryNo) -> Option<PublicView<'a>> {
    scene.portal.public_view(no).filter(|view| view.no == view.original_no)
}

/// The licence of the data, if the site names one.
pub(super) fn licence<'a>(scene: &Scene<'a>) -> Option<Json<'a>> {
    let licence = scene.config.data_licence.as_ref()?;
    let mut object = Object::from([("name", licence.name.as_str().into())]);
    if !licence.href.is_empty() {
        object.insert("url", licence.href.as_str());
    }
    Some(object.into())
}

/// What names the entry, in each of its languages.
fn head<'a>(scene: &Scene<'a>, view: &PublicView<'a>, object: &mut Object<'a>) {
    let portal = scene.portal;
    object.insert("kind", view.kind.spec().code);
    object.insert("id", view.id);
    let (mut urls, mut titles, mut summaries) = (Object::default(), Object::default(), Object::default());
    for lang in Lang::ALL {
        let there = portal.in_language(view.no, lang).and_then(|no| portal.public_view(no));
        let Some(there) = there else { continue };
        let mut url = address(scene, there.route);
        if view.kind == Kind::Faq {
            url = format!("{url}#{}", view.id);
        }
        urls.insert(lang.code(), url);
        titles.insert(lang.code(), there.title);
        summaries.put(lang.code(), there.text("summary"));
    }
    object.insert("url", urls);
    let json = crate::portal::route::json_route(portal.route(view.no), view.kind, view.id);
    object.insert("json", address(scene, &json));
    object.insert("title", titles);
    // The schema promises the Chinese one.
    if summaries.get("zh").is_some() {
        object.insert("summary", summaries);
    }
    object.put("published_at", view.published.map(moment));
    object.put("updated_on", view.updated.map(|on| on.to_string()));
}

fn fields<'a>(scene: &Scene<'a>, view: &PublicView<'a>, object: &mut Object<'a>) {
    let spec = view.kind.spec();
    for (key, written) in view.iter().filter(|(key, _)| !COMPUTED.contains(key)) {
        let Some(field) = spec.field(key) else { continue };
        object.put(key, json_of(scene, view.no, &field.ty, &written.value));
    }
}

/// The tables that stand in files of their own.
fn rows<'a>(scene: &Scene<'a>, view: &PublicView<'a>, object: &mut Object<'a>) {
    for (key, part, name) in [
        ("rows_file", "shortage_row", "rows"),
        ("series_file", "series_row", "series"),
        ("roster_file", "roster_row", "roster"),
    ] {
        let rows = view.rows(key);
        if !rows.is_empty() {
            let row = |row: &'a Fields| super::value::part(scene, view.no, part, row);
            object.insert(name, rows.iter().filter_map(row).collect::<Json>());
        }
    }
    if let Some((header, rows)) = view.own_table("past_numbers_file") {
        let words = |row: &'a [String]| row.iter().map(String::as_str).collect::<Json>();
        let rows = rows.iter().map(|row| words(row)).collect();
        object.insert("past_numbers", [("header", words(header)), ("rows", rows)]);
    }
}

/// What is in force, the text by clauses, and its versions.
fn policy<'a>(scene: &Scene<'a>, view: &PublicView<'a>, extent: Extent, object: &mut Object<'a>) {
    object.put("validity", validity(scene, view));
    let Some((policy, file, body)) = view.issued_text().filter(|_| extent == Extent::Whole) else { return };
    let text = scene.sources.file(file).text();
    let options = markdown::Options { policy: true, raw_html: scene.config.raw_html, skip_title: true };
    let (_, blocks, _) = markdown::facts(file, text, body, options);
    let starts: Vec<usize> = policy.clauses.iter().map(|clause| clause.start).collect();
    let mut texts = vec![String::new(); starts.len() + 1];
    for block in &blocks {
        let own = &mut texts[starts.partition_point(|start| *start <= block.range.start)];
        if !own.is_empty() {
            own.push('\n');
        }
        own.push_str(&block.text);
    }
    if !texts[0].is_empty() {
        object.insert("preamble", std::mem::take(&mut texts[0]));
    }
    object.insert("clauses", tree(policy, texts));
    object.put("texts", versions(scene, view.original_no));
}

/// Every version of the text: from when to when, where it stands, and what it changed in the one before.
fn versions<'a>(scene: &Scene<'a>, no: EntryNo) -> Option<Json<'a>> {
    let versions = scene.portal.versions(no)?;
    let provisions: Vec<Vec<Provision>> =
        versions.all.iter().map(|version| scene.portal.provisions(scene.sources, version.text)).collect();
    let one = |index: usize| -> Json {
        let version = &versions.all[index];
        let mut object = Object::default();
        object.insert("from", version.date.to_string());
        object.put("to", versions.last_day(index).map(|day| day.to_string()));
        object.insert("in_force", index == versions.current);
        object.insert("url", address(scene, &version.route));
        let by = version.by.and_then(|by| scene.portal.public_view(by));
        object.put("by", by.as_ref().map(named));
        if let Some(before) = index.checked_sub(1) {
            object.insert("changes", changes(&provisions[before], &provisions[index]));
        }
        Json::from(object)
    };
    Some((0..versions.all.len()).map(one).collect())
}

/// What happened to each clause that has another text, place or number.
fn changes(old: &[Provision], new: &[Provision]) -> Json<'static> {
    let told = compare(old, new).into_iter().filter_map(|pair| {
        let (old, new) = (pair.old.map(|at| &old[at]), pair.new.map(|at| &new[at]));
        let renumbered = old.zip(new).is_some_and(|(old, new)| old.anchor != new.anchor);
        let kind = match pair.fate {
            Fate::Added => "added",
            Fate::Removed => "removed",
            Fate::Changed => "changed",
            Fate::Same if pair.moved => "moved",
            Fate::Same if renumbered => "renumbered",
            Fate::Same => return None,
        };
        let mut object = Object::from([("kind", kind.into())]);
        for (key, provision) in [("from", old), ("to", new)] {
            let anchor = provision.map(|one| &*one.anchor).filter(|anchor| !anchor.is_empty());
            object.put(key, anchor.map(str::to_string));
        }
        (object.len() > 1).then(|| Json::from(object))
    });
    told.collect()
}

/// The state with the days that it follows from. The state is that of the day of the build, and a file
/// changes only when the state does.
fn validity<'a>(scene: &Scene<'a>, view: &PublicView<'a>) -> Option<Json<'a>> {
    let portal = scene.portal;
    let state = portal.validity(view.no)?;
    let mut object = Object::default();
    object.insert("state", coded(scene, "validity_states", state.code()));
    let expected = portal.expected(view.no);
    let from = view.date("effective_on").or_else(|| expected?.effective_on);
    object.put("from", from.map(|date| date.to_string()));
    let to = match (portal.last_days[view.no.0 as usize], view.get("expires_on").map(|v| &v.value)) {
        (Some(date), _) => Some(date.to_string()),
        (None, Some(Value::LongTerm)) => Some("long_term".to_string()),
        _ => None,
    };
    object.put("to", to);
    let ended_by = portal.ended_by[view.no.0 as usize].and_then(|no| portal.public_view(no));
    object.put("ended_by", ended_by.as_ref().map(named));
    Some(object.into())
}

/// The clauses as a tree; `texts` holds what stands before the first, then the own text of each.
fn tree<'a>(policy: &'a PolicyText, mut texts: Vec<String>) -> Json<'a> {
    let mut children: Vec<Vec<Json>> = vec![Vec::new(); policy.clauses.len() + 1];
    // From the last to the first: the children of a clause are complete when it is met.
    for (index, clause) in policy.clauses.iter().enumerate().rev() {
        let mut own = std::mem::take(&mut children[index + 1]);
        own.reverse();
        let parent = clause.parent.map_or(0, |parent| parent as usize + 1);
        children[parent].push(clause_json(clause, std::mem::take(&mut texts[index + 1]), own));
    }
    children[0].reverse();
    std::mem::take(&mut children[0]).into()
}

fn clause_json<'a>(clause: &'a Clause, text: String, children: Vec<Json<'a>>) -> Json<'a> {
    let mut object = Object::default();
    object.insert("anchor", &*clause.anchor);
    object.insert("level", clause.level.code());
    let written = |text: Json<'a>| Some(text).filter(|text| text.as_str() != Some(""));
    object.put("label", written((&*clause.label).into()));
    object.put("heading", written((&*clause.heading).into()));
    object.put("text", written(text.into()));
    if !children.is_empty() {
        object.insert("children", children);
    }
    object.into()
}

/// The conditions and awards in words, and from when to when it may be claimed.
fn benefit<'a>(scene: &Scene<'a>, view: &PublicView<'a>, object: &mut Object<'a>) {
    let conditions = view.get("conditions").map(|conditions| match &conditions.value {
        Value::List(items) => items.as_slice(),
        _ => std::slice::from_ref(conditions),
    });
    let words = |lang: Lang| -> Json {
        let conditions = conditions.unwrap_or_default().iter();
        conditions.map(|condition| crate::render::condition_words(scene, lang, condition)).collect()
    };
    object.insert("conditions_in_words", [("zh", words(Lang::Zh)), ("en", words(Lang::En))]);
    let awards = view.parts("award");
    let amounts = |lang: Lang| -> Json {
        awards.iter().map(|award| crate::render::award_words(scene, lang, award)).collect()
    };
    object.insert("award_in_words", [("zh", amounts(Lang::Zh)), ("en", amounts(Lang::En))]);
    object.insert("valid", claimable(scene, view));
}

/// 有效: as written, else the days of the first policy it rests on.
pub(super) fn claimable<'a>(scene: &Scene<'a>, view: &PublicView<'a>) -> Json<'a> {
    let portal = scene.portal;
    let basis = view.parts("basis").into_iter().filter_map(|basis| {
        let policy = portal.find(&[Kind::Policy], basis.text("policy")?)?;
        portal.public_view(policy)
    });
    let inherited = basis.into_iter().next().and_then(|policy| validity(scene, &policy));
    let written = view.part("valid");
    let day = |key: &str| {
        let own = written.and_then(|part| part.get(key));
        let own = own.and_then(|own| json_of(scene, view.no, &Type::DateOrLong, &own.value));
        own.or_else(|| inherited.as_ref()?.get(key).cloned())
    };
    let mut object = Object::default();
    for key in ["from", "to"] {
        object.put(key, day(key));
    }
    if written.is_some_and(|part| part.get("run_off").is_some()) {
        object.insert("run_off", written.is_some_and(|part| part.yes("run_off")));
    }
    object.put("policy_state", inherited.and_then(|policy| policy.get("state").cloned()));
    object.into()
}

/// Relations both ways.
fn relations<'a>(scene: &Scene<'a>, view: &PublicView<'a>, object: &mut Object<'a>) {
    let portal = scene.portal;
    let told = |relation: &'a Relation, direction: &'static str| {
        let other = portal.public_view(relation.other)?;
        let mut told = Object::default();
        told.insert("direction", direction);
        told.insert("type", &*relation.code);
        told.insert("kind", other.kind.spec().code);
        told.insert("id", other.id);
        told.insert("title", other.title);
        if !relation.clauses.is_empty() {
            told.insert("clauses", relation.clauses.iter().map(|clause| &**clause).collect::<Json>());
        }
        Some(Json::from(told))
    };
    let outgoing = portal.public_outgoing(view).filter_map(|relation| told(relation, "outgoing"));
    let incoming = portal.public_incoming(view).filter_map(|relation| told(relation, "incoming"));
    let all: Vec<Json> = outgoing.chain(incoming).collect();
    if !all.is_empty() {
        object.insert("relations", all);
    }
}
