//! Chinese and Arabic numerals to 9999.

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// Reads a numeral in Chinese (`十二`, `一百零三`, `二〇`), Arabic or full-width figures.
///
/// ```
/// use juxian::text::parse_numeral;
/// assert_eq!(parse_numeral("二百六十六"), Some(266));
/// assert_eq!(parse_numeral("１２"), Some(12));
/// assert_eq!(parse_numeral("十二条"), None);
/// ```
pub fn parse_numeral(text: &str) -> Option<u32> {
    if text.is_empty() {
        return None;
    }
    if let Some(number) = arabic(text) {
        return Some(number);
    }
    if text.chars().count() > 1 && text.chars().all(|c| digit(c).is_some()) {
        return text
            .chars()
            .try_fold(0u32, |sum, c| sum.checked_mul(10)?.checked_add(digit(c)?).filter(|n| *n <= 9999));
    }
    let (mut total, mut pending) = (0u32, None);
    for c in text.chars() {
        if let Some(value) = digit(c) {
            pending = Some(value);
            continue;
        }
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ => return None,
        };
        let count = match pending.take() {
            Some(count) => count,
            None if unit == 10 => 1,
            None => return None,
        };
        total += count * unit;
        if total > 9999 {
            return None;
        }
    }
    Some(total + pending.unwrap_or(0)).filter(|n| *n > 0 || text == "零" || text == "〇")
}

fn arabic(text: &str) -> Option<u32> {
    let figures: String = text.chars().map(super::narrow).collect();
    (figures.len() <= 4 && figures.bytes().all(|b| b.is_ascii_digit())).then(|| figures.parse().ok())?
}

fn digit(c: char) -> Option<u32> {
    match c {
        '〇' => Some(0),
        '两' => Some(2),
        _ => DIGITS.iter().position(|d| *d == c).map(|i| i as u32),
    }
}

/// Writes a number from 0 to 9999 as official texts do (12 is 十二, 203 is 二百零三).
///
/// ```
/// assert_eq!(juxian::text::chinese_numeral(203), "二百零三");
/// ```
pub fn chinese_numeral(number: u32) -> String {
    if number == 0 {
        return "零".into();
    }
    let mut written = String::new();
    let mut gap = false;
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let value = number / unit % 10;
        if value == 0 {
            gap = !written.is_empty();
            continue;
        }
        if gap {
            written.push('零');
            gap = false;
        }
        if !(unit == 10 && value == 1 && written.is_empty()) {
            written.push(DIGITS[value as usize]);
        }
        written.push_str(name);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_survives_the_way_there_and_back() {
        for number in 1..=9999 {
            assert_eq!(parse_numeral(&chinese_numeral(number)), Some(number));
        }
    }
}
