//! What a person is told, as a letter that staff print: for whoever asked by letter, has no
//! mailbox, or does not want to be written to there.

use habeas_domain::{
    clock::PauseReason,
    id::Reference,
    intake::Careful,
    request::{Outcome, Request, State},
    role::{Act, Role},
    view::{LetterKind, LetterView, RefusalView},
};
use habeas_ledger::{LedgerError, audit::Entry, careful, looks};

use crate::{Desk, DeskError, Done, Visitor};

/// The letters that a request has something to say for, as it stands.
pub(crate) fn letters(request: &Request) -> Vec<LetterKind> {
    let mut letters = Vec::new();
    let finished = request.state.is_finished();
    if !finished {
        letters.push(LetterKind::Received);
    }
    match request.paused().map(|pause| pause.why) {
        Some(PauseReason::Identity) => letters.push(LetterKind::Identity),
        Some(PauseReason::Scope) => letters.push(LetterKind::Scope),
        Some(PauseReason::Fee) | None => {}
    }
    if !finished && request.fee.as_ref().is_some_and(|fee| fee.is_open()) {
        letters.push(LetterKind::Fee);
    }
    if !finished && request.extended.is_some() {
        letters.push(LetterKind::Extended);
    }
    match request.state {
        State::Answered { .. } => letters.push(LetterKind::Answered),
        State::Refused { .. } => letters.push(LetterKind::Refused),
        State::Expired { .. } => letters.push(LetterKind::Expired),
        _ => {}
    }
    letters
}

impl Desk {
    /// A letter to a person about their request. That it was made is written down.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where there is nothing of that kind to say.
    pub async fn letter_to_person(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        kind: LetterKind,
    ) -> Done<LetterView> {
        let staff = visitor.staff(Act::PrintLetter)?;
        self.not_near_request(visitor, reference, Act::PrintLetter)
            .await?;
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        let kept = self.load(&mut tx, reference).await?;
        let request = &kept.request;
        if !letters(request).contains(&kind) {
            return Err(DeskError::NotFound);
        }
        let private = self.private(&mut tx, &kept.row).await?;
        let language = self.reads(&mut tx, &private, request.subject).await?;
        let care = match careful::of(&mut tx, &self.keys, request.subject).await {
            Ok(care) => care,
            Err(LedgerError::Sealed) => Vec::new(),
            Err(error) => return Err(error.into()),
        };
        let mut to = Vec::new();
        if let Some(intake) = &private.intake
            && !care.contains(&Careful::HiddenAddress)
        {
            to.push(intake.name.clone());
            to.extend(intake.postal.lines().map(str::to_owned));
        } else if let Some(asked) = &private.asked {
            to.push(asked.name.clone());
        }
        to.retain(|line| !line.trim().is_empty());
        let role = visitor.actor.role().unwrap_or(Role::Agent);
        let look = self.dice.uuid(now);
        let who = (staff, role);
        looks::add(
            &mut tx,
            look,
            request.subject,
            who,
            now,
            &reference.to_string(),
        )
        .await?;
        let body = serde_json::json!({ "v": 1, "what": "letter", "kind": kind.as_str() });
        let entry = Entry::new(&self.keys, &visitor.actor, Act::PrintLetter)
            .on(*reference)
            .with(body);
        self.entry(&mut tx, &entry).await?;
        tx.commit().await?;
        let appeal = self.book.rules(&request.regime).map(|rules| &rules.appeal);
        let (authority, court) = appeal.map_or((false, false), |one| (one.authority, one.court));
        let controller = &self.map().controller;
        let note = private.note.clone().unwrap_or_default();
        Ok(LetterView {
            kind,
            language: language.tag().to_owned(),
            reference: request.reference,
            right: request.right,
            no_to: request.no_to.clone(),
            received: request.regime.day(request.received_at),
            due: request.deadline.legal,
            on: request.regime.day(now),
            to,
            company: controller.name.clone(),
            address: controller.address.clone(),
            email: controller.email.clone(),
            home: self.settings.public.clone(),
            reasons: request
                .extended
                .iter()
                .flat_map(|extended| &extended.reasons)
                .map(|reason| reason.key().to_owned())
                .collect(),
            outcome: match &request.state {
                State::Answered { outcome, .. } => Some(outcome.key().to_owned()),
                _ => None,
            },
            refused: self.refused_in(request),
            note,
            fee: request
                .fee
                .as_ref()
                .map(|fee| (fee.amount.clone(), fee.law.clone())),
            authority: if authority {
                controller.authority.clone()
            } else {
                String::new()
            },
            court,
        })
    }

    /// What a letter says was refused.
    fn refused_in(&self, request: &Request) -> Vec<RefusalView> {
        match &request.state {
            State::Answered {
                outcome: Outcome::InPart { refused },
                ..
            } => refused
                .iter()
                .map(|denial| self.denial_view(denial, String::new()))
                .collect(),
            State::Refused { denial, .. } => vec![self.denial_view(denial, String::new())],
            _ => Vec::new(),
        }
    }
}
