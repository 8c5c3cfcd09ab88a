//! Where each term stands: gathered from documents, sorted, and written as records.
//!
//! A record is what one term brings: the documents that have it, with the units in them, and the titles. The
//! bytes are described in `docs/index-format.md`.
//!
//! **Invariant**: a record depends on the documents that have its term, and on nothing else of the corpus.

use super::bits::{Bits, Gaps, rice_parameter, varint};
use super::{FIRST_PART, name};
use crate::search::document::Document;
use crate::search::fold::{Folded, fold};
use crate::search::number;
use crate::search::term::{self, key};
use crate::search::token::{Form, terms};
use rayon::prelude::*;
use std::collections::HashMap;

/// Characters whose terms are held in memory at once.
const CHARS_PER_PASS: usize = 24_000_000;
/// Bytes of a list above which it stands in a file of its own.
const LIST_BYTES_MAX: usize = 6 * 1024;
/// Length of a text, in terms, at which repeats of a term count as they are.
const USUAL_LENGTH: u64 = 1000;

/// A term in one unit of one document.
#[derive(Clone, Copy)]
struct Post {
    key: u64,
    /// Newest first.
    document_down: u32,
    unit: u16,
    times: u8,
    /// Of the first place, the rest of its division by 4.
    place: u8,
}

impl Post {
    /// By term, then newest first, then by unit: one number, which is quick to compare.
    fn order(&self) -> u128 {
        u128::from(self.key) << 64 | u128::from(self.document_down) << 32 | u128::from(self.unit)
    }
}

/// A term in the title or a name of a document, with the length of that.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct TitlePost {
    key: u64,
    document_down: u32,
    length: u8,
}

/// What is known of a term besides its bytes, for the dictionaries.
pub(super) struct Record {
    pub term: String,
    pub bytes: Vec<u8>,
    /// The whole list, where it is too long for the record.
    pub rest: Option<Vec<u8>>,
    pub documents: u32,
    pub titles: u32,
}

/// What one document gives to a pass.
#[derive(Default)]
struct Given {
    posts: Vec<Post>,
    titles: Vec<TitlePost>,
    /// Terms that are no Han characters, by key.
    names: HashMap<u64, String>,
}

/// Every record of the corpus. `likeness` says how word-like two Han characters are.
pub(super) fn records(documents: &[Document], likeness: fn(char, char) -> u8) -> Vec<Record> {
    let sizes: Vec<usize> = documents.iter().map(text_bytes).collect();
    let passes = (sizes.iter().sum::<usize>() / 3).div_ceil(CHARS_PER_PASS).max(1) as u64;
    let mut records = Vec::new();
    for pass in 0..passes {
        let mut given: Vec<Given> = documents
            .par_iter()
            .enumerate()
            .map(|(number, document)| {
                let mut one = Given::default();
                give(document, number as u32, &|key| mixed(key) % passes == pass, &mut one);
                one
            })
            .collect();
        let lengths: Vec<u64> = sizes.iter().map(|bytes| (bytes / 3) as u64).collect();
        let mut posts: Vec<Post> = given.iter_mut().flat_map(|one| std::mem::take(&mut one.posts)).collect();
        let mut titles: Vec<TitlePost> =
            given.iter_mut().flat_map(|one| std::mem::take(&mut one.titles)).collect();
        let names: HashMap<u64, String> = given.into_iter().flat_map(|one| one.names).collect();
        posts.par_sort_unstable_by_key(Post::order);
        titles.par_sort_unstable();
        let writer = Writer { lengths: &lengths, names: &names, likeness };
        records.extend(writer.records(&posts, &titles));
    }
    records
}

/// Spreads keys evenly, whose low bits are those of characters.
fn mixed(key: u64) -> u64 {
    key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40
}

fn text_bytes(document: &Document) -> usize {
    document.title.len() + document.units.iter().map(|unit| unit.label.len() + unit.text.len()).sum::<usize>()
}

/// The terms of a document whose key is wanted.
fn give(document: &Document, number: u32, wanted: &dyn Fn(u64) -> bool, given: &mut Given) {
    let down = u32::MAX - number;
    let mut singles: Vec<u64> = Vec::new();
    let mut from = 0;
    for (unit, text) in document.units.iter().enumerate() {
        // What is beyond the last number counts as one unit.
        from = if unit > usize::from(u16::MAX) { from } else { given.posts.len() };
        let unit = unit.min(usize::from(u16::MAX)) as u16;
        unit_terms(&text.label, &text.text, &mut |term, at, form| {
            let Some(key) = given.kept(term, form, wanted, &mut singles) else { return };
            given.posts.push(Post { key, document_down: down, unit, times: 1, place: (at & 3) as u8 });
        });
        merge(&mut given.posts, from);
    }
    let names = document.names.iter().chain([&document.document_number]).filter(|name| !name.is_empty());
    let called = name::called(&document.title);
    for name in std::iter::once(&document.title).chain(names).chain(&called) {
        title(name, down, wanted, &mut singles, given);
    }
    singles.sort_unstable();
    for same in singles.chunk_by(|a, b| a == b) {
        let times = same.len().min(255) as u8;
        given.posts.push(Post { key: same[0], document_down: down, unit: 0, times, place: 0 });
    }
    // Of a term in several names the shortest counts.
    given.titles.sort_unstable();
    given.titles.dedup_by_key(|post| post.key);
}

impl Given {
    /// The key of a term that is wanted, its name kept where the key does not hold it; a single character is put aside.
    fn kept(
        &mut self,
        term: &[char],
        form: Form,
        wanted: &dyn Fn(u64) -> bool,
        singles: &mut Vec<u64>,
    ) -> Option<u64> {
        let key = key(term);
        if !wanted(key) {
            return None;
        }
        if form == Form::Single {
            singles.push(key);
            return None;
        }
        if key >> 63 == 1 {
            self.names.entry(key).or_insert_with(|| term.iter().collect());
        }
        Some(key)
    }
}

/// One post for each term of a unit, with how often it stands there and where first.
fn merge(posts: &mut Vec<Post>, from: usize) {
    // Places came in order within a kind of term; the first of equal keys keeps its own.
    posts[from..].sort_by_key(|post| post.key);
    let mut kept = from;
    for at in from..posts.len() {
        if at > from && posts[kept - 1].key == posts[at].key {
            posts[kept - 1].times = posts[kept - 1].times.saturating_add(1);
        } else {
            posts[kept] = posts[at];
            kept += 1;
        }
    }
    posts.truncate(kept);
}

/// Calls `give` for the terms of a unit: its text, and its label as what it is.
fn unit_terms(label: &str, text: &str, give: &mut dyn FnMut(&[char], u32, Form)) {
    let (text, label) = (fold(text), fold(label));
    terms(&text.chars, give);
    if !text.chars.starts_with(&label.chars) {
        terms(&label.chars, &mut |term, at, form| {
            if form != Form::Normalised {
                give(term, at, form);
            }
        });
    }
    number::normalised(&label.chars, &mut |term, _| {
        // `#art8` is the article itself, `=art8` any mention of it.
        if !matches!(term.get(1), Some('a' | 'c' | 'p' | 'i')) {
            return;
        }
        let mut own = term.to_vec();
        own[0] = '#';
        give(&own, 0, Form::Normalised);
    });
}

fn title(name: &str, down: u32, wanted: &dyn Fn(u64) -> bool, singles: &mut Vec<u64>, given: &mut Given) {
    let Folded { chars, .. } = fold(name);
    let (mut found, mut length) = (Vec::new(), 0_u32);
    terms(&chars, &mut |term, _, form| {
        length += u32::from(form == Form::Literal);
        found.extend(given.kept(term, form, wanted, singles));
    });
    name::skipped_pairs(&chars, &mut |term| found.extend(given.kept(term, Form::Part, wanted, singles)));
    found.sort_unstable();
    found.dedup();
    let length = length.min(31) as u8;
    given.titles.extend(found.into_iter().map(|key| TitlePost { key, document_down: down, length }));
}

struct Writer<'a> {
    /// Of each document, in terms.
    lengths: &'a [u64],
    names: &'a HashMap<u64, String>,
    likeness: fn(char, char) -> u8,
}

impl Writer<'_> {
    fn records(&self, posts: &[Post], titles: &[TitlePost]) -> Vec<Record> {
        let posts: Vec<&[Post]> = posts.chunk_by(|a, b| a.key == b.key).collect();
        let titles: Vec<&[TitlePost]> = titles.chunk_by(|a, b| a.key == b.key).collect();
        let mut keys: Vec<u64> =
            posts.iter().map(|group| group[0].key).chain(titles.iter().map(|group| group[0].key)).collect();
        keys.par_sort_unstable();
        keys.dedup();
        keys.par_iter()
            .map(|key| {
                let posts =
                    posts.binary_search_by_key(key, |group| group[0].key).map_or(&[][..], |at| posts[at]);
                let titles =
                    titles.binary_search_by_key(key, |group| group[0].key).map_or(&[][..], |at| titles[at]);
                self.record(*key, posts, titles)
            })
            .collect()
    }

    fn record(&self, key: u64, posts: &[Post], titles: &[TitlePost]) -> Record {
        let held = term::held(key);
        let (term, likeness) = match held.as_deref() {
            Some(&[first, second]) => (format!("{first}{second}"), (self.likeness)(first, second)),
            // What stands around a sign is no word.
            Some(chars) => (chars.iter().collect(), 0),
            None => (self.names.get(&key).cloned().unwrap_or_default(), 3),
        };
        let is_single = held.is_some_and(|chars| chars.len() == 1);
        let documents: Vec<&[Post]> = posts.chunk_by(|a, b| a.document_down == b.document_down).collect();
        let with_units = !is_single;
        let list = self.list(&documents, with_units);
        let is_long = list.len() > LIST_BYTES_MAX && documents.len() > 2 * FIRST_PART as usize;
        let mut flags = likeness << 6;
        let mut bytes = vec![0];
        if !documents.is_empty() {
            flags |= 1;
            let part = if is_long { self.list(&self.best(&documents), false) } else { list.clone() };
            flags |= u8::from(with_units && !is_long) << 3 | u8::from(is_long) << 4;
            // Of a long list the record has the first part, whose length is known.
            varint(&mut bytes, documents.len() as u32);
            if !titles.is_empty() {
                varint(&mut bytes, part.len() as u32);
            }
            bytes.extend(part);
        }
        if !titles.is_empty() {
            flags |= 2;
            varint(&mut bytes, titles.len() as u32);
            bytes.extend(title_list(titles));
        }
        bytes[0] = flags;
        let mut rest = Vec::new();
        if is_long {
            rest.push(u8::from(with_units) << 3);
            varint(&mut rest, documents.len() as u32);
            rest.extend(list);
        }
        Record {
            term,
            bytes,
            rest: is_long.then_some(rest),
            documents: documents.len() as u32,
            titles: titles.len() as u32,
        }
    }

    /// The documents in which a term weighs most, in the order of the list.
    fn best<'p>(&self, documents: &[&'p [Post]]) -> Vec<&'p [Post]> {
        let mut order: Vec<usize> = (0..documents.len()).collect();
        order.sort_by_key(|at| (3 - self.impact(documents[*at]), *at));
        order.truncate(FIRST_PART as usize);
        order.sort_unstable();
        order.into_iter().map(|at| documents[at]).collect()
    }

    /// Documents newest first: gap, impact, and the units with the place in each.
    fn list(&self, documents: &[&[Post]], with_units: bool) -> Vec<u8> {
        let Some(newest) = documents.first() else { return Vec::new() };
        let of_documents = rice_parameter(u64::from(number_of(newest)), documents.len() as u64);
        let last_units = documents.iter().map(|posts| u64::from(posts[posts.len() - 1].unit));
        let count: usize = documents.iter().map(|posts| posts.len()).sum();
        let of_units = rice_parameter(last_units.sum(), count as u64).min(7);
        let mut bytes = vec![(of_documents << 3 | of_units) as u8];
        let mut bits = Bits::default();
        let mut gaps = Gaps::default();
        for posts in documents {
            gaps.push(&mut bits, number_of(posts), of_documents);
            if with_units {
                units(posts, of_units, &mut bits);
            } else {
                bits.push(u32::from(self.impact(posts)), 2);
            }
        }
        bytes.extend(bits.bytes());
        bytes
    }

    /// How much a term weighs in a document, 0 to 3: repeats count less and less, and less in long texts (BM25).
    fn impact(&self, posts: &[Post]) -> u8 {
        let times: u64 = posts.iter().map(|post| u64::from(post.times)).sum();
        let length = self.lengths.get(number_of(posts) as usize).copied().unwrap_or(0);
        let damp = 1200 * (250 + 750 * length / USUAL_LENGTH) / 1000;
        let share = times * 1000 * 1000 / (times * 1000 + damp);
        (u8::from(share >= 300)) + u8::from(share >= 500) + u8::from(share >= 700)
    }
}

fn number_of(posts: &[Post]) -> u32 {
    u32::MAX - posts[0].document_down
}

/// How many, the gaps between them, and of each the place of the term: 00, 01, 10, 110; 111 where it repeats.
fn units(posts: &[Post], of_units: u32, bits: &mut Bits) {
    bits.rice(posts.len() as u32 - 1, 0);
    let mut next = 0;
    for post in posts {
        bits.rice(u32::from(post.unit) - next, of_units);
        next = u32::from(post.unit) + 1;
        match (post.times, post.place) {
            (2.., _) => bits.push(0b111, 3),
            (_, 3) => bits.push(0b110, 3),
            (_, place) => bits.push(u32::from(place), 2),
        }
    }
}

fn title_list(titles: &[TitlePost]) -> Vec<u8> {
    let newest = u32::MAX - titles[0].document_down;
    let parameter = rice_parameter(u64::from(newest), titles.len() as u64);
    let mut bits = Bits::default();
    let mut gaps = Gaps::default();
    for post in titles {
        gaps.push(&mut bits, u32::MAX - post.document_down, parameter);
        bits.push(u32::from(post.length), 5);
    }
    let mut bytes = vec![parameter as u8];
    bytes.extend(bits.bytes());
    bytes
}
