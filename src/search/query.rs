//! What a query means: words, and the forms in which each may stand in a text.
//!
//! A query is read twice: as it is typed, each piece between spaces a phrase; and without the words of a
//! question, labels and numbers apart, as one would say it to a person behind a counter.
//!
//! **Invariant**: pure; the same text gives the same words in every reader.

use super::fold::{Folded, fold_with, is_han, is_space, is_word};
use super::number;
use super::token::{Form, stem, terms};

/// Characters of a query that are read.
const QUERY_CHARS_MAX: usize = 120;
/// Words of a query that are read.
const WORDS_MAX: usize = 10;

/// Words that ask and do not tell, longest first where one holds another.
const QUESTION: &[&str] = &[
    "能拿多少钱",
    "能领多少钱",
    "能拿多少",
    "能领多少",
    "能享受",
    "可以领",
    "可以拿",
    "能拿",
    "能领",
    "请问一下",
    "有没有什么",
    "应该怎么办",
    "是怎么规定的",
    "怎么规定的",
    "如何规定的",
    "什么时候",
    "有没有",
    "能不能",
    "可不可以",
    "需不需要",
    "是不是",
    "是什么",
    "有什么",
    "有哪些",
    "要什么",
    "怎么办理",
    "怎么办",
    "怎么样",
    "怎么算",
    "怎样",
    "怎么",
    "为什么",
    "多长时间",
    "多少钱",
    "多久",
    "多长",
    "多少",
    "几年",
    "几天",
    "几个",
    "哪些",
    "哪里",
    "哪个",
    "什么",
    "如何",
    "请问",
    "我想知道",
    "我想",
    "想知道",
    "可以吗",
    "可以",
    "需要",
    "应该",
    "规定了",
    "吗",
    "呢",
    "吧",
    "么",
];

/// One form in which a word may stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// Terms with their places in the phrase; all have to stand in one unit.
    pub terms: Vec<(String, u32)>,
    /// Whether the places count: a phrase.
    pub chained: bool,
    /// Of a thousand: what a match of this form is worth.
    pub weight: u32,
    /// Folded texts that the unit has to contain; empty where the term itself is the proof.
    pub texts: Vec<String>,
    pub how: How,
}

/// Why a form stands for a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    Literal,
    Normalised,
    Stem,
    Synonym,
    Pinyin,
    Initials,
    Homophone,
    Typo,
    Short,
}

impl How {
    /// The name in answers.
    pub fn code(self) -> &'static str {
        match self {
            How::Literal => "literal",
            How::Normalised => "number",
            How::Stem => "stem",
            How::Synonym => "synonym",
            How::Pinyin => "pinyin",
            How::Initials => "initials",
            How::Homophone => "homophone",
            How::Typo => "typo",
            How::Short => "short",
        }
    }
}

/// One word of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Folded.
    pub text: String,
    pub alternatives: Vec<Alternative>,
}

/// The words of a query in one reading.
pub type Reading = Vec<Word>;

/// Both readings of a query: as typed, and as meant. The second is empty where it is the first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meaning {
    pub typed: Reading,
    pub meant: Reading,
    /// The words of a question that were left out.
    pub dropped: Vec<String>,
    /// Whether signs beside a single character were left out, which the index does not tell.
    pub signs_lost: bool,
    /// Whether a piece begins or ends with a sign: what stands beside it is told by texts alone.
    pub edge_signs: bool,
}

impl Meaning {
    /// Whether it is a question, and not a text that holds 可以 or 需要: then what is meant counts, not how it is asked.
    pub fn asks(&self) -> bool {
        !self.meant.is_empty()
            && self.dropped.iter().any(|word| !matches!(word.as_str(), "可以" | "需要" | "应该" | "吧"))
    }
}

/// Reads a query; `simple` turns traditional characters into simplified ones.
pub fn meaning(text: &str, simple: &dyn Fn(char) -> char) -> Meaning {
    let pieces = pieces(text, simple);
    let mut meaning = Meaning::default();
    for piece in &pieces {
        let core = trimmed(piece);
        meaning.edge_signs |= core.len() != piece.len();
        meaning.signs_lost |= core.len() == 1 && piece.len() > 1;
        meaning.typed.push(word(if core.len() == 1 { core } else { piece }));
        meant(core, &mut meaning);
    }
    meaning.typed.truncate(WORDS_MAX);
    meaning.meant.truncate(WORDS_MAX);
    let same = |a: &Reading, b: &Reading| a.iter().map(|word| &word.text).eq(b.iter().map(|word| &word.text));
    if meaning.meant.is_empty() || same(&meaning.typed, &meaning.meant) {
        meaning.meant.clear();
        meaning.dropped.clear();
    }
    meaning
}

/// A piece without the signs at its ends.
fn trimmed(piece: &[char]) -> &[char] {
    let means = |c: &char| is_han(*c) || is_word(*c);
    let from = piece.iter().position(means).unwrap_or(0);
    &piece[from..piece.iter().rposition(means).map_or(from, |last| last + 1)]
}

/// What stands between spaces or in quotes, folded; pieces of signs alone are none.
fn pieces(text: &str, simple: &dyn Fn(char) -> char) -> Vec<Vec<char>> {
    let mut pieces: Vec<String> = vec![String::new()];
    let mut quoted = false;
    for c in text.chars() {
        // A quotation mark inside a piece is a sign of the text.
        if matches!(c, '"' | '“' | '”') && (quoted || pieces.last().is_some_and(String::is_empty)) {
            quoted = !quoted && c != '”';
            pieces.push(String::new());
        } else if is_space(c) && !quoted {
            pieces.push(String::new());
        } else if let Some(last) = pieces.last_mut() {
            last.push(c);
        }
    }
    let mut left = QUERY_CHARS_MAX;
    let mut found = Vec::new();
    for piece in pieces {
        let Folded { chars, .. } = fold_with(&piece, simple);
        let piece = &chars[..chars.len().min(left)];
        left -= piece.len();
        if !trimmed(piece).is_empty() {
            found.push(piece.to_vec());
        }
    }
    found
}

/// A word with its literal form and what else it says by itself.
pub fn word(chars: &[char]) -> Word {
    let text: String = chars.iter().collect();
    let mut alternatives = vec![phrase(chars, 1000, How::Literal)];
    let mut terms: Vec<String> = Vec::new();
    number::normalised(chars, &mut |term, at| {
        let term: String = term.iter().collect();
        let is_whole =
            at == 0 || chars[0] == '第' && at == 1 || term.starts_with("=N") || term.starts_with("=%");
        if is_whole && covers(chars, &term) {
            terms.push(term);
        }
    });
    // Of a date the day counts, not its month and year; of a 文号 no year.
    let is_number = terms.iter().any(|term| term.starts_with("=n") || term.starts_with("=N"));
    let longest = terms.iter().filter(|term| term.starts_with("=d")).map(String::len).max().unwrap_or(0);
    terms.retain(|term| !term.starts_with("=d") || !is_number && term.len() == longest);
    for term in terms {
        let one = |term: String, weight| Alternative {
            terms: vec![(term, 0)],
            chained: false,
            weight,
            texts: Vec::new(),
            how: How::Normalised,
        };
        if term.starts_with("=art") || term.starts_with("=ch") {
            // The article itself is worth more than what mentions it.
            alternatives[0].weight = 900;
            alternatives.push(one(format!("#{}", &term[1..]), 1000));
            alternatives.push(one(term, 900));
        } else {
            alternatives.push(one(term, 1000));
        }
    }
    if chars.iter().all(char::is_ascii_lowercase) {
        let stemmed: String = stem(chars).unwrap_or(chars).iter().collect();
        for term in [stemmed.clone(), format!("~{stemmed}")] {
            if term != text {
                let texts = vec![stemmed.clone()];
                let terms = vec![(term, 0)];
                alternatives.push(Alternative { terms, chained: false, weight: 950, texts, how: How::Stem });
            }
        }
    }
    Word { text, alternatives }
}

/// Whether a normalised term says all that the word says: `50万元的补贴` says more than an amount.
fn covers(chars: &[char], term: &str) -> bool {
    if term.starts_with("=N") {
        return true;
    }
    let rest: Vec<char> = chars.iter().copied().filter(|c| is_han(*c)).collect();
    rest.iter().all(|c| "零〇一二三四五六七八九十百千万亿元年月日岁周个第条章款项号之分平方米天工作块人民币名倍次小时两壹贰叁肆伍陆柒捌玖拾佰仟".contains(*c))
}

/// A phrase as one form: its terms in their places.
pub fn phrase(chars: &[char], weight: u32, how: How) -> Alternative {
    let mut literal: Vec<(String, u32)> = Vec::new();
    let mut singles: Vec<(String, u32)> = Vec::new();
    let mut covered = vec![false; chars.len()];
    terms(chars, &mut |term, at, form| {
        let text: String = term.iter().collect();
        match form {
            Form::Literal => {
                covered[at as usize..at as usize + term.len()].fill(true);
                literal.push((text, at));
            }
            Form::Single => singles.push((text, at)),
            Form::Part | Form::Normalised => {}
        }
    });
    literal.extend(singles.into_iter().filter(|(_, at)| !covered[*at as usize]));
    // A row of digits with the character after it says what the digits alone say.
    let pairs: Vec<u32> = literal.iter().filter(|(term, _)| is_pair(term)).map(|(_, at)| *at).collect();
    literal.retain(|(term, at)| !(term.chars().all(|c| c.is_ascii_digit()) && pairs.contains(at)));
    literal.sort_by_key(|(_, at)| *at);
    let texts = vec![chars.iter().collect()];
    Alternative { terms: literal, chained: true, weight, texts, how }
}

/// A word with the Han character after it.
fn is_pair(term: &str) -> bool {
    let mut chars = term.chars();
    chars.next().is_some_and(is_word) && chars.next_back().is_some_and(is_han)
}

/// Reads a piece as it is meant: question words out, labels, amounts and numbers of documents apart.
fn meant(piece: &[char], meaning: &mut Meaning) {
    let mut apart: Vec<(usize, usize)> = Vec::new();
    // 第一款, 第九项 after an article: no unit of its own.
    let mut below: Vec<(usize, usize)> = Vec::new();
    let mut is_document_number = false;
    number::stretches(piece, &mut |term, from, to| {
        is_document_number |= term.starts_with(&['=', 'N']);
        let from = from as usize;
        let ordinal = usize::from(from > 0 && piece[from - 1] == '第');
        let place = (from - ordinal, to as usize);
        if term.starts_with(&['=', 'p', 'a']) || term.starts_with(&['=', 'i']) {
            below.extend(apart.last().map(|_| place));
        } else if !matches!(term[1], 'n' | 'N') {
            apart.push(place);
        }
    });
    if is_document_number {
        return push_meant(piece, meaning);
    }
    let (mut at, mut from) = (0, 0);
    while at < piece.len() {
        let question = QUESTION.iter().find(|question| number::starts(&piece[at..], question));
        let begins = |(from, to): &&(usize, usize)| *from == at && *to > at;
        let (number, left_out) = (apart.iter().find(begins), below.iter().find(begins));
        let (word, next) = match (question, number, left_out) {
            (Some(question), ..) => {
                meaning.dropped.push(question.to_string());
                (None, at + question.chars().count())
            }
            (None, Some((_, to)), _) => (Some(&piece[at..*to]), *to),
            (None, None, Some((_, to))) => (None, *to),
            _ if divides(piece[at]) => (None, at + 1),
            _ => {
                at += 1;
                continue;
            }
        };
        push_meant(&piece[from..at], meaning);
        push_meant(word.unwrap_or_default(), meaning);
        (at, from) = (next, next);
    }
    push_meant(&piece[from..], meaning);
}

/// A sign that stands between words, not in one.
fn divides(c: char) -> bool {
    !is_han(c) && !is_word(c) && !matches!(c, '.' | '-' | '[' | ']' | '%')
}

/// Adds a word to the meaning; what only joins words (的, 和) at its ends is left out.
fn push_meant(chars: &[char], meaning: &mut Meaning) {
    let joins =
        |c: &char| matches!(c, '的' | '和' | '与' | '或' | '是' | '在' | '了') || !is_han(*c) && !is_word(*c);
    let Some(from) = chars.iter().position(|c| !joins(c)) else { return };
    let to = chars.iter().rposition(|c| !joins(c)).map_or(from, |last| last + 1);
    meaning.meant.push(word(&chars[from..to]));
}
