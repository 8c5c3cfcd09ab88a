//! Dictionaries among the terms: what pinyin, initials and mistyped words are looked up in.
//!
//! A key `'ren cai` gives the pairs of Han characters that are read so, `"rc` those of titles whose initials they
//! are, `?ab` and `?*bc` the Latin words that begin or end so. Each with a weight, best first.
//!
//! **Invariant**: only what occurs in the corpus is in a dictionary.

use crate::search::fold::is_han;
use crate::search::table;
use rayon::prelude::*;
use std::collections::HashMap;

/// Pairs that one reading may bring.
const PAIRS_MAX: usize = 12;
/// What a pair loses that is not read in the most common way.
const RARE_READING: u32 = 6;
/// Words that one beginning may bring.
const WORDS_MAX: usize = 300;

/// What of the terms goes into dictionaries.
#[derive(Default)]
pub(super) struct Words {
    pairs: Vec<Pair>,
    /// Words of Latin letters with how many documents and titles have them.
    latin: Vec<(u32, String)>,
}

/// Two Han characters that are looked for by how they are read.
struct Pair {
    chars: [char; 2],
    documents: u32,
    titles: u32,
}

/// A pair under a key, best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Read {
    key: Key,
    weight: std::cmp::Reverse<u32>,
    chars: [char; 2],
}

/// How a pair is looked up.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Syllables(&'static str, &'static str),
    Initials(u8, u8),
}

impl Words {
    /// Notes a term if a dictionary may have it.
    pub(super) fn add(&mut self, term: &[char], documents: u32, titles: u32) {
        match *term {
            [first, second]
                if is_han(first)
                    && is_han(second)
                    && (titles > 0 || table::word_likeness(first, second) >= 2) =>
            {
                self.pairs.push(Pair { chars: [first, second], documents, titles });
            }
            [_, _, _, _, ..] if term.iter().all(char::is_ascii_lowercase) => {
                self.latin.push((documents + titles, term.iter().collect()));
            }
            _ => {}
        }
    }
}

/// The entries: key and text.
pub(super) fn dictionaries(words: Vec<Words>) -> Vec<(String, String)> {
    let mut reads = Vec::new();
    let mut syllables: HashMap<char, Vec<&'static str>> = HashMap::new();
    for pair in words.iter().flat_map(|words| &words.pairs) {
        for c in pair.chars {
            syllables.entry(c).or_insert_with(|| table::syllables(c));
        }
        let [ones, twos] = pair.chars.map(|c| syllables[&c].as_slice());
        read(pair, ones, twos, &mut reads);
    }
    reads.par_sort_unstable();
    let mut entries: Vec<(String, String)> = Vec::new();
    for same in reads.chunk_by(|a, b| a.key == b.key) {
        let digit = |weight: u32| char::from_digit(weight.min(35), 36).unwrap_or('z');
        let best = same.iter().take(PAIRS_MAX);
        let text = best.flat_map(|read| read.chars.into_iter().chain([digit(read.weight.0)])).collect();
        entries.push((same[0].key.text(), text));
    }
    let mut latin: Vec<(u32, String)> = words.into_iter().flat_map(|words| words.latin).collect();
    latin.par_sort_unstable_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    entries.extend(ends(&latin));
    entries
}

/// Words by their beginning and by their end, the most common first.
fn ends(latin: &[(u32, String)]) -> impl Iterator<Item = (String, String)> {
    let mut found: HashMap<String, Vec<&str>> = HashMap::new();
    for (_, word) in latin {
        for key in [format!("?{}", &word[..2]), format!("?*{}", &word[word.len() - 2..])] {
            let words = found.entry(key).or_default();
            if words.len() < WORDS_MAX {
                words.push(word);
            }
        }
    }
    found.into_iter().map(|(key, words)| (key, words.join(" ")))
}

/// The readings of a pair.
fn read(pair: &Pair, ones: &[&'static str], twos: &[&'static str], reads: &mut Vec<Read>) {
    let Pair { chars, documents, titles } = *pair;
    let likeness = u32::from(table::word_likeness(chars[0], chars[1]));
    // Weights grow with the logarithm, so that they seldom change when an entry is added.
    let of_text = (documents + 4 * titles).max(1).ilog2() + 3 * likeness;
    let of_titles = titles.max(1).ilog2() + 2 * likeness;
    let mut add = |key: Key, weight: u32| reads.push(Read { key, weight: std::cmp::Reverse(weight), chars });
    for (at, one) in ones.iter().enumerate() {
        for (place, two) in twos.iter().enumerate() {
            // Rare readings stand behind common ones.
            let weight = of_text.saturating_sub(RARE_READING * u32::from(at + place > 0));
            add(Key::Syllables(one, two), weight);
        }
    }
    if let (Some(one), Some(two)) = (ones.first(), twos.first())
        && titles > 0
    {
        add(Key::Initials(one.as_bytes()[0], two.as_bytes()[0]), of_titles);
    }
}

impl Key {
    fn text(self) -> String {
        match self {
            Key::Syllables(one, two) => format!("'{one} {two}"),
            Key::Initials(one, two) => format!("\"{}{}", char::from(one), char::from(two)),
        }
    }
}
