//! Whoever holds a person's mailbox can make an account with it. The addresses by which the
//! company's own systems have known the person are told, and have the days of the wait to say
//! that it was somebody else.

use std::collections::BTreeSet;

use habeas_domain::id::SubjectId;
use uuid::Uuid;

use crate::{
    Desk, Done, Mail,
    run::claim::{Claim, Next, pause},
};

impl Desk {
    /// Tells the addresses that the stores hold of a person and that did not make the account.
    pub(super) async fn warn(&self, subject: Uuid, claim: &Claim) -> Done<Next> {
        let subject = SubjectId(subject);
        let identities = self.identities(subject).await?;
        if identities.is_empty() {
            return Ok(Next::Done);
        }
        let search = self.stores.find(&identities, self.today()).await;
        // A store that is silent may know another address; but nobody else waits for it for long.
        if !search.found.is_complete() && claim.row().waits < PATIENCE {
            return Ok(Next::Waits {
                until: self.now() + pause(claim.row().waits),
                why: "stuck-no-answer",
                store: None,
            });
        }
        let known: BTreeSet<String> = identities
            .iter()
            .filter(|identity| identity.kind == "email")
            .map(|identity| identity.value.to_lowercase())
            .collect();
        let older: BTreeSet<String> = search
            .identities_met
            .iter()
            .filter(|met| met.kind == "email" && !known.contains(&met.value.to_lowercase()))
            .map(|met| met.value.clone())
            .collect();
        let mut tx = self.ledger.begin().await?;
        let language = self.language_of(&mut tx, subject).await?;
        for address in older {
            let mail = Mail::to(&address, "account-made", language)
                .of(subject)
                .value("day", self.today())
                .value("contact", self.map().controller.email.as_str());
            self.tell(&mut tx, mail).await?;
        }
        self.finish_in(&mut tx, claim).await?;
        tx.commit().await?;
        self.bell.ring();
        Ok(Next::Told)
    }
}

/// How often a store that does not answer is waited for: about ten minutes.
const PATIENCE: i64 = 24;
