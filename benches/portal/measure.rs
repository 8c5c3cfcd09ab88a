//! One process from its start to its end: wall time, CPU time, peak resident memory.
//!
//! **Invariant**: figures come from the operating system, of that process alone.

use anyhow::{Context, bail};
use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use wait4::Wait4;

/// What one run cost.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    pub wall: Duration,
    /// User and system, of all threads.
    pub cpu: Duration,
    pub peak_bytes: u64,
}

/// Runs a command whose output nobody reads; it has to succeed.
///
/// Standard error goes to a file, since a full pipe would stop the process.
pub fn run(command: &mut Command) -> anyhow::Result<Run> {
    let log = tempfile::NamedTempFile::new()?;
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log.reopen()?);
    let name = command.get_program().display().to_string();
    let started = Instant::now();
    let ended = command.spawn().and_then(Wait4::wait4).with_context(|| name.clone())?;
    let wall = started.elapsed();
    if !ended.status.success() {
        bail!("{name}: {}\n{}", ended.status, fs::read_to_string(log.path())?);
    }
    let usage = ended.rusage;
    Ok(Run { wall, cpu: usage.utime + usage.stime, peak_bytes: usage.maxrss })
}
