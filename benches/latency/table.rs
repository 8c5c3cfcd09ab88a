//! The table, in Markdown.

use crate::Outcome;
use std::fmt::Write;
use std::time::Duration;

/// Median and ninth tenth of some times, in milliseconds; what never came counts as the longest.
fn figures(times: &[Option<Duration>]) -> Option<(f64, f64)> {
    let mut ms: Vec<f64> =
        times.iter().map(|time| time.map_or(f64::INFINITY, |time| time.as_secs_f64() * 1e3)).collect();
    ms.sort_by(f64::total_cmp);
    let at = |share: f64| ms.get(((ms.len() as f64 * share).ceil() as usize).max(1) - 1).copied();
    Some((at(0.5)?, at(0.9)?))
}

/// 12 / 17
pub fn milliseconds(times: &[Option<Duration>]) -> String {
    let told = |ms: f64| match ms {
        f64::INFINITY => "never".to_string(),
        ..10.0 => format!("{ms:.1}"),
        _ => format!("{ms:.0}"),
    };
    figures(times).map_or("–".into(), |(median, most)| format!("{} / {}", told(median), told(most)))
}

/// The rows of one size, with the head before the first ones, then how much slower the rival is.
pub fn size(count: usize, outcomes: &[Outcome], head: bool) -> String {
    let mut text = String::new();
    if head {
        text.push_str("| policies | | first page s | text ms, median / p90 | title, seen on the list | template | resident MB (peak) | KB a policy |\n");
        text.push_str("|--:|---|--:|--:|--:|--:|--:|--:|\n");
    }
    for outcome in outcomes {
        let [edited, title, template] = &outcome.seen[..] else { continue };
        writeln!(
            text,
            "| {count} | {} | {:.2} | {} | {} | {} | {:.0} ({:.0}) | {:.1} |",
            outcome.name,
            outcome.first_page.as_secs_f64(),
            milliseconds(edited),
            milliseconds(title),
            milliseconds(template),
            outcome.resident_bytes as f64 / 1e6,
            outcome.peak_bytes as f64 / 1e6,
            outcome.resident_bytes as f64 / 1e3 / count as f64,
        )
        .expect("a String takes everything");
    }
    for rival in outcomes.iter().filter(|outcome| outcome.is_rival) {
        for outcome in outcomes.iter().filter(|outcome| !outcome.is_rival) {
            text.push_str(&ratios(count, outcome, rival));
        }
    }
    text
}

/// The rival's medians as multiples of ours.
fn ratios(count: usize, outcome: &Outcome, rival: &Outcome) -> String {
    let times =
        |ours: &[Option<Duration>], theirs: &[Option<Duration>]| match (figures(ours), figures(theirs)) {
            (Some((ours, _)), Some((theirs, _))) if ours.is_finite() && theirs.is_finite() => {
                format!("{:.0} ×", theirs / ours)
            }
            _ => "–".into(),
        };
    let cells: Vec<String> = outcome.seen.iter().zip(&rival.seen).map(|(a, b)| times(a, b)).collect();
    format!(
        "| {count} | {} ÷ {} | {:.1} × | {} | {:.1} × | |\n",
        rival.name,
        outcome.name,
        rival.first_page.as_secs_f64() / outcome.first_page.as_secs_f64(),
        cells.join(" | "),
        rival.resident_bytes as f64 / outcome.resident_bytes.max(1) as f64,
    )
}
