//! Data tables of the search: traditional characters, syllables, pairs that are words.
//!
//! Gives one answer for a character or a pair; `make.py` beside this file makes the two text files.
//!
//! **Invariant**: a table is the same in every build of one version, whatever the content of the site,
//! so that an added document changes the weight of no other.

mod pinyin;
mod traditional;
mod word;

pub use pinyin::{all_syllables, pinyin_table, syllable, syllables};
pub use traditional::{is_plain, simplified, traditional_pairs};
pub use word::word_likeness;
