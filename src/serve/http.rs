//! The server: HTTP/1.1 on this machine, one handler for everything.
//!
//! **Invariant**: whoever asks by a foreign name gets nothing. Nothing is kept by browsers, and nothing is written.

use super::page::Found;
use super::visitor::{self, OVERVIEW};
use super::{Editor, News, Preview, guard, media_type};
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use axum::serve::ListenerExt;
use std::convert::Infallible;
use std::io::{Read, Seek, SeekFrom};
use std::net::TcpListener;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::task::spawn_blocking;

/// Files of the preview itself.
const OWN: [(&str, &str); 5] = [
    ("live.js", include_str!("browser/live.js")),
    ("colours.css", include_str!("browser/colours.css")),
    ("live.css", include_str!("browser/live.css")),
    ("page.css", include_str!("browser/page.css")),
    ("overview.js", include_str!("browser/overview.js")),
];
/// Bytes that are asked for at once of a file on the disk.
const CHUNK_BYTES: u64 = 256 << 10;
/// How often open connections are tried.
const PING: Duration = Duration::from_secs(15);
/// Bytes that a request to open a file may have.
const REQUEST_BYTES_MAX: usize = 8 << 10;

/// Serves until the program is interrupted; `begun` is called once it can be asked and interrupted.
///
/// # Errors
/// The system gives no threads.
pub fn run(preview: &Arc<Preview>, listener: TcpListener, begun: impl FnOnce()) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let served = runtime.block_on(async {
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?.tap_io(|stream| {
            let _ = stream.set_nodelay(true);
        });
        let pinged = Arc::clone(preview);
        tokio::spawn(async move {
            loop {
                tokio::time::sleep(PING).await;
                pinged.visitors().ping();
            }
        });
        let interrupted = interrupts()?;
        begun();
        let router = Router::new().fallback(handle).with_state(Arc::clone(preview));
        tokio::select! {
            served = axum::serve(listener, router) => served,
            () = interrupted => Ok(()),
        }
    });
    runtime.shutdown_background();
    Ok(served?)
}

/// Listens for what the terminal or the system ends programs with.
#[cfg(unix)]
fn interrupts() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupted, mut ended) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = ended.recv() => {}
        }
    })
}

/// Listens for what the terminal ends programs with.
#[cfg(not(unix))]
fn interrupts() -> std::io::Result<impl Future<Output = ()>> {
    let interrupted = tokio::signal::ctrl_c();
    Ok(async move {
        let _ = interrupted.await;
    })
}

async fn handle(State(preview): State<Arc<Preview>>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let is_own = text(&head.headers, header::HOST).is_some_and(|host| guard::is_own_host(host, preview.port));
    let mut response = if !is_own {
        plain(StatusCode::FORBIDDEN, "this preview answers to 127.0.0.1 and localhost only\n")
    } else if head.uri.path() == "/_juxian/open" {
        open(preview, &head, body).await
    } else if !matches!(head.method, Method::GET | Method::HEAD) {
        plain(StatusCode::METHOD_NOT_ALLOWED, "GET or HEAD\n")
    } else if head.uri.path() == "/_juxian/events" {
        events(preview, &head).await
    } else {
        answer(preview, head).await
    };
    let fixed = [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "SAMEORIGIN"),
    ];
    for (name, value) in fixed {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    // A page of another site may not show or run anything of this one.
    let same = HeaderValue::from_static("same-origin");
    response.headers_mut().insert("cross-origin-resource-policy", same);
    response
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

fn plain(status: StatusCode, text: &'static str) -> Response {
    of_bytes(status, "text/plain; charset=utf-8", text.into())
}

fn of_bytes(status: StatusCode, media_type: &'static str, bytes: Bytes) -> Response {
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    response
}

/// A page or file, made on a thread that may take its time.
async fn answer(preview: Arc<Preview>, head: Parts) -> Response {
    let made = spawn_blocking(move || {
        let path = head.uri.path();
        if let Some((name, text)) =
            OWN.iter().find(|(name, _)| path.strip_prefix(OVERVIEW).is_some_and(|below| below == *name))
        {
            return of_bytes(StatusCode::OK, media_type::of(name), Bytes::from_static(text.as_bytes()));
        }
        let showing = preview.showing();
        match visitor::at(&preview, &showing, (path, head.uri.query())) {
            // Browsers ask for it unbidden, and call it a fault of the page where it is not there.
            Found::Page(page) if page.status == 404 && path == "/favicon.ico" => {
                plain(StatusCode::NO_CONTENT, "")
            }
            found => response(found, &head),
        }
    });
    made.await.unwrap_or_else(|_| {
        plain(StatusCode::INTERNAL_SERVER_ERROR, "the program has a fault; what it printed says where\n")
    })
}

fn response(found: Found, head: &Parts) -> Response {
    match found {
        Found::Page(page) => {
            let status = StatusCode::from_u16(page.status).unwrap_or(StatusCode::OK);
            of_bytes(status, "text/html; charset=utf-8", page.with_script().into())
        }
        Found::Bytes { bytes, route } => of_bytes(StatusCode::OK, media_type::of(&route), bytes.into()),
        Found::File { disk, size_bytes, route } => file(&disk, size_bytes, &route, head),
        Found::Redirect(path) => {
            let query = head.uri.query().map(|query| format!("?{query}")).unwrap_or_default();
            let mut response = plain(StatusCode::FOUND, "");
            if let Ok(to) = HeaderValue::from_str(&format!("{path}{query}")) {
                response.headers_mut().insert(header::LOCATION, to);
            }
            response
        }
    }
}

/// A file of the disk, or the part of it that is asked for.
fn file(disk: &Path, size_bytes: u64, route: &str, head: &Parts) -> Response {
    let asked = text(&head.headers, header::RANGE).map(|asked| range(asked, size_bytes));
    let (status, part) = match asked {
        Some(Asked::Part(part)) => (StatusCode::PARTIAL_CONTENT, part),
        Some(Asked::Nothing) => {
            let mut response = plain(StatusCode::RANGE_NOT_SATISFIABLE, "");
            let all = HeaderValue::from_str(&format!("bytes */{size_bytes}"));
            all.into_iter().for_each(|all| {
                response.headers_mut().insert(header::CONTENT_RANGE, all);
            });
            return response;
        }
        None | Some(Asked::All) => (StatusCode::OK, 0..size_bytes),
    };
    if !disk.is_file() {
        return plain(StatusCode::NOT_FOUND, "the file is gone\n");
    }
    let mut response = of_bytes(status, media_type::of(route), Bytes::new());
    let headers = response.headers_mut();
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(part.end - part.start));
    if status == StatusCode::PARTIAL_CONTENT
        && let Ok(which) =
            HeaderValue::from_str(&format!("bytes {}-{}/{size_bytes}", part.start, part.end - 1))
    {
        headers.insert(header::CONTENT_RANGE, which);
    }
    *response.body_mut() = stream(disk.to_path_buf(), part);
    response
}

/// The bytes of a file, a piece at a time.
fn stream(disk: PathBuf, part: Range<u64>) -> Body {
    let pieces = futures_util::stream::try_unfold(part, move |part| {
        let disk = disk.clone();
        async move {
            if part.is_empty() {
                return Ok(None);
            }
            let size = (part.end - part.start).min(CHUNK_BYTES);
            let read = spawn_blocking(move || piece(&disk, part.start, size)).await;
            let bytes = read.map_err(std::io::Error::other)??;
            Ok::<_, std::io::Error>(Some((bytes, part.start + size..part.end)))
        }
    });
    Body::from_stream(pieces)
}

fn piece(disk: &Path, start: u64, size: u64) -> std::io::Result<Bytes> {
    let mut file = std::fs::File::open(disk)?;
    file.seek(SeekFrom::Start(start))?;
    let mut bytes = vec![0; size as usize];
    file.read_exact(&mut bytes)?;
    Ok(bytes.into())
}

/// What a `Range` asks for.
#[derive(Debug, PartialEq, Eq)]
enum Asked {
    All,
    Part(Range<u64>),
    Nothing,
}

/// One range is given; several, and what is not understood, get the whole file, as they may.
fn range(asked: &str, size_bytes: u64) -> Asked {
    let Some((first, last)) = asked.strip_prefix("bytes=").and_then(|asked| asked.split_once('-')) else {
        return Asked::All;
    };
    let part = match (first.trim().parse::<u64>(), last.trim().parse::<u64>()) {
        (Ok(first), Ok(last)) if first <= last => first..last.saturating_add(1).min(size_bytes),
        (Ok(first), Err(_)) if last.trim().is_empty() => first..size_bytes,
        (Err(_), Ok(last)) if first.trim().is_empty() => size_bytes.saturating_sub(last)..size_bytes,
        _ => return Asked::All,
    };
    if part.is_empty() { Asked::Nothing } else { Asked::Part(part) }
}

/// What a page is told as long as it is open.
async fn events(preview: Arc<Preview>, head: &Parts) -> Response {
    let query = head.uri.query().unwrap_or_default();
    let value = |name: &str| {
        let mut parts = query.split('&').filter_map(|part| part.split_once('='));
        parts.find(|(key, _)| *key == name).map(|(_, value)| crate::url::decode(value)).unwrap_or_default()
    };
    let (page, seen) = (value("page"), value("seen"));
    let arrived = spawn_blocking(move || visitor::arrive(&preview, page, seen)).await;
    let Ok(receiver) = arrived else {
        return plain(StatusCode::INTERNAL_SERVER_ERROR, "the program has a fault\n");
    };
    let events = futures_util::stream::unfold(receiver, |mut receiver| async {
        let event = receiver.recv().await?;
        Some((Ok::<_, Infallible>(Bytes::from(event)), receiver))
    });
    let mut response = Response::new(Body::from_stream(events));
    let media_type = HeaderValue::from_static("text/event-stream; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, media_type);
    response
}

/// What a page asks to be opened.
#[derive(serde::Deserialize)]
struct Wish {
    path: String,
    line: usize,
    column: usize,
}

/// Opens a file of the site in the editor, for a page of ours that shows the token.
async fn open(preview: Arc<Preview>, head: &Parts, body: Body) -> Response {
    let own_origin =
        text(&head.headers, header::ORIGIN).is_some_and(|origin| guard::is_own_origin(origin, preview.port));
    let shown = head.headers.get("x-juxian-token").and_then(|token| token.to_str().ok()).unwrap_or_default();
    if head.method != Method::POST || !own_origin || !guard::is_same(shown, &preview.token) {
        return plain(StatusCode::FORBIDDEN, "only pages of this preview open files\n");
    }
    let wish = to_bytes(body, REQUEST_BYTES_MAX).await.ok();
    let Some(wish) = wish.and_then(|bytes| serde_json::from_slice::<Wish>(&bytes).ok()) else {
        return plain(StatusCode::BAD_REQUEST, "path, line and column\n");
    };
    let showing = preview.showing();
    let file = showing.file_at(&preview.options.folders, &wish.path);
    let (Some(file), Editor::Command(_)) = (file, &preview.options.editor) else {
        return plain(StatusCode::NOT_FOUND, "no such file of the site\n");
    };
    let starting = Arc::clone(&preview);
    let started = spawn_blocking(move || starting.options.editor.start(&file, wish.line, wish.column));
    match started.await.unwrap_or_else(|error| Err(std::io::Error::other(error))) {
        Ok(()) => plain(StatusCode::OK, "opened\n"),
        Err(error) => {
            preview.tell(News::EditorFailed { message: error.to_string() });
            plain(StatusCode::INTERNAL_SERVER_ERROR, "the editor did not start\n")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_range_is_understood() {
        let rows = [
            ("bytes=0-3", Asked::Part(0..4)),
            ("bytes=4-", Asked::Part(4..10)),
            ("bytes=-3", Asked::Part(7..10)),
            ("bytes=8-99", Asked::Part(8..10)),
            ("bytes=10-", Asked::Nothing),
            ("bytes=0-1,3-4", Asked::All),
            ("bytes=5-2", Asked::All),
            ("lines=1-2", Asked::All),
        ];
        for (asked, wanted) in rows {
            assert_eq!(range(asked, 10), wanted, "{asked}");
        }
        assert_eq!(range("bytes=0-", 0), Asked::Nothing);
    }
}
