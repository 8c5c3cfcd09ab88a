//! `serve`: the live preview, and what the terminal says meanwhile.

use super::args::{Args, ServeArgs, today};
use juxian::config::Profile;
use juxian::diagnostic::Messages;
use juxian::serve::{Editor, News, Options, serve};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

/// Serves until it is interrupted.
pub fn run(args: &Args, asked: &ServeArgs, messages: Messages) -> anyhow::Result<u8> {
    let options = Options {
        folders: args.folders(),
        port: asked.port,
        profile: args.profile.map(Profile::from),
        unpublished: !asked.published,
        day: today,
        fixed_day: args.date,
        messages,
        editor: Editor::read(&asked.editor)?,
        poll: asked.poll,
    };
    let (quiet, open) = (args.quiet, asked.open);
    serve(options, Box::new(move |news| told(news, quiet, open, messages)))?;
    Ok(0)
}

fn told(news: News, quiet: bool, open: bool, messages: Messages) {
    let zh = messages == Messages::Zh;
    match news {
        News::Open { address, taken } => {
            if let Some(port) = taken {
                super::talk(&match messages {
                    Messages::Zh => format!("端口 {port} 已被占用，改用下一个空闲的端口"),
                    Messages::En => format!("port {port} is taken; the next free one is used"),
                });
            }
            super::say(&match messages {
                Messages::Zh => format!("实时预览：{address}（按 Ctrl-C 结束）"),
                Messages::En => format!("live preview: {address} (Ctrl-C ends it)"),
            });
            if open && let Err(error) = browser(&address) {
                let word = if zh { "浏览器没有打开" } else { "the browser did not open" };
                super::talk(&format!("{word}: {error}"));
            }
        }
        News::Made { changed, pages, took } if !quiet => super::talk(&made(&changed, pages, took, messages)),
        News::Made { .. } => {}
        News::Failed { message } => {
            let word = if zh { "新内容无法显示" } else { "the newest files cannot be shown" };
            super::talk(&format!("{word}: {message}"));
        }
        News::Polls { reason } => {
            let word = if zh {
                "系统不通知文件变化，改为定时查看"
            } else {
                "the system does not tell what changes, so the folders are looked through"
            };
            super::talk(&format!("{word}: {reason}"));
        }
        News::EditorFailed { message } => {
            let word = if zh { "编辑器没有启动" } else { "the editor did not start" };
            super::talk(&format!("{word}: {message}"));
        }
    }
}

/// What was saved, and how long it took until it could be seen.
fn made(changed: &[PathBuf], pages: usize, took: Duration, messages: Messages) -> String {
    let took = took.as_millis();
    let name = |path: &PathBuf| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let what = match (changed, messages) {
        ([], Messages::Zh) => format!("{pages} 页"),
        ([], Messages::En) => format!("{pages} pages"),
        ([one], _) => name(one),
        ([first, rest @ ..], Messages::Zh) => format!("{} 等 {} 个文件", name(first), rest.len() + 1),
        ([first, rest @ ..], Messages::En) => format!("{} and {} more", name(first), rest.len()),
    };
    match messages {
        Messages::Zh => format!("{what} · {took} 毫秒"),
        Messages::En => format!("{what} · {took} ms"),
    }
}

/// Opens an address as a click on it would.
fn browser(address: &str) -> std::io::Result<()> {
    let mut command = if cfg!(target_os = "windows") {
        let mut command = Command::new("cmd");
        command.args(["/c", "start", ""]);
        command
    } else if cfg!(target_os = "macos") {
        Command::new("open")
    } else {
        Command::new("xdg-open")
    };
    let command = command.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn()?;
    std::thread::spawn(move || child.wait());
    Ok(())
}
