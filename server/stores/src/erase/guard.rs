//! What a deletion would do beyond its own rows.

use habeas_domain::{
    facts::{ForeignKey, OnDelete},
    map::{Collection, FieldErase, Name},
    plan::Action,
    value::{Key, Value},
};

use super::{EraseError, Work};
use crate::{
    dialect::{list, quote},
    error::StoreError,
    schema::Table,
    session::SqlSession,
    statement::Statement,
};

impl SqlSession {
    /// Refuses a deletion whose cascades would take rows that are not frozen to be deleted.
    pub(super) async fn check_cascades<E>(
        &mut self,
        work: &Work<'_>,
        collection: &Collection,
    ) -> Result<(), EraseError<E>> {
        let target = self.schema.table(collection)?.clone();
        let keys = work.own(collection.id.as_str());
        let tables: Vec<(String, Table)> = self
            .schema
            .all()
            .map(|(name, table)| (name.to_owned(), table.clone()))
            .collect();
        for (name, table) in tables {
            for key in &table.facts.foreign_keys {
                if key.to_table != collection.source_name() || key.on_delete != OnDelete::Cascade {
                    continue;
                }
                let mut query = Statement::default();
                let here: Vec<&str> = key.columns.iter().map(String::as_str).collect();
                let there: Vec<&str> = key.to_columns.iter().map(String::as_str).collect();
                let names: Vec<&str> = collection.key.iter().map(Name::as_str).collect();
                let tuples = keys.iter().map(|key| key.0.as_slice());
                let Some(within) = target.within(&mut query, &names, tuples)? else {
                    continue;
                };
                let mut spared = String::new();
                for going in deleted(work, &name) {
                    let names: Vec<&str> = going.key.iter().map(Name::as_str).collect();
                    let tuples = work
                        .own(going.id.as_str())
                        .iter()
                        .map(|key| key.0.as_slice());
                    spared.push_str(&table.beside(&mut query, &names, tuples)?);
                }
                query.text = format!(
                    "SELECT {} FROM {} AS t WHERE ({}) IN (SELECT {} FROM {} AS t WHERE {within}){spared}",
                    table.dialect.count(),
                    table.sql,
                    list(&here),
                    list(&there),
                    target.sql,
                );
                let rows = self.number(query).await?;
                if rows > 0 {
                    return Err(EraseError::Beyond { table: name, rows });
                }
            }
        }
        Ok(())
    }

    /// Where tables point at each other in a circle, or a table at itself, the references go
    /// first: RESTRICT refuses a row whose child goes in the same statement.
    /// Gives the collections of which that touched records.
    pub(super) async fn loosen<'w>(&mut self, work: &Work<'w>) -> Result<Vec<&'w str>, StoreError> {
        let mut loosened = Vec::new();
        let order: Vec<(&Collection, &Action)> = work
            .part
            .steps
            .iter()
            .filter(|step| matches!(step.action, Action::Delete | Action::Anonymise { .. }))
            .filter_map(|step| Some((work.store.collection(&step.collection)?, &step.action)))
            .collect();
        let going: Vec<&Collection> = order
            .iter()
            .filter(|(_, action)| **action == Action::Delete)
            .map(|(collection, _)| *collection)
            .collect();
        self.let_go(work, &going).await?;
        for (position, (later, action)) in order.iter().enumerate() {
            let table = self.schema.table(later)?.clone();
            for key in &table.facts.foreign_keys {
                let earlier = order[..=position].iter().any(|(earlier, action)| {
                    earlier.source_name() == key.to_table && takes(action, &key.to_columns)
                });
                let free: Vec<String> = key
                    .columns
                    .iter()
                    .filter(|name| table.column(name).is_ok_and(|column| !column.not_null))
                    .filter(|name| empties(action, name))
                    .cloned()
                    .collect();
                if earlier && !free.is_empty() {
                    self.unset(later, &free, work.own(later.id.as_str()))
                        .await?;
                    loosened.push(later.id.as_str());
                }
            }
        }
        Ok(loosened)
    }

    /// Records of the person that stay without them let go of records that go: a customer who
    /// is nobody any more keeps no address.
    async fn let_go(&mut self, work: &Work<'_>, going: &[&Collection]) -> Result<(), StoreError> {
        let staying = work
            .part
            .steps
            .iter()
            .filter(|step| matches!(step.action, Action::Anonymise { .. }))
            .filter_map(|step| work.store.collection(&step.collection));
        for collection in staying {
            let table = self.schema.table(collection)?.clone();
            for key in &table.facts.foreign_keys {
                for target in going
                    .iter()
                    .filter(|going| going.source_name() == key.to_table)
                {
                    self.let_go_of(work, (collection, &table), key, target)
                        .await?;
                }
            }
        }
        Ok(())
    }

    async fn let_go_of(
        &mut self,
        work: &Work<'_>,
        (collection, table): (&Collection, &Table),
        key: &ForeignKey,
        target: &Collection,
    ) -> Result<(), StoreError> {
        let free: Vec<&String> = key
            .columns
            .iter()
            .filter(|name| table.column(name).is_ok_and(|column| !column.not_null))
            .collect();
        if free.is_empty() {
            return Ok(());
        }
        let to = self.schema.table(target)?.clone();
        let mut update = Statement::default();
        let mut within = |table: &Table, of: &Collection| {
            let names: Vec<&str> = of.key.iter().map(Name::as_str).collect();
            let tuples = work.own(of.id.as_str()).iter().map(|key| key.0.as_slice());
            table.within(&mut update, &names, tuples)
        };
        let (Some(staying), Some(going)) = (within(table, collection)?, within(&to, target)?)
        else {
            return Ok(());
        };
        let here: Vec<&str> = key.columns.iter().map(String::as_str).collect();
        let there: Vec<&str> = key.to_columns.iter().map(String::as_str).collect();
        let sets: Vec<String> = free
            .iter()
            .map(|name| format!("{} = NULL", quote(name)))
            .collect();
        update.text = format!(
            "UPDATE {} AS t SET {} WHERE {staying} AND ({}) IN (SELECT {} FROM {} AS t WHERE {going})",
            table.sql,
            sets.join(", "),
            list(&here),
            list(&there),
            to.sql
        );
        self.run(update).await.map(drop)
    }

    /// Sets columns of some records to NULL and says how many records that were.
    pub(super) async fn unset(
        &mut self,
        collection: &Collection,
        columns: &[String],
        keys: &[Key],
    ) -> Result<u64, StoreError> {
        let table = self.schema.table(collection)?.clone();
        let names: Vec<&str> = collection.key.iter().map(Name::as_str).collect();
        let mut update = Statement::default();
        let tuples = keys.iter().map(|key| key.0.as_slice());
        let Some(within) = table.within(&mut update, &names, tuples)? else {
            return Ok(0);
        };
        let sets: Vec<String> = columns
            .iter()
            .map(|name| format!("{} = NULL", quote(name)))
            .collect();
        update.text = format!(
            "UPDATE {} AS t SET {} WHERE {within}",
            table.sql,
            sets.join(", ")
        );
        self.run(update).await
    }

    /// How many of these records are still there.
    pub(super) async fn remaining(
        &mut self,
        collection: &Collection,
        keys: &[Key],
    ) -> Result<u64, StoreError> {
        let table = self.schema.table(collection)?.clone();
        let names: Vec<&str> = collection.key.iter().map(Name::as_str).collect();
        let mut query = Statement::default();
        let tuples = keys.iter().map(|key| key.0.as_slice());
        let Some(within) = table.within(&mut query, &names, tuples)? else {
            return Ok(0);
        };
        query.text = format!(
            "SELECT {} FROM {} AS t WHERE {within}",
            table.dialect.count(),
            table.sql
        );
        self.number(query).await
    }

    pub(crate) async fn number(&mut self, query: Statement) -> Result<u64, StoreError> {
        self.rows(query)
            .await?
            .first()
            .and_then(|row| row.first())
            .and_then(Value::as_text)
            .and_then(|text| text.parse().ok())
            .ok_or_else(|| StoreError::faulty("count"))
    }
}

/// Whether a step takes away what a foreign key to these columns points at.
fn takes(action: &Action, columns: &[String]) -> bool {
    match action {
        Action::Anonymise { fields } => fields.iter().any(|(name, _)| columns.contains(name)),
        other => *other == Action::Delete,
    }
}

/// Whether a step leaves a column empty in the end.
fn empties(action: &Action, column: &str) -> bool {
    match action {
        Action::Anonymise { fields } => fields
            .iter()
            .any(|(name, rule)| name == column && *rule == FieldErase::Null),
        other => *other == Action::Delete,
    }
}

/// The collections on a table whose own records are deleted.
fn deleted<'w>(work: &'w Work<'_>, table: &str) -> Vec<&'w Collection> {
    work.store
        .collections
        .iter()
        .filter(|collection| collection.source_name() == table)
        .filter(|collection| {
            work.part.steps.iter().any(|step| {
                step.collection == collection.id.as_str() && step.action == Action::Delete
            })
        })
        .collect()
}
