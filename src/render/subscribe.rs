//! 订阅: which feeds and calendars there are, how to subscribe, and links to them from other pages.
//!
//! Takes the channels of the portal, gives the subscribe page and `rel=alternate` links.

use super::head::{self, About};
use super::view::{
    BodyView, LinkView, MachineLinkView, SubscribeView, SubscriptionGroupView, SubscriptionView, View,
};
use super::{PagePlan, Scene, Spot};
use crate::field::Kind;
use crate::portal::route::{atom_route, ics_route};
use crate::portal::{Channel, EntryNo, Facet};
use crate::text::Lang;
use crate::url;

const ATOM: &str = "application/atom+xml";
const CALENDAR: &str = "text/calendar";

/// The Atom feeds of a language. They need full addresses, so a site without one has none.
pub fn feeds(scene: &Scene, lang: Lang) -> Vec<Channel> {
    if scene.config.base_url.is_empty() { Vec::new() } else { scene.portal.feeds(lang) }
}

/// The name of a channel for people.
pub fn channel_name(scene: &Scene, lang: Lang, channel: &Channel) -> String {
    let spot = Spot { route: "", lang };
    match channel {
        Channel::All => scene.word(lang, "feed_all").to_string(),
        Channel::Kind(kind) => scene.config.column(*kind).name[lang as usize].clone(),
        Channel::Topic(code) => scene.label(spot, Facet::Topic.key(), code),
        Channel::Department(no) => scene.title(spot, *no).to_string(),
    }
}

/// The address of the subscribe page in a language, if there is anything to subscribe to.
pub(super) fn route(scene: &Scene, lang: Lang) -> Option<String> {
    let any = !scene.portal.calendars[lang as usize].is_empty() || !feeds(scene, lang).is_empty();
    any.then(|| format!("{}dy/index.html", lang.folder()))
}

/// A link to the subscribe page.
pub(super) fn link(scene: &Scene, spot: Spot) -> Option<LinkView> {
    let route = route(scene, spot.lang)?;
    Some(LinkView {
        text: scene.word(spot.lang, "subscribe").to_string(),
        href: url::relative(spot.route, &route),
        ..LinkView::default()
    })
}

/// The pages of this file and the calendar, with their addresses.
pub fn subscribe_routes(scene: &Scene, lang: Lang, add: &mut dyn FnMut(String, PagePlan)) {
    super::calendar::calendar_routes(scene, lang, add);
    if let Some(route) = route(scene, lang) {
        add(route, PagePlan::Subscribe(lang));
    }
}

/// The subscribe page.
pub(super) fn page(scene: &Scene, spot: Spot) -> View {
    let title = scene.word(spot.lang, "subscribe").to_string();
    let about = About {
        kind: "subscribe",
        title: &title,
        column: None,
        is_column: true,
        description: scene.word(spot.lang, "subscribe_description").to_string(),
        keywords: vec![title.clone()],
    };
    let calendars = &scene.portal.calendars[spot.lang as usize];
    let view = SubscribeView {
        calendars: groups(scene, spot, calendars, &|channel| calendar_row(scene, spot, channel)),
        feeds: groups(scene, spot, &feeds(scene, spot.lang), &|channel| feed_row(scene, spot, channel)),
        absolute: !scene.config.base_url.is_empty(),
        calendar: super::calendar::link(scene, spot).unwrap_or_default(),
    };
    View { page: head::page(scene, spot, about), body: BodyView::Subscribe(Box::new(view)) }
}

/// Channels by kind, department and topic.
fn groups(
    scene: &Scene,
    spot: Spot,
    channels: &[Channel],
    row: &dyn Fn(&Channel) -> SubscriptionView,
) -> Vec<SubscriptionGroupView> {
    let of_group = |channel: &Channel| match channel {
        Channel::All | Channel::Kind(_) => "subscribe_by_kind",
        Channel::Department(_) => "subscribe_by_department",
        Channel::Topic(_) => "subscribe_by_topic",
    };
    channels
        .chunk_by(|a, b| of_group(a) == of_group(b))
        .map(|group| SubscriptionGroupView {
            label: scene.word(spot.lang, of_group(&group[0])).to_string(),
            subscriptions: group.iter().map(row).collect(),
        })
        .collect()
}

/// As it is typed into a program.
fn address(scene: &Scene, route: &str) -> String {
    if scene.config.base_url.is_empty() { route.to_string() } else { scene.config.absolute(route) }
}

fn calendar_row(scene: &Scene, spot: Spot, channel: &Channel) -> SubscriptionView {
    let name = channel.name(scene.portal);
    let route = ics_route(&name, spot.lang);
    let row = SubscriptionView {
        name: channel_name(scene, spot.lang, channel),
        address: address(scene, &route),
        href: url::relative(spot.route, &route),
        ..SubscriptionView::default()
    };
    if !scene.portal.has_reminders(channel, spot.lang) {
        return row;
    }
    let reminders = ics_route(&format!("{name}-tixing"), spot.lang);
    SubscriptionView {
        reminder_address: address(scene, &reminders),
        reminder_href: url::relative(spot.route, &reminders),
        ..row
    }
}

fn feed_row(scene: &Scene, spot: Spot, channel: &Channel) -> SubscriptionView {
    let route = atom_route(&channel.name(scene.portal), spot.lang);
    SubscriptionView {
        name: channel_name(scene, spot.lang, channel),
        address: address(scene, &route),
        href: url::relative(spot.route, &route),
        ..SubscriptionView::default()
    }
}

/// `rel=alternate` links from a page to its feed and its calendar.
pub(super) fn machine_links(scene: &Scene, plan: &PagePlan, route: &str) -> Vec<MachineLinkView> {
    let (lang, channels) = match plan {
        PagePlan::Home(lang) | PagePlan::Subscribe(lang) | PagePlan::Calendar { lang, .. } => {
            (*lang, vec![Channel::All, Channel::Kind(Kind::Call), Channel::Kind(Kind::Event)])
        }
        PagePlan::List { kind, lang, .. } => (*lang, vec![Channel::Kind(*kind)]),
        PagePlan::Facet { facet: Facet::Topic, code, lang, .. } => {
            (*lang, vec![Channel::Topic(code.clone())])
        }
        PagePlan::Entry(no) => return of_entry(scene, *no, route),
        _ => return Vec::new(),
    };
    channels.iter().flat_map(|channel| of_channel(scene, lang, channel, route)).collect()
}

fn of_channel(scene: &Scene, lang: Lang, channel: &Channel, from: &str) -> Vec<MachineLinkView> {
    let name = channel.name(scene.portal);
    let title = channel_name(scene, lang, channel);
    let has_feed = !scene.config.base_url.is_empty()
        && match channel {
            Channel::All => scene.portal.speaks(lang),
            Channel::Kind(kind) => !scene.portal.list(*kind, lang).is_empty(),
            Channel::Topic(code) => !scene.portal.with_facet(Facet::Topic, code, lang).is_empty(),
            Channel::Department(_) => false,
        };
    let feed = has_feed.then(|| MachineLinkView {
        media_type: ATOM,
        title: title.clone(),
        href: url::relative(from, &atom_route(&name, lang)),
    });
    let has_calendar = scene.portal.calendars[lang as usize].contains(channel);
    let calendar = has_calendar.then(|| MachineLinkView {
        media_type: CALENDAR,
        title,
        href: url::relative(from, &ics_route(&name, lang)),
    });
    feed.into_iter().chain(calendar).collect()
}

/// Of a call or event its own calendar file, of a department that of its calls.
fn of_entry(scene: &Scene, no: EntryNo, from: &str) -> Vec<MachineLinkView> {
    let portal = scene.portal;
    let (original, lang) = (portal.original(no), portal.entry(no).lang);
    match portal.entry(no).kind {
        Kind::Department => of_channel(scene, lang, &Channel::Department(original), from),
        Kind::Call | Kind::Event if portal.has_own_calendar(no) => vec![MachineLinkView {
            media_type: CALENDAR,
            title: portal.entry(no).title.to_string(),
            href: url::relative(from, &own_calendar_route(scene, no)),
        }],
        _ => Vec::new(),
    }
}

/// The address of the calendar file of one call or event.
pub fn own_calendar_route(scene: &Scene, no: EntryNo) -> String {
    let entry = scene.portal.entry(scene.portal.original(no));
    let name = format!("{}/{}", entry.kind.spec().prefix, entry.id);
    ics_route(&name, scene.portal.entry(no).lang)
}
