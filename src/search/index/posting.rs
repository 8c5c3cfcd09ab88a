//! Records: what one term brings, the documents that have it, with the units in them, and the titles.
//!
//! The bytes are described in `docs/index-format.md`.
//!
//! **Invariant**: a record depends on the documents that have its term, and on nothing else of the corpus.

use super::bits::{Bits, Gaps, rice_parameter, varint};
use super::facts::{REPEATED, is_single, read_varint};
use super::merge::{List, ListForm};
use super::{FIRST_PART, table};
use crate::search::fold::is_han;

/// Bytes of a list above which it stands in a file of its own.
const LIST_BYTES_MAX: usize = 6 * 1024;

/// A document of the first part of a long list.
#[derive(Clone, Copy)]
struct Weighed {
    number: u32,
    impact: u32,
    last_unit: u32,
    units: u32,
}

/// Writes the record of a term behind `bytes`; gives the whole list where it is too long for the record.
pub(super) fn record(
    term: &[char],
    documents: Option<&List>,
    titles: Option<&List>,
    bytes: &mut Vec<u8>,
) -> Option<Vec<u8>> {
    let at = bytes.len();
    let mut flags = likeness(term) << 6;
    let mut rest = None;
    bytes.push(0);
    if let Some(documents) = documents {
        let form = if is_single(term) { ListForm::Singles } else { ListForm::Texts };
        let with_units = form == ListForm::Texts;
        let mut list = list(documents, form);
        let is_long = list.len() > LIST_BYTES_MAX && documents.count > 2 * FIRST_PART;
        flags |= 1 | u8::from(with_units && !is_long) << 3 | u8::from(is_long) << 4;
        varint(bytes, documents.count);
        if is_long {
            let mut whole = vec![u8::from(with_units) << 3];
            varint(&mut whole, documents.count);
            whole.append(&mut list);
            rest = Some(whole);
            list = first_part(documents, form);
        }
        if titles.is_some() {
            varint(bytes, list.len() as u32);
        }
        bytes.extend(list);
    }
    if let Some(titles) = titles {
        flags |= 2;
        varint(bytes, titles.count);
        title_list(titles, bytes);
    }
    bytes[at] = flags;
    rest
}

/// How word-like a term is. What stands around a sign is no word, nor is a single character.
fn likeness(term: &[char]) -> u8 {
    match *term {
        [first, second] if is_han(first) && is_han(second) => table::word_likeness(first, second),
        [one] if is_han(one) => 0,
        [first, _, last] if is_han(first) && is_han(last) => 0,
        _ => 3,
    }
}

/// Documents newest first: gap, and the units with the place in each; of single characters how much they weigh.
fn list(documents: &List, form: ListForm) -> Vec<u8> {
    let (mut newest, mut last_units, mut count) = (None, 0, 0);
    documents.each(form, &mut |listed| {
        newest = newest.or(Some(listed.number));
        last_units += u64::from(last_unit(listed.units));
        count += u64::from(listed.count.max(1));
    });
    let of_documents = rice_parameter(u64::from(newest.unwrap_or(0)), u64::from(documents.count));
    let of_units = rice_parameter(last_units, count).min(7);
    let mut bits = Bits::behind(vec![(of_documents << 3 | of_units) as u8]);
    let mut gaps = Gaps::default();
    documents.each(form, &mut |listed| {
        gaps.push(&mut bits, listed.number, of_documents);
        match form {
            ListForm::Texts => units(listed.units, listed.count, of_units, &mut bits),
            _ => bits.push(listed.value, 2),
        }
    });
    bits.bytes()
}

/// The documents in which a term weighs most, in the order of the list, with how much it weighs in each.
fn first_part(documents: &List, form: ListForm) -> Vec<u8> {
    let mut all = Vec::with_capacity(documents.count as usize);
    let mut of_impacts = [0; 4];
    documents.each(form, &mut |listed| {
        let (impact, last_unit) = (listed.value, last_unit(listed.units));
        of_impacts[impact as usize] += 1;
        all.push(Weighed { number: listed.number, impact, last_unit, units: listed.count.max(1) });
    });
    // Of each impact as many as there is room for, the newest first.
    let mut room = FIRST_PART;
    let mut taken = [0; 4];
    for impact in (0..4).rev() {
        taken[impact] = room.min(of_impacts[impact]);
        room -= taken[impact];
    }
    all.retain(|one| {
        let left = &mut taken[one.impact as usize];
        let is_kept = *left > 0;
        *left -= u32::from(is_kept);
        is_kept
    });
    let newest = all.first().map_or(0, |one| u64::from(one.number));
    let of_documents = rice_parameter(newest, all.len() as u64);
    let last_units = all.iter().map(|one| u64::from(one.last_unit)).sum();
    let of_units = rice_parameter(last_units, all.iter().map(|one| u64::from(one.units)).sum()).min(7);
    let mut bits = Bits::behind(vec![(of_documents << 3 | of_units) as u8]);
    let mut gaps = Gaps::default();
    for one in all {
        gaps.push(&mut bits, one.number, of_documents);
        bits.push(one.impact, 2);
    }
    bits.bytes()
}

/// The last of some units.
fn last_unit(units: &[u8]) -> u32 {
    let mut next = 0;
    each_unit(units, &mut |unit, _| next = unit);
    next
}

/// Calls `give(unit, place)` for each unit.
fn each_unit(mut units: &[u8], give: &mut impl FnMut(u32, u32)) {
    let mut next = 0;
    while let Some(one) = read_varint(&mut units) {
        let unit = next + (one >> 3);
        give(unit, one & 7);
        next = unit + 1;
    }
}

/// How many, the gaps between them, and of each the place of the term: 00, 01, 10, 110; 111 where it repeats.
fn units(mut units: &[u8], count: u32, of_units: u32, bits: &mut Bits) {
    bits.rice(count - 1, 0);
    while let Some(one) = read_varint(&mut units) {
        bits.rice(one >> 3, of_units);
        match one & 7 {
            REPEATED => bits.push(0b111, 3),
            3 => bits.push(0b110, 3),
            place => bits.push(place, 2),
        }
    }
}

fn title_list(titles: &List, bytes: &mut Vec<u8>) {
    let mut newest = None;
    titles.each(ListForm::Titles, &mut |listed| newest = newest.or(Some(listed.number)));
    let parameter = rice_parameter(u64::from(newest.unwrap_or(0)), u64::from(titles.count));
    let mut bits = Bits::behind(vec![parameter as u8]);
    let mut gaps = Gaps::default();
    titles.each(ListForm::Titles, &mut |listed| {
        gaps.push(&mut bits, listed.number, parameter);
        bits.push(listed.value, 5);
    });
    bytes.append(&mut bits.bytes());
}
