//! Taking one's data away.

use habeas_domain::{
    found::{Answer, Found},
    id::Reference,
    right::Right,
    role::Act,
    view::{Stage, TakeAwayView},
};
use habeas_ledger::{packages, requests};
use uuid::Uuid;

use crate::{Desk, Done, Visitor, ask::Asking};

impl Desk {
    /// What will be in the package, system by system, and the last one that can be fetched.
    ///
    /// # Errors
    /// Only who may.
    pub async fn take_away(&self, visitor: &Visitor) -> Done<TakeAwayView> {
        let subject = visitor.customer(Act::TakePackage)?;
        let search = self.search(subject).await?;
        let systems = self
            .map()
            .stores
            .iter()
            .map(|store| (store.label.clone(), held(&search.found, store.id.as_str())))
            .collect();
        let mut tx = self.ledger.read().await?;
        let mut current = None;
        for row in requests::of_subject(&mut tx, subject).await? {
            if row.kind != Right::Access.as_str() && row.kind != Right::Portability.as_str() {
                continue;
            }
            let reference = row.reference.parse().map_err(anyhow::Error::from)?;
            let request = self.load(&mut tx, &reference).await?.request;
            let waits = !request.state.is_finished();
            let ready = request.state.stage() == Stage::Answered
                && packages::find(&mut tx, request.id)
                    .await?
                    .is_some_and(|package| package.expires_at > self.now());
            if waits || ready {
                current = Some(request.reference);
                break;
            }
        }
        Ok(TakeAwayView {
            systems,
            missing: self.missing(&search),
            current,
        })
    }

    /// Has a package made. It is the person's own copy, so a rule approves it.
    ///
    /// # Errors
    /// Only who may, after a fresh proof.
    pub async fn ask_package(&self, visitor: &Visitor, client_id: Uuid) -> Done<Reference> {
        let asking = Asking {
            right: Right::Access,
            act: Act::TakePackage,
            client_id,
            private: None,
            by_rule: true,
        };
        self.ask(visitor, asking).await
    }
}

/// How many records a store holds.
fn held(found: &Found, store: &str) -> u64 {
    found
        .answers
        .iter()
        .filter(|(place, _)| place.store == store)
        .map(|(_, answer)| match answer {
            Answer::Found(classes) => classes.total(),
            Answer::None | Answer::Failed { .. } | Answer::NotConnected => 0,
        })
        .sum()
}
