//! Printed references to clauses: 第五条第（二）项, 一（一）, 附件1, `art-8`.

use super::{Clause, ClauseLevel};
use crate::text::{is_space, narrow, parse_numeral};

/// The clause that a printed reference means; anchors are looked up before.
pub(super) fn find<'a>(clauses: &'a [Clause], printed: &str) -> Option<&'a Clause> {
    if printed.is_ascii() {
        return None;
    }
    let steps = steps(printed)?;
    let (first, rest) = steps.split_first()?;
    let starts = clauses.iter().enumerate().filter(|(_, clause)| matches(clause, first));
    starts.filter_map(|(index, _)| descend(clauses, index, rest)).next().map(|index| &clauses[index])
}

/// One step of a reference: a level, or several that print alike, and a number.
struct Step {
    levels: &'static [ClauseLevel],
    number: u32,
    suffix: Option<u32>,
}

use ClauseLevel as L;

/// Reads a reference from left to right; `None` for what is none.
fn steps(printed: &str) -> Option<Vec<Step>> {
    let text: String = printed.chars().filter(|c| !is_space(*c)).map(narrow).collect();
    let mut rest = text.as_str();
    let mut steps: Vec<Step> = Vec::new();
    while !rest.is_empty() {
        let begins_unit = steps.last().is_none_or(|last: &Step| last.levels == [L::Annex]);
        let (step, len) = step(rest, begins_unit)?;
        steps.push(step);
        rest = rest[len..].trim_start_matches([',', '、', '，']);
    }
    Some(steps)
}

/// Bytes of the numeral a text begins with, in figures or in characters.
fn number_len(text: &str) -> usize {
    let figures = text.bytes().take_while(u8::is_ascii_digit).count();
    if figures > 0 {
        return figures;
    }
    text.chars().take_while(|c| "零〇一二三四五六七八九十百千两".contains(*c)).map(char::len_utf8).sum()
}

fn step(text: &str, begins_unit: bool) -> Option<(Step, usize)> {
    let plain = |levels, number, len| Some((Step { levels, number, suffix: None }, len));
    if let Some(rest) = text.strip_prefix("附件") {
        let len = number_len(rest);
        return plain(&[L::Annex], parse_numeral(&rest[..len]).unwrap_or(1), "附件".len() + len);
    }
    if let Some(rest) = text.strip_prefix('第') {
        let open = usize::from(rest.starts_with('('));
        let len = number_len(&rest[open..]);
        let number = parse_numeral(&rest[open..open + len])?;
        let after = rest[open + len..].strip_prefix(')').unwrap_or(&rest[open + len..]);
        let unit = after.chars().next()?;
        let mut used = text.len() - after.len() + unit.len_utf8();
        let levels: &[ClauseLevel] = match unit {
            '编' => &[L::Part],
            '章' => &[L::Chapter],
            '节' => &[L::Section],
            '条' => &[L::Article],
            '款' => &[L::Paragraph],
            '项' => &[L::Item, L::SectionLevel2],
            '目' => &[L::Subitem, L::SectionLevel3],
            _ => return None,
        };
        let mut suffix = None;
        if unit == '条'
            && let Some(after) = text[used..].strip_prefix('之')
        {
            let len = number_len(after);
            suffix = Some(parse_numeral(&after[..len])?);
            used += '之'.len_utf8() + len;
        }
        return Some((Step { levels, number, suffix }, used));
    }
    if let Some(rest) = text.strip_prefix('(') {
        let len = number_len(rest);
        let arabic = rest.starts_with(|c: char| c.is_ascii_digit());
        let levels: &[ClauseLevel] =
            if arabic { &[L::SectionLevel4, L::Subitem] } else { &[L::Item, L::SectionLevel2] };
        rest[len..].strip_prefix(')')?;
        return plain(levels, parse_numeral(&rest[..len])?, len + 2);
    }
    let len = number_len(text);
    let number = parse_numeral(&text[..len])?;
    let mark = text[len..].chars().next().filter(|c| matches!(c, '、' | '.'));
    let used = len + mark.map_or(0, char::len_utf8);
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return plain(&[L::Subitem, L::SectionLevel3], number, used);
    }
    begins_unit.then_some(())?;
    plain(&[L::SectionLevel1], number, used)
}

fn matches(clause: &Clause, step: &Step) -> bool {
    step.levels.contains(&clause.level) && clause.number == step.number && clause.suffix == step.suffix
}

/// Follows the steps through the clauses within one. The first paragraph of an article is the
/// article itself; items may stand in any of its paragraphs.
fn descend(clauses: &[Clause], mut at: usize, steps: &[Step]) -> Option<usize> {
    for step in steps {
        if step.levels == [L::Paragraph] && step.number == 1 {
            continue;
        }
        let end = clauses[at].end;
        let inside = (at + 1..clauses.len()).take_while(|index| clauses[*index].start < end);
        at = inside.into_iter().find(|index| matches(&clauses[*index], step))?;
    }
    Some(at)
}
