//! A document of the visitor's, to be looked at or fetched.

use bytes::Bytes;
use futures::{StreamExt, stream, stream::BoxStream};
use habeas_domain::{map::Disclose, role::Act, value::Value};

use crate::{Desk, DeskError, Done, Visitor, media::Media};

/// A file that is handed over to whoever may have it.
pub struct PersonFile {
    /// What it is, by its content.
    pub media: Media,
    /// A name to save it under.
    pub name: String,
    /// Its size.
    pub size: u64,
    /// Its bytes.
    pub bytes: BoxStream<'static, Result<Bytes, std::io::Error>>,
}

impl PersonFile {
    /// A file that is in memory.
    pub(crate) fn whole(name: String, content: Vec<u8>) -> Self {
        Self {
            media: Media::of(&content, &name),
            size: content.len() as u64,
            bytes: stream::iter([Ok(Bytes::from(content))]).boxed(),
            name,
        }
    }
}

impl Desk {
    /// The document of a record, or a field that holds one.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where it is not the visitor's, is not there, or may not be shown.
    pub async fn file(
        &self,
        visitor: &Visitor,
        (place, token): (&str, &str),
        field: &str,
    ) -> Done<PersonFile> {
        visitor.may(Act::SeeOwnData)?;
        let found = self.own_record(visitor, place, token).await?;
        if found.collection.shows_documents() && field == "document" {
            let path = found.record.key.0.first().and_then(Value::as_text);
            let name = path.and_then(|path| path.rsplit('/').next());
            let name = name.unwrap_or("document").to_owned();
            let document = self.stores.object(&found.place, &found.record.key).await;
            let document = document.map_err(|error| self.unavailable(&found.place, &error))?;
            let mut rest = document
                .bytes
                .map(|part| part.map_err(std::io::Error::other));
            let head = match rest.next().await {
                Some(head) => head.map_err(anyhow::Error::from)?,
                None => Bytes::new(),
            };
            return Ok(PersonFile {
                media: Media::of(&head, &name),
                name,
                size: document.size,
                bytes: stream::iter([Ok(head)]).chain(rest).boxed(),
            });
        }
        let held = found.field(field)?;
        let may = held.show() == Disclose::Yes && !held.sensitive;
        match found.record.get(field).filter(|_| may) {
            Some(Value::Bytes(content)) => Ok(PersonFile::whole(field.to_owned(), content.clone())),
            _ => Err(DeskError::NotFound),
        }
    }
}
