//! One value in JSON and in CSV.

use std::borrow::Cow;

use habeas_domain::value::{Kind, Value};

use crate::shape::Shape;

/// Cells that a spreadsheet would run, as a regular expression: also those that already look
/// defused, so that undoing is exact. The full-width forms are read as formulas in East Asian
/// settings.
pub(crate) const DEFUSED: &str = "^'*[=+\\-@\\t\\r\\n\\u0000＝＋－＠]";

fn runs(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with([
        '=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠',
    ])
}

/// Appends a value as JSON. A JSON document goes in as the store holds it, with every digit.
pub(crate) fn push_json(out: &mut Vec<u8>, kind: Kind, shape: Option<Shape>, value: &Value) {
    match (shape, value) {
        (None, _) => out.extend_from_slice(b"null"),
        (Some(Shape::JsonObject | Shape::JsonArray | Shape::JsonOther), Value::Text(text)) => {
            out.extend_from_slice(text.trim().as_bytes());
        }
        (Some(Shape::Boolean | Shape::Integer), _) => {
            out.extend_from_slice(value.to_json(kind).to_string().as_bytes());
        }
        (_, Value::Text(text)) => push_json_text(out, text),
        (_, Value::Bytes(_) | Value::Null) => push_json_text(out, &value.to_cell()),
    }
}

/// Appends a JSON string.
pub(crate) fn push_json_text(out: &mut Vec<u8>, text: &str) {
    // Writing to a Vec does not fail, and text is always JSON.
    if serde_json::to_writer(&mut *out, text).is_err() {
        out.extend_from_slice(b"\"\"");
    }
}

/// Appends a value as a CSV cell.
///
/// Written here and not by the `csv` crate, which cannot quote an empty text and leave NULL
/// bare in the same row.
pub(crate) fn push_cell(out: &mut Vec<u8>, kind: Kind, shape: Option<Shape>, value: &Value) {
    let text: Cow<str> = match (shape, value) {
        (None, _) => return,
        (Some(Shape::Boolean), _) => value.to_json(kind).to_string().into(),
        (_, Value::Text(text)) => text.into(),
        (_, Value::Bytes(_) | Value::Null) => value.to_cell().into(),
    };
    push_cell_text(out, &text, shape.is_some_and(Shape::is_number));
}

/// Appends text as a CSV cell (RFC 4180), defused unless it can only be a number.
pub fn push_cell_text(out: &mut Vec<u8>, text: &str, number: bool) {
    let defuse = !number && runs(text);
    let quote = text.is_empty()
        || text.contains(['"', ',', '\r', '\n', '\0'])
        || text.starts_with([' ', '\t'])
        || text.ends_with([' ', '\t']);
    if quote {
        out.push(b'"');
    }
    if defuse {
        out.push(b'\'');
    }
    if quote {
        for byte in text.bytes() {
            if byte == b'"' {
                out.push(b'"');
            }
            out.push(byte);
        }
        out.push(b'"');
    } else {
        out.extend_from_slice(text.as_bytes());
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first fault")]
mod tests {
    use super::*;
    use crate::shape::shape;

    fn cell(kind: Kind, text: &str) -> String {
        let value = Value::text(text);
        let mut out = Vec::new();
        push_cell(&mut out, kind, shape(kind, &value), &value);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_a_spreadsheet_would_run_is_defused_and_can_be_undone() {
        for text in [
            "=1+1",
            "+353 1 555",
            "-me",
            "@x",
            "\tx",
            "\rx",
            "\0x",
            "'=x",
            "''@x",
            "＝1",
        ] {
            let written = cell(Kind::Text, text);
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .from_reader(written.as_bytes());
            let record = reader.records().next().unwrap().unwrap();
            assert_eq!(record[0].strip_prefix('\'').unwrap(), text);
        }
        assert_eq!(cell(Kind::Text, "'t Hooft"), "'t Hooft");
        assert_eq!(cell(Kind::Text, "a=b"), "a=b");
    }

    #[test]
    fn numbers_stay_numbers_only_if_they_are() {
        assert_eq!(cell(Kind::Decimal, "-5.10"), "-5.10");
        assert_eq!(cell(Kind::Text, "-5.10"), "'-5.10");
        assert_eq!(cell(Kind::Decimal, "-5+cmd"), "'-5+cmd");
    }

    #[test]
    fn quotes_follow_rfc_4180() {
        assert_eq!(cell(Kind::Text, "a\"b, c\r\nd"), "\"a\"\"b, c\r\nd\"");
        assert_eq!(cell(Kind::Text, ""), "\"\"");
        let mut out = Vec::new();
        push_cell(&mut out, Kind::Text, None, &Value::Null);
        assert!(out.is_empty());
    }

    #[test]
    fn json_keeps_every_digit() {
        let json = |kind, text: &str| {
            let value = Value::text(text);
            let mut out = Vec::new();
            push_json(&mut out, kind, shape(kind, &value), &value);
            String::from_utf8(out).unwrap()
        };
        assert_eq!(
            json(Kind::BigInteger, "9007199254740993"),
            "\"9007199254740993\""
        );
        assert_eq!(json(Kind::Decimal, "0.10"), "\"0.10\"");
        assert_eq!(json(Kind::Integer, "12"), "12");
        assert_eq!(json(Kind::Boolean, "t"), "true");
        assert_eq!(
            json(Kind::Json, "{\"n\":1234567890.12345678901234567890}"),
            "{\"n\":1234567890.12345678901234567890}"
        );
        assert_eq!(json(Kind::Json, "nope"), "\"nope\"");
        assert_eq!(json(Kind::Text, "a\u{0}\n"), "\"a\\u0000\\n\"");
    }
}
