//! Scalars as authors write them become typed values.

use super::{Duration, Type, Value};
use crate::date::{parse_date, parse_moment};
use crate::text::{find_document_number, narrow, parse_numeral};
use crate::vocabulary::Vocabularies;

/// What is wrong with a scalar.
pub(super) enum Wrong {
    /// Not of the type.
    Type,
    /// Of the type, but not in its form; with an example.
    Form(&'static str),
    /// Not in the closed list of that name.
    Value(&'static str),
}

/// Reads a scalar of a type.
pub(super) fn scalar(ty: &Type, text: &str, vocabularies: &Vocabularies) -> Result<Value, Wrong> {
    let text = text.trim();
    let as_text = || Value::Text(text.into());
    match ty {
        Type::Text { .. } | Type::Markdown | Type::Path | Type::Clause | Type::Any | Type::Map => {
            Ok(as_text())
        }
        Type::Slug => Ok(as_text()),
        Type::File => Ok(Value::File(text.into())),
        Type::Reference(_) => Ok(Value::Reference(text.into())),
        Type::TextOrReference(_) => Ok(as_text()),
        Type::YesNo => yes_no(text).map(Value::YesNo).ok_or(Wrong::Type),
        Type::Integer | Type::Year => integer(ty, text),
        Type::Number => number(text).map(|number| Value::Number(number.into())).ok_or(Wrong::Type),
        Type::Money => parse_money(text).map(Value::Money).ok_or(Wrong::Type),
        Type::Ratio => ratio(text).map(Value::Ratio).ok_or(Wrong::Type),
        Type::Duration => parse_duration(text).map(Value::Duration).ok_or(Wrong::Type),
        Type::Date => parse_date(text).map(Value::Date).ok_or(Wrong::Type),
        Type::DateOrLong if matches!(text, "长期" | "长期有效" | "long_term") => Ok(Value::LongTerm),
        Type::DateOrLong => parse_date(text).map(Value::Date).ok_or(Wrong::Type),
        Type::Moment => match parse_date(text) {
            Some(date) => Ok(Value::Date(date)),
            None => parse_moment(text).map(Value::Moment).ok_or(Wrong::Type),
        },
        Type::Vocabulary(name) => match vocabularies.find(name, text) {
            Some(term) => Ok(Value::Code(term.code.as_str().into())),
            None => Err(Wrong::Value(name)),
        },
        Type::Step | Type::Situation | Type::Region | Type::SubjectClass => {
            Ok(open_value(ty, text, vocabularies))
        }
        Type::Choice(choices) => {
            let found = choices.iter().find(|(code, zh)| *code == text || *zh == text);
            found.map(|(code, _)| Value::Code((*code).into())).ok_or(Wrong::Type)
        }
        Type::Tiered(inner) | Type::List(inner) => scalar(inner, text, vocabularies),
        Type::Part(_) => Err(Wrong::Type),
        _ => formed(ty, text).map(|()| as_text()).map_err(Wrong::Form),
    }
}

/// A value of a list that an office may leave: the code, else the text.
fn open_value(ty: &Type, text: &str, vocabularies: &Vocabularies) -> Value {
    let first = match ty {
        Type::SubjectClass => text.split('\\').next().unwrap_or(text),
        _ => text,
    };
    match ty.vocabulary().and_then(|name| vocabularies.find(name, first)) {
        Some(term) if first == text => Value::Code(term.code.as_str().into()),
        _ => Value::Text(text.into()),
    }
}

fn yes_no(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "是" | "有" | "yes" | "y" | "true" | "✓" | "√" | "1" => Some(true),
        "否" | "无" | "no" | "n" | "false" | "×" | "0" => Some(false),
        _ => None,
    }
}

fn integer(ty: &Type, text: &str) -> Result<Value, Wrong> {
    let plain: String = text.chars().map(narrow).collect();
    let plain = plain.trim_end_matches(['年', '次', '星', '个', '套', '人']);
    match plain.parse::<i64>() {
        Ok(year) if matches!(ty, Type::Year) && !(1900..=2200).contains(&year) => Err(Wrong::Form("2026")),
        Ok(number) => Ok(Value::Integer(number)),
        Err(_) => Err(Wrong::Type),
    }
}

/// A decimal in ASCII figures, grouping commas removed.
fn number(text: &str) -> Option<String> {
    let plain: String = text.chars().map(narrow).filter(|c| *c != ',').collect();
    let digits = plain.strip_prefix('-').unwrap_or(&plain);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let figures = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    (figures(whole) && figures(fraction)).then_some(plain)
}

/// Reads an amount in 元 with its unit, in 分. Without 元 it is not an amount.
///
/// ```
/// use juxian::field::parse_money;
/// assert_eq!(parse_money("1.5万元"), Some(1_500_000));
/// assert_eq!(parse_money("500万元"), Some(500_000_000));
/// assert_eq!(parse_money("10万"), None);
/// ```
pub fn parse_money(text: &str) -> Option<i64> {
    let plain: String = text.chars().map(narrow).filter(|c| !c.is_whitespace() && *c != ',').collect();
    let number = plain.strip_prefix("人民币").unwrap_or(&plain).strip_suffix('元')?;
    let (number, scale) = match number.strip_suffix('亿').map(|n| (n, 10_000_000_000)) {
        Some(found) => found,
        None => number.strip_suffix('万').map_or((number, 100), |n| (n, 1_000_000)),
    };
    decimal(number, scale)
}

/// A decimal times a scale, exactly; `None` where digits would be lost.
fn decimal(text: &str, scale: i64) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if whole.is_empty() || !whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut value = whole.parse::<i64>().ok()?.checked_mul(scale)?;
    let mut unit = scale;
    for digit in fraction.bytes() {
        if unit % 10 != 0 {
            return (digit == b'0').then_some(value);
        }
        unit /= 10;
        value = value.checked_add(i64::from(digit - b'0') * unit)?;
    }
    Some(value)
}

fn ratio(text: &str) -> Option<i64> {
    let plain: String = text.chars().map(narrow).filter(|c| !c.is_whitespace()).collect();
    if let Some(percent) = plain.strip_suffix('%') {
        return decimal(percent, 10_000);
    }
    let (one, other) = plain.split_once(':')?;
    let (one, other) = (one.parse::<i64>().ok()?, other.parse::<i64>().ok()?);
    (one > 0 && other >= 0).then(|| other.checked_mul(1_000_000))?.map(|millionths| millionths / one)
}

/// Reads `30个工作日`, `三个月`, `2年`.
pub fn parse_duration(text: &str) -> Option<Duration> {
    let plain: String = text.chars().map(narrow).filter(|c| !c.is_whitespace()).collect();
    if let Some((month, day)) = plain.strip_suffix("日前").and_then(|date| date.split_once('月')) {
        let (month, day) = (month.parse().ok()?, day.parse().ok()?);
        return ((1..=12).contains(&month) && (1..=31).contains(&day))
            .then_some(Duration::Before { month, day });
    }
    type Make = fn(u32) -> Duration;
    let units: [(&str, Make); 8] = [
        ("个工作日", Duration::WorkingDays),
        ("工作日", Duration::WorkingDays),
        ("个自然日", Duration::Days),
        ("个月", Duration::Months),
        ("日", Duration::Days),
        ("天", Duration::Days),
        ("月", Duration::Months),
        ("年", Duration::Years),
    ];
    units.iter().find_map(|(unit, make)| {
        let number = plain.strip_suffix(unit)?;
        number.parse().ok().or_else(|| parse_numeral(number)).map(make)
    })
}

/// Whether a text has the form of its type (`standards.md` 14.4); the error is an example.
fn formed(ty: &Type, text: &str) -> Result<(), &'static str> {
    let (good, example) = match ty {
        Type::Url => {
            // What RFC 3986 has no place for would have to be guessed at.
            let refused = |c: char| c.is_whitespace() || c.is_control() || "\"<>\\^`{|}".contains(c);
            let named = text.starts_with("https://") || text.starts_with("http://");
            (named && !text.contains(refused), "https://www.yunxi.example/")
        }
        Type::Email => (is_email(text), "rcb@yunxi.example"),
        Type::Phone => (is_phone(text), "000-00000003"),
        Type::DocumentNumber => (is_document_number(text), "云人才〔2026〕3号"),
        Type::CreditCode => (is_credit_code(text), "91999901MA0000000L"),
        Type::SiteIdCode => (is_site_id_code(text), "9999010001"),
        Type::IcpNumber => (is_icp_number(text), "浙ICP备00000000号"),
        Type::PublicSecurityNumber => (is_public_security_number(text), "浙公网安备 99990102000001号"),
        _ => (true, ""),
    };
    if good { Ok(()) } else { Err(example) }
}

fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    !name.is_empty() && host.contains('.') && !host.ends_with('.') && text.is_ascii() && !text.contains(' ')
}

/// Area code and number, 400, mobile, or a short number such as 12345.
fn is_phone(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    if parts.iter().any(|part| part.is_empty() || !part.bytes().all(|b| b.is_ascii_digit())) {
        return false;
    }
    match parts[..] {
        [one] if one.starts_with("12") => one.len() == 5,
        [one] if one.starts_with('1') => one.len() == 11,
        [one] if one.starts_with("400") => one.len() == 10,
        [one] => one.starts_with('0') && (10..=12).contains(&one.len()),
        ["400", middle, end] => middle.len() == 3 && end.len() == 4,
        [area, number] => {
            area.starts_with('0') && (3..=4).contains(&area.len()) && (7..=8).contains(&number.len())
        }
        [area, number, extension] => {
            area.starts_with('0') && (7..=8).contains(&number.len()) && extension.len() <= 6
        }
        _ => false,
    }
}

fn is_document_number(text: &str) -> bool {
    text == "无" || find_document_number(text).is_some_and(|range| range == (0..text.len()))
}

fn is_site_id_code(text: &str) -> bool {
    let (head, tail) = text.split_at_checked(2).unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    text.len() == 10 && digits(tail) && (digits(head) || head.bytes().all(|b| b.is_ascii_lowercase()))
}

/// A letter of a province, 6 to 12 digits, and for one site of several its number.
fn is_icp_number(text: &str) -> bool {
    const PROVINCES: &str = "京津沪渝冀豫云滇辽黑湘皖鲁新苏浙赣鄂桂甘陇晋蒙陕吉闽贵黔粤青藏川蜀宁琼";
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let (province, rest) = text.split_at_checked('京'.len_utf8()).unwrap_or_default();
    let Some((digits, site)) = rest.strip_prefix("ICP备").and_then(|rest| rest.split_once('号')) else {
        return false;
    };
    let is_site = site.is_empty() || site.strip_prefix('-').is_some_and(is_number);
    !province.is_empty()
        && PROVINCES.contains(province)
        && is_number(digits)
        && (6..=12).contains(&digits.len())
        && is_site
}

/// A letter of a province and 14 digits.
fn is_public_security_number(text: &str) -> bool {
    let (province, rest) = text.split_at_checked('京'.len_utf8()).unwrap_or_default();
    let digits = rest.strip_prefix("公网安备").and_then(|rest| rest.trim_start().strip_suffix('号'));
    province.chars().all(crate::text::is_han)
        && digits.is_some_and(|digits| digits.len() == 14 && digits.bytes().all(|b| b.is_ascii_digit()))
}

/// Weights and check of GB 32100.
fn is_credit_code(text: &str) -> bool {
    const LETTERS: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    let values: Option<Vec<usize>> = text.bytes().map(|b| LETTERS.iter().position(|l| *l == b)).collect();
    match values.as_deref() {
        Some(values) if values.len() == 18 => {
            let sum: usize = values.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
            values[17] == (31 - sum % 31) % 31
        }
        _ => false,
    }
}

/// The name of a type, as a message shows it: in both languages, with the form wanted.
pub fn type_name(ty: &Type) -> &'static str {
    match ty {
        Type::Text { .. } | Type::Clause => "文字 (text)",
        Type::Markdown => "文字，可多段 (Markdown)",
        Type::YesNo => "是 / 否 (yes / no)",
        Type::Integer => "整数 (integer)",
        Type::Number => "数字 (number)",
        Type::Money => "金额，如 5万元 (money)",
        Type::Ratio => "比例，如 50% (ratio)",
        Type::Duration => "时长，如 30个工作日 (duration)",
        Type::Date => "日期 YYYY-MM-DD (date YYYY-MM-DD)",
        Type::DateOrLong => "日期 YYYY-MM-DD 或“长期” (date or “长期”)",
        Type::Moment => "时间 YYYY-MM-DD HH:MM (date and time)",
        Type::Year => "年份 YYYY (year)",
        Type::Url => "网址 (URL)",
        Type::Email => "邮箱 (e-mail)",
        Type::Phone => "电话 (phone)",
        Type::Slug => "编号，小写字母、数字、短横线 (slug)",
        Type::Path => "站内路径 (path)",
        Type::File => "文件名 (file)",
        Type::DocumentNumber => "文号 (document number)",
        Type::CreditCode => "统一社会信用代码 (credit code)",
        Type::SiteIdCode => "网站标识码 (site id code)",
        Type::IcpNumber => "ICP备案号 (ICP number)",
        Type::PublicSecurityNumber => "公安备案号 (public security number)",
        Type::SubjectClass => "主题分类 (subject class)",
        Type::Step => "步骤 (step)",
        Type::Situation => "情形 (situation)",
        Type::Region => "地区 (region)",
        Type::Choice(_) => "固定取值 (choice)",
        Type::Vocabulary(_) => "词表中的值 (vocabulary)",
        Type::Reference(_) => "条目编号 (reference)",
        Type::TextOrReference(_) => "条目编号或文字 (reference or text)",
        Type::Part(_) => "若干“键: 值” (map)",
        Type::List(_) => "列表 (list)",
        Type::Tiered(_) => "值或分档 (value or tiers)",
        Type::Map => "若干“键: 值” (map)",
        Type::Any => "任意 (any)",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_are_what_the_author_meant() {
        assert_eq!(parse_money("80万元"), Some(80_000_000));
        assert_eq!(parse_money("1.2亿元"), Some(12_000_000_000));
        assert_eq!(parse_money("0.005元"), None);
        assert_eq!(ratio("50%"), Some(500_000));
        assert_eq!(ratio("1：1"), Some(1_000_000));
        assert_eq!(parse_duration("30个工作日"), Some(Duration::WorkingDays(30)));
        assert_eq!(parse_duration("三年"), Some(Duration::Years(3)));
        assert_eq!(parse_duration("8月20日前"), Some(Duration::Before { month: 8, day: 20 }));
        assert_eq!(yes_no("是"), Some(true));
    }

    #[test]
    fn forms_of_standards_14_4() {
        for good in ["000-12345678", "12345", "400-000-0000", "13800138000"] {
            assert!(is_phone(good), "{good}");
        }
        assert!(!is_phone("000-123456789"));
        assert!(
            is_site_id_code("9999010001") && is_site_id_code("bm01000001") && !is_site_id_code("999901001")
        );
        assert!(is_credit_code("91999901MA0000000L") && !is_credit_code("91999901MA0000000M"));
        for good in ["浙ICP备00000000号", "蜀ICP备00000000号-2", "滇ICP备000000号"] {
            assert!(is_icp_number(good), "{good}");
        }
        for bad in
            ["ICP备00000000号", "浙ICP备00000000", "某ICP备00000000号", "浙ICP备号", "浙ICP备00000000号-", ""]
        {
            assert!(!is_icp_number(bad), "{bad}");
        }
        assert!(is_public_security_number("浙公网安备 99990102000001号"));
        for bad in ["公网安备99990102000001号", "浙公网安备 9999010200000号", ""] {
            assert!(!is_public_security_number(bad), "{bad}");
        }
        assert!(is_document_number("云人才〔2026〕3号") && is_document_number("无"));
        assert!(is_document_number("政府令第179号") && is_document_number("公告2026年第3号"));
    }
}
