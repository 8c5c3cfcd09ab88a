//! What can be subscribed: which Atom feeds and which calendars there are, and what belongs to each.
//!
//! Takes the lists and occasions of the portal, gives [`Channel`]s. Pages link to them and `feed` fills
//! them, so both take their names from here.
//!
//! **Invariant**: a channel that would be empty does not exist.

use super::occasion::What;
use super::{EntryNo, Facet, Occasion, Portal};
use crate::field::Kind;
use crate::text::Lang;
use std::collections::BTreeSet;

/// One thing to subscribe to; a feed, or a calendar with its reminders.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Channel {
    All,
    Kind(Kind),
    /// Code of a topic.
    Topic(Box<str>),
    Department(EntryNo),
}

/// Kinds that have a calendar of their own; benefits with windows stand in that of the calls.
const CALENDAR_KINDS: [Kind; 4] = [Kind::Call, Kind::Event, Kind::Notice, Kind::Challenge];

impl Channel {
    /// The name in addresses: `all`, `sb`, `zt-housing`, `bm-rcb`.
    pub fn name(&self, portal: &Portal) -> String {
        match self {
            Channel::All => "all".into(),
            Channel::Kind(kind) => match kind.spec().prefix {
                "" => "ym".into(),
                prefix => prefix.replace('/', "-"),
            },
            Channel::Topic(code) => format!("zt-{code}"),
            Channel::Department(no) => format!("bm-{}", portal.entry(portal.original(*no)).id),
        }
    }

    /// Whether an occasion stands in the calendar of the channel.
    pub fn holds(&self, portal: &Portal, occasion: &Occasion) -> bool {
        if occasion.kind == Kind::Policy {
            return false;
        }
        let of_calls = |kind: Kind| if kind == Kind::Benefit { Kind::Call } else { kind };
        match self {
            Channel::All => true,
            Channel::Kind(kind) => of_calls(occasion.kind) == *kind,
            Channel::Department(no) => occasion.departments.contains(no),
            Channel::Topic(code) => topics(portal, occasion).any(|topic| topic == &**code),
        }
    }
}

/// Topics are for who applies or goes: a publicity period has none.
fn topics<'a>(portal: &'a Portal, occasion: &Occasion) -> impl Iterator<Item = &'a str> + use<'a> {
    let view = portal.public_view(occasion.no).filter(|view| view.kind != Kind::Notice);
    view.map(|view| view.texts("topics")).unwrap_or_default().into_iter()
}

/// The calendars of a language, whose occasions are those of entries in it.
pub(super) fn calendars(portal: &Portal, lang: Lang) -> Vec<Channel> {
    let mut found: BTreeSet<Channel> = BTreeSet::new();
    let shown = portal.occasions.iter().filter(|occasion| portal.is_in_calendar(occasion, lang));
    for occasion in shown.filter(|occasion| occasion.kind != Kind::Policy) {
        let kind = if occasion.kind == Kind::Benefit { Kind::Call } else { occasion.kind };
        if CALENDAR_KINDS.contains(&kind) {
            found.insert(Channel::Kind(kind));
        }
        found.extend(topics(portal, occasion).map(|code| Channel::Topic(code.into())));
        found.extend(occasion.departments.iter().map(|no| Channel::Department(*no)));
    }
    let mut channels: Vec<Channel> = found.into_iter().collect();
    channels.sort_by_cached_key(|channel| (matches!(channel, Channel::Topic(_)), channel.clone()));
    channels
}

impl Portal {
    /// The feeds of a language.
    pub fn feeds(&self, lang: Lang) -> Vec<Channel> {
        let filled = |kind: &Kind| !self.list(*kind, lang).is_empty();
        let kinds: Vec<Kind> = Kind::ALL.into_iter().filter(filled).collect();
        if kinds.is_empty() {
            return Vec::new();
        }
        let topics =
            self.facet_values(Facet::Topic, lang).iter().map(|value| Channel::Topic(value.code.clone()));
        std::iter::once(Channel::All).chain(kinds.into_iter().map(Channel::Kind)).chain(topics).collect()
    }

    /// Whether an occasion stands in calendars of a language: its entry is written in it, and it is not
    /// over for more than a year.
    pub fn is_in_calendar(&self, occasion: &Occasion, lang: Lang) -> bool {
        let last = occasion.until.unwrap_or(occasion.at).date();
        crate::date::days_between(last, self.date) <= 366
            && self.in_language(occasion.no, lang).is_some_and(|no| self.is_public(no))
    }

    /// Whether a calendar has anything to be reminded of; a calendar file may not be empty.
    pub fn has_reminders(&self, channel: &Channel, lang: Lang) -> bool {
        self.occasions.iter().any(|occasion| {
            matches!(occasion.what, What::Closes | What::Held | What::PublicityEnds)
                && self.is_in_calendar(occasion, lang)
                && channel.holds(self, occasion)
        })
    }

    /// Whether an entry has a calendar file of its own: something it announces is not over.
    pub fn has_own_calendar(&self, no: EntryNo) -> bool {
        let original = self.original(no);
        let Some(view) = self.public_view(original) else { return false };
        let key = match view.kind {
            Kind::Call | Kind::Event => "ends_at",
            _ => return false,
        };
        view.date(key)
            .or(view.date("starts_at"))
            .is_some_and(|end| end >= self.date && crate::date::YEARS.contains(&end.year()))
    }
}
