//! `build` and `check`: the same way, but `check` discards what was rendered.

use super::CONTENT_HAS_ERRORS;
use super::args::{Args, Command, Format};
use super::cache::Cache;
use super::report::{self, Report, Summary};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use juxian::build::{Build, blocking_level, build};
use juxian::config::Profile;
use juxian::diagnostic::{self, Diagnostics, Level, Messages, told};
use juxian::site::Plan;
use juxian::source;
use juxian::write::{self, Options, Outcome, Verdict, Watch};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Runs `build` or `check`; gives the exit code.
pub fn run(args: &Args, messages: Messages) -> anyhow::Result<u8> {
    let started = Instant::now();
    let mut cache = None;
    if let Command::Build(options) = &args.command {
        refuse_overlap(args, options.adopt)?;
        if let Some(folder) = &options.cache {
            refuse_cache(args, folder)?;
            cache = Cache::open(folder, messages);
        }
    }
    let (sources, mut diagnostics) = source::read(&args.folders())?;
    let request = args.request();
    let former = cache.as_ref().map(|(_, stock)| stock.former());
    let mut made = build(sources, &request, former);
    diagnostics.append(&mut made.diagnostics);
    diagnostics.extend(made.checks());
    if matches!(&args.command, Command::Build(options) if options.components) {
        made.site.add_components();
    }
    let blocking = blocking_level(made.site.config.profile, args.allow_errors);
    let outcome = match &args.command {
        Command::Build(options) => {
            let options = Options {
                date: request.date,
                inputs: made.inputs(),
                adopt: options.adopt,
                wait: options.wait,
            };
            write_out(args, &made, &options, &diagnostics, blocking, messages)?
        }
        _ => render_only(args, &made, messages),
    };
    diagnostics.extend(outcome.diagnostics.iter().cloned());
    if matches!(args.command, Command::Check) {
        diagnostics.extend(made.failed_searches());
    }
    diagnostic::sort(&mut diagnostics);
    let blocked = is_blocked(&diagnostics, blocking);
    let report = Report {
        diagnostics: &diagnostics,
        sources: &made.site.sources,
        content: &args.content,
        themes: &args.themes,
        messages,
        production: made.site.config.profile == Profile::Production,
        lines: Default::default(),
    };
    report::print(&report, args)?;
    let summary = Summary {
        pages: made.site.page_count(),
        outcome: matches!(args.command, Command::Build(_)).then_some(&outcome),
        elapsed: started.elapsed(),
    };
    if !args.quiet && args.format == Format::Human {
        super::talk(&report::last_line(&report, &summary));
    }
    if let Some((cache, _)) = cache {
        cache.keep(&made);
    }
    Ok(if blocked { CONTENT_HAS_ERRORS } else { 0 })
}

/// The output is neither the sources nor around them, and takes over nothing among them.
fn refuse_overlap(args: &Args, adopt: bool) -> anyhow::Result<()> {
    let out = resolved(&args.out)?;
    for folder in [&args.content, &args.themes] {
        let Ok(sources) = folder.canonicalize() else { continue };
        if sources.starts_with(&out) || (adopt && out.starts_with(&sources)) {
            anyhow::bail!(told(
                &args.out,
                "输出不能放进内容或主题里，请换一个文件夹",
                "the output must not be mixed with content or themes; name another folder"
            ));
        }
    }
    Ok(())
}

/// What builds leave each other is neither content nor to be published.
fn refuse_cache(args: &Args, folder: &Path) -> anyhow::Result<()> {
    let cache = resolved(folder)?;
    for other in [&args.content, &args.themes, &args.out] {
        let other = resolved(other)?;
        if cache.starts_with(&other) || other.starts_with(&cache) {
            anyhow::bail!(told(
                folder,
                "缓存不能放在内容、主题或输出里，也不能包含它们，请换一个文件夹",
                "a cache must not lie in content, themes or the output, nor hold them; name another folder"
            ));
        }
    }
    Ok(())
}

/// A path without links, also where its last parts do not exist yet.
fn resolved(path: &Path) -> anyhow::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    let known = path.ancestors().find_map(|folder| Some((folder, folder.canonicalize().ok()?)));
    let Some((folder, there)) = known else { return Ok(path) };
    Ok(there.join(path.strip_prefix(folder)?))
}

fn is_blocked(diagnostics: &Diagnostics, blocking: Level) -> bool {
    diagnostics.iter().any(|found| found.level() >= blocking)
}

fn write_out(
    args: &Args,
    made: &Build,
    options: &Options,
    before: &Diagnostics,
    blocking: Level,
    messages: Messages,
) -> anyhow::Result<Outcome> {
    let blocked = is_blocked(before, blocking);
    let decide = |found: &Diagnostics| {
        if blocked || is_blocked(found, blocking) { Verdict::Discard } else { Verdict::MoveIn }
    };
    let bar = progress_bar(args, made.site.planned().len(), messages);
    let progress = |count: usize| bar.inc(count as u64);
    let watch = Watch { progress: &progress, decide: &decide };
    let is_zip = args.out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"));
    let outcome = match is_zip {
        true => write::archive(&made.site, &args.out, options, &watch),
        false => write::folder(&made.site, &args.out, options, &watch),
    };
    bar.finish_and_clear();
    outcome
}

/// Renders every page for what it reports, and keeps nothing. A file of the search index reports
/// nothing, so none is made.
fn render_only(args: &Args, made: &Build, messages: Messages) -> Outcome {
    let bar = progress_bar(args, made.site.pages().len(), messages);
    let found: Vec<Diagnostics> = (0..made.site.pages().len())
        .into_par_iter()
        .map(|index| {
            let (_, diagnostics) = made.site.page_content(index);
            bar.inc(1);
            diagnostics
        })
        .collect();
    bar.finish_and_clear();
    let diagnostics = write::once_per_place(found.into_iter().flatten().collect());
    Outcome { diagnostics, files_total: made.site.pages().len(), ..Outcome::default() }
}

/// A bar on a terminal, from the first second on.
fn progress_bar(args: &Args, total: usize, messages: Messages) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::hidden());
    if args.quiet || total < 500 {
        return bar;
    }
    let word = if messages == Messages::Zh { "生成页面" } else { "rendering" };
    let style = ProgressStyle::with_template(&format!("{word} {{bar:30}} {{pos}}/{{len}} {{eta}}"));
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(5));
    bar.enable_steady_tick(Duration::from_secs(1));
    bar
}
