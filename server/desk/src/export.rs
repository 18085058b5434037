//! The queue as a file: what is shown, and nobody's name.

use habeas_domain::{
    role::Act,
    view::{QueueFilter, QueueLine},
};
use habeas_ledger::{audit::Entry, queue};
use habeas_package::push_cell_text;

use crate::{Desk, Done, Visitor};

/// How many requests a file has at most.
const MOST: i64 = 10_000;
/// The heads of its columns.
const HEADS: [&str; 10] = [
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
];

impl Desk {
    /// The requests of a view as CSV (RFC 4180), cells that a spreadsheet would run defused.
    /// That they were taken away stands in the audit ledger.
    ///
    /// # Errors
    /// Only who may.
    pub async fn export_queue(&self, visitor: &Visitor, filter: &QueueFilter) -> Done<String> {
        let me = visitor.staff(Act::ExportQueue)?;
        let wanted = self.wanted(filter, me);
        let mut tx = self.ledger.read().await?;
        let rows = queue::page(&mut tx, &wanted, MOST).await?;
        let names = self.handlers(&mut tx).await?;
        let lines = self.queue_lines(&mut tx, rows, (me, &names)).await?;
        drop(tx);
        let body = serde_json::json!({ "v": 1, "what": "exported", "requests": lines.len() });
        let entry = Entry::new(&self.keys, &visitor.actor, Act::ExportQueue).with(body);
        let mut tx = self.ledger.begin().await?;
        self.entry(&mut tx, &entry).await?;
        tx.commit().await?;
        let mut out = HEADS.join(",").into_bytes();
        out.extend(b"\r\n");
        for line in &lines {
            push_line(&mut out, line);
        }
        Ok(String::from_utf8(out).map_err(anyhow::Error::from)?)
    }
}

fn push_line(out: &mut Vec<u8>, line: &QueueLine) {
    let request = &line.line;
    let yes = |is: bool| if is { "yes" } else { "no" };
    let cells = [
        request.reference.to_string(),
        request.right.to_string(),
        line.regime.clone(),
        request.stage.as_str().to_owned(),
        request.received_at.to_rfc3339(),
        request.due.to_string(),
        yes(request.late).to_owned(),
        yes(line.verified).to_owned(),
        line.assignee.clone().unwrap_or_default(),
        line.blocked.clone().unwrap_or_default(),
    ];
    for (place, cell) in cells.iter().enumerate() {
        if place > 0 {
            out.push(b',');
        }
        if !cell.is_empty() {
            push_cell_text(out, cell, false);
        }
    }
    out.extend(b"\r\n");
}
