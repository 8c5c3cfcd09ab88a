//! The structure of a policy text: clauses with permanent anchors, dates, numbers, validity.
//!
//! **Invariant**: a pure function of blocks of text; the issued text is never altered.
