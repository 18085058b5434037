//! Views of the queue that staff keep: a name for an address.

use chrono::{DateTime, Utc};
use habeas_domain::id::StaffId;
use uuid::Uuid;

use crate::{
    Tx,
    db::{ensure_rows, execute, fetch_all},
    error::Result,
};

/// A view that somebody keeps.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct SavedView {
    /// Its id.
    pub id: Uuid,
    /// Whose.
    pub staff_id: Uuid,
    /// What they call it.
    pub name: String,
    /// The query of its address.
    pub query: String,
    /// Whether everybody at the desk sees it.
    pub shared: bool,
}

/// Keeps a view; one of the same name is replaced.
///
/// # Errors
/// Where the database refuses.
pub async fn keep(tx: &mut Tx, view: &SavedView, now: DateTime<Utc>) -> Result {
    let changed = execute!(
        tx,
        "insert into saved_view (id, staff_id, name, query, shared, created_at) \
         values ($1, $2, $3, $4, $5, $6) \
         on conflict (staff_id, name) do update set query = excluded.query, shared = excluded.shared",
        view.id,
        view.staff_id,
        view.name.as_str(),
        view.query.as_str(),
        view.shared,
        now
    )?;
    ensure_rows(changed, 1)
}

/// The views that somebody sees: their own, and what others share.
///
/// # Errors
/// Where the database does not answer.
pub async fn of(tx: &mut Tx, staff: StaffId) -> Result<Vec<SavedView>> {
    fetch_all!(
        tx,
        SavedView,
        "select id, staff_id, name, query, shared from saved_view \
         where staff_id = $1 or shared = true order by name, id limit 100",
        staff.0
    )
}

/// Drops a view of one's own.
///
/// # Errors
/// Where it is not there, or not theirs.
pub async fn drop(tx: &mut Tx, staff: StaffId, id: Uuid) -> Result {
    let changed = execute!(
        tx,
        "delete from saved_view where id = $1 and staff_id = $2",
        id,
        staff.0
    )?;
    ensure_rows(changed, 1)
}
