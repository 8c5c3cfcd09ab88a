//! Facts of Chinese official text that need no context: widths, numerals, names, slugs.
//!
//! **Invariant**: functions of strings only; nothing here knows of files, dates or fields.

mod document_number;
mod label;
mod lang;
mod numeral;
mod similar;
mod slug;

pub use document_number::find_document_number;
pub use label::{Label, LabelForm, clause_label, tight_article};
pub use lang::Lang;
pub use numeral::{chinese_numeral, parse_numeral};
pub use similar::{CANDIDATES_MAX, hint, nearest};
pub use slug::{initials, path_hash, slug};

/// Whether a character is a Chinese (Han) ideograph.
///
/// ```
/// assert!(juxian::text::is_han('才'));
/// assert!(!juxian::text::is_han('，'));
/// ```
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '〇' | '々'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// Whether a character belongs to Chinese running text: ideograph or full-width punctuation.
///
/// A newline between two such characters is no space.
pub fn is_wide(c: char) -> bool {
    is_han(c)
        || matches!(c, '\u{3001}'..='\u{303f}' | '\u{ff01}'..='\u{ff60}' | '“' | '”' | '‘' | '’' | '…' | '—' | '·')
}

/// White space of any width, the ideographic space included.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{3000}' || c == '\u{feff}' || c == '\u{200b}'
}

/// The text without any white space; the form in which quotes are compared.
pub fn without_space(text: &str) -> String {
    text.chars().filter(|c| !is_space(*c)).collect()
}

/// A title as titles are compared: without space, of one width.
pub fn folded_title(title: &str) -> String {
    title.chars().filter(|c| !is_space(*c)).map(narrow).collect()
}

/// A full-width form turned into its ASCII one; other characters stay.
pub fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// Lower-case hexadecimal digits of bytes, as hashes are written.
///
/// ```
/// assert_eq!(juxian::text::hex(&[0, 171]), "00ab");
/// ```
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = |byte: &u8| [DIGITS[usize::from(byte >> 4)] as char, DIGITS[usize::from(byte & 15)] as char];
    bytes.iter().flat_map(digits).collect()
}

/// Where the `>` stands that ends a tag, whose `<` and name may stand before it or not; one in quotes ends
/// nothing.
pub fn tag_end(html: &str) -> Option<usize> {
    let mut quote = None;
    html.bytes().position(|byte| match quote {
        None if byte == b'>' => true,
        None => {
            quote = matches!(byte, b'"' | b'\'').then_some(byte);
            false
        }
        Some(open) => {
            quote = quote.filter(|_| byte != open);
            false
        }
    })
}

/// Writes text as HTML, SVG and XML take it, inside an element or a quoted attribute.
pub fn escape_markup(out: &mut String, text: &str) {
    let mut last = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'&' => "&amp;",
            b'"' => "&quot;",
            0 => "\u{fffd}",
            _ => continue,
        };
        out.push_str(&text[last..at]);
        out.push_str(entity);
        last = at + 1;
    }
    out.push_str(&text[last..]);
}

/// The same as a value.
///
/// ```
/// assert_eq!(juxian::text::escaped_markup("“<b>” & \"c\""), "“&lt;b&gt;” &amp; &quot;c&quot;");
/// ```
pub fn escaped_markup(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_markup(&mut out, text);
    out
}
