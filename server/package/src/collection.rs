//! One collection into the package: JSON straight into the zip, CSV into an encrypted spool that
//! follows it. One pass over the records, one record in memory.

mod cells;

use std::{
    fs::File,
    io::{Read, Write},
};

use cells::{Cell, cells};
use habeas_domain::{
    map::{Collection, Disclose, Place, StoreKind},
    value::{Record, Value},
};

use crate::{
    PackageError,
    cell::{push_cell, push_cell_text, push_json, push_json_text},
    completeness::{Answer, Status, WithheldField},
    describe,
    index::Preview,
    seal::{SealedReader, SealedWriter},
    selection::{disclosure, document_disclosure, is_silent},
    shape::Shapes,
    view::View,
    writer::PackageWriter,
};

/// The column that says where in the package a document is.
pub(crate) const FILE_COLUMN: &str = "_file";

/// A column of the package.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    pub name: String,
    pub label: String,
    pub shapes: Shapes,
}

/// What a reviewer let out of one record of a collection in which something waited for review.
#[derive(Debug, Clone, Copy, Default)]
pub struct LookedThrough<'r> {
    /// The fields that nobody has read yet.
    pub held: &'r [&'r str],
    /// The name under which its document is in the package, if it is let out.
    pub document: Option<&'r str>,
}

/// Takes the records of one collection.
///
/// Ends with [`CollectionWriter::finish`], or with [`CollectionWriter::fail`] where the store
/// stopped answering; a package with a collection left open cannot be finished.
pub struct CollectionWriter<'w, 'a, W: Write + Send + 'static> {
    package: &'w mut PackageWriter<'a, W>,
    place: Place,
    collection: &'a Collection,
    columns: Vec<Column>,
    withheld: Vec<WithheldField>,
    /// Whether its documents are in the package, so that records can point at them.
    documents: bool,
    silent: bool,
    rows: u64,
    /// Records of days that were not asked for.
    outside: u64,
    /// Records in the CSV file: those in which anything is held.
    lines: u64,
    csv: Option<SealedWriter<File>>,
    line: Vec<u8>,
    preview: Preview,
    view: Option<View>,
}

impl<'w, 'a, W: Write + Send + 'static> CollectionWriter<'w, 'a, W> {
    /// `let_out` are fields that wait for review, of which some records were read and let out.
    pub(crate) fn new(
        package: &'w mut PackageWriter<'a, W>,
        place: Place,
        let_out: &[&str],
    ) -> Result<Self, PackageError> {
        let map = package.about.map;
        let (Some(store), Some(collection)) = (map.store(&place.store), map.collection(&place))
        else {
            return Err(PackageError::Unknown(place));
        };
        let mut columns = Vec::new();
        let mut withheld = Vec::new();
        for field in &collection.fields {
            let name = field.name.to_string();
            let label = field.label.clone();
            let disclosure = disclosure(field);
            let reviewed = disclosure == Disclose::AfterReview;
            if disclosure == Disclose::Yes || reviewed && let_out.contains(&name.as_str()) {
                columns.push(Column {
                    name: name.clone(),
                    label: label.clone(),
                    shapes: Shapes::default(),
                });
            }
            if let Some(by) = field.withheld.as_ref().filter(|_| !reviewed) {
                withheld.push(WithheldField {
                    name: name.clone(),
                    label: label.clone(),
                    values: 0,
                    law: Some((by.name.clone(), by.law.clone())),
                });
            }
            if reviewed {
                withheld.push(WithheldField {
                    name,
                    label,
                    values: 0,
                    law: None,
                });
            }
        }
        let objects = store.kind == StoreKind::Objects;
        let documents = match document_disclosure(collection) {
            Disclose::Yes => objects,
            Disclose::AfterReview => objects && !let_out.is_empty(),
            Disclose::No => false,
        };
        Ok(Self {
            silent: is_silent(map, collection),
            documents,
            place,
            collection,
            columns,
            withheld,
            rows: 0,
            outside: 0,
            lines: 0,
            csv: None,
            line: Vec::new(),
            preview: Preview::default(),
            view: None,
            package,
        })
    }

    /// Takes one record, if it is of a time that was asked for; whether it was.
    ///
    /// # Errors
    /// The package or the spool cannot be written.
    pub fn push(&mut self, record: &Record) -> Result<bool, PackageError> {
        if !self.takes(record) {
            self.outside += 1;
            return Ok(false);
        }
        for field in &mut self.withheld {
            if record
                .get(&field.name)
                .is_some_and(|value| !value.is_null())
            {
                field.values += 1;
            }
        }
        let document = match document_disclosure(self.collection) {
            Disclose::Yes if self.documents => record.key.0.first().and_then(Value::as_text),
            _ => None,
        };
        self.write(record, document)?;
        Ok(true)
    }

    /// Takes one record of a collection in which something was reviewed: what may not be given is
    /// already gone from it.
    ///
    /// # Errors
    /// The package or the spool cannot be written.
    pub fn push_looked_through(
        &mut self,
        record: &Record,
        looked: LookedThrough<'_>,
    ) -> Result<bool, PackageError> {
        if !self.takes(record) {
            self.outside += 1;
            return Ok(false);
        }
        for field in &mut self.withheld {
            let held = match field.law {
                Some(_) => record
                    .get(&field.name)
                    .is_some_and(|value| !value.is_null()),
                None => looked.held.contains(&field.name.as_str()),
            };
            if held {
                field.values += 1;
            }
        }
        self.write(record, looked.document)?;
        Ok(true)
    }

    fn write(&mut self, record: &Record, document: Option<&str>) -> Result<(), PackageError> {
        if self.columns.is_empty() {
            self.rows += 1;
            return Ok(());
        }
        if self.csv.is_none() {
            self.begin()?;
        }
        let file = self.document_of(document);
        let cells = cells(&self.columns, record, file.as_ref());
        self.line.clear();
        self.line
            .extend_from_slice(if self.rows == 0 { b"\n{" } else { b",\n{" });
        for (column, cell) in self.columns.iter_mut().zip(&cells) {
            column.shapes.see(cell.kind, cell.shape);
            if !self.line.ends_with(b"{") {
                self.line.push(b',');
            }
            push_json_text(&mut self.line, &column.name);
            self.line.push(b':');
            push_json(&mut self.line, cell.kind, cell.shape, cell.value);
        }
        self.line.push(b'}');
        self.package.output.write_all(&self.line)?;

        // A line without anything in it is no record to CSV readers.
        if cells.iter().any(Cell::is_something) {
            self.line.clear();
            for (at, cell) in cells.iter().enumerate() {
                if at > 0 {
                    self.line.push(b',');
                }
                push_cell(&mut self.line, cell.kind, cell.shape, cell.value);
            }
            self.line.extend_from_slice(b"\r\n");
            if let Some(csv) = &mut self.csv {
                csv.write_all(&self.line)?;
            }
            self.lines += 1;
        }
        self.preview
            .take(cells.iter().map(|cell| (cell.shape, cell.value)));
        if let Some(view) = &mut self.view {
            let cells = cells.iter().map(|cell| (cell.shape, cell.value));
            view.take(self.package.about.words, cells)?;
        }
        self.rows += 1;
        Ok(())
    }

    /// Ends the collection.
    ///
    /// # Errors
    /// The package or the spool cannot be written.
    pub fn finish(self) -> Result<u64, PackageError> {
        self.end(true)
    }

    /// Ends a collection that the store did not give to its end. What came is in the package
    /// and said to be incomplete.
    ///
    /// # Errors
    /// The package or the spool cannot be written.
    pub fn fail(self) -> Result<u64, PackageError> {
        self.end(false)
    }

    fn end(mut self, complete: bool) -> Result<u64, PackageError> {
        let status = match (complete, self.rows) {
            (false, _) => Status::Failed,
            (true, 0) => Status::None,
            (true, _) if self.columns.is_empty() => Status::Withheld,
            (true, _) => Status::Found,
        };
        if let Some(csv) = self.csv.take() {
            self.end_files(csv, complete)?;
        }
        if !self.silent {
            let mut answer = Answer::new(status, self.rows);
            answer.outside = self.outside;
            if self.rows > 0 {
                answer.fields = self.withheld;
            }
            self.package.record(self.place, answer);
        }
        self.package.open = None;
        Ok(self.rows)
    }

    /// Begins the JSON file and the spool. Only now: a collection without records has no files.
    fn begin(&mut self) -> Result<(), PackageError> {
        let package = &mut *self.package;
        if self.documents {
            self.columns.push(Column {
                name: FILE_COLUMN.to_owned(),
                label: package.about.words.say("package-file"),
                shapes: Shapes::default(),
            });
        }
        let mut csv = package.spool()?;
        self.line.clear();
        for (at, column) in self.columns.iter().enumerate() {
            if at > 0 {
                self.line.push(b',');
            }
            push_cell_text(&mut self.line, &column.name, false);
        }
        self.line.extend_from_slice(b"\r\n");
        csv.write_all(&self.line)?;
        self.csv = Some(csv);

        let paths = package.paths(&self.place);
        self.view = Some(View::new(package.spool()?, &paths.view));
        package.output.start(&paths.json)?;
        let head = describe::json_head(
            package.about.map,
            &self.place,
            &paths,
            &self.columns,
            &self.withheld,
        );
        package.output.write_all(&head)?;
        Ok(())
    }

    /// Ends the JSON file, copies the CSV in after it, and describes both.
    fn end_files(&mut self, csv: SealedWriter<File>, complete: bool) -> Result<(), PackageError> {
        let package = &mut *self.package;
        let paths = package.paths(&self.place);
        let tail: &[u8] = if complete {
            b"\n],\"complete\":true}\n"
        } else {
            b"\n],\"complete\":false}\n"
        };
        package.output.write_all(tail)?;
        let mut json = package.output.end("application/json")?;
        json.rows = Some(self.rows);
        json.schema = Some(paths.schema.clone());
        package.files.push(json);

        let spool = SealedReader::open(csv.finish()?, package.spool.key)?;
        let mut csv = package.output.copy(&paths.csv, "text/csv", spool)?;
        csv.rows = Some(self.lines);
        csv.schema = Some("datapackage.json".to_owned());
        let resource = describe::resource(package.about.map, &self.place, &csv, &self.columns);
        package.resources.push(resource);
        package.files.push(csv);

        let schema = describe::json_schema(package.about.map, &self.place, &self.columns);
        package.whole(&paths.schema, "application/schema+json", &schema)?;

        if let Some(view) = self.view.take() {
            self.preview.viewed = view.rows();
            let (mut scripts, lengths) = view.end(package.spool.key)?;
            for (at, length) in lengths.into_iter().enumerate() {
                let path = format!("view/{}/{}.js", paths.view, at + 1);
                let script = (&mut scripts).take(length as u64);
                let entry = package.output.copy(&path, "text/javascript", script)?;
                package.files.push(entry);
            }
        }
        self.preview.path = paths.view;

        self.preview.columns = self
            .columns
            .iter()
            .map(|column| (column.name.clone(), column.label.clone()))
            .collect();
        self.preview.rows_in_all = self.rows;
        self.preview.json = paths.json;
        self.preview.csv = paths.csv;
        let preview = std::mem::take(&mut self.preview);
        package.previews.insert(self.place.clone(), preview);
        Ok(())
    }

    /// Whether a record is of a time that was asked for.
    pub fn takes(&self, record: &Record) -> bool {
        let scope = self.package.about.scope;
        scope.takes_record(self.collection, record)
    }

    fn document_of(&mut self, original: Option<&str>) -> Option<Value> {
        let original = original.filter(|_| self.documents)?;
        let path = self.package.names.document(&self.place, original);
        Some(Value::Text(path))
    }
}
