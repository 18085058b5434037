//! Files, written only when they change: what has not changed keeps its time,
//! and nothing that depends on it is built again.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

/// All files of a folder, by their path inside it. None if there is no folder.
pub fn tree(folder: &Path) -> Result<BTreeMap<PathBuf, Vec<u8>>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(inside) = folders.pop() {
        let here = folder.join(&inside);
        let entries = match fs::read_dir(&here) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            entries => entries.with_context(|| format!("cannot list {}", here.display()))?,
        };
        for entry in entries {
            let entry = entry?;
            let path = inside.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else {
                let bytes = fs::read(entry.path())
                    .with_context(|| format!("cannot read {}", entry.path().display()))?;
                found.insert(path, bytes);
            }
        }
    }
    Ok(found)
}

/// Makes a folder hold exactly these files. Says how many had to be written or
/// removed.
pub fn settle(folder: &Path, wanted: &BTreeMap<PathBuf, Vec<u8>>) -> Result<usize> {
    let present = tree(folder)?;
    let mut changes = 0;
    for path in present.keys().filter(|path| !wanted.contains_key(*path)) {
        fs::remove_file(folder.join(path))?;
        changes += 1;
    }
    for (path, bytes) in wanted {
        if present.get(path) != Some(bytes) {
            write(&folder.join(path), bytes)?;
            changes += 1;
        }
    }
    Ok(changes)
}

/// Writes a file and the folders above it.
pub fn write(file: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    fs::write(file, bytes).with_context(|| format!("cannot write {}", file.display()))
}

/// Removes a folder with all in it. Says whether there was one.
pub fn remove_folder(folder: &Path) -> Result<bool> {
    match fs::remove_dir_all(folder) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error).with_context(|| format!("cannot remove {}", folder.display())),
    }
}
