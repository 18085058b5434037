//! Many records in one answer.
//!
//! A row that travels by itself costs more than finding it does: ten thousand keys come as one
//! text. Only what survives that exactly does: whole numbers, texts and NULL on SQLite (which
//! says a real number with too few digits and bytes not at all), anything on PostgreSQL, which
//! casts to text anyway. Whatever else is met sends the whole look-up back to the slower way.

use std::{borrow::Cow, sync::Arc};

use habeas_domain::{
    facts::Form,
    value::{Key, Kind, Value},
};
use serde::de::{self, DeserializeSeed, Deserializer, SeqAccess, Visitor};

use crate::{
    by::Row, dialect::Dialect, error::StoreError, schema::Table, session::SqlSession,
    statement::Statement,
};

/// More records than this come one by one, so that no answer outgrows the memory of either side.
const MOST: u64 = 200_000;

/// Records with the values of some columns. Records that follow each other and hold the same
/// share them.
pub(crate) type Rows = Vec<(Key, Arc<Row>)>;

impl SqlSession {
    /// Keys (the first `keys` names) and columns of all records under a condition; nothing where
    /// the answer would not be exact, or too long.
    pub(crate) async fn bulk(
        &mut self,
        table: &Table,
        (names, keys): (&[&str], usize),
        condition: &Statement,
        most: Option<u64>,
    ) -> Result<Option<Rows>, StoreError> {
        if !plain(table, names) {
            return Ok(None);
        }
        let outputs: Vec<String> = names
            .iter()
            .enumerate()
            .map(|(index, name)| Ok(format!("{} AS c{index}", table.output(name)?)))
            .collect::<Result<_, StoreError>>()?;
        let columns: Vec<String> = (0..names.len()).map(|index| format!("c{index}")).collect();
        let heads = match table.dialect {
            Dialect::Sqlite => format!("json_group_array(json_array({}))", columns.join(", ")),
            Dialect::Postgres => columns
                .iter()
                .map(|column| format!("array_agg({column})::text"))
                .collect::<Vec<_>>()
                .join(", "),
        };
        let query = Statement {
            text: format!(
                "SELECT {heads} FROM (SELECT {} FROM {} AS t WHERE {} LIMIT {}) AS b",
                outputs.join(", "),
                table.sql,
                condition.text,
                most.map_or(MOST, |most| most.min(MOST)) + 1
            ),
            binds: condition.binds.clone(),
        };
        let answer = match (self.rows(query).await, table.dialect) {
            (Ok(mut rows), _) => rows.pop().unwrap_or_default(),
            // Bytes in a column that promised none: JSON holds no bytes.
            (Err(StoreError::Faulty { .. }), Dialect::Sqlite) => return Ok(None),
            (Err(error), _) => return Err(error),
        };
        let mut gathered = Gathered::new(table, names, keys);
        let exact = match table.dialect {
            Dialect::Sqlite => gathered.json(&answer),
            Dialect::Postgres => gathered.arrays(&answer),
        };
        let all = gathered.rows.len() as u64 <= MOST;
        Ok((exact && all).then_some(gathered.rows))
    }
}

/// Whether the columns are the table's own: what a view or a generated column computes may be
/// JSON by nature and would not come as a text then.
fn plain(table: &Table, names: &[&str]) -> bool {
    let own = |name: &&str| {
        table
            .column(name)
            .is_ok_and(|column| !column.generated && column.kind != Kind::Bytes)
    };
    table.dialect == Dialect::Postgres || table.facts.form == Form::Table && names.iter().all(own)
}

/// Rows as they are read.
struct Gathered<'g> {
    table: &'g Table,
    names: &'g [&'g str],
    keys: usize,
    rows: Rows,
}

impl<'g> Gathered<'g> {
    fn new(table: &'g Table, names: &'g [&'g str], keys: usize) -> Self {
        Self {
            table,
            names,
            keys,
            rows: Vec::new(),
        }
    }

    /// Adds one record; `false` where it has another number of values than were asked for.
    fn push(&mut self, values: &[Option<Cow<'_, str>>]) -> bool {
        if values.len() != self.names.len() {
            return false;
        }
        let (key, rest) = values.split_at(self.keys);
        let same = |row: &Arc<Row>| {
            let mut pairs = row.iter().zip(rest);
            pairs.all(|(held, value)| held.as_text() == value.as_deref())
        };
        let row = match self.rows.last() {
            Some((_, last)) if same(last) => last.clone(),
            _ => Arc::new(self.values(self.keys, rest)),
        };
        self.rows.push((Key(self.values(0, key)), row));
        true
    }

    fn values(&self, from: usize, values: &[Option<Cow<'_, str>>]) -> Row {
        let names = &self.names[from..];
        let value = |(name, value): (&&str, &Option<Cow<'_, str>>)| {
            let mut value = match value {
                None => Value::Null,
                Some(text) if self.table.kind(name) == Kind::Bytes => bytes(text),
                Some(text) => Value::text(&**text),
            };
            self.table.tidy(name, &mut value);
            value
        };
        names.iter().zip(values).map(value).collect()
    }

    /// SQLite: one text that is an array of arrays.
    fn json(&mut self, answer: &Row) -> bool {
        let Some(text) = answer.first().and_then(Value::as_text) else {
            return false;
        };
        let mut text = serde_json::Deserializer::from_str(text);
        Records(self).deserialize(&mut text).is_ok()
    }

    /// PostgreSQL: an array for each column, in its own spelling.
    fn arrays(&mut self, answer: &Row) -> bool {
        let texts: Option<Vec<&str>> = answer.iter().map(Value::as_text).collect();
        // An aggregate of nothing is NULL.
        let Some(texts) = texts else {
            return true;
        };
        let mut columns: Vec<Elements<'_>> = texts.into_iter().map(Elements::new).collect();
        let mut values = Vec::with_capacity(columns.len());
        loop {
            values.clear();
            for column in &mut columns {
                values.extend(column.next());
            }
            if values.is_empty() {
                return true;
            }
            if !self.push(&values) {
                return false;
            }
        }
    }
}

/// Bytes as PostgreSQL writes them in hexadecimal.
fn bytes(text: &str) -> Value {
    let hex = text.strip_prefix("\\x").unwrap_or(text);
    hex::decode(hex).map_or_else(|_| Value::text(text), Value::Bytes)
}

/// The elements of a PostgreSQL array in one dimension, as it is spelt: `{1,NULL,"a \"b\""}`.
struct Elements<'e> {
    rest: &'e str,
}

impl<'e> Elements<'e> {
    fn new(text: &'e str) -> Self {
        let inner = text
            .strip_prefix('{')
            .and_then(|text| text.strip_suffix('}'));
        Self {
            rest: inner.unwrap_or_default(),
        }
    }
}

impl<'e> Iterator for Elements<'e> {
    type Item = Option<Cow<'e, str>>;

    fn next(&mut self) -> Option<Self::Item> {
        let text = self.rest;
        if text.is_empty() {
            return None;
        }
        if let Some(quoted) = text.strip_prefix('"') {
            let (element, rest) = unquoted(quoted);
            self.rest = rest.strip_prefix(',').unwrap_or(rest);
            return Some(Some(element));
        }
        let end = text.bytes().position(|byte| byte == b',');
        let (element, rest) = end.map_or((text, ""), |end| (&text[..end], &text[end + 1..]));
        self.rest = rest;
        Some((element != "NULL").then_some(Cow::Borrowed(element)))
    }
}

/// What stands before the closing quote, and what follows it.
fn unquoted(text: &str) -> (Cow<'_, str>, &str) {
    let mut owned: Option<String> = None;
    let mut start = 0;
    let mut bytes = text.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\\' => {
                owned.get_or_insert_default().push_str(&text[start..at]);
                // The character after it stands for itself, whatever it is.
                start = at + 1;
                bytes.next();
            }
            b'"' => {
                let rest = &text[at + 1..];
                return match owned {
                    None => (Cow::Borrowed(&text[..at]), rest),
                    Some(mut owned) => {
                        owned.push_str(&text[start..at]);
                        (Cow::Owned(owned), rest)
                    }
                };
            }
            _ => {}
        }
    }
    (Cow::Borrowed(text), "")
}

/// An array of records.
struct Records<'r, 'g>(&'r mut Gathered<'g>);

impl<'de> DeserializeSeed<'de> for Records<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Records<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let mut values = Vec::with_capacity(self.0.names.len());
        loop {
            values.clear();
            if seq.next_element_seed(Record(&mut values))?.is_none() {
                return Ok(());
            }
            if !self.0.push(&values) {
                return Err(de::Error::custom("another number of values"));
            }
        }
    }
}

/// One record: an array of values.
struct Record<'r, 'de>(&'r mut Vec<Option<Cow<'de, str>>>);

impl<'de> DeserializeSeed<'de> for Record<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Record<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a record")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(Element(value)) = seq.next_element()? {
            self.0.push(value);
        }
        Ok(())
    }
}

/// A whole number, a text or NULL; anything else is refused.
struct Element<'de>(Option<Cow<'de, str>>);

impl<'de> de::Deserialize<'de> for Element<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Element<'de>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a whole number, a text or nothing")
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Self::Value, E> {
                Ok(Element(Some(number.to_string().into())))
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Self::Value, E> {
                Ok(Element(Some(number.to_string().into())))
            }

            fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Element(Some(text.into())))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Element(Some(text.to_owned().into())))
            }

            fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
                Ok(Element(None))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

#[cfg(test)]
mod tests {
    use super::Elements;

    #[test]
    fn arrays_are_read_as_they_are_spelt() {
        let read = |text| -> Vec<Option<String>> {
            Elements::new(text)
                .map(|element| element.map(|text| text.into_owned()))
                .collect()
        };
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(read("{}"), []);
        assert_eq!(read("{1,-2,NULL}"), [some("1"), some("-2"), None]);
        assert_eq!(
            read(r#"{"","NULL","a,b","say \"é\"","c:\\d",é}"#),
            ["", "NULL", "a,b", "say \"é\"", "c:\\d", "é"].map(some)
        );
    }
}
