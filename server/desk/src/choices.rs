//! Saying no, or yes again.

use futures::TryStreamExt;
use habeas_domain::{
    choice::{ChoiceRight, ChoiceState, How},
    hold::Touch,
    id::SubjectId,
    map::{Choice, ChoiceWrite},
    role::Act,
    value::{Key, Record, Value},
    view::{ChoiceMade, ChoiceView},
};
use habeas_ledger::{
    audit::Entry,
    choices::{self, Row},
    jobs::{self, Job, Work},
};
use habeas_stores::Search;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Desk, DeskError, Done, Problem, Visitor, lines::label};

/// How a store took a choice, as it is kept beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Obeyed {
    /// The store.
    pub(crate) store: String,
    /// Whether every column took it.
    pub(crate) obeyed: bool,
}

impl Desk {
    /// The choices that the map offers, as the stores hold them now.
    ///
    /// # Errors
    /// Only who may.
    pub async fn choices(&self, visitor: &Visitor) -> Done<Vec<ChoiceView>> {
        let subject = visitor.customer(Act::SeeOwnChoices)?;
        let search = self.search(subject).await?;
        let mut tx = self.ledger.read().await?;
        let made = choices::of_subject(&mut tx, subject).await?;
        drop(tx);
        let mut views = Vec::new();
        for choice in &self.map().choices {
            let history: Vec<&Row> = made
                .iter()
                .filter(|row| row.what == choice.right.as_str())
                .collect();
            views.push(ChoiceView {
                right: choice.right,
                label: choice.label.clone(),
                effect: choice.effect.clone(),
                allowed: self.stores_say(choice, &search).await,
                since: history.first().map(|row| row.at),
                obeyed: self.obeyed(history.first().copied()),
                history: history
                    .iter()
                    .map(|row| ChoiceMade {
                        at: row.at,
                        allowed: row.allowed,
                        how: How::named(&row.how),
                    })
                    .collect(),
            });
        }
        Ok(views)
    }

    /// Chooses; the stores are written by a job.
    ///
    /// # Errors
    /// Only who may; [`DeskError::Answers`] where the map offers no such choice.
    pub async fn set_choice(
        &self,
        visitor: &Visitor,
        right: ChoiceRight,
        allowed: bool,
        client_id: Uuid,
    ) -> Done {
        self.choose_how(visitor, (right, allowed), How::Page, client_id)
            .await
    }

    /// Takes the browser's signal as a no to sale and sharing, once: whoever says yes on the page
    /// afterwards has said so knowing of the signal (11 CCR §7025(c)).
    ///
    /// # Errors
    /// Where the ledger does not answer.
    pub async fn honour_signal(&self, visitor: &Visitor) -> Done {
        let right = ChoiceRight::SaleOrSharing;
        let Ok(subject) = visitor.customer(Act::ChangeChoices) else {
            return Ok(());
        };
        if !self.offers(right) {
            return Ok(());
        }
        let mut tx = self.ledger.read().await?;
        let made = choices::of_subject(&mut tx, subject).await?;
        drop(tx);
        let mut made = made.iter().filter(|row| row.what == right.as_str());
        if made.any(|row| How::named(&row.how) == How::Signal) {
            return Ok(());
        }
        let id = self.new_client_id();
        self.choose_how(visitor, (right, false), How::Signal, id)
            .await
    }

    fn offers(&self, right: ChoiceRight) -> bool {
        let mut offered = self.map().choices.iter();
        offered.any(|choice| choice.right == right)
    }

    pub(crate) async fn choose_how(
        &self,
        visitor: &Visitor,
        (right, allowed): (ChoiceRight, bool),
        how: How,
        client_id: Uuid,
    ) -> Done {
        let subject = visitor.customer(Act::ChangeChoices)?;
        if !self.offers(right) {
            return Err(DeskError::answer("right", Problem::NotOnOffer));
        }
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        // Restricted data is only stored: a no counts at once, a yes has to wait.
        if allowed {
            self.free_to(&mut tx, subject, Touch::Allow).await?;
        }
        let before = choices::of_subject(&mut tx, subject).await?;
        let last = before.iter().find(|row| row.what == right.as_str());
        let state = ChoiceState {
            right,
            allowed: last.is_some_and(|row| row.allowed),
            since: last.map(|row| row.at),
        };
        if state.choose(allowed, now).is_none() {
            return Ok(());
        }
        let row = Row {
            id: self.dice.uuid(now),
            subject_id: subject.0,
            client_id,
            what: right.as_str().to_owned(),
            allowed,
            how: how.as_str().to_owned(),
            at: now,
            outcome: None,
        };
        if !choices::add(&mut tx, &row).await? {
            return Ok(());
        }
        jobs::enqueue(&mut tx, &Job::new(Work::Choose, row.id), now).await?;
        let body = serde_json::json!({ "v": 1, "choice": right, "allowed": allowed, "how": how });
        let entry = Entry::new(&self.keys, &visitor.actor, Act::ChangeChoices).with(body);
        self.entry(&mut tx, &entry).await?;
        tx.commit().await?;
        self.bell.ring();
        Ok(())
    }

    /// A person's choices with their history, as the package carries them.
    pub(crate) async fn choice_history(&self, subject: SubjectId) -> Done<serde_json::Value> {
        let mut tx = self.ledger.read().await?;
        let made = choices::of_subject(&mut tx, subject).await?;
        Ok(made
            .iter()
            .map(|row| {
                serde_json::json!({
                    "choice": row.what,
                    "allowed": row.allowed,
                    "how": row.how,
                    "since": row.at,
                })
            })
            .collect())
    }

    fn obeyed(&self, row: Option<&Row>) -> Vec<(String, bool)> {
        row.and_then(|row| row.outcome.clone())
            .and_then(|outcome| serde_json::from_value::<Vec<Obeyed>>(outcome).ok())
            .unwrap_or_default()
            .into_iter()
            .map(|line| (label(self.map(), &line.store), line.obeyed))
            .collect()
    }

    /// What the stores say: none where they differ, or none could be asked.
    async fn stores_say(&self, choice: &Choice, search: &Search) -> Option<bool> {
        let mut said = None;
        for write in &choice.writes {
            let place = self.map().resolve("", write.collection.as_str());
            let keys: Vec<Key> = search.keys.get(&place).map(|keys| keys.all())?;
            let records: Vec<Record> = self.stores.read(&place, &keys).try_collect().await.ok()?;
            for record in &records {
                let now = says(write, record.get(write.field.as_str()))?;
                if said.is_some_and(|before| before != now) {
                    return None;
                }
                said = Some(now);
            }
        }
        said
    }
}

/// What a column says: its words for yes and no, in any store's way of writing truth.
pub(crate) fn says(write: &ChoiceWrite, value: Option<&Value>) -> Option<bool> {
    let held = truth(value?.as_text()?);
    if held == truth(&write.yes) {
        Some(true)
    } else if held == truth(&write.no) {
        Some(false)
    } else {
        None
    }
}

/// SQLite has no booleans and PostgreSQL writes them in two ways.
pub(crate) fn truth(text: &str) -> &str {
    match text {
        "t" | "1" => "true",
        "f" | "0" => "false",
        other => other,
    }
}
