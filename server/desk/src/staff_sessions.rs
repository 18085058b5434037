//! Sessions of others, for whoever runs the portal (ASVS v5.0.0-7.4.5): of staff each one, with
//! whose it is; of customers their number, and an end to all of one person's whose address is
//! given. Whoever runs the portal sees nobody's data, so customers are not listed.

use habeas_domain::{
    id::SubjectId,
    role::{Act, Role},
};
use habeas_ledger::{audit::Entry, sessions, sessions::Listed, staff, subjects};
use tower_sessions::session::Id;

use crate::{Desk, DeskError, Done, Visitor, codes};

/// A session of somebody who works here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenSession {
    /// By what it is ended.
    pub name: String,
    /// Who it is.
    pub who: String,
    /// As what they work here.
    pub role: Role,
    /// What it is.
    pub session: Listed,
}

impl Desk {
    /// The sessions of staff, and how many customers are signed in; `this` is the one that asks.
    ///
    /// # Errors
    /// Only who may.
    pub async fn open_sessions(
        &self,
        visitor: &Visitor,
        this: &Id,
    ) -> Done<(Vec<OpenSession>, i64)> {
        visitor.staff(Act::SeeSessions)?;
        let mut tx = self.ledger.read().await?;
        let mut shown = Vec::new();
        for open in self.sessions.of_all_staff(&mut tx, this).await? {
            if let Some(member) = staff::by_id(&mut tx, &self.keys, open.staff).await? {
                shown.push(OpenSession {
                    name: open.name,
                    who: member.person.name,
                    role: member.role,
                    session: open.session,
                });
            }
        }
        Ok((shown, self.sessions.customers(&mut tx).await?))
    }

    /// Ends a session of somebody who works here.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where there is none of that name.
    pub async fn end_session_of(&self, visitor: &Visitor, name: &str) -> Done {
        visitor.staff(Act::EndOthersSessions)?;
        let mut tx = self.ledger.begin().await?;
        let whose = sessions::end_one_of_staff(&mut tx, name).await?;
        let whose = whose.ok_or(DeskError::NotFound)?;
        let body = serde_json::json!({ "v": 1, "staff": whose.to_string() });
        let entry = Entry::new(&self.keys, &visitor.actor, Act::EndOthersSessions).with(body);
        self.entry(&mut tx, &entry).await?;
        Ok(tx.commit().await?)
    }

    /// Ends every session of the person who signs in with an address. The answer is the same
    /// whether there is one.
    ///
    /// # Errors
    /// [`DeskError::Answers`] for what is no address.
    pub async fn end_sessions_of_customer(&self, visitor: &Visitor, email: &str) -> Done {
        visitor.staff(Act::EndOthersSessions)?;
        let email = codes::address(email)?;
        let mut tx = self.ledger.begin().await?;
        let account = subjects::account_by_email(&mut tx, &self.keys, &email).await?;
        if let Some(account) = account {
            sessions::end_all(&mut tx, SubjectId(account.subject_id)).await?;
        }
        let body = serde_json::json!({ "v": 1, "whose": "customer" });
        let entry = Entry::new(&self.keys, &visitor.actor, Act::EndOthersSessions).with(body);
        self.entry(&mut tx, &entry).await?;
        Ok(tx.commit().await?)
    }
}
