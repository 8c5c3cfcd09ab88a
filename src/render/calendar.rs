//! 申报日历: what comes next, and month by month.
//!
//! Takes the occasions of the portal, gives the calendar page and a page for each month that holds
//! something; a full month goes on on further pages.
//!
//! **Invariant**: pages hold dates, never the days that are left until them.

use super::head::{self, About};
use super::list::pager;
use super::value::{date_text, date_view};
use super::view::{
    BadgeView, BodyView, CalendarCellView, CalendarDayView, CalendarMonthView, CalendarView, GroupView,
    LinkView, OccasionView, View,
};
use super::{Month, PagePlan, Scene, Spot};
use crate::date::{self, Date, DateTime, DayKind, days};
use crate::field::Kind;
use crate::portal::occasion::{What, When};
use crate::portal::route::{ics_route, page_route};
use crate::portal::{Channel, EntryNo, Occasion};
use crate::text::Lang;
use crate::theme::fill;
use crate::url;

/// Days that the calendar shows one by one.
const NEXT_DAYS: i64 = 90;
/// Things that the calendar shows of one day, and in all.
const DAY_MAX: usize = 12;
const NEXT_MAX: usize = 300;
/// Things on one page of a month.
const MONTH_ROWS: usize = 200;
/// Things in a cell of the table.
const CELL_MAX: usize = 3;
/// Months that the calendar links to, twenty years of them.
const MONTHS_MAX: usize = 240;
/// Months before and after the present one that it links to in any case.
const MONTHS_AROUND: i32 = 12;

impl Month {
    /// The month of a day.
    pub fn of(date: Date) -> Month {
        Month { year: date.year(), month: date.month() }
    }

    fn first(self) -> Date {
        date::Date::constant(self.year, self.month, 1)
    }

    fn last(self) -> Date {
        self.first().last_of_month()
    }

    /// Months since the year 0.
    fn number(self) -> i32 {
        i32::from(self.year) * 12 + i32::from(self.month) - 1
    }

    fn route(self, lang: Lang, number: usize) -> String {
        let base = format!("{}rl/{:04}-{:02}", lang.folder(), self.year, self.month);
        if number == 1 { format!("{base}.html") } else { page_route(&format!("{base}/"), number) }
    }

    /// 2026年11月, November 2026.
    pub(super) fn text(self, lang: Lang) -> String {
        match lang {
            Lang::Zh => format!("{}年{}月", self.year, self.month),
            Lang::En => date::english(self.first()).split_once(' ').map_or("", |(_, rest)| rest).to_string(),
        }
    }
}

/// The address of the calendar in a language, if anything is dated.
pub(super) fn calendar_route(scene: &Scene, lang: Lang) -> Option<String> {
    (!scene.portal.occasions.is_empty()).then(|| format!("{}rl/index.html", lang.folder()))
}

/// A link to the calendar.
pub(super) fn link(scene: &Scene, spot: Spot) -> Option<LinkView> {
    let route = calendar_route(scene, spot.lang)?;
    let text = scene.word(spot.lang, "calendar").to_string();
    Some(LinkView { text, href: url::relative(spot.route, &route), ..LinkView::default() })
}

/// The pages of the calendar and their addresses.
pub(super) fn calendar_routes(scene: &Scene, lang: Lang, add: &mut dyn FnMut(String, PagePlan)) {
    let Some(route) = calendar_route(scene, lang) else { return };
    add(route, PagePlan::Calendar { lang, month: None, number: 1 });
    let all = &scene.portal.occasions;
    for group in all.chunk_by(|a, b| Month::of(a.at.date()) == Month::of(b.at.date())) {
        let month = Month::of(group[0].at.date());
        for number in 1..=group.len().div_ceil(MONTH_ROWS) {
            add(month.route(lang, number), PagePlan::Calendar { lang, month: Some(month), number });
        }
    }
}

/// The calendar.
pub(super) fn page(scene: &Scene, spot: Spot) -> View {
    let today = scene.portal.date;
    let until = today.checked_add(days(NEXT_DAYS)).unwrap_or(today);
    let all = scene.portal.occasions_between(today, until);
    let shown = &all[..all.len().min(NEXT_MAX)];
    let month = Month::of(today);
    let present = scene.portal.occasions_between(month.first(), month.last());
    let heading = scene.word(spot.lang, "calendar_next").to_string();
    let days = shown.chunk_by(|a, b| a.at.date() == b.at.date());
    let displayed: Vec<Occasion> = days.flat_map(|day| day.iter().take(DAY_MAX).cloned()).collect();
    let rest = all.get(shown.len()).map(|first| rest_link(scene, spot, first, all.len() - shown.len()));
    let view = CalendarView {
        heading,
        count: all.len(),
        days: day_views(scene, spot, shown, DAY_MAX),
        more: rest.unwrap_or_default(),
        month: if present.is_empty() {
            CalendarMonthView::default()
        } else {
            month_table(scene, spot, month, present)
        },
        months: months(scene, spot, month),
        facets: super::calendar_facet::facets(scene, spot, &displayed, &|what| words_of(what).0),
        legend: legend(scene, spot, shown),
        working_days: working_days(scene, spot, today, until),
        subscribe: subscribe_links(scene, spot),
        ..CalendarView::default()
    };
    let title = scene.word(spot.lang, "calendar").to_string();
    let about = about(scene, spot, "calendar", &title);
    let mut page = head::page(scene, spot, about);
    page.column = "calendar".into();
    View { page, body: BodyView::Calendar(Box::new(view)) }
}

/// The next things that begin or end, by day, for the home page; `told` are calls whose last day it says
/// elsewhere.
pub(super) fn upcoming(scene: &Scene, spot: Spot, max: usize, told: &[EntryNo]) -> Vec<CalendarDayView> {
    let today = scene.portal.date;
    let until = today.checked_add(days(NEXT_DAYS)).unwrap_or(today);
    let all = scene.portal.occasions_between(today, until).iter();
    // Steps of a call and publicity are for those who already know of them.
    let is_internal = |what: What| matches!(what, What::Step | What::PublicityStarts | What::PublicityEnds);
    let is_told = |occasion: &Occasion| occasion.what == What::Closes && told.contains(&occasion.no);
    let next = all.filter(|occasion| !is_internal(occasion.what) && !is_told(occasion));
    let next: Vec<Occasion> = next.take(max).cloned().collect();
    day_views(scene, spot, &next, max)
}

/// One page of a month.
pub(super) fn month_page(scene: &Scene, spot: Spot, month: Month, number: usize) -> View {
    let portal = scene.portal;
    let all = portal.occasions_between(month.first(), month.last());
    let start = (number - 1) * MONTH_ROWS;
    let shown = &all[start.min(all.len())..all.len().min(start + MONTH_ROWS)];
    let mut days = day_views(scene, spot, shown, usize::MAX);
    let goes_on = start > 0 && shown.first().is_some_and(|o| all[start - 1].at.date() == o.at.date());
    if let Some(first) = days.first_mut().filter(|_| goes_on) {
        first.anchor.clear();
    }
    let is_before = |occasion: &Occasion| occasion.at.date() < month.first();
    let first = portal.occasions.partition_point(is_before);
    let previous = first.checked_sub(1).and_then(|at| portal.occasions.get(at));
    let neighbour = |occasion: Option<&Occasion>| {
        occasion.map(|occasion| month_link(spot, Month::of(occasion.at.date()))).unwrap_or_default()
    };
    let view = CalendarView {
        heading: month.text(spot.lang),
        count: all.len(),
        days,
        month: if number == 1 { month_table(scene, spot, month, all) } else { CalendarMonthView::default() },
        previous: neighbour(previous),
        next: neighbour(portal.occasions.get(first + all.len())),
        pager: pager(spot, number, all.len().div_ceil(MONTH_ROWS), &|n| month.route(spot.lang, n)),
        facets: super::calendar_facet::facets(scene, spot, shown, &|what| words_of(what).0),
        legend: legend(scene, spot, shown),
        working_days: working_days(scene, spot, month.first(), month.last()),
        subscribe: subscribe_links(scene, spot),
        ..CalendarView::default()
    };
    let name = scene.word(spot.lang, "calendar");
    let title = match spot.lang {
        Lang::Zh => format!("{}{name}", month.text(spot.lang)),
        Lang::En => format!("{name}: {}", month.text(spot.lang)),
    };
    let mut page = head::page(scene, spot, about(scene, spot, "calendar_month", &title));
    page.column = "calendar".into();
    let up = url::relative(spot.route, &format!("{}rl/index.html", spot.lang.folder()));
    let at = page.breadcrumbs.len().saturating_sub(1);
    page.breadcrumbs.insert(at, LinkView { text: name.to_string(), href: up, ..LinkView::default() });
    View { page, body: BodyView::Calendar(Box::new(view)) }
}

fn about<'a>(scene: &Scene, spot: Spot, kind: &'static str, title: &'a str) -> About<'a> {
    let description = scene.word(spot.lang, "calendar_description");
    let colon = if spot.lang == Lang::Zh { "：" } else { ": " };
    About {
        kind,
        title,
        column: Some(Kind::Call),
        is_column: true,
        // Months are many; each says which it is.
        description: match kind {
            "calendar_month" => format!("{title}{colon}{description}"),
            _ => description.to_string(),
        },
        keywords: vec![scene.word(spot.lang, "calendar").to_string()],
    }
}

fn month_link(spot: Spot, month: Month) -> LinkView {
    LinkView {
        text: month.text(spot.lang),
        href: url::relative(spot.route, &month.route(spot.lang, 1)),
        ..LinkView::default()
    }
}

/// Where the things from `first` on stand.
fn rest_link(scene: &Scene, spot: Spot, first: &Occasion, count: usize) -> LinkView {
    let text =
        fill(scene.word(spot.lang, "calendar_more"), |key| (key == "count").then(|| count.to_string()));
    LinkView { text, href: day_href(scene, spot, first.at.date()), ..LinkView::default() }
}

/// The day in its month, on the page of the month that begins it.
fn day_href(scene: &Scene, spot: Spot, day: Date) -> String {
    let month = Month::of(day);
    let before = month.first().yesterday().map_or(0, |_| {
        let all = &scene.portal.occasions;
        all.partition_point(|o| o.at.date() < day) - all.partition_point(|o| o.at.date() < month.first())
    });
    let route = month.route(spot.lang, before / MONTH_ROWS + 1);
    let page = if route == spot.route { String::new() } else { url::relative(spot.route, &route) };
    format!("{page}#x-{day}")
}

/// Days with their things; of each at most `max`.
fn day_views(scene: &Scene, spot: Spot, occasions: &[Occasion], max: usize) -> Vec<CalendarDayView> {
    let days = occasions.chunk_by(|a, b| a.at.date() == b.at.date());
    days.map(|group| {
        let day = group[0].at.date();
        let shown = &group[..group.len().min(max)];
        CalendarDayView {
            anchor: format!("x-{day}"),
            date: date_view(spot.lang, Some(day)),
            weekday: weekday(scene, spot, day),
            mark: mark(scene, spot, day),
            occasions: shown.iter().map(|occasion| occasion_view(scene, spot, occasion)).collect(),
            more: match group.len() - shown.len() {
                0 => LinkView::default(),
                count => rest_link(scene, spot, &group[0], count),
            },
        }
    })
    .collect()
}

fn weekday(scene: &Scene, spot: Spot, day: Date) -> String {
    weekday_word(scene, spot, day.weekday().to_monday_one_offset())
}

fn weekday_word(scene: &Scene, spot: Spot, number: i8) -> String {
    const KEYS: [&str; 7] =
        ["weekday_1", "weekday_2", "weekday_3", "weekday_4", "weekday_5", "weekday_6", "weekday_7"];
    scene.word(spot.lang, KEYS[(number - 1) as usize]).to_string()
}

/// 休 or 班 on a day that is not what its weekday says.
fn mark(scene: &Scene, spot: Spot, day: Date) -> String {
    match scene.config.holidays.kind(day) {
        DayKind::Holiday => scene.word(spot.lang, "day_off").to_string(),
        DayKind::MakeUp => scene.word(spot.lang, "day_worked").to_string(),
        DayKind::Working | DayKind::Weekend => String::new(),
    }
}

/// The keys of the word for what happens and of its meaning, and the ending of its badge.
fn words_of(what: What) -> (&'static str, &'static str, &'static str) {
    match what {
        What::Closes => ("occasion_closes", "legend_closes", "warning"),
        What::Opens => ("occasion_opens", "legend_opens", "good"),
        What::Suspended => ("occasion_suspended", "legend_suspended", "danger"),
        What::Resumes => ("occasion_resumes", "legend_resumes", "good"),
        What::Held => ("occasion_held", "legend_held", "plain"),
        What::Step => ("occasion_step", "legend_step", "plain"),
        What::PublicityStarts => ("occasion_publicity_starts", "legend_publicity_starts", "plain"),
        What::PublicityEnds => ("occasion_publicity_ends", "legend_publicity_ends", "plain"),
        What::ExpectedOpens => ("occasion_expected_opens", "legend_expected_opens", "info"),
        What::ExpectedCloses => ("occasion_expected_closes", "legend_expected_closes", "info"),
        What::Expires => ("occasion_expires", "legend_expires", "danger"),
    }
}

/// The word for what happens: 截止, or the step of a call.
fn word(scene: &Scene, spot: Spot, occasion: &Occasion) -> String {
    let said = scene.portal.in_language(occasion.no, spot.lang).unwrap_or(occasion.no);
    if occasion.what == What::Step
        && let Some(view) = scene.portal.public_view(said)
        && let Some(row) = view.parts("timeline").get(usize::from(occasion.part))
    {
        return scene.label(spot, "programme_steps", row.text("step").unwrap_or_default());
    }
    scene.word(spot.lang, words_of(occasion.what).0).to_string()
}

/// The word for what happens and the title of what it happens to, as calendar files say it.
pub fn summary_of(scene: &Scene, lang: Lang, occasion: &Occasion) -> (String, String) {
    let spot = Spot { route: "", lang };
    (word(scene, spot, occasion), scene.title(spot, occasion.subject).to_string())
}

fn occasion_view(scene: &Scene, spot: Spot, occasion: &Occasion) -> OccasionView {
    let is_translated = |no: EntryNo| scene.portal.in_language(no, spot.lang).is_some();
    let badge = BadgeView {
        code: words_of(occasion.what).2,
        text: word(scene, spot, occasion),
        ..BadgeView::default()
    };
    let is_expected = matches!(occasion.what, What::ExpectedOpens | What::ExpectedCloses);
    let source = match is_expected {
        true => LinkView {
            text: fill(scene.word(spot.lang, "occasion_former"), |key| {
                (key == "title").then(|| scene.title(spot, occasion.no).to_string())
            }),
            ..scene.link(spot, occasion.no)
        },
        false => LinkView::default(),
    };
    OccasionView {
        badge,
        link: scene.link(spot, occasion.subject),
        lang: if is_translated(occasion.subject) { "" } else { Lang::Zh.tag() },
        time: time(scene, spot, occasion),
        note: note(scene, spot, occasion),
        source,
        what: super::calendar_facet::what_code(words_of(occasion.what).0),
        topics: super::calendar_facet::topics(scene, occasion.no).join(" "),
    }
}

fn clock(moment: DateTime) -> String {
    format!("{:02}:{:02}", moment.hour(), moment.minute())
}

/// 17:00; of an event within a day 14:00—17:30.
fn time(scene: &Scene, spot: Spot, occasion: &Occasion) -> String {
    let When::Moment(start) = occasion.at else { return String::new() };
    match occasion.until {
        Some(When::Moment(end)) if occasion.what == What::Held && end.date() == start.date() => {
            format!("{}{}{}", clock(start), scene.word(spot.lang, "time_to"), clock(end))
        }
        _ => clock(start),
    }
}

/// Until when and where, and whether the call is suspended.
fn note(scene: &Scene, spot: Spot, occasion: &Occasion) -> String {
    let mut notes = Vec::new();
    if occasion.suspended && matches!(occasion.what, What::Opens | What::Closes | What::Step) {
        notes.push(scene.word(spot.lang, "occasion_suspended_now").to_string());
    }
    if let Some(until) = occasion.until.filter(|until| until.date() != occasion.at.date()) {
        let text = match until {
            When::Day(day) => date_text(spot.lang, day),
            When::Moment(moment) => format!("{} {}", date_text(spot.lang, moment.date()), clock(moment)),
        };
        notes
            .push(fill(scene.word(spot.lang, "occasion_until"), |key| (key == "date").then(|| text.clone())));
    }
    if occasion.what == What::Held
        && let Some(shown) = scene.portal.in_language(occasion.no, spot.lang)
        && let Some(place) = scene.portal.public_view(shown).and_then(|view| view.text("place"))
    {
        notes.push(place.to_string());
    }
    if occasion.kind == Kind::Policy {
        notes.push(scene.portal.public_view(occasion.no).map_or(String::new(), |view| {
            view.text("document_number").filter(|number| *number != "无").unwrap_or_default().to_string()
        }));
    }
    notes.retain(|note| !note.is_empty());
    notes.join(scene.word(spot.lang, "comma"))
}

/// The month as a table, with the first things of every day.
fn month_table(scene: &Scene, spot: Spot, month: Month, occasions: &[Occasion]) -> CalendarMonthView {
    let mut cells: Vec<CalendarCellView> = Vec::new();
    let blank = month.first().weekday().to_monday_zero_offset();
    cells.resize_with(blank as usize, CalendarCellView::default);
    let mut rest = occasions;
    for number in 1..=month.last().day() {
        let day = date::Date::constant(month.year, month.month, number);
        let (here, later) = rest.split_at(rest.partition_point(|occasion| occasion.at.date() <= day));
        rest = later;
        cells.push(cell(scene, spot, day, here));
    }
    cells.resize_with(cells.len().next_multiple_of(7), CalendarCellView::default);
    CalendarMonthView {
        caption: month.text(spot.lang),
        weekdays: (1..=7).map(|number| weekday_word(scene, spot, number)).collect(),
        weeks: cells.chunks(7).map(<[CalendarCellView]>::to_vec).collect(),
    }
}

fn cell(scene: &Scene, spot: Spot, day: Date, occasions: &[Occasion]) -> CalendarCellView {
    let link = |occasion: &Occasion| LinkView {
        note: word(scene, spot, occasion),
        ..scene.link(spot, occasion.subject)
    };
    CalendarCellView {
        day: day.day().to_string(),
        iso: day.to_string(),
        href: if occasions.is_empty() { String::new() } else { day_href(scene, spot, day) },
        off: !scene.config.holidays.is_working(day),
        mark: mark(scene, spot, day),
        occasions: occasions.iter().take(CELL_MAX).map(link).collect(),
        more: occasions.len().saturating_sub(CELL_MAX),
    }
}

/// The months that hold something, by year. Of very many the first of each year, from which the
/// others are reached, and all around the present one.
fn months(scene: &Scene, spot: Spot, present: Month) -> Vec<GroupView> {
    let of = |occasion: &Occasion| Month::of(occasion.at.date());
    let mut filled: Vec<(Month, usize)> = scene
        .portal
        .occasions
        .chunk_by(|a, b| of(a) == of(b))
        .map(|group| (of(&group[0]), group.len()))
        .collect();
    if filled.len() > MONTHS_MAX {
        let mut year = 0;
        filled.retain(|(month, _)| {
            let is_first = std::mem::replace(&mut year, month.year) != month.year;
            is_first || (month.number() - present.number()).abs() <= MONTHS_AROUND
        });
    }
    filled
        .chunk_by(|(a, _), (b, _)| a.year == b.year)
        .map(|group| GroupView {
            label: match spot.lang {
                Lang::Zh => format!("{}年", group[0].0.year),
                Lang::En => group[0].0.year.to_string(),
            },
            links: group
                .iter()
                .map(|(month, count)| LinkView {
                    note: count_text(scene, spot, *count),
                    ..month_link(spot, *month)
                })
                .collect(),
        })
        .collect()
}

fn count_text(scene: &Scene, spot: Spot, count: usize) -> String {
    fill(scene.word(spot.lang, "calendar_count"), |key| (key == "count").then(|| count.to_string()))
}

/// The words on the page with their meaning.
fn legend(scene: &Scene, spot: Spot, shown: &[Occasion]) -> Vec<BadgeView> {
    let mut used: Vec<What> = shown.iter().map(|occasion| occasion.what).collect();
    used.sort();
    used.dedup();
    used.into_iter()
        .map(|what| {
            let (word, meaning, code) = words_of(what);
            BadgeView {
                code,
                text: scene.word(spot.lang, word).to_string(),
                detail: scene.word(spot.lang, meaning).to_string(),
                ..BadgeView::default()
            }
        })
        .collect()
}

/// How the working days of the page are known.
fn working_days(scene: &Scene, spot: Spot, from: Date, to: Date) -> String {
    if scene.config.holidays.years.is_empty() {
        return scene.word(spot.lang, "working_days_plain").to_string();
    }
    let word = match scene.config.holidays.gap(from, to) {
        None => scene.word(spot.lang, "working_days_known"),
        Some(_) => scene.word(spot.lang, "working_days_unknown"),
    };
    let gap = scene.config.holidays.gap(from, to).map(|year| year.to_string()).unwrap_or_default();
    fill(word, |key| (key == "year").then(|| gap.clone()))
}

/// The subscribe page, then the calendars of calls, events and notices.
fn subscribe_links(scene: &Scene, spot: Spot) -> Vec<LinkView> {
    let mut links: Vec<LinkView> = super::subscribe::link(scene, spot).into_iter().collect();
    for kind in [Kind::Call, Kind::Event, Kind::Notice] {
        let channel = Channel::Kind(kind);
        if scene.portal.calendars[spot.lang as usize].contains(&channel) {
            let route = ics_route(&channel.name(scene.portal), spot.lang);
            links.push(LinkView {
                text: super::subscribe::channel_name(scene, spot.lang, &channel),
                href: url::relative(spot.route, &route),
                note: ".ics".into(),
                external: false,
            });
        }
    }
    links
}
