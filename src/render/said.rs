//! Short texts of the content in the language of the page: units, clauses, hours, terms, facts.
//!
//! Takes a text as an author wrote it in Chinese. In English it gives the term of the glossary, the
//! value of a vocabulary, or what the text says by its form; a text that is none of these stays as
//! it is, and the page marks it as Chinese.
//!
//! **Invariant**: a Chinese page prints what was written; nothing is translated by guessing.

use super::Scene;
use super::value::{date_text, duration, money};
use crate::date;
use crate::field::{parse_duration, parse_money};
use crate::text::{Lang, is_han, parse_numeral};
use crate::vocabulary::Term;

/// A text in the language of the page.
pub(super) fn said(scene: &Scene, lang: Lang, text: &str) -> String {
    if lang == Lang::Zh || !text.chars().any(is_han) {
        return text.to_string();
    }
    let by_form = || {
        clause(text)
            .or_else(|| Some(duration(lang, parse_duration(text)?)))
            .or_else(|| Some(date_text(lang, date::parse_date(text)?)))
            .or_else(|| Some(money(lang, parse_money(text).filter(|_| text.ends_with('元'))?)))
            .or_else(|| per(scene, text))
            .or_else(|| hours(text))
    };
    term(scene, text).or_else(by_form).unwrap_or_else(|| text.to_string())
}

/// The same at the start of a line or cell; what is written in English stays as it is.
pub(super) fn said_first(scene: &Scene, lang: Lang, text: &str) -> String {
    if lang == Lang::Zh || !text.chars().any(is_han) {
        return text.to_string();
    }
    capital(said(scene, lang, text))
}

/// With a capital letter, unless it begins otherwise.
pub(super) fn capital(mut text: String) -> String {
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// `Months of internship` within a sentence; `PhDs recruited` keeps its letters.
pub(super) fn uncapitalised(text: &str) -> String {
    let word = text.split(' ').next().unwrap_or_default();
    match text.chars().next() {
        Some(first) if word.chars().skip(1).all(|c| !c.is_uppercase()) => {
            format!("{}{}", first.to_lowercase(), &text[first.len_utf8()..])
        }
        _ => text.to_string(),
    }
}

fn term(scene: &Scene, text: &str) -> Option<String> {
    let vocabularies = scene.vocabularies;
    let of_glossary = vocabularies.glossary.english(text).map(str::to_string);
    of_glossary.or_else(|| {
        let lists = ["platform_types", "units", "programme_steps", "levels", "education_levels"];
        let lists = lists.into_iter().chain([
            "document_sources",
            "document_forms",
            "professional_titles",
            "skill_levels",
            "regions",
            "audiences",
        ]);
        lists.filter_map(|list| vocabularies.find(list, text)).find_map(english)
    })
}

fn english(term: &Term) -> Option<String> {
    (!term.en.is_empty()).then(|| term.en.clone())
}

/// The name of a fact.
pub(super) fn fact(scene: &Scene, lang: Lang, name: &str) -> String {
    let term = scene.vocabularies.find("facts", name);
    match (lang, term.and_then(english)) {
        (Lang::En, Some(en)) => capital(en),
        _ => said_first(scene, lang, name),
    }
}

/// A value of a fact: a figure with its unit, a word of its list, 是 or 否.
pub(super) fn fact_value(scene: &Scene, lang: Lang, name: &str, value: &str) -> String {
    let fact = scene.vocabularies.find("facts", name);
    if lang == Lang::Zh {
        return with_measure_word(value, fact.and_then(|fact| fact.extra.get("unit")));
    }
    let of_list = fact.and_then(|fact| scene.vocabularies.find(&format!("facts:{}", fact.code), value));
    if let Some(en) = of_list.and_then(english) {
        return en;
    }
    let degrees = ["education_levels", "professional_titles", "skill_levels"].into_iter();
    if let Some(en) = degrees.filter_map(|list| scene.vocabularies.find(list, value)).find_map(english) {
        return uncapitalised(&en);
    }
    match value {
        "是" => scene.word(lang, "yes").to_string(),
        "否" => scene.word(lang, "no").to_string(),
        _ => match fact.and_then(|fact| fact.extra.get("unit")) {
            Some(name) if value.bytes().all(|b| b.is_ascii_digit() || b == b'.') => {
                format!("{value} {}", unit(scene, lang, name, value))
            }
            _ => said(scene, lang, value),
        },
    }
}

/// 12个月, 40周岁, A类: a bare figure or class as Chinese texts write it.
fn with_measure_word(value: &str, unit: Option<&String>) -> String {
    let is_figure = !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    match unit.map(String::as_str) {
        Some("月") if is_figure => format!("{value}个月"),
        Some(unit) if is_figure => format!("{value}{unit}"),
        _ if matches!(value.as_bytes(), [b'A'..=b'Z']) => format!("{value}类"),
        _ => value.to_string(),
    }
}

/// A unit, in the number that goes with a figure.
pub(super) fn unit(scene: &Scene, lang: Lang, name: &str, figure: &str) -> String {
    match scene.vocabularies.find("units", name) {
        Some(term) if lang == Lang::En => match term.extra.get("many") {
            Some(many) if figure != "1" => many.clone(),
            _ => term.en.clone(),
        },
        _ => said(scene, lang, name),
    }
}

/// `10/年`, `3000元/月`: so many each year.
fn per(scene: &Scene, text: &str) -> Option<String> {
    let (amount, every) = text.split_once('/')?;
    let every = scene.vocabularies.find("units", every)?;
    let amount = match parse_money(amount).filter(|_| amount.ends_with('元')) {
        Some(fen) => money(Lang::En, fen),
        None => counted(scene, amount)?,
    };
    let article = if every.en.starts_with('h') { "per" } else { "a" };
    Some(format!("{amount} {article} {}", every.en))
}

/// `10`, `10人`: a figure with or without a unit.
fn counted(scene: &Scene, text: &str) -> Option<String> {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    let (figure, name) = text.split_at(end);
    match (figure, name) {
        ("", _) => None,
        (figure, "") => Some(figure.to_string()),
        (figure, name) => {
            scene.vocabularies.find("units", name)?;
            Some(format!("{figure} {}", unit(scene, Lang::En, name, figure)))
        }
    }
}

/// 工作日9:00—12:00、13:30—17:00: days and times, and nothing else.
fn hours(text: &str) -> Option<String> {
    let rest = text.strip_prefix("工作日")?.trim_start_matches(['，', '：', ' ']);
    let is_time =
        |c: char| c.is_ascii_digit() || matches!(c, ':' | '：' | '—' | '–' | '-' | '至' | '、' | '，' | ' ');
    if rest.is_empty() || !rest.chars().all(is_time) {
        return None;
    }
    let times = rest.replace('：', ":").replace("——", "—").replace(['—', '-', '至'], "–");
    let times: Vec<&str> = times.split(['、', '，']).map(str::trim).collect();
    Some(format!("Working days {}", times.join(", ")))
}

/// A clause as it is cited in English: 第五条（二） is Article 5 (2), 二（一） is Section 2 (1).
fn clause(text: &str) -> Option<String> {
    let mut words = String::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (word, after) = clause_part(rest, words.is_empty())?;
        words.push_str(&word);
        rest = after;
    }
    (!words.is_empty()).then_some(words)
}

/// The first part of a clause in English, and what follows it.
fn clause_part(text: &str, is_first: bool) -> Option<(String, &str)> {
    let comma = if is_first { "" } else { ", " };
    if let Some(rest) = text.strip_prefix('第') {
        let end = rest.find(|c| "编章节条款项目".contains(c))?;
        let (figure, rest) = rest.split_at(end);
        let number = parse_numeral(figure.trim_start_matches(['（', '(']).trim_end_matches(['）', ')']))?;
        let level = rest.chars().next()?;
        let name = match level {
            '编' => "Part",
            '章' => "Chapter",
            '节' => "Section",
            '条' => "Article",
            '款' => "paragraph",
            '项' => "item",
            _ => "subitem",
        };
        return Some((format!("{comma}{name} {number}"), &rest[level.len_utf8()..]));
    }
    if let Some(rest) = text.strip_prefix('之') {
        let end = rest.find(|c: char| !is_figure(c)).unwrap_or(rest.len());
        return Some((format!("-{}", parse_numeral(&rest[..end])?), &rest[end..]));
    }
    if let Some(rest) = text.strip_prefix(['（', '(']) {
        let (figure, rest) = rest.split_once(['）', ')'])?;
        let space = if is_first { "" } else { " " };
        return Some((format!("{space}({})", parse_numeral(figure)?), rest));
    }
    let (name, rest) = match text.strip_prefix("附件") {
        Some(rest) => ("Annex", rest),
        None if is_first => ("Section", text),
        None => return None,
    };
    let end = rest.find(|c: char| !is_figure(c)).unwrap_or(rest.len());
    let number = parse_numeral(&rest[..end])?;
    Some((format!("{comma}{name} {number}"), rest[end..].trim_start_matches(['、', '.', '．'])))
}

fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || "〇零一二三四五六七八九十百".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_are_cited_as_in_english() {
        for (zh, en) in [
            ("第十二条", "Article 12"),
            ("第十二条之一", "Article 12-1"),
            ("第五条第（二）项", "Article 5, item 2"),
            ("第五条（二）", "Article 5 (2)"),
            ("二（一）", "Section 2 (1)"),
            ("三", "Section 3"),
            ("附件1", "Annex 1"),
        ] {
            assert_eq!(clause(zh).as_deref(), Some(en), "{zh}");
        }
        for zh in ["第五条规定", "附则", "三大", "第条"] {
            assert_eq!(clause(zh), None, "{zh}");
        }
    }

    #[test]
    fn plain_hours_are_said_and_others_stay() {
        assert_eq!(
            hours("工作日9:00—12:00、13:30—17:00").as_deref(),
            Some("Working days 9:00–12:00, 13:30–17:00")
        );
        assert_eq!(hours("工作日上午"), None);
        assert_eq!(hours("工作日"), None);
    }

    #[test]
    fn short_forms_keep_their_letters() {
        assert_eq!(uncapitalised("Months of internship"), "months of internship");
        assert_eq!(uncapitalised("PhDs recruited"), "PhDs recruited");
        assert_eq!(uncapitalised(""), "");
    }
}
