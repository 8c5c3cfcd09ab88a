//! Help for queries that are not in the words of the texts: synonyms, pinyin and its initials, mistyped words.
//!
//! Each help adds forms to words, worth less than what was typed; what was done is told.
//!
//! **Invariant**: a form is added only when what it is made of stands in the index.

use super::store::Store;
use crate::search::answer::Did;
use crate::search::fold::is_han;
use crate::search::query::{Alternative, How, Reading, Word, phrase};

/// Forms that synonyms may add to a word.
const SYNONYMS_MAX: usize = 6;
/// Sequences of characters that are kept while a reading is decoded.
const BEAM: usize = 12;
/// What two characters lose that stand beside each other but in no pair.
const BREAK: i32 = -8;
/// What a character gains that was typed as it is.
const AS_TYPED: i32 = 12;

/// Words for each other, with whether they mean the same.
pub(super) type Synonyms = [(Vec<String>, bool)];

/// Adds forms with synonyms in place of what was typed.
pub(super) fn synonyms(reading: &mut Reading, synonyms: &Synonyms, did: &mut Vec<Did>) {
    for word in reading {
        let text = word.text.clone();
        let mut added: Vec<String> = Vec::new();
        let longest = |terms: &[String]| {
            let here = terms.iter().filter(|term| text.contains(term.as_str()));
            here.max_by_key(|term| term.len()).cloned().unwrap_or_default()
        };
        let all: Vec<String> = synonyms.iter().map(|(terms, _)| longest(terms)).collect();
        for ((terms, same), found) in synonyms.iter().zip(&all) {
            // 房补 in 购房补贴 is not the word 房补.
            if found.is_empty() || all.iter().any(|other| other != found && other.contains(found.as_str())) {
                continue;
            }
            let mut told = Vec::new();
            for other in terms.iter().filter(|other| *other != found && !text.contains(other.as_str())) {
                let replaced = text.replacen(found.as_str(), other, 1);
                if added.len() < SYNONYMS_MAX && !added.contains(&replaced) {
                    let chars: Vec<char> = replaced.chars().collect();
                    let weight = if *same { 980 } else { 800 };
                    word.alternatives.push(phrase(&chars, weight, How::Synonym));
                    added.push(replaced);
                    told.push(other.clone());
                }
            }
            if !told.is_empty() {
                tell(did, "synonym", found, &told.join("、"));
            }
        }
    }
}

pub(super) fn tell(did: &mut Vec<Did>, what: &str, from: &str, to: &str) {
    let one = Did { what: what.into(), from: from.into(), to: to.into() };
    if !did.contains(&one) {
        did.push(one);
    }
}

/// Reads Latin words that stand nowhere as pinyin, as initials of titles, or as words with one mistake.
pub(super) fn latin(store: &Store, reading: &mut Reading, did: &mut Vec<Did>) {
    for word in reading {
        let letters: Vec<char> = word.text.chars().collect();
        let is_latin =
            letters.len() >= 2 && letters.len() <= 40 && letters.iter().all(char::is_ascii_lowercase);
        if !is_latin || store.term(&word.text).is_somewhere() {
            continue;
        }
        let found = pinyin(store, &letters, word, did)
            || initials(store, &letters, word, did)
            || typo(store, &letters, word, did);
        if !found && letters.len() > 8 {
            typo(store, &letters, word, did);
        }
    }
}

/// Sequences of syllables that a word may be, fewest first, two at most.
fn syllables(letters: &[char]) -> Vec<Vec<String>> {
    let all = super::syllable_set();
    let text: String = letters.iter().collect();
    let mut ways: Vec<Vec<Vec<String>>> = vec![Vec::new(); letters.len() + 1];
    ways[0].push(Vec::new());
    for end in 1..=letters.len() {
        let mut here: Vec<Vec<String>> = Vec::new();
        for start in end.saturating_sub(6)..end {
            if !all.contains(&text[start..end]) {
                continue;
            }
            for way in &ways[start] {
                let mut way = way.clone();
                way.push(text[start..end].to_string());
                here.push(way);
            }
        }
        here.sort_by_key(Vec::len);
        here.truncate(2);
        ways[end] = here;
    }
    ways.pop().unwrap_or_default()
}

fn pinyin(store: &Store, letters: &[char], word: &mut Word, did: &mut Vec<Did>) -> bool {
    let mut found: Vec<(i32, String)> = Vec::new();
    for way in syllables(letters).into_iter().filter(|way| way.len() >= 2) {
        let keys: Vec<String> = way.windows(2).map(|two| format!("'{} {}", two[0], two[1])).collect();
        found.extend(decode(store, &keys, true, &|_, _| 0));
    }
    add_decoded(found, 2, How::Pinyin, word, did)
}

fn initials(store: &Store, letters: &[char], word: &mut Word, did: &mut Vec<Did>) -> bool {
    if letters.len() > 12 {
        return false;
    }
    let keys: Vec<String> = letters.windows(2).map(|two| format!("\"{}{}", two[0], two[1])).collect();
    let found = decode(store, &keys, false, &|_, _| 0);
    add_decoded(found, 3, How::Initials, word, did)
}

fn add_decoded(
    mut found: Vec<(i32, String)>,
    max: usize,
    how: How,
    word: &mut Word,
    did: &mut Vec<Did>,
) -> bool {
    found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    found.dedup_by(|a, b| a.1 == b.1);
    found.truncate(max);
    for (at, (_, text)) in found.iter().enumerate() {
        word.alternatives.push(spaced(text, 950 - 50 * at as u32, how));
    }
    let mut told: Vec<String> = found.iter().map(|(_, text)| text.replace(' ', "")).collect();
    told.dedup();
    if !told.is_empty() {
        tell(did, how.code(), &word.text, &told.join("、"));
    }
    !told.is_empty()
}

/// A form of phrases that need not stand beside each other, divided by spaces.
fn spaced(text: &str, weight: u32, how: How) -> Alternative {
    let phrases = text.split(' ').map(|part| phrase(&part.chars().collect::<Vec<char>>(), weight, how));
    let mut whole: Option<Alternative> = None;
    for part in phrases {
        match &mut whole {
            None => whole = Some(part),
            Some(whole) => {
                whole.terms.extend(part.terms);
                whole.texts.extend(part.texts);
                whole.chained = false;
            }
        }
    }
    whole.unwrap_or_else(|| phrase(&[], weight, how))
}

/// The characters that keys of pairs may be, best first. Pairs share a character; where they may break,
/// a space stands between. `bonus` is for a character at a place.
fn decode(
    store: &Store,
    keys: &[String],
    may_break: bool,
    bonus: &dyn Fn(usize, char) -> i32,
) -> Vec<(i32, String)> {
    let pairs: Vec<Vec<(char, char, i32)>> =
        keys.iter().map(|key| pairs_of(&store.term(key).dictionary)).collect();
    // State: characters so far; whether the last one begins a pair that is still open.
    let mut beam: Vec<(i32, String, bool)> = Vec::new();
    for (at, found) in pairs.iter().enumerate() {
        let mut next: Vec<(i32, String, bool)> = Vec::new();
        for (first, second, weight) in found {
            let gain = weight + bonus(at + 1, *second);
            if at == 0 {
                next.push((gain + bonus(0, *first), format!("{first}{second}"), false));
            }
            for (score, text, open) in &beam {
                if *open {
                    let begins = score + gain + bonus(at, *first) + BREAK;
                    next.push((begins, format!("{text} {first}{second}"), false));
                } else if text.ends_with(*first) {
                    next.push((score + gain, format!("{text}{second}"), false));
                }
            }
        }
        if may_break && at > 0 {
            // The pair between two words is skipped: the next pair begins with this syllable.
            next.extend(
                beam.iter().filter(|(_, _, open)| !open).map(|(score, text, _)| (*score, text.clone(), true)),
            );
        }
        next.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
        next.truncate(BEAM);
        beam = next;
    }
    beam.into_iter().filter(|(_, _, open)| !open).map(|(score, text, _)| (score, text)).collect()
}

fn pairs_of(dictionary: &str) -> Vec<(char, char, i32)> {
    let chars: Vec<char> = dictionary.chars().collect();
    let pair = |three: &[char]| match three {
        [first, second, weight] => Some((*first, *second, weight.to_digit(36)? as i32)),
        _ => None,
    };
    chars.chunks(3).filter_map(pair).collect()
}

/// Words that occur and are one mistake away, or that go on from what was typed.
fn typo(store: &Store, letters: &[char], word: &mut Word, did: &mut Vec<Did>) -> bool {
    if letters.len() < 3 {
        return false;
    }
    let text = word.text.clone();
    let lists = [format!("?{}", &text[..2]), format!("?*{}", &text[text.len() - 2..])];
    let dictionaries = lists.map(|key| store.term(&key).dictionary.clone());
    let mut found: Vec<String> = Vec::new();
    for other in dictionaries.iter().flat_map(|words| words.split(' ')) {
        let goes_on = other.len() > text.len() && other.starts_with(&text);
        let is_near = text.len() >= 4 && is_one_edit(letters, &other.chars().collect::<Vec<char>>());
        if (goes_on || is_near) && found.len() < 3 && !found.iter().any(|known| known == other) {
            found.push(other.to_string());
        }
    }
    for other in &found {
        word.alternatives.push(phrase(&other.chars().collect::<Vec<char>>(), 850, How::Typo));
    }
    if !found.is_empty() {
        tell(did, "typo", &text, &found.join("、"));
    }
    !found.is_empty()
}

/// Whether one letter more, less, other, or two letters exchanged make one word of the other.
fn is_one_edit(a: &[char], b: &[char]) -> bool {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    match (a.len(), b.len()) {
        (0, 0) => false,
        (m, n) if m == n => a[1..] == b[1..] || (m >= 2 && a[0] == b[1] && a[1] == b[0] && a[2..] == b[2..]),
        (m, n) if m == n + 1 => a[1..] == *b,
        (m, n) if m + 1 == n => *a == b[1..],
        _ => false,
    }
}

/// Reads short names of titles: the characters in their order, each leaping a few. A character that stands in no
/// title with either neighbour is left out.
pub(super) fn shortened(store: &Store, reading: &mut Reading, every: bool) {
    const ENDINGS: [&str; 8] = ["法", "条例", "办法", "规定", "意见", "通知", "措施", "解释"];
    for word in reading {
        let chars: Vec<char> = word.text.chars().collect();
        let is_name = ENDINGS.iter().any(|ending| word.text.ends_with(ending));
        if !(3..=9).contains(&chars.len()) || !chars.iter().all(|c| is_han(*c)) || !(every || is_name) {
            continue;
        }
        let stands = |a: char, b: char| !store.term(&format!("^{a}{b}")).titles.is_empty();
        let mut kept: Vec<char> = Vec::new();
        for (at, c) in chars.iter().enumerate() {
            let next = chars.get(at + 1);
            let fits =
                kept.last().is_none_or(|last| stands(*last, *c)) && next.is_none_or(|next| stands(*c, *next));
            let is_needed = kept.last().is_some_and(|last| next.is_some_and(|next| !stands(*last, *next)));
            if fits || is_needed {
                kept.push(*c);
            }
        }
        let terms: Vec<(String, u32)> =
            kept.windows(2).map(|two| (format!("^{}{}", two[0], two[1]), 0)).collect();
        if kept.len() < 3
            || kept.len() + 1 < chars.len()
            || !terms.iter().all(|(term, _)| !store.term(term).titles.is_empty())
        {
            continue;
        }
        word.alternatives.push(Alternative {
            terms,
            chained: false,
            weight: 850,
            texts: Vec::new(),
            how: How::Short,
        });
    }
}

/// Adds to each word of Han characters what sounds like it and stands in the texts.
pub(super) fn homophones(
    store: &Store,
    reading: &mut Reading,
    syllable: &dyn Fn(char) -> Option<String>,
    did: &mut Vec<Did>,
) -> bool {
    let mut any = false;
    for word in reading {
        let typed: Vec<char> = word.text.chars().collect();
        let spoken: Option<Vec<String>> =
            typed.iter().map(|c| if is_han(*c) { syllable(*c) } else { None }).collect();
        let Some(spoken) = spoken.filter(|spoken| (2..=16).contains(&spoken.len())) else { continue };
        let keys: Vec<String> = spoken.windows(2).map(|two| format!("'{} {}", two[0], two[1])).collect();
        let bonus = |at: usize, c: char| if typed.get(at) == Some(&c) { AS_TYPED } else { 0 };
        let best = decode(store, &keys, true, &bonus).into_iter().next();
        let Some((_, text)) = best else { continue };
        if text.replace(' ', "") != word.text {
            word.alternatives.push(spaced(&text, 900, How::Homophone));
            tell(did, "homophone", &word.text, &text.replace(' ', ""));
            any = true;
        }
    }
    any
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_edit_is_one_edit() {
        let chars = |text: &str| text.chars().collect::<Vec<char>>();
        for (a, b, is) in [
            ("talent", "talnet", true),
            ("talent", "talents", true),
            ("talent", "tlent", true),
            ("talent", "talert", true),
            ("talent", "talent", false),
            ("talent", "tanlets", false),
        ] {
            assert_eq!(is_one_edit(&chars(a), &chars(b)), is, "{a} {b}");
        }
    }
}
