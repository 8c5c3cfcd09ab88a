//! Files of terms: records and dictionaries, put where the hash of their term says.
//!
//! Buckets become records one by one, in parallel; how many files there are is known when all are, since it depends on
//! their size. Then each bucket is cut into its files.
//!
//! **Invariant**: a file has its terms in the order of their text.

use super::bits::varint;
use super::dictionary::{self, Words};
use super::facts::BUCKET_BITS;
use super::merge::{Bucket, List};
use super::{SHARD_BITS_MAX, SHARD_BYTES, long_name, posting};
use crate::search::term;
use rayon::prelude::*;

/// The files of terms, and the long lists by name.
pub(super) struct Shards {
    pub bits: u32,
    pub files: Vec<Vec<u8>>,
    pub long: Vec<(String, Vec<u8>)>,
}

/// The records of a bucket.
#[derive(Default)]
struct Records {
    rows: Vec<Row>,
    terms: String,
    bytes: Vec<u8>,
    long: Vec<(String, Vec<u8>)>,
    words: Words,
}

/// A term and its record, by where they stand.
struct Row {
    hash: u32,
    term: (usize, usize),
    bytes: (usize, usize),
}

/// Writes every list as a record and puts it into its file.
pub(super) fn shards(buckets: Vec<Bucket>) -> Shards {
    let mut buckets: Vec<Records> = buckets.into_par_iter().map(records).collect();
    let words = buckets.iter_mut().map(|records| std::mem::take(&mut records.words)).collect();
    for (key, text) in dictionary::dictionaries(words) {
        let records = &mut buckets[(term::hash(&key) >> (32 - BUCKET_BITS)) as usize];
        records.add_dictionary(&key, &text);
    }
    let bits = bits(&buckets);
    let mut long: Vec<_> = buckets.iter_mut().flat_map(|records| std::mem::take(&mut records.long)).collect();
    long.sort();
    // Where there are fewer files than buckets, several buckets share one.
    let together = 1 << BUCKET_BITS.saturating_sub(bits);
    let mut groups: Vec<Vec<Records>> = Vec::new();
    let mut rest = buckets.into_iter().peekable();
    while rest.peek().is_some() {
        groups.push(rest.by_ref().take(together).collect());
    }
    let of_groups: Vec<Vec<Vec<u8>>> = groups.into_par_iter().map(|group| files(&group, bits)).collect();
    Shards { bits, files: of_groups.into_iter().flatten().collect(), long }
}

/// The records of a bucket; its lists go as they are written.
fn records(bucket: Bucket) -> Records {
    let Bucket { texts, mut titles, names } = bucket;
    let mut records = Records::default();
    let mut add = |key: u64, list: Option<&List>, of_titles: Option<&List>| {
        let (held, count) = term::held(key);
        let named: Vec<char>;
        let term = match term::is_held(key) {
            true => &held[..count],
            false => {
                named = names.get(&key).map(|name| name.chars().collect()).unwrap_or_default();
                &named
            }
        };
        records.add(term, list, of_titles);
    };
    for list in texts.into_lists() {
        add(list.key, Some(&list), titles.take(list.key).as_ref());
    }
    for list in titles.into_lists().into_iter().filter(|list| list.count > 0) {
        add(list.key, None, Some(&list));
    }
    records
}

impl Records {
    fn add(&mut self, term: &[char], list: Option<&List>, titles: Option<&List>) {
        let (start, at) = (self.terms.len(), self.bytes.len());
        self.terms.extend(term);
        let rest = posting::record(term, list, titles, &mut self.bytes);
        if let Some(rest) = rest {
            self.long.push((long_name(&self.terms[start..]), rest));
        }
        let count = |list: Option<&List>| list.map_or(0, |list| list.count);
        self.words.add(term, count(list), count(titles));
        self.row(term::hash_of_chars(term), start, at);
    }

    fn add_dictionary(&mut self, key: &str, text: &str) {
        let (start, at) = (self.terms.len(), self.bytes.len());
        self.terms.push_str(key);
        self.bytes.push(1 << 2);
        self.bytes.extend(text.as_bytes());
        self.row(term::hash(key), start, at);
    }

    /// Notes a term and its record, which stand at the end from there on.
    fn row(&mut self, hash: u32, term: usize, bytes: usize) {
        self.rows.push(Row { hash, term: (term, self.terms.len()), bytes: (bytes, self.bytes.len()) });
    }
}

/// So many files that each has about [`SHARD_BYTES`].
fn bits(buckets: &[Records]) -> u32 {
    let of = |records: &Records| records.terms.len() + records.bytes.len() + 2 * records.rows.len();
    let wanted = buckets.iter().map(of).sum::<usize>().div_ceil(SHARD_BYTES).max(1);
    wanted.next_power_of_two().ilog2().min(SHARD_BITS_MAX)
}

/// The files of buckets that follow each other: of each term its text, the length of the record, the record.
fn files(group: &[Records], bits: u32) -> Vec<Vec<u8>> {
    let shard = |row: &Row| row.hash.checked_shr(32 - bits).unwrap_or(0);
    let rows = group.iter().flat_map(|records| {
        records.rows.iter().map(move |row| {
            let (term, bytes) = (row.term.0..row.term.1, row.bytes.0..row.bytes.1);
            (shard(row), &records.terms[term], &records.bytes[bytes])
        })
    });
    let mut rows: Vec<(u32, &str, &[u8])> = rows.collect();
    rows.sort_unstable();
    let count = 1 << bits.saturating_sub(BUCKET_BITS);
    let mut files = vec![Vec::new(); count];
    for same in rows.chunk_by(|a, b| a.0 == b.0) {
        let size = same.iter().map(|(_, term, record)| term.len() + record.len() + 4).sum();
        let mut file = Vec::with_capacity(size);
        for (_, term, record) in same {
            push_term(&mut file, term);
            varint(&mut file, record.len() as u32);
            file.extend_from_slice(record);
        }
        files[same[0].0 as usize % count] = file;
    }
    files
}

/// A term: two characters of the basic plane after a zero, in 16 bits each; else its length and bytes.
fn push_term(bytes: &mut Vec<u8>, term: &str) {
    let mut chars = term.chars();
    if term.len() == 6
        && let (Some(first), Some(second), None) = (chars.next(), chars.next(), chars.next())
    {
        bytes.push(0);
        bytes.extend((u32::from(first) as u16).to_be_bytes());
        return bytes.extend((u32::from(second) as u16).to_be_bytes());
    }
    varint(bytes, term.len() as u32);
    bytes.extend(term.as_bytes());
}
