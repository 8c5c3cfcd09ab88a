//! Who runs, in which order, over which content.
//!
//! Contestants of one size alternate, so that a slow minute of the machine falls on all of them.

use crate::measure::{self, Run};
use crate::{Options, apart, generate, hugo, table, zola};
use anyhow::Context;
use clap::ValueEnum;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The day of every build, so that outputs do not depend on the day of the run.
const DATE: &str = "2026-11-25";

/// Whose time is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Contestant {
    Floor,
    Plain,
    Default,
    /// The default theme again, into what the run before has written.
    Unchanged,
    Check,
    /// What a rebuild with a cache cannot do without: the sources are read and hashed, the tree of the
    /// default theme is written.
    CacheFloor,
    /// Into a new folder, with a cache that is empty.
    CacheCold,
    /// Into a new folder, with the cache of the run before: an unchanged rebuild on a fresh checkout.
    CacheUnchanged,
    /// The same after one policy was edited.
    CacheEdited,
    Hugo,
    Zola,
}

impl Contestant {
    pub fn name(self) -> &'static str {
        match self {
            Contestant::Floor => "floor",
            Contestant::Plain => "build, plain theme",
            Contestant::Default => "build, default theme",
            Contestant::Unchanged => "unchanged rebuild, default theme",
            Contestant::Check => "check, default theme",
            Contestant::CacheFloor => "floor of a cache: read and hash, write",
            Contestant::CacheCold => "build, empty cache",
            Contestant::CacheUnchanged => "unchanged, new folder, with its cache",
            Contestant::CacheEdited => "one policy edited, new folder, with its cache",
            Contestant::Hugo => "Hugo, plain theme",
            Contestant::Zola => "Zola, plain theme",
        }
    }

    /// Whether it is measured against the floor of a cache.
    pub fn is_cached(self) -> bool {
        matches!(
            self,
            Contestant::CacheFloor
                | Contestant::CacheCold
                | Contestant::CacheUnchanged
                | Contestant::CacheEdited
        )
    }
}

/// All runs of one contestant on one size.
pub struct Outcome {
    pub contestant: Contestant,
    /// HTML files of its tree.
    pub pages: usize,
    pub runs: Vec<Run>,
}

/// The floor always runs, Hugo only when asked for, Zola where it is installed; an unchanged rebuild needs
/// a build before it, and the rows of a cache need each other.
fn contestants(options: &Options, juxian: &Path) -> Vec<Contestant> {
    let has_cache = has_cache(juxian);
    let wants_cache = options.only.is_empty() || options.only.iter().any(|one| one.is_cached());
    let has_zola = zola::is_there();
    let wanted = |one: &Contestant| match one {
        Contestant::Floor => true,
        Contestant::Hugo => options.hugo,
        Contestant::Zola => has_zola && (options.only.is_empty() || options.only.contains(one)),
        one if one.is_cached() => has_cache && wants_cache,
        _ if options.only.is_empty() => true,
        Contestant::Default if options.only.contains(&Contestant::Unchanged) => true,
        one => options.only.contains(one),
    };
    Contestant::value_variants().iter().copied().filter(wanted).collect()
}

/// Whether the program has `build --cache`; one of a former day may not.
fn has_cache(juxian: &Path) -> bool {
    let help = Command::new(juxian).args(["build", "--help", "--messages", "en"]).output();
    help.is_ok_and(|help| String::from_utf8_lossy(&help.stdout).contains("--cache"))
}

/// The folders of one size.
struct Stage<'a> {
    juxian: &'a Path,
    hugo: Option<&'a Path>,
    /// Holds `content`, the sources of juxian, and `hugo`, those of Hugo.
    work: PathBuf,
    out: PathBuf,
}

/// Measures every size and prints the tables.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let built = PathBuf::from(env!("CARGO_BIN_EXE_juxian"));
    let juxian = std::path::absolute(options.juxian.as_ref().unwrap_or(&built))?;
    let default = Path::new(env!("CARGO_TARGET_TMPDIR")).join("portal");
    let work = std::path::absolute(options.work.as_ref().unwrap_or(&default))?;
    fs::create_dir_all(&work)?;
    let hugo = options.hugo.then(|| hugo::install(&work)).transpose()?;
    let out = out_folder(options, &work)?;
    let mut sizes = Vec::new();
    for count in options.sizes.iter().copied() {
        eprintln!("{count} policies");
        let stage = Stage {
            juxian: &juxian,
            hugo: hugo.as_deref(),
            work: work.join(count.to_string()),
            out: out.path().join("site"),
        };
        let results = stage.size(count, options)?;
        print!("{}", table::size(count, &results, sizes.is_empty()));
        sizes.push((count, results));
    }
    print!("{}{}", table::remark(&sizes), table::growth(&sizes));
    print!("{}", small(&juxian, &work, options.runs)?);
    Ok(())
}

/// A new folder for outputs, in memory where there is such a place; it is gone afterwards.
fn out_folder(options: &Options, work: &Path) -> anyhow::Result<tempfile::TempDir> {
    let memory = Path::new("/dev/shm");
    let parent = match &options.out {
        Some(out) => out.as_path(),
        None if memory.is_dir() => memory,
        None => work,
    };
    tempfile::Builder::new().prefix("juxian-bench-").tempdir_in(parent).context(parent.display().to_string())
}

impl Stage<'_> {
    fn size(&self, count: usize, options: &Options) -> anyhow::Result<Vec<Outcome>> {
        clear(&self.work)?;
        let content = self.work.join("content");
        apart("@portal", &[content.as_os_str(), count.to_string().as_ref()])?;
        if self.hugo.is_some() {
            apart("@hugo", &[self.work.join("hugo").as_os_str(), count.to_string().as_ref()])?;
        }
        let all = contestants(options, self.juxian);
        if all.contains(&Contestant::Zola) {
            apart("@zola", &[self.work.join("zola").as_os_str(), count.to_string().as_ref()])?;
        }
        // The first build is not measured: it warms the cache and gives the floor its tree.
        self.prepare(Contestant::Plain)?;
        measure::run(&mut self.command(Contestant::Plain))?;
        apart("@manifest", &[self.out.as_os_str(), self.manifest(Contestant::Floor).as_os_str()])?;
        if all.contains(&Contestant::CacheFloor) {
            self.prepare(Contestant::Default)?;
            measure::run(&mut self.command(Contestant::Default))?;
            apart("@manifest", &[self.out.as_os_str(), self.manifest(Contestant::CacheFloor).as_os_str()])?;
        }
        let mut results: Vec<Outcome> =
            all.into_iter().map(|contestant| Outcome { contestant, pages: 0, runs: Vec::new() }).collect();
        for run in 0..options.runs {
            for result in &mut results {
                self.prepare(result.contestant)?;
                result.runs.push(measure::run(&mut self.command(result.contestant))?);
                if run == 0 && result.contestant != Contestant::Check {
                    result.pages = pages(&self.out);
                }
                eprintln!("  {} {:.2} s", result.contestant.name(), result.runs[run].wall.as_secs_f64());
            }
        }
        clear(&self.out)?;
        clear(&self.work)?;
        Ok(results)
    }

    fn manifest(&self, floor: Contestant) -> PathBuf {
        self.work.join(if floor == Contestant::Floor { "manifest.tsv" } else { "manifest-default.tsv" })
    }

    fn cache(&self) -> PathBuf {
        self.work.join("cache")
    }

    /// Settings and an output folder as the contestant expects them.
    fn prepare(&self, contestant: Contestant) -> anyhow::Result<()> {
        if contestant != Contestant::Unchanged {
            clear(&self.out)?;
        }
        match contestant {
            Contestant::CacheCold => clear(&self.cache())?,
            Contestant::CacheEdited => self.edit()?,
            _ => {}
        }
        let theme = if contestant == Contestant::Plain { "plain" } else { "default" };
        fs::write(self.work.join("content/site.yaml"), generate::settings(theme))?;
        Ok(())
    }

    /// Adds a sentence to the first policy.
    fn edit(&self) -> anyhow::Result<()> {
        let file = self.work.join("content/policies/p000000.md");
        let text = fs::read_to_string(&file)?;
        fs::write(file, text.replacen("第一条　", "第一条　经区政府同意，", 1))?;
        Ok(())
    }

    fn command(&self, contestant: Contestant) -> Command {
        let content = self.work.join("content");
        match contestant {
            Contestant::Floor | Contestant::CacheFloor => {
                let mut command = Command::new(std::env::current_exe().expect("this program has a path"));
                let work = if contestant == Contestant::Floor { "@floor" } else { "@cache-floor" };
                command.arg(work).arg(content).arg(self.manifest(contestant)).arg(&self.out);
                command
            }
            Contestant::CacheCold | Contestant::CacheUnchanged | Contestant::CacheEdited => {
                let mut command = self.juxian("build");
                command.arg("--cache").arg(self.cache());
                command
            }
            Contestant::Zola => zola::build(&self.work.join("zola"), &self.out),
            Contestant::Hugo => {
                let hugo = self.hugo.expect("it is a contestant only where it is installed");
                hugo::build(hugo, &self.work.join("hugo"), &self.out, &self.work.join("hugo-cache"))
            }
            Contestant::Check => self.juxian("check"),
            _ => self.juxian("build"),
        }
    }

    fn juxian(&self, subcommand: &str) -> Command {
        let themes = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/theme");
        let mut command = Command::new(self.juxian);
        command.current_dir(&self.work).args(["--quiet", subcommand, "--date", DATE, "--content", "content"]);
        command.arg("--themes").arg(themes).arg("--out").arg(&self.out);
        command
    }
}

/// Removes a folder, if it is there.
fn clear(folder: &Path) -> anyhow::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).context(folder.display().to_string())
        }
        _ => Ok(()),
    }
}

/// HTML files below a folder.
fn pages(folder: &Path) -> usize {
    let files = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    files.filter(|file| file.path().extension().is_some_and(|ending| ending == "html")).count()
}

/// What does not depend on the size: the start of the program, and its own size.
fn small(juxian: &Path, work: &Path, runs: usize) -> anyhow::Result<String> {
    let folder = work.join("small");
    clear(&folder)?;
    fs::create_dir_all(folder.join("content/policies"))?;
    fs::write(
        folder.join("content/policies/p.md"),
        "---\n标题: 云溪区人才政策若干措施\n---\n\n第一条　施行。\n",
    )?;
    let best = |arguments: &[&str]| -> anyhow::Result<f64> {
        let mut times = Vec::new();
        for _ in 0..runs {
            let mut command = Command::new(juxian);
            times.push(measure::run(command.current_dir(&folder).args(arguments))?.wall);
        }
        Ok(times.iter().min().expect("there is a run").as_secs_f64() * 1_000.0)
    };
    let version = best(&["--version"])?;
    let check = best(&["--quiet", "check", "--content", "content"])?;
    let size_mb = fs::metadata(juxian)?.len() as f64 / 1e6;
    clear(&folder)?;
    Ok(table::small(version, check, size_mb))
}
