//! What officers decided of a person's texts and files, for whatever shows or packs them. A
//! decision counts only for what was read: a text that has changed since waits again.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use habeas_domain::{
    id::{StaffId, SubjectId},
    map::{Disclose, Place},
    redaction::{Verdict, cover},
    value::{Key, Record, Value},
    view::{RecordView, Shown},
};
use habeas_ledger::{LedgerError, Tx, reviews, subjects};
use habeas_words::Words;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::{Desk, Done, records};

/// The field of a file, beside those in its name.
pub(crate) const DOCUMENT: &str = "document";

/// A decision, as it was made.
#[derive(Debug, Clone)]
pub(crate) struct Decision {
    /// A keyed hash of what was read.
    pub(crate) content: String,
    pub(crate) verdict: Verdict,
    pub(crate) by: StaffId,
    pub(crate) at: DateTime<Utc>,
    pub(crate) version: i64,
}

/// All decisions about one person.
#[derive(Debug, Clone)]
pub(crate) struct Looked {
    /// What stands in place of a covered part, in the person's language.
    mark: String,
    secret: [u8; 32],
    subject: SubjectId,
    decisions: BTreeMap<(String, String, String), Decision>,
}

impl Looked {
    pub(crate) fn mark(&self) -> &str {
        &self.mark
    }

    pub(crate) fn secret(&self) -> &[u8; 32] {
        &self.secret
    }

    /// The decision on an item, whatever stands there now.
    pub(crate) fn decision(&self, place: &Place, key: &Key, field: &str) -> Option<&Decision> {
        let token = records::token(&self.secret, self.subject, place, key);
        let at = (place.to_string(), token, field.to_owned());
        self.decisions.get(&at)
    }

    /// The decision on a value, if it is the one that was read.
    pub(crate) fn verdict(
        &self,
        (place, key): (&Place, &Key),
        field: &str,
        value: &Value,
    ) -> Option<&Verdict> {
        let decision = self.decision(place, key, field)?;
        let same = decision.content == content(&self.secret, bytes(value));
        same.then_some(&decision.verdict)
    }

    /// The decision on a file, if its bytes are those that were read.
    pub(crate) fn of_file(&self, place: &Place, key: &Key, file: &[u8]) -> Option<&Verdict> {
        let decision = self.decision(place, key, DOCUMENT)?;
        let same = decision.content == content(&self.secret, file);
        same.then_some(&decision.verdict)
    }

    /// Whether anything of a collection was decided, and the fields of which something is let
    /// out.
    pub(crate) fn let_out(&self, place: &Place) -> Option<BTreeSet<&str>> {
        let place = place.to_string();
        let here = self.decisions.iter().filter(|((at, _, _), _)| *at == place);
        let mut any = false;
        let mut fields = BTreeSet::new();
        for ((_, _, field), decision) in here {
            any = true;
            if matches!(decision.verdict, Verdict::Shown { .. }) {
                fields.insert(field.as_str());
            }
        }
        any.then_some(fields)
    }

    /// Puts what was let out on the page of the person, and what was withheld as withheld.
    pub(crate) fn show(&self, view: &mut RecordView, (place, record): (&Place, &Record)) {
        for field in &mut view.fields {
            if field.value != Shown::AfterReview {
                continue;
            }
            let Some(value) = record.get(&field.name) else {
                continue;
            };
            match (
                self.verdict((place, &record.key), &field.name, value),
                value,
            ) {
                (Some(Verdict::Shown { parts }), Value::Text(text)) => {
                    field.value = Shown::Text(cover(text, parts, &self.mark));
                }
                (Some(Verdict::Withheld { .. }), _) => field.value = Shown::Withheld,
                _ => {}
            }
        }
    }
}

/// The bytes of a value, as they are read and hashed.
pub(crate) fn bytes(value: &Value) -> &[u8] {
    match value {
        Value::Null => b"",
        Value::Text(text) => text.as_bytes(),
        Value::Bytes(bytes) => bytes,
    }
}

/// A keyed hash of what stood in an item when it was read: says nothing about it.
pub(crate) fn content(secret: &[u8; 32], bytes: &[u8]) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret) else {
        return String::new();
    };
    mac.update(b"habeas/review-content/1\0");
    mac.update(bytes);
    hex::encode(&mac.finalize().into_bytes()[..16])
}

/// Whether a field waits for review on the page or in the package.
pub(crate) fn waits(field: &habeas_domain::map::Field) -> bool {
    field.show() == Disclose::AfterReview || field.export() == Disclose::AfterReview
}

impl Desk {
    /// Everything that was decided about a person. What was sealed for somebody who was erased is
    /// gone, and nothing of theirs is let out.
    pub(crate) async fn read_already(&self, tx: &mut Tx, subject: SubjectId) -> Done<Looked> {
        let language = self.language_of(tx, subject).await?;
        let mut looked = Looked {
            mark: Words::for_locale(language).say("bench-covered"),
            secret: *self.keys.tokens.bytes(),
            subject,
            decisions: BTreeMap::new(),
        };
        let items = reviews::of_subject(tx, subject).await?;
        if items.is_empty() {
            return Ok(looked);
        }
        let key = match subjects::data_key(tx, &self.keys, subject).await {
            Ok(key) => key,
            Err(LedgerError::Sealed) => return Ok(looked),
            Err(error) => return Err(error.into()),
        };
        for item in items {
            let verdict = key.open(&sealed_for(&item.record, &item.field), &item.sealed)?;
            let decision = Decision {
                content: item.content,
                verdict: serde_json::from_slice(&verdict).map_err(anyhow::Error::from)?,
                by: StaffId(item.decided_by),
                at: item.at,
                version: item.version,
            };
            let at = (item.place, item.record, item.field);
            looked.decisions.insert(at, decision);
        }
        Ok(looked)
    }
}

/// What a seal is bound to: one decision cannot stand for another.
pub(crate) fn sealed_for(record: &str, field: &str) -> String {
    format!("review/{record}/{field}")
}
