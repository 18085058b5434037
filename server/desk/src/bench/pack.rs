//! What of a record a reviewer let out, for the package.

use std::collections::BTreeSet;

use habeas_domain::{
    map::{Collection, Disclose, Place},
    redaction::{Verdict, WithholdReason, cover},
    value::{Record, Value},
};

use super::Looked;

/// One record with what was let out, without what was not.
pub(crate) struct LetOut<'c> {
    /// The record as it goes into the package.
    pub(crate) record: Record,
    /// The fields that nobody has read yet.
    pub(crate) held: Vec<&'c str>,
    /// What a reviewer withheld: whether the whole, and why.
    pub(crate) removed: Vec<(bool, WithholdReason)>,
}

impl Looked {
    /// The fields of a collection of which something is let out, for its columns; none where
    /// nothing of it was reviewed. A file brings the fields in its name with it.
    pub(crate) fn columns<'c>(
        &self,
        place: &Place,
        collection: &'c Collection,
    ) -> Option<Vec<&'c str>> {
        let decided: BTreeSet<&str> = self.let_out(place)?;
        let file = collection.pattern.is_some();
        let fields = waiting(collection).filter(|name| file || decided.contains(name));
        let none = file && decided.is_empty();
        Some(if none { Vec::new() } else { fields.collect() })
    }

    /// A record of an SQL store, value by value.
    pub(crate) fn pack<'c>(
        &self,
        (place, collection): (&Place, &'c Collection),
        record: &Record,
    ) -> LetOut<'c> {
        let mut out = LetOut {
            record: record.clone(),
            held: Vec::new(),
            removed: Vec::new(),
        };
        for name in waiting(collection) {
            let Some(value) = record.get(name).filter(|value| !value.is_null()) else {
                continue;
            };
            let given = match self.verdict((place, &record.key), name, value) {
                None => {
                    out.held.push(name);
                    Value::Null
                }
                Some(Verdict::Withheld { reason }) => {
                    out.removed.push((true, *reason));
                    Value::Null
                }
                Some(Verdict::Shown { parts }) if parts.is_empty() => value.clone(),
                Some(Verdict::Shown { parts }) => {
                    out.removed
                        .extend(parts.iter().map(|part| (false, part.reason)));
                    let (text, _) = super::read::of_value(value, name);
                    let text = cover(&text.unwrap_or_default(), parts, self.mark());
                    match value {
                        Value::Bytes(_) => Value::Bytes(text.into_bytes()),
                        _ => Value::Text(text),
                    }
                }
            };
            put(&mut out.record, name, given);
        }
        out
    }

    /// A record of a file whose file is not let out: the fields of its name go with it.
    pub(crate) fn without_name<'c>(collection: &'c Collection, record: &Record) -> LetOut<'c> {
        let mut out = LetOut {
            record: record.clone(),
            held: Vec::new(),
            removed: Vec::new(),
        };
        for name in waiting(collection) {
            if record.get(name).is_some_and(|value| !value.is_null()) {
                out.held.push(name);
                put(&mut out.record, name, Value::Null);
            }
        }
        out
    }
}

fn put(record: &mut Record, name: &str, given: Value) {
    let field = record.fields.iter_mut().find(|(field, _, _)| field == name);
    if let Some((_, _, value)) = field {
        *value = given;
    }
}

/// The fields that wait for review before they may go into a package.
fn waiting(collection: &Collection) -> impl Iterator<Item = &str> {
    collection
        .fields
        .iter()
        .filter(|field| field.export() == Disclose::AfterReview)
        .map(|field| field.name.as_str())
}
