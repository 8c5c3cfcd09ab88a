//! `changes`: what differs between two outputs, as Markdown for a comment on a merge request, or as JSON.

mod markdown;

use super::CONTENT_HAS_ERRORS;
use super::args::{Args, ChangesArgs, Format};
use juxian::diagnostic::Messages;
use juxian::inspect::changes;

/// Prints the changes; 0, or with `--exit-code` 1 where there are any.
pub fn run(args: &Args, asked: &ChangesArgs, messages: Messages) -> anyhow::Result<u8> {
    let changes = changes(&asked.old, &asked.new)?;
    if args.format == Format::Json {
        super::say(&serde_json::to_string_pretty(&changes)?);
    } else {
        super::say(&markdown::within(&changes, asked.base.as_deref(), messages, asked.limit));
    }
    Ok(if asked.exit_code && !changes.is_empty() { CONTENT_HAS_ERRORS } else { 0 })
}
