//! The live preview: the site as it would be built, served on this machine, new as soon as a file is saved.
//!
//! Takes folders, a port and a day; builds the site in memory, renders the page that is asked for, takes up
//! changes, and tells the browsers that show a page whose bytes have changed. There is no second way of making a
//! page: what is served is what [`build`](crate::build::build) plans, with one script tag at its end.
//!
//! In reading order: `watch` and `listing` say what changed on the disk, `maker` builds, `showing` is what is
//! shown now, `page` makes the answer to a path, `visitor` knows the open pages, `finding` what is told on them,
//! `overview` and `fault` are pages of the preview itself, `guard` says who may ask, `http` is the server.
//!
//! **Invariant**: nothing is written, and nothing is reached from another machine or by a page of another site.
//! The last site that could be built stays when a newer one cannot be.

mod editor;
mod fault;
mod finding;
mod guard;
mod http;
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
use crate::diagnostic::{Diagnostics, Messages, told_plainly};
use crate::source::Folders;
use showing::Showing;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
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

    fn show(&self, showing: Showing) {
        *self.showing.write().unwrap_or_else(|poisoned| poisoned.into_inner()) = Arc::new(showing);
    }

    /// Adds findings to what is shown, unless it is another build by now.
    fn show_checked(&self, number: u64, checked: Diagnostics) -> bool {
        let mut showing = self.showing.write().unwrap_or_else(|poisoned| poisoned.into_inner());
        if showing.number != number {
            return false;
        }
        *showing = Arc::new(Showing { checked: Some(Arc::new(checked)), ..(**showing).clone() });
        true
    }

    fn visitors(&self) -> std::sync::MutexGuard<'_, Visitors> {
        self.visitors.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    fn tell(&self, news: News) {
        (self.told)(news);
    }
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
    use super::*;

    #[test]
    fn a_taken_port_leads_to_the_next() {
        let first = listen(0).expect("a port");
        let port = first.local_addr().expect("an address").port();
        let next = listen(port).expect("another port").local_addr().expect("an address");
        assert!(next.port() > port && next.ip().is_loopback());
    }
}
