//! What a build can take from another one: files that were read, facts of the search index.
//!
//! Takes a build, gives bytes that may be kept on a disk between runs, and back.
//!
//! **Invariant**: what is read back is used only where a build from nothing would give the same: entries by the
//! bytes of their files ([`crate::content::Memo`]), facts by the hash of their document. Bytes that are damaged or
//! were made by another program are no stock.

use super::{Build, LoadedTheme};
use crate::content::{Former as ReadBefore, Stored};
use crate::search::index::{Facts, Memo};
use crate::site;
use crate::text::Lang;
use sha2::{Digest, Sha256};

/// What begins the bytes of a stock.
const MARK: &[u8] = b"juxian stock 1\n";
const HASH_BYTES: usize = 32;

/// What a build takes from a former one.
#[derive(Clone)]
pub struct Former<'a> {
    pub(super) read: ReadBefore<'a>,
    pub(super) theme: Option<&'a LoadedTheme>,
    pub(super) facts: site::Facts,
}

/// What was kept of a build.
#[derive(Default)]
pub struct Stock {
    read: Stored,
    facts: site::Facts,
}

impl Build {
    /// What the next build can take from this one.
    pub fn former(&self) -> Former<'_> {
        Former {
            read: ReadBefore { sources: &self.site.sources, memo: &self.memo },
            theme: Some(&self.theme),
            facts: self.site.facts().unwrap_or_default(),
        }
    }

    /// The bytes by which [`Stock::from_bytes`] of the same program gives what the next build can take.
    pub fn stock(&self, program: &[u8; HASH_BYTES]) -> Vec<u8> {
        let mut body = Vec::new();
        let read = crate::content::store(&self.site.sources, &self.memo);
        push(&mut body, &(read.len() as u64).to_le_bytes());
        read.iter().for_each(|part| push(&mut body, part));
        for memo in self.site.facts().unwrap_or_default() {
            // In one order, so that the same build gives the same bytes.
            let mut facts: Vec<_> = memo.iter().collect();
            facts.sort_unstable_by_key(|(key, _)| **key);
            push(&mut body, &(facts.len() as u64).to_le_bytes());
            for (key, facts) in facts {
                push(&mut body, key);
                push(&mut body, &facts.bytes());
            }
        }
        let sum: [u8; HASH_BYTES] = Sha256::digest(&body).into();
        [MARK, program, &sum, &body].concat()
    }
}

impl Stock {
    /// Reads a stock; `None` where it is damaged or of another program.
    pub fn from_bytes(bytes: &[u8], program: &[u8; HASH_BYTES]) -> Option<Stock> {
        let rest = bytes.strip_prefix(MARK)?.strip_prefix(program)?;
        let (sum, body) = rest.split_at_checked(HASH_BYTES)?;
        if *Sha256::digest(body) != *sum {
            return None;
        }
        let mut parts = Parts(body);
        let count = parts.count()?;
        let read: Option<Vec<&[u8]>> = (0..count).map(|_| parts.next()).collect();
        let read = Stored::from_parts(&read?)?;
        let mut facts = site::Facts::default();
        for lang in Lang::ALL {
            let count = parts.count()?;
            let mut one = || Some((parts.next()?.try_into().ok()?, Facts::from_bytes(parts.next()?)?));
            let of_language: Option<Vec<_>> = (0..count).map(|_| one()).collect();
            facts[lang as usize] = Memo::of(of_language?);
        }
        Some(Stock { read, facts })
    }

    /// What a build can take from it.
    pub fn former(&self) -> Former<'_> {
        Former { read: self.read.former(), theme: None, facts: self.facts.clone() }
    }
}

/// Adds bytes with their length.
fn push(to: &mut Vec<u8>, bytes: &[u8]) {
    to.extend((bytes.len() as u64).to_le_bytes());
    to.extend(bytes);
}

/// Bytes with their lengths, one after the other.
struct Parts<'a>(&'a [u8]);

impl<'a> Parts<'a> {
    fn next(&mut self) -> Option<&'a [u8]> {
        let (length, rest) = self.0.split_first_chunk::<8>()?;
        let (part, rest) = rest.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
        self.0 = rest;
        Some(part)
    }

    fn count(&mut self) -> Option<u64> {
        Some(u64::from_le_bytes(self.next()?.try_into().ok()?))
    }
}
