//! Turns the portal into pages: views, and the HTML that the theme makes of them.
//!
//! **Invariant**: a template sees a [`view`] and nothing else.

pub mod view;
