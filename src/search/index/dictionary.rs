//! Dictionaries among the terms: what pinyin, initials and mistyped words are looked up in.
//!
//! A key `'ren cai` gives the pairs of Han characters that are read so, `"rc` those of titles whose initials they
//! are, `?ab` and `?*bc` the Latin words that begin or end so. Each with a weight, best first.
//!
//! **Invariant**: only what occurs in the corpus is in a dictionary.

use super::posting::Record;
use crate::search::fold::is_han;
use crate::search::table;
use std::collections::BTreeMap;

/// Pairs that one reading may bring.
const PAIRS_MAX: usize = 12;
/// What a pair loses that is not read in the most common way.
const RARE_READING: u32 = 6;
/// Words that one beginning may bring.
const WORDS_MAX: usize = 300;

/// The entries: key and text.
pub(super) fn dictionaries(records: &[Record]) -> Vec<(String, String)> {
    let mut pairs: BTreeMap<String, Vec<(u32, String)>> = BTreeMap::new();
    let mut words: BTreeMap<String, Vec<(u32, String)>> = BTreeMap::new();
    for record in records {
        let chars: Vec<char> = record.term.chars().collect();
        match chars[..] {
            [first, second] if is_han(first) && is_han(second) => pair(record, first, second, &mut pairs),
            _ if chars.len() >= 4 && chars.iter().all(char::is_ascii_lowercase) => {
                let count = record.documents + record.titles;
                let (head, tail) = (&record.term[..2], &record.term[record.term.len() - 2..]);
                words.entry(format!("?{head}")).or_default().push((count, record.term.clone()));
                words.entry(format!("?*{tail}")).or_default().push((count, record.term.clone()));
            }
            _ => {}
        }
    }
    let pairs = pairs.into_iter().map(|(key, found)| (key, best(found, PAIRS_MAX, "")));
    let words = words.into_iter().map(|(key, found)| (key, best(found, WORDS_MAX, " ")));
    pairs.chain(words).collect()
}

fn pair(record: &Record, first: char, second: char, pairs: &mut BTreeMap<String, Vec<(u32, String)>>) {
    let likeness = u32::from(table::word_likeness(first, second));
    if likeness < 2 && record.titles == 0 {
        return;
    }
    // Weights grow with the logarithm, so that they seldom change when an entry is added.
    let of_text = (record.documents + 4 * record.titles).max(1).ilog2() + 3 * likeness;
    let of_titles = record.titles.max(1).ilog2() + 2 * likeness;
    let text: String = [first, second].iter().collect();
    let (ones, twos) = (table::syllables(first), table::syllables(second));
    for (at, one) in ones.iter().enumerate() {
        for (place, two) in twos.iter().enumerate() {
            // Rare readings stand behind common ones.
            let weight = of_text.saturating_sub(RARE_READING * u32::from(at + place > 0));
            pairs.entry(format!("'{one} {two}")).or_default().push((weight, text.clone()));
        }
    }
    if let (Some(one), Some(two)) = (ones.first(), twos.first())
        && record.titles > 0
    {
        let key = format!("\"{}{}", &one[..1], &two[..1]);
        pairs.entry(key).or_default().push((of_titles, text));
    }
}

/// The best of them, each pair followed by its weight as one digit of base 36; words by their order alone.
fn best(mut found: Vec<(u32, String)>, max: usize, between: &str) -> String {
    found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    found.dedup_by(|a, b| a.1 == b.1);
    found.truncate(max);
    let weight = |weight: u32| char::from_digit(weight.min(35), 36).unwrap_or('z');
    let texts: Vec<String> = match between {
        "" => found.into_iter().map(|(count, text)| format!("{text}{}", weight(count))).collect(),
        _ => found.into_iter().map(|(_, text)| text).collect(),
    };
    texts.join(between)
}
