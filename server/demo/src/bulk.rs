//! Many rows with few statements: each prepared once, each bind a thousand rows and more.

use serde_json::Value;
use sqlx::{AssertSqlSafe, SqliteConnection};

/// How many rows go with one bind.
const AT_ONCE: usize = 4000;

/// Inserts rows into a table, the values in the order of its columns. A row is a JSON array.
pub(crate) async fn rows(
    tx: &mut SqliteConnection,
    table: &str,
    rows: &[Value],
) -> Result<(), sqlx::Error> {
    let width = rows.first().and_then(Value::as_array).map_or(0, Vec::len);
    let cells: Vec<String> = (0..width).map(|at| format!("value ->> {at}")).collect();
    let sql = format!(
        "INSERT INTO {table} SELECT {} FROM json_each(?)",
        cells.join(", ")
    );
    for some in rows.chunks(AT_ONCE) {
        let text = serde_json::to_string(some).unwrap_or_default();
        sqlx::query(AssertSqlSafe(sql.as_str()))
            .bind(text)
            .execute(&mut *tx)
            .await?;
    }
    Ok(())
}
