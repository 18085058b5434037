//! Sending what is in the outbox.

use std::time::Duration;

use anyhow::anyhow;
use habeas_domain::fault::point;
use habeas_ledger::{
    jobs::{self, Job, Work},
    outbox::{self, Row},
};
use habeas_words::Locale;
use uuid::Uuid;

use crate::{
    Desk, DeskError, Done,
    mail::{Contents, Fate, Rendered},
};

impl Desk {
    /// Sends a message whose time has come. It may arrive twice if this process dies between the
    /// server's yes and ours, and then with the same id; it is never lost.
    pub(super) async fn send(&self, id: Uuid) -> Done {
        let mut tx = self.ledger.read().await?;
        let row = outbox::find(&mut tx, id).await?;
        drop(tx);
        let row = row.ok_or(DeskError::NotFound)?;
        if !self.post.carries(&row.channel) {
            return Ok(());
        }
        let mut tx = self.ledger.begin().await?;
        let Some(row) = outbox::take(&mut tx, id, self.now()).await? else {
            return Ok(());
        };
        tx.commit().await?;
        point("message-taken");
        let fate = match self.opened(&row).await {
            Ok((to, what)) if self.now() < row.expires_at => {
                self.post.send(&row.channel, id, &to, &what).await
            }
            Ok(_) => Fate::Failed("too-late", false),
            // The person was erased meanwhile.
            Err(_) => Fate::Failed("sealed", false),
        };
        point("message-sent");
        self.note(&row, fate).await
    }

    async fn note(&self, row: &Row, fate: Fate) -> Done {
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        match fate {
            Fate::Sent => outbox::sent(&mut tx, row, now).await?,
            Fate::Waits => {}
            Fate::Failed(class, again) => {
                let next = outbox::failed(&mut tx, row, class, again, now).await?;
                tracing::warn!(
                    id = %row.id, template = row.template, class, attempt = row.attempts,
                    given_up = next.is_none(), "a message was not sent"
                );
                if let Some(next) = next {
                    // The queue counts in whole seconds.
                    let at = next + Duration::from_secs(1);
                    jobs::enqueue(&mut tx, &Job::new(Work::Send, row.id), at).await?;
                }
            }
        }
        Ok(tx.commit().await?)
    }

    /// To whom a message goes, and its words.
    pub(crate) async fn opened(&self, row: &Row) -> Done<(String, Rendered)> {
        let mut tx = self.ledger.read().await?;
        let contents = outbox::open(&mut tx, &self.keys, row).await?;
        drop(tx);
        let contents: Contents =
            serde_json::from_slice(&contents).map_err(|error| anyhow!("a message: {error}"))?;
        let language: Locale = row.language.parse().unwrap_or_default();
        let group = (row.channel.as_str(), row.template.as_str());
        let what = self
            .render(group, language, &contents)
            .map_err(|key| anyhow!("the message {key} cannot be said"))?;
        Ok((contents.to, what))
    }

    /// Sends what was left lying, and shreds what was sent long enough ago.
    pub(super) async fn look_after_outbox(&self) -> Done {
        let now = self.now();
        let mut tx = self.ledger.begin().await?;
        outbox::shred(&mut tx, now - self.settings.mail_kept, now).await?;
        for id in outbox::left(&mut tx, now - LEFT).await? {
            jobs::enqueue(&mut tx, &Job::new(Work::Send, id), now).await?;
        }
        tx.commit().await?;
        self.bell.ring();
        Ok(())
    }
}

/// How long after its time a message was surely forgotten by the queue.
const LEFT: Duration = Duration::from_secs(30);
