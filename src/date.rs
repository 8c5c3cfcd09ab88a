//! Civil dates and times as content writes them; time is China Standard Time (+08:00).
//!
//! **Invariant**: no clock is read here; the build date is an argument from the command line.

mod working;

pub use working::{DayKind, HolidayCalendar};

use crate::text::{is_space, narrow, parse_numeral};
pub use jiff::civil::{Date, DateTime};

/// Years in which a portal of this kind can have dates.
pub const YEARS: std::ops::RangeInclusive<i16> = 1949..=2100;

/// Reads `2026-03-01`, `2026年3月1日`, and what spreadsheets make of them: `2026/3/1`, `2026.3.1`.
///
/// ```
/// use juxian::date::parse_date;
/// assert_eq!(parse_date("2026年3月1日"), parse_date("2026-03-01"));
/// assert_eq!(parse_date("2026/3/1"), parse_date("2026-03-01"));
/// assert!(parse_date("2026-02-30").is_none());
/// ```
pub fn parse_date(text: &str) -> Option<Date> {
    let text = text.trim();
    let parts: Vec<&str> = if let Some(rest) = text.strip_suffix('日') {
        rest.split(['年', '月']).collect()
    } else {
        let mark = ['-', '/', '.'].into_iter().find(|mark| text.contains(*mark))?;
        text.split(mark).collect()
    };
    let [year, month, day] = parts[..] else { return None };
    if year.len() != 4
        || [month, day].iter().any(|part| !(1..=2).contains(&part.len()))
        || [year, month, day].iter().any(|part| !part.bytes().all(|b| b.is_ascii_digit()))
    {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Reads a line that is nothing but a date, as issued texts are signed: 2026年3月1日,
/// 二〇二六年三月一日, in any width and spacing.
///
/// ```
/// use juxian::date::{parse_date, signature_date};
/// assert_eq!(signature_date("二○二六年三月一日"), parse_date("2026-03-01"));
/// assert_eq!(signature_date("２０２６ 年 3 月 1 日"), parse_date("2026-03-01"));
/// assert_eq!(signature_date("自2026年3月1日起施行"), None);
/// ```
pub fn signature_date(line: &str) -> Option<Date> {
    let line = line.trim();
    if !(14..=60).contains(&line.len()) || !line.ends_with('日') {
        return None;
    }
    let plain: String = line.chars().filter(|c| !is_space(*c)).map(narrow).collect();
    let (year, rest) = plain.split_once('年')?;
    let (month, day) = rest.strip_suffix('日')?.split_once('月')?;
    let year: String = year.chars().map(|c| if matches!(c, '○' | 'O' | 'o') { '〇' } else { c }).collect();
    let year = parse_numeral(&year).filter(|year| *year >= 1000)?;
    let part = |text: &str| i8::try_from(parse_numeral(text)?).ok();
    Date::new(i16::try_from(year).ok()?, part(month)?, part(day)?).ok()
}

/// Reads `2026-03-01 09:00`, or a date alone, which is its midnight.
pub fn parse_moment(text: &str) -> Option<DateTime> {
    let text = text.trim();
    if let Some(date) = parse_date(text) {
        return Some(date.at(0, 0, 0, 0));
    }
    let (date, time) = text.split_once([' ', 'T'])?;
    let (hour, minute) = time.split_once(':')?;
    if !(1..=2).contains(&hour.len()) || minute.len() != 2 {
        return None;
    }
    let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
    let date = parse_date(date)?;
    (0..24).contains(&hour).then_some(())?;
    (0..60).contains(&minute).then_some(())?;
    Some(date.at(hour, minute, 0, 0))
}

/// `2026-03-01 09:00`, the form of the state meta tag `PubDate`.
pub fn minute(moment: DateTime) -> String {
    format!("{} {:02}:{:02}", moment.date(), moment.hour(), moment.minute())
}

/// `2026年3月1日`.
pub fn chinese(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `1 March 2026`.
pub fn english(date: Date) -> String {
    format!("{} {}", english_day(date.month(), date.day()), date.year())
}

/// `20 August`.
///
/// ```
/// assert_eq!(juxian::date::english_day(8, 20), "20 August");
/// ```
pub fn english_day(month: i8, day: i8) -> String {
    let name = usize::try_from(month - 1).ok().and_then(|month| MONTHS.get(month));
    format!("{day} {}", name.unwrap_or(&""))
}

/// The last day in force of a text in force from `from` for `years` years.
///
/// The day before the anniversary; where there is no such anniversary, the last day of February.
///
/// ```
/// use juxian::date::{last_day, parse_date};
/// assert_eq!(last_day(parse_date("2023-09-08").unwrap(), 3), parse_date("2026-09-07"));
/// assert_eq!(last_day(parse_date("2024-02-29").unwrap(), 1), parse_date("2025-02-28"));
/// ```
pub fn last_day(from: Date, years: i16) -> Option<Date> {
    let year = from.year().checked_add(years)?;
    match Date::new(year, from.month(), from.day()) {
        Ok(anniversary) => anniversary.yesterday().ok(),
        Err(_) => Date::new(year, 2, 28).ok(),
    }
}

/// The last day in force of a text in force from `from` for `months` months; where the last month has
/// no such day, the day before its end counts as the day before the anniversary.
///
/// ```
/// use juxian::date::{last_day_of_months, parse_date};
/// assert_eq!(last_day_of_months(parse_date("2026-01-15").unwrap(), 6), parse_date("2026-07-14"));
/// assert_eq!(last_day_of_months(parse_date("2026-08-31").unwrap(), 6), parse_date("2027-02-28"));
/// ```
pub fn last_day_of_months(from: Date, months: i16) -> Option<Date> {
    let anniversary = from.checked_add(jiff::Span::new().months(i64::from(months))).ok()?;
    // Shortened to the end of a month, the day itself is the last.
    if anniversary.day() < from.day() { Some(anniversary) } else { anniversary.yesterday().ok() }
}

/// Whole days from `from` to `to`; negative when `to` is earlier.
pub fn days_between(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}

/// A span of whole days, to add to a date.
pub fn days(count: i64) -> jiff::Span {
    jiff::Span::new().days(count)
}

/// The same day in another year; 29 February becomes 28 February.
///
/// ```
/// use juxian::date::{in_year, parse_date};
/// assert_eq!(in_year(parse_date("2024-02-29").unwrap(), 2026), parse_date("2026-02-28"));
/// ```
pub fn in_year(date: Date, year: i16) -> Option<Date> {
    Date::new(year, date.month(), date.day()).or_else(|_| Date::new(year, date.month(), 28)).ok()
}

/// A year, quarter or month that a figure is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    Year(i16),
    /// Year, and quarter from 1.
    Quarter(i16, i8),
    /// Year, and month from 1.
    Month(i16, i8),
}

/// Reads `2025`, `2025年`, `2025-Q1`, `2025年一季度`, `2025-03`, `2025年3月`.
///
/// ```
/// use juxian::date::{Period, parse_period};
/// assert_eq!(parse_period("2025年"), Some(Period::Year(2025)));
/// assert_eq!(parse_period("2025-Q1"), Some(Period::Quarter(2025, 1)));
/// assert_eq!(parse_period("2025年第四季度"), Some(Period::Quarter(2025, 4)));
/// assert_eq!(parse_period("2025/3"), Some(Period::Month(2025, 3)));
/// assert_eq!(parse_period("2025-13"), None);
/// ```
pub fn parse_period(text: &str) -> Option<Period> {
    let plain: String = text.chars().filter(|c| !is_space(*c)).map(narrow).collect();
    let plain = plain.to_ascii_uppercase();
    let year = plain.get(..4).filter(|year| year.bytes().all(|b| b.is_ascii_digit()))?;
    let year: i16 = year.parse().ok()?;
    let rest = plain[4..].trim_start_matches(['年', '-', '/', '.']);
    if rest.is_empty() {
        return Some(Period::Year(year));
    }
    let number = |text: &str| i8::try_from(parse_numeral(text)?).ok();
    let quarter =
        rest.strip_prefix('Q').or_else(|| rest.strip_suffix("季度")?.trim_start_matches('第').into());
    if let Some(quarter) = quarter {
        return number(quarter).filter(|n| (1..=4).contains(n)).map(|n| Period::Quarter(year, n));
    }
    number(rest.trim_end_matches(['月', '份']))
        .filter(|n| (1..=12).contains(n))
        .map(|n| Period::Month(year, n))
}

impl Period {
    /// The period after this one.
    pub fn next(self) -> Period {
        match self {
            Period::Year(year) => Period::Year(year.saturating_add(1)),
            Period::Quarter(year, 4) => Period::Quarter(year.saturating_add(1), 1),
            Period::Quarter(year, quarter) => Period::Quarter(year, quarter + 1),
            Period::Month(year, 12) => Period::Month(year.saturating_add(1), 1),
            Period::Month(year, month) => Period::Month(year, month + 1),
        }
    }

    /// `2025年一季度`.
    pub fn chinese(self) -> String {
        match self {
            Period::Year(year) => format!("{year}年"),
            Period::Quarter(year, quarter) => {
                format!("{year}年{}季度", ["一", "二", "三", "四"][(quarter as usize).clamp(1, 4) - 1])
            }
            Period::Month(year, month) => format!("{year}年{month}月"),
        }
    }

    /// `Q1 2025`.
    pub fn english(self) -> String {
        match self {
            Period::Year(year) => year.to_string(),
            Period::Quarter(year, quarter) => format!("Q{quarter} {year}"),
            Period::Month(year, month) => {
                format!("{} {year}", MONTHS[(month as usize).clamp(1, 12) - 1])
            }
        }
    }

    /// The shortest form, for the axis of a chart: `2025Q1`.
    pub fn short(self) -> String {
        match self {
            Period::Year(year) => year.to_string(),
            Period::Quarter(year, quarter) => format!("{year}Q{quarter}"),
            Period::Month(year, month) => format!("{year}-{month:02}"),
        }
    }

    /// The first day of the period.
    pub fn first_day(self) -> Option<Date> {
        match self {
            Period::Year(year) => Date::new(year, 1, 1).ok(),
            Period::Quarter(year, quarter) => Date::new(year, quarter * 3 - 2, 1).ok(),
            Period::Month(year, month) => Date::new(year, month, 1).ok(),
        }
    }
}
