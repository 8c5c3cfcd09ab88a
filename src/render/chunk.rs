//! The data of the script that combines the facets of a list, as files that run from anywhere.
//!
//! A list has three families, each a classic script of one call, `jx.chunk(name, data)`, since a page
//! opened from a disk may load scripts and nothing else: the *columns* (which values each entry has),
//! the *titles* (for looking in them and for the order by name), and the *cards* (the HTML of the list,
//! so many a file). The first is small and is read at the first use; the others when they are needed.
//!
//! **Invariant**: the columns say the same as the pages of the facets, place by place.

use super::Scene;
use super::cards::card_html;
use super::foreign::mark_chinese;
use crate::date::Date;
use crate::field::Kind;
use crate::portal::{EntryNo, ListFacetValues};
use crate::text::{Lang, slug};
use crate::theme::Fault;
use serde_json::{Map, Value, json};
use std::collections::HashMap;

/// Cards in one file.
pub const CARDS_PER_CHUNK: usize = 100;

/// Version of the format; the script refuses another.
const FORMAT: u32 = 1;

/// Stands in the cards where the script puts its way to the root.
const ROOT: &str = "{root}";

/// One file of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chunk {
    Columns,
    Titles,
    /// By number, from 0.
    Cards(usize),
}

/// The route of a file: `fx/pt.js`, `fx/pt-titles.js`, `fx/pt-0.js`.
pub fn chunk_route(kind: Kind, lang: Lang, chunk: Chunk) -> String {
    let name = format!("{}fx/{}", lang.folder(), kind.spec().prefix.replace('/', "-"));
    match chunk {
        Chunk::Columns => format!("{name}.js"),
        Chunk::Titles => format!("{name}-titles.js"),
        Chunk::Cards(number) => format!("{name}-{number}.js"),
    }
}

/// The content of a file, and what goes wrong in the template of a card.
pub fn chunk(scene: &Scene, kind: Kind, lang: Lang, chunk: Chunk) -> (Vec<u8>, Option<Box<Fault>>) {
    let list = scene.portal.in_order(kind, lang);
    let (data, fault) = match chunk {
        Chunk::Columns => (columns(scene, kind, lang, &list), None),
        Chunk::Titles => (titles(scene, lang, &list), None),
        Chunk::Cards(number) => {
            cards(scene, lang, list.chunks(CARDS_PER_CHUNK).nth(number).unwrap_or_default())
        }
    };
    let route = chunk_route(kind, lang, chunk);
    let name = json!(route.strip_suffix(".js").unwrap_or(&route));
    (format!("jx.chunk({name},{data});\n").into_bytes(), fault)
}

fn columns(scene: &Scene, kind: Kind, lang: Lang, list: &[EntryNo]) -> Value {
    let facets = scene.portal.list_facets(kind, lang).iter();
    let mut data = Map::new();
    data.insert("format".into(), json!(FORMAT));
    data.insert("count".into(), json!(list.len()));
    data.insert("size".into(), json!(CARDS_PER_CHUNK));
    data.insert("facets".into(), facets.map(|values| column(values, list.len())).collect());
    match kind {
        Kind::Call => calls(scene, list, &mut data),
        Kind::Challenge => {
            let ends = list.iter().map(|no| day_number(scene.portal.deadline(*no)));
            data.insert("ends".into(), ends.collect());
        }
        Kind::Benefit => {
            let most = |no: &EntryNo| scene.portal.most(*no).map_or(0, |fen| fen / 100);
            data.insert("amounts".into(), list.iter().map(most).collect());
        }
        _ => {}
    }
    Value::Object(data)
}

/// When calls begin and end, as days since 1970 (0: not said), and the days on which they rest.
fn calls(scene: &Scene, list: &[EntryNo], data: &mut Map<String, Value>) {
    let portal = scene.portal;
    let fields = |no: &EntryNo| &portal.entry(portal.original(*no)).fields;
    let starts = list.iter().map(|no| day_number(fields(no).date("starts_at")));
    data.insert("starts".into(), starts.collect());
    let ends = list.iter().map(|no| day_number(fields(no).date("ends_at")));
    data.insert("ends".into(), ends.collect());
    let mut rests = Vec::new();
    for (place, no) in list.iter().enumerate() {
        for (from, to) in portal.suspensions(portal.original(*no)) {
            rests.push(json!([place, day_number(Some(from)), day_number(to)]));
        }
    }
    data.insert("rests".into(), Value::Array(rests));
}

fn day_number(date: Option<Date>) -> i32 {
    let first = Date::constant(1970, 1, 1);
    date.and_then(|date| Some((date - first).get_days()).filter(|days| *days > 0)).unwrap_or(0)
}

/// A facet as a column: one letter an entry, which stands for the set of its values. Sets repeat, so
/// that the column is small when it is packed.
fn column(values: &ListFacetValues, count: usize) -> Value {
    let mut of_entries: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (number, value) in values.values.iter().enumerate() {
        for place in &value.places {
            of_entries[*place as usize].push(number);
        }
    }
    let mut numbers: HashMap<&[usize], u32> = HashMap::new();
    let mut sets: Vec<&[usize]> = Vec::new();
    let mut column = String::with_capacity(count);
    for set in &of_entries {
        let number = *numbers.entry(set).or_insert_with(|| {
            sets.push(set);
            sets.len() as u32 - 1
        });
        column.push(letter(number));
    }
    let codes: Vec<&str> = values.values.iter().map(|value| &*value.slug).collect();
    json!({"key": values.facet.key(), "values": codes, "sets": sets, "column": column})
}

/// The letter of a set: from `0` on, in the order of Unicode without its surrogates, in two rows that
/// leave out the backslash, which a script would have to write twice.
fn letter(number: u32) -> char {
    let number = if number < 44 { number + 48 } else { number + 49 };
    let number = if number < 0xD800 { number } else { number + 0x800 };
    char::from_u32(number).unwrap_or('\u{FFFD}')
}

/// The titles, and the place of each in the order by name; Chinese goes by its pinyin.
fn titles(scene: &Scene, lang: Lang, list: &[EntryNo]) -> Value {
    let title = |no: &EntryNo| {
        let shown = scene.portal.in_language(*no, lang).unwrap_or(*no);
        &*scene.portal.entry(shown).title
    };
    let titles: Vec<&str> = list.iter().map(title).collect();
    let mut order: Vec<usize> = (0..titles.len()).collect();
    order.sort_by_cached_key(|place| (slug(titles[*place]), titles[*place], *place));
    json!({"format": FORMAT, "titles": titles, "order": order})
}

/// The cards as the list has them, and the first fault of their template.
fn cards(scene: &Scene, lang: Lang, list: &[EntryNo]) -> (Value, Option<Box<Fault>>) {
    let mut fault = None;
    let mut html = Vec::with_capacity(list.len());
    for no in list {
        let card = card_html(scene, lang, *no, ROOT).unwrap_or_else(|found| {
            fault.get_or_insert(found);
            String::new()
        });
        let marked = if lang == Lang::Zh { None } else { mark_chinese(card.as_bytes()) };
        html.push(marked.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or(card));
    }
    (json!(html), fault)
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn letters_are_those_that_the_script_reads() {
        assert_eq!([0, 43, 44, 45].map(letter), ['0', '[', ']', '^']);
        let all: std::collections::BTreeSet<char> = (0..60_000).map(letter).collect();
        assert_eq!(all.len(), 60_000);
        assert!(!all.contains(&'\\') && !all.contains(&'"'));
    }
}
