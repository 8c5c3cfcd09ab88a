//! Opens the file of a finding in the author's editor, at its line.
//!
//! **Invariant**: the command is that of the command line, and the file is one of the site; a request chooses
//! nothing but which file and which line.

use crate::diagnostic::{Told, told_plainly};
use std::io::ErrorKind;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

/// A program that fails within this is told as one that did not open.
const FAILS_WITHIN: Duration = Duration::from_millis(700);

/// How a file is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Editor {
    /// The place is told, and nothing opened.
    None,
    /// An address that the system hands to the editor, such as `vscode://file`.
    Link(String),
    /// A program and its arguments; `{file}`, `{line}` and `{column}` are filled in.
    Command(Vec<String>),
}

impl Editor {
    /// An editor as it is written on the command line.
    ///
    /// # Errors
    /// It is one that needs a terminal, and a preview has none for it.
    pub fn read(written: &str) -> Result<Editor, Told> {
        let words = words(written);
        match written.trim() {
            "" | "none" => Ok(Editor::None),
            "vscode" => Ok(Editor::Link("vscode://file".into())),
            _ if words.is_empty() => Ok(Editor::None),
            _ if needs_terminal(&words, has_display()) => Err(in_terminal(&words[0])),
            _ => Ok(Editor::Command(words)),
        }
    }

    /// The address that opens a place, if the editor is one that is reached so.
    pub fn link(&self, file: &Path, line: usize, column: usize) -> Option<String> {
        let Editor::Link(prefix) = self else { return None };
        let path = file.to_string_lossy().replace('\\', "/");
        let path =
            crate::url::encode_value(path.trim_start_matches('/')).replace("%2F", "/").replace("%3A", ":");
        Some(format!("{prefix}/{path}:{}:{}", line.max(1), column.max(1)))
    }

    /// Starts the program for a place, and waits whether it fails at once.
    ///
    /// # Errors
    /// The program cannot be started, or fails at once.
    pub fn start(&self, file: &Path, line: usize, column: usize) -> std::io::Result<()> {
        let Editor::Command(command) = self else { return Ok(()) };
        let words = arguments(command, &file.to_string_lossy(), line.max(1), column.max(1));
        let (program, arguments) = words.split_first().expect("a command has a program");
        let mut child = spawn(program, arguments)?;
        let (sender, ended) = channel();
        // Waited for to its end, so that no finished program lingers.
        std::thread::spawn(move || sender.send(child.wait()));
        match ended.recv_timeout(FAILS_WITHIN) {
            Ok(status) => match status? {
                status if status.success() => Ok(()),
                status => Err(std::io::Error::other(format!("{program}: {status}"))),
            },
            Err(_) => Ok(()),
        }
    }
}

/// Starts a program by one of the names that the system may have it under.
fn spawn(program: &str, arguments: &[String]) -> std::io::Result<Child> {
    let mut failure = None;
    for name in names(program, cfg!(windows)) {
        let mut command = Command::new(&name);
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        match command.spawn() {
            Ok(child) => return Ok(child),
            Err(error) if error.kind() == ErrorKind::NotFound => failure = failure.or(Some(error)),
            Err(error) => return Err(error),
        }
    }
    let reason = failure.map_or(String::new(), |error| error.to_string());
    Err(std::io::Error::new(ErrorKind::NotFound, format!("{program}: {reason}")))
}

/// The names of a program: on Windows many an editor is a script, which is found by its full name only.
fn names(program: &str, is_windows: bool) -> Vec<String> {
    let endings: &[&str] =
        if is_windows && Path::new(program).extension().is_none() { &["", ".cmd", ".bat"] } else { &[""] };
    endings.iter().map(|ending| format!("{program}{ending}")).collect()
}

/// Whether programs can open windows here.
fn has_display() -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(any(windows, target_os = "macos")) || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

/// Whether a command is an editor that draws in a terminal.
fn needs_terminal(command: &[String], has_display: bool) -> bool {
    let has = |words: &[&str]| command[1..].iter().any(|word| words.contains(&word.as_str()));
    let in_terminal = ["-nw", "--no-window-system", "-t", "-tty", "--tty"];
    match stem(&command[0]).as_str() {
        "vim" | "vi" => !has(&["-g"]),
        "nvim" | "view" | "nano" | "pico" | "hx" | "helix" | "kak" | "micro" | "joe" | "ne" | "mcedit" => {
            true
        }
        "emacs" => !has_display || has(&in_terminal),
        "emacsclient" => has(&in_terminal),
        _ => false,
    }
}

/// That an editor needs a terminal, and which ones do not.
fn in_terminal(program: &str) -> Told {
    told_plainly(
        format!(
            "--editor {program}：这个编辑器要在终端里运行，预览无法打开。请用有自己窗口的编辑器，如 vscode、code、subl、gvim、kate、gedit、notepad++，或另开一个终端，如 --editor 'xterm -e {program} {{file}}'"
        ),
        format!(
            "--editor {program}: this editor runs in a terminal, and the preview has none for it; name one with a window of its own, such as vscode, code, subl, gvim, kate, gedit or notepad++, or have a terminal opened, as with --editor 'xterm -e {program} {{file}}'"
        ),
    )
}

/// The name of a program without folder and ending.
fn stem(program: &str) -> String {
    Path::new(program).file_stem().map_or(String::new(), |stem| stem.to_string_lossy().to_lowercase())
}

/// The words of a command line; quotes keep a word with spaces together.
fn words(written: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in written.chars() {
        match quote {
            Some(mark) if c == mark => quote = None,
            None if c == '"' || c == '\'' => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            None if c.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

/// The command with its file and place: where it does not say where they go, as known editors take them.
fn arguments(command: &[String], file: &str, line: usize, column: usize) -> Vec<String> {
    let (at_line, at_column) = (line.to_string(), column.to_string());
    let filled = |word: &String| {
        word.replace("{line}", &at_line).replace("{column}", &at_column).replace("{file}", file)
    };
    let mut words: Vec<String> = command.iter().map(filled).collect();
    if command.iter().any(|word| word.contains("{file}")) {
        return words;
    }
    match stem(&command[0]).as_str() {
        "code" | "codium" | "cursor" => {
            words.extend(["--goto".to_string(), format!("{file}:{line}:{column}")]);
        }
        "subl" | "zed" => words.push(format!("{file}:{line}:{column}")),
        "notepad++" => words.extend([format!("-n{line}"), format!("-c{column}"), file.to_string()]),
        "vim" | "vi" | "gvim" | "emacs" | "emacsclient" | "gedit" => {
            words.extend([format!("+{line}"), file.to_string()]);
        }
        "kate" => {
            words.extend(["-l".into(), at_line, "-c".into(), at_column, file.to_string()]);
        }
        _ => words.push(file.to_string()),
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(written: &str) -> Editor {
        Editor::read(written).expect("an editor with a window")
    }

    #[test]
    fn an_editor_is_none_a_link_or_a_command() {
        assert_eq!(read("none"), Editor::None);
        assert_eq!(read("vscode"), Editor::Link("vscode://file".into()));
        let quoted = read("\"C:/Program Files/x.exe\" -a 'b c'");
        assert_eq!(quoted, Editor::Command(["C:/Program Files/x.exe", "-a", "b c"].map(String::from).into()));
    }

    #[test]
    fn a_link_names_file_line_and_column() {
        let link = read("vscode").link(Path::new("/a b/政策.md"), 3, 0);
        assert_eq!(link.as_deref(), Some("vscode://file/a%20b/%E6%94%BF%E7%AD%96.md:3:1"));
        assert_eq!(Editor::None.link(Path::new("/a"), 1, 1), None);
    }

    #[test]
    fn known_editors_get_the_line_and_others_the_file() {
        let row = |command: &str| match read(command) {
            Editor::Command(command) => arguments(&command, "/a.md", 3, 4).join(" "),
            _ => String::new(),
        };
        assert_eq!(row("code"), "code --goto /a.md:3:4");
        assert_eq!(row("vim -g"), "vim -g +3 /a.md");
        assert_eq!(row("kate"), "kate -l 3 -c 4 /a.md");
        assert_eq!(row("xdg-open"), "xdg-open /a.md");
        assert_eq!(row("ed -l {line} {file}"), "ed -l 3 /a.md");
    }

    #[test]
    fn editors_that_need_a_terminal_are_refused() {
        let needs = |written: &str, has_display| needs_terminal(&words(written), has_display);
        for written in ["vim", "/usr/bin/vim", "nvim -R", "nano", "hx", "emacs -nw", "emacsclient -t"] {
            assert!(needs(written, true), "{written}");
        }
        for written in ["code", "gvim", "vim -g", "emacs", "emacsclient", "xterm -e vim {file}"] {
            assert!(!needs(written, true), "{written}");
        }
        assert!(needs("emacs", false));
        assert!(Editor::read("nvim").is_err_and(|told| told.to_string().contains("xterm -e nvim {file}")));
    }

    #[test]
    fn on_windows_scripts_are_tried_too() {
        assert_eq!(names("code", true), ["code", "code.cmd", "code.bat"]);
        assert_eq!((names("code.exe", true).len(), names("code", false).len()), (1, 1));
    }

    #[cfg(unix)]
    #[test]
    fn a_program_that_is_not_there_or_fails_at_once_is_told() {
        let start = |written: &str| read(written).start(Path::new("/a.md"), 1, 1);
        assert!(start("true").is_ok());
        let failed = start("sh -c 'exit 3'").expect_err("it fails").to_string();
        assert!(failed.starts_with("sh: ") && failed.contains('3'), "{failed}");
        let failed = start("juxian-no-such-editor").expect_err("it fails").to_string();
        assert!(failed.starts_with("juxian-no-such-editor: "), "{failed}");
    }
}
