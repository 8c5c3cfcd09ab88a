//! Validity on a date (`standards.md`, section 6).

use super::recognise::period_end;
use super::{Effective, PolicyText};
use crate::date::{Date, days_between};

/// Days before its end from which a text counts as expiring soon.
const EXPIRING_DAYS: i64 = 180;

/// The state of a policy on a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    Consultation,
    Repealed,
    Superseded,
    Unverified,
    NotYetEffective,
    RunOff,
    Expired,
    PartlyInForce,
    Expiring,
    InForce,
}

impl State {
    /// The code of the vocabulary `validity_states`.
    pub fn code(self) -> &'static str {
        match self {
            State::Consultation => "consultation",
            State::Repealed => "repealed",
            State::Superseded => "superseded",
            State::Unverified => "unverified",
            State::NotYetEffective => "not_yet_effective",
            State::RunOff => "run_off",
            State::Expired => "expired",
            State::PartlyInForce => "partly_in_force",
            State::Expiring => "expiring",
            State::InForce => "in_force",
        }
    }
}

/// The last day in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expires {
    On(Date),
    /// 长期
    Never,
    Unknown,
}

/// Everything that decides the state.
#[derive(Clone, Copy, Debug)]
pub struct ValidityFacts {
    pub consultation: bool,
    pub effective_on: Option<Date>,
    pub expires_on: Expires,
    pub run_off: bool,
    /// When a document that repeals it takes effect.
    pub repealed_on: Option<Date>,
    /// When a document that replaces it takes effect.
    pub superseded_on: Option<Date>,
    /// Some clauses were repealed or amended away.
    pub partly: bool,
    /// Text and front matter disagree on a date.
    pub contradicts: bool,
}

/// The state on a date; the first condition that holds, in the order of the table.
pub fn validity(facts: &ValidityFacts, on: Date) -> State {
    let acts = |date: Option<Date>| date.is_some_and(|date| date <= on);
    if facts.consultation {
        return State::Consultation;
    }
    if acts(facts.repealed_on) {
        return State::Repealed;
    }
    if acts(facts.superseded_on) {
        return State::Superseded;
    }
    let Some(effective_on) = facts.effective_on.filter(|_| !facts.contradicts) else {
        return State::Unverified;
    };
    let last = match facts.expires_on {
        Expires::On(date) => Some(date),
        Expires::Never => None,
        Expires::Unknown => return State::Unverified,
    };
    if on < effective_on {
        return State::NotYetEffective;
    }
    match last {
        Some(last) if on > last && facts.run_off => State::RunOff,
        Some(last) if on > last => State::Expired,
        _ if facts.partly => State::PartlyInForce,
        Some(last) if days_between(on, last) <= EXPIRING_DAYS => State::Expiring,
        _ => State::InForce,
    }
}

/// Dates that are known from elsewhere.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known {
    /// 施行日期 as written in the front matter.
    pub effective_on: Option<Date>,
    pub dated_on: Option<Date>,
    pub published_on: Option<Date>,
}

/// What the phrases of a text say of its dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    pub effective_on: Option<Date>,
    /// Whether the text names the day itself; 自印发之日起 names none.
    pub effective_is_exact: bool,
    pub expires_on: Option<Date>,
}

/// The dates that follow from the text.
///
/// 自印发之日起 is taken as the date of the document; 自公布之日起30日后 is not computed, since the
/// day of publication decides.
pub fn expected(text: &PolicyText, known: Known) -> Expected {
    let dated_on = known.dated_on.or(text.dated_on.as_ref().map(|found| found.value));
    let (effective_on, effective_is_exact) = match text.effective.as_ref().map(|found| found.value) {
        Some(Effective::On(date)) => (Some(date), true),
        Some(Effective::Issue { days_after: 0 }) => (dated_on.or(known.published_on), false),
        Some(Effective::Issue { .. }) | None => (None, false),
    };
    let from = if effective_is_exact { effective_on } else { known.effective_on.or(effective_on) };
    let expires_on = text.period.as_ref().and_then(|found| period_end(found.value, from));
    Expected { effective_on, effective_is_exact, expires_on }
}
