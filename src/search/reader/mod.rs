//! The script that reads an index in the browser, as it is put out: without comments and spaces, its own names
//! short.
//!
//! Takes `engine.js`, gives the same program in less than two thirds of its bytes.
//!
//! **Invariant**: only names that the script declares itself are changed, each to the same name throughout, so
//! that scopes stay as they are; names of properties and keys are left.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

const SOURCE: &str = include_str!("engine.js");

/// Short words of the language, which no name may be.
const RESERVED: [&str; 4] = ["do", "if", "in", "of"];

/// A piece of the script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece<'a> {
    /// A name, a word of the language, a number.
    Word(&'a str),
    /// A string or a regular expression, as it stands.
    Quoted(&'a str),
    Sign(char),
}

/// The script as it is put out.
pub(super) fn script() -> &'static str {
    static SCRIPT: OnceLock<String> = OnceLock::new();
    SCRIPT.get_or_init(|| shortened(SOURCE))
}

fn shortened(source: &str) -> String {
    let pieces = pieces(source);
    let names = names(&pieces);
    let mut text = String::with_capacity(source.len() / 2);
    for (at, piece) in pieces.iter().enumerate() {
        match *piece {
            Piece::Sign(sign) => text.push(sign),
            Piece::Quoted(quoted) => text.push_str(quoted),
            Piece::Word(word) => {
                if text.ends_with(is_part) {
                    text.push(' ');
                }
                let is_own = is_name(&pieces, at);
                text.push_str(names.get(word).filter(|_| is_own).map_or(word, String::as_str));
            }
        }
    }
    text.push('\n');
    text
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

/// Whether a word is a name by itself, not that of a property or a key.
fn is_name(pieces: &[Piece], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| pieces[before]);
    let is_key =
        pieces.get(at + 1) == Some(&Piece::Sign(':')) && matches!(before, Some(Piece::Sign('{' | ',')));
    before != Some(Piece::Sign('.')) && !is_key
}

/// A script in pieces, without comments and spaces.
fn pieces(source: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if c.is_whitespace() {
            c.len_utf8()
        } else if matches!(c, '"' | '\'') || c == '/' && may_begin_pattern(pieces.last()) {
            let length = quoted(rest, c);
            pieces.push(Piece::Quoted(&rest[..length]));
            length
        } else if is_part(c) {
            let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
            pieces.push(Piece::Word(&rest[..length]));
            length
        } else {
            pieces.push(Piece::Sign(c));
            c.len_utf8()
        };
        rest = &rest[length..];
    }
    pieces
}

/// Whether a slash behind a piece begins a regular expression and does not divide.
fn may_begin_pattern(before: Option<&Piece>) -> bool {
    match before {
        Some(Piece::Sign(sign)) => !matches!(sign, ')' | ']' | '}'),
        Some(Piece::Word(word)) => *word == "return",
        _ => false,
    }
}

/// The length of a string or a regular expression, with its flags.
fn quoted(text: &str, end: char) -> usize {
    let (mut is_escaped, mut in_class) = (false, false);
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '[' if end == '/' => in_class = true,
            ']' if end == '/' => in_class = false,
            _ if c == end && !in_class => {
                let flags = if end == '/' { text[at + 1..].find(|c| !is_part(c)).unwrap_or(0) } else { 0 };
                return at + 1 + flags;
            }
            _ => {}
        }
    }
    text.len()
}

/// Names that the script declares: variables, functions, what functions take, what is caught.
fn declared<'a>(pieces: &[Piece<'a>]) -> HashSet<&'a str> {
    let mut declared = HashSet::new();
    for at in 0..pieces.len() {
        match pieces[at] {
            Piece::Word("var") => variables(&pieces[at + 1..], &mut declared),
            Piece::Word("function" | "catch") if is_name(pieces, at) => {
                let head = pieces[at + 1..].iter().take_while(|piece| **piece != Piece::Sign(')'));
                declared.extend(head.filter_map(|piece| match piece {
                    Piece::Word(word) => Some(*word),
                    _ => None,
                }));
            }
            _ => {}
        }
    }
    declared
}

/// The names behind a `var`, up to the end of the statement.
fn variables<'a>(pieces: &[Piece<'a>], declared: &mut HashSet<&'a str>) {
    let mut depth = 0;
    let mut begins = true;
    for piece in pieces {
        match piece {
            Piece::Word(word) if begins => {
                declared.insert(*word);
            }
            Piece::Sign('(' | '[' | '{') => depth += 1,
            Piece::Sign(')' | ']' | '}') => depth -= 1,
            Piece::Sign(';') if depth == 0 => return,
            _ => {}
        }
        if depth < 0 {
            return;
        }
        begins = depth == 0 && *piece == Piece::Sign(',');
    }
}

/// A short name for each declared one, the shortest for those that are used most.
fn names<'a>(pieces: &[Piece<'a>]) -> HashMap<&'a str, String> {
    let declared = declared(pieces);
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut taken: HashSet<&str> = RESERVED.into_iter().collect();
    for (at, piece) in pieces.iter().enumerate() {
        let Piece::Word(word) = piece else { continue };
        if declared.contains(word) && is_name(pieces, at) {
            *counts.entry(word).or_default() += 1;
        } else {
            taken.insert(word);
        }
    }
    let mut order: Vec<(&str, usize)> = counts.into_iter().collect();
    order.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let short = (0..).map(name).filter(|name| !taken.contains(name.as_str()));
    order.into_iter().map(|(word, _)| word).zip(short).collect()
}

/// `a`, `b` … `Z`, `aa`, `ba` …
fn name(mut number: usize) -> String {
    const LETTERS: &[u8; 52] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let mut name = String::new();
    loop {
        name.push(LETTERS[number % 52] as char);
        if number < 52 {
            return name;
        }
        number = number / 52 - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_names_are_short_and_others_stay() {
        let source = "/* a */\nvar total = 1, text = \"a // b\"; // c\nfunction sum(list, key) {\n  \
            return list.total / total + { key: key, at: /[/\"]\\/x/g.test(text) }.key - Math.max(list ? key : total);\n}\n\
            jx.sum = sum;\n";
        assert_eq!(
            shortened(source),
            "var c=1,e=\"a // b\";function d(b,a){return b.total/c+{key:a,at:/[/\"]\\/x/g.test(e)}.key-Math.max(b?a:c);}\
             jx.sum=d;\n"
        );
    }

    #[test]
    fn the_engine_has_no_signs_that_would_run_together() {
        for pair in ["+ +", "- -"] {
            assert!(!SOURCE.contains(pair), "{pair}");
        }
        assert!(!script().contains('`'), "templates are not read");
        assert!(script().len() * 3 < SOURCE.len() * 2, "{}", script().len());
        assert!(!script().contains('\u{2028}') && script().ends_with("jx.chunk(\"ss/reader\",true);\n"));
    }
}
