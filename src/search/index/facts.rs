//! What one document gives to an index: its terms, with where they stand in it.
//!
//! Made from the document alone: no number of a document, nothing of the corpus. So the facts of a document that has
//! not changed can be taken from a former index, or from a disk.
//!
//! The bytes: for each of [`BUCKETS`] where its terms begin, in 32 bits, and then the terms. A term is a byte of
//! flags (bits 0 and 1: how many characters of 16 bits it has, 3 at most and 0 for a text with its length; 2 it stands in
//! a title; 3 in the text; 4 and 5 how much it weighs; 6 in one unit; 7 in units that are not told), the characters, the
//! length of the shortest title, the number of units, and of each the gap with the place.
//!
//! **Invariant**: [`Facts::from_bytes`] takes only what [`Facts::of`] has made, so that reading them is trusted.

use super::bits::varint;
use super::name;
use crate::search::document::Document;
use crate::search::fold::{fold_into, is_han};
use crate::search::number;
use crate::search::term::{self, HELD_MAX, key_of};
use crate::search::token::{Form, terms};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Changes with whatever changes the facts of a document.
const VERSION: u32 = 1;
/// How many rows the terms of a corpus are divided into, by the highest bits of the hash that also chooses the file of a
/// term.
pub(super) const BUCKETS: usize = 1 << BUCKET_BITS;
pub(super) const BUCKET_BITS: u32 = 5;
/// Length of a text, in terms, at which repeats of a term count as they are.
const USUAL_LENGTH: u64 = 1000;

const SUM_BYTES: usize = 8;

const IN_TITLE: u8 = 1 << 2;
const IN_TEXT: u8 = 1 << 3;
const ONE_UNIT: u8 = 1 << 6;
const NO_UNITS: u8 = 1 << 7;
/// A term that stands more than once in a unit, where others have their place modulo 4.
pub(super) const REPEATED: u32 = 4;

/// By what the facts of a document are kept: SHA-256 over all that they are made from.
pub type FactsKey = [u8; 32];

/// The terms of one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts(Box<[u8]>);

/// A map by keys of terms.
pub(super) type ByKey<T> = HashMap<u64, T, BuildHasherDefault<KeyHasher>>;

/// Spreads keys, which are characters side by side or evenly spread already.
#[derive(Default)]
pub(super) struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u64(u64::from(*byte)));
    }

    fn write_u64(&mut self, key: u64) {
        let mixed = (self.0 ^ key ^ key >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ mixed >> 32;
    }
}

/// A term of a document, as it is read.
pub(super) struct Given<'a> {
    pub key: u64,
    /// The text of a term that its key does not hold.
    pub text: &'a str,
    /// Length of the shortest title that has it.
    pub title: Option<u8>,
    pub posting: Option<Posting<'a>>,
}

/// Where a term stands in the text of a document.
pub(super) struct Posting<'a> {
    /// How much it weighs, 0 to 3.
    pub impact: u8,
    /// How many units have it; 0 where they are not told.
    pub count: u32,
    /// Of each unit the gap with the place, as they stand in the facts.
    pub units: &'a [u8],
}

/// What facts are kept by, and the hash of the whole document.
pub(super) fn keys(document: &Document) -> (FactsKey, FactsKey) {
    let mut hash = Sha256::new();
    hash.update(VERSION.to_le_bytes());
    let add = |hash: &mut Sha256, text: &str| {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text);
    };
    add(&mut hash, &document.title);
    add(&mut hash, &document.document_number);
    for name in &document.names {
        add(&mut hash, name);
    }
    hash.update((document.names.len() as u64).to_le_bytes());
    for unit in &document.units {
        add(&mut hash, &unit.label);
        add(&mut hash, &unit.text);
    }
    let key = hash.clone().finalize().into();
    let Document { id, kind, route, published, deadline, amount_yuan, state, facets, .. } = document;
    for text in [id.as_str(), kind.spec().code, route, &state.code, &state.text, state.class.code()] {
        add(&mut hash, text);
    }
    for date in [published, deadline] {
        add(&mut hash, &date.map(|date| date.to_string()).unwrap_or_default());
    }
    hash.update(amount_yuan.map_or([0; 9], |yuan| {
        let mut bytes = [1; 9];
        bytes[1..].copy_from_slice(&yuan.to_le_bytes());
        bytes
    }));
    for (facet, codes) in facets {
        add(&mut hash, facet.code());
        codes.iter().for_each(|code| add(&mut hash, code));
    }
    document.units.iter().for_each(|unit| add(&mut hash, &unit.anchor));
    (key, hash.finalize().into())
}

impl Facts {
    /// The terms of a document; the workshop is used again for the next one.
    pub(super) fn of(document: &Document, workshop: &mut Workshop) -> Facts {
        workshop.clear();
        for (unit, found) in document.units.iter().enumerate() {
            // What is beyond the last number counts as one unit.
            workshop.unit(&found.label, &found.text, unit.min(usize::from(u16::MAX)) as u16);
        }
        let names = document.names.iter().chain([&document.document_number]).filter(|name| !name.is_empty());
        let called = name::called(&document.title);
        for name in std::iter::once(&document.title).chain(names).chain(&called) {
            workshop.title(name);
        }
        let bytes: usize = document.units.iter().map(|unit| unit.label.len() + unit.text.len()).sum();
        Facts(workshop.bytes(((document.title.len() + bytes) / 3) as u64).into())
    }

    /// What the facts are, for a disk, behind a sum of it.
    pub fn bytes(&self) -> Vec<u8> {
        [&sum(&self.0)[..], &self.0].concat()
    }

    /// Facts from their bytes; `None` where they are damaged.
    pub fn from_bytes(bytes: &[u8]) -> Option<Facts> {
        let (written, rest) = bytes.split_at_checked(SUM_BYTES)?;
        (written == sum(rest)).then(|| Facts(rest.into()))
    }

    fn start(&self, bucket: usize) -> Option<usize> {
        let bytes = self.0.get(bucket * 4..bucket * 4 + 4)?;
        Some(u32::from_le_bytes(bytes.try_into().ok()?) as usize)
    }

    /// Calls `give` for each term of a bucket.
    pub(super) fn each(&self, bucket: usize, give: &mut impl FnMut(Given)) {
        let end = if bucket + 1 < BUCKETS { self.start(bucket + 1) } else { Some(self.0.len()) };
        let range = self.start(bucket).zip(end);
        let mut rest = range.and_then(|(start, end)| self.0.get(start..end)).unwrap_or_default();
        while let Some((found, after)) = given(rest) {
            give(found);
            rest = after;
        }
    }
}

fn sum(bytes: &[u8]) -> [u8; SUM_BYTES] {
    let hash: [u8; 32] = Sha256::digest(bytes).into();
    std::array::from_fn(|at| hash[at])
}

/// The first term of a row of them, and the rest of the row.
fn given(bytes: &[u8]) -> Option<(Given<'_>, &[u8])> {
    let (flags, mut rest) = bytes.split_first()?;
    let (mut key, mut text) = (0, "");
    match flags & 3 {
        0 => {
            let length = read_varint(&mut rest)? as usize;
            text = std::str::from_utf8(rest.split_off(..length)?).ok()?;
            key = term::key_of(text.chars());
        }
        count => {
            for two in rest.split_off(..usize::from(count) * 2)?.chunks_exact(2) {
                key = key << 21 | u64::from(u16::from_le_bytes([two[0], two[1]]));
            }
        }
    }
    let title = if flags & IN_TITLE > 0 { Some(*rest.split_off_first()?) } else { None };
    let posting = if flags & IN_TEXT > 0 {
        let count = match flags & (ONE_UNIT | NO_UNITS) {
            ONE_UNIT => 1,
            NO_UNITS => 0,
            _ => read_varint(&mut rest)?,
        };
        let units = rest;
        skip_varints(&mut rest, count)?;
        let units = &units[..units.len() - rest.len()];
        Some(Posting { impact: flags >> 4 & 3, count, units })
    } else {
        None
    };
    Some((Given { key, text, title, posting }, rest))
}

/// Leaves out so many numbers.
pub(super) fn skip_varints(bytes: &mut &[u8], count: u32) -> Option<()> {
    (0..count).try_for_each(|_| read_varint(bytes).map(drop))
}

/// A number in bytes of seven bits, the lowest first.
pub(super) fn read_varint(bytes: &mut &[u8]) -> Option<u32> {
    let mut value = 0;
    for shift in (0..35).step_by(7) {
        let byte = *bytes.split_off_first()?;
        value |= u32::from(byte & 127) << shift;
        if byte < 128 {
            return Some(value);
        }
    }
    None
}

/// What a document is taken apart with; holds nothing between two documents but room.
#[derive(Default)]
pub(super) struct Workshop {
    text: Vec<char>,
    label: Vec<char>,
    /// By key the position among the terms.
    places: ByKey<u32>,
    terms: Vec<Term>,
    posts: Vec<Post>,
    /// The characters of terms that keys do not hold.
    names: Vec<char>,
    /// The terms of the title that is read.
    of_title: Vec<u32>,
}

/// A term of the document.
struct Term {
    key: u64,
    /// Where its characters stand in `names`, if the key does not hold them.
    name: (u32, u32),
    /// First and last of its posts, which are a chain.
    first: u32,
    last: u32,
    /// How often a single character stands in the document.
    singles: u32,
    title: Option<u8>,
}

/// A term in one unit.
struct Post {
    unit: u16,
    times: u8,
    /// Of the first place, the rest of its division by 4.
    place: u8,
    next: u32,
}

const NONE: u32 = u32::MAX;

impl Workshop {
    fn clear(&mut self) {
        self.places.clear();
        self.terms.clear();
        self.posts.clear();
        self.names.clear();
    }

    /// The position of a term, which is new or not.
    fn place(&mut self, term: &[char]) -> usize {
        let key = key_of(term.iter().copied());
        let next = self.terms.len() as u32;
        let at = *self.places.entry(key).or_insert(next);
        if at == next {
            let start = self.names.len() as u32;
            if !term::is_held(key) {
                self.names.extend(term);
            }
            let name = (start, self.names.len() as u32);
            self.terms.push(Term { key, name, first: NONE, last: NONE, singles: 0, title: None });
        }
        at as usize
    }

    fn single(&mut self, term: &[char]) {
        let at = self.place(term);
        self.terms[at].singles += 1;
    }

    fn post(&mut self, term: &[char], at: u32, unit: u16) {
        let found = self.place(term);
        let found = &mut self.terms[found];
        match self.posts.get_mut(found.last as usize) {
            Some(last) if last.unit == unit => last.times = last.times.saturating_add(1),
            _ => {
                let next = self.posts.len() as u32;
                match self.posts.get_mut(found.last as usize) {
                    Some(last) => last.next = next,
                    None => found.first = next,
                }
                found.last = next;
                self.posts.push(Post { unit, times: 1, place: (at & 3) as u8, next: NONE });
            }
        }
    }

    /// The terms of a unit: of its text, and of its label as what it is.
    fn unit(&mut self, label: &str, text: &str, unit: u16) {
        let (mut chars, mut of_label) = (std::mem::take(&mut self.text), std::mem::take(&mut self.label));
        fold_into(text, &mut chars);
        fold_into(label, &mut of_label);
        terms(&chars, &mut |term, at, form| match form {
            Form::Single => self.single(term),
            _ => self.post(term, at, unit),
        });
        if !chars.starts_with(&of_label) {
            terms(&of_label, &mut |term, at, form| match form {
                Form::Single => self.single(term),
                Form::Normalised => {}
                _ => self.post(term, at, unit),
            });
        }
        number::normalised(&of_label, &mut |term, _| {
            // `#art8` is the article itself, `=art8` any mention of it.
            if matches!(term.get(1), Some('a' | 'c' | 'p' | 'i')) {
                let mut own = term.to_vec();
                own[0] = '#';
                self.post(&own, 0, unit);
            }
        });
        (self.text, self.label) = (chars, of_label);
    }

    /// The terms of the title, or of another name. Of a term in several names the shortest counts.
    fn title(&mut self, name: &str) {
        let mut chars = std::mem::take(&mut self.text);
        let mut found = std::mem::take(&mut self.of_title);
        fold_into(name, &mut chars);
        let mut length = 0_u32;
        terms(&chars, &mut |term, _, form| {
            length += u32::from(form == Form::Literal);
            match form {
                Form::Single => self.single(term),
                _ => found.push(self.place(term) as u32),
            }
        });
        name::skipped_pairs(&chars, &mut |term| found.push(self.place(term) as u32));
        let length = length.min(31) as u8;
        for at in found.drain(..) {
            let title = &mut self.terms[at as usize].title;
            *title = Some(title.map_or(length, |other| other.min(length)));
        }
        (self.text, self.of_title) = (chars, found);
    }

    /// The terms, bucket by bucket.
    fn bytes(&self, length: u64) -> Vec<u8> {
        let buckets: Vec<u8> = self.terms.iter().map(|term| self.bucket(term)).collect();
        let mut ends = [0_u32; BUCKETS];
        buckets.iter().for_each(|bucket| ends[usize::from(*bucket)] += 1);
        let mut next = 0;
        for end in &mut ends {
            (next, *end) = (next + *end, next);
        }
        let mut order = vec![0_u32; self.terms.len()];
        for (at, bucket) in buckets.iter().enumerate() {
            let end = &mut ends[usize::from(*bucket)];
            order[*end as usize] = at as u32;
            *end += 1;
        }
        let mut bytes = Vec::with_capacity(BUCKETS * 4 + self.terms.len() * 8);
        bytes.resize(BUCKETS * 4, 0);
        let mut order = order.into_iter();
        let mut taken = 0;
        for (bucket, end) in ends.into_iter().enumerate() {
            let start = bytes.len() as u32;
            bytes[bucket * 4..bucket * 4 + 4].copy_from_slice(&start.to_le_bytes());
            for at in order.by_ref().take((end - taken) as usize) {
                self.write(&self.terms[at as usize], length, &mut bytes);
            }
            taken = end;
        }
        bytes
    }

    fn bucket(&self, term: &Term) -> u8 {
        let hash = match term::is_held(term.key) {
            true => {
                let (chars, count) = term::held(term.key);
                term::hash_of_chars(&chars[..count])
            }
            false => term::hash_of_chars(&self.names[term.name.0 as usize..term.name.1 as usize]),
        };
        (hash >> (32 - BUCKET_BITS)) as u8
    }

    fn posts_of(&self, term: &Term) -> impl Iterator<Item = &Post> {
        let post = |at: u32| self.posts.get(at as usize);
        std::iter::successors(post(term.first), move |last| post(last.next))
    }

    fn write(&self, term: &Term, length: u64, bytes: &mut Vec<u8>) {
        let (times, count) = match term.singles {
            0 => self
                .posts_of(term)
                .fold((0, 0_u32), |(times, count), post| (times + u64::from(post.times), count + 1)),
            singles => (u64::from(singles.min(255)), 0),
        };
        let mut flags = 0;
        if times > 0 {
            flags |= IN_TEXT | impact(times, length) << 4;
            flags |= [NO_UNITS, ONE_UNIT, 0][count.min(2) as usize];
        }
        if term.title.is_some() {
            flags |= IN_TITLE;
        }
        self.write_name(term, flags, bytes);
        bytes.extend(term.title);
        if count > 1 {
            varint(bytes, count);
        }
        let mut next = 0;
        for post in self.posts_of(term).take(count as usize) {
            let place = if post.times > 1 { REPEATED } else { u32::from(post.place) };
            varint(bytes, (u32::from(post.unit) - next) << 3 | place);
            next = u32::from(post.unit) + 1;
        }
    }

    /// The flags and the characters.
    fn write_name(&self, term: &Term, flags: u8, bytes: &mut Vec<u8>) {
        let (held, count) = term::held(term.key);
        let chars = match term::is_held(term.key) {
            true => &held[..count],
            false => &self.names[term.name.0 as usize..term.name.1 as usize],
        };
        if chars.len() <= HELD_MAX && chars.iter().all(|c| u32::from(*c) <= 0xffff) {
            bytes.push(flags | chars.len() as u8);
            return chars.iter().for_each(|c| bytes.extend((u32::from(*c) as u16).to_le_bytes()));
        }
        let text: String = chars.iter().collect();
        bytes.push(flags);
        varint(bytes, text.len() as u32);
        bytes.extend(text.as_bytes());
    }
}

/// How much a term weighs in a document, 0 to 3: repeats count less and less, and less in long texts (BM25).
fn impact(times: u64, length: u64) -> u8 {
    let damp = 1200 * (250 + 750 * length / USUAL_LENGTH) / 1000;
    let share = times * 1000 * 1000 / (times * 1000 + damp);
    u8::from(share >= 300) + u8::from(share >= 500) + u8::from(share >= 700)
}

/// Whether terms with these characters are told without the units that have them: single Han characters.
pub(super) fn is_single(chars: &[char]) -> bool {
    matches!(chars, [one] if is_han(*one))
}
