//! File names that every system can write: `[a-z0-9._-]`, at most 100 characters, no way out of
//! the folder, no two that differ only in case.

use std::collections::{BTreeMap, BTreeSet};

use habeas_domain::map::{DataMap, Place};
use sha2::{Digest, Sha256};

const LONGEST: usize = 100;
/// The longest name of a store or collection, so that every path made of them is short enough.
const LONGEST_ID: usize = 32;
/// Names that Windows keeps for devices.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// The names given out so far.
#[derive(Debug, Default)]
pub(crate) struct Names {
    files: BTreeSet<String>,
    folders: BTreeSet<String>,
    documents: BTreeMap<(Place, String), String>,
    stores: BTreeMap<String, String>,
    collections: BTreeMap<Place, String>,
}

impl Names {
    /// Gives every store and collection of the map its name.
    pub fn of(map: &DataMap) -> Self {
        let mut names = Self::default();
        let mut stores = BTreeSet::new();
        for store in &map.stores {
            let id = store.id.as_str();
            let name = free(&portable(id, LONGEST_ID), id, LONGEST_ID, |name| {
                !stores.contains(name)
            });
            stores.insert(name.clone());
            names.stores.insert(id.to_owned(), name);
            let mut taken = BTreeSet::new();
            for collection in &store.collections {
                let id = collection.id.as_str();
                let name = free(&portable(id, LONGEST_ID), id, LONGEST_ID, |name| {
                    !taken.contains(name)
                });
                taken.insert(name.clone());
                names
                    .collections
                    .insert(Place::new(store.id.as_str(), id), name);
            }
        }
        names
    }

    /// A store's folder.
    pub fn store(&self, store: &str) -> &str {
        self.stores.get(store).map_or("", String::as_str)
    }

    /// A collection's name in its store.
    pub fn collection(&self, place: &Place) -> &str {
        self.collections.get(place).map_or("", String::as_str)
    }

    /// Where a document goes: the same answer every time for the same document.
    pub fn document(&mut self, place: &Place, original: &str) -> String {
        let key = (place.clone(), original.to_owned());
        if let Some(path) = self.documents.get(&key) {
            return path.clone();
        }
        let folder = format!("files/{}", self.store(&place.store));
        let parts: Vec<String> = original
            .split(['/', '\\'])
            .filter(|part| !part.is_empty())
            .map(|part| portable(part, LONGEST / 2))
            .collect();
        let mut path = format!("{folder}/{}", parts.join("/"));
        if parts.is_empty() || path.len() > LONGEST || !self.is_free(&path) {
            let (last, parents) = parts
                .split_last()
                .map_or(("file", &[][..]), |(last, parents)| {
                    (last.as_str(), parents)
                });
            let deep = format!("{folder}/{}", parents.join("/"));
            // Its own folder, if there is room for the name in it.
            let deep = deep.trim_end_matches('/');
            let fits = deep.len() + last.len() + 12 <= LONGEST && self.is_folder(deep);
            let folder = if fits { deep } else { &folder };
            let room = LONGEST - folder.len() - 1;
            let name = free(&shorten(last, room), original, room, |name| {
                self.is_free(&format!("{folder}/{name}"))
            });
            path = format!("{folder}/{name}");
        }
        self.take(&path);
        self.documents.insert(key, path.clone());
        path
    }

    fn is_free(&self, path: &str) -> bool {
        self.is_folder(path) && !self.folders.contains(path)
    }

    /// Whether it is a folder or could become one: no file is in the way.
    fn is_folder(&self, path: &str) -> bool {
        !self.files.contains(path) && folders(path).all(|folder| !self.files.contains(folder))
    }

    fn take(&mut self, path: &str) {
        self.files.insert(path.to_owned());
        self.folders.extend(folders(path).map(str::to_owned));
    }
}

fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// One part of a path in portable characters.
fn portable(part: &str, longest: usize) -> String {
    let mut name: String = part
        .chars()
        .map(|c| match c.to_ascii_lowercase() {
            c @ ('a'..='z' | '0'..='9' | '.' | '_' | '-') => c,
            _ => '-',
        })
        .collect();
    let inner = name.trim_end_matches('.');
    name.truncate(inner.len());
    let stem = name.split('.').next().unwrap_or_default();
    let device = DEVICES.contains(&stem.trim_end_matches(|c: char| c.is_ascii_digit()));
    if name.is_empty() || name.starts_with(['.', '-']) || device {
        name.insert(0, '_');
    }
    shorten(&name, longest)
}

/// Cuts a name to a length, keeping a short extension.
fn shorten(name: &str, longest: usize) -> String {
    if name.len() <= longest {
        return name.to_owned();
    }
    match name.rsplit_once('.') {
        Some((stem, extension)) if extension.len() <= 8 && !stem.is_empty() => {
            let room = longest.saturating_sub(extension.len() + 1).min(stem.len());
            format!("{}.{extension}", &stem[..room])
        }
        _ => name[..longest].to_owned(),
    }
}

/// The name, or where it is taken the name with some digits of the original's hash.
fn free(name: &str, original: &str, longest: usize, is_free: impl Fn(&str) -> bool) -> String {
    if is_free(name) {
        return name.to_owned();
    }
    let hash = hex::encode(Sha256::digest(original));
    let (stem, extension) = match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => (stem, format!(".{extension}")),
        _ => (name, String::new()),
    };
    // Eight digits nearly always do.
    for digits in [8, 12, 16] {
        let room = longest.saturating_sub(extension.len() + digits + 1);
        let stem = &stem[..room.min(stem.len())];
        let name = format!("{stem}-{}{extension}", &hash[..digits]);
        if is_free(&name) {
            return name;
        }
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(names: &mut Names, original: &str) -> String {
        names.document(&Place::new("docs", "all"), original)
    }

    #[test]
    fn no_name_leaves_the_folder_or_surprises_a_system() {
        let mut names = Names::default();
        names.stores.insert("docs".into(), "docs".into());
        for (original, path) in [
            ("invoices/7/A 1.PDF", "files/docs/invoices/7/a-1.pdf"),
            ("../../etc/passwd", "files/docs/_/_/etc/passwd"),
            ("/etc/passwd", "files/docs/etc/passwd"),
            ("C:\\x\\CON.txt", "files/docs/c-/x/_con.txt"),
            (".hidden", "files/docs/_.hidden"),
            ("a./b..", "files/docs/a/b"),
        ] {
            assert_eq!(document(&mut names, original), path, "{original}");
        }
        assert!(document(&mut names, "///").starts_with("files/docs/file"));
    }

    #[test]
    fn clashes_get_different_names_and_the_same_every_time() {
        let mut names = Names::default();
        names.stores.insert("docs".into(), "docs".into());
        let originals = [
            "Foto.png", "foto.png", "FOTO.png", "dir", "dir/file", "a/b", "a", "é.txt", "è.txt",
        ];
        let first: Vec<_> = originals.map(|o| document(&mut names, o)).to_vec();
        let unique: BTreeSet<_> = first.iter().collect();
        assert_eq!(unique.len(), originals.len(), "{first:?}");
        for path in &first {
            let prefix = format!("{path}/");
            assert!(
                first.iter().all(|other| !other.starts_with(&prefix)),
                "{path}"
            );
        }
        assert_eq!(originals.map(|o| document(&mut names, o)).to_vec(), first);
    }

    #[test]
    fn long_names_are_cut() {
        let mut names = Names::default();
        names.stores.insert("docs".into(), "docs".into());
        let deep = "folder-with-a-long-name/".repeat(20) + &"x".repeat(200) + ".pdf";
        let path = document(&mut names, &deep);
        assert!(path.len() <= LONGEST && path.ends_with(".pdf"), "{path}");
        let other = document(&mut names, &format!("a{deep}"));
        assert!(other.len() <= LONGEST && other != path, "{other}");
        let name = document(&mut names, &"y".repeat(300));
        assert!(name.len() <= LONGEST, "{name}");
    }
}
