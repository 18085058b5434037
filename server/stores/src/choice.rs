//! Opt-outs, written to the columns that the map names.

use chrono::NaiveDate;
use habeas_domain::{
    choice::ChoiceRight,
    identity::Identity,
    map::{ChoiceWrite, Name, Place},
    value::{Key, Value},
};

use crate::{
    Stores,
    dialect::quote,
    error::StoreError,
    session::{Purpose, Session},
    statement::Statement,
};

/// What came of writing one choice to one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The collection.
    pub place: Place,
    /// The field.
    pub field: String,
    /// How many records now say so.
    pub result: Result<u64, StoreError>,
}

impl Stores {
    /// Writes a choice to every column that the map names for it, in all of a person's records
    /// that are not somebody else's too.
    pub async fn write_choice(
        &self,
        right: ChoiceRight,
        allowed: bool,
        identities: &[Identity],
    ) -> Vec<Written> {
        let writes: Vec<(&ChoiceWrite, bool)> = self
            .map
            .choices
            .iter()
            .filter(|choice| choice.right == right)
            .flat_map(|choice| &choice.writes)
            .map(|write| (write, allowed))
            .collect();
        self.write_marks(&writes, identities).await
    }

    /// Writes whether a person's data is restricted to the columns that the map names for it;
    /// `marked` says it of a place, or nothing where that is not to be written.
    pub async fn write_restriction(
        &self,
        identities: &[Identity],
        marked: impl Fn(&Place) -> Option<bool>,
    ) -> Vec<Written> {
        let writes: Vec<(&ChoiceWrite, bool)> = self
            .map
            .restrict
            .iter()
            .filter_map(|write| {
                let place = self.map.resolve("", write.collection.as_str());
                Some((write, marked(&place)?))
            })
            .collect();
        self.write_marks(&writes, identities).await
    }

    async fn write_marks(
        &self,
        writes: &[(&ChoiceWrite, bool)],
        identities: &[Identity],
    ) -> Vec<Written> {
        if writes.is_empty() {
            return Vec::new();
        }
        // Retention does not matter to a choice: kept records obey it too.
        let search = self.find(identities, NaiveDate::MAX).await;
        let mut written = Vec::new();
        for (write, yes) in writes {
            let place = self.map.resolve("", write.collection.as_str());
            let answer = search.found.answer(&place);
            let keys = search.keys.get(&place).map(|keys| {
                let kept = keys.kept.values().flatten();
                keys.own.iter().chain(kept).cloned().collect::<Vec<Key>>()
            });
            let result = match answer {
                Some(habeas_domain::found::Answer::NotConnected) => Err(StoreError::NotConnected),
                Some(habeas_domain::found::Answer::Failed { why }) => Err(failed(*why)),
                _ => {
                    let value = if *yes { &write.yes } else { &write.no };
                    self.write(
                        &place,
                        write.field.as_str(),
                        value,
                        &keys.unwrap_or_default(),
                    )
                    .await
                }
            };
            written.push(Written {
                place,
                field: write.field.to_string(),
                result,
            });
        }
        written
    }

    async fn write(
        &self,
        place: &Place,
        field: &str,
        value: &str,
        keys: &[Key],
    ) -> Result<u64, StoreError> {
        let (store, collection) = self.collection(place)?;
        if keys.is_empty() {
            return Ok(0);
        }
        let Session::Sql(mut session) = self.session(store, Purpose::Write).await? else {
            return Err(StoreError::NotInMap);
        };
        let table = session.schema.table(collection)?.clone();
        table.column(field)?;
        let key: Vec<&str> = collection.key.iter().map(Name::as_str).collect();
        let mut update = Statement::default();
        let at = update.bind(Value::text(value));
        let tuples = keys.iter().map(|key| key.0.as_slice());
        let Some(within) = table.within(&mut update, &key, tuples)? else {
            return Ok(0);
        };
        update.text = format!(
            "UPDATE {} AS t SET {} = {} WHERE {within}",
            table.sql,
            quote(field),
            table.parameter(field, at)
        );
        let rows = session.run(update).await?;
        if rows != keys.len() as u64 {
            session.tx.rollback().await?;
            return Err(StoreError::Busy);
        }
        session.tx.commit().await?;
        Ok(rows)
    }
}

fn failed(why: habeas_domain::found::Failure) -> StoreError {
    use habeas_domain::found::Failure;
    match why {
        Failure::Unreachable => StoreError::Unreachable,
        Failure::SchemaChanged => StoreError::SchemaChanged {
            what: "a mapped table or column".to_owned(),
        },
        Failure::TimedOut => StoreError::TimedOut,
        Failure::Refused => StoreError::Refused,
        Failure::Faulty => StoreError::faulty("search"),
    }
}
