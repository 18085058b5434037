//! What a person is told before an erasure: open orders, points, gift cards.

use habeas_domain::{
    map::{Name, Warning},
    value::{Key, Value},
};

use crate::{
    Stores,
    dialect::{Dialect, of_t},
    error::StoreError,
    search::Search,
    session::{Purpose, Session, SqlSession},
    statement::Statement,
};

/// A warning that applies to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warned {
    /// Which warning, by its place in the map's list.
    pub warning: usize,
    /// How many records it is about.
    pub count: u64,
    /// The sum of its field, as the store writes it; `0` where the warning adds nothing up.
    pub sum: String,
}

impl Stores {
    /// The warnings that apply to what a search found. One that could not be counted is an
    /// error with its place in the map's list, so that nobody is told "nothing open" by mistake.
    pub async fn warnings(&self, search: &Search) -> Vec<Result<Warned, (usize, StoreError)>> {
        let mut warned = Vec::new();
        for (index, warning) in self.map.warnings.iter().enumerate() {
            match self.warned(index, warning, search).await {
                Ok(found) => warned.extend(found.map(Ok)),
                Err(error) => warned.push(Err((index, error))),
            }
        }
        warned
    }

    async fn warned(
        &self,
        index: usize,
        warning: &Warning,
        search: &Search,
    ) -> Result<Option<Warned>, StoreError> {
        let place = self.map.resolve("", warning.collection.as_str());
        let (store, collection) = self.collection(&place)?;
        let Some(keys) = search.keys.get(&place).map(|keys| keys.all()) else {
            return Ok(None);
        };
        let Session::Sql(mut session) = self.session(store, Purpose::Read).await? else {
            return Err(StoreError::NotInMap);
        };
        let key: Vec<&str> = collection.key.iter().map(Name::as_str).collect();
        let counted = session.count(collection.source_name(), &key, &keys, warning);
        let (count, sum) = counted.await?;
        let nothing = match warning.sum {
            Some(_) => sum.parse::<f64>().is_ok_and(|sum| sum == 0.0),
            None => count == 0,
        };
        Ok((!nothing).then_some(Warned {
            warning: index,
            count,
            sum,
        }))
    }
}

impl SqlSession {
    async fn count(
        &mut self,
        source: &str,
        key: &[&str],
        keys: &[Key],
        warning: &Warning,
    ) -> Result<(u64, String), StoreError> {
        let table = self
            .schema
            .all()
            .find(|(name, _)| *name == source)
            .map(|(_, table)| table.clone())
            .ok_or_else(|| StoreError::SchemaChanged {
                what: source.to_owned(),
            })?;
        let mut query = Statement::default();
        let tuples = keys.iter().map(|key| key.0.as_slice());
        let Some(within) = table.within(&mut query, key, tuples)? else {
            return Ok((0, "0".to_owned()));
        };
        let mut conditions = String::new();
        for (field, constants) in &warning.when {
            let tuples: Vec<Vec<Value>> = constants
                .iter()
                .map(|constant| vec![Value::text(constant)])
                .collect();
            let tuples = tuples.iter().map(Vec::as_slice);
            match table.within(&mut query, &[field], tuples)? {
                Some(condition) => conditions.push_str(&format!(" AND {condition}")),
                None => return Ok((0, "0".to_owned())),
            }
        }
        let sum = match (&warning.sum, table.dialect) {
            (None, Dialect::Sqlite) => "0".to_owned(),
            (None, Dialect::Postgres) => "'0'".to_owned(),
            (Some(field), Dialect::Sqlite) => {
                table.column(field.as_str())?;
                format!("coalesce(sum({}), 0)", of_t(field.as_str()))
            }
            (Some(field), Dialect::Postgres) => {
                table.column(field.as_str())?;
                format!("coalesce(sum({}::numeric), 0)::text", of_t(field.as_str()))
            }
        };
        let count = match table.dialect {
            Dialect::Sqlite => "count(*)",
            Dialect::Postgres => "count(*)::text",
        };
        query.text = format!(
            "SELECT {count}, {sum} FROM {} AS t WHERE {within}{conditions}",
            table.sql
        );
        let row = self.rows(query).await?.pop().unwrap_or_default();
        let text = |index: usize| row.get(index).and_then(Value::as_text).unwrap_or("0");
        let count = text(0).parse().map_err(|_| StoreError::faulty("count"))?;
        Ok((count, text(1).to_owned()))
    }
}
