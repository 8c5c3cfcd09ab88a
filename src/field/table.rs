//! The table itself: twenty kinds, the common fields, the parts and the site settings.

use super::{Field, KindSpec, PartSpec};

/// The kinds, in the order of [`super::Kind::ALL`].
pub static KINDS: &[KindSpec] = &[];

/// The maps nested in fields.
pub static PARTS: &[PartSpec] = &[];

/// The settings of `content/site.yaml`.
pub static SITE: &[Field] = &[];
