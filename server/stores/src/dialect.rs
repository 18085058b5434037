//! SQL for both engines, in one place. Identifiers come from the live schema and are quoted;
//! values are bound, many of them as one JSON text.

use std::collections::BTreeMap;

use habeas_domain::{
    facts::ColumnFacts,
    value::{Kind, Value},
};
use serde_json::{Value as Json, json};

use crate::{bind::Bind, error::StoreError, schema::Table, search::Reach, statement::Statement};

/// The two kinds of SQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    Sqlite,
    Postgres,
}

impl Dialect {
    /// How many rows, as text.
    pub(crate) fn count(self) -> &'static str {
        match self {
            Self::Sqlite => "count(*)",
            Self::Postgres => "count(*)::text",
        }
    }
}

/// An identifier, quoted.
pub(crate) fn quote(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Columns of the table `t`, separated by commas.
pub(crate) fn list(columns: &[&str]) -> String {
    let columns: Vec<String> = columns.iter().map(|name| of_t(name)).collect();
    columns.join(", ")
}

pub(crate) fn of_t(column: &str) -> String {
    format!("t.{}", quote(column))
}

impl Table {
    /// A column as it is selected: SQLite gives each value as stored, PostgreSQL casts to text.
    pub(crate) fn output(&self, name: &str) -> Result<String, StoreError> {
        let column = self.column(name)?;
        let at = of_t(name);
        Ok(match self.dialect {
            Dialect::Sqlite => at,
            Dialect::Postgres => match column.kind {
                Kind::Bytes => at,
                Kind::Decimal => format!("{at}::numeric::text"),
                _ => format!("{at}::text"),
            },
        })
    }

    pub(crate) fn outputs(&self, names: &[&str]) -> Result<String, StoreError> {
        let outputs: Result<Vec<String>, StoreError> =
            names.iter().map(|name| self.output(name)).collect();
        Ok(outputs?.join(", "))
    }

    /// A parameter, cast to the column's type (never the column to the parameter's: no index
    /// would serve).
    pub(crate) fn parameter(&self, column: &str, number: usize) -> String {
        match self.dialect {
            Dialect::Sqlite => format!("${number}"),
            Dialect::Postgres => format!("${number}::{}", self.cast(column)),
        }
    }

    fn cast(&self, column: &str) -> &str {
        self.casts.get(column).map_or("text", String::as_str)
    }

    /// `e.v`'s element, as a value to compare with a column or to write into it.
    pub(crate) fn element(&self, column: &str, index: usize) -> String {
        match self.dialect {
            Dialect::Sqlite => format!(
                "CASE json_type(e.value, '$[{index}]') \
                 WHEN 'array' THEN unhex(e.value ->> '$[{index}][0]') \
                 ELSE e.value ->> {index} END"
            ),
            Dialect::Postgres if self.kind(column) == Kind::Bytes => {
                format!("decode(e.value ->> {index}, 'hex')")
            }
            Dialect::Postgres => format!("(e.value ->> {index})::{}", self.cast(column)),
        }
    }

    /// The rows of a JSON bind, as `e.value`.
    pub(crate) fn rows_of(&self, number: usize) -> String {
        match self.dialect {
            Dialect::Sqlite => format!("json_each(${number}) AS e"),
            Dialect::Postgres => format!("json_array_elements(${number}::json) AS e(value)"),
        }
    }

    /// "And these columns equal none of these tuples."
    pub(crate) fn beside<'v>(
        &self,
        statement: &mut Statement,
        columns: &[&str],
        tuples: impl IntoIterator<Item = &'v [Value]>,
    ) -> Result<String, StoreError> {
        let within = self.among(statement, columns, tuples, false)?;
        Ok(within
            .map(|within| format!(" AND NOT ({within})"))
            .unwrap_or_default())
    }

    /// "This record is reached that way."
    pub(crate) fn reached(
        &self,
        statement: &mut Statement,
        reach: &Reach,
    ) -> Result<Option<String>, StoreError> {
        let fields: Vec<&str> = reach.fields.iter().map(String::as_str).collect();
        let values = reach.values.iter().map(Vec::as_slice);
        let within = self.among(statement, &fields, values, true)?;
        let when = self.constants(statement, &reach.when)?;
        Ok(within.map(|within| format!("{within}{when}")))
    }

    /// "And this record is not reached that way."
    pub(crate) fn not_reached(
        &self,
        statement: &mut Statement,
        reach: &Reach,
    ) -> Result<String, StoreError> {
        let fields: Vec<&str> = reach.fields.iter().map(String::as_str).collect();
        let values = reach.values.iter().map(Vec::as_slice);
        let within = self.among(statement, &fields, values, false)?;
        let when = self.constants(statement, &reach.when)?;
        Ok(within
            .map(|within| format!(" AND ({within}{when}) IS NOT TRUE"))
            .unwrap_or_default())
    }

    /// "These columns equal one of these tuples", with all tuples in one bind. Tuples with a
    /// NULL, or with a value that the column cannot hold, match nothing; without any tuple left
    /// there is nothing to ask.
    pub(crate) fn within<'v>(
        &self,
        statement: &mut Statement,
        columns: &[&str],
        tuples: impl IntoIterator<Item = &'v [Value]>,
    ) -> Result<Option<String>, StoreError> {
        self.among(statement, columns, tuples, true)
    }

    /// `search` says whether an index may be of use. Where a list is only there to be left out,
    /// PostgreSQL before 15 would go through all of it for every row, unless it is a query.
    fn among<'v>(
        &self,
        statement: &mut Statement,
        columns: &[&str],
        tuples: impl IntoIterator<Item = &'v [Value]>,
        search: bool,
    ) -> Result<Option<String>, StoreError> {
        let facts: Result<Vec<&ColumnFacts>, StoreError> =
            columns.iter().map(|name| self.column(name)).collect();
        let facts = facts?;
        let tuples: Vec<&[Value]> = tuples.into_iter().collect();
        if let ([column], Some(list)) = (facts.as_slice(), self.flat(&facts, &tuples)) {
            let number = statement.bind(Value::Text(list));
            return Ok(Some(format!(
                "{} IN (SELECT e.value FROM json_each(${number}) AS e)",
                of_t(&column.name)
            )));
        }
        if let Some(arrays) = self.arrays(&facts, &tuples) {
            if arrays.first().is_none_or(|array| array.len() == 0) {
                return Ok(None);
            }
            let binds: Vec<String> = columns
                .iter()
                .zip(arrays)
                .map(|(name, array)| {
                    let texts = matches!(array, Bind::Texts(_));
                    let number = statement.bind_all(array);
                    match self.cast(name) {
                        "text" => format!("${number}::text[]"),
                        cast if texts => format!("${number}::text[]::{cast}[]"),
                        cast => format!("${number}::{cast}[]"),
                    }
                })
                .collect();
            return Ok(Some(match (columns, search) {
                ([column], true) => format!("{} = ANY({})", of_t(column), binds.join(", ")),
                _ => format!(
                    "({}) IN (SELECT * FROM unnest({}))",
                    list(columns),
                    binds.join(", ")
                ),
            }));
        }
        let mut rows = Vec::new();
        for tuple in tuples {
            rows.extend(self.encode(&facts, tuple));
        }
        if rows.is_empty() {
            return Ok(None);
        }
        let number = statement.bind(Value::Text(Json::Array(rows).to_string()));
        let elements: Vec<String> = columns
            .iter()
            .enumerate()
            .map(|(index, name)| self.element(name, index))
            .collect();
        Ok(Some(format!(
            "({}) IN (SELECT {} FROM {})",
            list(columns),
            elements.join(", "),
            self.rows_of(number)
        )))
    }

    /// Values of one SQLite column as a flat list, where they are texts or whole numbers: no
    /// row of it has to be parsed by itself then.
    fn flat(&self, columns: &[&ColumnFacts], tuples: &[&[Value]]) -> Option<String> {
        let [column] = columns else {
            return None;
        };
        if self.dialect != Dialect::Sqlite || untyped(column) || tuples.is_empty() {
            return None;
        }
        let whole = column.declared.to_ascii_uppercase().contains("INT");
        let mut list = String::with_capacity(tuples.len() * 8);
        for tuple in tuples {
            let [Value::Text(text)] = tuple else {
                return None;
            };
            list.push(if list.is_empty() { '[' } else { ',' });
            let number = whole.then(|| text.parse::<i64>().ok()).flatten();
            match number {
                // As a number it needs no conversion for every comparison.
                Some(number) if !text.starts_with('+') => list.push_str(&number.to_string()),
                _ if matches!(text.as_str(), "inf" | "-inf") => return None,
                _ => list.push_str(&serde_json::to_string(text).ok()?),
            }
        }
        list.push(']');
        Some(list)
    }

    /// PostgreSQL: an array for each column, where each has a type that we can bind.
    fn arrays(&self, columns: &[&ColumnFacts], tuples: &[&[Value]]) -> Option<Vec<Bind>> {
        if self.dialect != Dialect::Postgres {
            return None;
        }
        let empty = |column: &&ColumnFacts| Bind::array(column, self.cast(&column.name));
        let mut arrays: Vec<Bind> = columns.iter().map(empty).collect::<Option<_>>()?;
        for tuple in tuples {
            let holds = |(column, value): (&&ColumnFacts, &Value)| {
                !value.is_null() && fits(self.dialect, column, value)
            };
            if !columns.iter().zip(*tuple).all(holds) {
                continue;
            }
            for (array, value) in arrays.iter_mut().zip(*tuple) {
                if !array.push(value) {
                    return None;
                }
            }
        }
        Some(arrays)
    }

    /// "These columns have these constants."
    pub(crate) fn constants(
        &self,
        statement: &mut Statement,
        when: &BTreeMap<String, String>,
    ) -> Result<String, StoreError> {
        let mut text = String::new();
        for (name, constant) in when {
            let column = self.column(name)?;
            let value = Value::text(constant);
            if !fits(self.dialect, column, &value) {
                return Err(StoreError::Unfit);
            }
            let number = statement.bind(value);
            text.push_str(&format!(
                " AND {} = {}",
                of_t(name),
                self.parameter(name, number)
            ));
        }
        Ok(text)
    }

    /// One tuple as JSON: texts as strings, bytes as hexadecimal.
    pub(crate) fn encode(&self, columns: &[&ColumnFacts], tuple: &[Value]) -> Vec<Json> {
        let mut rows = vec![Vec::with_capacity(columns.len())];
        for (column, value) in columns.iter().zip(tuple) {
            if !fits(self.dialect, column, value) {
                return Vec::new();
            }
            let element = match (self.dialect, value) {
                (_, Value::Null) => return Vec::new(),
                (_, Value::Text(text)) => json!(text),
                (Dialect::Sqlite, Value::Bytes(bytes)) => json!([hex::encode(bytes)]),
                (Dialect::Postgres, Value::Bytes(bytes)) => json!(hex::encode(bytes)),
            };
            // A column without affinity compares by storage class: look for the number too.
            let number = match value {
                Value::Text(text) if self.dialect == Dialect::Sqlite && untyped(column) => {
                    number(text)
                }
                // Beyond all numbers: SQLite reads no word for it.
                Value::Text(text) if self.dialect == Dialect::Sqlite => match text.as_str() {
                    "inf" => Some(json!("9e999")),
                    "-inf" => Some(json!("-9e999")),
                    _ => None,
                },
                _ => None,
            };
            if let Some(number) = number {
                let mut twins = rows.clone();
                for twin in &mut twins {
                    twin.push(number.clone());
                }
                for row in &mut rows {
                    row.push(element.clone());
                }
                rows.extend(twins);
            } else {
                for row in &mut rows {
                    row.push(element.clone());
                }
            }
        }
        rows.into_iter().map(Json::Array).collect()
    }
}

impl Table {
    /// A row for a writing statement: its first `keys` values find the record, the others are
    /// written and may be NULL.
    pub(crate) fn encode_row(
        &self,
        columns: &[ColumnFacts],
        tuple: &[Value],
        keys: usize,
    ) -> Vec<Json> {
        let key_columns: Vec<&ColumnFacts> = columns[..keys].iter().collect();
        let mut rows = self.encode(&key_columns, &tuple[..keys]);
        for row in &mut rows {
            if let Json::Array(row) = row {
                row.extend(tuple[keys..].iter().map(|value| match value {
                    Value::Null => Json::Null,
                    Value::Text(text) => json!(text),
                    Value::Bytes(bytes) if self.dialect == Dialect::Sqlite => {
                        json!([hex::encode(bytes)])
                    }
                    Value::Bytes(bytes) => json!(hex::encode(bytes)),
                }));
            }
        }
        rows
    }
}

/// SQLite's columns without affinity, where '1' and 1 differ.
pub(crate) fn untyped(column: &ColumnFacts) -> bool {
    let declared = column.declared.to_ascii_uppercase();
    let typed = ["INT", "CHAR", "CLOB", "TEXT"]
        .iter()
        .any(|part| declared.contains(part));
    !typed && (declared.is_empty() || declared.contains("BLOB") || declared == "ANY")
}

fn number(text: &str) -> Option<Json> {
    if let Ok(integer) = text.parse::<i64>() {
        return (integer.to_string() == text).then(|| json!(integer));
    }
    let real: f64 = text.parse().ok()?;
    (real.is_finite() && format!("{real:?}") == text).then(|| json!(real))
}

/// Whether a column can hold a value at all: a value of another store may not even be a number.
pub(crate) fn fits(dialect: Dialect, column: &ColumnFacts, value: &Value) -> bool {
    if dialect == Dialect::Sqlite {
        return true;
    }
    let text = match value {
        Value::Null => return true,
        Value::Bytes(_) => return column.kind == Kind::Bytes,
        Value::Text(text) if column.kind == Kind::Bytes || text.contains('\0') => return false,
        Value::Text(text) => text.as_str(),
    };
    match column.kind {
        Kind::Boolean => [
            "true", "false", "t", "f", "yes", "no", "on", "off", "1", "0",
        ]
        .contains(&text.to_ascii_lowercase().as_str()),
        Kind::Integer if column.declared == "smallint" => text.parse::<i16>().is_ok(),
        Kind::Integer => text.parse::<i32>().is_ok(),
        Kind::BigInteger if column.declared == "oid" => text.parse::<u32>().is_ok(),
        Kind::BigInteger => text.parse::<i64>().is_ok(),
        Kind::Decimal => decimal(text),
        Kind::Float => text.parse::<f64>().is_ok(),
        Kind::Uuid => uuid::Uuid::parse_str(text).is_ok(),
        Kind::Date => calendar(text),
        Kind::Json => serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok(),
        _ => true,
    }
}

fn decimal(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    ["NaN", "Infinity", "-Infinity"].contains(&text) || (all(whole) && all(part))
}

/// A day as PostgreSQL writes it: up to seven digits of a year, before or after Christ, or no
/// day at all but the end of time.
fn calendar(text: &str) -> bool {
    if ["infinity", "-infinity"].contains(&text) {
        return true;
    }
    let (text, before) = match text.strip_suffix(" BC") {
        Some(text) => (text, true),
        None => (text, false),
    };
    let mut parts = text.split('-');
    let (Some(year), Some(month), Some(day), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let digits = |text: &str, most| {
        text.len() <= most && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if year.len() < 4 || !digits(year, 7) || !digits(month, 2) || !digits(day, 2) {
        return false;
    }
    let number = |text: &str| text.parse::<i32>().unwrap_or_default();
    let year = if before {
        1 - number(year)
    } else {
        number(year)
    };
    // Every four hundred years the calendar is the same.
    let alike = 2000 + year.rem_euclid(400);
    let (month, day) = (number(month).cast_unsigned(), number(day).cast_unsigned());
    chrono::NaiveDate::from_ymd_opt(alike, month, day).is_some()
}

impl Table {
    /// The canonical form of a value: instants as RFC 3339 in UTC, timestamps with a `T`.
    pub(crate) fn tidy(&self, column: &str, value: &mut Value) {
        let kind = self.kind(column);
        if self.dialect == Dialect::Postgres
            && matches!(kind, Kind::Timestamp | Kind::Instant)
            && let Value::Text(text) = value
            && text.as_bytes().get(10) == Some(&b' ')
        {
            text.replace_range(10..11, "T");
            let end = text.strip_suffix(" BC").map_or(text.len(), str::len);
            if kind == Kind::Instant && text[..end].ends_with("+00") {
                text.replace_range(end - 3..end, "Z");
            }
        }
    }
}
