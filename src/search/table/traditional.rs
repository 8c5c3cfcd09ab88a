//! Traditional characters and variants to simplified ones, one for one.
//!
//! Takes `traditional.txt`, gives the character of simplified official text.
//!
//! **Invariant**: the answer is never mapped on, and no character that simplified text needs for a
//! meaning of its own is mapped.

use std::sync::OnceLock;

/// Traditional character, simplified character, and so on.
const PAIRS: &str = include_str!("traditional.txt");

/// First and last character that the table can hold.
const FIRST: u32 = 0x3400;
const LAST: u32 = 0x9fff;

/// The simplified form of a character; the character itself where it has none.
pub fn simplified(c: char) -> char {
    static TABLE: OnceLock<Vec<u16>> = OnceLock::new();
    if !(FIRST..=LAST).contains(&u32::from(c)) {
        return c;
    }
    let table = TABLE.get_or_init(|| {
        let mut table = vec![0; (LAST - FIRST + 1) as usize];
        let mut characters = traditional_pairs().chars();
        while let (Some(from), Some(to)) = (characters.next(), characters.next()) {
            table[(u32::from(from) - FIRST) as usize] = u32::from(to) as u16;
        }
        table
    });
    match table[(u32::from(c) - FIRST) as usize] {
        0 => c,
        code => char::from_u32(u32::from(code)).unwrap_or(c),
    }
}

/// Traditional characters among those of GB 2312.
const TRADITIONAL_IN_USE: &str = "乾後徵於甯菸麴麽";

/// Whether a character is one of everyday simplified text (GB 2312) and has no simplified form. A browser can tell
/// so without the table, since it knows the encoding.
pub fn is_plain(c: char) -> bool {
    let mut text = [0; 4];
    let (bytes, _, is_lost) = encoding_rs::GBK.encode(c.encode_utf8(&mut text));
    let is_in_use = !is_lost && matches!(bytes[..], [0xb0..=0xf7, 0xa1..=0xfe]);
    is_in_use && !TRADITIONAL_IN_USE.contains(c)
}

/// Every pair, traditional character before simplified one, without anything between.
pub fn traditional_pairs() -> &'static str {
    PAIRS.trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> String {
        text.chars().map(simplified).collect()
    }

    #[test]
    fn official_text_becomes_simplified() {
        for (written, wanted) in [
            ("勞動合同法試用期最長多久", "劳动合同法试用期最长多久"),
            ("臺灣、台灣與香港的職業資格證書", "台湾、台湾与香港的职业资格证书"),
            ("裏裡後髮發乾隻係週註於", "里里后发发干只系周注于"),
            ("爲為啟啓羣群峯說説衞線綫眾衆", "为为启启群群峰说说卫线线众众"),
        ] {
            assert_eq!(all(written), wanted);
        }
    }

    #[test]
    fn what_is_plain_has_no_simplified_form() {
        let in_table = |c: char| simplified(c) != c;
        let han = (FIRST..=LAST).filter_map(char::from_u32);
        assert!(han.clone().all(|c| !is_plain(c) || !in_table(c)));
        assert_eq!(han.filter(|c| is_plain(*c)).count(), 6763 - TRADITIONAL_IN_USE.chars().count());
        assert!(TRADITIONAL_IN_USE.chars().all(in_table));
    }

    #[test]
    fn simplified_text_stays() {
        let text = "著名的覆盖面，凭藉后里干只台松准谷斗面云，彷徨、乾";
        assert_eq!(all(text), text.replace('乾', "干"));
        assert_eq!(simplified('\u{20000}'), '\u{20000}');
        assert_eq!((simplified('a'), simplified('〇'), simplified('\u{9fff}')), ('a', '〇', '\u{9fff}'));
    }

    #[test]
    fn pairs_are_sorted_whole_and_end_at_once() {
        let characters: Vec<char> = traditional_pairs().chars().collect();
        let pairs = characters.chunks(2);
        assert!(pairs.len() > 2_900 && characters.len().is_multiple_of(2));
        let from: Vec<char> = pairs.clone().map(|pair| pair[0]).collect();
        assert!(from.is_sorted_by(|a, b| a < b));
        for pair in pairs {
            assert!(pair.iter().all(|c| (FIRST..=LAST).contains(&u32::from(*c))), "{pair:?}");
            assert_eq!((simplified(pair[0]), simplified(pair[1])), (pair[1], pair[1]));
        }
    }
}
