//! The terms of a folded text: one rule, no dictionary.
//!
//! A run of Han gives every overlapping pair and every single character, and where one sign stands between two
//! runs, the characters around it with the sign; a run of letters and digits gives the word, its parts, its stem, and the word with the Han character after it. What is a number,
//! an amount, a date or a label gives one normalised term more (`numbers`).
//!
//! **Invariant**: the same text gives the same terms at build and in a reader; nothing depends on what stands
//! around a run but the one character after a word.

use super::fold::{is_han, is_word};
use super::number;

/// Characters of a word that are kept; longer runs are no words that anybody types.
const WORD_CHARS_MAX: usize = 40;

/// What kind of term it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// A Han character, found wherever it stands.
    Single,
    /// Two Han characters in a row or around one sign, a word, or a word with the Han character after it.
    Literal,
    /// A part or the stem of a word.
    Part,
    /// A number, an amount, a date, a label in one form.
    Normalised,
}

/// A term and the place of its first character in the folded text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Token {
    pub term: String,
    pub at: u32,
    pub form: Form,
}

/// Calls `give(term, place, form)` for each term of a folded text, in no order that matters.
pub fn terms(chars: &[char], give: &mut impl FnMut(&[char], u32, Form)) {
    let mut at = 0;
    while at < chars.len() {
        if is_han(chars[at]) {
            let end = run(chars, at, is_han);
            for place in at..end {
                give(&chars[place..=place], place as u32, Form::Single);
                if place + 1 < end {
                    give(&chars[place..place + 2], place as u32, Form::Literal);
                }
            }
            if chars.get(end).copied().is_some_and(is_sign) && chars.get(end + 1).copied().is_some_and(is_han)
            {
                give(&chars[end - 1..end + 2], end as u32 - 1, Form::Literal);
            }
            at = end;
        } else if is_word(chars[at]) {
            let end = run(chars, at, is_word);
            word(chars, at, end, give);
            at = end;
        } else {
            at += 1;
        }
    }
    number::normalised(chars, &mut |term, place| give(term, place, Form::Normalised));
}

/// What is no part of a word and no space.
fn is_sign(c: char) -> bool {
    !is_han(c) && !is_word(c) && c != ' '
}

fn word(chars: &[char], at: usize, end: usize, give: &mut impl FnMut(&[char], u32, Form)) {
    let word = &chars[at..end.min(at + WORD_CHARS_MAX)];
    give(word, at as u32, Form::Literal);
    if end - at < WORD_CHARS_MAX && chars.get(end).copied().is_some_and(is_han) {
        give(&chars[at..=end], at as u32, Form::Literal);
    }
    if let Some(stem) = stem(word) {
        let marked: Vec<char> = std::iter::once('~').chain(stem.iter().copied()).collect();
        give(&marked, at as u32, Form::Part);
    }
    let is_digit = |c: char| c.is_ascii_digit();
    if word.iter().any(|c| is_digit(*c)) && word.iter().any(|c| !is_digit(*c)) {
        let mut from = at;
        for place in at + 1..=at + word.len() {
            if place == at + word.len() || is_digit(chars[place]) != is_digit(chars[from]) {
                give(&chars[from..place], from as u32, Form::Part);
                from = place;
            }
        }
    }
}

fn run(chars: &[char], at: usize, belongs: fn(char) -> bool) -> usize {
    chars[at..].iter().position(|c| !belongs(*c)).map_or(chars.len(), |len| at + len)
}

/// The stem of an English word, where it differs from the word: plurals, -ed, -ing. Light on purpose: what it
/// leaves together is one word for everybody.
pub fn stem(word: &[char]) -> Option<&[char]> {
    let len = word.len();
    if len < 4 || !word.iter().all(|c| c.is_ascii_lowercase()) {
        return None;
    }
    let ends = |ending: &str| ending.chars().rev().zip(word.iter().rev()).all(|(a, b)| a == *b);
    let cut = if ends("sses") || ends("ches") || ends("shes") || ends("xes") || ends("ies") || ends("ied") {
        2
    } else if ends("ing") && len > 5 {
        3
    } else if ends("ed") && len > 4 && !ends("eed") {
        2
    } else if ends("s") && !ends("ss") && !ends("us") && !ends("is") {
        1
    } else {
        return None;
    };
    Some(&word[..len - cut])
}

/// Every term of a folded text in order.
pub fn tokens(chars: &[char]) -> Vec<Token> {
    let mut tokens = Vec::new();
    terms(chars, &mut |term, at, form| tokens.push(Token { term: term.iter().collect(), at, form }));
    tokens.sort();
    tokens
}
