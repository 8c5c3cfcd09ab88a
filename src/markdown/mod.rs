//! Markdown bodies: one function turns a text into events; facts and HTML both come from it.
//!
//! **Invariant**: no tree is kept, and the disk is not touched; links are resolved by the caller.

use std::ops::Range;

/// What a block of running text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading of level 1 to 6.
    Heading(u8),
    Paragraph,
    /// The first paragraph of a list item; `ordered` is its number, `depth` 1 for the outermost list.
    Item {
        ordered: Option<u64>,
        depth: u8,
    },
    /// A whole table; its text is the cells, row by row, with spaces between.
    Table,
    /// Code, quotes' paragraphs are `Paragraph`.
    Code,
}

/// A block of running text, as the parser of policy structure reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub kind: BlockKind,
    /// Bytes of the file's text; `range.start` is the key by which rendering finds its anchor.
    pub range: Range<usize>,
    /// Plain text: no markup, lines joined as Chinese is.
    pub text: String,
}
