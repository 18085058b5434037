//! A look of staff at somebody: kept where the person reads it, and in the chain, so that nobody
//! can look and leave no trace.

use habeas_domain::{
    id::{Reference, SubjectId},
    role::{Act, Role},
};
use habeas_ledger::{Tx, audit::Entry, looks};
use uuid::Uuid;

use crate::{Desk, Done, Visitor};

impl Desk {
    /// Writes a look down: where the person sees it, and in the audit ledger under `act`. The
    /// reason is what the person is told: the number of a request, or why.
    pub(crate) async fn looked(
        &self,
        tx: &mut Tx,
        visitor: &Visitor,
        (subject, act, on): (SubjectId, Act, Option<&Reference>),
        reason: &str,
    ) -> Done {
        self.look_only(tx, visitor, (subject, act), reason).await?;
        let body = serde_json::json!({ "v": 1, "what": "looked", "person": subject });
        let mut entry = Entry::new(&self.keys, &visitor.actor, act).with(body);
        if let Some(reference) = on {
            entry = entry.on(*reference);
        }
        self.entry(tx, &entry).await
    }

    /// Keeps a look where the person sees it, for an act that writes a line of its own.
    pub(crate) async fn look_only(
        &self,
        tx: &mut Tx,
        visitor: &Visitor,
        (subject, act): (SubjectId, Act),
        reason: &str,
    ) -> Done {
        let staff = visitor.staff(act)?;
        let role = visitor.actor.role().unwrap_or(Role::Agent);
        let now = self.now();
        let id: Uuid = self.dice.uuid(now);
        Ok(looks::add(tx, id, subject, (staff, role), now, reason).await?)
    }
}
