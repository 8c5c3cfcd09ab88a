//! Every phrase that stands in a text is found, and nothing is shown as whole that lacks it: real laws, phrases
//! drawn from them, a plain search through the texts as the judge.

use crate::search_quality::corpus;
use juxian::build::{Build, Request, build};
use juxian::date::Date;
use juxian::search::answer::Query;
use juxian::search::document::Document;
use juxian::search::index::{Index, IndexWords};
use juxian::search::read::Reader;
use juxian::source::{Folders, read};
use juxian::text::Lang;
use std::collections::HashMap;
use std::path::Path;

#[path = "search_phrases/sample.rs"]
mod sample;

/// Phrases that are drawn.
const PHRASES: usize = 500;

/// Builds a folder of content in memory.
pub fn built(content: &Path) -> Build {
    let folders = Folders { content: content.into(), themes: "no themes".into(), skip: Vec::new() };
    let (sources, _) = read(&folders).expect("the folder is there");
    build(sources, &Request { date: Date::constant(2026, 11, 26), profile: None, unpublished: false }, None)
}

/// The documents of a build and their index.
pub fn indexed(made: &Build) -> (Vec<Document>, Index) {
    let documents = juxian::search::gather::documents(&made.site.scene(), Lang::Zh);
    let words: IndexWords = juxian::search::words::words(&made.site.scene(), Lang::Zh);
    let index = Index::of(documents.clone(), &words);
    (documents, index)
}

/// Opens an index as a host would serve it.
pub fn open(index: &Index) -> Reader<'_> {
    let name = |route: String| route.trim_start_matches("ss/").trim_end_matches(".js").to_string();
    let places: HashMap<String, usize> =
        index.routes().enumerate().map(|(at, route)| (name(route), at)).collect();
    let load = move |path: &str| places.get(path).map(|at| index.bytes(*at));
    Reader::open(Box::new(load)).expect("the index opens")
}

#[test]
fn every_phrase_of_the_laws_is_found_and_nothing_else_is_shown_as_whole() {
    let Some(corpus) = corpus() else { return };
    let made = built(&corpus);
    let (documents, index) = indexed(&made);
    let reader = open(&index);
    let phrases = sample::phrases(&documents, PHRASES);
    let (mut counted, mut judged) = (0, 0);
    for phrase in &phrases {
        let query = Query { size: documents.len(), ..Query::of(&phrase.text) };
        let all = reader.answer(&query);
        let whole = all.results.iter().filter(|one| one.whole).map(|one| one.no as usize);
        let whole: Vec<usize> = whole.collect();
        for number in &phrase.documents {
            assert!(whole.contains(number), "“{}” is not found in {}", phrase.text, documents[*number].title);
        }
        let shown = reader.answer(&Query::of(&phrase.text));
        for one in shown.results.iter().filter(|one| one.strict) {
            assert!(
                phrase.documents.contains(&(one.no as usize)),
                "“{}” is not in {}",
                phrase.text,
                one.title
            );
        }
        // Signs are not in the index: with them the count is told as near.
        if shown.exact {
            counted += shown.total;
            judged += phrase.documents.len();
        }
    }
    assert_eq!(phrases.len(), PHRASES);
    assert!(judged * 100 >= counted * 93, "counts are near: {judged} of {counted}");
}
