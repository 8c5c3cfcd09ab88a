//! Syllables of Chinese characters, plain: without tones, ü written v as keyboards do.
//!
//! Takes the readings of the crate `pinyin`, gives them for one character, and the table of the
//! common characters for the browser.
//!
//! **Invariant**: a syllable is one to six letters a–z; sounds that nobody types (ń, ê̄) are none.

use super::simplified;
use pinyin::{Pinyin, ToPinyin, ToPinyinMulti};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// Readings of one character that count; what comes after them is rare or old.
const READINGS_MAX: usize = 3;

/// The usual syllable of a character.
///
/// ```
/// use juxian::search::table::syllable;
/// assert_eq!((syllable('行'), syllable('绿'), syllable('〇')), (Some("xing"), Some("lv"), Some("ling")));
/// assert_eq!(syllable('a'), None);
/// ```
pub fn syllable(c: char) -> Option<&'static str> {
    plain(c.to_pinyin()?)
}

/// The syllables of a character, the usual one first, at most three.
pub fn syllables(c: char) -> Vec<&'static str> {
    let mut found = Vec::new();
    for syllable in c.to_pinyin_multi().into_iter().flatten().filter_map(plain) {
        if !found.contains(&syllable) {
            found.push(syllable);
        }
    }
    found.truncate(READINGS_MAX);
    found
}

/// The letters of a reading.
fn plain(reading: Pinyin) -> Option<&'static str> {
    match reading.plain() {
        "lü" => Some("lv"),
        "lüe" => Some("lve"),
        "nü" => Some("nv"),
        "nüe" => Some("nve"),
        letters => {
            let is_typed = letters.bytes().all(|b| b.is_ascii_lowercase())
                && letters.bytes().any(|b| b"aeiouv".contains(&b));
            is_typed.then_some(letters)
        }
    }
}

/// The characters of everyday simplified text, which are those of GB 2312, by their usual syllable.
fn common() -> BTreeMap<&'static str, BTreeSet<char>> {
    let mut table: BTreeMap<&'static str, BTreeSet<char>> = BTreeMap::new();
    let rows = (0xb0..=0xf7_u8).flat_map(|row| (0xa1..=0xfe_u8).map(move |cell| [row, cell]));
    for bytes in rows {
        let decoded = encoding_rs::GBK.decode_without_bom_handling_and_without_replacement(&bytes);
        // Row D7 ends early; GBK keeps its last places for private use.
        let characters = decoded.iter().flat_map(|text| text.chars());
        for c in characters.filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).map(simplified) {
            if let Some(syllable) = syllable(c) {
                table.entry(syllable).or_default().insert(c);
            }
        }
    }
    table.entry("ling").or_default().insert('〇');
    table
}

/// Syllables with the common characters that are read so, in alphabetical order: `a吖呵啊 ai哀…`.
pub fn pinyin_table() -> String {
    let row = |(syllable, characters): (&str, BTreeSet<char>)| {
        format!("{syllable}{}", characters.into_iter().collect::<String>())
    };
    common().into_iter().map(row).collect::<Vec<_>>().join(" ")
}

/// Every syllable that a common character has in one of its readings, sorted.
pub fn all_syllables() -> &'static [&'static str] {
    static ALL: OnceLock<Vec<&'static str>> = OnceLock::new();
    ALL.get_or_init(|| {
        let characters = common().into_values().flatten();
        characters.flat_map(syllables).collect::<BTreeSet<_>>().into_iter().collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        text.chars().filter_map(syllable).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn characters_have_their_usual_syllable() {
        assert_eq!(read("银行重庆市人才补贴"), "yin xing zhong qing shi ren cai bu tie");
        assert_eq!(read("女旅略虐率居"), "nv lv lve nve lv ju");
        assert_eq!(read("二〇二六，a1 嗯哼"), "er ling er liu heng");
        assert_eq!(read("勞動"), "lao dong");
    }

    #[test]
    fn characters_of_several_readings_have_them_all() {
        assert_eq!(syllables('行'), ["xing", "hang", "heng"]);
        assert_eq!(syllables('重'), ["zhong", "chong", "tong"]);
        assert_eq!(syllables('长'), ["zhang", "chang"]);
        assert_eq!(syllables('率'), ["lv", "shuai", "lve"]);
        assert_eq!(syllables('期'), ["qi", "ji"]);
        assert_eq!(syllables('差').len(), READINGS_MAX);
        assert_eq!(syllables('x'), [""; 0]);
    }

    #[test]
    fn the_table_of_the_browser_has_each_common_character_once() {
        let table = pinyin_table();
        let mut seen = BTreeSet::new();
        for row in table.split(' ') {
            let letters = row.bytes().take_while(u8::is_ascii_lowercase).count();
            assert!(all_syllables().contains(&&row[..letters]), "{row}");
            for c in row[letters..].chars() {
                assert_eq!((syllable(c), simplified(c)), (Some(&row[..letters]), c));
                assert!(seen.insert(c), "{c}");
            }
        }
        assert!((6_700..=6_800).contains(&seen.len()), "{}", seen.len());
        assert!(table.starts_with('a') && table.len() < 24_000, "{}", table.len());
    }

    #[test]
    fn syllables_are_those_that_people_type() {
        let all = all_syllables();
        assert!((395..=430).contains(&all.len()), "{} {all:?}", all.len());
        for syllable in ["a", "er", "zhuang", "nv", "lve", "shuang", "xiong", "chang", "hang"] {
            assert!(all.contains(&syllable), "{syllable}");
        }
    }
}
