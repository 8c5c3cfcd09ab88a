//! The picture of how a policy stands to others: an SVG made at build, without script or style.
//!
//! The policy stands in the middle; above it what it rests on, implements, replaces or changes; below it
//! what does so with it. An arrow runs from the document that says something to the one it speaks of.
//!
//! **Invariant**: pure and deterministic; all colours and fonts are classes of the theme.

use crate::text::{escaped_markup, is_wide, narrow};
use std::fmt::Write;

/// A box.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Node {
    pub title: String,
    /// Empty for the document in the middle.
    pub href: String,
}

/// A box with the word on the arrow that joins it to the middle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edge {
    pub word: String,
    pub node: Node,
}

/// What the picture says about itself. `more` holds `{count}`.
pub(super) struct Words {
    pub title: String,
    pub description: String,
    pub more: String,
}

/// Boxes of one row, that which says how many more there are included.
pub(super) const ROW_MAX: usize = 4;

const BOX_WIDTH: i32 = 168;
const BOX_HEIGHT: i32 = 60;
const GAP: i32 = 16;
/// Between two rows, where the arrows and their words stand.
const LANE: i32 = 64;
/// Full-width characters of a line, and lines of a box.
const LINE_MAX: usize = 10;

/// The picture, with as many boxes as can be read.
pub(super) fn svg(middle: &Node, above: &[Edge], below: &[Edge], words: &Words) -> String {
    let rows = [row(above, &words.more), row(below, &words.more)];
    let widest = rows.iter().map(|row| row.len()).max().unwrap_or_default().max(2) as i32;
    let width = widest * (BOX_WIDTH + GAP) + GAP;
    let top = if above.is_empty() { GAP } else { GAP + BOX_HEIGHT + LANE };
    let height = top + BOX_HEIGHT + GAP + if below.is_empty() { 0 } else { LANE + BOX_HEIGHT };
    let mut out = String::new();
    let _ = write!(
        out,
        "<svg class=\"jx-graph__svg\" role=\"group\" aria-labelledby=\"x-graph-title\" \
         aria-describedby=\"x-graph-text\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" xmlns=\"http://www.w3.org/2000/svg\">"
    );
    let _ = write!(out, "<title id=\"x-graph-title\">{}</title>", escaped(&words.title));
    let _ = write!(out, "<desc id=\"x-graph-text\">{}</desc>", escaped(&words.description));
    for (edges, y) in [(&rows[0], GAP), (&rows[1], top + BOX_HEIGHT + LANE)] {
        let used = edges.len() as i32 * (BOX_WIDTH + GAP) - GAP;
        for (at, edge) in edges.iter().enumerate() {
            let x = (width - used) / 2 + at as i32 * (BOX_WIDTH + GAP);
            arrow(&mut out, (x + BOX_WIDTH / 2, y), (width / 2, top), &edge.word);
            boxed(&mut out, &edge.node, (x, y), "");
        }
    }
    boxed(&mut out, middle, ((width - BOX_WIDTH) / 2, top), " jx-graph__node--middle");
    out.push_str("</svg>");
    out
}

/// The boxes of a row; the last says how many are left out.
fn row(edges: &[Edge], more: &str) -> Vec<Edge> {
    if edges.len() <= ROW_MAX {
        return edges.to_vec();
    }
    let mut row = edges[..ROW_MAX - 1].to_vec();
    let title = more.replace("{count}", &(edges.len() - row.len()).to_string());
    row.push(Edge { word: String::new(), node: Node { title, href: String::new() } });
    row
}

/// An arrow between a box and the middle. The middle points up, what is below points at the middle.
fn arrow(out: &mut String, (x, y): (i32, i32), (middle, top): (i32, i32), word: &str) {
    let up = y < top;
    let (from, to) = if up { (top, y + BOX_HEIGHT) } else { (y, top + BOX_HEIGHT) };
    let (from_x, to_x) = if up { (middle, x) } else { (x, middle) };
    let lane = (from + to) / 2 + if up { 8 } else { -8 };
    let _ = write!(out, "<path class=\"jx-graph__line\" d=\"M{from_x} {from}V{lane}H{to_x}V{}\"/>", to + 7);
    let _ = write!(out, "<path class=\"jx-graph__head\" d=\"M{to_x} {to}l-5 8h10z\"/>");
    let word_y = if up { y + BOX_HEIGHT + 26 } else { y - 10 };
    let _ =
        write!(out, "<text class=\"jx-graph__word\" x=\"{}\" y=\"{word_y}\">{}</text>", x + 8, escaped(word));
}

fn boxed(out: &mut String, node: &Node, (x, y): (i32, i32), class: &str) {
    if !node.href.is_empty() {
        let _ = write!(out, "<a href=\"{}\">", escaped(&node.href));
    }
    let _ = write!(out, "<g class=\"jx-graph__node{class}\"><title>{}</title>", escaped(&node.title));
    let _ = write!(
        out,
        "<rect class=\"jx-graph__box\" x=\"{x}\" y=\"{y}\" width=\"{BOX_WIDTH}\" height=\"{BOX_HEIGHT}\" rx=\"4\"/>"
    );
    let lines = lines(&node.title);
    let first = y + BOX_HEIGHT / 2 + 5 - (lines.len() as i32 - 1) * 10;
    for (at, line) in lines.iter().enumerate() {
        let (x, y) = (x + BOX_WIDTH / 2, first + at as i32 * 20);
        let _ = write!(out, "<text class=\"jx-graph__text\" x=\"{x}\" y=\"{y}\">{}</text>", escaped(line));
    }
    out.push_str("</g>");
    if !node.href.is_empty() {
        out.push_str("</a>");
    }
}

/// Half the width of a full-width character is one.
fn width(text: &str) -> usize {
    text.chars().map(|c| if is_wide(c) || !c.is_ascii() && narrow(c) != c { 2 } else { 1 }).sum()
}

/// A title in two lines at most: that of the text a notice carries, cut where a word ends.
fn lines(title: &str) -> Vec<String> {
    let inner = title.split_once('《').and_then(|(_, rest)| Some(rest.rsplit_once('》')?.0));
    let title = inner.filter(|_| width(title) > 4 * LINE_MAX).unwrap_or(title);
    if width(title) <= 2 * LINE_MAX {
        return vec![title.to_string()];
    }
    let half = width(title).div_ceil(2) + 1;
    let first = cut(title, half.min(2 * LINE_MAX));
    let rest = title[first.len()..].trim_start();
    if width(rest) <= 2 * LINE_MAX {
        return vec![first.trim_end().to_string(), rest.to_string()];
    }
    let second = cut(rest, 2 * LINE_MAX - 2);
    vec![first.trim_end().to_string(), format!("{}…", second.trim_end())]
}

/// The beginning of a text up to a width; no line begins with a closing mark, no Latin word is parted.
fn cut(text: &str, wide: usize) -> &str {
    let mut end = 0;
    let mut used = 0;
    for (at, c) in text.char_indices() {
        used += width(c.encode_utf8(&mut [0; 4]));
        if used > wide {
            break;
        }
        end = at + c.len_utf8();
    }
    let begins_badly = |rest: &str| rest.starts_with(['，', '。', '、', '）', '》', '；', '：']);
    while begins_badly(&text[end..]) && text[..end].chars().count() > 1 {
        end -= text[..end].chars().next_back().map_or(0, char::len_utf8);
    }
    let parts_word = |end: usize| {
        text[end..].starts_with(|c: char| c.is_ascii_alphanumeric())
            && text[..end].ends_with(|c: char| c.is_ascii_alphanumeric())
    };
    match text[..end].rfind(' ') {
        Some(space) if parts_word(end) && space > 0 => &text[..space],
        _ => &text[..end],
    }
}

/// Control characters are no text of a picture.
fn escaped(text: &str) -> String {
    escaped_markup(&text.replace(char::is_control, " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_cut_where_a_word_ends() {
        for (title, wanted) in [
            ("短标题", vec!["短标题"]),
            ("云溪区人才安居实施办法（试行）", vec!["云溪区人才安居实", "施办法（试行）"]),
            (
                "关于印发《云溪区加快建设青年发展型城区若干措施》的通知",
                vec!["云溪区加快建设青年", "发展型城区若干措施"],
            ),
            ("Measures of Yunxi for talent", vec!["Measures of", "Yunxi for talent"]),
        ] {
            assert_eq!(lines(title), wanted);
        }
    }

    #[test]
    fn a_row_says_how_many_are_left_out_and_hostile_titles_are_text() {
        let edge = |at: usize| Edge {
            word: "实施".into(),
            node: Node { title: format!("<文件>{at}"), href: format!("a{at}.html") },
        };
        let words =
            Words { title: "关系".into(), description: "说明".into(), more: "等{count}个".into() };
        let edges: Vec<Edge> = (0..9).map(edge).collect();
        let svg = svg(&Node { title: "本文件".into(), href: String::new() }, &edges, &[], &words);
        assert!(svg.contains("等6个") && svg.matches("<a href").count() == 3, "{svg}");
        assert!(!svg.contains("<文件>") && !svg.contains("style"), "{svg}");
    }
}
