//! A collection of which an officer has read something: each record with what was let out.

use futures::{StreamExt, TryStreamExt};
use habeas_domain::{
    map::{Collection, Place},
    redaction::{Verdict, WithholdReason, cover},
    value::{Key, Record, Value},
};
use habeas_package::LookedThrough;
use habeas_stores::Snapshot;

use super::{
    NotMade, Writer,
    contents::{lost, media_type},
};
use crate::{
    Desk,
    bench::{LetOut, Looked, read},
};

/// What was written of a collection.
#[derive(Default)]
pub(super) struct Written {
    pub(super) records: u64,
    /// Whether something waits until somebody has read it.
    pub(super) unread: bool,
    removed: Vec<(bool, WithholdReason)>,
    /// Files that nobody has read yet.
    waiting: Vec<Key>,
    /// Files that are let out.
    files: Vec<Key>,
}

impl Written {
    /// Whether anything is held back, by nobody having read it or by a reviewer.
    pub(super) fn held_back(&self) -> bool {
        self.unread || !self.removed.is_empty()
    }
}

/// A file that is let out, as it goes into the package.
struct FileOut {
    name: String,
    content: Vec<u8>,
    removed: Vec<(bool, WithholdReason)>,
}

impl Desk {
    pub(super) async fn write_reviewed(
        &self,
        package: &mut Writer<'_>,
        snapshot: &mut Snapshot<'_>,
        (place, collection, keys): (&Place, &Collection, &[Key]),
        (looked, fields): (&Looked, &[&str]),
    ) -> Result<Written, NotMade> {
        let mut written = Written::default();
        let mut rows = snapshot.read(place, keys).boxed();
        let mut writer = package
            .collection_looked_through(place, fields)
            .map_err(anyhow::Error::from)?;
        while let Some(record) = rows.try_next().await.map_err(|error| lost(place, error))? {
            if !writer.takes(&record) {
                writer.push(&record).map_err(anyhow::Error::from)?;
                continue;
            }
            let mut name = None;
            let out = if collection.pattern.is_some() {
                let (out, file) = self
                    .file_record(&mut written, (place, collection), looked, record)
                    .await?;
                name = file;
                out
            } else {
                looked.pack((place, collection), &record)
            };
            written.unread |= !out.held.is_empty();
            written.removed.extend(&out.removed);
            written.records += 1;
            let held = out.held.as_slice();
            let document = name.as_deref();
            writer
                .push_looked_through(&out.record, LookedThrough { held, document })
                .map_err(anyhow::Error::from)?;
        }
        drop(rows);
        writer.finish().map_err(anyhow::Error::from)?;
        for (whole, reason) in &written.removed {
            package.removed(place, *whole, *reason);
        }
        // One at a time is in memory.
        for key in &written.files {
            if let Some(file) = self.file_out(place, key, looked).await? {
                package
                    .reviewed_document(
                        place,
                        &file.name,
                        media_type(&file.name),
                        file.content.as_slice(),
                    )
                    .map_err(anyhow::Error::from)?;
            }
        }
        self.write_documents(package, place, &written.waiting)
            .await?;
        Ok(written)
    }

    /// The record of a file: with its name where the file is let out, without where it is not.
    async fn file_record<'c>(
        &self,
        written: &mut Written,
        (place, collection): (&Place, &'c Collection),
        looked: &Looked,
        record: Record,
    ) -> Result<(LetOut<'c>, Option<String>), NotMade> {
        if let Some(file) = self.file_out(place, &record.key, looked).await? {
            written.files.push(record.key.clone());
            let out = LetOut {
                record,
                held: Vec::new(),
                removed: file.removed,
            };
            return Ok((out, Some(file.name)));
        }
        let content = self.file_content(place, &record.key).await?;
        let mut out = Looked::without_name(collection, &record);
        match looked.of_file(place, &record.key, &content) {
            Some(Verdict::Withheld { reason }) => {
                out.held.clear();
                out.removed.push((true, *reason));
            }
            _ => written.waiting.push(record.key),
        }
        Ok((out, None))
    }

    /// A file as a reviewer let it out; none where they did not. Where parts of it are covered,
    /// its words go out and the file does not.
    async fn file_out(
        &self,
        place: &Place,
        key: &Key,
        looked: &Looked,
    ) -> Result<Option<FileOut>, NotMade> {
        let content = self.file_content(place, key).await?;
        let Some(Verdict::Shown { parts }) = looked.of_file(place, key, &content) else {
            return Ok(None);
        };
        let path = key.0.first().and_then(Value::as_text);
        let name = path.unwrap_or("document").to_owned();
        if parts.is_empty() {
            let removed = Vec::new();
            return Ok(Some(FileOut {
                name,
                content,
                removed,
            }));
        }
        let last = name.rsplit('/').next().unwrap_or_default();
        let (text, _) = read::of_file(&content, last);
        let text = cover(&text.unwrap_or_default(), parts, looked.mark());
        let as_text = if last.ends_with(".txt") {
            name
        } else {
            format!("{name}.txt")
        };
        Ok(Some(FileOut {
            name: as_text,
            content: text.into_bytes(),
            removed: parts.iter().map(|part| (false, part.reason)).collect(),
        }))
    }
}
