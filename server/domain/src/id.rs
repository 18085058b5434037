//! Names of things that say nothing about anybody, and the number a person is given.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use uuid::Uuid;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new one, made of bytes drawn by the caller.
            pub fn from_random(bytes: [u8; 16]) -> Self {
                Self(uuid::Builder::from_random_bytes(bytes).into_uuid())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    };
}

id! {
    /// A request.
    RequestId
}
id! {
    /// A person whose data is held.
    SubjectId
}
id! {
    /// Somebody who works here.
    StaffId
}

/// What every number begins with.
const PREFIX: &str = "HB";

/// Crockford's base 32: no I, L, O or U, so nothing can be misread or mistaken for a word.
const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How many symbols follow the prefix: 40 bits, too many to guess through a web page.
const LENGTH: usize = 8;

/// The number of a request, as people read it out: `HB-7K2M-93QF`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference([u8; LENGTH]);

/// The text is not the number of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a reference: it looks like HB-7K2M-93QF")]
pub struct NotAReference;

impl Reference {
    /// A number made of bytes drawn by the caller.
    pub fn from_random(bytes: [u8; 5]) -> Self {
        let bits = bytes
            .iter()
            .fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
        let mut symbols = [0; LENGTH];
        for (place, symbol) in symbols.iter_mut().rev().enumerate() {
            *symbol = SYMBOLS[(bits >> (5 * place) & 31) as usize];
        }
        Self(symbols)
    }
}

/// The symbol somebody meant.
fn meant(typed: char) -> Option<u8> {
    let symbol = match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    u8::try_from(symbol)
        .ok()
        .filter(|symbol| SYMBOLS.contains(symbol))
}

impl FromStr for Reference {
    type Err = NotAReference;

    /// Forgiving, because it is typed from a letter: small letters, spaces, missing or odd
    /// dashes, a missing prefix, O for 0, I or L for 1.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut symbols = Vec::with_capacity(PREFIX.len() + LENGTH);
        let letters = text
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}'));
        for letter in letters {
            if symbols.len() > PREFIX.len() + LENGTH {
                return Err(NotAReference);
            }
            symbols.push(meant(letter).ok_or(NotAReference)?);
        }
        let number = match symbols.len() {
            LENGTH => symbols.as_slice(),
            _ => symbols
                .strip_prefix(PREFIX.as_bytes())
                .ok_or(NotAReference)?,
        };
        number.try_into().map(Self).map_err(|_| NotAReference)
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(PREFIX)?;
        for (place, symbol) in self.0.iter().enumerate() {
            if place % 4 == 0 {
                f.write_str("-")?;
            }
            write!(f, "{}", char::from(*symbol))?;
        }
        Ok(())
    }
}

impl fmt::Debug for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Reference({self})")
    }
}

impl Serialize for Reference {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Reference {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first fault")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_people_type_is_understood() {
        let right: Reference = "HB-7K2M-93QF".parse().unwrap();
        for typed in [
            "hb-7k2m-93qf",
            "HB7K2M93QF",
            "7k2m93qf",
            " hb 7k2m 93qf ",
            "HB\u{2013}7K2M\u{2013}93QF",
        ] {
            assert_eq!(typed.parse(), Ok(right), "{typed}");
        }
        assert_eq!(
            "HB-OIL0-1234".parse::<Reference>().unwrap().to_string(),
            "HB-0110-1234"
        );
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for typed in [
            "",
            "HB",
            "HB-7K2M",
            "HB-7K2M-93QFX",
            "XX-7K2M-93QF",
            "HB-7K2M-93QU",
            "HB-7K2M-93Q\u{e9}",
            "HB-HB-7K2M-93QF",
        ] {
            assert_eq!(typed.parse::<Reference>(), Err(NotAReference), "{typed}");
        }
    }

    #[test]
    fn bytes_fill_every_symbol() {
        assert_eq!(Reference::from_random([0; 5]).to_string(), "HB-0000-0000");
        assert_eq!(Reference::from_random([255; 5]).to_string(), "HB-ZZZZ-ZZZZ");
    }

    #[test]
    fn ids_travel_as_plain_text() {
        let id = RequestId::from_random([7; 16]);
        assert_eq!(serde_json::to_string(&id).unwrap(), format!("\"{id}\""));
        assert_eq!(id.to_string().parse::<RequestId>().unwrap(), id);
        assert_eq!(id.0.get_version_num(), 4);
    }

    proptest! {
        #[test]
        fn a_number_survives_reading_and_writing(bytes: [u8; 5]) {
            let number = Reference::from_random(bytes);
            prop_assert_eq!(number.to_string().parse(), Ok(number));
            prop_assert_eq!(number.to_string().to_lowercase().replace('-', "").parse(), Ok(number));
            let json = serde_json::to_string(&number).unwrap();
            prop_assert_eq!(serde_json::from_str::<Reference>(&json).unwrap(), number);
        }

        #[test]
        fn no_text_upsets_it(text: String) {
            let _ = text.parse::<Reference>();
        }
    }
}
