//! The officers' queue: what is due first comes first.

use chrono::{Days, NaiveDate};
use habeas_domain::{
    id::SubjectId,
    request::Request,
    role::Act,
    view::{QueueFilter, QueueNumbers, QueueView, Stage},
};
use habeas_ledger::{
    Tx,
    requests::{self, Filter},
    subjects,
};
use uuid::Uuid;

use crate::{Desk, Done, Visitor, mask};

/// How many requests a page has.
const LINES: usize = 50;

impl Desk {
    /// A page of the queue with the numbers that matter today.
    ///
    /// # Errors
    /// Only who may.
    pub async fn queue(&self, visitor: &Visitor, filter: &QueueFilter) -> Done<QueueView> {
        visitor.staff(Act::SeeQueue)?;
        let today = self.today();
        let late = Some(today);
        let soon = today.checked_add_days(Days::new(2));
        let wanted = Filter {
            stage: filter.stage.map(|stage| stage.as_str().to_owned()),
            kind: filter.right.map(|right| right.as_str().to_owned()),
            due_from: filter.soon.then_some(today),
            due_before: match (filter.late, filter.soon) {
                (true, _) => late,
                (false, true) => soon,
                (false, false) => None,
            },
            after: filter.after.as_deref().and_then(cursor),
        };
        let mut tx = self.ledger.read().await?;
        let mut rows = requests::queue(&mut tx, &wanted, LINES as i64 + 1).await?;
        let more = rows.len() > LINES;
        rows.truncate(LINES);
        let next = rows
            .last()
            .filter(|_| more)
            .map(|row| format!("{}.{}", row.due, row.id.simple()));
        let mut lines = Vec::with_capacity(rows.len());
        for row in rows {
            let person = self.masked(&mut tx, SubjectId(row.subject_id)).await?;
            let request: Request = serde_json::from_value(row.body).map_err(anyhow::Error::from)?;
            lines.push(self.line(&request, person));
        }
        let all = |stage: Option<Stage>| Filter {
            stage: stage.map(|stage| stage.as_str().to_owned()),
            ..Filter::default()
        };
        let late = Filter {
            due_before: late,
            ..Filter::default()
        };
        let due_soon = Filter {
            due_from: Some(today),
            due_before: soon,
            ..Filter::default()
        };
        let numbers = QueueNumbers {
            late: requests::count(&mut tx, &late).await?,
            due_soon: requests::count(&mut tx, &due_soon).await?,
            to_decide: requests::count(&mut tx, &all(Some(Stage::Open))).await?,
            stuck: requests::count(&mut tx, &all(Some(Stage::NeedsPerson))).await?,
        };
        Ok(QueueView {
            lines,
            next,
            numbers,
        })
    }

    /// The person's address, masked; none once they are erased.
    pub(crate) async fn masked(&self, tx: &mut Tx, subject: SubjectId) -> Done<Option<String>> {
        let identities = subjects::identities(tx, &self.keys, subject).await?;
        Ok(identities
            .iter()
            .find(|identity| identity.kind == "email")
            .map(|identity| mask::email(&identity.value)))
    }
}

fn cursor(text: &str) -> Option<(NaiveDate, Uuid)> {
    let (due, id) = text.split_once('.')?;
    Some((due.parse().ok()?, id.parse().ok()?))
}
