//! What fields of anonymised records become.

use habeas_domain::{
    facts::ColumnFacts,
    map::{DatePart, Field, FieldErase, Place, ValueCheck},
    value::{Key, Kind, Value},
};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::error::StoreError;

/// Makes pseudonyms: keyed hashes that differ for every record and lead nowhere without the
/// secret. The same record always gets the same one, so a second run changes nothing.
#[derive(Clone)]
pub struct Pseudonyms {
    secret: Vec<u8>,
}

impl std::fmt::Debug for Pseudonyms {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pseudonyms")
    }
}

impl Pseudonyms {
    /// Pseudonyms under a secret.
    pub fn new(secret: impl Into<Vec<u8>>) -> Self {
        Self {
            secret: secret.into(),
        }
    }

    fn hash(&self, place: &Place, key: &Key, field: &str) -> Result<[u8; 32], StoreError> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.secret)
            .map_err(|_| StoreError::faulty("secret"))?;
        let name =
            serde_json::to_vec(&(place, key, field)).map_err(|_| StoreError::faulty("key"))?;
        mac.update(&name);
        Ok(mac.finalize().into_bytes().into())
    }

    /// A pseudonym that the column can hold.
    pub(crate) fn for_column(
        &self,
        place: &Place,
        key: &Key,
        field: &Field,
        column: &ColumnFacts,
    ) -> Result<Value, StoreError> {
        let hash = self.hash(place, key, field.name.as_str())?;
        let number = u64::from_be_bytes(hash[..8].try_into().unwrap_or_default()) >> 1;
        let text = match column.kind {
            Kind::Text | Kind::Other => {
                let room = width(&column.declared).unwrap_or(usize::MAX);
                let email =
                    field.check == Some(ValueCheck::Email) || field.category.ends_with("email");
                let short = hex::encode(&hash[..8]);
                let address = format!("{short}@erased.invalid");
                if email && address.len() <= room {
                    address
                } else {
                    let mut text = if email {
                        short
                    } else {
                        hex::encode(&hash[..16])
                    };
                    text.truncate(room);
                    text
                }
            }
            // Below nought, where no sequence goes.
            Kind::Integer => {
                let most: u64 = if column.declared == "smallint" {
                    0x7fff
                } else {
                    0x7fff_ffff
                };
                format!("-{}", number % most + 1)
            }
            Kind::BigInteger => format!("-{number}"),
            Kind::Uuid => {
                let bytes = hash[..16].try_into().unwrap_or_default();
                uuid::Builder::from_custom_bytes(bytes)
                    .into_uuid()
                    .to_string()
            }
            Kind::Bytes => return Ok(Value::Bytes(hash[..16].to_vec())),
            _ => return Err(StoreError::Unfit),
        };
        Ok(Value::Text(text))
    }
}

/// `varchar(20)` holds 20 characters.
fn width(declared: &str) -> Option<usize> {
    let (_, rest) = declared.split_once('(')?;
    rest.split_once(')')?.0.trim().parse().ok()
}

/// What a field's value becomes where that depends on the record; none where it is the same for
/// all records.
pub(crate) fn changed(
    rule: &FieldErase,
    held: &Value,
    column: &ColumnFacts,
    pseudonym: impl FnOnce() -> Result<Value, StoreError>,
) -> Result<Value, StoreError> {
    if held.is_null() {
        return Ok(Value::Null);
    }
    let coarse = match rule {
        FieldErase::Null => Some(Value::Null),
        FieldErase::Constant(text) => Some(Value::text(text)),
        FieldErase::Keep => Some(held.clone()),
        FieldErase::Pseudonym => Some(pseudonym()?),
        FieldErase::Postcode(length) => held.as_text().map(|text| {
            let cut: String = text.chars().take(usize::from(*length)).collect();
            Value::Text(cut.trim_end().to_owned())
        }),
        FieldErase::Date(part) => held.as_text().and_then(|text| date(text, *part)),
    };
    match coarse {
        Some(value) => Ok(value),
        // A date nobody can read is no date to make coarse.
        None if !column.not_null => Ok(Value::Null),
        None => Err(StoreError::Unfit),
    }
}

/// The first day of a date's month or year, written as the date was.
fn date(text: &str, part: DatePart) -> Option<Value> {
    let day = habeas_domain::scope::day(text)?;
    let first = match part {
        DatePart::Year => day.format("%Y-01-01"),
        DatePart::Month => day.format("%Y-%m-01"),
    };
    // Digits of the time become nought; separators and the zone stay.
    let time = text.get(10..)?;
    let zone = time
        .rfind(['Z', '+', '-'])
        .map_or(time.len(), |index| index);
    let (clock, zone) = time.split_at(zone);
    let clock: String = clock
        .chars()
        .map(|c| if c.is_ascii_digit() { '0' } else { c })
        .collect();
    Some(Value::Text(format!("{first}{clock}{zone}")))
}

#[cfg(test)]
mod tests {
    use habeas_domain::map::DatePart;

    use super::date;

    #[test]
    fn dates_become_coarse_in_the_form_they_have() {
        let cases = [
            ("2026-03-05", "2026-03-01", "2026-01-01"),
            (
                "2026-03-05 10:11:12.5",
                "2026-03-01 00:00:00.0",
                "2026-01-01 00:00:00.0",
            ),
            (
                "2026-03-05T10:11:12Z",
                "2026-03-01T00:00:00Z",
                "2026-01-01T00:00:00Z",
            ),
            (
                "2026-03-05T10:11+01:00",
                "2026-03-01T00:00+01:00",
                "2026-01-01T00:00+01:00",
            ),
        ];
        for (given, month, year) in cases {
            let text = |part| date(given, part).and_then(|v| v.as_text().map(str::to_owned));
            assert_eq!(text(DatePart::Month).as_deref(), Some(month));
            assert_eq!(text(DatePart::Year).as_deref(), Some(year));
        }
        assert_eq!(date("5 March", DatePart::Year), None);
    }
}
