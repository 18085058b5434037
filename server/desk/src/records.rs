//! Records as a page shows them, each with a token that says nothing about it.

use habeas_domain::{
    id::SubjectId,
    look::Preview,
    map::{Automated, Collection, DataMap, Disclose, Field, Place},
    value::{Key, Kind, Record, Value},
    view::{FieldView, RecordView, Shown},
};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::{choices, media::Media, review};

/// Names a record in an address without saying anything about it; good for one person only.
pub fn token(secret: &[u8; 32], subject: SubjectId, place: &Place, key: &Key) -> String {
    let text = serde_json::to_string(&(subject, place, key)).unwrap_or_default();
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret) else {
        return String::new();
    };
    mac.update(b"habeas/record-token/1\0");
    mac.update(text.as_bytes());
    hex::encode(&mac.finalize().into_bytes()[..12])
}

/// A record in the words of the map.
pub fn view(
    map: &DataMap,
    place: &Place,
    collection: &Collection,
    record: &Record,
    token: String,
    shared: bool,
) -> RecordView {
    let fields = collection
        .fields
        .iter()
        .filter(|field| !field.category.starts_with("system"))
        .map(|field| {
            let name = field.name.as_str();
            let value = record.get(name);
            let mut view = field_view(map, collection, field, value);
            if let (Shown::Text(_), Some(yes)) = (&view.value, truth(map, place, record, name)) {
                view.value = Shown::Is(yes);
            }
            view
        })
        .collect();
    let path = record.key.0.first().and_then(Value::as_text);
    RecordView {
        token,
        shared,
        fields,
        document: path
            .filter(|_| collection.shows_documents())
            .map(Preview::named),
    }
}

/// What a column says that can only say yes or no: by its type, or because a choice is written
/// there.
fn truth(map: &DataMap, place: &Place, record: &Record, name: &str) -> Option<bool> {
    let (_, kind, value) = record.fields.iter().find(|(field, _, _)| field == name)?;
    let mut chosen = map.chosen(place);
    match chosen.find(|write| write.field.as_str() == name) {
        Some(write) => choices::says(write, Some(value)),
        None if *kind == Kind::Boolean => match choices::truth(value.as_text()?) {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        },
        None => None,
    }
}

fn field_view(
    map: &DataMap,
    collection: &Collection,
    field: &Field,
    value: Option<&Value>,
) -> FieldView {
    let value = match (value, field.show()) {
        (None | Some(Value::Null), _) => Shown::Empty,
        (_, Disclose::No) => Shown::Withheld,
        (_, Disclose::AfterReview) => Shown::AfterReview,
        (Some(_), Disclose::Yes) if field.sensitive => Shown::Masked,
        (Some(Value::Bytes(content)), Disclose::Yes) => {
            Shown::File(Media::of(content, field.name.as_str()).preview())
        }
        (Some(Value::Text(text)), Disclose::Yes) => Shown::Text(text.clone()),
    };
    FieldView {
        name: field.name.to_string(),
        label: field.label.clone(),
        value,
        why: field
            .purposes
            .iter()
            .filter_map(|name| map.purposes.get(name.as_str()))
            .map(|purpose| (purpose.label.clone(), purpose.basis))
            .collect(),
        source: field.source,
        recipients: field
            .recipients
            .iter()
            .filter_map(|name| map.recipients.get(name.as_str()))
            .map(|recipient| recipient.label.clone())
            .collect(),
        until: field.until.clone(),
        sensitive: field.sensitive,
        correct: collection.correctable(field),
        automated: explained(collection, field),
        statements: Vec::new(),
        withheld: field
            .withheld
            .as_ref()
            .map(|withheld| (withheld.name.clone(), withheld.law.clone())),
    }
}

/// How a machine came to a value. Where the map explains one of a collection's fields, the others
/// only go with it; where it explains none, the person is told that it was a machine, and can ask.
fn explained(collection: &Collection, field: &Field) -> Option<Automated> {
    let unsaid = || Automated {
        from: String::new(),
        decides: String::new(),
    };
    let any = collection
        .fields
        .iter()
        .any(|field| field.automated.is_some());
    match &field.automated {
        Some(how) => Some(how.clone()),
        None => (!any && review::is_automated(field)).then(unsaid),
    }
}
