//! The one function that tells the story: from what was read to what is to be published.
//!
//! **Invariant**: pure; no disk, clock, environment or printing.
