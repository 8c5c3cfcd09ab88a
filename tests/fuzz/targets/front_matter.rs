//! Front matter of every kind: whatever is written gives findings, never a panic, and every span
//! lies inside the text.
#![no_main]

use juxian::diagnostic::FileId;
use juxian::field::{self, Kind, Mode, Target};
use juxian::source::yaml;
use juxian::vocabulary::Vocabularies;
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static VOCABULARIES: LazyLock<Vocabularies> = LazyLock::new(Vocabularies::built_in);

fuzz_target!(|data: (u8, &str)| {
    let (kind, text) = data;
    let kind = Kind::ALL[usize::from(kind) % Kind::ALL.len()];
    let (node, mut diagnostics) = yaml::parse(FileId(0), text, 0..text.len());
    if let Some(node) = node {
        let (_, found) = field::read(Target::Kind(kind), &node, &VOCABULARIES, Mode::Original);
        diagnostics.extend(found);
    }
    for span in diagnostics.iter().filter_map(|found| found.span) {
        assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?} in {text:?}");
    }
});
