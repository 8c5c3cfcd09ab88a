//! The table itself: twenty kinds, the common fields, the parts and the site settings.

use super::{KindSpec, PartSpec, Field};

/// The kinds, in the order of [`super::Kind::ALL`].
pub static KINDS: &[KindSpec] = &[];

/// The maps nested in fields.
pub static PARTS: &[PartSpec] = &[];

/// The settings of `content/site.yaml`.
pub static SITE: &[Field] = &[];
