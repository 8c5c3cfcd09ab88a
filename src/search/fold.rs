//! Text as it is compared: width, letter case, accents, traditional characters, forms of brackets and white
//! space do not count.
//!
//! Takes a text, gives its folded characters with the places they come from, in UTF-16 units, as a
//! browser counts. The rule is context-free but for white space, and stands twice: here and in
//! `reader/engine.js`; `tests/search/vectors.json` holds both together.
//!
//! **Invariant**: a folded text folds to itself.

use super::table;
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// A folded text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    pub chars: Vec<char>,
    /// Of each character: where its source begins and ends, in UTF-16 units of the text.
    pub places: Vec<(u32, u32)>,
}

impl Folded {
    /// The characters as a string.
    pub fn text(&self) -> String {
        self.chars.iter().collect()
    }
}

/// Folds a text.
///
/// Compatibility forms are taken apart (NFKD) and marks dropped, so that `ﬁ`, `㎡`, `Ⅲ`, `é` and full-width
/// forms are found as people type them. White space stays, as one space, only between two letters or digits.
pub fn fold(text: &str) -> Folded {
    fold_with(text, &table::simplified)
}

/// The same with another table of traditional characters: a reader folds without one until it needs it.
pub fn fold_with(text: &str, simple: &dyn Fn(char) -> char) -> Folded {
    let mut folded = Folded::default();
    each(text, simple, &mut |c, from, to| {
        folded.chars.push(c);
        folded.places.push((from, to));
    });
    folded
}

/// The folded characters alone, into a row whose room is used again.
pub(super) fn fold_into(text: &str, chars: &mut Vec<char>) {
    chars.clear();
    each(text, &table::simplified, &mut |c, _, _| chars.push(c));
}

/// Calls `push(character, from, to)` for each folded character.
fn each<S: Fn(char) -> char + ?Sized>(text: &str, simple: &S, push: &mut impl FnMut(char, u32, u32)) {
    let mut place = 0;
    let mut spaced = false;
    let mut last = None;
    for c in text.chars() {
        let next = place + c.len_utf16() as u32;
        if is_space(c) {
            spaced = true;
        } else if !is_ignored(c) {
            fold_char(c, simple, &mut |one| {
                if spaced && is_word(one) && last.is_some_and(is_word) {
                    push(' ', place, place);
                }
                spaced = false;
                last = Some(one);
                push(one, place, next);
            });
        }
        place = next;
    }
}

/// A table of characters from its text, in which each is followed by the one it is folded to.
pub fn table_of(pairs: &str) -> HashMap<char, char> {
    let pairs: Vec<char> = pairs.chars().collect();
    pairs.chunks_exact(2).map(|two| (two[0], two[1])).collect()
}

fn fold_char<S: Fn(char) -> char + ?Sized>(c: char, simple: &S, push: &mut impl FnMut(char)) {
    if c.is_ascii() {
        return push(punctuation(c.to_ascii_lowercase()));
    }
    if is_han(c) && !('\u{f900}'..='\u{faff}').contains(&c) {
        return push(simple(c));
    }
    for part in std::iter::once(c).nfkd() {
        for lower in part.to_lowercase() {
            if !matches!(lower, '\u{300}'..='\u{36f}') && !is_space(lower) {
                push(punctuation(simple(lower)));
            }
        }
    }
}

/// One form of those brackets, quotes, dashes and dots that people type for each other.
fn punctuation(c: char) -> char {
    match c {
        '(' | '〔' | '【' | '〖' => '[',
        ')' | '〕' | '】' | '〗' => ']',
        '“' | '”' | '„' | '〝' | '〞' => '"',
        '‘' | '’' | '`' => '\'',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '─' => '-',
        '〜' | '∼' => '~',
        '•' | '・' | '‧' => '·',
        _ => c,
    }
}

/// White space, the same set as `\s` of JavaScript.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, '\t'..='\r' | ' ' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{2028}' | '\u{2029}'
        | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

/// What shows nothing and divides nothing.
fn is_ignored(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{300}'..='\u{36f}')
}

/// A Han character of a folded text.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '々' | '〇' | '\u{20000}'..='\u{323af}'
        | '\u{f900}'..='\u{faff}')
}

/// A letter or digit of a folded text that is no Han character.
pub fn is_word(c: char) -> bool {
    matches!(c, 'a'..='z' | '0'..='9')
        || (matches!(c, '\u{df}'..='\u{1fff}') && c != '\u{f7}')
        || matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{30fc}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_that_look_alike_are_one() {
        for (written, folded) in [
            ("（２０２６）", "[2026]"),
            ("㎡ Ⅲ ㈠ ﬁ ½", "m2 iii[一]fi 1⁄2"),
            ("Ａé Ü", "ae u"),
            ("人 才　政\n策", "人才政策"),
            ("人才 GDP  growth", "人才gdp growth"),
            ("人才補貼與發展", "人才补贴与发展"),
            ("⼈才", "人才"),
            ("a\u{200b}b", "ab"),
            ("", ""),
        ] {
            assert_eq!(fold(written).text(), folded, "{written}");
            assert_eq!(fold(folded).text(), folded, "{folded}");
        }
    }

    #[test]
    fn places_lead_back_to_the_text() {
        let folded = fold("😀㎡ a");
        assert_eq!(folded.places, [(0, 2), (2, 3), (2, 3), (4, 4), (4, 5)]);
    }
}
