//! Closed lists of values (`vocabularies.yaml`), with what a site adds to them.
//!
//! **Invariant**: a code never changes its meaning; a site adds values, aliases and wordings only.

/// The built-in lists.
pub const BUILT_IN: &str = include_str!("vocabularies.yaml");
