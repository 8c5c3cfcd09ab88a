//! Names of terms: which file a term stands in, and keys by which terms are told apart while an index is made.
//!
//! **Invariant**: [`hash`] never changes within a version of the format; readers compute it too.

/// The hash of a term by which its file is chosen: FNV-1a over UTF-16 units, then mixed (fmix32 of MurmurHash3).
pub fn hash(term: &str) -> u32 {
    hash_of_units(term.encode_utf16())
}

/// The same of characters.
pub(super) fn hash_of_chars(term: &[char]) -> u32 {
    let mut units = [0; 2];
    let two = |c: &char| {
        let count = c.encode_utf16(&mut units).len();
        units.into_iter().take(count)
    };
    hash_of_units(term.iter().flat_map(two))
}

fn hash_of_units(units: impl Iterator<Item = u16>) -> u32 {
    let mut hash = 0x811c_9dc5_u32;
    for unit in units {
        hash = (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193);
    }
    hash ^= hash >> 16;
    hash = hash.wrapping_mul(0x85eb_ca6b);
    hash ^= hash >> 13;
    hash = hash.wrapping_mul(0xc2b2_ae35);
    hash ^ hash >> 16
}

/// The number of the file of a term, of `2^bits` files.
pub fn shard(term: &str, bits: u32) -> u32 {
    if bits == 0 { 0 } else { hash(term) >> (32 - bits) }
}

/// The name of a file of terms, without folder and ending: `3f`, `3f/2a`.
pub fn shard_name(shard: u32, bits: u32) -> String {
    match bits {
        0..=8 => format!("{shard:02x}"),
        _ => format!("{:02x}/{:02x}", shard >> 8, shard & 255),
    }
}

/// Characters of a term that its key holds.
pub(super) const HELD_MAX: usize = 3;

/// A key of a term that is cheap to compare: up to three characters are in it, longer terms are told apart by a
/// 64-bit hash.
pub(super) fn key_of(term: impl Iterator<Item = char> + Clone) -> u64 {
    if term.clone().nth(HELD_MAX).is_none() {
        return term.fold(0, |key, c| key << 21 | u64::from(u32::from(c)));
    }
    let step = |hash: u64, c: char| (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0000_0100_0000_01b3);
    term.fold(0xcbf2_9ce4_8422_2325, step) | 1 << 63
}

/// Whether a key holds the characters of its term.
pub(super) fn is_held(key: u64) -> bool {
    key >> 63 == 0
}

/// The characters that a key holds, with their number.
pub(super) fn held(key: u64) -> ([char; HELD_MAX], usize) {
    let at = |shift: u32| char::from_u32((key >> shift & 0x1f_ffff) as u32).unwrap_or('\0');
    match key {
        0..0x20_0000 => ([at(0), '\0', '\0'], 1),
        0x20_0000..0x400_0000_0000 => ([at(21), at(0), '\0'], 2),
        _ => ([at(42), at(21), at(0)], 3),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_hold_their_characters() {
        for term in [
            vec!['人'],
            vec!['人', '才'],
            vec!['展', ',', '应'],
            vec!['\u{323af}', '。', '\u{323af}'],
            vec!['=', 'a', '3'],
            vec!['a'],
            vec!['\u{10ffff}', '\u{10ffff}'],
        ] {
            let key = key_of(term.iter().copied());
            let (chars, count) = held(key);
            assert_eq!(chars[..count], term);
            assert!(is_held(key));
        }
        assert!(!is_held(key_of("60日内".chars())));
    }

    #[test]
    fn characters_hash_like_their_text() {
        for term in ["人", "人才", "\u{323af}a", "=¥500000"] {
            assert_eq!(hash_of_chars(&term.chars().collect::<Vec<char>>()), hash(term));
        }
    }
}
