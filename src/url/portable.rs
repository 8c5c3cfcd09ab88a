//! File names that some disk would not take.

use crate::diagnostic::finding::Words;

/// Characters of a whole path that Windows takes without further ado.
const PATH_MAX: usize = 240;

/// Why Windows refuses a path below the content folder; `None` where it does not.
pub fn windows_refuses(path: &str) -> Option<Words> {
    if path.chars().count() > PATH_MAX {
        return Some(Words::new(
            format!("路径超过 {PATH_MAX} 个字符"),
            format!("the path is longer than {PATH_MAX} characters"),
        ));
    }
    path.split('/').find_map(refused_part)
}

fn refused_part(part: &str) -> Option<Words> {
    const RESERVED: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "COM", "LPT"];
    if let Some(bad) = part.chars().find(|c| c.is_control() || "<>:\"|?*\\".contains(*c)) {
        let bad = bad.escape_default();
        return Some(Words::new(format!("含有“{bad}”"), format!("it holds “{bad}”")));
    }
    if part.ends_with(['.', ' ']) {
        return Some(Words::new("以点或空格结尾", "it ends with a dot or a space"));
    }
    let stem = part.split('.').next().unwrap_or_default().to_ascii_uppercase();
    let reserved = RESERVED.iter().any(|name| match stem.strip_prefix(name) {
        Some("") => !matches!(*name, "COM" | "LPT"),
        Some(number) => {
            matches!(*name, "COM" | "LPT") && number.len() == 1 && number.as_bytes()[0].is_ascii_digit()
        }
        None => false,
    });
    reserved.then(|| Words::new(format!("“{stem}”是保留名"), format!("“{stem}” is a reserved name")))
}

#[cfg(test)]
mod tests {
    use super::windows_refuses;

    #[test]
    fn names_that_windows_refuses() {
        for bad in ["a?.md", "政策/con.md", "LPT1", "x./a.md", "a:b.md"] {
            assert!(windows_refuses(bad).is_some(), "{bad}");
        }
        for good in ["政策/2026-人才.md", "contract.md", "com.md", "a b.md"] {
            assert!(windows_refuses(good).is_none(), "{good}");
        }
    }
}
