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
    let word: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    let limit = (word.len() / 3).max(1);
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let other: Vec<char> = candidate.chars().flat_map(char::to_lowercase).collect();
            let distance = distance(&word, &other);
            (distance <= limit && distance < word.len().max(other.len())).then_some((distance, candidate))
        })
        .min()
        .map(|(_, candidate)| candidate)
}

fn distance(a: &[char], b: &[char]) -> usize {
    let mut rows = vec![(0..=b.len()).collect::<Vec<_>>()];
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let mut cost = (rows[i][j] + usize::from(x != y)).min(row[j] + 1).min(rows[i][j + 1] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                cost = cost.min(rows[i - 1][j - 1] + 1);
            }
            row.push(cost);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}
