//! How values are written out in each language.

use super::said::{capital, said_first};
use super::view::{DateView, FactView, LinkView, TableView, ValueKind, ValueView};
use super::{Scene, Spot};
use crate::date::{self, Date};
use crate::field::{self, Duration, Field, Fields, Kind, Spanned, Type, Value};
use crate::markdown::{self, Options};
use crate::portal::{EntryNo, Facet, Target};
use crate::text::Lang;
use crate::url;

/// An amount: `10万元` or `CNY 100,000`.
///
/// ```
/// use juxian::{render::money, text::Lang};
/// assert_eq!(money(Lang::Zh, 1_500_000_00), "150万元");
/// assert_eq!(money(Lang::Zh, 1_500_00), "1500元");
/// assert_eq!(money(Lang::En, 15_000_50), "CNY 15,000.50");
/// ```
pub fn money(lang: Lang, fen: i64) -> String {
    let (yuan, rest) = (fen / 100, fen % 100);
    let fraction = if rest == 0 { String::new() } else { format!(".{:02}", rest.abs()) };
    if lang == Lang::En {
        return format!("CNY {}{fraction}", grouped(yuan));
    }
    for (unit, name) in [(100_000_000, "亿元"), (10_000, "万元")] {
        if yuan >= unit && yuan % (unit / 100) == 0 && rest == 0 {
            let digits = format!("{:.2}", yuan as f64 / unit as f64);
            return format!("{}{name}", digits.trim_end_matches('0').trim_end_matches('.'));
        }
    }
    format!("{yuan}{fraction}元")
}

/// An amount in full: `100,000元`.
pub(super) fn yuan(fen: i64) -> String {
    format!("{}元", grouped(fen / 100))
}

/// Thousands with commas.
fn grouped(number: i64) -> String {
    let digits = number.abs().to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if number < 0 { format!("-{grouped}") } else { grouped }
}

/// A number as a language groups its digits; years have none to group.
pub(super) fn number_text(lang: Lang, ty: &Type, number: &str) -> String {
    if lang == Lang::Zh || matches!(ty, Type::Year) {
        return number.to_string();
    }
    let (whole, fraction) = number.split_at(number.find('.').unwrap_or(number.len()));
    whole.parse().map_or_else(|_| number.to_string(), |whole| format!("{}{fraction}", grouped(whole)))
}

/// A number of bytes for people: `80 KB`, `1.2 MB`.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} KB", bytes.div_ceil(1024)),
        _ => format!("{:.1} MB", bytes as f64 / 1_048_576.0),
    }
}

/// A date in words and for machines.
pub(super) fn date_view(lang: Lang, date: Option<Date>) -> DateView {
    let Some(date) = date else { return DateView::default() };
    DateView { text: date_text(lang, date), iso: date.to_string() }
}

/// A date in words.
pub fn date_text(lang: Lang, date: Date) -> String {
    match lang {
        Lang::Zh => date::chinese(date),
        Lang::En => date::english(date),
    }
}

/// A time limit in words: 30个工作日.
pub fn duration(lang: Lang, duration: Duration) -> String {
    let (number, zh, one, many) = match duration {
        Duration::Days(n) => (n, "日", "day", "days"),
        Duration::WorkingDays(n) => (n, "个工作日", "working day", "working days"),
        Duration::Months(n) => (n, "个月", "month", "months"),
        Duration::Years(n) => (n, "年", "year", "years"),
        Duration::Before { month, day } => {
            return match lang {
                Lang::Zh => format!("{month}月{day}日前"),
                Lang::En => format!("before {}", date::english_day(month as i8, day as i8)),
            };
        }
    };
    match lang {
        Lang::Zh => format!("{number}{zh}"),
        Lang::En => format!("{number} {}", if number == 1 { one } else { many }),
    }
}

fn ratio(millionths: i64) -> String {
    let text = format!("{:.4}", millionths as f64 / 10_000.0);
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}

/// The name of a field: its Chinese key, or its English key as words.
pub(super) fn field_label(lang: Lang, field: &Field) -> String {
    match lang {
        Lang::Zh => field.zh.to_string(),
        Lang::En => {
            let known = LABELS_EN.iter().find(|(key, _)| *key == field.key);
            known.map_or_else(|| capital(field.key.replace('_', " ")), |(_, label)| label.to_string())
        }
    }
}

/// Keys that read otherwise than as words.
const LABELS_EN: [(&str, &str); 36] = [
    ("access_mode", "How it is obtained"),
    ("area_m2", "Area (m²)"),
    ("available_m2", "Free area (m²)"),
    ("budget", "Total budget"),
    ("clauses", "Clauses"),
    ("conditions_summary", "Conditions"),
    ("contact_checked_on", "Contact details checked on"),
    ("dated_on", "Dated"),
    ("document_prefix", "Issuer prefix"),
    ("effective_on", "Effective from"),
    ("ends_at", "Ends"),
    ("ends_on", "Closes on"),
    ("excludes", "Cannot be combined with"),
    ("exit_cases", "When support ends"),
    ("expires_on", "In force until"),
    ("forms", "Forms"),
    ("genre", "Kind of document"),
    ("handling_type", "How it is handled"),
    ("id", "No."),
    ("host", "Host organisation"),
    ("liabilities", "Breach of agreement"),
    ("list_file", "List"),
    ("past_calls", "Calls of former years"),
    ("period_kind", "Period"),
    ("quantity_max", "At most"),
    ("result_name", "What you receive"),
    ("roster_file", "Service staff"),
    ("rows_file", "Posts"),
    ("run_off", "Paid on after expiry"),
    ("series_file", "Data"),
    ("sister_programmes", "Programmes at other levels"),
    ("starts_at", "Begins"),
    ("time_limit_legal", "Legal time limit"),
    ("time_limit_promised", "Promised time limit"),
    ("value", "Figure"),
    ("visits", "Visits in person"),
];

/// A value as plain text, lists and parts joined.
pub(super) fn plain(scene: &Scene, spot: Spot, ty: &Type, value: &Value) -> String {
    let separator = if spot.lang == Lang::Zh { "、" } else { ", " };
    views(scene, spot, ty, value, EntryNo(0))
        .into_iter()
        .map(|view| view.text)
        .collect::<Vec<_>>()
        .join(separator)
}

/// A value as it is printed; a list gives one view per item. `from` is the entry it stands in.
pub(super) fn views(scene: &Scene, spot: Spot, ty: &Type, value: &Value, from: EntryNo) -> Vec<ValueView> {
    if let Value::List(items) = value {
        let inner = match ty {
            Type::List(inner) => inner,
            other => other,
        };
        return items.iter().flat_map(|item| views(scene, spot, inner, &item.value, from)).collect();
    }
    let ty = match ty {
        Type::List(inner) => inner,
        ty => ty,
    };
    vec![single(scene, spot, ty, value, from)]
}

fn single(scene: &Scene, spot: Spot, ty: &Type, value: &Value, from: EntryNo) -> ValueView {
    match value {
        Value::YesNo(yes) => ValueView::text(scene.word(spot.lang, if *yes { "yes" } else { "no" })),
        Value::Integer(number) => figure(number_text(spot.lang, ty, &number.to_string())),
        Value::Number(number) => figure(number_text(spot.lang, ty, number)),
        Value::Money(fen) => figure(money(spot.lang, *fen)),
        Value::Ratio(millionths) => figure(ratio(*millionths)),
        Value::Duration(length) => ValueView::text(duration(spot.lang, *length)),
        Value::Date(date) => ValueView::date(date_view(spot.lang, Some(*date))),
        Value::Moment(moment) => moment_view(spot.lang, *moment),
        Value::LongTerm => ValueView::text(scene.word(spot.lang, "long_term")),
        Value::Code(code) => code_view(scene, spot, ty, code),
        Value::Reference(text) => reference(scene, spot, ty, text),
        Value::File(path) => file(scene, spot, from, path),
        Value::Text(text) => written(scene, spot, from, ty, text),
        Value::Part(fields) => ValueView::text(part_text(scene, spot, ty, fields)),
        Value::Map(entries) => ValueView::text(map_text(scene, spot, entries)),
        Value::List(_) => ValueView::text(plain(scene, spot, ty, value)),
    }
}

fn figure(text: String) -> ValueView {
    ValueView { kind: ValueKind::Figure, text, ..ValueView::default() }
}

/// A moment in words, with its time of day unless that is midnight, and its date for machines.
pub(super) fn moment_date(lang: Lang, moment: date::DateTime) -> DateView {
    let mut view = date_view(lang, Some(moment.date()));
    if (moment.hour(), moment.minute()) != (0, 0) {
        view.text = format!("{} {:02}:{:02}", view.text, moment.hour(), moment.minute());
    }
    view
}

fn moment_view(lang: Lang, moment: date::DateTime) -> ValueView {
    ValueView::date(moment_date(lang, moment))
}

fn code_view(scene: &Scene, spot: Spot, ty: &Type, code: &str) -> ValueView {
    let Some(vocabulary) = ty.vocabulary() else { return ValueView::text(code) };
    let text = scene.label(spot, vocabulary, code);
    let facet = Facet::ALL.into_iter().find(|facet| facet.key() == vocabulary);
    match facet.and_then(|facet| super::list::facet_href(scene, spot, facet, code)) {
        Some(href) => ValueView { code: code.into(), ..ValueView::linked(ValueKind::Link, text, href) },
        None => ValueView { code: code.into(), ..ValueView::text(text) },
    }
}

fn reference(scene: &Scene, spot: Spot, ty: &Type, text: &str) -> ValueView {
    let kinds: &[Kind] = match ty {
        Type::Reference(kinds) => kinds,
        Type::TextOrReference(kind) => std::slice::from_ref(kind),
        _ => &[],
    };
    match scene.portal.find(kinds, text) {
        Some(no) => {
            let link = scene.link(spot, no);
            ValueView {
                code: scene.portal.entry(no).id.to_string(),
                ..ValueView::linked(ValueKind::Link, link.text, link.href)
            }
        }
        None => ValueView::text(said_first(scene, spot.lang, scene.unresolved(text))),
    }
}

/// A written reference as a link; a name that is no entry is plain text.
pub(super) fn reference_link(scene: &Scene, spot: Spot, ty: &Type, text: &str) -> LinkView {
    let view = reference(scene, spot, ty, text);
    LinkView { text: view.text, href: view.href, ..LinkView::default() }
}

fn file(scene: &Scene, spot: Spot, from: EntryNo, path: &str) -> ValueView {
    let name = path.rsplit('/').next().unwrap_or(path);
    match scene.portal.resolve(scene.sources, from, path) {
        Target::Asset(asset) => {
            let file = scene.sources.file(asset.file);
            let note = super::body::file_note(file);
            let href = url::encode(&url::relative(spot.route, &asset.route));
            ValueView { note, ..ValueView::linked(ValueKind::Attachment, name, href) }
        }
        _ => ValueView::text(name),
    }
}

fn written(scene: &Scene, spot: Spot, from: EntryNo, ty: &Type, text: &str) -> ValueView {
    match ty {
        Type::Url => ValueView::linked(ValueKind::Link, text, text),
        Type::Email => ValueView::linked(ValueKind::Email, text, format!("mailto:{text}")),
        Type::Phone => ValueView::linked(ValueKind::Phone, text, format!("tel:{}", text.replace(' ', ""))),
        Type::Markdown => ValueView {
            kind: ValueKind::Html,
            text: markdown_html(scene, spot, from, text),
            ..ValueView::default()
        },
        Type::TextOrReference(_) | Type::Reference(_) => reference(scene, spot, ty, text),
        Type::Text { .. } | Type::Clause | Type::Any | Type::Step | Type::Region | Type::Situation => {
            ValueView::text(said_first(scene, spot.lang, text))
        }
        _ => ValueView::text(text),
    }
}

/// Markdown written in a field of an entry.
pub(super) fn markdown_html(scene: &Scene, spot: Spot, from: EntryNo, text: &str) -> String {
    let mut html = String::new();
    let options = Options { policy: false, raw_html: false, skip_title: false };
    let body = super::Body { scene: *scene, no: from, route: spot.route };
    markdown::html(text, 0..text.len(), options, &super::body::Plain(body), &mut html);
    html
}

fn part_text(scene: &Scene, spot: Spot, ty: &Type, fields: &Fields) -> String {
    let Type::Part(name) = ty else { return String::new() };
    let Some(part) = field::PARTS.iter().find(|part| part.name == *name) else { return String::new() };
    if *name == "instalment"
        && let Some(text) = instalment(scene, spot, part, fields)
    {
        return text;
    }
    let (colon, semicolon) = if spot.lang == Lang::Zh { ("：", "；") } else { (": ", "; ") };
    let texts = part.fields.iter().filter_map(|field| {
        let value = fields.get(field.key)?;
        Some(format!(
            "{}{colon}{}",
            field_label(spot.lang, field),
            plain(scene, spot, &field.ty, &value.value)
        ))
    });
    texts.collect::<Vec<_>>().join(semicolon)
}

/// 签约落地40%, as one says it; the year alone where there is no milestone.
fn instalment(scene: &Scene, spot: Spot, part: &field::PartSpec, fields: &Fields) -> Option<String> {
    let said = |key: &str| {
        let field = part.fields.iter().find(|field| field.key == key)?;
        Some(plain(scene, spot, &field.ty, &fields.get(key)?.value)).filter(|text| !text.is_empty())
    };
    let milestone = said("milestone")?;
    let share = said("amount").or_else(|| said("ratio"))?;
    let space = if spot.lang == Lang::Zh { "" } else { " " };
    Some(format!("{milestone}{space}{share}"))
}

fn map_text(scene: &Scene, spot: Spot, entries: &[(Box<str>, Spanned)]) -> String {
    let (colon, semicolon) = if spot.lang == Lang::Zh { ("：", "；") } else { (": ", "; ") };
    let text = |(key, value): &(Box<str>, Spanned)| {
        format!("{key}{colon}{}", plain(scene, spot, &Type::Any, &value.value))
    };
    entries.iter().map(text).collect::<Vec<_>>().join(semicolon)
}

/// A field with its values; `None` where it prints nothing.
pub(super) fn fact(
    scene: &Scene,
    spot: Spot,
    field: &'static Field,
    value: &Value,
    from: EntryNo,
) -> Option<FactView> {
    let values: Vec<ValueView> = views(scene, spot, &field.ty, value, from)
        .into_iter()
        .filter(|value| !value.text.is_empty())
        .collect();
    (!values.is_empty()).then(|| FactView { key: field.key, label: field_label(spot.lang, field), values })
}

/// A list of parts as a table; columns that no row fills are left out.
pub(super) fn table<'a>(
    scene: &Scene,
    spot: Spot,
    key: &'static str,
    caption: String,
    part: &str,
    rows: impl Iterator<Item = &'a Fields> + Clone,
    from: EntryNo,
) -> Option<TableView> {
    let spec = field::PARTS.iter().find(|spec| spec.name == part)?;
    let columns: Vec<&'static Field> =
        spec.fields.iter().filter(|field| rows.clone().any(|row| row.get(field.key).is_some())).collect();
    let cell = |row: &Fields, field: &Field| match row.get(field.key) {
        None => ValueView::default(),
        Some(value) => joined(views(scene, spot, &field.ty, &value.value, from), spot.lang),
    };
    let rows: Vec<Vec<ValueView>> =
        rows.map(|row| columns.iter().map(|field| cell(row, field)).collect()).collect();
    let header = columns.iter().map(|field| field_label(spot.lang, field)).collect();
    (!rows.is_empty() && !columns.is_empty()).then_some(TableView { key, caption, header, rows })
}

/// Several values in one cell become text, one stays what it is.
fn joined(mut values: Vec<ValueView>, lang: Lang) -> ValueView {
    if values.len() == 1 {
        return values.remove(0);
    }
    let separator = if lang == Lang::Zh { "、" } else { ", " };
    ValueView::text(values.into_iter().map(|value| value.text).collect::<Vec<_>>().join(separator))
}

/// What a reader sees of a piece of HTML.
pub(super) fn words_of(html: &str) -> String {
    let mut words = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        words.push_str(before);
        rest = after.split_once('>').map_or("", |(_, behind)| behind);
    }
    words.push_str(rest);
    let plain =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&amp;", "&")];
    plain.iter().fold(words, |text, (coded, plain)| text.replace(coded, plain)).trim().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_what_a_reader_sees() {
        assert_eq!(words_of("<p>5月<a href=\"x\">A&amp;B</a></p>\n<p>&lt;二&gt;</p>"), "5月A&B\n<二>");
    }
}
