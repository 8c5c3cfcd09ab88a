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
use std::io::{self, Write};

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

    /// Writes the bytes by which [`Stock::from_bytes`] of the same program gives what the next build can take. Gives
    /// their hash, with which they end.
    ///
    /// # Errors
    /// Those of writing.
    pub fn write_stock(
        &self,
        program: &[u8; HASH_BYTES],
        to: &mut dyn Write,
    ) -> io::Result<[u8; HASH_BYTES]> {
        let mut to = Hashing { to, hash: Sha256::new() };
        to.write_all(MARK)?;
        to.write_all(program)?;
        to.part(&(1 + self.site.sources.files.len() as u64).to_le_bytes())?;
        crate::content::store(&self.site.sources, &self.memo, &mut |part| to.part(part))?;
        for memo in self.site.facts().unwrap_or_default() {
            // In one order, so that the same build gives the same bytes.
            let mut facts: Vec<_> = memo.iter().collect();
            facts.sort_unstable_by_key(|(key, _)| **key);
            to.part(&(facts.len() as u64).to_le_bytes())?;
            for (key, facts) in facts {
                to.part(key)?;
                to.part(&facts.bytes())?;
            }
        }
        let sum: [u8; HASH_BYTES] = to.hash.finalize().into();
        to.to.write_all(&sum)?;
        Ok(sum)
    }
}

/// Hashes what is written.
struct Hashing<'w> {
    to: &'w mut dyn Write,
    hash: Sha256,
}

impl Hashing<'_> {
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.hash.update(bytes);
        self.to.write_all(bytes)
    }

    /// Writes bytes with their length.
    fn part(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write_all(&(bytes.len() as u64).to_le_bytes())?;
        self.write_all(bytes)
    }
}

impl Stock {
    /// Reads a stock; `None` where it is damaged or of another program.
    pub fn from_bytes(bytes: &[u8], program: &[u8; HASH_BYTES]) -> Option<Stock> {
        let (hashed, sum) = bytes.split_last_chunk::<HASH_BYTES>()?;
        let body = hashed.strip_prefix(MARK)?.strip_prefix(program)?;
        if Sha256::digest(hashed)[..] != sum[..] {
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
