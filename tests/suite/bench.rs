//! The portals that the benchmarks generate: as large as `docs/benchmarks.md` says, and without findings.

use crate::site_test::SiteTest;
use std::collections::HashSet;

#[path = "../../benches/portal/generate.rs"]
#[allow(dead_code, reason = "the benchmarks use all of it")]
mod generate;

#[test]
fn nothing_is_found_in_a_generated_portal() {
    let site = SiteTest::new();
    generate::portal(&site.at("content"), 300).expect("the folder is there");
    site.write("content/site.yaml", generate::settings("default"));
    let run = site.check().exits(0);
    assert!(run.findings.is_empty(), "{}", run.told());
}

#[test]
fn each_generated_policy_has_its_summary_and_about_three_kilobytes() {
    const COUNT: usize = 5000;
    let (mut summaries, mut bytes) = (HashSet::new(), 0);
    for policy in generate::policies(COUNT) {
        bytes += policy.body.len() + policy.summary.len() + policy.title.len();
        summaries.insert(policy.summary);
    }
    assert_eq!(summaries.len(), COUNT);
    assert!((2400..2700).contains(&(bytes / COUNT)), "{}", bytes / COUNT);
}
