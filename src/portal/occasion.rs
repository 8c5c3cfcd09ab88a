//! Everything dated that a visitor may wait for: what opens, closes, is expected, takes place, ends.
//!
//! Takes what is public, gives one sorted list of [`Occasion`]s for the calendar page, the calendar
//! files and the feeds. Time limits that hang on another date are counted here, working days with the
//! holiday calendar of the site.
//!
//! **Invariant**: an entry comes in through its [`PublicView`] only; a day outside 1949 to 2100 is no
//! occasion. What recurs by experience alone is marked as expected, never as announced.

use super::{EntryNo, Portal, PublicView};
use crate::date::{self, Date, DateTime, HolidayCalendar, days, in_year};
use crate::field::{Duration, Fields, Kind, Value, parse_duration};
use crate::policy::State;
use crate::text::Lang;
use rayon::prelude::*;
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};

/// After this many years without a call or window nobody expects the next.
const RECALL_YEARS: i16 = 2;

/// The number of a closing day that recurs every year by the text itself, beside written windows.
const EVERY_YEAR: u16 = 900;
/// The number of a closing day counted from another date.
const COUNTED: u16 = 901;

/// A day, or a moment on it in China Standard Time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    Day(Date),
    Moment(DateTime),
}

impl When {
    /// A written value that is a date.
    pub fn of(value: &Value) -> Option<When> {
        match value {
            Value::Date(date) => Some(When::Day(*date)),
            Value::Moment(moment) => Some(When::Moment(*moment)),
            _ => None,
        }
    }

    /// The day.
    pub fn date(self) -> Date {
        match self {
            When::Day(date) => date,
            When::Moment(moment) => moment.date(),
        }
    }

    /// The moment; of a day its midnight.
    pub fn moment(self) -> DateTime {
        match self {
            When::Day(date) => date.at(0, 0, 0, 0),
            When::Moment(moment) => moment,
        }
    }

    /// The same in another year.
    fn in_year(self, year: i16) -> Option<When> {
        Some(match self {
            When::Day(date) => When::Day(in_year(date, year)?),
            When::Moment(moment) => When::Moment(in_year(moment.date(), year)?.to_datetime(moment.time())),
        })
    }
}

/// What happens; in the order in which one day shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// 截止.
    Closes,
    /// 开始申报.
    Opens,
    /// 暂停.
    Suspended,
    /// 恢复.
    Resumes,
    /// 活动.
    Held,
    /// A step of a call: 答辩.
    Step,
    PublicityStarts,
    PublicityEnds,
    /// 预计开始, by the dates of former years.
    ExpectedOpens,
    ExpectedCloses,
    /// The last day in force of a policy.
    Expires,
}

/// One dated thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// The entry that gives the date, in Chinese. Of what is expected: the call of a former year.
    pub no: EntryNo,
    /// The entry that is named: that one, or the programme whose next call is expected.
    pub subject: EntryNo,
    pub kind: Kind,
    pub what: What,
    pub at: When,
    /// The end of what has a length: an event, a window.
    pub until: Option<When>,
    /// The number of the window or step among those of the entry, from 0.
    pub part: u16,
    /// Whether the call is suspended on the date of the build.
    pub suspended: bool,
    /// The departments to ask.
    pub departments: Box<[EntryNo]>,
}

/// What a call is on the date of the build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallState {
    Upcoming,
    Open,
    Closed,
    Suspended,
}

/// Collects the occasions of one entry.
struct Collector<'a> {
    portal: &'a Portal,
    holidays: &'a HolidayCalendar,
    view: PublicView<'a>,
    /// Looked for when the first date is met.
    departments: OnceCell<Box<[EntryNo]>>,
    found: Vec<Occasion>,
}

/// Every occasion, sorted by time.
pub(super) fn occasions(portal: &Portal, holidays: &HolidayCalendar) -> Vec<Occasion> {
    const KINDS: [Kind; 6] =
        [Kind::Call, Kind::Benefit, Kind::Event, Kind::Notice, Kind::Challenge, Kind::Policy];
    let of_kinds: Vec<EntryNo> =
        KINDS.iter().flat_map(|kind| portal.list(*kind, Lang::Zh)).copied().collect();
    let of_entry = |no: &EntryNo| {
        let Some(view) = portal.public_view(*no) else { return Vec::new() };
        let mut collector =
            Collector { portal, holidays, view, departments: OnceCell::new(), found: Vec::new() };
        match view.kind {
            Kind::Call => collector.call(),
            Kind::Benefit => collector.benefit(),
            Kind::Event => collector.event(),
            Kind::Notice => collector.notice(),
            Kind::Challenge => collector.at(What::Closes, view.get("ends_on").and_then(of), 0),
            _ => collector.policy(),
        }
        collector.found
    };
    let mut all: Vec<Occasion> = of_kinds.par_iter().flat_map_iter(of_entry).collect();
    all.extend(expected_calls(portal));
    all.retain(|occasion| date::YEARS.contains(&occasion.at.date().year()));
    all.sort_by_key(|o| (o.at.date(), o.what, o.at.moment(), o.kind, o.no, o.part));
    all
}

/// Positions of the occasions of each entry.
pub(super) fn by_entry(occasions: &[Occasion]) -> HashMap<EntryNo, Vec<u32>> {
    let mut positions: HashMap<EntryNo, Vec<u32>> = HashMap::new();
    for (index, occasion) in occasions.iter().enumerate() {
        positions.entry(occasion.no).or_default().push(index as u32);
    }
    positions
}

fn of(written: &crate::field::Spanned) -> Option<When> {
    When::of(&written.value)
}

fn written(fields: &Fields, key: &str) -> Option<When> {
    of(fields.get(key)?)
}

/// Whom to ask: the contact, the handling department, the hosts of an event, else the source.
fn departments(portal: &Portal, view: &PublicView) -> Box<[EntryNo]> {
    let of_part = |key: &str| view.part(key).and_then(|part| part.text("department"));
    let mut names: Vec<&str> =
        ["contact", "handled_by", "objection"].into_iter().filter_map(of_part).collect();
    names.extend(view.texts("organisers"));
    if names.is_empty() {
        names.extend(view.text("source"));
    }
    let mut found: Vec<EntryNo> =
        names.into_iter().filter_map(|name| portal.find(&[Kind::Department], name)).collect();
    found.sort();
    found.dedup();
    found.retain(|no| portal.is_public(*no));
    found.into()
}

impl Occasion {
    /// Whether the same comes again every year, by experience or by the text.
    pub fn recurs(&self) -> bool {
        matches!(self.what, What::ExpectedOpens | What::ExpectedCloses) || self.part == EVERY_YEAR
    }
}

impl Collector<'_> {
    fn add(&mut self, what: What, at: When, until: Option<When>, part: u16) {
        let no = self.view.no;
        self.found.push(Occasion {
            no,
            subject: no,
            kind: self.view.kind,
            what,
            at,
            until: until.filter(|until| until.moment() > at.moment()),
            part,
            suspended: self.view.kind == Kind::Call
                && self.portal.call_state(no) == Some(CallState::Suspended),
            departments: self.departments.get_or_init(|| departments(self.portal, &self.view)).clone(),
        });
    }

    fn at(&mut self, what: What, at: Option<When>, part: u16) {
        if let Some(at) = at {
            self.add(what, at, None, part);
        }
    }

    fn call(&mut self) {
        let (start, end) = (self.view.get("starts_at").and_then(of), self.view.get("ends_at").and_then(of));
        if let Some(start) = start {
            self.add(What::Opens, start, end, 0);
        }
        self.at(What::Closes, end, 0);
        for (index, (from, to)) in self.portal.suspensions(self.view.no).into_iter().enumerate() {
            self.at(What::Suspended, Some(When::Day(from)), index as u16);
            let next = to.and_then(|to| to.tomorrow().ok());
            self.at(What::Resumes, next.map(When::Day), index as u16);
        }
        let window = [start, end].map(|when| when.map(When::date));
        let published = self.view.published.map(|moment| moment.date());
        for (index, row) in self.view.parts("timeline").into_iter().enumerate() {
            let text = row.text("date").unwrap_or_default();
            let day = call_date(text, window, published, self.holidays);
            // The step 申报 on the days of the window says what the window says.
            let said = row.text("step") == Some("apply") && window.contains(&day);
            self.at(What::Step, day.filter(|_| !said).map(When::Day), index as u16);
        }
    }

    fn event(&mut self) {
        let end = self.view.get("ends_at").and_then(of);
        if let Some(start) = self.view.get("starts_at").and_then(of) {
            self.add(What::Held, start, end, 0);
        }
    }

    fn notice(&mut self) {
        let Some(period) = self.view.part("period") else { return };
        let (start, end) = (written(period, "start"), written(period, "end"));
        if let Some(start) = start {
            self.add(What::PublicityStarts, start, end, 0);
        }
        self.at(What::PublicityEnds, end, 0);
    }

    fn policy(&mut self) {
        let ended = matches!(
            self.portal.validity(self.view.no),
            Some(State::Repealed | State::Superseded | State::Consultation) | None
        );
        let last = self.portal.last_days[self.view.no.0 as usize].filter(|_| !ended);
        self.at(What::Expires, last.map(When::Day), 0);
    }

    fn benefit(&mut self) {
        let Some(apply) = self.view.part("apply") else { return };
        let call = apply.text("call").and_then(|id| self.portal.find(&[Kind::Call], id));
        // The call says when; the benefit would say it twice.
        if call.is_some_and(|no| self.portal.is_public(no)) {
            return;
        }
        let windows: Vec<(When, When)> = apply
            .parts("windows")
            .filter_map(|part| Some((written(part, "start")?, written(part, "end")?)))
            .collect();
        for (index, (start, end)) in windows.iter().enumerate() {
            self.add(What::Opens, *start, Some(*end), index as u16);
            self.at(What::Closes, Some(*end), index as u16);
        }
        if apply.text("mode") == Some("windows") && !windows.is_empty() {
            self.expected_windows(&windows);
        }
        self.relative(apply);
    }

    /// The windows of the last year written, in the next year in which they are not over.
    fn expected_windows(&mut self, windows: &[(When, When)]) {
        let today = self.portal.date;
        let Some(last) = windows.iter().map(|(_, end)| end.date()).max() else { return };
        if last >= today || last.year() + RECALL_YEARS < today.year() {
            return;
        }
        for (index, (start, end)) in windows.iter().enumerate() {
            if end.date().year() != last.year() {
                continue;
            }
            let shift = (1..=RECALL_YEARS + 1).find_map(|years| {
                let end = end.in_year(end.date().year() + years)?;
                let start = start.in_year(start.date().year() + years)?;
                (end.date() >= today).then_some((start, end))
            });
            let Some((start, end)) = shift.filter(|(start, _)| self.is_claimable(start.date())) else {
                continue;
            };
            self.add(What::ExpectedOpens, When::Day(start.date()), Some(When::Day(end.date())), index as u16);
            self.at(What::ExpectedCloses, Some(When::Day(end.date())), index as u16);
        }
    }

    /// 8月20日前 of every year, and terms counted from a date that is known.
    fn relative(&mut self, apply: &Fields) {
        let Some(Value::Duration(term)) = apply.get("term").map(|term| &term.value) else { return };
        if let Duration::Before { month, day } = *term {
            let today = self.portal.date;
            let next = [today.year(), today.year().saturating_add(1)].into_iter().find_map(|year| {
                let date = Date::new(year, month as i8, day as i8).ok()?;
                (date >= today).then_some(date)
            });
            let next = next.filter(|date| self.is_claimable(*date));
            self.at(What::Closes, next.map(When::Day), EVERY_YEAR);
            return;
        }
        let from = apply
            .text("counted_from")
            .and_then(|text| date::parse_date(text).or_else(|| self.date_of_basis(text)));
        let day = from.and_then(|from| after(from, *term, self.holidays));
        self.at(What::Closes, day.map(When::Day), COUNTED);
    }

    /// 印发之日, 施行之日: the day of the first document that the benefit rests on.
    fn date_of_basis(&self, text: &str) -> Option<Date> {
        let based = self.portal.outgoing[self.view.no.0 as usize].iter();
        let policy =
            based.filter(|relation| &*relation.code == "based_on").map(|relation| relation.other).next()?;
        let policy = self.portal.public_view(policy)?;
        if ["施行", "实施"].iter().any(|word| text.contains(word)) {
            return policy.date("effective_on").or_else(|| self.portal.expected(policy.no)?.effective_on);
        }
        let is_issue = ["印发", "发布", "公布", "下发"].iter().any(|word| text.contains(word));
        is_issue.then(|| policy.date("dated_on").or(policy.published.map(|moment| moment.date()))).flatten()
    }

    /// Whether the benefit and what it rests on still hold on a day.
    fn is_claimable(&self, day: Date) -> bool {
        let until = self.view.part("valid").and_then(|valid| valid.date("to"));
        let ends = |no: EntryNo| {
            let last = self.portal.last_days[no.0 as usize];
            let ended = matches!(self.portal.validity(no), Some(State::Repealed | State::Superseded));
            ended || last.is_some_and(|last| last < day)
        };
        let mut based = self.portal.outgoing[self.view.no.0 as usize].iter();
        until.is_none_or(|until| day <= until)
            && !based.any(|relation| &*relation.code == "based_on" && ends(relation.other))
    }
}

/// The day of a step: a date, or a time limit after the window or the publication of its call.
///
/// `window` holds the first and the last day.
pub fn call_date(
    text: &str,
    window: [Option<Date>; 2],
    published: Option<Date>,
    holidays: &HolidayCalendar,
) -> Option<Date> {
    if let Some(date) = date::parse_date(text) {
        return Some(date);
    }
    let (anchor, limit) = text.split_once("之日起").or_else(|| text.split_once('后'))?;
    let has = |words: &[&str]| words.iter().any(|word| anchor.contains(word));
    let from = if has(&["截止", "结束"]) {
        window[1]
    } else if has(&["开始", "受理", "启动"]) {
        window[0]
    } else if has(&["发布", "印发", "公布"]) {
        published
    } else {
        None
    }?;
    let limit = limit.trim_end_matches(['内', '以', '前', '。']).trim_start_matches(['，', '的', '第']);
    after(from, parse_duration(limit)?, holidays)
}

/// The last day of a time limit that begins after a day.
fn after(from: Date, limit: Duration, holidays: &HolidayCalendar) -> Option<Date> {
    match limit {
        Duration::Days(count) => from.checked_add(days(i64::from(count.min(40_000)))).ok(),
        Duration::WorkingDays(count) => holidays.add(from, count),
        Duration::Months(count) => from.checked_add(jiff::Span::new().months(count.min(1200) as i32)).ok(),
        Duration::Years(count) => from.checked_add(jiff::Span::new().years(count.min(150) as i16)).ok(),
        Duration::Before { .. } => None,
    }
}

/// The next call of each programme whose last one is over, on the days of that one.
fn expected_calls(portal: &Portal) -> Vec<Occasion> {
    let mut latest: BTreeMap<EntryNo, (Date, EntryNo)> = Default::default();
    for no in portal.list(Kind::Call, Lang::Zh) {
        let Some(view) = portal.public_view(*no) else { continue };
        let programme = view.text("programme").and_then(|id| portal.find(&[Kind::Programme], id));
        let (Some(programme), Some(end)) = (programme, view.date("ends_at")) else { continue };
        let row = latest.entry(programme).or_insert((end, *no));
        *row = (*row).max((end, *no));
    }
    latest
        .into_iter()
        .filter_map(|(programme, (_, no))| expected_call(portal, programme, no))
        .flatten()
        .collect()
}

fn expected_call(portal: &Portal, programme: EntryNo, no: EntryNo) -> Option<[Occasion; 2]> {
    let (view, today) = (portal.public_view(no)?, portal.date);
    let (start, end) = (view.date("starts_at")?, view.date("ends_at")?);
    if end >= today || end < start || end.year() + RECALL_YEARS < today.year() {
        return None;
    }
    let (start, end) = (1..=RECALL_YEARS + 1).find_map(|years| {
        let shifted = (in_year(start, start.year() + years)?, in_year(end, end.year() + years)?);
        (shifted.1 >= today).then_some(shifted)
    })?;
    let opens = Occasion {
        no,
        subject: if portal.is_public(programme) { programme } else { no },
        kind: Kind::Call,
        what: What::ExpectedOpens,
        at: When::Day(start),
        until: Some(When::Day(end)),
        part: 0,
        suspended: false,
        departments: departments(portal, &view),
    };
    let closes = Occasion { what: What::ExpectedCloses, at: When::Day(end), until: None, ..opens.clone() };
    Some([opens, closes])
}

impl Portal {
    /// The state of a call; `None` for what is no public call with a date.
    pub fn call_state(&self, no: EntryNo) -> Option<CallState> {
        let view = self.public_view(self.original(no)).filter(|view| view.kind == Kind::Call)?;
        let today = self.date;
        let is_on = |(from, to): &(Date, Option<Date>)| *from <= today && to.is_none_or(|to| today <= to);
        if self.suspensions(no).iter().any(is_on) {
            return Some(CallState::Suspended);
        }
        match (view.date("starts_at"), view.date("ends_at")) {
            (Some(start), _) if today < start => Some(CallState::Upcoming),
            (_, Some(end)) if today > end => Some(CallState::Closed),
            (None, None) => None,
            _ => Some(CallState::Open),
        }
    }

    /// The days on which a call is suspended: as it says itself, and as a document with the relation
    /// 暂停 says, from its publication.
    pub fn suspensions(&self, no: EntryNo) -> Vec<(Date, Option<Date>)> {
        let original = self.original(no);
        let Some(view) = self.public_view(original) else { return Vec::new() };
        let mut all: Vec<(Date, Option<Date>)> = view
            .part("suspension")
            .and_then(|part| Some((part.date("from")?, part.date("to"))))
            .into_iter()
            .collect();
        let notice = self.suspended_by(original).and_then(|no| self.public_view(no)?.published);
        all.extend(notice.map(|published| (published.date(), None)));
        all.sort();
        all
    }

    /// The public document that suspends a call or a platform type; of several the first.
    pub fn suspended_by(&self, no: EntryNo) -> Option<EntryNo> {
        let incoming = self.incoming[self.original(no).0 as usize].iter();
        let notices =
            incoming.filter(|relation| &*relation.code == "suspends").map(|relation| relation.other);
        notices.filter(|no| self.is_public(*no)).min_by_key(|no| {
            let published = self.published[no.0 as usize];
            (published.is_none(), published, *no)
        })
    }

    /// The occasions of an entry; few, since they lie between its own dates.
    pub fn occasions_of(&self, no: EntryNo) -> impl Iterator<Item = &Occasion> {
        let own = self.occasions_by_entry.get(&no).map(Vec::as_slice).unwrap_or_default();
        own.iter().map(|index| &self.occasions[*index as usize])
    }

    /// The occasions from a day to another, both counted.
    pub fn occasions_between(&self, from: Date, to: Date) -> &[Occasion] {
        let first = self.occasions.partition_point(|occasion| occasion.at.date() < from);
        let end = self.occasions.partition_point(|occasion| occasion.at.date() <= to);
        &self.occasions[first..end.max(first)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::parse_date;

    #[test]
    fn a_step_may_hang_on_the_end_of_the_window() {
        let holidays = HolidayCalendar::default();
        let window = [parse_date("2026-11-02"), parse_date("2026-12-31")];
        let published = parse_date("2026-10-30");
        let day = |text: &str| call_date(text, window, published, &holidays).map(|date| date.to_string());
        assert_eq!(day("2027-01-22").as_deref(), Some("2027-01-22"));
        assert_eq!(day("申报截止后10个工作日内").as_deref(), Some("2027-01-14"));
        assert_eq!(day("自发布之日起30日").as_deref(), Some("2026-11-29"));
        assert_eq!(day("受理开始后3个月").as_deref(), Some("2027-02-02"));
        assert_eq!(day("2027年1月下旬"), None);
        assert_eq!(day("截止后9999999999个工作日"), None);
    }
}
