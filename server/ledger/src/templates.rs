//! Templates of messages, each in one or more languages.

use chrono::{DateTime, Utc};
use habeas_domain::id::StaffId;
use uuid::Uuid;

use crate::{
    Tx,
    db::{ensure_rows, execute, fetch_all},
    error::Result,
};

/// A template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Its id.
    pub id: Uuid,
    /// What staff call it.
    pub name: String,
    /// The tag of each language it is written in, with its text.
    pub texts: Vec<(String, String)>,
}

/// Keeps a template; one of the same id is written anew.
///
/// # Errors
/// [`crate::LedgerError::is_duplicate`] where another one has the name.
pub async fn keep(tx: &mut Tx, template: &Template, staff: StaffId, at: DateTime<Utc>) -> Result {
    let changed = execute!(
        &mut *tx,
        "insert into template (id, name, staff_id, at) values ($1, $2, $3, $4) \
         on conflict (id) do update set name = excluded.name, staff_id = excluded.staff_id, \
         at = excluded.at",
        template.id,
        template.name.as_str(),
        staff.0,
        at
    )?;
    ensure_rows(changed, 1)?;
    execute!(
        &mut *tx,
        "delete from template_text where template_id = $1",
        template.id
    )?;
    for (language, text) in &template.texts {
        let changed = execute!(
            &mut *tx,
            "insert into template_text (template_id, language, text) values ($1, $2, $3)",
            template.id,
            language.as_str(),
            text.as_str()
        )?;
        ensure_rows(changed, 1)?;
    }
    Ok(())
}

/// Every template that is in use, by name.
///
/// # Errors
/// Where the database does not answer.
pub async fn all(tx: &mut Tx) -> Result<Vec<Template>> {
    let rows = fetch_all!(
        tx,
        (Uuid, String, String, String),
        "select id, name, language, text from template \
         join template_text on template_id = id where dropped_at is null \
         order by name, id, language"
    )?;
    let mut all: Vec<Template> = Vec::new();
    for (id, name, language, text) in rows {
        match all.last_mut().filter(|last| last.id == id) {
            Some(last) => last.texts.push((language, text)),
            None => all.push(Template {
                id,
                name,
                texts: vec![(language, text)],
            }),
        }
    }
    Ok(all)
}

/// Takes a template out of use.
///
/// # Errors
/// Where there is no such template in use.
pub async fn drop(tx: &mut Tx, id: Uuid, at: DateTime<Utc>) -> Result {
    let changed = execute!(
        tx,
        "update template set dropped_at = $2 where id = $1 and dropped_at is null",
        id,
        at
    )?;
    ensure_rows(changed, 1)
}
