//! Checking who asks at the desk: what may be asked for and was shown, papers that staff saw, and
//! that it is enough. Answers are compared blindly, in [`crate::compare`].

use habeas_domain::{
    actor::four_eyes,
    id::Reference,
    intake::{self, Channel, Evidence, MayAsk, also_asked, matches_needed, may_ask, needs_code},
    request::{Refusal, Request},
    role::{Act, Role},
    who::{AskLine, WhoView},
};
use habeas_ledger::{Tx, audit::Entry, careful, challenges, identities, shown, subjects};

use crate::{
    Desk, DeskError, Done, Problem, Visitor, compare,
    keep::{Kept, Private},
};

/// What may be asked for on a request: by how it came, and by its law.
pub(crate) fn asked(channel: Option<Channel>, request: &Request) -> Vec<MayAsk> {
    let more = also_asked(&request.regime.id, request.right);
    [may_ask(channel, request.right), more].concat()
}

/// Whether what was shown is enough, by how it came and by its law.
fn enough(channel: Option<Channel>, request: &Request, seen: &[Evidence], known: bool) -> bool {
    let more = also_asked(&request.regime.id, request.right);
    more.iter().all(|line| seen.contains(&line.evidence))
        && intake::enough(channel, request.right, seen, known)
}

impl Desk {
    /// The page on which who asks is checked. That somebody looked is written down.
    ///
    /// # Errors
    /// Only who may; their own case and their household's is not found.
    pub async fn check_who(&self, visitor: &Visitor, reference: &Reference) -> Done<WhoView> {
        visitor.staff(Act::Verify)?;
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
        let about = (request.subject, Act::SeeRequest, Some(reference));
        self.looked(&mut tx, visitor, about, &reference.to_string())
            .await?;
        let careful = careful::of(&mut tx, &self.keys, request.subject).await;
        tx.commit().await?;
        let channel = private.intake.as_ref().map(|intake| intake.channel);
        let table = asked(channel, request);
        let may_compare = table.iter().any(|line| line.evidence == Evidence::Answers);
        let seen: Vec<Evidence> = noted.iter().map(|(evidence, _)| *evidence).collect();
        let closed = compare::closed(&answers);
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
            categories: self.may_hear_categories(request, &answers),
            code_until: codes.first().map(|(_, until)| *until),
            held_until: self.recent_contact(&kept).await?.map(|recent| recent.until),
            enough: enough(channel, request, &seen, known),
            careful: careful.unwrap_or_default(),
            acts: request.open_acts(&visitor.actor, now),
        })
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
            let table = asked(channel, &kept.request);
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
        if !enough(channel, &kept.request, &seen, known) {
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
        mut request: Request,
        private: &Private,
    ) -> Done<(habeas_ledger::requests::Row, Request)> {
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
