//! Calendar files (RFC 5545): by kind, department and topic, each with a file of reminders, and one
//! for every call and event that is not over.
//!
//! Takes the occasions of the portal, gives the bytes of one file. A window does not block the time of
//! its reader; a deadline has an alarm, and, since most programs drop the alarms of what is subscribed,
//! an entry of its own in the file of reminders.
//!
//! **Invariant**: UIDs, stamps and sequence numbers come from the content, so bytes repeat.

use super::Add;
use crate::date::{Date, DateTime, days, english};
use crate::field::{Fields, Kind};
use crate::portal::occasion::{What, When};
use crate::portal::route::ics_route;
use crate::portal::{Channel, EntryNo, Occasion, PublicView};
use crate::render::{Scene, channel_name, own_calendar_route, summary_of};
use crate::text::Lang;
use crate::theme::fill;

/// Entries of one file: beyond it programs refuse to load. The nearest days stay.
const EVENTS_MAX: usize = 2000;
/// Octets of a line (RFC 5545, 3.1).
const LINE_MAX: usize = 75;

/// One calendar file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    Dates(Channel, Lang),
    Reminders(Channel, Lang),
    /// One call or event, for those who want nothing else.
    Own(EntryNo),
}

/// Every calendar file that the site has.
pub fn outputs(scene: &Scene, add: Add) {
    let portal = scene.portal;
    let languages = scene.config.languages.iter().copied().filter(|lang| portal.speaks(*lang));
    for lang in languages {
        for channel in &portal.calendars[lang as usize] {
            let name = channel.name(portal);
            let dates = Output::Dates(channel.clone(), lang);
            add(ics_route(&name, lang), super::Output::Ics(dates));
            if portal.has_reminders(channel, lang) {
                let reminders = Output::Reminders(channel.clone(), lang);
                add(ics_route(&format!("{name}-tixing"), lang), super::Output::Ics(reminders));
            }
        }
        for no in [Kind::Call, Kind::Event].iter().flat_map(|kind| portal.list(*kind, lang)) {
            if portal.has_own_calendar(*no) {
                add(own_calendar_route(scene, *no), super::Output::Ics(Output::Own(*no)));
            }
        }
    }
}

/// The content of a calendar file.
pub fn bytes(scene: &Scene, output: &Output) -> Vec<u8> {
    let mut file = File::default();
    match output {
        Output::Dates(channel, lang) => {
            file.head(&calendar_name(scene, *lang, channel, "ics_name"));
            for occasion in occasions(scene, channel, *lang) {
                file.dates(scene, *lang, occasion);
            }
        }
        Output::Reminders(channel, lang) => {
            file.head(&calendar_name(scene, *lang, channel, "ics_name_reminders"));
            for occasion in occasions(scene, channel, *lang) {
                file.reminder(scene, *lang, occasion);
            }
        }
        Output::Own(no) => {
            let (original, lang) = (scene.portal.original(*no), scene.portal.entry(*no).lang);
            file.head(&scene.portal.entry(*no).title);
            let is_own = |occasion: &&Occasion| occasion.no == original && occasion.subject == original;
            for occasion in scene.portal.occasions_of(original).filter(is_own) {
                file.dates(scene, lang, occasion);
            }
        }
    }
    file.line("END", "VCALENDAR");
    file.text.into_bytes()
}

fn calendar_name(scene: &Scene, lang: Lang, channel: &Channel, word: &str) -> String {
    fill(scene.word(lang, word), |key| match key {
        "site" => Some(scene.config.name(lang).to_string()),
        "name" => Some(channel_name(scene, lang, channel)),
        _ => None,
    })
}

/// The occasions of a calendar; of too many the past ones go first, then the latest.
fn occasions<'a>(scene: &Scene<'a>, channel: &Channel, lang: Lang) -> Vec<&'a Occasion> {
    let portal = scene.portal;
    let mut all: Vec<&Occasion> = portal
        .occasions
        .iter()
        .filter(|occasion| portal.is_in_calendar(occasion, lang) && channel.holds(portal, occasion))
        .collect();
    if all.len() > EVENTS_MAX {
        let past = all.partition_point(|occasion| occasion.at.date() < portal.date);
        all.drain(..past.min(all.len() - EVENTS_MAX));
        all.truncate(EVENTS_MAX);
    }
    all
}

/// What stands in one VEVENT.
struct Event<'a> {
    view: PublicView<'a>,
    uid: String,
    summary: String,
    from: When,
    /// The last day, or the moment of the end.
    to: Option<When>,
    /// Whether it takes the time of its reader.
    busy: bool,
    status: &'static str,
    /// Text of the alarm seven days before.
    alarm: Option<String>,
    note: String,
}

#[derive(Default)]
struct File {
    text: String,
}

impl File {
    fn head(&mut self, name: &str) {
        self.line("BEGIN", "VCALENDAR");
        self.line("VERSION", "2.0");
        let lang = if name.chars().any(crate::text::is_han) { "ZH" } else { "EN" };
        self.line("PRODID", &format!("-//juxian//juxian//{lang}"));
        self.line("CALSCALE", "GREGORIAN");
        self.line("METHOD", "PUBLISH");
        self.line("REFRESH-INTERVAL;VALUE=DURATION", "P1D");
        self.line("X-PUBLISHED-TTL", "P1D");
        self.text_line("X-WR-CALNAME", name);
        self.line("X-WR-TIMEZONE", "Asia/Shanghai");
    }

    /// The entries of an occasion among the dates.
    fn dates(&mut self, scene: &Scene, lang: Lang, occasion: &Occasion) {
        let Some(view) = view_of(scene, lang, occasion) else { return };
        let (what, title) = summary_of(scene, lang, occasion);
        let titled = |word: &str| {
            fill(scene.word(lang, word), |key| match key {
                "what" => Some(what.clone()),
                "title" => Some(title.clone()),
                _ => None,
            })
        };
        let event = Event {
            view,
            uid: uid(scene, lang, occasion, ""),
            summary: titled("ics_title"),
            from: occasion.at,
            to: occasion.until,
            busy: false,
            status: status(occasion),
            alarm: None,
            note: String::new(),
        };
        let event = match occasion.what {
            What::Opens => Event { summary: titled("ics_window"), ..event },
            What::PublicityStarts => Event { summary: titled("ics_publicity"), ..event },
            What::ExpectedOpens => {
                let note = fill(scene.word(lang, "ics_expected_note"), |key| {
                    (key == "title").then(|| view.title.to_string())
                });
                Event { summary: titled("ics_expected"), status: "TENTATIVE", note, ..event }
            }
            What::Held => Event { summary: title.clone(), busy: true, ..event },
            What::Closes => Event { alarm: Some(reminder_title(scene, lang, occasion, 7)), ..event },
            What::Step | What::PublicityEnds | What::Suspended | What::Resumes => event,
            // The expected window says both days; policies are in no calendar.
            What::ExpectedCloses | What::Expires => return,
        };
        self.event(scene, lang, occasion, &event);
    }

    /// The reminder of an occasion that has one.
    fn reminder(&mut self, scene: &Scene, lang: Lang, occasion: &Occasion) {
        let before = match occasion.what {
            What::Closes => 7,
            What::Held => 3,
            What::PublicityEnds => 1,
            _ => return,
        };
        let Some(view) = view_of(scene, lang, occasion) else { return };
        let Ok(day) = occasion.at.date().checked_sub(days(before)) else { return };
        let event = Event {
            view,
            uid: uid(scene, lang, occasion, "-tixing"),
            summary: reminder_title(scene, lang, occasion, before),
            from: When::Day(day),
            to: None,
            busy: false,
            status: status(occasion),
            alarm: None,
            note: moment_text(lang, occasion.at),
        };
        self.event(scene, lang, occasion, &event);
    }

    fn event(&mut self, scene: &Scene, lang: Lang, occasion: &Occasion, event: &Event) {
        let (stamp, sequence) = stamp(scene, occasion, &event.view);
        self.line("BEGIN", "VEVENT");
        self.line("UID", &event.uid);
        self.line("DTSTAMP", &utc(stamp));
        self.line("LAST-MODIFIED", &utc(stamp));
        self.line("SEQUENCE", &sequence.to_string());
        self.times(event.from, event.to);
        self.text_line("SUMMARY", &event.summary);
        let mut description = description(scene, lang, &event.view);
        if !event.note.is_empty() {
            description.insert(0, event.note.clone());
        }
        if !description.is_empty() {
            self.text_line("DESCRIPTION", &description.join("\n"));
        }
        if let Some(place) = event.view.text("place").filter(|_| event.view.kind == Kind::Event) {
            self.text_line("LOCATION", place);
        }
        let address = scene.config.absolute(event.view.route);
        if !address.is_empty() {
            self.line("URL", &crate::url::encode(&address));
        }
        self.line("TRANSP", if event.busy { "OPAQUE" } else { "TRANSPARENT" });
        self.line("STATUS", event.status);
        if let Some(alarm) = &event.alarm {
            self.line("BEGIN", "VALARM");
            self.line("ACTION", "DISPLAY");
            self.text_line("DESCRIPTION", alarm);
            self.line("TRIGGER", "-P7D");
            self.line("END", "VALARM");
        }
        self.line("END", "VEVENT");
    }

    /// Whole days with an exclusive end; moments in UTC. A mixed pair counts in whole days.
    fn times(&mut self, from: When, to: Option<When>) {
        match (from, to) {
            (When::Moment(from), None) => self.line("DTSTART", &utc(from)),
            (When::Moment(from), Some(When::Moment(to))) => {
                self.line("DTSTART", &utc(from));
                self.line("DTEND", &utc(to));
            }
            _ => {
                let last = to.unwrap_or(from).date();
                self.line("DTSTART;VALUE=DATE", &compact(from.date()));
                self.line("DTEND;VALUE=DATE", &compact(last.tomorrow().unwrap_or(last)));
            }
        }
    }

    /// A line whose value is text.
    fn text_line(&mut self, name: &str, value: &str) {
        self.line(name, &escaped(value));
    }

    /// A line, folded.
    fn line(&mut self, name: &str, value: &str) {
        fold(&format!("{name}:{value}"), &mut self.text);
    }
}

/// The entry in the language of the calendar.
fn view_of<'a>(scene: &Scene<'a>, lang: Lang, occasion: &Occasion) -> Option<PublicView<'a>> {
    scene.portal.public_view(scene.portal.in_language(occasion.no, lang)?)
}

/// A call that is suspended stays, as cancelled.
fn status(occasion: &Occasion) -> &'static str {
    let of_window = matches!(occasion.what, What::Opens | What::Closes | What::Step);
    if occasion.suspended && of_window { "CANCELLED" } else { "CONFIRMED" }
}

/// 【7天后截止】….
fn reminder_title(scene: &Scene, lang: Lang, occasion: &Occasion, before: i64) -> String {
    let (what, title) = summary_of(scene, lang, occasion);
    let word = if before == 1 { "reminder_tomorrow" } else { "reminder_title" };
    fill(scene.word(lang, word), |key| match key {
        "days" => Some(before.to_string()),
        "what" => Some(what.clone()),
        "title" => Some(title.clone()),
        _ => None,
    })
}

/// The same for ever: kind, id, what, number; of what recurs, the year.
fn uid(scene: &Scene, lang: Lang, occasion: &Occasion, ending: &str) -> String {
    let entry = scene.portal.entry(occasion.no);
    let name = match occasion.what {
        What::Closes => "deadline",
        What::Opens => "window",
        What::Suspended => "suspended",
        What::Resumes => "resumes",
        What::Held => "event",
        What::Step => "step",
        What::PublicityStarts => "publicity",
        What::PublicityEnds => "publicity-end",
        What::ExpectedOpens | What::ExpectedCloses => "expected",
        What::Expires => "expires",
    };
    let recurs = occasion.recurs();
    let part = if occasion.part > 0 { format!("-{}", occasion.part) } else { String::new() };
    let year = if recurs { format!("-{}", occasion.at.date().year()) } else { String::new() };
    let lang = if lang == Lang::Zh { "" } else { "-en" };
    let prefix = entry.kind.spec().prefix;
    format!("{prefix}-{}-{name}{part}{year}{ending}{lang}@{}", entry.id, host(scene))
}

/// The domain of UIDs; of a site without any, one made from its name.
fn host(scene: &Scene) -> String {
    let config = scene.config;
    let authority = config.feed_authority.split(',').next().unwrap_or_default();
    let named = [authority, &config.domain].into_iter().find(|name| !name.is_empty());
    match named {
        Some(name) => name.rsplit('@').next().unwrap_or_default().to_string(),
        None => {
            use sha2::{Digest, Sha256};
            let hash: [u8; 32] = Sha256::digest(config.name(Lang::Zh)).into();
            format!("{}.invalid", crate::text::hex(&hash[..4]))
        }
    }
}

/// The latest dated change of what is shown, and how many changes there were after the first issue.
fn stamp(scene: &Scene, occasion: &Occasion, view: &PublicView) -> (DateTime, usize) {
    let today = scene.portal.date;
    let mut changes: Vec<DateTime> = view.published.into_iter().collect();
    changes.extend(view.updated.map(|date| date.at(0, 0, 0, 0)));
    if occasion.kind == Kind::Call {
        for (from, to) in scene.portal.suspensions(occasion.no) {
            let back = to.and_then(|to| to.tomorrow().ok());
            changes.extend([Some(from), back].into_iter().flatten().map(|date| date.at(0, 0, 0, 0)));
        }
    }
    changes.retain(|change| change.date() <= today);
    // The hour of publication and the day of an update on it are one change: the hour stays.
    changes.sort_by_key(|change| (change.date(), std::cmp::Reverse(*change)));
    changes.dedup_by_key(|change| change.date());
    let last = changes.last().copied().unwrap_or_else(|| occasion.at.moment());
    (last, changes.len().saturating_sub(1))
}

/// What it is, how to submit, whom to ask.
fn description(scene: &Scene, lang: Lang, view: &PublicView) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(count) = view.names_count {
        let filled = |key: &str| (key == "count").then(|| count.to_string());
        lines.push(fill(scene.word(lang, "names_in_list"), filled));
        return lines;
    }
    lines.extend(view.text("summary").map(str::to_string));
    let labelled =
        |word: &str, text: String| fill(scene.word(lang, word), |key| (key == "text").then(|| text.clone()));
    if let Some(text) = view.text("submission") {
        lines.push(labelled("ics_submission", text.to_string()));
    }
    if let Some(text) = view.text("sign_up") {
        lines.push(labelled("ics_sign_up", text.to_string()));
    }
    let part = ["contact", "handled_by"].into_iter().find_map(|key| view.part(key));
    let asked = part.map(|part| contact(scene, lang, part)).unwrap_or_default();
    if !asked.is_empty() {
        lines.push(labelled("ics_contact", asked));
    }
    lines
}

/// Department, role and number.
fn contact(scene: &Scene, lang: Lang, part: &Fields) -> String {
    let portal = scene.portal;
    let written = part.text("department").unwrap_or_default();
    let department = portal.find(&[Kind::Department], written).and_then(|no| portal.public_view(no));
    let name = department.map(|view| {
        let shown = portal.in_language(view.no, lang).unwrap_or(view.no);
        portal.entry(shown).title.to_string()
    });
    let phone = part.text("phone").map(str::to_string);
    let phone = phone.or_else(|| department?.texts("phone").first().map(|phone| phone.to_string()));
    let role = part.text("role").map(str::to_string).filter(|_| lang == Lang::Zh);
    // An id that leads nowhere is not a name; one that is not published is nobody's business.
    let said = || Some(written.to_string()).filter(|text| !text.is_ascii());
    let texts = [name.or_else(said), role, phone];
    texts.into_iter().flatten().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}

fn moment_text(lang: Lang, when: When) -> String {
    let day = match lang {
        Lang::Zh => crate::date::chinese(when.date()),
        Lang::En => english(when.date()),
    };
    match when {
        When::Day(_) => day,
        When::Moment(moment) => format!("{day} {:02}:{:02}", moment.hour(), moment.minute()),
    }
}

fn compact(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// China Standard Time as UTC: `20261231T090000Z`.
fn utc(moment: DateTime) -> String {
    let moment = moment.checked_sub(jiff::Span::new().hours(8)).unwrap_or(moment);
    format!("{}T{:02}{:02}{:02}Z", compact(moment.date()), moment.hour(), moment.minute(), moment.second())
}

/// Text as RFC 5545, 3.3.11 wants it.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => safe.extend(['\\', c]),
            '\n' => safe.push_str("\\n"),
            c if c.is_control() => {}
            c => safe.push(c),
        }
    }
    safe
}

/// Adds a line, broken into parts of 75 octets between characters; each further part begins with a space.
fn fold(line: &str, out: &mut String) {
    let mut used = 0;
    for c in line.chars() {
        if used + c.len_utf8() > LINE_MAX {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::{parse_date, parse_moment};

    #[test]
    fn lines_are_folded_between_characters() {
        let mut text = String::new();
        fold(&format!("SUMMARY:{}", "聚贤🙂".repeat(30)), &mut text);
        assert!(text.ends_with("\r\n"));
        assert!(text.split("\r\n").all(|line| line.len() <= LINE_MAX));
        assert_eq!(text.replace("\r\n ", ""), format!("SUMMARY:{}\r\n", "聚贤🙂".repeat(30)));
        let mut short = String::new();
        fold(&"x".repeat(LINE_MAX), &mut short);
        assert_eq!(short.matches("\r\n").count(), 1);
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(escaped("a,b;c\\d\r\ne\u{7}"), "a\\,b\\;c\\\\d\\ne");
    }

    #[test]
    fn moments_are_in_utc_over_the_end_of_a_year() {
        assert_eq!(utc(parse_moment("2026-12-31 17:00").unwrap()), "20261231T090000Z");
        assert_eq!(utc(parse_moment("2027-01-01 07:30").unwrap()), "20261231T233000Z");
        assert_eq!(utc(parse_moment("2028-03-01 00:00").unwrap()), "20280229T160000Z");
    }

    #[test]
    fn the_last_day_is_exclusive() {
        let mut file = File::default();
        file.times(When::Day(parse_date("2028-02-29").unwrap()), None);
        file.times(
            When::Moment(parse_moment("2026-12-01 09:00").unwrap()),
            Some(When::Day(parse_date("2026-12-31").unwrap())),
        );
        let expected = "DTSTART;VALUE=DATE:20280229\r\nDTEND;VALUE=DATE:20280301\r\n\
                        DTSTART;VALUE=DATE:20261201\r\nDTEND;VALUE=DATE:20270101\r\n";
        assert_eq!(file.text, expected);
    }
}
