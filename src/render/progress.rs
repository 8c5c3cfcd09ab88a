//! 兑付进度: how long payment took, by benefit and batch, against what is promised.
//!
//! Days are working days. What is promised is the sum of the limits of the steps, else the time limit
//! of payment; one in calendar days is compared as five working days for each seven, and the page says so.

use super::chart;
use super::head::{self, About};
use super::value::{date_text, date_view, duration};
use super::view::{
    BadgeView, BodyView, DateView, LinkView, ProgressBenefitView, ProgressRowView, ProgressView, View,
};
use super::{Scene, Spot};
use crate::date::{Period, parse_period};
use crate::field::{Duration, Fields, Kind, Value, parse_duration};
use crate::portal::EntryNo;
use crate::text::Lang;
use crate::url;

/// The page below the folder of its language.
const ROUTE: &str = "dfjd/index.html";

/// A row that may be shown, with its public benefit.
struct Row<'a> {
    no: EntryNo,
    fields: &'a Fields,
    accepted: Option<Period>,
    paid: Option<Period>,
    median: f64,
}

/// Whether there is anything to show.
pub fn has_progress(scene: &Scene) -> bool {
    !rows(scene).is_empty()
}

/// Rows of public benefits with a readable median, newest payment first.
fn rows<'a>(scene: &Scene<'a>) -> Vec<Row<'a>> {
    sorted(scene, scene.config.payment_progress.rows.iter())
}

fn sorted<'a>(scene: &Scene<'a>, written: impl Iterator<Item = &'a Fields>) -> Vec<Row<'a>> {
    let month = |fields: &Fields, key: &str| {
        parse_period(fields.text(key)?).filter(|period| matches!(period, Period::Month(..)))
    };
    let row = |fields: &'a Fields| {
        let no = scene.portal.find(&[Kind::Benefit], fields.text("benefit")?)?;
        let median: f64 = fields.text("median_days")?.parse().ok()?;
        let (accepted, paid) = (month(fields, "accepted_in"), month(fields, "paid_in"));
        let may_show = scene.portal.is_public(no) && (0.0..100_000.0).contains(&median);
        may_show.then_some(Row { no, fields, accepted, paid, median })
    };
    let mut rows: Vec<Row> = written.filter_map(row).collect();
    rows.sort_by_key(|row| std::cmp::Reverse((row.paid, row.accepted)));
    rows
}

/// The page.
pub(super) fn page(scene: &Scene, spot: Spot) -> View {
    let title = scene.word(spot.lang, "payment_progress").to_string();
    let description = scene.word(spot.lang, "payment_progress_lead").to_string();
    let about = About {
        kind: "payment_progress",
        title: &title,
        column: Some(Kind::Benefit),
        is_column: false,
        description: description.clone(),
        keywords: vec![title.clone()],
    };
    let rows = rows(scene);
    let mut benefits: Vec<EntryNo> = Vec::new();
    for row in &rows {
        if !benefits.contains(&row.no) {
            benefits.push(row.no);
        }
    }
    // One scale for all bars, so that benefits can be compared.
    let limits = benefits.iter().filter_map(|no| promise(scene, *no)?.days());
    let most = rows.iter().map(|row| row.median).chain(limits).fold(1.0, f64::max);
    let as_of = rows.iter().filter_map(|row| row.fields.date("as_of")).max();
    let values = [("benefits", &*benefits.len().to_string()), ("batches", &*rows.len().to_string())];
    let view = ProgressView {
        description,
        as_of: date_view(spot.lang, as_of),
        total: scene.say(spot.lang, "payment_progress_total", &values),
        benefits: benefits.iter().map(|no| benefit(scene, spot, *no, &rows, most)).collect(),
    };
    View { page: head::page(scene, spot, about), body: BodyView::Progress(Box::new(view)) }
}

fn benefit(scene: &Scene, spot: Spot, no: EntryNo, rows: &[Row], most: f64) -> ProgressBenefitView {
    let promise = promise(scene, no);
    let own = rows.iter().filter(|row| row.no == no);
    ProgressBenefitView {
        anchor: format!("x-{}", scene.portal.entry(no).id),
        benefit: scene.link(spot, no),
        promised: promise.map(|promise| promised(scene, spot, promise)).unwrap_or_default(),
        rows: own.map(|row| row_view(scene, spot, row, promise, most)).collect(),
    }
}

/// What is promised: the steps together, or the payment alone.
#[derive(Clone, Copy)]
enum Promise {
    Steps(u32),
    Payment(Duration),
}

impl Promise {
    fn days(self) -> Option<f64> {
        match self {
            Promise::Steps(days) => Some(f64::from(days)),
            Promise::Payment(limit) => in_days(limit),
        }
    }
}

/// The limits of 流程 together, else 兑付.时限 of a benefit.
fn promise(scene: &Scene, no: EntryNo) -> Option<Promise> {
    let fields = &scene.portal.entry(no).fields;
    if let Some(days) = steps(fields) {
        return Some(Promise::Steps(days));
    }
    match fields.part("payment")?.get("time_limit")?.value {
        Value::Duration(limit) => Some(Promise::Payment(limit)),
        _ => None,
    }
}

/// Working days of all steps; none where a step is limited in another unit. A rhythm such as 每季度一次
/// is no limit.
fn steps(fields: &Fields) -> Option<u32> {
    let limits = fields.parts("steps").filter_map(|step| parse_duration(step.text("time_limit")?));
    let mut total = None;
    for limit in limits {
        let Duration::WorkingDays(days) = limit else { return None };
        total = Some(total.unwrap_or(0u32).saturating_add(days));
    }
    total
}

/// Working days of a limit; a limit by a day of the year has none.
fn in_days(limit: Duration) -> Option<f64> {
    match limit {
        Duration::Days(n) => Some((f64::from(n) * 5.0 / 7.0).ceil()),
        Duration::WorkingDays(n) => Some(f64::from(n)),
        Duration::Months(n) => Some((f64::from(n) * 365.0 / 12.0 * 5.0 / 7.0).ceil()),
        Duration::Years(n) => Some((f64::from(n) * 365.0 * 5.0 / 7.0).ceil()),
        Duration::Before { .. } => None,
    }
}

fn promised(scene: &Scene, spot: Spot, promise: Promise) -> String {
    let limit = match promise {
        Promise::Steps(days) => {
            return scene.say(spot.lang, "payment_promise_steps", &[("days", &days.to_string())]);
        }
        Promise::Payment(limit) => limit,
    };
    let text = duration(spot.lang, limit);
    match in_days(limit) {
        Some(days) if !matches!(limit, Duration::WorkingDays(_)) => {
            let days = days.to_string();
            scene.say(spot.lang, "payment_promise_compared", &[("limit", &text), ("days", &days)])
        }
        _ => text,
    }
}

fn row_view(scene: &Scene, spot: Spot, row: &Row, promise: Option<Promise>, most: f64) -> ProgressRowView {
    let limit = promise.and_then(Promise::days);
    let count = match row.fields.get("count").map(|value| &value.value) {
        Some(Value::Integer(count)) => count.to_string(),
        _ => String::new(),
    };
    let as_of = row.fields.date("as_of");
    ProgressRowView {
        batch: row.fields.text("batch").unwrap_or_default().to_string(),
        accepted: month_view(spot.lang, row.accepted),
        paid: month_view(spot.lang, row.paid),
        count,
        median: row.fields.text("median_days").unwrap_or_default().to_string(),
        verdict: limit.map(|limit| verdict(scene, spot, row.median, limit)).unwrap_or_default(),
        bar_html: chart::bar(row.median, limit, most),
        as_of: DateView {
            text: as_of.map(|date| date_text(spot.lang, date)).unwrap_or_default(),
            iso: as_of.map(|date| date.to_string()).unwrap_or_default(),
        },
    }
}

fn month_view(lang: Lang, month: Option<Period>) -> DateView {
    let Some(month) = month else { return DateView::default() };
    let text = if lang == Lang::Zh { month.chinese() } else { month.english() };
    DateView { text, iso: month.short() }
}

/// Whether the median keeps the promise, in words.
fn verdict(scene: &Scene, spot: Spot, median: f64, limit: f64) -> BadgeView {
    if median <= limit {
        let text = scene.word(spot.lang, "payment_within").into();
        return BadgeView { code: "good", text, ..BadgeView::default() };
    }
    let days = format!("{:.1}", median - limit);
    let days = days.strip_suffix(".0").unwrap_or(&days);
    let text = scene.say(spot.lang, "payment_over", &[("days", days)]);
    BadgeView { code: "warning", text, ..BadgeView::default() }
}

/// The newest batch of a benefit in one line, with the way to the others.
pub(super) fn latest(scene: &Scene, spot: Spot, no: EntryNo) -> LinkView {
    let own = |fields: &&Fields| {
        fields.text("benefit").and_then(|id| scene.portal.find(&[Kind::Benefit], id)) == Some(no)
    };
    let rows = sorted(scene, scene.config.payment_progress.rows.iter().filter(own));
    let Some(row) = rows.first() else { return LinkView::default() };
    let (accepted, paid) = (month_view(spot.lang, row.accepted).text, month_view(spot.lang, row.paid).text);
    if accepted.is_empty() || paid.is_empty() {
        return LinkView::default();
    }
    let median = row.fields.text("median_days").unwrap_or_default();
    let values = [("accepted", &*accepted), ("paid", &*paid), ("days", median)];
    let route = format!("{}{ROUTE}", spot.lang.folder());
    LinkView {
        text: scene.word(spot.lang, "payment_progress").into(),
        href: format!("{}#x-{}", url::relative(spot.route, &route), scene.portal.entry(no).id),
        note: scene.say(spot.lang, "payment_latest", &values),
        external: false,
    }
}
