//! Search of the site without a server: the index and its two readers.
//!
//! Takes the documents of a portal, gives the files under `ss/` of the output.
//!
//! **Invariant**: what is found depends on the index and the query alone, whichever reader asks.

pub mod table;
