//! What may be written on the command line. The words of the help are in `help`.

use clap::{Parser, Subcommand, ValueEnum};
use juxian::build::Request;
use juxian::config::Profile;
use juxian::date::{Date, parse_date};
use juxian::diagnostic::Messages;
use juxian::source::Folders;
use std::ffi::OsString;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

#[derive(Debug, Parser)]
#[command(name = "juxian", version)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
    #[arg(long, global = true, default_value = "content", value_name = "DIR")]
    pub content: PathBuf,
    #[arg(long, global = true, default_value = "themes", value_name = "DIR")]
    pub themes: PathBuf,
    #[arg(long, global = true, default_value = "public", value_name = "DIR|FILE.zip")]
    pub out: PathBuf,
    #[arg(long, global = true, value_name = "YYYY-MM-DD", value_parser = date)]
    pub date: Option<Date>,
    #[arg(long, global = true, value_name = "PROFILE")]
    pub profile: Option<ProfileArg>,
    #[arg(long, global = true, value_name = "LANG")]
    pub messages: Option<MessagesArg>,
    #[arg(long, global = true, default_value = "human", value_name = "FORMAT")]
    pub format: Format,
    #[arg(long, global = true)]
    pub allow_errors: bool,
    #[arg(long, global = true)]
    pub hints: bool,
    #[arg(long, global = true, default_value_t = 50, value_name = "N")]
    pub max_findings: usize,
    #[arg(long, short, global = true)]
    pub quiet: bool,
    #[arg(long, global = true, default_value = "auto", value_name = "WHEN")]
    pub color: Color,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Init {
        folder: PathBuf,
    },
    New {
        kind: String,
        title: Option<String>,
        #[arg(long)]
        id: Option<String>,
    },
    Check,
    Build(BuildArgs),
    Search(SearchArgs),
    Serve(ServeArgs),
    Verify {
        folder: Option<PathBuf>,
    },
    Changes(ChangesArgs),
    Schema {
        kind: Option<String>,
        #[arg(long, value_name = "DIR")]
        to: Option<PathBuf>,
    },
    Rules {
        code: Option<String>,
    },
    Completions {
        shell: clap_complete::Shell,
    },
}

#[derive(Debug, clap::Args)]
pub struct BuildArgs {
    #[arg(long)]
    pub adopt: bool,
    #[arg(long, value_name = "DIR")]
    pub cache: Option<PathBuf>,
    #[arg(long)]
    pub components: bool,
    #[arg(long)]
    pub wait: bool,
}

#[derive(Debug, clap::Args)]
pub struct ServeArgs {
    #[arg(long, default_value_t = 8421, value_name = "N")]
    pub port: u16,
    #[arg(long)]
    pub open: bool,
    #[arg(long, default_value = "none", value_name = "CMD|vscode|none")]
    pub editor: String,
    #[arg(long)]
    pub published: bool,
    #[arg(long)]
    pub poll: bool,
}

#[derive(Debug, clap::Args)]
pub struct ChangesArgs {
    pub old: PathBuf,
    pub new: PathBuf,
    #[arg(long, value_name = "URL")]
    pub base: Option<String>,
    #[arg(long, default_value_t = 60_000, value_name = "N")]
    pub limit: usize,
    #[arg(long)]
    pub exit_code: bool,
}

#[derive(Debug, clap::Args)]
pub struct SearchArgs {
    pub query: String,
    #[arg(long, default_value_t = 10, value_name = "N", value_parser = limit)]
    pub limit: usize,
    #[arg(long, default_value = "zh", value_name = "LANG")]
    pub lang: MessagesArg,
    #[arg(long, default_value = "relevance", value_name = "ORDER")]
    pub sort: SortArg,
    #[arg(long)]
    pub explain: bool,
    #[arg(long)]
    pub kind: Vec<String>,
    #[arg(long)]
    pub state: Vec<StateArg>,
    #[arg(long)]
    pub topic: Vec<String>,
    #[arg(long)]
    pub audience: Vec<String>,
    #[arg(long)]
    pub industry: Vec<String>,
    #[arg(long)]
    pub region: Vec<String>,
    #[arg(long)]
    pub level: Vec<String>,
    #[arg(long)]
    pub year: Vec<String>,
    #[arg(long)]
    pub amount: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SortArg {
    Relevance,
    Date,
    Deadline,
    Amount,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StateArg {
    Good,
    Soon,
    Ended,
    Neutral,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Human,
    Json,
    Sarif,
    Github,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ProfileArg {
    Preview,
    Production,
}

impl From<ProfileArg> for Profile {
    fn from(profile: ProfileArg) -> Profile {
        match profile {
            ProfileArg::Preview => Profile::Preview,
            ProfileArg::Production => Profile::Production,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MessagesArg {
    Zh,
    En,
}

fn date(text: &str) -> Result<Date, String> {
    parse_date(text).ok_or_else(|| "YYYY-MM-DD".to_string())
}

/// Results that may be asked for.
fn limit(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|limit| (1..=1000).contains(limit)).ok_or_else(|| "1–1000".to_string())
}

impl Args {
    /// Where the site lies; the output is not looked into.
    pub fn folders(&self) -> Folders {
        Folders { content: self.content.clone(), themes: self.themes.clone(), skip: vec![self.out.clone()] }
    }

    /// What a build of the site as it is published is asked for.
    pub fn request(&self) -> Request {
        Request { date: self.date(), profile: self.profile.map(Profile::from), unpublished: false }
    }

    /// The date of the build: as written, else today in China (+08:00).
    pub fn date(&self) -> Date {
        self.date.unwrap_or_else(today)
    }
}

/// Today at +08:00, whatever the time zone of the machine.
pub fn today() -> Date {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let days = (seconds + 8 * 3600) / 86_400;
    let epoch = Date::constant(1970, 1, 1);
    let days = i64::try_from(days).unwrap_or(0);
    epoch.checked_add(juxian::date::days(days)).unwrap_or(epoch)
}

/// The language of messages: `--messages`, else the locale, else Chinese on a system that has none.
pub fn messages_of(arguments: &[OsString]) -> Messages {
    let texts: Vec<&str> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
    let written = texts.iter().enumerate().find_map(|(index, text)| match text.strip_prefix("--messages") {
        Some("") => texts.get(index + 1).copied(),
        Some(rest) => rest.strip_prefix('='),
        None => None,
    });
    match written {
        Some("zh") => return Messages::Zh,
        Some("en") => return Messages::En,
        _ => {}
    }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    match locale {
        Some(locale) if locale.starts_with("zh") => Messages::Zh,
        Some(_) => Messages::En,
        None => Messages::Zh,
    }
}
