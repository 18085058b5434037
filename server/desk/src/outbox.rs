//! The outbox as the demo shows it, where nothing is really sent. Never otherwise: it holds codes.

use habeas_domain::view::OutboxMessage;
use habeas_ledger::outbox;

use crate::{Desk, DeskError, Done};

/// How many messages the page has.
const SHOWN: i64 = 50;

impl Desk {
    /// The newest messages first, with their text.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] wherever messages are sent.
    pub async fn demo_outbox(&self) -> Done<Vec<OutboxMessage>> {
        if !self.post.is_shown() {
            return Err(DeskError::NotFound);
        }
        let mut tx = self.ledger.read().await?;
        let rows = outbox::newest(&mut tx, SHOWN).await?;
        drop(tx);
        let mut messages = Vec::with_capacity(rows.len());
        for row in rows {
            // What was for somebody who is erased by now cannot be read any more.
            let Ok((to, what)) = self.opened(&row).await else {
                continue;
            };
            messages.push(OutboxMessage {
                id: row.id.to_string(),
                at: row
                    .created_at
                    .with_timezone(&self.settings.zone)
                    .naive_local(),
                channel: row.channel,
                sent: row.sent_at.is_some(),
                to,
                subject: what.subject,
                text: what.text,
            });
        }
        Ok(messages)
    }
}
