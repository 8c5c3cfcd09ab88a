//! Looks at finished outputs: whether one is still what was written, and what two differ in.
//!
//! **Invariant**: reads outputs and nothing else; changes nothing.

mod changes;
mod compare;
mod folder;
mod output;
mod page;
mod verify;

pub use changes::{
    Arrived, Change, Changed, Changes, Damaged, Gone, Group, LinkChange, Moved, Shared, SharedChange, Side,
    Tagged, Unseen, What, changes,
};
pub use compare::around;
pub use verify::hash_file;
pub use verify::{Report, verify};
