//! `--cache`: what a build can take from the one before, in a folder of its own.
//!
//! The folder holds one file, of the last build alone, so that it does not grow; it may be deleted at any time.
//! It is that of this very program: another one, be it of the same version, does not read it.
//!
//! **Invariant**: a cache changes how long a build takes, and nothing else; one that cannot be used is told and
//! left aside.

use anyhow::Context;
use juxian::build::{Build, Stock};
use juxian::diagnostic::{Messages, told};
use juxian::inspect;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The name of the file. A file of this program may be replaced or deleted.
const NAME: &str = "juxian-build.cache";

/// A folder for what builds leave each other.
pub struct Cache {
    file: PathBuf,
    program: [u8; 32],
    /// The bytes that were read, by their hash: the same are not written again.
    read: Option<[u8; 32]>,
}

impl Cache {
    /// Opens a folder, which is made if it is not there, and reads what is in it.
    ///
    /// # Errors
    /// The folder cannot be made, or is a file.
    pub fn open(folder: &Path, messages: Messages) -> anyhow::Result<(Cache, Stock)> {
        fs::create_dir_all(folder).map_err(|error| {
            told(folder, "不能用作缓存文件夹", "cannot be used as the folder of a cache").because(error)
        })?;
        let mut cache = Cache { file: folder.join(NAME), program: program()?, read: None };
        let stock = match fs::read(&cache.file) {
            Ok(bytes) => {
                cache.read = Some(Sha256::digest(&bytes).into());
                Stock::from_bytes(&bytes, &cache.program)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Some(Stock::default()),
            Err(_) => None,
        };
        if stock.is_none() {
            let file = cache.file.display();
            super::talk(&match messages {
                Messages::Zh => format!("{file}: 已损坏，或由另一个程序写成；这次不用它，随后重写"),
                Messages::En => format!("{file}: damaged, or of another program; not used, and written anew"),
            });
        }
        Ok((cache, stock.unwrap_or_default()))
    }

    /// The folder.
    pub fn folder(&self) -> PathBuf {
        self.file.parent().map(Path::to_path_buf).unwrap_or_default()
    }

    /// Puts what a build leaves in the place of what was there.
    ///
    /// # Errors
    /// The file cannot be written; what was there stays.
    pub fn keep(&self, made: &Build) -> anyhow::Result<()> {
        let bytes = made.stock(&self.program);
        if self.read == Some(Sha256::digest(&bytes).into()) {
            return Ok(());
        }
        // Runs at the same time write files of their own; the last one wins.
        let new = self.file.with_extension(format!("{}.new", std::process::id()));
        let write = || -> io::Result<()> {
            File::create(&new)?.write_all(&bytes)?;
            fs::rename(&new, &self.file)
        };
        write().with_context(|| self.file.display().to_string()).inspect_err(|_| {
            let _ = fs::remove_file(&new);
        })
    }
}

/// The hash of the program that runs.
fn program() -> anyhow::Result<[u8; 32]> {
    let path = std::env::current_exe()?;
    let hash = inspect::hash_file(&path).with_context(|| path.display().to_string())?;
    Ok(Sha256::digest(hash).into())
}
