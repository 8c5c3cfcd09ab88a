//! The theme that is part of the program: the folder `themes/default/` as it was when the program
//! was built.

use include_dir::{Dir, DirEntry, include_dir};
use std::collections::BTreeMap;
use std::sync::LazyLock;

static FOLDER: Dir = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

static FILES: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
    let mut files = BTreeMap::new();
    collect(&FOLDER, &mut files);
    files
});

fn collect(folder: &Dir<'static>, files: &mut BTreeMap<&'static str, &'static str>) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(inner) => collect(inner, files),
            DirEntry::File(file) => {
                let path = file.path().to_str().expect("the built-in theme has plain names");
                files.insert(path, file.contents_utf8().expect("the built-in theme is text"));
            }
        }
    }
}

/// Path below the folder and text of every file, sorted by path.
pub fn files() -> impl Iterator<Item = (&'static str, &'static str)> {
    FILES.iter().map(|(path, text)| (*path, *text))
}

/// The text of a file.
pub fn text(path: &str) -> Option<&'static str> {
    FILES.get(path).copied()
}

/// Path and text of the templates.
pub fn templates() -> impl Iterator<Item = (&'static str, &'static str)> {
    files().filter(|(path, _)| path.ends_with(".html"))
}

/// Name below `assets/` and text of the files that are published as they are.
pub fn assets() -> impl Iterator<Item = (&'static str, &'static str)> {
    files().filter_map(|(path, text)| Some((path.strip_prefix("assets/")?, text)))
}
