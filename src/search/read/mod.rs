//! Answers queries from the files of an index.
//!
//! Takes whatever brings a file by its name, gives [`Answer`]. The reader in `reader/engine.js` does the same, step by
//! step; `tests/suite/search_twin.rs` asks both and wants equal answers.
//!
//! **Invariant**: what is shown as whole has been found in the text of its fragment; files that do not come
//! are counted, and never end an answer.

mod assist;
mod bits;
mod rank;
mod show;
mod store;

pub use store::Load;

use super::answer::{AlsoClause, Answer, Did, Found, FoundClause, Query, Sort};
use super::index::FORMAT;
use super::query::{Meaning, Reading, Word, meaning};
use super::{fold, table};
use rank::{Level, Ranked, Ranker, Scored, Standing};
use serde_json::Value;
use show::{Fragment, ShownUnit};
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;
use store::Store;

/// Clauses of a result that are shown, and those that are named.
const CLAUSES_MAX: usize = 3;
const ALSO_MAX: usize = 12;
/// Folded characters below which a unit stands behind longer ones.
const SHORT_UNIT: usize = 16;
/// Parts of a document in which a single character is looked for.
const SINGLE_PARTS: usize = 3;
/// Documents with every word below which synonyms are looked for.
const SYNONYMS_BELOW: usize = 30;

/// Why nothing can be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// The head does not come, or is damaged.
    Head,
    /// The index is of another version.
    Version,
}

/// What the head tells.
struct Head {
    count: u32,
    units: usize,
    states_per_file: usize,
    kinds: Vec<(String, String)>,
    states: Vec<[String; 3]>,
    pairs: Vec<(usize, usize)>,
    facets: Vec<String>,
    sorts: Vec<String>,
    synonyms: Vec<(Vec<String>, bool)>,
}

/// Documents that an index may have; a larger number is damage.
const DOCUMENTS_MAX: u32 = 16_000_000;

impl Head {
    fn is_sound(&self) -> bool {
        self.count <= DOCUMENTS_MAX && self.states_per_file > 0
    }
}

/// An open index.
pub struct Reader<'a> {
    store: Store<'a>,
    head: Head,
}

/// All syllables of pinyin.
fn syllable_set() -> &'static HashSet<&'static str> {
    static ALL: OnceLock<HashSet<&'static str>> = OnceLock::new();
    ALL.get_or_init(|| table::all_syllables().iter().copied().collect())
}

impl<'a> Reader<'a> {
    /// Opens an index.
    ///
    /// # Errors
    /// The head does not come, or is of another version.
    pub fn open(load: Load<'a>) -> Result<Reader<'a>, Unreadable> {
        let store = Store::new(load);
        let data = store.chunk("head").ok_or(Unreadable::Head)?;
        if data["format"] != FORMAT {
            return Err(Unreadable::Version);
        }
        let bits = data["bits"].as_u64().filter(|bits| *bits <= 16).ok_or(Unreadable::Head)?;
        store.set_bits(bits as u32);
        let head = head(&data).filter(Head::is_sound).ok_or(Unreadable::Head)?;
        Ok(Reader { store, head })
    }

    /// Answers a query.
    pub fn answer(&self, query: &Query) -> Answer {
        let mut answer = Answer { query: query.text.clone(), ..Answer::default() };
        let mut meaning = meaning(&query.text, &|c| c);
        if meaning.typed.is_empty() {
            return answer;
        }
        meaning = self.simplified(&query.text, meaning, &mut answer.did);
        for dropped in &meaning.dropped {
            assist::tell(&mut answer.did, "question", dropped, "");
        }
        let signs = self.signs();
        let filters = self.filters(query);
        let admits = |document: u32| filters.iter().all(|set| set.contains(&document));
        let standing = |document: u32| self.standing(&signs, document, meaning.asks());
        let ranker =
            Ranker { store: &self.store, count: self.head.count, standing: &standing, admits: &admits };
        let (ranked, meaning) = self.rank_with_help(&ranker, meaning.clone(), &mut answer.did);
        self.fill(&mut answer, query, ranked, &meaning, &signs);
        answer.missing = self.store.missing();
        answer
    }

    /// The meaning with simplified characters, where a typed pair stands nowhere and they differ.
    fn simplified(&self, text: &str, typed: Meaning, did: &mut Vec<Did>) -> Meaning {
        let literal =
            typed.typed.iter().filter_map(|word| word.alternatives.first()).flat_map(|form| &form.terms);
        let is_absent = |(term, _): &(String, u32)| {
            term.chars().any(fold::is_han) && !self.store.term(term).is_somewhere()
        };
        // Plain characters alone need no table.
        let is_plain = |word: &Word| word.text.chars().all(|c| !fold::is_han(c) || table::is_plain(c));
        if typed.typed.iter().all(is_plain) || !literal.into_iter().any(is_absent) {
            return typed;
        }
        let Some(data) = self.store.versioned("trad") else { return typed };
        let simple = fold::table_of(data[1].as_str().unwrap_or_default());
        let mapped = meaning(text, &|c| simple.get(&c).copied().unwrap_or(c));
        if mapped == typed {
            return typed;
        }
        let words = |meaning: &Meaning| {
            let texts: Vec<&str> = meaning.typed.iter().map(|word| word.text.as_str()).collect();
            texts.join(" ")
        };
        assist::tell(did, "traditional", &words(&typed), &words(&mapped));
        mapped
    }

    /// Ranks as typed, then with synonyms and what Latin words may mean, then with what sounds alike.
    fn rank_with_help(&self, ranker: &Ranker, mut meaning: Meaning, did: &mut Vec<Did>) -> (Ranked, Meaning) {
        let rank = |meaning: &Meaning| {
            let nothing = Reading::new();
            let readings = [if meaning.asks() { &nothing } else { &meaning.typed }, &meaning.meant];
            ranker.rank(if meaning.meant.is_empty() { &readings[..1] } else { &readings })
        };
        let strict = |ranked: &Ranked| ranked.found.iter().filter(|one| one.level > Level::Part).count();
        let mut ranked = rank(&meaning);
        let before = meaning.clone();
        for reading in [&mut meaning.typed, &mut meaning.meant] {
            assist::latin(&self.store, reading, did);
            if strict(&ranked) < SYNONYMS_BELOW {
                assist::synonyms(reading, &self.head.synonyms, did);
            }
        }
        let every = strict(&ranked) == 0;
        for reading in [&mut meaning.typed, &mut meaning.meant] {
            assist::shortened(&self.store, reading, every);
        }
        if meaning != before {
            ranked = rank(&meaning);
        }
        if strict(&ranked) == 0 {
            let table = self.syllables();
            let syllable = |c: char| table.get(&c).cloned();
            let mut tried = Vec::new();
            let mut helped = meaning.clone();
            let mut any = false;
            for reading in [&mut helped.typed, &mut helped.meant] {
                any |= assist::homophones(&self.store, reading, &syllable, &mut tried);
            }
            if any {
                let again = rank(&helped);
                if strict(&again) > 0 {
                    did.extend(tried);
                    return (again, helped);
                }
            }
        }
        (ranked, meaning)
    }

    /// The syllable of each character of the table.
    fn syllables(&self) -> HashMap<char, String> {
        let Some(data) = self.store.versioned("pinyin") else { return HashMap::new() };
        let mut table = HashMap::new();
        for part in data[1].as_str().unwrap_or_default().split(' ') {
            let length = part.bytes().take_while(u8::is_ascii_lowercase).count();
            let (syllable, characters) = part.split_at(length);
            table.extend(characters.chars().map(|c| (c, syllable.to_string())));
        }
        table
    }

    /// The characters of kind and state of every document, as positions of pairs.
    fn signs(&self) -> Vec<usize> {
        let files = (self.head.count as usize).div_ceil(self.head.states_per_file);
        let mut signs = Vec::with_capacity(self.head.count as usize);
        for at in 0..files {
            let data = self.store.versioned(&format!("c/core-{at}"));
            let text = data.as_ref().and_then(|data| data[1].as_str()).unwrap_or_default();
            signs.extend(text.chars().map(pair_of));
            signs.resize(
                signs.len().max((at + 1) * self.head.states_per_file).min(self.head.count as usize),
                0,
            );
        }
        signs
    }

    fn kind_and_state(&self, signs: &[usize], document: u32) -> (&str, &str) {
        let pair = signs.get(document as usize).and_then(|sign| self.head.pairs.get(*sign)).copied();
        let (kind, state) = pair.unwrap_or_default();
        let kind = self.head.kinds.get(kind).map_or("", |kind| &kind.0);
        (kind, self.head.states.get(state).map_or("", |state| &state[2]))
    }

    fn standing(&self, signs: &[usize], document: u32, is_question: bool) -> Standing {
        let (kind, state) = self.kind_and_state(signs, document);
        let kind = match kind {
            "faq" if is_question => 300,
            "benefit" => 120,
            "guide" | "call" => 100,
            "policy" => 90,
            "journey" | "programme" => 80,
            "platform" | "faq" | "platform_type" | "department" => 60,
            "interpretation" => 30,
            "notice" | "event" => 10,
            "news" => 0,
            _ => 20,
        };
        let state = match state {
            "good" => 200,
            "soon" => 100,
            "ended" => -1500,
            _ => 120,
        };
        Standing { kind, state }
    }

    /// The documents that each filter but kind and state leaves in.
    fn filters(&self, query: &Query) -> Vec<HashSet<u32>> {
        let columns = query.filters.iter().filter(|(name, codes)| !is_core(name) && !codes.is_empty());
        columns
            .map(|(name, codes)| {
                let values = self.column(name);
                let kept = values.into_iter().filter(|(code, _)| codes.contains(code));
                kept.flat_map(|(_, numbers)| numbers).collect()
            })
            .collect()
    }

    /// The values of a facet with their documents, newest first.
    fn column(&self, name: &str) -> Vec<(String, Vec<u32>)> {
        if !self.head.facets.iter().any(|facet| facet == name) {
            return Vec::new();
        }
        let Some(data) = self.store.versioned(&format!("c/{name}")) else { return Vec::new() };
        let rows = data[1].as_array().into_iter().flatten();
        rows.filter_map(|row| Some((row[0].as_str()?.into(), store::column_list(row[1].as_str()?)?)))
            .collect()
    }

    /// Counts, narrows, sorts and shows.
    fn fill(&self, answer: &mut Answer, query: &Query, ranked: Ranked, meaning: &Meaning, signs: &[usize]) {
        let Ranked { mut found, exact, has_absent } = ranked;
        let all: Vec<(u32, Level)> = found.iter().map(|one| (one.document, one.rank())).collect();
        let least_of_all = least(&found);
        let has_whole = found.iter().any(|one| one.level > Level::Part);
        let chosen = |name: &str, code: &str| {
            query.filters.get(name).is_none_or(|codes| codes.is_empty() || codes.iter().any(|c| c == code))
        };
        found.retain(|one| {
            let (kind, state) = self.kind_and_state(signs, one.document);
            chosen("kind", kind) && chosen("state", state)
        });
        if query.sort != Sort::Relevance {
            found.retain(|one| one.rank() >= least_of_all);
            self.sort(&mut found, query.sort, signs);
        }
        let (shown, is_lowered) = self.verified(&mut found, query, meaning);
        let least = least(&found);
        answer.total = found.iter().filter(|one| one.rank() >= least).count();
        answer.exact = exact && has_whole && least > Level::Part && !meaning.edge_signs && !is_lowered;
        // Counts after the texts have been read: what they did not confirm is not counted.
        let shown_as: HashMap<u32, Level> = found.iter().map(|one| (one.document, one.rank())).collect();
        for (document, rank) in all {
            if shown_as.get(&document).copied().unwrap_or(rank) < least {
                continue;
            }
            let (kind, state) = self.kind_and_state(signs, document);
            let mut add = |name: &str, code: &str| {
                *answer.facets.entry(name.into()).or_default().entry(code.into()).or_default() += 1;
            };
            if chosen("state", state) {
                add("kind", kind);
            }
            if chosen("kind", kind) {
                add("state", state);
            }
        }
        if has_absent && !has_whole && !found.is_empty() {
            assist::tell(&mut answer.did, "partial", "", "");
        }
        answer.results = shown
            .into_iter()
            .map(|(at, fragment)| self.result(&found[at], &fragment, meaning, least))
            .collect();
    }

    fn sort(&self, found: &mut [Scored], sort: Sort, signs: &[usize]) {
        let column = |name: &str| -> HashMap<u32, Value> {
            if !self.head.sorts.iter().any(|known| known == name) {
                return HashMap::new();
            }
            let Some(data) = self.store.versioned(&format!("c/{name}")) else { return HashMap::new() };
            let rows = data[1].as_array().into_iter().flatten();
            rows.filter_map(|row| Some((row[0].as_u64()? as u32, row[1].clone()))).collect()
        };
        match sort {
            Sort::Relevance => {}
            Sort::Date => found.sort_by_key(|one| std::cmp::Reverse(one.document)),
            Sort::Deadline => {
                let days = column("deadline");
                let key = |one: &Scored| {
                    let is_over = self.kind_and_state(signs, one.document).1 == "ended";
                    let day = days.get(&one.document).and_then(|day| day.as_str()).unwrap_or("");
                    (is_over || day.is_empty(), day.to_string(), std::cmp::Reverse(one.document))
                };
                found.sort_by_cached_key(key);
            }
            Sort::Amount => {
                let yuan = column("yuan");
                let of = |one: &Scored| yuan.get(&one.document).and_then(Value::as_i64).unwrap_or(-1);
                found.sort_by_cached_key(|one| (std::cmp::Reverse(of(one)), std::cmp::Reverse(one.document)));
            }
        }
    }

    /// The positions of what a page shows, with their texts. What the text does not confirm stands behind what it
    /// does; after too many that are not confirmed, the rest is taken for less than it may be.
    /// Tells too whether something was not confirmed.
    fn verified(
        &self,
        found: &mut Vec<Scored>,
        query: &Query,
        meaning: &Meaning,
    ) -> (Vec<(usize, Fragment)>, bool) {
        let mut is_lowered = false;
        let mut fragments: HashMap<u32, Fragment> = HashMap::new();
        let mut left = query.size.saturating_add(2);
        let mut at = 0;
        while at < found.len() && at < query.from.saturating_add(query.size) {
            if left == 0 {
                // No more is read in vain: the rest does not count as found, unless only signs at its ends are in doubt.
                is_lowered = true;
                let most = if meaning.edge_signs { Level::Typed } else { Level::Part };
                found[at].level = found[at].level.min(most);
            } else if found[at].level > Level::Part && !fragments.contains_key(&found[at].document) {
                match self.confirmed(&mut found[at], meaning, &mut left) {
                    Some(fragment) => {
                        fragments.insert(found[at].document, fragment);
                    }
                    None => {
                        let mut one = found.remove(at);
                        is_lowered = true;
                        one.level = match one.level {
                            Level::Literal => Level::Typed,
                            Level::Typed if !meaning.meant.is_empty() => Level::Meant,
                            _ => Level::Part,
                        };
                        let behind = |other: &Scored| (other.rank(), other.score) <= (one.rank(), one.score);
                        let to = found[at..].iter().position(behind);
                        found.insert(to.map_or(found.len(), |to| at + to), one);
                        continue;
                    }
                }
            }
            at += 1;
        }
        let page = query.from.min(found.len())..(query.from.saturating_add(query.size)).min(found.len());
        let shown = page.filter_map(|at| {
            let document = found[at].document;
            let part = usize::from(found[at].unit) / self.head.units;
            let fragment = fragments.remove(&document).or_else(|| self.fragment(document, part))?;
            Some((at, fragment))
        });
        (shown.collect(), is_lowered)
    }

    /// The fragment in which a document is confirmed to be as whole as it is taken for; its best unit is set to one
    /// that is. `left` counts the files that may still be read in vain.
    fn confirmed(&self, one: &mut Scored, meaning: &Meaning, left: &mut usize) -> Option<Fragment> {
        let reading = reading_of(one, meaning);
        let literal = one.level == Level::Literal && !one.is_named;
        let is_single = |term: &str| term.chars().count() == 1 && term.chars().all(fold::is_han);
        let only_singles =
            reading.iter().all(|word| word.alternatives[0].terms.iter().all(|(term, _)| is_single(term)));
        one.is_titled = false;
        let mut last = None;
        for part in self.parts(one, only_singles) {
            if *left == 0 {
                break;
            }
            if last.as_ref().is_some_and(|last: &Fragment| part >= last.parts()) {
                continue;
            }
            let fragment = self.fragment(one.document, part)?;
            // What the title says is told best by what stands first.
            one.is_titled = fragment.is_whole(None, reading, literal);
            let is_whole = |unit: &&ShownUnit| fragment.is_whole(Some(unit), reading, literal);
            let mut whole: Vec<u16> =
                fragment.units.iter().filter(is_whole).map(|unit| unit.number).collect();
            let order =
                |number: &u16| one.whole_units.iter().position(|known| known == number).unwrap_or(usize::MAX);
            // A heading or a field of two words says less than a clause.
            let is_short = |number: &u16| {
                fragment.units.iter().any(|unit| unit.number == *number && unit.length() < SHORT_UNIT)
            };
            let place = |number: &u16| if one.is_titled { 0 } else { order(number) };
            whole.sort_by_cached_key(|number| (is_short(number), place(number), *number));
            if let Some(first) = whole.first() {
                one.unit = *first;
                one.whole_units = whole;
                return Some(fragment);
            }
            if one.is_titled {
                one.whole_units.clear();
                return Some(fragment);
            }
            *left -= 1;
            last = Some(fragment);
        }
        // Of single characters the index knows the documents for certain.
        last.filter(|_| reading.iter().all(|word| word.text.chars().count() == 1))
    }

    /// The parts of a document in which the query may stand whole, best first.
    fn parts(&self, one: &Scored, only_singles: bool) -> Vec<usize> {
        if only_singles {
            return (0..SINGLE_PARTS).collect();
        }
        let mut parts: Vec<usize> = Vec::new();
        let units = one.whole_units.iter().chain([&one.unit]);
        for part in units.map(|unit| usize::from(*unit) / self.head.units) {
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        parts
    }

    fn fragment(&self, document: u32, part: usize) -> Option<Fragment> {
        let path = format!("f/{}/{}-{part}", document >> 8, document & 255);
        let data = self.store.chunk(&path)?;
        (data["v"] == FORMAT && data["n"] == document).then(|| Fragment::of(data))?
    }

    fn result(&self, one: &Scored, fragment: &Fragment, meaning: &Meaning, least: Level) -> Found {
        let reading = reading_of(one, meaning);
        let label = |key: &str| fragment.data[key].as_u64().unwrap_or_default() as usize;
        let (kind, kind_label) = self.head.kinds.get(label("k")).cloned().unwrap_or_default();
        let [state, state_label, state_class] = self.head.states.get(label("s")).cloned().unwrap_or_default();
        let route = fragment.text("u");
        let units = clauses(one, fragment, reading);
        let first = units.first().map_or("", |(unit, _)| unit.anchor.as_str());
        let shown: Vec<u16> = units.iter().map(|(unit, _)| unit.number).collect();
        let clause = |(unit, marks): &(&ShownUnit, Vec<(usize, usize)>)| {
            let (text, marks) = show::snippet(unit, marks);
            FoundClause { label: unit.label.clone(), href: with_anchor(&route, &unit.anchor), text, marks }
        };
        let also = one.whole_units.iter().filter(|number| !shown.contains(number));
        let also = also.filter_map(|number| fragment.units.iter().find(|unit| unit.number == *number));
        let also = also.filter(|unit| !unit.label.is_empty());
        Found {
            no: one.document,
            id: fragment.text("id"),
            title: fragment.text("t"),
            title_marks: fragment.title_marks(reading),
            href: if one.is_titled { route.clone() } else { with_anchor(&route, first) },
            kind,
            kind_label,
            state,
            state_label,
            state_class,
            date: fragment.text("d"),
            number: fragment.text("m"),
            deadline: Some(fragment.text("e")).filter(|day| !day.is_empty()),
            amount: fragment.data["a"].as_i64(),
            also: also
                .take(ALSO_MAX)
                .map(|unit| AlsoClause { label: unit.label.clone(), href: with_anchor(&route, &unit.anchor) })
                .collect(),
            clauses: units.iter().map(clause).collect(),
            strict: one.level == Level::Literal && !meaning.signs_lost,
            whole: one.rank() >= least && one.level > Level::Part,
            score: i64::from(one.score),
            explanation: one.parts.clone(),
        }
    }
}

/// The level from which on documents count as found, the others being near: a query that stands somewhere as it is
/// typed is not found where its words only stand together.
fn least(found: &[Scored]) -> Level {
    let best = found.iter().map(Scored::rank).max().unwrap_or(Level::Part);
    best.min(Level::Typed)
}

/// The reading in which a document was found.
fn reading_of<'m>(one: &Scored, meaning: &'m Meaning) -> &'m Reading {
    if one.is_typed() || meaning.meant.is_empty() { &meaning.typed } else { &meaning.meant }
}

/// The units that are shown with the places of the words: confirmed ones first, then those with the most marks.
fn clauses<'f>(
    one: &Scored,
    fragment: &'f Fragment,
    reading: &Reading,
) -> Vec<(&'f ShownUnit, Vec<(usize, usize)>)> {
    let place = |unit: &ShownUnit| one.whole_units.iter().position(|whole| *whole == unit.number);
    let mut marked: Vec<(&ShownUnit, Vec<(usize, usize)>)> =
        fragment.units.iter().map(|unit| (unit, fragment.marks(unit, reading))).collect();
    marked.retain(|(unit, marks)| !marks.is_empty() || place(unit).is_some());
    let length = |marks: &[(usize, usize)]| marks.iter().map(|(from, to)| to - from).sum::<usize>();
    marked.sort_by_cached_key(|(unit, marks)| {
        let best = unit.number != one.unit || one.level == Level::Part && marks.is_empty();
        (best, place(unit).unwrap_or(usize::MAX), std::cmp::Reverse(length(marks)), unit.number)
    });
    if one.level > Level::Part && !one.whole_units.is_empty() {
        marked.retain(|(unit, _)| place(unit).is_some());
    }
    let first = fragment.units.first().filter(|unit| unit.number == 0 && unit.length() >= SHORT_UNIT);
    if let Some(first) = first.filter(|_| one.is_titled) {
        // The title says it: what the entry says of itself stands first.
        let marks = fragment.marks(first, reading);
        marked.retain(|(unit, _)| unit.number != 0);
        marked.insert(0, (first, marks));
    }
    marked.truncate(CLAUSES_MAX);
    if marked.is_empty() {
        let first = fragment.units.iter().find(|unit| !unit.text.is_empty());
        marked.extend(first.map(|unit| (unit, Vec::new())));
    }
    marked
}

fn with_anchor(route: &str, anchor: &str) -> String {
    if anchor.is_empty() || route.contains('#') { route.to_string() } else { format!("{route}#{anchor}") }
}

/// Whether a filter is answered by kinds and states, which are always there.
fn is_core(name: &str) -> bool {
    name == "kind" || name == "state"
}

/// The position of a pair from its character.
fn pair_of(c: char) -> usize {
    match u32::from(c) {
        code @ 35..=91 => code as usize - 35,
        code @ 93..=126 => code as usize - 36,
        code => (code as usize).saturating_sub(0x100),
    }
}

fn head(data: &Value) -> Option<Head> {
    let text = |value: &Value| value.as_str().map(str::to_string);
    let rows = |key: &str| data[key].as_array().cloned().unwrap_or_default();
    let place = |value: &Value| value.as_u64().map(|place| place as usize);
    Some(Head {
        count: data["count"].as_u64()? as u32,
        units: place(&data["units"])?.max(1),
        states_per_file: place(&data["states_per_file"])?,
        kinds: rows("kinds").iter().filter_map(|row| Some((text(&row[0])?, text(&row[1])?))).collect(),
        states: rows("states")
            .iter()
            .filter_map(|row| Some([text(&row[0])?, text(&row[1])?, text(&row[2])?]))
            .collect(),
        pairs: rows("pairs").iter().filter_map(|row| Some((place(&row[0])?, place(&row[1])?))).collect(),
        facets: rows("facets").iter().filter_map(|row| text(&row[0])).collect(),
        sorts: rows("sorts").iter().filter_map(text).collect(),
        synonyms: rows("synonyms")
            .iter()
            .map(|row| {
                let terms = row[1].as_array().into_iter().flatten().filter_map(text).collect();
                (terms, row[0] == 1)
            })
            .collect(),
    })
}
