//! Search over the portal without a server: what is found, the index that is written at build, and
//! the same reader in Rust and in JavaScript.
//!
//! **Invariant**: the index holds what the pages show, and nothing else; it asks no other host.

pub mod answer;
pub mod document;
pub mod table;
