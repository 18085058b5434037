//! What hangs on the tables behind a view: foreign keys that point at them, and their triggers. They
//! act when rows go through the view, and the view's own catalogue entry knows nothing of them.

use std::collections::BTreeMap;

use sqlx::PgConnection;

use crate::{error::StoreError, schema::Table};

/// Names what lies behind each mapped view, through views of views.
pub(super) async fn read(
    tx: &mut PgConnection,
    names: &BTreeMap<i64, String>,
    mapped: &[i64],
    tables: &mut BTreeMap<String, Table>,
) -> Result<(), StoreError> {
    let rows: Vec<(i64, String)> = sqlx::query_as(
        "WITH RECURSIVE behind AS (
            SELECT c.oid AS view, c.oid AS at FROM pg_class c
            WHERE c.oid::int8 = ANY($1) AND c.relkind IN ('v', 'm')
            UNION
            SELECT b.view, d.refobjid FROM behind b
            JOIN pg_rewrite r ON r.ev_class = b.at
            JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
                 AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> b.at),
         tables AS (
            SELECT b.view, c.oid, n.nspname || '.' || c.relname AS name
            FROM behind b JOIN pg_class c ON c.oid = b.at AND c.relkind IN ('r', 'p', 'f')
            JOIN pg_namespace n ON n.oid = c.relnamespace)
         SELECT t.view::int8, t.name || ' has the trigger ' || g.tgname
         FROM tables t JOIN pg_trigger g ON g.tgrelid = t.oid
         WHERE NOT g.tgisinternal AND (g.tgtype & 24) <> 0
         UNION
         SELECT t.view::int8,
                fn.nspname || '.' || f.relname || ' points at ' || t.name || ' (' || k.conname || ')'
         FROM tables t JOIN pg_constraint k ON k.confrelid = t.oid AND k.contype = 'f'
         JOIN pg_class f ON f.oid = k.conrelid JOIN pg_namespace fn ON fn.oid = f.relnamespace
         ORDER BY 1, 2",
    )
    .bind(mapped)
    .persistent(false)
    .fetch_all(&mut *tx)
    .await?;
    for (view, what) in rows {
        if let Some(table) = tables.get_mut(&names[&view]) {
            table.facts.behind.push(what);
        }
    }
    Ok(())
}
