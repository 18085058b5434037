//! Doing the same with many requests. Each is an act of its own, with its own line in the audit
//! ledger and its own outcome: what cannot be done with one, or is not there for whoever asks, does
//! not keep the others back.

use habeas_domain::{
    id::{Reference, StaffId},
    request::Refusing,
    role::Act,
    view::{Bulk, BulkDone, BulkFault, BulkLine, Many},
};
use habeas_ledger::{Tx, filed};
use habeas_words::Words;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{Desk, DeskError, Done, RefusalAsked, Visitor, Writing, keep::Kept};

/// How many at once.
const MOST: usize = 200;
/// On what a duplicate is refused (GDPR Art. 12(5)(b): "because of their repetitive character").
const REPEATED: &str = "excessive";

impl Desk {
    /// What would come of it, request by request: nothing is changed.
    ///
    /// # Errors
    /// Only who may; [`DeskError::NotFound`] for none, or too many.
    pub async fn bulk_preview(
        &self,
        visitor: &Visitor,
        many: &Many,
        chosen: &[Reference],
    ) -> Done<Vec<BulkLine>> {
        let me = visitor.staff(act_of(many.bulk()))?;
        few(chosen.len())?;
        let mut tx = self.ledger.read().await?;
        let names = self.handlers(&mut tx).await?;
        drop(tx);
        let mut lines = Vec::with_capacity(chosen.len());
        for reference in chosen {
            let line = match self.one_before(visitor, many, reference, me).await {
                Ok((kept, foreseen)) => {
                    let (fault, note) = match foreseen {
                        Ok(note) => (None, note),
                        Err(fault) => (Some(fault), None),
                    };
                    let mut tx = self.ledger.read().await?;
                    let shown = (me, names.as_slice());
                    let line = self.queue_lines(&mut tx, vec![kept.row], shown).await?;
                    BulkLine {
                        reference: *reference,
                        line: line.into_iter().next(),
                        fault,
                        note,
                    }
                }
                Err(error) => BulkLine {
                    reference: *reference,
                    line: None,
                    fault: Some(fault(error)?),
                    note: None,
                },
            };
            lines.push(line);
        }
        Ok(lines)
    }

    /// Does it with those with which it can be done, as they were shown; what came of each. The
    /// number of the form makes it one thing however often it is sent.
    ///
    /// # Errors
    /// Only who may; [`DeskError::NotFound`] for none, or too many.
    pub async fn bulk(
        &self,
        visitor: &Visitor,
        many: &Many,
        chosen: &[(Reference, i64)],
        form: Uuid,
    ) -> Done<Vec<BulkDone>> {
        let me = visitor.staff(act_of(many.bulk()))?;
        few(chosen.len())?;
        let mut all = Vec::with_capacity(chosen.len());
        for (reference, version) in chosen {
            let done = self
                .one_of_many(visitor, (many, me), (reference, *version), form)
                .await;
            all.push(BulkDone {
                reference: *reference,
                fault: match done {
                    Ok(()) => None,
                    Err(error) => Some(fault(error)?),
                },
            });
        }
        Ok(all)
    }

    async fn one_of_many(
        &self,
        visitor: &Visitor,
        (many, me): (&Many, StaffId),
        (reference, version): (&Reference, i64),
        form: Uuid,
    ) -> Done {
        match many {
            Many::Take => self.assign_to(visitor, reference, version, Some(me)).await,
            Many::Release => self.assign_to(visitor, reference, version, None).await,
            Many::Assign(to) => self.assign_to(visitor, reference, version, Some(*to)).await,
            Many::Team(team) => {
                let one = (reference, version);
                self.hand_to_team(visitor, one, team.as_deref()).await
            }
            Many::Message(template) => {
                let text = self.filled(visitor, *template, reference).await?;
                let writing = Writing {
                    client_id: one_form(form, reference),
                    text: &text,
                    explains_late: false,
                };
                self.write_to_person(visitor, reference, &writing).await
            }
            Many::Extend(reasons) => {
                self.extend(visitor, reference, version, reasons.clone())
                    .await
            }
            Many::Duplicate => self.refuse_duplicate(visitor, reference, version).await,
        }
    }

    /// Refuses a request because the same was asked before; the person is told which one counts.
    async fn refuse_duplicate(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        version: i64,
    ) -> Done {
        let mut tx = self.ledger.read().await?;
        let kept = self.load(&mut tx, reference).await?;
        let note = self.duplicate_note(&mut tx, &kept).await?;
        drop(tx);
        let note = note.ok_or(DeskError::NotFound)?;
        let asked = RefusalAsked {
            ground: REPEATED.to_owned(),
            note,
        };
        self.refuse(visitor, reference, version, &asked).await
    }

    /// What the person of a duplicate reads; none where nothing of the same was asked before.
    async fn duplicate_note(&self, tx: &mut Tx, kept: &Kept) -> Done<Option<String>> {
        let Some((_, number)) = filed::earlier(tx, &kept.row).await? else {
            return Ok(None);
        };
        let language = kept.row.filed.language.as_deref().unwrap_or_default();
        let words = Words::for_locale(language.parse().unwrap_or_default());
        Ok(Some(
            words.with("duplicate-note", &[("number", number.into())]),
        ))
    }

    /// A request as it is, and what would come of it: what the person would read, or why not.
    async fn one_before(
        &self,
        visitor: &Visitor,
        many: &Many,
        reference: &Reference,
        me: StaffId,
    ) -> Done<(Kept, Result<Option<String>, BulkFault>)> {
        let act = act_of(many.bulk());
        self.not_near_request(visitor, reference, act).await?;
        let mut tx = self.ledger.read().await?;
        let kept = self.load(&mut tx, reference).await?;
        let (by, now) = (&visitor.actor, self.now());
        let request = kept.request.clone();
        let rules = |acted: habeas_domain::request::Acted| acted.map(|_| None);
        let foreseen = match many {
            Many::Take => rules(request.assign(by, now, Some(me))),
            Many::Release => rules(request.assign(by, now, None)),
            Many::Assign(to) => {
                drop(tx);
                if !self.could_handle(*to, request.subject).await? {
                    return Ok((kept, Err(BulkFault::NotThere)));
                }
                rules(request.assign(by, now, Some(*to)))
            }
            Many::Team(_) => request.check(Act::Assign, by, now).map(|()| None),
            Many::Message(template) => {
                if !self.reaches(&mut tx, &kept).await? {
                    return Ok((kept, Err(BulkFault::NotReached)));
                }
                Ok(Some(self.filled_for(&mut tx, *template, &kept).await?))
            }
            Many::Extend(reasons) => rules(request.extend(by, now, reasons.clone(), &self.book)),
            Many::Duplicate => {
                let Some(note) = self.duplicate_note(&mut tx, &kept).await? else {
                    return Ok((kept, Err(BulkFault::NoOther)));
                };
                let refusing = Refusing {
                    ground: REPEATED.to_owned(),
                    stays: Vec::new(),
                    until: None,
                };
                request
                    .refuse(by, now, refusing, &self.book)
                    .map(|_| Some(note))
            }
        };
        Ok((kept, foreseen.map_err(BulkFault::Rules)))
    }
}

/// What a fault of one means beside the others; what is wrong with the visitor stops them all.
fn fault(error: DeskError) -> Done<BulkFault> {
    Ok(match error {
        error @ (DeskError::SignIn | DeskError::Prove | DeskError::SetUp) => return Err(error),
        DeskError::Refused(refusal) => BulkFault::Rules(refusal),
        DeskError::Conflict => BulkFault::Changed,
        DeskError::NotFound | DeskError::Answers(_) => BulkFault::NotThere,
        error => {
            tracing::error!(%error, "one of many was not done");
            BulkFault::Failed
        }
    })
}

fn few(chosen: usize) -> Done {
    if (1..=MOST).contains(&chosen) {
        Ok(())
    } else {
        Err(DeskError::NotFound)
    }
}

/// The number that one line of a form has: the same line sent twice is one message.
fn one_form(form: Uuid, reference: &Reference) -> Uuid {
    let hash = Sha256::new()
        .chain_update(form.as_bytes())
        .chain_update(reference.to_string())
        .finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    uuid::Builder::from_random_bytes(bytes).into_uuid()
}

pub(crate) const fn act_of(bulk: Bulk) -> Act {
    match bulk {
        Bulk::Take | Bulk::Release | Bulk::Assign | Bulk::Team => Act::Assign,
        Bulk::Message => Act::WriteToPerson,
        Bulk::Extend => Act::Extend,
        Bulk::Duplicate => Act::Refuse,
    }
}
