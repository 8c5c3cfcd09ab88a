//! What the pages of level schemes and rating schemes have beyond other entries.

use super::{BadgeView, DateView, LinkView};
use serde::Serialize;

/// What a level scheme has beyond [`super::EntryView`]. Variable `level_scheme`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct LevelSchemeView {
    /// Whether new applications go by it.
    pub state: BadgeView,
    /// The scheme in its place; empty where this is the current one.
    pub current: LinkView,
    pub version: String,
    pub region: String,
    /// From the highest to the lowest.
    pub grades: Vec<GradeView>,
    /// Benefits that depend on the grade, by grade.
    pub matrix: Vec<GradeBenefitView>,
    /// All versions for the region, newest first; `note` says which is current.
    pub versions: Vec<LinkView>,
    /// Guides to be recognised.
    pub guides: Vec<LinkView>,
    /// The page of the talent code; empty where there is none.
    pub code_page: LinkView,
}

/// One grade.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GradeView {
    pub anchor: String,
    pub code: String,
    pub name: String,
    /// How it is recognised; may be empty.
    pub criteria: String,
    /// Grades of other schemes that count as it.
    pub maps_to: Vec<LinkView>,
    pub perks: Vec<String>,
}

/// What a benefit gives to each grade.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GradeBenefitView {
    pub benefit: LinkView,
    /// One for each grade: an amount, 可享受, or 另有条件 where it may be claimed in another way than by
    /// the grade; empty where the grade does not do.
    pub cells: Vec<String>,
}

/// What a rating scheme has beyond [`super::EntryView`]. Variable `rating_scheme`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RatingSchemeView {
    pub platform_types: Vec<LinkView>,
    /// 2年.
    pub cycle: String,
    /// From the highest to the lowest.
    pub stars: Vec<StarView>,
    pub criteria: Vec<CriterionView>,
    /// Sum of the points; empty where they are no numbers.
    pub total: String,
    /// Points of the criteria used in the review; empty where none is.
    pub review_total: String,
    /// Platforms that hold a rating.
    pub rated_count: usize,
    /// Platforms of these types that hold none.
    pub unrated_count: usize,
}

/// One star level with the platforms that hold it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct StarView {
    pub stars: u8,
    pub name: String,
    pub condition: String,
    pub platforms: Vec<RatedPlatformView>,
}

/// A platform with its rating.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RatedPlatformView {
    pub link: LinkView,
    pub rated_on: DateView,
    pub valid_until: DateView,
    /// When it is looked at again; computed.
    pub review_on: DateView,
    /// The day of review is past on the date of the build.
    pub is_overdue: bool,
}

/// A criterion with its points.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CriterionView {
    pub name: String,
    pub points: String,
    /// Used in the review.
    pub in_review: bool,
}
