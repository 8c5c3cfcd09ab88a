//! A folder: staging, one decision, ordered moves.

use super::journal::{Beside, Journal, recover, refuse_links};
use super::lock::lock;
use super::manifest::{MANIFEST, Manifest, read_times, write_times};
use super::stage::{Former, Staged, stage};
use super::{Options, Outcome, Verdict, Watch, once_per_place};
use crate::diagnostic::{told, told_plainly};
use crate::site::Plan;
use anyhow::{Context, bail};
use std::collections::HashSet;
use std::fs;
use std::io::BufWriter;
use std::path::Path;

/// Brings the output folder to what the plan says.
///
/// # Errors
/// The disk's failures; a folder that is not ours; another run. Before the first move everything is
/// as it was; after it, the next run finishes.
pub fn folder(plan: &dyn Plan, out: &Path, options: &Options, watch: &Watch) -> anyhow::Result<Outcome> {
    let beside = Beside::new(out)?;
    if fs::symlink_metadata(&beside.out).is_ok_and(|metadata| metadata.is_symlink()) {
        bail!(told(
            &beside.out,
            "是符号链接，请写它所指的文件夹",
            "is a symbolic link; name the folder it leads to"
        ));
    }
    let parent = beside.out.parent().context("the output folder has a parent")?;
    fs::create_dir_all(parent).with_context(|| parent.display().to_string())?;
    let _lock = lock(&beside.lock, options.wait)?;
    recover(&beside)?;
    let manifest = ours(&beside.out, options.adopt)?;
    let former = Former::new(manifest.as_ref(), read_times(&beside.state));
    let staged = stage(plan, &beside.staging, &beside.out, &former, watch.progress);
    let (staged, found) = match staged {
        Ok(staged) => staged,
        Err(error) => {
            let _ = fs::remove_dir_all(&beside.staging);
            return Err(error);
        }
    };
    let diagnostics = once_per_place(found);
    let mut outcome = Outcome { diagnostics, files_total: staged.len(), ..Outcome::default() };
    if (watch.decide)(&outcome.diagnostics) == Verdict::Discard {
        let _ = fs::remove_dir_all(&beside.staging);
        return Ok(outcome);
    }
    let moved = move_in(plan, &beside, &staged, &former, manifest.as_ref(), options);
    if moved.is_err() && !beside.journal.exists() {
        let _ = fs::remove_dir_all(&beside.staging);
    }
    (outcome.files_changed, outcome.files_removed) = moved?;
    let times: Vec<(&str, u64)> =
        staged.iter().map(|staged| (staged.entry.path.as_str(), staged.time)).collect();
    // Without the times the next run reads the files once more; nothing else depends on them.
    let _ = write_times(&beside.state, &times);
    outcome.written = true;
    Ok(outcome)
}

/// The manifest of the folder. A folder with files of others is not touched unless it is adopted.
fn ours(out: &Path, adopt: bool) -> anyhow::Result<Option<Manifest>> {
    let manifest = Manifest::read(out)?;
    if manifest.is_some() || adopt {
        return Ok(manifest);
    }
    match fs::symlink_metadata(out) {
        Err(_) => return Ok(None),
        Ok(metadata) if !metadata.is_dir() => bail!(told(out, "不是文件夹", "not a folder")),
        Ok(_) => {}
    }
    let mut entries = fs::read_dir(out).with_context(|| out.display().to_string())?;
    let foreign = entries.find_map(|entry| {
        let name = entry.ok()?.file_name();
        (!name.to_string_lossy().starts_with('.')).then_some(name)
    });
    if let Some(name) = foreign {
        let name = name.display();
        bail!(told(
            out,
            &format!("文件夹里已有不是本程序生成的文件（如 {name}），未作任何改动；确需接管请加 --adopt"),
            &format!(
                "holds files that are not ours (such as {name}); nothing was changed; --adopt takes it over"
            ),
        ));
    }
    Ok(None)
}

/// Moves what changed, in order, and removes what is stale. Gives the numbers of both.
fn move_in(
    plan: &dyn Plan,
    beside: &Beside,
    staged: &[Staged],
    former: &Former,
    manifest: Option<&Manifest>,
    options: &Options,
) -> anyhow::Result<(usize, usize)> {
    let mut changed: Vec<usize> = (0..staged.len()).filter(|index| staged[*index].changed).collect();
    changed.sort_by_key(|index| (plan.planned()[*index].order, *index));
    let routes: HashSet<&str> = staged.iter().map(|staged| staged.entry.path.as_str()).collect();
    let stale = manifest.map_or(&[][..], |manifest| &manifest.files).iter();
    let removals: Vec<String> =
        stale.filter(|old| !routes.contains(old.path.as_str())).map(|old| old.path.clone()).collect();
    let new = Manifest::new(options, staged.iter().map(|staged| staged.entry.clone()).collect());
    if changed.is_empty() && removals.is_empty() && manifest == Some(&new) {
        return Ok((0, 0));
    }
    write_manifest(&new, &beside.staging)?;
    let mut moves: Vec<String> = changed.iter().map(|index| staged[*index].entry.path.clone()).collect();
    if beside.out.exists() {
        refuse_links(&beside.out, moves.iter().chain(&removals))?;
        refuse_foreign(&beside.out, &moves, &removals, former, options.adopt)?;
    }
    fs::create_dir_all(&beside.out).with_context(|| beside.out.display().to_string())?;
    if manifest.is_none() {
        moves = whole_folders(beside, moves)?;
    }
    moves.push(MANIFEST.to_string());
    let counts = (changed.len(), removals.len());
    let journal = Journal::new(moves, removals);
    journal.commit(beside)?;
    journal.run(beside).map_err(|error| {
        told_plainly("输出只移动了一部分，请再运行一次以完成", "partly moved; run again to finish")
            .because(error)
    })?;
    Ok(counts)
}

fn write_manifest(manifest: &Manifest, staging: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(staging).with_context(|| staging.display().to_string())?;
    let path = staging.join(MANIFEST);
    let write = || -> anyhow::Result<()> {
        let mut file = BufWriter::new(fs::File::create(&path)?);
        manifest.write(&mut file)?;
        file.into_inner().map_err(|error| error.into_error())?.sync_all()?;
        Ok(())
    };
    write().with_context(|| path.display().to_string())
}

/// In a new output a folder that is not there yet is moved as one.
fn whole_folders(beside: &Beside, moves: Vec<String>) -> anyhow::Result<Vec<String>> {
    let mut folders: HashSet<String> = HashSet::new();
    let mut result = Vec::new();
    for path in moves {
        let top = path.split('/').next().unwrap_or_default().to_string();
        if top == path || fs::symlink_metadata(beside.out.join(&top)).is_ok() {
            result.push(path);
        } else if folders.insert(top.clone()) {
            result.push(top);
        }
    }
    Ok(result)
}

/// Files of others in the way are named and left alone.
fn refuse_foreign(
    out: &Path,
    moves: &[String],
    removals: &[String],
    former: &Former,
    adopt: bool,
) -> anyhow::Result<()> {
    let removed: HashSet<&str> = removals.iter().map(String::as_str).collect();
    for path in moves {
        let disk = out.join(path);
        match fs::symlink_metadata(&disk) {
            Ok(metadata) if metadata.is_dir() && !all_removed(&disk, out, &removed) => {
                bail!(told(&disk, "应为文件，却是文件夹", "is a folder where a file belongs"))
            }
            Ok(metadata) if !metadata.is_dir() && !adopt && !former.entries.contains_key(path.as_str()) => {
                bail!(told(
                    &disk,
                    "不是本程序生成的文件，不会覆盖；确需覆盖请加 --adopt",
                    "not ours and not overwritten; --adopt does"
                ))
            }
            _ => {}
        }
    }
    Ok(())
}

/// Whether nothing stays in a folder after the removals.
fn all_removed(folder: &Path, out: &Path, removed: &HashSet<&str>) -> bool {
    walkdir::WalkDir::new(folder).into_iter().all(|entry| {
        let Ok(entry) = entry else { return false };
        let Ok(path) = entry.path().strip_prefix(out) else { return false };
        let path = path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
        entry.file_type().is_dir() || removed.contains(path.as_str())
    })
}
