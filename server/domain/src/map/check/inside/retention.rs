//! Whether a retention rule leads somewhere.

use super::{Findings, lost};
use crate::map::{Collection, DataMap, Store, YearEnd};

pub(super) fn check(map: &DataMap, store: &Store, c: &Collection, findings: &mut Findings) {
    let Some(keep) = &c.keep else {
        return;
    };
    if let Some(from) = &keep.from
        && c.field(from.as_str()).is_none()
    {
        lost(findings, from, "field");
    }
    if keep.from.is_none() && keep.last.is_none() && keep.while_there.is_empty() {
        findings.fault(
            &keep.ground,
            format!("Nobody says from when `{}` is kept", c.id),
            "Add `from:` with a date field, `last:` with a collection and its date field, or `while:`",
        );
    }
    if keep.end == YearEnd::FiscalYear && map.controller.fiscal_year.is_none() {
        findings.fault(
            &keep.ground,
            format!(
                "`{}` is kept from the end of a fiscal year, and nobody says when that is",
                c.id
            ),
            "Add `fiscal_year: \"04-06\"` (month and first day) to the controller",
        );
    }
    if let Some(last) = &keep.last {
        let place = map.resolve(store.id.as_str(), last.collection.as_str());
        match map.collection(&place) {
            None => lost(findings, &last.collection, "collection"),
            Some(other) if other.field(last.field.as_str()).is_none() => {
                lost(findings, &last.field, "field");
            }
            Some(_) => {}
        }
    }
    for other in &keep.while_there {
        let place = map.resolve(store.id.as_str(), other.as_str());
        match map.collection(&place) {
            None => lost(findings, other, "collection"),
            // A record that keeps itself would never go.
            Some(itself) if std::ptr::eq(itself, c) => findings.fault(
                other,
                format!("`{}` cannot be kept as long as it is there itself", c.id),
                "Name another collection under `while`",
            ),
            Some(_) => {}
        }
    }
}
