//! The queue as a file: what is shown, all of it, and nobody's name.

use chrono::NaiveDate;
use habeas_domain::{role::Act, view::QueueFilter};
use habeas_ledger::{
    audit::Entry,
    queue::{self, Filter},
    requests::Row,
};
use uuid::Uuid;

use crate::{
    Csv, Desk, Done, Visitor,
    csv::{file, line},
    lines::label,
};

/// How many requests are read at once.
const BATCH: i64 = 500;
/// The heads of its columns.
const HEADS: [&str; 14] = [
    "reference",
    "right",
    "regime",
    "stage",
    "received_at",
    "due",
    "late",
    "verified",
    "assignee",
    "blocked_by",
    "own_due",
    "team",
    "channel",
    "language",
];

impl Desk {
    /// Every request of a view as CSV, from the rows alone. That they were taken away stands in
    /// the audit ledger.
    ///
    /// # Errors
    /// Only who may.
    pub async fn export_queue(&self, visitor: &Visitor, filter: &QueueFilter) -> Done<Csv> {
        let me = visitor.staff(Act::ExportQueue)?;
        let wanted = Filter {
            after: None,
            ..self.wanted(filter, me)
        };
        let mut tx = self.ledger.read().await?;
        let names: Vec<(Uuid, String)> = self
            .handlers(&mut tx)
            .await?
            .into_iter()
            .map(|(id, name)| (id.0, name))
            .collect();
        drop(tx);
        let body = serde_json::json!({ "v": 1, "what": "exported" });
        let entry = Entry::new(&self.keys, &visitor.actor, Act::ExportQueue).with(body);
        self.alone(&entry).await?;
        let desk = self.clone();
        let today = self.today();
        Ok(file(&HEADS, wanted, move |wanted: Filter| {
            let (desk, names) = (desk.clone(), names.clone());
            async move {
                let mut tx = desk.ledger.read().await?;
                let rows = queue::page(&mut tx, &wanted, BATCH).await?;
                drop(tx);
                let more = rows.len() as i64 == BATCH;
                let after = rows.last().filter(|_| more).map(|row| (row.due, row.id));
                let next = after.map(|after| Filter {
                    after: Some(after),
                    ..wanted
                });
                let lines = rows.iter().flat_map(|row| desk.cells(row, &names, today));
                Ok((lines.collect(), next))
            }
        }))
    }

    fn cells(&self, row: &Row, names: &[(Uuid, String)], today: NaiveDate) -> Vec<u8> {
        let yes = |is: bool| if is { "yes" } else { "no" };
        let late = !row.finished && !row.waiting && row.due < today;
        let assignee = row.assigned.and_then(|staff| {
            let known = names.iter().find(|(id, _)| *id == staff);
            known.map(|(_, name)| name.as_str())
        });
        let blocked = row.blocked.as_ref().map(|store| label(self.map(), store));
        line(&[
            row.reference.as_str(),
            &row.kind,
            &row.regime,
            &row.stage,
            &row.received_at.to_rfc3339(),
            &row.due.to_string(),
            yes(late),
            yes(row.verified),
            assignee.unwrap_or_default(),
            &blocked.unwrap_or_default(),
            &row.filed
                .inner_due
                .map(|day| day.to_string())
                .unwrap_or_default(),
            row.filed.team.as_deref().unwrap_or_default(),
            row.filed.channel.as_deref().unwrap_or_default(),
            row.filed.language.as_deref().unwrap_or_default(),
        ])
    }
}
