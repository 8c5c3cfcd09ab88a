//! Looks at a finished output: whether it is still what was written.
//!
//! **Invariant**: reads the output folder and nothing else; changes nothing.

mod verify;

pub(crate) use verify::hash_file;
pub use verify::{Report, verify};
