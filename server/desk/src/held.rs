//! A contact that was changed lately holds what hands out, changes or destroys at the desk, and the
//! old address is told: reading a mailbox that was put in yesterday is not being somebody.

use anyhow::anyhow;
use chrono::{DateTime, TimeDelta, Utc};
use habeas_domain::{
    actor::Actor,
    id::SubjectId,
    identity::{Compare, Identity},
    request::{Refusal, State},
    right::Right,
};
use habeas_ledger::{authenticators, identities, limits, requests, subjects};
use habeas_words::{Locale, Words};

use crate::{Desk, Done, Mail, codes::limit, keep::Kept};

/// How long a changed contact holds what hands out, changes or destroys.
const HELD: TimeDelta = TimeDelta::days(14);
/// The old address is told once.
const TOLD: limits::Limit = limit("desk-held", 1, 14 * 24 * 60);

/// A contact that was changed lately.
pub(crate) struct Recent {
    /// From when on that is long enough ago.
    pub(crate) until: DateTime<Utc>,
    /// The addresses that were there before.
    pub(crate) old: Vec<Identity>,
}

impl Desk {
    /// Stops where a contact was changed lately, and tells the addresses that were there before,
    /// once.
    pub(crate) async fn no_recent_contact(&self, kept: &Kept) -> Done {
        let Some(recent) = self.recent_contact(kept).await? else {
            return Ok(());
        };
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        let who = kept.request.reference.to_string();
        let first = limits::take(&mut tx, &self.keys, TOLD, &who, now).await?;
        if first.is_none() {
            let private = self.private(&mut tx, &kept.row).await?;
            let language = private.intake.map(|intake| intake.language);
            let language: Locale = language
                .and_then(|tag| tag.parse().ok())
                .unwrap_or_default();
            let right = Words::for_locale(language).of("right", kept.request.right.as_str());
            for address in &recent.old {
                let mail = Mail::to(&address.value, "desk-held", language)
                    .of(kept.request.subject)
                    .value("right", right.clone())
                    .value("number", who.clone())
                    .value(
                        "day",
                        recent.until.with_timezone(&self.settings.zone).date_naive(),
                    )
                    .value("contact", self.map().controller.email.as_str());
                self.tell(&mut tx, mail).await?;
            }
        }
        tx.commit().await?;
        self.bell.ring();
        let until = recent.until;
        Err(Refusal::RecentContact { until }.into())
    }

    /// The contact of a person that was changed lately, by themselves or by a correction.
    pub(crate) async fn recent_contact(&self, kept: &Kept) -> Done<Option<Recent>> {
        self.recent_contact_of(kept.request.subject).await
    }

    /// Until when a change of contact holds what a person asks for themselves. Nothing is held for
    /// whoever has had a second proof for longer than that: it is asked for at every sign-in.
    pub(crate) async fn recent_change(&self, subject: SubjectId) -> Done<Option<DateTime<Utc>>> {
        let Some(recent) = self.recent_contact_of(subject).await? else {
            return Ok(None);
        };
        let mut tx = self.ledger.read().await?;
        let actor = Actor::Customer(subject);
        let proof = authenticators::confirmed_at(&mut tx, &actor).await?;
        let older = proof.is_some_and(|proof| proof < recent.until - HELD);
        Ok((!older).then_some(recent.until))
    }

    async fn recent_contact_of(&self, subject: SubjectId) -> Done<Option<Recent>> {
        let since = self.now() - HELD;
        let mut tx = self.ledger.read().await?;
        let mut last = None;
        let (mut new, mut old) = (Vec::new(), Vec::new());
        let added = identities::added_since(&mut tx, &self.keys, subject, since).await?;
        for (identity, at) in added {
            if matches!(identity.kind.as_str(), "email" | "phone") {
                last = last.max(Some(at));
                new.push(identity);
            }
        }
        for row in requests::of_subject(&mut tx, subject).await? {
            if row.kind != Right::Rectification.as_str() || !row.finished {
                continue;
            }
            let request: habeas_domain::request::Request =
                serde_json::from_value(row.body.clone()).map_err(|error| anyhow!(error))?;
            let State::Answered { at, .. } = &request.state else {
                continue;
            };
            let correction = self.private(&mut tx, &row).await?.correction;
            let Some(correction) = correction.filter(|_| *at > since) else {
                continue;
            };
            let place = self.map().resolve("", &correction.place);
            let collection = self.map().collection(&place);
            let field = collection.and_then(|one| Some((one, one.field(&correction.field)?)));
            let Some((collection, field)) = field else {
                continue;
            };
            if collection.reaches(field) {
                last = last.max(Some(*at));
                if let Some(was) = correction.old.as_text().filter(|was| was.contains('@')) {
                    old.push(Identity::new("email", was));
                }
            }
        }
        let Some(last) = last else {
            return Ok(None);
        };
        let own = subjects::identities(&mut tx, &self.keys, subject).await?;
        let is_new = |one: &Identity| new.iter().any(|other| other == one);
        old.extend(
            own.into_iter()
                .filter(|one| one.kind == "email" && !is_new(one)),
        );
        old.sort();
        old.dedup_by(|one, other| Compare::Email.same(&one.value, &other.value));
        Ok(Some(Recent {
            until: last + HELD,
            old,
        }))
    }
}
