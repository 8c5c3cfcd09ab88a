//! Facets of lists: the closed values by which the list of one kind is narrowed.
//!
//! One table says which kind has which; the values come from fields, from what the portal computes
//! (validity, departments) and from dates. Each value has a page of its own and a place in the data of
//! the script that combines them.
//!
//! **Invariant**: a value that every entry has, or a facet with fewer than two others, is not there: it
//! would narrow nothing. A language has the values that its entries have.

use super::facet::{Facet, imply};
use super::{EntryNo, Portal, event_days};
use crate::date::Date;
use crate::field::{Fields, Kind, Value, award_most};
use crate::text::Lang;
use crate::vocabulary::Vocabularies;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};

/// A facet of the list of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ListFacet {
    Validity,
    Topic,
    Audience,
    Industry,
    Region,
    Level,
    Issuer,
    Department,
    Year,
    /// The form of a support or of an interpretation.
    Form,
    Access,
    Timing,
    Amount,
    Group,
    Type,
    Star,
    Accepts,
    Status,
    /// The month in which a call closes.
    Deadline,
    Handling,
    Online,
}

/// The one table: which kind is narrowed by what, in the order of the page.
const TABLE: &[(Kind, &[ListFacet])] = {
    use ListFacet::*;
    &[
        (Kind::Policy, &[Validity, Topic, Level, Issuer, Year, Region]),
        (Kind::Interpretation, &[Form, Year, Topic]),
        (Kind::Benefit, &[Audience, Topic, Form, Access, Timing, Amount, Department, Level]),
        (Kind::Call, &[Deadline, Audience, Topic, Department, Year]),
        (Kind::Programme, &[Level, Department, Topic, Audience]),
        (Kind::Platform, &[Group, Type, Level, Star, Industry, Region, Accepts, Status]),
        (Kind::PlatformType, &[Group]),
        (Kind::Guide, &[Topic, Audience, Department, Handling, Online]),
        (Kind::Notice, &[Type, Year, Topic]),
        (Kind::Event, &[Type, Year, Topic, Region]),
        (Kind::News, &[Year, Topic]),
        (Kind::Challenge, &[Deadline, Industry, Topic]),
    ]
};

/// Bounds of the ranges of amounts, in 元: each range goes from one to below the next.
pub const AMOUNT_RANGES: [(&str, i64); 5] =
    [("0-1w", 0), ("1w-10w", 10_000), ("10w-50w", 100_000), ("50w-100w", 500_000), ("100w", 1_000_000)];
/// What is not given in money.
const NO_AMOUNT: &str = "none";

impl ListFacet {
    /// The facets of a kind.
    pub fn of(kind: Kind) -> &'static [ListFacet] {
        TABLE.iter().find(|(of, _)| *of == kind).map_or(&[], |(_, facets)| facets)
    }

    /// Its name in addresses and in the words of the theme; one word without a hyphen.
    pub fn key(self) -> &'static str {
        match self {
            ListFacet::Validity => "validity",
            ListFacet::Topic => "topic",
            ListFacet::Audience => "audience",
            ListFacet::Industry => "industry",
            ListFacet::Region => "region",
            ListFacet::Level => "level",
            ListFacet::Issuer => "issuer",
            ListFacet::Department => "department",
            ListFacet::Year => "year",
            ListFacet::Form => "form",
            ListFacet::Access => "access",
            ListFacet::Timing => "timing",
            ListFacet::Amount => "amount",
            ListFacet::Group => "group",
            ListFacet::Type => "type",
            ListFacet::Star => "star",
            ListFacet::Accepts => "accepts",
            ListFacet::Status => "status",
            ListFacet::Deadline => "deadline",
            ListFacet::Handling => "handling",
            ListFacet::Online => "online",
        }
    }

    /// The vocabulary that its values come from in the list of a kind.
    pub fn vocabulary(self, kind: Kind) -> Option<&'static str> {
        Some(match (self, kind) {
            (ListFacet::Validity, _) => "validity_states",
            (ListFacet::Topic, _) => Facet::Topic.key(),
            (ListFacet::Audience, _) => Facet::Audience.key(),
            (ListFacet::Industry, _) => Facet::Industry.key(),
            (ListFacet::Region, _) => Facet::Region.key(),
            (ListFacet::Level, _) => "levels",
            (ListFacet::Form, Kind::Benefit) => "support_forms",
            (ListFacet::Form, _) => "interpretation_forms",
            (ListFacet::Access, _) => "access_modes",
            (ListFacet::Timing, _) => "payment_timing",
            (ListFacet::Group, _) => "platform_groups",
            (ListFacet::Type, Kind::Platform) => "platform_types",
            (ListFacet::Type, Kind::Notice) => "notice_types",
            (ListFacet::Type, _) => "event_types",
            (ListFacet::Accepts, _) => "platform_accepts",
            (ListFacet::Status, _) => "platform_statuses",
            (ListFacet::Handling, _) => "handling_types",
            _ => return None,
        })
    }

    /// The facet with pages of its own across all kinds that has the same values.
    pub fn across(self) -> Option<Facet> {
        match self {
            ListFacet::Topic => Some(Facet::Topic),
            ListFacet::Audience => Some(Facet::Audience),
            ListFacet::Industry => Some(Facet::Industry),
            ListFacet::Region => Some(Facet::Region),
            _ => None,
        }
    }

    /// Whether its values have no order but the number of their entries.
    fn goes_by_count(self) -> bool {
        use ListFacet::{Department, Form, Industry, Issuer, Topic, Type};
        matches!(self, Department | Form | Industry | Issuer | Topic | Type)
    }
}

/// One value of a facet of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListFacetValue {
    /// Code of the vocabulary, id of the department, year, month.
    pub code: Box<str>,
    /// The code as addresses have it: with hyphens.
    pub slug: Box<str>,
    /// Places in the list, as its pages show it.
    pub places: Vec<u32>,
}

/// The values of one facet of a list, as the page shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListFacetValues {
    pub facet: ListFacet,
    pub values: Vec<ListFacetValue>,
}

impl ListFacetValues {
    /// The value with a slug.
    pub fn value(&self, slug: &str) -> Option<&ListFacetValue> {
        self.values.iter().find(|value| &*value.slug == slug)
    }
}

/// The facets of every list.
pub(super) fn list_facets(portal: &Portal, vocabularies: &Vocabularies) -> [Vec<Vec<ListFacetValues>>; 2] {
    Lang::ALL.map(|lang| {
        let of_kind = |kind: &Kind| {
            let list = portal.in_order(*kind, lang);
            let facets = ListFacet::of(*kind).iter();
            facets.filter_map(|facet| values(portal, vocabularies, *kind, *facet, &list)).collect()
        };
        Kind::ALL.iter().map(of_kind).collect()
    })
}

fn values(
    portal: &Portal,
    vocabularies: &Vocabularies,
    kind: Kind,
    facet: ListFacet,
    list: &[EntryNo],
) -> Option<ListFacetValues> {
    let of_entry = |no: &EntryNo| codes(portal, vocabularies, kind, facet, portal.original(*no));
    let of_entries: Vec<Vec<Box<str>>> = list.par_iter().map(of_entry).collect();
    let mut by_slug: HashMap<Box<str>, ListFacetValue> = HashMap::new();
    for (place, codes) in of_entries.into_iter().enumerate() {
        for code in codes {
            let slug: Box<str> = code.replace('_', "-").into();
            let value = by_slug.entry(slug).or_insert_with_key(|slug| ListFacetValue {
                code,
                slug: slug.clone(),
                places: Vec::new(),
            });
            if value.places.last() != Some(&(place as u32)) {
                value.places.push(place as u32);
            }
        }
    }
    let mut values: Vec<ListFacetValue> = by_slug.into_values().collect();
    values.retain(|value| value.places.len() < list.len());
    in_order(&mut values, kind, facet, vocabularies);
    (values.len() > 1).then_some(ListFacetValues { facet, values })
}

/// Ranked values by their rank, times newest first, others by the number of their entries.
fn in_order(values: &mut [ListFacetValue], kind: Kind, facet: ListFacet, vocabularies: &Vocabularies) {
    let terms = facet.vocabulary(kind).map_or(&[][..], |name| vocabularies.terms(name));
    let ranks: HashMap<&str, usize> =
        terms.iter().enumerate().map(|(rank, term)| (term.code.as_str(), rank)).collect();
    let rank = |value: &ListFacetValue| match facet {
        ListFacet::Amount => AMOUNT_RANGES.iter().position(|(code, _)| **code == *value.code),
        _ => ranks.get(&*value.code).copied(),
    };
    values.sort_by(|a, b| match facet {
        ListFacet::Year | ListFacet::Deadline | ListFacet::Star => b.code.cmp(&a.code),
        ListFacet::Online => b.code.cmp(&a.code),
        _ if facet.goes_by_count() => b.places.len().cmp(&a.places.len()).then_with(|| a.code.cmp(&b.code)),
        _ => {
            let (a_rank, b_rank) = (rank(a).unwrap_or(usize::MAX), rank(b).unwrap_or(usize::MAX));
            a_rank.cmp(&b_rank).then_with(|| a.code.cmp(&b.code))
        }
    });
}

/// The values of an original.
fn codes(
    portal: &Portal,
    vocabularies: &Vocabularies,
    kind: Kind,
    facet: ListFacet,
    no: EntryNo,
) -> Vec<Box<str>> {
    let fields = &portal.entry(no).fields;
    let owned = |texts: &mut dyn Iterator<Item = &str>| texts.map(Box::from).collect::<Vec<Box<str>>>();
    let one = |code: Option<&str>| code.map(Box::from).into_iter().collect::<Vec<Box<str>>>();
    match facet {
        ListFacet::Topic | ListFacet::Audience | ListFacet::Industry | ListFacet::Region => {
            implied(fields, facet, vocabularies)
        }
        ListFacet::Validity => one(portal.validity(no).map(|state| state.code())),
        ListFacet::Level if kind == Kind::Platform => levels(fields),
        ListFacet::Level => one(fields.text("level")),
        ListFacet::Issuer => departments(portal, &mut fields.texts("issuers")),
        ListFacet::Department => departments(portal, &mut handling(fields).into_iter()),
        ListFacet::Year => year(portal, kind, no).map(|year| year.to_string().into()).into_iter().collect(),
        ListFacet::Form if kind == Kind::Benefit => owned(&mut fields.texts("support_forms")),
        ListFacet::Form => one(fields.text("form")),
        ListFacet::Access => one(fields.text("access_mode")),
        ListFacet::Timing => one(fields.part("payment").and_then(|payment| payment.text("timing"))),
        ListFacet::Amount => one(Some(amount(fields))),
        ListFacet::Group => one(group(fields, vocabularies)),
        ListFacet::Type => one(fields.text("type")),
        ListFacet::Star => stars(fields).map(|stars| stars.to_string().into()).into_iter().collect(),
        ListFacet::Accepts => owned(&mut fields.texts("accepts")),
        ListFacet::Status => owned(&mut fields.parts("levels").filter_map(|part| part.text("status"))),
        ListFacet::Deadline => month(portal.deadline(no)).into_iter().collect(),
        ListFacet::Handling => one(fields.text("handling_type")),
        ListFacet::Online => one(Some(if fields.text("online_entry").is_some() { "yes" } else { "no" })),
    }
}

/// Values of a vocabulary with what they imply: a town lies in its district.
fn implied(fields: &Fields, facet: ListFacet, vocabularies: &Vocabularies) -> Vec<Box<str>> {
    let Some(across) = facet.across() else { return Vec::new() };
    let keys: &[&str] =
        if across == Facet::Region { &["regions", "belongs_to", "located_in"] } else { &[across.key()] };
    let mut codes = BTreeSet::new();
    for code in keys.iter().flat_map(|key| fields.texts(key)) {
        imply(across, code, vocabularies, &mut codes);
    }
    codes.into_iter().collect()
}

/// The levels that a platform holds, without those it is only being prepared for or has lost.
fn levels(fields: &Fields) -> Vec<Box<str>> {
    let held = fields.parts("levels").filter(|part| {
        !matches!(part.text("status"), Some("cultivating" | "establishing" | "suspended" | "revoked"))
    });
    let codes: BTreeSet<&str> = held.filter_map(|part| part.text("level")).collect();
    if codes.is_empty() { vec!["unranked".into()] } else { codes.into_iter().map(Box::from).collect() }
}

/// The departments that are entries of the site.
fn departments(portal: &Portal, written: &mut dyn Iterator<Item = &str>) -> Vec<Box<str>> {
    let found = written.filter_map(|text| portal.find(&[Kind::Department], text));
    let public = found.filter(|no| portal.is_public(*no));
    public.map(|no| portal.entry(portal.original(no)).id.as_ref().into()).collect()
}

/// Who accepts applications, or is to be asked.
fn handling(fields: &Fields) -> Option<&str> {
    let of_part = |key: &str| fields.part(key).and_then(|part| part.text("department"));
    of_part("handled_by").or_else(|| fields.text("authority")).or_else(|| of_part("contact"))
}

/// The year of a policy is that of its date, of a call that it is for, of an event that of its day.
fn year(portal: &Portal, kind: Kind, no: EntryNo) -> Option<i64> {
    let entry = portal.entry(no);
    let published = || portal.published[no.0 as usize].map(|moment| moment.date());
    let stated = || entry.policy.as_ref()?.dated_on.as_ref().map(|found| found.value);
    let day: Option<Date> = match kind {
        Kind::Call => return super::year_of(&entry.fields),
        Kind::Policy => entry.fields.date("dated_on").or_else(stated).or_else(published),
        Kind::Event => event_days(&entry.fields).map(|(first, _)| first),
        _ => published(),
    };
    day.map(|day| i64::from(day.year()))
}

/// The range that the most a recipient gets lies in.
fn amount(fields: &Fields) -> &'static str {
    match most(fields) {
        Some(fen) => amount_range(fen.div_euclid(100)).unwrap_or(NO_AMOUNT),
        None => NO_AMOUNT,
    }
}

/// The code of the range that an amount in 元 lies in.
pub fn amount_range(yuan: i64) -> Option<&'static str> {
    AMOUNT_RANGES.iter().rev().find(|(_, from)| yuan >= *from).map(|(code, _)| *code)
}

/// The most that a recipient of a benefit gets, in fen.
pub(super) fn most(fields: &Fields) -> Option<i64> {
    fields.parts("award").filter_map(award_most).max()
}

fn group<'v>(fields: &Fields, vocabularies: &'v Vocabularies) -> Option<&'v str> {
    let term = vocabularies.term("platform_types", fields.text("type")?)?;
    term.extra.get("group").map(String::as_str)
}

fn stars(fields: &Fields) -> Option<i64> {
    match fields.part("rating")?.get("stars")?.value {
        Value::Integer(stars) => Some(stars),
        _ => None,
    }
}

fn month(day: Option<Date>) -> Option<Box<str>> {
    day.map(|day| format!("{:04}-{:02}", day.year(), day.month()).into())
}

impl Portal {
    /// The facets by which the list of a kind can be narrowed in a language.
    pub fn list_facets(&self, kind: Kind, lang: Lang) -> &[ListFacetValues] {
        self.list_facets[lang as usize].get(kind as usize).map_or(&[], Vec::as_slice)
    }

    /// The last day on which a call or a challenge takes applications.
    pub fn deadline(&self, no: EntryNo) -> Option<Date> {
        let fields = &self.entry(self.original(no)).fields;
        fields.date("ends_at").or_else(|| fields.date("ends_on"))
    }

    /// The year of an entry: of its date, of the day of an event, the one that a call is for.
    pub fn year(&self, no: EntryNo) -> Option<i64> {
        year(self, self.entry(no).kind, self.original(no))
    }

    /// The levels of an entry: its own, or those that a platform holds.
    pub fn levels(&self, no: EntryNo) -> Vec<String> {
        let entry = self.entry(self.original(no));
        if entry.kind == Kind::Platform {
            return levels(&entry.fields)
                .into_iter()
                .filter(|code| **code != *"unranked")
                .map(String::from)
                .collect();
        }
        entry.fields.text("level").map(str::to_string).into_iter().collect()
    }

    /// The most that a recipient of a benefit gets, in fen; `None` where it is no money.
    pub fn most(&self, no: EntryNo) -> Option<i64> {
        most(&self.entry(self.original(no)).fields)
    }
}
