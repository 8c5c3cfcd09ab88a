//! A small site in a temporary folder, and what the program makes of it.
//!
//! Takes files and a command line, gives a [`Run`] (exit code, findings, output) and a [`Tree`]. A
//! run that does not end is killed and fails its test.
//!
//! **Invariant**: the only place that starts the program or knows what its findings look like.

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_juxian");

/// The day for which tests build, unless they say otherwise.
pub const DATE: &str = "2026-12-01";

/// After this a run counts as hanging; no honest run comes near it.
const LIMIT: Duration = Duration::from_secs(60);

/// Paths below a folder and their bytes; links are not followed and hold their target.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// A site in a folder that is removed with it.
pub struct SiteTest {
    folder: tempfile::TempDir,
}

impl SiteTest {
    /// An empty `content/`.
    pub fn new() -> SiteTest {
        SiteTest::below(&std::env::temp_dir())
    }

    /// The same on a disk in memory, where the system has one: for tests that build a hundred times
    /// and would else wait for a hundred journals to be flushed.
    pub fn in_memory() -> SiteTest {
        let memory = Path::new("/dev/shm");
        if memory.is_dir() { SiteTest::below(memory) } else { SiteTest::new() }
    }

    fn below(folder: &Path) -> SiteTest {
        let folder =
            tempfile::Builder::new().prefix("juxian-").tempdir_in(folder).expect("a temporary folder");
        fs::create_dir(folder.path().join("content")).expect("content/ is new");
        SiteTest { folder }
    }

    /// One policy, so that there is something to publish.
    pub fn with_policy() -> SiteTest {
        SiteTest::new()
            .file("policies/yrc-2026-1.md", "---\ntitle: 云溪区人才政策若干措施\n---\n第一条 正文。\n")
    }

    /// The demo that the repository carries.
    pub fn demo() -> SiteTest {
        let site = SiteTest::new();
        copy_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &site.at("content"));
        site
    }

    /// A copy of a folder of content.
    pub fn from_folder(folder: &Path) -> SiteTest {
        let site = SiteTest::new();
        copy_folder(folder, &site.at("content"));
        site
    }

    /// Writes a file below `content/`.
    pub fn file(self, path: &str, text: &str) -> SiteTest {
        self.bytes(path, text.as_bytes())
    }

    /// Writes a file below `content/`, in any encoding.
    pub fn bytes(self, path: &str, bytes: &[u8]) -> SiteTest {
        self.write(&format!("content/{path}"), bytes);
        self
    }

    /// Writes any file of the site's folder, and the folders above it.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().expect("below the site")).expect("folders can be made");
        fs::write(&path, bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }

    /// A path below the site's folder.
    pub fn at(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// `juxian build`.
    pub fn build(&self) -> Run {
        self.run(&["build"])
    }

    /// `juxian build` with more arguments.
    pub fn build_with(&self, arguments: &[&str]) -> Run {
        self.run(&[&["build"], arguments].concat())
    }

    /// `juxian check`.
    pub fn check(&self) -> Run {
        self.run(&["check"])
    }

    /// Any command, for [`DATE`], with findings as JSON and messages in English unless it says
    /// otherwise.
    pub fn run(&self, arguments: &[&str]) -> Run {
        let mut command = self.command(arguments);
        for (option, value) in [("--date", DATE), ("--format", "json"), ("--messages", "en")] {
            if !arguments.contains(&option) {
                command.args([option, value]);
            }
        }
        run(&mut command)
    }

    /// The program with these arguments and no others, in the site's folder.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command.args(arguments).current_dir(self.folder.path()).env("RUST_BACKTRACE", "0");
        for variable in ["LC_ALL", "LC_MESSAGES", "LANG", "TZ", "RAYON_NUM_THREADS", "NO_COLOR"] {
            command.env_remove(variable);
        }
        command
    }

    /// Everything below a folder of the site, such as `public`.
    pub fn tree(&self, folder: &str) -> Tree {
        tree(&self.at(folder))
    }

    /// One file of the output as text.
    pub fn output(&self, route: &str) -> String {
        let path = self.at("public").join(route);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }
}

/// What a run of the program left: exit code, both streams, findings.
#[derive(Debug)]
pub struct Run {
    /// Absent where a signal ended it.
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
    pub findings: Vec<Found>,
}

/// A finding as the JSON form tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub code: String,
    pub level: String,
    pub message: String,
    pub help: String,
    /// Empty for findings about the site as a whole.
    pub path: String,
    pub line: u64,
    pub column: u64,
}

impl Run {
    /// Fails unless the program ended with this exit code, and without a panic.
    #[track_caller]
    pub fn exits(self, code: i32) -> Run {
        assert!(!self.stderr.contains("panicked"), "{}", self.stderr);
        let talk = format!("{}{}", self.stderr, self.told());
        assert_eq!(self.code, Some(code), "{talk}");
        self
    }

    /// The finding with a code in a file; fails where there is not exactly one.
    #[track_caller]
    pub fn finding(&self, code: &str, path: &str) -> &Found {
        let found: Vec<&Found> =
            self.findings.iter().filter(|found| found.code == code && found.path == path).collect();
        assert_eq!(found.len(), 1, "{code} in “{path}”, among:\n{}", self.told());
        found[0]
    }

    /// The findings worth reading when a test fails, one a line.
    pub fn told(&self) -> String {
        let told = self.findings.iter().filter(|found| !OBLIGATIONS.contains(&found.code.as_str()));
        told.map(|found| format!("{} {}:{} {}\n", found.code, found.path, found.line, found.message))
            .collect()
    }

    /// The codes found in a file, in order, without those of absent obligatory fields.
    pub fn codes(&self, path: &str) -> Vec<&str> {
        let of_file = self.findings.iter().filter(|found| found.path == path);
        of_file.map(|found| found.code.as_str()).filter(|code| !OBLIGATIONS.contains(code)).collect()
    }
}

/// Findings of every small site: no front matter, an obligatory field is missing, a text too short.
const OBLIGATIONS: [&str; 3] = ["F101", "F203", "F206"];

/// Runs a command to its end; kills it after [`LIMIT`].
pub fn run(command: &mut Command) -> Run {
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    finish(child.unwrap_or_else(|error| panic!("{command:?}: {error}")))
}

/// Waits for a child whose streams are piped; kills it after [`LIMIT`].
pub fn finish(mut child: Child) -> Run {
    let (send, done) = mpsc::channel();
    let stdout = child.stdout.take().map(|pipe| read_all(pipe, send.clone()));
    let stderr = child.stderr.take().map(|pipe| read_all(pipe, send));
    // Both ends hang up when the program closes its streams, which it does only by ending.
    let hangs = matches!(done.recv_timeout(LIMIT), Err(mpsc::RecvTimeoutError::Timeout));
    if hangs {
        child.kill().expect("the child can be killed");
    }
    let status: ExitStatus = child.wait().expect("the child is ours");
    let text = |thread: Option<thread::JoinHandle<String>>| {
        thread.map_or(String::new(), |thread| thread.join().expect("reading does not panic"))
    };
    let (stdout, stderr) = (text(stdout), text(stderr));
    assert!(!hangs, "still running after {LIMIT:?}; stderr: {stderr}");
    let findings = findings(&stdout);
    Run { code: status.code(), stdout, stderr, findings }
}

fn read_all(mut pipe: impl Read + Send + 'static, done: mpsc::Sender<()>) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        pipe.read_to_end(&mut bytes).expect("a pipe can be read");
        drop(done);
        String::from_utf8(bytes).expect("the program writes UTF-8")
    })
}

fn findings(stdout: &str) -> Vec<Found> {
    let Ok(document) = serde_json::from_str::<Value>(stdout) else { return Vec::new() };
    let list = document["findings"].as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_string();
    list.iter()
        .map(|finding| {
            let location = &finding["location"];
            Found {
                code: text(&finding["code"]),
                level: text(&finding["level"]),
                message: text(&finding["message"]),
                help: text(&finding["help"]),
                path: text(&location["path"]),
                line: location["line"].as_u64().unwrap_or_default(),
                column: location["column"].as_u64().unwrap_or_default(),
            }
        })
        .collect()
}

/// Tries every row of a table, and fails with all that fail; a row is named by its first column.
#[track_caller]
pub fn each<T>(rows: impl IntoIterator<Item = T>, name: impl Fn(&T) -> String, test: impl Fn(T)) {
    let mut failed = Vec::new();
    for row in rows {
        let name = name(&row);
        if std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| test(row))).is_err() {
            failed.push(name.chars().take(60).collect::<String>());
        }
    }
    assert!(failed.is_empty(), "{} rows failed: {failed:#?}", failed.len());
}

/// Everything below a folder; empty where there is none.
pub fn tree(folder: &Path) -> Tree {
    let mut tree = Tree::new();
    for entry in walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok) {
        let below = entry.path().strip_prefix(folder).expect("the walk stays below");
        let path = below.to_string_lossy().replace('\\', "/");
        if entry.path_is_symlink() {
            let target = fs::read_link(entry.path()).expect("a link has a target");
            tree.insert(path, format!("link to {}", target.display()).into_bytes());
        } else if entry.file_type().is_file() {
            tree.insert(path, fs::read(entry.path()).expect("an output can be read"));
        }
    }
    tree
}

/// The paths at which two trees differ: in one of them only, or with other bytes.
pub fn differences(a: &Tree, b: &Tree) -> Vec<String> {
    let mut paths: Vec<&String> = a.keys().chain(b.keys()).collect();
    paths.sort();
    paths.dedup();
    paths.into_iter().filter(|path| a.get(*path) != b.get(*path)).cloned().collect()
}

/// Copies a folder of plain files.
pub fn copy_folder(from: &Path, to: &Path) {
    for (path, bytes) in tree(from) {
        let path = to.join(path);
        fs::create_dir_all(path.parent().expect("below the copy")).expect("folders can be made");
        fs::write(&path, bytes).expect("a copy can be written");
    }
}
