//! Requests and their story, as the person follows them.

use habeas_domain::{
    id::{Reference, SubjectId},
    look::ReviewedView,
    map::{Collection, Field, Place, Store},
    redaction::ReadingView,
    request::{Event, Refusal, Request, State},
    role::Act,
    value::Value,
    view::{
        CorrectionView, PackageView, Progress, RefusalView, RequestLine, RequestView, Stage,
        StepState, StoryStep, SystemProgress,
    },
};
use habeas_ledger::{Tx, packages, receipts, requests, reviews, steps};

use crate::{
    Desk, DeskError, Done, Visitor,
    everywhere::Corrected,
    keep::{Kept, Private},
    lines::label,
    records,
};

impl Desk {
    /// The visitor's requests, newest first.
    ///
    /// # Errors
    /// Only who may.
    pub async fn requests(&self, visitor: &Visitor) -> Done<Vec<RequestLine>> {
        let subject = visitor.customer(Act::SeeOwnRequests)?;
        let mut tx = self.ledger.read().await?;
        let mut lines = Vec::new();
        for row in requests::of_subject(&mut tx, subject).await? {
            let request: Request = serde_json::from_value(row.body).map_err(anyhow::Error::from)?;
            lines.push(self.line(&request, None));
        }
        Ok(lines)
    }

    /// One request of the visitor.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] for anybody else's.
    pub async fn request(&self, visitor: &Visitor, reference: &Reference) -> Done<RequestView> {
        let subject = visitor.customer(Act::SeeOwnRequests)?;
        let mut tx = self.ledger.read().await?;
        let kept = self.own_request(&mut tx, subject, reference).await?;
        let view = self.request_view(&mut tx, visitor, &kept, None).await?;
        drop(tx);
        if let Some(why) = visitor.summary() {
            return Ok(where_it_stands(view, why));
        }
        self.seen(&kept.request, &view.messages, true).await?;
        Ok(view)
    }

    /// How far a request has run: of the visitor's own, or, for staff, of any they may see.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] for anybody else's.
    pub async fn progress(&self, visitor: &Visitor, reference: &Reference) -> Done<Progress> {
        if visitor.staff(Act::SeeRequest).is_ok() {
            self.not_near_request(visitor, reference, Act::SeeRequest)
                .await?;
            let mut tx = self.ledger.read().await?;
            let kept = self.load(&mut tx, reference).await?;
            return self.how_far(&mut tx, &kept.request).await;
        }
        let subject = visitor.customer(Act::SeeOwnRequests)?;
        let mut tx = self.ledger.read().await?;
        let kept = self.own_request(&mut tx, subject, reference).await?;
        if visitor.summary().is_some() {
            return Ok(Progress::default());
        }
        self.how_far(&mut tx, &kept.request).await
    }

    /// The request of a number, if it is this person's.
    pub(crate) async fn own_request(
        &self,
        tx: &mut Tx,
        subject: SubjectId,
        reference: &Reference,
    ) -> Done<Kept> {
        let kept = self.load(tx, reference).await?;
        if kept.request.subject == subject {
            Ok(kept)
        } else {
            Err(DeskError::NotFound)
        }
    }

    pub(crate) fn line(&self, request: &Request, person: Option<String>) -> RequestLine {
        let today = self.today();
        RequestLine {
            reference: request.reference,
            right: request.right,
            stage: request.state.stage(),
            received_at: request.received_at,
            due: request.deadline.legal,
            late: request.is_late(today),
            days_left: request.days_left(today),
            person,
        }
    }

    pub(crate) async fn request_view(
        &self,
        tx: &mut Tx,
        visitor: &Visitor,
        kept: &Kept,
        person: Option<String>,
    ) -> Done<RequestView> {
        let request = &kept.request;
        let private = self.private(tx, &kept.row).await?;
        let reference = request.reference.to_string();
        let mut story = Vec::new();
        for (at, body) in requests::events(tx, request.id).await? {
            let event: Event = serde_json::from_value(body).map_err(anyhow::Error::from)?;
            story.push(StoryStep {
                at,
                what: event.what.key().to_owned(),
                by: event.by.role(),
            });
        }
        let outcome = match &request.state {
            State::Answered { outcome, .. } => Some(outcome.clone()),
            _ => None,
        };
        let hold_until = match &request.state {
            State::Approved { approval } => Some(approval.hold_until()),
            _ => None,
        };
        let hold_until = hold_until.filter(|until| *until > self.now());
        Ok(RequestView {
            line: self.line(request, person),
            version: request.version,
            deadline: request.deadline.clone(),
            story,
            progress: self.how_far(tx, request).await?,
            outcome,
            refusal: self.refusal(&request.state, &private),
            hold_until,
            package: self.package_view(tx, request).await?,
            receipt: receipts::find(tx, &reference).await?.is_some(),
            correction: self.correction(tx, request, (visitor, &private)).await?,
            told: self.told(tx, request, visitor).await?,
            review: self.reviewed(&private),
            acts: request.open_acts(&visitor.actor, self.now()),
            messages: self.messages_of(tx, request).await?,
            rating: self.rating_of(tx, request).await?,
            about: private.about,
            reading: self.reading(tx, request).await?,
            wrote: private
                .asked
                .map(|asked| asked.details)
                .filter(|details| !details.is_empty()),
            areas: self.area_labels(&request.areas),
            summary: None,
        })
    }

    pub(crate) async fn how_far(&self, tx: &mut Tx, request: &Request) -> Done<Progress> {
        let stage = request.state.stage();
        let systems = steps::of_request(tx, request.id)
            .await?
            .into_iter()
            .map(|step| SystemProgress {
                system: label(self.map(), &step.store),
                // It is waited for before its turn, or once more after it.
                state: match (stage, step.trouble.is_some(), step.state.as_str()) {
                    (Stage::Running, true, "waiting" | "done") => StepState::Retrying,
                    (_, _, name) => state(name),
                },
                count: step.records.unsigned_abs(),
            })
            .collect();
        Ok(Progress {
            systems,
            finished: !matches!(stage, Stage::Approved | Stage::Running),
        })
    }

    async fn reading(&self, tx: &mut Tx, request: &Request) -> Done<Option<ReadingView>> {
        let case = reviews::case(tx, request.id).await?;
        Ok(case.map(|case| ReadingView {
            told_at: case.told_at,
            second_asked_at: case.second_asked_at,
        }))
    }

    fn refusal(&self, state: &State, private: &Private) -> Option<RefusalView> {
        let State::Refused { denial, .. } = state else {
            return None;
        };
        Some(RefusalView {
            ground: denial.basis.key().unwrap_or_default(),
            law: denial.law.clone(),
            note: private.note.clone().unwrap_or_default(),
            authority: self.map().controller.authority.clone(),
        })
    }

    async fn package_view(&self, tx: &mut Tx, request: &Request) -> Done<Option<PackageView>> {
        let package = packages::find(tx, request.id).await?;
        Ok(package.map(|package| PackageView {
            bytes: package.bytes.unsigned_abs(),
            files: package.files.unsigned_abs(),
            rows: package.records.unsigned_abs(),
            sha256: package.sha256,
            expires_at: package.expires_at,
            expired: package.file.is_empty() || package.expires_at <= self.now(),
        }))
    }

    async fn correction(
        &self,
        tx: &mut Tx,
        request: &Request,
        (visitor, private): (&Visitor, &Private),
    ) -> Done<Option<CorrectionView>> {
        let Some(correction) = private.correction.as_ref() else {
            return Ok(None);
        };
        let place = self.map().resolve("", &correction.place);
        let Some((store, collection, field)) = self.mapped(&place, &correction.field) else {
            return Ok(None);
        };
        let mut done: Vec<Corrected> = Vec::new();
        for step in steps::of_request(tx, request.id).await? {
            let places = step
                .outcome
                .and_then(|outcome| outcome.get("places").cloned());
            if let Some(places) = places {
                done.extend(
                    serde_json::from_value::<Vec<Corrected>>(places)
                        .map_err(anyhow::Error::from)?,
                );
            }
        }
        let subject = request.subject;
        let token = records::token(self.keys.tokens.bytes(), subject, &place, &correction.key);
        Ok(Some(CorrectionView {
            label: field.label.clone(),
            system: store.label.clone(),
            old: shown(&correction.old),
            new: correction.new.clone(),
            reason: correction.reason.clone(),
            contact: collection.reaches(field),
            unshown: !request.state.is_finished() && self.to_be_shown(correction).is_some(),
            evidence: self.evidence_of(tx, subject, request.id).await?,
            told: self.told(tx, request, visitor).await?,
            also: self.also(correction, &done),
            forgotten: correction.forgotten,
            page: Some(format!("/data/{place}/{token}/{}", correction.field)),
        }))
    }

    fn reviewed(&self, private: &Private) -> Option<ReviewedView> {
        let review = private.review.as_ref()?;
        let place = self.map().resolve("", &review.place);
        let (store, _, field) = self.mapped(&place, &review.field)?;
        Some(ReviewedView {
            label: field.label.clone(),
            system: store.label.clone(),
            value: shown(&review.value),
            reason: review.reason.clone(),
        })
    }

    fn mapped(&self, place: &Place, field: &str) -> Option<(&Store, &Collection, &Field)> {
        let store = self.map().store(&place.store)?;
        let collection = store.collection(&place.collection)?;
        Some((store, collection, collection.field(field)?))
    }
}

/// A request with nothing of what it is about: its stages, its days, and how to take it back.
fn where_it_stands(view: RequestView, why: Refusal) -> RequestView {
    RequestView {
        line: view.line,
        version: view.version,
        deadline: view.deadline,
        story: view.story,
        hold_until: view.hold_until,
        acts: view
            .acts
            .into_iter()
            .filter(|act| *act == Act::Withdraw)
            .collect(),
        areas: Vec::new(),
        summary: Some(why),
        progress: Progress::default(),
        outcome: None,
        refusal: None,
        package: None,
        receipt: false,
        correction: None,
        review: None,
        messages: Vec::new(),
        rating: None,
        about: None,
        wrote: None,
        reading: None,
        told: Vec::new(),
    }
}

/// A value as a form shows it.
pub(crate) fn shown(value: &Value) -> String {
    value.as_text().unwrap_or_default().to_owned()
}

fn state(name: &str) -> StepState {
    match name {
        "running" => StepState::Running,
        "done" => StepState::Done,
        "retrying" => StepState::Retrying,
        "needs-person" => StepState::NeedsPerson,
        _ => StepState::Waiting,
    }
}
