//! The search index and its reader: every phrase of the portal is found, from static files.
//!
//! Takes documents (what of an entry may be found), gives the files of an index, and answers queries from such
//! files; `reader/engine.js` is the same reader for the browser. The format is in `docs/index-format.md`.
//!
//! **Invariant**: what is not in a [`document::Document`] is not in the index; answers depend on the files alone.

pub mod answer;
pub mod document;
pub mod fold;
pub mod gather;
pub mod index;
pub mod number;
pub mod query;
pub mod read;
pub mod table;
pub mod term;
pub mod token;
pub mod trial;
mod unit;
pub mod words;
