//! `verify`: names every file of an output that was changed, added or lost.

use super::CONTENT_HAS_ERRORS;
use super::args::{Args, Format};
use juxian::diagnostic::Messages;
use juxian::inspect::{Report, verify};
use std::path::Path;

/// Runs `verify`; gives the exit code.
pub fn run(args: &Args, folder: Option<&Path>, messages: Messages) -> anyhow::Result<u8> {
    let report = verify(folder.unwrap_or(&args.out))?;
    if args.format == Format::Json {
        let json = serde_json::json!({
            "format": 1,
            "checked": report.checked,
            "changed": report.changed,
            "added": report.added,
            "missing": report.missing,
        });
        super::say(&format!("{json:#}"));
    } else {
        print(&report, messages);
    }
    Ok(if report.is_clean() { 0 } else { CONTENT_HAS_ERRORS })
}

fn print(report: &Report, messages: Messages) {
    let words = match messages {
        Messages::Zh => ["被改动", "多出", "丢失"],
        Messages::En => ["changed", "added", "missing"],
    };
    for (word, paths) in words.iter().zip([&report.changed, &report.added, &report.missing]) {
        for path in paths {
            super::say(&format!("{word}: {path}"));
        }
    }
    let differs = report.changed.len() + report.added.len() + report.missing.len();
    match messages {
        Messages::Zh => super::talk(&format!("核对 {} 个文件，{differs} 处不同", report.checked)),
        Messages::En => super::talk(&format!("{} files checked, {differs} differ", report.checked)),
    }
}
