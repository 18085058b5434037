//! The steps on an SQL store, in one transaction.

use std::collections::BTreeMap;

use habeas_domain::{
    facts::{ColumnFacts, OnDelete},
    map::{Collection, FieldErase, Name, RecordErase},
    plan::Action,
    value::{Key, Value},
};
use serde_json::Value as Json;

use super::{
    EraseError, Intent, StepOutcome, StoreOutcome, Work,
    mask::changed,
    probe::{Picture, Subject, Witness, there, witness},
};
use crate::{
    by::Row,
    correct::same,
    dialect::quote,
    error::{Rule, StoreError},
    schema::Table,
    search::Reach,
    session::SqlSession,
    statement::{Statement, Tx},
};

pub(super) async fn erase<E, F, Fut>(
    mut session: Box<SqlSession>,
    mut work: Work<'_>,
    intent: F,
) -> Result<StoreOutcome, EraseError<E>>
where
    F: FnOnce(Intent) -> Fut,
    Fut: Future<Output = Result<(), E>>,
{
    let (steps, witnesses) = session.witnessed(&work).await?;
    let txid = session.txid().await?;
    let intended = intent(work.last_intent(txid.clone(), witnesses)).await;
    if let Err(error) = intended {
        session.tx.rollback().await?;
        return Err(EraseError::Intent(error));
    }
    session.tx.commit().await.map_err(EraseError::InDoubt)?;
    Ok(StoreOutcome {
        store: work.part.store.clone(),
        steps,
        txid,
        scrubbed: false,
        unfinished: work.unfinished,
    })
}

/// The records and fields that will be touched.
fn subjects<'w>(session: &SqlSession, work: &'w Work<'_>) -> Result<Vec<Subject<'w>>, StoreError> {
    let mut subjects = Vec::new();
    for step in &work.part.steps {
        let fields = match &step.action {
            Action::Delete => Vec::new(),
            Action::Anonymise { fields } => fields.iter().map(|(name, _)| name.clone()).collect(),
            Action::Unlink | Action::Keep { .. } => continue,
        };
        let collection = work
            .store
            .collection(&step.collection)
            .ok_or(StoreError::NotInMap)?;
        let table = session.schema.table(collection)?;
        let goes = step.action == Action::Delete;
        subjects.push(Subject {
            collection: step.collection.clone(),
            keys: work.own(&step.collection),
            own: true,
            fields,
            // Where triggers run, what went may have come back and must be looked at.
            goes: goes && table.facts.triggers.is_empty(),
            cut: false,
            triggers: !table.facts.triggers.is_empty(),
        });
    }
    for cut in work.cuts() {
        let collection = work
            .store
            .collection(&cut.place.collection)
            .ok_or(StoreError::NotInMap)?;
        subjects.push(Subject {
            collection: cut.place.collection.clone(),
            keys: &cut.keys,
            own: false,
            fields: cuttable(session.schema.table(collection)?, collection, &cut.columns)?,
            goes: false,
            cut: true,
            triggers: false,
        });
    }
    Ok(subjects)
}

/// The columns of a link that can be set to NULL; a record without its key would be lost.
fn cuttable(
    table: &Table,
    collection: &Collection,
    columns: &[String],
) -> Result<Vec<String>, StoreError> {
    let free: Vec<String> = columns
        .iter()
        .filter(|name| !collection.key.iter().any(|key| key.as_str() == *name))
        .filter(|name| {
            table
                .column(name)
                .is_ok_and(|column| !column.not_null && !column.generated)
        })
        .cloned()
        .collect();
    if free.is_empty() {
        return Err(StoreError::Constraint {
            rule: Rule::NotNull,
        });
    }
    Ok(free)
}

impl SqlSession {
    /// Runs the steps between two pictures of what they touch.
    async fn witnessed<E>(
        &mut self,
        work: &Work<'_>,
    ) -> Result<(Vec<StepOutcome>, Vec<Witness>), EraseError<E>> {
        let subjects = subjects(self, work)?;
        let mut before = Vec::with_capacity(subjects.len());
        for subject in &subjects {
            // What goes was searched in this very transaction: nothing need be read again to
            // say that it is there.
            before.push(match subject.goes {
                true => there(subject.keys.len() as u64),
                false => self.picture(work.store, subject).await?,
            });
        }
        let steps = self.steps(work).await?;
        let mut witnesses = Vec::with_capacity(subjects.len());
        for (subject, before) in subjects.into_iter().zip(before) {
            // All that was to go was counted going.
            let after = match subject.goes {
                true => there(0),
                false => self.picture(work.store, &subject).await?,
            };
            if subject.triggers && !subject.goes && !subject.cut {
                self.masked_indeed(work, &subject, (&before, &after))?;
            }
            witnesses.push(witness(subject, before.hash, &after));
        }
        Ok((steps, witnesses))
    }

    async fn txid(&mut self) -> Result<Option<String>, StoreError> {
        if matches!(self.tx, Tx::Sqlite(_)) {
            return Ok(None);
        }
        let query = Statement {
            text: "SELECT pg_current_xact_id()::text".to_owned(),
            binds: Vec::new(),
        };
        let row = self.rows(query).await?.pop().unwrap_or_default();
        Ok(row.first().and_then(Value::as_text).map(str::to_owned))
    }

    /// Links are cut first, then children before parents, each counted.
    async fn steps<E>(&mut self, work: &Work<'_>) -> Result<Vec<StepOutcome>, EraseError<E>> {
        for cut in work.cuts() {
            let collection = work
                .store
                .collection(&cut.place.collection)
                .ok_or(StoreError::NotInMap)?;
            let columns = cuttable(self.schema.table(collection)?, collection, &cut.columns)?;
            let rows = self.unset(collection, &columns, &cut.keys).await?;
            counted(collection, cut.keys.len() as u64, rows)?;
        }
        let loosened = self.loosen(work).await?;
        // A trigger may make more of what a condition finds.
        let quiet = self
            .schema
            .all()
            .all(|(_, table)| table.facts.triggers.is_empty());
        let mut outcomes = Vec::new();
        for step in &work.part.steps {
            let collection = work
                .store
                .collection(&step.collection)
                .ok_or(StoreError::NotInMap)?;
            let keys = work.own(&step.collection);
            let way = work.way(&step.collection).filter(|_| quiet);
            let rows = match &step.action {
                Action::Keep { .. } => 0,
                Action::Unlink => {
                    let place = work.place(&step.collection);
                    let cut = work.cuts().filter(|cut| cut.place == place);
                    let cut: u64 = cut.map(|cut| cut.keys.len() as u64).sum();
                    // The engine's own doing, counted in this same transaction.
                    cut + work
                        .search
                        .found
                        .touched
                        .get(&place)
                        .copied()
                        .unwrap_or_default()
                }
                Action::Delete => {
                    self.check_cascades(work, collection).await?;
                    let way = way.filter(|_| !loosened.contains(&collection.id.as_str()));
                    self.delete(collection, keys, way).await?
                }
                Action::Anonymise { fields } => {
                    let rows = self.anonymise(work, collection, keys, fields).await?;
                    counted(collection, keys.len() as u64, rows)?;
                    rows
                }
            };
            outcomes.push(StepOutcome {
                step: step.clone(),
                changed: rows,
            });
        }
        Ok(outcomes)
    }

    /// Refuses where a trigger has put back what was taken out.
    fn masked_indeed<E>(
        &self,
        work: &Work<'_>,
        subject: &Subject<'_>,
        (before, after): (&Picture, &Picture),
    ) -> Result<(), EraseError<E>> {
        let step = work
            .part
            .steps
            .iter()
            .find(|step| step.collection == subject.collection && step.action.writes());
        let (Some(Action::Anonymise { fields }), Some(collection)) = (
            step.map(|step| &step.action),
            work.store.collection(&subject.collection),
        ) else {
            return Ok(());
        };
        let table = self.schema.table(collection)?;
        let place = work.place(&subject.collection);
        let then: BTreeMap<&Key, &Row> = before.rows.iter().map(|(key, row)| (key, row)).collect();
        let mut rows = 0;
        for (key, now) in &after.rows {
            let Some(then) = then.get(key) else { continue };
            let mut put_back = false;
            for (index, (name, rule)) in fields.iter().enumerate() {
                let (Some(then), Some(now)) = (then.get(index), now.get(index)) else {
                    continue;
                };
                if then != now || now.is_null() {
                    continue;
                }
                let column = table.column(name)?;
                let field = collection.field(name).ok_or(StoreError::NotInMap)?;
                let pseudonym = || work.secrets.for_column(&place, key, field, column);
                let wanted = changed(rule, then, column, pseudonym)?;
                put_back |= match rule {
                    FieldErase::Constant(_) => !same(column.kind, now, &wanted),
                    _ => *now != wanted,
                };
            }
            rows += u64::from(put_back);
        }
        if rows == 0 {
            return Ok(());
        }
        Err(EraseError::Unmasked {
            collection: subject.collection.clone(),
            rows,
        })
    }

    async fn delete<E>(
        &mut self,
        collection: &Collection,
        keys: &[Key],
        way: Option<&Reach>,
    ) -> Result<u64, EraseError<E>> {
        let table = self.schema.table(collection)?.clone();
        let frozen = keys.len() as u64;
        // In this transaction, which sees what it saw when it searched, the same condition finds
        // the same records: they need not be named one by one to be these and no others.
        let rows = match way.filter(|way| way.count == frozen) {
            Some(way) => {
                let fields: Vec<&str> = way.fields.iter().map(String::as_str).collect();
                self.delete_by(collection, &way.by(&fields)).await?
            }
            None => self.delete_these(collection, &table, keys).await?,
        };
        // An engine does not count rows that a cascade took before their turn; the cascade was
        // checked to take frozen rows only.
        let cascades = table
            .facts
            .foreign_keys
            .iter()
            .any(|key| key.on_delete == OnDelete::Cascade);
        if rows < frozen && cascades && self.remaining(collection, keys).await? == 0 {
            return Ok(frozen);
        }
        counted(collection, frozen, rows).map(|()| rows)
    }

    async fn delete_these(
        &mut self,
        collection: &Collection,
        table: &Table,
        keys: &[Key],
    ) -> Result<u64, StoreError> {
        let names: Vec<&str> = collection.key.iter().map(Name::as_str).collect();
        let mut delete = Statement::default();
        let tuples = keys.iter().map(|key| key.0.as_slice());
        let Some(within) = table.within(&mut delete, &names, tuples)? else {
            return Ok(0);
        };
        delete.text = format!("DELETE FROM {} AS t WHERE {within}", table.sql);
        self.run(delete).await
    }

    /// One statement for all records: what is the same for all of them is bound once, what
    /// depends on the record travels beside its key.
    async fn anonymise(
        &mut self,
        work: &Work<'_>,
        collection: &Collection,
        keys: &[Key],
        fields: &[(String, FieldErase)],
    ) -> Result<u64, StoreError> {
        if fields.is_empty() || collection.erase != RecordErase::Anonymise {
            return Ok(keys.len() as u64);
        }
        let table = self.schema.table(collection)?.clone();
        let names: Vec<&str> = collection.key.iter().map(Name::as_str).collect();
        let mut update = Statement::default();
        let mut sets = Vec::new();
        let mut own: Vec<(&str, &FieldErase)> = Vec::new();
        for (name, rule) in fields {
            let at = quote(name);
            match rule {
                FieldErase::Keep => {}
                FieldErase::Null => sets.push(format!("{at} = NULL")),
                FieldErase::Constant(text) => {
                    let number = update.bind(Value::text(text));
                    sets.push(format!("{at} = {}", table.parameter(name, number)));
                }
                FieldErase::Pseudonym | FieldErase::Date(_) | FieldErase::Postcode(_) => {
                    sets.push(format!("{at} = n.c{}", names.len() + own.len()));
                    own.push((name, rule));
                }
            }
        }
        if sets.is_empty() {
            return Ok(keys.len() as u64);
        }
        let rows = self.masked(work, collection, &table, keys, &own).await?;
        let number = update.bind(Value::Text(Json::Array(rows).to_string()));
        let columns = names.iter().chain(own.iter().map(|(name, _)| name));
        let elements: Vec<String> = columns
            .enumerate()
            .map(|(index, name)| format!("{} AS c{index}", table.element(name, index)))
            .collect();
        let on: Vec<String> = names
            .iter()
            .enumerate()
            .map(|(index, name)| format!("t.{} = n.c{index}", quote(name)))
            .collect();
        update.text = format!(
            "UPDATE {} AS t SET {} FROM (SELECT {} FROM {}) AS n WHERE {}",
            table.sql,
            sets.join(", "),
            elements.join(", "),
            table.rows_of(number),
            on.join(" AND ")
        );
        self.run(update).await
    }

    /// Key and new values of every record, as the rows of one bind.
    async fn masked(
        &mut self,
        work: &Work<'_>,
        collection: &Collection,
        table: &Table,
        keys: &[Key],
        own: &[(&str, &FieldErase)],
    ) -> Result<Vec<Json>, StoreError> {
        let place = work.place(collection.id.as_str());
        let names: Vec<String> = own.iter().map(|(name, _)| (*name).to_owned()).collect();
        let held = self.values(collection, keys, &names).await?;
        let mut columns: Vec<ColumnFacts> = Vec::new();
        for name in collection
            .key
            .iter()
            .map(Name::as_str)
            .chain(own.iter().map(|(n, _)| *n))
        {
            columns.push(table.column(name)?.clone());
        }
        let mut rows = Vec::new();
        for (key, values) in held {
            let mut tuple = key.0.clone();
            for ((name, rule), value) in own.iter().zip(&values) {
                let column = table.column(name)?;
                let field = collection.field(name).ok_or(StoreError::NotInMap)?;
                let pseudonym = || work.secrets.for_column(&place, &key, field, column);
                tuple.push(changed(rule, value, column, pseudonym)?);
            }
            let encoded = table.encode_row(&columns, &tuple, collection.key.len());
            rows.extend(encoded);
        }
        Ok(rows)
    }
}

fn counted<E>(collection: &Collection, frozen: u64, changed: u64) -> Result<(), EraseError<E>> {
    if frozen == changed {
        return Ok(());
    }
    Err(EraseError::Count {
        collection: collection.id.to_string(),
        frozen,
        changed,
    })
}
