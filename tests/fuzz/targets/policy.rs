//! The structure of a policy: anchors are unique, clauses lie in the text and in each other.
#![no_main]

use juxian::diagnostic::FileId;
use juxian::markdown::{self, Options};
use juxian::policy;
use libfuzzer_sys::fuzz_target;
use std::collections::HashSet;

fuzz_target!(|text: &str| {
    let options = Options { policy: true, raw_html: false, skip_title: true };
    let (_, blocks, _) = markdown::facts(FileId(0), text, 0..text.len(), options);
    let found = policy::structure(&blocks);
    let mut anchors = HashSet::new();
    for (index, clause) in found.clauses.iter().enumerate() {
        assert!(anchors.insert(&clause.anchor), "{} twice in {text:?}", clause.anchor);
        assert!(text.get(clause.start..clause.end).is_some(), "{}..{} in {text:?}", clause.start, clause.end);
        assert!(clause.parent.is_none_or(|parent| (parent as usize) < index));
        assert!(found.find(&clause.anchor).is_some());
        let _ = found.find(&clause.label);
    }
});
