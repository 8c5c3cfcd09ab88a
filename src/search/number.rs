//! Numbers, amounts, dates, labels of clauses and document numbers in one form each.
//!
//! `50万元`, `500000元` and `五十万元` all give `=¥500000`; 2026年3月1日 and 2026-03-01 give `=d2026-03-01`;
//! 第八条 and 第8条 give `=art8`; 云人社发〔2026〕3号 gives `=n2026-3`. The literal terms stay beside them.
//!
//! **Invariant**: a normalised term begins with `=`, which no literal term does.

use super::fold::is_han;
use std::fmt;

/// A number that was read, in ten-thousandths, so that 1.25 and 0.5 are whole.
struct Number {
    /// Place after it.
    end: usize,
    value: u64,
    /// Digits of Arabic figures; 0 for Chinese ones.
    digits: usize,
    /// Whether it is a plain row of digits: a year, a number of a document.
    plain: bool,
}

const SCALE: u64 = 10_000;
/// No amount of a policy is larger; what is, stays as it is written.
const VALUE_MAX: u64 = 1_000_000_000_000 * SCALE;

/// Takes a term, and the place where it is written.
type Emit<'a> = &'a mut dyn FnMut(fmt::Arguments, usize);

/// Terms that are read, in one row of characters.
#[derive(Default)]
struct Terms {
    chars: Vec<char>,
    /// Where each ends in the row, and the place where it is written.
    ends: Vec<(usize, u32)>,
}

impl fmt::Write for Terms {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.chars.extend(text.chars());
        Ok(())
    }
}

/// Calls `give(term, place)` for each of them.
pub fn normalised(chars: &[char], give: &mut impl FnMut(&[char], u32)) {
    stretches(chars, &mut |term, at, _| give(term, at));
}

/// Calls `give(term, from, to)` for each of them: from where to where it is written.
pub fn stretches(chars: &[char], give: &mut impl FnMut(&[char], u32, u32)) {
    let mut terms = Terms::default();
    let mut at = 0;
    while at < chars.len() {
        let Some(number) = number(chars, at) else {
            at += 1;
            continue;
        };
        let mut emit = |term: fmt::Arguments, at: usize| {
            // A row in memory takes all.
            let _ = fmt::write(&mut terms, term);
            terms.ends.push((terms.chars.len(), at as u32));
        };
        at = one(chars, at, &number, &mut emit).max(number.end);
        let mut start = 0;
        for (end, from) in terms.ends.drain(..) {
            give(&terms.chars[start..end], from, at as u32);
            start = end;
        }
        terms.chars.clear();
    }
}

/// Gives what begins with a number; the place after what was read.
fn one(chars: &[char], at: usize, number: &Number, emit: Emit) -> usize {
    if let Some(end) = date(chars, at, number, emit) {
        return end;
    }
    document_number(chars, at, number, emit);
    let before = at.checked_sub(1).map(|before| chars[before]);
    let rest = &chars[number.end..];
    let whole = number.value.is_multiple_of(SCALE).then_some(number.value / SCALE);
    if let (Some(whole), Some(code)) = (whole, label(rest)) {
        emit(format_args!("={code}{whole}"), at);
        return number.end + 1;
    }
    if starts(rest, "%") || (before == Some('之') && at >= 3 && starts(&chars[at - 3..], "百分之")) {
        emit(format_args!("=%{}", decimal(number.value)), at);
        return number.end + usize::from(starts(rest, "%"));
    }
    for (unit, code) in UNITS {
        if starts(rest, unit) && number.value < 10_000 * SCALE {
            emit(format_args!("={code}{}", decimal(number.value)), at);
            return number.end + unit.chars().count();
        }
    }
    amount(chars, at, number, emit)
}

/// Units of age, time and area, and what their terms begin with. Longer ones first.
const UNITS: [(&str, char); 19] = [
    ("周岁", 'a'),
    ("岁", 'a'),
    ("years", 'y'),
    ("year", 'y'),
    ("周年", 'y'),
    ("年", 'y'),
    ("个月", 'o'),
    ("平方米", 'm'),
    ("平米", 'm'),
    ("m2", 'm'),
    ("个工作日", 'w'),
    ("工作日", 'w'),
    ("日", 'r'),
    ("天", 'r'),
    ("小时", 'h'),
    ("人", 'p'),
    ("名", 'p'),
    ("倍", 'b'),
    ("次", 't'),
];

/// The code of a label that ends here: 条 章 款 项.
fn label(rest: &[char]) -> Option<&'static str> {
    match rest.first()? {
        '条' => Some("art"),
        '章' => Some("ch"),
        '款' => Some("par"),
        '项' => Some("it"),
        _ => None,
    }
}

/// An amount: a number with 万, 亿 or 元, or a large one in figures.
fn amount(chars: &[char], at: usize, number: &Number, emit: Emit) -> usize {
    let mut end = number.end;
    let mut value = number.value;
    let mut is_amount = false;
    loop {
        let times = match chars.get(end) {
            Some('百') if number.digits > 0 => 100,
            Some('千') if number.digits > 0 => 1000,
            Some('万') => 10_000,
            Some('亿') => 100_000_000,
            _ => break,
        };
        is_amount |= times >= 10_000;
        value = value.saturating_mul(times);
        end += 1;
        if value > VALUE_MAX {
            return end;
        }
    }
    let is_money =
        starts(&chars[end..], "元") || starts(&chars[end..], "块") || starts(&chars[end..], "人民币");
    let before = at.checked_sub(1).map(|before| chars[before]);
    let money_end = end + usize::from(starts(&chars[end..], "元"));
    let is_large =
        number.digits >= 4 && end == number.end && !starts(&chars[end..], "年") && before != Some('-');
    if (is_amount || is_money || is_large || before == Some('¥')) && value.is_multiple_of(SCALE) {
        emit(format_args!("=¥{}", value / SCALE), at);
    }
    money_end
}

/// 2026年3月1日, 2026-03-01, 2026.3.1, 二〇二六年三月; also the month and the year alone.
fn date(chars: &[char], at: usize, year: &Number, emit: Emit) -> Option<usize> {
    let y = year.value / SCALE;
    if !year.plain || !year.value.is_multiple_of(SCALE) || !(1900..2200).contains(&y) {
        return None;
    }
    let separator = *chars.get(year.end)?;
    if separator == '年' {
        emit(format_args!("=d{y}"), at);
    }
    let month = match separator {
        '年' | '-' | '.' | '/' => small(chars, year.end + 1)?,
        _ => return None,
    };
    let m = whole(&month).filter(|m| (1..=12).contains(m))?;
    emit(format_args!("=d{y}-{m:02}"), at);
    let between = chars.get(month.end).copied();
    let fits = if separator == '年' { between == Some('月') } else { between == Some(separator) };
    let day = fits.then(|| small(chars, month.end + 1)).flatten();
    let Some((day, d)) =
        day.and_then(|day| whole(&day).filter(|d| (1..=31).contains(d)).map(|d| (day.end, d)))
    else {
        return Some(month.end);
    };
    emit(format_args!("=d{y}-{m:02}-{d:02}"), at);
    Some(day + usize::from(starts(&chars[day..], "日")))
}

/// 〔2026〕3号 with the name of the issuer before it, which may be cut off by what stands before.
fn document_number(chars: &[char], at: usize, year: &Number, emit: Emit) {
    let y = year.value / SCALE;
    if !year.plain || year.digits != 4 || !(1949..2200).contains(&y) {
        return;
    }
    let mut end = year.end;
    while matches!(chars.get(end), Some(']' | ' ' | '年' | '第' | '[')) {
        end += 1;
    }
    let Some(serial) = number(chars, end).filter(|serial| end > year.end && serial.digits > 0) else {
        return;
    };
    if !starts(&chars[serial.end..], "号") {
        return;
    }
    let Some(n) = whole(&serial) else { return };
    emit(format_args!("=n{y}-{n}"), at);
    let mut from = at - usize::from(at > 0 && matches!(chars[at - 1], '[' | ' '));
    let name_end = from;
    while from > 0 && is_han(chars[from - 1]) {
        from -= 1;
    }
    if from < name_end {
        let name: String = chars[from..name_end].iter().collect();
        emit(format_args!("=N{name}{y}-{n}"), from);
    }
}

fn whole(number: &Number) -> Option<u64> {
    number.value.is_multiple_of(SCALE).then_some(number.value / SCALE)
}

/// A value without zeros at its end: `12.5`.
fn decimal(value: u64) -> impl fmt::Display {
    fmt::from_fn(move |f| {
        write!(f, "{}", value / SCALE)?;
        let mut rest = value % SCALE;
        if rest == 0 {
            return Ok(());
        }
        let mut width = 4;
        while rest.is_multiple_of(10) {
            (rest, width) = (rest / 10, width - 1);
        }
        write!(f, ".{rest:0width$}")
    })
}

/// Whether characters begin with a text.
pub(super) fn starts(chars: &[char], text: &str) -> bool {
    let mut chars = chars.iter();
    text.chars().all(|c| chars.next() == Some(&c))
}

/// The number that begins at a place, and not inside another.
fn number(chars: &[char], at: usize) -> Option<Number> {
    let first = *chars.get(at)?;
    if first.is_ascii_digit() { arabic(chars, at) } else { chinese(chars, at) }
}

/// A month or a day, which a point may follow.
fn small(chars: &[char], at: usize) -> Option<Number> {
    let digits = chars.get(at..)?.iter().take_while(|c| c.is_ascii_digit()).count();
    match digits {
        0 => chinese(chars, at),
        1..=2 => arabic(&chars[..at + digits], at),
        _ => None,
    }
}

fn arabic(chars: &[char], at: usize) -> Option<Number> {
    let (mut end, mut value, mut digits) = (at, 0_u64, 0);
    let digit = |place: usize| chars.get(place).and_then(|c| c.to_digit(10)).map(u64::from);
    let mut grouped = false;
    loop {
        if let Some(one) = digit(end) {
            value = value.saturating_mul(10).saturating_add(one * SCALE);
            digits += 1;
            end += 1;
        } else if chars.get(end) == Some(&',')
            && (digits <= 3 || grouped)
            && (1..=3).all(|ahead| digit(end + ahead).is_some())
            && digit(end + 4).is_none()
        {
            grouped = true;
            end += 1;
        } else {
            break;
        }
    }
    let plain = !grouped;
    if chars.get(end) == Some(&'.')
        && digit(end + 1).is_some()
        && !(plain && digits == 4 && is_date(chars, end))
    {
        let mut scale = SCALE / 10;
        end += 1;
        while let Some(one) = digit(end) {
            value = value.saturating_add(one * scale);
            scale /= 10;
            end += 1;
        }
        return (value <= VALUE_MAX).then_some(Number { end, value, digits, plain: false });
    }
    (value <= VALUE_MAX).then_some(Number { end, value, digits, plain })
}

/// Whether a point after four digits divides a date: 2026.3.1.
fn is_date(chars: &[char], point: usize) -> bool {
    let rest = &chars[point + 1..];
    let month = rest.iter().take_while(|c| c.is_ascii_digit()).count();
    (1..=2).contains(&month)
        && rest.get(month) == Some(&'.')
        && rest.get(month + 1).is_some_and(char::is_ascii_digit)
}

fn chinese(chars: &[char], at: usize) -> Option<Number> {
    let digit = |place: usize| chars.get(place).and_then(|c| chinese_digit(*c));
    let times = |place: usize| chars.get(place).and_then(|c| chinese_times(*c));
    let mut end = at;
    while digit(end).is_some() || times(end).is_some() {
        end += 1;
    }
    if end == at || end - at > 12 {
        return None;
    }
    let positional = end - at >= 2 && (at..end).all(|place| times(place).is_none());
    let (mut value, mut held) = (0_u64, 0_u64);
    for place in at..end {
        match (digit(place), times(place)) {
            (Some(one), _) if positional => value = value * 10 + one,
            (Some(one), _) => held = one,
            (None, Some(times)) => {
                let first = place == at;
                value +=
                    if held == 0 && (first || digit(place - 1) == Some(0)) { times } else { held * times };
                held = 0;
            }
            (None, None) => {}
        }
    }
    Some(Number { end, value: (value + held) * SCALE, digits: 0, plain: positional })
}

fn chinese_digit(c: char) -> Option<u64> {
    Some(match c {
        '零' | '〇' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

fn chinese_times(c: char) -> Option<u64> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::fold::fold;

    fn read(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        super::normalised(&fold(text).chars, &mut |term, _| found.push(term.iter().collect()));
        found
    }

    #[test]
    fn decimals_have_no_zeros_at_their_end() {
        let read = |value: u64| super::decimal(value).to_string();
        assert_eq!([10_000, 125_000, 500, 12_345, 0].map(read), ["1", "12.5", "0.05", "1.2345", "0"]);
    }

    #[test]
    fn one_amount_in_many_forms() {
        for text in [
            "50万元",
            "50万",
            "500000元",
            "500,000元",
            "５０万元",
            "五十万元",
            "伍拾万元",
            "¥500000",
            "500000",
        ] {
            assert_eq!(read(text), ["=¥500000"], "{text}");
        }
        assert_eq!(read("0.5亿"), read("五千万元"));
        assert_eq!(read("3百万元"), ["=¥3000000"]);
        assert_eq!(read("1.5万元"), ["=¥15000"]);
        assert_eq!(read("万一"), Vec::<String>::new());
    }

    #[test]
    fn one_date_in_many_forms() {
        for text in
            ["2026年3月1日", "2026-03-01", "2026.3.1", "2026/3/1", "二〇二六年三月一日", "二零二六年三月一日"]
        {
            assert!(read(text).contains(&"=d2026-03-01".to_string()), "{text} {:?}", read(text));
        }
    }

    #[test]
    fn labels_ages_years_areas_and_shares() {
        assert_eq!(read("第八条"), read("第8条"));
        assert_eq!(read("第一百二十三条"), ["=art123"]);
        assert_eq!(read("第一百零八条"), ["=art108"]);
        for text in ["35岁", "35周岁", "三十五周岁", "三十五岁"] {
            assert_eq!(read(text), ["=a35"], "{text}");
        }
        assert_eq!(read("3年"), read("三年"));
        assert_eq!(read("120㎡"), read("120平方米"));
        assert_eq!(
            read("30%"),
            read("百分之三十").into_iter().filter(|term| term != "=¥100").collect::<Vec<_>>()
        );
    }

    #[test]
    fn document_numbers_in_many_forms() {
        for text in ["云人社发〔2026〕3号", "云人社发[2026]3号", "云人社发（2026）第3号", "云人社发2026 3号"]
        {
            let found = read(text);
            assert!(found.contains(&"=n2026-3".into()), "{text} {found:?}");
            assert!(found.contains(&"=N云人社发2026-3".into()), "{text} {found:?}");
        }
    }
}
