//! Checking who asks at the desk, blindly: staff type what they are told and learn whether it
//! agrees. What is held is read, compared and let go of here; no view carries it.
//!
//! How much is tried: each question twice, four wrong answers for one request, twenty wrong ones
//! by one member of staff in an hour. What a correction is about never counts, nor anything else
//! of its category.

use chrono::{DateTime, TimeDelta, Utc};
use habeas_domain::{
    actor::four_eyes,
    id::Reference,
    identity::Identity,
    intake::{self, Evidence, matches_needed, may_ask, needs_code},
    map::{Field, Place},
    request::Refusal,
    role::{Act, Role},
    who::{AskLine, Question, WhoView},
};
use habeas_ledger::{Tx, audit::Entry, careful, challenges, identities, looks, shown, subjects};

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
    /// The page on which who asks is checked. That somebody looked is written down.
    ///
    /// # Errors
    /// Only who may; their own case and their household's is not found.
    pub async fn check_who(&self, visitor: &Visitor, reference: &Reference) -> Done<WhoView> {
        let me = visitor.staff(Act::Verify)?;
        self.not_near_request(visitor, reference, Act::Verify)
            .await?;
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        let kept = self.load(&mut tx, reference).await?;
        let private = self.private(&mut tx, &kept.row).await?;
        let request = &kept.request;
        let noted = shown::of(&mut tx, request.id).await?;
        let answers = shown::answers(&mut tx, request.id).await?;
        let codes = challenges::open_of(&mut tx, request.id, "desk-code", now).await?;
        let known = self.is_known(&mut tx, &kept).await?;
        let role = visitor.actor.role().unwrap_or(Role::Agent);
        let look = self.dice.uuid(now);
        let why = reference.to_string();
        looks::add(&mut tx, look, request.subject, (me, role), now, &why).await?;
        let careful = careful::of(&mut tx, &self.keys, request.subject).await;
        tx.commit().await?;
        let channel = private.intake.as_ref().map(|intake| intake.channel);
        let table = may_ask(channel, request.right);
        let may_compare = table.iter().any(|line| line.evidence == Evidence::Answers);
        let seen: Vec<Evidence> = noted.iter().map(|(evidence, _)| *evidence).collect();
        let closed = wrong(&answers) >= WRONG;
        Ok(WhoView {
            reference: request.reference,
            version: request.version,
            right: request.right,
            stage: request.state.stage(),
            channel,
            lines: table
                .iter()
                .map(|line| AskLine {
                    evidence: line.evidence,
                    source: line.source.to_owned(),
                    shown_at: noted
                        .iter()
                        .find(|(evidence, _)| *evidence == line.evidence)
                        .map(|(_, at)| *at),
                })
                .collect(),
            questions: if may_compare {
                self.questions(&private, &answers, closed)
            } else {
                Vec::new()
            },
            needed: matches_needed(request.right),
            agreed: self.agreed(&answers),
            closed,
            needs_code: needs_code(request.right),
            code_until: codes.first().map(|(_, until)| *until),
            held_until: self.recent_contact(&kept).await?.map(|recent| recent.until),
            enough: intake::enough(channel, request.right, &seen, known),
            careful: careful.unwrap_or_default(),
            acts: request.open_acts(&visitor.actor, now),
        })
    }

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
        let wanted = move |at: &Place, _: &habeas_domain::map::Collection, one: &Field| {
            *at == here && one.name.as_str() == name
        };
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

    /// Notes papers that staff saw; only what the table has for the way the request came.
    ///
    /// # Errors
    /// [`DeskError::Answers`] for anything else.
    pub async fn note_evidence(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        seen: &[&str],
    ) -> Done {
        let me = visitor.staff(Act::NoteEvidence)?;
        self.not_near_request(visitor, reference, Act::NoteEvidence)
            .await?;
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        let kept = self.load(&mut tx, reference).await?;
        let channel = self.private(&mut tx, &kept.row).await?.intake;
        let channel = channel.map(|intake| intake.channel);
        kept.request.check(Act::Verify, &visitor.actor, now)?;
        if seen.is_empty() {
            return Err(DeskError::answer("seen", Problem::Missing));
        }
        for name in seen {
            let table = may_ask(channel, kept.request.right);
            let evidence = name.parse::<Evidence>().ok().filter(|evidence| {
                evidence.is_seen() && table.iter().any(|line| line.evidence == *evidence)
            });
            let evidence =
                evidence.ok_or_else(|| DeskError::answer("seen", Problem::NotOnOffer))?;
            if shown::add(&mut tx, kept.request.id, evidence, me, now).await? {
                let body = serde_json::json!({
                    "v": 1, "what": "saw", "evidence": evidence.as_str()
                });
                let entry = Entry::new(&self.keys, &visitor.actor, Act::NoteEvidence);
                self.entry(&mut tx, &entry.on(*reference).with(body))
                    .await?;
            }
        }
        Ok(tx.commit().await?)
    }

    /// States that the person is who they say: what was shown is enough by the table. The value by
    /// which they asked is theirs from now on; if it is somebody's already who has an account, the
    /// request is that person's.
    ///
    /// # Errors
    /// [`Refusal::NotShown`] where it is not enough, [`Refusal::RecentContact`] where a contact
    /// was changed lately; the old address is told then.
    pub async fn verify(&self, visitor: &Visitor, reference: &Reference, version: i64) -> Done {
        visitor.staff(Act::Verify)?;
        self.not_near_request(visitor, reference, Act::Verify)
            .await?;
        let mut tx = self.ledger.read().await?;
        let kept = self.at_version(&mut tx, reference, version).await?;
        drop(tx);
        self.no_recent_contact(&kept).await?;
        let mut tx = self.ledger.begin().await?;
        let kept = self.at_version(&mut tx, reference, version).await?;
        let now = self.now();
        kept.request.check(Act::Verify, &visitor.actor, now)?;
        let private = self.private(&mut tx, &kept.row).await?;
        let channel = private.intake.as_ref().map(|intake| intake.channel);
        let seen: Vec<Evidence> = shown::of(&mut tx, kept.request.id)
            .await?
            .into_iter()
            .map(|(evidence, _)| evidence)
            .collect();
        let known = self.is_known(&mut tx, &kept).await?;
        if !intake::enough(channel, kept.request.right, &seen, known) {
            return Err(Refusal::NotShown.into());
        }
        let (request, event) = kept.request.verify(
            &visitor.actor,
            now,
            habeas_domain::request::Proof::Desk,
            &self.book,
        )?;
        let by = (&visitor.actor, Act::Verify);
        let (row, request) = self
            .made_theirs(&mut tx, kept.row, request, &private)
            .await?;
        self.save(&mut tx, &row, (&request, &event), by).await?;
        tx.commit().await?;
        self.bell.ring();
        Ok(())
    }

    /// What they said is theirs is theirs, or the request is whose it is.
    async fn made_theirs(
        &self,
        tx: &mut Tx,
        row: habeas_ledger::requests::Row,
        mut request: habeas_domain::request::Request,
        private: &Private,
    ) -> Done<(
        habeas_ledger::requests::Row,
        habeas_domain::request::Request,
    )> {
        let asker = request.subject;
        for identity in identities::claimed(tx, &self.keys, asker).await? {
            match identities::owner(tx, &self.keys, &identity).await? {
                None => self.own_identity(tx, asker, &identity).await?,
                Some(owner) if owner == asker => {}
                Some(owner) => {
                    let sealed = self.seal(tx, owner, private).await?;
                    let ids = (asker, owner);
                    let requests = habeas_ledger::requests::give_to;
                    requests(tx, request.id, ids, Some(&sealed)).await?;
                    let mut care = careful::of(tx, &self.keys, asker).await?;
                    care.extend(careful::of(tx, &self.keys, owner).await?);
                    care.sort_unstable();
                    care.dedup();
                    let now = self.now();
                    careful::set(tx, &self.keys, &self.dice, owner, &care, now).await?;
                    request.subject = owner;
                    let row = habeas_ledger::requests::Row {
                        subject_id: owner.0,
                        sealed: Some(sealed),
                        ..row
                    };
                    return Ok((row, request));
                }
            }
        }
        Ok((row, request))
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

    fn questions(
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
    fn agreed(&self, answers: &[(String, bool)]) -> usize {
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

    /// Whether the person has shown before which records are theirs.
    async fn is_known(&self, tx: &mut Tx, kept: &Kept) -> Done<bool> {
        let shown = subjects::identities(tx, &self.keys, kept.request.subject).await?;
        Ok(!shown.is_empty())
    }

    /// Four eyes, over those too who had a part in showing who asks.
    pub(crate) async fn not_who_checked(
        &self,
        tx: &mut Tx,
        visitor: &Visitor,
        kept: &Kept,
    ) -> Done {
        let part = shown::by(tx, kept.request.id).await?;
        let part: Vec<_> = part
            .into_iter()
            .map(|id| {
                Some(habeas_domain::actor::By::Staff {
                    id,
                    role: Role::Agent,
                })
            })
            .collect();
        if four_eyes(&visitor.actor, &part) {
            Ok(())
        } else {
            Err(Refusal::FourEyes.into())
        }
    }
}

fn wrong(answers: &[(String, bool)]) -> usize {
    answers.iter().filter(|(_, agreed)| !agreed).count()
}

/// A contact that was changed lately.
pub(crate) struct Recent {
    /// From when on that is long enough ago.
    pub(crate) until: DateTime<Utc>,
    /// The addresses that were there before.
    pub(crate) old: Vec<Identity>,
}
