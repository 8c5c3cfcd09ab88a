//! What people call a document besides its title: without the name of the state, 司法解释 by number, and
//! abbreviations such as 个保法 for 个人信息保护法.
//!
//! **Invariant**: derived from the title alone.

use crate::search::fold::is_han;

/// Characters that an abbreviation may leap, and one.
pub const LEAP_MAX: usize = 5;

/// Further names of a title.
pub(super) fn called(title: &str) -> Vec<String> {
    let mut names = Vec::new();
    if let Some(rest) = title.strip_prefix("中华人民共和国") {
        names.push(rest.to_string());
    }
    let quoted = title.split_once('《').and_then(|(_, rest)| rest.split_once('》'));
    if let Some((law, rest)) = quoted.filter(|_| title.starts_with("最高人民法院")) {
        let law = law.trim_start_matches("中华人民共和国");
        let number = rest.split_once(['（', '(']).and_then(|(_, rest)| rest.split_once(['）', ')']));
        if let Some((number, _)) = number {
            names.push(format!("{law}司法解释{number}"));
            names.push(format!("{law}司法解释（{number}）"));
            names.push(format!("{law}解释（{number}）"));
        }
    }
    names
}

/// Calls `give` with `^个保` for each two characters of a title that an abbreviation may put together.
pub(super) fn skipped_pairs(chars: &[char], give: &mut dyn FnMut(&[char])) {
    for (at, first) in chars.iter().enumerate().filter(|(_, c)| is_han(**c)) {
        for second in chars.iter().skip(at + 1).take(LEAP_MAX).filter(|c| is_han(**c)) {
            give(&['^', *first, *second]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn laws_and_their_interpretations_are_called_shorter() {
        assert_eq!(called("中华人民共和国公司法"), ["公司法"]);
        let long = "最高人民法院关于适用《中华人民共和国公司法》若干问题的规定（三）";
        assert_eq!(called(long)[0], "公司法司法解释三");
        assert!(called("云溪区人才公寓管理办法").is_empty());
    }
}
