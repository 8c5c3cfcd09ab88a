//! How well documents answer: which have the words, in which unit, and what that is worth.
//!
//! Documents in which one unit (with the title) holds every word come first. Among equals the score counts
//! how much of the query the title and the best unit cover, how often the words stand in the text, whether the
//! document is in force, what kind it is, and how new.
//!
//! **Invariant**: whole numbers only, added in a fixed order, so that the reader in JavaScript comes to the same.

use super::store::{List, Record, Store};
use crate::search::answer::Part;
use crate::search::query::{Alternative, How, Reading, Word};
use std::rc::Rc;

/// Terms of a query that are looked for; one bit each.
const TERMS_MAX: usize = 30;
/// Documents without all words that are looked at closely.
const NEAR_MAX: usize = 200;
/// Of a thousand: how much of a query a document has to cover to be shown where no document has it whole.
const COVER_MIN: u32 = 200;
/// Of a thousand: what a unit gains that has the label that is asked for.
const OWN_LABEL: u32 = 100;
/// What an impact of 0 to 3 is worth, of a hundred.
const IMPACT: [u32; 4] = [40, 65, 85, 100];
/// Of eight: what a pair of characters weighs that is 0 to 3 word-like.
const LIKENESS: [u32; 4] = [2, 4, 7, 8];

/// A term of the query with what the index knows of it.
pub(super) struct Term {
    key: String,
    record: Rc<Record>,
    /// The whole list, where the record has its best part and the whole was fetched.
    whole: Option<Rc<List>>,
    weight: u32,
}

impl Term {
    fn list(&self) -> &List {
        self.whole.as_deref().unwrap_or(&self.record.body)
    }

    /// Whether documents outside the list may have the term.
    fn is_open(&self) -> bool {
        self.record.is_long && self.whole.is_none()
    }
}

/// A form of a word as bits of terms.
struct Form<'a> {
    alternative: &'a Alternative,
    /// Positions of the terms with their places in the phrase.
    terms: Vec<(usize, u32)>,
    mask: u32,
    weight: u32,
}

/// A word as forms, with its weight in the query.
struct Asked<'a> {
    forms: Vec<Form<'a>>,
    weight: u32,
}

/// How whole a document has the query: in one unit, with the title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// Not whole.
    Part,
    /// Every word as it is meant.
    Meant,
    /// What is typed, a word in another form.
    Typed,
    /// What is typed, to the letter; or it is the document that is named.
    Literal,
}

/// A document with its score.
#[derive(Clone, Debug)]
pub(super) struct Scored {
    pub document: u32,
    /// How whole the query is found.
    pub level: Level,
    /// Whether the document is the very one that is named: by title, number or article.
    pub is_named: bool,
    /// Whether its title says all of the query, as far as texts have been read.
    pub is_titled: bool,
    pub score: u32,
    /// Of a thousand: how much of the query the best unit or the title covers.
    pub cover: u32,
    pub unit: u16,
    /// Units that have every word, best first; empty where only the title has.
    pub whole_units: Vec<u16>,
    pub parts: Vec<Part>,
}

impl Scored {
    /// The group in which it stands.
    pub(super) fn rank(&self) -> Level {
        if self.is_named && self.level > Level::Part { Level::Literal } else { self.level }
    }

    /// Whether it was found as typed, not as meant.
    pub(super) fn is_typed(&self) -> bool {
        self.level >= Level::Typed
    }
}

/// What the head and the columns say of a document that counts in a score.
pub(super) struct Standing {
    pub kind: i64,
    pub state: i64,
}

/// Everything needed to rank.
pub(super) struct Ranker<'a> {
    pub store: &'a Store<'a>,
    /// Documents in the index.
    pub count: u32,
    /// Points of a document for its kind and state.
    pub standing: &'a dyn Fn(u32) -> Standing,
    /// Whether a filter leaves a document in.
    pub admits: &'a dyn Fn(u32) -> bool,
}

/// Ranked documents.
#[derive(Default)]
pub(super) struct Ranked {
    pub found: Vec<Scored>,
    /// Whether what is strict has been told by units throughout.
    pub exact: bool,
    /// Whether terms stand nowhere.
    pub has_absent: bool,
}

impl Ranker<'_> {
    /// Ranks the documents that answer one of the readings.
    pub(super) fn rank(&self, readings: &[&Reading]) -> Ranked {
        let mut terms = self.terms(readings);
        let asked: Vec<Vec<Asked>> = readings.iter().map(|reading| self.asked(reading, &terms)).collect();
        self.fetch_whole(&asked, &mut terms);
        let open = bits(&terms, |term| term.is_open());
        let (near, masks) = self.near(&terms);
        let mut candidates: Vec<u32> = Vec::new();
        let mut rest: Vec<(u32, u32)> = Vec::new();
        for document in 0..self.count {
            let have = masks[document as usize];
            if have == 0 || !(self.admits)(document) {
                continue;
            }
            let may_be_strict = asked.iter().any(|words| {
                !words.is_empty()
                    && words.iter().all(|word| {
                        word.forms.iter().any(|form| form.mask != 0 && (have | open) & form.mask == form.mask)
                    })
            });
            if may_be_strict {
                candidates.push(document);
            } else {
                rest.push((near[document as usize], document));
            }
        }
        rest.sort_by(|a, b| b.cmp(a));
        candidates.extend(rest.iter().take(NEAR_MAX).map(|(_, document)| *document));
        let mut found: Vec<Scored> =
            candidates.into_iter().filter_map(|document| self.score(document, &asked, &terms)).collect();
        found.sort_by(|a, b| {
            b.rank().cmp(&a.rank()).then(b.score.cmp(&a.score)).then(b.document.cmp(&a.document))
        });
        if !found.iter().any(|one| one.level > Level::Part) {
            found.retain(|one| one.cover >= COVER_MIN);
        }
        // Single characters and first parts of lists tell documents, not units.
        let has_units = |term: &Term| term.list().documents.is_empty() || term.list().has_units();
        let loose = terms.len() > 1 && !terms.iter().all(has_units);
        Ranked {
            found,
            exact: open == 0 && !loose,
            has_absent: terms.iter().any(|term| !term.record.is_somewhere()),
        }
    }

    fn terms(&self, readings: &[&Reading]) -> Vec<Term> {
        let mut terms: Vec<Term> = Vec::new();
        let forms = |at: usize| {
            readings.iter().flat_map(move |reading| {
                reading.iter().filter_map(move |word: &Word| word.alternatives.get(at))
            })
        };
        // The literal forms of all words come before any other form, so that they are never cut off.
        let deepest =
            readings.iter().flat_map(|reading| reading.iter()).map(|word| word.alternatives.len()).max();
        for at in 0..deepest.unwrap_or(0) {
            for (key, _) in forms(at).flat_map(|form| form.terms.iter()) {
                if terms.len() < TERMS_MAX && !terms.iter().any(|term| term.key == *key) {
                    terms.push(self.term(key));
                }
            }
        }
        terms
    }

    fn term(&self, key: &str) -> Term {
        let record = self.store.term(key);
        let count = record.count.max(record.titles.len() as u32).max(1);
        let rarity = log2(self.count + 1).saturating_sub(log2(count)).max(4);
        let is_single = key.chars().count() == 1 && key.chars().all(crate::search::fold::is_han);
        let likeness = if is_single { 4 } else { LIKENESS[usize::from(record.likeness & 3)] };
        Term { key: key.into(), weight: (rarity * likeness / 8).max(1), record, whole: None }
    }

    fn asked<'r>(&self, reading: &'r Reading, terms: &[Term]) -> Vec<Asked<'r>> {
        let words = reading.iter().map(|word| {
            let forms: Vec<Form> = word.alternatives.iter().filter_map(|one| form(one, terms)).collect();
            let weight = forms.iter().map(|form| form.weight).max().unwrap_or(1);
            Asked { forms, weight }
        });
        words.filter(|word| !word.forms.is_empty()).collect()
    }

    /// Fetches the whole lists of forms that have long lists only: nothing else narrows them.
    fn fetch_whole(&self, asked: &[Vec<Asked>], terms: &mut [Term]) {
        let open = bits(terms, Term::is_open);
        let narrowed = asked.iter().all(|words| {
            words.iter().any(|word| word.forms.first().is_some_and(|form| form.mask & !open != 0))
        });
        if narrowed {
            return;
        }
        let wanted: u32 =
            asked.iter().flatten().filter_map(|word| word.forms.first()).fold(0, |m, f| m | f.mask);
        for (at, term) in terms.iter_mut().enumerate() {
            if wanted & open & (1 << at) != 0 {
                term.whole = self.store.long(&term.key);
            }
        }
    }

    /// Of each document the points of a quick look, and the bits of the terms it has.
    fn near(&self, terms: &[Term]) -> (Vec<u32>, Vec<u32>) {
        let mut points = vec![0_u32; self.count as usize];
        let mut masks = vec![0_u32; self.count as usize];
        for (at, term) in terms.iter().enumerate() {
            let list = term.list();
            for (place, document) in list.documents.iter().enumerate() {
                if let Some(mask) = masks.get_mut(*document as usize) {
                    *mask |= 1 << at;
                    points[*document as usize] +=
                        term.weight * IMPACT[usize::from(list.impacts[place] & 3)] / 100;
                }
            }
            for document in &term.record.titles {
                if let Some(mask) = masks.get_mut(*document as usize) {
                    *mask |= 1 << at;
                    points[*document as usize] += 2 * term.weight;
                }
            }
        }
        (points, masks)
    }

    fn score(&self, document: u32, asked: &[Vec<Asked>], terms: &[Term]) -> Option<Scored> {
        let look = Look::of(document, terms);
        let mut best: Option<Scored> = None;
        for (reading, words) in asked.iter().enumerate() {
            if words.is_empty() {
                continue;
            }
            let mut one = look.reading(words, reading == 0);
            self.add_standing(&mut one);
            let is_better =
                best.as_ref().is_none_or(|known| (one.level, one.score) > (known.level, known.score));
            if is_better {
                best = Some(one);
            }
        }
        best
    }

    /// Points for what the document is, whatever is asked.
    fn add_standing(&self, scored: &mut Scored) {
        let standing = (self.standing)(scored.document);
        let newer = i64::from(scored.document) * 60 / i64::from(self.count.max(1));
        for (what, points) in [("kind", standing.kind), ("state", standing.state), ("newer", newer)] {
            scored.score = (i64::from(scored.score) + points).max(0) as u32;
            scored.parts.push(Part { what, word: String::new(), points });
        }
    }
}

fn form<'r>(alternative: &'r Alternative, terms: &[Term]) -> Option<Form<'r>> {
    let mut placed = Vec::new();
    let (mut mask, mut weight) = (0, 0);
    for (key, at) in &alternative.terms {
        let Some(place) = terms.iter().position(|term| term.key == *key) else { continue };
        if mask & (1 << place) == 0 {
            weight += terms[place].weight;
        }
        mask |= 1 << place;
        placed.push((place, *at));
    }
    (mask != 0).then_some(Form { alternative, terms: placed, mask, weight })
}

fn bits(terms: &[Term], is: impl Fn(&Term) -> bool) -> u32 {
    terms.iter().enumerate().filter(|(_, term)| is(term)).fold(0, |mask, (at, _)| mask | 1 << at)
}

/// 16 times the logarithm to base 2, rounded, by table: the same in every language.
fn log2(value: u32) -> u32 {
    const PARTS: [u32; 16] = [0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 15];
    let whole = value.max(1).ilog2();
    let part = (u64::from(value.max(1)) << 4 >> whole) & 15;
    16 * whole + PARTS[part as usize]
}

/// What a document has of the terms.
struct Look<'a> {
    document: u32,
    terms: &'a [Term],
    /// Terms whose unit is not told, or that may be there.
    loose: u32,
    title: u32,
    title_length: u32,
    impacts: [u32; TERMS_MAX],
    /// Units with the terms in them: unit, mask, places.
    units: Vec<(u16, u32, [u8; TERMS_MAX])>,
}

impl<'a> Look<'a> {
    fn of(document: u32, terms: &'a [Term]) -> Look<'a> {
        let mut look = Look {
            document,
            terms,
            loose: 0,
            title: 0,
            title_length: 0,
            impacts: [0; TERMS_MAX],
            units: Vec::new(),
        };
        let mut placed: Vec<(u16, usize, u8)> = Vec::new();
        for (at, term) in terms.iter().enumerate() {
            let list = term.list();
            match list.find(document) {
                Some(place) => {
                    look.impacts[at] = IMPACT[usize::from(list.impacts[place] & 3)];
                    placed.extend(list.units_of(place).map(|(unit, rest)| (unit, at, rest)));
                    look.loose |= u32::from(!list.has_units()) << at;
                }
                None if term.is_open() => look.loose |= 1 << at,
                None => {}
            }
            if let Ok(place) = term.record.titles.binary_search_by(|other| document.cmp(other)) {
                look.title |= 1 << at;
                look.title_length = look.title_length.max(u32::from(term.record.title_lengths[place]));
            }
        }
        placed.sort_unstable();
        for (unit, at, place) in placed {
            if look.units.last().is_none_or(|last| last.0 != unit) {
                look.units.push((unit, 0, [4; TERMS_MAX]));
            }
            if let Some(last) = look.units.last_mut() {
                last.1 |= 1 << at;
                last.2[at] = place;
            }
        }
        if look.units.is_empty() && look.loose != 0 {
            look.units.push((0, 0, [4; TERMS_MAX]));
        }
        look
    }

    /// The score of the document for one reading.
    fn reading(&self, words: &[Asked], is_typed: bool) -> Scored {
        let sum: u32 = words.iter().map(|word| word.weight).sum::<u32>().max(1);
        let titles: Vec<(u32, Whole)> = words.iter().map(|word| self.in_title(word)).collect();
        let share = |covers: &mut dyn Iterator<Item = u32>| {
            covers.zip(words).map(|(cover, word)| cover * word.weight).sum::<u32>() / sum
        };
        let of_title = share(&mut titles.iter().map(|(cover, _)| *cover));
        let (mut cover, mut unit) = (0, 0);
        let mut whole: Vec<(u32, u16)> = Vec::new();
        let mut is_cited = false;
        let mut best = titles.iter().map(|(_, title)| *title).min().unwrap_or(Whole::No);
        let in_title = best > Whole::No;
        for (number, mask, places) in &self.units {
            let found: Vec<(u32, Whole)> =
                words.iter().map(|word| self.in_unit(word, *mask, places)).collect();
            let here = share(
                &mut found.iter().zip(&titles).map(|((unit, _), (title, _))| (*unit).max(title * 4 / 5)),
            );
            let own = words.iter().filter(|word| is_own(word, *mask)).count() as u32;
            let here = here + self.repeats(*mask, places) + OWN_LABEL * own;
            let how = found.iter().zip(&titles).map(|((_, unit), (_, title))| (*unit).max(*title)).min();
            let how = how.unwrap_or(Whole::No);
            if how > Whole::No && found.iter().any(|(_, unit)| *unit > Whole::No) {
                is_cited |= words.len() > 1 && self.is_cited(words, &titles, *mask);
                whole.push((here, *number));
                best = best.max(how);
            }
            if here > cover {
                (cover, unit) = (here, *number);
            }
        }
        whole.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        if let Some((_, best)) = whole.first() {
            unit = *best;
        }
        let mut scored = Scored {
            document: self.document,
            level: match (best, is_typed) {
                (Whole::No, _) => Level::Part,
                (_, false) => Level::Meant,
                (Whole::Otherwise, true) => Level::Typed,
                (Whole::Literal, true) => Level::Literal,
            },
            is_named: false,
            is_titled: false,
            score: 0,
            cover: cover.max(of_title),
            unit,
            whole_units: whole.into_iter().map(|(_, unit)| unit).collect(),
            parts: Vec::new(),
        };
        let text = share(&mut words.iter().map(|word| self.in_text(word)));
        let named =
            self.add_up(&mut scored, Shares { of_title, in_title: in_title || is_cited, cover, text }, words);
        if scored.level > Level::Part && (named || is_cited) {
            scored.is_named = true;
        }
        scored
    }

    /// Whether a unit is the article that is asked for, of the document that is named.
    fn is_cited(&self, words: &[Asked], titles: &[(u32, Whole)], mask: u32) -> bool {
        let mut labels = 0;
        let rest_in_title = words.iter().zip(titles).all(|(word, (_, title))| {
            let own = is_own(word, mask);
            labels += u32::from(own);
            own || *title > Whole::No
        });
        rest_in_title && labels > 0
    }

    /// Adds up the points; whether the document is the very one that is named.
    fn add_up(&self, scored: &mut Scored, shares: Shares, words: &[Asked]) -> bool {
        let Shares { of_title, in_title, cover, text } = shares;
        let best_form = |word: &Asked| {
            let covers = word
                .forms
                .iter()
                .map(|form| (self.cover(form, self.title) * form.alternative.weight, form.mask));
            covers.fold((0, 0), |best, one| if one.0 > best.0 { one } else { best }).1
        };
        let of_forms = words.iter().map(best_form).fold(0, |mask, form| mask | form);
        let tight = ((self.title & of_forms).count_ones() * 1000 / self.title_length.max(1)).min(1000);
        let is_number = words
            .iter()
            .flat_map(|word| &word.forms)
            .any(|form| self.title & form.mask == form.mask && form.alternative.terms[0].0.starts_with("=N"));
        let is_exact = in_title && tight >= 1000 && self.title_length < 31;
        let cubed = cover * cover / 1000 * cover / 1000;
        for (what, points) in [
            ("title", of_title * 2),
            ("whole_title", of_title * tight / 1000 * 3),
            ("exact_title", u32::from(is_exact) * 3000),
            ("number", u32::from(is_number) * 6000),
            ("unit", cubed * 4),
            ("text", text * 2),
        ] {
            scored.score += points;
            scored.parts.push(Part { what, word: String::new(), points: i64::from(points) });
        }
        is_exact || is_number
    }

    /// Of a thousand: how much of a word the title has; whether all.
    fn in_title(&self, word: &Asked) -> (u32, Whole) {
        let mut best = (0, Whole::No);
        for form in &word.forms {
            let cover = self.cover(form, self.title) * form.alternative.weight / 1000;
            let whole = if self.title & form.mask == form.mask { Whole::of(form) } else { Whole::No };
            best = (best.0.max(cover), best.1.max(whole));
        }
        best
    }

    /// The same of a unit; a phrase has to stand in a row as far as places tell.
    fn in_unit(&self, word: &Asked, mask: u32, places: &[u8; TERMS_MAX]) -> (u32, Whole) {
        let have = mask | self.loose;
        let mut best = (0, Whole::No);
        for form in &word.forms {
            let mut cover = self.cover(form, have) * form.alternative.weight / 1000;
            let mut whole = if have & form.mask == form.mask { Whole::of(form) } else { Whole::No };
            if whole > Whole::No && form.alternative.chained && !in_a_row(form, places) {
                whole = Whole::No;
                cover = cover * 9 / 10;
            }
            best = (best.0.max(cover), best.1.max(whole));
        }
        best
    }

    /// A little for terms that stand in a unit more than once: what it is about.
    fn repeats(&self, mask: u32, places: &[u8; TERMS_MAX]) -> u32 {
        let of = |repeated: bool| -> u32 {
            let terms = self.terms.iter().enumerate();
            terms
                .filter(|(at, _)| mask & (1 << at) != 0 && (places[*at] == 4 || !repeated))
                .map(|(_, term)| term.weight)
                .sum()
        };
        of(true) * 50 / of(false).max(1)
    }

    /// The same of the text, weighed by how much the terms count in it.
    fn in_text(&self, word: &Asked) -> u32 {
        let of_form = |form: &Form| {
            let mut seen = 0_u32;
            let mut sum = 0;
            for (at, _) in &form.terms {
                if seen & (1 << at) == 0 {
                    seen |= 1 << at;
                    sum += self.terms[*at].weight * self.impacts[*at];
                }
            }
            sum * 10 / form.weight.max(1) * form.alternative.weight / 1000
        };
        word.forms.iter().map(of_form).max().unwrap_or(0)
    }

    fn cover(&self, form: &Form, have: u32) -> u32 {
        let mut seen = 0_u32;
        let mut sum = 0;
        for (at, _) in &form.terms {
            if have & (1 << at) != 0 && seen & (1 << at) == 0 {
                seen |= 1 << at;
                sum += self.terms[*at].weight;
            }
        }
        sum * 1000 / form.weight.max(1)
    }
}

/// Whether all of a word is there, and in which form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Whole {
    No,
    Otherwise,
    Literal,
}

impl Whole {
    fn of(form: &Form) -> Whole {
        if form.alternative.how == How::Literal { Whole::Literal } else { Whole::Otherwise }
    }
}

/// Of a thousand: what title, best unit and text cover.
struct Shares {
    of_title: u32,
    in_title: bool,
    cover: u32,
    text: u32,
}

/// Whether a unit, by its terms, has the label that a word asks for.
fn is_own(word: &Asked, mask: u32) -> bool {
    let is_label = |form: &&Form| form.alternative.terms[0].0.starts_with('#');
    word.forms.iter().filter(is_label).any(|form| mask & form.mask == form.mask)
}

/// Whether the places of the terms fit one phrase; where a term repeats, any place fits.
fn in_a_row(form: &Form, places: &[u8; TERMS_MAX]) -> bool {
    let mut start = None;
    form.terms.iter().all(|(term, at)| {
        let place = u32::from(places[*term]);
        if place > 3 {
            return true;
        }
        let here = (place + 4 - at % 4) % 4;
        *start.get_or_insert(here) == here
    })
}
