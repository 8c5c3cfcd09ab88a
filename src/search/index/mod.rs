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
mod facts;
mod file;
mod fragment;
mod head;
mod merge;
mod name;
mod posting;
mod shard;

pub(crate) use bits::RICE_ESCAPE;
pub use facts::{Facts, FactsKey};
pub use file::is_own;
pub use merge::Memo;
pub use name::LEAP_MAX;

use super::document::{Document, Documents, SearchFacet};
use super::table;
use crate::field::Kind;
use bits::base64;
use file::File;
use sha2::{Digest, Sha256};

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
    /// The documents, where the index has them at hand.
    documents: Vec<Document>,
    /// Where the parts of the text of each document begin among all of them, and of one more.
    parts: Vec<u32>,
    bits: u32,
    shards: Vec<Vec<u8>>,
    /// The names of long lists with their bytes.
    long: Vec<(String, Vec<u8>)>,
    columns: Vec<(&'static str, String)>,
    labels: head::Labels,
    head: String,
    memo: Memo,
}

impl Index {
    /// Makes the index of documents, which stand in the order of their numbers: oldest first. It keeps them.
    pub fn of(documents: Vec<Document>, words: &IndexWords) -> Index {
        let index = Index::without_documents(&documents, words, None);
        Index { documents, ..index }
    }

    /// Makes the index of documents that are made once more when their text is asked for
    /// ([`Index::bytes_from`]). With the facts of a former index, these are taken where a document has not changed, and
    /// those of all documents are kept for the next one ([`Index::memo`]).
    pub fn without_documents(documents: &dyn Documents, words: &IndexWords, former: Option<&Memo>) -> Index {
        let merged = merge::merge(documents, words, former);
        let shards = shard::shards(merged.buckets);
        let columns = merged.columns.files(words);
        let build = digest(&merged.hashes, shards.bits, &columns);
        let mut index = Index {
            prefix: words.prefix.clone(),
            documents: Vec::new(),
            parts: starts(&merged.parts),
            bits: shards.bits,
            shards: shards.files,
            long: shards.long,
            columns,
            labels: merged.labels,
            head: String::new(),
            memo: merged.memo,
        };
        index.head = head::head(&index, words, build);
        index
    }

    /// How many documents it has.
    fn count(&self) -> usize {
        self.parts.len() - 1
    }

    /// The facts of the documents, if they were to be kept.
    pub fn memo(&self) -> &Memo {
        &self.memo
    }

    /// The bytes of a file of an index that keeps its documents.
    pub fn bytes(&self, at: usize) -> Vec<u8> {
        self.bytes_from(at, &self.documents)
    }

    /// The bytes of a file; the text of a document is taken from the documents that the index was made from.
    pub fn bytes_from(&self, at: usize, documents: &dyn Documents) -> Vec<u8> {
        let file = self.file(at);
        let data = match file {
            File::Reader => return include_bytes!("../reader/engine.min.js").to_vec(),
            File::Head => self.head.clone(),
            File::Traditional => serde_json::json!([FORMAT, table::traditional_pairs()]).to_string(),
            File::Pinyin => serde_json::json!([FORMAT, table::pinyin_table()]).to_string(),
            File::Shard(shard) => packed(&self.shards[shard as usize]),
            File::Long(at) => packed(&self.long[at].1),
            File::States(at) => self.labels.states(at),
            File::Column(at) => self.columns[at].1.clone(),
            File::Fragment { document, part } => self.fragment(document, part, documents),
        };
        // U+2028 and U+2029 end a line of a script before 2019.
        let data = data.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
        format!("jx.chunk(\"{}{}\",{data});\n", self.prefix, self.name(file)).into_bytes()
    }

    /// A part of the text of a document.
    fn fragment(&self, number: usize, part: usize, documents: &dyn Documents) -> String {
        let places = self.labels.places(number);
        let mut text = String::new();
        let mut write = |document: &Document| text = fragment::fragment(document, number, places, part);
        match self.parts[number + 1] - self.parts[number] {
            1 => write(&documents.document(number)),
            _ => documents.show(number, &mut write),
        }
        text
    }
}

/// A number that changes with whatever is in the index.
fn digest(documents: &[FactsKey], bits: u32, columns: &[(&'static str, String)]) -> String {
    let mut hash = Sha256::new();
    hash.update(FORMAT.to_le_bytes());
    hash.update(bits.to_le_bytes());
    documents.iter().for_each(|document| hash.update(document));
    for (name, column) in columns {
        hash.update(name);
        hash.update(column);
    }
    crate::text::hex(&hash.finalize()[..4])
}

/// Where the parts of each document begin, and of one more.
fn starts(parts: &[u32]) -> Vec<u32> {
    let mut next = 0;
    let mut starts = vec![0];
    starts.extend(parts.iter().map(|count| {
        next += count;
        next
    }));
    starts
}

fn packed(bytes: &[u8]) -> String {
    format!("[{FORMAT},\"{}\"]", base64(bytes))
}

/// The name of the file of a long list: the code points of its term.
pub(crate) fn long_name(term: &str) -> String {
    let points: Vec<String> = term.chars().map(|c| format!("{:x}", u32::from(c))).collect();
    points.join("-")
}
