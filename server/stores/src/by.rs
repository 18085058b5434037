//! What records are looked up by.

use std::collections::BTreeMap;

use habeas_domain::{identity::Compare, value::Value};

/// The values of some columns of one record.
pub(crate) type Row = Vec<Value>;

/// What a look-up goes by.
pub(crate) enum By<'b> {
    /// Fields that equal one of these tuples, under constants.
    Fields {
        fields: &'b [&'b str],
        values: &'b [Row],
        when: &'b BTreeMap<String, String>,
    },
    /// A field that may be the same identity as one of these values. The answer may hold more
    /// than that and is compared again in Rust.
    Identity {
        field: &'b str,
        compare: Compare,
        values: &'b [&'b str],
    },
}
