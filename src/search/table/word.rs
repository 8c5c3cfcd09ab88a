//! How much two Han characters after each other are a word.
//!
//! Takes `words.txt`, counted once in texts of the field and smoothed with a dictionary; gives 0 for
//! noise (`的人`) to 3 for what nearly always stands inside one word (`人才`).
//!
//! **Invariant**: any pair has an answer, and it does not depend on the content of the site.

use std::sync::OnceLock;

/// A line `=N` opens a level; every further line is a first character and its second ones.
const WORDS: &str = include_str!("words.txt");

/// Characters of grammar: a pair that has one and is not in the table is noise. `make.py` knows them too.
const FUNCTION: &str = "的了和与及或之在对由被将把从向于其该是有等也就都而则并且以为";

/// The characters that the table can hold.
const FIRST: u32 = 0x4e00;
const COUNT: usize = 0x5200;

struct Table {
    /// Where the pairs of a first character begin; one more at the end.
    starts: Vec<u32>,
    /// Second characters, sorted among those of one first character.
    seconds: Vec<u16>,
    levels: Vec<u8>,
    /// One for a character of grammar.
    is_function: Vec<bool>,
}

/// How word-like a pair is: 0 noise, 1 unknown, 2 often inside a word, 3 nearly always.
pub fn word_likeness(first: char, second: char) -> u8 {
    static TABLE: OnceLock<Table> = OnceLock::new();
    let (Some(a), Some(b)) = (place(first), place(second)) else { return 1 };
    let table = TABLE.get_or_init(|| read(WORDS));
    let range = table.starts[a] as usize..table.starts[a + 1] as usize;
    match table.seconds[range.clone()].binary_search(&(b as u16)) {
        Ok(at) => table.levels[range.start + at],
        Err(_) if table.is_function[a] || table.is_function[b] => 0,
        Err(_) => 1,
    }
}

fn place(c: char) -> Option<usize> {
    let at = u32::from(c).checked_sub(FIRST)? as usize;
    (at < COUNT).then_some(at)
}

fn read(words: &str) -> Table {
    let mut pairs = Vec::new();
    let mut level = 0;
    for line in words.lines() {
        if let Some(number) = line.strip_prefix('=') {
            level = number.parse().unwrap_or(1);
            continue;
        }
        let mut places = line.chars().filter_map(place);
        let Some(first) = places.next() else { continue };
        pairs.extend(places.map(|second| (first, second as u16, level)));
    }
    pairs.sort_unstable();
    let mut starts = vec![0_u32; COUNT + 1];
    for (first, _, _) in &pairs {
        starts[first + 1] += 1;
    }
    for at in 0..COUNT {
        starts[at + 1] += starts[at];
    }
    let mut is_function = vec![false; COUNT];
    for at in FUNCTION.chars().filter_map(place) {
        is_function[at] = true;
    }
    let seconds = pairs.iter().map(|(_, second, _)| *second).collect();
    let levels = pairs.iter().map(|(_, _, level)| *level).collect();
    Table { starts, seconds, levels, is_function }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(pair: &str) -> u8 {
        let mut characters = pair.chars();
        word_likeness(characters.next().unwrap(), characters.next().unwrap())
    }

    #[test]
    fn words_stand_above_noise() {
        for word in ["人才", "申请", "试用", "补贴", "博士", "士后", "为了", "以上", "或者", "其他", "有限"]
        {
            assert_eq!(level(word), 3, "{word}");
        }
        for noise in ["的人", "人的", "和人", "对人", "才公", "员的", "岁以", "和其", "之鑫"]
        {
            assert_eq!(level(noise), 0, "{noise}");
        }
        for word in ["飞地", "揭榜", "在校"] {
            assert!(level(word) >= 2, "{word}");
        }
    }

    #[test]
    fn what_no_one_has_seen_is_unknown() {
        assert_eq!([level("鑫槑"), level("溪榜"), level("a人"), level("人〇"), level("\u{20000}人")], [1; 5]);
    }

    #[test]
    fn the_table_has_every_pair_once() {
        let table = read(WORDS);
        assert!(table.seconds.len() > 90_000 && table.levels.iter().all(|level| *level <= 3));
        for pair in table.starts.windows(2) {
            let seconds = &table.seconds[pair[0] as usize..pair[1] as usize];
            assert!(seconds.is_sorted_by(|a, b| a < b));
        }
        let script = include_str!("make.py");
        assert!(script.contains(&format!("FUNCTION = \"{FUNCTION}\"")));
    }
}
