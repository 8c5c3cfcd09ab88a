//! The benchmark of the search: what a query costs a visitor, what the index costs a site, what is found.
//!
//! `cargo bench --bench search -- --help` tells the options, `docs/benchmarks.md` what is measured and why. Corpora
//! larger than the given folder are mixed from its articles, so that pairs of characters are as common as in it.
//!
//! **Invariant**: asserts no time; what has to hold (recall, no wrong result among those shown) is asserted in
//! `tests/suite/search_phrases.rs`.

mod corpus;
mod phrases;
mod quality;

use clap::Parser;
use juxian::search::index::Index;
use std::path::PathBuf;
use std::time::Instant;

/// Measures the search of juxian and prints tables in Markdown.
#[derive(Debug, Parser)]
#[command(name = "cargo bench --bench search --")]
pub struct Options {
    /// A folder of policies
    #[arg(long, default_value = "../shared/corpus/laws")]
    content: PathBuf,
    /// Numbers of documents; 0 is the folder as it is
    #[arg(long, value_delimiter = ',', default_value = "0,3500,10000")]
    sizes: Vec<usize>,
    /// Articles of a mixed document
    #[arg(long, default_value_t = 40)]
    articles: usize,
    /// Phrases that are looked for
    #[arg(long, default_value_t = 500)]
    phrases: usize,
    /// Asks the judged queries of the folder as it is, too
    #[arg(long)]
    judged: bool,
    /// Prints the queries and phrases that are not answered as they should be
    #[arg(long)]
    explain: bool,
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    if !options.bench {
        println!("measures only under `cargo bench`");
        return Ok(());
    }
    let (sources, _) = juxian::source::read(&juxian::source::Folders {
        content: options.content.clone(),
        themes: "themes".into(),
        skip: Vec::new(),
    })?;
    let request = juxian::build::Request {
        date: juxian::date::Date::constant(2026, 11, 26),
        profile: None,
        unpublished: false,
    };
    let started = Instant::now();
    let made = juxian::build::build(sources, &request, None);
    println!("plan of the site without search: {:?}", started.elapsed());
    let laws = juxian::search::gather::documents(&made.site.scene(), juxian::text::Lang::Zh);
    let synonyms = juxian::search::index::IndexWords {
        prefix: "ss/".into(),
        kinds: vec![(juxian::field::Kind::Policy, "政策".into())],
        synonyms: corpus::synonyms(&made.site.vocabularies),
        ..Default::default()
    };
    for size in &options.sizes {
        let documents = if *size == 0 { laws.clone() } else { corpus::mixed(&laws, *size, options.articles) };
        let text: usize = documents.iter().flat_map(|of| &of.units).map(|unit| unit.text.len()).sum();
        let started = Instant::now();
        let index = Index::of(documents.clone(), &synonyms);
        let elapsed = started.elapsed();
        println!(
            "\n## {} documents, {:.1} MB of text, made in {elapsed:?}",
            documents.len(),
            text as f64 / 1e6
        );
        phrases::sizes(&index, text, documents.len());
        phrases::measure(&index, &documents, options.phrases, options.explain);
        if *size == 0 && options.judged {
            quality::measure(&index, &documents, &made.site, options.explain);
        }
    }
    Ok(())
}
