//! Shortcodes: `{{< name key="value" >}}` in a paragraph of its own, and `{{< /name >}}`.

use std::collections::HashMap;

/// One opening or closing tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ShortcodeTag {
    pub name: String,
    pub args: Vec<(String, String)>,
    pub closing: bool,
    /// Text between an opening and a closing tag in one paragraph.
    pub inline: Option<String>,
}

/// Opening tags that wait for their closing one. A closing tag also ends those left open within it.
#[derive(Default)]
pub(super) struct OpenTags<T> {
    open: Vec<(String, T)>,
    /// How many of each name are open: most closing tags of a broken text have none.
    count: HashMap<String, usize>,
}

impl<T> OpenTags<T> {
    pub fn push(&mut self, name: String, value: T) {
        *self.count.entry(name.clone()).or_default() += 1;
        self.open.push((name, value));
    }

    /// What was kept with the tag that a closing one ends; `None` where none of that name is open.
    pub fn close(&mut self, name: &str) -> Option<T> {
        if self.count.get(name).is_none_or(|count| *count == 0) {
            return None;
        }
        while let Some((open, value)) = self.open.pop() {
            let is_it = open == name;
            if let Some(count) = self.count.get_mut(&open) {
                *count -= 1;
            }
            if is_it {
                return Some(value);
            }
        }
        None
    }
}

/// Reads a paragraph that is a shortcode and nothing else.
pub(super) fn parse(paragraph: &str) -> Option<ShortcodeTag> {
    let rest = paragraph.strip_prefix("{{<")?;
    let (inner, after) = rest.split_once(">}}")?;
    let inner = inner.trim();
    let (inner, closing) = match inner.strip_prefix('/') {
        Some(inner) => (inner.trim(), true),
        None => (inner, false),
    };
    let name_end = inner.find(char::is_whitespace).unwrap_or(inner.len());
    let name = &inner[..name_end];
    let valid = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    if !valid {
        return None;
    }
    let inline = match after.trim() {
        "" => None,
        text => Some(closed(text, name)?.to_string()),
    };
    Some(ShortcodeTag { name: name.into(), args: arguments(&inner[name_end..]), closing, inline })
}

/// The text before `{{< /name >}}` at the end of a paragraph.
fn closed<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let (body, tag) = text.rsplit_once("{{<")?;
    let tag = tag.strip_suffix(">}}")?.trim().strip_prefix('/')?.trim();
    (tag == name).then(|| body.trim())
}

/// `key="value"` or `key=value`, separated by spaces.
fn arguments(text: &str) -> Vec<(String, String)> {
    let mut args = Vec::new();
    let mut rest = text.trim_start();
    while let Some((key, after)) = rest.split_once('=') {
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\'' | '“'));
        let close = if quote == Some('“') { '”' } else { quote.unwrap_or(' ') };
        let value = &after[quote.map_or(0, char::len_utf8)..];
        let end = value.find(close).unwrap_or(value.len());
        args.push((key.trim().to_string(), value[..end].to_string()));
        rest = value.get(end + close.len_utf8()..).unwrap_or_default().trim_start();
    }
    args
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn tags_are_read() {
        let tag = parse("{{< notice kind=\"warning\" title='请 注意' n=3 >}}").unwrap();
        assert_eq!((tag.name.as_str(), tag.closing), ("notice", false));
        assert_eq!(tag.args[1], ("title".to_string(), "请 注意".to_string()));
        assert_eq!(tag.args[2].1, "3");
        assert!(parse("{{< /notice >}}").unwrap().closing);
        assert_eq!(parse("{{< qa >}}答{{< /qa >}}").unwrap().inline.as_deref(), Some("答"));
        assert_eq!(parse("{{< a >}} b"), None);
        assert_eq!(parse("文 {{< a >}}"), None);
    }
}
