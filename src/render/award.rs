//! What a benefit comes to, in parts for large type: figure, unit, conditions, tiers.
//!
//! Takes the written award and says it in the language of the page.
//!
//! **Invariant**: a figure never goes without what it depends on, and nothing is worked out but the
//! bound of a price by its largest number of units.

use super::benefit::amount;
use super::said::{self, unit as unit_name};
use super::value::{money, plain};
use super::view::{AmountView, TierView};
use super::{Scene, Spot};
use crate::field::{Fields, Type, Value, amounts_in, parse_money};
use crate::text::{Lang, is_han};

/// Keys of the written tiers that name no tier.
const NO_TIER: [&str; 2] = ["按", "by"];

/// How much, component by component; one empty amount, a gap, where nothing is written.
pub(super) fn amounts(scene: &Scene, spot: Spot, fields: &Fields) -> Vec<AmountView> {
    let all: Vec<AmountView> = fields.parts("award").map(|award| component(scene, spot, award)).collect();
    if all.is_empty() { vec![AmountView::default()] } else { all }
}

fn component(scene: &Scene, spot: Spot, award: &Fields) -> AmountView {
    let lang = spot.lang;
    let kind = award.text("kind").unwrap_or_default();
    let (before, figure) = figure(scene, spot, award, kind);
    let unit = match award.text("unit").filter(|_| kind.starts_with("per_unit")) {
        Some(unit) if lang == Lang::En => {
            scene.say(lang, "amount_per", &[("unit", &unit_name(scene, lang, unit, "1"))])
        }
        Some(unit) => scene.say(lang, "amount_per", &[("unit", unit)]),
        None => String::new(),
    };
    let mut view = AmountView {
        name: award.text("name").map(|name| said::said_first(scene, lang, name)).unwrap_or_default(),
        digits: digits(lang, award, kind),
        is_words: !figure.is_empty() && !figure.chars().any(|c| c.is_ascii_digit()),
        tiers: tiers(scene, spot, award, &unit),
        before: if figure.is_empty() { String::new() } else { before },
        figure,
        unit,
        conditions: Vec::new(),
    };
    if view.is_words {
        view.before.clear();
    }
    view.conditions = conditions(scene, spot, award, &view);
    view
}

/// What stands before the figure, and the figure; empty where the text states none.
fn figure(scene: &Scene, spot: Spot, award: &Fields, kind: &str) -> (String, String) {
    let lang = spot.lang;
    let span = |key: &str| amount(award, key, lang).unwrap_or_default();
    let word = |key: &str| scene.word(lang, key).to_string();
    let label = || scene.label(spot, "award_kinds", kind);
    match kind {
        "fixed" => (String::new(), span("amount")),
        "tiered" | "tiered_highest" | "tiered_sum" => (String::new(), span("tiers")),
        "per_unit" => (String::new(), span("unit_price")),
        "per_unit_bands" => (String::new(), bands_span(scene, spot, award).unwrap_or(span("unit_price"))),
        "ratio" => (String::new(), ratio_span(scene, spot, award)),
        "ceiling" => match span("maximum") {
            open if open.is_empty() => (String::new(), open),
            open if !open.chars().any(|c| c.is_ascii_digit()) => (String::new(), word("amount_no_cap")),
            most => (word("amount_up_to"), most),
        },
        "case_by_case" if award.get("minimum").is_some() => (word("amount_at_least"), span("minimum")),
        "financial" if award.get("credit_limit").is_some() => (word("amount_up_to"), span("credit_limit")),
        "service" | "honour" => {
            let content = award.text("content").map(|content| said::said_first(scene, lang, content));
            // What no translation says yet is named by its kind, not by its Chinese.
            let content = content.filter(|text| lang == Lang::Zh || !text.chars().any(is_han));
            (String::new(), content.unwrap_or_else(label))
        }
        "case_by_case" | "financial" => (String::new(), label()),
        _ => (String::new(), String::new()),
    }
}

/// From the lowest price of the bands to the highest.
fn bands_span(scene: &Scene, spot: Spot, award: &Fields) -> Option<String> {
    let mut prices = Vec::new();
    amounts_in(&award.get("tiers")?.value, &mut prices);
    let (least, most) = (money(spot.lang, *prices.iter().min()?), money(spot.lang, *prices.iter().max()?));
    let span = || scene.say(spot.lang, "amount_from_to", &[("from", &least), ("to", &most)]);
    Some(if least == most { least.clone() } else { span() })
}

/// 50%, or from the smallest share of the tiers to the largest.
fn ratio_span(scene: &Scene, spot: Spot, award: &Fields) -> String {
    let Some(ratio) = award.get("ratio") else { return amount(award, "cap", spot.lang).unwrap_or_default() };
    let mut shares: Vec<String> =
        leaves(&ratio.value).iter().map(|(_, value)| leaf_text(scene, spot, value)).collect();
    let share = |text: &String| text.trim_end_matches('%').parse::<f64>().unwrap_or(0.0);
    shares.sort_by(|a, b| share(a).total_cmp(&share(b)));
    match (shares.first(), shares.last()) {
        (Some(least), Some(most)) if least != most => {
            scene.say(spot.lang, "amount_from_to", &[("from", least), ("to", most)])
        }
        (Some(one), _) => one.clone(),
        _ => String::new(),
    }
}

/// The values of something written with or without tiers, each with the name of its tier.
fn leaves(value: &Value) -> Vec<(String, Value)> {
    let Value::Map(entries) = value else { return vec![(String::new(), value.clone())] };
    let mut all = Vec::new();
    for (name, tier) in entries.iter().filter(|(name, _)| !NO_TIER.contains(&&**name)) {
        match &tier.value {
            Value::Map(_) => all.extend(leaves(&tier.value)),
            other => all.push((name.to_string(), other.clone())),
        }
    }
    all
}

fn leaf_text(scene: &Scene, spot: Spot, value: &Value) -> String {
    match value {
        Value::Money(fen) => money(spot.lang, *fen),
        Value::Ratio(_) => plain(scene, spot, &Type::Ratio, value),
        other => {
            let text = other.text().unwrap_or_default();
            parse_money(text)
                .filter(|_| text.ends_with('元'))
                .map_or_else(|| text.to_string(), |fen| money(spot.lang, fen))
        }
    }
}

/// The fact that decides the tier.
fn decided_by(award: &Fields) -> &str {
    let within = |key: &str| match &award.get(key)?.value {
        Value::Map(entries) => entries.iter().find(|(key, _)| NO_TIER.contains(&&**key))?.1.value.text(),
        _ => None,
    };
    let within = || ["tiers", "unit_price", "amount", "ratio", "cap"].into_iter().find_map(within);
    award.text("by").or_else(within).unwrap_or_default()
}

fn tiers(scene: &Scene, spot: Spot, award: &Fields, unit: &str) -> Vec<TierView> {
    if let Some(Value::List(bands)) = award.get("tiers").map(|tiers| &tiers.value) {
        return bands.iter().filter_map(|band| band_tier(scene, spot, award, &band.value, unit)).collect();
    }
    let main = ["tiers", "unit_price", "amount", "ratio", "maximum"].into_iter();
    let main = main.filter_map(|key| award.get(key)).find(|value| matches!(value.value, Value::Map(_)));
    let Some(main) = main else { return Vec::new() };
    let by = decided_by(award);
    let caps = award.get("cap").map(|cap| leaves(&cap.value)).unwrap_or_default();
    let tier = |(name, value): (String, Value)| {
        let cap = caps.iter().find(|(of, _)| *of == name && !name.is_empty());
        TierView {
            note: cap
                .map(|(_, cap)| cap_words(scene, spot, award, &leaf_text(scene, spot, cap)))
                .unwrap_or_default(),
            figure: format!("{}{unit}", leaf_text(scene, spot, &value)),
            name: said::fact_value(scene, spot.lang, by, &name),
        }
    };
    leaves(&main.value).into_iter().map(tier).collect()
}

/// A band of a number of units: 第1至3人 2000元.
fn band_tier(scene: &Scene, spot: Spot, award: &Fields, band: &Value, unit: &str) -> Option<TierView> {
    let Value::Map(entries) = band else { return None };
    let of = |keys: [&str; 2]| {
        entries.iter().find(|(key, _)| keys.contains(&&**key)).map(|(_, value)| &value.value)
    };
    let number = |keys| of(keys).map(|value| plain(scene, spot, &Type::Any, value));
    let units = award.text("unit").unwrap_or_default();
    let units = if spot.lang == Lang::En { unit_name(scene, spot.lang, units, "2") } else { units.into() };
    let from = number(["从", "from"])?;
    let name = match number(["至", "to"]) {
        Some(to) => scene.say(spot.lang, "amount_band", &[("from", &from), ("to", &to), ("unit", &units)]),
        None => scene.say(spot.lang, "amount_band_open", &[("from", &from), ("unit", &units)]),
    };
    let price = leaf_text(scene, spot, of(["单价", "unit_price"])?);
    Some(TierView { name, figure: format!("{price}{unit}"), note: String::new() })
}

/// 100,000元 for a single amount that is written short.
fn digits(lang: Lang, award: &Fields, kind: &str) -> String {
    let key = match kind {
        "fixed" => "amount",
        "per_unit" => "unit_price",
        "ceiling" => "maximum",
        "case_by_case" => "minimum",
        "financial" => "credit_limit",
        _ => return String::new(),
    };
    let Some(value) = award.get(key).filter(|value| !matches!(value.value, Value::Map(_))) else {
        return String::new();
    };
    let mut all = Vec::new();
    amounts_in(&value.value, &mut all);
    match all[..] {
        [fen] if lang == Lang::Zh && fen >= 1_000_000 => super::value::yuan(fen),
        _ => String::new(),
    }
}

fn cap_words(scene: &Scene, spot: Spot, award: &Fields, amount: &str) -> String {
    match award.text("cap_period") {
        Some(period) => {
            let period = said::said(scene, spot.lang, period);
            scene.say(spot.lang, "amount_cap_period", &[("amount", amount), ("period", &period)])
        }
        None => scene.say(spot.lang, "amount_cap", &[("amount", amount)]),
    }
}

/// What the amount depends on, then what bounds it.
fn conditions(scene: &Scene, spot: Spot, award: &Fields, view: &AmountView) -> Vec<String> {
    let lang = spot.lang;
    let kind = award.text("kind").unwrap_or_default();
    let mut all = Vec::new();
    let mut say = |key: &str, values: &[(&str, &str)]| all.push(scene.say(lang, key, values));
    let in_sentence = |text: String| if lang == Lang::En { said::uncapitalised(&text) } else { text };
    if view.tiers.len() > 1 && kind != "per_unit_bands" {
        let fact = in_sentence(said::fact(scene, lang, decided_by(award)));
        say("amount_tiers", &[("fact", &fact), ("count", &view.tiers.len().to_string())]);
    }
    match kind {
        "tiered_highest" => say("amount_tiered_highest", &[]),
        "tiered_sum" => say("amount_tiered_sum", &[]),
        _ => {}
    }
    if let Some(base) = award.text("base") {
        say("amount_of", &[("base", &in_sentence(said::fact(scene, lang, base)))]);
    }
    if let (Some(cap), true) =
        (amount(award, "cap", lang), view.tiers.iter().all(|tier| tier.note.is_empty()))
    {
        let words = cap_words(scene, spot, award, &cap);
        say("amount_plain", &[("text", &words)]);
    }
    for (key, word) in [("quantity", "amount_times"), ("quantity_max", "amount_times_at_most")] {
        let Some(count) = award.text(key) else { continue };
        if count.parse::<f64>().is_err() {
            say("amount_by", &[("fact", &in_sentence(said::fact(scene, lang, count)))]);
            continue;
        }
        let unit = counted_unit(scene, lang, award.text("unit").unwrap_or_default(), count);
        say(word, &[("count", count), ("unit", &unit)]);
    }
    if let Some(total) = total(award) {
        say("amount_total", &[("amount", &money(lang, total))]);
    }
    if let Some(years) = award.text("years") {
        let key = if years == "1" { "amount_year" } else { "amount_years" };
        say(key, &[("count", years)]);
    }
    if let Some(who) = award.text("decided_by") {
        say("amount_decided", &[("who", &said::said(scene, lang, who))]);
    }
    others(scene, spot, award, kind, view, &mut all);
    all
}

/// What is particular to a loan, an unsettled amount, an amount before tax.
fn others(scene: &Scene, spot: Spot, award: &Fields, kind: &str, view: &AmountView, all: &mut Vec<String>) {
    let lang = spot.lang;
    if kind == "financial" {
        let product = award.text("product").map(|code| scene.label(spot, "financial_products", code));
        let texts = ["interest_rate", "bank"].into_iter().filter_map(|key| award.text(key));
        let texts = texts.map(|text| said::said_first(scene, lang, text));
        let term = award.get("term").map(|term| plain(scene, spot, &Type::Duration, &term.value));
        all.extend(product.into_iter().chain(term).chain(texts));
    }
    if kind == "case_by_case" && !view.is_words || kind == "pending" {
        all.push(scene.label(spot, "award_kinds", kind));
    }
    if matches!(award.get("pre_tax").map(|value| &value.value), Some(Value::YesNo(true))) {
        all.push(scene.word(lang, "amount_pre_tax").to_string());
    }
}

/// 36 of 月 are 个月.
fn counted_unit(scene: &Scene, lang: Lang, unit: &str, count: &str) -> String {
    match (lang, unit) {
        (Lang::En, _) => unit_name(scene, lang, unit, count),
        (_, "月") => "个月".to_string(),
        _ => unit.to_string(),
    }
}

/// The most that a price with a number of units comes to, in fen; none where there is a cap as well.
fn total(award: &Fields) -> Option<i64> {
    let count: i64 = award.text("quantity").or(award.text("quantity_max"))?.parse().ok()?;
    let mut prices = Vec::new();
    amounts_in(&award.get("unit_price")?.value, &mut prices);
    let most = *prices.iter().max()?;
    (count > 1 && award.get("cap").is_none()).then(|| most.checked_mul(count)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{FileId, Span};
    use crate::field::Spanned;

    fn map(entries: Vec<(&str, Value)>) -> Value {
        let spanned = |value| Spanned { value, span: Span::whole(FileId(0)) };
        Value::Map(entries.into_iter().map(|(key, value)| (key.into(), spanned(value))).collect())
    }

    #[test]
    fn leaves_leave_out_the_fact_that_decides() {
        let tiers = map(vec![("甲", Value::Money(1)), ("乙", Value::Money(2))]);
        let written = map(vec![("按", Value::Text("学历".into())), ("档", tiers)]);
        let names: Vec<String> = leaves(&written).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["甲", "乙"]);
        assert_eq!(leaves(&Value::Money(3)).len(), 1);
    }
}
