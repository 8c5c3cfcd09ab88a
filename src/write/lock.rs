//! One run at a time for one output, and files beside it that nobody can point elsewhere.

use crate::diagnostic::told;
use anyhow::{Context, bail};
use std::fs::{self, File};
use std::path::Path;

/// The lock, held until it is dropped or the process ends.
///
/// # Errors
/// Another run holds it, or the name is taken by a link.
pub(super) fn lock(path: &Path, wait: bool) -> anyhow::Result<File> {
    if fs::symlink_metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
        bail!(told(path, "应为普通文件", "should be a plain file"));
    }
    let file = File::options().read(true).write(true).create(true).truncate(false).open(path);
    let file = file.with_context(|| path.display().to_string())?;
    if wait {
        file.lock().with_context(|| path.display().to_string())?;
    } else if file.try_lock().is_err() {
        bail!(told(
            path,
            "另一次生成正在写入同一个地方；--wait 等待它结束",
            "another build is writing the same place; --wait waits for it"
        ));
    }
    Ok(file)
}

/// Creates a file that was not there; what had its name is removed, and never written through.
pub(super) fn create_afresh(path: &Path) -> std::io::Result<File> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => File::options().write(true).create_new(true).open(path),
    }
}
