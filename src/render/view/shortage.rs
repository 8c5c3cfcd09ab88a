//! What the page of a shortage catalogue has beyond other entries.

use super::LinkView;
use serde::Serialize;

/// What a shortage catalogue has beyond [`super::EntryView`]. Variable `shortage`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ShortageView {
    pub year: String,
    /// Posts of all industries.
    pub count: usize,
    /// In the order of the file.
    pub industries: Vec<ShortageIndustryView>,
    pub definition: String,
    /// Catalogues of other years, newest first.
    pub years: Vec<LinkView>,
    /// The catalogue before this one; empty where there is none.
    pub former: LinkView,
    /// Posts of the former catalogue that are not in this one.
    pub gone: Vec<String>,
    /// Posts whose degree is another than in the former catalogue.
    pub moved: Vec<String>,
    /// Posts that are new against the former catalogue.
    pub new_count: usize,
    /// The rows as CSV; empty where no data files are made.
    pub data: LinkView,
    /// Tag of the language of the rows, where it is not that of the page.
    pub rows_lang: &'static str,
    /// A later catalogue takes the place of this one; empty where this is the newest.
    pub newest: LinkView,
}

/// The posts of one industry.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ShortageIndustryView {
    pub anchor: String,
    pub name: String,
    pub count: usize,
    /// Mean degree with one decimal; empty where no post has one.
    pub mean: String,
    /// Posts of degree 5 and 4.
    pub urgent: usize,
    pub rows: Vec<ShortageRowView>,
}

/// A post.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ShortageRowView {
    pub post: String,
    pub discipline: String,
    pub education: String,
    pub skill: String,
    pub quantity: String,
    pub salary: String,
    /// 1 to 5; 0 where it is not stated.
    pub degree: u8,
    /// 极度紧缺.
    pub degree_word: String,
    /// Not in the former catalogue.
    pub is_new: bool,
}
