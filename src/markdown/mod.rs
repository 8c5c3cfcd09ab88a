//! Markdown bodies: one function turns a text into events; facts and HTML both come from it.
//!
//! **Invariant**: no tree is kept, and the disk is not touched; links are resolved by the caller.
