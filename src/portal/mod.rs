//! The site as a whole: what a visitor may see, what leads where, what is in force.
//!
//! Takes the entries of all files and a date, gives [`Portal`]: standing, addresses, relations both
//! ways, validity, lists, facets, translations. It is resolved anew each time; one pass over the
//! entries per question keeps that fast.
//!
//! **Invariant**: entries are not changed. Everything that leaves the program goes through
//! [`Portal::standing`] first: what is hidden has no address here.

pub mod dataset;
mod event;
mod facet;
mod link;
mod list;
mod list_facet;
mod mention;
mod names;
pub mod occasion;
mod public;
mod quote;
mod reference;
mod relation;
mod rest;
pub mod route;
mod standing;
mod subscription;
mod validity;
mod version;

pub use dataset::Dataset;
pub use event::event_days;
pub use facet::{Facet, FacetValue, FacetValues, implied};
pub use link::{Asset, Target};
pub use list::{Shelf, year_of};
pub use list_facet::{AMOUNT_RANGES, ListFacet, ListFacetValue, ListFacetValues, amount_range};
pub use mention::Mentions;
pub use names::{PublicNames, names_count, public_names};
pub use occasion::Occasion;
pub use public::{PublicBody, PublicView};
pub use reference::{Leaf, References, visit};
pub use relation::Relation;
pub use standing::{AsOf, Standing, Unpublished};
pub use subscription::Channel;
pub use version::{Version, Versions};

use crate::config::Config;
use crate::content::{Entries, Entry};
use crate::date::{Date, DateTime};
use crate::diagnostic::Diagnostics;
use crate::field::{Fields, Kind};
use crate::policy::State;
use crate::source::Sources;
use crate::text::Lang;
use crate::vocabulary::Vocabularies;
use std::collections::{BTreeMap, HashMap};

/// The number of an entry in [`Entries::entries`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryNo(pub u32);

/// Everything that is known of the site on one date. Vectors are indexed by [`EntryNo`].
#[derive(Debug)]
pub struct Portal {
    pub entries: Entries,
    pub date: Date,
    pub standing: Vec<Standing>,
    /// Why an entry is not published, whether or not it is shown.
    unpublished: Vec<Option<Unpublished>>,
    /// Whether it stands in lists: public, its original too, and no text of a version.
    public: Vec<bool>,
    /// The entry in Chinese that a translation belongs to; itself for originals.
    pub original: Vec<EntryNo>,
    /// Of originals: their translations by language.
    pub translations: Vec<[Option<EntryNo>; 2]>,
    /// Address of each entry that has one; empty for hidden ones. Questions share the address of
    /// their list and have an anchor.
    pub routes: Vec<Box<str>>,
    /// When it was published, for order and lists.
    pub published: Vec<Option<DateTime>>,
    /// When its content was changed: 更新时间, else the day of publication.
    updated: Vec<Option<Date>>,
    pub validity: Vec<Option<State>>,
    /// The last day in force of a policy, extensions included.
    pub last_days: Vec<Option<Date>>,
    /// Of policies that have at least two.
    pub versions: BTreeMap<EntryNo, Versions>,
    mentions: Mentions,
    /// The document in force that repealed or replaced a policy.
    pub ended_by: Vec<Option<EntryNo>>,
    /// What an entry names.
    pub outgoing: Vec<Vec<Relation>>,
    /// What names an entry.
    pub incoming: Vec<Vec<Relation>>,
    /// What is public, by language; originals in Chinese.
    pub shelves: [Shelf; 2],
    /// Place of an entry in its list.
    pub position: Vec<u32>,
    /// Everything dated that a visitor may wait for, by time.
    pub occasions: Vec<Occasion>,
    /// Positions of the occasions of an entry.
    pub occasions_by_entry: HashMap<EntryNo, Vec<u32>>,
    /// Events by language in the order of their list: those that come, then those that are over.
    pub events: [Vec<EntryNo>; 2],
    /// The facets of the list of each kind, by language and kind.
    pub list_facets: [Vec<Vec<ListFacetValues>>; 2],
    /// The calendars to subscribe to, by language.
    pub calendars: [Vec<Channel>; 2],
    /// Whether there is a page 兑付进度.
    pub has_payment_progress: bool,
    references: References,
    /// Of translations: the fields of the original with what the translation writes over them.
    translated: HashMap<EntryNo, Fields>,
}

/// Resolves the site as of a date.
pub fn portal(
    entries: Entries,
    sources: &Sources,
    config: &Config,
    vocabularies: &Vocabularies,
    as_of: AsOf,
) -> (Portal, Diagnostics) {
    let date = as_of.date;
    let mut entries = entries;
    let mut diagnostics = reference::settle_ids(&mut entries, sources);
    version::tie(&mut entries);
    let published = standing::published(&entries);
    let unpublished = standing::unpublished(&entries, &published, date);
    let (mut standing, found) = standing::standing(&entries, &published, &unpublished, as_of);
    version::follow(&entries, &mut standing);
    diagnostics.extend(found);
    let (original, translations, found) = reference::pair_translations(&entries, sources, &standing, config);
    diagnostics.extend(found);
    let (references, found) = References::new(&entries, &standing, &original);
    diagnostics.extend(found);
    let mut routes = route::routes(&entries, &standing, &original);
    let (outgoing, found) = relation::outgoing(&entries, &standing, &original, &references);
    diagnostics.extend(found);
    let incoming = relation::incoming(&outgoing);
    let given = version::Given { entries: &entries, sources, routes: &routes, references: &references, date };
    let (versions, found) = version::versions(&given);
    diagnostics.extend(found);
    version::place(&versions, &entries, &mut routes);
    let site = validity::Site { entries: &entries, published: &published, versions: &versions, date };
    let (in_force, found) = validity::validity(&site, &outgoing, &incoming);
    diagnostics.extend(found);
    let lists = list::lists(&entries, &standing, &published);
    let position = list::positions(&lists, entries.entries.len());
    let facets = facet::facets(&entries, &lists, vocabularies);
    let chinese = Shelf { lists, facets };
    let is_public = |no: &EntryNo| standing[no.0 as usize] == Standing::Public;
    let english = chinese.translated(&|no| translations[no.0 as usize][Lang::En as usize].filter(is_public));
    let public = standing::public(&entries, &standing, &original);
    let portal = Portal {
        entries,
        date,
        standing,
        public,
        unpublished,
        original,
        translations,
        routes,
        published,
        updated: Vec::new(),
        validity: in_force.states,
        last_days: in_force.last_days,
        versions,
        mentions: Mentions::default(),
        ended_by: in_force.ended_by,
        outgoing,
        incoming,
        shelves: [chinese, english],
        position,
        occasions: Vec::new(),
        occasions_by_entry: HashMap::new(),
        events: Default::default(),
        list_facets: Default::default(),
        calendars: Default::default(),
        has_payment_progress: !config.payment_progress.rows.is_empty(),
        references,
        translated: HashMap::new(),
    };
    (seen_whole(portal, sources, config, vocabularies), diagnostics)
}

/// What follows from the portal as a whole: words of translations, mentions, occasions, events, calendars.
fn seen_whole(portal: Portal, sources: &Sources, config: &Config, vocabularies: &Vocabularies) -> Portal {
    let portal = Portal { translated: translated(&portal), ..portal };
    let portal = Portal { updated: standing::updated(&portal), ..portal };
    let portal = Portal { mentions: mention::mentions(&portal, sources), ..portal };
    let portal = Portal { occasions: occasion::occasions(&portal, &config.holidays), ..portal };
    let portal = Portal { occasions_by_entry: occasion::by_entry(&portal.occasions), ..portal };
    let portal = Portal { events: Lang::ALL.map(|lang| event::in_order(&portal, lang)), ..portal };
    let list_facets = list_facet::list_facets(&portal, vocabularies);
    let portal = Portal { list_facets, ..portal };
    Portal { calendars: Lang::ALL.map(|lang| subscription::calendars(&portal, lang)), ..portal }
}

/// Every translation's fields, laid over those of its original.
fn translated(portal: &Portal) -> HashMap<EntryNo, Fields> {
    let numbers = (0..portal.original.len()).map(EntryNo::from);
    let translations = numbers.filter(|no| portal.original(*no) != *no);
    translations
        .map(|no| {
            let mut fields = portal.entry(portal.original(no)).fields.clone();
            fields.lay_over(&portal.entry(no).fields);
            (no, fields)
        })
        .collect()
}

impl Portal {
    /// Findings that need the whole portal, and that nothing of it depends on.
    pub fn checks(&self, sources: &Sources, vocabularies: &Vocabularies) -> Diagnostics {
        let mut diagnostics = link::check(self, sources);
        diagnostics.extend(quote::check(self, sources));
        diagnostics.extend(version::check(self));
        diagnostics.extend(rest::check(self));
        diagnostics.extend(names::check(self, sources, vocabularies));
        diagnostics
    }

    /// The fields of an entry as its page shows them; of a translation those of its original, with
    /// its own words over them.
    pub fn fields(&self, no: EntryNo) -> &Fields {
        self.translated.get(&no).unwrap_or(&self.entry(no).fields)
    }

    /// An entry.
    pub fn entry(&self, no: EntryNo) -> &Entry {
        &self.entries.entries[no.0 as usize]
    }

    /// Whether anybody may see the entry.
    pub fn standing(&self, no: EntryNo) -> Standing {
        self.standing[no.0 as usize]
    }

    /// The address of an entry; empty for hidden ones.
    pub fn route(&self, no: EntryNo) -> &str {
        &self.routes[no.0 as usize]
    }

    /// The Chinese entry that a translation belongs to; itself for originals.
    pub fn original(&self, no: EntryNo) -> EntryNo {
        self.original[no.0 as usize]
    }

    /// The entry in a language, where there is one.
    pub fn in_language(&self, no: EntryNo, lang: Lang) -> Option<EntryNo> {
        match lang {
            Lang::Zh => Some(self.original(no)),
            _ => self.translations[self.original(no).0 as usize][lang as usize],
        }
    }

    /// Whether a translation is older than the text it translates, as far as both have dates.
    pub fn is_stale(&self, no: EntryNo) -> bool {
        let original = self.original(no);
        original != no && reference::older_than(self.entry(no), self.entry(original)).is_some()
    }

    /// The validity of a policy on the date; of a translation that of its original.
    pub fn validity(&self, no: EntryNo) -> Option<State> {
        self.validity[self.original(no).0 as usize]
    }

    /// The id of a kind that is nearest to a text, as a message suggests it.
    pub fn nearest_id(&self, kinds: &[Kind], written: &str) -> String {
        crate::text::hint(written, self.references.ids_near(&self.entries, kinds, written))
    }

    /// The entry that a written reference means.
    pub fn find(&self, kinds: &[Kind], written: &str) -> Option<EntryNo> {
        self.references.find(&self.entries, kinds, written)
    }

    /// Whether a written reference is the id of what nobody may see: then it is not printed.
    pub fn names_hidden(&self, written: &str) -> bool {
        self.references.names_hidden(written)
    }

    /// Whether a written body is a department that nobody may see, by its id or a name.
    pub fn names_hidden_department(&self, written: &str) -> bool {
        self.references.names_hidden_department(written)
    }
}
