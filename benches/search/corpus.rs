//! Larger corpora, mixed from the articles of a smaller one.

use crate::phrases::sample::Random;
use juxian::date::Date;
use juxian::search::document::{Document, Unit};
use juxian::vocabulary::Vocabularies;

/// `count` documents, each of articles drawn from all.
pub fn mixed(from: &[Document], count: usize, articles: usize) -> Vec<Document> {
    let units: Vec<&Unit> =
        from.iter().flat_map(|of| &of.units).filter(|unit| unit.text.len() > 60).collect();
    let mut random = Random(0x2026_1126);
    let first = Date::constant(1990, 1, 1);
    (0..count)
        .map(|number| {
            let model = &from[random.below(from.len())];
            let length = 1 + random.below(articles * 2);
            let mut one = model.clone();
            one.id = format!("m-{number:06}");
            one.route = format!("zc/m-{number:06}.html");
            one.title = format!("{}（第{number}号）", model.title);
            one.published = first.checked_add(juxian::date::days((number / 10) as i64)).ok();
            one.units = (0..length).map(|_| units[random.below(units.len())].clone()).collect();
            one
        })
        .collect()
}

/// The synonyms as an index takes them.
pub fn synonyms(vocabularies: &Vocabularies) -> Vec<(Vec<String>, bool)> {
    vocabularies.synonyms.groups.iter().map(|group| (group.terms.clone(), group.same)).collect()
}
