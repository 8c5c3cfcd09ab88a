//! Two hundred spoiled copies of the demo through the library: no panic, every span lies inside its
//! file, every message is one line in both languages.
//!
//! What is spoiled follows from a seed, so that a failure names the copy and comes back.

use crate::site_test::SiteTest;
use juxian::build::{Build, Request, build};
use juxian::date::parse_date;
use juxian::diagnostic::{Diagnostics, Messages, Span};
use juxian::site::Plan;
use juxian::source::{Holds, Sources};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

const COPIES: u64 = 200;

/// Every how many copies all pages are rendered; the others stop after the checks.
const RENDERED: u64 = 5;

/// Bits of text that mean something to one of the parsers.
const BITS: &[&str] = &[
    "---\n",
    "\n---\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "\0",
    "\u{feff}",
    "\u{1b}",
    "\u{202e}",
    "\u{3000}",
    "：",
    ":",
    ": ",
    "- ",
    "\n  - ",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "“",
    "”",
    "&a ",
    "*a",
    "!!x ",
    "|",
    ">",
    "|\n|-|\n",
    "#",
    "## ",
    "{#x}",
    "`",
    "```\n",
    "~~~",
    "<b>",
    "<!--",
    "-->",
    "[^1]",
    "[^1]: ",
    "](",
    "![](",
    "](x.md#第三条)",
    "{{< ",
    " >}}",
    "{{< /",
    "{{",
    "{%",
    "第",
    "条",
    "第一条 ",
    "第一章 ",
    "（一）",
    "(1)",
    "1.",
    "①",
    "一、",
    "附件",
    "附件1\n",
    "之一",
    "〔2026〕",
    "号",
    "2026年2月30日",
    "0000-00-00",
    "9999-12-31",
    "99999999999999999999",
    "-1",
    "长期",
    "%",
    "%E4",
    "%00",
    "是",
    "万元",
    "，",
    "；",
    ",",
    ";",
    "\u{1f600}",
    "e\u{301}",
    "𠀀",
    "编号: x\n",
    "id: ../x\n",
    "标题: \n",
];

/// A generator of the same numbers in every run.
pub struct Numbers(pub u64);

impl Numbers {
    /// A number below a limit.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }
}

/// A place between two characters.
fn place(text: &str, numbers: &mut Numbers) -> usize {
    let at = numbers.below(text.len() + 1);
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).expect("0 is one")
}

fn stretch(text: &str, numbers: &mut Numbers) -> std::ops::Range<usize> {
    let start = place(text, numbers);
    let end = text[start..].char_indices().nth(numbers.below(60)).map_or(text.len(), |(at, _)| start + at);
    start..end
}

/// Damages a text in one of several ways.
pub fn spoil(text: &mut String, others: &[(String, String)], numbers: &mut Numbers) {
    match numbers.below(8) {
        0 => drop(text.drain(stretch(text, numbers))),
        1 => {
            let again = text[stretch(text, numbers)].to_string();
            text.insert_str(place(text, numbers), &again.repeat(1 + numbers.below(4)));
        }
        2 => text.truncate(place(text, numbers)),
        3 => {
            let other = &others[numbers.below(others.len())].1;
            let piece = other[stretch(other, numbers)].to_string();
            text.insert_str(place(text, numbers), &piece);
        }
        4 => {
            let lines: Vec<&str> = text.lines().collect();
            let (one, two) = (numbers.below(lines.len()), numbers.below(lines.len()));
            let mut lines = lines.clone();
            if !lines.is_empty() {
                lines.swap(one, two);
            }
            *text = lines.join("\n");
        }
        _ => {
            let bit = BITS[numbers.below(BITS.len())];
            text.insert_str(place(text, numbers), bit);
        }
    }
}

/// The texts of the demo; other files have nothing to spoil.
fn demo() -> Vec<(String, String)> {
    let texts = SiteTest::demo().tree("content").into_iter();
    texts.filter_map(|(path, bytes)| Some((path, String::from_utf8(bytes).ok()?))).collect()
}

/// A copy in which a few files, or all of them, are spoiled.
fn copy(demo: &[(String, String)], number: u64) -> Vec<(String, String)> {
    let mut numbers = Numbers(number);
    let mut texts = demo.to_vec();
    let count = if number.is_multiple_of(4) { texts.len() } else { 1 + numbers.below(4) };
    for _ in 0..count {
        let index = numbers.below(texts.len());
        for _ in 0..=numbers.below(3) {
            spoil(&mut texts[index].1, demo, &mut numbers);
        }
    }
    texts
}

fn make(texts: &[(String, String)], rendered: bool) -> (Build, Diagnostics) {
    let sources = Sources::from_texts(texts.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let date = parse_date(crate::site_test::DATE).expect("a date");
    let made = build(sources, &Request { date, profile: None, unpublished: false }, None);
    let mut diagnostics = made.diagnostics.clone();
    diagnostics.extend(made.checks());
    if rendered {
        for index in 0..made.site.planned().len() {
            diagnostics.extend(made.site.content(index).1);
        }
    }
    (made, diagnostics)
}

/// What is wrong with the findings of a copy: code, and the finding that shows it.
fn faults(made: &Build, diagnostics: &Diagnostics) -> Vec<(String, String)> {
    let mut faults = Vec::new();
    for found in diagnostics {
        let code = found.finding.code();
        if !found.span.iter().chain(&found.related).all(|span| lies_inside(made, *span)) {
            faults.push((format!("{code} lies outside"), format!("{found:?}")));
        }
        for messages in [Messages::Zh, Messages::En] {
            let message = found.finding.message(messages);
            if message.trim().is_empty() || message.contains('\n') {
                faults.push((format!("{code} is not one line"), format!("{message:?}")));
            }
        }
    }
    faults
}

fn lies_inside(made: &Build, span: Span) -> bool {
    let file = made.site.sources.file(span.file);
    let range = span.range();
    matches!(file.holds, Holds::Refused) || file.text().get(range).is_some()
}

#[test]
fn spoiled_copies_of_the_demo_are_read_without_a_panic() {
    let demo = demo();
    let mut faulty: BTreeMap<String, String> = BTreeMap::new();
    for number in 0..COPIES {
        let texts = copy(&demo, number);
        let made = catch_unwind(AssertUnwindSafe(|| make(&texts, number.is_multiple_of(RENDERED))));
        let found = match made {
            Ok((made, diagnostics)) => faults(&made, &diagnostics),
            Err(_) => vec![(format!("copy {number} panicked"), String::new())],
        };
        for (fault, example) in found {
            faulty.entry(fault).or_insert_with(|| format!("copy {number}: {example}"));
        }
    }
    assert!(faulty.is_empty(), "{faulty:#?}");
}

#[test]
fn the_demo_itself_is_not_refused() {
    let (_, diagnostics) = make(&demo(), true);
    let refused = diagnostics.iter().filter(|found| found.level() == juxian::diagnostic::Level::Refused);
    assert_eq!(refused.count(), 0);
}
