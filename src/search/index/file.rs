//! Which files an index has, in which order, and how they are called.
//!
//! **Invariant**: [`Index::find`] undoes [`Index::name`]; a name that is not exactly that of a file is none.

use super::{Index, STATES_PER_FILE};
use crate::search::term;

/// One file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum File {
    Head,
    Reader,
    Traditional,
    Pinyin,
    Shard(u32),
    /// A long list, by position.
    Long(usize),
    States(usize),
    Column(usize),
    Fragment {
        document: usize,
        part: usize,
    },
}

/// The files that every index has, which pages may name.
const FIXED: [(File, &str); 4] =
    [(File::Head, "head"), (File::Reader, "reader"), (File::Traditional, "trad"), (File::Pinyin, "pinyin")];

/// Whether a path below the folder of an index is one that only a file of an index may have.
pub fn is_own(path: &str) -> bool {
    let Some(name) = path.strip_suffix(".js") else { return false };
    ["t/", "x/", "c/", "f/"].iter().any(|folder| name.starts_with(folder))
        || FIXED.iter().any(|(_, fixed)| *fixed == name)
}

impl Index {
    /// How many files of each kind there are, in their order.
    fn counts(&self) -> [usize; 6] {
        [
            FIXED.len(),
            self.shards.len(),
            self.long.len(),
            self.count().div_ceil(STATES_PER_FILE),
            self.columns.len(),
            self.parts.last().map_or(0, |count| *count as usize),
        ]
    }

    /// Where each file stands, below the root of the site, in the order of [`Index::bytes`].
    pub fn routes(&self) -> impl Iterator<Item = String> + '_ {
        let count: usize = self.counts().iter().sum();
        (0..count).map(|at| format!("{}{}.js", self.prefix, self.name(self.file(at))))
    }

    /// The file at a place.
    pub(super) fn file(&self, mut at: usize) -> File {
        for (kind, count) in self.counts().into_iter().enumerate() {
            if at >= count {
                at -= count;
                continue;
            }
            return match kind {
                0 => FIXED[at].0,
                1 => File::Shard(at as u32),
                2 => File::Long(at),
                3 => File::States(at),
                4 => File::Column(at),
                _ => {
                    let document = self.parts.partition_point(|start| *start as usize <= at) - 1;
                    File::Fragment { document, part: at - self.parts[document] as usize }
                }
            };
        }
        panic!("a place is that of a route");
    }

    /// The place of the file with a name: `head`, `t/3f`.
    pub fn find(&self, name: &str) -> Option<usize> {
        if let Some(at) = FIXED.iter().position(|(_, fixed)| *fixed == name) {
            return Some(at);
        }
        let (folder, rest) = name.split_once('/')?;
        let (kind, at) = match folder {
            "t" => (1, usize::from_str_radix(&rest.replace('/', ""), 16).ok()?),
            "x" => (2, self.long.binary_search_by(|(name, _)| name.as_str().cmp(rest)).ok()?),
            "c" => match rest.strip_prefix("core-") {
                Some(number) => (3, number.parse().ok()?),
                None => (4, self.columns.iter().position(|(name, _)| *name == rest)?),
            },
            _ => {
                let (high, rest) = rest.split_once('/')?;
                let (low, part) = rest.split_once('-')?;
                let document = high.parse::<u32>().ok()? << 8 | low.parse::<u32>().ok()?;
                let first = *self.parts.get(document as usize)?;
                (5, first.checked_add(part.parse().ok()?)? as usize)
            }
        };
        let counts = self.counts();
        let place = (at < counts[kind]).then(|| counts[..kind].iter().sum::<usize>() + at)?;
        (self.name(self.file(place)) == name).then_some(place)
    }

    pub(super) fn name(&self, file: File) -> String {
        match file {
            File::Head | File::Reader | File::Traditional | File::Pinyin => {
                let fixed = FIXED.iter().find(|(fixed, _)| *fixed == file);
                fixed.map_or("", |(_, name)| name).into()
            }
            File::Shard(shard) => format!("t/{}", term::shard_name(shard, self.bits)),
            File::Long(at) => format!("x/{}", self.long[at].0),
            File::States(at) => format!("c/core-{at}"),
            File::Column(at) => format!("c/{}", self.columns[at].0),
            File::Fragment { document, part } => format!("f/{}/{}-{part}", document >> 8, document & 255),
        }
    }
}
