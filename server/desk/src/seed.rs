//! Accounts made by the operator: for the demo, and for `habeas try`.

use habeas_domain::{id::SubjectId, identity::Identity, role::Role};
use habeas_ledger::subjects;

use crate::{Desk, Done};

impl Desk {
    /// Gives a person an account under an address, with the identities by which the stores know
    /// them; `false` where the address has one.
    ///
    /// # Errors
    /// Where the password cannot be taken or the ledger refuses.
    pub async fn seed_customer(
        &self,
        email: &str,
        password: &str,
        identities: &[Identity],
    ) -> Done<bool> {
        let mut tx = self.ledger.read().await?;
        let there = subjects::account_by_email(&mut tx, &self.keys, email).await?;
        drop(tx);
        if there.is_some() {
            return Ok(false);
        }
        let hash = self.new_hash(password, &[]).await?;
        let (now, id) = (self.now(), SubjectId::from_random(self.dice.bytes()));
        let mut tx = self.ledger.begin().await?;
        subjects::add(&mut tx, &self.keys, &self.dice, id, now).await?;
        subjects::add_account(&mut tx, &self.keys, id, email, &hash, now).await?;
        let own = Identity::new("email", email);
        for identity in identities.iter().chain([&own]) {
            subjects::add_identity(&mut tx, &self.keys, &self.dice, id, identity, now).await?;
        }
        tx.commit().await?;
        Ok(true)
    }

    /// Lets somebody work here at once; `false` where the address does already.
    ///
    /// # Errors
    /// Where the password cannot be taken or the ledger refuses.
    pub async fn seed_staff(
        &self,
        role: Role,
        name: &str,
        email: &str,
        password: &str,
    ) -> Done<bool> {
        if self.works_here(email).await?.is_some() {
            return Ok(false);
        }
        let invitation = self.invite(role, email).await?;
        self.join(&invitation.secret, name, password).await?;
        Ok(true)
    }
}
