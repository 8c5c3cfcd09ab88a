//! Marks what is Chinese on an English page, so that a screen reader speaks it as Chinese and a
//! browser picks the right shapes of characters.
//!
//! Takes the finished HTML of a page, gives it with `<span lang="zh-CN">` around every stretch of
//! Chinese that no element around it declares. It works on the finished page, since names, quotes and
//! numbers of documents reach it through every template and every theme.
//!
//! **Invariant**: only text is touched; taking the spans out again gives the page as it was.

use crate::text::{is_han, tag_end};

const OPEN: &str = "<span lang=\"zh-CN\">";
const CLOSE: &str = "</span>";

/// Elements whose text is no text of the page, or may hold no elements.
const OPAQUE: [&str; 7] = ["script", "style", "title", "textarea", "option", "svg", "noscript"];

/// A page in English with its Chinese marked.
pub(super) fn mark_chinese(html: &[u8]) -> Option<Vec<u8>> {
    let html = std::str::from_utf8(html).ok()?;
    if !html.contains(is_han) {
        return None;
    }
    let mut marked = String::with_capacity(html.len() + html.len() / 8);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        mark_text(&rest[..at], &mut marked);
        rest = &rest[at..];
        let length = markup_length(rest);
        match rest.starts_with("<svg") {
            true => mark_picture(&rest[..length], &mut marked),
            false => marked.push_str(&rest[..length]),
        }
        rest = &rest[length..];
    }
    mark_text(rest, &mut marked);
    Some(marked.into_bytes())
}

/// Writes a picture with `lang` on each of its texts that begins in Chinese; it may hold no spans.
fn mark_picture(svg: &str, marked: &mut String) {
    let mut rest = svg;
    while let Some(end) = rest.find('<').map(|at| at + tag_length(&rest[at..])) {
        let (before, after) = rest.split_at(end);
        let tag = before.rfind('<').map_or("", |at| &before[at..]);
        let holds_text = ["<text", "<tspan", "<title", "<desc"].iter().any(|name| tag.starts_with(name));
        let text = after.split('<').next().unwrap_or_default().trim_start();
        let begins = text.chars().find(|c| !matches!(c, '“' | '‘') && !c.is_ascii_digit());
        let bare =
            tag.strip_suffix('>').filter(|_| holds_text && !tag.contains(" lang=") && !tag.ends_with("/>"));
        match bare.filter(|_| begins.is_some_and(is_chinese)) {
            Some(_) => {
                marked.push_str(&before[..before.len() - 1]);
                marked.push_str(" lang=\"zh-CN\">");
            }
            None => marked.push_str(before),
        }
        rest = after;
    }
    marked.push_str(rest);
}

/// The length of the tag or comment at the start, with all that is inside an element that is opaque
/// or declares Chinese.
fn markup_length(html: &str) -> usize {
    if html.starts_with("<!--") {
        return html.find("-->").map_or(html.len(), |end| end + 3);
    }
    let tag_end = tag_length(html);
    let tag = &html[..tag_end];
    let name: &str = tag[1..].split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    if name.is_empty() || is_void(name) || tag.ends_with("/>") {
        return tag_end;
    }
    let is_chinese = tag.contains(" lang=\"zh");
    if is_chinese || OPAQUE.contains(&name) { element_length(html, name, tag_end) } else { tag_end }
}

/// Up to the `>` that ends a tag.
fn tag_length(html: &str) -> usize {
    tag_end(html).map_or(html.len(), |at| at + 1)
}

fn is_void(name: &str) -> bool {
    ["area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
        .contains(&name)
}

/// The length of an element with those of its name inside it.
fn element_length(html: &str, name: &str, tag_end: usize) -> usize {
    let (open, close) = (format!("<{name}"), format!("</{name}"));
    let mut depth = 1;
    let mut at = tag_end;
    while let Some(next) = html[at..].find('<').map(|offset| at + offset) {
        let length = tag_length(&html[next..]);
        let is_name = |mark: &str| {
            let behind = html[next..].strip_prefix(mark);
            behind.is_some_and(|behind| !behind.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-'))
        };
        if is_name(&close) {
            depth -= 1;
        } else if is_name(&open) {
            depth += 1;
        }
        at = next + length;
        if depth == 0 {
            return at;
        }
    }
    html.len()
}

/// Whether a character belongs to Chinese text by itself.
fn is_chinese(c: char) -> bool {
    is_han(c) || ('\u{3001}'..='\u{301b}').contains(&c) || ('\u{ff01}'..='\u{ff60}').contains(&c) || c == '〇'
}

/// Writes a text with a span around every stretch from one Chinese character to the last that only
/// figures, marks and single spaces stand between.
fn mark_text(text: &str, marked: &mut String) {
    let mut rest = text;
    while let Some(start) = rest.find(is_chinese) {
        let start = start - quotes_before(&rest[..start]);
        let end = start + stretch_length(&rest[start..]);
        marked.push_str(&rest[..start]);
        marked.push_str(OPEN);
        marked.push_str(&rest[start..end]);
        marked.push_str(CLOSE);
        rest = &rest[end..];
    }
    marked.push_str(rest);
}

/// The bytes of a quote, figures or letters directly before Chinese: “云溪, 2026年, A类.
fn quotes_before(text: &str) -> usize {
    let belongs = |c: &char| matches!(c, '“' | '‘') || c.is_ascii_alphanumeric();
    text.chars().rev().take_while(belongs).map(char::len_utf8).sum()
}

fn stretch_length(text: &str) -> usize {
    let mut end = 0;
    let mut latin = 0;
    for (at, c) in text.char_indices() {
        let after = at + c.len_utf8();
        if is_chinese(c) || (end > 0 && matches!(c, '”' | '’') && end == at) {
            end = after;
            latin = 0;
        } else if c.is_ascii_alphabetic() {
            latin += 1;
        } else if !(c.is_ascii_digit() || " .-/%+“”‘’—…·()[]:".contains(c)) {
            break;
        }
        // Words of another language end it; letters of a level or number do not.
        if latin > 12 {
            break;
        }
    }
    // Figures that close it: 40%、30%.
    let figures = |c: &char| c.is_ascii_digit() || *c == '%';
    end += text[end..].chars().take_while(figures).count();
    end.max(text.chars().next().map_or(0, char::len_utf8))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(html: &str) -> String {
        let bytes = mark_chinese(html.as_bytes()).unwrap_or_else(|| html.as_bytes().to_vec());
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn names_and_numbers_are_marked_as_they_stand() {
        assert_eq!(
            marked("<p title=\"云\">No. 云人才〔2026〕3号, of 2026</p>"),
            "<p title=\"云\">No. <span lang=\"zh-CN\">云人才〔2026〕3号</span>, of 2026</p>"
        );
        assert_eq!(
            marked("<b>“云溪领航”计划 (2026)</b>"),
            "<b><span lang=\"zh-CN\">“云溪领航”计划</span> (2026)</b>"
        );
        assert_eq!(
            marked("Group: 青年; Rule: 叠加"),
            format!("Group: {OPEN}青年{CLOSE}; Rule: {OPEN}叠加{CLOSE}")
        );
    }

    #[test]
    fn declared_chinese_scripts_and_pictures_stay() {
        for html in [
            "<i lang=\"zh-CN\">云<i>溪</i>区</i> x",
            "<title>云</title>",
            "<script type=\"x\">{\"云\":1}</script>",
            "<!-- 云 --><br>",
        ] {
            assert_eq!(marked(html), html);
        }
    }

    #[test]
    fn texts_of_a_picture_declare_themselves() {
        assert_eq!(
            marked("<svg><title>Map of 云溪</title><text x=\"1\">云溪<tspan>“办法”</tspan></text></svg>云"),
            format!(
                "<svg><title>Map of 云溪</title><text x=\"1\" lang=\"zh-CN\">云溪\
                 <tspan lang=\"zh-CN\">“办法”</tspan></text></svg>{OPEN}云{CLOSE}"
            )
        );
    }

    #[test]
    fn broken_markup_loses_nothing() {
        for html in ["<p 云", "<i lang=\"zh\">云", "a < 云 > b", "<", "</云>"] {
            assert_eq!(marked(html).replace(OPEN, "").replace(CLOSE, ""), html);
        }
    }
}
