//! The files of an index, fetched once and read.
//!
//! **Invariant**: a file that is missing, damaged or of another version is counted and left out; what is
//! there is answered from.

use super::bits::{Bits, from_base64, varint};
use crate::search::index::{FIRST_PART, FORMAT, long_name};
use crate::search::term;
use serde_json::Value;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

/// Brings the bytes of a file by its path below the folder of the index, without ending.
pub type Load<'a> = Box<dyn Fn(&str) -> Option<Vec<u8>> + 'a>;

/// Documents that have a term, newest first.
#[derive(Debug, Default)]
pub(super) struct List {
    pub documents: Vec<u32>,
    pub impacts: Vec<u8>,
    /// Where the units of each document begin in `units`, and of one more; empty where units are not told.
    pub starts: Vec<u32>,
    pub units: Vec<u16>,
    /// The place of the term in the unit modulo 4; 4 where it stands there more than once.
    pub places: Vec<u8>,
}

impl List {
    pub(super) fn has_units(&self) -> bool {
        !self.starts.is_empty()
    }

    /// The position of a document.
    pub(super) fn find(&self, document: u32) -> Option<usize> {
        self.documents.binary_search_by(|other| document.cmp(other)).ok()
    }

    /// Units with places of the document at a position.
    pub(super) fn units_of(&self, at: usize) -> impl Iterator<Item = (u16, u8)> + '_ {
        let range = match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(from), Some(to)) => *from as usize..*to as usize,
            _ => 0..0,
        };
        range.map(|place| (self.units[place], self.places[place]))
    }
}

/// What the index knows of a term.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// How word-like a pair of Han characters is, 0 to 3.
    pub likeness: u8,
    /// In how many documents it stands, titles aside.
    pub count: u32,
    pub body: List,
    /// Whether `body` is only the best part of the list.
    pub is_long: bool,
    pub titles: Vec<u32>,
    pub title_lengths: Vec<u8>,
    pub dictionary: String,
}

impl Record {
    /// Whether the term stands anywhere.
    pub(super) fn is_somewhere(&self) -> bool {
        self.count > 0 || !self.titles.is_empty()
    }
}

type Terms = HashMap<String, Rc<Record>>;

/// Files that have been asked for.
pub(super) struct Store<'a> {
    load: Load<'a>,
    chunks: RefCell<HashMap<String, Option<Rc<Value>>>>,
    shards: RefCell<HashMap<String, Option<Rc<Terms>>>>,
    long: RefCell<HashMap<String, Option<Rc<List>>>>,
    bits: Cell<u32>,
    missing: Cell<usize>,
}

impl<'a> Store<'a> {
    pub(super) fn new(load: Load<'a>) -> Store<'a> {
        Store {
            load,
            chunks: RefCell::default(),
            shards: RefCell::default(),
            long: RefCell::default(),
            bits: Cell::new(0),
            missing: Cell::new(0),
        }
    }

    pub(super) fn set_bits(&self, bits: u32) {
        self.bits.set(bits);
    }

    /// How many files did not come.
    pub(super) fn missing(&self) -> usize {
        self.missing.get()
    }

    /// The data of a file.
    pub(super) fn chunk(&self, path: &str) -> Option<Rc<Value>> {
        if let Some(known) = self.chunks.borrow().get(path) {
            return known.clone();
        }
        let read = (self.load)(path).and_then(|bytes| data_of(&bytes)).map(Rc::new);
        if read.is_none() {
            self.missing.set(self.missing.get() + 1);
        }
        self.chunks.borrow_mut().insert(path.into(), read.clone());
        read
    }

    /// The second part of a file that begins with its version.
    pub(super) fn versioned(&self, path: &str) -> Option<Rc<Value>> {
        let data = self.chunk(path)?;
        (data[0] == FORMAT).then_some(data)
    }

    /// What the index knows of a term; an empty record where it does not stand.
    pub(super) fn term(&self, key: &str) -> Rc<Record> {
        let bits = self.bits.get();
        let path = format!("t/{}", term::shard_name(term::shard(key, bits), bits));
        let known = self.shards.borrow().get(&path).cloned();
        let terms = known.unwrap_or_else(|| {
            let read = self.packed(&path).and_then(|bytes| shard(&bytes)).map(Rc::new);
            self.shards.borrow_mut().insert(path.clone(), read.clone());
            read
        });
        terms.and_then(|terms| terms.get(key).cloned()).unwrap_or_default()
    }

    /// The whole list of a term of which the record has the best part only.
    pub(super) fn long(&self, key: &str) -> Option<Rc<List>> {
        if let Some(known) = self.long.borrow().get(key) {
            return known.clone();
        }
        let bytes = self.packed(&format!("x/{}", long_name(key)));
        let read = bytes.and_then(|bytes| {
            let mut at = 1;
            let count = varint(&bytes, &mut at)?;
            list(&bytes[at..], count, bytes[0] & 8 != 0)
        });
        let read = read.map(Rc::new);
        self.long.borrow_mut().insert(key.into(), read.clone());
        read
    }

    fn packed(&self, path: &str) -> Option<Vec<u8>> {
        from_base64(self.versioned(path)?[1].as_str()?)
            .filter(|bytes| !bytes.is_empty() || path.starts_with('t'))
    }
}

/// What `jx.chunk("name", data);` brings.
fn data_of(bytes: &[u8]) -> Option<Value> {
    let text = std::str::from_utf8(bytes).ok()?;
    let data = text.strip_prefix("jx.chunk(\"")?.split_once("\",")?.1;
    serde_json::from_str(data.trim_end().strip_suffix(");")?).ok()
}

fn shard(bytes: &[u8]) -> Option<Terms> {
    let mut terms = HashMap::new();
    let mut at = 0;
    while at < bytes.len() {
        let key = key(bytes, &mut at)?;
        let length = varint(bytes, &mut at)? as usize;
        terms.insert(key, Rc::new(record(bytes.get(at..at + length)?)?));
        at += length;
    }
    Some(terms)
}

/// A term; a length of zero announces two characters in 16 bits each.
fn key(bytes: &[u8], at: &mut usize) -> Option<String> {
    let length = varint(bytes, at)? as usize;
    let from = *at;
    if length > 0 {
        *at += length;
        return Some(std::str::from_utf8(bytes.get(from..*at)?).ok()?.to_string());
    }
    *at += 4;
    let pair = bytes.get(from..*at)?;
    String::from_utf16(&[u16::from_be_bytes([pair[0], pair[1]]), u16::from_be_bytes([pair[2], pair[3]])]).ok()
}

fn record(bytes: &[u8]) -> Option<Record> {
    let flags = *bytes.first()?;
    let mut record = Record { likeness: flags >> 6, is_long: flags & 16 != 0, ..Record::default() };
    let mut at = 1;
    if flags & 4 != 0 {
        record.dictionary = std::str::from_utf8(&bytes[at..]).ok()?.to_string();
        return Some(record);
    }
    if flags & 1 != 0 {
        record.count = varint(bytes, &mut at)?;
        let length = if flags & 2 != 0 { varint(bytes, &mut at)? as usize } else { bytes.len() - at };
        let count = if record.is_long { record.count.min(FIRST_PART) } else { record.count };
        record.body = list(bytes.get(at..at + length)?, count, flags & 8 != 0)?;
        at += length;
    }
    if flags & 2 != 0 {
        let count = varint(bytes, &mut at)?;
        let parameter = u32::from(*bytes.get(at)?);
        let mut bits = Bits::new(&bytes[at + 1..]);
        numbers(&mut bits, count, parameter, &mut |bits, number| {
            record.titles.push(number);
            record.title_lengths.push(bits.bits(5) as u8);
        });
    }
    Some(record)
}

fn list(bytes: &[u8], count: u32, with_units: bool) -> Option<List> {
    let parameters = u32::from(*bytes.first()?);
    let (of_documents, of_units) = (parameters >> 3, parameters & 7);
    let mut bits = Bits::new(&bytes[1..]);
    let mut list = List::default();
    numbers(&mut bits, count, of_documents, &mut |bits, number| {
        list.documents.push(number);
        if !with_units {
            list.impacts.push(bits.bits(2) as u8);
        } else {
            list.starts.push(list.units.len() as u32);
            let count = bits.rice(0).saturating_add(1);
            let mut next = 0;
            for _ in 0..count {
                let unit = bits.rice(of_units).saturating_add(next);
                next = unit.saturating_add(1);
                list.units.push(unit.min(u32::from(u16::MAX)) as u16);
                list.places.push(place(bits));
                if bits.is_over() {
                    break;
                }
            }
            let from = list.starts[list.starts.len() - 1] as usize;
            let weight = |place: &u8| 1 + usize::from(*place == 4);
            list.impacts
                .push((list.places[from..].iter().map(weight).sum::<usize>().max(1) - 1).min(3) as u8);
        }
    });
    if with_units {
        list.starts.push(list.units.len() as u32);
    }
    Some(list)
}

/// The place of a term in a unit.
fn place(bits: &mut Bits) -> u8 {
    match bits.bits(2) {
        3 => 3 + bits.bit() as u8,
        place => place as u8,
    }
}

/// Numbers from the newest down, each handed on with the bits behind it.
pub(super) fn numbers(bits: &mut Bits, count: u32, parameter: u32, take: &mut dyn FnMut(&mut Bits, u32)) {
    let mut before: Option<u32> = None;
    for _ in 0..count {
        let gap = bits.rice(parameter);
        let number = match before {
            None => gap,
            Some(before) => match before.checked_sub(gap).and_then(|at| at.checked_sub(1)) {
                Some(number) => number,
                None => return,
            },
        };
        if bits.is_over() {
            return;
        }
        before = Some(number);
        take(bits, number);
    }
}

/// The numbers of a value of a column.
pub(super) fn column_list(text: &str) -> Option<Vec<u32>> {
    let bytes = from_base64(text)?;
    let mut at = 0;
    let count = varint(&bytes, &mut at)?;
    let parameter = u32::from(*bytes.get(at)?);
    let mut found = Vec::new();
    numbers(&mut Bits::new(&bytes[at + 1..]), count, parameter, &mut |_, number| found.push(number));
    Some(found)
}
