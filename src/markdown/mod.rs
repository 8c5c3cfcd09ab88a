//! Markdown bodies: one function turns a text into events; facts and HTML both come from it.
//!
//! Takes a stretch of a file, gives [`facts`] (what `content` keeps) and [`html`] (what `render`
//! prints). What authors may write is in `docs/markdown.md`.
//!
//! **Invariant**: no tree is kept, and the disk is not touched; links are resolved by the caller.
//! Blocks begin at the same byte in both functions, since both read the same events.

mod code;
mod event;
mod facts;
mod html;
mod shortcode;

pub use facts::facts;
pub use html::html;

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::ops::Range;

/// The argument of a shortcode that is an address, resolved like that of a link.
pub const HREF: &str = "href";

/// The argument of a shortcode that says how it looks.
const KIND: &str = "kind";

/// How a body is read.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// An issued text: lines that begin with a label are paragraphs, lists print their numbers.
    pub policy: bool,
    /// HTML in the text is passed on instead of shown.
    pub raw_html: bool,
    /// A heading at the very beginning is the title of the page and not printed again.
    pub skip_title: bool,
}

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
    /// Code; paragraphs of quotes are `Paragraph`.
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

/// What a body holds besides its text. Ranges are bytes of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The first heading of level 1.
    pub title: Option<Title>,
    pub headings: Vec<Heading>,
    pub links: Vec<Link>,
    pub images: Vec<Image>,
    pub definitions: Vec<Term>,
    pub shortcodes: Vec<ShortcodeUse>,
}

/// The first heading of level 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Title {
    pub text: Box<str>,
    pub range: Range<usize>,
    /// Whether nothing stands before it.
    pub first: bool,
}

/// A heading below the title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// As written, 1 to 6.
    pub level: u8,
    pub text: Box<str>,
    pub id: Box<str>,
}

/// A link as written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    pub target: Box<str>,
    pub range: Range<usize>,
}

/// An image as written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    pub target: Box<str>,
    pub range: Range<usize>,
}

/// A term of a definition list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    pub term: Box<str>,
    pub anchor: Box<str>,
    /// What stands behind it and is no block of its own.
    pub meaning: Box<str>,
    /// First byte of its heading.
    pub start: usize,
}

/// A shortcode that the text uses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShortcodeUse {
    pub name: Box<str>,
    /// Names of the arguments that are written.
    pub arguments: Vec<Box<str>>,
    /// What they say, a line each, and the text inside where that stands in the same paragraph.
    pub words: Box<str>,
    pub range: Range<usize>,
}

/// A link, as the caller resolved it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResolvedLink {
    Internal {
        href: String,
    },
    /// `leaving` marks hosts that are not the state's.
    External {
        href: String,
        leaving: bool,
    },
    Attachment {
        href: String,
        format: String,
        size: String,
        sha256: String,
    },
    /// Leads nowhere: only its text is printed.
    Dead,
    /// A scheme that may not be printed.
    Unsafe,
}

impl ResolvedLink {
    /// The address to print; `None` where it leads nowhere.
    pub fn href(self) -> Option<String> {
        match self {
            ResolvedLink::Internal { href }
            | ResolvedLink::External { href, .. }
            | ResolvedLink::Attachment { href, .. } => Some(href),
            ResolvedLink::Dead | ResolvedLink::Unsafe => None,
        }
    }
}

/// An image, as the caller resolved it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolvedImage {
    pub src: String,
    /// Width and height in pixels.
    pub dimensions: Option<(u32, u32)>,
}

/// The clause that begins at a block.
#[derive(Clone, Copy, Debug)]
pub struct ClauseMark<'a> {
    pub anchor: &'a str,
    /// 第八条, （二）; empty for paragraphs (款).
    pub label: &'a str,
    /// Ending of its class: `article`, `item`.
    pub level: &'static str,
}

/// What is said behind a clause, and is no part of the text: 2024年版第十二条.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClauseNote {
    pub text: String,
    /// Where it leads; may be empty.
    pub href: String,
}

/// What a text cannot know by itself.
pub trait Resolve {
    /// What a link leads to.
    fn link(&self, target: &str) -> ResolvedLink;
    /// The address and size of an image.
    fn image(&self, target: &str) -> Option<ResolvedImage>;
    /// The clause that begins at a byte of the file.
    fn clause_at(&self, start: usize) -> Option<ClauseMark<'_>>;
    /// What is to be said behind a clause, by its anchor.
    fn clause_note(&self, _anchor: &str) -> Option<ClauseNote> {
        None
    }
    /// Whether the paragraph that begins at a byte of the file signs the text.
    fn is_signature(&self, start: usize) -> bool;
    /// Whether the paragraph that begins at a byte of the file names those it is sent to (主送).
    fn is_addressees(&self, _start: usize) -> bool {
        false
    }
    /// The HTML of a shortcode; `None` where there is none of that name.
    fn shortcode(&self, name: &str, args: &[(String, String)], body: &str) -> Option<String>;
    /// A word of the theme.
    fn word(&self, key: &str) -> Cow<'_, str>;
}
