//! Views of the queue that staff keep, for themselves or for everybody at the desk.

use habeas_domain::{id::StaffId, role::Act, validate::Fault, view::KeptView};
use habeas_ledger::{
    Tx,
    audit::Entry,
    saved_views::{self, SavedView},
};
use uuid::Uuid;

use crate::{Desk, DeskError, Done, Problem, Visitor};

/// The longest name, in characters.
const LONGEST_NAME: usize = 60;
/// The longest query of an address, in bytes.
const LONGEST_QUERY: usize = 500;

impl Desk {
    /// Keeps a view under a name. The query is the address's own: names and numbers, nothing
    /// about a person.
    ///
    /// # Errors
    /// [`DeskError::Answers`] for the name.
    pub async fn keep_view(
        &self,
        visitor: &Visitor,
        name: &str,
        query: &str,
        shared: bool,
    ) -> Done {
        let me = visitor.staff(Act::SeeQueue)?;
        let name = name.trim();
        if name.is_empty() {
            return Err(DeskError::answer("name", Problem::Missing));
        }
        if name.chars().count() > LONGEST_NAME {
            let fault = Fault::TooLong(LONGEST_NAME);
            return Err(DeskError::answer("name", Problem::Value(fault)));
        }
        let plain = |c: char| c.is_ascii_alphanumeric() || "-=&._".contains(c);
        if query.len() > LONGEST_QUERY || !query.chars().all(plain) {
            return Err(DeskError::NotFound);
        }
        let now = self.now();
        let view = SavedView {
            id: self.dice.uuid(now),
            staff_id: me.0,
            name: name.to_owned(),
            query: query.to_owned(),
            shared,
        };
        let mut tx = self.ledger.begin().await?;
        saved_views::keep(&mut tx, &view, now).await?;
        // Its name is the keeper's own and may say anything: it stays out of the ledger.
        let body = serde_json::json!({ "v": 1, "what": "view-kept", "shared": shared });
        let entry = Entry::new(&self.keys, &visitor.actor, Act::SeeQueue).with(body);
        self.entry(&mut tx, &entry).await?;
        Ok(tx.commit().await?)
    }

    /// Drops a view of one's own.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] for anybody else's.
    pub async fn drop_view(&self, visitor: &Visitor, id: Uuid) -> Done {
        let me = visitor.staff(Act::SeeQueue)?;
        let mut tx = self.ledger.begin().await?;
        saved_views::drop(&mut tx, me, id)
            .await
            .map_err(|_| DeskError::NotFound)?;
        let body = serde_json::json!({ "v": 1, "what": "view-dropped" });
        let entry = Entry::new(&self.keys, &visitor.actor, Act::SeeQueue).with(body);
        self.entry(&mut tx, &entry).await?;
        Ok(tx.commit().await?)
    }

    pub(crate) async fn views_of(&self, tx: &mut Tx, me: StaffId) -> Done<Vec<KeptView>> {
        let views = saved_views::of(tx, me).await?;
        Ok(views
            .into_iter()
            .map(|view| KeptView {
                id: view.id,
                name: view.name,
                query: view.query,
                shared: view.shared,
                own: view.staff_id == me.0,
            })
            .collect())
    }
}
