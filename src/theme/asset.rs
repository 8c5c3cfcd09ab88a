//! Style sheets, scripts and pictures of a theme, published under names that hold their hash.

use super::built_in;
use super::bundle::Bundle;
use crate::diagnostic::FileId;
use crate::source::{Holds, SourceFile};
use crate::text;
use crate::url;
use regex::{Captures, Regex};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Endings of the files that are published.
const ENDINGS: &[&str] =
    &["css", "js", "svg", "png", "jpg", "jpeg", "gif", "webp", "ico", "woff", "woff2", "json", "txt"];

/// A file that a theme publishes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Path below `assets/`, as templates name it: `jx.css`.
    pub name: String,
    /// Where it is published: `assets/jx-0a1b2c3d.css`.
    pub route: String,
    pub holds: AssetHolds,
}

/// The content of an asset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AssetHolds {
    Bytes(Vec<u8>),
    /// A binary file of the theme, to be copied.
    File(FileId),
}

/// Whether the ending is one of those that are published.
pub fn is_publishable(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(stem, ending)| !stem.is_empty() && ENDINGS.contains(&ending))
}

/// All assets, sorted by route. Style sheets come last in the making, since their names depend on
/// what they point at. A file of the site takes the place of a bundle of the same name.
pub fn load(site: &BTreeMap<&str, &SourceFile>, bundles: &[Bundle]) -> Vec<Asset> {
    let mut sheets = BTreeMap::new();
    let mut assets = Vec::new();
    let mut ours: Vec<(&str, &str)> = built_in::assets().collect();
    ours.extend(bundles.iter().map(|bundle| (bundle.name.as_str(), bundle.text.as_str())));
    for (name, text) in ours.into_iter().filter(|(name, _)| !site.contains_key(name)) {
        if name.ends_with(".css") {
            sheets.insert(name, text);
        } else {
            assets.push(of_bytes(name, text.as_bytes().to_vec()));
        }
    }
    for (name, file) in site {
        match &file.holds {
            Holds::Text(text) if name.ends_with(".css") => {
                sheets.insert(name, text);
            }
            Holds::Text(text) => assets.push(of_bytes(name, text.as_bytes().to_vec())),
            Holds::Binary(_) => assets.push(Asset {
                name: name.to_string(),
                route: route(name, &file.sha256),
                holds: AssetHolds::File(file.id),
            }),
            Holds::Refused => {}
        }
    }
    let pictures = assets.len();
    for (name, text) in sheets {
        let text = with_routes(name, text, &assets[..pictures]);
        assets.push(of_bytes(name, text.into_bytes()));
    }
    assets.sort_by(|a, b| a.route.cmp(&b.route));
    assets
}

fn of_bytes(name: &str, bytes: Vec<u8>) -> Asset {
    Asset {
        name: name.to_string(),
        route: route(name, &Sha256::digest(&bytes).into()),
        holds: AssetHolds::Bytes(bytes),
    }
}

/// ASCII, with eight digits of the hash before the ending.
fn route(name: &str, sha256: &[u8; 32]) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "bin"));
    let parts: Vec<String> = stem.split('/').map(ascii).collect();
    let [a, b, c, d, ..] = sha256;
    format!("assets/{}-{a:02x}{b:02x}{c:02x}{d:02x}.{ending}", parts.join("/"))
}

fn ascii(part: &str) -> String {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.');
    if part.chars().all(plain) {
        return part.to_string();
    }
    match text::slug(part) {
        slug if slug.is_empty() => text::path_hash(part),
        slug => slug,
    }
}

/// The style sheet with `url(…)` of other assets replaced by their routes.
fn with_routes(name: &str, text: &str, assets: &[Asset]) -> String {
    static URL: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"url\(\s*(["']?)([^"')]+)(["']?)\s*\)"#).expect("a valid pattern"));
    let replaced = URL.replace_all(text, |found: &Captures| {
        let target = url::join(url::folder(name), found[2].trim());
        let asset = target.and_then(|target| assets.iter().find(|asset| asset.name == target));
        match asset {
            Some(asset) => format!("url(\"{}\")", url::relative(&format!("assets/{name}"), &asset.route)),
            None => found[0].to_string(),
        }
    });
    replaced.into_owned()
}
