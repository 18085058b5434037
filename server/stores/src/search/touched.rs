//! What the engine itself does to other people's records when this person's are deleted or
//! changed: it must be in the plan like everything else.

use std::collections::BTreeMap;

use habeas_domain::{
    facts::{ForeignKey, OnDelete, SchemaFacts},
    map::{Collection, DataMap, FieldErase, Name, Place, RecordErase, Store},
};

use super::{ClassedKeys, Reach, Sessions};
use crate::{
    dialect::list,
    error::StoreError,
    session::{Session, SqlSession},
    statement::Statement,
};

/// How many records of others will be changed, by collection. Where that cannot be counted
/// nothing is said here: the erasure itself counts again and then fails.
pub(super) async fn touched(
    map: &DataMap,
    facts: &BTreeMap<String, SchemaFacts>,
    sessions: &mut Sessions,
    (keys, vast): (&BTreeMap<Place, ClassedKeys>, &BTreeMap<Place, Reach>),
) -> BTreeMap<Place, u64> {
    let mut touched = BTreeMap::new();
    for store in &map.stores {
        let (Some(facts), Some(Ok(Session::Sql(session)))) = (
            facts.get(store.id.as_str()),
            sessions.get_mut(store.id.as_str()),
        ) else {
            continue;
        };
        for from in &store.collections {
            let Some(table) = facts.table(from.source_name()) else {
                continue;
            };
            let mut count = 0;
            for key in &table.foreign_keys {
                for to in changing(store, key) {
                    count += session
                        .others(store, (from, key), to, (keys, vast))
                        .await
                        .unwrap_or(0);
                }
            }
            if count > 0 {
                touched.insert(Place::new(store.id.as_str(), from.id.as_str()), count);
            }
        }
    }
    touched
}

/// The collections whose erasure makes the engine act along a foreign key.
fn changing<'m>(store: &'m Store, key: &ForeignKey) -> impl Iterator<Item = &'m Collection> {
    store.collections.iter().filter(|to| {
        to.source_name() == key.to_table
            && match to.erase {
                RecordErase::Delete => key.on_delete == OnDelete::Unset,
                RecordErase::Anonymise => {
                    key.follows
                        && key.to_columns.iter().any(|name| {
                            let rule = to.field(name).and_then(|field| field.erase.as_ref());
                            !matches!(rule, None | Some(FieldErase::Keep))
                        })
                }
                RecordErase::Keep => false,
            }
    })
}

impl SqlSession {
    /// Records of `from` that point along a foreign key at this person's own of `to`, and are
    /// not this person's.
    async fn others(
        &mut self,
        store: &Store,
        (from, key): (&Collection, &ForeignKey),
        to: &Collection,
        (keys, vast): (&BTreeMap<Place, ClassedKeys>, &BTreeMap<Place, Reach>),
    ) -> Result<u64, StoreError> {
        let (table, target) = (
            self.schema.table(from)?.clone(),
            self.schema.table(to)?.clone(),
        );
        let names = |of: &'_ Collection| of.key.iter().map(Name::to_string).collect::<Vec<_>>();
        let at = |of: &Collection| Place::new(store.id.as_str(), of.id.as_str());
        let mut query = Statement::default();
        let own = keys.get(&at(to)).map_or(&[][..], |keys| &keys.own);
        let (there_key, here_key) = (names(to), names(from));
        let tuples = own.iter().map(|key| key.0.as_slice());
        let Some(going) = target.within(&mut query, &super::tie::texts(&there_key), tuples)? else {
            return Ok(0);
        };
        let hers = keys
            .get(&at(from))
            .map(ClassedKeys::all)
            .unwrap_or_default();
        let tuples = hers.iter().map(|key| key.0.as_slice());
        let beside = match vast.get(&at(from)) {
            Some(reach) => table.not_reached(&mut query, reach)?,
            None => table.beside(&mut query, &super::tie::texts(&here_key), tuples)?,
        };
        query.text = format!(
            "SELECT {} FROM {} AS t WHERE ({}) IN (SELECT {} FROM {} AS t WHERE {going}){beside}",
            table.dialect.count(),
            table.sql,
            list(&super::tie::texts(&key.columns)),
            list(&super::tie::texts(&key.to_columns)),
            target.sql,
        );
        self.number(query).await
    }
}
