//! Names for addresses: ASCII slugs, pinyin, initials, hashes.

use pinyin::ToPinyin;
use sha2::{Digest, Sha256};

/// An ASCII slug of a text: letters and digits kept, Chinese written in pinyin, the rest hyphens.
///
/// At most 60 characters, cut at a hyphen where there is one.
///
/// ```
/// assert_eq!(juxian::text::slug("第一章 总则 2026"), "di-yi-zhang-zong-ze-2026");
/// ```
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    let mut word = false;
    for c in text.chars().map(super::narrow) {
        if let Some(syllable) = c.to_pinyin() {
            if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
            slug.push_str(&syllable.plain().replace('ü', "v"));
            word = false;
        } else if c.is_ascii_alphanumeric() {
            if !word && !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
            slug.push(c.to_ascii_lowercase());
            word = true;
        } else {
            word = false;
            if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        }
    }
    cut(slug.trim_matches('-'))
}

fn cut(slug: &str) -> String {
    if slug.len() <= 60 {
        return slug.to_string();
    }
    let end = slug[..60].rfind('-').filter(|end| *end > 20).unwrap_or(60);
    slug[..end].to_string()
}

/// The pinyin initials of a Chinese name; ASCII letters and digits stay.
///
/// ```
/// assert_eq!(juxian::text::initials("云人才"), "yrc");
/// ```
pub fn initials(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c.to_pinyin() {
            Some(syllable) => syllable.first_letter().chars().next(),
            None => Some(c.to_ascii_lowercase()).filter(char::is_ascii_alphanumeric),
        })
        .collect()
}

/// The id of a file whose name has no ASCII slug: `x` and eight hexadecimal digits of the SHA-256
/// of its path.
///
/// ```
/// assert_eq!(juxian::text::path_hash("a.md").len(), 9);
/// ```
pub fn path_hash(path: &str) -> String {
    let digest = Sha256::digest(path.as_bytes());
    format!("x{}", super::hex(&digest[..4]))
}
