//! The nearest of some known names, for messages.

/// The candidate nearest to `word`, if it is near enough to be what was meant.
///
/// Counts inserted, removed, changed and swapped characters; a Chinese name of two characters
/// may differ in one.
///
/// ```
/// use juxian::text::nearest;
/// assert_eq!(nearest("tilte", ["title", "topics"]), Some("title"));
/// assert_eq!(nearest("发文自号", ["发文字号", "发文机关"]), Some("发文字号"));
/// assert_eq!(nearest("xyz", ["title"]), None);
/// ```
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > WORD_BYTES_MAX {
        return None;
    }
    let word: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    let limit = (word.len() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    let mut other: Vec<char> = Vec::new();
    for candidate in candidates.into_iter().take(CANDIDATES_MAX) {
        if candidate.chars().count().abs_diff(word.len()) > limit {
            continue;
        }
        other.clear();
        other.extend(candidate.chars().flat_map(char::to_lowercase));
        let distance = distance(&word, &other, limit);
        if distance <= limit
            && distance < word.len().max(other.len())
            && best.is_none_or(|best| (distance, candidate) < best)
        {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// The nearest candidate as a message shows it behind what was written; empty where none is near.
///
/// ```
/// assert_eq!(juxian::text::hint("tilte", ["title"]), " → “title”");
/// ```
pub fn hint<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, candidates).map(|near| format!(" → “{near}”")).unwrap_or_default()
}

/// What is longer was not meant as a name.
const WORD_BYTES_MAX: usize = 200;

/// Names that are looked at; callers with more give those that stand nearest in their order, so that
/// ten thousand mistakes in ten thousand files stay cheap.
pub const CANDIDATES_MAX: usize = 500;

/// Inserted, removed, changed and swapped characters; anything above `limit` where there are more.
fn distance(a: &[char], b: &[char], limit: usize) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i + 1);
        for (j, y) in b.iter().enumerate() {
            let mut cost = (above[j] + usize::from(x != y)).min(row[j] + 1).min(above[j + 1] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                cost = cost.min(before[j - 1] + 1);
            }
            row.push(cost);
        }
        if row.iter().all(|cost| *cost > limit) {
            return limit + 1;
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}
