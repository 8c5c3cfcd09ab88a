//! How good the answers of the search are, over real laws and queries that people judged
//! (`tests/search/laws.yaml`, with the rules in the README beside it).

use juxian::diagnostic::FileId;
use juxian::source::yaml::{self, Node};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};

/// Where the corpus is, if not beside the repository; as in `laws.rs`.
const CORPUS: &str = "JUXIAN_LAWS";

/// Results that a person looks at.
const SHOWN: usize = 10;

/// One query with its known answers.
#[derive(Clone, Debug, Default)]
pub struct Judged {
    pub query: String,
    pub kind: String,
    /// File names of laws, without `.md`.
    pub answers: Vec<String>,
    /// The anchor that the answer must lead to.
    pub article: Option<String>,
}

/// Sums over queries.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Score {
    pub queries: usize,
    /// With an answer in the first place.
    pub first: usize,
    /// With an answer among the ten.
    pub top_ten: usize,
    /// Sum of 1/rank of the first answer, whatever its rank.
    pub reciprocal: f64,
    /// Sum of the shares of answers that stand among the ten.
    pub recall: f64,
    /// Queries that ask for an article, and those whose first answer leads there.
    pub articles: [usize; 2],
}

/// Scores of each kind and of all, and what did not come first.
#[derive(Clone, Debug, Default)]
pub struct Report {
    pub kinds: BTreeMap<String, Score>,
    pub all: Score,
    /// Query, kind, rank of the first answer, what stood first instead.
    pub misses: Vec<String>,
}

impl Score {
    fn add(&mut self, judged: &Judged, found: &[(String, String)]) {
        let is_answer = |(id, _): &(String, String)| judged.answers.contains(id);
        let rank = found.iter().position(is_answer);
        let shown = &found[..found.len().min(SHOWN)];
        let ids: BTreeSet<&str> =
            shown.iter().filter(|row| is_answer(row)).map(|row| row.0.as_str()).collect();
        self.queries += 1;
        self.first += usize::from(rank == Some(0));
        self.top_ten += usize::from(!ids.is_empty());
        self.reciprocal += rank.map_or(0.0, |rank| 1.0 / (rank + 1) as f64);
        self.recall += ids.len() as f64 / judged.answers.len() as f64;
        if let Some(article) = &judged.article {
            let leads = shown.iter().find(|row| is_answer(row)).is_some_and(|row| is_within(&row.1, article));
            self.articles[0] += 1;
            self.articles[1] += usize::from(leads);
        }
    }

    /// Mean of 1/rank.
    pub fn mrr(&self) -> f64 {
        self.share(self.reciprocal)
    }

    fn share(&self, sum: f64) -> f64 {
        if self.queries == 0 { 0.0 } else { sum / self.queries as f64 }
    }
}

/// Whether an anchor is an article, or a paragraph or an item of it; 条之几 is another article.
fn is_within(anchor: &str, article: &str) -> bool {
    anchor
        .strip_prefix(article)
        .is_some_and(|rest| rest.is_empty() || ["-p", "-i"].iter().any(|part| rest.starts_with(part)))
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        writeln!(
            f,
            "{:12} {:>4} {:>7} {:>7} {:>7} {:>7}  article",
            "kind", "n", "MRR", "first", "top 10", "recall"
        )?;
        for (kind, score) in
            self.kinds.iter().map(|(kind, score)| (kind.as_str(), score)).chain([("all", &self.all)])
        {
            let [first, top_ten] = [score.first, score.top_ten].map(|sum| score.share(sum as f64));
            let (mrr, recall) = (score.mrr(), score.share(score.recall));
            let [asked, right] = score.articles;
            writeln!(
                f,
                "{kind:12} {:>4} {mrr:>7.3} {first:>7.3} {top_ten:>7.3} {recall:>7.3}  {right}/{asked}",
                score.queries
            )?;
        }
        self.misses.iter().try_for_each(|miss| writeln!(f, "{miss}"))
    }
}

/// Asks every query. `ask` gives the results best first: the file name of a law without `.md`, and the
/// anchor that its link leads to (empty for the top).
pub fn evaluate(queries: &[Judged], ask: &dyn Fn(&str) -> Vec<(String, String)>) -> Report {
    let mut report = Report::default();
    for judged in queries {
        let found = ask(&judged.query);
        report.kinds.entry(judged.kind.clone()).or_default().add(judged, &found);
        report.all.add(judged, &found);
        let rank = found.iter().position(|(id, _)| judged.answers.contains(id));
        if let (Some(place), Some(article)) = (rank, &judged.article)
            && !is_within(&found[place].1, article)
        {
            let (kind, query, anchor) = (&judged.kind, &judged.query, &found[place].1);
            report.misses.push(format!("  # {kind} {query}: {anchor}, not {article}"));
        }
        if rank != Some(0) {
            let rank = rank.map_or("–".to_string(), |rank| (rank + 1).to_string());
            let instead = found.first().map_or("nothing", |(id, _)| id.as_str());
            let wanted = &judged.answers[0];
            report
                .misses
                .push(format!("{:>3} {} {}: {instead}, not {wanted}", rank, judged.kind, judged.query));
        }
    }
    report
}

/// The judged queries over the laws.
pub fn queries() -> Vec<Judged> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search/laws.yaml");
    let text = std::fs::read_to_string(path).expect("there are judged queries");
    let (node, found) = yaml::parse(FileId(0), &text, 0..text.len());
    assert!(found.is_empty(), "{found:?}");
    let node = node.expect("the file is not empty");
    node.list().expect("a list of queries").iter().map(judged).collect()
}

fn judged(row: &Node) -> Judged {
    let text = |key: &str| row.get(key).and_then(Node::scalar).map(str::to_string);
    let answers = row.get("answers").and_then(Node::list).unwrap_or_default();
    Judged {
        query: text("query").expect("a row has a query"),
        kind: text("kind").expect("a row has a kind"),
        answers: answers.iter().filter_map(Node::scalar).map(str::to_string).collect(),
        article: text("article"),
    }
}

/// The folder of laws; says so where it is not there.
pub fn corpus() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/laws");
    let path = std::env::var_os(CORPUS).map_or(beside, PathBuf::from);
    if !path.is_dir() {
        eprintln!("skipped: the corpus of laws is not beside the repository");
        return None;
    }
    Some(path)
}

const KINDS: [&str; 9] =
    ["title", "content", "question", "synonym", "pinyin", "traditional", "typo", "numeric", "clause"];

/// What all judged queries have to reach; the figures of the last measurement are in `docs/benchmarks.md`.
const MRR_MIN: f64 = 0.92;
const TOP_TEN_MIN: f64 = 0.96;
/// What each kind of query has to reach.
const KIND_TOP_TEN_MIN: f64 = 0.88;

#[test]
fn judged_queries_find_their_laws() {
    use crate::search_phrases::{built, indexed, open};
    let Some(corpus) = corpus() else { return };
    let made = built(&corpus);
    let (documents, index) = indexed(&made);
    let stems = stems(&made.site, &documents);
    let reader = open(&index);
    let ask = |text: &str| {
        let query = juxian::search::answer::Query { size: 30, ..juxian::search::answer::Query::of(text) };
        let anchor = |href: &str| href.split_once('#').map_or("", |(_, anchor)| anchor).to_string();
        let found = reader.answer(&query).results;
        // The title leads to the top where it says all; the clause beneath leads to its place.
        let place = |one: &juxian::search::answer::Found| match one.clauses.first() {
            Some(clause) => anchor(&clause.href),
            None => anchor(&one.href),
        };
        found.iter().map(|one| (stems[&one.id].clone(), place(one))).collect()
    };
    let report = evaluate(&queries(), &ask);
    let share = |score: &Score| score.top_ten as f64 / score.queries as f64;
    assert!(report.all.mrr() >= MRR_MIN && share(&report.all) >= TOP_TEN_MIN, "{report}");
    for (kind, score) in &report.kinds {
        assert!(share(score) >= KIND_TOP_TEN_MIN, "{kind}\n{report}");
    }
}

/// The file names of documents by their ids.
pub fn stems(
    site: &juxian::site::Site,
    documents: &[juxian::search::document::Document],
) -> std::collections::HashMap<String, String> {
    let stem = |id: &str| {
        let entry = site.portal.entries.entries.iter().find(|entry| *entry.id == *id)?;
        let path = &site.sources.file(entry.file).path;
        Some(path.rsplit('/').next()?.trim_end_matches(".md").to_string())
    };
    documents.iter().filter_map(|of| Some((of.id.clone(), stem(&of.id)?))).collect()
}

#[test]
fn there_are_enough_queries_of_each_kind() {
    let queries = queries();
    let distinct: BTreeSet<&str> = queries.iter().map(|judged| judged.query.as_str()).collect();
    assert_eq!(distinct.len(), queries.len());
    assert!(queries.len() >= 180);
    for kind in KINDS {
        assert!(queries.iter().filter(|judged| judged.kind == kind).count() >= 15, "{kind}");
    }
    for judged in &queries {
        assert!(KINDS.contains(&judged.kind.as_str()) && !judged.answers.is_empty(), "{judged:?}");
    }
}

#[test]
fn every_answer_is_a_law_of_the_corpus() {
    let Some(corpus) = corpus() else { return };
    for judged in queries() {
        for answer in &judged.answers {
            let text = std::fs::read_to_string(corpus.join(format!("{answer}.md")));
            let text = text.unwrap_or_else(|_| panic!("{}: no law {answer}", judged.query));
            // A phrase that is to be found as printed stands in one line.
            if judged.kind == "content" {
                assert!(text.lines().any(|line| line.contains(&judged.query)), "{} {answer}", judged.query);
            }
        }
    }
}

#[test]
fn a_report_counts_ranks_answers_and_articles() {
    let judged = |query: &str, kind: &str, answers: &[&str], article: &str| Judged {
        query: query.into(),
        kind: kind.into(),
        answers: answers.iter().map(|answer| answer.to_string()).collect(),
        article: Some(article.to_string()).filter(|article| !article.is_empty()),
    };
    let queries = [
        judged("一", "title", &["a"], ""),
        judged("二", "title", &["b", "c"], "art-4"),
        judged("三", "clause", &["d"], "art-4"),
        judged("四", "clause", &["late"], "art-4"),
        judged("五", "clause", &["none"], ""),
    ];
    let row = |id: &str, anchor: &str| (id.to_string(), anchor.to_string());
    let report = evaluate(&queries, &|query| match query {
        "一" => vec![row("a", "")],
        "二" => vec![row("x", "art-4"), row("c", "art-4-p2"), row("c", "art-9")],
        "三" => vec![row("d", "art-4-1")],
        "四" => (0..19).map(|n| row(&n.to_string(), "")).chain([row("late", "art-4")]).collect(),
        _ => vec![],
    });
    let title = Score { queries: 2, first: 1, top_ten: 2, reciprocal: 1.5, recall: 1.5, articles: [1, 1] };
    let clause = Score { queries: 3, first: 1, top_ten: 1, reciprocal: 1.05, recall: 1.0, articles: [2, 0] };
    assert_eq!((&report.kinds["title"], &report.kinds["clause"]), (&title, &clause));
    assert!((report.all.mrr() - 0.51).abs() < 1e-9);
    assert_eq!(
        report.misses,
        [
            "  2 title 二: x, not b",
            "  # clause 三: art-4-1, not art-4",
            " 20 clause 四: 0, not late",
            "  – clause 五: nothing, not none"
        ]
    );
    assert_eq!(report.to_string().lines().count(), 1 + 3 + 4);
}
