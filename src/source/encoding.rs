//! Bytes that should be UTF-8, and what they look like when they are not.

use crate::diagnostic::finding::Words;

/// The text without a byte order mark, or the name of the encoding it looks like.
pub(super) fn decode(bytes: Vec<u8>) -> Result<String, Words> {
    if let Some(name) = wide(&bytes) {
        return Err(same(name));
    }
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with('\u{feff}') {
                text.drain(..'\u{feff}'.len_utf8());
            }
            Ok(text)
        }
        Err(error) => Err(guess(error.as_bytes())),
    }
}

/// A name that is the same in both languages.
fn same(name: &str) -> Words {
    Words::new(name, name)
}

/// UTF-16 and UTF-32 by their byte order mark or their zero bytes.
fn wide(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => Some("UTF-32"),
        [0xff, 0xfe, ..] => Some("UTF-16LE"),
        [0xfe, 0xff, ..] => Some("UTF-16BE"),
        _ => {
            let start = &bytes[..bytes.len().min(512)];
            let zeros = |odd: usize| start.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
            match (zeros(0), zeros(1)) {
                (even, odd) if odd > 2 && odd > 4 * even => Some("UTF-16LE"),
                (even, odd) if even > 2 && even > 4 * odd => Some("UTF-16BE"),
                _ => None,
            }
        }
    }
}

/// Big5 where the detector says so; any other bytes of a Chinese office are GB18030, of which GBK
/// and GB2312 are parts. A file cut within its last character is still UTF-8.
fn guess(bytes: &[u8]) -> Words {
    let cut = std::str::from_utf8(bytes).err().is_some_and(|error| {
        error.error_len().is_none() && bytes.len() - error.valid_up_to() < 4 && error.valid_up_to() > 0
    });
    if cut {
        return Words::new("UTF-8（文件末尾不完整）", "UTF-8 cut off at the end");
    }
    if bytes.contains(&0) {
        return Words::new("二进制文件", "a binary file");
    }
    if !bytes.windows(2).any(|pair| pair[0] >= 0x80 && pair[1] >= 0x40 && !pair[1].is_ascii_alphabetic()) {
        return same("windows-1252 (Latin-1)");
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    match detector.guess(None, chardetng::Utf8Detection::Allow).name() {
        "Big5" => same("Big5"),
        "Shift_JIS" => same("Shift_JIS"),
        "EUC-KR" => same("EUC-KR"),
        _ if encoding_rs::GB18030.decode_without_bom_handling(bytes).1 => {
            Words::new("未知编码", "an unknown encoding")
        }
        _ => Words::new("GB18030（GBK、GB2312）", "GB18030 (GBK, GB2312)"),
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn a_byte_order_mark_is_taken_off() {
        assert_eq!(decode(b"\xef\xbb\xbf\xe4\xba\xba".to_vec()).unwrap(), "人");
    }

    #[test]
    fn other_encodings_are_named() {
        let (gbk, _, _) = encoding_rs::GBK.encode("示例市云溪区人才政策若干措施，支持青年博士来区工作。");
        assert!(decode(gbk.into_owned()).unwrap_err().en.starts_with("GB18030"));
        assert_eq!(decode(b"\xff\xfe\x00\x4e".to_vec()).unwrap_err().en, "UTF-16LE");
        assert!(decode("人才".as_bytes()[..5].to_vec()).unwrap_err().en.starts_with("UTF-8"));
    }
}
