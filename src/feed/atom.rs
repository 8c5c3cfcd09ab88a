//! Atom feeds (RFC 4287): of everything, of a kind, of a topic.
//!
//! Takes public views, gives the newest entries of a feed. A change of status that the date brings, such
//! as a call that closes, is an entry of its own, dated with the day from which it holds. Feeds need full
//! addresses: a site without one has none.
//!
//! **Invariant**: ids never change; `updated` is a date of the content, never of the build.

use super::Add;
use crate::date::{Date, DateTime};
use crate::field::Kind;
use crate::policy::State;
use crate::portal::route::atom_route;
use crate::portal::{Channel, EntryNo, Facet, PublicView};
use crate::render::{Scene, channel_name, feeds};
use crate::text::{Lang, escaped_markup};
use crate::theme::fill;
use crate::url;

/// Entries of a feed.
const ENTRIES_MAX: usize = 80;

/// One feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    channel: Channel,
    lang: Lang,
}

/// Every feed that the site has.
pub fn outputs(scene: &Scene, add: Add) {
    let languages = scene.config.languages.iter().copied().filter(|lang| scene.portal.speaks(*lang));
    for lang in languages {
        for channel in feeds(scene, lang) {
            let route = atom_route(&channel.name(scene.portal), lang);
            add(route, super::Output::Atom(Output { channel, lang }));
        }
    }
}

/// What an entry of a feed tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum News {
    /// It was published or changed.
    Content,
    /// Its state changed; the key of the word for it.
    Status(&'static str),
}

/// One entry of a feed, before it is written.
#[derive(Clone, Copy, Debug)]
struct Item<'a> {
    view: PublicView<'a>,
    updated: DateTime,
    news: News,
}

/// The content of a feed.
pub fn bytes(scene: &Scene, output: &Output) -> Vec<u8> {
    let Output { channel, lang } = output;
    let route = atom_route(&channel.name(scene.portal), *lang);
    let mut items: Vec<Item> = members(scene, channel, *lang).flat_map(|no| items(scene, no)).collect();
    // Only the newest are put in their full order, for which ids are written out.
    if items.len() > ENTRIES_MAX {
        let (_, last, _) =
            items.select_nth_unstable_by_key(ENTRIES_MAX - 1, |item| std::cmp::Reverse(item.updated));
        let oldest = last.updated;
        items.retain(|item| item.updated >= oldest);
    }
    items.sort_by(|a, b| b.updated.cmp(&a.updated).then_with(|| entry_id(scene, a).cmp(&entry_id(scene, b))));
    items.truncate(ENTRIES_MAX);
    let site = scene.config.name(*lang);
    let title = match channel {
        Channel::All => site.to_string(),
        _ => format!("{site}{}{}", scene.word(*lang, "colon"), channel_name(scene, *lang, channel)),
    };
    let mut xml = String::with_capacity(64 * 1024);
    xml.push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    xml.push_str(&format!("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n", lang.tag()));
    element(&mut xml, "id", &format!("tag:{}:{}", scene.config.feed_authority, route));
    element(&mut xml, "title", &title);
    let updated = items.first().map(|item| item.updated);
    element(&mut xml, "updated", &rfc3339(updated.unwrap_or(DateTime::constant(2026, 1, 1, 0, 0, 0, 0))));
    xml.push_str(&format!("<author><name>{}</name></author>\n", escaped(&author(scene, *lang))));
    link(&mut xml, "self", "application/atom+xml", &scene.config.absolute(&route));
    link(&mut xml, "alternate", "text/html", &page_of(scene, channel, *lang));
    for item in &items {
        entry(scene, *lang, item, &mut xml);
    }
    xml.push_str("</feed>\n");
    xml.into_bytes()
}

/// The entries of a channel in a language.
fn members<'a>(scene: &Scene<'a>, channel: &Channel, lang: Lang) -> Box<dyn Iterator<Item = EntryNo> + 'a> {
    let portal = scene.portal;
    match channel {
        Channel::All => {
            Box::new(Kind::ALL.into_iter().flat_map(move |kind| portal.list(kind, lang).iter().copied()))
        }
        Channel::Kind(kind) => Box::new(portal.list(*kind, lang).iter().copied()),
        Channel::Topic(code) => Box::new(portal.with_facet(Facet::Topic, code, lang).iter().copied()),
        Channel::Department(_) => Box::new(std::iter::empty()),
    }
}

/// The page that a feed belongs to.
fn page_of(scene: &Scene, channel: &Channel, lang: Lang) -> String {
    let route = match channel {
        Channel::Kind(kind) => crate::portal::route::list_route(*kind, lang, 1),
        Channel::Topic(code) => crate::render::facet_route(Facet::Topic, code, lang, 1),
        _ => format!("{}index.html", lang.folder()),
    };
    scene.config.absolute(&url::encode(&route))
}

fn author(scene: &Scene, lang: Lang) -> String {
    let config = scene.config;
    let host = scene.portal.find(&[Kind::Department], &config.host_body);
    match host.and_then(|no| scene.portal.in_language(no, lang)) {
        Some(no) => scene.portal.entry(no).title.to_string(),
        None if config.host_body.is_empty() || lang != Lang::Zh => config.name(lang).to_string(),
        None => config.host_body.clone(),
    }
}

/// The entry itself, and its changes of status up to the date of the build.
fn items<'a>(scene: &Scene<'a>, no: EntryNo) -> Vec<Item<'a>> {
    let Some(view) = scene.portal.public_view(no) else { return Vec::new() };
    // An update on the day of publication keeps the hour of publication.
    let day = view.updated.map(|date| date.at(0, 0, 0, 0));
    let updated = match (view.published, day) {
        (Some(published), Some(day)) if day.date() <= published.date() => Some(published),
        (published, day) => day.or(published),
    };
    let mut items = Vec::new();
    if let Some(updated) = updated.filter(|updated| is_year_of_atom(updated.date())) {
        items.push(Item { view, updated, news: News::Content });
    }
    let statuses = match view.kind {
        Kind::Call => of_call(scene, &view),
        Kind::Policy => of_policy(scene, &view).into_iter().collect(),
        _ => Vec::new(),
    };
    let published = view.published.map(|moment| moment.date());
    let told = |(day, _): &(Date, &str)| {
        *day <= scene.portal.date && is_year_of_atom(*day) && published.is_none_or(|first| first <= *day)
    };
    items.extend(statuses.into_iter().filter(told).map(|(day, status)| Item {
        view,
        updated: day.at(0, 0, 0, 0),
        news: News::Status(status),
    }));
    items
}

fn is_year_of_atom(date: Date) -> bool {
    crate::date::YEARS.contains(&date.year())
}

/// When a call opened, closed, was suspended; each on the first day of the new state.
fn of_call(scene: &Scene, view: &PublicView) -> Vec<(Date, &'static str)> {
    let mut all = Vec::new();
    let mut suspended_at_end = false;
    for (from, to) in scene.portal.suspensions(view.no) {
        all.push((from, "status_suspended"));
        let back = to.and_then(|to| to.tomorrow().ok());
        let end = view.date("ends_at");
        match back {
            Some(day) if end.is_none_or(|end| day <= end) => all.push((day, "status_resumed")),
            None => suspended_at_end = true,
            _ => {}
        }
    }
    all.extend(view.date("starts_at").map(|day| (day, "status_open")));
    let closed = view.date("ends_at").and_then(|end| end.tomorrow().ok());
    all.extend(closed.filter(|_| !suspended_at_end).map(|day| (day, "status_closed")));
    // One day, one state: the last one named wins, as on the page.
    all.sort();
    all.dedup_by_key(|(day, _)| *day);
    all
}

/// Since when a policy is in the state it is in.
fn of_policy(scene: &Scene, view: &PublicView) -> Option<(Date, &'static str)> {
    let portal = scene.portal;
    let effective = |no: EntryNo| {
        let view = portal.public_view(no)?;
        let expected = || portal.expected(view.original_no)?.effective_on;
        view.date("effective_on").or_else(expected).or(view.published.map(|moment| moment.date()))
    };
    let by = portal.ended_by[view.original_no.0 as usize];
    let next = || portal.last_days[view.original_no.0 as usize].and_then(|last| last.tomorrow().ok());
    Some(match portal.validity(view.no)? {
        State::Repealed => (by.and_then(effective)?, "status_repealed"),
        State::Superseded => (by.and_then(effective)?, "status_superseded"),
        State::Expired => (next()?, "status_expired"),
        State::RunOff => (next()?, "status_run_off"),
        State::InForce | State::Expiring | State::PartlyInForce => {
            (view.date("effective_on").or_else(|| effective(view.original_no))?, "status_in_force")
        }
        _ => return None,
    })
}

fn entry_id(scene: &Scene, item: &Item) -> String {
    let lang = item.view.lang.folder();
    let prefix = match item.view.kind.spec().prefix {
        "" => "ym",
        prefix => prefix,
    };
    let status = match item.news {
        News::Content => String::new(),
        News::Status(_) => format!("#status-{}", item.updated.date()),
    };
    format!("tag:{}:{lang}{prefix}/{}{status}", scene.config.feed_authority, item.view.id)
}

fn entry(scene: &Scene, lang: Lang, item: &Item, xml: &mut String) {
    let view = &item.view;
    let (title, summary) = match item.news {
        News::Content => (view.title.to_string(), summary(scene, lang, view)),
        News::Status(status) => status_texts(scene, lang, item, status),
    };
    let anchor = if view.kind == Kind::Faq { format!("#{}", view.id) } else { String::new() };
    xml.push_str("<entry>\n");
    element(xml, "id", &entry_id(scene, item));
    element(xml, "title", &title);
    element(xml, "updated", &rfc3339(item.updated));
    if let (News::Content, Some(published)) = (item.news, view.published) {
        element(xml, "published", &rfc3339(published));
    }
    let address = format!("{}{anchor}", scene.config.absolute(&url::encode(view.route)));
    link(xml, "alternate", "text/html", &address);
    if !summary.is_empty() {
        element(xml, "summary", &summary);
    }
    for code in view.texts("topics") {
        let label = scene.vocabularies.label(Facet::Topic.key(), code, lang);
        xml.push_str(&format!("<category term=\"{}\" label=\"{}\"/>\n", escaped(code), escaped(label)));
    }
    let kind = view.kind.spec().code;
    let label = &scene.config.column(view.kind).name[lang as usize];
    xml.push_str(&format!("<category term=\"{kind}\" label=\"{}\"/>\n", escaped(label)));
    xml.push_str("</entry>\n");
}

/// The summary; of a notice with a name list the period and how many there are.
fn summary(scene: &Scene, lang: Lang, view: &PublicView) -> String {
    let Some(count) = view.names_count else {
        return view.text("summary").or_else(|| view.text("answer")).unwrap_or_default().to_string();
    };
    let day = |key: &str| {
        let date = view.part("period")?.date(key)?;
        Some(if lang == Lang::Zh { crate::date::chinese(date) } else { crate::date::english(date) })
    };
    let mut texts = Vec::new();
    if let (Some(from), Some(to)) = (day("start"), day("end")) {
        texts.push(fill(scene.word(lang, "publicity_from_to"), |key| match key {
            "from" => Some(from.clone()),
            "to" => Some(to.clone()),
            _ => None,
        }));
    }
    texts.push(fill(scene.word(lang, "names_in_list"), |key| (key == "count").then(|| count.to_string())));
    texts.join(if lang == Lang::Zh { "" } else { " " })
}

fn status_texts(scene: &Scene, lang: Lang, item: &Item, status: &str) -> (String, String) {
    let word = scene.word(lang, status).to_string();
    let title = fill(scene.word(lang, "status_title"), |key| match key {
        "status" => Some(word.clone()),
        "title" => Some(item.view.title.to_string()),
        _ => None,
    });
    let day = item.updated.date();
    let day = if lang == Lang::Zh { crate::date::chinese(day) } else { crate::date::english(day) };
    let note = fill(scene.word(lang, "status_note"), |key| (key == "date").then(|| day.clone()));
    (title, note)
}

/// China Standard Time.
fn rfc3339(moment: DateTime) -> String {
    format!("{}T{:02}:{:02}:{:02}+08:00", moment.date(), moment.hour(), moment.minute(), moment.second())
}

fn element(xml: &mut String, name: &str, text: &str) {
    xml.push_str(&format!("<{name}>{}</{name}>\n", escaped(text)));
}

fn link(xml: &mut String, rel: &str, media_type: &str, href: &str) {
    xml.push_str(&format!("<link rel=\"{rel}\" type=\"{media_type}\" href=\"{}\"/>\n", escaped(href)));
}

/// Text and attributes, without the characters that XML 1.0 refuses.
fn escaped(text: &str) -> String {
    let allowed = text.chars().filter_map(|c| match c {
        '\t' | '\n' => Some(' '),
        '\u{fffe}' | '\u{ffff}' => None,
        c => (!c.is_control()).then_some(c),
    });
    escaped_markup(&allowed.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xml_holds_nothing_that_breaks_it() {
        assert_eq!(escaped("a<b>&\"\u{0}\u{b}\u{ffff}\n云"), "a&lt;b&gt;&amp;&quot; 云");
    }

    #[test]
    fn times_are_those_of_china() {
        let moment = crate::date::parse_moment("2026-12-31 17:00").unwrap();
        assert_eq!(rfc3339(moment), "2026-12-31T17:00:00+08:00");
    }
}
