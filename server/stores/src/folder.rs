//! Files in a folder, seen as collections of records.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path as FilePath,
    sync::Arc,
};

use bytes::Bytes;
use futures::{StreamExt, TryStreamExt, stream::BoxStream};
use habeas_domain::{
    facts::{ColumnFacts, SchemaFacts, TableFacts},
    fault::{Injected, operation},
    identity::Compare,
    map::{Collection, Store},
    value::{Key, Kind, Record, Value},
};
use object_store::{ObjectStore, ObjectStoreExt, local::LocalFileSystem, path::Path};

use crate::{
    by::{By, Row},
    error::StoreError,
    pattern::Pattern,
};

/// An open folder.
#[derive(Clone)]
pub(crate) struct Folder {
    files: Arc<LocalFileSystem>,
}

/// A document as it is handed over.
pub struct Document {
    /// How many bytes it has.
    pub size: u64,
    /// The bytes.
    pub bytes: BoxStream<'static, Result<Bytes, StoreError>>,
}

impl Folder {
    /// Opens a folder; one that is not there is a store that does not answer.
    pub(crate) fn open(root: &FilePath) -> Result<Self, StoreError> {
        let files = LocalFileSystem::new_with_prefix(root).map_err(|_| StoreError::Unreachable)?;
        Ok(Self {
            files: Arc::new(files.with_automatic_cleanup(true)),
        })
    }

    pub(crate) fn facts(store: &Store) -> SchemaFacts {
        let table = |collection: &Collection| {
            let columns = Pattern::new(collection.source_name())
                .fields()
                .into_iter()
                .map(|name| ColumnFacts {
                    name: name.to_owned(),
                    declared: "part of a file's name".to_owned(),
                    kind: Kind::Text,
                    not_null: true,
                    generated: false,
                })
                .collect();
            TableFacts {
                columns,
                ..TableFacts::default()
            }
        };
        SchemaFacts {
            tables: store
                .collections
                .iter()
                .map(|collection| (collection.source_name().to_owned(), table(collection)))
                .collect(),
        }
    }

    /// Whether every mapped field is part of the pattern.
    pub(crate) fn holds(collection: &Collection) -> Result<(), StoreError> {
        let pattern = Pattern::new(collection.source_name());
        let fields = pattern.fields();
        match collection
            .fields
            .iter()
            .find(|field| !fields.contains(&field.name.as_str()))
        {
            None => Ok(()),
            Some(field) => Err(StoreError::SchemaChanged {
                what: field.name.to_string(),
            }),
        }
    }

    /// The files that match, each with the values of some fields.
    pub(crate) async fn select(
        &self,
        collection: &Collection,
        columns: &[String],
        by: &By<'_>,
    ) -> Result<Vec<(Key, Row)>, StoreError> {
        let pattern = Pattern::new(collection.source_name());
        let folders: BTreeSet<Vec<String>> = match by {
            By::Fields { fields, values, .. } => values
                .iter()
                .map(|tuple| {
                    let texts = tuple
                        .iter()
                        .map(|value| value.as_text().unwrap_or_default());
                    pattern.folder(&fields.iter().copied().zip(texts).collect())
                })
                .collect(),
            By::Identity { .. } => [pattern.folder(&BTreeMap::new())].into(),
        };
        let wanted = Wanted::new(by);
        let mut rows = BTreeMap::new();
        for folder in folders {
            let prefix: Path = folder.iter().map(String::as_str).collect();
            let mut listing = self.files.list(Some(&prefix));
            while let Some(file) = listing.try_next().await? {
                let path = file.location.as_ref();
                if let Some(values) = pattern.read(path)
                    && wanted.has(&values)
                {
                    let row = columns
                        .iter()
                        .map(|name| values.get(name).map_or(Value::Null, Value::text))
                        .collect();
                    rows.insert(Key(vec![Value::text(path)]), row);
                }
            }
        }
        Ok(rows.into_iter().collect())
    }

    /// A file as a record: the values in its name.
    pub(crate) async fn record(
        &self,
        collection: &Collection,
        key: &Key,
    ) -> Result<Option<Record>, StoreError> {
        let (path, values) = locate(collection, key)?;
        match self.files.head(&path).await {
            Ok(_) => {}
            Err(object_store::Error::NotFound { .. }) => return Ok(None),
            Err(error) => return Err(error.into()),
        }
        let fields = collection
            .fields
            .iter()
            .map(|field| {
                let value = values.get(field.name.as_str());
                let value = value.map_or(Value::Null, Value::text);
                (field.name.to_string(), Kind::Text, value)
            })
            .collect();
        Ok(Some(Record {
            key: key.clone(),
            fields,
        }))
    }

    pub(crate) async fn open_file(
        &self,
        collection: &Collection,
        key: &Key,
    ) -> Result<Document, StoreError> {
        let (path, _) = locate(collection, key)?;
        let file = self.files.get(&path).await?;
        Ok(Document {
            size: file.meta.size,
            bytes: file.into_stream().map_err(StoreError::from).boxed(),
        })
    }

    pub(crate) async fn exists(
        &self,
        collection: &Collection,
        key: &Key,
    ) -> Result<bool, StoreError> {
        let (path, _) = locate(collection, key)?;
        match self.files.head(&path).await {
            Ok(_) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Deletes a file; says whether it was there. A second run does no harm.
    pub(crate) async fn delete(
        &self,
        collection: &Collection,
        key: &Key,
    ) -> Result<bool, StoreError> {
        operation("delete a file")
            .await
            .map_err(|Injected| StoreError::Unreachable)?;
        let (path, _) = locate(collection, key)?;
        match self.files.delete(&path).await {
            Ok(()) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}

/// A key is only followed if it is a name that the collection's pattern gives.
fn locate(
    collection: &Collection,
    key: &Key,
) -> Result<(Path, BTreeMap<String, String>), StoreError> {
    let [Value::Text(text)] = key.0.as_slice() else {
        return Err(StoreError::NotInMap);
    };
    let path = Path::parse(text).map_err(|_| StoreError::NotInMap)?;
    let values = Pattern::new(collection.source_name())
        .read(path.as_ref())
        .ok_or(StoreError::NotInMap)?;
    Ok((path, values))
}

/// What a search in file names looks for.
enum Wanted<'b> {
    Tuples {
        fields: &'b [&'b str],
        values: BTreeSet<Vec<&'b str>>,
        when: &'b BTreeMap<String, String>,
    },
    Identity {
        field: &'b str,
        compare: Compare,
        values: &'b [&'b str],
    },
}

impl<'b> Wanted<'b> {
    fn new(by: &'b By<'b>) -> Self {
        match by {
            By::Fields {
                fields,
                values,
                when,
            } => Self::Tuples {
                fields,
                values: values
                    .iter()
                    .filter_map(|tuple| tuple.iter().map(Value::as_text).collect())
                    .collect(),
                when,
            },
            By::Identity {
                field,
                compare,
                values,
            } => Self::Identity {
                field,
                compare: *compare,
                values,
            },
        }
    }

    fn has(&self, file: &BTreeMap<String, String>) -> bool {
        match self {
            Self::Tuples {
                fields,
                values,
                when,
            } => {
                let tuple: Option<Vec<&str>> = fields
                    .iter()
                    .map(|field| file.get(*field).map(String::as_str))
                    .collect();
                tuple.is_some_and(|tuple| values.contains(&tuple))
                    && when
                        .iter()
                        .all(|(field, constant)| file.get(field) == Some(constant))
            }
            Self::Identity {
                field,
                compare,
                values,
            } => file
                .get(*field)
                .is_some_and(|held| values.iter().any(|value| compare.same(value, held))),
        }
    }
}
