//! Judged queries: how far up the right document stands.

#[path = "../../tests/suite/search_quality.rs"]
#[allow(dead_code)]
mod judged;

use crate::phrases::Files;
use juxian::search::answer::Query;
use juxian::search::document::Document;
use juxian::search::index::Index;
use juxian::search::read::Reader;
use juxian::site::Site;

/// Prints the table of the judged queries, and of each that is not answered first what stands before.
pub fn measure(index: &Index, documents: &[Document], site: &Site, explain: bool) {
    let files = Files::of(index);
    let stems = judged::stems(site, documents);
    let Ok(reader) = Reader::open(Box::new(|name| files.bytes(name))) else { return };
    let ask = |text: &str| {
        let answer = reader.answer(&Query { size: 30, ..Query::of(text) });
        let anchor = |href: &str| href.split_once('#').map_or("", |(_, anchor)| anchor).to_string();
        answer
            .results
            .iter()
            .map(|one| {
                (stems[&one.id].clone(), anchor(one.clauses.first().map_or(&one.href, |clause| &clause.href)))
            })
            .collect()
    };
    let mut report = judged::evaluate(&judged::queries(), &ask);
    if !explain {
        report.misses.clear();
    }
    println!("\n```\n{report}```");
}
