//! The tables, in Markdown.

use crate::contest::{Contestant, Outcome};
use crate::measure::Run;
use std::fmt::Write;

/// What counts of some runs: the smallest times, the largest memory.
struct Figures {
    wall: f64,
    wall_max: f64,
    cpu: f64,
    peak_mb: f64,
}

fn figures(result: &Outcome) -> Figures {
    let least = |of: fn(&Run) -> f64| result.runs.iter().map(of).fold(f64::INFINITY, f64::min);
    let most = |of: fn(&Run) -> f64| result.runs.iter().map(of).fold(0.0, f64::max);
    Figures {
        wall: least(|run| run.wall.as_secs_f64()),
        wall_max: most(|run| run.wall.as_secs_f64()),
        cpu: least(|run| run.cpu.as_secs_f64()),
        peak_mb: most(|run| run.peak_bytes as f64 / 1e6),
    }
}

/// The rows of one size, with the head before the first ones.
pub fn size(count: usize, results: &[Outcome], head: bool) -> String {
    let mut text = String::new();
    if head {
        text.push_str("| policies | | pages | wall s (to slowest) | CPU s | peak MB | wall ÷ floor | CPU ÷ floor | CPU µs a page |\n");
        text.push_str("|--:|---|--:|--:|--:|--:|--:|--:|--:|\n");
    }
    let cache_floor = results.iter().find(|result| result.contestant == Contestant::CacheFloor);
    let most_pages = pages(results);
    for result in results {
        // The rows of a cache stand beside the floor of a cache.
        let floor = cache_floor.filter(|_| result.contestant.is_cached()).unwrap_or(&results[0]);
        let floor = figures(floor);
        let of = figures(result);
        // A check renders the same pages as a build and writes none.
        let pages = if result.pages == 0 { most_pages } else { result.pages };
        writeln!(
            text,
            "| {count} | {} | {pages} | {} ({}) | {} | {:.0} | {:.1} | {:.1} | {:.0} |",
            result.contestant.name(),
            seconds(of.wall),
            seconds(of.wall_max),
            seconds(of.cpu),
            of.peak_mb,
            of.wall / floor.wall,
            of.cpu / floor.cpu,
            of.cpu * 1e6 / pages as f64,
        )
        .expect("a String takes everything");
    }
    text
}

/// A remark where other work on the machine stretched the wall times.
pub fn remark(sizes: &[(usize, Vec<Outcome>)]) -> &'static str {
    let is_busy = |results: &[Outcome]| {
        let floor = figures(&results[0]);
        floor.wall_max > 1.5 * floor.wall
    };
    if sizes.iter().any(|(_, results)| is_busy(results)) {
        "\nThe machine was busy with other work (the floor differs by more than half): read the CPU columns.\n"
    } else {
        ""
    }
}

/// Three digits that mean something.
fn seconds(seconds: f64) -> String {
    match seconds {
        ..1.0 => format!("{seconds:.3}"),
        1.0..10.0 => format!("{seconds:.2}"),
        _ => format!("{seconds:.1}"),
    }
}

/// Pages of juxian's own site, which the floor writes too.
fn pages(results: &[Outcome]) -> usize {
    results.iter().map(|result| result.pages).max().unwrap_or(0)
}

/// Cost per page at each size against the size before, and memory per page between them.
pub fn growth(sizes: &[(usize, Vec<Outcome>)]) -> String {
    let mut text = String::new();
    for pair in sizes.windows(2) {
        let [(before, old), (count, new)] = pair else { continue };
        let [few, many] = [old, new].map(|results| pages(results) as f64);
        write!(
            text,
            "\n| {before} → {count} policies | wall a page × | CPU a page × | KB a page |\n|---|--:|--:|--:|\n"
        )
        .expect("a String takes everything");
        for (old, new) in old.iter().zip(new) {
            let (small, large) = (figures(old), figures(new));
            writeln!(
                text,
                "| {} | {:.2} | {:.2} | {:.1} |",
                new.contestant.name(),
                (large.wall / many) / (small.wall / few),
                (large.cpu / many) / (small.cpu / few),
                (large.peak_mb - small.peak_mb) * 1e3 / (many - few),
            )
            .expect("a String takes everything");
        }
    }
    text
}

/// What does not depend on the size.
pub fn small(version_ms: f64, check_ms: f64, size_mb: f64) -> String {
    format!(
        "\n| `juxian --version` ms | `check` of one file ms | program MB |\n|--:|--:|--:|\n\
         | {version_ms:.1} | {check_ms:.1} | {size_mb:.1} |\n"
    )
}
