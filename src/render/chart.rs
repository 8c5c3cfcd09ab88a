//! Charts as SVG, drawn at build from numbers alone.
//!
//! Takes numbers with their labels, gives markup for the page. Colours come from classes of the style
//! sheet, so that a chart follows the scheme of the page and its print; widths of text are estimated,
//! since nothing here knows the font.
//!
//! **Invariant**: pure and the same for the same numbers; no style attribute, nothing outside the
//! picture; what the picture says stands in the table beside it as well.

use crate::text::escaped_markup;
use std::fmt::Write;

/// Width of the picture in its own units; text is 13 units high, and readable from 320 pixels on.
const WIDTH: f64 = 360.0;
const HEIGHT: f64 = 220.0;
const TOP: f64 = 30.0;
const BOTTOM: f64 = 26.0;
/// Periods up to which one series is drawn as bars.
const BARS_MAX: usize = 12;
/// Series that can be told apart.
pub const LINES_MAX: usize = 6;
/// Points of all lines up to which each has a mark.
const MARKS_MAX: usize = 30;

/// One value with the words for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    pub value: f64,
    pub label: String,
}

/// The values of one region, one for each period; a period without a value is a gap.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    pub name: String,
    pub points: Vec<Option<Point>>,
}

/// What is drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chart {
    /// Distinguishes the ids on the page.
    pub id: String,
    pub title: String,
    /// The same in words, for those who do not see it.
    pub description: String,
    /// Stands above the axis.
    pub unit: String,
    /// Labels of all periods in order, also of those without a value.
    pub periods: Vec<String>,
    pub lines: Vec<Line>,
    /// Drawn as a dashed line with its word.
    pub target: Option<Point>,
}

/// A picture and what a reader has to know of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawing {
    /// Empty where there is nothing to draw.
    pub svg: String,
    /// The vertical axis does not begin at zero.
    pub is_cut: bool,
    /// Only the first series are in it.
    pub is_partial: bool,
}

/// Which points of a line have a mark.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Marks {
    Every,
    Last,
}

/// Where values and periods are in the picture.
struct Frame {
    low: f64,
    high: f64,
    step: f64,
    left: f64,
    right: f64,
    slot: f64,
}

impl Frame {
    fn y(&self, value: f64) -> f64 {
        let height = HEIGHT - TOP - BOTTOM;
        TOP + height * (1.0 - (value - self.low) / (self.high - self.low))
    }

    fn x(&self, index: usize) -> f64 {
        self.left + (index as f64 + 0.5) * self.slot
    }
}

/// Draws the values of periods: bars for a short series, lines for a long one or for several.
pub fn draw(chart: &Chart) -> Drawing {
    let lines = &chart.lines[..chart.lines.len().min(LINES_MAX)];
    let values = || lines.iter().flat_map(|line| line.points.iter().flatten().map(|point| point.value));
    if values().next().is_none() {
        return Drawing::default();
    }
    let is_bars = lines.len() == 1 && chart.periods.len() <= BARS_MAX;
    let frame = frame(chart, lines, is_bars);
    let marks = if values().count() <= MARKS_MAX { Marks::Every } else { Marks::Last };
    let mut svg = head(chart);
    grid(&mut svg, chart, &frame);
    if is_bars {
        bars(&mut svg, &lines[0], &frame);
    }
    if let Some(target) = &chart.target {
        target_line(&mut svg, target, &lines[0], &frame);
    }
    if !is_bars {
        for (index, line) in lines.iter().enumerate() {
            polyline(&mut svg, line, index, &frame, marks);
        }
    }
    match lines {
        [line] => value_labels(&mut svg, line, &frame, is_bars),
        lines => end_labels(&mut svg, lines, &frame),
    }
    svg.push_str("</svg>");
    let is_cut = frame.low > 0.0;
    Drawing { svg, is_cut, is_partial: chart.lines.len() > LINES_MAX }
}

/// The scale of both axes: round steps, zero included for bars and wherever it costs little.
fn frame(chart: &Chart, lines: &[Line], is_bars: bool) -> Frame {
    let values = lines.iter().flat_map(|line| line.points.iter().flatten().map(|point| point.value));
    let all: Vec<f64> = values.chain(chart.target.as_ref().map(|target| target.value)).collect();
    let mut low = all.iter().copied().fold(f64::INFINITY, f64::min);
    let mut high = all.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if is_bars || low < high * 0.5 || low <= 0.0 {
        low = low.min(0.0);
        high = high.max(0.0);
    }
    if high - low <= f64::EPSILON * high.abs() {
        (low, high) = (low.min(0.0), if high > 0.0 { high } else { low.min(0.0) + 1.0 });
    }
    let step = round_step((high - low) / 4.0);
    let (low, high) = ((low / step).floor() * step, (high / step).ceil() * step);
    let widest = ticks(low, high, step).map(|tick| width(&tick_label(tick, step))).fold(0.0, f64::max);
    let left = (widest + 8.0).max(24.0);
    let right = match lines {
        [_] => WIDTH - 8.0,
        lines => {
            WIDTH - lines.iter().map(|line| width(&end_label(line)) + 12.0).fold(24.0, f64::max).min(130.0)
        }
    };
    let slot = (right - left) / chart.periods.len().max(1) as f64;
    Frame { low, high, step, left, right, slot }
}

/// 1, 2, 2.5 or 5 with as many zeros as it takes.
fn round_step(rough: f64) -> f64 {
    let power = 10f64.powf(rough.log10().floor());
    let steps = [1.0, 2.0, 2.5, 5.0, 10.0];
    steps.into_iter().map(|step| step * power).find(|step| *step >= rough * 0.999).unwrap_or(power * 10.0)
}

fn ticks(low: f64, high: f64, step: f64) -> impl Iterator<Item = f64> {
    let count = ((high - low) / step).round().clamp(0.0, 10.0) as usize;
    (0..=count).map(move |index| low + index as f64 * step)
}

/// A tick with as many decimals as its step has.
fn tick_label(tick: f64, step: f64) -> String {
    let decimals = (0..=6).find(|n| ((step * 10f64.powi(*n)).fract()).abs() < 1e-6).unwrap_or(6);
    let text = format!("{tick:.*}", decimals as usize);
    if text.trim_start_matches(['-', '0', '.']).is_empty() { "0".into() } else { text }
}

/// The width of a text in units of the picture.
fn width(text: &str) -> f64 {
    text.chars().map(|c| if crate::text::is_han(c) || c as u32 > 0x2e7f { 13.0 } else { 7.3 }).sum()
}

/// A coordinate with one decimal.
fn at(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map(str::to_string).unwrap_or(text)
}

fn add(svg: &mut String, markup: std::fmt::Arguments) {
    svg.write_fmt(markup).expect("a string takes any text");
}

fn head(chart: &Chart) -> String {
    let id = &chart.id;
    let mut svg = format!(
        "<svg class=\"jx-chart__picture\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" \
         aria-labelledby=\"x-chart-{id}-title x-chart-{id}-desc\">\
         <title id=\"x-chart-{id}-title\">{}</title><desc id=\"x-chart-{id}-desc\">{}</desc>",
        escaped_markup(&chart.title),
        escaped_markup(&chart.description)
    );
    if !chart.unit.is_empty() {
        text(&mut svg, "jx-chart__axis", (0.0, 12.0), "start", &chart.unit);
    }
    svg
}

fn text(svg: &mut String, class: &str, (x, y): (f64, f64), anchor: &str, words: &str) {
    let words = escaped_markup(words);
    add(
        svg,
        format_args!(
            "<text class=\"{class}\" x=\"{}\" y=\"{}\" text-anchor=\"{anchor}\">{words}</text>",
            at(x),
            at(y)
        ),
    );
}

/// A text around a place, moved so that it stays inside the picture.
fn middle(svg: &mut String, class: &str, (x, y): (f64, f64), words: &str) {
    let half = width(words) / 2.0;
    let x = x.min(WIDTH - half - 1.0).max(half + 1.0);
    text(svg, class, (x, y), "middle", words);
}

fn rule(svg: &mut String, class: &str, from: (f64, f64), to: (f64, f64)) {
    let [x1, y1, x2, y2] = [from.0, from.1, to.0, to.1].map(at);
    add(
        svg,
        format_args!(
            "<line class=\"{class}\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" stroke=\"#888\"/>"
        ),
    );
}

fn grid(svg: &mut String, chart: &Chart, frame: &Frame) {
    for tick in ticks(frame.low, frame.high, frame.step) {
        let y = frame.y(tick);
        let is_base = tick.abs() < frame.step / 1000.0;
        let class = if is_base { "jx-chart__base" } else { "jx-chart__grid" };
        rule(svg, class, (frame.left, y), (frame.right, y));
        let words = tick_label(tick, frame.step);
        text(svg, "jx-chart__axis", (frame.left - 5.0, y + 4.5), "end", &words);
    }
    let widest = chart.periods.iter().map(|period| width(period)).fold(1.0, f64::max);
    let room = ((frame.right - frame.left) / (widest + 10.0)).floor().max(1.0) as usize;
    let every = chart.periods.len().div_ceil(room);
    let last = chart.periods.len().saturating_sub(1);
    // From the newest back, which is always named; the one beside the edge may have been moved.
    let mut free = f64::INFINITY;
    for (index, period) in chart.periods.iter().enumerate().rev() {
        let half = width(period) / 2.0;
        let x = frame.x(index).min(WIDTH - half - 1.0);
        if (last - index).is_multiple_of(every) && x + half + 4.0 <= free {
            free = x - half;
            middle(svg, "jx-chart__axis", (x, HEIGHT - 8.0), period);
        }
    }
}

fn bars(svg: &mut String, line: &Line, frame: &Frame) {
    let thick = (frame.slot * 0.62).min(44.0);
    let last = line.points.iter().rposition(Option::is_some);
    for (index, point) in line.points.iter().enumerate() {
        let Some(point) = point else { continue };
        let (top, foot) = (frame.y(point.value.max(0.0)), frame.y(point.value.min(0.0)));
        let newest = if Some(index) == last { " jx-chart__bar--newest" } else { "" };
        add(
            svg,
            format_args!(
                "<rect class=\"jx-chart__bar{newest}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
                at(frame.x(index) - thick / 2.0),
                at(top),
                at(thick),
                at((foot - top).max(0.5))
            ),
        );
    }
}

/// The line of one region; a period without a value breaks it.
fn polyline(svg: &mut String, line: &Line, number: usize, frame: &Frame, marks: Marks) {
    const DASHES: [&str; LINES_MAX] = ["", "7 3", "2 3", "10 3 2 3", "4 4", "12 4"];
    let mut path = String::new();
    let mut pen_up = true;
    for (index, point) in line.points.iter().enumerate() {
        let Some(point) = point else {
            pen_up = true;
            continue;
        };
        let letter = if pen_up { 'M' } else { 'L' };
        add(&mut path, format_args!("{letter}{} {}", at(frame.x(index)), at(frame.y(point.value))));
        pen_up = false;
    }
    let class = format!("jx-chart__series jx-chart__series--{}", number + 1);
    let dash = match DASHES[number] {
        "" => String::new(),
        dash => format!(" stroke-dasharray=\"{dash}\""),
    };
    add(
        svg,
        format_args!(
            "<g class=\"{class}\"><path class=\"jx-chart__line\" d=\"{path}\" fill=\"none\"{dash}/>"
        ),
    );
    let last = line.points.iter().rposition(Option::is_some);
    for (index, point) in line.points.iter().enumerate() {
        if let Some(point) = point.as_ref().filter(|_| marks == Marks::Every || Some(index) == last) {
            mark(svg, number, frame.x(index), frame.y(point.value));
        }
    }
    svg.push_str("</g>");
}

/// A mark whose shape tells the series too.
fn mark(svg: &mut String, number: usize, x: f64, y: f64) {
    let shape = match number % 3 {
        0 => format!("<circle class=\"jx-chart__mark\" cx=\"{}\" cy=\"{}\" r=\"3\"/>", at(x), at(y)),
        1 => format!(
            "<rect class=\"jx-chart__mark\" x=\"{}\" y=\"{}\" width=\"6\" height=\"6\"/>",
            at(x - 3.0),
            at(y - 3.0)
        ),
        _ => format!("<path class=\"jx-chart__mark\" d=\"M{} {}l4 7h-8z\"/>", at(x), at(y - 4.0)),
    };
    svg.push_str(&shape);
}

/// The dashed line with its word, at the end where it is farther from the values.
fn target_line(svg: &mut String, target: &Point, line: &Line, frame: &Frame) {
    let y = frame.y(target.value);
    rule(svg, "jx-chart__target", (frame.left, y), (frame.right, y));
    let far = |point: Option<&Point>| point.map_or(f64::INFINITY, |point| (point.value - target.value).abs());
    let first = far(line.points.iter().flatten().next());
    let last = far(line.points.iter().flatten().next_back());
    let above = y - 5.0;
    if first >= last {
        text(svg, "jx-chart__word", (frame.left + 2.0, above), "start", &target.label);
    } else {
        text(svg, "jx-chart__word", (frame.right - 2.0, above), "end", &target.label);
    }
}

/// The values of a single series: all where there is room, else newest, first, highest and lowest.
fn value_labels(svg: &mut String, line: &Line, frame: &Frame, is_bars: bool) {
    let mut taken: Vec<(f64, f64)> = Vec::new();
    for index in by_weight(line) {
        let Some(point) = &line.points[index] else { continue };
        let half = width(&point.label) / 2.0;
        let x = frame.x(index).min(WIDTH - half - 1.0).max(frame.left + half);
        let (start, end) = (x - half - 2.0, x + half + 2.0);
        if taken.iter().any(|(from, to)| start < *to && *from < end) {
            continue;
        }
        taken.push((start, end));
        let below = is_bars && point.value < 0.0;
        let y = frame.y(point.value) + if below { 14.0 } else { -6.0 };
        middle(svg, "jx-chart__value", (x, y.max(12.0)), &point.label);
    }
}

/// The numbers of the points, those that matter most first.
fn by_weight(line: &Line) -> Vec<usize> {
    let present: Vec<(usize, f64)> = line
        .points
        .iter()
        .enumerate()
        .filter_map(|(index, point)| Some((index, point.as_ref()?.value)))
        .collect();
    let by_value = |a: &&(usize, f64), b: &&(usize, f64)| a.1.total_cmp(&b.1);
    let named =
        [present.last(), present.first(), present.iter().max_by(by_value), present.iter().min_by(by_value)];
    let mut order: Vec<usize> = named.into_iter().flatten().map(|(index, _)| *index).collect();
    if present.len() <= BARS_MAX {
        order.extend(present.iter().rev().map(|(index, _)| *index));
    }
    let mut seen = std::collections::HashSet::new();
    order.retain(|index| seen.insert(*index));
    order
}

fn end_label(line: &Line) -> String {
    let value =
        line.points.iter().flatten().next_back().map(|point| point.label.as_str()).unwrap_or_default();
    let name: String = line.name.chars().take(8).collect();
    let more = if line.name.chars().count() > 8 { "…" } else { "" };
    format!("{name}{more} {value}").trim().to_string()
}

/// Name and newest value beside the end of each line, spread so that none covers another.
fn end_labels(svg: &mut String, lines: &[Line], frame: &Frame) {
    let mut ends: Vec<(f64, usize)> = lines
        .iter()
        .enumerate()
        .filter_map(|(number, line)| {
            let point = line.points.iter().flatten().next_back()?;
            Some((frame.y(point.value), number))
        })
        .collect();
    ends.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let room = HEIGHT - BOTTOM + 4.0;
    let mut free = TOP - 8.0;
    let count = ends.len();
    for (place, (y, number)) in ends.into_iter().enumerate() {
        let lowest = room - 15.0 * (count - 1 - place) as f64;
        let y = (y + 4.5).max(free).min(lowest);
        free = y + 15.0;
        let class = format!("jx-chart__value jx-chart__series--{}", number + 1);
        text(svg, &class, (frame.right + 4.0, y), "start", &end_label(&lines[number]));
    }
}

/// A small line without labels, for a row of a table that says the values in words.
pub fn spark(values: &[Option<f64>]) -> String {
    let present = || values.iter().flatten().copied();
    if present().count() < 2 {
        return String::new();
    }
    let low = present().fold(f64::INFINITY, f64::min);
    let high = present().fold(f64::NEG_INFINITY, f64::max);
    let span = if high - low > f64::EPSILON * high.abs() { high - low } else { 1.0 };
    let step = 112.0 / (values.len() - 1) as f64;
    let place = |index: usize, value: f64| {
        (4.0 + step * index as f64, if high > low { 28.0 - 24.0 * (value - low) / span } else { 16.0 })
    };
    let mut path = String::new();
    let mut pen_up = true;
    let mut end = (0.0, 0.0);
    for (index, value) in values.iter().enumerate() {
        let Some(value) = value else {
            pen_up = true;
            continue;
        };
        end = place(index, *value);
        let letter = if pen_up { 'M' } else { 'L' };
        add(&mut path, format_args!("{letter}{} {}", at(end.0), at(end.1)));
        pen_up = false;
    }
    format!(
        "<svg class=\"jx-spark\" viewBox=\"0 0 120 32\" aria-hidden=\"true\" focusable=\"false\">\
         <path class=\"jx-chart__line\" d=\"{path}\" fill=\"none\"/>\
         <circle class=\"jx-chart__mark\" cx=\"{}\" cy=\"{}\" r=\"3\"/></svg>",
        at(end.0),
        at(end.1)
    )
}

/// A bar as long as a value, with a mark at a limit; the words for both stand beside it.
pub fn bar(value: f64, limit: Option<f64>, most: f64) -> String {
    let scale = 156.0 / most.max(f64::MIN_POSITIVE);
    let length = (value * scale).clamp(0.5, 156.0);
    let over = limit.is_some_and(|limit| value > limit);
    let class = if over { "jx-chart__bar jx-chart__bar--over" } else { "jx-chart__bar" };
    let mut svg = format!(
        "<svg class=\"jx-bar\" viewBox=\"0 0 160 20\" aria-hidden=\"true\" focusable=\"false\">\
         <rect class=\"{class}\" x=\"0\" y=\"5\" width=\"{}\" height=\"10\"/>",
        at(length)
    );
    if let Some(limit) = limit {
        let x = (limit * scale).clamp(0.0, 158.0);
        rule(&mut svg, "jx-chart__target", (x, 1.0), (x, 19.0));
    }
    svg.push_str("</svg>");
    svg
}

#[cfg(test)]
mod tests;
