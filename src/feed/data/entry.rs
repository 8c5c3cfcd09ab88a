//! One entry as JSON: every public field under its canonical key, and what the site computes of it.
//!
//! **Invariant**: everything comes from [`PublicView`]; the bytes depend on the content and on what is
//! in force, never on the day of the build.

use super::value::{address, coded, json_of, moment, named};
use crate::field::{Fields, Kind, Type, Value};
use crate::markdown;
use crate::policy::diff::{Fate, Provision, compare};
use crate::policy::{Clause, PolicyText};
use crate::portal::dataset::schema_name;
use crate::portal::{EntryNo, PublicView, Relation};
use crate::render::Scene;
use crate::text::Lang;
use serde_json::{Map, Value as Json, json};

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
pub(super) fn entry(scene: &Scene, no: EntryNo, extent: Extent) -> Option<Map<String, Json>> {
    let view = scene.portal.public_view(no).filter(|view| view.no == view.original_no)?;
    let mut object = Map::new();
    if extent == Extent::Whole {
        let schema = format!("schema/{}.json", schema_name(view.kind));
        object.insert("format".into(), FORMAT.into());
        object.insert("schema".into(), address(scene, &schema).into());
        object.extend(licence(scene).map(|licence| ("licence".to_string(), licence)));
    }
    head(scene, &view, &mut object);
    fields(scene, &view, &mut object);
    if let Some(count) = view.names_count {
        object.insert("names_count".into(), count.into());
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

/// The licence of the data, if the site names one.
pub(super) fn licence(scene: &Scene) -> Option<Json> {
    let licence = scene.config.data_licence.as_ref()?;
    let mut object = Map::from_iter([("name".to_string(), Json::from(licence.name.as_str()))]);
    if !licence.href.is_empty() {
        object.insert("url".into(), licence.href.as_str().into());
    }
    Some(object.into())
}

/// What names the entry, in each of its languages.
fn head(scene: &Scene, view: &PublicView, object: &mut Map<String, Json>) {
    let portal = scene.portal;
    object.insert("kind".into(), view.kind.spec().code.into());
    object.insert("id".into(), view.id.into());
    let mut urls = Map::new();
    let mut titles = Map::new();
    let mut summaries = Map::new();
    for lang in Lang::ALL {
        let there = portal.in_language(view.no, lang).and_then(|no| portal.public_view(no));
        let Some(there) = there else { continue };
        let mut url = address(scene, there.route);
        if view.kind == Kind::Faq {
            url = format!("{url}#{}", view.id);
        }
        urls.insert(lang.code().into(), url.into());
        titles.insert(lang.code().into(), there.title.into());
        summaries.extend(there.text("summary").map(|text| (lang.code().into(), text.into())));
    }
    object.insert("url".into(), urls.into());
    let json = crate::portal::route::json_route(portal.route(view.no), view.kind, view.id);
    object.insert("json".into(), address(scene, &json).into());
    object.insert("title".into(), titles.into());
    // The schema promises the Chinese one.
    if summaries.contains_key("zh") {
        object.insert("summary".into(), summaries.into());
    }
    object.extend(view.published.map(|at| ("published_at".to_string(), moment(at).into())));
    object.extend(view.updated.map(|on| ("updated_on".to_string(), on.to_string().into())));
}

fn fields(scene: &Scene, view: &PublicView, object: &mut Map<String, Json>) {
    let spec = view.kind.spec();
    for (key, written) in view.iter().filter(|(key, _)| !COMPUTED.contains(key)) {
        let Some(field) = spec.field(key) else { continue };
        let json = json_of(scene, view.no, &field.ty, &written.value);
        object.extend(json.map(|json| (key.to_string(), json)));
    }
}

/// The tables that stand in files of their own.
fn rows(scene: &Scene, view: &PublicView, object: &mut Map<String, Json>) {
    for (key, part, name) in [
        ("rows_file", "shortage_row", "rows"),
        ("series_file", "series_row", "series"),
        ("roster_file", "roster_row", "roster"),
    ] {
        let rows = view.rows(key);
        if !rows.is_empty() {
            let row = |row: &Fields| super::value::part(scene, view.no, part, row);
            object.insert(name.into(), rows.iter().filter_map(row).collect());
        }
    }
    if let Some((header, rows)) = view.own_table("past_numbers_file") {
        object.insert("past_numbers".into(), json!({"header": header, "rows": rows}));
    }
}

/// What is in force, the text by clauses, and its versions.
fn policy(scene: &Scene, view: &PublicView, extent: Extent, object: &mut Map<String, Json>) {
    object.extend(validity(scene, view).map(|validity| ("validity".to_string(), validity)));
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
        object.insert("preamble".into(), texts[0].as_str().into());
    }
    object.insert("clauses".into(), tree(policy, &texts));
    object.extend(versions(scene, view.original_no).map(|texts| ("texts".to_string(), texts)));
}

/// Every version of the text: from when to when, where it stands, and what it changed in the one before.
fn versions(scene: &Scene, no: EntryNo) -> Option<Json> {
    let versions = scene.portal.versions(no)?;
    let provisions: Vec<Vec<Provision>> =
        versions.all.iter().map(|version| scene.portal.provisions(scene.sources, version.text)).collect();
    let one = |index: usize| {
        let version = &versions.all[index];
        let mut object = Map::new();
        object.insert("from".into(), version.date.to_string().into());
        object.extend(versions.last_day(index).map(|day| ("to".to_string(), day.to_string().into())));
        object.insert("in_force".into(), (index == versions.current).into());
        object.insert("url".into(), address(scene, &version.route).into());
        let by = version.by.and_then(|by| scene.portal.public_view(by));
        object.extend(by.map(|by| ("by".to_string(), named(&by))));
        if let Some(before) = index.checked_sub(1) {
            object.insert("changes".into(), changes(&provisions[before], &provisions[index]));
        }
        Json::from(object)
    };
    Some((0..versions.all.len()).map(one).collect())
}

/// What happened to each clause that has another text, place or number.
fn changes(old: &[Provision], new: &[Provision]) -> Json {
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
        let mut object = Map::from_iter([("kind".to_string(), Json::from(kind))]);
        for (key, provision) in [("from", old), ("to", new)] {
            let anchor = provision.map(|one| &*one.anchor).filter(|anchor| !anchor.is_empty());
            object.extend(anchor.map(|anchor| (key.to_string(), anchor.into())));
        }
        (object.len() > 1).then(|| Json::from(object))
    });
    told.collect()
}

/// The state with the days that it follows from. The state is that of the day of the build, and a file
/// changes only when the state does.
fn validity(scene: &Scene, view: &PublicView) -> Option<Json> {
    let portal = scene.portal;
    let state = portal.validity(view.no)?;
    let mut object = Map::new();
    object.insert("state".into(), coded(scene, "validity_states", state.code()));
    let expected = portal.expected(view.no);
    let from = view.date("effective_on").or_else(|| expected?.effective_on);
    object.extend(from.map(|date| ("from".to_string(), date.to_string().into())));
    let to = match (portal.last_days[view.no.0 as usize], view.get("expires_on").map(|v| &v.value)) {
        (Some(date), _) => Some(date.to_string()),
        (None, Some(Value::LongTerm)) => Some("long_term".to_string()),
        _ => None,
    };
    object.extend(to.map(|to| ("to".to_string(), to.into())));
    let ended_by = portal.ended_by[view.no.0 as usize].and_then(|no| portal.public_view(no));
    object.extend(ended_by.map(|view| ("ended_by".to_string(), named(&view))));
    Some(object.into())
}

/// The clauses as a tree; `texts` holds what stands before the first, then the own text of each.
fn tree(policy: &PolicyText, texts: &[String]) -> Json {
    let mut children: Vec<Vec<Json>> = vec![Vec::new(); policy.clauses.len() + 1];
    // From the last to the first: the children of a clause are complete when it is met.
    for (index, clause) in policy.clauses.iter().enumerate().rev() {
        let mut own = std::mem::take(&mut children[index + 1]);
        own.reverse();
        let parent = clause.parent.map_or(0, |parent| parent as usize + 1);
        children[parent].push(clause_json(clause, &texts[index + 1], own));
    }
    children[0].reverse();
    std::mem::take(&mut children[0]).into()
}

fn clause_json(clause: &Clause, text: &str, children: Vec<Json>) -> Json {
    let mut object = Map::new();
    object.insert("anchor".into(), (*clause.anchor).into());
    object.insert("level".into(), clause.level.code().into());
    for (key, text) in [("label", &*clause.label), ("heading", &*clause.heading), ("text", text)] {
        if !text.is_empty() {
            object.insert(key.into(), text.into());
        }
    }
    if !children.is_empty() {
        object.insert("children".into(), children.into());
    }
    object.into()
}

/// The conditions and awards in words, and from when to when it may be claimed.
fn benefit(scene: &Scene, view: &PublicView, object: &mut Map<String, Json>) {
    let conditions = view.get("conditions").map(|conditions| match &conditions.value {
        Value::List(items) => items.as_slice(),
        _ => std::slice::from_ref(conditions),
    });
    let words = |lang: Lang| -> Json {
        let conditions = conditions.unwrap_or_default().iter();
        conditions.map(|condition| crate::render::condition_words(scene, lang, condition)).collect()
    };
    object.insert("conditions_in_words".into(), json!({"zh": words(Lang::Zh), "en": words(Lang::En)}));
    let awards = view.parts("award");
    let amounts = |lang: Lang| -> Json {
        awards.iter().map(|award| crate::render::award_words(scene, lang, award)).collect()
    };
    object.insert("award_in_words".into(), json!({"zh": amounts(Lang::Zh), "en": amounts(Lang::En)}));
    object.insert("valid".into(), claimable(scene, view));
}

/// 有效: as written, else the days of the first policy it rests on.
pub(super) fn claimable(scene: &Scene, view: &PublicView) -> Json {
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
    let mut object = Map::new();
    for key in ["from", "to"] {
        object.extend(day(key).map(|day| (key.to_string(), day)));
    }
    if written.is_some_and(|part| part.get("run_off").is_some()) {
        object.insert("run_off".into(), written.is_some_and(|part| part.yes("run_off")).into());
    }
    object.extend(
        inherited
            .and_then(|policy| policy.get("state").cloned())
            .map(|state| ("policy_state".to_string(), state)),
    );
    object.into()
}

/// Relations both ways.
fn relations(scene: &Scene, view: &PublicView, object: &mut Map<String, Json>) {
    let portal = scene.portal;
    let told = |relation: &Relation, direction: &str| {
        let other = portal.public_view(relation.other)?;
        let mut told = Map::new();
        told.insert("direction".into(), direction.into());
        told.insert("type".into(), (*relation.code).into());
        told.insert("kind".into(), other.kind.spec().code.into());
        told.insert("id".into(), other.id.into());
        told.insert("title".into(), other.title.into());
        if !relation.clauses.is_empty() {
            told.insert("clauses".into(), relation.clauses.iter().map(|clause| &**clause).collect());
        }
        Some(Json::from(told))
    };
    let outgoing = portal.public_outgoing(view).filter_map(|relation| told(relation, "outgoing"));
    let incoming = portal.public_incoming(view).filter_map(|relation| told(relation, "incoming"));
    let all: Vec<Json> = outgoing.chain(incoming).collect();
    if !all.is_empty() {
        object.insert("relations".into(), all.into());
    }
}
