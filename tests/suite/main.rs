//! The integration tests: one binary, one builder ([`site_test::SiteTest`]), one module a subject.

mod calendar;
mod cli;
mod disk;
mod hostile;
mod kill;
mod laws;
mod mutation;
mod output;
mod portal;
mod same_bytes;
mod site_test;
mod structure;
mod tidy;
