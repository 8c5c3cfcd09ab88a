//! What differs between two outputs, page by page, as a reader of the pages would say it.
//!
//! Takes two outputs, gives [`Changes`]. The manifests say which files differ; only those are read, in
//! parallel. A page is compared by what is said on it ([`page`](super::page)): texts block by block,
//! facts by their label, links by their target. What many pages have in common is told once.
//!
//! **Invariant**: nothing is written, and the result does not depend on the order of the work.

use super::compare::{Difference, compare};
use super::folder::{GROUPS, group, is_list};
use super::output::{Item, Output};
use super::page::{self, Page};
use rayon::prelude::*;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

/// Version of the JSON form.
const FORMAT: u32 = 1;

/// Pages that have to share a change for it to be told once.
const SHARED_MIN: usize = 4;

/// Two outputs and what is different. Lists are sorted by path, content before lists.
#[derive(Clone, Debug, Serialize)]
pub struct Changes {
    pub format: u32,
    pub old: Side,
    pub new: Side,
    /// Whether pages could be read; else paths and hashes were compared.
    pub pages_read: bool,
    pub added: Vec<Arrived>,
    pub removed: Vec<Gone>,
    /// Pages whose former address leads on to a new one.
    pub moved: Vec<Moved>,
    pub changed: Vec<Changed>,
    /// Changes that several pages share.
    pub shared: Vec<Shared>,
    /// Pages that read as before.
    pub unseen: Unseen,
    pub files: Vec<Group>,
    /// Files of a manifest that are not there, or are not what it says.
    pub damaged: Vec<Damaged>,
}

/// One of the two outputs.
#[derive(Clone, Debug, Serialize)]
pub struct Side {
    pub date: String,
    pub generator: String,
    pub files: usize,
    pub pages: usize,
}

/// A page that was not there before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Arrived {
    pub path: String,
    pub title: String,
    pub is_list: bool,
    /// Of a page that only leads on, where to.
    pub leads_on: Option<String>,
}

/// A page that is there no more, and nothing in its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Gone {
    pub path: String,
    pub title: String,
    pub is_list: bool,
    /// Whether it only led on to another page.
    pub led_on: bool,
    /// A new page with the same title.
    pub likely: Option<String>,
}

/// A page with a new address, to which the old one leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Moved {
    pub path: String,
    pub title: String,
    pub to: String,
}

/// A page that reads differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Changed {
    pub path: String,
    pub title: String,
    pub is_list: bool,
    /// What no other page, or few others, has.
    pub changes: Vec<Change>,
    pub links: Vec<LinkChange>,
    /// Texts that stand elsewhere on the page.
    pub reordered: usize,
    /// Positions in `shared`.
    pub shared: Vec<usize>,
}

/// What a change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    Title,
    /// A value with a label, such as a date or an amount.
    Fact,
    /// The label itself.
    Label,
    Text,
    /// Text in header, navigation or footer.
    Around,
}

/// A text that was added, removed or replaced.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Change {
    pub what: What,
    /// The heading above it; empty in changes that pages share.
    pub place: String,
    /// Of a fact what it is about.
    pub label: String,
    pub old: Option<String>,
    pub new: Option<String>,
}

/// A link whose text stands as before, with another target.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct LinkChange {
    pub text: String,
    pub old: Option<String>,
    pub new: Option<String>,
    /// The same file by name, with other content.
    pub new_version: bool,
}

/// The same change on several pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shared {
    #[serde(flatten)]
    pub change: SharedChange,
    pub pages: usize,
    /// At most three of them.
    pub examples: Vec<String>,
}

impl Shared {
    /// Whether it stands in header, navigation or footer.
    pub fn is_around(&self) -> bool {
        matches!(&self.change, SharedChange::Text(change) if change.what == What::Around)
    }
}

/// What pages may share.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SharedChange {
    Text(Change),
    Link(LinkChange),
}

/// Pages that differ and read as before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Unseen {
    /// Only tags of the head differ, with their names, and perhaps names of assets.
    pub tags: Vec<Tagged>,
    /// Only names of styles, scripts and other assets differ.
    pub assets: Vec<String>,
    /// Anything else: elements, attributes, pictures; with tags of the head that differ besides.
    pub markup: Vec<Tagged>,
}

/// A page that reads the same, and the tags of its head that differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tagged {
    pub path: String,
    pub tags: Vec<String>,
}

/// Files that are no pages, by what they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Group {
    pub name: &'static str,
    pub added: usize,
    pub removed: usize,
    pub changed: usize,
    /// Names of assets and attachments; of other groups none.
    pub names: Vec<String>,
}

/// A file that its manifest tells wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Damaged {
    /// `old` or `new`.
    pub side: &'static str,
    pub path: String,
}

impl Changes {
    /// Whether the outputs are the same, byte for byte.
    pub fn is_empty(&self) -> bool {
        let pages = self.added.len() + self.removed.len() + self.moved.len() + self.changed.len();
        let unseen = self.unseen.tags.len() + self.unseen.assets.len() + self.unseen.markup.len();
        pages + unseen + self.files.len() + self.damaged.len() == 0
    }
}

/// Compares two outputs: folders, zips or manifests.
///
/// # Errors
/// Where one has no manifest, or a damaged one.
pub fn changes(old: &Path, new: &Path) -> anyhow::Result<Changes> {
    let (old, new) = (Output::open(old)?, Output::open(new)?);
    let paths = Paths::of(&old, &new);
    let mut changes = Changes {
        format: FORMAT,
        old: side(&old),
        new: side(&new),
        pages_read: old.has_files() && new.has_files(),
        added: Vec::new(),
        removed: Vec::new(),
        moved: Vec::new(),
        changed: Vec::new(),
        shared: Vec::new(),
        unseen: Unseen::default(),
        files: groups(&paths),
        damaged: Vec::new(),
    };
    pages(&old, &new, &paths, &mut changes);
    Ok(changes)
}

fn side(output: &Output) -> Side {
    let listed = &output.listed;
    Side {
        date: listed.date.clone(),
        generator: listed.generator.clone(),
        files: listed.files.len(),
        pages: listed.files.iter().filter(|file| is_page(&file.path)).count(),
    }
}

/// Files that are in one output only, or in both with other bytes; each sorted by path.
struct Paths<'a> {
    added: Vec<&'a Item>,
    removed: Vec<&'a Item>,
    changed: Vec<(&'a Item, &'a Item)>,
}

impl<'a> Paths<'a> {
    fn of(old: &'a Output, new: &'a Output) -> Paths<'a> {
        let map = |output: &'a Output| -> BTreeMap<&'a str, &'a Item> {
            output.listed.files.iter().map(|file| (file.path.as_str(), file)).collect()
        };
        let (old, new) = (map(old), map(new));
        let only = |a: &BTreeMap<&'a str, &'a Item>, b: &BTreeMap<&'a str, &'a Item>| {
            let only = a.iter().filter(|(path, _)| !b.contains_key(*path));
            only.map(|(_, file)| *file).collect::<Vec<_>>()
        };
        let both = old.iter().filter_map(|(path, file)| Some((*file, *new.get(path)?)));
        let changed = both.filter(|(a, b)| a.sha256 != b.sha256).collect();
        Paths { added: only(&new, &old), removed: only(&old, &new), changed }
    }
}

// ---- pages

fn is_page(path: &str) -> bool {
    path.ends_with(".html")
}

/// Content first, Chinese before English, then by path.
fn place(path: &str) -> (bool, bool, &str) {
    (is_list(path), path.starts_with("en/"), path)
}

/// What the comparison of one page gives.
enum Seen {
    Damaged(&'static str),
    Moved {
        title: String,
        to: String,
    },
    Changed {
        title: String,
        difference: Difference,
    },
    Tags(Vec<String>),
    Assets,
    Markup(Vec<String>),
    /// One of the outputs is a manifest alone.
    Unknown {
        title: String,
    },
}

fn pages(old: &Output, new: &Output, paths: &Paths, changes: &mut Changes) {
    let arrived: Vec<Arrived> = arrivals(new, &paths.added, &mut changes.damaged);
    let gone: Vec<Gone> = departures(old, &paths.removed, &arrived, &mut changes.damaged);
    let of_pages: Vec<&(&Item, &Item)> = paths.changed.iter().filter(|(a, _)| is_page(&a.path)).collect();
    let seen: Vec<Seen> = of_pages.par_iter().map(|(a, b)| look(old, new, a, b)).collect();
    let mut different: Vec<(String, String, Difference)> = Vec::new();
    for ((a, _), seen) in of_pages.iter().zip(seen) {
        let path = a.path.clone();
        match seen {
            Seen::Damaged(side) => changes.damaged.push(Damaged { side, path }),
            Seen::Moved { title, to } => changes.moved.push(Moved { path, title, to }),
            Seen::Changed { title, difference } => different.push((path, title, difference)),
            Seen::Unknown { title } => different.push((path, title, Difference::default())),
            Seen::Tags(tags) => changes.unseen.tags.push(Tagged { path, tags }),
            Seen::Assets => changes.unseen.assets.push(path),
            Seen::Markup(tags) => changes.unseen.markup.push(Tagged { path, tags }),
        }
    }
    different.extend(changes.moved.iter().filter_map(|moved| at_new_address(old, new, paths, moved)));
    let targets: HashSet<&str> = changes.moved.iter().map(|moved| moved.to.as_str()).collect();
    changes.added = arrived.into_iter().filter(|page| !targets.contains(page.path.as_str())).collect();
    changes.removed = gone;
    share(different, changes);
    changes.added.sort_by(|a, b| place(&a.path).cmp(&place(&b.path)));
    changes.removed.sort_by(|a, b| place(&a.path).cmp(&place(&b.path)));
    changes.moved.sort_by(|a, b| place(&a.path).cmp(&place(&b.path)));
    changes.changed.sort_by(|a, b| place(&a.path).cmp(&place(&b.path)));
    changes.damaged.sort();
    changes.damaged.dedup();
}

/// Pages that one output alone has, read; an empty one where a file is missing, which is told.
fn read_pages<'a>(
    output: &Output,
    files: &[&'a Item],
    side: &'static str,
    damaged: &mut Vec<Damaged>,
) -> Vec<(&'a str, Page)> {
    let pages: Vec<&Item> = files.iter().copied().filter(|file| is_page(&file.path)).collect();
    let read: Vec<Option<Page>> = pages.par_iter().map(|file| page_of(output, file)).collect();
    let mut told = Vec::with_capacity(pages.len());
    for (file, page) in pages.into_iter().zip(read) {
        if page.is_none() && output.has_files() {
            damaged.push(Damaged { side, path: file.path.clone() });
        }
        told.push((file.path.as_str(), page.unwrap_or_default()));
    }
    told
}

fn arrivals(new: &Output, added: &[&Item], damaged: &mut Vec<Damaged>) -> Vec<Arrived> {
    let pages = read_pages(new, added, "new", damaged).into_iter();
    pages
        .map(|(path, page)| Arrived {
            path: path.to_string(),
            title: page.title,
            is_list: is_list(path),
            leads_on: page.leads_on,
        })
        .collect()
}

fn departures(old: &Output, removed: &[&Item], arrived: &[Arrived], damaged: &mut Vec<Damaged>) -> Vec<Gone> {
    let real = arrived.iter().filter(|page| page.leads_on.is_none() && !page.is_list);
    let by_title: HashMap<(bool, &str), &str> = real
        .rev()
        .map(|page| ((page.path.starts_with("en/"), page.title.as_str()), page.path.as_str()))
        .collect();
    let gone = |(path, page): (&str, Page)| {
        let is_list = is_list(path);
        let key = (path.starts_with("en/"), page.title.as_str());
        let likely = by_title.get(&key).filter(|_| !is_list && !page.title.is_empty());
        Gone {
            path: path.to_string(),
            is_list,
            led_on: page.leads_on.is_some(),
            likely: likely.map(|path| path.to_string()),
            title: page.title,
        }
    };
    read_pages(old, removed, "old", damaged).into_iter().map(gone).collect()
}

fn page_of(output: &Output, file: &Item) -> Option<Page> {
    let bytes = output.read(file)?;
    Some(page::read(&file.path, &String::from_utf8_lossy(&bytes)))
}

/// Compares the two forms of a page.
fn look(old: &Output, new: &Output, a: &Item, b: &Item) -> Seen {
    let (x, y) = match (old.read(a), new.read(b)) {
        (Some(x), Some(y)) => (x, y),
        _ if !old.has_files() || !new.has_files() => {
            let page = page_of(new, b).or_else(|| page_of(old, a));
            return Seen::Unknown { title: page.unwrap_or_default().title };
        }
        (None, _) => return Seen::Damaged("old"),
        (_, None) => return Seen::Damaged("new"),
    };
    for (bytes, file, side) in [(&x, a, "old"), (&y, b, "new")] {
        if !super::verify::is_as_listed(bytes, file) {
            return Seen::Damaged(side);
        }
    }
    let texts = (String::from_utf8_lossy(&x), String::from_utf8_lossy(&y));
    // Where only heads differ, as after a change of the theme, nothing else need be read.
    let (of_old, of_new) = (head_and_body(&texts.0), head_and_body(&texts.1));
    let read = match of_old.1 == of_new.1 {
        true => (of_old.0, of_new.0),
        false => (&*texts.0, &*texts.1),
    };
    let (x, y) = (page::read(&a.path, read.0), page::read(&b.path, read.1));
    if let Some(to) = y.leads_on.clone().filter(|_| x.leads_on.is_none()) {
        return Seen::Moved { title: x.title, to: without_fragment(&to).into() };
    }
    let difference = compare(&x, &y);
    if !difference.is_empty() {
        return Seen::Changed { title: y.title, difference };
    }
    unseen(of_old, of_new, tags(&x, &y))
}

/// What differs of a page that reads the same: of heads, bodies and tags.
fn unseen(old: (&str, &str), new: (&str, &str), tags: Vec<String>) -> Seen {
    let alike = |a: &str, b: &str| a == b || without_versions(a) == without_versions(b);
    let before = |head: &str| head.find("<head").unwrap_or(0);
    // What stands before the head, such as the classes of all, is markup like the body.
    let is_head_alone = alike(old.1, new.1) && old.0[..before(old.0)] == new.0[..before(new.0)];
    match (is_head_alone, tags.is_empty()) {
        (true, false) => Seen::Tags(tags),
        (true, true) if alike(old.0, new.0) => Seen::Assets,
        _ => Seen::Markup(tags),
    }
}

/// A page before and from its `<body>`; a fragment has no head.
fn head_and_body(html: &str) -> (&str, &str) {
    html.split_at(html.find("<body").unwrap_or(0))
}

/// What is said at the new address that the old one did not say.
fn at_new_address(
    old: &Output,
    new: &Output,
    paths: &Paths,
    moved: &Moved,
) -> Option<(String, String, Difference)> {
    let before = paths.changed.binary_search_by(|(file, _)| file.path.cmp(&moved.path)).ok()?;
    let now = paths.added.binary_search_by(|file| file.path.cmp(&moved.to)).ok()?;
    let (before, now) = (page_of(old, paths.changed[before].0)?, page_of(new, paths.added[now])?);
    let mut difference = compare(&before, &now);
    difference.only_main();
    (!difference.is_empty()).then(|| (moved.to.clone(), now.title.clone(), difference))
}

fn without_fragment(target: &str) -> &str {
    target.split('#').next().unwrap_or_default()
}

/// A text without the eight digits in names of files that change with their content.
fn without_versions(text: &str) -> Cow<'_, str> {
    static VERSION: std::sync::LazyLock<regex::Regex> =
        std::sync::LazyLock::new(|| regex::Regex::new(r"-[0-9a-f]{8}\.").expect("a valid pattern"));
    VERSION.replace_all(text, "-.")
}

/// Names of tags that differ.
fn tags(x: &Page, y: &Page) -> Vec<String> {
    let names: std::collections::BTreeSet<&String> = x.tags.keys().chain(y.tags.keys()).collect();
    names.into_iter().filter(|name| x.tags.get(*name) != y.tags.get(*name)).cloned().collect()
}

// ---- what pages share

/// Puts what many pages have in common into one place, and the rest with its page.
fn share(different: Vec<(String, String, Difference)>, changes: &mut Changes) {
    let mut holders: HashMap<SharedChange, Vec<usize>> = HashMap::new();
    for (index, (_, _, difference)) in different.iter().enumerate() {
        for change in difference.shareable() {
            let of = holders.entry(change).or_default();
            if of.last() != Some(&index) {
                of.push(index);
            }
        }
    }
    let mut common: Vec<(SharedChange, Vec<usize>)> =
        holders.into_iter().filter(|(_, of)| of.len() >= SHARED_MIN).collect();
    common.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.0.cmp(&b.0)));
    let positions: HashMap<&SharedChange, usize> =
        common.iter().enumerate().map(|(at, (change, _))| (change, at)).collect();
    changes.shared = common
        .iter()
        .map(|(change, of)| {
            let mut paths: Vec<&str> = of.iter().map(|index| different[*index].0.as_str()).collect();
            paths.sort_by_key(|path| place(path));
            let examples = paths.iter().take(3).map(|path| path.to_string()).collect();
            Shared { change: change.clone(), pages: of.len(), examples }
        })
        .collect();
    for (path, title, difference) in different {
        let is_list = is_list(&path);
        let (own, shared) = difference.parted(&positions);
        let Difference { changes: of_page, links, reordered } = own;
        changes.changed.push(Changed { path, title, is_list, changes: of_page, links, reordered, shared });
    }
}

// ---- other files

/// A file of an asset or attachment without its version: `jx.css` of `jx-556c4e33.css`.
pub(super) fn unversioned(path: &str) -> String {
    without_versions(path).replace("-.", ".")
}

fn groups(paths: &Paths) -> Vec<Group> {
    let mut groups = GROUPS.map(|name| Group { name, ..Group::default() });
    let at = |path: &str| GROUPS.iter().position(|name| *name == group(path)).unwrap_or(GROUPS.len() - 1);
    let is_named = |path: &str| matches!(group(path), "assets" | "attachments");
    let other = |file: &&&Item| !is_page(&file.path);
    // A named file whose content changed has another name: gone and come in one is changed.
    let gone: HashSet<String> = paths
        .removed
        .iter()
        .filter(|file| is_named(&file.path))
        .map(|file| unversioned(&file.path))
        .collect();
    let mut replaced: HashSet<String> = HashSet::new();
    for file in paths.added.iter().filter(other) {
        let group = &mut groups[at(&file.path)];
        let plain = unversioned(&file.path);
        match is_named(&file.path) && gone.contains(&plain) && replaced.insert(plain.clone()) {
            true => group.changed += 1,
            false => group.added += 1,
        }
        if is_named(&file.path) {
            group.names.push(plain);
        }
    }
    for file in paths.removed.iter().filter(other) {
        let plain = unversioned(&file.path);
        if !is_named(&file.path) || !replaced.contains(&plain) {
            let group = &mut groups[at(&file.path)];
            group.removed += 1;
            if is_named(&file.path) {
                group.names.push(plain);
            }
        }
    }
    for (file, _) in paths.changed.iter().filter(|(file, _)| !is_page(&file.path)) {
        let group = &mut groups[at(&file.path)];
        group.changed += 1;
        if is_named(&file.path) {
            group.names.push(file.path.clone());
        }
    }
    for group in &mut groups {
        group.names.sort();
        group.names.dedup();
    }
    groups.into_iter().filter(|group| group.added + group.removed + group.changed > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_head_with_other_tags_is_told_as_tags() {
        let kind = |old: &str, new: &str, tags: &[&str]| {
            let tags = tags.iter().map(|tag| tag.to_string()).collect();
            match unseen(head_and_body(old), head_and_body(new), tags) {
                Seen::Tags(tags) => format!("tags {}", tags.join(" ")),
                Seen::Assets => "assets".to_string(),
                Seen::Markup(tags) => format!("markup {}", tags.join(" ")).trim_end().to_string(),
                _ => panic!("it reads the same"),
            }
        };
        let page = |head: &str, body: &str| format!("<html><head>{head}</head><body>{body}</body></html>");
        let (meta, other) = (r#"<meta name="d" content="1">"#, r#"<meta name="d" content="2">"#);
        let form = r#"<form action="a.html">"#;
        let cases = [
            (page(meta, form), page(other, form), &["d"][..], "tags d"),
            (page(meta, form), page(other, r#"<form action="b.html">"#), &["d"], "markup d"),
            (page(meta, r#"<path d="M0">"#), page(other, r#"<path d="M1">"#), &["d"], "markup d"),
            (page(meta, "a-00000000.js"), page(other, "a-11111111.js"), &["d"], "tags d"),
            (page(meta, "a-00000000.js"), page(meta, "a-11111111.js"), &[], "assets"),
            (page("a-00000000.js", ""), page("a-11111111.js", ""), &[], "assets"),
            (page(meta, form), page(meta, "<form>"), &[], "markup"),
            (page("<base>", form), page("", form), &[], "markup"),
            (page(meta, form), page(other, form).replace("<html>", "<html class=\"b\">"), &["d"], "markup d"),
            (form.to_string(), "<form>".to_string(), &[], "markup"),
        ];
        for (old, new, tags, told) in cases {
            assert_eq!(kind(&old, &new, tags), told, "{old}\n{new}");
        }
    }

    #[test]
    fn a_version_is_no_part_of_a_name() {
        assert_eq!(unversioned("assets/jx-556c4e33.css"), "assets/jx.css");
    }
}
