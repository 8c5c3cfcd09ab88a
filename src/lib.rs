//! Juxian (聚贤) turns a folder of Markdown policy texts, platform listings and service
//! guides into a static public portal for talent policy (人才政策).
//!
//! In reading order: `text` `date` `diagnostic` `url` `source` `vocabulary` `field` `config`
//! `markdown` `policy` `content` `portal` `check` `theme` `render` `search` `feed` `site` `build` `inspect` `write` `serve`.
//! **A module uses only those before it** (`tests/suite/tidy.rs` enforces the list). Input and output happen at the two ends:
//! [`source`] reads, [`mod@write`] writes, [`mod@serve`] serves; everything between is a pure function of its arguments.
#![forbid(unsafe_code)]

pub mod build;
pub mod check;
pub mod config;
pub mod content;
pub mod date;
pub mod diagnostic;
pub mod feed;
pub mod field;
pub mod inspect;
pub mod markdown;
pub mod policy;
pub mod portal;
pub mod render;
pub mod search;
pub mod serve;
pub mod site;
pub mod source;
pub mod text;
pub mod theme;
pub mod url;
pub mod vocabulary;
pub mod write;
