//! Whether a column can hold what erasure or a choice writes into it.

use crate::{facts::ColumnFacts, map::StoreKind, value::Kind};

/// Why a text cannot be written into a column; nothing where it can.
pub(super) fn refuses(store: StoreKind, column: &ColumnFacts, text: &str) -> Option<String> {
    let name = &column.name;
    let wants = |what: &str| {
        Some(format!(
            "`{text}` does not fit `{name}`, which holds {what} ({})",
            column.declared
        ))
    };
    match column.kind {
        Kind::Text => {
            let room = width(&column.declared)?;
            (text.chars().count() > room).then(|| {
                format!("`{text}` is longer than the {room} characters that `{name}` has room for")
            })
        }
        Kind::Boolean if !is_boolean(store, text) => match store {
            StoreKind::Sqlite => wants("0 or 1"),
            _ => wants("true or false"),
        },
        Kind::Integer | Kind::BigInteger if !is_integer(store, column, text) => {
            wants("a whole number")
        }
        Kind::Decimal if !is_decimal(&column.declared, text) => wants("a decimal"),
        Kind::Float if text.parse::<f64>().is_err() => wants("a number"),
        Kind::Date if crate::scope::day(text).is_none() || text.len() != 10 => {
            wants("a date like 2000-01-01")
        }
        Kind::Timestamp | Kind::Instant if crate::scope::day(text).is_none() => {
            wants("a date and time like 2000-01-01 00:00:00")
        }
        Kind::Time if !is_time(text) => wants("a time like 00:00:00"),
        Kind::Json if serde_json::from_str::<serde_json::Value>(text).is_err() => wants("JSON"),
        Kind::Uuid if store == StoreKind::Postgres && uuid::Uuid::parse_str(text).is_err() => {
            wants("a UUID")
        }
        _ => None,
    }
}

/// Whether a keyed hash can be written in the form that the column has.
pub(super) fn takes_pseudonym(column: &ColumnFacts) -> bool {
    matches!(
        column.kind,
        Kind::Text | Kind::Other | Kind::Integer | Kind::BigInteger | Kind::Uuid | Kind::Bytes
    )
}

/// Whether a column has too little room for pseudonyms that all differ.
pub(super) fn is_narrow(column: &ColumnFacts) -> bool {
    match column.kind {
        Kind::Text => width(&column.declared).is_some_and(|room| room < 8),
        Kind::Integer => column.declared == "smallint",
        _ => false,
    }
}

/// Whether there can be a date in it. Text may hold one.
pub(super) fn may_hold_date(column: &ColumnFacts) -> bool {
    matches!(
        column.kind,
        Kind::Date | Kind::Timestamp | Kind::Instant | Kind::Text | Kind::Other
    )
}

/// Whether there can be a postcode in it. Digits alone may stand as a number.
pub(super) fn may_hold_postcode(column: &ColumnFacts) -> bool {
    matches!(
        column.kind,
        Kind::Text | Kind::Other | Kind::Integer | Kind::BigInteger
    )
}

/// `varchar(20)` holds 20 characters.
pub(super) fn width(declared: &str) -> Option<usize> {
    inside(declared)?.trim().parse().ok()
}

fn inside(declared: &str) -> Option<&str> {
    let (_, rest) = declared.split_once('(')?;
    Some(rest.split_once(')')?.0)
}

fn is_boolean(store: StoreKind, text: &str) -> bool {
    let known: &[&str] = match store {
        // There it is a number; a word would be kept as a word.
        StoreKind::Sqlite => &["0", "1"],
        _ => &[
            "true", "false", "t", "f", "yes", "no", "y", "n", "on", "off", "1", "0",
        ],
    };
    known.contains(&text.trim().to_ascii_lowercase().as_str())
}

fn is_integer(store: StoreKind, column: &ColumnFacts, text: &str) -> bool {
    let Ok(number) = text.trim().parse::<i64>() else {
        return false;
    };
    match (store, column.declared.as_str()) {
        (StoreKind::Postgres, "smallint") => i16::try_from(number).is_ok(),
        (StoreKind::Postgres, "integer") => i32::try_from(number).is_ok(),
        _ => true,
    }
}

/// `numeric(6,2)` has room for four digits before the point.
fn is_decimal(declared: &str, text: &str) -> bool {
    let unsigned = text.trim().trim_start_matches(['-', '+']);
    let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(part) || whole.len() + part.len() == 0 {
        return false;
    }
    let room = inside(declared).and_then(|inside| {
        let (all, after) = inside.split_once(',').unwrap_or((inside, "0"));
        let all: usize = all.trim().parse().ok()?;
        Some(all.saturating_sub(after.trim().parse().ok()?))
    });
    room.is_none_or(|room| whole.trim_start_matches('0').len() <= room)
}

fn is_time(text: &str) -> bool {
    ["%H:%M", "%H:%M:%S", "%H:%M:%S%.f"]
        .iter()
        .any(|form| chrono::NaiveTime::parse_from_str(text, form).is_ok())
}
