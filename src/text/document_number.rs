//! Document numbers: 云人才〔2026〕3号, 政府令第179号, 公告2026年第3号.

use super::{is_han, is_space, narrow};
use std::ops::Range;

/// Finds the first document number in a line, whatever its brackets and spaces.
///
/// ```
/// use juxian::text::find_document_number;
/// let line = "（云政发[2021]25号）";
/// assert_eq!(&line[find_document_number(line).unwrap()], "云政发[2021]25号");
/// assert_eq!(find_document_number("有效期3年"), None);
/// ```
pub fn find_document_number(line: &str) -> Option<Range<usize>> {
    if !line.contains('号') {
        return None;
    }
    let letters: Vec<(usize, char)> = line.char_indices().collect();
    let end_of = |index: usize| letters.get(index).map_or(line.len(), |(at, _)| *at);
    (0..letters.len()).find_map(|index| {
        let (from, to) = bracketed(&letters, index).or_else(|| ordered(&letters, index))?;
        Some(letters[from].0..end_of(to))
    })
}

fn is_prefix(c: char) -> bool {
    is_han(c) || c.is_ascii_uppercase()
}

fn skip_space(letters: &[(usize, char)], mut index: usize) -> usize {
    while letters.get(index).is_some_and(|(_, c)| is_space(*c)) {
        index += 1;
    }
    index
}

fn digits(letters: &[(usize, char)], index: usize, most: usize) -> usize {
    letters[index..].iter().take(most).take_while(|(_, c)| narrow(*c).is_ascii_digit()).count()
}

/// 云人才〔2026〕3号: `index` is the opening bracket.
fn bracketed(letters: &[(usize, char)], index: usize) -> Option<(usize, usize)> {
    if !matches!(letters[index].1, '〔' | '[' | '［' | '【' | '（' | '(') {
        return None;
    }
    let year = skip_space(letters, index + 1);
    (digits(letters, year, 5) == 4).then_some(())?;
    let close = skip_space(letters, year + 4);
    matches!(letters.get(close)?.1, '〕' | ']' | '］' | '】' | '）' | ')').then_some(())?;
    let mut number = skip_space(letters, close + 1);
    if letters.get(number)?.1 == '第' {
        number += 1;
    }
    let count = digits(letters, number, 6);
    (1..=5).contains(&count).then_some(())?;
    let end = skip_space(letters, number + count);
    (letters.get(end)?.1 == '号').then_some(())?;
    let mut from = index;
    while from > 0 && is_space(letters[from - 1].1) {
        from -= 1;
    }
    let last = from;
    while from > 0 && is_prefix(letters[from - 1].1) && last - from < 14 {
        from -= 1;
    }
    (last - from >= 2).then_some((from, end + 1))
}

/// 政府令第179号 and 公告2026年第3号: `index` is 第.
fn ordered(letters: &[(usize, char)], index: usize) -> Option<(usize, usize)> {
    (letters[index].1 == '第').then_some(())?;
    let count = digits(letters, index + 1, 6);
    (1..=5).contains(&count).then_some(())?;
    (letters.get(index + 1 + count)?.1 == '号').then_some(())?;
    let before: String = letters[index.saturating_sub(5)..index].iter().map(|(_, c)| narrow(*c)).collect();
    let (mut from, keyword) = if before.trim_end().ends_with('令') {
        (index - 1, 1)
    } else if before.ends_with('年')
        && before[..before.len() - '年'.len_utf8()].bytes().all(|b| b.is_ascii_digit())
    {
        (index.checked_sub(5)?, 0)
    } else {
        return None;
    };
    let last = from;
    while from > 0 && is_prefix(letters[from - 1].1) && last - from < 20 {
        from -= 1;
    }
    let text: String = letters[from..=last.min(letters.len() - 1)].iter().map(|(_, c)| *c).collect();
    (keyword == 1 || text.contains("公告")).then_some((from, index + count + 2))
}

#[cfg(test)]
mod tests {
    use super::find_document_number;

    #[test]
    fn every_form_is_found() {
        for line in [
            "云人才〔2026〕3号",
            "穗残联[2016] 11 号",
            "云政发（2021）第025号",
            "国令第783号",
            "公告2026年第3号",
        ] {
            assert_eq!(find_document_number(line), Some(0..line.len()), "{line}");
        }
        assert_eq!(find_document_number("公告第3号"), None);
        assert_eq!(find_document_number("房间（2021）"), None);
    }
}
