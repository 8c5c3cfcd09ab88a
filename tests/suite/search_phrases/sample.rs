//! Phrases drawn from documents: 2 to 12 folded characters of one block, not beginning or ending inside a number or
//! a Latin word. The same for tests and measurements.

use juxian::search::document::Document;
use juxian::search::fold::{fold, is_han, is_word};

/// A small generator with a fixed seed: every run draws the same.
pub struct Random(pub u64);

impl Random {
    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % bound.max(1)
    }
}

/// A phrase with the numbers of the documents that have it, as a plain search finds them.
pub struct Phrase {
    pub text: String,
    pub documents: Vec<usize>,
}

/// Draws phrases and judges them.
pub fn phrases(documents: &[Document], count: usize) -> Vec<Phrase> {
    let texts: Vec<Vec<Vec<char>>> = documents.iter().map(blocks).collect();
    let mut random = Random(0x5eed);
    let mut phrases: Vec<Phrase> = Vec::new();
    while phrases.len() < count {
        let units = &texts[random.below(texts.len())];
        let unit = units.get(random.below(units.len())).map_or(&[][..], Vec::as_slice);
        let length = 2 + random.below(11);
        let from = random.below(unit.len().saturating_sub(length) + 1);
        let Some(phrase) = unit.get(from..from + length) else { continue };
        let inside = |at: usize| at > 0 && at < unit.len() && is_word(unit[at - 1]) && is_word(unit[at]);
        let says = phrase.iter().any(|c| is_han(*c) || is_word(*c));
        if says && !inside(from) && !inside(from + length) {
            phrases.push(Phrase { text: phrase.iter().collect(), documents: Vec::new() });
        }
    }
    let joined: Vec<String> = documents.iter().map(whole).collect();
    for phrase in &mut phrases {
        phrase.documents = (0..joined.len()).filter(|at| stands(&joined[*at], &phrase.text)).collect();
    }
    phrases
}

/// Whether a phrase stands in a text, not inside a number or a word.
fn stands(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, _)| {
        let end = at + phrase.len();
        let joins = |at: usize| {
            let before = text[..at].chars().next_back().is_some_and(is_word);
            before && text[at..].chars().next().is_some_and(is_word)
        };
        !joins(at) && !joins(end)
    })
}

/// All that a document can be found by, its units and names apart.
fn whole(document: &Document) -> String {
    let names = document.names.iter().chain([&document.title, &document.document_number]);
    let texts = document.units.iter().flat_map(|unit| [&unit.label, &unit.text]).chain(names);
    let folded: Vec<String> = texts.map(|text| fold(text).text()).collect();
    folded.join("\n")
}

fn blocks(document: &Document) -> Vec<Vec<char>> {
    let blocks = document.units.iter().flat_map(|unit| unit.text.split('\n'));
    blocks.map(|block| fold(block).chars).collect()
}
