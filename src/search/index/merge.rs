//! The terms of a corpus: merged from the facts of its documents, in a bucket for each part of the terms.
//!
//! Facts come from the newest document down, as the lists go; what a document gives to a term is two or three bytes
//! more at the end of a list. Facts are made for some hundred documents at once, so that the memory is that of the lists.
//!
//! **Invariant**: a list depends on the documents that have its term, and on nothing else of the corpus.

use super::bits::varint;
use super::column::Columns;
use super::facts::{BUCKETS, ByKey, Facts, FactsKey, Given, Workshop, keys, read_varint, skip_varints};
use super::head::Labels;
use super::{IndexWords, UNITS_PER_PART};
use crate::search::document::{Document, Documents};
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

/// Bytes of a list up to which its room doubles; further on a quarter is added, so that little stays empty.
const DOUBLED_MAX: usize = 1024;
/// Documents whose facts are made before they are merged.
const DOCUMENTS_AT_ONCE: usize = 512;

/// Facts of documents, to be used again; cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Memo(Arc<HashMap<FactsKey, Arc<Facts>>>);

impl Memo {
    /// Facts that were kept elsewhere.
    pub fn of(facts: impl IntoIterator<Item = (FactsKey, Facts)>) -> Memo {
        Memo(Arc::new(facts.into_iter().map(|(key, facts)| (key, Arc::new(facts))).collect()))
    }

    /// Every document's facts, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (&FactsKey, &Facts)> {
        self.0.iter().map(|(key, facts)| (key, &**facts))
    }
}

/// The lists of some of the terms.
#[derive(Default)]
pub(super) struct Bucket {
    pub texts: Lists,
    pub titles: Lists,
    /// The text of each term that its key does not hold.
    pub names: ByKey<Box<str>>,
}

/// Lists by term.
#[derive(Default)]
pub(super) struct Lists {
    places: ByKey<u32>,
    lists: Vec<List>,
}

/// The documents of a term, newest first.
pub(super) struct List {
    pub key: u64,
    pub count: u32,
    /// The last document, which the next gap is told from.
    last: u32,
    bytes: Vec<u8>,
}

/// What a list tells of each document.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ListForm {
    /// How much a single character weighs.
    Singles,
    /// How much a term weighs, and the units that have it.
    Texts,
    /// How long the title is.
    Titles,
}

/// A document of a list.
pub(super) struct Listed<'a> {
    pub number: u32,
    /// What is told beside the number: how much the term weighs, or how long the title is.
    pub value: u32,
    /// How many units have the term, and their gaps with places.
    pub count: u32,
    pub units: &'a [u8],
}

/// What was merged.
pub(super) struct Merged {
    pub buckets: Vec<Bucket>,
    pub columns: Columns,
    pub labels: Labels,
    /// How many parts the text of each document has.
    pub parts: Vec<u32>,
    /// The hash of each document.
    pub hashes: Vec<FactsKey>,
    /// The facts, if they are to be kept.
    pub memo: Memo,
}

/// A document that is merged next. One that was made for it has lost its units: their facts are there.
struct Taken<'a> {
    document: Cow<'a, Document>,
    parts: u32,
    key: FactsKey,
    hash: FactsKey,
    facts: Arc<Facts>,
}

/// Merges documents. With a memo, facts come from it where it has them, and those of all documents are kept.
pub(super) fn merge(documents: &dyn Documents, words: &IndexWords, former: Option<&Memo>) -> Merged {
    let mut merged = Merged {
        buckets: (0..BUCKETS).map(|_| Bucket::default()).collect(),
        columns: Columns::default(),
        labels: Labels::of(documents.count(), words),
        parts: vec![0; documents.count()],
        hashes: vec![[0; 32]; documents.count()],
        memo: Memo::default(),
    };
    let mut kept = HashMap::new();
    let mut end = documents.count();
    while end > 0 {
        let first = end.saturating_sub(DOCUMENTS_AT_ONCE);
        let taken: Vec<Taken> = (first..end)
            .into_par_iter()
            .with_min_len(16)
            .map_init(Workshop::default, |workshop, number| {
                let mut document = documents.document(number);
                let (key, hash) = keys(&document);
                let known = former.and_then(|memo| memo.0.get(&key)).cloned();
                let facts = known.unwrap_or_else(|| Arc::new(Facts::of(&document, workshop)));
                let parts = document.units.len().div_ceil(UNITS_PER_PART).max(1) as u32;
                if let Cow::Owned(made) = &mut document {
                    made.units = Vec::new();
                }
                Taken { document, parts, key, hash, facts }
            })
            .collect();
        merged.buckets.par_iter_mut().enumerate().for_each(|(at, bucket)| {
            for (number, taken) in taken.iter().enumerate().rev() {
                taken.facts.each(at, &mut |given| bucket.add((first + number) as u32, &given));
            }
        });
        for (number, Taken { document, parts, key, hash, facts }) in (first..end).zip(taken).rev() {
            merged.columns.add(number as u32, &document);
            merged.labels.add(number, &document);
            merged.parts[number] = parts;
            merged.hashes[number] = hash;
            if former.is_some() {
                kept.insert(key, facts);
            }
        }
        end = first;
    }
    merged.labels.settle();
    merged.memo = Memo(Arc::new(kept));
    merged
}

impl Bucket {
    fn add(&mut self, number: u32, given: &Given) {
        if !given.text.is_empty() && !self.names.contains_key(&given.key) {
            self.names.insert(given.key, given.text.into());
        }
        if let Some(length) = given.title {
            self.titles.list(given.key).push(number, u32::from(length), ListForm::Titles);
        }
        let Some(posting) = &given.posting else { return };
        let list = self.texts.list(given.key);
        let impact = u32::from(posting.impact);
        match posting.count {
            0 => list.push(number, impact, ListForm::Singles),
            count => {
                list.make_room(posting.units.len());
                list.push(number, impact << 1 | u32::from(count == 1), ListForm::Texts);
                if count > 1 {
                    varint(&mut list.bytes, count);
                }
                list.bytes.extend_from_slice(posting.units);
            }
        }
    }
}

impl Lists {
    fn list(&mut self, key: u64) -> &mut List {
        let next = self.lists.len() as u32;
        let at = *self.places.entry(key).or_insert(next);
        if at == next {
            self.lists.push(List::of(key));
        }
        &mut self.lists[at as usize]
    }

    /// Takes the list of a term, if it has one; an empty one stays.
    pub fn take(&mut self, key: u64) -> Option<List> {
        let at = *self.places.get(&key)?;
        Some(std::mem::replace(&mut self.lists[at as usize], List::of(key)))
    }

    /// The lists alone.
    pub fn into_lists(self) -> Vec<List> {
        self.lists
    }
}

impl List {
    fn of(key: u64) -> List {
        List { key, count: 0, last: 0, bytes: Vec::new() }
    }

    /// Room for a document and so many bytes of units.
    fn make_room(&mut self, units: usize) {
        let (len, wanted) = (self.bytes.len(), units + 4);
        if self.bytes.capacity() - len < wanted {
            let more = if len < DOUBLED_MAX { len } else { len / 4 };
            self.bytes.reserve_exact(more.max(wanted));
        }
    }

    /// One document more, with a value of some bits.
    fn push(&mut self, number: u32, value: u32, form: ListForm) {
        let gap = if self.count == 0 { number } else { self.last - number - 1 };
        varint(&mut self.bytes, gap << form.bits() | value);
        self.last = number;
        self.count += 1;
    }

    /// Calls `give` for each document.
    pub fn each(&self, form: ListForm, give: &mut impl FnMut(Listed)) {
        let mut rest = &*self.bytes;
        let mut before = None;
        while let Some(head) = read_varint(&mut rest) {
            let (gap, mut value) = (head >> form.bits(), head & ((1 << form.bits()) - 1));
            let number = before.map_or(gap, |before: u32| before - gap - 1);
            let (mut count, mut units) = (0, &[][..]);
            if form == ListForm::Texts {
                count = if value & 1 > 0 { Some(1) } else { read_varint(&mut rest) }.unwrap_or(0);
                value >>= 1;
                let start = rest;
                skip_varints(&mut rest, count);
                units = &start[..start.len() - rest.len()];
            }
            give(Listed { number, value, count, units });
            before = Some(number);
        }
    }
}

impl ListForm {
    /// Bits of the value beside a number, with that which says that one unit follows.
    fn bits(self) -> u32 {
        match self {
            ListForm::Singles => 2,
            ListForm::Texts => 3,
            ListForm::Titles => 5,
        }
    }
}
