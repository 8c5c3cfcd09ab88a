//! Bits of postings: most significant first, gaps in Rice codes.
//!
//! **Invariant**: the reader in `read/bits.rs` and the one in `engine.js` undo exactly this.

/// Ones after which a Rice code gives up and writes the value in 32 bits.
pub(crate) const RICE_ESCAPE: u32 = 24;

/// A row of bits that grows.
#[derive(Default)]
pub(super) struct Bits {
    bytes: Vec<u8>,
    held: u64,
    count: u32,
}

impl Bits {
    /// Bits that come behind some bytes.
    pub(super) fn behind(bytes: Vec<u8>) -> Bits {
        Bits { bytes, ..Bits::default() }
    }

    /// The lowest `count` bits of a value, at most 32.
    pub(super) fn push(&mut self, value: u32, count: u32) {
        self.held = (self.held << count) | u64::from(value);
        self.count += count;
        while self.count >= 8 {
            self.count -= 8;
            self.bytes.push((self.held >> self.count) as u8);
        }
        self.held &= (1 << self.count) - 1;
    }

    /// A Rice code with parameter `k`: the quotient in ones, a zero, the rest in `k` bits.
    pub(super) fn rice(&mut self, value: u32, k: u32) {
        let quotient = value >> k;
        if quotient >= RICE_ESCAPE {
            self.push((1 << RICE_ESCAPE) - 1, RICE_ESCAPE);
            return self.push(value, 32);
        }
        self.push((1 << quotient) - 1, quotient);
        self.push(0, 1);
        if k > 0 {
            self.push(value & ((1 << k) - 1), k);
        }
    }

    /// The bytes, the last one filled with zeros.
    pub(super) fn bytes(mut self) -> Vec<u8> {
        if self.count > 0 {
            self.push(0, 8 - self.count);
        }
        self.bytes
    }
}

/// Numbers from the highest down: the first as it is, each other as the gap to the one before.
#[derive(Default)]
pub(super) struct Gaps {
    before: Option<u32>,
}

impl Gaps {
    /// The next number, in a Rice code with parameter `k`.
    pub(super) fn push(&mut self, bits: &mut Bits, number: u32, k: u32) {
        bits.rice(self.before.map_or(number, |before| before - number - 1), k);
        self.before = Some(number);
    }
}

/// The parameter that fits values with that sum and count.
pub(super) fn rice_parameter(sum: u64, count: u64) -> u32 {
    let mean = sum / count.max(1);
    (u64::BITS - mean.leading_zeros()).saturating_sub(1).min(24)
}

/// A number in bytes of seven bits, the lowest first.
pub(super) fn varint(bytes: &mut Vec<u8>, mut value: u32) {
    while value >= 128 {
        bytes.push(value as u8 | 128);
        value >>= 7;
    }
    bytes.push(value as u8);
}

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Base64 with padding, as `atob` reads it.
pub(super) fn base64(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let three =
            chunk.iter().fold(0_u32, |held, byte| held << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let sign = BASE64[(three >> (18 - 6 * place)) as usize & 63];
            text.push(if place <= chunk.len() { sign as char } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_pads() {
        for (bytes, text) in
            [(&b""[..], ""), (b"f", "Zg=="), (b"fo", "Zm8="), (b"foo", "Zm9v"), (b"foob", "Zm9vYg==")]
        {
            assert_eq!(base64(bytes), text);
        }
    }

    #[test]
    fn rice_codes_are_what_the_format_says() {
        let mut bits = Bits::default();
        bits.rice(5, 1);
        bits.rice(0, 0);
        assert_eq!(bits.bytes(), [0b1101_0000]);
        assert_eq!((rice_parameter(0, 3), rice_parameter(64, 4), rice_parameter(9, 3)), (0, 4, 1));
    }
}
