//! Checking a package: who signed it, and that nothing in it was changed, removed or added.
//!
//! No threads, no files, no clock: the same code runs in a browser.

use std::{
    collections::BTreeMap,
    io::{Read, Seek},
};

use ed25519_dalek::VerifyingKey;
use habeas_domain::proof::{DetachedSignature, ProofError};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zip::ZipArchive;

use crate::manifest::{FileEntry, MANIFEST, MANIFEST_KIND, Manifest, PACKAGE_FORMAT, SIGNATURE};

/// No manifest is longer: a hostile zip shall not fill the memory.
const MANIFEST_LIMIT: u64 = 64 * 1024 * 1024;

/// What checking a package found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Report {
    /// The request's number, if a manifest could be read.
    pub reference: Option<String>,
    /// Who made it.
    pub company: Option<String>,
    /// When it was made, RFC 3339.
    pub generated_at: Option<String>,
    /// Which key the package says signed it.
    pub key_id: Option<String>,
    /// Files whose content is as signed, the manifest left out.
    pub sound: u64,
    /// Records in the data files, as the manifest states them (JSON and CSV count once).
    pub rows: u64,
    /// Everything that is wrong. Empty: the package is as it was made.
    pub faults: Vec<Fault>,
}

/// One thing that is wrong with a package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fault")]
pub enum Fault {
    /// It is not a zip, or it is damaged beyond reading.
    NotAPackage,
    /// There is no manifest, or it cannot be read.
    NoManifest,
    /// A later version of this program made it.
    UnknownFormat,
    /// The manifest is not signed.
    NoSignature,
    /// The signature is not of this manifest and this key.
    BadSignature,
    /// The manifest names it, and it is not there.
    Missing {
        /// Its path.
        path: String,
    },
    /// It is not what was signed.
    Changed {
        /// Its path.
        path: String,
    },
    /// It is there, and the manifest does not name it, or it is there twice.
    Extra {
        /// Its path.
        path: String,
    },
}

impl Report {
    /// Whether the package is as it was made, by the owner of the key.
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }
}

/// Checks the signature, every hash, and that there is nothing else.
///
/// Never fails: what cannot be read is a fault in the report. Memory stays small whatever the
/// zip claims: files are hashed as they are read and never beyond their stated length.
pub fn verify_package<R: Read + Seek>(package: R, key: &VerifyingKey) -> Report {
    let mut report = Report::default();
    let Ok(mut zip) = ZipArchive::new(package) else {
        report.faults.push(Fault::NotAPackage);
        return report;
    };
    if zip.has_duplicate_names() {
        report.faults.push(Fault::Extra {
            path: String::from("(a name that is there twice)"),
        });
    }
    let Some(bytes) = read_small(&mut zip, MANIFEST) else {
        report.faults.push(Fault::NoManifest);
        return report;
    };
    match read_small(&mut zip, SIGNATURE)
        .and_then(|text| serde_json::from_slice::<DetachedSignature>(&text).ok())
    {
        None => report.faults.push(Fault::NoSignature),
        Some(signature) => {
            match signature.verify(MANIFEST_KIND, &bytes, key) {
                Ok(()) => {}
                Err(ProofError::UnknownFormat) => report.faults.push(Fault::UnknownFormat),
                Err(_) => report.faults.push(Fault::BadSignature),
            }
            report.key_id = Some(signature.key_id);
        }
    }
    let Ok(manifest) = serde_json::from_slice::<Manifest>(&bytes) else {
        report.faults.push(Fault::NoManifest);
        return report;
    };
    if manifest.format != PACKAGE_FORMAT {
        report.faults.push(Fault::UnknownFormat);
    }
    check_files(&mut zip, &manifest.files, &mut report);
    report.rows = manifest
        .files
        .iter()
        .filter(|file| file.media_type == "application/json")
        .filter_map(|file| file.rows)
        .sum();
    report.reference = Some(manifest.reference);
    report.company = Some(manifest.company);
    report.generated_at = Some(manifest.generated_at);
    report
}

fn check_files<R: Read + Seek>(zip: &mut ZipArchive<R>, files: &[FileEntry], report: &mut Report) {
    let mut expected: BTreeMap<&str, &FileEntry> = BTreeMap::new();
    for file in files {
        if expected.insert(&file.path, file).is_some() {
            report.faults.push(Fault::Extra {
                path: file.path.clone(),
            });
        }
    }
    for index in 0..zip.len() {
        let Ok(mut entry) = zip.by_index(index) else {
            // Its name stays expected, and is reported as missing.
            report.faults.push(Fault::NotAPackage);
            continue;
        };
        let path = String::from_utf8_lossy(entry.name_raw()).into_owned();
        if path == MANIFEST || path == SIGNATURE {
            continue;
        }
        match expected.remove(path.as_str()) {
            None => report.faults.push(Fault::Extra { path }),
            Some(file) if is_as_signed(&mut entry, file) => report.sound += 1,
            Some(_) => report.faults.push(Fault::Changed { path }),
        }
    }
    for path in expected.into_keys() {
        report.faults.push(Fault::Missing {
            path: path.to_owned(),
        });
    }
}

fn is_as_signed(entry: &mut impl Read, file: &FileEntry) -> bool {
    let mut hash = Sha256::new();
    let mut buffer = [0; 16 * 1024];
    let mut length = 0_u64;
    loop {
        match entry.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => {
                length += read as u64;
                if length > file.bytes {
                    return false;
                }
                hash.update(&buffer[..read]);
            }
            Err(fault) if fault.kind() == std::io::ErrorKind::Interrupted => {}
            Err(_) => return false,
        }
    }
    length == file.bytes && hex::encode(hash.finalize()) == file.sha256
}

fn read_small<R: Read + Seek>(zip: &mut ZipArchive<R>, path: &str) -> Option<Vec<u8>> {
    let entry = zip.by_name(path).ok()?;
    let mut bytes = Vec::new();
    entry
        .take(MANIFEST_LIMIT + 1)
        .read_to_end(&mut bytes)
        .ok()?;
    (bytes.len() as u64 <= MANIFEST_LIMIT).then_some(bytes)
}
