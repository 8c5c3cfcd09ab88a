//! The files of the index: the same on any number of threads, and little changes when an entry is added.

use crate::search_documents::built;
use crate::search_phrases::open;
use crate::site_test::SiteTest;
use juxian::date::Date;
use juxian::field::Kind;
use juxian::search::answer::Query;
use juxian::search::document::{Document, StateLabel, Unit};
use juxian::search::fold::fold;
use juxian::search::index::{Facts, Index, IndexWords, Memo, is_own};
use juxian::search::{term, token};
use juxian::site::Plan;
use std::collections::{BTreeMap, BTreeSet};

/// A document of two articles; numbers make each one's words differ.
fn document(number: usize) -> Document {
    let subject = ["租房补贴", "安家补助", "创业贷款贴息", "科研启动经费", "子女入学安排"][number % 5];
    let place = ["溪口街道", "云北新区", "云西产业园"][number % 3];
    let text = |article: usize| {
        format!("第{article}条 {place}对{subject}的申请人给予{number}元，由第{}窗口受理。", number * 7)
    };
    Document {
        id: format!("d-{number:05}"),
        kind: Kind::Policy,
        title: format!("{place}{subject}办法（{number}）"),
        route: format!("zc/d-{number:05}.html"),
        names: Vec::new(),
        document_number: format!("云人社发〔2026〕{number}号"),
        published: Date::constant(2020, 1, 1).checked_add(juxian::date::days(number as i64)).ok(),
        deadline: None,
        amount_yuan: None,
        state: StateLabel::default(),
        facets: Vec::new(),
        units: (1..3)
            .map(|article| Unit {
                anchor: format!("art-{article}"),
                label: format!("第{article}条"),
                text: text(article),
            })
            .collect(),
    }
}

fn words() -> IndexWords {
    IndexWords { prefix: "ss/".into(), kinds: vec![(Kind::Policy, "政策".into())], ..IndexWords::default() }
}

fn files(count: usize) -> BTreeMap<String, Vec<u8>> {
    files_of(&Index::of((0..count).map(document).collect(), &words()))
}

fn files_of(index: &Index) -> BTreeMap<String, Vec<u8>> {
    index.routes().enumerate().map(|(at, route)| (route, index.bytes(at))).collect()
}

/// Numbers that look random and are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

/// Words of every form of term: names, amounts, labels, signs, letters, characters beyond the basic plane.
const BITS: [&str; 14] = [
    "云溪区",
    "人才",
    "，",
    "50万元",
    "第八条",
    "GDP",
    "policies",
    "補貼",
    "\u{20000}\u{20001}",
    "2026年3月1日",
    "a1b2",
    "A",
    "之鑫",
    "云人社发〔2026〕3号",
];

fn text(numbers: &mut Numbers, count: usize) -> String {
    (0..count).map(|_| BITS[numbers.below(BITS.len())]).collect()
}

/// Changes one part of a document.
fn edit(document: &mut Document, numbers: &mut Numbers) {
    match numbers.below(7) {
        0 => document.title = text(numbers, 4),
        1 => document.names = (0..numbers.below(3)).map(|_| text(numbers, 3)).collect(),
        2 => document.document_number = text(numbers, 1),
        3 => document.state.code = text(numbers, 1),
        4 => document
            .units
            .insert(0, Unit { anchor: "x".into(), label: text(numbers, 1), text: text(numbers, 9) }),
        5 => drop(document.units.pop()),
        _ => document.units.iter_mut().for_each(|unit| unit.text = text(numbers, 30)),
    }
}

#[test]
fn facts_of_a_former_index_give_the_same_index() {
    let mut numbers = Numbers(7);
    let mut documents: Vec<Document> = (0..40).map(document).collect();
    let mut memo = Memo::default();
    let mut next = 1000;
    for step in 0..40 {
        for _ in 0..=numbers.below(3) {
            let at = numbers.below(documents.len());
            match numbers.below(4) {
                0 => drop(documents.remove(at)),
                1 => documents.insert(at, document(next)),
                2 => documents.swap(0, at),
                _ => edit(&mut documents[at], &mut numbers),
            }
            next += 1;
        }
        let fresh = Index::of(documents.clone(), &words());
        let index = Index::without_documents(&documents, &words(), Some(&memo));
        let routes = index.routes().enumerate();
        let files: BTreeMap<_, _> =
            routes.map(|(at, route)| (route, index.bytes_from(at, &documents))).collect();
        assert!(files == files_of(&fresh), "step {step}");
        assert!(
            memo.iter().count() == 0
                || memo.iter().any(|(key, _)| index.memo().iter().any(|(of, _)| of == key))
        );
        assert_eq!(fresh.memo().iter().count(), 0, "an index that is made once keeps nothing");
        // Through bytes, as from a disk.
        let read = |(key, facts): (&[u8; 32], &Facts)| Some((*key, Facts::from_bytes(&facts.bytes())?));
        memo = Memo::of(index.memo().iter().map(|one| read(one).expect("its own bytes")));
    }
}

#[test]
fn damaged_facts_are_none() {
    let index = Index::without_documents(&vec![document(1)], &words(), Some(&Memo::default()));
    let bytes = index.memo().iter().next().expect("facts of the document").1.bytes();
    for at in 0..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[at] ^= 1 << (at % 8);
        assert!(Facts::from_bytes(&damaged).is_none() && Facts::from_bytes(&bytes[..at]).is_none(), "{at}");
    }
}

#[test]
fn an_index_is_the_same_on_any_number_of_threads() {
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads start");
        pool.install(|| files(300))
    };
    assert!(with(1) == with(4));
}

#[test]
fn files_are_found_by_their_names() {
    let index = Index::of((0..300).map(document).collect(), &words());
    let mut count = 0;
    for (at, route) in index.routes().enumerate() {
        let name = route.strip_prefix("ss/").and_then(|name| name.strip_suffix(".js")).expect("a name");
        assert_eq!(index.find(name), Some(at), "{route}");
        assert!(is_own(&format!("{name}.js")), "{route}");
        count = at;
    }
    assert!(count > 300);
    for name in
        ["", "t", "t/", "t/+0", "t/0", "x/4eba", "c/core-1", "c/core-00", "f/0/0-1", "f/1/300-0", "index"]
    {
        assert_eq!(index.find(name), None, "{name}");
    }
}

#[test]
fn a_site_gives_by_route_what_it_plans() {
    let site = SiteTest::with_policy();
    let made = built(&site).site;
    assert!(made.pages().iter().all(|page| !page.route.starts_with("ss/") || page.route == "ss/index.html"));
    assert!(made.planned().iter().any(|planned| planned.route == "ss/t/00.js"));
    for (at, planned) in made.planned().iter().enumerate() {
        assert_eq!(made.content_at(&planned.route), Some(made.content(at)), "{}", planned.route);
    }
    for route in ["ss/t/zz.js", "ss/none.js", "en/ss/head.js", "none.html"] {
        assert_eq!(made.content_at(route), None, "{route}");
    }
}

#[test]
fn an_added_document_changes_the_files_of_its_own_terms() {
    let (before, after) = (files(400), files(401));
    let changed: BTreeSet<&String> = after
        .iter()
        .filter(|(route, bytes)| before.get(*route) != Some(bytes))
        .map(|(route, _)| route)
        .collect();
    assert!(before.keys().all(|route| after.contains_key(route)), "no file goes");
    let added = document(400);
    let mut terms: BTreeSet<String> = BTreeSet::new();
    for text in added
        .units
        .iter()
        .flat_map(|unit| [&unit.text, &unit.label])
        .chain([&added.title, &added.document_number])
    {
        terms.extend(token::tokens(&fold(text).chars).into_iter().map(|token| token.term));
    }
    let bits = before.keys().filter(|route| route.starts_with("ss/t/")).count().ilog2();
    let own: BTreeSet<String> = terms
        .iter()
        .map(|term| format!("ss/t/{}.js", term::shard_name(term::shard(term, bits), bits)))
        .collect();
    let of_terms = changed.iter().filter(|route| route.starts_with("ss/t/"));
    // Labels, short names and dictionaries have terms that are not in the text.
    let others = of_terms.filter(|route| !own.contains(**route)).count();
    assert!(others <= own.len(), "{others} of {} files", changed.len());
    let fragments: Vec<_> = changed.iter().filter(|route| route.starts_with("ss/f/")).collect();
    assert_eq!(fragments, [&&"ss/f/1/144-0.js".to_string()], "the text of the others stays");
}

#[test]
fn a_document_is_found_by_each_of_its_numbers() {
    let index = Index::of((0..200).map(document).collect(), &words());
    let reader = open(&index);
    for (query, id) in [
        ("云人社发〔2026〕123号", "d-00123"),
        ("云人社发[2026]123号", "d-00123"),
        ("云人社发2026 123号", "d-00123"),
        ("溪口街道租房补贴办法（60）", "d-00060"),
    ] {
        let answer = reader.answer(&Query::of(query));
        assert_eq!(answer.results.first().map(|one| one.id.as_str()), Some(id), "{query}");
    }
}

#[test]
fn queries_that_mean_nothing_are_answered() {
    let index = Index::of((0..50).map(document).collect(), &words());
    let reader = open(&index);
    let long = "租房补贴".repeat(2500);
    for query in
        ["", " ", "，。", "\u{fffd}", "😀", ".*+?^${}()|[]\\", "<b>&amp;</b>", "a", "的", long.as_str()]
    {
        let answer = reader.answer(&Query::of(query));
        assert!(answer.results.len() <= 10 && answer.missing == 0, "{query}");
    }
    assert!(reader.answer(&Query::of(&long)).total > 0);
    assert_eq!(reader.answer(&Query::of("，。")).total, 0);
}

#[test]
fn units_of_signs_alone_are_shown() {
    let mut one = document(1);
    let unit =
        |text: &str| Unit { anchor: String::new(), label: "租房补贴说明".into(), text: text.into() };
    one.units = vec![unit("；"), unit("、，。"), unit(" "), unit("")];
    let index = Index::of(vec![one], &words());
    let answer = open(&index).answer(&Query::of("租房补贴说明"));
    assert_eq!(answer.results.len(), 1);
    assert_eq!(answer.results[0].clauses[0].label, "租房补贴说明");
}

#[test]
fn an_empty_index_answers() {
    let index = Index::of(Vec::new(), &words());
    assert_eq!(open(&index).answer(&Query::of("租房补贴")).total, 0);
}
