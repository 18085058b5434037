//! A record's values, in the order of the columns.

use habeas_domain::value::{Kind, Record, Value};

use super::{Column, FILE_COLUMN};
use crate::shape::{Shape, shape};

/// One value on its way into both files.
pub(super) struct Cell<'r> {
    pub kind: Kind,
    pub shape: Option<Shape>,
    pub value: &'r Value,
}

impl Cell<'_> {
    /// Whether a CSV reader would see anything.
    pub fn is_something(&self) -> bool {
        self.shape.is_some() && self.value.as_text() != Some("")
    }
}

/// The values of a record in the order of the columns.
pub(super) fn cells<'r>(
    columns: &[Column],
    record: &'r Record,
    file: Option<&'r Value>,
) -> Vec<Cell<'r>> {
    let mut at = 0;
    columns
        .iter()
        .map(|column| {
            if column.name == FILE_COLUMN
                && let Some(value) = file
            {
                return Cell {
                    kind: Kind::Text,
                    shape: Some(Shape::Text),
                    value,
                };
            }
            // Records come in the map's order: the next one is nearly always the one.
            let next = record.fields[at.min(record.fields.len())..]
                .iter()
                .position(|(name, _, _)| *name == column.name)
                .map(|ahead| at + ahead)
                .or_else(|| {
                    record
                        .fields
                        .iter()
                        .position(|(name, _, _)| *name == column.name)
                });
            match next {
                Some(found) => {
                    at = found + 1;
                    let (_, kind, value) = &record.fields[found];
                    Cell {
                        kind: *kind,
                        shape: shape(*kind, value),
                        value,
                    }
                }
                None => Cell {
                    kind: Kind::Text,
                    shape: None,
                    value: &Value::Null,
                },
            }
        })
        .collect()
}
