//! The bytes of an index, read back.
//!
//! **Invariant**: damaged bytes give `None` or a short list, never a panic.

use crate::search::index::RICE_ESCAPE;

/// Bits, most significant first; beyond the end there are zeros.
pub(super) struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Bits<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Bits<'a> {
        Bits { bytes, at: 0 }
    }

    /// Whether everything has been read.
    pub(super) fn is_over(&self) -> bool {
        self.at > self.bytes.len() * 8
    }

    pub(super) fn bit(&mut self) -> u32 {
        let byte = self.bytes.get(self.at >> 3).copied().unwrap_or(0);
        let bit = byte >> (7 - (self.at & 7)) & 1;
        self.at += 1;
        u32::from(bit)
    }

    pub(super) fn bits(&mut self, count: u32) -> u32 {
        (0..count).fold(0, |held, _| held << 1 | self.bit())
    }

    pub(super) fn rice(&mut self, k: u32) -> u32 {
        let k = k.min(RICE_ESCAPE);
        let mut quotient = 0;
        while quotient < RICE_ESCAPE && self.bit() == 1 {
            quotient += 1;
        }
        if quotient == RICE_ESCAPE {
            return self.bits(32);
        }
        quotient << k | self.bits(k)
    }
}

/// A number in bytes of seven bits; moves on.
pub(super) fn varint(bytes: &[u8], at: &mut usize) -> Option<u32> {
    let (mut value, mut shift) = (0_u32, 0);
    loop {
        let byte = *bytes.get(*at)?;
        *at += 1;
        value |= u32::from(byte & 127).checked_shl(shift)?;
        if byte < 128 {
            return Some(value);
        }
        shift += 7;
    }
}

/// Bytes of a text in base64; `None` where it is none.
pub(super) fn from_base64(text: &str) -> Option<Vec<u8>> {
    let sextet = |byte: u8| {
        Some(match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        })
    };
    if !text.len().is_multiple_of(4) {
        return None;
    }
    let text = text.trim_end_matches('=').as_bytes();
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    for four in text.chunks(4) {
        let mut held = 0_u32;
        for byte in four {
            held = held << 6 | u32::from(sextet(*byte)?);
        }
        held <<= 6 * (4 - four.len());
        bytes.extend(&held.to_be_bytes()[1..four.len()]);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_read_or_refused() {
        assert_eq!(from_base64("Zm9vYg=="), Some(b"foob".to_vec()));
        assert_eq!(from_base64("Zm9v"), Some(b"foo".to_vec()));
        assert_eq!(from_base64("Zm9"), None);
        assert_eq!(from_base64("Zm9*"), None);
    }

    #[test]
    fn varints_end() {
        assert_eq!(varint(&[0x80, 1], &mut 0), Some(128));
        assert_eq!(varint(&[0x80; 9], &mut 0), None);
    }
}
