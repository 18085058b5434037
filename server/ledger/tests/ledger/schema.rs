//! The two migrations make the same tables.

use std::collections::BTreeSet;

use anyhow::Result;
use habeas_ledger::Ledger;

use crate::house::House;

/// Tables of the job queue differ by its author's choice; those of migrations by sqlx's.
fn ours(table: &str) -> bool {
    !table.starts_with('_') && !["jobs", "workers"].contains(&table.to_lowercase().as_str())
}

type Column = (String, String, bool, bool);

/// Table, column, whether it must be filled, whether it is part of the key.
async fn columns(ledger: &Ledger) -> Result<BTreeSet<Column>> {
    let rows: Vec<Column> = match ledger {
        Ledger::Sqlite { writer, .. } => {
            sqlx::query_as(
                "select m.name, c.name, c.\"notnull\" = 1, c.pk > 0 from sqlite_schema m \
                 join pragma_table_info(m.name) c where m.type = 'table' and m.name not like 'sqlite_%'",
            )
            .fetch_all(writer)
            .await?
        }
        Ledger::Postgres(pool) => {
            sqlx::query_as(
                "select c.relname::text, a.attname::text, a.attnotnull, \
                 exists (select 1 from pg_index i where i.indrelid = c.oid and i.indisprimary \
                         and a.attnum = any (i.indkey)) \
                 from pg_attribute a join pg_class c on c.oid = a.attrelid \
                 where c.relkind = 'r' and a.attnum > 0 and not a.attisdropped \
                 and c.relnamespace = 'public'::regnamespace",
            )
            .fetch_all(pool)
            .await?
        }
    };
    Ok(rows.into_iter().filter(|row| ours(&row.0)).collect())
}

/// Index and table.
async fn indexes(ledger: &Ledger) -> Result<BTreeSet<(String, String)>> {
    let rows: Vec<(String, String)> =
        match ledger {
            Ledger::Sqlite { writer, .. } => sqlx::query_as(
                "select name, tbl_name from sqlite_schema where type = 'index' and sql is not null",
            )
            .fetch_all(writer)
            .await?,
            Ledger::Postgres(pool) => {
                sqlx::query_as(
                    "select i.indexname::text, i.tablename::text from pg_indexes i \
                 where i.schemaname = 'public' \
                 and not exists (select 1 from pg_constraint c where c.conname = i.indexname)",
                )
                .fetch_all(pool)
                .await?
            }
        };
    Ok(rows.into_iter().filter(|row| ours(&row.1)).collect())
}

#[tokio::test]
async fn both_databases_have_the_same_tables() -> Result<()> {
    let (sqlite, postgres) = (House::sqlite().await?, House::postgres().await?);
    let here = columns(&sqlite.ledger).await?;
    assert!(here.len() > 100, "{here:?}");
    assert_eq!(here, columns(&postgres.ledger).await?);
    assert_eq!(
        indexes(&sqlite.ledger).await?,
        indexes(&postgres.ledger).await?
    );
    Ok(())
}

async fn migrating_twice_changes_nothing(house: House) -> Result<()> {
    house.ledger.ready().await?;
    let before = columns(&house.ledger).await?;
    house.ledger.migrate().await?;
    let again = Ledger::open(&house.url).await?;
    again.migrate().await?;
    again.ready().await?;
    assert_eq!(before, columns(&again).await?);
    Ok(())
}

async fn a_transaction_that_is_dropped_leaves_nothing(house: House) -> Result<()> {
    let row = house.request_of(house.person().await?, 30);
    let mut tx = house.begin().await?;
    habeas_ledger::requests::add(&mut tx, &row).await?;
    drop(tx);
    assert_eq!(house.number("select count(*) from request").await?, 0);
    let mut reading = house.ledger.read().await?;
    assert!(
        habeas_ledger::requests::add(&mut reading, &row)
            .await
            .is_err()
    );
    Ok(())
}

#[tokio::test]
async fn other_addresses_are_refused() {
    assert!(Ledger::open("mysql://localhost/x").await.is_err());
    assert!(Ledger::open("/tmp/x").await.is_err());
}

crate::on_both!(
    migrating_twice_changes_nothing,
    a_transaction_that_is_dropped_leaves_nothing
);
