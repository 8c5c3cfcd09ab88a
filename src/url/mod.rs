//! Addresses: routes inside the site, relative links between them, percent-coding.
//!
//! A route is the path of an output file below the output folder, with `/`, such as
//! `zc/yrc-2026-3.html`.
//!
//! **Invariant**: strings only; nothing here knows what stands at an address.

mod portable;

pub use portable::windows_refuses;

/// Whether a text may be the id of an entry, and with it part of an address: 3 to 60 lower-case
/// letters, digits and hyphens, and no name that Windows keeps for itself.
///
/// ```
/// use juxian::url::is_id;
/// assert!(is_id("yrc-2026-3"));
/// assert!(!is_id("../evil") && !is_id("con") && !is_id("A"));
/// ```
pub fn is_id(text: &str) -> bool {
    let is_letter = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    (3..=60).contains(&text.len()) && text.bytes().all(is_letter) && windows_refuses(text).is_none()
}

/// The relative address of route `to`, as seen from the page at route `from`.
///
/// ```
/// use juxian::url::relative;
/// assert_eq!(relative("zc/a.html", "zc/b.html"), "b.html");
/// assert_eq!(relative("zc/a/v/1.html", "index.html"), "../../../index.html");
/// assert_eq!(relative("index.html", "zc/b.html"), "zc/b.html");
/// ```
pub fn relative(from: &str, to: &str) -> String {
    let folder_of = |path: &str| path.rfind('/').map_or(0, |at| at + 1);
    let (from_end, to_end) = (folder_of(from), folder_of(to));
    let shared = from.as_bytes()[..from_end]
        .iter()
        .zip(&to.as_bytes()[..to_end])
        .enumerate()
        .take_while(|(_, (a, b))| a == b)
        .filter(|(_, (a, _))| **a == b'/')
        .last()
        .map_or(0, |(at, _)| at + 1);
    let up = from.as_bytes()[shared..from_end].iter().filter(|byte| **byte == b'/').count();
    let mut link = String::with_capacity(3 * up + to.len() - shared);
    for _ in 0..up {
        link.push_str("../");
    }
    link.push_str(&to[shared..]);
    link
}

/// Percent-codes what may not stand in an address; `/ # ? & = % : @` and letters of ASCII stay.
///
/// ```
/// assert_eq!(juxian::url::encode("a b/人.pdf"), "a%20b/%E4%BA%BA.pdf");
/// ```
pub fn encode(text: &str) -> String {
    let mut coded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => coded.push(byte as char),
            b'-' | b'_' | b'.' | b'~' | b'/' | b'#' | b'?' | b'&' | b'=' | b'%' | b':' | b'@' | b'+'
            | b',' | b';' | b'(' | b')' | b'!' | b'*' | b'\'' | b'$' | b'[' | b']' => {
                coded.push(byte as char)
            }
            _ => coded.push_str(&format!("%{byte:02X}")),
        }
    }
    coded
}

/// Percent-codes a text that is one value of an address, so that nothing in it has a meaning there.
///
/// ```
/// assert_eq!(juxian::url::encode_value("a&b 人"), "a%26b%20%E4%BA%BA");
/// ```
pub fn encode_value(text: &str) -> String {
    let mut coded = String::with_capacity(text.len() * 5 / 4);
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => coded.push(byte as char),
            _ => coded.push_str(&format!("%{byte:02X}")),
        }
    }
    coded
}

/// Undoes percent-coding; what is not UTF-8 afterwards stays as written.
pub fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        let hex = (bytes[i] == b'%').then(|| text.get(i + 1..i + 3)).flatten();
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                plain.push(byte);
                i += 3;
            }
            None => {
                plain.push(bytes[i]);
                i += 1;
            }
        }
    }
    String::from_utf8(plain).unwrap_or_else(|_| text.to_string())
}

/// Joins a path written in a file of folder `folder` (empty or ending without `/`) to a path below
/// the root; `None` when it leaves the root.
///
/// ```
/// use juxian::url::join;
/// assert_eq!(join("policies", "../guides/x.md").as_deref(), Some("guides/x.md"));
/// assert_eq!(join("policies", "../../x.md"), None);
/// ```
pub fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = if path.starts_with('/') {
        Vec::new()
    } else {
        folder.split('/').filter(|p| !p.is_empty()).collect()
    };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The folder of a path, without a closing `/`; empty at the root.
pub fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The route of the manifest in every output; no page may have it.
pub const MANIFEST: &str = "juxian-manifest.json";

/// The route that a former address names: a path inside the site, with a file name that every disk
/// takes. Names that begin with a dot belong to the host.
///
/// ```
/// use juxian::url::alias_route;
/// assert_eq!(alias_route("/zc/old.html").as_deref(), Some("zc/old.html"));
/// assert_eq!(alias_route("zc/old/").as_deref(), Some("zc/old/index.html"));
/// assert_eq!(alias_route("../up.html"), None);
/// assert_eq!(alias_route(".htaccess"), None);
/// ```
pub fn alias_route(alias: &str) -> Option<String> {
    let path = join("", &decode(alias.trim_start_matches('/')))?;
    let is_bad_part = |part: &str| part.starts_with('.') || part.len() > 200;
    if path.is_empty() || path.contains('#') || path == MANIFEST || path.split('/').any(is_bad_part) {
        return None;
    }
    if windows_refuses(&path).is_some() || path.contains(char::is_whitespace) {
        return None;
    }
    let name = path.rsplit('/').next().unwrap_or_default();
    Some(if name.contains('.') { path } else { format!("{path}/index.html") })
}
