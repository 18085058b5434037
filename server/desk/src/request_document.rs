//! The requests of a person as their package holds them: what they asked for, what happened, what
//! both sides wrote. This is what Habeas itself holds about them (GDPR Art. 15).

use chrono::SecondsFormat;
use habeas_domain::{
    id::SubjectId,
    request::{Event, State},
};
use habeas_ledger::{Tx, requests};
use serde_json::{Value as Json, json};

use crate::{Desk, Done};

impl Desk {
    /// Every request of a person, oldest first.
    pub(crate) async fn request_document(&self, tx: &mut Tx, subject: SubjectId) -> Done<Json> {
        let mut lines = Vec::new();
        for row in requests::of_subject(tx, subject).await?.into_iter().rev() {
            let reference = row.reference.parse().map_err(anyhow::Error::from)?;
            let kept = self.load(tx, &reference).await?;
            let request = &kept.request;
            let private = self.private(tx, &kept.row).await?;
            let mut story = Vec::new();
            for (at, body) in requests::events(tx, request.id).await? {
                let event: Event = serde_json::from_value(body).map_err(anyhow::Error::from)?;
                let by = event.by.role().map(|role| role.as_str());
                story.push(json!({ "at": stamp(at), "what": event.what.key(), "by": by }));
            }
            let messages: Vec<Json> = self
                .messages_of(tx, request)
                .await?
                .into_iter()
                .map(|message| {
                    json!({
                        "at": stamp(message.at),
                        "by": if message.from_staff { "company" } else { "you" },
                        "text": message.text,
                        "files": message.files.iter().map(|file| &file.name).collect::<Vec<_>>(),
                    })
                })
                .collect();
            let outcome = match &request.state {
                State::Answered { outcome, .. } => Some(outcome),
                _ => None,
            };
            lines.push(json!({
                "reference": request.reference,
                "right": request.right,
                "received_at": stamp(request.received_at),
                "due": request.deadline.legal,
                "stage": request.state.stage(),
                "outcome": outcome,
                "wrote": private.asked.map(|asked| asked.details),
                "story": story,
                "messages": messages,
            }));
        }
        Ok(json!({ "format": 1, "requests": lines }))
    }
}

fn stamp(at: chrono::DateTime<chrono::Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
