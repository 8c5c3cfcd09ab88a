//! Labels at the start of a line of official text: 第三章, 第八条之一, （二）, 1., 一、, ①.

use super::{is_space, narrow, parse_numeral};

/// The form of a label; which level it means depends on the text (`policy` decides).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LabelForm {
    /// 第二编
    Part,
    /// 第二章
    Chapter,
    /// 第二节
    Section,
    /// 第十二条, 第十二条之一
    Article,
    /// 二、
    Comma,
    /// （二）
    Bracket,
    /// 2. or 2．or 2、
    Dot,
    /// （2）
    BracketArabic,
    /// ②
    Circle,
    /// 附件2, 附件：, 附表, 附录
    Annex,
}

/// A label found at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    pub form: LabelForm,
    /// 0 for an annex without a number.
    pub number: u32,
    /// The 一 of 第十二条之一.
    pub suffix: Option<u32>,
    /// Bytes from the start of the line up to the end of the label, leading space included.
    pub len: usize,
}

/// The label at the start of a line, whatever its width of brackets and figures.
///
/// 第五条规定的 is a reference and no label: after 条, 章, 节 and 编 there must be a space, a colon
/// or, for an article, the end.
///
/// ```
/// use juxian::text::{LabelForm, clause_label};
/// assert_eq!(clause_label("第十二条之一　对").unwrap().suffix, Some(1));
/// assert_eq!(clause_label("(一)总体").unwrap().form, LabelForm::Bracket);
/// assert_eq!(clause_label("第五条规定的奖励"), None);
/// assert_eq!(clause_label("1.5万元"), None);
/// ```
pub fn clause_label(line: &str) -> Option<Label> {
    let trimmed = line.trim_start_matches(is_space);
    let lead = line.len() - trimmed.len();
    let first = trimmed.chars().next()?;
    let (form, number, suffix, len) = match first {
        '第' => ordinal(trimmed)?,
        '（' | '(' => bracket(trimmed)?,
        '附' => annex(trimmed)?,
        '①'..='⑳' => (LabelForm::Circle, first as u32 - '①' as u32 + 1, None, first.len_utf8()),
        c if narrow(c).is_ascii_digit() => dot(trimmed)?,
        _ => comma(trimmed)?,
    };
    Some(Label { form, number, suffix, len: lead + len })
}

/// An article label that runs straight into its text: 第三条为了…. It may be a reference, so the
/// caller has to know that this is the article that comes next.
pub fn tight_article(line: &str) -> Option<Label> {
    let trimmed = line.trim_start_matches(is_space);
    let lead = line.len() - trimmed.len();
    let (form, number, suffix, len) = unit_after_number(trimmed.strip_prefix('第')?)?;
    let len = len + '第'.len_utf8();
    let after = &trimmed[len..];
    let refers = ["规定", "所", "第", "中", "至", "和", "与", "、", "的", "及", "或", "，", "之", "以"];
    (form == LabelForm::Article && !refers.iter().any(|word| after.starts_with(word))).then_some(Label {
        form,
        number,
        suffix,
        len: lead + len,
    })
}

type Found = (LabelForm, u32, Option<u32>, usize);

fn is_numeral(c: char) -> bool {
    matches!(
        c,
        '零' | '〇'
            | '一'
            | '二'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '千'
            | '两'
    ) || narrow(c).is_ascii_digit()
}

/// The numeral at the start of a text, with its length in bytes.
fn numeral(text: &str) -> Option<(u32, usize)> {
    let len: usize = text.chars().take_while(|c| is_numeral(*c)).map(char::len_utf8).sum();
    Some((parse_numeral(&text[..len])?, len))
}

/// What stands behind 第: a number, a unit, and perhaps 之一.
fn unit_after_number(text: &str) -> Option<Found> {
    let (number, len) = numeral(text)?;
    let unit = text[len..].chars().next()?;
    let form = match unit {
        '编' => LabelForm::Part,
        '章' => LabelForm::Chapter,
        '节' => LabelForm::Section,
        '条' => LabelForm::Article,
        _ => return None,
    };
    let mut end = len + unit.len_utf8();
    let mut suffix = None;
    if form == LabelForm::Article
        && let Some(rest) = text[end..].strip_prefix('之')
        && let Some((number, len)) = numeral(rest)
    {
        suffix = Some(number);
        end += '之'.len_utf8() + len;
    }
    Some((form, number, suffix, end))
}

fn ordinal(text: &str) -> Option<Found> {
    let rest = text.strip_prefix('第')?;
    let (form, number, suffix, len) = unit_after_number(rest)?;
    let found = (form, number, suffix, len + '第'.len_utf8());
    match rest[len..].chars().next() {
        Some(c) if is_space(c) || matches!(c, '：' | ':' | '【' | '〔') => Some(found),
        None if form == LabelForm::Article => Some(found),
        _ => None,
    }
}

fn bracket(text: &str) -> Option<Found> {
    let open = text.chars().next()?.len_utf8();
    let inner = text[open..].trim_start_matches(' ');
    let (number, len) = numeral(inner)?;
    let after = inner[len..].trim_start_matches(' ');
    let close = after.chars().next().filter(|c| matches!(c, '）' | ')'))?;
    let arabic = inner.chars().next().is_some_and(|c| narrow(c).is_ascii_digit());
    let form = if arabic { LabelForm::BracketArabic } else { LabelForm::Bracket };
    (number > 0 && number < 200).then_some(())?;
    Some((form, number, None, text.len() - after.len() + close.len_utf8()))
}

fn dot(text: &str) -> Option<Found> {
    let len: usize = text.chars().take_while(|c| narrow(*c).is_ascii_digit()).map(char::len_utf8).sum();
    let number = parse_numeral(&text[..len]).filter(|number| (1..200).contains(number))?;
    let mark = text[len..].chars().next().filter(|c| matches!(c, '.' | '．' | '、'))?;
    let after = text[len + mark.len_utf8()..].chars().next();
    let decimal = mark != '、' && after.is_some_and(|c| narrow(c).is_ascii_digit());
    (!decimal).then_some((LabelForm::Dot, number, None, len + mark.len_utf8()))
}

fn comma(text: &str) -> Option<Found> {
    let (number, len) = numeral(text)?;
    (text[len..].starts_with('、') && number > 0).then_some((
        LabelForm::Comma,
        number,
        None,
        len + '、'.len_utf8(),
    ))
}

fn annex(text: &str) -> Option<Found> {
    let word = ["附件", "附表", "附录"].into_iter().find(|word| text.starts_with(word))?;
    let rest = text[word.len()..].trim_start_matches([' ', '\u{3000}']);
    let (number, len) = numeral(rest).unwrap_or((0, 0));
    let after = rest[len..].chars().next();
    let ends = after.is_none_or(|c| is_space(c) || matches!(c, '：' | ':' | '.' | '．'));
    ends.then_some((LabelForm::Annex, number, None, text.len() - rest.len() + len))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_patterns_of_standards_14_3() {
        let form = |line: &str| clause_label(line).map(|label| label.form);
        for (line, wanted) in [
            ("第二章　支持措施", LabelForm::Chapter),
            ("第一节 申报", LabelForm::Section),
            ("第三条 对获评", LabelForm::Article),
            ("第3条 对", LabelForm::Article),
            ("（二）对符合", LabelForm::Bracket),
            ("1.对", LabelForm::Dot),
            ("2、对", LabelForm::Dot),
            ("三、保障", LabelForm::Comma),
            ("（1）对", LabelForm::BracketArabic),
            ("①对", LabelForm::Circle),
            ("附件1", LabelForm::Annex),
        ] {
            assert_eq!(form(line), Some(wanted), "{line}");
        }
        for line in ["第二章规定的", "第一节", "第五条规定的奖励", "1500元", "附件齐全", "一般来说", ""]
        {
            assert_eq!(form(line), None, "{line}");
        }
    }
}
