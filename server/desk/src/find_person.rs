//! Finding a person's requests at the desk: by a value that names exactly one, never by browsing.

use chrono::TimeDelta;
use habeas_domain::{identity::Identity, role::Act, view::QueueLine};
use habeas_ledger::{audit::Entry, requests, staff, subjects};

use crate::{Desk, DeskError, Done, Problem, Visitor};

/// How often somebody may look for people within [`WITHIN`].
pub(crate) const MOST: usize = 60;
/// The time in which finds are counted.
pub(crate) const WITHIN: TimeDelta = TimeDelta::hours(1);

impl Desk {
    /// The requests of whoever verified this value as theirs, newest first. That somebody looked
    /// is written into the audit ledger (without the value), and where the person sees it.
    ///
    /// # Errors
    /// [`DeskError::Answers`] where nothing was entered, [`DeskError::Wait`] after too many.
    pub async fn find_person(
        &self,
        visitor: &Visitor,
        kind: &str,
        value: &str,
    ) -> Done<Vec<QueueLine>> {
        Ok(self.find_people(visitor, kind, value).await?.0)
    }

    /// The same, with a token for each person: their page, whether they asked for anything or not.
    ///
    /// # Errors
    /// As [`Desk::find_person`].
    pub async fn find_people(
        &self,
        visitor: &Visitor,
        kind: &str,
        value: &str,
    ) -> Done<(Vec<QueueLine>, Vec<String>)> {
        let me = visitor.staff(Act::FindPerson)?;
        let value = value.trim();
        if value.is_empty() {
            return Err(DeskError::answer("value", Problem::Missing));
        }
        let kinds = self.identity_kinds();
        if !kinds.iter().any(|known| known == kind) {
            return Err(DeskError::answer("kind", Problem::Missing));
        }
        let now = self.now();
        let identity = Identity::new(kind, value);
        let mut tx = self.ledger.read().await?;
        let mut people = subjects::by_identity(&mut tx, &self.keys, &identity).await?;
        drop(tx);
        // Their own case and their household's is not there for them.
        let mut near = Vec::new();
        for subject in &people {
            let act = (Act::FindPerson, None);
            match self.not_near(visitor, *subject, act).await {
                Err(DeskError::NotFound) => near.push(*subject),
                other => other?,
            }
        }
        people.retain(|subject| !near.contains(subject));
        let mut tx = self.ledger.begin().await?;
        let id = (self.dice.uuid(now), me);
        if let Some(from) = staff::finds(&mut tx, id, (now, WITHIN, MOST)).await? {
            let wait = (from - now).num_seconds().max(1).unsigned_abs();
            return Err(DeskError::Wait(wait));
        }
        let mut rows = Vec::new();
        for subject in &people {
            rows.extend(requests::of_subject(&mut tx, *subject).await?);
            let about = (*subject, Act::FindPerson);
            self.look_only(&mut tx, visitor, about, "find").await?;
        }
        let body = serde_json::json!({
            "v": 1, "what": "looked-for", "found": people.len(), "person": people
        });
        let entry = Entry::new(&self.keys, &visitor.actor, Act::FindPerson).with(body);
        self.entry(&mut tx, &entry).await?;
        let names = self.handlers(&mut tx).await?;
        let lines = self.queue_lines(&mut tx, rows, (me, &names)).await?;
        tx.commit().await?;
        let tokens: Done<Vec<String>> = people
            .iter()
            .map(|subject| self.person_token(me, *subject))
            .collect();
        Ok((lines, tokens?))
    }

    /// The kinds of identities of the map, in its order.
    pub fn identity_kinds(&self) -> Vec<String> {
        let mut kinds = Vec::new();
        for (_, _, collection) in self.map().collections() {
            for identity in collection.identities.values() {
                let kind = identity.kind.to_string();
                if !kinds.contains(&kind) {
                    kinds.push(kind);
                }
            }
        }
        kinds
    }
}
