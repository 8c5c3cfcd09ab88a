//! Phrases that stand in a corpus: whether they are found, and what that costs.

use flate2::Compression;
use flate2::write::GzEncoder;
use juxian::search::answer::Query;
use juxian::search::document::Document;
use juxian::search::index::Index;
use juxian::search::read::Reader;
#[path = "../../tests/suite/search_phrases/sample.rs"]
pub mod sample;

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::io::Write;
use std::time::{Duration, Instant};

/// Files of an index by name, as a host has them.
pub struct Files<'a> {
    index: &'a Index,
    places: HashMap<String, usize>,
}

impl<'a> Files<'a> {
    /// The files of an index.
    pub fn of(index: &'a Index) -> Files<'a> {
        let name = |route: String| route.trim_start_matches("ss/").trim_end_matches(".js").to_string();
        let places = index.routes().enumerate().map(|(at, route)| (name(route), at)).collect();
        Files { index, places }
    }

    /// The bytes of a file.
    pub fn bytes(&self, name: &str) -> Option<Vec<u8>> {
        Some(self.index.bytes(*self.places.get(name)?))
    }
}

fn gzip(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
    encoder.write_all(bytes).and_then(|()| encoder.finish()).map_or(0, |packed| packed.len())
}

/// Prints what the files of an index weigh, by folder.
pub fn sizes(index: &Index, text: usize, documents: usize) {
    let mut folders: BTreeMap<String, (usize, usize, usize, usize)> = BTreeMap::new();
    for (at, route) in index.routes().enumerate() {
        let bytes = index.bytes(at);
        let folder = route.split('/').nth(1).unwrap_or_default().to_string();
        let row = folders.entry(folder).or_default();
        row.0 += 1;
        row.1 += bytes.len();
        row.2 += gzip(&bytes);
        row.3 = row.3.max(bytes.len());
    }
    println!("\n| | files | raw | gzip | largest |\n|---|---|---|---|---|");
    let (mut files, mut packed) = (0, 0);
    for (folder, (count, raw, gzip, largest)) in &folders {
        println!("| {folder} | {count} | {raw} | {gzip} | {largest} |");
        (files, packed) = (files + count, packed + gzip);
    }
    println!(
        "\nindex in gzip: {:.3} of the text, {:.0} bytes and {:.2} files a document",
        packed as f64 / text as f64,
        packed as f64 / documents as f64,
        files as f64 / documents as f64
    );
}

/// Sums over phrases.
#[derive(Default)]
struct Sums {
    complete: usize,
    wrong: usize,
    /// Documents that were counted, and that have the phrase; of all queries, and of those whose count is exact.
    counts: [(usize, usize); 2],
    bytes: Vec<usize>,
    requests: Vec<usize>,
    times: Vec<Duration>,
}

/// Prints recall, precision and the costs of queries. With `tell`, what is not as it should be.
pub fn measure(index: &Index, documents: &[Document], count: usize, tell: bool) {
    let phrases = sample::phrases(documents, count);
    let files = Files::of(index);
    let mut sums = Sums::default();
    for phrase in &phrases {
        ask(&files, phrase, documents.len(), tell, &mut sums);
    }
    let precision = |(counted, there): (usize, usize)| there as f64 / counted.max(1) as f64;
    println!(
        "\n{} of {} phrases complete; {} shown to the letter that are not; precision of counts {:.3}, of exact ones {:.3}",
        sums.complete,
        phrases.len(),
        sums.wrong,
        precision(sums.counts[0]),
        precision(sums.counts[1])
    );
    println!("\n| first query | p50 | p95 |\n|---|---|---|");
    println!("| gzip bytes | {} | {} |", at(&mut sums.bytes, 50), at(&mut sums.bytes, 95));
    println!("| requests | {} | {} |", at(&mut sums.requests, 50), at(&mut sums.requests, 95));
    println!("| warm, in Rust | {:?} | {:?} |", at(&mut sums.times, 50), at(&mut sums.times, 95));
}

/// Asks for one phrase: as a visitor who comes first, again, and for everything.
fn ask(files: &Files, phrase: &sample::Phrase, documents: usize, tell: bool, sums: &mut Sums) {
    let asked: RefCell<Vec<String>> = RefCell::default();
    let load = |name: &str| {
        asked.borrow_mut().push(name.to_string());
        files.bytes(name)
    };
    let Ok(reader) = Reader::open(Box::new(load)) else { return };
    let query = Query::of(&phrase.text);
    reader.answer(&query);
    let loaded = asked.borrow().clone();
    sums.bytes.push(loaded.iter().filter_map(|name| files.bytes(name)).map(|bytes| gzip(&bytes)).sum());
    sums.requests.push(loaded.len());
    let started = Instant::now();
    let shown = reader.answer(&query);
    sums.times.push(started.elapsed());
    let has = |number: u32| phrase.documents.contains(&(number as usize));
    let wrong = shown.results.iter().filter(|one| one.strict && !has(one.no)).count();
    let all = reader.answer(&Query { size: documents, ..query });
    let found: Vec<usize> = all.results.iter().filter(|one| one.whole).map(|one| one.no as usize).collect();
    let is_complete = phrase.documents.iter().all(|number| found.contains(number));
    sums.complete += usize::from(is_complete);
    sums.wrong += wrong;
    for (of, counts) in sums.counts.iter_mut().enumerate() {
        if of == 0 || shown.exact {
            *counts = (counts.0 + shown.total, counts.1 + phrase.documents.len());
        }
    }
    if tell && (wrong > 0 || !is_complete || shown.total > phrase.documents.len() * 11 / 10) {
        let (total, there) = (shown.total, phrase.documents.len());
        println!(
            "“{}”: {total} counted, {there} have it, {wrong} wrong, complete {is_complete}",
            phrase.text
        );
    }
}

fn at<T: Ord + Copy>(values: &mut [T], percent: usize) -> T {
    values.sort_unstable();
    values[(values.len() - 1) * percent / 100]
}
