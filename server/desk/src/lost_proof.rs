//! Somebody who works here has lost their second proof, recovery codes included. Only the
//! operator can help, at the command line: nobody in the portal can waive it for anybody.

use habeas_domain::{actor::Actor, role::Act};
use habeas_ledger::{audit::Entry, authenticators, sessions, staff};

use crate::{Desk, DeskError, Done};

impl Desk {
    /// Forgets the second proof of a member of staff and ends their sessions. When they sign in
    /// the next time they must set up a new one before any page shows them data.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where nobody works here under the address, or has a second proof.
    pub async fn forget_second_of_staff(&self, email: &str) -> Done {
        let mut tx = self.ledger.begin().await?;
        let member = staff::by_email(&mut tx, &self.keys, email).await?;
        let member = member.ok_or(DeskError::NotFound)?;
        let actor = Actor::Staff {
            id: member.id,
            role: member.role,
        };
        authenticators::remove(&mut tx, &actor)
            .await
            .map_err(|_| DeskError::NotFound)?;
        sessions::end_all_of_staff(&mut tx, member.id).await?;
        let body = serde_json::json!({ "v": 1, "staff": member.id.to_string() });
        let entry = Entry::new(&self.keys, &Actor::System, Act::ForgetSecondProof).with(body);
        self.entry(&mut tx, &entry).await?;
        Ok(tx.commit().await?)
    }
}
