//! What one asks of a benefit beside the amount: may I apply now and until when, what is paid when,
//! how did it come out for others, which clause says so.
//!
//! Takes the written fields and the date of the build.
//!
//! **Invariant**: a day is given with its date; how many days are left is worked out on the reader's
//! device.

use super::benefit::calls_of;
use super::card::{call_status, is_open};
use super::entry::Shown;
use super::said;
use super::value::{date_view, plain};
use super::view::{BadgeView, BoxView, DateView, InstalmentView, LinkView, QuoteView, ValueView, WindowView};
use super::{Scene, Spot};
use crate::date::Date;
use crate::field::{Fields, Kind, Type, Value};
use crate::policy::State;
use crate::portal::EntryNo;
use crate::portal::occasion::CallState;

/// Until when, and whether one may apply now.
pub(super) fn window(scene: &Scene, spot: Spot, shown: Shown) -> WindowView {
    let fields = shown.fields;
    let lines = lines(scene, spot, fields);
    let badge = |code: &'static str, text: String| BadgeView { code, text, ..BadgeView::default() };
    let word = |key: &str| scene.word(spot.lang, key).to_string();
    if let Some(key) = closed_for_good(scene, shown) {
        return WindowView { state: badge("danger", word(key)), ..WindowView::default() };
    }
    if fields.text("access_mode") == Some("automatic") {
        let text = scene.label(spot, "access_modes", "automatic");
        return WindowView { state: badge("good", text), lines, ..WindowView::default() };
    }
    if let Some(view) = of_call(scene, spot, shown.original_no) {
        return WindowView { lines, ..view };
    }
    let Some(apply) = fields.part("apply") else { return WindowView { lines, ..WindowView::default() } };
    if let Some(view) = of_windows(scene, spot, apply) {
        return WindowView { lines, ..view };
    }
    let state = match apply.text("mode") {
        Some("all_year") => badge("good", word("window_all_year")),
        Some("per_call") => badge("info", word("window_per_call")),
        Some("windows") => badge("info", scene.label(spot, "apply_modes", "windows")),
        _ => BadgeView::default(),
    };
    WindowView { state, lines, ..WindowView::default() }
}

/// Why nobody may apply any more.
fn closed_for_good(scene: &Scene, shown: Shown) -> Option<&'static str> {
    let over = shown
        .fields
        .part("valid")
        .and_then(|valid| valid.date("to"))
        .is_some_and(|last| last < scene.portal.date);
    if over || super::entry::rests_on_nothing(scene, shown.original) {
        return Some("window_over");
    }
    let basis = shown.fields.parts("basis").filter_map(|basis| basis.text("policy"));
    let policies = basis.filter_map(|id| scene.portal.find(&[Kind::Policy], id));
    let states: Vec<State> = policies.filter_map(|no| scene.portal.validity(no)).collect();
    (!states.is_empty() && states.iter().all(|state| *state == State::RunOff)).then_some("window_run_off")
}

/// The call that is open, else the next one.
fn of_call(scene: &Scene, spot: Spot, no: EntryNo) -> Option<WindowView> {
    let state = |wanted: CallState| move |no: &EntryNo| scene.portal.call_state(*no) == Some(wanted);
    let call = calls_of(scene, no)
        .find(|no| is_open(scene, *no))
        .or_else(|| calls_of(scene, no).find(state(CallState::Upcoming)))
        .or_else(|| calls_of(scene, no).find(state(CallState::Suspended)))?;
    let fields = scene.portal.fields(call);
    let day = |key: &str| match fields.moment(key) {
        Some(moment) => super::value::moment_date(spot.lang, moment),
        None => DateView::default(),
    };
    let is_upcoming = scene.portal.call_state(call) == Some(CallState::Upcoming);
    Some(WindowView {
        state: BadgeView { detail: String::new(), ..call_status(scene, spot, call) },
        opens: if is_upcoming { day("starts_at") } else { DateView::default() },
        closes: day("ends_at"),
        lines: Vec::new(),
    })
}

/// The written window in which the day of the build lies, else the next, else the last.
fn of_windows(scene: &Scene, spot: Spot, apply: &Fields) -> Option<WindowView> {
    let mut windows: Vec<(Date, Date)> = apply
        .parts("windows")
        .filter_map(|window| Some((window.date("start")?, window.date("end")?)))
        .collect();
    windows.sort();
    let today = scene.portal.date;
    let (start, end) = *windows.iter().find(|(_, end)| today <= *end).or(windows.last())?;
    let (code, status) = match () {
        () if end < today => ("plain", "closed"),
        () if today < start => ("info", "upcoming"),
        () => ("good", "open"),
    };
    Some(WindowView {
        state: BadgeView { code, text: scene.label(spot, "call_statuses", status), ..BadgeView::default() },
        opens: date_view(spot.lang, Some(start).filter(|start| today < *start)),
        closes: date_view(spot.lang, Some(end)),
        lines: Vec::new(),
    })
}

/// What counts for each applicant.
fn lines(scene: &Scene, spot: Spot, fields: &Fields) -> Vec<String> {
    let lang = spot.lang;
    let mut lines = Vec::new();
    if fields.text("access_mode") == Some("automatic") {
        lines.push(scene.word(lang, "window_automatic").to_string());
    }
    let Some(apply) = fields.part("apply") else { return lines };
    if let (Some(from), Some(term)) = (apply.text("counted_from"), apply.get("term")) {
        let term = plain(scene, spot, &Type::Duration, &term.value);
        let from = said::said(scene, lang, from);
        lines.push(scene.say(lang, "window_within", &[("from", &from), ("term", &term)]));
    }
    if let Some(last) = apply.text("last_term") {
        let last = said::said(scene, lang, last);
        lines.push(scene.say(lang, "window_last", &[("text", &last)]));
    }
    lines
}

/// What is paid when, where it is paid in parts.
pub(super) fn instalments(scene: &Scene, spot: Spot, fields: &Fields) -> Vec<InstalmentView> {
    let Some(payment) = fields.part("payment") else { return Vec::new() };
    let view = |part: &Fields| {
        let percent = match part.get("ratio").map(|ratio| &ratio.value) {
            Some(Value::Ratio(millionths)) => u32::try_from(millionths / 10_000).unwrap_or(0).min(100),
            _ => 0,
        };
        let share = match (part.get("amount"), part.get("ratio")) {
            (Some(amount), _) => plain(scene, spot, &Type::Money, &amount.value),
            (None, Some(ratio)) => plain(scene, spot, &Type::Ratio, &ratio.value),
            (None, None) => String::new(),
        };
        let year = part.get("year").map(|year| plain(scene, spot, &Type::Integer, &year.value));
        InstalmentView {
            milestone: said::said_first(scene, spot.lang, part.text("milestone").unwrap_or_default()),
            share,
            year: year
                .map(|year| scene.say(spot.lang, "instalment_year", &[("year", &year)]))
                .unwrap_or_default(),
            percent,
        }
    };
    payment.parts("instalments").map(view).collect()
}

/// Sets beside each box the clauses that say so, and beside each quote the boxes that rest on it.
///
/// A condition names its clause. Any other box rests on a quote that holds one of its figures with
/// the words after it (30个工作日): amounts stand in their quotes as they stand here.
pub(super) fn link_quotes(boxes: &mut [BoxView], quotes: &mut [QuoteView]) {
    for one in boxes.iter_mut() {
        if one.key == "basis" {
            continue;
        }
        let texts: Vec<String> =
            one.lines.iter().map(|line| format!("{} {}", line.text, line.note)).collect();
        let tokens: Vec<&str> = texts.iter().flat_map(|text| tokens(text)).collect();
        for quote in quotes.iter_mut() {
            let names = one.key == "who" && one.lines.iter().any(|line| line.note == quote.clause);
            if names || one.key != "who" && tokens.iter().any(|token| quote.text.contains(token)) {
                one.sources.push(LinkView {
                    text: quote.clause.clone(),
                    href: format!("#{}", quote.anchor),
                    ..LinkView::default()
                });
                quote.backs.push(LinkView {
                    text: one.label.clone(),
                    href: format!("#x-box-{}", one.key),
                    ..LinkView::default()
                });
            }
        }
        one.sources.dedup_by(|a, b| a.text == b.text);
        one_clause(&mut one.lines);
    }
}

/// A clause that every condition names is said once, below them.
fn one_clause(lines: &mut [ValueView]) {
    let mut noted = lines.iter().filter(|line| !line.note.is_empty());
    let Some(first) = noted.next().map(|line| line.note.clone()) else { return };
    if noted.all(|line| line.note == first) {
        lines.iter_mut().for_each(|line| line.note.clear());
    }
}

/// Figures with the words after them, as far as they tell anything: 10万元, 30个工, not 5月.
fn tokens(text: &str) -> Vec<&str> {
    let mut all = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let from = &rest[at..];
        let digits = from.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(from.len());
        let unit: usize = from[digits..]
            .chars()
            .take(3)
            .take_while(|c| crate::text::is_han(*c) || *c == '%')
            .map(char::len_utf8)
            .sum();
        let token = &from[..digits + unit];
        let words = token[digits..].chars().count();
        if words >= 2 || token.ends_with(['%', '元']) {
            all.push(token);
        }
        rest = &from[digits + unit..];
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_known_by_the_words_after_it() {
        assert_eq!(tokens("时限：30个工作日，5月"), ["30个工作"]);
        assert_eq!(tokens("1500元/月，最高50%"), ["1500元", "50%"]);
        assert_eq!(tokens("10万元 5月 6日"), ["10万元"]);
    }

    #[test]
    fn a_box_and_its_quote_lead_to_each_other() {
        let mut boxes = [
            BoxView {
                key: "who",
                lines: vec![
                    ValueView { note: "第二条".into(), ..ValueView::text("学历至少博士") },
                    ValueView { note: "第二条".into(), ..ValueView::text("年龄不超过40") },
                ],
                ..BoxView::default()
            },
            BoxView { key: "how_much", lines: vec![ValueView::text("10万元")], ..BoxView::default() },
        ];
        let quote = |anchor: &str, clause: &str, text: &str| QuoteView {
            anchor: anchor.into(),
            clause: clause.into(),
            text: text.into(),
            ..QuoteView::default()
        };
        let mut quotes = [quote("x-quote-1", "第二条", "博士"), quote("x-quote-2", "第三条", "补助10万元")];
        link_quotes(&mut boxes, &mut quotes);
        assert_eq!(boxes[0].sources[0].href, "#x-quote-1");
        assert!(boxes[0].lines[0].note.is_empty(), "said once, below");
        assert_eq!(boxes[1].sources[0].text, "第三条");
        assert_eq!(quotes[1].backs[0].href, "#x-box-how_much");
    }
}
