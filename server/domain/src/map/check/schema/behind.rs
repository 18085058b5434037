//! What happens behind a plan's back: triggers, tables behind a view, and rows that nobody mapped
//! and the database changes by itself. Each is said, or the map is refused.

use super::{Findings, Name};
use crate::{
    facts::{Form, OnDelete, SchemaFacts, TableFacts},
    map::{Collection, Correctable, FieldErase, RecordErase, Store},
};

pub(super) fn check(
    (store, c): (&Store, &Collection),
    table: &TableFacts,
    facts: &SchemaFacts,
    findings: &mut Findings,
) {
    let at = c.table.as_ref().unwrap_or(&c.id);
    let corrected = c
        .fields
        .iter()
        .any(|field| field.correct != Correctable::No);
    let written = c.erase != RecordErase::Keep || corrected;
    triggers((c, at), table, written, findings);
    if written && table.form == Form::View && !table.behind.is_empty() {
        findings.fault(
            at,
            format!(
                "`{}` is a view, and what lies behind it is not seen: {}",
                c.source_name(),
                table.behind.join(", ")
            ),
            "Map the table behind it instead, and leave the view out",
        );
    }
    unmapped((store, c, at), facts, findings);
}

/// A trigger runs unseen: it may copy a row elsewhere before it goes.
fn triggers(
    (c, at): (&Collection, &Name),
    table: &TableFacts,
    written: bool,
    findings: &mut Findings,
) {
    if table.triggers.is_empty() || !written {
        return;
    }
    let names = table.triggers.join(", ");
    match &c.triggers {
        None => findings.fault(
            at,
            format!(
                "`{}` runs triggers ({names}) that the plan cannot see into",
                c.source_name()
            ),
            "Look at what they do. Where no personal data stays or goes elsewhere by it, write \
             `triggers: { known: \"what they do\" }`; otherwise map what they write",
        ),
        Some(triggers) if triggers.known.trim().is_empty() => findings.fault(
            at,
            format!(
                "Nobody says what the triggers ({names}) of `{}` do",
                c.source_name()
            ),
            "Write it under `triggers: { known: … }`",
        ),
        Some(triggers) => findings.advice(
            at,
            format!(
                "`{}` runs triggers ({names}); the map says: {}",
                c.source_name(),
                triggers.known
            ),
            "Look again when they change",
        ),
    }
}

/// Rows of tables that nobody mapped, which the database changes when these go or change. What
/// vanishes or stands in the way is refused elsewhere.
fn unmapped(
    (store, c, at): (&Store, &Collection, &Name),
    facts: &SchemaFacts,
    findings: &mut Findings,
) {
    let masked = |name: &String| {
        let rule = c.field(name).and_then(|field| field.erase.as_ref());
        !matches!(rule, None | Some(FieldErase::Keep))
    };
    for (name, other) in &facts.tables {
        let mapped = store.collections.iter().any(|m| m.source_name() == name);
        for key in other.foreign_keys.iter().filter(|_| !mapped) {
            if key.to_table != c.source_name() {
                continue;
            }
            let emptied = c.erase == RecordErase::Delete && key.on_delete == OnDelete::Unset;
            let followed = c.erase == RecordErase::Anonymise
                && key.follows
                && key.to_columns.iter().any(masked);
            let what = match (emptied, followed) {
                (true, _) => "is emptied by the database when these are deleted",
                (_, true) => "follows when the database changes these",
                _ => continue,
            };
            findings.advice(
                at,
                format!(
                    "`{name}`, which nobody mapped, points at `{}`: {} {what}, and no plan counts \
                     its rows",
                    c.source_name(),
                    key.columns.join(", ")
                ),
                format!("Describe `{name}` in the map, so that the plan says how many"),
            );
        }
    }
}
