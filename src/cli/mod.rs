//! The command line: the only part that parses arguments, prints and exits.
//!
//! Data goes to standard output, talk to standard error. Exit codes: 0 clean, 1 the content has
//! errors (of a search: nothing was found), 2 the tool failed.
//!
//! **Invariant**: commands call the library and say what came of it; they decide nothing about content.

mod args;
mod build;
mod cache;
mod changes;
mod help;
mod new;
mod report;
mod schema;
mod search;
mod serve;
mod verify;

use args::{Args, Command, Format};
use clap::FromArgMatches;
use juxian::diagnostic::{Messages, in_language};
use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

/// The content has errors.
const CONTENT_HAS_ERRORS: u8 = 1;
/// The tool failed.
const TOOL_FAILED: u8 = 2;

/// Runs the program.
pub fn run(arguments: Vec<OsString>) -> ExitCode {
    let messages = args::messages_of(&arguments);
    let parsed = help::command(messages).try_get_matches_from(&arguments);
    let args = match parsed.and_then(|matches| Args::from_arg_matches(&matches)) {
        Ok(args) => args,
        Err(error) => {
            help::explain(&error, messages);
            return ExitCode::from(if error.use_stderr() { TOOL_FAILED } else { 0 });
        }
    };
    match execute(&args, messages) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            let word = if messages == Messages::Zh { "失败" } else { "failed" };
            talk(&format!("{word}: {}", in_language(&error, messages)));
            ExitCode::from(TOOL_FAILED)
        }
    }
}

/// Prints a line of data. A reader that has gone away, such as `head`, is no failure.
fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Prints a line of talk, whether or not somebody listens.
fn talk(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

fn execute(args: &Args, messages: Messages) -> anyhow::Result<u8> {
    match &args.command {
        Command::Build(_) | Command::Check => build::run(args, messages),
        Command::Serve(asked) => serve::run(args, asked, messages),
        Command::Search(asked) => search::run(args, asked, messages),
        Command::Verify { folder } => verify::run(args, folder.as_deref(), messages),
        Command::Changes(asked) => changes::run(args, asked, messages),
        Command::Init { folder } => new::init(folder, args, messages),
        Command::New { kind, title, id } => new::new(kind, title.as_deref(), id.as_deref(), args, messages),
        Command::Schema { kind, to } => schema::run(kind.as_deref(), to.as_deref()),
        Command::Rules { code } => Ok(schema::rules(code.as_deref(), args.format == Format::Json, messages)),
        Command::Completions { shell } => {
            let mut command = help::command(messages);
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut command, "juxian", &mut script);
            let _ = std::io::stdout().write_all(&script);
            Ok(0)
        }
    }
}
