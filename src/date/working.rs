//! Working days: Monday to Friday, less the holidays and with the make-up days (调休) of a calendar.
//!
//! Takes days off and days worked, as the yearly notice of the State Council gives them.
//!
//! **Invariant**: a year that the calendar does not hold is counted Monday to Friday, never guessed;
//! [`HolidayCalendar::covers`] tells, so that pages and findings can say so.

use super::{Date, days, days_between};
use jiff::civil::Weekday;
use std::collections::BTreeSet;

/// Working days up to which a time limit is counted; beyond it no text means working days.
const COUNT_MAX: u32 = 2600;

/// The days on which offices depart from Monday to Friday.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HolidayCalendar {
    /// Days off, weekends among them.
    pub off: BTreeSet<Date>,
    /// Saturdays and Sundays that are worked (调休上班).
    pub work: BTreeSet<Date>,
    /// Years that the calendar holds.
    pub years: BTreeSet<i16>,
}

/// What a day is to an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind {
    Working,
    /// A weekend day that is worked.
    MakeUp,
    Weekend,
    /// A day off that the calendar names.
    Holiday,
}

impl HolidayCalendar {
    /// Whether the calendar holds the year.
    pub fn covers(&self, year: i16) -> bool {
        self.years.contains(&year)
    }

    /// What a day is.
    pub fn kind(&self, date: Date) -> DayKind {
        if self.off.contains(&date) {
            DayKind::Holiday
        } else if self.work.contains(&date) {
            if is_weekend(date) { DayKind::MakeUp } else { DayKind::Working }
        } else if is_weekend(date) {
            DayKind::Weekend
        } else {
            DayKind::Working
        }
    }

    /// Whether offices work on a day.
    pub fn is_working(&self, date: Date) -> bool {
        matches!(self.kind(date), DayKind::Working | DayKind::MakeUp)
    }

    /// The last of `count` working days after a day: 自印发之日起5个工作日, the day itself not counted.
    ///
    /// ```
    /// use juxian::date::{HolidayCalendar, parse_date};
    /// let plain = HolidayCalendar::default();
    /// let friday = parse_date("2026-11-27").unwrap();
    /// assert_eq!(plain.add(friday, 3), parse_date("2026-12-02"));
    /// ```
    pub fn add(&self, from: Date, count: u32) -> Option<Date> {
        if count > COUNT_MAX {
            return None;
        }
        let mut date = from;
        for _ in 0..count {
            date = date.tomorrow().ok()?;
            while !self.is_working(date) {
                date = date.tomorrow().ok()?;
            }
        }
        Some(date)
    }

    /// Working days after `from`, up to and with `to`; 0 where `to` is not later.
    ///
    /// ```
    /// use juxian::date::{HolidayCalendar, parse_date};
    /// let plain = HolidayCalendar::default();
    /// let (from, to) = (parse_date("2026-11-27").unwrap(), parse_date("2026-12-02").unwrap());
    /// assert_eq!(plain.between(from, to), 3);
    /// ```
    pub fn between(&self, from: Date, to: Date) -> i64 {
        let Ok(first) = from.tomorrow() else { return 0 };
        if to < first {
            return 0;
        }
        let lost = self.off.range(first..=to).filter(|date| !is_weekend(**date) && !self.work.contains(date));
        let gained =
            self.work.range(first..=to).filter(|date| is_weekend(**date) && !self.off.contains(date));
        weekdays(first, to) - lost.count() as i64 + gained.count() as i64
    }

    /// The first of the years from `from` to `to` that the calendar does not hold.
    pub fn gap(&self, from: Date, to: Date) -> Option<i16> {
        (from.year()..=to.year()).take(COUNT_MAX as usize).find(|year| !self.covers(*year))
    }
}

/// Mondays to Fridays from `first` to `last`, both counted.
fn weekdays(first: Date, last: Date) -> i64 {
    let all = days_between(first, last) + 1;
    let (weeks, rest) = (all / 7, all % 7);
    let in_rest = (0..rest)
        .filter_map(|day| first.checked_add(days(day)).ok())
        .filter(|date| !is_weekend(*date))
        .count();
    weeks * 5 + in_rest as i64
}

fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::parse_date;

    fn day(text: &str) -> Date {
        parse_date(text).unwrap()
    }

    /// 国庆 2026: off 1 to 7 October, worked on Sunday 20 September and Saturday 10 October.
    fn calendar() -> HolidayCalendar {
        let off = (1..=7).map(|d| day(&format!("2026-10-{d:02}"))).collect();
        let work = ["2026-09-20", "2026-10-10"].map(day).into();
        HolidayCalendar { off, work, years: [2026].into() }
    }

    #[test]
    fn the_national_day_is_off_and_its_make_up_days_are_worked() {
        let calendar = calendar();
        assert_eq!(calendar.kind(day("2026-10-03")), DayKind::Holiday);
        assert_eq!(calendar.kind(day("2026-10-10")), DayKind::MakeUp);
        assert_eq!(calendar.kind(day("2026-10-11")), DayKind::Weekend);
        assert_eq!(calendar.add(day("2026-09-30"), 3), Some(day("2026-10-10")));
        assert_eq!(calendar.add(day("2026-09-18"), 1), Some(day("2026-09-20")));
        assert_eq!(HolidayCalendar::default().add(day("2026-09-30"), 3), Some(day("2026-10-05")));
        assert_eq!(calendar.between(day("2026-09-30"), day("2026-10-10")), 3);
        assert_eq!(calendar.between(day("2026-10-10"), day("2026-09-30")), 0);
    }

    #[test]
    fn adding_and_counting_agree_over_the_end_of_a_year_and_29_february() {
        let calendar = calendar();
        for start in ["2026-09-15", "2026-12-28", "2028-02-25", "2028-02-29", "2027-12-31"] {
            for count in [1, 5, 7, 20, 260] {
                let end = calendar.add(day(start), count).unwrap();
                assert!(calendar.is_working(end), "{start} + {count}");
                assert_eq!(calendar.between(day(start), end), i64::from(count), "{start} + {count}");
            }
        }
        assert_eq!(calendar.gap(day("2026-12-28"), day("2027-01-04")), Some(2027));
        assert_eq!(calendar.gap(day("2026-01-01"), day("2026-12-31")), None);
    }

    #[test]
    fn what_nobody_means_is_not_counted() {
        assert_eq!(calendar().add(day("2026-01-01"), u32::MAX), None);
        assert!(calendar().between(day("0001-01-01"), day("9999-12-31")) > 2_000_000);
        assert_eq!(calendar().add(Date::MAX, 1), None);
    }
}
