//! Signed receipts, by the number of the request: they hold nothing personal.

use chrono::{DateTime, Utc};

use crate::{
    Tx,
    db::{ensure_rows, execute, fetch_optional},
    error::Result,
};

/// Keeps a receipt; a later round of verification replaces it.
///
/// # Errors
/// Where the database refuses.
pub async fn put(tx: &mut Tx, reference: &str, document: &str, now: DateTime<Utc>) -> Result {
    let changed = execute!(
        tx,
        "insert into receipt (reference, document, created_at) values ($1, $2, $3) \
         on conflict (reference) do update set document = excluded.document, created_at = excluded.created_at",
        reference,
        document,
        now
    )?;
    ensure_rows(changed, 1)
}

/// The signed document of a request.
///
/// # Errors
/// Where the database does not answer.
pub async fn find(tx: &mut Tx, reference: &str) -> Result<Option<String>> {
    let row = fetch_optional!(
        tx,
        (String,),
        "select document from receipt where reference = $1",
        reference
    )?;
    Ok(row.map(|(document,)| document))
}
