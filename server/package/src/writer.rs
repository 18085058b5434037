//! The writer: one zip, front to back, in bounded memory.

mod closing;
mod document;

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, Read, Write},
    path::Path,
};

pub use document::DocumentWriter;

use chrono::{DateTime, Utc};
use ed25519_dalek::SigningKey;
use habeas_domain::{
    map::{DataMap, Disclose, Place},
    proof::{DetachedSignature, ProofError},
    redaction::WithholdReason,
    scope::Scope,
};
use habeas_words::Words;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use zip::result::ZipError;

use crate::{
    collection::CollectionWriter,
    completeness::{Answer, Answers, Status, is_complete},
    describe::Paths,
    index::{self, Preview},
    manifest::{FileEntry, MANIFEST, MANIFEST_KIND, SIGNATURE},
    names::Names,
    output::Output,
    processing::processing,
    readme::readme,
    seal::{PREFIX, SealedWriter},
    selection::{document_disclosure, is_silent},
};

/// Whose package it is and what it is made by.
#[derive(Debug, Clone)]
pub struct About<'a> {
    /// The request's number.
    pub reference: &'a str,
    /// When it is made.
    pub generated_at: DateTime<Utc>,
    /// The map the data was read by.
    pub map: &'a DataMap,
    /// The person's language.
    pub words: &'a Words,
    /// The version of this program.
    pub tool_version: &'a str,
    /// What of everything held was asked for.
    pub scope: &'a Scope,
}

/// Where CSV waits, encrypted, until its place in the zip comes.
#[derive(Debug, Clone, Copy)]
pub struct Spool<'a> {
    /// A folder for temporary files (they have no name in it and go with the process).
    pub dir: &'a Path,
    /// A fresh random key: used for this package only, and then forgotten.
    pub key: &'a [u8; 32],
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageSummary {
    /// The SHA-256 of the whole zip, hex.
    pub sha256: String,
    /// Its length.
    pub bytes: u64,
    /// How many files are in it.
    pub files: u64,
    /// How many records.
    pub rows: u64,
    /// Whether every system was searched to its end.
    pub complete: bool,
}

/// Why a package cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum PackageError {
    /// The disk, or what is below the writer.
    #[error("the package cannot be written")]
    Io(#[from] io::Error),
    /// The zip.
    #[error("the package cannot be zipped")]
    Zip(#[from] ZipError),
    /// The signature.
    #[error("the package cannot be signed")]
    Proof(#[from] ProofError),
    /// A description that is no JSON.
    #[error("the package cannot be described")]
    Json(#[from] serde_json::Error),
    /// Not in the map.
    #[error("the map does not know {0}")]
    Unknown(Place),
    /// A collection was begun and neither finished nor failed.
    #[error("the collection {0} was not ended")]
    LeftOpen(Place),
    /// No package is silent about a collection.
    #[error("nobody said what {0} answered")]
    Unanswered(Place),
}

/// What reviewers withheld, counted: where, whether the whole of it, and why.
pub(crate) type Removed = BTreeMap<(Place, bool, WithholdReason), u64>;

/// Writes a package.
pub struct PackageWriter<'a, W: Write + Send + 'static> {
    pub(crate) output: Output<W>,
    pub(crate) about: About<'a>,
    pub(crate) spool: Spool<'a>,
    pub(crate) names: Names,
    pub(crate) files: Vec<FileEntry>,
    pub(crate) resources: Vec<Json>,
    pub(crate) previews: BTreeMap<Place, Preview>,
    pub(crate) open: Option<Place>,
    answers: Answers,
    removed: Removed,
    spools: u64,
}

impl<'a, W: Write + Send + 'static> PackageWriter<'a, W> {
    /// Begins a package.
    ///
    /// # Errors
    /// The package cannot be written.
    pub fn begin(out: W, spool: Spool<'a>, about: About<'a>) -> Result<Self, PackageError> {
        let mut package = Self {
            output: Output::new(out),
            names: Names::of(about.map),
            about,
            spool,
            files: Vec::new(),
            resources: Vec::new(),
            previews: BTreeMap::new(),
            open: None,
            answers: Answers::new(),
            removed: Removed::new(),
            spools: 0,
        };
        let text = readme(&package.about);
        let entry =
            package
                .output
                .whole("README.txt", "text/plain; charset=utf-8", text.as_bytes())?;
        package.files.push(entry);
        Ok(package)
    }

    /// Begins a collection. Its answer is recorded when it ends.
    ///
    /// # Errors
    /// The map does not know it, or another one was not ended.
    pub fn collection<'w>(
        &'w mut self,
        place: &Place,
    ) -> Result<CollectionWriter<'w, 'a, W>, PackageError> {
        self.collection_looked_through(place, &[])
    }

    /// Begins a collection in which fields that wait for review were read and let out, of some
    /// records at least.
    ///
    /// # Errors
    /// As [`PackageWriter::collection`].
    pub fn collection_looked_through<'w>(
        &'w mut self,
        place: &Place,
        let_out: &[&str],
    ) -> Result<CollectionWriter<'w, 'a, W>, PackageError> {
        self.nothing_open()?;
        self.open = Some(place.clone());
        CollectionWriter::new(self, place.clone(), let_out)
    }

    /// Puts a document of a collection into `files/`, if the map lets it out; otherwise counts
    /// it as withheld. `original` is its name in the store.
    ///
    /// # Errors
    /// It cannot be read or written, or the map does not know the collection.
    pub fn document(
        &mut self,
        place: &Place,
        original: &str,
        media_type: &str,
        mut content: impl Read,
    ) -> Result<bool, PackageError> {
        let Some(mut document) = self.open_document(place, original, media_type)? else {
            return Ok(false);
        };
        io::copy(&mut content, &mut document)?;
        document.finish()?;
        Ok(true)
    }

    /// As [`PackageWriter::document`], for content that comes bit by bit; nothing where the map
    /// does not let it out.
    ///
    /// # Errors
    /// It cannot be written, or the map does not know the collection.
    pub fn open_document<'w>(
        &'w mut self,
        place: &Place,
        original: &str,
        media_type: &str,
    ) -> Result<Option<DocumentWriter<'w, 'a, W>>, PackageError> {
        self.nothing_open()?;
        let Some(collection) = self.about.map.collection(place) else {
            return Err(PackageError::Unknown(place.clone()));
        };
        let disclosure = document_disclosure(collection);
        if disclosure == Disclose::AfterReview {
            let answer = self
                .answers
                .entry(place.clone())
                .or_insert_with(|| Answer::new(Status::Withheld, 0));
            answer.documents += 1;
        }
        if disclosure != Disclose::Yes {
            return Ok(None);
        }
        self.start_document(place, original, media_type).map(Some)
    }

    fn start_document<'w>(
        &'w mut self,
        place: &Place,
        original: &str,
        media_type: &str,
    ) -> Result<DocumentWriter<'w, 'a, W>, PackageError> {
        self.nothing_open()?;
        let path = self.names.document(place, original);
        self.output.start(&path)?;
        self.open = Some(place.clone());
        Ok(DocumentWriter {
            package: self,
            original: original.to_owned(),
            media_type: media_type.to_owned(),
        })
    }

    /// Puts a document that a reviewer let out into `files/`.
    ///
    /// # Errors
    /// It cannot be read or written.
    pub fn reviewed_document(
        &mut self,
        place: &Place,
        original: &str,
        media_type: &str,
        mut content: impl Read,
    ) -> Result<(), PackageError> {
        let mut document = self.start_document(place, original, media_type)?;
        io::copy(&mut content, &mut document)?;
        document.finish()
    }

    /// Says what a collection answered that was not written record by record. `ground` is a name
    /// of the map; a ground that nobody may be told leaves no trace.
    pub fn answer(&mut self, place: &Place, status: Status, rows: u64, ground: Option<&str>) {
        let mut answer = Answer::new(status, rows);
        answer.ground = ground.map(str::to_owned);
        self.record(place.clone(), answer);
    }

    /// The history of the person's choices, as JSON.
    ///
    /// # Errors
    /// The package cannot be written.
    pub fn choices(&mut self, history: &Json) -> Result<(), PackageError> {
        self.nothing_open()?;
        self.whole("choices/choices.json", "application/json", history)
    }

    /// The requests the person made here, and what was written about them.
    ///
    /// # Errors
    /// The package cannot be written.
    pub fn requests(&mut self, requests: &Json) -> Result<(), PackageError> {
        self.nothing_open()?;
        self.whole("requests/requests.json", "application/json", requests)
    }

    /// What the person said beside fields that were not changed.
    ///
    /// # Errors
    /// The package cannot be written.
    pub fn statements(&mut self, said: &Json) -> Result<(), PackageError> {
        self.nothing_open()?;
        self.whole("statements.json", "application/json", said)
    }

    /// Counts what a reviewer withheld: a part of a text, or the whole of it.
    pub fn removed(&mut self, place: &Place, whole: bool, reason: WithholdReason) {
        let what = (place.clone(), whole, reason);
        *self.removed.entry(what).or_default() += 1;
    }

    /// Ends the package and signs it. Gives back what is below, which may have an end of its own.
    ///
    /// # Errors
    /// It cannot be written, or a collection of the map has no answer.
    pub fn finish(
        mut self,
        key: &SigningKey,
        key_id: &str,
    ) -> Result<(PackageSummary, W), PackageError> {
        self.nothing_open()?;
        let map = self.about.map;
        for (place, _, collection) in map.collections() {
            if !self.answers.contains_key(&place) && !is_silent(map, collection) {
                return Err(PackageError::Unanswered(place));
            }
        }
        let about = processing(map, self.about.words);
        self.whole("about/processing.json", "application/json", &about)?;
        let redactions = self.redactions_json();
        self.whole("redactions.json", "application/json", &redactions)?;
        if !self.resources.is_empty() {
            let datapackage = self.datapackage_json();
            self.whole("datapackage.json", "application/json", &datapackage)?;
        }
        let completeness = self.completeness_json();
        self.whole("completeness.json", "application/json", &completeness)?;
        let script = include_bytes!("index.js");
        let entry = self
            .output
            .whole(index::SCRIPT, "text/javascript", script)?;
        self.files.push(entry);
        let page = index::page(
            &self.about,
            &self.previews,
            (&self.answers, &self.removed),
            &self.files,
        );
        let entry = self
            .output
            .whole("index.html", "text/html; charset=utf-8", page.as_bytes())?;
        self.files.push(entry);

        let rows = self
            .files
            .iter()
            .filter(|file| file.media_type == "application/json")
            .filter_map(|file| file.rows)
            .sum();
        let files = self.files.len() as u64 + 2;
        let manifest = serde_json::to_vec_pretty(&self.manifest(key, key_id))?;
        self.output.whole(MANIFEST, "application/json", &manifest)?;
        let signature = DetachedSignature::sign(MANIFEST_KIND, &manifest, key, key_id);
        let signature = serde_json::to_vec_pretty(&signature)?;
        self.output
            .whole(SIGNATURE, "application/json", &signature)?;
        let whole = self.output.finish()?;
        let summary = PackageSummary {
            sha256: whole.sha256,
            bytes: whole.bytes,
            files,
            rows,
            complete: is_complete(&self.answers),
        };
        Ok((summary, whole.out))
    }

    /// A spool of its own for each collection, under a nonce prefix of its own.
    pub(crate) fn spool(&mut self) -> Result<SealedWriter<File>, PackageError> {
        let file = tempfile::tempfile_in(self.spool.dir)?;
        let mut prefix = [0; PREFIX];
        prefix[..8].copy_from_slice(&self.spools.to_be_bytes());
        self.spools += 1;
        Ok(SealedWriter::new(file, self.spool.key, &prefix)?)
    }

    pub(crate) fn paths(&self, place: &Place) -> Paths {
        let store = self.names.store(&place.store);
        let collection = self.names.collection(place);
        Paths {
            json: format!("data/{store}/{collection}.json"),
            csv: format!("data/{store}/{collection}.csv"),
            schema: format!("schemas/{store}.{collection}.schema.json"),
            view: format!("{store}/{collection}"),
        }
    }

    /// Records an answer; documents that were counted before it stay counted.
    pub(crate) fn record(&mut self, place: Place, mut answer: Answer) {
        if let Some(before) = self.answers.get(&place) {
            answer.documents += before.documents;
        }
        self.answers.insert(place, answer);
    }

    /// Writes a JSON file.
    pub(crate) fn whole(
        &mut self,
        path: &str,
        media_type: &str,
        json: &Json,
    ) -> Result<(), PackageError> {
        let mut bytes = serde_json::to_vec_pretty(json)?;
        bytes.push(b'\n');
        let entry = self.output.whole(path, media_type, &bytes)?;
        self.files.push(entry);
        Ok(())
    }

    fn nothing_open(&self) -> Result<(), PackageError> {
        match &self.open {
            Some(place) => Err(PackageError::LeftOpen(place.clone())),
            None => Ok(()),
        }
    }
}
