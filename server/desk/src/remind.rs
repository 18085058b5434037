//! Reminding those who handle requests of their days. What is to be said and when stands in the
//! ledger beside each request; here it is looked for and said, once.

use chrono::TimeDelta;
use habeas_domain::{
    actor::Actor,
    request::{Reminder, Request},
    role::{Act, Role},
    view::ReminderLine,
};
use habeas_ledger::{
    Tx,
    audit::Entry,
    reminders::{self, Due},
    staff::{self, Member},
};
use habeas_words::{Locale, Words};

use crate::{Desk, DeskError, Done, Mail};

/// How many are said in one sweep.
const MOST: i64 = 200;
/// How long a reminder stands on the board.
const SHOWN: TimeDelta = TimeDelta::days(1);
/// How many stand there.
const LINES: i64 = 50;

impl Desk {
    /// Says what there is to say today; a worker does it by itself.
    ///
    /// # Errors
    /// Where the ledger does not answer.
    pub async fn remind_now(&self) -> Done {
        let mut tx = self.ledger.read().await?;
        let due = reminders::due(&mut tx, self.today(), MOST).await?;
        drop(tx);
        for one in &due {
            // After some days without a worker the latest alone is said.
            let later = |other: &&Due| {
                other.request == one.request
                    && (other.on, other.kind) > (one.on, one.kind)
                    && one.kind != Reminder::Acknowledge
            };
            let overtaken = due.iter().find(later).is_some();
            match self.remind(one, overtaken).await {
                // Somebody was quicker, or the request is gone.
                Ok(()) | Err(DeskError::Conflict | DeskError::NotFound) => {}
                Err(error) => tracing::warn!(%error, "nobody was reminded of a request"),
            }
        }
        self.bell.ring();
        Ok(())
    }

    async fn remind(&self, due: &Due, overtaken: bool) -> Done {
        let now = self.now();
        let mut tx = self.ledger.read().await?;
        let request = self.load_by_id(&mut tx, due.request).await?.request;
        let told = if overtaken {
            Vec::new()
        } else {
            self.whom_to_remind(&mut tx, &request, due.kind).await?
        };
        drop(tx);
        let mut near = Vec::new();
        for member in &told {
            // Nobody learns of their own case by the way.
            if self.is_near(member.id, request.subject).await? {
                near.push(member.id);
            }
        }
        let mut tx = self.ledger.begin().await?;
        if !reminders::done(&mut tx, due, now).await? {
            return Ok(());
        }
        let words = Words::for_locale(Locale::En);
        let right = words.of("right", request.right.as_str());
        let last = match due.kind {
            Reminder::Acknowledge => due.on,
            Reminder::Inner | Reminder::Before | Reminder::Due | Reminder::Late => {
                request.deadline.legal
            }
        };
        for member in told.iter().filter(|member| !near.contains(&member.id)) {
            let mail = Mail::to(&member.person.email, template(due.kind), Locale::En)
                .value("right", right.as_str())
                .value("number", request.reference.to_string())
                .value("day", last);
            self.tell(&mut tx, mail).await?;
        }
        if !overtaken {
            let body = serde_json::json!({
                "v": 1, "what": "reminded", "of": due.kind.as_str(), "people": told.len()
            });
            let entry = Entry::new(&self.keys, &Actor::System, Act::Remind)
                .on(request.reference)
                .with(body);
            self.entry(&mut tx, &entry).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Whoever looks after it; the officers too where nobody does, and when it is due or late.
    async fn whom_to_remind(
        &self,
        tx: &mut Tx,
        request: &Request,
        kind: Reminder,
    ) -> Done<Vec<Member>> {
        let all = staff::all(tx, &self.keys).await?;
        let theirs = |member: &Member| request.assigned == Some(member.id);
        let looked_after = all.iter().any(theirs);
        Ok(all
            .into_iter()
            .filter(|member| {
                theirs(member)
                    || (member.role == Role::Officer && (kind.escalates() || !looked_after))
            })
            .collect())
    }

    /// What was said lately, of requests that still wait: one line for each.
    pub(crate) async fn reminded(&self, tx: &mut Tx) -> Done<Vec<ReminderLine>> {
        let mut lines: Vec<ReminderLine> = Vec::new();
        for given in reminders::given(tx, self.now() - SHOWN, LINES).await? {
            match lines
                .iter_mut()
                .find(|line| line.reference == given.reference)
            {
                Some(line) => line.kind = line.kind.max(given.kind),
                None => lines.push(ReminderLine {
                    reference: given.reference,
                    kind: given.kind,
                    at: given.at,
                }),
            }
        }
        lines.sort_by_key(|line| std::cmp::Reverse(line.kind));
        Ok(lines)
    }
}

const fn template(kind: Reminder) -> &'static str {
    match kind {
        Reminder::Acknowledge => "remind-acknowledge",
        Reminder::Inner => "remind-inner",
        Reminder::Before => "remind-before",
        Reminder::Due => "remind-due",
        Reminder::Late => "remind-late",
    }
}
