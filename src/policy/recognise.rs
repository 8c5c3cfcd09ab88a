//! Facts that a text states about itself: number, titles, dates, period, repeals, 落款, 版记.

use super::{Definition, Effective, Found, Period, PolicyText, Repeal};
use crate::date::{Date, last_day, last_day_of_months, signature_date};
use crate::markdown::{Block, BlockKind};
use crate::text::{clause_label, find_document_number, is_space, narrow, parse_numeral};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A pattern of `standards.md` 14.3, written for text of one width.
fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("the patterns of this file are valid")
}

const DATE: &str = "([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日";

static EFFECTIVE_ON: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!("自{DATE}起(?:正式)?(?:施行|实施|执行|生效|试行)")));
static EFFECTIVE_ISSUE: LazyLock<Regex> = LazyLock::new(|| {
    pattern("自(?:印发|公布|发布|发文)之日起(?:([0-9一二三四五六七八九十]+)日后)?(?:施行|实施|执行|生效)")
});
static EFFECTIVE_LINE: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("^{DATE}(?:起)?(?:施行|实施)$")));
static YEARS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?:有效期|试行期|暂行期)(?:为|限为|限)?([0-9一二三四五六七八九十]+)年|试行([0-9一二三四五六七八九十]+)年",
    )
});
static MONTHS: LazyLock<Regex> =
    LazyLock::new(|| pattern("(?:有效期|试行期|暂行期)(?:为|限为|限)?([0-9一二三四五六七八九十]+)个月"));
static UNTIL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!("有效期(?:限)?(?:自[^至,，]{{1,20}})?(?:调整|延长|延续)?(?:截)?至{DATE}"))
});
static REPEAL: LazyLock<Regex> =
    LazyLock::new(|| pattern("(?:《[^》]+》(?:\\([^)]+\\))?[、,，和及]?)+同时废止"));
static REPEALED: LazyLock<Regex> = LazyLock::new(|| pattern("《([^》]+)》(?:\\(([^)]+)\\))?"));
static INTERPRETER: LazyLock<Regex> = LazyLock::new(|| pattern("由([^,。;，；]{2,40}?)负责解释"));
static DEFINITION: LazyLock<Regex> = LazyLock::new(|| {
    pattern("本[办法细则规定意见措施条例方案]{1,4}所称的?[“\"]?([^,，“”\"。]{1,30})[”\"]?[,，]?(?:是指|指)")
});
static IMPRINT_DATE: LazyLock<Regex> = LazyLock::new(|| pattern("[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日印发$"));

/// A word without which a block states nothing about its text: one pass instead of fifteen.
static TELLING: LazyLock<Regex> =
    LazyLock::new(|| pattern("施行|实施|执行|生效|有效期|试行|暂行期|同时废止|负责解释|所称|本数"));

/// One width, no spaces; Chinese commas stay.
fn folded(text: &str) -> String {
    text.chars()
        .filter(|c| !is_space(*c))
        .map(|c| if matches!(c, '，' | '；' | '：') { c } else { narrow(c) })
        .collect()
}

/// Whether a line belongs to the imprint: 公开方式, 抄送, …印发.
pub(super) fn is_imprint(text: &str) -> bool {
    let start = text.trim_start_matches(is_space);
    let labelled = ["抄送", "公开方式", "主题词", "此件公开发布"].iter().any(|word| {
        start.strip_prefix(word).is_some_and(|rest| rest.starts_with(['：', ':']) || *word == "此件公开发布")
    });
    labelled || (text.ends_with("印发") && text.chars().count() <= 60 && IMPRINT_DATE.is_match(&folded(text)))
}

/// Reads what the text says about itself.
pub(super) fn recognise(blocks: &[Block]) -> PolicyText {
    let mut text = PolicyText::default();
    head(blocks, &mut text);
    for (index, block) in blocks.iter().enumerate() {
        if matches!(block.kind, BlockKind::Code | BlockKind::Table) {
            continue;
        }
        if TELLING.is_match(&block.text) {
            dates(block, &mut text);
            statements(block, &mut text);
        }
        tail(blocks, index, &mut text);
    }
    text
}

fn found<T>(value: T, block: &Block) -> Option<Found<T>> {
    Some(Found { value, range: block.range.clone() })
}

/// Words that end the title of an official text.
const GENRES: &[&str] = &[
    "办法", "细则", "规定", "意见", "措施", "方案", "条例", "规划", "目录", "通知", "公告", "通告", "决定",
    "制度", "规则", "指引", "指南", "计划", "法", "标准",
];

fn is_title(block: &Block) -> bool {
    let text = block.text.trim_matches(is_space);
    let plain =
        text.trim_end_matches(['）', ')']).rsplit_once(['（', '(']).map_or(text, |(before, _)| before);
    let ends = GENRES.iter().any(|genre| plain.ends_with(genre) || text.ends_with(genre));
    matches!(block.kind, BlockKind::Heading(_) | BlockKind::Paragraph)
        && ends
        && (6..=80).contains(&text.chars().count())
        && !text.contains(['。', '；', '：', ':'])
        && clause_label(text).is_none()
        && !text.ends_with("如下")
}

/// Titles, document number and addressees stand before the first clause; the inner title after a
/// carrier notice.
fn head(blocks: &[Block], text: &mut PolicyText) {
    for (index, block) in blocks.iter().enumerate().take(400) {
        let top = index < 10 && text.clauses.is_empty();
        if top && text.document_number.is_none() {
            let line = block.text.trim_matches(|c| is_space(c) || "（）()".contains(c));
            if find_document_number(line) == Some(0..line.len()) && !line.is_empty() {
                text.document_number = found(line.into(), block);
                continue;
            }
        }
        if top && text.addressees.is_none() && is_addressees(block) {
            text.addressees = found(block.text.trim().trim_end_matches(['：', ':']).into(), block);
        }
        let first_heading = index == 0 && matches!(block.kind, BlockKind::Heading(1));
        if first_heading || is_title(block) {
            title(block, top, text);
        }
    }
}

fn title(block: &Block, top: bool, text: &mut PolicyText) {
    let title: Box<str> = block.text.trim_matches(is_space).into();
    match &text.carrier_title {
        None if top => text.carrier_title = found(title, block),
        Some(carrier) if text.inner_title.is_none() && carries(&carrier.value) && title != carrier.value => {
            text.inner_title = found(title, block);
        }
        _ => {}
    }
}

/// Whether a title is that of a notice which carries another text.
fn carries(title: &str) -> bool {
    (title.contains("印发") || title.contains("转发") || title.contains("发布") || title.contains("公布"))
        && (title.ends_with("通知") || title.ends_with("公告") || title.ends_with("决定"))
}

fn is_addressees(block: &Block) -> bool {
    let text = block.text.trim();
    block.kind == BlockKind::Paragraph
        && text.ends_with(['：', ':'])
        && (4..=160).contains(&text.chars().count())
        && !text.contains(['。', '；'])
        && clause_label(text).is_none()
        && !text.contains("如下")
        && !text.starts_with("附件")
}

fn date_of(captures: &regex::Captures) -> Option<Date> {
    let number = |index: usize| captures.get(index)?.as_str().parse::<i16>().ok();
    Date::new(number(1)?, i8::try_from(number(2)?).ok()?, i8::try_from(number(3)?).ok()?).ok()
}

/// The last statement counts: supplementary provisions stand at the end.
fn dates(block: &Block, text: &mut PolicyText) {
    let raw = &block.text;
    let starts = ["施行", "实施", "执行", "生效", "试行"].iter().any(|word| raw.contains(word));
    let period = raw.contains("有效期") || raw.contains("试行") || raw.contains("暂行期");
    if !starts && !period {
        return;
    }
    for sentence in folded(raw).split(['。', ';', '；']) {
        // What is said of another document counts only where nothing is said of this one.
        let of_another = sentence.contains('《') && !sentence.contains('本');
        if starts && !(of_another && text.effective.is_some()) {
            effect(sentence, block, text);
        }
        if period && !(of_another && text.period.is_some()) {
            duration(sentence, block, text);
        }
    }
}

fn effect(line: &str, block: &Block, text: &mut PolicyText) {
    if let Some(date) = EFFECTIVE_ON.captures_iter(line).last().and_then(|c| date_of(&c)) {
        text.effective = found(Effective::On(date), block);
    } else if let Some(captures) = EFFECTIVE_ISSUE.captures(line) {
        let days_after = captures.get(1).and_then(|days| parse_numeral(days.as_str())).unwrap_or(0);
        text.effective = found(Effective::Issue { days_after }, block);
    } else if text.effective.is_none() && line.chars().count() < 24 {
        let date = EFFECTIVE_LINE.captures(line).and_then(|captures| date_of(&captures));
        text.effective = date.and_then(|date| found(Effective::On(date), block));
    }
}

fn duration(line: &str, block: &Block, text: &mut PolicyText) {
    if let Some(date) = UNTIL.captures(line).and_then(|captures| date_of(&captures)) {
        text.period = found(Period::Until(date), block);
    } else if let Some(months) = MONTHS.captures(line).and_then(|captures| parse_numeral(&captures[1])) {
        let months = i16::try_from(months).ok().filter(|months| (1..=120).contains(months));
        text.period = months.and_then(|months| found(Period::Months(months), block)).or(text.period.take());
    } else if let Some(captures) = YEARS.captures(line) {
        let years = captures.get(1).or(captures.get(2)).and_then(|years| parse_numeral(years.as_str()));
        let years =
            years.and_then(|years| i16::try_from(years).ok()).filter(|years| (1..=50).contains(years));
        text.period = years.and_then(|years| found(Period::Years(years), block)).or(text.period.take());
    }
}

fn statements(block: &Block, text: &mut PolicyText) {
    let raw = &block.text;
    if raw.contains("同时废止") {
        let line = folded(raw);
        let named = REPEAL.find_iter(&line).flat_map(|found| REPEALED.captures_iter(found.as_str()));
        for captures in named {
            text.repeals.push(Repeal {
                title: captures[1].into(),
                document_number: captures.get(2).map(|number| number.as_str().into()),
                range: block.range.clone(),
            });
        }
    }
    if raw.contains("负责解释")
        && let Some(captures) = INTERPRETER.captures(&folded(raw))
    {
        text.interpreter = found(captures[1].into(), block);
    }
    if raw.contains("所称")
        && let Some(captures) = DEFINITION.captures(&folded(raw))
    {
        text.definitions.push(Definition {
            term: captures[1].into(),
            clause: None,
            range: block.range.clone(),
        });
    }
    if raw.contains("有效期满") && (raw.contains("继续执行") || raw.contains("继续支付")) {
        text.run_off = Some(block.range.clone());
    }
    if ["均包括本数", "均包含本数", "均含本数", "包括本数"].iter().any(|words| raw.contains(words))
        && !raw.contains("不包括本数")
    {
        text.inclusive_bounds = Some(block.range.clone());
    }
}

/// The first signature block is that of the document; an annexed text may have one of its own.
fn tail(blocks: &[Block], index: usize, text: &mut PolicyText) {
    let block = &blocks[index];
    if let Some(date) = signature_date(&block.text) {
        let names = issuers(&blocks[..index]);
        let start = blocks[index - names.len()].range.start;
        text.signatures.push(start..block.range.end);
        if text.dated_on.is_some() {
            return;
        }
        if !names.is_empty() || index + 3 >= blocks.len() || index > 3 {
            text.dated_on = found(date, block);
            text.issuers = names;
        }
    }
    if is_imprint(&block.text) {
        let range: Range<usize> = match &text.imprint {
            Some(imprint) => imprint.start..block.range.end,
            None => block.range.clone(),
        };
        text.imprint = Some(range);
    }
}

/// The lines directly before the date that are names of bodies.
fn issuers(before: &[Block]) -> Vec<Box<str>> {
    let is_name = |block: &&Block| {
        let text = block.text.trim_matches(is_space);
        let body = ["局", "府", "会", "室", "部", "厅", "院", "办", "署", "组", "中心", "行", "处"];
        block.kind == BlockKind::Paragraph
            && (3..=40).contains(&text.chars().count())
            && !text.contains(['。', '；', '，', '：'])
            && body.iter().any(|end| text.ends_with(end))
    };
    let mut names: Vec<Box<str>> = before
        .iter()
        .rev()
        .take(8)
        .take_while(is_name)
        .map(|block| block.text.trim_matches(is_space).into())
        .collect();
    names.reverse();
    names
}

/// The last day of a period that begins on a day.
pub(super) fn period_end(period: Period, from: Option<Date>) -> Option<Date> {
    match period {
        Period::Until(date) => Some(date),
        Period::Years(years) => last_day(from?, years),
        Period::Months(months) => last_day_of_months(from?, months),
    }
}
