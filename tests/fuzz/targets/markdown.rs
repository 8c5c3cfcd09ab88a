//! A page of Markdown through the whole program in memory: read, resolved, checked, rendered.
#![no_main]

use juxian::build::{Request, build};
use juxian::date::parse_date;
use juxian::site::Plan;
use juxian::source::Sources;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let sources = Sources::from_texts([("about-us.md", text), ("policies/p-1.md", "# 办法\n\n第一条　甲。\n")]);
    let date = parse_date("2026-12-01").expect("a date");
    let built = build(sources, &Request { date, profile: None, unpublished: false }, None);
    for index in 0..built.site.planned().len() {
        let route = &built.site.planned()[index].route;
        if route.ends_with(".html") && !route.contains("wzdt") {
            let _ = built.site.content(index);
        }
    }
});
