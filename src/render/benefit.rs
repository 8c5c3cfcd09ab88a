//! What the page of a benefit has beyond other entries: the eight boxes.

use super::card::{is_open, validity};
use super::entry::Shown;
use super::said::{self, unit as unit_name};
use super::value::{date_text, fact, money, plain, views};
use super::view::{
    AmountView, BenefitView, BoxView, LinkView, MaterialView, QuoteView, StepView, ValueKind, ValueView,
};
use super::{Scene, Spot};
use crate::field::{self, Field, Fields, Kind, Spanned, Type, Value, amounts_in};
use crate::portal::{EntryNo, Facet};
use crate::text::{Lang, is_han};

/// Tiers that a box lists; more stand in a table of their own.
const TIERS_IN_BOX: usize = 6;

/// The view of a benefit; each of the quotes learns which boxes rest on it.
pub(super) fn view(scene: &Scene, spot: Spot, shown: Shown, quotes: &mut [QuoteView]) -> BenefitView {
    let fields = shown.fields;
    let policy =
        fields.parts("basis").find_map(|basis| scene.portal.find(&[Kind::Policy], basis.text("policy")?));
    let duties = fields.texts("duties").map(str::to_string).collect();
    let amounts = super::award::amounts(scene, spot, fields);
    let mut boxes = boxes(scene, spot, shown, &amounts);
    super::offer::link_quotes(&mut boxes, quotes);
    BenefitView {
        headline: fields
            .part("award")
            .map(|award| headline(scene, spot, award))
            .unwrap_or_else(|| gap(scene, spot)),
        validity: policy.map(|no| validity(scene, spot, no)).unwrap_or_default(),
        amounts,
        paid_out: fields
            .part("payment")
            .and_then(|payment| payment.text("mode"))
            .map(|mode| scene.label(spot, "payment_modes", mode))
            .unwrap_or_default(),
        condition_count: fields.list("conditions").len(),
        audiences: super::entry::facet_links(scene, spot, fields, Facet::Audience),
        window: super::offer::window(scene, spot, shown),
        boxes,
        action: action(scene, spot, shown),
        materials: materials(scene, spot, fields, shown.original_no),
        steps: steps(scene, spot, fields),
        duties,
        stacking: stacking(scene, spot, fields),
        instalments: super::offer::instalments(scene, spot, fields),
        calls: calls(scene, spot, shown.original_no),
        paid: super::progress::latest(scene, spot, shown.original_no),
    }
}

fn gap(scene: &Scene, spot: Spot) -> ValueView {
    ValueView { kind: ValueKind::Gap, text: scene.word(spot.lang, "gap").into(), ..ValueView::default() }
}

/// A condition in words, for data files.
pub fn condition_words(scene: &Scene, lang: Lang, condition: &Spanned) -> String {
    condition_text(scene, Spot { route: "", lang }, condition)
}

/// A component of an award in words, for data files: the figure, then how it comes about.
pub fn award_words(scene: &Scene, lang: Lang, award: &Fields) -> String {
    let spot = Spot { route: "", lang };
    let figure = headline(scene, spot, award).text;
    let how = award_line(scene, spot, award).text;
    let name = award.text("name").map(|name| format!("{name} ")).unwrap_or_default();
    match lang {
        _ if how.is_empty() || how == figure => format!("{name}{figure}"),
        _ if how.contains(&figure) => how,
        Lang::Zh => format!("{name}{figure}（{how}）"),
        Lang::En => format!("{name}{figure} ({how})"),
    }
}

/// An amount, or the span of the amounts of its tiers.
pub(super) fn amount(fields: &Fields, key: &str, lang: Lang) -> Option<String> {
    match &fields.get(key)?.value {
        Value::Money(fen) => Some(money(lang, *fen)),
        Value::Text(text) => Some(text.to_string()),
        tiers @ Value::Map(_) => {
            let mut amounts = Vec::new();
            amounts_in(tiers, &mut amounts);
            let (least, most) = (amounts.iter().min()?, amounts.iter().max()?);
            Some(match lang {
                _ if least == most => money(lang, *most),
                Lang::Zh => format!("{}至{}", money(lang, *least), money(lang, *most)),
                Lang::En => format!("{} to {}", money(lang, *least), money(lang, *most)),
            })
        }
        _ => None,
    }
}

/// The figure in large type: what one recipient gets, with its unit.
pub(super) fn headline(scene: &Scene, spot: Spot, award: &Fields) -> ValueView {
    let lang = spot.lang;
    let unit = award.text("unit").unwrap_or_default();
    let per = |price: String| match (unit, lang) {
        ("", _) => price,
        (unit, Lang::Zh) => format!("{price}/{unit}"),
        (name, Lang::En) => format!("{price} a {}", unit_name(scene, lang, name, "1")),
    };
    let up_to =
        |text: String| if lang == Lang::Zh { format!("最高{text}") } else { format!("up to {text}") };
    let text = match award.text("kind").unwrap_or_default() {
        "fixed" => amount(award, "amount", lang),
        "tiered" | "tiered_highest" | "tiered_sum" => amount(award, "tiers", lang),
        "per_unit" | "per_unit_bands" => amount(award, "unit_price", lang).map(per),
        "ratio" => {
            let ratio = award.get("ratio").map(|ratio| plain(scene, spot, &Type::Ratio, &ratio.value));
            match (ratio, amount(award, "cap", lang)) {
                (Some(ratio), Some(cap)) if lang == Lang::Zh => Some(format!("{ratio}，最高{cap}")),
                (Some(ratio), Some(cap)) => Some(format!("{ratio}, up to {cap}")),
                (ratio, cap) => ratio.or(cap.map(up_to)),
            }
        }
        "ceiling" => amount(award, "maximum", lang).map(up_to),
        // What no translation says yet is named by its kind, not by its Chinese.
        "service" | "honour" => award
            .text("content")
            .map(|content| said::said_first(scene, lang, content))
            .filter(|content| lang == Lang::Zh || !content.chars().any(is_han)),
        "financial" => amount(award, "credit_limit", lang).map(up_to),
        _ => None,
    };
    let kind = award.text("kind").unwrap_or_default();
    match text.filter(|text| !text.is_empty()) {
        Some(text) => ValueView { kind: ValueKind::Figure, text, code: kind.into(), ..ValueView::default() },
        None if matches!(kind, "unspecified" | "") => gap(scene, spot),
        None => ValueView { code: kind.into(), ..ValueView::text(scene.label(spot, "award_kinds", kind)) },
    }
}

/// The eight boxes, always in this order; an empty one is an honest gap.
fn boxes(scene: &Scene, spot: Spot, shown: Shown, amounts: &[AmountView]) -> Vec<BoxView> {
    let fields = shown.fields;
    let no = shown.original_no;
    let all: [(&'static str, Vec<ValueView>); 8] = [
        ("who", who(scene, spot, fields, no)),
        ("what", what(scene, spot, fields)),
        ("how_much", how_much(scene, spot, amounts)),
        ("how", how(scene, spot, shown)),
        ("when", when(scene, spot, fields, no)),
        ("from_whom", field_lines(scene, spot, shown, &["handled_by"])),
        ("paid_when", part_lines(scene, spot, fields, "payment", no)),
        ("basis", basis(scene, spot, fields)),
    ];
    all.into_iter()
        .map(|(key, lines)| BoxView {
            key,
            label: scene.label(spot, "benefit_boxes", key),
            lines: lines
                .into_iter()
                .filter(|line| !line.text.is_empty() && line.kind != ValueKind::Gap)
                .collect(),
            sources: Vec::new(),
        })
        .collect()
}

/// The form of the support, what it is, and how it is paid out.
fn what(scene: &Scene, spot: Spot, fields: &Fields) -> Vec<ValueView> {
    let separator = scene.word(spot.lang, "list_comma");
    let forms: Vec<String> =
        fields.texts("support_forms").map(|code| scene.label(spot, "support_forms", code)).collect();
    let kinds = fields.parts("award").filter_map(|award| award.text("kind"));
    let kinds = kinds.filter(|kind| *kind != "unspecified");
    let mut lines = Vec::new();
    match forms.is_empty() {
        false => lines.push(forms.join(separator)),
        true => lines.extend(kinds.map(|kind| scene.label(spot, "award_kinds", kind))),
    }
    for award in fields.parts("award") {
        let texts = ["name", "content"].into_iter().filter_map(|key| award.text(key));
        lines.extend(texts.map(|text| said::said_first(scene, spot.lang, text)));
    }
    lines.dedup();
    lines.into_iter().map(ValueView::text).collect()
}

/// Each amount with what it depends on, and its tiers where they are few.
fn how_much(scene: &Scene, spot: Spot, amounts: &[AmountView]) -> Vec<ValueView> {
    let mut lines = Vec::new();
    let comma = scene.word(spot.lang, "comma");
    for amount in amounts.iter().filter(|amount| !amount.figure.is_empty()) {
        let parts = [&amount.name, &amount.before, &amount.figure].map(String::as_str);
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let text = parts.join(if spot.lang == Lang::Zh { "" } else { " " });
        lines.push(ValueView {
            kind: ValueKind::Figure,
            text: format!("{text}{}", amount.unit),
            note: amount.conditions.join(comma),
            ..ValueView::default()
        });
        if amount.tiers.len() <= TIERS_IN_BOX {
            lines.extend(amount.tiers.iter().map(|tier| ValueView {
                kind: ValueKind::Figure,
                text: format!("{} {}", tier.name, tier.figure),
                note: tier.note.clone(),
                ..ValueView::default()
            }));
        }
    }
    lines
}

/// The way to the benefit, and how much there is to do.
fn how(scene: &Scene, spot: Spot, shown: Shown) -> Vec<ValueView> {
    let mut lines = field_lines(scene, spot, shown, &["access_mode"]);
    for (key, word) in [("steps", "see_steps"), ("materials", "see_materials")] {
        let count = shown.fields.parts(key).count();
        if count > 0 {
            let text = scene.say(spot.lang, word, &[("count", &count.to_string())]);
            lines.push(ValueView::linked(ValueKind::Link, text, format!("#x-{key}")));
        }
    }
    lines
}

fn who(scene: &Scene, spot: Spot, fields: &Fields, no: EntryNo) -> Vec<ValueView> {
    let mut lines: Vec<ValueView> = fields
        .list("audiences")
        .iter()
        .flat_map(|audience| views(scene, spot, &Type::Vocabulary("audiences"), &audience.value, no))
        .collect();
    lines.extend(fields.list("conditions").iter().map(|written| condition(scene, spot, written)));
    lines
}

/// A condition in words, its clause as the note: 学历至少博士.
fn condition(scene: &Scene, spot: Spot, condition: &Spanned) -> ValueView {
    let clause = match &condition.value {
        Value::Map(entries) => entries.iter().find(|(key, _)| &**key == "clause").map(|(_, clause)| clause),
        _ => None,
    };
    let note = clause.map(|clause| plain(scene, spot, &Type::Clause, &clause.value)).unwrap_or_default();
    ValueView { note, ..ValueView::text(condition_text(scene, spot, condition)) }
}

pub(super) fn condition_text(scene: &Scene, spot: Spot, condition: &Spanned) -> String {
    let Value::Map(entries) = &condition.value else {
        return plain(scene, spot, &Type::Any, &condition.value);
    };
    let colon = if spot.lang == Lang::Zh { "：" } else { ": " };
    let fact = entries.iter().find(|(key, _)| &**key == "fact");
    let fact = fact.and_then(|(_, name)| name.value.text()).unwrap_or_default();
    let text = |value: &Spanned| condition_value(scene, spot, fact, &value.value);
    let mut words = String::new();
    for (key, value) in entries {
        match &**key {
            "clause" => {}
            "fact" => words.insert_str(0, &said::fact(scene, spot.lang, fact)),
            "manual_check" | "exception" => words.push_str(&text(value)),
            "reference" if spot.lang == Lang::Zh => words.push_str(&format!("（{}）", text(value))),
            "reference" => words.push_str(&format!(" ({})", text(value))),
            "any" | "all" | "not" => {
                let label = scene.label(spot, "combiners", key);
                let inner: Vec<String> = match &value.value {
                    Value::List(items) => {
                        items.iter().map(|item| condition_text(scene, spot, item)).collect()
                    }
                    _ => vec![condition_text(scene, spot, value)],
                };
                let semicolon = if spot.lang == Lang::Zh { "；" } else { "; " };
                words.push_str(&format!("{label}{colon}{}", inner.join(semicolon)));
            }
            "is" => words.push_str(&format!("{colon}{}", text(value))),
            operator => {
                let (before, after) = if spot.lang == Lang::En { (": ", " ") } else { ("", "") };
                let label = scene.label(spot, "operators", operator);
                words.push_str(&format!("{before}{label}{after}{}", text(value)));
            }
        }
    }
    words
}

/// The value that a condition asks for; several as a list.
fn condition_value(scene: &Scene, spot: Spot, fact: &str, value: &Value) -> String {
    let separator = if spot.lang == Lang::Zh { "、" } else { ", " };
    match value {
        Value::List(items) => {
            let items = items.iter().map(|item| condition_value(scene, spot, fact, &item.value));
            items.collect::<Vec<_>>().join(separator)
        }
        other => match other.text() {
            Some(text) => said::fact_value(scene, spot.lang, fact, text),
            None => plain(scene, spot, &Type::Any, other),
        },
    }
}

/// A component of an award: its kind, what it is, its tiers and bounds.
fn award_line(scene: &Scene, spot: Spot, award: &Fields) -> ValueView {
    let kind = award.text("kind").map(|kind| scene.label(spot, "award_kinds", kind)).unwrap_or_default();
    let content = award.text("content").or_else(|| award.text("name")).unwrap_or_default();
    let content = said::said(scene, spot.lang, content);
    let tiers = award_texts(scene, spot, award);
    let (colon, separator) = if spot.lang == Lang::Zh { ("：", "；") } else { (": ", "; ") };
    let parts = [content, tiers.join(separator), limits(scene, spot, award)];
    let parts: Vec<String> = parts.into_iter().filter(|text| !text.is_empty()).collect();
    let text = if parts.is_empty() { kind } else { format!("{kind}{colon}{}", parts.join(separator)) };
    ValueView::text(text)
}

/// The tiers of an award, one a line; none where it has a single amount.
pub(super) fn award_texts(scene: &Scene, spot: Spot, award: &Fields) -> Vec<String> {
    let by = award.text("by").unwrap_or_default();
    let name = |tier: &str| said::fact_value(scene, spot.lang, by, tier);
    let tiered = ["tiers", "unit_price", "amount"].into_iter().filter_map(|key| award.get(key));
    tiered.flat_map(|tiers| tier_texts(spot.lang, &tiers.value, &name)).collect()
}

/// 博士3000元, 硕士1500元: the tiers of an amount, without the fact that they go by.
fn tier_texts(lang: Lang, value: &Value, tier_name: &dyn Fn(&str) -> String) -> Vec<String> {
    let Value::Map(tiers) = value else { return Vec::new() };
    let mut texts = Vec::new();
    for (name, tier) in tiers.iter().filter(|(name, _)| !matches!(&**name, "按" | "by")) {
        let name = tier_name(name);
        let mut amounts = Vec::new();
        amounts_in(&tier.value, &mut amounts);
        match (&tier.value, amounts.first()) {
            (Value::Map(_), _) => texts.extend(tier_texts(lang, &tier.value, tier_name)),
            (_, Some(fen)) if lang == Lang::Zh => texts.push(format!("{name}{}", money(lang, *fen))),
            (_, Some(fen)) => texts.push(format!("{name} {}", money(lang, *fen))),
            (other, None) => texts.extend(other.text().map(|text| format!("{name} {text}"))),
        }
    }
    texts
}

/// 最多36月, 年限3: what bounds an award.
fn limits(scene: &Scene, spot: Spot, award: &Fields) -> String {
    let part = field::PARTS.iter().find(|part| part.name == "award");
    let Some(part) = part else { return String::new() };
    let unit = award.text("unit").unwrap_or_default();
    let bounds = part.fields.iter().filter(|field| {
        matches!(
            field.key,
            "quantity" | "quantity_max" | "years" | "decided_by" | "term" | "interest_rate" | "bank"
        )
    });
    let texts = bounds.filter_map(|field| {
        let value = award.get(field.key)?;
        let text = plain(scene, spot, &field.ty, &value.value);
        let unit = if matches!(field.key, "quantity" | "quantity_max") { unit } else { "" };
        Some(match (spot.lang, field.key) {
            (Lang::Zh, _) => format!("{}{text}{unit}", field.zh),
            (Lang::En, "years") => format!("for {text} {}", if text == "1" { "year" } else { "years" }),
            (Lang::En, "quantity_max") => {
                format!("at most {text} {}", unit_name(scene, Lang::En, unit, &text)).trim_end().to_string()
            }
            (Lang::En, "quantity") => match scene.vocabularies.find("facts", &text) {
                Some(fact) => format!("by {}", said::uncapitalised(fact.label(Lang::En))),
                None => format!("{text} {}", unit_name(scene, Lang::En, unit, &text)).trim_end().to_string(),
            },
            (Lang::En, key) => format!("{} {text}", key.replace('_', " ")),
        })
    });
    texts.collect::<Vec<_>>().join(if spot.lang == Lang::Zh { "，" } else { ", " })
}

fn field_lines(scene: &Scene, spot: Spot, shown: Shown, keys: &[&str]) -> Vec<ValueView> {
    let mut lines = Vec::new();
    for field in shown.original.kind.spec().fields.iter().filter(|field| keys.contains(&field.key)) {
        let Some(value) = shown.fields.get(field.key) else { continue };
        match &value.value {
            Value::Part(part) => {
                let department = part.text("department").unwrap_or_default();
                lines.extend(views(
                    scene,
                    spot,
                    &Type::Reference(&[Kind::Department]),
                    &Value::Reference(department.into()),
                    shown.original_no,
                ));
                let contact = super::entry::contact(scene, spot, Some(part));
                lines.extend(
                    contact
                        .phones
                        .into_iter()
                        .map(|phone| ValueView::linked(ValueKind::Phone, phone.text, phone.href)),
                );
                lines.push(ValueView::text(contact.address));
                lines.push(ValueView::text(contact.hours));
            }
            _ => lines.extend(
                fact(scene, spot, field, &value.value, shown.original_no)
                    .map(|fact| fact.values)
                    .unwrap_or_default(),
            ),
        }
    }
    lines
}

/// The fields of a part, each with its label.
pub(super) fn part_lines(
    scene: &Scene,
    spot: Spot,
    fields: &Fields,
    key: &str,
    no: EntryNo,
) -> Vec<ValueView> {
    let Some(spec) = field::PARTS.iter().find(|part| part.name == key) else { return Vec::new() };
    let Some(part) = fields.part(key) else { return Vec::new() };
    let line = |field: &'static Field| {
        let value = part.get(field.key)?;
        let colon = if spot.lang == Lang::Zh { "：" } else { ": " };
        let label = super::value::field_label(spot.lang, field);
        let first = views(scene, spot, &field.ty, &value.value, no);
        let separator = if spot.lang == Lang::Zh { "、" } else { ", " };
        let text = first.iter().map(|view| view.text.as_str()).collect::<Vec<_>>().join(separator);
        Some(ValueView::text(format!("{label}{colon}{text}")))
    };
    spec.fields.iter().filter(|field| field.key != "instalments").filter_map(line).collect()
}

pub(super) fn when(scene: &Scene, spot: Spot, fields: &Fields, no: EntryNo) -> Vec<ValueView> {
    if fields.text("access_mode") == Some("automatic") {
        return vec![ValueView::text(scene.label(spot, "access_modes", "automatic"))];
    }
    let Some(apply) = fields.part("apply") else { return Vec::new() };
    let mut lines: Vec<ValueView> = apply
        .text("mode")
        .map(|mode| ValueView::text(scene.label(spot, "apply_modes", mode)))
        .into_iter()
        .collect();
    for window in apply.parts("windows") {
        if let (Some(start), Some(end)) = (window.date("start"), window.date("end")) {
            let to = if spot.lang == Lang::Zh { "至" } else { " to " };
            lines.push(ValueView::text(format!(
                "{}{to}{}",
                date_text(spot.lang, start),
                date_text(spot.lang, end)
            )));
        }
    }
    if let (Some(from), Some(term)) = (apply.text("counted_from"), apply.get("term")) {
        let term = plain(scene, spot, &Type::Duration, &term.value);
        lines.push(ValueView::text(if spot.lang == Lang::Zh {
            format!("自{from}起{term}内")
        } else {
            format!("within {term} of {}", said::said(scene, spot.lang, from))
        }));
    }
    if let Some(call) = apply.text("call") {
        lines.extend(views(scene, spot, &Type::Reference(&[Kind::Call]), &Value::Reference(call.into()), no));
    }
    lines
}

fn basis(scene: &Scene, spot: Spot, fields: &Fields) -> Vec<ValueView> {
    super::entry::quotes(scene, spot, fields)
        .into_iter()
        .map(|quote| ValueView {
            note: quote.clause,
            ..ValueView::linked(ValueKind::Link, quote.policy.text, format!("#{}", quote.anchor))
        })
        .collect()
}

fn action(scene: &Scene, spot: Spot, shown: Shown) -> LinkView {
    if super::entry::rests_on_nothing(scene, shown.original) {
        return LinkView::default();
    }
    if let Some(entry) = shown.fields.part("apply").and_then(|apply| apply.text("entry")) {
        let text = scene.word(spot.lang, "apply_online").to_string();
        return LinkView { text, href: entry.to_string(), external: true, ..LinkView::default() };
    }
    let open = calls_of(scene, shown.original_no).find(|no| is_open(scene, *no));
    open.map(|no| scene.link(spot, no)).unwrap_or_default()
}

pub(super) fn calls_of<'a>(scene: &Scene<'a>, no: EntryNo) -> impl Iterator<Item = EntryNo> + use<'a> {
    let portal = scene.portal;
    let incoming = portal.incoming[no.0 as usize].iter().map(|relation| relation.other);
    incoming.filter(move |other| portal.entry(*other).kind == Kind::Call && portal.is_public(*other))
}

fn calls(scene: &Scene, spot: Spot, no: EntryNo) -> Vec<LinkView> {
    calls_of(scene, no).map(|call| scene.link(spot, call)).collect()
}

/// The materials of a benefit, call or guide.
pub(super) fn materials(scene: &Scene, spot: Spot, fields: &Fields, no: EntryNo) -> Vec<MaterialView> {
    fields
        .parts("materials")
        .map(|part| {
            let text = |key: &str| part.text(key).unwrap_or_default().to_string();
            let source = scene.vocabularies.find("document_sources", &text("source"));
            let form = scene.vocabularies.find("document_forms", &text("form"));
            let copies = match (text("copies").as_str(), spot.lang) {
                ("", _) => String::new(),
                (n, Lang::Zh) => format!("{n}份"),
                (n, Lang::En) => format!(" × {n}"),
            };
            let sample = part.get("template").and_then(|file| {
                let view = views(scene, spot, &Type::File, &file.value, no).pop()?;
                (!view.href.is_empty()).then_some(LinkView {
                    text: view.text,
                    href: view.href,
                    note: view.note,
                    external: false,
                })
            });
            MaterialView {
                name: said::said_first(scene, spot.lang, &text("name")),
                form: format!(
                    "{}{copies}",
                    form.map(|term| term.label(spot.lang).to_string()).unwrap_or_else(|| text("form"))
                ),
                shared: source.is_some_and(|term| term.code == "shared"),
                source: source
                    .map(|term| term.label(spot.lang).to_string())
                    .unwrap_or_else(|| said::said_first(scene, spot.lang, &text("source"))),
                note: said::said_first(scene, spot.lang, &text("when")),
                sample: sample.unwrap_or_default(),
            }
        })
        .collect()
}

/// A time limit as it is written, in English where it is a plain number of days or months.
fn time_limit(lang: Lang, text: &str) -> String {
    match field::parse_duration(text) {
        Some(length) if lang == Lang::En => super::value::duration(lang, length),
        _ => text.to_string(),
    }
}

/// The steps of a benefit, programme or guide.
pub(super) fn steps(scene: &Scene, spot: Spot, fields: &Fields) -> Vec<StepView> {
    fields
        .parts("steps")
        .enumerate()
        .map(|(index, part)| {
            let step =
                part.get("step").map(|step| plain(scene, spot, &Type::Step, &step.value)).unwrap_or_default();
            let who = part
                .get("who")
                .map(|who| plain(scene, spot, &Type::TextOrReference(Kind::Department), &who.value));
            StepView {
                number: index + 1,
                title: step,
                actor: who.unwrap_or_default(),
                time: part.text("time_limit").map(|text| time_limit(spot.lang, text)).unwrap_or_default(),
                ..StepView::default()
            }
        })
        .collect()
}

/// The rule of stacking in a sentence or two: 与同级财政同类事项就高享受，不重复。每人一次。
pub(super) fn stacking(scene: &Scene, spot: Spot, fields: &Fields) -> String {
    let Some(part) = fields.part("stacking") else { return String::new() };
    let key = match part.text("rule") {
        Some("highest") => "stacking_highest",
        Some("choose_one") => "stacking_choose_one",
        Some("top_up") => "stacking_top_up",
        Some("add") => "stacking_add",
        Some("capped") => "stacking_capped",
        Some("once") => "stacking_once",
        _ => "",
    };
    let scope = match part.text("scope") {
        Some(code) => scene.label(spot, "stacking_scopes", code),
        None => scene.word(spot.lang, "stacking_same_kind").to_string(),
    };
    let cap = match part.get("group_cap").map(|cap| &cap.value) {
        Some(Value::Money(fen)) => money(spot.lang, *fen),
        _ => String::new(),
    };
    let mut sentences = Vec::new();
    if !key.is_empty() && (key != "stacking_capped" || !cap.is_empty()) {
        sentences.push(scene.say(spot.lang, key, &[("scope", &said::uncapitalised(&scope)), ("cap", &cap)]));
    }
    if let Some(times) = part.text("times") {
        let times = scene.label(spot, "times_limits", times);
        sentences.push(scene.say(spot.lang, "stacking_times", &[("times", &times)]));
    }
    let excluded: Vec<String> = part
        .texts("excludes")
        .filter_map(|id| scene.portal.find(&[Kind::Benefit], id))
        .filter(|no| scene.portal.is_public(*no))
        .map(|no| scene.title(spot, no).to_string())
        .collect();
    if !excluded.is_empty() {
        let names = excluded.join(if spot.lang == Lang::Zh { "”“" } else { "”, “" });
        sentences.push(scene.say(spot.lang, "stacking_excludes", &[("names", &names)]));
    }
    if let Some(clause) = part.text("clause") {
        let clause = said::said(scene, spot.lang, clause);
        sentences.push(scene.say(spot.lang, "stacking_by", &[("clause", &clause)]));
    }
    sentences.join(if spot.lang == Lang::Zh { "" } else { " " })
}
