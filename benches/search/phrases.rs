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

/// Prints recall, precision and the costs of queries.
pub fn measure(index: &Index, documents: &[Document], count: usize) {
    let phrases = sample::phrases(documents, count);
    let files = Files::of(index);
    let (mut complete, mut counted, mut judged, mut wrong) = (0, 0, 0, 0);
    let mut exact = (0, 0, 0);
    let (mut bytes, mut requests, mut times) = (Vec::new(), Vec::new(), Vec::<Duration>::new());
    for phrase in &phrases {
        let asked: RefCell<Vec<String>> = RefCell::default();
        let load = |name: &str| {
            asked.borrow_mut().push(name.to_string());
            files.bytes(name)
        };
        let Ok(reader) = Reader::open(Box::new(load)) else { return };
        let mut query = Query::of(&phrase.text);
        reader.answer(&query);
        let first: Vec<String> = asked.borrow().clone();
        bytes
            .push(first.iter().filter_map(|name| files.bytes(name)).map(|bytes| gzip(&bytes)).sum::<usize>());
        requests.push(first.len());
        let started = Instant::now();
        let shown = reader.answer(&query);
        times.push(started.elapsed());
        query.size = documents.len();
        for one in
            shown.results.iter().filter(|one| one.strict && !phrase.documents.contains(&(one.no as usize)))
        {
            println!(
                "WRONG: “{}” in {} {:?}",
                phrase.text,
                one.title,
                one.clauses.first().map(|clause| &clause.text)
            );
        }
        wrong += shown
            .results
            .iter()
            .filter(|one| one.strict && !phrase.documents.contains(&(one.no as usize)))
            .count();
        let total = shown.total;
        let all = reader.answer(&query);
        let found: Vec<usize> =
            all.results.iter().filter(|one| one.whole).map(|one| one.no as usize).collect();
        let has_all = phrase.documents.iter().all(|no| found.contains(no));
        complete += usize::from(has_all);
        if !has_all {
            println!("NOT COMPLETE: “{}” {} of {}", phrase.text, found.len(), phrase.documents.len());
        }
        if total > phrase.documents.len() + 50 {
            println!("COUNT: “{}” {total} for {} exact {}", phrase.text, phrase.documents.len(), shown.exact);
        }
        if shown.exact {
            exact = (exact.0 + 1, exact.1 + total, exact.2 + phrase.documents.len());
        }
        counted += total;
        judged += phrase.documents.len();
    }
    println!(
        "\n{complete} of {} phrases complete; {wrong} wrong strict results among the ten shown; count {counted} for {judged}: precision {:.3}",
        phrases.len(),
        judged as f64 / counted.max(1) as f64
    );
    println!(
        "{} counts told as exact: {} for {}, precision {:.3}",
        exact.0,
        exact.1,
        exact.2,
        exact.2 as f64 / exact.1.max(1) as f64
    );
    println!("\n| first query | p50 | p95 |\n|---|---|---|");
    println!("| gzip bytes | {} | {} |", at(&mut bytes, 50), at(&mut bytes, 95));
    println!("| requests | {} | {} |", at(&mut requests, 50), at(&mut requests, 95));
    println!("| warm, in Rust | {:?} | {:?} |", at(&mut times, 50), at(&mut times, 95));
}

fn at<T: Ord + Copy>(values: &mut [T], percent: usize) -> T {
    values.sort_unstable();
    values[(values.len() - 1) * percent / 100]
}
