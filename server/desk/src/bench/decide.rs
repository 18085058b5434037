//! Deciding one item: whole, with parts covered, or not at all.

use habeas_domain::{
    id::Reference,
    redaction::{ItemAt, Part, Verdict, WithholdReason, cover, occurrences, tidy},
    request::Refusal,
    role::Act,
    validate::Fault,
};
use habeas_ledger::{
    audit::Entry,
    reviews::{self, Item},
    subjects,
};

use super::{item::Opened, looked::sealed_for};
use crate::{Desk, DeskError, Done, Problem, Visitor};

/// The most parts of one text that can be covered.
const MOST_PARTS: usize = 500;

/// What an officer decides of one item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Redacting {
    /// The hash of what they read.
    pub seen: String,
    /// How often it had been decided when they read it.
    pub version: i64,
    /// Parts to cover, as first byte and the byte after the last.
    pub parts: Vec<(usize, usize)>,
    /// More words to cover wherever they stand, one on a line.
    pub more: String,
    /// Why.
    pub reason: String,
    /// Whether the whole is withheld.
    pub withhold: bool,
}

impl Desk {
    /// The text as the person would get it.
    ///
    /// # Errors
    /// As [`Desk::redact`].
    pub async fn preview_redaction(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        (at, asked): (&ItemAt, &Redacting),
        mark: &str,
    ) -> Done<String> {
        visitor.staff(Act::SeeBench)?;
        let opened = self
            .open_item(visitor, reference, at, Act::SeeBench)
            .await?;
        match verdict(&opened, asked)? {
            Verdict::Withheld { .. } => Ok(String::new()),
            Verdict::Shown { parts } => {
                let (text, _) = opened.read();
                Ok(cover(&text.unwrap_or_default(), &parts, mark))
            }
        }
    }

    /// Decides one item; the next that somebody has to read. What was decided holds for what was
    /// read: if the store has changed since, or somebody else has decided, nothing is done.
    ///
    /// # Errors
    /// [`DeskError::Answers`] for the reason and the parts, [`DeskError::Conflict`] where it moved
    /// on, [`Refusal::FourEyes`] where the person asked for somebody else to look.
    pub async fn redact(
        &self,
        visitor: &Visitor,
        reference: &Reference,
        at: &ItemAt,
        asked: &Redacting,
    ) -> Done<Option<ItemAt>> {
        let me = visitor.staff(Act::Redact)?;
        let opened = self.open_item(visitor, reference, at, Act::Redact).await?;
        let verdict = verdict(&opened, asked)?;
        let seen = super::content(self.keys.tokens.bytes(), &opened.item.content);
        if seen != asked.seen {
            return Err(DeskError::Conflict);
        }
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        let looked = self.read_already(&mut tx, opened.subject).await?;
        let before = looked.decision(&opened.item.place, &opened.item.key, &at.field);
        if before.is_some_and(|one| super::decided_before(one, &opened.case, me)) {
            return Err(Refusal::FourEyes.into());
        }
        let key = subjects::data_key(&mut tx, &self.keys, opened.subject).await?;
        let text = serde_json::to_vec(&verdict).map_err(anyhow::Error::from)?;
        let item = Item {
            id: self.dice.uuid(now),
            place: at.place.clone(),
            record: at.token.clone(),
            field: at.field.clone(),
            content: seen,
            verdict: verdict.as_str().to_owned(),
            sealed: key.seal(&self.dice, &sealed_for(&at.token, &at.field), &text)?,
            decided_by: me.0,
            at: now,
            version: asked.version + 1,
        };
        if !reviews::decide(&mut tx, opened.subject, &item).await? {
            return Err(DeskError::Conflict);
        }
        let mut reasons: Vec<&str> = verdict.reasons().iter().map(|one| one.as_str()).collect();
        let parts = reasons.len();
        reasons.sort_unstable();
        reasons.dedup();
        let body = serde_json::json!({
            "v": 1, "what": verdict.as_str(), "collection": at.place, "field": at.field,
            "parts": parts, "reasons": reasons,
        });
        let entry = Entry::new(&self.keys, &visitor.actor, Act::Redact);
        self.entry(&mut tx, &entry.on(*reference).with(body))
            .await?;
        tx.commit().await?;
        self.next_to_read(&opened, at).await
    }
}

/// What a form decides of an item.
fn verdict(opened: &Opened, asked: &Redacting) -> Done<Verdict> {
    let reason = WithholdReason::named(&asked.reason);
    let missing = || DeskError::answer("reason", Problem::Missing);
    if asked.withhold {
        let reason = reason.ok_or_else(missing)?;
        return Ok(Verdict::Withheld { reason });
    }
    let mut parts = asked.parts.clone();
    let more: Vec<&str> = asked.more.lines().map(str::trim).collect();
    let more = more.into_iter().filter(|line| !line.is_empty());
    let (text, _) = opened.read();
    let text = text.unwrap_or_default();
    for words in more {
        let found = occurrences(&text, words);
        if found.is_empty() {
            return Err(DeskError::answer("more", Problem::NotInText));
        }
        parts.extend(found);
    }
    if parts.is_empty() {
        return Ok(Verdict::Shown { parts: Vec::new() });
    }
    if parts.len() > MOST_PARTS {
        let fault = Fault::TooLong(MOST_PARTS);
        return Err(DeskError::answer("more", Problem::Value(fault)));
    }
    let reason = reason.ok_or_else(missing)?;
    let parts = parts
        .into_iter()
        .map(|(from, to)| Part { from, to, reason });
    let parts = tidy(&text, parts.collect()).map_err(|_| DeskError::Conflict)?;
    Ok(Verdict::Shown { parts })
}
