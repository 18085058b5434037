//! Everything that stores hold, mapped or not, and what they check of every row: for
//! `habeas map check` alone.

use std::collections::BTreeMap;

use futures::future::join_all;
use habeas_domain::{
    found::Failure,
    inventory::{Inventory, RowRule, TableInventory},
    map::{Collection, Store},
};
use tokio::time::timeout;

use crate::{
    Stores,
    dialect::quote,
    error::StoreError,
    session::{Purpose, Session},
    statement::Tx,
};

impl Stores {
    /// What each SQL store holds. Folders hold what their patterns say.
    pub async fn inventory(&self) -> BTreeMap<String, Result<Inventory, Failure>> {
        let asked = self.map().stores.iter().map(|store| async move {
            let held = self.inventory_of(store).await;
            let held = held.map_err(|error| error.failure()).transpose()?;
            Some((store.id.to_string(), held))
        });
        join_all(asked).await.into_iter().flatten().collect()
    }

    async fn inventory_of(&self, store: &Store) -> Result<Option<Inventory>, StoreError> {
        let Session::Sql(mut session) = self.session(store, Purpose::Read).await? else {
            return Ok(None);
        };
        let mapped: Vec<&str> = store
            .collections
            .iter()
            .map(Collection::source_name)
            .collect();
        let tables = match &mut session.tx {
            Tx::Sqlite(tx) => sqlite(tx, &mapped).await?,
            Tx::Postgres(held) => {
                let limit = held.limit();
                let (connection, limit) = held.ask(limit)?;
                let read = timeout(limit, postgres(connection, &mapped)).await;
                held.heard(read)?
            }
        };
        Ok(Some(Inventory { tables }))
    }
}

type Tables = BTreeMap<String, TableInventory>;

async fn sqlite(
    tx: &mut sqlx::Transaction<'static, sqlx::Sqlite>,
    mapped: &[&str],
) -> Result<Tables, StoreError> {
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT m.name, x.name, m.sql FROM sqlite_schema m, pragma_table_xinfo(m.name) x
         WHERE m.type IN ('table', 'view') AND x.hidden <> 1
           AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
           AND (m.type = 'table' OR lower(m.name) IN (SELECT lower(value) FROM json_each($1)))
         ORDER BY m.name, x.cid",
    )
    .bind(serde_json::json!(mapped).to_string())
    .persistent(false)
    .fetch_all(&mut **tx)
    .await?;
    let mut tables = Tables::new();
    let mut texts = BTreeMap::new();
    for (actual, column, sql) in rows {
        let spelt = mapped
            .iter()
            .find(|name| name.eq_ignore_ascii_case(&actual));
        let name = spelt.map_or(actual, |name| (*name).to_owned());
        tables.entry(name.clone()).or_default().columns.push(column);
        texts.insert(name, sql);
    }
    for (name, table) in &mut tables {
        table.rules = checks_in(&texts[name], &table.columns);
    }
    Ok(tables)
}

/// The CHECK constraints in a statement that made a table, as SQLite keeps it.
fn checks_in(sql: &str, columns: &[String]) -> Vec<RowRule> {
    let words = words(sql);
    let mut rules = Vec::new();
    let mut at = 0;
    while at + 1 < words.len() {
        let begins = words[at].text.eq_ignore_ascii_case("check") && words[at + 1].text == "(";
        at += 1;
        if !begins {
            continue;
        }
        let (mut depth, begin, mut about) = (0, words[at].at, Vec::new());
        for word in &words[at..] {
            match word.text {
                "(" => depth += 1,
                ")" => depth -= 1,
                text => {
                    let name = text.trim_matches(['"', '`', '[', ']']);
                    let same = |column: &&String| column.eq_ignore_ascii_case(name);
                    about.extend(columns.iter().find(same).cloned());
                }
            }
            if depth == 0 {
                let text = format!("CHECK {}", &sql[begin..=word.at]);
                rules.push(RowRule {
                    columns: about,
                    text: text.split_whitespace().collect::<Vec<_>>().join(" "),
                    one_of: None,
                });
                break;
            }
        }
    }
    rules
}

/// A word of SQL, and where it begins.
struct Word<'a> {
    text: &'a str,
    at: usize,
}

/// Words, quoted names and brackets; texts and comments are left out.
fn words(sql: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut rest = sql.char_indices().peekable();
    while let Some((at, letter)) = rest.next() {
        let mut until = |end: &dyn Fn(&str) -> bool| {
            let mut last = at;
            for (next, _) in rest.by_ref() {
                last = next;
                if end(&sql[..=next]) {
                    break;
                }
            }
            last
        };
        match letter {
            '\'' => {
                until(&|text: &str| text.ends_with('\''));
            }
            '-' if sql[at..].starts_with("--") => {
                until(&|text: &str| text.ends_with('\n'));
            }
            '/' if sql[at..].starts_with("/*") => {
                until(&|text: &str| text.ends_with("*/") && text.len() > at + 3);
            }
            '"' | '`' | '[' => {
                let close = if letter == '[' { ']' } else { letter };
                let end = until(&|text: &str| text.ends_with(close));
                let text = &sql[at..=end];
                words.push(Word { text, at });
            }
            '(' | ')' => words.push(Word {
                text: &sql[at..=at],
                at,
            }),
            letter if letter.is_alphanumeric() || letter == '_' => {
                let mut end = at + letter.len_utf8();
                while let Some((next, letter)) = rest.peek().copied()
                    && (letter.is_alphanumeric() || letter == '_')
                {
                    end = next + letter.len_utf8();
                    rest.next();
                }
                words.push(Word {
                    text: &sql[at..end],
                    at,
                });
            }
            _ => {}
        }
    }
    words
}

async fn postgres(
    connection: &mut sqlx::PgConnection,
    mapped: &[&str],
) -> Result<Tables, sqlx::Error> {
    let quoted = mapped.iter().map(|name| match name.split_once('.') {
        Some((schema, table)) => format!("{}.{}", quote(schema), quote(table)),
        None => quote(name),
    });
    let (quoted, named): (Vec<String>, Vec<String>) = quoted
        .zip(mapped.iter().map(|name| (*name).to_owned()))
        .unzip();
    let rows: Vec<(i64, String, Vec<String>)> = sqlx::query_as(
        "SELECT c.oid::int8, coalesce(a.name, n.nspname || '.' || c.relname),
                ARRAY(SELECT attname::text FROM pg_attribute
                      WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped ORDER BY attnum)
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         LEFT JOIN (SELECT to_regclass(q)::oid AS oid, min(name) AS name
                    FROM unnest($1::text[], $2::text[]) AS asked(q, name) GROUP BY 1) a
              ON a.oid = c.oid
         WHERE a.oid IS NOT NULL
            OR (c.relkind IN ('r', 'p', 'f') AND NOT c.relispartition
                AND n.nspname NOT IN ('pg_catalog', 'information_schema')
                AND n.nspname NOT LIKE 'pg\\_t%')
         ORDER BY 2",
    )
    .bind(quoted)
    .bind(named)
    .persistent(false)
    .fetch_all(&mut *connection)
    .await?;
    let mut names = BTreeMap::new();
    let mut tables = Tables::new();
    for (oid, name, columns) in rows {
        names.insert(oid, name.clone());
        tables.entry(name).or_default().columns = columns;
    }
    let oids: Vec<i64> = names.keys().copied().collect();
    for (oid, columns, text, one_of) in rules(&mut *connection, &oids).await? {
        if let Some(table) = names.get(&oid).and_then(|name| tables.get_mut(name)) {
            table.rules.push(RowRule {
                columns,
                text,
                one_of,
            });
        }
    }
    Ok(tables)
}

type RuleRow = (i64, Vec<String>, String, Option<Vec<String>>);

/// Constraints of tables, of the domains their columns have, and the values of enumerations.
async fn rules(
    connection: &mut sqlx::PgConnection,
    oids: &[i64],
) -> Result<Vec<RuleRow>, sqlx::Error> {
    let rows = sqlx::query_as(
        "SELECT k.conrelid::int8,
                ARRAY(SELECT a.attname::text FROM pg_attribute a
                      WHERE a.attrelid = k.conrelid AND a.attnum = ANY(k.conkey)),
                pg_get_constraintdef(k.oid, true), NULL::text[]
         FROM pg_constraint k WHERE k.contype = 'c' AND k.conrelid::int8 = ANY($1)
         UNION ALL
         SELECT a.attrelid::int8, ARRAY[a.attname::text], pg_get_constraintdef(k.oid, true), NULL
         FROM pg_attribute a JOIN pg_constraint k ON k.contypid = a.atttypid
         WHERE k.contype = 'c' AND a.attrelid::int8 = ANY($1)
           AND a.attnum > 0 AND NOT a.attisdropped
         UNION ALL
         SELECT a.attrelid::int8, ARRAY[a.attname::text], t.typname::text,
                ARRAY(SELECT enumlabel::text FROM pg_enum
                      WHERE enumtypid = t.oid ORDER BY enumsortorder)
         FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
         WHERE t.typtype = 'e' AND a.attrelid::int8 = ANY($1)
           AND a.attnum > 0 AND NOT a.attisdropped",
    )
    .bind(oids)
    .persistent(false)
    .fetch_all(&mut *connection)
    .await?;
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::checks_in;

    #[test]
    fn checks_are_found_whatever_stands_around_them() {
        let columns = ["status", "full name", "total"].map(str::to_owned);
        let sql = "CREATE TABLE orders (
            status TEXT CHECK (status IN ('open', 'check (it)')), -- CHECK (total > 0)
            \"full name\" TEXT DEFAULT 'CHECK (status)' NOT NULL, /* CHECK (total) */
            total INTEGER,
            CONSTRAINT sane CHECK ( length(\"full name\") > 0
                AND (total >= 0) )
        )";
        let rules = checks_in(sql, &columns);
        let told: Vec<(Vec<String>, String)> = rules
            .into_iter()
            .map(|rule| (rule.columns, rule.text))
            .collect();
        let expected = [
            (
                vec!["status".to_owned()],
                "CHECK (status IN ('open', 'check (it)'))".to_owned(),
            ),
            (
                vec!["full name".to_owned(), "total".to_owned()],
                "CHECK ( length(\"full name\") > 0 AND (total >= 0) )".to_owned(),
            ),
        ];
        assert_eq!(told, expected);
        assert!(checks_in("CREATE TABLE t (checked TEXT)", &columns).is_empty());
    }
}
