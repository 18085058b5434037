//! What a person says no to in a request, without an account or at the desk: it holds from the
//! moment it comes in, whoever asks, and is written to the stores as far as they know the person.

use chrono::TimeDelta;
use habeas_domain::{
    actor::Actor,
    choice::{ChoiceRight, How},
    identity::Identity,
    request::Request,
    right::{Right, Wanted},
    role::Act,
};
use habeas_ledger::{
    LedgerError, Tx,
    choices::{self, Row},
    identities,
    jobs::{self, Job, Work},
    requests, said_no, subjects,
};
use uuid::Uuid;

use crate::{Desk, Done};

/// The name of the rule by which it is approved: the law's own.
const RULE: &str = "absolute";

impl Desk {
    /// What can be said no to in a request, as far as the map offers it.
    pub fn nos(&self) -> Vec<Wanted> {
        Wanted::NOS
            .into_iter()
            .filter(|wanted| wanted.no_to.is_some_and(|no_to| self.offers(no_to)))
            .collect()
    }

    /// The request with what it says no to, as far as the map offers it. An opt-out that names
    /// nothing is one of sale and sharing.
    pub(crate) fn with_nos(&self, request: Request) -> Request {
        let mut no_to = request.no_to.clone();
        if no_to.is_empty() && request.right == Right::OptOut {
            no_to.push(ChoiceRight::SaleOrSharing);
        }
        no_to.retain(|choice| self.offers(*choice));
        if no_to == request.no_to {
            return request;
        }
        request.saying_no_to(no_to)
    }

    /// Approves in the transaction in which it comes in what needs no decision, and has it run.
    pub(crate) async fn carry_out_no(
        &self,
        tx: &mut Tx,
        row: requests::Row,
        request: &Request,
    ) -> Done<requests::Row> {
        let now = self.now();
        self.hold_nos(tx, request).await?;
        let (request, event) =
            request
                .clone()
                .approve_by_rule(now, RULE, None, TimeDelta::zero())?;
        let by = (&Actor::System, Act::ApproveByRule);
        let row = self.save(tx, &row, (&request, &event), by).await?;
        let job = Job::new(Work::Run, request.id.0);
        jobs::enqueue(tx, &job, now).await?;
        Ok(row)
    }

    /// Keeps from now on what a request says no to: as a choice of the person, and under keyed
    /// hashes of all they gave, so that it is not forgotten where nobody finds them yet.
    pub(crate) async fn hold_nos(&self, tx: &mut Tx, request: &Request) -> Done {
        let now = self.now();
        let known = self.given(tx, request).await?;
        for (place, what) in (2_u128..).zip(&request.no_to) {
            let row = Row {
                id: self.dice.uuid(now),
                subject_id: request.subject.0,
                // Made of the request's number, so that a second sending is the same choice.
                client_id: Uuid::from_u128(request.id.0.as_u128() ^ place),
                what: what.as_str().to_owned(),
                allowed: false,
                how: How::Request.as_str().to_owned(),
                at: now,
                outcome: None,
            };
            choices::add(tx, &row).await?;
            for identity in &known {
                said_no::add(tx, &self.keys, identity, *what, now).await?;
            }
        }
        Ok(())
    }

    /// Everything by which whoever made a request says they can be found, shown or not: to say no
    /// nobody has to show anything.
    pub(crate) async fn given(&self, tx: &mut Tx, request: &Request) -> Done<Vec<Identity>> {
        let mut known = match subjects::identities(tx, &self.keys, request.subject).await {
            Ok(known) => known,
            Err(LedgerError::Sealed) => return Ok(Vec::new()),
            Err(error) => return Err(error.into()),
        };
        known.extend(identities::claimed(tx, &self.keys, request.subject).await?);
        Ok(known)
    }

    /// Carries over what was said no to before it was known whose an identity is.
    pub(crate) async fn keep_said_nos(
        &self,
        tx: &mut Tx,
        subject: habeas_domain::id::SubjectId,
        identity: &Identity,
    ) -> Done {
        let now = self.now();
        let made = choices::of_subject(tx, subject).await?;
        for what in said_no::of(tx, &self.keys, identity).await? {
            // Whoever has chosen by themselves has chosen.
            if made.iter().any(|row| row.what == what.as_str()) {
                continue;
            }
            let row = Row {
                id: self.dice.uuid(now),
                subject_id: subject.0,
                client_id: self.new_client_id(),
                what: what.as_str().to_owned(),
                allowed: false,
                how: How::Request.as_str().to_owned(),
                at: now,
                outcome: None,
            };
            choices::add(tx, &row).await?;
            jobs::enqueue(tx, &Job::new(Work::Choose, row.id), now).await?;
        }
        Ok(())
    }

    /// Forgets that somebody said no, because they say yes now.
    pub(crate) async fn forget_nos(
        &self,
        tx: &mut Tx,
        subject: habeas_domain::id::SubjectId,
        what: ChoiceRight,
    ) -> Done {
        for identity in subjects::identities(tx, &self.keys, subject).await? {
            said_no::forget(tx, &self.keys, &identity, what).await?;
        }
        Ok(())
    }
}
