//! What a caller says, compared with what is held: staff type it and learn whether it agrees. What
//! is held is read, compared and let go of here; no view carries it.
//!
//! How much is tried: each question twice, four wrong answers for one request, twenty wrong ones
//! by one member of staff in an hour. What a correction is about never counts, nor anything else
//! of its category.

use chrono::TimeDelta;
use habeas_domain::{
    id::Reference,
    identity::Identity,
    intake::{Evidence, matches_needed, may_ask},
    map::{Collection, Field, Place},
    role::Act,
    who::Question,
};
use habeas_ledger::{Tx, audit::Entry, identities, shown, subjects};

use crate::{
    Desk, DeskError, Done, Problem, Visitor, agree,
    keep::{Kept, Private},
    lines::label,
};

/// How often one question can be tried.
const EACH: usize = 2;
/// How many answers of one request may be wrong.
const WRONG: usize = 4;
/// How many wrong answers one member of staff may try within [`WITHIN`].
const WRONG_BY_ONE: i64 = 20;
const WITHIN: TimeDelta = TimeDelta::hours(1);

impl Desk {
    /// Compares what a caller said with what is held: whether it agrees, and no more.
    ///
    /// # Errors
    /// [`DeskError::Answers`] for a question that may not be asked or was tried too often,
    /// [`DeskError::Wait`], [`DeskError::Unavailable`] where a system cannot be asked.
    pub async fn compare_answer(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        (field, said): (&str, &str),
    ) -> Done<bool> {
        let me = visitor.staff(Act::CompareAnswers)?;
        self.not_near_request(visitor, reference, Act::CompareAnswers)
            .await?;
        let said = said.trim();
        if said.is_empty() {
            return Err(DeskError::answer("said", Problem::Missing));
        }
        let mut tx = self.ledger.read().await?;
        let kept = self.load(&mut tx, reference).await?;
        let private = self.private(&mut tx, &kept.row).await?;
        let (place, asked) = self
            .comparable(field)
            .filter(|(_, asked)| !self.is_disputed(&private, asked))
            .ok_or_else(|| DeskError::answer("field", Problem::NotOnOffer))?;
        self.may_try(&mut tx, visitor, &kept, field).await?;
        let known = self.known_values(&mut tx, &kept).await?;
        drop(tx);
        let here = place.clone();
        let name = asked.name.as_str();
        let wanted =
            move |at: &Place, _: &Collection, one: &Field| *at == here && one.name.as_str() == name;
        let records = self.live(&known, wanted).await?;
        let agrees = records
            .iter()
            .flat_map(|(_, records)| records)
            .filter_map(|record| record.get(name)?.as_text())
            .any(|held| agree::agree(asked, held, said));
        drop(records);
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        // Somebody may have tried meanwhile.
        let kept = self.load(&mut tx, reference).await?;
        self.may_try(&mut tx, visitor, &kept, field).await?;
        let (id, request) = (self.dice.uuid(now), kept.request.id);
        shown::compared(&mut tx, id, request, (field, agrees), me, now).await?;
        let body = serde_json::json!({
            "v": 1, "what": "compared", "field": field, "agrees": agrees
        });
        let entry = Entry::new(&self.keys, &visitor.actor, Act::CompareAnswers);
        self.entry(&mut tx, &entry.on(*reference).with(body))
            .await?;
        let answers = shown::answers(&mut tx, request).await?;
        if self.agreed(&answers) >= matches_needed(kept.request.right) {
            shown::add(&mut tx, request, Evidence::Answers, me, now).await?;
        }
        tx.commit().await?;
        Ok(agrees)
    }

    /// Whether one more answer may be compared.
    async fn may_try(&self, tx: &mut Tx, visitor: &Visitor, kept: &Kept, field: &str) -> Done {
        let now = self.now();
        let me = visitor.staff(Act::CompareAnswers)?;
        kept.request.check(Act::Verify, &visitor.actor, now)?;
        let channel = self.private(tx, &kept.row).await?.intake;
        let channel = channel.map(|intake| intake.channel);
        let table = may_ask(channel, kept.request.right);
        if !table.iter().any(|line| line.evidence == Evidence::Answers) {
            return Err(DeskError::answer("field", Problem::NotOnOffer));
        }
        let answers = shown::answers(tx, kept.request.id).await?;
        let tried = answers.iter().filter(|(one, _)| one == field).count();
        let agreed = answers.iter().any(|(one, agreed)| one == field && *agreed);
        if wrong(&answers) >= WRONG || tried >= EACH || agreed {
            return Err(DeskError::answer("said", Problem::NoMoreTries));
        }
        if shown::wrong_by(tx, me, now - WITHIN).await? >= WRONG_BY_ONE {
            return Err(DeskError::Wait(WITHIN.num_seconds().unsigned_abs()));
        }
        Ok(())
    }

    /// The fields that may be asked for, each `store.collection.field`.
    pub fn comparable_fields(&self) -> Vec<(String, String, String)> {
        self.map()
            .collections()
            .flat_map(|(place, store, collection)| {
                let fields = collection.fields.iter().filter(|field| field.verify);
                let system = label(self.map(), store.id.as_str());
                fields.map(move |field| {
                    let id = format!("{place}.{}", field.name);
                    (id, field.label.clone(), system.clone())
                })
            })
            .collect()
    }

    /// A field that may be asked for, and where it is.
    pub(crate) fn comparable(&self, id: &str) -> Option<(Place, &Field)> {
        self.map().collections().find_map(|(place, _, collection)| {
            let field = collection
                .fields
                .iter()
                .find(|field| field.verify && format!("{place}.{}", field.name) == id)?;
            Some((place, field))
        })
    }

    /// Whether a correction is about this field, or about another of its category.
    pub(crate) fn is_disputed(&self, private: &Private, field: &Field) -> bool {
        let typed = private
            .intake
            .as_ref()
            .and_then(|intake| intake.disputed.as_deref());
        let typed = typed
            .and_then(|id| self.comparable(id))
            .map(|(_, field)| field);
        let corrected = private.correction.as_ref().and_then(|correction| {
            let place = self.map().resolve("", &correction.place);
            self.map().collection(&place)?.field(&correction.field)
        });
        [typed, corrected]
            .into_iter()
            .flatten()
            .any(|disputed| disputed.category == field.category)
    }

    /// What to ask a caller, and what came of it.
    pub(crate) fn questions(
        &self,
        private: &Private,
        answers: &[(String, bool)],
        closed: bool,
    ) -> Vec<Question> {
        self.comparable_fields()
            .into_iter()
            .filter(|(id, _, _)| {
                let field = self.comparable(id).map(|(_, field)| field);
                field.is_some_and(|field| !self.is_disputed(private, field))
            })
            .map(|(field, label, system)| {
                let tried = answers.iter().filter(|(one, _)| *one == field);
                let agreed = tried.clone().next_back().map(|(_, agreed)| *agreed);
                let open = !closed && agreed != Some(true) && tried.count() < EACH;
                Question {
                    field,
                    label,
                    system,
                    agreed,
                    open,
                }
            })
            .collect()
    }

    /// How many answers agreed, those of one category as one.
    pub(crate) fn agreed(&self, answers: &[(String, bool)]) -> usize {
        let mut categories: Vec<&str> = answers
            .iter()
            .filter(|(_, agreed)| *agreed)
            .filter_map(|(id, _)| Some(self.comparable(id)?.1.category.as_str()))
            .collect();
        categories.sort_unstable();
        categories.dedup();
        categories.len()
    }

    /// By what the records are found that answers are compared with: what the person showed to be
    /// theirs, and what whoever asks says is.
    pub(crate) async fn known_values(&self, tx: &mut Tx, kept: &Kept) -> Done<Vec<Identity>> {
        let subject = kept.request.subject;
        let mut known = subjects::identities(tx, &self.keys, subject).await?;
        if known.is_empty() {
            known = identities::claimed(tx, &self.keys, subject).await?;
        }
        Ok(known)
    }
}

/// Whether so many answers did not agree that no more are compared.
pub(crate) fn closed(answers: &[(String, bool)]) -> bool {
    wrong(answers) >= WRONG
}

fn wrong(answers: &[(String, bool)]) -> usize {
    answers.iter().filter(|(_, agreed)| !agreed).count()
}
