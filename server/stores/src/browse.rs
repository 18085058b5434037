//! A look into a big collection: words that must be in it, an order, one page. The store does the
//! work; only the page is in memory beside the keys that the search found.

use std::cmp::Ordering;

use habeas_domain::{
    map::{Collection, Name, Place},
    value::{Key, Kind, Record, Value},
};

use crate::{
    Stores,
    dialect::{Dialect, of_t},
    error::StoreError,
    folder::Folder,
    read::{self, Source},
    schema::Table,
    search::in_order,
    session::{Purpose, Session, SqlSession},
    statement::Statement,
};

/// What is looked for among records that were found, and which part of it is wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Browse {
    /// Each must be in one of the fields of `within`; none = all records.
    pub words: Vec<String>,
    /// The fields that are searched.
    pub within: Vec<String>,
    /// The field to sort by; none = by key.
    pub sort: Option<String>,
    /// The greatest first.
    pub down: bool,
    /// How many records to pass over.
    pub skip: usize,
    /// How many to give.
    pub take: usize,
}

/// One page of what was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Browsed {
    /// How many records there are in all pages.
    pub total: u64,
    /// The records of this page.
    pub records: Vec<Record>,
}

impl Stores {
    /// Looks among these records, which a search found.
    ///
    /// # Errors
    /// Where the store does not answer or the map names no such field.
    pub async fn browse(
        &self,
        place: &Place,
        keys: &[Key],
        look: &Browse,
    ) -> Result<Browsed, StoreError> {
        let (store, collection) = self.collection(place)?;
        let named = look.within.iter().chain(&look.sort);
        for name in named {
            collection.field(name).ok_or(StoreError::NotInMap)?;
        }
        match self.session(store, Purpose::Page).await? {
            Session::Folder(folder) => folder.browse(collection, keys, look).await,
            Session::Sql(mut session) => {
                let (total, page) = session.browse(collection, keys, look).await?;
                let mut session = Session::Sql(session);
                let source = Source::Borrowed(&mut session);
                let records = read::all(source, collection, &page).await?;
                Ok(Browsed { total, records })
            }
        }
    }
}

impl SqlSession {
    /// How many match, and the keys of this page in its order.
    async fn browse(
        &mut self,
        collection: &Collection,
        keys: &[Key],
        look: &Browse,
    ) -> Result<(u64, Vec<Key>), StoreError> {
        let table = self.schema.table(collection)?.clone();
        let names: Vec<&str> = collection.key.iter().map(Name::as_str).collect();
        let mut count = Statement::default();
        let Some(held) = condition(&table, &mut count, &names, keys, look)? else {
            return Ok((0, Vec::new()));
        };
        let outputs = table.outputs(&names)?;
        let order = order(&table, &names, look)?;
        let page = Statement {
            text: format!(
                "SELECT {outputs} FROM {} AS t WHERE {held} ORDER BY {order} LIMIT {} OFFSET {}",
                table.sql, look.take, look.skip
            ),
            binds: count.binds.clone(),
        };
        count.text = format!(
            "SELECT {} FROM {} AS t WHERE {held}",
            number(&table),
            table.sql
        );
        let counted = self.rows(count).await?;
        let total = counted
            .first()
            .and_then(|row| row.first()?.as_text()?.parse().ok())
            .ok_or_else(|| StoreError::faulty("count"))?;
        let mut found = Vec::new();
        for mut row in self.rows(page).await? {
            for (name, value) in names.iter().zip(&mut row) {
                table.tidy(name, value);
            }
            found.push(Key(row));
        }
        Ok((total, found))
    }
}

/// A count as the text that every value travels as.
fn number(table: &Table) -> &'static str {
    match table.dialect {
        Dialect::Sqlite => "count(*)",
        Dialect::Postgres => "count(*)::text",
    }
}

/// "One of these keys, with every word in one of the fields."
fn condition(
    table: &Table,
    statement: &mut Statement,
    names: &[&str],
    keys: &[Key],
    look: &Browse,
) -> Result<Option<String>, StoreError> {
    let tuples = keys.iter().map(|key| key.0.as_slice());
    let Some(mut text) = table.within(statement, names, tuples)? else {
        return Ok(None);
    };
    for word in &look.words {
        let patterns: Vec<usize> = spellings(word)
            .into_iter()
            .map(|spelling| statement.bind(Value::Text(format!("%{}%", escaped(&spelling)))))
            .collect();
        let mut ways = Vec::new();
        for field in &look.within {
            if table.column(field)?.kind == Kind::Bytes {
                continue;
            }
            let at = of_t(field);
            ways.extend(patterns.iter().map(|number| match table.dialect {
                Dialect::Sqlite => format!("{at} LIKE ${number} ESCAPE '\\'"),
                Dialect::Postgres => format!("{at}::text ILIKE ${number} ESCAPE '\\'"),
            }));
        }
        if ways.is_empty() {
            return Ok(None);
        }
        text.push_str(&format!(" AND ({})", ways.join(" OR ")));
    }
    Ok(Some(text))
}

/// A word as it may be written: engines fold the case of ASCII alone, or only by their locale.
fn spellings(word: &str) -> Vec<String> {
    let lower = word.to_lowercase();
    let mut letters = lower.chars();
    let title = letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    });
    let mut all = vec![word.to_owned(), word.to_uppercase(), title, lower];
    all.sort();
    all.dedup();
    all
}

fn escaped(word: &str) -> String {
    let mut text = String::with_capacity(word.len());
    for character in word.chars() {
        if matches!(character, '%' | '_' | '\\') {
            text.push('\\');
        }
        text.push(character);
    }
    text
}

/// By the field that was chosen, what is empty last; the key makes the order whole.
fn order(table: &Table, names: &[&str], look: &Browse) -> Result<String, StoreError> {
    let way = if look.down { "DESC" } else { "ASC" };
    let mut parts = Vec::new();
    if let Some(field) = &look.sort {
        let kind = table.column(field)?.kind;
        let at = of_t(field);
        parts.push(match (table.dialect, kind) {
            (Dialect::Sqlite, Kind::Text) => format!("{at} COLLATE NOCASE {way} NULLS LAST"),
            // These have no order of their own.
            (Dialect::Postgres, Kind::Json | Kind::Other) => {
                format!("{at}::text {way} NULLS LAST")
            }
            _ => format!("{at} {way} NULLS LAST"),
        });
    }
    let way = if look.sort.is_some() { "ASC" } else { way };
    for name in names {
        let at = of_t(name);
        parts.push(format!("{at} {way}"));
    }
    Ok(parts.join(", "))
}

impl Folder {
    /// The names of files are few enough to look through them here.
    async fn browse(
        &self,
        collection: &Collection,
        keys: &[Key],
        look: &Browse,
    ) -> Result<Browsed, StoreError> {
        let mut found = Vec::new();
        for key in keys {
            let Some(record) = self.record(collection, key).await? else {
                continue;
            };
            if look.words.iter().all(|word| has(&record, look, word)) {
                found.push(record);
            }
        }
        found.sort_by(|one, other| in_folder(one, other, look));
        let total = found.len() as u64;
        let records = found.into_iter().skip(look.skip).take(look.take).collect();
        Ok(Browsed { total, records })
    }
}

fn has(record: &Record, look: &Browse, word: &str) -> bool {
    let word = word.to_lowercase();
    look.within.iter().any(|field| {
        let value = record.get(field).and_then(Value::as_text);
        value.is_some_and(|text| text.to_lowercase().contains(&word))
    })
}

fn in_folder(one: &Record, other: &Record, look: &Browse) -> Ordering {
    let turned = |order: Ordering| if look.down { order.reverse() } else { order };
    match &look.sort {
        Some(field) => turned(one.get(field).cmp(&other.get(field)))
            .then_with(|| in_order(&one.key, &other.key)),
        None => turned(in_order(&one.key, &other.key)),
    }
}
