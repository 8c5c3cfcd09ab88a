//! What changed between two versions of one text: clause by clause, and word by word within a clause.
//!
//! Takes the clauses of both texts as [`Provision`]s (made by [`provisions`]), gives [`Pair`]s in
//! reading order ([`compare`]), and for two provisions that are one the changes of their lines
//! ([`lines`]). Pages, findings and data files all read these.
//!
//! A provision is an article, a heading of a part, chapter or section, an annex, or, in the section
//! form, a 一、 or （一）. Equal texts find each other first, wherever they stand; of the rest the most
//! similar do, for which only a few candidates of each are looked at. So two thousand articles that
//! share nothing, or ten thousand that are all alike, cost no more than their length.
//!
//! **Invariant**: pure and deterministic; white space and the number of the clause itself make no
//! difference between two provisions, every other character does.

use super::{ClauseLevel, PolicyText};
use crate::markdown::{Block, BlockKind};
use crate::text::{clause_label, is_space, narrow, tight_article, without_space};
use std::collections::{HashMap, VecDeque};

/// One paragraph, item or row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its anchor, where it is a clause; empty else.
    pub anchor: Box<str>,
    /// （二）, as printed in the text; empty for paragraphs, and for the first line of an article.
    pub label: Box<str>,
    pub text: String,
}

/// A clause as the unit of a comparison, with everything in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provision {
    /// `None` for text outside all clauses.
    pub level: Option<ClauseLevel>,
    /// 第八条; empty outside clauses.
    pub label: Box<str>,
    /// The title of a chapter, the short heading of a section level; may be empty.
    pub heading: Box<str>,
    pub anchor: Box<str>,
    pub lines: Vec<Line>,
}

/// What has become of a provision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    Same,
    Changed,
    Added,
    Removed,
}

/// A provision of the old text and what it is in the new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Position in the old text; `None` if added.
    pub old: Option<usize>,
    /// Position in the new text; `None` if removed.
    pub new: Option<usize>,
    pub fate: Fate,
    /// Stands elsewhere among the others, and not only under another number.
    pub moved: bool,
}

impl Pair {
    /// The same, seen from the new text: what was added is removed.
    pub fn turned(self) -> Pair {
        let fate = match self.fate {
            Fate::Added => Fate::Removed,
            Fate::Removed => Fate::Added,
            fate => fate,
        };
        Pair { old: self.new, new: self.old, fate, ..self }
    }
}

/// A stretch of running text, by what happened to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    Same(String),
    Removed(String),
    Added(String),
}

/// A line of a provision that stands in both texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineChange {
    pub fate: Fate,
    /// The label of the line in the old text and in the new one.
    pub labels: [Box<str>; 2],
    pub runs: Vec<Run>,
}

// ---- provisions

/// The provisions of a text, in order. `source` is the file that the ranges are bytes of.
///
/// Title, signature and imprint are no part of it.
pub fn provisions(text: &PolicyText, blocks: &[Block], source: &str) -> Vec<Provision> {
    let first = text.clauses.first().map_or(usize::MAX, |clause| clause.start);
    let mut all: Vec<Provision> = Vec::new();
    let mut end = 0;
    for block in blocks.iter().filter(|block| !is_frame(text, block, first)) {
        let clause = text.clause_at(block.range.start);
        match clause.filter(|clause| is_unit(clause.level) || clause.parent.is_none()) {
            Some(clause) => {
                end = clause.end;
                all.push(Provision {
                    level: Some(clause.level),
                    label: clause.label.clone(),
                    heading: clause.heading.clone(),
                    anchor: clause.anchor.clone(),
                    lines: vec![Line { text: without_label(&block.text), ..Line::default() }],
                });
            }
            None => {
                let outside = block.range.start >= end && all.last().is_none_or(|last| last.level.is_some());
                if outside {
                    all.push(Provision::default());
                }
                let last = all.last_mut().expect("one was pushed where there was none");
                let anchor = clause.map(|clause| clause.anchor.clone()).unwrap_or_default();
                last.lines.extend(lines_of(block, anchor, clause.is_some(), source));
            }
        }
    }
    all
}

fn is_unit(level: ClauseLevel) -> bool {
    use ClauseLevel as L;
    matches!(
        level,
        L::Annex | L::Part | L::Chapter | L::Section | L::Article | L::SectionLevel1 | L::SectionLevel2
    )
}

/// Title, number, signature and imprint; before the first clause also the list of contents.
fn is_frame(text: &PolicyText, block: &Block, first: usize) -> bool {
    let at = block.range.start;
    let titles = [&text.carrier_title, &text.inner_title, &text.document_number];
    let is_title = titles.into_iter().flatten().any(|found| found.range.contains(&at));
    let is_imprint = text.imprint.as_ref().is_some_and(|range| range.contains(&at));
    let is_contents = || clause_label(&format!("{} ", block.text)).is_some() || plain(&block.text) == "目录";
    is_title
        || is_imprint
        || text.is_signature(at)
        || matches!(block.kind, BlockKind::Heading(1)) && at < first && text.clause_at(at).is_none()
        || at < first && is_contents()
}

/// The lines of a block: of a table its rows, else one.
fn lines_of(block: &Block, anchor: Box<str>, labelled: bool, source: &str) -> Vec<Line> {
    if block.kind != BlockKind::Table {
        let len = if labelled { clause_label(&block.text).map_or(0, |label| label.len) } else { 0 };
        let (label, text) = block.text.split_at(len);
        return vec![Line { anchor, label: label.trim_matches(is_space).into(), text: text.trim().into() }];
    }
    let rows = source.get(block.range.clone()).unwrap_or_default().lines().map(|row| {
        let cells = row.trim().trim_matches('|').split('|').map(|cell| cell.trim().replace("**", ""));
        cells.collect::<Vec<_>>().join(" ｜ ")
    });
    let is_rule = |row: &String| row.chars().all(|c| matches!(c, '-' | ':' | '｜' | ' '));
    rows.filter(|row| !is_rule(row)).map(|text| Line { text, ..Line::default() }).collect()
}

fn without_label(text: &str) -> String {
    let spaced = format!("{text} ");
    let label = clause_label(&spaced).or_else(|| tight_article(text));
    let len = label.map_or(0, |label| label.len.min(text.len()));
    text.get(len..).unwrap_or(text).trim_matches(is_space).to_string()
}

/// A text as it is compared.
fn plain(text: &str) -> String {
    without_space(text)
}

impl Provision {
    /// Whether it is a clause that says something, and no heading of a chapter.
    pub fn is_clause(&self) -> bool {
        use ClauseLevel as L;
        !matches!(self.level, None | Some(L::Part | L::Chapter | L::Section))
    }

    /// Everything it says, without white space and without its own number.
    pub fn plain(&self) -> String {
        let lines = self.lines.iter().map(|line| plain(&format!("{}{}", line.label, line.text)));
        lines.collect::<Vec<_>>().join("\n")
    }
}

// ---- which provision became which

/// Characters pairs of a provision that are held against those of another.
const SKETCH_MAX: usize = 2048;

/// Provisions that may share a pair of characters before it counts as common and finds nothing.
const POSTINGS_MAX: usize = 12;

/// Candidates of each provision that are looked at.
const CANDIDATES_MAX: usize = 6;

/// Of a thousand: how similar two provisions must be to be one, in different and in the same places.
const SIMILAR: u32 = 550;
const SIMILAR_IN_PLACE: u32 = 300;

/// Finds for every provision what it has become, in the order in which a reader goes through the new
/// text; what was removed stands where it was.
pub fn compare(old: &[Provision], new: &[Provision]) -> Vec<Pair> {
    let texts = [old, new].map(|side| side.iter().map(Provision::plain).collect::<Vec<String>>());
    let mut matched = Matched { of_old: vec![None; old.len()], of_new: vec![None; new.len()] };
    equal(old, new, &texts, &mut matched);
    similar(old, new, &texts, &mut matched);
    let stays = longest_run(&matched.of_new);
    let fate = |i: usize, j: usize| if texts[0][i] == texts[1][j] { Fate::Same } else { Fate::Changed };
    let mut pairs = Vec::with_capacity(new.len());
    let mut gone = (0..old.len()).filter(|i| matched.of_old[*i].is_none()).peekable();
    let removed = |i| Pair { old: Some(i), new: None, fate: Fate::Removed, moved: false };
    // Old positions of what stays, from the first on; what is gone follows what stood before it.
    let mut staying = matched.of_new.iter().zip(&stays).filter(|(_, stays)| **stays).filter_map(|(i, _)| *i);
    let mut bound = staying.next();
    pairs.extend(
        std::iter::from_fn(|| gone.next_if(|gone| bound.is_some_and(|bound| *gone < bound))).map(removed),
    );
    for (j, found) in matched.of_new.iter().enumerate() {
        let Some(i) = *found else {
            pairs.push(Pair { old: None, new: Some(j), fate: Fate::Added, moved: false });
            continue;
        };
        let moved = !stays[j] && old[i].anchor != new[j].anchor;
        pairs.push(Pair { old: Some(i), new: Some(j), fate: fate(i, j), moved });
        if stays[j] {
            bound = staying.next();
            let before = |gone: &usize| bound.is_none_or(|bound| *gone < bound);
            pairs.extend(std::iter::from_fn(|| gone.next_if(before)).map(removed));
        }
    }
    pairs.extend(gone.map(removed));
    pairs
}

/// Positions in the other text, by position in this one.
struct Matched {
    of_old: Vec<Option<usize>>,
    of_new: Vec<Option<usize>>,
}

impl Matched {
    fn join(&mut self, i: usize, j: usize) {
        self.of_old[i] = Some(j);
        self.of_new[j] = Some(i);
    }
}

/// What may be compared with what: chapters with chapters, articles with articles.
fn rank(provision: &Provision) -> u8 {
    use ClauseLevel as L;
    match provision.level {
        None => 0,
        Some(L::Annex) => 1,
        Some(L::Part | L::Chapter | L::Section) => 2,
        Some(L::SectionLevel1) => 3,
        Some(_) => 4,
    }
}

/// Joins provisions of one text: those under the same number first, the rest in their order.
fn equal(old: &[Provision], new: &[Provision], texts: &[Vec<String>; 2], matched: &mut Matched) {
    let by_anchor: HashMap<&str, usize> =
        old.iter().enumerate().rev().map(|(i, provision)| (&*provision.anchor, i)).collect();
    for (j, provision) in new.iter().enumerate() {
        let same = by_anchor.get(&*provision.anchor).copied();
        if let Some(i) = same.filter(|i| texts[0][*i] == texts[1][j] && matched.of_old[*i].is_none()) {
            matched.join(i, j);
        }
    }
    let mut waiting: HashMap<(u8, &str), VecDeque<usize>> = HashMap::new();
    for i in (0..old.len()).filter(|i| matched.of_old[*i].is_none()) {
        waiting.entry((rank(&old[i]), &texts[0][i])).or_default().push_back(i);
    }
    for j in 0..new.len() {
        if matched.of_new[j].is_none()
            && let Some(i) =
                waiting.get_mut(&(rank(&new[j]), texts[1][j].as_str())).and_then(VecDeque::pop_front)
        {
            matched.join(i, j);
        }
    }
}

/// Joins what is left by similarity, the most similar first.
fn similar(old: &[Provision], new: &[Provision], texts: &[Vec<String>; 2], matched: &mut Matched) {
    let sketches = |side: usize, of: &[Option<usize>]| -> Vec<Vec<u32>> {
        let texts = texts[side].iter().zip(of);
        texts.map(|(text, of)| if of.is_none() { sketch(text) } else { Vec::new() }).collect()
    };
    let (a, b) = (sketches(0, &matched.of_old), sketches(1, &matched.of_new));
    let index = postings(&a);
    let by_anchor: HashMap<&str, usize> =
        old.iter().enumerate().rev().map(|(i, provision)| (&*provision.anchor, i)).collect();
    let mut scored: Vec<(u32, usize, usize)> = Vec::new();
    for j in (0..new.len()).filter(|j| matched.of_new[*j].is_none()) {
        let same_number = by_anchor.get(&*new[j].anchor).copied();
        let beside = beside(j, &matched.of_new);
        let mut candidates: Vec<usize> = same_number.into_iter().chain(beside).collect();
        candidates.extend(likely(&b[j], &index));
        candidates.sort_unstable();
        candidates.dedup();
        for i in candidates.into_iter().filter(|i| matched.of_old.get(*i).is_some_and(Option::is_none)) {
            if rank(&old[i]) != rank(&new[j]) {
                continue;
            }
            let alike = alike(&a[i], &b[j]);
            let in_place = same_number == Some(i) || beside.contains(&i);
            if alike >= SIMILAR || in_place && alike >= SIMILAR_IN_PLACE {
                let bonus = if same_number == Some(i) { 80 } else { 0 } + if in_place { 40 } else { 0 };
                scored.push((alike + bonus, j, i));
            }
        }
    }
    scored.sort_unstable_by(|x, y| (y.0, x.1, x.2).cmp(&(x.0, y.1, y.2)));
    for (_, j, i) in scored {
        if matched.of_old[i].is_none() && matched.of_new[j].is_none() {
            matched.join(i, j);
        }
    }
}

/// The pairs of neighbouring characters of a text, sorted; of a long one the smallest hashes.
fn sketch(text: &str) -> Vec<u32> {
    let mut pairs: Vec<u32> = Vec::new();
    let mut before = 0u32;
    for c in text.chars().map(u32::from) {
        pairs.push((before.wrapping_mul(0x9e37_79b1) ^ c).wrapping_mul(0x85eb_ca6b));
        before = c;
    }
    pairs.sort_unstable();
    pairs.truncate(SKETCH_MAX);
    pairs
}

/// Which provisions hold a pair of characters, for pairs that few hold.
fn postings(sketches: &[Vec<u32>]) -> HashMap<u32, Vec<u32>> {
    let mut index: HashMap<u32, Vec<u32>> = HashMap::new();
    for (i, sketch) in sketches.iter().enumerate() {
        for pair in sketch {
            let holders = index.entry(*pair).or_default();
            if holders.len() <= POSTINGS_MAX && holders.last() != Some(&(i as u32)) {
                holders.push(i as u32);
            }
        }
    }
    index.retain(|_, holders| holders.len() <= POSTINGS_MAX);
    index
}

/// The provisions that share the most rare pairs with a text.
fn likely(sketch: &[u32], index: &HashMap<u32, Vec<u32>>) -> Vec<usize> {
    let mut votes: HashMap<u32, u32> = HashMap::new();
    for holder in sketch.iter().filter_map(|pair| index.get(pair)).flatten() {
        *votes.entry(*holder).or_default() += 1;
    }
    let mut ranked: Vec<(u32, u32)> = votes.into_iter().map(|(holder, count)| (count, holder)).collect();
    ranked.sort_unstable_by(|x, y| y.0.cmp(&x.0).then(x.1.cmp(&y.1)));
    ranked.into_iter().take(CANDIDATES_MAX).map(|(_, holder)| holder as usize).collect()
}

/// Where a provision would stand in the old text, by its nearest neighbours that are known.
fn beside(j: usize, of_new: &[Option<usize>]) -> [usize; 2] {
    const REACH: usize = 40;
    let before = (0..j).rev().take(REACH).find_map(|at| Some((at, of_new[at]?)));
    let after = (j + 1..of_new.len()).take(REACH).find_map(|at| Some((at, of_new[at]?)));
    let from_before = before.map_or(j, |(at, old)| old + (j - at));
    let from_after = after.and_then(|(at, old)| old.checked_sub(at - j));
    [from_before, from_after.unwrap_or(from_before)]
}

/// Of a thousand: how much two sketches share.
fn alike(a: &[u32], b: &[u32]) -> u32 {
    let (mut i, mut j, mut common) = (0, 0, 0u64);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                common += 1;
                i += 1;
                j += 1;
            }
        }
    }
    let all = (a.len() + b.len()) as u64;
    (2000 * common).checked_div(all).unwrap_or(1000) as u32
}

/// Marks the longest run of matches that keep their order; the others have moved.
pub(crate) fn longest_run(of_new: &[Option<usize>]) -> Vec<bool> {
    let mut stays = vec![false; of_new.len()];
    let mut before: Vec<Option<usize>> = vec![None; of_new.len()];
    // Position of the smallest last old number of a run of each length.
    let mut tails: Vec<usize> = Vec::new();
    for (j, i) in of_new.iter().enumerate().filter_map(|(j, i)| Some((j, (*i)?))) {
        let at = tails.partition_point(|tail| of_new[*tail].is_some_and(|old| old < i));
        before[j] = at.checked_sub(1).map(|at| tails[at]);
        match tails.get_mut(at) {
            Some(tail) => *tail = j,
            None => tails.push(j),
        }
    }
    let mut next = tails.last().copied();
    while let Some(j) = next {
        stays[j] = true;
        next = before[j];
    }
    stays
}

// ---- lines of a provision

/// Comparisons of lines within one provision.
const LINE_PAIRS_MAX: usize = 40_000;

/// What became of each line of a provision that stands in both texts, in reading order.
pub fn lines(old: &Provision, new: &Provision) -> Vec<LineChange> {
    let same = |a: &Line, b: &Line| plain(&a.text) == plain(&b.text);
    let head = old.lines.iter().zip(&new.lines).take_while(|(a, b)| same(a, b)).count();
    let (a, b) = (&old.lines[head..], &new.lines[head..]);
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| same(a, b)).count();
    let middle = align(&a[..a.len() - tail], &b[..b.len() - tail]);
    let mut changes: Vec<LineChange> = Vec::new();
    let both = |a: &[Line], b: &[Line]| -> Vec<LineChange> {
        a.iter().zip(b).map(|(a, b)| change(Some(a), Some(b))).collect()
    };
    changes.extend(both(&old.lines[..head], &new.lines[..head]));
    for (i, j) in middle {
        changes.push(change(i.map(|i| &a[i]), j.map(|j| &b[j])));
    }
    changes.extend(both(&a[a.len() - tail..], &b[b.len() - tail..]));
    changes
}

/// Positions of lines that belong together, in order; the most similar are joined.
fn align(a: &[Line], b: &[Line]) -> Vec<(Option<usize>, Option<usize>)> {
    if a.len() * b.len() > LINE_PAIRS_MAX {
        let gone = (0..a.len()).map(|i| (Some(i), None));
        return gone.chain((0..b.len()).map(|j| (None, Some(j)))).collect();
    }
    let sketches = |lines: &[Line]| lines.iter().map(|line| sketch(&plain(&line.text))).collect::<Vec<_>>();
    let (x, y) = (sketches(a), sketches(b));
    let width = b.len() + 1;
    let mut best = vec![0u32; (a.len() + 1) * width];
    let worth = |i: usize, j: usize| Some(alike(&x[i], &y[j])).filter(|alike| *alike >= SIMILAR_IN_PLACE);
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            let skip = best[(i + 1) * width + j].max(best[i * width + j + 1]);
            let join = worth(i, j).map_or(0, |worth| worth + best[(i + 1) * width + j + 1]);
            best[i * width + j] = skip.max(join);
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < a.len() && j < b.len() {
        let here = best[i * width + j];
        if worth(i, j).is_some_and(|worth| worth + best[(i + 1) * width + j + 1] == here) {
            pairs.push((Some(i), Some(j)));
            (i, j) = (i + 1, j + 1);
        } else if best[(i + 1) * width + j] == here {
            pairs.push((Some(i), None));
            i += 1;
        } else {
            pairs.push((None, Some(j)));
            j += 1;
        }
    }
    pairs.extend((i..a.len()).map(|i| (Some(i), None)));
    pairs.extend((j..b.len()).map(|j| (None, Some(j))));
    pairs
}

fn change(old: Option<&Line>, new: Option<&Line>) -> LineChange {
    let label = |line: Option<&Line>| line.map(|line| line.label.clone()).unwrap_or_default();
    let labels = [label(old), label(new)];
    let (fate, runs) = match (old, new) {
        (Some(old), Some(new)) if plain(&old.text) == plain(&new.text) => {
            (Fate::Same, vec![Run::Same(new.text.clone())])
        }
        (Some(old), Some(new)) => (Fate::Changed, words(&old.text, &new.text)),
        (Some(old), None) => (Fate::Removed, vec![Run::Removed(old.text.clone())]),
        (None, new) => (Fate::Added, vec![Run::Added(new.map(|line| line.text.clone()).unwrap_or_default())]),
    };
    LineChange { fate, labels, runs }
}

// ---- words of a line

/// Comparisons of words within one line.
const WORD_PAIRS_MAX: usize = 1_000_000;

/// Characters between two changes that are read as part of them.
const ISLAND_MAX: usize = 4;

/// The changes between two lines, in runs that can be read: a number keeps its unit, and where nearly
/// everything differs the whole line is replaced.
///
/// ```
/// use juxian::policy::diff::{Run, words};
/// let runs = words("每人补贴1500元，期限3年。", "每人补贴2000元，期限3年。");
/// assert_eq!(runs[1], Run::Removed("1500元".into()));
/// assert_eq!(runs[2], Run::Added("2000元".into()));
/// ```
pub fn words(old: &str, new: &str) -> Vec<Run> {
    let (mut a, mut b) = (tokens(old), tokens(new));
    if middle(&a, &b) > WORD_PAIRS_MAX {
        (a, b) = (clauses(old), clauses(new));
    }
    let runs = if middle(&a, &b) > WORD_PAIRS_MAX { Vec::new() } else { tidy(common(&a, &b)) };
    let kept: usize = runs.iter().map(|run| if let Run::Same(text) = run { text.len() } else { 0 }).sum();
    if kept * 5 < old.len().max(new.len()) {
        let all = [Run::Removed(old.into()), Run::Added(new.into())];
        return all.into_iter().filter(|run| !text_of(run).is_empty()).collect();
    }
    runs
}

fn text_of(run: &Run) -> &str {
    match run {
        Run::Same(text) | Run::Removed(text) | Run::Added(text) => text,
    }
}

fn ends<'a>(a: &[&'a str], b: &[&'a str]) -> (usize, usize) {
    let head = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let tail = a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    (head, tail)
}

/// How many pairs are left between what both begin and end with.
fn middle(a: &[&str], b: &[&str]) -> usize {
    let (head, tail) = ends(a, b);
    (a.len() - head - tail).saturating_mul(b.len() - head - tail)
}

/// The longest common subsequence, as runs of single tokens.
fn common(a: &[&str], b: &[&str]) -> Vec<Run> {
    let (head, tail) = ends(a, b);
    let (x, y) = (&a[head..a.len() - tail], &b[head..b.len() - tail]);
    let width = y.len() + 1;
    let mut best = vec![0u32; (x.len() + 1) * width];
    for i in (0..x.len()).rev() {
        for j in (0..y.len()).rev() {
            best[i * width + j] = if x[i] == y[j] {
                best[(i + 1) * width + j + 1] + 1
            } else {
                best[(i + 1) * width + j].max(best[i * width + j + 1])
            };
        }
    }
    let mut runs: Vec<Run> = a[..head].iter().map(|token| Run::Same(token.to_string())).collect();
    let (mut i, mut j) = (0, 0);
    while i < x.len() || j < y.len() {
        if i < x.len() && j < y.len() && x[i] == y[j] {
            runs.push(Run::Same(x[i].to_string()));
            (i, j) = (i + 1, j + 1);
        } else if j == y.len() || i < x.len() && best[(i + 1) * width + j] >= best[i * width + j + 1] {
            runs.push(Run::Removed(x[i].to_string()));
            i += 1;
        } else {
            runs.push(Run::Added(y[j].to_string()));
            j += 1;
        }
    }
    runs.extend(a[a.len() - tail..].iter().map(|token| Run::Same(token.to_string())));
    runs
}

/// A change: what was there, and what is there now.
#[derive(Default)]
struct Edit {
    removed: String,
    added: String,
}

impl Edit {
    fn len(&self) -> usize {
        self.removed.chars().count().max(self.added.chars().count())
    }
}

/// Joins single tokens to runs, and short islands of equal text with the changes around them.
fn tidy(tokens: Vec<Run>) -> Vec<Run> {
    // Equal text before each change, and after the last one.
    let mut parts: Vec<(String, Edit)> = vec![Default::default()];
    for run in tokens {
        let (same, edit) = parts.last_mut().expect("there is always one");
        match run {
            Run::Same(text) if edit.len() == 0 => same.push_str(&text),
            Run::Same(text) => parts.push((text, Edit::default())),
            Run::Removed(text) => edit.removed.push_str(&text),
            Run::Added(text) => edit.added.push_str(&text),
        }
    }
    let mut joined: Vec<(String, Edit)> = Vec::new();
    for (same, edit) in parts {
        let len = same.chars().count();
        match joined.last_mut() {
            Some((_, before))
                if len <= ISLAND_MAX && edit.len() > 0 && len <= before.len() && len <= edit.len() =>
            {
                before.removed.push_str(&same);
                before.added.push_str(&same);
                before.removed.push_str(&edit.removed);
                before.added.push_str(&edit.added);
            }
            _ => joined.push((same, edit)),
        }
    }
    let runs = joined
        .into_iter()
        .flat_map(|(same, edit)| [Run::Same(same), Run::Removed(edit.removed), Run::Added(edit.added)]);
    runs.filter(|run| !text_of(run).is_empty()).collect()
}

/// Units that a number is read with, longer ones first.
const UNITS: &[&str] = &[
    "个百分点",
    "个工作日",
    "平方米",
    "百分点",
    "工作日",
    "个月",
    "周岁",
    "小时",
    "分钟",
    "公里",
    "万元",
    "亿元",
    "万人",
    "元",
    "年",
    "月",
    "日",
    "天",
    "岁",
    "人",
    "名",
    "家",
    "项",
    "次",
    "倍",
    "%",
    "％",
    "‰",
    "条",
    "户",
    "套",
    "个",
    "件",
    "级",
    "分",
    "周",
    "期",
    "米",
    "亩",
    "万",
    "亿",
    "篇",
    "位",
];

/// The words of a line: a number with its unit, a clause number, a Latin word; else a character.
fn tokens(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let len = clause_number(rest).or_else(|| figure(rest)).unwrap_or_else(|| {
            let word = rest.chars().take_while(char::is_ascii_alphabetic).count();
            word.max(first.len_utf8())
        });
        let (token, after) = rest.split_at(len);
        found.push(token);
        rest = after;
    }
    found
}

fn numeral(text: &str) -> usize {
    text.chars().take_while(|c| "零〇一二三四五六七八九十百千万亿两".contains(*c)).map(char::len_utf8).sum()
}

/// The length of 第十二条之一 at the start of a text.
fn clause_number(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('第')?;
    let figures: usize = rest.chars().take_while(|c| narrow(*c).is_ascii_digit()).map(char::len_utf8).sum();
    let number = figures.max(numeral(rest));
    let unit =
        rest[number..].chars().next().filter(|c| number > 0 && "条款项章节编目次届号批类".contains(*c))?;
    let len = '第'.len_utf8() + number + unit.len_utf8();
    let after = text[len..].strip_prefix('之').map(numeral).filter(|len| *len > 0);
    Some(len + after.map_or(0, |suffix| '之'.len_utf8() + suffix))
}

/// The length of a number with its unit at the start of a text: 1,500元, 三年, 百分之二十.
fn figure(text: &str) -> Option<usize> {
    let is_digit = |c: char| narrow(c).is_ascii_digit();
    let is_part = |c: char| is_digit(c) || matches!(c, '.' | ',' | '．');
    let figures: usize = text.chars().take_while(|c| is_part(*c)).map(char::len_utf8).sum();
    let figures = text[..figures].trim_end_matches(['.', ',', '．']).len();
    let unit = |rest: &str| UNITS.iter().find(|unit| rest.starts_with(**unit)).map_or(0, |unit| unit.len());
    if text.starts_with(is_digit) {
        return Some(figures + unit(&text[figures..]));
    }
    let number = Some(numeral(text)).filter(|len| *len > 0)?;
    if let Some(rest) = text[number..].strip_prefix("分之") {
        return Some(number + "分之".len() + numeral(rest));
    }
    let unit = unit(&text[number..]);
    // 万 and 亿 end a numeral and are a unit of it too.
    (unit > 0 || text[..number].ends_with(['万', '亿'])).then_some(number + unit)
}

/// The stretches between marks of punctuation, each with its mark.
fn clauses(text: &str) -> Vec<&str> {
    text.split_inclusive(['，', '。', '；', '：', '、', ',', ';', ' ']).collect()
}

/// Figures that changed, old and new: 3年 and 5年. Numbers of clauses are none.
pub fn figures(runs: &[Run]) -> Vec<(String, String)> {
    let numbers = |text: &str| -> Vec<String> {
        let is_figure = |token: &&str| !token.starts_with('第') && figure(token) == Some(token.len());
        tokens(text).into_iter().filter(is_figure).map(str::to_string).collect()
    };
    let mut changed = Vec::new();
    for pair in runs.windows(2) {
        if let [Run::Removed(old), Run::Added(new)] = pair {
            let (a, b) = (numbers(old), numbers(new));
            if a.len() == b.len() {
                changed.extend(a.into_iter().zip(b).filter(|(a, b)| a != b));
            }
        }
    }
    changed
}

#[cfg(test)]
mod tests;
