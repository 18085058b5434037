//! A person's own words beside a field that is not changed: kept, shown, in the package (GDPR
//! Art. 16, second sentence).

use chrono::{DateTime, SecondsFormat, Utc};
use habeas_domain::{
    id::SubjectId,
    look::{StatementForm, StatementView},
    map::{Disclose, Field, Place},
    role::Act,
    validate::Fault,
    value::{Key, Value},
    version::Version,
};
use habeas_ledger::{
    audit::Entry,
    statements::{self, Row},
    subjects,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Desk, DeskError, Done, Problem, Visitor, bench::Looked, record::Found};

/// The longest statement, in characters.
const LONGEST: usize = 2000;

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Words {
    v: Version<1>,
    /// `store.collection`.
    place: String,
    key: Key,
    field: String,
    text: String,
}

/// Everything a person has said.
#[derive(Debug, Clone, Default)]
pub(crate) struct Statements(Vec<(DateTime<Utc>, Words)>);

impl Statements {
    /// What was said beside a field.
    pub(crate) fn beside(&self, place: &Place, key: &Key, field: &str) -> Vec<StatementView> {
        let place = place.to_string();
        self.0
            .iter()
            .filter(|(_, said)| said.place == place && said.key == *key && said.field == field)
            .map(|(at, said)| StatementView {
                text: said.text.clone(),
                at: *at,
            })
            .collect()
    }
}

/// What stands beside a person's records: what they said, and what was reviewed.
pub(crate) struct Beside {
    pub(crate) said: Statements,
    pub(crate) looked: Looked,
}

impl Desk {
    /// What stands beside the records of a person.
    pub(crate) async fn beside(&self, subject: SubjectId) -> Done<Beside> {
        let said = self.statements(subject).await?;
        let mut tx = self.ledger.read().await?;
        let looked = self.read_already(&mut tx, subject).await?;
        Ok(Beside { said, looked })
    }

    /// What a person has said, for the package: where, beside what, when, which words.
    pub(crate) async fn statement_document(
        &self,
        subject: SubjectId,
    ) -> Done<Option<serde_json::Value>> {
        let said = self.statements(subject).await?;
        let lines: Vec<_> = said
            .0
            .iter()
            .map(|(at, said)| {
                let place = self.map().resolve("", &said.place);
                let collection = self.map().collection(&place);
                let field = collection.and_then(|collection| collection.field(&said.field));
                let key: Vec<String> = said.key.0.iter().map(Value::to_cell).collect();
                serde_json::json!({
                    "collection": said.place,
                    "key": key,
                    "field": said.field,
                    "label": field.map(|field| field.label.as_str()),
                    "at": at.to_rfc3339_opts(SecondsFormat::Secs, true),
                    "statement": said.text,
                })
            })
            .collect();
        Ok((!lines.is_empty()).then(|| serde_json::json!({ "format": 1, "statements": lines })))
    }

    /// What a person has said beside their data.
    pub(crate) async fn statements(&self, subject: SubjectId) -> Done<Statements> {
        let mut tx = self.ledger.read().await?;
        let rows = statements::of_subject(&mut tx, subject).await?;
        if rows.is_empty() {
            return Ok(Statements::default());
        }
        let key = subjects::data_key(&mut tx, &self.keys, subject).await?;
        let mut said = Vec::with_capacity(rows.len());
        for row in rows {
            let text = key.open("statement", &row.sealed)?;
            let words = serde_json::from_slice(&text).map_err(anyhow::Error::from)?;
            said.push((row.at, words));
        }
        Ok(Statements(said))
    }

    /// The form to add words to a field.
    ///
    /// # Errors
    /// [`DeskError::NotFound`] where it is not the visitor's, or not on their page.
    pub async fn statement_form(
        &self,
        visitor: &Visitor,
        place: &str,
        token: &str,
        field: &str,
    ) -> Done<StatementForm> {
        visitor.may(Act::AddStatement)?;
        let found = self.own_record(visitor, place, token).await?;
        let said = self.statements(found.subject).await?;
        let shown = found.field(field)?;
        Ok(StatementForm {
            place: found.place.to_string(),
            token: token.to_owned(),
            label: shown.label.clone(),
            value: found.open_text(shown),
            before: said.beside(&found.place, &found.record.key, field),
        })
    }

    /// Adds the visitor's words to a field; sent twice, it is one statement.
    ///
    /// # Errors
    /// [`DeskError::Answers`] for the words, as [`Desk::statement_form`] otherwise.
    pub async fn add_statement(
        &self,
        visitor: &Visitor,
        (place, token, field): (&str, &str, &str),
        text: &str,
        client_id: Uuid,
    ) -> Done {
        let subject = visitor.customer(Act::AddStatement)?;
        let found: Found<'_> = self.own_record(visitor, place, token).await?;
        found.field(field)?;
        let text = text.trim();
        if text.is_empty() {
            return Err(DeskError::answer("statement", Problem::Missing));
        }
        if text.chars().count() > LONGEST {
            let fault = Fault::TooLong(LONGEST);
            return Err(DeskError::answer("statement", Problem::Value(fault)));
        }
        let words = Words {
            v: Version,
            place: found.place.to_string(),
            key: found.record.key.clone(),
            field: field.to_owned(),
            text: text.to_owned(),
        };
        let now = self.now();
        let words = serde_json::to_vec(&words).map_err(anyhow::Error::from)?;
        let mut tx = self.ledger.begin().await?;
        let key = subjects::data_key(&mut tx, &self.keys, subject).await?;
        let row = Row {
            id: self.dice.uuid(now),
            sealed: key.seal(&self.dice, "statement", &words)?,
            at: now,
        };
        if statements::add(&mut tx, subject, client_id, &row).await? {
            let body = serde_json::json!({
                "v": 1, "what": "statement", "collection": place, "field": field,
            });
            let entry = Entry::new(&self.keys, &visitor.actor, Act::AddStatement).with(body);
            self.entry(&mut tx, &entry).await?;
        }
        Ok(tx.commit().await?)
    }
}

impl Found<'_> {
    /// A field that is on the person's page.
    pub(crate) fn field(&self, name: &str) -> Done<&Field> {
        self.collection
            .field(name)
            .filter(|field| field.show() != Disclose::No && !field.category.starts_with("system"))
            .ok_or(DeskError::NotFound)
    }

    /// Its value where it is shown openly; nothing otherwise.
    pub(crate) fn open_text(&self, field: &Field) -> String {
        let open = field.show() == Disclose::Yes && !field.sensitive;
        let value = self.record.get(field.name.as_str()).filter(|_| open);
        value.map(crate::requests::shown).unwrap_or_default()
    }
}
