//! One server as a process, asked over HTTP.
//!
//! **Invariant**: it ends with the value that holds it.

use anyhow::{Context, bail};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Between two requests of a page that is waited for: short beside what is measured, long beside a
/// request.
const POLL: Duration = Duration::from_millis(2);

/// A server that was started and has told its address.
pub struct Server {
    child: Child,
    /// 127.0.0.1:8421
    host: String,
    log: tempfile::NamedTempFile,
}

impl Server {
    /// `juxian serve` over the `content` and `themes` of a folder.
    pub fn juxian(program: &Path, folder: &Path, date: &str) -> anyhow::Result<Server> {
        let log = tempfile::NamedTempFile::new()?;
        let port = free_port()?.to_string();
        let mut command = Command::new(program);
        command.current_dir(folder).args(["serve", "--port", &port, "--date", date, "--messages", "en"]);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log.reopen()?);
        let mut child = command.spawn().with_context(|| program.display().to_string())?;
        let stdout = child.stdout.take().expect("it is piped");
        let mut lines = BufReader::new(stdout).lines();
        let told = lines.find_map(|line| Some(line.ok()?.split_once("http://")?.1.to_string()));
        let host = told.and_then(|rest| Some(rest.split(['/', ' ']).next()?.to_string()));
        let Some(host) = host else {
            bail!("juxian serve names no address: {}", fs::read_to_string(log.path())?);
        };
        // What it says later is read too, since a full pipe would stop it.
        std::thread::spawn(move || lines.for_each(drop));
        Ok(Server { child, host, log })
    }

    /// `hugo server` over a site, as an author starts it.
    pub fn hugo(program: &Path, site: &Path, cache: &Path, flags: &[&str]) -> anyhow::Result<Server> {
        let log = tempfile::NamedTempFile::new()?;
        let port = free_port()?.to_string();
        let mut command = Command::new(program);
        command.args(["server", "--bind", "127.0.0.1", "--port", &port, "--noBuildLock"]).args(flags);
        command.arg("--source").arg(site).arg("--cacheDir").arg(cache);
        command.stdin(Stdio::null()).stdout(log.reopen()?).stderr(log.reopen()?);
        let child = command.spawn().with_context(|| program.display().to_string())?;
        Ok(Server { child, host: format!("127.0.0.1:{port}"), log })
    }

    /// What it wrote on standard error.
    pub fn log(&self) -> String {
        fs::read_to_string(self.log.path()).unwrap_or_default()
    }

    /// Status and body of an address.
    pub fn get(&self, url: &str) -> anyhow::Result<(u16, String)> {
        let mut stream = TcpStream::connect(&self.host)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        write!(stream, "GET {url} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.host)?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        let answer = String::from_utf8_lossy(&answer);
        let (head, body) = answer.split_once("\r\n\r\n").context("no end of the head")?;
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).context("no status")?;
        let is_chunked = head.to_ascii_lowercase().contains("transfer-encoding: chunked");
        Ok((status, if is_chunked { joined(body) } else { body.to_string() }))
    }

    /// When a page held a text; `None` if it did not in time.
    pub fn shows(&self, url: &str, text: &str, patience: Duration) -> Option<Instant> {
        let started = Instant::now();
        while started.elapsed() < patience {
            if self.get(url).is_ok_and(|(status, body)| status == 200 && body.contains(text)) {
                return Some(Instant::now());
            }
            sleep(POLL);
        }
        None
    }

    /// Resident memory now and at its highest, in bytes; 0 where the system does not tell.
    pub fn memory(&self) -> (u64, u64) {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let field = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
            kib.unwrap_or(0) * 1024
        };
        (field("VmRSS:"), field("VmHWM:"))
    }

    /// Ends it.
    pub fn stop(&mut self) {
        // A server that has ended by itself needs no ending.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

/// A port that nobody listened on a moment ago.
fn free_port() -> anyhow::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// A body in pieces, each after its length.
fn joined(body: &str) -> String {
    let mut joined = Vec::new();
    let mut rest = body.as_bytes();
    while let Some(end) = rest.windows(2).position(|pair| pair == b"\r\n") {
        let length = std::str::from_utf8(&rest[..end]).ok().and_then(|line| {
            usize::from_str_radix(line.split(';').next().unwrap_or_default().trim(), 16).ok()
        });
        let (Some(length @ 1..), start) = (length, end + 2) else { break };
        joined.extend_from_slice(&rest[start.min(rest.len())..(start + length).min(rest.len())]);
        rest = &rest[(start + length + 2).min(rest.len())..];
    }
    String::from_utf8_lossy(&joined).into_owned()
}
