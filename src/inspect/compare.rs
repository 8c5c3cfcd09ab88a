//! What two pages say differently.
//!
//! Texts that stand once on both pages hold the order; between two of them, what is left is paired by
//! likeness with the same functions that compare two versions of a policy.
//!
//! **Invariant**: pure and deterministic; what only changed its place is counted, not told.

use super::changes::{Change, LinkChange, SharedChange, What};
use super::page::{Area, Block, CELL_MARK, Link, Page};
use crate::policy::diff::{Fate, Line, Provision, Run, lines, longest_run};
use std::collections::{BTreeMap, HashMap};

/// What is different between two pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Difference {
    pub changes: Vec<Change>,
    pub links: Vec<LinkChange>,
    pub reordered: usize,
}

impl Difference {
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.links.is_empty() && self.reordered == 0
    }

    /// Leaves out header and footer, and links: at another address they are bound to differ.
    pub fn only_main(&mut self) {
        self.changes.retain(|change| change.what != What::Around);
        self.links.clear();
        self.reordered = 0;
    }

    /// Everything in it that another page may have too.
    pub fn shareable(&self) -> impl Iterator<Item = SharedChange> + '_ {
        let texts = self.changes.iter().map(|change| SharedChange::Text(anywhere(change)));
        texts.chain(self.links.iter().cloned().map(SharedChange::Link))
    }

    /// What is its own, and the positions of what it shares.
    pub fn parted(self, shared: &HashMap<&SharedChange, usize>) -> (Difference, Vec<usize>) {
        let mut own = Difference { reordered: self.reordered, ..Difference::default() };
        let mut positions = Vec::new();
        for change in self.changes {
            match shared.get(&SharedChange::Text(anywhere(&change))) {
                Some(at) => positions.push(*at),
                None => own.changes.push(change),
            }
        }
        for link in self.links {
            let link = SharedChange::Link(link);
            match (shared.get(&link), link) {
                (Some(at), _) => positions.push(*at),
                (None, SharedChange::Link(link)) => own.links.push(link),
                (None, SharedChange::Text(_)) => {}
            }
        }
        positions.sort_unstable();
        positions.dedup();
        (own, positions)
    }
}

/// A change without the heading it stands under, which differs from page to page.
fn anywhere(change: &Change) -> Change {
    Change { place: String::new(), ..change.clone() }
}

/// Compares what two pages say.
pub(super) fn compare(old: &Page, new: &Page) -> Difference {
    let mut changes = texts(old, new);
    let reordered = take_reordered(&mut changes);
    // The way to a page and its first lines repeat what its text says.
    let of_main: Vec<(Option<String>, Option<String>)> = changes
        .iter()
        .filter(|change| change.what != What::Around)
        .map(|change| (change.old.clone(), change.new.clone()))
        .collect();
    changes.retain(|change| {
        change.what != What::Around || !of_main.contains(&(change.old.clone(), change.new.clone()))
    });
    let mut seen = std::collections::HashSet::new();
    changes.retain(|change| seen.insert(change.clone()));
    let links = links(&old.links, &new.links, &changes);
    Difference { changes, links, reordered }
}

// ---- texts

fn texts(old: &Page, new: &Page) -> Vec<Change> {
    let (a, b) = (&old.blocks[..], &new.blocks[..]);
    let head = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let tail = a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (a_end, b_end) = (a.len() - tail, b.len() - tail);
    let mut changes = Vec::new();
    let (mut i, mut j) = (head, head);
    let anchors = anchors(&a[head..a_end], &b[head..b_end]);
    for (at, to) in anchors.into_iter().map(|(at, to)| (at + head, to + head)).chain([(a_end, b_end)]) {
        gap(old, i..at, new, j..to, &mut changes);
        (i, j) = (at + 1, to + 1);
    }
    changes
}

/// Positions of blocks that stand once in both, in an order that both have.
fn anchors(a: &[Block], b: &[Block]) -> Vec<(usize, usize)> {
    let mut places: HashMap<&Block, [Option<usize>; 2]> = HashMap::new();
    let mut often: std::collections::HashSet<&Block> = std::collections::HashSet::new();
    for (side, blocks) in [a, b].into_iter().enumerate() {
        for (at, block) in blocks.iter().enumerate() {
            if places.entry(block).or_default()[side].replace(at).is_some() {
                often.insert(block);
            }
        }
    }
    let of_new: Vec<Option<usize>> = b
        .iter()
        .map(|block| places.get(block).and_then(|places| places[0]).filter(|_| !often.contains(block)))
        .collect();
    let stays = longest_run(&of_new);
    let pairs = of_new.iter().enumerate().zip(stays).filter(|(_, stays)| *stays);
    pairs.filter_map(|((to, at), _)| Some(((*at)?, to))).collect()
}

/// Tells what stands between two anchors.
fn gap(
    old: &Page,
    of_old: std::ops::Range<usize>,
    new: &Page,
    of_new: std::ops::Range<usize>,
    changes: &mut Vec<Change>,
) {
    if of_old.is_empty() && of_new.is_empty() {
        return;
    }
    for area in [Area::Around, Area::Main] {
        let pick = |page: &Page, range: std::ops::Range<usize>| -> Vec<usize> {
            range.filter(|at| page.blocks[*at].area == area).collect()
        };
        let (a, b) = (pick(old, of_old.clone()), pick(new, of_new.clone()));
        for (i, j) in paired(&old.blocks, &a, &new.blocks, &b) {
            changes.extend(told(old, i, new, j));
        }
    }
}

/// Which block became which; of those with the same label and no likeness the first the first.
fn paired(old: &[Block], a: &[usize], new: &[Block], b: &[usize]) -> Vec<(Option<usize>, Option<usize>)> {
    let provision = |blocks: &[Block], at: &[usize]| Provision {
        lines: at.iter().map(|at| Line { text: blocks[*at].text.clone(), ..Line::default() }).collect(),
        ..Provision::default()
    };
    let (mut i, mut j) = (a.iter().copied(), b.iter().copied());
    let aligned = lines(&provision(old, a), &provision(new, b));
    let mut pairs: Vec<(Option<usize>, Option<usize>)> = aligned
        .iter()
        .map(|line| match line.fate {
            Fate::Same | Fate::Changed => (i.next(), j.next()),
            Fate::Removed => (i.next(), None),
            Fate::Added => (None, j.next()),
        })
        .collect();
    let single = |side: &[usize]| side.len() == 1;
    for at in 0..pairs.len() {
        let (Some(i), None) = pairs[at] else { continue };
        let label = &old[i].label;
        let same = pairs.iter().position(|pair| {
            matches!(pair, (None, Some(j)) if !label.is_empty() && new[*j].label == *label || single(a) && single(b))
        });
        if let Some(same) = same {
            pairs[at].1 = pairs[same].1.take();
        }
    }
    pairs
}

/// The change of a block; `None` where only white space differs.
fn told(old: &Page, i: Option<usize>, new: &Page, j: Option<usize>) -> Option<Change> {
    let (before, now) = (i.map(|i| &old.blocks[i]), j.map(|j| &new.blocks[j]));
    let block = now.or(before)?;
    let place = match (j, i) {
        (Some(j), _) => new.place(j),
        (None, Some(i)) => old.place(i),
        (None, None) => "",
    };
    let mut change = Change {
        what: match block {
            Block { area: Area::Around, .. } => What::Around,
            Block { is_title: true, .. } => What::Title,
            Block { label, .. } if !label.is_empty() => What::Fact,
            _ => What::Text,
        },
        place: place.to_string(),
        label: block.label.clone(),
        old: before.map(|block| block.text.clone()),
        new: now.map(|block| block.text.clone()),
    };
    if let (Some(before), Some(now)) = (before, now)
        && crate::text::without_space(&before.text) == crate::text::without_space(&now.text)
    {
        if before.label == now.label {
            return None;
        }
        let text = |label: &str| Some(label.to_string()).filter(|label| !label.is_empty());
        change = Change {
            what: if change.what == What::Around { What::Around } else { What::Label },
            label: String::new(),
            old: text(&before.label),
            new: text(&now.label),
            ..change
        };
    }
    Some(change)
}

/// Takes out what was removed in one place and added in another.
fn take_reordered(changes: &mut Vec<Change>) -> usize {
    let mut removed: HashMap<(What, String, String), usize> = HashMap::new();
    let key = |change: &Change, text: &str| (change.what, change.label.clone(), text.to_string());
    for change in changes.iter() {
        if let (Some(old), None) = (&change.old, &change.new) {
            *removed.entry(key(change, old)).or_default() += 1;
        }
    }
    let mut moved: HashMap<(What, String, String), usize> = HashMap::new();
    let mut count = 0;
    changes.retain(|change| {
        let (None, Some(new)) = (&change.old, &change.new) else { return true };
        let key = key(change, new);
        let Some(left) = removed.get_mut(&key).filter(|left| **left > 0) else { return true };
        *left -= 1;
        *moved.entry(key).or_default() += 1;
        count += 1;
        false
    });
    changes.retain(|change| {
        let (Some(old), None) = (&change.old, &change.new) else { return true };
        let Some(left) = moved.get_mut(&key(change, old)).filter(|left| **left > 0) else { return true };
        *left -= 1;
        false
    });
    count
}

// ---- links

/// Links that lead elsewhere though their text is as before, or came and went within a text that did not
/// change.
fn links(old: &[Link], new: &[Link], changes: &[Change]) -> Vec<LinkChange> {
    let mut counts: BTreeMap<&Link, i64> = BTreeMap::new();
    old.iter().for_each(|link| *counts.entry(link).or_default() -= 1);
    new.iter().for_each(|link| *counts.entry(link).or_default() += 1);
    let pick = |sign: i64| -> Vec<&Link> {
        counts.iter().filter(|(_, count)| count.signum() == sign).map(|(link, _)| *link).collect()
    };
    let (gone, mut come) = (pick(-1), pick(1));
    let is_told = |link: &Link| {
        let in_text = |text: &Option<String>| {
            text.as_ref().is_some_and(|text| !link.text.is_empty() && text.contains(&link.text))
        };
        changes.iter().any(|change| in_text(&change.old) || in_text(&change.new))
    };
    let mut found = Vec::new();
    for link in gone {
        let same = come.iter().position(|other| (other.area, &other.text) == (link.area, &link.text));
        let next = same.map(|at| come.remove(at));
        if next.is_none() && is_told(link) {
            continue;
        }
        let target = next.map(|next| next.target.clone());
        let plain = |target: &str| super::changes::unversioned(target);
        let new_version = target.as_deref().is_some_and(|target| plain(target) == plain(&link.target));
        // Pictures of the theme change their names with every release.
        if !(new_version && link.target.starts_with("assets/")) {
            found.push(LinkChange {
                text: link.text.clone(),
                old: Some(link.target.clone()),
                new: target,
                new_version,
            });
        }
    }
    let added = come.into_iter().filter(|link| !is_told(link));
    found.extend(added.map(|link| LinkChange {
        text: link.text.clone(),
        old: None,
        new: Some(link.target.clone()),
        new_version: false,
    }));
    found
}

/// A text around its changes: what differs, with some characters before and behind it.
///
/// Gives the old and the new text; stretches that are the same in both and long are cut with `…`.
pub fn around(old: &str, new: &str, context: usize) -> (String, String) {
    let runs = crate::policy::diff::words(old, new);
    let (mut before, mut after) = (String::new(), String::new());
    let last = runs.len().saturating_sub(1);
    for (at, run) in runs.iter().enumerate() {
        match run {
            Run::Removed(text) => before.push_str(text),
            Run::Added(text) => after.push_str(text),
            Run::Same(text) => {
                let head = if at == 0 { first_cell(text) } else { context };
                let cut = cut(text, head, if at == last { 0 } else { context });
                before.push_str(&cut);
                after.push_str(&cut);
            }
        }
    }
    (before, after)
}

/// The length of what a row of a table is about, in characters; 0 of any other text.
fn first_cell(text: &str) -> usize {
    let cell = text.split_once(CELL_MARK).map(|(cell, _)| cell.chars().count() + CELL_MARK.chars().count());
    cell.filter(|length| *length <= FIRST_CELL_CHARS_MAX).unwrap_or(0)
}

/// A first cell that is longer is a text.
const FIRST_CELL_CHARS_MAX: usize = 40;

/// Characters of the longest word that is kept whole where a text is cut.
const WORD_CHARS: usize = 16;

/// The first and last characters of a text that stands between changes.
fn cut(text: &str, head: usize, tail: usize) -> String {
    let count = text.chars().count();
    if count <= head + tail + 4 {
        return text.to_string();
    }
    // A word of letters or figures is not cut in two.
    let chars: Vec<char> = text.chars().collect();
    let is_inside = |at: usize| {
        at > 0 && at < count && chars[at - 1].is_ascii_alphanumeric() && chars[at].is_ascii_alphanumeric()
    };
    let first = (head..head + WORD_CHARS).find(|at| !is_inside(*at)).unwrap_or(head).min(count);
    let reach = (count - tail).saturating_sub(WORD_CHARS)..=count - tail;
    let last = reach.rev().find(|at| !is_inside(*at)).unwrap_or(count - tail);
    if first >= last {
        return text.to_string();
    }
    let (first, last): (String, String) = (chars[..first].iter().collect(), chars[last..].iter().collect());
    format!("{first}…{last}")
}

#[cfg(test)]
mod tests {
    use super::super::page::read;
    use super::*;

    fn compared(old: &str, new: &str) -> Difference {
        compare(&read("zc/a.html", old), &read("zc/a.html", new))
    }

    fn told(difference: &Difference) -> Vec<String> {
        let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".into());
        let told = |change: &Change| {
            format!("{:?} {}: {} > {}", change.what, change.label, text(&change.old), text(&change.new))
        };
        difference.changes.iter().map(told).collect()
    }

    #[test]
    fn a_text_a_fact_and_a_title_change() {
        let old = "<main><h1>甲办法</h1><dl><dt>状态</dt><dd>有效</dd></dl><p>一</p><p>每人补贴1500元，期限3年。</p><p>二</p></main>";
        let new = "<main><h1>乙办法</h1><dl><dt>状态</dt><dd>废止了</dd></dl><p>一</p><p>每人补贴2000元，期限3年。</p><p>三三</p><p>二</p></main>";
        assert_eq!(
            told(&compared(old, new)),
            [
                "Title : 甲办法 > 乙办法",
                "Fact 状态: 有效 > 废止了",
                "Text : 每人补贴1500元，期限3年。 > 每人补贴2000元，期限3年。",
                "Text : - > 三三"
            ]
        );
    }

    #[test]
    fn what_only_moved_is_counted() {
        let difference =
            compared("<main><p>甲</p><p>乙</p><p>丙</p></main>", "<main><p>丙</p><p>甲</p><p>乙</p></main>");
        assert_eq!((difference.changes.len(), difference.reordered), (0, 1));
    }

    #[test]
    fn a_label_is_told_without_its_value() {
        let difference = compared(
            "<main><dl><dt>机关</dt><dd>人社局</dd></dl></main>",
            "<main><dl><dt>单位</dt><dd>人社局</dd></dl></main>",
        );
        assert_eq!(told(&difference), ["Label : 机关 > 单位"]);
    }

    #[test]
    fn links_are_told_where_their_text_stays() {
        let difference = compared(
            "<main><p><a href=\"b.html\">在线申报</a> <a href=\"c-12345678.docx\">表</a> <a href=\"d.html\">丁</a></p><p>x</p></main>",
            "<main><p><a href=\"e.html\">在线申报</a> <a href=\"c-87654321.docx\">表</a> 丁</p><p>x</p></main>",
        );
        let told: Vec<(&str, Option<&str>, bool)> = difference
            .links
            .iter()
            .map(|link| (link.text.as_str(), link.new.as_deref(), link.new_version))
            .collect();
        assert_eq!(
            told,
            [
                ("丁", None, false),
                ("在线申报", Some("zc/e.html"), false),
                ("表", Some("zc/c-87654321.docx"), true)
            ]
        );
    }

    #[test]
    fn the_same_in_other_markup_is_no_difference() {
        assert!(
            compared("<main><p>甲 乙</p></main>", "<main class=x><div><p id=a>甲\n乙</p></div></main>")
                .is_empty()
        );
    }

    #[test]
    fn a_row_keeps_what_it_is_about() {
        let row = |phone: &str| format!("人才公寓 ｜ {} ｜ {phone}", "甲".repeat(60));
        assert_eq!(around(&row("1"), &row("2"), 4).1, "人才公寓 ｜ …甲 ｜ 2");
    }

    #[test]
    fn long_texts_are_cut_around_their_changes() {
        let text = |sum: &str| format!("{}补贴{sum}，{}", "甲".repeat(50), "乙".repeat(50));
        assert_eq!(
            around(&text("5万元"), &text("6万元"), 4),
            ("…甲甲补贴5万元，乙乙乙…".into(), "…甲甲补贴6万元，乙乙乙…".into())
        );
    }
}
