//! What the page of a journey (一件事) has beyond other entries, and what its steps show of it.

use super::{CardView, ContactView, LinkView, MaterialView};
use serde::Serialize;

/// What a journey has beyond [`super::EntryView`]. Variable `journey`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct JourneyView {
    /// 入职, 创业, in words.
    pub situation: String,
    /// Empty is a gap.
    pub steps: Vec<JourneyStepView>,
    /// The documents of all steps, each once.
    pub materials: Vec<ReferringMaterialView>,
    /// Where to go, each office once.
    pub offices: Vec<OfficeView>,
}

/// A step of a journey.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct JourneyStepView {
    /// From 1.
    pub number: usize,
    /// `x-step-1`.
    pub anchor: String,
    pub title: String,
    pub text: String,
    /// As written; empty where none is stated.
    pub time: String,
    pub guides: Vec<LinkView>,
    pub benefits: Vec<CardView>,
}

/// A document, and what needs it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ReferringMaterialView {
    pub material: MaterialView,
    /// Steps or entries that need it; empty where everything does.
    pub needed_for: Vec<LinkView>,
}

/// An office, and the steps for which it is visited.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct OfficeView {
    pub contact: ContactView,
    pub needed_for: Vec<LinkView>,
}

/// A journey that an entry is a step of.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PartOfView {
    pub journey: LinkView,
    pub steps: Vec<PartOfStepView>,
    /// The steps before and after the present one; they lead to the first entry of the step.
    pub previous: LinkView,
    pub next: LinkView,
}

/// A step in the list of a journey.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PartOfStepView {
    /// From 1.
    pub number: usize,
    /// The step on the page of the journey.
    pub step: LinkView,
    /// The entry being read belongs to it.
    pub current: bool,
    /// Its guides and benefits, where it is the present step; the present one has no `href`.
    pub links: Vec<LinkView>,
}
