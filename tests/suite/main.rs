//! The integration tests: one binary, one builder ([`site_test::SiteTest`]), one module a subject.

mod calendar;
mod cli;
mod data;
mod disk;
mod figure;
mod head;
mod hostile;
mod include;
mod kill;
mod laws;
mod leak;
mod list_facet;
mod mutation;
mod output;
mod pages;
mod portal;
mod qr;
mod reach;
mod same_bytes;
mod search;
mod search_twin;
mod site_test;
mod structure;
mod tidy;
mod tools;
mod versions;
