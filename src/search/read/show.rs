//! What of a document is shown: its clauses that answer, cut at sentences, with the words marked.
//!
//! The text of a fragment is the judge: what the index takes for whole is whole only if its words stand there.
//!
//! **Invariant**: marks are places in the text beside them, in UTF-16 units.

use crate::search::fold::{Folded, fold_with, is_han, is_word, table_of};
use crate::search::index::LEAP_MAX;
use crate::search::number;
use crate::search::query::{Alternative, How, Reading, Word};
use serde_json::Value;
use std::collections::HashMap;

/// Characters of a snippet.
const SNIPPET_MAX: usize = 110;

/// One unit of a fragment.
pub(super) struct ShownUnit {
    pub number: u16,
    pub anchor: String,
    pub label: String,
    pub text: String,
    folded: Folded,
    folded_text: String,
    folded_label: String,
}

impl ShownUnit {
    /// Folded characters.
    pub(super) fn length(&self) -> usize {
        self.folded.chars.len()
    }
}

/// One part of the text of a document.
pub(super) struct Fragment {
    pub data: std::rc::Rc<Value>,
    pub units: Vec<ShownUnit>,
    /// Title, names and 文号, folded.
    names: Vec<String>,
    simple: HashMap<char, char>,
}

impl Fragment {
    pub(super) fn of(data: std::rc::Rc<Value>) -> Option<Fragment> {
        let simple = table_of(data["z"].as_str().unwrap_or_default());
        let fold = |text: &str| fold_with(text, &|c| simple.get(&c).copied().unwrap_or(c));
        let from = data["o"].as_u64()?;
        let mut units = Vec::new();
        for (at, unit) in data["c"].as_array()?.iter().enumerate() {
            let part = |place: usize| unit[place].as_str().unwrap_or_default().to_string();
            let folded = fold(&part(2));
            units.push(ShownUnit {
                number: (from as usize + at).min(usize::from(u16::MAX)) as u16,
                anchor: part(0),
                label: part(1),
                folded_text: folded.text(),
                folded_label: fold(&part(1)).text(),
                text: part(2),
                folded,
            });
        }
        let mut names =
            vec![fold(data["t"].as_str()?).text(), fold(data["m"].as_str().unwrap_or_default()).text()];
        let further = data["x"].as_array().into_iter().flatten();
        names.extend(further.map(|name| fold(name.as_str().unwrap_or_default()).text()));
        Some(Fragment { data, units, names, simple })
    }

    pub(super) fn text(&self, key: &str) -> String {
        self.data[key].as_str().unwrap_or_default().to_string()
    }

    /// Parts that the document has.
    pub(super) fn parts(&self) -> usize {
        self.data["p"].as_u64().unwrap_or(1) as usize
    }

    /// Whether a unit, with the title, has every word of a reading; `literal` admits the words as typed alone.
    pub(super) fn is_whole(&self, unit: Option<&ShownUnit>, reading: &Reading, literal: bool) -> bool {
        let forms = |word: &Word| if literal { 1 } else { word.alternatives.len() };
        let in_unit = |word: &Word| {
            unit.is_some_and(|unit| {
                let texts = [unit.folded_text.as_str(), &unit.folded_label];
                word.alternatives[..forms(word)]
                    .iter()
                    .any(|form| has(form, &texts, Some(&unit.folded_label)))
            })
        };
        let in_names = |word: &Word| {
            let mut alternatives = word.alternatives[..forms(word)].iter();
            alternatives.any(|form| self.names.iter().any(|name| has(form, &[name], None)))
        };
        reading.iter().all(|word| in_unit(word) || in_names(word))
            && (unit.is_none() || reading.iter().any(in_unit))
    }

    /// Where words stand in a unit, as places of the folded text; merged.
    pub(super) fn marks(&self, unit: &ShownUnit, reading: &Reading) -> Vec<(usize, usize)> {
        marks(&unit.folded.chars, &unit.folded_text, reading)
    }

    /// The marks of the title, in UTF-16 units.
    pub(super) fn title_marks(&self, reading: &Reading) -> Vec<(usize, usize)> {
        let folded = fold_with(&self.text("t"), &|c| self.simple.get(&c).copied().unwrap_or(c));
        let found = marks(&folded.chars, &folded.text(), reading);
        found.into_iter().map(|(from, to)| utf16(&folded, from, to)).collect()
    }
}

fn utf16(folded: &Folded, from: usize, to: usize) -> (usize, usize) {
    (folded.places[from].0 as usize, folded.places[to - 1].1 as usize)
}

/// Whether one of the texts has a form. A term without text is proved by the numbers of the text.
fn has(form: &Alternative, texts: &[&str], label: Option<&str>) -> bool {
    if !form.texts.is_empty() {
        return form.texts.iter().all(|wanted| texts.iter().any(|text| text.contains(wanted.as_str())));
    }
    form.terms.iter().all(|(term, _)| {
        let mut is_there = false;
        if let Some(pair) = term.strip_prefix('^') {
            return label.is_none() && texts.iter().any(|text| leaps(text, pair));
        }
        let label = label.unwrap_or_default();
        let (wanted, own) = match term.strip_prefix('#') {
            Some(rest) => (format!("={rest}"), true),
            None => (term.clone(), false),
        };
        let labels = [label];
        for text in if own { &labels[..] } else { texts } {
            number::normalised(&text.chars().collect::<Vec<char>>(), &mut |found, _| {
                is_there |= found.iter().copied().eq(wanted.chars());
            });
        }
        is_there
    })
}

/// Whether a name has both characters of a pair, the second a few places behind the first.
fn leaps(name: &str, pair: &str) -> bool {
    let chars: Vec<char> = name.chars().collect();
    let pair: Vec<char> = pair.chars().collect();
    chars
        .iter()
        .enumerate()
        .any(|(at, c)| *c == pair[0] && chars.iter().skip(at + 1).take(LEAP_MAX).any(|c| *c == pair[1]))
}

/// Places of the words in a folded text: whole phrases, else their terms.
fn marks(chars: &[char], text: &str, reading: &Reading) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for word in reading {
        let before = found.len();
        for form in &word.alternatives {
            for wanted in &form.texts {
                all_places(chars, text, wanted, &mut found);
            }
            if form.texts.is_empty() && form.how == How::Normalised {
                numbers(chars, form, &mut found);
            }
        }
        if found.len() == before {
            for (term, _) in word.alternatives.iter().flat_map(|form| &form.terms) {
                if term.chars().count() > 1 && term.chars().all(|c| is_han(c) || is_word(c)) {
                    all_places(chars, text, term, &mut found);
                }
            }
        }
    }
    found.sort_unstable();
    let mut merged: Vec<(usize, usize)> = Vec::new();
    for (from, to) in found {
        match merged.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => merged.push((from, to)),
        }
    }
    merged
}

fn all_places(chars: &[char], text: &str, wanted: &str, found: &mut Vec<(usize, usize)>) {
    let length = wanted.chars().count();
    if length == 0 || !text.contains(wanted) {
        return;
    }
    let wanted: Vec<char> = wanted.chars().collect();
    let edge = |at: usize| {
        // A word of letters is not marked inside another.
        !(is_word(wanted[0]) && at > 0 && is_word(chars[at - 1]) && is_word(chars[at]))
    };
    for at in 0..=chars.len().saturating_sub(length) {
        if chars[at..].starts_with(&wanted) && edge(at) {
            found.push((at, at + length));
        }
    }
}

fn numbers(chars: &[char], form: &Alternative, found: &mut Vec<(usize, usize)>) {
    for (wanted, _) in &form.terms {
        let wanted = wanted.replacen('#', "=", 1);
        number::normalised(chars, &mut |term, at| {
            if term.iter().copied().eq(wanted.chars()) {
                let at = at as usize;
                let is_part = |c: &char| {
                    c.is_ascii_digit()
                        || ",.%-¥".contains(*c)
                        || "零〇一二三四五六七八九十百千万亿元年月日岁周条章款项两号".contains(*c)
                };
                let length = chars[at..].iter().take_while(|c| is_part(c)).count();
                found.push((at, at + length.max(1)));
            }
        });
    }
}

/// The sentence of a unit with the most marks, with what follows as far as there is room.
pub(super) fn snippet(unit: &ShownUnit, marks: &[(usize, usize)]) -> (String, Vec<(usize, usize)>) {
    let chars = &unit.folded.chars;
    if chars.is_empty() {
        return (String::new(), Vec::new());
    }
    let (mut from, mut to) = window(chars, marks);
    // Ends in units of the text as it is written.
    let text: Vec<u16> = unit.text.encode_utf16().collect();
    let cut_before = from > 0 && !is_end(chars[from - 1]);
    let cut_after = to < chars.len() && !is_end(chars[to - 1]);
    while from + 1 < to && matches!(chars[from], '\n' | ' ' | '、' | ',' | ';' | ':' | '.') {
        from += 1;
    }
    while to > from + 1 && matches!(chars[to - 1], '\n' | ' ') {
        to -= 1;
    }
    let (start, end) = utf16(&unit.folded, from, to);
    let mut shown = String::from_utf16_lossy(&text[start..end]).replace('\n', " ");
    let mut shift = 0;
    if cut_before {
        shown.insert(0, '…');
        shift = 1;
    }
    if cut_after {
        shown.push('…');
    }
    let inside = marks.iter().filter(|(a, b)| *a >= from && *b <= to);
    let marks = inside.map(|(a, b)| utf16(&unit.folded, *a, *b));
    (shown, marks.map(|(a, b)| (a - start + shift, b - start + shift)).collect())
}

fn is_end(c: char) -> bool {
    matches!(c, '。' | '!' | '?' | ';')
}

/// From where to where a snippet goes, in folded characters.
fn window(chars: &[char], marks: &[(usize, usize)]) -> (usize, usize) {
    let mut sentences: Vec<(usize, usize)> = Vec::new();
    let mut start = 0;
    for (at, c) in chars.iter().enumerate() {
        if is_end(*c) || at + 1 == chars.len() {
            sentences.push((start, at + 1));
            start = at + 1;
        }
    }
    let marked = |(from, to): &(usize, usize)| -> usize {
        marks.iter().filter(|(a, b)| a >= from && b <= to).map(|(a, b)| b - a).sum()
    };
    let mut best = 0;
    for at in 1..sentences.len() {
        if marked(&sentences[at]) > marked(&sentences[best]) {
            best = at;
        }
    }
    let (from, mut to) = sentences[best];
    if to - from > SNIPPET_MAX {
        let first = marks.iter().find(|(a, _)| *a >= from && *a < to).map_or(from, |(a, _)| *a);
        let mut from = if first - from < SNIPPET_MAX / 2 { from } else { first - 20 };
        to = to.min(from + SNIPPET_MAX);
        // Not inside a word.
        while from < first && from > 0 && is_word(chars[from]) && is_word(chars[from - 1]) {
            from += 1;
        }
        while to > from + 1 && to < chars.len() && is_word(chars[to]) && is_word(chars[to - 1]) {
            to -= 1;
        }
        return (from, to);
    }
    for (_, end) in &sentences[best + 1..] {
        if end - from > SNIPPET_MAX {
            break;
        }
        to = *end;
    }
    (from, to)
}
