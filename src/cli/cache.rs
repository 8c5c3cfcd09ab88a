//! `--cache`: what a build can take from the one before, in a folder of its own.
//!
//! The folder holds one file, of the last build alone, so that it does not grow; it may be deleted at any time. It holds
//! drafts and lists of names as the content does, so it may not lie in the output.
//! It is that of this very program: another one, be it of the same version, does not read it.
//!
//! **Invariant**: a cache changes how long a build takes, and nothing else; one that cannot be used is told and
//! left aside.

use juxian::build::{Build, Stock};
use juxian::diagnostic::Messages;
use juxian::inspect;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The name of the file. A file of this program may be replaced or deleted.
const NAME: &str = "juxian-build.cache";
/// How files end that are being written.
const NEW: &str = ".new";

/// How long a file that a run left half written may lie before another run removes it.
const HALF_WRITTEN: Duration = Duration::from_secs(3600);

/// A folder for what builds leave each other.
pub struct Cache {
    folder: PathBuf,
    program: [u8; 32],
    /// The hash that ends what was read: the same is not written again.
    read: Option<[u8; 32]>,
    messages: Messages,
}

impl Cache {
    /// Opens a folder, which is made if it is not there, and reads what is in it. A folder that cannot be used is
    /// told, and there is no cache.
    pub fn open(folder: &Path, messages: Messages) -> Option<(Cache, Stock)> {
        let opened = fs::create_dir_all(folder).and_then(|()| program());
        let program = opened.inspect_err(|error| tell_unused(folder, error, messages)).ok()?;
        let mut cache = Cache { folder: folder.to_path_buf(), program, read: None, messages };
        cache.sweep();
        let file = folder.join(NAME);
        let stock = match fs::read(&file) {
            Ok(bytes) => {
                cache.read = bytes.last_chunk().copied();
                Stock::from_bytes(&bytes, &cache.program)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Some(Stock::default()),
            Err(_) => None,
        };
        if stock.is_none() {
            cache.read = None;
            let file = file.display();
            super::talk(&match messages {
                Messages::Zh => format!("{file}: 已损坏，或由另一个程序写成；这次不用它，随后重写"),
                Messages::En => format!("{file}: damaged, or of another program; not used, and written anew"),
            });
        }
        Some((cache, stock.unwrap_or_default()))
    }

    /// Puts what a build leaves in the place of what was there; where that cannot be done it is told, and what was
    /// there stays.
    pub fn keep(&self, made: &Build) {
        // Runs at the same time write files of their own; the last one wins.
        let since = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
        let new = self.folder.join(format!("{NAME}.{}-{since}{NEW}", std::process::id()));
        let write = || -> io::Result<()> {
            let mut file = BufWriter::new(File::options().write(true).create_new(true).open(&new)?);
            let sum = made.write_stock(&self.program, &mut file)?;
            file.into_inner()?;
            if self.read != Some(sum) {
                fs::rename(&new, self.folder.join(NAME))?;
            }
            Ok(())
        };
        let written = write();
        // It is there unless it was moved.
        let _ = fs::remove_file(&new);
        if let Err(error) = written {
            tell_unused(&self.folder, &error, self.messages);
        }
    }

    /// Removes what runs that were killed have left.
    fn sweep(&self) {
        let Ok(entries) = fs::read_dir(&self.folder) else { return };
        for entry in entries.flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let is_old =
                || entry.metadata().ok()?.modified().ok()?.elapsed().ok().map(|age| age > HALF_WRITTEN);
            if name.starts_with(NAME) && name.ends_with(NEW) && is_old() == Some(true) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

fn tell_unused(folder: &Path, error: &io::Error, messages: Messages) {
    let folder = folder.display();
    super::talk(&match messages {
        Messages::Zh => format!("{folder}: 不能用作缓存文件夹，这次没有缓存：{error}"),
        Messages::En => {
            format!("{folder}: cannot be used as the folder of a cache, so there is none: {error}")
        }
    });
}

/// The hash of the program that runs.
fn program() -> io::Result<[u8; 32]> {
    Ok(Sha256::digest(inspect::hash_file(&std::env::current_exe()?)?).into())
}
