//! The files of an index, made from documents.
//!
//! Takes documents in the order of their numbers and the words of the language, gives [`Index`]: routes and bytes.
//! What the bytes mean is in `docs/index-format.md`.
//!
//! **Invariant**: the same documents and words give the same bytes on any number of threads, and a document that
//! is added as the newest changes only the files of its own terms, the head and the columns.

mod bits;
mod column;
mod dictionary;
mod file;
mod fragment;
mod head;
mod name;
mod posting;

pub(crate) use bits::RICE_ESCAPE;
pub use file::is_own;
pub use name::LEAP_MAX;

use super::document::{Document, SearchFacet};
use super::{table, term};
use crate::field::Kind;
use bits::{base64, varint};
use file::File;
use posting::Record;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The version of the format. A reader refuses any other.
pub const FORMAT: u32 = 1;
/// Units that one file of the text of a document holds.
pub const UNITS_PER_PART: usize = 20;
/// Documents that one file of states holds.
pub const STATES_PER_FILE: usize = 8192;
/// Bytes that a file of terms has at most on average.
const SHARD_BYTES: usize = 4096;
/// Documents of a long list that its first part holds.
pub const FIRST_PART: u32 = 1024;
/// Most files of terms, as bits.
const SHARD_BITS_MAX: u32 = 16;

/// Codes with their names.
pub type Names = Vec<(String, String)>;

/// Names of files with their bytes.
type Named = Vec<(String, Vec<u8>)>;

/// The words of a language that answers are told in, and what else is not in documents.
#[derive(Clone, Debug, Default)]
pub struct IndexWords {
    /// Folder of the index below the root: `ss/`, `en/ss/`.
    pub prefix: String,
    /// Kinds in the order in which they are offered, with their names.
    pub kinds: Vec<(Kind, String)>,
    /// Names of facets, and of their values by code.
    pub facets: Vec<(SearchFacet, String, Names)>,
    /// Name of the facet of amounts, and of its ranges by code.
    pub amounts: (String, Names),
    /// Words for each other; whether they mean the same.
    pub synonyms: Vec<(Vec<String>, bool)>,
}

/// An index, its terms made, the rest written when asked for.
pub struct Index {
    prefix: String,
    documents: Vec<Document>,
    /// Where the parts of the text of each document begin among all of them, and of one more.
    parts: Vec<u32>,
    bits: u32,
    shards: Vec<Vec<u8>>,
    long: Named,
    columns: Vec<(&'static str, String)>,
    labels: head::Labels,
    head: String,
}

impl Index {
    /// Makes the index of documents, which stand in the order of their numbers: oldest first.
    pub fn of(documents: Vec<Document>, words: &IndexWords) -> Index {
        let records = posting::records(&documents, table::word_likeness);
        let dictionaries = dictionary::dictionaries(&records);
        let bits = shard_bits(&records, &dictionaries);
        let (shards, long) = shards(records, dictionaries, bits);
        let labels = head::Labels::of(&documents, words);
        let columns = column::columns(&documents, words);
        let mut index = Index {
            prefix: words.prefix.clone(),
            parts: parts(&documents),
            documents,
            bits,
            shards,
            long,
            columns,
            labels,
            head: String::new(),
        };
        let build = index.digest();
        index.head = head::head(&index, words, build);
        index
    }

    /// The bytes of a file.
    pub fn bytes(&self, at: usize) -> Vec<u8> {
        let file = self.file(at);
        let data = match file {
            File::Reader => return include_bytes!("../reader/engine.min.js").to_vec(),
            File::Head => self.head.clone(),
            File::Traditional => serde_json::json!([FORMAT, table::traditional_pairs()]).to_string(),
            File::Pinyin => serde_json::json!([FORMAT, table::pinyin_table()]).to_string(),
            File::Shard(shard) => packed(&self.shards[shard as usize]),
            File::Long(at) => packed(&self.long[at].1),
            File::States(at) => column::states(&self.documents, &self.labels, at),
            File::Column(at) => self.columns[at].1.clone(),
            File::Fragment { document, part } => fragment::fragment(self, document, part),
        };
        // U+2028 and U+2029 end a line of a script before 2019.
        let data = data.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
        format!("jx.chunk(\"{}{}\",{data});\n", self.prefix, self.name(file)).into_bytes()
    }

    /// A number that changes with whatever is in the index.
    fn digest(&self) -> String {
        let mut hash = term::hash(&format!("{FORMAT} {}", self.bits));
        let mut add = |text: &str| hash = term::hash(&format!("{hash:08x}{text}"));
        let of_documents: Vec<u32> =
            self.documents.par_iter().map(|document| term::hash(&format!("{document:?}"))).collect();
        for hash in of_documents {
            add(&format!("{hash:08x}"));
        }
        for (name, column) in &self.columns {
            add(&format!("{name}{column}"));
        }
        format!("{hash:08x}")
    }
}

fn parts(documents: &[Document]) -> Vec<u32> {
    let mut starts = vec![0];
    let mut next = 0;
    for document in documents {
        next += document.units.len().div_ceil(UNITS_PER_PART).max(1) as u32;
        starts.push(next);
    }
    starts
}

fn packed(bytes: &[u8]) -> String {
    format!("[{FORMAT},\"{}\"]", base64(bytes))
}

/// So many files that each has about [`SHARD_BYTES`].
fn shard_bits(records: &[Record], dictionaries: &[(String, String)]) -> u32 {
    let of_records: usize = records.iter().map(|record| record.term.len() + record.bytes.len() + 2).sum();
    let of_dictionaries: usize = dictionaries.iter().map(|(key, text)| key.len() + text.len() + 3).sum();
    let wanted = (of_records + of_dictionaries).div_ceil(SHARD_BYTES).max(1);
    wanted.next_power_of_two().ilog2().min(SHARD_BITS_MAX)
}

/// Puts each record into its file: the term, the length, the bytes.
fn shards(records: Vec<Record>, dictionaries: Vec<(String, String)>, bits: u32) -> (Vec<Vec<u8>>, Named) {
    let mut by_shard: Vec<BTreeMap<String, Vec<u8>>> = vec![BTreeMap::new(); 1 << bits];
    let mut long = BTreeMap::new();
    for record in records {
        if let Some(rest) = record.rest {
            long.insert(long_name(&record.term), rest);
        }
        by_shard[term::shard(&record.term, bits) as usize].insert(record.term, record.bytes);
    }
    for (key, text) in dictionaries {
        let mut bytes = vec![1 << 2];
        bytes.extend(text.into_bytes());
        by_shard[term::shard(&key, bits) as usize].insert(key, bytes);
    }
    let shards = by_shard.into_par_iter().map(|terms| {
        let mut bytes = Vec::new();
        for (term, record) in terms {
            push_term(&mut bytes, &term);
            varint(&mut bytes, record.len() as u32);
            bytes.extend(record);
        }
        bytes
    });
    (shards.collect(), long.into_iter().collect())
}

/// A term: two characters of the basic plane after a zero, in 16 bits each; else its length and bytes.
fn push_term(bytes: &mut Vec<u8>, term: &str) {
    let units: Vec<u16> = term.encode_utf16().collect();
    if let [first, second] = units[..]
        && term.len() == 6
    {
        bytes.push(0);
        bytes.extend(first.to_be_bytes());
        return bytes.extend(second.to_be_bytes());
    }
    varint(bytes, term.len() as u32);
    bytes.extend(term.as_bytes());
}

/// The name of the file of a long list: the code points of its term.
pub(crate) fn long_name(term: &str) -> String {
    let points: Vec<String> = term.chars().map(|c| format!("{:x}", u32::from(c))).collect();
    points.join("-")
}
