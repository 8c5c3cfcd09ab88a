//! Opens the file of a finding in the author's editor, at its line.
//!
//! **Invariant**: the command is that of the command line, and the file is one of the site; a request chooses
//! nothing but which file and which line.

use std::path::Path;
use std::process::{Command, Stdio};

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
    pub fn read(written: &str) -> Editor {
        let words = words(written);
        match written.trim() {
            "" | "none" => Editor::None,
            "vscode" => Editor::Link("vscode://file".into()),
            _ if words.is_empty() => Editor::None,
            _ => Editor::Command(words),
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

    /// Starts the program for a place.
    ///
    /// # Errors
    /// The program cannot be started.
    pub fn start(&self, file: &Path, line: usize, column: usize) -> std::io::Result<()> {
        let Editor::Command(command) = self else { return Ok(()) };
        let words = arguments(command, &file.to_string_lossy(), line.max(1), column.max(1));
        let (program, arguments) = words.split_first().expect("a command has a program");
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn()?;
        // Waited for, so that no finished program lingers.
        std::thread::spawn(move || child.wait());
        Ok(())
    }
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
    let program = Path::new(&command[0]).file_stem().map(|stem| stem.to_string_lossy().to_lowercase());
    match program.as_deref() {
        Some("code" | "codium" | "cursor") => {
            words.extend(["--goto".to_string(), format!("{file}:{line}:{column}")]);
        }
        Some("subl" | "zed" | "hx") => words.push(format!("{file}:{line}:{column}")),
        Some("notepad++") => words.extend([format!("-n{line}"), format!("-c{column}"), file.to_string()]),
        Some("vim" | "nvim" | "gvim" | "emacs" | "emacsclient" | "nano" | "gedit" | "kate") => {
            words.extend([format!("+{line}"), file.to_string()]);
        }
        _ => words.push(file.to_string()),
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_editor_is_none_a_link_or_a_command() {
        assert_eq!(Editor::read("none"), Editor::None);
        assert_eq!(Editor::read("vscode"), Editor::Link("vscode://file".into()));
        let quoted = Editor::read("\"C:/Program Files/x.exe\" -a 'b c'");
        assert_eq!(quoted, Editor::Command(["C:/Program Files/x.exe", "-a", "b c"].map(String::from).into()));
    }

    #[test]
    fn a_link_names_file_line_and_column() {
        let link = Editor::read("vscode").link(Path::new("/a b/政策.md"), 3, 0);
        assert_eq!(link.as_deref(), Some("vscode://file/a%20b/%E6%94%BF%E7%AD%96.md:3:1"));
        assert_eq!(Editor::None.link(Path::new("/a"), 1, 1), None);
    }

    #[test]
    fn known_editors_get_the_line_and_others_the_file() {
        let row = |command: &str| match Editor::read(command) {
            Editor::Command(command) => arguments(&command, "/a.md", 3, 4).join(" "),
            _ => String::new(),
        };
        assert_eq!(row("code"), "code --goto /a.md:3:4");
        assert_eq!(row("vim"), "vim +3 /a.md");
        assert_eq!(row("xdg-open"), "xdg-open /a.md");
        assert_eq!(row("ed -l {line} {file}"), "ed -l 3 /a.md");
    }
}
