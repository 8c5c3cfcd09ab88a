//! Names of terms: which file a term stands in, and keys by which terms are told apart while an index is made.
//!
//! **Invariant**: [`hash`] never changes within a version of the format; readers compute it too.

use super::fold::is_han;

/// The hash of a term by which its file is chosen: FNV-1a over UTF-16 units, then mixed (fmix32 of MurmurHash3).
pub fn hash(term: &str) -> u32 {
    let mut hash = 0x811c_9dc5_u32;
    for unit in term.encode_utf16() {
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

/// A key of a term that is cheap to compare: Han characters, two of them and two around a sign are in it, other terms
/// by a 64-bit hash.
pub(super) fn key(term: &[char]) -> u64 {
    let is_held = match term {
        [one] => is_han(*one),
        [one, two] => is_han(*one) && is_han(*two),
        [one, _, two] => is_han(*one) && is_han(*two),
        _ => false,
    };
    if is_held {
        return term.iter().fold(0, |key, c| key << 21 | u64::from(u32::from(*c)));
    }
    let step = |hash: u64, c: &char| (hash ^ u64::from(u32::from(*c))).wrapping_mul(0x0000_0100_0000_01b3);
    term.iter().fold(0xcbf2_9ce4_8422_2325, step) | 1 << 63
}

/// The characters that are in a key; `None` for other terms.
pub(super) fn held(key: u64) -> Option<Vec<char>> {
    if key >> 63 == 1 {
        return None;
    }
    let places = [42, 21, 0].into_iter().map(|shift| (key >> shift & 0x1f_ffff) as u32);
    Some(places.filter(|code| *code > 0).filter_map(char::from_u32).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_hold_their_characters() {
        for term in
            [vec!['人'], vec!['人', '才'], vec!['展', ',', '应'], vec!['\u{323af}', '。', '\u{323af}']]
        {
            assert_eq!(held(key(&term)), Some(term));
        }
        assert_eq!(held(key(&['6', '0', '日'])), None);
    }
}
