//! The live preview: the site as it would be built, served on this machine, new as soon as a file is saved.
//!
//! Takes folders, a port and a day; builds the site in memory, renders the page that is asked for, takes up
//! changes, and tells the browsers that show a page whose bytes have changed. There is no second way of making a
//! page: what is served is what [`build`](crate::build::build) plans, with one script tag at its end.
//!
//! In reading order: `watch` and `listing` say what changed on the disk, `maker` builds, `checker` looks for what
//! no page needs, `latest` hands sites to it, `showing` is what is shown now, `page` makes the answer to a path,
//! `visitor` knows the open pages, `finding` what is told on them, `overview` and `fault` are pages of the preview
//! itself, `guard` says who may ask, `http` is the server.
//!
//! **Invariant**: nothing is written, and nothing is reached from another machine or by a page of another site.
//! The last site that could be built stays when a newer one cannot be.

mod checker;
mod editor;
mod fault;
mod finding;
mod guard;
mod http;
mod latest;
mod listing;
mod maker;
mod media_type;
mod overview;
mod page;
mod showing;
mod visitor;
mod watch;
mod words;

pub use editor::Editor;

use crate::config::Profile;
use crate::date::Date;
use crate::diagnostic::{Messages, told_plainly};
use crate::source::Folders;
use showing::{Checked, Made, Showing};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, RwLock};
use std::time::Duration;
use visitor::Visitors;

/// Ports that are tried after the one that was asked for.
const PORTS_TRIED: u16 = 50;

/// What is served, and how.
pub struct Options {
    pub folders: Folders,
    /// 0 lets the system choose.
    pub port: u16,
    pub profile: Option<Profile>,
    /// Whether drafts, scheduled entries and those not published proactively are shown, each marked.
    pub unpublished: bool,
    /// The day that is shown, asked for at each build: a preview may run past midnight.
    pub day: fn() -> Date,
    /// A day that wins over it.
    pub fixed_day: Option<Date>,
    /// The language of what is told, on pages too.
    pub messages: Messages,
    pub editor: Editor,
    /// Whether the folders are looked through again and again, instead of asking the system what changes.
    pub poll: bool,
}

/// What a person at the terminal is told.
pub enum News {
    /// The preview can be opened. `taken` is the port that was asked for and could not be had.
    Open { address: String, taken: Option<u16> },
    /// The newest files are shown.
    Made { changed: Vec<PathBuf>, pages: usize, took: Duration },
    /// The newest files cannot be shown; the last good site stays.
    Failed { message: String },
    /// The system does not say what changes; the folders are looked through instead.
    Polls { reason: String },
    /// A program could not be started.
    EditorFailed { message: String },
}

/// Everything that the threads of a preview share.
struct Preview {
    options: Options,
    port: u16,
    /// What a page of ours has to show before a program is started for it.
    token: String,
    showing: RwLock<Arc<Showing>>,
    visitors: Mutex<Visitors>,
    /// Held while pages are told something, so that nobody is told an older state after a newer one.
    telling: Mutex<()>,
    told: Box<dyn Fn(News) + Send + Sync>,
}

impl Preview {
    /// What is shown now.
    fn showing(&self) -> Arc<Showing> {
        Arc::clone(&self.showing.read().unwrap_or_else(|poisoned| poisoned.into_inner()))
    }

    /// Changes what is shown, and gives it.
    fn show(&self, change: impl FnOnce(&Showing) -> Showing) -> Arc<Showing> {
        let mut showing = self.showing.write().unwrap_or_else(|poisoned| poisoned.into_inner());
        *showing = Arc::new(change(&showing));
        Arc::clone(&showing)
    }

    /// Adds findings to the site that is shown, unless it is another one by now.
    fn show_checked(&self, made: &Arc<Made>, checked: Checked) -> bool {
        let mut showing = self.showing.write().unwrap_or_else(|poisoned| poisoned.into_inner());
        let with_checked = showing.with_checked(made, checked);
        let is_shown = with_checked.is_some();
        with_checked.into_iter().for_each(|new| *showing = Arc::new(new));
        is_shown
    }

    fn visitors(&self) -> std::sync::MutexGuard<'_, Visitors> {
        self.visitors.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    fn tell(&self, news: News) {
        (self.told)(news);
    }
}

/// Does something that must not end its thread; nothing comes of it where the program fails, which says so in the
/// terminal.
fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

/// Serves until it is interrupted.
///
/// # Errors
/// No port can be had, or the system gives no threads.
pub fn serve(options: Options, told: Box<dyn Fn(News) + Send + Sync>) -> anyhow::Result<()> {
    let listener = listen(options.port)?;
    let port = listener.local_addr()?.port();
    let taken = (options.port != 0 && options.port != port).then_some(options.port);
    let preview = Arc::new(Preview {
        port,
        token: guard::token(),
        showing: RwLock::new(Arc::new(Showing::first())),
        visitors: Mutex::default(),
        telling: Mutex::default(),
        told,
        options,
    });
    let watch = watch::start(&preview);
    let mut maker = maker::Maker::new(Arc::clone(&preview));
    maker.make_all();
    let showing = preview.showing();
    let address = format!("http://127.0.0.1:{port}{}", showing.base_path());
    std::thread::Builder::new().name("maker".into()).spawn(move || maker.run(watch))?;
    http::run(&preview, listener, || preview.tell(News::Open { address, taken }))
}

/// A socket of this machine alone, on the port or the next one that is free.
fn listen(port: u16) -> anyhow::Result<TcpListener> {
    let mut failure = None;
    for port in port..=port.saturating_add(if port == 0 { 0 } else { PORTS_TRIED }) {
        match TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))) {
            Ok(listener) => return Ok(listener),
            Err(error) => failure = failure.or(Some(error)),
        }
    }
    let told = told_plainly(
        format!("没有可用的端口（从 {port} 起试了 {PORTS_TRIED} 个）"),
        format!("no port can be had ({PORTS_TRIED} tried from {port} on)"),
    );
    Err(match failure {
        Some(error) => told.because(error).into(),
        None => told.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::showing::Failure;
    use super::*;
    use crate::build::{Request, Stock, build};
    use crate::source::Sources;
    use tokio::sync::mpsc::UnboundedReceiver;

    const PAGE: &str = "/zc/yrc-2026-1.html";

    fn preview() -> Arc<Preview> {
        Arc::new(Preview {
            options: Options {
                folders: Folders { content: "content".into(), themes: "themes".into(), skip: Vec::new() },
                port: 0,
                profile: None,
                unpublished: true,
                day: || Date::new(2026, 6, 1).expect("a day"),
                fixed_day: None,
                messages: Messages::En,
                editor: Editor::None,
                poll: false,
            },
            port: 0,
            token: guard::token(),
            showing: RwLock::new(Arc::new(Showing::first())),
            visitors: Mutex::default(),
            telling: Mutex::default(),
            told: Box::new(|_| ()),
        })
    }

    fn made() -> Arc<Made> {
        let text = "---\nid: yrc-2026-1\ntitle: 一件\n---\n第一条 正文。\n";
        let sources = Sources::from_texts([("policies/a.md", text)]);
        let date = Date::new(2026, 6, 1).expect("a day");
        let request = Request { date, profile: None, unpublished: true };
        let stock = Stock::default();
        Arc::new(Made::new(build(sources, &request, Some(stock.former())), Vec::new(), date, Duration::ZERO))
    }

    fn checked(is_whole: bool) -> Checked {
        Checked { found: Vec::new(), is_whole }
    }

    /// The last state that a page was told.
    fn state(events: &mut UnboundedReceiver<String>) -> serde_json::Value {
        let mut last = serde_json::Value::Null;
        while let Ok(event) = events.try_recv() {
            if let Some(data) = event.strip_prefix("event: state\ndata: ") {
                last = serde_json::from_str(data).expect("events are JSON");
            }
        }
        last
    }

    #[test]
    fn what_is_found_belongs_to_its_site_and_stays_when_a_newer_one_fails() {
        let (preview, old, new) = (preview(), made(), made());
        preview.show(|before| before.with_made(Arc::clone(&old)));
        preview.show(|before| before.with_failure(Failure::without_place("no".into())));
        assert!(preview.show_checked(&old, checked(true)));
        let showing = preview.show(|before| before.with_failure(Failure::without_place("no".into())));
        assert!(showing.checked.is_some() && showing.failure.is_some() && showing.number == 3);
        assert!(preview.show(|before| before.with_made(Arc::clone(&new))).checked.is_none());
        assert!(!preview.show_checked(&old, checked(true)) && preview.show_checked(&new, checked(true)));
    }

    #[test]
    fn a_page_that_arrives_while_findings_come_is_told_of_them() {
        for _ in 0..20 {
            let (preview, made) = (preview(), made());
            preview.show(|before| before.with_made(Arc::clone(&made)));
            let (arriving, telling) = (Arc::clone(&preview), preview.telling.lock().expect("it is free"));
            let arrived = std::thread::spawn(move || visitor::arrive(&arriving, PAGE.into(), String::new()));
            assert!(preview.show_checked(&made, checked(true)));
            drop(telling);
            visitor::tell(&preview, visitor::Patience::Some);
            let mut events = arrived.join().expect("it ends");
            visitor::tell(&preview, visitor::Patience::None);
            let told = state(&mut events);
            assert!(told["is_checked"] == true || told["reload"] == true, "{told}");
        }
    }

    #[test]
    fn a_fault_of_the_program_is_told_and_ends_nothing() {
        assert_eq!((guarded(|| 1), guarded(|| -> u8 { panic!("as wanted") })), (Some(1), None));
        let (preview, made) = (preview(), made());
        preview.show(|before| before.with_made(Arc::clone(&made)));
        let showing = preview.showing();
        let page::Found::Page(page) = visitor::at(&preview, &showing, (PAGE, None)) else {
            panic!("a page is there")
        };
        let mut events = visitor::arrive(&preview, PAGE.into(), page.seen());
        assert!(preview.show_checked(&made, Checked::new(None)));
        visitor::tell(&preview, visitor::Patience::Some);
        let told = state(&mut events);
        let message = told["findings"][0]["message"].as_str().unwrap_or_default();
        assert!(message.starts_with("the program failed"), "{told}");
        let page = overview::page(&preview, &preview.showing(), words::Words { messages: Messages::En });
        let html = String::from_utf8(page.html).expect("pages are UTF-8");
        assert!(html.contains(message) && !html.contains("Nothing was found"), "{html}");
    }

    #[test]
    fn a_file_of_settings_that_cannot_be_used_can_be_opened() {
        let (preview, made) = (preview(), made());
        preview.show(|before| before.with_made(made));
        let newest = Sources::from_texts([("site.yaml", "site_name: [")]);
        let failure = Failure { sources: Some(Arc::new(newest)), ..Failure::without_place("no".into()) };
        let showing = preview.show(|before| before.with_failure(failure));
        for (path, is_there) in
            [("content/site.yaml", true), ("content/policies/a.md", true), ("content/b.md", false)]
        {
            assert_eq!(showing.file_at(&preview.options.folders, path).is_some(), is_there, "{path}");
        }
    }

    #[test]
    fn a_taken_port_leads_to_the_next() {
        let first = listen(0).expect("a port");
        let port = first.local_addr().expect("an address").port();
        let next = listen(port).expect("another port").local_addr().expect("an address");
        assert!(next.port() > port && next.ip().is_loopback());
    }
}
